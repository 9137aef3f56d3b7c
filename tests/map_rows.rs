//! Maps of a table's own shapes: from a file through the engine to a picture, and into files again.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own files fails")]

use std::sync::Arc;

use jelajah::base::lang::Lang;
use jelajah::base::note::NoteCode;
use jelajah::chart::Figure;
use jelajah::engine::protocol::{Event, How, Job, Look, OpenSource, Output, Request};
use jelajah::engine::{Books, Effect, Engine, Late, Shaped};
use jelajah::geo::Form;
use jelajah::map::{self, Lowered, MapSpec, Mark, Shared, View, Window};
use jelajah::query::Step;
use jelajah::region::Gazetteer;
use jelajah::scene::{Fill, Item, Theme};
use jelajah::table::{ResultTable, TableInfo, Values};
use serde_json::{Value, json};

#[derive(Default)]
struct Bench {
    engine: Engine,
    id: u32,
}

impl Bench {
    fn ask(&mut self, job: Job) -> Output {
        self.id += 1;
        let id = self.id;
        self.engine.start(Request { id, job }, 0.0);
        for _ in 0..1_000 {
            while self.engine.has_work() {
                self.engine.step(100_000, 0.0);
            }
            for effect in self.engine.take_effects() {
                match effect {
                    Effect::Post(Event::Done { id: own, output, .. }) if own == id => return output,
                    Effect::Post(Event::Failed { problem, .. }) => panic!("{problem:?}"),
                    Effect::Need(_) => {
                        self.engine.provide_late(Late::here(), 0.0);
                        self.engine.provide_books(Books::here());
                    }
                    _ => {}
                }
            }
        }
        panic!("no answer");
    }

    fn open(&mut self, file: &Value) -> TableInfo {
        let source = OpenSource::Text(file.to_string());
        match self.ask(Job::Open { source, how: How::default() }) {
            Output::Table(info) => info,
            other => panic!("{other:?}"),
        }
    }

    /// A map of a table's shapes, as the page makes one: `steps` come before the map's own.
    fn map(&mut self, info: &TableInfo, spec: &MapSpec, steps: &str) -> (Lowered, ResultTable) {
        let list = Gazetteer::provinces();
        let mut lowered = map::lower_with_shapes(spec, &info.fields, list, info.shapes, Lang::Id).unwrap();
        let Output::Told(told) = self.ask(Look::Shapes { table: info.table, grid: None, bare: true }.into()) else {
            panic!("no shapes");
        };
        let shaped: Shaped = told.read().unwrap();
        assert!(shaped.columns.is_empty(), "cells stay in the worker");
        lowered.own = Some(Shared(Arc::new(map::read_rows(&shaped.outlines).unwrap())));
        let mut plan: Vec<Step> = serde_json::from_str(steps).unwrap();
        plan.extend(lowered.steps.iter().cloned());
        match self.ask(Job::Run { table: info.table, steps: plan.into() }) {
            Output::Result(data) => (lowered, data),
            other => panic!("{other:?}"),
        }
    }
}

fn draw(lowered: &Lowered, data: &ResultTable) -> (Figure, Window) {
    let list = Gazetteer::provinces();
    let (figure, window) = map::draw_in_window(lowered, data, list, None, 640.0, &Theme::LIGHT, Lang::Id).unwrap();
    (figure, window.unwrap())
}

fn feature(properties: impl Into<Value>, kind: &str, coordinates: impl Into<Value>) -> Value {
    let (properties, coordinates) = (properties.into(), coordinates.into());
    let geometry = if kind.is_empty() { Value::Null } else { json!({"type": kind, "coordinates": coordinates}) };
    json!({"type": "Feature", "properties": properties, "geometry": geometry})
}

fn collection(features: impl Into<Value>) -> Value {
    json!({"type": "FeatureCollection", "features": features.into()})
}

