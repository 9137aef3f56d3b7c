//! One client for every catalogue that is published as a whole: it is loaded once and searched here.

use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::portal::address::{Address, host_of};
use crate::portal::ask::{Ask, Fetch, Fetched, RowPage, Turn};
use crate::portal::kind::{Abilities, Kind};
use crate::portal::local::Catalogue;
use crate::portal::{CataloguePage, Dataset, Portal, PortalKind, Recognised, Resource, SearchQuery, plain, recognise};

use super::rest::{Rows, RowsOf, problem};

/// No part of a catalogue may be larger.
const PART_BYTES: u64 = 64 << 20;
/// A catalogue in parts is followed this far.
const MAX_PARTS: usize = 60;
/// No more datasets are kept.
const MAX_DATASETS: usize = 100_000;

/// The description of a kind.
pub(super) struct Shelf {
    pub(super) kind: PortalKind,
    /// Hosts known to publish it.
    pub(super) hosts: &'static [&'static str],
    /// Where it is looked for below a portal's root.
    pub(super) places: &'static [&'static str],
    /// How the address of such a catalogue ends, for people who give it directly.
    pub(super) endings: &'static [&'static str],
    /// Its title where it does not say one; the host where empty.
    pub(super) title: &'static str,
    /// Reads a part of it: the address it was loaded from, and its bytes.
    pub(super) read: fn(&str, &[u8]) -> Option<Part>,
    pub(super) rows: Option<RowsOf>,
}

/// A part of a catalogue.
#[derive(Default)]
pub(super) struct Part {
    pub(super) title: String,
    pub(super) datasets: Vec<Dataset>,
    /// Records that were not understood.
    pub(super) skipped: u64,
    /// The address of the next part.
    pub(super) next: Option<String>,
}

impl Part {
    /// The note about what was left out.
    fn note(&self) -> Option<Note> {
        let args = vec!["id".to_owned()];
        (self.skipped > 0).then_some(Note {
            code: NoteCode::SkippedRecord,
            count: self.skipped,
            rows: Vec::new(),
            args,
        })
    }
}

impl Kind for Shelf {
    fn kind(&self) -> PortalKind {
        self.kind
    }

    fn abilities(&self) -> Abilities {
        Abilities { rows: self.rows.is_some(), whole: true, ..Abilities::CKAN }
    }

    fn knows(&self, host: &str) -> bool {
        self.hosts.contains(&host)
    }

    fn connect(&'static self, address: &str) -> Option<Box<dyn Ask<Answer = Portal>>> {
        let places = match recognise(address) {
            Recognised::Portal { address, .. } => {
                let root = Address::parse(&address)?;
                let (origin, given) = (root.origin(), format!("{}{}", root.origin(), root.path));
                let roots = if origin == given { vec![origin] } else { vec![origin, given] };
                let at = |root: &String| self.places.iter().map(|place| format!("{root}{place}")).collect::<Vec<_>>();
                // The one given first; the last of the list is the next one.
                roots.iter().flat_map(at).collect()
            }
            Recognised::FileUrl(url) => {
                let path = url.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
                // A file of another name may turn out to be any of these.
                let named = ["/data.json", "/datapackage.json", "/files.json"].iter().any(|name| path.ends_with(name));
                let json = self.kind != PortalKind::Links && has_end(&path, "json") && !named;
                if !json && !self.endings.iter().any(|ending| path.ends_with(ending)) {
                    return None;
                }
                vec![url]
            }
            Recognised::Words(_) | Recognised::Share(_) => return None,
        };
        (!places.is_empty()).then(|| Box::new(Connect { shelf: self, places }) as Box<dyn Ask<Answer = Portal>>)
    }

    fn search(&'static self, portal: &Portal, query: &SearchQuery) -> Box<dyn Ask<Answer = CataloguePage>> {
        let query = query.clone();
        Box::new(After { load: Load::new(self, portal), then: move |all: &Catalogue| Ok(all.search(&query)) })
    }

    fn dataset(&'static self, portal: &Portal, id: &str) -> Box<dyn Ask<Answer = Dataset>> {
        let id = id.to_owned();
        let then = move |all: &Catalogue| {
            all.get(&id).cloned().ok_or_else(|| Problem::new(ProblemCode::NotFound).arg(id.as_str()))
        };
        Box::new(After { load: Load::new(self, portal), then })
    }

    fn rows(&'static self, portal: &Portal, resource: &Resource) -> Box<dyn Ask<Answer = RowPage>> {
        Box::new(Rows::new(self.rows.as_ref(), portal, resource))
    }

    fn is_catalogue(&self, url: &str, body: &[u8]) -> bool {
        // Any page may hold links; only a person who asks for them means them.
        let shaped = self.kind != PortalKind::Links && self.kind != PortalKind::Sp2kp;
        shaped && (self.read)(url, body).is_some_and(|part| !part.datasets.is_empty())
    }

