//! Tables: what the worker owns ([`Table`]) and the small answers that travel to the page
//! ([`ResultTable`]).

mod arena;
mod codes;
mod column;
mod extent;
mod kept;
mod marks;
mod notation;
mod numbers;
mod odd;
mod personal;
mod role;
mod shape;
mod split;
mod store;

use serde::{Deserialize, Serialize};

use crate::base::date::DateStyle;
use crate::base::note::Note;
use crate::base::number::NumberStyle;

pub(crate) use arena::{Arena, SLOT};
pub(crate) use codes::Block;
pub use codes::Codes;
#[cfg(test)]
pub(crate) use column::read_number;
pub(crate) use column::{Building, ColumnBuilder, Record, TextBuilder};
pub use column::{Column, MISSING_CODE, MISSING_DATE, TextColumn};
pub use extent::{Extent, Offer};
pub(crate) use kept::{GiveBack, Keeper, Source, first_of, write_number};
pub use marks::{MARKS, Meaning, header as header_mark, is_unsettled};
pub(crate) use marks::{MarkCounts, explained, name_without};
pub(crate) use notation::{Beside, Noted, notes as notation_notes, reads_sizes, small_without_size, without_size};
pub use numbers::{NumberColumn, Numbers};
pub use odd::Oddity;
pub use personal::personal_data;
pub(crate) use personal::{of_headers as personal_headers, of_texts as personal_texts};
pub use role::{Role, RoleVerdict};
pub(crate) use shape::{Counts, Kind, Shape};
pub use shape::{MISSING_MARKERS, says_missing};
pub(crate) use split::{Outcome, Span, Splitter};
pub use store::Table;
pub(crate) use store::{
    About, Frequencies, Parts, Rows, count_shapes, evidence, marked_notes, says, strips_point_zero, unread_note,
};

/// How the raw text of a column is understood. The raw text is never lost; a reading is reversible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// Words, kept as written.
    #[default]
    Text,
    /// Identifiers (region codes, NIK, leading zeros, dotted codes, years), kept as written and never
    /// summed. Two things are left out of the value, as the evidence shows: the `.0` where an export
    /// turned every code of a column into a decimal (`32.0`), and blanks within `32. 04. 05`.
    Code,
    /// Numbers in one style for the whole column.
    Number(NumberStyle),
    /// Dates in one order for the whole column.
    Date(DateStyle),
}

/// Why a column was read as it was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Cells that are not empty or a missing marker.
    pub filled: u64,
    /// Empty cells and missing markers (`-`, `...`, `n/a`).
    pub missing: u64,
    /// Filled cells that fit the reading.
    pub fitting: u64,
    /// Filled cells that show the reading's own mark (a decimal comma, dot groups, a leading zero).
    pub telling: u64,
    /// Up to three raw cells with what was understood, chosen to show the style.
    pub samples: Vec<Sample>,
    /// Other readings that most filled cells fit, best first.
    pub alternatives: Vec<Reading>,
    /// The cells alone do not decide between the reading and an alternative.
    pub ambiguous: bool,
    /// What the column is about, and why; `None` for columns that no file has, such as sums.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleVerdict>,
    /// Figures with marks such as `*` or `r`, which were read without them: notes of
    /// [`NoteCode::MarkedFigures`](crate::base::note::NoteCode) for those of its cells, of `MarkedHeader` for its header.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Note>,
    /// Cells that are numbers in other notations: with words of size, stretches of time, degrees. Notes of
    /// [`NoteCode::SizeWords`](crate::base::note::NoteCode) and what follows it there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notation: Vec<Note>,
}

/// A raw cell and its meaning, as ISO date, plain number or text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// The cell as written.
    pub raw: String,
    /// What it was read as; `None` when missing or unread.
    pub read: Option<String>,
}

/// A column's name and reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The header, unique within the table.
    pub name: String,
    /// How its cells are understood.
    pub reading: Reading,
    /// Whether every number is whole (only for [`Reading::Number`]).
    #[serde(default)]
    pub whole: bool,
    /// Why.
    pub evidence: Evidence,
}

