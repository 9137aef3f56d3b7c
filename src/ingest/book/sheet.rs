//! Sheets, their cells, and the budget that bounds them.

use std::borrow::Cow;

use super::Limits;
use crate::base::note::{Note, NoteCode};
use crate::geo::Features;

/// One grid of cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The name that the file gives; may be empty.
    pub name: String,
    /// Rows from the first one of the sheet, each from column A; a row ends behind its last filled
    /// cell, so rows differ in length and blank rows are empty.
    pub rows: Vec<Vec<Cell>>,
    /// Regions that show only their first cell.
    pub merges: Vec<Merge>,
    /// The columns, where the format itself names them: then every row is data.
    pub columns: Option<Vec<Column>>,
    /// `JSON`: where the list of records is, such as `$.result.records[*]`.
    pub records_path: Option<String>,
    /// Columns, from 0, whose numbers are all shown as shares: 0.05 stands there as 5 %.
    pub percents: Vec<u32>,
    /// Whether the file asks not to show the sheet.
    pub hidden: bool,
    /// Shapes of a geographic file; shape `i` belongs to row `i`.
    pub shapes: Option<Features>,
}

impl Sheet {
    /// The number of columns: those named, or the longest row.
    pub fn width(&self) -> usize {
        let longest = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        longest.max(self.columns.as_ref().map_or(0, Vec::len))
    }

    /// The cell at a row and a column, both from 0; [`Cell::Empty`] outside.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows.get(row).and_then(|row| row.get(column)).unwrap_or(&Cell::Empty)
    }
}

/// Cells visited at most to clean what merged regions cover.
const COVERED: usize = 4_000_000;

impl Sheet {
    /// Empties the cells that a merged region covers where they repeat its first cell: some programs
    /// write the text into each of them, and a spreadsheet shows it once.
    pub(super) fn uncover(&mut self) {
        let mut visits = COVERED;
        for merge in &self.merges {
            let first = self.cell(merge.first_row as usize, merge.first_column as usize).clone();
            if first.is_empty() {
                continue;
            }
            let rows = self.rows.iter_mut().enumerate().skip(merge.first_row as usize);
            for (row, cells) in rows.take((merge.last_row - merge.first_row) as usize + 1) {
                let columns = cells.iter_mut().enumerate().skip(merge.first_column as usize);
                for (column, cell) in columns.take((merge.last_column - merge.first_column) as usize + 1) {
                    if visits == 0 {
                        return;
                    }
                    visits -= 1;
                    let is_first = row == merge.first_row as usize && column == merge.first_column as usize;
                    if !is_first && *cell == first {
                        *cell = Cell::Empty;
                    }
                }
                while cells.last().is_some_and(Cell::is_empty) {
                    cells.pop();
                }
            }
        }
    }
}

/// A column that its format names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its name; nested records give `outer.inner`.
    pub name: String,
    /// The type that the file declares (`int4`, `numeric`, `timestamp`, dBASE `N` …), if any.
    pub declared: Option<String>,
}

/// A cell as the file holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, trimmed by nobody.
    Text(String),
    /// A number in the file's own number type.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A date `YYYY-MM-DD`, a time `hh:mm:ss`, or both with `T` between them.
    Date(String),
    /// A formula's error, such as `#DIV/0!`.
    Error(String),
}

impl Cell {
    /// Text, or nothing when it is empty.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Bytes of its text.
    const fn text_len(&self) -> usize {
        match self {
            Self::Text(text) | Self::Date(text) | Self::Error(text) => text.len(),
            Self::Empty | Self::Number(_) | Self::Bool(_) => 0,
        }
    }

    /// Whether there is nothing in it.
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The cell as text: numbers in their shortest decimal form, empty for nothing.
    pub fn raw(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Date(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Bool(true) => Cow::Borrowed("true"),
            Self::Bool(false) => Cow::Borrowed("false"),
        }
    }
}

/// Counts which columns show their numbers as shares.
#[derive(Debug, Default)]
pub(super) struct Shares(Vec<(u32, u32)>);

impl Shares {
    /// Counts a number of a column.
    pub(super) fn count(&mut self, column: u32, is_share: bool, limit: u32) {
        if column >= limit {
            return;
        }
        if self.0.len() <= column as usize {
            self.0.resize(column as usize + 1, (0, 0));
        }
        if let Some((numbers, shares)) = self.0.get_mut(column as usize) {
            *numbers = numbers.saturating_add(1);
            *shares = shares.saturating_add(u32::from(is_share));
        }
    }

    /// The columns of nothing but shares.
    pub(super) fn columns(&self) -> Vec<u32> {
        let all = self.0.iter().enumerate();
        all.filter(|(_, (numbers, shares))| *shares > 0 && numbers == shares).map(|(at, _)| at as u32).collect()
    }
}

/// A merged region; all four from 0 and inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Its first row.
    pub first_row: u32,
    /// Its first column.
    pub first_column: u32,
    /// Its last row.
    pub last_row: u32,
    /// Its last column.
    pub last_column: u32,
}

/// Most merged regions kept of a sheet.
const MERGES: usize = 100_000;

