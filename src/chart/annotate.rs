//! Remarks on a finished figure: words with arrows, lines, bands and dates, put where there is room. They are
//! part of the scene, of what can be walked through, and of the sentence.

use super::axis::{LEADING_PX, TEXT_PX, wide};
use super::calendar::{days, part_index, part_label};
use super::remark::{Form, Remark, Side};
use super::{ChartSpec, Figure, Mark, Sheet};
use crate::base::color::Rgba;
use crate::base::date::{self, DatePart};
use crate::base::lang::Lang;
use crate::base::note::{Note, NoteCode};
use crate::base::number::format_number;
use crate::base::text::fold;
use crate::i18n::remarks as t;
use crate::scene::plane::{Along, Coord, Plane, Spot};
use crate::scene::width::{ellipsis, text_width, wrap};
use crate::scene::{Anchor, Fill, Item, Lettering, Scene, Stroke, Target, Weight};

/// More remarks than this make no chart clearer.
pub(crate) const MOST: usize = 40;
/// Remarks that the sentence tells one by one.
const TOLD: usize = 6;
/// Widest block of words in CSS pixels.
const WIDEST_PX: f64 = 190.0;
/// Lines of words.
const MOST_LINES: usize = 4;
/// Empty space around words.
const PADDING_PX: f64 = 3.0;

/// A rectangle: left, top, right, bottom.
type Bounds = (f64, f64, f64, f64);

/// The ends of an axis of values, farther where remarks on it lie a little beyond; what lies far out would
/// make the values unreadable and stays outside.
pub(crate) fn reach(spec: &ChartSpec, (low, high): (f64, f64)) -> (f64, f64) {
    let span = (high - low).max(high.abs().max(low.abs()));
    let values = spec.remarks.iter().take(MOST).flat_map(|remark| match (remark.form, remark.side) {
        (Form::Text, _) => [remark.value, None],
        (_, Side::X) => [None, None],
        (_, Side::Y) => [remark.at.as_ref(), remark.to.as_ref()].map(|coord| coord.and_then(Coord::number)),
    });
    values.flatten().filter(|value| *value >= low - span && *value <= high + span).fold((low, high), |ends, value| {
        // A logarithm has no place for what is not above zero.
        if value <= 0.0 && low > 0.0 && spec.scale == Some(super::ScaleKind::Log) {
            return ends;
        }
        (ends.0.min(value), ends.1.max(value))
    })
}

/// Puts the remarks of a spec on its figure.
pub(crate) fn annotate(figure: &mut Figure, sheet: &Sheet<'_>) {
    let spec = &sheet.lowered.spec;
    if spec.remarks.is_empty() && spec.events.is_empty() {
        return;
    }
    let Some(plane) = figure.scene.plane.take() else {
        let count = (spec.remarks.len() + spec.events.len()) as u64;
        figure.notes.push(Note { count, ..Note::once(NoteCode::RemarksWithoutAxes, []) });
        return;
    };
    let mut board = Board::new(&mut figure.scene, &plane, sheet);
    // Words look for room where lines and dates have left some.
    let (words, lines): (Vec<&Remark>, Vec<&Remark>) =
        spec.remarks.iter().take(MOST).partition(|remark| remark.form == Form::Text);
    for remark in lines {
        board.remark(remark);
    }
    for list in &spec.events {
        board.outside += u64::from(board.events(*list) == 0);
    }
    for remark in words {
        board.remark(remark);
    }
    board.finish();
    let (said, outside) = (board.said, board.outside + spec.remarks.len().saturating_sub(MOST) as u64);
    figure.scene.plane = Some(plane);
    if outside > 0 {
        figure.notes.push(Note { count: outside, ..Note::once(NoteCode::RemarksOutside, []) });
    }
    for list in &spec.events {
        let words = [list.name().text(sheet.lang).to_owned(), list.source().text(sheet.lang).to_owned()];
        figure.notes.push(Note::once(NoteCode::EventDates, words));
    }
    if !said.is_empty() {
        let mut told: Vec<String> = said.iter().take(TOLD).cloned().collect();
        if said.len() > TOLD {
            let n = format_number((said.len() - TOLD) as f64, 0, sheet.lang);
            told.push(t::SAID_MORE.with(sheet.lang, &[("n", &n)]));
        }
        let sentence = t::SAID.with(sheet.lang, &[("list", &told.join("; "))]);
        figure.sentence = format!("{} {sentence}", figure.sentence);
        figure.scene.description = format!("{} {sentence}", figure.scene.description);
    }
}

