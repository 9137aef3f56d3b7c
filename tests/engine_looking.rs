//! The engine's jobs that look without opening: counting a catalogue, peeking into a resource, opening a part.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use jelajah::base::note::{NoteCode, ProblemCode};
use jelajah::engine::protocol::{Event, How, Job, Look, OpenSource, Output, Request};
use jelajah::engine::{Effect, Engine, Input, Part, Peeked, Swept};
use jelajah::portal::{Format, Portal, PortalKind, Resource, SAMPLE_ADDRESS};
use jelajah::table::{Extent, ResultTable, Values};

const ID: u32 = 1;

/// Starts a job and answers what it wants from outside with `serve` until it is over.
fn run(job: Job, serve: impl Fn(&str) -> Vec<Input<'static>>) -> (Vec<Event>, Vec<Effect>) {
    let mut engine = Engine::default();
    let (mut events, mut others) = (Vec::new(), Vec::new());
    engine.start(Request { id: ID, job }, 0.0);
    for _ in 0..10_000 {
        let effects = engine.take_effects();
        let idle = effects.is_empty() && !engine.has_work();
        for effect in effects {
            match effect {
                Effect::Post(event) => events.push(event),
                Effect::Fetch { ref url, .. } => {
                    let inputs = serve(url);
                    others.push(effect);
                    for input in inputs {
                        engine.feed(ID, input, 0.0);
                    }
                }
                other => others.push(other),
            }
        }
        if idle {
            break;
        }
        engine.step(100_000, 0.0);
    }
    (events, others)
}

fn portal() -> Portal {
    Portal {
        address: "https://data.example.go.id".to_owned(),
        api: "https://data.example.go.id/api/3/action".to_owned(),
        title: "Contoh".to_owned(),
        kind: PortalKind::Ckan,
        version: None,
        datastore: Some(true),
    }
}

fn resource(url: &str, datastore: bool) -> Resource {
    Resource { id: "r".to_owned(), format: Format::Csv, url: Some(url.to_owned()), datastore, ..Resource::default() }
}

/// A file of so many rows.
fn table(rows: usize) -> String {
    let rows: Vec<String> = (0..rows).map(|row| format!("Kota {row},{row}\n")).collect();
    format!("kota,harga\n{}", rows.concat())
}

fn answer(status: u16, body: Vec<u8>) -> Vec<Input<'static>> {
    let head = Input::Head { status, length: Some(body.len() as u64), content_type: None, retry_after: None };
    let mut inputs = vec![head];
    // Pieces as a network brings them.
    inputs.extend(body.leak().chunks(10_000).map(Input::Chunk));
    inputs.push(Input::End);
    inputs
}

fn output(events: &[Event]) -> Result<&Output, ProblemCode> {
    match events.last() {
        Some(Event::Done { output, .. }) => Ok(output),
        Some(Event::Failed { problem, .. }) => Err(problem.code),
        other => panic!("{other:?}"),
    }
}

fn peeked(events: &[Event]) -> Peeked {
    match output(events) {
        Ok(Output::Told(told)) => told.read().unwrap(),
        other => panic!("{other:?}"),
    }
}

fn cells(rows: &ResultTable, column: usize) -> Vec<Option<String>> {
    match &rows.columns[column].values {
        Values::Text(cells) => cells.clone(),
        other => panic!("{other:?}"),
    }
}

