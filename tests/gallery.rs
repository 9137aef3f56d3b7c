//! The gallery: charts as committed SVG files, reviewed like code.
//!
//! Each case is drawn and compared byte for byte with its file in `tests/gallery/`.
//! `UPDATE_GALLERY=1 cargo test --test gallery` writes the files and `docs/gallery.md` anew.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jelajah::base::date::{DatePart, DateStyle, parse_iso};
use jelajah::base::lang::Lang;
use jelajah::base::number::NumberStyle;
use jelajah::chart::{ChartSpec, Figure, Mark, Order, draw, lower};
use jelajah::query::Op;
use jelajah::scene::frame::MARGIN_PX;
use jelajah::scene::svg::document;
use jelajah::scene::{Caption, Scene, Theme, frame};
use jelajah::table::{Evidence, Field, Reading, ResultColumn, ResultTable, Values};

/// A picture of the gallery.
struct Case {
    /// File name without its ending.
    name: &'static str,
    /// What it shows, for the gallery's page.
    about: &'static str,
    draw: fn() -> Scene,
}

const CASES: &[Case] = &[
    Case { name: "bar-id-640", about: "Bars, Indonesian, web", draw: || prices(640.0, Lang::Id, &Theme::LIGHT) },
    Case { name: "bar-id-328", about: "Bars, Indonesian, phone", draw: || prices(328.0, Lang::Id, &Theme::LIGHT) },
    Case { name: "bar-en-960", about: "Bars, English, wide", draw: || prices(960.0, Lang::En, &Theme::LIGHT) },
    Case { name: "bar-dark-640", about: "Bars on dark paper", draw: || prices(640.0, Lang::Id, &Theme::DARK) },
    Case {
        name: "bar-highlight-640",
        about: "One bar highlighted, though it is not among the largest",
        draw: highlight,
    },
    Case { name: "bar-negative-640", about: "Values on both sides of zero", draw: || negative(640.0) },
    Case { name: "bar-negative-328", about: "Values on both sides of zero, phone", draw: || negative(328.0) },
    Case { name: "bar-long-640", about: "Long names wrapped", draw: || long_names(640.0) },
    Case { name: "bar-long-328", about: "Long names above the bars, phone", draw: || long_names(328.0) },
    Case { name: "bar-one-640", about: "A single bar", draw: one_bar },
    Case {
        name: "bar-many-640",
        about: "514 categories, a sum: the rest as others, off the scale",
        draw: || many(Op::Sum, Lang::Id),
    },
    Case {
        name: "bar-many-mean-640",
        about: "514 categories, a mean: the rest is not shown",
        draw: || many(Op::Mean, Lang::En),
    },
    Case {
        name: "bar-missing-640",
        about: "Missing values, a blank name and a total among the parts",
        draw: missing_bars,
    },
    Case { name: "bar-tiny-640", about: "Small shares", draw: tiny },
    Case { name: "bar-dates-640", about: "Bars over months, in order of time", draw: months_as_bars },
    Case { name: "line-id-640", about: "A line, Indonesian, web", draw: || one_line(640.0, Lang::Id, &Theme::LIGHT) },
    Case { name: "line-en-328", about: "A line, English, phone", draw: || one_line(328.0, Lang::En, &Theme::LIGHT) },
    Case {
        name: "line-dark-960",
        about: "A line on dark paper, wide",
        draw: || one_line(960.0, Lang::Id, &Theme::DARK),
    },
    Case {
        name: "line-series-640",
        about: "Five series with names at their ends",
        draw: || foods(5, 640.0, &Theme::LIGHT, None),
    },
    Case { name: "line-series-328", about: "Five series, phone", draw: || foods(5, 328.0, &Theme::LIGHT, None) },
    Case {
        name: "line-series-dark-640",
        about: "Seven series on dark paper",
        draw: || foods(7, 640.0, &Theme::DARK, None),
    },
    Case {
        name: "line-many-640",
        about: "Twenty series: grey, the highest and lowest named",
        draw: || foods(20, 640.0, &Theme::LIGHT, None),
    },
    Case {
        name: "line-highlight-640",
        about: "One of twenty series highlighted",
        draw: || foods(20, 640.0, &Theme::LIGHT, Some("Telur ayam")),
    },
    Case { name: "line-gaps-640", about: "Missing months break the line", draw: gaps },
    Case { name: "line-uneven-640", about: "Uneven distances stay uneven, each point marked", draw: uneven },
    Case { name: "line-years-640", about: "Years as numbers, below and above zero", draw: years },
    Case { name: "line-days-328", about: "Days, phone", draw: days },
    Case { name: "frame-640", about: "A chart with headline, description, notes and source", draw: framed },
];

