//! The frame around every screen: top bar, places, palette, confirmations.

mod arrival;
mod commands;
mod palette;
mod places;
mod project;
mod top;

pub use commands::{new_project, other_projects, project_title};
pub use places::DeskHint;

use leptos::prelude::*;

use super::kit::{Announcer, Button, DropZone, FileIntake, Icon, IconName, LiveRegion, ProblemNotice, ToastArea};
use super::screens;
use super::state::use_app;
use crate::i18n::common;
use crate::place::At;
use crate::portal::SearchQuery;
use crate::web::dom;

/// How long the page is left in peace before what it may need next is fetched.
const IDLE: std::time::Duration = std::time::Duration::from_millis(1_500);

/// The page.
#[component]
pub fn Shell() -> impl IntoView {
    let app = use_app();
    let announcer = Announcer::default();
    let intake = FileIntake::default();
    provide_context(announcer);
    provide_context(intake);
    provide_context(DeskHint::default());
    screens::catalogue::provide_cache();
    commands::listen(app);
    arrival::listen(app);
    Effect::new(move |_| dom::set_root_attribute("lang", Some(app.lang().tag())));
    // The reader of data comes when the page itself is done, so that the first table opens at once and
    // the sample portal works without a network.
    set_timeout(move || app.engine.warm(), IDLE);

    // A new search in the same portal keeps its screen; anything else makes a new one.
    let at = Memo::new(move |_| match app.place.get().at {
        At::Catalogue { portal, .. } => At::Catalogue { portal, query: SearchQuery::default() },
        at => at,
    });
    let screen = move || match at.get() {
        At::Home => view! { <screens::home::Home/> }.into_any(),
        At::Catalogue { portal, .. } => view! { <screens::catalogue::Catalogue portal/> }.into_any(),
        At::Dataset { portal, dataset } => view! { <screens::dataset::DatasetPage portal dataset/> }.into_any(),
        At::Resource { .. } | At::Data { .. } | At::Source { .. } => view! { <screens::table::Workbench/> }.into_any(),
        At::Figure { id } => view! { <screens::figure::FigureScreen id/> }.into_any(),
        At::Story => view! { <screens::story::StoryScreen/> }.into_any(),
    };
    view! {
        <div class="app">
            <a
                class="skip"
                href="#main"
                on:click=move |event| {
                    // The address's fragment belongs to shared stories.
                    event.prevent_default();
                    dom::focus("main");
                }
            >
                {move || app.t(common::SKIP)}
            </a>
            <top::TopBar/>
            {move || (!app.online.get()).then(|| view! {
                <div class="offline" role="status"><Icon name=IconName::Offline/><p>{move || app.t(common::OFFLINE)}</p></div>
            })}
            <places::Places/>
            <main id="main" class="main" tabindex="-1">
                <Troubles/>
                {screen}
            </main>
        </div>
        <palette::Palette/>
        <DropZone/>
        <ToastArea/>
        <LiveRegion announcer/>
    }
}

/// What failed outside of the screens: a dropped file, a shared link, saving.
#[component]
fn Troubles() -> impl IntoView {
    let app = use_app();
    // What failed on the way here is of no use anywhere else.
    Effect::new(move |before: Option<At>| {
        let at = app.place.get().at;
        if before.is_some_and(|before| before != at) {
            app.trouble.set(None);
        }
        at
    });
    view! {
        {move || app.desk.save_problem.get().map(|problem| view! { <div class="trouble"><ProblemNotice problem/></div> })}
        {move || app.trouble.get().map(|problem| view! {
            <div class="trouble">
                <ProblemNotice problem>
                    <Button label=common::CLOSE on_press=move |_| app.trouble.set(None)/>
                </ProblemNotice>
            </div>
        })}
    }
}
