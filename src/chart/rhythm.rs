//! The rhythm of a time series: how far apart its points usually are, and where periods are missing.

use super::calendar::part_index;
use super::data::{Point, Series};
use crate::base::date::DatePart;

/// The usual distance between two points of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rhythm {
    part: DatePart,
    /// Parts from one point to the next; `None` where no distance is usual.
    pub(crate) step: Option<i64>,
}

/// The days that any series has, in order.
pub(crate) fn days(all: &[Series]) -> Vec<i32> {
    let of = |series: &Series| -> Vec<i32> { series.points.iter().map(|point| point.day).collect() };
    let mut days = all.first().map(of).unwrap_or_default();
    let first = days.clone();
    for series in all.iter().skip(1) {
        // Most tables have the same days for all.
        let same = series.points.len() == first.len()
            && series.points.iter().zip(&first).all(|(point, day)| point.day == *day);
        if !same {
            days.extend(series.points.iter().map(|point| point.day));
        }
    }
    days.sort_unstable();
    days.dedup();
    days
}

impl Rhythm {
    /// Told from the distances between all days that any series has.
    pub(crate) fn of(all: &[Series], part: DatePart) -> Self {
        let mut indices: Vec<i64> = days(all).into_iter().map(|day| part_index(day, part)).collect();
        indices.dedup();
        let mut steps: Vec<i64> = indices.windows(2).map(|pair| pair[1] - pair[0]).collect();
        steps.sort_unstable();
        let most = steps
            .chunk_by(|a, b| a == b)
            .max_by_key(|run| (run.len(), std::cmp::Reverse(run.first().copied())))
            .and_then(|run| Some((*run.first()?, run.len())));
        // Working days have a regular fifth of longer steps, which is no gap.
        let share = match part {
            DatePart::Day => 0.9,
            DatePart::Week => 0.75,
            DatePart::Month | DatePart::Quarter | DatePart::Year => 0.5,
        };
        let step = most.filter(|(_, count)| *count as f64 >= share * steps.len() as f64).map(|(step, _)| step);
        Self { part, step }
    }

    /// Whether periods are missing between two neighbouring points.
    pub(crate) fn breaks(self, one: Point, next: Point) -> bool {
        self.between(one, next) > 0
    }

    /// How many periods are missing between two neighbouring points.
    fn between(self, one: Point, next: Point) -> i64 {
        let Some(step) = self.step else { return 0 };
        let distance = part_index(next.day, self.part) - part_index(one.day, self.part);
        (distance / step.max(1) - 1).max(0)
    }

    /// How many periods are missing in a line.
    pub(crate) fn missing(self, points: &[Point]) -> u64 {
        points.windows(2).map(|pair| self.between(pair[0], pair[1]) as u64).sum()
    }
}
