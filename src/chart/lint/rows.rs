//! The rules about what stands in the rows behind a chart: totals among parts, different units, provisional figures.
//!
//! The answer that a chart is drawn from no longer shows the rows, so they are asked for beside it.

use std::collections::BTreeMap;

use super::{Check, Finding, Repair};
use crate::base::note::{Note, NoteCode};
use crate::base::text::fold;
use crate::chart::choose::adds;
use crate::chart::column::is_total;
use crate::chart::data::{cell, name_of};
use crate::chart::kind::{Data, kind};
use crate::chart::{Lowered, Mark};
use crate::i18n::checks as t;
use crate::query::{Condition, Group, Key, Limit, Measure, Op, Scalar, SortKey, Step, Test};
use crate::table::{Field, Oddity, ResultTable, Role, is_unsettled};

/// Rows of an answer that are looked at.
const MOST: u64 = 5_000;

/// What is asked about the rows behind a chart, as plans; `None` where nothing is to be asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Questions {
    /// The totals among them, by the groups that the chart draws.
    pub totals: Option<Vec<Step>>,
    /// The units that they are in.
    pub units: Option<Vec<Step>>,
}

/// What was found in the rows behind a chart; `None` while it is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Rows that are totals of others and that the chart does not set apart by their name.
    pub totals: Option<u64>,
    /// The different units, the most frequent first, each in all its spellings.
    pub units: Option<Vec<Vec<String>>>,
}

/// What there is to ask about a chart's rows. `steps` are the filters before its own plan.
pub fn questions(lowered: &Lowered, steps: &[Step], fields: &[Field], notes: &[Note]) -> Questions {
    let mark = lowered.spec.mark.unwrap_or(Mark::Bar);
    let grouped = matches!(kind(mark).data, Data::Groups);
    let has_totals = notes.iter().any(|note| note.code == NoteCode::TotalRows);
    let drawn = || [&lowered.spec.x, &lowered.spec.series].into_iter().flatten();
    let key = |column: &String, name: &str| Key { column: column.clone(), name: Some(name.to_owned()), part: None };
    let rows = || Measure { op: Op::Rows, column: None, name: "rows".to_owned() };
    let totals = fields.first().filter(|_| has_totals && (adds(lowered.spec.op) || !grouped)).map(|first| {
        let odd = Condition { column: first.name.clone(), test: Test::Odd(Oddity::Total) };
        let by = drawn().zip(["x", "series"]).map(|(column, name)| key(column, name)).collect();
        let group = Step::Group(Group { by, measures: vec![rows()] });
        let limit = Step::Limit(Limit { rows: MOST, offset: 0 });
        [Step::Filter(vec![odd])].into_iter().chain(steps.iter().cloned()).chain([group, limit]).collect()
    });
    let units = unit_column(fields).filter(|unit| drawn().all(|name| *name != unit.name)).map(|unit| {
        let group = Step::Group(Group { by: vec![key(&unit.name, "unit")], measures: vec![rows()] });
        let sort = Step::Sort(vec![SortKey { column: "rows".to_owned(), descending: true }]);
        let limit = Step::Limit(Limit { rows: 200, offset: 0 });
        steps.iter().cloned().chain([group, sort, limit]).collect()
    });
    Questions { totals, units }
}

/// The column of units beside the values.
fn unit_column(fields: &[Field]) -> Option<&Field> {
    fields.iter().find(|field| field.role() == Role::Unit)
}

impl Facts {
    /// Takes the answer to [`Questions::totals`].
    pub fn take_totals(&mut self, answer: &ResultTable) {
        let names = ["x", "series"].map(|name| answer.column(name));
        let apart = |row: usize| {
            names.iter().flatten().any(|column| {
                name_of(&column.values, row, crate::base::lang::Lang::Id).is_some_and(|name| is_total(&name))
            })
        };
        let rows = (0..answer.rows()).filter(|row| !apart(*row)).filter_map(|row| cell(answer, "rows", row));
        self.totals = Some(rows.sum());
    }

