//! The outcome of a plan as a grid: categories downwards, series across. Totals among them are kept out,
//! what is missing is counted.

use super::calendar::{days, part_index, part_label, part_start};
use super::choose::{Kind, choose, year_of};
use super::data::{Category, Counts, categories, name_of, nothing};
use super::kind::kind;
use super::voice::Voice;
use super::{Mark, Sheet, choose};
use crate::base::color::Rgba;
use crate::base::date::DatePart;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::base::number::format_number;
use crate::base::text::natural_cmp;
use crate::i18n::{chart as words, kinds as t};
use crate::table::{ResultColumn, ResultTable, Values};

use super::column::{is_total, names_years};

/// More series than this cannot be told apart by colour.
pub(crate) const COLORED: usize = 7;

/// A row of the grid.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) label: String,
    /// One value for each series.
    pub(crate) cells: Vec<Option<f64>>,
    /// The value of the second column.
    pub(crate) second: Option<f64>,
    pub(crate) kind: Kind,
    /// The day, where categories are times.
    pub(crate) day: Option<i32>,
    /// The rows of the outcome that it was first seen in, one for each category it stands for.
    pub(crate) from: Vec<usize>,
}

impl Line {
    /// The sum of its values; `None` where it has none.
    pub(crate) fn sum(&self) -> Option<f64> {
        let present: Vec<f64> = self.cells.iter().copied().flatten().collect();
        Some(present.iter().sum::<f64>()).filter(|sum| !present.is_empty() && sum.is_finite())
    }
}

/// Rows and series ready to be drawn.
#[derive(Debug)]
pub(crate) struct Grid {
    /// The rows in their order.
    pub(crate) rows: Vec<Line>,
    /// The names of the series; one nameless where the values are not split.
    pub(crate) series: Vec<String>,
    /// Whether the series are times, which have an order.
    pub(crate) timed: bool,
    /// How values are said.
    pub(crate) voice: Voice,
    /// What was folded or left out.
    pub(crate) notes: Vec<Note>,
}

