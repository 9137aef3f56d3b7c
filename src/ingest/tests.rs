//! Whole files through the whole reader.

use proptest::prelude::*;

use super::*;
use crate::base::date::{self, DateStyle};
use crate::base::note::{NoteCode, ProblemCode};
use crate::base::number::NumberStyle;
use crate::table::{Beside, Column, Values, read_number};

fn read(bytes: &[u8]) -> Table {
    read_all(bytes, Options::default()).unwrap()
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/files/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A column's values as text: numbers plain, dates ISO, `None` missing.
fn values(table: &Table, name: &str) -> Vec<Option<String>> {
    match table.column(table.column_index(name).unwrap()) {
        Column::Number(values) => {
            let texts = values.numbers().iter().map(|value| value.is_finite().then(|| value.to_string()));
            texts.collect()
        }
        Column::Date(values) => values.iter().map(|days| (*days != i32::MIN).then(|| date::iso(*days))).collect(),
        Column::Text(values) => (0..table.rows()).map(|row| values.get(row).map(str::to_owned)).collect(),
    }
}

fn check(table: &Table, name: &str, reading: Reading, want: &[&str]) {
    let field = &table.fields()[table.column_index(name).unwrap()];
    assert_eq!(field.reading, reading, "{name}");
    let got: Vec<String> = values(table, name).into_iter().map(Option::unwrap_or_default).collect();
    assert_eq!(got, want, "{name}");
}

fn note(table: &Table, code: NoteCode) -> Option<(u64, Vec<u64>, Vec<String>)> {
    table.notes().iter().find(|note| note.code == code).map(|note| (note.count, note.rows.clone(), note.args.clone()))
}

const ID: Reading = Reading::Number(NumberStyle::Id);
const EN: Reading = Reading::Number(NumberStyle::En);
const PLAIN: Reading = Reading::Number(NumberStyle::Plain);

#[test]
fn a_table_with_everything_around_it() {
    let table = read(&fixture("umkm-kecamatan.csv"));
    assert_eq!((table.delimiter(), table.encoding(), table.rows()), (";", "UTF-8", 5));
    check(&table, "Kode Wilayah", Reading::Code, &["36.74.01", "36.74.02", "36.74.03", "36.74.04", ""]);
    check(&table, "Jumlah UMKM", ID, &["1234", "987", "2051", "1500", "5772"]);
    check(&table, "Omzet (Rp)", ID, &["12500000000", "9750500000", "20100000000", "15000000000", "57350500000"]);
    check(&table, "Pertumbuhan (%)", ID, &["5.25", "-1.5", "12", "", ""]);
    assert_eq!(table.raw(3, 4), "-");
    assert_eq!(table.raw_row(0)[3], "Rp 12.500.000.000");
    assert_eq!(table.source_record(0), 4);
    assert_eq!(table.header_records(), 2..3);
    assert_eq!(
        note(&table, NoteCode::TitleRows),
        Some((2, vec![1, 2], vec!["Jumlah UMKM Menurut Kecamatan di Kota Contoh Tahun 2024".to_owned()]))
    );
    assert_eq!(
        note(&table, NoteCode::FooterRows),
        Some((2, vec![9, 10], vec!["Sumber: Dinas Koperasi dan UMKM · * Angka sementara".to_owned()]))
    );
    assert_eq!(note(&table, NoteCode::TotalRows), Some((1, vec![8], vec![])));
    let jumlah = &table.fields()[2];
    assert!(jumlah.whole && jumlah.evidence.ambiguous);
    assert_eq!(jumlah.evidence.alternatives[0], PLAIN);
    assert_eq!(jumlah.evidence.samples[0].raw, "1.234");
    assert_eq!(jumlah.evidence.samples[0].read.as_deref(), Some("1234"));
    assert!(!table.fields()[4].whole);
    assert_eq!((table.fields()[4].evidence.filled, table.fields()[4].evidence.missing), (3, 2));
}

#[test]
fn quotes_groups_and_line_breaks() {
    let table = read(&fixture("harga-harian.csv"));
    check(
        &table,
        "tanggal",
        Reading::Date(DateStyle::DayFirst),
        &["2024-01-01", "2024-01-02", "2024-02-13", "2024-02-28"],
    );
    check(&table, "harga", EN, &["12500", "12750", "85000", "27900"]);
    check(&table, "stok", PLAIN, &["10.5", "", "2.25", ""]);
    check(
        &table,
        "catatan",
        Reading::Text,
        &["stok aman", "harga naik,\npasokan turun", "", "Pedagang berkata \"mahal\""],
    );
    assert_eq!(table.raw(3, 5), "Pedagang berkata \"mahal\"");
    assert_eq!(note(&table, NoteCode::LineBreaksInCells), Some((1, vec![3], vec![])));
}

#[test]
fn encodings_line_ends_and_missing_headers() {
    let table = read(&fixture("windows-1252.csv"));
    assert_eq!(table.encoding(), "windows-1252");
    check(&table, "nama", Reading::Text, &["Café Senja", "Warung Bu Sri"]);
    assert_eq!(table.raw(0, 1), "“murah” – 5 €");

    let table = read(&fixture("utf-16.csv"));
    assert_eq!((table.encoding(), table.delimiter()), ("UTF-16LE", "\t"));
    check(&table, "nilai", ID, &["1.5", "2.25"]);

    let table = read(&fixture("lone-cr.csv"));
    check(&table, "tahun", Reading::Code, &["2007", "2007", "2008"]);
    check(&table, "persentase", PLAIN, &["20.5", "20.29", "0.37"]);

    let table = read(&fixture("no-header.tsv"));
    assert_eq!(table.rows(), 24);
    assert_eq!(table.fields()[0].reading, Reading::Code);
    assert_eq!(table.fields()[0].name, "Kolom 1");
    assert!(note(&table, NoteCode::RenamedColumns).is_some());

    let table = read(&fixture("three-header-rows.csv"));
    check(&table, "Angka Partisipasi Kasar / SD / 2025", PLAIN, &["108.27", "107.92", "107.38", "105.1"]);
    assert_eq!(note(&table, NoteCode::TotalRows).map(|note| note.1), Some(vec![8]));
}

#[test]
fn broken_rows_are_kept_and_counted() {
    let table = read(&fixture("broken.csv"));
    assert_eq!(table.rows(), 5);
    check(&table, "id", Reading::Code, &["1", "2", "3", "4", "5"]);
    check(&table, "nama", Reading::Text, &["\"Bogor", "Depok", "Bekasi", "Bandung", "Garut"]);
    assert_eq!(note(&table, NoteCode::UnclosedQuote), Some((1, vec![2], vec![])));
    assert_eq!(note(&table, NoteCode::ShortRows), Some((1, vec![4], vec![])));
    assert_eq!(note(&table, NoteCode::LongRows), Some((1, vec![5], vec![])));
    check(&table, "Kolom 4", Reading::Text, &["", "", "", "lebih", ""]);
    // Three of four are numbers: not enough for a column of numbers.
    check(&table, "nilai", Reading::Text, &["5", "6", "", "8", "tidak ada"]);
    assert!(table.fields()[2].evidence.alternatives.contains(&PLAIN));
}

#[test]
fn what_is_no_table_is_named() {
    let problem = |bytes: &[u8]| {
        let problem = read_all(bytes, Options::default()).unwrap_err();
        (problem.code, problem.args)
    };
    assert_eq!(problem(&fixture("login.csv")), (ProblemCode::HtmlInsteadOfData, vec![]));
    assert_eq!(problem(&fixture("empty.csv")), (ProblemCode::EmptyFile, vec![]));
    assert_eq!(problem(b" \r\n \n"), (ProblemCode::EmptyFile, vec![]));
    assert_eq!(problem(b";;;\n;;;\n"), (ProblemCode::EmptyFile, vec![]));
    assert_eq!(problem(&fixture("header-only.csv")), (ProblemCode::NoRows, vec![]));
    assert_eq!(problem(b"PK\x03\x04 xl/workbook.xml"), (ProblemCode::UnsupportedFormat, vec!["XLSX".to_owned()]));
    assert_eq!(problem(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3]).0, ProblemCode::NotText);
    let wide = format!("{}\n{}\n", vec!["a"; 3000].join(","), vec!["1"; 3000].join(","));
    assert_eq!(problem(wide.as_bytes()), (ProblemCode::TooLarge, vec!["2000".to_owned()]));
    assert_eq!(problem(&vec![b'a'; 20 << 20]), (ProblemCode::TooLarge, vec!["8 MB".to_owned()]));
}

