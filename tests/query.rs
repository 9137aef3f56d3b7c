//! Plans against a slow, plain reference, and the laws that plans keep.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use jelajah::base::date::{self, DatePart, DateStyle};
use jelajah::base::note::ProblemCode;
use jelajah::base::number::NumberStyle;
use jelajah::ingest::{Options, RecordBuilder, read_all};
use jelajah::query::{self, Condition, Group, Join, Key, Limit, Measure, Op, Pivot, Scalar, SortKey, Step, Test};
use jelajah::table::{Field, Reading, ResultTable, Table, Values};
use proptest::prelude::*;

// ---- tables for tests -------------------------------------------------------------------------

type Cells = Vec<Vec<Option<String>>>;

const NUMBER: Reading = Reading::Number(NumberStyle::Plain);
const DATE: Reading = Reading::Date(DateStyle::Iso);

fn build(columns: &[(&str, Reading)], records: Cells) -> Table {
    let fields: Vec<(String, String)> =
        columns.iter().map(|(name, _)| ((*name).to_owned(), "text".to_owned())).collect();
    let mut builder = RecordBuilder::new(&fields);
    builder.push(records);
    builder.table(columns.iter().map(|(name, reading)| ((*name).to_owned(), *reading)).collect()).unwrap()
}

/// A table from lines of `;`-separated cells; an empty cell is missing.
fn table(columns: &[(&str, Reading)], lines: &[&str]) -> Table {
    let cell = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    build(columns, lines.iter().map(|line| line.split(';').map(cell).collect()).collect())
}

fn prices() -> Table {
    table(
        &[("tanggal", DATE), ("kode", Reading::Code), ("komoditas", Reading::Text), ("harga", NUMBER)],
        &[
            "2024-01-05;3201;Beras;12000",
            "2024-01-20;3201;Cabai;40000",
            "2024-02-03;3202;Beras;13000",
            "2024-02-29;3202;beras;",
            ";3203;Cabai;38000",
            "2024-02-10;;Bawang;25000",
            "2024-01-07;3201;Beras;12500",
        ],
    )
}

fn text(table: &ResultTable) -> String {
    let mut out: Vec<String> = vec![table.columns.iter().map(|c| c.name.clone()).collect::<Vec<_>>().join(",")];
    for row in 0..table.rows() {
        let cells: Vec<String> = table
            .columns
            .iter()
            .map(|column| match &column.values {
                Values::Text(values) => values[row].clone().unwrap_or("-".to_owned()),
                Values::Number(values) => values[row].map_or("-".to_owned(), |value| value.to_string()),
                Values::Date(values) => values[row].map_or("-".to_owned(), date::iso),
            })
            .collect();
        out.push(cells.join(","));
    }
    out.join("\n")
}

