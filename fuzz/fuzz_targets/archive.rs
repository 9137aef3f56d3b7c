//! Any bytes as an archive: its list and every entry.

#![no_main]

use jelajah::ingest::book::{Limits, archive};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { expanded: 16 << 20, ..Limits::default() };
    for entry in archive::list(bytes, &limits).iter().take(20) {
        drop(archive::extract(bytes, entry.index, &limits, &mut Vec::new()));
    }
});
