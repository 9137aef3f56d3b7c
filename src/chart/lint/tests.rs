//! Every rule of the check, on a plain file: it finds the fault, its repair mends it, and it is silent then.

use super::{Check, Facts, Finding, Repair, lint, questions};
use crate::base::date::DatePart;
use crate::base::lang::Lang;
use crate::chart::{ChartSpec, Mark, Order, ScaleKind, draw, lower, vega};
use crate::i18n::{Message, checks as t};
use crate::ingest::{Options, read_all};
use crate::query::{self, Condition, Op, Scalar, Step, Test};
use crate::scene::style::{Palette, Style};
use crate::table::Table;

/// A figure as a document keeps it.
#[derive(Clone, Debug)]
struct Sketch {
    title: String,
    description: String,
    published: bool,
    style: Style,
    steps: Vec<Step>,
    spec: ChartSpec,
}

impl Sketch {
    fn of(spec: ChartSpec) -> Self {
        Self {
            title: "Produksi naik 5%".to_owned(),
            description: String::new(),
            published: true,
            style: Style::default(),
            steps: Vec::new(),
            spec,
        }
    }

    /// What the page does: the plan, the questions, the picture, the check.
    fn check(&self, table: &Table) -> Vec<Finding> {
        let fields = table.fields();
        let run = |steps: &[Step]| {
            let others = |_: u32| None;
            query::run(table, steps, &others).unwrap_or_else(|problem| panic!("{problem:?}"))
        };
        let lowered = lower(&self.spec, fields, Lang::Id).expect("a spec");
        let data = run(&[self.steps.as_slice(), &lowered.steps].concat());
        let theme = self.style.theme(false);
        let figure = draw(&lowered, &data, 640.0, &theme, Lang::Id).expect("a picture");
        let asked = questions(&lowered, &self.steps, fields, table.notes());
        let mut facts = Facts::default();
        if let Some(steps) = asked.totals {
            facts.take_totals(&run(&steps));
        }
        if let Some(steps) = asked.units {
            facts.take_units(&run(&steps));
        }
        lint(&Check {
            title: &self.title,
            description: &self.description,
            published: self.published,
            style: &self.style,
            theme: &theme,
            facts: &facts,
            steps: &self.steps,
            spec: &self.spec,
            lowered: &lowered,
            data: &data,
            figure: &figure,
            fields,
            notes: table.notes(),
            lang: Lang::Id,
        })
    }

    fn mended(mut self, repair: Repair) -> Self {
        match repair {
            Repair::Spec(spec) => self.spec = *spec,
            Repair::Headline(title) => self.title = title,
            Repair::Steps(steps) => self.steps = steps,
            Repair::Description(words) => self.description = words,
            Repair::Style(style) => self.style = *style,
        }
        self
    }
}

fn read(text: &str) -> Table {
    read_all(text.as_bytes(), Options::default()).expect("the text is a table")
}

/// Whether a finding says what a message says, wherever the message has no gap.
fn says(finding: &Finding, message: Message) -> bool {
    message.text(Lang::Id).split(['{', '}']).step_by(2).all(|part| finding.words.contains(part))
}

/// The rule finds its fault in the sketch, alone or beside others; its repair mends it.
fn check(text: &str, sketch: &Sketch, fault: Message) {
    let table = read(text);
    let found = sketch.check(&table);
    let finding = found.iter().find(|finding| says(finding, fault));
    let finding = finding.unwrap_or_else(|| panic!("{:?} is not found: {found:?}", fault.text(Lang::Id)));
    let (_, repair) = finding.repair.clone().unwrap_or_else(|| panic!("{:?} has no repair", finding.words));
    let mended = sketch.clone().mended(repair);
    let left = mended.check(&table);
    assert!(!left.iter().any(|finding| says(finding, fault)), "still there: {left:?} in {mended:?}");
}

/// The rule finds nothing.
fn silent(text: &str, sketch: &Sketch, fault: Message) {
    let found = sketch.check(&read(text));
    assert!(!found.iter().any(|finding| says(finding, fault)), "{found:?}");
}

