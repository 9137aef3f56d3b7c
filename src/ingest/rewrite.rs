//! Tables made anew from the rows of others: the raw cells are written as text of our own making and read
//! like those of a file, so that such a table is the same thing as any other.

use crate::base::note::{Note, Problem};
use crate::table::{Reading, Table};

use super::Options;
use super::body::{Body, chosen};
use super::finish::Finishing;
use super::records::write_field;

/// What a table is made anew from.
pub(super) struct Origin<'a> {
    /// Bytes read.
    pub(super) bytes: u64,
    /// The encoding, as shown.
    pub(super) encoding: &'a str,
    /// The delimiter, as shown; empty where there are several.
    pub(super) delimiter: &'a str,
    /// What stands above and below the rows.
    pub(super) lines: Vec<String>,
}

/// A table that is being made anew, in slices.
#[derive(Debug)]
pub(super) enum Rewriting {
    /// Rows are still to come.
    Rows(Box<Rows>),
    /// All rows are there.
    Finishing(Box<Finishing>),
    /// It cannot be made.
    Failed(Problem),
}

/// The rows so far.
#[derive(Debug, Default)]
pub(super) struct Rows {
    body: Body,
    options: Options,
    totals: Vec<u32>,
    text: String,
}

impl Rewriting {
    /// Begins a table with these columns.
    pub(super) fn new(names: impl Iterator<Item = String>, options: Options) -> Self {
        let body = Body::of_fields(names.map(|name| (name, None)).collect());
        let options = Options { delimiter: Some(b','), ..options };
        Self::Rows(Box::new(Rows { body, options, totals: Vec::new(), text: String::new() }))
    }

    /// Goes on with the end of reading, once all rows are there; `None` when there is more to do.
    pub(super) fn step(&mut self, budget_cells: usize) -> Option<Result<Table, Problem>> {
        match self {
            Self::Rows(_) => None,
            Self::Finishing(finishing) => finishing.step(budget_cells),
            Self::Failed(problem) => Some(Err(problem.clone())),
        }
    }

    /// Goes over from the rows to the end of reading. `readings` are those of columns that are known for
    /// sure; what the person chose goes before.
    pub(super) fn finish(&mut self, origin: &Origin<'_>, notes: Vec<Note>, readings: Vec<(String, Reading)>) {
        if let Self::Rows(rows) = self {
            *self = match std::mem::take(&mut **rows).finish(origin, notes, readings) {
                Ok(finishing) => Self::Finishing(Box::new(finishing)),
                Err(problem) => Self::Failed(problem),
            };
        }
    }
}

impl Rows {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.body.rows()
    }

    /// Adds a row that comes from a record of the source; one cell for each column.
    pub(super) fn push<'a>(
        &mut self,
        record: u64,
        is_total: bool,
        cells: impl Iterator<Item = &'a str>,
    ) -> Result<(), Problem> {
        self.text.clear();
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            write_field(&mut self.text, cell);
        }
        self.text.push('\n');
        if is_total {
            self.totals.push(self.body.rows() as u32);
        }
        self.body.set_record(record);
        self.body.append(&self.text, &self.options)
    }

    fn finish(
        mut self,
        origin: &Origin<'_>,
        notes: Vec<Note>,
        known: Vec<(String, Reading)>,
    ) -> Result<Finishing, Problem> {
        self.body.end(&self.options)?;
        self.body.describe(origin.bytes, origin.encoding, notes);
        self.body.set_delimiter(origin.delimiter);
        self.body.about.lines.extend_from_slice(&origin.lines);
        let mut readings = self.options.readings;
        for (name, reading) in known {
            if chosen(&readings, &name).is_none() {
                readings.push((name, reading));
            }
        }
        Ok(Finishing::new(self.body, readings).titled(self.options.name).with_totals(self.totals))
    }
}