/// What a remark stands on, and what was said so far.
struct Board<'a> {
    scene: &'a mut Scene,
    plane: &'a Plane,
    sheet: &'a Sheet<'a>,
    /// What lies below the marks.
    below: Vec<Item>,
    /// What lies above them.
    above: Vec<Item>,
    /// Words, which lie above everything.
    words: Vec<Item>,
    /// What words should not hide.
    marks: Vec<Bounds>,
    targets: Vec<Target>,
    /// Where words stand already.
    taken: Vec<Bounds>,
    said: Vec<String>,
    /// Remarks that have no place on this plot.
    outside: u64,
}

impl<'a> Board<'a> {
    fn new(scene: &'a mut Scene, plane: &'a Plane, sheet: &'a Sheet<'a>) -> Self {
        let (left, top, right, bottom) = plane.bounds;
        let inside =
            |bounds: &Bounds| bounds.0 < right && bounds.2 > left && bounds.1 < bottom && bounds.3 > top - LEADING_PX;
        let solid = |item: &Item| match item {
            Item::Rect { x, y, width, height, fill: Some(_), .. } => Some((*x, *y, x + width, y + height)),
            _ => None,
        };
        let dot = |spot: &Spot| (spot.at.0 - 3.0, spot.at.1 - 3.0, spot.at.0 + 3.0, spot.at.1 + 3.0);
        let marks = scene.items.iter().skip(plane.ground).filter_map(solid).take(500);
        let marks = marks.chain(plane.spots.iter().take(1500).map(dot)).collect();
        let taken = scene.items.iter().filter_map(text_bounds).filter(inside).take(400).collect();
        Self {
            scene,
            plane,
            sheet,
            below: Vec::new(),
            above: Vec::new(),
            words: Vec::new(),
            marks,
            targets: Vec::new(),
            taken,
            said: Vec::new(),
            outside: 0,
        }
    }

    /// Puts bands under the marks and the rest over them.
    fn finish(&mut self) {
        let at = self.plane.ground.min(self.scene.items.len());
        let count = self.below.len();
        for target in &mut self.scene.targets {
            target.item = target.item.map(|item| if item >= at { item + count } else { item });
        }
        self.scene.items.splice(at..at, self.below.drain(..));
        self.scene.items.append(&mut self.above);
        self.scene.items.append(&mut self.words);
        self.scene.targets.append(&mut self.targets);
    }

    fn remark(&mut self, remark: &Remark) {
        let placed = match remark.form {
            Form::Text => self.words(remark),
            Form::Line => self.line(remark),
            Form::Range => self.range(remark),
        };
        match placed {
            Some(said) => self.said.push(said),
            None => self.outside += 1,
        }
    }

    /// What lies along a side, and whether it lies across the picture.
    fn side(&self, side: Side) -> (&'a Along, bool) {
        match side {
            Side::X => (&self.plane.x, !self.plane.lying),
            Side::Y => (&self.plane.y, self.plane.lying),
        }
    }

    /// The part of the plot along a direction.
    fn ends(&self, across: bool) -> (f64, f64) {
        let (left, top, right, bottom) = self.plane.bounds;
        if across { (left, right) } else { (top, bottom) }
    }

