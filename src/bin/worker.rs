//! The worker's start-up, and nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    jelajah::web::worker_loop::run();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the worker's WebAssembly binary; `cargo xtask serve` builds and serves it.");
}
