//! The tables that are open in the worker, by source of the document.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Engine;
use crate::base::note::{Problem, ProblemCode};
use crate::engine::protocol::{Job, OpenSource, Output};
use crate::story::{Id, Origin, Source};
use crate::table::{Reading, ResultTable, TableInfo};
use crate::web::worker_client::{JobUpdate, Progress};

/// What is known of a source's table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableStatus {
    /// Being read.
    Opening {
        /// How far.
        progress: Option<Progress>,
        /// First rows.
        preview: Option<ResultTable>,
    },
    /// Read.
    Ready(TableInfo),
    /// Not read.
    Failed(Problem),
}

/// A source's table; cheap to copy.
#[derive(Clone, Copy)]
pub struct OpenTable {
    /// What is known.
    pub status: RwSignal<TableStatus>,
    job: StoredValue<Option<u32>>,
}

/// All of them.
#[derive(Clone, Copy)]
pub struct Tables {
    engine: Engine,
    open: RwSignal<BTreeMap<Id, OpenTable>>,
    /// Owner of the tables' signals: they outlive the screen that opened them.
    owner: StoredValue<Owner>,
}

impl Tables {
    pub(super) fn start(engine: Engine) -> Self {
        let owner = StoredValue::new(Owner::current().unwrap_or_default());
        let tables = Self { engine, open: RwSignal::new(BTreeMap::new()), owner };
        // A new worker knows no tables: the screens open theirs again.
        Effect::new(move |_| {
            if engine.stops.get() > 0 {
                tables.open.set(BTreeMap::new());
            }
        });
        tables
    }

    /// The table of a source, if it was opened in this visit; tracked.
    pub fn get(self, source: Id) -> Option<OpenTable> {
        self.open.with(|open| open.get(&source).copied())
    }

    /// Opens a source's table unless it is open or being opened. `file` is needed for
    /// [`Origin::File`] and comes from [`Desk::file`](super::Desk::file).
    pub fn open(self, source: &Source, file: Option<web_sys::File>) -> OpenTable {
        let known = self.open.with_untracked(|open| open.get(&source.id).copied());
        if let Some(table) = known
            && !matches!(table.status.get_untracked(), TableStatus::Failed(_))
        {
            return table;
        }
        let table = known.unwrap_or_else(|| {
            self.owner.with_value(|owner| {
                owner.with(|| OpenTable {
                    status: RwSignal::new(TableStatus::Opening { progress: None, preview: None }),
                    job: StoredValue::new(None),
                })
            })
        });
        table.status.set(TableStatus::Opening { progress: None, preview: None });
        if known.is_none() {
            self.open.update(|open| {
                open.insert(source.id, table);
            });
        }
        let what = match &source.origin {
            Origin::Resource { portal, resource, .. } => {
                OpenSource::Resource { portal: portal.clone(), resource: resource.clone(), prefer_rows: false }
            }
            Origin::Url(url) => OpenSource::Url(url.clone()),
            Origin::File { name } => OpenSource::File { name: name.clone() },
        };
        if matches!(what, OpenSource::File { .. }) && file.is_none() {
            table.status.set(TableStatus::Failed(Problem::new(ProblemCode::TableGone)));
            return table;
        }
        let job = Job::Open { source: what, readings: source.readings.clone(), sheet: source.sheet.clone() };
        let running = self.engine.start(job, file.as_ref(), move |update| {
            table.status.update(|status| {
                if let TableStatus::Opening { progress, preview } = status {
                    match update {
                        JobUpdate::Progress(now) => *progress = Some(now),
                        JobUpdate::Preview(rows) => *preview = Some(rows),
                    }
                }
            });
        });
        table.job.set_value(Some(running.id));
        spawn_local(async move {
            let status = match running.answer.await {
                Ok(Ok((Output::Table(info), _))) => TableStatus::Ready(info),
                Ok(Ok((other, _))) => TableStatus::Failed(super::engine::unexpected(&other)),
                Ok(Err(problem)) => TableStatus::Failed(problem),
                Err(_) => TableStatus::Failed(Problem::new(ProblemCode::WorkerStopped)),
            };
            table.job.set_value(None);
            table.status.set(status);
        });
        table
    }

    /// Forgets a source's table, here and in the worker.
    pub fn forget(self, source: Id) {
        let mut gone = None;
        self.open.update(|open| gone = open.remove(&source));
        if let Some(table) = gone {
            self.close(table);
        }
    }

    /// Forgets every table: another document is on the desk.
    pub fn clear(self) {
        let mut gone = BTreeMap::new();
        self.open.update(|open| std::mem::swap(open, &mut gone));
        for table in gone.into_values() {
            self.close(table);
        }
    }

    fn close(self, table: OpenTable) {
        self.cancel(table);
        if let TableStatus::Ready(info) = table.status.get_untracked() {
            spawn_local(async move {
                // A worker that stopped has forgotten the table already.
                self.engine.ask(Job::Close { table: info.table }).await.ok();
            });
        }
    }

    /// Stops reading a table.
    pub fn cancel(self, table: OpenTable) {
        if let Some(job) = table.job.get_value() {
            self.engine.cancel(job);
        }
    }

    /// Reads a column another way.
    pub async fn reread(self, source: Id, column: String, reading: Reading) -> Result<(), Problem> {
        let Some(open) = self.open.with_untracked(|open| open.get(&source).copied()) else { return Ok(()) };
        let TableStatus::Ready(info) = open.status.get_untracked() else { return Ok(()) };
        match self.engine.ask(Job::Reread { table: info.table, column, reading }).await? {
            Output::Table(info) => {
                open.status.set(TableStatus::Ready(info));
                Ok(())
            }
            other => Err(super::engine::unexpected(&other)),
        }
    }
}

impl super::App {
    /// Opens the table of a source of the document, with its stored file where it has one.
    pub fn open_source(self, id: Id) {
        let Some(source) = self.desk.source(id) else { return };
        if self.tables.open.with_untracked(|open| open.contains_key(&id)) {
            return;
        }
        spawn_local(async move {
            let file = self.desk.file(id).await;
            self.tables.open(&source, file);
        });
    }
}
