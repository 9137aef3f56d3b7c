//! Parts of one whole: slices, rings, squares, rectangles, and rows as thick as their sums.

use crate::base::color::Rgba;
use crate::base::note::{Note, NoteCode, Problem};
use crate::chart::axis::{
    Label, TEXT_PX, TO_BASELINE_PX, block, legend, names_beside, on, target, title, wide, wide_bold,
};
use crate::chart::choose::{Kind, adds};
use crate::chart::grid::{COLORED, Grid, colors, grid, stack};
use crate::chart::voice::percent;
use crate::chart::{ChartSpec, Figure, Lowered, Sheet, marks, speech};
use crate::i18n::kinds as t;
use crate::scene::width::{ellipsis, wrap};
use crate::scene::{Anchor, Lettering, Scene, Weight};
use crate::table::{ResultTable, Values};

/// Most slices: more cannot be compared.
pub(crate) const MOST_SLICES: usize = 5;

/// A part: its name, value, share in per cent and colour.
struct Part {
    name: String,
    value: f64,
    share: f64,
    color: Rgba,
}

/// The parts of a grid of one series, the largest first and the rest last, at most `most` of them; `None` where
/// there is no whole.
fn parts(sheet: &Sheet<'_>, most: usize) -> Result<(Grid, Option<Vec<Part>>), Problem> {
    let mut of = grid(sheet, 1)?;
    if of.rows.len() > most && adds(sheet.lowered.spec.op) {
        let spec = ChartSpec { top: Some(most as u32 - 1), ..sheet.lowered.spec.clone() };
        let lowered = Lowered { spec, ..sheet.lowered.clone() };
        of = grid(&Sheet { lowered: &lowered, ..*sheet }, 1)?;
    }
    let value = |at: usize| of.rows.get(at).and_then(|row| row.cells.first().copied().flatten());
    let total: f64 = (0..of.rows.len()).filter_map(value).sum();
    if of.negative() {
        of.notes.push(Note::once(NoteCode::NegativeParts, []));
        return Ok((of, None));
    }
    if !total.is_normal() || of.rows.len() > most.max(MOST_SLICES) + 2 {
        return Ok((of, None));
    }
    let palette = colors(of.rows.len().max(2), false, sheet);
    let any = of.rows.iter().any(|row| row.kind == Kind::Highlight);
    let parts = of.rows.iter().enumerate().filter_map(|(at, row)| {
        let value = value(at)?;
        let color = match row.kind {
            Kind::Highlight => sheet.theme.accent,
            Kind::Category if !any => palette.get(at).copied().unwrap_or(sheet.theme.context),
            Kind::Category | Kind::Sum => sheet.theme.context,
        };
        Some(Part { name: row.label.clone(), value, share: value / total * 100.0, color })
    });
    let parts = parts.collect();
    Ok((of, Some(parts)))
}

/// Bars instead of a whole that there is not, with the reason.
fn bars(sheet: &Sheet<'_>, of: Grid) -> Result<Figure, Problem> {
    let mut figure = marks::bar::draw(sheet)?;
    figure.notes.extend(of.notes.into_iter().filter(|note| note.code == NoteCode::NegativeParts));
    Ok(figure)
}

/// Puts sentence, twin and names on a finished picture.
fn finished(mut scene: Scene, of: Grid, parts: &[Part], sheet: &Sheet<'_>) -> Figure {
    let said: Vec<(String, f64)> = parts.iter().map(|part| (part.name.clone(), part.value)).collect();
    let sentence = speech::parts(&said, &of.voice.x_name, &of.voice);
    scene.title = of.title();
    scene.description.clone_from(&sentence);
    let mut twin = of.twin(sheet);
    // Rows without a value have no part, but stand in the twin.
    let shares = of.rows.iter().map(|row| {
        parts
            .iter()
            .find(|part| part.name == row.label && row.cells.first() == Some(&Some(part.value)))
            .map(|part| part.share)
    });
    let column = crate::chart::twin::column(&twin.columns, t::SHARE.text(sheet.lang), Values::Number(shares.collect()));
    twin.columns.push(column);
    Figure { scene, twin, sentence, notes: of.notes }
}