/// Reads the outcome. `most` series are kept; the smallest of more are added up where values can be, and
/// left out with a note where not.
pub(crate) fn grid(sheet: &Sheet<'_>, most: usize) -> Result<Grid, Problem> {
    let (spec, data, lang) = (&sheet.lowered.spec, sheet.data, sheet.lang);
    let (rows, counts) = categories(sheet.lowered, data, lang)?;
    let voice = Voice::new(spec, counts.single, lang);
    let mut notes = missing(sheet, counts);
    let unnamed = || words::UNNAMED_SERIES.text(lang).to_owned();
    let split: Option<&Values> = match (&spec.series, data.column("series")) {
        (None, _) => None,
        (Some(_), Some(column)) => Some(&column.values),
        (Some(name), None) => return Err(Problem::new(ProblemCode::FigureNeedsColumn).arg(name.clone())),
    };
    let names: Vec<Option<String>> =
        (0..rows.len()).map(|row| split.and_then(|values| name_of(values, row, lang))).collect();

    // Distinct categories and series in order of first appearance.
    let mut categories: Vec<Category> = Vec::new();
    let mut all_series: Vec<Option<String>> = Vec::new();
    let mut known_rows = rustc_hash::FxHashMap::default();
    let mut known_series = rustc_hash::FxHashMap::default();
    let mut cells: Vec<Vec<Option<f64>>> = Vec::new();
    let mut seconds: Vec<Option<f64>> = Vec::new();
    let mut first_rows: Vec<usize> = Vec::new();
    let second = data.column("second").map(|column| &column.values);
    for (at, (category, name)) in rows.into_iter().zip(names).enumerate() {
        let series = *known_series.entry(name.clone()).or_insert_with(|| {
            all_series.push(name);
            all_series.len() - 1
        });
        let value = category.value;
        let row = *known_rows.entry((category.name.clone(), category.day)).or_insert_with(|| {
            categories.push(category);
            first_rows.push(at);
            cells.push(Vec::new());
            seconds.push(None);
            categories.len() - 1
        });
        if let Some(cells) = cells.get_mut(row) {
            if cells.len() <= series {
                cells.resize(series + 1, None);
            }
            // The plan gives each pair once, but for rows that are shown as they are.
            let slot = &mut cells[series];
            *slot = if choose::adds(spec.op) { added([*slot, value].into_iter()) } else { slot.or(value) };
        }
        if let (Some(Values::Number(values)), Some(slot)) = (second, seconds.get_mut(row)) {
            *slot = slot.or(values.get(at).copied().flatten().filter(|value| value.is_finite()));
        }
    }
    for cells in &mut cells {
        cells.resize(all_series.len(), None);
    }

    // Totals among the series would be counted twice.
    let totals: Vec<usize> = (0..all_series.len())
        .filter(|index| all_series[*index].as_deref().is_some_and(is_total) && all_series.len() > 2)
        .collect();
    let mut kept: Vec<usize> = (0..all_series.len()).filter(|index| !totals.contains(index)).collect();
    let timed = spec.series.as_deref().is_some_and(names_years)
        && split.is_some()
        && kept.iter().all(|index| year_of(label(all_series[*index].as_ref())).is_some());
    let of_series = |index: usize| -> f64 { cells.iter().filter_map(|cells| cells[index]).map(f64::abs).sum() };
    let mut folded: Vec<usize> = Vec::new();
    if kept.len() > most {
        if timed {
            // The latest times are kept.
            kept.sort_by(|a, b| natural_cmp(label(all_series[*b].as_ref()), label(all_series[*a].as_ref())));
        } else {
            kept.sort_by(|a, b| of_series(*b).total_cmp(&of_series(*a)));
        }
        let sums = choose::adds(spec.op) && !timed;
        folded = kept.split_off(if sums { most - 1 } else { most });
        let count = folded.len().to_string();
        if sums {
            notes.push(Note::once(NoteCode::OthersFolded, [count]));
        } else {
            notes.push(Note::once(NoteCode::CategoriesNotShown, [kept.len().to_string(), count]));
            folded.clear();
        }
    }
    if timed || spec.mark == Some(Mark::Pyramid) {
        kept.sort_by(|a, b| natural_cmp(label(all_series[*a].as_ref()), label(all_series[*b].as_ref())));
    } else {
        kept.sort_by(|a, b| of_series(*b).total_cmp(&of_series(*a)));
    }
    let pick = |cells: &[Option<f64>]| -> Vec<Option<f64>> {
        let mut out: Vec<Option<f64>> = kept.iter().map(|index| cells[*index]).collect();
        if !folded.is_empty() {
            out.push(added(folded.iter().map(|index| cells[*index])));
        }
        out
    };
    let mut names: Vec<String> = kept.iter().map(|index| all_series[*index].clone().unwrap_or_else(unnamed)).collect();
    if split.is_none() {
        names = vec![String::new()];
    } else if !folded.is_empty() {
        names.push(words::OTHERS.with(lang, &[("n", &format_number(folded.len() as f64, 0, lang))]));
    }
    let cells: Vec<Vec<Option<f64>>> = cells.iter().map(|cells| pick(cells)).collect();

    let whole = spec.mark.is_some_and(|mark| kind(mark).whole);
    // Rows are ordered by what they add up to, or by their last value where that means nothing.
    for (category, cells) in categories.iter_mut().zip(&cells) {
        category.value = if choose::adds(spec.op) || whole {
            added(cells.iter().copied())
        } else {
            cells.iter().rev().copied().flatten().next()
        };
    }
    let years = spec.x.as_deref().is_some_and(names_years);
    let total_rows = categories.iter().filter(|category| category.total && category.value.is_some()).count();
    let parts = categories.iter().filter(|category| !category.total && category.value.is_some()).count();
    let keep_totals = parts == 0;
    for category in &mut categories {
        if keep_totals {
            category.total = false;
        } else if category.total {
            category.value = None;
        }
    }
    if parts == 0 && total_rows == 0 {
        return Err(nothing(spec));
    }
    let (chosen, mut more) = choose(spec, &categories, &voice);
    if !keep_totals && total_rows + totals.len() > 0 {
        more.push(Note { count: (total_rows + totals.len()) as u64, ..Note::once(NoteCode::TotalRows, []) });
    }
    more.append(&mut notes);
    let rows = chosen
        .into_iter()
        .map(|row| Line {
            cells: (0..names.len()).map(|at| added(row.of.iter().map(|index| cells[*index][at]))).collect(),
            second: added(row.of.iter().map(|index| seconds[*index])),
            day: row.of.first().and_then(|index| {
                categories[*index]
                    .day
                    .or_else(|| days(year_of(label(categories[*index].name.as_ref())).filter(|_| years)?, 1, 1))
            }),
            from: row.of.iter().filter_map(|index| first_rows.get(*index)).copied().collect(),
            label: row.label,
            kind: row.kind,
        })
        .collect();
    Ok(Grid { rows, series: names, timed, voice, notes: more })
}

