//! Messages of Beranda, Katalog and Dataset.

use super::messages;

messages! {
    // Beranda.
    HOME_TITLE: "Data publik, dibaca benar, siap diceritakan." / "Public data, read right, ready to tell.";
    HOME_LEAD: "Cari dataset, saring tabelnya, lalu jadikan grafik, peta, dan cerita. Semua terjadi di perangkat Anda, tanpa akun."
        / "Find a dataset, filter its table, then turn it into charts, maps and a story. Everything happens on your device, without an account.";
    FIELD_LABEL: "Kata pencarian, alamat portal, tautan dataset, atau tautan berkas"
        / "Search words, a portal's address, a dataset's link or a file's link";
    FIELD_PLACEHOLDER: "Cari data atau tempel tautan" / "Search data or paste a link";
    FIELD_HINT: "Kata dicari di {portal}. Bisa juga menempel alamat portal lain, tautan dataset, atau tautan berkas CSV; berkas boleh dijatuhkan di mana saja di halaman ini."
        / "Words are searched in {portal}. You can also paste another portal's address, a dataset's link or a CSV file's link, and drop a file anywhere on this page.";
    FIELD_HINT_SAMPLE: "Kata dicari di portal contoh. Bisa juga menempel alamat portal data, tautan dataset, atau tautan berkas CSV; berkas boleh dijatuhkan di mana saja di halaman ini."
        / "Words are searched in the sample portal. You can also paste a data portal's address, a dataset's link or a CSV file's link, and drop a file anywhere on this page.";
    FIELD_EMPTY: "Ketik kata atau tempel tautan dulu." / "Type a word or paste a link first.";
    FIND_TEXT: "Cari atau buka “{text}”" / "Search for or open “{text}”";
    DOORS: "Mulai dari sini" / "Start here";
    DOOR_SAMPLE: "Portal contoh" / "Sample portal";
    DOOR_SAMPLE_TEXT: "Coba semuanya sekarang, juga tanpa internet." / "Try everything now, even without the internet.";
    DOOR_FILE_TEXT: "CSV atau TSV dari perangkat Anda. Isinya tidak dikirim ke mana pun." / "CSV or TSV from your device. Its contents are not sent anywhere.";
    DOOR_STORY: "Buat cerita" / "Write a story";
    DOOR_STORY_TEXT: "Teks, grafik, peta, dan tabel dalam satu halaman yang bisa dibagikan." / "Text, charts, maps and tables on one page that can be shared.";
    DOOR_RESUME: "Lanjutkan proyek" / "Continue the project";
    DOOR_RESUME_TEXT: "Pekerjaan Anda tersimpan di perangkat ini." / "Your work is kept on this device.";
    RECENT: "Di proyek ini" / "In this project";
    PROJECTS: "Proyek lain" / "Other projects";
    PROJECT_SAVED: "disimpan {date}" / "saved {date}";
    KIND_CHART: "Grafik" / "Chart";
    KIND_MAP: "Peta" / "Map";
    KIND_TABLE: "Tabel" / "Table";
    STEPS: "Cara kerjanya" / "How it works";
    STEP_FIND: "Temukan" / "Find";
    STEP_FIND_TEXT: "Cari di portal CKAN atau Satu Data mana pun, atau buka berkas sendiri."
        / "Search any CKAN or Satu Data portal, or open a file of your own.";
    STEP_READ: "Baca dan saring" / "Read and filter";
    STEP_READ_TEXT: "1.234,56 dan 31-12-2024 dibaca sebagaimana mestinya, dengan bukti. Baris tidak ada yang hilang diam-diam."
        / "1.234,56 and 31-12-2024 are read as they are meant, with proof. No row goes missing in silence.";
    STEP_TELL: "Gambar dan ceritakan" / "Draw and tell";
    STEP_TELL_TEXT: "Buat grafik dan peta bersumber jelas, lalu bagikan sebagai satu tautan atau satu berkas."
        / "Make charts and maps with a clear source, then share them as one link or one file.";
    NO_DATA_TITLE: "Belum ada data yang terbuka" / "No data is open yet";
    NO_DATA_TEXT: "Meja menampilkan tabel. Cari dataset di atas, buka berkas, atau mulai dari portal contoh."
        / "The table shows your data. Search for a dataset above, open a file, or start with the sample portal.";

    // Katalog.
    CATALOGUE: "Katalog" / "Catalogue";
    SEARCH_HERE: "Cari di portal ini" / "Search this portal";
    RESULTS: "Hasil" / "Results";
    DATASETS: "{n} dataset" / "{n} {n:dataset|datasets}";
    DATASETS_FOR: "{n} dataset untuk “{words}”" / "{n} {n:dataset|datasets} for “{words}”";
    SHOW_DATASETS: "Lihat {n} dataset" / "Show {n} {n:dataset|datasets}";
    SORT: "Urutkan" / "Sort";
    FILTERS: "Saring" / "Filter";
    FILTERS_N: "Saring ({n})" / "Filter ({n})";
    FILTERS_ACTIVE: "Saringan yang dipakai" / "Filters in use";
    REMOVE_FILTER: "Hapus saringan {filter}" / "Remove the filter {filter}";
    REMOVE_FILTERS: "Hapus semua saringan" / "Remove all filters";
    CHOSEN: "{n} dipilih" / "{n} chosen";
    SHOW_MORE: "Tampilkan {n} lagi" / "Show {n} more";
    SHOW_FEWER: "Tampilkan lebih sedikit" / "Show fewer";
    SHOW_ALL: "Tampilkan semua dataset" / "Show all datasets";
    OPENS: "Bisa dibuka" / "Opens here";
    OPENS_NOT: "Belum bisa dibuka" / "Does not open yet";
    NO_FILES: "Tanpa berkas" / "No files";
    NO_LICENCE: "Lisensi tidak disebutkan" / "Licence not stated";
    CHANGED: "diubah {date}" / "changed {date}";
    NOTHING: "Tidak ada dataset yang cocok" / "No dataset matches";
    NOTHING_FILTERED: "Coba hapus sebagian saringan, atau pakai kata yang lebih umum." / "Try removing some filters, or use a more general word.";
    NOTHING_WORDS: "Coba kata yang lebih umum atau sinonimnya, misalnya “pangan” untuk “beras”." / "Try a more general word or a synonym, such as “food” for “rice”.";
    NOTHING_AT_ALL: "Portal ini belum memuat dataset, atau tidak menampilkannya kepada umum." / "This portal has no datasets yet, or does not show them to the public.";
    BEYOND_PAGES: "Halaman ini sudah melewati hasil terakhir" / "This page is past the last result";
    FIRST_PAGE: "Ke halaman pertama" / "Go to the first page";
    REFUSED_PORTAL_NEXT: "Unduh berkasnya dari halaman portal, lalu jatuhkan di sini. Portal lain mungkin mengizinkannya."
        / "Download the file from the portal's page and drop it here. Another portal may allow it.";
    OPEN_PORTAL_PAGE: "Buka halaman portal" / "Open the portal's page";
    WHY_CLOSED: "Mengapa begitu, dan jalan lainnya" / "Why this happens, and another way";
    WHY_CLOSED_TEXT: "Peramban hanya boleh membaca data dari situs lain kalau situs itu mengizinkannya. Sebagian portal belum memberi izin itu, walaupun datanya terbuka. Berkasnya tetap bisa dipakai di sini:"
        / "A browser may read data from another site only if that site allows it. Some portals do not give this permission yet, although their data is open. You can still use the file here:";
    WHY_STEP_1: "Buka halaman portal di tab baru." / "Open the portal's page in a new tab.";
    WHY_STEP_2: "Cari datasetnya dan unduh berkas CSV-nya." / "Find the dataset and download its CSV file.";
    WHY_STEP_3: "Kembali ke sini dan jatuhkan berkasnya di halaman ini." / "Come back and drop the file on this page.";

    // Dataset.
    ABOUT_DATASET: "Tentang dataset ini" / "About this dataset";
    FILES: "Berkas" / "Files";
    NO_FILES_TEXT: "Dataset ini tidak menyertakan berkas. Lihat halaman portalnya, atau tanyakan kepada penerbitnya."
        / "This dataset comes without files. See its page on the portal, or ask its publisher.";
    OPEN_TABLE: "Buka" / "Open";
    OPEN_DATA: "Buka datanya" / "Open the data";
    OPEN_NAMED: "Buka {name}" / "Open {name}";
    TRY_OPENING: "Coba buka" / "Try to open";
    ORIGINAL_FILE: "Berkas asli" / "Original file";
    WHY_SPREADSHEET: "Lembar kerja belum terbaca di sini. Unduh berkasnya, simpan sebagai CSV, lalu jatuhkan di halaman ini."
        / "Spreadsheets cannot be read here yet. Download the file, save it as CSV, then drop it on this page.";
    WHY_JSON: "Berkas JSON belum terbaca di sini. Pilih versi CSV kalau ada." / "JSON files cannot be read here yet. Choose a CSV version if there is one.";
    WHY_SHAPES: "Berkas peta belum terbaca di sini. Pilih versi CSV kalau ada." / "Map files cannot be read here yet. Choose a CSV version if there is one.";
    WHY_ARCHIVE: "Arsip belum terbaca di sini. Unduh dan ekstrak, lalu jatuhkan berkas CSV di dalamnya."
        / "Archives cannot be read here yet. Download and unpack it, then drop the CSV file inside.";
    WHY_PDF: "PDF berisi halaman, bukan tabel. Mintalah versi CSV kepada penerbitnya." / "A PDF holds pages, not a table. Ask the publisher for a CSV version.";
    WHY_IMAGE: "Gambar tidak berisi tabel yang bisa dibaca." / "A picture has no table that can be read.";
    WHY_PAGE: "Tautannya menuju halaman web, bukan berkas data." / "The link leads to a web page, not to a data file.";
    WHY_SERVICE: "Ini layanan untuk program lain, bukan berkas tabel." / "This is a service for other programs, not a table file.";
    WHY_UNKNOWN: "Portal tidak menyebutkan format yang dikenal. Kalau isinya CSV, tetap bisa dibuka." / "The portal names no known format. If it holds CSV, it opens all the same.";
    WHY_NO_ADDRESS: "Portal tidak menyertakan alamat berkasnya." / "The portal gives no address for the file.";
    LICENCE: "Lisensi" / "Licence";
    PUBLISHER: "Penerbit" / "Publisher";
    MODIFIED: "Terakhir diubah" / "Last changed";
    CREATED: "Dibuat" / "Created";
    CONTACT: "Kontak" / "Contact";
    TOPICS: "Topik" / "Topics";
    TAGS: "Tag" / "Tags";
    PORTAL: "Portal" / "Portal";
    PORTAL_PAGE: "Lihat di portalnya" / "See it on the portal";
    EXTRAS: "Metadata lain" / "Other metadata";
    CITE: "Kutip" / "Cite";
    CITE_COPY: "Salin kutipan" / "Copy the citation";
    CITE_MODIFIED: "Diubah {date}" / "Changed {date}";
    CITE_ACCESSED: "Diakses {date}" / "Accessed {date}";
    SHARE: "Bagikan" / "Share";
    SHARE_TEXT: "Tautan ini membuka dataset ini langsung di Jelajah." / "This link opens the dataset right here in Jelajah.";
    SHARE_COPY: "Salin tautan" / "Copy the link";
}
