//! The files of a dataset: what opens here, and honest words about what does not.

use leptos::prelude::*;

use super::peek::Peek;
use crate::i18n::{Message, dataset as dataset_words, screens as words};
use crate::place::At;
use crate::portal::{Dataset, Format, Resource};
use crate::ui::kit::{ExternalLink, Icon, IconName, Link, StatusWord, Tone, size_words, unique_id};
use crate::ui::screens::catalogue::date_words;
use crate::ui::state::use_app;
use crate::web::dom;

/// The first resource that becomes a table.
pub(super) fn first_that_opens(dataset: &Dataset) -> Option<&Resource> {
    dataset.resources.iter().find(|resource| opens(resource))
}

/// Whether a resource can be opened: by its file, or by its rows in the `DataStore`.
fn opens(resource: &Resource) -> bool {
    resource.datastore || (resource.format.opens() && resource.url.is_some())
}

/// Why a resource does not open here yet, and what helps.
const fn why_not(format: Format) -> Message {
    match format {
        Format::Pdf => words::WHY_PDF,
        Format::Image => words::WHY_IMAGE,
        Format::Html => words::WHY_PAGE,
        Format::Service => words::WHY_SERVICE,
        // Without an address there is nothing to open, whatever the format.
        Format::Csv
        | Format::Tsv
        | Format::Excel
        | Format::Ods
        | Format::Json
        | Format::GeoJson
        | Format::Kml
        | Format::Zip => words::WHY_NO_ADDRESS,
        Format::Other => words::WHY_UNKNOWN,
    }
}

/// How a resource that opens is opened.
const fn how(resource: &Resource) -> Message {
    if resource.format.opens() && resource.url.is_some() { words::HOW_FILE } else { words::HOW_ROWS }
}

/// What the portal calls a file, where its address tells another format.
fn mislabelled(resource: &Resource) -> Option<Format> {
    let said = Format::guess("", "", "", &resource.label);
    (said != Format::Other && resource.format != Format::Other && said != resource.format).then_some(resource.format)
}

/// Every resource in the portal's order.
#[component]
pub(super) fn FileList(dataset: Dataset, address: String) -> impl IntoView {
    let app = use_app();
    if dataset.resources.is_empty() {
        return view! { <p class="soft">{move || app.t(words::NO_FILES_TEXT)}</p> }.into_any();
    }
    let id = dataset.id;
    view! {
        <ul class="files" role="list">
            {dataset.resources.into_iter().map(|resource| {
                let at = At::Resource { portal: address.clone(), dataset: id.clone(), resource: resource.id.clone() };
                view! { <FileCard resource at address=address.clone()/> }
            }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn FileCard(resource: Resource, at: At, address: String) -> impl IntoView {
    let app = use_app();
    let opens = opens(&resource);
    let has_file = resource.url.is_some();
    let maybe = !opens && has_file && resource.format == Format::Other;
    let reason = if has_file { why_not(resource.format) } else { words::WHY_NO_ADDRESS };
    let (how, other) = (how(&resource), mislabelled(&resource));
    let said = resource.label.clone();
    // On a secure page browsers do not fetch an `http:` address.
    let insecure = dom::window().is_some_and(|window| window.location().protocol().is_ok_and(|by| by == "https:"))
        && !resource.datastore
        && resource.url.as_ref().is_some_and(|url| url.starts_with("http://"));
    let (size, modified, label) = (resource.size, resource.modified.clone(), resource.label.clone());
    let facts = move || {
        let lang = app.lang();
        let parts = [
            (!label.is_empty()).then(|| label.clone()),
            size.filter(|size| *size > 0).map(|size| size_words(size, lang)),
            modified.as_deref().map(|modified| app.tf(words::CHANGED, &[("date", &date_words(modified, lang))])),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let description = resource.description.trim().to_owned();
    let name = resource.name.clone();
    let looks = RwSignal::new(false);
    let peekable = (opens || maybe) && !insecure;
    let seen = StoredValue::new((address, resource.clone()));
    let place = unique_id("peek");
    let shown_at = place.clone();
    view! {
        <li class="card file">
            <div class="file-words">
                <h3 class="any-break">{resource.name}</h3>
                <p class="soft small tabular">{facts}</p>
                {(!description.is_empty()).then(|| view! { <p class="medium file-description">{description}</p> })}
                {opens.then(|| view! { <p class="small"><StatusWord tone=Tone::Good label=how/></p> })}
                {other.map(|format| view! {
                    <p class="small soft">{move || app.tf(words::MISLABELLED, &[("label", &said), ("format", app.t(format.message()))])}</p>
                })}
                {insecure.then(|| view! { <p class="small"><StatusWord tone=Tone::Warn label=words::PLAIN_HTTP/></p> })}
                {(!opens).then(|| view! {
                    <p class="small file-why"><StatusWord tone=Tone::Info label=if maybe { words::HOW_UNSURE } else { words::OPENS_NOT }/>" "<span class="soft">{move || app.t(reason)}</span></p>
                })}
            </div>
            <div class="button-row">
                {opens.then(|| {
                    let at = at.clone();
                    let name = name.clone();
                    view! {
                        <Link at class="button primary">
                            <Icon name=IconName::Table/>
                            <span>{move || app.t(words::OPEN_TABLE)}</span>
                            <span class="hidden-visually">{format!(": {name}")}</span>
                        </Link>
                    }
                })}
                {maybe.then(|| view! { <Link at class="button">{move || app.t(words::TRY_OPENING)}</Link> })}
                {peekable.then(|| {
                    let name = name.clone();
                    view! {
                        <button
                            type="button"
                            class="button"
                            aria-expanded=move || looks.get().to_string()
                            aria-controls=place
                            on:click=move |_| looks.update(|looks| *looks = !*looks)
                        >
                            {move || app.t(if looks.get() { dataset_words::PEEK_HIDE } else { dataset_words::PEEK })}
                            <span class="hidden-visually">{format!(": {name}")}</span>
                        </button>
                    }
                })}
                {resource.url.filter(|url| url.starts_with("https://") || url.starts_with("http://")).map(|url| view! {
                    <ExternalLink class="button quiet" href=url>
                        {move || app.t(words::ORIGINAL_FILE)}<span class="hidden-visually">{format!(": {name}")}</span>
                    </ExternalLink>
                })}
            </div>
            <div id=shown_at class="file-peek">
                {move || looks.get().then(|| {
                    let (address, resource) = seen.get_value();
                    view! { <Peek address resource/> }
                })}
            </div>
        </li>
    }
    .into_any()
}