fn spec(mark: Mark, x: &str, y: &str) -> ChartSpec {
    ChartSpec { mark: Some(mark), x: Some(x.to_owned()), y: Some(y.to_owned()), ..ChartSpec::default() }
}

const PADI: &str = "Komoditas,Produksi\nPadi,12\nJagung,15\nKedelai,11\nUbi,19\nKopi,8\n";

#[test]
fn sums_of_rates() {
    let text = "Pasar,Harga\nA,12000\nA,13000\nB,11000\nB,15000\n";
    let sketch = Sketch::of(ChartSpec { op: Some(Op::Sum), ..spec(Mark::Bar, "Pasar", "Harga") });
    check(text, &sketch, t::SUM_OF_RATES);
}

#[test]
fn averages_as_parts() {
    let text = "Pasar,Harga\nA,12000\nA,13000\nB,11000\nB,15000\n";
    let sketch = Sketch::of(ChartSpec { op: Some(Op::Mean), ..spec(Mark::Pie, "Pasar", "Harga") });
    check(text, &sketch, t::MEANS_AS_PARTS);
}

#[test]
fn percentages_that_are_no_whole() {
    let text = "Sektor,Persen\nTani,40.5\nDagang,30.2\nJasa,20.1\n";
    let sketch = Sketch::of(ChartSpec { unit: Some("%".to_owned()), ..spec(Mark::Pie, "Sektor", "Persen") });
    check(text, &sketch, t::PERCENT_NOT_WHOLE);
    silent("Sektor,Persen\nTani,40.5\nDagang,30.2\nJasa,29.3\n", &sketch, t::PERCENT_NOT_WHOLE);
}

#[test]
fn totals_among_the_parts() {
    // Drawn by another column: every year is counted twice.
    let text = "Kota,Jenis,Siswa\nBogor,Negeri,10\nBogor,Swasta,5\nDepok,Negeri,20\nDepok,Swasta,15\n\
                Jumlah,Negeri,30\nJumlah,Swasta,20\n";
    let by_kind = Sketch::of(ChartSpec { op: Some(Op::Sum), ..spec(Mark::Bar, "Jenis", "Siswa") });
    check(text, &by_kind, t::TOTALS_MIXED);
    // A name that says it is set apart by the chart.
    let by_town = Sketch::of(ChartSpec { op: Some(Op::Sum), ..spec(Mark::Bar, "Kota", "Siswa") });
    silent(text, &by_town, t::TOTALS_MIXED);
    // Filtered away: nothing is counted twice.
    let only = Condition { column: "Kota".to_owned(), test: Test::Equals(Scalar::Text("Bogor".to_owned())) };
    silent(text, &Sketch { steps: vec![Step::Filter(vec![only])], ..by_kind.clone() }, t::TOTALS_MIXED);
    // The names of the drawn column hide the totals of another one.
    let both = "Kota,Jenis,Siswa\nBogor,Negeri,10\nBogor,Swasta,5\nBogor,Jumlah,15\nDepok,Negeri,20\nDepok,Swasta,15\n\
                Depok,Jumlah,35\nJumlah,Negeri,30\nJumlah,Swasta,20\nJumlah,Jumlah,50\n";
    check(both, &by_town, t::TOTALS_MIXED);
}

#[test]
fn a_drawn_total_without_a_telling_name() {
    let text = "Wilayah,Penduduk\nJawa Barat,60\nKabupaten Bogor,10\nKabupaten Garut,20\nKota Depok,30\n";
    let table = read(text);
    assert_eq!(table.total_rows(), [0], "the province above its kabupaten is their total");
    let sketch = Sketch::of(ChartSpec { op: Some(Op::Sum), ..spec(Mark::Bar, "Wilayah", "Penduduk") });
    check(text, &sketch, t::TOTALS_MIXED);
}

