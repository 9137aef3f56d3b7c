//! The engine by scripts: what comes in, what goes out.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use jelajah::base::note::{Problem, ProblemCode};
use jelajah::base::number::NumberStyle;
use jelajah::engine::protocol::{Event, How, Job, Look, OpenSource, Output, Phase, Plan, Request};
use jelajah::engine::{Books, Effect, Engine, Input, Late, Part};
use jelajah::portal::{Format, Portal, PortalKind, Resource, SearchQuery};
use jelajah::table::{Form, Reading, TableId, TableInfo, Values};

/// An engine with the events it told so far and a clock that the test turns.
#[derive(Default)]
struct Bench {
    engine: Engine,
    now_ms: f64,
    events: Vec<Event>,
    /// Everything else that it wanted.
    wanted: Vec<Effect>,
}

impl Bench {
    fn start(&mut self, id: u32, job: Job) {
        self.engine.start(Request { id, job }, self.now_ms);
        self.settle();
    }

    fn feed(&mut self, id: u32, input: Input<'_>) {
        self.engine.feed(id, input, self.now_ms);
        self.settle();
    }

    /// Steps until nothing is left to do without input.
    fn settle(&mut self) {
        while self.engine.has_work() {
            self.step();
        }
        self.collect();
    }

    fn step(&mut self) -> bool {
        let more = self.engine.step(10_000, self.now_ms);
        self.collect();
        more
    }

    fn collect(&mut self) {
        for effect in self.engine.take_effects() {
            match effect {
                Effect::Post(event) => self.events.push(event),
                other => self.wanted.push(other),
            }
        }
    }

    fn wanted(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.wanted)
    }

    fn answer(&self, id: u32) -> Option<Result<&Output, &Problem>> {
        let mut found = self.events.iter().filter_map(|event| match event {
            Event::Done { id: own, output, .. } if *own == id => Some(Ok(output)),
            Event::Failed { id: own, problem } if *own == id => Some(Err(problem)),
            _ => None,
        });
        let answer = found.next();
        assert!(found.next().is_none(), "job {id} answered twice");
        answer
    }

    fn done(&self, id: u32) -> &Output {
        match self.answer(id) {
            Some(Ok(output)) => output,
            other => panic!("job {id}: {other:?}"),
        }
    }

    fn code(&self, id: u32) -> Option<ProblemCode> {
        self.answer(id)?.err().map(|problem| problem.code)
    }

    fn table(&self, id: u32) -> &TableInfo {
        match self.done(id) {
            Output::Table(info) => info,
            other => panic!("job {id}: {other:?}"),
        }
    }

    fn open_text(&mut self, id: u32, text: &str) -> TableId {
        self.start(id, open(OpenSource::Text(text.to_owned())));
        self.table(id).table
    }

    fn phases(&self, id: u32) -> Vec<Phase> {
        self.events
            .iter()
            .filter_map(|event| match event {
                Event::Progress { id: own, phase, .. } if *own == id => Some(*phase),
                _ => None,
            })
            .collect()
    }
}

fn open(source: OpenSource) -> Job {
    Job::Open { source, how: How::default() }
}

fn plan_of(json: &str) -> Plan {
    serde_json::from_str(json).unwrap()
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

fn resource(url: Option<&str>, datastore: bool) -> Resource {
    Resource {
        id: "11111111-2222-3333-4444-555555555555".to_owned(),
        name: "harga".to_owned(),
        format: Format::Csv,
        url: url.map(ToOwned::to_owned),
        datastore,
        ..Resource::default()
    }
}

const FILE: &str = "https://files.example.org/harga.csv";

fn head(status: u16, length: Option<u64>) -> Input<'static> {
    Input::Head { status, length, content_type: Some("text/csv".to_owned()), retry_after: None }
}

fn fetch_of(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| if let Effect::Fetch { url, .. } = effect { Some(url.as_str()) } else { None })
}

/// A row page as CKAN sends it, for the limit and offset that were asked for.
fn datastore_page(url: &str, total: u64) -> String {
    let parameter = |name: &str| -> u64 {
        let found = url.split(['?', '&']).find_map(|part| part.strip_prefix(&format!("{name}=")));
        found.and_then(|value| value.parse().ok()).unwrap_or(0)
    };
    let (offset, limit) = (parameter("offset"), parameter("limit").max(1));
    let rows: Vec<String> =
        (offset..total.min(offset + limit)).map(|row| format!(r#"["kota {row}", {row}]"#)).collect();
    format!(
        r#"{{"success": true, "result": {{"total": {total}, "limit": {limit}, "offset": {offset}, "records_format": "lists",
            "fields": [{{"id": "kota", "type": "text"}}, {{"id": "n", "type": "numeric"}}], "records": [{}]}}}}"#,
        rows.join(",")
    )
}

