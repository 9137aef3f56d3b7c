//! The numbers on charts, from cells to table twin, against tables worked out by hand: missing cells, zeros,
//! values below zero, totals among the parts.

#[path = "kinds/rows.rs"]
mod rows;

use jelajah::base::date::DateStyle;
use jelajah::base::lang::Lang;
use jelajah::base::note::NoteCode;
use jelajah::base::number::NumberStyle;
use jelajah::chart::{self, ChartSpec, Figure, Mark, lower};
use jelajah::query;
use jelajah::scene::Theme;
use jelajah::table::{Reading, ResultTable, Values};

const NUMBER: Reading = Reading::Number(NumberStyle::Plain);
const DATE: Reading = Reading::Date(DateStyle::Iso);

fn draw(mark: Mark, spec: &str, columns: &[(&str, Reading)], lines: &[&str]) -> Figure {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let table = rows::table(columns, &lines);
    let spec = ChartSpec { mark: Some(mark), ..serde_json::from_str(spec).expect("a spec") };
    let lowered = lower(&spec, table.fields(), Lang::Id).expect("the columns allow it");
    assert_eq!(lowered.spec.mark, Some(mark), "{:?}", lowered.reasons);
    let data = query::run(&table, &lowered.steps, &|_| None).expect("the plan runs");
    chart::draw(&lowered, &data, 640.0, &Theme::LIGHT, Lang::Id).expect("there is something to draw")
}

/// A twin as text: a line for each row, `-` for what is missing.
fn text(twin: &ResultTable) -> Vec<String> {
    let cell = |values: &Values, row: usize| match values {
        Values::Text(values) => values[row].clone().unwrap_or_else(|| "-".to_owned()),
        Values::Number(values) => {
            values[row].map_or("-".to_owned(), |value| format!("{}", (value * 1e6).round() / 1e6))
        }
        Values::Date(values) => values[row].map_or("-".to_owned(), jelajah::base::date::iso),
    };
    let head = twin.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>().join(";");
    let row = |row| twin.columns.iter().map(|column| cell(&column.values, row)).collect::<Vec<_>>().join(";");
    std::iter::once(head).chain((0..twin.rows()).map(row)).collect()
}

fn codes(figure: &Figure) -> Vec<(NoteCode, u64)> {
    figure.notes.iter().map(|note| (note.code, note.count)).collect()
}

/// By hand: A 10 + 5 = 15 and 20, B 0 and -4, C nothing and 6; the rows called Jumlah are the source's totals.
const SPLIT: &[&str] =
    &["A;L;10", "A;L;5", "A;P;20", "A;Jumlah;35", "B;L;0", "B;P;-4", "C;P;6", "C;L;", "Jumlah;L;15", "Jumlah;P;22"];
const SPLIT_COLUMNS: &[(&str, Reading)] = &[("daerah", Reading::Text), ("jenis", Reading::Text), ("jumlah", NUMBER)];