fn plan(json: &str) -> Vec<Step> {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

fn check(json: &str, expected: &[&str]) {
    let table = prices();
    let regions = regions();
    let outcome = query::run(&table, &plan(json), &|id| (id == 7).then_some(&regions));
    match outcome {
        Ok(outcome) => assert_eq!(text(&outcome), expected.join("\n"), "{json}"),
        Err(problem) => panic!("{json}: {problem:?}"),
    }
}

fn regions() -> Table {
    table(
        &[("kode", NUMBER), ("provinsi", Reading::Text), ("komoditas", Reading::Text), ("sejak", DATE)],
        &["3201;Jawa Barat;x;2001-01-01", "3201;kembar;y;2002-01-01", "3203;Bali;Cabai;", ";tanpa kode;z;2003-03-03"],
    )
}

#[test]
fn filters() {
    let count = |test: &str, expected: u64| {
        check(
            &format!(r#"[{{"filter":[{test}]}},{{"group":{{"measures":[{{"op":"rows","as":"n"}}]}}}}]"#),
            &["n", &expected.to_string()],
        );
    };
    count(r#"{"column":"komoditas","equals":"Beras"}"#, 3);
    count(r#"{"column":"komoditas","not_equals":"Beras"}"#, 4);
    count(r#"{"column":"komoditas","one_of":["Beras","Bawang"]}"#, 4);
    count(r#"{"column":"komoditas","one_of":[]}"#, 0);
    count(r#"{"column":"komoditas","contains":" BERAS "}"#, 4);
    count(r#"{"column":"komoditas","above":"Bawang"}"#, 6);
    count(r#"{"column":"kode","equals":3201}"#, 3);
    count(r#"{"column":"kode","not_equals":3201}"#, 4);
    count(r#"{"column":"kode","missing":true}"#, 1);
    count(r#"{"column":"harga","equals":12000}"#, 1);
    count(r#"{"column":"harga","not_equals":12000}"#, 6);
    count(r#"{"column":"harga","one_of":[12000,13000,1]}"#, 2);
    count(r#"{"column":"harga","above":13000}"#, 3);
    count(r#"{"column":"harga","at_least":13000}"#, 4);
    count(r#"{"column":"harga","below":12500}"#, 1);
    count(r#"{"column":"harga","at_most":12500}"#, 2);
    count(r#"{"column":"harga","missing":true}"#, 1);
    count(r#"{"column":"harga","missing":false}"#, 6);
    count(r#"{"column":"tanggal","at_least":"2024-02-01"}"#, 3);
    count(r#"{"column":"tanggal","equals":"2024-02-29"}"#, 1);
    count(r#"{"column":"tanggal","not_equals":"2024-02-29"}"#, 6);
    count(r#"{"column":"tanggal","one_of":["2024-02-29","2024-02-10"]}"#, 2);
    count(r#"{"column":"tanggal","below":"2024-01-20"}"#, 2);
    count(r#"{"column":"tanggal","missing":true}"#, 1);
    count(r#"{"column":"harga","above":12000},{"column":"komoditas","equals":"Beras"}"#, 2);
}

#[test]
fn groups_come_in_natural_order_with_missing_last() {
    check(
        r#"[{"group":{"by":[{"column":"kode"}],"measures":[{"op":"rows","as":"n"},{"op":"count","column":"harga","as":"ada"},
            {"op":"sum","column":"harga","as":"jumlah"},{"op":"mean","column":"harga","as":"rata"},
            {"op":"median","column":"harga","as":"tengah"},{"op":"min","column":"harga","as":"min"},
            {"op":"max","column":"komoditas","as":"max"},{"op":"distinct","column":"komoditas","as":"ragam"},
            {"op":"min","column":"tanggal","as":"mulai"}]}}]"#,
        &[
            "kode,n,ada,jumlah,rata,tengah,min,max,ragam,mulai",
            "3201,3,3,64500,21500,12500,12000,Cabai,2,2024-01-05",
            "3202,2,1,13000,13000,13000,13000,beras,2,2024-02-03",
            "3203,1,1,38000,38000,38000,38000,Cabai,1,-",
            "-,1,1,25000,25000,25000,25000,Bawang,1,2024-02-10",
        ],
    );
    check(
        r#"[{"group":{"by":[{"column":"tanggal","part":"month","as":"bulan"},{"column":"komoditas"}],
            "measures":[{"op":"mean","column":"harga","as":"rata"}]}}]"#,
        &[
            "bulan,komoditas,rata",
            "2024-01-01,Beras,12250",
            "2024-01-01,Cabai,40000",
            "2024-02-01,Bawang,25000",
            "2024-02-01,Beras,13000",
            "2024-02-01,beras,-",
            "-,Cabai,38000",
        ],
    );
}

#[test]
fn rows_can_be_a_key_by_their_numbers() {
    check(
        r#"[{"filter":[{"column":"komoditas","equals":"Beras"}]},{"sort":[{"column":"harga","descending":true}]},
            {"group":{"by":[{"column":"\u0000row","as":"baris"}],"measures":[{"op":"sum","column":"harga","as":"harga"}]}}]"#,
        &["baris,harga", "1,12000", "3,13000", "7,12500"],
    );
    check(
        r#"[{"group":{"by":[{"column":"kode"}],"measures":[{"op":"rows","as":"n"}]}},
            {"group":{"by":[{"column":"\u0000row","as":"ke"},{"column":"kode"}]}}]"#,
        &["ke,kode", "1,3201", "2,3202", "3,3203", "4,-"],
    );
}

#[test]
fn a_group_of_nothing_is_one_row_without_keys_and_none_with_keys() {
    let none = r#"{"filter":[{"column":"harga","above":1e9}]}"#;
    check(
        &format!(
            r#"[{none},{{"group":{{"measures":[{{"op":"rows","as":"n"}},{{"op":"sum","column":"harga","as":"s"}},{{"op":"max","column":"kode","as":"m"}}]}}}}]"#
        ),
        &["n,s,m", "0,-,-"],
    );
    check(
        &format!(r#"[{none},{{"group":{{"by":[{{"column":"kode"}}],"measures":[{{"op":"rows","as":"n"}}]}}}}]"#),
        &["kode,n"],
    );
}

#[test]
fn sorts_are_stable_with_missing_last_in_both_directions() {
    for (keys, expected) in [
        (r#"{"column":"harga"}"#, "12000,12500,13000,25000,38000,40000,-"),
        (r#"{"column":"harga","descending":true}"#, "40000,38000,25000,13000,12500,12000,-"),
        (r#"{"column":"komoditas"}"#, "25000,12000,13000,12500,-,40000,38000"),
        (r#"{"column":"komoditas"},{"column":"harga","descending":true}"#, "25000,13000,12500,12000,-,40000,38000"),
        (r#"{"column":"tanggal","descending":true}"#, "-,25000,13000,40000,12500,12000,38000"),
    ] {
        let json = format!(r#"[{{"sort":[{keys}]}},{{"select":["harga"]}}]"#);
        let expected: Vec<&str> = std::iter::once("harga").chain(expected.split(',')).collect();
        check(&json, &expected);
    }
}

#[test]
fn limits_and_selections() {
    check(
        r#"[{"sort":[{"column":"harga","descending":true}]},{"limit":{"rows":2,"offset":1}},{"select":["harga","kode"]}]"#,
        &["harga,kode", "38000,3203", "25000,-"],
    );
    check(r#"[{"limit":{"rows":5,"offset":6}},{"select":["harga"]}]"#, &["harga", "12500"]);
    check(r#"[{"limit":{"rows":18446744073709551615,"offset":9}},{"select":["harga"]}]"#, &["harga"]);
}

#[test]
fn joins_take_the_first_match_and_compare_codes_with_numbers() {
    check(
        r#"[{"join":{"table":7,"on":[["kode","kode"]],"columns":["provinsi","komoditas","sejak"]}},
            {"select":["kode","komoditas","provinsi","komoditas (2)","sejak"]}]"#,
        &[
            "kode,komoditas,provinsi,komoditas (2),sejak",
            "3201,Beras,Jawa Barat,x,2001-01-01",
            "3201,Cabai,Jawa Barat,x,2001-01-01",
            "3202,Beras,-,-,-",
            "3202,beras,-,-,-",
            "3203,Cabai,Bali,Cabai,-",
            "-,Bawang,-,-,-",
            "3201,Beras,Jawa Barat,x,2001-01-01",
        ],
    );
    check(
        r#"[{"join":{"table":7,"on":[["kode","kode"],["komoditas","komoditas"]],"columns":["provinsi"]}},
            {"group":{"by":[{"column":"provinsi"}],"measures":[{"op":"mean","column":"harga","as":"rata"}]}}]"#,
        &["provinsi,rata", "Bali,38000", "-,20500"],
    );
}

#[test]
fn pivots_spread_values_in_natural_order() {
    check(
        r#"[{"pivot":{"by":[{"column":"tanggal","part":"month","as":"bulan"}],"columns":"komoditas",
            "measure":{"op":"mean","column":"harga","as":"x"}}}]"#,
        &[
            "bulan,Bawang,Beras,beras,Cabai",
            "2024-01-01,-,12250,-,40000",
            "2024-02-01,25000,13000,-,-",
            "-,-,-,-,38000",
        ],
    );
    check(
        r#"[{"pivot":{"by":[{"column":"komoditas"}],"columns":"kode","measure":{"op":"rows","as":"x"}}},
            {"filter":[{"column":"3201","above":0}]},{"select":["komoditas","3201",""]}]"#,
        &["komoditas,3201,", "Beras,2,0", "Cabai,1,0"],
    );
    check(
        r#"[{"pivot":{"by":[],"columns":"kode","measure":{"op":"min","column":"tanggal","as":"x"}}}]"#,
        &["3201,3202,3203,", "2024-01-05,2024-02-03,-,2024-02-10"],
    );
}

#[test]
fn plans_that_do_not_fit_say_which_column() {
    for (json, code, args) in [
        (r#"[{"filter":[{"column":"x","equals":1}]}]"#, ProblemCode::NoSuchColumn, vec!["x"]),
        (r#"[{"filter":[{"column":"harga","equals":"mahal"}]}]"#, ProblemCode::BadStep, vec!["harga", "filter"]),
        (r#"[{"filter":[{"column":"harga","contains":"1"}]}]"#, ProblemCode::BadStep, vec!["harga", "filter"]),
        (r#"[{"filter":[{"column":"tanggal","above":"kemarin"}]}]"#, ProblemCode::BadStep, vec!["tanggal", "filter"]),
        (r#"[{"filter":[{"column":"tanggal","above":2024}]}]"#, ProblemCode::BadStep, vec!["tanggal", "filter"]),
        (r#"[{"sort":[{"column":"x"}]}]"#, ProblemCode::NoSuchColumn, vec!["x"]),
        (r#"[{"select":["kode","kode"]}]"#, ProblemCode::BadStep, vec!["kode", "select"]),
        (r#"[{"select":[]}]"#, ProblemCode::BadStep, vec!["", "select"]),
        (r#"[{"select":["kode"]},{"sort":[{"column":"harga"}]}]"#, ProblemCode::NoSuchColumn, vec!["harga"]),
        (r#"[{"group":{}}]"#, ProblemCode::BadStep, vec!["", "group"]),
        (
            r#"[{"group":{"measures":[{"op":"sum","column":"kode","as":"x"}]}}]"#,
            ProblemCode::BadStep,
            vec!["kode", "group"],
        ),
        (
            r#"[{"group":{"measures":[{"op":"mean","column":"tanggal","as":"x"}]}}]"#,
            ProblemCode::BadStep,
            vec!["tanggal", "group"],
        ),
        (r#"[{"group":{"measures":[{"op":"sum","as":"x"}]}}]"#, ProblemCode::BadStep, vec!["x", "group"]),
        (r#"[{"group":{"by":[{"column":"kode","part":"month"}]}}]"#, ProblemCode::BadStep, vec!["kode", "group"]),
        (
            r#"[{"group":{"by":[{"column":"kode"}],"measures":[{"op":"rows","as":"kode"}]}}]"#,
            ProblemCode::BadStep,
            vec!["kode", "group"],
        ),
        (r#"[{"join":{"table":9,"on":[["kode","kode"]],"columns":[]}}]"#, ProblemCode::TableGone, vec![]),
        (r#"[{"join":{"table":7,"on":[["kode","x"]],"columns":[]}}]"#, ProblemCode::NoSuchColumn, vec!["x"]),
        (r#"[{"join":{"table":7,"on":[["kode","kode"]],"columns":["x"]}}]"#, ProblemCode::NoSuchColumn, vec!["x"]),
        (
            r#"[{"pivot":{"by":[],"columns":"kode","measure":{"op":"rows","as":"x"}}},{"select":["9999"]}]"#,
            ProblemCode::NoSuchColumn,
            vec!["9999"],
        ),
    ] {
        let table = prices();
        let regions = regions();
        let problem = query::run(&table, &plan(json), &|id| (id == 7).then_some(&regions)).unwrap_err();
        assert_eq!((problem.code, problem.args.iter().map(String::as_str).collect::<Vec<_>>()), (code, args), "{json}");
    }
}

#[test]
fn a_pivot_with_too_many_columns_is_refused() {
    let lines: Vec<String> = (0..501).map(|at| format!("{at};1")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let table = table(&[("k", Reading::Text), ("n", NUMBER)], &lines);
    let steps = plan(r#"[{"pivot":{"by":[],"columns":"k","measure":{"op":"rows","as":"x"}}}]"#);
    assert_eq!(query::run(&table, &steps, &|_| None).unwrap_err().code, ProblemCode::BadStep);
    let steps = plan(r#"[{"limit":{"rows":500}},{"pivot":{"by":[],"columns":"k","measure":{"op":"rows","as":"x"}}}]"#);
    assert_eq!(query::run(&table, &steps, &|_| None).unwrap().columns.len(), 500);
}

#[test]
fn a_profile_counts_everything() {
    let table = prices();
    let profile = query::profile(&table, "harga", &[]).unwrap();
    assert_eq!((profile.present, profile.missing, profile.distinct), (6, 1, 6));
    assert_eq!(profile.sum, Some(140_500.0));
    assert_eq!(profile.range, Some((12_000.0, 40_000.0, 140_500.0 / 6.0, 19_000.0)));
    assert_eq!(profile.histogram.len(), 20);
    assert_eq!((profile.histogram[0], profile.histogram[19], profile.histogram.iter().sum::<u64>()), (3, 1, 6));
    let profile =
        query::profile(&table, "komoditas", &plan(r#"[{"filter":[{"column":"harga","missing":false}]}]"#)).unwrap();
    assert_eq!(profile.top, [("Beras".to_owned(), 3), ("Cabai".to_owned(), 2), ("Bawang".to_owned(), 1)]);
    assert_eq!((profile.present, profile.missing, profile.range, profile.sum), (6, 0, None, None));
    let profile = query::profile(&table, "tanggal", &[]).unwrap();
    assert_eq!(profile.top.first(), Some(&("2024-01-05".to_owned(), 1)));
    assert_eq!((profile.missing, profile.sum), (1, None));
    let none = query::profile(&table, "harga", &plan(r#"[{"filter":[{"column":"harga","above":1e9}]}]"#)).unwrap();
    assert_eq!(none, query::Profile::default());
    assert!(query::profile(&table, "harga", &plan(r#"[{"limit":{"rows":1}}]"#)).is_err());
    assert_eq!(query::view(&table, &plan(r#"[{"sort":[{"column":"harga"}]}]"#)).unwrap(), [0, 6, 2, 5, 4, 1, 3]);
}

// ---- the reference ----------------------------------------------------------------------------

#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Missing,
    Number(f64),
    Day(i32),
    Word(String),
}

impl Cell {
    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.partial_cmp(b).unwrap(),
            (Self::Day(a), Self::Day(b)) => a.cmp(b),
            (Self::Word(a), Self::Word(b)) => jelajah::base::text::natural_cmp(a, b),
            (Self::Missing, Self::Missing) => Ordering::Equal,
            (Self::Missing, _) => Ordering::Greater,
            (_, Self::Missing) => Ordering::Less,
            other => panic!("mixed {other:?}"),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Missing => String::new(),
            Self::Number(value) => value.to_string(),
            Self::Day(day) => date::iso(*day),
            Self::Word(word) => word.clone(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Plain {
    names: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl Plain {
    fn at(&self, name: &str) -> usize {
        self.names.iter().position(|own| own == name).unwrap()
    }

    fn of(result: &ResultTable) -> Self {
        let names = result.columns.iter().map(|column| column.name.clone()).collect();
        let cell = |values: &Values, row: usize| match values {
            Values::Text(values) => values[row].clone().map_or(Cell::Missing, Cell::Word),
            Values::Number(values) => values[row].map_or(Cell::Missing, Cell::Number),
            Values::Date(values) => values[row].map_or(Cell::Missing, Cell::Day),
        };
        let rows = (0..result.rows())
            .map(|row| result.columns.iter().map(|column| cell(&column.values, row)).collect())
            .collect();
        Self { names, rows }
    }

    fn groups(&self, by: &[Key]) -> Vec<(Vec<Cell>, Vec<usize>)> {
        let mut groups: Vec<(Vec<Cell>, Vec<usize>)> = if by.is_empty() { vec![(vec![], vec![])] } else { vec![] };
        for (index, row) in self.rows.iter().enumerate() {
            let key: Vec<Cell> = by
                .iter()
                .map(|key| match (&row[self.at(&key.column)], key.part) {
                    (Cell::Day(day), Some(part)) => Cell::Day(date::part_start(*day, part)),
                    (cell, _) => cell.clone(),
                })
                .collect();
            match groups.iter_mut().find(|group| group.0 == key) {
                Some(group) => group.1.push(index),
                None => groups.push((key, vec![index])),
            }
        }
        groups.sort_by(|a, b| {
            a.0.iter().zip(&b.0).map(|(a, b)| a.order(b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
        });
        groups
    }

    fn measure(&self, measure: &Measure, rows: &[usize]) -> Cell {
        let Some(column) = measure.column.as_ref().filter(|_| measure.op != Op::Rows) else {
            return Cell::Number(rows.len() as f64);
        };
        let at = self.at(column);
        let mut cells: Vec<Cell> =
            rows.iter().map(|row| self.rows[*row][at].clone()).filter(|cell| *cell != Cell::Missing).collect();
        cells.sort_by(Cell::order);
        let numbers: Vec<f64> = cells.iter().map(|cell| if let Cell::Number(n) = cell { *n } else { 0.0 }).collect();
        let sum: f64 = numbers.iter().sum();
        match measure.op {
            Op::Rows => unreachable!(),
            Op::Count => Cell::Number(cells.len() as f64),
            Op::Distinct => Cell::Number(cells.iter().map(Cell::text).collect::<BTreeSet<_>>().len() as f64),
            _ if cells.is_empty() => Cell::Missing,
            Op::Sum => Cell::Number(sum),
            Op::Mean => Cell::Number(sum / numbers.len() as f64),
            Op::Median => {
                let middle = numbers.len() / 2;
                let pair = if numbers.len() % 2 == 1 { middle } else { middle - 1 };
                Cell::Number(f64::midpoint(numbers[pair], numbers[middle]))
            }
            Op::Min => cells[0].clone(),
            Op::Max => cells[cells.len() - 1].clone(),
        }
    }

    fn apply(self, step: &Step, other: &Plain) -> Self {
        match step {
            Step::Filter(conditions) => {
                let rows = self
                    .rows
                    .iter()
                    .filter(|row| {
                        conditions.iter().all(|condition| meets(&row[self.at(&condition.column)], &condition.test))
                    })
                    .cloned()
                    .collect();
                Self { names: self.names, rows }
            }
            Step::Sort(keys) => {
                let mut rows = self.rows.clone();
                rows.sort_by(|a, b| {
                    keys.iter()
                        .map(|key| {
                            let at = self.at(&key.column);
                            let order = a[at].order(&b[at]);
                            let missing = a[at] == Cell::Missing || b[at] == Cell::Missing;
                            if key.descending && !missing { order.reverse() } else { order }
                        })
                        .find(|order| order.is_ne())
                        .unwrap_or(Ordering::Equal)
                });
                Self { names: self.names, rows }
            }
            Step::Limit(limit) => {
                let rows = self.rows.into_iter().skip(limit.offset as usize).take(limit.rows as usize).collect();
                Self { names: self.names, rows }
            }
            Step::Select(names) => {
                let places: Vec<usize> = names.iter().map(|name| self.at(name)).collect();
                let rows = self.rows.iter().map(|row| places.iter().map(|at| row[*at].clone()).collect()).collect();
                Self { names: names.clone(), rows }
            }
            Step::Group(group) => {
                let mut names: Vec<String> =
                    group.by.iter().map(|key| key.name.clone().unwrap_or(key.column.clone())).collect();
                names.extend(group.measures.iter().map(|measure| measure.name.clone()));
                let rows = self
                    .groups(&group.by)
                    .into_iter()
                    .map(|(mut key, rows)| {
                        key.extend(group.measures.iter().map(|measure| self.measure(measure, &rows)));
                        key
                    })
                    .collect();
                Self { names, rows }
            }
            Step::Pivot(pivot) => {
                let spread = self.groups(&[Key { column: pivot.columns.clone(), part: None, name: None }]);
                let mut names: Vec<String> =
                    pivot.by.iter().map(|key| key.name.clone().unwrap_or(key.column.clone())).collect();
                for (value, _) in &spread {
                    let mut name = value[0].text();
                    let plain = name.clone();
                    let mut number = 1;
                    while names.contains(&name) {
                        number += 1;
                        name = format!("{plain} ({number})");
                    }
                    names.push(name);
                }
                let counts = matches!(pivot.measure.op, Op::Rows | Op::Count | Op::Distinct);
                let mut rows = Vec::new();
                for (mut key, of_row) in self.groups(&pivot.by) {
                    if of_row.is_empty() {
                        continue;
                    }
                    for (_, of_column) in &spread {
                        let both: Vec<usize> = of_row.iter().copied().filter(|row| of_column.contains(row)).collect();
                        key.push(match (both.is_empty(), counts) {
                            (true, false) => Cell::Missing,
                            _ => self.measure(&pivot.measure, &both),
                        });
                    }
                    rows.push(key);
                }
                Self { names, rows }
            }
            Step::Join(join) => {
                let mut names = self.names.clone();
                for name in &join.columns {
                    let mut own = name.clone();
                    let mut number = 1;
                    while names.contains(&own) {
                        number += 1;
                        own = format!("{name} ({number})");
                    }
                    names.push(own);
                }
                let rows = self
                    .rows
                    .iter()
                    .map(|row| {
                        let found = other.rows.iter().find(|there| {
                            join.on.iter().all(|(a, b)| {
                                let (a, b) = (&row[self.at(a)], &there[other.at(b)]);
                                *a != Cell::Missing && *b != Cell::Missing && a.text() == b.text()
                            })
                        });
                        let mut row = row.clone();
                        row.extend(
                            join.columns
                                .iter()
                                .map(|name| found.map_or(Cell::Missing, |there| there[other.at(name)].clone())),
                        );
                        row
                    })
                    .collect();
                Self { names, rows }
            }
        }
    }
}

fn meets(cell: &Cell, test: &Test) -> bool {
    let value = |scalar: &Scalar| match (cell, scalar) {
        (Cell::Number(_), Scalar::Number(value)) => Cell::Number(*value),
        (Cell::Day(_), Scalar::Text(words)) => Cell::Day(date::parse_iso(words).unwrap()),
        (_, Scalar::Text(words)) => Cell::Word(words.clone()),
        (_, Scalar::Number(value)) => Cell::Word(value.to_string()),
    };
    let missing = *cell == Cell::Missing;
    let order = |scalar: &Scalar| cell.order(&value(scalar));
    match test {
        Test::Missing(wanted) => missing == *wanted,
        Test::Odd(_) => unreachable!("it is about how a row was written, see odd_rows"),
        Test::NotEquals(scalar) => missing || *cell != value(scalar),
        _ if missing => false,
        Test::Equals(scalar) => *cell == value(scalar),
        Test::OneOf(scalars) => scalars.iter().any(|scalar| *cell == value(scalar)),
        Test::Contains(part) => jelajah::base::text::fold(&cell.text()).contains(&jelajah::base::text::fold(part)),
        Test::Above(scalar) => order(scalar).is_gt(),
        Test::AtLeast(scalar) => order(scalar).is_ge(),
        Test::Below(scalar) => order(scalar).is_lt(),
        Test::AtMost(scalar) => order(scalar).is_le(),
    }
}

// ---- random tables and plans ------------------------------------------------------------------

const COLUMNS: [(&str, Reading); 5] =
    [("id", NUMBER), ("kota", Reading::Text), ("kode", Reading::Code), ("n", NUMBER), ("hari", DATE)];
const KOTA: [&str; 7] = ["", "Blok 9", "Blok 10", "blok 9", "Ayam", "Élok", "Ayam  geprek"];
const KODE: [&str; 5] = ["", "01", "1", "11", "3.2"];

fn number_cell() -> impl Strategy<Value = Option<String>> {
    // Multiples of a quarter, so that sums are exact in any order; the large ones leave the table path.
    prop_oneof![
        1 => Just(None),
        6 => (-8..8_i32).prop_map(|value| Some((f64::from(value) * 0.25).to_string())),
        4 => (0..5_i32).prop_map(|value| Some(value.to_string())),
        1 => (-4..4_i64).prop_map(|value| Some((value << 40).to_string())),
    ]
}

fn day_cell() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        1 => Just(None),
        6 => (19_700..19_800_i32).prop_map(|day| Some(date::iso(day))),
        1 => Just(Some("1700-03-01".to_owned())),
    ]
}

fn records(rows: std::ops::Range<usize>) -> impl Strategy<Value = Cells> {
    let word = |words: &'static [&'static str]| {
        (0..words.len()).prop_map(|at| Some(words[at].to_owned()).filter(|word| !word.is_empty()))
    };
    proptest::collection::vec((word(&KOTA), word(&KODE), number_cell(), day_cell()), rows).prop_map(|rows| {
        rows.into_iter()
            .enumerate()
            .map(|(id, (kota, kode, n, hari))| vec![Some(id.to_string()), kota, kode, n, hari])
            .collect()
    })
}

/// A source of choices for a plan: every choice takes the next number.
struct Choices<'a>(std::iter::Cycle<std::slice::Iter<'a, u32>>);

impl Choices<'_> {
    fn below(&mut self, bound: usize) -> usize {
        self.0.next().map_or(0, |choice| *choice as usize) % bound.max(1)
    }

    fn of<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }

    fn field<'f>(&mut self, fields: &'f [Field], fits: impl Fn(&Field) -> bool) -> Option<&'f Field> {
        let fitting: Vec<&Field> = fields.iter().filter(|field| fits(field)).collect();
        (!fitting.is_empty()).then(|| fitting[self.below(fitting.len())])
    }

    fn scalar(&mut self, field: &Field) -> Scalar {
        match field.reading {
            Reading::Number(_) => Scalar::Number(f64::from(self.below(16) as i32 - 8) * 0.25),
            Reading::Date(_) => Scalar::Text(date::iso(19_700 + self.below(100) as i32)),
            _ if self.below(5) == 0 => Scalar::Number(1.0),
            _ => Scalar::Text(self.of(&["Blok 9", "Ayam", "1", "01", "tidak ada", "Blok 10"]).to_string()),
        }
    }

    fn condition(&mut self, fields: &[Field]) -> Condition {
        let field = self.field(fields, |_| true).unwrap();
        let is_text = matches!(field.reading, Reading::Text | Reading::Code);
        let scalar = self.scalar(field);
        let test = match self.below(9) {
            0 => Test::Equals(scalar),
            1 => Test::NotEquals(scalar),
            2 => Test::OneOf(vec![scalar, self.scalar(field)]),
            3 => Test::Above(scalar),
            4 => Test::AtLeast(scalar),
            5 => Test::Below(scalar),
            6 => Test::AtMost(scalar),
            7 if is_text => Test::Contains(self.of(&["BLOK", "a", "  ayam GEPREK", "1", "élok"]).to_string()),
            _ => Test::Missing(self.below(2) == 0),
        };
        Condition { column: field.name.clone(), test }
    }

    fn key(&mut self, fields: &[Field], name: &str) -> Key {
        let field = self.field(fields, |_| true).unwrap();
        let parts = [DatePart::Year, DatePart::Quarter, DatePart::Month, DatePart::Week, DatePart::Day];
        let part = (matches!(field.reading, Reading::Date(_)) && self.below(2) == 0).then(|| *self.of(&parts));
        Key { column: field.name.clone(), part, name: Some(name.to_owned()) }
    }

    fn measure(&mut self, fields: &[Field], name: &str) -> Measure {
        let ops = [Op::Rows, Op::Count, Op::Distinct, Op::Sum, Op::Mean, Op::Median, Op::Min, Op::Max];
        let op = *self.of(&ops);
        let numbers_only = matches!(op, Op::Sum | Op::Mean | Op::Median);
        let field = self.field(fields, |field| !numbers_only || matches!(field.reading, Reading::Number(_)));
        match field {
            None => Measure { op: Op::Rows, column: None, name: name.to_owned() },
            Some(field) => {
                let column = (op != Op::Rows).then(|| field.name.clone());
                Measure { op, column, name: name.to_owned() }
            }
        }
    }

    fn step(&mut self, fields: &[Field], other: &[Field]) -> Step {
        match self.below(10) {
            0..3 => {
                let count = self.below(3);
                Step::Filter((0..count).map(|_| self.condition(fields)).collect())
            }
            3 | 4 => {
                let count = self.below(4);
                let mut key = || {
                    let column = self.field(fields, |_| true).unwrap().name.clone();
                    SortKey { column, descending: self.below(2) == 0 }
                };
                Step::Sort((0..count).map(|_| key()).collect())
            }
            5 => Step::Limit(Limit { rows: self.below(40) as u64, offset: self.below(4) as u64 }),
            6 => {
                let mut names: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
                names.rotate_left(self.below(fields.len()));
                names.truncate(1 + self.below(fields.len()));
                Step::Select(names)
            }
            7 => Step::Join(Join {
                table: 1,
                on: {
                    let mut on = Vec::new();
                    for _ in 0..=self.below(2) {
                        let here = self.field(fields, |_| true).unwrap();
                        let there = self.field(other, |_| true).unwrap();
                        on.push((here.name.clone(), there.name.clone()));
                    }
                    on
                },
                columns: vec!["kota".to_owned(), "n".to_owned(), "hari".to_owned()],
            }),
            8 => {
                let keys = self.below(4);
                let by = (0..keys).map(|at| self.key(fields, &format!("k{at}"))).collect();
                let measures = (0..3).map(|at| self.measure(fields, &format!("m{at}"))).collect();
                Step::Group(Group { by, measures })
            }
            _ => {
                let keys = self.below(3);
                Step::Pivot(Pivot {
                    by: (0..keys).map(|at| self.key(fields, &format!("k{at}"))).collect(),
                    columns: self.field(fields, |_| true).unwrap().name.clone(),
                    measure: self.measure(fields, "m"),
                })
            }
        }
    }
}

fn all(table: &Table) -> Plain {
    Plain::of(&query::run(table, &[], &|_| None).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn plans_equal_the_reference(here in records(1..60), there in records(1..12), choices in proptest::collection::vec(any::<u32>(), 60), length in 1..5_usize) {
        let table = build(&COLUMNS, here);
        let other = build(&COLUMNS, there);
        let mut choices = Choices(choices.iter().cycle());
        let mut expected = all(&table);
        let other_plain = all(&other);
        let mut steps: Vec<Step> = Vec::new();
        for _ in 0..length {
            let fields = query::check_joined(&steps, table.fields(), &|_| Some(other.fields())).unwrap();
            if fields.is_empty() {
                break;
            }
            let step = choices.step(&fields, other.fields());
            expected = expected.apply(&step, &other_plain);
            steps.push(step);
        }
        let outcome = query::run(&table, &steps, &|id| (id == 1).then_some(&other));
        let outcome = Plain::of(&outcome.map_err(|problem| TestCaseError::fail(format!("{steps:?}: {problem:?}")))?);
        prop_assert_eq!(&outcome.names, &expected.names, "{:?}", steps);
        // A table without columns has no rows to show.
        prop_assert_eq!(&outcome.rows, &expected.rows, "{:?}", steps);
    }

    #[test]
    fn top_n_equals_sort_and_cut(rows in records(200..400), choices in proptest::collection::vec(any::<u32>(), 12)) {
        let table = build(&COLUMNS, rows);
        let mut choices = Choices(choices.iter().cycle());
        let mut key = || SortKey { column: COLUMNS[choices.below(5)].0.to_owned(), descending: choices.below(2) == 0 };
        let sort = Step::Sort(vec![key(), key()]);
        let limit = Step::Limit(Limit { rows: choices.below(20) as u64, offset: choices.below(4) as u64 });
        let expected = all(&table).apply(&sort, &all(&table)).apply(&limit, &all(&table));
        prop_assert_eq!(Plain::of(&query::run(&table, &[sort, limit], &|_| None).unwrap()), expected);
    }

    #[test]
    fn filters_commute_and_leave_the_order(rows in records(1..80), choices in proptest::collection::vec(any::<u32>(), 20)) {
        let table = build(&COLUMNS, rows);
        let mut choices = Choices(choices.iter().cycle());
        let (a, b) = (choices.condition(table.fields()), choices.condition(table.fields()));
        let one = query::view(&table, &[Step::Filter(vec![a.clone(), b.clone()])]).unwrap();
        let two = query::view(&table, &[Step::Filter(vec![b]), Step::Filter(vec![a])]).unwrap();
        prop_assert_eq!(&one, &two);
        prop_assert!(one.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn group_sums_add_up_to_the_whole(rows in records(1..120), key in 0..5_usize) {
        let table = build(&COLUMNS, rows);
        let measures = vec![
            Measure { op: Op::Rows, column: None, name: "rows".to_owned() },
            Measure { op: Op::Sum, column: Some("n".to_owned()), name: "sum".to_owned() },
            Measure { op: Op::Count, column: Some("n".to_owned()), name: "count".to_owned() },
        ];
        let by = vec![Key { column: COLUMNS[key].0.to_owned(), part: None, name: None }];
        let parts = Plain::of(&query::run(&table, &[Step::Group(Group { by, measures: measures.clone() })], &|_| None).unwrap());
        let whole = Plain::of(&query::run(&table, &[Step::Group(Group { by: vec![], measures })], &|_| None).unwrap());
        let total = |name: &str| -> f64 {
            parts.rows.iter().map(|row| if let Cell::Number(value) = row[parts.at(name)] { value } else { 0.0 }).sum()
        };
        for name in ["rows", "sum", "count"] {
            let expected = match whole.rows[0][whole.at(name)] { Cell::Number(value) => value, _ => 0.0 };
            prop_assert!((total(name) - expected).abs() < 1e-9, "{}: {} {}", name, total(name), expected);
        }
        prop_assert_eq!(total("rows") as usize, table.rows());
    }

    #[test]
    fn a_profile_agrees_with_its_groups(rows in records(1..120), column in 0..5_usize) {
        let table = build(&COLUMNS, rows);
        let name = COLUMNS[column].0;
        let profile = query::profile(&table, name, &[]).unwrap();
        let plain = all(&table);
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for row in plain.rows.iter().filter(|row| row[column] != Cell::Missing) {
            *counts.entry(row[column].text()).or_default() += 1;
        }
        prop_assert_eq!(profile.present, counts.values().sum::<u64>());
        prop_assert_eq!(profile.present + profile.missing, table.rows() as u64);
        prop_assert_eq!(profile.distinct, counts.len() as u64);
        prop_assert_eq!(profile.top.len(), counts.len().min(50));
        prop_assert!(profile.top.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        prop_assert!(profile.top.iter().all(|(value, count)| counts.get(value) == Some(count)));
        if profile.range.is_some() {
            prop_assert_eq!(profile.histogram.iter().sum::<u64>(), profile.present);
        }
    }
}

#[test]
fn odd_rows() {
    let text = "Kota,Jumlah,Catatan\nBogor,10,baik\nDepok,banyak,\"dua\nbaris\"\nBekasi,12\nCimahi,13,baik,lebih\nGarut,14,\nCianjur,15,\nSubang,16,\nJumlah,80,\n";
    let readings = vec![("Jumlah".to_owned(), Reading::Number(NumberStyle::Plain))];
    let table = read_all(text.as_bytes(), Options { readings, ..Options::default() }).unwrap();
    let check = |odd: &str, expected: &[u32]| {
        let steps = format!(r#"[{{"filter":[{{"column":"Jumlah","odd":"{odd}"}}]}}]"#);
        let steps: Vec<Step> = serde_json::from_str(&steps).unwrap();
        assert_eq!(query::view(&table, &steps).unwrap(), expected, "{odd}");
    };
    check("unread", &[1]);
    check("line_break", &[1]);
    check("short", &[2]);
    check("long", &[3]);
    check("total", &[7]);
    check("no_total", &[0, 1, 2, 3, 4, 5, 6]);
    check("undecoded", &[]);
    let latin = read_all(b"a,b\nsatu,\x81\n\xe9dua,x\ntiga,\xef\xbf\xbd\n", Options::default()).unwrap();
    let steps: Vec<Step> = serde_json::from_str(r#"[{"filter":[{"column":"a","odd":"undecoded"}]}]"#).unwrap();
    assert_eq!(query::view(&latin, &steps).unwrap().last(), Some(&2));
    // Rows of an outcome were never written.
    let grouped = r#"[{"group":{"by":[{"column":"Kota"}]}},{"filter":[{"column":"Kota","odd":"total"}]}]"#;
    let steps: Vec<Step> = serde_json::from_str(grouped).unwrap();
    assert!(query::run(&table, &steps, &|_| None).is_err());
}
