//! The rarer kinds of portals: recorded answers read without loss, and whatever else a server may send
//! borne by every kind, without a panic and without an endless row of requests.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jelajah::base::note::{NoteCode, ProblemCode};
use jelajah::portal::quality::{Evidence, assess};
use jelajah::portal::{
    ALL, Ask, CataloguePage, Dataset, Fetched, Portal, PortalKind, Resource, RowPage, SearchQuery, Turn,
};
use proptest::prelude::*;
use serde_json::Value;

/// A portal of every kind.
fn portals() -> Vec<Portal> {
    let portal = |kind: PortalKind, address: &str, api: &str| Portal {
        address: address.to_owned(),
        api: api.to_owned(),
        title: "Portal".to_owned(),
        kind,
        version: None,
        datastore: None,
    };
    let at = |kind: PortalKind| match kind {
        PortalKind::Ckan => portal(kind, "https://x.go.id", "https://x.go.id/api/3/action"),
        PortalKind::Sample => portal(kind, "contoh", "contoh:/api/3/action"),
        PortalKind::DataGoId => portal(kind, "https://data.go.id", "https://data.go.id/api/3/action"),
        PortalKind::Jabar => {
            portal(kind, "https://opendata.jabarprov.go.id", "https://opendata.jabarprov.go.id/api-backend")
        }
        PortalKind::Bandung => portal(kind, "https://opendata.bandung.go.id", "https://opendata.bandung.go.id/api"),
        PortalKind::Jakarta => {
            portal(kind, "https://satudata.jakarta.go.id", "https://satudata.jakarta.go.id/backend/api/v2/satudata")
        }
        PortalKind::DataJson => {
            portal(kind, "https://satudata.acehprov.go.id", "https://satudata.acehprov.go.id/data.json")
        }
        PortalKind::Dcat => portal(kind, "https://x.eu", "https://x.eu/catalog.jsonld"),
        PortalKind::Bps => portal(kind, "https://webapi.bps.go.id", "https://webapi.bps.go.id/v1/api"),
        PortalKind::Sp2kp => {
            portal(kind, "https://api-sp2kp.kemendag.go.id", "https://api-sp2kp.kemendag.go.id/master/api/variant")
        }
        PortalKind::Pihps => {
            portal(kind, "https://www.bi.go.id/hargapangan", "https://www.bi.go.id/hargapangan/WebSite/TabelHarga")
        }
        PortalKind::OpenDataSoft => portal(kind, "https://x.fr", "https://x.fr/api/explore/v2.1"),
        PortalKind::Socrata => portal(kind, "https://x.us", "https://x.us/api/catalog/v1"),
        PortalKind::ArcGisHub => portal(kind, "https://x.com", "https://x.com/api/search/v1"),
        PortalKind::Dkan | PortalKind::UData => portal(kind, "https://x.fr", "https://x.fr/api/1"),
        PortalKind::DataPackage => portal(kind, "https://x.id", "https://x.id/datapackage.json"),
        PortalKind::Links => portal(kind, "https://x.id/data", "https://x.id/data"),
    };
    PortalKind::ALL.into_iter().map(at).collect()
}

fn portal(kind: PortalKind) -> Portal {
    portals().into_iter().find(|portal| portal.kind == kind).unwrap()
}

/// Identifiers of resources whose rows the kinds can ask for.
fn resource(kind: PortalKind) -> Resource {
    let id = match kind {
        PortalKind::ArcGisHub => "tabel|https://s.com/FeatureServer/0",
        PortalKind::Bps => "0000/31",
        PortalKind::Sp2kp => "provinsi/51",
        PortalKind::Pihps => "1/1",
        PortalKind::DataJson => "baris/e-1/2025",
        PortalKind::Jabar | PortalKind::Bandung => "bps/od_1",
        _ => "r",
    };
    Resource { id: id.to_owned(), ..Resource::default() }
}

