//! Messages of portal: licences, facets, orders, formats and the sample portal.

use super::messages;

messages! {
    LICENCE_OPEN: "Boleh dipakai untuk apa saja, juga untuk usaha, tanpa syarat."
        / "Free to use for anything, business included, with no conditions.";
    LICENCE_ATTRIBUTION: "Boleh dipakai untuk apa saja, juga untuk usaha, asalkan sumbernya disebut."
        / "Free to use for anything, business included, as long as you name the source.";
    LICENCE_SHARE_ALIKE: "Boleh dipakai, juga untuk usaha, asalkan sumbernya disebut dan hasilnya dibagikan dengan lisensi yang sama."
        / "Free to use, business included, as long as you name the source and share the result under the same licence.";
    LICENCE_NON_COMMERCIAL: "Boleh dipakai asalkan sumbernya disebut, tetapi tidak untuk usaha."
        / "Free to use if you name the source, but not for business.";
    LICENCE_NO_DERIVATIVES: "Boleh dibagikan apa adanya. Tanyakan dulu kepada penerbit sebelum mengolahnya."
        / "Free to pass on as it is. Ask the publisher before you change it.";
    LICENCE_UNKNOWN: "Syarat pemakaiannya tidak jelas. Tanyakan dulu kepada penerbit sebelum memakainya."
        / "The terms of use are unclear. Ask the publisher before you use it.";

    FACET_ORGANIZATION: "Penerbit" / "Publisher";
    FACET_GROUPS: "Topik" / "Topic";
    FACET_TAGS: "Tag" / "Tag";
    FACET_FORMAT: "Format" / "Format";
    FACET_LICENCE: "Lisensi" / "Licence";

    SORT_RELEVANCE: "Paling sesuai" / "Best match";
    SORT_NEWEST: "Terbaru diubah" / "Recently changed";
    SORT_TITLE: "Judul A–Z" / "Title A–Z";

    FORMAT_CSV: "Tabel (CSV)" / "Table (CSV)";
    FORMAT_TSV: "Tabel (TSV)" / "Table (TSV)";
    FORMAT_EXCEL: "Lembar kerja Excel" / "Excel spreadsheet";
    FORMAT_ODS: "Lembar kerja ODS" / "ODS spreadsheet";
    FORMAT_JSON: "JSON" / "JSON";
    FORMAT_GEO_JSON: "Peta (GeoJSON)" / "Map (GeoJSON)";
    FORMAT_ZIP: "Arsip" / "Archive";
    FORMAT_KML: "Peta (KML)" / "Map (KML)";
    FORMAT_PDF: "Dokumen PDF" / "PDF document";
    FORMAT_IMAGE: "Gambar" / "Image";
    FORMAT_HTML: "Halaman web" / "Web page";
    FORMAT_SERVICE: "Layanan data" / "Data service";
    FORMAT_OTHER: "Format lain" / "Other format";

    KIND_CKAN: "CKAN" / "CKAN";
    KIND_DATA_GO_ID: "Satu Data Indonesia" / "Satu Data Indonesia";
    KIND_JABAR: "Open Data Jabar" / "Open Data Jabar";
    KIND_BANDUNG: "Open data Bandung dan Jawa Timur" / "Bandung and East Java open data";
    KIND_JAKARTA: "Satu Data Jakarta" / "Satu Data Jakarta";
    KIND_DATA_JSON: "Katalog data.json" / "data.json catalogue";
    KIND_DCAT: "Katalog DCAT-AP" / "DCAT-AP catalogue";
    KIND_BPS: "WebAPI BPS" / "BPS WebAPI";
    KIND_SP2KP: "Harga pangan SP2KP" / "SP2KP food prices";
    KIND_PIHPS: "Harga pangan PIHPS" / "PIHPS food prices";
    KIND_OPEN_DATA_SOFT: "OpenDataSoft" / "OpenDataSoft";
    KIND_SOCRATA: "Socrata" / "Socrata";
    KIND_ARC_GIS_HUB: "ArcGIS Hub" / "ArcGIS Hub";
    KIND_DKAN: "DKAN" / "DKAN";
    KIND_U_DATA: "uData" / "uData";
    KIND_DATA_PACKAGE: "Data Package" / "Data Package";
    KIND_LINKS: "Daftar tautan berkas" / "List of file links";

    SAMPLE_TITLE: "Portal contoh" / "Sample portal";
    SAMPLE_NOTICE: "Data di portal ini untuk mencoba Jelajah. Data yang bertanda sintetis adalah buatan dan tidak menggambarkan keadaan sebenarnya."
        / "The data in this portal is for trying out Jelajah. Data marked synthetic is made up and does not describe the real world.";

    STEP_DIRECT: "Membaca langsung dari portal" / "Reading straight from the portal";
    STEP_DATA_STORE: "Membaca barisnya dari basis data portal" / "Reading the rows from the portal's database";
    STEP_RESOURCE_PROXY: "Membaca berkas lewat portal itu sendiri" / "Reading the file through the portal itself";
    STEP_JSONP: "Membaca lewat bingkai terisolasi. Skrip portal berjalan di sana dan tidak dapat melihat aplikasi ini atau data Anda."
        / "Reading through an isolated frame. The portal's script runs there and cannot see this app or your data.";
    STEP_DROP_FILE: "Buka tautannya, simpan berkasnya, lalu seret ke sini" / "Open the link, save the file, then drop it here";
    STEP_OWN_PROXY: "Membaca lewat proksi Anda sendiri. Proksi itu melihat semua yang diminta."
        / "Reading through your own proxy. It sees everything that is asked for.";
    STEP_LETTER: "Menyurati pengelola portal" / "Writing to the portal's operator";

    LETTER_SUBJECT: "Permohonan membuka akses baca {host} bagi aplikasi web" / "Request to let web applications read {host}";
    LETTER_OPENING: "Yth. walidata {title},\n\nSaya ingin memakai data terbuka di {host} dengan Jelajah, aplikasi web yang membaca portal data langsung dari peramban, tanpa server perantara."
        / "To the data steward of {title},\n\nI would like to use the open data at {host} with Jelajah, a web application that reads data portals straight from the browser, with no server in between.";
    LETTER_API: "Saat ini peramban menolak membaca katalog dan tabelnya, karena jawaban portal tidak menyertakan izin lintas asal (CORS)."
        / "At present browsers refuse to read the catalogue and its tables, because the portal's answers carry no cross-origin permission (CORS).";
    LETTER_CKAN: "Di CKAN cukup satu baris pada berkas konfigurasi (ckan.ini), lalu layanan dimulai ulang:"
        / "In CKAN one line in the configuration file (ckan.ini) is enough, followed by a restart:";
    LETTER_CKAN_ALONE: "Kalau izinnya hendak dibatasi pada aplikasi ini saja:" / "To permit this application only:";
    LETTER_HEADER: "Cukup tambahkan kepala berikut pada jawaban API yang memang sudah terbuka untuk umum:"
        / "It is enough to add this header to the answers of the API, which is public already:";
    LETTER_FILES: "Berkasnya juga belum dapat dibaca oleh peramban. Di nginx cukup satu baris pada lokasi yang menyajikan berkas:"
        / "The files cannot be read by browsers either. In nginx one line at the place that serves them is enough:";
    LETTER_FILE_HOSTS: "Sebagian berkas berada di: {hosts}" / "Some of the files are at: {hosts}";
    LETTER_HTTPS: "Portal ini dijawab lewat http://. Peramban tidak mengizinkan halaman aman membacanya, jadi mohon sertifikat https:// dipasang di {host}."
        / "The portal answers at http://. Browsers do not let secure pages read it, so please install an https:// certificate at {host}.";
    LETTER_SAFE: "Pengaturan ini hanya mengizinkan pembacaan data yang sudah terbuka. Akun, kuki, dan hak ubah tidak tersentuh."
        / "This setting only permits reading what is public already. Accounts, cookies and write access are not touched.";
    LETTER_TABLE_SUBJECT: "Permohonan tabel dari {file}" / "Request for the table in {file}";
    LETTER_TABLE_OPENING: "Yth. {to},\n\nSaya ingin memakai data pada berkas ini:\n\n{address}"
        / "To {to},\n\nI would like to use the data in this file:\n\n{address}";
    LETTER_TABLE_STEWARD: "walidata {title}" / "the data steward of {title}";
    LETTER_TABLE_PUBLISHER: "penerbit data" / "the publisher of the data";
    LETTER_TABLE_PDF: "Berkas itu PDF. Orang dapat membacanya, tetapi angkanya tidak dapat dijumlahkan, disaring, atau dipetakan. Pada skala lima bintang data terbuka, berkas seperti itu baru satu bintang."
        / "It is a PDF. People can read it, but its figures cannot be added up, filtered or mapped. On the five-star scale of open data such a file has one star.";
    LETTER_TABLE_PICTURE: "Berkas itu gambar. Orang dapat membacanya, tetapi angkanya tidak dapat dijumlahkan, disaring, atau dipetakan. Pada skala lima bintang data terbuka, berkas seperti itu baru satu bintang."
        / "It is a picture. People can read it, but its figures cannot be added up, filtered or mapped. On the five-star scale of open data such a file has one star.";
    LETTER_TABLE_WISH: "Mohon tabelnya diterbitkan juga sebagai CSV (tiga bintang), atau XLSX (dua bintang), di halaman yang sama: satu baris judul kolom, satu catatan per baris, satuan di judul kolom, dan kode wilayah Kemendagri atau BPS kalau ada."
        / "Please publish its table as CSV (three stars) or XLSX (two stars), too, on the same page: one row of headings, one record a row, units in the headings, and the region codes of Kemendagri or BPS where there are any.";
    LETTER_CLOSING: "Terima kasih atas data yang dibuka." / "Thank you for the data you publish.";

    LEVEL_OWN: "Portal Anda" / "Your portals";
    LEVEL_NATIONAL: "Nasional" / "National";
    LEVEL_PROVINCE: "Provinsi" / "Provinces";
    LEVEL_LOCAL: "Kabupaten dan kota" / "Regencies and cities";
    LEVEL_FOREIGN: "Luar negeri" / "Abroad";

    FRESH: "Masih sesuai jadwal pembaruannya" / "Up to date with its own schedule";
    FRESH_LATE: "Terlambat diperbarui" / "Late";
    FRESH_STALE: "Sudah lama tidak diperbarui" / "Out of date";
    FRESH_UNSTATED: "Jadwal pembaruannya tidak disebut" / "No update schedule stated";
    FRESH_UNSTATED_OLD: "Jadwalnya tidak disebut dan lebih dari dua tahun tidak berubah"
        / "No schedule stated and unchanged for over two years";
    FRESH_UNKNOWN: "Tanggal perubahannya tidak diketahui" / "Date of change unknown";

    DIMENSION_FINDABILITY: "Mudah ditemukan" / "Findability";
    DIMENSION_ACCESSIBILITY: "Mudah diambil" / "Accessibility";
    DIMENSION_INTEROPERABILITY: "Mudah dibaca mesin" / "Interoperability";
    DIMENSION_REUSABILITY: "Boleh dan bisa dipakai" / "Reusability";
    DIMENSION_CONTEXT: "Keterangan pendukung" / "Context";

    PRINCIPLE_STANDARD: "Standar data" / "Data standards";
    PRINCIPLE_METADATA: "Metadata" / "Metadata";
    PRINCIPLE_INTEROPERABILITY: "Interoperabilitas" / "Interoperability";
    PRINCIPLE_CODES: "Kode referensi" / "Reference codes";

    WHO_PRODUCER: "produsen data" / "the data producer";
    WHO_STEWARD: "walidata" / "the data steward";
    WHO_OPERATOR: "pengelola portal" / "the portal's operator";

    RATING_POOR: "Kurang" / "Poor";
    RATING_SUFFICIENT: "Cukup" / "Sufficient";
    RATING_GOOD: "Baik" / "Good";
    RATING_EXCELLENT: "Sangat baik" / "Excellent";

    CHECK_KEYWORDS: "Kata kunci" / "Keywords";
    REPAIR_KEYWORDS: "Tambahkan beberapa tag yang akan dicari orang." / "Add a few tags people would search for.";
    CHECK_TOPIC: "Topik" / "Topic";
    REPAIR_TOPIC: "Masukkan dataset ke salah satu topik portal." / "Put the dataset into one of the portal's topics.";
    CHECK_SPATIAL: "Cakupan wilayah" / "Area covered";
    REPAIR_SPATIAL: "Sebutkan wilayah yang dicakup." / "Say which area it covers.";
    CHECK_TEMPORAL: "Cakupan waktu" / "Period covered";
    REPAIR_TEMPORAL: "Sebutkan tahun atau rentang waktu datanya." / "Say which years or period the data cover.";
    CHECK_ADDRESS_ANSWERS: "Alamat yang menjawab" / "Address that answers";
    REPAIR_ADDRESS_ANSWERS: "Perbaiki tautan yang tidak menjawab." / "Repair the link that does not answer.";
    CHECK_DOWNLOAD: "Berkas yang bisa diunduh" / "File to download";
    REPAIR_DOWNLOAD: "Unggah berkasnya, bukan hanya tautan ke halaman." / "Upload the file, not just a link to a page.";
    CHECK_DOWNLOAD_ANSWERS: "Unduhan yang menjawab" / "Download that answers";
    REPAIR_DOWNLOAD_ANSWERS: "Perbaiki unduhan yang gagal." / "Repair the download that fails.";
    CHECK_FORMAT: "Format disebut" / "Format stated";
    REPAIR_FORMAT: "Isi format setiap berkas." / "Fill in the format of every file.";
    CHECK_MEDIA_TYPE: "Jenis media" / "Media type";
    REPAIR_MEDIA_TYPE: "Isi jenis media, misalnya text/csv." / "Fill in the media type, such as text/csv.";
    CHECK_FORMAT_KNOWN: "Nama format yang baku" / "Known format name";
    REPAIR_FORMAT_KNOWN: "Pakai nama format yang lazim, misalnya CSV atau XLSX." / "Use a common format name, such as CSV or XLSX.";
    CHECK_NON_PROPRIETARY: "Format terbuka" / "Open format";
    REPAIR_NON_PROPRIETARY: "Sediakan juga sebagai CSV, JSON, atau GeoJSON." / "Offer it as CSV, JSON or GeoJSON as well.";
    CHECK_MACHINE_READABLE: "Bisa dibaca mesin" / "Machine readable";
    REPAIR_MACHINE_READABLE: "Terbitkan tabelnya, bukan hanya PDF atau gambar." / "Publish the table, not only a PDF or picture.";
    CHECK_DCAT_AP: "Sesuai DCAT-AP" / "DCAT-AP compliance";
    REPAIR_DCAT_AP: "Sediakan metadata dalam bentuk DCAT-AP." / "Offer the metadata as DCAT-AP.";
    CHECK_LICENCE: "Lisensi" / "Licence";
    REPAIR_LICENCE: "Pilih lisensi, misalnya CC BY 4.0." / "Choose a licence, such as CC BY 4.0.";
    CHECK_LICENCE_KNOWN: "Lisensi yang dikenal" / "Known licence";
    REPAIR_LICENCE_KNOWN: "Pakai lisensi baku supaya hak pakainya jelas." / "Use a standard licence so that the rights are clear.";
    CHECK_ACCESS_RIGHTS: "Hak akses" / "Access rights";
    REPAIR_ACCESS_RIGHTS: "Sebutkan apakah datanya terbuka atau terbatas." / "Say whether the data are open or restricted.";
    CHECK_ACCESS_RIGHTS_KNOWN: "Hak akses yang baku" / "Access rights in agreed words";
    REPAIR_ACCESS_RIGHTS_KNOWN: "Pakai istilah baku: terbuka, terbatas, atau tertutup." / "Use the agreed words: public, restricted or non-public.";
    CHECK_CONTACT: "Kontak" / "Contact";
    REPAIR_CONTACT: "Isi nama dan alamat surel yang bisa dihubungi." / "Fill in a name and e-mail address to write to.";
    CHECK_PUBLISHER: "Penerbit" / "Publisher";
    REPAIR_PUBLISHER: "Pilih organisasi yang menerbitkannya." / "Choose the organisation that publishes it.";
    CHECK_RIGHTS: "Pernyataan hak" / "Statement of rights";
    REPAIR_RIGHTS: "Sebutkan pemegang hak atas datanya." / "Say who holds the rights to the data.";
    CHECK_SIZE: "Ukuran berkas" / "File size";
    REPAIR_SIZE: "Isi ukuran setiap berkas." / "Fill in the size of every file.";
    CHECK_ISSUED: "Tanggal terbit" / "Date published";
    REPAIR_ISSUED: "Isi tanggal terbitnya." / "Fill in when it was published.";
    CHECK_MODIFIED: "Tanggal perubahan" / "Date changed";
    REPAIR_MODIFIED: "Isi tanggal perubahannya." / "Fill in when it was changed.";
    CHECK_UNIT: "Satuan" / "Unit";
    REPAIR_UNIT: "Sebutkan satuan angkanya." / "Say in which unit the figures are.";
    CHECK_DEFINITION: "Konsep dan definisi" / "Concept and definition";
    REPAIR_DEFINITION: "Jelaskan apa yang diukur dan bagaimana caranya." / "Explain what is measured and how.";
    CHECK_FREQUENCY: "Jadwal pembaruan" / "Update schedule";
    REPAIR_FREQUENCY: "Sebutkan seberapa sering datanya diperbarui." / "Say how often the data are renewed.";
    CHECK_CODES: "Kolom kode wilayah atau kode lain" / "Columns with region or other codes";
    REPAIR_CODES: "Tambahkan kolom kode, misalnya kode wilayah BPS atau Kemendagri."
        / "Add a code column, such as the BPS or Kemendagri region code.";

    REPORT_TITLE: "Gambaran {title}" / "Overview of {title}";
    REPORT_SEEN: "Dihitung dari {seen} dari {total} dataset di {address} pada {date}."
        / "Counted from {seen} of {total} datasets at {address} on {date}.";
    REPORT_MACHINE_READABLE: "Bisa dibaca mesin" / "Machine readable";
    REPORT_STALE: "Sudah lama tidak diperbarui" / "Out of date";
    REPORT_NO_LICENCE: "Tanpa lisensi yang jelas" / "Without a clear licence";
    REPORT_NO_PUBLISHER: "Tanpa penerbit" / "Without a publisher";
    REPORT_NO_FILES: "Tanpa berkas" / "Without files";
    REPORT_METADATA: "Rata-rata kelengkapan metadata" / "Mean completeness of metadata";

    CITE_DATASET: "Kumpulan data" / "Data set";
    CITE_NO_YEAR: "t.t." / "n.d.";
    CITE_RETRIEVED: "Diakses pada {date}, dari" / "Retrieved {date}, from";
}
