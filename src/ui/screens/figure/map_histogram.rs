//! The histogram of a map's values with the limits between its classes, which can be dragged or moved by keys.

use std::fmt::Write as _;

use leptos::html;
use leptos::prelude::*;

use crate::base::number::format_number;
use crate::i18n::figure as t;
use crate::ui::state::use_app;

/// Bars of the histogram.
const BARS: usize = 36;
/// Height of the picture in its own units; it is as wide as its bars.
const HIGH: f64 = 12.0;

/// A step that limits are moved by: a power of ten about a hundredth of the range.
fn step_of(range: f64) -> f64 {
    libm::pow(10.0, libm::floor(libm::log10((range / 100.0).max(1e-9))))
}

/// Bars and limits.
#[component]
pub(super) fn Histogram(
    /// The values of all regions.
    values: Memo<Vec<f64>>,
    /// The limits between classes, ascending.
    breaks: Memo<Vec<f64>>,
    /// Hands on new limits, ascending.
    on_change: Callback<Vec<f64>>,
) -> impl IntoView {
    let app = use_app();
    let frame = NodeRef::<html::Div>::new();
    let range = Memo::new(move |_| {
        values.with(|values| {
            let least = values.iter().copied().fold(f64::INFINITY, f64::min);
            let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            (least < most).then_some((least, most))
        })
    });
    let bars = move || {
        let (least, most) = range.get()?;
        let mut counts = [0_usize; BARS];
        values.with(|values| {
            for value in values {
                let at = ((value - least) / (most - least) * BARS as f64) as usize;
                if let Some(count) = counts.get_mut(at.min(BARS - 1)) {
                    *count += 1;
                }
            }
        });
        let tallest = counts.iter().copied().max().unwrap_or(1).max(1) as f64;
        let mut path = String::new();
        for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let high = *count as f64 / tallest * HIGH;
            // A string takes everything.
            write!(path, "M{at}.05 {HIGH}v-{high:.2}h.9v{high:.2}z").ok();
        }
        Some(
            view! { <svg viewBox=format!("0 0 {BARS} {HIGH}") preserveAspectRatio="none" aria-hidden="true"><path d=path></path></svg> },
        )
    };
    // The limit that is being dragged, and where it is.
    let dragged = RwSignal::new(None::<(usize, f64)>);
    let put = move |index: usize, value: f64| {
        let Some((least, most)) = range.get_untracked() else { return };
        let step = step_of(most - least);
        let mut limits = breaks.get_untracked();
        if let Some(limit) = limits.get_mut(index) {
            // Through whole steps, so that 0,3 is written as such.
            let whole = (value.clamp(least, most) / step).round();
            *limit = if step < 1.0 { whole / (1.0 / step).round() } else { whole * step };
        }
        limits.sort_by(f64::total_cmp);
        limits.dedup();
        on_change.run(limits);
    };
    let value_at = move |client_x: i32| {
        let ((least, most), frame) = (range.get_untracked()?, frame.get_untracked()?);
        let frame = frame.get_bounding_client_rect();
        let share = (f64::from(client_x) - frame.left()) / frame.width().max(1.0);
        Some(least + share.clamp(0.0, 1.0) * (most - least))
    };
    let handles = move || {
        let Some((least, most)) = range.get() else { return Vec::new() };
        let lang = app.lang();
        let step = step_of(most - least);
        let places = (0..9).find(|places| step * libm::pow(10.0, f64::from(*places)) >= 1.0).unwrap_or(9) as usize;
        let show = move |value: f64| format_number(value, places, lang);
        breaks
            .get()
            .into_iter()
            .enumerate()
            .map(|(index, limit)| {
                let now = move || dragged.get().filter(|(at, _)| *at == index).map_or(limit, |(_, value)| value);
                let share = move || format!("{:.2}%", ((now() - least) / (most - least)).clamp(0.0, 1.0) * 100.0);
                let down = move |event: leptos::ev::PointerEvent| {
                    dragged.set(Some((index, limit)));
                    let handle: web_sys::Element = event_target(&event);
                    handle.set_pointer_capture(event.pointer_id()).ok();
                };
                let go = move |event: leptos::ev::PointerEvent| {
                    if let (Some((at, _)), Some(value)) = (dragged.get_untracked(), value_at(event.client_x()))
                        && at == index
                    {
                        dragged.set(Some((index, value)));
                    }
                };
                let up = move |_: leptos::ev::PointerEvent| {
                    if let Some((at, value)) = dragged.get_untracked()
                        && at == index
                    {
                        dragged.set(None);
                        put(index, value);
                    }
                };
                let key = move |event: leptos::ev::KeyboardEvent| {
                    let by = match event.key().as_str() {
                        "ArrowRight" | "ArrowUp" => step,
                        "ArrowLeft" | "ArrowDown" => -step,
                        "PageUp" => 10.0 * step,
                        "PageDown" => -10.0 * step,
                        _ => return,
                    };
                    event.prevent_default();
                    put(index, limit + by);
                };
                view! {
                    <span
                        class="histogram-limit"
                        role="slider"
                        tabindex="0"
                        aria-label=app.tf(t::LIMIT, &[("n", &(index + 1).to_string())])
                        aria-valuemin=least.to_string()
                        aria-valuemax=most.to_string()
                        aria-valuenow=limit.to_string()
                        aria-valuetext=move || show(now())
                        style:left=share
                        on:pointerdown=down
                        on:pointermove=go
                        on:pointerup=up
                        on:pointercancel=up
                        on:keydown=key
                    >
                        <span>{move || show(now())}</span>
                    </span>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="histogram" node_ref=frame role="group" aria-label=move || app.t(t::HISTOGRAM)>
            {bars}
            {handles}
        </div>
    }
}
