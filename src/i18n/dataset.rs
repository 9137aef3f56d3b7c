//! Messages of looking into a dataset's files, of what is near it, and of opening only a part.

use super::messages;

messages! {
    PEEK: "Lihat isinya" / "Look inside";
    PEEK_HIDE: "Tutup isinya" / "Close it";
    PEEK_OF_FILE: "Isi {name}" / "Inside {name}";
    PEEK_ROWS: "Basis data portal" / "The portal's database";
    PEEK_FIRST: "{n} baris pertama" / "first {n} {n:row|rows}";
    PEEK_OF: "{n} dari {total} baris" / "{n} of {total} {total:row|rows}";
    PEEK_OTHER: "Portal menyebutnya {label}, isinya {format}" / "The portal calls it {label}, but it is {format}";
    PEEK_OTHER_TABLE: "Tetap bisa dibuka di sini; yang dipercaya adalah isinya." / "It opens here all the same; what counts is what is in it.";
    PEEK_OTHER_NOT: "Isinya bukan tabel. Beri tahu penerbitnya." / "There is no table in it. Let the publisher know.";
    PEEK_WHOLE: "Format ini baru bisa dibaca setelah diunduh utuh." / "This format can be read only once all of it is here.";
    PEEK_NO_TABLE: "Tidak ada tabel di dalamnya." / "There is no table in it.";

    RELATED: "Yang berdekatan" / "Nearby";
    EDITIONS: "Data yang sama untuk tahun lain" / "The same data for other years";
    OTHERS: "Tentang hal yang sama" / "About the same";
    NEWER: "lebih baru" / "newer";

    BUDGET: "{size}. Ambil sebagian dulu?" / "{size}. Take a part first?";
    BUDGET_TEXT: "Sambungan Anda tampaknya lambat atau dihemat. Sebagian cukup untuk melihat isinya; semuanya bisa diambil kapan saja."
        / "Your connection seems slow or is being spared. A part is enough to see what is in it; all of it can be taken at any time.";
    BUDGET_WHOLE_TEXT: "Sambungan Anda tampaknya lambat atau dihemat, dan format ini harus diambil utuh."
        / "Your connection seems slow or is being spared, and this format has to be taken as a whole.";
    BUDGET_ROWS: "{n} baris pertama" / "First {n} rows";
    BUDGET_ALL: "Semua ({size})" / "All of it ({size})";
    PART: "Hanya {n} baris pertama yang diambil" / "Only the first {n} {n:row was|rows were} taken";
    PART_TEXT: "Saringan, grafik, dan angkanya hanya tentang baris itu. Sumbernya ikut menyebutkan ini."
        / "Filters, charts and figures are about these rows only. The source line says so.";
    PART_ALL: "Ambil semua" / "Take all of it";
    CUT: "Ada data yang hilang atau rusak" / "Some data is missing or damaged";
    CUT_TEXT: "Saringan, grafik, dan angkanya hanya tentang data yang terbaca." / "Filters, charts and figures are about the data that was read.";
}
