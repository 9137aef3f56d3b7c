//! Parquet as other programs write it, cell by cell. `tests/parquet/make.py` wrote the files and says how.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::path::PathBuf;

use jelajah::base::note::ProblemCode;
use jelajah::geo::{Coordinates, ShapeKind};
use jelajah::ingest::book::{Format, Limits, Sheet, open};
use jelajah::ingest::{Options, read_file};
use serde::Deserialize;

/// What is to be read from a file.
#[derive(Deserialize)]
struct Expected {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn bytes(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/parquet").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn sheet(name: &str) -> Sheet {
    let mut book = open(&bytes(name), &Limits::default()).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
    assert_eq!((book.format, book.notes.len(), book.sheets.len()), (Format::Parquet, 0, 1), "{name}");
    book.sheets.remove(0)
}

#[test]
fn no_cell_differs_from_what_others_read() {
    let all: BTreeMap<String, Expected> = serde_json::from_slice(&bytes("expected.json")).expect("JSON");
    for (name, Expected { columns, rows }) in &all {
        let sheet = sheet(name);
        let names: Vec<&str> = sheet.columns.iter().flatten().map(|column| column.name.as_str()).collect();
        assert_eq!(&names, columns, "{name}");
        assert_eq!(sheet.rows.len(), rows.len(), "{name}");
        for (row, want) in rows.iter().enumerate() {
            for (column, want) in want.iter().enumerate() {
                assert_eq!(sheet.cell(row, column).raw(), *want, "{name}: row {row} of {}", columns[column]);
            }
        }
    }
    assert_eq!(all.len(), 11);
}

#[test]
fn its_columns_are_read_as_any_others() {
    let opened = read_file(&bytes("polars.parquet"), Options::default()).expect("a table");
    assert_eq!((opened.format, opened.table.rows(), opened.table.fields().len()), (Format::Parquet, 9, 10));
    let labels: Vec<String> =
        opened.table.fields().iter().map(|field| format!("{} {:?}", field.name, field.reading)).collect();
    for (name, want) in
        [("f64", "Number(Plain)"), ("day", "Date(Iso)"), ("us", "Date(Iso)"), ("dec18", "Number(Plain)")]
    {
        assert!(labels.contains(&format!("{name} {want}")), "{name}: {labels:?}");
    }
}

#[test]
fn shapes_come_with_their_rows() {
    let places = sheet("geo.parquet").shapes.expect("shapes");
    let kinds: Vec<ShapeKind> = (0..places.len()).map(|at| places.kind(at)).collect();
    assert_eq!(kinds, [ShapeKind::Points, ShapeKind::Areas, ShapeKind::None, ShapeKind::Lines]);
    assert_eq!((places.centroid(0), places.centroid(1)), (Some((107.6, -6.9)), Some((107.0, -6.5))));
    // Eastings and northings become degrees.
    let places = sheet("geo-utm.parquet").shapes.expect("shapes");
    let (x, y) = places.centroid(0).expect("a point");
    assert!((x - 107.597).abs() < 0.01 && (y + 6.905).abs() < 0.01, "{x} {y}");
    assert_eq!(places.coordinates, Coordinates::Degrees);
}

#[test]
fn what_cannot_be_read_is_told() {
    let check = |bytes: &[u8], want: ProblemCode| {
        let problem = open(bytes, &Limits::default()).expect_err("a problem");
        assert_eq!(problem.code, want, "{problem:?}");
    };
    let whole = bytes("polars.parquet");
    check(&whole[..whole.len() - 1], ProblemCode::BrokenFile);
    check(&whole[..whole.len() / 2], ProblemCode::BrokenFile);
    let locked = [&whole[..whole.len() - 4], b"PARE"].concat();
    check(&locked, ProblemCode::ProtectedFile);
    let none = read_file(&bytes("arrow-empty.parquet"), Options::default()).expect_err("no rows");
    assert_eq!(none.code, ProblemCode::NoRows);
}