    /// The value that words belong to: what is drawn there, else the place itself.
    fn anchor(&self, remark: &Remark) -> Option<((f64, f64), usize)> {
        let at = remark.at.as_ref()?;
        if remark.value.is_none()
            && let Some(spot) = spot_of(self.plane, at, remark.series.as_deref(), &self.sheet.lowered.spec)
        {
            let row = self.scene.targets.get(spot.target).map_or(0, |target| target.row);
            return Some((spot.at, row));
        }
        let middle = |(from, to): (f64, f64)| f64::midpoint(from, to);
        let x = middle(self.plane.x.span(at)?);
        let y = middle(self.plane.y.span(&Coord::Number(remark.value?))?);
        Some((if self.plane.lying { (y, x) } else { (x, y) }, 0))
    }

    /// Words, with an arrow to their value.
    fn words(&mut self, remark: &Remark) -> Option<String> {
        let text = remark.text.trim();
        if text.is_empty() {
            return None;
        }
        let (anchor, row) = self.anchor(remark)?;
        let (left, top, right, bottom) = self.plane.bounds;
        let reach = 1.0;
        if anchor.0 < left - reach || anchor.0 > right + reach || anchor.1 < top - reach || anchor.1 > bottom + reach {
            return None;
        }
        let (lines, size) = self.set(text);
        let place = |offset: (f64, f64)| self.placed(anchor, offset, size);
        let bounds = match remark.offset {
            Some((dx, dy)) if dx.is_finite() && dy.is_finite() => place((dx.clamp(-4e3, 4e3), dy.clamp(-4e3, 4e3))),
            _ => {
                let tries = [24.0, 52.0, 90.0].into_iter().flat_map(|far| {
                    [(far, -far), (-far, -far), (0.0, -far * 1.3), (far, far), (-far, far), (0.0, far * 1.3)]
                });
                let cost = |offset: &(f64, f64)| {
                    let bounds = place(*offset);
                    let covers = f64::from(u8::from(holds(&grown(&bounds, 4.0), anchor)));
                    self.crowded(&bounds) + covers * 4000.0 + offset.0.abs() * 0.1 + offset.1.abs() * 0.2
                };
                let best = tries.min_by(|a, b| cost(a).total_cmp(&cost(b)));
                place(best.unwrap_or((24.0, -24.0)))
            }
        };
        if !remark.plain {
            self.arrow(&bounds, anchor);
        }
        let at = remark.at.as_ref().map(|at| self.say(Side::X, at)).unwrap_or_default();
        let at = match &remark.series {
            Some(series) => format!("{series}, {at}"),
            None => at,
        };
        let said = t::AT.with(self.sheet.lang, &[("text", text), ("at", &at)]);
        self.block(lines, bounds, &said, row);
        Some(said)
    }

    /// A line across the plot.
    fn line(&mut self, remark: &Remark) -> Option<String> {
        let at = remark.at.as_ref()?;
        let (along, across) = self.side(remark.side);
        let (from, to) = along.span(at)?;
        let place = f64::midpoint(from, to);
        let ends = self.ends(across);
        if place < ends.0 - 1.0 || place > ends.1 + 1.0 {
            return None;
        }
        let other = self.ends(!across);
        let color = self.sheet.theme.ink;
        let stroke = Stroke { color, width_px: 1.25, dash: Some((5.0, 4.0)) };
        let thread = if across {
            (place - 1.0, other.0, place + 1.0, other.1)
        } else {
            (other.0, place - 1.0, other.1, place + 1.0)
        };
        let ring = if across { [(place, other.0), (place, other.1)] } else { [(other.0, place), (other.1, place)] };
        self.above.push(Item::Path { rings: vec![ring.to_vec()], closed: false, fill: None, stroke: Some(stroke) });
        let where_ = self.say(remark.side, at);
        let text = remark.text.trim();
        let said = if text.is_empty() {
            where_.clone()
        } else {
            t::AT.with(self.sheet.lang, &[("text", text), ("at", &where_)])
        };
        let (lines, size) = self.set(if text.is_empty() { &where_ } else { text });
        let half = (size.0 / 2.0, size.1 / 2.0);
        // Beside an upright line at the top or the foot, above or below a level one at its ends.
        let centers = if across {
            let (top, bottom) = (other.0 + half.1 + 2.0, other.1 - half.1 - 2.0);
            let beside = [place + half.0 + 4.0, place - half.0 - 4.0];
            [(beside[0], top), (beside[1], top), (beside[0], bottom), (beside[1], bottom)]
        } else {
            let (left, right) = (other.0 + half.0 + 4.0, other.1 - half.0 - 4.0);
            let beside = [place - half.1 - 2.0, place + half.1 + 2.0];
            [(right, beside[0]), (left, beside[0]), (right, beside[1]), (left, beside[1])]
        };
        let bounds = self.best(&centers, size, remark.offset);
        self.block(lines, bounds, &said, 0);
        self.taken.push(thread);
        Some(said)
    }