#[test]
fn a_file_in_pieces_becomes_a_table_even_when_a_letter_is_cut() {
    let mut bench = Bench::default();
    bench.start(1, open(OpenSource::Url(FILE.to_owned())));
    let wanted = bench.wanted();
    assert_eq!(fetch_of(&wanted), Some(FILE), "{wanted:?}");
    let text = "nama,n\nCafé,1\nBogor,2\n".as_bytes();
    let cut = text.iter().position(|byte| *byte == 0xc3).unwrap() + 1;
    bench.feed(1, head(200, Some(text.len() as u64)));
    bench.feed(1, Input::Chunk(&text[..3]));
    bench.feed(1, Input::Chunk(&text[3..cut]));
    bench.feed(1, Input::Chunk(&text[cut..]));
    assert!(bench.answer(1).is_none());
    bench.feed(1, Input::End);
    let info = bench.table(1).clone();
    assert_eq!((info.rows, info.fields.len()), (2, 2));
    bench.start(2, Job::Rows { table: info.table, view: 0, start: 0, count: 10 });
    let Output::Rows { start, numbers, rows } = bench.done(2) else { panic!() };
    assert_eq!((*start, numbers.as_slice()), (0, [1, 2].as_slice()));
    assert_eq!(rows.columns[0].values, Values::Text(vec![Some("Café".to_owned()), Some("Bogor".to_owned())]));
    assert_eq!(bench.phases(1).first(), Some(&Phase::Connecting));
    assert_eq!(bench.phases(1).last(), Some(&Phase::Inferring));
}

#[test]
fn a_file_of_the_person_is_read() {
    let mut bench = Bench::default();
    bench.start(1, open(OpenSource::File { name: "a.csv".to_owned() }));
    assert_eq!(bench.wanted(), [Effect::ReadFile { id: 1 }]);
    bench.feed(1, head(200, Some(9)));
    bench.feed(1, Input::Chunk(b"a,b\n1,2\n"));
    bench.feed(1, Input::End);
    assert_eq!(bench.table(1).rows, 1);
}

#[test]
fn a_cancel_stops_the_fetch_and_the_job_says_so() {
    let mut bench = Bench::default();
    bench.start(1, open(OpenSource::Url(FILE.to_owned())));
    bench.wanted();
    bench.feed(1, head(200, None));
    bench.feed(1, Input::Chunk(b"a,b\n1,2\n"));
    bench.start(2, Job::Cancel { id: 1 });
    assert_eq!(bench.wanted(), [Effect::Abort { id: 1 }]);
    assert_eq!(bench.code(1), Some(ProblemCode::Cancelled));
    assert_eq!(bench.done(2), &Output::Closed);
    // What still arrives is of no interest, and a second cancel neither.
    bench.feed(1, Input::Chunk(b"3,4\n"));
    bench.feed(1, Input::End);
    bench.start(3, Job::Cancel { id: 1 });
    assert_eq!(bench.done(3), &Output::Closed);
    bench.start(4, Job::Info);
    assert!(matches!(bench.done(4), Output::Info { tables: 0, .. }));
}

