//! The choices of a map that depend on its kind: which kind, the columns that kinds need besides region and
//! value, periods, rates, and the part of the map that is kept.

use leptos::prelude::*;

use super::FigureEdit;
use super::choice::{Entry, Pick};
use super::data::{Drawn, Lowered, Stage};
use super::spec;
use crate::base::note::{Problem, ProblemCode};
use crate::i18n::{Message, figure as t, outlines};
use crate::map::{self, Basis, KINDS, MapSpec, Mark, NO_TIME, Per};
use crate::query::Op;
use crate::table::{Field, Reading};
use crate::ui::kit::Checkbox;
use crate::ui::screens::table::grids;
use crate::ui::state::use_app;

/// Key of "per square kilometre" among what a total can be divided by.
const KM2: &str = "\u{0}km2";
/// Key of "nothing" where automatic means something else.
const NONE: &str = "\u{0}none";

/// The kind of map, and what is good about it.
#[component]
pub(super) fn MarkChoice(
    spec: Memo<MapSpec>,
    full: Memo<Option<MapSpec>>,
    fields: Memo<Option<Vec<Field>>>,
    has_shapes: Memo<bool>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let mark = mark_of(full);
    let entries = Signal::derive(move || {
        let fitting = match app.outlines.list() {
            Some(list) => {
                let shapes = has_shapes.get();
                fields.with(|fields| map::fitting(fields.as_deref().unwrap_or_default(), &list, shapes))
            }
            None => Vec::new(),
        };
        KINDS
            .iter()
            .enumerate()
            .filter(|(_, kind)| fitting.contains(&kind.mark) || kind.mark == mark.get())
            .map(|(index, kind)| (index.to_string(), app.t(kind.name).to_owned()))
            .collect::<Vec<Entry>>()
    });
    let chosen = Signal::derive(move || KINDS.iter().position(|kind| kind.mark == mark.get()).unwrap_or(0).to_string());
    let set = spec::map_editor(spec, change);
    let choose = Callback::new(move |key: String| {
        let mark = key.parse::<usize>().ok().and_then(|index| KINDS.get(index)).map(|kind| kind.mark);
        set(&|spec| {
            spec.mark = mark;
            // The part that another kind was seen in would be in the way of this one.
            spec.view = None;
        });
    });
    view! {
        <Pick id="map-mark" label=t::MAP_KIND entries=entries chosen=chosen on_choose=choose/>
        <p class="field-hint">{move || app.t(map::kind(mark.get()).good_for)}</p>
    }
}

/// The kind that is drawn.
pub(super) fn mark_of(full: Memo<Option<MapSpec>>) -> Memo<Mark> {
    Memo::new(move |_| full.with(|full| full.as_ref().and_then(|full| full.mark)).unwrap_or(Mark::Choropleth))
}

/// Whether the kind that is drawn is one of places.
fn is_of_places(mark: Mark) -> bool {
    map::kind(mark).basis == Basis::Places
}

/// Whether the kind that is drawn is one of regions.
pub(super) fn is_of_regions(mark: Mark) -> bool {
    map::kind(mark).basis == Basis::Regions
}