#[test]
fn hostile_shapes_take_no_time() {
    // Two thousand columns of one name.
    let text = format!("{}\n{}\n", vec!["a"; 2000].join(","), vec!["x"; 2000].join(","));
    let table = read(text.as_bytes());
    assert_eq!(table.fields()[1999].name, "a (2000)");
    // A million records of one comma each, and one record of ten million.
    let text = format!("a,b\n1,2\n{}", ",\n".repeat(1_000_000));
    assert_eq!(read(text.as_bytes()).rows(), 1);
    let text = format!("a,b\n1,2\n{}\n", ",".repeat(5_000_000));
    let table = read(text.as_bytes());
    assert_eq!((table.rows(), table.fields().len()), (1, 2));
    // Quotes that open and never close.
    let text = format!("a,b\n{}", "\"x,1\n\"\"y,\"\"\n".repeat(50_000));
    assert!(read_all(text.as_bytes(), Options::default()).is_ok());
}

/// A file whose first part misleads.
fn misleading(first: &str, rest: &str) -> Vec<u8> {
    let mut text = String::from("nama,isi\n");
    for row in 0..20_000 {
        text.extend([format!("Desa {},\"{}\"\n", row % 700, if row < 10_000 { first } else { rest })]);
    }
    text.into_bytes()
}

