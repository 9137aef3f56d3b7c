//! Scales: where a value lies on the picture, and which round values to show beside it.

use super::ScaleKind;
pub(crate) use crate::scene::plane::{Linear, Scale};

/// Round values for an axis of a kind, with the ends of its domain moved outwards to them.
pub(crate) fn axis(kind: ScaleKind, low: f64, high: f64, count: usize) -> ((f64, f64), Ticks) {
    let decades = |from: f64| libm::floor(libm::log10(from) + 1e-9);
    match kind {
        ScaleKind::Log if low > 0.0 && high > low => {
            let (first, last) = (decades(low), libm::ceil(libm::log10(high) - 1e-9));
            let power = |exponent: f64| libm::pow(10.0, exponent);
            let span = last - first;
            // Powers of ten where there are enough of them, with their doubles and halves where there are few.
            let factors: &[f64] = if span <= 2.0 { &[1.0, 2.0, 5.0] } else { &[1.0] };
            let every = libm::ceil(span / count.max(2) as f64).max(1.0);
            let mut values = Vec::new();
            let mut exponent = first;
            while exponent <= last && values.len() < 60 {
                values.extend(factors.iter().map(|factor| factor * power(exponent)));
                exponent += every;
            }
            // The ends are the nearest of these values, not whole decades.
            let from = values.iter().rposition(|value| *value <= low * (1.0 + 1e-9)).unwrap_or(0);
            let to = values.iter().position(|value| *value >= high * (1.0 - 1e-9)).unwrap_or(values.len() - 1);
            let values: Vec<f64> = values.get(from..=to.max(from)).unwrap_or_default().to_vec();
            let ends =
                (values.first().copied().unwrap_or(low).min(low), values.last().copied().unwrap_or(high).max(high));
            let decimals =
                if ends.0 < 1.0 { libm::ceil(-libm::log10(ends.0) - 1e-9).clamp(0.0, 12.0) as usize } else { 0 };
            (ends, Ticks { values, decimals })
        }
        ScaleKind::Log | ScaleKind::Symlog => {
            let most = libm::ceil(libm::log10(low.abs().max(high.abs()).max(1.0)) - 1e-9).clamp(1.0, 300.0);
            let every = libm::ceil(most / count.max(2) as f64).max(1.0);
            let mut values = vec![0.0];
            let mut exponent = most;
            while exponent >= 0.0 {
                let value = libm::pow(10.0, exponent);
                values.push(value);
                values.push(-value);
                exponent -= every;
            }
            values.sort_by(f64::total_cmp);
            let from = values.iter().rposition(|value| *value <= low).unwrap_or(0);
            let to = values.iter().position(|value| *value >= high).unwrap_or(values.len() - 1);
            let values: Vec<f64> = values.get(from..=to.max(from)).unwrap_or_default().to_vec();
            let ends =
                (values.first().copied().unwrap_or(low).min(low), values.last().copied().unwrap_or(high).max(high));
            (ends, Ticks { values, decimals: 0 })
        }
        ScaleKind::Linear | ScaleKind::Sqrt => Ticks::widened(low, high, count),
    }
}

/// Which of `count` equal classes between two values a value falls into.
pub(crate) fn class(value: f64, (low, high): (f64, f64), count: usize) -> usize {
    let share = Linear::new((low, high), (0.0, count as f64)).at(value);
    (share.max(0.0) as usize).min(count.saturating_sub(1))
}

/// Places of equal width side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Band {
    /// Where the first begins.
    pub(crate) start: f64,
    /// How wide each is.
    pub(crate) step: f64,
}

impl Band {
    /// `count` places between two ends.
    pub(crate) fn new(count: usize, (from, to): (f64, f64)) -> Self {
        Self { start: from, step: (to - from) / count.max(1) as f64 }
    }

    /// The middle of a place.
    pub(crate) fn middle(&self, index: usize) -> f64 {
        self.start + (index as f64 + 0.5) * self.step
    }
}

/// Round values between two values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ticks {
    /// The values, smallest first.
    pub(crate) values: Vec<f64>,
    /// How many decimals tell them apart.
    pub(crate) decimals: usize,
}

