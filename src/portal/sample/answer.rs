//! The sample portal's action API: the few actions that the client uses, in CKAN's own shapes.

use serde_json::Value;

use super::catalogue::{DATASETS, Entry, File, TITLE};
use super::file_url;
use crate::base::text::fold;
use crate::portal::address::parameter;
use crate::portal::ckan::FACET_FIELDS;

/// Answers a call of an action; `None` for an action that is not here.
pub(super) fn action(name: &str, query: &str) -> Option<Vec<u8>> {
    let result = match name {
        "status_show" => object(vec![
            ("site_title", text(TITLE)),
            ("locale_default", text("id")),
            ("extensions", Value::Array(Vec::new())),
        ]),
        "package_search" => search(query),
        "package_show" => {
            let id = parameter(query, "id").unwrap_or_default();
            let Some(entry) = DATASETS.iter().find(|entry| entry.name == id) else {
                let error = object(vec![("__type", text("Not Found Error")), ("message", text("Not found"))]);
                return Some(envelope(false, "error", error));
            };
            record(entry)
        }
        _ => return None,
    };
    Some(envelope(true, "result", result))
}

fn envelope(success: bool, key: &str, value: Value) -> Vec<u8> {
    object(vec![("success", Value::Bool(success)), (key, value)]).to_string().into_bytes()
}

fn object(members: Vec<(&str, Value)>) -> Value {
    Value::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn number(number: usize) -> Value {
    Value::from(number as u64)
}

/// Something with a name and a title, such as an organisation or a topic.
fn titled((name, title): (&str, &str)) -> Value {
    object(vec![("name", text(name)), ("title", text(title)), ("display_name", text(title)), ("state", text("active"))])
}

/// A dataset as `package_show` gives it.
fn record(entry: &Entry) -> Value {
    let (licence, licence_title, licence_url) = entry.licence();
    let resources: Vec<Value> = entry.files.iter().map(|file| resource(entry, file)).collect();
    let extra = |(key, value): (&str, String)| object(vec![("key", text(key)), ("value", text(&value))]);
    object(vec![
        ("id", text(entry.name)),
        ("name", text(entry.name)),
        ("title", text(&entry.title())),
        ("notes", text(&entry.notes())),
        ("type", text("dataset")),
        ("state", text("active")),
        ("license_id", text(licence)),
        ("license_title", text(licence_title)),
        ("license_url", licence_url.map_or(Value::Null, text)),
        ("organization", titled(entry.organization())),
        ("groups", entry.groups().map(titled).collect()),
        ("tags", entry.tags().map(|tag| titled((tag, tag))).collect()),
        ("extras", entry.extras().into_iter().map(extra).collect()),
        ("num_resources", number(resources.len())),
        ("resources", Value::Array(resources)),
        ("metadata_created", stamp(entry.created)),
        ("metadata_modified", stamp(entry.modified)),
    ])
}

fn resource(entry: &Entry, file: &File) -> Value {
    object(vec![
        ("id", text(file.stem())),
        ("name", text(file.name)),
        ("description", text(file.description)),
        ("format", text(file.label())),
        ("size", number(file.size as usize)),
        ("url", text(&file_url(entry, file))),
        ("url_type", text("upload")),
        ("last_modified", stamp(entry.modified)),
    ])
}

/// A date as CKAN writes it.
fn stamp(day: &str) -> Value {
    Value::String(format!("{day}T02:00:00.000000"))
}

/// `package_search` with words, filters, order, paging and facets.
fn search(query: &str) -> Value {
    let get = |name: &str| parameter(query, name).unwrap_or_default();
    let typed = fold(&get("q"));
    let words: Vec<String> =
        typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let filters = filters(&get("fq"));
    let mut found: Vec<(u32, &Entry)> = DATASETS
        .iter()
        .filter(|entry| {
            filters.iter().all(|(field, any)| values(entry, field).iter().any(|(value, _)| any.contains(value)))
        })
        .filter_map(|entry| Some((score(entry, &words)?, entry)))
        .collect();
    let sort = get("sort");
    found.sort_by(|(a_score, a), (b_score, b)| match sort.split(' ').next() {
        Some("title_string") => fold(&a.title()).cmp(&fold(&b.title())),
        Some("metadata_modified") => b.modified.cmp(a.modified).then(a.name.cmp(b.name)),
        // Without words every dataset scores the same and the catalogue's own order stays.
        _ => b_score.cmp(a_score),
    });
    let asked: Vec<String> = serde_json::from_str(&get("facet.field")).unwrap_or_default();
    let wanted = FACET_FIELDS.into_iter().filter(|field| asked.iter().any(|asked| asked == field));
    let facet = |field| (field, object(vec![("title", text(field)), ("items", facet(field, &found))]));
    let facets = object(wanted.map(facet).collect());
    let start = get("start").parse().unwrap_or(0);
    let rows = get("rows").parse().unwrap_or(10);
    let page = found.iter().skip(start).take(rows).map(|(_, entry)| record(entry)).collect();
    object(vec![("count", number(found.len())), ("results", page), ("search_facets", facets)])
}

/// How well a dataset fits the words: each must begin a word of it; titles weigh most. `None` for a miss.
fn score(entry: &Entry, words: &[String]) -> Option<u32> {
    let texts = [
        (8, fold(&entry.title())),
        (4, fold(entry.tags)),
        (1, fold(&entry.notes())),
        (1, fold(entry.organization().1)),
    ];
    let mut sum = 0;
    for word in words {
        let weights = texts
            .iter()
            .filter(|(_, text)| text.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word.as_str())));
        let best = weights.map(|(weight, _)| *weight).sum::<u32>();
        if best == 0 {
            return None;
        }
        sum += best;
    }
    Some(sum)
}

