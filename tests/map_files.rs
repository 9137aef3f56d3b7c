//! Maps as files for other programs, provinces put back together for series of years, and accepted matches as
//! a file that travels.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails as the test would")]

use jelajah::base::lang::Lang;
use jelajah::base::number::NumberStyle;
use jelajah::chart::Figure;
use jelajah::geo::Form;
use jelajah::map::{self, Layer, MapSpec, Per, Shapes};
use jelajah::query::Op;
use jelajah::region::{Gazetteer, Level, PROVINCES, read_aliases, write_aliases};
use jelajah::scene::{Item, Theme};
use jelajah::table::{Evidence, Field, Reading, ResultColumn, ResultTable, Values};
use serde_json::{Value, json};

fn list() -> Gazetteer {
    Gazetteer::parse(include_bytes!("../assets/regions/kabkota.txt")).unwrap()
}

/// Outlines of the 38 of today as touching cells, ten a row.
fn outlines() -> Shapes {
    let mut arcs = Vec::new();
    let mut geometries = Vec::new();
    for (at, province) in PROVINCES.iter().enumerate() {
        let (x, y) = (95.0 + (at % 10) as f64, -8.0 + (at / 10) as f64);
        arcs.push(json!([[x, y], [x + 1.0, y], [x + 1.0, y + 1.0], [x, y + 1.0], [x, y]]));
        let properties = json!({"kode_kemendagri": province.code});
        geometries.push(json!({"type": "Polygon", "arcs": [[at]], "properties": properties}));
    }
    let objects = json!({"prov": {"type": "GeometryCollection", "geometries": geometries}});
    let bytes = json!({"type": "Topology", "arcs": arcs, "objects": objects}).to_string().into_bytes();
    map::read_shapes(&bytes, "Batas: rekaan, CC0", Gazetteer::provinces(), Level::Province).unwrap()
}

fn field(name: &str, reading: Reading) -> Field {
    Field { name: name.to_owned(), reading, whole: false, evidence: Evidence::default() }
}

fn figure(spec: &MapSpec, rows: &[(&str, f64)], shapes: Option<&Shapes>) -> Figure {
    figure_with(spec, rows, shapes, None)
}

/// The same of a table with a further column, whose sums are what rows weigh.
fn figure_with(
    spec: &MapSpec,
    rows: &[(&str, f64)],
    shapes: Option<&Shapes>,
    weights: Option<(&str, Values)>,
) -> Figure {
    let number = Reading::Number(NumberStyle::Plain);
    let mut fields = vec![field("provinsi", Reading::Text), field("jumlah", number)];
    let list = Gazetteer::provinces();
    let column = |name: &str, values: Values| ResultColumn { name: name.to_owned(), values };
    let ones = || Values::Number(rows.iter().map(|_| Some(1.0)).collect());
    let mut data = ResultTable {
        columns: vec![
            column("region", Values::Text(rows.iter().map(|(name, _)| Some((*name).to_owned())).collect())),
            column("value", Values::Number(rows.iter().map(|(_, value)| Some(*value)).collect())),
            column("n", ones()),
            column("rows", ones()),
        ],
    };
    if let Some((name, values)) = weights {
        fields.push(field(name, number));
        data.columns.push(column("weight", values));
    }
    let mut lowered = map::lower(spec, &fields, list, Lang::Id).unwrap();
    map::settle(&mut lowered, &data, list, Lang::Id);
    map::draw(&lowered, &data, list, shapes, 640.0, &Theme::LIGHT, Lang::Id).unwrap()
}

fn spec(op: Op) -> MapSpec {
    MapSpec {
        region: Some("provinsi".to_owned()),
        value: Some("jumlah".to_owned()),
        op: Some(op),
        layer: Some(Layer::Shapes),
        ..MapSpec::default()
    }
}

/// A map of means over columns of names, values and people.
fn weighed(weight: Option<&str>, rows: &[(&str, f64, Option<f64>)]) -> Figure {
    let people = Values::Number(rows.iter().map(|(.., people)| *people).collect());
    let spec = MapSpec { before_2022: true, weight: weight.map(str::to_owned), ..spec(Op::Mean) };
    let plain: Vec<(&str, f64)> = rows.iter().map(|(name, value, _)| (*name, *value)).collect();
    figure_with(&spec, &plain, None, Some(("penduduk", people)))
}

