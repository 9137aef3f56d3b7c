//! Horizontal bars: which categories are shown, where everything stands, and the sentence that reads
//! them. Bars always start at zero.

#![expect(clippy::float_cmp, reason = "values are compared with each other as they came, none is computed")]

use super::Figure;
use super::calendar::part_label;
use super::data::{Category, categories};
use super::scale::{Linear, Ticks};
use super::voice::Voice;
use super::{ChartSpec, Order, Sheet, twin};
use crate::base::color::Rgba;
use crate::base::date::DatePart;
use crate::base::lang::Lang;
use crate::base::note::{Note, NoteCode, Problem};
use crate::base::number::format_number;
use crate::base::text::{fold, natural_cmp};
use crate::i18n::chart as words;
use crate::query::Op;
use crate::scene::width::{text_width, wrap};
use crate::scene::{Anchor, Fill, Item, Lettering, Scene, Stroke, Target, Theme, Weight};

/// Size of all text on the plot.
const TEXT_PX: f64 = 13.0;
/// Distance between two lines of a label.
const LEADING_PX: f64 = 16.0;
/// From the middle of a line of text down to its baseline: half the height of its capitals.
const TO_BASELINE_PX: f64 = 4.7;
/// Empty space below a bar, to the next row.
const BELOW_BAR_PX: f64 = 4.0;
/// Sums that are larger than this many times the largest bar are written instead of drawn.
const OFF_SCALE: f64 = 1.5;

/// What a row of the picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A category.
    Category,
    /// The highlighted category.
    Highlight,
    /// The sum of the categories that are not shown, or a total of the source.
    Sum,
}

/// A row of the picture.
#[derive(Clone, Debug)]
struct Row {
    label: String,
    value: Option<f64>,
    kind: Kind,
}

/// Draws bars.
pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (all, counts) = categories(sheet.lowered, sheet.data, sheet.lang)?;
    let spec = &sheet.lowered.spec;
    let voice = Voice::new(spec, counts.single, sheet.lang);
    let (rows, mut notes) = choose(spec, &all, &voice);
    if counts.missing > 0 {
        let column = spec.y.clone().unwrap_or_default();
        notes.push(Note { count: counts.missing, ..Note::once(NoteCode::MissingLeftOut, [column]) });
    }
    let sentence = sentence(spec, &all, &voice);
    let mut scene = layout(&rows, sheet.width_px, sheet.theme, &voice);
    scene.title = voice.title();
    scene.description.clone_from(&sentence);
    let names = rows.iter().map(|row| Some(row.label.clone())).collect();
    let values = rows.iter().map(|row| row.value).collect();
    Ok(Figure { scene, twin: twin::of_bars(&voice, names, values), sentence, notes })
}

/// The name of a category as it is shown.
fn name(category: &Category, spec: &ChartSpec, lang: Lang) -> String {
    match (category.day, &category.name) {
        (Some(day), _) => part_label(day, spec.x_part.unwrap_or(DatePart::Day), lang),
        (None, Some(name)) => name.split_whitespace().collect::<Vec<_>>().join(" "),
        (None, None) => words::BLANK.text(lang).to_owned(),
    }
}

/// Whether a category stands for something that can be compared: it has a name and is no total.
fn compares(category: &Category) -> bool {
    category.day.is_some() || (category.name.is_some() && !category.total)
}

