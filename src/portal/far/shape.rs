//! Reading a record by paths: a kind of portal says where its fields are, this turns any record into a
//! [`Dataset`].
//!
//! A path is dotted (`metas.default.title`, `results.0.id`); alternatives are separated by `|` and the
//! first that says something wins. What no path mentions is kept as other metadata, so nothing of a
//! record is lost.

use serde_json::{Map, Value};

use crate::base::date::{Civil, iso};
use crate::portal::address::{absolute, decode, encode};
use crate::portal::ckan::language_text;
use crate::portal::format::shown_label;
use crate::portal::json::scalar;
use crate::portal::plain::{block, clip, line};
use crate::portal::{Dataset, Format, Licence, Resource};

/// Lists in a record are read up to this many items.
const MAX_ITEMS: usize = 2_000;
/// The longest value of other metadata that is kept.
const EXTRA_CHARS: usize = 4_000;

/// Where the fields of a dataset are. Every member is a path; empty where there is none.
pub(super) struct Shape {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) notes: &'static str,
    pub(super) publisher: &'static str,
    /// What to filter by; the publisher's name where empty.
    pub(super) organization: &'static str,
    pub(super) licence: &'static str,
    pub(super) licence_url: &'static str,
    pub(super) tags: &'static str,
    pub(super) groups: &'static str,
    pub(super) created: &'static str,
    pub(super) modified: &'static str,
    pub(super) contact: &'static str,
    pub(super) mail: &'static str,
    /// The page of the dataset: a path to its address.
    pub(super) page: &'static str,
    /// The page as a template with `{id}`, relative to the portal, where no path leads to one.
    pub(super) page_template: &'static str,
    pub(super) resources: &'static str,
    pub(super) resource: ResourceShape,
    /// Objects whose other members are kept as metadata; `""` is the record itself.
    pub(super) others: &'static [&'static str],
}

/// Where the fields of a resource are.
pub(super) struct ResourceShape {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) notes: &'static str,
    pub(super) label: &'static str,
    pub(super) media: &'static str,
    pub(super) url: &'static str,
    pub(super) size: &'static str,
    pub(super) modified: &'static str,
}

impl Shape {
    pub(super) const EMPTY: Self = Self {
        id: "id",
        title: "title",
        notes: "description",
        publisher: "",
        organization: "",
        licence: "",
        licence_url: "",
        tags: "",
        groups: "",
        created: "",
        modified: "",
        contact: "",
        mail: "",
        page: "",
        page_template: "",
        resources: "",
        resource: ResourceShape::EMPTY,
        others: &[""],
    };
}

impl ResourceShape {
    pub(super) const EMPTY: Self = Self {
        id: "id",
        name: "title|name",
        notes: "description",
        label: "format",
        media: "mediaType|mimetype|mediatype|mime",
        url: "url",
        size: "",
        modified: "",
    };
}

/// The dataset of a record at a portal; `None` where it has neither an identifier nor a title.
pub(super) fn dataset(shape: &Shape, portal: &str, record: &Value) -> Option<Dataset> {
    record.as_object()?;
    let title = line(&text(record, shape.title));
    let id = Some(text(record, shape.id).trim().to_owned()).filter(|id| !id.is_empty());
    let id = id.or_else(|| Some(title.clone()).filter(|title| !title.is_empty()))?;
    let publisher = Some(line(&text(record, shape.publisher))).filter(|name| !name.is_empty());
    let organization = Some(text(record, shape.organization)).filter(|name| !name.is_empty());
    let licence = (line(&text(record, shape.licence)), text(record, shape.licence_url));
    let mut resources = Vec::new();
    for (index, item) in list(record, shape.resources).into_iter().enumerate() {
        resources.extend(resource(&shape.resource, portal, item, index));
    }
    let template = || {
        (!shape.page_template.is_empty())
            .then(|| absolute(portal, &shape.page_template.replace("{id}", &encode(&id))))
            .flatten()
    };
    Some(Dataset {
        title: if title.is_empty() { id.clone() } else { title },
        notes: block(&text(record, shape.notes)),
        organization: organization.or_else(|| publisher.clone()),
        publisher,
        licence: read_licence(licence.0, &licence.1),
        tags: names(record, shape.tags),
        groups: names(record, shape.groups),
        created: day(record, shape.created),
        modified: day(record, shape.modified),
        contact: contact(&line(&text(record, shape.contact)), &line(&text(record, shape.mail))),
        page: find(record, shape.page).and_then(|url| absolute(portal, &plain_text(url))).or_else(template),
        extras: others(shape, record),
        resources,
        id,
    })
}

