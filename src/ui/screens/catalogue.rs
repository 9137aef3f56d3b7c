//! The catalogue screen.

use leptos::prelude::*;

/// Katalog.
#[component]
pub fn Catalogue() -> impl IntoView {
    
    view! { <h1>"Catalogue"</h1> }
}
