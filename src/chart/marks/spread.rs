//! How values are spread: histograms and density curves of all of them, boxes, violins and strips by group.

use crate::base::color::Rgba;
use crate::base::note::{Note, NoteCode, Problem};
use crate::base::number::format_number;
use crate::chart::axis::{
    Base, Frame, Framing, TEXT_PX, area, block, disc, extent, honest, opened_for, polyline, spot, target, title,
};
use crate::chart::choose::Kind;
use crate::chart::column::is_total;
use crate::chart::grid::missing;
use crate::chart::lower::DEFAULT_TOP;
use crate::chart::rows::Rows;
use crate::chart::samples::{Samples, samples};
use crate::chart::scale::{Scale, Ticks, axis};
use crate::chart::voice::Voice;
use crate::chart::{Figure, Sheet, speech, twin};
use crate::i18n::{chart as words, kinds as t};
use crate::scene::plane::{Along, Coord};
use crate::scene::{Anchor, Lettering, Scene, Stroke};
use crate::table::{ResultColumn, ResultTable, Values};

/// All values together.
fn whole(sheet: &Sheet<'_>) -> Result<(Samples, Vec<Note>), Problem> {
    let (all, counts) = samples(sheet)?;
    let mut one = Samples::default();
    for samples in all {
        one.values.extend(samples.values);
    }
    one.values.sort_by(|a, b| a.0.total_cmp(&b.0));
    Ok((one, missing(sheet, counts)))
}

/// The edges of classes with round widths, as many as suit the number of values and the width.
fn classes(samples: &Samples, width_px: f64) -> Vec<f64> {
    let (low, high) = samples.ends();
    let most = (width_px / 16.0).clamp(6.0, 40.0);
    let count = libm::sqrt(samples.count() as f64).clamp(5.0, most) as usize;
    let edges = Ticks::widened(low, high, count).1.values;
    // A single value, or values too close for round edges.
    if edges.len() < 2 { vec![low, if high > low { high } else { low + 1.0 }] } else { edges }
}

/// Draws how many values fall into classes of equal width.
pub(crate) fn histogram(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (all, notes) = whole(sheet)?;
    let (voice, lang, theme) = (Voice::single(sheet), sheet.lang, sheet.theme);
    let edges = classes(&all, sheet.width_px);
    let bins = all.histogram(&edges);
    let mut scene = Scene { width_px: sheet.width_px, ..Scene::default() };
    let rows = Voice::rows(sheet);
    let framing = Framing {
        title: words::VALUE_ROWS.text(lang).to_owned(),
        legend: &[],
        extent: extent(bins.iter().map(|count| *count as f64)),
        base: Base::Zero,
        right_px: 8.0,
        share: 0.5,
        above_px: 16.0,
    };
    let frame = Frame::new(&mut scene, sheet, &rows, framing);
    let ends = (edges.first().copied().unwrap_or(0.0), edges.last().copied().unwrap_or(1.0));
    let (x, below) = frame.numbers(&mut scene, ends, None, &voice, &voice.axis_title(), sheet);
    scene.height_px = frame.bottom + below;
    frame.plane(&mut scene, Along::Numbers(x));
    let mut names = Vec::new();
    for (row, (count, edge)) in bins.iter().zip(edges.windows(2)).enumerate() {
        let (left, right) = (x.at(edge[0]), x.at(edge[1]));
        let top = frame.y.at(*count as f64);
        let height = if *count > 0 { (frame.bottom - top).max(1.0) } else { 0.0 };
        block(&mut scene, (left, frame.bottom - height, right - left - 1.0, height), theme.accent);
        let message = if row + 1 == bins.len() { t::CLASS_LAST } else { t::CLASS };
        let name = message.with(lang, &[("low", &voice.full(edge[0])), ("high", &voice.full(edge[1]))]);
        let n = t::ROWS_HERE.with(lang, &[("n", &format_number(*count as f64, 0, lang))]);
        let label = words::TARGET.with(lang, &[("what", &name), ("value", &n)]);
        target(&mut scene, (left, frame.top, right - left, frame.bottom - frame.top), label, row);
        names.push(Some(name));
    }
    let line = libm::floor(frame.bottom) + 0.5;
    scene.line((frame.left, line), (frame.right, line), Stroke::solid(theme.ink, 1.0));
    middle_line(&mut scene, &frame, x.at(all.quantile(0.5)), &voice.brief(all.quantile(0.5)), sheet);
    let counts = bins.iter().map(|count| Some(*count as f64)).collect();
    let mut columns = vec![ResultColumn { name: voice.axis_title(), values: Values::Text(names) }];
    columns.push(twin::column(&columns, words::VALUE_ROWS.text(lang), Values::Number(counts)));
    Ok(finished(scene, ResultTable { columns }, speech::spread(&all, &voice), notes, &voice))
}

