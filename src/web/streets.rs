//! Streets below a map: `streets.js`, fetched from the page's own folder when somebody switches them on, and
//! the address that this browser remembers.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::dom;
use crate::map::streets::{Streets, TileKind};

/// What became of streets that were switched on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The first of them is there.
    Ready,
    /// This browser cannot draw them.
    NoWebGl,
    /// This copy of the page does not have what draws them, or it did not come.
    Missing,
    /// None came from the address: a technical detail.
    Failed(String),
}

/// Where a map stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Longitude of the middle, in degrees.
    pub lon: f64,
    /// Latitude of the middle.
    pub lat: f64,
    /// The zoom level of tiles, with the globe 512 pixels wide at level 0.
    pub level: f64,
    /// Width of the picture that this holds for, in CSS pixels.
    pub width_px: f64,
}

/// Streets that lie in an element of the page, until this is dropped.
pub struct Below {
    handle: JsValue,
    _report: Closure<dyn FnMut(String, String)>,
}

/// The name that `streets.js` puts its one function under.
const GLOBAL: &str = "jelajahStreets";
/// Where the browser keeps the address that was chosen last.
const KEY: &str = "jelajah.streets";

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &JsValue::from_str(name)).ok()?.dyn_into().ok()
}

fn here() -> Option<JsValue> {
    let found = Reflect::get(&js_sys::global(), &JsValue::from_str(GLOBAL)).ok()?;
    (!found.is_undefined()).then_some(found)
}

/// Fetches the script, unless it is here.
async fn load() -> Option<JsValue> {
    if let Some(found) = here() {
        return Some(found);
    }
    let document = dom::document()?;
    let script: web_sys::HtmlElement = document.create_element("script").ok()?.dyn_into().ok()?;
    script.set_attribute("type", "module").ok()?;
    script.set_attribute("src", &dom::absolute(&dom::meta("streets")?)).ok()?;
    let body = document.body()?;
    let done = Promise::new(&mut |resolve: Function, reject: Function| {
        script.set_onload(Some(&resolve));
        script.set_onerror(Some(&reject));
        // An element that cannot be put in never loads; then nothing waits, as the page is gone.
        body.append_child(&script).ok();
    });
    let loaded = JsFuture::from(done).await;
    if loaded.is_err() {
        script.remove();
    }
    here()
}

impl Below {
    /// Puts streets into an element; `report` is called once. `None` where what draws them does not come.
    pub async fn open(
        place: web_sys::Element,
        streets: Streets,
        dark: bool,
        report: impl Fn(Outcome) + 'static,
    ) -> Option<Self> {
        let script = load().await?;
        let report = Closure::<dyn FnMut(String, String)>::new(move |what: String, detail: String| {
            report(match what.as_str() {
                "ready" => Outcome::Ready,
                "webgl" => Outcome::NoWebGl,
                "missing" => Outcome::Missing,
                _ => Outcome::Failed(detail),
            });
        });
        let arguments = js_sys::Array::new();
        arguments.push(&place);
        arguments.push(&JsValue::from_str(&streets.address));
        arguments.push(&JsValue::from_bool(streets.kind == TileKind::Archive));
        arguments.push(&JsValue::from_bool(dark));
        arguments.push(report.as_ref());
        let handle = method(&script, "open")?.apply(&script, &arguments).ok()?;
        Some(Self { handle, _report: report })
    }

    /// Shows the same part of the globe as the map above.
    pub fn look(&self, camera: Camera) {
        let arguments = js_sys::Array::new();
        for number in [camera.lon, camera.lat, camera.level, camera.width_px] {
            arguments.push(&JsValue::from_f64(number));
        }
        if let Some(look) = method(&self.handle, "look") {
            // The script reports what fails by itself.
            look.apply(&self.handle, &arguments).ok();
        }
    }
}

impl Drop for Below {
    fn drop(&mut self) {
        if let Some(close) = method(&self.handle, "close") {
            close.call0(&self.handle).ok();
        }
    }
}

/// The address that was chosen last in this browser; read anew, as other programs may have written there.
pub fn remembered() -> Option<Streets> {
    let kept: Streets = serde_json::from_str(&dom::storage()?.get_item(KEY).ok().flatten()?).ok()?;
    Streets::read(&kept.address, &kept.credit).ok()
}

/// Keeps an address for the next time; a browser without storage forgets it.
pub fn remember(streets: &Streets) {
    if let (Some(storage), Ok(text)) = (dom::storage(), serde_json::to_string(streets)) {
        storage.set_item(KEY, &text).ok();
    }
}
