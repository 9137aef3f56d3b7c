//! Taking the dataset along: a citation and a link that opens it here.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::portal_title;
use crate::base::date;
use crate::i18n::{common, screens as words};
use crate::place::{At, Place};
use crate::portal::{Dataset, Portal};
use crate::ui::kit::{Button, IconName, Words};
use crate::ui::screens::catalogue::{date_words, stated};
use crate::ui::state::use_app;
use crate::web::{clock, dom, history};

/// A text with a button that copies it and says whether it did.
#[component]
fn Copyable(label: Words, text: Signal<String>) -> impl IntoView {
    let app = use_app();
    view! {
        <div class="copyable">
            <p class="any-break">{move || text.get()}</p>
            <Button label icon=IconName::Copy class="small" on_press=move |_| {
                let text = text.get_untracked();
                spawn_local(async move {
                    let copied = dom::copy(&text).await;
                    let lang = app.prefs.lang.get_untracked();
                    app.say(if copied { common::COPIED } else { common::NOT_COPIED }.text(lang));
                });
            }/>
        </div>
    }
}

/// "Dinas Perdagangan. “Harga Harian”. Portal Data Bandung. CC BY 4.0. Diubah 20 Nov 2026. Diakses …"
#[component]
pub(super) fn CitationBox(dataset: Dataset, portal: Option<Portal>, address: String) -> impl IntoView {
    let app = use_app();
    let text = Signal::derive(move || {
        let lang = app.lang();
        let mut parts: Vec<String> = Vec::new();
        parts.extend(dataset.publisher.clone());
        parts.push(format!("“{}”", dataset.title));
        parts.push(portal_title(app, portal.as_ref(), &address));
        parts.extend(stated(dataset.licence.as_ref()).map(|licence| licence.title.clone()));
        parts.extend(
            dataset
                .modified
                .as_deref()
                .map(|modified| app.tf(words::CITE_MODIFIED, &[("date", &date_words(modified, lang))])),
        );
        parts.extend(
            clock::today().map(|today| app.tf(words::CITE_ACCESSED, &[("date", &date::format_short(today, lang))])),
        );
        parts.extend(dataset.page.clone());
        let joined =
            parts.into_iter().map(|part| part.trim().trim_end_matches('.').to_owned()).collect::<Vec<_>>().join(". ");
        // An address keeps its own end; a sentence gets its full stop.
        if dataset.page.is_some() { joined } else { format!("{joined}.") }
    });
    view! {
        <section class="stack tight">
            <h2>{move || app.t(words::CITE)}</h2>
            <Copyable label=words::CITE_COPY.into() text/>
        </section>
    }
}

/// A link that opens the dataset in Jelajah.
#[component]
pub(super) fn ShareBox(dataset: Dataset, address: String) -> impl IntoView {
    let app = use_app();
    let at = At::Dataset { portal: address, dataset: dataset.id };
    let link = format!("{}{}", history::page_address(), Place::new(at).to_query());
    view! {
        <section class="stack tight">
            <h2>{move || app.t(words::SHARE)}</h2>
            <p class="soft medium">{move || app.t(words::SHARE_TEXT)}</p>
            <Copyable label=words::SHARE_COPY.into() text=Signal::stored(link)/>
        </section>
    }
}
