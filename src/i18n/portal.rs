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
    LETTER_CLOSING: "Terima kasih atas data yang dibuka." / "Thank you for the data you publish.";
}
