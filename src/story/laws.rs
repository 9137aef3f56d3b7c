//! The laws of stories as properties, and the documents that tests share.

use proptest::prelude::*;

use super::history::History;
use super::{
    Citation, Command, Content, Document, Figure, FigureKind, Id, Origin, Source, apply, html, markdown, share, store,
    validate, with_snapshot,
};
use crate::chart::{ChartSpec, Mark};
use crate::map::{Layer, MapSpec};
use crate::portal::{Format, Portal, PortalKind, Resource};
use crate::query::{Condition, Scalar, SortKey, Step, Test};
use crate::scene::style::{Palette, Style};
use crate::table::{Extent, Form, Reading, ResultColumn, ResultTable, Values};

/// A figure that counts rows.
pub(super) fn figure(source: Id) -> Figure {
    Figure {
        id: Id(0),
        source,
        steps: Vec::new(),
        kind: FigureKind::Chart(ChartSpec::default()),
        title: String::new(),
        description: String::new(),
        style: Style::default(),
        snapshot: None,
    }
}

/// A table of one column of numbers.
pub(super) fn table_of(numbers: &[f64]) -> ResultTable {
    let values = Values::Number(numbers.iter().copied().map(Some).collect());
    ResultTable { columns: vec![ResultColumn { name: "nilai".into(), values }] }
}

/// A source over a person's own file.
pub(super) fn file_source(title: &str) -> Source {
    Source {
        id: Id(0),
        title: title.into(),
        origin: Origin::File { name: format!("{title}.csv") },
        citation: Citation { place: Some(format!("{title}.csv")), ..Citation::default() },
        steps: Vec::new(),
        readings: Vec::new(),
        roles: Vec::new(),
        form: Form::default(),
        extent: Extent::default(),
    }
}

/// A source over a resource of a portal.
pub(super) fn portal_source(title: &str) -> Source {
    Source {
        origin: Origin::Resource {
            portal: Portal {
                address: "https://data.bandung.go.id".into(),
                api: "https://data.bandung.go.id/api/3/action".into(),
                title: "Open Data Kota Bandung".into(),
                kind: PortalKind::Ckan,
                version: Some("2.9.5".into()),
                datastore: Some(true),
            },
            dataset: "harga-harian".into(),
            resource: Resource {
                id: "5a3d7a4e-0d0e-4b8e-9d5e-3f1f0a3c7b11".into(),
                name: "Harga harian 2026".into(),
                format: Format::Csv,
                url: Some("https://data.bandung.go.id/dataset/harga-harian/unduh/harga 2026.csv".into()),
                ..Resource::default()
            },
        },
        citation: Citation {
            publisher: Some("Dinas Perdagangan Kota Bandung".into()),
            dataset: Some("Harga Harian".into()),
            place: Some("data.bandung.go.id".into()),
            licence: Some("CC BY 4.0".into()),
            url: Some("https://data.bandung.go.id/dataset/harga-harian".into()),
            modified: Some("2026-11-20".into()),
            accessed: Some("2026-11-21T14:05:09+07:00".into()),
        },
        ..file_source(title)
    }
}

/// A story as a person makes it: one portal source, a chart, a map, and text around them.
pub(super) fn sample_document() -> Document {
    let beef = Step::Filter(vec![Condition {
        column: "komoditas".into(),
        test: Test::OneOf(vec![Scalar::Text("Beras".into()), Scalar::Number(12_500.5)]),
    }]);
    let chart = Figure {
        steps: vec![beef.clone(), Step::Sort(vec![SortKey { column: "harga".into(), descending: true }])],
        kind: FigureKind::Chart(ChartSpec {
            mark: Some(Mark::Bar),
            x: Some("kecamatan".into()),
            y: Some("harga".into()),
            unit: Some("Rp".into()),
            ..ChartSpec::default()
        }),
        title: "Beras paling mahal di Antapani".into(),
        description: "Harga rata-rata per kg, 2026".into(),
        ..figure(Id(0))
    };
    let map = Figure {
        kind: FigureKind::Map(MapSpec { layer: Some(Layer::Tiles), classes: Some(5), ..MapSpec::default() }),
        ..figure(Id(0))
    };
    let commands = [
        Command::SetTitle("Harga beras di Bandung".into()),
        Command::AddSource(Box::new(portal_source("Harga harian"))),
        Command::SetSteps { source: Id(0), steps: vec![beef] },
        Command::SetReading { source: Id(0), column: "kode".into(), reading: Reading::Code },
        Command::AddFigure(Box::new(chart)),
        Command::AddFigure(Box::new(map)),
        Command::AddBlock { at: 0, content: Content::Text("## Mengapa\n\nHarga **naik** lagi.".into()) },
        Command::AddBlock { at: 1, content: Content::Figure(Id(1)) },
        Command::AddBlock { at: 2, content: Content::Figure(Id(2)) },
        Command::AddBlock { at: 3, content: Content::Text("Sumber: <https://data.bandung.go.id>".into()) },
    ];
    commands.iter().fold(Document::default(), |document, command| apply(&document, command).unwrap())
}

