//! Places counted, or their values put together, in hexagons of one size.

use std::collections::BTreeMap;

use crate::base::number::format_number;
use crate::i18n::map as say;
use crate::query::Op;
use crate::scene::{Fill, Item, Scene, Stroke, Target};

use super::super::classes::Classes;
use super::super::paint::swatches;
use super::super::points::Scatter;
use super::super::ramp::{color_of, colors};
use super::super::words::{Scale, class_texts, exact};
use super::super::{DEFAULT_CLASSES, Method};

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

/// Draws hexagons and their legend and gives the height of both.
pub(in super::super) fn draw(board: &Scatter<'_>, scene: &mut Scene, top: f64, print: &mut Vec<String>) -> f64 {
    let Scatter { theme, lang, lowered, .. } = *board;
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
        let ring = super::super::ground::clip((0..6).map(corner).collect(), board.ground.window.frame);
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
}
