//! The tables that are open in the worker, by source of the document.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Engine;
use crate::base::budget;
use crate::base::note::{Problem, ProblemCode};
use crate::engine::protocol::{How, Job, OpenSource, Output};
use crate::i18n::problems;
use crate::story::{Id, Origin, Source};
use crate::table::{Extent, Offer, Reading, ResultTable, TableInfo};
use crate::web::dom;
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
        /// Why it broke off and how many rows came, when it waits for the person to go on.
        paused: Option<(Problem, u64)>,
    },
    /// Larger than this device may hold: how much of it is read is for the person to say.
    Offered(Offer),
    /// Read.
    Ready(TableInfo),
    /// Not read.
    Failed(Problem),
}

impl TableStatus {
    /// The beginning of reading.
    const fn opening() -> Self {
        Self::Opening { progress: None, preview: None, paused: None }
    }
}

/// A source's table; cheap to copy.
#[derive(Clone, Copy)]
pub struct OpenTable {
    /// What is known.
    pub status: RwSignal<TableStatus>,
    job: StoredValue<Option<u32>>,
    /// What of the document it was read by.
    by: StoredValue<ReadBy>,
}

/// What of a source decides how its table is read.
#[derive(Clone, Default)]
struct ReadBy {
    sheet: Option<String>,
    extent: Extent,
    /// The readings that were chosen when it was opened.
    chosen: Vec<(String, Reading)>,
    /// The readings of all columns when it was opened, the others of which were inferred.
    first: Vec<(String, Reading)>,
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
                    status: RwSignal::new(TableStatus::opening()),
                    job: StoredValue::new(None),
                    by: StoredValue::new(ReadBy::default()),
                })
            })
        });
        table.status.set(TableStatus::opening());
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
        table.by.set_value(ReadBy {
            sheet: source.sheet.clone(),
            extent: source.extent.clone(),
            chosen: source.readings.clone(),
            first: Vec::new(),
        });
        let how = How {
            readings: source.readings.clone(),
            sheet: source.sheet.clone(),
            extent: source.extent.clone(),
            budget: Some(budget::text_bytes(dom::memory_gib())),
        };
        let job = Job::Open { source: what, how };
        let running = self.engine.start(job, file.as_ref(), move |update| {
            table.status.update(|status| {
                if let TableStatus::Opening { progress, preview, paused } = status {
                    match update {
                        JobUpdate::Progress(now) => *progress = Some(now),
                        JobUpdate::Preview(rows) => *preview = Some(rows),
                        JobUpdate::Paused { problem, rows } => *paused = Some((problem, rows)),
                        JobUpdate::Worked(_) => {}
                    }
                }
            });
        });
        table.job.set_value(Some(running.id));
        spawn_local(async move {
            let status = match running.answer.await {
                Ok(Ok((Output::Table(info), _))) => {
                    let first = info.fields.iter().map(|field| (field.name.clone(), field.reading)).collect();
                    table.by.update_value(|by| by.first = first);
                    TableStatus::Ready(info)
                }
                Ok(Ok((Output::Offer(offer), _))) => TableStatus::Offered(offer),
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

    /// Goes on reading a table that broke off, or with `enough` makes do with what came.
    pub fn resume(self, table: OpenTable, enough: bool) {
        let Some(id) = table.job.get_value() else { return };
        table.status.update(|status| {
            if let TableStatus::Opening { paused, .. } = status {
                *paused = None;
            }
        });
        spawn_local(async move {
            // Should the job be over by now, it has said so itself.
            self.engine.ask(Job::Resume { id, enough }).await.ok();
        });
    }

    /// Goes on with every table that broke off: the network is back.
    fn resume_all(self) {
        for table in self.open.with_untracked(|open| open.values().copied().collect::<Vec<_>>()) {
            if matches!(table.status.get_untracked(), TableStatus::Opening { paused: Some(_), .. }) {
                self.resume(table, false);
            }
        }
    }

    /// Reads a column another way.
    async fn reread(self, open: OpenTable, column: String, reading: Reading) -> Result<(), Problem> {
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
    /// Lets the open tables follow what the document says of their sheets and readings, whoever changed
    /// it: a choice, its undoing, a redoing.
    pub(super) fn tables_follow_document(self) {
        let wanted = Memo::new(move |_| {
            self.desk.document.with(|document| {
                let of =
                    |source: &Source| (source.id, source.sheet.clone(), source.extent.clone(), source.readings.clone());
                document.sources.iter().map(of).collect::<Vec<_>>()
            })
        });
        Effect::new(move |_| {
            for (id, ..) in wanted.get() {
                self.table_follows(id);
            }
        });
        Effect::new(move |before: Option<bool>| {
            let online = self.online.get();
            if online && before == Some(false) {
                self.tables.resume_all();
            }
            online
        });
    }

    fn table_follows(self, id: Id) {
        let Some(Source { sheet, extent, readings: chosen, .. }) = self.desk.source(id) else { return };
        let Some(open) = self.tables.open.with_untracked(|open| open.get(&id).copied()) else { return };
        let by = open.by.get_value();
        if by.extent != extent {
            self.tables.forget(id);
            self.open_source(id);
            return;
        }
        let TableStatus::Ready(info) = open.status.get_untracked() else { return };
        let of = |readings: &[(String, Reading)], column: &str| {
            readings.iter().find(|(name, _)| name == column).map(|(_, reading)| *reading)
        };
        // What was inferred for a column is not known when it was opened by a choice.
        let is_taken_back = by.chosen.iter().any(|(column, _)| of(&chosen, column).is_none());
        if by.sheet != sheet || is_taken_back {
            self.tables.forget(id);
            self.open_source(id);
            return;
        }
        for field in info.fields {
            let wanted = of(&chosen, &field.name).or_else(|| of(&by.first, &field.name)).unwrap_or(field.reading);
            if wanted != field.reading {
                let chosen = chosen.clone();
                spawn_local(async move {
                    match self.tables.reread(open, field.name, wanted).await {
                        Ok(()) if self.desk.source(id).is_some_and(|now| now.readings != chosen) => {
                            self.table_follows(id);
                        }
                        Ok(()) => {}
                        Err(problem) => self.say(problems::sentence(&problem, self.prefs.lang.get_untracked())),
                    }
                });
            }
        }
    }

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
