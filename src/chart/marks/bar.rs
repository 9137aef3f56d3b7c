//! One value in a row: bars, lollipops, dots, deviations, bars beside a target, a table with bars. Whatever
//! has a length starts at zero.

use crate::base::color::Rgba;
use crate::base::note::Problem;
use crate::chart::annotate::reach;
use crate::chart::axis::{
    Base, TEXT_PX, TO_BASELINE_PX, block, disc, extent, honest, legend, opened_for, spot, target, title, wide_bold,
};
use crate::chart::choose::{Kind, Row, choose};
use crate::chart::data::categories;
use crate::chart::grid::{Grid, Line, grid, missing};
use crate::chart::rows::{BAR_PX, Rows};
use crate::chart::scale::{Scale, Ticks, axis};
use crate::chart::voice::Voice;
use crate::chart::{Figure, ScaleKind, Sheet, layers, speech, twin};
use crate::i18n::{chart as words, kinds as t};
use crate::query::Op;
use crate::scene::plane::{Along, Coord};
use crate::scene::{Anchor, Lettering, Scene, Stroke, Theme};
use crate::table::{ResultTable, Values};

/// Sums that are larger than this many times the largest bar are written instead of drawn.
const OFF_SCALE: f64 = 1.5;

/// How a value looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Bar,
    Lollipop,
    Dot,
    /// Bars in two colours to both sides of zero.
    Signed,
    /// A bar with a mark at its target.
    Target,
    /// A column of numbers, then bars.
    Table,
}

/// Draws bars.
pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    one(sheet, Look::Bar)
}

/// Draws lollipops.
pub(crate) fn lollipop(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    one(sheet, Look::Lollipop)
}

/// Draws dots, whose axis need not begin at zero.
pub(crate) fn dot(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    one(sheet, Look::Dot)
}

/// Draws a table with bars.
pub(crate) fn table(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    one(sheet, Look::Table)
}

/// Draws one value for each category.
fn one(sheet: &Sheet<'_>, look: Look) -> Result<Figure, Problem> {
    let (all, counts) = categories(sheet.lowered, sheet.data, sheet.lang)?;
    let spec = &sheet.lowered.spec;
    let voice = Voice::new(spec, counts.single, sheet.lang);
    let (rows, mut notes) = choose(spec, &all, &voice);
    notes.extend(missing(sheet, counts));
    let sentence = speech::bars(spec, &all, &voice);
    let heading = voice.axis_title();
    let mut scene = layout(&rows, &[], look, &heading, sheet, &voice);
    scene.title = voice.title();
    scene.description.clone_from(&sentence);
    let names = rows.iter().map(|row| Some(row.label.clone())).collect();
    let values = rows.iter().map(|row| row.value).collect();
    Ok(Figure { scene, twin: twin::of_bars(&voice, names, values), sentence, notes })
}

/// Draws values to both sides of zero; where none is negative, how far they are from their median.
pub(crate) fn signed(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (mut all, counts) = categories(sheet.lowered, sheet.data, sheet.lang)?;
    let spec = &sheet.lowered.spec;
    let lang = sheet.lang;
    let voice = Voice::new(spec, counts.single, lang);
    let totals = all.iter().filter(|category| category.total && category.value.is_some()).count();
    if totals < all.len() {
        // A total would set the scale and has no deviation of its own.
        all.retain(|category| !category.total);
    }
    let mut values: Vec<f64> = all.iter().filter_map(|category| category.value).collect();
    values.sort_by(f64::total_cmp);
    let positive = values.first().is_some_and(|least| *least >= 0.0) && values.len() > 2;
    let mut heading = voice.axis_title();
    let mut middle = 0.0;
    if positive {
        let half = values.len() / 2;
        middle = if values.len() % 2 == 1 { values[half] } else { f64::midpoint(values[half - 1], values[half]) };
        heading = t::FROM_MEDIAN.with(lang, &[("value", &heading), ("median", &voice.full(middle))]);
        for category in &mut all {
            category.value = category.value.map(|value| value - middle);
        }
    }
    // Deviations are never added up into "others".
    let mean = crate::chart::ChartSpec { op: Some(Op::Mean), ..spec.clone() };
    let (rows, mut notes) = choose(&mean, &all, &voice);
    notes.extend(missing(sheet, counts));
    if totals > 0 {
        use crate::base::note::{Note, NoteCode};
        notes.push(Note { count: totals as u64, ..Note::once(NoteCode::TotalRows, []) });
    }
    let sentence = if positive {
        let above = values.iter().filter(|value| **value > middle).count();
        speech::deviation(&rows, above, middle, &voice)
    } else {
        speech::bars(spec, &all, &voice)
    };
    let mut scene = layout(&rows, &[], Look::Signed, &heading, sheet, &voice);
    scene.title = voice.title();
    scene.description.clone_from(&sentence);
    let names = rows.iter().map(|row| Some(row.label.clone())).collect();
    let shown = rows.iter().map(|row| row.value).collect();
    let mut twin = twin::of_bars(&voice, names, shown);
    if let Some(column) = twin.columns.get_mut(1).filter(|_| positive) {
        column.name = heading;
    }
    Ok(Figure { scene, twin, sentence, notes })
}

