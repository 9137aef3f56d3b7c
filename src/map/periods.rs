//! The periods of a map over time: which there are, and which one is shown.

use std::collections::BTreeMap;

use crate::base::date::{DatePart, format_part};
use crate::base::lang::Lang;
use crate::table::{ResultTable, Values};

use super::{Lowered, TIME};

/// Most periods that are told apart.
const MOST: usize = 400;

/// The periods of an outcome, and which one each of its rows is of.
pub(super) struct Periods {
    /// The first one first; none where the map is of one time.
    pub(super) names: Vec<String>,
    rows: Vec<Option<usize>>,
}

impl Periods {
    pub(super) fn of(data: &ResultTable, lang: Lang) -> Self {
        let rows = of_rows(data, lang);
        let mut all: Vec<(f64, &str)> = rows.iter().flatten().map(|(place, text)| (*place, text.as_str())).collect();
        all.sort_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.cmp(other.1)));
        all.dedup_by(|one, other| one.1 == other.1);
        all.truncate(MOST);
        let places: BTreeMap<&str, usize> = all.iter().enumerate().map(|(at, (_, text))| (*text, at)).collect();
        let of = rows.iter().map(|row| row.as_ref().and_then(|(_, text)| places.get(text.as_str()).copied())).collect();
        Self { names: all.into_iter().map(|(_, text)| text.to_owned()).collect(), rows: of }
    }

    /// For every row, whether it is of a period.
    pub(super) fn rows_of(&self, period: usize) -> Vec<bool> {
        self.rows.iter().map(|row| *row == Some(period)).collect()
    }

    /// The period that a map shows: the chosen one, or the last.
    pub(super) fn shown(&self, lowered: &Lowered) -> Option<usize> {
        let chosen = lowered.spec.at.as_ref().and_then(|at| self.names.iter().position(|name| name == at));
        chosen.or_else(|| self.names.len().checked_sub(1))
    }
}

/// The period of every row of an outcome, as it is shown and as it is sorted.
fn of_rows(data: &ResultTable, lang: Lang) -> Vec<Option<(f64, String)>> {
    match data.column(TIME).map(|column| &column.values) {
        Some(Values::Number(values)) => values
            .iter()
            .map(|value| value.filter(|number| number.is_finite()).map(|number| (number, number.to_string())))
            .collect(),
        Some(Values::Date(values)) => values
            .iter()
            .map(|value| value.map(|days| (f64::from(days), format_part(days, DatePart::Year, lang))))
            .collect(),
        Some(Values::Text(values)) => values
            .iter()
            .map(|value| {
                let text = value.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty())?;
                // Years inside words sort by number, the rest by their letters.
                let digits: String =
                    text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
                Some((digits.parse().unwrap_or(f64::MAX), text.to_owned()))
            })
            .collect(),
        None => Vec::new(),
    }
}

/// The periods of an outcome, the first one first; none where the map is of one time.
pub fn periods(data: &ResultTable, lang: Lang) -> Vec<String> {
    Periods::of(data, lang).names
}

/// The first and the last year of an outcome's periods; `None` where they tell no years.
pub fn years(data: &ResultTable, lang: Lang) -> Option<(i32, i32)> {
    let year = |text: &String| {
        let mut digits = text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
        digits.find_map(|part| part.parse::<i32>().ok().filter(|year| (1900..=2100).contains(year)))
    };
    let years: Vec<i32> = periods(data, lang).iter().filter_map(year).collect();
    Some((*years.iter().min()?, *years.iter().max()?))
}
