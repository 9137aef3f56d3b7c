//! What the browser says of its connection, where it says anything.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::dom;

/// Whether the connection is slow, paid by the byte or to be spared, as far as the browser tells. Several
/// browsers tell nothing, and then it is not.
pub fn is_dear() -> bool {
    let Some(window) = dom::window() else { return false };
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined());
    let Some(connection) = get(&window.navigator(), "connection") else { return false };
    let text = |name: &str| get(&connection, name).and_then(|value| value.as_string()).unwrap_or_default();
    let spared = get(&connection, "saveData").is_some_and(|value| value.is_truthy());
    spared || text("type") == "cellular" || matches!(text("effectiveType").as_str(), "slow-2g" | "2g" | "3g")
}
