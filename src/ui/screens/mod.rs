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
use crate::ui::shell::Awaited;
use crate::ui::state::use_app;

/// The screen of a place. Those that draw are in a part of the page of their own ([`drawing_screen`]).
pub fn screen(at: At) -> AnyView {
    match at {
        At::Home => view! { <home::Home/> }.into_any(),
        At::Catalogue { portal, .. } => view! { <catalogue::Catalogue portal/> }.into_any(),
        At::Across { portals, .. } => view! { <catalogue::Across portals/> }.into_any(),
        At::Dataset { portal, dataset } => view! { <dataset::DatasetPage portal dataset/> }.into_any(),
        At::Resource { .. } | At::Data { .. } | At::Source { .. } => view! { <table::Workbench/> }.into_any(),
        at @ (At::Overview { .. } | At::Figure { .. } | At::Story) => {
            let drawing = use_app().drawing;
            drawing.get().map_or_else(|| view! { <Awaited part=drawing/> }.into_any(), |drawing| (drawing.screen)(at))
        }
    }
}

/// The screen of a place where charts or maps are drawn; nothing of another place.
pub fn drawing_screen(at: At) -> AnyView {
    match at {
        At::Overview { portal } => view! { <overview::OverviewPage portal/> }.into_any(),
        At::Figure { id } => view! { <figure::FigureScreen id/> }.into_any(),
        At::Story => view! { <story::StoryScreen/> }.into_any(),
        _ => ().into_any(),
    }
}

/// A safe file name of a title, without its ending.
pub fn file_name(title: &str, otherwise: &str) -> String {
    let safe: String =
        title.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).take(60).collect();
    let name = safe.to_lowercase().split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if name.is_empty() { otherwise.to_owned() } else { name }
}
