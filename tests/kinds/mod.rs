//! The cases of the gallery of kinds: small made-up tables and the specs over them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod rows;

use jelajah::base::date::DateStyle;
use jelajah::base::lang::Lang;
use jelajah::base::number::NumberStyle;
use jelajah::chart::{ChartSpec, Lowered, Mark, lower};
use jelajah::query;
use jelajah::table::{Field, Reading, ResultTable, Table};

use rows::table;

/// A kind over a table.
pub(crate) struct Case {
    /// File name without `kind-` and its ending.
    pub(crate) name: &'static str,
    pub(crate) mark: Mark,
    /// What more the spec says, as JSON.
    pub(crate) spec: &'static str,
    /// The rows.
    pub(crate) table: fn() -> Table,
}

const fn case(name: &'static str, mark: Mark, spec: &'static str, table: fn() -> Table) -> Case {
    Case { name, mark, spec, table }
}

pub(crate) const CASES: &[Case] = &[
    case("lollipop", Mark::Lollipop, r#"{"unit":"Rp/kg"}"#, prices),
    case("dot", Mark::Dot, r#"{"unit":"Rp/kg"}"#, prices),
    case("dot-log", Mark::Dot, r#"{"scale":"log"}"#, regions),
    case("table-bars", Mark::TableBars, r#"{"unit":"Rp/kg","highlight":"Coblong"}"#, prices),
    case("diverging", Mark::Diverging, "{}", growth),
    case("diverging-median", Mark::Diverging, r#"{"unit":"Rp/kg"}"#, prices),
    case("bullet", Mark::Bullet, r#"{"second":"target"}"#, targets),
    case("bar-grouped", Mark::BarGrouped, "{}", graduates),
    case("bar-grouped-years", Mark::BarGrouped, r#"{"series":"tahun"}"#, yearly),
    case("bar-stacked", Mark::BarStacked, "{}", graduates),
    case("bar-share", Mark::BarShare, "{}", graduates),
    case("pyramid", Mark::Pyramid, "{}", ages),
    case("column-months", Mark::Column, "{}", monthly),
    case("column-few", Mark::Column, r#"{"x":"lapangan usaha"}"#, growth),
    case("column-many", Mark::Column, r#"{"unit":"Rp/kg"}"#, prices),
    case("column-split", Mark::Column, r#"{"x":"tahun","series":"nama_kecamatan"}"#, yearly),
    case("column-stacked", Mark::ColumnStacked, r#"{"x":"tahun","series":"nama_kecamatan"}"#, yearly),
    case("column-share", Mark::ColumnShare, r#"{"x":"tahun","series":"nama_kecamatan"}"#, yearly),
    case("waterfall", Mark::Waterfall, "{}", budget),
    case("dumbbell", Mark::Dumbbell, "{}", yearly),
    case("dumbbell-columns", Mark::Dumbbell, r#"{"y":"realisasi (juta)","second":"target"}"#, targets),
    case("range", Mark::Range, r#"{"unit":"Rp/kg"}"#, daily),
    case("heat", Mark::Heat, r#"{"series":"tahun"}"#, yearly),
    case("heat-words", Mark::Heat, "{}", graduates),
    case("scatter", Mark::Scatter, r#"{"x":"kepadatan","y":"kemiskinan (%)"}"#, links),
    case("scatter-groups", Mark::Scatter, r#"{"x":"kepadatan","y":"kemiskinan (%)","series":"pulau"}"#, links),
    case("scatter-log", Mark::Scatter, r#"{"x":"jumlah_penduduk","y":"kepadatan","scale":"log"}"#, links),
    case("bubble", Mark::Bubble, r#"{"x":"kepadatan","y":"kemiskinan (%)","second":"jumlah_penduduk"}"#, links),
    case("regression", Mark::Regression, r#"{"x":"kepadatan","y":"kemiskinan (%)"}"#, links),
    case("connected", Mark::Connected, r#"{"x":"inflasi (%)","y":"pengangguran (%)"}"#, phillips),
    case("histogram", Mark::Histogram, r#"{"unit":"Rp/kg"}"#, daily),
    case("density", Mark::Density, r#"{"y":"kemiskinan (%)"}"#, links),
    case("box", Mark::Box, r#"{"x":"komoditas","unit":"Rp/kg"}"#, daily),
    case("box-one", Mark::Box, r#"{"y":"kemiskinan (%)"}"#, links),
    case("violin", Mark::Violin, r#"{"x":"komoditas","unit":"Rp/kg"}"#, daily),
    case("strip", Mark::Strip, r#"{"x":"pulau","y":"kemiskinan (%)"}"#, links),
    case("line-step", Mark::LineStep, "{}", monthly),
    case("area", Mark::Area, "{}", monthly),
    case("area-stacked", Mark::Area, r#"{"series":"nama_kecamatan"}"#, yearly),
    case("area-share", Mark::AreaShare, "{}", yearly),
    case("slope", Mark::Slope, "{}", yearly),
    case("slope-highlight", Mark::Slope, r#"{"highlight":"Coblong"}"#, yearly),
    case("bump", Mark::Bump, "{}", yearly),
    case("ribbon", Mark::Ribbon, r#"{"unit":"Rp/kg","x_part":"day"}"#, markets),
    case("candles", Mark::Candles, r#"{"unit":"Rp/kg","x_part":"week"}"#, markets),
    case("multiples", Mark::Multiples, r#"{"unit":"Rp/kg","x_part":"day"}"#, daily),
    case("sparks", Mark::Sparks, r#"{"unit":"Rp/kg","x_part":"day"}"#, daily),
    case("pie", Mark::Pie, "{}", spending),
    case("donut", Mark::Donut, "{}", spending),
    case("waffle", Mark::Waffle, "{}", spending),
    case("treemap", Mark::Treemap, "{}", spending),
    case("treemap-many", Mark::Treemap, "{}", graduates),
    case("marimekko", Mark::Marimekko, "{}", graduates),
    case("number", Mark::Number, "{}", monthly),
    case("number-one", Mark::Number, "{}", spending),
    case("calendar", Mark::Calendar, "{}", visits),
    case("layer-rolling", Mark::Line, r#"{"layers":[{"rolling":3}]}"#, monthly),
    case(
        "layer-column",
        Mark::Column,
        r#"{"x":"kecamatan","y":"realisasi (juta)","layers":[{"column":"target"}]}"#,
        targets,
    ),
    case("layer-months", Mark::Column, r#"{"layers":[{"rolling":4}],"events":["lebaran"]}"#, monthly),
    case("line-log", Mark::Line, r#"{"series":"nama_kecamatan","scale":"log"}"#, yearly),
    case(
        "line-hidden",
        Mark::Line,
        r#"{"series":"nama_kecamatan","hidden":["Coblong"],"window":["2022-01-01","2024-01-01"]}"#,
        yearly,
    ),
    case("multiples-free", Mark::Multiples, r#"{"series":"nama_kecamatan","free":true}"#, yearly),
    case("heat-quantile", Mark::Heat, r#"{"series":"tahun","classes":"quantile"}"#, yearly),
    case("heat-threshold", Mark::Heat, r#"{"series":"tahun","classes":{"threshold":[600,800]}}"#, yearly),
    case("remarks-line", Mark::Line, REMARKS_LINE, monthly),
    case("remarks-series", Mark::Line, REMARKS_SERIES, yearly),
    case("remarks-bar", Mark::Bar, REMARKS_BAR, prices),
    case("remarks-column", Mark::Column, REMARKS_COLUMN, monthly),
    case("remarks-scatter", Mark::Scatter, REMARKS_SCATTER, links),
    case("remarks-area", Mark::Area, r#"{"events":["lebaran","elections"]}"#, monthly),
];

const REMARKS_LINE: &str = r#"{"events":["lebaran"],"remarks":[
    {"text":"Pasar ditutup dua minggu untuk perbaikan","at":"2025-03-20"},
    {"form":"line","side":"y","at":900,"text":"Sasaran dinas"},
    {"form":"range","at":"2024-10","to":"2025-01","text":"Musim hujan"}]}"#;
const REMARKS_SERIES: &str = r#"{"series":"nama_kecamatan","highlight":"Coblong","remarks":[
    {"text":"Pasar baru dibuka","at":2023,"series":"Coblong"}]}"#;
const REMARKS_BAR: &str = r#"{"unit":"Rp/kg","remarks":[
    {"form":"line","side":"y","at":10000,"text":"Harga acuan"},
    {"text":"Jauh dari pasar induk","at":"Cibiru"}]}"#;
const REMARKS_COLUMN: &str = r#"{"events":["lebaran"],"remarks":[
    {"form":"line","side":"y","at":1000},{"text":"Panen raya","at":"2025-04","plain":true}]}"#;
const REMARKS_SCATTER: &str = r#"{"x":"kepadatan","y":"kemiskinan (%)","remarks":[
    {"form":"range","side":"y","at":0,"to":10,"text":"Di bawah 10%"},
    {"form":"line","at":1000,"text":"Kota padat"}]}"#;

const NUMBER: Reading = Reading::Number(NumberStyle::Plain);
const DATE: Reading = Reading::Date(DateStyle::Iso);

/// The lowered spec of a case and the outcome of its plan.
pub(crate) fn outcome(case: &Case, lang: Lang) -> (Vec<Field>, ResultTable, Lowered) {
    let table = (case.table)();
    let fields = table.fields().to_vec();
    let spec = ChartSpec { mark: Some(case.mark), ..serde_json::from_str(case.spec).unwrap() };
    let lowered = lower(&spec, &fields, lang).unwrap();
    let data = query::run(&table, &lowered.steps, &|_| None).unwrap();
    (fields, data, lowered)
}

/// Numbers from 0 to 1 that look arbitrary and are always the same.
fn wobble(index: usize) -> f64 {
    let mixed = (index as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed >> 40) % 1000) as f64 / 1000.0
}

const KECAMATAN: [&str; 10] = [
    "Antapani",
    "Cibiru",
    "Coblong",
    "Sukasari",
    "Lengkong",
    "Buahbatu",
    "Rancasari",
    "Arcamanik",
    "Bandung Kulon",
    "Ujungberung",
];

fn prices() -> Table {
    let line = |(index, name): (usize, &&str)| format!("{name};{}", 6900.0 + (wobble(index) * 56.0).floor() * 100.0);
    table(
        &[("nama_kecamatan", Reading::Text), ("harga", NUMBER)],
        &KECAMATAN.iter().enumerate().map(line).collect::<Vec<_>>(),
    )
}

fn growth() -> Table {
    let lines =
        ["Pertanian;2.4", "Industri;5.1", "Perdagangan;-1.25", "Konstruksi;0", "Transportasi;-3.4", "Jasa;0.35"];
    table(&[("lapangan usaha", Reading::Text), ("laju pertumbuhan (%)", NUMBER)], &lines.map(str::to_owned))
}

fn regions() -> Table {
    let lines = [
        "Jawa Barat;48274162",
        "Banten;11904562",
        "DKI Jakarta;10562088",
        "Maluku;1848923",
        "Papua Selatan;513617",
        "Kepulauan Seribu;27749",
    ];
    table(&[("wilayah", Reading::Text), ("jumlah_penduduk", NUMBER)], &lines.map(str::to_owned))
}

fn targets() -> Table {
    let line = |(index, name): (usize, &&str)| {
        let target = 800 + index * 120;
        format!("{name};{};{target}", (target as f64 * (0.55 + wobble(index + 3) * 0.7)).floor())
    };
    let columns = [("kecamatan", Reading::Text), ("realisasi (juta)", NUMBER), ("target", NUMBER)];
    table(&columns, &KECAMATAN.iter().take(7).enumerate().map(line).collect::<Vec<_>>())
}

fn graduates() -> Table {
    let mut lines = Vec::new();
    for (index, name) in KECAMATAN.iter().take(6).enumerate() {
        for (at, level) in ["SD", "SMP", "SMA", "Perguruan tinggi"].iter().enumerate() {
            let value = (900.0 + wobble(index * 4 + at) * 4200.0 / (at + 1) as f64).floor();
            lines.push(format!("{name};{level};{value}"));
        }
        lines.push(format!("{name};Jumlah;99999"));
    }
    lines.push("Jumlah;SD;99999".to_owned());
    table(
        &[("nama_kecamatan", Reading::Text), ("tingkat pendidikan", Reading::Text), ("jumlah_lulusan", NUMBER)],
        &lines,
    )
}

fn yearly() -> Table {
    let mut lines = Vec::new();
    for (index, name) in KECAMATAN.iter().take(5).enumerate() {
        for year in 0..4 {
            lines.push(format!(
                "{name};{};{}",
                2021 + year,
                (400.0 + wobble(index) * 600.0 + f64::from(year) * (wobble(index + 20) - 0.35) * 200.0).floor()
            ));
        }
    }
    table(&[("nama_kecamatan", Reading::Text), ("tahun", NUMBER), ("jumlah_umkm", NUMBER)], &lines)
}

fn ages() -> Table {
    let mut lines = Vec::new();
    for group in 0..16_usize {
        let from = group * 5;
        let name = if group == 15 { "75+".to_owned() } else { format!("{from}–{}", from + 4) };
        let base = 120_000.0 - group as f64 * 6500.0 - if group > 10 { (group - 10) as f64 * 4000.0 } else { 0.0 };
        for (side, sex) in ["Laki-laki", "Perempuan"].iter().enumerate() {
            lines.push(format!("{name};{sex};{}", (base + wobble(group * 2 + side) * 6000.0).floor()));
        }
    }
    table(&[("kelompok umur", Reading::Text), ("jenis kelamin", Reading::Text), ("jumlah_penduduk", NUMBER)], &lines)
}

fn monthly() -> Table {
    let line = |month: usize| {
        format!("{}-{:02}-01;{}", 2024 + month / 12, month % 12 + 1, (300.0 + wobble(month) * 500.0).floor())
    };
    table(
        &[("bulan", DATE), ("jumlah_kunjungan", NUMBER)],
        &(0..18).filter(|month| *month != 7).map(line).collect::<Vec<_>>(),
    )
}

fn budget() -> Table {
    let lines = ["Saldo awal;120", "Pajak;85.5", "Retribusi;22", "Gaji;-96", "Proyek;-48.5", "Hibah;15"];
    table(&[("langkah", Reading::Text), ("jumlah (miliar)", NUMBER)], &lines.map(str::to_owned))
}

fn daily() -> Table {
    let mut lines = Vec::new();
    for (index, name) in ["Beras medium", "Cabai rawit", "Telur ayam", "Gula pasir", "Bawang merah"].iter().enumerate()
    {
        for day in 0..40_usize {
            let base = [14_000.0, 52_000.0, 28_500.0, 17_800.0, 36_000.0][index];
            let value = base * (0.85 + wobble(index * 97 + day) * [0.1, 0.7, 0.25, 0.05, 0.4][index]);
            lines.push(format!("2024-{:02}-{:02};{name};{}", 1 + day / 28, 1 + day % 28, value.floor()));
        }
    }
    table(&[("tanggal", DATE), ("komoditas", Reading::Text), ("harga", NUMBER)], &lines)
}

fn links() -> Table {
    let islands = ["Jawa", "Sumatera", "Kalimantan", "Sulawesi"];
    let line = |index: usize| {
        let density = 80.0 + wobble(index) * wobble(index + 50) * 1400.0;
        let poverty = 18.0 - density / 140.0 + wobble(index + 100) * 6.0;
        let people = (90_000.0 + wobble(index + 200) * 2_400_000.0 * wobble(index + 300)).floor();
        format!("Kabupaten {};{};{density:.0};{poverty:.1};{people}", index + 1, islands[index * 7 % 4])
    };
    let columns = [
        ("kabupaten", Reading::Text),
        ("pulau", Reading::Text),
        ("kepadatan", NUMBER),
        ("kemiskinan (%)", NUMBER),
        ("jumlah_penduduk", NUMBER),
    ];
    table(&columns, &(0..48).map(line).collect::<Vec<_>>())
}

fn phillips() -> Table {
    let line = |year: usize| {
        format!(
            "{};{:.1};{:.1}",
            2012 + year,
            2.0 + wobble(year) * 6.0,
            7.5 - year as f64 * 0.2 + wobble(year + 9) * 2.0
        )
    };
    table(
        &[("tahun", NUMBER), ("inflasi (%)", NUMBER), ("pengangguran (%)", NUMBER)],
        &(0..11).map(line).collect::<Vec<_>>(),
    )
}

fn markets() -> Table {
    let mut lines = Vec::new();
    for day in 0..84_usize {
        for market in 0..5_usize {
            let (month, of_month) = (1 + day / 28, 1 + day % 28);
            let base = 36_000.0 + 9000.0 * (wobble(day / 9) - 0.5) + day as f64 * 90.0;
            let value = base + (wobble(day * 5 + market) - 0.5) * 5200.0;
            lines.push(format!("2024-{month:02}-{of_month:02};Pasar {};{}", market + 1, value.floor()));
        }
    }
    table(&[("tanggal", DATE), ("pasar", Reading::Text), ("harga", NUMBER)], &lines)
}

fn spending() -> Table {
    let lines = [
        "Pendidikan;2140.5",
        "Kesehatan;1310",
        "Infrastruktur dan penataan ruang;980.2",
        "Perlindungan sosial;455",
        "Administrasi;390",
        "Lingkungan hidup;122",
        "Pariwisata dan kebudayaan;61.5",
        "Jumlah;5459.2",
    ];
    table(&[("urusan", Reading::Text), ("jumlah_belanja (miliar)", NUMBER)], &lines.map(str::to_owned))
}

fn visits() -> Table {
    let first = jelajah::base::date::parse_iso("2024-01-01").unwrap();
    let line = |day: i32| {
        let weekend = if (day + 3) % 7 >= 5 { 260.0 } else { 0.0 };
        let value = 120.0 + wobble(usize::try_from(day).unwrap()) * 180.0 + weekend;
        format!("{};{}", jelajah::base::date::iso(day), value.floor())
    };
    let days = (first..first + 500).filter(|day| day % 37 > 1);
    table(&[("tanggal", DATE), ("jumlah_kunjungan", NUMBER)], &days.map(line).collect::<Vec<_>>())
}
