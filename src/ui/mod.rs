//! The screens. Components read signals and send intents; they hold no business logic.

pub mod kit;
pub mod screens;
pub mod shell;
pub mod state;

use leptos::prelude::*;

/// Puts the page in place of the static shell of `index.html`.
pub fn start() {
    console_error_panic_hook::set_once();
    let app = state::App::start();
    if let Some(shell) = crate::web::dom::document().and_then(|document| document.get_element_by_id("shell")) {
        shell.remove();
    }
    mount_to_body(move || {
        provide_context(app);
        view! { <shell::Shell/> }
    });
}
