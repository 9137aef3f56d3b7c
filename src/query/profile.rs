//! The summary of a column.

use serde::{Deserialize, Serialize};

use super::keys::Dense;
use super::measure::{Sum, median, rows};
use super::order::places_by_key;
use super::relation::{NO_DATE, Relation, Source, Tables, View, Words, number_text};
use super::running::{Running, rows_only};
use super::{Step, relation};
use crate::base::date;
use crate::base::note::Problem;

/// Bins of a histogram.
const BINS: usize = 20;
/// How many of the most frequent values are listed.
const TOP: usize = 50;

/// Summary of a column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Present values.
    pub present: u64,
    /// Missing values (also cells that do not fit the reading).
    pub missing: u64,
    /// Different values, counted exactly.
    pub distinct: u64,
    /// The most frequent values as text with counts, at most 50, most frequent first; equally frequent
    /// numbers and dates in ascending order, words in the order in which the file first has them.
    pub top: Vec<(String, u64)>,
    /// For numbers and dates (days): smallest, largest, mean, median.
    pub range: Option<(f64, f64, f64, f64)>,
    /// For numbers: sum of present values.
    pub sum: Option<f64>,
    /// For numbers and dates: counts in equally wide bins between smallest and largest, 20 of them; the
    /// last one holds the largest. Empty for words and when nothing is present.
    pub histogram: Vec<u64>,
}

/// A profile under way.
#[derive(Clone, Debug)]
pub struct Profiling {
    column: String,
    rows: Running,
    filtered: bool,
    half: Option<Profile>,
}

impl Profiling {
    /// Checks and prepares; `steps` may only filter and sort.
    pub fn new(column: &str, steps: &[Step], tables: Tables<'_>) -> Result<Self, Problem> {
        rows_only(steps)?;
        relation::place(tables.base.fields(), column)?;
        Ok(Self { column: column.to_owned(), rows: Running::new(steps, tables)?, filtered: false, half: None })
    }

    /// Goes on by a pass; the profile when it is done.
    pub fn advance(&mut self, tables: Tables<'_>) -> Result<Option<Profile>, Problem> {
        if !self.filtered {
            self.filtered = self.rows.advance(tables)?;
            return Ok(None);
        }
        let relation = self.rows.relation();
        let view = relation.named(&self.column, tables)?;
        let Some(mut profile) = self.half.take() else {
            self.half = Some(match view {
                View::Text(words) => counted_words(words, relation),
                View::Number(_) | View::Date(_) => counted(&Dense::of(view, relation, None)),
            });
            return Ok(None);
        };
        let mut values = Vec::new();
        match view {
            View::Number(all) => {
                relation.each_numbers(all, &mut |_, some| values.extend(some.iter().filter(|value| !value.is_nan())));
            }
            View::Date(all) => relation
                .each(|row| values.extend(all.get(row).filter(|day| **day != NO_DATE).map(|day| f64::from(*day)))),
            View::Text(_) => return Ok(Some(profile)),
        }
        spread(&mut profile, &mut values, matches!(view, View::Number(_)));
        Ok(Some(profile))
    }
}

/// The places of the largest counts, the largest first, of equal ones the first.
fn most_frequent(counts: &[u64]) -> Vec<u32> {
    let mut order = places_by_key(counts.iter().map(|count| !count));
    order.truncate(TOP);
    order.retain(|at| counts.get(*at as usize).is_some_and(|count| *count > 0));
    order
}

/// Counts of the different words: a word has one code, and words need not be put in order.
fn counted_words(words: Words<'_>, relation: &Relation) -> Profile {
    let mut counts = vec![0_u64; words.code_bound()];
    let mut missing = 0;
    relation.each_codes(words.codes, &mut |_, codes| {
        for code in codes {
            match counts.get_mut(*code as usize) {
                Some(count) => *count += 1,
                None => missing += 1,
            }
        }
    });
    let top = most_frequent(&counts).into_iter();
    Profile {
        present: relation.len() as u64 - missing,
        missing,
        distinct: counts.iter().filter(|count| **count > 0).count() as u64,
        top: top.map(|at| (words.text(at).to_owned(), counts.get(at as usize).copied().unwrap_or(0))).collect(),
        ..Profile::default()
    }
}

/// Counts of the different numbers or dates.
fn counted(dense: &Dense) -> Profile {
    let mut counts = rows(&dense.ids, dense.count as usize + 1);
    let missing = counts.pop().unwrap_or(0);
    let text = |at: u32| match &dense.values {
        Source::Number(values) => values.get(at as usize).map(|value| number_text(*value)),
        Source::Date(values) => values.get(at as usize).map(|day| date::iso(*day)),
        Source::Base(_) | Source::Joined { .. } | Source::Text { .. } => None,
    };
    let top = most_frequent(&counts).into_iter();
    Profile {
        present: dense.ids.len() as u64 - missing,
        missing,
        distinct: u64::from(dense.count),
        top: top.filter_map(|at| Some((text(at)?, counts.get(at as usize).copied()?))).collect(),
        ..Profile::default()
    }
}

fn spread(profile: &mut Profile, values: &mut [f64], with_sum: bool) {
    let (mut low, mut high, mut sum) = (f64::INFINITY, f64::NEG_INFINITY, Sum::default());
    for value in values.iter() {
        low = low.min(*value);
        high = high.max(*value);
        sum.add(*value);
    }
    if values.is_empty() {
        return;
    }
    // Halves keep the width of the widest range within the numbers.
    let half_width = high / 2.0 - low / 2.0;
    let mut histogram = vec![0; BINS];
    for value in values.iter() {
        let share = if half_width > 0.0 { (value / 2.0 - low / 2.0) / half_width } else { 0.0 };
        let bin = ((share * BINS as f64) as usize).min(BINS - 1);
        if let Some(count) = histogram.get_mut(bin) {
            *count += 1;
        }
    }
    profile.histogram = histogram;
    let (mean, total) = (sum.mean(), sum.total());
    // A sum beyond the range of numbers has no mean; nothing wrong is shown in its place.
    if mean.is_finite() {
        profile.range = Some((low, high, mean, median(values)));
        profile.sum = Some(total).filter(|_| with_sum);
    }
}
