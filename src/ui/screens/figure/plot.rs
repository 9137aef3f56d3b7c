//! A picture on the page: painted on a canvas, pointed at, walked through by keyboard.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use super::map_hands::Hands;
use super::streets::StreetsBelow;
use super::tools::Tools;
use crate::i18n::{figure as t, remarks};
use crate::scene::hit::Hits;
use crate::scene::{Scene, Target, Theme};
use crate::ui::state::use_app;
use crate::web::{canvas, dom};

/// A pointer that moves less than this while it is down is a tap, in CSS pixels.
const DRAG_PX: f64 = 8.0;

/// More targets than this are sorted into cells before a pointer asks for them.
const MANY: usize = 10_000;
/// When that is done: after the picture is seen.
const SOON: Duration = Duration::from_millis(120);

/// The theme of pictures on the page.
pub fn theme(dark: bool) -> &'static Theme {
    if dark { &Theme::DARK } else { &Theme::LIGHT }
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
    /// What a row of the table twin says, for targets whose words were not written in advance.
    #[prop(optional)]
    tell: Option<Callback<usize, String>>,
    /// What moves it, where it is a map.
    #[prop(optional)]
    hands: Option<Hands>,
) -> impl IntoView {
    let app = use_app();
    // In the editor points can be chosen and stretches marked; elsewhere a picture is only looked at.
    let tools = use_context::<Tools>();
    let canvas = NodeRef::<html::Canvas>::new();
    let active = RwSignal::new(None::<usize>);
    let pinned = RwSignal::new(false);
    let frame = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let (Some(frame), true) = (frame.get(), tools.is_some_and(|tools| tools.picking.get())) {
            frame.focus().ok();
        }
    });
    let drag = StoredValue::new(None::<f64>);
    // Sorted into cells when the first pointer comes, or soon after the picture where that takes its time.
    let hits = StoredValue::new(None::<Hits>);
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        // Painted again when the face arrives: until then words stand in its stand-in.
        app.face.track();
        scene.with(|scene| {
            // A canvas that cannot be painted leaves the table twin and the sentence.
            canvas::paint_in_face(scene, &canvas, dom::device_pixel_ratio());
        });
    });
    let sort = move || {
        scene.try_with_untracked(|scene| {
            hits.try_update_value(|hits| {
                hits.get_or_insert_with(|| Hits::new(scene));
            })
        });
    };
    // Another picture has other targets.
    Effect::new(move |_| {
        let many = scene.with(|scene| scene.targets.len() > MANY);
        active.set(None);
        pinned.set(false);
        hits.set_value(None);
        if many {
            set_timeout(sort, SOON);
        }
    });
    let hit = move |x: f64, y: f64| {
        sort();
        scene.with_untracked(|scene| hits.with_value(|hits| hits.as_ref().and_then(|hits| hits.at(scene, x, y))))
    };
    // Where a pointer is in the scene.
    let place = move |client_x: i32, client_y: i32| {
        let frame = canvas.get_untracked()?.get_bounding_client_rect();
        let scale = scene.with_untracked(|scene| scene.width_px) / frame.width().max(1.0);
        Some(((f64::from(client_x) - frame.left()) * scale, (f64::from(client_y) - frame.top()) * scale))
    };
    // A move that leaves the picture goes on.
    let capture = move |pointer: i32| {
        if let Some(canvas) = canvas.get_untracked() {
            canvas.set_pointer_capture(pointer).ok();
        }
    };
    let brush = move |from: f64, to: f64| {
        if let Some(tools) = tools
            && let Some((left, _, right, _)) = scene.with_untracked(|scene| Some(scene.plane.as_ref()?.bounds))
        {
            tools.marked.set(Some((from.min(to).clamp(left, right), from.max(to).clamp(left, right))));
        }
    };
    let hover = move |event: leptos::ev::PointerEvent| {
        let Some((x, y)) = place(event.client_x(), event.client_y()) else { return };
        if hands.is_some_and(|hands| hands.drag(event.pointer_id(), (x, y))) {
            active.set(None);
            pinned.set(false);
        } else if let Some(start) = drag.get_value() {
            if (x - start).abs() > DRAG_PX || tools.is_some_and(|tools| tools.marked.get_untracked().is_some()) {
                brush(start, x);
            }
        } else if !pinned.get_untracked() {
            active.set(hit(x, y));
        }
    };
    let press = move |event: leptos::ev::PointerEvent| {
        let Some((x, y)) = place(event.client_x(), event.client_y()) else { return };
        let found = hit(x, y);
        if let (Some(tools), Some(target)) = (tools.filter(|tools| tools.picking.get_untracked()), found) {
            active.set(None);
            tools.pick(target);
            return;
        }
        if let Some(hands) = hands {
            hands.press(event.pointer_id(), (x, y));
            capture(event.pointer_id());
        }
        // A tap keeps the words; a second one on the same mark, or one beside all marks, lets them go.
        pinned.set(found.is_some() && !(pinned.get_untracked() && found == active.get_untracked()));
        active.set(found);
        let markable = tools.is_some_and(|tools| {
            tools.marked.set(None);
            tools.can_mark.get_untracked()
        });
        if markable && event.button() == 0 {
            drag.set_value(Some(x));
            capture(event.pointer_id());
        }
    };
    let release = move |event: leptos::ev::PointerEvent| {
        if let Some(hands) = hands {
            hands.release(event.pointer_id());
        }
        if drag.get_value().is_some() && tools.is_some_and(|tools| tools.marked.get_untracked().is_some()) {
            pinned.set(false);
            active.set(None);
        }
        drag.set_value(None);
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
        if event.pointer_type() == "mouse" && !pinned.get_untracked() {
            active.set(None);
        }
    };
    let middle = move |index: usize| {
        scene.with_untracked(|scene| scene.targets.get(index).map(|target| target.bounds.0 + target.bounds.2 / 2.0))
    };
    // Shift and arrows mark the stretch from the mark where they began.
    let stretch = StoredValue::new(None::<usize>);
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
        // A map's targets stand in the order of their values, and are gone through one by one.
        let leap = if is_map { 1 } else { (count / 20).max(1) };
        let to = match event.key().as_str() {
            key @ ("ArrowRight" | "ArrowDown" | "ArrowLeft" | "ArrowUp") if is_map => {
                now.map_or(0, |now| scene.with_untracked(|scene| beside(scene, now, key)).unwrap_or(now))
            }
            "ArrowRight" | "ArrowDown" => now.map_or(0, |now| (now + 1).min(count - 1)),
            "ArrowLeft" | "ArrowUp" => now.map_or(0, |now| now.saturating_sub(1)),
            "PageDown" => now.map_or(0, |now| (now + leap).min(count - 1)),
            "PageUp" => now.map_or(0, |now| now.saturating_sub(leap)),
            "Home" => 0,
            "End" => count - 1,
            "Enter" => {
                let Some(tools) = tools else { return };
                if let (true, Some(target)) = (tools.picking.get_untracked(), now) {
                    event.prevent_default();
                    tools.pick(target);
                } else if tools.marked.get_untracked().is_some() {
                    event.prevent_default();
                    tools.on_filter.run(event.shift_key());
                }
                return;
            }
            "Escape" => {
                active.set(None);
                pinned.set(false);
                stretch.set_value(None);
                if let Some(tools) = tools {
                    tools.picking.set(false);
                    tools.marked.set(None);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        active.set(Some(to));
        pinned.set(true);
        let markable = tools.is_some_and(|tools| tools.can_mark.get_untracked());
        if event.shift_key() && markable {
            let start = stretch.get_value().or(now).unwrap_or(to);
            stretch.set_value(Some(start));
            if let (Some(from), Some(to)) = (middle(start), middle(to)) {
                brush(from, to);
            }
        } else {
            stretch.set_value(None);
        }
    };
    let percent = move |part: f64, whole: f64| format!("{:.2}%", if whole > 0.0 { part / whole * 100.0 } else { 0.0 });
    let size = Memo::new(move |_| scene.with(|scene| (scene.width_px, scene.height_px)));
    let shown = Memo::new(move |_| {
        let mut target = active.get().and_then(|index| scene.with(|scene| scene.targets.get(index).cloned()))?;
        if target.label.is_empty() {
            target.label = tell.map(|tell| tell.run(target.row)).unwrap_or_default();
        }
        Some(target)
    });
    let stripe = move || {
        let (from, to) = tools?.marked.get()?;
        let (_, top, _, bottom) = scene.with(|scene| Some(scene.plane.as_ref()?.bounds))?;
        let (width, height) = size.get();
        Some(view! {
            <span
                class="plot-stretch"
                style:left=percent(from, width)
                style:top=percent(top, height)
                style:width=percent(to - from, width)
                style:height=percent(bottom - top, height)
            ></span>
        })
    };
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
            node_ref=frame
            class="plot"
            class:is-picking=move || tools.is_some_and(|tools| tools.picking.get())
            role="group"
            tabindex="0"
            aria-label=move || {
                let markable = tools.is_some_and(|tools| tools.can_mark.get());
                let more = if markable { app.t(remarks::MARK_HELP) } else { "" };
                let is_map = hands.is_some_and(|hands| hands.window().is_some());
                let walk = app.t(if is_map { t::WALK_MAP } else { t::WALK_HELP });
                scene.with(|scene| format!("{}. {walk} {more}", scene.title))
            }
            on:keydown=walk
        >
            <canvas
                node_ref=canvas
                role="img"
                aria-label=move || scene.with(|scene| scene.description.clone())
                style:aspect-ratio=move || { let (width, height) = size.get(); format!("{width} / {height}") }
                on:pointermove=hover
                on:pointerdown=press
                on:pointerup=release
                on:pointercancel=release
                on:wheel=turn
                class:is-moved=move || hands.is_some_and(Hands::is_close)
                class:is-map=move || hands.is_some_and(|hands| hands.window().is_some())
                on:pointerleave=leave
            ></canvas>
            {hands.map(|hands| view! { <StreetsBelow hands size/> })}
            <div class="plot-over" aria-hidden="true">{stripe}{mark}</div>
            <p class="hidden-visually" aria-live="polite">{move || shown.get().map(|target| target.label)}</p>
        </div>
    }
}
