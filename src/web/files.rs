//! Files that a person picks or drops.

use wasm_bindgen_futures::JsFuture;

/// The first bytes of a file as text, for telling a saved story from data; broken UTF-8 is replaced.
pub async fn head_text(file: &web_sys::File, bytes: u32) -> String {
    let Ok(slice) = file.slice_with_i32_and_i32(0, bytes as i32) else { return String::new() };
    JsFuture::from(slice.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// The whole text of a file of at most `max_bytes`.
pub async fn whole_text(file: &web_sys::File, max_bytes: f64) -> Option<String> {
    if file.size() > max_bytes {
        return None;
    }
    JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string())
}
