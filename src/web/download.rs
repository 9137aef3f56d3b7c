//! Handing a file to the person.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;

use super::dom;

/// Offers text as a file. The media type carries its charset.
pub fn text(name: &str, media_type: &str, text: &str) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) {
        self::blob(name, &blob);
    }
}

/// Offers a blob as a file.
pub fn blob(name: &str, blob: &web_sys::Blob) {
    let Ok(url) = web_sys::Url::create_object_url_with_blob(blob) else { return };
    if let Some(anchor) = dom::document()
        .and_then(|document| document.create_element("a").ok())
        .and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok())
    {
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
    }
    // The click has started the download; the browser keeps the bytes until it is written.
    wasm_bindgen_futures::spawn_local(async move {
        super::clock::sleep_ms(10_000).await;
        web_sys::Url::revoke_object_url(&url).ok();
    });
}