/// A resource of a record; `None` where the item is neither an object nor an address.
pub(super) fn resource(shape: &ResourceShape, portal: &str, item: &Value, index: usize) -> Option<Resource> {
    let raw = match item {
        Value::Object(_) => text(item, shape.url),
        Value::String(url) => url.clone(),
        _ => return None,
    };
    let url = absolute(portal, &raw);
    let name = line(&text(item, shape.name));
    let label = text(item, shape.label);
    let file = raw.split(['?', '#']).next().unwrap_or("").rsplit('/').next().unwrap_or("");
    let id = text(item, shape.id);
    Some(Resource {
        id: if id.is_empty() { (index + 1).to_string() } else { id },
        format: Format::guess(url.as_deref().unwrap_or(&raw), &name, &text(item, shape.media), &label),
        name: [name, line(&decode(file)), line(&label)].into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
        description: block(&text(item, shape.notes)),
        label: shown_label(&label),
        size: find(item, shape.size).and_then(|value| scalar(value).trim().parse().ok()).filter(|size| *size > 0),
        modified: day(item, shape.modified),
        datastore: false,
        url,
    })
}

/// A licence of what a catalogue says: a name, an address, or one of them in the place of the other.
pub(super) fn read_licence(name: String, url: &str) -> Option<Licence> {
    use crate::portal::address::Address;
    let url = Address::parse(url).or_else(|| Address::parse(&name)).map(|url| url.text());
    (!name.is_empty() || url.is_some()).then(|| Licence {
        id: name.clone(),
        title: if name.is_empty() { url.clone().unwrap_or_default() } else { name },
        url,
    })
}

fn contact(name: &str, mail: &str) -> Option<String> {
    let mail = mail.strip_prefix("mailto:").unwrap_or(mail);
    match (name.is_empty(), mail.is_empty()) {
        (true, true) => None,
        (false, true) => Some(name.to_owned()),
        (false, false) if name != mail => Some(format!("{name} ({mail})")),
        _ => Some(mail.to_owned()),
    }
}

/// The first value on a path that says something.
pub(super) fn find<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('|').filter(|path| !path.is_empty()).find_map(|path| {
        let found = path.split('.').try_fold(value, |value, step| match value {
            Value::Object(map) => map.get(step),
            Value::Array(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        });
        found.filter(|found| !is_empty(found))
    })
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The text on a path; empty where there is none.
pub(super) fn text(value: &Value, path: &str) -> String {
    find(value, path).map(plain_text).unwrap_or_default()
}

/// The text of a value, whatever its shape: scalars, maps by language, named objects, the first of a
/// list, JSON-LD's values.
pub(super) fn plain_text(value: &Value) -> String {
    match value {
        Value::Array(items) => items.iter().map(plain_text).find(|text| !text.is_empty()).unwrap_or_default(),
        Value::Object(map) => {
            let named = ["@value", "name", "title", "label", "display_name", "fn", "prefLabel", "@id", "id"]
                .iter()
                .filter_map(|key| map.get(*key))
                .map(plain_text)
                .find(|text| !text.is_empty());
            named.unwrap_or_else(|| language_text(value))
        }
        other => language_text(other),
    }
}

/// The items of the list on a path; a single value is a list of one.
pub(super) fn list<'a>(value: &'a Value, path: &str) -> Vec<&'a Value> {
    match find(value, path) {
        Some(Value::Array(items)) => items.iter().take(MAX_ITEMS).collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    }
}

/// The names on a path: a list of texts or of named objects, a text with commas, or JSON in a text.
fn names(record: &Value, path: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut push = |text: &str| {
        let name = line(text);
        if !name.is_empty() && !names.contains(&name) && names.len() < MAX_ITEMS {
            names.push(name);
        }
    };
    for item in list(record, path) {
        match item {
            Value::String(text) if text.starts_with('[') => match serde_json::from_str::<Vec<Value>>(text) {
                Ok(items) => items.iter().for_each(|item| push(&plain_text(item))),
                Err(_) => push(text),
            },
            Value::String(text) => text.split([',', ';']).for_each(&mut push),
            other => push(&plain_text(other)),
        }
    }
    names
}

/// The day on a path as `2024-12-31`.
pub(super) fn day(record: &Value, path: &str) -> Option<String> {
    match find(record, path)? {
        // Seconds or milliseconds since 1970.
        Value::Number(number) => {
            let stamp = number.as_f64()?;
            let seconds = if stamp.abs() > 1e11 { stamp / 1_000.0 } else { stamp };
            (seconds.abs() > 1e8 && seconds.abs() < 1e11).then(|| iso((seconds / 86_400.0).floor() as i32))
        }
        other => iso_day(&plain_text(other)),
    }
}

/// The day that a text starts with, as `2024-12-31`: ISO, or day first with slashes or hyphens.
pub(super) fn iso_day(text: &str) -> Option<String> {
    let head = text.trim().get(..10)?;
    let mut parts = head.split(['-', '/', '.']);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, day) = match (a.len(), c.len()) {
        (4, 2) => (a, c),
        (2, 4) => (c, a),
        _ => return None,
    };
    let civil = Civil { year: year.parse().ok()?, month: b.parse().ok()?, day: day.parse().ok()? };
    civil.days().map(iso)
}

