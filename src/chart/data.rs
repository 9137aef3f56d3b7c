//! The outcome of a chart's plan as bars or lines. The columns may come from anywhere (a shared link,
//! an older file), so nothing is taken for granted but what is checked here.

use std::borrow::Cow;

use super::calendar::{civil, days};
use super::column::is_total;
use super::{ChartSpec, Lowered};
use crate::base::lang::Lang;
use crate::base::note::{Problem, ProblemCode};
use crate::base::number::format_number;
use crate::region;
use crate::table::{ResultTable, Values};

/// A category with its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Category {
    /// Its name; `None` when the cell was empty.
    pub(crate) name: Option<String>,
    /// The day, where categories are dates.
    pub(crate) day: Option<i32>,
    /// Its value.
    pub(crate) value: Option<f64>,
    /// Whether it is the sum of the others, by its name.
    pub(crate) total: bool,
}

/// A point of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    /// Days since 1970-01-01.
    pub(crate) day: i32,
    /// Its value; `None` breaks the line.
    pub(crate) value: Option<f64>,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Series {
    /// Its name; `None` when the cell was empty or lines are not split.
    pub(crate) name: Option<String>,
    /// Its points in order of time, one per day.
    pub(crate) points: Vec<Point>,
}

/// The last point of a series that has a value.
pub(crate) fn last(series: &Series) -> Option<Point> {
    series.points.iter().rev().find(|point| point.value.is_some()).copied()
}

/// The first point of a series that has a value.
pub(crate) fn first(series: &Series) -> Option<Point> {
    series.points.iter().find(|point| point.value.is_some()).copied()
}

/// What the rows of the outcome say beside their values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Rows whose value was missing.
    pub(crate) missing: u64,
    /// Rows whose date was missing or not understood.
    pub(crate) undated: u64,
    /// Whether no category holds more than one row.
    pub(crate) single: bool,
}

/// The categories of the outcome, in its order.
pub(crate) fn categories(
    lowered: &Lowered,
    data: &ResultTable,
    lang: Lang,
) -> Result<(Vec<Category>, Counts), Problem> {
    let (x, y) = columns(&lowered.spec, data)?;
    let mut counts = Counts { single: true, ..Counts::default() };
    let mut out = Vec::with_capacity(y.len());
    let beside = Beside::of(data);
    for row in 0..x.len().min(y.len()) {
        let value = beside.measured(y, row, &mut counts);
        let (name, day) = match x {
            Values::Text(values) => (values.get(row).cloned().flatten().filter(|name| !name.trim().is_empty()), None),
            Values::Number(values) => (values.get(row).copied().flatten().map(|value| plain(value, lang)), None),
            Values::Date(values) => (None, values.get(row).copied().flatten()),
        };
        let total = name.as_deref().is_some_and(is_total);
        out.push(Category { name, day, value, total });
    }
    if out.iter().all(|category| category.value.is_none()) {
        return Err(nothing(&lowered.spec));
    }
    mark_country(&mut out);
    Ok((out, counts))
}

/// Fewest provinces among the categories for the country to be their total.
const PROVINCES_OF_A_COUNTRY: usize = 3;

/// The country among its provinces is their total; among other countries it is one of them.
fn mark_country(categories: &mut [Category]) {
    let names: Vec<&str> = categories.iter().filter_map(|category| category.name.as_deref()).collect();
    let report = region::resolve(&names, &[]);
    if report.regions() < PROVINCES_OF_A_COUNTRY {
        return;
    }
    for category in categories {
        category.total |= category.name.as_ref().is_some_and(|name| report.totals.contains(name));
    }
}

/// The lines of the outcome: series in order of first appearance, points in order of time.
pub(crate) fn lines(lowered: &Lowered, data: &ResultTable, lang: Lang) -> Result<(Vec<Series>, Counts), Problem> {
    let (x, y) = columns(&lowered.spec, data)?;
    let split = match (&lowered.spec.series, data.column("series")) {
        (None, _) => None,
        (Some(_), Some(column)) => Some(&column.values),
        (Some(name), None) => {
            return Err(Problem::new(ProblemCode::FigureNeedsColumn).arg(name.clone()));
        }
    };
    let mut counts = Counts { single: true, ..Counts::default() };
    let mut out: Vec<Series> = Vec::new();
    let mut known: rustc_hash::FxHashMap<Option<Cow<'_, str>>, usize> = rustc_hash::FxHashMap::default();
    let beside = Beside::of(data);
    for row in 0..x.len().min(y.len()) {
        let value = beside.measured(y, row, &mut counts);
        let day = match x {
            Values::Date(values) => values.get(row).copied().flatten().filter(|day| civil(*day).is_some()),
            Values::Number(values) => values.get(row).copied().flatten().and_then(year),
            Values::Text(values) => {
                values.get(row).and_then(Option::as_deref).and_then(|text| year(text.trim().parse().ok()?))
            }
        };
        let Some(day) = day else {
            counts.undated += beside.rows(row).unwrap_or(1);
            continue;
        };
        let name = split.and_then(|values| named(values, row, lang));
        let index = if let Some(index) = known.get(&name) {
            *index
        } else {
            out.push(Series { name: name.as_deref().map(str::to_owned), points: Vec::new() });
            known.insert(name, out.len() - 1);
            out.len() - 1
        };
        if let Some(series) = out.get_mut(index) {
            series.points.push(Point { day, value });
        }
    }
    for series in &mut out {
        if !series.points.is_sorted_by_key(|point| point.day) {
            series.points.sort_by_key(|point| point.day);
        }
        // The plan gives each day once; whatever else comes here must not draw a vertical line unseen.
        series.points.dedup_by_key(|point| point.day);
    }
    out.retain(|series| series.points.iter().any(|point| point.value.is_some()));
    if out.is_empty() { Err(nothing(&lowered.spec)) } else { Ok((out, counts)) }
}