#[test]
fn units_that_do_not_go_together() {
    // The first rows have one unit, so three examples show nothing.
    let rows: Vec<String> = (0..40).map(|row| format!("Sayur {row},Ton,{}\n", row + 1)).collect();
    let text = format!("Komoditas,Satuan,Produksi\n{}Bunga A,Tangkai,5000\nBunga B,tangkai,7000\n", rows.concat());
    let sketch = Sketch::of(spec(Mark::Bar, "Komoditas", "Produksi"));
    check(&text, &sketch, t::MIXED_UNITS);
    // Two spellings of one unit are one.
    silent("Komoditas,Satuan,Produksi\nA,Ton,1\nB,ton,2\nC,TON,3\n", &sketch, t::MIXED_UNITS);
    let one = Condition { column: "Satuan".to_owned(), test: Test::Equals(Scalar::Text("Ton".to_owned())) };
    silent(&text, &Sketch { steps: vec![Step::Filter(vec![one])], ..sketch.clone() }, t::MIXED_UNITS);
    let split = ChartSpec { series: Some("Satuan".to_owned()), mark: Some(Mark::BarGrouped), ..sketch.spec.clone() };
    silent(&text, &Sketch { spec: split, ..sketch }, t::MIXED_UNITS);
}

#[test]
fn means_of_few_rows() {
    let rows: Vec<String> = (0..8).map(|row| format!("Bogor,{}\nDepok,{}\n", 900 + row, 800 + row)).collect();
    let text = format!("Kota,Harga\n{}Cimahi,500\n", rows.concat());
    let sketch = Sketch::of(ChartSpec { op: Some(Op::Mean), ..spec(Mark::Bar, "Kota", "Harga") });
    check(&text, &sketch, t::FEW_ROWS);
}

#[test]
fn shapes_of_few_values() {
    let sketch = Sketch::of(spec(Mark::Box, "Komoditas", "Produksi"));
    check(PADI, &sketch, t::FEW_VALUES);
}

#[test]
fn too_many_series() {
    let towns = |year: u32| (0..12).map(move |town| format!("{year},Kota {town},{}\n", year - 2000 + town));
    let rows: Vec<String> = (2019..2024).flat_map(towns).collect();
    let text = format!("Tahun,Kota,Nilai\n{}", rows.concat());
    let sketch = Sketch::of(ChartSpec { series: Some("Kota".to_owned()), ..spec(Mark::Line, "Tahun", "Nilai") });
    check(&text, &sketch, t::MANY_SERIES);
}

/// A chart of another program as it is pasted.
fn pasted(json: &str) -> Sketch {
    Sketch::of(vega::read(json).unwrap_or_else(|problem| panic!("{json}: {problem:?}")).spec)
}

#[test]
fn lengths_that_do_not_begin_at_zero() {
    let chart = |mark: &str, scale: &str| {
        let sides = format!(
            r#""x": {{"field": "Produksi", "type": "quantitative", "scale": {scale}}}, "y": {{"field": "Komoditas", "type": "nominal", "sort": "-x"}}"#
        );
        pasted(&format!(r#"{{"mark": "{mark}", "encoding": {{{sides}}}}}"#))
    };
    for scale in [r#"{"domain": [80, 120]}"#, r#"{"zero": false}"#, r#"{"domainMin": 50}"#, r#"{"domain": [-9, -5]}"#] {
        check(PADI, &chart("bar", scale), t::CUT_AXIS);
        silent(PADI, &chart("point", scale), t::CUT_AXIS);
    }
    for scale in [r#"{"domain": [0, 120]}"#, r#"{"domain": [-5, 5]}"#, r#"{"domainMin": 0}"#, r#"{"type": "linear"}"#] {
        silent(PADI, &chart("bar", scale), t::CUT_AXIS);
    }
    // Over time a line is what shows small differences.
    let text = "Tahun,Nilai\n2018,90\n2019,91\n2020,92\n2021,95\n2022,97\n";
    let area = r#"{"mark": "area", "encoding": {"x": {"field": "Tahun", "type": "temporal", "timeUnit": "year"},
        "y": {"field": "Nilai", "type": "quantitative", "scale": {"domain": [88, 98]}}}}"#;
    check(text, &pasted(area), t::CUT_AXIS);
    let found = pasted(area).check(&read(text));
    let repair = found.into_iter().find(|finding| says(finding, t::CUT_AXIS)).and_then(|finding| finding.repair);
    assert!(matches!(&repair, Some((_, Repair::Spec(spec))) if spec.mark == Some(Mark::Line)), "{repair:?}");
}

