//! The engine and portals that are slow, busy or closed, by scripts with a told time.

use jelajah::base::note::{Problem, ProblemCode};
use jelajah::engine::protocol::{Event, Job, Look, OpenSource, Phase, Request};
use jelajah::engine::{Effect, Engine, Input, Late};
use jelajah::portal::ladder::{By, Route, Step, Trouble};
use jelajah::portal::{Format, Portal, PortalKind, Resource, SearchQuery};

/// The way that led to a table, and those tried before.
type Told = (Option<Step>, Vec<(Step, Trouble)>);

/// An engine with a clock that the test turns.
struct Bench {
    engine: Engine,
    now_ms: f64,
    events: Vec<Event>,
}

impl Bench {
    fn new() -> Self {
        Self { engine: Engine::default(), now_ms: 0.0, events: Vec::new() }
    }

    /// Does what is due; gives what is wanted from outside.
    fn run(&mut self) -> Vec<Effect> {
        let mut wanted = Vec::new();
        loop {
            self.engine.step(10_000, self.now_ms);
            for effect in self.engine.take_effects() {
                match effect {
                    Effect::Post(event) => self.events.push(event),
                    other => wanted.push(other),
                }
            }
            if !self.engine.has_work() {
                return wanted;
            }
        }
    }

    fn start(&mut self, id: u32, job: Job) -> Vec<Effect> {
        self.engine.start(Request { id, job }, self.now_ms);
        self.run()
    }

    fn feed(&mut self, id: u32, input: Input<'_>) -> Vec<Effect> {
        self.engine.feed(id, input, self.now_ms);
        self.run()
    }

    /// Feeds a whole answer.
    fn answer(&mut self, id: u32, body: &str) -> Vec<Effect> {
        self.feed(id, head(200));
        self.feed(id, Input::Chunk(body.as_bytes()));
        self.feed(id, Input::End)
    }

    fn problem(&self, id: u32) -> Option<&Problem> {
        self.events.iter().find_map(|event| match event {
            Event::Failed { id: own, problem } if *own == id => Some(problem),
            _ => None,
        })
    }

    fn is_done(&self, id: u32) -> bool {
        self.events.iter().any(|event| matches!(event, Event::Done { id: own, .. } if *own == id))
    }

    fn way(&self, id: u32) -> Option<Told> {
        self.events.iter().find_map(|event| match event {
            Event::Way { id: own, used, tried } if *own == id => Some((*used, tried.clone())),
            _ => None,
        })
    }
}

const API: &str = "https://data.example.go.id/api/3/action";
const CSV: &str = "kota,n\nBandung,1\nCimahi,2\n";
const ROWS: &str = r#"{"success":true,"result":{"total":2,"limit":32000,"offset":0,"records_format":"lists",
    "fields":[{"id":"kota","type":"text"},{"id":"n","type":"numeric"}],"records":[["Bandung",1],["Cimahi",2]]}}"#;

fn portal() -> Portal {
    Portal {
        address: "https://data.example.go.id".to_owned(),
        api: API.to_owned(),
        title: "Contoh".to_owned(),
        kind: PortalKind::Ckan,
        version: None,
        datastore: Some(true),
    }
}

fn open(url: &str, datastore: bool) -> Job {
    let resource = Resource {
        id: "11111111-2222-3333-4444-555555555555".to_owned(),
        name: "harga".to_owned(),
        format: Format::Csv,
        url: Some(url.to_owned()),
        datastore,
        ..Resource::default()
    };
    let source = OpenSource::Resource { portal: portal(), resource, prefer_rows: false };
    Job::Open { source, how: jelajah::engine::protocol::How::default() }
}

fn head(status: u16) -> Input<'static> {
    Input::Head { status, length: None, content_type: None, retry_after: None }
}

fn refused() -> Input<'static> {
    Input::Failed(Problem::new(ProblemCode::Refused).arg("host"))
}

fn url_of(effects: &[Effect]) -> &str {
    effects
        .iter()
        .find_map(|effect| match effect {
            Effect::Fetch { url, .. } | Effect::FetchByFrame { url, .. } => Some(url.as_str()),
            _ => None,
        })
        .unwrap_or_default()
}

