//! Numbers in other notations, yes and no, and what only looks like them.
//!
//! Every text is a small look-alike of what public bodies put out.

use crate::base::lang::Lang;
use crate::base::note::NoteCode;
use crate::base::number::NumberStyle;
use crate::base::size::Size;
use crate::base::stretch::TimeUnit;
use crate::i18n::notes::sentence;
use crate::table::{Column, Field, Oddity, Reading, Role, Table};

use super::{Options, read_all};

const ID: Reading = Reading::Number(NumberStyle::Id);
const DEGREES: Reading = Reading::Number(NumberStyle::Degrees);

const fn stretch(unit: TimeUnit) -> Reading {
    Reading::Number(NumberStyle::Stretch(unit))
}

/// A table of a column between two others; its cells may hold anything but a quote.
fn read(name: &str, cells: &[&str]) -> Table {
    let mut text = format!("Kota;{name};Catatan\n");
    for (at, cell) in cells.iter().enumerate() {
        let line =
            format!("Kota {};\"{}\";catatan {}\n", ["A", "B", "C", "D"][at % 4], cell.replace('"', "\"\""), at * 7);
        text.push_str(&line);
    }
    read_all(text.as_bytes(), Options::default()).expect("the text is a table")
}

fn field<'a>(table: &'a Table, name: &str) -> &'a Field {
    &table.fields()[table.column_index(name).unwrap_or_else(|| panic!("a column {name}"))]
}

/// The numbers of a column to six places; a missing one is "".
fn numbers(table: &Table, name: &str) -> Vec<String> {
    let Column::Number(values) = table.column(table.column_index(name).expect("a column")) else {
        panic!("{name} holds numbers")
    };
    let text = |value: f64| if value.is_finite() { format!("{}", (value * 1e6).round() / 1e6) } else { String::new() };
    values.numbers().iter().map(text).collect()
}

fn check(name: &str, cells: &[&str], reading: Reading, role: Role, want: &[&str]) -> Table {
    let table = read(name, cells);
    let found = field(&table, name);
    assert_eq!((found.reading, found.role()), (reading, role), "{name} {cells:?}");
    if matches!(reading, Reading::Number(_)) {
        assert_eq!(numbers(&table, name), want, "{name} {cells:?}");
    }
    for (row, cell) in cells.iter().enumerate() {
        assert_eq!(table.raw(row, table.column_index(name).expect("a column")), *cell, "the text is kept");
    }
    table
}

fn codes(field: &Field) -> Vec<NoteCode> {
    field.evidence.notation.iter().map(|note| note.code).collect()
}

#[test]
fn stretches_of_time() {
    let cells = ["2 jam 30 menit", "45 menit", "1 jam", "1 jam 15 menit"];
    let table = check("Waktu", &cells, stretch(TimeUnit::Hour), Role::Duration, &["2.5", "0.75", "1", "1.25"]);
    let found = field(&table, "Waktu");
    assert_eq!((found.evidence.filled, found.evidence.fitting), (4, 4));
    assert!(found.evidence.alternatives.contains(&stretch(TimeUnit::Minute)));
    assert!(
        found
            .evidence
            .samples
            .iter()
            .any(|sample| sample.raw == "2 jam 30 menit" && sample.read.as_deref() == Some("2.5"))
    );
    assert_eq!(
        sentence(&found.evidence.notation[0], Lang::Id),
        "4 sel berisi lama waktu dan dibaca menjadi angka dalam jam."
    );
    // The header chooses the unit, and what most cells name does without one.
    check("Durasi (menit)", &cells, stretch(TimeUnit::Minute), Role::Duration, &["150", "45", "60", "75"]);
    check(
        "Lama rawat",
        &["3 hari", "12 hari", "1 hari 12 jam"],
        stretch(TimeUnit::Day),
        Role::Duration,
        &["3", "12", "1.5"],
    );
    check("isi", &["PT2H30M", "PT45M", "-"], stretch(TimeUnit::Minute), Role::Duration, &["150", "45", ""]);
    check(
        "Masa kerja",
        &["2 tahun 6 bulan", "1 tahun", "8 bulan"],
        stretch(TimeUnit::Year),
        Role::Duration,
        &["2.5", "1", "0.666667"],
    );
    check(
        "Durasi (menit)",
        &["90", "45", "120"],
        Reading::Number(NumberStyle::Plain),
        Role::Duration,
        &["90", "45", "120"],
    );
}

