//! Measures of groups. Sums are compensated, so that a mean over a million rows keeps its digits;
//! medians are exact.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Op;
use super::keys::Dense;
use super::order::Ranks;
use super::relation::{NO_DATE, NONE, Relation, Source, View, Words};
use crate::table::Numbers;

/// Rows per group.
pub(crate) fn rows(ids: &[u32], groups: usize) -> Vec<u64> {
    let mut counts = vec![0; groups];
    for id in ids {
        if let Some(count) = counts.get_mut(*id as usize) {
            *count += 1;
        }
    }
    counts
}

fn counts(values: Vec<u64>) -> Source {
    Source::Number(values.into_iter().map(|count| count as f64).collect())
}

/// A sum that carries what each addition rounds away (Neumaier 1974), and how many were added.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    rounded: f64,
    lost: f64,
    count: u64,
}

impl Sum {
    /// Adds a value.
    #[inline]
    pub(crate) fn add(&mut self, value: f64) {
        let total = self.rounded + value;
        self.lost += if self.rounded.abs() >= value.abs() {
            (self.rounded - total) + value
        } else {
            (value - total) + self.rounded
        };
        self.rounded = total;
        self.count += 1;
    }

    /// The sum; `NaN` for no values or beyond the range of numbers.
    pub(crate) fn total(&self) -> f64 {
        let total = self.rounded + self.lost;
        if self.count == 0 || !total.is_finite() { f64::NAN } else { total }
    }

    /// The mean; `NaN` for no values or beyond the range of numbers.
    pub(crate) fn mean(&self) -> f64 {
        self.total() / self.count as f64
    }
}

/// The median: the middle value, or the mean of the two middle ones. Reorders; `NaN` for no values.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    let len = values.len();
    if len == 0 {
        return f64::NAN;
    }
    let (below, upper, _) = values.select_nth_unstable_by(len / 2, f64::total_cmp);
    let upper = *upper;
    if len % 2 == 1 {
        return upper;
    }
    let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    f64::midpoint(lower, upper)
}

/// Measures a column per group; `ids` gives the group of each kept row.
pub(crate) fn measure(op: Op, view: Option<View<'_>>, relation: &Relation, ids: &[u32], groups: usize) -> Source {
    match (op, view) {
        (Op::Rows, _) | (_, None) => counts(rows(ids, groups)),
        (Op::Count, Some(view)) => counts(count(view, relation, ids, groups)),
        (Op::Distinct, Some(view)) => counts(distinct(view, relation, ids, groups)),
        (Op::Sum, Some(View::Number(values))) => sums(values, relation, ids, groups, Sum::total),
        (Op::Mean, Some(View::Number(values))) => sums(values, relation, ids, groups, Sum::mean),
        (Op::Median, Some(View::Number(values))) => medians(values, relation, ids, groups),
        (Op::Min, Some(view)) => extreme(view, relation, ids, groups, Extreme::Least),
        (Op::Max, Some(view)) => extreme(view, relation, ids, groups, Extreme::Most),
        // `check` refuses sums, means and medians of words and dates.
        (Op::Sum | Op::Mean | Op::Median, Some(_)) => Source::Number(vec![f64::NAN; groups]),
    }
}

/// Calls with the physical row and the accumulator of its group.
#[inline]
fn fold<A: Clone>(
    relation: &Relation,
    ids: &[u32],
    groups: usize,
    start: A,
    mut add: impl FnMut(&mut A, usize),
) -> Vec<A> {
    let mut all = vec![start; groups];
    let mut id = ids.iter();
    relation.each(|row| {
        if let Some(one) = id.next().and_then(|id| all.get_mut(*id as usize)) {
            add(one, row);
        }
    });
    all
}