/// What the shape's paths do not mention, as key and text.
fn others(shape: &Shape, record: &Value) -> Vec<(String, String)> {
    let paths = [
        shape.id,
        shape.title,
        shape.notes,
        shape.publisher,
        shape.organization,
        shape.licence,
        shape.licence_url,
        shape.tags,
        shape.groups,
        shape.created,
        shape.modified,
        shape.contact,
        shape.mail,
        shape.page,
        shape.resources,
    ];
    let mut out = Vec::new();
    for base in shape.others {
        let Some(Value::Object(map)) = (if base.is_empty() { Some(record) } else { find(record, base) }) else {
            continue;
        };
        let mentioned = |key: &str| {
            let whole = if base.is_empty() { key.to_owned() } else { format!("{base}.{key}") };
            paths
                .iter()
                .flat_map(|path| path.split('|'))
                .any(|path| path == whole || path.strip_prefix(&whole).is_some_and(|rest| rest.starts_with('.')))
                || shape.others.iter().any(|other| *other == whole || other.starts_with(&format!("{whole}.")))
        };
        push_members(&mut out, map, &mentioned);
    }
    out
}

fn push_members(out: &mut Vec<(String, String)>, map: &Map<String, Value>, mentioned: &dyn Fn(&str) -> bool) {
    for (key, value) in map {
        if key.starts_with('@') || mentioned(key) || out.len() >= MAX_ITEMS {
            continue;
        }
        // Lists of keys and values are metadata themselves.
        if let Value::Array(items) = value
            && !items.is_empty()
            && items.iter().all(|item| item.get("key").is_some() && item.get("value").is_some())
        {
            let pairs =
                items.iter().map(|item| (line(&text(item, "key")), clip(block(&text(item, "value")), EXTRA_CHARS)));
            out.extend(pairs.filter(|(key, value)| !key.is_empty() && !value.is_empty()).take(MAX_ITEMS));
            continue;
        }
        let shown = match value {
            Value::Null => continue,
            Value::Array(items) if items.iter().all(|item| !item.is_object() && !item.is_array()) => {
                items.iter().map(scalar).collect::<Vec<_>>().join(", ")
            }
            Value::Array(_) => value.to_string(),
            Value::Object(_) => {
                let text = plain_text(value);
                if text.is_empty() { value.to_string() } else { text }
            }
            other => plain_text(other),
        };
        let (key, shown) = (line(key), clip(block(&shown), EXTRA_CHARS));
        if !key.is_empty() && !shown.is_empty() {
            out.push((key, shown));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn paths_find_the_first_that_says_something() {
        let value = json!({"a": {"b": ["", "x"]}, "c": "", "d": {"@value": "y", "@language": "id"}, "e": {"en": "E", "id": "I"}});
        let check = |path: &str, expected: &str| assert_eq!(text(&value, path), expected, "{path}");
        check("a.b.1", "x");
        check("a.b", "x");
        check("c|d", "y");
        check("e", "I");
        check("a.b.7|z.z", "");
        check("", "");
    }

    #[test]
    fn days_come_in_many_clothes() {
        let check = |value: Value, expected: Option<&str>| {
            assert_eq!(day(&json!({"d": value}), "d").as_deref(), expected);
        };
        check(json!("2026-05-18T08:46:37.000Z"), Some("2026-05-18"));
        check(json!("18/05/2026 08:46"), Some("2026-05-18"));
        check(json!(1_779_000_000_000_i64), Some("2026-05-17"));
        check(json!(1_779_000_000), Some("2026-05-17"));
        check(json!(["2026-05-18"]), Some("2026-05-18"));
        check(json!("2026-13-40"), None);
        check(json!("kemarin sore"), None);
        check(json!(7), None);
    }

    #[test]
    fn nothing_of_a_record_is_lost() {
        const SHAPE: Shape = Shape { tags: "keyword", publisher: "publisher", ..Shape::EMPTY };
        let record = json!({"id": "a", "title": "<script>x</script>A & B", "description": null, "keyword": "p, q",
            "publisher": {"name": "Dinas <b>X</b>"}, "tahun": [2024, 2025], "deep": [{"x": 1}], "@type": "t",
            "metadata": [{"key": "Satuan", "value": "Orang"}, {"key": "Kosong", "value": null}]});
        let seen = dataset(&SHAPE, "https://x.id", &record).unwrap();
        assert_eq!((seen.title.as_str(), seen.publisher.as_deref()), ("A & B", Some("Dinas X")));
        assert_eq!(seen.tags, ["p", "q"]);
        let mut extras = seen.extras;
        extras.sort();
        assert_eq!(
            extras,
            [
                ("Satuan".to_owned(), "Orang".to_owned()),
                ("deep".to_owned(), "[{\"x\":1}]".to_owned()),
                ("tahun".to_owned(), "2024, 2025".to_owned())
            ]
        );
        assert!(dataset(&SHAPE, "https://x.id", &json!({"id": "", "title": " "})).is_none());
        assert!(dataset(&SHAPE, "https://x.id", &json!(["x"])).is_none());
    }
}