fn connect(address: &str) -> Portal {
    let (events, _) = run(Job::from(Look::Connect { address: address.to_owned() }), |_| Vec::new());
    match output(&events) {
        Ok(Output::Portal(portal)) => portal.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_catalogue_is_counted_page_by_page() {
    let page = |url: &str| {
        let start: usize =
            url.split("start=").nth(1).and_then(|rest| rest.split('&').next()?.parse().ok()).unwrap_or(0);
        let records: Vec<String> = (start..(start + 100).min(250))
            .map(|at| format!(r#"{{"name":"d{at}","title":"D {at}","organization":{{"name":"o{}","title":"Dinas {}"}},"resources":[{{"format":"CSV","url":"https://x.id/a.csv"}}]}}"#, at % 2, at % 2))
            .collect();
        let facets = r#"{"res_format":{"items":[{"name":"csv","display_name":"CSV","count":250}]}}"#;
        let body = format!(
            r#"{{"success":true,"result":{{"count":250,"search_facets":{facets},"results":[{}]}}}}"#,
            records.join(",")
        );
        answer(200, body.into_bytes())
    };
    let (events, _) = run(Job::from(Look::Sweep { portal: portal(), most: 10_000 }), page);
    let Ok(Output::Told(told)) = output(&events) else { panic!("{events:?}") };
    let swept: Swept = told.read().unwrap();
    let seen = &swept.overview;
    assert_eq!((seen.datasets, swept.total, seen.machine_readable), (250, 250, 250));
    let publishers: Vec<_> =
        seen.publishers.iter().map(|one| (one.label.as_str(), one.filter.as_deref(), one.count)).collect();
    assert_eq!(publishers, [("Dinas 0", Some("o0"), 125), ("Dinas 1", Some("o1"), 125)]);
    assert_eq!(seen.formats[0].filter.as_deref(), Some("csv"));
    // What was counted so far came before.
    let parts: Vec<u64> = events
        .iter()
        .filter_map(|event| match event {
            Event::Part { told, .. } => Some(told.read::<Swept>().unwrap().overview.datasets),
            _ => None,
        })
        .collect();
    assert_eq!(parts, [100, 200]);
}

#[test]
fn the_sample_portal_is_counted_without_a_network() {
    let (events, others) =
        run(Job::from(Look::Sweep { portal: connect(SAMPLE_ADDRESS), most: 10_000 }), |_| Vec::new());
    let Ok(Output::Told(told)) = output(&events) else { panic!("{events:?}") };
    let swept: Swept = told.read().unwrap();
    assert!(swept.overview.datasets > 0 && swept.overview.datasets == swept.total && others.is_empty());
    assert!(swept.overview.publishers.iter().all(|one| one.filter.is_some()));
}

#[test]
fn a_sweep_that_fails_says_so_after_what_it_told() {
    let serve = |url: &str| {
        if url.contains("start=0") {
            let body = r#"{"success":true,"result":{"count":9,"results":[{"name":"a"},{"name":"b"}]}}"#;
            answer(200, body.as_bytes().to_vec())
        } else {
            answer(500, b"{}".to_vec())
        }
    };
    let (events, _) = run(Job::from(Look::Sweep { portal: portal(), most: 100 }), serve);
    assert!(output(&events).is_err());
    assert_eq!(events.iter().filter(|event| matches!(event, Event::Part { .. })).count(), 1);
}

#[test]
fn a_long_file_is_looked_into_and_broken_off() {
    let text = table(20_000);
    let all = text.len() as u64;
    let job = Job::from(Look::Peek { portal: portal(), resource: resource("https://x.id/a.xlsx", false) });
    let (events, others) = run(job, |_| answer(200, text.clone().into_bytes()));
    let peeked = peeked(&events);
    assert_eq!((peeked.format, peeked.label.as_str(), peeked.size), (Some(Format::Csv), "CSV", Some(all)));
    assert_eq!((peeked.rows.rows(), peeked.total), (20, None));
    assert_eq!(cells(&peeked.rows, 0)[19].as_deref(), Some("Kota 19"));
    assert!(others.iter().any(|effect| matches!(effect, Effect::Abort { .. })));
}

#[test]
fn bytes_say_what_a_file_is() {
    let check = |bytes: &[u8], format: Format, rows: usize, total: Option<u64>| {
        let job = Job::from(Look::Peek { portal: portal(), resource: resource("https://x.id/a.csv", false) });
        let (events, _) = run(job, |_| answer(200, bytes.to_vec()));
        let peeked = peeked(&events);
        assert_eq!((peeked.format, peeked.rows.rows(), peeked.total), (Some(format), rows, total), "{format:?}");
    };
    check(b"a,b\n1,2\n3,4\n", Format::Csv, 2, Some(2));
    check(br#"[{"a":1},{"a":2},{"a":3}]"#, Format::Json, 3, Some(3));
    check(b"%PDF-1.7\n1 0 obj\n", Format::Pdf, 0, None);
    check(b"<!doctype html><html><title>404</title><p>Tidak ada", Format::Html, 0, None);
    let long = format!("[{}", r#"{"kota":"Bandung","harga":12000},"#.repeat(4_000));
    check(long.as_bytes(), Format::Json, 20, None);
}

#[test]
fn a_closed_file_shows_the_rows_of_the_database() {
    let serve = |url: &str| {
        if url.contains("datastore_search") {
            let body = r#"{"success":true,"result":{"total":70000,"fields":[{"id":"_id","type":"int"},{"id":"kota","type":"text"}],"records":[[1,"Bandung"],[2,"Cimahi"]]}}"#;
            answer(200, body.as_bytes().to_vec())
        } else {
            answer(403, b"no".to_vec())
        }
    };
    let (events, _) =
        run(Job::from(Look::Peek { portal: portal(), resource: resource("https://x.id/a.csv", true) }), serve);
    let seen = peeked(&events);
    assert_eq!((seen.format, seen.total, seen.rows.rows()), (None, Some(70_000), 2));
    let (events, _) =
        run(Job::from(Look::Peek { portal: portal(), resource: resource("https://x.id/a.csv", false) }), serve);
    assert_eq!(output(&events), Err(ProblemCode::Forbidden));
}

#[test]
fn a_look_waits_for_the_part_that_reads_other_formats() {
    let mut engine = Engine::first_part();
    engine.provide_late(jelajah::engine::Late::here(), 0.0);
    let job = Job::from(Look::Peek { portal: portal(), resource: resource("https://x.id/a.json", false) });
    engine.start(Request { id: ID, job }, 0.0);
    engine.step(1, 0.0);
    for input in answer(200, br#"[{"a":1}]"#.to_vec()) {
        engine.feed(ID, input, 0.0);
    }
    engine.step(1, 0.0);
    assert!(engine.take_effects().contains(&Effect::Need(Part::Books)) && !engine.has_work());
    engine.provide_books(jelajah::engine::Books::here());
    while engine.has_work() {
        engine.step(1, 0.0);
    }
    let last = engine.take_effects().pop();
    assert!(matches!(&last, Some(Effect::Post(Event::Done { .. }))), "{last:?}");
}

#[test]
fn a_part_of_a_file_is_read_and_no_more() {
    let text = table(50_000);
    let open = |source, part: Option<u64>| {
        let extent = part.map_or_else(Extent::default, Extent::First);
        Job::Open { source, how: How { extent, ..How::default() } }
    };
    let check = |source: OpenSource, rows: u64, part: Option<u64>| {
        let serve = |url: &str| {
            if !url.contains("datastore_search") {
                return answer(200, text.clone().into_bytes());
            }
            let records: Vec<String> = (1..=1_000).map(|row| format!("[{row},\"Kota {row}\"]")).collect();
            let body = format!(
                r#"{{"success":true,"result":{{"total":70000,"fields":[{{"id":"_id","type":"int"}},{{"id":"kota","type":"text"}}],"records":[{}]}}}}"#,
                records.join(",")
            );
            answer(200, body.into_bytes())
        };
        let (events, others) = run(open(source, part), serve);
        let Ok(Output::Table(info)) = output(&events) else { panic!("{events:?}") };
        assert_eq!(info.rows, rows);
        let cut = info.notes.iter().any(|note| note.code == NoteCode::Truncated);
        assert_eq!(cut, part.is_some());
        others
    };
    let file = || OpenSource::Resource {
        portal: portal(),
        resource: resource("https://x.id/a.csv", false),
        prefer_rows: false,
    };
    let others = check(file(), 100, Some(100));
    assert!(others.iter().any(|effect| matches!(effect, Effect::Abort { .. })));
    check(file(), 50_000, None);
    let rows =
        OpenSource::Resource { portal: portal(), resource: resource("https://x.id/a.csv", true), prefer_rows: true };
    let others = check(rows.clone(), 100, Some(100));
    assert_eq!(others.len(), 1, "one page is enough: {others:?}");
    let others = check(rows, 1_000, Some(1_000));
    assert_eq!(others.len(), 1, "{others:?}");
}
