//! The home screen: one field, three doors, what was opened last.

pub mod intent;

use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Message, common, finding, screens as words};
use crate::place::At;
use crate::story::cite::moment;
use crate::story::{Document, FigureKind, Origin, Source};
use crate::ui::kit::{
    Button, ButtonLook, Checkbox, FilePicker, Icon, IconName, Link, Notice, ScreenTitle, use_file_intake,
};
use crate::ui::screens::catalogue::SavedList;
use crate::ui::shell::{self, DeskHint};
use crate::ui::state::{App, use_app};
use crate::web::dom;

/// Things of the project that are listed.
const RECENT: usize = 6;

/// Id of the heading over the portals.
pub const PORTALS: &str = "portals";

/// Id of the one field.
const FIELD: &str = "home-field";

/// Beranda.
#[component]
pub fn Home() -> impl IntoView {
    let app = use_app();
    let hint = use_context::<DeskHint>().unwrap_or_default();
    on_cleanup(move || hint.0.set(false));
    view! {
        <div class="home">
            <section class="home-hero">
                <ScreenTitle title=words::HOME_TITLE window=common::JELAJAH class="home-title"/>
                <p class="home-lead">{move || app.t(words::HOME_LEAD)}</p>
                <Find/>
            </section>
            {move || hint.0.get().then(|| view! {
                <Notice title=words::NO_DATA_TITLE>
                    <p>{move || app.t(words::NO_DATA_TEXT)}</p>
                    <div class="button-row">
                        <FilePicker label=common::OPEN_FILE/>
                        <Link at=intent::catalogue(intent::SAMPLE, "") class="button">
                            <Icon name=IconName::Sample/><span>{move || app.t(words::DOOR_SAMPLE)}</span>
                        </Link>
                    </div>
                </Notice>
            })}
            <Doors/>
            {move || app.late.get().map(|late| (late.recent)())}
            <Steps/>
            {move || app.late.get().map(|late| (late.portals)())}
        </div>
    }
    .into_any()
}

/// The one field.
#[component]
fn Find() -> impl IntoView {
    let app = use_app();
    let input: NodeRef<html::Input> = NodeRef::new();
    let empty = RwSignal::new(false);
    let portal = intent::last_portal();
    let many = RwSignal::new(intent::searches_many());
    let submit = move || {
        let Some(input) = input.get_untracked() else { return };
        let text = input.value();
        if text.trim().is_empty() {
            empty.set(true);
            input.focus().ok();
        } else {
            app.late.then(app, move |late| (late.find)(app, &text));
        }
    };
    view! {
        <form class="home-find" role="search" on:submit=move |event| {
            event.prevent_default();
            submit();
        }>
            <label class="hidden-visually" for=FIELD>{move || app.t(words::FIELD_LABEL)}</label>
            <div class="search-box">
                <Icon name=IconName::Search/>
                <input
                    id=FIELD
                    node_ref=input
                    class="input"
                    type="text"
                    inputmode="search"
                    enterkeyhint="go"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby="home-hint"
                    placeholder=move || app.t(words::FIELD_PLACEHOLDER)
                    on:input=move |_| empty.set(false)
                />
            </div>
            <button type="submit" class="button primary">{move || app.t(common::SEARCH)}</button>
            <div class="home-scope">
                <Checkbox label=finding::SCOPE_MANY checked=many on_change=move |on| {
                    many.set(on);
                    intent::search_many(on);
                }/>
            </div>
            <p id="home-hint" class="home-hint" aria-live="polite">
                {move || if empty.get() {
                    app.t(words::FIELD_EMPTY).to_owned()
                } else if many.get() {
                    app.t(finding::SCOPE_MANY_HINT).to_owned()
                } else if portal == intent::SAMPLE {
                    app.t(words::FIELD_HINT_SAMPLE).to_owned()
                } else {
                    app.tf(words::FIELD_HINT, &[("portal", intent::short_address(&portal))])
                }}
            </p>
        </form>
    }
}

