//! The dataset screen.

use leptos::prelude::*;

/// Dataset.
#[component]
pub fn DatasetPage() -> impl IntoView {
    
    view! { <h1>"DatasetPage"</h1> }
}
