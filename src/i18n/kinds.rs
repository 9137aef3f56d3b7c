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

    MARK_DUMBBELL: "Barbel" / "Dumbbells";
    MARK_DUMBBELL_NEEDS: "Kategori dan dua nilai: dua tahun, dua kelompok, atau dua kolom angka." / "Categories and two values: two years, two groups or two columns of numbers.";
    MARK_RANGE: "Rentang" / "Ranges";
    MARK_RANGE_NEEDS: "Kategori dan angka dengan beberapa baris per kategori; terlihat terendah, median, tertinggi."
        / "Categories and numbers with several rows each; shows lowest, median, highest.";
    MARK_HEAT: "Peta panas" / "Heat map";
    MARK_HEAT_NEEDS: "Kategori, kolom pemisah atau tahun, dan angka; warna menunjukkan besarnya."
        / "Categories, a column to split by or years, and numbers; the colour shows how much.";

    MARK_SCATTER: "Pencar" / "Scatter";
    MARK_SCATTER_NEEDS: "Dua kolom angka; setiap baris satu titik." / "Two columns of numbers; each row is a point.";
    MARK_BUBBLE: "Gelembung" / "Bubbles";
    MARK_BUBBLE_NEEDS: "Tiga kolom angka: dua sumbu dan satu untuk besarnya gelembung." / "Three columns of numbers: two axes and the size of the bubbles.";
    MARK_CONNECTED: "Jejak waktu" / "Connected scatter";
    MARK_CONNECTED_NEEDS: "Dua kolom angka dan kolom tahun yang menghubungkan titiknya." / "Two columns of numbers and a column of years that joins the points.";
    MARK_REGRESSION: "Pencar dengan garis" / "Scatter with a line";
    MARK_REGRESSION_NEEDS: "Dua kolom angka; garis lurus terbaik dengan pita keyakinan 95%." / "Two columns of numbers; the best straight line with its 95% band.";
    MARK_HISTOGRAM: "Histogram" / "Histogram";
    MARK_HISTOGRAM_NEEDS: "Satu kolom angka dengan banyak baris." / "One column of numbers with many rows.";
    MARK_DENSITY: "Kurva sebaran" / "Density";
    MARK_DENSITY_NEEDS: "Satu kolom angka dengan banyak baris; kurva halus dari histogramnya." / "One column of numbers with many rows; a smooth curve of its histogram.";
    MARK_BOX: "Kotak" / "Box plot";
    MARK_BOX_NEEDS: "Satu kolom angka dengan banyak baris; kategori bila mau dibandingkan." / "One column of numbers with many rows; categories to compare.";
    MARK_VIOLIN: "Biola" / "Violin";
    MARK_VIOLIN_NEEDS: "Satu kolom angka dengan banyak baris; kategori bila mau dibandingkan bentuk sebarannya."
        / "One column of numbers with many rows; categories to compare the shapes of.";
    MARK_STRIP: "Jajar titik" / "Strip";
    MARK_STRIP_NEEDS: "Satu kolom angka; setiap baris satu titik, kategori bila mau dibandingkan." / "One column of numbers; each row is a dot, categories to compare.";

    // What a second column of values is.
    SECOND_SIZE: "Besar gelembung" / "Size of bubbles";
    SECOND_END: "Nilai kedua" / "Second value";
    SECOND_TARGET: "Target" / "Target";

    // Titles of axes and targets.
    TITLE_SPLIT: "{value} per {what} dan {series}" / "{value} by {what} and {series}";
    FROM_MEDIAN: "{value}, selisih dari mediannya ({median})" / "{value}, distance from its median ({median})";
    WITH_TARGET: "{value}, garis: {target}" / "{value}, mark: {target}";
    IN_SHARES: "{value}, porsi dalam %" / "{value}, shares in %";
    END_OF_STEPS: "Akhir" / "End";
    DIFFERENCE: "Selisih" / "Difference";
    LOWEST: "Terendah" / "Lowest";
    MEDIAN: "Median" / "Median";
    HIGHEST: "Tertinggi" / "Highest";
    RANGE_OF: "{value}: terendah, median, tertinggi" / "{value}: lowest, median, highest";
    RANGE_SAID: "{what}: {low} sampai {high}, median {median}" / "{what}: {low} to {high}, median {median}";
    WITH_SIZE: "{value}, besar gelembung: {size}" / "{value}, size: {size}";
    POINT: "{x}: {left}, {y}: {right}" / "{x}: {left}, {y}: {right}";
    ROWS_HERE: "{n} baris" / "{n} {n:row|rows}";
    ROWS: "Baris" / "Rows";
    TITLE_LINK: "{y} terhadap {x}" / "{y} against {x}";
    TITLE_SPREAD: "Sebaran {value}" / "Distribution of {value}";
    CLASS: "{low} sampai kurang dari {high}" / "{low} to under {high}";
    CLASS_LAST: "{low} sampai {high}" / "{low} to {high}";
    CLASSES: "Kelas" / "Class";
    FIRST_QUARTILE: "Kuartil 1" / "Quartile 1";
    THIRD_QUARTILE: "Kuartil 3" / "Quartile 3";
    BOX_SAID: "{what}: median {median}, separuh di antara {low} dan {high}, {n} nilai" / "{what}: median {median}, half between {low} and {high}, {n} values";
    SHARE_PER_CLASS: "Porsi baris per {step}" / "Share of rows per {step}";
    TARGET_SAID: "target {value}" / "target {value}";

    // Sentences.
    MEDIAN_IS: "Mediannya {median}." / "The median is {median}.";
    DEVIATION: "Paling jauh di atas median ({median}) adalah {top} (+{more}); paling jauh di bawahnya {bottom} (-{less}). {n} {what} di atas median."
        / "Farthest above the median ({median}) is {top} (+{more}); farthest below it is {bottom} (-{less}). {n} {what} {n:is|are} above the median.";
    REACHED: "{n} dari {all} {what} mencapai {target}." / "{n} of {all} {what} {n:reaches|reach} {target}.";

    CELLS: "Tertinggi {max} ({top}) dan terendah {min} ({bottom}), dari {n} nilai." / "Highest {max} ({top}), lowest {min} ({bottom}), of {n} values.";
    PARTS: "{top} terbesar dengan {value}, {share} dari total {total} ({n} {what})." / "{top} is largest at {value}, {share} of the total of {total} ({n} {what}).";

    CHANGES: "Dari {from} ke {to}: {up} {what} naik, {down} turun. Perubahan terbesar: {name}, dari {first} menjadi {last}."
        / "From {from} to {to}: {up} {what} up, {down} down. Largest change: {name}, from {first} to {last}.";
    GAPS: "{to} lebih besar daripada {from} di {up} {what}, lebih kecil di {down}. Selisih terbesar: {name}, {first} dan {last}."
        / "{to} exceeds {from} in {up} {what} and is lower in {down}. Largest difference: {name}, {first} and {last}.";
    NO_PAIRS: "Tidak ada yang punya nilai untuk {from} dan {to} sekaligus." / "Nothing has values for both {from} and {to}.";
    WIDEST: "Rentang terlebar: {top}, dari {low} sampai {high}." / "Widest range: {top}, from {low} to {high}.";
    STRONG: "kuat" / "strong";
    MODERATE: "sedang" / "moderate";
    WEAK: "lemah" / "weak";
    LINK_UP: "Makin besar {x}, makin besar {y}: hubungannya {strength} (r = {r}, {n} baris). Hubungan belum tentu sebab."
        / "The larger {x}, the larger {y}: a {strength} link (r = {r}, {n} rows). A link need not be a cause.";
    LINK_DOWN: "Makin besar {x}, makin kecil {y}: hubungannya {strength} (r = {r}, {n} baris). Hubungan belum tentu sebab."
        / "The larger {x}, the smaller {y}: a {strength} link (r = {r}, {n} rows). A link need not be a cause.";
    LINK_NONE: "Hampir tidak ada hubungan lurus antara {x} dan {y} (r = {r}, {n} baris)." / "Hardly any straight link between {x} and {y} (r = {r}, {n} rows).";
    FEW_POINTS: "{n} titik, terlalu sedikit atau terlalu sama untuk berbicara tentang hubungan." / "{n} {n:point|points}: too few or too alike to speak of a link.";
    SPREAD: "Separuh dari {n} nilai ada di antara {low} dan {high}; mediannya {median}." / "Half of the {n} values lie between {low} and {high}; the median is {median}.";
    SPREADS: "Median tertinggi {top} ({max}), terendah {bottom} ({min}), dari {n} {what}." / "The median is highest in {top} ({max}) and lowest in {bottom} ({min}), of {n} {what}.";
    /// A sentence about one time; {said} is the sentence.
    AT: "Pada {when}: {said}" / "In {when}: {said}";
    STEPS: "Bertambah {up}, berkurang {down}, hasil akhirnya {end}." / "{up} added, {down} taken away, {end} in the end.";

    // Reasons.
    REASON_NEEDS: "Batang, karena {mark} butuh yang tidak ada di sini: {needs}" / "Bars, because {mark} need what is not here: {needs}";
    REASON_SERIES: "Dipisahkan menurut {series}, kolom pertama yang cocok." / "Split by {series}, the first column that fits.";
    REASON_SECOND: "Nilai kedua dari {second}, kolom angka berikutnya." / "The second values are from {second}, the next column of numbers.";
    REASON_X_NUMBER: "Sumbu mendatar dari {x}, kolom angka pertama." / "The horizontal axis is {x}, the first column of numbers.";
}