/// Nine squares in rows of three, the fifth without a value, and a row without a shape.
fn squares() -> Value {
    let square = |at: i32| {
        let (x, y) = (110.0 + f64::from(at % 3) * 0.1, -8.0 + f64::from(at / 3) * 0.1);
        json!([[[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]])
    };
    let value = |at: i32| if at == 4 { Value::Null } else { json!(at * 10) };
    let mut features: Vec<Value> = (0..9)
        .map(|at| feature(json!({"petak": format!("Petak {at}"), "hasil": value(at)}), "Polygon", square(at)))
        .collect();
    features.push(feature(json!({"petak": "Petak hilang", "hasil": 5}), "", Value::Null));
    collection(features)
}

fn texts(table: &ResultTable, at: usize) -> Vec<String> {
    match &table.columns[at].values {
        Values::Text(values) => values.iter().cloned().map(Option::unwrap_or_default).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn own_areas_are_coloured_by_a_column_of_the_table() {
    let mut bench = Bench::default();
    let info = bench.open(&squares());
    let (lowered, data) = bench.map(&info, &MapSpec::default(), "[]");
    // Nothing names regions: the shapes are drawn, and a reason says so.
    assert_eq!(lowered.spec.mark, Some(Mark::Shapes));
    assert_eq!((lowered.spec.value.as_deref(), lowered.spec.label.as_deref()), (Some("hasil"), Some("petak")));
    let (figure, _) = draw(&lowered, &data);
    let filled: Vec<bool> = figure
        .scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Path { fill: Some(fill), .. } => Some(matches!(fill, Fill::Solid(_))),
            _ => None,
        })
        .collect();
    assert_eq!((filled.len(), filled.iter().filter(|solid| !**solid).count()), (9, 1), "one is hatched");
    let names = texts(&figure.twin, 0);
    assert_eq!((names.len(), names[0].as_str(), names[8].as_str()), (9, "Petak 8", "Petak 4"));
    assert_eq!(figure.scene.targets.len(), 9);
    assert!(figure.scene.targets[0].label.contains("Petak 8") && figure.scene.targets[0].label.contains("80"));
    assert!(figure.sentence.contains("8 dari 9 bentuk"), "{}", figure.sentence);
    let lost: Vec<(NoteCode, u64)> = figure.notes.iter().map(|note| (note.code, note.count)).collect();
    assert!(lost.contains(&(NoteCode::MissingLeftOut, 1)), "{lost:?}");
}

#[test]
fn the_steps_of_a_figure_leave_each_row_its_own_shape() {
    let mut bench = Bench::default();
    let info = bench.open(&squares());
    let steps = r#"[{"sort":[{"column":"hasil","descending":true}]},{"filter":[{"column":"hasil","above":25}]}]"#;
    let (lowered, data) = bench.map(&info, &MapSpec::default(), steps);
    let (figure, _) = draw(&lowered, &data);
    assert_eq!(texts(&figure.twin, 0), ["Petak 8", "Petak 7", "Petak 6", "Petak 5", "Petak 3"]);
    let Values::Number(rows) = &figure.twin.columns[1].values else { panic!() };
    assert_eq!(rows.iter().map(|row| row.unwrap()).collect::<Vec<_>>(), [9.0, 8.0, 7.0, 6.0, 4.0]);
    // Its shape goes with it, also into a file.
    let own = lowered.own.clone().unwrap();
    let file: Value =
        serde_json::from_str(&map::rows_file(&own, &figure.twin, &[("title", "Uji".to_owned())], Form::GeoJson))
            .unwrap();
    assert_eq!((&file["title"], file["features"].as_array().unwrap().len()), (&json!("Uji"), 5));
    let last = &file["features"][4];
    assert_eq!(last["properties"]["petak"], "Petak 8");
    let corner = last["geometry"]["coordinates"][0][0].as_array().unwrap();
    let west = corner.iter().map(|point| point[0].as_f64().unwrap()).fold(f64::INFINITY, f64::min);
    assert!((west - 110.2).abs() < 1e-4, "{west}");
    let places = map::named_rows(&lowered, &data, Lang::Id);
    let (_, around) = places.iter().find(|(name, _)| name == "Petak 3").unwrap();
    assert!((around.0 - 110.0).abs() < 1e-4 && (around.1 + 7.9).abs() < 1e-4, "{around:?}");
}

#[test]
fn lines_and_points_are_drawn_and_cut_at_the_frame() {
    let file = collection(vec![
        feature(
            json!({"nama": "Jalan", "panjang": 3}),
            "LineString",
            json!([[107.0, -7.0], [107.5, -6.8], [108.0, -7.0]]),
        ),
        feature(
            json!({"nama": "Kali", "panjang": 8}),
            "MultiLineString",
            json!([[[107.0, -6.5], [108.0, -6.5]], [[107.2, -6.4], [107.3, -6.3]]]),
        ),
        feature(json!({"nama": "Pos", "panjang": 1}), "Point", json!([107.9, -6.9])),
    ]);
    let mut bench = Bench::default();
    let info = bench.open(&file);
    let spec = MapSpec { mark: Some(Mark::Shapes), ..MapSpec::default() };
    let (mut lowered, data) = bench.map(&info, &spec, "[]");
    let count = |figure: &Figure| {
        let lines = figure.scene.items.iter().filter(|item| matches!(item, Item::Path { closed: false, fill: None, stroke: Some(pen), .. } if pen.width_px > 2.0));
        let discs = figure.scene.items.iter().filter(|item| matches!(item, Item::Disc { .. }));
        (lines.count(), discs.count())
    };
    let (figure, _) = draw(&lowered, &data);
    assert_eq!(count(&figure), (2, 1));
    assert_eq!(texts(&figure.twin, 0), ["Kali", "Jalan", "Pos"]);
    // Close up around the west nothing of the point is left, and no line leaves the window.
    lowered.spec.view = Some(View { lon: 107.1, lat: -6.95, zoom: 4.0 });
    let (figure, window) = draw(&lowered, &data);
    assert_eq!(count(&figure), (1, 0));
    for item in &figure.scene.items {
        if let Item::Path { rings, closed: false, stroke: Some(pen), .. } = item
            && pen.width_px > 2.0
        {
            for (x, y) in rings.iter().flatten() {
                let (left, top, width, height) = window.frame;
                assert!(
                    (left - 1e-6..=left + width + 1e-6).contains(x) && (top - 1e-6..=top + height + 1e-6).contains(y)
                );
            }
        }
    }
}

#[test]
fn without_a_number_every_shape_looks_the_same() {
    let file =
        collection(["A", "B"].map(|name| feature(json!({ "nama": name }), "Point", json!([107.0, -7.0]))).to_vec());
    let mut bench = Bench::default();
    let info = bench.open(&file);
    let spec = MapSpec { mark: Some(Mark::Shapes), ..MapSpec::default() };
    let (lowered, data) = bench.map(&info, &spec, "[]");
    let (figure, _) = draw(&lowered, &data);
    assert_eq!((figure.twin.columns.len(), figure.twin.rows()), (2, 2));
    assert_eq!(figure.sentence, "2 bentuk dari tabel.");
}
