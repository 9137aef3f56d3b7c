//! A column of an open table read another way.

use super::late::Compute;
use super::protocol::Output;
use super::{Desk, Turn};
use crate::base::note::{Problem, ProblemCode};
use crate::table::{Reading, TableId};

/// The job: which column of which table, and how it is to be read.
pub(super) struct Rereading {
    pub(super) table: TableId,
    pub(super) column: String,
    pub(super) reading: Reading,
}

impl Rereading {
    fn answer(&self, desk: &mut Desk<'_>) -> Result<Output, Problem> {
        let held = desk.tables.get_mut(self.table)?;
        let unknown = || Problem::new(ProblemCode::NoSuchColumn).arg(self.column.as_str());
        let place = held.table.column_index(&self.column).ok_or_else(unknown)?;
        held.table.reread(place, self.reading);
        let info = held.info(self.table);
        desk.tables.generation += 1;
        Ok(Output::Table(info))
    }
}

impl Compute for Rereading {
    fn step(&mut self, _budget_cells: usize, desk: &mut Desk<'_>) -> Turn {
        Turn::Done(self.answer(desk))
    }
}
