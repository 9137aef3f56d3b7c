//! The catalogue screen: search one portal, narrow by facets, page through the results.

mod across;
pub(in crate::ui::screens) mod asking;
mod directory;
mod facets;
pub(in crate::ui::screens) mod kept;
pub(in crate::ui::screens) mod key;
pub(in crate::ui::screens) mod letter;
mod result;
mod saved;
pub(in crate::ui::screens) mod trouble;

use std::collections::BTreeMap;

use leptos::prelude::*;

pub use self::across::Across;
pub(in crate::ui::screens) use self::across::across;
pub use self::directory::PortalSection;
pub(in crate::ui::screens) use self::directory::use_portals;
pub(in crate::ui::screens) use self::result::{date_words, stated};
pub use self::saved::SavedList;

use self::asking::{Asked, Asking};
use self::directory::{Directory, Portals};
use self::facets::Facets;
use self::kept::KeptNotice;
use self::key::KeyInUse;
use self::result::ResultCard;
use self::saved::SaveSearch;
use self::trouble::PortalTrouble;
use super::home::intent;
use super::ladder::WayLine;
use crate::base::number::format_number;
use crate::engine::protocol::{Job, Look, Output};
use crate::i18n::{common, finding, overview as overview_words, portal as portal_words, screens as words};
use crate::place::{At, RESULTS_PER_PAGE};
use crate::portal::kept::key_of_search;
use crate::portal::{CataloguePage, Portal, PortalKind, SearchQuery, SearchSort};
use crate::ui::kit::{
    Button, ButtonLook, Chip, Choice, Dialog, EmptyState, ExternalLink, Icon, IconName, JobProgress, Link, NoteList,
    Notice, Pagination, Panel, ScreenTitle, SearchField, Select, SkeletonLines, use_announcer,
};
use crate::ui::state::{App, use_app};
use crate::web::clock;

/// Pages of results that are kept, so that Back shows them at once.
const KEPT_PAGES: usize = 8;
/// How long they are kept, in milliseconds.
const KEPT_MS: f64 = 5.0 * 60.0 * 1000.0;

/// A page of results and when it came.
struct Kept {
    portal: Portal,
    address: String,
    query: SearchQuery,
    page: CataloguePage,
    at_ms: f64,
}

/// The pages of results seen last.
#[derive(Clone, Copy)]
struct Cache(StoredValue<Vec<Kept>>);

/// Gives every screen of this visit the same memory of portals.
pub fn provide_memory() {
    provide_context(Cache(StoredValue::new(Vec::new())));
    across::provide_memory();
    saved::provide_memory();
    Portals::provide();
}

impl Cache {
    fn find(self, address: &str, query: &SearchQuery) -> Option<(Portal, CataloguePage)> {
        let now = clock::now_ms();
        self.0.with_value(|kept| {
            kept.iter()
                .find(|kept| kept.address == address && kept.query == *query && now - kept.at_ms < KEPT_MS)
                .map(|kept| (kept.portal.clone(), kept.page.clone()))
        })
    }

    fn keep(self, portal: Portal, address: String, query: SearchQuery, page: CataloguePage) {
        self.0.update_value(|kept| {
            kept.retain(|kept| kept.address != address || kept.query != query);
            if kept.len() >= KEPT_PAGES {
                kept.remove(0);
            }
            kept.push(Kept { portal, address, query, page, at_ms: clock::now_ms() });
        });
    }
}

/// What the parts of the screen share.
#[derive(Clone, Copy)]
struct Search {
    app: App,
    address: StoredValue<String>,
    query: Memo<SearchQuery>,
    asking: Asking<(SearchQuery, CataloguePage)>,
    /// The last page that came, with the query it answers; stays in sight while the next one is fetched.
    answer: RwSignal<Option<(SearchQuery, CataloguePage)>>,
}

impl Search {
    fn at(self, query: SearchQuery) -> At {
        At::Catalogue { portal: self.address.get_value(), query }
    }

    fn go(self, change: impl FnOnce(&mut SearchQuery)) {
        let mut query = self.query.get_untracked();
        // Another question starts at its first page.
        query.start = 0;
        change(&mut query);
        query.facets.retain(|_, values| !values.is_empty());
        self.app.go(self.at(query));
    }

