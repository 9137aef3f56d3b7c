//! A part of the page that is fetched on its own: whether it is here, and what waits for it.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::late::{Drawing, Late};
use super::state::App;

/// Fetches a part; the error is a technical detail.
pub type Loader<T> = fn() -> Pin<Box<dyn Future<Output = Result<T, String>>>>;

/// How each further part is fetched.
#[derive(Clone, Copy)]
pub struct Loaders {
    /// The second part.
    pub late: Loader<Late>,
    /// The third part.
    pub drawing: Loader<Drawing>,
}

/// What waits for a part.
type Errand<T> = Box<dyn FnOnce(T)>;

/// A part of the page; cheap to copy.
pub struct Part<T: Send + Sync + 'static> {
    load: Loader<T>,
    /// Called once when it comes, with the owner under which it was made.
    wake: fn(T, App),
    here: RwSignal<Option<T>>,
    /// Why it could not be fetched, until it is tried again.
    pub failed: RwSignal<Option<String>>,
    waited_for: RwSignal<bool>,
    asked: StoredValue<bool>,
    errands: StoredValue<Vec<Errand<T>>, LocalStorage>,
    owner: StoredValue<Owner>,
}

impl<T: Send + Sync + 'static> Clone for Part<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Part<T> {}

impl<T: Copy + Send + Sync + 'static> Part<T> {
    /// Nothing is fetched yet.
    pub(super) fn new(load: Loader<T>, wake: fn(T, App)) -> Self {
        Self {
            load,
            wake,
            here: RwSignal::new(None),
            failed: RwSignal::new(None),
            waited_for: RwSignal::new(false),
            asked: StoredValue::new(false),
            errands: StoredValue::new_local(Vec::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// The part if it is here; tracked.
    pub fn get(self) -> Option<T> {
        self.here.get()
    }

    /// Whether a person waits for it; tracked.
    pub fn awaited(self) -> bool {
        self.waited_for.get() && self.here.with(Option::is_none)
    }

    /// Fetches it, unless it is here or on its way.
    pub fn want(self, app: App) {
        if self.asked.get_value() {
            return;
        }
        self.asked.set_value(true);
        self.failed.set(None);
        spawn_local(async move {
            match (self.load)().await {
                Ok(part) => {
                    self.owner.with_value(|owner| owner.with(|| (self.wake)(part, app)));
                    self.here.set(Some(part));
                    for errand in self.errands.try_update_value(std::mem::take).unwrap_or_default() {
                        errand(part);
                    }
                }
                Err(detail) => {
                    self.asked.set_value(false);
                    self.failed.set(Some(detail));
                }
            }
        });
    }

    /// Fetches it for a person who waits, and lets the page say so.
    pub fn wait(self, app: App) {
        self.waited_for.set(true);
        self.want(app);
    }

    /// Does something with it: now if it is here, else as soon as it is.
    pub fn then(self, app: App, errand: impl FnOnce(T) + 'static) {
        if let Some(part) = self.here.get_untracked() {
            errand(part);
        } else {
            self.errands.update_value(|errands| errands.push(Box::new(errand)));
            self.wait(app);
        }
    }
}
