//! Messages of layers, of scales and of classes of colour.

use super::messages;

messages! {
    ROLLING_OF: "rata-rata {n} nilai terakhir" / "mean of the last {n} values";
    SAID: "Lapisan di atasnya: {list}." / "Layers over it: {list}.";
    ON_LOG: "skala logaritma" / "logarithmic scale";
    ON_SYMLOG: "skala logaritma dua arah" / "scale logarithmic to both sides";
    ON_SQRT: "skala akar" / "square root scale";
    OWN_SCALES: "{value}, tiap panel berskala sendiri" / "{value}, each panel on a scale of its own";

    LAYER: "Lapisan di atasnya" / "Layer over it";
    NO_LAYER: "Tidak ada" / "None";
    ROLLING: "Rata-rata {n} nilai terakhir" / "Mean of the last {n} values";
    COLUMN: "Kolom {name}" / "Column {name}";
    FREE: "Skala panel" / "Scale of the panels";
    FREE_NO: "sama untuk semua" / "one for all";
    FREE_YES: "sendiri-sendiri" / "each its own";
    CLASSES: "Pembagian warna" / "Steps of colour";
    CLASSES_EQUAL: "jarak nilai sama" / "equal distances";
    CLASSES_QUANTILE: "isi kelas sama banyak" / "equally many in each";
    CLASSES_OWN: "batas sendiri" / "own limits";
    LIMITS: "Batas kelas" / "Limits of the steps";
    LIMITS_HINT: "Pisahkan dengan titik koma, misalnya 10; 25; 50" / "Separate with semicolons, such as 10; 25; 50";
}
