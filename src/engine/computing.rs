//! Jobs on an open table that take passes over its rows: views, profiles, plans, exports.

use std::fmt;

use super::late::Compute;
use super::protocol::{Output, Phase, Plan};
use super::{Desk, Turn, too_large};
use crate::base::note::{Problem, ProblemCode};
use crate::query::{Profiling, Running, Tables, rows_only};
use crate::table::{Table, TableId};

/// Jobs shorter than this report no progress.
const QUIET_MS: f64 = 100.0;
/// Writing a cell as text takes as long as handling this many cells elsewhere.
const CELL_COST: usize = 8;
/// The largest file that is handed to the page as one text.
const MAX_EXPORT_BYTES: u64 = 256 << 20;

/// A job on a table.
pub(super) struct Computing {
    table: TableId,
    plan: Plan,
    wanted: Wanted,
    /// Nothing before the first step and after a column was read another way.
    state: Option<State>,
    /// The registry's generation that the state belongs to.
    generation: u64,
}

/// What the job is for.
pub(super) enum Wanted {
    /// A view of this number.
    View(u32),
    Profile(String),
    Result,
    Csv,
}

enum State {
    Plan(Running),
    Profile(Profiling),
    Export(Box<Export>),
}

/// A file being written.
struct Export {
    plan: Running,
    writer: csv::Writer<Vec<u8>>,
    at: usize,
}

impl Compute for Computing {
    fn step(&mut self, budget_cells: usize, desk: &mut Desk<'_>) -> Turn {
        match self.try_step(budget_cells, desk) {
            Ok(None) => Turn::Again,
            Ok(Some(output)) => Turn::Done(Ok(output)),
            Err(problem) => Turn::Done(Err(problem)),
        }
    }
}

impl Computing {
    pub(super) const fn new(table: TableId, plan: Plan, wanted: Wanted) -> Self {
        Self { table, plan, wanted, state: None, generation: 0 }
    }

    fn try_step(&mut self, budget_cells: usize, desk: &mut Desk<'_>) -> Result<Option<Output>, Problem> {
        if self.generation != desk.tables.generation {
            self.state = None;
            self.generation = desk.tables.generation;
        }
        let held = desk.tables.get(self.table)?;
        let others = |id: u32| -> Option<&Table> { desk.tables.table(id) };
        let tables = Tables { base: &held.table, others: &others };
        let (mut done, mut of) = (0, None);
        let Some(state) = &mut self.state else {
            let steps = self.plan.steps()?;
            if matches!(self.wanted, Wanted::View(_)) {
                rows_only(&steps)?;
            }
            self.state = Some(match &self.wanted {
                Wanted::Profile(column) => State::Profile(Profiling::new(column, &steps, tables)?),
                Wanted::View(_) | Wanted::Result | Wanted::Csv => State::Plan(Running::new(&steps, tables)?),
            });
            return Ok(None);
        };
        let mut output = None;
        match state {
            State::Profile(profiling) => output = profiling.advance(tables)?.map(Output::Profile),
            State::Plan(running) => {
                if running.advance(tables)? {
                    match self.wanted {
                        Wanted::Result => output = Some(Output::Result(running.result(tables)?)),
                        Wanted::Csv => {
                            if let Some(State::Plan(plan)) = self.state.take() {
                                self.state = Some(State::Export(Box::new(Export::new(plan)?)));
                            }
                        }
                        Wanted::View(view) => {
                            let rows = running.rows() as u64;
                            if let Some(State::Plan(running)) = self.state.take() {
                                desk.tables.get_mut(self.table)?.set_view(view, running.into_table_rows());
                            }
                            output = Some(Output::View { view, rows });
                        }
                        Wanted::Profile(_) => {}
                    }
                }
            }
            State::Export(export) => {
                let is_done = export.write(budget_cells, tables)?;
                (done, of) = (export.at as u64, Some(export.plan.rows() as u64));
                if is_done && let Some(State::Export(export)) = self.state.take() {
                    output = Some(Output::File(export.into_text()?));
                }
            }
        }
        if output.is_none() && desk.elapsed_ms() >= QUIET_MS {
            desk.progress(Phase::Computing, done, of, done);
        }
        Ok(output)
    }
}

impl Export {
    fn new(plan: Running) -> Result<Self, Problem> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(plan.names()).map_err(|error| unwritable(&error))?;
        Ok(Self { plan, writer, at: 0 })
    }

    /// Writes some rows; `true` after the last one.
    fn write(&mut self, budget_cells: usize, tables: Tables<'_>) -> Result<bool, Problem> {
        let columns = self.plan.names().count().max(1);
        let end = (self.at + (budget_cells / columns / CELL_COST).clamp(64, 1 << 16)).min(self.plan.rows());
        let writer = &mut self.writer;
        self.plan
            .texts(self.at..end, tables, |cells| writer.write_record(cells).map_err(|error| unwritable(&error)))?;
        self.at = end;
        if self.writer.get_ref().len() as u64 > MAX_EXPORT_BYTES {
            return Err(too_large(MAX_EXPORT_BYTES));
        }
        Ok(end >= self.plan.rows())
    }

    fn into_text(self) -> Result<String, Problem> {
        let bytes = self.writer.into_inner().map_err(|error| unwritable(error.error()))?;
        String::from_utf8(bytes).map_err(|error| unwritable(&error))
    }
}

/// Writing into memory does not fail; should it, the job says so instead of stopping the worker.
fn unwritable(error: &dyn fmt::Display) -> Problem {
    Problem::new(ProblemCode::Storage).detail(error.to_string())
}
