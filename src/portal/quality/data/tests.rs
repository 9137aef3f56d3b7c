//! The rules on tables as the reader describes them.

use super::*;
use crate::base::date::parse_iso;
use crate::base::lang::Lang;
use crate::base::note::Note;
use crate::base::number::NumberStyle;
use crate::table::{Evidence, RoleVerdict};

const NUMBER: Reading = Reading::Number(NumberStyle::Id);

fn field(name: &str, reading: Reading, role: Role, filled: u64, missing: u64, fitting: u64) -> Field {
    let verdict = RoleVerdict::new(role, Note::once(NoteCode::RoleHeader, []));
    let evidence = Evidence { filled, missing, fitting, role: Some(verdict), ..Evidence::default() };
    Field { name: name.to_owned(), reading, whole: false, evidence }
}

fn note(code: NoteCode, count: u64, args: &[&str]) -> Note {
    Note { code, count, rows: Vec::new(), args: args.iter().map(|arg| (*arg).to_owned()).collect() }
}

/// A table without a fault.
fn clean() -> TableInfo {
    TableInfo {
        fields: vec![
            field("kode_kabupaten", Reading::Code, Role::CodeRegionBps, 100, 0, 100),
            field("nama_kabupaten", Reading::Text, Role::NameKabkota, 100, 0, 100),
            field("tahun", NUMBER, Role::Year, 100, 0, 100),
            field("jumlah_penduduk", NUMBER, Role::Integer, 100, 0, 100),
        ],
        rows: 100,
        encoding: "UTF-8".to_owned(),
        delimiter: ",".to_owned(),
        ..TableInfo::empty()
    }
}

fn evidence(info: &TableInfo) -> DataEvidence<'_> {
    DataEvidence {
        info,
        dataset: None,
        resource: None,
        duplicates: Some(0),
        codes: Some((27, 27)),
        latest: parse_iso("2025-12-31"),
        today: parse_iso("2026-11-22").unwrap(),
    }
}

fn of(card: &DataCard, check: DataCheck) -> (Outcome, u16) {
    let item = card.items.iter().find(|item| item.check == check).unwrap();
    (item.outcome, item.won)
}

#[test]
fn weights_add_up_and_every_rule_is_listed_once() {
    assert_eq!(CHECKS.iter().map(|line| line.1).sum::<u16>(), ALL_POINTS);
    let mut checks: Vec<DataCheck> = CHECKS.iter().map(|line| line.0).collect();
    checks.sort();
    checks.dedup();
    assert_eq!(checks.len(), 15);
}

#[test]
fn a_clean_table_wins_what_can_be_assessed() {
    let info = clean();
    let card = assess_data(evidence(&info));
    assert_eq!(card.points, card.achievable, "{:?}", card.repairs());
    // Label and renewal need the dataset.
    assert_eq!(card.achievable, ALL_POINTS - 2 - 7);
    assert_eq!((card.rating(), card.stars, card.repairs().len()), (Rating::Excellent, 3, 0));
    assert_eq!(card.principles().map(|(_, met, of)| (met, of)), [(7, 7), (0, 0), (5, 5), (1, 1)]);
}

#[test]
fn not_assessed_is_not_zero() {
    let info = TableInfo { fields: vec![field("isi", Reading::Text, Role::Text, 5, 0, 5)], rows: 5, ..clean() };
    let unknown = DataEvidence { duplicates: None, codes: None, latest: None, ..evidence(&info) };
    let card = assess_data(unknown);
    for check in [
        DataCheck::Typed,
        DataCheck::Units,
        DataCheck::Codes,
        DataCheck::Dates,
        DataCheck::Numbers,
        DataCheck::Duplicates,
        DataCheck::TrueLabel,
        DataCheck::UpToDate,
    ] {
        assert_eq!(of(&card, check), (Outcome::NotAssessed, 0), "{check:?}");
    }
    assert_eq!(card.points, card.achievable);
    let empty = assess_data(DataEvidence { info: &TableInfo::empty(), ..unknown });
    assert_eq!(of(&empty, DataCheck::Filled), (Outcome::NotAssessed, 0));
}

