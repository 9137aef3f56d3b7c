//! What the check of a chart finds, and what its repairs do.

use super::messages;

messages! {
    SUM_OF_RATES: "{y} tampaknya harga, indeks, atau persentase. Yang seperti itu tidak boleh dijumlahkan." / "{y} looks like a price, an index or a percentage, which must not be added up.";
    TOTALS_MIXED: "Tabel ini punya {n} baris jumlah di antara rinciannya. Nilainya mungkin terhitung dua kali; saring dulu di tabel."
        / "This table has {n} total {n:row|rows} among the parts. Values may be counted twice; filter the table first.";
    MEANS_AS_PARTS: "Rata-rata bukan bagian dari satu keseluruhan." / "Averages are no parts of a whole.";
    PERCENT_NOT_WHOLE: "Persentasenya berjumlah {total}%, bukan 100%." / "The percentages add up to {total}%, not 100%.";
    MIXED_UNITS: "Kolom {column} berisi satuan yang berbeda-beda. Saring satu satuan dulu." / "The column {column} holds different units. Filter one of them first.";
    FEW_ROWS: "{n} nilai di gambar ini berasal dari kurang dari {few} baris, jadi mudah berubah." / "{n} {n:value rests|values rest} on fewer than {few} rows and may change easily.";
    FEW_VALUES: "Hanya {n} nilai: bentuk seperti ini butuh lebih banyak." / "Only {n} {n:value|values}: a shape like this needs more.";
    MANY_SERIES: "{n} deret sulit dibedakan dalam satu gambar. Pisahkan, atau sorot satu." / "{n} series are hard to tell apart. Separate them, or highlight one.";
    UNSORTED: "Kategori tidak urut menurut nilai, jadi sulit dibandingkan." / "Categories are not sorted by value, which makes comparing hard.";
    UNEVEN: "Jarak antarwaktu tidak sama. Gambar ini menunjukkannya apa adanya; sebutkan di keterangan." / "Times are at uneven distances. The picture shows that as it is; say so in the description.";
    SCALE_LOG: "Skala logaritma membuat perbedaan besar tampak kecil. Jelaskan, atau pakai skala biasa." / "A logarithmic scale makes large differences look small. Explain it, or use the plain scale.";
    SCALE_SQRT: "Skala akar tidak dikenal kebanyakan pembaca." / "Few readers know a square-root scale.";
    CUT_START: "Waktunya disaring menurut {x}. Lihat juga sejak awal: awal yang lain bisa memberi kesan lain." / "Times are filtered by {x}. Look from the beginning too: another start may tell another story.";
    COUNTS_OF_REGIONS: "Jumlah per {x} sering hanya mengikuti banyaknya penduduk. Untuk perbandingan yang adil, pakai angka per penduduk."
        / "Amounts by {x} often just follow the population. To compare fairly, use figures per person.";
    PROVISIONAL: "{when} bertanda angka sementara. Sebutkan di keterangan." / "{when} is marked as provisional. Say so in the description.";
    NO_HEADLINE: "Belum ada judul." / "There is no headline yet.";
    DULL_HEADLINE: "Judulnya belum menyebut temuan." / "The headline does not state a finding.";

    USE_MEAN: "Pakai rata-rata" / "Use the mean";
    USE_BARS: "Ganti ke batang" / "Change to bars";
    USE_STRIP: "Tunjukkan setiap nilai" / "Show every value";
    USE_MULTIPLES: "Jadikan panel kecil" / "Make small multiples";
    USE_HEAT: "Jadikan peta panas" / "Make a heat map";
    SORT: "Urutkan" / "Sort";
    USE_LINEAR: "Pakai skala biasa" / "Use the plain scale";
    ALL_TIMES: "Tampilkan sejak awal" / "Show from the beginning";
    USE_HEADLINE: "Pakai judul dari data" / "Use a headline from the data";
}