    fn toggle(self, field: &str, value: &str, on: bool) {
        self.go(|query| {
            let values = query.facets.entry(field.to_owned()).or_default();
            values.retain(|known| known != value);
            if on {
                values.push(value.to_owned());
            }
        });
    }

    fn filters(self) -> usize {
        self.query.with(|query| query.facets.values().map(Vec::len).sum())
    }

    fn ask(self, cache: Option<Cache>) {
        let (query, address) = (self.query.get_untracked(), self.address.get_value());
        if let Some((portal, page)) = cache.and_then(|cache| cache.find(&address, &query)) {
            self.asking.portal.set(Some(portal));
            self.asking.know(self.app, (query, page));
            return;
        }
        let asked = query.clone();
        self.asking.ask_kept(
            self.app,
            key_of_search(&address, &query),
            address,
            move |portal| Job::from(Look::Search { portal, query }),
            move |output| match output {
                Output::Catalogue(page) => Some((asked, page)),
                _ => None,
            },
        );
    }

    /// Reads the page in sight, tracked.
    fn with_page<R>(self, read: impl FnOnce(Option<&CataloguePage>) -> R) -> R {
        self.answer.with(|answer| read(answer.as_ref().map(|(_, page)| page)))
    }

    fn total(self) -> u64 {
        self.with_page(|page| page.map_or(0, |page| page.total))
    }
}

/// Katalog of a portal.
#[component]
pub fn Catalogue(
    /// The portal's address as given.
    portal: String,
) -> impl IntoView {
    let app = use_app();
    let announcer = use_announcer();
    let cache = use_context::<Cache>();
    let portals = use_portals();
    let given = portal.clone();
    // While the person is on the way to another screen the old query stands.
    let query = Memo::new(move |before: Option<&SearchQuery>| match app.place.get().at {
        At::Catalogue { portal, query } if portal == given => query,
        _ => before.cloned().unwrap_or_default(),
    });
    let search = Search {
        app,
        address: StoredValue::new(portal.clone()),
        query,
        asking: Asking::new(app),
        answer: RwSignal::new(None),
    };
    Effect::new(move |_| {
        query.track();
        untrack(|| search.ask(cache));
    });
    Effect::new(move |_| {
        if app.online.get() && search.asking.failed_offline() {
            search.ask(cache);
        }
    });
    Effect::new(move |_| {
        let Asked::Here((query, page)) = search.asking.state.get() else { return };
        let aged = search.asking.aged.get_untracked();
        if let Some(aged) = &aged {
            portals.remember(&search.address.get_value(), Some(&aged.problem));
        }
        if let Some(portal) = search.asking.portal.get_untracked().filter(|_| aged.is_none()) {
            intent::remember_portal(&portal.address);
            portals.remember(&portal.address, None);
            if let Some(cache) = cache {
                cache.keep(portal, search.address.get_value(), query.clone(), page.clone());
            }
        }
        announcer.say(count_words(app, page.total, page.instead.as_ref().unwrap_or(&query.words)));
        search.answer.set(Some((query, page)));
    });

    Effect::new(move |_| {
        if let Asked::Failed(problem) = search.asking.state.get() {
            portals.remember(&search.address.get_value(), Some(&problem));
        }
    });

    let title = {
        let address = portal.clone();
        move || {
            search.asking.portal.with(|portal| match portal {
                Some(portal) if portal.kind == PortalKind::Sample => app.t(portal_words::SAMPLE_TITLE).to_owned(),
                Some(portal) => portal.title.clone(),
                None if address == intent::SAMPLE => app.t(portal_words::SAMPLE_TITLE).to_owned(),
                None => intent::short_address(&address).to_owned(),
            })
        }
    };
    let outside = portal.clone();
    view! {
        <div class="catalogue">
            <header class="screen-head">
                <p class="crumbs">
                    <Link at=At::Home>{move || app.t(common::HOME)}</Link>
                    <Icon name=IconName::ChevronRight/>
                    <span>{move || app.t(words::CATALOGUE)}</span>
                </p>
                <ScreenTitle title/>
                <p class="soft medium">
                    {if portal == intent::SAMPLE {
                        view! { {move || app.t(portal_words::SAMPLE_NOTICE)} }.into_any()
                    } else {
                        let short = intent::short_address(&outside).to_owned();
                        view! { <ExternalLink href=outside.clone()>{short}</ExternalLink> }.into_any()
                    }}
                </p>
                <PortalTools search/>
                <WayLine address=portal.clone()/>
            </header>
            <SearchField
                label=words::SEARCH_HERE
                placeholder=words::SEARCH_HERE
                action=common::SEARCH
                value=Signal::derive(move || query.with(|query| query.words.clone()))
                busy=Signal::derive(move || search.asking.state.with(|state| *state == Asked::Asking))
                on_submit=move |words: String| {
                    if words == query.with_untracked(|query| query.words.clone()) {
                        search.ask(None);
                    } else {
                        search.go(|query| query.words = words);
                    }
                }
            />
            <Body search cache/>
        </div>
    }
    .into_any()
}

