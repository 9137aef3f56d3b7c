//! Messages of maps: why a map is drawn as it is, its legend, its sentence and its small print.

use super::messages;

messages! {
    REGION_WORD: "provinsi atau kabupaten/kota" / "province or kabupaten/kota";

    REGION_BY_HEADER: "Kolom {0} dipakai sebagai wilayah karena judulnya menyebut provinsi."
        / "The column {0} gives the regions because its header speaks of provinces.";
    REGION_BY_VALUES: "Kolom {0} dipakai sebagai wilayah karena contoh isinya nama atau kode provinsi."
        / "The column {0} gives the regions because samples of it are names or codes of provinces.";
    REGION_IS_KABKOTA: "Kolom {0} dipakai sebagai wilayah karena isinya kabupaten dan kota."
        / "The column {0} gives the regions because it holds kabupaten and kota.";
    REGION_FINER: "Semua baris ada di satu provinsi, jadi wilayahnya diambil dari kolom {0}."
        / "All rows lie in one province, so the regions come from the column {0}.";
    LEVEL_KABKOTA: "Peta per kabupaten/kota: dari {1} isian berbeda di kolom {0}, {2} kabupaten/kota dikenali dan {3} provinsi."
        / "A map of kabupaten and kota: of {1} different values in the column {0}, {2} kabupaten and kota were recognised and {3} provinces.";
    LEVEL_PROVINCE: "Peta per provinsi: dari {1} isian berbeda di kolom {0}, {3} provinsi dikenali dan {2} kabupaten/kota."
        / "A map of provinces: of {1} different values in the column {0}, {3} provinces were recognised and {2} kabupaten and kota.";
    VALUE_CHOSEN: "Kolom {0} dipakai sebagai nilai karena berisi angka."
        / "The column {0} gives the values because it holds numbers.";
    VALUE_IS_ROWS: "Tidak ada kolom angka yang cocok, jadi yang dihitung adalah banyaknya baris."
        / "No column of numbers fits, so rows are counted.";
    OP_SUM: "Nilai dijumlahkan untuk tiap wilayah." / "Values are added up for each region.";
    OP_MEAN: "Nilai dirata-rata untuk tiap wilayah karena {0} tampaknya harga, persentase, atau indeks, yang tidak bermakna bila dijumlahkan."
        / "Values are averaged for each region because {0} looks like a price, a percentage or an index, which mean nothing when added up.";
    OP_COUNT: "Kolom {0} tidak berisi angka, jadi yang dihitung adalah banyaknya isian."
        / "The column {0} holds no numbers, so its filled cells are counted.";
    LAYER_TILES: "Dipakai peta petak karena memuat 38 provinsi, masing-masing sama besar, sehingga provinsi kecil ikut terlihat."
        / "A tile map is used because it has all 38 provinces at the same size, so that small ones can be seen.";
    METHOD_QUANTILE: "Nilai dibagi menjadi {0} kelas dengan banyak wilayah yang kira-kira sama."
        / "Values are split into {0} classes of about equally many regions.";

    MAP_TITLE: "Peta provinsi: {0}" / "Map of provinces: {0}";
    MAP_TITLE_KABKOTA: "Peta kabupaten/kota: {0}" / "Map of kabupaten and kota: {0}";
    NO_DATA: "Tidak ada data" / "No data";
    NO_DATA_OR_OUTLINE: "Tidak ada data atau batasnya masih yang lama" / "No data, or an old outline";
    TARGET: "{0}: {1}" / "{0}: {1}";
    TARGET_NO_DATA: "{0}: tidak ada data" / "{0}: no data";
    TARGET_NOT_DRAWN: "{0}: tidak digambar, batasnya masih yang lama" / "{0}: not drawn, the outline is an old one";
    TARGET_UNDECIDED: "{0}: ditulis dengan beberapa cara, belum digabung" / "{0}: written in several ways, not combined yet";
    CLASS_COUNT: "({n} provinsi)" / "({n} {n:province|provinces})";
    CLASS_COUNT_KABKOTA: "({n} kabupaten/kota)" / "({n} kabupaten/kota)";
    CLASS_COUNT_ROWS: "({n} bentuk)" / "({n} {n:shape|shapes})";
    CLASS_RANGE: "{0} – < {1}" / "{0} – < {1}";
    CLASS_RANGE_LAST: "{0} – {1}" / "{0} – {1}";

    ROWS: "Jumlah baris" / "Number of rows";
    LABEL_SUM: "{0}, dijumlahkan" / "{0}, added up";
    LABEL_MEAN: "{0}, rata-rata" / "{0}, average";
    LABEL_MEDIAN: "{0}, nilai tengah" / "{0}, median";
    LABEL_MIN: "{0}, terkecil" / "{0}, smallest";
    LABEL_MAX: "{0}, terbesar" / "{0}, largest";
    LABEL_COUNT: "{0}, banyaknya isian" / "{0}, filled cells";
    LABEL_DISTINCT: "{0}, banyaknya nilai berbeda" / "{0}, different values";
    LABEL_PER_THOUSAND: "{0} per 1.000 {1}" / "{0} per 1,000 {1}";
    LABEL_PER_KM2: "{0} per km²" / "{0} per km²";
    LABEL_UNIT: "{0} ({1})" / "{0} ({1})";

    COLUMN_PROVINCE: "Provinsi" / "Province";
    COLUMN_KABKOTA: "Kabupaten/kota" / "Kabupaten/kota";
    COLUMN_CODE: "Kode" / "Code";
    COLUMN_CLASS: "Kelas" / "Class";
    COLUMN_VALUE: "{0} (nilai)" / "{0} (value)";

    SENTENCE: "Tertinggi di {0} ({1}), terendah di {2} ({3}). {4}" / "Highest in {0} ({1}), lowest in {2} ({3}). {4}";
    SENTENCE_ALL_SAME: "Semua provinsi yang punya data bernilai sama: {0}. {1}" / "All provinces with data have the same value: {0}. {1}";
    SENTENCE_ONE: "Hanya {0} yang punya data: {1}." / "Only {0} has data: {1}.";
    SENTENCE_COVERAGE: "{0} dari {1} provinsi punya data." / "{0} of {1} provinces have data.";
    SENTENCE_ALL_SAME_KABKOTA: "Semua kabupaten/kota yang punya data bernilai sama: {0}. {1}" / "All kabupaten and kota with data have the same value: {0}. {1}";
    SENTENCE_COVERAGE_KABKOTA: "{0} dari {1} kabupaten/kota punya data." / "{0} of {1} kabupaten and kota have data.";
    SENTENCE_COVERAGE_IN: "{0} dari {1} kabupaten/kota di {2} punya data." / "{0} of {1} kabupaten and kota in {2} have data.";
    SENTENCE_ALL_SAME_ROWS: "Semua bentuk yang punya data bernilai sama: {0}. {1}" / "All shapes with data have the same value: {0}. {1}";
    SENTENCE_COVERAGE_ROWS: "{0} dari {1} bentuk punya data." / "{0} of {1} shapes have data.";
    LIST_TWO: "{0} dan {1}" / "{0} and {1}";
    LIST_MORE: "{0}, {1}, dan {n} lainnya" / "{0}, {1} and {n} {n:other|others}";
    LIST_REST: "{0} dan {n} lainnya" / "{0} and {n} {n:other|others}";

    SEVERAL_ROWS: "Satu provinsi bisa punya lebih dari satu baris (paling banyak {0}); nilainya dijumlahkan."
        / "A province can have more than one row (at most {0}); their values are added up.";
    SEVERAL_ROWS_KABKOTA: "Satu kabupaten/kota bisa punya lebih dari satu baris (paling banyak {0}); nilainya dijumlahkan."
        / "A kabupaten or kota can have more than one row (at most {0}); their values are added up.";
    TOTALS_LEFT_OUT: "Baris gabungan tidak ikut digambar: {0}." / "Rows of totals are not drawn: {0}.";
    SPELLINGS_COMBINED: "Ditulis dengan beberapa cara, lalu digabung: {0}." / "Written in several ways and combined: {0}.";
    SPELLINGS_UNDECIDED: "Ditulis dengan beberapa cara dan belum diwarnai, karena {0} dari bagian-bagiannya tidak bisa digabung: {1}. Samakan dulu penulisannya."
        / "Written in several ways and not coloured, because a {0} cannot be put together from parts: {1}. Make the spelling the same first.";
    WORD_MEDIAN: "nilai tengah" / "median";
    WORD_DISTINCT: "banyaknya nilai berbeda" / "count of different values";
    WORD_MEAN: "rata-rata" / "mean";
    OLD_PAPUA: "Data ini tidak menyebut provinsi baru di Papua (2022). Angka {0} bisa jadi masih mencakup wilayahnya."
        / "The data does not name the new provinces of Papua (2022). What it says of {0} may still include them.";
    OUTLINE_TOO_OLD: "Garis batas ini memuat {0} provinsi. Tidak tergambar: {1}. Nilainya ada di tabel, dan peta petak memuat semuanya."
        / "These outlines have {0} provinces. Not drawn: {1}. Their values are in the table, and the tile map has them all.";
    OUTLINE_TOO_OLD_KABKOTA: "Garis batas ini memuat {0} kabupaten/kota. Tidak tergambar: {1}. Nilainya ada di tabel."
        / "These outlines have {0} kabupaten and kota. Not drawn: {1}. Their values are in the table.";
    SHIPPED_OUTLINES: "Garis batas: Natural Earth (domain publik); Kalimantan Utara: MapSVG (CC BY 4.0)."
        / "Outlines: Natural Earth (public domain); Kalimantan Utara: MapSVG (CC BY 4.0).";
    NO_OUTLINES: "Garis batas provinsi belum tersedia, jadi dipakai peta petak." / "Province outlines are not available, so tiles are used.";

    KIND_CHOROPLETH: "Warna wilayah" / "Coloured regions";
    KIND_CHOROPLETH_FOR: "Untuk rasio, persentase, dan rata-rata. Wilayah luas tampak lebih penting." / "For rates, shares and averages. Large regions look more important.";
    KIND_SYMBOLS: "Lingkaran" / "Circles";
    KIND_SYMBOLS_FOR: "Untuk jumlah. Luas lingkaran sebanding dengan nilainya." / "For totals. The surface of a circle is in proportion to its value.";
    KIND_DOTS: "Titik sebaran" / "Dot density";
    KIND_DOTS_FOR: "Untuk jumlah yang tersebar. Letak titik di dalam wilayah acak." / "For totals that are spread. Where a dot lies within its region is chance.";
    KIND_BIVARIATE: "Dua nilai" / "Two values";
    KIND_BIVARIATE_FOR: "Untuk melihat di mana dua nilai sama-sama tinggi. Perlu waktu untuk dibaca." / "To see where two values are both high. Takes time to read.";
    KIND_MULTIPLES: "Peta kecil berjajar" / "Small maps side by side";
    KIND_MULTIPLES_FOR: "Untuk perubahan antarwaktu. Wilayah kecil sulit terlihat." / "For change over time. Small regions are hard to see.";
    KIND_FLOWS: "Garis arus" / "Flow lines";
    KIND_FLOWS_FOR: "Untuk perpindahan dari satu wilayah ke wilayah lain." / "For movement from region to region.";
    KIND_POINTS: "Titik lokasi" / "Places";
    KIND_POINTS_FOR: "Untuk tempat dengan lintang dan bujur. Yang bertumpuk dihitung." / "For places with latitude and longitude. Those on top of one another are counted.";
    KIND_HEXBIN: "Segi enam" / "Hexagons";
    KIND_HEXBIN_FOR: "Untuk banyak titik: dihitung dalam bidang yang sama besar." / "For many places: counted in cells of one size.";
    KIND_HEAT: "Kepadatan" / "Density";
    KIND_HEAT_FOR: "Untuk melihat di mana titik berkumpul. Angka pastinya tidak terbaca." / "To see where places gather. Exact numbers cannot be read.";
    KIND_SHAPES: "Bentuk dari tabel ini" / "This table's own shapes";
    KIND_SHAPES_FOR: "Menggambar wilayah, garis, atau titik dari berkasnya sendiri. Tidak ada nama yang perlu dicocokkan." / "Draws the areas, lines or points of the file itself. No names need to be matched.";
    MARK_IS_SHAPES: "Digambar bentuk dari berkasnya sendiri karena tabel ini tidak punya kolom nama wilayah." / "The shapes of the file itself are drawn because this table has no column that names regions.";
    ROWS_HEADING: "Bentuk dari tabel" / "Shapes of the table";
    ROWS_TITLE: "Peta: {0}" / "Map: {0}";
    ROWS_SENTENCE: "{n} bentuk dari tabel." / "{n} {n:shape|shapes} of the table.";
    ROWS_CUT: "Hanya {n} bentuk pertama digambar." / "Only the first {n} shapes are drawn.";
    ROW_NAME: "Baris {n}" / "Row {n}";
    SHAPE_WORD: "bentuk" / "shape";
    COLUMN_ROW: "Baris" / "Row";
    REGION_IS_ORIGIN: "Kolom {0} dipakai sebagai wilayah asal karena judulnya." / "The column {0} gives where flows start because of its header.";
    MARK_IS_POINTS: "Dipakai titik lokasi karena tabel ini punya lintang dan bujur, bukan nama wilayah." / "Places are drawn because this table has latitudes and longitudes and no names of regions.";
    PLACES_BY_COLUMNS: "Letak titik dari kolom {0} (lintang) dan {1} (bujur)." / "Places come from the columns {0} (latitude) and {1} (longitude).";
    TIME_CHOSEN: "Kolom {0} memisahkan waktu. Satu waktu ditampilkan, dan semua waktu memakai kelas yang sama." / "The column {0} tells times apart. One of them is shown, and all share the same classes.";
    TO_WORD: "wilayah tujuan" / "region of destination";
    SECOND_WORD: "nilai kedua" / "second value";
    TIME_WORD: "waktu" / "time";
    PLACE_WORD: "lintang dan bujur" / "latitude and longitude";
    HEADING_PERIOD: "{0}, {1}" / "{0}, {1}";
    SENTENCE_PERIOD: "{0}. {1}" / "{0}. {1}";
    KM2_FROM_PACK: "Luas wilayah untuk nilai per km² diambil dari berkas batasnya." / "Surfaces for values per km² are those of the file of outlines.";
    KM2_FROM_OUTLINES: "Luas wilayah untuk nilai per km² dihitung dari garis batas yang disederhanakan." / "Surfaces for values per km² are computed from simplified outlines.";
    KM2_UNKNOWN: "Nilai belum dibagi luas: garis batas belum tersedia." / "Values are not divided by surface: outlines are not available.";
    SYMBOLS_PRINT: "Luas lingkaran sebanding dengan nilainya." / "The surface of a circle is in proportion to its value.";
    SYMBOLS_NEGATIVE: "Lingkaran cokelat bernilai negatif." / "Brown circles are negative values.";
    NO_PLACE: "Tidak punya tempat di garis batas ini: {0}. Nilainya ada di tabel." / "Without a place in these outlines: {0}. Their values are in the table.";
    DOTS_LEGEND: "1 titik = {0} ({1} titik)" / "1 dot = {0} ({1} dots)";
    DOTS_PRINT: "Letak titik di dalam wilayahnya acak, bukan lokasi sebenarnya." / "Where a dot lies within its region is chance, not a real location.";
    DOTS_TOO_FEW: "Terlalu kecil untuk satu titik: {0}." / "Too small for one dot: {0}.";
    TARGET_TWO: "{0}: {1} · {2}: {3}" / "{0}: {1} · {2}: {3}";
    TARGET_FLOW: "{0} → {1}: {2}" / "{0} → {1}: {2}";
    TARGET_CLUSTER: "{0} titik di sini" / "{0} places here";
    TARGET_CLUSTER_NAMED: "{0} titik di sini: {1}" / "{0} places here: {1}";
    TARGET_ROWS: "{0}: {1} baris" / "{0}: {1} rows";
    TARGET_HEX_VALUE: "{0}, dari {1} titik" / "{0}, of {1} places";
    BIVARIATE_LEGEND: "Tiap nilai dibagi tiga sama banyak. Angka di kotak: banyaknya wilayah." / "Each value is cut into three of equal size. Numbers in the boxes count regions.";
    BIVARIATE_NOTHING: "Tidak ada wilayah yang punya kedua nilai." / "No region has both values.";
    BIVARIATE_NONE_HIGH: "Tidak ada wilayah yang {0} dan {1} sama-sama di sepertiga teratas." / "No region is in the top third of both {0} and {1}.";
    BIVARIATE_HIGH: "{0} dan {1} sama-sama di sepertiga teratas di {2} wilayah: {3}." / "{0} and {1} are both in the top third in {2} regions: {3}.";
    MULTIPLES_PRINT: "Semua peta memakai kelas yang sama. Banyaknya di legenda dihitung dari semua peta." / "All maps share the same classes. The legend counts over all maps.";
    MULTIPLES_REST: "{0} waktu terakhir dari {1} digambar; semuanya ada di tabel." / "The last {0} of {1} periods are drawn; all are in the table.";
    MULTIPLES_SENTENCE: "Dari {0} ke {1}, nilai naik di {2} wilayah dan turun di {3}. Perubahan terbesar di {4}." / "From {0} to {1}, values rose in {2} regions and fell in {3}. The largest change was in {4}.";
    FLOWS_PRINT: "Garis makin lebar ke arah tujuan; lebar ujungnya sebanding dengan nilainya." / "Lines widen towards where they go; the width of the end is in proportion to the value.";
    FLOWS_REST: "{0} arus terbesar dari {1} digambar; semuanya ada di tabel." / "The largest {0} of {1} flows are drawn; all are in the table.";
    FLOWS_WITHIN: "Arus di dalam satu wilayah tidak digambar: {0}." / "Flows within a region are not drawn: {0}.";
    FLOWS_LOST: "{0} baris dengan tujuan yang belum dikenali: {1}." / "{0} rows with a destination that was not recognised: {1}.";
    FLOWS_NONE: "Tidak ada arus antarwilayah." / "There are no flows between regions.";
    FLOWS_SENTENCE: "Arus terbesar dari {0} ke {1} ({2}), dari {3} arus." / "The largest flow is from {0} to {1} ({2}), of {3} flows.";
    COLUMN_FROM: "Dari" / "From";
    COLUMN_TO: "Ke" / "To";
    COLUMN_PLACE: "Tempat" / "Place";
    PLACES_HEADING: "Letak titik" / "Places";
    PLACES_TITLE: "Peta titik: {0}" / "Map of places: {0}";
    PLACES_SENTENCE: "{0} baris di {1} titik." / "{0} rows at {1} places.";
    PLACES_MOST: "{0} Terbanyak di {1} ({2})." / "{0} Most are in {1} ({2}).";
    PLACES_SWAPPED: "Kolom lintang dan bujur tampaknya tertukar, jadi dibaca terbalik." / "The columns of latitude and longitude seem to be mixed up and are read the other way round.";
    PLACES_OUTSIDE: "{0} baris terletak di luar Indonesia." / "{0} rows lie outside Indonesia.";
    POINTS_SIZED: "Luas lingkaran sebanding dengan nilainya." / "The surface of a circle is in proportion to its value.";
    POINTS_TOGETHER: "Titik yang berdekatan digabung menjadi satu lingkaran dengan jumlahnya ({0} baris). Perbesar untuk memisahkannya." / "Places close to one another are drawn as one circle with their number ({0} rows). Zoom in to tell them apart.";
    HEX_COUNT: "({0} segi enam)" / "({0} hexagons)";
    HEX_PRINT: "Satu segi enam lebarnya sekitar {0} km." / "A hexagon is about {0} km wide.";
    HEAT_MOST: "≥ {0} dari yang terpadat" / "≥ {0} of the densest";
    HEAT_PRINT: "Kepadatan dihaluskan sejauh sekitar {0} km. Persentase dihitung dari tempat terpadat." / "Density is smoothed over about {0} km. Percentages are of the densest spot.";

    WHY_UNKNOWN_NAME: "Tidak ada wilayah dengan nama ini." / "There is no region of this name.";
    WHY_UNKNOWN_CODE: "Kode ini tidak ada di Kemendagri maupun BPS." / "Neither Kemendagri nor BPS has this code.";
    WHY_SMALLER: "Ini wilayah yang lebih kecil daripada yang dipetakan." / "This is a smaller region than those on the map.";
    WHY_TWO_SYSTEMS: "Kode ini berarti wilayah yang berbeda di Kemendagri dan BPS. Pilih salah satu." / "This code means different regions to Kemendagri and BPS. Choose one.";
    WHY_CODE_AGAINST_NAME: "Kode dan namanya menunjuk wilayah yang berbeda." / "The code and the name mean different regions.";
    WHY_PROVINCE_OR_CITY: "Nama ini dipakai provinsi dan juga kota atau kabupaten." / "A province and a city or regency both have this name.";
    WHY_COUNTRY: "Ini angka seluruh Indonesia." / "This is a figure for the whole country.";
    WHY_ISLANDS: "Ini angka satu kelompok pulau." / "This is a figure for a group of islands.";
    WHY_FORMER: "Wilayah ini tidak lagi bagian dari Indonesia." / "This region is no longer part of Indonesia.";
    WHY_BAD_ALIAS: "Padanan yang disimpan menunjuk wilayah yang tidak ada." / "The saved match points to a region that does not exist.";
    WHY_SEVERAL: "Beberapa wilayah memakai nama ini. Pilih salah satu." / "Several regions have this name. Choose one.";
    WHY_KIND_AGAINST_NAME: "Namanya ada, tetapi jenisnya (kabupaten atau kota) tidak cocok." / "The name exists, but its kind (regency or city) does not fit.";
    WHY_AROUND_AGAINST_NAME: "Wilayah ini tidak berada di provinsi atau kabupaten yang tertulis di barisnya." / "This region is not in the province or regency that its row names.";
    WHY_LOST_ZERO: "Satu angka nol kode ini hilang. Pilih kode yang benar." / "This code has lost a zero. Choose the right code.";
    WHY_OTHER_LEVEL: "Nama ini juga milik wilayah di tingkat lain." / "A region of another level has this name too.";
    WHY_LARGER: "Ini wilayah yang lebih besar daripada baris lainnya." / "This is a larger region than the other rows.";
    WHY_SUM: "Ini jumlah untuk satu wilayah." / "This is the total of a region.";
    WHY_HEADING: "Ini judul kelompok, bukan wilayah." / "This is a heading, not a region.";

    BEFORE_2022: "Provinsi digabung kembali seperti sebelum November 2022: {0} ke Papua, dan {1} ke Papua Barat."
        / "Provinces are put back together as before November 2022: {0} into Papua, and {1} into Papua Barat.";
    BEFORE_2022_UNDECIDED: "{0} tidak diwarnai: rata-rata dan nilai tengah beberapa provinsi tidak dapat digabung tanpa tahu bobot masing-masing. Untuk rata-rata, pilih kolom bobotnya, misalnya jumlah penduduk."
        / "{0} stays without a colour: averages and medians of several provinces cannot be combined without knowing how much each weighs. For averages choose a column of weights, such as the number of people.";
    BEFORE_2022_WEIGHED: "Nilai gabungannya rata-rata yang dibobot menurut {0}." / "The combined value is an average weighted by {0}.";
    BEFORE_2022_ALIKE: "Nilai gabungannya rata-rata biasa tanpa bobot: provinsi kecil dihitung sama dengan yang besar."
        / "The combined value is a plain average without weights: a small province counts as much as a large one.";
}
