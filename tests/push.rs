//! Plans pushed down to a portal: the answers of a real CKAN, recorded, against the answers of our own
//! engine on the same rows.
//!
//! The recording is `tests/fixtures/push/answers.json`, address by address. With `JELAJAH_PUSH_PORTAL` set to
//! the address of a CKAN that holds the table (its rows are in the recording), what is missing there is asked
//! with `curl` and written down.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use jelajah::base::note::{NoteCode, ProblemCode};
use jelajah::engine::protocol::{Event, How, Job, OpenSource, Output, Plan, Request, Work, WorkPlace};
use jelajah::engine::{Effect, Engine, Input};
use jelajah::portal::{Portal, PortalKind, Resource};
use jelajah::table::{Extent, Reading, ResultTable, TableId, TableInfo, Values};

/// The portal of the recording.
const PORTAL: &str = "https://data.contoh.go.id";
/// The table's name there.
const TABLE: &str = "2a7990f5-579f-41ae-bede-ec64d6eb9d3d";

/// Recorded answers by address: status and body.
struct Recording {
    answers: BTreeMap<String, (u16, String)>,
    /// Where what is missing can be asked.
    live: Option<String>,
    changed: bool,
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/push/answers.json")
}

impl Recording {
    fn load() -> Self {
        let text = std::fs::read_to_string(path()).unwrap_or_else(|_| "{}".to_owned());
        let live = std::env::var("JELAJAH_PUSH_PORTAL").ok();
        Self { answers: serde_json::from_str(&text).unwrap(), live, changed: false }
    }

    fn answer(&mut self, url: &str) -> (u16, String) {
        if let Some(known) = self.answers.get(url) {
            return known.clone();
        }
        let live = self.live.clone().unwrap_or_else(|| panic!("not recorded: {url}"));
        let output =
            Command::new("curl").args(["-s", "-w", "\n%{http_code}", &url.replace(PORTAL, &live)]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let (body, status) = text.rsplit_once('\n').unwrap();
        // The help text repeats the host of the portal that was asked. (An answer may hold a bare `NaN`.)
        let help = body.split_once("\"help\": \"").and_then(|(_, rest)| rest.split_once("\", "));
        let body = help.map_or(body.to_owned(), |(_, rest)| format!("{{{rest}"));
        // So is the statement.
        let body = match body
            .split_once("\"sql\": \"SELECT ")
            .and_then(|(before, rest)| Some((before, rest.split_once("\", \"records\"")?.1)))
        {
            Some((before, after)) => format!("{before}\"records\"{after}"),
            None => body,
        };
        let answer = (status.parse().unwrap(), body);
        self.answers.insert(url.to_owned(), answer.clone());
        self.changed = true;
        answer
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        if self.changed && !std::thread::panicking() {
            let text = serde_json::to_string_pretty(&self.answers).unwrap();
            std::fs::write(path(), text + "\n").unwrap();
        }
    }
}

/// An engine in front of the recorded portal.
struct Bench {
    engine: Engine,
    events: Vec<Event>,
    recording: std::rc::Rc<RefCell<Recording>>,
    /// Whether the portal takes SQL.
    sql: bool,
    last: u32,
}

impl Bench {
    fn new(recording: &std::rc::Rc<RefCell<Recording>>, sql: bool) -> Self {
        Self { engine: Engine::default(), events: Vec::new(), recording: recording.clone(), sql, last: 0 }
    }

