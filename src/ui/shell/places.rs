//! The places: at the bottom of a phone, in the rail of a desktop.

use leptos::prelude::*;

use crate::i18n::common;
use crate::place::At;
use crate::ui::kit::{Icon, IconName, Link};
use crate::ui::state::use_app;

/// Whether Beranda says how data is opened: the person asked for the table and none is open.
#[derive(Clone, Copy)]
pub struct DeskHint(pub RwSignal<bool>);

impl Default for DeskHint {
    fn default() -> Self {
        Self(RwSignal::new(false))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Here {
    Find,
    Desk,
    Story,
}

#[component]
pub(super) fn Places() -> impl IntoView {
    let app = use_app();
    let hint = expect_context::<DeskHint>();
    let here = Memo::new(move |_| match app.place.get().at {
        At::Home | At::Catalogue { .. } | At::Across { .. } | At::Overview { .. } | At::Dataset { .. } => Here::Find,
        At::Resource { .. } | At::Data { .. } | At::Source { .. } | At::Figure { .. } => Here::Desk,
        At::Story => Here::Story,
    });
    // The places keep where a person was: a table, and a search.
    let last_table: RwSignal<Option<At>> = RwSignal::new(None);
    let last_find: RwSignal<At> = RwSignal::new(At::Home);
    Effect::new(move |_| match app.place.get().at {
        at @ (At::Resource { .. } | At::Data { .. } | At::Source { .. }) => {
            last_table.set(Some(at));
            hint.0.set(false);
        }
        at @ (At::Home | At::Catalogue { .. } | At::Across { .. } | At::Overview { .. } | At::Dataset { .. }) => {
            last_find.set(at);
        }
        At::Figure { .. } | At::Story => {}
    });
    let desk = Memo::new(move |_| {
        let newest =
            app.desk.document.with(|document| document.sources.last().map(|source| At::Source { id: source.id.0 }));
        let visited = last_table.get().filter(|at| match at {
            // A source of a project that was left is gone.
            At::Source { id } => {
                app.desk.document.with(|document| document.sources.iter().any(|source| source.id.0 == *id))
            }
            _ => newest.is_some(),
        });
        visited.or(newest)
    });
    // Pressed while there already, "Cari" goes home; from elsewhere it goes back to the search.
    let find = Memo::new(move |_| if here.get() == Here::Find { At::Home } else { last_find.get() });
    view! {
        <nav class="places" aria-label=move || app.t(common::PLACES)>
            <ul class="places-list" role="list">
                <li>
                    <Link at=find class="places-link" current=move || here.get() == Here::Find>
                        <Icon name=IconName::Search/><span>{move || app.t(common::PLACE_SEARCH)}</span>
                    </Link>
                </li>
                <li on:click=move |_| hint.0.set(desk.with_untracked(Option::is_none))>
                    <Link at=move || desk.get().unwrap_or_default() class="places-link" current=move || here.get() == Here::Desk>
                        <Icon name=IconName::Table/><span>{move || app.t(common::PLACE_DESK)}</span>
                    </Link>
                </li>
                <li>
                    <Link at=At::Story class="places-link" current=move || here.get() == Here::Story>
                        <Icon name=IconName::Story/><span>{move || app.t(common::PLACE_STORY)}</span>
                    </Link>
                </li>
            </ul>
            {move || app.wide.get().then(|| view! { <div class="rail-project">{move || app.late.get().map(|late| (late.project)())}</div> })}
        </nav>
    }
}
