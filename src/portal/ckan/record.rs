//! One dataset of an answer, whatever its shape: every key but the name may be missing, null, of
//! another type, or a map by language.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::base::lang::Lang;
use crate::portal::address::{Address, absolute};
use crate::portal::format::shown_label;
use crate::portal::json::{self, scalar};
use crate::portal::plain::{self, block, line};
use crate::portal::{Dataset, Format, Licence, Portal, PortalKind, Resource};

/// Lists in a record are read up to this many items; real ones stay far below.
const MAX_ITEMS: usize = 2_000;
/// The longest value of an extra that is kept.
const EXTRA_CHARS: usize = 4_000;

/// A dataset that was read.
pub(super) struct Read {
    pub(super) dataset: Dataset,
    /// Resources that were not understood and left out.
    pub(super) skipped: u64,
}

/// Reads a dataset; the error says in a word what is wrong with the record.
pub(super) fn dataset(portal: &Portal, raw: &RawValue) -> Result<Read, &'static str> {
    let Some(Value::Object(fields)) = json::value(raw) else { return Err("JSON") };
    let name = text(&fields, "name");
    let uuid = text(&fields, "id");
    let id = if name.is_empty() { uuid } else { name };
    if id.is_empty() {
        return Err("id");
    }
    let title = line(&translated(&fields, "title"));
    let organization = fields.get("organization");
    let organization_text = |key: &str| match organization {
        Some(Value::Object(fields)) => fields.get(key).map(language_text).filter(|text| !text.trim().is_empty()),
        Some(Value::String(name)) if !name.trim().is_empty() => Some(name.clone()),
        _ => None,
    };
    let organization_name = organization_text("name");
    let mut skipped = 0;
    let mut resources = Vec::new();
    for (index, item) in array(&fields, "resources").iter().enumerate() {
        match resource(portal, item, index) {
            Some(resource) => resources.push(resource),
            None => skipped += 1,
        }
    }
    let dataset = Dataset {
        title: if title.is_empty() { id.clone() } else { title },
        notes: block(&translated(&fields, "notes")),
        publisher: organization_text("title").or_else(|| organization_name.clone()).map(|text| line(&text)),
        organization: organization_name,
        licence: licence(&fields),
        tags: tags(&fields),
        groups: array(&fields, "groups").iter().filter_map(group).collect(),
        created: date(&fields, &["metadata_created", "issued"]),
        modified: date(&fields, &["metadata_modified", "modified", "revision_timestamp"]),
        contact: contact(&fields, "maintainer").or_else(|| contact(&fields, "author")),
        page: (portal.kind != PortalKind::Sample)
            .then(|| {
                absolute(
                    &portal.address,
                    &format!("{}/dataset/{}", portal.address, crate::portal::address::encode(&id)),
                )
            })
            .flatten(),
        extras: extras(&fields),
        resources,
        id,
    };
    Ok(Read { dataset, skipped })
}

/// A resource; `None` where the item is neither an object nor an address.
fn resource(portal: &Portal, item: &Value, index: usize) -> Option<Resource> {
    let empty = Map::new();
    let fields = match item {
        Value::Object(fields) => fields,
        Value::String(_) => &empty,
        _ => return None,
    };
    let raw_url = match item {
        Value::String(url) => url.clone(),
        _ => text(fields, "url"),
    };
    // A table designer's resource has no file behind its address, only rows.
    let url_type = text(fields, "url_type");
    let url = (url_type != "tabledesigner").then(|| resource_url(portal, &raw_url)).flatten();
    let file_name = url.as_deref().unwrap_or(&raw_url).split(['?', '#']).next().unwrap_or("");
    let file_name = crate::portal::address::decode(file_name.rsplit('/').next().unwrap_or(""));
    let name = line(&translated(fields, "name"));
    let label = text(fields, "format");
    let id = text(fields, "id");
    Some(Resource {
        // Without an identifier the position has to do; the order is the portal's own.
        id: if id.is_empty() { (index + 1).to_string() } else { id },
        format: Format::guess(url.as_deref().unwrap_or(&raw_url), &name, &text(fields, "mimetype"), &label),
        name: match (name.is_empty(), line(&file_name)) {
            (false, _) => name,
            (true, file_name) if !file_name.is_empty() => file_name,
            (true, _) => line(&label),
        },
        description: block(&translated(fields, "description")),
        label: shown_label(&label),
        size: fields.get("size").and_then(size),
        modified: date(fields, &["last_modified", "metadata_modified", "created"]),
        datastore: truth(fields.get("datastore_active")) || matches!(url_type.as_str(), "datastore" | "tabledesigner"),
        url,
    })
}