#[test]
fn every_fault_costs_its_points() {
    let check = |check: DataCheck, won: u16, change: &dyn Fn(&mut TableInfo), sentence: &str| {
        let mut info = clean();
        change(&mut info);
        let card = assess_data(evidence(&info));
        let item = card.items.iter().find(|item| item.check == check).unwrap();
        assert_eq!((item.outcome, item.won), (Outcome::Missed, won), "{check:?}");
        assert_eq!(item.sentence(Lang::En), sentence, "{check:?}");
        assert!(!item.sentence(Lang::Id).contains('{'));
    };
    let noted = |code: NoteCode, count: u64| move |info: &mut TableInfo| info.notes.push(note(code, count, &[]));
    check(
        DataCheck::Filled,
        4,
        &|info| info.fields[3] = field("jumlah_penduduk", NUMBER, Role::Integer, 0, 100, 0),
        "100 of 400 cells are empty.",
    );
    check(
        DataCheck::Typed,
        5,
        &|info| info.fields[3] = field("jumlah_penduduk", NUMBER, Role::Integer, 100, 0, 97),
        "1 of 2 columns of numbers or dates also hold something else: jumlah_penduduk.",
    );
    check(
        DataCheck::Headers,
        6,
        &|info| {
            info.fields[3].name = "kolom_4".to_owned();
            info.notes.push(note(NoteCode::RenamedColumns, 1, &["kolom_4"]));
        },
        "1 of 4 columns have no clear name: kolom_4.",
    );
    check(
        DataCheck::Units,
        0,
        &|info| info.fields[3] = field("produksi", NUMBER, Role::Decimal, 100, 0, 100),
        "1 of 1 columns of amounts name no unit: produksi.",
    );
    check(
        DataCheck::Dates,
        0,
        &|info| info.fields[2].evidence.ambiguous = true,
        "1 of 1 columns of dates or years are not written alike: tahun.",
    );
    check(
        DataCheck::Numbers,
        2,
        &|info| info.fields[3].evidence.ambiguous = true,
        "1 of 2 columns of numbers can be read in two ways: jumlah_penduduk.",
    );
    check(DataCheck::OneTable, 4, &noted(NoteCode::TitleRows, 2), "2 rows above, below or between are not data.");
    check(DataCheck::OneTable, 0, &noted(NoteCode::SecondTable, 9), "9 rows above, below or between are not data.");
    let unit_row = |info: &mut TableInfo| {
        for column in ["tahun", "jumlah_penduduk"] {
            info.notes.push(Note { rows: vec![2], ..note(NoteCode::UnreadCells, 1, &[column]) });
        }
    };
    check(DataCheck::OneTable, 6, &unit_row, "1 row above, below or between is not data.");
    check(DataCheck::Totals, 0, &noted(NoteCode::TotalRows, 3), "3 rows are totals of other rows.");
    check(DataCheck::Records, 3, &noted(NoteCode::ShortRows, 1), "1 row does not fit the columns.");
    check(DataCheck::Encoding, 1, &|info| info.encoding = "windows-1252".to_owned(), "The text is in windows-1252.");
    check(
        DataCheck::MachineReadable,
        0,
        &noted(NoteCode::WebPage, 1),
        "It is a page for reading, from which the table had to be picked out.",
    );
}

#[test]
fn what_was_computed_counts() {
    let info = clean();
    let dataset = Dataset { extras: vec![("Frekuensi".to_owned(), "Tahunan".to_owned())], ..Dataset::default() };
    let resource = Resource { label: "XLSX".to_owned(), format: Format::Excel, ..Resource::default() };
    let card = assess_data(DataEvidence {
        dataset: Some(&dataset),
        resource: Some(&resource),
        duplicates: Some(4),
        codes: Some((24, 27)),
        ..evidence(&info)
    });
    assert_eq!(of(&card, DataCheck::Duplicates), (Outcome::Missed, 4));
    assert_eq!(of(&card, DataCheck::Codes), (Outcome::Missed, 8));
    assert_eq!(of(&card, DataCheck::TrueLabel), (Outcome::Missed, 0));
    assert_eq!(of(&card, DataCheck::UpToDate), (Outcome::Met, 7));
    let old = DataEvidence { dataset: Some(&dataset), latest: parse_iso("2021-12-31"), ..evidence(&info) };
    let card = assess_data(old);
    assert_eq!(of(&card, DataCheck::UpToDate), (Outcome::Missed, 0));
    let item = card.items.iter().find(|item| item.check == DataCheck::UpToDate).unwrap();
    assert!(item.sentence(Lang::En).contains("31 Dec 2021"), "{}", item.sentence(Lang::En));
    // What costs most comes first.
    assert_eq!(card.repairs().first().map(|item| item.check), Some(DataCheck::UpToDate));
    // Regions by name alone.
    let names = TableInfo { fields: vec![field("provinsi", Reading::Text, Role::NameProvince, 9, 0, 9)], ..clean() };
    let card = assess_data(DataEvidence { codes: None, ..evidence(&names) });
    let item = card.items.iter().find(|item| item.check == DataCheck::Codes).unwrap();
    assert_eq!((item.outcome, item.won), (Outcome::Missed, 0));
    assert_eq!(item.sentence(Lang::En), "Regions are given by name only, without their codes.");
}

#[test]
fn headers_are_clear_or_not() {
    for (name, clear) in [
        ("tahun", true),
        ("2024", true),
        ("%", true),
        ("No", true),
        ("x", false),
        ("12", false),
        ("", false),
        ("jumlah\npenduduk", false),
        (&"sangat panjang ".repeat(9), false),
    ] {
        assert_eq!(is_clear(name), clear, "{name}");
    }
}

#[test]
fn the_form_of_the_bytes_gives_the_stars() {
    let check = |delimiter: &str, encoding: &str, format: Option<Format>, stars: u8| {
        let info = TableInfo { delimiter: delimiter.to_owned(), encoding: encoding.to_owned(), ..clean() };
        let resource = format.map(|format| Resource { format, ..Resource::default() });
        let card = assess_data(DataEvidence { resource: resource.as_ref(), ..evidence(&info) });
        assert_eq!(card.stars, stars, "{delimiter} {encoding} {format:?}");
    };
    check(";", "UTF-8", None, 3);
    check("", "UTF-8", Some(Format::Excel), 3);
    check("", "", Some(Format::Excel), 2);
    check("", "", Some(Format::Json), 3);
    // Called CSV, but a workbook.
    check("", "", Some(Format::Csv), 2);
    check("", "", None, 2);
}