#[test]
fn a_column_is_decided_by_all_of_its_cells() {
    for (first, rest, reading, early, late) in [
        ("12", "dua belas", Reading::Text, "12", "dua belas"),
        ("12.508", "1.234.567", ID, "12508", "1234567"),
        ("12.508", "1.5", PLAIN, "12.508", "1.5"),
        ("", "Rp 7.500,5", ID, "", "7500.5"),
        ("01/02/2024", "02/13/2024", Reading::Date(DateStyle::MonthFirst), "2024-01-02", "2024-02-13"),
        ("01/02/2024", "13/02/2024", Reading::Date(DateStyle::DayFirst), "2024-02-01", "2024-02-13"),
        ("5", "007", Reading::Code, "5", "007"),
    ] {
        let table = read(&misleading(first, rest));
        assert_eq!(table.fields()[1].reading, reading, "{first} then {rest}");
        let got = values(&table, "isi");
        assert_eq!((got[0].as_deref().unwrap_or(""), got[19_999].as_deref().unwrap_or("")), (early, late));
        assert_eq!(table.raw(0, 1), first);
        assert_eq!(table.raw(19_999, 1), rest);
        assert_eq!(table.fields()[1].evidence.filled, if first.is_empty() { 10_000 } else { 20_000 });
        let Column::Text(names) = table.column(0) else { panic!("names are text") };
        assert_eq!(names.distinct_hint(), Some(700));
        assert_eq!(names.code(5), names.code(705));
    }
}

#[test]
fn cells_that_do_not_fit_are_noted() {
    let mut text = String::from("isi,lain\n");
    for row in 0..100 {
        text.push_str(if row == 40 { "lima,x\n" } else { "5,x\n" });
    }
    let table = read(text.as_bytes());
    assert_eq!(table.fields()[0].reading, PLAIN);
    assert_eq!(note(&table, NoteCode::UnreadCells), Some((1, vec![42], vec!["isi".to_owned()])));
    assert_eq!(table.fields()[0].evidence.fitting, 99);
    assert!(table.fields()[0].evidence.samples.iter().any(|sample| sample.raw == "lima" && sample.read.is_none()));
}

