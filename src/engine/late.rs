//! What the start of reading a file needs nothing of, as values that are given to the engine later.
//!
//! Reached through them alone, each can be compiled into a part of its own that follows the engine:
//! [`Late`] with portals, the end of reading and questions about open tables; [`Parquet`] with that
//! format; [`Books`] with every other one that is not delimited text.

use super::asking::Question;
use super::computing::{Computing, Wanted};
use super::fetching;
use super::locating::Locating;
use super::peeking::Peeking;
use super::protocol::{Look, Output, Plan, Told};
use super::rereading::Rereading;
use super::shaping::{LookingForFaults, Shaping};
use super::sweeping::Sweeping;
use super::traffic::{Manners, Traffic};
use super::uniting::{Several, Uniting};
use super::{Desk, Input, Turn, remote};
use crate::base::note::{Note, Problem, ProblemCode};
use crate::ingest::book::archive;
use crate::ingest::book::{self, Book, Format, Limits, Sheet, parquet};
use crate::ingest::{Finishing, Options, Reader, RecordBuilder, Unfolding, Union, choose, read_sheet};
use crate::portal::{Portal, Portals, Resource, Shelves};
use crate::table::{Reading, Table, TableId};

/// A part of the engine that it is given later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// [`Late`]
    Late,
    /// [`Books`]
    Books,
    /// [`Parquet`]
    Parquet,
}

impl Part {
    /// The part that reads a format that is not delimited text.
    pub(super) const fn reading(format: Format) -> Self {
        if matches!(format, Format::Parquet) { Self::Parquet } else { Self::Books }
    }
}

/// A look that could begin.
type Looking = Result<Box<dyn Compute>, Problem>;

/// The end of reading, where it could begin.
pub(super) type Begun = Result<Box<dyn Finish>, Problem>;

/// Portals, the end of reading, questions about tables.
#[derive(Clone, Copy)]
pub struct Late {
    pub(super) portals: Portals,
    pub(super) compute: fn(TableId, Plan, Wanted) -> Box<dyn Compute>,
    pub(super) reread: fn(TableId, String, Reading) -> Box<dyn Compute>,
    pub(super) look: fn(&Told, &Shelves, f64) -> Looking,
    pub(super) finish: fn(Reader) -> Box<dyn Finish>,
    pub(super) finish_rows: fn(RecordBuilder, Vec<(String, Reading)>) -> Begun,
    pub(super) read_sheet: fn(Sheet, u64, Options) -> Begun,
    pub(super) unfold: fn(Table, Options) -> Begun,
    pub(super) unite: fn(Vec<(String, Table)>, Options) -> Begun,
    pub(super) gather: fn(Several<'_>, Options, Given, Self) -> Box<dyn Finish>,
    traffic: fn(f64) -> Box<dyn Traffic>,
    /// The rows of a resource, as much of them as is wished.
    pub(super) rows: fetching::Fetch,
    /// A table whose rows stay at their portal.
    pub(super) open_remote: fn(Portal, Resource, Option<u64>) -> Box<dyn Compute>,
}

/// A job that takes turns, on an open table or with what it fetches.
pub(super) trait Compute {
    /// Whether [`Compute::step`] has something to do.
    fn is_ready(&self) -> bool {
        true
    }

    /// The parts of the engine without which it does not go on.
    fn awaits(&self) -> &'static [Part] {
        &[]
    }

    /// Whether bytes are awaited from outside.
    fn is_fetching(&self) -> bool {
        false
    }

    /// Takes what came in from outside.
    fn input(&mut self, _input: Input<'_>, _desk: &mut Desk<'_>) {}

