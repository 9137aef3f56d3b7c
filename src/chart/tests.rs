//! Charts from spec to figure.

#![expect(clippy::float_cmp, reason = "sums of small whole numbers are exact")]

use proptest::prelude::*;

use super::*;
use crate::base::date::{DateStyle, parse_iso};
use crate::base::note::NoteCode;
use crate::base::note::ProblemCode;
use crate::base::number::NumberStyle;
use crate::query::{Group, Key, Measure};
use crate::scene::svg::document;
use crate::scene::{Item, Rgba};
use crate::table::{Evidence, Field, Reading, ResultColumn, Values};

const NUMBER: Reading = Reading::Number(NumberStyle::Id);
const DATE: Reading = Reading::Date(DateStyle::Iso);

fn fields(columns: &[(&str, Reading)]) -> Vec<Field> {
    let field = |(name, reading): &(&str, Reading)| Field {
        name: (*name).to_owned(),
        reading: *reading,
        whole: true,
        evidence: Evidence::default(),
    };
    columns.iter().map(field).collect()
}

/// A choice in a spec.
#[expect(clippy::unnecessary_wraps, reason = "shorter than the same conversion at each place")]
fn some(name: &str) -> Option<String> {
    Some(name.to_owned())
}

fn table(columns: Vec<(&str, Values)>) -> ResultTable {
    ResultTable {
        columns: columns.into_iter().map(|(name, values)| ResultColumn { name: name.to_owned(), values }).collect(),
    }
}

fn bars(rows: &[(Option<&str>, Option<f64>)]) -> ResultTable {
    table(vec![
        ("x", Values::Text(rows.iter().map(|(name, _)| name.map(str::to_owned)).collect())),
        ("y", Values::Number(rows.iter().map(|(_, value)| *value).collect())),
    ])
}

fn spec_of(fields: &[Field], spec: &ChartSpec, lang: Lang) -> Lowered {
    lower(spec, fields, lang).unwrap()
}

fn bar_figure(rows: &[(Option<&str>, Option<f64>)], spec: &ChartSpec, lang: Lang) -> Figure {
    let fields = fields(&[("nama_kecamatan", Reading::Text), ("harga", NUMBER)]);
    draw(&spec_of(&fields, spec, lang), &bars(rows), 640.0, &Theme::LIGHT, lang).unwrap()
}

fn rupiah() -> ChartSpec {
    ChartSpec { unit: some("Rp"), ..ChartSpec::default() }
}

#[test]
fn gaps_of_a_spec_are_filled_by_column() {
    let check = |columns: &[(&str, Reading)], mark, x: &str, y: Option<&str>, op| {
        let fields = fields(columns);
        for lang in Lang::ALL {
            let lowered = spec_of(&fields, &ChartSpec::default(), lang);
            let spec = &lowered.spec;
            assert_eq!((spec.mark, spec.x.as_deref(), spec.y.as_deref(), spec.op), (Some(mark), Some(x), y, Some(op)));
            assert!(!lowered.reasons.is_empty() && lowered.reasons.iter().all(|reason| !reason.contains('{')));
        }
    };
    check(&[("kecamatan", Reading::Text), ("harga", NUMBER)], Mark::Bar, "kecamatan", Some("harga"), Op::Mean);
    check(
        &[("kecamatan", Reading::Text), ("tanggal", DATE), ("jumlah", NUMBER)],
        Mark::Line,
        "tanggal",
        Some("jumlah"),
        Op::Sum,
    );
    check(
        &[
            ("id", NUMBER),
            ("kode", Reading::Code),
            ("nama", Reading::Text),
            ("jumlah_umkm", NUMBER),
            ("satuan", Reading::Text),
            ("tahun", NUMBER),
        ],
        Mark::Bar,
        "nama",
        Some("jumlah_umkm"),
        Op::Sum,
    );
    check(&[("tahun", NUMBER), ("ipm", NUMBER)], Mark::Line, "tahun", Some("ipm"), Op::Mean);
    check(&[("kode", Reading::Code), ("nama", Reading::Text)], Mark::Bar, "nama", None, Op::Rows);
    check(&[("kode", Reading::Code)], Mark::Bar, "kode", None, Op::Rows);
    check(&[("a", NUMBER), ("b", NUMBER)], Mark::Bar, "a", Some("b"), Op::Sum);
    check(&[("a", NUMBER)], Mark::Bar, "a", None, Op::Rows);
}

