//! Class limits: which values share a colour, with limits that are round numbers.
//!
//! Every method gives places to cut the sorted values at; the number written at a cut is the roundest
//! between the two neighbours, so that rounding never moves a region into another class. Equal intervals
//! and pretty limits are round by themselves, typed limits stay as they are.
//!
//! Class `i` holds the values from its lower limit up to, but not including, its upper limit; the last
//! class includes its upper limit. Quantile limits are rounded only inside the gap between two
//! neighbouring values, so rounding never moves a province into another class, and equal values always
//! share a class.

use super::Method;

mod natural;

/// Most limits between classes that are kept.
const MOST_BREAKS: usize = 9;

/// The classes of a map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Classes {
    /// Limits, one more than there are classes, ascending.
    pub(super) limits: Vec<f64>,
    /// How many values each class holds.
    pub(super) counts: Vec<usize>,
    /// For values of both signs: the number of classes below zero and above it before empty outer ones
    /// were taken off, so that equal strength means equal distance from zero.
    pub(super) around_zero: Option<AroundZero>,
    /// Colours change with the value inside a class too; the classes only mark the legend.
    pub(super) continuous: bool,
}

/// Classes on both sides of zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AroundZero {
    /// Index of the first class at or above zero.
    pub(super) zero: usize,
    /// Steps on each side.
    pub(super) steps: usize,
}

impl Classes {
    /// The classes of values, `None` when there are none. Values must be finite. `breaks` are the limits of
    /// [`Method::Manual`]; without any, equal intervals take their place.
    pub(super) fn of(values: &[f64], count: usize, method: Method, breaks: &[f64]) -> Option<Self> {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let (&least, &most) = (sorted.first()?, sorted.last()?);
        let both_signs = least < 0.0 && most > 0.0;
        let (limits, around_zero) = match method {
            Method::Manual if breaks.iter().any(|limit| limit.is_finite()) => manual(least, most, breaks),
            // Deviations are counted from the mean, not from zero.
            Method::Deviation => (sequential(&sorted, count, method), None),
            _ if both_signs => diverging(&sorted, count.div_ceil(2), method),
            _ => (sequential(&sorted, count, method), None),
        };
        let continuous = method == Method::Unclassed;
        let mut classes = Self { counts: vec![0; limits.len() - 1], limits, around_zero, continuous };
        for value in sorted {
            let class = classes.class(value);
            if let Some(count) = classes.counts.get_mut(class) {
                *count += 1;
            }
        }
        Some(classes)
    }

    /// The same limits with the counts of other values.
    pub(super) fn counting(mut self, values: &[f64]) -> Self {
        self.counts = vec![0; self.counts.len()];
        for value in values.iter().filter(|value| value.is_finite()) {
            let class = self.class(*value);
            if let Some(count) = self.counts.get_mut(class) {
                *count += 1;
            }
        }
        self
    }

    /// How many classes.
    pub(super) fn len(&self) -> usize {
        self.counts.len()
    }

    /// The limits between classes.
    pub(super) fn inner(&self) -> &[f64] {
        self.limits.get(1..self.len()).unwrap_or_default()
    }

    /// The class of a value.
    pub(super) fn class(&self, value: f64) -> usize {
        self.inner().partition_point(|limit| *limit <= value)
    }
}

/// Limits for values of one sign.
fn sequential(sorted: &[f64], count: usize, method: Method) -> Vec<f64> {
    let (Some(&least), Some(&most)) = (sorted.first(), sorted.last()) else {
        return vec![0.0, 0.0];
    };
    if least >= most {
        return vec![least, most];
    }
    let inner = match method {
        Method::EqualInterval | Method::Unclassed | Method::Manual => return equal_limits(least, most, count),
        Method::Pretty => return pretty_limits(least, most, count),
        Method::Quantile | Method::Natural | Method::HeadTail | Method::Deviation => breaks_of(sorted, count, method),
    };
    let mut limits = vec![least];
    limits.extend(inner);
    limits.push(most);
    limits
}

/// The limits that a method puts between values.
fn breaks_of(sorted: &[f64], count: usize, method: Method) -> Vec<f64> {
    let cuts = match method {
        Method::Natural => natural::cuts(sorted, count),
        Method::HeadTail => natural::head_tail(sorted, count),
        Method::Deviation => natural::deviations(sorted, count),
        _ => quantile_cuts(sorted, count),
    };
    cuts.into_iter().filter_map(|cut| Some(roundest(*sorted.get(cut.checked_sub(1)?)?, *sorted.get(cut)?))).collect()
}

