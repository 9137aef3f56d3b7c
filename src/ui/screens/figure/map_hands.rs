//! Moving a map: by pointer, wheel, two fingers and keys, by buttons and by the name of a region; and
//! stepping through its periods.
//!
//! What is moved is the view of the figure's stage, not the document: it lasts until the figure is closed and
//! is what a file saved meanwhile shows. The choices of a map can keep it in the document.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use leptos::prelude::*;

use super::data::{Drawn, Lowered, Stage};
use super::streets::{Stand, StreetsChoice, StreetsSwitch};
use crate::base::note::Problem;
use crate::i18n::figure as t;
use crate::map::streets::Streets;
use crate::map::{self, View, Window};
use crate::ui::state::use_app;
use crate::web::dom;

/// One step of zooming by key or button.
const STEP: f64 = 1.6;
/// Share of the window that one key moves.
const KEY_MOVE: f64 = 0.2;
/// Farther than this a press is a move, in CSS pixels.
const SLACK_PX: f64 = 4.0;
/// Java and Madura: west, south, east, north.
const JAVA: (f64, f64, f64, f64) = (105.1, -8.8, 114.6, -5.8);
/// Names that the search offers; any other can be typed.
const MOST_NAMES: usize = 600;
/// How long each period is shown.
const PACE: Duration = Duration::from_millis(900);

/// The next [`Hands::id`].
static NEXT: AtomicU32 = AtomicU32::new(0);

/// What moves a map.
#[derive(Clone, Copy)]
pub struct Hands {
    stage: RwSignal<Stage>,
    picture: Memo<Option<Result<Drawn, Problem>>>,
    /// Pointers that are down: id and last point.
    down: StoredValue<Vec<(i32, (f64, f64))>>,
    /// Whether the pointer moved so far that it is no press.
    moved: StoredValue<bool>,
    /// Tells the controls of several maps on one page apart.
    id: u32,
    /// Streets below it.
    pub streets: RwSignal<Stand>,
    /// Whether an address of streets is being chosen.
    pub choosing: RwSignal<bool>,
}

impl Hands {
    /// Hands for the figure of a stage.
    pub fn new(stage: RwSignal<Stage>, picture: Memo<Option<Result<Drawn, Problem>>>) -> Self {
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let (streets, choosing) = (RwSignal::new(Stand::Off), RwSignal::new(false));
        Self { stage, picture, down: StoredValue::default(), moved: StoredValue::new(false), id, streets, choosing }
    }

    /// What the map is seen through; `None` where there is nothing to move. Tracked.
    pub fn window(self) -> Option<Window> {
        self.picture.with(|picture| picture.as_ref().and_then(|picture| picture.as_ref().ok()?.window))
    }

    fn now(self) -> Option<Window> {
        untrack(|| self.window())
    }

    /// Whether only a part of the map is shown. Tracked.
    pub fn is_close(self) -> bool {
        self.window().is_some_and(|window| window.view.zoom > 1.0)
    }

    /// Shows a part of the map, or all of it.
    pub fn show(self, view: Option<View>) {
        self.change(|spec| spec.view = view.filter(|view| view.zoom > 1.001));
    }

    fn change(self, edit: impl FnOnce(&mut crate::map::MapSpec)) {
        self.stage.update(|stage| {
            if let Stage::Ready { lowered: Lowered::Map(lowered), .. } = stage {
                edit(&mut lowered.spec);
            }
        });
    }

    /// Puts streets below the map, or takes them away.
    pub fn set_streets(self, chosen: Option<Streets>) {
        self.set_on_streets(chosen.is_some());
        self.streets.set(chosen.map_or(Stand::Off, Stand::Coming));
    }

    /// Draws the map so that streets can lie below it, or as ever.
    pub fn set_on_streets(self, on: bool) {
        self.stage.update(|stage| {
            if let Stage::Ready { lowered: Lowered::Map(lowered), .. } = stage {
                lowered.on_streets = on;
            }
        });
    }

    /// Zooms by a factor around a point of the scene, the middle where there is none.
    pub fn zoom(self, factor: f64, around: Option<(f64, f64)>) {
        if let Some(window) = self.now() {
            let (left, top, width, height) = window.frame;
            let middle = (left + width / 2.0, top + height / 2.0);
            self.show(Some(window.zoomed(factor, around.unwrap_or(middle))));
        }
    }

    /// A pointer comes down at a point of the scene.
    pub fn press(self, id: i32, at: (f64, f64)) {
        self.moved.set_value(false);
        if self.now().is_some_and(|window| window.holds(at.0, at.1)) {
            self.down.update_value(|down| {
                down.retain(|(known, _)| *known != id);
                down.push((id, at));
            });
        }
    }