    /// A band across the plot.
    fn range(&mut self, remark: &Remark) -> Option<String> {
        let (from, to) = (remark.at.as_ref()?, remark.to.as_ref()?);
        let (along, across) = self.side(remark.side);
        let (one, other) = (along.span(from)?, along.span(to)?);
        let ends = self.ends(across);
        let start = one.0.min(one.1).min(other.0).min(other.1);
        let end = one.0.max(one.1).max(other.0).max(other.1);
        if end < ends.0 || start > ends.1 {
            return None;
        }
        let (start, end) = (start.max(ends.0), end.min(ends.1));
        let cross = self.ends(!across);
        let (x, y, width, height) = if across {
            (start, cross.0, (end - start).max(1.0), cross.1 - cross.0)
        } else {
            (cross.0, start, cross.1 - cross.0, (end - start).max(1.0))
        };
        let fill = Some(Fill::Solid(faded(self.sheet.theme.context, 70)));
        self.below.push(Item::Rect { x, y, width, height, fill, stroke: None });
        let lang = self.sheet.lang;
        let (from, to) = (self.say(remark.side, from), self.say(remark.side, to));
        let span = t::FROM_TO.with(lang, &[("from", &from), ("to", &to)]);
        let text = if remark.text.trim().is_empty() { t::RANGE.text(lang) } else { remark.text.trim() };
        let said = t::AT.with(lang, &[("text", text), ("at", &span)]);
        if remark.text.trim().is_empty() {
            let bounds = (x, y, x + width, y + height);
            self.target(bounds, &said, 0);
            return Some(said);
        }
        let (lines, size) = self.set(text);
        let half = (size.0 / 2.0, size.1 / 2.0);
        let (top, bottom) = (y + half.1 + 2.0, y + height - half.1 - 2.0);
        let (left, right) = (x + half.0 + 4.0, x + width - half.0 - 4.0);
        let middle = x + width / 2.0;
        let centers = if across {
            [(middle, top), (middle, bottom), (x + width + half.0 + 4.0, top), (x - half.0 - 4.0, top)]
        } else {
            [(left, top), (right, top), (left, bottom), (right, bottom)]
        };
        let bounds = self.best(&centers, size, remark.offset);
        self.block(lines, bounds, &said, 0);
        Some(said)
    }

