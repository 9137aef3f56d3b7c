//! What the check of a chart finds, and what its repairs do.

use super::messages;

messages! {
    SUM_OF_RATES: "{y} tampaknya harga, indeks, atau persentase. Yang seperti itu tidak boleh dijumlahkan." / "{y} looks like a price, an index or a percentage, which must not be added up.";
    TOTALS_MIXED: "{n} baris jumlah ikut di antara rinciannya, jadi nilainya terhitung dua kali."
        / "{n} total {n:row stands|rows stand} among the parts, so values are counted twice.";
    MEANS_AS_PARTS: "Rata-rata bukan bagian dari satu keseluruhan." / "Averages are no parts of a whole.";
    PERCENT_NOT_WHOLE: "Persentasenya berjumlah {total}%, bukan 100%." / "The percentages add up to {total}%, not 100%.";
    MIXED_UNITS: "Gambar ini mencampur {n} satuan dari kolom {column}: {units}." / "This figure mixes {n} units of the column {column}: {units}.";
    FEW_ROWS: "{n} nilai di gambar ini berasal dari kurang dari {few} baris, jadi mudah berubah." / "{n} {n:value rests|values rest} on fewer than {few} rows and may change easily.";
    FEW_VALUES: "Hanya {n} nilai: bentuk seperti ini butuh lebih banyak." / "Only {n} {n:value|values}: a shape like this needs more.";
    MANY_SERIES: "{n} deret sulit dibedakan dalam satu gambar. Pisahkan, atau sorot satu." / "{n} series are hard to tell apart. Separate them, or highlight one.";
    CUT_AXIS: "Grafik yang ditempel memotong sumbu batangnya. Di sini batang selalu mulai dari nol, supaya panjangnya sebanding; untuk selisih kecil, titik atau garis lebih tepat."
        / "The pasted chart cut the axis of its bars. Here bars always begin at zero, so that their lengths compare; for small differences, dots or a line suit better.";
    SECOND_AXIS: "Grafik yang ditempel punya sumbu kedua untuk {y}. Dua sumbu bisa membuat dua hal tampak berhubungan, jadi {y} belum digambar."
        / "The pasted chart had a second axis for {y}. Two axes can make two things look related, so {y} is not drawn yet.";
    MANY_SLICES: "{n} bagian terlalu banyak untuk lingkaran: paling banyak {most} yang digambar, selebihnya digabung. Batang menunjukkan lebih banyak."
        / "{n} parts are too many for a pie: at most {most} are drawn, the rest is combined. Bars show more.";
    UNSORTED: "Kategori tidak urut menurut nilai, jadi sulit dibandingkan." / "Categories are not sorted by value, which makes comparing hard.";
    UNEVEN: "Jarak antarwaktu tidak sama. Gambar ini menunjukkannya apa adanya; sebutkan di keterangan." / "Times are at uneven distances. The picture shows that as it is; say so in the description.";
    SCALE_LOG: "Skala logaritma membuat perbedaan besar tampak kecil. Jelaskan, atau pakai skala biasa." / "A logarithmic scale makes large differences look small. Explain it, or use the plain scale.";
    SCALE_SQRT: "Skala akar tidak dikenal kebanyakan pembaca." / "Few readers know a square-root scale.";
    CUT_START: "Waktunya disaring menurut {x}. Lihat juga sejak awal: awal yang lain bisa memberi kesan lain." / "Times are filtered by {x}. Look from the beginning too: another start may tell another story.";
    COUNTS_OF_REGIONS: "Jumlah per {x} sering hanya mengikuti banyaknya penduduk. Untuk perbandingan yang adil, pakai angka per penduduk."
        / "Amounts by {x} often just follow the population. To compare fairly, use figures per person.";
    PROVISIONAL: "{when} bertanda angka sementara. Sebutkan di keterangan." / "{when} is marked as provisional. Say so in the description.";
    PROVISIONAL_CELLS: "{n} angka di kolom {column} bertanda {mark}: masih sementara. Sebutkan di keterangan."
        / "{n} {n:figure|figures} of the column {column} {n:has|have} the mark {mark}: still provisional. Say so in the description.";
    COLORS_CLOSE: "Warna {one} dan {other} sulit dibedakan, juga oleh pembaca yang buta warna." / "The colours {one} and {other} are hard to tell apart, also for readers who are colour-blind.";
    SOURCE_IN_FILE: "Gambar ini belum menyebut penerbit datanya, padahal berkasnya menyebut: “{line}”." / "The figure does not name the publisher of its data yet, but the file does: “{line}”.";
    SOURCE_MISSING: "Gambar ini hanya menyebut nama berkas. Tulis penerbit datanya di keterangan." / "The figure names only a file. Say in the description who published the data.";

    FEW_ROWS_SAID: "{n} nilai di gambar ini berasal dari kurang dari {few} baris." / "{n} {n:value|values} of this figure {n:rests|rest} on fewer than {few} rows.";
    UNEVEN_SAID: "Jarak antarwaktu di gambar ini tidak sama." / "The times of this figure are at uneven distances.";
    COUNTS_OF_REGIONS_SAID: "Angkanya jumlah, belum dibagi banyaknya penduduk." / "These are amounts, not figures per person.";
    PROVISIONAL_SAID: "{when}: angka sementara." / "{when}: provisional figures.";
    PROVISIONAL_CELLS_SAID: "Sebagian angka {column} masih sementara ({mark})." / "Some figures of {column} are provisional ({mark}).";
    AS_IT_IS: "{line}" / "{line}";

    NO_HEADLINE: "Belum ada judul." / "There is no headline yet.";
    DULL_HEADLINE: "Judulnya belum menyebut temuan." / "The headline does not state a finding.";

    SAY_SO: "Sebutkan di keterangan" / "Say so in the description";
    LEAVE_TOTALS_OUT: "Sisihkan baris jumlah" / "Leave totals out";
    ONE_UNIT: "Pakai satuan terbanyak saja" / "Keep the most frequent unit";
    USE_CHECKED_COLORS: "Pakai warna yang sudah diuji" / "Use colours that were checked";
    USE_MEAN: "Pakai rata-rata" / "Use the mean";
    USE_BARS: "Ganti ke batang" / "Change to bars";
    USE_DOTS: "Ganti ke titik" / "Change to dots";
    USE_LINES: "Ganti ke garis" / "Change to a line";
    USE_ONE_AXIS: "Gambar di sumbu yang sama" / "Draw it on the same axis";
    USE_STRIP: "Tunjukkan setiap nilai" / "Show every value";
    USE_MULTIPLES: "Jadikan panel kecil" / "Make small multiples";
    USE_HEAT: "Jadikan peta panas" / "Make a heat map";
    SORT: "Urutkan" / "Sort";
    USE_LINEAR: "Pakai skala biasa" / "Use the plain scale";
    ALL_TIMES: "Tampilkan sejak awal" / "Show from the beginning";
    USE_HEADLINE: "Pakai judul dari data" / "Use a headline from the data";
}
