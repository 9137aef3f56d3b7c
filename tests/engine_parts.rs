//! Which of its later parts the engine asks for, and when: of every format only the one that reads it.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use jelajah::base::note::{Problem, ProblemCode};
use jelajah::engine::protocol::{Event, How, Job, Look, OpenSource, Output, Request};
use jelajah::engine::{Books, Effect, Engine, Input, Late, Parquet, Part};
use jelajah::ingest::book::pack::{Packed, contents};
use jelajah::portal::{Portal, PortalKind, Resource};
use jelajah::table::Form;

/// An engine that is given what it asks for, and what it asked for in turn.
struct Bench {
    engine: Engine,
    parts: Vec<Part>,
    answer: Option<Result<Output, ProblemCode>>,
}

impl Bench {
    fn new() -> Self {
        let mut engine = Engine::first_part();
        engine.provide_late(Late::here(), 0.0);
        Self { engine, parts: Vec::new(), answer: None }
    }

    /// Goes on until nothing is left to do; parts come where `comes`.
    fn settle(&mut self, comes: bool) {
        loop {
            while self.engine.has_work() {
                self.engine.step(10_000, 0.0);
            }
            let effects = self.engine.take_effects();
            if effects.is_empty() {
                return;
            }
            for effect in effects {
                match effect {
                    Effect::Post(Event::Done { output, .. }) => self.answer = Some(Ok(output)),
                    Effect::Post(Event::Failed { problem, .. }) => self.answer = Some(Err(problem.code)),
                    Effect::Need(part) => {
                        self.parts.push(part);
                        match part {
                            _ if !comes => {}
                            Part::Late => self.engine.provide_late(Late::here(), 0.0),
                            Part::Books => self.engine.provide_books(Books::here()),
                            Part::Parquet => self.engine.provide_parquet(Parquet::here()),
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// Opens a file of the person's, which comes in pieces.
    fn open(&mut self, bytes: &[u8], sheet: Option<&str>, comes: bool) {
        let form = Form { sheet: sheet.map(str::to_owned), ..Form::default() };
        let source = OpenSource::File { name: "berkas".to_owned() };
        let job = Job::Open { source, how: How { form, ..How::default() } };
        self.engine.start(Request { id: 1, job }, 0.0);
        self.settle(comes);
        let length = Some(bytes.len() as u64);
        self.engine.feed(1, Input::Head { status: 200, length, content_type: None, retry_after: None }, 0.0);
        for piece in bytes.chunks(5_000) {
            self.engine.feed(1, Input::Chunk(piece), 0.0);
            self.settle(comes);
        }
        self.engine.feed(1, Input::End, 0.0);
        self.settle(comes);
    }

    fn rows(&self) -> u64 {
        match &self.answer {
            Some(Ok(Output::Table(info))) => info.rows,
            other => panic!("{other:?}"),
        }
    }
}

fn parquet() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/parquet/arrow-zstd.parquet")).unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut packed) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let file = Packed { name: (*name).to_owned(), size: bytes.len() as u32, crc: crc32fast::hash(bytes) };
        out.extend(file.header());
        out.extend(*bytes);
        packed.push(file);
    }
    out.extend(contents(&packed));
    out
}

#[test]
fn every_format_asks_for_its_own_part() {
    let (parquet, csv) = (parquet(), b"kota,n\nBogor,1\nDepok,2\n".as_slice());
    let json = br#"[{"kota": "Bogor", "n": 1}, {"kota": "Depok", "n": 2}]"#;
    let both = zip(&[("a.csv", csv), ("b.parquet", &parquet), ("c.parquet", &parquet)]);
    let check = |bytes: &[u8], sheet: Option<&str>, parts: &[Part], rows: u64| {
        let mut bench = Bench::new();
        bench.open(bytes, sheet, true);
        assert_eq!((bench.parts.as_slice(), bench.rows()), (parts, rows), "{sheet:?}");
    };
    check(csv, None, &[], 2);
    check(json, None, &[Part::Books], 2);
    check(&parquet, None, &[Part::Parquet], 9);
    // In an archive: only where it is the chosen one, or all are wanted.
    check(&both, None, &[Part::Books], 2);
    check(&both, Some("b.parquet"), &[Part::Books, Part::Parquet], 9);
    check(&both, Some("*"), &[Part::Books, Part::Parquet], 18);
    check(&zip(&[("b.parquet", &parquet)]), None, &[Part::Books, Part::Parquet], 9);
}

#[test]
fn it_is_asked_for_while_the_bytes_come() {
    let bytes = parquet();
    let mut bench = Bench::new();
    let source = OpenSource::File { name: "berkas".to_owned() };
    bench.engine.start(Request { id: 1, job: Job::Open { source, how: How::default() } }, 0.0);
    bench.settle(false);
    bench.engine.feed(1, Input::Chunk(&bytes[..4_096]), 0.0);
    bench.settle(false);
    assert_eq!(bench.parts, [Part::Parquet]);
}

#[test]
fn a_part_that_cannot_be_had_ends_what_waits_for_it() {
    let mut bench = Bench::new();
    bench.open(&parquet(), None, false);
    assert!(bench.answer.is_none());
    bench.engine.lacks(Part::Books, &Problem::new(ProblemCode::Offline), 0.0);
    bench.settle(false);
    assert!(bench.answer.is_none(), "it does not wait for that one");
    bench.engine.lacks(Part::Parquet, &Problem::new(ProblemCode::Offline), 0.0);
    bench.settle(false);
    assert!(matches!(bench.answer, Some(Err(ProblemCode::Offline))), "{:?}", bench.answer);
    bench.answer = None;
    bench.open(&parquet(), None, true);
    assert_eq!(bench.rows(), 9);
}

#[test]
fn a_look_asks_for_it_too() {
    let portal = Portal {
        address: "https://data.example.go.id".to_owned(),
        api: "https://data.example.go.id/api/3/action".to_owned(),
        title: "Contoh".to_owned(),
        kind: PortalKind::Ckan,
        version: None,
        datastore: None,
    };
    let url = Some("https://data.example.go.id/a.parquet".to_owned());
    let resource = Resource { id: "r".to_owned(), name: "a".to_owned(), url, ..Resource::default() };
    let mut bench = Bench::new();
    bench.engine.start(Request { id: 1, job: Job::from(Look::Peek { portal, resource }) }, 0.0);
    bench.settle(true);
    bench.engine.feed(1, Input::Head { status: 200, length: None, content_type: None, retry_after: None }, 0.0);
    bench.engine.feed(1, Input::Chunk(&parquet()), 0.0);
    bench.engine.feed(1, Input::End, 0.0);
    bench.settle(true);
    assert_eq!(bench.parts, [Part::Parquet]);
    assert!(matches!(bench.answer, Some(Ok(Output::Told(_)))), "{:?}", bench.answer);
}
