//! What charts have in common around their marks: the title of the value axis, legends, the frame of
//! values with its grid lines, axes of time, numbers and names below it, and names moved apart.

use super::annotate::reach;
use super::calendar::time_ticks;
use super::scale::{Band, Linear, Scale, Ticks, axis};
use super::voice::Voice;
use super::{ScaleKind, Sheet};
use crate::base::color::{Rgba, contrast};
use crate::base::date::DatePart;
use crate::base::lang::Lang;
use crate::i18n::{chart as words, layers as t};
use crate::scene::plane::{Along, Coord, Plane, Slot};
use crate::scene::width::{ellipsis, text_width, wrap};
use crate::scene::{Anchor, Fill, Item, Lettering, Scene, Stroke, Target, Theme, Weight};

/// Size of all text on the plot.
pub(crate) const TEXT_PX: f64 = 13.0;
/// Distance between two lines of a label.
pub(crate) const LEADING_PX: f64 = 16.0;
/// From the middle of a line of text down to its baseline: half the height of its capitals.
pub(crate) const TO_BASELINE_PX: f64 = 4.7;

/// Width of a regular text on the plot.
pub(crate) fn wide(text: &str) -> f64 {
    text_width(text, TEXT_PX, Weight::Regular)
}

/// Width of a bold text on the plot.
pub(crate) fn wide_bold(text: &str) -> f64 {
    text_width(text, TEXT_PX, Weight::Bold)
}

/// The widest of some texts, bold.
pub(crate) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>) -> f64 {
    texts.into_iter().map(wide_bold).fold(0.0, f64::max)
}

/// The lowest and the highest of some values; zero and one where there are none.
pub(crate) fn extent(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values
        .into_iter()
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if low <= high { (low, high) } else { (0.0, 1.0) }
}

/// Sets the title of the axis of values and gives where it ends.
pub(crate) fn title(scene: &mut Scene, text: &str, theme: &Theme) -> f64 {
    let mut top = 0.0;
    for line in wrap(text, TEXT_PX, Weight::Regular, scene.width_px, 3) {
        scene.text((0.0, top + 12.0), line, Lettering::new(TEXT_PX, theme.soft));
        top += LEADING_PX;
    }
    top
}

/// Sets a legend below `top`, as many entries to a line as fit, and gives where it ends.
pub(crate) fn legend(scene: &mut Scene, entries: &[(&str, Rgba)], top: f64, theme: &Theme) -> f64 {
    if entries.is_empty() {
        return top;
    }
    let (mut x, mut y) = (0.0, top + 4.0);
    for (name, color) in entries {
        let name = ellipsis(name, TEXT_PX, Weight::Regular, scene.width_px - 20.0);
        let width = 16.0 + wide(&name) + 16.0;
        if x > 0.0 && x + width - 16.0 > scene.width_px {
            (x, y) = (0.0, y + 20.0);
        }
        block(scene, (x, y + 2.0, 12.0, 12.0), *color);
        scene.text((x + 17.0, y + 8.0 + TO_BASELINE_PX), name, Lettering::new(TEXT_PX, theme.ink));
        x += width;
    }
    y + 20.0
}

/// A filled rectangle.
pub(crate) fn block(scene: &mut Scene, (x, y, width, height): (f64, f64, f64, f64), color: Rgba) {
    scene.push(Item::Rect {
        x,
        y,
        width: width.max(0.0),
        height: height.max(0.0),
        fill: Some(Fill::Solid(color)),
        stroke: None,
    });
}

/// A filled disc, with a thin edge of paper where it may lie upon others.
pub(crate) fn disc(scene: &mut Scene, (x, y): (f64, f64), radius: f64, color: Rgba, edge: Option<Rgba>) {
    let stroke = edge.map(|edge| Stroke::solid(edge, 1.0));
    scene.push(Item::Disc { x, y, radius, fill: Some(Fill::Solid(color)), stroke });
}

/// A line through points.
pub(crate) fn polyline(scene: &mut Scene, points: Vec<(f64, f64)>, stroke: Stroke) {
    scene.push(Item::Path { rings: vec![points], closed: false, fill: None, stroke: Some(stroke) });
}

/// A filled area.
pub(crate) fn area(scene: &mut Scene, ring: Vec<(f64, f64)>, color: Rgba) {
    scene.push(Item::Path { rings: vec![ring], closed: true, fill: Some(Fill::Solid(color)), stroke: None });
}