fn text(values: &[&str]) -> Values {
    Values::Text(values.iter().map(|value| Some((*value).to_owned())).collect())
}

fn numbers(values: &[f64]) -> Values {
    Values::Number(values.iter().map(|value| Some(*value)).collect())
}

fn table(columns: Vec<(&str, Values)>) -> ResultTable {
    let columns = columns.into_iter().map(|(name, values)| ResultColumn { name: name.to_owned(), values });
    ResultTable { columns: columns.collect() }
}

fn field(name: &str, reading: Reading) -> Field {
    Field { name: name.to_owned(), reading, whole: true, evidence: Evidence::default() }
}

fn number() -> Reading {
    Reading::Number(NumberStyle::Id)
}

fn date() -> Reading {
    Reading::Date(DateStyle::Iso)
}

fn figure(spec: &ChartSpec, fields: &[Field], data: &ResultTable, width: f64, theme: &Theme, lang: Lang) -> Figure {
    let lowered = lower(spec, fields, lang).expect("the spec fits its columns");
    draw(&lowered, data, width, theme, lang).expect("there is something to draw")
}

/// On paper, so that dark pictures can be looked at, without words around.
fn on_paper(figure: &Figure, theme: &Theme) -> Scene {
    frame(&figure.scene, &Caption::default(), figure.scene.width_px + 2.0 * MARGIN_PX, theme)
}

/// Numbers that look arbitrary and are always the same.
fn wobble(index: usize) -> f64 {
    let mixed = (index as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed >> 40) % 1000) as f64 / 1000.0
}

const KECAMATAN: [&str; 14] = [
    "Antapani",
    "Cibiru",
    "Coblong",
    "Sukasari",
    "Lengkong",
    "Buahbatu",
    "Rancasari",
    "Arcamanik",
    "Cicendo",
    "Andir",
    "Regol",
    "Kiaracondong",
    "Bandung Kulon",
    "Ujungberung",
];

fn price_figure(width: f64, lang: Lang, theme: &Theme, spec: &ChartSpec) -> Figure {
    let values: Vec<f64> = (0..KECAMATAN.len()).map(|index| 6900.0 + (wobble(index) * 56.0).floor() * 100.0).collect();
    let data = table(vec![("x", text(&KECAMATAN)), ("y", numbers(&values))]);
    let fields = [field("nama_kecamatan", Reading::Text), field("harga", number())];
    figure(spec, &fields, &data, width, theme, lang)
}

fn prices(width: f64, lang: Lang, theme: &Theme) -> Scene {
    let spec = ChartSpec { unit: Some("Rp/kg".to_owned()), ..ChartSpec::default() };
    on_paper(&price_figure(width, lang, theme, &spec), theme)
}

fn highlight() -> Scene {
    let spec = ChartSpec { top: Some(6), highlight: Some("cibiru".to_owned()), ..ChartSpec::default() };
    on_paper(&price_figure(640.0, Lang::Id, &Theme::LIGHT, &spec), &Theme::LIGHT)
}

