//! Recorded answers of portals, read without loss; and whatever else a portal may send, without a panic.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jelajah::base::note::{NoteCode, ProblemCode};
use jelajah::portal::{
    Ask, CataloguePage, Dataset, Fetched, Portal, PortalKind, Recognised, Resource, RowPage, SearchQuery, Turn,
    connect, dataset, recognise, rows, sample_answer, sample_file, search,
};
use proptest::prelude::*;
use serde_json::Value;

fn portal() -> Portal {
    Portal {
        address: "http://127.0.0.1:36875".to_owned(),
        api: "http://127.0.0.1:36875/api/3/action".to_owned(),
        title: "Portal".to_owned(),
        kind: PortalKind::Ckan,
        version: None,
        datastore: None,
    }
}

fn resource() -> Resource {
    Resource { id: "r".to_owned(), ..Resource::default() }
}

/// Answers a machine once.
fn feed<T>(mut machine: impl Ask<Answer = T>, status: u16, body: &[u8]) -> Turn<T> {
    assert!(matches!(machine.next(None), Turn::Fetch(_)), "the first turn is a request");
    machine.next(Some(Fetched::Answer { status, body }))
}

/// One recorded answer.
struct Recording {
    file: String,
    status: u16,
    body: Vec<u8>,
}

/// The recordings of a folder with their statuses, from `status.txt`, or from the headers beside them.
fn recordings(folder: &Path) -> Vec<Recording> {
    let listed: BTreeMap<String, u16> = fs::read_to_string(folder.join("status.txt"))
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(file, status)| (file.to_owned(), status.parse().unwrap()))
        .collect();
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut out = Vec::new();
    for path in files {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if !path.extension().is_some_and(|end| end == "json" || end == "html") || file.contains(".headers.") {
            continue;
        }
        let headers = fs::read_to_string(folder.join(format!("{stem}.headers.txt"))).ok();
        let recorded = headers.and_then(|text| text.split_whitespace().nth(1).and_then(|status| status.parse().ok()));
        let in_name = if stem.ends_with("-409") {
            409
        } else if stem.ends_with("not-found") {
            404
        } else {
            200
        };
        let status = listed.get(&file).copied().or(recorded).unwrap_or(in_name);
        out.push(Recording { file, status, body: fs::read(&path).unwrap() });
    }
    out
}

/// The answer as a strict reader sees it, to compare with.
fn strict(body: &[u8]) -> Value {
    let text = String::from_utf8(body.to_vec())
        .unwrap()
        .replace(": NaN", ": \"NaN\"")
        .replace(": Infinity", ": \"Infinity\"")
        .replace(": -Infinity", ": \"-Infinity\"");
    serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap()
}

fn items<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A dataset has everything that its record has.
fn compare_dataset(seen: &Dataset, record: &Value, file: &str) {
    let name = record["name"].as_str().or(record["id"].as_str()).unwrap();
    assert_eq!(seen.id, name, "{file}");
    assert!(
        !seen.title.is_empty() && !seen.title.contains("<b>") && !seen.title.contains('\n'),
        "{file}: {:?}",
        seen.title
    );
    assert!(!seen.notes.contains("<p>") && !seen.notes.contains("alert('notes')"), "{file}: {:?}", seen.notes);
    assert_eq!(seen.resources.len(), items(record, "resources").len(), "{file}");
    assert_eq!(seen.groups.len(), items(record, "groups").len(), "{file}");
    assert!(seen.tags.len() >= items(record, "tags").len(), "{file}");
    let filled = items(record, "extras").iter().filter(|extra| extra["value"] != "").count();
    assert!(seen.extras.len() >= filled, "{file}: {:?}", seen.extras);
    assert_eq!(seen.publisher.is_some(), record["organization"].is_object(), "{file}");
    assert_eq!(seen.modified.is_some(), record["metadata_modified"].is_string(), "{file}");
    for (resource, record) in seen.resources.iter().zip(items(record, "resources")) {
        assert_eq!(resource.id, record["id"].as_str().unwrap(), "{file}");
        assert!(!resource.name.is_empty() || record["name"].is_null(), "{file}: {record}");
        let web = record["url"].as_str().is_some_and(|url| url.starts_with("http"));
        let inner = record["url"].as_str().is_some_and(|url| url.contains("//unduh/") || url.contains("//api/"));
        assert!(resource.url.is_none() || web, "{file}: {:?}", resource.url);
        assert!(resource.url.is_some() || !web || inner, "{file}: {record}");
        assert!(!resource.url.as_deref().unwrap_or("").contains(' '), "{file}: {:?}", resource.url);
        assert_eq!(resource.datastore, record["datastore_active"] == true, "{file}: {record}");
    }
}