    /// Marks the dates of a list that fall on the plot, and gives how many.
    fn events(&mut self, list: super::EventList) -> usize {
        if !self.plane.x.in_time() || self.plane.lying {
            return 0;
        }
        let (theme, lang) = (self.sheet.theme, self.sheet.lang);
        let (left, top, right, bottom) = self.plane.bounds;
        let mut found = Vec::new();
        for ((year, month, day), name) in list.dates() {
            let Some(when) = days(year, month, day) else { continue };
            let Some((from, to)) = self.plane.x.span(&Coord::Text(date::iso(when))) else { continue };
            let x = f64::midpoint(from, to);
            if (left..=right).contains(&x) {
                found.push((x, when, name.text(lang)));
            }
        }
        let mut free = f64::NEG_INFINITY;
        for (x, when, called) in &found {
            let stroke = Stroke { color: theme.soft, width_px: 1.0, dash: Some((1.0, 3.0)) };
            let ring = vec![(*x, top), (*x, bottom)];
            self.below.push(Item::Path { rings: vec![ring], closed: false, fill: None, stroke: Some(stroke) });
            let foot = vec![(*x - 4.0, bottom), (*x + 4.0, bottom), (*x, bottom - 7.0)];
            let fill = Some(Fill::Solid(theme.soft));
            self.above.push(Item::Path { rings: vec![foot], closed: true, fill, stroke: None });
            let said = format!("{called}, {}", date::format_long(*when, lang));
            self.target((*x - 5.0, bottom - 12.0, *x + 5.0, bottom), &said, 0);
            let room = ellipsis(called, TEXT_PX, Weight::Regular, (right - left) * 0.6);
            let half = wide(&room) / 2.0 + PADDING_PX;
            let center = x.clamp(left + half, (right - half).max(left + half));
            let row = (0..3).map(|row| top + 2.0 + f64::from(row) * 18.0).find(|top| {
                let bounds = (center - half, *top, center + half, *top + 18.0);
                center - half > free && self.taken.iter().all(|taken| overlap(taken, &bounds) <= 0.0)
            });
            // Dates whose names have no room keep their line and are told to those who ask.
            if let Some(row) = row {
                self.paper((center - half, row, center + half, row + 18.0), vec![room]);
                free = center + half + 4.0;
            }
        }
        if let (Some((_, first, _)), Some((_, last, _))) = (found.first(), found.last()) {
            let (from, to) = (date::format_long(*first, lang), date::format_long(*last, lang));
            let at = if found.len() == 1 { from } else { t::FROM_TO.with(lang, &[("from", &from), ("to", &to)]) };
            self.said.push(t::AT.with(lang, &[("text", list.name().text(lang)), ("at", &at)]));
        }
        found.len()
    }

    /// A value in words.
    fn say(&self, side: Side, coord: &Coord) -> String {
        let lang = self.sheet.lang;
        let along = self.side(side).0;
        match (along, coord) {
            (Along::Numbers(_), _) => coord.number().map_or_else(String::new, |value| number(value, lang)),
            (Along::Days(_), _) => match (coord, coord.day()) {
                // What was written as a month or a year is said as one.
                (Coord::Text(text), Some(day)) if text.trim().len() == 7 => date::format_month(day, lang),
                (Coord::Number(year), Some(_)) => format!("{year:.0}"),
                (_, Some(day)) => self
                    .sheet
                    .lowered
                    .spec
                    .x_part
                    .map_or_else(|| part_label(day, DatePart::Year, lang), |part| part_label(day, part, lang)),
                (_, None) => String::new(),
            },
            (Along::Slots(_), Coord::Number(value)) => number(*value, lang),
            (Along::Slots(_), Coord::Text(text)) => {
                if along.in_time()
                    && let Some(day) = coord.day()
                {
                    let part = self.sheet.lowered.spec.x_part.unwrap_or(DatePart::Year);
                    return part_label(day, part, lang);
                }
                text.clone()
            }
        }
    }

    /// Words in lines, and the size of their block.
    fn set(&self, text: &str) -> (Vec<String>, (f64, f64)) {
        let (left, _, right, _) = self.plane.bounds;
        let room = WIDEST_PX.min((right - left) * 0.6 - 2.0 * PADDING_PX).max(40.0);
        let lines = wrap(text, TEXT_PX, Weight::Regular, room, MOST_LINES);
        let width = lines.iter().map(|line| wide(line)).fold(0.0, f64::max) + 2.0 * PADDING_PX;
        let height = lines.len() as f64 * LEADING_PX + PADDING_PX;
        (lines, (width, height))
    }

