//! Taking the dataset along: a citation in four forms and a link that opens it here.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::portal_title;
use crate::base::date;
use crate::i18n::{common, screens as words};
use crate::place::{At, Place};
use crate::portal::{Dataset, Portal, cite};
use crate::ui::kit::{Button, Choice, IconName, Segmented, Words};
use crate::ui::screens::catalogue::{date_words, stated};
use crate::ui::state::{App, use_app};
use crate::web::{clock, dom, history};

/// A text with a button that copies it and says whether it did.
#[component]
pub(in crate::ui::screens) fn Copyable(
    /// What the button copies.
    #[prop(into)]
    label: Words,
    /// The text.
    text: Signal<String>,
    /// Whether its lines and spaces matter.
    #[prop(optional, into)]
    code: Signal<bool>,
    /// More buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let app = use_app();
    view! {
        <div class="copyable">
            {move || if code.get() {
                view! { <pre tabindex="0">{move || text.get()}</pre> }.into_any()
            } else {
                view! { <p class="any-break">{move || text.get()}</p> }.into_any()
            }}
            <div class="button-row">
                <Button label icon=IconName::Copy class="small" on_press=move |_| {
                    let text = text.get_untracked();
                    spawn_local(async move {
                        let copied = dom::copy(&text).await;
                        let lang = app.prefs.lang.get_untracked();
                        app.say(if copied { common::COPIED } else { common::NOT_COPIED }.text(lang));
                    });
                }/>
                {children.map(|children| children())}
            </div>
        </div>
    }
}

/// How a dataset is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Apa,
    Bibtex,
    JsonLd,
}

/// The citation in four forms.
#[component]
pub(super) fn CitationBox(dataset: Dataset, portal: Option<Portal>, address: String) -> impl IntoView {
    let app = use_app();
    let style = RwSignal::new(Style::Plain);
    let (dataset, address) = (StoredValue::new(dataset), StoredValue::new(address));
    let portal = StoredValue::new(portal);
    let text = Signal::derive(move || {
        let lang = app.lang();
        let today = clock::today();
        // A portal is cited by the name that it has on the page.
        let named = portal.with_value(|portal| {
            let title = portal_title(app, portal.as_ref(), &address.get_value());
            portal.clone().map(|portal| Portal { title, ..portal })
        });
        dataset.with_value(|dataset| match (style.get(), named) {
            (Style::Apa, Some(portal)) => cite::apa(dataset, &portal, today, lang),
            (Style::Bibtex, Some(portal)) => cite::bibtex(dataset, &portal, today),
            (Style::JsonLd, Some(portal)) => cite::json_ld(dataset, &portal),
            (_, portal) => plain(app, dataset, portal.as_ref(), &address.get_value()),
        })
    });
    let code = Signal::derive(move || matches!(style.get(), Style::Bibtex | Style::JsonLd));
    let forms = portal.with_value(Option::is_some);
    view! {
        <section class="stack tight">
            <h2>{move || app.t(words::CITE)}</h2>
            {forms.then(|| view! {
                <Segmented
                    label=words::CITE_STYLE
                    options=vec![
                        Choice::new(Style::Plain, words::CITE_PLAIN),
                        Choice::new(Style::Apa, "APA"),
                        Choice::new(Style::Bibtex, "BibTeX"),
                        Choice::new(Style::JsonLd, "JSON-LD"),
                    ]
                    value=style
                    on_choose=move |chosen| style.set(chosen)
                />
            })}
            <Copyable label=words::CITE_COPY text code/>
        </section>
    }
    .into_any()
}

/// "Dinas Perdagangan. “Harga Harian”. Portal Data Bandung. CC BY 4.0. Diubah 20 Nov 2026. Diakses …"
fn plain(app: App, dataset: &Dataset, portal: Option<&Portal>, address: &str) -> String {
    let lang = app.lang();
    let mut parts: Vec<String> = Vec::new();
    parts.extend(dataset.publisher.clone());
    parts.push(format!("“{}”", dataset.title));
    parts.push(portal.map_or_else(|| portal_title(app, None, address), |portal| portal.title.clone()));
    parts.extend(stated(dataset.licence.as_ref()).map(|licence| licence.title.clone()));
    let modified = dataset.modified.as_deref();
    parts.extend(modified.map(|modified| app.tf(words::CITE_MODIFIED, &[("date", &date_words(modified, lang))])));
    parts.extend(
        clock::today().map(|today| app.tf(words::CITE_ACCESSED, &[("date", &date::format_short(today, lang))])),
    );
    parts.extend(dataset.page.clone());
    let joined =
        parts.into_iter().map(|part| part.trim().trim_end_matches('.').to_owned()).collect::<Vec<_>>().join(". ");
    // An address keeps its own end; a sentence gets its full stop.
    if dataset.page.is_some() { joined } else { format!("{joined}.") }
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
            <Copyable label=words::SHARE_COPY text=Signal::stored(link)/>
        </section>
    }
}
