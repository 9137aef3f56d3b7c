//! The bar at the top: mark, search, language, menu.

use leptos::prelude::*;

use super::commands::{self, Command};
use crate::base::lang::Lang;
use crate::i18n::common;
use crate::place::At;
use crate::story::Document;
use crate::ui::kit::{Icon, IconButton, IconName, Link, Menu, MenuItem, MenuRule, MenuTitle, Panel, use_file_intake};
use crate::ui::screens::home::intent;
use crate::ui::state::{ThemeChoice, use_app};

/// The screen one step up, where there is one.
fn parent(at: &At, source_of_figure: impl Fn(u32) -> Option<u32>) -> Option<At> {
    match at {
        At::Home | At::Story => None,
        At::Catalogue { .. } | At::Across { .. } | At::Data { .. } | At::Source { .. } => Some(At::Home),
        At::Overview { portal } | At::Dataset { portal, .. } => Some(intent::catalogue(portal, "")),
        At::Resource { portal, dataset, .. } => Some(At::Dataset { portal: portal.clone(), dataset: dataset.clone() }),
        At::Figure { id } => source_of_figure(*id).map(|id| At::Source { id }),
    }
}

#[component]
pub(super) fn TopBar() -> impl IntoView {
    let app = use_app();
    let project = RwSignal::new(false);
    let up = Memo::new(move |_| {
        parent(&app.place.get().at, |id| {
            app.desk
                .document
                .with(|document| document.figures.iter().find(|figure| figure.id.0 == id).map(|figure| figure.source.0))
        })
    });
    let has_project = Memo::new(move |_| app.desk.document.with(|document| *document != Document::default()));
    view! {
        <header class="bar">
            {move || {
                let up = up.get().filter(|_| !app.wide.get());
                up.map(|at| view! {
                    <Link at class="icon-button bar-back"><Icon name=IconName::Back/><span class="hidden-visually">{move || app.t(common::BACK)}</span></Link>
                })
            }}
            <Link at=At::Home class="bar-mark"><Mark/><span>{move || app.t(common::JELAJAH)}</span></Link>
            <span class="bar-space"></span>
            <button type="button" class="bar-search" aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K" on:click=move |_| app.palette.set(true)>
                <Icon name=IconName::Search class="small"/>
                <span>{move || app.t(common::PALETTE_HINT)}</span>
                <kbd aria-hidden="true">{commands::keys("K")}</kbd>
            </button>
            <IconButton class="bar-search-icon" icon=IconName::Search label=common::PALETTE on_press=move |_| app.palette.set(true)/>
            <div class="lang" role="group" aria-label=move || app.t(common::LANGUAGE)>
                {Lang::ALL.map(|lang| {
                    let (short, long) = match lang {
                        Lang::Id => ("ID", common::INDONESIAN),
                        Lang::En => ("EN", common::ENGLISH),
                    };
                    view! {
                        <button
                            type="button"
                            lang=lang.tag()
                            aria-label=format!("{short}: {}", long.text(lang))
                            aria-pressed=move || (app.lang() == lang).to_string()
                            on:click=move |_| commands::choose_lang(app, lang)
                        >
                            {short}
                        </button>
                    }
                })}
            </div>
            <MainMenu project has_project/>
        </header>
        <Show when=move || !app.wide.get()>
            <Panel open=project title=common::PROJECT>
                // Any of its links leads away from the list.
                <div on:click=move |_| project.set(false)>{move || app.late.get().map(|late| (late.project)())}</div>
            </Panel>
        </Show>
    }
}

#[component]
fn MainMenu(project: RwSignal<bool>, has_project: Memo<bool>) -> impl IntoView {
    let app = use_app();
    let intake = use_file_intake();
    let run = move |command: Command| commands::run(app, intake, command);
    view! {
        <Menu label=common::MENU icon=IconName::Menu>
            {move || (has_project.get() && !app.wide.get()).then(|| view! {
                <MenuItem label=common::PROJECT icon=IconName::Columns on_press=move |()| project.set(true)/>
            })}
            <MenuItem label=common::OPEN_FILE icon=IconName::Open on_press=move |()| run(Command::OpenFile)/>
            <MenuItem label=common::GO_SAMPLE icon=IconName::Sample on_press=move |()| run(Command::Sample)/>
            {move || has_project.get().then(|| view! {
                <MenuItem label=common::NEW_PROJECT icon=IconName::New on_press=move |()| run(Command::NewProject)/>
            })}
            <MenuRule/>
            <MenuItem label=common::UNDO icon=IconName::Undo end=move || if app.wide.get() { commands::keys("Z") } else { String::new() } disabled=move || !app.desk.can_undo() on_press=move |()| run(Command::Undo)/>
            <MenuItem label=common::REDO icon=IconName::Redo end=move || if app.wide.get() { commands::keys("⇧ Z") } else { String::new() } disabled=move || !app.desk.can_redo() on_press=move |()| run(Command::Redo)/>
            <MenuRule/>
            <MenuTitle label=common::THEME/>
            {[
                (ThemeChoice::System, common::THEME_SYSTEM, IconName::Contrast),
                (ThemeChoice::Light, common::THEME_LIGHT, IconName::Sun),
                (ThemeChoice::Dark, common::THEME_DARK, IconName::Moon),
            ].map(|(theme, label, icon)| view! {
                <MenuItem
                    label
                    icon
                    checked=Signal::derive(move || app.prefs.theme.get() == theme)
                    on_press=move |()| run(Command::Theme(theme))
                />
            })}
        </Menu>
    }
}

/// The mark of the page, drawn so that it follows the accent of the theme.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg viewBox="0 0 32 32" aria-hidden="true" class="mark">
            <rect width="32" height="32" rx="7"></rect>
            <path d="M8 22.5V18m5.3 4.5v-8M18.7 22.5v-6M24 22.5V9.5"></path>
        </svg>
    }
}
