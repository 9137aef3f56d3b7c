//! One client for every portal whose interface is "a list of datasets as JSON, a record as JSON, rows as
//! JSON, all by GET or POST with parameters": a kind describes addresses and paths, this asks and reads.

mod rows;

pub(super) use rows::Rows;

use serde_json::Value;
use serde_json::value::RawValue;

use super::shape::{self, Shape};
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::portal::address::{Address, host_of};
use crate::portal::ask::{Ask, Fetch, Fetched, RowPage, Turn};
use crate::portal::json::{self, Members};
use crate::portal::kind::{Abilities, Kind};
use crate::portal::{
    CataloguePage, Dataset, Facet, Portal, PortalKind, Recognised, Resource, SearchQuery, plain, recognise,
};

/// No catalogue answer may be larger.
pub(super) const CATALOGUE_BYTES: u64 = 48 << 20;
/// Where reading stops, whatever the portal goes on to say.
const MAX_ROWS: u64 = 5_000_000;

/// The description of a kind.
pub(super) struct Rest {
    pub(super) kind: PortalKind,
    /// Hosts known to run it; one that begins with a dot stands for every host below it.
    pub(super) hosts: &'static [&'static str],
    /// Whether it is looked for at these hosts only.
    pub(super) only_known: bool,
    /// Its title where the portal does not say one; the host where empty.
    pub(super) title: &'static str,
    /// The root of its interface, of the portal's root.
    pub(super) api: fn(&str) -> String,
    /// A small request that only this kind answers well, of the interface's root.
    pub(super) probe: fn(&str) -> Fetch,
    /// Paths of which one must be in the answer to that.
    pub(super) sign: &'static str,
    /// Where the title is in the answer to that.
    pub(super) title_path: &'static str,
    /// The facets that can be chosen.
    pub(super) choices: &'static [&'static str],
    /// Whether it answers to POST only.
    pub(super) posts: bool,
    /// The most datasets per page.
    pub(super) page_rows: u64,
    pub(super) search: fn(&Portal, &SearchQuery) -> Fetch,
    pub(super) items: &'static str,
    pub(super) total: &'static str,
    /// Where the number of pages is, for portals that do not say how many datasets there are.
    pub(super) pages: &'static str,
    pub(super) facets: fn(&RawValue) -> Vec<Facet>,
    pub(super) show: fn(&Portal, &str) -> Fetch,
    /// Where the record is in the answer to that.
    pub(super) shown: &'static str,
    pub(super) shape: Shape,
    /// What a path cannot say.
    pub(super) finish: fn(&Portal, &Value, &mut Dataset),
    pub(super) rows: Option<RowsOf>,
}

/// The description of its rows.
pub(super) struct RowsOf {
    /// The request for rows from an offset; `None` where the resource has none.
    pub(super) fetch: fn(&Portal, &Resource, u64, u64) -> Option<Fetch>,
    pub(super) items: &'static str,
    pub(super) total: &'static str,
    /// Where the number of pages is, of portals that number them and do not say how many rows there are.
    pub(super) pages: &'static str,
    /// The member of each item that holds its cells; empty where the item is the row.
    pub(super) member: &'static str,
    /// Where the columns are named, in the answer itself or in that of `schema`; empty where only in the rows.
    pub(super) columns: &'static str,
    pub(super) column_name: &'static str,
    pub(super) column_type: &'static str,
    /// A request for the columns before the first rows.
    pub(super) schema: Option<fn(&Portal, &Resource) -> Option<Fetch>>,
    /// Rows on the first page and on the others.
    pub(super) limits: (u64, u64),
    /// No row beyond this one can be asked for.
    pub(super) reach: u64,
    /// Bookkeeping columns.
    pub(super) hidden: &'static [&'static str],
    /// Values that the answer says once for all rows: where they are, and the column they become.
    pub(super) around: &'static [(&'static str, &'static str)],
    /// Puts a cell right, given its column's type.
    pub(super) tidy: fn(&str, String) -> Option<String>,
}

impl RowsOf {
    pub(super) const EMPTY: Self = Self {
        fetch: |_, _, _, _| None,
        items: "",
        total: "",
        pages: "",
        member: "",
        columns: "",
        column_name: "name",
        column_type: "type",
        schema: None,
        limits: (500, 1_000),
        reach: MAX_ROWS,
        hidden: &[],
        around: &[],
        tidy: |_, text| Some(text),
    };
}

