//! Tables that are larger than the device may hold, and transfers that break off, by scripts.
use jelajah::base::note::{NoteCode, Problem, ProblemCode};
use jelajah::engine::protocol::{Event, How, Job, OpenSource, Output, Phase, Request};
use jelajah::engine::{Effect, Engine, Input};
use jelajah::portal::{Format, Portal, PortalKind, Resource};
use jelajah::table::{Extent, Offer, TableInfo, Values};

const FILE: &str = "https://files.example.org/harga.csv";

#[derive(Default)]
struct Bench {
    engine: Engine,
    events: Vec<Event>,
    wanted: Vec<Effect>,
}

impl Bench {
    fn start(&mut self, id: u32, job: Job) {
        self.engine.start(Request { id, job }, 0.0);
        self.settle();
    }

    fn feed(&mut self, id: u32, input: Input<'_>) {
        self.engine.feed(id, input, 0.0);
        self.settle();
    }

    fn settle(&mut self) {
        while self.engine.has_work() {
            self.engine.step(10_000, 0.0);
        }
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

    /// The one address that is to be fetched now.
    fn fetch(&mut self) -> String {
        match self.wanted().as_slice() {
            [Effect::Fetch { url, .. }] => url.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn answer(&mut self, id: u32, status: u16, body: &str) {
        self.feed(id, Input::Head { status, length: Some(body.len() as u64), content_type: None, retry_after: None });
        self.feed(id, Input::Chunk(body.as_bytes()));
        self.feed(id, Input::End);
    }

    fn done(&self, id: u32) -> &Output {
        let found = self.events.iter().find_map(|event| match event {
            Event::Done { id: own, output, .. } if *own == id => Some(output),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("{:?}", self.events.last()))
    }

    fn table(&self, id: u32) -> &TableInfo {
        match self.done(id) {
            Output::Table(info) => info,
            other => panic!("{other:?}"),
        }
    }

    fn offer(&self, id: u32) -> &Offer {
        match self.done(id) {
            Output::Offer(offer) => offer,
            other => panic!("{other:?}"),
        }
    }

    fn paused(&self) -> Vec<(ProblemCode, u64)> {
        let of = |event: &Event| match event {
            Event::Paused { problem, rows, .. } => Some((problem.code, *rows)),
            _ => None,
        };
        self.events.iter().filter_map(of).collect()
    }

    /// The first column of the whole table.
    fn column(&mut self, id: u32) -> Vec<String> {
        let info = self.table(id).clone();
        self.start(900, Job::Rows { table: info.table, view: 0, start: 0, count: 1_000 });
        let Output::Rows { rows, .. } = self.done(900) else { panic!() };
        let Values::Text(values) = &rows.columns[0].values else { panic!() };
        values.iter().map(|cell| cell.clone().unwrap_or_default()).collect()
    }
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

fn resource(url: Option<&str>) -> OpenSource {
    let resource = Resource {
        id: "r".to_owned(),
        name: "harga".to_owned(),
        format: Format::Csv,
        url: url.map(ToOwned::to_owned),
        datastore: true,
        ..Resource::default()
    };
    OpenSource::Resource { portal: portal(), resource, prefer_rows: url.is_none() }
}

fn open(source: OpenSource, extent: Extent, budget: Option<u64>) -> Job {
    Job::Open { source, how: How { extent, budget, ..How::default() } }
}

fn parameter(url: &str, name: &str) -> Option<String> {
    url.split(['?', '&']).find_map(|part| part.strip_prefix(&format!("{name}=")).map(ToOwned::to_owned))
}

/// A page of rows as CKAN sends it, for the limit, the offset and the columns asked for.
fn page(url: &str, total: u64) -> String {
    let number = |name: &str| parameter(url, name).and_then(|value| value.parse::<u64>().ok()).unwrap_or(0);
    let (offset, limit) = (number("offset"), number("limit").max(1));
    let only_city = parameter(url, "fields").is_some_and(|fields| fields == "_id%2Ckota");
    let row = |row: u64| {
        if only_city { format!("[{row}, \"kota {row}\"]") } else { format!("[{row}, \"kota {row}\", {row}]") }
    };
    let rows: Vec<String> = (offset..total.min(offset + limit)).map(row).collect();
    let number = if only_city { "" } else { r#", {"id": "n", "type": "numeric"}"# };
    format!(
        r#"{{"success": true, "result": {{"total": {total}, "limit": {limit}, "records_format": "lists",
            "fields": [{{"id": "_id", "type": "int"}}, {{"id": "kota", "type": "text"}}{number}], "records": [{}]}}}}"#,
        rows.join(",")
    )
}

fn broken() -> Input<'static> {
    Input::Failed(Problem::new(ProblemCode::BrokenOff).arg("data.example.go.id"))
}

#[test]
fn rows_that_are_too_many_are_offered_first() {
    let mut bench = Bench::default();
    bench.start(1, open(resource(None), Extent::Fitting, Some(100_000)));
    let url = bench.fetch();
    bench.answer(1, 200, &page(&url, 1_000_000));
    let offer = bench.offer(1);
    assert_eq!(
        (offer.rows, offer.budget, offer.portal, offer.spread, offer.all),
        (Some(1_000_000), 100_000, true, true, true)
    );
    // Judged by the first rows: `kota 999` and `999`, each with its separator.
    assert!((11_000_000..14_000_000).contains(&offer.bytes), "{offer:?}");
    let names: Vec<&str> = offer.columns.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["kota", "n"]);
    assert_eq!(offer.columns.iter().map(|(_, bytes)| bytes).sum::<u64>(), offer.bytes);
    assert_eq!(offer.sample, 2_000);
    assert!(bench.wanted().is_empty(), "nothing more is fetched");
    // Nobody is asked where it fits, where it was chosen, or where no budget is told.
    for (extent, budget) in [(Extent::Fitting, Some(100_000_000)), (Extent::All, Some(1)), (Extent::Fitting, None)] {
        let mut bench = Bench::default();
        bench.start(1, open(resource(None), extent, budget));
        for _ in 0..3 {
            let Some(Effect::Fetch { url, .. }) = bench.wanted().pop() else { break };
            bench.answer(1, 200, &page(&url, 1_500));
        }
        assert_eq!(bench.table(1).rows, 1_500);
    }
}