/// The row of a part in the twin.
fn row_of(of: &Grid, part: &Part) -> usize {
    of.rows.iter().position(|row| row.label == part.name).unwrap_or_default()
}

/// What a part's target says.
fn say(of: &Grid, part: &Part) -> String {
    let share = percent(part.share, of.voice.lang);
    let args = [("what", part.name.as_str()), ("value", &of.voice.full(part.value)), ("share", &share)];
    t::PART_SAID.with(of.voice.lang, &args)
}

/// Draws slices.
pub(crate) fn pie(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    round(sheet, 0.0)
}

/// Draws a ring with the total in its middle.
pub(crate) fn donut(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    round(sheet, 0.6)
}

fn round(sheet: &Sheet<'_>, hole: f64) -> Result<Figure, Problem> {
    let (of, found) = parts(sheet, MOST_SLICES)?;
    let Some(parts) = found else { return bars(sheet, of) };
    let (theme, width_px) = (sheet.theme, sheet.width_px);
    let mut scene = Scene { width_px, ..Scene::default() };
    let top = title(&mut scene, &of.voice.axis_title(), theme) + 12.0;
    let beside = width_px >= 480.0;
    let radius = if beside { 120.0 } else { (width_px * 0.36).min(120.0) };
    let (cx, cy) = (if beside { radius + 8.0 } else { width_px / 2.0 }, top + radius);
    let point = |share: f64, radius: f64| {
        let angle = share / 100.0 * 2.0 * std::f64::consts::PI;
        (cx + radius * libm::sin(angle), cy - radius * libm::cos(angle))
    };
    let mut from = 0.0;
    for part in &parts {
        let to = from + part.share;
        let steps = (part.share * 1.5) as usize + 2;
        let arc = |radius: f64| (0..=steps).map(move |step| (from + (to - from) * step as f64 / steps as f64, radius));
        let mut ring: Vec<(f64, f64)> = arc(radius).map(|(share, radius)| point(share, radius)).collect();
        if hole > 0.0 {
            let mut inner: Vec<(f64, f64)> = arc(radius * hole).map(|(share, radius)| point(share, radius)).collect();
            inner.reverse();
            ring.extend(inner);
        } else {
            ring.push((cx, cy));
        }
        let bounds = ring.iter().fold((f64::MAX, f64::MAX, f64::MIN, f64::MIN), |b, (x, y)| {
            (b.0.min(*x), b.1.min(*y), b.2.max(*x), b.3.max(*y))
        });
        let stroke = (parts.len() > 1).then_some(crate::scene::Stroke::solid(theme.paper, 1.5));
        let fill = Some(crate::scene::Fill::Solid(part.color));
        let item = scene.push(crate::scene::Item::Path { rings: vec![ring], closed: true, fill, stroke });
        let bounds = (bounds.0, bounds.1, bounds.2 - bounds.0, bounds.3 - bounds.1);
        target(&mut scene, bounds, say(&of, part), row_of(&of, part));
        if let Some(target) = scene.targets.last_mut() {
            target.item = Some(item);
        }
        let text = percent(part.share, sheet.lang);
        if part.share >= 8.0 && hole == 0.0 {
            let (x, y) = point(f64::midpoint(from, to), radius * 0.66);
            let style = Lettering::new(TEXT_PX, on(part.color, theme)).bold().anchored(Anchor::Middle);
            scene.text((x, y + TO_BASELINE_PX), text, style);
        }
        from = to;
    }
    if hole > 0.0 {
        let total: f64 = parts.iter().map(|part| part.value).sum();
        let style = Lettering::new(20.0, theme.ink).bold().anchored(Anchor::Middle);
        scene.text((cx, cy + 4.0), of.voice.brief(total), style);
        let soft = Lettering::new(TEXT_PX, theme.soft).anchored(Anchor::Middle);
        scene.text((cx, cy + 22.0), t::TOTAL.text(sheet.lang), soft);
    }
    let (left, list_top) = if beside { (2.0 * radius + 40.0, top + 16.0) } else { (0.0, top + 2.0 * radius + 16.0) };
    let bottom = list(&mut scene, &of, &parts, (left, list_top), sheet);
    scene.height_px = bottom.max(top + 2.0 * radius) + 8.0;
    Ok(finished(scene, of, &parts, sheet))
}

