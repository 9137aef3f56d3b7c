//! The dataset screen: what it is, whether it may be used, and its files.

pub(in crate::ui::screens) mod cite;
mod coverage;
mod files;
mod peek;
mod prose;
mod quality;
mod related;

use leptos::prelude::*;

use self::cite::{CitationBox, ShareBox};
use self::files::{FileList, first_that_opens};
use self::prose::Prose;
use self::quality::QualityBox;
use self::related::RelatedBox;
use super::catalogue::asking::{Asked, Asking};
use super::catalogue::kept::KeptNotice;
use super::catalogue::trouble::PortalTrouble;
use super::catalogue::{date_words, stated, use_portals};
use super::home::intent;
use super::ladder::WayLine;
use crate::engine::protocol::{Job, Look, Output};
use crate::i18n::{common, portal as portal_words, screens as words};
use crate::place::{At, RESULTS_PER_PAGE};
use crate::portal::kept::key_of_dataset;
use crate::portal::{Dataset, Licence, LicenceKind, Portal, PortalKind, SearchQuery, describe_licence};
use crate::ui::kit::{
    Disclosure, ExternalLink, Icon, IconName, JobProgress, Link, ScreenTitle, SkeletonLines, StatusWord, Tone,
    use_announcer,
};
use crate::ui::state::{App, use_app};

/// Dataset.
#[component]
pub fn DatasetPage(
    /// The portal's address as given.
    portal: String,
    /// The dataset's name or id.
    dataset: String,
) -> impl IntoView {
    let app = use_app();
    let announcer = use_announcer();
    let asking: Asking<Dataset> = Asking::new(app);
    let address = StoredValue::new(portal);
    let id = StoredValue::new(dataset);
    let ask = move || {
        let id = id.get_value();
        asking.ask_kept(
            app,
            key_of_dataset(&address.get_value(), &id),
            address.get_value(),
            move |portal| Job::from(Look::Dataset { portal, id }),
            |output| match output {
                Output::Dataset(dataset) => Some(*dataset),
                _ => None,
            },
        );
    };
    ask();
    Effect::new(move |_| {
        if app.online.get() && asking.failed_offline() {
            ask();
        }
    });
    let title = move || {
        asking.state.with(|state| match state {
            Asked::Here(dataset) => dataset.title.clone(),
            // Until it is known, the name that the address has for it.
            _ => id.get_value().replace(['-', '_'], " "),
        })
    };
    let portals = use_portals();
    Effect::new(move |_| match asking.state.get() {
        Asked::Here(dataset) => {
            match (asking.aged.get_untracked(), asking.portal.get_untracked()) {
                (Some(aged), _) => portals.remember(&address.get_value(), Some(&aged.problem)),
                (None, Some(portal)) => portals.remember(&portal.address, None),
                (None, None) => {}
            }
            announcer.say(dataset.title);
        }
        Asked::Failed(problem) => portals.remember(&address.get_value(), Some(&problem)),
        Asked::Asking => {}
    });
    let portal_title = move || portal_title(app, asking.portal.get().as_ref(), &address.get_value());
    view! {
        <article class="dataset">
            <header class="screen-head">
                <p class="crumbs">
                    <Link at=At::Home>{move || app.t(common::HOME)}</Link>
                    <Icon name=IconName::ChevronRight/>
                    <Link at=intent::catalogue(&address.get_value(), "")>{portal_title}</Link>
                </p>
                <ScreenTitle title/>
                <WayLine address=address.get_value()/>
            </header>
            {move || match asking.state.get() {
                Asked::Asking => view! {
                    <div class="stack">
                        <JobProgress progress=asking.progress on_cancel=move |()| asking.cancel(app)/>
                        <SkeletonLines lines=4/>
                        <div class="card"><SkeletonLines/></div>
                        <div class="card"><SkeletonLines/></div>
                    </div>
                }.into_any(),
                Asked::Failed(problem) => view! {
                    <PortalTrouble
                        problem
                        address=address.get_value()
                        portal=asking.portal.get_untracked()
                        retry=Callback::new(move |()| ask())
                        is_dataset=true
                    />
                }.into_any(),
                Asked::Here(dataset) => view! {
                    {asking.aged.get_untracked().map(|aged| view! {
                        <KeptNotice
                            aged
                            address=address.get_value()
                            portal=asking.portal.get_untracked()
                            is_dataset=true
                            retry=Callback::new(move |()| ask())
                        />
                    })}
                    <Found dataset portal=asking.portal.get_untracked() address=address.get_value()/>
                }.into_any(),
            }}
        </article>
    }
    .into_any()
}