/// The address of a resource as others can reach it.
fn resource_url(portal: &Portal, raw: &str) -> Option<String> {
    if portal.kind == PortalKind::Sample {
        return raw.starts_with("contoh:/").then(|| raw.to_owned());
    }
    // West Java's harvested resources carry the host name of its own inner network.
    if portal.kind == PortalKind::DataGoId
        && let Some(path) = raw.trim().strip_prefix("http://api/bigdata/")
    {
        return absolute(&portal.address, &format!("https://opendata.jabarprov.go.id/api-backend/bigdata/{path}"));
    }
    absolute(&portal.address, raw)
}

/// Bytes, which come as a number, as a text, or as zero for "unknown".
fn size(value: &Value) -> Option<u64> {
    let size = match value {
        Value::Number(number) => number.as_u64().or_else(|| number.as_f64().filter(|n| *n >= 1.0).map(|n| n as u64)),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    size.filter(|size| *size > 0)
}

fn truth(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(truth)) => *truth,
        Some(Value::String(text)) => text.eq_ignore_ascii_case("true"),
        _ => false,
    }
}

fn licence(fields: &Map<String, Value>) -> Option<Licence> {
    let id = text(fields, "license_id");
    let title = line(&translated(fields, "license_title"));
    let url = text(fields, "license_url");
    let title = if title.is_empty() { line(&id) } else { title };
    let url = Address::parse(&url).map(|url| url.text());
    (!title.is_empty() || url.is_some()).then_some(Licence { id, title, url })
}

fn tags(fields: &Map<String, Value>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let mut push = |text: &str| {
        let tag = line(text);
        if !tag.is_empty() && !tags.contains(&tag) && tags.len() < MAX_ITEMS {
            tags.push(tag);
        }
    };
    for key in ["tags", "keywords"] {
        match fields.get(key) {
            Some(Value::Array(items)) => items.iter().take(MAX_ITEMS).for_each(|item| match item {
                Value::Object(tag) => push(&first_text(tag, &["display_name", "name"])),
                other => push(&scalar(other)),
            }),
            Some(Value::String(list)) => list.split(',').for_each(&mut push),
            // Keywords by language: the list of the best one.
            Some(Value::Object(by_language)) => {
                if let Some(Value::Array(items)) = best_language(by_language) {
                    items.iter().take(MAX_ITEMS).for_each(|item| push(&scalar(item)));
                }
            }
            _ => {}
        }
    }
    tags
}

fn group(item: &Value) -> Option<String> {
    let title = match item {
        Value::Object(group) => line(&first_text(group, &["title", "display_name", "name"])),
        other => line(&scalar(other)),
    };
    (!title.is_empty()).then_some(title)
}

/// Somebody to write to: a name, an address, or both.
fn contact(fields: &Map<String, Value>, who: &str) -> Option<String> {
    let name = line(&translated(fields, who));
    let mail = line(&text(fields, &format!("{who}_email")));
    match (name.is_empty(), mail.is_empty()) {
        (true, true) => None,
        (false, true) => Some(name),
        (true, false) => Some(mail),
        (false, false) if name == mail => Some(mail),
        (false, false) => Some(format!("{name} ({mail})")),
    }
}