impl Rest {
    pub(super) const EMPTY: Self = Self {
        kind: PortalKind::Ckan,
        hosts: &[],
        only_known: false,
        title: "",
        api: str::to_owned,
        probe: |api| Fetch::get(api, 1 << 20),
        sign: "",
        title_path: "",
        choices: &[],
        posts: false,
        page_rows: 100,
        search: |portal, _| Fetch::get(&portal.api, CATALOGUE_BYTES),
        items: "data",
        total: "total",
        pages: "",
        facets: |_| Vec::new(),
        show: |portal, _| Fetch::get(&portal.api, CATALOGUE_BYTES),
        shown: "",
        shape: Shape::EMPTY,
        finish: |_, _, _| {},
        rows: None,
    };

    fn knows_host(&self, host: &str) -> bool {
        self.hosts.iter().any(|known| if known.starts_with('.') { host.ends_with(known) } else { host == *known })
    }

    fn portal(&self, root: &str, title: &str) -> Portal {
        let title = [title, self.title].into_iter().find(|title| !title.is_empty()).map(str::to_owned);
        Portal {
            address: root.to_owned(),
            api: (self.api)(root),
            title: title.unwrap_or_else(|| host_of(root)),
            kind: self.kind,
            version: None,
            datastore: Some(self.rows.is_some()),
        }
    }
}

impl Kind for Rest {
    fn kind(&self) -> PortalKind {
        self.kind
    }

    fn abilities(&self) -> Abilities {
        let (facets, post) = (self.choices, self.posts);
        Abilities { facets, rows: self.rows.is_some(), whole: false, key: false, post }
    }

    fn knows(&self, host: &str) -> bool {
        self.knows_host(host)
    }

    fn connect(&'static self, address: &str) -> Option<Box<dyn Ask<Answer = Portal>>> {
        let Recognised::Portal { address, .. } = recognise(address) else { return None };
        let root = Address::parse(&address)?;
        if self.only_known && !self.knows_host(&root.host) {
            return None;
        }
        let given = format!("{}{}", root.origin(), root.path);
        let roots = if self.knows_host(&root.host) || given == root.origin() {
            vec![root.origin()]
        } else {
            vec![root.origin(), given]
        };
        Some(Box::new(Connect { rest: self, roots }))
    }

    fn search(&'static self, portal: &Portal, query: &SearchQuery) -> Box<dyn Ask<Answer = CataloguePage>> {
        let mut query = query.clone();
        query.rows = query.rows.clamp(1, self.page_rows);
        Box::new(Search { rest: self, portal: portal.clone(), query })
    }

    fn dataset(&'static self, portal: &Portal, id: &str) -> Box<dyn Ask<Answer = Dataset>> {
        Box::new(Show { rest: self, portal: portal.clone(), id: id.to_owned() })
    }

    fn rows(&'static self, portal: &Portal, resource: &Resource) -> Box<dyn Ask<Answer = RowPage>> {
        Box::new(Rows::new(self.rows.as_ref(), portal, resource))
    }
}

/// The problem of an answer that is not what was asked for.
pub(super) fn problem(status: u16, body: &[u8], portal: &str, asked: &str) -> Problem {
    let host = host_of(portal);
    let problem = match status {
        401 | 403 | 407 | 451 => Problem::new(ProblemCode::Forbidden).arg(host),
        404 | 410 => Problem::new(ProblemCode::NotFound).arg(asked),
        400.. => Problem::new(ProblemCode::HttpStatus).arg(host).arg(status.to_string()),
        _ => Problem::new(ProblemCode::BadAnswer).arg(host),
    };
    let said: String = String::from_utf8_lossy(body.get(..300.min(body.len())).unwrap_or_default()).into_owned();
    problem.detail(format!("HTTP {status}, {} bytes: {}", body.len(), plain::line(&said)))
}