#[test]
fn what_a_person_chose_stays_and_the_plan_follows_it() {
    let fields = fields(&[("tanggal", DATE), ("komoditas", Reading::Text), ("harga (Rp/kg)", NUMBER)]);
    let spec = ChartSpec {
        x_part: Some(DatePart::Day),
        series: some("komoditas"),
        op: Some(Op::Median),
        ..ChartSpec::default()
    };
    let lowered = spec_of(&fields, &spec, Lang::Id);
    assert_eq!(lowered.spec.unit, some("Rp/kg"));
    let measure =
        |op, column: Option<&str>, name: &str| Measure { op, column: column.map(str::to_owned), name: name.to_owned() };
    let key = |column: &str, part, name: &str| Key { column: column.to_owned(), part, name: some(name) };
    let group = Group {
        by: vec![key("tanggal", Some(DatePart::Day), "x"), key("komoditas", None, "series")],
        measures: vec![
            measure(Op::Median, Some("harga (Rp/kg)"), "y"),
            measure(Op::Rows, None, "rows"),
            measure(Op::Count, Some("harga (Rp/kg)"), "present"),
        ],
    };
    assert_eq!(lowered.steps.first(), Some(&Step::Group(group)));
    // A lowered spec is a fixed point.
    let again = spec_of(&fields, &lowered.spec, Lang::Id);
    assert_eq!((again.spec, again.steps), (lowered.spec, lowered.steps));
}

#[test]
fn choices_that_cannot_be_are_explained() {
    let fields = fields(&[("kecamatan", Reading::Text), ("harga", NUMBER)]);
    for spec in [
        ChartSpec { x: some("tidak ada"), ..ChartSpec::default() },
        ChartSpec { y: some("tidak ada"), ..ChartSpec::default() },
        ChartSpec { series: some("tidak ada"), ..ChartSpec::default() },
    ] {
        let problem = lower(&spec, &fields, Lang::Id).unwrap_err();
        assert_eq!((problem.code, problem.args), (ProblemCode::FigureNeedsColumn, vec!["tidak ada".to_owned()]));
    }
    assert_eq!(lower(&ChartSpec::default(), &[], Lang::Id).unwrap_err().code, ProblemCode::NothingToDraw);
    // Lines over words become bars, numbers from words become counts: both with a reason.
    let spec = ChartSpec { mark: Some(Mark::Line), y: some("kecamatan"), op: Some(Op::Sum), ..ChartSpec::default() };
    let lowered = spec_of(&fields, &spec, Lang::Id);
    assert_eq!((lowered.spec.mark, lowered.spec.op), (Some(Mark::Bar), Some(Op::Count)));
    assert!(lowered.reasons.len() >= 2);

    let lowered = spec_of(&fields, &ChartSpec::default(), Lang::Id);
    let problem = |data: &ResultTable| draw(&lowered, data, 640.0, &Theme::LIGHT, Lang::Id).unwrap_err();
    let words = || Values::Text(vec![some("a")]);
    assert_eq!(problem(&ResultTable::default()).code, ProblemCode::FigureNeedsColumn);
    assert_eq!(problem(&table(vec![("x", words()), ("y", words())])).args, vec!["harga".to_owned()]);
    let empty = problem(&bars(&[(Some("a"), None)]));
    assert_eq!((empty.code, empty.args), (ProblemCode::NothingToDraw, vec!["harga".to_owned()]));
}

