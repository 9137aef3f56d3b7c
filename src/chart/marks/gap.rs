//! What lies between two values in a row: dumbbells from one to another, ranges from the lowest to the highest,
//! and a heat map, whose rows are cut into cells.

use crate::base::note::{Note, NoteCode, Problem};
use crate::chart::annotate::reach;
use crate::chart::axis::{
    Base, LEADING_PX, TEXT_PX, TO_BASELINE_PX, block, disc, extent, honest, legend, on, opened_for, spot, target,
    title, wide, wide_bold, widest,
};
use crate::chart::choose::Kind;
use crate::chart::grid::{Grid, grid};
use crate::chart::rows::{BAR_PX, Rows};
use crate::chart::scale::{Scale, axis, class};
use crate::chart::voice::Voice;
use crate::chart::{Classes, Figure, Sheet, marks, speech};
use crate::i18n::{chart as words, kinds as t};
use crate::scene::plane::{Along, Coord};
use crate::scene::width::{ellipsis, wrap};
use crate::scene::{Anchor, Fill, Item, Lettering, Scene, Stroke, Weight};
use crate::table::{ResultColumn, Values};

/// Draws two discs in each row with a line between: two series, or two columns of values.
pub(crate) fn dumbbell(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let mut grid = grid(sheet, usize::MAX)?;
    if sheet.lowered.spec.second.is_some() {
        let second = Voice::second(sheet);
        for row in &mut grid.rows {
            row.cells = vec![row.cells.first().copied().flatten(), row.second.take()];
        }
        grid.series = vec![grid.voice.value_name.clone(), second.value_name];
        grid.voice.series_name.clone_from(&grid.voice.value_name);
    } else if grid.series.len() < 2 {
        return marks::bar::dot(sheet);
    } else if grid.series.len() > 2 {
        // The first and the last of several; times are in order by now.
        let last = grid.series.len() - 1;
        let left_out = last - 1;
        let drawn = ["2".to_owned(), left_out.to_string()];
        grid.notes.push(Note::once(NoteCode::CategoriesNotShown, drawn));
        grid.series = vec![grid.series[0].clone(), grid.series[last].clone()];
        for row in &mut grid.rows {
            row.cells = vec![row.cells[0], row.cells[last]];
        }
    }
    let colors = grid.colors(sheet);
    let names = grid.legend(&colors);
    let ends: Vec<[Option<f64>; 3]> = grid.rows.iter().map(|row| [row.cells[0], None, row.cells[1]]).collect();
    let mut scene = spans(&grid, &ends, &names, &grid.voice.axis_title(), sheet);
    for (index, row) in grid.rows.iter().enumerate() {
        let change = match (row.cells[0], row.cells[1]) {
            (Some(first), Some(last)) => grid.voice.signed(last - first),
            _ => String::new(),
        };
        let said: Vec<String> = (0..2).map(|at| grid.say(row, at, if at == 1 { &change } else { "" })).collect();
        if let Some(target) = scene.targets.get_mut(index) {
            target.label = said.join("; ");
        }
    }
    let changes: Vec<(String, Option<f64>, Option<f64>)> =
        grid.rows.iter().map(|row| (row.label.clone(), row.cells[0], row.cells[1])).collect();
    let sentence = speech::changes(&changes, &grid.series[0], &grid.series[1], grid.timed, &grid.voice);
    scene.title = grid.title();
    scene.description.clone_from(&sentence);
    let mut twin = grid.twin(sheet);
    // The second column is one of the series here.
    twin.columns.truncate(3);
    let differences = grid.rows.iter().map(|row| Some(row.cells[1]? - row.cells[0]?)).collect();
    let name = t::DIFFERENCE.text(sheet.lang);
    let column = crate::chart::twin::column(&twin.columns, name, Values::Number(differences));
    twin.columns.push(column);
    Ok(Figure { scene, twin, sentence, notes: grid.notes })
}