/// Limits that a person typed or that all years of a series share; the classes around zero are known by a
/// limit at zero.
fn manual(least: f64, most: f64, breaks: &[f64]) -> (Vec<f64>, Option<AroundZero>) {
    let mut inner: Vec<f64> = breaks.iter().copied().filter(|limit| limit.is_finite()).collect();
    inner.sort_by(f64::total_cmp);
    inner.dedup();
    inner.truncate(MOST_BREAKS);
    let lowest = inner.first().copied().unwrap_or(least);
    let highest = inner.last().copied().unwrap_or(most);
    let around = inner
        .iter()
        .position(|limit| *limit == 0.0)
        .map(|at| AroundZero { zero: at + 1, steps: (at + 1).max(inner.len() - at) });
    let mut limits = vec![least.min(lowest)];
    limits.extend(inner);
    limits.push(most.max(highest));
    (limits, around)
}

/// Limits for values of both signs: the same distances from zero on both sides. The outer classes that
/// hold nothing are taken off.
fn diverging(sorted: &[f64], steps: usize, method: Method) -> (Vec<f64>, Option<AroundZero>) {
    let (least, most) = (sorted.first().copied().unwrap_or(0.0), sorted.last().copied().unwrap_or(0.0));
    let mut sizes: Vec<f64> = sorted.iter().map(|value| value.abs()).filter(|size| *size > 0.0).collect();
    sizes.sort_by(f64::total_cmp);
    let largest = sizes.last().copied().unwrap_or(0.0);
    let breaks: Vec<f64> = match method {
        Method::EqualInterval | Method::Unclassed | Method::Manual | Method::Pretty => {
            let limits = if method == Method::Pretty {
                pretty_limits(0.0, largest, steps)
            } else {
                equal_limits(0.0, largest, steps)
            };
            limits.get(1..limits.len() - 1).unwrap_or_default().to_vec()
        }
        _ => breaks_of(&sizes, steps, method),
    };
    let below: Vec<f64> = breaks.iter().rev().map(|size| -size).filter(|limit| *limit > least).collect();
    let above: Vec<f64> = breaks.iter().copied().filter(|limit| *limit <= most).collect();
    let around = AroundZero { zero: below.len() + 1, steps: breaks.len() + 1 };
    let mut limits = vec![least];
    limits.extend(below);
    limits.push(0.0);
    limits.extend(above);
    limits.push(most);
    (limits, Some(around))
}

/// Where to cut for classes of about equally many values, at most `count` classes: fewer where equal
/// values leave no gap to cut in.
fn quantile_cuts(sorted: &[f64], count: usize) -> Vec<usize> {
    // Every place where two neighbours differ is a possible cut.
    let cuts: Vec<usize> =
        sorted.windows(2).enumerate().filter(|(_, pair)| pair.first() < pair.last()).map(|(at, _)| at + 1).collect();
    let mut chosen: Vec<usize> = Vec::new();
    for part in 1..count {
        let ideal = (part * sorted.len()) as f64 / count as f64;
        let nearest = cuts.iter().copied().min_by(|one, other| {
            let away = |cut: &usize| (*cut as f64 - ideal).abs();
            away(one).total_cmp(&away(other))
        });
        if let Some(cut) = nearest
            && chosen.last().is_none_or(|last| cut > *last)
        {
            chosen.push(cut);
        }
    }
    chosen
}

/// The number with the fewest digits that is above `low` and at most `high`, nearest to their middle.
pub(super) fn roundest(low: f64, high: f64) -> f64 {
    if low < 0.0 && high >= 0.0 {
        return 0.0;
    }
    let middle = f64::midpoint(low, high);
    let top = libm::floor(libm::log10(low.abs().max(high.abs()).max(f64::MIN_POSITIVE))) as i32 + 1;
    for exponent in (top - 17..=top).rev() {
        for digit in [5.0, 2.0, 1.0] {
            let number = |times: f64| decimal(times * digit, exponent);
            let step = decimal(digit, exponent);
            let nearest = (middle / step).round();
            let found = [nearest, nearest - 1.0, nearest + 1.0]
                .map(number)
                .into_iter()
                .find(|value| *value > low && *value <= high);
            if let Some(value) = found {
                return value;
            }
        }
    }
    high
}

/// `digits × 10^exponent`, as exact as the decimal can be: divided for small ones, so that 3 × 10⁻¹ is 0.3.
fn decimal(digits: f64, exponent: i32) -> f64 {
    let power = libm::pow(10.0, f64::from(exponent.abs()));
    if exponent < 0 { digits / power } else { digits * power }
}