fn compare_page(page: &CataloguePage, answer: &Value, file: &str) {
    let result = &answer["result"];
    assert_eq!(Some(page.total), result["count"].as_u64(), "{file}");
    let named: Vec<&Value> = items(result, "results").iter().filter(|record| record["name"].is_string()).collect();
    assert_eq!(page.datasets.len(), named.len(), "{file}");
    for (seen, record) in page.datasets.iter().zip(&named) {
        // A list of chosen fields only is compared no further.
        if record.get("resources").is_some() {
            compare_dataset(seen, record, file);
        }
    }
    let skipped: u64 =
        page.notes.iter().filter(|note| note.code == NoteCode::SkippedRecord).map(|note| note.count).sum();
    assert_eq!(skipped as usize, items(result, "results").len() - named.len(), "{file}");
    let facets = result["search_facets"].as_object().into_iter().flatten();
    for (field, facet) in facets {
        // Values that nothing has, and nameless ones, cannot be filtered by.
        let expected = items(facet, "items").iter().filter(|item| item["name"] != "" && item["count"] != 0).count();
        let Some(seen) = page.facets.iter().find(|seen| seen.field == *field) else {
            assert_eq!(expected, 0, "{file}: {field}");
            continue;
        };
        assert_eq!(seen.values.len(), expected, "{file}: {field}");
        assert!(seen.values.is_sorted_by(|a, b| a.count >= b.count), "{file}: {field}");
    }
}

fn compare_rows(page: &RowPage, body: &[u8], file: &str) {
    let (text, answer) = (String::from_utf8_lossy(body), strict(body));
    let result = &answer["result"];
    let all: Vec<&str> = items(result, "fields").iter().map(|field| field["id"].as_str().unwrap()).collect();
    let searched = result.get("q").is_some_and(|q| !q.is_null());
    let hidden =
        |id: &str| matches!(id, "_id" | "_full_text") || (searched && (id == "rank" || id.starts_with("rank ")));
    let kept: Vec<&str> = all.iter().copied().filter(|id| !hidden(id)).collect();
    assert_eq!(page.fields.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), kept, "{file}");
    let exact = result["total_was_estimated"] != true;
    assert_eq!(page.total, result["total"].as_u64().filter(|_| exact), "{file}");
    let Some(records) = result["records"].as_array() else {
        let lines = result["records"].as_str().unwrap().lines().count();
        assert_eq!(page.records.len(), lines, "{file}");
        return;
    };
    let readable: Vec<&Value> = records.iter().filter(|record| record.is_object() || record.is_array()).collect();
    let skipped: u64 =
        page.notes.iter().filter(|note| note.code == NoteCode::SkippedRecord).map(|note| note.count).sum();
    assert_eq!((page.records.len(), skipped as usize), (readable.len(), records.len() - readable.len()), "{file}");
    for (row, record) in page.records.iter().zip(readable) {
        for (cell, id) in row.iter().zip(&kept) {
            let place = all.iter().position(|other| other == id).unwrap();
            let value = if record.is_object() { record.get(*id) } else { record.get(place) };
            match value.unwrap_or(&Value::Null) {
                Value::Null => assert_eq!(*cell, None, "{file} {id}"),
                Value::String(text) => assert_eq!(cell.as_ref(), Some(text), "{file} {id}"),
                other => {
                    let cell = cell.as_deref().unwrap();
                    assert_eq!(&serde_json::from_str::<Value>(cell).unwrap(), other, "{file} {id}");
                    // Every digit is as the portal wrote it.
                    assert!(text.contains(cell), "{file} {id} {cell}");
                }
            }
        }
    }
}

