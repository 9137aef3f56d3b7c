//! Any bytes as delimited text whose columns become rows, in slices of every length.

#![no_main]

use jelajah::ingest::{Options, Unfolding, read_all};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, &[u8])| {
    let (budget, bytes) = input;
    // A slice of a few cells is much work for a long text.
    let budget = usize::from(budget).max(bytes.len() / 64);
    let Ok(table) = read_all(bytes, Options::default()) else { return };
    let Ok(mut unfolding) = Unfolding::new(table, Options::default()) else { return };
    while unfolding.step(budget).is_none() {}
});
