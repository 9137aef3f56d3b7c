//! The engine: owns the tables, does the jobs. A plain struct; the worker binary is a loop around it.
//!
//! It does no input or output and reads no clock: it is told the time, asks for bytes by
//! [`Effect`]s and is fed them as [`Input`]s. Work is cut into steps of some milliseconds, and jobs
//! take turns, so that a long one starves no other and a cancel gets through.

mod asking;
mod computing;
mod fetching;
mod late;
mod locating;
mod opening;
mod patience;
mod peeking;
pub mod protocol;
mod registry;
mod remote;
mod rereading;
mod resume;
mod shaping;
mod sweeping;
mod traffic;
mod uniting;
mod ways;
mod whereabouts;

use std::collections::VecDeque;

use self::computing::Wanted;
pub use self::late::{Books, Late, Parquet, Part};
use self::late::{Compute, Given};
pub use self::locating::{Locate, Located, Other};
use self::opening::Opening;
pub use self::peeking::Peeked;
use self::protocol::{Event, Job, OpenSource, Output, Phase, Request};
use self::registry::Registry;
pub use self::shaping::Shaped;
pub use self::sweeping::Swept;
use self::traffic::{Heard, Traffic};
pub use self::whereabouts::Whereabouts;
use crate::base::note::{Problem, ProblemCode};
use crate::portal;
use crate::table::{Extent, ResultColumn, ResultTable, TableId, Values};

/// The most rows of a view per request.
pub const MAX_PAGE_ROWS: usize = 1_000;
/// Between two reports of progress of one job.
const PROGRESS_MS: f64 = 100.0;

/// What the engine wants done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Tell the page.
    Post(Event),
    /// Fetch an address, and feed its head, its bytes as they come, and its end.
    Fetch {
        /// The job that it is for.
        id: u32,
        /// The address.
        url: String,
        /// Stop after this many bytes.
        max_bytes: u64,
        /// A JSON body to POST; a plain GET without one.
        post: Option<String>,
    },
    /// Have an address asked by JSONP in the frame of its origin, and feed the answer as if it had been fetched.
    FetchByFrame {
        /// The job that it is for.
        id: u32,
        /// Scheme, host and port of the portal, which names the frame.
        origin: String,
        /// The address, with the callback in it.
        url: String,
        /// The callback's name.
        callback: String,
        /// The most bytes of the answer.
        max_bytes: u64,
    },
    /// Fetch an address from a byte on, and feed it like [`Effect::Fetch`].
    Continue {
        /// The job that it is for.
        id: u32,
        /// The address.
        url: String,
        /// The first byte wanted.
        from: u64,
        /// Stop after this many bytes.
        max_bytes: u64,
    },
    /// Feed [`Input::Waited`] after a while.
    Wait {
        /// The job.
        id: u32,
        /// Milliseconds.
        ms: u32,
    },
    /// Read the file that came with the job's request, and feed its bytes and its end.
    ReadFile {
        /// The job.
        id: u32,
    },
    /// Stop the job's fetch or file, and feed nothing of it any more.
    Abort {
        /// The job.
        id: u32,
    },
    /// Get a part of the engine, and call [`Engine::provide_late`], [`Engine::provide_books`] or
    /// [`Engine::provide_parquet`], or [`Engine::lacks`] when it cannot be had.
    Need(Part),
}

/// What came in for a job.
#[derive(Clone, Debug, PartialEq)]
pub enum Input<'a> {
    /// The answer begins.
    Head {
        /// The HTTP status; 200 for a file.
        status: u16,
        /// Bytes to come, where known.
        length: Option<u64>,
        /// The media type, where given.
        content_type: Option<String>,
        /// When the server wants to be asked again (`Retry-After`), where it says so and we may read it.
        retry_after: Option<String>,
    },
    /// Which version of the file it is (its `Last-Modified` or `ETag`), where that may be read; before its head.
    Version(String),
    /// The pause that was asked for is over.
    Waited,
    /// The next bytes.
    Chunk(&'a [u8]),
    /// All bytes have come.
    End,
    /// They will not come.
    Failed(Problem),
}

/// What became of a job's turn.
enum Turn {
    /// It goes on.
    Again,
    /// It is over.
    Done(Result<Output, Problem>),
}

