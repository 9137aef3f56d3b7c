//! What can be done on the picture of a chart itself: choosing a point for a remark, marking a stretch to filter
//! or to zoom into, hiding series, and seeing the filters in force.

use leptos::prelude::*;

use super::FigureEdit;
use super::data::{Drawn, Lowered, Stage};
use super::filters::Filters;
use super::spec;
use crate::base::date;
use crate::base::note::Problem;
use crate::base::number::format_number;
use crate::chart::{self, Axis, ChartSpec, Form, Remark};
use crate::i18n::remarks as t;
use crate::query::{Scalar, Test};
use crate::scene::plane::{Along, Coord, Plane};
use crate::story::{Command, Figure, FigureKind};
use crate::table::{Reading, Values};
use crate::ui::kit::ToggleChip;
use crate::ui::screens::table::steps as edit;
use crate::ui::state::{App, TableStatus, use_app};

/// More series than this have no chip each.
const MOST_CHIPS: usize = 12;

/// A picture as the editor has it.
pub(super) type Picture = Memo<Option<Result<Drawn, Problem>>>;

/// What the picture and the panels around it share.
#[derive(Clone, Copy)]
pub struct Tools {
    /// A point is being chosen for words.
    pub picking: RwSignal<bool>,
    /// The stretch that is marked, in pixels of the scene.
    pub marked: RwSignal<Option<(f64, f64)>>,
    /// Whether stretches can be marked.
    pub can_mark: Memo<bool>,
    /// Filters the data to the marked stretch; with `true` also the table and its other figures.
    pub on_filter: Callback<bool>,
    /// The remark whose words are to be written next.
    pub writing: RwSignal<Option<usize>>,
    on_pick: Callback<usize>,
    on_zoom: Callback<()>,
}

/// The spec of a chart.
pub(super) fn spec_of(figure: Memo<Option<Figure>>) -> Option<ChartSpec> {
    figure.with_untracked(|figure| match figure.as_ref().map(|figure| &figure.kind) {
        Some(FigureKind::Chart(spec)) => Some(spec.clone()),
        _ => None,
    })
}

/// What is asked of the plane of a picture.
pub(super) fn with_plane<T>(picture: Picture, ask: impl FnOnce(&Plane) -> Option<T>) -> Option<T> {
    picture.with(|picture| match picture {
        Some(Ok(drawn)) => ask(drawn.figure.scene.plane.as_ref()?),
        _ => None,
    })
}

/// The values at the ends of a marked stretch: of what is drawn inside where that is known, else of the places.
fn ends(plane: &Plane, (from, to): (f64, f64)) -> Option<(Coord, Coord)> {
    if let Along::Numbers(_) = plane.x {
        let round = |place: f64| {
            let Some(Coord::Number(value)) = plane.x.coord_at(place) else { return None };
            // A pixel is as exact as a pointer can be.
            let Some(Coord::Number(next)) = plane.x.coord_at(place + 1.0) else { return None };
            let step = libm::pow(10.0, libm::floor(libm::log10((next - value).abs().max(f64::MIN_POSITIVE))));
            Some(Coord::Number(libm::round(value / step) * step)).filter(|_| step.is_normal())
        };
        return Some((round(from)?, round(to)?));
    }
    let inside = |at: &f64| *at >= from - 1.0 && *at <= to + 1.0;
    let mut days: Vec<i32> =
        plane.spots.iter().filter(|spot| inside(&spot.at.0)).filter_map(|spot| spot.x.day()).collect();
    days.sort_unstable();
    let text = |day: &i32| Coord::Text(date::iso(*day));
    Some((text(days.first()?), text(days.last()?)))
}