/// The parts as a list with their shares and values.
fn list(scene: &mut Scene, of: &Grid, parts: &[Part], (left, top): (f64, f64), sheet: &Sheet<'_>) -> f64 {
    let theme = sheet.theme;
    let right = sheet.width_px.min(left + 420.0);
    let mut y = top;
    for part in parts {
        block(scene, (left, y + 3.0, 12.0, 12.0), part.color);
        let share = percent(part.share, sheet.lang);
        let value = of.voice.brief(part.value);
        let value_px = wide(&value);
        let room = right - left - 18.0 - 62.0 - value_px - 12.0;
        let lines = wrap(&part.name, TEXT_PX, Weight::Regular, room, 2);
        let ink = Lettering::new(TEXT_PX, theme.ink);
        for (number, line) in lines.iter().enumerate() {
            scene.text((left + 18.0, y + 13.5 + number as f64 * 16.0), line.clone(), ink);
        }
        scene.text((right - value_px - 12.0, y + 13.5), share, ink.bold().anchored(Anchor::End));
        scene.text((right, y + 13.5), value, Lettering::new(TEXT_PX, theme.soft).anchored(Anchor::End));
        y += 8.0 + lines.len().max(1) as f64 * 16.0;
    }
    y
}

/// Draws a hundred squares, each one per cent.
pub(crate) fn waffle(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (of, found) = parts(sheet, COLORED)?;
    let Some(parts) = found else { return bars(sheet, of) };
    let (theme, width_px) = (sheet.theme, sheet.width_px);
    let mut scene = Scene { width_px, ..Scene::default() };
    let heading = t::EACH_PERCENT.with(sheet.lang, &[("value", &of.voice.axis_title())]);
    let top = title(&mut scene, &heading, theme) + 12.0;
    let beside = width_px >= 520.0;
    let cell = if beside { 24.0 } else { libm::floor((width_px / 10.0).min(26.0)) };
    let counts = squares(&parts.iter().map(|part| part.share).collect::<Vec<_>>());
    let mut next = 0_usize;
    for (part, count) in parts.iter().zip(&counts) {
        let first = next;
        for square in next..next + count {
            let (column, row) = ((square / 10) as f64, (square % 10) as f64);
            block(&mut scene, (column * cell, top + (9.0 - row) * cell, cell - 2.0, cell - 2.0), part.color);
        }
        next += count;
        let (from, to) = ((first / 10) as f64, (next.max(first + 1) - 1) as f64 / 10.0);
        let width = (libm::floor(to) - from + 1.0) * cell;
        let bounds = (from * cell, top, width.min(width_px - from * cell), 10.0 * cell);
        target(&mut scene, bounds, say(&of, part), row_of(&of, part));
    }
    let (left, list_top) = if beside { (10.0 * cell + 32.0, top) } else { (0.0, top + 10.0 * cell + 12.0) };
    let bottom = list(&mut scene, &of, &parts, (left, list_top), sheet);
    scene.height_px = bottom.max(top + 10.0 * cell) + 4.0;
    Ok(finished(scene, of, &parts, sheet))
}

/// How many of a hundred squares each share gets: whole ones first, the rest to the largest remainders.
pub(crate) fn squares(shares: &[f64]) -> Vec<usize> {
    let mut counts: Vec<usize> = shares.iter().map(|share| share.clamp(0.0, 100.0) as usize).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    let rest = |at: usize| shares[at] - libm::floor(shares[at]);
    order.sort_by(|a, b| rest(*b).total_cmp(&rest(*a)));
    let given: usize = counts.iter().sum();
    for at in order.into_iter().cycle().take(if shares.is_empty() { 0 } else { 100_usize.saturating_sub(given) }) {
        counts[at] += 1;
    }
    counts
}

