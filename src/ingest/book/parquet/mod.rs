//! Apache Parquet (parquet-format 2.11): flat columns, nested records with dotted names, lists as text, and the shapes
//! of `GeoParquet`.
//!
//! Read are all encodings and everything that pages are compressed with but LZO: a column of it stops the
//! reading with a word about it. Reached by [`open`] alone, so that it can be a part of its own (ADR 4).

mod chunk;
mod codec;
mod page;
mod schema;
mod shapes;
mod thrift;
mod value;

use super::bytes::u32_at;
use super::grid::{Cell, CellRef, Grid, Strip};
use super::recognise::Format;
use super::sheet::{Budget, Column, Sheet};
use super::{Book, Limits};
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::geo::Features;
use chunk::{Entry, Sink};
use schema::Leaf;
use shapes::Shapes;
use thrift::Fields;

/// Reads the table of a file.
pub fn open(bytes: &[u8], limits: &Limits) -> Result<Book, Problem> {
    let mut budget = super::budget(bytes.len(), limits)?;
    let sheet = read(bytes, &mut budget)?;
    Ok(Book { format: Format::Parquet, sheets: vec![sheet], entries: Vec::new(), notes: budget.into_notes() })
}

fn broken() -> Problem {
    Problem::new(ProblemCode::BrokenFile).arg("Parquet")
}

fn read(bytes: &[u8], budget: &mut Budget) -> Result<Sheet, Problem> {
    if bytes.ends_with(b"PARE") {
        return Err(Problem::new(ProblemCode::ProtectedFile).arg("Parquet"));
    }
    let tail = bytes.len().checked_sub(8).ok_or_else(broken)?;
    let length = u32_at(bytes, tail).ok_or_else(broken)? as usize;
    let start = tail.checked_sub(length).filter(|_| bytes.ends_with(b"PAR1")).ok_or_else(broken)?;
    let (file, _) = Fields::read(bytes.get(start..tail).unwrap_or_default()).ok_or_else(broken)?;
    let leaves = schema::leaves(&file);
    let (geometry, reference) = shapes::column(&file, &leaves).unzip();
    let mut table = Table { bytes, leaves: &leaves, geometry, rows: Grid::default(), shapes: Features::default() };
    for group in file.structures(4) {
        let shapes = table.shapes.mark();
        match table.group(group, budget) {
            Ok(()) => {}
            Err(problem) if table.rows.is_empty() || problem.code != ProblemCode::BrokenFile => return Err(problem),
            Err(_) => {
                // What came before it is whole.
                table.shapes.back_to(shapes);
                budget.note(Note::once(NoteCode::CutShort, []));
                break;
            }
        }
        if budget.is_full() {
            break;
        }
    }
    let Table { rows, mut shapes, .. } = table;
    let shapes = reference.map(|reference| {
        while shapes.len() < rows.len() {
            shapes.end_shape();
        }
        shapes.set_reference(&reference);
        shapes
    });
    let names = leaves.iter().enumerate().filter(|(at, _)| Some(*at) != geometry);
    let column = |leaf: &Leaf| Column { name: leaf.name.clone(), declared: Some(leaf.kind.declared().to_owned()) };
    let columns = names.take(budget.limits.columns as usize).map(|(_, leaf)| column(leaf)).collect();
    Ok(Sheet { rows, columns: Some(columns), shapes, ..Sheet::default() })
}

/// What is being read.
struct Table<'a> {
    bytes: &'a [u8],
    leaves: &'a [Leaf],
    /// Which of them holds the shapes.
    geometry: Option<usize>,
    rows: Grid,
    shapes: Features,
}

impl Table<'_> {
    /// Reads a group of rows, column by column.
    fn group(&mut self, group: &Fields<'_>, budget: &mut Budget) -> Result<(), Problem> {
        let (mut columns, mut widths) = (Vec::new(), Vec::new());
        for (at, (leaf, chunk)) in self.leaves.iter().zip(group.structures(1)).enumerate() {
            let said = chunk.structure(3);
            if chunk.structure(8).is_some() || said.is_none() {
                return Err(Problem::new(ProblemCode::ProtectedFile).arg("Parquet"));
            }
            let Some(said) = said else { continue };
            let unread =
                if chunk.bytes(1).is_some() { Some("_metadata") } else { codec::unread(said.int(4).unwrap_or(0)) };
            if let Some(name) = unread {
                return Err(Problem::new(ProblemCode::UnsupportedFormat).arg(format!("Parquet ({name})")));
            }
            if self.geometry == Some(at) {
                let mut sink = Shapes { before: self.rows.len(), widths: &mut widths, features: &mut self.shapes };
                chunk::read(self.bytes, said, leaf, &mut sink, budget)?;
            } else {
                let (column, strip) = (columns.len() as u32, Strip::default());
                let mut sink = Cells { widths: &mut widths, row: 0, column, strip, leaf, list: None };
                chunk::read(self.bytes, said, leaf, &mut sink, budget)?;
                columns.push(sink.strip);
            }
        }
        // Rows without columns are rows.
        let rows = group.int(3).and_then(|rows| usize::try_from(rows).ok()).unwrap_or(0);
        while widths.len() < rows && budget.take_row() {
            widths.push(0);
        }
        let mut columns: Vec<_> = columns.into_iter().map(Strip::pass).collect();
        for _ in widths {
            self.rows.push_columns(&mut columns);
        }
        Ok(())
    }
}

/// Takes the values of a column, one a row, or the lists of one.
struct Cells<'a> {
    /// For each row of the group so far the place behind its last filled cell.
    widths: &'a mut Vec<u32>,
    row: usize,
    column: u32,
    strip: Strip,
    leaf: &'a Leaf,
    /// The elements of the list that is being read.
    list: Option<String>,
}

impl Cells<'_> {
    /// Ends a row.
    fn put(&mut self, cell: CellRef<'_>, budget: &mut Budget) {
        if self.row >= self.widths.len() {
            if !budget.take_row() {
                return;
            }
            self.widths.push(0);
        }
        if let Some(width) = self.widths.get_mut(self.row) {
            let is_kept = budget.take_cell(width, self.column, cell);
            self.strip.push(if is_kept { cell } else { CellRef::Empty });
        }
        self.row += 1;
    }
}

impl Sink for Cells<'_> {
    fn take(&mut self, entry: &Entry<'_>, budget: &mut Budget) {
        let is_list = self.leaf.max_repetition > 0;
        if let Some(text) = entry.value.filter(|_| !is_list).and_then(|value| value::text(value, self.leaf)) {
            return self.put(CellRef::Text(text), budget);
        }
        let cell = entry.value.map_or(Cell::Empty, |value| value::cell(value, self.leaf));
        if !is_list {
            return self.put(cell.as_ref(), budget);
        }
        let is_element = entry.definition >= self.leaf.element;
        if entry.repetition == 0 {
            self.end(budget);
            self.list = Some(if is_element { cell.raw().into_owned() } else { String::new() });
        } else if let Some(list) = &mut self.list {
            let element = cell.raw();
            if budget.take_text(element.len() + 2) {
                list.push_str(", ");
                list.push_str(&element);
            }
        }
    }

    fn end(&mut self, budget: &mut Budget) {
        if let Some(list) = self.list.take() {
            self.put(Cell::text(list).as_ref(), budget);
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