impl Tools {
    /// Makes the tools of an editor and hands them to the picture in it.
    pub(super) fn provide(
        app: App,
        figure: Memo<Option<Figure>>,
        stage: RwSignal<Stage>,
        picture: Picture,
        change: Callback<FigureEdit>,
    ) -> Self {
        let (picking, marked, writing) = (RwSignal::new(false), RwSignal::new(None), RwSignal::new(None));
        let lowered = move || {
            stage.with_untracked(|stage| match stage {
                Stage::Ready { lowered: Lowered::Chart(lowered), .. } => Some(lowered.spec.clone()),
                _ => None,
            })
        };
        let can_mark = Memo::new(move |_| {
            let numbers = with_plane(picture, |plane| {
                let numbers = matches!(plane.x, Along::Numbers(_));
                (!plane.lying && (numbers || plane.x.in_time())).then_some(())
            });
            let has_x = stage.with(|stage| match stage {
                Stage::Ready { lowered: Lowered::Chart(lowered), .. } => lowered.spec.mark,
                _ => None,
            });
            let has_x = has_x.is_some_and(|mark| chart::kind(mark).axis() != Axis::Nothing);
            numbers.is_some() && has_x
        });
        let range = move || with_plane(picture, |plane| ends(plane, marked.get_untracked()?));
        let tests_of = move || -> Option<(Figure, String, Vec<Test>, String)> {
            let (spec, (from, to), now) = (lowered()?, range()?, figure.get_untracked()?);
            let column = spec.x?;
            let reading = app.tables.get(now.source).and_then(|table| match table.status.get_untracked() {
                TableStatus::Ready(info) => {
                    info.fields.iter().find(|field| field.name == column).map(|field| field.reading)
                }
                _ => None,
            });
            let year = |coord: &Coord| coord.day().map(|day| f64::from(year_of(day)));
            let tests = match (reading, &from, &to) {
                (Some(Reading::Date(_)), from, to) => {
                    let part = spec.x_part.unwrap_or(date::DatePart::Day);
                    let (first, last) = from.day().zip(chart::last_day(to, part))?;
                    let day = |day: i32| Scalar::Text(date::iso(day));
                    vec![Test::AtLeast(day(first)), Test::AtMost(day(last))]
                }
                (_, Coord::Number(low), Coord::Number(high)) => {
                    vec![Test::AtLeast(Scalar::Number(*low)), Test::AtMost(Scalar::Number(*high))]
                }
                (Some(Reading::Number(_)), from, to) => {
                    let (low, high) = year(from).zip(year(to))?;
                    vec![Test::AtLeast(Scalar::Number(low)), Test::AtMost(Scalar::Number(high))]
                }
                (_, from, to) => {
                    // Years that are words are named one by one.
                    let (low, high) = year(from).zip(year(to))?;
                    let years = (low as i32..=high as i32).take(400).map(|year| Scalar::Text(year.to_string()));
                    vec![Test::OneOf(years.collect())]
                }
            };
            Some((now, column, tests, said(app, &from, &to)))
        };
        let on_filter = Callback::new(move |all: bool| {
            let Some((now, column, tests, range)) = tests_of() else { return };
            app.desk.end_gesture();
            marked.set(None);
            let message = if all {
                if !app.desk.change(app, Command::FilterAll { source: now.source, column, tests }) {
                    return;
                }
                t::FILTERED_ALL
            } else {
                change.run(FigureEdit::Steps(edit::with_conditions(&now.steps, &column, tests)));
                t::FILTERED
            };
            app.say_undo(message.with(app.prefs.lang.get_untracked(), &[("range", &range)]));
        });
        let on_zoom = Callback::new(move |()| {
            let (Some(spec), Some(window)) = (spec_of(figure), range()) else { return };
            app.desk.end_gesture();
            marked.set(None);
            change.run(FigureEdit::Kind(FigureKind::Chart(ChartSpec { window: Some(window), ..spec })));
        });
        let on_pick = Callback::new(move |target: usize| {
            picking.set(false);
            let found = with_plane(picture, |plane| {
                let spot = plane.spots.iter().find(|spot| spot.target == target)?;
                Some((spot.x.clone(), spot.series.clone()))
            });
            let (Some(mut spec), Some((at, series))) = (spec_of(figure), found) else { return };
            let text = t::NEW_TEXT.text(app.prefs.lang.get_untracked()).to_owned();
            spec.remarks.push(Remark { form: Form::Text, text, at: Some(at), series, ..Remark::default() });
            writing.set(Some(spec.remarks.len() - 1));
            app.desk.end_gesture();
            change.run(FigureEdit::Kind(FigureKind::Chart(spec)));
        });
        let tools = Self { picking, marked, can_mark, on_filter, writing, on_pick, on_zoom };
        provide_context(tools);
        tools
    }

    /// A target was chosen for words.
    pub(super) fn pick(self, target: usize) {
        self.on_pick.run(target);
    }
}

/// The year that a day lies in.
fn year_of(day: i32) -> i32 {
    date::Civil::from_days(day).year
}

