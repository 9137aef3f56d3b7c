//! A dataset as a search result: what it is, from whom, how fresh, whether it opens here.

use leptos::prelude::*;

use crate::base::date;
use crate::base::lang::Lang;
use crate::i18n::screens as words;
use crate::place::At;
use crate::portal::{Dataset, Licence};
use crate::story::markdown;
use crate::ui::kit::{Link, StatusWord, Tone};
use crate::ui::state::use_app;

/// Bytes of a description that are read for its two lines.
const EXCERPT_BYTES: usize = 600;

/// The beginning of a description as plain text.
pub(super) fn excerpt(notes: &str) -> String {
    let start = notes.get(..notes.floor_char_boundary(EXCERPT_BYTES)).unwrap_or_default();
    markdown::plain(&markdown::parse(start))
}

/// An ISO date in words; what is not a date stays as it is.
pub(in crate::ui::screens) fn date_words(iso: &str, lang: Lang) -> String {
    let day = iso.get(..10).and_then(date::parse_iso);
    day.map_or_else(|| iso.to_owned(), |day| date::format_short(day, lang))
}

/// The formats of a dataset as labels, each once, those that open here first.
fn formats(dataset: &Dataset) -> Vec<(String, bool)> {
    let mut list: Vec<(String, bool)> = Vec::new();
    for resource in &dataset.resources {
        let opens = resource.format.opens() || resource.datastore;
        if resource.label.is_empty() {
            continue;
        }
        match list.iter_mut().find(|(label, _)| *label == resource.label) {
            Some((_, known)) => *known |= opens,
            None => list.push((resource.label.clone(), opens)),
        }
    }
    list.sort_by_key(|(_, opens)| !opens);
    list
}

/// The licence, unless it only says that there is none: CKAN's own word for that is `notspecified`.
pub(in crate::ui::screens) fn stated(licence: Option<&Licence>) -> Option<&Licence> {
    licence.filter(|licence| licence.id != "notspecified" && !licence.title.trim().is_empty())
}

/// A card that leads to the dataset.
#[component]
pub(super) fn ResultCard(
    /// The dataset.
    dataset: Dataset,
    /// Its portal's address.
    portal: String,
    /// A line of its own below the title.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let app = use_app();
    let at = At::Dataset { portal, dataset: dataset.id.clone() };
    let formats = formats(&dataset);
    let opens = dataset.resources.iter().any(|resource| resource.format.opens() || resource.datastore);
    let labels = formats.into_iter().map(|(label, _)| label).collect::<Vec<_>>().join(", ");
    let excerpt = excerpt(&dataset.notes);
    let publisher = dataset.publisher.clone();
    let modified = dataset.modified.clone().or_else(|| dataset.created.clone());
    let licence = stated(dataset.licence.as_ref()).map(|licence| licence.title.clone());
    let from = move || {
        let changed =
            modified.as_deref().map(|modified| app.tf(words::CHANGED, &[("date", &date_words(modified, app.lang()))]));
        [publisher.clone(), changed].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let has_files = !dataset.resources.is_empty();
    view! {
        <li class="card press result">
            <h2 class="result-title"><Link at class="stretch">{dataset.title}</Link></h2>
            <p class="soft small">{from}</p>
            {children.map(|children| children())}
            {(!excerpt.is_empty()).then(|| view! { <p class="medium clamp-2">{excerpt}</p> })}
            <div class="row small result-facts">
                {if opens {
                    view! { <StatusWord tone=Tone::Good label=words::OPENS/> }.into_any()
                } else if has_files {
                    view! { <StatusWord label=words::OPENS_NOT/> }.into_any()
                } else {
                    view! { <StatusWord tone=Tone::Warn label=words::NO_FILES/> }.into_any()
                }}
                {(!labels.is_empty()).then(|| view! { <span class="result-formats">{labels}</span> })}
                <span class="soft">{move || licence.clone().unwrap_or_else(|| app.t(words::NO_LICENCE).to_owned())}</span>
            </div>
        </li>
    }
    .into_any()
}
