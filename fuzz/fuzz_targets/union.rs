//! Any bytes as several texts, of which the tables of one shape become one.

#![no_main]

use jelajah::ingest::{Options, Union, read_all};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: Vec<&[u8]>| {
    let read = |(at, bytes): (usize, &&[u8])| Some((at.to_string(), read_all(bytes, Options::default()).ok()?));
    let tables = texts.iter().take(4).enumerate().filter_map(read).collect();
    let Ok(mut union) = Union::new(tables, Options::default()) else { return };
    while union.step(1 << 12).is_none() {}
});
