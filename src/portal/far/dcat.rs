//! DCAT-AP as JSON-LD: a graph of nodes that refer to each other, in pages.
//!
//! Prefixes do not matter here: `dct:title`, `http://purl.org/dc/terms/title` and `title` are one name.
//! What a node refers to is put in its place two steps deep, which is all that a dataset needs.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::shape::{self, ResourceShape, Shape};
use super::shelf::{Part, Shelf};
use crate::portal::PortalKind;
use crate::portal::json;

/// Nodes of one page that are looked at.
const MAX_NODES: usize = 400_000;

/// The kind.
pub(super) static KIND: Shelf = Shelf {
    kind: PortalKind::Dcat,
    hosts: &[],
    places: &["/catalog.jsonld"],
    endings: &[".jsonld"],
    title: "",
    read,
    rows: None,
};

const SHAPE: Shape = Shape {
    id: "identifier|@id",
    publisher: "publisher.name|creator.name|publisher",
    licence: "license|distribution.license|distribution.0.license",
    tags: "keyword",
    groups: "theme",
    created: "issued",
    modified: "modified",
    contact: "contactPoint.fn",
    mail: "contactPoint.hasEmail",
    page: "landingPage|page",
    resources: "distribution",
    resource: ResourceShape {
        id: "identifier",
        url: "downloadURL|accessURL",
        size: "byteSize",
        modified: "modified",
        ..ResourceShape::EMPTY
    },
    ..Shape::EMPTY
};

fn read(url: &str, body: &[u8]) -> Option<Part> {
    let root = json::with_root(body, &mut json::value).flatten()?;
    let mut nodes = Vec::new();
    collect(&root, 0, &mut nodes);
    let by_id: BTreeMap<&str, &Map<String, Value>> = nodes
        .iter()
        .filter(|node| node.len() > 1)
        .filter_map(|node| Some((node.get("@id")?.as_str()?, *node)))
        .collect();
    let mut part = Part::default();
    let mut seen = Vec::new();
    for node in &nodes {
        if part.next.is_none() {
            let next = ["nextPage", "next"].iter().find_map(|name| member(node, name));
            part.next = next.map(shape::plain_text).and_then(|next| crate::portal::address::absolute(url, &next));
        }
        if is_a(node, "Catalog") && part.title.is_empty() {
            part.title = crate::portal::plain::line(
                &member(node, "title").map(|title| shape::plain_text(&texts(title))).unwrap_or_default(),
            );
        }
        if !is_a(node, "Dataset") || node.len() < 3 {
            continue;
        }
        let record = plain_node(node, &by_id, 2);
        match shape::dataset(&SHAPE, url, &record) {
            Some(mut dataset) => {
                if !seen.contains(&dataset.id) {
                    seen.push(dataset.id.clone());
                    dataset.extras.retain(|(key, _)| !matches!(key.as_str(), "contactPoint" | "publisher" | "creator"));
                    part.datasets.push(dataset);
                }
            }
            None => part.skipped += 1,
        }
    }
    (!nodes.is_empty()).then_some(part)
}

/// All objects that are nodes, outermost first.
fn collect<'a>(value: &'a Value, depth: u8, nodes: &mut Vec<&'a Map<String, Value>>) {
    if depth > 12 || nodes.len() >= MAX_NODES {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, depth + 1, nodes)),
        Value::Object(map) => {
            if map.contains_key("@type") || map.contains_key("@id") {
                nodes.push(map);
            }
            map.iter().filter(|(key, _)| *key != "@context").for_each(|(_, item)| collect(item, depth + 1, nodes));
        }
        _ => {}
    }
}

/// The name of a property or type without its prefix.
fn local(name: &str) -> &str {
    if name.starts_with('@') { name } else { name.rsplit(['#', '/', ':']).next().unwrap_or(name) }
}

fn is_a(node: &Map<String, Value>, kind: &str) -> bool {
    match node.get("@type") {
        Some(Value::String(name)) => local(name) == kind,
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(|name| local(name) == kind),
        _ => false,
    }
}

fn member<'a>(node: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    node.iter().find(|(key, _)| local(key) == name).map(|(_, value)| value)
}

/// A node as a plain object.
fn plain_node(node: &Map<String, Value>, by_id: &BTreeMap<&str, &Map<String, Value>>, depth: u8) -> Value {
    let members = node.iter().map(|(key, value)| (local(key).to_owned(), plain_member(value, by_id, depth)));
    Value::Object(members.collect())
}

fn plain_member(value: &Value, by_id: &BTreeMap<&str, &Map<String, Value>>, depth: u8) -> Value {
    match value {
        Value::Array(items) if items.iter().any(|item| item.get("@language").is_some()) => texts(value),
        Value::Array(items) => Value::Array(items.iter().map(|item| plain_member(item, by_id, depth)).collect()),
        Value::Object(map) => {
            if let Some(literal) = map.get("@value") {
                return literal.clone();
            }
            let id = map.get("@id").and_then(Value::as_str);
            let node = if map.len() > 1 { Some(map) } else { id.and_then(|id| by_id.get(id).copied()) };
            match node {
                Some(node) if depth > 0 => plain_node(node, by_id, depth - 1),
                _ => id.map_or(Value::Null, Value::from),
            }
        }
        other => other.clone(),
    }
}

