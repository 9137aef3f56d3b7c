//! What the page asks of the worker and what it answers. Both are JSON; a `File` travels beside its job.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::base::note::{Note, Problem, ProblemCode};
use crate::portal::ladder::{Route, Step as Rung, Trouble};
use crate::portal::{CataloguePage, Dataset, Portal, Resource, SearchQuery};
pub use crate::query::Profile;
use crate::query::Step;
use crate::table::{Extent, Form, Offer, Reading, ResultTable, TableId, TableInfo};

/// Changes whenever a message changes its shape, so that a page never talks to an older worker.
pub const PROTOCOL: u32 = 3;

/// A request: a number of the page's choosing, and what to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The page's number for the job; events carry it back.
    pub id: u32,
    /// What to do.
    pub job: Job,
}

/// What the worker can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "one is made per opened source")]
pub enum Job {
    /// Look without opening: a [`Look`].
    Look(Told),
    /// Take note of the person's own key for portals that ask for one, or forget it. It stays in memory and goes
    /// to the one host that it is for. Answers [`Output::Closed`].
    Key {
        /// The key; `None` forgets it.
        key: Option<String>,
    },
    /// Read a source into a table. Answers [`Output::Table`]; progress and first rows come before. A source
    /// that is larger than the device may hold answers [`Output::Offer`], unless its extent was chosen.
    Open {
        /// What to read.
        source: OpenSource,
        /// How it is read.
        #[serde(default)]
        how: How,
    },
    /// Go on with an opening that said [`Event::Paused`]. Answers [`Output::Closed`].
    Resume {
        /// The opening's number.
        id: u32,
        /// Make a table of what came instead.
        #[serde(default)]
        enough: bool,
    },
    /// Read one column of an open table another way. Answers [`Output::Table`] with the same handle.
    Reread {
        /// The table.
        table: TableId,
        /// The column.
        column: String,
        /// The reading.
        reading: Reading,
    },
    /// Prepare the rows of a table after filter and sort steps for scrolling. Answers [`Output::View`].
    /// A newer view of the same table replaces the older one.
    View {
        /// The table.
        table: TableId,
        /// Only `filter` and `sort` steps.
        steps: Plan,
    },
    /// Rows of the table's current view, as raw text. Answers [`Output::Rows`].
    Rows {
        /// The table.
        table: TableId,
        /// The view's number, from [`Output::View`]; an older number answers `TableGone`.
        view: u32,
        /// First row.
        start: u64,
        /// At most 1,000.
        count: u32,
    },
    /// Summary of a column over the current view. Answers [`Output::Profile`].
    Profile {
        /// The table.
        table: TableId,
        /// The column.
        column: String,
        /// Only `filter` steps.
        steps: Plan,
    },
    /// Run a plan. Answers [`Output::Result`].
    Run {
        /// The table.
        table: TableId,
        /// The plan.
        steps: Plan,
    },
    /// The view's rows as a CSV file (UTF-8, comma, raw text). Answers [`Output::File`].
    ExportCsv {
        /// The table.
        table: TableId,
        /// Filter, sort and other steps.
        steps: Plan,
    },
    /// Forget a table. Answers [`Output::Closed`].
    Close {
        /// The table.
        table: TableId,
    },
    /// Stop a job. The job answers `Cancelled`; this one answers [`Output::Closed`].
    Cancel {
        /// The job's number.
        id: u32,
    },
    /// Versions and memory. Answers [`Output::Info`].
    Info,
    /// The ways other than an ordinary request that the person agreed to, in place of all earlier ones. Answers
    /// [`Output::Closed`].
    Routes {
        /// The ways.
        routes: Ways,
    },
}

/// Routes as they travel: as JSON, which only the part of the engine that keeps to them parses. Made of routes
/// with `into()`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ways(Box<RawValue>);

impl Ways {
    /// The routes; none where they are not understood.
    pub fn routes(&self) -> Vec<Route> {
        serde_json::from_str(self.0.get()).unwrap_or_default()
    }
}

impl From<Vec<Route>> for Ways {
    fn from(routes: Vec<Route>) -> Self {
        // Lists and texts: always written.
        Self(serde_json::value::to_raw_value(&routes).unwrap_or_else(|_| RawValue::NULL.to_owned()))
    }
}

