//! Messages of the frame and of the primitives: what more than one screen says.

use super::messages;

messages! {
    // Verbs of buttons.
    CLOSE: "Tutup" / "Close";
    PERSONAL_TITLE: "Ada data pribadi di sini" / "There is personal data in here";
    PERSONAL_TEXT: "Data pribadi orang lain hanya boleh disebarkan dengan persetujuan mereka (UU 27/2022). Bila tidak perlu, keluarkan dulu kolomnya."
        / "Personal data of others may only be passed on with their consent (Law 27/2022). Where it is not needed, leave the columns out first.";
    HAND_OUT: "Tetap lanjutkan" / "Go on anyway";
    CANCEL: "Batalkan" / "Cancel";
    OPEN: "Buka" / "Open";
    SEARCH: "Cari" / "Search";
    COPY: "Salin" / "Copy";
    SAVE: "Simpan" / "Save";
    DELETE: "Hapus" / "Delete";
    EDIT: "Ubah" / "Edit";
    DOWNLOAD: "Unduh" / "Download";
    TRY_AGAIN: "Coba lagi" / "Try again";
    PART_COMING: "Memuat bagian ini" / "Loading this part";
    PART_FAILED: "Bagian ini belum terunduh" / "This part could not be loaded";
    PART_FAILED_NEXT: "Periksa koneksi Anda, lalu coba lagi. Pekerjaan Anda tidak hilang." / "Check your connection, then try again. Nothing you made is lost.";
    UNDO: "Urungkan" / "Undo";
    REDO: "Ulangi" / "Redo";
    BACK: "Kembali" / "Back";
    PREVIOUS: "Sebelumnya" / "Previous";
    NEXT: "Berikutnya" / "Next";
    OPEN_FILE: "Buka berkas" / "Open a file";
    DETAILS: "Rincian teknis" / "Technical details";

    // Said by primitives.
    NEW_TAB: "tab baru" / "new tab";
    COPIED: "Sudah disalin." / "Copied.";
    NOT_COPIED: "Peramban tidak mengizinkan penyalinan. Pilih teksnya, lalu salin sendiri."
        / "The browser does not allow copying. Select the text and copy it yourself.";
    NOTES: "{n} catatan" / "{n} {n:note|notes}";
    ROWS: "{n} baris" / "{n} {n:row|rows}";
    OF_SIZE: "{done} dari {of}" / "{done} of {of}";
    PAGES: "Halaman hasil" / "Pages of results";
    PAGE_OF: "Halaman {page} dari {pages}" / "Page {page} of {pages}";
    LOADING: "Memuat" / "Loading";
    CONNECTING: "Menghubungi portal" / "Contacting the portal";
    READING: "Membaca data" / "Reading data";
    INFERRING: "Mengenali isi kolom" / "Recognising the columns";
    WAITING: "Portal sedang sibuk dan dicoba lagi dalam {n} detik" / "The portal is busy; asking again in {n} s";
    COMPUTING: "Menghitung" / "Computing";
    DROP_HERE: "Lepaskan berkas di sini untuk membukanya" / "Drop the file here to open it";

    // The frame.
    JELAJAH: "Jelajah" / "Jelajah";
    SKIP: "Langsung ke isi" / "Skip to content";
    PLACES: "Tempat" / "Places";
    PLACE_SEARCH: "Cari" / "Find";
    PLACE_DESK: "Meja" / "Table";
    PLACE_STORY: "Cerita" / "Story";
    HOME: "Beranda" / "Home";
    MENU: "Menu" / "Menu";
    LANGUAGE: "Bahasa" / "Language";
    INDONESIAN: "Bahasa Indonesia" / "Bahasa Indonesia";
    ENGLISH: "English" / "English";
    THEME: "Tampilan" / "Appearance";
    THEME_SYSTEM: "Ikuti perangkat" / "As the device";
    THEME_LIGHT: "Terang" / "Light";
    THEME_DARK: "Gelap" / "Dark";
    OFFLINE: "Anda sedang luring. Data yang sudah terbuka, berkas di perangkat, portal contoh, dan cerita Anda tetap bisa dipakai."
        / "You are offline. Open data, files on this device, the sample portal and your story still work.";
    PROJECT: "Isi proyek" / "This project";
    PROJECT_DATA: "Data" / "Data";
    PROJECT_FIGURES: "Grafik dan peta" / "Charts and maps";
    PROJECT_STORY: "Cerita" / "Story";
    UNTITLED: "Tanpa judul" / "Untitled";
    UNTITLED_CHART: "Grafik tanpa judul" / "Untitled chart";
    UNTITLED_MAP: "Peta tanpa judul" / "Untitled map";
    UNTITLED_TABLE: "Tabel tanpa judul" / "Untitled table";

    // The command palette.
    PALETTE: "Cari perintah dan isi proyek" / "Find commands and what is in this project";
    PALETTE_OPEN: "Perintah" / "Commands";
    PALETTE_HINT: "Cari perintah atau data" / "Find commands and data";
    PALETTE_NONE: "Tidak ada perintah yang cocok. Coba kata lain." / "No command matches. Try another word.";
    PALETTE_COUNT: "{n} perintah" / "{n} {n:command|commands}";
    GO_HOME: "Ke beranda" / "Go to home";
    GO_SAMPLE: "Buka portal contoh" / "Open the sample portal";
    GO_DESK: "Ke meja data" / "Go to the table";
    GO_STORY: "Ke cerita" / "Go to the story";
    SWITCH_TO_ENGLISH: "Ganti ke bahasa Inggris" / "Switch to English";
    SWITCH_TO_INDONESIAN: "Ganti ke bahasa Indonesia" / "Switch to Indonesian";
    USE_LIGHT: "Pakai tampilan terang" / "Use the light appearance";
    USE_DARK: "Pakai tampilan gelap" / "Use the dark appearance";
    USE_SYSTEM: "Tampilan mengikuti perangkat" / "Appearance as the device says";
    NEW_PROJECT: "Mulai proyek baru" / "Start a new project";
    PARTED: "Proyek ini juga diubah di tab lain. Yang Anda buat di sini disimpan sebagai proyek tersendiri, di beranda."
        / "This project was changed in another tab, too. What you made here is kept as a project of its own, on the home screen.";
    NEW_PROJECT_DONE: "Proyek baru dimulai. Yang sebelumnya tersimpan di beranda." / "A new project was started. The one before is kept on the home screen.";
    OPEN_SOURCE: "Buka data: {title}" / "Open data: {title}";
    OPEN_CHART: "Buka grafik: {title}" / "Open chart: {title}";
    OPEN_MAP: "Buka peta: {title}" / "Open map: {title}";
    OPEN_TABLE_FIGURE: "Buka tabel: {title}" / "Open table: {title}";
    OPEN_PROJECT: "Buka proyek: {title}" / "Open project: {title}";
    UNDONE: "Diurungkan." / "Undone.";
    REDONE: "Diulangi." / "Redone.";
    SEVERAL_FILES: "{n} berkas" / "{n} files";
    PASTED: "Tempelan" / "Pasted";
    STORY_OPENED: "Cerita dibuka. Proyek sebelumnya tetap tersimpan." / "The story is open. Your previous project is kept.";
}
