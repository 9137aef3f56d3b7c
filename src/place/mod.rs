//! Addresses of the page: everything in the query string on one path, so that any static host and
//! any sub-path serves them, reload works and Back and Forward do what one expects.
//!
//! The contract, kept stable for portal owners who link here (`docs/addresses.md`):
//! `?portal=URL`, `?portal=URL&portal=URL…` (a search in several), `?portal=URL&view=overview`,
//! `?portal=URL&dataset=ID`, `?portal=URL&dataset=ID&resource=ID`, `?data=FILE-URL`,
//! `#s1.…` for a shared story, `?lang=id|en`. The rest (`q`, `f.FIELD`, `sort`, `page`, `source`,
//! `figure`, `view`) belongs to the page itself.

pub mod saved;

use crate::base::lang::Lang;
use crate::portal::{SearchQuery, SearchSort};
use std::collections::BTreeMap;

/// Results on one page of the catalogue.
pub const RESULTS_PER_PAGE: u64 = 20;

/// The most portals that are searched at once.
pub const MAX_PORTALS: usize = 60;

/// Longest query string that is read, in bytes.
const MAX_QUERY_BYTES: usize = 16_384;

/// Where a person is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The language the address asks for.
    pub lang: Option<Lang>,
    /// The screen and what it shows.
    pub at: At,
    /// Whether `?bench=1` asks for the measuring hook.
    pub bench: bool,
}

/// The screens and what they show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum At {
    /// Beranda.
    #[default]
    Home,
    /// Katalog of a portal.
    Catalogue {
        /// The portal's address as given.
        portal: String,
        /// The query.
        query: SearchQuery,
    },
    /// The overview of a portal.
    Overview {
        /// The portal's address as given.
        portal: String,
    },
    /// Katalog of two or more portals at once.
    Across {
        /// Their addresses as given, each once.
        portals: Vec<String>,
        /// The query; facet values are labels, because every portal has identifiers of its own.
        query: SearchQuery,
    },
    /// A dataset's page.
    Dataset {
        /// The portal's address as given.
        portal: String,
        /// The dataset.
        dataset: String,
    },
    /// Meja: a resource of a portal.
    Resource {
        /// The portal's address as given.
        portal: String,
        /// The dataset.
        dataset: String,
        /// The resource.
        resource: String,
    },
    /// Meja: a file at an address.
    Data {
        /// The file's address.
        url: String,
    },
    /// Meja: a source of the open document (files that the person gave have no other address).
    Source {
        /// The source's id.
        id: u32,
    },
    /// Grafik or Peta: a figure of the open document.
    Figure {
        /// The figure's id.
        id: u32,
    },
    /// Cerita of the open document.
    Story,
}

impl Place {
    /// A place without wishes about language or measuring.
    pub fn new(at: At) -> Self {
        Self { at, ..Self::default() }
    }