#[test]
fn means_are_put_together_by_weights_that_a_person_chose() {
    let rows = [
        ("Papua", 10.0, Some(3.0)),
        ("Papua Selatan", 20.0, Some(1.0)),
        ("Papua Barat", 5.0, None),
        ("Bali", 7.0, None),
    ];
    let check = |weight: Option<&str>, rows: &[(&str, f64, Option<f64>)], expected: Option<f64>, says: &str| {
        let drawn = weighed(weight, rows);
        assert_eq!(value(&drawn, "Papua"), expected, "{weight:?}");
        // One province alone needs no weight.
        assert_eq!((value(&drawn, "Papua Barat"), value(&drawn, "Bali")), (Some(5.0), Some(7.0)), "{weight:?}");
        assert!(drawn.scene.description.contains(says), "{}", drawn.scene.description);
    };
    // The legend counts the 34, of which three are in the data.
    let hatched = |weight: Option<&str>, count: &str| {
        let texts = |item: &Item| matches!(item, Item::Text { text, .. } if text.contains(count));
        assert!(weighed(weight, &rows).scene.items.iter().any(texts), "{weight:?}");
    };
    hatched(None, "(31)");
    hatched(Some(map::ALIKE), "(31)");
    check(None, &rows, None, "tidak diwarnai");
    check(Some(map::ALIKE), &rows, Some(15.0), "tanpa bobot");
    check(Some("penduduk"), &rows, Some(12.5), "dibobot menurut penduduk");
    let mut unknown = rows;
    unknown[1].2 = None;
    check(Some("penduduk"), &unknown, None, "tidak diwarnai");
}

/// A value for every province of today: 1, 2, 3 …
fn today() -> Vec<(&'static str, f64)> {
    PROVINCES.iter().enumerate().map(|(at, province)| (province.name, at as f64 + 1.0)).collect()
}

fn value(figure: &Figure, name: &str) -> Option<f64> {
    let (Values::Text(names), Values::Number(values)) =
        (&figure.twin.columns[0].values, &figure.twin.columns[2].values)
    else {
        panic!()
    };
    let row = names.iter().position(|own| own.as_deref() == Some(name))?;
    values[row]
}

fn paths(figure: &Figure) -> usize {
    figure.scene.items.iter().filter(|item| matches!(item, Item::Path { closed: true, .. })).count()
}

#[test]
fn provinces_are_put_back_together_where_that_is_honest() {
    let shapes = outlines();
    let of = |name: &str| today().iter().find(|(own, _)| *own == name).unwrap().1;
    let papua = ["Papua", "Papua Selatan", "Papua Tengah", "Papua Pegunungan"].map(of);
    let barat = ["Papua Barat", "Papua Barat Daya"].map(of);
    for (op, expected) in [
        (Op::Sum, Some((papua.iter().sum::<f64>(), barat.iter().sum::<f64>()))),
        (Op::Min, Some((papua.iter().copied().fold(f64::MAX, f64::min), barat[0].min(barat[1])))),
        (Op::Max, Some((papua.iter().copied().fold(0.0, f64::max), barat[0].max(barat[1])))),
        (Op::Mean, None),
        (Op::Median, None),
    ] {
        let together = MapSpec { before_2022: true, ..spec(op) };
        for (layer, shapes) in [(Layer::Shapes, Some(&shapes)), (Layer::Tiles, None)] {
            let drawn = figure(&MapSpec { layer: Some(layer), ..together.clone() }, &today(), shapes);
            assert_eq!(drawn.twin.rows(), 34, "{op:?}");
            assert_eq!(value(&drawn, "Papua"), expected.map(|(papua, _)| papua), "{op:?}");
            assert_eq!(value(&drawn, "Papua Barat"), expected.map(|(_, barat)| barat), "{op:?}");
            assert_eq!(value(&drawn, "Bali"), Some(of("Bali")));
            assert_eq!(value(&drawn, "Papua Tengah"), None);
            let said = &drawn.scene.description;
            assert!(said.contains("sebelum November 2022"), "{said}");
            assert_eq!(said.contains("tidak diwarnai"), expected.is_none(), "{said}");
            if layer == Layer::Shapes {
                // Outlines are dissolved too: 34 remain.
                assert_eq!(paths(&drawn), 34);
            }
        }
    }
    // A year before the divisions needs no putting together, whatever is asked of it.
    let old: Vec<(&str, f64)> = today().into_iter().take(34).collect();
    let drawn = figure(&MapSpec { before_2022: true, ..spec(Op::Mean) }, &old, Some(&shapes));
    assert_eq!(value(&drawn, "Papua"), Some(of("Papua")));
    // Divided by surface, the whole is divided by the whole.
    let per_km2 = |before_2022| MapSpec { before_2022, per: Some(Per::Km2), ..spec(Op::Sum) };
    let now = figure(&per_km2(false), &today(), Some(&shapes));
    let names = ["Papua", "Papua Selatan", "Papua Tengah", "Papua Pegunungan"];
    let km2: f64 = names.map(|name| of(name) / value(&now, name).unwrap()).iter().sum();
    let density = value(&figure(&per_km2(true), &today(), Some(&shapes)), "Papua").unwrap();
    let expected = papua.iter().sum::<f64>() / km2;
    assert!((density / expected - 1.0).abs() < 1e-3, "{density} instead of {expected}");
    // So are files of it: 34 areas, each with the value of all of it.
    let drawn = figure(&MapSpec { before_2022: true, ..spec(Op::Sum) }, &today(), Some(&shapes));
    let text = map::joined_file(shapes.before_2022(&list()), &list(), Level::Province, &drawn.twin, &[], Form::GeoJson);
    let file: Value = serde_json::from_str(&text).unwrap();
    let features = file["features"].as_array().unwrap();
    assert_eq!(features.len(), 34);
    let papua_parts = features.iter().find(|feature| feature["id"] == "91").unwrap()["geometry"]["coordinates"]
        .as_array()
        .map_or(0, Vec::len);
    assert_eq!(papua_parts, 4);
    // Without the wish everything is as it was.
    assert_eq!(figure(&spec(Op::Sum), &today(), Some(&shapes)).twin.rows(), 38);
}

