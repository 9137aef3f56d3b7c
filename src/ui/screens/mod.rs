//! One file or folder per screen.

pub mod catalogue;
pub mod dataset;
pub mod figure;
pub mod home;
pub(in crate::ui::screens) mod ladder;
pub mod overview;
mod quality;
pub mod story;
pub mod table;

use leptos::prelude::*;

use crate::place::At;

/// The screen of a place.
pub fn screen(at: At) -> AnyView {
    match at {
        At::Home => view! { <home::Home/> }.into_any(),
        At::Catalogue { portal, .. } => view! { <catalogue::Catalogue portal/> }.into_any(),
        At::Overview { portal } => view! { <overview::OverviewPage portal/> }.into_any(),
        At::Across { portals, .. } => view! { <catalogue::Across portals/> }.into_any(),
        At::Dataset { portal, dataset } => view! { <dataset::DatasetPage portal dataset/> }.into_any(),
        At::Resource { .. } | At::Data { .. } | At::Source { .. } => view! { <table::Workbench/> }.into_any(),
        At::Figure { id } => view! { <figure::FigureScreen id/> }.into_any(),
        At::Story => view! { <story::StoryScreen/> }.into_any(),
    }
}

/// A safe file name of a title, without its ending.
pub fn file_name(title: &str, otherwise: &str) -> String {
    let safe: String =
        title.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).take(60).collect();
    let name = safe.to_lowercase().split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if name.is_empty() { otherwise.to_owned() } else { name }
}
