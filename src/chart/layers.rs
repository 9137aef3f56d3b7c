//! Second marks over the same axes: the mean of the last few values, another column of values. One axis of
//! values for all of them, so that nothing is compared that has no common measure.

use super::axis::{disc, polyline};
use super::data::nothing;
use super::voice::Voice;
use super::{ChartSpec, Figure, Layer, Mark, Sheet, twin};
use crate::base::color::Rgba;
use crate::base::note::{Note, NoteCode, Problem};
use crate::base::number::format_number;
use crate::base::text::fold;
use crate::i18n::layers as t;
use crate::scene::plane::{Coord, Spot};
use crate::scene::{Scene, Stroke};
use crate::table::Values;

/// More layers than this hide what they lie over.
pub(crate) const MOST: usize = 3;
/// The longest stretch that a mean is taken of.
const LONGEST: u32 = 400;

/// Whether a kind has room for layers.
pub fn suits(mark: Mark) -> bool {
    matches!(mark, Mark::Line | Mark::LineStep | Mark::Column)
}

/// The layers that are drawn: none over several series.
fn drawn<'a>(sheet: &Sheet<'a>) -> &'a [Layer] {
    let spec = &sheet.lowered.spec;
    let suits = spec.mark.is_some_and(suits) && spec.series.is_none();
    let layers = if suits { spec.layers.as_slice() } else { &[] };
    layers.get(..layers.len().min(MOST)).unwrap_or_default()
}

/// What a layer is called.
fn name(layer: &Layer, sheet: &Sheet<'_>) -> String {
    match layer {
        Layer::Rolling(count) => {
            t::ROLLING_OF.with(sheet.lang, &[("n", &format_number(f64::from(bounded(*count)), 0, sheet.lang))])
        }
        Layer::Column(column) => Voice::of_column(&sheet.lowered.spec, column, sheet.lang).value_name,
    }
}

fn bounded(count: u32) -> u32 {
    count.clamp(2, LONGEST)
}

/// The colours of the layers: told apart from what they lie over.
fn colors(sheet: &Sheet<'_>) -> Vec<Rgba> {
    let palette = sheet.theme.series;
    palette.iter().copied().filter(|color| *color != sheet.theme.accent).skip(1).take(MOST).collect()
}

/// The entries of the legend: what is below, then the layers.
pub(crate) fn legend(sheet: &Sheet<'_>, below: &str) -> Vec<(String, Rgba)> {
    let layers = drawn(sheet);
    if layers.is_empty() {
        return Vec::new();
    }
    let over = layers.iter().map(|layer| name(layer, sheet)).zip(colors(sheet));
    std::iter::once((below.to_owned(), sheet.theme.accent)).chain(over).collect()
}

/// The ends of the values, layers among them.
pub(crate) fn extent(sheet: &Sheet<'_>, (low, high): (f64, f64)) -> (f64, f64) {
    let columns = (0..drawn(sheet).len()).filter_map(|at| sheet.data.column(&column(at)));
    let values = columns.filter_map(|column| match &column.values {
        Values::Number(values) => Some(values),
        _ => None,
    });
    values
        .flatten()
        .copied()
        .flatten()
        .filter(|value| value.is_finite())
        .fold((low, high), |(low, high), value| (low.min(value), high.max(value)))
}

/// The column of the plan's outcome that holds a layer.
pub(crate) fn column(at: usize) -> String {
    format!("layer{at}")
}