fn finite() -> impl Strategy<Value = f64> {
    prop_oneof![proptest::num::f64::NORMAL, proptest::num::f64::SUBNORMAL, Just(0.0), Just(-0.0), Just(0.1)]
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{0,8}",
        any::<String>(),
        Just("</script><script>alert(1)</script>".to_owned()),
        Just("<!-- & \u{2028} \" ' \\ \0 \u{fffd}".to_owned()),
    ]
}

fn table() -> impl Strategy<Value = ResultTable> {
    let rows = 0..6_usize;
    rows.prop_flat_map(|rows| {
        let text = prop::collection::vec(prop::option::of(words()), rows).prop_map(Values::Text);
        let number = prop::collection::vec(prop::option::of(finite()), rows).prop_map(Values::Number);
        let date = prop::collection::vec(prop::option::of(any::<i32>()), rows).prop_map(Values::Date);
        let values = prop_oneof![text, number, date];
        prop::collection::vec(values, 0..4).prop_map(|columns| ResultTable {
            columns: columns
                .into_iter()
                .enumerate()
                .map(|(at, values)| ResultColumn { name: format!("kolom {at}"), values })
                .collect(),
        })
    })
}

fn scalar() -> impl Strategy<Value = Scalar> {
    prop_oneof![finite().prop_map(Scalar::Number), words().prop_map(Scalar::Text)]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let test = prop_oneof![
        scalar().prop_map(Test::Equals),
        scalar().prop_map(Test::AtLeast),
        prop::collection::vec(scalar(), 0..3).prop_map(Test::OneOf),
        words().prop_map(Test::Contains),
        any::<bool>().prop_map(Test::Missing),
    ];
    let filter = (words(), test).prop_map(|(column, test)| Step::Filter(vec![Condition { column, test }]));
    let sort =
        (words(), any::<bool>()).prop_map(|(column, descending)| Step::Sort(vec![SortKey { column, descending }]));
    prop::collection::vec(prop_oneof![filter, sort], 0..3)
}

fn id() -> impl Strategy<Value = Id> {
    (0..12_u32).prop_map(Id)
}

fn any_figure() -> impl Strategy<Value = Figure> {
    let chart = prop::option::of(words())
        .prop_map(|x| FigureKind::Chart(ChartSpec { x, mark: Some(Mark::Line), ..ChartSpec::default() }));
    let map = (0..9_u8).prop_map(|classes| FigureKind::Map(MapSpec { classes: Some(classes), ..MapSpec::default() }));
    let rows = any::<u32>().prop_map(|rows| FigureKind::Table { columns: vec!["a".into()], rows });
    (id(), id(), steps(), prop_oneof![chart, map, rows], words(), words(), prop::option::of(table())).prop_map(
        |(id, source, steps, kind, title, description, snapshot)| Figure {
            id,
            source,
            steps,
            kind,
            style: Style {
                palette: if title.is_empty() { Palette::Newsroom } else { Palette::Tol },
                ..Style::default()
            },
            title,
            description,
            snapshot,
        },
    )
}

fn content() -> impl Strategy<Value = Content> {
    prop_oneof![words().prop_map(Content::Text), id().prop_map(Content::Figure)]
}

