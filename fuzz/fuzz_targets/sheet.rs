//! Any bytes as a file with sheets, and every sheet as a table.

#![no_main]

use jelajah::ingest::book::{Limits, open};
use jelajah::ingest::{Options, read_sheet};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { cells: 200_000, expanded: 16 << 20, points: 200_000, ..Limits::default() };
    if let Ok(book) = open(bytes, &limits) {
        for sheet in book.sheets.into_iter().take(5) {
            if let Ok(finishing) = read_sheet(sheet, bytes.len() as u64, Options::default()) {
                drop(finishing.run());
            }
        }
    }
});
