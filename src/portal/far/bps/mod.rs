//! BPS `WebAPI`, with the person's own key.
//!
//! The catalogue is the list of variables of a domain (national, province, regency); the rows of a variable
//! are a dynamic table, asked for two years at a time. A cell's key is the plain concatenation of five
//! numbers without padding, so keys cannot be taken apart: the cross product of the five lists is walked and
//! every key looked up. The key of the person stands as a mark in the addresses and is filled in by the
//! driver; it never enters a portal, a document or a link.

mod table;

use serde_json::Value;
use serde_json::value::RawValue;

use super::rest::{CATALOGUE_BYTES, descend, problem};
use super::shape;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::portal::address::{encode, host_of};
use crate::portal::ask::{Ask, Fetch, Fetched, KEY_MARK, RowPage, Turn};
use crate::portal::json;
use crate::portal::kind::{Abilities, Kind};
use crate::portal::local::Catalogue;
use crate::portal::{CataloguePage, Dataset, Portal, PortalKind, Resource, SearchQuery, plain};

const ROOT: &str = "https://webapi.bps.go.id";
const API: &str = "https://webapi.bps.go.id/v1/api";
/// The whole country.
const NATIONAL: &str = "0000";
/// Pages of the catalogue that one search reads.
const MAX_PAGES: u64 = 20;
/// Years per request; some requests accept no more.
const YEARS_AT_ONCE: usize = 2;
/// Years of one variable.
const MAX_YEARS: usize = 200;

/// The kind.
pub(super) struct Bps;

impl Kind for Bps {
    fn kind(&self) -> PortalKind {
        PortalKind::Bps
    }

    fn abilities(&self) -> Abilities {
        Abilities { facets: &[], key: true, ..Abilities::CKAN }
    }

    fn knows(&self, host: &str) -> bool {
        host == "bps.go.id" || host.ends_with(".bps.go.id")
    }

    fn connect(&'static self, address: &str) -> Option<Box<dyn Ask<Answer = Portal>>> {
        let root = super::root_of(address)?;
        let last = root.path.rsplit('/').next().unwrap_or("").to_owned();
        let domain = Some(last).filter(|last| is_domain(last));
        self.knows(&root.host).then(|| Box::new(Connect { host: root.host, domain }) as Box<dyn Ask<Answer = Portal>>)
    }

    fn search(&'static self, portal: &Portal, query: &SearchQuery) -> Box<dyn Ask<Answer = CataloguePage>> {
        Box::new(Search {
            portal: portal.clone(),
            query: query.clone(),
            per_page: query.rows.clamp(1, 100),
            page: 0,
            known: false,
            found: Vec::new(),
            notes: Vec::new(),
            total: 0,
        })
    }

    fn dataset(&'static self, portal: &Portal, id: &str) -> Box<dyn Ask<Answer = Dataset>> {
        Box::new(Show { portal: portal.clone(), id: id.to_owned() })
    }

    fn rows(&'static self, portal: &Portal, resource: &Resource) -> Box<dyn Ask<Answer = RowPage>> {
        Box::new(Rows {
            portal: portal.clone(),
            variable: resource.id.clone(),
            page: 1,
            years: Vec::new(),
            listed: false,
            at: 0,
            fields: None,
        })
    }
}