impl PartialEq for Ways {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

/// How a source is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct How {
    /// Readings the person chose, by column name; the others are inferred.
    #[serde(default)]
    pub readings: Vec<(String, Reading)>,
    /// How the person chose to have it taken apart.
    #[serde(default)]
    pub form: Form,
    /// How much of it is read.
    #[serde(default, skip_serializing_if = "Extent::is_usual")]
    pub extent: Extent,
    /// Bytes of text that this device may hold; without it nobody is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<u64>,
}

/// Where a job's answer was worked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkPlace {
    /// By the portal's database.
    #[default]
    Portal,
    /// The portal did a part of it, this device the rest.
    Both,
}

/// How a portal was asked for an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Where it was worked out.
    pub place: WorkPlace,
    /// The addresses that were asked, in order, the first few.
    pub requests: Vec<String>,
    /// The statement, where the portal was asked in SQL.
    #[serde(default)]
    pub sql: Option<String>,
    /// What the person should know of the answer.
    #[serde(default)]
    pub notes: Vec<Note>,
}

/// The steps of a plan as they travel: as JSON, which only the part of the engine that carries them out
/// parses. Made of steps with `into()`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Plan(Box<RawValue>);

impl Plan {
    /// The steps; what is none is a `BadDocument`.
    pub fn steps(&self) -> Result<Vec<Step>, Problem> {
        serde_json::from_str(self.0.get())
            .map_err(|error| Problem::new(ProblemCode::BadDocument).arg("plan").detail(error.to_string()))
    }
}

impl From<&[Step]> for Plan {
    fn from(steps: &[Step]) -> Self {
        // Steps are lists, texts and numbers, and a number that JSON has none of becomes null.
        Self(serde_json::value::to_raw_value(steps).unwrap_or_else(|_| RawValue::NULL.to_owned()))
    }
}

impl From<Vec<Step>> for Plan {
    fn from(steps: Vec<Step>) -> Self {
        Self::from(steps.as_slice())
    }
}

impl PartialEq for Plan {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

/// What can be looked at without opening it; [`Job::Look`] carries it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// Find the portal at an address a person typed. Answers [`Output::Portal`].
    Connect {
        /// Any address of the portal: its front page, a dataset's page, its API.
        address: String,
    },
    /// Search a portal's catalogue. Answers [`Output::Catalogue`].
    Search {
        /// The portal.
        portal: Portal,
        /// The query.
        query: SearchQuery,
    },
    /// One dataset with its resources. Answers [`Output::Dataset`].
    Dataset {
        /// The portal.
        portal: Portal,
        /// Its name or id.
        id: String,
    },
    /// Count a portal's whole catalogue. Tells a [`Swept`](super::Swept); an [`Event::Part`] with what was counted
    /// so far comes after every page.
    Sweep {
        /// The portal.
        portal: Portal,
        /// At most so many datasets.
        most: u64,
    },
    /// The first rows of a resource and what format its bytes are in, without reading all of it. Tells a
    /// [`Peeked`](super::Peeked).
    Peek {
        /// The portal.
        portal: Portal,
        /// The resource.
        resource: Resource,
    },
    /// The outlines of an open table's areas. Tells a [`Shaped`](super::Shaped).
    Shapes {
        /// The table.
        table: TableId,
        /// The EPSG code of the grid that its coordinates are of, where the person says it.
        #[serde(default)]
        grid: Option<u32>,
        /// Without the rows' cells as properties.
        #[serde(default)]
        bare: bool,
    },
    /// What is wrong with an open table's shapes: a list of [`Trouble`](crate::geo::Trouble) with counts.
    Faults {
        /// The table.
        table: TableId,
        /// The EPSG code of the grid that its coordinates are of, where the person says it.
        #[serde(default)]
        grid: Option<u32>,
    },
    /// An open table with further columns from where its rows are. Tells a [`Located`](super::Located).
    Locate(super::Locate),
}

impl From<Look> for Job {
    fn from(look: Look) -> Self {
        Self::Look(Told::of(&look))
    }
}

/// A question or an answer as it travels: as JSON, which only the engine's later part and the screen that asks
/// read and write.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Told(Box<RawValue>);

impl Told {
    /// What is to be said.
    pub(super) fn of<T: Serialize>(value: &T) -> Self {
        // Answers are structs of lists, texts and numbers; what cannot be written would be null.
        Self(serde_json::value::to_raw_value(value).unwrap_or_else(|_| RawValue::NULL.to_owned()))
    }