/// Draws the layers over a finished figure, with their values in its twin and in what is walked through.
pub(crate) fn draw(figure: &mut Figure, sheet: &Sheet<'_>) -> Result<(), Problem> {
    let spec = &sheet.lowered.spec;
    let layers = drawn(sheet);
    let skipped = spec.layers.len() - layers.len();
    if skipped > 0 {
        figure.notes.push(Note { count: skipped as u64, ..Note::once(NoteCode::LayersNotDrawn, []) });
    }
    if layers.is_empty() {
        return Ok(());
    }
    let Some(plane) = figure.scene.plane.take() else { return Err(nothing(spec)) };
    let stretches = stretches(&plane.spots);
    let (left, top, right, bottom) = plane.bounds;
    let ends = if plane.lying { (left, right) } else { (top, bottom) };
    let mut names = Vec::new();
    for ((at, layer), color) in layers.iter().enumerate().zip(colors(sheet)) {
        let values = match layer {
            Layer::Rolling(count) => {
                let values = of_spots(sheet, "y", &plane.spots);
                let mut out = Vec::with_capacity(values.len());
                for stretch in &stretches {
                    let values = values.get(stretch.clone()).unwrap_or_default();
                    out.extend(rolling(values, bounded(*count) as usize));
                }
                out
            }
            Layer::Column(_) => of_spots(sheet, &column(at), &plane.spots),
        };
        let name = name(layer, sheet);
        let voice = match layer {
            Layer::Rolling(_) => Voice::new(spec, false, sheet.lang),
            Layer::Column(column) => Voice::of_column(spec, column, sheet.lang),
        };
        let mut runs: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
        let mut numbers = vec![None; figure.twin.rows()];
        for (index, (spot, value)) in plane.spots.iter().zip(&values).enumerate() {
            if stretches.iter().any(|stretch| stretch.start == index) {
                runs.push(Vec::new());
            }
            let end = value.and_then(|value| {
                let (from, to) = plane.y.span(&Coord::Number(value))?;
                let along = f64::midpoint(from, to);
                // A total beyond the scale is told and not drawn; so is what it takes part in.
                (ends.0 - 0.5..=ends.1 + 0.5).contains(&along).then_some(if plane.lying {
                    (along, spot.at.1)
                } else {
                    (spot.at.0, along)
                })
            });
            match (end, runs.last_mut()) {
                (Some(end), Some(run)) => run.push(end),
                (Some(end), None) => runs.push(vec![end]),
                (None, Some(run)) if run.is_empty() => {}
                (None, _) => runs.push(Vec::new()),
            }
            if let (Some(value), Some(target)) = (value, figure.scene.targets.get_mut(spot.target)) {
                target.label = format!("{}; {name}: {}", target.label, voice.full(*value));
                if let Some(slot) = numbers.get_mut(target.row) {
                    *slot = Some(*value);
                }
            }
        }
        // A line says that what lies between its points is something.
        let joined = plane.x.in_time() && !plane.lying;
        lines(&mut figure.scene, runs, joined, color, sheet);
        figure.twin.columns.push(twin::column(&figure.twin.columns, &capital(&name), Values::Number(numbers)));
        names.push(name);
    }
    figure.scene.plane = Some(plane);
    let sentence = t::SAID.with(sheet.lang, &[("list", &names.join(", "))]);
    figure.sentence = format!("{} {sentence}", figure.sentence);
    figure.scene.description = format!("{} {sentence}", figure.scene.description);
    Ok(())
}

fn capital(name: &str) -> String {
    super::column::capital(name)
}

/// A layer as a line with its gaps, or as discs where its marks lie below each other.
fn lines(scene: &mut Scene, runs: Vec<Vec<(f64, f64)>>, joined: bool, color: Rgba, sheet: &Sheet<'_>) {
    for run in runs {
        if let (false, Some(place)) = (joined && run.len() > 1, run.first()) {
            let places = if joined { vec![*place] } else { run };
            for place in places {
                disc(scene, place, 4.0, color, Some(sheet.theme.paper));
            }
        } else if run.len() > 1 {
            // A thread of paper keeps the line apart from what it crosses.
            polyline(scene, run.clone(), Stroke::solid(sheet.theme.paper, 4.5));
            polyline(scene, run, Stroke::solid(color, 2.5));
        }
    }
}