/// The cell of a row as a name; `None` where it is empty.
pub(crate) fn name_of(values: &Values, row: usize, lang: Lang) -> Option<String> {
    named(values, row, lang).map(Cow::into_owned)
}

/// The same, borrowed where it stands there as it is.
pub(crate) fn named(values: &Values, row: usize, lang: Lang) -> Option<Cow<'_, str>> {
    match values {
        Values::Text(values) => {
            values.get(row).and_then(Option::as_deref).filter(|name| !name.trim().is_empty()).map(Cow::Borrowed)
        }
        Values::Number(values) => values.get(row).copied().flatten().map(|value| plain(value, lang).into()),
        Values::Date(values) => values.get(row).copied().flatten().map(|day| crate::base::date::iso(day).into()),
    }
}

/// The columns `x` and `y`.
fn columns<'a>(spec: &ChartSpec, data: &'a ResultTable) -> Result<(&'a Values, &'a [Option<f64>]), Problem> {
    let needed = |name: &str, chosen: &Option<String>| {
        Problem::new(ProblemCode::FigureNeedsColumn).arg(chosen.clone().unwrap_or_else(|| name.to_owned()))
    };
    let x = data.column("x").ok_or_else(|| needed("x", &spec.x))?;
    match data.column("y").map(|column| &column.values) {
        Some(Values::Number(y)) => Ok((&x.values, y)),
        _ => Err(needed("y", &spec.y)),
    }
}

/// The counts beside the rows of an outcome.
#[derive(Clone, Copy)]
pub(crate) struct Beside<'a> {
    rows: &'a [Option<f64>],
    present: &'a [Option<f64>],
}

impl<'a> Beside<'a> {
    /// Those of an outcome.
    pub(crate) fn of(data: &'a ResultTable) -> Self {
        let numbers = |column: &str| match data.column(column).map(|column| &column.values) {
            Some(Values::Number(values)) => values.as_slice(),
            _ => &[],
        };
        Self { rows: numbers("rows"), present: numbers("present") }
    }

    /// How many rows of the table a row stands for.
    pub(crate) fn rows(&self, row: usize) -> Option<u64> {
        count(self.rows, row)
    }

    /// The value of a row, and what the row's counts say.
    fn measured(&self, y: &[Option<f64>], row: usize, counts: &mut Counts) -> Option<f64> {
        let value = y.get(row).copied().flatten().filter(|value| value.is_finite());
        let (rows, present) = (self.rows(row), count(self.present, row));
        counts.single &= rows == Some(1);
        if let (Some(rows), Some(present)) = (rows, present) {
            counts.missing += rows.saturating_sub(present);
            // A sum over nothing is no value, whatever number stands there.
            return value.filter(|_| present > 0);
        }
        counts.missing += u64::from(value.is_none());
        value
    }
}

/// A count beside a row.
pub(crate) fn cell(data: &ResultTable, column: &str, row: usize) -> Option<u64> {
    let Values::Number(values) = &data.column(column)?.values else {
        return None;
    };
    count(values, row)
}

/// A cell as a count.
fn count(values: &[Option<f64>], row: usize) -> Option<u64> {
    let count = values.get(row).copied().flatten()?;
    (0.0..1e15).contains(&count).then_some(count as u64)
}

/// The first day of a year given as a number.
fn year(value: f64) -> Option<i32> {
    let whole = (1.0..=9999.0).contains(&value) && (libm::trunc(value) - value).abs() < f64::EPSILON;
    whole.then(|| days(value as i16, 1, 1)).flatten()
}

/// A number as a name: what may be a year without groups, any other as people write it.
fn plain(value: f64, lang: Lang) -> String {
    match year(value) {
        Some(_) if value >= 1000.0 => (value as i64).to_string(),
        _ => format_number(value, 6, lang),
    }
}

/// Nothing has a value.
pub(crate) fn nothing(spec: &ChartSpec) -> Problem {
    let column = spec.y.clone().or_else(|| spec.x.clone()).unwrap_or_default();
    Problem::new(ProblemCode::NothingToDraw).arg(column)
}
