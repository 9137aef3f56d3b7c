//! Maps of kabupaten and kota: the level found in the values, twins told apart by what stands beside them,
//! close-ups, bars where there are no outlines, and pictures with made-up geometry.
//! `UPDATE_GALLERY=1` rewrites the pictures.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails as the test would")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

use jelajah::base::lang::Lang;
use jelajah::base::note::ProblemCode;
use jelajah::base::number::NumberStyle;
use jelajah::chart::Figure;
use jelajah::map::{self, EVERYWHERE, Layer, Lowered, MapSpec, Method, Shapes};
use jelajah::query::Op;
use jelajah::region::{Gazetteer, Kind, Level, PROVINCES, Region, Why};
use jelajah::scene::{Item, Theme, svg};
use jelajah::table::{Evidence, Field, Reading, ResultColumn, ResultTable, Sample, Values};
use serde_json::json;

static LIST: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::parse(include_bytes!("../assets/regions/kabkota.txt")).unwrap());

const NUMBER: Reading = Reading::Number(NumberStyle::Plain);

fn field(name: &str, reading: Reading, samples: &[&str]) -> Field {
    let samples = samples.iter().map(|raw| Sample { raw: (*raw).to_owned(), read: None }).collect();
    Field { name: name.to_owned(), reading, whole: false, evidence: Evidence { samples, ..Evidence::default() } }
}

fn text(values: &[&str]) -> Values {
    Values::Text(values.iter().map(|value| (!value.is_empty()).then(|| (*value).to_owned())).collect())
}

/// The outcome of a plan with one row per value: regions, what stood beside them, values.
fn outcome(regions: &[&str], beside: &[&[&str]], values: &[f64]) -> ResultTable {
    let column = |name: &str, values: Values| ResultColumn { name: name.to_owned(), values };
    let ones = Values::Number(regions.iter().map(|_| Some(1.0)).collect());
    let mut columns = vec![column("region", text(regions))];
    columns.extend(beside.iter().enumerate().map(|(at, texts)| column(&format!("beside{at}"), text(texts))));
    columns.push(column("value", Values::Number(values.iter().map(|value| Some(*value)).collect())));
    columns.push(column("n", ones.clone()));
    columns.push(column("rows", ones));
    ResultTable { columns }
}

fn kabkota() -> Vec<&'static Region> {
    LIST.regions().iter().filter(|region| region.kind.level() == Level::Kabkota).collect()
}

/// Figures without meaning, the same every time.
fn wobble(at: usize) -> f64 {
    ((at * 7919 + 13) % 1009) as f64
}

/// Every kabupaten and kota of some provinces (all when none is named) by its full name, with a figure.
fn all_of(provinces: &[&str]) -> (Vec<String>, Vec<f64>) {
    kabkota()
        .into_iter()
        .enumerate()
        .filter(|(_, region)| provinces.is_empty() || provinces.contains(&&region.code[..2]))
        .map(|(at, region)| (region.title(), 20_000.0 + wobble(at) * 400.0))
        .unzip()
}

/// Made-up outlines: every province a block of cells, every kabupaten or kota a cell, borders shared.
fn made_up() -> Vec<u8> {
    const WIDE: usize = 7;
    let mut arcs: Vec<serde_json::Value> = Vec::new();
    let mut known: BTreeMap<[(usize, usize); 2], i64> = BTreeMap::new();
    let corner = |(x, y): (usize, usize)| {
        let bend = |at: usize| (wobble(at) / 1009.0 - 0.5) * 0.12;
        json!([95.0 + x as f64 * 0.6 + bend(x * 31 + y * 17), 5.0 - y as f64 * 0.45 + bend(x * 13 + y * 29)])
    };
    let mut next: BTreeMap<&str, usize> = BTreeMap::new();
    let mut geometries = Vec::new();
    for region in kabkota() {
        let province = PROVINCES.iter().position(|province| province.code == &region.code[..2]).unwrap();
        let cell = next.entry(&region.code[..2]).or_insert(0);
        let (x, y) = ((province % 10) * (WIDE + 1) + *cell % WIDE, (province / 10) * 7 + *cell / WIDE);
        *cell += 1;
        let corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
        let ring: Vec<i64> = (0..4)
            .map(|side| {
                let (from, to) = (corners[side], corners[(side + 1) % 4]);
                if let Some(arc) = known.get(&[to, from]) {
                    return !arc;
                }
                let arc = arcs.len() as i64;
                arcs.push(json!([corner(from), corner(to)]));
                known.insert([from, to], arc);
                arc
            })
            .collect();
        geometries.push(json!({"type": "Polygon", "arcs": [ring], "properties": {"kode_kemendagri": region.code}}));
    }
    let objects = json!({"kab": {"type": "GeometryCollection", "geometries": geometries}});
    json!({"type": "Topology", "arcs": arcs, "objects": objects}).to_string().into_bytes()
}

