//! Counting a whole catalogue, page by page; what has been counted so far is told after every page.

use serde::{Deserialize, Serialize};

use super::asking::Driven;
use super::late::Compute;
use super::protocol::{Event, Output, Phase, Told};
use super::{Desk, Input, Turn};
use crate::base::note::Note;
use crate::portal::overview::{Counter, Overview};
use crate::portal::{CataloguePage, Sweep};

/// What of a catalogue was counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Swept {
    /// The counts.
    pub overview: Overview,
    /// Datasets that the portal says it has.
    pub total: u64,
    /// Records that were not understood, and where counting stopped.
    pub notes: Vec<Note>,
}

/// The job.
pub(super) struct Sweeping {
    pages: Driven<Sweep>,
    counter: Counter,
    swept: Swept,
}

impl Sweeping {
    pub(super) fn new(sweep: Sweep) -> Self {
        Self { pages: Driven::new(sweep), counter: Counter::default(), swept: Swept::default() }
    }

    fn take(&mut self, page: CataloguePage, today: i32) {
        self.counter.learn(&page.facets);
        page.datasets.iter().for_each(|dataset| self.counter.add(dataset, today));
        self.swept.total = self.swept.total.max(page.total);
        for note in page.notes {
            match self.swept.notes.iter_mut().find(|own| own.code == note.code && own.args == note.args) {
                Some(own) => own.count += note.count,
                // Record numbers are those of a page, which nobody sees.
                None => self.swept.notes.push(Note { rows: Vec::new(), ..note }),
            }
        }
        self.swept.overview = self.counter.overview();
    }
}

impl Compute for Sweeping {
    fn is_ready(&self) -> bool {
        self.pages.is_ready()
    }

    fn is_fetching(&self) -> bool {
        self.pages.is_fetching()
    }

    fn input(&mut self, input: Input<'_>, desk: &mut Desk<'_>) {
        self.pages.input(input, desk);
    }

    fn step(&mut self, _budget_cells: usize, desk: &mut Desk<'_>) -> Turn {
        let page = match self.pages.step(desk) {
            None => return Turn::Again,
            Some(Err(problem)) => return Turn::Done(Err(problem)),
            Some(Ok(page)) => page,
        };
        self.take(page, desk.today);
        let told = Told::of(&self.swept);
        if self.pages.asked().is_done() {
            return Turn::Done(Ok(Output::Told(told)));
        }
        let seen = self.swept.overview.datasets;
        desk.progress(Phase::Reading, seen, Some(self.swept.total), seen);
        desk.effect(super::Effect::Post(Event::Part { id: desk.id, told }));
        Turn::Again
    }
}