/// A door of Beranda: an icon, what it is, what happens.
#[component]
fn Door(icon: IconName, text: Message, action: AnyView) -> impl IntoView {
    let app = use_app();
    view! {
        <li class="card press door">
            <Icon name=icon class="large"/>
            <h2>{action}</h2>
            <p class="soft medium">{move || app.t(text)}</p>
        </li>
    }
}

#[component]
fn Doors() -> impl IntoView {
    let app = use_app();
    let intake = use_file_intake();
    let started = Memo::new(move |_| app.desk.document.with(|document| *document != Document::default()));
    let resume = Memo::new(move |_| app.desk.document.with(last_of));
    view! {
        <section>
            <h2 class="hidden-visually">{move || app.t(words::DOORS)}</h2>
            <ul class="home-doors" role="list">
                <Door icon=IconName::Sample text=words::DOOR_SAMPLE_TEXT action=view! {
                    <Link at=intent::catalogue(intent::SAMPLE, "") class="stretch">{move || app.t(words::DOOR_SAMPLE)}</Link>
                }.into_any()/>
                <Door icon=IconName::Open text=words::DOOR_FILE_TEXT action=view! {
                    <button type="button" class="stretch link" on:click=move |_| intake.pick()>{move || app.t(common::OPEN_FILE)}</button>
                }.into_any()/>
                <Door icon=IconName::Portal text=words::DOOR_PORTALS_TEXT action=view! {
                    <button type="button" class="stretch link" on:click=move |_| to_portals(app)>{move || app.t(words::DOOR_PORTALS)}</button>
                }.into_any()/>
                {move || if started.get() {
                    view! {
                        <Door icon=IconName::Forward text=words::DOOR_RESUME_TEXT action=view! {
                            <Link at=resume class="stretch">{move || app.t(words::DOOR_RESUME)}</Link>
                        }.into_any()/>
                    }
                } else {
                    view! {
                        <Door icon=IconName::Story text=words::DOOR_STORY_TEXT action=view! {
                            <Link at=At::Story class="stretch">{move || app.t(words::DOOR_STORY)}</Link>
                        }.into_any()/>
                    }
                }}
            </ul>
        </section>
    }
}

/// Goes to the portals, which come late.
fn to_portals(app: App) {
    app.late.then(app, |_| {
        request_animation_frame(|| {
            if let Some(heading) = dom::document().and_then(|document| document.get_element_by_id(PORTALS)) {
                heading.scroll_into_view();
            }
            dom::focus(PORTALS);
        });
    });
}

/// Where a project is best taken up again: its story once there is one, else its newest part.
fn last_of(document: &Document) -> At {
    if !document.blocks.is_empty() {
        return At::Story;
    }
    let figure = document.figures.iter().map(|figure| (figure.id, At::Figure { id: figure.id.0 }));
    let source = document.sources.iter().map(|source| (source.id, At::Source { id: source.id.0 }));
    figure.chain(source).max_by_key(|(id, _)| *id).map_or(At::Story, |(_, at)| at)
}

/// What was worked on last, here and in other projects: part of what comes late.
pub fn recent() -> AnyView {
    view! {
        <SavedList/>
        <Recent/>
        <Projects/>
    }
    .into_any()
}

