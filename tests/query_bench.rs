//! The plans of `docs/bench.md` on a table of the shape that the yardstick uses, against plain loops.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use jelajah::base::date;
use jelajah::ingest::{Options, read_all};
use jelajah::query::{self, Step};
use jelajah::table::{ResultTable, Table, Values};

const DOCS: &str = include_str!("../docs/bench.md");

/// The plan of a name in the document.
fn plan(name: &str) -> Vec<Step> {
    let start = format!("```json {name}\n");
    let after = DOCS.split_once(&start).unwrap().1;
    serde_json::from_str(after.split_once("```").unwrap().0).unwrap()
}

struct Row {
    day: i32,
    kode: u32,
    nama: String,
    komoditas: &'static str,
    harga: i64,
    /// Tenths.
    stok: Option<i64>,
    catatan: &'static str,
}

/// Rows from a small linear congruential generator.
fn rows() -> Vec<Row> {
    let mut seed = 20_240_817_u64;
    let mut below = |bound: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % bound
    };
    let first = date::parse_iso("2024-01-01").unwrap();
    (0..6_000)
        .map(|at| {
            let region = below(40) as u32;
            Row {
                day: first + at * 731 / 6_000,
                kode: 1101 + region,
                nama: format!("Kab. Uji {region}"),
                komoditas: ["Beras", "Beras Premium", "Cabai Merah", "Telur Ayam"][below(4) as usize],
                harga: 8_000 + below(9_000) as i64,
                stok: (below(20) > 0).then(|| below(50_000) as i64),
                catatan: ["", "", "stok aman", "banjir", "Harga naik\njalan terputus akibat banjir"][below(5) as usize],
            }
        })
        .collect()
}

fn prices(rows: &[Row]) -> Table {
    use std::fmt::Write as _;
    let mut csv = "date,kode_kab,nama_kab,komoditas,pasar,harga,harga_teks,satuan,stok,catatan\n".to_owned();
    for row in rows {
        let stok = row.stok.map_or(String::new(), |tenths| format!("{}.{}", tenths / 10, tenths % 10));
        writeln!(
            csv,
            "{},{},{},{},Pasar Uji,{},\"Rp{}.{:03},00\",kg,{stok},\"{}\"",
            date::iso(row.day),
            row.kode,
            row.nama,
            row.komoditas,
            row.harga,
            row.harga / 1_000,
            row.harga % 1_000,
            row.catatan,
        )
        .unwrap();
    }
    read_all(csv.as_bytes(), Options::default()).unwrap()
}

fn regions() -> Table {
    let lines: Vec<String> =
        (0..40).map(|at| format!("{},Provinsi {},{}\n", 1101 + at, 11 + at % 7, 20_000 + at)).collect();
    read_all(format!("kode_kab,provinsi,populasi\n{}", lines.concat()).as_bytes(), Options::default()).unwrap()
}

fn numbers(table: &ResultTable, name: &str) -> Vec<Option<f64>> {
    match &table.column(name).unwrap().values {
        Values::Number(values) => values.clone(),
        other => panic!("{name}: {other:?}"),
    }
}

fn days(table: &ResultTable, name: &str) -> Vec<i32> {
    match &table.column(name).unwrap().values {
        Values::Date(values) => values.iter().map(|day| day.unwrap()).collect(),
        other => panic!("{name}: {other:?}"),
    }
}

/// Words, also of a column that was read as numbers.
fn words(table: &ResultTable, name: &str) -> Vec<String> {
    match &table.column(name).unwrap().values {
        Values::Text(values) => values.iter().map(|word| word.clone().unwrap()).collect(),
        Values::Number(values) => values.iter().map(|value| value.unwrap().to_string()).collect(),
        Values::Date(_) => panic!("{name}: dates"),
    }
}

fn assert_close(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} {expected}");
}

/// Counts and sums by key.
fn sums<K: Ord>(rows: &[Row], key: impl Fn(&Row) -> K) -> BTreeMap<K, (f64, i64)> {
    let mut sums: BTreeMap<K, (f64, i64)> = BTreeMap::new();
    for row in rows {
        let sum = sums.entry(key(row)).or_default();
        sum.0 += 1.0;
        sum.1 += row.harga;
    }
    sums
}

