//! How much of a source is read into a table, and what a person is told before choosing.

use serde::{Deserialize, Serialize};

/// How much of a source is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// All of it where it fits this device; otherwise the person is asked first.
    #[default]
    Fitting,
    /// All of it, though it is large.
    All,
    /// All rows of these columns.
    Columns(Vec<String>),
    /// About this many rows: spread evenly over the table where the source can be asked for rows from
    /// anywhere, the first ones otherwise. A note of the table says which.
    Sample(u64),
    /// This many of the first rows, to spare a slow or dear connection; the rest is not fetched. Everything
    /// made of it says so.
    First(u64),
    /// Nothing: the rows stay at the portal, which filters, sorts and groups them.
    Portal,
}

impl Extent {
    /// How many of the first rows alone are wanted.
    pub const fn first_rows(&self) -> Option<u64> {
        if let Self::First(rows) = self { Some(*rows) } else { None }
    }

    /// Whether all columns are read, each as in the whole: then what was done with them stays.
    pub const fn keeps_columns(&self) -> bool {
        matches!(self, Self::Fitting | Self::All | Self::Sample(_) | Self::First(_))
    }

    /// Whether it is the usual one, which documents do not mention.
    pub fn is_usual(&self) -> bool {
        *self == Self::Fitting
    }
}

/// What is known of a source that is larger than the device may hold, to choose an [`Extent`] by.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Its rows, where somebody counts them.
    pub rows: Option<u64>,
    /// Bytes of its text: announced, or estimated from the first rows; at least so many where
    /// [`Offer::more`] says so.
    pub bytes: u64,
    /// So many bytes came, and more were on their way.
    #[serde(default)]
    pub more: bool,
    /// Bytes of text that this device may hold.
    pub budget: u64,
    /// The columns, each with its estimated bytes; none where single columns cannot be asked for.
    #[serde(default)]
    pub columns: Vec<(String, u64)>,
    /// Rows of a sample that fits comfortably.
    pub sample: u64,
    /// Whether the sample would be spread over the whole table; otherwise it is the first rows.
    #[serde(default)]
    pub spread: bool,
    /// Whether the rows can stay at the portal.
    #[serde(default)]
    pub portal: bool,
    /// Whether all of it can be read at all.
    pub all: bool,
}

/// The most rows of a sample.
const MOST_SAMPLED: u64 = 100_000;

impl Offer {
    /// Rows of a sample that takes at most a quarter of the budget, as a round number.
    pub fn sample_rows(bytes_per_row: u64, budget: u64) -> u64 {
        let fitting = (budget / 4 / bytes_per_row.max(1)).clamp(100, MOST_SAMPLED);
        let mut unit = 1;
        while unit * 10 <= fitting {
            unit *= 10;
        }
        fitting / unit * unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_fit_and_are_round() {
        let check = |row: u64, budget: u64, expected: u64| {
            assert_eq!(Offer::sample_rows(row, budget), expected, "{row} {budget}");
        };
        check(60, 204 << 20, 100_000);
        check(60, 5 << 20, 20_000);
        check(1_000, 5 << 20, 1_000);
        check(1 << 30, 5 << 20, 100);
        check(0, 0, 100);
    }

    #[test]
    fn documents_mention_only_what_was_chosen() {
        let written = serde_json::to_string(&Extent::Columns(vec!["a".to_owned()])).unwrap();
        assert_eq!(written, r#"{"columns":["a"]}"#);
        assert_eq!(serde_json::from_str::<Extent>(r#""portal""#).unwrap(), Extent::Portal);
        assert!(Extent::default().is_usual());
    }
}