/// Reads a recording with the machine that its name asks for; `false` where the client has none.
fn read(recording: &Recording) -> bool {
    let Recording { file, status, body } = recording;
    let status = *status;
    let fails = |code: ProblemCode, by_status: &[(u16, ProblemCode)]| {
        let expected = by_status.iter().find(|(known, _)| *known == status).map(|(_, code)| *code);
        assert_eq!(Some(code), expected.or((status >= 500).then_some(ProblemCode::HttpStatus)), "{file} {status}");
    };
    let is_json = Path::new(file).extension().is_some_and(|end| end == "json");
    if is_json && (file.contains("package_search") || file.contains("search-error")) {
        match feed(search(&portal(), &SearchQuery::default()), status, body) {
            Turn::Done(page) => compare_page(&page, &strict(body), file),
            Turn::Failed(problem) => fails(problem.code, &[(400, ProblemCode::BadQuery), (409, ProblemCode::BadQuery)]),
            Turn::Fetch(fetch) => panic!("{file}: {fetch:?}"),
        }
    } else if is_json && (file.contains("package_show") || file.contains("not-found")) {
        match feed(dataset(&portal(), "x"), status, body) {
            Turn::Done(seen) => compare_dataset(&seen, &strict(body)["result"], file),
            Turn::Failed(problem) => fails(
                problem.code,
                &[(404, ProblemCode::NotFound), (409, ProblemCode::NotFound), (403, ProblemCode::Forbidden)],
            ),
            Turn::Fetch(fetch) => panic!("{file}: {fetch:?}"),
        }
    } else if is_json && file.contains("datastore_search_sql") {
        // The answers to SQL have the shape of rows, without a total.
        match feed(rows(&portal(), &resource()), status, body) {
            Turn::Done(page) => {
                let result = &strict(body)["result"];
                assert_eq!(page.records.len(), items(result, "records").len(), "{file}");
                let named: Vec<&str> =
                    items(result, "fields").iter().filter_map(|field| field["id"].as_str()).collect();
                let kept = |id: &&str| !matches!(*id, "_id" | "_full_text");
                assert!(
                    named.iter().filter(|id| kept(id)).all(|id| page.fields.iter().any(|(seen, _)| seen == id)),
                    "{file}"
                );
            }
            Turn::Failed(_) | Turn::Fetch(_) => assert!(status >= 400, "{file} {status}"),
        }
    } else if is_json && file.contains("datastore_search") {
        match feed(rows(&portal(), &resource()), status, body) {
            Turn::Done(page) => compare_rows(&page, body, file),
            Turn::Failed(problem) => {
                fails(problem.code, &[(404, ProblemCode::NoDataStore), (403, ProblemCode::Forbidden)]);
            }
            // A refused parameter is tried once more without it.
            Turn::Fetch(_) => assert_eq!(status, 409, "{file}"),
        }
    } else if is_json && (file.starts_with("status_show") || file.starts_with("action-noversion")) {
        match feed(connect("http://127.0.0.1:36875").unwrap(), status, body) {
            Turn::Done(found) => {
                let result = strict(body)["result"].clone();
                assert_eq!(Some(found.title.as_str()), result["site_title"].as_str(), "{file}");
                assert_eq!(found.version.as_deref(), result["ckan_version"].as_str(), "{file}");
                let extensions = result["extensions"].as_array().unwrap();
                assert_eq!(found.datastore, Some(extensions.contains(&Value::from("datastore"))), "{file}");
            }
            other => panic!("{file}: {other:?}"),
        }
    } else {
        return false;
    }
    true
}

