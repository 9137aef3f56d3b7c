//! Bars that stand: one for each group or time, side by side, stacked, as shares of their sum, or as the steps
//! of a waterfall. Where the names of groups do not fit below them, the bars lie down instead.

use super::{bar, split};
use crate::base::note::{Note, NoteCode, Problem};
use crate::chart::axis::{
    Base, Frame, Framing, TEXT_PX, TO_BASELINE_PX, block, extent, on, on_day, slots, spot, target, wide,
};
use crate::chart::choose::Kind;
use crate::chart::grid::{COLORED, Grid, bounded, grid, stack};
use crate::chart::scale::Band;
use crate::chart::voice::{Voice, percent};
use crate::chart::{Figure, Sheet, layers, speech};
use crate::i18n::{chart as words, kinds as t};
use crate::scene::plane::Coord;
use crate::scene::{Anchor, Lettering, Scene, Stroke};

/// How the parts of a group stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parts {
    Beside,
    Stacked,
    Share,
    /// Each begins where the one before ended.
    Steps,
}

/// Draws columns, side by side where they are split.
pub(crate) fn plain(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    draw(sheet, Parts::Beside)
}

/// Draws columns on top of each other.
pub(crate) fn stacked(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    draw(sheet, Parts::Stacked)
}

/// Draws the parts as shares of each column's sum.
pub(crate) fn share(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    draw(sheet, Parts::Share)
}

/// Draws what comes and goes from a start to an end.
pub(crate) fn waterfall(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    draw(sheet, Parts::Steps)
}

fn draw(sheet: &Sheet<'_>, parts: Parts) -> Result<Figure, Problem> {
    let mut grid = grid(sheet, COLORED)?;
    let mut parts = parts;
    if grid.in_time() && parts != Parts::Steps {
        grid.fill_times(sheet);
    }
    if parts == Parts::Share && grid.negative() {
        grid.notes.push(Note::once(NoteCode::NegativeParts, []));
        parts = Parts::Stacked;
    }
    let sentence = match parts {
        Parts::Steps => speech::steps(&grid),
        Parts::Beside if grid.series.len() == 1 => speech::one_each(&grid, &sheet.lowered.spec),
        Parts::Beside => speech::cells(&grid),
        Parts::Stacked | Parts::Share => speech::parts_of_series(&grid, sheet),
    };
    let Some(mut scene) = layout(&grid, parts, sheet) else {
        return match parts {
            Parts::Beside if grid.series.len() == 1 => bar::draw(sheet),
            Parts::Beside => split::grouped(sheet),
            Parts::Share => split::share(sheet),
            Parts::Stacked => split::stacked(sheet),
            Parts::Steps => Ok(bar::steps(sheet, grid, &sentence)),
        };
    };
    scene.title = grid.title();
    scene.description.clone_from(&sentence);
    let twin = match parts {
        Parts::Share => grid.twin_of_shares(sheet),
        Parts::Steps => bar::twin_of_steps(sheet, &grid),
        Parts::Beside | Parts::Stacked => grid.twin(sheet),
    };
    Ok(Figure { scene, twin, sentence, notes: grid.notes })
}

