//! What is in the open document: its data, its charts and maps, its story.

use leptos::prelude::*;

use super::commands::{figure_icon, figure_title};
use crate::i18n::common;
use crate::place::At;
use crate::story::Origin;
use crate::ui::kit::{Icon, IconName, Link};
use crate::ui::state::use_app;

/// The address that shows a source without the document, where it has one.
fn address_of(origin: &Origin) -> Option<At> {
    match origin {
        Origin::Resource { portal, dataset, resource } => Some(At::Resource {
            portal: portal.address.clone(),
            dataset: dataset.clone(),
            resource: resource.id.clone(),
        }),
        Origin::Url(url) => Some(At::Data { url: url.clone() }),
        Origin::File { .. } => None,
    }
}

/// The list of what is in the open document; nothing while it is empty.
#[component]
pub fn Project() -> impl IntoView {
    let app = use_app();
    // Titles alone: the document changes at every key of a story, this list rarely.
    let sources = Memo::new(move |_| {
        app.desk.document.with(|document| {
            document
                .sources
                .iter()
                .map(|source| (source.id.0, source.title.clone(), address_of(&source.origin)))
                .collect::<Vec<_>>()
        })
    });
    let figures = Memo::new(move |_| {
        app.desk.document.with(|document| {
            document
                .figures
                .iter()
                .map(|figure| (figure.id.0, figure_title(app, figure), figure_icon(figure)))
                .collect::<Vec<_>>()
        })
    });
    let story = Memo::new(move |_| {
        app.desk.document.with(|document| (!document.blocks.is_empty()).then(|| document.title.clone()))
    });
    let is_at = move |at: At| Signal::derive(move || app.place.with(|place| place.at == at));
    view! {
        <div class="project">
            {move || {
                let sources = sources.get();
                (!sources.is_empty()).then(|| view! {
                    <h2>{move || app.t(common::PROJECT_DATA)}</h2>
                    <ul role="list">
                        {sources.into_iter().map(|(id, title, address)| {
                            let at = At::Source { id };
                            let own = at.clone();
                            // A source from the web is on show at its own address as well.
                            let current = move || app.place.with(|place| place.at == own || address.as_ref() == Some(&place.at));
                            view! { <li><Link at class="project-link" current><Icon name=IconName::Table/><span>{title}</span></Link></li> }
                        }).collect_view()}
                    </ul>
                })
            }}
            {move || {
                let figures = figures.get();
                (!figures.is_empty()).then(|| view! {
                    <h2>{move || app.t(common::PROJECT_FIGURES)}</h2>
                    <ul role="list">
                        {figures.into_iter().map(|(id, title, icon)| {
                            let at = At::Figure { id };
                            view! { <li><Link at=at.clone() class="project-link" current=is_at(at)><Icon name=icon/><span>{title}</span></Link></li> }
                        }).collect_view()}
                    </ul>
                })
            }}
            {move || story.get().map(|title| {
                let title = if title.trim().is_empty() { app.t(common::UNTITLED).to_owned() } else { title };
                view! {
                    <h2>{move || app.t(common::PROJECT_STORY)}</h2>
                    <ul role="list">
                        <li><Link at=At::Story class="project-link" current=is_at(At::Story)><Icon name=IconName::Story/><span>{title}</span></Link></li>
                    </ul>
                }
            })}
        </div>
    }
}