    /// Where a block stands at a distance from its value: beside it, never over the plot's edge.
    fn placed(&self, (x, y): (f64, f64), (dx, dy): (f64, f64), (width, height): (f64, f64)) -> Bounds {
        let share = |away: f64| (0.5 - away / 48.0).clamp(0.0, 1.0);
        self.inside((x + dx - width * share(dx), y + dy - height * share(dy)), (width, height))
    }

    /// A block moved into the plot.
    fn inside(&self, (x, y): (f64, f64), (width, height): (f64, f64)) -> Bounds {
        let (left, top, right, bottom) = self.plane.bounds;
        let x = x.min(right - width - 1.0).max(left + 1.0);
        let y = y.min(bottom - height - 1.0).max(top + 1.0);
        (x, y, x + width, y + height)
    }

    /// The least crowded of some places for a block's middle, or the first of them moved as a person said.
    fn best(&self, centers: &[(f64, f64)], size: (f64, f64), offset: Option<(f64, f64)>) -> Bounds {
        let at = |(x, y): (f64, f64)| self.inside((x - size.0 / 2.0, y - size.1 / 2.0), size);
        if let (Some((dx, dy)), Some((x, y))) =
            (offset.filter(|(dx, dy)| dx.is_finite() && dy.is_finite()), centers.first())
        {
            return at((x + dx.clamp(-4e3, 4e3), y + dy.clamp(-4e3, 4e3)));
        }
        let cost = |center: &(f64, f64)| {
            let bounds = at(*center);
            let moved = (f64::midpoint(bounds.0, bounds.2) - center.0).abs()
                + (f64::midpoint(bounds.1, bounds.3) - center.1).abs();
            self.crowded(&bounds) + moved * 4.0
        };
        centers.iter().min_by(|a, b| cost(a).total_cmp(&cost(b))).map_or((0.0, 0.0, 0.0, 0.0), |center| at(*center))
    }

    /// How much of what is written and drawn already a block would hide.
    fn crowded(&self, bounds: &Bounds) -> f64 {
        let over = |all: &[Bounds]| all.iter().map(|one| overlap(one, bounds)).sum::<f64>();
        over(&self.taken) * 10.0 + over(&self.marks) * 3.0
    }

    /// An arrow from a block to a value.
    fn arrow(&mut self, bounds: &Bounds, (x, y): (f64, f64)) {
        let from = (x.clamp(bounds.0, bounds.2), y.clamp(bounds.1, bounds.3));
        let (dx, dy) = (x - from.0, y - from.1);
        let length = libm::sqrt(dx * dx + dy * dy);
        if length < 10.0 {
            return;
        }
        let (ux, uy) = (dx / length, dy / length);
        let tip = (x - ux * 5.0, y - uy * 5.0);
        let foot = (tip.0 - ux * 6.0, tip.1 - uy * 6.0);
        let color = self.sheet.theme.ink;
        let stroke = Some(Stroke::solid(color, 1.25));
        self.above.push(Item::Path { rings: vec![vec![from, foot]], closed: false, fill: None, stroke });
        let head = vec![tip, (foot.0 - uy * 3.5, foot.1 + ux * 3.5), (foot.0 + uy * 3.5, foot.1 - ux * 3.5)];
        self.above.push(Item::Path { rings: vec![head], closed: true, fill: Some(Fill::Solid(color)), stroke: None });
    }