/// Keys of a dataset that are shown elsewhere, or that say something only to CKAN.
const KNOWN: &[&str] = &[
    "author",
    "author_email",
    "creator_user_id",
    "extras",
    "groups",
    "id",
    "isopen",
    "keywords",
    "license_id",
    "license_title",
    "license_url",
    "maintainer",
    "maintainer_email",
    "metadata_created",
    "metadata_modified",
    "name",
    "notes",
    "num_resources",
    "num_tags",
    "organization",
    "owner_org",
    "private",
    "relationships_as_object",
    "relationships_as_subject",
    "resources",
    "revision_id",
    "revision_timestamp",
    "state",
    "tags",
    "title",
    "tracking_summary",
    "type",
    "has_views",
];

/// Other metadata: the list of extras, which some portals send as a map, and the fields that
/// extensions put beside CKAN's own.
fn extras(fields: &Map<String, Value>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut push = |key: &str, value: &Value| {
        let text = match value {
            Value::Object(map) if is_language_map(map) => language_text(value),
            Value::Array(_) | Value::Object(_) => value.to_string(),
            other => scalar(other).into_owned(),
        };
        let (key, text) = (line(key), plain::clip(block(&text), EXTRA_CHARS));
        if !key.is_empty() && !text.is_empty() && out.len() < MAX_ITEMS {
            out.push((key, text));
        }
    };
    match fields.get("extras") {
        Some(Value::Array(items)) => {
            for item in items {
                if let (Some(key), Some(value)) = (item.get("key"), item.get("value")) {
                    push(&scalar(key), value);
                }
            }
        }
        Some(Value::Object(map)) => map.iter().for_each(|(key, value)| push(key, value)),
        _ => {}
    }
    for (key, value) in fields {
        let plain_value = matches!(value, Value::String(_) | Value::Number(_));
        if plain_value && !KNOWN.contains(&key.as_str()) && !key.ends_with("_translated") {
            push(key, value);
        }
    }
    out
}

/// The first date among some keys, as `2024-12-31`.
fn date(fields: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| {
        let text = text(fields, key);
        let day = text.get(..10)?;
        let bytes = day.as_bytes();
        let shaped = bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() });
        let month: u8 = day.get(5..7)?.parse().ok()?;
        let of_month: u8 = day.get(8..10)?.parse().ok()?;
        (shaped && (1..=12).contains(&month) && (1..=31).contains(&of_month)).then(|| day.to_owned())
    })
}

/// A text or number of an object, trimmed; empty where there is none.
fn text(fields: &Map<String, Value>, key: &str) -> String {
    fields.get(key).map(|value| scalar(value).trim().to_owned()).unwrap_or_default()
}

/// The first text that is not empty among some keys.
fn first_text(fields: &Map<String, Value>, keys: &[&str]) -> String {
    keys.iter()
        .filter_map(|key| fields.get(*key))
        .map(language_text)
        .find(|text| !text.trim().is_empty())
        .unwrap_or_default()
}

fn array<'a>(fields: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    let all = fields.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    all.get(..MAX_ITEMS.min(all.len())).unwrap_or(all)
}

/// A field in the best language: Indonesian where a translation exists, else the portal's own text, else
/// English, else any.
fn translated(fields: &Map<String, Value>, key: &str) -> String {
    let translations = fields.get(&format!("{key}_translated")).and_then(Value::as_object);
    let indonesian = translations.and_then(|map| in_language(map, Lang::Id)).map(scalar);
    if let Some(text) = indonesian.filter(|text| !text.trim().is_empty()) {
        return text.into_owned();
    }
    let own = fields.get(key).map(language_text).unwrap_or_default();
    if !own.trim().is_empty() {
        return own;
    }
    translations.and_then(best_language).map(|value| scalar(value).into_owned()).unwrap_or_default()
}

/// A text that may be a map by language, or such a map written into a text.
pub(in crate::portal) fn language_text(value: &Value) -> String {
    match value {
        Value::Object(map) => best_language(map).map(|value| scalar(value).into_owned()).unwrap_or_default(),
        Value::String(text) if text.starts_with('{') && text.ends_with('}') => match serde_json::from_str(text) {
            Ok(Value::Object(map)) if is_language_map(&map) => {
                best_language(&map).map(|value| scalar(value).into_owned()).unwrap_or_default()
            }
            _ => text.clone(),
        },
        other => scalar(other).into_owned(),
    }
}