/// A portal's name for people.
pub(in crate::ui::screens) fn portal_title(app: App, portal: Option<&Portal>, address: &str) -> String {
    match portal {
        Some(portal) if portal.kind != PortalKind::Sample => portal.title.clone(),
        None if address != intent::SAMPLE => intent::short_address(address).to_owned(),
        _ => app.t(portal_words::SAMPLE_TITLE).to_owned(),
    }
}

/// A catalogue narrowed to values of a facet.
pub(in crate::ui::screens) fn narrowed(address: &str, field: &str, values: Vec<String>) -> At {
    let facets = std::iter::once((field.to_owned(), values)).collect();
    let query = SearchQuery { facets, rows: RESULTS_PER_PAGE, ..SearchQuery::default() };
    At::Catalogue { portal: address.to_owned(), query }
}

#[component]
fn Found(dataset: Dataset, portal: Option<Portal>, address: String) -> impl IntoView {
    let app = use_app();
    let best = first_that_opens(&dataset).map(|resource| (resource.id.clone(), resource.name.clone()));
    let at_best = best.map(|(resource, name)| {
        (At::Resource { portal: address.clone(), dataset: dataset.id.clone(), resource }, name)
    });
    let publisher = dataset.publisher.clone();
    let modified = dataset.modified.clone();
    let from = move || {
        let changed =
            modified.as_deref().map(|modified| app.tf(words::CHANGED, &[("date", &date_words(modified, app.lang()))]));
        [publisher.clone(), changed].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let many = dataset.resources.len() > 1;
    view! {
        <p class="soft dataset-from">{from}</p>
        <div class="dataset-body">
            <div class="stack loose">
                {(!dataset.notes.trim().is_empty()).then(|| view! { <Prose text=dataset.notes.clone()/> })}
                <section class="stack">
                    <h2>{move || app.t(words::FILES)}</h2>
                    <FileList dataset=dataset.clone() address=address.clone()/>
                </section>
                <QualityBox dataset=dataset.clone() address=portal.as_ref().map_or_else(|| address.clone(), |portal| portal.address.clone())/>
                <RelatedBox dataset=dataset.clone() address=address.clone()/>
                <CitationBox dataset=dataset.clone() portal=portal.clone() address=address.clone()/>
                <ShareBox dataset=dataset.clone() address=address.clone()/>
            </div>
            <aside class="dataset-facts" aria-label=move || app.t(words::ABOUT_DATASET)>
                <Facts dataset portal address/>
            </aside>
        </div>
        {at_best.map(|(at, name)| view! {
            <div class="primary-action dataset-action">
                <Link at class="button primary">
                    <Icon name=IconName::Table/>
                    <span class="one-line">{move || if many { app.tf(words::OPEN_NAMED, &[("name", &name)]) } else { app.t(words::OPEN_DATA).to_owned() }}</span>
                </Link>
            </div>
        })}
    }
    .into_any()
}

/// What is known about the dataset, as a list of terms.
#[component]
fn Facts(dataset: Dataset, portal: Option<Portal>, address: String) -> impl IntoView {
    let app = use_app();
    let (area, period, frequency) =
        (coverage::area_words(&dataset), coverage::period_words(&dataset), coverage::frequency_words(&dataset));
    let day = move |iso: Option<String>| iso.map(|iso| move || date_words(&iso, app.lang()));
    let (created, modified) = (day(dataset.created), day(dataset.modified));
    let organization = dataset.organization.map(|organization| narrowed(&address, "organization", vec![organization]));
    let tags = dataset
        .tags
        .into_iter()
        .map(|tag| {
            let at = narrowed(&address, "tags", vec![tag.clone()]);
            view! { <li><Link at class="chip"><span>{tag}</span></Link></li> }
        })
        .collect::<Vec<_>>();
    let shown_portal = portal.clone();
    let portal_words = move || portal_title(app, shown_portal.as_ref(), &address);
    let page = dataset.page.filter(|page| page.starts_with("https://") || page.starts_with("http://"));
    view! {
        <h2>{move || app.t(words::ABOUT_DATASET)}</h2>
        <dl class="meta-list">
            <div>
                <dt>{move || app.t(words::LICENCE)}</dt>
                <dd><LicenceWords licence=dataset.licence.unwrap_or_default()/></dd>
            </div>
            {dataset.publisher.map(|publisher| view! {
                <div>
                    <dt>{move || app.t(words::PUBLISHER)}</dt>
                    <dd>{match organization {
                        Some(at) => view! { <Link at>{publisher}</Link> }.into_any(),
                        None => publisher.into_any(),
                    }}</dd>
                </div>
            })}
            {modified.map(|modified| view! { <div><dt>{move || app.t(words::MODIFIED)}</dt><dd>{modified}</dd></div> })}
            {frequency.map(|frequency| view! {
                <div><dt>{move || app.t(words::FREQUENCY)}</dt><dd class="any-break">{move || frequency(app.lang())}</dd></div>
            })}
            {period.map(|period| view! {
                <div><dt>{move || app.t(words::PERIOD)}</dt><dd class="any-break">{move || period(app.lang())}</dd></div>
            })}
            {area.map(|area| view! {
                <div><dt>{move || app.t(words::AREA)}</dt><dd class="any-break">{move || area(app.lang())}</dd></div>
            })}
            {created.map(|created| view! { <div><dt>{move || app.t(words::CREATED)}</dt><dd>{created}</dd></div> })}
            {dataset.contact.filter(|contact| !contact.trim().is_empty()).map(|contact| view! {
                <div><dt>{move || app.t(words::CONTACT)}</dt><dd class="any-break">{contact}</dd></div>
            })}
            {(!dataset.groups.is_empty()).then(|| view! {
                <div><dt>{move || app.t(words::TOPICS)}</dt><dd>{dataset.groups.join(", ")}</dd></div>
            })}
            <div>
                <dt>{move || app.t(words::PORTAL)}</dt>
                <dd>{portal_words}</dd>
            </div>
            {page.map(|page| view! {
                <div><dt class="hidden-visually">{move || app.t(words::PORTAL_PAGE)}</dt><dd><ExternalLink href=page>{move || app.t(words::PORTAL_PAGE)}</ExternalLink></dd></div>
            })}
            {(!tags.is_empty()).then(|| view! {
                <div><dt>{move || app.t(words::TAGS)}</dt><dd><ul class="chips" role="list">{tags}</ul></dd></div>
            })}
        </dl>
        {(!dataset.extras.is_empty()).then(|| {
            let count = dataset.extras.len().to_string();
            view! {
                <Disclosure title=words::EXTRAS count>
                    <dl class="meta-list">
                        {dataset.extras.into_iter().map(|(key, value)| view! {
                            <div><dt class="any-break">{key}</dt><dd class="any-break">{value}</dd></div>
                        }).collect_view()}
                    </dl>
                </Disclosure>
            }
        })}
    }
    .into_any()
}

/// What the licence is called and what it allows.
#[component]
fn LicenceWords(licence: Licence) -> impl IntoView {
    let app = use_app();
    let kind = describe_licence(&licence);
    let allows = kind.message();
    let (tone, business) = match kind {
        LicenceKind::Open | LicenceKind::Attribution | LicenceKind::ShareAlike => (Tone::Good, words::BUSINESS_YES),
        LicenceKind::NonCommercial => (Tone::Bad, words::BUSINESS_NO),
        LicenceKind::NoDerivatives | LicenceKind::Unknown => (Tone::Warn, words::BUSINESS_UNKNOWN),
    };
    let name = match (stated(Some(&licence)).is_some(), licence.url) {
        (true, Some(url)) => view! { <ExternalLink href=url>{licence.title}</ExternalLink> }.into_any(),
        (true, None) => licence.title.into_any(),
        (false, _) => view! { {move || app.t(words::NO_LICENCE)} }.into_any(),
    };
    view! {
        <span class="licence-name">{name}</span>
        <span class="licence-business"><StatusWord tone label=business/></span>
        <span class="soft small licence-allows">{move || app.t(allows)}</span>
    }
}
