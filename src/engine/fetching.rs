//! The rows of a `DataStore` being fetched, page by page, into a table.

use super::asking::Driven;
use super::late::Begun;
use super::patience::{Patience, may_pass};
use super::protocol::{Event, Phase};
use super::{Desk, Effect, Input};
use crate::base::note::{Note, NoteCode, Problem};
use crate::ingest::{Options, RecordBuilder};
use crate::portal::{self, Portal, Resource, RowPage};
use crate::table::{Extent, Offer, Reading, ResultColumn, ResultTable, Values};

/// Rows of a preview.
const PREVIEW_ROWS: usize = 1_000;

/// How much is wanted, and what is known beforehand.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    pub(super) extent: Extent,
    /// Bytes of text that the device may hold; `None` where nobody asks.
    pub(super) budget: Option<u64>,
    /// The size of the file that these rows stand for, which is known to be too large: only an offer is wanted.
    pub(super) too_large: Option<u64>,
    pub(super) previewed: bool,
}

/// What became of a turn.
pub(super) enum RowsTurn {
    Again,
    /// There are no rows this way.
    Failed(Problem),
    /// It is too much; the person chooses.
    Offered(Offer),
    /// All came; the table can be finished.
    Ended(Begun, Vec<Note>),
}

/// Rows on their way, for whoever opens a table.
pub(super) trait Fetching {
    fn is_ready(&self) -> bool;
    fn is_fetching(&self) -> bool;
    fn input(&mut self, input: Input<'_>, desk: &mut Desk<'_>);
    fn step(&mut self, readings: &[(String, Reading)], desk: &mut Desk<'_>) -> RowsTurn;
    /// Goes on after a break, or with `enough` makes a table of what came.
    fn resume(&mut self, enough: bool);
}

/// `DataStore` rows being read.
pub(super) struct Rows {
    pages: Driven<portal::Rows>,
    builder: Option<RecordBuilder>,
    received: u64,
    bytes: u64,
    total: Option<u64>,
    wish: Wish,
    /// Whether the portal can be asked for parts and questions.
    answers: bool,
    notes: Vec<Note>,
    patience: Patience,
    enough: bool,
}

impl Rows {
    pub(super) fn new(pages: portal::Rows, answers: bool, wish: Wish) -> Self {
        Self {
            pages: Driven::new(pages),
            builder: None,
            received: 0,
            bytes: 0,
            total: None,
            wish,
            answers,
            notes: Vec::new(),
            patience: Patience::default(),
            enough: false,
        }
    }

    /// What the person can choose from, judged by the rows that came.
    fn offer(&self, page: &RowPage) -> Option<Offer> {
        let budget = self.wish.budget?;
        let rows = page.records.len() as u64;
        if rows == 0 || self.received > 0 {
            return None;
        }
        let mut columns: Vec<(String, u64)> = page.fields.iter().map(|(name, _)| (name.clone(), 0)).collect();
        for record in &page.records {
            for ((_, bytes), cell) in columns.iter_mut().zip(record) {
                *bytes += cell.as_ref().map_or(0, String::len) as u64 + 1;
            }
        }
        let seen: u64 = columns.iter().map(|(_, bytes)| *bytes).sum();
        let scaled = |bytes: u64| {
            let total = self.total.or(page.total).unwrap_or(rows).max(rows);
            u64::try_from(u128::from(bytes) * u128::from(total) / u128::from(rows)).unwrap_or(u64::MAX)
        };
        let bytes = self.wish.too_large.unwrap_or(0).max(scaled(seen));
        let is_asked = self.wish.extent == Extent::Fitting && bytes > budget;
        if !is_asked && self.wish.too_large.is_none() {
            return None;
        }
        for (_, column) in &mut columns {
            *column = scaled(*column);
        }
        let spread = self.answers && page.total.is_some();
        Some(Offer {
            rows: page.total,
            bytes,
            more: false,
            budget,
            columns: if self.answers { columns } else { Vec::new() },
            sample: Offer::sample_rows(seen / rows, budget),
            spread,
            portal: self.answers,
            all: bytes <= Options::default().max_bytes,
        })
    }

    /// What the person can choose from where nobody knows how many rows are still to come.
    fn offer_midway(&self) -> Offer {
        let budget = self.wish.budget.unwrap_or(0);
        Offer {
            bytes: self.bytes,
            more: true,
            budget,
            sample: Offer::sample_rows(self.bytes / self.received.max(1), budget),
            portal: self.answers,
            all: true,
            ..Offer::default()
        }
    }