    /// Goes on for about `budget_cells` cells.
    fn step(&mut self, budget_cells: usize, desk: &mut Desk<'_>) -> Turn;
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

impl Finish for Unfolding {
    fn step(&mut self, budget_cells: usize) -> Option<Result<Table, Problem>> {
        Self::step(self, budget_cells)
    }
}

impl Finish for Union {
    fn step(&mut self, budget_cells: usize) -> Option<Result<Table, Problem>> {
        Self::step(self, budget_cells)
    }
}

/// A file that is looked at while its bytes come in.
pub(super) trait Arriving {
    /// Takes note of more bytes: of all of them, from the first one on.
    fn more(&mut self, bytes: &[u8]);
    /// What all bytes are, where that could be told on the way.
    fn end(self: Box<Self>, bytes: &[u8]) -> Option<Book>;
}

impl Arriving for book::Incoming {
    fn more(&mut self, bytes: &[u8]) {
        Self::more(self, bytes);
    }

    fn end(self: Box<Self>, bytes: &[u8]) -> Option<Book> {
        Self::end(*self, bytes)
    }
}

impl Late {
    /// The part itself.
    pub fn here() -> Self {
        Self {
            portals: Portals::here(),
            compute: |table, plan, wanted| Box::new(Computing::new(table, plan, wanted)),
            reread: |table, column, reading| Box::new(Rereading { table, column, reading }),
            look: |told, shelves, now_ms| {
                let portals = Portals::here();
                Ok(match told.read()? {
                    Look::Connect { address } => Question::boxed((portals.connect)(&address)?, Output::Portal),
                    Look::Search { portal, query } => {
                        Question::boxed((portals.search)(shelves, &portal, &query, now_ms), Output::Catalogue)
                    }
                    Look::Dataset { portal, id } => {
                        let dataset = (portals.dataset)(shelves, &portal, &id, now_ms);
                        Question::boxed(dataset, |dataset| Output::Dataset(Box::new(dataset)))
                    }
                    Look::Sweep { portal, most } => Box::new(Sweeping::new((portals.sweep)(&portal, most))),
                    Look::Peek { portal, resource } => Box::new(Peeking::new(portal, resource)),
                    Look::Shapes { table, grid, bare } => Box::new(Shaping { table, grid, bare }),
                    Look::Faults { table, grid } => Box::new(LookingForFaults { table, grid }),
                    Look::Locate(wish) => Box::new(Locating::new(wish)),
                })
            },
            finish: |reader| Box::new(reader.finish()),
            finish_rows: |rows, readings| Ok(Box::new(rows.finish(readings)?)),
            unfold: |table, options| Ok(Box::new(Unfolding::new(table, options)?)),
            unite: |tables, options| Ok(Box::new(Union::new(tables, options)?)),
            gather: |several, options, given, late| Box::new(Uniting::new(several, options, given, late)),
            read_sheet: |sheet, bytes, options| Ok(Box::new(read_sheet(sheet, bytes, options)?)),
            traffic: |epoch_ms| Box::new(Manners::new(epoch_ms)),
            rows: fetching::rows,
            open_remote: remote::open,
        }
    }

    /// The traffic with the outside, told what time it was at the engine's time zero.
    pub(super) fn traffic(self, epoch_ms: f64) -> Box<dyn Traffic> {
        (self.traffic)(epoch_ms)
    }
}

/// What reads every sheet of a file.
type Open = fn(&[u8]) -> Result<Book, Problem>;

/// Gives an archive's file; the notes get what is wrong with it.
type Extract = fn(&[u8], usize, &mut Vec<Note>) -> Result<Vec<u8>, Problem>;

/// Workbooks, web tables, JSON, archives and the rest.
#[derive(Clone, Copy)]
pub struct Books {
    open: Open,
    /// A file of about so many bytes that is looked at while they come in.
    pub(super) incoming: fn(usize) -> Box<dyn Arriving>,
    choose: fn(&Book) -> usize,
    extract: Extract,
}

impl Books {
    /// The part itself.
    pub fn here() -> Self {
        Self {
            open: |bytes| book::open_but_parquet(bytes, &Limits::default()),
            incoming: |bytes| Box::new(book::Incoming::new(&Limits::default(), bytes)),
            choose,
            extract: |bytes, entry, notes| archive::extract(bytes, entry, &Limits::default(), notes),
        }
    }
}

/// Apache Parquet with what its pages are compressed with: code alone, whose tables stay with all others.
#[derive(Clone, Copy)]
pub struct Parquet {
    open: Open,
}

impl Parquet {
    /// The part itself.
    pub fn here() -> Self {
        Self { open: |bytes| parquet::open(bytes, &Limits::default()) }
    }
}

/// The parts that are here.
#[derive(Clone, Copy, Default)]
pub(super) struct Given {
    pub(super) late: Option<Late>,
    pub(super) books: Option<Books>,
    pub(super) parquet: Option<Parquet>,
}

impl Given {
    /// Whether a part is here.
    pub(super) const fn has(&self, part: Part) -> bool {
        match part {
            Part::Late => self.late.is_some(),
            Part::Books => self.books.is_some(),
            Part::Parquet => self.parquet.is_some(),
        }
    }

    /// What reads a format that is not delimited text, where its part is here.
    pub(super) fn reader(self, format: Format) -> Option<Open> {
        match Part::reading(format) {
            Part::Parquet => self.parquet.map(|parquet| parquet.open),
            _ => self.books.map(|books| books.open),
        }
    }

    /// An archive's file; `notes` gets what is wrong with it.
    pub(super) fn extract(self, archive: &[u8], entry: usize, notes: &mut Vec<Note>) -> Result<Vec<u8>, Problem> {
        let books = self.books.ok_or_else(|| Problem::new(ProblemCode::NoRows))?;
        (books.extract)(archive, entry, notes)
    }

    /// The sheet of a book to open first.
    pub(super) fn choose(self, book: &Book) -> usize {
        // What the other parts read has one sheet.
        self.books.map_or(0, |books| (books.choose)(book))
    }
}