#[test]
fn every_plan_of_the_bench_gives_the_truth() {
    let rows = rows();
    let (prices, regions) = (prices(&rows), regions());
    let run = |name: &str| query::run(&prices, &plan(name), &|id| (id == 2).then_some(&regions)).unwrap();
    let month = |row: &Row| date::iso(row.day)[..7].to_owned();
    let months = |table: &ResultTable| -> Vec<String> {
        days(table, "month").into_iter().map(|day| date::iso(day)[..7].to_owned()).collect()
    };
    let mean = |sum: &(f64, i64)| sum.1 as f64 / sum.0;

    let check = run("CHECK");
    let stok: Vec<i64> = rows.iter().filter_map(|row| row.stok).collect();
    assert_eq!(numbers(&check, "rows"), [Some(6_000.0)]);
    assert_eq!(numbers(&check, "sum_harga"), [Some(rows.iter().map(|row| row.harga).sum::<i64>() as f64)]);
    assert_eq!(numbers(&check, "n_stok"), [Some(stok.len() as f64)]);
    assert_close(numbers(&check, "sum_stok")[0], stok.iter().sum::<i64>() as f64 / 10.0);
    assert_eq!(days(&check, "min_date"), [rows[0].day]);
    assert_eq!(days(&check, "max_date"), [rows[rows.len() - 1].day]);

    let filter = run("FILTER");
    let kept: Vec<i64> =
        rows.iter().filter(|row| row.komoditas == "Beras" && row.harga > 10_000).map(|row| row.harga).collect();
    assert_eq!(numbers(&filter, "n"), [Some(kept.len() as f64)]);
    assert_close(numbers(&filter, "mean")[0], kept.iter().sum::<i64>() as f64 / kept.len() as f64);

    let group = run("GROUP");
    let expected = sums(&rows, |row| (row.kode.to_string(), month(row)));
    let found: Vec<(String, String)> = words(&group, "kode_kab").into_iter().zip(months(&group)).collect();
    assert_eq!(found, expected.keys().cloned().collect::<Vec<_>>());
    assert_eq!(numbers(&group, "n"), expected.values().map(|sum| Some(sum.0)).collect::<Vec<_>>());
    for (found, sum) in numbers(&group, "mean").into_iter().zip(expected.values()) {
        assert_close(found, mean(sum));
    }

    let sort = run("SORT");
    let mut top: Vec<i64> = rows.iter().map(|row| row.harga).collect();
    top.sort_by_key(|harga| std::cmp::Reverse(*harga));
    assert_eq!(sort.columns.len(), 10);
    assert_eq!(numbers(&sort, "harga"), top[..100].iter().map(|harga| Some(*harga as f64)).collect::<Vec<_>>());

    let join = run("JOIN");
    let expected = sums(&rows, |row| format!("Provinsi {}", 11 + (row.kode - 1101) % 7));
    assert_eq!(words(&join, "provinsi"), expected.keys().cloned().collect::<Vec<_>>());
    assert_eq!(numbers(&join, "n"), expected.values().map(|sum| Some(sum.0)).collect::<Vec<_>>());
    for (found, sum) in numbers(&join, "mean").into_iter().zip(expected.values()) {
        assert_close(found, mean(sum));
    }

    let pivot = run("PIVOT");
    let expected = sums(&rows, |row| (month(row), row.komoditas));
    let mut cells = 0;
    for (at, month) in months(&pivot).iter().enumerate() {
        for column in pivot.columns.iter().filter(|column| column.name != "month") {
            let found = numbers(&pivot, &column.name)[at];
            match expected.iter().find(|(key, _)| key.0 == *month && key.1 == column.name) {
                Some((_, sum)) => {
                    assert_close(found, mean(sum));
                    cells += 1;
                }
                None => assert_eq!(found, None),
            }
        }
    }
    assert_eq!(cells, expected.len());

    let distinct = run("DISTINCT");
    let expected = sums(&rows, |row| row.nama.clone());
    let found: BTreeMap<String, Option<f64>> =
        words(&distinct, "nama_kab").into_iter().zip(numbers(&distinct, "n")).collect();
    assert_eq!(found, expected.into_iter().map(|(nama, sum)| (nama, Some(sum.0))).collect());

    let contains = rows.iter().filter(|row| row.catatan.contains("banjir")).count();
    assert_eq!(numbers(&run("CONTAINS"), "n"), [Some(contains as f64)]);
}