#[test]
fn a_part_of_a_table_says_that_it_is_one() {
    let mut bench = Bench::default();
    bench.start(1, open(resource(Some(FILE)), Extent::Columns(vec!["kota".to_owned()]), Some(10)));
    let url = bench.fetch();
    assert_eq!(parameter(&url, "fields").as_deref(), Some("_id%2Ckota"), "rows, not the file: {url}");
    bench.answer(1, 200, &page(&url, 3));
    let info = bench.table(1);
    assert_eq!((info.rows, info.fields.len()), (3, 1));
    assert_eq!(info.notes.iter().map(|note| note.code).collect::<Vec<_>>(), [NoteCode::SomeColumns]);

    let mut bench = Bench::default();
    bench.start(1, open(resource(Some(FILE)), Extent::Sample(40), Some(10)));
    while let Some(Effect::Fetch { url, .. }) = bench.wanted().pop() {
        bench.answer(1, 200, &page(&url, 1_000));
    }
    let info = bench.table(1);
    assert_eq!((info.rows, info.notes[0].code), (40, NoteCode::SpreadSample));
    let cities = bench.column(1);
    assert_eq!((cities[0].as_str(), cities[39].as_str()), ("kota 0", "kota 999"));

    // Of a file alone, the first rows.
    let mut bench = Bench::default();
    bench.start(1, open(OpenSource::Url(FILE.to_owned()), Extent::Sample(5), Some(10)));
    bench.fetch();
    let text = "kota,n\nA,1\n".to_owned() + &"B,2\n".repeat(100_000);
    bench.feed(1, Input::Head { status: 200, length: None, content_type: None, retry_after: None });
    bench.feed(1, Input::Chunk(text.as_bytes()));
    assert_eq!(bench.wanted(), [Effect::Abort { id: 1 }]);
    let info = bench.table(1);
    assert_eq!((info.rows, info.notes.iter().any(|note| note.code == NoteCode::Truncated)), (5, true));
}