/// Draws the smooth curve of how often values occur.
pub(crate) fn density(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (all, notes) = whole(sheet)?;
    let width = all.bandwidth();
    if !width.is_normal() {
        return histogram(sheet);
    }
    let (voice, lang, theme) = (Voice::single(sheet), sheet.lang, sheet.theme);
    let (low, high) = all.ends();
    // The curve may leave the values by two widths, but not cross zero where no value does.
    let start = if low >= 0.0 { (low - 2.0 * width).max(0.0) } else { low - 2.0 * width };
    let end = if high <= 0.0 { (high + 2.0 * width).min(0.0) } else { high + 2.0 * width };
    // Between the largest numbers there are no distances.
    if !(end - start).is_finite() {
        return histogram(sheet);
    }
    let edges = classes(&all, sheet.width_px);
    let step = edges.get(1).copied().unwrap_or(1.0) - edges.first().copied().unwrap_or(0.0);
    let points: Vec<f64> = (0..=120).map(|index| start + (end - start) * f64::from(index) / 120.0).collect();
    let shares: Vec<f64> = all.density(&points, width).iter().map(|density| density * step * 100.0).collect();
    let mut scene = Scene { width_px: sheet.width_px, ..Scene::default() };
    let heading = t::SHARE_PER_CLASS.with(lang, &[("step", &voice.full(step))]);
    let framing = Framing {
        title: heading.clone(),
        legend: &[],
        extent: extent(shares.iter().copied()),
        base: Base::Zero,
        right_px: 8.0,
        share: 0.5,
        above_px: 16.0,
    };
    let percent = Voice::percent(sheet);
    let frame = Frame::new(&mut scene, sheet, &percent, framing);
    let (x, below) = frame.numbers(&mut scene, (start, end), None, &voice, &voice.axis_title(), sheet);
    scene.height_px = frame.bottom + below;
    frame.plane(&mut scene, Along::Numbers(x));
    let curve: Vec<(f64, f64)> =
        points.iter().zip(&shares).map(|(value, share)| (x.at(*value), frame.y.at(*share))).collect();
    let mut ring = curve.clone();
    ring.extend([(x.at(end), frame.bottom), (x.at(start), frame.bottom)]);
    let Rgba(r, g, b, _) = theme.accent;
    area(&mut scene, ring, Rgba(r, g, b, 60));
    polyline(&mut scene, curve, Stroke::solid(theme.accent, 2.0));
    let (mut values, mut heights) = (Vec::new(), Vec::new());
    for (row, (value, share)) in points.iter().zip(&shares).step_by(5).enumerate() {
        let label = words::TARGET.with(lang, &[("what", &voice.full(*value)), ("value", &percent.full(*share))]);
        target(&mut scene, (x.at(*value) - 6.0, frame.top, 12.0, frame.bottom - frame.top), label, row);
        values.push(Some(*value));
        heights.push(Some(*share));
    }
    middle_line(&mut scene, &frame, x.at(all.quantile(0.5)), &voice.brief(all.quantile(0.5)), sheet);
    let mut columns = vec![ResultColumn { name: voice.axis_title(), values: Values::Number(values) }];
    columns.push(twin::column(&columns, &heading, Values::Number(heights)));
    Ok(finished(scene, ResultTable { columns }, speech::spread(&all, &voice), notes, &voice))
}

/// Marks the median with a dashed line and its value above the frame.
fn middle_line(scene: &mut Scene, frame: &Frame, x: f64, value: &str, sheet: &Sheet<'_>) {
    let theme = sheet.theme;
    let stroke = Stroke { color: theme.ink, width_px: 1.0, dash: Some((4.0, 3.0)) };
    scene.line((x, frame.top - 2.0), (x, frame.bottom), stroke);
    let text = format!("{} {value}", t::MEDIAN.text(sheet.lang));
    let half = crate::chart::axis::wide(&text) / 2.0;
    let at = x.clamp(frame.left + half, (scene.width_px - half).max(frame.left + half));
    scene.text((at, frame.top - 6.0), text, Lettering::new(TEXT_PX, theme.ink).anchored(Anchor::Middle));
}

/// Puts name and reading on the scene.
fn finished(mut scene: Scene, twin: ResultTable, sentence: String, notes: Vec<Note>, voice: &Voice) -> Figure {
    scene.title = t::TITLE_SPREAD.with(voice.lang, &[("value", &voice.value_name)]);
    scene.description.clone_from(&sentence);
    Figure { scene, twin, sentence, notes }
}

/// How a row shows its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Boxes,
    Violins,
    Strips,
}

