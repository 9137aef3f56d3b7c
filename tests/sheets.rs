//! The readers of `ingest::book` against real files, where they are at hand.
//!
//! `JELAJAH_SHARED` names the folder of test data; without it (and without `../shared`) the tests
//! say that they were skipped.

use std::fs;
use std::path::PathBuf;

use jelajah::ingest::book::{Book, Cell, Format, Limits, Sheet, open};
use serde_json::Value;

fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("JELAJAH_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = root.join(path);
    if !path.exists() {
        eprintln!("SKIPPED: {} is not there", path.display());
        return None;
    }
    Some(path)
}

/// The sheet that a truth record speaks of.
fn sheet<'a>(book: &'a Book, record: &Value) -> Option<&'a Sheet> {
    match record["sheet"].as_str() {
        Some(name) => book.sheets.iter().find(|sheet| sheet.name == name),
        None => book.sheets.first(),
    }
}

/// A text with every run of blanks as one.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Dimensions and check cells of every file of the corpus that is no delimited text.
#[test]
fn the_corpus_is_read_as_it_is() {
    let Some(folder) = shared("corpus") else { return };
    let truth = fs::read_to_string(folder.join("truth.jsonl")).unwrap();
    let (mut files, mut cells, mut faults) = (0, 0, Vec::new());
    for line in truth.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let format = match record["format"].as_str().unwrap() {
            "xlsx" => Format::Xlsx,
            "xls" => Format::Xls,
            "html" => Format::Html,
            "json" => Format::Json,
            "geojson" => Format::GeoJson,
            _ => continue,
        };
        let name = record["file"].as_str().unwrap();
        let bytes = fs::read(folder.join("files").join(name)).unwrap();
        files += 1;
        let book = match open(&bytes, &Limits::default()) {
            Ok(book) => book,
            Err(problem) => {
                faults.push(format!("{name}: {problem:?}"));
                continue;
            }
        };
        if book.format != format {
            faults.push(format!("{name}: is {:?}", book.format));
        }
        let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        if let Some(sheets) = record["sheets"].as_array() {
            let want: Vec<&str> = sheets.iter().filter_map(Value::as_str).collect();
            if names != want {
                faults.push(format!("{name}: sheets {names:?}, not {want:?}"));
            }
        }
        let Some(sheet) = sheet(&book, &record) else {
            faults.push(format!("{name}: sheet missing"));
            continue;
        };
        if record["records_path"].as_str() != sheet.records_path.as_deref() {
            faults.push(format!("{name}: records at {:?}", sheet.records_path));
        }
        let columns = record["column_count"].as_u64().unwrap() as usize;
        if sheet.width() != columns {
            faults.push(format!("{name}: {} columns, not {columns}", sheet.width()));
        }
        let last = record["last_data_row"].as_u64().unwrap() as usize;
        if sheet.rows.len() <= last {
            faults.push(format!("{name}: {} rows, the last one should be {last}", sheet.rows.len()));
        }
        for column in record["columns"].as_array().unwrap() {
            for cell in column["cells"].as_array().unwrap() {
                let at = |key: &str| cell[key].as_u64().unwrap() as usize;
                let got = sheet.cell(at("row"), at("column"));
                let want = cell["raw"].as_str().unwrap_or_default();
                cells += 1;
                let number = |text: &str| text.parse::<f64>().ok();
                let same_number = matches!(got, Cell::Number(got) if number(want) == Some(got));
                let same_day = matches!(&got, Cell::Date(got) if want.strip_suffix(" 00:00:00") == Some(got.as_str()));
                if folded(&got.raw()) != folded(want) && !same_number && !same_day {
                    faults.push(format!("{name}: {},{}: {got:?}, not {want:?}", at("row"), at("column")));
                }
            }
        }
        let merged = record["flags"]["quirks"].as_array().unwrap().iter().any(|quirk| quirk == "merged_cells");
        if merged == sheet.merges.is_empty() && format == Format::Xlsx {
            faults.push(format!("{name}: {} merged regions", sheet.merges.len()));
        }
    }
    eprintln!("{files} files, {cells} cells, {} faults", faults.len());
    assert!(files > 0);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
