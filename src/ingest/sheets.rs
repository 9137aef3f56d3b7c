//! Tables from sheets of cells: workbooks, web tables, JSON.
//!
//! A sheet is written out as delimited text of our own making and goes through the same header block,
//! readings and roles as a file of delimited text: one mechanism, one kind of table. Of the text only what the
//! columns do not give back is kept (`table::kept`). Two things that
//! text does not have are handed along: which cells are merged, for the names of columns, and which
//! columns hold numbers of the file's own, for `12.508` in them is no twelve thousand.

use crate::base::note::{Problem, ProblemCode};
use crate::table::{Shape, Table, write_number};

use super::body::Body;
use super::book::{self, Book, CellRef, Format, Limits, Merge, Sheet};
use super::finish::Finishing;
use super::infer::Declared;
use super::records::{declared, write_field};
use super::{MAX_COLUMNS, Options, read_all};

/// How many cells of a column are looked at for numbers written as text.
const LOOKED_AT: usize = 10_000;

/// A file of any format as a table.
#[derive(Debug)]
pub struct Opened {
    /// The table.
    pub table: Table,
    /// What the bytes are.
    pub format: Format,
    /// The name of the sheet and of all others, where the format has sheets.
    pub sheets: Vec<String>,
    /// Which of them was read.
    pub sheet: usize,
}

/// Reads a whole file of any format; of several sheets the one of [`choose`].
pub fn read_file(bytes: &[u8], options: Options) -> Result<Opened, Problem> {
    let format = book::recognise(bytes);
    if format == Format::Csv {
        let table = read_all(bytes, options)?;
        return Ok(Opened { table, format, sheets: Vec::new(), sheet: 0 });
    }
    let mut book = book::open(bytes, &Limits::default())?;
    let sheet = choose(&book);
    let sheets = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let chosen = book.sheets.get_mut(sheet).map(std::mem::take).ok_or_else(|| Problem::new(ProblemCode::NoRows))?;
    let table = read_sheet(chosen, bytes.len() as u64, options)?.with_notes(book.notes).run()?;
    Ok(Opened { table, format: book.format, sheets, sheet })
}

/// The sheet to open first: the first visible one that holds a table, unless it is a cover page
/// beside a table fifty times its size. What has no two rows of two cells is no table beside one that has.
pub fn choose(book: &Book) -> usize {
    // To count cells takes a tenth of all the time.
    if book.sheets.len() < 2 {
        return 0;
    }
    let size = |sheet: &Sheet| -> usize {
        if sheet.hidden {
            return 0;
        }
        sheet.rows.filled()
    };
    let sizes: Vec<usize> = book.sheets.iter().map(size).collect();
    let largest = sizes.iter().copied().max().unwrap_or(0);
    let is_table = |sheet: &Sheet| sheet.rows.iter().filter(|row| row.clone().filled() >= 2).take(2).count() == 2;
    let holds = |at: &usize| sizes.get(*at).is_some_and(|size| *size > 0 && size * 50 >= largest);
    let all = 0..book.sheets.len();
    all.clone()
        .filter(holds)
        .find(|at| book.sheets.get(*at).is_some_and(is_table))
        .or_else(|| all.clone().find(holds))
        .unwrap_or(0)
}

/// Reads a sheet, whose rows give back their memory bit by bit. `bytes` is the size of its file, as shown.
pub fn read_sheet(sheet: Sheet, bytes: u64, options: Options) -> Result<Finishing, Problem> {
    let covered = covered(&sheet.merges);
    let hidden = |row: usize, column: usize| covered.get(row).is_some_and(|covered| covered.contains(&column));
    let width = match &sheet.columns {
        Some(columns) => columns.len(),
        None => sheet
            .rows
            .iter()
            .enumerate()
            .filter_map(|(at, row)| {
                let shown = row.enumerate().filter(|(column, cell)| !cell.is_empty() && !hidden(at, *column));
                Some(shown.last()?.0 + 1)
            })
            .max()
            .unwrap_or(0),
    };
    let mut body = match &sheet.columns {
        Some(columns) => {
            let native = native(&sheet, width);
            let fields = columns
                .iter()
                .zip(native)
                .map(|(column, native)| {
                    let said = column.declared.as_deref().and_then(declared);
                    (column.name.clone(), native.or(said))
                })
                .collect();
            Body::of_fields(fields).kept_in_part(bytes)
        }
        None => Body::of_grid(native(&sheet, width), sheet.merges.clone()).kept_in_part(bytes),
    };
    let mut text = String::new();
    let mut options = Options { delimiter: Some(b','), ..options };
    let all = sheet.rows.len();
    let packed = sheet.rows.bytes() as u64;
    let mut rows = sheet.rows.pass();
    let mut at = 0;
    while let Some(mut row) = rows.take() {
        text.clear();
        let (mut blank, mut end) = (0, (0, 0));
        for column in 0..width {
            if column > 0 {
                text.push(',');
            }
            match row.next().filter(|_| !hidden(at, column)) {
                // A text takes all that is written to it.
                Some(CellRef::Number(number)) => write_number(&mut text, number).unwrap_or_default(),
                Some(cell) => write_field(&mut text, &cell.raw()),
                None => {
                    blank += 1;
                    continue;
                }
            }
            end = (text.len(), blank);
        }
        // What no cell stands behind is left out where no header is looked for.
        if sheet.columns.is_some() {
            text.truncate(end.0);
            blank = end.1;
        }
        text.push('\n');
        if body.allow_blank(blank) {
            body.append(&text, &options)?;
        }
        if body.is_full() {
            break;
        }
        body.make_sheet_room(all, packed);
        at += 1;
    }
    body.end(&options)?;
    body.describe(bytes, "", Vec::new());
    body.set_delimiter("");
    Ok(Finishing::new(body, std::mem::take(&mut options.readings)).titled(options.name))
}

