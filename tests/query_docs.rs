//! `docs/query.md` is the contract of plans: every example in it is run, and its outcome compared.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use jelajah::base::date::{self, DateStyle};
use jelajah::base::number::NumberStyle;
use jelajah::ingest::{Options, read_all};
use jelajah::query::{self, Step};
use jelajah::table::{Reading, ResultTable, Table, Values};

const DOCS: &str = include_str!("../docs/query.md");

/// The fenced blocks as (info, text).
fn blocks() -> Vec<(&'static str, String)> {
    let mut blocks: Vec<(&str, String)> = Vec::new();
    let mut inside = false;
    for line in DOCS.lines() {
        match line.strip_prefix("```") {
            Some(info) => {
                inside = !inside;
                if inside {
                    blocks.push((info, String::new()));
                }
            }
            None if inside => {
                let text = &mut blocks.last_mut().unwrap().1;
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    blocks
}

fn table(name: &str) -> Table {
    let info = format!("csv {name}");
    let (_, text) = blocks().into_iter().find(|(own, _)| *own == info).unwrap();
    let readings = [
        ("tanggal", Reading::Date(DateStyle::Iso)),
        ("kode", Reading::Code),
        ("harga", Reading::Number(NumberStyle::Plain)),
    ];
    let readings = readings.into_iter().map(|(name, reading)| (name.to_owned(), reading)).collect();
    read_all(text.as_bytes(), Options { readings, ..Options::default() }).unwrap()
}

fn csv(result: &ResultTable) -> String {
    let mut lines = vec![result.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>().join(",")];
    for row in 0..result.rows() {
        let cell = |values: &Values| match values {
            Values::Text(values) => values[row].clone(),
            Values::Number(values) => values[row].map(|value| value.to_string()),
            Values::Date(values) => values[row].map(date::iso),
        };
        lines.push(
            result.columns.iter().map(|column| cell(&column.values).unwrap_or_default()).collect::<Vec<_>>().join(","),
        );
    }
    format!("{}\n", lines.join("\n"))
}

#[test]
fn every_example_gives_the_outcome_beside_it() {
    let (prices, regions) = (table("harga"), table("wilayah"));
    let blocks = blocks();
    let mut steps_seen = String::new();
    let mut examples = 0;
    for pair in blocks.windows(2) {
        let [("json", plan), ("csv", expected)] = pair else { continue };
        let steps: Vec<Step> = serde_json::from_str(plan).unwrap_or_else(|error| panic!("{error}: {plan}"));
        let outcome = query::run(&prices, &steps, &|id| (id == 2).then_some(&regions));
        assert_eq!(&csv(&outcome.unwrap_or_else(|problem| panic!("{problem:?}: {plan}"))), expected, "{plan}");
        // What is written reads back as the same plan.
        let again: Vec<Step> = serde_json::from_str(&serde_json::to_string(&steps).unwrap()).unwrap();
        assert_eq!(again, steps);
        steps_seen.push_str(plan);
        examples += 1;
    }
    assert_eq!(examples, blocks.iter().filter(|(info, _)| *info == "json").count(), "a plan without its outcome");
    for step in ["filter", "group", "sort", "limit", "select", "join", "pivot"] {
        assert!(steps_seen.contains(&format!("{{\"{step}\"")), "no example of {step}");
    }
}