fn negative(width: f64) -> Scene {
    let data = table(vec![
        ("x", text(&["Pertanian", "Industri", "Perdagangan", "Konstruksi", "Transportasi", "Jasa lain"])),
        ("y", numbers(&[2.4, 5.1, -1.25, 0.0, -3.4, 0.35])),
    ]);
    let fields = [field("lapangan usaha", Reading::Text), field("laju pertumbuhan (%)", number())];
    on_paper(&figure(&ChartSpec::default(), &fields, &data, width, &Theme::LIGHT, Lang::Id), &Theme::LIGHT)
}

fn long_names(width: f64) -> Scene {
    let data = table(vec![
        (
            "x",
            text(&[
                "Perdagangan Besar dan Eceran; Reparasi Mobil dan Sepeda Motor",
                "Industri Pengolahan",
                "Penyediaan Akomodasi dan Makan Minum",
                "Administrasi Pemerintahan, Pertahanan dan Jaminan Sosial Wajib",
                "Pengadaan Air, Pengelolaan Sampah, Limbah dan Daur Ulang",
            ]),
        ),
        ("y", numbers(&[1_234_567.0, 987_654.0, 456_789.0, 123_456.0, 12_345.0])),
    ]);
    let fields = [field("lapangan_usaha", Reading::Text), field("jumlah_umkm", number())];
    let spec = ChartSpec { unit: Some("unit".to_owned()), ..ChartSpec::default() };
    on_paper(&figure(&spec, &fields, &data, width, &Theme::LIGHT, Lang::Id), &Theme::LIGHT)
}

fn one_bar() -> Scene {
    let data = table(vec![("x", text(&["Kota Bandung"])), ("y", numbers(&[2_528_160.0]))]);
    let fields = [field("kota", Reading::Text), field("jumlah_penduduk", number())];
    on_paper(&figure(&ChartSpec::default(), &fields, &data, 640.0, &Theme::LIGHT, Lang::Id), &Theme::LIGHT)
}

