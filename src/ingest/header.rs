//! Where the header is: titles above, several header rows, none at all.
//!
//! Statistical tables rarely begin with their header. Above it stand titles and blank rows; it may
//! take several rows (a title over the columns, then sexes, then years), of which the last is often
//! a row of numbers (`;2025;2025`). The rule is to look at the body first: where its columns hold
//! numbers or dates, the first record with numbers or dates there is the first record of data, and a
//! row of years is none unless the body is years, too.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::text::{fold, trim};
use crate::table::{Kind, Shape, header_mark};

use super::MAX_COLUMNS;
use super::book::Merge;
use super::names::nameless;

/// How many records may stand above the data.
const MOST_ABOVE: usize = 40;

/// What stands above the data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Header {
    /// Names of the columns, unique.
    pub(crate) names: Vec<String>,
    /// The names that the reader made or changed.
    pub(crate) renamed: Vec<String>,
    /// The 0-based records that make up the header; empty when there is none.
    pub(crate) first: usize,
    /// Behind the last of them.
    pub(crate) end: usize,
    /// The texts of the records above it, with their 0-based numbers.
    pub(crate) titles: Vec<(usize, String)>,
    /// Blank records above it.
    pub(crate) blanks: usize,
    /// The 0-based record where the data begins.
    pub(crate) data: usize,
}

/// What a cell says in the hunt for the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    Empty,
    Words,
    /// A number that is a year.
    Year,
    /// A date or a month.
    Date,
    /// Any other number.
    Value,
}

fn cell_of(field: &str) -> Cell {
    let cell = trim(field);
    if cell.is_empty() {
        return Cell::Empty;
    }
    match Shape::of_unmarked(cell.as_bytes()).kind {
        Kind::Missing => Cell::Empty,
        Kind::Text | Kind::Word => Cell::Words,
        Kind::DateIso | Kind::DateDay | Kind::DateMonth | Kind::DateEither | Kind::DateSame => Cell::Date,
        Kind::Int if cell.len() == 4 && cell.parse().is_ok_and(|year: u32| (1900..=2100).contains(&year)) => Cell::Year,
        Kind::Int if header_mark(cell).is_some() => Cell::Year,
        _ => Cell::Value,
    }
}

/// Finds the header in the first records of a file.
///
/// `merges` are the merged cells of a sheet, by the same numbers as its records.
#[inline(never)]
pub(crate) fn find(records: &[Vec<String>], merges: &[Merge]) -> Header {
    let cells: Vec<Vec<Cell>> =
        records.iter().map(|record| record.iter().map(|field| cell_of(field)).collect()).collect();
    let blank = |at: usize| records.get(at).is_none_or(|record| record.iter().all(|field| trim(field).is_empty()));
    let filled: Vec<usize> = (0..records.len()).filter(|at| !blank(*at)).collect();
    let width = width(records, &filled).min(MAX_COLUMNS);

    // The body: the lower part of what is known, without the last few records (sources, totals).
    let upper = filled.len().min(MOST_ABOVE);
    let from = if filled.len() > 12 { upper.min(filled.len() / 3) } else { filled.len() / 2 };
    let to = if filled.len() > 24 { filled.len() - 6 } else { filled.len() };
    // A lone text (a source, a remark below the table) says nothing about which columns are filled.
    let lone =
        |at: &usize| cells.get(*at).is_some_and(|row| row.iter().filter(|cell| **cell != Cell::Empty).count() < 2);
    let lower = filled.get(from..to).unwrap_or_default();
    let (lones, rows): (Vec<usize>, Vec<usize>) = lower.iter().partition(|at| lone(at));
    let body = if rows.is_empty() { lones } else { rows };
    let columns: Vec<Nature> = (0..width).map(|column| Nature::of(&cells, &body, column)).collect();
    let values = columns.iter().filter(|nature| nature.values).count();

    let mut header = Header::default();
    if values == 0 {
        header_of_words(records, &filled, &columns, &mut header);
    } else {
        let mut named = vec![false; width];
        let mut data = None;
        for &at in filled.iter().take(MOST_ABOVE) {
            let row = cells.get(at).map(Vec::as_slice).unwrap_or_default();
            let complete = columns.iter().zip(&named).all(|(nature, named)| *named || !nature.common);
            // A record whose label is there belongs to the data once every column has its name.
            // Words over numbers are names still, whatever a title above them seemed to name.
            // `II` or `B` where the others are numbered is the number of a section.
            let first = records.get(at).and_then(|record| record.first()).map_or("", |field| trim(field));
            let section = complete && is_enumerator(first);
            let naming = row
                .iter()
                .zip(&columns)
                .skip(usize::from(section))
                .any(|(cell, nature)| nature.values && *cell == Cell::Words);
            let label = !naming && row.first().is_some_and(|cell| matches!(cell, Cell::Words | Cell::Year));
            let numbering = records.get(at).is_some_and(|record| is_numbering(record, &columns));
            let counted = !complete && records.get(at).is_some_and(|record| is_counting(record));
            if !numbering && !counted && (is_data(row, &columns, complete) || (complete && label)) {
                data = Some(at);
                break;
            }
            mark_named(&mut named, row, &columns);
        }
        // Nothing but headers in what is known: the first filled record must do.
        let data = data.unwrap_or_else(|| filled.get(1).copied().unwrap_or(records.len()));
        header.data = data;
        split_block(records, &cells, merges, &columns, data, &mut header);
    }
    header.blanks = (0..header.first.min(header.data)).filter(|at| blank(*at)).count();
    // Blank records between the header and the data are skipped with it.
    while header.data < records.len() && blank(header.data) {
        header.data += 1;
    }
    name_columns(records, merges, width, &columns, &mut header);
    header
}

