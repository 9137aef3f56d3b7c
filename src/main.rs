//! The page's start-up, and nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    jelajah::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the page's WebAssembly binary; `cargo xtask serve` builds and serves it.");
}
