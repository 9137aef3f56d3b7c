//! Words about the kinds of charts: their names and needs, what people want to show, sentences and axes of
//! single kinds, reasons.

use super::messages;

messages! {
    // What a person wants to show.
    RELATION_TIME: "Perubahan waktu" / "Change over time";
    RELATION_RANKING: "Peringkat" / "Ranking";
    RELATION_PARTS: "Bagian dari keseluruhan" / "Parts of a whole";
    RELATION_SPREAD: "Sebaran" / "Distribution";
    RELATION_LINK: "Hubungan" / "Relationship";
    RELATION_DEVIATION: "Penyimpangan" / "Deviation";
    RELATION_SIZE: "Besaran" / "Magnitude";
    RELATION_PLACE: "Wilayah" / "Place";
    RELATION_FLOW: "Aliran" / "Flow";

    // Kinds and what they need.
    MARK_LOLLIPOP: "Permen loli" / "Lollipops";
    MARK_LOLLIPOP_NEEDS: "Satu kolom kategori dan satu kolom angka; lebih ringan daripada batang bila kategorinya banyak."
        / "One column of categories and one of numbers; lighter than bars where there are many.";
    MARK_DOT: "Titik" / "Dots";
    MARK_DOT_NEEDS: "Satu kolom kategori dan satu kolom angka; sumbunya boleh tidak mulai dari nol."
        / "One column of categories and one of numbers; its axis need not begin at zero.";
    MARK_DIVERGING: "Batang dua arah" / "Diverging bars";
    MARK_DIVERGING_NEEDS: "Satu kolom kategori dan satu kolom angka dengan nilai di atas dan di bawah acuan."
        / "One column of categories and one of numbers above and below a reference.";
    MARK_BULLET: "Batang dan target" / "Bars and targets";
    MARK_BULLET_NEEDS: "Satu kolom kategori, satu kolom angka, dan satu kolom target."
        / "One column of categories, one of numbers and one of targets.";
    MARK_TABLE_BARS: "Tabel berbatang" / "Table with bars";
    MARK_TABLE_BARS_NEEDS: "Satu kolom kategori dan satu kolom angka; angkanya berjajar supaya mudah dibaca."
        / "One column of categories and one of numbers; the numbers stand in a column.";

    MARK_GROUPED: "Batang berdampingan" / "Grouped bars";
    MARK_GROUPED_NEEDS: "Kategori, angka, dan kolom pemisah dengan paling banyak beberapa isi."
        / "Categories, numbers and a column to split by that has few values.";
    MARK_STACKED: "Batang bertumpuk" / "Stacked bars";
    MARK_STACKED_NEEDS: "Kategori, angka yang bisa dijumlahkan, dan kolom pemisah." / "Categories, numbers that can be added up, and a column to split by.";
    MARK_SHARE: "Batang 100%" / "100% bars";
    MARK_SHARE_NEEDS: "Kategori, angka yang bisa dijumlahkan, dan kolom pemisah; yang dibandingkan porsinya."
        / "Categories, numbers that can be added up, and a column to split by; shares are compared.";
    MARK_PYRAMID: "Piramida" / "Pyramid";
    MARK_PYRAMID_NEEDS: "Kelompok berurutan, misalnya umur, angka, dan kolom pemisah berisi dua kelompok."
        / "Groups in order, such as ages, numbers, and a column that splits them in two.";

    MARK_COLUMN: "Kolom" / "Columns";
    MARK_COLUMN_NEEDS: "Waktu atau beberapa kategori, dan angka; boleh dipisah." / "Times or a few categories, and numbers; can be split.";
    MARK_COLUMN_STACKED: "Kolom bertumpuk" / "Stacked columns";
    MARK_COLUMN_STACKED_NEEDS: "Waktu atau beberapa kategori, angka yang bisa dijumlahkan, dan kolom pemisah."
        / "Times or a few categories, numbers that can be added up, and a column to split by.";
    MARK_COLUMN_SHARE: "Kolom 100%" / "100% columns";
    MARK_COLUMN_SHARE_NEEDS: "Waktu atau beberapa kategori, angka yang bisa dijumlahkan, dan kolom pemisah; yang dibandingkan porsinya."
        / "Times or a few categories, numbers that can be added up, and a column to split by; shares are compared.";
    MARK_WATERFALL: "Air terjun" / "Waterfall";
    MARK_WATERFALL_NEEDS: "Langkah-langkah berurutan dengan angka yang menambah atau mengurangi." / "Steps in order, with numbers that add or take away.";

    // What a second column of values is.
    SECOND_TARGET: "Target" / "Target";

    // Titles of axes and targets.
    TITLE_SPLIT: "{value} per {what} dan {series}" / "{value} by {what} and {series}";
    FROM_MEDIAN: "{value}, selisih dari mediannya ({median})" / "{value}, distance from its median ({median})";
    WITH_TARGET: "{value}, garis: {target}" / "{value}, mark: {target}";
    IN_SHARES: "{value}, porsi dalam %" / "{value}, shares in %";
    END_OF_STEPS: "Akhir" / "End";
    TARGET_SAID: "target {value}" / "target {value}";

    // Sentences.
    MEDIAN_IS: "Mediannya {median}." / "The median is {median}.";
    DEVIATION: "Paling jauh di atas median ({median}) adalah {top} (+{more}); paling jauh di bawahnya {bottom} (-{less}). {n} {what} di atas median."
        / "Farthest above the median ({median}) is {top} (+{more}); farthest below it is {bottom} (-{less}). {n} {what} {n:is|are} above the median.";
    REACHED: "{n} dari {all} {what} mencapai {target}." / "{n} of {all} {what} {n:reaches|reach} {target}.";

    CELLS: "Tertinggi {max} ({top}) dan terendah {min} ({bottom}), dari {n} nilai." / "Highest {max} ({top}), lowest {min} ({bottom}), of {n} values.";
    PARTS: "{top} terbesar dengan {value}, {share} dari total {total} ({n} {what})." / "{top} is largest at {value}, {share} of the total of {total} ({n} {what}).";

    /// A sentence about one time; {said} is the sentence.
    AT: "Pada {when}: {said}" / "In {when}: {said}";
    STEPS: "Bertambah {up}, berkurang {down}, hasil akhirnya {end}." / "{up} added, {down} taken away, {end} in the end.";

    // Reasons.
    REASON_NEEDS: "Batang, karena {mark} butuh yang tidak ada di sini: {needs}" / "Bars, because {mark} need what is not here: {needs}";
    REASON_SERIES: "Dipisahkan menurut {series}, kolom pertama yang cocok." / "Split by {series}, the first column that fits.";
    REASON_SECOND: "Nilai kedua dari {second}, kolom angka berikutnya." / "The second values are from {second}, the next column of numbers.";
    REASON_X_NUMBER: "Sumbu mendatar dari {x}, kolom angka pertama." / "The horizontal axis is {x}, the first column of numbers.";
}
