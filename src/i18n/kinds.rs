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
    MARK_LOLLIPOP: "Lolipop" / "Lollipops";
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

    MARK_STEP: "Garis bertangga" / "Step line";
    MARK_STEP_NEEDS: "Waktu dan angka yang bertahan sampai berubah, misalnya tarif." / "Times and numbers that hold until they change, such as rates.";
    MARK_AREA: "Area" / "Area";
    MARK_AREA_NEEDS: "Waktu dan angka yang bisa dijumlahkan; ditumpuk bila dipisah." / "Times and numbers that can be added up; stacked when split.";
    MARK_AREA_SHARE: "Area 100%" / "100% area";
    MARK_AREA_SHARE_NEEDS: "Waktu, angka yang bisa dijumlahkan, dan kolom pemisah; yang terlihat porsinya." / "Times, numbers that can be added up and a column to split by; shows shares.";
    MARK_SLOPE: "Lereng" / "Slope";
    MARK_SLOPE_NEEDS: "Waktu, angka, dan kolom pemisah; yang dibandingkan awal dan akhir." / "Times, numbers and a column to split by; compares first and last.";
    MARK_BUMP: "Adu peringkat" / "Bump chart";
    MARK_BUMP_NEEDS: "Waktu, angka, dan kolom pemisah; yang terlihat naik turunnya peringkat." / "Times, numbers and a column to split by; shows ranks rise and fall.";
    MARK_RIBBON: "Pita rentang" / "Range band";
    MARK_RIBBON_NEEDS: "Waktu dan angka dengan beberapa baris per waktu; terendah sampai tertinggi dan mediannya."
        / "Times and numbers with several rows each; lowest to highest with the median.";
    MARK_CANDLES: "Lilin harga" / "Candles";
    MARK_CANDLES_NEEDS: "Tanggal harian dan harga; awal, terendah, tertinggi, akhir per minggu atau bulan."
        / "Daily dates and prices; first, lowest, highest and last by week or month.";
    MARK_MULTIPLES: "Panel kecil" / "Small multiples";
    MARK_MULTIPLES_NEEDS: "Waktu, angka, dan kolom pemisah; satu panel per isi, semua dengan skala yang sama."
        / "Times, numbers and a column to split by; one panel each, all on one scale.";
    MARK_SPARKS: "Tabel garis mini" / "Sparkline table";
    MARK_SPARKS_NEEDS: "Waktu, angka, dan kolom pemisah; satu baris per isi dengan nilai terakhir dan perubahannya."
        / "Times, numbers and a column to split by; one row each with last value and change.";

    MARK_PIE: "Lingkaran" / "Pie";
    MARK_PIE_NEEDS: "Paling banyak lima bagian dari satu keseluruhan; sisanya digabung." / "At most five parts of one whole; the rest is combined.";
    MARK_DONUT: "Cincin" / "Donut";
    MARK_DONUT_NEEDS: "Paling banyak lima bagian, dengan totalnya di tengah." / "At most five parts, with their total in the middle.";
    MARK_WAFFLE: "Petak seratus" / "Waffle";
    MARK_WAFFLE_NEEDS: "Beberapa bagian dari satu keseluruhan; satu petak satu persen." / "A few parts of one whole; each square is one per cent.";
    MARK_TREEMAP: "Peta kotak" / "Treemap";
    MARK_TREEMAP_NEEDS: "Banyak bagian dari satu keseluruhan; luas kotak menunjukkan besarnya." / "Many parts of one whole; areas show how much.";
    MARK_MARIMEKKO: "Marimekko" / "Marimekko";
    MARK_MARIMEKKO_NEEDS: "Kategori dan kolom pemisah; tebal baris menunjukkan totalnya, potongannya porsi."
        / "Categories and a column to split by; rows are as thick as their totals, cut into shares.";
    MARK_NUMBER: "Angka besar" / "Big number";
    MARK_NUMBER_NEEDS: "Satu kolom angka; dengan waktu terlihat juga perubahannya." / "One column of numbers; with times also the change.";
    MARK_CALENDAR: "Kalender" / "Calendar";
    MARK_CALENDAR_NEEDS: "Tanggal harian dan angka; satu petak satu hari." / "Daily dates and numbers; each square is a day.";

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
    RANK_OF: "Peringkat menurut {value}, 1 tertinggi" / "Rank by {value}, 1 is highest";
    RANK_SAID: "{series}, {what}: peringkat {rank} ({value})" / "{series}, {what}: rank {rank} ({value})";
    CANDLES_OF: "{value}: awal, terendah, tertinggi, akhir" / "{value}: first, lowest, highest, last";
    CANDLE_SAID: "{what}: {first} menjadi {last}, terendah {low}, tertinggi {high}" / "{what}: {first} to {last}, lowest {low}, highest {high}";
    OPENING: "Awal" / "First";
    CLOSING: "Akhir" / "Last";
    SAME_SCALE: "{value}, semua panel dari {low} sampai {high}" / "{value}, all panels from {low} to {high}";
    OWN_SCALE: "{value}, skala tiap garis berbeda" / "{value}, each line has its own scale";
    FIRST_VALUE: "Nilai pertama" / "First value";
    LAST_VALUE: "Nilai terakhir" / "Last value";
    CHANGE: "Perubahan" / "Change";
    SHARE: "Porsi (%)" / "Share (%)";
    PART_SAID: "{what}: {value}, {share}" / "{what}: {value}, {share}";
    TOTAL: "total" / "total";
    EACH_PERCENT: "{value}, satu petak = 1%" / "{value}, each square is 1%";
    THICK_AS: "{value}: tebal baris = total {what}, potongan = porsi" / "{value}: rows as thick as the total of a {what}, cut into shares";
    SINCE: "{change} dari {when}" / "{change} from {when}";
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
    RANGE_LAST: "Pada {when}, {what} berkisar dari {low} sampai {high}. Sepanjang waktu: {lowest} sampai {highest}."
        / "In {when}, {what} ranged from {low} to {high}. Over all times: {lowest} to {highest}.";
    /// A sentence about one time; {said} is the sentence.
    AT: "Pada {when}: {said}" / "In {when}: {said}";
    STEPS: "Bertambah {up}, berkurang {down}, hasil akhirnya {end}." / "{up} added, {down} taken away, {end} in the end.";

    // Reasons.
    REASON_NEEDS: "Batang, karena {mark} butuh yang tidak ada di sini: {needs}" / "Bars, because {mark} need what is not here: {needs}";
    REASON_SERIES: "Dipisahkan menurut {series}, kolom pertama yang cocok." / "Split by {series}, the first column that fits.";
    REASON_SECOND: "Nilai kedua dari {second}, kolom angka berikutnya." / "The second values are from {second}, the next column of numbers.";
    REASON_X_NUMBER: "Sumbu mendatar dari {x}, kolom angka pertama." / "The horizontal axis is {x}, the first column of numbers.";
}
