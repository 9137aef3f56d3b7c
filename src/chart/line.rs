//! Lines over time: their colours, honest gaps, names at the line ends.

#![expect(clippy::float_cmp, reason = "values are compared with each other as they came, none is computed")]

use super::calendar::{part_index, part_label, time_ticks};
use super::data::{Counts, Point, Series, last, lines};
use super::reading::sentence;
use super::rhythm::Rhythm;
use super::scale::{Linear, Ticks};
use super::voice::Voice;
use super::{Figure, Sheet, twin};
use crate::base::color::{Ground, Rgba, readable, series};
use crate::base::date::DatePart;
use crate::base::note::{Note, NoteCode, Problem};
use crate::base::text::fold;
use crate::i18n::chart as words;
use crate::scene::width::{text_width, wrap};
use crate::scene::{Anchor, Fill, Item, Lettering, Scene, Stroke, Target, Theme, Weight};

/// Size of all text on the plot.
const TEXT_PX: f64 = 13.0;
/// Distance between two lines of a label.
const LEADING_PX: f64 = 16.0;
/// From the middle of a line of text down to its baseline: half the height of its capitals.
const TO_BASELINE_PX: f64 = 4.7;
/// More lines than this cannot be told apart by colour: they become grey.
const COLORED: usize = 7;
/// Up to this many points of a line are marked where their distances are uneven.
const MARKED: usize = 60;

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Look {
    color: Rgba,
    width_px: f64,
    /// Whether its name stands at its end.
    named: bool,
    /// Whether it is painted above the others and its name is bold.
    main: bool,
}

/// Draws lines.
pub(crate) fn draw(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (all, counts) = lines(sheet.lowered, sheet.data, sheet.lang)?;
    let spec = &sheet.lowered.spec;
    let voice = Voice::new(spec, counts.single, sheet.lang);
    let part = spec.x_part.unwrap_or(DatePart::Year);
    let (part, voice) = coarsened(&all, part, voice);
    let rhythm = Rhythm::of(&all, part);
    let (twin, rows) = twin::of_lines(&voice, &all, part);
    let sentence = sentence(&all, part, &voice);
    let looks = looks(&all, spec.highlight.as_deref(), sheet.theme);
    let plot = Plot { all: &all, looks: &looks, rows: &rows, part, rhythm, voice: &voice, theme: sheet.theme };
    let mut scene = plot.layout(sheet.width_px);
    scene.title = voice.title();
    scene.description.clone_from(&sentence);
    Ok(Figure { scene, twin, sentence, notes: notes(sheet, &all, counts, rhythm) })
}

/// What was left out of the picture.
fn notes(sheet: &Sheet<'_>, all: &[Series], counts: Counts, rhythm: Rhythm) -> Vec<Note> {
    let spec = &sheet.lowered.spec;
    let mut notes = Vec::new();
    for (count, column) in [(counts.missing, &spec.y), (counts.undated, &spec.x)] {
        if count > 0 {
            let column = column.clone().unwrap_or_default();
            notes.push(Note { count, ..Note::once(NoteCode::MissingLeftOut, [column]) });
        }
    }
    let gaps: u64 = all.iter().map(|series| rhythm.missing(&series.points)).sum();
    if gaps > 0 {
        notes.push(Note { count: gaps, ..Note::once(NoteCode::PeriodsMissing, []) });
    }
    notes
}

/// Months that are all Januaries are years, months that are all first of a quarter stay months: a
/// yearly series is spoken of in years even when it was summed up by month.
fn coarsened(all: &[Series], part: DatePart, voice: Voice) -> (DatePart, Voice) {
    let points = || all.iter().flat_map(|series| &series.points);
    let januaries = points().all(|point| part_index(point.day, DatePart::Month).rem_euclid(12) == 0);
    let years = points().map(|point| part_index(point.day, DatePart::Year));
    let several = years.clone().min() != years.max();
    if matches!(part, DatePart::Month | DatePart::Quarter) && januaries && several {
        return (DatePart::Year, voice.spoken_in(DatePart::Year));
    }
    (part, voice)
}

