//! Accepted matches as a file, so that what one person decided once serves the next table and other people.
//!
//! CSV with the columns `tertulis`, `kode_kemendagri` and `nama`; the last is for people, the first two are read.

use super::System;
use super::gazetteer::{Gazetteer, Region};

/// Lines that are read.
const MOST_LINES: usize = 20_000;
/// Letters of a value.
const MOST_LETTERS: usize = 300;

/// What a file of accepted matches holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Matches: (value as written, Kemendagri code).
    pub aliases: Vec<(String, String)>,
    /// Lines whose code is no region's, or that say nothing; their numbers, counted from 1.
    pub refused: Vec<usize>,
}

/// Accepted matches as a file.
pub fn write_aliases(aliases: &[(String, String)], list: &Gazetteer) -> String {
    let mut out = String::from("tertulis,kode_kemendagri,nama\n");
    for (written, code) in aliases {
        let name = list.by_code(code, System::Kemendagri).map(Region::title).unwrap_or_default();
        let cells = [written.as_str(), code, &name].map(quoted);
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out
}

fn quoted(cell: &str) -> String {
    let plain = !cell.contains(['"', ',', '\n', '\r']) && cell.trim() == cell;
    if plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}

/// Reads a file of accepted matches. Every code is checked against the list; a value that is there twice counts
/// as it is written last.
pub fn read_aliases(text: &str, list: &Gazetteer) -> Accepted {
    let mut found = Accepted::default();
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = if text.lines().next().is_some_and(|line| line.contains(';')) { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    for (at, record) in reader.records().take(MOST_LINES).enumerate() {
        let cell = |index: usize| record.as_ref().ok().and_then(|record| record.get(index)).unwrap_or_default();
        let (written, code) = (cell(0), cell(1).trim());
        if at == 0 && code == "kode_kemendagri" {
            continue;
        }
        let region = list.by_code(code, System::Kemendagri);
        match region.filter(|_| !written.trim().is_empty() && written.chars().count() <= MOST_LETTERS) {
            Some(region) => {
                found.aliases.retain(|(known, _)| known != written);
                found.aliases.push((written.to_owned(), region.code.clone()));
            }
            None => found.refused.push(at + 1),
        }
    }
    found
}
