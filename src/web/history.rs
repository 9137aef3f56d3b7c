//! The address bar and its history.

use super::dom;

/// The query string with its `?`, or empty.
pub fn query() -> String {
    dom::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// The fragment without its `#`, or empty.
pub fn fragment() -> String {
    dom::window()
        .and_then(|window| window.location().hash().ok())
        .map(|hash| hash.trim_start_matches('#').to_owned())
        .unwrap_or_default()
}

/// The page's own address without query and fragment, to build links on.
pub fn page_address() -> String {
    let href = dom::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// Puts a new entry onto the history; an empty query means the bare page.
pub fn push(query: &str) {
    set(query, |history, url| history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(url)).ok());
}

/// Replaces the current entry.
pub fn replace(query: &str) {
    set(query, |history, url| history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(url)).ok());
}

fn set(query: &str, change: impl FnOnce(&web_sys::History, &str) -> Option<()>) {
    let url = format!("{}{query}", page_address());
    if let Some(history) = dom::window().and_then(|window| window.history().ok()) {
        change(&history, &url);
    }
}