/// Draws bars with a mark at the second value, such as a target.
pub(crate) fn bullet(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let grid = grid(sheet, 1)?;
    let lang = sheet.lang;
    let second = Voice::second(sheet);
    let rows = lone(&grid);
    let targets: Vec<Option<f64>> = grid.rows.iter().map(|row| row.second).collect();
    let heading = t::WITH_TARGET.with(lang, &[("value", &grid.voice.axis_title()), ("target", &second.axis_title())]);
    let sentence = speech::reached(&rows, &targets, &second.value_name, &grid.voice);
    let mut scene = layout(&rows, &targets, Look::Target, &heading, sheet, &grid.voice);
    scene.title = grid.title();
    scene.description.clone_from(&sentence);
    Ok(Figure { scene, twin: grid.twin(sheet), sentence, notes: grid.notes })
}

/// Draws the steps of a waterfall below each other, for which there is always room, and their sum.
pub(crate) fn steps(sheet: &Sheet<'_>, grid: Grid, sentence: &str) -> Figure {
    let mut rows = lone(&grid);
    rows.push(end_of_steps(&grid));
    let twin = twin_of_steps(sheet, &grid);
    let mut scene = layout(&rows, &[], Look::Signed, &grid.voice.axis_title(), sheet, &grid.voice);
    scene.title = grid.title();
    sentence.clone_into(&mut scene.description);
    Figure { scene, twin, sentence: sentence.to_owned(), notes: grid.notes }
}

/// What is left after all steps.
fn end_of_steps(grid: &Grid) -> Row {
    let total: f64 = grid.rows.iter().filter_map(|row| row.cells.first().copied().flatten()).sum();
    let label = t::END_OF_STEPS.text(grid.voice.lang).to_owned();
    Row { label, value: Some(total).filter(|total| total.is_finite()), kind: Kind::Sum, of: Vec::new() }
}

/// The twin of a waterfall: its steps, then what is left.
pub(crate) fn twin_of_steps(sheet: &Sheet<'_>, grid: &Grid) -> ResultTable {
    let mut twin = grid.twin(sheet);
    let end = end_of_steps(grid);
    for column in &mut twin.columns {
        match &mut column.values {
            Values::Text(values) => values.push(Some(end.label.clone())),
            Values::Number(values) => values.push(end.value),
            Values::Date(values) => values.push(None),
        }
    }
    twin
}

/// The rows of a grid with one value each.
fn lone(grid: &Grid) -> Vec<Row> {
    let row = |row: &Line| Row {
        label: row.label.clone(),
        value: row.cells.first().copied().flatten(),
        kind: row.kind,
        of: Vec::new(),
    };
    grid.rows.iter().map(row).collect()
}

