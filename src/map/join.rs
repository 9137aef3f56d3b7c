//! From the plan's outcome (one row per spelling) to one value per region.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::date;
use crate::query::Op;
use crate::region::{Column, Gazetteer, Level, MatchReport, Options};
use crate::table::{ResultTable, Values};

use super::before;
use super::places::Regions;
use super::{
    ALIKE, EVERYWHERE, Lowered, N, PER, Per, REGION, ROWS, SECOND, SECOND_N, TO, VALUE, WEIGHT, beside, header,
};

/// Most provinces that a map of kabupaten and kota is drawn close up for by itself.
const CLOSE_UP: usize = 4;

/// What is known of one region.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Place {
    /// The value to colour by.
    pub(super) value: Option<f64>,
    /// Rows of the table behind it.
    pub(super) rows: u64,
    /// Its different spellings: the first row of the outcome with each.
    pub(super) spellings: Vec<usize>,
    /// The second value, where the map shows two.
    pub(super) second: Option<f64>,
    /// What the value was divided by, in ones.
    pub(super) below: f64,
    /// Several spellings have values that cannot be put together.
    pub(super) undecided: bool,
}

/// The outcome joined with the regions.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Joined {
    /// The regions of the level.
    pub(super) regions: Arc<Regions>,
    /// Indices of the regions that the map shows: all, or those of some provinces.
    pub(super) shown: Vec<usize>,
    /// The provinces that the map is about, where it does not show the whole country.
    pub(super) provinces: Vec<usize>,
    /// What matched and what did not.
    pub(super) report: Arc<MatchReport>,
    /// One entry per region, in the order of `regions`.
    pub(super) places: Vec<Place>,
    /// Regions into which the values of others were put.
    pub(super) merged: Vec<usize>,
    /// Rows whose region was not recognised or not decided.
    pub(super) lost_rows: u64,
    /// Rows without a value, among those of recognised regions.
    pub(super) empty_rows: u64,
    /// Rows without a region.
    pub(super) nowhere_rows: u64,
}

/// One row of the outcome.
#[derive(Clone, Copy)]
struct Part {
    value: Option<f64>,
    /// Present values behind it, if counted.
    n: Option<f64>,
    rows: u64,
    /// The region that it names.
    of: usize,
    /// What it weighs in a mean with other regions, where that was asked.
    weight: Option<f64>,
}

/// The texts of a column; numbers as people write codes, without a fraction when whole.
fn texts(values: &Values) -> Vec<Option<Cow<'_, str>>> {
    match values {
        Values::Text(values) => values.iter().map(|value| value.as_deref().map(Cow::Borrowed)).collect(),
        Values::Number(values) => values.iter().map(|value| value.map(|number| number.to_string().into())).collect(),
        Values::Date(values) => values.iter().map(|value| value.map(|days| date::iso(days).into())).collect(),
    }
}

/// The finite numbers of a column.
fn numbers(data: &ResultTable, name: &str) -> Option<Vec<Option<f64>>> {
    match &data.column(name)?.values {
        Values::Number(values) => Some(values.iter().map(|value| value.filter(|number| number.is_finite())).collect()),
        Values::Text(_) | Values::Date(_) => None,
    }
}

/// The texts of a named column.
fn texts_of<'a>(data: &'a ResultTable, name: &str) -> Vec<Option<Cow<'a, str>>> {
    data.column(name).map(|column| texts(&column.values)).unwrap_or_default()
}

/// The level that a lowered spec maps.
pub(super) fn level_of(lowered: &Lowered, list: &Gazetteer) -> Level {
    lowered.spec.level.unwrap_or(Level::Province).min(list.deepest()).min(Level::Kabkota)
}

/// What the outcome's rows match at a level.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Matched {
    pub(super) report: Arc<MatchReport>,
    /// The regions of the level.
    regions: Arc<Regions>,
    /// The position of every row's region.
    positions: Vec<Option<usize>>,
}