fn is_domain(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The domain of a portal, from its address.
fn domain(portal: &Portal) -> &str {
    portal.address.rsplit('/').next().filter(|last| is_domain(last)).unwrap_or(NATIONAL)
}

/// A request of the list interface.
fn list(portal: &Portal, model: &str, rest: &str) -> Fetch {
    let domain = domain(portal);
    Fetch::get(format!("{API}/list/model/{model}/lang/ind/domain/{domain}{rest}/key/{KEY_MARK}/"), CATALOGUE_BYTES)
}

/// A page of a list.
struct Listed {
    items: Vec<Value>,
    /// Items that were not understood.
    skipped: u64,
    pages: u64,
    per_page: u64,
    total: u64,
}

/// Reads an answer whose `data` is a list of two: the page, and its items. An empty list says so in words,
/// also with status 404.
fn listed(status: u16, body: &[u8], portal: &Portal) -> Result<Listed, Problem> {
    let read = |root: &RawValue| {
        let text = |key: &str| descend(root, key).and_then(json::string).unwrap_or_default();
        if text("status").eq_ignore_ascii_case("error") {
            return Some(Err(Problem::new(ProblemCode::Forbidden)
                .arg(host_of(&portal.address))
                .detail(plain::line(&text("message")))));
        }
        if text("data-availability").contains("not-available") {
            return Some(Ok(Listed { items: Vec::new(), skipped: 0, pages: 0, per_page: 0, total: 0 }));
        }
        let data = json::items(descend(root, "data")?)?;
        let number = |key: &str| super::rest::number(data.first()?, key);
        let raw = data.get(1).and_then(|items| json::items(items))?;
        let items: Vec<Value> = raw.iter().filter_map(|item| json::value(item)).filter(Value::is_object).collect();
        Some(Ok(Listed {
            skipped: (raw.len() - items.len()) as u64,
            pages: number("pages").unwrap_or(1),
            per_page: number("per_page").unwrap_or(items.len() as u64),
            total: number("total").unwrap_or(items.len() as u64),
            items,
        }))
    };
    let read = json::with_root(body, &mut |root| read(root)).flatten();
    read.unwrap_or_else(|| Err(problem(status, body, &portal.address, &portal.title)))
}

/// Asks for the domains, to find the one that a host belongs to and to see whether the key is accepted.
struct Connect {
    host: String,
    domain: Option<String>,
}

impl Ask for Connect {
    type Answer = Portal;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Portal> {
        let (status, body) = match fetched {
            None => return Turn::Fetch(Fetch::get(format!("{API}/domain/type/all/key/{KEY_MARK}/"), CATALOGUE_BYTES)),
            Some(Fetched::Failed(problem)) => return Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => (status, body),
        };
        let mut portal = Portal {
            address: ROOT.to_owned(),
            api: API.to_owned(),
            title: "BPS".to_owned(),
            kind: PortalKind::Bps,
            version: None,
            datastore: Some(true),
        };
        let domains = match listed(status, body, &portal) {
            Ok(domains) => domains.items,
            Err(problem) => return Turn::Failed(problem),
        };
        let is_it = |item: &&Value| match &self.domain {
            Some(domain) => shape::text(item, "domain_id") == *domain,
            None => host_of(&shape::text(item, "domain_url")) == self.host,
        };
        if let Some(item) = domains.iter().find(is_it) {
            let id = shape::text(item, "domain_id");
            portal.title = format!("BPS {}", plain::line(&shape::text(item, "domain_name")));
            if is_domain(&id) && id != NATIONAL {
                portal.address = format!("{ROOT}/{id}");
            }
        } else if self.domain.as_deref().is_some_and(|domain| domain != NATIONAL) {
            return Turn::Failed(Problem::new(ProblemCode::NotAPortal).arg(self.domain.clone().unwrap_or_default()));
        }
        Turn::Done(portal)
    }
}

/// Asks for variables. Without words a page of the list is enough; with words the list is read and searched
/// here, because the interface does not promise to do that.
struct Search {
    portal: Portal,
    query: SearchQuery,
    per_page: u64,
    /// The page asked for last, from 1.
    page: u64,
    /// Whether the portal has said how many it gives per page.
    known: bool,
    found: Vec<Dataset>,
    notes: Vec<Note>,
    total: u64,
}

impl Search {
    fn words(&self) -> &str {
        self.query.words.trim()
    }

    fn wanted(&self) -> bool {
        !self.words().is_empty() || !self.query.facets.values().all(Vec::is_empty)
    }

    fn fetch(&self) -> Fetch {
        let keyword = super::rest::quoted_words(self.words()).replace('/', " ");
        let keyword = if keyword.is_empty() { String::new() } else { format!("/keyword/{}", encode(&keyword)) };
        list(&self.portal, "var", &format!("/perpage/{}{keyword}/page/{}", self.per_page, self.page.max(1)))
    }
}

impl Ask for Search {
    type Answer = CataloguePage;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<CataloguePage> {
        let answer = match fetched {
            None => {
                self.page = if self.wanted() { 1 } else { self.query.start / self.per_page + 1 };
                (self.known, self.found) = (false, Vec::new());
                if self.wanted() {
                    self.per_page = 100;
                }
                return Turn::Fetch(self.fetch());
            }
            Some(Fetched::Failed(problem)) => return Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => listed(status, body, &self.portal),
        };
        let page = match answer {
            Ok(page) => page,
            Err(problem) => return Turn::Failed(problem),
        };
        self.total = page.total;
        if !self.known && !self.wanted() && page.per_page > 0 && page.per_page != self.per_page {
            // It gives fewer than asked for, so the place of the first one is on another page.
            (self.known, self.per_page) = (true, page.per_page);
            let due = self.query.start / self.per_page + 1;
            if due != self.page {
                self.page = due;
                return Turn::Fetch(self.fetch());
            }
        }
        if page.skipped > 0 {
            self.notes.push(Note {
                code: NoteCode::SkippedRecord,
                count: page.skipped,
                rows: Vec::new(),
                args: vec!["JSON".to_owned()],
            });
        }
        let empty = page.items.is_empty();
        let domain = domain(&self.portal).to_owned();
        self.found.extend(page.items.iter().filter_map(|item| dataset(&domain, item)));
        let last = empty || self.page >= page.pages;
        if self.wanted() {
            if !last && self.page < MAX_PAGES {
                self.page += 1;
                return Turn::Fetch(self.fetch());
            }
            if !last {
                self.notes.push(Note::once(NoteCode::Truncated, [self.found.len().to_string()]));
            }
            let all = Catalogue::new(String::new(), std::mem::take(&mut self.found), std::mem::take(&mut self.notes));
            return Turn::Done(all.search(&self.query));
        }
        let skip = (self.query.start % self.per_page) as usize;
        let rows = self.query.rows as usize;
        let first = self.query.start / self.per_page + 1;
        if !last && self.found.len() < skip + rows && self.page < first + MAX_PAGES {
            self.page += 1;
            return Turn::Fetch(self.fetch());
        }
        let datasets = std::mem::take(&mut self.found).into_iter().skip(skip).take(rows).collect();
        let notes = std::mem::take(&mut self.notes);
        Turn::Done(CataloguePage {
            total: self.total,
            start: self.query.start,
            datasets,
            notes,
            ..CataloguePage::default()
        })
    }
}

/// A variable as a dataset with one table.
fn dataset(domain: &str, item: &Value) -> Option<Dataset> {
    let id = shape::text(item, "var_id|val");
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let title = plain::line(&shape::text(item, "title|label"));
    let notes = [shape::text(item, "def"), shape::text(item, "notes|note")];
    let extras = ["unit", "subcsa_name"].iter().zip(["satuan", "kelompok"]).filter_map(|(path, name)| {
        let value = plain::line(&shape::text(item, path));
        (!value.is_empty()).then(|| (name.to_owned(), value))
    });
    let resource = Resource {
        id: format!("{domain}/{id}"),
        name: title.clone(),
        label: "API".to_owned(),
        datastore: true,
        ..Resource::default()
    };
    Some(Dataset {
        title: if title.is_empty() { id.clone() } else { title },
        notes: plain::block(&notes.join("\n\n")).trim().to_owned(),
        publisher: Some("Badan Pusat Statistik".to_owned()),
        groups: [plain::line(&shape::text(item, "sub_name|subj"))]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect(),
        extras: extras.collect(),
        resources: vec![resource],
        id,
        ..Dataset::default()
    })
}

/// Asks for one variable; its table describes it.
struct Show {
    portal: Portal,
    id: String,
}

impl Ask for Show {
    type Answer = Dataset;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Dataset> {
        let (status, body) = match fetched {
            None => return Turn::Fetch(list(&self.portal, "data", &format!("/var/{}", encode(&self.id)))),
            Some(Fetched::Failed(problem)) => return Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => (status, body),
        };
        let read = |root: &RawValue| dataset(domain(&self.portal), &json::value(descend(root, "var.0")?)?);
        match json::with_root(body, &mut |root| read(root)).flatten() {
            Some(found) => Turn::Done(found),
            None if status < 400 => Turn::Failed(Problem::new(ProblemCode::NotFound).arg(self.id.as_str())),
            None => Turn::Failed(problem(status, body, &self.portal.address, &self.id)),
        }
    }
}

/// Asks for the years of a variable, then for its table, some years at a time.
struct Rows {
    portal: Portal,
    /// Domain and number of the variable, `0000/31`.
    variable: String,
    page: u64,
    years: Vec<String>,
    listed: bool,
    at: usize,
    fields: Option<Vec<(String, String)>>,
}

impl Rows {
    fn turn(&self) -> Turn<RowPage> {
        let Some((domain, variable)) = self.variable.split_once('/').filter(|(domain, _)| is_domain(domain)) else {
            return Turn::Failed(Problem::new(ProblemCode::NoDataStore));
        };
        let place = Portal { address: format!("{ROOT}/{domain}"), ..self.portal.clone() };
        let variable = encode(variable);
        if !self.listed {
            return Turn::Fetch(list(&place, "th", &format!("/var/{variable}/page/{}", self.page)));
        }
        let years = self.years.get(self.at..).unwrap_or_default();
        let years = years.get(..YEARS_AT_ONCE.min(years.len())).unwrap_or_default().join(":");
        if years.is_empty() {
            let fields = self.fields.clone().unwrap_or_default();
            return Turn::Done(RowPage { fields, done: true, ..RowPage::default() });
        }
        Turn::Fetch(list(&place, "data", &format!("/var/{variable}/th/{years}")))
    }
}

impl Ask for Rows {
    type Answer = RowPage;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<RowPage> {
        let (status, body) = match fetched {
            None => return self.turn(),
            Some(Fetched::Failed(problem)) => return Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => (status, body),
        };
        if !self.listed {
            let page = match listed(status, body, &self.portal) {
                Ok(page) => page,
                Err(problem) => return Turn::Failed(problem),
            };
            for item in &page.items {
                let year = shape::text(item, "th_id");
                if !year.is_empty()
                    && year.bytes().all(|b| b.is_ascii_digit())
                    && !self.years.contains(&year)
                    && self.years.len() < MAX_YEARS
                {
                    self.years.push(year);
                }
            }
            self.page += 1;
            self.listed = page.items.is_empty() || self.page > page.pages || self.page > MAX_PAGES;
            if self.listed {
                // The list begins with the newest; a table reads better from the oldest.
                self.years.sort_by_key(|year| year.parse::<u32>().unwrap_or(u32::MAX));
            }
            return self.turn();
        }
        let read = json::with_root(body, &mut table::read).flatten();
        let Some(mut page) = read.filter(|_| status < 400) else {
            // A span without a table is no end: others may have one.
            return match listed(status, body, &self.portal) {
                Ok(empty) if empty.items.is_empty() => {
                    self.at += YEARS_AT_ONCE;
                    self.turn()
                }
                Ok(_) => Turn::Failed(problem(status, body, &self.portal.address, &self.variable)),
                Err(problem) => Turn::Failed(problem),
            };
        };
        self.at += YEARS_AT_ONCE;
        page.done = self.at >= self.years.len();
        page.fields.clone_from(self.fields.get_or_insert_with(|| page.fields.clone()));
        Turn::Done(page)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{answer, asked, fed, table as text_of};
    use super::*;
    use crate::portal::ALL;

    const DOMAINS: &str = r#"{"status":"OK","data-availability":"available","data":[{"page":1,"pages":1,"total":2},[{"domain_id":"0000","domain_name":"Pusat","domain_url":"https://www.bps.go.id"},{"domain_id":"3273","domain_name":"Kota Bandung","domain_url":"https://bandungkota.bps.go.id"}]]}"#;

    fn portal(typed: &str) -> Portal {
        fed(&mut ALL.connect(typed).unwrap(), DOMAINS)
    }

    #[test]
    fn the_key_is_never_part_of_a_portal() {
        let mut ask = ALL.connect("https://webapi.bps.go.id").unwrap();
        let Turn::Fetch(fetch) = ask.next(None) else { panic!() };
        assert!(fetch.needs_key() && fetch.filled(Some("rahasia"), 0).unwrap().ends_with("/key/rahasia/"));
        let check = |typed: &str, address: &str, title: &str| {
            let portal = portal(typed);
            assert_eq!((portal.address.as_str(), portal.title.as_str()), (address, title), "{typed}");
            assert!(!format!("{portal:?}").contains("key"));
        };
        check("webapi.bps.go.id", "https://webapi.bps.go.id", "BPS");
        check("https://www.bps.go.id/id", "https://webapi.bps.go.id", "BPS Pusat");
        check("https://bandungkota.bps.go.id", "https://webapi.bps.go.id/3273", "BPS Kota Bandung");
        check("https://webapi.bps.go.id/3273", "https://webapi.bps.go.id/3273", "BPS Kota Bandung");
    }

    fn page_of(page: u64, pages: u64, per_page: u64, ids: &[u64]) -> String {
        let items: Vec<String> = ids
            .iter()
            .map(|id| format!(r#"{{"var_id":{id},"title":"Penduduk miskin {id}","unit":"Persen"}}"#))
            .collect();
        format!(
            r#"{{"status":"OK","data-availability":"available","data":[{{"page":{page},"pages":{pages},"per_page":{per_page},"count":1,"total":5}},[{}]]}}"#,
            items.join(",")
        )
    }

    #[test]
    fn smaller_pages_are_put_together() {
        let portal = portal("webapi.bps.go.id");
        let mut ask = ALL.search(&portal, &SearchQuery { start: 2, rows: 2, ..SearchQuery::default() });
        assert!(asked(&mut ask).contains("/perpage/2/page/2/"));
        // It gives one per page.
        assert!(
            matches!(answer(&mut ask, 200, &page_of(2, 5, 1, &[2])), Turn::Fetch(fetch) if fetch.url.contains("/page/3/"))
        );
        assert!(
            matches!(answer(&mut ask, 200, &page_of(3, 5, 1, &[3])), Turn::Fetch(fetch) if fetch.url.contains("/page/4/"))
        );
        let page = fed_without_start(&mut ask, &page_of(4, 5, 1, &[4]));
        assert_eq!(page.datasets.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["3", "4"]);
        assert_eq!(page.total, 5);
    }

    fn fed_without_start<T: std::fmt::Debug>(ask: &mut impl Ask<Answer = T>, body: &str) -> T {
        match answer(ask, 200, body) {
            Turn::Done(done) => done,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn words_are_searched_here_and_pages_end() {
        let portal = portal("webapi.bps.go.id");
        let mut ask = ALL
            .search(&portal, &SearchQuery { words: "kemiskinan/../key".to_owned(), rows: 2, ..SearchQuery::default() });
        assert!(asked(&mut ask).contains("/keyword/kemiskinan%20..%20key/page/1/"));
        let mut turn = answer(&mut ask, 200, &page_of(1, 1_000_000, 10, &[1]));
        let mut asked = 1;
        while let Turn::Fetch(_) = turn {
            asked += 1;
            turn = answer(&mut ask, 200, &page_of(asked, 1_000_000, 10, &[asked]));
        }
        assert_eq!(asked, MAX_PAGES);
        let Turn::Done(page) = turn else { panic!() };
        assert!(page.notes.iter().any(|note| note.code == NoteCode::Truncated));
        let empty = r#"{"status":"OK","data-availability":"list-not-available","data":""}"#;
        let mut ask = ALL.search(&portal, &SearchQuery { words: "x".to_owned(), rows: 2, ..SearchQuery::default() });
        ask.next(None);
        assert!(matches!(answer(&mut ask, 404, empty), Turn::Done(page) if page.total == 0));
    }

    #[test]
    fn cells_are_found_by_the_cross_product() {
        let portal = portal("webapi.bps.go.id");
        let resource = Resource { id: "0000/31".to_owned(), ..Resource::default() };
        let mut ask = ALL.rows(&portal, &resource);
        assert!(asked(&mut ask).contains("/model/th/lang/ind/domain/0000/var/31/page/1/"));
        let years = r#"{"status":"OK","data-availability":"available","data":[{"page":1,"pages":1,"total":3},[{"th_id":101,"th":2001},{"th_id":100},{"th_id":99}]]}"#;
        assert!(matches!(answer(&mut ask, 200, years), Turn::Fetch(fetch) if fetch.url.contains("/th/99:100/")));
        let page = fed_without_start(
            &mut ask,
            r#"{"status":"OK","data-availability":"available","var":[{"val":31,"label":"Jumlah <b>Penduduk</b>","unit":"Jiwa"}],"labelvervar":"Kecamatan",
               "vervar":[{"val":7315,"label":"<b>PINRANG</b>"}],"tahun":[{"val":99,"label":"1999"},{"val":100,"label":"2000"}],
               "datacontent":{"7315310990":308669,"73153101000":3.10,"999":1}}"#,
        );
        assert_eq!(
            text_of(&page),
            "kode,Kecamatan,turunan,tahun,periode,Jumlah Penduduk,satuan\n7315,PINRANG,∅,1999,∅,308669,Jiwa\n7315,PINRANG,∅,2000,∅,3.10,Jiwa\n"
        );
        assert_eq!((page.notes[0].count, page.done), (1, false));
        let empty = r#"{"status":"OK","data-availability":"list-not-available","data":""}"#;
        assert!(asked(&mut ask).contains("/th/101/"));
        assert!(matches!(answer(&mut ask, 200, empty), Turn::Done(page) if page.done && page.records.is_empty()));
    }
}
