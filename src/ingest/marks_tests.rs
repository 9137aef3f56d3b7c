//! Figures with the marks of statistical offices, and what only looks like them.
//!
//! Every text is a small look-alike of what public bodies put out.

use crate::base::note::NoteCode;
use crate::table::{Column, Field, Reading, Role, Table};

use super::unfold::Unfolding;
use super::{Options, read_all};

fn read(text: &str) -> Table {
    read_all(text.as_bytes(), Options::default()).expect("the text is a table")
}

fn field<'a>(table: &'a Table, name: &str) -> (usize, &'a Field) {
    let at = table.column_index(name).unwrap_or_else(|| panic!("a column {name}"));
    (at, &table.fields()[at])
}

fn numbers(table: &Table, name: &str) -> Vec<f64> {
    let (at, _) = field(table, name);
    let Column::Number(values) = table.column(at) else { panic!("{name} holds numbers") };
    values.numbers().iter().collect()
}

/// The marks of a column with their counts, and whether a line explains them.
fn marks(table: &Table, name: &str) -> Vec<(String, u64, bool)> {
    let of = |note: &crate::base::note::Note| (note.args[1].clone(), note.count, !note.args[2].is_empty());
    field(table, name).1.evidence.marks.iter().map(of).collect()
}

#[test]
fn figures_are_read_without_their_marks() {
    let table = read(
        "Provinsi;Padi\nAceh;1.234,5\nSumatera Utara;2.000,25 *)\nRiau;3.100,75r\nJambi;4.000,5\nBengkulu;5.000,5\n\
         ;\n*) Angka sementara;\nr) Angka diperbaiki;\nSumber: BPS;\n",
    );
    assert_eq!(numbers(&table, "Padi"), [1234.5, 2000.25, 3100.75, 4000.5, 5000.5]);
    assert_eq!(marks(&table, "Padi"), [("*".to_owned(), 1, true), ("r".to_owned(), 1, true)]);
    let (at, padi) = field(&table, "Padi");
    assert_eq!((padi.evidence.filled, padi.evidence.fitting), (5, 5));
    assert_eq!(table.raw(1, at), "2.000,25 *)");
    let notes: Vec<&[String]> = table
        .notes()
        .iter()
        .filter(|note| note.code == NoteCode::MarkedFigures)
        .map(|note| note.args.as_slice())
        .collect();
    assert_eq!(notes, [["Padi", "*", "*) Angka sementara"], ["Padi", "r", "r) Angka diperbaiki"]]);
    assert!(!table.notes().iter().any(|note| note.code == NoteCode::UnreadCells));
}

#[test]
fn a_sample_shows_the_mark_and_the_note_its_rows() {
    let table = read("Kota,Nilai\nBogor,12\nDepok,13*\nBekasi,14\nCimahi,15*\n");
    let (_, nilai) = field(&table, "Nilai");
    let shown = nilai.evidence.samples.iter().find(|sample| sample.raw == "13*").expect("a sample with a mark");
    assert_eq!(shown.read.as_deref(), Some("13"));
    let note = table.notes().iter().find(|note| note.code == NoteCode::MarkedFigures).expect("a note");
    assert_eq!((note.count, note.rows.as_slice(), note.args[2].as_str()), (2, &[3, 5][..], ""));
}

#[test]
fn every_mark_of_the_list() {
    for (cell, value, mark) in [
        ("25*", 25.0, "*"),
        ("25 **", 25.0, "**"),
        ("25***", 25.0, "***"),
        ("25x", 25.0, "x"),
        ("25 xx)", 25.0, "xx"),
        ("25 e)", 25.0, "e"),
        ("25r", 25.0, "r"),
        ("25 1)", 25.0, "1)"),
        ("25²⁾", 25.0, "2)"),
        ("25¹", 25.0, "1)"),
    ] {
        let table = read(&format!("Kota,Nilai\nBogor,12\nDepok,{cell}\nBekasi,14\nCimahi,17\n"));
        assert_eq!(numbers(&table, "Nilai"), [12.0, value, 14.0, 17.0], "{cell}");
        assert_eq!(marks(&table, "Nilai"), [(mark.to_owned(), 1, false)], "{cell}");
    }
}

#[test]
fn a_column_of_nothing_but_marked_figures() {
    // Asterisks stand behind figures alone; letters need a line that explains them.
    let sure = read("Kota,Nilai\nBogor,\"12,5*\"\nDepok,\"13,5*\"\n");
    assert_eq!(numbers(&sure, "Nilai"), [12.5, 13.5]);
    let open = read("Kota,Ukuran\nBogor,12r\nDepok,13r\n");
    assert_eq!(field(&open, "Ukuran").1.reading, Reading::Text);
    let said = read("Kota;Nilai;Luas\nBogor;12r;1\nDepok;13r;2\nBekasi;14r;3\nr Angka diperbaiki;;\n");
    assert_eq!(numbers(&said, "Nilai"), [12.0, 13.0, 14.0]);
    assert_eq!(marks(&said, "Nilai"), [("r".to_owned(), 3, true)]);
}