/// Notes of rows without a value.
pub(crate) fn missing(sheet: &Sheet<'_>, counts: Counts) -> Vec<Note> {
    let spec = &sheet.lowered.spec;
    [(counts.missing, &spec.y), (counts.undated, &spec.x)]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, column)| {
            let column = column.clone().unwrap_or_default();
            Note { count, ..Note::once(NoteCode::MissingLeftOut, [column]) }
        })
        .collect()
}

fn label(name: Option<&String>) -> &str {
    name.map_or("", String::as_str)
}

/// The sum of the present values; `None` where there are none.
pub(crate) fn added(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let mut sum = None;
    for value in values.flatten() {
        sum = Some(sum.unwrap_or(0.0) + value);
    }
    sum.filter(|sum: &f64| sum.is_finite())
}

/// Sums of the largest numbers stay numbers.
pub(crate) fn bounded(sum: f64) -> f64 {
    sum.clamp(-1e300, 1e300)
}

/// Where each part of a stack begins and ends: what is below zero is stacked downwards. Missing parts have
/// no extent.
pub(crate) fn stack(cells: &[Option<f64>]) -> Vec<(f64, f64)> {
    let (mut up, mut down) = (0.0, 0.0);
    cells
        .iter()
        .map(|cell| {
            let value = cell.unwrap_or(0.0);
            let end = if value < 0.0 { &mut down } else { &mut up };
            let from: f64 = *end;
            *end = bounded(*end + value);
            (from, *end)
        })
        .collect()
}

/// Most empty places that are kept for missing times.
const MOST_GAPS: i64 = 400;

impl Grid {
    /// Whether the rows are times.
    pub(crate) fn in_time(&self) -> bool {
        self.rows.iter().all(|row| row.day.is_some())
    }

    /// Puts an empty row where a time between the first and the last is missing, so that equal times are equally
    /// wide; rows must be in order of time.
    pub(crate) fn fill_times(&mut self, sheet: &Sheet<'_>) {
        let part = sheet.lowered.spec.x_part.unwrap_or(DatePart::Year);
        let index = |row: &Line| row.day.map(|day| part_index(day, part));
        let indices: Vec<i64> = self.rows.iter().filter_map(index).collect();
        let rising = indices.windows(2).all(|pair| pair[0] < pair[1]) && indices.len() == self.rows.len();
        let (Some(first), Some(last)) = (indices.first(), indices.last()) else { return };
        let missing = last - first + 1 - indices.len() as i64;
        // Yearly data by month has no gaps of eleven months: where most are missing, none is.
        if !rising || missing <= 0 || missing > MOST_GAPS || missing > indices.len() as i64 {
            return;
        }
        let mut all = Vec::with_capacity(self.rows.len() + missing as usize);
        let mut next = *first;
        for row in self.rows.drain(..) {
            let at = row.day.map_or(next, |day| part_index(day, part));
            for gap in next..at {
                let day = part_start(gap, part);
                let label = day.map(|day| part_label(day, part, sheet.lang)).unwrap_or_default();
                all.push(Line {
                    label,
                    cells: vec![None; self.series.len()],
                    second: None,
                    kind: Kind::Category,
                    day,
                    from: Vec::new(),
                });
            }
            next = at + 1;
            all.push(row);
        }
        self.rows = all;
        self.notes.push(Note { count: missing as u64, ..Note::once(NoteCode::PeriodsMissing, []) });
    }