    fn run(&mut self, job: Job) -> Result<Output, ProblemCode> {
        self.last += 1;
        let id = self.last;
        self.engine.start(Request { id, job }, 0.0);
        loop {
            while self.engine.has_work() {
                self.engine.step(100_000, 0.0);
            }
            let effects = self.engine.take_effects();
            if effects.is_empty() {
                break;
            }
            for effect in effects {
                match effect {
                    Effect::Post(event) => self.events.push(event),
                    Effect::Fetch { id, url, post: None, .. } => {
                        let (status, body) = if url.contains("datastore_search_sql") && !self.sql {
                            (400, "\"Bad request - Action name not known: datastore_search_sql\"".to_owned())
                        } else {
                            self.recording.borrow_mut().answer(&url)
                        };
                        let head = Input::Head { status, length: None, content_type: None, retry_after: None };
                        self.engine.feed(id, head, 0.0);
                        self.engine.feed(id, Input::Chunk(body.as_bytes()), 0.0);
                        self.engine.feed(id, Input::End, 0.0);
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
        let answer = self.events.iter().find_map(|event| match event {
            Event::Done { id: own, output, .. } if *own == id => Some(Ok(output.clone())),
            Event::Failed { id: own, problem } if *own == id => Some(Err(problem.code)),
            _ => None,
        });
        answer.unwrap()
    }

    /// How the last answer was worked out.
    fn work(&self) -> Work {
        let of = |event: &Event| match event {
            Event::Worked { id, work } if *id == self.last => Some(work.clone()),
            _ => None,
        };
        self.events.iter().find_map(of).unwrap_or_default()
    }

    fn open(&mut self, extent: Extent, readings: Vec<(String, Reading)>) -> TableInfo {
        let portal = Portal {
            address: PORTAL.to_owned(),
            api: format!("{PORTAL}/api/3/action"),
            title: "Portal".to_owned(),
            kind: PortalKind::Ckan,
            version: None,
            datastore: Some(true),
        };
        let resource = Resource { id: TABLE.to_owned(), datastore: true, ..Resource::default() };
        let source = OpenSource::Resource { portal, resource, prefer_rows: true };
        match self.run(Job::Open { source, how: How { extent, readings, ..How::default() } }) {
            Ok(Output::Table(info)) => info,
            other => panic!("{other:?}"),
        }
    }

    fn result(&mut self, table: TableId, steps: &str) -> Result<ResultTable, ProblemCode> {
        let steps: Plan = serde_json::from_str(steps).unwrap();
        match self.run(Job::Run { table, steps }) {
            Ok(Output::Result(result)) => Ok(result),
            Ok(other) => panic!("{other:?}"),
            Err(code) => Err(code),
        }
    }

    /// The numbers and the cells of a view's rows.
    fn view(&mut self, table: TableId, steps: &str) -> (Vec<u64>, Vec<Vec<Option<String>>>, Work) {
        let steps: Plan = serde_json::from_str(steps).unwrap();
        let (view, rows) = match self.run(Job::View { table, steps }) {
            Ok(Output::View { view, rows }) => (view, rows),
            other => panic!("{other:?}"),
        };
        let work = self.work();
        let (mut numbers, mut cells) = (Vec::new(), Vec::new());
        while (numbers.len() as u64) < rows {
            let job = Job::Rows { table, view, start: numbers.len() as u64, count: 100 };
            let (more, rows) = match self.run(job) {
                Ok(Output::Rows { numbers, rows, .. }) => (numbers, rows),
                other => panic!("{other:?}"),
            };
            assert!(!more.is_empty());
            for at in 0..more.len() {
                let cell = |values: &Values| match values {
                    Values::Text(values) => values[at].clone(),
                    Values::Number(_) | Values::Date(_) => None,
                };
                cells.push(rows.columns.iter().map(|column| cell(&column.values)).collect());
            }
            numbers.extend(more);
        }
        (numbers, cells, work)
    }
}

/// The same table here and at the portal.
fn both(sql: bool) -> (Bench, TableInfo, Bench, TableInfo) {
    let recording = std::rc::Rc::new(RefCell::new(Recording::load()));
    let mut there = Bench::new(&recording, sql);
    let far = there.open(Extent::Portal, Vec::new());
    let mut here = Bench::new(&recording, false);
    // Read as the portal declares it.
    let readings = far.fields.iter().map(|field| (field.name.clone(), field.reading)).collect();
    let near = here.open(Extent::All, readings);
    assert_eq!((far.rows, far.fields.len()), (near.rows, near.fields.len()));
    (there, far, here, near)
}

fn same_number(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-9 * left.abs().max(right.abs())
}

fn assert_same(found: &ResultTable, expected: &ResultTable, what: &str) {
    assert_eq!(found.columns.len(), expected.columns.len(), "{what}");
    for (found, expected) in found.columns.iter().zip(&expected.columns) {
        assert_eq!(found.name, expected.name, "{what}");
        match (&found.values, &expected.values) {
            (Values::Number(left), Values::Number(right)) => {
                let same = left.len() == right.len()
                    && left.iter().zip(right).all(|pair| match pair {
                        (Some(left), Some(right)) => same_number(*left, *right),
                        (left, right) => left == right,
                    });
                assert!(same, "{what}, {}: {left:?} {right:?}", found.name);
            }
            (left, right) => assert_eq!(left, right, "{what}, {}", found.name),
        }
    }
}

/// Plans whose outcome is the same wherever it is worked out.
const PLANS: &[&str] = &[
    r#"[{"group":{"measures":[{"op":"rows","as":"n"},{"op":"count","column":"kota","as":"ada"},{"op":"distinct","column":"kota","as":"beda"},{"op":"distinct","column":"harga","as":"bedaharga"}]}}]"#,
    r#"[{"group":{"by":[{"column":"kota"}],"measures":[{"op":"rows","as":"n"},{"op":"sum","column":"harga","as":"jumlah"},{"op":"mean","column":"stok","as":"rata"}]}}]"#,
    r#"[{"group":{"by":[{"column":"tanggal","part":"month","as":"bulan"}],"measures":[{"op":"median","column":"harga","as":"tengah"},{"op":"min","column":"harga","as":"min"},{"op":"max","column":"harga","as":"max"}]}}]"#,
    r#"[{"group":{"by":[{"column":"tanggal","part":"week"}],"measures":[{"op":"count","column":"hari","as":"n"}]}},{"limit":{"rows":7}}]"#,
    r#"[{"group":{"by":[{"column":"hari","part":"quarter"},{"column":"aktif"}],"measures":[{"op":"rows","as":"n"},{"op":"max","column":"tanggal","as":"akhir"}]}}]"#,
    r#"[{"group":{"by":[{"column":"tanggal","part":"day"}],"measures":[{"op":"rows","as":"n"}]}},{"sort":[{"column":"n","descending":true}]},{"limit":{"rows":12}}]"#,
    r#"[{"group":{"by":[{"column":"tahun"}],"measures":[{"op":"distinct","column":"tanggal","as":"hari"},{"op":"sum","column":"stok","as":"stok"}]}},{"filter":[{"column":"stok","above":0}]}]"#,
    r#"[{"group":{"by":[{"column":"stok"}],"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"group":{"by":[{"column":"berat"}],"measures":[{"op":"rows","as":"n"},{"op":"sum","column":"jumlah, ton","as":"ton"}]}}]"#,
    r#"[{"filter":[{"column":"kota","equals":"Bogor"}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"kota","one_of":["Blok 9","12:30","a%b","c;d","e\\f","O'Neil","g\"h","-","(null)"]}]},{"group":{"by":[{"column":"kota"}],"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"kota","not_equals":"Bogor"}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"kota","contains":"île DE france"}]},{"group":{"by":[{"column":"kota"}],"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"kota","contains":"kota baru"}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"kota","contains":"slask"}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"kota","contains":"strasse"}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"kota","contains":"aether"}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"catatan","contains":"'; drop"}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"catatan","contains":"baris baru"}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"catatan","contains":""}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"kota","missing":true}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"harga","missing":true}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"berat","missing":false}]},{"group":{"measures":[{"op":"rows","as":"n"},{"op":"min","column":"berat","as":"min"},{"op":"max","column":"berat","as":"max"}]}}]"#,
    r#"[{"filter":[{"column":"harga","at_least":0.1},{"column":"harga","below":12500}]},{"group":{"measures":[{"op":"rows","as":"n"},{"op":"mean","column":"harga","as":"rata"}]}}]"#,
    r#"[{"filter":[{"column":"harga","equals":0.1}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"harga","not_equals":12500}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"berat","one_of":[0.1,0.30000000000000004]}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"stok","at_most":-1}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"tanggal","equals":"2021-03-13"}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"tanggal","above":"2021-12-31"},{"column":"hari","at_most":"2023-06-30"}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"tahun","one_of":["2021","2024"]}]},{"group":{"by":[{"column":"tahun"}],"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"tahun","equals":2022}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"aktif","equals":"true"}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"jumlah, ton","above":5}]},{"group":{"by":[{"column":"jumlah, ton"}],"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"jam: buka","equals":"07:00"}]},{"group":{"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"kota","equals":"tidak ada di sini"}]},{"group":{"by":[{"column":"kota"}],"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"filter":[{"column":"kota","equals":"tidak ada di sini"}]},{"group":{"measures":[{"op":"rows","as":"n"},{"op":"sum","column":"stok","as":"s"}]}}]"#,
    r#"[{"filter":[{"column":"kota","above":"Blok 9"}]},{"group":{"by":[{"column":"kota"}],"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"group":{"by":[{"column":"tahun"}],"measures":[{"op":"min","column":"kota","as":"a"},{"op":"max","column":"kota","as":"z"}]}}]"#,
    r#"[{"group":{"by":[{"column":"kota"}]}}]"#,
    r#"[{"group":{"by":[{"column":"isi"}],"measures":[{"op":"rows","as":"n"}]}}]"#,
    r#"[{"pivot":{"by":[{"column":"tahun"}],"columns":"aktif","measure":{"op":"sum","column":"stok","as":""}}}]"#,
    r#"[{"sort":[{"column":"harga","descending":true}]},{"select":["kota","harga"]},{"limit":{"rows":10}}]"#,
    r#"[{"sort":[{"column":"stok"},{"column":"tanggal","descending":true}]},{"limit":{"rows":15,"offset":3}},{"select":["stok","tanggal","harga"]}]"#,
    r#"[{"sort":[{"column":"kota"}]},{"limit":{"rows":20}},{"select":["kota","stok"]}]"#,
    r#"[{"filter":[{"column":"stok","equals":7}]},{"select":["kota","stok","catatan","tanggal"]},{"limit":{"rows":30}}]"#,
    r#"[{"select":["catatan"]},{"limit":{"rows":40}},{"group":{"by":[{"column":"catatan"}],"measures":[{"op":"rows","as":"n"}]}}]"#,
];

#[test]
fn pushed_plans_have_the_same_outcome() {
    for sql in [true, false] {
        let (mut there, far, mut here, near) = both(sql);
        let (mut at_portal, mut finished_here) = (0, 0);
        for plan in PLANS {
            let expected = here.result(near.table, plan);
            let found = there.result(far.table, plan);
            match (&found, &expected) {
                (Ok(found), Ok(expected)) => assert_same(found, expected, &format!("sql {sql}: {plan}")),
                _ => panic!("sql {sql}: {plan}: {found:?} {expected:?}"),
            }
            match there.work().place {
                WorkPlace::Portal => at_portal += 1,
                WorkPlace::Both => {
                    finished_here += 1;
                    println!("sql {sql}, finished here: {plan}");
                }
            }
        }
        println!("sql {sql}: {at_portal} plans at the portal, {finished_here} finished here");
        assert_eq!(at_portal > 35, sql);
    }
}

#[test]
fn views_show_the_same_rows() {
    // Steps, and whether the order is the portal's own.
    let views = [
        ("[]", false),
        (r#"[{"filter":[{"column":"stok","one_of":[0,7]}]}]"#, false),
        (
            r#"[{"filter":[{"column":"kota","one_of":["Bogor","Bandung"]}]},{"sort":[{"column":"harga","descending":true}]}]"#,
            false,
        ),
        (r#"[{"filter":[{"column":"kota","missing":true},{"column":"stok","above":1}]}]"#, false),
        (r#"[{"filter":[{"column":"kota","contains":"bl"}]},{"sort":[{"column":"tanggal"}]}]"#, false),
        (r#"[{"filter":[{"column":"tanggal","equals":"2021-03-13"}]}]"#, false),
        (r#"[{"filter":[{"column":"jumlah, ton","equals":3}]}]"#, false),
        (r#"[{"sort":[{"column":"jumlah, ton"}]}]"#, false),
        (r#"[{"filter":[{"column":"kota","equals":"tidak ada"}]}]"#, false),
        (r#"[{"sort":[{"column":"kota"}]}]"#, true),
    ];
    for sql in [true, false] {
        let (mut there, far, mut here, near) = both(sql);
        for (steps, own_order) in views {
            let (mut numbers, cells, work) = there.view(far.table, steps);
            let (mut expected, expected_cells, _) = here.view(near.table, steps);
            let says = |code: NoteCode| work.notes.iter().any(|note| note.code == code);
            assert_eq!(says(NoteCode::PortalOrder), own_order, "sql {sql}: {steps}");
            // A plain search has its own place for `NaN`, and says so.
            let own_order = own_order || says(NoteCode::PortalNumbers);
            assert_eq!(says(NoteCode::PortalNumbers), !sql && steps.contains("harga"), "sql {sql}: {steps}");
            if own_order {
                numbers.sort_unstable();
                expected.sort_unstable();
            } else {
                // Cells are the portal's own writing in either way of asking.
                let text = |cells: &[Vec<Option<String>>]| -> Vec<Vec<String>> {
                    cells
                        .iter()
                        .map(|row| row.iter().take(2).map(|cell| cell.clone().unwrap_or_default()).collect())
                        .collect()
                };
                let plain = |cells: Vec<Vec<String>>| -> Vec<(String, Option<f64>)> {
                    cells
                        .into_iter()
                        .map(|row| (row[0].clone(), row[1].parse().ok().filter(|value: &f64| !value.is_nan())))
                        .collect()
                };
                assert_eq!(plain(text(&cells)), plain(text(&expected_cells)), "sql {sql}: {steps}");
            }
            assert_eq!(numbers, expected, "sql {sql}: {steps}");
        }
    }
}

#[test]
fn profiles_are_the_same() {
    for sql in [true, false] {
        let (mut there, far, mut here, near) = both(sql);
        for (column, steps) in [
            ("kota", "[]"),
            ("harga", "[]"),
            ("harga", r#"[{"filter":[{"column":"stok","one_of":[0,1]}]}]"#),
            ("stok", "[]"),
            ("tanggal", "[]"),
            ("tahun", "[]"),
            ("catatan", r#"[{"filter":[{"column":"kota","equals":"Bogor"}]}]"#),
            ("aktif", "[]"),
            ("harga", r#"[{"filter":[{"column":"harga","equals":12500}]}]"#),
            ("harga", r#"[{"filter":[{"column":"kota","equals":"tidak ada"}]}]"#),
        ] {
            let job = |table: TableId| Job::Profile {
                table,
                column: column.to_owned(),
                steps: serde_json::from_str(steps).unwrap(),
            };
            let (Ok(Output::Profile(found)), Ok(Output::Profile(expected))) =
                (there.run(job(far.table)), here.run(job(near.table)))
            else {
                panic!("{column} {steps}")
            };
            let what = format!("sql {sql}: {column} {steps}");
            assert_eq!(
                (found.present, found.missing, found.distinct),
                (expected.present, expected.missing, expected.distinct),
                "{what}"
            );
            // Of equally frequent words each names those first that it met first.
            let ordered = |mut top: Vec<(String, u64)>| {
                top.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
                top
            };
            assert_eq!(ordered(found.top), ordered(expected.top), "{what}");
            assert_eq!(found.histogram, expected.histogram, "{what}");
            match (found.range, expected.range) {
                (Some(found), Some(expected)) => {
                    let pairs =
                        [(found.0, expected.0), (found.1, expected.1), (found.2, expected.2), (found.3, expected.3)];
                    assert!(pairs.iter().all(|(left, right)| same_number(*left, *right)), "{what}: {pairs:?}");
                }
                (found, expected) => assert_eq!(found, expected, "{what}"),
            }
            match (found.sum, expected.sum) {
                (Some(found), Some(expected)) => assert!(same_number(found, expected), "{what}"),
                (found, expected) => assert_eq!(found, expected, "{what}"),
            }
        }
    }
}

#[test]
fn files_and_refusals() {
    let (mut there, far, mut here, near) = both(true);
    let steps = r#"[{"filter":[{"column":"kota","equals":"Bogor"}]}]"#;
    let job = |table: TableId| Job::ExportCsv { table, steps: serde_json::from_str(steps).unwrap() };
    let (Ok(Output::File(found)), Ok(Output::File(expected))) = (there.run(job(far.table)), here.run(job(near.table)))
    else {
        panic!("{:?}", there.events.last())
    };
    assert_eq!(found.lines().count(), expected.lines().count());
    assert_eq!(found.lines().next(), expected.lines().next());
    // Types decide the readings there, so a column is not read another way.
    let reread = Job::Reread { table: far.table, column: "kota".to_owned(), reading: Reading::Code };
    assert_eq!(there.run(reread), Err(ProblemCode::BadStep));
    assert_eq!(there.result(far.table, r#"[{"sort":[{"column":"tak ada"}]}]"#), Err(ProblemCode::NoSuchColumn));
    assert_eq!(
        there.result(far.table, r#"[{"group":{"measures":[{"op":"sum","column":"kota","as":"x"}]}}]"#),
        Err(ProblemCode::BadStep)
    );
    assert_eq!(there.run(Job::Close { table: far.table }), Ok(Output::Closed));
    assert_eq!(there.result(far.table, "[]"), Err(ProblemCode::TableGone));
}
