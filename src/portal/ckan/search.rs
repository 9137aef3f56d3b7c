//! `package_search`: the question with everything a person typed made harmless, and the answer with
//! its facets in display order.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use super::envelope::{self, FaultKind};
use super::record;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::base::text::fold;
use crate::portal::ask::{Ask, Fetch, Fetched, Turn};
use crate::portal::json::{self, Members};
use crate::portal::{CataloguePage, Facet, FacetValue, Portal, SearchQuery, SearchSort, plain};

/// The facets to ask for, in display order; every CKAN has them.
pub(in crate::portal) const FACET_FIELDS: [&str; 5] = ["organization", "groups", "tags", "res_format", "license_id"];
/// Values per facet.
const FACET_LIMIT: &str = "50";
/// CKAN's own cap, which it applies without a word.
const MAX_ROWS: u64 = 1_000;

/// Asks for a page of the catalogue.
pub(super) struct Search {
    portal: Portal,
    query: SearchQuery,
}

impl Search {
    pub(super) fn new(portal: &Portal, query: &SearchQuery) -> Self {
        Self { portal: portal.clone(), query: query.clone() }
    }

    fn fetch(&self) -> Fetch {
        let words = escape_words(&self.query.words);
        let filter = filter(&self.query.facets);
        let rows = self.query.rows.min(MAX_ROWS).to_string();
        let start = self.query.start.to_string();
        let fields = format!("[\"{}\"]", FACET_FIELDS.join("\",\""));
        let mut parameters: Vec<(&str, &str)> = Vec::with_capacity(7);
        if !words.is_empty() {
            parameters.push(("q", &words));
        }
        if !filter.is_empty() {
            parameters.push(("fq", &filter));
        }
        parameters.extend([("rows", rows.as_str()), ("start", start.as_str())]);
        // The name settles ties, so that no dataset is on two pages and none on neither. The rest of the first
        // one is CKAN's own order.
        let sort = match self.query.sort {
            SearchSort::Relevance => "score desc, metadata_modified desc, name asc",
            SearchSort::Newest => "metadata_modified desc, name asc",
            SearchSort::Title => "title_string asc, name asc",
        };
        parameters.push(("sort", sort));
        parameters.extend([("facet.field", fields.as_str()), ("facet.limit", FACET_LIMIT)]);
        super::get(&self.portal.api, "package_search", &parameters, 48 << 20)
    }
}

impl Ask for Search {
    type Answer = CataloguePage;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<CataloguePage> {
        let (status, body) = match fetched {
            None => return Turn::Fetch(self.fetch()),
            Some(Fetched::Failed(problem)) => return Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => (status, body),
        };
        match envelope::read(status, body, |result| page(&self.portal, self.query.start, result)) {
            Ok(page) => Turn::Done(page),
            // Portals use both 400 and 409 for a query they cannot read.
            Err(fault) if fault.kind == FaultKind::NotUnderstood => {
                Turn::Failed(fault.describe(Problem::new(ProblemCode::BadQuery).arg(plain::line(&self.query.words))))
            }
            Err(fault) => Turn::Failed(fault.problem(&super::host(&self.portal), &self.portal.address)),
        }
    }
}