/// The rows of the picture in their order, and what was left out.
fn choose(spec: &ChartSpec, all: &[Category], voice: &Voice) -> (Vec<Row>, Vec<Note>) {
    let lang = voice.lang;
    let order = spec.order.unwrap_or(Order::Descending);
    let top = spec.top.map_or(20, |top| top as usize).max(1);
    let wanted = spec.highlight.as_deref().map(fold);
    let valued = |category: &&Category| category.value.is_some();
    let value = |category: &Category| category.value.unwrap_or(0.0);
    let mut notes = Vec::new();

    let totals: Vec<&Category> =
        all.iter().filter(valued).filter(|category| category.name.is_some() && !compares(category)).collect();
    let blanks: Vec<&Category> =
        all.iter().filter(|category| category.day.is_none() && category.name.is_none()).collect();
    let main: Vec<&Category> = all.iter().filter(valued).filter(|category| compares(category)).collect();
    let absent: Vec<&Category> = all.iter().filter(|category| !valued(category) && compares(category)).collect();

    // The largest are kept, but for the smallest first the smallest, and for times the latest.
    let dated = all.iter().any(|category| category.day.is_some());
    let mut picked: Vec<usize> = (0..main.len()).collect();
    if order == Order::Ascending {
        picked.sort_by(|a, b| value(main[*a]).total_cmp(&value(main[*b])));
    } else if dated && order == Order::Table {
        picked.reverse();
    } else {
        picked.sort_by(|a, b| value(main[*b]).total_cmp(&value(main[*a])));
    }
    let highlighted = main.iter().position(|category| Some(fold(&name(category, spec, lang))) == wanted);
    let rest = picked.split_off(top.min(picked.len()));
    let folds = matches!(spec.op, Some(Op::Sum | Op::Rows | Op::Count)) && !dated;
    let mut hidden: Vec<usize> = rest;
    if let Some(index) = highlighted
        && let Some(at) = hidden.iter().position(|hidden| *hidden == index)
    {
        // The one that the picture is about is never left out.
        hidden.remove(at);
        picked.push(index);
    }
    // A single category is shown rather than called "others (1)".
    if hidden.len() == 1 {
        picked.append(&mut hidden);
    }
    let others: Option<f64> = (folds && !hidden.is_empty())
        .then(|| hidden.iter().filter_map(|index| main.get(*index)).map(|category| value(category)).sum());
    let shown = picked.len();
    match others {
        Some(_) => notes.push(Note::once(NoteCode::OthersFolded, [hidden.len().to_string()])),
        None if !hidden.is_empty() => {
            notes.push(Note::once(NoteCode::CategoriesNotShown, [shown.to_string(), hidden.len().to_string()]));
        }
        None => {}
    }
    match order {
        Order::Table => picked.sort_unstable(),
        Order::Name => picked.sort_by(|a, b| {
            let (a, b) = (main[*a], main[*b]);
            a.day.cmp(&b.day).then_with(|| natural_cmp(&name(a, spec, lang), &name(b, spec, lang)))
        }),
        Order::Descending => picked.sort_by(|a, b| value(main[*b]).total_cmp(&value(main[*a]))),
        Order::Ascending => picked.sort_by(|a, b| value(main[*a]).total_cmp(&value(main[*b]))),
    }
    let row = |category: &Category, kind: Kind| Row { label: name(category, spec, lang), value: category.value, kind };
    let mut rows: Vec<Row> = picked
        .iter()
        .map(|index| row(main[*index], if Some(*index) == highlighted { Kind::Highlight } else { Kind::Category }))
        .collect();
    if let Some(sum) = others {
        let label = words::OTHERS.with(lang, &[("n", &format_number(hidden.len() as f64, 0, lang))]);
        rows.push(Row { label, value: Some(sum).filter(|sum| sum.is_finite()), kind: Kind::Sum });
    }
    rows.extend(blanks.iter().map(|category| row(category, Kind::Sum)));
    rows.extend(totals.iter().map(|category| row(category, Kind::Sum)));
    if !totals.is_empty() {
        notes.push(Note { count: totals.len() as u64, ..Note::once(NoteCode::TotalRows, []) });
    }
    // Categories without a value are named while there is room for them; the note counts their rows.
    if hidden.is_empty() && shown + absent.len() <= top {
        rows.extend(absent.iter().map(|category| row(category, Kind::Category)));
    }
    (rows, notes)
}

/// Where the labels of the categories stand.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Labels {
    /// In a column of this width before the bars.
    Beside(f64),
    /// On a line of their own above each bar.
    Above,
}