/// To another portal, and keeping this one.
#[component]
fn PortalTools(search: Search) -> impl IntoView {
    let app = search.app;
    let portals = use_portals();
    let open = RwSignal::new(false);
    // The same words; the filters of one portal are not those of others.
    let many = Signal::derive(move || {
        let query = SearchQuery { facets: BTreeMap::new(), start: 0, ..search.query.get() };
        let here = search.address.get_value();
        across(Some(here.as_str()).filter(|here| *here != intent::SAMPLE), query)
    });
    let total = Signal::derive(move || match search.asking.state.get() {
        Asked::Here((_, page)) if search.asking.aged.with(Option::is_none) => Some(page.total),
        _ => None,
    });
    let new = Memo::new(move |_| {
        search
            .asking
            .portal
            .get()
            .filter(|portal| portal.kind != PortalKind::Sample && !directory::lists(portals, &portal.address))
    });
    view! {
        <div class="button-row catalogue-portal">
            <Button class="small" icon=IconName::Portal label=words::SWITCH_PORTAL on_press=move |_| open.set(true)/>
            <Link at=At::Overview { portal: search.address.get_value() } class="button small">
                <Icon name=IconName::Chart/><span>{move || app.t(overview_words::OVERVIEW)}</span>
            </Link>
            <Link at=many class="button small">
                <Icon name=IconName::Search/><span>{move || app.t(finding::ACROSS_FROM_HERE)}</span>
            </Link>
            <SaveSearch at=Signal::derive(move || search.at(search.query.get())) total/>
            <KeyInUse portal=search.asking.portal done=Callback::new(move |()| search.ask(None))/>
            {move || new.get().map(|portal| view! {
                <Button class="small" look=ButtonLook::Quiet icon=IconName::Plus label=words::OWN_KEEP on_press=move |_| {
                    directory::keep(app, portals, &portal.address, &portal.title);
                }/>
            })}
        </div>
        <Dialog open title=words::PORTALS>
            {(search.address.get_value() != intent::SAMPLE).then(|| view! {
                <p class="directory-sample">
                    <Link at=intent::catalogue(intent::SAMPLE, "") class="button small">
                        <Icon name=IconName::Sample/><span>{move || app.t(portal_words::SAMPLE_TITLE)}</span>
                    </Link>
                </p>
            })}
            <Directory here=search.address.get_value()/>
        </Dialog>
    }
    .into_any()
}

/// "1.234 dataset untuk “beras”"
fn count_words(app: App, total: u64, typed: &str) -> String {
    let lang = app.prefs.lang.get_untracked();
    let n = format_number(total as f64, 0, lang);
    if typed.trim().is_empty() {
        words::DATASETS.with(lang, &[("n", &n)])
    } else {
        words::DATASETS_FOR.with(lang, &[("n", &n), ("words", typed)])
    }
}

