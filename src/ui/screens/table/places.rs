//! Columns from where rows are: a dialog that asks where the places are written and what is wanted of them, and
//! opens what the worker makes of it as a table of its own.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::base::number::format_number;
use crate::engine::protocol::{Look, Output};
use crate::engine::{Locate, Located, Other, Whereabouts};
use crate::i18n::{Message, common, places as t, problems};
use crate::map;
use crate::region::Level;
use crate::story::Id;
use crate::table::{Field, Reading, Role, TableId, TableInfo};
use crate::ui::kit::{Button, ButtonLook, Checkbox, Choice, Dialog, Select, use_file_intake};
use crate::ui::state::{App, TableStatus, use_app};
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

/// Where a table's rows are, as it is chosen.
#[derive(Clone, Copy)]
struct Where {
    has_shapes: bool,
    names: StoredValue<Vec<String>>,
    first: RwSignal<String>,
    second: RwSignal<String>,
    grid: RwSignal<String>,
}

impl Where {
    /// What a table's columns suggest.
    fn of(info: &TableInfo) -> Self {
        let (fields, has_shapes) = (&info.fields, info.shapes);
        let both = guess(fields, None, PAIRS);
        let north = guess(fields, Some(Role::Latitude), NORTH);
        let east = if has_shapes {
            SHAPE.to_owned()
        } else {
            let found = guess(fields, Some(Role::Longitude), EAST).filter(|_| north.is_some()).or_else(|| both.clone());
            found.or_else(|| fields.first().map(|field| field.name.clone())).unwrap_or_default()
        };
        let second =
            if both.as_ref() == Some(&east) { BOTH.to_owned() } else { north.unwrap_or_else(|| BOTH.to_owned()) };
        Self {
            has_shapes,
            names: StoredValue::new(fields.iter().map(|field| field.name.clone()).collect()),
            first: RwSignal::new(east),
            second: RwSignal::new(second),
            grid: RwSignal::new(String::new()),
        }
    }

    fn whereabouts(self) -> Whereabouts {
        match (self.first.get_untracked(), self.second.get_untracked()) {
            (first, _) if first == SHAPE => Whereabouts::Shape,
            (first, second) if second == BOTH => Whereabouts::Pair(first),
            (first, second) => Whereabouts::Columns(first, second),
        }
    }

    /// The EPSG code of the grid.
    fn grid(self) -> Option<u32> {
        self.grid.get_untracked().parse().ok()
    }

    fn columns(self) -> Vec<Choice<String>> {
        self.names.with_value(|names| names.iter().map(|name| Choice::new(name.clone(), name.clone())).collect())
    }

    /// Its choices; `id` begins the names of the fields.
    fn choices(self, app: App, id: &'static str) -> AnyView {
        let firsts = Signal::derive(move || {
            let own = self.has_shapes.then(|| Choice::new(SHAPE.to_owned(), app.t(t::OWN_SHAPE).to_owned()));
            own.into_iter().chain(self.columns()).collect::<Vec<_>>()
        });
        let seconds = Signal::derive(move || {
            let mut all = vec![Choice::new(BOTH.to_owned(), app.t(t::SAME_CELL).to_owned())];
            all.extend(self.columns());
            all
        });
        let systems = Signal::derive(move || {
            grids(app, t::GRID_DEGREES).into_iter().map(|(key, words)| Choice::new(key, words)).collect::<Vec<_>>()
        });
        let Self { first, second, grid, .. } = self;
        view! {
            <Select id=format!("{id}-first") label=move || app.t(t::FIRST).to_owned() options=firsts value=first on_choose=Callback::new(move |key| first.set(key))/>
            <Show when=move || first.with(|first| first != SHAPE)>
                <Select id=format!("{id}-second") label=t::SECOND options=seconds value=second on_choose=Callback::new(move |key| second.set(key))/>
            </Show>
            <Select id=format!("{id}-grid") label=t::GRID hint=t::GRID_HINT options=systems value=grid on_choose=Callback::new(move |key| grid.set(key))/>
        }
        .into_any()
    }
}

/// The places of another open table, as they are chosen.
#[derive(Clone, Copy)]
struct Others {
    table: TableId,
    places: Where,
    label: RwSignal<String>,
}

