//! The browser's clock; the only place that reads it.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

use crate::base::date;

/// Milliseconds since the page started, monotonic.
pub fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Now as ISO date and time with the browser's offset, to the minute: `2026-11-21T14:05+07:00`.
pub fn local_iso() -> String {
    let now = js_sys::Date::new_0();
    let offset = -now.get_timezone_offset();
    let sign = if offset < 0.0 { '-' } else { '+' };
    let offset = offset.abs() as u32;
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}{sign}{:02}:{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date(),
        now.get_hours(),
        now.get_minutes(),
        offset / 60,
        offset % 60
    )
}

/// Today's date in the browser's zone, as days since 1970-01-01.
pub fn today() -> Option<i32> {
    local_iso().get(..10).and_then(date::parse_iso)
}

/// Resolves after some milliseconds; for debouncing and timeouts, never for waiting on state.
pub async fn sleep_ms(ms: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // A browser refuses a timer only when the page is being torn down.
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms).ok();
        }
    });
    JsFuture::from(promise).await.ok();
}

/// Resolves when the browser has nothing else to do; after two seconds in any case.
pub async fn idle() {
    let Some(window) = web_sys::window() else { return };
    // Some browsers have no such call: they are left a moment.
    let Some(ask) =
        Reflect::get(&window, &"requestIdleCallback".into()).ok().and_then(|ask| ask.dyn_into::<Function>().ok())
    else {
        return sleep_ms(50).await;
    };
    let options = Object::new();
    Reflect::set(&options, &"timeout".into(), &2000.into()).ok();
    let promise = Promise::new(&mut |resolve, _| {
        // As with the timer: refused only when the page is being torn down.
        ask.call2(&window, &resolve, &options).ok();
    });
    JsFuture::from(promise).await.ok();
}

/// Milliseconds since 1970, by the device's clock.
pub fn epoch_ms() -> u64 {
    js_sys::Date::now().max(0.0) as u64
}