    /// Words on a piece of paper, so that they are read over lines and marks.
    fn paper(&mut self, bounds: Bounds, lines: Vec<String>) {
        let theme = self.sheet.theme;
        let (x, y) = (bounds.0, bounds.1);
        let (width, height) = (bounds.2 - x, bounds.3 - y);
        let fill = Some(Fill::Solid(faded(theme.paper, 225)));
        self.words.push(Item::Rect { x, y, width, height, fill, stroke: None });
        for (number, text) in lines.into_iter().enumerate() {
            let y = y + 13.0 + number as f64 * LEADING_PX;
            let Lettering { size_px, weight, color, anchor } = Lettering::new(TEXT_PX, theme.ink);
            self.words.push(Item::Text { x: x + PADDING_PX, y, text, size_px, weight, color, anchor, angle: 0.0 });
        }
        self.taken.push(bounds);
    }

    /// A block of words that can be walked to.
    fn block(&mut self, lines: Vec<String>, bounds: Bounds, said: &str, row: usize) {
        self.paper(bounds, lines);
        self.target(bounds, said, row);
    }

    fn target(&mut self, (left, top, right, bottom): Bounds, said: &str, row: usize) {
        let label = t::TARGET.with(self.sheet.lang, &[("text", said)]);
        let bounds = (left, top, (right - left).max(0.0), (bottom - top).max(0.0));
        self.targets.push(Target { bounds, item: None, label, row });
    }
}

/// The drawn value of a category or time, of a series where one is meant.
fn spot_of<'a>(plane: &'a Plane, at: &Coord, series: Option<&str>, spec: &ChartSpec) -> Option<&'a Spot> {
    let same_series = |spot: &&Spot| match (series, &spot.series) {
        (None, _) => true,
        (Some(one), Some(other)) => fold(one) == fold(other),
        (Some(_), None) => false,
    };
    let exact = |spot: &&Spot| match (&spot.x, at) {
        (Coord::Number(one), Coord::Number(other)) => (one - other).abs() <= f64::EPSILON * one.abs().max(1.0),
        (Coord::Text(one), Coord::Text(other)) => one == other || fold(one) == fold(other),
        _ => false,
    };
    let found = plane.spots.iter().filter(same_series).find(exact);
    if found.is_some() || !plane.x.in_time() {
        return found;
    }
    // What is summed up by month or year still knows the days in it.
    let part = spec.x_part.unwrap_or(DatePart::Year);
    let part = if part == DatePart::Day && spec.mark == Some(Mark::Candles) { DatePart::Week } else { part };
    let time = part_index(at.day()?, part);
    plane.spots.iter().filter(same_series).find(|spot| spot.x.day().is_some_and(|day| part_index(day, part) == time))
}

/// A colour that lets through what lies below it; 255 lets nothing through.
fn faded(Rgba(red, green, blue, _): Rgba, alpha: u8) -> Rgba {
    Rgba(red, green, blue, alpha)
}

/// A number as people write it.
fn number(value: f64, lang: Lang) -> String {
    format_number(value, super::voice::decimals(value), lang)
}

/// Where a text stands.
fn text_bounds(item: &Item) -> Option<Bounds> {
    let Item::Text { x, y, text, size_px, weight, anchor, angle, .. } = item else { return None };
    if *angle != 0.0 {
        return None;
    }
    let width = text_width(text, *size_px, *weight);
    let left = match anchor {
        Anchor::Start => *x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    Some((left, y - 0.8 * size_px, left + width, y + 0.25 * size_px))
}

/// How much of two rectangles lies upon each other, as the square root of the area.
fn overlap(a: &Bounds, b: &Bounds) -> f64 {
    let width = a.2.min(b.2) - a.0.max(b.0);
    let height = a.3.min(b.3) - a.1.max(b.1);
    if width > 0.0 && height > 0.0 { libm::sqrt(width * height) } else { 0.0 }
}

fn holds(bounds: &Bounds, (x, y): (f64, f64)) -> bool {
    x >= bounds.0 && x <= bounds.2 && y >= bounds.1 && y <= bounds.3
}

fn grown(bounds: &Bounds, by: f64) -> Bounds {
    (bounds.0 - by, bounds.1 - by, bounds.2 + by, bounds.3 + by)
}