fn many(op: Op, lang: Lang) -> Scene {
    let names: Vec<String> = (1..=514).map(|number| format!("Kabupaten {number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let values: Vec<f64> = (0..514).map(|index| (wobble(index) * 400_000.0).floor() + 20_000.0).collect();
    let data = table(vec![("x", text(&names)), ("y", numbers(&values))]);
    let fields = [field("kabupaten", Reading::Text), field("penerima_bantuan", number())];
    let spec = ChartSpec { op: Some(op), unit: Some("orang".to_owned()), ..ChartSpec::default() };
    on_paper(&figure(&spec, &fields, &data, 640.0, &Theme::LIGHT, lang), &Theme::LIGHT)
}

fn missing_bars() -> Scene {
    let names = [Some("Puskesmas"), Some("Klinik"), None, Some("Jumlah"), Some("Rumah sakit"), Some("Apotek")];
    let data = table(vec![
        ("x", Values::Text(names.iter().map(|name| name.map(str::to_owned)).collect())),
        ("y", Values::Number(vec![Some(80.0), Some(64.0), Some(3.0), Some(179.0), Some(32.0), None])),
        ("rows", numbers(&[30.0, 12.0, 2.0, 1.0, 4.0, 2.0])),
        ("present", numbers(&[30.0, 10.0, 2.0, 1.0, 4.0, 0.0])),
    ]);
    let fields = [field("jenis fasilitas", Reading::Text), field("banyaknya", number())];
    on_paper(&figure(&ChartSpec::default(), &fields, &data, 640.0, &Theme::LIGHT, Lang::Id), &Theme::LIGHT)
}

fn tiny() -> Scene {
    let data = table(vec![("x", text(&["A1", "A2", "B1", "B2"])), ("y", numbers(&[0.0123, 0.0045, 0.000_21, 0.0]))]);
    let fields = [field("kode", Reading::Code), field("rasio", number())];
    on_paper(&figure(&ChartSpec::default(), &fields, &data, 640.0, &Theme::LIGHT, Lang::Id), &Theme::LIGHT)
}

/// The first days of months from January 2024 on.
fn months(count: usize) -> Vec<i32> {
    let month = |index: usize| parse_iso(&format!("{:04}-{:02}-01", 2024 + index / 12, index % 12 + 1));
    (0..count).map(|index| month(index).expect("a day of the calendar")).collect()
}

fn dates(days: &[i32]) -> Values {
    Values::Date(days.iter().map(|day| Some(*day)).collect())
}

fn months_as_bars() -> Scene {
    let values: Vec<f64> = (0..9).map(|index| (wobble(index) * 900.0).floor()).collect();
    let data = table(vec![("x", dates(&months(9))), ("y", numbers(&values))]);
    let fields = [field("tanggal", date()), field("kunjungan", number())];
    let spec = ChartSpec { mark: Some(Mark::Bar), order: Some(Order::Table), ..ChartSpec::default() };
    let spec = ChartSpec { x: Some("tanggal".to_owned()), ..spec };
    on_paper(&figure(&spec, &fields, &data, 640.0, &Theme::LIGHT, Lang::Id), &Theme::LIGHT)
}

fn rising(count: usize, start: f64, slope: f64, seed: usize) -> Vec<f64> {
    (0..count).map(|index| (start + slope * index as f64 + wobble(seed + index) * start * 0.08).round()).collect()
}

fn one_line(width: f64, lang: Lang, theme: &Theme) -> Scene {
    let data = table(vec![("x", dates(&months(34))), ("y", numbers(&rising(34, 12_500.0, 95.0, 3)))]);
    let fields = [field("tanggal", date()), field("komoditas", Reading::Text), field("harga", number())];
    let spec = ChartSpec { unit: Some("Rp".to_owned()), ..ChartSpec::default() };
    on_paper(&figure(&spec, &fields, &data, width, theme, lang), theme)
}

const FOODS: [&str; 20] = [
    "Beras medium",
    "Cabai rawit merah",
    "Telur ayam",
    "Gula pasir",
    "Minyak goreng curah",
    "Bawang merah",
    "Daging ayam",
    "Bawang putih",
    "Tepung terigu",
    "Kedelai",
    "Jagung",
    "Ikan kembung",
    "Tomat",
    "Kentang",
    "Wortel",
    "Kacang tanah",
    "Garam",
    "Susu bubuk",
    "Tempe",
    "Tahu",
];

fn foods(count: usize, width: f64, theme: &Theme, highlight: Option<&str>) -> Scene {
    let days = months(24);
    let (mut x, mut series, mut y) = (Vec::new(), Vec::new(), Vec::new());
    for (index, food) in FOODS.iter().take(count).enumerate() {
        let start = 9000.0 + wobble(index * 7) * 40_000.0;
        let values = rising(days.len(), start, 300.0 * (wobble(index) - 0.3), index * 11);
        x.extend(days.iter().map(|day| Some(*day)));
        series.extend(days.iter().map(|_| Some((*food).to_owned())));
        y.extend(values.into_iter().map(Some));
    }
    let data = table(vec![("x", Values::Date(x)), ("series", Values::Text(series)), ("y", Values::Number(y))]);
    let fields = [field("tanggal", date()), field("komoditas", Reading::Text), field("harga", number())];
    let spec = ChartSpec {
        series: Some("komoditas".to_owned()),
        highlight: highlight.map(str::to_owned),
        unit: Some("Rp/kg".to_owned()),
        ..ChartSpec::default()
    };
    on_paper(&figure(&spec, &fields, &data, width, theme, Lang::Id), theme)
}

fn gaps() -> Scene {
    let days: Vec<i32> = months(24)
        .into_iter()
        .enumerate()
        .filter(|(index, _)| ![7, 8, 15, 17].contains(index))
        .map(|(_, day)| day)
        .collect();
    let mut values: Vec<Option<f64>> = rising(days.len(), 240.0, 4.0, 5).into_iter().map(Some).collect();
    values[3] = None;
    let data = table(vec![("x", dates(&days)), ("y", Values::Number(values))]);
    let fields = [field("bulan", date()), field("kunjungan puskesmas", number())];
    on_paper(&figure(&ChartSpec::default(), &fields, &data, 640.0, &Theme::LIGHT, Lang::Id), &Theme::LIGHT)
}

fn uneven() -> Scene {
    let days: Vec<i32> =
        ["2015-03-01", "2015-09-01", "2017-02-01", "2018-11-01", "2022-06-01", "2022-08-01", "2024-01-01"]
            .iter()
            .map(|day| parse_iso(day).expect("a day of the calendar"))
            .collect();
    let data = table(vec![("x", dates(&days)), ("y", numbers(&[41.0, 44.5, 46.2, 52.9, 61.0, 60.4, 66.8]))]);
    let fields = [field("tanggal survei", date()), field("persentase", number())];
    let spec = ChartSpec { unit: Some("%".to_owned()), ..ChartSpec::default() };
    on_paper(&figure(&spec, &fields, &data, 640.0, &Theme::LIGHT, Lang::Id), &Theme::LIGHT)
}

fn years() -> Scene {
    let data = table(vec![
        ("x", numbers(&[2016.0, 2017.0, 2018.0, 2019.0, 2020.0, 2021.0, 2022.0, 2023.0])),
        ("y", numbers(&[5.2, 5.4, 5.7, 5.5, -3.3, 3.7, 5.4, 5.0])),
    ]);
    let fields = [field("tahun", number()), field("laju pertumbuhan (%)", number())];
    on_paper(&figure(&ChartSpec::default(), &fields, &data, 640.0, &Theme::LIGHT, Lang::Id), &Theme::LIGHT)
}

fn days() -> Scene {
    let first = parse_iso("2026-10-20").expect("a day of the calendar");
    let days: Vec<i32> = (first..first + 30).collect();
    let data = table(vec![("x", dates(&days)), ("y", numbers(&rising(30, 48_000.0, 350.0, 9)))]);
    let fields = [field("tanggal", date()), field("harga", number())];
    let spec = ChartSpec { x_part: Some(DatePart::Day), unit: Some("Rp".to_owned()), ..ChartSpec::default() };
    on_paper(&figure(&spec, &fields, &data, 328.0, &Theme::LIGHT, Lang::Id), &Theme::LIGHT)
}

fn framed() -> Scene {
    let spec = ChartSpec { unit: Some("Rp/kg".to_owned()), top: Some(8), ..ChartSpec::default() };
    let figure = price_figure(640.0 - 2.0 * MARGIN_PX, Lang::Id, &Theme::LIGHT, &spec);
    let caption = Caption {
        title: "Beras paling mahal di Antapani, hampir dua kali harga di kecamatan yang termurah".to_owned(),
        description: "Harga beras medium per kecamatan, Rp per kg, Oktober 2026".to_owned(),
        notes: vec!["6 kategori tidak ditampilkan.".to_owned()],
        source: "Sumber: Dinas Perdagangan Kota Bandung, “Harga Harian”, data.bandung.go.id, CC BY 4.0 · data s.d. 20 Nov 2026 · diakses 21 Nov 2026 14.05 WIB".to_owned(),
    };
    frame(&figure.scene, &caption, 640.0, &Theme::LIGHT)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery")
}

fn page() -> String {
    let mut page = String::from(
        "# Gallery\n\nEvery picture is drawn by `tests/gallery.rs` and compared with its committed file byte for byte.\n\
         `UPDATE_GALLERY=1 cargo test --test gallery` draws them anew; look at the difference before committing it.\n",
    );
    for case in CASES {
        let Case { name, about, .. } = case;
        write!(page, "\n## {about}\n\n![{about}](../tests/gallery/{name}.svg)\n").expect("a string takes everything");
    }
    page.push_str("\n# Maps\n\nDrawn by `tests/maps.rs` and `tests/kabkota_maps.rs`, in the same way.\n");
    for name in names("map-") {
        let about = name.trim_start_matches("map-").replace('-', " ");
        write!(page, "\n## Map: {about}\n\n![Map: {about}](../tests/gallery/{name}.svg)\n")
            .expect("a string takes everything");
    }
    page.push_str(
        "\n# Kinds of charts\n\nDrawn by `tests/gallery_kinds.rs`, in the same way; [what each is for](charts.md).\n",
    );
    for name in names("kind-") {
        let about = name.trim_start_matches("kind-").replace('-', " ");
        write!(page, "\n## Kind: {about}\n\n![Kind: {about}](../tests/gallery/{name}.svg)\n")
            .expect("a string takes everything");
    }
    page
}

/// The pictures whose names begin so, in the order of their names.
fn names(begin: &str) -> Vec<String> {
    let files = std::fs::read_dir(folder()).expect("the gallery exists");
    let mut names: Vec<String> = files
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".svg").map(str::to_owned))
        .filter(|name| name.starts_with(begin))
        .collect();
    names.sort();
    names
}

