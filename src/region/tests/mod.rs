//! The resolver against tables of values, and against the official lists where they are at hand.

use std::path::PathBuf;
use std::sync::LazyLock;

use super::*;

mod edits;
mod official;
mod provinces;
mod tables;
mod variants;

/// The whole list, as the app loads it.
pub(crate) static LIST: LazyLock<Gazetteer> = LazyLock::new(|| {
    Gazetteer::parse(include_bytes!("../../../assets/regions/kabkota.txt"))
        .and_then(|list| list.with_kecamatan(include_bytes!("../../../assets/regions/kecamatan.txt")))
        .unwrap()
});

/// The folder of packs beside the repository, or where `JELAJAH_SHARED` points.
fn shared(path: &str) -> Option<String> {
    let root = std::env::var_os("JELAJAH_SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")), PathBuf::from);
    let text = std::fs::read_to_string(root.join(path)).ok();
    if text.is_none() {
        eprintln!("SKIPPED: {path} is not there; set JELAJAH_SHARED to check against it");
    }
    text
}

/// What became of every row: the code, or `?` and the candidates, `~` and the proposals, `total`, `-`.
fn outcomes(columns: &[(&str, Vec<String>)], options: &Options<'_>) -> Vec<String> {
    let columns: Vec<Column<'_>> = columns
        .iter()
        .map(|(header, cells)| Column { header, cells: cells.iter().map(String::as_str).collect() })
        .collect();
    let codes = |candidates: &[usize]| {
        let codes: Vec<&str> =
            candidates.iter().filter_map(|at| LIST.region(*at)).map(|region| region.code.as_str()).collect();
        codes.join("|")
    };
    LIST.resolve_table(&columns, options)
        .verdicts
        .iter()
        .map(|verdict| match verdict {
            Verdict::Matched(at) => codes(&[*at]),
            Verdict::Ambiguous { candidates, .. } => format!("?{}", codes(candidates)),
            Verdict::Proposed { candidates, .. } => format!("~{}", codes(candidates)),
            Verdict::Total(_) => "total".to_owned(),
            Verdict::Unmatched(_) => "-".to_owned(),
            Verdict::Empty => String::new(),
        })
        .collect()
}

/// Whether an outcome is a match.
fn is_match(outcome: &str) -> bool {
    outcome.starts_with(|c: char| c.is_ascii_digit())
}
