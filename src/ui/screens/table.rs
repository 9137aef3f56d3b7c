//! The table screen.

use leptos::prelude::*;

/// Meja.
#[component]
pub fn Workbench() -> impl IntoView {
    
    view! { <h1>"Workbench"</h1> }
}