#[test]
fn one_byte_a_second_is_given_up_after_a_minute() {
    let file = Job::Open {
        source: OpenSource::Url("https://a.id/x.csv".into()),
        how: jelajah::engine::protocol::How::default(),
    };
    for job in [file, Job::from(Look::Search { portal: portal(), query: SearchQuery::default() })] {
        let mut bench = Bench::new();
        assert!(!url_of(&bench.start(1, job)).is_empty());
        bench.feed(1, head(200));
        let mut last = Vec::new();
        while bench.problem(1).is_none() {
            assert!(bench.now_ms < 61_000.0, "still waiting");
            bench.now_ms += 1_000.0;
            last = bench.feed(1, Input::Chunk(b"a"));
        }
        assert_eq!(bench.problem(1).unwrap().code, ProblemCode::Timeout);
        assert_eq!((last, bench.now_ms), (vec![Effect::Abort { id: 1 }], 60_000.0));
    }
}

#[test]
fn a_busy_portal_is_asked_again_and_the_wait_is_told() {
    let mut bench = Bench::new();
    let first = bench.start(1, Job::from(Look::Search { portal: portal(), query: SearchQuery::default() }));
    let busy = Input::Head { status: 429, length: None, content_type: None, retry_after: Some("3".to_owned()) };
    assert_eq!(bench.feed(1, busy), [Effect::Abort { id: 1 }]);
    let waits = |event: &Event| matches!(event, Event::Progress { phase: Phase::Waiting, of: Some(3), .. });
    assert!(bench.events.iter().any(waits));
    assert_eq!(bench.engine.wake_at(), Some(3_000.0));
    bench.now_ms = 3_000.0;
    assert_eq!(bench.run(), first);
    bench.answer(1, r#"{"success":true,"result":{"count":0,"results":[]}}"#);
    // No words, so nothing else is tried.
    assert!(bench.is_done(1), "{:?}", bench.events);
}

#[test]
fn a_job_that_waits_for_a_busy_host_can_be_called_off() {
    let mut bench = Bench::new();
    bench.start(1, Job::from(Look::Search { portal: portal(), query: SearchQuery::default() }));
    bench.feed(1, head(503));
    bench.start(2, Job::Cancel { id: 1 });
    assert_eq!(bench.problem(1).unwrap().code, ProblemCode::Cancelled);
    bench.now_ms = 600_000.0;
    assert_eq!(url_of(&bench.run()), "");
    assert_eq!(bench.engine.wake_at(), None);
}

#[test]
fn the_ways_to_a_closed_file_are_tried_in_order() {
    const FILE: &str = "https://cdn.example.org/a.csv";
    const PASSED_ON: &str = "https://data.example.go.id/dataset/-/resource/11111111-2222-3333-4444-555555555555/proxy";
    // The rows stand in for the file.
    let mut bench = Bench::new();
    assert_eq!(url_of(&bench.start(1, open(FILE, true))), FILE);
    let rows = bench.feed(1, refused());
    assert!(url_of(&rows).starts_with(&format!("{API}/datastore_search?")), "{rows:?}");
    bench.answer(1, ROWS);
    assert!(bench.is_done(1));
    assert_eq!(bench.way(1), Some((Some(Step::DataStore), vec![(Step::Direct, Trouble::Refused)])));

    // The portal passes it on.
    let mut bench = Bench::new();
    bench.start(1, open(FILE, false));
    assert_eq!(url_of(&bench.feed(1, refused())), PASSED_ON);
    bench.answer(1, CSV);
    assert!(bench.is_done(1));
    assert_eq!(bench.way(1), Some((Some(Step::ResourceProxy), vec![(Step::Direct, Trouble::Refused)])));

    // All of it in vain: the first reason is told, and what was tried.
    let mut bench = Bench::new();
    bench.start(1, open(FILE, true));
    bench.feed(1, refused());
    assert_eq!(url_of(&bench.feed(1, refused())), PASSED_ON);
    bench.feed(1, head(404));
    assert_eq!(bench.problem(1).unwrap().code, ProblemCode::Refused);
    let tried = vec![
        (Step::Direct, Trouble::Refused),
        (Step::DataStore, Trouble::Refused),
        (Step::ResourceProxy, Trouble::Missing),
    ];
    assert_eq!(bench.way(1), Some((None, tried)));

    // A file that was read and found wanting is not asked for once more.
    let mut bench = Bench::new();
    bench.start(1, open(FILE, false));
    assert_eq!(url_of(&bench.answer(1, "")), "");
    assert_eq!(bench.problem(1).unwrap().code, ProblemCode::EmptyFile);
    // Nor is one of the portal's own.
    let mut bench = Bench::new();
    bench.start(1, open("https://data.example.go.id/a.csv", false));
    assert_eq!(url_of(&bench.feed(1, refused())), "");
    assert_eq!(bench.problem(1).unwrap().code, ProblemCode::Refused);
}

#[test]
fn what_the_person_agreed_to_holds_for_every_job() {
    let route = |by: By| Route { origin: "https://data.example.go.id".to_owned(), by };
    let mut bench = Bench::new();
    bench.start(1, Job::Routes { routes: vec![route(By::Frame)].into() });
    let connect = bench.start(2, Job::from(Look::Connect { address: "https://data.example.go.id".to_owned() }));
    let [Effect::FetchByFrame { id: 2, origin, url, callback, .. }] = connect.as_slice() else { panic!("{connect:?}") };
    assert_eq!(
        (origin.as_str(), url.ends_with(&format!("?callback={callback}"))),
        ("https://data.example.go.id", true)
    );
    bench.answer(2, r#"{"success":true,"result":{"site_title":"Contoh","ckan_version":"2.10.0"}}"#);
    assert!(bench.is_done(2));
    // The file is asked for as ever, its rows by the frame.
    assert_eq!(
        url_of(&bench.start(3, open("https://data.example.go.id/a.csv", true))),
        "https://data.example.go.id/a.csv"
    );
    let rows = bench.feed(3, refused());
    assert!(matches!(rows.as_slice(), [Effect::FetchByFrame { id: 3, .. }]), "{rows:?}");
    bench.answer(3, ROWS);
    assert!(bench.is_done(3));
    // By a proxy, everything of the portal goes there and nothing else does.
    bench.start(4, Job::Routes { routes: vec![route(By::Proxy("https://p.example.org/?u={url}".to_owned()))].into() });
    let wanted = bench.start(5, open("https://data.example.go.id/a.csv", false));
    assert_eq!(url_of(&wanted), "https://p.example.org/?u=https%3A%2F%2Fdata.example.go.id%2Fa.csv");
    assert_eq!(url_of(&bench.start(6, open("https://cdn.example.org/a.csv", false))), "https://cdn.example.org/a.csv");
}

#[test]
fn a_worker_that_is_still_loading_keeps_to_the_ways_as_well() {
    let mut engine = Engine::first_part();
    let by = By::Proxy("https://p.example.org/?u={url}".to_owned());
    let routes = vec![Route { origin: "https://a.id".to_owned(), by }];
    engine.start(Request { id: 1, job: Job::Routes { routes: routes.into() } }, 0.0);
    let source = OpenSource::Url("https://a.id/x.csv".to_owned());
    engine.start(Request { id: 2, job: Job::Open { source, how: jelajah::engine::protocol::How::default() } }, 0.0);
    while engine.step(1, 0.0) {}
    assert_eq!(url_of(&engine.take_effects()), "");
    engine.provide_late(Late::here(), 0.0);
    while engine.step(1, 0.0) {}
    assert_eq!(url_of(&engine.take_effects()), "https://p.example.org/?u=https%3A%2F%2Fa.id%2Fx.csv");
}

#[test]
fn many_jobs_ask_one_host_four_at_a_time() {
    let mut bench = Bench::new();
    let mut under_way = Vec::new();
    for id in 1..=12 {
        let effects = bench.start(id, Job::from(Look::Dataset { portal: portal(), id: format!("d{id}") }));
        under_way.extend((!url_of(&effects).is_empty()).then_some(id));
    }
    assert_eq!(under_way, [1, 2, 3, 4]);
    let mut asked = 4;
    while let Some(id) = under_way.pop() {
        for effect in bench.answer(id, r#"{"success":true,"result":{"name":"a","resources":[]}}"#) {
            let Effect::Fetch { id, .. } = effect else { continue };
            under_way.push(id);
            asked += 1;
        }
        assert!(under_way.len() <= 4);
    }
    assert_eq!((asked, (1..=12).all(|id| bench.is_done(id))), (12, true));
}