/// A stretch in words.
fn said(app: App, from: &Coord, to: &Coord) -> String {
    let lang = app.prefs.lang.get_untracked();
    let one = |coord: &Coord| match coord {
        Coord::Number(value) => format_number(*value, 4, lang),
        Coord::Text(text) => date::parse_iso(text).map_or_else(|| text.clone(), |day| date::format_short(day, lang)),
    };
    t::MARKED.with(lang, &[("from", &one(from)), ("to", &one(to))])
}

/// What stands below the picture: the marked stretch, the series, the filters.
#[component]
pub(super) fn Bar(
    figure: Memo<Option<Figure>>,
    stage: RwSignal<Stage>,
    picture: Picture,
    change: Callback<FigureEdit>,
    tools: Tools,
) -> impl IntoView {
    let app = use_app();
    let spec = spec::of_chart(figure);
    let set = move |spec: ChartSpec| {
        app.desk.end_gesture();
        change.run(FigureEdit::Kind(FigureKind::Chart(spec)));
    };
    let range = move || {
        let marked = tools.marked.get()?;
        with_plane(picture, |plane| ends(plane, marked)).map(|(from, to)| said(app, &from, &to))
    };
    let stretch = move || {
        range().map(|range| {
            view! {
                <div class="plot-bar" role="group" aria-label=range.clone()>
                    <p>{range.clone()}</p>
                    <button type="button" class="button" on:click=move |_| tools.on_filter.run(false)>{move || app.t(t::FILTER)}</button>
                    <button type="button" class="button" on:click=move |_| tools.on_filter.run(true)>{move || app.t(t::FILTER_ALL)}</button>
                    <button type="button" class="button" on:click=move |_| tools.on_zoom.run(())>{move || app.t(t::ZOOM)}</button>
                    <button type="button" class="button quiet" on:click=move |_| tools.marked.set(None)>{move || app.t(t::LET_GO)}</button>
                </div>
            }
        })
    };
    let names = Memo::new(move |_| {
        stage.with(|stage| match stage {
            Stage::Ready { lowered: Lowered::Chart(lowered), data, .. } if lowered.spec.series.is_some() => {
                let mut names: Vec<String> = Vec::new();
                if let Some(Values::Text(values)) = data.column("series").map(|column| &column.values) {
                    for name in values.iter().flatten() {
                        if !names.contains(name) {
                            names.push(name.clone());
                        }
                        if names.len() > MOST_CHIPS {
                            return Vec::new();
                        }
                    }
                }
                if names.len() > 1 { names } else { Vec::new() }
            }
            _ => Vec::new(),
        })
    });
    let legend = move || {
        let names = names.get();
        (!names.is_empty()).then(|| {
            let chips = names
                .into_iter()
                .map(|name| {
                    let (label, this) = (name.clone(), name.clone());
                    let pressed = Signal::derive(move || spec.with(|spec| !spec.hidden.contains(&this)));
                    view! { <ToggleChip label pressed on_change=move |_| set(spec.get_untracked().toggled(&name))/> }
                })
                .collect_view();
            view! {
                <div class="plot-bar" role="group" aria-label=move || app.t(t::LEGEND)>
                    <p class="soft">{move || app.t(t::LEGEND)}</p>
                    {chips}
                </div>
            }
        })
    };
    let zoomed = Memo::new(move |_| spec.with(|spec| spec.window.is_some()));
    view! {
        <div class="plot-tools">
            <div aria-live="polite">{stretch}</div>
            <Show when=move || tools.picking.get()>
                <div class="plot-bar" role="status">
                    <p>{move || app.t(t::PICK_HINT)}</p>
                    <button type="button" class="button" on:click=move |_| tools.picking.set(false)>{move || app.t(t::PICK_CANCEL)}</button>
                </div>
            </Show>
            <Show when=move || zoomed.get()>
                <div class="plot-bar">
                    <button type="button" class="button" on:click=move |_| set(ChartSpec { window: None, ..spec.get_untracked() })>
                        {move || app.t(t::ZOOM_OUT)}
                    </button>
                </div>
            </Show>
            {legend}
            <Filters figure change/>
            <Show when=move || tools.can_mark.get() && tools.marked.with(Option::is_none) && !tools.picking.get()>
                <p class="field-hint">{move || app.t(t::MARKED_HINT)}</p>
            </Show>
        </div>
    }
}