/// What the open project holds, newest first.
#[component]
fn Recent() -> impl IntoView {
    let app = use_app();
    let items = Memo::new(move |_| app.desk.document.with(|document| items(app, document)));
    move || {
        let items = items.get();
        (!items.is_empty()).then(|| {
            view! {
                <section class="stack tight">
                    <div class="row apart">
                        <h2>{move || app.t(words::RECENT)}</h2>
                        <NewProject/>
                    </div>
                    <ul class="recent" role="list">
                        {items.into_iter().map(|item| view! {
                            <li>
                                <Link at=item.at class="recent-link">
                                    <Icon name=item.icon/>
                                    <span class="grow">
                                        <span class="recent-title one-line">{item.title}</span>
                                        <span class="soft small one-line">{item.from}</span>
                                    </span>
                                    <Icon name=IconName::ChevronRight class="small"/>
                                </Link>
                            </li>
                        }).collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

/// The other projects in storage.
#[component]
fn Projects() -> impl IntoView {
    let app = use_app();
    let projects = Memo::new(move |_| shell::other_projects(app));
    move || {
        let projects = projects.get();
        (!projects.is_empty()).then(|| {
            view! {
                <section class="stack tight">
                    <h2>{move || app.t(words::PROJECTS)}</h2>
                    <ul class="recent" role="list">
                        {projects.into_iter().take(RECENT).map(|project| {
                            let title = shell::project_title(app, &project);
                            let saved = app.tf(words::PROJECT_SAVED, &[("date", &moment(&project.saved, app.lang()))]);
                            let id = project.id;
                            view! {
                                <li>
                                    <button type="button" class="recent-link" on:click=move |_| app.open_project(id.clone())>
                                        <Icon name=IconName::Clock/>
                                        <span class="grow">
                                            <span class="recent-title one-line">{title}</span>
                                            <span class="soft small one-line">{saved}</span>
                                        </span>
                                        <Icon name=IconName::ChevronRight class="small"/>
                                    </button>
                                </li>
                            }
                        }).collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

#[component]
fn NewProject() -> impl IntoView {
    let app = use_app();
    view! {
        <Button label=common::NEW_PROJECT icon=IconName::New look=ButtonLook::Quiet class="small" on_press=move |_| {
            shell::new_project(app);
        }/>
    }
}

#[derive(Clone, PartialEq)]
struct Item {
    id: u32,
    at: At,
    icon: IconName,
    title: String,
    from: String,
}

fn items(app: App, document: &Document) -> Vec<Item> {
    let sources = document.sources.iter().map(|source| Item {
        id: source.id.0,
        at: At::Source { id: source.id.0 },
        icon: IconName::Table,
        title: source.title.clone(),
        from: origin_words(source),
    });
    let figures = document.figures.iter().map(|figure| {
        let (kind, untitled, icon) = match figure.kind {
            FigureKind::Chart(_) => (words::KIND_CHART, common::UNTITLED_CHART, IconName::Bars),
            FigureKind::Map(_) => (words::KIND_MAP, common::UNTITLED_MAP, IconName::Map),
            FigureKind::Table { .. } => (words::KIND_TABLE, common::UNTITLED_TABLE, IconName::Table),
        };
        let title = if figure.title.trim().is_empty() { app.t(untitled).to_owned() } else { figure.title.clone() };
        let source = document.sources.iter().find(|source| source.id == figure.source);
        let from = source.map(|source| source.title.as_str());
        let from = [Some(app.t(kind)), from].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Item { id: figure.id.0, at: At::Figure { id: figure.id.0 }, icon, title, from }
    });
    let mut items: Vec<Item> = sources.chain(figures).collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.id));
    items.truncate(RECENT);
    items
}

/// Where a source came from, in a few words.
fn origin_words(source: &Source) -> String {
    let place = match &source.origin {
        Origin::Resource { portal, .. } => portal.title.clone(),
        Origin::Url(url) => intent::short_address(url).to_owned(),
        Origin::File { name } => name.clone(),
    };
    match source.citation.publisher.as_deref().filter(|publisher| !publisher.trim().is_empty() && *publisher != place) {
        Some(publisher) => format!("{publisher} · {place}"),
        None => place,
    }
}

/// How it works, in three steps.
#[component]
fn Steps() -> impl IntoView {
    let app = use_app();
    let steps = [
        (words::STEP_FIND, words::STEP_FIND_TEXT),
        (words::STEP_READ, words::STEP_READ_TEXT),
        (words::STEP_TELL, words::STEP_TELL_TEXT),
    ];
    view! {
        <section class="stack">
            <h2>{move || app.t(words::STEPS)}</h2>
            <ol class="home-steps" role="list">
                {steps.map(|(title, text)| view! {
                    <li>
                        <h3>{move || app.t(title)}</h3>
                        <p class="soft medium">{move || app.t(text)}</p>
                    </li>
                })}
            </ol>
        </section>
    }
}