#[test]
fn a_reading_can_be_chosen_and_changed() {
    let text = b"nilai,kode\n12.508,32.0\n9.000,33.0\n";
    let options = Options { readings: vec![("nilai".to_owned(), PLAIN)], ..Options::default() };
    let mut table = read_all(text, options).unwrap();
    check(&table, "nilai", PLAIN, &["12.508", "9"]);
    assert_eq!(table.fields()[0].evidence.alternatives[0], ID);
    assert!(note(&table, NoteCode::AmbiguousNumbers).is_none());
    check(&table, "kode", Reading::Code, &["32", "33"]);
    assert_eq!(table.raw(0, 1), "32.0");

    table.reread(0, ID);
    check(&table, "nilai", ID, &["12508", "9000"]);
    assert_eq!(table.fields()[0].evidence.alternatives[0], PLAIN);
    table.reread(0, Reading::Date(DateStyle::Iso));
    check(&table, "nilai", Reading::Date(DateStyle::Iso), &["", ""]);
    assert_eq!(note(&table, NoteCode::UnreadCells).map(|note| note.0), Some(2));
    table.reread(0, Reading::Text);
    check(&table, "nilai", Reading::Text, &["12.508", "9.000"]);
    assert!(note(&table, NoteCode::UnreadCells).is_none());
    table.reread(1, Reading::Text);
    check(&table, "kode", Reading::Text, &["32.0", "33.0"]);
    table.reread(9, ID);
}

#[test]
fn cells_that_short_records_leave_out_are_missing() {
    let text = "k,a,b,c\nx,1,p,2024-01-01\ny\nz,2\nx,3,q,2024-01-02\ny,4,r\nz\nx,5,s,2024-01-03\n";
    let table = read_all(text.as_bytes(), Options::default()).unwrap();
    check(&table, "k", Reading::Text, &["x", "y", "z", "x", "y", "z", "x"]);
    check(&table, "a", PLAIN, &["1", "", "2", "3", "4", "", "5"]);
    check(&table, "b", Reading::Text, &["p", "", "", "q", "r", "", "s"]);
    check(&table, "c", Reading::Date(DateStyle::Iso), &["2024-01-01", "", "", "2024-01-02", "", "", "2024-01-03"]);
    assert_eq!(note(&table, NoteCode::ShortRows), Some((4, vec![3, 4, 6, 7], vec![])));
    check_consistency(&table);
    // Records of a format that names its columns are not short.
    let text = r#"[{"a":1,"b":"p","c":"q"},{"a":2},{},{"b":"r"},{"a":3,"c":"s"}]"#;
    let table = read_file(text.as_bytes(), Options::default()).unwrap().table;
    check(&table, "a", PLAIN, &["1", "2", "", "", "3"]);
    check(&table, "b", Reading::Text, &["p", "", "", "r", ""]);
    check(&table, "c", Reading::Text, &["q", "", "", "", "s"]);
    check_consistency(&table);
    assert_eq!(note(&table, NoteCode::ShortRows), None);
    assert_eq!(table.raw_row(2), ["", "", ""]);
}

#[test]
fn short_and_long_records_do_not_make_cells_without_end() {
    let wide = vec!["k"; 2_000].join(",");
    let (short, header) = ("x\n".repeat(60_000), format!("{wide}\n{wide}\n"));
    // Records shorter than the header, each of which asks for two thousand cells.
    let table = read_all(format!("{header}{short}").as_bytes(), Options::default()).unwrap();
    assert!((3_100..3_200).contains(&table.rows()), "{} rows", table.rows());
    assert!(note(&table, NoteCode::TooManyCells).is_some());
    // One that is longer than all before it.
    let table = read_all(format!("a\n{short}{wide}\nx\n").as_bytes(), Options::default()).unwrap();
    assert_eq!((table.rows(), table.fields().len()), (60_000, 1));
    assert!(note(&table, NoteCode::TooManyCells).is_some());
    // Objects without members, and one of many.
    let members: Vec<String> = (0..2_000).map(|at| format!("\"k{at}\":1")).collect();
    let text = format!("[{{{}}}{}]", members.join(","), ",{}".repeat(60_000));
    let table = read_file(text.as_bytes(), Options::default()).unwrap().table;
    assert!((1_600..1_700).contains(&table.rows()), "{} rows", table.rows());
    assert!(note(&table, NoteCode::TooManyCells).is_some());
}

