//! data.go.id, Satu Data Indonesia: CKAN's answers behind one POST address.
//!
//! The gateway passes on `package_search`, `package_show` and `package_list` only, ignores `fq`, facets
//! and fields, and orders by priority where nothing else is asked for: so filters go into `q`, and a sweep
//! is ordered by `id`. Rows stay with the portals that were harvested.

use crate::base::note::{Problem, ProblemCode};
use crate::portal::address::decode;
use crate::portal::ask::{Ask, Fetch, Fetched, Turn};
use crate::portal::ckan::Ckan;
use crate::portal::kind::{Abilities, Kind};
use crate::portal::{CataloguePage, Dataset, Portal, PortalKind, Resource, RowPage, SearchQuery};

use super::rest::with_query;

const ADDRESS: &str = "https://data.go.id";
const API: &str = "https://data.go.id/api/3/action";
const PROXY: &str = "https://data.go.id/api/proxy";

/// The kind.
pub(super) struct DataGoId;

impl Kind for DataGoId {
    fn kind(&self) -> PortalKind {
        PortalKind::DataGoId
    }

    fn abilities(&self) -> Abilities {
        Abilities { rows: false, post: true, ..Abilities::CKAN }
    }

    fn knows(&self, host: &str) -> bool {
        matches!(host, "data.go.id" | "www.data.go.id" | "katalog.data.go.id")
    }

    fn connect(&'static self, address: &str) -> Option<Box<dyn Ask<Answer = Portal>>> {
        let root = super::root_of(address)?;
        self.knows(&root.host).then(|| Box::new(Here) as Box<dyn Ask<Answer = Portal>>)
    }

    fn search(&'static self, portal: &Portal, query: &SearchQuery) -> Box<dyn Ask<Answer = CataloguePage>> {
        Box::new(Through(Ckan.search(portal, query)))
    }

    fn dataset(&'static self, portal: &Portal, id: &str) -> Box<dyn Ask<Answer = Dataset>> {
        Box::new(Through(Ckan.dataset(portal, id)))
    }

    fn rows(&'static self, _: &Portal, _: &Resource) -> Box<dyn Ask<Answer = RowPage>> {
        Box::new(super::Never(ProblemCode::NoDataStore))
    }
}

/// One dataset asked for, to see whether the gateway answers.
struct Here;

impl Ask for Here {
    type Answer = Portal;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Portal> {
        match fetched {
            None => Turn::Fetch(through(&format!("{API}/package_search?rows=0"), 4 << 20)),
            Some(Fetched::Failed(problem)) => Turn::Failed(problem),
            Some(Fetched::Answer { status, .. }) if status >= 400 => {
                Turn::Failed(Problem::new(ProblemCode::HttpStatus).arg("data.go.id").arg(status.to_string()))
            }
            Some(Fetched::Answer { .. }) => Turn::Done(Portal {
                address: ADDRESS.to_owned(),
                api: API.to_owned(),
                title: "Satu Data Indonesia".to_owned(),
                kind: PortalKind::DataGoId,
                version: None,
                datastore: Some(false),
            }),
        }
    }
}

/// The CKAN client with its requests sent through the gateway.
struct Through<T>(Box<dyn Ask<Answer = T>>);

impl<T> Ask for Through<T> {
    type Answer = T;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<T> {
        match self.0.next(fetched) {
            Turn::Fetch(fetch) => Turn::Fetch(through(&fetch.url, fetch.max_bytes)),
            turn => turn,
        }
    }
}

/// The request to the gateway for a call of the action API.
fn through(url: &str, max_bytes: u64) -> Fetch {
    let endpoint = rewrite(url.strip_prefix(ADDRESS).unwrap_or(url));
    let body = serde_json::json!({"endpoint": endpoint, "method": "GET", "body": {}, "token": ""});
    Fetch::post(PROXY, body.to_string(), max_bytes)
}

/// The call as the gateway understands it: filters in `q`, no facets, an order that is stable.
fn rewrite(call: &str) -> String {
    let Some((path, query)) = call.split_once('?') else { return call.to_owned() };
    if !path.ends_with("/package_search") {
        return call.to_owned();
    }
    let value = |name: &str| {
        let pair = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name);
        pair.map(|(_, value)| decode(value)).unwrap_or_default()
    };
    let q = match (value("q"), value("fq")) {
        (words, filter) if filter.is_empty() => words,
        (words, filter) if words.is_empty() => filter,
        (words, filter) => format!("({words}) AND {filter}"),
    };
    let sort = match value("sort") {
        // Words are ranked; a sweep without words needs an order of its own.
        sort if sort.is_empty() && q.is_empty() => "id asc".to_owned(),
        sort => sort,
    };
    with_query(path, &[("q", &q), ("rows", &value("rows")), ("start", &value("start")), ("sort", &sort)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_rewritten_for_the_gateway() {
        let check = |call: &str, expected: &str| assert_eq!(rewrite(call), expected);
        check("/api/3/action/package_show?id=a", "/api/3/action/package_show?id=a");
        check(
            "/api/3/action/package_search?rows=20&start=40&facet.field=%5B%22x%22%5D&facet.limit=50",
            "/api/3/action/package_search?rows=20&start=40&sort=id%20asc",
        );
        check(
            "/api/3/action/package_search?q=a%20b&fq=organization%3A%22x%22&rows=1",
            "/api/3/action/package_search?q=%28a%20b%29%20AND%20organization%3A%22x%22&rows=1",
        );
        check(
            "/api/3/action/package_search?fq=tags%3A%22x%22&rows=1",
            "/api/3/action/package_search?q=tags%3A%22x%22&rows=1",
        );
        let fetch = through(&format!("{API}/package_show?id=a%22b"), 9);
        assert_eq!(fetch.url, PROXY);
        let body: serde_json::Value = serde_json::from_str(&fetch.post.unwrap()).unwrap();
        assert_eq!(body["endpoint"], "/api/3/action/package_show?id=a%22b");
    }
}
