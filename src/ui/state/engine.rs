//! The worker, as the screens use it.

use leptos::prelude::*;

use crate::base::note::{Problem, ProblemCode};
use crate::engine::protocol::{Job, Output, Work};
use crate::web::worker_client::{JobUpdate, Running, WorkerClient};

/// A handle of the worker; cheap to copy.
#[derive(Clone, Copy)]
pub struct Engine {
    client: StoredValue<WorkerClient, LocalStorage>,
    /// Counts the workers that stopped; tables of an older worker are gone.
    pub stops: RwSignal<u32>,
}

impl Engine {
    /// A worker that is started when first needed.
    pub(super) fn new() -> Self {
        let client = WorkerClient::default();
        let stops = RwSignal::new(0);
        client.on_stop(move || stops.update(|stops| *stops += 1));
        Self { client: StoredValue::new_local(client), stops }
    }

    /// Loads the worker while the page is idle.
    pub fn warm(self) {
        self.client.with_value(WorkerClient::warm);
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
        self.client.with_value(|client| client.start(job, file, update))
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