/// Puts the columns on the picture; `None` where their names do not fit.
fn layout(grid: &Grid, parts: Parts, sheet: &Sheet<'_>) -> Option<Scene> {
    let (theme, width_px, voice, lang) = (sheet.theme, sheet.width_px, &grid.voice, sheet.lang);
    let mut scene = Scene { width_px, ..Scene::default() };
    let colors = grid.colors(sheet);
    let count = grid.series.len().max(1);
    let columns: Vec<Vec<(f64, f64)>> = match parts {
        Parts::Beside => {
            grid.rows.iter().map(|row| row.cells.iter().map(|cell| (0.0, cell.unwrap_or(0.0))).collect()).collect()
        }
        Parts::Stacked => grid.rows.iter().map(|row| stack(&row.cells)).collect(),
        Parts::Share => grid
            .rows
            .iter()
            .map(|row| {
                let whole = row.sum().filter(|sum| *sum > 0.0).unwrap_or(f64::INFINITY) / 100.0;
                stack(&row.cells).into_iter().map(|(from, to)| (from / whole, to / whole)).collect()
            })
            .collect(),
        Parts::Steps => running(grid).into_iter().map(|step| vec![step]).collect(),
    };
    let timed = grid.in_time();
    let (share, percent_voice) = (parts == Parts::Share, Voice::percent(sheet));
    let entries = if parts == Parts::Beside { layers::legend(sheet, &voice.value_name) } else { Vec::new() };
    let mut legend = if parts == Parts::Steps { Vec::new() } else { grid.legend(&colors) };
    legend.extend(entries.iter().map(|(name, color)| (name.as_str(), *color)));
    let framing = Framing {
        title: if share { t::IN_SHARES.with(lang, &[("value", &voice.value_name)]) } else { voice.axis_title() },
        legend: &legend,
        extent: if share {
            (0.0, 100.0)
        } else {
            layers::extent(sheet, extent(columns.iter().flatten().flat_map(|(from, to)| [*from, *to])))
        },
        base: Base::Zero,
        right_px: 4.0,
        share: 0.48,
        above_px: 0.0,
    };
    let frame = Frame::new(&mut scene, sheet, if share { &percent_voice } else { voice }, framing);
    let mut names: Vec<String> = grid.rows.iter().map(|row| row.label.clone()).collect();
    let total =
        (parts == Parts::Steps).then(|| columns.last().and_then(|step| step.first()).map_or(0.0, |step| step.1));
    if total.is_some() {
        names.push(t::END_OF_STEPS.text(lang).to_owned());
    }
    let band = Band::new(names.len(), (frame.left, frame.right));
    let least = if parts == Parts::Beside { 3.0 * count as f64 } else { 3.0 };
    if band.step < least && !timed {
        return None;
    }
    let below = frame.names(&mut scene, &names, band, timed, theme)?;
    scene.height_px = frame.bottom + below;
    let days = grid.rows.iter().map(|row| row.day.filter(|_| timed)).chain([None]);
    frame.plane(&mut scene, slots(names.iter().map(String::as_str).zip(days), band));
    let any_highlight = grid.rows.iter().any(|row| row.kind == Kind::Highlight);
    let down = theme.series[1];
    let thick = (band.step * 0.8).min(if parts == Parts::Beside { 64.0 * count as f64 } else { 72.0 });
    let zero = frame.y.at(0.0);
    // Values stand on the columns where all of them have room.
    let on_top: Vec<String> =
        grid.rows.iter().filter_map(|row| Some(voice.plain(row.cells.first().copied().flatten()?))).collect();
    let said = count == 1 && !share && on_top.iter().all(|text| wide(text) + 4.0 < band.step);
    for (index, (row, parts_of)) in grid.rows.iter().zip(&columns).enumerate() {
        let left = band.middle(index) - thick / 2.0;
        for (at, (from, to)) in parts_of.iter().enumerate() {
            let Some(value) = row.cells.get(at).copied().flatten() else {
                let bounds = (left, frame.top, thick.max(4.0), frame.bottom - frame.top);
                target(&mut scene, bounds, grid.say(row, at, ""), index);
                continue;
            };
            let (high, low) = (frame.y.at(from.max(*to)), frame.y.at(from.min(*to)));
            let (x, width) = if parts == Parts::Beside {
                (left + thick * at as f64 / count as f64, thick / count as f64)
            } else {
                (left, thick)
            };
            let color = match (parts, row.kind) {
                (Parts::Steps, _) if value < 0.0 => down,
                (Parts::Beside | Parts::Steps, Kind::Highlight) => colors.get(at).copied().unwrap_or(theme.accent),
                (Parts::Beside, _) if any_highlight && count == 1 => theme.context,
                (Parts::Beside, Kind::Sum) if count == 1 => theme.context,
                (Parts::Steps, _) => theme.accent,
                _ => colors.get(at).copied().unwrap_or(theme.context),
            };
            let gap = if width > 4.0 { 1.0 } else { 0.0 };
            let height = if value == 0.0 { 0.0 } else { (low - high).max(1.0) };
            let stacked = matches!(parts, Parts::Stacked | Parts::Share) && height > 3.0;
            block(&mut scene, (x, high, width - gap, height - if stacked { 1.0 } else { 0.0 }), color);
            let of = row.sum().filter(|_| count > 1 && !grid.negative()).map(|sum| value / sum * 100.0);
            let more = of.filter(|of| of.is_finite() && parts != Parts::Beside).map(|of| percent(of, lang));
            if let Some(more) = more.as_deref().filter(|_| share)
                && wide(more) + 6.0 < width
                && low - high > 18.0
            {
                let ink = Lettering::new(TEXT_PX, on(color, theme)).anchored(Anchor::Middle);
                scene.text((x + width / 2.0, f64::midpoint(low, high) + TO_BASELINE_PX), more, ink);
            }
            if said {
                let ink = Lettering::new(TEXT_PX, theme.ink).anchored(Anchor::Middle);
                let text = voice.plain(value);
                let y = if value < 0.0 { low + 14.0 } else { high - 5.0 };
                // Below the frame stand the names.
                if y < frame.bottom - 1.0 && y > frame.top + 2.0 || value >= 0.0 {
                    scene.text((x + width / 2.0, y), text, ink);
                }
            }
            let end = frame.y.at(*to);
            let coord = row.day.filter(|_| timed).map_or_else(|| Coord::Text(row.label.clone()), on_day);
            let of = grid.series.get(at).map(String::as_str).filter(|_| count > 1);
            spot(&mut scene, || coord, of, (x + width / 2.0, end));
            let (top, height) = if parts == Parts::Beside { (high, (low - high).max(8.0)) } else { (high, low - high) };
            let top = if value < 0.0 { top } else { top.min(frame.bottom - height) };
            target(&mut scene, (x, top, width.max(4.0), height), grid.say(row, at, &more.unwrap_or_default()), index);
            if parts == Parts::Steps {
                let next = band.middle(index + 1) - thick / 2.0;
                let y = frame.y.at(*to);
                let dash = Stroke { color: theme.soft, width_px: 1.0, dash: Some((2.0, 2.0)) };
                scene.line((x + width, y), (next, y), dash);
            }
        }
    }
    if let Some(total) = total {
        let left = band.middle(grid.rows.len()) - thick / 2.0;
        let end = frame.y.at(total);
        block(&mut scene, (left, end.min(zero), thick, (end - zero).abs()), theme.soft);
        let name = t::END_OF_STEPS.text(lang);
        let label = words::TARGET.with(lang, &[("what", name), ("value", &voice.full(total))]);
        target(&mut scene, (left, end.min(zero), thick, (end - zero).abs()), label, grid.rows.len());
        if said {
            let ink = Lettering::new(TEXT_PX, theme.ink).bold().anchored(Anchor::Middle);
            let text = voice.plain(total);
            if crate::chart::axis::wide_bold(&text) < band.step {
                scene.text((left + thick / 2.0, end.min(zero) - 5.0), text, ink);
            }
        }
    }
    scene.line(
        (frame.left, libm::floor(zero) + 0.5),
        (frame.right, libm::floor(zero) + 0.5),
        Stroke::solid(theme.ink, 1.0),
    );
    Some(scene)
}

/// Where each step of a waterfall begins and ends.
pub(crate) fn running(grid: &Grid) -> Vec<(f64, f64)> {
    let mut end = 0.0;
    let value = |row: &crate::chart::grid::Line| row.cells.first().copied().flatten().unwrap_or(0.0);
    grid.rows
        .iter()
        .map(|row| {
            let from = end;
            end = bounded(end + value(row));
            (from, end)
        })
        .collect()
}
