//! What the start of reading a file needs nothing of, as values that are given to the engine later.
//!
//! Reached through them alone, each can be compiled into a part of its own that follows the engine:
//! [`Late`] with portals, the end of reading and questions about open tables; [`Books`] with every
//! format that is not delimited text.

use super::computing::{Computing, Wanted};
use super::fetching;
use super::protocol::Plan;
use super::{Desk, Input, Turn, remote};
use crate::base::note::Problem;
use crate::ingest::book::archive;
use crate::ingest::book::{self, Book, Limits, Sheet};
use crate::ingest::{Finishing, Options, Reader, RecordBuilder, choose, read_sheet};
use crate::portal::{Portal, Portals, Resource};
use crate::table::{Reading, Table, TableId};

/// A part of the engine that it is given later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// [`Late`]
    Late,
    /// [`Books`]
    Books,
}

/// The end of reading, where it could begin.
pub(super) type Begun = Result<Box<dyn Finish>, Problem>;

/// Portals, the end of reading, questions about tables.
#[derive(Clone, Copy)]
pub struct Late {
    pub(super) portals: Portals,
    pub(super) compute: fn(TableId, Plan, Wanted) -> Box<dyn Compute>,
    pub(super) finish: fn(Reader) -> Box<dyn Finish>,
    pub(super) finish_rows: fn(RecordBuilder, Vec<(String, Reading)>) -> Begun,
    pub(super) read_sheet: fn(&Sheet, u64, Options) -> Begun,
    /// The rows of a resource, as much of them as is wished.
    pub(super) rows: fetching::Fetch,
    /// A table whose rows stay at their portal.
    pub(super) open_remote: fn(Portal, Resource, Option<u64>) -> Box<dyn Compute>,
}

/// A job that takes turns, on an open table or on one at its portal.
pub(super) trait Compute {
    /// Goes on for about `budget_cells` cells.
    fn step(&mut self, budget_cells: usize, desk: &mut Desk<'_>) -> Turn;
    /// Whether [`Compute::step`] has something to do.
    fn is_ready(&self) -> bool {
        true
    }
    /// Whether something is awaited from outside.
    fn is_fetching(&self) -> bool {
        false
    }
    /// Takes what came in from outside.
    fn input(&mut self, _input: Input<'_>, _desk: &mut Desk<'_>) {}
}

/// The end of reading, in slices.
pub(super) trait Finish {
    /// Goes on for about `budget_cells` cells; `None` when there is more to do.
    fn step(&mut self, budget_cells: usize) -> Option<Result<Table, Problem>>;
}

impl Finish for Finishing {
    fn step(&mut self, budget_cells: usize) -> Option<Result<Table, Problem>> {
        Self::step(self, budget_cells)
    }
}

impl Late {
    /// The part itself.
    pub fn here() -> Self {
        Self {
            portals: Portals::here(),
            compute: |table, plan, wanted| Box::new(Computing::new(table, plan, wanted)),
            finish: |reader| Box::new(reader.finish()),
            finish_rows: |rows, readings| Ok(Box::new(rows.finish(readings)?)),
            read_sheet: |sheet, bytes, options| Ok(Box::new(read_sheet(sheet, bytes, options)?)),
            rows: fetching::rows,
            open_remote: remote::open,
        }
    }
}

/// Workbooks, web tables, JSON, archives and the rest.
#[derive(Clone, Copy)]
pub struct Books {
    pub(super) open: fn(&[u8]) -> Result<Book, Problem>,
    pub(super) choose: fn(&Book) -> usize,
    pub(super) extract: fn(&[u8], usize) -> Result<Vec<u8>, Problem>,
}

impl Books {
    /// The part itself.
    pub fn here() -> Self {
        Self {
            open: |bytes| book::open(bytes, &Limits::default()),
            choose,
            extract: |bytes, entry| archive::extract(bytes, entry, &Limits::default()),
        }
    }
}

/// The parts that are here.
#[derive(Clone, Copy, Default)]
pub(super) struct Given {
    pub(super) late: Option<Late>,
    pub(super) books: Option<Books>,
}

impl Given {
    /// Whether a part is here.
    pub(super) const fn has(&self, part: Part) -> bool {
        match part {
            Part::Late => self.late.is_some(),
            Part::Books => self.books.is_some(),
        }
    }
}