/// The value on a path of an answer that is not parsed as a whole.
pub(super) fn descend<'a>(root: &'a RawValue, path: &str) -> Option<&'a RawValue> {
    if path.is_empty() {
        return Some(root);
    }
    path.split('|').find_map(|path| {
        // An empty alternative is the answer itself.
        let mut steps = path.split('.').filter(|step| !step.is_empty());
        steps.try_fold(root, |raw, step| match step.parse::<usize>() {
            Ok(index) if raw.get().starts_with('[') => json::items(raw)?.get(index).copied(),
            _ => Members::of(raw)?.get(step),
        })
    })
}

/// The items of a list, or the values of a map.
pub(super) fn entries(raw: &RawValue) -> Option<Vec<&RawValue>> {
    json::items(raw).or_else(|| Some(Members::of(raw)?.0.into_iter().map(|(_, raw)| raw).collect()))
}

/// The number on a path.
pub(super) fn number(root: &RawValue, path: &str) -> Option<u64> {
    if path.is_empty() {
        return None;
    }
    match json::value(descend(root, path)?)? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// Looks for the portal.
struct Connect {
    rest: &'static Rest,
    /// Roots to try, the next one last.
    roots: Vec<String>,
}

impl Ask for Connect {
    type Answer = Portal;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Portal> {
        let root = self.roots.last().cloned().unwrap_or_default();
        let missing = |detail: Option<String>| {
            let problem = Problem::new(ProblemCode::NotAPortal).arg(plain::clip(root.clone(), 200));
            Turn::Failed(Problem { detail, ..problem })
        };
        match fetched {
            None if root.is_empty() => missing(None),
            None => Turn::Fetch((self.rest.probe)(&(self.rest.api)(&root))),
            Some(Fetched::Failed(problem)) => Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => {
                let answer = (status < 400).then(|| json::with_root(body, &mut json::value).flatten()).flatten();
                let signed = answer.filter(|answer| self.rest.sign.is_empty() || has_sign(answer, self.rest.sign));
                if let Some(answer) = signed {
                    let title = plain::line(&shape::text(&answer, self.rest.title_path));
                    return Turn::Done(self.rest.portal(&root, &title));
                }
                if matches!(status, 401 | 403 | 429 | 500..) && self.rest.knows_host(&host_of(&root)) {
                    return Turn::Failed(problem(status, body, &root, &root));
                }
                self.roots.pop();
                match self.roots.last() {
                    Some(next) => Turn::Fetch((self.rest.probe)(&(self.rest.api)(next))),
                    None => missing(Some(format!("HTTP {status}"))),
                }
            }
        }
    }
}

/// Whether one of the paths is there, were it with an empty list.
fn has_sign(answer: &Value, sign: &str) -> bool {
    let is_there = |path: &str| {
        let found = path.split('.').try_fold(answer, |value, step| match value {
            Value::Array(items) => items.get(step.parse::<usize>().ok()?),
            other => other.get(step),
        });
        found.is_some()
    };
    sign.split('|').any(|paths| paths.split('&').all(is_there))
}

/// Asks for a page of the catalogue.
struct Search {
    rest: &'static Rest,
    portal: Portal,
    query: SearchQuery,
}

impl Ask for Search {
    type Answer = CataloguePage;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<CataloguePage> {
        let (status, body) = match fetched {
            None => return Turn::Fetch((self.rest.search)(&self.portal, &self.query)),
            Some(Fetched::Failed(problem)) => return Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => (status, body),
        };
        let page = (status < 400).then(|| json::with_root(body, &mut |root| self.page(root)).flatten()).flatten();
        match page {
            Some(page) => Turn::Done(page),
            None if matches!(status, 400 | 409 | 414 | 422) => {
                Turn::Failed(Problem::new(ProblemCode::BadQuery).arg(plain::line(&self.query.words)))
            }
            None => Turn::Failed(problem(status, body, &self.portal.address, &self.portal.address)),
        }
    }
}

impl Search {
    fn page(&self, root: &RawValue) -> Option<CataloguePage> {
        let items = descend(root, self.rest.items).and_then(entries)?;
        // A portal that sends more than was asked for would fill the memory.
        let most = self.rest.page_rows.max(1_000) as usize;
        let mut page = CataloguePage { start: self.start(), ..CataloguePage::default() };
        let mut unread: (u64, Vec<u64>) = (0, Vec::new());
        for (index, raw) in items.iter().take(most).enumerate() {
            if let Some(dataset) = json::value(raw).and_then(|record| self.rest.dataset_of(&self.portal, &record)) {
                page.datasets.push(dataset);
                continue;
            }
            unread.0 += 1;
            if unread.1.len() < 5 {
                unread.1.push(index as u64 + 1);
            }
        }
        if unread.0 > 0 {
            let note =
                Note { code: NoteCode::SkippedRecord, count: unread.0, rows: unread.1, args: vec!["id".to_owned()] };
            page.notes.push(note);
        }
        if items.len() > most {
            page.notes.push(Note::once(NoteCode::Truncated, [most.to_string()]));
        }
        let seen = page.start + items.len() as u64;
        // Where there is no total, a full page has at least one more behind it, and the number of pages says how
        // many there are at most.
        let full = items.len() as u64 >= self.query.rows;
        let pages = number(root, self.rest.pages).map(|pages| pages.saturating_mul(self.query.rows));
        let guessed = if full { pages.unwrap_or(0).max(seen + 1) } else { seen };
        page.total = number(root, self.rest.total).unwrap_or(guessed).max(if items.is_empty() { 0 } else { seen });
        page.facets = (self.rest.facets)(root);
        Some(page)
    }

    /// The first result of the page that was asked for.
    fn start(&self) -> u64 {
        self.query.start / self.query.rows * self.query.rows
    }
}

impl Rest {
    fn dataset_of(&self, portal: &Portal, record: &Value) -> Option<Dataset> {
        let mut dataset = shape::dataset(&self.shape, &portal.address, record)?;
        (self.finish)(portal, record, &mut dataset);
        Some(dataset)
    }
}

/// Asks for one dataset.
struct Show {
    rest: &'static Rest,
    portal: Portal,
    id: String,
}

impl Ask for Show {
    type Answer = Dataset;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Dataset> {
        let (status, body) = match fetched {
            None => return Turn::Fetch((self.rest.show)(&self.portal, &self.id)),
            Some(Fetched::Failed(problem)) => return Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => (status, body),
        };
        let read = |root: &RawValue| {
            let record = json::value(descend(root, self.rest.shown)?)?;
            let dataset = self.rest.dataset_of(&self.portal, &record)?;
            // Lists of one are how some answer to an identifier that they do not know.
            Some(dataset)
        };
        let found = (status < 400).then(|| json::with_root(body, &mut |root| read(root)).flatten()).flatten();
        match found {
            Some(dataset) => Turn::Done(dataset),
            // An identifier that a server cannot accept is one that does not exist.
            None if matches!(status, 400 | 422) => Turn::Failed(Problem::new(ProblemCode::NotFound).arg(&*self.id)),
            None => Turn::Failed(problem(status, body, &self.portal.address, &self.id)),
        }
    }
}

/// Appends query parameters; empty values are left out.
pub(super) fn with_query(base: &str, parameters: &[(&str, &str)]) -> String {
    let mut url = base.to_owned();
    let mut mark = if base.contains('?') { '&' } else { '?' };
    for (name, value) in parameters.iter().filter(|(_, value)| !value.is_empty()) {
        url.push(mark);
        url.push_str(name);
        url.push('=');
        url.push_str(&crate::portal::address::encode(value));
        mark = '&';
    }
    url
}

/// An identifier that is a piece of a path, with everything but its slashes encoded.
pub(super) fn path_of(id: &str) -> String {
    id.split('/').map(crate::portal::address::encode).collect::<Vec<_>>().join("/")
}

/// The number of the page that a query asks for, from 1.
pub(super) fn page_number(query: &SearchQuery) -> u64 {
    query.start / query.rows.max(1) + 1
}

/// The first chosen value of a facet; empty where none is chosen.
pub(super) fn chosen<'a>(query: &'a SearchQuery, facet: &str) -> &'a str {
    query.facets.get(facet).and_then(|values| values.first()).map_or("", String::as_str)
}

/// Words as a person typed them, without what could end a quotation in a query language.
pub(super) fn quoted_words(words: &str) -> String {
    let cleaned: String = words.chars().map(|c| if c.is_control() || "\"\\'`".contains(c) { ' ' } else { c }).collect();
    plain::clip(cleaned.split_whitespace().collect::<Vec<_>>().join(" "), 300).trim_end_matches('…').to_owned()
}