#[test]
fn sparse_records_are_read_whole() {
    let member = |row: usize, at: usize| format!("\"k{}\":\"n{}\"", (row * 7 + at * 241) % 1_200, row % 50);
    let record = |row: usize| format!("{{{}}}", (0..5).map(|at| member(row, at)).collect::<Vec<_>>().join(","));
    let text = format!("[{}]", (0..3_000).map(record).collect::<Vec<_>>().join(","));
    let table = read_file(text.as_bytes(), Options::default()).unwrap().table;
    assert_eq!((table.rows(), table.fields().len()), (3_000, 1_200));
    assert_eq!(note(&table, NoteCode::TooManyCells), None);
}

#[test]
fn limits_stop_reading_with_a_note() {
    let text = format!("a,b\n{}", "1,2\n".repeat(5000));
    let table = read_all(text.as_bytes(), Options { max_rows: 100, ..Options::default() }).unwrap();
    assert_eq!(table.rows(), 100);
    assert_eq!(note(&table, NoteCode::Truncated), Some((1, vec![], vec!["100".to_owned()])));
    let table = read_all(text.as_bytes(), Options { max_rows: 5000, ..Options::default() }).unwrap();
    assert_eq!((table.rows(), note(&table, NoteCode::Truncated)), (5000, None));
    // A number that the limit cuts in two is not read.
    let text = "a,b\n1,222\n3,444\n5,666\n";
    let table = read_all(text.as_bytes(), Options { max_bytes: 18, ..Options::default() }).unwrap();
    check(&table, "b", PLAIN, &["222", "444"]);
    assert!(note(&table, NoteCode::Truncated).is_some());
}

#[test]
fn the_first_rows_are_there_early() {
    let mut reader = Reader::new(Options::default());
    let text = format!("nama;nilai\n{}", "Bogor;12.500\n".repeat(100_000));
    reader.feed(&text.as_bytes()[..1 << 15]).unwrap();
    assert!(reader.preview(10).is_none());
    reader.feed(&text.as_bytes()[1 << 15..1 << 17]).unwrap();
    let preview = reader.preview(10).unwrap();
    assert_eq!((preview.rows(), preview.columns[1].name.as_str()), (10, "nilai"));
    let Values::Text(cells) = &preview.columns[1].values else { panic!("a preview is text") };
    assert_eq!(cells[0].as_deref(), Some("12.500"));
    assert!(reader.rows_so_far() > 9_000);
}

#[test]
fn finishing_goes_on_in_slices() {
    let bytes = misleading("12", "dua belas");
    let mut reader = Reader::new(Options::default());
    reader.feed(&bytes).unwrap();
    let mut finishing = reader.finish();
    let mut steps = 1;
    let table = loop {
        match finishing.step(1000) {
            None => steps += 1,
            Some(result) => break result.unwrap(),
        }
    };
    assert!(steps > 30, "{steps}");
    assert_eq!(table.fields(), read(&bytes).fields());
    assert_eq!(values(&table, "isi"), values(&read(&bytes), "isi"));
    assert_eq!(finishing.step(1000).unwrap().unwrap_err().code, ProblemCode::TableGone);
}

