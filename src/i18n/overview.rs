//! Messages of the overview of a portal and of its report.

use super::messages;

messages! {
    OVERVIEW: "Gambaran portal" / "Overview of the portal";
    OVERVIEW_OF: "Gambaran {title}" / "Overview of {title}";
    OVERVIEW_SHORT: "Gambaran" / "Overview";
    COUNTING: "Menghitung katalog" / "Counting the catalogue";
    STOP: "Hentikan" / "Stop";
    SEEN_OF: "{seen} dari {total} dataset" / "{seen} of {total} {total:dataset|datasets}";
    COUNTED_ALL: "Dihitung dari semua {total} dataset, {date}." / "Counted from all {total} {total:dataset|datasets}, {date}.";
    COUNTED_SOME: "Dihitung dari {seen} dari {total} dataset, {date}. Angka di bawah hanya untuk yang sudah dihitung."
        / "Counted from {seen} of {total} datasets, {date}. The figures below are for those only.";
    STOPPED: "Penghitungan dihentikan" / "Counting was stopped";
    NOT_FINISHED: "Penghitungan belum selesai" / "Counting did not finish";
    COUNT_AGAIN: "Hitung lagi" / "Count again";
    EMPTY: "Portal ini belum memuat dataset" / "This portal has no datasets yet";
    EMPTY_TEXT: "Tidak ada yang bisa dihitung di katalognya." / "There is nothing to count in its catalogue.";
    KEY_DATASETS: "Dataset" / "Datasets";
    KEY_FILES: "{n} berkas" / "{n} {n:file|files}";
    KEY_OF: "{n} dataset" / "{n} {n:dataset|datasets}";
    KEY_METADATA: "Kelengkapan metadata" / "Completeness of metadata";
    KEY_METADATA_TEXT: "rata-rata dari yang bisa dinilai" / "mean of what can be assessed";
    KEY_FIGURES: "Angka kunci" / "Key figures";

    PART_PUBLISHERS: "Menurut penerbit" / "By publisher";
    PART_TOPICS: "Menurut topik" / "By topic";
    PART_FORMATS: "Menurut format" / "By format";
    PART_LICENCES: "Menurut lisensi" / "By licence";
    PART_YEARS: "Menurut tahun perubahan terakhir" / "By year of the last change";
    PART_GROWTH: "Pertumbuhan" / "Growth";
    PART_RATINGS: "Menurut mutu metadata" / "By quality of metadata";
    ABOUT_FORMATS: "Satu dataset bisa punya beberapa format." / "A dataset can have several formats.";
    ABOUT_TOPICS: "Satu dataset bisa punya beberapa topik." / "A dataset can have several topics.";
    ABOUT_GROWTH: "Banyaknya dataset yang sudah ada di akhir tiap bulan, menurut tanggal dibuat." / "How many datasets there were at the end of each month, by their date of creation.";
    ABOUT_RATINGS: "Dibandingkan dengan poin yang bisa dinilai dari katalog." / "Compared with the points that can be assessed from the catalogue.";

    X_PUBLISHER: "penerbit" / "publishers";
    X_TOPIC: "topik" / "topics";
    X_FORMAT: "format" / "formats";
    X_LICENCE: "jenis lisensi" / "kinds of licence";
    X_YEAR: "tahun" / "years";
    X_MONTH: "bulan" / "months";
    X_RATING: "tingkat mutu" / "quality ratings";
    Y_DATASETS: "dataset" / "datasets";

    LICENCE_OPEN: "Bebas tanpa syarat" / "Free, no conditions";
    LICENCE_ATTRIBUTION: "Bebas, sebut sumber" / "Free, name the source";
    LICENCE_SHARE_ALIKE: "Bebas, lisensi sama" / "Free, same licence";
    LICENCE_NON_COMMERCIAL: "Tidak untuk usaha" / "Not for business";
    LICENCE_NO_DERIVATIVES: "Tidak untuk diolah" / "Not to be changed";
    LICENCE_UNKNOWN: "Tidak jelas" / "Unclear";

    LIST: "Daftar dan tautannya" / "The list with its links";
    LIST_PLAIN: "Daftar" / "The list";
    LIST_OF: "{title}: daftar" / "{title}: the list";
    LIST_COUNT: "Dataset" / "Datasets";
    LIST_SHARE: "Bagian" / "Share";
    REPORT: "Unduh laporan" / "Download a report";
    REPORT_HTML: "Laporan lengkap (HTML)" / "Full report (HTML)";
    REPORT_MARKDOWN: "Ringkasan (Markdown)" / "Summary (Markdown)";
    REPORT_CSV: "Semua hitungan (CSV)" / "All counts (CSV)";
    REPORT_SAVED: "Laporan disimpan." / "The report was saved.";
    REPORT_SOURCE: "Sumber: katalog {title}, {address}, dihitung {date}" / "Source: catalogue of {title}, {address}, counted {date}";
    CSV_PART: "bagian" / "part";
    CSV_VALUE: "nilai" / "value";
}