#[test]
fn the_gallery_is_drawn_as_committed() {
    let update = std::env::var_os("UPDATE_GALLERY").is_some();
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/gallery.md");
    let mut wrong = Vec::new();
    let files = CASES.iter().map(|case| (folder().join(format!("{}.svg", case.name)), document(&(case.draw)())));
    for (path, drawn) in files.chain([(docs, page())]) {
        if update {
            std::fs::write(&path, drawn).expect("the gallery can be written");
        } else if std::fs::read_to_string(&path).ok().as_deref() != Some(drawn.as_str()) {
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "these differ; look at them after UPDATE_GALLERY=1: {wrong:#?}");
}

#[test]
fn the_gallery_holds_nothing_else() {
    let known: Vec<String> = CASES.iter().map(|case| format!("{}.svg", case.name)).collect();
    for entry in std::fs::read_dir(folder()).expect("the gallery exists") {
        let name = entry.expect("the gallery can be listed").file_name().to_string_lossy().into_owned();
        assert!(
            known.contains(&name) || name.starts_with("map-") || name.starts_with("kind-"),
            "{name} is drawn by no case"
        );
    }
}

#[test]
fn texts_stay_inside_their_pictures() {
    use jelajah::scene::width::text_width;
    use jelajah::scene::{Anchor, Item};
    for case in CASES {
        let scene = (case.draw)();
        for item in &scene.items {
            let Item::Text { x, y, text, size_px, weight, anchor, .. } = item else {
                continue;
            };
            let width = text_width(text, *size_px, *weight);
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - width / 2.0,
                Anchor::End => x - width,
            };
            let inside = left >= 0.0 && left + width <= scene.width_px && *y > 0.0 && *y < scene.height_px;
            assert!(inside, "{}: {text:?} at {left} to {} of {}", case.name, left + width, scene.width_px);
        }
    }
}

#[test]
fn texts_do_not_overlap() {
    use jelajah::scene::width::text_width;
    use jelajah::scene::{Anchor, Item};
    for case in CASES {
        let scene = (case.draw)();
        let boxes: Vec<(&str, f64, f64, f64, f64)> = scene
            .items
            .iter()
            .filter_map(|item| {
                let Item::Text { x, y, text, size_px, weight, anchor, .. } = item else {
                    return None;
                };
                let width = text_width(text, *size_px, *weight);
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - width / 2.0,
                    Anchor::End => x - width,
                };
                Some((text.as_str(), left, left + width, y - 0.7 * size_px, y + 0.15 * size_px))
            })
            .collect();
        for (index, one) in boxes.iter().enumerate() {
            for other in &boxes[..index] {
                let apart = one.2 <= other.1 || other.2 <= one.1 || one.4 <= other.3 || other.4 <= one.3;
                assert!(apart, "{}: {:?} over {:?}", case.name, one, other);
            }
        }
    }
}
