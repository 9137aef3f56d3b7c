//! The provinces' outlines: fetched once, when a map first wants them.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::map::{self, Shapes};
use crate::web::packs;

#[derive(Clone, Default)]
enum State {
    #[default]
    Unasked,
    Loading,
    Ready(Arc<Shapes>),
    Failed,
}

/// A handle; cheap to copy.
#[derive(Clone, Copy)]
pub struct Outlines(RwSignal<State>);

impl Outlines {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(State::Unasked))
    }

    /// The outlines if they are here; asks for them the first time. Tracked.
    pub fn shapes(self) -> Option<Arc<Shapes>> {
        match self.0.get() {
            State::Ready(shapes) => Some(shapes),
            State::Unasked => {
                // Not now: a picture is being derived, and deriving must not write.
                spawn_local(self.fetch());
                None
            }
            State::Loading | State::Failed => None,
        }
    }

    /// Whether they could not be fetched. Tracked.
    pub fn failed(self) -> bool {
        matches!(self.0.get(), State::Failed)
    }

    /// Whether they are on their way. Tracked.
    pub fn loading(self) -> bool {
        matches!(self.0.get(), State::Loading)
    }

    async fn fetch(self) {
        if !matches!(self.0.get_untracked(), State::Unasked) {
            return;
        }
        self.0.set(State::Loading);
        let shapes = match packs::provinces().await {
            Some((bytes, attribution)) => map::read_shapes(&bytes, &attribution.unwrap_or_default()).ok(),
            None => None,
        };
        self.0.set(shapes.map_or(State::Failed, |shapes| State::Ready(Arc::new(shapes))));
    }
}
