//! What is near a dataset in its portal: other years of the same data, and others about the same.

use leptos::prelude::*;

use crate::engine::protocol::{Job, Look, Output};
use crate::i18n::dataset as words;
use crate::place::At;
use crate::portal::Dataset;
use crate::portal::related::{Related, choose, query};
use crate::ui::kit::{Link, StatusWord, Tone};
use crate::ui::screens::catalogue::asking::{Asked, Asking};
use crate::ui::screens::catalogue::date_words;
use crate::ui::state::{App, use_app};

/// The lists; nothing while they are looked for, when nothing is near and when the portal does not answer: a
/// dataset's own page is complete without them.
#[component]
pub(super) fn RelatedBox(dataset: Dataset, address: String) -> impl IntoView {
    let app = use_app();
    let asking: Asking<Related> = Asking::new(app);
    if let Some(query) = query(&dataset) {
        let of = dataset;
        asking.ask(
            app,
            address.clone(),
            move |portal| Job::from(Look::Search { portal, query }),
            move |output| match output {
                Output::Catalogue(page) => Some(choose(&of, &page.datasets)),
                _ => None,
            },
        );
    }
    let address = StoredValue::new(address);
    move || {
        let Asked::Here(Related { editions, others }) = asking.state.get() else { return ().into_any() };
        if editions.is_empty() && others.is_empty() {
            return ().into_any();
        }
        let editions: Vec<AnyView> = editions
            .into_iter()
            .map(|edition| {
                let newer =
                    edition.newer.then(|| view! { " " <StatusWord tone=Tone::Good label=words::NEWER/> }.into_any());
                line(app, edition.dataset, &address.get_value(), newer)
            })
            .collect();
        let others: Vec<AnyView> =
            others.into_iter().map(|other| line(app, other, &address.get_value(), None)).collect();
        view! {
            <section class="stack tight">
                <h2>{move || app.t(words::RELATED)}</h2>
                {(!editions.is_empty()).then(|| view! {
                    <h3>{move || app.t(words::EDITIONS)}</h3>
                    <ul class="related" role="list">{editions}</ul>
                })}
                {(!others.is_empty()).then(|| view! {
                    <h3>{move || app.t(words::OTHERS)}</h3>
                    <ul class="related" role="list">{others}</ul>
                })}
            </section>
        }
        .into_any()
    }
}

/// A dataset with its publisher and its date.
fn line(app: App, dataset: Dataset, address: &str, mark: Option<AnyView>) -> AnyView {
    let at = At::Dataset { portal: address.to_owned(), dataset: dataset.id };
    let (publisher, modified) = (dataset.publisher, dataset.modified);
    let from = move || {
        let changed = modified.as_deref().map(|modified| date_words(modified, app.lang()));
        [publisher.clone(), changed].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    view! {
        <li>
            <Link at>{dataset.title}</Link>{mark}
            <span class="soft small related-from">{from}</span>
        </li>
    }
    .into_any()
}
