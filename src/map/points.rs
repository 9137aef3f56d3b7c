//! Maps of places by latitude and longitude: the places themselves, counted in hexagons, or how close
//! together they lie.
//!
//! One row of the outcome is one place (rows of the same coordinates and name are counted together).
//! Coordinates that cannot be, and rows without any, are counted and said; columns that hold each other's
//! values are taken the other way round, and that is said too.

use std::collections::BTreeMap;

use crate::base::color::{Ground as Paper, Rgba, sequential};
use crate::base::lang::Lang;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::base::number::format_number;
use crate::chart::Figure;
use crate::geo::Bounds;
use crate::i18n::map as say;
use crate::query::Op;
use crate::scene::{Anchor, Fill, Item, Lettering, Scene, Stroke, Target, Theme};
use crate::table::{ResultColumn, ResultTable, Values};

use super::classes::Classes;
use super::ground::Ground;
use super::join::{column_numbers, column_texts};
use super::kind::Mark;
use super::paint::{paragraph, swatches};
use super::ramp::{color_of, colors, letters_on};
use super::shapes::Outlines;
use super::words::{Scale, class_texts, exact, phrase};
use super::{DEFAULT_CLASSES, LABEL, LAT, LON, Lowered, Method, N, ROWS, Shapes, VALUE, Window};

/// A place.
#[derive(Clone, Debug)]
struct Spot {
    lon: f64,
    lat: f64,
    /// Rows of the table there.
    rows: f64,
    /// Present values behind `value`.
    n: f64,
    value: Option<f64>,
    label: Option<String>,
}

