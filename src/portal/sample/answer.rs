//! The sample portal's action API: the few actions that the client uses, in CKAN's own shapes.

use serde_json::{Map, Value, json};

use super::catalogue::{DATASETS, Entry, TITLE};
use super::file_url;
use crate::base::text::fold;
use crate::portal::address::parameter;
use crate::portal::ckan::FACET_FIELDS;

/// Answers a call of an action; `None` for an action that is not here.
pub(super) fn action(name: &str, query: &str) -> Option<Vec<u8>> {
    let result = match name {
        "status_show" => json!({"site_title": TITLE, "locale_default": "id", "extensions": []}),
        "package_search" => search(query),
        "package_show" => {
            let id = parameter(query, "id").unwrap_or_default();
            match DATASETS.iter().find(|entry| entry.name == id) {
                Some(entry) => record(entry),
                None => {
                    return Some(envelope(
                        false,
                        "error",
                        json!({"__type": "Not Found Error", "message": "Not found"}),
                    ));
                }
            }
        }
        _ => return None,
    };
    Some(envelope(true, "result", result))
}

fn envelope(success: bool, key: &str, value: Value) -> Vec<u8> {
    let mut body = Map::new();
    body.insert("success".to_owned(), Value::Bool(success));
    body.insert(key.to_owned(), value);
    Value::Object(body).to_string().into_bytes()
}

/// A dataset as `package_show` gives it.
fn record(entry: &Entry) -> Value {
    let (organization, organization_title) = entry.organization();
    let (licence, licence_title, licence_url) = entry.licence();
    let resources: Vec<Value> = entry
        .files
        .iter()
        .enumerate()
        .map(|(position, file)| {
            json!({
                "id": file.stem(), "package_id": entry.name, "position": position, "name": file.name,
                "description": file.description, "format": file.label(), "mimetype": null, "size": file.size,
                "url": file_url(entry, file), "url_type": "upload", "state": "active", "datastore_active": false,
                "created": stamp(entry.created), "last_modified": stamp(entry.modified),
            })
        })
        .collect();
    let extras: Vec<Value> =
        entry.extras().into_iter().map(|(key, value)| json!({"key": key, "value": value})).collect();
    let tags: Vec<Value> =
        entry.tags().map(|tag| json!({"name": tag, "display_name": tag, "state": "active"})).collect();
    let groups: Vec<Value> =
        entry.groups().map(|(name, title)| json!({"name": name, "title": title, "display_name": title})).collect();
    json!({
        "id": entry.name, "name": entry.name, "title": entry.title(), "notes": entry.notes(), "type": "dataset",
        "state": "active", "private": false, "isopen": licence != "notspecified",
        "author": organization_title, "author_email": "", "maintainer": null,
        "license_id": licence, "license_title": licence_title, "license_url": licence_url,
        "organization": {"name": organization, "title": organization_title, "is_organization": true, "state": "active"},
        "groups": groups, "tags": tags, "extras": extras, "resources": resources, "num_resources": entry.files.len(),
        "metadata_created": stamp(entry.created), "metadata_modified": stamp(entry.modified),
    })
}

/// A date as CKAN writes it.
fn stamp(day: &str) -> String {
    format!("{day}T02:00:00.000000")
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
    match get("sort").split(' ').next().unwrap_or("") {
        "title_string" => found.sort_by_key(|(_, entry)| (fold(&entry.title()), entry.name)),
        "metadata_modified" => found.sort_by(|(_, a), (_, b)| b.modified.cmp(a.modified).then(a.name.cmp(b.name))),
        // Without words every dataset scores the same and the catalogue's own order stays.
        _ => found.sort_by_key(|(score, _)| std::cmp::Reverse(*score)),
    }
    let asked: Vec<String> = serde_json::from_str(&get("facet.field")).unwrap_or_default();
    let mut facets = Map::new();
    for field in FACET_FIELDS.iter().filter(|field| asked.iter().any(|asked| asked == *field)) {
        facets.insert((*field).to_owned(), json!({"title": field, "items": facet(field, &found)}));
    }
    let start = get("start").parse().unwrap_or(0);
    let rows = get("rows").parse().unwrap_or(10);
    let page: Vec<Value> = found.iter().skip(start).take(rows).map(|(_, entry)| record(entry)).collect();
    json!({"count": found.len(), "results": page, "search_facets": facets, "facets": {}})
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
            let mut labels: Vec<&str> = entry.files.iter().map(super::catalogue::File::label).collect();
            labels.dedup();
            labels.into_iter().map(|label| own((label, label))).collect()
        }
        _ => Vec::new(),
    }
}

fn facet(field: &str, found: &[(u32, &Entry)]) -> Vec<Value> {
    let mut counts: Vec<(String, String, u32)> = Vec::new();
    for (_, entry) in found {
        for (value, label) in values(entry, field) {
            match counts.iter_mut().find(|(known, _, _)| *known == value) {
                Some((_, _, count)) => *count += 1,
                None => counts.push((value, label, 1)),
            }
        }
    }
    counts
        .into_iter()
        .map(|(name, label, count)| json!({"name": name, "display_name": label, "count": count}))
        .collect()
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