/// Facets, results, or what stands in their way.
#[component]
fn Body(search: Search, cache: Option<Cache>) -> impl IntoView {
    let app = search.app;
    let filters_open = RwSignal::new(false);
    let retry = Callback::new(move |()| search.ask(cache));
    let failed = Memo::new(move |_| match search.asking.state.get() {
        Asked::Failed(problem) => Some(problem),
        _ => None,
    });
    let first = Memo::new(move |_| search.answer.with(Option::is_none));
    let asking = Memo::new(move |_| search.asking.state.with(|state| *state == Asked::Asking));
    view! {
        {move || asking.get().then(|| view! {
            <div class="catalogue-progress">
                <JobProgress progress=search.asking.progress on_cancel=move |()| search.asking.cancel(app)/>
            </div>
        })}
        {move || match (failed.get(), first.get()) {
            (Some(problem), _) => view! {
                <PortalTrouble problem address=search.address.get_value() portal=search.asking.portal.get_untracked() retry/>
            }.into_any(),
            (None, true) => view! { <Waiting/> }.into_any(),
            (None, false) => view! {
                <div class="catalogue-body" aria-busy=move || asking.get().then_some("true")>
                    <Show when=move || app.wide.get()>
                        <aside class="catalogue-facets" aria-label=move || app.t(words::FILTERS)><Facets search/></aside>
                    </Show>
                    <section class="stack" aria-label=move || app.t(words::RESULTS)>
                        {move || search.asking.aged.get().map(|aged| view! {
                            <KeptNotice aged address=search.address.get_value() portal=search.asking.portal.get_untracked() retry/>
                        })}
                        <Instead search/>
                        <Summary search filters_open/>
                        <ActiveFilters search/>
                        <Results search/>
                    </section>
                </div>
                <Show when=move || !app.wide.get()>
                    <Panel
                        open=filters_open
                        title=words::FILTERS
                        foot=move || view! {
                            <Button
                                look=ButtonLook::Primary
                                class="wide"
                                label=move || app.tf(words::SHOW_DATASETS, &[("n", &format_number(search.total() as f64, 0, app.lang()))])
                                on_press=move |_| filters_open.set(false)
                            />
                        }
                    >
                        <Facets search/>
                    </Panel>
                </Show>
            }.into_any(),
        }}
    }
    .into_any()
}

/// The shape of the results before the first ones come.
#[component]
fn Waiting() -> impl IntoView {
    let app = use_app();
    view! {
        <div class="catalogue-body">
            <Show when=move || app.wide.get()>
                <div class="catalogue-facets stack"><SkeletonLines lines=6/><SkeletonLines lines=5/></div>
            </Show>
            <ul class="results" role="list" aria-label=move || app.t(common::LOADING)>
                {(0..4).map(|_| view! { <li class="card"><SkeletonLines/></li> }).collect_view()}
            </ul>
        </div>
    }
}

/// How many, in which order, and on a phone the way to the filters.
#[component]
fn Summary(search: Search, filters_open: RwSignal<bool>) -> impl IntoView {
    let app = search.app;
    let sorts = move || {
        [
            (SearchSort::Relevance, portal_words::SORT_RELEVANCE),
            (SearchSort::Newest, portal_words::SORT_NEWEST),
            (SearchSort::Title, portal_words::SORT_TITLE),
        ]
        .map(|(sort, words)| Choice::new(sort, words))
        .to_vec()
    };
    view! {
        <div class="row apart">
            <p class="catalogue-count">{move || {
                app.lang();
                let typed = search.answer.with(|answer| answer.as_ref().map(|(query, _)| query.words.clone()));
                let instead = search.with_page(|page| page.and_then(|page| page.instead.clone()));
                count_words(app, search.total(), &instead.or(typed).unwrap_or_default())
            }}</p>
            <div class="catalogue-tools">
                <Show when=move || !app.wide.get()>
                    <Button
                        icon=IconName::Filter
                        label=move || match search.filters() {
                            0 => app.t(words::FILTERS).to_owned(),
                            n => app.tf(words::FILTERS_N, &[("n", &n.to_string())]),
                        }
                        on_press=move |_| filters_open.set(true)
                    />
                </Show>
                <Select
                    label=words::SORT
                    hide_label=true
                    options=sorts()
                    value=Signal::derive(move || search.query.with(|query| query.sort))
                    on_choose=move |sort| search.go(|query| query.sort = sort)
                />
            </div>
        </div>
    }
}

