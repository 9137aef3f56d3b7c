//! How close together places lie: counts on a fine grid, smoothed, in five bands.

use crate::base::color::{Ground, Rgba, sequential};
use crate::base::number::format_number;
use crate::i18n::map as say;
use crate::scene::{Fill, Item, Scene, Target};

use super::super::paint::swatches;
use super::super::points::{Scatter, clusters};

/// Side of a square of the surface in CSS pixels.
const SQUARE_PX: f64 = 4.0;
/// Bands of density, as shares of the densest spot, that are told apart.
const BANDS: [f64; 5] = [0.06, 0.2, 0.4, 0.6, 0.8];

/// Draws the bands and their legend and gives the height of both.
pub(in super::super) fn draw(board: &Scatter<'_>, scene: &mut Scene, top: f64, print: &mut Vec<String>) -> f64 {
    let Scatter { theme, lang, .. } = *board;
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
    let ramp = sequential(BANDS.len(), Ground::of(theme.paper));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smoothing_keeps_what_there_is() {
        let mut field = vec![0.0; 21 * 15];
        field[7 * 21 + 10] = 9.0;
        let smoothed = smooth(&field, 21, 15, 2);
        assert!((smoothed.iter().sum::<f64>() - 9.0).abs() < 1e-9);
        assert!((smoothed[7 * 21 + 10] - 9.0 / 25.0).abs() < 1e-9 && smoothed[7 * 21 + 13].abs() < 1e-12);
    }
}
