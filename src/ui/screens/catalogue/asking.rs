//! A question to a portal: one at a time, the newest counts, and it can be called off.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::kept::{self, Aged};
use crate::base::note::{Problem, ProblemCode};
use crate::engine::protocol::{Job, Output};
use crate::portal::Portal;
use crate::portal::ladder::Want;
use crate::ui::screens::home::intent;
use crate::ui::state::App;
use crate::web::worker_client::{JobUpdate, Progress};

/// What became of the question.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::screens) enum Asked<T> {
    /// No answer yet.
    Asking,
    /// The answer.
    Here(T),
    /// There will be none.
    Failed(Problem),
}

/// A question; cheap to copy, ends with the screen that made it.
pub(in crate::ui::screens) struct Asking<T: Send + Sync + 'static> {
    /// What became of it.
    pub(in crate::ui::screens) state: RwSignal<Asked<T>>,
    /// The portal, as soon as it answered.
    pub(in crate::ui::screens) portal: RwSignal<Option<Portal>>,
    /// How far the worker is.
    pub(in crate::ui::screens) progress: RwSignal<Option<Progress>>,
    /// How old the answer is, where it is one that this device keeps.
    pub(in crate::ui::screens) aged: RwSignal<Option<Aged>>,
    turn: StoredValue<u32>,
    job: StoredValue<Option<u32>>,
}

impl<T: Send + Sync + 'static> Clone for Asking<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Asking<T> {}

impl<T: Clone + Send + Sync + 'static> Asking<T> {
    /// A question that is not asked yet.
    pub(in crate::ui::screens) fn new(app: App) -> Self {
        let asking = Self {
            state: RwSignal::new(Asked::Asking),
            portal: RwSignal::new(None),
            progress: RwSignal::new(None),
            aged: RwSignal::new(None),
            turn: StoredValue::new(0),
            job: StoredValue::new(None),
        };
        let job = asking.job;
        on_cleanup(move || {
            if let Some(id) = job.try_get_value().flatten() {
                app.engine.cancel(id);
            }
        });
        asking
    }

    /// Asks; an older question is called off and its answer never shown.
    pub(in crate::ui::screens) fn ask(
        self,
        app: App,
        address: String,
        job: impl FnOnce(Portal) -> Job + 'static,
        take: impl FnOnce(Output) -> Option<T> + 'static,
    ) {
        let turn = self.begin(app);
        spawn_local(async move {
            let answer = self.answer(app, turn, address, job, take).await;
            self.settle(turn, answer);
        });
    }

    /// A new question.
    fn begin(self, app: App) -> u32 {
        let turn = self.next_turn(app);
        self.progress.set(None);
        self.state.set(Asked::Asking);
        turn
    }

    fn settle(self, turn: u32, answer: Result<Option<T>, Problem>) {
        if self.is_turn(turn) {
            self.job.set_value(None);
            self.aged.set(None);
            match answer {
                Ok(Some(answer)) => self.state.set(Asked::Here(answer)),
                Ok(None) => {}
                Err(problem) => self.state.set(Asked::Failed(problem)),
            }
        }
    }

    /// `Ok(None)` when nobody waits any more.
    async fn answer(
        self,
        app: App,
        turn: u32,
        address: String,
        job: impl FnOnce(Portal) -> Job + 'static,
        take: impl FnOnce(Output) -> Option<T> + 'static,
    ) -> Result<Option<T>, Problem> {
        if address != intent::SAMPLE && !app.online.get_untracked() {
            return Err(Problem::new(ProblemCode::Offline));
        }
        let begun = move |id| {
            if self.is_turn(turn) {
                self.job.set_value(Some(id));
            }
        };
        let portal = app.portal(address.clone(), begun).await?;
        if !self.is_turn(turn) {
            return Ok(None);
        }
        self.portal.set(Some(portal.clone()));
        let running = app.engine.start(job(portal), None, move |update| {
            if let JobUpdate::Progress(progress) = update
                && self.is_turn(turn)
            {
                self.progress.set(Some(progress));
            }
        });
        begun(running.id);
        let answer = running.answer.await;
        if let Ok(answer) = &answer
            && address != intent::SAMPLE
        {
            app.ways.heard(&address, Want::Catalogue, answer.as_ref().err());
        }
        match answer {
            Ok(Ok((output, _))) => take(output)
                .map(Some)
                .ok_or_else(|| Problem::new(ProblemCode::WorkerStopped).detail("unexpected answer")),
            Ok(Err(problem)) => Err(problem),
            Err(_) => Err(Problem::new(ProblemCode::WorkerStopped)),
        }
    }

    /// Shows an answer that is known already.
    pub(in crate::ui::screens) fn know(self, app: App, answer: T) {
        self.next_turn(app);
        self.aged.set(None);
        self.state.set(Asked::Here(answer));
    }

    /// Calls the question off, as the person wished.
    pub(in crate::ui::screens) fn cancel(self, app: App) {
        self.next_turn(app);
        self.state.set(Asked::Failed(Problem::new(ProblemCode::Cancelled)));
    }

    /// Whether it failed, or was answered from what is kept, because there was no network.
    pub(in crate::ui::screens) fn failed_offline(self) -> bool {
        let offline = |problem: &Problem| problem.code == ProblemCode::Offline;
        self.state.with_untracked(|state| matches!(state, Asked::Failed(problem) if offline(problem)))
            || self.aged.with_untracked(|aged| aged.as_ref().is_some_and(|aged| offline(&aged.problem)))
    }

    fn next_turn(self, app: App) -> u32 {
        if let Some(id) = self.job.get_value() {
            app.engine.cancel(id);
            self.job.set_value(None);
        }
        self.turn.update_value(|turn| *turn += 1);
        self.turn.get_value()
    }

    /// False as well when the screen is gone.
    fn is_turn(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }
}

impl<T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static> Asking<T> {
    /// Asks; an older question is called off and its answer never shown. The answer is kept under a name, and
    /// where the portal has none, the one that is kept is shown with its age.
    pub(in crate::ui::screens) fn ask_kept(
        self,
        app: App,
        key: String,
        address: String,
        job: impl FnOnce(Portal) -> Job + 'static,
        take: impl FnOnce(Output) -> Option<T> + 'static,
    ) {
        let turn = self.begin(app);
        spawn_local(async move {
            let answer = self.answer(app, turn, address, job, take).await;
            match &answer {
                Ok(Some(answer)) if self.is_turn(turn) => {
                    if let Some(portal) = self.portal.get_untracked() {
                        kept::keep(key, portal, answer.clone());
                    }
                }
                Err(problem) if kept::helps(problem) => {
                    let found = kept::recall::<T>(&key).await;
                    if let Some(found) = found.filter(|_| self.is_turn(turn)) {
                        self.job.set_value(None);
                        self.portal.set(Some(found.portal));
                        self.aged.set(Some(Aged { at_ms: found.at_ms, problem: problem.clone() }));
                        self.state.set(Asked::Here(found.answer));
                        return;
                    }
                }
                _ => {}
            }
            self.settle(turn, answer);
        });
    }
}