#[test]
fn records_from_a_portal() {
    let field = |name: &str, kind: &str| (name.to_owned(), kind.to_owned());
    let mut builder = RecordBuilder::new(&[
        field("_id", "int"),
        field("kode_kab", "text"),
        field("jumlah", "text"),
        field("nilai", "numeric"),
        field("waktu", "timestamp"),
        field("catatan", "text"),
    ]);
    let record =
        |values: [Option<&str>; 6]| values.into_iter().map(|value| value.map(str::to_owned)).collect::<Vec<_>>();
    builder.push([
        record([
            Some("1"),
            Some("3201"),
            Some("12307610"),
            Some("12.508"),
            Some("2024-01-02T00:00:00"),
            Some("a, \"b\"\nc"),
        ]),
        record([Some("2"), Some("3202"), Some("5"), Some("NaN"), None, None]),
    ]);
    builder.push([record([None; 6])]);
    assert_eq!(builder.rows(), 3);
    let table = builder.table(vec![]).unwrap();
    assert_eq!((table.rows(), table.delimiter()), (3, ""));
    check(&table, "_id", Reading::Code, &["1", "2", ""]);
    check(&table, "kode_kab", Reading::Code, &["3201", "3202", ""]);
    check(&table, "jumlah", PLAIN, &["12307610", "5", ""]);
    check(&table, "nilai", PLAIN, &["12.508", "", ""]);
    check(&table, "waktu", Reading::Date(DateStyle::Iso), &["2024-01-02", "", ""]);
    check(&table, "catatan", Reading::Text, &["a, \"b\"\nc", "", ""]);
    assert!(!table.fields()[3].evidence.ambiguous);
    assert_eq!(RecordBuilder::new(&[field("a", "int")]).table(vec![]).unwrap_err().code, ProblemCode::NoRows);
}

#[test]
fn memory_is_a_small_multiple_of_the_file() {
    let mut text = String::from("tanggal,kode,nama,harga,catatan\n");
    for row in 0..200_000_u32 {
        text.extend([format!(
            "2024-01-{:02},{},Pasar {},{},c{}\n",
            row % 28 + 1,
            1100 + row % 500,
            row % 900,
            row % 70_000,
            row % 97
        )]);
    }
    let table = read(text.as_bytes());
    assert!(table.heap_bytes() > text.len());
    assert!(table.heap_bytes() < text.len() * 2, "{} of {}", table.heap_bytes(), text.len());
}

/// The fields, raw cells, typed values and notes of a table as one comparable text.
fn everything(result: &Result<Table, Problem>) -> String {
    match result {
        Err(problem) => format!("{problem:?}"),
        Ok(table) => {
            let raw: Vec<_> = (0..table.rows()).map(|row| (table.source_record(row), table.raw_row(row))).collect();
            let typed: Vec<_> = table.fields().iter().map(|field| values(table, &field.name)).collect();
            format!("{:?}\n{raw:?}\n{typed:?}\n{:?}", table.fields(), table.notes())
        }
    }
}

fn read_in_pieces(bytes: &[u8], piece: usize, budget: usize) -> Result<Table, Problem> {
    let mut reader = Reader::new(Options::default());
    for piece in bytes.chunks(piece) {
        reader.feed(piece)?;
    }
    let mut finishing = reader.finish();
    loop {
        if let Some(result) = finishing.step(budget) {
            return result;
        }
    }
}

/// Every typed value must be what its raw cell says, whatever way the table came about.
pub(super) fn check_consistency(table: &Table) {
    for (index, field) in table.fields().iter().enumerate() {
        let mut again = Vec::new();
        for row in 0..table.rows() {
            let raw = table.raw(row, index);
            assert_eq!(raw, table.raw_row(row)[index]);
            again.push(match field.reading {
                Reading::Number(style) => {
                    let sizes = field.evidence.notation.iter().any(|note| note.code == NoteCode::SizeWords);
                    let beside = Beside { marks: !field.evidence.marks.is_empty(), sizes };
                    read_number(&raw, style, beside).map(|value| value.to_string())
                }
                Reading::Date(style) => date::parse(&raw, style).map(date::iso),
                Reading::Text | Reading::Code => continue,
            });
        }
        if !again.is_empty() {
            assert_eq!(values(table, &field.name), again, "{}", field.name);
        }
        assert_eq!(field.evidence.filled + field.evidence.missing, table.rows() as u64, "{}", field.name);
        assert!(field.evidence.fitting <= field.evidence.filled);
        assert!(field.evidence.samples.len() <= 3);
    }
}