/// What may still be taken from the limits, and the notes about what could not.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    /// The limits as given.
    pub(super) limits: Limits,
    cells: u64,
    /// Empty cells and rows that the file does not spell out: the cheapest bomb there is.
    padding: u64,
    /// Bytes of texts left: a text that a file has once may be in every cell.
    text: u64,
    /// Points of shapes left.
    points: u32,
    points_cut: bool,
    /// Expanded bytes left.
    pub(super) expanded: u64,
    full: bool,
    cut_columns: u64,
    notes: Vec<Note>,
}

/// Bytes that may be expanded whatever the ratio.
const FREE_EXPANSION: u64 = 32 << 20;

impl Budget {
    pub(super) fn new(limits: &Limits, bytes: usize) -> Self {
        let bytes = bytes as u64;
        Self {
            limits: *limits,
            cells: limits.cells,
            padding: (1_200_000 + bytes / 4).min(limits.cells),
            text: limits.bytes.max(FREE_EXPANSION),
            points: limits.points,
            points_cut: false,
            expanded: limits.expanded.min(bytes.saturating_mul(limits.ratio).max(FREE_EXPANSION)),
            full: false,
            cut_columns: 0,
            notes: Vec::new(),
        }
    }

    /// Adds a note.
    pub(super) fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// Whether no cell fits any more.
    pub(super) const fn is_full(&self) -> bool {
        self.full
    }

    /// Puts a cell at a row and a column of a sheet's rows, filling up what lies before. Empty cells
    /// are not put. Nothing is put where a limit is reached, which is noted.
    pub(super) fn put(&mut self, rows: &mut Vec<Vec<Cell>>, row: u32, column: u32, cell: Cell) {
        if cell.is_empty() || self.full || !self.take_text(cell.text_len()) {
            return;
        }
        if column >= self.limits.columns {
            self.cut_columns += 1;
            return;
        }
        let (row, column) = (row as usize, column as usize);
        let new_rows = (row + 1).saturating_sub(rows.len()) as u64;
        let have = rows.get(row).map_or(0, Vec::len);
        let gap = column.saturating_sub(have) as u64;
        let padding = new_rows.saturating_sub(1) + gap;
        if padding > self.padding || gap + new_rows + 1 > self.cells {
            self.full = true;
            return;
        }
        self.padding -= padding;
        self.cells -= gap + new_rows + 1;
        if new_rows > 0 {
            rows.resize_with(row + 1, Vec::new);
        }
        let Some(cells) = rows.get_mut(row) else { return };
        if column >= have {
            cells.resize(column, Cell::Empty);
            cells.push(cell);
        } else if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
    }

    /// Puts a cell into a row whose empty cells the file spells out; otherwise as [`Self::put`].
    pub(super) fn put_in(&mut self, cells: &mut Vec<Cell>, column: u32, cell: Cell) {
        if cell.is_empty() || self.full || !self.take_text(cell.text_len()) {
            return;
        }
        if column >= self.limits.columns {
            self.cut_columns += 1;
            return;
        }
        let column = column as usize;
        let new = (column + 1).saturating_sub(cells.len()) as u64;
        if new > self.cells {
            self.full = true;
            return;
        }
        self.cells -= new;
        if column >= cells.len() {
            cells.resize(column, Cell::Empty);
            cells.push(cell);
        } else if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
    }

    /// Takes so many bytes of a text.
    pub(super) fn take_text(&mut self, bytes: usize) -> bool {
        let bytes = bytes as u64;
        self.full |= bytes > self.text;
        self.text = self.text.saturating_sub(bytes);
        !self.full
    }

    /// Takes a row more, filled or not.
    pub(super) fn take_row(&mut self) -> bool {
        self.full |= self.cells == 0;
        self.cells = self.cells.saturating_sub(1);
        !self.full
    }

    /// Takes a cell that the file does not spell out but repeats.
    pub(super) fn take_repeated(&mut self) -> bool {
        self.full |= self.padding == 0;
        self.padding = self.padding.saturating_sub(1);
        !self.full
    }

    /// Takes a point more.
    pub(super) fn take_point(&mut self) -> bool {
        self.points_cut |= self.points == 0;
        let more = self.points > 0;
        self.points = self.points.saturating_sub(1);
        more
    }

    /// Keeps a merged region that covers more than one cell.
    pub(super) fn merge(&self, merges: &mut Vec<Merge>, merge: Merge) {
        let wide = merge.last_column > merge.first_column && merge.last_row >= merge.first_row;
        let tall = merge.last_row > merge.first_row && merge.last_column >= merge.first_column;
        if (wide || tall) && merges.len() < MERGES && merge.first_column < self.limits.columns {
            merges.push(merge);
        }
    }

    /// The notes, those about limits among them.
    pub(super) fn into_notes(mut self) -> Vec<Note> {
        if self.full {
            self.notes.push(Note::once(NoteCode::TooManyCells, [(self.limits.cells - self.cells).to_string()]));
        }
        if self.points_cut {
            self.notes.push(Note::once(NoteCode::Truncated, [self.limits.points.to_string()]));
        }
        if self.cut_columns > 0 {
            let note = Note::once(NoteCode::TooManyColumns, [self.limits.columns.to_string()]);
            self.notes.push(Note { count: self.cut_columns, ..note });
        }
        self.notes
    }
}
