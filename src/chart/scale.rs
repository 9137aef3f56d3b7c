//! Scales: where a value lies on the picture, and which round values to show beside it.

/// A linear scale; every finite value has a finite place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Linear {
    /// Values at the two ends.
    domain: (f64, f64),
    /// Places of the two ends in CSS pixels.
    range: (f64, f64),
}

impl Linear {
    /// A scale from the values `domain` to the places `range`.
    pub(crate) fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// The place of a value; the middle where the domain is a single value.
    pub(crate) fn at(&self, value: f64) -> f64 {
        // Halves keep the differences of the largest numbers finite.
        let (low, high) = (self.domain.0 / 2.0, self.domain.1 / 2.0);
        let share = (value / 2.0 - low) / (high - low);
        let share = if share.is_finite() { share } else { 0.5 };
        self.range.0 + (self.range.1 - self.range.0) * share
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

    proptest! {
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
