//! Maps of places by latitude and longitude: the places themselves, counted in hexagons, or how close
//! together they lie.
//!
//! One row of the outcome is one place (rows of the same coordinates and name are counted together).
//! Coordinates that cannot be, and rows without any, are counted and said; columns that hold each other's
//! values are taken the other way round, and that is said too.

use std::collections::BTreeMap;

use crate::base::lang::Lang;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::base::number::format_number;
use crate::chart::Figure;
use crate::geo::Bounds;
use crate::i18n::map as say;
use crate::scene::hit::encloses;
use crate::scene::{Lettering, Scene, Theme};
use crate::table::{ResultColumn, ResultTable, Values};

use super::ground::Ground;
use super::join::{column_numbers, column_texts};
use super::kind::Mark;
use super::paint::paragraph;
use super::shapes::Outlines;
use super::words::{exact, phrase};
use super::{LABEL, LAT, LON, Lowered, N, ROWS, Shapes, VALUE, Window, marks};

/// A place.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) lon: f64,
    pub(super) lat: f64,
    /// Rows of the table there.
    pub(super) rows: f64,
    /// Present values behind `value`.
    pub(super) n: f64,
    pub(super) value: Option<f64>,
    pub(super) label: Option<String>,
}

/// The places of an outcome, and what was set aside.
pub(super) struct Spots {
    pub(super) all: Vec<Spot>,
    /// Rows with coordinates that cannot be.
    pub(super) impossible: f64,
    /// Rows without coordinates.
    pub(super) missing: f64,
    /// The columns hold each other's values.
    pub(super) swapped: bool,
}

/// Where Indonesia lies, with some room: west, south, east, north.
const INDONESIA: Bounds = Bounds { west: 94.5, south: -11.5, east: 141.5, north: 6.5 };

impl Spots {
    fn of(data: &ResultTable) -> Self {
        let (lats, lons) = (column_numbers(data, LAT), column_numbers(data, LON));
        let (rows, values, ns) = (column_numbers(data, ROWS), column_numbers(data, VALUE), column_numbers(data, N));
        let labels = column_texts(data, LABEL);
        let pairs: Vec<(f64, f64)> = lats.iter().zip(&lons).filter_map(|(lat, lon)| Some(((*lat)?, (*lon)?))).collect();
        // Longitudes of Indonesia are no latitudes: with most pairs like that, the columns were mixed up.
        let strange = pairs.iter().filter(|(lat, lon)| lat.abs() > 90.0 && lon.abs() <= 90.0).count();
        let swapped = strange * 2 > pairs.len();
        let mut spots = Self { all: Vec::new(), impossible: 0.0, missing: 0.0, swapped };
        let number = |list: &[Option<f64>], at: usize| list.get(at).copied().flatten();
        for at in 0..lats.len().max(lons.len()) {
            let rows = number(&rows, at).unwrap_or(1.0);
            let (Some(lat), Some(lon)) = (number(&lats, at), number(&lons, at)) else {
                spots.missing += rows;
                continue;
            };
            let (lat, lon) = if swapped { (lon, lat) } else { (lat, lon) };
            // Where both are 0 nothing was entered.
            if lat.abs() > 90.0 || lon.abs() > 180.0 || lat == 0.0 && lon == 0.0 {
                spots.impossible += rows;
                continue;
            }
            let (value, n) = (number(&values, at), number(&ns, at).unwrap_or(1.0));
            let label = labels.get(at).cloned().flatten().filter(|label| !label.trim().is_empty());
            spots.all.push(Spot { lon, lat, rows, n, value, label });
        }
        spots.all.sort_by(|one, other| {
            let size = |spot: &Spot| spot.value.unwrap_or(f64::NEG_INFINITY);
            size(other)
                .total_cmp(&size(one))
                .then(other.rows.total_cmp(&one.rows))
                .then_with(|| one.label.cmp(&other.label))
                .then(one.lon.total_cmp(&other.lon))
        });
        spots
    }

    /// What the map shows: the whole country where the places are all over it, else around them.
    fn bounds(&self) -> Bounds {
        let first = Bounds { west: 180.0, south: 90.0, east: -180.0, north: -90.0 };
        let around = self.all.iter().fold(first, |bounds, spot| {
            bounds.with(Bounds { west: spot.lon, south: spot.lat, east: spot.lon, north: spot.lat })
        });
        let inside = around.west >= INDONESIA.west
            && around.east <= INDONESIA.east
            && around.south >= INDONESIA.south
            && around.north <= INDONESIA.north;
        if inside && around.east - around.west > 14.0 {
            return INDONESIA;
        }
        let (wide, high) = ((around.east - around.west).max(0.02), (around.north - around.south).max(0.01));
        Bounds {
            west: (around.west - wide * 0.08).max(-180.0),
            south: (around.south - high * 0.12).max(-89.0),
            east: (around.east + wide * 0.08).min(180.0),
            north: (around.north + high * 0.12).min(89.0),
        }
    }
}

