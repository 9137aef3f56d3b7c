//! Planes: where values lie on a plot and which value lies at a place, so that words can be tied to data and
//! a pointer's way across a plot can be told in values.

use serde::{Deserialize, Serialize};

use crate::base::date;
use crate::base::text::fold;

/// How values become places on an axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScaleKind {
    /// Equal differences, equal distances.
    #[default]
    Linear,
    /// Equal ratios, equal distances; positive values only.
    Log,
    /// Like [`ScaleKind::Log`] away from zero, linear around it; any value.
    Symlog,
    /// Square roots.
    Sqrt,
}

/// A linear scale; every finite value has a finite place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    /// Values at the two ends.
    domain: (f64, f64),
    /// Places of the two ends in CSS pixels.
    range: (f64, f64),
}

impl Linear {
    /// A scale from the values `domain` to the places `range`.
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// The place of a value; the middle where the domain is a single value.
    pub fn at(&self, value: f64) -> f64 {
        // Halves keep the differences of the largest numbers finite.
        let (low, high) = (self.domain.0 / 2.0, self.domain.1 / 2.0);
        let share = (value / 2.0 - low) / (high - low);
        let share = if share.is_finite() { share } else { 0.5 };
        self.range.0 + (self.range.1 - self.range.0) * share
    }

    /// The value at a place; `None` where all places have the same value.
    pub fn value_at(&self, place: f64) -> Option<f64> {
        let back = Self { domain: self.range, range: self.domain };
        let value = back.at(place);
        let apart = |(one, other): (f64, f64)| (one - other).abs() > 0.0;
        (apart(self.range) && apart(self.domain) && value.is_finite()).then_some(value)
    }
}

/// A scale of any kind: a value is transformed, then placed linearly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// How values are transformed.
    kind: ScaleKind,
    /// Where transformed values lie.
    linear: Linear,
}

impl Scale {
    /// A scale from the values `domain` to the places `range`. A logarithm of values that are not all
    /// positive becomes the symmetric one.
    pub fn new(kind: ScaleKind, domain: (f64, f64), range: (f64, f64)) -> Self {
        let kind = if kind == ScaleKind::Log && domain.0.min(domain.1) <= 0.0 { ScaleKind::Symlog } else { kind };
        Self { kind, linear: Linear::new((transformed(kind, domain.0), transformed(kind, domain.1)), range) }
    }

    /// The place of a value.
    pub fn at(&self, value: f64) -> f64 {
        self.linear.at(transformed(self.kind, value))
    }

    /// The value at a place.
    pub fn value_at(&self, place: f64) -> Option<f64> {
        let inner = self.linear.value_at(place)?;
        let value = match self.kind {
            ScaleKind::Linear => inner,
            ScaleKind::Log => libm::pow(10.0, inner),
            ScaleKind::Symlog => libm::copysign(libm::pow(10.0, inner.abs()) - 1.0, inner),
            ScaleKind::Sqrt => libm::copysign(inner * inner, inner),
        };
        value.is_finite().then_some(value)
    }
}

/// A value before it is placed linearly.
fn transformed(kind: ScaleKind, value: f64) -> f64 {
    match kind {
        ScaleKind::Linear => value,
        ScaleKind::Log => libm::log10(value.max(f64::MIN_POSITIVE)),
        ScaleKind::Symlog => libm::copysign(libm::log10(1.0 + value.abs()), value),
        ScaleKind::Sqrt => libm::copysign(libm::sqrt(value.abs()), value),
    }
}

/// A value on an axis as documents store it: a number, or a name or a date in ISO 8601.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Coord {
    /// A number; on an axis of time a year.
    Number(f64),
    /// A name; on an axis of time a day, a month (`2024-03`) or a year.
    Text(String),
}