/// What the outcome's rows match at the map's level.
fn matched(lowered: &Lowered, data: &ResultTable, list: &Gazetteer) -> Arc<Matched> {
    let known = lowered.matched.clone().filter(|matched| matched.positions.len() == data.rows());
    known.unwrap_or_else(|| Arc::new(resolved(lowered, data, list, level_of(lowered, list))))
}

/// Matches the outcome's rows with the regions of a level.
pub(super) fn resolved(lowered: &Lowered, data: &ResultTable, list: &Gazetteer, level: Level) -> Matched {
    fn cells<'a>(texts: &'a [Option<Cow<'_, str>>]) -> Vec<&'a str> {
        texts.iter().map(|text| text.as_deref().unwrap_or_default()).collect()
    }
    let header = lowered.spec.region.as_deref().unwrap_or_default();
    let said = header::options_of(header);
    let options = Options { level: said.level.filter(|said| *said == level), aliases: &lowered.spec.aliases, ..said };
    let regions = texts_of(data, REGION);
    if level == Level::Province {
        // Among provinces alone "Yogyakarta" is one; no finer list makes it doubtful.
        let columns = [Column { header: "", cells: cells(&regions) }];
        let (report, positions) = Gazetteer::provinces().resolve_rows(&columns, &options, level);
        return Matched { report: report.into(), regions: Regions::of(list, level).into(), positions };
    }
    let others: Vec<(&str, Vec<Option<Cow<'_, str>>>)> = lowered
        .spec
        .beside
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), texts_of(data, &beside(at))))
        .filter(|(_, texts)| !texts.is_empty())
        .collect();
    let mut columns = vec![Column { header: if others.is_empty() { "" } else { header }, cells: cells(&regions) }];
    columns.extend(others.iter().map(|(header, texts)| Column { header, cells: cells(texts) }));
    let (report, positions) = list.resolve_rows(&columns, &options, level);
    Matched { report: report.into(), regions: Regions::of(list, level).into(), positions }
}

/// Matches the regions of the outcome with those of the map's level.
pub(super) fn report(lowered: &Lowered, data: &ResultTable, list: &Gazetteer) -> Arc<MatchReport> {
    Arc::clone(&matched(lowered, data, list).report)
}

/// Where something goes: for every row of the outcome the index of its region, resolved like the regions that
/// it comes from.
pub(super) fn destinations(
    lowered: &Lowered,
    data: &ResultTable,
    list: &Gazetteer,
) -> (MatchReport, Vec<Option<usize>>) {
    let level = level_of(lowered, list);
    let header = lowered.spec.to.as_deref().unwrap_or_default();
    let said = header::options_of(header);
    let options = Options { level: said.level.filter(|said| *said == level), aliases: &lowered.spec.aliases, ..said };
    let texts = texts_of(data, TO);
    let cells: Vec<&str> = texts.iter().map(|text| text.as_deref().unwrap_or_default()).collect();
    let columns = [Column { header: "", cells }];
    let list_of_level = if level == Level::Province { Gazetteer::provinces() } else { list };
    let (report, positions) = list_of_level.resolve_rows(&columns, &options, level);
    let regions = Regions::of(list, level);
    let indices = positions.into_iter().map(|position| position.and_then(|position| regions.index(position)));
    (report, indices.collect())
}

/// For every row of the outcome the index of its region.
pub(super) fn origins(lowered: &Lowered, data: &ResultTable, list: &Gazetteer) -> Vec<Option<usize>> {
    let matched = matched(lowered, data, list);
    matched.positions.iter().map(|position| position.and_then(|position| matched.regions.index(position))).collect()
}

/// The numbers and the texts of a column of the outcome.
pub(super) fn column_numbers(data: &ResultTable, name: &str) -> Vec<Option<f64>> {
    numbers(data, name).unwrap_or_default()
}