/// Puts the rows on the picture.
fn layout(rows: &[Row], second: &[Option<f64>], look: Look, heading: &str, sheet: &Sheet<'_>, voice: &Voice) -> Scene {
    let (theme, width_px) = (sheet.theme, sheet.width_px);
    let mut scene = Scene { width_px, ..Scene::default() };
    let soft = Lettering::new(TEXT_PX, theme.soft);
    let mut lines = Rows::new(rows.iter().map(|row| row.label.as_str()), width_px, BAR_PX);
    let start = lines.start;

    let scale_limit = rows
        .iter()
        .filter(|row| row.kind != Kind::Sum)
        .filter_map(|row| row.value)
        .fold(0.0, |limit: f64, value| limit.max(value.abs()));
    let drawn = |row: &Row| {
        row.value.filter(|value| row.kind != Kind::Sum || scale_limit == 0.0 || value.abs() <= OFF_SCALE * scale_limit)
    };
    let values: Vec<f64> = rows.iter().filter_map(drawn).collect();
    let base = if look == Look::Dot { Base::Near } else { Base::Zero };
    let kind = sheet.lowered.spec.scale.filter(|_| look == Look::Dot).unwrap_or_default();
    let (low, high) = opened_for(
        kind,
        layers::extent(
            sheet,
            reach(&sheet.lowered.spec, extent(values.iter().copied().chain(second.iter().copied().flatten()))),
        ),
        base,
    );

    // From the end of what is drawn to the end of its number; a lollipop's disc reaches farther than a bar.
    let gap = if look == Look::Lollipop { 12.0 } else { 6.0 };
    let wide = |value: f64, text: &str| (value, wide_bold(text) + gap);
    let full: Vec<(f64, f64)> = values.iter().map(|value| wide(*value, &voice.plain(*value))).collect();
    let short = full.iter().any(|(_, width)| *width > (0.22 * width_px).max(66.0));
    let say = |value: f64| {
        if short { voice.brief(value) } else { voice.plain(value) }
    };
    let ends: Vec<(f64, f64)> = values.iter().map(|value| wide(*value, &say(*value))).collect();
    let room = |side: fn(&f64) -> bool| {
        ends.iter().filter(|(value, _)| side(value)).map(|(_, width)| *width).fold(0.0, f64::max)
    };
    let (mut left_room, mut right_room) = (room(|value| *value < 0.0), room(|value| *value >= 0.0));
    if look == Look::Table {
        (left_room, right_room) = (left_room.max(right_room) + 8.0, 4.0);
    } else if look == Look::Dot {
        (left_room, right_room) = (6.0, left_room.max(right_room) + 6.0);
    } else if look == Look::Target {
        // The mark of a target is 3 pixels wide, also where it stands at the edge.
        right_room = right_room.max(2.0);
    }
    let left = start + left_room;
    let right = (width_px - right_room).max(left + 40.0);
    let count = (((right - left) / 80.0) as usize).clamp(2, 6);
    let ((low, high), ticks) =
        if look == Look::Dot { axis(kind, low, high, count) } else { ((low, high), Ticks::new(low, high, count)) };
    let scale = Scale::new(if look == Look::Dot { kind } else { ScaleKind::Linear }, (low, high), (left, right));
    let zero = libm::round(scale.at(0.0));

    // The axis: its title, the values of the grid lines, the lines.
    let heading = honest(heading.to_owned(), kind, (low, high), voice.lang);
    let entries = layers::legend(sheet, &voice.value_name);
    let entries: Vec<(&str, Rgba)> = entries.iter().map(|(name, color)| (name.as_str(), *color)).collect();
    let below = title(&mut scene, &heading, theme);
    let top = legend(&mut scene, &entries, below, theme) + if look == Look::Table { 8.0 } else { 22.0 };
    lines.place(top);
    if look != Look::Table {
        lines.axis(&mut scene, &scale, &ticks, voice, top, theme);
    }
    lines.plane(&mut scene, rows.iter().map(|row| row.label.as_str()), Along::Numbers(scale), (left, width_px));

    let any_highlight = rows.iter().any(|row| row.kind == Kind::Highlight);
    for (index, row) in rows.iter().enumerate() {
        let (bar_top, bar_px, middle) = (lines.bar_top(index), lines.bar_px, lines.middle(index));
        let label_style = lines.name(&mut scene, index, row.kind, theme);
        let said = match (drawn(row), row.value) {
            (Some(value), _) => {
                let color = color(row.kind, any_highlight, look, value, theme);
                let end = scale.at(value);
                match look {
                    Look::Bar | Look::Signed | Look::Table if value != 0.0 => {
                        bar(&mut scene, (zero, end), (bar_top, bar_px), color);
                    }
                    Look::Target if value != 0.0 => {
                        bar(&mut scene, (zero, end), (bar_top + 4.0, bar_px - 8.0), color);
                    }
                    Look::Lollipop => {
                        scene.line((zero, middle), (end, middle), Stroke::solid(color, 2.0));
                        disc(&mut scene, (end, middle), 6.0, color, None);
                    }
                    Look::Dot => disc(&mut scene, (end, middle), 6.0, color, None),
                    _ => {}
                }
                (value, say(value), Lettering::new(TEXT_PX, label_style.color))
            }
            (None, Some(value)) => {
                let text = format!("{} ({})", voice.brief(value), words::OFF_SCALE.text(voice.lang));
                (0.0, text, soft)
            }
            (None, None) => (0.0, words::NO_DATA.text(voice.lang).to_owned(), soft),
        };
        let (value, text, style) = said;
        let style = if row.kind == Kind::Highlight { style.bold() } else { style };
        let goal = second.get(index).copied().flatten();
        let end = scale.at(value);
        let baseline = middle + TO_BASELINE_PX;
        let beyond = match look {
            Look::Lollipop | Look::Dot => 11.0,
            _ => 5.0,
        };
        if look == Look::Table {
            let gap = if row.value.is_some() && drawn(row).is_some() { left - 8.0 } else { left + wide_bold(&text) };
            scene.text((gap, baseline), text, style.anchored(Anchor::End));
        } else if look == Look::Dot {
            scene.text((if drawn(row).is_some() { end + beyond } else { left }, baseline), text, style);
        } else if value < 0.0 {
            scene.text((libm::floor(end) - beyond, baseline), text, style.anchored(Anchor::End));
        } else {
            // A target beyond the bar must stay readable: the number stands behind it.
            let goal = goal.map_or(zero, |goal| scale.at(goal));
            let after = libm::ceil(end).max(zero);
            let near = goal > after && goal < after + wide_bold(&text) + 8.0;
            scene.text((if near { goal + 5.0 } else { after + beyond }, baseline), text, style);
        }
        if let Some(goal) = goal {
            let x = scale.at(goal);
            block(&mut scene, ((x - 1.5).clamp(0.0, width_px - 3.0), bar_top - 1.0, 3.0, bar_px + 2.0), theme.ink);
        }
        let told = row.value.map_or_else(|| words::NO_DATA.text(voice.lang).to_owned(), |value| voice.full(value));
        let told = match goal {
            Some(goal) => format!("{told} ({})", t::TARGET_SAID.with(voice.lang, &[("value", &voice.full(goal))])),
            None => told,
        };
        let label = words::TARGET.with(voice.lang, &[("what", &row.label), ("value", &told)]);
        spot(&mut scene, || Coord::Text(row.label.clone()), None, (end, middle));
        target(&mut scene, lines.bounds(index, width_px), label, index);
    }
    if low <= 0.0 && high >= 0.0 {
        lines.rule(&mut scene, zero + 0.5, theme.ink);
    }
    scene.height_px = lines.bottom + 4.0;
    scene
}

/// One bar from the zero line; it is never invisible.
fn bar(scene: &mut Scene, (zero, end): (f64, f64), (top, height): (f64, f64), color: Rgba) {
    let width = (end - zero).abs().max(1.0);
    let x = if end < zero { zero - width } else { zero };
    block(scene, (x, top, width, height), color);
}

/// The colour of a bar: accent for what matters, grey for context, another below zero where the side is what
/// matters.
fn color(kind: Kind, any_highlight: bool, look: Look, value: f64, theme: &Theme) -> Rgba {
    let below = theme.series[1];
    match kind {
        Kind::Sum => theme.context,
        Kind::Category if any_highlight => theme.context,
        Kind::Category if look == Look::Signed && value < 0.0 => below,
        Kind::Category | Kind::Highlight => theme.accent,
    }
}
