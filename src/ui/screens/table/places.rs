//! Columns from where rows are: a dialog that asks where the places are written and what is wanted of them, and
//! opens what the worker makes of it as a table of its own.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::base::number::format_number;
use crate::engine::protocol::{Look, Output};
use crate::engine::{Locate, Located, Whereabouts};
use crate::i18n::{Message, common, places as t, problems};
use crate::map;
use crate::region::Level;
use crate::story::Id;
use crate::table::{Field, Role, TableInfo};
use crate::ui::kit::{Button, ButtonLook, Checkbox, Choice, Dialog, Select, use_file_intake};
use crate::ui::state::{App, use_app};
use crate::web::files;

/// Key of "the file's own geometry" among the columns.
const SHAPE: &str = "\u{0}shape";
/// Key of no second column: the first holds both.
const BOTH: &str = "\u{0}both";

/// Words of headers that name a coordinate, eastward and northward.
const EAST: &[&str] = &["longitude", "long", "lon", "lng", "bujur", "x", "easting", "koordinat_x", "koord_x"];
const NORTH: &[&str] = &["latitude", "lat", "lintang", "y", "northing", "koordinat_y", "koord_y"];
/// … and both at once.
const PAIRS: &[&str] =
    &["koordinat", "coordinate", "coordinates", "latlong", "latlon", "lat_long", "lokasi_koordinat", "titik_koordinat"];

/// The grids of Indonesia: UTM 46 to 54 on both sides of the equator, TM-3 46.2 to 54.1, by EPSG code.
pub(in crate::ui::screens) fn grids(app: App, none: Message) -> Vec<(String, String)> {
    let mut all = vec![(String::new(), app.t(none).to_owned())];
    for zone in 46..=54_u32 {
        all.push(((32_700 + zone).to_string(), app.tf(t::GRID_UTM_SOUTH, &[("zone", &zone.to_string())])));
        all.push(((32_600 + zone).to_string(), app.tf(t::GRID_UTM_NORTH, &[("zone", &zone.to_string())])));
    }
    for at in 0..16_u32 {
        let (zone, half) = (46 + at.div_ceil(2), if at % 2 == 0 { 2 } else { 1 });
        all.push(((23_830 + at).to_string(), app.tf(t::GRID_TM3, &[("zone", &format!("{zone}.{half}"))])));
    }
    all
}

/// The column that seems to hold a coordinate.
fn guess(fields: &[Field], role: Option<Role>, words: &[&str]) -> Option<String> {
    let by_role = || {
        let role = role?;
        fields.iter().find(|field| field.evidence.role.as_ref().is_some_and(|verdict| verdict.role == role))
    };
    let by_name = || {
        let named = |field: &&Field| {
            let name = field.name.trim().to_lowercase().replace([' ', '-'], "_");
            words.contains(&name.as_str())
        };
        fields.iter().find(named)
    };
    by_role().or_else(by_name).map(|field| field.name.clone())
}

/// The dialog.
#[component]
pub(super) fn Places(id: Id, info: Signal<TableInfo>, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open=open title=t::TITLE>
            <Questions id info open/>
        </Dialog>
    }
}

