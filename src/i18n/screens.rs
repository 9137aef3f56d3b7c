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
    FIELD_HINT: "Kata dicari di {portal}. Bisa juga menempel alamat portal lain, tautan dataset, atau tautan berkas; berkas boleh dijatuhkan di mana saja di halaman ini."
        / "Words are searched in {portal}. You can also paste another portal's address, a dataset's link or a file's link, and drop a file anywhere on this page.";
    FIELD_HINT_SAMPLE: "Kata dicari di portal contoh. Bisa juga menempel alamat portal data, tautan dataset, atau tautan berkas; berkas boleh dijatuhkan di mana saja di halaman ini."
        / "Words are searched in the sample portal. You can also paste a data portal's address, a dataset's link or a file's link, and drop a file anywhere on this page.";
    FIELD_EMPTY: "Ketik kata atau tempel tautan dulu." / "Type a word or paste a link first.";
    FIND_TEXT: "Cari atau buka “{text}”" / "Search for or open “{text}”";
    DOORS: "Mulai dari sini" / "Start here";
    DOOR_SAMPLE: "Portal contoh" / "Sample portal";
    DOOR_SAMPLE_TEXT: "Coba semuanya sekarang, juga tanpa internet." / "Try everything now, even without the internet.";
    DOOR_FILE_TEXT: "CSV, Excel, atau JSON dari perangkat Anda, satu atau beberapa sekaligus, atau tempel tabel dari lembar kerja. Isinya tidak dikirim ke mana pun."
        / "CSV, Excel or JSON from your device, one or several at once, or paste a table from a spreadsheet. Nothing is sent anywhere.";
    DOOR_STORY: "Buat cerita" / "Write a story";
    DOOR_STORY_TEXT: "Teks, grafik, peta, dan tabel dalam satu halaman yang bisa dibagikan." / "Text, charts, maps and tables on one page that can be shared.";
    DOOR_RESUME: "Lanjutkan proyek" / "Continue the project";
    DOOR_RESUME_TEXT: "Pekerjaan Anda tersimpan di perangkat ini." / "Your work is kept on this device.";
    DOOR_PORTALS: "Pilih portal data" / "Choose a data portal";
    DOOR_PORTALS_TEXT: "Kementerian, provinsi, kabupaten, kota, dan luar negeri." / "Ministries, provinces, regencies, cities and other countries.";
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

    // The directory of portals, on Beranda and in Katalog.
    PORTALS: "Portal data" / "Data portals";
    PORTALS_TEXT: "{home} portal di Indonesia dan {abroad} di luar negeri. Pilih satu untuk membuka katalognya."
        / "{home} portals in Indonesia and {abroad} abroad. Choose one to open its catalogue.";
    PORTALS_FILTER: "Cari nama portal, wilayah, atau alamat" / "Find a portal's name, region or address";
    PORTALS_HOME: "Indonesia" / "Indonesia";
    PORTALS_SHOWN: "{n} portal cocok" / "{n} {n:portal matches|portals match}";
    PORTALS_NONE: "Tidak ada portal yang cocok" / "No portal matches";
    PORTALS_NONE_TEXT: "Coba nama wilayah yang lain, atau tambahkan alamat portalnya di bawah." / "Try another region's name, or add the portal's address below.";
    PORTALS_ABOUT: "Jumlah dataset adalah perkiraan pada hari portal diperiksa. Apakah sebuah portal mengizinkan peramban membacanya baru pasti setelah dibuka."
        / "Numbers of datasets are estimates of the day a portal was checked. Whether it lets browsers read it is certain only once it is opened.";
    PORTAL_SIZE: "± {n} dataset" / "about {n} {n:dataset|datasets}";
    PORTAL_ROWS: "tabel bisa diminta per baris" / "tables can be asked for by rows";
    PORTAL_HERE: "Sedang dibuka" / "Open now";
    PORTAL_HIDDEN: "Disembunyikan" / "Hidden";
    PORTAL_NEEDS_KEY: "Perlu kunci Anda sendiri" / "Needs a key of your own";
    PORTAL_ANSWERED: "Menjawab saat diperiksa, {month}" / "Answered when checked, {month}";
    PORTAL_GUARDED: "Membatasi program lain saat diperiksa, {month}" / "Kept other programs out when checked, {month}";
    PORTAL_LETS_READ: "Mengizinkan peramban membaca" / "Lets browsers read it";
    PORTAL_REFUSES: "Menolak dibaca peramban saat diperiksa, {month}" / "Refused browsers when checked, {month}";
    PORTAL_UNKNOWN: "Belum diperiksa" / "Not checked yet";
    SEEN_READ: "Terbaca di perangkat ini, {date}" / "Read on this device, {date}";
    SEEN_REFUSED: "Menolak dibaca peramban, {date}" / "Refused to be read by the browser, {date}";
    SEEN_FORBIDDEN: "Perlu akun atau izin, {date}" / "Needed an account or permission, {date}";
    SEEN_DOWN: "Tidak menjawab, {date}" / "Did not answer, {date}";
    PORTAL_ACTIONS: "Pilihan untuk {title}" / "Options for {title}";
    PORTAL_RENAME: "Ganti nama" / "Rename";
    PORTAL_NAME: "Nama baru untuk {title}" / "New name for {title}";
    PORTAL_NAME_HINT: "Kosongkan untuk memakai nama semula." / "Leave empty for the original name.";
    PORTAL_HIDE: "Sembunyikan" / "Hide";
    PORTAL_SHOW: "Tampilkan lagi" / "Show again";
    PORTAL_FORGET: "Hapus dari daftar" / "Remove from the list";
    PORTAL_HID: "{title} disembunyikan." / "{title} is hidden.";
    OWN_LIST: "Kelola daftar Anda" / "Manage your list";
    OWN_LIST_TEXT: "Tambahan, nama, dan portal yang disembunyikan disimpan di perangkat ini saja. Simpan sebagai berkas untuk membagikannya."
        / "What you add, rename and hide is kept on this device only. Save it as a file to share it.";
    OWN_ADDRESS: "Alamat portal" / "Portal's address";
    OWN_ADD: "Tambah portal" / "Add portal";
    OWN_ADDED: "{title} ditambahkan ke daftar Anda." / "{title} was added to your list.";
    OWN_BAD_ADDRESS: "Itu bukan alamat portal. Tulis alamat halaman depannya, misalnya data.kota.go.id." / "That is no portal's address. Write that of its front page, such as data.city.go.id.";
    OWN_EXPORT: "Simpan daftar" / "Save the list";
    OWN_IMPORT: "Ambil daftar" / "Take in a list";
    OWN_EXPORTED: "Daftar disimpan sebagai berkas." / "The list was saved as a file.";
    OWN_IMPORTED: "{n} portal diambil ke daftar Anda." / "{n} {n:portal was|portals were} taken into your list.";
    OWN_IMPORTED_PART: "{n} portal diambil; {left} baris bukan alamat portal dan dilewati." / "{n} {n:portal was|portals were} taken in; {left} {left:entry is|entries are} no portal's address and left out.";
    OWN_TOO_LARGE: "Berkas itu terlalu besar untuk sebuah daftar portal. Tidak ada yang diambil." / "That file is too large for a list of portals. Nothing was taken in.";
    OWN_NOT_A_LIST: "Berkas itu bukan daftar portal Jelajah. Tidak ada yang diambil." / "That file is not a Jelajah list of portals. Nothing was taken in.";
    OWN_HIDDEN: "Tampilkan juga yang disembunyikan" / "Show hidden ones too";
    OWN_KEEP: "Simpan ke daftar Anda" / "Keep in your list";
    SWITCH_PORTAL: "Ganti portal" / "Switch portal";

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
    INSTEAD: "Menampilkan hasil untuk “{words}”" / "Showing results for “{words}”";
    INSTEAD_TEXT: "Tidak ada yang cocok dengan “{typed}”." / "Nothing matches “{typed}”.";
    NOTHING: "Tidak ada dataset yang cocok" / "No dataset matches";
    NOTHING_FILTERED: "Coba hapus sebagian saringan, atau pakai kata yang lebih umum." / "Try removing some filters, or use a more general word.";
    NOTHING_WORDS: "Coba kata yang lebih umum atau sinonimnya, misalnya “pangan” untuk “beras”." / "Try a more general word or a synonym, such as “food” for “rice”.";
    NOTHING_AT_ALL: "Portal ini belum memuat dataset, atau tidak menampilkannya kepada umum." / "This portal has no datasets yet, or does not show them to the public.";
    BEYOND_PAGES: "Halaman ini sudah melewati hasil terakhir" / "This page is past the last result";
    FIRST_PAGE: "Ke halaman pertama" / "Go to the first page";
    REFUSED_PORTAL_NEXT: "Cara lain ada di bawah. Yang selalu bisa: unduh berkasnya dari halaman portal, lalu jatuhkan di sini."
        / "Other ways are below. What always works: download the file from the portal's page, then drop it here.";
    OPEN_PORTAL_PAGE: "Buka halaman portal" / "Open the portal's page";
    WHY_CLOSED: "Mengapa begitu, dan jalan lainnya" / "Why this happens, and another way";
    WHY_CLOSED_TEXT: "Peramban hanya boleh membaca data dari situs lain kalau situs itu mengizinkannya. Sebagian portal belum memberi izin itu, walaupun datanya terbuka. Berkasnya tetap bisa dipakai di sini:"
        / "A browser may read data from another site only if that site allows it. Some portals do not give this permission yet, although their data is open. You can still use the file here:";
    WHY_STEP_1: "Buka halaman portal di tab baru." / "Open the portal's page in a new tab.";
    WHY_STEP_2: "Cari datasetnya dan unduh berkasnya." / "Find the dataset and download its file.";
    WHY_STEP_3: "Kembali ke sini dan jatuhkan berkasnya di halaman ini." / "Come back and drop the file on this page.";
    LETTER: "Surat untuk walidata portal ini" / "A letter to the portal's data steward";
    LETTER_TEXT: "Sering kali cukup satu baris pengaturan. Surat ini menyebut pengaturannya; kirimkan lewat surel atau formulir kontak portalnya."
        / "Often one line of settings is enough. This letter names it; send it by e-mail or through the portal's contact form.";
    LETTER_TABLE: "Surat untuk meminta tabelnya" / "A letter that asks for the table";
    LETTER_TABLE_TEXT: "Surat ini menjelaskan mengapa berkasnya tidak dapat diolah dan tabel seperti apa yang dibutuhkan; kirimkan kepada penerbit datanya."
        / "The letter says why the file cannot be worked with and what kind of table is needed; send it to the publisher of the data.";
    LETTER_LANGUAGE: "Bahasa surat" / "Language of the letter";
    LETTER_SENDER: "Nama Anda di akhir surat (boleh kosong)" / "Your name at the end of the letter (may be empty)";
    LETTER_SUBJECT: "Perihal" / "Subject";
    LETTER_COPY: "Salin surat" / "Copy the letter";
    LETTER_DOWNLOAD: "Unduh sebagai teks" / "Download as text";

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
    WHY_PDF: "PDF berisi halaman, bukan tabel. Mintalah tabelnya kepada penerbit." / "A PDF holds pages, not a table. Ask the publisher for the table.";
    WHY_IMAGE: "Gambar tidak berisi tabel yang bisa dibaca." / "A picture has no table that can be read.";
    WHY_PAGE: "Tautannya menuju halaman web, bukan berkas data." / "The link leads to a web page, not to a data file.";
    WHY_SERVICE: "Ini layanan untuk program lain, bukan berkas tabel." / "This is a service for other programs, not a table file.";
    WHY_UNKNOWN: "Portal tidak menyebutkan format yang dikenal. Kalau isinya tabel, tetap bisa dibuka." / "The portal names no known format. If it holds a table, it opens all the same.";
    WHY_NO_ADDRESS: "Portal tidak menyertakan alamat berkasnya." / "The portal gives no address for the file.";
    HOW_FILE: "Dibuka dari berkasnya" / "Opens from its file";
    HOW_ROWS: "Dibuka dari basis data portal, baris demi baris" / "Opens from the portal's database, row by row";
    HOW_UNSURE: "Formatnya baru ketahuan setelah dibuka" / "Its format shows only once it is opened";
    MISLABELLED: "Portal menyebutnya {label}, alamatnya menunjukkan {format}." / "The portal calls it {label}, its address says {format}.";
    PLAIN_HTTP: "Alamatnya http://, jadi peramban mungkin menolak membacanya. Unduh lewat “Berkas asli”, lalu jatuhkan di sini."
        / "Its address is http://, so the browser may refuse to read it. Download it with “Original file” and drop it here.";
    LICENCE: "Lisensi" / "Licence";
    BUSINESS_YES: "Boleh untuk usaha" / "Business use allowed";
    BUSINESS_NO: "Tidak untuk usaha" / "No business use";
    BUSINESS_UNKNOWN: "Untuk usaha: tidak jelas" / "Business use: unclear";
    AREA: "Wilayah" / "Area";
    AREA_SHAPE: "Disebut sebagai bentuk peta (GeoJSON)" / "Given as a map shape (GeoJSON)";
    PERIOD: "Waktu" / "Period";
    FREQUENCY: "Diperbarui" / "Renewed";
    EVERY_DAY: "Setiap hari" / "Every day";
    EVERY_WEEK: "Setiap minggu" / "Every week";
    EVERY_MONTH: "Setiap bulan" / "Every month";
    EVERY_QUARTER: "Setiap triwulan" / "Every quarter";
    EVERY_HALF_YEAR: "Setiap setengah tahun" / "Every half-year";
    EVERY_YEAR: "Setiap tahun" / "Every year";
    EVERY_DAYS: "Setiap {n} hari" / "Every {n} days";
    PUBLISHER: "Penerbit" / "Publisher";
    MODIFIED: "Terakhir diubah" / "Last changed";
    CREATED: "Dibuat" / "Created";
    CONTACT: "Kontak" / "Contact";
    TOPICS: "Topik" / "Topics";
    TAGS: "Tag" / "Tags";
    PORTAL: "Portal" / "Portal";
    PORTAL_PAGE: "Lihat di portalnya" / "See it on the portal";
    EXTRAS: "Metadata lain" / "Other metadata";
    QUALITY: "Mutu" / "Quality";
    QUALITY_METADATA: "Metadata" / "Metadata";
    QUALITY_DATA: "Isi data" / "The data";
    QUALITY_POINTS: "{points} dari {achievable} poin" / "{points} of {achievable} points";
    QUALITY_NOT_YET: "Belum dinilai" / "Not assessed yet";
    QUALITY_NOT_YET_TEXT: "Isinya baru bisa dinilai setelah berkasnya dibuka." / "The data can be assessed only once a file is open.";
    QUALITY_STATED: "Jadwal yang disebut: {frequency}." / "Stated schedule: {frequency}.";
    QUALITY_CHANGED: "Terakhir diubah {date}." / "Last changed {date}.";
    QUALITY_LOST: "{n} yang kurang" / "{n} missing";
    QUALITY_UNSEEN: "Dari {all} poin, {unseen} tidak bisa dilihat dari sini. Yang tidak dinilai tidak mengurangi nilai."
        / "Of {all} points, {unseen} cannot be seen from here. What is not assessed costs nothing.";
    QUALITY_METHOD: "Bobotnya dari Metadata Quality Assessment data.europa.eu." / "Weights are those of the Metadata Quality Assessment of data.europa.eu.";
    QUALITY_REPAIRS: "Yang bisa diperbaiki" / "What can be mended";
    QUALITY_NO_REPAIRS: "Tidak ada yang kurang dari yang bisa dinilai." / "Nothing is missing of what could be assessed.";
    QUALITY_LOSES: "+{n} poin" / "+{n} {n:point|points}";
    QUALITY_BY: "oleh {who}" / "by {who}";
    QUALITY_DIMENSIONS: "Nilai menurut sisi" / "Points by dimension";
    QUALITY_STARS: "Bintang data terbuka" / "Stars of open data";
    STARS_OF: "{n} dari 5 bintang" / "{n} of 5 stars";
    STARS_LICENCE: "Jadi {n} bintang kalau lisensinya terbuka." / "It would be {n} {n:star|stars} with an open licence.";
    STARS_0: "Belum ada lisensi terbuka yang jelas." / "There is no clear open licence yet.";
    STARS_1: "Ada di web dengan lisensi terbuka." / "On the web with an open licence.";
    STARS_2: "Tersusun sehingga program bisa membacanya." / "Structured so that programs can read it.";
    STARS_3: "Tersusun dalam format terbuka." / "Structured in an open format.";
    STARS_4: "Memakai pengenal tetap untuk isinya." / "Uses lasting identifiers for what is in it.";
    QUALITY_PRINCIPLES: "Prinsip Satu Data Indonesia" / "Principles of Satu Data Indonesia";
    PRINCIPLE_MET: "{met} dari {of} terpenuhi" / "{met} of {of} met";
    CITE: "Kutip" / "Cite";
    CITE_STYLE: "Bentuk kutipan" / "Form of the citation";
    CITE_PLAIN: "Biasa" / "Plain";
    CITE_COPY: "Salin kutipan" / "Copy the citation";
    CITE_MODIFIED: "Diubah {date}" / "Changed {date}";
    CITE_ACCESSED: "Diakses {date}" / "Accessed {date}";
    SHARE: "Bagikan" / "Share";
    SHARE_TEXT: "Tautan ini membuka dataset ini langsung di Jelajah." / "This link opens the dataset right here in Jelajah.";
    SHARE_COPY: "Salin tautan" / "Copy the link";
}