impl Ticks {
    /// Multiples of 1, 2 or 5 times a power of ten between two values, about `count` and never more
    /// than twice as many.
    pub(crate) fn new(low: f64, high: f64, count: usize) -> Self {
        Step::new(low, high, count).map_or_else(Self::default, |step| {
            let (first, last) = (libm::ceil(low / step.size - 1e-9), libm::floor(high / step.size + 1e-9));
            step.ticks(first, last, count * 2 + 1)
        })
    }

    /// The same, with the two values moved outwards to the next round ones, which are ticks too.
    pub(crate) fn widened(low: f64, high: f64, count: usize) -> ((f64, f64), Self) {
        let plain = ((low, high), Self::default());
        let Some(step) = Step::new(low, high, count) else {
            return plain;
        };
        let (first, last) = (libm::floor(low / step.size + 1e-9), libm::ceil(high / step.size - 1e-9));
        let ticks = step.ticks(first, last, count * 2 + 3);
        match (ticks.values.first(), ticks.values.last()) {
            (Some(start), Some(end)) if start.is_finite() && end.is_finite() => {
                ((start.min(low), end.max(high)), ticks)
            }
            _ => plain,
        }
    }
}

/// The distance between two round values.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// 1, 2, 5 or 10.
    factor: f64,
    /// The power of ten it is multiplied by.
    exponent: f64,
    /// Both together.
    size: f64,
}

impl Step {
    /// The step that divides a span into about `count` parts; `None` where there are no round values.
    fn new(low: f64, high: f64, count: usize) -> Option<Self> {
        let span = high - low;
        let size = low.abs().max(high.abs());
        // Differences near the precision of the numbers themselves have no round places.
        if !span.is_normal() || span < size * 1e-12 || count == 0 {
            return None;
        }
        let rough = span / count as f64;
        let exponent = libm::floor(libm::log10(rough));
        let power = libm::pow(10.0, exponent);
        if !power.is_normal() || !libm::pow(10.0, -exponent).is_normal() {
            return None;
        }
        let factor = match rough / power {
            rest if rest <= 1.0 => 1.0,
            rest if rest <= 2.0 => 2.0,
            rest if rest <= 5.0 => 5.0,
            _ => 10.0,
        };
        Some(Self { factor, exponent, size: factor * power })
    }

    /// The multiples from the first to the last.
    fn ticks(self, first: f64, last: f64, most: usize) -> Ticks {
        let inverse = libm::pow(10.0, -self.exponent);
        let mut values = Vec::new();
        let mut index = first;
        while index <= last && values.len() < most {
            // Dividing by a whole power of ten gives 0.3, multiplying by 0.1 would give 0.30000000000000004.
            let value = if self.exponent < 0.0 { index * self.factor / inverse } else { index * self.size };
            values.push(value + 0.0);
            index += 1.0;
        }
        let decimals = if self.factor >= 10.0 { -self.exponent - 1.0 } else { -self.exponent };
        Ticks { values, decimals: decimals.clamp(0.0, 12.0) as usize }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round() {
        let check = |low, high, count, expected: &[f64], decimals| {
            let ticks = Ticks::new(low, high, count);
            assert_eq!((ticks.values.as_slice(), ticks.decimals), (expected, decimals), "{low} {high} {count}");
        };
        check(0.0, 10.0, 5, &[0.0, 2.0, 4.0, 6.0, 8.0, 10.0], 0);
        check(0.0, 1.0, 5, &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0], 1);
        check(0.0, 0.3, 3, &[0.0, 0.1, 0.2, 0.3], 1);
        check(-5.0, 12_500.0, 3, &[0.0, 5000.0, 10_000.0], 0);
        check(-3.0, -1.0, 2, &[-3.0, -2.0, -1.0], 0);
        check(98.0, 103.0, 3, &[98.0, 100.0, 102.0], 0);
        check(5.0, 5.0, 3, &[], 0);
        check(0.0, f64::INFINITY, 3, &[], 0);
    }

