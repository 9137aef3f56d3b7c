//! Thin adapters to the browser: each wraps one service of it and knows nothing of screens.

pub mod answers;
pub mod bench;
mod byte_stream;
pub mod canvas;
pub mod clock;
pub mod connection;
pub mod dom;
pub mod download;
pub mod files;
pub mod frame_host;
pub mod frames;
pub mod history;
pub mod packs;
pub mod png;
pub mod print;
pub mod shelf;
pub mod streets;
pub mod worker_client;
pub mod worker_loop;
