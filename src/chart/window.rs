//! Looking closer: which series are hidden, which stretch of times or numbers is drawn. What is left out is said.

use super::data::name_of;
use super::kind::{MarkKind, X};
use super::{ChartSpec, Sheet};
use crate::base::date;
use crate::base::note::{Note, NoteCode};
use crate::base::text::fold;
use crate::scene::plane::Coord;
use crate::table::{ResultColumn, ResultTable, Values};

impl ChartSpec {
    /// The spec with a series hidden, or shown again.
    #[must_use]
    pub fn toggled(mut self, series: &str) -> Self {
        let before = self.hidden.len();
        self.hidden.retain(|name| name != series);
        if self.hidden.len() == before {
            self.hidden.push(series.to_owned());
        }
        self
    }
}

/// The rows that are drawn, where these are not all, and what was left out.
pub(crate) fn shown(sheet: &Sheet<'_>, kind: &MarkKind) -> (Option<ResultTable>, Vec<Note>) {
    let spec = &sheet.lowered.spec;
    let mut notes = Vec::new();
    let mut rows: Vec<usize> = (0..sheet.data.rows()).collect();
    if let Some(column) = sheet.data.column("series").filter(|_| spec.series.is_some() && !spec.hidden.is_empty()) {
        let hidden: Vec<String> = spec.hidden.iter().map(|name| fold(name)).collect();
        let is_hidden =
            |row: &usize| name_of(&column.values, *row, sheet.lang).is_some_and(|name| hidden.contains(&fold(&name)));
        let left: Vec<usize> = rows.iter().copied().filter(|row| !is_hidden(row)).collect();
        // A chart of nothing explains less than one of everything.
        if !left.is_empty() && left.len() < rows.len() {
            let mut names = spec.hidden.clone();
            names.truncate(8);
            notes.push(Note {
                count: spec.hidden.len() as u64,
                ..Note::once(NoteCode::SeriesHidden, [names.join(", ")])
            });
            rows = left;
        }
    }
    if let Some((from, to)) = &spec.window
        && matches!(kind.x, X::Time | X::MaybeTime | X::Number | X::Groups)
        && let Some(column) = sheet.data.column("x")
    {
        let place = |row: &usize| place(&column.values, *row, kind.x == X::Number);
        let end = |coord: &Coord| {
            if kind.x == X::Number { coord.number() } else { coord.day().map(f64::from) }
        };
        if let (Some(one), Some(other)) = (end(from), end(to)) {
            let (low, high) = (one.min(other), one.max(other));
            let inside = |row: &usize| place(row).is_some_and(|place| place >= low && place <= high);
            let left: Vec<usize> = rows.iter().copied().filter(inside).collect();
            if left.is_empty() {
                notes.push(Note::once(NoteCode::WindowEmpty, []));
            } else if left.len() < rows.len() {
                let n = (rows.len() - left.len()) as u64;
                notes.push(Note { count: n, ..Note::once(NoteCode::WindowShown, []) });
                rows = left;
            }
        }
    }
    if rows.len() == sheet.data.rows() {
        return (None, notes);
    }
    let columns = sheet
        .data
        .columns
        .iter()
        .map(|column| ResultColumn { name: column.name.clone(), values: picked(&column.values, &rows) })
        .collect();
    (Some(ResultTable { columns }), notes)
}

/// Where a row lies along the axis: its number, or its day.
fn place(values: &Values, row: usize, numbers: bool) -> Option<f64> {
    match values {
        Values::Date(values) => values.get(row).copied().flatten().map(f64::from),
        Values::Number(values) => {
            let value = values.get(row).copied().flatten()?;
            if numbers { Some(value) } else { Coord::Number(value).day().map(f64::from) }
        }
        Values::Text(values) => {
            let text = values.get(row)?.as_deref()?;
            if numbers { None } else { Coord::Text(text.to_owned()).day().map(f64::from) }
        }
    }
}

/// The values of some rows.
fn picked(values: &Values, rows: &[usize]) -> Values {
    fn of<T: Clone>(values: &[Option<T>], rows: &[usize]) -> Vec<Option<T>> {
        rows.iter().map(|row| values.get(*row).cloned().flatten()).collect()
    }
    match values {
        Values::Text(values) => Values::Text(of(values, rows)),
        Values::Number(values) => Values::Number(of(values, rows)),
        Values::Date(values) => Values::Date(of(values, rows)),
    }
}

/// The last day of the time that a coordinate begins, for filters of rows by day.
pub fn last_day(coord: &Coord, part: date::DatePart) -> Option<i32> {
    let index = super::calendar::part_index(coord.day()?, part);
    Some(super::calendar::part_start(index + 1, part)? - 1)
}
