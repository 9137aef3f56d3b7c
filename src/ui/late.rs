//! The page comes in two parts. The first is what a person sees at once: the frame and Beranda. The
//! second, with every other screen and everything that works on the document, follows by itself, or
//! sooner when it is asked for. `src/main.rs` draws the line: what is reached through [`Late`] alone is
//! put into the second part by the linker's graph of calls, so a first-part module that calls into the
//! document or a screen directly makes the first download grow; `cargo xtask size` holds its budget.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::kit::FileIntake;
use super::screens;
use super::shell;
use super::state::App;
use crate::place::At;

/// The doors of the second part.
#[derive(Clone, Copy)]
pub struct Late {
    /// Starts what goes on beside the screens; called once, with the frame's owner.
    wake: fn(App),
    /// The screen of a place, Beranda aside.
    pub screen: fn(At) -> AnyView,
    /// What failed outside of the screens, above the screen.
    pub troubles: fn() -> AnyView,
    /// What lies over the screens: the command palette, confirmations.
    pub overlays: fn() -> AnyView,
    /// What is in the open project.
    pub project: fn() -> AnyView,
    /// What Beranda lists of the open project and of others.
    pub recent: fn() -> AnyView,
    /// The directory of portals, as Beranda shows it.
    pub portals: fn() -> AnyView,
    /// Does a command.
    pub run: fn(App, FileIntake, shell::Command),
    /// Opens or searches a text that was typed into the one field.
    pub find: fn(App, &str),
    /// Takes files in and goes where they open.
    pub take: fn(App, Vec<web_sys::File>),
}

impl Late {
    /// The second part itself; called by `src/main.rs` alone.
    pub fn here() -> Self {
        Self {
            wake: |app| {
                screens::catalogue::provide_memory();
                screens::overview::provide_memory();
                shell::listen_to_keys(app);
                app.wake();
            },
            screen: screens::screen,
            troubles: || view! { <shell::Troubles/> }.into_any(),
            overlays: shell::overlays,
            project: || view! { <shell::Project/> }.into_any(),
            recent: screens::home::recent,
            portals: || view! { <screens::catalogue::PortalSection/> }.into_any(),
            run: shell::run_here,
            find: screens::home::intent::open,
            take: shell::take_files,
        }
    }
}

/// Fetches the second part; the error is a technical detail.
pub type Loader = fn() -> Pin<Box<dyn Future<Output = Result<Late, String>>>>;

/// What waits for the second part.
type Errand = Box<dyn FnOnce(Late)>;

/// Whether the second part is here; cheap to copy.
#[derive(Clone, Copy)]
pub struct Later {
    load: Loader,
    here: RwSignal<Option<Late>>,
    /// Why it could not be fetched, until it is tried again.
    pub failed: RwSignal<Option<String>>,
    /// Whether a person waits for it.
    pub waited_for: RwSignal<bool>,
    asked: StoredValue<bool>,
    errands: StoredValue<Vec<Errand>, LocalStorage>,
    owner: StoredValue<Owner>,
}

impl Later {
    /// Nothing is fetched yet.
    pub(super) fn new(load: Loader) -> Self {
        Self {
            load,
            here: RwSignal::new(None),
            failed: RwSignal::new(None),
            waited_for: RwSignal::new(false),
            asked: StoredValue::new(false),
            errands: StoredValue::new_local(Vec::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// The second part if it is here; tracked.
    pub fn get(self) -> Option<Late> {
        self.here.get()
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
                Ok(late) => {
                    self.owner.with_value(|owner| owner.with(|| (late.wake)(app)));
                    self.here.set(Some(late));
                    for errand in self.errands.try_update_value(std::mem::take).unwrap_or_default() {
                        errand(late);
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
    pub fn then(self, app: App, errand: impl FnOnce(Late) + 'static) {
        if let Some(late) = self.here.get_untracked() {
            errand(late);
        } else {
            self.errands.update_value(|errands| errands.push(Box::new(errand)));
            self.wait(app);
        }
    }
}
