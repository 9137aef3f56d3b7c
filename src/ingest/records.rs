//! Tables from records that arrive as lists of texts: the pages of a `DataStore`.
//!
//! The records are kept as delimited text of our own making, so that a table from a `DataStore` is
//! the same thing as a table from a file.

use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::table::{Reading, Table};

use super::Options;
use super::body::Body;
use super::finish::Finishing;
use super::infer::Declared;

/// A value longer than this, in bytes, is no cell of a table; its record is left out with a note.
const LONGEST: usize = 1 << 18;

/// Builds a table from records.
#[derive(Debug)]
pub struct RecordBuilder {
    body: Body,
    options: Options,
    bytes: u64,
    skipped: u64,
}

impl RecordBuilder {
    /// A builder for columns with the types that a `DataStore` declares (`text`, `int4`, `numeric`,
    /// `timestamp` …). A declared text may still turn out to be numbers, for importers leave them so.
    pub fn new(fields: &[(String, String)]) -> Self {
        let fields = fields.iter().map(|(name, kind)| (name.clone(), declared(kind))).collect();
        Self { body: Body::of_fields(fields), options: Options::default(), bytes: 0, skipped: 0 }
    }

    /// Adds records; a value is `None` where the portal says null.
    pub fn push(&mut self, records: impl IntoIterator<Item = Vec<Option<String>>>) {
        let mut text = String::new();
        for record in records {
            text.clear();
            if record.iter().flatten().any(|value| value.len() > LONGEST) {
                self.skipped += 1;
                continue;
            }
            for (at, value) in record.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write_field(&mut text, value.as_deref().unwrap_or_default());
            }
            // A record of nulls is a row, not a blank line.
            text.push('\n');
            if self.body.append(&text, &self.options).is_err() {
                self.skipped += 1;
            }
            self.bytes += text.len() as u64;
        }
    }

    /// How many rows were added.
    pub fn rows(&self) -> usize {
        self.body.rows()
    }

    /// Decides the readings, in slices, as for a file.
    pub fn finish(self, readings: Vec<(String, Reading)>) -> Result<Finishing, Problem> {
        if self.body.rows() == 0 {
            return Err(Problem::new(ProblemCode::NoRows));
        }
        Ok(self.finish_answer(readings))
    }

    /// [`Self::finish`] for the answer of a question, which may well have no rows.
    pub fn finish_answer(self, readings: Vec<(String, Reading)>) -> Finishing {
        let mut body = self.body;
        let skipped = (self.skipped > 0).then(|| Note {
            code: NoteCode::SkippedRecord,
            count: self.skipped,
            rows: Vec::new(),
            args: vec![format!("> {} KB", LONGEST >> 10)],
        });
        body.describe(self.bytes, "UTF-8", skipped.into_iter().collect());
        Finishing::new(body, readings)
    }

    /// [`Self::finish`] at once.
    pub fn table(self, readings: Vec<(String, Reading)>) -> Result<Table, Problem> {
        self.finish(readings)?.run()
    }
}

/// What a declared type says.
pub(super) fn declared(kind: &str) -> Option<Declared> {
    let kind = kind.to_ascii_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| kind.starts_with(word));
    if starts(&[
        "int", "numeric", "float", "double", "decimal", "real", "bigint", "smallint", "number", "money", "serial",
    ]) {
        Some(Declared::Number)
    } else if starts(&["date", "timestamp"]) {
        Some(Declared::Date)
    } else {
        None
    }
}

/// Writes a field so that splitting gives back the same text.
pub(super) fn write_field(out: &mut String, value: &str) {
    if value.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        out.push('"');
        for part in value.split_inclusive('"') {
            out.push_str(part);
            if part.ends_with('"') {
                out.push('"');
            }
        }
        out.push('"');
    } else {
        out.push_str(value);
    }
}