/// Answers every request of an ask with the same, until it is done; the number of requests is bounded.
fn drive<T>(mut ask: impl Ask<Answer = T>, status: u16, body: &[u8], what: &str) -> Option<T> {
    let mut turn = ask.next(None);
    for _ in 0..200 {
        match turn {
            Turn::Fetch(fetch) => {
                assert!(fetch.max_bytes <= 64 << 20, "{what}: {}", fetch.url);
                let web = fetch.url.starts_with("https://")
                    || fetch.url.starts_with("http://")
                    || fetch.url.starts_with("contoh:");
                assert!(web && !fetch.url.contains([' ', '<', '"', '\n']), "{what}: {}", fetch.url);
                turn = ask.next(Some(Fetched::Answer { status, body }));
            }
            Turn::Done(answer) => return Some(answer),
            Turn::Failed(_) => return None,
        }
    }
    panic!("{what}: no end of requests");
}

/// Reads rows to their end, each request answered with the same.
fn drive_rows(mut ask: impl Ask<Answer = RowPage>, status: u16, body: &[u8], what: &str) {
    let mut turn = ask.next(None);
    let mut fields = None;
    for _ in 0..500 {
        match turn {
            Turn::Fetch(_) => turn = ask.next(Some(Fetched::Answer { status, body })),
            Turn::Failed(_) => return,
            Turn::Done(page) => {
                assert!(page.records.iter().all(|row| row.len() == page.fields.len()), "{what}");
                assert_eq!(*fields.get_or_insert_with(|| page.fields.clone()), page.fields, "{what}: columns change");
                if page.done {
                    return;
                }
                turn = ask.next(None);
            }
        }
    }
    panic!("{what}: no end of pages");
}

fn plain(text: &str) -> bool {
    !text.contains("<script") && !text.contains('\u{202e}')
}

/// Every question to every kind bears an answer.
fn bear(status: u16, body: &[u8]) {
    for portal in portals() {
        let what = format!("{:?} {status} {}", portal.kind, String::from_utf8_lossy(&body[..60.min(body.len())]));
        // Large bodies are read once only, for the sake of whoever waits for this test.
        let wordings: &[&str] = if body.len() > 50_000 { &["harga"] } else { &["", "harga"] };
        for words in wordings {
            let query = SearchQuery { words: (*words).to_owned(), rows: 20, ..SearchQuery::default() };
            if portal.kind == PortalKind::Sample {
                continue;
            }
            if let Some(page) = drive(ALL.search(&portal, &query), status, body, &what) {
                for dataset in &page.datasets {
                    assert!(!dataset.id.is_empty() && !dataset.title.is_empty(), "{what}");
                    assert!(plain(&dataset.title) && plain(&dataset.notes), "{what}: {:?}", dataset.title);
                    let urls = dataset
                        .resources
                        .iter()
                        .filter_map(|resource| resource.url.as_deref())
                        .chain(dataset.page.as_deref());
                    urls.for_each(|url| assert!(url.starts_with("http"), "{what}: {url}"));
                    let _ = assess(dataset, Evidence::default(), 20_000);
                }
            }
        }
        let _: Option<Dataset> = drive(ALL.dataset(&portal, "31"), status, body, &what);
        drive_rows(ALL.rows(&portal, &resource(portal.kind)), status, body, &what);
        if let Some(all) = ALL.catalogue(&portal) {
            let _ = drive(all, status, body, &what);
        }
    }
    for address in [
        "data.x.go.id",
        "https://data.go.id",
        "https://opendata.jabarprov.go.id",
        "https://x.id/data.json",
        "webapi.bps.go.id/3273",
        "https://sp2kp.kemendag.go.id",
        "https://x.id/a/datapackage.json",
    ] {
        let _: Option<Portal> = drive(ALL.connect(address).unwrap(), status, body, address);
    }
}