fn source() -> impl Strategy<Value = Source> {
    let url = words()
        .prop_map(|title| Source { origin: Origin::Url("https://a.example/x.csv".into()), ..file_source(&title) });
    prop_oneof![
        words().prop_map(|title| file_source(&title)),
        words().prop_map(|title| portal_source(&title)),
        url,
        Just(Source { origin: Origin::Url("javascript:alert(1)".into()), ..file_source("x") }),
    ]
}

/// Any command: most fit the documents that commands build, some do not.
fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        1 => words().prop_map(Command::SetTitle),
        3 => source().prop_map(|source| Command::AddSource(Box::new(source))),
        1 => (id(), steps()).prop_map(|(source, steps)| Command::SetSteps { source, steps }),
        1 => (id(), words()).prop_map(|(source, column)| Command::FilterAll {
            source,
            column,
            tests: vec![crate::query::Test::Missing(false)],
        }),
        1 => (id(), source()).prop_map(|(id, other)| Command::SetOrigin { source: id, origin: Box::new(other.origin) }),
        1 => (id(), 1..2_000_u64).prop_map(|(source, rows)| Command::SetExtent { source, extent: Extent::First(rows) }),
        1 => (id(), words()).prop_map(|(source, column)| Command::SetReading { source, column, reading: Reading::Code }),
        1 => id().prop_map(Command::RemoveSource),
        3 => any_figure().prop_map(|figure| Command::AddFigure(Box::new(figure))),
        1 => any_figure().prop_map(|figure| Command::SetFigure(Box::new(figure))),
        1 => id().prop_map(Command::RemoveFigure),
        4 => (any::<usize>(), content()).prop_map(|(at, content)| Command::AddBlock { at: at % 16, content }),
        2 => (id(), content()).prop_map(|(id, content)| Command::SetBlock { id, content }),
        2 => (id(), any::<usize>()).prop_map(|(id, to)| Command::MoveBlock { id, to: to % 9 }),
        1 => id().prop_map(Command::RemoveBlock),
    ]
}

fn commands() -> impl Strategy<Value = Vec<(Command, u64)>> {
    prop::collection::vec((command(), 0..4_u64), 0..40)
}

/// The document that a list of commands makes; the ones that are refused leave it as it is.
fn made(commands: &[(Command, u64)]) -> Document {
    commands.iter().fold(Document::default(), |document, (command, _)| apply(&document, command).unwrap_or(document))
}

/// The document with another next free number, which never goes back.
fn counted(document: &Document, next: u32) -> Document {
    Document { next, ..document.clone() }
}