/// The title of an axis with what a reader must know of it: that it is not linear, that it does not begin at
/// zero.
pub(crate) fn honest(title: String, kind: ScaleKind, (low, high): (f64, f64), lang: Lang) -> String {
    let kind = if kind == ScaleKind::Log && low <= 0.0 { ScaleKind::Symlog } else { kind };
    let words = match kind {
        ScaleKind::Linear if low > 0.0 || high < 0.0 => words::AXIS_CUT,
        ScaleKind::Linear => return title,
        ScaleKind::Log => t::ON_LOG,
        ScaleKind::Symlog => t::ON_SYMLOG,
        ScaleKind::Sqrt => t::ON_SQRT,
    };
    format!("{title} · {}", words.text(lang))
}

/// Something to point at.
pub(crate) fn target(scene: &mut Scene, bounds: (f64, f64, f64, f64), label: String, row: usize) {
    let bounds = (bounds.0, bounds.1, bounds.2.max(0.0), bounds.3.max(0.0));
    scene.targets.push(Target { bounds, item: None, label, row });
}

/// Remembers what is drawn at a place, just before the target that tells about it.
pub(crate) fn spot(scene: &mut Scene, x: impl FnOnce() -> Coord, series: Option<&str>, at: (f64, f64)) {
    let target = scene.targets.len();
    if let Some(plane) = scene.plane.as_mut().filter(|plane| plane.has_room()) {
        plane.spot(x(), series, at, target);
    }
}

/// A day as an axis of time knows it.
pub(crate) fn on_day(day: i32) -> Coord {
    Coord::Text(crate::base::date::iso(day))
}

/// Letters that are read on a colour: paper or ink, or black or white where neither has 4.5:1.
pub(crate) fn on(color: Rgba, theme: &Theme) -> Rgba {
    let better = |one: Rgba, other: Rgba| if contrast(one, color) >= contrast(other, color) { one } else { other };
    let own = better(theme.paper, theme.ink);
    if contrast(own, color) >= 4.5 { own } else { better(Rgba(0, 0, 0, 255), Rgba(255, 255, 255, 255)) }
}

/// Where the axis of values begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// At zero: what is drawn is as long as its value.
    Zero,
    /// At zero where the values come near it.
    Near,
}

/// The rectangle in which values are drawn upwards.
pub(crate) struct Frame {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    /// Where a value lies.
    pub(crate) y: Scale,
}

/// What a frame is made from.
pub(crate) struct Framing<'a> {
    /// What the values are.
    pub(crate) title: String,
    /// The series, for a legend.
    pub(crate) legend: &'a [(&'a str, Rgba)],
    /// The lowest and the highest value.
    pub(crate) extent: (f64, f64),
    /// Where the axis begins.
    pub(crate) base: Base,
    /// Room to keep at the right.
    pub(crate) right_px: f64,
    /// Height of the plot as a share of the width.
    pub(crate) share: f64,
    /// Room to keep between title and plot.
    pub(crate) above_px: f64,
}

impl Frame {
    /// Draws title, legend, grid lines and their labels.
    pub(crate) fn new(scene: &mut Scene, sheet: &Sheet<'_>, voice: &Voice, framing: Framing<'_>) -> Self {
        let theme = sheet.theme;
        let width_px = scene.width_px;
        let soft = Lettering::new(TEXT_PX, theme.soft);
        let height = libm::round((width_px * framing.share).clamp(200.0, 400.0));
        let height = (height + sheet.stretch_px).clamp(height.min(160.0), 4000.0);
        let kind = sheet.lowered.spec.scale.unwrap_or_default();
        let (low, high) = opened_for(kind, reach(&sheet.lowered.spec, framing.extent), framing.base);
        let ((low, high), ticks) = axis(kind, low, high, ((height / 56.0) as usize).max(2));
        let labels = voice.ticks(&ticks);
        let text = honest(framing.title, kind, (low, high), voice.lang);
        let below = title(scene, &text, theme);
        let top = legend(scene, framing.legend, below, theme) + 12.0 + framing.above_px;
        let bottom = top + height;
        let gutter = labels.iter().map(|label| wide(label)).fold(0.0, f64::max);
        let left = libm::ceil(gutter) + 8.0;
        let right = (width_px - framing.right_px).max(left + 60.0);
        let y = Scale::new(kind, (low, high), (bottom, top));
        let mut free = f64::INFINITY;
        for (value, label) in ticks.values.iter().zip(labels) {
            let line = libm::floor(y.at(*value)) + 0.5;
            let color = if *value == 0.0 { theme.ink } else { theme.line };
            scene.line((left, line), (right, line), Stroke::solid(color, 1.0));
            // Ticks of other scales than the linear can be close to each other.
            if line <= free {
                scene.text((left - 8.0, line + TO_BASELINE_PX), label, soft.anchored(Anchor::End));
                free = line - LEADING_PX;
            }
        }
        Self { left, right, top, bottom, y }
    }