/// What a job may use during its turn.
struct Desk<'a> {
    id: u32,
    now_ms: f64,
    started_ms: f64,
    given: Given,
    /// The person's own key.
    key: Option<&'a str>,
    /// Days since 1970-01-01.
    today: i32,
    tables: &'a mut Registry,
    effects: &'a mut Vec<Effect>,
    reported: &'a mut Option<(Phase, f64)>,
}

impl Desk<'_> {
    fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    fn elapsed_ms(&self) -> f64 {
        self.now_ms - self.started_ms
    }

    /// Reports progress, at most ten times a second and whenever the phase changes.
    fn progress(&mut self, phase: Phase, done: u64, of: Option<u64>, rows: u64) {
        let is_due = match self.reported {
            Some((last, at_ms)) => *last != phase || self.now_ms - *at_ms >= PROGRESS_MS,
            None => true,
        };
        if is_due {
            *self.reported = Some((phase, self.now_ms));
            self.effects.push(Effect::Post(Event::Progress { id: self.id, phase, done, of, rows }));
        }
    }
}

/// A job under way.
struct Active {
    id: u32,
    started_ms: f64,
    reported: Option<(Phase, f64)>,
    work: Work,
}

enum Work {
    Open(Box<Opening>),
    Compute(Box<dyn Compute>),
}

impl Work {
    fn is_ready(&self, given: Given) -> bool {
        match self {
            Self::Open(opening) => opening.is_ready(given),
            Self::Compute(computing) => computing.is_ready() && computing.awaits().iter().all(|part| given.has(*part)),
        }
    }

    fn is_fetching(&self) -> bool {
        match self {
            Self::Open(opening) => opening.is_fetching(),
            Self::Compute(computing) => computing.is_fetching(),
        }
    }

    fn input(&mut self, input: Input<'_>, desk: &mut Desk<'_>) -> Turn {
        match self {
            Self::Open(opening) => return opening.input(input, desk),
            Self::Compute(computing) => computing.input(input, desk),
        }
        Turn::Again
    }

    fn step(&mut self, budget_cells: usize, desk: &mut Desk<'_>) -> Turn {
        match self {
            Self::Open(opening) => opening.step(budget_cells, desk),
            Self::Compute(computing) => computing.step(budget_cells, desk),
        }
    }
}

/// The engine.
pub struct Engine {
    tables: Registry,
    given: Given,
    /// Catalogues that were loaded as a whole.
    shelves: portal::Shelves,
    /// The person's own key for portals that ask for one.
    key: Option<String>,
    today: i32,
    /// Requests that wait for [`Engine::provide_late`].
    parked: Vec<(Request, f64)>,
    /// In the order of their turns.
    jobs: VecDeque<Active>,
    /// Jobs that are over and not yet told: their time includes the step that ended them.
    settled: Vec<(u32, f64, Result<Output, Problem>)>,
    effects: Vec<Effect>,
    /// Until it is here, requests go out as they are wanted.
    traffic: Option<Box<dyn Traffic>>,
    /// Whether the person agreed to ways that only the traffic knows.
    has_routes: bool,
    epoch_ms: f64,
    /// The time told last.
    now_ms: f64,
}

impl Default for Engine {
    /// An engine without tables that has all its parts.
    fn default() -> Self {
        let given = Given { late: Some(Late::here()), books: Some(Books::here()), parquet: Some(Parquet::here()) };
        Self { given, traffic: Some(Late::here().traffic(0.0)), ..Self::first_part() }
    }
}

impl Engine {
    /// An engine without tables that asks for its other parts when a job first needs them.
    pub fn first_part() -> Self {
        Self {
            tables: Registry::new(),
            given: Given::default(),
            shelves: portal::Shelves::default(),
            key: None,
            today: 0,
            parked: Vec::new(),
            jobs: VecDeque::new(),
            settled: Vec::new(),
            effects: Vec::new(),
            traffic: None,
            has_routes: false,
            epoch_ms: 0.0,
            now_ms: 0.0,
        }
    }

    /// Tells what time it was at the engine's time zero, in milliseconds since 1970-01-01.
    pub const fn set_epoch(&mut self, epoch_ms: f64) {
        self.epoch_ms = epoch_ms;
    }

    /// Tells the day, in days since 1970-01-01: some portals are asked for the days before it.
    pub const fn set_today(&mut self, today: i32) {
        self.today = today;
    }

