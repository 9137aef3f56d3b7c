//! The frame around every screen: top bar, places, palette, confirmations.

use leptos::prelude::*;

use super::screens;
use super::state::use_app;
use crate::place::At;

/// The page.
#[component]
pub fn Shell() -> impl IntoView {
    let app = use_app();
    let screen = move || match app.place.get().at {
        At::Home => screens::home::Home().into_any(),
        At::Catalogue { .. } => screens::catalogue::Catalogue().into_any(),
        At::Dataset { .. } => screens::dataset::DatasetPage().into_any(),
        At::Resource { .. } | At::Data { .. } | At::Source { .. } => screens::table::Workbench().into_any(),
        At::Figure { id } => screens::figure::FigureScreen(screens::figure::FigureScreenProps { id }).into_any(),
        At::Story => screens::story::StoryScreen().into_any(),
    };
    view! { <main id="main" tabindex="-1">{screen}</main> }
}