/// Draws rectangles whose areas say the values.
pub(crate) fn treemap(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (of, found) = parts(sheet, 40)?;
    let Some(mut parts) = found else { return bars(sheet, of) };
    let (theme, width_px) = (sheet.theme, sheet.width_px);
    parts.retain(|part| part.value > 0.0);
    parts.sort_by(|a, b| b.value.total_cmp(&a.value));
    let mut scene = Scene { width_px, ..Scene::default() };
    let top = title(&mut scene, &of.voice.axis_title(), theme) + 10.0;
    let height = (width_px * 0.62).clamp(260.0, 460.0);
    let values: Vec<f64> = parts.iter().map(|part| part.share).collect();
    let places = squarified(&values, (0.0, top, width_px, height));
    let few = parts.len() <= COLORED;
    let any = of.rows.iter().any(|row| row.kind == Kind::Highlight);
    for (part, (x, y, w, h)) in parts.iter().zip(places) {
        // More parts than colours are all of one colour; their areas and names tell them apart.
        let plain = !few && !any && part.color != theme.context;
        let color = if plain { theme.accent } else { part.color };
        block(&mut scene, (x, y, (w - 2.0).max(0.5), (h - 2.0).max(0.5)), color);
        let ink = Lettering::new(TEXT_PX, on(color, theme));
        let room = w - 14.0;
        let lines = if room > 24.0 { wrap(&part.name, TEXT_PX, Weight::Bold, room, 3) } else { Vec::new() };
        let whole = part.name.split_whitespace().all(|word| wide_bold(word) <= room);
        let names_px = lines.len() as f64 * 16.0;
        if whole && !lines.is_empty() && names_px + 8.0 <= h {
            for (number, line) in lines.iter().enumerate() {
                scene.text((x + 6.0, y + 17.0 + number as f64 * 16.0), line.clone(), ink.bold());
            }
            let said = format!("{} · {}", of.voice.brief(part.value), percent(part.share, sheet.lang));
            let short = percent(part.share, sheet.lang);
            let text = if wide(&said) <= room { said } else { short };
            if names_px + 26.0 <= h && wide(&text) <= room {
                scene.text((x + 6.0, y + 17.0 + names_px), text, ink);
            }
        }
        target(&mut scene, (x, y, w, h), say(&of, part), row_of(&of, part));
    }
    scene.height_px = top + height + 2.0;
    Ok(finished(scene, of, &parts, sheet))
}

/// Rectangles with areas in proportion to values in descending order, as square as they can be side by side
/// (Bruls, Huizing and van Wijk 2000, "Squarified Treemaps").
pub(crate) fn squarified(values: &[f64], room: (f64, f64, f64, f64)) -> Vec<(f64, f64, f64, f64)> {
    let (mut x, mut y, mut width, mut height) = room;
    let total: f64 = values.iter().sum();
    let scale = width * height / total;
    let areas: Vec<f64> = values.iter().map(|value| value * scale).collect();
    let mut out = Vec::with_capacity(values.len());
    let mut start = 0;
    // The worst ratio of sides in a row of these areas along a side.
    let worst = |row: &[f64], side: f64| {
        let sum: f64 = row.iter().sum();
        let ratio = |area: f64| {
            let (long, thick) = (area / (sum / side), sum / side);
            (long / thick).max(thick / long)
        };
        row.iter().map(|area| ratio(*area)).fold(0.0, f64::max)
    };
    while start < areas.len() {
        let side = width.min(height);
        let mut end = start + 1;
        while end < areas.len() && worst(&areas[start..=end], side) <= worst(&areas[start..end], side) {
            end += 1;
        }
        let row = &areas[start..end];
        let thick = (row.iter().sum::<f64>() / side).min(width.max(height));
        let (mut at_x, mut at_y) = (x, y);
        for area in row {
            let long = area / thick;
            if width >= height {
                out.push((at_x, at_y, thick, long));
                at_y += long;
            } else {
                out.push((at_x, at_y, long, thick));
                at_x += long;
            }
        }
        if width >= height {
            (x, width) = (x + thick, width - thick);
        } else {
            (y, height) = (y + thick, height - thick);
        }
        start = end;
    }
    out
}

