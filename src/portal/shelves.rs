//! Catalogues that were loaded as a whole, kept for a while: the next question about one needs no request.

use std::cell::RefCell;
use std::rc::Rc;

use super::ask::{Ask, Fetched, Turn};
use super::kind::{LoadCatalogue, Registry, Search, ShowDataset};
use super::local::Catalogue;
use super::words::second_try;
use super::{CataloguePage, Dataset, Portal, SearchQuery};
use crate::base::note::{Problem, ProblemCode};

/// Catalogues that are kept.
const MAX_KEPT: usize = 4;
/// Datasets of all of them together; the newest catalogue is kept in any case.
const MAX_DATASETS: usize = 120_000;
/// An older one is loaded anew.
const MAX_AGE_MS: f64 = 15.0 * 60.0 * 1_000.0;

/// The catalogues that are kept; cheap to clone, all clones are the same.
#[derive(Clone, Default)]
pub struct Shelves(Rc<RefCell<Vec<Held>>>);

struct Held {
    /// The address it was loaded from.
    api: String,
    at_ms: f64,
    all: Rc<Catalogue>,
}

impl Shelves {
    /// The catalogue of a portal, if it is here and not too old.
    fn find(&self, portal: &Portal, now_ms: f64) -> Option<Rc<Catalogue>> {
        let held = self.0.borrow();
        let fits = |held: &&Held| held.api == portal.api && now_ms - held.at_ms < MAX_AGE_MS;
        held.iter().find(fits).map(|held| Rc::clone(&held.all))
    }

    fn put(&self, portal: &Portal, all: Rc<Catalogue>, at_ms: f64) {
        let mut held = self.0.borrow_mut();
        held.retain(|held| held.api != portal.api);
        held.push(Held { api: portal.api.clone(), at_ms, all });
        let datasets = |held: &[Held]| held.iter().map(|held| held.all.datasets().len()).sum::<usize>();
        while held.len() > MAX_KEPT || (held.len() > 1 && datasets(&held) > MAX_DATASETS) {
            held.remove(0);
        }
    }
}

impl Registry {
    /// [`Registry::search_patiently`], out of the kept catalogue where the portal has it in one piece.
    pub fn search_kept(&'static self, shelves: &Shelves, portal: &Portal, query: &SearchQuery, now_ms: f64) -> Search {
        let Some(load) = self.catalogue(portal) else { return Search::by(self.search_patiently(portal, query)) };
        let query = query.clone();
        Search::by(FromShelf::new(shelves, portal, load, now_ms, move |all| Ok(patiently(all, &query))))
    }

    /// [`Registry::dataset`], out of the kept catalogue where the portal has it in one piece.
    pub fn dataset_kept(&'static self, shelves: &Shelves, portal: &Portal, id: &str, now_ms: f64) -> ShowDataset {
        let Some(load) = self.catalogue(portal) else { return self.dataset(portal, id) };
        let id = id.to_owned();
        let find = move |all: &Catalogue| {
            all.get(&id).cloned().ok_or_else(|| Problem::new(ProblemCode::NotFound).arg(id.as_str()))
        };
        ShowDataset::by(FromShelf::<Dataset, _>::new(shelves, portal, load, now_ms, find))
    }
}

/// Searches, and again in other words while nothing is found.
fn patiently(all: &Catalogue, query: &SearchQuery) -> CataloguePage {
    let first = all.search(query);
    if first.total > 0 {
        return first;
    }
    let other = |words: String| {
        let page = all.search(&SearchQuery { words: words.clone(), ..query.clone() });
        (page.total > 0).then_some(CataloguePage { instead: Some(words), ..page })
    };
    second_try(&query.words).into_iter().find_map(other).unwrap_or(first)
}

/// Takes something out of a catalogue that is here, or that is loaded first.
struct FromShelf<T, F> {
    shelves: Shelves,
    portal: Portal,
    load: LoadCatalogue,
    now_ms: f64,
    then: F,
    answer: std::marker::PhantomData<T>,
}

