//! Stand-in for the ingest room until the real one lands. Not to be merged.
use crate::base::note::{Problem, ProblemCode};
use crate::table::{Reading, ResultColumn, ResultTable, Table, Values};

/// Stub.
#[derive(Debug, Clone)]
pub struct Options {
    /// Stub.
    pub name: Option<String>,
    /// Stub.
    pub readings: Vec<(String, Reading)>,
    /// Stub.
    pub max_rows: u64,
    /// Stub.
    pub max_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { name: None, readings: Vec::new(), max_rows: 5_000_000, max_bytes: 500_000_000 }
    }
}

/// Stub.
#[derive(Debug)]
pub struct Reader {
    options: Options,
    bytes: Vec<u8>,
}

fn cells(bytes: &[u8]) -> (Vec<String>, Vec<Vec<Option<String>>>) {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let names: Vec<String> = reader.headers().map(|h| h.iter().map(ToOwned::to_owned).collect()).unwrap_or_default();
    let mut columns = vec![Vec::new(); names.len()];
    for record in reader.records().flatten() {
        for (i, column) in columns.iter_mut().enumerate() {
            column.push(record.get(i).map(ToOwned::to_owned));
        }
    }
    (names, columns)
}

impl Reader {
    /// Stub.
    pub fn new(options: Options) -> Self {
        Self { options, bytes: Vec::new() }
    }
    /// Stub.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.bytes.extend_from_slice(bytes);
        if self.bytes.starts_with(b"<!DOCTYPE") {
            return Err(Problem::new(ProblemCode::HtmlInsteadOfData));
        }
        Ok(())
    }
    /// Stub.
    pub fn rows_so_far(&self) -> u64 {
        (self.bytes.iter().filter(|b| **b == b'\n').count() as u64).saturating_sub(1)
    }
    /// Stub.
    pub fn preview(&self, rows: usize) -> Option<ResultTable> {
        let (names, columns) = cells(&self.bytes);
        (!columns.is_empty() && !columns[0].is_empty()).then(|| ResultTable {
            columns: names
                .into_iter()
                .zip(columns)
                .map(|(name, mut c)| {
                    c.truncate(rows);
                    ResultColumn { name, values: Values::Text(c) }
                })
                .collect(),
        })
    }
    /// Stub.
    pub fn finish(self) -> Finishing {
        Finishing { reader: Some(self) }
    }
}

/// Stub.
#[derive(Debug)]
pub struct Finishing {
    reader: Option<Reader>,
}

impl Finishing {
    /// Stub.
    pub fn step(&mut self, _budget_cells: usize) -> Option<Result<Table, Problem>> {
        let reader = self.reader.take()?;
        if reader.bytes.is_empty() {
            return Some(Err(Problem::new(ProblemCode::EmptyFile)));
        }
        let (names, columns) = cells(&reader.bytes);
        Some(Ok(Table::from_columns(names, columns, &reader.options.readings, reader.bytes.len() as u64)))
    }
}

/// Stub.
pub fn read_all(bytes: &[u8], options: Options) -> Result<Table, Problem> {
    let mut reader = Reader::new(options);
    reader.feed(bytes)?;
    reader.finish().step(usize::MAX).unwrap_or_else(|| Err(Problem::new(ProblemCode::EmptyFile)))
}

/// Stub.
#[derive(Debug)]
pub struct RecordBuilder {
    names: Vec<String>,
    columns: Vec<Vec<Option<String>>>,
}

impl RecordBuilder {
    /// Stub.
    pub fn new(fields: &[(String, String)]) -> Self {
        Self { names: fields.iter().map(|f| f.0.clone()).collect(), columns: vec![Vec::new(); fields.len()] }
    }
    /// Stub.
    pub fn push(&mut self, records: Vec<Vec<Option<String>>>) {
        for record in records {
            for (column, cell) in self.columns.iter_mut().zip(record) {
                column.push(cell);
            }
        }
    }
    /// Stub.
    pub fn finish(self, readings: Vec<(String, Reading)>) -> Table {
        Table::from_columns(self.names, self.columns, &readings, 0)
    }
}
