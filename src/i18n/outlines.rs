//! Messages about outlines of regions: which are used, opening a file of them, faults of geometry.

use super::messages;

messages! {
    TITLE: "Batas wilayah" / "Outlines";
    WHICH: "Batas yang dipakai" / "Outlines in use";
    BUILT_IN: "Bawaan halaman ini" / "Those of this page";
    OWN: "{name} (kolom {column})" / "{name} (column {column})";
    OPEN: "Buka berkas batas" / "Open a file of outlines";
    OPEN_HINT: "GeoJSON, TopoJSON, KML, atau Shapefile (ZIP, atau .shp, .dbf, dan .prj sekaligus). Berkas tetap di peramban ini."
        / "GeoJSON, TopoJSON, KML or a shapefile (a ZIP, or .shp, .dbf and .prj together). The file stays in this browser.";
    READING: "Membaca {name}…" / "Reading {name}…";
    NOT_OUTLINES: "Di berkas itu tidak ada batas wilayah: tidak satu pun barisnya berupa area."
        / "There are no outlines in that file: none of its rows is an area.";
    AREAS: "{name}: {n} area" / "{name}: {n} {n:area|areas}";
    KEY: "Kolom nama atau kode wilayah" / "Column of names or codes of regions";
    KEY_ENTRY: "{column}: {n} cocok" / "{column}: {n} {n:match|match}";
    KEY_CHOSEN: "Kolom {column} dipilih karena paling banyak isinya dikenali. Ganti bila keliru."
        / "The column {column} was chosen because most of it was recognised. Change it if that is wrong.";
    SUMMARY: "{n} dari {all} wilayah akan punya batas." / "{n} of {all} regions will have an outline.";
    SUMMARY_LEFT: "Tidak dikenali dan tidak dipakai: {names}." / "Not recognised and not used: {names}.";
    NO_KEY: "Tidak ada kolom yang isinya dikenali sebagai wilayah. Berkas ini tidak dapat dipakai untuk peta ini."
        / "No column holds anything recognised as a region. This file cannot be used for this map.";
    GRID: "Koordinatnya dihitung dalam" / "Its coordinates are counted in";
    GRID_ASKED: "Koordinatnya bukan derajat dan berkasnya tidak menyebut proyeksi (berkas .prj). Pilih sistemnya, lalu periksa letaknya di peta."
        / "Its coordinates are not degrees and the file names no projection (no .prj). Choose the system, then check on the map where it lies.";
    GRID_UNKNOWN: "Koordinatnya memakai proyeksi {name}, yang belum dikenal di sini. Bila sama dengan salah satu sistem ini, pilihlah; bila tidak, ubah berkasnya ke WGS 84 (EPSG:4326) lebih dulu."
        / "Its coordinates are of the projection {name}, which is not known here. If it equals one of these systems choose that; otherwise convert the file to WGS 84 (EPSG:4326) first.";
    GRID_NONE: "Belum dipilih" / "Not chosen yet";
    GRID_WRONG: "Dengan sistem itu letaknya di luar bumi. Pilih yang lain." / "With that system it lies outside the globe. Choose another.";
    CREDIT: "Sumber dan lisensi batas" / "Source and licence of the outlines";
    CREDIT_HINT: "Tampil di bawah peta dan di setiap ekspor." / "Shown under the map and in every export.";
    CREDIT_START: "Batas wilayah: {name}" / "Outlines: {name}";
    USE: "Pakai batas ini" / "Use these outlines";
    NOT_KEPT: "Batas dipakai, tetapi tidak dapat disimpan di peramban ini: penuh atau tidak diizinkan. Hapus batas lama untuk memberi tempat."
        / "The outlines are in use but could not be kept in this browser: it is full or not allowed to. Delete old ones to make room.";
    KEPT: "Batas tersimpan di peramban ini" / "Outlines kept in this browser";
    KEPT_ENTRY: "{name}, kolom {column}, {n} wilayah" / "{name}, column {column}, {n} {n:region|regions}";
    FORGET: "Hapus batas {name} dari peramban ini" / "Delete the outlines {name} from this browser";
    LOST: "Peta ini memakai batas dari berkas “{name}” (kolom {column}), yang tidak ada di peramban ini. Dipakai batas bawaan; buka berkas itu lagi untuk memakainya."
        / "This map uses outlines from the file “{name}” (column {column}), which is not in this browser. Those of the page are used; open that file again to use it.";
    REMOTE: "Paket “{title}” tidak ada di halaman ini, tetapi dapat diambil dari {host} ({size} KB, lisensi {licence}). Isinya diperiksa dengan SHA-256 lalu disimpan di peramban ini."
        / "The pack “{title}” is not in this page but can be fetched from {host} ({size} KB, licence {licence}). It is checked by its SHA-256 and kept in this browser.";
    FETCH: "Ambil dari {host}" / "Fetch from {host}";
    FETCH_FAILED: "Paket tidak dapat diambil, atau isinya bukan yang seharusnya. Tidak ada yang diubah."
        / "The pack could not be fetched, or is not what it should be. Nothing was changed.";

    TROUBLE_SWAPPED: "Lintang dan bujur tertukar di seluruh berkas; sudah dibalik." / "Latitude and longitude are exchanged throughout the file; they were put right.";
    TROUBLE_MERCATOR: "Koordinatnya dalam meter Web Mercator tanpa disebut; sudah diubah ke derajat." / "Its coordinates are metres of Web Mercator without saying so; they were turned into degrees.";
    TROUBLE_OPEN: "{n} garis batas tidak tertutup; titik akhirnya disambung ke titik awal." / "{n} {n:outline is|outlines are} not closed; {n:its end was|their ends were} joined to the start.";
    TROUBLE_FLAT: "{n} garis batas kurang dari tiga titik dan tidak tampak di peta." / "{n} {n:outline has|outlines have} fewer than three points and cannot be seen on the map.";
    TROUBLE_CROSSING: "{n} garis batas memotong dirinya sendiri; bagian yang tertutup dua kali tampak kosong." / "{n} {n:outline crosses itself|outlines cross themselves}; what is enclosed twice looks empty.";
    TROUBLE_WINDING: "{n} garis batas berputar searah jarum jam, padahal GeoJSON meminta sebaliknya; gambarnya tetap sama." / "{n} {n:outline runs|outlines run} with the clock where GeoJSON wants it against; the picture is the same.";
    TROUBLE_NOWHERE: "{n} baris tidak punya geometri." / "{n} {n:row has|rows have} no geometry.";

    EXPORT_GEOJSON: "Unduh GeoJSON" / "Download GeoJSON";
    EXPORT_TOPOJSON: "Unduh TopoJSON" / "Download TopoJSON";
    EXPORT_NEEDS: "Batas wilayahnya tidak ada, jadi tidak ada yang dapat diekspor." / "There are no outlines, so there is nothing to export.";

    SAVE_MATCHES: "Unduh {n} kecocokan (CSV)" / "Download {n} {n:match|matches} (CSV)";
    OPEN_MATCHES: "Buka berkas kecocokan" / "Open a file of matches";
    MATCHES_FILE: "kecocokan-wilayah.csv" / "region-matches.csv";
    MATCHES_READ: "{n} kecocokan dibaca, {refused} baris ditolak." / "{n} {n:match|matches} read, {refused} {refused:line|lines} refused.";
    TOGETHER: "Gabungkan kembali ke 34 provinsi" / "Put back together into 34 provinces";
    TOGETHER_HINT: "Untuk membandingkan tahun sebelum dan sesudah November 2022. Jumlah digabung begitu saja; untuk rata-rata dipilih dulu bobotnya."
        / "To compare years before and after November 2022. Sums are simply combined; for averages weights are chosen first.";
    WEIGHT: "Bobot rata-rata" / "Weights of the averages";
    WEIGHT_HINT: "Rata-rata angka persen atau indeks hanya benar bila dibobot, misalnya dengan jumlah penduduk." / "An average of rates or indices is only right when weighted, for example by the number of people.";
    WEIGHT_NONE: "Belum dipilih: tidak diwarnai" / "Not chosen: no colour";
    WEIGHT_ALIKE: "Tanpa bobot (rata-rata biasa)" / "Without weights (plain average)";
    SPLITS: "Deret tahun ini melewati pemekaran daerah" / "These years go across divisions of regions";
    SPLIT_OF: "{new} dari {old}: {date} (UU No. {law})" / "{new} out of {old}: {date} (Law {law})";
    SPLITS_HINT: "Sumber: undang-undang pembentukan dalam Lembaran Negara; tanggalnya hari pengesahan. Nilai daerah induk sebelum dan sesudahnya mencakup wilayah yang berbeda."
        / "Source: the founding laws in the state gazette; the date is the day of enactment. What the older region tells before and after is about different areas.";
    FAULTS: "Yang janggal pada geometri berkas ini" / "What is odd about the geometry of this file";
}
