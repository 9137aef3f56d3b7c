//! Lines over time: their colours, honest gaps, names at the line ends.

use crate::base::color::{Rgba, readable};
use crate::base::date::DatePart;
use crate::base::note::{Note, NoteCode, Problem};
use crate::base::text::fold;
use crate::chart::axis::{Base, Frame, Framing, Label, TEXT_PX, disc, extent, names_beside, on_day, spot};
use crate::chart::calendar::{part_index, part_label};
use crate::chart::data::{Counts, Point, Series, last, lines};
use crate::chart::grid::{COLORED, missing};
use crate::chart::reading::sentence;
use crate::chart::rhythm::Rhythm;
use crate::chart::scale::{Linear, Scale};
use crate::chart::voice::Voice;
use crate::chart::{Figure, Mark, Sheet, layers, twin};
use crate::i18n::chart as words;
use crate::scene::plane::Along;
use crate::scene::width::{text_width, wrap};
use crate::scene::{Item, Scene, Stroke, Target, Theme, Weight};

/// Up to this many points of a line are marked where their distances are uneven.
const MARKED: usize = 60;
/// From this many points on, lines that are only context are as thin as can be.
const CROWDED: usize = 5000;
/// The words of more points than this are not written in advance.
const SAID: usize = 2000;

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
    let plot = Plot {
        all: &all,
        looks: &looks,
        rows: &rows,
        part,
        rhythm,
        steps: spec.mark == Some(Mark::LineStep),
        voice: &voice,
        theme: sheet.theme,
    };
    let mut scene = plot.layout(sheet);
    scene.title = voice.title();
    scene.description.clone_from(&sentence);
    Ok(Figure { scene, twin, sentence, notes: notes(sheet, &all, counts, rhythm) })
}

/// What was left out of the picture.
fn notes(sheet: &Sheet<'_>, all: &[Series], counts: Counts, rhythm: Rhythm) -> Vec<Note> {
    let mut notes = missing(sheet, counts);
    let gaps: u64 = all.iter().map(|series| rhythm.missing(&series.points)).sum();
    if gaps > 0 {
        notes.push(Note { count: gaps, ..Note::once(NoteCode::PeriodsMissing, []) });
    }
    notes
}

/// Months that are all Januaries are years, months that are all first of a quarter stay months: a
/// yearly series is spoken of in years even when it was summed up by month.
fn coarsened(all: &[Series], part: DatePart, voice: Voice) -> (DatePart, Voice) {
    if !matches!(part, DatePart::Month | DatePart::Quarter) {
        return (part, voice);
    }
    let points = || all.iter().flat_map(|series| &series.points);
    let januaries = points().all(|point| part_index(point.day, DatePart::Month).rem_euclid(12) == 0);
    let years = points().map(|point| part_index(point.day, DatePart::Year));
    let several = years.clone().min() != years.max();
    if januaries && several {
        return (DatePart::Year, voice.spoken_in(DatePart::Year));
    }
    (part, voice)
}

/// The colours of the lines: one in accent, a few in their own, many in grey.
fn looks(all: &[Series], highlight: Option<&str>, theme: &Theme) -> Vec<Look> {
    let colors = theme.series;
    let wanted = highlight.map(fold);
    let is_wanted = |series: &Series| series.name.as_deref().map(fold) == wanted && wanted.is_some();
    // Among so many points wider lines only run into each other, and cost several times as much to paint.
    let crowded = all.iter().map(|series| series.points.len()).sum::<usize>() > CROWDED;
    let grey = Look { color: theme.context, width_px: if crowded { 1.0 } else { 1.25 }, named: false, main: false };
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

/// Everything that the picture is made from.
struct Plot<'a> {
    all: &'a [Series],
    looks: &'a [Look],
    /// The twin's row of each point.
    rows: &'a [Vec<usize>],
    part: DatePart,
    rhythm: Rhythm,
    /// Whether a value holds until the next.
    steps: bool,
    voice: &'a Voice,
    theme: &'a Theme,
}