#[test]
fn two_axes_of_values() {
    let text = "Tahun,Produksi,Harga\n2018,90,11000\n2019,91,11500\n2020,92,12000\n2021,95,12100\n";
    let chart = |resolve: &str| {
        let layer = |mark: &str, y: &str| {
            format!(
                r#"{{"mark": "{mark}", "encoding": {{"x": {{"field": "Tahun", "type": "temporal", "timeUnit": "year"}},
                    "y": {{"field": "{y}", "type": "quantitative"}}}}}}"#
            )
        };
        let layers = [layer("bar", "Produksi"), layer("line", "Harga")].join(", ");
        pasted(&format!(r#"{{"layer": [{layers}]{resolve}}}"#))
    };
    let two = chart(r#", "resolve": {"scale": {"y": "independent"}}"#);
    check(text, &two, t::SECOND_AXIS);
    silent(text, &chart(""), t::SECOND_AXIS);
    // A table without the column has nothing to draw.
    silent("Tahun,Produksi\n2018,90\n2019,91\n", &two, t::SECOND_AXIS);
}

#[test]
fn more_slices_than_can_be_compared() {
    let names = ["Tani", "Dagang", "Jasa", "Industri", "Tambang", "Listrik", "Air"];
    let text = |count: usize| {
        let rows: Vec<String> =
            names.iter().take(count).enumerate().map(|(at, name)| format!("{name},{}\n", 40 - 5 * at)).collect();
        format!("Sektor,Nilai\n{}", rows.concat())
    };
    let pie = Sketch::of(ChartSpec { op: Some(Op::Sum), ..spec(Mark::Pie, "Sektor", "Nilai") });
    check(&text(7), &pie, t::MANY_SLICES);
    silent(&text(5), &pie, t::MANY_SLICES);
    let arcs = r#"{"mark": {"type": "arc", "innerRadius": 40}, "encoding": {"theta": {"field": "Nilai",
        "aggregate": "sum", "type": "quantitative"}, "color": {"field": "Sektor", "type": "nominal"}}}"#;
    check(&text(7), &pasted(arcs), t::MANY_SLICES);
}

#[test]
fn categories_without_order() {
    let sketch = Sketch::of(ChartSpec { order: Some(Order::Table), ..spec(Mark::Bar, "Komoditas", "Produksi") });
    check(PADI, &sketch, t::UNSORTED);
}

#[test]
fn times_at_uneven_distances() {
    let text = "Tanggal,Harga\n2024-01-01,10\n2024-01-02,11\n2024-01-14,12\n2024-02-20,13\n2024-05-01,14\n";
    let sketch = Sketch::of(ChartSpec { x_part: Some(DatePart::Day), ..spec(Mark::Line, "Tanggal", "Harga") });
    check(text, &sketch, t::UNEVEN);
}

#[test]
fn scales_that_few_expect() {
    for (scale, fault) in [(ScaleKind::Log, t::SCALE_LOG), (ScaleKind::Sqrt, t::SCALE_SQRT)] {
        let sketch = Sketch::of(ChartSpec { scale: Some(scale), ..spec(Mark::Dot, "Komoditas", "Produksi") });
        check(PADI, &sketch, fault);
    }
}