#[component]
fn Questions(id: Id, info: Signal<TableInfo>, open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let intake = use_file_intake();
    let (fields, has_shapes) = info.with_untracked(|info| (info.fields.clone(), info.shapes));
    let table = info.with_untracked(|info| info.table);
    let both = guess(&fields, None, PAIRS);
    let north = guess(&fields, Some(Role::Latitude), NORTH);
    let east = if has_shapes {
        SHAPE.to_owned()
    } else {
        let found = guess(&fields, Some(Role::Longitude), EAST).filter(|_| north.is_some()).or_else(|| both.clone());
        found.or_else(|| fields.first().map(|field| field.name.clone())).unwrap_or_default()
    };
    let second = if both.as_ref() == Some(&east) { BOTH.to_owned() } else { north.unwrap_or_else(|| BOTH.to_owned()) };
    let (first, second) = (RwSignal::new(east), RwSignal::new(second));
    let grid = RwSignal::new(String::new());
    let level = RwSignal::new(String::from("kabkota"));
    let measures = RwSignal::new(has_shapes);
    let busy = RwSignal::new(false);
    let problem: RwSignal<Option<String>> = RwSignal::new(None);

    let names: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
    let columns =
        move |names: &[String]| names.iter().map(|name| Choice::new(name.clone(), name.clone())).collect::<Vec<_>>();
    let firsts = {
        let names = names.clone();
        Signal::derive(move || {
            let own = has_shapes.then(|| Choice::new(SHAPE.to_owned(), app.t(t::OWN_SHAPE).to_owned()));
            own.into_iter().chain(columns(&names)).collect::<Vec<_>>()
        })
    };
    let seconds = Signal::derive(move || {
        let mut all = vec![Choice::new(BOTH.to_owned(), app.t(t::SAME_CELL).to_owned())];
        all.extend(columns(&names));
        all
    });
    let systems = Signal::derive(move || {
        grids(app, t::GRID_DEGREES).into_iter().map(|(key, words)| Choice::new(key, words)).collect::<Vec<_>>()
    });
    let levels = Signal::derive(move || {
        [("", t::REGION_NONE), ("province", t::REGION_PROVINCE), ("kabkota", t::REGION_KABKOTA)]
            .into_iter()
            .map(|(key, words)| Choice::new(key.to_owned(), app.t(words).to_owned()))
            .collect::<Vec<_>>()
    });
    let is_shape = move || first.with(|first| first == SHAPE);
    let make = move |_| {
        let places = match (first.get_untracked(), second.get_untracked()) {
            (first, _) if first == SHAPE => Whereabouts::Shape,
            (first, second) if second == BOTH => Whereabouts::Pair(first),
            (first, second) => Whereabouts::Columns(first, second),
        };
        let grid = grid.get_untracked().parse().ok();
        let measures = has_shapes && measures.get_untracked();
        let level = match level.get_untracked().as_str() {
            "province" => Some(Level::Province),
            "kabkota" => Some(Level::Kabkota),
            _ => None,
        };
        let name = app.desk.source(id).map(|source| source.title).unwrap_or_default();
        let lang = app.prefs.lang.get_untracked();
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let areas = match level {
                None => Ok(String::new()),
                Some(level) => {
                    // The list first: outlines are of its regions.
                    app.outlines.wait_for_list().await;
                    let shapes = app.outlines.wait_for(level).await;
                    shapes.map(|shapes| map::areas_file(&shapes, &app.outlines.known(), level)).ok_or(())
                }
            };
            let Ok(areas) = areas else {
                busy.try_set(false);
                problem.try_set(Some(t::NO_OUTLINES.text(lang).to_owned()));
                return;
            };
            let wish = Locate { table, places, grid, measures, areas };
            let answer = app.engine.ask(Look::Locate(wish).into()).await;
            busy.try_set(false);
            let located: Located = match answer {
                Ok(Output::Told(told)) => told.read().unwrap_or_default(),
                Ok(_) => Located::default(),
                Err(failed) => {
                    problem.try_set(Some(problems::sentence(&failed, lang)));
                    return;
                }
            };
            if located.placed == 0 {
                problem.try_set(Some(t::NOTHING_READ.text(lang).to_owned()));
                return;
            }
            let count = |number: u64| format_number(number as f64, 0, lang);
            let counts = [
                ("placed", count(located.placed)),
                ("unread", count(located.unread)),
                ("inside", count(located.inside)),
                ("outside", count(located.outside)),
            ];
            let counts: Vec<(&str, &str)> = counts.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let message = if level.is_some() { t::DONE_REGIONS } else { t::DONE };
            let mut said = message.with(lang, &counts);
            if located.swapped {
                said = format!("{} {said}", t::SWAPPED.text(lang));
            }
            let name = t::NAME.with(lang, &[("name", &name)]);
            let name = format!("{}.csv", crate::ui::screens::file_name(&name, "data"));
            let Some(file) = files::of_text(&located.csv, &name, "text/csv") else { return };
            open.try_set(false);
            app.say(said);
            intake.take(app, vec![file]);
        });
    };
    view! {
        <div class="stack">
            <p class="soft">{move || app.t(t::ABOUT)}</p>
            <Select id="place-first" label=move || app.t(t::FIRST).to_owned() options=firsts value=first on_choose=Callback::new(move |key| first.set(key))/>
            <Show when=move || !is_shape()>
                <Select id="place-second" label=t::SECOND options=seconds value=second on_choose=Callback::new(move |key| second.set(key))/>
            </Show>
            <Select id="place-grid" label=t::GRID hint=t::GRID_HINT options=systems value=grid on_choose=Callback::new(move |key| grid.set(key))/>
            <Select id="place-region" label=t::REGION options=levels value=level on_choose=Callback::new(move |key| level.set(key))/>
            <Show when=move || has_shapes>
                <Checkbox label=t::MEASURES checked=measures on_change=Callback::new(move |on| measures.set(on))/>
                <p class="field-hint">{move || app.t(t::MEASURES_HINT)}</p>
            </Show>
            {move || problem.get().map(|text| view! { <p class="notice warn" role="alert">{text}</p> })}
            <div class="button-row">
                <Button label=t::MAKE look=ButtonLook::Primary busy=busy on_press=make/>
                <Button label=common::CANCEL look=ButtonLook::Quiet on_press=move |_| open.set(false)/>
            </div>
        </div>
    }
}
