//! What maps are drawn with: the list of regions and the outlines of each level, each fetched once, when a
//! map first wants it; outlines that the person gave, by their id.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;
use crate::base::note::{Problem, ProblemCode};
use crate::engine::Shaped;
use crate::engine::protocol::{Look, Output};
use crate::i18n::map as words;
use crate::map::{self, Foreign, Shapes};
use crate::region::{Gazetteer, Level};
use crate::table::TableId;
use crate::web::packs::{self, Found, Kept, Pack};

/// Whose shapes they are: the worker's turn, since each counts its tables anew; the table; the grid that a person
/// named for it.
type ShapesOf = (u32, TableId, Option<u32>);

/// Tables whose shapes are held.
const MOST_TABLES: usize = 3;

#[derive(Clone)]
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
    /// Packs that are at a public address alone.
    offers: RwSignal<Vec<(Level, Pack)>>,
    own: RwSignal<BTreeMap<String, State<Shapes>>>,
    /// The person's outlines that this browser keeps.
    pub kept: RwSignal<Vec<Kept>>,
    /// The shapes of open tables, the last few.
    of_tables: StoredValue<Vec<(ShapesOf, map::Shared)>>,
    /// Who waits for something that is being fetched.
    waiting: StoredValue<Vec<oneshot::Sender<()>>, LocalStorage>,
}