fn shapes() -> Shapes {
    map::read_shapes(&made_up(), "Garis batas: rekaan", &LIST, Level::Kabkota).unwrap()
}

fn fields() -> Vec<Field> {
    vec![
        field("provinsi", Reading::Text, &["Jawa Barat"]),
        field("kabupaten_kota", Reading::Text, &["Kota Bandung"]),
        field("jumlah_penduduk", NUMBER, &[]),
    ]
}

fn spec() -> MapSpec {
    MapSpec {
        region: Some("kabupaten_kota".to_owned()),
        value: Some("jumlah_penduduk".to_owned()),
        unit: Some("jiwa".to_owned()),
        ..MapSpec::default()
    }
}

/// Lowered and settled.
fn settled(spec: &MapSpec, data: &ResultTable) -> Lowered {
    let mut lowered = map::lower(spec, &fields(), &LIST, Lang::Id).unwrap();
    map::settle(&mut lowered, data, &LIST, Lang::Id);
    lowered
}

fn drawn(spec: &MapSpec, data: &ResultTable, shapes: Option<&Shapes>, width_px: f64, lang: Lang) -> Figure {
    map::draw(&settled(spec, data), data, &LIST, shapes, width_px, &Theme::LIGHT, lang).unwrap()
}

fn of_names((names, values): &(Vec<String>, Vec<f64>)) -> ResultTable {
    outcome(&names.iter().map(String::as_str).collect::<Vec<_>>(), &[], values)
}

#[test]
fn the_level_is_found_in_the_values() {
    let check = |values: &[&str], level: Level| {
        let data = outcome(values, &[], &vec![1.0; values.len()]);
        let lowered = settled(&spec(), &data);
        assert_eq!(lowered.spec.level, Some(level), "{values:?}");
        assert!(lowered.reasons.iter().any(|reason| reason.contains("kabupaten_kota")), "{:?}", lowered.reasons);
    };
    check(&["Aceh", "Jambi", "Bengkulu", "Gorontalo", "DI Yogyakarta"], Level::Province);
    check(&["31", "32", "33"], Level::Province);
    check(&["Kota Bandung", "Kab. Garut", "Cimahi"], Level::Kabkota);
    check(&["3273", "3205", "3277"], Level::Kabkota);
    // Subtotals of provinces among their kabupaten and kota.
    check(&["Jawa Barat", "Kota Bandung", "Kab. Garut", "Jawa Tengah", "Kota Tegal"], Level::Kabkota);

    // What the person says holds.
    let data = outcome(&["Kota Bandung"], &[], &[1.0]);
    assert_eq!(settled(&MapSpec { level: Some(Level::Province), ..spec() }, &data).spec.level, Some(Level::Province));
    // Without the list there are only provinces.
    let mut lowered = map::lower(&spec(), &fields(), Gazetteer::provinces(), Lang::Id).unwrap();
    map::settle(&mut lowered, &data, Gazetteer::provinces(), Lang::Id);
    assert_eq!(lowered.spec.level, Some(Level::Province));
}

#[test]
fn documents_without_a_level_still_open() {
    let old = r#"{"region":"provinsi","value":"x","op":"sum","layer":"tiles","classes":5,"method":"quantile","unit":null,"aliases":[]}"#;
    let spec: MapSpec = serde_json::from_str(old).unwrap();
    assert_eq!((spec.level, spec.focus, spec.beside), (None, None, Vec::new()));
    // And what says nothing new is written as before.
    let again = serde_json::to_string(&serde_json::from_str::<MapSpec>(old).unwrap()).unwrap();
    assert_eq!(again, old);
}