#[test]
fn hostile_answers_are_borne_by_every_kind() {
    let deep = |count: usize| format!("{}{}", "[".repeat(count), "]".repeat(count));
    bear(200, deep(100_000).as_bytes());
    bear(200, format!("{{\"data\":{}}}", deep(20_000)).as_bytes());
    bear(200, "{\"data\":".repeat(10_000).as_bytes());
    bear(200, "{\"@graph\":[".repeat(10_000).as_bytes());
    bear(200, b"<html><script>alert(1)</script><a href='x.csv'>");
    bear(200, "<a href='x.csv".repeat(8_000).as_bytes());
    bear(200, b"%PDF-1.7");
    bear(429, b"slow down");
    bear(500, b"");
    bear(404, br#"{"timestamp":"2026-10-09T06:21:35.191+00:00","status":404,"error":"Not Found"}"#);
    bear(200, br#"{"status":"Error","message":"There is something wrong!"}"#);
    let record = r#"{"id":"1","identifier":"1","name":"a","slug":"a","dataset_id":"a","var_id":1,"val":1,"th_id":5,"title":"<script>alert(1)</script>T\u202ex","label":"<script>","description":"<script>alert(2)</script>x","landingPage":"javascript:alert(1)","page":"javascript:alert(1)","distribution":[{"downloadURL":"javascript:alert(1)"}],"resources":[{"url":"data:text/html,x","path":"javascript:x"}],"attributes":{"a":1},"properties":{"title":"<script>","url":"javascript:alert(1)"},"resource":{"id":"aaaa-bbbb","name":"<script>x"},"metas":{"default":{"title":"<script>alert(1)</script>"}},"@type":"dcat:Dataset","@id":"x"}"#;
    let list = [record; 8].join(",");
    for key in ["data", "results", "items", "features", "dataset", "@graph", "rows", "columns", "fields"] {
        // A page that always says that there is more.
        bear(200, format!("{{\"{key}\":[{list}],\"total\":999999999,\"total_count\":999999999,\"count\":999999999,\"numberMatched\":999999999,\"resultSetSize\":999999999,\"pagination\":{{\"total\":99999999}},\"meta\":{{\"total\":9999999,\"total_record\":99999999}}}}").as_bytes());
        bear(200, format!("{{\"{key}\":[{list}]}}").as_bytes());
    }
    bear(
        200,
        format!("{{\"data\":[{{\"page\":1,\"pages\":99999999,\"per_page\":1,\"total\":99999999}},[{list}]]}}")
            .as_bytes(),
    );
    bear(200, format!("[{list}]").as_bytes());
}

#[test]
fn pages_that_lead_on_for_ever_end() {
    let portal = portal(PortalKind::Dcat);
    let mut ask = ALL.search(&portal, &SearchQuery { rows: 5, ..SearchQuery::default() });
    let mut turn = ask.next(None);
    for page in 1_u32..1_000 {
        let Turn::Fetch(fetch) = turn else { break };
        assert!(fetch.url.starts_with("https://x.eu/"), "{}", fetch.url);
        let next = if page == 5 {
            "https://jahat.invalid/".to_owned()
        } else {
            format!("https://x.eu/catalog.jsonld?page={}", page + 1)
        };
        let body = format!(
            r#"{{"@graph":[{{"@id":"d{page}","@type":"dcat:Dataset","title":"D{page}"}},{{"@id":"p","@type":"hydra:Collection","hydra:next":"{next}"}}]}}"#
        );
        assert!(page < 100);
        turn = ask.next(Some(Fetched::Answer { status: 200, body: body.as_bytes() }));
    }
    // The fifth page leads elsewhere, where it is not followed.
    assert!(matches!(turn, Turn::Done(CataloguePage { total: 5, .. })), "{turn:?}");
}

#[test]
fn rows_that_never_end_are_cut_visibly() {
    // OpenDataSoft gives no row beyond ten thousand.
    let portal = portal(PortalKind::OpenDataSoft);
    let mut ask = ALL.rows(&portal, &resource(PortalKind::OpenDataSoft));
    let (mut turn, mut rows, mut last) = (ask.next(None), 0, None);
    let mut asked = 0;
    while last.is_none() {
        asked += 1;
        turn = match turn {
            Turn::Fetch(fetch) if !fetch.url.contains("/records") => {
                ask.next(Some(Fetched::Answer { status: 404, body: b"" }))
            }
            Turn::Fetch(_) => {
                let items: Vec<String> = (0..100).map(|at| format!("{{\"a\":{}}}", rows + at)).collect();
                let body = format!("{{\"total_count\":50000,\"results\":[{}]}}", items.join(","));
                ask.next(Some(Fetched::Answer { status: 200, body: body.as_bytes() }))
            }
            Turn::Done(page) => {
                rows += page.records.len();
                if page.done {
                    last = Some(page.clone());
                }
                ask.next(None)
            }
            Turn::Failed(problem) => panic!("{problem:?}"),
        };
        assert!(asked < 1_000);
    }
    assert_eq!(rows, 10_000);
    assert!(last.unwrap().notes.iter().any(|note| note.code == NoteCode::Truncated));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_borne(status in 100_u16..600, body in proptest::collection::vec(any::<u8>(), 0..200)) {
        bear(status, &body);
    }

    #[test]
    fn any_question_is_a_sound_request(words in "\\PC{0,60}", value in "\\PC{0,20}", start in 0_u64..5_000) {
        for portal in portals() {
            // An identifier may come from a shared story: it is never more than a piece of an address, and
            // never a mark that is filled with the person's key for another host.
            for id in [value.clone(), format!("{value}/x"), "a/{key}".to_owned(), "riwayat/{key}".to_owned(), "baris/{key}/{today}".to_owned(), "tabel|https://s.com/{key}/FeatureServer/0".to_owned(), "0000/{key}".to_owned()] {
                let resource = Resource { id, ..Resource::default() };
                if let Turn::Fetch(fetch) = ALL.rows(&portal, &resource).next(None) {
                    let key_is_safe = !fetch.needs_key() || portal.kind == PortalKind::Bps;
                    prop_assert!(key_is_safe, "{}", fetch.url);
                    let filled = fetch.filled(Some("k"), 20_000).unwrap();
                    prop_assert!(filled.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&b)), "{}", filled);
                }
            }
            let mut query = SearchQuery { words: words.clone(), rows: 20, start, ..SearchQuery::default() };
            for facet in ["organization", "groups", "tags", "res_format", "license_id"] {
                query.facets.insert(facet.to_owned(), vec![value.clone()]);
            }
            if let Turn::Fetch(fetch) = ALL.search(&portal, &query).next(None) {
                let filled = fetch.filled(Some("k"), 20_000).unwrap();
                prop_assert!(filled.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&b)), "{}", filled);
                prop_assert!(!filled.contains('#'), "{}", filled);
                if let Some(post) = fetch.post {
                    prop_assert!(serde_json::from_str::<Value>(&post).is_ok());
                }
            }
        }
    }
}