/// Draws the range of the values of each row: lowest, median, highest.
pub(crate) fn range(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let mut grid = grid(sheet, 1)?;
    let ends = ranges(&mut grid, sheet);
    let lang = sheet.lang;
    let heading = t::RANGE_OF.with(lang, &[("value", &Voice::single(sheet).axis_title())]);
    let mut scene = spans(&grid, &ends, &[], &heading, sheet);
    for ((row, [low, middle, high]), target) in grid.rows.iter().zip(&ends).zip(&mut scene.targets) {
        let say = |value: &Option<f64>| value.map_or_else(String::new, |value| grid.voice.full(value));
        if low.is_some() {
            let args =
                [("what", row.label.as_str()), ("low", &say(low)), ("median", &say(middle)), ("high", &say(high))];
            target.label = t::RANGE_SAID.with(lang, &args);
        }
    }
    let widest_row = grid
        .rows
        .iter()
        .zip(&ends)
        .filter_map(|(row, [low, _, high])| Some((row, (*low)?, (*high)?)))
        .max_by(|a, b| (a.2 - a.1).total_cmp(&(b.2 - b.1)));
    let sentence = widest_row.map_or_else(
        || speech::cells(&grid),
        |(row, low, high)| {
            let args = [("top", row.label.as_str()), ("low", &grid.voice.full(low)), ("high", &grid.voice.full(high))];
            t::WIDEST.with(lang, &args)
        },
    );
    scene.title = grid.title();
    scene.description.clone_from(&sentence);
    let mut twin = grid.twin(sheet);
    let names = [t::LOWEST, t::MEDIAN, t::HIGHEST].map(|name| name.text(lang));
    twin.columns.truncate(1);
    for (at, name) in names.into_iter().enumerate() {
        let values = ends.iter().map(|ends| ends[at]).collect();
        twin.columns.push(ResultColumn { name: name.to_owned(), values: Values::Number(values) });
    }
    Ok(Figure { scene, twin, sentence, notes: grid.notes })
}

/// Lowest, middle and highest value of each row; rows that stand for several have none.
fn ranges(grid: &mut Grid, sheet: &Sheet<'_>) -> Vec<[Option<f64>; 3]> {
    let column = |name: &str| match sheet.data.column(name).map(|column| &column.values) {
        Some(Values::Number(values)) => values.clone(),
        _ => Vec::new(),
    };
    let (low, high) = (column("low"), column("high"));
    let at = |values: &[Option<f64>], row: usize| values.get(row).copied().flatten().filter(|value| value.is_finite());
    grid.rows
        .iter()
        .map(|row| {
            let middle = row.cells.first().copied().flatten();
            let rows = row.from.as_slice();
            match rows {
                [one] if middle.is_some() => [at(&low, *one), middle, at(&high, *one)],
                _ => [None, middle, None],
            }
        })
        .collect()
}

/// Puts spans on the picture: from the first to the last of each row's values, with a mark at the middle one.
fn spans(
    grid: &Grid,
    ends: &[[Option<f64>; 3]],
    names: &[(&str, crate::base::color::Rgba)],
    heading: &str,
    sheet: &Sheet<'_>,
) -> Scene {
    let (theme, width_px, voice) = (sheet.theme, sheet.width_px, &grid.voice);
    let mut scene = Scene { width_px, ..Scene::default() };
    let mut lines = Rows::new(grid.rows.iter().map(|row| row.label.as_str()), width_px, BAR_PX);
    let kind = sheet.lowered.spec.scale.unwrap_or_default();
    let values = || ends.iter().flatten().copied().flatten();
    let (low, high) = opened_for(kind, reach(&sheet.lowered.spec, extent(values())), Base::Near);
    let texts: Vec<String> = values().map(|value| voice.brief(value)).collect();
    let room = widest(texts.iter().map(String::as_str)) + 14.0;
    // Only as much room beside the axis as the outermost numbers need.
    let (mut left, mut right) = (lines.start + room, (width_px - room).max(lines.start + room + 40.0));
    let ((axis_low, axis_high), _) = axis(kind, low, high, 4);
    for _ in 0..3 {
        let scale = Scale::new(kind, (axis_low, axis_high), (left, right));
        let (mut free_left, mut free_right) = (f64::INFINITY, f64::INFINITY);
        for value in values() {
            let half = wide_bold(&voice.brief(value)) + 12.0;
            free_left = free_left.min(scale.at(value) - half - lines.start);
            free_right = free_right.min(width_px - scale.at(value) - half);
        }
        left = (left - free_left.clamp(0.0, room)).max(lines.start + 6.0);
        right = (right + free_right.clamp(0.0, room)).min(width_px - 6.0).max(left + 40.0);
    }
    let ((low, high), ticks) = axis(kind, low, high, (((right - left) / 80.0) as usize).clamp(2, 6));
    let scale = Scale::new(kind, (low, high), (left, right));
    let heading = honest(heading.to_owned(), kind, (low, high), voice.lang);
    let below = title(&mut scene, &heading, theme);
    let top = legend(&mut scene, names, below, theme) + 22.0;
    lines.place(top);
    lines.axis(&mut scene, &scale, &ticks, voice, top, theme);
    lines.plane(&mut scene, grid.rows.iter().map(|row| row.label.as_str()), Along::Numbers(scale), (left, width_px));
    let colors: Vec<_> = names.iter().map(|(_, color)| *color).collect();
    for (index, (row, span)) in grid.rows.iter().zip(ends).enumerate() {
        let style = lines.name(&mut scene, index, row.kind, theme);
        let middle = lines.middle(index);
        let color = if row.kind == Kind::Sum { theme.context } else { theme.accent };
        let small = Lettering::new(TEXT_PX, style.color);
        if let (Some(first), Some(last)) = (span[0], span[2]) {
            let (from, to) = (scale.at(first), scale.at(last));
            if colors.is_empty() {
                block(&mut scene, (from.min(to), middle - 5.0, (to - from).abs().max(2.0), 10.0), color);
            } else {
                scene.line((from, middle), (to, middle), Stroke::solid(theme.context, 3.0));
            }
            let ((near, near_value), (far, far_value)) =
                if from <= to { ((from, first), (to, last)) } else { ((to, last), (from, first)) };
            let beside = if colors.is_empty() { 5.0 } else { 11.0 };
            let baseline = middle + TO_BASELINE_PX;
            scene.text((near - beside, baseline), voice.brief(near_value), small.anchored(Anchor::End));
            scene.text((far + beside, baseline), voice.brief(far_value), small);
        } else if span.iter().all(Option::is_none) {
            let at = (left, middle + TO_BASELINE_PX);
            scene.text(at, words::NO_DATA.text(voice.lang), Lettering::new(TEXT_PX, theme.soft));
        }
        if !colors.is_empty() {
            for (value, color) in [span[0], span[2]].into_iter().zip(&colors) {
                if let Some(value) = value {
                    disc(&mut scene, (scale.at(value), middle), 6.0, *color, Some(theme.paper));
                }
            }
        } else if let Some(value) = span[1] {
            block(&mut scene, (scale.at(value) - 1.5, middle - 8.0, 3.0, 16.0), theme.ink);
        }
        let end = span[2].or(span[1]).or(span[0]).map_or(left, |value| scale.at(value));
        spot(&mut scene, || Coord::Text(row.label.clone()), None, (end, middle));
        target(&mut scene, lines.bounds(index, width_px), grid.say(row, 0, ""), index);
    }
    scene.height_px = lines.bottom + 4.0;
    scene
}