    /// Whether anything is below zero.
    pub(crate) fn negative(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.cells).flatten().any(|value| *value < 0.0)
    }

    /// The colour of each series: in order of time where they are times, else told apart.
    pub(crate) fn colors(&self, sheet: &Sheet<'_>) -> Vec<Rgba> {
        colors(self.series.len(), self.timed, sheet)
    }

    /// The legend's entries; none where the values are not split.
    pub(crate) fn legend<'a>(&'a self, colors: &[Rgba]) -> Vec<(&'a str, Rgba)> {
        if self.voice.series_name.is_empty() {
            return Vec::new();
        }
        self.series.iter().map(String::as_str).zip(colors.iter().copied()).collect()
    }

    /// What a cell is called: the row, and the series where there are some.
    pub(crate) fn cell_name(&self, row: &Line, series: usize) -> String {
        match self.series.get(series) {
            Some(name) if !self.voice.series_name.is_empty() => format!("{}, {name}", row.label),
            _ => row.label.clone(),
        }
    }

    /// The words of a cell's target, with more about it in brackets.
    pub(crate) fn say(&self, row: &Line, series: usize, more: &str) -> String {
        let value = row.cells.get(series).copied().flatten();
        let lang = self.voice.lang;
        let said = value.map_or_else(|| words::NO_DATA.text(lang).to_owned(), |value| self.voice.full(value));
        let said = if more.is_empty() { said } else { format!("{said} ({more})") };
        words::TARGET.with(lang, &[("what", &self.cell_name(row, series)), ("value", &said)])
    }

    /// The table twin: a row for each row, a column for each series, the second column where there is one.
    pub(crate) fn twin(&self, sheet: &Sheet<'_>) -> ResultTable {
        let voice = &self.voice;
        let names = self.rows.iter().map(|row| Some(row.label.clone())).collect();
        let mut columns = vec![ResultColumn { name: voice.x_heading.clone(), values: Values::Text(names) }];
        for (at, series) in self.series.iter().enumerate() {
            let heading = if voice.series_name.is_empty() { voice.axis_title() } else { series.clone() };
            let values = self.rows.iter().map(|row| row.cells.get(at).copied().flatten()).collect();
            columns.push(super::twin::column(&columns, &heading, Values::Number(values)));
        }
        if sheet.data.column("second").is_some() && sheet.lowered.spec.second.is_some() {
            let values = self.rows.iter().map(|row| row.second).collect();
            let heading = Voice::second(sheet).axis_title();
            columns.push(super::twin::column(&columns, &heading, Values::Number(values)));
        }
        ResultTable { columns }
    }

    /// The same, followed by each value's share of its row.
    pub(crate) fn twin_of_shares(&self, sheet: &Sheet<'_>) -> ResultTable {
        let mut twin = self.twin(sheet);
        for (at, series) in self.series.iter().enumerate() {
            let heading =
                if self.voice.series_name.is_empty() { self.voice.value_name.clone() } else { series.clone() };
            let share = |row: &Line| Some(row.cells.get(at).copied().flatten()? / row.sum()? * 100.0);
            let values = self.rows.iter().map(|row| share(row).filter(|share| share.is_finite())).collect();
            let column = super::twin::column(&twin.columns, &format!("{heading} (%)"), Values::Number(values));
            twin.columns.push(column);
        }
        twin
    }

    /// The scene's name: values by category and series.
    pub(crate) fn title(&self) -> String {
        let (voice, lang) = (&self.voice, self.voice.lang);
        if voice.series_name.is_empty() {
            return voice.title();
        }
        t::TITLE_SPLIT
            .with(lang, &[("value", &voice.value_name), ("what", &voice.x_name), ("series", &voice.series_name)])
    }
}

/// Colours for series: steps of one hue where they are times, else colours that can be told apart, grey
/// for what is more than these.
pub(crate) fn colors(count: usize, timed: bool, sheet: &Sheet<'_>) -> Vec<Rgba> {
    if count == 1 {
        return vec![sheet.theme.accent];
    }
    if timed {
        // The palest step has too little contrast with the paper.
        return sheet.theme.steps(count + 1).into_iter().skip(1).collect();
    }
    (0..count).map(|index| sheet.theme.series.get(index).copied().unwrap_or(sheet.theme.context)).collect()
}