#[test]
fn a_start_that_somebody_chose() {
    let text = "Tahun,Nilai\n2018,9\n2019,8\n2020,5\n2021,6\n2022,7\n";
    let cut = Condition { column: "Tahun".to_owned(), test: Test::AtLeast(Scalar::Text("2020".to_owned())) };
    let sketch = Sketch { steps: vec![Step::Filter(vec![cut])], ..Sketch::of(spec(Mark::Line, "Tahun", "Nilai")) };
    check(text, &sketch, t::CUT_START);
}

#[test]
fn amounts_of_regions() {
    let text = "Kabupaten/Kota,Pengangguran\nKabupaten Bogor,120\nKota Depok,30\nKota Bekasi,45\n";
    let sketch = Sketch::of(ChartSpec { op: Some(Op::Sum), ..spec(Mark::Bar, "Kabupaten/Kota", "Pengangguran") });
    check(text, &sketch, t::COUNTS_OF_REGIONS);
}

#[test]
fn provisional_figures() {
    let cells = "Kota,Nilai\nBogor,12\nDepok,13*\nBekasi,14\nCimahi,15\n";
    check(cells, &Sketch::of(spec(Mark::Bar, "Kota", "Nilai")), t::PROVISIONAL_CELLS);
    let header = "Kota;2022;2023*\nBogor;12;13\nDepok;13;14\nBekasi;14;15\n* Angka sementara;;\n";
    check(header, &Sketch::of(spec(Mark::Bar, "Kota", "2023*")), t::PROVISIONAL);
    silent(header, &Sketch::of(spec(Mark::Bar, "Kota", "2022")), t::PROVISIONAL);
    let years = "Tahun,Nilai\n2020,12\n2021,13\n2022*,14\n2023**,15\n";
    check(years, &Sketch::of(spec(Mark::Line, "Tahun", "Nilai")), t::PROVISIONAL_CELLS);
    // Revised figures are no longer provisional.
    let revised = "Kota,Nilai\nBogor,12\nDepok,13r\nBekasi,14\nCimahi,15\n";
    silent(revised, &Sketch::of(spec(Mark::Bar, "Kota", "Nilai")), t::PROVISIONAL_CELLS);
}

#[test]
fn own_colors_that_are_close() {
    let text = "Kota,Jenis,Nilai\nBogor,Negeri,12\nBogor,Swasta,13\nDepok,Negeri,14\nDepok,Swasta,15\n";
    let style =
        Style { palette: Palette::Own, own: vec!["#7a5c00".to_owned(), "#7b5d02".to_owned()], ..Style::default() };
    let chart = ChartSpec { series: Some("Jenis".to_owned()), ..spec(Mark::BarGrouped, "Kota", "Nilai") };
    check(text, &Sketch { style, ..Sketch::of(chart.clone()) }, t::COLORS_CLOSE);
    silent(text, &Sketch::of(chart), t::COLORS_CLOSE);
}

#[test]
fn nobody_published_it() {
    let text = "Kota;Nilai;Luas\nBogor;12;1\nDepok;13;2\nBekasi;14;3\nSumber: BPS Kota Bogor;;\n";
    let sketch = Sketch { published: false, ..Sketch::of(spec(Mark::Bar, "Kota", "Nilai")) };
    check(text, &sketch, t::SOURCE_IN_FILE);
    let found = sketch.check(&read("Kota,Nilai\nBogor,12\nDepok,13\n"));
    assert!(found.iter().any(|finding| says(finding, t::SOURCE_MISSING)), "{found:?}");
}

#[test]
fn headlines_without_a_finding() {
    for (title, fault) in [("", t::NO_HEADLINE), ("Produksi padi", t::DULL_HEADLINE)] {
        let sketch = Sketch { title: title.to_owned(), ..Sketch::of(spec(Mark::Bar, "Komoditas", "Produksi")) };
        check(PADI, &sketch, fault);
    }
}

#[test]
fn a_plain_chart_is_in_order() {
    let found = Sketch::of(spec(Mark::Bar, "Komoditas", "Produksi")).check(&read(PADI));
    assert_eq!(found, []);
}