/// See [`column_numbers`].
pub(super) fn column_texts(data: &ResultTable, name: &str) -> Vec<Option<String>> {
    texts_of(data, name).into_iter().map(|text| text.map(Cow::into_owned)).collect()
}

/// How many different values name a region.
pub(super) fn values(data: &ResultTable) -> usize {
    let values: BTreeSet<Cow<'_, str>> =
        texts_of(data, REGION).into_iter().flatten().filter(|value| !value.trim().is_empty()).collect();
    values.len()
}

/// Joins the outcome of a plan with the regions of the map's level; only the rows of `keep` where it names any.
pub(super) fn join(lowered: &Lowered, data: &ResultTable, list: &Gazetteer, keep: Option<&[bool]>) -> Joined {
    let level = level_of(lowered, list);
    let matched = matched(lowered, data, list);
    let positions = &matched.positions;
    let op = lowered.spec.op.unwrap_or(Op::Sum);
    let names = texts_of(data, REGION);
    let values = numbers(data, VALUE).unwrap_or_default();
    let counts = numbers(data, N);
    let rows = numbers(data, ROWS);
    let below = numbers(data, PER).filter(|_| matches!(lowered.spec.per, Some(Per::Thousand(_))));
    let seconds = numbers(data, SECOND);
    let second_counts = numbers(data, SECOND_N);

    let regions = Arc::clone(&matched.regions);
    let together = before::is_on(lowered, level);
    let weights = numbers(data, WEIGHT);
    let by_column = before::weighs(&lowered.spec, op).filter(|_| together).map(|column| column != ALIKE);
    let mut parts: Vec<Vec<Part>> = regions.iter().map(|_| Vec::new()).collect();
    let mut others: Vec<Vec<Part>> =
        if seconds.is_some() { regions.iter().map(|_| Vec::new()).collect() } else { Vec::new() };
    let mut joined = Joined {
        places: vec![Place::default(); regions.len()],
        regions,
        shown: Vec::new(),
        merged: Vec::new(),
        provinces: Vec::new(),
        lost_rows: 0,
        empty_rows: 0,
        nowhere_rows: 0,
        report: Arc::clone(&matched.report),
    };
    for (at, region) in names.iter().enumerate() {
        if keep.is_some_and(|keep| keep.get(at) != Some(&true)) {
            continue;
        }
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
        let index = positions.get(at).copied().flatten().and_then(|position| joined.regions.index(position));
        match index {
            Some(of) => {
                let index = if together { before::home(&joined.regions, of) } else { of };
                if index != of && !joined.merged.contains(&index) {
                    joined.merged.push(index);
                }
                if let (Some(parts), Some(place)) = (parts.get_mut(index), joined.places.get_mut(index)) {
                    let filled = n.map_or_else(|| if value.is_some() { rows } else { 0 }, |n| n.max(0.0) as u64);
                    joined.empty_rows += rows.saturating_sub(filled);
                    place.rows += rows;
                    let is_known = |known: &usize| names.get(*known).is_some_and(|name| name.as_ref() == Some(region));
                    if !place.spellings.iter().any(is_known) {
                        place.spellings.push(at);
                    }
                    let weight = match by_column {
                        Some(false) => Some(1.0),
                        _ => weights.as_ref().and_then(|weights| weights.get(at).copied().flatten()),
                    };
                    parts.push(Part { value, n, rows, of, weight });
                    if let Some(below) = &below {
                        place.below += below.get(at).copied().flatten().unwrap_or(0.0);
                    }
                    if let (Some(seconds), Some(others)) = (&seconds, others.get_mut(index)) {
                        let n = second_counts.as_ref().and_then(|counts| counts.get(at).copied().flatten());
                        others.push(Part { value: seconds.get(at).copied().flatten(), n, rows, of, weight: None });
                    }
                }
            }
            None if joined.report.totals.iter().any(|total| total == region) => {}
            None => joined.lost_rows += rows,
        }
    }
    for (place, parts) in joined.places.iter_mut().zip(&parts) {
        match if by_column.is_some() { weighed(op, parts, by_column == Some(true)) } else { combine(op, parts) } {
            Ok(value) => place.value = value,
            Err(Undecided) => place.undecided = true,
        }
    }
    for (place, others) in joined.places.iter_mut().zip(&others) {
        place.second = combine(lowered.second_op, others).unwrap_or(None);
    }
    if below.is_some() {
        for place in &mut joined.places {
            // Without what it is divided by, a total has no rate.
            place.value = place.value.filter(|_| place.below > 0.0).map(|value| value / place.below * 1000.0);
        }
    }
    look_closer(&mut joined, lowered.spec.focus.as_deref());
    if together {
        let regions = &joined.regions;
        joined.shown.retain(|index| before::home(regions, *index) == *index);
    }
    joined
}