/// Puts the rows on the picture.
fn layout(rows: &[Row], width_px: f64, theme: &Theme, voice: &Voice) -> Scene {
    let mut scene = Scene { width_px, ..Scene::default() };
    let soft = Lettering::new(TEXT_PX, theme.soft);
    let widest = rows.iter().map(|row| text_width(&row.label, TEXT_PX, Weight::Bold)).fold(0.0, f64::max);
    let labels = if width_px < 480.0 && widest > 0.45 * width_px {
        Labels::Above
    } else {
        Labels::Beside(libm::ceil(widest.min(0.4 * width_px).max(24.0)))
    };
    let lines: Vec<Vec<String>> = rows
        .iter()
        .map(|row| match labels {
            Labels::Above => wrap(&row.label, TEXT_PX, Weight::Bold, width_px, 2),
            Labels::Beside(room) => wrap(&row.label, TEXT_PX, Weight::Bold, room, 2),
        })
        .collect();
    let (bar_px, pitch_px) = match labels {
        Labels::Above => (16.0, 46.0),
        Labels::Beside(_) if lines.iter().any(|lines| lines.len() > 1) => (24.0, 40.0),
        Labels::Beside(_) => (20.0, 28.0),
    };
    let start = match labels {
        Labels::Above => 0.0,
        Labels::Beside(room) => room + 10.0,
    };

    let scale_limit = rows
        .iter()
        .filter(|row| row.kind != Kind::Sum)
        .filter_map(|row| row.value)
        .fold(0.0, |limit: f64, value| limit.max(value.abs()));
    let drawn = |row: &Row| {
        row.value.filter(|value| row.kind != Kind::Sum || scale_limit == 0.0 || value.abs() <= OFF_SCALE * scale_limit)
    };
    let values: Vec<f64> = rows.iter().filter_map(drawn).collect();
    let (low, high) = values.iter().fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(*value), high.max(*value)));
    let (low, high) = if low == high { (0.0, 1.0) } else { (low, high) };

    let wide = |value: f64, text: &str| (value, text_width(text, TEXT_PX, Weight::Bold) + 6.0);
    let full: Vec<(f64, f64)> = values.iter().map(|value| wide(*value, &voice.plain(*value))).collect();
    let short = full.iter().any(|(_, width)| *width > (0.22 * width_px).max(66.0));
    let say = |value: f64| {
        if short { voice.brief(value) } else { voice.plain(value) }
    };
    let ends: Vec<(f64, f64)> = values.iter().map(|value| wide(*value, &say(*value))).collect();
    let room = |side: fn(&f64) -> bool| {
        ends.iter().filter(|(value, _)| side(value)).map(|(_, width)| *width).fold(0.0, f64::max)
    };
    let (left_room, right_room) = (room(|value| *value < 0.0), room(|value| *value >= 0.0));
    let left = start + left_room;
    let right = (width_px - right_room).max(left + 40.0);
    let scale = Linear::new((low, high), (left, right));
    let zero = libm::round(scale.at(0.0));

    // The axis: its title, the values of the grid lines, the lines.
    let mut top = 0.0;
    for line in wrap(&voice.axis_title(), TEXT_PX, Weight::Regular, width_px, 3) {
        scene.text((0.0, top + 12.0), line, soft);
        top += LEADING_PX;
    }
    let ticks = Ticks::new(low, high, (((right - left) / 80.0) as usize).clamp(2, 6));
    top += 22.0;
    // The bands that grid lines run through: all rows at once, or only the bars where labels are in between.
    let mut tops = Vec::with_capacity(rows.len());
    let mut bottom = top;
    for lines in &lines {
        tops.push(bottom);
        bottom += match labels {
            Labels::Above => pitch_px + lines.len().saturating_sub(1) as f64 * LEADING_PX,
            Labels::Beside(_) => pitch_px,
        };
    }
    let bands: Vec<(f64, f64)> = match labels {
        Labels::Beside(_) => vec![(top - 2.0, bottom)],
        Labels::Above => {
            let ends = tops.iter().skip(1).chain([&bottom]);
            ends.map(|end| (end - bar_px - 12.0, end - 8.0)).collect()
        }
    };
    let mut free = f64::NEG_INFINITY;
    for (value, label) in ticks.values.iter().zip(voice.ticks(&ticks)) {
        let x = libm::floor(scale.at(*value)) + 0.5;
        rule(&mut scene, x, &bands, theme.line);
        let half = text_width(&label, TEXT_PX, Weight::Regular) / 2.0;
        let center = x.clamp(half, (width_px - half).max(half));
        if center - half > free {
            scene.text((center, top - 8.0), label, soft.anchored(Anchor::Middle));
            free = center + half + 8.0;
        }
    }

    let any_highlight = rows.iter().any(|row| row.kind == Kind::Highlight);
    for (index, ((row, lines), row_top)) in rows.iter().zip(&lines).zip(tops).enumerate() {
        let bar_top = match labels {
            Labels::Above => row_top + 4.0 + lines.len().max(1) as f64 * LEADING_PX,
            Labels::Beside(_) => row_top + (pitch_px - bar_px) / 2.0,
        };
        let middle = bar_top + bar_px / 2.0;
        let bold = row.kind == Kind::Highlight;
        let label_style = Lettering::new(TEXT_PX, if row.kind == Kind::Sum { theme.soft } else { theme.ink });
        let label_style = if bold { label_style.bold() } else { label_style };
        match labels {
            Labels::Above => {
                for (number, line) in lines.iter().enumerate() {
                    scene.text((0.0, row_top + 13.0 + number as f64 * LEADING_PX), line.clone(), label_style);
                }
            }
            Labels::Beside(room) => {
                let first = middle - (lines.len() as f64 - 1.0) * LEADING_PX / 2.0 + TO_BASELINE_PX;
                for (number, line) in lines.iter().enumerate() {
                    let at = (room, first + number as f64 * LEADING_PX);
                    scene.text(at, line.clone(), label_style.anchored(Anchor::End));
                }
            }
        }
        let said = match (drawn(row), row.value) {
            (Some(value), _) => {
                if value != 0.0 {
                    let color = color(row.kind, any_highlight, theme);
                    bar(&mut scene, (zero, scale.at(value)), (bar_top, bar_px), color);
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
        let style = if bold { style.bold() } else { style };
        let end = scale.at(value);
        if value < 0.0 {
            scene.text((libm::floor(end) - 5.0, middle + TO_BASELINE_PX), text, style.anchored(Anchor::End));
        } else {
            scene.text((libm::ceil(end).max(zero) + 5.0, middle + TO_BASELINE_PX), text, style);
        }
        let told = row.value.map_or_else(|| words::NO_DATA.text(voice.lang).to_owned(), |value| voice.full(value));
        scene.targets.push(Target {
            bounds: (0.0, row_top, width_px, bar_top + bar_px - row_top + BELOW_BAR_PX),
            item: None,
            label: words::TARGET.with(voice.lang, &[("what", &row.label), ("value", &told)]),
            row: index,
        });
    }
    rule(&mut scene, zero + 0.5, &bands, theme.ink);
    scene.height_px = bottom + 4.0;
    scene
}

/// A vertical line through the bands.
fn rule(scene: &mut Scene, x: f64, bands: &[(f64, f64)], color: Rgba) {
    let rings = bands.iter().map(|(top, bottom)| vec![(x, *top), (x, *bottom)]).collect();
    scene.push(Item::Path { rings, closed: false, fill: None, stroke: Some(Stroke::solid(color, 1.0)) });
}

/// One bar from the zero line; it is never invisible.
fn bar(scene: &mut Scene, (zero, end): (f64, f64), (top, height): (f64, f64), color: Rgba) {
    let width = (end - zero).abs().max(1.0);
    let x = if end < zero { zero - width } else { zero };
    scene.push(Item::Rect { x, y: top, width, height, fill: Some(Fill::Solid(color)), stroke: None });
}

/// The colour of a bar: accent for what matters, grey for context.
fn color(kind: Kind, any_highlight: bool, theme: &Theme) -> Rgba {
    match kind {
        Kind::Highlight => theme.accent,
        Kind::Category if !any_highlight => theme.accent,
        Kind::Category | Kind::Sum => theme.context,
    }
}

/// One sentence that reads the bars: highest, lowest, how far apart, of how many.
fn sentence(spec: &ChartSpec, all: &[Category], voice: &Voice) -> String {
    let lang = voice.lang;
    let mut compared: Vec<(&Category, f64)> = all
        .iter()
        .filter(|category| compares(category))
        .filter_map(|category| Some((category, category.value?)))
        .collect();
    if compared.is_empty() {
        // Only totals or nameless rows have values: they are all there is to read.
        compared = all.iter().filter_map(|category| Some((category, category.value?))).collect();
    }
    let Some((first, value)) = compared.first().copied() else {
        return String::new();
    };
    let max = compared.iter().map(|(_, value)| *value).fold(f64::NEG_INFINITY, f64::max);
    let min = compared.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min);
    let of = |wanted: f64| -> Vec<String> {
        compared.iter().filter(|(_, value)| *value == wanted).map(|(category, _)| name(category, spec, lang)).collect()
    };
    let (top, bottom) = (of(max), of(min));
    let count = |count: usize| format_number(count as f64, 0, lang);
    let n = count(compared.len());
    let (top_names, bottom_names) = (joined(&top, lang), joined(&bottom, lang));
    let (max_said, min_said) = (voice.full(max), voice.full(min));
    let mut said = if compared.len() == 1 {
        words::BARS_ONE.with(lang, &[("what", &name(first, spec, lang)), ("value", &voice.full(value))])
    } else if max == min {
        words::BARS_EQUAL.with(lang, &[("n", &n), ("what", &voice.x_name), ("value", &max_said)])
    } else {
        let (k, m) = (count(top.len()), count(bottom.len()));
        let args = [
            ("top", top_names.as_str()),
            ("bottom", &bottom_names),
            ("k", &k),
            ("m", &m),
            ("max", &max_said),
            ("min", &min_said),
            ("n", &n),
            ("what", &voice.x_name),
        ];
        match voice.times(max, min).filter(|_| bottom.len() == 1) {
            Some(ratio) => {
                let mut args = args.to_vec();
                args.push(("ratio", &ratio));
                words::BARS_RATIO.with(lang, &args)
            }
            None => words::BARS_RANGE.with(lang, &args),
        }
    };
    let absent = all.iter().filter(|category| category.value.is_none() && compares(category)).count();
    if absent > 0 {
        said.push(' ');
        said.push_str(&words::BARS_MISSING.with(lang, &[("n", &count(absent))]));
    }
    said
}

/// Names in a sentence: one, two, or the first and how many others.
fn joined(names: &[String], lang: Lang) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => words::AND.with(lang, &[("one", one), ("other", other)]),
        [one, rest @ ..] => {
            let n = format_number(rest.len() as f64, 0, lang);
            words::AND_OTHERS.with(lang, &[("one", one), ("n", &n)])
        }
    }
}
