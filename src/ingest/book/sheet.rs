//! Sheets, and the budget that bounds them.

use super::Limits;
use super::grid::{Cell, CellRef, Grid};
use crate::base::note::{Note, NoteCode};
use crate::geo::Features;

/// One grid of cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The name that the file gives; may be empty.
    pub name: String,
    /// Rows from the first one of the sheet, each from column A; a row ends behind its last filled
    /// cell, so rows differ in length and blank rows are empty.
    pub rows: Grid,
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
        let longest = self.rows.iter().map(Iterator::count).max().unwrap_or(0);
        longest.max(self.columns.as_ref().map_or(0, Vec::len))
    }

    /// The cell at a row and a column, both from 0; [`Cell::Empty`] outside.
    pub fn cell(&self, row: usize, column: usize) -> Cell {
        self.rows.row(row).and_then(|mut row| row.nth(column)).map_or(Cell::Empty, CellRef::to_cell)
    }
}

/// Cells visited at most to clean what merged regions cover.
const COVERED: usize = 4_000_000;

impl Sheet {
    /// Empties the cells that a merged region covers where they repeat its first cell: some programs
    /// write the text into each of them, and a spreadsheet shows it once.
    pub(super) fn uncover(&mut self) {
        let mut waiting: Vec<&Merge> = self.merges.iter().collect();
        if waiting.is_empty() {
            return;
        }
        waiting.sort_by_key(|merge| std::cmp::Reverse(merge.first_row));
        let mut visits = COVERED;
        // The regions that the row lies in, with their first cells.
        let mut open: Vec<(&Merge, Cell)> = Vec::new();
        let mut rows = std::mem::take(&mut self.rows).pass();
        let mut at = 0;
        while let Some(row) = rows.take() {
            if visits == 0 {
                // A file may claim as many regions as rows, all of them open to its end.
                open.clear();
            }
            open.retain(|(merge, _)| merge.last_row >= at);
            let begins = waiting.last().is_some_and(|merge| merge.first_row == at);
            if visits == 0 || (open.is_empty() && !begins) {
                self.rows.push(row);
            } else {
                let mut cells: Vec<CellRef<'_>> = row.collect();
                while let Some(merge) = waiting.pop_if(|merge| merge.first_row == at) {
                    let first = cells.get(merge.first_column as usize).copied().filter(|cell| !cell.is_empty());
                    open.extend(first.map(|first| (merge, first.to_cell())));
                }
                for (merge, first) in &open {
                    let columns = cells.iter_mut().enumerate().skip(merge.first_column as usize);
                    for (column, cell) in columns.take((merge.last_column - merge.first_column) as usize + 1) {
                        visits = visits.saturating_sub(1);
                        let is_first = at == merge.first_row && column == merge.first_column as usize;
                        if visits > 0 && !is_first && *cell == first.as_ref() {
                            *cell = CellRef::Empty;
                        }
                    }
                    visits = visits.saturating_sub(1);
                }
                self.rows.push(cells);
            }
            at += 1;
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
    /// Cells that the file does not spell out but repeats: the cheapest bomb there is.
    repeated: u64,
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
const FREE_EXPANSION: u64 = 8 << 20;

impl Budget {
    pub(super) fn new(limits: &Limits, bytes: usize) -> Self {
        let bytes = bytes as u64;
        Self {
            limits: *limits,
            cells: limits.cells,
            repeated: (1_200_000 + bytes / 4).min(limits.cells),
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
    pub(super) fn put(&mut self, rows: &mut Grid, row: u32, column: u32, cell: Cell) {
        if cell.is_empty() || self.full || !self.take_text(cell.text_len()) {
            return;
        }
        if column >= self.limits.columns {
            self.cut_columns += 1;
            return;
        }
        let (row, column) = (row as usize, column as usize);
        let new_rows = (row + 1).saturating_sub(rows.len()) as u64;
        let have = rows.row_mut(row).map_or(0, |cells| cells.len());
        let gap = column.saturating_sub(have) as u64;
        let new = gap + new_rows + 1;
        if new > self.cells {
            self.full = true;
            return;
        }
        self.cells -= new;
        while rows.len() <= row {
            rows.begin();
        }
        let Some(cells) = rows.row_mut(row) else { return };
        if column >= have {
            cells.resize(column, Cell::Empty);
            cells.push(cell);
        } else if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
    }

    /// Takes a cell of a row whose empty cells the file spells out and whose last filled cell stands before `width`,
    /// which moves on; otherwise as [`Self::put`]. Whether it may be kept.
    pub(super) fn take_cell(&mut self, width: &mut u32, column: u32, cell: CellRef<'_>) -> bool {
        if cell.is_empty() || self.full || !self.take_text(cell.text_len()) {
            return false;
        }
        if column >= self.limits.columns {
            self.cut_columns += 1;
            return false;
        }
        let new = u64::from((column + 1).saturating_sub(*width));
        if new > self.cells {
            self.full = true;
            return false;
        }
        self.cells -= new;
        *width = (*width).max(column + 1);
        true
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
        self.full |= self.repeated == 0;
        self.repeated = self.repeated.saturating_sub(1);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covered_repetitions_are_emptied() {
        let rows = ["Jawa|Bogor|x|x", "Jawa|Depok", "Jawa|Jawa", "Bali|x|x", "", "Jawa|y"];
        let cells = |row: &&str| row.split('|').map(Cell::text).collect();
        let region =
            |first_row, first_column, last_row, last_column| Merge { first_row, first_column, last_row, last_column };
        // The regions are in no order; one reaches beyond the rows, one begins with nothing.
        let merges = vec![region(5, 1, 9, 1), region(0, 2, 0, 3), region(4, 0, 5, 0), region(0, 0, 2, 0)];
        let mut sheet = Sheet { rows: rows.iter().map(cells).collect(), merges, ..Sheet::default() };
        sheet.uncover();
        assert_eq!(sheet.rows.lines(), ["Jawa|Bogor|x", "|Depok", "|Jawa", "Bali|x|x", "", "Jawa|y"]);
    }
}