    /// Takes the answer to [`Questions::units`].
    pub fn take_units(&mut self, answer: &ResultTable) {
        let Some(column) = answer.column("unit") else { return };
        let mut units: Vec<Vec<String>> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for row in 0..answer.rows() {
            let Some(unit) = name_of(&column.values, row, crate::base::lang::Lang::Id) else { continue };
            let at = *known.entry(fold(&unit)).or_insert(units.len());
            match units.get_mut(at) {
                Some(spellings) => spellings.push(unit),
                None => units.push(vec![unit]),
            }
        }
        self.units = Some(units);
    }
}

/// Totals among the rows that a chart adds up or draws as if they were parts.
pub(super) fn totals_mixed(check: &Check<'_>) -> Option<Finding> {
    let count = check.facts.totals.filter(|count| *count > 0)?;
    let first = check.fields.first()?;
    let condition = Condition { column: first.name.clone(), test: Test::Odd(Oddity::NoTotal) };
    // Whether a row is a total is known of the table's own rows, so it comes first.
    let steps = [Step::Filter(vec![condition])].into_iter().chain(check.steps.iter().cloned()).collect();
    let repair = Some((t::LEAVE_TOTALS_OUT, Repair::Steps(steps)));
    Some(Finding { repair, ..check.finding(t::TOTALS_MIXED, &[("n", &check.count(count))]) })
}

/// Rows in different units behind one value axis.
pub(super) fn mixed_units(check: &Check<'_>) -> Option<Finding> {
    const NAMED: usize = 4;
    let unit = unit_column(check.fields)?;
    let units = check.facts.units.as_ref().filter(|units| units.len() > 1)?;
    let most = units.first()?;
    let firsts = || units.iter().filter_map(|spellings| spellings.first()).map(String::as_str);
    let mut named = firsts().take(NAMED).collect::<Vec<_>>().join(", ");
    if units.len() > NAMED {
        named.push_str(", …");
    }
    let test = match most.as_slice() {
        [only] => Test::Equals(Scalar::Text(only.clone())),
        several => Test::OneOf(several.iter().cloned().map(Scalar::Text).collect()),
    };
    let condition = Condition { column: unit.name.clone(), test };
    let steps = check.steps.iter().cloned().chain([Step::Filter(vec![condition])]).collect();
    let repair = Some((t::ONE_UNIT, Repair::Steps(steps)));
    let count = check.count(units.len() as u64);
    let args = [("column", unit.name.as_str()), ("n", count.as_str()), ("units", named.as_str())];
    Some(Finding { repair, ..check.finding(t::MIXED_UNITS, &args) })
}

/// Figures that are marked as provisional or estimated: by the names of their times, by the header of their
/// column or by the marks of its cells.
pub(super) fn provisional(check: &Check<'_>) -> Option<Finding> {
    let spec = &check.lowered.spec;
    let marked = |name: &&String| {
        let tail = name.trim_start_matches(|c: char| c.is_ascii_digit());
        tail.len() < name.len()
            && !tail.is_empty()
            && tail.chars().all(|c| matches!(c, '*' | ')' | 'x' | ' '))
            && tail.contains(['*', 'x'])
    };
    let names = check.names("x").into_iter().chain(check.names("series")).collect::<Vec<_>>();
    let columns = [&spec.y, &spec.x, &spec.series];
    let marks: Vec<(&Field, &Note)> = columns
        .into_iter()
        .filter_map(|name| check.field(name.as_ref()))
        .flat_map(|field| field.evidence.marks.iter().map(move |note| (field, note)))
        .filter(|(_, note)| is_unsettled(note))
        .collect();
    let of_header = || marks.iter().find(|(_, note)| note.code == NoteCode::MarkedHeader)?.1.args.first().cloned();
    if let Some(when) = names.iter().find(marked).cloned().or_else(of_header) {
        let args = [("when", when.as_str())];
        return check.told(check.finding(t::PROVISIONAL, &args), t::PROVISIONAL_SAID, &args);
    }
    let (field, marked) = marks.first()?;
    let mark = marked.args.get(1).map_or("", String::as_str);
    let count = check.count(marked.count);
    let args = [("column", field.name.as_str()), ("mark", mark), ("n", count.as_str())];
    check.told(check.finding(t::PROVISIONAL_CELLS, &args), t::PROVISIONAL_CELLS_SAID, &args)
}