/// Whether all keys look like language tags and all values are texts.
fn is_language_map(map: &Map<String, Value>) -> bool {
    !map.is_empty()
        && map.iter().all(|(key, value)| {
            let primary = key.split(['-', '_']).next().unwrap_or("");
            (2..=3).contains(&primary.len())
                && primary.bytes().all(|byte| byte.is_ascii_lowercase())
                && matches!(value, Value::String(_) | Value::Null)
        })
}

/// Indonesian, English, or the first that says something.
fn best_language(map: &Map<String, Value>) -> Option<&Value> {
    let says = |value: &&Value| match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    in_language(map, Lang::Id)
        .filter(says)
        .or_else(|| in_language(map, Lang::En).filter(says))
        .or_else(|| map.values().find(says))
}

fn in_language(map: &Map<String, Value>, lang: Lang) -> Option<&Value> {
    map.iter().find(|(tag, _)| Lang::from_tag(tag) == Some(lang)).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portal() -> Portal {
        Portal {
            address: "https://x.go.id".to_owned(),
            api: "https://x.go.id/api/3/action".to_owned(),
            title: "x".to_owned(),
            kind: PortalKind::Ckan,
            version: None,
            datastore: None,
        }
    }

    fn read(text: &str) -> Result<Read, &'static str> {
        json::with_root(text.as_bytes(), &mut |raw| dataset(&portal(), raw)).unwrap()
    }

    #[test]
    fn inner_addresses_of_west_java_are_put_right() {
        let gateway = Portal { kind: PortalKind::DataGoId, ..portal() };
        let read = |text: &str| json::with_root(text.as_bytes(), &mut |raw| dataset(&gateway, raw)).unwrap();
        let read = read(r#"{"name":"a","resources":[{"url":"http://api/bigdata/dinkes/od_1?download=csv"},{"url":"http://api/x"}]}"#).unwrap();
        let urls: Vec<_> = read.dataset.resources.iter().map(|resource| resource.url.as_deref()).collect();
        assert_eq!(urls, [Some("https://opendata.jabarprov.go.id/api-backend/bigdata/dinkes/od_1?download=csv"), None]);
    }

    #[test]
    fn almost_nothing_is_enough() {
        for text in [
            r#"{"name":"a"}"#,
            r#"{"id":"a"}"#,
            r#"{"name":"a","title":null,"notes":null,"organization":null,"tags":null,"groups":{},"extras":"","resources":null,"license_id":"","author":7}"#,
            r#"{"name":"a","title":"","title_translated":{"en":"","id":null},"resources":{}}"#,
        ] {
            let read = read(text).unwrap();
            assert_eq!((read.dataset.id.as_str(), read.dataset.title.as_str(), read.skipped), ("a", "a", 0), "{text}");
            assert_eq!(read.dataset.page.as_deref(), Some("https://x.go.id/dataset/a"));
            assert!(read.dataset.resources.is_empty() && read.dataset.licence.is_none());
        }
        for (text, why) in
            [("{}", "id"), ("[]", "JSON"), ("null", "JSON"), (r#"{"name":""}"#, "id"), (r#"{"name":{}}"#, "id")]
        {
            assert_eq!(read(text).err(), Some(why), "{text}");
        }
    }

    #[test]
    fn languages_are_chosen() {
        let check = |text: &str, expected: &str| assert_eq!(read(text).unwrap().dataset.title, expected, "{text}");
        check(r#"{"name":"a","title":{"de":"D","en":"E","fr":"F"}}"#, "E");
        check(r#"{"name":"a","title":{"de":"","fr":"F","en":""}}"#, "F");
        check(r#"{"name":"a","title":{"en":"E","id":"I"}}"#, "I");
        check(r#"{"name":"a","title":"T","title_translated":{"en":"E","id-ID":"I"}}"#, "I");
        check(r#"{"name":"a","title":"T","title_translated":{"en":"E"}}"#, "T");
        check(r#"{"name":"a","title":"","title_translated":{"fr":"F","en":"E"}}"#, "E");
        check(r#"{"name":"a","title":"{\"en\":\"E\",\"fr\":\"F\"}"}"#, "E");
        check(r#"{"name":"a","title":"{bukan json}"}"#, "{bukan json}");
        check(r#"{"name":"a","title":["x"]}"#, "a");
        check(r#"{"name":"a","title":2024}"#, "2024");
    }

    #[test]
    fn every_part_may_have_several_shapes() {
        let read = read(
            r#"{"name":"a b","organization":{"name":"dinkes","title":{"id":"Dinas Kesehatan"}},
            "license_title":"CC BY","license_url":"javascript:alert(1)",
            "tags":[{"name":"x","display_name":"X"},"y","y",{"name":""},7],"keywords":{"en":["k"],"de":["d"]},
            "groups":[{"name":"g","title":"","display_name":"G"},"h",null],
            "extras":[{"key":"Satuan","value":"Orang"},{"key":"kosong","value":""},{"key":"a","value":[1,2]},{"key":"a","value":"{\"b\":1}"},{"nokey":1},5],
            "frequency":"Tahunan","num_tags":3,"metadata_modified":"2026-07-09T12:44:39.449888","metadata_created":"kemarin","issued":"2020-01-02Z",
            "maintainer":"Ani","maintainer_email":"ani@x.id","author":"B",
            "resources":[
              {"id":"r1","url":"/dataset/a/data.csv","format":".csv","size":"120","datastore_active":"True","last_modified":null,"created":"2024-02-29T00:00:00"},
              {"url":"http://api/bigdata/x","format":"API","size":0,"name":null},
              {"url":"","name":"","format":"XLS","size":12.0,"url_type":"tabledesigner"},
              "https://y.id/b.xlsx", 5, null]}"#,
        )
        .unwrap();
        let dataset = read.dataset;
        assert_eq!(dataset.publisher.as_deref(), Some("Dinas Kesehatan"));
        assert_eq!(dataset.organization.as_deref(), Some("dinkes"));
        assert_eq!(dataset.licence, Some(Licence { id: String::new(), title: "CC BY".to_owned(), url: None }));
        assert_eq!(dataset.tags, ["X", "y", "7", "k"]);
        assert_eq!(dataset.groups, ["G", "h"]);
        let extras: Vec<(&str, &str)> = dataset.extras.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(
            extras,
            [
                ("Satuan", "Orang"),
                ("a", "[1,2]"),
                ("a", "{\"b\":1}"),
                ("frequency", "Tahunan"),
                ("issued", "2020-01-02Z")
            ]
        );
        assert_eq!((dataset.created.as_deref(), dataset.modified.as_deref()), (Some("2020-01-02"), Some("2026-07-09")));
        assert_eq!(dataset.contact.as_deref(), Some("Ani (ani@x.id)"));
        assert_eq!(dataset.page.as_deref(), Some("https://x.go.id/dataset/a%20b"));
        assert_eq!(read.skipped, 2);
        let seen: Vec<_> = dataset
            .resources
            .iter()
            .map(|r| {
                (r.id.as_str(), r.name.as_str(), r.url.as_deref(), r.format, r.size, r.datastore, r.modified.as_deref())
            })
            .collect();
        assert_eq!(
            seen,
            [
                (
                    "r1",
                    "data.csv",
                    Some("https://x.go.id/dataset/a/data.csv"),
                    Format::Csv,
                    Some(120),
                    true,
                    Some("2024-02-29")
                ),
                ("2", "x", None, Format::Service, None, false, None),
                ("3", "XLS", None, Format::Excel, Some(12), true, None),
                ("4", "b.xlsx", Some("https://y.id/b.xlsx"), Format::Excel, None, false, None),
            ]
        );
    }
}
