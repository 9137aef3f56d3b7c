//! From the bytes of a file that is not delimited text to sheets of cells.
//!
//! [`recognise`] decides the format by bytes, never by name; [`open`] reads it. A [`Sheet`] is what
//! the file says, row by row: where its header is and what its columns mean is decided later, by the
//! same machinery that reads delimited text. Only formats that carry their own column names (`JSON`,
//! `GeoJSON`, dBASE …) give [`Sheet::columns`].
//!
//! Everything here takes strangers' bytes: sizes, cells, depths and expansions are bounded by
//! [`Limits`], what had to be left out is told in [`Book::notes`], and nothing panics.

pub mod archive;
mod bytes;
mod collection;
mod container;
mod dates;
mod dbf;
#[cfg(test)]
mod fuzz_tests;
mod geojson;
mod grid;
mod html;
mod incoming;
mod json;
mod markup;
mod ods;
pub mod pack;
pub mod parquet;
mod pieces;
mod places;
mod recognise;
mod records;
mod scan;
mod shapefile;
mod sheet;
mod spreadsheetml;
mod text;
mod topojson;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

pub use grid::{Cell, CellRef, Grid};
pub use incoming::Incoming;
pub use recognise::{Format, recognise};
pub use sheet::{Column, Merge, Sheet};

use crate::base::note::{Note, Problem, ProblemCode};
use sheet::Budget;

/// Every sheet of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// What the bytes are.
    pub format: Format,
    /// The sheets, in the order of the file; of a page or a `JSON` text the largest one is the first.
    pub sheets: Vec<Sheet>,
    /// The files of an archive, for the person to choose from; then there are no sheets. The chosen
    /// one comes from [`archive::extract`].
    pub entries: Vec<archive::Entry>,
    /// What the reader met.
    pub notes: Vec<Note>,
}

/// How far a reader goes with a stranger's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub bytes: u64,
    /// Bytes that compressed parts may have together when expanded.
    pub expanded: u64,
    /// How many times larger than the file its expanded parts may be. The first 8 MB are free.
    pub ratio: u64,
    /// Cells of all sheets together, empty ones between filled ones counted.
    pub cells: u64,
    /// Columns of a sheet.
    pub columns: u32,
    /// Sheets of a file.
    pub sheets: u32,
    /// Depth of nested lists, elements and records.
    pub depth: u32,
    /// Points of all shapes together.
    pub points: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            expanded: 1 << 30,
            ratio: 100,
            cells: 12_000_000,
            columns: super::MAX_COLUMNS as u32,
            sheets: 500,
            depth: 48,
            points: 8_000_000,
        }
    }
}

/// Reads every sheet of a file. Delimited text is none of this module's formats.
pub fn open(bytes: &[u8], limits: &Limits) -> Result<Book, Problem> {
    match recognise(bytes) {
        Format::Parquet => parquet::open(bytes, limits),
        _ => open_but_parquet(bytes, limits),
    }
}

/// What may be read of a file of so many bytes.
fn budget(bytes: usize, limits: &Limits) -> Result<Budget, Problem> {
    match bytes {
        0 => Err(Problem::new(ProblemCode::EmptyFile)),
        _ if bytes as u64 > limits.bytes => {
            Err(Problem::new(ProblemCode::TooLarge).arg(format!("{} MB", limits.bytes >> 20)))
        }
        _ => Ok(Budget::new(limits, bytes)),
    }
}

/// As [`open`], but Parquet is not read: it is long, and reached from here it would come with all the others.
pub fn open_but_parquet(bytes: &[u8], limits: &Limits) -> Result<Book, Problem> {
    let mut budget = budget(bytes.len(), limits)?;
    let format = recognise(bytes);
    let (format, mut sheets) = match format {
        Format::Json => {
            let text = text::decode(bytes, &mut budget);
            json::read(&text, &mut budget)?
        }
        Format::Xlsx => (format, xlsx::read(bytes, &mut budget)?),
        Format::Xlsb => (format, xlsb::read(bytes, &mut budget)?),
        Format::Xls => (format, xls::read(bytes, &mut budget)?),
        Format::Ods => (format, ods::read(bytes, &mut budget)?),
        Format::XmlSpreadsheet => (format, spreadsheetml::read(&text::decode(bytes, &mut budget), &mut budget)),
        Format::Xml => (format, xml::read(&text::decode(bytes, &mut budget), &mut budget)),
        Format::Kml => (format, places::kml(&text::decode(bytes, &mut budget), &mut budget)),
        Format::Kmz => (format, places::kmz(bytes, &mut budget)?),
        Format::Gpx => (format, places::gpx(&text::decode(bytes, &mut budget), &mut budget)),
        Format::Shapefile if bytes.starts_with(b"PK") => (format, shapefile::zipped(bytes, &mut budget)?),
        Format::Shapefile => (format, shapefile::bare(bytes, &mut budget)?),
        Format::Dbf => {
            let broken = || Problem::new(ProblemCode::BrokenFile).arg(format.label());
            let dbf::Dbf { columns, rows, .. } = dbf::read(bytes, None, &mut budget).ok_or_else(broken)?;
            (format, vec![Sheet { rows, columns: Some(columns), ..Sheet::default() }])
        }
        Format::Html => {
            let text = text::decode(bytes, &mut budget);
            (format, html::read(&text, &mut budget)?)
        }
        Format::Zip | Format::Gzip => {
            let entries = archive::list(bytes, limits);
            if entries.is_empty() {
                return Err(Problem::new(ProblemCode::BrokenFile).arg(format.label()));
            }
            return Ok(Book { format, entries, ..Book::default() });
        }
        Format::Pdf => return Err(Problem::new(ProblemCode::PdfFile)),
        Format::Image => return Err(Problem::new(ProblemCode::PictureFile)),
        _ => return Err(Problem::new(ProblemCode::UnsupportedFormat).arg(format.label())),
    };
    sheets.iter_mut().for_each(Sheet::uncover);
    if sheets.is_empty() {
        return Err(Problem::new(ProblemCode::NoRows));
    }
    Ok(Book { format, sheets, entries: Vec::new(), notes: budget.into_notes() })
}
