//! A picture on the page: painted on a canvas, pointed at, walked through by keyboard.

use leptos::html;
use leptos::prelude::*;

use super::map_hands::Hands;
use crate::i18n::figure as t;
use crate::scene::{Item, Scene, Target, Theme};
use crate::ui::state::use_app;
use crate::web::{canvas, dom};

/// Farthest distance at which a pointer still means a small mark, in CSS pixels.
const NEAR_PX: f64 = 24.0;

/// The theme of pictures on the page.
pub fn theme(dark: bool) -> &'static Theme {
    if dark { &Theme::DARK } else { &Theme::LIGHT }
}

/// The target under a point, else the nearest one within reach. Rectangles are asked first; only where the
/// point lies in those of several targets does the outline decide.
fn target_at(scene: &Scene, x: f64, y: f64) -> Option<usize> {
    let distance = |target: &Target| {
        let (left, top, width, height) = target.bounds;
        let across = (left - x).max(x - left - width).max(0.0);
        let down = (top - y).max(y - top - height).max(0.0);
        across * across + down * down
    };
    let mut near: Vec<(usize, f64, f64)> = scene
        .targets
        .iter()
        .enumerate()
        .map(|(index, target)| (index, distance(target), target.bounds.2 * target.bounds.3))
        .filter(|(_, squared, _)| *squared <= NEAR_PX * NEAR_PX)
        .collect();
    // Among targets at one distance the smallest comes first: an island inside another's box.
    near.sort_by(|one, other| one.1.total_cmp(&other.1).then(one.2.total_cmp(&other.2)));
    let inside = |(index, squared, _): &&(usize, f64, f64)| {
        let target = scene.targets.get(*index);
        *squared <= 0.0 && target.is_some_and(|target| covers(scene, target, x, y))
    };
    near.iter().find(inside).or(near.first()).map(|(index, ..)| *index)
}

/// Whether a target's own item, and not only its rectangle, covers a point.
fn covers(scene: &Scene, target: &Target, x: f64, y: f64) -> bool {
    match target.item.and_then(|item| scene.items.get(item)) {
        Some(Item::Path { rings, closed: true, .. }) => {
            let crossings = |ring: &Vec<(f64, f64)>| {
                ring.iter()
                    .zip(ring.iter().cycle().skip(1))
                    .filter(|((_, y1), (_, y2))| (*y1 > y) != (*y2 > y))
                    .filter(|((x1, y1), (x2, y2))| x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
                    .count()
            };
            rings.iter().map(crossings).sum::<usize>() % 2 == 1
        }
        // Whatever has no outline of its own is its rectangle.
        _ => true,
    }
}

/// The target nearest in the direction of an arrow key; to the side counts double.
fn beside(scene: &Scene, now: usize, key: &str) -> Option<usize> {
    let middle = |target: &Target| {
        let (left, top, width, height) = target.bounds;
        (left + width / 2.0, top + height / 2.0)
    };
    let (x, y) = middle(scene.targets.get(now)?);
    let ahead = |target: &Target| {
        let (to_x, to_y) = middle(target);
        let (along, aside) = match key {
            "ArrowRight" => (to_x - x, to_y - y),
            "ArrowLeft" => (x - to_x, to_y - y),
            "ArrowDown" => (to_y - y, to_x - x),
            _ => (y - to_y, to_x - x),
        };
        (along > 0.5).then_some(along * along + 4.0 * aside * aside)
    };
    let found = scene.targets.iter().enumerate().filter_map(|(index, target)| Some((index, ahead(target)?)));
    found.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(index, _)| index)
}

