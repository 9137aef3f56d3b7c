//! Jelajah: read the catalogue of any CKAN or Satu Data portal, open its files, and filter, chart,
//! map and tell stories with them, in the browser alone.
//!
//! `ARCHITECTURE.md` is the map of the rooms. A lower room never imports a higher one, and no room
//! below [`web`] does input or output, reads a clock or knows a browser; `tests/architecture.rs`
//! enforces both.

// Layer 0: words and numbers.
pub mod base;
pub mod i18n;
// Layer 1: tables and shapes.
pub mod geo;
pub mod table;
// Layer 2: from an address to a table, from a table to an answer.
pub mod ingest;
pub mod portal;
pub mod query;
pub mod region;
// Layer 3: from an answer to a picture.
pub mod chart;
pub mod map;
pub mod scene;
// Layer 4: what a person makes, and the machine that works for it.
pub mod engine;
pub mod place;
pub mod story;
// Layers 5 and 6: the browser.
#[cfg(target_arch = "wasm32")]
#[expect(
    unreachable_pub,
    clippy::needless_pass_by_value,
    clippy::large_types_passed_by_value,
    reason = "the component macro makes props public, and a component owns its props"
)]
pub mod ui;
#[cfg(target_arch = "wasm32")]
pub mod web;
