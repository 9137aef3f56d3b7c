//! The worker, as the screens use it.

use leptos::prelude::*;

use crate::base::note::{Problem, ProblemCode};
use crate::engine::protocol::{Job, Output, Work};
use crate::portal::ladder::Route;
use crate::web::dom;
use crate::web::worker_client::{JobUpdate, Running, WorkerClient};

/// Where the person's own key is kept: in this browser, and nowhere else.
const KEY: &str = "jelajah.key.bps";

/// A handle of the worker; cheap to copy.
#[derive(Clone, Copy)]
pub struct Engine {
    client: StoredValue<WorkerClient, LocalStorage>,
    /// Counts the workers that stopped; tables of an older worker are gone.
    pub stops: RwSignal<u32>,
    /// The person's own key for portals that ask for one.
    key: RwSignal<Option<String>>,
    /// The stop after which the worker was told the key.
    told: StoredValue<Option<u32>>,
}

impl Engine {
    /// A worker that is started when first needed.
    pub(super) fn new() -> Self {
        let client = WorkerClient::default();
        let stops = RwSignal::new(0);
        client.on_stop(move || stops.update(|stops| *stops += 1));
        let key = dom::storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        Self {
            client: StoredValue::new_local(client),
            stops,
            key: RwSignal::new(key.filter(|key| !key.trim().is_empty())),
            told: StoredValue::new(None),
        }
    }

    /// Tells the worker by which ways requests go.
    pub(super) fn set_routes(self, routes: Vec<Route>) {
        self.client.with_value(|client| client.set_routes(routes));
    }

    /// Loads the worker while the page is idle, and gets it ready to read.
    pub fn warm(self) {
        let client = self.client.with_value(WorkerClient::clone);
        leptos::task::spawn_local(async move { client.warm_up().await });
    }

    /// Whether a job is being done.
    pub fn is_busy(self) -> bool {
        self.client.with_value(WorkerClient::is_busy)
    }

    /// Puts the measuring hook onto the window.
    pub(super) fn expose_bench(self) {
        self.client.with_value(|client| crate::web::bench::expose(client.clone()));
    }

    /// Does a job and waits for its answer.
    pub async fn ask(self, job: Job) -> Result<Output, Problem> {
        self.ask_as(job, |_| {}).await
    }

    /// Does a job and waits for its answer; `begun` hears its number, for [`Engine::cancel`].
    pub async fn ask_as(self, job: Job, begun: impl FnOnce(u32)) -> Result<Output, Problem> {
        let running = self.start(job, None, |_| {});
        begun(running.id);
        running
            .answer
            .await
            .map_or_else(|_| Err(Problem::new(ProblemCode::WorkerStopped)), |answer| answer.map(|(output, _)| output))
    }

    /// Does a job and waits for its answer; `worked` hears how a portal worked it out, where one did.
    pub async fn ask_hearing(self, job: Job, worked: impl Fn(Work) + 'static) -> Result<Output, Problem> {
        let running = self.start(job, None, move |update| {
            if let JobUpdate::Worked(work) = update {
                worked(work);
            }
        });
        let answer = running.answer.await;
        answer.map_or_else(|_| Err(Problem::new(ProblemCode::WorkerStopped)), |answer| answer.map(|(output, _)| output))
    }

    /// Starts a job; updates come before its answer.
    pub fn start(self, job: Job, file: Option<&web_sys::File>, update: impl Fn(JobUpdate) + 'static) -> Running {
        // A worker that was started anew knows of no key.
        let stops = self.stops.get_untracked();
        if self.told.get_value() != Some(stops) {
            self.told.set_value(Some(stops));
            if self.has_key_untracked() {
                self.tell_key();
            }
        }
        self.client.with_value(|client| client.start(job, file, update))
    }

    /// Whether there is a key of the person's own; tracked.
    pub fn has_key(self) -> bool {
        self.key.with(Option::is_some)
    }

    fn has_key_untracked(self) -> bool {
        self.key.with_untracked(Option::is_some)
    }

    /// Keeps the person's own key in this browser, or forgets it.
    pub fn set_key(self, key: Option<&str>) {
        let key = key.map(str::trim).filter(|key| !key.is_empty()).map(str::to_owned);
        if let Some(storage) = dom::storage() {
            // A browser without storage has the key until the page is closed.
            match &key {
                Some(key) => storage.set_item(KEY, key).ok(),
                None => storage.remove_item(KEY).ok(),
            };
        }
        self.key.set(key);
        self.told.set_value(Some(self.stops.get_untracked()));
        self.tell_key();
    }

    fn tell_key(self) {
        let key = self.key.get_untracked();
        // Nobody waits for what the worker says to it.
        drop(self.client.with_value(|client| client.start(Job::Key { key }, None, |_| {})));
    }

    /// Stops a job.
    pub fn cancel(self, id: u32) {
        self.client.with_value(|client| client.cancel(id));
    }
}

/// The worker answered something that the job never answers: page and worker are of different builds.
pub(crate) fn unexpected(output: &Output) -> Problem {
    Problem::new(ProblemCode::WorkerStopped).detail(format!("unexpected answer {output:.40?}"))
}
