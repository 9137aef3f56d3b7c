//! The kabupaten and kota of a province as equal tiles, each as near as possible to where it lies.
//!
//! The grid has about a third more cells than regions; which region gets which cell is the assignment with the
//! least sum of squared distances (Kuhn 1955, in the form with potentials that takes n²·m steps).

use crate::scene::width::text_width;
use crate::scene::{Anchor, Fill, Item, Lettering, Scene, Target, Weight};

use super::paint::{Look, Painter};
use super::ramp::letters_on;
use super::shapes::Outlines;

/// Most regions that get tiles.
pub(super) const MOST: usize = 60;
/// Widest tile in CSS pixels.
const WIDEST_PX: f64 = 92.0;
/// Narrowest tile on which a name can be read, in CSS pixels.
const NARROWEST_PX: f64 = 52.0;

/// Column and row for every point, and how many columns and rows there are.
fn cells(points: &[(f64, f64)], most_columns: usize) -> (Vec<(usize, usize)>, usize, usize) {
    let span = |of: fn(&(f64, f64)) -> f64| {
        let least = points.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        (least, (most - least).max(1e-9))
    };
    let ((west, wide), (north, high)) = (span(|point| point.0), span(|point| point.1));
    let wanted = points.len() as f64 * 1.35;
    let aspect = (wide / high).clamp(0.25, 4.0);
    let columns = ((wanted * aspect).sqrt().round() as usize).clamp(1, most_columns.max(1));
    let rows = (wanted as usize).div_ceil(columns).max(points.len().div_ceil(columns)).max(1);
    let scale = |value: f64, least: f64, span: f64, cells: usize| (value - least) / span * (cells - 1) as f64;
    let costs: Vec<Vec<f64>> = points
        .iter()
        .map(|(x, y)| {
            let (x, y) = (scale(*x, west, wide, columns), scale(*y, north, high, rows));
            (0..columns * rows)
                .map(|cell| {
                    let (dx, dy) = ((cell % columns) as f64 - x, (cell / columns) as f64 - y);
                    dx * dx + dy * dy
                })
                .collect()
        })
        .collect();
    let chosen = assign(&costs, columns * rows);
    (chosen.into_iter().map(|cell| (cell % columns, cell / columns)).collect(), columns, rows)
}

/// For every line of costs the column of its own that makes the sum least; there are no fewer columns than lines.
fn assign(costs: &[Vec<f64>], columns: usize) -> Vec<usize> {
    let cost =
        |line: usize, column: usize| costs.get(line).and_then(|line| line.get(column)).copied().unwrap_or(f64::MAX);
    // Index 0 stands for "none", so that lines and columns count from 1.
    let (mut of_line, mut of_column) = (vec![0.0; costs.len() + 1], vec![0.0; columns + 1]);
    let mut taken = vec![0_usize; columns + 1];
    for line in 1..=costs.len() {
        taken[0] = line;
        let mut column = 0;
        let (mut least, mut way, mut seen) =
            (vec![f64::INFINITY; columns + 1], vec![0_usize; columns + 1], vec![false; columns + 1]);
        loop {
            seen[column] = true;
            let from = taken[column];
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for other in 1..=columns {
                if seen[other] {
                    continue;
                }
                let reduced = cost(from - 1, other - 1) - of_line[from] - of_column[other];
                if reduced < least[other] {
                    least[other] = reduced;
                    way[other] = column;
                }
                if least[other] < delta {
                    delta = least[other];
                    next = other;
                }
            }
            for other in 0..=columns {
                if seen[other] {
                    of_line[taken[other]] += delta;
                    of_column[other] -= delta;
                } else {
                    least[other] -= delta;
                }
            }
            column = next;
            if taken[column] == 0 {
                break;
            }
        }
        while column != 0 {
            taken[column] = taken[way[column]];
            column = way[column];
        }
    }
    let mut chosen = vec![0; costs.len()];
    for (column, line) in taken.iter().enumerate().skip(1) {
        if let Some(slot) = line.checked_sub(1).and_then(|line| chosen.get_mut(line)) {
            *slot = column - 1;
        }
    }
    chosen
}