impl Coord {
    /// The day meant, in days since 1970-01-01.
    pub fn day(&self) -> Option<i32> {
        let text = match self {
            Self::Number(year) if (1.0..=9999.0).contains(year) => format!("{year:04}"),
            Self::Number(_) => return None,
            Self::Text(text) => text.trim().to_owned(),
        };
        let full = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text,
        };
        date::parse_iso(&full)
    }

    /// The number meant.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value).filter(|value| value.is_finite()),
            Self::Text(text) => text.trim().parse().ok().filter(|value: &f64| value.is_finite()),
        }
    }
}

/// A place among others side by side: a column, a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Its name.
    pub name: String,
    /// The first day it stands for, where it is a time.
    pub day: Option<i32>,
    /// Where it begins, in CSS pixels.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

/// What lies along one side of a plot.
#[derive(Clone, Debug, PartialEq)]
pub enum Along {
    /// Numbers.
    Numbers(Scale),
    /// Days since 1970-01-01.
    Days(Linear),
    /// Names, in order.
    Slots(Vec<Slot>),
}

impl Along {
    /// Whether dates have a place here.
    pub fn in_time(&self) -> bool {
        match self {
            Self::Numbers(_) => false,
            Self::Days(_) => true,
            Self::Slots(slots) => !slots.is_empty() && slots.iter().all(|slot| slot.day.is_some()),
        }
    }

    /// Where a value begins and ends, in CSS pixels; `None` where it has no place.
    pub fn span(&self, coord: &Coord) -> Option<(f64, f64)> {
        let span = match self {
            Self::Numbers(scale) => {
                let at = scale.at(coord.number()?);
                (at, at)
            }
            Self::Days(scale) => {
                let at = scale.at(f64::from(coord.day()?));
                (at, at)
            }
            Self::Slots(slots) => {
                let slot = slot_of(slots, coord)?;
                (slot.from, slot.to)
            }
        };
        (span.0.is_finite() && span.1.is_finite()).then_some(span)
    }

    /// The value at a place; for names the nearest.
    pub fn coord_at(&self, place: f64) -> Option<Coord> {
        match self {
            Self::Numbers(scale) => scale.value_at(place).map(Coord::Number),
            Self::Days(scale) => {
                let day = libm::round(scale.value_at(place)?);
                (day.abs() < 4e6).then(|| Coord::Text(date::iso(day as i32)))
            }
            Self::Slots(slots) => {
                let away = |slot: &Slot| (place - f64::midpoint(slot.from, slot.to)).abs();
                let slot = slots.iter().min_by(|a, b| away(a).total_cmp(&away(b)))?;
                Some(Coord::Text(slot.day.map_or_else(|| slot.name.clone(), date::iso)))
            }
        }
    }
}

/// The slot of a name, or of the time that a day falls into.
fn slot_of<'a>(slots: &'a [Slot], coord: &Coord) -> Option<&'a Slot> {
    let wanted = match coord {
        Coord::Number(value) => fold(&value.to_string()),
        Coord::Text(text) => fold(text),
    };
    if let Some(slot) = slots.iter().find(|slot| fold(&slot.name) == wanted) {
        return Some(slot);
    }
    let day = coord.day()?;
    let days: Vec<(i32, &Slot)> = slots.iter().filter_map(|slot| Some((slot.day?, slot))).collect();
    // A slot lasts until the next one begins, the last as long as the one before it.
    let at = days.iter().rposition(|(from, _)| *from <= day)?;
    let (from, slot) = days.get(at)?;
    let lasts = match (days.get(at + 1), at.checked_sub(1).and_then(|before| days.get(before))) {
        (Some((next, _)), _) => i64::from(*next) - i64::from(*from),
        (None, Some((before, _))) => i64::from(*from) - i64::from(*before),
        (None, None) => 1,
    };
    (i64::from(day) - i64::from(*from) < lasts).then_some(*slot)
}

/// A value that is drawn: what words can be tied to.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Where it lies along the categories or times.
    pub x: Coord,
    /// The series it belongs to.
    pub series: Option<String>,
    /// Where it is drawn.
    pub at: (f64, f64),
    /// The target that tells about it, an index into the scene's targets.
    pub target: usize,
}