/// Words as typed, so that Solr takes them as words and nothing else: its operators are escaped, and
/// `AND`, `OR`, `NOT` are written small, which means the same word to the search index.
///
/// A colon becomes a space instead. CKAN hands a text with a colon in it, escaped or not, to another
/// parser that ignores the weights of titles and wants every word to occur.
fn escape_words(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let spaced = words.replace(':', " ");
    for word in spaced.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        // A word of nothing but signs searches for nothing.
        if !word.chars().any(char::is_alphanumeric) {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        if matches!(word, "AND" | "OR" | "NOT" | "TO") {
            out.push_str(&word.to_lowercase());
            continue;
        }
        for c in word.chars() {
            if "+-&|!(){}[]^\"~*?\\/".contains(c) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    plain::clip(out, 1_000).trim_end_matches(['…', '\\']).to_owned()
}

/// The filter of the chosen facet values. Facets narrow each other; within one facet, values that a
/// dataset can have only one of (publisher, licence) widen it, the others narrow it.
fn filter(facets: &BTreeMap<String, Vec<String>>) -> String {
    let named = |field: &str| !field.is_empty() && field.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let mut parts = Vec::new();
    for (field, values) in facets.iter().filter(|(field, _)| named(field)) {
        let quoted: Vec<String> = values.iter().filter(|value| !value.is_empty()).map(|value| quote(value)).collect();
        let single = matches!(field.as_str(), "organization" | "license_id");
        match quoted.as_slice() {
            [] => {}
            [one] => parts.push(format!("{field}:{one}")),
            many if single => parts.push(format!("{field}:({})", many.join(" OR "))),
            many => parts.extend(many.iter().map(|value| format!("{field}:{value}"))),
        }
    }
    parts.join(" AND ")
}

/// A phrase in Solr's quotes.
fn quote(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for c in value.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

/// The page that a result holds.
fn page(portal: &Portal, start: u64, result: &RawValue) -> Option<CataloguePage> {
    let members = Members::of(result)?;
    let results = members.get("results").and_then(json::items);
    let count = members.get("count").and_then(json::value);
    // Without either it is not the answer of a search.
    if results.is_none() && count.is_none() {
        return None;
    }
    let records = results.unwrap_or_default();
    let mut notes: Vec<Note> = Vec::new();
    let mut datasets = Vec::with_capacity(records.len());
    for (index, raw) in records.iter().enumerate() {
        match record::dataset(portal, raw) {
            Ok(read) => {
                if read.skipped > 0 {
                    count_skipped(&mut notes, "resources", index, read.skipped);
                }
                datasets.push(read.dataset);
            }
            Err(why) => count_skipped(&mut notes, why, index, 1),
        }
    }
    let total = match &count {
        Some(Value::Number(number)) => number.as_u64(),
        Some(Value::String(text)) => text.trim().parse().ok(),
        _ => None,
    };
    Some(CataloguePage {
        total: total.unwrap_or(start + records.len() as u64),
        start,
        datasets,
        facets: facets(&members),
        notes,
        instead: None,
    })
}

/// Counts something that was left out of a record, one note per reason.
fn count_skipped(notes: &mut Vec<Note>, why: &str, record: usize, times: u64) {
    let row = record as u64 + 1;
    if let Some(note) = notes.iter_mut().find(|note| note.args.first().is_some_and(|arg| arg == why)) {
        note.count += times;
        if note.rows.len() < 5 {
            note.rows.push(row);
        }
        return;
    }
    notes.push(Note { code: NoteCode::SkippedRecord, count: times, rows: vec![row], args: vec![why.to_owned()] });
}

/// The facets, from the labelled form where it is there, else from the bare counts.
fn facets(members: &Members<'_>) -> Vec<Facet> {
    let object = |key: &str| match members.get(key).and_then(json::value) {
        Some(Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    };
    let (labelled_facets, bare_facets) = (object("search_facets"), object("facets"));
    // The ones we know come in our order, the portal's own after them by name.
    let own = labelled_facets.keys().chain(bare_facets.keys()).map(String::as_str);
    let mut fields: Vec<&str> = FACET_FIELDS.to_vec();
    for field in own.filter(|field| !field.is_empty()) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let values_of = |field: &str| -> Vec<FacetValue> {
        // Extensions put members of their own beside the facets (`queries: []`, `pivot: {}`).
        if let Some(items) = labelled_facets.get(field).and_then(|facet| facet.get("items")).and_then(Value::as_array) {
            return items.iter().filter_map(labelled).collect();
        }
        let counts = bare_facets.get(field).and_then(Value::as_object).into_iter().flatten();
        let value = |(value, count): (&String, &Value)| {
            Some(FacetValue { value: value.clone(), label: plain::line(value), count: count.as_u64()? })
        };
        counts.filter_map(value).collect()
    };
    let mut found = Vec::new();
    for field in fields {
        let mut values = values_of(field);
        // A nameless value cannot be filtered by.
        values.retain(|value| !value.value.is_empty() && value.count > 0);
        values.sort_by(|a, b| {
            let by_label = || fold(&a.label).cmp(&fold(&b.label)).then_with(|| a.value.cmp(&b.value));
            b.count.cmp(&a.count).then_with(by_label)
        });
        if !values.is_empty() {
            found.push(Facet { field: field.to_owned(), values });
        }
    }
    found
}

fn labelled(item: &Value) -> Option<FacetValue> {
    let value = json::scalar(item.get("name")?).into_owned();
    let label = item.get("display_name").map(|name| plain::line(&record::language_text(name))).unwrap_or_default();
    let count = item.get("count")?;
    let count = count.as_u64().or_else(|| count.as_str().and_then(|text| text.parse().ok()))?;
    let label = if label.is_empty() { plain::line(&value) } else { label };
    Some(FacetValue { value, label, count })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::PortalKind;

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

    #[test]
    fn words_can_never_break_the_query() {
        let check = |words: &str, expected: &str| assert_eq!(escape_words(words), expected, "{words:?}");
        check("harga  cabai\n", "harga cabai");
        check("COVID: 2020", "COVID 2020");
        check("title:penduduk AND (a OR NOT b)", "title penduduk and \\(a or not b\\)");
        check("C++ \"kutip", "C\\+\\+ \\\"kutip");
        check("2019-2020 a/b *", "2019\\-2020 a\\/b");
        check("{!func}1", "\\{\\!func\\}1");
        check("&& || a&&b ~ ^2 [1 TO 2]", "a\\&\\&b \\^2 \\[1 to 2\\]");
        check("Ba'da \\ データ", "Ba'da データ");
        check(" \t", "");
        assert!(!escape_words(&"+a".repeat(3_000)).ends_with('\\'));
    }

    #[test]
    fn the_question_has_only_known_parameters() {
        let mut query = SearchQuery {
            words: "harga cabai".to_owned(),
            start: 20,
            rows: 5_000,
            sort: SearchSort::Title,
            ..SearchQuery::default()
        };
        query.facets.insert("organization".to_owned(), vec!["a".to_owned(), "b".to_owned()]);
        query.facets.insert("tags".to_owned(), vec!["x \"y\"".to_owned(), "z".to_owned()]);
        query.facets.insert("bad field".to_owned(), vec!["x".to_owned()]);
        query.facets.insert("groups".to_owned(), vec![]);
        let Turn::Fetch(fetch) = Search::new(&portal(), &query).next(None) else { panic!() };
        let (address, parameters) = fetch.url.split_once('?').unwrap();
        assert_eq!(address, "https://x.go.id/api/3/action/package_search");
        let decoded: Vec<String> = parameters.split('&').map(crate::portal::address::decode).collect();
        assert_eq!(
            decoded,
            [
                "q=harga cabai",
                "fq=organization:(\"a\" OR \"b\") AND tags:\"x \\\"y\\\"\" AND tags:\"z\"",
                "rows=1000",
                "start=20",
                "sort=title_string asc, name asc",
                "facet.field=[\"organization\",\"groups\",\"tags\",\"res_format\",\"license_id\"]",
                "facet.limit=50",
            ]
        );
    }

    fn answer(result: &str) -> Turn<CataloguePage> {
        let body = format!("{{\"success\":true,\"result\":{result}}}");
        let mut search = Search::new(&portal(), &SearchQuery { words: "x".to_owned(), ..SearchQuery::default() });
        search.next(Some(Fetched::Answer { status: 200, body: body.as_bytes() }))
    }

    #[test]
    fn broken_records_are_counted_and_left_out() {
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        let Turn::Done(page) = answer(&format!(
            r#"{{"count":"7","results":[{{"name":"a"}},null,{{"name":"b","x":{deep}}},{{}},{{"name":"c","resources":[1,2]}},5]}}"#
        )) else {
            panic!()
        };
        assert_eq!(page.total, 7);
        assert_eq!(page.datasets.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["a", "c"]);
        let notes: Vec<_> = page.notes.iter().map(|n| (n.args[0].as_str(), n.count, n.rows.clone())).collect();
        assert_eq!(notes, [("JSON", 3, vec![2, 3, 6]), ("id", 1, vec![4]), ("resources", 2, vec![5])]);
    }

    #[test]
    fn facets_are_found_labelled_and_sorted() {
        let Turn::Done(page) = answer(
            r#"{"count":0,"results":[],"search_facets":{"queries":[],"pivot":{},"zeta":{"items":[{"name":"q","count":1}]},
            "tags":{"title":"tags","items":[{"name":"b","display_name":"<b>B</b>","count":2},{"name":"c","count":"9"},{"name":"a","display_name":"A","count":2},{"name":"","count":4},{"name":"n"}]}},
            "facets":{"":{".":5},"tags":{"zzz":1},"organization":{"o":3,"x":"?"},"res_format":[]}}"#,
        ) else {
            panic!()
        };
        let seen: Vec<_> = page
            .facets
            .iter()
            .map(|facet| {
                (
                    facet.field.as_str(),
                    facet.values.iter().map(|v| (v.value.as_str(), v.label.as_str(), v.count)).collect::<Vec<_>>(),
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("organization", vec![("o", "o", 3)]),
                ("tags", vec![("c", "c", 9), ("a", "A", 2), ("b", "B", 2)]),
                ("zeta", vec![("q", "q", 1)]),
            ]
        );
    }

    #[test]
    fn errors_become_problems() {
        let check = |status: u16, body: &str, code: ProblemCode| {
            let mut search =
                Search::new(&portal(), &SearchQuery { words: "a <b>".to_owned(), ..SearchQuery::default() });
            match search.next(Some(Fetched::Answer { status, body: body.as_bytes() })) {
                Turn::Failed(problem) => assert_eq!(problem.code, code, "{status} {body}"),
                other => panic!("{other:?}"),
            }
        };
        check(409, r#"{"success":false,"error":{"__type":"Search Error","message":"x"}}"#, ProblemCode::BadQuery);
        check(400, r#"{"success":false,"error":{"__type":"Search Query Error"}}"#, ProblemCode::BadQuery);
        check(500, r#"{"success":false,"error":{"__type":"Search Index Error"}}"#, ProblemCode::HttpStatus);
        check(403, r#"{"success":false,"error":{"__type":"Authorization Error"}}"#, ProblemCode::Forbidden);
        check(200, "<html>", ProblemCode::BadAnswer);
        check(200, r#"{"success":true,"result":[]}"#, ProblemCode::BadAnswer);
        check(200, r#"{"success":true,"result":{}}"#, ProblemCode::BadAnswer);
        check(404, "<html>", ProblemCode::NotFound);
    }
}
