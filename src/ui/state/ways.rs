//! The ways to portals as this device knows them: what was learned, and what the person agreed to.

use leptos::prelude::*;

use super::Engine;
use crate::base::note::Problem;
use crate::portal::ladder::{Kept, Memory, Step, Trouble, Want};
use crate::web::{clock, dom, history};

/// Where it is kept.
const KEY: &str = "jelajah.ways";

/// The ways; cheap to copy.
#[derive(Clone, Copy)]
pub struct Ways {
    kept: RwSignal<Kept>,
    engine: Engine,
}

fn stored() -> Option<Kept> {
    dom::storage()?.get_item(KEY).ok().flatten().map(|text| Kept::read(&text))
}

fn today() -> i32 {
    clock::today().unwrap_or_default()
}

impl Ways {
    /// Nothing is known yet.
    pub(super) fn new(engine: Engine) -> Self {
        Self { kept: RwSignal::new(Kept::default()), engine }
    }

    /// Reads what is kept and tells the worker: part of what comes late.
    pub(super) fn wake(self) {
        self.kept.set(stored().unwrap_or_default());
        self.tell();
    }

    fn tell(self) {
        self.engine.set_routes(self.kept.with_untracked(|kept| kept.routes(today())));
    }

    /// Changes what is kept. Another tab may have changed it meanwhile, so what is stored counts.
    fn change<R>(self, with: impl FnOnce(&mut Kept) -> R) -> R {
        let mut kept = stored().unwrap_or_else(|| self.kept.get_untracked());
        let result = with(&mut kept);
        if let Some(storage) = dom::storage() {
            // A browser without storage keeps it for this visit.
            storage.set_item(KEY, &kept.write()).ok();
        }
        if self.kept.with_untracked(|before| *before != kept) {
            self.kept.set(kept);
            self.tell();
        }
        result
    }

    /// What is known of a portal; tracked.
    pub fn memory(self, address: &str) -> Memory {
        self.kept.with(|kept| kept.memory(address))
    }

    /// By which way a portal is asked; tracked.
    pub fn way(self, address: &str) -> Step {
        self.kept.with(|kept| kept.way(address, today()))
    }

    /// The host of the person's proxy; tracked.
    pub fn proxy_host(self) -> Option<String> {
        self.kept.with(Kept::proxy_host)
    }

    /// Remembers what came of asking a portal.
    pub fn learn(self, address: &str, want: Want, step: Step, trouble: Option<Trouble>) {
        self.change(|kept| kept.learn(address, want, step, trouble, today()));
    }

    /// Remembers whether a question to a portal was answered, whichever way it went; `true` where another way,
    /// to which the person agreed before, is open now.
    pub fn heard(self, address: &str, want: Want, problem: Option<&Problem>) -> bool {
        let step = untrack(|| self.way(address));
        self.learn(address, want, step, problem.map(Trouble::of));
        problem.is_some() && untrack(|| self.way(address)) != step
    }

    /// Agrees to the isolated frame for a portal, or takes that back.
    pub fn allow_frame(self, address: &str, allowed: bool) {
        self.change(|kept| kept.allow_frame(address, allowed));
    }

    /// Sets or forgets the person's proxy; `false` for what is no proper template.
    pub fn set_proxy(self, template: Option<&str>) -> bool {
        self.change(|kept| kept.set_proxy(template))
    }

    /// Agrees to ask a portal by the person's proxy, or takes that back.
    pub fn use_proxy(self, address: &str, used: bool) {
        self.change(|kept| kept.use_proxy(address, used));
    }

    /// Whether this page came by `https:`, so that `http:` portals are out of its reach.
    pub fn secure_page() -> bool {
        history::page_address().starts_with("https:")
    }
}