    /// Reads a query string, with or without its `?`. Unknown keys are ignored, bad values fall back
    /// to the nearest screen that makes sense: an address never fails.
    pub fn parse(query: &str) -> Self {
        let query = query.strip_prefix('?').unwrap_or(query);
        let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
        if query.len() <= MAX_QUERY_BYTES {
            for pair in query.split('&').filter(|pair| !pair.is_empty()) {
                let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                keys.entry(decode(key)).or_default().push(decode(value));
            }
        }
        let one = |key: &str| {
            keys.get(key)
                .and_then(|values| values.first())
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty())
        };
        let portals = distinct(keys.get("portal").map_or(&[], Vec::as_slice));
        let number = |key: &str| one(key).and_then(|value| value.parse::<u32>().ok());
        let at = if one("view").as_deref() == Some("story") {
            At::Story
        } else if let Some(id) = number("figure") {
            At::Figure { id }
        } else if let Some(id) = number("source") {
            At::Source { id }
        } else if let Some(url) = one("data") {
            At::Data { url }
        } else if let Some(portal) = one("portal") {
            match (one("dataset"), one("resource")) {
                (Some(dataset), Some(resource)) => At::Resource { portal, dataset, resource },
                (Some(dataset), None) => At::Dataset { portal, dataset },
                _ if one("view").as_deref() == Some("overview") => At::Overview { portal },
                _ if portals.len() > 1 => {
                    At::Across { portals, query: SearchQuery { start: 0, ..search_query(&keys) } }
                }
                _ => At::Catalogue { portal, query: search_query(&keys) },
            }
        } else {
            At::Home
        };
        Self { lang: one("lang").and_then(|tag| Lang::from_tag(&tag)), at, bench: one("bench").as_deref() == Some("1") }
    }

    /// The query string, with its `?`, or empty for Beranda.
    pub fn to_query(&self) -> String {
        let mut out = String::new();
        let mut put = |key: &str, value: &str| {
            out.push(if out.is_empty() { '?' } else { '&' });
            out.push_str(&encode(key));
            out.push('=');
            out.push_str(&encode(value));
        };
        match &self.at {
            At::Home => {}
            At::Catalogue { portal, query } => {
                put("portal", portal);
                put_query(query, &mut put);
            }
            At::Across { portals, query } => {
                for portal in portals {
                    put("portal", portal);
                }
                put_query(query, &mut put);
            }
            At::Overview { portal } => {
                put("portal", portal);
                put("view", "overview");
            }
            At::Dataset { portal, dataset } => {
                put("portal", portal);
                put("dataset", dataset);
            }
            At::Resource { portal, dataset, resource } => {
                put("portal", portal);
                put("dataset", dataset);
                put("resource", resource);
            }
            At::Data { url } => put("data", url),
            At::Source { id } => put("source", &id.to_string()),
            At::Figure { id } => put("figure", &id.to_string()),
            At::Story => put("view", "story"),
        }
        if let Some(lang) = self.lang {
            put("lang", lang.tag());
        }
        if self.bench {
            put("bench", "1");
        }
        out
    }
}

/// The addresses that say something, each once.
fn distinct(portals: &[String]) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for portal in portals.iter().map(|portal| portal.trim()).filter(|portal| !portal.is_empty()) {
        if list.len() < MAX_PORTALS && list.iter().all(|known| known != portal) {
            list.push(portal.to_owned());
        }
    }
    list
}

/// Writes what is searched for.
fn put_query(query: &SearchQuery, put: &mut impl FnMut(&str, &str)) {
    if !query.words.is_empty() {
        put("q", &query.words);
    }
    for (field, values) in &query.facets {
        for value in values {
            put(&format!("f.{field}"), value);
        }
    }
    match query.sort {
        SearchSort::Relevance => {}
        SearchSort::Newest => put("sort", "newest"),
        SearchSort::Title => put("sort", "title"),
    }
    if query.start > 0 {
        put("page", &(query.start / RESULTS_PER_PAGE + 1).to_string());
    }
}

fn search_query(keys: &BTreeMap<String, Vec<String>>) -> SearchQuery {
    let first = |key: &str| keys.get(key).and_then(|values| values.first()).map_or("", String::as_str);
    let page = first("page").parse::<u64>().unwrap_or(1).clamp(1, 1_000_000);
    SearchQuery {
        words: first("q").trim().to_owned(),
        facets: keys
            .iter()
            .filter_map(|(key, values)| key.strip_prefix("f.").map(|field| (field.to_owned(), values.clone())))
            .collect(),
        start: (page - 1) * RESULTS_PER_PAGE,
        rows: RESULTS_PER_PAGE,
        sort: match first("sort") {
            "newest" => SearchSort::Newest,
            "title" => SearchSort::Title,
            _ => SearchSort::Relevance,
        },
    }
}

/// The digits of an escape.
const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];

/// Percent-encodes for a query, leaving `:` and `/` readable, as addresses in addresses should be.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' | b'/' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            _ => {
                out.push('%');
                out.push(HEX[usize::from(byte >> 4)]);
                out.push(HEX[usize::from(byte & 15)]);
            }
        }
    }
    out
}