    fn catalogue(&'static self, portal: &Portal) -> Option<Box<dyn Ask<Answer = Catalogue>>> {
        Some(Box::new(Load::new(self, portal)))
    }
}

fn has_end(path: &str, end: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, own)| own == end)
}

/// Looks for the catalogue at the places where it may be.
struct Connect {
    shelf: &'static Shelf,
    places: Vec<String>,
}

impl Ask for Connect {
    type Answer = Portal;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Portal> {
        let url = self.places.last().cloned().unwrap_or_default();
        match fetched {
            None => {}
            // A page that is too large to be one of these is none.
            Some(Fetched::Failed(problem)) if problem.code != ProblemCode::TooLarge => return Turn::Failed(problem),
            Some(Fetched::Failed(_)) => {
                self.places.pop();
            }
            Some(Fetched::Answer { status, body }) => {
                let part = (status < 400).then(|| (self.shelf.read)(&url, body)).flatten();
                if let Some(part) = part.filter(|part| !part.datasets.is_empty()) {
                    return Turn::Done(self.portal(&url, &part.title));
                }
                if matches!(status, 401 | 403 | 429 | 500..) && self.shelf.knows(&host_of(&url)) {
                    return Turn::Failed(problem(status, body, &url, &url));
                }
                self.places.pop();
            }
        }
        match self.places.last() {
            Some(next) => Turn::Fetch(Fetch::get(next, PART_BYTES)),
            None => Turn::Failed(Problem::new(ProblemCode::NotAPortal).arg(plain::clip(url, 200))),
        }
    }
}

impl Connect {
    fn portal(&self, url: &str, title: &str) -> Portal {
        let place = self.shelf.places.iter().find(|place| !place.is_empty() && url.ends_with(*place));
        let root = place.and_then(|place| url.strip_suffix(place));
        let title = [title, self.shelf.title].into_iter().find(|title| !title.is_empty()).map(str::to_owned);
        Portal {
            address: root.unwrap_or(url).to_owned(),
            api: url.to_owned(),
            title: title.unwrap_or_else(|| host_of(url)),
            kind: self.shelf.kind,
            version: None,
            datastore: Some(self.shelf.rows.is_some()),
        }
    }
}

/// Loads the whole catalogue, part by part.
struct Load {
    shelf: &'static Shelf,
    /// The parts asked for; the last one is due.
    asked: Vec<String>,
    whole: Part,
    notes: Vec<Note>,
}

impl Load {
    fn new(shelf: &'static Shelf, portal: &Portal) -> Self {
        Self { shelf, asked: vec![portal.api.clone()], whole: Part::default(), notes: Vec::new() }
    }

    fn take(&mut self, part: Part) -> bool {
        self.notes.extend(part.note());
        if self.whole.title.is_empty() {
            self.whole.title = part.title;
        }
        let room = MAX_DATASETS - self.whole.datasets.len();
        let full = part.datasets.len() > room;
        self.whole.datasets.extend(part.datasets.into_iter().take(room));
        // Parts are followed on the same host only, each once, and not forever.
        let first = self.asked.first().map(|url| host_of(url));
        let next = part.next.filter(|next| Some(host_of(next)) == first && !self.asked.contains(next));
        if full || (next.is_some() && self.asked.len() >= MAX_PARTS) {
            self.notes.push(Note::once(NoteCode::Truncated, [self.whole.datasets.len().to_string()]));
            return false;
        }
        self.asked.extend(next.clone());
        next.is_some()
    }
}

impl Ask for Load {
    type Answer = Catalogue;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Catalogue> {
        let url = self.asked.last().cloned().unwrap_or_default();
        match fetched {
            None => Turn::Fetch(Fetch::get(url, PART_BYTES)),
            Some(Fetched::Failed(problem)) => Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => {
                let Some(part) = (status < 400).then(|| (self.shelf.read)(&url, body)).flatten() else {
                    return Turn::Failed(problem(status, body, &url, &url));
                };
                if self.take(part) {
                    return Turn::Fetch(Fetch::get(self.asked.last().cloned().unwrap_or_default(), PART_BYTES));
                }
                let whole = std::mem::take(&mut self.whole);
                Turn::Done(Catalogue::new(whole.title, whole.datasets, std::mem::take(&mut self.notes)))
            }
        }
    }
}

/// Loads the catalogue and takes something out of it.
struct After<F> {
    load: Load,
    then: F,
}

impl<T, F: FnMut(&Catalogue) -> Result<T, Problem>> Ask for After<F> {
    type Answer = T;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<T> {
        match self.load.next(fetched) {
            Turn::Fetch(fetch) => Turn::Fetch(fetch),
            Turn::Failed(problem) => Turn::Failed(problem),
            Turn::Done(all) => match (self.then)(&all) {
                Ok(answer) => Turn::Done(answer),
                Err(problem) => Turn::Failed(problem),
            },
        }
    }
}
