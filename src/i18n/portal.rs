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
}
