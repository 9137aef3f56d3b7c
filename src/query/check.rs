//! Whether a plan fits a table, and which columns come out of it, without looking at a row.

use super::relation::place;
use super::{Group, Key, Measure, Op, Pivot, ROW, Step, filter, join};
use crate::base::note::{Problem, ProblemCode};
use crate::base::number::NumberStyle;
use crate::table::{Evidence, Field, Reading};

/// The columns that come out of a plan, or the first step that does not fit.
///
/// The columns that a pivot spreads depend on the rows and are left out; later steps may name them.
/// A plan with a join needs [`check_joined`].
pub fn check(steps: &[Step], fields: &[Field]) -> Result<Vec<Field>, Problem> {
    check_joined(steps, fields, &|_| None)
}

/// As [`check`], with the fields of the other open tables by their handle.
pub fn check_joined<'a>(
    steps: &[Step],
    fields: &[Field],
    others: &dyn Fn(u32) -> Option<&'a [Field]>,
) -> Result<Vec<Field>, Problem> {
    let mut shape = Shape { fields: fields.to_vec(), spread: None };
    for step in steps {
        shape.apply(step, others)?;
    }
    Ok(shape.fields)
}

/// What is known of the columns between two steps.
struct Shape {
    fields: Vec<Field>,
    /// What the columns of a pivot look like, whose names nobody knows yet.
    spread: Option<Field>,
}

impl Shape {
    /// The field of a name.
    fn get(&self, name: &str) -> Result<Field, Problem> {
        match (place(&self.fields, name), &self.spread) {
            (Ok(at), _) => Ok(self.fields.get(at).cloned().unwrap_or_else(|| number(name, false))),
            (Err(_), Some(spread)) => Ok(Field { name: name.to_owned(), ..spread.clone() }),
            (Err(problem), None) => Err(problem),
        }
    }

    /// The fields, and those of `names` that a pivot may have spread.
    fn with<'n>(&self, names: impl Iterator<Item = &'n String>) -> Vec<Field> {
        let mut fields = self.fields.clone();
        if let Some(spread) = &self.spread {
            for name in names {
                if place(&fields, name).is_err() {
                    fields.push(Field { name: name.clone(), ..spread.clone() });
                }
            }
        }
        fields
    }

    fn apply<'a>(&mut self, step: &Step, others: &dyn Fn(u32) -> Option<&'a [Field]>) -> Result<(), Problem> {
        match step {
            Step::Filter(conditions) => {
                for condition in conditions {
                    filter::check(condition, &self.get(&condition.column)?)?;
                }
            }
            Step::Sort(keys) => {
                for key in keys {
                    self.get(&key.column)?;
                }
            }
            Step::Limit(_) => {}
            Step::Select(names) => {
                self.fields = select_fields(names, &self.with(names.iter()))?;
                self.spread = None;
            }
            Step::Group(group) => {
                let names = group.by.iter().map(|key| &key.column);
                let names = names.chain(group.measures.iter().filter_map(|measure| measure.column.as_ref()));
                self.fields = group_fields(group, &self.with(names))?;
                self.spread = None;
            }
            Step::Pivot(pivot) => {
                let names = pivot.by.iter().map(|key| &key.column);
                let names = names.chain([&pivot.columns]).chain(&pivot.measure.column);
                let fields = pivot_fields(pivot, &self.with(names))?;
                self.fields = fields.keys;
                self.spread = Some(fields.measure);
            }
            Step::Join(join) => {
                let there = others(join.table).ok_or_else(|| Problem::new(ProblemCode::TableGone))?;
                self.fields = join::fields(join, &self.with(join.on.iter().map(|pair| &pair.0)), there)?;
            }
        }
        Ok(())
    }
}

fn number(name: &str, whole: bool) -> Field {
    Field { name: name.to_owned(), reading: Reading::Number(NumberStyle::Plain), whole, evidence: Evidence::default() }
}