/// Draws the tiles below `top`; gives their height and how many regions lack data.
pub(super) fn draw(painter: &Painter<'_>, outlines: &Outlines, scene: &mut Scene, top: f64) -> (f64, usize) {
    let placed: Vec<(usize, (f64, f64))> = painter
        .joined
        .shown
        .iter()
        .filter_map(|index| {
            let (lon, lat) = outlines.centres.get(outlines.area_of(*index)?).copied().flatten()?;
            Some((*index, (lon, -lat)))
        })
        .collect();
    let points: Vec<(f64, f64)> = placed.iter().map(|(_, point)| *point).collect();
    let most_columns = (scene.width_px / NARROWEST_PX) as usize;
    let (cells, columns, rows) = cells(&points, most_columns);
    let pitch = (scene.width_px / columns as f64).min(WIDEST_PX);
    let left = (scene.width_px - pitch * columns as f64) / 2.0;
    let side = pitch - 3.0;
    let mut targets = Vec::new();
    let mut without = 0;
    for ((index, _), (column, row)) in placed.iter().zip(cells) {
        let (x, y) = (left + column as f64 * pitch, top + row as f64 * pitch);
        let look = painter.look(*index);
        let (fill, ink) = match look {
            Look::Value { color, .. } => (Fill::Solid(color), letters_on(color)),
            Look::NoData | Look::Undecided => (painter.hatch(), painter.theme.ink),
        };
        without += usize::from(!matches!(look, Look::Value { .. }));
        let item = scene.push(Item::Rect { x, y, width: side, height: side, fill: Some(fill), stroke: None });
        letter(painter, scene, *index, (x, y, side), (look, ink));
        let row = painter.row_of(*index);
        let label = painter.target_label(*index);
        targets.push((row, Target { bounds: (x, y, side, side), item: Some(item), label, row }));
    }
    targets.sort_by_key(|(row, _)| *row);
    scene.targets.extend(targets.into_iter().map(|(_, target)| target));
    (rows as f64 * pitch, without)
}

/// Writes a tile's name in up to two lines, and its value where there is room.
fn letter(
    painter: &Painter<'_>,
    scene: &mut Scene,
    index: usize,
    (x, y, side): (f64, f64, f64),
    (look, ink): (Look, crate::base::color::Rgba),
) {
    let name = painter.joined.regions.name(index);
    let name = name.strip_prefix("Kabupaten ").unwrap_or(name);
    let letters = if side >= 70.0 { 11.0 } else { 9.5 };
    // Two lines of whole words; a word that is too long loses its end.
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    let fits = text_width(name, letters, Weight::Bold) <= side - 3.0;
    let lines = if fits { vec![name.to_owned()] } else { vec![first.to_owned(), rest.to_owned()] };
    let mut lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    for line in &mut lines {
        if text_width(line, letters, Weight::Bold) > side - 2.0 {
            while text_width(line, letters, Weight::Bold) > side - 8.0 && line.chars().count() > 2 {
                line.pop();
            }
            line.push('…');
        }
    }
    let value = match look {
        Look::Value { value, .. } => Some(painter.scale.text(value, painter.lang)),
        Look::NoData | Look::Undecided => None,
    };
    let value = value.filter(|text| side >= 44.0 && text_width(text, letters, Weight::Regular) <= side - 4.0);
    let count = lines.len() + usize::from(value.is_some());
    let mut baseline = y + side / 2.0 - (count as f64 - 1.0) * letters * 0.6 + letters * 0.35;
    if !matches!(look, Look::Value { .. }) {
        // Hatching runs behind letters; a patch of paper keeps them readable.
        let widest = lines.iter().map(|line| text_width(line, letters, Weight::Bold)).fold(0.0, f64::max) + 4.0;
        let high = count as f64 * letters * 1.2 + 2.0;
        scene.push(Item::Rect {
            x: x + (side - widest) / 2.0,
            y: y + (side - high) / 2.0,
            width: widest,
            height: high,
            fill: Some(Fill::Solid(painter.theme.paper)),
            stroke: None,
        });
    }
    let middle = x + side / 2.0;
    let style = Lettering::new(letters, ink).anchored(Anchor::Middle);
    for line in lines {
        scene.text((middle, baseline), line, style.bold());
        baseline += letters * 1.2;
    }
    if let Some(value) = value {
        scene.text((middle, baseline), value, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_sum_is_found() {
        for (costs, expected) in [
            (vec![vec![4.0, 1.0, 3.0], vec![2.0, 0.0, 5.0], vec![3.0, 2.0, 2.0]], vec![1, 0, 2]),
            (vec![vec![1.0, 2.0, 9.0], vec![1.0, 9.0, 9.0]], vec![1, 0]),
            (vec![vec![5.0]], vec![0]),
        ] {
            assert_eq!(assign(&costs, costs[0].len()), expected, "{costs:?}");
        }
    }

    #[test]
    fn every_region_has_a_cell_of_its_own_and_a_row_stays_a_row() {
        let line: Vec<(f64, f64)> = (0..8).map(|at| (f64::from(at), 0.0)).collect();
        let (found, columns, _) = cells(&line, 12);
        assert!(columns >= 4 && found.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{found:?}");
        for count in [1, 2, 5, 27, 38] {
            let points: Vec<(f64, f64)> =
                (0..count).map(|at| (f64::from(at * 37 % 41), f64::from(at * 23 % 29))).collect();
            let (found, columns, rows) = cells(&points, 12);
            let own: std::collections::BTreeSet<_> = found.iter().collect();
            assert_eq!(own.len(), points.len());
            assert!(found.iter().all(|(column, row)| *column < columns && *row < rows));
        }
    }
}