/// The colours of the lines: one in accent, a few in their own, many in grey.
fn looks(all: &[Series], highlight: Option<&str>, theme: &Theme) -> Vec<Look> {
    let colors = series(Ground::of(theme.paper));
    let wanted = highlight.map(fold);
    let is_wanted = |series: &Series| series.name.as_deref().map(fold) == wanted && wanted.is_some();
    let grey = Look { color: theme.context, width_px: 1.25, named: false, main: false };
    let main = Look { color: theme.accent, width_px: 2.5, named: true, main: true };
    if all.len() == 1 {
        return vec![Look { width_px: 2.0, ..main }];
    }
    if all.iter().any(is_wanted) {
        let named = all.len() <= COLORED;
        return all.iter().map(|series| if is_wanted(series) { main } else { Look { named, ..grey } }).collect();
    }
    if all.len() <= COLORED {
        let own = all.iter().zip(colors);
        return own.map(|(_, color)| Look { color, width_px: 2.0, named: true, main: false }).collect();
    }
    // Nothing was chosen: the highest and the lowest at the end are named, the rest is context.
    let ends: Vec<Option<f64>> = all.iter().map(|series| last(series).and_then(|point| point.value)).collect();
    let place = |best: fn(f64, f64) -> bool| {
        let mut found: Option<(usize, f64)> = None;
        for (index, end) in ends.iter().enumerate() {
            if let Some(end) = *end
                && found.is_none_or(|(_, value)| best(end, value))
            {
                found = Some((index, end));
            }
        }
        found.map(|(index, _)| index)
    };
    let (top, bottom) = (place(|a, b| a > b), place(|a, b| a < b));
    (0..all.len())
        .map(|index| match Some(index) {
            index if index == top => Look { width_px: 2.0, ..main },
            index if index == bottom => Look { color: theme.soft, width_px: 2.0, named: true, main: true },
            _ => grey,
        })
        .collect()
}

/// A name at the end of a line.
struct EndLabel {
    lines: Vec<String>,
    /// Where the line ends.
    end: (f64, f64),
    /// Middle of the label.
    middle: f64,
    color: Rgba,
    bold: bool,
}

impl EndLabel {
    fn height(&self) -> f64 {
        self.lines.len() as f64 * LEADING_PX
    }
}

/// Everything that the picture is made from.
struct Plot<'a> {
    all: &'a [Series],
    looks: &'a [Look],
    /// The twin's row of each point.
    rows: &'a [Vec<usize>],
    part: DatePart,
    rhythm: Rhythm,
    voice: &'a Voice,
    theme: &'a Theme,
}

