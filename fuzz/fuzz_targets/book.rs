//! Any bytes as a file with sheets: an answer within limits.

#![no_main]

use jelajah::ingest::book::{Limits, open};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { cells: 500_000, expanded: 16 << 20, points: 500_000, ..Limits::default() };
    if let Ok(book) = open(bytes, &limits) {
        for sheet in &book.sheets {
            assert!(sheet.width() <= limits.columns as usize);
            if let Some(shapes) = &sheet.shapes {
                assert_eq!(shapes.len(), sheet.rows.len());
            }
        }
    }
});