impl Field {
    /// What the column is about; guessed from the reading alone where nobody looked.
    pub fn role(&self) -> Role {
        self.evidence.role.as_ref().map_or(Role::of_reading(self.reading, self.whole), |verdict| verdict.role)
    }
}

/// What stands in [`Form::sheet`] for all sheets as one table. No workbook allows a sheet of this name.
pub const ALL_SHEETS: &str = "*";

/// How a person wants a source taken apart before its columns are read; what is absent is found out from
/// the bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The sheet of a workbook or the file of an archive, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The encoding of a text, by its name in the WHATWG Encoding Standard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What stands between the fields of a delimited text; an ASCII character.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// Whether columns that are the values of a variable become rows, as [`TableInfo::unfold`] says.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unfold: bool,
}

/// Columns that are the values of a variable, such as years, and how they become rows.
///
/// Hadley Wickham, "Tidy Data", Journal of Statistical Software 59 (2014), section 3.1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfold {
    /// The names of the columns that the old headers become, such as `Tahun`.
    pub keys: Vec<String>,
    /// The names of the columns that the cells become: one, or one for each measure.
    pub values: Vec<String>,
    /// The columns that are taken apart, in the order of the table.
    pub columns: Vec<Unfolded>,
    /// Columns that stand for several of them together, such as totals; they are left out.
    pub left_out: Vec<String>,
}

/// One column that becomes rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfolded {
    /// Its name.
    pub name: String,
    /// What its rows have in the key columns, as many as there are.
    pub keys: Vec<String>,
    /// Which of [`Unfold::values`] its cells go to.
    pub value: usize,
}

/// What the page knows of a table that lives in the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableInfo {
    /// The worker's handle.
    pub table: TableId,
    /// Columns in file order.
    pub fields: Vec<Field>,
    /// Rows of data (header, title and footer rows not counted).
    pub rows: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Encoding found, e.g. `UTF-8`, `windows-1252`; empty for cells of a workbook, of JSON and the like.
    pub encoding: String,
    /// Delimiter found, e.g. `,` `;` or a tab; empty for those and for rows of a `DataStore`.
    pub delimiter: String,
    /// Oddities met.
    pub notes: Vec<Note>,
    /// The sheets of the workbook, the files of the archive, or the tables of the page, by name; empty
    /// where there is but one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<String>,
    /// Which of them this table is.
    #[serde(default)]
    pub sheet: usize,
    /// How columns can become rows, or became them where [`Form::unfold`] asked for it; `None` where
    /// nothing speaks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unfold: Option<Box<Unfold>>,
    /// Whether its rows have shapes: it comes from a geographic file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shapes: bool,
}

impl TableInfo {
    /// A table without columns and rows, for a screen that is about to change.
    pub fn empty() -> Self {
        Self {
            table: TableId(0),
            fields: Vec::new(),
            rows: 0,
            bytes: 0,
            encoding: String::new(),
            delimiter: String::new(),
            notes: Vec::new(),
            sheets: Vec::new(),
            sheet: 0,
            unfold: None,
            shapes: false,
        }
    }
}

/// The worker's handle of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TableId(pub u32);

/// A small table that travels to the page: an answer, a page of rows, a figure's data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ResultTable {
    /// Columns, all of one length.
    pub columns: Vec<ResultColumn>,
}

/// A column of a [`ResultTable`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultColumn {
    /// Name, unique within the table.
    pub name: String,
    /// Values.
    pub values: Values,
}

/// The values of a [`ResultColumn`]; `None` is missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Values {
    /// Words and codes.
    Text(Vec<Option<String>>),
    /// Numbers, all finite.
    Number(Vec<Option<f64>>),
    /// Days since 1970-01-01.
    Date(Vec<Option<i32>>),
}

impl Values {
    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(values) => values.len(),
            Self::Number(values) => values.len(),
            Self::Date(values) => values.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl ResultTable {
    /// How many rows.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }

    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<&ResultColumn> {
        self.columns.iter().find(|column| column.name == name)
    }
}
