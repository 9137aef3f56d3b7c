//! Rows of bars in several parts: side by side, one after the other, as shares of their sum, or to both
//! sides as in a population pyramid.

use crate::base::note::{Note, NoteCode, Problem};
use crate::chart::axis::{
    Base, TEXT_PX, TO_BASELINE_PX, block, extent, legend, on, opened, spot, target, title, wide, wide_bold, widest,
};
use crate::chart::choose::Kind;
use crate::chart::grid::{COLORED, Grid, Line, grid, stack};
use crate::chart::rows::{BAR_PX, Rows};
use crate::chart::scale::{Scale, Ticks};
use crate::chart::voice::{Voice, percent};
use crate::chart::{Figure, ScaleKind, Sheet, speech};
use crate::i18n::{chart as words, kinds as t};
use crate::scene::plane::{Along, Coord};
use crate::scene::{Anchor, Lettering, Scene};

/// How the parts of a row stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parts {
    Beside,
    Stacked,
    Share,
}

/// Draws bars side by side.
pub(crate) fn grouped(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    draw(sheet, Parts::Beside)
}

/// Draws bars one after the other.
pub(crate) fn stacked(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    draw(sheet, Parts::Stacked)
}

/// Draws the parts as shares of each row's sum.
pub(crate) fn share(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    draw(sheet, Parts::Share)
}

fn draw(sheet: &Sheet<'_>, parts: Parts) -> Result<Figure, Problem> {
    let mut grid = grid(sheet, COLORED)?;
    // Of parts below zero there are no shares.
    let parts = if parts == Parts::Share && grid.negative() {
        grid.notes.push(Note::once(NoteCode::NegativeParts, []));
        Parts::Stacked
    } else {
        parts
    };
    let sentence = if parts == Parts::Beside { speech::cells(&grid) } else { speech::parts_of_series(&grid, sheet) };
    let mut scene = layout(&grid, parts, sheet);
    scene.title = grid.title();
    scene.description.clone_from(&sentence);
    let twin = if parts == Parts::Share { grid.twin_of_shares(sheet) } else { grid.twin(sheet) };
    Ok(Figure { scene, twin, sentence, notes: grid.notes })
}