// Recorded answers.

fn shared() -> PathBuf {
    std::env::var_os("JELAJAH_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from)
        .join("fixtures")
}

/// A recording and its parsed form.
fn recorded(path: &str) -> Option<(Vec<u8>, Value)> {
    let body = fs::read(shared().join(path)).ok()?;
    let value = serde_json::from_slice(&body).unwrap();
    Some((body, value))
}

/// Every text of a record is somewhere in what was read of it.
fn nothing_lost(record: &Value, seen: &Dataset, path: &str) {
    let text = format!("{seen:?}").to_lowercase();
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let kept = squeeze(&text.replace("\\n", " ").replace("\\\"", "\""));
    let mut stack = vec![record];
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(items) => stack.extend(items),
            Value::Object(map) => {
                stack.extend(map.iter().filter(|(key, _)| !key.starts_with('@')).map(|(_, value)| value));
            }
            Value::String(said) if !said.trim().is_empty() => {
                // Times are kept to the day; types and media types say what the format says.
                let said = squeeze(said);
                let day = said.get(..10).filter(|day| day.as_bytes()[4] == b'-');
                let told = kept.contains(&said) || day.is_some_and(|day| kept.contains(day)) || said.contains('/');
                assert!(told, "{path}: {said}");
            }
            _ => {}
        }
    }
}

/// The cells of rows are the values of the records, digit by digit but for the `.0` of whole floats.
fn compare_rows(page: &RowPage, rows: &[Value], path: &str) {
    assert_eq!(page.records.len(), rows.len(), "{path}");
    for (record, row) in page.records.iter().zip(rows) {
        let row = row.as_object().unwrap();
        for (key, value) in row {
            let at = page.fields.iter().position(|(name, _)| name == key).unwrap_or_else(|| panic!("{path}: no {key}"));
            match (value, record[at].as_deref()) {
                (Value::Null, None) => {}
                (Value::String(text), Some(cell)) => assert_eq!(text, cell, "{path} {key}"),
                (Value::Number(number), Some(cell)) => {
                    assert_eq!(number.as_f64(), cell.parse().ok(), "{path} {key}");
                    assert!(!cell.ends_with(".0"), "{path} {key}");
                }
                other => panic!("{path} {key}: {other:?}"),
            }
        }
    }
}

