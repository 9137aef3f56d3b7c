//! What maps are drawn with: the list of regions and the outlines of each level, each fetched once, when a
//! map first wants it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::base::note::Problem;
use crate::map::{self, Shapes};
use crate::region::{Gazetteer, Level};
use crate::web::packs;

enum State<T> {
    Unasked,
    Loading,
    Ready(Arc<T>),
    Failed,
}

impl<T> State<T> {
    fn ready(&self) -> Option<Arc<T>> {
        if let Self::Ready(found) = self { Some(found.clone()) } else { None }
    }
}

/// A handle; cheap to copy.
#[derive(Clone, Copy)]
pub struct Outlines {
    list: RwSignal<State<Gazetteer>>,
    provinces: RwSignal<State<Shapes>>,
    kabkota: RwSignal<State<Shapes>>,
}

impl Outlines {
    pub(super) fn new() -> Self {
        Self {
            list: RwSignal::new(State::Unasked),
            provinces: RwSignal::new(State::Unasked),
            kabkota: RwSignal::new(State::Unasked),
        }
    }

    const fn of(self, level: Level) -> RwSignal<State<Shapes>> {
        match level {
            Level::Province => self.provinces,
            Level::Kabkota | Level::Kecamatan => self.kabkota,
        }
    }

    /// The regions if their list is here; asks for it the first time. Without it, after it could not be
    /// fetched, the provinces, which are known by heart. Tracked.
    pub fn list(self) -> Option<Arc<Gazetteer>> {
        let (list, unasked) = self.list.with(|state| (state.ready(), matches!(state, State::Unasked)));
        if unasked {
            // Not now: a picture is being derived, and deriving must not write.
            spawn_local(self.fetch_list());
        }
        list
    }

    /// The outlines of a level if they are here; asks for them the first time. Tracked.
    pub fn shapes(self, level: Level) -> Option<Arc<Shapes>> {
        let (shapes, unasked) = self.of(level).with(|state| (state.ready(), matches!(state, State::Unasked)));
        if unasked {
            spawn_local(self.fetch(level));
        }
        shapes
    }

    /// Whether the outlines of a level could not be fetched. Tracked.
    pub fn failed(self, level: Level) -> bool {
        self.of(level).with(|state| matches!(state, State::Failed))
    }

    /// Takes the outlines of kabupaten and kota from a file that a person has.
    pub fn take(self, bytes: &[u8], attribution: &str) -> Result<(), Problem> {
        let list = self.list.with_untracked(State::ready);
        let list = list.as_deref().unwrap_or_else(|| Gazetteer::provinces());
        let shapes = map::read_shapes(bytes, attribution, list, Level::Kabkota)?;
        self.kabkota.set(State::Ready(Arc::new(shapes)));
        Ok(())
    }

    async fn fetch_list(self) {
        if !self.list.with_untracked(|state| matches!(state, State::Unasked)) {
            return;
        }
        self.list.set(State::Loading);
        let list = packs::kabkota().await.and_then(|bytes| Gazetteer::parse(&bytes).ok());
        self.list.set(State::Ready(Arc::new(list.unwrap_or_else(|| Gazetteer::provinces().clone()))));
    }

    async fn fetch(self, level: Level) {
        let state = self.of(level);
        if !state.with_untracked(|state| matches!(state, State::Unasked)) {
            return;
        }
        state.set(State::Loading);
        let list = self.list.with_untracked(State::ready);
        let list = list.as_deref().unwrap_or_else(|| Gazetteer::provinces());
        let shapes = match packs::outlines(level).await {
            Some((bytes, attribution)) => map::read_shapes(&bytes, &attribution.unwrap_or_default(), list, level).ok(),
            None => None,
        };
        state.set(shapes.map_or(State::Failed, |shapes| State::Ready(Arc::new(shapes))));
    }
}