#[test]
fn the_choices_list_what_fits() {
    let fields = fields(&[
        ("no", NUMBER),
        ("kode", Reading::Code),
        ("nama", Reading::Text),
        ("satuan", Reading::Text),
        ("tahun", NUMBER),
        ("harga", NUMBER),
    ]);
    let choices = options(&fields);
    assert_eq!(choices.x, ["kode", "nama", "tahun", "satuan"]);
    assert_eq!(choices.y, ["harga", "no", "tahun"]);
    assert_eq!(choices.series, ["kode", "nama", "satuan", "tahun"]);
}

#[test]
fn bars_are_read_in_one_sentence() {
    let check = |rows: &[(Option<&str>, Option<f64>)], id: &str, en: &str| {
        assert_eq!(bar_figure(rows, &rupiah(), Lang::Id).sentence, id);
        assert_eq!(bar_figure(rows, &rupiah(), Lang::En).sentence, en);
    };
    check(
        &[(Some("Cibiru"), Some(6900.0)), (Some("Antapani"), Some(12_500.0)), (Some("Coblong"), Some(9000.0))],
        "Antapani tertinggi dengan Rp 12.500, 1,8 kali Cibiru yang terendah (Rp 6.900), dari 3 kecamatan.",
        "Antapani is highest at Rp 12,500, 1.8 times Cibiru, the lowest (Rp 6,900), of 3 kecamatan.",
    );
    check(
        &[(Some("A"), Some(5.0)), (Some("B"), Some(-2.0))],
        "A tertinggi dengan Rp 5 dan B terendah dengan -Rp 2, dari 2 kecamatan.",
        "A is highest at Rp 5 and B is lowest at -Rp 2, of 2 kecamatan.",
    );
    check(
        &[(Some("A"), Some(5.0)), (Some("B"), Some(5.0)), (Some("C"), Some(0.0)), (Some("D"), None)],
        "A dan B sama-sama tertinggi dengan Rp 5 dan C terendah dengan Rp 0, dari 3 kecamatan. 1 lainnya tanpa data.",
        "A and B are highest at Rp 5 and C is lowest at Rp 0, of 3 kecamatan. 1 more has no data.",
    );
    check(
        &[(Some("A"), Some(5.0)), (Some("B"), Some(5.0))],
        "Semua 2 kecamatan bernilai sama: Rp 5.",
        "All 2 kecamatan have the same value: Rp 5.",
    );
    check(&[(Some("A"), Some(5.0))], "A: Rp 5.", "A: Rp 5.");
    // A total among the parts, and rows without a name, are compared with nothing.
    check(
        &[(Some("Jumlah"), Some(9.0)), (Some("A"), Some(5.0)), (None, Some(99.0)), (Some("B"), Some(4.0))],
        "A tertinggi dengan Rp 5, 1,3 kali B yang terendah (Rp 4), dari 2 kecamatan.",
        "A is highest at Rp 5, 1.3 times B, the lowest (Rp 4), of 2 kecamatan.",
    );
}

