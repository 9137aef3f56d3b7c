//! The frame around every screen: top bar, places, palette, confirmations.

mod arrival;
mod commands;
mod guard;
mod palette;
mod places;
mod project;
mod top;

pub use commands::{Command, listen as listen_to_keys, new_project, other_projects, project_title, run_here};
pub use places::DeskHint;
pub use project::Project;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::kit::{
    Announcer, Button, DropZone, FileIntake, Icon, IconName, LiveRegion, Notice, ProblemNotice, ProgressBar,
    SCREEN_TITLE_ID, ScreenTitle, SkeletonLines, ToastArea, Tone,
};
use super::part::Part;
use super::screens;
use super::state::{App, OpenedFile, use_app};
use crate::i18n::common;
use crate::place::At;
use crate::portal::SearchQuery;
use crate::web::dom;

/// The page.
#[component]
pub fn Shell() -> impl IntoView {
    let app = use_app();
    let announcer = Announcer::default();
    let intake = FileIntake::default();
    provide_context(announcer);
    provide_context(intake);
    provide_context(DeskHint::default());
    arrival::listen(app);
    Effect::new(move |_| dom::set_root_attribute("lang", Some(app.lang().tag())));
    // As soon as the first screen is painted.
    request_animation_frame(move || set_timeout(move || app.late.want(app), std::time::Duration::ZERO));

    // A new search in the same portal keeps its screen; anything else makes a new one.
    let at = Memo::new(move |_| match app.place.get().at {
        At::Catalogue { portal, .. } => At::Catalogue { portal, query: SearchQuery::default() },
        At::Across { portals, .. } => At::Across { portals, query: SearchQuery::default() },
        at => at,
    });
    let screen = move || match at.get() {
        At::Home => view! { <screens::home::Home/> }.into_any(),
        at => app.late.get().map_or_else(|| view! { <Awaited part=app.late/> }.into_any(), |late| (late.screen)(at)),
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
                {move || app.late.get().map(|late| (late.troubles)())}
                {move || app.late.awaited().then(|| view! { <Coming part=app.late/> })}
                {move || app.drawing.awaited().then(|| view! { <Coming part=app.drawing/> })}
                {screen}
            </main>
        </div>
        {move || app.late.get().map(|late| (late.overlays)())}
        <DropZone/>
        <LiveRegion announcer/>
    }
}

/// In the place of a screen of a further part of the page, until that is here.
#[component]
pub fn Awaited<T: Copy + Send + Sync + 'static>(
    /// The part.
    part: Part<T>,
) -> impl IntoView {
    let app = use_app();
    part.wait(app);
    // Who stands on the heading stays on it when the screen comes.
    on_cleanup(|| {
        if dom::has_focus(SCREEN_TITLE_ID) {
            request_animation_frame(|| dom::focus(SCREEN_TITLE_ID));
        }
    });
    view! {
        <ScreenTitle title=common::LOADING class="hidden-visually"/>
        <SkeletonLines/>
    }
}

/// A further part of the page is on its way, or could not be fetched.
#[component]
fn Coming<T: Copy + Send + Sync + 'static>(
    /// The part.
    part: Part<T>,
) -> impl IntoView {
    let app = use_app();
    let view = move || {
        if part.failed.with(Option::is_none) {
            return view! { <ProgressBar label=common::PART_COMING/> }.into_any();
        }
        view! {
            <Notice tone=Tone::Bad title=common::PART_FAILED alert=true>
                <p>{move || app.t(common::PART_FAILED_NEXT)}</p>
                <div class="button-row">
                    <Button label=common::TRY_AGAIN on_press=move |_| part.wait(app)/>
                </div>
            </Notice>
        }
        .into_any()
    };
    view! { <div class="trouble">{view}</div> }
}

/// What lies over the screens.
pub(super) fn overlays() -> AnyView {
    view! {
        <palette::Palette/>
        <guard::Guard/>
        <ToastArea/>
    }
    .into_any()
}

/// Takes files in: a saved story is opened, anything else becomes a source of the document; several files
/// become one source, whose tables of one shape are brought together.
pub(super) fn take_files(app: App, files: Vec<web_sys::File>) {
    app.trouble.set(None);
    spawn_local(async move {
        app.desk.wait_until_loaded().await;
        let taken = match files.as_slice() {
            [file] => app.desk.take_file(file.clone()).await,
            several => {
                let name = app
                    .prefs
                    .lang
                    .with_untracked(|lang| common::SEVERAL_FILES.with(*lang, &[("n", &several.len().to_string())]));
                app.desk.take_several(several, &name).await
            }
        };
        match taken {
            Ok(OpenedFile::Source(id)) => app.go(At::Source { id: id.0 }),
            Ok(OpenedFile::Story) => {
                app.tables.clear();
                app.go(At::Story);
                app.say(common::STORY_OPENED.text(app.prefs.lang.get_untracked()));
            }
            Err(problem) => app.trouble.set(Some(problem)),
        }
    });
}

/// What failed outside of the screens: a dropped file, a shared link, saving.
#[component]
pub(super) fn Troubles() -> impl IntoView {
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