/// A document as JSON with a few bytes changed, cut or doubled.
fn damaged(commands: &[(Command, u64)], damage: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    let mut bytes = store::write(&made(commands)).into_bytes();
    for (at, byte) in damage {
        let at = at.index(bytes.len().max(1));
        match byte % 4 {
            0 => bytes.truncate(at),
            1 => bytes.insert(at.min(bytes.len()), *byte),
            _ => {
                if let Some(there) = bytes.get_mut(at) {
                    *there = *byte;
                }
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_prefix_of_commands_leaves_a_valid_document(commands in commands()) {
        let mut document = Document::default();
        for (command, _) in &commands {
            if let Ok(after) = apply(&document, command) {
                document = after;
            }
            prop_assert_eq!(validate(&document), Ok(()));
        }
    }

    #[test]
    fn undo_takes_back_and_redo_does_again(commands in commands(), last in command()) {
        let before = made(&commands);
        if let Ok(after) = apply(&before, &last) {
            let mut history = History::default();
            history.push(&before, &after, &last, 1);
            if after == before {
                prop_assert!(!history.can_undo());
            } else {
                let undone = history.undo(&after).unwrap();
                prop_assert_eq!(&undone, &counted(&before, after.next));
                prop_assert_eq!(history.redo(&undone), Some(after));
            }
        }
    }

    #[test]
    fn a_whole_history_leads_back_to_the_start_and_forth_to_the_end(
        commands in commands(),
        data in table(),
        seed in any::<u32>(),
    ) {
        let mut history = History::default();
        let mut document = Document::default();
        let mut opened = 0;
        for (at, (command, gesture)) in commands.iter().enumerate() {
            // Sources are opened and figures drawn in between, which is no step.
            if (seed >> (at % 29)) & 3 == 3 {
                let open = Command::AddSource(Box::new(portal_source("dibuka")));
                document = apply(&document, &open).unwrap();
                opened += 1;
            }
            if let Ok(after) = apply(&document, command) {
                history.push(&document, &after, command, *gesture);
                document = after;
            }
            // Now and then a step is undone and done again.
            if (seed >> (at % 32)) & 1 == 1 {
                document = with_snapshot(&document, Id(at as u32 % 12), data.clone());
                if let Some(undone) = history.undo(&document) {
                    prop_assert_eq!(history.redo(&undone), Some(document.clone()));
                }
            }
        }
        let end = document.clone();
        let mut kept = store::read_with_history(&store::write_with_history(&document, &history)).unwrap();
        prop_assert_eq!(&kept.0, &document);
        let mut steps = 0;
        while let Some(before) = history.undo(&document) {
            prop_assert_eq!(kept.1.undo(&kept.0), Some(before.clone()));
            kept.0 = before.clone();
            document = before;
            steps += 1;
        }
        prop_assert!(!kept.1.can_undo());
        prop_assert_eq!(document.sources.len(), opened);
        document.sources.clear();
        prop_assert_eq!(&document, &counted(&Document::default(), end.next));
        document = kept.0;
        while let Some(after) = history.redo(&document) {
            document = after;
            steps -= 1;
        }
        prop_assert_eq!((steps, document), (0, end));
    }

    #[test]
    fn a_document_comes_back_from_storage_and_from_a_file(commands in commands()) {
        let document = made(&commands);
        let json = store::write(&document);
        prop_assert_eq!(store::read(&json), Ok(document.clone()));
        let input = html::ExportInput {
            document: &document, figures: &[], app_version: "0.1.0", exported_at: "2026-11-21T14:05:09+07:00", open_in: None,
        };
        let file = html::export(&input, crate::base::lang::Lang::Id);
        prop_assert_eq!(html::read(file.as_bytes()), Ok(document));
        // Nothing of the document reaches the file as markup.
        prop_assert_eq!(file.matches("<script").count(), 1);
        prop_assert!(!file.contains("<!-- &"));
    }

    #[test]
    fn a_document_comes_back_from_a_link_without_the_data(commands in commands()) {
        let mut document = made(&commands);
        let shared = share::encode(&document).unwrap();
        prop_assert_eq!(share::encode(&document).unwrap(), shared.clone());
        let fetched: Vec<Id> = document.sources.iter().filter(|s| s.origin.refetches()).map(|s| s.id).collect();
        for figure in &mut document.figures {
            if fetched.contains(&figure.source) || shared.incomplete.contains(&figure.id) {
                figure.snapshot = None;
            }
        }
        prop_assert_eq!(share::decode(&shared.fragment), Ok(document));
    }

    #[test]
    fn damaged_documents_are_refused_or_valid(
        commands in commands(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let bytes = damaged(&commands, &damage);
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(document) = store::read(&text) {
            prop_assert_eq!(validate(&document), Ok(()));
        }
        let file = format!("<script type=\"application/json\" id=\"jelajah-document\">{text}</script>");
        if let Ok(document) = html::read(file.as_bytes()) {
            prop_assert_eq!(validate(&document), Ok(()));
        }
        let link = format!("s1.{}", share::tests_packed(&bytes));
        if let Ok(document) = share::decode(&link) {
            prop_assert_eq!(validate(&document), Ok(()));
        }
    }

    #[test]
    fn hostile_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), text in any::<String>(), tail in "[A-Za-z0-9_-]{0,200}") {
        prop_assert!(html::read(&bytes).is_err());
        prop_assert!(share::decode(&text).is_err());
        let _outcome = share::decode(&format!("s1.{tail}"));
        let _outcome = store::read(&String::from_utf8_lossy(&bytes));
        let _tree = markdown::parse(&text);
    }
}