/// How far down merged cells are looked at: only titles and headers matter.
const HEADERS: usize = 60;

/// Columns of the first rows whose cells lie under another one: the file may hold texts there that
/// nobody sees.
fn covered(merges: &[Merge]) -> Vec<Vec<usize>> {
    let mut covered = vec![Vec::new(); HEADERS];
    for merge in merges {
        let rows = merge.first_row as usize..=(merge.last_row as usize).min(HEADERS - 1);
        for row in rows {
            let from = merge.first_column as usize + usize::from(row == merge.first_row as usize);
            let to = (merge.last_column as usize).min(MAX_COLUMNS);
            if let Some(covered) = covered.get_mut(row)
                && covered.len() < MAX_COLUMNS
            {
                covered.extend(from..=to);
            }
        }
    }
    covered
}

/// For every column whether its numbers are the file's own. A few numbers written as text among them
/// change nothing.
fn native(sheet: &Sheet, width: usize) -> Vec<Option<Declared>> {
    let mut numbers = vec![0_usize; width];
    let mut texts = vec![0_usize; width];
    for row in sheet.rows.iter().take(LOOKED_AT) {
        for (column, cell) in row.enumerate().take(width) {
            match cell {
                CellRef::Number(_) => numbers[column] += 1,
                CellRef::Text(text) if Shape::of_unmarked(crate::base::text::trim(text).as_bytes()).is_number() => {
                    texts[column] += 1;
                }
                _ => {}
            }
        }
    }
    numbers
        .into_iter()
        .zip(texts)
        .enumerate()
        .map(|(column, (numbers, texts))| {
            let share = sheet.percents.contains(&(column as u32));
            let declared = if share { Declared::Share } else { Declared::Number };
            (numbers > 0 && numbers >= texts * 19).then_some(declared)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::book::Cell;
    use super::*;
    use crate::base::date::DateStyle;
    use crate::base::number::NumberStyle;
    use crate::table::{Column as Values, Reading};
    use proptest::prelude::*;

    /// Rows of texts, numbers where a text is one with a `#` before it, and merged cells as
    /// `(first row, first column, last row, last column)`.
    fn sheet(rows: &[&[&str]], merges: &[(u32, u32, u32, u32)]) -> Sheet {
        let cell = |text: &&str| match text.strip_prefix('#') {
            _ if text.is_empty() => Cell::Empty,
            Some(number) => Cell::Number(number.parse().expect("a number")),
            None => Cell::Text((*text).to_owned()),
        };
        let merges = merges
            .iter()
            .map(|&(first_row, first_column, last_row, last_column)| Merge {
                first_row,
                first_column,
                last_row,
                last_column,
            })
            .collect();
        Sheet { rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(), merges, ..Sheet::default() }
    }

    fn read(sheet: &Sheet) -> Table {
        read_sheet(sheet.clone(), 0, Options::default()).expect("a table").run().expect("a table")
    }

    fn check(sheet: &Sheet, header: (u64, u64), first: u64, names: &[&str]) -> Table {
        let table = read(sheet);
        let records = table.header_records();
        assert_eq!((records.start, records.end), header);
        assert_eq!(table.source_record(0) - 1, first);
        let got: Vec<&str> = table.fields().iter().map(|field| field.name.as_str()).collect();
        assert_eq!(got, names);
        table
    }

    #[test]
    fn a_label_over_words_and_numbers_is_a_title() {
        // The texts under the merged cell are seen by nobody.
        let rows: &[&[&str]] = &[
            &[],
            &["Data Inflasi", "Data Inflasi", "Data Inflasi", "Data Inflasi"],
            &[],
            &["No", "Periode", "Data Inflasi"],
            &["1", "September 2022", "5.95 %"],
            &["2", "Agustus 2022", "4.69 %"],
            &["3", "Juli 2022", "4.94 %"],
        ];
        check(&sheet(rows, &[(1, 0, 1, 3)]), (3, 4), 4, &["No", "Periode", "Data Inflasi"]);
    }

    #[test]
    fn numbers_are_written_as_they_are_shown() {
        for number in [0.0, -0.0, 7.0, -12.0, 0.1, -2.5e-9, 1e15, 9_007_199_254_740_992.0, -1e16, 1e300] {
            let mut out = String::new();
            write_number(&mut out, number).expect("room");
            assert_eq!(out, number.to_string());
        }
    }

    #[test]
    fn merged_cells_say_how_far_a_label_goes() {
        let rows: &[&[&str]] = &[
            &["Kode", "Kab/Kota", "", "", "2017", "", "Jumlah"],
            &["", "", "Q3", "Q4", "Q1", "Q2", ""],
            &["3301", "Kabupaten Cilacap", "#1.5", "#1.25", "#1.75", "#1.5", "#6"],
            &["3302", "Kabupaten Banyumas", "#2.5", "#2.25", "#2.75", "#2.5", "#10"],
            &["3303", "Kabupaten Purbalingga", "#3.5", "#3.25", "#3.75", "#3.5", "#14"],
        ];
        let names = &["Kode", "Kab/Kota", "Q3", "Q4", "2017 / Q1", "2017 / Q2", "Jumlah"];
        check(&sheet(rows, &[(0, 4, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1)]), (0, 2), 2, names);
    }

    #[test]
    fn numbers_of_the_file_are_no_thousands() {
        let rows: &[&[&str]] = &[
            &["Provinsi", "Penduduk (ribu)", "Harga"],
            &["Aceh", "#12.508", "138,700"],
            &["Riau", "#9.25", "42,250"],
            &["Jambi", "#15.125", "9,500"],
        ];
        let table = check(&sheet(rows, &[]), (0, 1), 1, &["Provinsi", "Penduduk (ribu)", "Harga"]);
        assert_eq!(table.fields()[1].reading, Reading::Number(NumberStyle::Plain));
        assert!(!table.fields()[1].evidence.ambiguous);
        assert_eq!(table.fields()[2].reading, Reading::Number(NumberStyle::En));
        assert!(
            matches!(table.column(1), Values::Number(values) if values.numbers().iter().eq([12.508, 9.25, 15.125]))
        );
    }

    /// Whether a table of these cells gives every raw text back, whatever its columns are read as.
    fn check_raw(rows: &[Vec<Cell>]) {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let columns = (0..width).map(|at| book::Column { name: format!("k{at}"), declared: None });
        let columns = Some(columns.collect());
        let sheet = Sheet { rows: rows.iter().cloned().collect(), columns, ..Sheet::default() };
        let mut table = read(&sheet);
        assert_eq!(table.rows(), rows.len());
        let check = |table: &Table| {
            for (row, cells) in rows.iter().enumerate() {
                let raw = table.raw_row(row);
                for (column, got) in raw.iter().enumerate() {
                    let want = cells.get(column).map(Cell::raw).unwrap_or_default();
                    assert_eq!(*got, want, "row {row}, column {column} as {:?}", table.fields()[column].reading);
                }
            }
        };
        check(&table);
        let readings = [
            Reading::Number(NumberStyle::Id),
            Reading::Text,
            Reading::Date(DateStyle::Iso),
            Reading::Code,
            Reading::Number(NumberStyle::Plain),
        ];
        for column in 0..width {
            for reading in readings {
                table.reread(column, reading);
                check(&table);
            }
        }
    }

    fn any_cell() -> impl Strategy<Value = Cell> {
        prop_oneof![
            3 => Just(Cell::Empty),
            3 => (-20_i32..20).prop_map(|number| Cell::Number(number.into())),
            2 => (-99_999_i32..99_999).prop_map(|number| Cell::Number(f64::from(number) / 100.0)),
            1 => prop_oneof![Just(-0.0), Just(1e300), Just(-2.5e-9), Just(9_007_199_254_740_993.0)].prop_map(Cell::Number),
            2 => "2024-0[1-9]-[12][0-9]".prop_map(Cell::Date),
            1 => "2024-0[1-9]-[12][0-9]T1[0-9]:00:00".prop_map(Cell::Date),
            1 => any::<bool>().prop_map(Cell::Bool),
            4 => "[a-c]{1,2}|[ab] ?[ab]? | [ab]|-|n\\.a\\.|\u{1a}|\u{0}|[,\"\n\ré]{1,3}".prop_map(Cell::Text),
            3 => "0[0-9]{1,2}|[0-9]{1,2}\\.0|[1-9]\\.[0-9]{3}(,[0-9])?|[1-9]{1,3}\\*| [0-9]{2}|32\\. 0[1-9]".prop_map(Cell::Text),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn raw_cells_are_given_back(rows in proptest::collection::vec(proptest::collection::vec(any_cell(), 1..5), 1..40)) {
            check_raw(&rows);
        }

        // Columns of one kind, of which only a few cells differ.
        #[test]
        fn raw_cells_of_columns_are_given_back(kinds in proptest::collection::vec(any_cell(), 1..4), odd in proptest::collection::vec((0_usize..60, 0_usize..4, any_cell()), 0..8)) {
            let mut rows: Vec<Vec<Cell>> = (0..60).map(|row| {
                kinds.iter().map(|kind| match kind {
                    Cell::Number(number) => Cell::Number(number * f64::from(row % 7)),
                    Cell::Text(text) if row % 3 > 0 => Cell::Text(format!("{text}{}", row % 5)),
                    other => other.clone(),
                }).collect()
            }).collect();
            for (row, column, cell) in odd {
                if let Some(place) = rows[row].get_mut(column) {
                    *place = cell;
                }
            }
            check_raw(&rows);
        }
    }

    #[test]
    fn long_columns_of_texts_are_given_back() {
        // More than a chunk of the arena, and one text that is longer than what lies near.
        let rows: Vec<Vec<Cell>> = (0..1_500_u32)
            .map(|row| {
                let long = format!("{} {row}", "é".repeat(if row == 700 { 400_000 } else { 1_500 }));
                let again = format!("{}-{}", "b".repeat(900), row * 7_919 % 611);
                vec![Cell::Text(again), Cell::Number(row.into()), Cell::Text(long), Cell::Text((row % 9).to_string())]
            })
            .collect();
        check_raw(&rows);
    }

    #[test]
    fn a_cell_far_below_beyond_the_others_is_there() {
        let mut rows = vec![vec![Cell::Text("Wilayah".into()), Cell::Text("Jumlah".into())]];
        rows.extend((0..6_000).map(|row| vec![Cell::Text(format!("Desa {}", row % 40)), Cell::Number(row.into())]));
        rows.push(vec![Cell::Text("Desa 7".into()), Cell::Number(1.5), Cell::Empty, Cell::Text("jauh".into())]);
        let table = read(&Sheet { rows: rows.into_iter().collect(), ..Sheet::default() });
        assert_eq!((table.rows(), table.fields().len()), (6_001, 4));
        assert_eq!(table.raw_row(6_000), ["Desa 7", "1.5", "", "jauh"]);
        assert_eq!(table.raw_row(41), ["Desa 1", "41", "", ""]);
    }

    #[test]
    fn columns_that_the_format_names_have_no_header() {
        let named = |name: &str| book::Column { name: name.to_owned(), declared: None };
        let mut records = sheet(&[&["Bogor", "#5"], &[], &["Sumber: BPS"]], &[]);
        records.columns = Some(vec![named("nama"), named("jumlah")]);
        let table = check(&records, (0, 0), 0, &["nama", "jumlah"]);
        assert_eq!(table.rows(), 3);
        assert_eq!(table.source_record(2), 3);
    }

    #[test]
    fn the_first_visible_table_is_opened() {
        let table = sheet(&[&["a", "b"], &["#1", "#2"]], &[]);
        let hidden = Sheet { hidden: true, ..table.clone() };
        let short = table.clone();
        let cover = sheet(&[&["Daftar isi"]], &[]);
        let row: &[&str] = &["a", "b"];
        let long = sheet(&[row; 60], &[]);
        for (sheets, want) in [
            (vec![table.clone(), long.clone()], 0),
            (vec![hidden, table], 1),
            (vec![Sheet::default(), cover.clone()], 1),
            (vec![cover.clone(), long], 1),
            (vec![sheet(&[&["Daftar isi"], &["1. Luas"], &["2. Produksi"]], &[]), short.clone()], 1),
            (vec![cover.clone(), cover], 0),
        ] {
            assert_eq!(choose(&Book { sheets, ..Book::default() }), want);
        }
    }
}