/// What a kind draws with.
pub(super) struct Scatter<'a> {
    pub(super) lowered: &'a Lowered,
    pub(super) spots: &'a Spots,
    pub(super) ground: Ground<'a>,
    pub(super) theme: &'a Theme,
    pub(super) lang: Lang,
}

/// Draws a spec of places over the outcome of its plan.
pub(super) fn draw(
    lowered: &Lowered,
    data: &ResultTable,
    shapes: Option<&Shapes>,
    width_px: f64,
    (theme, lang): (&Theme, Lang),
) -> Result<(Figure, Option<Window>), Problem> {
    let spec = &lowered.spec;
    let spots = Spots::of(data);
    if spots.all.is_empty() {
        return Err(Problem::new(ProblemCode::NothingToDraw).arg(spec.lat.clone().unwrap_or_default()));
    }
    let none = Outlines::default();
    let outlines = shapes.map_or(&none, |shapes| &shapes.outlines);
    let mark = spec.mark.unwrap_or(Mark::Points);
    let total: f64 = spots.all.iter().map(|spot| spot.rows).sum();
    let value = spec.value.as_deref().map(phrase);
    let heading = match (&value, mark) {
        (Some(value), Mark::Points | Mark::Hexbin) => value.clone(),
        _ => say::PLACES_HEADING.text(lang).to_owned(),
    };
    let mut scene = Scene {
        width_px,
        title: say::PLACES_TITLE.with_list(lang, std::slice::from_ref(&heading)),
        ..Scene::default()
    };
    let mut y = paragraph(&mut scene, 0.0, &heading, Lettering::new(13.0, theme.ink).bold()) + 10.0;
    let shown = vec![true; outlines.covers.len()];
    let ground = Ground::new(outlines, spots.bounds(), shown, (width_px, y), spec.view, lowered.on_streets).cut();
    let window = ground.window;
    ground.base(&mut scene, theme, &|_| false);
    if spec.graticule {
        ground.graticule(&mut scene, theme);
    }
    let board = Scatter { lowered, spots: &spots, ground, theme, lang };
    let mut print = Vec::new();
    y += match mark {
        Mark::Hexbin => marks::hexbin::draw(&board, &mut scene, y, &mut print),
        Mark::Heat => marks::heat::draw(&board, &mut scene, y, &mut print),
        _ => marks::places::draw(&board, &mut scene, &mut print),
    };
    if spots.swapped {
        print.push(say::PLACES_SWAPPED.text(lang).to_owned());
    }
    let outside = spots.all.iter().filter(|spot| {
        spot.lon < INDONESIA.west
            || spot.lon > INDONESIA.east
            || spot.lat < INDONESIA.south
            || spot.lat > INDONESIA.north
    });
    let outside: f64 = outside.map(|spot| spot.rows).sum();
    if outside > 0.0 && outside < total {
        print.push(say::PLACES_OUTSIDE.with_list(lang, &[format_number(outside, 0, lang)]));
    }
    let small = Lettering::new(12.0, theme.soft);
    let attribution = shapes.map(|shapes| shapes.attribution.clone()).filter(|line| !line.is_empty());
    for line in print.iter().chain(&attribution) {
        y += 8.0;
        y += paragraph(&mut scene, y, line, small);
    }
    scene.height_px = (y + 4.0).ceil();
    let sentence = sentence(&board, total);
    scene.description =
        std::iter::once(sentence.as_str()).chain(print.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
    let mut notes = Vec::new();
    let mut set_aside = |code: NoteCode, rows: f64| {
        if rows > 0.0 {
            let columns = [spec.lat.clone().unwrap_or_default()];
            notes.push(Note { count: rows as u64, ..Note::once(code, columns) });
        }
    };
    set_aside(NoteCode::MissingLeftOut, spots.missing);
    set_aside(NoteCode::ImpossiblePlaces, spots.impossible);
    let twin = twin(&board, value);
    Ok((Figure { scene, twin, sentence, notes }, Some(window)))
}

/// Places that lie on one another, put together.
pub(super) struct Cluster {
    pub(super) at: (f64, f64),
    pub(super) rows: f64,
    pub(super) members: Vec<usize>,
}

/// Width of the squares in which places are put together, in CSS pixels.
const TOGETHER_PX: f64 = 20.0;

/// Places in one square of the map together, in their mean position.
pub(super) fn clusters(board: &Scatter<'_>) -> Vec<Cluster> {
    let mut cells: BTreeMap<(i64, i64), Cluster> = BTreeMap::new();
    let (left, top, ..) = board.ground.window.frame;
    for (index, spot) in board.spots.all.iter().enumerate() {
        let (x, y) = board.ground.at(spot.lon, spot.lat);
        if !board.ground.window.holds(x, y) {
            continue;
        }
        let cell = (((x - left) / TOGETHER_PX).floor() as i64, ((y - top) / TOGETHER_PX).floor() as i64);
        let cluster = cells.entry(cell).or_insert(Cluster { at: (0.0, 0.0), rows: 0.0, members: Vec::new() });
        let many = cluster.members.len() as f64;
        cluster.at = ((cluster.at.0 * many + x) / (many + 1.0), (cluster.at.1 * many + y) / (many + 1.0));
        cluster.rows += spot.rows;
        cluster.members.push(index);
    }
    let mut all: Vec<Cluster> = cells.into_values().collect();
    all.sort_by(|one, other| other.rows.total_cmp(&one.rows).then(one.members.cmp(&other.members)));
    all
}

/// What is said of one place.
pub(super) fn label_of(board: &Scatter<'_>, row: usize) -> String {
    let Some(spot) = board.spots.all.get(row) else { return String::new() };
    let degrees = |value: f64| format_number(value, 4, board.lang);
    let name = spot.label.clone().unwrap_or_else(|| format!("{}; {}", degrees(spot.lat), degrees(spot.lon)));
    match spot.value {
        Some(value) => say::TARGET.with_list(board.lang, &[name, exact(value, board.lowered, board.lang)]),
        None if spot.rows > 1.0 => {
            say::TARGET_ROWS.with_list(board.lang, &[name, format_number(spot.rows, 0, board.lang)])
        }
        None => name,
    }
}

/// How many, where from and where most of them are.
fn sentence(board: &Scatter<'_>, total: f64) -> String {
    let lang = board.lang;
    let places = board.spots.all.len() as f64;
    let mut args = vec![format_number(total, 0, lang), format_number(places, 0, lang)];
    let counts = say::PLACES_SENTENCE.with_list(lang, &args);
    // Which region has most is looked for only where that is quick enough to do again with every move.
    if board.spots.all.len() > 2000 || board.ground.outlines.covers.is_empty() {
        return counts;
    }
    let outlines = board.ground.outlines;
    let mut found: Vec<(f64, usize)> = Vec::new();
    let rings: Vec<_> = outlines.topology.areas().iter().map(|area| outlines.topology.ring_points(area)).collect();
    let mut sums = vec![0.0; rings.len()];
    for spot in &board.spots.all {
        let within = |bounds: &Bounds| {
            (bounds.west..=bounds.east).contains(&spot.lon) && (bounds.south..=bounds.north).contains(&spot.lat)
        };
        let area = (0..rings.len()).find(|area| {
            outlines.bounds.get(*area).copied().flatten().as_ref().is_some_and(within)
                && rings.get(*area).is_some_and(|rings| encloses(rings, spot.lon, spot.lat))
        });
        if let Some(sum) = area.and_then(|area| sums.get_mut(area)) {
            *sum += spot.rows;
        }
    }
    found.extend(sums.iter().copied().zip(0..));
    let Some((most, area)) =
        found.into_iter().max_by(|one, other| one.0.total_cmp(&other.0)).filter(|(most, _)| *most > 0.0)
    else {
        return counts;
    };
    let name = outlines.names.get(area).cloned().unwrap_or_default();
    args = vec![counts, name, format_number(most, 0, lang)];
    say::PLACES_MOST.with_list(lang, &args)
}

/// All places.
fn twin(board: &Scatter<'_>, value: Option<String>) -> ResultTable {
    let lang = board.lang;
    let all = &board.spots.all;
    let column = |name: String, values: Values| ResultColumn { name, values };
    let numbers = |of: &dyn Fn(&Spot) -> Option<f64>| Values::Number(all.iter().map(of).collect());
    let spec = &board.lowered.spec;
    let name = |given: &Option<String>, otherwise: crate::i18n::Message| {
        given.clone().unwrap_or_else(|| otherwise.text(lang).to_owned())
    };
    let mut columns = Vec::new();
    if spec.label.is_some() {
        let names = all.iter().map(|spot| spot.label.clone()).collect();
        columns.push(column(name(&spec.label, say::COLUMN_PLACE), Values::Text(names)));
    }
    // Four places of a degree are ten metres; text keeps them where numbers are rounded to two.
    let degrees = |of: &dyn Fn(&Spot) -> f64| {
        Values::Text(all.iter().map(|spot| Some(format_number(of(spot), 5, lang))).collect())
    };
    columns.push(column(name(&spec.lat, say::COLUMN_PLACE), degrees(&|spot| spot.lat)));
    columns.push(column(name(&spec.lon, say::COLUMN_PLACE), degrees(&|spot| spot.lon)));
    columns.push(column(say::ROWS.text(lang).to_owned(), numbers(&|spot| Some(spot.rows))));
    if let Some(value) = value {
        columns.push(column(value, numbers(&|spot| spot.value)));
    }
    ResultTable { columns }
}
