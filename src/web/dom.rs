//! Small questions to the document and the window.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// The window; a page always has one.
pub fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// What the browser keeps for this page; `None` where it refuses to.
pub fn storage() -> Option<web_sys::Storage> {
    window().and_then(|window| window.local_storage().ok().flatten())
}

/// What the browser keeps for this tab alone, until it is closed; `None` where it refuses to.
pub fn tab_storage() -> Option<web_sys::Storage> {
    window().and_then(|window| window.session_storage().ok().flatten())
}

/// The document.
pub fn document() -> Option<web_sys::Document> {
    window().and_then(|window| window.document())
}

/// The `content` of `<meta name="…">`.
pub fn meta(name: &str) -> Option<String> {
    document()?
        .query_selector(&format!("meta[name={name}]"))
        .ok()
        .flatten()?
        .get_attribute("content")
        .filter(|content| !content.is_empty())
}

/// An address relative to the page, made absolute.
pub fn absolute(relative: &str) -> String {
    document()
        .and_then(|document| document.base_uri().ok().flatten())
        .and_then(|base| web_sys::Url::new_with_base(relative, &base).ok())
        .map_or_else(|| relative.to_owned(), |url| url.href())
}

/// Whether the browser says that it is online.
pub fn online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// The device's memory in GiB as the browser tells it, rounded and capped; `None` where it does not.
pub fn memory_gib() -> Option<f64> {
    let navigator = window()?.navigator();
    js_sys::Reflect::get(&navigator, &"deviceMemory".into()).ok()?.as_f64()
}

/// Whether a media query holds now.
pub fn media(query: &str) -> bool {
    window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}

/// Calls back for as long as the page lives whenever a media query changes.
pub fn on_media(query: &str, mut callback: impl FnMut(bool) + 'static) {
    let Some(list) = window().and_then(|window| window.match_media(query).ok().flatten()) else { return };
    let closure =
        Closure::<dyn FnMut(web_sys::MediaQueryListEvent)>::new(move |event: web_sys::MediaQueryListEvent| {
            callback(event.matches());
        });
    list.set_onchange(Some(closure.as_ref().unchecked_ref()));
    closure.forget();
    // The list itself must live as long as its listener.
    std::mem::forget(list);
}

/// Calls back for as long as the page lives whenever the window has an event of this name.
pub fn on_window(name: &str, callback: impl FnMut(web_sys::Event) + 'static) {
    let Some(window) = window() else { return };
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(callback);
    window.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).ok();
    closure.forget();
}

/// As [`on_window`], for events of the document.
pub fn on_document(name: &str, callback: impl FnMut(web_sys::Event) + 'static) {
    let Some(document) = document() else { return };
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(callback);
    document.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).ok();
    closure.forget();
}

/// The ratio of device pixels to CSS pixels, 1 to 4.
pub fn device_pixel_ratio() -> f64 {
    window().map_or(1.0, |window| window.device_pixel_ratio()).clamp(1.0, 4.0)
}

/// Moves the focus to the element of an id, making it focusable for scripts where needed.
pub fn focus(id: &str) {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else { return };
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        element.focus().ok();
    }
}

/// Whether the element of an id has the focus.
pub fn has_focus(id: &str) -> bool {
    document().and_then(|document| document.active_element()).is_some_and(|element| element.id() == id)
}

/// Whether what had the focus is gone, so that the next Tab would start at the top of the page.
pub fn focus_is_lost() -> bool {
    let Some(document) = document() else { return false };
    document
        .active_element()
        .is_none_or(|element| document.body().is_some_and(|body| element.is_same_node(Some(body.unchecked_ref()))))
}

/// How many of the elements that a selector finds have been in sight: those that begin above the lower edge of
/// the window. The first `known` are taken to have been. The elements stand below each other.
pub fn seen_of(selector: &str, known: usize) -> usize {
    let list = document().and_then(|document| document.query_selector_all(selector).ok());
    let height = window().and_then(|window| window.inner_height().ok()).and_then(|height| height.as_f64());
    let (Some(list), Some(height)) = (list, height) else { return known };
    let in_sight = |at: &u32| {
        let element = list.get(*at).and_then(|node| node.dyn_into::<web_sys::Element>().ok());
        element.is_some_and(|element| element.get_bounding_client_rect().top() < height)
    };
    known + (known as u32..list.length()).take_while(in_sight).count()
}

/// Sets `<html lang>` and the window's title.
pub fn set_title_and_lang(title: &str, lang: &str) {
    if let Some(document) = document() {
        document.set_title(title);
        if let Some(root) = document.document_element() {
            root.set_attribute("lang", lang).ok();
        }
    }
}

/// Sets or removes an attribute of `<html>`, for the theme.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    match value {
        Some(value) => root.set_attribute(name, value).ok(),
        None => root.remove_attribute(name).ok(),
    };
}

/// Copies text to the clipboard; false where the browser refuses.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    wasm_bindgen_futures::JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}