/// That other words were searched for than those that were typed, and found something.
#[component]
fn Instead(search: Search) -> impl IntoView {
    let app = search.app;
    move || {
        let said = search.answer.with(|answer| {
            answer.as_ref().and_then(|(query, page)| Some((query.words.clone(), page.instead.clone()?)))
        });
        said.map(|(typed, instead)| {
            view! {
                <Notice title=move || app.tf(words::INSTEAD, &[("words", &instead)])>
                    <p>{move || app.tf(words::INSTEAD_TEXT, &[("typed", &typed)])}</p>
                </Notice>
            }
        })
    }
}

/// A chip for each filter in force.
#[component]
fn ActiveFilters(search: Search) -> impl IntoView {
    let app = search.app;
    move || {
        let chosen: Vec<(String, String)> = search.query.with(|query| {
            query
                .facets
                .iter()
                .flat_map(|(field, values)| values.iter().map(|value| (field.clone(), value.clone())))
                .collect()
        });
        (!chosen.is_empty()).then(|| {
            let many = chosen.len() > 1;
            view! {
                <ul class="chips" role="list" aria-label=move || app.t(words::FILTERS_ACTIVE)>
                    {chosen.into_iter().map(|(field, value)| {
                        let label = search.with_page(|page| {
                            page.map_or_else(|| value.clone(), |page| facets::value_label(page, &field, &value))
                        });
                        let field_words = facets::field_words(&field, app.lang());
                        let words_of = format!("{field_words}: {label}");
                        let remove = app.tf(words::REMOVE_FILTER, &[("filter", &words_of)]);
                        view! {
                            <li><Chip label=words_of remove_label=remove on_remove=move |()| search.toggle(&field, &value, false)/></li>
                        }
                    }).collect_view()}
                    {many.then(|| view! {
                        <li><Button look=ButtonLook::Quiet class="small" label=words::REMOVE_FILTERS on_press=move |_| search.go(|query| query.facets.clear())/></li>
                    })}
                </ul>
            }
        })
    }
}

/// The cards and the pages.
#[component]
fn Results(search: Search) -> impl IntoView {
    move || {
        let (query, page) = search.answer.get().unwrap_or_default();
        if page.total == 0 || page.datasets.is_empty() {
            return view! { <Nothing search/> }.into_any();
        }
        let address = search.address.get_value();
        let pages = page.total.div_ceil(RESULTS_PER_PAGE);
        let number = page.start / RESULTS_PER_PAGE + 1;
        let at = move |page: u64| {
            search.at(SearchQuery { start: page.saturating_sub(1) * RESULTS_PER_PAGE, ..query.clone() })
        };
        view! {
            <ul class="results" role="list">
                {page.datasets.into_iter().map(|dataset| view! { <ResultCard dataset portal=address.clone()/> }).collect_view()}
            </ul>
            <Pagination page=number pages at/>
            <NoteList notes=page.notes/>
        }
        .into_any()
    }
}

/// No results, and what to do about it.
#[component]
fn Nothing(search: Search) -> impl IntoView {
    let app = search.app;
    let filtered = search.query.with_untracked(|query| !query.facets.is_empty());
    let typed = search.query.with_untracked(|query| !query.words.is_empty());
    let beyond = search.query.with_untracked(|query| query.start > 0) && untrack(|| search.total()) > 0;
    if beyond {
        return view! {
            <Notice title=words::BEYOND_PAGES>
                <div class="button-row"><Button label=words::FIRST_PAGE on_press=move |_| search.go(|_| {})/></div>
            </Notice>
        }
        .into_any();
    }
    let text = match (filtered, typed) {
        (true, _) => words::NOTHING_FILTERED,
        (false, true) => words::NOTHING_WORDS,
        (false, false) => words::NOTHING_AT_ALL,
    };
    view! {
        <EmptyState icon=IconName::Search title=words::NOTHING text=move || app.t(text)>
            {filtered.then(|| view! {
                <Button label=words::REMOVE_FILTERS on_press=move |_| search.go(|query| query.facets.clear())/>
            })}
            {typed.then(|| view! {
                <Button label=words::SHOW_ALL on_press=move |_| search.go(|query| {
                    query.words.clear();
                    query.facets.clear();
                })/>
            })}
        </EmptyState>
    }
    .into_any()
}
