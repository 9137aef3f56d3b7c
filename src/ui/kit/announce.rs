//! What is only for ears: hidden text, and the one live region of the page.

use leptos::prelude::*;

/// Says things to screen readers; cheap to copy. Provided by the shell.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Default for Announcer {
    fn default() -> Self {
        Self(RwSignal::new(String::new()))
    }
}

impl Announcer {
    /// Says a sentence when the reader is next free ("1.234 dataset ditemukan").
    pub fn say(self, text: impl Into<String>) {
        self.0.set(text.into());
    }
}

/// The page's announcer, from any component; outside of the shell it is mute.
pub fn use_announcer() -> Announcer {
    use_context::<Announcer>().unwrap_or_default()
}

/// The live region; the shell has the only one.
#[component]
pub fn LiveRegion(
    /// What to read out.
    announcer: Announcer,
) -> impl IntoView {
    view! { <div class="hidden-visually" role="status" aria-live="polite">{move || announcer.0.get()}</div> }
}

/// Text for screen readers alone.
#[component]
pub fn VisuallyHidden(
    /// The text.
    children: Children,
) -> impl IntoView {
    view! { <span class="hidden-visually">{children()}</span> }
}
