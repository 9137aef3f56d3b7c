//! Messages of Cerita, the story screen.

use super::messages;

messages! {
    STORY: "Cerita" / "Story";
    TITLE: "Judul cerita" / "Story title";
    TITLE_HINT: "Judul cerita Anda" / "The title of your story";
    EMPTY: "Cerita ini masih kosong." / "This story is still empty.";
    EMPTY_NEXT: "Buka sebuah tabel, buat grafik atau peta, lalu masukkan ke cerita. Atau mulai dengan menulis." / "Open a table, make a chart or a map, then add it to the story. Or start by writing.";
    FIND_DATA: "Cari data" / "Find data";
    ADD_TEXT: "Tambah teks" / "Add text";
    ADD_FIGURE: "Tambah gambar" / "Add a figure";
    ADD_FIGURE_PICK: "Pilih grafik, peta, atau tabel" / "Choose a chart, map or table";
    EDIT_TEXT: "Ubah teks" / "Edit text";
    DONE_TEXT: "Selesai menulis" / "Done writing";
    TEXT: "Teks" / "Text";
    TEXT_HINT: "Baris kosong memulai paragraf. ## judul, **tebal**, *miring*, - daftar, [kata](https://…) tautan." / "A blank line starts a paragraph. ## heading, **bold**, *italic*, - list, [words](https://…) link.";
    TEXT_EMPTY: "Teks kosong" / "Empty text";
    EDIT_FIGURE: "Ubah gambar" / "Edit figure";
    MOVE_UP: "Pindah ke atas" / "Move up";
    MOVE_DOWN: "Pindah ke bawah" / "Move down";
    REMOVE: "Hapus dari cerita" / "Remove from the story";
    REMOVED: "Dihapus dari cerita." / "Removed from the story.";
    BLOCK_TOOLS: "Bagian {n}" / "Part {n}";
    SHARE: "Bagikan" / "Share";
    COPY_LINK: "Salin tautan" / "Copy link";
    LINK: "Tautan cerita" / "Story link";
    LINK_COPIED: "Tautan disalin." / "Link copied.";
    LINK_NOT_COPIED: "Peramban menolak menyalin. Pilih tautannya, lalu salin." / "The browser refused to copy. Select the link and copy it.";
    LINK_HELP: "Seluruh cerita ada di dalam tautan ini; datanya diambil lagi dari sumbernya saat dibuka." / "The whole story is in this link; its data is fetched again from the source when it is opened.";
    LINK_INCOMPLETE: "{n} gambar memakai berkas Anda sendiri dan datanya tidak muat di tautan. Untuk gambar itu, bagikan berkas HTML." / "{n} {n:figure uses|figures use} your own file and the data does not fit in the link. For {n:it|them}, share the HTML file.";
    LINK_LONG: "Tautannya panjang; sebagian aplikasi pesan memotongnya. Berkas HTML lebih aman." / "The link is long; some messaging apps cut it. The HTML file is safer.";
    HTML: "Unduh berkas HTML" / "Download HTML file";
    HTML_HELP: "Satu berkas yang terbuka tanpa internet, dengan gambar, angka, dan sumbernya. Jatuhkan berkasnya ke Jelajah untuk melanjutkan." / "One file that opens without internet, with its pictures, numbers and sources. Drop it onto Jelajah to go on working.";
    HTML_SAVED: "Berkas HTML disimpan." / "The HTML file was saved.";
    HTML_WAIT: "Menunggu {n} gambar selesai…" / "Waiting for {n} {n:figure|figures}…";
    SAVED: "Tersimpan di peramban ini" / "Saved in this browser";
    SAVING: "Menyimpan…" / "Saving…";
    NOT_SAVED: "Belum tersimpan" / "Not saved";
    UNTITLED: "Cerita tanpa judul" / "Untitled story";
    NEW_PROJECT: "Proyek baru" / "New project";
    PROJECTS: "Proyek tersimpan" / "Saved projects";
    UNTITLED_PROJECT: "Proyek tanpa judul" / "Untitled project";
}