#[test]
fn what_only_looks_like_marks_stays_as_written() {
    for (name, cells) in [
        ("Blok", ["12e", "12a", "12r", "14"]),
        ("Frekuensi", ["5 x", "3 x", "2 x", "1 x"]),
        ("Kode barang", ["12", "13", "14r", "15"]),
        ("Nomor", ["1)", "2)", "3)", "4)"]),
        ("Luas", ["12 m²", "13 m²", "14 m²", "15 m²"]),
        ("Kelas", ["*", "**", "***", "*"]),
        ("Nama", ["Pos 1*", "Pos 2*", "Pos 3*", "Pos 4*"]),
    ] {
        let rows = cells.map(|cell| format!("Bogor,{cell},1\n")).concat();
        let table = read(&format!("Kota,{name},n\n{rows}"));
        let (at, found) = field(&table, name);
        assert!(matches!(found.reading, Reading::Text | Reading::Code), "{name} is no column of numbers");
        assert_eq!(marks(&table, name), [], "{name}");
        let Column::Text(texts) = table.column(at) else { panic!("{name} holds texts") };
        let kept: Vec<&str> = (0..4).filter_map(|row| texts.get(row)).collect();
        assert_eq!(kept, cells, "{name}");
    }
    // Exponents are digits of the number, not marks.
    let table = read("Kota,Nilai\nBogor,1.5E+09\nDepok,2E+03\n");
    assert_eq!(numbers(&table, "Nilai"), [1.5e9, 2000.0]);
    // The number of a house: letters beyond the list, so the column is text.
    let table = read("Jalan,Nomor\nA,1\nB,2\nC,3e\nD,4b\nE,5c\n");
    assert!(!matches!(field(&table, "Nomor").1.reading, Reading::Number(_)));
}

#[test]
fn years_with_marks_are_years() {
    let table = read("Tahun,PDRB\n2020,10.5\n2021,11.5\n2022*,12.5\n2023**,13.5\n");
    let (at, year) = field(&table, "Tahun");
    assert_eq!((year.reading, year.role()), (Reading::Code, Role::Year));
    let Column::Text(texts) = table.column(at) else { panic!("codes") };
    assert_eq!((texts.get(2), texts.get(3)), (Some("2022"), Some("2023")));
    assert_eq!(table.raw(2, at), "2022*");
    assert_eq!(marks(&table, "Tahun"), [("*".to_owned(), 1, false), ("**".to_owned(), 1, false)]);
}

#[test]
fn headers_keep_their_marks_when_columns_become_rows() {
    for (first, last) in [("2022", "2023*"), ("2022r", "2023 *)"), ("2022r)", "2023x")] {
        let table =
            read(&format!("Provinsi;{first};{last}\nAceh;1.234;1.300\nRiau;2.345;2.400\n* Angka sementara;;\n"));
        assert_eq!(table.header_records(), 0..1, "{last}");
        let note = |table: &Table| table.notes().iter().filter(|note| note.code == NoteCode::MarkedHeader).count();
        let marked = 1 + usize::from(first != "2022");
        assert_eq!(note(&table), marked, "{first} {last}");
        let mut unfolding = Unfolding::new(table, Options::default()).expect("years become rows");
        let tidy = loop {
            if let Some(table) = unfolding.step(3) {
                break table.expect("a table");
            }
        };
        let years: Vec<String> = (0..4).map(|row| tidy.raw(row, 1)).collect();
        assert_eq!(years, ["2022", "2023", "2022", "2023"]);
        assert_eq!(note(&tidy), marked);
        let value = tidy.fields().last().expect("a column");
        let last_mark = value.evidence.marks.last().expect("the mark of the header");
        assert_eq!((last_mark.code, last_mark.args[0].as_str()), (NoteCode::MarkedHeader, last));
    }
}

#[test]
fn cells_with_marks_do_not_make_a_header() {
    let table = read("Provinsi;2022;2023\nAceh;1.234*;1.300r\nRiau;2.345;2.400\nJambi;2.345*;2.400\n");
    assert_eq!((table.header_records(), table.rows()), (0..1, 3));
    assert_eq!(numbers(&table, "2023"), [1300.0, 2400.0, 2400.0]);
}

#[test]
fn who_chooses_numbers_gets_them_without_marks() {
    let mut table = read("Kota,Ukuran\nBogor,12r\nDepok,13r\nBekasi,besar\n");
    let (at, before) = field(&table, "Ukuran");
    assert_eq!(before.reading, Reading::Text);
    table.reread(at, Reading::Number(crate::base::number::NumberStyle::Plain));
    let values = numbers(&table, "Ukuran");
    assert_eq!((&values[..2], values[2].is_nan()), (&[12.0, 13.0][..], true));
    assert_eq!(marks(&table, "Ukuran"), [("r".to_owned(), 2, false)]);
    table.reread(at, Reading::Text);
    assert_eq!(marks(&table, "Ukuran"), []);
    assert!(!table.notes().iter().any(|note| note.code == NoteCode::MarkedFigures));
}

#[test]
fn the_marks_of_a_long_file_are_counted_in_all_of_it() {
    // The first guess is made from the beginning, where there is no mark.
    let rows: Vec<String> = (0..20_000)
        .map(|row| {
            let mark = if row >= 19_000 { "*" } else { "" };
            format!("{row};{}.{:03},5{mark}\n", row % 9 + 1, row % 1000)
        })
        .collect();
    let text = format!("No;Nilai\n{}", rows.concat());
    let table = read(&text);
    assert_eq!(marks(&table, "Nilai"), [("*".to_owned(), 1000, false)]);
    assert!(numbers(&table, "Nilai").iter().all(|value| value.is_finite()));
}
