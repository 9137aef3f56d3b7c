//! Words on charts and about them: value names, sentences that read a chart, reasons for defaults.

use super::messages;

messages! {
    // Marks.
    MARK_BAR: "Batang" / "Bars";
    MARK_BAR_NEEDS: "Satu kolom kategori; satu kolom angka bila ada." / "One column of categories; one column of numbers if there is one.";
    MARK_LINE: "Garis" / "Lines";
    MARK_LINE_NEEDS: "Satu kolom tanggal atau tahun; satu kolom angka bila ada." / "One column of dates or years; one column of numbers if there is one.";

    // What the values are called; {what} is a column's name.
    VALUE_SUM: "Total {what}" / "Total {what}";
    VALUE_MEAN: "Rata-rata {what}" / "Average {what}";
    VALUE_MEDIAN: "Median {what}" / "Median {what}";
    VALUE_MIN: "{what} terendah" / "Lowest {what}";
    VALUE_MAX: "{what} tertinggi" / "Highest {what}";
    VALUE_ROWS: "Jumlah baris" / "Number of rows";
    VALUE_COUNT: "Banyaknya isi {what}" / "Filled cells in {what}";
    VALUE_DISTINCT: "Banyaknya {what} yang berbeda" / "Different values of {what}";
    /// The accessible name of a chart.
    CHART_TITLE: "{value} per {what}" / "{value} by {what}";
    /// Added to the axis title when a line's axis is cut.
    AXIS_CUT: "sumbu tidak mulai dari 0" / "axis does not start at 0";

    // Parts of dates.
    PART_YEAR: "tahun" / "year";
    PART_QUARTER: "triwulan" / "quarter";
    PART_MONTH: "bulan" / "month";
    PART_WEEK: "minggu" / "week";
    PART_DAY: "hari" / "day";
    WEEK_OF: "minggu {date}" / "week of {date}";

    // Rows of a chart that are not categories.
    OTHERS: "Lainnya ({n})" / "Others ({n})";
    OFF_SCALE: "di luar skala" / "off the scale";
    NO_DATA: "tidak ada data" / "no data";
    BLANK: "(kosong)" / "(blank)";
    UNNAMED_SERIES: "(tanpa nama)" / "(unnamed)";
    /// A target's words: what and how much.
    TARGET: "{what}: {value}" / "{what}: {value}";
    /// A target's words on a line of several.
    TARGET_SERIES: "{series}, {what}: {value}" / "{series}, {what}: {value}";

    // Sentences that read bars. {top} and {bottom} are names, {k} and {m} how many.
    AND: "{one} dan {other}" / "{one} and {other}";
    AND_OTHERS: "{one} dan {n} lainnya" / "{one} and {n} {n:other|others}";
    BARS_RATIO: "{top} {k:|sama-sama }tertinggi dengan {max}, {ratio} kali {bottom} yang terendah ({min}), dari {n} {what}."
        / "{top} {k:is|are} highest at {max}, {ratio} times {bottom}, the lowest ({min}), of {n} {what}.";
    BARS_RANGE: "{top} {k:|sama-sama }tertinggi dengan {max} dan {bottom} {m:|sama-sama }terendah dengan {min}, dari {n} {what}."
        / "{top} {k:is|are} highest at {max} and {bottom} {m:is|are} lowest at {min}, of {n} {what}.";
    BARS_EQUAL: "Semua {n} {what} bernilai sama: {value}." / "All {n} {what} have the same value: {value}.";
    BARS_ONE: "{what}: {value}." / "{what}: {value}.";
    BARS_MISSING: "{n} lainnya tanpa data." / "{n} more {n:has|have} no data.";

    // Sentences that read lines.
    LINE_UP_BY: "{what} naik {change} dari {first} ({from}) menjadi {last} ({to})." / "{what} rose {change} from {first} ({from}) to {last} ({to}).";
    LINE_DOWN_BY: "{what} turun {change} dari {first} ({from}) menjadi {last} ({to})." / "{what} fell {change} from {first} ({from}) to {last} ({to}).";
    LINE_UP: "{what} naik dari {first} ({from}) menjadi {last} ({to})." / "{what} rose from {first} ({from}) to {last} ({to}).";
    LINE_DOWN: "{what} turun dari {first} ({from}) menjadi {last} ({to})." / "{what} fell from {first} ({from}) to {last} ({to}).";
    LINE_ALMOST: "{what} hampir tidak berubah: {first} ({from}) dan {last} ({to})." / "{what} hardly changed: {first} ({from}) and {last} ({to}).";
    LINE_SAME: "{what} pada {to} sama dengan {from}: {last}." / "{what} in {to} is the same as in {from}: {last}.";
    LINE_ONE: "{what}: {last} ({to})." / "{what}: {last} ({to}).";
    NOTHING_TO_READ: "{what}: tidak ada nilai yang dapat digambar." / "{what}: there are no values to draw.";
    LINE_PEAK: "Tertinggi {value} ({when})." / "Highest {value} ({when}).";
    LINE_LOW: "Terendah {value} ({when})." / "Lowest {value} ({when}).";
    LINES_LAST: "Pada {when}, {top} tertinggi ({max}) dan {bottom} terendah ({min}), dari {n} {what}."
        / "In {when}, {top} is highest ({max}) and {bottom} lowest ({min}), of {n} {what}.";
    LINES_LAST_EQUAL: "Pada {when}, semua {n} {what} bernilai {max}." / "In {when}, all {n} {what} stand at {max}.";
    LINES_LAST_ONE: "Pada {when}, {top}: {max}." / "In {when}, {top}: {max}.";
    LINES_UP: "Perubahan terbesar sejak {from}: {name} naik {change}." / "Largest change since {from}: {name} rose {change}.";
    LINES_DOWN: "Perubahan terbesar sejak {from}: {name} turun {change}." / "Largest change since {from}: {name} fell {change}.";
    POINTS: "{n} poin persen" / "{n} percentage {n:point|points}";

    // Reasons of the choices that were derived.
    REASON_MARK_LINE: "Garis, karena kolom {x} berisi waktu." / "Lines, because the column {x} holds times.";
    REASON_MARK_BAR: "Batang, karena kolom {x} berisi kategori." / "Bars, because the column {x} holds categories.";
    REASON_MARK_NO_TIME: "Batang, karena garis butuh kolom tanggal atau tahun dan {x} bukan itu." / "Bars, because lines need a column of dates or years, and {x} is neither.";
    REASON_X_DATE: "Sumbu waktu dari {x}, kolom tanggal pertama." / "The time axis is {x}, the first column of dates.";
    REASON_X_YEAR: "Sumbu waktu dari {x}, karena berisi tahun." / "The time axis is {x}, because it holds years.";
    REASON_X_TEXT: "Dikelompokkan menurut {x}, kolom teks pertama." / "Grouped by {x}, the first column of words.";
    REASON_X_CODE: "Dikelompokkan menurut {x}, karena tidak ada kolom teks." / "Grouped by {x}, because no column holds words.";
    REASON_X_ONLY: "Dikelompokkan menurut {x}, karena tidak ada kolom teks, kode, atau tanggal." / "Grouped by {x}, because no column holds words, codes or dates.";
    REASON_PART_MONTH: "Tanggal diringkas per bulan. Pilih hari bila datanya pendek." / "Dates are summed up by month. Choose days for a short period.";
    REASON_Y: "Nilai dari {y}, kolom angka pertama yang bukan kode atau tahun." / "Values from {y}, the first column of numbers that is no code or year.";
    REASON_Y_ROWS: "Yang dihitung jumlah baris, karena tidak ada kolom angka." / "Rows are counted, because no column holds numbers.";
    REASON_OP_SUM: "Nilai dijumlahkan, karena {y} tampaknya jumlah. Bila setiap kategori hanya punya satu baris, itulah nilainya."
        / "Values are added up, because {y} looks like an amount. Where a category has one row only, that is its value.";
    REASON_OP_MEAN: "Nilai dirata-rata, karena {y} tampaknya harga, indeks, atau persentase, yang tidak boleh dijumlahkan."
        / "Values are averaged, because {y} looks like a price, an index or a percentage, which must not be added up.";
    REASON_OP_COUNT: "Yang dihitung banyaknya isi {y}, karena kolom itu bukan angka." / "Filled cells of {y} are counted, because the column holds no numbers.";
    REASON_OP_ROWS: "Yang dihitung jumlah baris, karena tidak ada kolom nilai." / "Rows are counted, because there is no column of values.";
    REASON_ORDER_VALUE: "Diurutkan dari yang terbesar, supaya mudah dibandingkan." / "Sorted from the largest, so that comparing is easy.";
    REASON_ORDER_TIME: "Diurutkan menurut waktu." / "In order of time.";
    REASON_TOP: "Paling banyak {n} kategori, supaya terbaca di ponsel." / "At most {n} categories, so that it can be read on a phone.";
    REASON_ALL_SERIES: "Garis ini gabungan semua {series}. Pilih {series} sebagai deret untuk memisahkannya."
        / "This line combines all values of {series}. Choose {series} as series to tell them apart.";
    REASON_ALL_TIMES: "Nilai dari semua {time} ikut dijumlahkan. Saring satu {time} dulu bila Anda mencari nilai satu {time} saja."
        / "Values of every {time} are added together. Filter one {time} first if you look for the value of one {time} alone.";
    REASON_NO_SERIES: "Pemisahan tidak dipakai, karena bentuk ini tidak punya deret." / "The split is not used, because this form has no series.";
    REASON_SAME_SERIES: "Deret tidak dipakai, karena {series} sudah menjadi sumbu." / "Series are not used, because {series} is the axis already.";
    REASON_UNIT_READ: "Satuan {unit} karena kolomnya dibaca menjadi {unit}." / "The unit is {unit}, to which the column was read.";
    REASON_UNIT: "Satuan {unit} dari judul kolom." / "The unit {unit} is from the header.";
}