fn bad(column: &str, step: &str) -> Problem {
    Problem::new(ProblemCode::BadStep).arg(column).arg(step)
}

/// The fields that a selection keeps.
pub(crate) fn select_fields(names: &[String], fields: &[Field]) -> Result<Vec<Field>, Problem> {
    let mut kept: Vec<Field> = Vec::new();
    for name in names {
        let at = place(fields, name)?;
        push_unique(&mut kept, fields.get(at).cloned().unwrap_or_else(|| number(name, false)), "select")?;
    }
    if kept.is_empty() { Err(bad("", "select").detail("no column is kept")) } else { Ok(kept) }
}

fn push_unique(fields: &mut Vec<Field>, field: Field, step: &str) -> Result<(), Problem> {
    if place(fields, &field.name).is_ok() {
        return Err(bad(&field.name, step).detail("two columns would have this name"));
    }
    fields.push(field);
    Ok(())
}

fn key_field(key: &Key, fields: &[Field], step: &str) -> Result<Field, Problem> {
    if key.column == ROW {
        return Ok(number(key.name.as_deref().unwrap_or(ROW), true));
    }
    let at = place(fields, &key.column)?;
    let field = fields.get(at).cloned().unwrap_or_else(|| number(&key.column, false));
    if key.part.is_some() && !matches!(field.reading, Reading::Date(_)) {
        return Err(bad(&key.column, step).detail("only dates have parts"));
    }
    Ok(Field { name: key.name.clone().unwrap_or_else(|| key.column.clone()), evidence: Evidence::default(), ..field })
}

fn measure_field(measure: &Measure, fields: &[Field], step: &str) -> Result<Field, Problem> {
    let source = match &measure.column {
        Some(column) => Some(place(fields, column)?),
        None => None,
    };
    let source = source.and_then(|at| fields.get(at));
    let column = measure.column.as_deref().unwrap_or_default();
    match (measure.op, source) {
        (Op::Rows, _) | (Op::Count | Op::Distinct, Some(_)) => Ok(number(&measure.name, true)),
        (_, None) => Err(bad(&measure.name, step).detail("the measure needs a column")),
        (Op::Min | Op::Max, Some(field)) => {
            Ok(Field { name: measure.name.clone(), evidence: Evidence::default(), ..field.clone() })
        }
        (Op::Sum | Op::Mean | Op::Median, Some(field)) => match field.reading {
            Reading::Number(_) => Ok(number(&measure.name, measure.op == Op::Sum && field.whole)),
            Reading::Text | Reading::Code | Reading::Date(_) => {
                Err(bad(column, step).detail("the measure needs a column of numbers"))
            }
        },
    }
}

/// The fields that a grouping gives.
pub(crate) fn group_fields(group: &Group, fields: &[Field]) -> Result<Vec<Field>, Problem> {
    let mut out = Vec::with_capacity(group.by.len() + group.measures.len());
    for key in &group.by {
        push_unique(&mut out, key_field(key, fields, "group")?, "group")?;
    }
    for measure in &group.measures {
        push_unique(&mut out, measure_field(measure, fields, "group")?, "group")?;
    }
    if out.is_empty() { Err(bad("", "group").detail("neither a key nor a measure")) } else { Ok(out) }
}

/// What a pivot gives, as far as it is known without the rows.
pub(crate) struct PivotFields {
    /// The row keys.
    pub(crate) keys: Vec<Field>,
    /// What each spread column looks like.
    pub(crate) measure: Field,
}

/// The fields that a pivot gives.
pub(crate) fn pivot_fields(pivot: &Pivot, fields: &[Field]) -> Result<PivotFields, Problem> {
    let mut keys = Vec::with_capacity(pivot.by.len());
    for key in &pivot.by {
        push_unique(&mut keys, key_field(key, fields, "pivot")?, "pivot")?;
    }
    place(fields, &pivot.columns)?;
    Ok(PivotFields { keys, measure: measure_field(&pivot.measure, fields, "pivot")? })
}
