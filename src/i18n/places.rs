//! Messages about columns from where rows are, and about systems of coordinates.

use super::messages;

messages! {
    TITLE: "Kolom dari letak" / "Columns from places";
    ABOUT: "Dibuat tabel baru: semua kolom yang ada, ditambah bujur dan lintang dalam derajat, dan yang Anda pilih di bawah. Tabel ini tidak berubah."
        / "A new table is made: all columns there are, with longitude and latitude in degrees and what you choose below. This table does not change.";
    FIRST: "Letak ke timur (bujur, X)" / "Place eastward (longitude, X)";
    SECOND: "Letak ke utara (lintang, Y)" / "Place northward (latitude, Y)";
    OWN_SHAPE: "Geometri berkas ini (titik tengahnya)" / "The geometry of this file (its middle)";
    SAME_CELL: "Di kolom yang sama" / "In the same column";
    GRID: "Ditulis dalam" / "Written in";
    GRID_DEGREES: "Derajat (desimal, atau derajat, menit, dan detik)" / "Degrees (decimal, or degrees, minutes and seconds)";
    GRID_HINT: "Bila hasilnya di tempat yang salah, ganti sistemnya dan buat lagi." / "If the outcome lies in the wrong place change the system and make it again.";
    GRID_UTM_SOUTH: "UTM zona {zone} selatan" / "UTM zone {zone} south";
    GRID_UTM_NORTH: "UTM zona {zone} utara" / "UTM zone {zone} north";
    GRID_TM3: "TM-3 zona {zone}" / "TM-3 zone {zone}";
    REGION: "Wilayah tempat titik berada" / "The region that a point lies in";
    REGION_NONE: "Tidak perlu" / "Not needed";
    REGION_PROVINCE: "Provinsi" / "Province";
    REGION_KABKOTA: "Kabupaten/kota" / "Kabupaten/kota";
    NEAR: "Tempat terdekat dari tabel" / "The nearest place of a table";
    NEAR_HINT: "Setiap baris diberi nama tempat yang terdekat dan jaraknya dalam km di elipsoid WGS 84." / "Each row is given the name of the nearest place and its distance in km on the ellipsoid WGS 84.";
    NEAR_ALONE: "Buka dulu tabel yang lain, misalnya daftar puskesmas dengan koordinatnya." / "Open the other table first, for example a list of health centres with coordinates.";
    NEAR_LABEL: "Nama tempatnya" / "The name of the place";
    OTHER_PLACES: "Letak di tabel itu" / "Places in that table";
    NOTHING_THERE: "Tidak satu baris pun di tabel yang lain terbaca sebagai letak. Periksa kolom dan sistemnya." / "Not one row of the other table could be read as a place. Check its columns and system.";
    DONE_NEAREST: "Yang terdekat dicari di antara {there} tempat; {unread} baris di tabel itu tidak terbaca letaknya."
        / "The nearest was looked for among {there} {there:place|places}; the places of {unread} {unread:row|rows} of that table could not be read.";
    MEASURES: "Luas dan panjang" / "Areas and lengths";
    MEASURES_HINT: "Luas di elipsoid WGS 84 dalam km², panjang sebagai jarak terpendek di permukaan bumi dalam km."
        / "Areas on the ellipsoid WGS 84 in km², lengths as shortest distances on the globe in km.";
    MAKE: "Buat tabel baru" / "Make a new table";
    NAME: "{name} dengan letak" / "{name} with places";
    NO_OUTLINES: "Batas wilayahnya tidak ada di halaman ini. Pilih provinsi, atau minta pengelola halaman memasang paket batas."
        / "This page does not have those outlines. Choose provinces, or ask whoever runs this page to add the boundary packs.";
    NOTHING_READ: "Tidak satu baris pun terbaca sebagai letak. Periksa kolom dan sistemnya." / "Not one row could be read as a place. Check the columns and the system.";
    DONE: "{placed} baris punya letak, {unread} tidak terbaca." / "{placed} {placed:row has|rows have} a place, {unread} could not be read.";
    DONE_REGIONS: "{inside} baris di dalam suatu wilayah, {outside} di luar (diisi yang terdekat dan jaraknya), {unread} tidak terbaca."
        / "{inside} {inside:row lies|rows lie} in a region, {outside} outside (given the nearest and its distance), {unread} could not be read.";
    SWAPPED: "Lintang dan bujur tertukar di semua baris; sudah dibalik." / "Latitude and longitude are exchanged in all rows; they were put right.";
}