/// The same with the numbers that are there.
fn fold_numbers<A: Clone>(
    (values, relation, ids, groups): (Numbers<'_>, &Relation, &[u32], usize),
    start: A,
    mut add: impl FnMut(&mut A, f64),
) -> Vec<A> {
    let mut all = vec![start; groups];
    let mut ids = ids.iter();
    relation.each_numbers(values, &mut |_, values| {
        for (value, id) in values.iter().zip(ids.by_ref()) {
            if let Some(one) = all.get_mut(*id as usize)
                && !value.is_nan()
            {
                add(one, *value);
            }
        }
    });
    all
}

fn count(view: View<'_>, relation: &Relation, ids: &[u32], groups: usize) -> Vec<u64> {
    match view {
        View::Number(values) => fold_numbers((values, relation, ids, groups), 0, |count, _| *count += 1),
        View::Date(values) => fold(relation, ids, groups, 0, |count, row| {
            *count += u64::from(values.get(row).is_some_and(|day| *day != NO_DATE));
        }),
        View::Text(words) => fold(relation, ids, groups, 0, |count, row| {
            *count += u64::from(words.codes.get(row) != NONE);
        }),
    }
}

fn distinct(view: View<'_>, relation: &Relation, ids: &[u32], groups: usize) -> Vec<u64> {
    // Only whether two values are equal matters: words need not be put in order.
    let dense = Dense::unordered(view, relation);
    let mut counts = vec![0; groups];
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    for (group, value) in ids.iter().zip(&dense.ids) {
        if *value < dense.missing
            && seen.insert(u64::from(*group) << 32 | u64::from(*value))
            && let Some(count) = counts.get_mut(*group as usize)
        {
            *count += 1;
        }
    }
    counts
}

fn sums(values: Numbers<'_>, relation: &Relation, ids: &[u32], groups: usize, of: fn(&Sum) -> f64) -> Source {
    let sums = fold_numbers((values, relation, ids, groups), Sum::default(), Sum::add);
    Source::Number(sums.iter().map(of).collect())
}

fn medians(values: Numbers<'_>, relation: &Relation, ids: &[u32], groups: usize) -> Source {
    // Values are laid out group by group in one list, then each group's stretch is searched.
    let counts = count(View::Number(values), relation, ids, groups);
    let mut starts = Vec::with_capacity(groups);
    let mut total = 0_usize;
    for count in &counts {
        starts.push(total);
        total += *count as usize;
    }
    let mut laid = vec![0.0; total];
    let mut next = starts.clone();
    let mut ids = ids.iter();
    relation.each_numbers(values, &mut |_, values| {
        for (value, id) in values.iter().zip(ids.by_ref()) {
            if let Some(at) = next.get_mut(*id as usize)
                && !value.is_nan()
                && let Some(slot) = laid.get_mut(*at)
            {
                *slot = *value;
                *at += 1;
            }
        }
    });
    let medians = starts.iter().zip(&next).map(|(start, end)| median(laid.get_mut(*start..*end).unwrap_or_default()));
    Source::Number(medians.collect())
}

#[derive(Clone, Copy, PartialEq)]
enum Extreme {
    Least,
    Most,
}

impl Extreme {
    #[inline]
    fn beats<T: PartialOrd>(self, new: &T, old: &T) -> bool {
        match self {
            Self::Least => new < old,
            Self::Most => new > old,
        }
    }
}

fn extreme(view: View<'_>, relation: &Relation, ids: &[u32], groups: usize, which: Extreme) -> Source {
    match view {
        View::Number(values) => {
            Source::Number(fold_numbers((values, relation, ids, groups), f64::NAN, |best, value| {
                if best.is_nan() || which.beats(&value, best) {
                    *best = value;
                }
            }))
        }
        View::Date(values) => Source::Date(fold(relation, ids, groups, NO_DATE, |best, row| {
            if let Some(day) = values.get(row)
                && *day != NO_DATE
                && (*best == NO_DATE || which.beats(day, best))
            {
                *best = *day;
            }
        })),
        View::Text(words) => extreme_word(words, relation, ids, groups, which),
    }
}

fn extreme_word(words: Words<'_>, relation: &Relation, ids: &[u32], groups: usize, which: Extreme) -> Source {
    let ranks = Ranks::of(words, relation);
    let best = fold(relation, ids, groups, NONE, |best, row| {
        let rank = ranks.rank(words.codes.get(row));
        if rank != NONE && (*best == NONE || which.beats(&rank, best)) {
            *best = rank;
        }
    });
    // One code for one word, as in every text column: what counts or groups the outcome goes by its codes.
    let mut texts = Vec::new();
    let mut known: FxHashMap<u32, u32> = FxHashMap::default();
    let codes = best
        .into_iter()
        .map(|rank| {
            let Some(code) = ranks.code.get(rank as usize) else { return NONE };
            *known.entry(rank).or_insert_with(|| {
                texts.push(words.text(*code).to_owned());
                texts.len() as u32 - 1
            })
        })
        .collect();
    Source::Text { codes, words: texts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_keep_what_plain_addition_loses() {
        let mut sum = Sum::default();
        for value in [1.0, 1e100, 1.0, -1e100] {
            sum.add(value);
        }
        assert_eq!(sum.total().to_bits(), 2.0_f64.to_bits());
        assert!(Sum::default().mean().is_nan());
    }

    #[test]
    fn medians_are_exact() {
        for (mut values, expected) in [
            (vec![3.0], 3.0),
            (vec![4.0, 1.0], 2.5),
            (vec![9.0, 1.0, 5.0], 5.0),
            (vec![4.0, 1.0, 3.0, 2.0], 2.5),
            (vec![f64::MAX, f64::MAX], f64::MAX),
        ] {
            assert_eq!(median(&mut values).to_bits(), f64::to_bits(expected), "{values:?}");
        }
        assert!(median(&mut []).is_nan());
    }
}