/// Limits of equally wide classes from a round start in round steps that cover everything.
fn equal_limits(least: f64, most: f64, count: usize) -> Vec<f64> {
    let wanted = (most - least) / count as f64;
    let exponent = libm::floor(libm::log10(wanted.max(f64::MIN_POSITIVE))) as i32;
    for exponent in exponent..exponent + 3 {
        for digit in [10.0, 12.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 60.0, 80.0] {
            let step = decimal(digit, exponent - 1);
            let start = (least / step).floor();
            let limit = |index: usize| decimal((start + index as f64) * digit, exponent - 1);
            if step >= wanted && limit(count) >= most {
                return (0..=count).map(limit).collect();
            }
        }
    }
    vec![least, most]
}

/// Limits that are multiples of 1, 2 or 5 times a power of ten and cover everything, about `count` classes.
fn pretty_limits(least: f64, most: f64, count: usize) -> Vec<f64> {
    let wanted = (most - least) / count as f64;
    let exponent = libm::floor(libm::log10(wanted.max(f64::MIN_POSITIVE))) as i32;
    let mut best: Option<(usize, Vec<f64>)> = None;
    for exponent in exponent..=exponent + 1 {
        for digit in [1.0, 2.0, 5.0] {
            let step = decimal(digit, exponent);
            let start = (least / step).floor();
            let classes = (most / step).ceil() - start;
            if !(1.0..=MOST_BREAKS as f64).contains(&classes) {
                continue;
            }
            let limits: Vec<f64> =
                (0..=classes as usize).map(|at| decimal((start + at as f64) * digit, exponent)).collect();
            let away = (limits.len() - 1).abs_diff(count);
            if best.as_ref().is_none_or(|(before, _)| away < *before) {
                best = Some((away, limits));
            }
        }
    }
    best.map_or_else(|| vec![least, most], |(_, limits)| limits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const METHODS: [Method; 8] = [
        Method::Quantile,
        Method::EqualInterval,
        Method::Natural,
        Method::HeadTail,
        Method::Deviation,
        Method::Pretty,
        Method::Manual,
        Method::Unclassed,
    ];

    #[test]
    fn each_method_cuts_where_it_should() {
        let groups = [1.0, 2.0, 3.0, 50.0, 51.0, 52.0, 900.0, 910.0];
        let tail = [1.0, 1.0, 1.0, 2.0, 2.0, 3.0, 4.0, 10.0, 11.0, 100.0];
        let even: Vec<f64> = (0..=10).map(f64::from).collect();
        for (values, count, method, inner) in [
            (&groups[..], 3, Method::Natural, &[50.0, 500.0][..]),
            (&tail, 5, Method::HeadTail, &[100.0]),
            (&even, 4, Method::Deviation, &[2.0, 5.0, 9.0]),
            (&even, 5, Method::Deviation, &[1.0, 4.0, 7.0, 10.0]),
            (&[0.3, 9.7], 5, Method::Pretty, &[2.0, 4.0, 6.0, 8.0]),
            (&[1234.0, 5678.0], 5, Method::Pretty, &[2000.0, 3000.0, 4000.0, 5000.0]),
            (&even, 5, Method::Manual, &[-2.0, 0.0, 3.0]),
            (&even, 5, Method::Unclassed, &[2.0, 4.0, 6.0, 8.0]),
        ] {
            let classes = Classes::of(values, count, method, &[3.0, -2.0, 0.0, f64::NAN, 3.0]).unwrap();
            assert_eq!(classes.inner(), inner, "{method:?}");
            assert_eq!(classes.counts.iter().sum::<usize>(), values.len(), "{method:?}");
            assert_eq!(classes.continuous, method == Method::Unclassed);
        }
    }

    #[test]
    fn the_years_of_a_series_share_their_limits() {
        let all: Vec<f64> = (1..=40).map(f64::from).collect();
        let breaks = crate::map::class_breaks(&all, 4, Method::Quantile);
        assert_eq!(breaks, [11.0, 21.0, 31.0]);
        for (year, counts) in [(&all[..10], [10, 0, 0, 0]), (&all[15..35], [0, 5, 10, 5])] {
            let classes = Classes::of(year, 4, Method::Manual, &breaks).unwrap();
            assert_eq!((classes.inner(), &classes.counts[..]), (&breaks[..], &counts[..]));
        }
    }

    #[test]
    fn typed_limits_keep_zero_in_the_middle() {
        let classes = Classes::of(&[-5.0, 1.0, 9.0], 5, Method::Manual, &[-2.0, 0.0, 3.0, 6.0]).unwrap();
        assert_eq!(classes.around_zero, Some(AroundZero { zero: 2, steps: 3 }));
        assert_eq!(classes.limits, [-5.0, -2.0, 0.0, 3.0, 6.0, 9.0]);
    }

    #[test]
    fn quantiles_are_even_and_round() {
        let values: Vec<f64> = (1..=10).map(|n| f64::from(n) * 1037.0).collect();
        let classes = Classes::of(&values, 5, Method::Quantile, &[]).unwrap();
        assert_eq!(classes.counts, [2, 2, 2, 2, 2]);
        assert_eq!(classes.limits, [1037.0, 3000.0, 5000.0, 7000.0, 9000.0, 10370.0]);
    }

    #[test]
    fn ties_share_a_class() {
        for (values, limits, counts) in [
            (vec![0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 5.0], vec![0.0, 5.0, 5.0], vec![7, 1]),
            (vec![1.0, 1.0, 1.0], vec![1.0, 1.0], vec![3]),
            (vec![7.0], vec![7.0, 7.0], vec![1]),
            (vec![1.0, 2.0], vec![1.0, 2.0, 2.0], vec![1, 1]),
            (vec![1.0, 1.0, 2.0, 2.0, 3.0, 3.0], vec![1.0, 2.0, 3.0, 3.0], vec![2, 2, 2]),
        ] {
            let classes = Classes::of(&values, 5, Method::Quantile, &[]).unwrap();
            assert_eq!((classes.limits, classes.counts), (limits, counts), "{values:?}");
        }
        assert_eq!(Classes::of(&[], 5, Method::Quantile, &[]), None);
    }

    #[test]
    fn equal_intervals_are_equally_wide_and_round() {
        for (values, limits) in [
            (vec![3.0, 97.0], vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0]),
            (vec![0.02, 0.48], vec![0.0, 0.1, 0.2, 0.3, 0.4, 0.5]),
            (vec![1_234_567.0, 50_345_189.0], vec![0.0, 12e6, 24e6, 36e6, 48e6, 60e6]),
        ] {
            assert_eq!(Classes::of(&values, 5, Method::EqualInterval, &[]).unwrap().limits, limits, "{values:?}");
        }
    }

    #[test]
    fn both_signs_are_classed_around_zero() {
        let classes = Classes::of(&[-8.0, -3.0, -1.0, 0.0, 1.0, 4.0, 9.0], 5, Method::Quantile, &[]).unwrap();
        assert_eq!(classes.limits, [-8.0, -5.0, -2.0, 0.0, 2.0, 5.0, 9.0]);
        assert_eq!(classes.counts, [1, 1, 1, 2, 1, 1]);
        assert_eq!(classes.around_zero, Some(AroundZero { zero: 3, steps: 3 }));
        let mostly = Classes::of(&[-0.5, 10.0, 20.0, 30.0, 40.0, 50.0], 5, Method::Quantile, &[]).unwrap();
        assert_eq!(mostly.limits, [-0.5, 0.0, 20.0, 40.0, 50.0]);
        assert_eq!(mostly.around_zero, Some(AroundZero { zero: 1, steps: 3 }));
    }

    #[test]
    fn the_roundest_number_of_a_gap() {
        for (low, high, expected) in [
            (1037.0, 2074.0, 2000.0),
            (0.11, 0.34, 0.2),
            (99.0, 101.0, 100.0),
            (-3.0, 4.0, 0.0),
            (1.0, 1.5, 1.5),
            (12.0, 12.25, 12.2),
        ] {
            assert!(roundest(low, high).total_cmp(&expected).is_eq(), "{low} to {high}");
        }
    }

    proptest! {
        #[test]
        fn every_value_has_a_class_and_limits_ascend(
            values in prop::collection::vec(prop_oneof![-1e12_f64..1e12, (-5_i32..5).prop_map(f64::from), -1e-6_f64..1e-6], 1..60),
            count in 3_usize..8,
            method in prop::sample::select(METHODS.to_vec()),
        ) {
            let classes = Classes::of(&values, count, method, &[-2.0, 0.0, 3.0]).unwrap();
            prop_assert_eq!(classes.counts.iter().sum::<usize>(), values.len());
            let most = if method == Method::Pretty { 10 } else { count.max(4) + 1 };
            prop_assert!(classes.len() <= most, "{} of {}", classes.len(), count);
            let inner = &classes.limits[..classes.len()];
            prop_assert!(inner.windows(2).all(|pair| pair[0] < pair[1] || classes.around_zero.is_some() && pair[0] <= pair[1]), "{:?}", classes.limits);
            for value in &values {
                let class = classes.class(*value);
                prop_assert!(classes.limits[class] <= *value && *value <= classes.limits[class + 1], "{} in {:?}", value, classes);
            }
            let full = matches!(method, Method::Quantile | Method::Natural | Method::HeadTail | Method::Deviation);
            if full && classes.around_zero.is_none() {
                prop_assert!(classes.counts.iter().all(|count| *count > 0), "{:?}", classes);
            }
        }
    }
}
