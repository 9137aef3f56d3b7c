//! Tables from lines of text.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use jelajah::ingest::RecordBuilder;
use jelajah::table::{Reading, Table};

/// Rows of cells under columns; an empty cell is missing.
pub(crate) fn table(columns: &[(&str, Reading)], lines: &[String]) -> Table {
    let names: Vec<(String, String)> =
        columns.iter().map(|(name, _)| ((*name).to_owned(), "text".to_owned())).collect();
    let mut builder = RecordBuilder::new(&names);
    let cell = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let records: Vec<Vec<Option<String>>> = lines.iter().map(|line| line.split(';').map(cell).collect()).collect();
    builder.push(records);
    builder.table(columns.iter().map(|(name, reading)| ((*name).to_owned(), *reading)).collect()).unwrap()
}