#[test]
fn a_file_that_is_too_large_is_offered_with_what_its_rows_offer() {
    let text = "kota,n\n".to_owned() + &"Bandung,12500\n".repeat(20_000);
    for (length, more) in [(Some(5_000_000), false), (None, true)] {
        // A file alone: a sample, or all of it.
        let mut bench = Bench::default();
        bench.start(1, open(OpenSource::Url(FILE.to_owned()), Extent::Fitting, Some(200_000)));
        bench.fetch();
        bench.feed(1, Input::Head { status: 200, length, content_type: None, retry_after: None });
        bench.feed(1, Input::Chunk(text.as_bytes()));
        assert_eq!(bench.wanted(), [Effect::Abort { id: 1 }]);
        let offer = bench.offer(1);
        assert_eq!((offer.rows, offer.more, offer.portal, offer.columns.len()), (None, more, false, 0));
        assert_eq!(offer.bytes, length.unwrap_or(text.len() as u64));
        assert_eq!((offer.sample, offer.all), (3_000, true));
    }
    // With rows at the portal there is more to choose from.
    let begun = |text: &str| {
        let mut bench = Bench::default();
        bench.start(1, open(resource(Some(FILE)), Extent::Fitting, Some(200_000)));
        assert_eq!(bench.fetch(), FILE);
        bench.feed(1, Input::Head { status: 200, length: Some(5_000_000), content_type: None, retry_after: None });
        bench.feed(1, Input::Chunk(text.as_bytes()));
        let wanted = bench.wanted();
        let [Effect::Abort { id: 1 }, Effect::Fetch { url, .. }] = wanted.as_slice() else { panic!("{wanted:?}") };
        (bench, url.clone())
    };
    let (mut bench, url) = begun(&text);
    bench.answer(1, 200, &page(&url, 300));
    let offer = bench.offer(1);
    assert_eq!((offer.rows, offer.bytes, offer.portal, offer.columns.len()), (Some(300), 5_000_000, true, 2));
    // Rows that are not there take nothing away from the choice.
    let (mut bench, _) = begun(&text);
    bench.answer(1, 404, r#"{"success":false,"error":{"__type":"Not Found Error"}}"#);
    let offer = bench.offer(1);
    assert_eq!((offer.rows, offer.portal, offer.all), (None, false, true));
    // A workbook is not text; its bytes say nothing about its cells.
    let mut bench = Bench::default();
    bench.start(1, open(OpenSource::Url(FILE.to_owned()), Extent::Fitting, Some(10)));
    bench.fetch();
    bench.feed(1, Input::Head { status: 200, length: Some(5_000), content_type: None, retry_after: None });
    bench.feed(1, Input::Chunk(&[b"PK\x03\x04".as_slice(), &[0; 5_000]].concat()));
    assert!(bench.events.iter().all(|event| !matches!(event, Event::Done { .. })));
}

#[test]
fn rows_go_on_where_they_broke_off() {
    let mut bench = Bench::default();
    bench.start(1, open(resource(None), Extent::Fitting, Some(100_000_000)));
    let url = bench.fetch();
    bench.answer(1, 200, &page(&url, 2_500));
    let second = bench.fetch();
    assert_eq!(parameter(&second, "offset").as_deref(), Some("1000"));
    // Tried again after growing pauses, each time for the same rows.
    let mut pauses = Vec::new();
    for _ in 0..3 {
        bench.feed(1, broken());
        match bench.wanted().as_slice() {
            [Effect::Wait { id: 1, ms }] => pauses.push(*ms),
            other => panic!("{other:?}"),
        }
        bench.feed(1, Input::Waited);
        assert_eq!(bench.fetch(), second);
    }
    assert!(pauses.is_sorted() && pauses[0] < pauses[2]);
    assert!(
        bench.events.iter().any(|event| matches!(event, Event::Progress { phase: Phase::Retrying, rows: 1_000, .. }))
    );
    // Then the person decides; nothing is lost, and nothing comes twice.
    bench.feed(1, broken());
    assert!(bench.wanted().is_empty());
    assert_eq!(bench.paused(), [(ProblemCode::BrokenOff, 1_000)]);
    bench.start(2, Job::Resume { id: 1, enough: false });
    assert_eq!(bench.done(2), &Output::Closed);
    assert_eq!(bench.fetch(), second);
    bench.answer(1, 200, &page(&second, 2_500));
    assert_eq!(bench.table(1).rows, 2_500);
    // Only the first rows show duplicates or gaps in one page; their numbers do for all.
    let info = bench.table(1).clone();
    bench.start(3, Job::Rows { table: info.table, view: 0, start: 990, count: 20 });
    let Output::Rows { rows, .. } = bench.done(3) else { panic!() };
    let expected: Vec<Option<String>> = (990..1_010).map(|row| Some(format!("kota {row}"))).collect();
    assert_eq!(rows.columns[0].values, Values::Text(expected));
}

#[test]
fn the_person_may_make_do_with_the_rows_that_came() {
    let mut bench = Bench::default();
    bench.start(1, open(resource(None), Extent::Fitting, None));
    let url = bench.fetch();
    bench.answer(1, 200, &page(&url, 2_500));
    bench.fetch();
    // Without a network nothing is tried in vain.
    bench.feed(1, Input::Failed(Problem::new(ProblemCode::Offline)));
    assert!(bench.wanted().is_empty());
    assert_eq!(bench.paused(), [(ProblemCode::Offline, 1_000)]);
    bench.start(2, Job::Resume { id: 1, enough: true });
    let info = bench.table(1);
    assert_eq!(info.rows, 1_000);
    assert_eq!(info.notes[0].args, ["1000", "2500"]);
    assert_eq!(info.notes[0].code, NoteCode::FewerRows);
    // A refusal at the beginning is no break: there the other ways count.
    let mut bench = Bench::default();
    bench.start(1, open(resource(None), Extent::Fitting, None));
    bench.fetch();
    bench.feed(1, broken());
    assert!(matches!(bench.events.last(), Some(Event::Failed { .. })));
    // Waiting can be called off.
    let mut bench = Bench::default();
    bench.start(1, open(resource(None), Extent::Fitting, None));
    let url = bench.fetch();
    bench.answer(1, 200, &page(&url, 2_500));
    bench.fetch();
    bench.feed(1, broken());
    bench.wanted();
    bench.start(2, Job::Cancel { id: 1 });
    assert_eq!(bench.wanted(), [Effect::Abort { id: 1 }]);
    bench.feed(1, Input::Waited);
    assert!(bench.wanted().is_empty());
}

/// A file of many rows.
fn file() -> String {
    let rows: Vec<String> = (0..900).map(|row| format!("kota {row},{row}\n")).collect();
    "kota,n\n".to_owned() + &rows.concat()
}

/// Begins a file, and breaks it off after so many bytes; returns from where the rest is asked for.
fn broken_file(text: &str, after: usize) -> (Bench, u64) {
    let mut bench = Bench::default();
    bench.start(1, open(OpenSource::Url(FILE.to_owned()), Extent::Fitting, None));
    bench.fetch();
    bench.feed(1, Input::Version("monday".to_owned()));
    bench.feed(1, Input::Head { status: 200, length: Some(text.len() as u64), content_type: None, retry_after: None });
    bench.feed(1, Input::Chunk(&text.as_bytes()[..after]));
    bench.feed(1, broken());
    assert!(matches!(bench.wanted().as_slice(), [Effect::Wait { id: 1, .. }]));
    bench.feed(1, Input::Waited);
    let wanted = bench.wanted();
    let [Effect::Continue { id: 1, url, from, .. }] = wanted.as_slice() else { panic!("{wanted:?}") };
    assert_eq!(url, FILE);
    (bench, *from)
}

#[test]
fn files_go_on_where_they_broke_off() {
    let text = file();
    let expected: Vec<String> = (0..900).map(|row| format!("kota {row}")).collect();
    for after in [4_096, 5_000, text.len() - 1, text.len()] {
        let (mut bench, from) = broken_file(&text, after);
        assert!(from <= after as u64);
        bench.feed(1, Input::Version("monday".to_owned()));
        let rest = &text.as_bytes()[from as usize..];
        bench.feed(
            1,
            Input::Head { status: 206, length: Some(rest.len() as u64), content_type: None, retry_after: None },
        );
        for chunk in rest.chunks(999) {
            bench.feed(1, Input::Chunk(chunk));
        }
        bench.feed(1, Input::End);
        assert_eq!(bench.column(1), expected, "{after}");
    }
}

#[test]
fn a_file_of_which_little_came_has_failed() {
    let mut bench = Bench::default();
    bench.start(1, open(OpenSource::Url(FILE.to_owned()), Extent::Fitting, None));
    bench.fetch();
    bench.feed(1, Input::Head { status: 200, length: None, content_type: None, retry_after: None });
    bench.feed(1, Input::Chunk(&file().as_bytes()[..700]));
    bench.feed(1, broken());
    assert!(matches!(bench.events.last(), Some(Event::Failed { .. })));
}

#[test]
fn files_that_are_others_by_now_are_read_anew() {
    let (text, other) = (file(), file().replace("kota", "desa"));
    let fresh: Vec<String> = (0..900).map(|row| format!("desa {row}")).collect();
    let begin_anew = |bench: &mut Bench| {
        let wanted = bench.wanted();
        let [Effect::Abort { id: 1 }, Effect::Fetch { url, .. }] = wanted.as_slice() else { panic!("{wanted:?}") };
        assert_eq!(url, FILE);
        bench.answer(1, 200, &other);
        assert_eq!(bench.column(1), fresh);
    };
    // Another version, another length, other bytes.
    let (mut bench, from) = broken_file(&text, 6_000);
    bench.feed(1, Input::Version("tuesday".to_owned()));
    bench.feed(
        1,
        Input::Head { status: 206, length: Some(text.len() as u64 - from), content_type: None, retry_after: None },
    );
    begin_anew(&mut bench);
    let (mut bench, _) = broken_file(&text, 6_000);
    bench.feed(1, Input::Head { status: 206, length: Some(7), content_type: None, retry_after: None });
    begin_anew(&mut bench);
    let (mut bench, from) = broken_file(&text, 6_000);
    bench.feed(
        1,
        Input::Head { status: 206, length: Some(text.len() as u64 - from), content_type: None, retry_after: None },
    );
    bench.feed(1, Input::Chunk(&other.as_bytes()[from as usize..]));
    begin_anew(&mut bench);
    // A server that knows no ranges sends all of it again.
    let (mut bench, _) = broken_file(&text, 6_000);
    bench.feed(1, Input::Head { status: 200, length: Some(other.len() as u64), content_type: None, retry_after: None });
    bench.feed(1, Input::Chunk(other.as_bytes()));
    bench.feed(1, Input::End);
    assert_eq!(bench.column(1), fresh);
    // One that breaks off at the same place each time is not tried for ever.
    let (mut bench, _) = broken_file(&text, 6_000);
    for _ in 0..3 {
        assert!(bench.paused().is_empty());
        bench.feed(
            1,
            Input::Head { status: 200, length: Some(text.len() as u64), content_type: None, retry_after: None },
        );
        bench.feed(1, Input::Chunk(&text.as_bytes()[..6_000]));
        bench.feed(1, broken());
        bench.feed(1, Input::Waited);
        bench.wanted();
    }
    assert_eq!(bench.paused().len(), 1);
    // One that fails while it goes on is tried again, and in the end the person decides.
    let (mut bench, _) = broken_file(&text, 6_000);
    for _ in 0..2 {
        bench.feed(1, Input::Head { status: 500, length: None, content_type: None, retry_after: None });
        let wanted = bench.wanted();
        assert!(matches!(wanted.as_slice(), [Effect::Abort { id: 1 }, Effect::Wait { id: 1, .. }]), "{wanted:?}");
        bench.feed(1, Input::Waited);
        assert!(matches!(bench.wanted().as_slice(), [Effect::Continue { .. }]));
    }
    bench.feed(1, broken());
    assert_eq!(bench.paused().len(), 1);
    bench.start(2, Job::Resume { id: 1, enough: true });
    let rows = bench.table(1).rows;
    assert!((440..500).contains(&rows), "{rows}");
    assert!(bench.table(1).notes.iter().any(|note| note.code == NoteCode::CutShort));
}