    /// A pointer moves; whether that moved the map.
    pub fn drag(self, id: i32, at: (f64, f64)) -> bool {
        let down = self.down.get_value();
        let (Some(window), Some(&(_, before))) = (self.now(), down.iter().find(|(known, _)| *known == id)) else {
            return false;
        };
        let (dx, dy) = (at.0 - before.0, at.1 - before.1);
        let other = down.iter().find(|(known, _)| *known != id).map(|(_, at)| *at);
        if !self.moved.get_value() && libm::hypot(dx, dy) < SLACK_PX {
            return false;
        }
        self.moved.set_value(true);
        self.down.update_value(|down| {
            if let Some((_, point)) = down.iter_mut().find(|(known, _)| *known == id) {
                *point = at;
            }
        });
        match other {
            // Two fingers: their distance zooms, around the middle of the two.
            Some(other) => {
                let (was, is) =
                    (libm::hypot(before.0 - other.0, before.1 - other.1), libm::hypot(at.0 - other.0, at.1 - other.1));
                let middle = (f64::midpoint(at.0, other.0), f64::midpoint(at.1, other.1));
                self.show(Some(window.zoomed(is / was.max(1.0), middle)));
            }
            None if window.view.zoom > 1.0 => self.show(Some(window.moved(dx, dy))),
            None => return false,
        }
        true
    }

    /// A pointer is gone.
    pub fn release(self, id: i32) {
        self.down.update_value(|down| down.retain(|(known, _)| *known != id));
    }

    /// The wheel was turned over the map; whether that zoomed it.
    pub fn wheel(self, delta: f64, at: (f64, f64)) -> bool {
        let over = self.now().is_some_and(|window| window.holds(at.0, at.1));
        if over {
            self.zoom(libm::exp(-delta.clamp(-400.0, 400.0) / 400.0), Some(at));
        }
        over
    }

    /// A key was pressed; whether it moved the map.
    pub fn key(self, key: &str, shift: bool) -> bool {
        let Some(window) = self.now() else { return false };
        let (.., width, height) = window.frame;
        let by = |x: f64, y: f64| self.show(Some(window.moved(x * width * KEY_MOVE, y * height * KEY_MOVE)));
        match (key, shift) {
            ("+" | "=", _) => self.zoom(STEP, None),
            ("-" | "_", _) => self.zoom(1.0 / STEP, None),
            ("0", _) => self.show(None),
            ("ArrowLeft", true) => by(1.0, 0.0),
            ("ArrowRight", true) => by(-1.0, 0.0),
            ("ArrowUp", true) => by(0.0, 1.0),
            ("ArrowDown", true) => by(0.0, -1.0),
            _ => return false,
        }
        true
    }
}

/// Buttons for moving a map, the search for a region, and the periods.
#[component]
pub fn MapHands(
    /// What they move.
    hands: Hands,
) -> impl IntoView {
    let app = use_app();
    let movable = Memo::new(move |_| hands.window().is_some());
    // What is sought is what the map shows: the regions of its outlines, or the table's own shapes by their names.
    let shapes = Memo::new(move |_| {
        hands.picture.with(|picture| picture.as_ref().and_then(|picture| picture.as_ref().ok()?.shapes.clone()))
    });
    let places = Memo::new(move |_| {
        shapes.with(|shapes| {
            let shapes = shapes.as_ref()?;
            let own = hands.stage.with(|stage| match stage {
                Stage::Ready { lowered: Lowered::Map(lowered), data, .. } if lowered.own.is_some() => {
                    Some(map::named_rows(lowered, data, app.lang()))
                }
                _ => None,
            });
            let regions = || shapes.places().map(|(name, around)| (name.to_owned(), around)).collect();
            Some(own.unwrap_or_else(regions))
        })
    });
    let sought = RwSignal::new(String::new());
    let unknown = RwSignal::new(false);
    let seek = move || {
        let typed = sought.get_untracked().trim().to_lowercase();
        let (Some(places), Some(window), false) = (places.get_untracked(), hands.now(), typed.is_empty()) else {
            return;
        };
        let found = places
            .iter()
            .find(|(name, _)| name.to_lowercase() == typed)
            .or_else(|| places.iter().find(|(name, _)| name.to_lowercase().contains(&typed)));
        unknown.set(found.is_none());
        if let Some((_, bounds)) = found {
            hands.show(Some(window.around(*bounds)));
        }
    };
    let has_java = Memo::new(move |_| hands.window().is_some_and(|window| window.is_part(JAVA)));
    let java = move |_| {
        if let Some(window) = hands.now() {
            hands.show(Some(window.around(JAVA)));
        }
    };
    // Hundreds of names are listed for who types, and for nobody else.
    let sought_once = RwSignal::new(false);
    let names = move || {
        let places = if sought_once.get() { places.get() } else { None };
        places.map(|places| {
            let names = places.into_iter().take(MOST_NAMES);
            names.map(|(name, _)| view! { <option value=name></option> }).collect_view()
        })
    };
    view! {
        <Show when=move || movable.get()>
            <div class="map-hands" role="group" aria-label=move || app.t(t::MAP_HANDS)>
                <button type="button" class="button" aria-label=move || app.t(t::ZOOM_IN) on:click=move |_| hands.zoom(STEP, None)>"+"</button>
                <button type="button" class="button" aria-label=move || app.t(t::ZOOM_OUT) on:click=move |_| hands.zoom(1.0 / STEP, None)>"−"</button>
                <button type="button" class="button" disabled=move || !hands.is_close() on:click=move |_| hands.show(None)>{move || app.t(t::ZOOM_ALL)}</button>
                <Show when=move || has_java.get()>
                    <button type="button" class="button" on:click=java>{move || app.t(t::ZOOM_JAVA)}</button>
                </Show>
                <input
                    class="input map-seek"
                    type="search"
                    list=format!("map-names-{}", hands.id)
                    aria-label=move || app.t(t::SEEK_REGION)
                    placeholder=move || app.t(t::SEEK_REGION)
                    prop:value=sought
                    on:focus=move |_| sought_once.set(true)
                    on:input=move |event| sought.set(event_target_value(&event))
                    on:change=move |_| seek()
                />
                <datalist id=format!("map-names-{}", hands.id)>{names}</datalist>
                <StreetsSwitch hands/>
                <Show when=move || unknown.get()><span class="soft" role="status">{move || app.t(t::SEEK_NOTHING)}</span></Show>
            </div>
            <StreetsChoice hands/>
        </Show>
        <Periods hands/>
    }
}