    /// Takes the later part, and starts what waited for it.
    pub fn provide_late(&mut self, late: Late, now_ms: f64) {
        self.given.late = Some(late);
        self.traffic.get_or_insert_with(|| late.traffic(self.epoch_ms));
        for (request, _) in std::mem::take(&mut self.parked) {
            self.start(request, now_ms);
        }
    }

    /// Takes the part that reads workbooks and the like.
    pub fn provide_books(&mut self, books: Books) {
        self.given.books = Some(books);
    }

    /// Takes the part that reads Parquet.
    pub fn provide_parquet(&mut self, parquet: Parquet) {
        self.given.parquet = Some(parquet);
    }

    /// Ends what waits for a part; the next job that needs it asks again.
    pub fn lacks(&mut self, part: Part, problem: &Problem, now_ms: f64) {
        if part == Part::Late {
            for (request, started_ms) in std::mem::take(&mut self.parked) {
                self.settle(request.id, started_ms, Err(problem.clone()));
            }
        }
        let waiting = |job: &Active| match &job.work {
            Work::Open(opening) => opening.awaits().contains(&part),
            Work::Compute(computing) => computing.awaits().contains(&part),
        };
        for job in std::mem::take(&mut self.jobs) {
            if waiting(&job) {
                self.settle(job.id, job.started_ms, Err(problem.clone()));
            } else {
                self.jobs.push_back(job);
            }
        }
        self.tell(now_ms);
    }

    /// Takes a request. `now_ms` is any clock that only goes forward; all calls use the same one.
    pub fn start(&mut self, request: Request, now_ms: f64) {
        self.tell(now_ms);
        let Request { id, job } = request;
        if let Some(work) = self.far(&job) {
            self.jobs.push_back(Active { id, started_ms: now_ms, reported: None, work: Work::Compute(work) });
            return;
        }
        let open = |source, how| Work::Open(Box::new(Opening::new(source, how)));
        let work = match (job, self.given.late) {
            (Job::Look(told), Some(late)) => match (late.look)(&told, &self.shelves, now_ms) {
                Ok(looking) => Work::Compute(looking),
                Err(problem) => return self.settle(id, now_ms, Err(problem)),
            },
            (Job::Open { source: OpenSource::Resource { portal, resource, .. }, how }, Some(late))
                if how.extent == Extent::Portal =>
            {
                Work::Compute((late.open_remote)(portal, resource, how.budget))
            }
            (Job::Open { source, how }, Some(_)) => open(source, how),
            (Job::Open { source, how }, None) if !asks_a_portal(&source) && !self.has_routes => open(source, how),
            (Job::Reread { table, column, reading }, Some(late)) => {
                Work::Compute((late.reread)(table, column, reading))
            }
            (Job::View { table, steps }, Some(late)) => {
                let view = self.tables.next_view();
                Work::Compute((late.compute)(table, steps, Wanted::View(view)))
            }
            (Job::Profile { table, column, steps }, Some(late)) => {
                Work::Compute((late.compute)(table, steps, Wanted::Profile(column)))
            }
            (Job::Run { table, steps }, Some(late)) => Work::Compute((late.compute)(table, steps, Wanted::Result)),
            (Job::ExportCsv { table, steps }, Some(late)) => Work::Compute((late.compute)(table, steps, Wanted::Csv)),
            // What follows is short and does not wait for its turn.
            (Job::Routes { routes }, Some(_)) => {
                if let Some(traffic) = &mut self.traffic {
                    traffic.take_routes(&routes);
                }
                return self.settle(id, now_ms, Ok(Output::Closed));
            }
            (Job::Rows { table, view, start, count }, _) => {
                let rows = self.rows(table, view, start, count);
                return self.settle(id, now_ms, rows);
            }
            (Job::Close { table }, _) => {
                let closed = self.tables.remove(table).map(|()| Output::Closed);
                return self.settle(id, now_ms, closed);
            }
            (Job::Cancel { id: cancelled }, _) => {
                self.cancel(cancelled);
                return self.settle(id, now_ms, Ok(Output::Closed));
            }
            (Job::Key { key }, _) => {
                self.key = key.filter(|key| !key.trim().is_empty());
                return self.settle(id, now_ms, Ok(Output::Closed));
            }
            (Job::Resume { id: paused, enough }, _) => {
                let job = self.jobs.iter_mut().find(|job| job.id == paused);
                if let Some(Active { work: Work::Open(opening), .. }) = job {
                    opening.resume(enough);
                }
                return self.settle(id, now_ms, Ok(Output::Closed));
            }
            (Job::Info, _) => {
                let info = Output::Info {
                    version: env!("CARGO_PKG_VERSION").to_owned(),
                    memory_bytes: memory_bytes(&self.tables),
                    tables: self.tables.len() as u32,
                };
                return self.settle(id, now_ms, Ok(info));
            }
            (job, None) => {
                self.has_routes |= matches!(&job, Job::Routes { .. });
                self.parked.push((Request { id, job }, now_ms));
                self.effects.push(Effect::Need(Part::Late));
                return;
            }
        };
        self.jobs.push_back(Active { id, started_ms: now_ms, reported: None, work });
    }

