//! A plan under way: every call does one pass over the rows, so that a worker can answer other
//! requests and a cancel in between.

use super::group::Grouping;
use super::order::{Keyed, first_by_keys, sort_by_key};
use super::relation::{Relation, Source, Tables, value_text};
use super::{Limit, SortKey, Step, check, filter, join};
use crate::base::note::{Problem, ProblemCode};
use crate::table::{ResultTable, Table};

/// A plan under way. It holds no borrow of a table: the same tables must be given to every call, and a
/// plan whose table was read another way meanwhile must be started anew.
#[derive(Clone, Debug)]
pub struct Running {
    steps: Vec<Step>,
    at: usize,
    relation: Relation,
    task: Task,
}

/// What is under way within the current step.
#[derive(Clone, Debug)]
enum Task {
    /// Nothing yet.
    Start,
    /// The next condition of a filter.
    Condition(usize),
    /// How many sort keys are done, from the last one, and the rows in their order.
    Sort(usize, Vec<u32>),
    Group(Box<Grouping>),
}

impl Running {
    /// Checks a plan and prepares it.
    pub fn new(steps: &[Step], tables: Tables<'_>) -> Result<Self, Problem> {
        check::check_joined(steps, tables.base.fields(), &|id| (tables.others)(id).map(Table::fields))?;
        Ok(Self { steps: steps.to_vec(), at: 0, relation: Relation::of(tables.base), task: Task::Start })
    }

    /// Goes on by one pass; `true` when all steps are done.
    pub fn advance(&mut self, tables: Tables<'_>) -> Result<bool, Problem> {
        let Some(step) = self.steps.get(self.at) else { return Ok(true) };
        let next = match step {
            Step::Filter(conditions) => {
                let at = if let Task::Condition(at) = self.task { at } else { 0 };
                if let Some(condition) = conditions.get(at) {
                    let rows = filter::keep(&self.relation, condition, tables)?;
                    self.relation.rows = Some(rows);
                }
                if at + 1 < conditions.len() { Some(Task::Condition(at + 1)) } else { None }
            }
            Step::Sort(keys) => {
                let task = std::mem::replace(&mut self.task, Task::Start);
                let few = few_rows(self.steps.get(self.at + 1), self.relation.len());
                sort(&mut self.relation, keys, task, few, tables)?
            }
            Step::Limit(limit) => {
                self.relation.rows = Some(window(&self.relation, *limit));
                None
            }
            Step::Select(names) => {
                let fields = check::select_fields(names, &self.relation.fields)?;
                let mut columns = Vec::with_capacity(names.len());
                for name in names {
                    columns.extend(self.relation.columns.get(self.relation.place(name)?).cloned());
                }
                self.relation.fields = fields;
                self.relation.columns = columns;
                None
            }
            Step::Join(join) => {
                join::run(join, &mut self.relation, tables)?;
                None
            }
            Step::Group(group) => {
                let mut under_way = grouping(&mut self.task, || Grouping::new(group));
                if under_way.advance(&self.relation, tables)? {
                    self.relation = under_way.into_relation(&self.relation)?;
                    None
                } else {
                    Some(Task::Group(Box::new(under_way)))
                }
            }
            Step::Pivot(pivot) => {
                let mut under_way = grouping(&mut self.task, || Grouping::for_pivot(pivot));
                if under_way.advance(&self.relation, tables)? {
                    self.relation = under_way.into_pivot(pivot, &self.relation)?;
                    None
                } else {
                    Some(Task::Group(Box::new(under_way)))
                }
            }
        };
        if next.is_none() {
            self.at += 1;
        }
        self.task = next.unwrap_or(Task::Start);
        Ok(self.at >= self.steps.len())
    }

    /// Runs to the end.
    pub(crate) fn finish(mut self, tables: Tables<'_>) -> Result<Self, Problem> {
        while !self.advance(tables)? {}
        Ok(self)
    }

    /// Rows as they are now.
    pub fn rows(&self) -> usize {
        self.relation.len()
    }

    /// The outcome; call it when [`Running::advance`] said `true`.
    pub fn result(&self, tables: Tables<'_>) -> Result<ResultTable, Problem> {
        self.relation.result(tables)
    }

    /// The table's rows that are left, in order; `None` for all of them in file order.
    /// Only for plans that passed [`rows_only`].
    pub fn into_table_rows(self) -> Option<Vec<u32>> {
        self.relation.rows
    }

    pub(crate) const fn relation(&self) -> &Relation {
        &self.relation
    }