#[test]
fn the_rest_is_folded_only_where_it_can_be_added_up() {
    let names: Vec<String> = (0..30).map(|index| format!("K{index}")).collect();
    let rows: Vec<(Option<&str>, Option<f64>)> = names
        .iter()
        .enumerate()
        .map(|(index, name)| (Some(name.as_str()), Some(f64::from(index as u32 + 1))))
        .collect();
    let labels = |figure: &Figure| match &figure.twin.columns[0].values {
        Values::Text(labels) => labels.iter().flatten().cloned().collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let values = |figure: &Figure| match &figure.twin.columns[1].values {
        Values::Number(values) => values.iter().flatten().copied().collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let sum = bar_figure(&rows, &ChartSpec { op: Some(Op::Sum), ..ChartSpec::default() }, Lang::Id);
    assert_eq!(labels(&sum).last().map(String::as_str), Some("Lainnya (10)"));
    assert_eq!(values(&sum).iter().sum::<f64>(), 465.0, "folding loses nothing");
    assert_eq!(sum.notes, vec![Note::once(NoteCode::OthersFolded, ["10".to_owned()])]);

    let mean = bar_figure(&rows, &ChartSpec { op: Some(Op::Mean), ..ChartSpec::default() }, Lang::Id);
    assert_eq!(labels(&mean).len(), 20);
    assert_eq!(mean.notes, vec![Note::once(NoteCode::CategoriesNotShown, ["20".to_owned(), "10".to_owned()])]);

    let smallest =
        ChartSpec { op: Some(Op::Mean), order: Some(Order::Ascending), top: Some(3), ..ChartSpec::default() };
    assert_eq!(labels(&bar_figure(&rows, &smallest, Lang::Id)), ["K0", "K1", "K2"]);
    let by_name = ChartSpec { op: Some(Op::Mean), order: Some(Order::Name), top: Some(3), ..ChartSpec::default() };
    assert_eq!(labels(&bar_figure(&rows, &by_name, Lang::Id)), ["K27", "K28", "K29"]);
    let highlighted = ChartSpec { op: Some(Op::Mean), top: Some(2), highlight: some("k3"), ..ChartSpec::default() };
    assert_eq!(labels(&bar_figure(&rows, &highlighted, Lang::Id)), ["K29", "K28", "K3"]);
}

#[test]
fn bars_start_at_zero_and_are_as_long_as_their_values() {
    let figure =
        bar_figure(&[(Some("A"), Some(4.0)), (Some("B"), Some(2.0)), (Some("C"), Some(-1.0))], &rupiah(), Lang::Id);
    let rects: Vec<(f64, f64)> = figure
        .scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Rect { x, width, .. } => Some((*x, *width)),
            _ => None,
        })
        .collect();
    let [(start, four), (other, two), (left, one)] = rects[..] else { panic!("{rects:?}") };
    assert!((start - other).abs() < 1e-9 && (left + one - start).abs() < 1e-9);
    assert!((four - 2.0 * two).abs() < 1.5 && (two - 2.0 * one).abs() < 1.5, "{rects:?}");
    let labels: Vec<&str> = figure.scene.targets.iter().map(|target| target.label.as_str()).collect();
    assert_eq!(labels, ["A: Rp 4", "B: Rp 2", "C: -Rp 1"]);
    assert_eq!(figure.twin.columns[1].name, "Rata-rata harga (Rp)");
}

fn line_figure(rows: &[(&str, Option<&str>, Option<f64>)], spec: &ChartSpec, lang: Lang) -> Figure {
    let fields = fields(&[("tanggal", DATE), ("komoditas", Reading::Text), ("harga", NUMBER)]);
    let data = table(vec![
        ("x", Values::Date(rows.iter().map(|(date, _, _)| parse_iso(date)).collect())),
        ("series", Values::Text(rows.iter().map(|(_, series, _)| series.map(str::to_owned)).collect())),
        ("y", Values::Number(rows.iter().map(|(_, _, value)| *value).collect())),
    ]);
    draw(&spec_of(&fields, spec, lang), &data, 640.0, &Theme::LIGHT, lang).unwrap()
}

#[test]
fn one_line_is_read_in_one_sentence() {
    let check = |rows: &[(&str, Option<f64>)], id: &str, en: &str| {
        let rows: Vec<_> = rows.iter().map(|(date, value)| (*date, None, *value)).collect();
        assert_eq!(line_figure(&rows, &rupiah(), Lang::Id).sentence, id);
        assert_eq!(line_figure(&rows, &rupiah(), Lang::En).sentence, en);
    };
    check(
        &[("2024-01-01", Some(100.0)), ("2024-02-01", Some(90.0)), ("2024-03-01", Some(112.3))],
        "Rata-rata harga naik 12,3% dari Rp 100 (Jan 2024) menjadi Rp 112,3 (Mar 2024). Terendah Rp 90 (Feb 2024).",
        "Average harga rose 12.3% from Rp 100 (Jan 2024) to Rp 112.3 (Mar 2024). Lowest Rp 90 (Feb 2024).",
    );
    check(
        &[("2024-01-01", Some(-5.0)), ("2024-02-01", Some(5.0))],
        "Rata-rata harga naik dari -Rp 5 (Jan 2024) menjadi Rp 5 (Feb 2024).",
        "Average harga rose from -Rp 5 (Jan 2024) to Rp 5 (Feb 2024).",
    );
    check(
        &[("2024-01-01", Some(5.0)), ("2024-02-01", None), ("2024-03-01", Some(5.0))],
        "Rata-rata harga pada Mar 2024 sama dengan Jan 2024: Rp 5.",
        "Average harga in Mar 2024 is the same as in Jan 2024: Rp 5.",
    );
    check(&[("2024-02-01", Some(5.0))], "Rata-rata harga: Rp 5 (Feb 2024).", "Average harga: Rp 5 (Feb 2024).");
    // Januaries alone are years.
    check(
        &[("2023-01-01", Some(100.0)), ("2024-01-01", Some(100.01))],
        "Rata-rata harga hampir tidak berubah: Rp 100 (2023) dan Rp 100 (2024).",
        "Average harga hardly changed: Rp 100 (2023) and Rp 100 (2024).",
    );
}