/// Texts with languages as a map by language, where there is one for each; else as they are.
fn texts(value: &Value) -> Value {
    let Value::Array(items) = value else { return value.clone() };
    let mut by_language = Map::new();
    for item in items {
        let (Some(text), Some(language)) = (item.get("@value"), item.get("@language").and_then(Value::as_str)) else {
            continue;
        };
        let slot = by_language.entry(language.to_owned()).or_insert_with(|| text.clone());
        // Keywords: several of one language make a list.
        if slot != text
            && let (Some(so_far), Some(more)) = (slot.as_str(), text.as_str())
        {
            *slot = Value::String(format!("{so_far}, {more}"));
        }
    }
    if by_language.is_empty() { value.clone() } else { Value::Object(by_language) }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{answer, asked, fed};
    use crate::portal::{ALL, PortalKind, SearchQuery, Turn};

    const FIRST: &str = r#"{"@context":{"dct":"http://purl.org/dc/terms/"},"@graph":[
        {"@id":"https://x.eu/","@type":"dcat:Catalog","dct:title":{"@value":"Katalog X","@language":"en"}},
        {"@id":"_:page","@type":"hydra:PagedCollection","hydra:nextPage":"https://x.eu/catalog.jsonld?page=2","hydra:totalItems":2},
        {"@id":"https://x.eu/dataset/a","@type":"dcat:Dataset","dct:identifier":"a","http://purl.org/dc/terms/title":[{"@value":"Water","@language":"en"},{"@value":"Air","@language":"id"}],
         "dct:publisher":{"@id":"_:p"},"dcat:keyword":["x",{"@value":"y"}],"dcat:distribution":[{"@id":"_:d1"},{"@id":"_:d2"}],"dcat:contactPoint":{"@id":"_:c"},"dct:modified":{"@type":"xsd:date","@value":"2024-03-04T00:00:00"}},
        {"@id":"_:p","@type":"foaf:Agent","foaf:name":"Dinas"},{"@id":"_:c","vcard:fn":"Ani","vcard:hasEmail":{"@id":"mailto:a@x.eu"}},
        {"@id":"_:d1","@type":"dcat:Distribution","dct:title":"tabel","dcat:downloadURL":{"@id":"https://x.eu/a.csv"},"dct:format":"CSV"},
        {"@id":"_:d2","@type":"dcat:Distribution","dcat:accessURL":{"@id":"https://x.eu/a"},"dcat:mediaType":"text/html"}]}"#;
    const SECOND: &str = r#"[{"@id":"https://x.eu/dataset/b","@type":["http://www.w3.org/ns/dcat#Dataset"],"http://purl.org/dc/terms/title":[{"@value":"B"}]},
        {"@id":"_:page","@type":"hydra:PagedCollection","hydra:next":{"@id":"https://x.eu/catalog.jsonld?page=1"}}]"#;

    #[test]
    fn a_graph_in_pages_is_read() {
        let mut ask = ALL.connect("https://x.eu/catalog.jsonld").unwrap();
        let mut body = None;
        for _ in 0..40 {
            // Every other kind is told that it is not here.
            body = Some(asked(&mut ask));
            if body.as_deref() == Some("https://x.eu/catalog.jsonld") {
                break;
            }
            answer(&mut ask, 404, "<html>");
        }
        assert_eq!(body.as_deref(), Some("https://x.eu/catalog.jsonld"));
        let portal = fed(&mut ask, FIRST);
        assert_eq!(
            (portal.kind, portal.title.as_str(), portal.address.as_str()),
            (PortalKind::Dcat, "Katalog X", "https://x.eu")
        );
        let mut ask = ALL.search(&portal, &SearchQuery { rows: 9, ..SearchQuery::default() });
        asked(&mut ask);
        assert!(matches!(answer(&mut ask, 200, FIRST), Turn::Fetch(fetch) if fetch.url.ends_with("page=2")));
        let page = fed(&mut ask, SECOND.replace("page=1", "page=2").as_str());
        assert_eq!(page.total, 2);
        let first = page.datasets.iter().find(|dataset| dataset.id == "a").unwrap();
        assert_eq!((first.title.as_str(), first.publisher.as_deref()), ("Air", Some("Dinas")));
        assert_eq!(first.contact.as_deref(), Some("Ani (a@x.eu)"));
        assert_eq!(first.tags, ["x", "y"]);
        assert_eq!(first.modified.as_deref(), Some("2024-03-04"));
        let urls: Vec<_> = first.resources.iter().map(|resource| resource.url.as_deref().unwrap_or("")).collect();
        assert_eq!(urls, ["https://x.eu/a.csv", "https://x.eu/a"]);
    }
}
