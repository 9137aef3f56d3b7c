//! Stand-in for the portal client until the real one lands. Not to be merged.
use super::{CataloguePage, Dataset, Portal, PortalKind, Resource, SearchQuery};
use crate::base::note::{Problem, ProblemCode};

/// Stub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch {
    /// Stub.
    pub url: String,
    /// Stub.
    pub max_bytes: u64,
}

/// Stub.
#[derive(Clone, Debug)]
pub enum Fetched<'a> {
    /// Stub.
    Answer {
        /// Stub.
        status: u16,
        /// Stub.
        body: &'a [u8],
    },
    /// Stub.
    Failed(Problem),
}

/// Stub.
#[derive(Clone, Debug)]
pub enum Turn<T> {
    /// Stub.
    Fetch(Fetch),
    /// Stub.
    Done(T),
    /// Stub.
    Failed(Problem),
}

/// Stub.
pub trait Ask {
    /// Stub.
    type Answer;
    /// Stub.
    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Self::Answer>;
}

fn once<T>(url: &str, fetched: Option<Fetched<'_>>, ok: impl FnOnce(&[u8]) -> T) -> Turn<T> {
    match fetched {
        None => Turn::Fetch(Fetch { url: url.to_owned(), max_bytes: 1 << 20 }),
        Some(Fetched::Failed(problem)) => Turn::Failed(problem),
        Some(Fetched::Answer { status: 200, body }) => Turn::Done(ok(body)),
        Some(Fetched::Answer { status, .. }) => {
            Turn::Failed(Problem::new(ProblemCode::HttpStatus).arg("stub").arg(status.to_string()))
        }
    }
}

/// Stub.
#[derive(Debug)]
pub struct Connect(String);
impl Ask for Connect {
    type Answer = Portal;
    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Portal> {
        let url = self.0.clone();
        once(&format!("{url}/status_show"), fetched, |_| Portal {
            address: url.clone(),
            api: url.clone(),
            title: "stub".to_owned(),
            kind: PortalKind::Ckan,
            version: None,
            datastore: Some(true),
        })
    }
}

/// Stub.
pub fn connect(address: &str) -> Result<Connect, Problem> {
    if address.is_empty() { Err(Problem::new(ProblemCode::BadAddress).arg(address)) } else { Ok(Connect(address.to_owned())) }
}

/// Stub.
#[derive(Debug)]
pub struct Search(String);
impl Ask for Search {
    type Answer = CataloguePage;
    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<CataloguePage> {
        once(&self.0, fetched, |body| CataloguePage { total: body.len() as u64, ..CataloguePage::default() })
    }
}

/// Stub.
pub fn search(portal: &Portal, query: &SearchQuery) -> Search {
    Search(format!("{}/package_search?q={}", portal.api, query.words))
}

/// Stub.
#[derive(Debug)]
pub struct ShowDataset(String, String);
impl Ask for ShowDataset {
    type Answer = Dataset;
    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Dataset> {
        let id = self.1.clone();
        once(&self.0, fetched, |_| Dataset { id, ..Dataset::default() })
    }
}

/// Stub.
pub fn dataset(portal: &Portal, id: &str) -> ShowDataset {
    ShowDataset(format!("{}/package_show?id={id}", portal.api), id.to_owned())
}

/// Stub.
#[derive(Debug)]
pub struct Rows {
    url: String,
    offset: u64,
}

/// Stub.
#[derive(Clone, Debug)]
pub struct RowPage {
    /// Stub.
    pub fields: Vec<(String, String)>,
    /// Stub.
    pub records: Vec<Vec<Option<String>>>,
    /// Stub.
    pub total: Option<u64>,
    /// Stub.
    pub done: bool,
    /// Stub.
    pub notes: Vec<crate::base::note::Note>,
}

impl Ask for Rows {
    type Answer = RowPage;
    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<RowPage> {
        let limit = if self.offset == 0 { 1000 } else { 10_000 };
        let url = format!("{}&limit={limit}&offset={}&records_format=lists", self.url, self.offset);
        let turn = once(&url, fetched, |body| {
            let value: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
            let result = &value["result"];
            let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
            let fields: Vec<(String, String)> = list(&result["fields"])
                .iter()
                .map(|field| (field["id"].as_str().unwrap_or_default().to_owned(), field["type"].as_str().unwrap_or_default().to_owned()))
                .collect();
            let text = |cell: &serde_json::Value| match cell {
                serde_json::Value::Null => None,
                serde_json::Value::String(text) => Some(text.clone()),
                other => Some(other.to_string()),
            };
            let records: Vec<Vec<Option<String>>> = list(&result["records"]).iter().map(|r| list(r).iter().map(text).collect()).collect();
            let total = result["total"].as_u64();
            RowPage { fields, records, total, done: false, notes: Vec::new() }
        });
        match turn {
            Turn::Done(mut page) => {
                self.offset += page.records.len() as u64;
                page.done = page.total == Some(self.offset);
                Turn::Done(page)
            }
            other => other,
        }
    }
}

/// Stub.
pub fn rows(portal: &Portal, resource: &Resource) -> Rows {
    Rows { url: format!("{}/datastore_search?resource_id={}", portal.api, resource.id), offset: 0 }
}

/// Stub.
pub fn sample_answer(url: &str) -> Option<Vec<u8>> {
    url.starts_with("contoh:").then(|| b"{}".to_vec())
}

/// Stub.
pub fn sample_file(url: &str) -> Option<Box<dyn Iterator<Item = Vec<u8>>>> {
    (url == "contoh:file.csv").then(|| -> Box<dyn Iterator<Item = Vec<u8>>> {
        Box::new((0..10).map(|i| if i == 0 { b"a,b\n".to_vec() } else { format!("{i},x{i}\n").into_bytes() }))
    })
}
