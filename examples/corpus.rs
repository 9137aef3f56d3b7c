//! Reads every file of a folder and writes one JSON line for each, in the form that the proof
//! corpus's scorer understands: `cargo run --example corpus -- FOLDER OUT` (`cargo xtask corpus` does
//! that and prints the score).
//!
//! The truth is never read. The id of a file is its name without the extension.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use jelajah::base::date;
use jelajah::base::number::NumberStyle;
use jelajah::ingest::book::Format;
use jelajah::ingest::{Opened, Options, read_file};
use jelajah::table::{Column, MISSING_DATE, Reading, Role, Table};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(out)) = (words.next(), words.next()) else {
        return Err("usage: corpus FOLDER OUT".into());
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut out = BufWriter::new(File::create(out)?);
    for file in files.iter().filter(|file| file.is_file()) {
        if let Some(line) = read(file)? {
            writeln!(out, "{line}")?;
        }
    }
    out.flush()?;
    Ok(())
}

/// The answer for one file; a file that cannot be read has none, and that is said.
fn read(file: &Path) -> Result<Option<Value>, Box<dyn Error>> {
    let id = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = std::fs::read(file)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    match read_file(&bytes, Options { name, ..Options::default() }) {
        Ok(opened) => Ok(Some(describe(&id, &opened))),
        Err(problem) => {
            eprintln!("{id}: not read: {problem:?}");
            Ok(None)
        }
    }
}

/// Whether the label of a row is on no more than two rows.
fn is_single(table: &Table, row: usize) -> bool {
    let label = |row: usize| table.raw_row(row).into_iter().find(|cell| !cell.trim().is_empty());
    let own = label(row);
    table.total_rows().iter().filter(|other| label(**other as usize) == own).count() <= 2
}

/// The name of a column as the header has it: names are made unique by a number behind them.
fn written(table: &Table, index: usize) -> &str {
    let name = table.fields()[index].name.as_str();
    let base = name.rsplit_once(" (").filter(|(_, number)| number.trim_end_matches(')').parse::<u32>().is_ok());
    match base {
        Some((base, _)) if table.fields()[..index].iter().any(|field| field.name == base) => base,
        _ => name,
    }
}

fn describe(id: &str, opened: &Opened) -> Value {
    let table = &opened.table;
    let format = match opened.format {
        Format::Csv => "csv",
        Format::Json => "json",
        Format::GeoJson => "geojson",
        Format::Html => "html",
        Format::Xls => "xls",
        _ => "xlsx",
    };
    let records = |row: usize| table.source_record(row) - 1;
    let header = table.header_records();
    let rows = table.rows();
    // The corpus counts totals at the end as outside of the data, but not those that close one group
    // of rows of many.
    let mut last = rows;
    while last > 1 && table.total_rows().contains(&(last as u32 - 1)) && is_single(table, last - 1) {
        last -= 1;
    }
    let columns: Vec<Value> = table
        .fields()
        .iter()
        .enumerate()
        .map(|(index, field)| {
            let style = match field.reading {
                Reading::Number(_) if !field.role().is_number() => "none",
                Reading::Number(NumberStyle::Id | NumberStyle::IdIn(_)) => "id",
                Reading::Number(NumberStyle::En | NumberStyle::EnIn(_)) => "en",
                Reading::Number(_) => "plain",
                _ => "none",
            };
            // The truth knows these by what they were called before.
            let role = match field.role() {
                Role::Boolean => Role::Category,
                Role::Duration if field.whole => Role::Integer,
                Role::Duration => Role::Decimal,
                other => other,
            };
            let role = role.name();
            let name = if field.name.starts_with("Kolom ") { "" } else { written(table, index) };
            json!({"index": index, "name": name, "role": role, "number_style": style})
        })
        .collect();
    let mut cells = Vec::new();
    for (index, field) in table.fields().iter().enumerate() {
        let role = field.role();
        for row in 0..rows {
            let value = match table.column(index) {
                Column::Number(values) => values.numbers().present(row).map_or(Value::Null, |value| json!(value)),
                Column::Date(values) => match values.get(row) {
                    Some(&MISSING_DATE) | None => Value::Null,
                    Some(_) if role == Role::Period => json!(role.canonical(&table.raw(row, index))),
                    Some(days) => json!(date::iso(*days)),
                },
                Column::Text(values) => values.get(row).map_or(Value::Null, |text| json!(role.canonical(text))),
            };
            cells.push(json!({"row": records(row), "column": index, "value": value}));
        }
    }
    json!({
        "id": id,
        "format": format,
        "sheet": opened.sheets.get(opened.sheet).filter(|name| !name.is_empty()),
        "encoding": table.encoding(),
        "delimiter": table.delimiter(),
        "header_first_row": if header.is_empty() { Value::Null } else { json!(header.start) },
        "header_rows": header.end - header.start,
        "first_data_row": records(0),
        "last_data_row": last.checked_sub(1).map(records),
        "column_count": table.fields().len(),
        "totals_rows": table.total_rows().iter().map(|row| records(*row as usize)).collect::<Vec<_>>(),
        "footer_rows": table.footer_records().collect::<Vec<_>>(),
        "columns": columns,
        "cells": cells,
    })
}