/// Steps of colour in a heat map.
const STEPS: usize = 6;
/// More columns than this are too narrow on any screen.
const MOST_COLUMNS: usize = 60;

/// Most steps of colour that can be told apart.
const MOST_STEPS: usize = 8;

/// Where one step of colour ends and the next begins, where these are not at equal distances.
fn limits(sheet: &Sheet<'_>, mut values: Vec<f64>, bounds: (f64, f64)) -> Option<Vec<f64>> {
    let mut limits = match sheet.lowered.spec.classes.as_ref()? {
        Classes::Quantile => {
            values.sort_by(f64::total_cmp);
            let place = |step: usize| values.get(step * values.len() / STEPS).copied();
            (1..STEPS).filter_map(place).filter(|limit| *limit > bounds.0).collect()
        }
        Classes::Threshold(chosen) => chosen.clone(),
    };
    limits.retain(|limit| limit.is_finite());
    limits.sort_by(f64::total_cmp);
    limits.dedup();
    limits.truncate(MOST_STEPS - 1);
    (!limits.is_empty()).then_some(limits)
}

/// The colours with the values between them, and where they end.
fn key_of_limits(
    scene: &mut Scene,
    limits: &[f64],
    ramp: &[crate::base::color::Rgba],
    voice: &Voice,
    below: f64,
    theme: &crate::scene::Theme,
) -> f64 {
    let step = (scene.width_px / ramp.len().max(1) as f64).min(64.0);
    for (index, color) in ramp.iter().enumerate() {
        block(scene, (index as f64 * step, below + 4.0, step, 12.0), *color);
    }
    let mut free = f64::NEG_INFINITY;
    for (index, limit) in limits.iter().enumerate() {
        let (text, at) = (voice.brief(*limit), (index + 1) as f64 * step);
        let half = wide(&text) / 2.0;
        if at - half > free {
            scene.text((at, below + 30.0), text, Lettering::new(TEXT_PX, theme.soft).anchored(Anchor::Middle));
            free = at + half + 6.0;
        }
    }
    below + 16.0
}