#[test]
fn columns_beside_the_region_are_found() {
    let check = |fields: &[Field], region: &str, beside: &[&str]| {
        let lowered = map::lower(&MapSpec::default(), fields, &LIST, Lang::Id).unwrap();
        assert_eq!(
            (lowered.spec.region.as_deref(), lowered.spec.beside.as_slice()),
            (Some(region), &owned(beside)[..])
        );
        let steps = serde_json::to_string(&lowered.steps).unwrap();
        assert_eq!(steps.contains("beside0"), !beside.is_empty(), "{steps}");
    };
    let words = Reading::Text;
    let value = || field("nilai", NUMBER, &["7"]);
    check(&[field("kota", words, &["Bandung"]), value()], "kota", &[]);
    check(
        &[field("kode_kabupaten_kota", NUMBER, &["3273"]), field("nama_kabupaten_kota", words, &["BANDUNG"]), value()],
        "nama_kabupaten_kota",
        &["kode_kabupaten_kota"],
    );
    // A table with provinces is one of provinces until it is seen to be about one.
    check(&[field("provinsi", words, &["Bali"]), field("kabupaten", words, &["Badung"]), value()], "provinsi", &[]);
    check(&[field("kode_kabupaten", Reading::Code, &["32.73"]), value()], "kode_kabupaten", &[]);
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn a_table_of_one_province_is_mapped_by_its_kabupaten() {
    let open = MapSpec::default();
    let one = outcome(&["Jawa Barat"], &[], &[1.0]);
    let mut lowered = map::lower(&open, &fields(), &LIST, Lang::Id).unwrap();
    map::settle(&mut lowered, &one, &LIST, Lang::Id);
    let better = map::finer(&open, &lowered, &one, &fields(), &LIST, Lang::Id).unwrap();
    assert_eq!(better.spec.region.as_deref(), Some("kabupaten_kota"));
    assert_eq!(better.spec.beside, ["provinsi"]);
    // Not where there are several, nor where the person chose.
    let two = outcome(&["Jawa Barat", "Bali"], &[], &[1.0, 2.0]);
    let mut several = map::lower(&open, &fields(), &LIST, Lang::Id).unwrap();
    map::settle(&mut several, &two, &LIST, Lang::Id);
    assert_eq!(map::finer(&open, &several, &two, &fields(), &LIST, Lang::Id), None);
    let chosen = MapSpec { region: Some("provinsi".to_owned()), ..open };
    assert_eq!(map::finer(&chosen, &lowered, &one, &fields(), &LIST, Lang::Id), None);
}

#[test]
fn twins_are_told_apart_by_what_stands_beside_them_or_asked() {
    let check = |regions: &[&str], beside: Option<(&str, &[&str])>, expected: &[Option<&str>]| {
        let columns: Vec<&[&str]> = beside.iter().map(|(_, texts)| *texts).collect();
        let data = outcome(regions, &columns, &vec![1.0; regions.len()]);
        let names = beside.map(|(name, _)| vec![name.to_owned()]).unwrap_or_default();
        let mut fields = fields();
        fields.extend(names.iter().filter(|name| *name != "provinsi").map(|name| field(name, Reading::Code, &[])));
        let spec = MapSpec { level: Some(Level::Kabkota), beside: names, ..spec() };
        let lowered = map::lower(&spec, &fields, &LIST, Lang::Id).unwrap();
        let report = map::report(&lowered, &data, &LIST);
        let got: Vec<Option<&str>> = regions.iter().map(|region| report.code_of(region)).collect();
        assert_eq!(got, expected, "{regions:?} {beside:?} {report:?}");
    };
    check(&["Kota Bandung", "Kab. Bandung"], None, &[Some("32.73"), Some("32.04")]);
    // Both names of a twin alone are asked, never guessed.
    check(&["Bandung", "Garut", "Sumedang", "Cianjur"], None, &[None, Some("32.05"), Some("32.11"), Some("32.03")]);
    check(
        &["Bandung", "Garut", "Sumedang", "Cianjur"],
        Some(("kode_kabupaten_kota", &["3273", "3205", "3211", "3203"])),
        &[Some("32.73"), Some("32.05"), Some("32.11"), Some("32.03")],
    );
    // A region that does not lie in the province beside it is asked.
    check(
        &["Kab. Garut", "Kab. Badung", "Kota Cimahi", "Kab. Sumedang"],
        Some(("provinsi", &["Jawa Barat", "Jawa Barat", "Jawa Barat", "Jawa Barat"])),
        &[Some("32.05"), None, Some("32.77"), Some("32.11")],
    );
}

#[test]
fn mistakes_are_named_and_a_proposal_becomes_a_match() {
    let regions = ["Kota Bandung", "Kab. Garut", "Kab. Garutt", "Jawa Barat", "Bogor", "Cimahi", "Kota Cimahi"];
    let data = outcome(&regions, &[], &[1.0, 2.0, 4.0, 99.0, 8.0, 16.0, 32.0]);
    let lowered = settled(&spec(), &data);
    assert_eq!(lowered.spec.level, Some(Level::Kabkota));
    let report = map::report(&lowered, &data, &LIST);
    assert_eq!(report.unmatched, [("Kab. Garutt".to_owned(), Some("Kabupaten Garut".to_owned()))]);
    assert_eq!(report.ambiguous, [("Bogor".to_owned(), owned(&["32.01", "32.71"]))]);
    assert_eq!(report.why_of("Bogor"), Some(Why::SeveralRegions));
    assert_eq!(report.totals, ["Jawa Barat"]);
    assert_eq!(report.duplicated, [("32.77".to_owned(), owned(&["Cimahi", "Kota Cimahi"]))]);

    let aliases = vec![("Kab. Garutt".to_owned(), "32.05".to_owned()), ("Bogor".to_owned(), "32.71".to_owned())];
    let spec = MapSpec { aliases, op: Some(Op::Sum), ..spec() };
    let report = map::report(&settled(&spec, &data), &data, &LIST);
    assert!(report.unmatched.is_empty() && report.ambiguous.is_empty(), "{report:?}");
    let figure = drawn(&spec, &data, Some(&shapes()), 640.0, Lang::Id);
    let value = |name: &str| {
        let (Values::Text(names), Values::Number(values)) =
            (&figure.twin.columns[0].values, &figure.twin.columns[2].values)
        else {
            panic!("names and values")
        };
        values[names.iter().position(|other| other.as_deref() == Some(name)).unwrap()]
    };
    assert_eq!(value("Kabupaten Garut"), Some(6.0));
    assert_eq!(value("Kota Bogor"), Some(8.0));
    assert_eq!(value("Kota Cimahi"), Some(48.0));
    assert_eq!(value("Kabupaten Bogor"), None);
}

#[test]
fn a_map_of_few_provinces_shows_them_alone() {
    let shapes = shapes();
    let of = |provinces: &[&str], focus: Option<&str>| {
        let spec = MapSpec { focus: focus.map(str::to_owned), ..spec() };
        let figure = drawn(&spec, &of_names(&all_of(provinces)), Some(&shapes), 640.0, Lang::Id);
        (figure.scene.targets.len(), figure.twin.rows(), figure.sentence)
    };
    let (targets, rows, sentence) = of(&["32"], None);
    assert_eq!((targets, rows), (27, 27));
    assert!(sentence.ends_with("27 dari 27 kabupaten/kota di Jawa Barat punya data."), "{sentence}");
    assert_eq!(of(&["32", "34"], None).0, 32);
    let (targets, rows, sentence) = of(&[], None);
    assert_eq!((targets, rows), (514, 514));
    assert!(sentence.ends_with("514 dari 514 kabupaten/kota punya data."), "{sentence}");
    assert_eq!(of(&["32"], Some(EVERYWHERE)).0, 514);
    assert_eq!(of(&[], Some("34")).0, 5);
}

#[test]
fn without_outlines_bars_stand_in_and_say_the_same() {
    let data = of_names(&all_of(&["34"]));
    let lowered = settled(&spec(), &data);
    assert!(!map::is_map(&lowered, &LIST, None));
    let shapes = shapes();
    let bars = drawn(&spec(), &data, None, 640.0, Lang::Id);
    let map = drawn(&spec(), &data, Some(&shapes), 640.0, Lang::Id);
    assert_eq!((&bars.sentence, &bars.twin), (&map.sentence, &map.twin));
    assert!(!bars.scene.items.iter().any(|item| matches!(item, Item::Path { closed: true, .. })));
    assert_eq!(bars.scene.targets.len(), 5);
    let nothing = outcome(&["Entah"], &[], &[1.0]);
    let spec = MapSpec { level: Some(Level::Kabkota), ..spec() };
    let none = map::draw(&settled(&spec, &nothing), &nothing, &LIST, None, 640.0, &Theme::LIGHT, Lang::Id);
    assert_eq!(none.map_err(|problem| problem.code), Err(ProblemCode::NothingToDraw));
}

#[test]
fn every_method_holds_at_both_levels() {
    let shapes = shapes();
    let provinces: Vec<&str> = PROVINCES.iter().map(|province| province.name).collect();
    let values: Vec<f64> = (0..38).map(|at| 5.0 + wobble(at)).collect();
    for (data, shapes, regions) in
        [(of_names(&all_of(&[])), Some(&shapes), 514), (outcome(&provinces, &[], &values), None, 38)]
    {
        for method in [
            Method::Quantile,
            Method::EqualInterval,
            Method::Natural,
            Method::HeadTail,
            Method::Deviation,
            Method::Pretty,
            Method::Manual,
            Method::Unclassed,
        ] {
            let spec = MapSpec { method: Some(method), breaks: vec![100.0, 50_000.0], ..spec() };
            let figure = drawn(&spec, &data, shapes, 640.0, Lang::En);
            let counted: usize = figure
                .scene
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Text { text, .. } if text.starts_with('(') => {
                        text.trim_start_matches('(').split([')', ' ']).next()?.parse::<usize>().ok()
                    }
                    _ => None,
                })
                .sum();
            assert_eq!(counted, regions, "{method:?}: the counts of the legend");
            assert!(!figure.sentence.is_empty() && figure.twin.rows() == regions, "{method:?}");
        }
    }
}