/// Draws rows as thick as their sums, cut into shares.
pub(crate) fn marimekko(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let grid = grid(sheet, COLORED)?;
    let total: f64 = grid.rows.iter().filter_map(super::super::grid::Line::sum).sum();
    if grid.negative() || grid.series.len() < 2 || !total.is_normal() {
        return marks::split::stacked(sheet);
    }
    let (theme, width_px, lang) = (sheet.theme, sheet.width_px, sheet.lang);
    let mut scene = Scene { width_px, ..Scene::default() };
    let palette = grid.colors(sheet);
    let heading = t::THICK_AS.with(lang, &[("value", &grid.voice.axis_title()), ("what", &grid.voice.x_name)]);
    let below = title(&mut scene, &heading, theme);
    let top = legend(&mut scene, &grid.legend(&palette), below, theme) + 12.0;
    let height = (grid.rows.len() as f64 * 34.0).clamp(240.0, 480.0);
    let name_of = |label: &str, sum: f64| format!("{label} {}", percent(sum / total * 100.0, lang));
    let named: Vec<(String, f64)> =
        grid.rows.iter().filter_map(|row| Some((name_of(&row.label, row.sum()?), row.sum()?))).collect();
    let room = named.iter().map(|(name, _)| wide(name)).fold(0.0, f64::max).min(0.42 * width_px) + 14.0;
    let right = width_px - room;
    let mut y = top;
    let mut labels = Vec::new();
    for (index, row) in grid.rows.iter().enumerate() {
        let Some(sum) = row.sum().filter(|sum| *sum > 0.0) else { continue };
        let thick = sum / total * height;
        for (series, (from, to)) in stack(&row.cells).into_iter().enumerate() {
            let Some(value) = row.cells[series] else { continue };
            let (left, end) = (from / sum * right, to / sum * right);
            let color = palette.get(series).copied().unwrap_or(theme.context);
            let gap = if end - left > 3.0 { 1.0 } else { 0.0 };
            block(&mut scene, (left, y, end - left - gap, (thick - 1.0).max(0.5)), color);
            let share = percent(value / sum * 100.0, lang);
            if wide(&share) + 8.0 < end - left && thick >= 18.0 {
                let ink = Lettering::new(TEXT_PX, on(color, theme)).anchored(Anchor::Middle);
                scene.text((f64::midpoint(left, end), y + thick / 2.0 + TO_BASELINE_PX), share.clone(), ink);
            }
            target(&mut scene, (left, y, (end - left).max(2.0), thick.max(2.0)), grid.say(row, series, &share), index);
        }
        let middle = y + thick / 2.0;
        let text = ellipsis(&name_of(&row.label, sum), TEXT_PX, Weight::Regular, room - 12.0);
        labels.push(Label { lines: vec![text], end: (right - 4.0, middle), middle, color: theme.ink, bold: false });
        y += thick;
    }
    names_beside(&mut scene, labels, (top, top + height), right, theme);
    scene.height_px = top + height + 14.0;
    scene.title = grid.title();
    let sentence = speech::parts_of_series(&grid, sheet);
    scene.description.clone_from(&sentence);
    let twin: ResultTable = grid.twin_of_shares(sheet);
    Ok(Figure { scene, twin, sentence, notes: grid.notes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_add_up_to_a_hundred() {
        for (shares, expected) in [
            (vec![50.0, 50.0], vec![50, 50]),
            (vec![33.4, 33.3, 33.3], vec![34, 33, 33]),
            (vec![99.6, 0.4], vec![100, 0]),
            (vec![14.9, 14.9, 70.2], vec![15, 15, 70]),
            (vec![100.0], vec![100]),
            (vec![], vec![]),
        ] {
            assert_eq!(squares(&shares), expected, "{shares:?}");
        }
    }

    #[test]
    fn rectangles_have_the_areas_of_their_values() {
        let values = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0];
        let places = squarified(&values, (0.0, 0.0, 600.0, 400.0));
        for (value, (x, y, width, height)) in values.iter().zip(&places) {
            assert!((width * height - value * 10_000.0).abs() < 1e-6, "{value}");
            assert!(*x >= 0.0 && *y >= 0.0 && x + width <= 600.001 && y + height <= 400.001);
            assert!((width / height).max(height / width) < 4.0, "{width} x {height}");
        }
    }
}