/// The coordinates of a plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    /// The rectangle of the plot: left, top, right, bottom.
    pub bounds: (f64, f64, f64, f64),
    /// What the values are told apart by: categories, times, or the first of two numbers.
    pub x: Along,
    /// The values.
    pub y: Along,
    /// Whether `x` runs from top to bottom, as the names of lying bars do, and `y` across.
    pub lying: bool,
    /// How many of the scene's items lie below the marks.
    pub ground: usize,
    /// What is drawn.
    pub spots: Vec<Spot>,
}

/// More values than this are not each tied to words.
const MOST_SPOTS: usize = 5000;

impl Plane {
    /// A plane with nothing on it yet.
    pub fn new(bounds: (f64, f64, f64, f64), x: Along, y: Along, ground: usize) -> Self {
        Self { bounds, x, y, lying: false, ground, spots: Vec::new() }
    }

    /// The same for values that run across and names from top to bottom.
    #[must_use]
    pub fn lying(self) -> Self {
        Self { lying: true, ..self }
    }

    /// Remembers what is drawn; the target is the next one of the scene.
    pub fn spot(&mut self, x: Coord, series: Option<&str>, at: (f64, f64), target: usize) {
        if self.has_room() && at.0.is_finite() && at.1.is_finite() {
            self.spots.push(Spot { x, series: series.map(str::to_owned), at, target });
        }
    }

    /// Whether more values can be remembered.
    pub fn has_room(&self) -> bool {
        self.spots.len() < MOST_SPOTS
    }

    /// What lies along the picture from left to right.
    pub fn across(&self) -> &Along {
        if self.lying { &self.y } else { &self.x }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_comes_back_from_its_place() {
        for kind in [ScaleKind::Linear, ScaleKind::Log, ScaleKind::Symlog, ScaleKind::Sqrt] {
            let scale = Scale::new(kind, (1.0, 5000.0), (300.0, 20.0));
            for value in [1.0, 2.5, 40.0, 4999.0] {
                let back = scale.value_at(scale.at(value)).expect("a value");
                assert!((back / value - 1.0).abs() < 1e-9, "{kind:?} {value}: {back}");
            }
        }
        assert_eq!(Linear::new((3.0, 3.0), (0.0, 9.0)).value_at(4.0), None);
    }

    #[test]
    fn days_fall_into_the_times_that_last_over_them() {
        let day = |text: &str| date::parse_iso(text);
        let slot = |name: &str, from: f64| Slot {
            name: name.to_owned(),
            day: day(&format!("{name}-01-01")),
            from,
            to: from + 10.0,
        };
        let along = Along::Slots(vec![slot("2020", 0.0), slot("2021", 10.0), slot("2022", 20.0)]);
        let text = |text: &str| Coord::Text(text.to_owned());
        for (coord, expected) in [
            (text("2021-05-13"), Some((10.0, 20.0))),
            (text("2022-12-30"), Some((20.0, 30.0))),
            (text("2023-01-05"), None),
            (text("2019-06-05"), None),
            (Coord::Number(2020.0), Some((0.0, 10.0))),
            (text("Semarang"), None),
        ] {
            assert_eq!(along.span(&coord), expected, "{coord:?}");
        }
        assert_eq!(along.coord_at(27.0), Some(text("2022-01-01")));
        assert!(along.in_time());
    }

    #[test]
    fn dates_are_read_from_years_months_and_days() {
        let text = |text: &str| Coord::Text(text.to_owned());
        for (coord, expected) in [
            (Coord::Number(2024.0), "2024-01-01"),
            (text("2024"), "2024-01-01"),
            (text("2024-03"), "2024-03-01"),
            (text("2024-03-17"), "2024-03-17"),
        ] {
            assert_eq!(coord.day().map(date::iso).as_deref(), Some(expected));
        }
        for coord in [Coord::Number(f64::NAN), Coord::Number(-4.0), text("Maret"), text("")] {
            assert_eq!(coord.day(), None);
        }
    }
}
