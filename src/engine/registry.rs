//! The open tables, each with the rows of its current view.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::late::Compute;
use super::protocol::Job;
use crate::base::note::{Note, Problem, ProblemCode};
use crate::geo::Features;
use crate::table::{Table, TableId, TableInfo};

/// The sheets of a workbook, the files of an archive or the tables of a page; none where there is but one.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheets {
    pub(super) names: Vec<String>,
    /// Which of them is the table.
    pub(super) chosen: usize,
}

/// An open table.
pub(super) struct Held {
    pub(super) table: Table,
    /// Oddities met on the way to the table, beside those of reading it.
    notes: Vec<Note>,
    sheets: Sheets,
    /// The shapes of its rows, of a geographic file.
    shapes: Option<Features>,
    /// The number of the current view; 0 is the table in file order.
    view: u32,
    /// The view's rows; `None` for all in file order.
    rows: Option<Vec<u32>>,
}

/// A table that stays at its portal.
pub(super) trait Far {
    /// The work for one of the jobs on a table; `view` is the number for a view, should it be one.
    fn work(self: Rc<Self>, job: Job, view: u32) -> Box<dyn Compute>;
}

/// All open tables.
pub(super) struct Registry {
    tables: BTreeMap<u32, Held>,
    far: BTreeMap<u32, Rc<dyn Far>>,
    last_table: u32,
    last_view: u32,
    /// Changes whenever a column is read another way: plans under way then start anew.
    pub(super) generation: u64,
}

fn gone() -> Problem {
    Problem::new(ProblemCode::TableGone)
}

impl Registry {
    pub(super) const fn new() -> Self {
        Self { tables: BTreeMap::new(), far: BTreeMap::new(), last_table: 0, last_view: 0, generation: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.tables.len() + self.far.len()
    }

    /// Takes in a table that stays at its portal.
    pub(super) fn insert_far(&mut self, far: Rc<dyn Far>) -> TableId {
        self.last_table += 1;
        self.far.insert(self.last_table, far);
        TableId(self.last_table)
    }

    /// A table that stays at its portal.
    pub(super) fn far(&self, id: TableId) -> Option<Rc<dyn Far>> {
        self.far.get(&id.0).cloned()
    }

    /// Takes a table in and tells the page of it.
    pub(super) fn insert(
        &mut self,
        table: Table,
        notes: Vec<Note>,
        sheets: Sheets,
        shapes: Option<Features>,
    ) -> TableInfo {
        self.last_table += 1;
        let id = TableId(self.last_table);
        // Columns made into rows leave no row its shape.
        let shapes = shapes.filter(|shapes| shapes.len() == table.rows());
        let held = Held { table, notes, sheets, shapes, view: 0, rows: None };
        let info = held.info(id);
        self.tables.insert(id.0, held);
        info
    }

    pub(super) fn get(&self, id: TableId) -> Result<&Held, Problem> {
        self.tables.get(&id.0).ok_or_else(gone)
    }

    pub(super) fn get_mut(&mut self, id: TableId) -> Result<&mut Held, Problem> {
        self.tables.get_mut(&id.0).ok_or_else(gone)
    }

    /// The table of a plan's handle.
    pub(super) fn table(&self, id: u32) -> Option<&Table> {
        self.tables.get(&id).map(|held| &held.table)
    }

    pub(super) fn remove(&mut self, id: TableId) -> Result<(), Problem> {
        let far = self.far.remove(&id.0).map(drop);
        far.or_else(|| self.tables.remove(&id.0).map(drop)).ok_or_else(gone)
    }

    /// A number for a view that is about to be prepared. A later number wins, also when the earlier
    /// view is ready last.
    pub(super) fn next_view(&mut self) -> u32 {
        self.last_view += 1;
        self.last_view
    }

    /// Bytes that the tables and views hold.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn heap_bytes(&self) -> u64 {
        self.tables
            .values()
            .map(|held| (held.table.heap_bytes() + held.rows.as_ref().map_or(0, |rows| rows.len() * 4)) as u64)
            .sum()
    }
}

impl Held {
    /// The shapes of the table's rows.
    pub(super) const fn shapes(&self) -> Option<&Features> {
        self.shapes.as_ref()
    }

    pub(super) fn info(&self, id: TableId) -> TableInfo {
        let table = &self.table;
        TableInfo {
            table: id,
            fields: table.fields().to_vec(),
            rows: table.rows() as u64,
            bytes: table.bytes(),
            encoding: table.encoding().to_owned(),
            delimiter: table.delimiter().to_owned(),
            notes: self.notes.iter().chain(table.notes()).cloned().collect(),
            sheets: self.sheets.names.clone(),
            sheet: self.sheets.chosen,
            unfold: table.unfold().cloned().map(Box::new),
            shapes: self.shapes.is_some(),
        }
    }

    /// Makes a prepared view the current one, unless a newer one is.
    pub(super) fn set_view(&mut self, view: u32, rows: Option<Vec<u32>>) {
        if view > self.view {
            self.view = view;
            self.rows = rows;
        }
    }

    /// Up to `count` of the table's rows from a place of the view; an older view is gone.
    pub(super) fn view_rows(&self, view: u32, start: u64, count: usize) -> Result<Vec<usize>, Problem> {
        if view != self.view {
            return Err(gone());
        }
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        Ok(match &self.rows {
            Some(rows) => rows.iter().skip(start).take(count).map(|row| *row as usize).collect(),
            None => (start..self.table.rows().min(start.saturating_add(count))).collect(),
        })
    }
}