impl Outlines {
    pub(super) fn new() -> Self {
        Self {
            list: RwSignal::new(State::Unasked),
            provinces: RwSignal::new(State::Unasked),
            kabkota: RwSignal::new(State::Unasked),
            offers: RwSignal::new(Vec::new()),
            own: RwSignal::new(BTreeMap::new()),
            kept: RwSignal::new(Vec::new()),
            of_tables: StoredValue::new(Vec::new()),
            waiting: StoredValue::new_local(Vec::new()),
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

    /// Waits for the outlines of a level.
    pub async fn wait_for(self, level: Level) -> Option<Arc<Shapes>> {
        self.fetch(level).await;
        self.of(level).with_untracked(State::ready)
    }

    /// Waits for the list of regions.
    pub async fn wait_for_list(self) {
        self.fetch_list().await;
    }

    /// The pack that can be had from a public address for a level. Tracked.
    pub fn offer(self, level: Level) -> Option<Pack> {
        self.offers.with(|offers| offers.iter().find(|(of, _)| *of == level).map(|(_, pack)| pack.clone()))
    }

    /// Fetches the pack on offer, as the person asked for.
    pub async fn accept(self, level: Level) -> Result<(), Problem> {
        let Some(pack) = untrack(|| self.offer(level)) else { return Ok(()) };
        let bytes = packs::from_address(&pack).await?;
        let shapes = map::read_shapes(&bytes, &pack.attribution, &self.known(), level)?;
        self.of(level).set(State::Ready(Arc::new(shapes)));
        self.offers.update(|offers| offers.retain(|(of, _)| *of != level));
        Ok(())
    }

    /// The person's outlines of an id if they are here; asks for them the first time. Tracked.
    pub fn own(self, id: &str) -> Option<Arc<Shapes>> {
        let state = self.own.with(|own| own.get(id).cloned());
        if state.is_none() {
            spawn_local(self.fetch_own(id.to_owned()));
        }
        state.and_then(|state| state.ready())
    }

    /// The shapes of an open table's rows, from the worker the first time.
    pub async fn of_table(self, app: App, table: TableId, grid: Option<u32>) -> Result<map::Shared, Problem> {
        let key = (app.engine.stops.get_untracked(), table, grid);
        let known = self
            .of_tables
            .with_value(|known| known.iter().find(|(of, _)| *of == key).map(|(_, shapes)| shapes.clone()));
        if let Some(known) = known {
            return Ok(known);
        }
        let nothing = || Problem::new(ProblemCode::NothingToDraw).arg(app.t(words::SHAPE_WORD));
        let Output::Told(told) = app.engine.ask(Look::Shapes { table, grid, bare: true }.into()).await? else {
            return Err(nothing());
        };
        let answer: Shaped = told.read()?;
        if answer.projected.is_some() {
            return Err(Problem::new(ProblemCode::NeedsGrid));
        }
        let shapes = map::Shared(Arc::new(map::read_rows(&answer.outlines)?));
        self.of_tables.update_value(|known| {
            known.truncate(MOST_TABLES - 1);
            known.insert(0, (key, shapes.clone()));
        });
        Ok(shapes)
    }

    /// Whether this browser has no outlines of an id. Tracked.
    pub fn lost(self, id: &str) -> bool {
        self.own.with(|own| matches!(own.get(id), Some(State::Failed)))
    }

    /// Takes outlines that the person gave, and keeps them in this browser. They are in use also where they
    /// could not be kept.
    pub async fn take(self, new: Kept, outlines: &str, shapes: Shapes) -> Result<(), Problem> {
        self.own.update(|own| {
            own.insert(new.id.clone(), State::Ready(Arc::new(shapes)));
        });
        self.kept.set(packs::keep(new, outlines).await?);
        Ok(())
    }

    /// Looks which of the person's outlines this browser keeps.
    pub fn look_for_kept(self) {
        spawn_local(async move {
            self.kept.set(packs::kept().await);
        });
    }

    /// Forgets outlines that the person gave; maps that use them do so until the page is closed.
    pub fn forget(self, id: String) {
        spawn_local(async move {
            self.kept.set(packs::forget(&id).await);
        });
    }

    /// The list of regions, or the provinces before it is here.
    pub fn known(self) -> Arc<Gazetteer> {
        self.list.with_untracked(State::ready).unwrap_or_else(|| Arc::new(Gazetteer::provinces().clone()))
    }

    async fn fetch_own(self, id: String) {
        if self.own.with_untracked(|own| own.contains_key(&id)) {
            return;
        }
        self.own.update(|own| {
            own.insert(id.clone(), State::Loading);
        });
        let shapes = match packs::own(&id).await {
            Some((kept, bytes)) => {
                self.fetch_list().await;
                let list = self.known();
                let foreign = Foreign::read(&bytes, &list, kept.level);
                let shapes =
                    foreign.and_then(|foreign| foreign.outlines(&kept.column, &kept.attribution, &list, kept.level));
                shapes.ok().map(|(shapes, _)| shapes)
            }
            None => None,
        };
        self.own.update(|own| {
            own.insert(id, shapes.map_or(State::Failed, |shapes| State::Ready(Arc::new(shapes))));
        });
    }

    async fn fetch_list(self) {
        if !self.list.with_untracked(|state| matches!(state, State::Unasked)) {
            self.wait_while(|own| own.list.with_untracked(|state| matches!(state, State::Loading))).await;
            return;
        }
        self.list.set(State::Loading);
        let list = packs::kabkota().await.and_then(|bytes| Gazetteer::parse(&bytes).ok());
        self.list.set(State::Ready(Arc::new(list.unwrap_or_else(|| Gazetteer::provinces().clone()))));
        self.tell();
    }

    async fn fetch(self, level: Level) {
        let state = self.of(level);
        if !state.with_untracked(|state| matches!(state, State::Unasked)) {
            self.wait_while(|own| own.of(level).with_untracked(|state| matches!(state, State::Loading))).await;
            return;
        }
        state.set(State::Loading);
        if level != Level::Province {
            // The outlines are those of regions of the list.
            self.fetch_list().await;
        }
        let (found, offer) = packs::outlines(level).await;
        if let Some(pack) = offer {
            self.offers.update(|offers| offers.push((level, pack)));
        }
        let shapes = match found {
            Found::Here(bytes, attribution) => {
                map::read_shapes(&bytes, &attribution.unwrap_or_default(), &self.known(), level).ok()
            }
            Found::Nowhere => None,
        };
        state.set(shapes.map_or(State::Failed, |shapes| State::Ready(Arc::new(shapes))));
        self.tell();
    }

    /// Waits until something that another fetches is here, or cannot be had.
    async fn wait_while(self, is_awaited: impl Fn(Self) -> bool) {
        while is_awaited(self) {
            let (teller, told) = oneshot::channel();
            self.waiting.update_value(|waiting| waiting.push(teller));
            if told.await.is_err() {
                return;
            }
        }
    }

    fn tell(self) {
        for waiting in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
            // Who no longer waits need not be told.
            waiting.send(()).ok();
        }
    }
}