/// Draws a table of cells whose colour says their value.
pub(crate) fn heat(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let grid = grid(sheet, MOST_COLUMNS)?;
    let (theme, width_px, voice) = (sheet.theme, sheet.width_px, &grid.voice);
    let mut scene = Scene { width_px, ..Scene::default() };
    let mut lines = Rows::new(grid.rows.iter().map(|row| row.label.as_str()), width_px.min(700.0), 24.0);
    let values = || grid.rows.iter().flat_map(|row| &row.cells).copied().flatten();
    let bounds = extent(values());
    let limits = limits(sheet, values().collect(), bounds);
    let steps = limits.as_ref().map_or(STEPS, |limits| limits.len() + 1);
    let ramp = theme.steps(steps);
    let soft = Lettering::new(TEXT_PX, theme.soft);

    let below = title(&mut scene, &voice.axis_title(), theme);
    // The colours with the values at their ends.
    let same = bounds.0 >= bounds.1;
    let below = if let Some(limits) = limits.as_ref() {
        key_of_limits(&mut scene, limits, &ramp, voice, below, theme)
    } else {
        let (first, last) = (voice.brief(bounds.0), voice.brief(bounds.1));
        let start = wide(&first) + 6.0;
        scene.text((0.0, below + 14.0), first, soft);
        if !same {
            for (index, color) in ramp.iter().enumerate() {
                block(&mut scene, (start + index as f64 * 22.0, below + 4.0, 22.0, 12.0), *color);
            }
            scene.text((start + STEPS as f64 * 22.0 + 6.0, below + 14.0), last, soft);
        }
        below
    };
    let columns = grid.series.len().max(1);
    let left = lines.start;
    let step = ((width_px - left) / columns as f64).min(110.0);
    // Names of the columns: in lines where their words fit, thinned out where they are times, standing otherwise.
    let room = widest(grid.series.iter().map(String::as_str));
    let split = !voice.series_name.is_empty();
    let words_px = widest(grid.series.iter().flat_map(|name| name.split_whitespace()));
    let wrapped = |name: &String| wrap(name, TEXT_PX, Weight::Regular, step - 4.0, 9);
    let deepest = grid.series.iter().map(|name| wrapped(name).len()).max().unwrap_or(1);
    let flat = (words_px + 4.0 <= step && deepest <= 3) || grid.timed;
    let deepest = if grid.timed { 1 } else { deepest };
    let head = if !split {
        0.0
    } else if flat {
        deepest as f64 * LEADING_PX + 4.0
    } else {
        libm::ceil(room.min(110.0)) + 8.0
    };
    let top = below + 24.0 + head;
    lines.place(top);
    if split {
        let every = if grid.timed { libm::ceil((room + 6.0) / step).max(1.0) as usize } else { 1 };
        for (index, name) in grid.series.iter().enumerate().step_by(every) {
            let x = left + (index as f64 + 0.5) * step;
            if flat && grid.timed {
                let half = wide(name) / 2.0;
                let x = x.clamp(half, (width_px - half).max(half));
                scene.text((x, top - 4.0), name.clone(), soft.anchored(Anchor::Middle));
            } else if flat {
                for (up, line) in wrapped(name).into_iter().rev().enumerate() {
                    scene.text((x, top - 4.0 - up as f64 * LEADING_PX), line, soft.anchored(Anchor::Middle));
                }
            } else {
                let text = ellipsis(name, TEXT_PX, Weight::Regular, 106.0);
                let Lettering { size_px, weight, color, .. } = soft;
                let anchor = Anchor::Start;
                let at = (x + TO_BASELINE_PX, top - 4.0);
                scene.push(Item::Text { x: at.0, y: at.1, text, size_px, weight, color, anchor, angle: -90.0 });
            }
        }
    }
    // Values are written where all of them have room.
    let fits = values().all(|value| wide_bold(&voice.brief(value)) + 6.0 <= step);
    for (index, row) in grid.rows.iter().enumerate() {
        lines.name(&mut scene, index, row.kind, theme);
        let (y, height) = (lines.bar_top(index) - 4.0, lines.bar_px + 8.0);
        for (series, cell) in row.cells.iter().enumerate() {
            let x = left + series as f64 * step;
            let place = (x, y, step - 1.0, height - 1.0);
            if let Some(value) = cell {
                let at = match &limits {
                    Some(limits) => limits.partition_point(|limit| limit <= value),
                    None if same => STEPS / 2,
                    None => class(*value, bounds, STEPS),
                };
                let color = ramp.get(at).copied().unwrap_or(theme.context);
                block(&mut scene, place, color);
                if fits {
                    let ink = Lettering::new(TEXT_PX, on(color, theme)).anchored(Anchor::Middle);
                    scene.text((x + step / 2.0, y + height / 2.0 + TO_BASELINE_PX), voice.brief(*value), ink);
                }
            } else {
                let (x, y, width, height) = place;
                let fill = Some(Fill::Hatch(theme.context, theme.paper));
                scene.push(Item::Rect { x, y, width, height, fill, stroke: None });
            }
            target(&mut scene, place, grid.say(row, series, ""), index);
        }
    }
    scene.height_px = lines.bottom + 4.0;
    scene.title = grid.title();
    let sentence = speech::cells(&grid);
    scene.description.clone_from(&sentence);
    Ok(Figure { twin: grid.twin(sheet), scene, sentence, notes: grid.notes })
}
