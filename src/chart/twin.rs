//! The table twin of a chart: the same values in the same order, headed as people read them.

use super::calendar::part_label;
use super::data::Series;
use super::rhythm::days;
use super::voice::Voice;
use crate::base::date::DatePart;
use crate::i18n::chart as words;
use crate::table::{ResultColumn, ResultTable, Values};

/// Up to this many series stand side by side; more stand below each other.
pub(crate) const SIDE_BY_SIDE: usize = 12;

/// A column whose name is not taken yet.
pub(crate) fn column(columns: &[ResultColumn], name: &str, values: Values) -> ResultColumn {
    let taken = |name: &str| columns.iter().any(|column| column.name == name);
    let mut unique = name.to_owned();
    let mut number = 2;
    while taken(&unique) {
        unique = format!("{name} {number}");
        number += 1;
    }
    ResultColumn { name: unique, values }
}

/// Name and value of each bar.
pub(crate) fn of_bars(voice: &Voice, names: Vec<Option<String>>, values: Vec<Option<f64>>) -> ResultTable {
    let mut columns = vec![ResultColumn { name: voice.x_heading.clone(), values: Values::Text(names) }];
    columns.push(column(&columns, &voice.axis_title(), Values::Number(values)));
    ResultTable { columns }
}

/// The twin of lines, and for each point of each series the row it stands in.
pub(crate) fn of_lines(voice: &Voice, lines: &[Series], part: DatePart) -> (ResultTable, Vec<Vec<usize>>) {
    let when = |days: Vec<i32>| match part {
        DatePart::Day => Values::Date(days.into_iter().map(Some).collect()),
        part => Values::Text(days.into_iter().map(|day| Some(part_label(day, part, voice.lang))).collect()),
    };
    let name =
        |series: &Series| series.name.clone().unwrap_or_else(|| words::UNNAMED_SERIES.text(voice.lang).to_owned());
    if lines.len() > SIDE_BY_SIDE {
        let points = || lines.iter().flat_map(|series| series.points.iter().map(move |point| (series, point)));
        let mut columns = vec![ResultColumn {
            name: voice.x_heading.clone(),
            values: when(points().map(|(_, point)| point.day).collect()),
        }];
        let names = points().map(|(series, _)| Some(name(series))).collect();
        let heading = super::column::capital(&voice.series_name);
        columns.push(column(&columns, &heading, Values::Text(names)));
        let values = points().map(|(_, point)| point.value).collect();
        columns.push(column(&columns, &voice.axis_title(), Values::Number(values)));
        let mut next = 0..;
        let rows = lines.iter().map(|series| next.by_ref().take(series.points.len()).collect()).collect();
        return (ResultTable { columns }, rows);
    }
    let days = days(lines);
    let rows: Vec<Vec<usize>> = lines
        .iter()
        .map(|series| series.points.iter().map(|point| days.binary_search(&point.day).unwrap_or_default()).collect())
        .collect();
    let mut columns = vec![ResultColumn { name: voice.x_heading.clone(), values: when(days.clone()) }];
    for (series, rows) in lines.iter().zip(&rows) {
        let mut values = vec![None; days.len()];
        for (point, row) in series.points.iter().zip(rows) {
            if let Some(slot) = values.get_mut(*row) {
                *slot = point.value;
            }
        }
        let heading = if voice.series_name.is_empty() { voice.axis_title() } else { name(series) };
        columns.push(column(&columns, &heading, Values::Number(values)));
    }
    (ResultTable { columns }, rows)
}

/// A row of a table twin in words, for marks whose words were not written in advance.
pub fn told(twin: &ResultTable, row: usize, lang: crate::base::lang::Lang) -> String {
    let cell = |values: &Values| match values {
        Values::Text(values) => values.get(row).cloned().flatten(),
        Values::Number(values) => {
            let value = values.get(row).copied().flatten()?;
            Some(crate::base::number::format_number(value, super::voice::decimals(value), lang))
        }
        Values::Date(values) => {
            values.get(row).copied().flatten().map(|day| crate::base::date::format_short(day, lang))
        }
    };
    let parts = twin.columns.iter().filter_map(|column| Some(format!("{}: {}", column.name, cell(&column.values)?)));
    parts.collect::<Vec<_>>().join(", ")
}