#[test]
fn several_lines_are_compared_where_they_end() {
    let spec = ChartSpec { series: some("komoditas"), ..rupiah() };
    let rows = [
        ("2024-01-01", Some("Beras"), Some(100.0)),
        ("2024-02-01", Some("Beras"), Some(110.0)),
        ("2024-01-01", Some("Cabai"), Some(50.0)),
        ("2024-02-01", Some("Cabai"), Some(25.0)),
        ("2024-01-01", Some("Telur"), Some(500.0)),
    ];
    let figure = line_figure(&rows, &spec, Lang::Id);
    assert_eq!(
        figure.sentence,
        "Pada Feb 2024, Beras tertinggi (Rp 110) dan Cabai terendah (Rp 25), dari 2 komoditas. \
         Perubahan terbesar sejak Jan 2024: Cabai turun 50%."
    );
    let heads: Vec<&str> = figure.twin.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(heads, ["Bulan", "Beras", "Cabai", "Telur"]);
    assert_eq!(figure.twin.columns[3].values, Values::Number(vec![Some(500.0), None]));
    let told: Vec<(&str, usize)> =
        figure.scene.targets.iter().map(|target| (target.label.as_str(), target.row)).collect();
    assert_eq!(told[1], ("Beras, Feb 2024: Rp 110", 1));
    assert_eq!(told[4], ("Telur, Jan 2024: Rp 500", 0));
}

#[test]
fn lines_break_where_values_are_missing() {
    let runs = |rows: &[(&str, Option<f64>)], spec: &ChartSpec| -> (Vec<usize>, usize, Vec<(NoteCode, u64)>) {
        let rows: Vec<_> = rows.iter().map(|(date, value)| (*date, None, *value)).collect();
        let figure = line_figure(&rows, spec, Lang::Id);
        let accent = Theme::LIGHT.accent;
        let mut lengths = Vec::new();
        let mut discs = 0;
        for item in &figure.scene.items {
            match item {
                Item::Path { rings, stroke: Some(stroke), .. } if stroke.color == accent => {
                    lengths.extend(rings.iter().map(Vec::len));
                }
                Item::Disc { .. } => discs += 1,
                _ => {}
            }
        }
        (lengths, discs, figure.notes.iter().map(|note| (note.code, note.count)).collect())
    };
    let month = |number: usize| format!("2024-{number:02}-01");
    let months: Vec<String> = [1, 2, 3, 4, 7, 8, 9, 11].into_iter().map(month).collect();
    let rows: Vec<(&str, Option<f64>)> = months.iter().map(|month| (month.as_str(), Some(1.0))).collect();
    let (lengths, discs, notes) = runs(&rows, &rupiah());
    assert_eq!(lengths, [4, 3]);
    assert_eq!(discs, 2, "the lone point and the end");
    assert_eq!(notes, [(NoteCode::PeriodsMissing, 3)]);

    let missing =
        [("2024-01-01", Some(1.0)), ("2024-02-01", Some(2.0)), ("2024-03-01", None), ("2024-04-01", Some(2.0))];
    let (lengths, _, notes) = runs(&missing, &rupiah());
    assert_eq!(lengths, [2]);
    assert_eq!(notes, [(NoteCode::MissingLeftOut, 1)]);

    // Working days only: weekends are no gap.
    let first = parse_iso("2024-01-01").unwrap();
    let days: Vec<String> = (0..19).filter(|day| day % 7 < 5).map(|day| crate::base::date::iso(first + day)).collect();
    let rows: Vec<(&str, Option<f64>)> = days.iter().map(|day| (day.as_str(), Some(1.0))).collect();
    let (lengths, _, notes) = runs(&rows, &ChartSpec { x_part: Some(DatePart::Day), ..rupiah() });
    assert_eq!(lengths, [days.len()]);
    assert!(notes.is_empty(), "{notes:?}");
}

