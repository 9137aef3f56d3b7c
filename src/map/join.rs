//! From the plan's outcome (one row per spelling) to one value per province.

use crate::base::date;
use crate::query::Op;
use crate::region::{MatchReport, PROVINCES, resolve_with};
use crate::table::{ResultTable, Values};

use super::{Lowered, N, REGION, ROWS, VALUE, lower};

/// What is known of one province.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Place {
    /// The value to colour by.
    pub(super) value: Option<f64>,
    /// Rows of the table behind it.
    pub(super) rows: u64,
    /// Spellings of the column that matched it.
    pub(super) spellings: Vec<String>,
    /// Several spellings have values that cannot be put together.
    pub(super) undecided: bool,
}

/// The outcome joined with the provinces.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Joined {
    /// What matched and what did not.
    pub(super) report: MatchReport,
    /// One entry per province, in the order of [`PROVINCES`].
    pub(super) places: Vec<Place>,
    /// Rows whose region was not recognised or not decided.
    pub(super) lost_rows: u64,
    /// Rows without a value, among those of recognised provinces.
    pub(super) empty_rows: u64,
    /// Rows without a region.
    pub(super) nowhere_rows: u64,
}

/// One row of the outcome.
struct Part {
    value: Option<f64>,
    /// Present values behind it, if counted.
    n: Option<f64>,
    rows: u64,
}

/// The texts of a column; numbers as people write codes, without a fraction when whole.
fn texts(values: &Values) -> Vec<Option<String>> {
    match values {
        Values::Text(values) => values.clone(),
        Values::Number(values) => values.iter().map(|value| value.map(|number| number.to_string())).collect(),
        Values::Date(values) => values.iter().map(|value| value.map(date::iso)).collect(),
    }
}

/// The finite numbers of a column.
fn numbers(data: &ResultTable, name: &str) -> Option<Vec<Option<f64>>> {
    match &data.column(name)?.values {
        Values::Number(values) => Some(values.iter().map(|value| value.filter(|number| number.is_finite())).collect()),
        Values::Text(_) | Values::Date(_) => None,
    }
}

/// Matches the regions of the outcome with the provinces.
pub(super) fn report(lowered: &Lowered, data: &ResultTable) -> MatchReport {
    let regions = data.column(REGION).map(|column| texts(&column.values)).unwrap_or_default();
    let values: Vec<&str> = regions.iter().flatten().map(String::as_str).collect();
    let header = lowered.spec.region.as_deref().unwrap_or_default();
    resolve_with(&values, &lowered.spec.aliases, lower::hint(header))
}

/// Joins the outcome of a plan with the provinces.
pub(super) fn join(lowered: &Lowered, data: &ResultTable) -> Joined {
    let report = report(lowered, data);
    let op = lowered.spec.op.unwrap_or(Op::Sum);
    let regions = data.column(REGION).map(|column| texts(&column.values)).unwrap_or_default();
    let values = numbers(data, VALUE).unwrap_or_default();
    let counts = numbers(data, N);
    let rows = numbers(data, ROWS);

    let mut parts: Vec<Vec<Part>> = PROVINCES.iter().map(|_| Vec::new()).collect();
    let mut joined = Joined {
        places: vec![Place::default(); PROVINCES.len()],
        lost_rows: 0,
        empty_rows: 0,
        nowhere_rows: 0,
        report,
    };
    for (at, region) in regions.iter().enumerate() {
        let value = values.get(at).copied().flatten();
        let n = counts.as_ref().and_then(|counts| counts.get(at).copied().flatten());
        let rows = rows.as_ref().and_then(|rows| rows.get(at).copied().flatten());
        let rows = match (rows, op) {
            (Some(rows), _) => rows.max(0.0) as u64,
            (None, Op::Rows) => value.unwrap_or(0.0).max(0.0) as u64,
            (None, _) => 1,
        };
        let Some(region) = region.as_ref().filter(|region| !region.trim().is_empty()) else {
            joined.nowhere_rows += rows;
            continue;
        };
        let index =
            joined.report.code_of(region).and_then(|code| PROVINCES.iter().position(|province| province.code == code));
        match index {
            Some(index) => {
                if let (Some(parts), Some(place)) = (parts.get_mut(index), joined.places.get_mut(index)) {
                    let filled = n.map_or_else(|| if value.is_some() { rows } else { 0 }, |n| n.max(0.0) as u64);
                    joined.empty_rows += rows.saturating_sub(filled);
                    place.rows += rows;
                    place.spellings.push(region.clone());
                    parts.push(Part { value, n, rows });
                }
            }
            None if joined.report.totals.contains(region) => {}
            None => joined.lost_rows += rows,
        }
    }
    for (place, parts) in joined.places.iter_mut().zip(&parts) {
        match combine(op, parts) {
            Ok(value) => place.value = value,
            Err(Undecided) => place.undecided = true,
        }
    }
    joined
}

/// The parts' values do not give the value of the whole.
struct Undecided;

/// The value of a province from the values of its spellings. Sums, counts of rows, smallest and largest
/// are exact; a mean is exact when weighed by how many values stand behind each part. A median or a count
/// of different values cannot be put together from parts, and a mean of means would be wrong.
fn combine(op: Op, parts: &[Part]) -> Result<Option<f64>, Undecided> {
    let present: Vec<(f64, &Part)> = parts.iter().filter_map(|part| part.value.map(|value| (value, part))).collect();
    if let [] | [_] = present.as_slice() {
        return Ok(present.first().map(|(value, _)| *value));
    }
    let values = present.iter().map(|(value, _)| *value);
    let value = match op {
        Op::Rows | Op::Count | Op::Sum => values.sum(),
        Op::Min => values.fold(f64::INFINITY, f64::min),
        Op::Max => values.fold(f64::NEG_INFINITY, f64::max),
        Op::Mean => {
            let mut sum = 0.0;
            let mut weight = 0.0;
            for (value, part) in &present {
                // Without the counts, single rows still weigh the same.
                let n = part.n.or((part.rows == 1).then_some(1.0)).ok_or(Undecided)?;
                sum += value * n;
                weight += n;
            }
            if weight <= 0.0 {
                return Err(Undecided);
            }
            sum / weight
        }
        Op::Median | Op::Distinct => return Err(Undecided),
    };
    Ok(Some(value).filter(|value| value.is_finite()))
}
