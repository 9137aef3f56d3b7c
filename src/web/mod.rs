//! Thin adapters to the browser.