#[test]
fn gallery() {
    let shapes = shapes();
    let jabar = of_names(&all_of(&["32"]));
    let some = {
        let (names, values) = all_of(&["32", "34"]);
        of_names(&(names.into_iter().step_by(2).collect(), values.into_iter().step_by(2).collect()))
    };
    let all = of_names(&all_of(&[]));
    let natural = MapSpec { method: Some(Method::Natural), ..spec() };
    let grid = MapSpec { layer: Some(Layer::Grid), ..spec() };
    let figures = [
        ("kabkota-province-desktop", drawn(&spec(), &jabar, Some(&shapes), 960.0, Lang::Id)),
        ("kabkota-province-phone", drawn(&spec(), &jabar, Some(&shapes), 328.0, Lang::En)),
        ("kabkota-two-provinces-no-data", drawn(&natural, &some, Some(&shapes), 640.0, Lang::Id)),
        ("kabkota-country", drawn(&natural, &all, Some(&shapes), 960.0, Lang::Id)),
        ("kabkota-country-phone", drawn(&spec(), &all, Some(&shapes), 328.0, Lang::Id)),
        ("kabkota-grid-desktop", drawn(&grid, &jabar, Some(&shapes), 960.0, Lang::Id)),
        ("kabkota-grid-phone", drawn(&grid, &some, Some(&shapes), 328.0, Lang::En)),
        ("kabkota-no-outlines", drawn(&spec(), &jabar, None, 640.0, Lang::Id)),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery");
    let update = std::env::var_os("UPDATE_GALLERY").is_some();
    let mut stale = Vec::new();
    for (name, figure) in figures {
        let path = folder.join(format!("map-{name}.svg"));
        let document = svg::document(&figure.scene);
        if update {
            std::fs::write(&path, &document).unwrap();
        } else if std::fs::read_to_string(&path).ok().as_deref() != Some(&document) {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "these pictures changed, look at them and run with UPDATE_GALLERY=1: {stale:?}");
}

#[test]
fn the_pack_of_514_is_drawn() {
    let root = std::env::var_os("JELAJAH_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), std::path::PathBuf::from);
    let Ok(bytes) = std::fs::read(root.join("packs/boundaries/kab-514.topo.json")) else {
        eprintln!("SKIPPED: kab-514.topo.json is not there; set JELAJAH_SHARED to draw with it");
        return;
    };
    let start = Instant::now();
    let shapes = map::read_shapes(&bytes, "pack", &LIST, Level::Kabkota).unwrap();
    let read = start.elapsed();
    assert_eq!(shapes.regions(), 514);
    let all = of_names(&all_of(&[]));
    let lowered = settled(&spec(), &all);
    let start = Instant::now();
    settled(&spec(), &all);
    eprintln!("settled {:?}", start.elapsed());
    let start = Instant::now();
    let figure = map::draw(&lowered, &all, &LIST, Some(&shapes), 960.0, &Theme::LIGHT, Lang::Id).unwrap();
    eprintln!("read {read:?}, drawn {:?}", start.elapsed());
    assert_eq!(figure.scene.targets.len(), 514);
    let points: usize = figure
        .scene
        .items
        .iter()
        .map(|item| if let Item::Path { rings, .. } = item { rings.iter().map(Vec::len).sum() } else { 0 })
        .sum();
    assert!(points < 40_000, "{points} points are more than 960 pixels can show");
    let kota = kabkota().into_iter().filter(|region| region.kind == Kind::Kota).count();
    assert_eq!(kota, 98);
    assert_eq!(drawn(&spec(), &of_names(&all_of(&["32"])), Some(&shapes), 328.0, Lang::Id).scene.targets.len(), 27);
}