#[test]
fn rows_that_are_left_out_are_counted() {
    let fields = fields(&[("kecamatan", Reading::Text), ("harga", NUMBER)]);
    let mut data = bars(&[(Some("A"), Some(4.0)), (Some("B"), Some(0.0))]);
    let counts = |name: &str, values: [f64; 2]| ResultColumn {
        name: name.to_owned(),
        values: Values::Number(values.map(Some).to_vec()),
    };
    data.columns.push(counts("rows", [10.0, 3.0]));
    data.columns.push(counts("present", [8.0, 0.0]));
    let lowered = spec_of(&fields, &ChartSpec { op: Some(Op::Sum), ..ChartSpec::default() }, Lang::Id);
    let figure = draw(&lowered, &data, 640.0, &Theme::LIGHT, Lang::Id).unwrap();
    assert_eq!(figure.notes[0].code, NoteCode::MissingLeftOut);
    assert_eq!(figure.notes[0].count, 5);
    assert_eq!(figure.twin.columns[1].values, Values::Number(vec![Some(4.0), None]), "a sum over nothing is no zero");
    assert_eq!(figure.scene.targets[1].label, "B: tidak ada data");
}

#[test]
fn dark_scenes_use_no_light_colours() {
    let fields = fields(&[("kecamatan", Reading::Text), ("harga", NUMBER)]);
    let data = bars(&[(Some("A"), Some(4.0)), (Some("B"), Some(2.0))]);
    let figure = draw(&spec_of(&fields, &rupiah(), Lang::Id), &data, 640.0, &Theme::DARK, Lang::Id).unwrap();
    let text = document(&figure.scene);
    for color in [Theme::LIGHT.ink, Theme::LIGHT.soft, Theme::LIGHT.accent, Theme::LIGHT.line, Rgba(255, 255, 255, 255)]
    {
        assert!(!text.contains(&color.hex()), "{}", color.hex());
    }
}

#[test]
fn every_mark_has_one_entry_of_its_own() {
    for (index, one) in MARKS.iter().enumerate() {
        assert_eq!(kind(one.mark).mark, one.mark);
        for other in &MARKS[..index] {
            assert!(other.mark != one.mark && other.name != one.name && other.sketch != one.sketch, "{:?}", one.mark);
        }
        let json = serde_json::to_string(&one.mark).unwrap();
        assert_eq!(serde_json::from_str::<Mark>(&json).unwrap(), one.mark);
    }
}

/// Any column name, so that specs name both existing and missing columns.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![Just("tanggal"), Just("tahun"), Just("kecamatan"), Just("harga (Rp)"), Just("jumlah"), Just("?")]
        .prop_map(str::to_owned)
}

fn any_field() -> impl Strategy<Value = Field> {
    let reading = prop_oneof![Just(Reading::Text), Just(Reading::Code), Just(NUMBER), Just(DATE)];
    (name(), reading, any::<bool>()).prop_map(|(name, reading, whole)| Field {
        name,
        reading,
        whole,
        evidence: Evidence::default(),
    })
}

