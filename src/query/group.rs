//! Grouping and pivoting, a pass over the rows at a time.

use super::keys::{Combined, Dense};
use super::measure::{measure, rows};
use super::relation::{NONE, Relation, Source, Tables, free_name, take, value_text};
use super::{Group, Key, Measure, Op, Pivot, ROW, check, relation};
use crate::base::note::{Problem, ProblemCode};
use crate::table::Field;

/// The most columns a pivot may spread into.
pub(crate) const MAX_PIVOT_COLUMNS: u32 = 500;

/// A grouping under way: every call of [`Grouping::advance`] is one pass over the rows.
#[derive(Clone, Debug)]
pub(crate) struct Grouping {
    by: Vec<Key>,
    measures: Vec<Measure>,
    /// Values of the keys so far.
    keys: Vec<Source>,
    combined: Option<Combined>,
    outcomes: Vec<Source>,
}

impl Grouping {
    pub(crate) fn new(group: &Group) -> Self {
        Self {
            by: group.by.clone(),
            measures: group.measures.clone(),
            keys: Vec::new(),
            combined: None,
            outcomes: Vec::new(),
        }
    }

    /// A pivot groups by its row keys and, last, by the column that it spreads.
    pub(crate) fn for_pivot(pivot: &Pivot) -> Self {
        let mut by = pivot.by.clone();
        by.push(Key { column: pivot.columns.clone(), part: None, name: None });
        Self::new(&Group { by, measures: vec![pivot.measure.clone()] })
    }

    /// Goes on; `true` when everything is measured.
    pub(crate) fn advance(&mut self, relation: &Relation, tables: Tables<'_>) -> Result<bool, Problem> {
        if let Some(key) = self.by.get(self.keys.len()) {
            let dense = if key.column == ROW {
                Dense::of_rows(relation)
            } else {
                Dense::of(relation.named(&key.column, tables)?, relation, key.part)
            };
            let combined = match self.combined.take() {
                Some(combined) => combined.with(dense.ids, dense.count),
                None => first(dense.ids, dense.count),
            };
            self.combined = Some(combined);
            self.keys.push(dense.values);
            return Ok(false);
        }
        let combined = self.combined.get_or_insert_with(|| Combined::whole(relation.len()));
        if let Some(wanted) = self.measures.get(self.outcomes.len()) {
            let view = match &wanted.column {
                Some(column) if wanted.op != Op::Rows => Some(relation.named(column, tables)?),
                _ => None,
            };
            self.outcomes.push(measure(wanted.op, view, relation, &combined.ids, combined.count));
            return Ok(false);
        }
        Ok(true)
    }

    /// The groups as rows.
    pub(crate) fn into_relation(self, relation: &Relation) -> Result<Relation, Problem> {
        let fields = check::group_fields(&Group { by: self.by, measures: self.measures }, &relation.fields)?;
        let combined = self.combined.unwrap_or_else(|| Combined::whole(relation.len()));
        let mut columns: Vec<Source> =
            self.keys.iter().zip(&combined.parts).map(|(values, ids)| take(values, ids)).collect();
        columns.extend(self.outcomes);
        Ok(Relation { fields, columns, physical: combined.count, rows: None })
    }

    /// The groups spread into columns.
    pub(crate) fn into_pivot(mut self, pivot: &Pivot, relation: &Relation) -> Result<Relation, Problem> {
        let fields = check::pivot_fields(pivot, &relation.fields)?;
        let template = fields.measure;
        let mut fields = fields.keys;
        let gone = || Problem::new(ProblemCode::BadStep).arg(&pivot.columns).arg("pivot");
        let (Some(spread), Some(mut combined), Some(cells)) =
            (self.keys.pop(), self.combined.take(), self.outcomes.pop())
        else {
            return Err(gone());
        };
        let column_of = combined.parts.pop().unwrap_or_default();
        let columns = column_of.iter().copied().max().map_or(0, |most| most + 1);
        if columns > MAX_PIVOT_COLUMNS {
            return Err(gone().detail(format!("more than {MAX_PIVOT_COLUMNS} different values")));
        }
        // Groups are in ascending order of the row keys, then of the spread column: a new row starts
        // where the row keys change.
        let mut row_of = Vec::with_capacity(combined.count);
        let mut firsts: Vec<u32> = Vec::new();
        for at in 0..combined.count {
            let same = at > 0 && combined.parts.iter().all(|part| part.get(at) == part.get(at - 1));
            if !same {
                firsts.push(at as u32);
            }
            row_of.push(firsts.len() - 1);
        }
        let height = firsts.len();
        let mut sources: Vec<Source> = self
            .keys
            .iter()
            .zip(&combined.parts)
            .map(|(values, ids)| {
                let picked: Vec<u32> = firsts.iter().map(|at| ids.get(*at as usize).copied().unwrap_or(NONE)).collect();
                take(values, &picked)
            })
            .collect();
        // By column: which group stands in each row; a group out of range reads as missing.
        let mut places = vec![vec![NONE; height]; columns as usize];
        for (at, (row, column)) in row_of.iter().zip(&column_of).enumerate() {
            if let Some(slot) = places.get_mut(*column as usize).and_then(|column| column.get_mut(*row)) {
                *slot = at as u32;
            }
        }
        let counts = matches!(pivot.measure.op, Op::Rows | Op::Count | Op::Distinct);
        for (column, picked) in places.iter().enumerate() {
            if picked.iter().all(|group| *group == NONE) {
                continue;
            }
            let name = source_text(&spread, column).unwrap_or_default();
            fields.push(Field { name: free_name(&name, &fields), ..template.clone() });
            let mut source = take(&cells, picked);
            if let (true, Source::Number(values)) = (counts, &mut source) {
                // No row at all is a count of nothing.
                for value in values.iter_mut().filter(|value| value.is_nan()) {
                    *value = 0.0;
                }
            }
            sources.push(source);
        }
        Ok(Relation { fields, columns: sources, physical: height, rows: None })
    }
}

/// The combinations of a single key are its values, and missing where that occurs.
fn first(ids: Vec<u32>, count: u32) -> Combined {
    let groups = rows(&ids, count as usize + 1);
    let missing = groups.last().is_some_and(|rows| *rows > 0);
    let all = count + u32::from(missing);
    Combined { ids, count: all as usize, parts: vec![(0..all).collect()] }
}

/// The text of a value that a grouping holds itself.
fn source_text(source: &Source, at: usize) -> Option<String> {
    let view = match source {
        Source::Number(values) => relation::View::Number(values.as_slice().into()),
        Source::Date(values) => relation::View::Date(values),
        Source::Text { codes, words } => {
            return codes.get(at).and_then(|code| words.get(*code as usize)).cloned();
        }
        Source::Base(_) | Source::Joined { .. } => return None,
    };
    value_text(view, at)
}