impl Plot<'_> {
    /// Puts everything in its place.
    fn layout(&self, sheet: &Sheet<'_>) -> Scene {
        let width_px = sheet.width_px;
        let mut scene = Scene { width_px, ..Scene::default() };
        let names = self.names(width_px);
        let names_px =
            names.iter().flatten().flatten().map(|line| text_width(line, TEXT_PX, Weight::Bold)).fold(0.0, f64::max);
        let values = self.all.iter().flat_map(|series| &series.points).filter_map(|point| point.value);
        let title = self.voice.axis_title();
        let entries = layers::legend(sheet, &self.voice.value_name);
        let legend: Vec<(&str, Rgba)> = entries.iter().map(|(name, color)| (name.as_str(), *color)).collect();
        let framing = Framing {
            title,
            legend: &legend,
            extent: layers::extent(sheet, extent(values)),
            base: Base::Near,
            right_px: libm::ceil(names_px) + 16.0,
            share: 0.48,
            above_px: 0.0,
        };
        let frame = Frame::new(&mut scene, sheet, self.voice, framing);
        let days = || self.all.iter().flat_map(|series| &series.points).map(|point| point.day);
        let (first_day, last_day) = (days().min().unwrap_or_default(), days().max().unwrap_or_default());
        let x = Linear::new((f64::from(first_day), f64::from(last_day)), (frame.left + 4.0, frame.right - 4.0));
        let below = frame.times(&mut scene, &x, (first_day, last_day), self.part, sheet);
        scene.height_px = frame.bottom + below;
        frame.plane(&mut scene, Along::Days(x));

        let mut order: Vec<usize> = (0..self.all.len()).collect();
        order.sort_by_key(|index| self.looks.get(*index).map(|look| (look.main, look.width_px > 1.5)));
        for index in order {
            if let (Some(series), Some(look)) = (self.all.get(index), self.looks.get(index)) {
                self.line(&mut scene, series, *look, &x, &frame.y);
            }
        }
        self.end_labels(&mut scene, names, &x, &frame);
        self.targets(&mut scene, &x, &frame.y);
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

    /// One line with its gaps; points that no line reaches, and uneven ones, become discs.
    fn line(&self, scene: &mut Scene, series: &Series, look: Look, x: &Linear, y: &Scale) {
        let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
        let mut before: Option<Point> = None;
        for point in &series.points {
            let Some(value) = point.value else {
                before = None;
                continue;
            };
            let place = (x.at(f64::from(point.day)), y.at(value));
            match (before, runs.last_mut()) {
                (Some(one), Some(run)) if !self.rhythm.breaks(one, *point) => {
                    if self.steps
                        && let Some((_, level)) = run.last().copied()
                    {
                        run.push((place.0, level));
                    }
                    run.push(place);
                }
                _ => runs.push(vec![place]),
            }
            before = Some(*point);
        }
        let uneven = self.rhythm.step.is_none() && series.points.len() <= MARKED;
        let discs: Vec<(f64, f64)> = runs.iter().filter(|run| run.len() == 1 || uneven).flatten().copied().collect();
        let end = runs.last().and_then(|run| run.last()).copied();
        runs.retain(|run| run.len() > 1);
        if !runs.is_empty() {
            let stroke = Some(Stroke::solid(look.color, look.width_px));
            scene.push(Item::Path { rings: runs, closed: false, fill: None, stroke });
        }
        for place in discs {
            disc(scene, place, look.width_px + 0.75, look.color, None);
        }
        if look.main
            && let Some(place) = end
        {
            disc(scene, place, 3.5, look.color, None);
        }
    }

    /// The names beside the line ends.
    fn end_labels(&self, scene: &mut Scene, names: Vec<Option<Vec<String>>>, x: &Linear, frame: &Frame) {
        let theme = self.theme;
        let mut labels: Vec<Label> = Vec::new();
        for ((series, look), lines) in self.all.iter().zip(self.looks).zip(names) {
            let (Some(lines), Some(point)) = (lines, last(series)) else {
                continue;
            };
            let Some(value) = point.value else { continue };
            let end = (x.at(f64::from(point.day)), frame.y.at(value));
            let grey = look.color == theme.context;
            let color = if grey { theme.soft } else { readable(look.color, theme.paper, theme.ink, 4.5) };
            labels.push(Label { lines, end, middle: end.1, color, bold: look.main });
        }
        names_beside(scene, labels, (frame.top, frame.bottom), frame.right, theme);
    }

    /// What can be pointed at: every point with a value, series by series in order of time.
    fn targets(&self, scene: &mut Scene, x: &Linear, y: &Scale) {
        let lang = self.voice.lang;
        let count: usize = self.rows.iter().map(Vec::len).sum();
        // What so many points say is read from the table twin when somebody asks, where each has a row there.
        let unsaid = count > SAID && self.all.len() > twin::SIDE_BY_SIDE;
        scene.targets.reserve_exact(count);
        for (series, rows) in self.all.iter().zip(self.rows) {
            let name = series.name.as_deref().unwrap_or_else(|| words::UNNAMED_SERIES.text(lang));
            for (point, row) in series.points.iter().zip(rows) {
                let Some(value) = point.value else { continue };
                let label = if unsaid { String::new() } else { self.said(name, *point, value) };
                let (x, y) = (x.at(f64::from(point.day)), y.at(value));
                spot(scene, || on_day(point.day), series.name.as_deref(), (x, y));
                scene.targets.push(Target { bounds: (x - 8.0, y - 8.0, 16.0, 16.0), item: None, label, row: *row });
            }
        }
    }

    /// What a point says.
    fn said(&self, name: &str, point: Point, value: f64) -> String {
        let lang = self.voice.lang;
        let (when, said) = (part_label(point.day, self.part, lang), self.voice.full(value));
        if self.voice.series_name.is_empty() {
            words::TARGET.with(lang, &[("what", &when), ("value", &said)])
        } else {
            words::TARGET_SERIES.with(lang, &[("series", name), ("what", &when), ("value", &said)])
        }
    }
}