    /// Tells the scene its coordinates; what is drawn from now on lies above the ground.
    pub(crate) fn plane(&self, scene: &mut Scene, x: Along) {
        let bounds = (self.left, self.top, self.right, self.bottom);
        scene.plane = Some(Plane::new(bounds, x, Along::Numbers(self.y), scene.items.len()));
    }

    /// Draws the ticks of a time axis and gives how much room they take below the plot.
    pub(crate) fn times(
        &self,
        scene: &mut Scene,
        x: &Linear,
        days: (i32, i32),
        part: DatePart,
        sheet: &Sheet<'_>,
    ) -> f64 {
        let theme = sheet.theme;
        let soft = Lettering::new(TEXT_PX, theme.soft).anchored(Anchor::Middle);
        let count = (((self.right - self.left) / 52.0) as usize).max(2);
        let ticks = time_ticks(days.0, days.1, count, part, sheet.lang);
        let mut free = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        let mut two_lines = false;
        let half = |text: &str| wide(text) / 2.0;
        for tick in &ticks {
            let at = x.at(f64::from(tick.day));
            let mark = libm::floor(at) + 0.5;
            scene.line((mark, self.bottom), (mark, self.bottom + 4.0), Stroke::solid(theme.soft, 1.0));
            if at - half(&tick.label) > free.0 {
                scene.text((at, self.bottom + 18.0), tick.label.clone(), soft);
                free.0 = at + half(&tick.label) + 4.0;
            }
            if let Some(below) = tick.below.as_deref().filter(|below| at - half(below) > free.1) {
                // The first year may not stick out of the picture on the left.
                let center = at.max(half(below));
                scene.text((center, self.bottom + 34.0), below, soft);
                free.1 = center + half(below) + 8.0;
                two_lines = true;
            }
        }
        if two_lines { 42.0 } else { 26.0 }
    }

    /// Draws an axis of numbers with its title below and gives the scale and the room taken. Without a base the
    /// axis ends where it is said to, linear.
    pub(crate) fn numbers(
        &self,
        scene: &mut Scene,
        (low, high): (f64, f64),
        base: Option<Base>,
        voice: &Voice,
        text: &str,
        sheet: &Sheet<'_>,
    ) -> (Scale, f64) {
        let theme = sheet.theme;
        let soft = Lettering::new(TEXT_PX, theme.soft);
        let kind = sheet.lowered.spec.scale.filter(|_| base.is_some()).unwrap_or_default();
        let count = (((self.right - self.left) / 70.0) as usize).clamp(2, 8);
        let (domain, ticks) = match base {
            Some(base) => {
                let (low, high) = opened_for(kind, (low, high), base);
                axis(kind, low, high, count)
            }
            None => ((low, high), Ticks::new(low, high, count)),
        };
        let x = Scale::new(kind, domain, (self.left + 8.0, self.right - 8.0));
        let mut free = f64::NEG_INFINITY;
        for (value, label) in ticks.values.iter().zip(voice.ticks(&ticks)) {
            let at = libm::floor(x.at(*value)) + 0.5;
            scene.line((at, self.bottom), (at, self.bottom + 4.0), Stroke::solid(theme.soft, 1.0));
            let half = wide(&label) / 2.0;
            let center = at.clamp(half, (scene.width_px - half).max(half));
            if center - half > free {
                scene.text((center, self.bottom + 18.0), label, soft.anchored(Anchor::Middle));
                free = center + half + 8.0;
            }
        }
        let text =
            if kind == ScaleKind::Linear { text.to_owned() } else { honest(text.to_owned(), kind, domain, voice.lang) };
        let mut below = 26.0;
        for line in wrap(&text, TEXT_PX, Weight::Regular, scene.width_px, 2) {
            let left = (self.right - wide(&line)).max(0.0);
            scene.text((left, self.bottom + below + 12.0), line, soft);
            below += LEADING_PX;
        }
        (x, below + 6.0)
    }