/// Draws quartiles, what is not farther than usual from them, and each value that is.
pub(crate) fn boxes(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    by_group(sheet, Look::Boxes)
}

/// Draws densities around the middles of their rows.
pub(crate) fn violin(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    by_group(sheet, Look::Violins)
}

/// Draws every value.
pub(crate) fn strip(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    by_group(sheet, Look::Strips)
}

/// A column of the twin: its name, and how its values are computed.
type Number<'a> = (&'a str, &'a dyn Fn(&Samples) -> f64);

fn by_group(sheet: &Sheet<'_>, look: Look) -> Result<Figure, Problem> {
    let (mut all, counts) = samples(sheet)?;
    let (voice, lang, theme, width_px) = (Voice::single(sheet), sheet.lang, sheet.theme, sheet.width_px);
    let mut notes = missing(sheet, counts);
    let totals = all.iter().filter(|samples| is_total(&samples.name)).count();
    if totals > 0 && totals < all.len() {
        all.retain(|samples| !is_total(&samples.name));
        notes.push(Note { count: totals as u64, ..Note::once(NoteCode::TotalRows, []) });
    }
    all.sort_by(|a, b| b.quantile(0.5).total_cmp(&a.quantile(0.5)));
    let most = sheet.lowered.spec.top.unwrap_or(DEFAULT_TOP).min(DEFAULT_TOP * 2) as usize;
    if all.len() > most {
        let hidden = all.len() - most;
        all.truncate(most);
        notes.push(Note::once(NoteCode::CategoriesNotShown, [most.to_string(), hidden.to_string()]));
    }
    let mut scene = Scene { width_px, ..Scene::default() };
    let thick = if look == Look::Boxes { 22.0 } else { 40.0 };
    let mut lines = Rows::new(all.iter().map(|samples| samples.name.as_str()), width_px, thick);
    if all.iter().all(|samples| samples.name.is_empty()) {
        lines.start = 0.0;
    }
    let kind = sheet.lowered.spec.scale.unwrap_or_default();
    let (left, right) = (lines.start + 8.0, (width_px - 12.0).max(lines.start + 48.0));
    let (low, high) = opened_for(kind, extent(all.iter().flat_map(|one| [one.ends().0, one.ends().1])), Base::Near);
    let ((low, high), ticks) = axis(kind, low, high, (((right - left) / 80.0) as usize).clamp(2, 6));
    let scale = Scale::new(kind, (low, high), (left, right));
    let heading = honest(voice.axis_title(), kind, (low, high), lang);
    let top = title(&mut scene, &heading, theme) + 22.0;
    lines.place(top);
    lines.axis(&mut scene, &scale, &ticks, &voice, top, theme);
    lines.plane(&mut scene, all.iter().map(|one| one.name.as_str()), Along::Numbers(scale), (left, width_px));
    for (index, one) in all.iter().enumerate() {
        lines.name(&mut scene, index, Kind::Category, theme);
        let (middle, half) = (lines.middle(index), lines.bar_px / 2.0);
        match look {
            Look::Boxes => one_box(&mut scene, one, &scale, (middle, half), sheet),
            Look::Violins => one_violin(&mut scene, one, &scale, (middle, half), sheet),
            Look::Strips => one_strip(&mut scene, one, &scale, (middle, half), sheet),
        }
        let what = if one.name.is_empty() { &voice.value_name } else { &one.name };
        let quantile = |share: f64| voice.full(one.quantile(share));
        let label = t::BOX_SAID.with(
            lang,
            &[
                ("what", what),
                ("median", &quantile(0.5)),
                ("low", &quantile(0.25)),
                ("high", &quantile(0.75)),
                ("n", &format_number(one.count() as f64, 0, lang)),
            ],
        );
        spot(&mut scene, || Coord::Text(one.name.clone()), None, (scale.at(one.quantile(0.5)), middle));
        target(&mut scene, lines.bounds(index, width_px), label, index);
    }
    scene.height_px = lines.bottom + 4.0;
    let names = all.iter().map(|one| Some(one.name.clone())).collect();
    let heading = if voice.x_heading.is_empty() { voice.value_name.clone() } else { voice.x_heading.clone() };
    let mut columns = vec![ResultColumn { name: heading, values: Values::Text(names) }];
    let numbers: [Number<'_>; 6] = [
        (words::VALUE_ROWS.text(lang), &|one| one.count() as f64),
        (t::LOWEST.text(lang), &|one| one.ends().0),
        (t::FIRST_QUARTILE.text(lang), &|one| one.quantile(0.25)),
        (t::MEDIAN.text(lang), &|one| one.quantile(0.5)),
        (t::THIRD_QUARTILE.text(lang), &|one| one.quantile(0.75)),
        (t::HIGHEST.text(lang), &|one| one.ends().1),
    ];
    for (name, of) in numbers {
        let values = Values::Number(all.iter().map(|one| Some(of(one))).collect());
        columns.push(twin::column(&columns, name, values));
    }
    Ok(finished(scene, ResultTable { columns }, speech::spreads(&all, &voice), notes, &voice))
}