/// Puts the rows on the picture.
fn layout(grid: &Grid, parts: Parts, sheet: &Sheet<'_>) -> Scene {
    let (theme, width_px, voice) = (sheet.theme, sheet.width_px, &grid.voice);
    let mut scene = Scene { width_px, ..Scene::default() };
    let colors = grid.colors(sheet);
    let count = grid.series.len();
    let thick = if parts == Parts::Beside { count as f64 * 15.0 } else { BAR_PX };
    let mut lines = Rows::new(grid.rows.iter().map(|row| row.label.as_str()), width_px, thick);

    let ends: Vec<f64> = match parts {
        Parts::Beside => grid.rows.iter().flat_map(|row| &row.cells).copied().flatten().collect(),
        Parts::Stacked => {
            grid.rows.iter().flat_map(|row| stack(&row.cells)).flat_map(|(from, to)| [from, to]).collect()
        }
        Parts::Share => vec![0.0, 100.0],
    };
    let (low, high) = opened(extent(ends.iter().copied()), Base::Zero);
    let totals: Vec<f64> = match parts {
        Parts::Beside => ends.clone(),
        Parts::Stacked => grid.rows.iter().filter_map(Line::sum).collect(),
        Parts::Share => Vec::new(),
    };
    let short = totals.iter().any(|value| wide_bold(&voice.plain(*value)) > (0.2 * width_px).max(60.0));
    let say = |value: f64| if short { voice.brief(value) } else { voice.plain(value) };
    let said: Vec<String> = totals.iter().map(|value| say(*value)).collect();
    let room = widest(said.iter().map(String::as_str)) + 8.0;
    let negative = parts == Parts::Beside && low < 0.0;
    let left = lines.start + if negative { room } else { 0.0 };
    let right = (width_px - if parts == Parts::Share { 12.0 } else { room }).max(left + 40.0);
    let scale = Scale::new(ScaleKind::Linear, (low, high), (left, right));

    let heading = match parts {
        Parts::Share => t::IN_SHARES.with(voice.lang, &[("value", &voice.value_name)]),
        _ => voice.axis_title(),
    };
    let below = title(&mut scene, &heading, theme);
    let top = legend(&mut scene, &grid.legend(&colors), below, theme) + 22.0;
    lines.place(top);
    let ticks = Ticks::new(low, high, (((right - left) / 80.0) as usize).clamp(2, 6));
    let plain = Voice::percent(sheet);
    lines.axis(&mut scene, &scale, &ticks, if parts == Parts::Share { &plain } else { voice }, top, theme);
    let zero = libm::round(scale.at(0.0));
    lines.plane(&mut scene, grid.rows.iter().map(|row| row.label.as_str()), Along::Numbers(scale), (left, width_px));
    for (index, row) in grid.rows.iter().enumerate() {
        let style = lines.name(&mut scene, index, row.kind, theme);
        let (bar_top, bar_px) = (lines.bar_top(index), lines.bar_px);
        let sum = row.sum();
        let bounds = lines.bounds(index, width_px);
        if row.cells.iter().all(Option::is_none) || (parts == Parts::Share && sum.is_none_or(|sum| sum <= 0.0)) {
            let at = (zero + 5.0, lines.middle(index) + TO_BASELINE_PX);
            let none = words::NO_DATA.text(voice.lang);
            scene.text(at, none, Lettering::new(TEXT_PX, theme.soft));
            target(&mut scene, bounds, grid.say(row, 0, ""), index);
            continue;
        }
        if parts == Parts::Beside {
            let step = bar_px / count as f64;
            for (series, cell) in row.cells.iter().enumerate() {
                let y = bar_top + series as f64 * step;
                let cell_bounds = (bounds.0, y, bounds.2, step);
                if let Some(value) = *cell {
                    let end = scale.at(value);
                    let (from, to) = (end.min(zero), end.max(zero));
                    let color = colors.get(series).copied().unwrap_or(theme.context);
                    let width = if value == 0.0 { 0.0 } else { (to - from).max(1.0) };
                    block(&mut scene, (from, y + 1.0, width, step - 2.0), color);
                    let baseline = y + step / 2.0 + TO_BASELINE_PX;
                    let style = Lettering::new(TEXT_PX, style.color);
                    if value < 0.0 {
                        scene.text((from - 5.0, baseline), say(value), style.anchored(Anchor::End));
                    } else {
                        scene.text((to + 5.0, baseline), say(value), style);
                    }
                }
                let of = grid.series.get(series).map(String::as_str);
                let end = scale.at(cell.unwrap_or(0.0));
                spot(&mut scene, || Coord::Text(row.label.clone()), of, (end, y + step / 2.0));
                target(&mut scene, cell_bounds, grid.say(row, series, ""), index);
            }
            continue;
        }
        for (series, (from, to)) in stack(&row.cells).into_iter().enumerate() {
            let Some(value) = row.cells.get(series).copied().flatten() else { continue };
            let share = sum.map(|sum| value / sum * 100.0).filter(|share| share.is_finite() && !grid.negative());
            let (from, to) = match (parts, sum) {
                (Parts::Share, Some(sum)) => (scale.at(from / sum * 100.0), scale.at(to / sum * 100.0)),
                _ => (scale.at(from), scale.at(to)),
            };
            let (from, to) = (from.min(to), from.max(to));
            let color = colors.get(series).copied().unwrap_or(theme.context);
            // A thread of paper keeps neighbours apart.
            let gap = if to - from > 3.0 { 1.0 } else { 0.0 };
            block(&mut scene, (from, bar_top, to - from - gap, bar_px), color);
            let more = share.map(|share| percent(share, voice.lang)).unwrap_or_default();
            if parts == Parts::Share && wide(&more) + 8.0 < to - from {
                let at = (f64::midpoint(from, to), lines.middle(index) + TO_BASELINE_PX);
                let ink = Lettering::new(TEXT_PX, on(color, theme)).anchored(Anchor::Middle);
                scene.text(at, more.clone(), ink);
            }
            let bounds = (from, bar_top, (to - from).max(4.0), bar_px);
            let of = grid.series.get(series).map(String::as_str);
            spot(&mut scene, || Coord::Text(row.label.clone()), of, (to, lines.middle(index)));
            target(&mut scene, bounds, grid.say(row, series, &more), index);
        }
        if let (Parts::Stacked, Some(sum)) = (parts, sum.filter(|_| count > 1 || row.kind != Kind::Sum)) {
            let end = stack(&row.cells).iter().map(|(_, to)| *to).fold(0.0, f64::max);
            let at = (scale.at(end) + 5.0, lines.middle(index) + TO_BASELINE_PX);
            scene.text(at, say(sum), Lettering::new(TEXT_PX, style.color));
        }
    }
    lines.rule(&mut scene, zero + 0.5, theme.ink);
    scene.height_px = lines.bottom + 4.0;
    scene
}

