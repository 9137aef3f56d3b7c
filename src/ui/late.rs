//! The doors of the page's further parts. The first part is what a person sees at once: the frame and Beranda.
//! The second ([`Late`]), with the other screens and everything that works on the document, follows by itself,
//! or sooner when it is asked for. The third ([`Drawing`]), with the screens that draw, comes when a table is
//! opened or one of them is. `src/main.rs` draws the lines: what is reached through one of these alone is put
//! into its part by the linker's graph of calls, so a module that calls into a later part's screen directly
//! makes its own part grow; `cargo xtask size` holds the budgets.

use leptos::prelude::*;

use super::kit::FileIntake;
use super::screens;
use super::shell;
use super::state::App;
use crate::place::At;

/// The doors of the second part.
#[derive(Clone, Copy)]
pub struct Late {
    /// Starts what goes on beside the screens; called once, with the frame's owner.
    pub(super) wake: fn(App),
    /// The screen of a place, Beranda and those that draw aside.
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

/// The doors of the third part.
#[derive(Clone, Copy)]
pub struct Drawing {
    /// The screen of a place where charts or maps are drawn.
    pub screen: fn(At) -> AnyView,
    /// Draws small charts of our own while the page is idle, so that the first real one comes at once; where
    /// the address asks for the measuring hook, puts what measures charts and maps onto it.
    pub(super) wake: fn(App),
}

impl Drawing {
    /// The third part itself; called by `src/main.rs` alone.
    pub fn here() -> Self {
        Self {
            screen: screens::drawing_screen,
            wake: |app| {
                if app.place.with_untracked(|place| place.bench) {
                    screens::figure::bench_chart::expose(app);
                    screens::figure::bench_map::expose(app);
                } else {
                    leptos::task::spawn_local(screens::figure::lone::rehearse(app));
                }
            },
        }
    }
}
