//! Arriving at a screen: the focus goes to its heading, and going back finds the old place of the page.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::kit::SCREEN_TITLE_ID;
use crate::ui::state::App;
use crate::web::{clock, dom};

/// Addresses whose scroll position is remembered.
const REMEMBERED: usize = 50;

/// Tries to scroll back while the screen is still being filled, and the pause between two of them.
const TRIES: u32 = 20;
const PAUSE_MS: i32 = 50;

pub(super) fn listen(app: App) {
    if let Some(history) = dom::window().and_then(|window| window.history().ok()) {
        // Screens fill later than the browser would scroll.
        js_sys::Reflect::set(&history, &"scrollRestoration".into(), &"manual".into()).ok();
    }
    let positions: StoredValue<BTreeMap<String, f64>> = StoredValue::new(BTreeMap::new());
    let went_back = StoredValue::new(false);
    dom::on_window("popstate", move |_| went_back.set_value(true));
    let acts = StoredValue::new(0_u32);
    for act in ["pointerdown", "wheel", "keydown", "touchstart"] {
        dom::on_window(act, move |_| acts.update_value(|acts| *acts = acts.wrapping_add(1)));
    }
    dom::on_window("scroll", move |_| {
        let key = app.place.with_untracked(crate::place::Place::to_query);
        positions.update_value(|positions| {
            if positions.len() >= REMEMBERED && !positions.contains_key(&key) {
                positions.pop_first();
            }
            positions.insert(key, scroll_y());
        });
    });

    Effect::new(move |before: Option<crate::place::Place>| {
        let place = app.place.get();
        // At the start of a visit the browser's own order of focus is right.
        let Some(before) = before else { return place };
        let key = place.to_query();
        let same_screen = std::mem::discriminant(&before.at) == std::mem::discriminant(&place.at);
        let same_place = before.at == place.at;
        let target = positions.with_value(|positions| positions.get(&key).copied());
        request_animation_frame(move || {
            let back = went_back.get_value();
            went_back.set_value(false);
            if same_place {
                return;
            }
            // A search within the catalogue keeps the focus where the person works.
            if !same_screen || dom::focus_is_lost() {
                dom::focus(SCREEN_TITLE_ID);
            }
            match target {
                Some(y) if back => spawn_local(scroll_back(app, key, y, acts)),
                _ => scroll_to(0.0),
            }
        });
        place
    });
}

/// Scrolls to where the person was as soon as the screen is long enough again, unless they do something before:
/// what is below a finger must not move away.
async fn scroll_back(app: App, key: String, y: f64, acts: StoredValue<u32>) {
    let before = acts.get_value();
    for _ in 0..TRIES {
        if app.place.with_untracked(crate::place::Place::to_query) != key || acts.get_value() != before {
            return;
        }
        scroll_to(y);
        if (scroll_y() - y).abs() < 2.0 {
            return;
        }
        clock::sleep_ms(PAUSE_MS).await;
    }
}

fn scroll_y() -> f64 {
    dom::window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

fn scroll_to(y: f64) {
    if let Some(window) = dom::window() {
        window.scroll_to_with_x_and_y(0.0, y);
    }
}