#[test]
fn clocks_are_stretches_where_something_says_so() {
    let cells = ["01:45:00", "02:30:00", "00:15:00"];
    let table = check("Durasi", &cells, stretch(TimeUnit::Hour), Role::Duration, &["1.75", "2.5", "0.25"]);
    assert_eq!(codes(field(&table, "Durasi")), [NoteCode::StretchCells, NoteCode::ClockCells]);
    // No day has so late a time.
    check("isi", &["25:00", "02:30", "00:15"], stretch(TimeUnit::Hour), Role::Duration, &["25", "2.5", "0.25"]);
    // A time of the day stays what it is, and the other way is one tap away.
    let table = read("Jam buka", &cells);
    let found = field(&table, "Jam buka");
    assert_eq!(found.reading, Reading::Text);
    assert!(found.evidence.alternatives.contains(&stretch(TimeUnit::Hour)));
    let mut table = read("Jam buka", &cells);
    table.reread(1, stretch(TimeUnit::Minute));
    assert_eq!(numbers(&table, "Jam buka"), ["105", "150", "15"]);
    assert_eq!(field(&table, "Jam buka").role(), Role::Duration);
}

#[test]
fn words_of_size_make_full_numbers() {
    let cells = ["Rp 1,5 juta", "Rp 2,3 miliar", "Rp 15 ribu", "Rp 1,2 T"];
    let want = ["1500000", "2300000000", "15000", "1200000000000"];
    let table = check("Anggaran", &cells, ID, Role::Currency, &want);
    let found = field(&table, "Anggaran");
    assert!(!found.evidence.ambiguous && found.whole);
    assert_eq!((found.evidence.filled, found.evidence.fitting), (4, 4));
    let said: Vec<String> = found.evidence.notation.iter().map(|note| sentence(note, Lang::Id)).collect();
    assert_eq!(said[1], "1 sel memakai “juta”, dibaca sebagai angka penuh: 1 juta = 1.000.000.");
    assert_eq!(said.len(), 4);
    let english = sentence(&found.evidence.notation[1], Lang::En);
    assert_eq!(english, "1 cell uses “juta” and is read as the full number: 1 juta = 1,000,000.");
    check(
        "Nilai",
        &["1.250 juta", "2.500 juta", "750 juta"],
        ID,
        Role::Integer,
        &["1250000000", "2500000000", "750000000"],
    );
}

#[test]
fn figures_without_a_word_are_told_and_asked_about() {
    let cells = ["1,5 juta", "2 juta", "3,25 juta", "750"];
    let table = check("Nilai", &cells, ID, Role::Integer, &["1500000", "2000000", "3250000", "750"]);
    let found = field(&table, "Nilai");
    assert!(found.evidence.ambiguous);
    let other = Reading::Number(NumberStyle::IdIn(Size::Million));
    assert_eq!(found.evidence.alternatives.first(), Some(&other));
    let note = table.notes().iter().find(|note| note.code == NoteCode::SizeMissing).expect("it is told");
    assert_eq!(
        sentence(note, Lang::Id),
        "1 sel di kolom Nilai tidak memakai kata seperti “juta”, padahal sel lain memakainya. Angkanya dibaca apa adanya. Periksa contohnya dan ubah bila keliru."
    );
    assert_eq!(Oddity::of_note(note.code), Some(Oddity::NoSize));
    let rows: Vec<usize> = (0..4).filter(|row| table.is_odd(1, Oddity::NoSize)(*row)).collect();
    assert_eq!(rows, [3]);

    let mut table = table;
    table.reread(1, other);
    assert_eq!(numbers(&table, "Nilai"), ["1500000", "2000000", "3250000", "750000000"]);
    let note = table.notes().iter().find(|note| note.code == NoteCode::SizeMissing).expect("it is still told");
    assert!(sentence(note, Lang::En).contains("counted in millions"), "{}", sentence(note, Lang::En));
    table.reread(1, ID);
    assert_eq!(numbers(&table, "Nilai"), ["1500000", "2000000", "3250000", "750"]);

    // So large a number is the amount itself: told, but no question.
    let table =
        check("Nilai", &["1,5 juta", "2 juta", "3.000.000"], ID, Role::Integer, &["1500000", "2000000", "3000000"]);
    assert!(!field(&table, "Nilai").evidence.ambiguous);
    assert!(table.notes().iter().any(|note| note.code == NoteCode::SizeMissing));
}