/// A scene as a picture.
#[component]
pub fn Plot(
    /// The scene.
    #[prop(into)]
    scene: Signal<Scene>,
    /// What moves it, where it is a map.
    #[prop(optional)]
    hands: Option<Hands>,
) -> impl IntoView {
    let app = use_app();
    let canvas = NodeRef::<html::Canvas>::new();
    let active = RwSignal::new(None::<usize>);
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        // Painted again when the face arrives: until then words stand in its stand-in.
        app.face.track();
        scene.with(|scene| {
            // A canvas that cannot be painted leaves the table twin and the sentence.
            canvas::paint_on_canvas(scene, &canvas, dom::device_pixel_ratio()).ok();
        });
    });
    // Another picture has other targets.
    Effect::new(move |_| {
        scene.track();
        active.set(None);
    });
    // Where a pointer is in the scene.
    let place = move |client_x: i32, client_y: i32| {
        let frame = canvas.get_untracked()?.get_bounding_client_rect();
        let scale = scene.with_untracked(|scene| scene.width_px) / frame.width().max(1.0);
        Some(((f64::from(client_x) - frame.left()) * scale, (f64::from(client_y) - frame.top()) * scale))
    };
    let point = move |event: leptos::ev::PointerEvent| {
        let Some((x, y)) = place(event.client_x(), event.client_y()) else { return };
        if hands.is_some_and(|hands| hands.drag(event.pointer_id(), (x, y))) {
            active.set(None);
            return;
        }
        active.set(scene.with_untracked(|scene| target_at(scene, x, y)));
    };
    let press = move |event: leptos::ev::PointerEvent| {
        if let (Some(hands), Some(at)) = (hands, place(event.client_x(), event.client_y())) {
            hands.press(event.pointer_id(), at);
            if let Some(canvas) = canvas.get_untracked() {
                // A move that leaves the picture goes on.
                canvas.set_pointer_capture(event.pointer_id()).ok();
            }
        }
        point(event);
    };
    let release = move |event: leptos::ev::PointerEvent| {
        if let Some(hands) = hands {
            hands.release(event.pointer_id());
        }
    };
    let turn = move |event: leptos::ev::WheelEvent| {
        // A page is scrolled over a map; who works with the map, or holds Ctrl as for any zooming, zooms it.
        let meant = event.ctrl_key()
            || event.meta_key()
            || canvas.get_untracked().is_some_and(|canvas| {
                canvas.parent_element() == crate::web::dom::document().and_then(|page| page.active_element())
            });
        if let (Some(hands), Some(at), true) = (hands, place(event.client_x(), event.client_y()), meant)
            && hands.wheel(event.delta_y(), at)
        {
            event.prevent_default();
        }
    };
    let leave = move |event: leptos::ev::PointerEvent| {
        // A finger that lifts keeps what it touched.
        if event.pointer_type() == "mouse" {
            active.set(None);
        }
    };
    let walk = move |event: leptos::ev::KeyboardEvent| {
        let count = scene.with_untracked(|scene| scene.targets.len());
        if count == 0 {
            return;
        }
        if hands.is_some_and(|hands| hands.key(&event.key(), event.shift_key())) {
            event.prevent_default();
            return;
        }
        let now = active.get_untracked();
        let is_map = hands.is_some_and(|hands| untrack(|| hands.window().is_some()));
        let to = match event.key().as_str() {
            key @ ("ArrowRight" | "ArrowDown" | "ArrowLeft" | "ArrowUp") if is_map => {
                now.map_or(0, |now| scene.with_untracked(|scene| beside(scene, now, key)).unwrap_or(now))
            }
            "PageDown" => now.map_or(0, |now| (now + 1).min(count - 1)),
            "PageUp" => now.map_or(0, |now| now.saturating_sub(1)),
            "ArrowRight" | "ArrowDown" => now.map_or(0, |now| (now + 1).min(count - 1)),
            "ArrowLeft" | "ArrowUp" => now.map_or(0, |now| now.saturating_sub(1)),
            "Home" => 0,
            "End" => count - 1,
            "Escape" => {
                active.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        active.set(Some(to));
    };
    let shown =
        Memo::new(move |_| active.get().and_then(|index| scene.with(|scene| scene.targets.get(index).cloned())));
    let percent = move |part: f64, whole: f64| format!("{:.2}%", if whole > 0.0 { part / whole * 100.0 } else { 0.0 });
    let size = Memo::new(move |_| scene.with(|scene| (scene.width_px, scene.height_px)));
    let mark = move || {
        shown.get().map(|target| {
            let (left, top, width, height) = target.bounds;
            let (whole_width, whole_height) = size.get();
            let middle = left + width / 2.0;
            let low = top < 48.0;
            let (is_left, is_right) = (middle > whole_width * 0.7, middle < whole_width * 0.3);
            view! {
                <span
                    class="plot-mark"
                    style:left=percent(left, whole_width)
                    style:top=percent(top, whole_height)
                    style:width=percent(width, whole_width)
                    style:height=percent(height, whole_height)
                ></span>
                <span
                    class="plot-tip"
                    class:is-below=low
                    class:is-left=is_left
                    class:is-right=is_right
                    style:left=percent(middle, whole_width)
                    style:top=percent(if low { top + height } else { top }, whole_height)
                >
                    {target.label}
                </span>
            }
        })
    };
    view! {
        <div
            class="plot"
            role="group"
            tabindex="0"
            aria-label=move || {
                let is_map = hands.is_some_and(|hands| hands.window().is_some());
                scene.with(|scene| format!("{}. {}", scene.title, app.t(if is_map { t::WALK_MAP } else { t::WALK_HELP })))
            }
            on:keydown=walk
        >
            <canvas
                node_ref=canvas
                role="img"
                aria-label=move || scene.with(|scene| scene.description.clone())
                style:aspect-ratio=move || { let (width, height) = size.get(); format!("{width} / {height}") }
                on:pointermove=point
                on:pointerdown=press
                on:pointerup=release
                on:pointercancel=release
                on:wheel=turn
                class:is-moved=move || hands.is_some_and(Hands::is_close)
                class:is-map=move || hands.is_some_and(|hands| hands.window().is_some())
                on:pointerleave=leave
            ></canvas>
            <div class="plot-over" aria-hidden="true">{mark}</div>
            <p class="hidden-visually" aria-live="polite">{move || shown.get().map(|target| target.label)}</p>
        </div>
    }
}
