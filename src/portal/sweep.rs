//! Going through a whole catalogue page by page, for an overview: in an order that stays the same while it is
//! read, each dataset once, and not without an end.

use std::collections::BTreeSet;

use super::ask::{Ask, Fetched, Turn};
use super::kind::{Registry, Search};
use super::{CataloguePage, Portal, SearchQuery, SearchSort};
use crate::base::note::{Note, NoteCode};

/// Datasets per request: small enough to be answered in time by a slow portal.
const PAGE_ROWS: u64 = 200;

/// Goes through a catalogue. After each `Done` whose page does not end it, call `next(None)` for the following
/// one; [`Sweep::is_done`] tells the end. After a failure `next(None)` asks for the same page again.
pub struct Sweep {
    registry: &'static Registry,
    portal: Portal,
    query: SearchQuery,
    ask: Search,
    /// The next dataset's place, and how many are wanted at most.
    at: u64,
    most: u64,
    seen: BTreeSet<String>,
    done: bool,
}

impl Registry {
    /// Goes through the datasets that a query matches, at most so many.
    pub fn sweep(&'static self, portal: &Portal, query: &SearchQuery, most: u64) -> Sweep {
        let query =
            SearchQuery { start: 0, rows: PAGE_ROWS.min(most.max(1)), sort: SearchSort::Title, ..query.clone() };
        let ask = self.search(portal, &query);
        Sweep { registry: self, portal: portal.clone(), query, ask, at: 0, most, seen: BTreeSet::new(), done: false }
    }
}

impl Sweep {
    /// Whether the last page was the end.
    pub const fn is_done(&self) -> bool {
        self.done
    }
}

impl Ask for Sweep {
    type Answer = CataloguePage;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<CataloguePage> {
        if self.done {
            return Turn::Done(CataloguePage { total: self.at, start: self.at, ..CataloguePage::default() });
        }
        let mut page = match self.ask.next(fetched) {
            Turn::Done(page) => page,
            turn => return turn,
        };
        let left_out: u64 = page
            .notes
            .iter()
            .filter(|note| note.code == NoteCode::SkippedRecord && note.args != ["resources"])
            .map(|note| note.count)
            .sum();
        let received = page.datasets.len() as u64 + left_out;
        // What was moved by a change in between comes twice; a portal that repeats itself brings nothing new.
        page.datasets.retain(|dataset| self.seen.insert(dataset.id.clone()));
        self.at += received;
        let full = self.at >= self.most;
        self.done = received == 0 || self.at >= page.total || full || page.datasets.is_empty();
        if self.done && self.at < page.total {
            page.notes.push(Note::once(NoteCode::Truncated, [self.at.to_string()]));
        }
        self.query.start = self.at;
        // Pages that are numbered must keep their size: what came is what the portal gives.
        if received > 0 && received < self.query.rows {
            self.query.rows = received.max(10);
        }
        self.ask = self.registry.search(&self.portal, &self.query);
        Turn::Done(page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::overview::Counter;
    use crate::portal::{NEAR, sample_answer};

    #[test]
    fn every_dataset_comes_once() {
        let Turn::Done(portal) = NEAR.connect("contoh").unwrap().next(None) else { panic!() };
        for most in [1_000, 5] {
            let mut sweep = NEAR.sweep(&portal, &SearchQuery::default(), most);
            let (mut counter, mut total, mut cut) = (Counter::default(), 0, false);
            let mut turn = sweep.next(None);
            for _ in 0..100 {
                turn = match turn {
                    Turn::Fetch(fetch) => {
                        let body = sample_answer(&fetch.url).unwrap();
                        sweep.next(Some(Fetched::Answer { status: 200, body: &body }))
                    }
                    Turn::Done(page) => {
                        total = page.total;
                        cut |= page.notes.iter().any(|note| note.code == NoteCode::Truncated);
                        page.datasets.iter().for_each(|dataset| counter.add(dataset, 20_779));
                        if sweep.is_done() {
                            break;
                        }
                        sweep.next(None)
                    }
                    Turn::Failed(problem) => panic!("{problem:?}"),
                };
            }
            assert!(sweep.is_done());
            assert_eq!(counter.overview().datasets, total.min(most));
            assert_eq!(cut, most < total);
        }
    }

    #[test]
    fn a_portal_that_repeats_itself_ends() {
        let portal = Portal {
            address: "https://x.id".to_owned(),
            api: "https://x.id/api/3/action".to_owned(),
            title: String::new(),
            kind: crate::portal::PortalKind::Ckan,
            version: None,
            datastore: None,
        };
        let body = br#"{"success":true,"result":{"count":999999,"results":[{"name":"a"},{"name":"b"}]}}"#;
        let mut sweep = NEAR.sweep(&portal, &SearchQuery::default(), 100_000);
        let mut turn = sweep.next(None);
        for asked in 0..10 {
            turn = match turn {
                Turn::Fetch(_) => sweep.next(Some(Fetched::Answer { status: 200, body })),
                _ if sweep.is_done() => return assert!(asked < 6),
                _ => sweep.next(None),
            };
        }
        panic!("no end");
    }
}