/// The columns and settings that depend on the kind.
#[component]
pub(super) fn MarkSettings(
    spec: Memo<MapSpec>,
    full: Memo<Option<MapSpec>>,
    fields: Memo<Option<Vec<Field>>>,
    stage: RwSignal<Stage>,
    picture: Memo<Option<Result<Drawn, Problem>>>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let mark = mark_of(full);
    let set = spec::map_editor(spec, change);
    let columns = move |numbers: bool, all: bool| -> Vec<Entry> {
        fields.with(|fields| {
            let fits = |field: &&Field| all || matches!(field.reading, Reading::Number(_)) == numbers;
            let fields = fields.iter().flatten().filter(fits);
            fields.map(|field| (field.name.clone(), field.name.clone())).collect()
        })
    };
    let pick = move |id: &'static str,
                     label: Message,
                     numbers: bool,
                     all: bool,
                     get: fn(&MapSpec) -> &Option<String>,
                     put: fn(&mut MapSpec, Option<String>)| {
        let entries = Signal::derive(move || {
            let now = full.with(|full| full.as_ref().and_then(|full| get(full).clone()));
            let mut entries = vec![(String::new(), app.tf(t::AUTOMATIC, &[("value", now.as_deref().unwrap_or("…"))]))];
            entries.extend(columns(numbers, all));
            entries
        });
        let chosen = Signal::derive(move || spec.with(|spec| get(spec).clone()).unwrap_or_default());
        let choose = Callback::new(move |key: String| {
            set(&|spec| put(spec, (!key.is_empty()).then(|| key.clone())));
        });
        view! { <Pick id=id label=label entries=entries chosen=chosen on_choose=choose/> }
    };
    let times = Signal::derive(move || {
        let now = full.with(|full| full.as_ref().and_then(|full| full.time.clone())).filter(|time| time != NO_TIME);
        let now = now.unwrap_or_else(|| app.t(t::NO_TIME).to_owned());
        let mut entries = vec![
            (String::new(), app.tf(t::AUTOMATIC, &[("value", &now)])),
            (NONE.to_owned(), app.t(t::NO_TIME).to_owned()),
        ];
        entries.extend(columns(false, true));
        entries
    });
    let totals = Memo::new(move |_| {
        full.with(|full| {
            full.as_ref().is_some_and(|full| matches!(full.op, Some(Op::Sum | Op::Rows | Op::Count)))
                && map::kind(mark.get()).classed
                && !is_of_places(mark.get())
        })
    });
    let rates = Signal::derive(move || {
        let value = full.with(|full| full.as_ref().and_then(|full| full.value.clone()));
        let mut entries = vec![(String::new(), app.t(t::PER_NOTHING).to_owned())];
        let people = fields.with(|fields| map::people(fields.as_deref().unwrap_or_default(), value.as_deref()));
        entries.extend(people.into_iter().map(|name| {
            let words = app.tf(t::PER_THOUSAND, &[("name", &name)]);
            (name, words)
        }));
        entries.push((KM2.to_owned(), app.t(t::PER_KM2).to_owned()));
        entries
    });
    let view_now = Memo::new(move |_| {
        stage.with(|stage| match stage {
            Stage::Ready { lowered: Lowered::Map(lowered), .. } => lowered.spec.view,
            _ => None,
        })
    });
    let has_window =
        Memo::new(move |_| picture.with(|picture| matches!(picture, Some(Ok(drawn)) if drawn.window.is_some())));
    // Coordinates that are no degrees and do not say what they are, until a person says it.
    let needs_grid = Memo::new(move |_| {
        spec.with(|spec| spec.grid.is_some())
            || stage.with(|stage| matches!(stage, Stage::Failed(problem) if problem.code == ProblemCode::NeedsGrid))
    });
    let kept = move || spec.with(|spec| spec.view);
    view! {
        <Show when=move || mark.get() == Mark::Bivariate>
            {pick("map-second", t::SECOND_VALUE, true, false, |spec| &spec.second, |spec, name| spec.second = name)}
        </Show>
        <Show when=move || mark.get() == Mark::Flows>
            {pick("map-to", t::FLOW_TO, false, false, |spec| &spec.to, |spec, name| spec.to = name)}
        </Show>
        <Show when=move || is_of_places(mark.get())>
            {pick("map-lat", t::LATITUDE, true, false, |spec| &spec.lat, |spec, name| spec.lat = name)}
            {pick("map-lon", t::LONGITUDE, true, false, |spec| &spec.lon, |spec, name| spec.lon = name)}
        </Show>
        <Show when=move || needs_grid.get()>
            <Pick id="map-grid" label=outlines::GRID entries=Signal::derive(move || grids(app, outlines::GRID_NONE))
                chosen=Signal::derive(move || spec.with(|spec| spec.grid).map(|code| code.to_string()).unwrap_or_default())
                on_choose=Callback::new(move |code: String| set(&|spec| {
                    spec.mark = Some(Mark::Shapes);
                    spec.grid = code.parse().ok();
                }))/>
        </Show>
        <Show when=move || !is_of_regions(mark.get())>
            {pick("map-label", t::PLACE_NAME, false, false, |spec| &spec.label, |spec, name| spec.label = name)}
        </Show>
        <Show when=move || is_of_regions(mark.get())>
            <Pick id="map-time" label=t::TIME_COLUMN entries=times
                chosen=Signal::derive(move || match spec.get().time.as_deref() {
                    Some(NO_TIME) => NONE.to_owned(),
                    name => name.unwrap_or_default().to_owned(),
                })
                on_choose=Callback::new(move |key: String| set(&|spec| {
                    spec.at = None;
                    spec.time = match key.as_str() {
                        "" => None,
                        NONE => Some(NO_TIME.to_owned()),
                        name => Some(name.to_owned()),
                    };
                }))/>
        </Show>
        <Show when=move || totals.get()>
            <Pick id="map-per" label=t::PER entries=rates
                chosen=Signal::derive(move || match spec.get().per {
                    Some(Per::Km2) => KM2.to_owned(),
                    Some(Per::Thousand(name)) => name,
                    None => String::new(),
                })
                on_choose=Callback::new(move |key: String| set(&|spec| {
                    spec.per = match key.as_str() {
                        "" => None,
                        KM2 => Some(Per::Km2),
                        name => Some(Per::Thousand(name.to_owned())),
                    };
                }))/>
        </Show>
        <Show when=move || has_window.get()>
            <Checkbox label=t::GRATICULE checked=Signal::derive(move || spec.with(|spec| spec.graticule))
                on_change=move |on: bool| set(&|spec| spec.graticule = on)/>
            <Show when=move || view_now.get() != kept()>
                <button type="button" class="button quiet small" on:click=move |_| {
                    let view = view_now.get_untracked();
                    set(&|spec| spec.view = view);
                }>{move || app.t(t::KEEP_VIEW)}</button>
            </Show>
        </Show>
    }
}