impl Plot<'_> {
    /// Puts everything in its place.
    fn layout(&self, width_px: f64) -> Scene {
        let (theme, voice) = (self.theme, self.voice);
        let mut scene = Scene { width_px, ..Scene::default() };
        let soft = Lettering::new(TEXT_PX, theme.soft);
        let plot_height = libm::round((width_px * 0.48).clamp(200.0, 400.0));

        let values = || self.all.iter().flat_map(|series| &series.points).filter_map(|point| point.value);
        let (low, high) =
            values().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let count = ((plot_height / 56.0) as usize).max(2);
        let ((low, high), ticks) = domain(low, high, count);
        let labels = voice.ticks(&ticks);

        let mut title = voice.axis_title();
        if low > 0.0 || high < 0.0 {
            title = format!("{title} · {}", words::AXIS_CUT.text(voice.lang));
        }
        let mut top = 0.0;
        for line in wrap(&title, TEXT_PX, Weight::Regular, width_px, 3) {
            scene.text((0.0, top + 12.0), line, soft);
            top += LEADING_PX;
        }
        top += 12.0;
        let bottom = top + plot_height;

        let gutter = labels.iter().map(|label| text_width(label, TEXT_PX, Weight::Regular)).fold(0.0, f64::max);
        let left = libm::ceil(gutter) + 8.0;
        let names = self.names(width_px);
        let names_px =
            names.iter().flatten().flatten().map(|line| text_width(line, TEXT_PX, Weight::Bold)).fold(0.0, f64::max);
        let right = (width_px - libm::ceil(names_px) - 16.0).max(left + 60.0);

        let y = Linear::new((low, high), (bottom, top));
        for (value, label) in ticks.values.iter().zip(labels) {
            let line = libm::floor(y.at(*value)) + 0.5;
            let zero = *value == 0.0;
            scene.line((left, line), (right, line), Stroke::solid(if zero { theme.ink } else { theme.line }, 1.0));
            scene.text((left - 8.0, line + TO_BASELINE_PX), label, soft.anchored(Anchor::End));
        }

        let days = || self.all.iter().flat_map(|series| &series.points).map(|point| point.day);
        let (first_day, last_day) = (days().min().unwrap_or_default(), days().max().unwrap_or_default());
        let x = Linear::new((f64::from(first_day), f64::from(last_day)), (left + 4.0, right - 4.0));
        let below = self.time_axis(&mut scene, &x, (first_day, last_day), (left, right), bottom);
        scene.height_px = bottom + below;

        let mut order: Vec<usize> = (0..self.all.len()).collect();
        order.sort_by_key(|index| self.looks.get(*index).map(|look| (look.main, look.width_px > 1.5)));
        for index in order {
            if let (Some(series), Some(look)) = (self.all.get(index), self.looks.get(index)) {
                self.line(&mut scene, series, *look, &x, &y);
            }
        }
        self.end_labels(&mut scene, names, &x, &y, (top, bottom), right);
        self.targets(&mut scene, &x, &y);
        scene
    }

    /// The names at the line ends, broken into lines; `None` for lines without a name.
    fn names(&self, width_px: f64) -> Vec<Option<Vec<String>>> {
        let room = (if width_px < 480.0 { 0.3 } else { 0.24 }) * width_px;
        let named = self.looks.iter().filter(|look| look.named).count();
        // Two lines each fit the shortest plot up to five names.
        let most = if named <= 5 { 2 } else { 1 };
        let split = !self.voice.series_name.is_empty();
        let name = |series: &Series, look: &Look| {
            let text = if split {
                series.name.clone().unwrap_or_else(|| words::UNNAMED_SERIES.text(self.voice.lang).to_owned())
            } else {
                let (plain, brief) = (self.voice.plain(last(series)?.value?), self.voice.brief(last(series)?.value?));
                if text_width(&plain, TEXT_PX, Weight::Bold) <= 72.0 { plain } else { brief }
            };
            look.named.then(|| wrap(&text, TEXT_PX, Weight::Bold, room, most))
        };
        self.all.iter().zip(self.looks).map(|(series, look)| name(series, look)).collect()
    }

    /// The ticks of the time axis; gives how much room they take below the plot.
    fn time_axis(
        &self,
        scene: &mut Scene,
        x: &Linear,
        days: (i32, i32),
        (left, right): (f64, f64),
        bottom: f64,
    ) -> f64 {
        let soft = Lettering::new(TEXT_PX, self.theme.soft).anchored(Anchor::Middle);
        let count = (((right - left) / 52.0) as usize).max(2);
        let ticks = time_ticks(days.0, days.1, count, self.part, self.voice.lang);
        let mut free = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        let mut two_lines = false;
        let half = |text: &str| text_width(text, TEXT_PX, Weight::Regular) / 2.0;
        for tick in &ticks {
            let at = x.at(f64::from(tick.day));
            let mark = libm::floor(at) + 0.5;
            scene.line((mark, bottom), (mark, bottom + 4.0), Stroke::solid(self.theme.soft, 1.0));
            if at - half(&tick.label) > free.0 {
                scene.text((at, bottom + 18.0), tick.label.clone(), soft);
                free.0 = at + half(&tick.label) + 4.0;
            }
            if let Some(below) = tick.below.as_deref().filter(|below| at - half(below) > free.1) {
                // The first year may not stick out of the picture on the left.
                let center = at.max(half(below));
                scene.text((center, bottom + 34.0), below, soft);
                free.1 = center + half(below) + 8.0;
                two_lines = true;
            }
        }
        if two_lines { 42.0 } else { 26.0 }
    }

    /// One line with its gaps; points that no line reaches, and uneven ones, become discs.
    fn line(&self, scene: &mut Scene, series: &Series, look: Look, x: &Linear, y: &Linear) {
        let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
        let mut before: Option<Point> = None;
        for point in &series.points {
            let Some(value) = point.value else {
                before = None;
                continue;
            };
            let place = (x.at(f64::from(point.day)), y.at(value));
            match (before, runs.last_mut()) {
                (Some(one), Some(run)) if !self.rhythm.breaks(one, *point) => run.push(place),
                _ => runs.push(vec![place]),
            }
            before = Some(*point);
        }
        let lines: Vec<Vec<(f64, f64)>> = runs.iter().filter(|run| run.len() > 1).cloned().collect();
        if !lines.is_empty() {
            let stroke = Some(Stroke::solid(look.color, look.width_px));
            scene.push(Item::Path { rings: lines, closed: false, fill: None, stroke });
        }
        let uneven = self.rhythm.step.is_none() && series.points.len() <= MARKED;
        let discs = runs.iter().filter(|run| run.len() == 1 || uneven).flatten();
        for (x, y) in discs.copied().collect::<Vec<_>>() {
            let radius = look.width_px + 0.75;
            scene.push(Item::Disc { x, y, radius, fill: Some(Fill::Solid(look.color)), stroke: None });
        }
        if look.main
            && let Some(place) = runs.last().and_then(|run| run.last())
        {
            let (x, y) = *place;
            scene.push(Item::Disc { x, y, radius: 3.5, fill: Some(Fill::Solid(look.color)), stroke: None });
        }
    }

    /// The names beside the line ends, moved apart where they would overlap.
    fn end_labels(
        &self,
        scene: &mut Scene,
        names: Vec<Option<Vec<String>>>,
        x: &Linear,
        y: &Linear,
        (top, bottom): (f64, f64),
        right: f64,
    ) {
        let theme = self.theme;
        let mut labels: Vec<EndLabel> = Vec::new();
        for ((series, look), lines) in self.all.iter().zip(self.looks).zip(names) {
            let (Some(lines), Some(point)) = (lines, last(series)) else {
                continue;
            };
            let Some(value) = point.value else { continue };
            let end = (x.at(f64::from(point.day)), y.at(value));
            let grey = look.color == theme.context;
            let color = if grey { theme.soft } else { readable(look.color, theme.paper, theme.ink, 4.5) };
            labels.push(EndLabel { lines, end, middle: end.1, color, bold: look.main });
        }
        labels.sort_by(|a, b| a.end.1.total_cmp(&b.end.1));
        spread(&mut labels, top - 6.0, bottom + 6.0);
        for label in labels {
            let moved = (label.middle - label.end.1).abs() > 5.0;
            let early = right - label.end.0 > 12.0;
            if moved || early {
                let to = (right + 4.0, label.middle);
                let stroke = Stroke { color: theme.context, width_px: 1.0, dash: Some((2.0, 3.0)) };
                scene.line((label.end.0 + 4.0, label.end.1), to, stroke);
            }
            let style = Lettering::new(TEXT_PX, label.color);
            let style = if label.bold { style.bold() } else { style };
            let first = label.middle - (label.lines.len() as f64 - 1.0) * LEADING_PX / 2.0 + TO_BASELINE_PX;
            for (number, line) in label.lines.into_iter().enumerate() {
                scene.text((right + 8.0, first + number as f64 * LEADING_PX), line, style);
            }
        }
    }

    /// What can be pointed at: every point with a value, series by series in order of time.
    fn targets(&self, scene: &mut Scene, x: &Linear, y: &Linear) {
        let lang = self.voice.lang;
        for (series, rows) in self.all.iter().zip(self.rows) {
            let name = series.name.as_deref().unwrap_or_else(|| words::UNNAMED_SERIES.text(lang));
            for (point, row) in series.points.iter().zip(rows) {
                let Some(value) = point.value else { continue };
                let (when, said) = (part_label(point.day, self.part, lang), self.voice.full(value));
                let label = if self.voice.series_name.is_empty() {
                    words::TARGET.with(lang, &[("what", &when), ("value", &said)])
                } else {
                    words::TARGET_SERIES.with(lang, &[("series", name), ("what", &when), ("value", &said)])
                };
                let (x, y) = (x.at(f64::from(point.day)), y.at(value));
                scene.targets.push(Target { bounds: (x - 8.0, y - 8.0, 16.0, 16.0), item: None, label, row: *row });
            }
        }
    }
}

/// The values at the ends of the axis: round, and from zero where the data comes near it.
fn domain(low: f64, high: f64, count: usize) -> ((f64, f64), Ticks) {
    let (mut low, mut high) = (low, high);
    if low >= 0.0 && low <= 0.4 * high {
        low = 0.0;
    }
    if high <= 0.0 && high >= 0.4 * low {
        high = 0.0;
    }
    if low == high {
        let around = if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
        (low, high) = (low - around, high + around);
    }
    if !low.is_finite() || !high.is_finite() {
        return ((-f64::MAX, f64::MAX), Ticks::default());
    }
    Ticks::widened(low, high, count)
}

/// Moves labels apart that are in order of their middles, within the given space.
fn spread(labels: &mut [EndLabel], top: f64, bottom: f64) {
    let mut free = top;
    for label in labels.iter_mut() {
        let half = label.height() / 2.0;
        label.middle = label.middle.max(free + half);
        free = label.middle + half;
    }
    let mut limit = bottom.max(top + labels.iter().map(EndLabel::height).sum::<f64>());
    for label in labels.iter_mut().rev() {
        let half = label.height() / 2.0;
        label.middle = label.middle.min(limit - half);
        limit = label.middle - half;
    }
}
