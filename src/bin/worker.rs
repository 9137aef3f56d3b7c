//! The worker's start-up, and the line between its parts.

#[cfg(target_arch = "wasm32")]
fn main() {
    jelajah::web::worker_loop::run(jelajah::web::worker_loop::Loaders {
        late: || Box::pin(async { late().await.map_err(|error| error.to_string()) }),
        books: || Box::pin(async { books().await.map_err(|error| error.to_string()) }),
        parquet: || Box::pin(async { parquet().await.map_err(|error| error.to_string()) }),
    });
}

/// The engine's later part with what talks to isolated frames.
#[cfg(target_arch = "wasm32")]
type Late = (jelajah::engine::Late, std::rc::Rc<dyn jelajah::web::frames::Frames>);

/// The engine's later part; see `late` in `src/main.rs`.
#[cfg(all(target_arch = "wasm32", feature = "split"))]
#[wasm_split_helpers::wasm_split(late, fallible)]
fn late() -> Result<Late, wasm_split_helpers::SplitLoaderError> {
    Ok((jelajah::engine::Late::here(), jelajah::web::frames::here()))
}

/// The engine's part for formats other than delimited text and Parquet.
#[cfg(all(target_arch = "wasm32", feature = "split"))]
#[wasm_split_helpers::wasm_split(books, fallible)]
fn books() -> Result<jelajah::engine::Books, wasm_split_helpers::SplitLoaderError> {
    Ok(jelajah::engine::Books::here())
}

/// The engine's part for Parquet.
#[cfg(all(target_arch = "wasm32", feature = "split"))]
#[wasm_split_helpers::wasm_split(parquet, fallible)]
fn parquet() -> Result<jelajah::engine::Parquet, wasm_split_helpers::SplitLoaderError> {
    Ok(jelajah::engine::Parquet::here())
}

#[cfg(all(target_arch = "wasm32", not(feature = "split")))]
fn late() -> std::future::Ready<Result<Late, std::convert::Infallible>> {
    std::future::ready(Ok((jelajah::engine::Late::here(), jelajah::web::frames::here())))
}

#[cfg(all(target_arch = "wasm32", not(feature = "split")))]
fn books() -> std::future::Ready<Result<jelajah::engine::Books, std::convert::Infallible>> {
    std::future::ready(Ok(jelajah::engine::Books::here()))
}

#[cfg(all(target_arch = "wasm32", not(feature = "split")))]
fn parquet() -> std::future::Ready<Result<jelajah::engine::Parquet, std::convert::Infallible>> {
    std::future::ready(Ok(jelajah::engine::Parquet::here()))
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the worker's WebAssembly binary; `cargo xtask serve` builds and serves it.");
}