#[test]
fn a_cancel_reaches_a_plan_between_two_passes() {
    let mut bench = Bench::default();
    let table = bench.open_text(1, "k,n\na,1\nb,2\n");
    let plan = plan_of(r#"[{"group":{"by":[{"column":"k"}],"measures":[{"op":"sum","column":"n","as":"s"}]}}]"#);
    bench.engine.start(Request { id: 2, job: Job::Run { table, steps: plan } }, bench.now_ms);
    assert!(bench.step() && bench.step());
    bench.start(3, Job::Cancel { id: 2 });
    assert_eq!(bench.code(2), Some(ProblemCode::Cancelled));
    assert!(bench.wanted().is_empty());
}

#[test]
fn failing_answers_say_what_happened() {
    for (status, expected) in [
        (404, ProblemCode::NotFound),
        (410, ProblemCode::NotFound),
        (401, ProblemCode::Forbidden),
        (403, ProblemCode::Forbidden),
        (500, ProblemCode::HttpStatus),
    ] {
        let mut bench = Bench::default();
        bench.start(1, open(OpenSource::Url(FILE.to_owned())));
        bench.wanted();
        bench.feed(1, head(status, None));
        assert_eq!(bench.code(1), Some(expected), "{status}");
        assert_eq!(bench.wanted(), [Effect::Abort { id: 1 }], "{status}");
    }
    for source in ["javascript:alert(1)", "data:text/csv,a", "file:///etc/passwd", "harga.csv", ""] {
        let mut bench = Bench::default();
        bench.start(1, open(OpenSource::Url(source.to_owned())));
        assert_eq!(bench.code(1), Some(ProblemCode::BadAddress), "{source}");
        assert!(bench.wanted().is_empty(), "{source}");
    }
    let mut bench = Bench::default();
    bench.start(1, open(OpenSource::Url("contoh:tidak/ada".to_owned())));
    assert_eq!(bench.code(1), Some(ProblemCode::NotFound));
    bench.start(2, open(OpenSource::Text(String::new())));
    assert_eq!(bench.code(2), Some(ProblemCode::EmptyFile));
    bench.start(3, open(OpenSource::Url(FILE.to_owned())));
    bench.feed(3, Input::Failed(Problem::new(ProblemCode::Timeout).arg("files.example.org").arg("30")));
    assert_eq!(bench.code(3), Some(ProblemCode::Timeout));
    bench.start(4, open(OpenSource::Url(FILE.to_owned())));
    bench.feed(4, head(200, None));
    bench.feed(4, Input::Chunk(b"<!DOCTYPE html><html><head><title>Masuk</title></head><body>Masuk</body></html>"));
    bench.feed(4, Input::End);
    assert_eq!(bench.code(4), Some(ProblemCode::HtmlInsteadOfData));
}

/// Answers row pages until the job is over.
fn serve_rows(bench: &mut Bench, id: u32, total: u64) -> usize {
    let mut pages = 0;
    while bench.answer(id).is_none() {
        let wanted = bench.wanted();
        let url = fetch_of(&wanted).unwrap_or_else(|| panic!("nothing asked: {wanted:?}")).to_owned();
        assert!(url.contains("datastore_search"), "{url}");
        bench.feed(id, head(200, None));
        bench.feed(id, Input::Chunk(datastore_page(&url, total).as_bytes()));
        bench.feed(id, Input::End);
        pages += 1;
        assert!(pages < 20, "too many pages");
    }
    pages
}

#[test]
fn rows_of_the_datastore_stand_in_for_a_closed_file() {
    let refused = || Input::Failed(Problem::new(ProblemCode::Refused).arg("files.example.org"));
    for problem in [refused(), head(404, None), head(500, None), head(403, None)] {
        let mut bench = Bench::default();
        let source =
            OpenSource::Resource { portal: portal(), resource: resource(Some(FILE), true), prefer_rows: false };
        bench.start(1, open(source));
        assert_eq!(fetch_of(&bench.wanted()), Some(FILE));
        bench.feed(1, problem.clone());
        assert!(bench.answer(1).is_none(), "{problem:?}");
        assert!(serve_rows(&mut bench, 1, 2_500) > 1);
        assert_eq!(bench.table(1).rows, 2_500);
        let previews = bench.events.iter().filter(|event| matches!(event, Event::Preview { .. })).count();
        assert_eq!(previews, 1);
    }
}

#[test]
fn without_rows_the_file_decides_and_the_other_way_round() {
    let mut bench = Bench::default();
    let source = OpenSource::Resource { portal: portal(), resource: resource(Some(FILE), false), prefer_rows: false };
    bench.start(1, open(source));
    bench.feed(1, head(404, None));
    assert_eq!(bench.code(1), Some(ProblemCode::NotFound));
    bench.wanted();

    // Offline is no reason to ask elsewhere.
    let source = OpenSource::Resource { portal: portal(), resource: resource(Some(FILE), true), prefer_rows: false };
    bench.start(2, open(source.clone()));
    bench.wanted();
    bench.feed(2, Input::Failed(Problem::new(ProblemCode::Offline)));
    assert_eq!(bench.code(2), Some(ProblemCode::Offline));

    // When both fail, the file's reason is told.
    bench.start(3, open(source));
    bench.feed(3, Input::Failed(Problem::new(ProblemCode::Refused).arg("files.example.org")));
    for _ in 0..10 {
        bench.feed(3, head(404, None));
        bench.feed(3, Input::Chunk(br#"{"success": false, "error": {"__type": "Not Found Error", "message": "x"}}"#));
        bench.feed(3, Input::End);
    }
    assert_eq!(bench.code(3), Some(ProblemCode::Refused));
    bench.wanted();

    // Rows preferred, and the file when there are none.
    let source = OpenSource::Resource { portal: portal(), resource: resource(Some(FILE), true), prefer_rows: true };
    bench.start(4, open(source.clone()));
    serve_rows(&mut bench, 4, 3);
    assert_eq!(bench.table(4).rows, 3);
    bench.wanted();
    bench.start(5, open(source));
    let mut asked = Vec::new();
    while let Some(url) = fetch_of(&bench.wanted()).map(ToOwned::to_owned) {
        asked.push(url.clone());
        if url == FILE {
            bench.feed(5, head(200, None));
            bench.feed(5, Input::Chunk(b"a,b\n1,2\n3,4\n"));
        } else {
            bench.feed(5, head(404, None));
            bench.feed(
                5,
                Input::Chunk(br#"{"success": false, "error": {"__type": "Not Found Error", "message": "x"}}"#),
            );
        }
        bench.feed(5, Input::End);
    }
    assert_eq!(asked.last().map(String::as_str), Some(FILE), "{asked:?}");
    assert_eq!(bench.table(5).rows, 2);

    // No address at all: rows it is.
    let source = OpenSource::Resource { portal: portal(), resource: resource(None, true), prefer_rows: false };
    bench.start(6, open(source));
    serve_rows(&mut bench, 6, 7);
    assert_eq!(bench.table(6).rows, 7);
}

#[test]
fn progress_is_told_at_most_ten_times_a_second() {
    let mut bench = Bench::default();
    bench.start(1, open(OpenSource::Url(FILE.to_owned())));
    bench.feed(1, head(200, Some(1_000_000)));
    bench.feed(1, Input::Chunk(b"a,b\n"));
    let chunk = "1,2\n".repeat(200);
    for _ in 0..1_000 {
        bench.now_ms += 1.0;
        bench.feed(1, Input::Chunk(chunk.as_bytes()));
    }
    let reading = bench.phases(1).iter().filter(|phase| **phase == Phase::Reading).count();
    assert!((10..=11).contains(&reading), "{reading}");
    let last = bench.events.iter().rev().find_map(|event| match event {
        Event::Progress { done, of, rows, .. } => Some((*done, *of, *rows)),
        _ => None,
    });
    let (done, of, rows) = last.unwrap();
    assert!(done >= 700_000 && of == Some(1_000_000) && rows >= 150_000, "{last:?}");
    let previews = bench.events.iter().filter(|event| matches!(event, Event::Preview { .. })).count();
    assert_eq!(previews, 1);
    bench.feed(1, Input::End);
    assert_eq!(bench.table(1).rows, 200_000);
}

#[test]
fn a_newer_view_replaces_the_older_one() {
    let mut bench = Bench::default();
    let table = bench.open_text(1, "k,n\nb,3\na,2\nc,1\n");
    let view = |json: &str| Job::View { table, steps: plan_of(json) };
    bench.start(2, view(r#"[{"sort":[{"column":"n"}]}]"#));
    let &Output::View { view: first, rows: 3 } = bench.done(2) else { panic!("{:?}", bench.done(2)) };
    let rows = |view: u32, start: u64, count: u32| Job::Rows { table, view, start, count };
    bench.start(3, rows(first, 1, 5));
    let Output::Rows { numbers, .. } = bench.done(3) else { panic!() };
    assert_eq!(numbers, &[2, 1]);
    bench.start(4, view(r#"[{"filter":[{"column":"n","at_least":2}]}]"#));
    let &Output::View { view: second, rows: 2 } = bench.done(4) else { panic!() };
    assert!(second > first);
    bench.start(5, rows(first, 0, 5));
    assert_eq!(bench.code(5), Some(ProblemCode::TableGone));
    bench.start(6, rows(second, 5, 5));
    assert!(matches!(bench.done(6), Output::Rows { numbers, .. } if numbers.is_empty()));
    bench.start(7, view(r#"[{"limit":{"rows":1}}]"#));
    assert_eq!(bench.code(7), Some(ProblemCode::BadStep));
    bench.start(8, Job::Close { table });
    assert_eq!(bench.done(8), &Output::Closed);
    for (id, job) in [
        (9, rows(second, 0, 1)),
        (10, view("[]")),
        (11, Job::Close { table }),
        (12, Job::Run { table, steps: Vec::new().into() }),
        (13, Job::Profile { table, column: "n".to_owned(), steps: Vec::new().into() }),
        (14, Job::Reread { table, column: "n".to_owned(), reading: Reading::Text }),
    ] {
        bench.start(id, job);
        assert_eq!(bench.code(id), Some(ProblemCode::TableGone), "{id}");
    }
}

#[test]
fn a_column_can_be_read_another_way() {
    let mut bench = Bench::default();
    let table = bench.open_text(1, "k,n\nb,10\na,9\nc,1\n");
    let largest = r#"[{"group":{"measures":[{"op":"max","column":"n","as":"x"}]}}]"#;
    bench.start(2, Job::Run { table, steps: plan_of(largest) });
    let Output::Result(result) = bench.done(2) else { panic!() };
    assert_eq!(result.columns[0].values, Values::Number(vec![Some(10.0)]));
    // A plan that is under way meanwhile answers for the new reading.
    let sum = r#"[{"group":{"measures":[{"op":"count","column":"n","as":"x"},{"op":"sum","column":"n","as":"y"}]}}]"#;
    bench.engine.start(Request { id: 3, job: Job::Run { table, steps: plan_of(sum) } }, bench.now_ms);
    bench.step();
    bench.start(4, Job::Reread { table, column: "n".to_owned(), reading: Reading::Code });
    let info = bench.table(4);
    assert_eq!((info.table, info.fields[1].reading), (table, Reading::Code));
    assert_eq!(bench.code(3), Some(ProblemCode::BadStep));
    bench.start(5, Job::Reread { table, column: "tidak".to_owned(), reading: Reading::Code });
    assert_eq!(bench.code(5), Some(ProblemCode::NoSuchColumn));
    bench.start(6, Job::Reread { table, column: "n".to_owned(), reading: Reading::Number(NumberStyle::Plain) });
    bench.start(7, Job::Run { table, steps: plan_of(sum) });
    let Output::Result(result) = bench.done(7) else { panic!() };
    assert_eq!(result.columns[1].values, Values::Number(vec![Some(20.0)]));
}

#[test]
fn tables_join_profile_and_export() {
    let mut bench = Bench::default();
    let here = bench.open_text(1, "kode,teks\n1,\"a, \"\"b\"\"\"\n2,\n1,\"baris\ndua\"\n");
    let there = bench.open_text(2, "kode,provinsi\n1,Jawa Barat\n2,Bali\n");
    let join = format!(r#"[{{"join":{{"table":{},"on":[["kode","kode"]],"columns":["provinsi"]}}}}]"#, there.0);
    bench.start(3, Job::Run { table: here, steps: plan_of(&join) });
    let Output::Result(result) = bench.done(3) else { panic!() };
    let provinces = ["Jawa Barat", "Bali", "Jawa Barat"].map(|name| Some(name.to_owned())).to_vec();
    assert_eq!(result.column("provinsi").map(|column| &column.values), Some(&Values::Text(provinces)));
    bench.start(4, Job::ExportCsv { table: here, steps: plan_of(&join) });
    let Output::File(file) = bench.done(4) else { panic!() };
    assert_eq!(file, "kode,teks,provinsi\n1,\"a, \"\"b\"\"\",Jawa Barat\n2,,Bali\n1,\"baris\ndua\",Jawa Barat\n");
    bench.start(5, Job::Profile { table: here, column: "kode".to_owned(), steps: Vec::new().into() });
    let Output::Profile(profile) = bench.done(5) else { panic!() };
    assert_eq!((profile.present, profile.distinct, profile.top[0].clone()), (3, 2, ("1".to_owned(), 2)));
    bench.start(6, Job::Close { table: there });
    bench.start(7, Job::Run { table: here, steps: plan_of(&join) });
    assert_eq!(bench.code(7), Some(ProblemCode::TableGone));
}

#[test]
fn a_large_export_is_written_in_steps_and_reads_back() {
    let mut bench = Bench::default();
    let lines: Vec<String> = (0..5_000).map(|row| format!("baris {row},{row}\n")).collect();
    let text = format!("k,n\n{}", lines.concat());
    let table = bench.open_text(1, &text);
    bench.engine.start(Request { id: 2, job: Job::ExportCsv { table, steps: Vec::new().into() } }, bench.now_ms);
    let mut turns = 0;
    while bench.engine.has_work() {
        bench.engine.step(2_000, bench.now_ms);
        turns += 1;
    }
    bench.collect();
    assert!(turns > 4, "{turns}");
    let Output::File(file) = bench.done(2) else { panic!() };
    assert_eq!(file, &text);
}

#[test]
fn a_long_job_does_not_starve_a_short_one() {
    let mut bench = Bench::default();
    let table = bench.open_text(1, "k,n\na,1\n");
    // Pasted text of 100 chunks, and a plan of a few passes behind it.
    let long = format!("k,n\n{}", "x,1\n".repeat(1_600_000));
    bench.engine.start(Request { id: 2, job: open(OpenSource::Text(long)) }, bench.now_ms);
    bench.engine.start(
        Request {
            id: 3,
            job: Job::Run { table, steps: plan_of(r#"[{"sort":[{"column":"n"}]},{"limit":{"rows":1}}]"#) },
        },
        bench.now_ms,
    );
    for _ in 0..20 {
        bench.step();
    }
    assert!(bench.answer(2).is_none());
    assert!(matches!(bench.done(3), Output::Result(_)));
    bench.start(4, Job::Cancel { id: 2 });
    assert_eq!(bench.code(2), Some(ProblemCode::Cancelled));
}

/// Answers every fetch of a job like a CKAN would.
fn serve_portal(bench: &mut Bench, id: u32) {
    for _ in 0..30 {
        if bench.answer(id).is_some() {
            return;
        }
        let wanted = bench.wanted();
        let Some(url) = fetch_of(&wanted).map(ToOwned::to_owned) else { panic!("nothing asked: {wanted:?}") };
        let dataset = r#"{"id": "d-1", "name": "harga-pangan", "title": "Harga pangan", "resources": [], "tags": []}"#;
        let result = if url.contains("status_show") {
            Some(r#"{"ckan_version": "2.10.4", "site_title": "Contoh", "site_url": "https://data.example.go.id", "extensions": ["datastore"]}"#.to_owned())
        } else if url.contains("package_search") {
            Some(format!(
                r#"{{"count": 1, "results": [{dataset}], "search_facets": {{}}, "facets": {{}}, "sort": "score"}}"#
            ))
        } else if url.contains("package_show") {
            Some(dataset.to_owned())
        } else if url.contains("site_read") {
            Some("true".to_owned())
        } else {
            None
        };
        match result {
            Some(result) => {
                bench.feed(id, head(200, None));
                let body = format!(r#"{{"success": true, "result": {result}}}"#);
                let (first, second) = body.as_bytes().split_at(10);
                bench.feed(id, Input::Chunk(first));
                bench.feed(id, Input::Chunk(second));
            }
            None => bench.feed(id, head(404, None)),
        }
        bench.feed(id, Input::End);
    }
    panic!("too many requests");
}

#[test]
fn portals_are_connected_searched_and_read() {
    let mut bench = Bench::default();
    bench.start(1, Job::from(Look::Connect { address: "https://data.example.go.id".to_owned() }));
    serve_portal(&mut bench, 1);
    assert!(matches!(bench.done(1), Output::Portal(portal) if portal.kind == PortalKind::Ckan), "{:?}", bench.done(1));
    bench.start(
        2,
        Job::from(Look::Search {
            portal: portal(),
            query: SearchQuery { words: "harga".to_owned(), rows: 20, ..SearchQuery::default() },
        }),
    );
    serve_portal(&mut bench, 2);
    assert!(matches!(bench.done(2), Output::Catalogue(page) if page.total > 0));
    bench.start(3, Job::from(Look::Dataset { portal: portal(), id: "harga-pangan".to_owned() }));
    serve_portal(&mut bench, 3);
    assert!(matches!(bench.done(3), Output::Dataset(dataset) if dataset.id == "harga-pangan"));
    // A failing fetch reaches the client, which says what it means.
    bench.wanted();
    bench.start(4, Job::from(Look::Dataset { portal: portal(), id: "harga-pangan".to_owned() }));
    bench.feed(4, Input::Failed(Problem::new(ProblemCode::Refused).arg("data.example.go.id")));
    for _ in 0..10 {
        bench.feed(4, Input::Failed(Problem::new(ProblemCode::Refused).arg("data.example.go.id")));
    }
    assert_eq!(bench.code(4), Some(ProblemCode::Refused));
    bench.start(5, Job::from(Look::Connect { address: String::new() }));
    assert!(bench.answer(5).is_some_and(|answer| answer.is_err()));
}

#[test]
fn the_sample_portal_needs_nothing_from_outside() {
    let mut bench = Bench::default();
    bench.start(1, Job::from(Look::Connect { address: "contoh".to_owned() }));
    let Output::Portal(portal) = bench.done(1).clone() else { panic!() };
    let query = SearchQuery { rows: 100, ..SearchQuery::default() };
    bench.start(2, Job::from(Look::Search { portal: portal.clone(), query }));
    let Output::Catalogue(page) = bench.done(2).clone() else { panic!() };
    assert!(page.total >= 12, "{}", page.total);
    for (at, found) in page.datasets.iter().enumerate() {
        let id = 10 * at as u32 + 10;
        bench.start(id, Job::from(Look::Dataset { portal: portal.clone(), id: found.id.clone() }));
        let Output::Dataset(dataset) = bench.done(id).clone() else { panic!() };
        assert_eq!(dataset.id, found.id);
        for resource in dataset.resources.iter().filter(|resource| resource.format.opens()) {
            let source =
                OpenSource::Resource { portal: portal.clone(), resource: resource.clone(), prefer_rows: false };
            bench.start(id + 1, open(source));
            let info = bench.table(id + 1).clone();
            assert!(info.rows > 0 && !info.fields.is_empty(), "{}", resource.name);
            bench.start(id + 2, Job::Close { table: info.table });
            bench.events.clear();
        }
    }
    assert!(bench.wanted().is_empty());
}

#[test]
fn an_answer_larger_than_allowed_is_stopped() {
    let mut bench = Bench::default();
    bench.start(1, Job::from(Look::Dataset { portal: portal(), id: "x".to_owned() }));
    let Some(Effect::Fetch { max_bytes, .. }) = bench.wanted().into_iter().next() else { panic!() };
    bench.feed(1, head(200, None));
    let chunk = vec![b' '; 1 << 20];
    let mut aborted = false;
    for _ in 0..=(max_bytes >> 20) + 1 {
        bench.feed(1, Input::Chunk(&chunk));
        if bench.wanted().contains(&Effect::Abort { id: 1 }) {
            aborted = true;
            break;
        }
    }
    assert!(aborted);
    assert_eq!(bench.code(1), Some(ProblemCode::TooLarge));
}

#[test]
fn events_and_requests_survive_json() {
    let json =
        r#"{"id":7,"job":{"open":{"source":{"url":"https://a.example/b.csv"},"how":{"readings":[],"form":{}}}}}"#;
    let request: Request = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&request).unwrap(), json);
    for json in [
        r#"{"id":1,"job":"info"}"#,
        r#"{"id":1,"job":{"cancel":{"id":3}}}"#,
        r#"{"id":1,"job":{"open":{"source":{"file":{"name":"a.csv"}},"how":{"readings":[["n",{"number":"id"}]],"form":{"unfold":true},"extent":{"sample":9}}}}}"#,
    ] {
        let request: Request = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&request).unwrap(), json);
    }
}

#[test]
fn what_needs_the_later_part_waits_for_it() {
    let mut bench = Bench { engine: Engine::first_part(), ..Bench::default() };
    // Text is read without it, and finished with it.
    bench.start(1, open(OpenSource::Text("a,b\n1,2\n".to_owned())));
    assert_eq!(bench.wanted(), [Effect::Need(Part::Late)]);
    assert!(bench.answer(1).is_none());
    // Anything else waits as well, and can be called off while it does.
    let table = TableId(1);
    bench.start(2, Job::from(Look::Connect { address: "contoh".to_owned() }));
    bench.start(3, Job::Run { table, steps: Vec::new().into() });
    bench.start(4, open(OpenSource::Url("contoh:x".to_owned())));
    assert_eq!(bench.wanted(), [Effect::Need(Part::Late), Effect::Need(Part::Late), Effect::Need(Part::Late)]);
    bench.start(5, Job::Cancel { id: 3 });
    assert_eq!(bench.code(3), Some(ProblemCode::Cancelled));
    assert!(bench.answer(2).is_none());
    // It cannot be had: who waited hears of it, who comes next asks again.
    bench.engine.lacks(Part::Late, &Problem::new(ProblemCode::Offline), bench.now_ms);
    bench.settle();
    for id in [1, 2, 4] {
        assert_eq!(bench.code(id), Some(ProblemCode::Offline), "{id}");
    }
    bench.start(6, Job::from(Look::Connect { address: "contoh".to_owned() }));
    assert_eq!(bench.wanted(), [Effect::Need(Part::Late)]);
    bench.engine.provide_late(Late::here(), bench.now_ms);
    bench.settle();
    assert!(matches!(bench.done(6), Output::Portal(_)));
    bench.start(7, open(OpenSource::Text("a,b\n1,2\n".to_owned())));
    assert_eq!(bench.table(7).rows, 1);
    assert!(bench.wanted().is_empty());

    // Other formats wait for their own part.
    let json = || open(OpenSource::Text(r#"[{"kode": "01", "nilai": 1.5}, {"kode": "02", "nilai": 2}]"#.to_owned()));
    bench.start(8, json());
    assert_eq!(bench.wanted(), [Effect::Need(Part::Books)]);
    bench.engine.lacks(Part::Books, &Problem::new(ProblemCode::Offline), bench.now_ms);
    bench.settle();
    assert_eq!(bench.code(8), Some(ProblemCode::Offline));
    bench.start(9, json());
    bench.engine.provide_books(Books::here());
    bench.settle();
    let info = bench.table(9);
    assert_eq!((info.rows, info.fields.len()), (2, 2));
    assert!(matches!(info.fields[0].reading, Reading::Code));
}

#[test]
fn rows_come_before_the_file_that_a_portal_writes_from_them() {
    let mut bench = Bench::default();
    let dump = "https://data.example.go.id/datastore/dump/r1";
    let source = OpenSource::Resource { portal: portal(), resource: resource(Some(dump), true), prefer_rows: false };
    bench.start(1, open(source));
    assert!(fetch_of(&bench.wanted()).is_some_and(|url| url.contains("datastore_search")));
    // Without rows the file is read after all.
    bench.feed(1, head(404, None));
    bench.feed(1, Input::Chunk(br#"{"success": false, "error": {"__type": "Not Found Error", "message": "x"}}"#));
    bench.feed(1, Input::End);
    assert_eq!(fetch_of(&bench.wanted()), Some(dump));
}

#[test]
fn columns_become_rows_where_the_person_says_so() {
    let text = "Kota;2023;2024\nBogor;1,5;2,5\nDepok;3,5;\n";
    let mut bench = Bench::default();
    bench.open_text(1, text);
    let offer = bench.table(1).unfold.clone().expect("an offer");
    assert_eq!((offer.keys.as_slice(), offer.columns.len()), (["Tahun".to_owned()].as_slice(), 2));
    let form = Form { unfold: true, delimiter: Some(';'), ..Form::default() };
    let readings = vec![("Tahun".to_owned(), Reading::Text)];
    bench.start(
        2,
        Job::Open { source: OpenSource::Text(text.to_owned()), how: How { readings, form, ..How::default() } },
    );
    let info = bench.table(2);
    let names: Vec<&str> = info.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!((names.as_slice(), info.rows), (["Kota", "Tahun", "Nilai"].as_slice(), 4));
    assert_eq!(info.fields[1].reading, Reading::Text, "a choice about a new column counts");
    assert_eq!(info.unfold.as_ref(), Some(&offer));
}

#[test]
fn files_of_an_archive_become_one_table() {
    use jelajah::ingest::book::pack::{Packed, contents};
    let files =
        [("2023.csv", "kota,n\nBogor,1\nDepok,2\n"), ("2024.csv", "kota,n\nBogor,3\n"), ("baca.pdf", "%PDF-1.4\n")];
    let mut bytes = Vec::new();
    let mut packed = Vec::new();
    for (name, text) in files {
        let file = Packed { name: name.to_owned(), size: text.len() as u32, crc: crc32fast::hash(text.as_bytes()) };
        bytes.extend(file.header());
        bytes.extend(text.as_bytes());
        packed.push(file);
    }
    bytes.extend(contents(&packed));
    let mut bench = Bench::default();
    let mut read = |id: u32, sheet: Option<&str>| {
        let form = Form { sheet: sheet.map(str::to_owned), ..Form::default() };
        let source = OpenSource::File { name: "dua.zip".to_owned() };
        bench.start(id, Job::Open { source, how: How { form, ..How::default() } });
        bench.feed(id, head(200, Some(bytes.len() as u64)));
        bench.feed(id, Input::Chunk(&bytes));
        bench.feed(id, Input::End);
        bench.table(id).clone()
    };
    let one = read(1, None);
    assert_eq!((one.rows, one.sheet), (2, 0));
    assert_eq!(one.sheets, ["2023.csv", "2024.csv", "baca.pdf", "*"]);
    let all = read(2, Some("*"));
    assert_eq!((all.rows, all.sheet), (3, 3));
    let names: Vec<&str> = all.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["Asal", "kota", "n"]);
}

#[test]
fn a_key_goes_to_its_host_and_is_never_told() {
    let mut bench = Bench::default();
    let connect = || Job::from(Look::Connect { address: "https://webapi.bps.go.id".to_owned() });
    bench.start(1, connect());
    assert_eq!(bench.code(1), Some(ProblemCode::NeedsKey));
    assert!(bench.wanted().is_empty());

    bench.start(2, Job::Key { key: Some(" rahasia/1 ".to_owned()) });
    bench.start(3, connect());
    let wanted = bench.wanted();
    let [Effect::Fetch { url, .. }] = wanted.as_slice() else { panic!("{wanted:?}") };
    assert_eq!(url, "https://webapi.bps.go.id/v1/api/domain/type/all/key/rahasia%2F1/");
    bench.feed(3, Input::Failed(Problem::new(ProblemCode::Refused).arg("webapi.bps.go.id").detail(url.as_str())));
    let problem = bench.answer(3).unwrap().unwrap_err().clone();
    assert_eq!(problem.code, ProblemCode::Refused);
    assert!(!serde_json::to_string(&bench.events).unwrap().contains("rahasia"), "{problem:?}");

    // The portal, its datasets and their resources hold nothing of it.
    bench.start(4, connect());
    let answer = br#"{"status":"OK","data-availability":"available","data":[{"page":1,"pages":1},
        [{"domain_id":"0000","domain_name":"Pusat","domain_url":"https://www.bps.go.id"}]]}"#;
    bench.feed(4, Input::Head { status: 200, length: None, content_type: None, retry_after: None });
    bench.feed(4, Input::Chunk(answer));
    bench.feed(4, Input::End);
    assert!(matches!(bench.done(4), Output::Portal(portal) if portal.kind == PortalKind::Bps));
    assert!(!serde_json::to_string(&bench.events).unwrap().contains("rahasia"));

    // Nobody else's address gets it, and it can be forgotten.
    bench.wanted();
    bench.start(5, Job::from(Look::Connect { address: "https://data.contoh.go.id/{key}/".to_owned() }));
    assert!(!format!("{:?}", bench.wanted()).contains("rahasia"));
    bench.start(6, Job::Key { key: None });
    bench.start(7, connect());
    assert_eq!(bench.code(7), Some(ProblemCode::NeedsKey));
}

#[test]
fn a_catalogue_in_one_file_is_loaded_once_for_all_questions() {
    let mut bench = Bench::default();
    let portal = Portal {
        address: "https://x.id".to_owned(),
        api: "https://x.id/data.json".to_owned(),
        title: "x".to_owned(),
        kind: PortalKind::DataJson,
        version: None,
        datastore: None,
    };
    let search = |words: &str| {
        Job::from(Look::Search {
            portal: portal.clone(),
            query: SearchQuery { words: words.to_owned(), rows: 9, ..SearchQuery::default() },
        })
    };
    bench.start(1, search("beras"));
    assert!(matches!(bench.wanted().as_slice(), [Effect::Fetch { url, .. }] if url == "https://x.id/data.json"));
    let body = br#"{"dataset":[{"identifier":"a","title":"Harga beras","distribution":[]}]}"#;
    bench.feed(1, Input::Head { status: 200, length: None, content_type: None, retry_after: None });
    bench.feed(1, Input::Chunk(body));
    bench.feed(1, Input::End);
    assert!(matches!(bench.done(1), Output::Catalogue(page) if page.total == 1));
    bench.start(2, search("berass"));
    bench.start(3, Job::from(Look::Dataset { portal: portal.clone(), id: "a".to_owned() }));
    assert!(bench.wanted().is_empty());
    assert!(matches!(bench.done(2), Output::Catalogue(page) if page.total == 1));
    assert!(matches!(bench.done(3), Output::Dataset(dataset) if dataset.title == "Harga beras"));
}
