//! Messages of stories: names of changes in the undo list, the source line, the exported file.

use super::messages;

messages! {
    // Names of changes, as they stand behind "Urungkan:".
    DID_SET_TITLE: "ganti judul cerita" / "rename the story";
    DID_ADD_SOURCE: "tambah sumber" / "add a source";
    DID_SET_STEPS: "ubah saringan" / "change the filters";
    DID_SET_ORIGIN: "ganti asal data" / "change where the data comes from";
    DID_SET_READING: "ubah cara baca kolom" / "change how a column is read";
    DID_SET_ROLE: "ubah isi kolom" / "change what a column is about";
    DID_SET_FORM: "ubah cara berkas dibaca" / "change how the file is read";
    /// Behind a source line: the figures are of a sample.
    SOURCE_SAMPLE: "hanya sampel {rows} baris" / "only a sample of {rows} rows";
    /// Behind a source line: the figures were worked out by the portal's database.
    SOURCE_AT_PORTAL: "dihitung di portal" / "worked out at the portal";
    DID_SET_EXTENT: "pilih berapa banyak yang dimuat" / "choose how much is loaded";
    DID_REMOVE_SOURCE: "hapus sumber" / "remove a source";
    DID_ADD_FIGURE: "tambah gambar" / "add a figure";
    DID_SET_FIGURE: "ubah gambar" / "change a figure";
    DID_REMOVE_FIGURE: "hapus gambar" / "remove a figure";
    DID_ADD_BLOCK: "tambah bagian" / "add a part";
    DID_SET_BLOCK: "ubah teks" / "change the text";
    DID_MOVE_BLOCK: "pindahkan bagian" / "move a part";
    DID_REMOVE_BLOCK: "hapus bagian" / "remove a part";
    DID_REPLACE: "ganti seluruh cerita" / "replace the whole story";

    // The source line.
    SOURCE: "Sumber: {parts}" / "Source: {parts}";
    SOURCE_UNKNOWN: "tidak disebutkan" / "not stated";
    SOURCE_PART: "hanya {n} baris pertama" / "first {n} {n:row|rows} only";
    SOURCE_MODIFIED: "data s.d. {date}" / "data up to {date}";
    SOURCE_ACCESSED: "diakses {time}" / "accessed {time}";

    // The exported file.
    UNTITLED: "Cerita tanpa judul" / "Untitled story";
    TABLE_OF: "Lihat tabelnya" / "Show the table";
    TABLE_REGION: "Tabel: {title}" / "Table: {title}";
    FIGURE: "Gambar" / "Figure";
    MORE_ROWS: "dan {n} baris lagi; semuanya tersimpan di dalam berkas ini"
        / "and {n} more {n:row|rows}, all kept inside this file";
    NO_VALUE: "tidak ada nilai" / "no value";
    NOT_DRAWN: "Gambar ini belum dapat digambar saat ceritanya diunduh."
        / "This figure could not be drawn when the story was downloaded.";
    SOURCES: "Sumber data" / "Sources";
    MADE_WITH: "Dibuat dengan Jelajah {version}" / "Made with Jelajah {version}";
    EXPORTED: "diunduh {time}" / "downloaded {time}";
    OPEN_AGAIN: "Berkas ini bisa disunting lagi: jatuhkan di halaman Jelajah."
        / "This file can be edited again: drop it on the Jelajah page.";
    OPEN_IN: "Buka Jelajah" / "Open Jelajah";
}
