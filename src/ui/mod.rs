//! The screens. Components read signals and send intents; they hold no business logic.

pub mod kit;
pub mod late;
pub mod part;
pub mod screens;
pub mod shell;
pub mod state;

pub use late::{Drawing, Late};
pub use part::Loaders;

use leptos::prelude::*;

/// Puts the page in place of the static shell of `index.html`; `loaders` fetch its further parts.
pub fn start(loaders: Loaders) {
    console_error_panic_hook::set_once();
    mount_to_body(move || {
        // In here there is an owner for effects and an executor for futures.
        provide_context(state::App::start(loaders));
        view! { <shell::Shell/> }
    });
    if let Some(shell) = crate::web::dom::document().and_then(|document| document.get_element_by_id("shell")) {
        shell.remove();
    }
}
