//! Stand-in for the table room until the real one lands. Not to be merged.
use super::{Evidence, Field, Reading};
use crate::base::note::Note;
use rustc_hash::FxHashMap;

/// Stub.
#[derive(Debug)]
pub enum Column {
    /// Stub.
    Number(Vec<f64>),
    /// Stub.
    Date(Vec<i32>),
    /// Stub.
    Text(TextColumn),
}

/// Stub.
#[derive(Debug, Default)]
pub struct TextColumn {
    codes: Vec<u32>,
    words: Vec<String>,
}

impl TextColumn {
    /// Stub.
    pub fn get(&self, row: usize) -> Option<&str> {
        self.words.get(self.code(row) as usize).map(String::as_str)
    }
    /// Stub.
    pub fn code(&self, row: usize) -> u32 {
        self.codes.get(row).copied().unwrap_or(u32::MAX)
    }
    /// Stub.
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }
    /// Stub.
    pub fn text_of(&self, code: u32) -> &str {
        self.words.get(code as usize).map_or("", String::as_str)
    }
    /// Stub.
    pub fn distinct_hint(&self) -> Option<usize> {
        Some(self.words.len())
    }
}

/// Stub.
#[derive(Debug)]
pub struct Table {
    fields: Vec<Field>,
    raw: Vec<Vec<Option<String>>>,
    columns: Vec<Column>,
    rows: usize,
    bytes: u64,
}

impl Table {
    /// Stub.
    pub fn from_columns(names: Vec<String>, raw: Vec<Vec<Option<String>>>, readings: &[(String, Reading)], bytes: u64) -> Self {
        let rows = raw.first().map_or(0, Vec::len);
        let mut fields = Vec::new();
        let mut columns = Vec::new();
        for (name, cells) in names.into_iter().zip(&raw) {
            let reading = readings.iter().find(|(n, _)| *n == name).map_or_else(|| guess(cells), |(_, r)| *r);
            let column = read(cells, reading);
            let whole = matches!(&column, Column::Number(v) if v.iter().all(|x| x.is_nan() || x.fract() == 0.0));
            fields.push(Field { name, reading, whole, evidence: Evidence::default() });
            columns.push(column);
        }
        Self { fields, raw, columns, rows, bytes }
    }
    /// Stub.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }
    /// Stub.
    pub fn rows(&self) -> usize {
        self.rows
    }
    /// Stub.
    pub fn notes(&self) -> &[Note] {
        &[]
    }
    /// Stub.
    pub fn column_index(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|f| f.name == name)
    }
    /// Stub.
    pub fn column(&self, index: usize) -> &Column {
        &self.columns[index]
    }
    /// Stub.
    pub fn raw(&self, row: usize, col: usize) -> String {
        self.raw[col][row].clone().unwrap_or_default()
    }
    /// Stub.
    pub fn raw_row(&self, row: usize) -> Vec<String> {
        (0..self.raw.len()).map(|c| self.raw(row, c)).collect()
    }
    /// Stub.
    pub fn source_record(&self, row: usize) -> u64 {
        row as u64 + 2
    }
    /// Stub.
    pub fn reread(&mut self, column: usize, reading: Reading) {
        self.columns[column] = read(&self.raw[column], reading);
        self.fields[column].reading = reading;
    }
    /// Stub.
    pub fn heap_bytes(&self) -> usize {
        self.rows * self.columns.len() * 16
    }
    /// Stub.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }
    /// Stub.
    pub fn encoding(&self) -> &str {
        "UTF-8"
    }
    /// Stub.
    pub fn delimiter(&self) -> &str {
        ","
    }
}

fn guess(cells: &[Option<String>]) -> Reading {
    let filled: Vec<&str> = cells.iter().flatten().map(String::as_str).filter(|c| !c.is_empty()).collect();
    if !filled.is_empty() && filled.iter().all(|c| c.parse::<f64>().is_ok()) {
        Reading::Number(crate::base::number::NumberStyle::Plain)
    } else if !filled.is_empty() && filled.iter().all(|c| crate::base::date::parse_iso(c).is_some()) {
        Reading::Date(crate::base::date::DateStyle::Iso)
    } else {
        Reading::Text
    }
}

fn read(cells: &[Option<String>], reading: Reading) -> Column {
    match reading {
        Reading::Number(_) => Column::Number(
            cells.iter().map(|c| c.as_deref().and_then(|c| c.parse().ok()).unwrap_or(f64::NAN)).collect(),
        ),
        Reading::Date(_) => Column::Date(
            cells.iter().map(|c| c.as_deref().and_then(crate::base::date::parse_iso).unwrap_or(i32::MIN)).collect(),
        ),
        Reading::Text | Reading::Code => {
            let mut seen: FxHashMap<&str, u32> = FxHashMap::default();
            let mut column = TextColumn::default();
            for cell in cells {
                column.codes.push(match cell.as_deref() {
                    None | Some("") => u32::MAX,
                    Some(text) => *seen.entry(text).or_insert_with(|| {
                        column.words.push(text.to_owned());
                        column.words.len() as u32 - 1
                    }),
                });
            }
            Column::Text(column)
        }
    }
}