#[test]
fn recorded_answers_of_indonesian_portals_are_read_without_loss() {
    let folders = [shared().join("satudata"), shared().join("bps")];
    if folders.iter().any(|folder| !folder.is_dir()) {
        eprintln!("SKIPPED: no recordings at {}", shared().display());
        return;
    }
    let mut covered: BTreeSet<&str> = BTreeSet::new();
    let everything = SearchQuery { rows: 100, ..SearchQuery::default() };
    let mut take = |path: &'static str| {
        covered.insert(path);
        recorded(path).unwrap_or_else(|| panic!("{path} is not there"))
    };

    let (body, value) = take("satudata/aceh-data.json");
    let portal_here = drive(ALL.connect("satudata.acehprov.go.id").unwrap(), 200, &body, "aceh").unwrap();
    let page = drive(ALL.search(&portal_here, &everything), 200, &body, "aceh").unwrap();
    let records = value["dataset"].as_array().unwrap();
    assert_eq!((page.total as usize, page.notes.len()), (records.len(), 0));
    for record in records {
        let id = record["identifier"].as_str().unwrap();
        let seen = drive(ALL.dataset(&portal_here, id), 200, &body, "aceh").unwrap();
        nothing_lost(record, &seen, id);
    }

    let gateway = portal(PortalKind::DataGoId);
    let (body, value) = take("satudata/datagoid-package_search.json");
    let page = drive(ALL.search(&gateway, &everything), 200, &body, "data.go.id").unwrap();
    let records = value["result"]["results"].as_array().unwrap();
    assert_eq!((page.total, page.datasets.len(), page.facets.len()), (622_223, records.len(), 0));
    for (seen, record) in page.datasets.iter().zip(records) {
        assert_eq!(seen.id, record["name"].as_str().unwrap());
        assert_eq!(seen.resources.len(), record["resources"].as_array().unwrap().len());
        let filled = record["extras"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|extra| !extra["value"].as_str().unwrap_or("x").trim().is_empty());
        assert!(seen.extras.len() >= filled.count());
    }
    let (body, value) = take("satudata/datagoid-package_show.json");
    let seen = drive(ALL.dataset(&gateway, "x"), 200, &body, "data.go.id").unwrap();
    assert_eq!(Some(seen.title.as_str()), value["result"]["title"].as_str());
    let (body, _) = take("satudata/datagoid-404-spring.json");
    let mut ask = ALL.dataset(&gateway, "x");
    ask.next(None);
    let turn = ask.next(Some(Fetched::Answer { status: 404, body: &body }));
    assert!(matches!(turn, Turn::Failed(problem) if problem.code == ProblemCode::NotFound));

    let (body, value) = take("satudata/jabar-bigdata-rows.json");
    let page = drive(ALL.rows(&portal(PortalKind::Jabar), &resource(PortalKind::Jabar)), 200, &body, "jabar").unwrap();
    compare_rows(&page, value["rows"].as_array().unwrap(), "jabar");
    assert_eq!(page.total, value["row_count"].as_u64());

    let (_, value) = take("satudata/bandung-bigdata-row.json");
    let body = format!(r#"{{"data":[{}],"pagination":{{"page":1,"per_page":300,"total_page":1}}}}"#, value["row"]);
    let page =
        drive(ALL.rows(&portal(PortalKind::Bandung), &resource(PortalKind::Bandung)), 200, body.as_bytes(), "bandung")
            .unwrap();
    compare_rows(&page, std::slice::from_ref(&value["row"]), "bandung");

    let (body, value) = take("satudata/pihps-grid-daerah.json");
    let page = drive(ALL.rows(&portal(PortalKind::Pihps), &resource(PortalKind::Pihps)), 200, &body, "pihps").unwrap();
    assert_eq!(page.records.len(), value["data"].as_array().unwrap().len());
    let cells: Vec<&str> = page.records[1].iter().map(|cell| cell.as_deref().unwrap_or("")).collect();
    assert_eq!(cells, ["Beras Kualitas Medium I", "2", "2026-07-27", "16400"]);

    let (body, value) = take("satudata/sp2kp-province-comparison.json");
    // Its date is asked for first, and stands in the same place in this answer.
    let page = drive(ALL.rows(&portal(PortalKind::Sp2kp), &resource(PortalKind::Sp2kp)), 200, &body, "sp2kp").unwrap();
    compare_rows(&page, value["data"]["items"].as_array().unwrap(), "sp2kp");
    assert!(page.fields.iter().any(|(name, _)| name == "tanggal_sebelumnya"));

    bps(&mut take);

    let mut all: Vec<String> = Vec::new();
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        all.extend(
            fs::read_dir(&folder)
                .unwrap()
                .map(|entry| format!("{name}/{}", entry.unwrap().file_name().to_string_lossy())),
        );
    }
    all.sort();
    let missed: Vec<&String> = all.iter().filter(|path| !covered.contains(path.as_str())).collect();
    eprintln!("satudata, bps: {} of {} answers compared; missed: {missed:?}", covered.len(), all.len());
    assert!(missed.is_empty());
    for path in all {
        bear(200, &fs::read(shared().join(path)).unwrap());
    }
}

