//! The figure screen.

use leptos::prelude::*;

/// Grafik and Peta: edits one figure of the document.
#[component]
pub fn FigureScreen(/// The figure.
    id: u32) -> impl IntoView {
    let _ = id;
    view! { <h1>"FigureScreen"</h1> }
}
