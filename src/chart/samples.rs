//! The outcome of a plan as single values or points, each with how often it occurs.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::Sheet;
use super::column::is_total;
use super::data::{Beside, Counts, name_of, named, nothing};
use crate::base::note::{Problem, ProblemCode};
use crate::i18n::chart as words;
use crate::table::Values;

/// A point, and how many rows it stands for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dot<'a> {
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// The value of the second column.
    pub(crate) second: Option<f64>,
    /// Its name.
    pub(crate) name: Option<Cow<'a, str>>,
    /// Rows.
    pub(crate) weight: u64,
}

/// The finite numbers of a column, by row.
fn numbers<'a>(sheet: &Sheet<'a>, column: &str, chosen: Option<&String>) -> Result<&'a [Option<f64>], Problem> {
    match sheet.data.column(column).map(|column| &column.values) {
        Some(Values::Number(values)) => Ok(values),
        _ => {
            Err(Problem::new(ProblemCode::FigureNeedsColumn).arg(chosen.cloned().unwrap_or_else(|| column.to_owned())))
        }
    }
}

/// The points of the outcome; rows without one of their two values are counted.
pub(crate) fn dots<'a>(sheet: &Sheet<'a>) -> Result<(Vec<Dot<'a>>, Counts), Problem> {
    let spec = &sheet.lowered.spec;
    let (x, y) = (numbers(sheet, "x", spec.x.as_ref())?, numbers(sheet, "y", spec.y.as_ref())?);
    let second = numbers(sheet, "second", None).unwrap_or_default();
    let names = sheet.data.column("series").map(|column| &column.values);
    let mut counts = Counts::default();
    let mut out = Vec::with_capacity(x.len());
    let beside = Beside::of(sheet.data);
    let at = |values: &[Option<f64>], row: usize| values.get(row).copied().flatten().filter(|value| value.is_finite());
    for row in 0..x.len().min(y.len()) {
        let weight = beside.rows(row).unwrap_or(1);
        match (at(x, row), at(y, row)) {
            (Some(x), Some(y)) => {
                let name = names.and_then(|names| named(names, row, sheet.lang));
                out.push(Dot { x, y, second: at(second, row), name, weight });
            }
            (Some(_), None) => counts.missing += weight,
            (None, _) => counts.undated += weight,
        }
    }
    // A total beside its parts would stretch both axes.
    let totals: FxHashSet<String> = {
        let mut seen = FxHashSet::default();
        let names = out.iter().filter_map(|dot: &Dot<'_>| dot.name.as_deref());
        names.filter(|name| seen.insert(*name) && is_total(name)).map(str::to_owned).collect()
    };
    if !totals.is_empty() {
        let total = |dot: &Dot<'_>| dot.name.as_deref().is_some_and(|name| totals.contains(name));
        if out.iter().any(|dot| !total(dot)) {
            out.retain(|dot| !total(dot));
        }
    }
    if out.is_empty() { Err(nothing(spec)) } else { Ok((out, counts)) }
}

/// Values in ascending order, each with how often it occurs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Samples {
    /// What they belong to; empty where values are not grouped.
    pub(crate) name: String,
    /// Value and rows.
    pub(crate) values: Vec<(f64, u64)>,
}

