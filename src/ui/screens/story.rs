//! The story screen.

use leptos::prelude::*;

/// Cerita.
#[component]
pub fn StoryScreen() -> impl IntoView {
    
    view! { <h1>"StoryScreen"</h1> }
}