/// Draws two series to both sides of the names, as population by age and sex.
pub(crate) fn pyramid(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let mut grid = grid(sheet, 2)?;
    if grid.series.len() < 2 || grid.negative() {
        if grid.negative() {
            let mut figure = grouped(sheet)?;
            figure.notes.push(Note::once(NoteCode::NegativeParts, []));
            return Ok(figure);
        }
        return grouped(sheet);
    }
    // The first of the table, usually the youngest, stands at the foot.
    grid.rows.reverse();
    let (theme, width_px, voice) = (sheet.theme, sheet.width_px, &grid.voice);
    let mut scene = Scene { width_px, ..Scene::default() };
    let colors = grid.colors(sheet);
    let below = title(&mut scene, &voice.axis_title(), theme);
    let names = widest(grid.rows.iter().map(|row| row.label.as_str())).min(0.3 * width_px);
    let middle = libm::round(width_px / 2.0);
    let (inner_left, inner_right) = (middle - names / 2.0 - 8.0, middle + names / 2.0 + 8.0);
    let most = extent(grid.rows.iter().flat_map(|row| &row.cells).copied().flatten()).1;
    let ((_, most), ticks) =
        Ticks::widened(0.0, if most > 0.0 { most } else { 1.0 }, if width_px < 480.0 { 2 } else { 3 });
    let sides = [
        Scale::new(ScaleKind::Linear, (0.0, most), (inner_left, 16.0)),
        Scale::new(ScaleKind::Linear, (0.0, most), (inner_right, width_px - 16.0)),
    ];
    let soft = Lettering::new(TEXT_PX, theme.soft).anchored(Anchor::Middle);
    let top = below + 44.0;
    let (bar_px, pitch) = if grid.rows.len() > 12 { (14.0, 17.0) } else { (18.0, 22.0) };
    let bottom = top + grid.rows.len() as f64 * pitch;
    for (side, scale) in sides.iter().enumerate() {
        let name = grid.series.get(side).cloned().unwrap_or_default();
        let color = colors.get(side).copied().unwrap_or(theme.context);
        let head = Lettering::new(TEXT_PX, theme.ink).bold();
        block(&mut scene, (if side == 0 { inner_left - 12.0 } else { inner_right }, below + 6.0, 12.0, 12.0), color);
        let at = if side == 0 { inner_left - 17.0 } else { inner_right + 17.0 };
        let head = if side == 0 { head.anchored(Anchor::End) } else { head };
        let name = crate::scene::width::ellipsis(&name, TEXT_PX, crate::scene::Weight::Bold, inner_left - 20.0);
        scene.text((at, below + 16.0), name, head);
        for (value, label) in ticks.values.iter().zip(voice.ticks(&ticks)) {
            let x = libm::floor(scale.at(*value)) + 0.5;
            let zero = *value == 0.0;
            let stroke = crate::scene::Stroke::solid(if zero { theme.ink } else { theme.line }, 1.0);
            scene.line((x, top - 2.0), (x, bottom), stroke);
            let half = wide(&label) / 2.0;
            scene.text((x.clamp(half, (width_px - half).max(half)), top - 8.0), label, soft);
        }
    }
    for (index, row) in grid.rows.iter().enumerate() {
        let y = top + index as f64 * pitch + (pitch - bar_px) / 2.0;
        let name = crate::scene::width::ellipsis(&row.label, TEXT_PX, crate::scene::Weight::Regular, names + 4.0);
        let ink = Lettering::new(TEXT_PX, theme.ink).anchored(Anchor::Middle);
        scene.text((middle, y + bar_px / 2.0 + TO_BASELINE_PX), name, ink);
        for (side, scale) in sides.iter().enumerate() {
            let value = row.cells.get(side).copied().flatten();
            let (zero, end) = (scale.at(0.0), scale.at(value.unwrap_or(0.0)));
            let color = colors.get(side).copied().unwrap_or(theme.context);
            block(&mut scene, (zero.min(end), y, (zero - end).abs(), bar_px), color);
            let reach = scale.at(most);
            let bounds = (zero.min(reach), y, (zero - reach).abs(), bar_px);
            target(&mut scene, bounds, grid.say(row, side, ""), index);
        }
    }
    scene.height_px = bottom + 4.0;
    scene.title = grid.title();
    let sentence = speech::cells(&grid);
    scene.description.clone_from(&sentence);
    Ok(Figure { twin: grid.twin(sheet), scene, sentence, notes: grid.notes })
}