/// The recordings of BPS.
fn bps(take: &mut impl FnMut(&'static str) -> (Vec<u8>, Value)) {
    let place = portal(PortalKind::Bps);
    let (body, value) = take("bps/variable_list.json");
    let items = value["data"][1].as_array().unwrap();
    let query = SearchQuery { rows: items.len() as u64, ..SearchQuery::default() };
    let page = drive(ALL.search(&place, &query), 200, &body, "bps").unwrap();
    assert_eq!((Some(page.total), page.datasets.len()), (value["data"][0]["total"].as_u64(), items.len()));
    for (seen, item) in page.datasets.iter().zip(items) {
        assert_eq!(seen.id, item["var_id"].to_string());
        let text = format!("{seen:?}");
        for key in ["title", "sub_name", "unit", "subcsa_name"] {
            let said = item[key].as_str().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(&said), "{key}: {said}");
        }
    }

    let (body, value) = take("bps/dynamic_table_detail.json");
    let (years, _) = take("bps/period_list.json");
    let mut ask = ALL.rows(&place, &resource(PortalKind::Bps));
    let mut turn = ask.next(None);
    let page = loop {
        turn = match turn {
            Turn::Fetch(fetch) if fetch.url.contains("/model/th/") => {
                ask.next(Some(Fetched::Answer { status: 200, body: &years }))
            }
            Turn::Fetch(fetch) => {
                assert!(fetch.url.contains("/th/108:109/"), "{}", fetch.url);
                ask.next(Some(Fetched::Answer { status: 200, body: &body }))
            }
            Turn::Done(page) => break page,
            Turn::Failed(problem) => panic!("{problem:?}"),
        };
    };
    let content = value["datacontent"].as_object().unwrap();
    assert_eq!((page.records.len(), page.notes.len()), (content.len(), 0));
    let values: BTreeSet<&str> = page.records.iter().filter_map(|row| row[5].as_deref()).collect();
    assert!(content.values().all(|value| values.contains(value.to_string().as_str())));
    assert_eq!(page.fields[1].0, "Kecamatan");
    let seen = drive(ALL.dataset(&place, "31"), 200, &body, "bps").unwrap();
    assert_eq!((seen.id.as_str(), seen.title.as_str()), ("31", "Jumlah Penduduk"));

    let (body, value) = take("bps/domain_list.json");
    let id = value["data"][1][0]["domain_id"].as_str().unwrap();
    let found = drive(ALL.connect(&format!("webapi.bps.go.id/{id}")).unwrap(), 200, &body, "bps").unwrap();
    assert_eq!(found.title, format!("BPS {}", value["data"][1][0]["domain_name"].as_str().unwrap()));

    // Lists that only describe a table's sides have the same envelope.
    for path in ["bps/vertical_variable_list.json", "bps/derived_variable_list.json", "bps/list_unavailable.json"] {
        let (body, value) = take(path);
        let page =
            drive(ALL.search(&place, &SearchQuery { rows: 10, ..SearchQuery::default() }), 200, &body, path).unwrap();
        assert_eq!(page.total, value["data"][0]["total"].as_u64().unwrap_or(0), "{path}");
    }
    let (body, _) = take("bps/error.json");
    let mut ask = ALL.search(&place, &SearchQuery { rows: 10, ..SearchQuery::default() });
    ask.next(None);
    let turn = ask.next(Some(Fetched::Answer { status: 200, body: &body }));
    assert!(matches!(turn, Turn::Failed(problem) if problem.code == ProblemCode::Forbidden));
}