#[test]
fn letters_are_sizes_only_where_something_says_so() {
    check("Pagu", &["Rp 5 M", "Rp 2,5 M"], ID, Role::Currency, &["5000000000", "2500000000"]);
    let table = check("Anggaran", &["5 M", "2,5 M"], ID, Role::Currency, &["5000000000", "2500000000"]);
    assert!(field(&table, "Anggaran").evidence.ambiguous);
    for cells in [["5 M", "12 M"], ["5 T", "12 T"], ["500 ribu - 1 juta", "1 juta - 2 juta"], ["RT 5", "RT 6"]] {
        let table = read("Ukuran", &cells);
        assert_eq!(field(&table, "Ukuran").reading, Reading::Text, "{cells:?}");
    }
}

#[test]
fn degrees_become_decimal_degrees() {
    let cells = ["6°12'30\" LS", "7°15'00\" LS", "-6,2088", "3°30' LU"];
    let table = check("Posisi", &cells, DEGREES, Role::Latitude, &["-6.208333", "-7.25", "-6.2088", "3.5"]);
    assert_eq!(codes(field(&table, "Posisi")), [NoteCode::DegreeCells]);
    check("Bujur", &["106 49 00 BT", "107 37 30 BT"], DEGREES, Role::Longitude, &["106.816667", "107.625"]);
    check("Lintang", &["-6 12 30", "-7 15 00"], DEGREES, Role::Latitude, &["-6.208333", "-7.25"]);
    check("Bujur", &["106,8456", "107,62"], ID, Role::Longitude, &["106.8456", "107.62"]);
    // Without a letter and a header nobody knows what three numbers are.
    assert_eq!(field(&read("isi", &["6 12 30", "7 15 00"]), "isi").reading, Reading::Text);
    assert_eq!(field(&read("Suhu", &["25 °C", "26 °C"]), "Suhu").reading, Reading::Text);
    // Directions of both kinds in one column are no axis.
    let table = read("Arah", &["6°12'30\" LS", "106°49'00\" BT"]);
    assert!(!matches!(field(&table, "Arah").role(), Role::Latitude | Role::Longitude));
}

#[test]
fn yes_and_no() {
    for cells in [
        ["Ya", "Tidak", "ya", "TIDAK"],
        ["yes", "no", "no", "-"],
        ["TRUE", "FALSE", "TRUE", "TRUE"],
        ["benar", "salah", "benar", "benar"],
        ["Ada", "Tidak ada", "Ada", "Ada"],
        ["v", "x", "v", "v"],
        ["✓", "-", "✓", ""],
        ["Y", "T", "T", "Y"],
        ["Aktif", "Nonaktif", "Aktif", "Tidak Aktif"],
        ["Sudah", "Belum", "Belum", "Sudah"],
    ] {
        let table = check("isi", &cells, Reading::Text, Role::Boolean, &[]);
        let verdict = field(&table, "isi").evidence.role.clone().expect("a role");
        assert_eq!(verdict.others, [Role::Category]);
    }
    for cells in
        [["Ya", "Ya", "Ya", "Ya"], ["A", "B", "A", "B"], ["Ya", "Mungkin", "Tidak", "Ya"], ["v", "v", "-", "v"]]
    {
        assert_ne!(field(&read("isi", &cells), "isi").role(), Role::Boolean, "{cells:?}");
    }
    let plain = Reading::Number(NumberStyle::Plain);
    check("is_active", &["1", "0", "1", "1"], plain, Role::Boolean, &["1", "0", "1", "1"]);
    check("Terdaftar", &["1", "0", "1", "1"], plain, Role::Boolean, &["1", "0", "1", "1"]);
    let table = check("isi", &["1", "0", "1", "1"], plain, Role::Integer, &["1", "0", "1", "1"]);
    let verdict = field(&table, "isi").evidence.role.clone().expect("a role");
    assert!(verdict.others.contains(&Role::Boolean), "one tap away: {verdict:?}");
    check("Jumlah aktif", &["1", "0", "1", "1"], plain, Role::Integer, &["1", "0", "1", "1"]);
}

#[test]
fn dates_that_a_spreadsheet_made_of_numbers_are_told() {
    let told = |cells: &[&str]| {
        let table = read("TN", cells);
        table.notes().iter().find(|note| note.code == NoteCode::DatesAmongNumbers).cloned()
    };
    let note = told(&["2025-06-19", "20.4", "2025-08-18", "21", "19.5"]).expect("it is told");
    assert_eq!((note.count, note.rows.as_slice()), (2, &[2][..]));
    assert!(
        sentence(&note, Lang::Id).starts_with("2 sel di kolom TN berisi tanggal di antara angka, misalnya 2025-06-19.")
    );
    for cells in [["2025-06-19", "2025-06-20", "2025-06-21"], ["19.5", "20.4", "21.5"], ["2025-06-19", "20", "21"]] {
        assert!(told(&cells).is_none(), "{cells:?}");
    }
}