/// Decodes `+` and percent escapes; broken escapes stay as written, broken UTF-8 is replaced.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => match (hex(tail.first()), hex(tail.get(1))) {
                (Some(high), Some(low)) => {
                    bytes.push(high * 16 + low);
                    rest = tail.get(2..).unwrap_or_default();
                }
                _ => bytes.push(byte),
            },
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(byte: Option<&u8>) -> Option<u8> {
    byte.and_then(|byte| char::from(*byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(query: &str, at: &At) {
        assert_eq!(Place::parse(query).at, *at, "{query}");
    }

    #[test]
    fn the_contract_with_portal_owners_is_read() {
        check("", &At::Home);
        check(
            "?portal=https://data.contoh.go.id",
            &At::Catalogue {
                portal: "https://data.contoh.go.id".into(),
                query: SearchQuery { rows: RESULTS_PER_PAGE, ..SearchQuery::default() },
            },
        );
        check(
            "?portal=https%3A%2F%2Fdata.contoh.go.id&dataset=harga",
            &At::Dataset { portal: "https://data.contoh.go.id".into(), dataset: "harga".into() },
        );
        check(
            "?portal=contoh&dataset=harga&resource=r1",
            &At::Resource { portal: "contoh".into(), dataset: "harga".into(), resource: "r1".into() },
        );
        check("?data=https://a.id/b.csv%3Fx=1%26y=2", &At::Data { url: "https://a.id/b.csv?x=1&y=2".into() });
        check("?portal=contoh&view=overview", &At::Overview { portal: "contoh".into() });
        check("?view=overview&portal=contoh&dataset=a", &At::Dataset { portal: "contoh".into(), dataset: "a".into() });
        check("?view=overview", &At::Home);
        check("?view=story", &At::Story);
        check("?figure=7", &At::Figure { id: 7 });
        check(
            "?figure=nonsense&portal=contoh&resource=no-dataset",
            &At::Catalogue {
                portal: "contoh".into(),
                query: SearchQuery { rows: RESULTS_PER_PAGE, ..SearchQuery::default() },
            },
        );
        let across = At::Across {
            portals: vec!["https://a.id".into(), "http://b.id/data".into()],
            query: SearchQuery { words: "beras".into(), rows: RESULTS_PER_PAGE, ..SearchQuery::default() },
        };
        check("?portal=https://a.id&portal=http://b.id/data&portal=https://a.id&q=beras&page=7", &across);
        check("?portal=a&portal=+&dataset=d", &At::Dataset { portal: "a".into(), dataset: "d".into() });
        check("?portal=a&portal=&portal=a", &Place::parse("?portal=a").at);
        let many = (0..99).map(|at| format!("portal=p{at}")).collect::<Vec<_>>().join("&");
        assert!(matches!(Place::parse(&many).at, At::Across { portals, .. } if portals.len() == MAX_PORTALS));
        assert_eq!(Place::parse("?lang=en").lang, Some(Lang::En));
        assert_eq!(Place::parse("?lang=xx").lang, None);
    }

    #[test]
    fn a_search_survives_the_round_trip() {
        let query = SearchQuery {
            words: "harga & \"beras\" 50%".into(),
            facets: BTreeMap::from([("organization".into(), vec!["dinas a".into(), "b".into()])]),
            start: 40,
            rows: RESULTS_PER_PAGE,
            sort: SearchSort::Newest,
        };
        let across = At::Across {
            portals: vec!["https://x.id/data".into(), "https://y.id".into()],
            query: SearchQuery { start: 0, ..query.clone() },
        };
        for at in [At::Catalogue { portal: "https://x.id/data".into(), query }, across] {
            let place = Place { lang: Some(Lang::En), at, bench: false };
            assert_eq!(Place::parse(&place.to_query()), place);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_an_address(text in ".{0,200}") {
            let place = Place::parse(&text);
            prop_assert_eq!(Place::parse(&place.to_query()).at, place.at);
        }
    }
}