    fn page(&mut self, page: RowPage, readings: &[(String, Reading)], desk: &mut Desk<'_>) -> RowsTurn {
        if let Some(offer) = self.offer(&page) {
            return RowsTurn::Offered(offer);
        }
        self.patience.flows();
        if self.builder.is_none() && !page.done && !self.wish.previewed && !page.records.is_empty() {
            desk.effect(Effect::Post(Event::Preview { id: desk.id, rows: preview(&page) }));
        }
        let builder = self.builder.get_or_insert_with(|| RecordBuilder::new(&page.fields));
        let mut records = page.records;
        let first = self.wish.extent.first_rows();
        let surplus = first.map_or(0, |rows| (self.received + records.len() as u64).saturating_sub(rows.max(1)));
        records.truncate(records.len().saturating_sub(surplus as usize));
        self.received += records.len() as u64;
        self.bytes += records.iter().flatten().flatten().map(|cell| cell.len() as u64 + 1).sum::<u64>();
        self.total = page.total.or(self.total);
        for note in page.notes {
            merge_note(&mut self.notes, note);
        }
        builder.push(records);
        desk.progress(Phase::Reading, self.received, self.total, self.received);
        let limit = match self.wish.extent {
            Extent::Sample(rows) | Extent::First(rows) => rows.clamp(1, Options::default().max_rows),
            _ => Options::default().max_rows,
        };
        // Without a total it is only noticed on the way that it is too much.
        let over = self.wish.extent == Extent::Fitting && self.wish.budget.is_some_and(|budget| self.bytes > budget);
        if over && !page.done {
            return RowsTurn::Offered(self.offer_midway());
        }
        let is_full = self.received >= limit;
        if !page.done && !is_full {
            return RowsTurn::Again;
        }
        // The client says itself when a portal gave fewer rows than it announced; that reading stops
        // here it cannot know.
        if first.is_some() && (!page.done || surplus > 0) {
            self.notes.push(Note::once(NoteCode::Truncated, [self.received.to_string()]));
        } else if !page.done {
            self.notes.push(Note::once(NoteCode::FirstRows, [self.received.to_string()]));
        }
        self.end(readings, desk)
    }

    /// Makes a table of what came.
    fn end(&mut self, readings: &[(String, Reading)], desk: &mut Desk<'_>) -> RowsTurn {
        desk.progress(Phase::Inferring, self.received, Some(self.received), self.received);
        if let (Extent::Columns(names), Some(_)) = (&self.wish.extent, &self.builder) {
            self.notes.push(Note::once(NoteCode::SomeColumns, [names.join(", ")]));
        }
        let (Some(builder), Some(late)) = (self.builder.take(), desk.given.late) else { return RowsTurn::Again };
        RowsTurn::Ended((late.finish_rows)(builder, readings.to_vec()), std::mem::take(&mut self.notes))
    }
}

impl Fetching for Rows {
    fn is_ready(&self) -> bool {
        self.enough || (!self.patience.rests() && self.pages.is_ready())
    }

    fn is_fetching(&self) -> bool {
        self.patience.rests() || self.pages.is_fetching()
    }

    fn input(&mut self, input: Input<'_>, desk: &mut Desk<'_>) {
        if let Input::Waited = input {
            self.patience.go_on();
            return;
        }
        self.pages.input(input, desk);
        desk.progress(Phase::Reading, self.received, self.total, self.received);
    }

    fn step(&mut self, readings: &[(String, Reading)], desk: &mut Desk<'_>) -> RowsTurn {
        if self.enough {
            let announced = self.total.map_or_else(|| "…".to_owned(), |total| total.to_string());
            self.notes.push(Note::once(NoteCode::FewerRows, [self.received.to_string(), announced]));
            return self.end(readings, desk);
        }
        match self.pages.step(desk) {
            None => RowsTurn::Again,
            Some(Ok(page)) => self.page(page, readings, desk),
            Some(Err(problem)) if self.builder.is_some() && may_pass(&problem) => {
                self.patience.broke(problem, (self.received, self.total, self.received), desk);
                RowsTurn::Again
            }
            Some(Err(problem)) => RowsTurn::Failed(problem),
        }
    }

    fn resume(&mut self, enough: bool) {
        if self.patience.waits_for_person() {
            self.patience.go_on();
            self.enough = enough;
        }
    }
}

/// [`rows`], as it is handed over.
pub(super) type Fetch = fn(&portal::Portals, &(Portal, Resource), Wish) -> Box<dyn Fetching>;

/// Rows of a resource, as much of them as is wished.
pub(super) fn rows(portals: &portal::Portals, of: &(Portal, Resource), wish: Wish) -> Box<dyn Fetching> {
    let probe = portal::TableQuestion { resource: String::new(), asked: portal::Asked::Sql(String::new()) };
    let answers = (portals.question)(&of.0, &probe).is_some();
    Box::new(Rows::new((portals.rows)(&of.0, &of.1, &wish.extent), answers, wish))
}

/// The first rows of a page as raw text.
fn preview(page: &RowPage) -> ResultTable {
    let columns = page.fields.iter().enumerate().map(|(at, (name, _))| ResultColumn {
        name: name.clone(),
        values: Values::Text(
            page.records.iter().take(PREVIEW_ROWS).map(|record| record.get(at).cloned().flatten()).collect(),
        ),
    });
    ResultTable { columns: columns.collect() }
}

/// Adds a note to those of the same kind about the same thing.
pub(super) fn merge_note(notes: &mut Vec<Note>, note: Note) {
    match notes.iter_mut().find(|own| own.code == note.code && own.args == note.args) {
        Some(own) => {
            own.count += note.count;
            own.rows.extend(note.rows);
            own.rows.truncate(5);
        }
        None => notes.push(note),
    }
}
