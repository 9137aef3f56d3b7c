//! The tables that are open in the worker, by source of the document.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Engine, Ways};
use crate::base::budget;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::engine::protocol::{How, Job, OpenSource, Output};
use crate::i18n::problems;
use crate::portal::ladder::{Step, Trouble, Want};
use crate::story::{Id, Origin, Source};
use crate::table::{Extent, Form, Offer, Reading, ResultTable, Role, RoleVerdict, TableInfo};
use crate::web::worker_client::{JobUpdate, Progress};
use crate::web::{clock, dom};

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

/// By which way a resource's table came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableWay {
    /// The way; `None` where none led to it.
    pub used: Option<Step>,
    /// What was tried before, in order.
    pub tried: Vec<(Step, Trouble)>,
}

/// A source's table; cheap to copy.
#[derive(Clone, Copy)]
pub struct OpenTable {
    /// What is known.
    pub status: RwSignal<TableStatus>,
    /// By which way it came; `None` for what has only one.
    pub way: RwSignal<Option<TableWay>>,
    job: StoredValue<Option<u32>>,
    /// What of the document it was read by.
    by: StoredValue<ReadBy>,
}

/// What of a source decides how its table is read.
#[derive(Clone, Default)]
struct ReadBy {
    form: Form,
    extent: Extent,
    /// The readings that were chosen when it was opened.
    chosen: Vec<(String, Reading)>,
    /// The readings of all columns when it was opened, the others of which were inferred.
    first: Vec<(String, Reading)>,
    /// What the worker told last.
    told: Option<TableInfo>,
}

impl OpenTable {
    /// Shows what the worker told last, with what the person says of it.
    fn show(self, roles: &[(String, Role)]) {
        let told = self.by.with_value(|by| by.told.clone());
        let Some(shows) = told.map(|told| with_roles(told, roles)) else { return };
        if self.status.with_untracked(|status| !matches!(status, TableStatus::Ready(now) if *now == shows)) {
            self.status.set(TableStatus::Ready(shows));
        }
    }
}

/// What the worker told, with what the person says that columns are about.
fn with_roles(mut info: TableInfo, roles: &[(String, Role)]) -> TableInfo {
    for field in &mut info.fields {
        if let Some((_, role)) = roles.iter().find(|(column, role)| *column == field.name && role.fits(field.reading)) {
            let others = field.evidence.role.take().map(|verdict| verdict.role);
            let chosen = RoleVerdict::new(*role, Note::once(NoteCode::RoleChosen, []));
            field.evidence.role = Some(others.into_iter().filter(|other| other != role).fold(chosen, RoleVerdict::or));
        }
    }
    info
}

/// All of them.
#[derive(Clone, Copy)]
pub struct Tables {
    engine: Engine,
    ways: Ways,
    open: RwSignal<BTreeMap<Id, OpenTable>>,
    /// Owner of the tables' signals: they outlive the screen that opened them.
    owner: StoredValue<Owner>,
}