/// The periods of a map over time.
#[component]
fn Periods(hands: Hands) -> impl IntoView {
    let app = use_app();
    let periods = Memo::new(move |_| {
        hands.picture.with(|picture| match picture {
            Some(Ok(drawn)) => drawn.periods.clone(),
            _ => Vec::new(),
        })
    });
    let at = Memo::new(move |_| {
        let chosen = hands.stage.with(|stage| match stage {
            Stage::Ready { lowered: Lowered::Map(lowered), .. } => lowered.spec.at.clone(),
            _ => None,
        });
        periods.with(|periods| {
            let last = periods.len().saturating_sub(1);
            chosen.and_then(|chosen| periods.iter().position(|period| *period == chosen)).unwrap_or(last)
        })
    });
    let go = move |to: usize| {
        if let Some(period) = periods.with_untracked(|periods| periods.get(to).cloned()) {
            hands.change(|spec| spec.at = Some(period));
        }
    };
    let playing = RwSignal::new(None::<IntervalHandle>);
    let stop = move || {
        if let Some(handle) = playing.try_update(Option::take).flatten() {
            handle.clear();
        }
    };
    on_cleanup(stop);
    let play = move |_| {
        if playing.with_untracked(Option::is_some) {
            stop();
            return;
        }
        if at.get_untracked() + 1 >= periods.with_untracked(Vec::len) {
            go(0);
        }
        let step = move || {
            let next = at.get_untracked() + 1;
            if next < periods.with_untracked(Vec::len) {
                go(next);
            } else {
                stop();
            }
        };
        playing.set(set_interval_with_handle(step, PACE).ok());
    };
    let name = move || periods.with(|periods| periods.get(at.get()).cloned().unwrap_or_default());
    // Pictures that change by themselves are not for everyone.
    let still = dom::media("(prefers-reduced-motion: reduce)");
    view! {
        <Show when=move || periods.with(|periods| periods.len() > 1)>
            <div class="map-periods">
                <button type="button" class="button" hidden=still on:click=play>
                    {move || app.t(if playing.with(Option::is_some) { t::PERIODS_STOP } else { t::PERIODS_PLAY })}
                </button>
                <label class="hidden-visually" for=format!("map-period-{}", hands.id)>{move || app.t(t::PERIOD)}</label>
                <input
                    id=format!("map-period-{}", hands.id)
                    type="range"
                    min="0"
                    step="1"
                    max=move || periods.with(|periods| periods.len().saturating_sub(1)).to_string()
                    prop:value=move || at.get().to_string()
                    aria-valuetext=name
                    on:input=move |event| {
                        stop();
                        if let Ok(to) = event_target_value(&event).parse() {
                            go(to);
                        }
                    }
                />
                <output for=format!("map-period-{}", hands.id)>{name}</output>
            </div>
        </Show>
    }
}