/// Every machine bears every answer, also the wrong ones.
fn bear(status: u16, body: &[u8]) {
    if let Turn::Done(page) = feed(search(&portal(), &SearchQuery::default()), status, body) {
        assert!(page.datasets.iter().all(|dataset| !dataset.id.is_empty() && !dataset.title.is_empty()));
    }
    let _: Turn<Dataset> = feed(dataset(&portal(), "x"), status, body);
    if let Turn::Done(page) = feed(rows(&portal(), &resource()), status, body) {
        assert!(page.records.iter().all(|row| row.len() == page.fields.len()));
    }
    let _: Turn<Portal> = feed(connect("data.contoh.go.id").unwrap(), status, body);
}

/// Reads all recordings of a folder and tells what was covered.
fn walk(folder: &Path) -> usize {
    let all = recordings(folder);
    let mut other = Vec::new();
    let mut covered = 0;
    for recording in &all {
        bear(recording.status, &recording.body);
        if read(recording) {
            covered += 1;
        } else {
            other.push(recording.file.as_str());
        }
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    eprintln!("{name}: {covered} of {} answers compared; only borne: {}", all.len(), other.join(" "));
    covered
}

#[test]
fn committed_answers_are_read_without_loss() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ckan");
    for (folder, least) in [("2.12", 45), ("2.10", 10), ("lookalike", 6)] {
        let covered = walk(&root.join(folder));
        assert!(covered >= least, "{folder}: only {covered}");
    }
}