impl Tables {
    pub(super) fn start(engine: Engine, ways: Ways) -> Self {
        let owner = StoredValue::new(Owner::current().unwrap_or_default());
        let tables = Self { engine, ways, open: RwSignal::new(BTreeMap::new()), owner };
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

    /// Whether a source's table is open or being opened, untracked.
    pub fn is_open(self, source: Id) -> bool {
        let table = self.open.with_untracked(|open| open.get(&source).copied());
        table.is_some_and(|table| !matches!(table.status.get_untracked(), TableStatus::Failed(_)))
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
                    way: RwSignal::new(None),
                    job: StoredValue::new(None),
                    by: StoredValue::new(ReadBy::default()),
                })
            })
        });
        table.status.set(TableStatus::opening());
        table.way.set(None);
        if known.is_none() {
            self.open.update(|open| {
                open.insert(source.id, table);
            });
        }
        let what = match &source.origin {
            Origin::Resource { portal, resource, .. } => OpenSource::Resource {
                portal: portal.clone(),
                resource: resource.clone(),
                prefer_rows: resource.datastore && self.refuses_files(&portal.address),
            },
            Origin::Url(url) => OpenSource::Url(url.clone()),
            Origin::File { name } => OpenSource::File { name: name.clone() },
        };
        if matches!(what, OpenSource::File { .. }) && file.is_none() {
            table.status.set(TableStatus::Failed(Problem::new(ProblemCode::TableGone)));
            return table;
        }
        let (form, readings, extent) = (source.form.clone(), source.readings.clone(), source.extent.clone());
        table.by.set_value(ReadBy {
            form: form.clone(),
            extent: extent.clone(),
            chosen: readings.clone(),
            ..ReadBy::default()
        });
        let how = How { readings, form, extent, budget: Some(budget::text_bytes(dom::memory_gib())) };
        let job = Job::Open { source: what, how };
        let roles = source.roles.clone();
        let portal = match &source.origin {
            Origin::Resource { portal, .. } => Some(portal.address.clone()),
            Origin::Url(_) | Origin::File { .. } => None,
        };
        let running = self.engine.start(job, file.as_ref(), move |update| {
            if let JobUpdate::Way { used, tried } = update {
                self.learn(portal.as_deref(), used, &tried);
                table.way.set(Some(TableWay { used, tried }));
                return;
            }
            table.status.update(|status| {
                if let TableStatus::Opening { progress, preview, paused } = status {
                    match update {
                        JobUpdate::Progress(now) => *progress = Some(now),
                        JobUpdate::Preview(rows) => *preview = Some(rows),
                        JobUpdate::Paused { problem, rows } => *paused = Some((problem, rows)),
                        JobUpdate::Part(_) | JobUpdate::Way { .. } | JobUpdate::Worked(_) => {}
                    }
                }
            });
        });
        table.job.set_value(Some(running.id));
        spawn_local(async move {
            let status = match running.answer.await {
                Ok(Ok((Output::Table(info), _))) => {
                    let first = info.fields.iter().map(|field| (field.name.clone(), field.reading)).collect();
                    table.by.update_value(|by| {
                        by.first = first;
                        by.told = Some(info.clone());
                    });
                    TableStatus::Ready(with_roles(info, &roles))
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

    /// Whether a portal's files were refused lately, so that its rows are asked for first.
    fn refuses_files(self, portal: &str) -> bool {
        let memory = untrack(|| self.ways.memory(portal));
        let lesson = memory.lesson(Want::File, Step::Direct, clock::today().unwrap_or_default());
        lesson.is_some_and(|lesson| matches!(lesson.trouble, Some(Trouble::Refused | Trouble::Mixed)))
    }

    /// Remembers which ways to a portal's files are open.
    fn learn(self, portal: Option<&str>, used: Option<Step>, tried: &[(Step, Trouble)]) {
        let Some(portal) = portal.filter(|portal| portal.contains("://")) else { return };
        for (step, trouble) in tried {
            self.ways.learn(portal, Want::File, *step, Some(*trouble));
        }
        if let Some(step) = used {
            self.ways.learn(portal, Want::File, step, None);
        }
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
}

impl super::App {
    /// Lets the open tables follow what the document says of their form, readings and roles, whoever
    /// changed it: a choice, its undoing, a redoing.
    pub(super) fn tables_follow_document(self) {
        let wanted = Memo::new(move |_| {
            self.desk.document.with(|document| {
                let of = |source: &Source| {
                    let Source { id, form, extent, readings, roles, .. } = source;
                    (*id, form.clone(), extent.clone(), readings.clone(), roles.clone())
                };
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
        let Some(source) = self.desk.source(id) else { return };
        let Some(open) = self.tables.open.with_untracked(|open| open.get(&id).copied()) else { return };
        let mut by = open.by.get_value();
        let is_cut = by.told.as_ref().is_none_or(|told| told.notes.iter().any(|note| note.code == NoteCode::Truncated));
        if by.extent.first_rows().is_some() && source.extent == Extent::Fitting && !is_cut {
            // The first rows turned out to be all there is.
            by.extent = Extent::Fitting;
            open.by.set_value(by.clone());
        }
        let of = |readings: &[(String, Reading)], column: &str| {
            readings.iter().find(|(name, _)| name == column).map(|(_, reading)| *reading)
        };
        // What was inferred for a column is not known when it was opened by a choice.
        let is_taken_back = by.chosen.iter().any(|(column, _)| of(&source.readings, column).is_none());
        if by.form != source.form || by.extent != source.extent || is_taken_back {
            self.tables.forget(id);
            self.open_source(id);
            return;
        }
        let Some(told) = by.told else { return };
        open.show(&source.roles);
        for field in told.fields {
            let inferred = of(&by.first, &field.name).unwrap_or(field.reading);
            let reading = of(&source.readings, &field.name).unwrap_or(inferred);
            if reading != field.reading {
                let job = Job::Reread { table: told.table, column: field.name, reading };
                let chosen = source.readings.clone();
                spawn_local(async move {
                    match self.engine.ask(job).await {
                        Ok(Output::Table(info)) => {
                            open.by.update_value(|by| by.told = Some(info));
                            let Some(now) = self.desk.source(id) else { return };
                            open.show(&now.roles);
                            // What the document says may have changed meanwhile.
                            if now.readings != chosen {
                                self.table_follows(id);
                            }
                        }
                        Ok(_) => {}
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
