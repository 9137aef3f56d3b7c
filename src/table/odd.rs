//! Which rows of a table are odd in a certain way: what the notes of reading count, found again.

use serde::{Deserialize, Serialize};

use super::Column;
use super::column::MISSING_CODE;
use super::marks::is_marked;
use super::shape::{Shape, is_missing};
use super::store::Table;
use crate::base::note::NoteCode;
use crate::base::text::trim;

/// What is odd about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Oddity {
    /// The column's cell holds something that does not fit the way the column is read.
    Unread,
    /// The column's cell is a figure with a mark such as `*` or `r`.
    Marked,
    /// The column's cell is a figure without a word of size such as *juta*.
    NoSize,
    /// A cell holds a line break.
    LineBreak,
    /// A cell holds a character that could not be decoded.
    Undecoded,
    /// The record has fewer fields than the header.
    Short,
    /// The record has more fields than the header.
    Long,
    /// The row looks like a total of others.
    Total,
    /// The row does not look like a total of others.
    NoTotal,
}

impl Oddity {
    /// The oddity whose rows a note counts, where they are rows of the table.
    pub const fn of_note(code: NoteCode) -> Option<Self> {
        Some(match code {
            NoteCode::UnreadCells => Self::Unread,
            NoteCode::MarkedFigures => Self::Marked,
            NoteCode::SizeMissing => Self::NoSize,
            NoteCode::LineBreaksInCells => Self::LineBreak,
            NoteCode::BadBytes => Self::Undecoded,
            NoteCode::ShortRows => Self::Short,
            NoteCode::LongRows => Self::Long,
            NoteCode::TotalRows => Self::Total,
            _ => return None,
        })
    }

    /// Whether it is about one column rather than the row.
    pub const fn is_of_column(self) -> bool {
        matches!(self, Self::Unread | Self::Marked | Self::NoSize)
    }
}

impl Table {
    /// Tells which rows are odd; `column` is an index that counts where
    /// [`Oddity::is_of_column`] alone.
    pub(crate) fn is_odd(&self, column: usize, oddity: Oddity) -> impl FnMut(usize) -> bool + '_ {
        let mut splitter = self.splitter.clone();
        move |row| {
            let is_total = || self.total_rows().binary_search(&(row as u32)).is_ok();
            match oddity {
                Oddity::Total => return is_total(),
                Oddity::NoTotal => return !is_total(),
                Oddity::Unread if self.is_present(row, column) => return false,
                _ => {}
            }
            let raw = self.source().row(row, &mut splitter);
            match oddity {
                Oddity::Unread => !is_missing(trim(&raw.get(column)).as_bytes()),
                Oddity::Marked => is_marked(&raw.get(column)),
                Oddity::NoSize => Shape::of_unmarked(trim(&raw.get(column)).as_bytes()).is_number(),
                Oddity::LineBreak => raw.breaks(),
                Oddity::Undecoded => raw.cells().any(|cell| cell.contains('\u{FFFD}')),
                Oddity::Short => raw.len() < self.about.width,
                Oddity::Long => {
                    raw.surplus() > 0 || raw.cells().skip(self.about.width).any(|cell| !trim(&cell).is_empty())
                }
                Oddity::Total | Oddity::NoTotal => false,
            }
        }
    }

    /// Whether a cell has a value.
    fn is_present(&self, row: usize, column: usize) -> bool {
        if column >= self.fields().len() {
            return false;
        }
        match self.column(column) {
            Column::Number(values) => values.numbers().present(row).is_some(),
            Column::Date(values) => values.get(row).is_some_and(|day| *day != super::MISSING_DATE),
            Column::Text(text) => text.code(row) != MISSING_CODE,
        }
    }
}
