//! Thin adapters to the browser.

pub mod worker_loop;