#[test]
fn grids_add_up_and_leave_totals_out() {
    let expected = ["Daerah;P;L", "A;20;15", "C;6;-", "B;-4;0"];
    for mark in [Mark::BarGrouped, Mark::BarStacked, Mark::Heat, Mark::Column, Mark::ColumnStacked] {
        let figure = draw(mark, r#"{"series":"jenis"}"#, SPLIT_COLUMNS, SPLIT);
        assert_eq!(text(&figure.twin), expected, "{mark:?}");
        let notes = codes(&figure);
        assert!(notes.contains(&(NoteCode::TotalRows, 2)), "{mark:?} {notes:?}");
        assert!(notes.contains(&(NoteCode::MissingLeftOut, 1)), "{mark:?} {notes:?}");
    }
    let labels = |mark: Mark| -> Vec<String> {
        let figure = draw(mark, r#"{"series":"jenis"}"#, SPLIT_COLUMNS, SPLIT);
        figure.scene.targets.into_iter().map(|target| target.label).collect()
    };
    let grouped = labels(Mark::BarGrouped);
    assert!(grouped.contains(&"A, L: 15".to_owned()) && grouped.contains(&"B, P: -4".to_owned()), "{grouped:?}");
    assert!(grouped.contains(&"C, L: tidak ada data".to_owned()), "{grouped:?}");
}

#[test]
fn shares_are_of_each_row() {
    // A: 30 and 10 of 40; B: 1 and 3 of 4; C: only 5.
    let lines = ["A;L;30", "A;P;10", "B;L;1", "B;P;3", "C;L;5", "Total;L;36"];
    let expected = ["Daerah;L;P;L (%);P (%)", "A;30;10;75;25", "C;5;-;100;-", "B;1;3;25;75"];
    for mark in [Mark::BarShare, Mark::ColumnShare, Mark::Marimekko] {
        assert_eq!(text(&draw(mark, r#"{"series":"jenis"}"#, SPLIT_COLUMNS, &lines).twin), expected, "{mark:?}");
    }
    // Of parts below zero there are no shares.
    let figure = draw(Mark::BarShare, r#"{"series":"jenis"}"#, SPLIT_COLUMNS, SPLIT);
    assert!(codes(&figure).contains(&(NoteCode::NegativeParts, 1)));
    assert_eq!(text(&figure.twin)[0], "Daerah;P;L");
}

#[test]
fn parts_of_one_whole_fold_and_add_up() {
    let columns = [("urusan", Reading::Text), ("jumlah", NUMBER)];
    let lines = ["a;40", "b;25", "c;15", "d;10", "e;6", "f;4", "g;0", "Jumlah;100"];
    // Five slices: four and the rest (6 + 4 + 0).
    let pie = draw(Mark::Pie, "{}", &columns, &lines);
    assert_eq!(
        text(&pie.twin),
        ["Urusan;Jumlah;Porsi (%)", "a;40;40", "b;25;25", "c;15;15", "d;10;10", "Lainnya (3);10;10"]
    );
    assert_eq!(pie.scene.targets[0].label, "a: 40, 40%");
    assert!(pie.sentence.contains("40%") && pie.sentence.contains("100"), "{}", pie.sentence);
    let treemap = draw(Mark::Treemap, "{}", &columns, &lines);
    assert_eq!(text(&treemap.twin).len(), 8, "all seven parts, without the total");
    let below = draw(Mark::Donut, "{}", &columns, &["a;40", "b;-5"]);
    assert!(codes(&below).contains(&(NoteCode::NegativeParts, 1)));
    assert_eq!(text(&below.twin), ["Urusan;Jumlah", "a;40", "b;-5"]);
}

#[test]
fn a_waterfall_goes_in_the_order_of_the_table() {
    let columns = [("langkah", Reading::Text), ("jumlah", NUMBER)];
    let figure =
        draw(Mark::Waterfall, "{}", &columns, &["Saldo;100", "Keluar;-30", "Masuk;", "Hibah;5.5", "Akhir tahun;0"]);
    assert_eq!(
        text(&figure.twin),
        ["Langkah;Jumlah", "Saldo;100", "Keluar;-30", "Hibah;5.5", "Akhir tahun;0", "Masuk;-", "Akhir;75.5"]
    );
    assert!(figure.sentence.contains("105,5") && figure.sentence.contains("30") && figure.sentence.contains("75,5"));
}

#[test]
fn differences_are_between_the_first_and_the_last() {
    let columns = [("daerah", Reading::Text), ("tahun", NUMBER), ("jumlah", NUMBER)];
    let lines = ["A;2021;10", "A;2022;99", "A;2023;7", "B;2023;5", "B;2021;5", "C;2023;4", "Total;2021;15"];
    let dumbbell = draw(Mark::Dumbbell, "{}", &columns, &lines);
    assert_eq!(text(&dumbbell.twin), ["Daerah;2021;2023;Selisih", "A;10;7;-3", "B;5;5;0", "C;-;4;-"]);
    let slope = draw(Mark::Slope, "{}", &columns, &lines);
    assert_eq!(text(&slope.twin), ["Daerah;2021;2023;Selisih", "A;10;7;-3", "B;5;5;0", "C;-;4;-"]);
    assert!(slope.sentence.starts_with("Dari 2021 ke 2023: 0 daerah naik, 1 turun."), "{}", slope.sentence);
    // Ranks: 2021 A 1, B 2; 2022 A 1; 2023 A 1, B 2, C 3.
    let bump = draw(Mark::Bump, "{}", &columns, &lines);
    assert_eq!(text(&bump.twin), ["Daerah;2021;2022;2023", "A;1;1;1", "B;2;-;2", "C;-;-;3"]);
}

#[test]
fn spreads_are_those_of_every_row() {
    let columns = [("pasar", Reading::Text), ("harga", NUMBER)];
    // P: 1 2 2 4 10; Q: 5 5; a missing cell.
    let lines = ["P;2", "P;1", "P;10", "P;2", "P;4", "Q;5", "Q;5", "Q;"];
    let boxes = draw(Mark::Box, r#"{"x":"pasar"}"#, &columns, &lines);
    assert_eq!(
        text(&boxes.twin),
        ["Pasar;Jumlah baris;Terendah;Kuartil 1;Median;Kuartil 3;Tertinggi", "Q;2;5;5;5;5;5", "P;5;1;2;2;4;10"]
    );
    assert_eq!(codes(&boxes), [(NoteCode::MissingLeftOut, 1)]);
    let range = draw(Mark::Range, "{}", &columns, &lines);
    assert_eq!(text(&range.twin), ["Pasar;Terendah;Median;Tertinggi", "Q;5;5;5", "P;1;2;10"]);
    let histogram = draw(Mark::Histogram, "{}", &columns, &lines);
    let Values::Number(counts) = &histogram.twin.columns[1].values else { panic!("counts") };
    assert!((counts.iter().flatten().sum::<f64>() - 7.0).abs() < 1e-9, "{counts:?}");
    // Classes of 2: 1 in [0,2), 2 2 in [2,4), 4 5 5 in [4,6), none, 10 in the last.
    assert_eq!(counts, &[Some(1.0), Some(2.0), Some(3.0), Some(0.0), Some(1.0)]);
}

#[test]
fn points_are_the_rows() {
    let columns = [("daerah", Reading::Text), ("luas", NUMBER), ("jumlah", NUMBER)];
    let lines = ["A;1;2", "B;2;4", "C;3;3", "D;4;6", "E;5;5", "F;;9", "G;6;", "Jumlah;15;20"];
    let figure = draw(Mark::Regression, r#"{"x":"luas","y":"jumlah"}"#, &columns, &lines);
    assert_eq!(text(&figure.twin), ["Daerah;Luas;Jumlah", "A;1;2", "B;2;4", "C;3;3", "D;4;6", "E;5;5"]);
    assert!(figure.sentence.contains("r = 0,8") && figure.sentence.contains("5 baris"), "{}", figure.sentence);
    assert_eq!(codes(&figure), [(NoteCode::MissingLeftOut, 1), (NoteCode::MissingLeftOut, 1)]);
}

#[test]
fn candles_hold_first_lowest_highest_last() {
    let columns = [("tanggal", DATE), ("harga", NUMBER)];
    // January: 10, then the mean of 12 and 20, then 8; February: 9 alone.
    let lines = ["2024-01-05;10", "2024-01-07;12", "2024-01-07;20", "2024-01-30;8", "2024-02-01;9"];
    let figure = draw(Mark::Candles, r#"{"x_part":"month"}"#, &columns, &lines);
    assert_eq!(text(&figure.twin), ["Bulan;Awal;Terendah;Tertinggi;Akhir", "Jan 2024;10;8;16;8", "Feb 2024;9;9;9;9"]);
    // The band: January 8, 11, 20 of its four rows.
    let band = draw(Mark::Ribbon, "{}", &columns, &lines);
    assert_eq!(text(&band.twin), ["Bulan;Terendah;Median;Tertinggi", "Jan 2024;8;11;20", "Feb 2024;9;9;9"]);
}

#[test]
fn a_big_number_counts_no_total_twice() {
    let columns = [("urusan", Reading::Text), ("jumlah", NUMBER)];
    let figure = draw(Mark::Number, "{}", &columns, &["a;40", "b;-5", "c;", "Jumlah;35"]);
    assert_eq!(text(&figure.twin), ["Jumlah", "35"]);
    assert_eq!(codes(&figure), [(NoteCode::TotalRows, 1), (NoteCode::MissingLeftOut, 1)]);
    // A mean is that of the rows: (40 - 5 + 10) / 3.
    let mean = draw(Mark::Number, r#"{"op":"mean"}"#, &columns, &["a;40", "b;-5", "c;10"]);
    assert_eq!(text(&mean.twin), ["Rata-rata jumlah", "15"]);
}

#[test]
fn deviations_are_from_the_median() {
    let columns = [("daerah", Reading::Text), ("harga", NUMBER)];
    let figure = draw(Mark::Diverging, "{}", &columns, &["A;10", "B;4", "C;7", "D;8", "Jumlah;29"]);
    // The median of 4, 7, 8, 10 is 7.5.
    assert_eq!(text(&figure.twin)[1..], ["A;2.5", "D;0.5", "C;-0.5", "B;-3.5"]);
    let signed = draw(Mark::Diverging, "{}", &columns, &["A;10", "B;-4", "C;0"]);
    assert_eq!(text(&signed.twin)[1..], ["A;10", "C;0", "B;-4"]);
}

#[test]
fn columns_over_time_leave_missing_times_empty() {
    let columns = [("tahun", NUMBER), ("jumlah", NUMBER)];
    let figure = draw(Mark::Column, "{}", &columns, &["2019;1", "2020;0", "2022;3"]);
    assert_eq!(text(&figure.twin), ["Tahun;Jumlah", "2019;1", "2020;0", "2021;-", "2022;3"]);
    assert!(codes(&figure).contains(&(NoteCode::PeriodsMissing, 1)));
}

#[test]
fn targets_are_compared_row_by_row() {
    let columns = [("daerah", Reading::Text), ("jumlah", NUMBER), ("target", NUMBER)];
    let figure =
        draw(Mark::Bullet, r#"{"y":"jumlah","second":"target"}"#, &columns, &["A;10;12", "B;9;9", "C;5;", "D;0;1"]);
    assert_eq!(text(&figure.twin), ["Daerah;Jumlah;Target", "A;10;12", "B;9;9", "C;5;-", "D;0;1"]);
    assert!(figure.sentence.starts_with("1 dari 3 daerah mencapai target"), "{}", figure.sentence);
}

#[test]
fn codes_of_four_digits_are_no_years() {
    let columns = [("kode_wilayah", Reading::Code), ("jumlah", NUMBER)];
    let figure = draw(Mark::Column, r#"{"x":"kode_wilayah"}"#, &columns, &["1601;1", "1603;3"]);
    assert_eq!(text(&figure.twin), ["Kode wilayah;Jumlah", "1603;3", "1601;1"]);
}