#[test]
fn all_recorded_answers_are_read_without_loss() {
    let root = std::env::var_os("JELAJAH_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from)
        .join("fixtures");
    for (folder, least) in [("ckan-2.12", 100), ("ckan-2.10", 100), ("ckan-wild", 7), ("satudata", 2)] {
        let folder = root.join(folder);
        if folder.is_dir() {
            let covered = walk(&folder);
            assert!(covered >= least, "{}: only {covered}", folder.display());
        } else {
            eprintln!("SKIPPED: no recordings at {}", folder.display());
        }
    }
}

#[test]
fn the_traps_of_lookalikes_are_read_as_meant() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ckan/lookalike");
    let body = |file: &str| fs::read(root.join(file)).unwrap();
    let page = |file: &str| match feed(search(&portal(), &SearchQuery::default()), 200, &body(file)) {
        Turn::Done(page) => page,
        other => panic!("{file}: {other:?}"),
    };
    let strangers = page("package_search-strangers-among-facets.json");
    let fields: Vec<&str> = strangers.facets.iter().map(|facet| facet.field.as_str()).collect();
    assert_eq!(fields, ["organization", "vocab_Topik"]);
    let sizes: Vec<Option<u64>> = strangers.datasets[0].resources.iter().map(|resource| resource.size).collect();
    assert_eq!(sizes, [None, Some(1_234)]);

    let gateway = page("package_search-gateway.json");
    assert_eq!((gateway.total, gateway.facets.len(), gateway.datasets.len()), (622_223, 0, 2));
    assert_eq!(gateway.datasets[0].licence, None);
    let formats: Vec<String> = gateway.datasets.iter().map(|d| format!("{:?}", d.resources[0].format)).collect();
    assert_eq!(formats, ["Excel", "Service"]);

    let languages = page("package_search-multilingual.json");
    let titles: Vec<&str> = languages.datasets.iter().map(|dataset| dataset.title.as_str()).collect();
    assert_eq!(titles, ["Title", "Judul Indonesia"]);
    let first = &languages.datasets[0];
    assert_eq!((first.notes.as_str(), first.publisher.as_deref()), ("Text", Some("Office")));
    assert_eq!((first.tags.join(","), first.groups.join(",")), ("one".to_owned(), "Group".to_owned()));
    assert_eq!(languages.datasets[1].notes, "Catatan");

    match feed(rows(&portal(), &resource()), 200, &body("datastore_search-numbers-as-text.json")) {
        Turn::Done(page) => {
            let values: Vec<Option<&str>> = page.records.iter().map(|row| row[1].as_deref()).collect();
            assert_eq!(values, [Some("0.000384"), Some("0.000543"), Some("NaN")]);
            assert_eq!(
                page.fields.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(),
                ["triwulan", "nilai \n(juta)", "rank"]
            );
            assert!(!page.done);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn numbers_beyond_a_double_keep_their_digits() {
    let body = include_bytes!("fixtures/ckan/2.12/datastore_search-extremes.json");
    let Turn::Done(page) = feed(rows(&portal(), &resource()), 200, body) else { panic!() };
    let column = |id: &str| page.fields.iter().position(|(field, _)| field == id).unwrap();
    assert_eq!(page.records[0][column("b")].as_deref(), Some("9223372036854775807"));
    assert_eq!(page.records[0][column("n")].as_deref(), Some("12345678901234567890.123456789"));
    assert_eq!(page.records[0][column("js")].as_deref(), Some("[1, {\"a\": null}]"));
    assert_eq!(page.records[3][column("t")].as_deref(), Some("baris\nbaru, \"kutip\" \\ 😀"));
}

#[test]
fn hostile_answers_are_borne() {
    let deep = |count: usize| format!("{}{}", "[".repeat(count), "]".repeat(count));
    let envelope = |result: &str| format!("{{\"success\":true,\"result\":{result}}}").into_bytes();
    bear(200, deep(100_000).as_bytes());
    bear(200, &envelope(&deep(100_000)));
    bear(200, &envelope(&format!("{{\"count\":1,\"results\":[{}]}}", deep(100_000))));
    bear(200, &envelope(&format!("{{\"fields\":[{{\"id\":\"a\"}}],\"records\":[{}]}}", deep(100_000))));
    bear(200, "{\"a\":".repeat(50_000).as_bytes());
    bear(
        200,
        &envelope(&format!(
            "{{\"count\":18446744073709551615,\"results\":[{{\"name\":\"{}\"}}]}}",
            "<".repeat(200_000)
        )),
    );
    bear(
        200,
        &envelope(&format!(
            "{{\"count\":1,\"results\":[{{\"name\":\"a\",\"notes\":\"{}\"}}]}}",
            "<a href='".repeat(20_000)
        )),
    );
    bear(
        200,
        &envelope(&format!(
            "{{\"count\":1,\"results\":[{{\"name\":\"a\",\"notes\":\"{}\"}}]}}",
            "<script>".repeat(20_000)
        )),
    );
    bear(
        200,
        &envelope(&format!("{{\"count\":1,\"results\":[{{\"name\":\"a\",\"notes\":\"{}\"}}]}}", "<!--".repeat(20_000))),
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_borne(status in 100_u16..600, body in proptest::collection::vec(any::<u8>(), 0..400)) {
        bear(status, &body);
    }

    #[test]
    fn damaged_answers_are_borne(which in 0_usize..5, cut in any::<prop::sample::Index>(), flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)) {
        let good: &[u8] = match which {
            0 => include_bytes!("fixtures/ckan/2.12/package_search-facets.json"),
            1 => include_bytes!("fixtures/ckan/2.12/package_show-extras.json"),
            2 => include_bytes!("fixtures/ckan/2.12/datastore_search-types.json"),
            3 => include_bytes!("fixtures/ckan/2.12/datastore_search-csv.json"),
            _ => include_bytes!("fixtures/ckan/2.12/status_show.json"),
        };
        let mut body = good.to_vec();
        for (at, byte) in flips {
            let at = at.index(body.len());
            body[at] = byte;
        }
        body.truncate(cut.index(good.len() * 4).min(good.len()));
        bear(200, &body);
    }

    #[test]
    fn odd_values_are_borne(value in odd_json()) {
        bear(200, format!("{{\"success\":true,\"result\":{value}}}").as_bytes());
        bear(200, format!("{{\"success\":true,\"result\":{{\"count\":1,\"results\":[{value},{{\"name\":{value},\"title\":{value},\"notes\":{value},\"tags\":{value},\"groups\":{value},\"extras\":{value},\"organization\":{value},\"resources\":[{value}],\"metadata_modified\":{value},\"license_title\":{value}}}],\"search_facets\":{{\"a\":{value}}},\"facets\":{value}}}}}").as_bytes());
        bear(200, format!("{{\"success\":true,\"result\":{{\"fields\":[{value},{{\"id\":\"a\",\"type\":{value}}}],\"records\":[{value},[{value}],{{\"a\":{value}}}],\"limit\":{value},\"total\":{value},\"q\":{value}}}}}").as_bytes());
        bear(409, format!("{{\"success\":{value},\"error\":{value}}}").as_bytes());
    }

    #[test]
    fn any_text_is_recognised_and_portals_stay_what_they_are(text in "[a-z0-9:/.?#@%&= \\\\<>\\-_é]{0,60}|https?://[a-z.]{1,12}(/[a-z.]{0,8}){0,4}(\\?[a-z=&]{0,9})?|\\PC{0,40}") {
        match recognise(&text) {
            Recognised::Portal { address, dataset, resource } => {
                prop_assert!(dataset.is_some() || resource.is_none());
                // The root may itself end in a word that only makes sense once, such as a locale.
                if address != "contoh" {
                    prop_assert!(address.starts_with("http://") || address.starts_with("https://"), "{}", address);
                    prop_assert!(!address.ends_with('/') && !address.contains([' ', '<', '@']), "{}", address);
                }
                prop_assert!(connect(&text).is_ok());
            }
            Recognised::FileUrl(url) => prop_assert!(url.starts_with("http") || url.starts_with("contoh:/"), "{}", url),
            Recognised::Words(_) | Recognised::Share(_) => {}
        }
        let _ = sample_answer(&text);
        let inside = format!("contoh:/{text}");
        prop_assert!(sample_file(&inside).is_none());
    }

    #[test]
    fn any_words_make_one_harmless_parameter(words in "\\PC{0,80}", value in "\\PC{0,30}") {
        let mut query = SearchQuery { words: words.clone(), rows: 10, ..SearchQuery::default() };
        query.facets.insert("tags".to_owned(), vec![value]);
        let Turn::Fetch(fetch) = search(&portal(), &query).next(None) else { panic!() };
        let (_, parameters) = fetch.url.split_once('?').unwrap();
        prop_assert!(parameters.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%=&".contains(&b)), "{}", fetch.url);
        let names: Vec<&str> = parameters.split('&').map(|pair| pair.split_once('=').unwrap().0).collect();
        prop_assert!(names.iter().all(|name| ["q", "fq", "rows", "start", "sort", "facet.field", "facet.limit"].contains(name)));
        // The sample portal bears every question too.
        let mut here = search(&Portal { api: "contoh:/api/3/action".to_owned(), kind: PortalKind::Sample, ..portal() }, &query);
        let Turn::Fetch(fetch) = here.next(None) else { panic!() };
        let body = sample_answer(&fetch.url).unwrap();
        let answered = matches!(here.next(Some(Fetched::Answer { status: 200, body: &body })), Turn::Done(_));
        prop_assert!(answered);
    }
}

/// JSON values of every shape, small.
fn odd_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("-0".to_owned()),
        Just("1e400".to_owned()),
        Just("18446744073709551616".to_owned()),
        Just("NaN".to_owned()),
        Just("\"\"".to_owned()),
        Just("\"\\ud800\"".to_owned()),
        Just("\"{\\\"en\\\":\\\"x\\\"}\"".to_owned()),
        any::<i64>().prop_map(|number| number.to_string()),
        "[a-z<>&;/:. ]{0,12}".prop_map(|text| format!("\"{text}\"")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(|all| format!("[{}]", all.join(","))),
            proptest::collection::vec(("[a-z_]{0,4}", inner), 0..3).prop_map(|all| {
                let members: Vec<String> = all.into_iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}