/// The values of a facet with their labels.
fn values(entry: &Entry, field: &str) -> Vec<(String, String)> {
    let own = |(value, label): (&str, &str)| (value.to_owned(), label.to_owned());
    match field {
        "organization" => vec![own(entry.organization())],
        "groups" => entry.groups().map(own).collect(),
        "tags" => entry.tags().map(|tag| own((tag, tag))).collect(),
        "license_id" => vec![own((entry.licence().0, entry.licence().1))],
        "res_format" => {
            let mut labels: Vec<&str> = entry.files.iter().map(File::label).collect();
            labels.dedup();
            labels.into_iter().map(|label| own((label, label))).collect()
        }
        _ => Vec::new(),
    }
}

fn facet(field: &str, found: &[(u32, &Entry)]) -> Value {
    let mut counts: Vec<(String, String, usize)> = Vec::new();
    for (_, entry) in found {
        for (value, label) in values(entry, field) {
            match counts.iter_mut().find(|(known, _, _)| *known == value) {
                Some((_, _, count)) => *count += 1,
                None => counts.push((value, label, 1)),
            }
        }
    }
    let item = |(name, label, count): (String, String, usize)| {
        object(vec![("name", text(&name)), ("display_name", text(&label)), ("count", number(count))])
    };
    counts.into_iter().map(item).collect()
}

/// The filters of an `fq` as the client writes it: `field:"value"` or `field:("a" OR "b")`, joined by AND.
fn filters(fq: &str) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    let mut chars = fq.chars().peekable();
    let mut field = String::new();
    let mut inside = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                let mut value = String::new();
                while let Some(c) = chars.next().filter(|c| *c != '"') {
                    value.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
                }
                match out.last_mut().filter(|_| inside) {
                    Some((_, any)) => any.push(value),
                    None => out.push((std::mem::take(&mut field), vec![value])),
                }
            }
            '(' => {
                inside = true;
                out.push((std::mem::take(&mut field), Vec::new()));
            }
            ')' => inside = false,
            ' ' if !inside => field.clear(),
            c if (c.is_alphanumeric() || c == '_') && !inside => field.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::catalogue::{GROUPS, LICENCES, ORGANIZATIONS};
    use super::*;

    #[test]
    fn filters_are_read_back() {
        let own = |all: &[(&str, &[&str])]| -> Vec<(String, Vec<String>)> {
            all.iter().map(|(f, v)| ((*f).to_owned(), v.iter().map(|v| (*v).to_owned()).collect())).collect()
        };
        assert_eq!(filters(""), own(&[]));
        assert_eq!(
            filters(r#"organization:("a" OR "b c") AND tags:"x \"y\"" AND tags:"AND z""#),
            own(&[("organization", &["a", "b c"]), ("tags", &["x \"y\""]), ("tags", &["AND z"])])
        );
    }

    #[test]
    fn every_reference_of_the_catalogue_exists() {
        for entry in DATASETS {
            assert!(ORGANIZATIONS.get(entry.organization).is_some(), "{}", entry.name);
            assert!(LICENCES.get(entry.licence).is_some(), "{}", entry.name);
            assert!(
                !entry.groups.is_empty() && entry.groups.iter().all(|at| GROUPS.get(*at).is_some()),
                "{}",
                entry.name
            );
        }
    }
}