    #[test]
    fn widening_reaches_the_next_round_values() {
        let check = |low, high, count, ends, values: &[f64]| {
            let (domain, ticks) = Ticks::widened(low, high, count);
            assert_eq!((domain, ticks.values.as_slice()), (ends, values));
        };
        check(3.0, 97.0, 5, (0.0, 100.0), &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        check(49_000.0, 61_000.0, 3, (45_000.0, 65_000.0), &[45_000.0, 50_000.0, 55_000.0, 60_000.0, 65_000.0]);
        check(0.0, 100.0, 5, (0.0, 100.0), &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        check(7.0, 7.0, 5, (7.0, 7.0), &[]);
    }

    #[test]
    fn other_scales_have_their_own_round_values() {
        let check = |kind, low, high, ends: (f64, f64), expected: &[f64]| {
            let (domain, ticks) = axis(kind, low, high, 6);
            assert_eq!((domain, ticks.values.as_slice()), (ends, expected), "{kind:?} {low} {high}");
        };
        check(ScaleKind::Log, 3.0, 700.0, (1.0, 1000.0), &[1.0, 10.0, 100.0, 1000.0]);
        check(ScaleKind::Log, 30.0, 45.0, (20.0, 50.0), &[20.0, 50.0]);
        check(ScaleKind::Log, 0.02, 0.3, (0.02, 0.5), &[0.02, 0.05, 0.1, 0.2, 0.5]);
        check(ScaleKind::Symlog, -50.0, 700.0, (-100.0, 1000.0), &[-100.0, -10.0, -1.0, 0.0, 1.0, 10.0, 100.0, 1000.0]);
        check(ScaleKind::Log, 0.0, 90.0, (0.0, 100.0), &[0.0, 1.0, 10.0, 100.0]);
        let at = |kind, value| Scale::new(kind, (1.0, 100.0), (0.0, 10.0)).at(value);
        assert!((at(ScaleKind::Log, 10.0) - 5.0).abs() < 1e-9);
        assert!((at(ScaleKind::Sqrt, 30.25) - 5.0).abs() < 1e-9);
        assert!((at(ScaleKind::Linear, 50.5) - 5.0).abs() < 1e-9);
        assert!((Scale::new(ScaleKind::Log, (-9.0, 9.0), (0.0, 10.0)).at(0.0) - 5.0).abs() < 1e-9, "symmetric");
        for (value, expected) in [(0.0, 0), (1.9, 0), (2.0, 1), (9.9, 4), (10.0, 4), (-3.0, 0), (99.0, 4)] {
            assert_eq!(class(value, (0.0, 10.0), 5), expected, "{value}");
        }
        assert!((Band::new(4, (10.0, 50.0)).middle(3) - 45.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn scales_of_every_kind_stay_finite(low in any::<f64>(), high in any::<f64>(), count in 0_usize..12) {
            prop_assume!(low.is_finite() && high.is_finite() && low < high);
            for kind in [ScaleKind::Linear, ScaleKind::Log, ScaleKind::Symlog, ScaleKind::Sqrt] {
                let ((start, end), ticks) = axis(kind, low, high, count);
                prop_assert!(start <= low && end >= high && ticks.values.len() < 620);
                let scale = Scale::new(kind, (start, end), (10.0, 20.0));
                for value in [low, high, f64::midpoint(low, high)] {
                    let at = scale.at(value);
                    prop_assert!((9.999..=20.001).contains(&at), "{:?} {} {}", kind, value, at);
                }
            }
        }

        #[test]
        fn ticks_lie_inside_and_rise(low in any::<f64>(), high in any::<f64>(), count in 0_usize..12) {
            prop_assume!(low.is_finite() && high.is_finite() && low < high);
            let ticks = Ticks::new(low, high, count);
            prop_assert!(ticks.values.len() <= count * 2 + 1);
            let slack = (high - low) * 1e-6;
            for value in &ticks.values {
                prop_assert!(*value >= low - slack && *value <= high + slack, "{value}");
            }
            prop_assert!(ticks.values.windows(2).all(|pair| pair[0] < pair[1]), "{ticks:?}");
            let ((start, end), _) = Ticks::widened(low, high, count);
            prop_assert!(start <= low && end >= high);
            let scale = Linear::new((low, high), (10.0, 20.0));
            prop_assert!((scale.at(low) - 10.0).abs() < 1e-9 && (scale.at(high) - 20.0).abs() < 1e-9);
            let middle = scale.at(low / 2.0 + high / 2.0);
            prop_assert!((10.0..=20.0).contains(&middle), "{middle}");
        }
    }
}