/// The places of an outcome, and what was set aside.
struct Spots {
    all: Vec<Spot>,
    /// Rows with coordinates that cannot be.
    impossible: f64,
    /// Rows without coordinates.
    missing: f64,
    /// The columns hold each other's values.
    swapped: bool,
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
struct Board<'a> {
    lowered: &'a Lowered,
    spots: &'a Spots,
    ground: Ground<'a>,
    theme: &'a Theme,
    lang: Lang,
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
    let ground = Ground::new(outlines, spots.bounds(), shown, (width_px, y), spec.view).cut();
    let window = ground.window;
    ground.base(&mut scene, theme, &|_| false);
    if spec.graticule {
        ground.graticule(&mut scene, theme);
    }
    let board = Board { lowered, spots: &spots, ground, theme, lang };
    let mut print = Vec::new();
    y += match mark {
        Mark::Hexbin => hexbin(&board, &mut scene, y, &mut print),
        Mark::Heat => heat(&board, &mut scene, y, &mut print),
        _ => points(&board, &mut scene, &mut print),
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
struct Cluster {
    at: (f64, f64),
    rows: f64,
    members: Vec<usize>,
}

/// Width of the squares in which places are put together, in CSS pixels.
const TOGETHER_PX: f64 = 20.0;

/// Places in one square of the map together, in their mean position.
fn clusters(board: &Board<'_>) -> Vec<Cluster> {
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

fn points(board: &Board<'_>, scene: &mut Scene, print: &mut Vec<String>) -> f64 {
    let Board { theme, lang, .. } = *board;
    let (accent, below) = super::paint::fills(theme);
    let valued = board.lowered.spec.value.is_some();
    let edge = Some(Stroke::solid(theme.paper, 0.75));
    if valued {
        let sizes = board.spots.all.iter().filter_map(|spot| spot.value);
        let most = sizes.map(f64::abs).fold(0.0, f64::max);
        let largest = (scene.width_px / 30.0).clamp(10.0, 24.0);
        for (row, spot) in board.spots.all.iter().enumerate() {
            let (x, y) = board.ground.at(spot.lon, spot.lat);
            let Some(value) = spot.value.filter(|_| board.ground.window.holds(x, y)) else { continue };
            let radius = if most > 0.0 { ((value.abs() / most).sqrt() * largest).max(1.5) } else { 1.5 };
            let color = if value < 0.0 { below } else { accent };
            let item = scene.push(Item::Disc { x, y, radius, fill: Some(Fill::Solid(color)), stroke: edge });
            let bounds = (x - radius, y - radius, 2.0 * radius, 2.0 * radius);
            scene.targets.push(Target { bounds, item: Some(item), label: label_of(board, row), row });
        }
        let height = board.ground.finish(scene, theme, lang);
        print.push(say::POINTS_SIZED.text(lang).to_owned());
        return height;
    }
    let clusters = clusters(board);
    let mut together = 0.0;
    // Single places first, so that counts lie on top; in the walk the largest come first.
    for (at, cluster) in clusters.iter().enumerate().rev() {
        let (x, y) = cluster.at;
        let alone = cluster.rows <= 1.0;
        let radius = if alone { 4.0 } else { (6.0 + 2.2 * libm::log2(cluster.rows)).min(17.0) };
        let item = scene.push(Item::Disc { x, y, radius, fill: Some(Fill::Solid(accent)), stroke: edge });
        let row = cluster.members.first().copied().unwrap_or(at);
        let label = if alone {
            label_of(board, row)
        } else {
            together += cluster.rows;
            let count = format_number(cluster.rows, 0, lang);
            let style = Lettering::new(10.5, letters_on(opaque(accent))).anchored(Anchor::Middle);
            let short = if cluster.rows >= 10_000.0 {
                crate::base::number::format_short(cluster.rows, lang)
            } else {
                count.clone()
            };
            scene.text((x, y + 3.8), short, style);
            let names: Vec<&str> =
                cluster.members.iter().filter_map(|index| board.spots.all.get(*index)?.label.as_deref()).collect();
            match names.as_slice() {
                [] => say::TARGET_CLUSTER.with_list(lang, &[count]),
                names => say::TARGET_CLUSTER_NAMED.with_list(lang, &[count, super::words::some_of(names, lang)]),
            }
        };
        let bounds = (x - radius, y - radius, 2.0 * radius, 2.0 * radius);
        scene.targets.push(Target { bounds, item: Some(item), label, row });
    }
    scene.targets.reverse();
    let height = board.ground.finish(scene, theme, lang);
    if together > 0.0 {
        print.push(say::POINTS_TOGETHER.with_list(lang, &[format_number(together, 0, lang)]));
    }
    height
}

/// A colour without what shines through.
const fn opaque(Rgba(r, g, b, _): Rgba) -> Rgba {
    Rgba(r, g, b, 255)
}

/// What is said of one place.
fn label_of(board: &Board<'_>, row: usize) -> String {
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

/// A hexagon's middle on a grid of hexagons that stand on a corner: nearest of the two candidate lattices
/// (as d3-hexbin does it, after Carr and others 1987).
fn hexagon((x, y): (f64, f64), radius: f64) -> (i64, i64) {
    let (dx, dy) = (radius * 3.0_f64.sqrt(), radius * 1.5);
    let row = (y / dy).round();
    let shift = if row.rem_euclid(2.0) > 0.5 { 0.5 } else { 0.0 };
    let column = (x / dx - shift).round();
    let mut best = (column as i64, row as i64);
    let mut nearest = f64::INFINITY;
    for other in [row - 1.0, row, row + 1.0] {
        let shift = if other.rem_euclid(2.0) > 0.5 { 0.5 } else { 0.0 };
        let column = (x / dx - shift).round();
        let (away_x, away_y) = (x - (column + shift) * dx, y - other * dy);
        let away = away_x * away_x + away_y * away_y;
        if away < nearest {
            (nearest, best) = (away, (column as i64, other as i64));
        }
    }
    best
}

fn hexbin(board: &Board<'_>, scene: &mut Scene, top: f64, print: &mut Vec<String>) -> f64 {
    let Board { theme, lang, lowered, .. } = *board;
    let radius = (scene.width_px / 56.0).clamp(7.0, 14.0);
    let (left, frame_top, ..) = board.ground.window.frame;
    let valued = lowered.spec.value.is_some();
    let op = lowered.spec.op.unwrap_or(Op::Rows);
    let means = valued && !matches!(op, Op::Sum | Op::Count | Op::Rows);
    // Sum, weight, rows and first place of every hexagon.
    let mut cells: BTreeMap<(i64, i64), (f64, f64, f64, usize)> = BTreeMap::new();
    for (index, spot) in board.spots.all.iter().enumerate() {
        let (x, y) = board.ground.at(spot.lon, spot.lat);
        if !board.ground.window.holds(x, y) {
            continue;
        }
        let cell = cells.entry(hexagon((x - left, y - frame_top), radius)).or_insert((0.0, 0.0, 0.0, index));
        if let Some(value) = spot.value {
            let weight = if means { spot.n.max(0.0) } else { 1.0 };
            cell.0 += value * weight;
            cell.1 += weight;
        }
        cell.2 += spot.rows;
    }
    let value_of = |cell: &(f64, f64, f64, usize)| match (valued, means) {
        (false, _) => Some(cell.2),
        (true, true) => (cell.1 > 0.0).then(|| cell.0 / cell.1),
        (true, false) => (cell.1 > 0.0).then_some(cell.0),
    };
    let numbers: Vec<f64> = cells.values().filter_map(value_of).collect();
    let count = usize::from(lowered.spec.classes.unwrap_or(DEFAULT_CLASSES));
    let method = lowered.spec.method.unwrap_or(Method::Quantile);
    let Some(classes) = Classes::of(&numbers, count, method, &lowered.spec.breaks) else { return 0.0 };
    let ramp = colors(&classes, theme);
    let (dx, dy) = (radius * 3.0_f64.sqrt(), radius * 1.5);
    let mut targets: Vec<(f64, Target)> = Vec::new();
    for ((column, row), cell) in &cells {
        let Some(value) = value_of(cell) else { continue };
        let shift = if row.rem_euclid(2) == 1 { 0.5 } else { 0.0 };
        let (x, y) = (left + (*column as f64 + shift) * dx, frame_top + *row as f64 * dy);
        let corner = |at: u32| {
            let angle = f64::from(at) * std::f64::consts::FRAC_PI_3;
            (x + radius * libm::sin(angle), y - radius * libm::cos(angle))
        };
        let ring = super::ground::clip((0..6).map(corner).collect(), board.ground.window.frame);
        if ring.len() < 3 {
            continue;
        }
        let color = color_of(value, &classes, &ramp).unwrap_or(theme.context);
        let stroke = Some(Stroke::solid(theme.paper, 0.5));
        let item = scene.push(Item::Path { rings: vec![ring], closed: true, fill: Some(Fill::Solid(color)), stroke });
        let rows = format_number(cell.2, 0, lang);
        let label = if valued {
            say::TARGET_HEX_VALUE.with_list(lang, &[exact(value, lowered, lang), rows])
        } else {
            say::TARGET_CLUSTER.with_list(lang, &[rows])
        };
        let bounds = (x - dx / 2.0, y - radius, dx, 2.0 * radius);
        targets.push((value, Target { bounds, item: Some(item), label, row: cell.3 }));
    }
    targets.sort_by(|one, other| other.0.total_cmp(&one.0));
    scene.targets.extend(targets.into_iter().map(|(_, target)| target));
    let height = board.ground.finish(scene, theme, lang) + 16.0;
    let scale = Scale::of(&classes, lowered);
    let entries = class_texts(&classes, scale, lang)
        .into_iter()
        .zip(&classes.counts)
        .zip(&ramp)
        .enumerate()
        .map(|(at, ((text, count), color))| {
            let count =
                if at == 0 { say::HEX_COUNT.with_list(lang, &[count.to_string()]) } else { format!("({count})") };
            (Fill::Solid(*color), text, count)
        })
        .collect();
    let legend = swatches(scene, top + height, entries, theme);
    let km = dx * board.ground.km_per_px();
    let places = usize::from(km < 10.0);
    print.push(say::HEX_PRINT.with_list(lang, &[format_number(km, places, lang)]));
    height + legend
}

/// Side of a square of the surface in CSS pixels.
const SQUARE_PX: f64 = 4.0;
/// Bands of density, as shares of the densest spot, that are told apart.
const BANDS: [f64; 5] = [0.06, 0.2, 0.4, 0.6, 0.8];

fn heat(board: &Board<'_>, scene: &mut Scene, top: f64, print: &mut Vec<String>) -> f64 {
    let Board { theme, lang, .. } = *board;
    let (left, frame_top, width, high) = board.ground.window.frame;
    let (columns, rows) = ((width / SQUARE_PX).ceil() as usize, (high / SQUARE_PX).ceil() as usize);
    let mut field = vec![0.0_f64; columns * rows];
    for spot in &board.spots.all {
        let (x, y) = board.ground.at(spot.lon, spot.lat);
        if board.ground.window.holds(x, y) {
            let (column, row) = (((x - left) / SQUARE_PX) as usize, ((y - frame_top) / SQUARE_PX) as usize);
            if let Some(cell) = field.get_mut(row.min(rows.max(1) - 1) * columns + column.min(columns.max(1) - 1)) {
                *cell += spot.rows;
            }
        }
    }
    let reach = ((width / 180.0).clamp(2.0, 4.0)) as usize;
    // Three means in a row come close to the bell curve (Wells 1986).
    for _ in 0..3 {
        field = smooth(&field, columns, rows, reach);
    }
    let most = field.iter().copied().fold(0.0, f64::max);
    let ramp = sequential(BANDS.len(), Paper::of(theme.paper));
    let band = |value: f64| BANDS.iter().rposition(|share| most > 0.0 && value >= share * most);
    let mut bands: Vec<Vec<Vec<(f64, f64)>>> = vec![Vec::new(); BANDS.len()];
    for row in 0..rows {
        let mut start = 0;
        let cell = |column: usize| field.get(row * columns + column).copied().and_then(band);
        for column in 1..=columns {
            if column == columns || cell(column) != cell(start) {
                if let Some(rings) = cell(start).and_then(|band| bands.get_mut(band)) {
                    let (x0, x1) =
                        (left + start as f64 * SQUARE_PX, (left + column as f64 * SQUARE_PX).min(left + width));
                    let (y0, y1) = (
                        frame_top + row as f64 * SQUARE_PX,
                        (frame_top + (row + 1) as f64 * SQUARE_PX).min(frame_top + high),
                    );
                    rings.push(vec![(x0, y0), (x1, y0), (x1, y1), (x0, y1)]);
                }
                start = column;
            }
        }
    }
    for (rings, color) in bands.into_iter().zip(&ramp) {
        if !rings.is_empty() {
            let Rgba(r, g, b, _) = *color;
            let fill = Some(Fill::Solid(Rgba(r, g, b, 215)));
            scene.push(Item::Path { rings, closed: true, fill, stroke: None });
        }
    }
    // The densest places are walked through; the surface itself has no parts to point at.
    for (at, cluster) in clusters(board).into_iter().enumerate().take(40) {
        let (x, y) = cluster.at;
        let label = say::TARGET_CLUSTER.with_list(lang, &[format_number(cluster.rows, 0, lang)]);
        let row = cluster.members.first().copied().unwrap_or(at);
        scene.targets.push(Target { bounds: (x - 10.0, y - 10.0, 20.0, 20.0), item: None, label, row });
    }
    let height = board.ground.finish(scene, theme, lang) + 16.0;
    let entries = BANDS
        .iter()
        .zip(&ramp)
        .enumerate()
        .map(|(at, (share, color))| {
            let from = format!("{}%", format_number(share * 100.0, 0, lang));
            let text =
                if at + 1 == BANDS.len() { say::HEAT_MOST.with_list(lang, &[from]) } else { format!("≥ {from}") };
            (Fill::Solid(*color), text, String::new())
        })
        .collect();
    let legend = swatches(scene, top + height, entries, theme);
    let km = reach as f64 * SQUARE_PX * 3.0_f64.sqrt() * board.ground.km_per_px();
    print.push(say::HEAT_PRINT.with_list(lang, &[format_number(km, usize::from(km < 10.0), lang)]));
    height + legend
}

/// The mean over a square around each cell, along rows and then along columns.
fn smooth(field: &[f64], columns: usize, rows: usize, reach: usize) -> Vec<f64> {
    let along = |field: &[f64], length: usize, lines: usize, at: &dyn Fn(usize, usize) -> usize| {
        let mut out = vec![0.0; field.len()];
        let share = 1.0 / (2 * reach + 1) as f64;
        for line in 0..lines {
            let get = |cell: usize| field.get(at(line, cell)).copied().unwrap_or(0.0);
            let mut sum: f64 = (0..reach.min(length)).map(get).sum();
            for cell in 0..length {
                if cell + reach < length {
                    sum += get(cell + reach);
                }
                if cell > reach {
                    sum -= get(cell - reach - 1);
                }
                if let Some(slot) = out.get_mut(at(line, cell)) {
                    *slot = sum.max(0.0) * share;
                }
            }
        }
        out
    };
    let across = along(field, columns, rows, &|line, cell| line * columns + cell);
    along(&across, rows, columns, &|line, cell| cell * columns + line)
}

/// How many, where from and where most of them are.
fn sentence(board: &Board<'_>, total: f64) -> String {
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
                && rings.get(*area).is_some_and(|rings| super::shapes::covers(rings, spot.lon, spot.lat))
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
fn twin(board: &Board<'_>, value: Option<String>) -> ResultTable {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_belongs_to_the_hexagon_whose_middle_is_nearest() {
        let radius = 10.0;
        let (dx, dy) = (radius * 3.0_f64.sqrt(), radius * 1.5);
        let middle = |(column, row): (i64, i64)| {
            (((column as f64) + if row.rem_euclid(2) == 1 { 0.5 } else { 0.0 }) * dx, row as f64 * dy)
        };
        for at in 0..400 {
            let point = (f64::from(at % 20) * 7.3 - 40.0, f64::from(at / 20) * 5.9 - 30.0);
            let found = hexagon(point, radius);
            let away = |cell| {
                let (x, y): (f64, f64) = middle(cell);
                libm::hypot(point.0 - x, point.1 - y)
            };
            for column in -2..=2 {
                for row in -2..=2 {
                    assert!(away(found) <= away((found.0 + column, found.1 + row)) + 1e-9, "{point:?}");
                }
            }
        }
    }

    #[test]
    fn smoothing_keeps_what_there_is() {
        let mut field = vec![0.0; 21 * 15];
        field[7 * 21 + 10] = 9.0;
        let smoothed = smooth(&field, 21, 15, 2);
        assert!((smoothed.iter().sum::<f64>() - 9.0).abs() < 1e-9);
        assert!((smoothed[7 * 21 + 10] - 9.0 / 25.0).abs() < 1e-9 && smoothed[7 * 21 + 13].abs() < 1e-12);
    }
}