/// The stretches of what is drawn in which no time is missing.
fn stretches(spots: &[Spot]) -> Vec<std::ops::Range<usize>> {
    let days: Vec<i32> = spots.iter().filter_map(|spot| spot.x.day()).collect();
    if days.len() < spots.len() || spots.is_empty() {
        return std::iter::once(0..spots.len()).collect();
    }
    let mut gaps: Vec<i64> = days.windows(2).map(|pair| i64::from(pair[1]) - i64::from(pair[0])).collect();
    gaps.sort_unstable();
    // Months differ by a tenth, working days by two: half as much again as usual is a gap, from a week on.
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(1);
    let most = (usual + usual / 2).max(usual + 3);
    let breaks = days.windows(2).enumerate().filter(|(_, pair)| i64::from(pair[1]) - i64::from(pair[0]) > most);
    let starts: Vec<usize> = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
    let ends = starts.iter().skip(1).copied().chain([spots.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The values of a column at what is drawn, in its order.
fn of_spots(sheet: &Sheet<'_>, column: &str, spots: &[Spot]) -> Vec<Option<f64>> {
    let none = || vec![None; spots.len()];
    let (Some(x), Some(y)) = (sheet.data.column("x"), sheet.data.column(column)) else { return none() };
    let Values::Number(y) = &y.values else { return none() };
    let key = |row: usize| match &x.values {
        Values::Date(values) => values.get(row).copied().flatten().map(crate::base::date::iso),
        Values::Number(_) | Values::Text(_) => {
            let name = super::data::name_of(&x.values, row, sheet.lang)?;
            Some(fold(&name.split_whitespace().collect::<Vec<_>>().join(" ")))
        }
    };
    let mut known = rustc_hash::FxHashMap::default();
    for (row, value) in y.iter().enumerate() {
        if let (Some(key), Some(value)) = (key(row), value.filter(|value| value.is_finite())) {
            known.entry(key).or_insert(value);
        }
    }
    let value = |spot: &Spot| {
        let Coord::Text(text) = &spot.x else { return None };
        // Years are days on the axis and numbers in the table.
        let year = text.strip_suffix("-01-01").and_then(|year| known.get(year));
        known.get(text.as_str()).or_else(|| known.get(&fold(text))).or(year).copied()
    };
    spots.iter().map(value).collect()
}

/// The mean of each value and those before it; none until there are enough of them, none over gaps.
pub(crate) fn rolling(values: &[Option<f64>], count: usize) -> Vec<Option<f64>> {
    let mean = |end: usize| {
        let start = (end + 1).checked_sub(count)?;
        let mut sum = 0.0;
        for value in values.get(start..=end)? {
            sum += (*value)? / count as f64;
        }
        Some(sum).filter(|sum: &f64| sum.is_finite())
    };
    (0..values.len()).map(mean).collect()
}

/// The columns of a spec's layers, each with the column of the plan's outcome that holds it.
pub fn layer_columns(spec: &ChartSpec) -> impl Iterator<Item = (&String, String)> {
    columns(spec).map(|(at, name)| (name, column(at)))
}

/// The columns that a spec's layers show, by their place.
pub(crate) fn columns(spec: &ChartSpec) -> impl Iterator<Item = (usize, &String)> {
    spec.layers.iter().take(MOST).enumerate().filter_map(|(at, layer)| match layer {
        Layer::Column(name) => Some((at, name)),
        Layer::Rolling(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_times_end_a_stretch() {
        let spot = |day: &str| Spot { x: Coord::Text(day.to_owned()), series: None, at: (0.0, 0.0), target: 0 };
        let check = |days: &[&str], expected: &[(usize, usize)]| {
            let spots: Vec<Spot> = days.iter().map(|day| spot(day)).collect();
            let found: Vec<(usize, usize)> = stretches(&spots).iter().map(|one| (one.start, one.end)).collect();
            assert_eq!(found, expected, "{days:?}");
        };
        check(&["2024-01-01", "2024-02-01", "2024-03-01", "2024-05-01", "2024-06-01"], &[(0, 3), (3, 5)]);
        check(&["2024-01-05", "2024-01-08", "2024-01-09", "2024-01-10"], &[(0, 4)]);
        check(&["Antapani", "Cibiru"], &[(0, 2)]);
        check(&[], &[(0, 0)]);
    }

    #[test]
    fn means_follow_the_last_values() {
        let some = |values: &[f64]| values.iter().map(|value| Some(*value)).collect::<Vec<_>>();
        assert_eq!(rolling(&some(&[2.0, 4.0, 9.0]), 2), [None, Some(3.0), Some(6.5)]);
        assert_eq!(rolling(&[Some(1.0), None, Some(3.0), Some(5.0)], 2), [None, None, None, Some(4.0)]);
        assert_eq!(rolling(&some(&[1.0]), 3), [None]);
        assert_eq!(rolling(&[], 2), []);
    }
}