    /// The names of the outcome's columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.relation.fields.iter().map(|field| field.name.as_str())
    }

    /// The cells of some rows of the outcome as text, row by row: raw text where a cell comes straight
    /// from the plan's table, else plain numbers and ISO dates; missing is empty.
    pub fn texts(
        &self,
        rows: std::ops::Range<usize>,
        tables: Tables<'_>,
        mut row_done: impl FnMut(&[String]) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let mut views = Vec::with_capacity(self.relation.columns.len());
        for (place, source) in self.relation.columns.iter().enumerate() {
            // Also for a column of the table, so that a table that changed meanwhile is noticed.
            let view = self.relation.view(place, tables)?;
            views.push(if let Source::Base(column) = source { Err(*column) } else { Ok(view) });
        }
        let has_raw = views.iter().any(Result::is_err);
        let mut cells: Vec<String> = Vec::with_capacity(views.len());
        for at in rows {
            let row = match &self.relation.rows {
                Some(rows) => rows.get(at).map(|row| *row as usize),
                None => Some(at).filter(|at| *at < self.relation.physical),
            };
            let Some(row) = row else { break };
            // Splitting a record gives all its cells at once.
            let mut raw = if has_raw { tables.base.raw_row(row) } else { Vec::new() };
            cells.clear();
            for view in &views {
                cells.push(match view {
                    Ok(view) => value_text(*view, row).unwrap_or_default(),
                    Err(column) => raw.get_mut(*column).map(std::mem::take).unwrap_or_default(),
                });
            }
            row_done(&cells)?;
        }
        Ok(())
    }
}

/// The grouping under way, taken out of the task, or a new one.
fn grouping(task: &mut Task, start: impl FnOnce() -> Grouping) -> Grouping {
    match std::mem::replace(task, Task::Start) {
        Task::Group(grouping) => *grouping,
        Task::Start | Task::Condition(_) | Task::Sort(..) => start(),
    }
}

/// How many rows of a sort are needed, when only a limit follows and they are few.
fn few_rows(next: Option<&Step>, rows: usize) -> Option<usize> {
    match next {
        Some(Step::Limit(Limit { rows: wanted, offset })) => {
            let last = usize::try_from(wanted.saturating_add(*offset)).unwrap_or(usize::MAX);
            Some(last).filter(|last| *last < rows / 8)
        }
        _ => None,
    }
}

fn sort(
    relation: &mut Relation,
    keys: &[SortKey],
    task: Task,
    few: Option<usize>,
    tables: Tables<'_>,
) -> Result<Option<Task>, Problem> {
    let keyed = |key: &SortKey| -> Result<Keyed<'_>, Problem> {
        Ok(Keyed::new(relation.named(&key.column, tables)?, relation, key.descending))
    };
    if let (Some(count), Task::Start) = (few, &task) {
        let keys = keys.iter().map(keyed).collect::<Result<Vec<_>, _>>()?;
        let rows = first_by_keys(relation, &keys, count);
        drop(keys);
        relation.rows = Some(rows);
        return Ok(None);
    }
    // Stable sorts by the last key first give the order by all of them.
    let (done, mut rows) = match task {
        Task::Sort(done, rows) => (done, rows),
        Task::Start | Task::Condition(_) | Task::Group(_) => (0, relation.row_list()),
    };
    if let Some(key) = keys.len().checked_sub(done + 1).and_then(|at| keys.get(at)) {
        let keyed = keyed(key)?;
        sort_by_key(&mut rows, |row| keyed.key(row));
    }
    if done + 1 < keys.len() {
        return Ok(Some(Task::Sort(done + 1, rows)));
    }
    relation.rows = Some(rows);
    Ok(None)
}

fn window(relation: &Relation, limit: Limit) -> Vec<u32> {
    let len = relation.len();
    let start = usize::try_from(limit.offset).unwrap_or(usize::MAX).min(len);
    let end = start.saturating_add(usize::try_from(limit.rows).unwrap_or(usize::MAX)).min(len);
    match &relation.rows {
        Some(rows) => rows.get(start..end).unwrap_or_default().to_vec(),
        None => (start as u32..end as u32).collect(),
    }
}

/// Whether a plan only filters and sorts, so that its outcome is rows of the table; the first step that
/// does more is the problem.
pub fn rows_only(steps: &[Step]) -> Result<(), Problem> {
    for step in steps {
        let name = match step {
            Step::Filter(_) | Step::Sort(_) => continue,
            Step::Group(_) => "group",
            Step::Limit(_) => "limit",
            Step::Select(_) => "select",
            Step::Join(_) => "join",
            Step::Pivot(_) => "pivot",
        };
        return Err(Problem::new(ProblemCode::BadStep).arg("").arg(name).detail("only filter and sort fit here"));
    }
    Ok(())
}
