//! The delimiter of a file, by how evenly it cuts the records and how well the pieces read.
//!
//! The idea is García's table uniformity measure (W. García, "Detecting CSV file dialects by table
//! uniformity measurement and data type inference", Data Science 2024): a good delimiter gives
//! records of one length whose cells look like values. A decimal comma passes the first test and
//! fails the second, for it leaves cells such as `45;70` behind.

use crate::base::text::trim;
use crate::table::{Kind, Outcome, Shape, Splitter};

/// How many records are looked at.
const SAMPLE_RECORDS: usize = 400;

/// How many fields of a record are looked at.
const SAMPLE_FIELDS: usize = 200;

/// The candidates, the most frequent in public files first.
pub(super) const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The first records of a text, blank ones included. `complete` says that the text does not go on, so
/// that its last record is whole.
#[inline(never)]
pub(crate) fn sample(text: &str, delimiter: u8, complete: bool) -> Vec<Vec<String>> {
    let mut splitter = Splitter::new(delimiter);
    let mut records = Vec::new();
    let mut rest = text;
    while !rest.is_empty() && records.len() < SAMPLE_RECORDS {
        match splitter.run(rest.as_bytes(), complete) {
            Outcome::Record { length, .. } => {
                records.push(splitter.fields.iter().map(|span| span.text(rest).into_owned()).collect());
                splitter.reset();
                rest = rest.get(length..).unwrap_or_default();
            }
            Outcome::More => break,
            Outcome::Unclosed => splitter.without_quotes(),
        }
    }
    // A single record longer than the sample: better cut than none.
    if records.is_empty() && !complete {
        return sample(text, delimiter, true);
    }
    records
}

/// The delimiter of a text of which the beginning is known.
#[inline(never)]
pub(crate) fn delimiter(text: &str, complete: bool) -> u8 {
    // A hint for spreadsheets: `sep=;`.
    if let Some(&byte) = text.strip_prefix("sep=").and_then(|rest| rest.as_bytes().first())
        && matches!(text.as_bytes().get(5), Some(b'\r' | b'\n'))
        && byte.is_ascii()
        && !byte.is_ascii_alphanumeric()
    {
        return byte;
    }
    let mut best = (0.0, b',');
    for candidate in CANDIDATES {
        let score = score(&sample(text, candidate, complete), candidate);
        if score > best.0 {
            best = (score, candidate);
        }
    }
    best.1
}

/// How well a delimiter cuts, from 0 to 1.
#[inline(never)]
fn score(records: &[Vec<String>], delimiter: u8) -> f64 {
    let filled: Vec<&Vec<String>> =
        records.iter().filter(|record| record.iter().any(|field| !trim(field).is_empty())).collect();
    // Nothing but delimiters: an empty table, but of this delimiter.
    if filled.is_empty() {
        return if records.iter().any(|record| record.len() > 1) { 0.01 } else { 0.0 };
    }
    // The most frequent number of fields; of equally frequent ones the larger.
    let mut lengths: Vec<usize> = filled.iter().map(|record| record.len()).collect();
    lengths.sort_unstable();
    let Some((width, even)) = lengths
        .chunk_by(|left, right| left == right)
        .filter_map(|chunk| chunk.first().map(|length| (*length, chunk.len())))
        .filter(|(length, _)| *length > 1)
        .max_by_key(|(length, count)| (*count, *length))
    else {
        return 0.0;
    };
    // Title rows above the first record of that length are not held against it.
    let titles = filled.iter().take_while(|record| record.len() != width).count().min(12);
    let counted = filled.len().saturating_sub(titles).max(1);
    let consistency = even as f64 / counted as f64;

    let mut cells = 0_usize;
    let mut clean = 0.0;
    let mut halves = width == 2 && delimiter == b',';
    for record in filled.iter().filter(|record| record.len() == width) {
        for field in record.iter().take(SAMPLE_FIELDS) {
            let cell = trim(field);
            let kind = Shape::of_unmarked(cell.as_bytes()).kind;
            halves = halves && matches!(kind, Kind::Int | Kind::ZeroInt);
            cells += 1;
            clean += match kind {
                Kind::Text | Kind::Word
                    if cell.bytes().any(|byte| byte != delimiter && byte != b',' && CANDIDATES.contains(&byte)) =>
                {
                    0.05
                }
                Kind::Text if cell.contains(',') => 0.7,
                Kind::Text | Kind::Word | Kind::Missing => 0.9,
                _ => 1.0,
            };
        }
    }
    // One column of numbers with decimal commas is not two columns.
    if halves && filled.first().is_some_and(|record| record.len() == 1) {
        return 0.0;
    }
    let typed = clean / cells.max(1) as f64;
    consistency * typed * (1.0 - 0.5 / width as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: char) {
        assert_eq!(char::from(delimiter(text, true)), want, "{text:?}");
    }

    #[test]
    fn delimiters() {
        check("a,b,c\n1,2,3\n4,5,6\n", ',');
        check("a;b;c\n1;2;3\n4;5;6\n", ';');
        check("a\tb\n1\t2\n", '\t');
        check("a|b\n1|2\n", '|');
        check("nama\nBogor\n", ',');
        // Decimal commas cut evenly, too.
        check("Wilayah;2015;2016\nAceh;69,45;70,00\nRiau;70,84;71,20\n", ';');
        check("Wilayah;Nilai\nAceh;69,45\nRiau;70,84\n", ';');
        check("a;b\n\"x;y\";1\n\"z;w\";2\n", ';');
        check("nama,alamat\n\"Jl. A; No. 1\",x\n\"Jl. B; No. 2\",y\n", ',');
        // Titles above.
        check("Jumlah UMKM, menurut kecamatan, 2023\n\nKecamatan;Mikro;Kecil\nSerpong;11;6\nCiputat;5;3\n", ';');
        check("\n\n;;;\nNama;2020;2019;2018\nJAWA BARAT;410988;386198;367755\n", ';');
        check("sep=|\na,b|c\n", '|');
        check("nilai\n12,5\n13,5\n", ',');
        check("", ',');
    }

    #[test]
    fn a_column_of_decimal_commas_is_one_column() {
        assert!(score(&sample("nilai\n12,5\n13,5\n", b',', true), b',') < f64::EPSILON);
    }
}