/// Which regions the map shows: those of the chosen province, or of the few that the data is about.
fn look_closer(joined: &mut Joined, focus: Option<&str>) {
    let regions = &joined.regions;
    if regions.level == Level::Kabkota && focus != Some(EVERYWHERE) {
        let mut wanted: Vec<usize> = regions
            .iter()
            .zip(&joined.places)
            .filter(|(region, place)| match focus {
                Some(code) => region.code.split('.').next() == Some(code),
                None => place.rows > 0,
            })
            .map(|(region, _)| region.province)
            .collect();
        wanted.dedup();
        if focus.is_some() || wanted.len() <= CLOSE_UP {
            joined.provinces = wanted;
        }
    }
    let provinces = &joined.provinces;
    joined.shown = regions
        .iter()
        .enumerate()
        .filter(|(_, region)| provinces.is_empty() || provinces.contains(&region.province))
        .map(|(index, _)| index)
        .collect();
}

/// The parts' values do not give the value of the whole.
struct Undecided;

/// The mean of several provinces from the means of each, which weigh as much as a column says or all alike. A
/// province of which nothing is known is left out, as it is of a sum; one whose weight is not known leaves the mean
/// undecided.
fn weighed(op: Op, parts: &[Part], by_column: bool) -> Result<Option<f64>, Undecided> {
    let (mut sum, mut weights, mut count, mut only) = (0.0, 0.0, 0, None);
    let homes: BTreeSet<usize> = parts.iter().map(|part| part.of).collect();
    for home in homes {
        let own: Vec<Part> = parts.iter().filter(|part| part.of == home).copied().collect();
        let Some(value) = combine(op, &own)? else { continue };
        let known: Option<f64> = own.iter().map(|part| part.weight).sum();
        let weight = if by_column { known.filter(|weight| *weight > 0.0) } else { Some(1.0) };
        // A single province is what it is, whatever it weighs.
        (only, count) = (Some(value), count + 1);
        sum += value * weight.unwrap_or(f64::NAN);
        weights += weight.unwrap_or(f64::NAN);
    }
    match count {
        0 | 1 => Ok(only),
        _ if (sum / weights).is_finite() => Ok(Some(sum / weights)),
        _ => Err(Undecided),
    }
}

/// The value of a region from the values of its spellings. Sums, counts of rows, smallest and largest
/// are exact; a mean is exact when weighed by how many values stand behind each part. A median or a count
/// of different values cannot be put together from parts, and a mean of means would be wrong.
fn combine(op: Op, parts: &[Part]) -> Result<Option<f64>, Undecided> {
    let present: Vec<(f64, &Part)> = parts.iter().filter_map(|part| part.value.map(|value| (value, part))).collect();
    if let [] | [_] = present.as_slice() {
        return Ok(present.first().map(|(value, _)| *value));
    }
    let several = present.iter().any(|(_, part)| present.first().is_some_and(|(_, first)| first.of != part.of));
    if several && !before::adds_up(op) {
        return Err(Undecided);
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