fn any_spec() -> impl Strategy<Value = ChartSpec> {
    let mark = prop::option::of((0..MARKS.len()).prop_map(|index| MARKS[index].mark));
    let scale = prop::option::of(prop_oneof![Just(ScaleKind::Log), Just(ScaleKind::Symlog), Just(ScaleKind::Sqrt)]);
    let part = prop::option::of(prop_oneof![
        Just(DatePart::Year),
        Just(DatePart::Quarter),
        Just(DatePart::Month),
        Just(DatePart::Week),
        Just(DatePart::Day)
    ]);
    let op = prop::option::of(prop_oneof![Just(Op::Rows), Just(Op::Sum), Just(Op::Mean), Just(Op::Distinct)]);
    let order = prop::option::of(prop_oneof![
        Just(Order::Ascending),
        Just(Order::Descending),
        Just(Order::Table),
        Just(Order::Name)
    ]);
    let names = || prop::option::weighted(0.3, name());
    let texts = || prop::option::of("\\PC{0,12}");
    let columns = (names(), names(), names(), names(), scale);
    (mark, part, op, order, columns, prop::option::of(0_u32..40), texts(), texts()).prop_map(
        |(mark, x_part, op, order, (x, y, series, second, scale), top, highlight, unit)| ChartSpec {
            mark,
            x,
            x_part,
            y,
            op,
            series,
            second,
            order,
            top,
            highlight,
            unit,
            scale,
            ..ChartSpec::default()
        },
    )
}

fn any_values(rows: usize) -> impl Strategy<Value = Values> {
    let cells = 0..=rows;
    let number =
        prop_oneof![any::<f64>(), Just(0.0), -1e6..1e6, Just(f64::MAX), Just(f64::MIN_POSITIVE), 1990.0..2030.0];
    let day = prop_oneof![any::<i32>(), 0..30_000];
    prop_oneof![
        prop::collection::vec(prop::option::of("\\PC{0,40}"), cells.clone()).prop_map(Values::Text),
        prop::collection::vec(prop::option::of(number), cells.clone()).prop_map(Values::Number),
        prop::collection::vec(prop::option::of(day), cells).prop_map(Values::Date),
    ]
}

fn any_table() -> impl Strategy<Value = ResultTable> {
    let columns = ["x", "y", "series", "rows", "present", "second", "low", "high"];
    let column =
        |name: &'static str| prop::option::weighted(0.8, any_values(40)).prop_map(move |values| (name, values));
    columns.map(column).prop_map(|columns| ResultTable {
        columns: columns
            .into_iter()
            .filter_map(|(name, values)| Some(ResultColumn { name: name.to_owned(), values: values? }))
            .collect(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_spec_over_any_table_renders_or_explains_itself(
        spec in any_spec(),
        fields in prop::collection::vec(any_field(), 0..6),
        data in any_table(),
        width in prop_oneof![any::<f64>(), 200.0..1300.0],
        english in any::<bool>(),
    ) {
        let lang = if english { Lang::En } else { Lang::Id };
        options(&fields);
        let Ok(lowered) = lower(&spec, &fields, lang) else { return Ok(()) };
        prop_assert!(lowered.spec.mark.is_some() && lowered.spec.op.is_some());
        let Ok(figure) = draw(&lowered, &data, width, &Theme::LIGHT, lang) else { return Ok(()) };
        prop_assert!(figure.scene.height_px.is_finite() && figure.scene.height_px > 0.0);
        prop_assert!(!figure.sentence.is_empty(), "{:?}", figure.notes);
        for column in &figure.twin.columns {
            prop_assert_eq!(column.values.len(), figure.twin.rows());
        }
        for target in &figure.scene.targets {
            prop_assert!(target.row < figure.twin.rows());
            let (x, y, width, height) = target.bounds;
            prop_assert!(x.is_finite() && y.is_finite() && width >= 0.0 && height >= 0.0);
        }
        for item in &figure.scene.items {
            if let Item::Rect { x, width, .. } = item {
                prop_assert!(*x >= -1.0 && x + width <= figure.scene.width_px + 1.0, "{:?} {:?}", spec.mark, item);
            }
        }
        prop_assert!(document(&figure.scene).ends_with("</svg>\n"));
        prop_assert_eq!(draw(&lowered, &data, width, &Theme::LIGHT, lang), Ok(figure));
    }
}
