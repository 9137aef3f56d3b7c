//! From bytes to a typed table: encodings, dialects, header blocks, column readings.
//!
//! The reader does no input: it is fed. [`Reader::feed`] takes what arrives, decodes it, splits it and
//! builds columns under a guess made from the first records; [`Finishing::step`] then decides every
//! column's reading from *all* of its cells, in slices, and goes over the raw text a second time only
//! for columns whose guess was wrong.

mod body;
pub mod book;
mod decode;
mod dialect;
mod finish;
mod header;
mod infer;
#[cfg(test)]
mod layout_tests;
#[cfg(test)]
mod marks_tests;
mod names;
mod notation;
#[cfg(test)]
mod notation_tests;
mod reader;
mod records;
#[cfg(test)]
mod reshape_tests;
mod rewrite;
mod role;
mod sheets;
mod sniff;
mod sums;
#[cfg(test)]
mod tests;
mod unfold;
mod union;
mod wrapped;

pub use decode::Encoding;
pub use finish::Finishing;
pub use reader::Reader;
pub use records::RecordBuilder;
pub use sheets::{Opened, choose, read_file, read_sheet};
pub use unfold::Unfolding;
pub use union::Union;

use crate::base::note::Problem;
use crate::table::{Reading, Table};

/// What the reader is told beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The file's name or the title that its portal gives it. Formats are decided by bytes, never by
    /// it; what numbers measure may be read from it where no header says it.
    pub name: Option<String>,
    /// Readings that the person chose, by column name; the others are inferred.
    pub readings: Vec<(String, Reading)>,
    /// How many bytes are announced. Nothing is believed of it but how much room to make beforehand.
    pub announced: Option<u64>,
    /// Reading stops behind this many rows, with a note.
    pub max_rows: u64,
    /// Reading stops behind this many bytes, with a note.
    pub max_bytes: u64,
    /// The delimiter, where the person chose one. An ASCII character.
    pub delimiter: Option<u8>,
    /// The encoding, where the person chose one.
    pub encoding: Option<Encoding>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            name: None,
            readings: Vec::new(),
            announced: None,
            max_rows: 10_000_000,
            max_bytes: 1 << 30,
            delimiter: None,
            encoding: None,
        }
    }
}

/// A table has at most this many columns.
pub(crate) const MAX_COLUMNS: usize = 2_000;

/// Reads a whole file at once: for tests and small texts.
pub fn read_all(bytes: &[u8], options: Options) -> Result<Table, Problem> {
    let announced = options.announced.or(Some(bytes.len() as u64));
    let mut reader = Reader::new(Options { announced, ..options });
    for chunk in bytes.chunks(1 << 16) {
        reader.feed(chunk)?;
    }
    reader.finish().run()
}