    /// Takes what came in for a job; nothing happens when the job is over.
    pub fn feed(&mut self, id: u32, input: Input<'_>, now_ms: f64) {
        self.tell(now_ms);
        match self.traffic.as_mut().map_or(Heard::Pass, |traffic| traffic.hear(id, &input, now_ms)) {
            Heard::Pass => self.hand_over(id, input, now_ms),
            Heard::Drop => {}
            Heard::Fail(problem) => self.hand_over(id, Input::Failed(problem), now_ms),
        }
    }

    /// Gives a job what came in for it.
    fn hand_over(&mut self, id: u32, input: Input<'_>, now_ms: f64) {
        let Some(at) = self.jobs.iter().position(|job| job.id == id) else { return };
        let Some(job) = self.jobs.get_mut(at) else { return };
        let mut desk = Desk {
            id,
            now_ms,
            started_ms: job.started_ms,
            given: self.given,
            key: self.key.as_deref(),
            today: self.today,
            tables: &mut self.tables,
            effects: &mut self.effects,
            reported: &mut job.reported,
        };
        if let Turn::Done(outcome) = job.work.input(input, &mut desk) {
            let started_ms = job.started_ms;
            self.jobs.remove(at);
            self.settle(id, started_ms, outcome);
        }
    }

    /// Gives the next job a turn: one pass over a column's rows, a chunk of a file, or about
    /// `budget_cells` cells. `true` while there is more to do without further input.
    pub fn step(&mut self, budget_cells: usize, now_ms: f64) -> bool {
        self.tell(now_ms);
        let Some(at) = self.jobs.iter().position(|job| job.work.is_ready(self.given)) else { return false };
        let Some(mut job) = self.jobs.remove(at) else { return false };
        let mut desk = Desk {
            id: job.id,
            now_ms,
            started_ms: job.started_ms,
            given: self.given,
            key: self.key.as_deref(),
            today: self.today,
            tables: &mut self.tables,
            effects: &mut self.effects,
            reported: &mut job.reported,
        };
        match job.work.step(budget_cells, &mut desk) {
            Turn::Again => self.jobs.push_back(job),
            Turn::Done(outcome) => self.settle(job.id, job.started_ms, outcome),
        }
        self.has_work()
    }

    /// Whether [`Engine::step`] has something to do.
    pub fn has_work(&self) -> bool {
        !self.settled.is_empty() || self.jobs.iter().any(|job| job.work.is_ready(self.given))
    }

    /// What is to be done outside now, in order. More may be due at [`Engine::wake_at`].
    pub fn take_effects(&mut self) -> Vec<Effect> {
        let now_ms = self.now_ms;
        let effects = std::mem::take(&mut self.effects);
        let Some(traffic) = &mut self.traffic else { return effects };
        let (effects, failed) = traffic.pass(effects, now_ms);
        for (id, problem) in failed {
            self.hand_over(id, Input::Failed(problem), now_ms);
        }
        effects
    }

    /// When [`Engine::step`] is to be called again though nothing came in: a busy host can be asked again.
    pub fn wake_at(&self) -> Option<f64> {
        self.traffic.as_ref().and_then(|traffic| traffic.wake_at(self.now_ms))
    }

    fn settle(&mut self, id: u32, started_ms: f64, outcome: Result<Output, Problem>) {
        let outcome = outcome.map_err(|problem| self.without_key(problem));
        self.settled.push((id, started_ms, outcome));
    }