impl<T, F: FnMut(&Catalogue) -> Result<T, Problem>> FromShelf<T, F> {
    fn new(shelves: &Shelves, portal: &Portal, load: LoadCatalogue, now_ms: f64, then: F) -> Self {
        let (shelves, portal) = (shelves.clone(), portal.clone());
        Self { shelves, portal, load, now_ms, then, answer: std::marker::PhantomData }
    }

    fn finish(&mut self, all: &Catalogue) -> Turn<T> {
        match (self.then)(all) {
            Ok(answer) => Turn::Done(answer),
            Err(problem) => Turn::Failed(problem),
        }
    }
}

impl<T, F: FnMut(&Catalogue) -> Result<T, Problem>> Ask for FromShelf<T, F> {
    type Answer = T;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<T> {
        if fetched.is_none()
            && let Some(all) = self.shelves.find(&self.portal, self.now_ms)
        {
            return self.finish(&all);
        }
        match self.load.next(fetched) {
            Turn::Fetch(fetch) => Turn::Fetch(fetch),
            Turn::Failed(problem) => Turn::Failed(problem),
            Turn::Done(all) => {
                let all = Rc::new(all);
                self.shelves.put(&self.portal, Rc::clone(&all), self.now_ms);
                self.finish(&all)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::{ALL, PortalKind};

    fn portal(host: &str) -> Portal {
        Portal {
            address: format!("https://{host}"),
            api: format!("https://{host}/data.json"),
            title: host.to_owned(),
            kind: PortalKind::DataJson,
            version: None,
            datastore: None,
        }
    }

    const BODY: &[u8] = br#"{"conformsTo":"https://project-open-data.cio.gov/v1.1/schema","dataset":[
        {"identifier":"a","title":"Jumlah petani","modified":"2025-01-01","distribution":[]},
        {"identifier":"b","title":"Harga beras","modified":"2025-01-02","distribution":[]}]}"#;

    /// Drives a question; gives its answer and how often the portal was asked.
    fn drive<T>(mut ask: impl Ask<Answer = T>) -> (usize, Result<T, Problem>) {
        let mut turn = ask.next(None);
        for asked in 0..9 {
            turn = match turn {
                Turn::Fetch(_) => ask.next(Some(Fetched::Answer { status: 200, body: BODY })),
                Turn::Done(answer) => return (asked, Ok(answer)),
                Turn::Failed(problem) => return (asked, Err(problem)),
            };
        }
        (9, Err(Problem::new(ProblemCode::Timeout)))
    }

    #[test]
    fn a_catalogue_is_loaded_once() {
        let shelves = Shelves::default();
        let portal = portal("x.id");
        let search = |words: &str, now_ms: f64| {
            let query = SearchQuery { words: words.to_owned(), rows: 9, ..SearchQuery::default() };
            let (asked, page) = drive(ALL.search_kept(&shelves, &portal, &query, now_ms));
            let page = page.unwrap();
            (asked, page.total, page.instead)
        };
        assert_eq!(search("beras", 0.0), (1, 1, None));
        assert_eq!(search("", 1.0), (0, 2, None));
        // Other words are tried without asking the portal.
        assert_eq!(search("zzz", 1.0), (0, 0, None));
        let (asked, dataset) = drive(ALL.dataset_kept(&shelves, &portal, "a", 2.0));
        assert_eq!((asked, dataset.unwrap().title), (0, "Jumlah petani".to_owned()));
        let (asked, missing) = drive(ALL.dataset_kept(&shelves, &portal, "c", 2.0));
        assert_eq!((asked, missing.unwrap_err().code), (0, ProblemCode::NotFound));
        // What is old is loaded anew.
        assert_eq!(search("beras", MAX_AGE_MS), (1, 1, None));
    }

    #[test]
    fn few_catalogues_are_kept() {
        let shelves = Shelves::default();
        for number in 0..9 {
            shelves.put(&portal(&format!("p{number}.id")), Rc::new(Catalogue::default()), 0.0);
        }
        assert_eq!(shelves.0.borrow().len(), MAX_KEPT);
        assert!(shelves.find(&portal("p8.id"), 1.0).is_some() && shelves.find(&portal("p0.id"), 1.0).is_none());
    }
}