/// Bytes that mean something to some part of the reader.
pub(super) const INTERESTING: &[u8] = b"\0\t\n\r \",.;|-0159eERp%()*rx\x80\xC3\xE2\xFF\xFE<{";

/// A small deterministic generator (`SplitMix64`), so that a failure can be repeated.
pub(super) struct Seeded(pub(super) u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}

#[test]
fn no_mutation_of_a_file_breaks_the_reader() {
    let names = [
        "umkm-kecamatan.csv",
        "harga-harian.csv",
        "windows-1252.csv",
        "utf-16.csv",
        "lone-cr.csv",
        "no-header.tsv",
        "three-header-rows.csv",
        "broken.csv",
        "login.csv",
        "notations.csv",
        "wrapped-lines.csv",
    ];
    let mut random = Seeded(20_241_231);
    for name in names {
        let original = fixture(name);
        for _ in 0..150 {
            let mut bytes = original.clone();
            for _ in 0..=random.below(12) {
                let at = random.below(bytes.len().max(1));
                match random.below(5) {
                    0 if at < bytes.len() => bytes[at] = random.next() as u8,
                    1 if at < bytes.len() => {
                        bytes[at] = INTERESTING[random.below(INTERESTING.len())];
                    }
                    2 => bytes.insert(at, INTERESTING[random.below(INTERESTING.len())]),
                    3 => bytes.truncate(at + 1),
                    _ => {
                        let end = (at + random.below(40)).min(bytes.len());
                        let part = bytes[at.min(end)..end].to_vec();
                        bytes.splice(at..at, part);
                    }
                }
            }
            let whole = read_all(&bytes, Options::default());
            if let Ok(table) = &whole {
                check_consistency(table);
            }
            let piece = random.below(50) + 1;
            let pieces = read_in_pieces(&bytes, piece, random.below(200) + 1);
            assert_eq!(
                everything(&pieces),
                everything(&whole),
                "{name} in pieces of {piece}: {:?}",
                String::from_utf8_lossy(&bytes)
            );
        }
    }
}

proptest! {
    #[test]
    fn every_cell_of_any_table_comes_back(
        rows in proptest::collection::vec(proptest::collection::vec("[a-z0-9.,;\"\n éRp-]{0,8}", 3), 2..30),
        piece in 1_usize..200,
    ) {
        let mut text = String::from("kolom_a,kolom_b,kolom_c\n");
        for row in &rows {
            let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text.push_str(&cells.join(","));
            text.push('\n');
        }
        let mut options = Options { delimiter: Some(b','), ..Options::default() };
        options.encoding = Some(Encoding::Utf8);
        let mut reader = Reader::new(options);
        for piece in text.as_bytes().chunks(piece) {
            reader.feed(piece).unwrap();
        }
        let Ok(table) = reader.finish().run() else { return Ok(()) };
        check_consistency(&table);
        // Rows may have been set aside above or below, but what is there is what was written.
        for row in 0..table.rows() {
            let record = table.source_record(row) as usize;
            prop_assert!(record >= 1);
            if record >= 2 {
                prop_assert_eq!(&table.raw_row(row)[..3], &rows[record - 2][..]);
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), piece in 1_usize..60) {
        let whole = read_all(&bytes, Options::default());
        prop_assert_eq!(everything(&read_in_pieces(&bytes, piece, 50)), everything(&whole));
    }

    #[test]
    fn no_table_like_text_panics(text in "([a-zé0-9.,;\t|\"-]{0,6}[,;\n\r]){0,80}", piece in 1_usize..60) {
        let whole = read_all(text.as_bytes(), Options::default());
        if let Ok(table) = &whole {
            check_consistency(table);
        }
        prop_assert_eq!(everything(&read_in_pieces(text.as_bytes(), piece, 50)), everything(&whole));
    }
}
