//! Tables from sheets of cells: workbooks, web tables, JSON.
//!
//! A sheet is written out as delimited text of our own making and goes through the same header block,
//! readings and roles as a file of delimited text: one mechanism, one kind of table. Two things that
//! text does not have are handed along: which cells are merged, for the names of columns, and which
//! columns hold numbers of the file's own, for `12.508` in them is no twelve thousand.

use crate::base::note::{Problem, ProblemCode};
use crate::table::{Shape, Table};

use super::body::Body;
use super::book::{self, Book, Cell, Format, Limits, Merge, Sheet};
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
    let book = book::open(bytes, &Limits::default())?;
    let sheet = choose(&book);
    let chosen = book.sheets.get(sheet).ok_or_else(|| Problem::new(ProblemCode::NoRows))?;
    let table = read_sheet(chosen, bytes.len() as u64, options)?.with_notes(book.notes).run()?;
    let sheets = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    Ok(Opened { table, format: book.format, sheets, sheet })
}

/// The sheet to open first: the first visible one that holds a table, unless it is a cover page
/// beside a table fifty times its size.
pub fn choose(book: &Book) -> usize {
    let size = |sheet: &Sheet| -> usize {
        if sheet.hidden {
            return 0;
        }
        sheet.rows.iter().map(|row| row.iter().filter(|cell| !cell.is_empty()).count()).sum()
    };
    let sizes: Vec<usize> = book.sheets.iter().map(size).collect();
    let largest = sizes.iter().copied().max().unwrap_or(0);
    sizes.iter().position(|size| *size > 0 && size * 50 >= largest).unwrap_or(0)
}

/// Reads a sheet. `bytes` is the size of its file, as shown.
pub fn read_sheet(sheet: &Sheet, bytes: u64, options: Options) -> Result<Finishing, Problem> {
    let covered = covered(&sheet.merges);
    let hidden = |row: usize, column: usize| covered.get(row).is_some_and(|covered| covered.contains(&column));
    let width = match &sheet.columns {
        Some(columns) => columns.len(),
        None => sheet
            .rows
            .iter()
            .enumerate()
            .filter_map(|(at, row)| {
                Some((0..row.len()).rev().find(|column| !row[*column].is_empty() && !hidden(at, *column))? + 1)
            })
            .max()
            .unwrap_or(0),
    };
    let mut body = match &sheet.columns {
        Some(columns) => {
            let native = native(sheet, width);
            let fields = columns
                .iter()
                .zip(native)
                .map(|(column, native)| {
                    let said = column.declared.as_deref().and_then(declared);
                    (column.name.clone(), native.or(said))
                })
                .collect();
            Body::of_fields(fields)
        }
        None => Body::of_grid(native(sheet, width), sheet.merges.clone()),
    };
    let mut text = String::new();
    let mut options = Options { delimiter: Some(b','), ..options };
    for (at, row) in sheet.rows.iter().enumerate() {
        text.clear();
        for column in 0..width {
            if column > 0 {
                text.push(',');
            }
            if let Some(cell) = row.get(column).filter(|_| !hidden(at, column)) {
                write_field(&mut text, &cell.raw());
            }
        }
        text.push('\n');
        body.append(&text, &options)?;
    }
    body.end(&options)?;
    body.describe(bytes, "", Vec::new());
    body.forget_delimiter();
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
        for (column, cell) in row.iter().enumerate().take(width) {
            match cell {
                Cell::Number(_) => numbers[column] += 1,
                Cell::Text(text) if Shape::of_cell(crate::base::text::trim(text).as_bytes()).is_number() => {
                    texts[column] += 1;
                }
                _ => {}
            }
        }
    }
    numbers
        .into_iter()
        .zip(texts)
        .map(|(numbers, texts)| (numbers > 0 && numbers >= texts * 19).then_some(Declared::Number))
        .collect()
}
