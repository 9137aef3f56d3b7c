//! The home screen.

use leptos::prelude::*;

/// Beranda.
#[component]
pub fn Home() -> impl IntoView {
    
    view! { <h1>"Home"</h1> }
}