impl Others {
    fn of(info: &TableInfo) -> Self {
        let places = Where::of(info);
        // What places are called is mostly the first text beside the coordinates.
        let names = |field: &&Field| {
            let role = field.evidence.role.as_ref().map(|verdict| verdict.role);
            matches!(role, Some(Role::Text | Role::Category)) || role.is_none() && field.reading == Reading::Text
        };
        let called = |field: &&Field| field.name.to_lowercase().starts_with("nama");
        let label = info.fields.iter().find(called).or_else(|| info.fields.iter().find(names));
        let label = label.or_else(|| info.fields.first()).map(|field| field.name.clone()).unwrap_or_default();
        Self { table: info.table, places, label: RwSignal::new(label) }
    }

    fn wish(self) -> Other {
        let (places, grid) = (self.places.whereabouts(), self.places.grid());
        Other { table: self.table, places, grid, label: self.label.get_untracked() }
    }

    fn choices(self, app: App) -> AnyView {
        let (label, places) = (self.label, self.places);
        let names = Signal::derive(move || places.columns());
        view! {
            <fieldset class="stack">
                <legend>{move || app.t(t::OTHER_PLACES)}</legend>
                <Select id="near-label" label=t::NEAR_LABEL options=names value=label on_choose=Callback::new(move |key| label.set(key))/>
                {places.choices(app, "near")}
            </fieldset>
        }
        .into_any()
    }
}

/// The other tables that are open: their sources, titles and columns.
fn open_tables(app: App, own: Id) -> Vec<(Id, String, TableInfo)> {
    let sources = app.desk.document.with_untracked(|document| {
        document.sources.iter().map(|source| (source.id, source.title.clone())).collect::<Vec<_>>()
    });
    let ready = |(id, title): (Id, String)| match app.tables.get(id)?.status.get_untracked() {
        TableStatus::Ready(info) if id != own => Some((id, title, info)),
        _ => None,
    };
    untrack(|| sources.into_iter().filter_map(ready).collect())
}

#[component]
fn Questions(id: Id, info: Signal<TableInfo>, open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let intake = use_file_intake();
    let (table, has_shapes, places) = info.with_untracked(|info| (info.table, info.shapes, Where::of(info)));
    let level = RwSignal::new(String::from("kabkota"));
    let measures = RwSignal::new(has_shapes);
    let near = RwSignal::new(String::new());
    let others: RwSignal<Option<Others>> = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let problem: RwSignal<Option<String>> = RwSignal::new(None);

    let tables = open_tables(app, id);
    let is_alone = tables.is_empty();
    let table_names: Vec<Choice<String>> =
        tables.iter().map(|(id, title, _)| Choice::new(id.0.to_string(), title.clone())).collect();
    let nears = Signal::derive(move || {
        let none = Choice::new(String::new(), app.t(t::REGION_NONE).to_owned());
        std::iter::once(none).chain(table_names.iter().cloned()).collect::<Vec<_>>()
    });
    let choose_near = Callback::new(move |key: String| {
        let chosen = tables.iter().find(|(id, ..)| id.0.to_string() == key);
        others.set(chosen.map(|(_, _, info)| Others::of(info)));
        near.set(key);
    });
    let levels = Signal::derive(move || {
        [("", t::REGION_NONE), ("province", t::REGION_PROVINCE), ("kabkota", t::REGION_KABKOTA)]
            .into_iter()
            .map(|(key, words)| Choice::new(key.to_owned(), app.t(words).to_owned()))
            .collect::<Vec<_>>()
    });
    let make = move |_| {
        let (whereabouts, grid) = (places.whereabouts(), places.grid());
        let nearest = others.get_untracked().map(Others::wish);
        let has_others = nearest.is_some();
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
            let wish = Locate { table, places: whereabouts, grid, measures, areas, nearest };
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
            if has_others && located.others.0 == 0 {
                problem.try_set(Some(t::NOTHING_THERE.text(lang).to_owned()));
                return;
            }
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
            if has_others {
                let (there, unread) = located.others;
                let counts = [("there", count(there)), ("unread", count(unread))];
                let counts: Vec<(&str, &str)> = counts.iter().map(|(name, value)| (*name, value.as_str())).collect();
                said = format!("{said} {}", t::DONE_NEAREST.with(lang, &counts));
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
            {places.choices(app, "place")}
            <Select id="place-region" label=t::REGION options=levels value=level on_choose=Callback::new(move |key| level.set(key))/>
            <Select id="place-near" label=t::NEAR hint=if is_alone { t::NEAR_ALONE } else { t::NEAR_HINT } options=nears value=near on_choose=choose_near/>
            {move || others.get().map(|others| others.choices(app))}
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