#[test]
fn a_map_is_written_with_values_codes_and_sources() {
    let shapes = outlines();
    let drawn = figure(&spec(Op::Sum), &today()[..37], Some(&shapes));
    let about =
        [("title", "Uji \"satu\"".to_owned()), ("description", String::new()), ("source", "BPS, 2024".to_owned())];
    let list = list();
    let text = map::joined_file(&shapes, &list, Level::Province, &drawn.twin, &about, Form::GeoJson);
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&file["type"], &file["title"]), (&json!("FeatureCollection"), &json!("Uji \"satu\"")));
    assert_eq!((&file["source"], &file["attribution"]), (&json!("BPS, 2024"), &json!("Batas: rekaan, CC0")));
    assert!(file.get("description").is_none(), "what is empty is not said");
    let features = file["features"].as_array().unwrap();
    assert_eq!(features.len(), 38);
    let of = |code: &str| features.iter().find(|feature| feature["id"] == code).unwrap();
    let papua = &of("91")["properties"];
    assert_eq!(
        (&papua["kode_kemendagri"], &papua["kode_bps"], &papua["nama"]),
        (&json!("91"), &json!("94"), &json!("Papua"))
    );
    assert_eq!(papua["Jumlah"], json!(33.0));
    assert!(papua["Kelas"].is_string(), "{papua}");
    // A region without a value is there, and says so.
    let valueless = &of("96")["properties"];
    assert!(valueless["Jumlah"].is_null() && valueless["Kelas"].is_string(), "{valueless}");
    let ring = of("11")["geometry"]["coordinates"][0][0].as_array().unwrap();
    assert_eq!((ring.len(), &ring[0]), (5, &ring[4]));

    let text = map::joined_file(&shapes, &list, Level::Province, &drawn.twin, &about, Form::TopoJson);
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&file["type"], &file["attribution"]), (&json!("Topology"), &json!("Batas: rekaan, CC0")));
    // It opens again as outlines of regions, by its own codes.
    let foreign = map::Foreign::read(text.as_bytes(), &list, Level::Province).unwrap();
    assert_eq!(foreign.columns[0].1, 38, "{:?}", foreign.columns);
    assert_eq!(foreign.outlines("kode_kemendagri", "", &list, Level::Province).unwrap().0.regions(), 38);
}

#[test]
fn accepted_matches_travel_as_a_file() {
    let list = list();
    let accepted = vec![
        ("Kab. Kulon Prgo".to_owned(), "34.01".to_owned()),
        ("Bandung, \"kota\"".to_owned(), "32.73".to_owned()),
        (" Jabar ".to_owned(), "32".to_owned()),
    ];
    let text = write_aliases(&accepted, &list);
    assert!(text.starts_with("tertulis,kode_kemendagri,nama\nKab. Kulon Prgo,34.01,Kabupaten Kulon Progo\n"), "{text}");
    let again = read_aliases(&text, &list);
    assert_eq!((again.aliases, again.refused), (accepted, Vec::new()));
    for (text, aliases, refused) in [
        ("a,99.99\nb,32.73\n,32.73\nc", &[("b", "32.73")][..], &[1, 3, 4][..]),
        ("\u{feff}tertulis;kode_kemendagri;nama\nx;3273;\nx;32.04;\n", &[("x", "32.04")], &[]),
        ("", &[], &[]),
        ("\u{0}\u{1}\"\"\",,,\n", &[], &[1]),
    ] {
        let read = read_aliases(text, &list);
        let got: Vec<(&str, &str)> = read.aliases.iter().map(|(one, two)| (one.as_str(), two.as_str())).collect();
        assert_eq!((got.as_slice(), read.refused.as_slice()), (aliases, refused), "{text:?}");
    }
}