    /// What it says; anything else than what is expected is a `WorkerStopped`, as page and worker are then
    /// of different builds.
    pub fn read<'a, T: Deserialize<'a>>(&'a self) -> Result<T, Problem> {
        serde_json::from_str(self.0.get())
            .map_err(|error| Problem::new(ProblemCode::WorkerStopped).detail(error.to_string()))
    }
}

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

/// What can be read into a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), expect(clippy::large_enum_variant, reason = "one is made per opened source"))]
pub enum OpenSource {
    /// A resource of a portal: its file, or its `DataStore` rows when the file is closed to us or absent.
    Resource {
        /// The portal.
        portal: Portal,
        /// The resource.
        resource: Resource,
        /// Ask the `DataStore` first.
        #[serde(default)]
        prefer_rows: bool,
    },
    /// A file at an address.
    Url(String),
    /// A file that the person gave; its handle travels beside the request.
    File {
        /// Its name.
        name: String,
    },
    /// Pasted text.
    Text(String),
}

/// What the worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The worker is up; the first event ever.
    Ready {
        /// [`PROTOCOL`] of the worker.
        protocol: u32,
    },
    /// A job goes on. At most ten a second per job.
    Progress {
        /// The job.
        id: u32,
        /// What it does.
        phase: Phase,
        /// Bytes or rows done.
        done: u64,
        /// Of how many, where known.
        of: Option<u64>,
        /// Rows so far.
        rows: u64,
    },
    /// The first rows of a table that is still being read.
    Preview {
        /// The job.
        id: u32,
        /// Columns and rows as raw text.
        rows: ResultTable,
    },
    /// What a job has found out so far, in the shape of its answer.
    Part {
        /// The job.
        id: u32,
        /// The answer so far.
        told: Told,
    },
    /// By which way a resource's table came, and why not by an earlier one. Comes before the answer, of
    /// [`Job::Open`] alone.
    Way {
        /// The job.
        id: u32,
        /// The way; `None` where none led to it.
        used: Option<Rung>,
        /// What was tried before, in order.
        tried: Vec<(Rung, Trouble)>,
    },
    /// An opening broke off and waits for [`Job::Resume`]; what came is kept.
    Paused {
        /// The job.
        id: u32,
        /// Why.
        problem: Problem,
        /// Rows so far.
        rows: u64,
    },
    /// How the answer that follows was worked out; only for tables that stay at their portal.
    Worked {
        /// The job.
        id: u32,
        /// How.
        work: Work,
    },
    /// A job is done.
    Done {
        /// The job.
        id: u32,
        /// Its answer.
        output: Output,
        /// Milliseconds in the worker.
        ms: f64,
    },
    /// A job failed.
    Failed {
        /// The job.
        id: u32,
        /// Why.
        problem: Problem,
    },
}

/// What a job is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Waiting for the first answer.
    Connecting,
    /// Bytes are coming in and are read.
    Reading,
    /// The transfer broke off; it is tried again after a pause.
    Retrying,
    /// Column readings are decided.
    Inferring,
    /// A plan runs.
    Computing,
    /// The host is busy; it is asked again in `of` seconds.
    Waiting,
}

/// The answer of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// A portal.
    Portal(Portal),
    /// Search results.
    Catalogue(CataloguePage),
    /// A dataset.
    Dataset(Box<Dataset>),
    /// What a job of the later part says.
    Told(Told),
    /// A table was read.
    Table(TableInfo),
    /// The source is larger than the device may hold; the person chooses how much of it is read.
    Offer(Offer),
    /// A view is ready.
    View {
        /// Its number.
        view: u32,
        /// Rows in it.
        rows: u64,
    },
    /// Rows of a view as raw text, with their 1-based row numbers in the table's data.
    Rows {
        /// First row.
        start: u64,
        /// Row numbers.
        numbers: Vec<u64>,
        /// All columns as text.
        rows: ResultTable,
    },
    /// A column's summary.
    Profile(Profile),
    /// A plan's outcome.
    Result(ResultTable),
    /// A file's text.
    File(String),
    /// Nothing to say.
    Closed,
    /// Versions and memory.
    Info {
        /// Version of the crate.
        version: String,
        /// Bytes of wasm memory.
        memory_bytes: u64,
        /// Open tables.
        tables: u32,
    },
}
