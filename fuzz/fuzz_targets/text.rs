//! Any bytes as delimited text: a table or a reason.

#![no_main]

use jelajah::ingest::{Options, read_all};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    drop(read_all(bytes, Options::default()));
});