/// A box from the first to the third quartile, whiskers to the farthest values within one and a half of its
/// length (Tukey 1977), dots for what is beyond.
fn one_box(scene: &mut Scene, one: &Samples, scale: &Scale, (middle, half): (f64, f64), sheet: &Sheet<'_>) {
    let theme = sheet.theme;
    let (first, third) = (one.quantile(0.25), one.quantile(0.75));
    let reach = 1.5 * (third - first);
    let within = |value: f64| value >= first - reach && value <= third + reach;
    let near = || one.values.iter().map(|(value, _)| *value).filter(|value| within(*value));
    let (low, high) = (near().fold(first, f64::min), near().fold(third, f64::max));
    let ink = Stroke::solid(theme.soft, 1.5);
    scene.line((scale.at(low), middle), (scale.at(first), middle), ink);
    scene.line((scale.at(third), middle), (scale.at(high), middle), ink);
    for end in [low, high] {
        scene.line((scale.at(end), middle - half / 2.0), (scale.at(end), middle + half / 2.0), ink);
    }
    let (from, to) = (scale.at(first), scale.at(third));
    block(scene, (from, middle - half, (to - from).max(2.0), 2.0 * half), theme.accent);
    block(scene, (scale.at(one.quantile(0.5)) - 1.25, middle - half, 2.5, 2.0 * half), theme.paper);
    // Of dots that would lie on the same pixel, one is enough.
    let mut last = f64::NEG_INFINITY;
    for (value, _) in one.values.iter().filter(|(value, _)| !within(*value)) {
        let x = scale.at(*value);
        if x - last >= 1.0 {
            disc(scene, (x, middle), 2.5, theme.soft, None);
            last = x;
        }
    }
}

/// A density to both sides of the middle of its row; a group without a spread is a line.
fn one_violin(scene: &mut Scene, one: &Samples, scale: &Scale, (middle, half): (f64, f64), sheet: &Sheet<'_>) {
    let theme = sheet.theme;
    let width = one.bandwidth();
    let (low, high) = one.ends();
    if width.is_normal() {
        let points: Vec<f64> = (0..=60).map(|index| low + (high - low) * f64::from(index) / 60.0).collect();
        let heights = one.density(&points, width);
        let most = heights.iter().copied().fold(0.0, f64::max);
        let at = |side: f64| {
            let heights = heights.iter();
            points.iter().zip(heights).map(move |(value, height)| {
                let away = if most > 0.0 { height / most * half } else { 1.0 };
                (scale.at(*value), middle + side * away)
            })
        };
        let mut ring: Vec<(f64, f64)> = at(-1.0).collect();
        let mut back: Vec<(f64, f64)> = at(1.0).collect();
        back.reverse();
        ring.extend(back);
        area(scene, ring, theme.accent);
    } else {
        scene.line((scale.at(low), middle - half), (scale.at(low), middle + half), Stroke::solid(theme.accent, 2.0));
    }
    disc(scene, (scale.at(one.quantile(0.5)), middle), 4.0, theme.paper, Some(theme.accent));
}

/// Every value as a dot, dots of nearly the same place beside each other.
fn one_strip(scene: &mut Scene, one: &Samples, scale: &Scale, (middle, half): (f64, f64), sheet: &Sheet<'_>) {
    const DOT_PX: f64 = 5.0;
    let levels = (half / DOT_PX).max(1.0) as u64 * 2 + 1;
    let mut column = i64::MIN;
    let mut there = 0;
    let Rgba(r, g, b, _) = sheet.theme.accent;
    for (value, weight) in &one.values {
        let x = scale.at(*value);
        let here = libm::floor(x / DOT_PX) as i64;
        if here != column {
            (column, there) = (here, 0);
        }
        // Dots beyond the height of the row would lie upon those that are there.
        for _ in 0..(*weight).min(levels.saturating_sub(there)) {
            let level = there.div_ceil(2) as f64 * if there.is_multiple_of(2) { 1.0 } else { -1.0 };
            disc(scene, (x, middle + level * DOT_PX), DOT_PX / 2.0, Rgba(r, g, b, 190), None);
            there += 1;
        }
    }
    let x = scale.at(one.quantile(0.5));
    scene.line((x, middle - half), (x, middle + half), Stroke::solid(sheet.theme.ink, 2.0));
}