    /// Draws names below places of equal width and gives the room taken. Where `skip` says that names
    /// follow from each other, as those of times do, some are left out; `None` where names do not fit.
    pub(crate) fn names(
        &self,
        scene: &mut Scene,
        names: &[String],
        band: Band,
        skip: bool,
        theme: &Theme,
    ) -> Option<f64> {
        let soft = Lettering::new(TEXT_PX, theme.soft).anchored(Anchor::Middle);
        if skip {
            let room = widest(names.iter().map(String::as_str)) + 12.0;
            let every = libm::ceil(room / band.step).max(1.0) as usize;
            for (index, name) in names.iter().enumerate().step_by(every) {
                let half = wide(name) / 2.0;
                let x = band.middle(index).clamp(half, (scene.width_px - half).max(half));
                scene.text((x, self.bottom + 18.0), name.clone(), soft);
            }
            return Some(26.0);
        }
        let room = band.step - 6.0;
        let lines: Vec<Vec<String>> = names.iter().map(|name| wrap(name, TEXT_PX, Weight::Regular, room, 4)).collect();
        let fits = names
            .iter()
            .zip(&lines)
            .all(|(name, lines)| lines.len() <= 3 && name.split_whitespace().all(|word| wide(word) <= room));
        if !fits {
            return None;
        }
        let mut most = 1;
        for (index, lines) in lines.into_iter().enumerate() {
            most = most.max(lines.len());
            for (number, line) in lines.into_iter().enumerate() {
                scene.text((band.middle(index), self.bottom + 18.0 + number as f64 * LEADING_PX), line, soft);
            }
        }
        Some(26.0 + (most - 1) as f64 * LEADING_PX)
    }
}

/// The same for a scale: a logarithm never begins at zero where all values are above it.
pub(crate) fn opened_for(kind: ScaleKind, extent: (f64, f64), base: Base) -> (f64, f64) {
    if kind == ScaleKind::Log && extent.0 > 0.0 && extent.1 > extent.0 { extent } else { opened(extent, base) }
}

/// The values at the ends of an axis: from zero where it must or the values come near it, never a single
/// value.
pub(crate) fn opened((low, high): (f64, f64), base: Base) -> (f64, f64) {
    let (mut low, mut high) = (low, high);
    if base == Base::Zero || (low >= 0.0 && low <= 0.4 * high) {
        low = low.min(0.0);
    }
    if base == Base::Zero || (high <= 0.0 && high >= 0.4 * low) {
        high = high.max(0.0);
    }
    if low >= high {
        let around = if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
        (low, high) = if base == Base::Zero { (0.0, 1.0) } else { (low - around, high + around) };
    }
    if low.is_finite() && high.is_finite() { (low, high) } else { (-f64::MAX, f64::MAX) }
}

/// Places side by side with their names, and their first days where they are times.
pub(crate) fn slots<'a>(names: impl Iterator<Item = (&'a str, Option<i32>)>, band: Band) -> Along {
    let slot = |(index, (name, day)): (usize, (&str, Option<i32>))| {
        let from = band.start + index as f64 * band.step;
        Slot { name: name.to_owned(), day, from, to: from + band.step }
    };
    Along::Slots(names.enumerate().map(slot).collect())
}

/// A name beside a mark that can be moved up or down.
pub(crate) struct Label {
    pub(crate) lines: Vec<String>,
    /// The place it belongs to.
    pub(crate) end: (f64, f64),
    /// Middle of the label.
    pub(crate) middle: f64,
    pub(crate) color: Rgba,
    pub(crate) bold: bool,
}

impl Label {
    fn height(&self) -> f64 {
        self.lines.len() as f64 * LEADING_PX
    }
}

/// Names to the right of marks, moved apart where they would overlap, with a thread to what moved away.
pub(crate) fn names_beside(
    scene: &mut Scene,
    mut labels: Vec<Label>,
    (top, bottom): (f64, f64),
    right: f64,
    theme: &Theme,
) {
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

/// Moves labels apart that are in order of their middles, within the given space.
pub(crate) fn spread(labels: &mut [Label], top: f64, bottom: f64) {
    let mut free = top;
    for label in labels.iter_mut() {
        let half = label.height() / 2.0;
        label.middle = label.middle.max(free + half);
        free = label.middle + half;
    }
    let mut limit = bottom.max(top + labels.iter().map(Label::height).sum::<f64>());
    for label in labels.iter_mut().rev() {
        let half = label.height() / 2.0;
        label.middle = label.middle.min(limit - half);
        limit = label.middle - half;
    }
}
