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

    SAMPLE_TITLE: "Portal contoh" / "Sample portal";
    SAMPLE_NOTICE: "Data di portal ini untuk mencoba Jelajah. Data yang bertanda sintetis adalah buatan dan tidak menggambarkan keadaan sebenarnya."
        / "The data in this portal is for trying out Jelajah. Data marked synthetic is made up and does not describe the real world.";
}