    /// A problem as it may be shown and copied: addresses in its details do not give the person's key away.
    fn without_key(&self, mut problem: Problem) -> Problem {
        if let Some(key) = self.key.as_deref().map(str::trim) {
            let texts = problem.detail.iter_mut().chain(&mut problem.args);
            for text in texts {
                *text = text.replace(key, portal::KEY_SHOWN);
                *text = text.replace(&portal::encoded(key), portal::KEY_SHOWN);
            }
        }
        problem
    }

    /// Tells the page of jobs that are over.
    fn tell(&mut self, now_ms: f64) {
        self.now_ms = now_ms;
        for (id, started_ms, outcome) in self.settled.drain(..) {
            self.effects.push(Effect::Post(match outcome {
                Ok(output) => Event::Done { id, output, ms: now_ms - started_ms },
                Err(problem) => Event::Failed { id, problem },
            }));
        }
    }

    fn cancel(&mut self, id: u32) {
        if let Some(at) = self.parked.iter().position(|(request, _)| request.id == id) {
            let (_, started_ms) = self.parked.remove(at);
            return self.settle(id, started_ms, Err(Problem::new(ProblemCode::Cancelled)));
        }
        let Some(at) = self.jobs.iter().position(|job| job.id == id) else { return };
        if let Some(job) = self.jobs.remove(at) {
            if job.work.is_fetching() {
                self.effects.push(Effect::Abort { id });
            }
            self.settle(id, job.started_ms, Err(Problem::new(ProblemCode::Cancelled)));
        }
    }

    /// The work for a job on a table that stays at its portal; `None` for all other jobs.
    fn far(&mut self, job: &Job) -> Option<Box<dyn Compute>> {
        let table = match job {
            Job::View { table, .. }
            | Job::Rows { table, .. }
            | Job::Profile { table, .. }
            | Job::Run { table, .. }
            | Job::Reread { table, .. }
            | Job::ExportCsv { table, .. } => *table,
            _ => return None,
        };
        let far = self.tables.far(table)?;
        Some(far.work(job.clone(), self.tables.next_view()))
    }

    fn rows(&self, table: TableId, view: u32, start: u64, count: u32) -> Result<Output, Problem> {
        let held = self.tables.get(table)?;
        let rows = held.view_rows(view, start, (count as usize).min(MAX_PAGE_ROWS))?;
        let mut columns: Vec<Vec<Option<String>>> =
            held.table.fields().iter().map(|_| Vec::with_capacity(rows.len())).collect();
        for row in &rows {
            let mut cells = held.table.raw_row(*row).into_iter();
            for column in &mut columns {
                column.push(cells.next());
            }
        }
        let names = held.table.fields().iter().map(|field| field.name.clone());
        let columns = names.zip(columns).map(|(name, cells)| ResultColumn { name, values: Values::Text(cells) });
        Ok(Output::Rows {
            start,
            numbers: rows.iter().map(|row| *row as u64 + 1).collect(),
            rows: ResultTable { columns: columns.collect() },
        })
    }
}

/// Bytes of the whole wasm memory.
#[cfg(target_arch = "wasm32")]
fn memory_bytes(_: &Registry) -> u64 {
    core::arch::wasm32::memory_size(0) as u64 * 65_536
}

/// Bytes of the tables, where there is no wasm memory to measure.
#[cfg(not(target_arch = "wasm32"))]
fn memory_bytes(tables: &Registry) -> u64 {
    tables.heap_bytes()
}

/// Whether a source comes from a portal, the sample portal inside the page among them.
fn asks_a_portal(source: &OpenSource) -> bool {
    match source {
        OpenSource::Resource { .. } => true,
        OpenSource::Url(url) => is_sample(url.trim()),
        OpenSource::File { .. } | OpenSource::Text(_) => false,
    }
}

/// Whether an address belongs to the sample portal inside the page.
fn is_sample(url: &str) -> bool {
    url.starts_with("contoh:")
}

/// The host of an address, to name it to a person.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    authority.rsplit('@').next().unwrap_or(authority)
}

/// The problem of more bytes than `limit`.
fn too_large(limit: u64) -> Problem {
    let size = if limit < 1 << 20 { format!("{} KB", limit >> 10) } else { format!("{} MB", limit >> 20) };
    Problem::new(ProblemCode::TooLarge).arg(size)
}
