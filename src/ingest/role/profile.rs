//! A bounded look at a column: enough of its distinct texts and numbers to say what they are about.
//!
//! The shapes of *all* cells are counted elsewhere ([`crate::table::Counts`]); what needs the values themselves is
//! decided from a sample spread evenly over the column, so that a long file costs no more than a
//! short one.

use crate::table::{Arena, Building, ColumnBuilder, MISSING_CODE};

/// How many distinct texts are looked at.
const TEXTS: usize = 400;

/// How many numbers are looked at.
const NUMBERS: usize = 2_000;

/// How many rows of two columns are compared.
const PAIRS: usize = 500;

/// How many first rows tell a running number.
const RUN: usize = 40;

/// What is known of a column's values.
#[derive(Debug, Default)]
pub(super) struct Profile {
    /// Cells that are not missing.
    pub(super) filled: u32,
    /// How many different texts; for numbers and dates, of the sample.
    pub(super) distinct: usize,
    /// Some of the distinct texts.
    pub(super) texts: Vec<String>,
    /// Some of the numbers, in the order of the rows; texts that are whole numbers count, too.
    pub(super) numbers: Vec<f64>,
    /// The first rows count upwards by one.
    pub(super) run: bool,
}

impl Profile {
    #[inline(never)]
    pub(super) fn of(builder: &ColumnBuilder, arena: &Arena) -> Self {
        let mut profile = Self { filled: builder.counts.filled(), ..Self::default() };
        match &builder.building {
            Building::Number(_, values) => {
                let values = values.numbers();
                profile.numbers = spread(values.len(), NUMBERS).filter_map(|row| values.present(row)).collect();
                let mut sorted = profile.numbers.clone();
                sorted.sort_unstable_by(f64::total_cmp);
                sorted.dedup();
                profile.distinct = sorted.len();
                profile.run = runs(values.iter().take(RUN));
                profile.texts = sorted
                    .iter()
                    .take(TEXTS)
                    .filter(|value| is_whole(**value))
                    .map(|value| format!("{value:.0}"))
                    .collect();
            }
            Building::Date(_, values) => profile.distinct = values.len(),
            Building::Text(text) => {
                let entry = |code: usize| Some(text.entry(arena, code)).filter(|(_, missing)| !missing);
                // Texts of rows that were set aside below the data are the last of the dictionary; a
                // missing cell's code wraps to nought.
                let entries = text.codes().bound();
                profile.distinct = entries;
                profile.texts = spread(entries, TEXTS)
                    .filter_map(|code| entry(code).map(|(text, _)| text.to_owned()))
                    .filter(|text| !text.is_empty())
                    .collect();
                let number =
                    |code: u32| entry(code as usize).and_then(|(text, _)| text.parse::<u32>().ok()).map(f64::from);
                profile.run = runs(text.codes().iter().take(RUN).map(|code| number(code).unwrap_or(f64::NAN)));
                profile.numbers = profile.texts.iter().filter_map(|text| text.parse().ok()).collect();
            }
        }
        profile
    }

    /// The share of the distinct texts that have a property, from 0 to 1; 0 when there are none.
    pub(super) fn share(&self, property: impl Fn(&str) -> bool) -> f64 {
        if self.texts.is_empty() {
            return 0.0;
        }
        self.texts.iter().filter(|text| property(text)).count() as f64 / self.texts.len() as f64
    }

    /// The share of whole numbers among the numbers.
    pub(super) fn whole_share(&self) -> f64 {
        let whole = self.numbers.iter().filter(|value| is_whole(**value)).count();
        whole as f64 / self.numbers.len().max(1) as f64
    }

    /// The smallest and the largest number.
    pub(super) fn range(&self) -> Option<(f64, f64)> {
        let low = self.numbers.iter().copied().reduce(f64::min)?;
        let high = self.numbers.iter().copied().reduce(f64::max)?;
        Some((low, high))
    }

    /// The middle one of the sizes of the numbers.
    pub(super) fn median_size(&self) -> f64 {
        let mut sizes: Vec<f64> = self.numbers.iter().map(|value| value.abs()).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
    }

    /// The mean length of the distinct texts in characters.
    pub(super) fn mean_length(&self) -> f64 {
        let sum: usize = self.texts.iter().map(|text| text.chars().count()).sum();
        sum as f64 / self.texts.len().max(1) as f64
    }
}

fn is_whole(value: f64) -> bool {
    value.trunc().to_bits() == value.to_bits()
}

/// Whether numbers count upwards by one from nought or one; missing ones among them are no number.
fn runs(values: impl Iterator<Item = f64>) -> bool {
    let values: Vec<f64> = values.collect();
    let starts = values.first().is_some_and(|first| (0.0..=1.0).contains(first) && is_whole(*first));
    starts && values.len() >= 2 && values.windows(2).all(|pair| (pair[1] - pair[0] - 1.0).abs() < 1e-9)
}

/// At most `most` places spread evenly over `length`.
fn spread(length: usize, most: usize) -> impl Iterator<Item = usize> {
    let step = length.div_ceil(most.max(1)).max(1);
    (0..length).step_by(step)
}

/// The texts that two columns have in the same rows, some of them.
#[inline(never)]
pub(super) fn pairs<'a>(left: &'a ColumnBuilder, right: &'a ColumnBuilder, arena: &'a Arena) -> Vec<(String, &'a str)> {
    let text = |builder: &'a ColumnBuilder, row: usize| match &builder.building {
        Building::Text(texts) => {
            let code = texts.codes().get(row);
            (code != MISSING_CODE).then(|| texts.entry(arena, code as usize).0)
        }
        _ => None,
    };
    let key = |row: usize| match &left.building {
        Building::Number(_, values) => values.numbers().present(row).map(|value| format!("{value:.0}")),
        _ => text(left, row).map(str::to_owned),
    };
    spread(left.len().min(right.len()), PAIRS).filter_map(|row| Some((key(row)?, text(right, row)?))).collect()
}