/// The values of the outcome by group, in the outcome's order.
pub(crate) fn samples(sheet: &Sheet<'_>) -> Result<(Vec<Samples>, Counts), Problem> {
    let spec = &sheet.lowered.spec;
    let y = numbers(sheet, "y", spec.y.as_ref())?;
    let x = sheet.data.column("x").map(|column| &column.values).filter(|_| spec.x.is_some());
    let mut counts = Counts::default();
    let mut out: Vec<Samples> = Vec::new();
    let mut known = rustc_hash::FxHashMap::default();
    let beside = Beside::of(sheet.data);
    for (row, value) in y.iter().enumerate() {
        let weight = beside.rows(row).unwrap_or(1);
        let Some(value) = value.filter(|value| value.is_finite()) else {
            counts.missing += weight;
            continue;
        };
        let name = x.map_or_else(String::new, |x| {
            name_of(x, row, sheet.lang).unwrap_or_else(|| words::BLANK.text(sheet.lang).to_owned())
        });
        let index = *known.entry(name.clone()).or_insert_with(|| {
            out.push(Samples { name, values: Vec::new() });
            out.len() - 1
        });
        if let Some(samples) = out.get_mut(index).filter(|_| weight > 0) {
            samples.values.push((value, weight));
        }
    }
    for samples in &mut out {
        samples.values.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    out.retain(|samples| !samples.values.is_empty());
    if out.is_empty() { Err(nothing(spec)) } else { Ok((out, counts)) }
}

impl Samples {
    /// How many rows.
    pub(crate) fn count(&self) -> u64 {
        self.values.iter().map(|(_, weight)| weight).sum()
    }

    /// The lowest and the highest value.
    pub(crate) fn ends(&self) -> (f64, f64) {
        let end = |value: Option<&(f64, u64)>| value.map_or(0.0, |(value, _)| *value);
        (end(self.values.first()), end(self.values.last()))
    }

    /// The value of a place in ascending order, counted from zero.
    fn place(&self, place: u64) -> f64 {
        let mut seen = 0;
        for (value, weight) in &self.values {
            seen += weight;
            if place < seen {
                return *value;
            }
        }
        self.ends().1
    }

    /// The value below which a share (0 to 1) of the rows lies, between the nearest two where it falls between
    /// them (type 7 of Hyndman and Fan 1996, the default of R and of spreadsheets).
    pub(crate) fn quantile(&self, share: f64) -> f64 {
        let count = self.count();
        if count == 0 {
            return 0.0;
        }
        let at = share.clamp(0.0, 1.0) * (count - 1) as f64;
        let low = libm::floor(at);
        let (one, next) = (self.place(low as u64), self.place(low as u64 + 1));
        one + (next - one) * (at - low)
    }

    /// Counts in classes between edges in ascending order: each holds its lower edge, the last both.
    pub(crate) fn histogram(&self, edges: &[f64]) -> Vec<u64> {
        let mut bins = vec![0; edges.len().saturating_sub(1)];
        let last = bins.len().saturating_sub(1);
        for (value, weight) in &self.values {
            let bin = edges.partition_point(|edge| edge <= value).saturating_sub(1).min(last);
            if let Some(bin) = bins.get_mut(bin) {
                *bin += weight;
            }
        }
        bins
    }

    /// How far values usually are from each other: the bandwidth of a density (Silverman 1986, equation 3.31).
    pub(crate) fn bandwidth(&self) -> f64 {
        let count = self.count() as f64;
        let mean = self.values.iter().map(|(value, weight)| value / count * *weight as f64).sum::<f64>();
        let variance = self
            .values
            .iter()
            .map(|(value, weight)| (value - mean) * (value - mean) / count * *weight as f64)
            .sum::<f64>();
        let (spread, middle) = (libm::sqrt(variance), (self.quantile(0.75) - self.quantile(0.25)) / 1.34);
        let least = if middle > 0.0 { spread.min(middle) } else { spread };
        0.9 * least * libm::pow(count.max(1.0), -0.2)
    }

    /// The density of a normal kernel at points; each is rows per unit of the value, as a share of all.
    pub(crate) fn density(&self, points: &[f64], width: f64) -> Vec<f64> {
        let count = self.count().max(1) as f64;
        let scale = 1.0 / (libm::sqrt(2.0 * std::f64::consts::PI) * width * count);
        points
            .iter()
            .map(|point| {
                // Beyond four widths a value adds nothing that can be seen.
                let from = self.values.partition_point(|(value, _)| *value < point - 4.0 * width);
                let near = self.values.iter().skip(from).take_while(|(value, _)| *value <= point + 4.0 * width);
                near.map(|(value, weight)| {
                    let away = (point - value) / width;
                    libm::exp(-0.5 * away * away) * *weight as f64
                })
                .sum::<f64>()
                    * scale
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(values: &[(f64, u64)]) -> Samples {
        Samples { name: String::new(), values: values.to_vec() }
    }

    #[test]
    fn quantiles_are_those_of_spreadsheets() {
        // 1, 2, 2, 4, 10: quartiles by hand.
        let five = samples(&[(1.0, 1), (2.0, 2), (4.0, 1), (10.0, 1)]);
        for (share, expected) in [(0.0, 1.0), (0.25, 2.0), (0.5, 2.0), (0.75, 4.0), (1.0, 10.0), (0.9, 7.6)] {
            assert!((five.quantile(share) - expected).abs() < 1e-9, "{share}");
        }
        // 1, 2, 3, 4
        let four = samples(&[(1.0, 1), (2.0, 1), (3.0, 1), (4.0, 1)]);
        for (share, expected) in [(0.25, 1.75), (0.5, 2.5), (0.75, 3.25)] {
            assert!((four.quantile(share) - expected).abs() < 1e-9, "{share}");
        }
        assert!((samples(&[(7.0, 9)]).quantile(0.3) - 7.0).abs() < 1e-9);
    }

    #[test]
    fn classes_hold_every_row_once() {
        let five = samples(&[(0.0, 1), (2.0, 2), (5.0, 1), (9.9, 1), (10.0, 4)]);
        assert_eq!(five.histogram(&[0.0, 2.0, 4.0, 6.0, 8.0, 10.0]), [1, 2, 1, 0, 5]);
        assert_eq!(five.count(), 9);
    }

    #[test]
    fn a_density_holds_all_of_it() {
        let some = samples(&[(1.0, 3), (2.0, 5), (4.0, 2)]);
        let width = some.bandwidth();
        let step = 0.01;
        let points: Vec<f64> = (0..2000).map(|index| -7.0 + f64::from(index) * step).collect();
        let whole: f64 = some.density(&points, width).iter().sum::<f64>() * step;
        assert!((whole - 1.0).abs() < 1e-3, "{whole}");
    }
}
