//! The page's start-up, and the lines between its parts.

#[cfg(target_arch = "wasm32")]
fn main() {
    jelajah::ui::start(jelajah::ui::Loaders {
        late: || Box::pin(async { late().await.map_err(|error| error.to_string()) }),
        drawing: || Box::pin(async { drawing().await.map_err(|error| error.to_string()) }),
    });
}

/// The second part of the page. `cargo xtask dist` builds with the feature `split` and cuts the module
/// here; without it the page is one module and this answers at once.
#[cfg(all(target_arch = "wasm32", feature = "split"))]
#[wasm_split_helpers::wasm_split(late, fallible)]
fn late() -> Result<jelajah::ui::Late, wasm_split_helpers::SplitLoaderError> {
    Ok(jelajah::ui::Late::here())
}

/// The third part: the screens that draw.
#[cfg(all(target_arch = "wasm32", feature = "split"))]
#[wasm_split_helpers::wasm_split(drawing, fallible)]
fn drawing() -> Result<jelajah::ui::Drawing, wasm_split_helpers::SplitLoaderError> {
    Ok(jelajah::ui::Drawing::here())
}

#[cfg(all(target_arch = "wasm32", not(feature = "split")))]
fn late() -> std::future::Ready<Result<jelajah::ui::Late, std::convert::Infallible>> {
    std::future::ready(Ok(jelajah::ui::Late::here()))
}

#[cfg(all(target_arch = "wasm32", not(feature = "split")))]
fn drawing() -> std::future::Ready<Result<jelajah::ui::Drawing, std::convert::Infallible>> {
    std::future::ready(Ok(jelajah::ui::Drawing::here()))
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the page's WebAssembly binary; `cargo xtask serve` builds and serves it.");
}