/// Whether a cell numbers a section of rows: a Roman number or a capital letter, also with a dot or a bracket.
fn is_enumerator(cell: &str) -> bool {
    let bare = cell.trim_end_matches(['.', ')']);
    let roman =
        !bare.is_empty() && bare.len() <= 5 && bare.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'));
    roman || (bare.len() == 1 && bare.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// Marks the columns that a row of the header names. A number does not name a column of words.
#[inline(never)]
fn mark_named(named: &mut [bool], row: &[Cell], columns: &[Nature]) {
    for ((named, cell), nature) in named.iter_mut().zip(row).zip(columns) {
        *named = *named
            || match cell {
                Cell::Empty => false,
                Cell::Value => nature.values,
                Cell::Words | Cell::Year | Cell::Date => true,
            };
    }
}

/// How many columns the table has: the most frequent length of a record, or the header's if longer.
#[inline(never)]
fn width(records: &[Vec<String>], filled: &[usize]) -> usize {
    let mut lengths: Vec<usize> = filled.iter().filter_map(|at| records.get(*at)).map(Vec::len).collect();
    lengths.sort_unstable();
    lengths
        .chunk_by(|left, right| left == right)
        .filter_map(|chunk| chunk.first().map(|length| (*length, chunk.len())))
        .max_by_key(|(length, count)| (*count, *length))
        .map_or(0, |(length, _)| length)
}

/// What the body of a column is like.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one column, not a state")]
struct Nature {
    /// Most filled cells are numbers or dates.
    values: bool,
    /// Most of those are years.
    years: bool,
    /// Most of those are dates.
    dates: bool,
    /// Most cells are filled.
    common: bool,
}

impl Nature {
    fn of(cells: &[Vec<Cell>], body: &[usize], column: usize) -> Self {
        let count = |rows: &mut dyn Iterator<Item = usize>| {
            let (mut words, mut years, mut dates, mut values) = (0, 0, 0, 0);
            for at in rows {
                match cells.get(at).and_then(|row| row.get(column)) {
                    Some(Cell::Words) => words += 1,
                    Some(Cell::Year) => years += 1,
                    Some(Cell::Date) => dates += 1,
                    Some(Cell::Value) => values += 1,
                    Some(Cell::Empty) | None => {}
                }
            }
            (words, years, dates, values)
        };
        let (words, years, dates, values) = count(&mut body.iter().copied());
        let filled = words + years + dates + values;
        if filled == 0 {
            // What the body leaves empty holds values if several stand elsewhere; one alone may belong to a title.
            let (words, _, _, values) = count(&mut (0..cells.len()));
            return Self { values: values > words && values >= 2, years: false, dates: false, common: false };
        }
        Self {
            values: (years + dates + values) * 5 > filled * 3,
            years: years * 2 > filled,
            dates: dates * 2 > filled,
            common: filled * 2 > body.len(),
        }
    }
}

/// Whether a record belongs to the data. `complete` says that every column has a name already.
fn is_data(row: &[Cell], columns: &[Nature], complete: bool) -> bool {
    let (mut values, mut words, mut odd) = (0, 0, 0);
    for (cell, nature) in row.iter().zip(columns).filter(|(_, nature)| nature.values) {
        match cell {
            Cell::Words => words += 1,
            Cell::Year if !nature.years => odd += 1,
            Cell::Date if !nature.dates => odd += 1,
            Cell::Value | Cell::Year | Cell::Date => values += 1,
            Cell::Empty => {}
        }
    }
    // Years and months over columns that hold neither are names of columns, unless the names are
    // complete and the record has a label of its own.
    let label = row.iter().zip(columns).any(|(cell, nature)| !nature.values && *cell == Cell::Words);
    let labels = columns.iter().any(|nature| !nature.values && nature.common);
    if odd > 0 {
        if complete && (label || !labels) {
            values += odd;
        } else if values <= 1 || odd > values {
            // `0;2025`: a stray number under the label is no data either.
            return false;
        }
    }
    values > words && values > 0
}

/// Whether a record only numbers the columns, as statistical tables do below their header:
/// `(1);(2);(3)`, or `1;2;3` where a column of words shows that it is no data.
#[inline(never)]
fn is_numbering(record: &[String], columns: &[Nature]) -> bool {
    let cells: Vec<(usize, &str)> =
        record.iter().enumerate().map(|(at, field)| (at, trim(field))).filter(|(_, cell)| !cell.is_empty()).collect();
    let bracketed = cells.iter().all(|(_, cell)| cell.starts_with('(') && cell.ends_with(')'));
    let from_one = cells
        .iter()
        .enumerate()
        .all(|(at, (_, cell))| cell.trim_start_matches('(').trim_end_matches(')').trim().parse() == Ok(at + 1));
    let words = cells.iter().any(|(at, _)| columns.get(*at).is_some_and(|nature| nature.common && !nature.values));
    from_one && cells.len() >= 2 && (words || (bracketed && cells.len() >= 3))
}

/// Whether a record counts upwards in three or more cells behind its label: days or months as columns.
fn is_counting(record: &[String]) -> bool {
    let numbers: Vec<Option<u32>> = record.iter().map(|field| trim(field).parse().ok()).collect();
    let behind = numbers.iter().skip_while(|number| number.is_none());
    let counted: Vec<u32> = behind.clone().flatten().copied().collect();
    numbers.first() == Some(&None)
        && counted.len() == behind.count()
        && counted.len() >= 3
        && counted.is_sorted_by(|left, right| left.checked_add(1) == Some(*right))
}

/// A table of words alone: its first full record is the header.
#[inline(never)]
fn header_of_words(records: &[Vec<String>], filled: &[usize], columns: &[Nature], header: &mut Header) {
    let common = columns.iter().filter(|nature| nature.common).count().max(1);
    let full = |at: &usize| {
        records
            .get(*at)
            .is_some_and(|record| record.iter().filter(|field| !trim(field).is_empty()).count() * 5 >= common * 3)
    };
    let at = filled.iter().take(MOST_ABOVE).copied().find(full).or(filled.first().copied()).unwrap_or(0);
    header.first = at;
    header.end = (at + 1).min(records.len());
    header.data = header.end;
    for above in filled.iter().copied().filter(|above| *above < at) {
        header.titles.push((above, join(records, above)));
    }
}

/// Parts the records above the data into titles and header rows, from the last upwards.
#[inline(never)]
fn split_block(
    records: &[Vec<String>],
    cells: &[Vec<Cell>],
    merges: &[Merge],
    columns: &[Nature],
    data: usize,
    header: &mut Header,
) {
    // A label over columns of words and of numbers together is a title; groups are of numbers.
    let is_title = |at: usize| {
        merges.iter().filter(|merge| merge.first_row as usize == at).any(|merge| {
            let under = columns
                .get(merge.first_column as usize..=(merge.last_column as usize).min(columns.len().saturating_sub(1)));
            under.is_some_and(|under| {
                under.iter().any(|nature| nature.values) && under.iter().any(|nature| !nature.values && nature.common)
            })
        })
    };
    let blank = |at: usize| records.get(at).is_none_or(|record| record.iter().all(|field| trim(field).is_empty()));
    let mut end = data;
    while end > 0 && blank(end - 1) {
        end -= 1;
    }
    let mut first = end;
    let mut named = vec![false; columns.len()];
    while first > 0 {
        let at = first - 1;
        let row = cells.get(at).map(Vec::as_slice).unwrap_or_default();
        let complete = first < end && columns.iter().zip(&named).all(|(nature, named)| *named || !nature.common);
        let filled = row.iter().filter(|cell| **cell != Cell::Empty).count();
        // A lone text above a blank row is a title, also when no header names the first column.
        if filled == 0 && first < end {
            let above = (0..at).rev().find(|above| !blank(*above));
            let lone = |above: usize| {
                cells.get(above).is_some_and(|row| row.iter().filter(|cell| **cell != Cell::Empty).count() < 2)
            };
            if columns.len() > 1 && above.is_none_or(lone) {
                break;
            }
        }
        // Once every column has its name, only a row of group labels may still belong above.
        if complete && (filled < 2 || row.len() < columns.len()) {
            break;
        }
        if first < end && is_title(at) {
            break;
        }
        if !records.get(at).is_some_and(|record| is_numbering(record, columns)) {
            mark_named(&mut named, row, columns);
        }
        first = at;
    }
    // Blank rows at the top of the block are no part of it.
    while first < end && blank(first) {
        first += 1;
    }
    header.first = first;
    header.end = end;
    for above in (0..first).filter(|at| !blank(*at)) {
        header.titles.push((above, join(records, above)));
    }
}

/// The filled cells of a record as one text.
fn join(records: &[Vec<String>], at: usize) -> String {
    let fields = records.get(at).map(Vec::as_slice).unwrap_or_default();
    let filled: Vec<&str> = fields.iter().map(|field| trim(field)).filter(|field| !field.is_empty()).collect();
    filled.join(" ")
}

/// Names the columns from the header rows: the parts of a column from top to bottom, group labels
/// carried over the blank cells to their right, joined with ` / `.
#[inline(never)]
fn name_columns(records: &[Vec<String>], merges: &[Merge], width: usize, columns: &[Nature], header: &mut Header) {
    let rows: Vec<usize> = (header.first..header.end)
        .filter(|at| {
            records.get(*at).is_some_and(|record| {
                record.iter().any(|field| !trim(field).is_empty()) && !is_numbering(record, columns)
            })
        })
        .collect();
    let row_of = |at: usize| records.get(at).map(Vec::as_slice).unwrap_or_default();
    let width = rows.iter().map(|at| filled_width(row_of(*at))).max().unwrap_or(0).max(width).min(MAX_COLUMNS);
    // In a header of several rows a zero is what an export made of a blank cell.
    let text = |row: usize, column: usize| match rows
        .get(row)
        .and_then(|at| row_of(*at).get(column))
        .map_or("", |field| trim(field))
    {
        "0" if rows.len() > 1 => "",
        label => label,
    };
    let below = |row: usize, column: usize| (row + 1..rows.len()).any(|lower| !text(lower, column).is_empty());
    let mut names: Vec<Vec<String>> = vec![Vec::new(); width];
    for (row, at) in rows.iter().enumerate() {
        // Merged cells say exactly how far a label goes; without any it goes on over blank cells.
        let here: Vec<&Merge> = merges
            .iter()
            .filter(|merge| merge.first_row as usize == *at && merge.last_column > merge.first_column)
            .collect();
        let mut carried = "";
        for (column, parts) in names.iter_mut().enumerate() {
            let own = text(row, column);
            let over = here
                .iter()
                .find(|merge| (merge.first_column as usize + 1..=merge.last_column as usize).contains(&column))
                .map(|merge| text(row, merge.first_column as usize));
            if !own.is_empty() {
                // Only a label with something below it stands over a group.
                carried = if here.is_empty() && below(row, column) { own } else { "" };
            } else if let Some(label) = over {
                carried = label;
            } else if !here.is_empty() || !below(row, column) {
                carried = "";
            }
            let label = if own.is_empty() { carried } else { own };
            if label.is_empty() {
                continue;
            }
            let label = collapse(label);
            if parts.last().is_none_or(|last| fold(last) != fold(&label)) {
                parts.push(label);
            }
        }
    }
    let mut unique = Unique::default();
    for (column, parts) in names.into_iter().enumerate() {
        let wanted = parts.join(" / ");
        let name = unique.name(if wanted.is_empty() { nameless(column) } else { wanted.clone() });
        if name != wanted {
            header.renamed.push(name.clone());
        }
        header.names.push(name);
    }
}

/// How many fields a record has up to its last filled one.
fn filled_width(record: &[String]) -> usize {
    record.iter().rposition(|field| !trim(field).is_empty()).map_or(0, |at| at + 1)
}

/// A text with its white space collapsed, no longer than a name may be.
fn collapse(text: &str) -> String {
    const LONGEST: usize = 200;
    let mut out = String::new();
    for word in text.split(|char: char| char.is_whitespace() || char == '\u{feff}').filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    match out.char_indices().nth(LONGEST) {
        Some((end, _)) => {
            out.truncate(end);
            out.push('…');
            out
        }
        None => out,
    }
}

/// Makes names unique, in the order in which they come.
#[derive(Debug, Default)]
pub(crate) struct Unique {
    taken: FxHashSet<String>,
    /// The number to try next behind a name, so that a thousand equal names take a thousand steps.
    next: FxHashMap<String, usize>,
}

impl Unique {
    /// The name itself when it is free, or with a number behind it.
    pub(crate) fn name(&mut self, name: String) -> String {
        if self.taken.insert(name.clone()) {
            return name;
        }
        let number = self.next.entry(name.clone()).or_insert(2);
        loop {
            let numbered = format!("{name} ({number})");
            *number += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::dialect::sample;

    /// Records of the header, the record where data begins, and the names.
    fn check(text: &str, header: (usize, usize), data: usize, names: &[&str]) -> Header {
        let found = find(&sample(text, b';', true), &[]);
        assert_eq!((found.first, found.end), header, "{text}");
        assert_eq!(found.data, data, "{text}");
        assert_eq!(found.names, names, "{text}");
        found
    }

    #[test]
    fn the_usual_header() {
        check("kode;nama;nilai\n1;a;5\n2;b;6\n", (0, 1), 1, &["kode", "nama", "nilai"]);
        check("nama;jenis\na;b\nc;d\n", (0, 1), 1, &["nama", "jenis"]);
        check("nama\na\nb\n", (0, 1), 1, &["nama"]);
        check("nilai\n1\n2\n", (0, 1), 1, &["nilai"]);
        check("", (0, 0), 0, &[]);
    }

    #[test]
    fn titles_above() {
        let found = check(
            "Jumlah UMKM di Kota X;;\n;;\nKecamatan;Mikro;Kecil\nSerpong;11;6\nCiputat;5;3\n",
            (2, 3),
            3,
            &["Kecamatan", "Mikro", "Kecil"],
        );
        assert_eq!(found.titles, [(0, "Jumlah UMKM di Kota X".to_owned())]);
        assert_eq!(found.blanks, 1);
        check(
            "DATA UMKM\n\nTanggal: 2025-06-23\n\nKecamatan;Mikro;Kecil\n\nSerpong;11;6\n\nCiputat;5;3\n",
            (4, 5),
            6,
            &["Kecamatan", "Mikro", "Kecil"],
        );
        check(";;\nNama Wilayah;2020;2019\nJAWA BARAT;410988;386198\n", (1, 2), 2, &["Nama Wilayah", "2020", "2019"]);
        check("Daftar nama\n\nNama;Jenis\na;b\nc;d\n", (2, 3), 3, &["Nama", "Jenis"]);
    }

    #[test]
    fn a_small_table_between_titles_and_remarks() {
        check(
            "Produksi padi;;\n;;\nProvinsi;2022;2023*\nAceh;1.234,5;1.300,5\nRiau;2.345,5;2.400,5\nJambi;3.456,5;3.500,5\n;;\n*) Angka sementara;;\nr) Angka diperbaiki;;\nSumber: BPS;;\n",
            (2, 3),
            3,
            &["Provinsi", "2022", "2023*"],
        );
    }

    #[test]
    fn a_title_with_a_delimiter_in_it() {
        check(
            "Kemiskinan menurut provinsi; 2020\n;\nProvinsi;Nilai\nAceh;5\nRiau;6\n",
            (2, 3),
            3,
            &["Provinsi", "Nilai"],
        );
    }

    #[test]
    fn several_header_rows() {
        check(
            "38 Provinsi;;;\n;APK;;\n;SD;SMP;SM\n;2025;2025;2025\nACEH;108.27;96.12;98.46\nRIAU;107.92;93.96;86.01\nJAMBI;1.5;2.5;3.5\n",
            (0, 4),
            4,
            &["38 Provinsi", "APK / SD / 2025", "APK / SMP / 2025", "APK / SM / 2025"],
        );
        check(
            "38 Provinsi;\n;APK PT\n0;2025\nACEH;42.81\nRIAU;35.3\nJAMBI;33.5\n",
            (0, 3),
            3,
            &["38 Provinsi", "APK PT / 2025"],
        );
        check(
            "Judul;;;;\n;;;;\nNo.;Uraian;2004;2005;\n;;;Februari;November\n;;;;\n1;a;5;6;7\n2;b;6;7;8\n3;c;5;5;5\n",
            (2, 4),
            5,
            &["No.", "Uraian", "2004", "2005 / Februari", "2005 / November"],
        );
        check(
            "No;Kab;Luas;Jiwa\n(1);(2);(3);(4)\n1;Bogor;5,5;6\n2;Depok;1,5;2\n",
            (0, 2),
            2,
            &["No", "Kab", "Luas", "Jiwa"],
        );
        check("Nama;1;2;3\nA;70;80;90\nB;71;81;91\n", (0, 1), 1, &["Nama", "1", "2", "3"]);
        check(
            "kode_kab;nama;2015-01;2015-02\n1101;A;5;6\n1102;B;7;8\n",
            (0, 1),
            1,
            &["kode_kab", "nama", "2015-01", "2015-02"],
        );
        check(
            "Kab;Laki-laki;;Perempuan;\n;2020;2021;2020;2021\nBogor;5;6;7;8\nDepok;1;2;3;4\nBekasi;4;4;4;4\n",
            (0, 2),
            2,
            &["Kab", "Laki-laki / 2020", "Laki-laki / 2021", "Perempuan / 2020", "Perempuan / 2021"],
        );
    }

    #[test]
    fn years_in_the_first_row_are_names_and_below_it_values() {
        check("Wilayah;2015;2016\nAceh;69,45;70,00\nRiau;70,84;71,20\n", (0, 1), 1, &["Wilayah", "2015", "2016"]);
        check("Kecamatan;Jumlah\nSerpong;2010\nPondok;3400\nCiputat;1100\nX;77\n", (0, 1), 1, &["Kecamatan", "Jumlah"]);
        check("tahun;nilai\n2010;5\n2011;6\n", (0, 1), 1, &["tahun", "nilai"]);
        check("Pulau;2019;2020\nJAWA;;\nJabar;5;6\nJateng;7;8\nDIY;1;1\n", (0, 1), 1, &["Pulau", "2019", "2020"]);
    }

    #[test]
    fn no_header_at_all() {
        let found = check("1101;SIMEULUE;5\n1102;SINGKIL;6\n1103;X;7\n", (0, 0), 0, &["Kolom 1", "Kolom 2", "Kolom 3"]);
        assert_eq!(found.renamed.len(), 3);
    }

    #[test]
    fn names_are_unique() {
        let found = check("a;a;;a (2)\n1;2;3;4\n5;6;7;8\n", (0, 1), 1, &["a", "a (2)", "Kolom 3", "a (2) (2)"]);
        assert_eq!(found.renamed, ["a (2)", "Kolom 3", "a (2) (2)"]);
    }
}
