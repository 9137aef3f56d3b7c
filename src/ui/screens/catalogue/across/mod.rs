//! Katalog of many portals at once: answers stream in, every portal's state is in sight, and none waits for
//! another.

mod chosen;
mod list;
mod narrow;
mod run;

use leptos::prelude::*;

pub(in crate::ui::screens) use self::chosen::across;

use self::chosen::Chooser;
use self::list::{PortalStates, progress_words};
use self::narrow::{ChosenFacets, MergedFacets};
use self::run::{Memory, Run};
use super::directory::use_portals;
use super::result::ResultCard;
use super::saved::SaveSearch;
use crate::base::lang::Lang;
use crate::base::number::format_number;
use crate::i18n::{common, finding as words, portal as portal_words, screens};
use crate::place::{At, RESULTS_PER_PAGE};
use crate::portal::directory::{Entry, MyPortals, merged, same};
use crate::portal::federate::{Answered, Federation, Hit};
use crate::portal::{SearchQuery, SearchSort};
use crate::ui::kit::{
    Button, ButtonLook, Choice, Disclosure, EmptyState, Icon, IconName, Link, Notice, Panel, ScreenTitle, SearchField,
    Select, SkeletonLines, Tone, use_announcer,
};
use crate::ui::screens::home::intent;
use crate::ui::state::{App, use_app};

/// Gives every screen of this visit the same memory of searches.
pub(super) fn provide_memory() {
    Memory::provide();
}

/// A portal that is in no directory.
fn unlisted(address: &str) -> Option<Entry> {
    let mut list = MyPortals::default();
    list.add(address, "")?;
    merged(&list).into_iter().find(|entry| same(&entry.address, address))
}

/// A portal's name: the directory's, else its own, else its address; tracked.
fn title_of(run: Run, portal: usize, lang: Lang) -> String {
    let address = run.portals.with_value(|portals| portals.get(portal).cloned()).unwrap_or_default();
    if address == intent::SAMPLE {
        return portal_words::SAMPLE_TITLE.text(lang).to_owned();
    }
    let listed = run.titles.with(|titles| {
        titles.iter().find(|entry| same(&entry.address, &address)).map(|entry| entry.title_in(lang).to_owned())
    });
    let own = || run.known.with(|known| known.get(portal).and_then(|known| known.title.clone()));
    listed.or_else(own).unwrap_or_else(|| intent::short_address(&address).to_owned())
}

/// Katalog of many portals.
#[component]
pub fn Across(
    /// The portals' addresses as given.
    portals: Vec<String>,
) -> impl IntoView {
    let app = use_app();
    let given = portals.clone();
    // While the person is on the way to another screen the old query stands.
    let query = Memo::new(move |before: Option<&SearchQuery>| match app.place.get().at {
        At::Across { portals, query } if portals == given => query,
        _ => before.cloned().unwrap_or_default(),
    });
    let count = portals.len().to_string();
    let run = Run::new(app, portals.clone(), query);
    let announcer = use_announcer();
    Effect::new(move |before: Option<bool>| {
        let complete = run.federation.with(Federation::is_complete);
        if complete && before == Some(false) {
            announcer.say(untrack(|| count_words(run, app.prefs.lang.get_untracked())));
        }
        complete
    });
    Effect::new(move |before: Option<bool>| {
        let online = app.online.get();
        if online && before == Some(false) && run.was_offline() {
            untrack(|| run.start(false));
        }
        online
    });
    let choosing = RwSignal::new(false);
    // Only what all portals said can be compared with another day.
    let total = Memo::new(move |_| {
        let kept = run.known.with(|known| known.iter().any(|known| known.aged.is_some()));
        run.federation.with(|all| {
            let all_came = all.portals().iter().all(|state| matches!(state, Answered::Came { .. }));
            (all_came && !kept).then(|| all.total())
        })
    });
    view! {
        <div class="catalogue across">
            <header class="screen-head">
                <p class="crumbs">
                    <Link at=At::Home>{move || app.t(common::HOME)}</Link>
                    <Icon name=IconName::ChevronRight/>
                    <span>{move || app.t(words::ACROSS)}</span>
                </p>
                <ScreenTitle title=move || app.tf(words::ACROSS_TITLE, &[("n", &count)])/>
                <div class="button-row catalogue-portal">
                    <Button class="small" icon=IconName::Portal label=words::CHOOSE on_press=move |_| choosing.set(true)/>
                    <SaveSearch at=Signal::derive(move || run.at(query.get())) total/>
                </div>
            </header>
            <SearchField
                label=words::ACROSS_LABEL
                placeholder=words::ACROSS_LABEL
                action=common::SEARCH
                value=Signal::derive(move || query.with(|query| query.words.clone()))
                busy=Signal::derive(move || run.federation.with(|all| !all.is_complete()))
                on_submit=move |words: String| {
                    if words == query.with_untracked(|query| query.words.clone()) {
                        run.start(false);
                    } else {
                        run.go(|query| query.words = words);
                    }
                }
            />
            <Body run/>
        </div>
        <Chooser open=choosing here=portals done=Callback::new(move |portals: Vec<String>| {
            chosen::remember(&portals);
            app.go(At::Across { portals, query: query.get_untracked() });
        })/>
    }
    .into_any()
}

/// "1.234 dataset untuk “beras” di 7 portal"; tracked.
fn count_words(run: Run, lang: Lang) -> String {
    let (total, portals) = run.federation.with(|all| {
        let came = all.portals().iter().filter(|state| matches!(state, Answered::Came { .. })).count();
        (all.total(), came.to_string())
    });
    let n = format_number(total as f64, 0, lang);
    let typed = run.query.with(|query| query.words.clone());
    if typed.trim().is_empty() {
        words::ACROSS_COUNT.with(lang, &[("n", &n), ("portals", &portals)])
    } else {
        words::ACROSS_COUNT_FOR.with(lang, &[("n", &n), ("portals", &portals), ("words", &typed)])
    }
}

/// Portals, filters and results.
#[component]
fn Body(run: Run) -> impl IntoView {
    let app = run.app;
    let filters_open = RwSignal::new(false);
    let merged = Memo::new(move |_| run.federation.with(Federation::facets));
    let aged = Memo::new(move |_| run.known.with(|known| known.iter().filter(|known| known.aged.is_some()).count()));
    view! {
        <div class="catalogue-body">
            <Show when=move || app.wide.get()>
                <aside class="catalogue-facets" aria-label=move || app.t(words::ACROSS_ASKED)>
                    <Disclosure title=words::ACROSS_ASKED open=true count=move || run.portals.with_value(Vec::len).to_string()>
                        <PortalStates run/>
                    </Disclosure>
                    <MergedFacets run merged/>
                </aside>
            </Show>
            <section class="stack" aria-label=move || app.t(screens::RESULTS)>
                <p class="soft small across-progress" role="status">{move || progress_words(run, app.lang())}</p>
                <Show when=move || !app.wide.get()>
                    <Disclosure title=words::ACROSS_ASKED count=move || run.portals.with_value(Vec::len).to_string()>
                        <PortalStates run/>
                    </Disclosure>
                </Show>
                {move || (aged.get() > 0).then(|| view! {
                    <Notice tone=Tone::Warn title=move || app.tf(words::KEPT_SOME, &[("n", &aged.get().to_string())])>
                        <p>{move || app.t(words::KEPT_TEXT)}</p>
                        <div class="button-row"><Button label=words::KEPT_REFRESH icon=IconName::Refresh on_press=move |_| run.start(false)/></div>
                    </Notice>
                })}
                <Summary run filters_open/>
                <ChosenFacets run merged/>
                <Results run/>
            </section>
        </div>
        <Show when=move || !app.wide.get()>
            <Panel open=filters_open title=screens::FILTERS>
                <MergedFacets run merged/>
            </Panel>
        </Show>
    }
    .into_any()
}

/// How many, in which order, and on a phone the way to the filters.
#[component]
fn Summary(run: Run, filters_open: RwSignal<bool>) -> impl IntoView {
    let app = run.app;
    let sorts = SearchSort::ALL.map(|sort| Choice::new(sort, sort.message())).to_vec();
    let counted = move || {
        let lang = app.lang();
        let folded = run.federation.with(Federation::folded);
        let folded = (folded > 0).then(|| words::ACROSS_FOLDED.with(lang, &[("n", &folded.to_string())]));
        [Some(count_words(run, lang)), folded].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    view! {
        <div class="row apart">
            <p class="catalogue-count">{counted}</p>
            <div class="catalogue-tools">
                <Show when=move || !app.wide.get()>
                    <Button
                        icon=IconName::Filter
                        label=move || match narrow::chosen(run) {
                            0 => app.t(screens::FILTERS).to_owned(),
                            n => app.tf(screens::FILTERS_N, &[("n", &n.to_string())]),
                        }
                        on_press=move |_| filters_open.set(true)
                    />
                </Show>
                <Select
                    label=screens::SORT
                    hide_label=true
                    options=sorts
                    value=Signal::derive(move || run.query.with(|query| query.sort))
                    on_choose=move |sort| run.go(|query| query.sort = sort)
                />
            </div>
        </div>
    }
    .into_any()
}

/// What stands in the place of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    /// The first answer is awaited.
    Waiting,
    /// There are results.
    Hits,
    /// The portals that answered have none.
    Nothing,
    /// No portal could be read.
    None,
}

#[component]
fn Results(run: Run) -> impl IntoView {
    let app = run.app;
    let view = Memo::new(move |_| {
        run.federation.with(|all| {
            let any = all.portals().iter().any(|state| matches!(state, Answered::Came { .. }));
            match (all.hits().len() > 0, all.is_complete(), any) {
                (true, ..) => View::Hits,
                (false, false, _) => View::Waiting,
                (false, true, true) => View::Nothing,
                (false, true, false) => View::None,
            }
        })
    });
    move || match view.get() {
        View::Waiting => view! {
            <ul class="results" role="list" aria-label=move || app.t(common::LOADING)>
                {(0..4).map(|_| view! { <li class="card"><SkeletonLines/></li> }).collect_view()}
            </ul>
        }
        .into_any(),
        View::Nothing => {
            view! { <EmptyState icon=IconName::Search title=screens::NOTHING text=words::ACROSS_NOTHING_TEXT/> }
                .into_any()
        }
        View::None => {
            view! { <EmptyState icon=IconName::Portal title=words::ACROSS_NONE text=words::ACROSS_NONE_TEXT/> }
                .into_any()
        }
        View::Hits => view! { <Hits run/> }.into_any(),
    }
}

#[component]
fn Hits(run: Run) -> impl IntoView {
    let app = run.app;
    let hits = move || {
        let shown = run.shown();
        run.federation.with(|all| all.hits().take(shown).cloned().collect::<Vec<Hit>>())
    };
    let more = Memo::new(move |_| {
        let shown = run.shown();
        run.federation.with(|all| (shown < all.hits().len() || all.has_more(), all.is_reading()))
    });
    // Whether a portal has more than is merged.
    let cut = Memo::new(move |_| {
        run.federation.with(|all| {
            all.portals().iter().enumerate().any(|(at, state)| {
                let (taken, stopped) = all.read(at);
                matches!(state, Answered::Came { total, .. } if *total > taken && taken >= 1_000) && stopped.is_none()
            })
        })
    });
    view! {
        <ul class="results" role="list">
            <For each=hits key=|hit| (hit.portal, hit.dataset.id.clone()) let:hit>
                <HitCard run hit/>
            </For>
        </ul>
        {move || {
            let (has_more, reading) = more.get();
            if reading {
                return view! { <p class="soft medium" role="status">{move || app.t(words::ACROSS_READING_MORE)}</p> }.into_any();
            }
            if has_more {
                return view! {
                    <div><Button look=ButtonLook::Plain icon=IconName::Down label=words::ACROSS_MORE on_press=move |_| {
                        run.limit.update(|limit| *limit += RESULTS_PER_PAGE as usize);
                    }/></div>
                }.into_any();
            }
            let text = if cut.get() { words::ACROSS_CUT } else { words::ACROSS_END };
            view! { <p class="soft medium">{move || app.t(text)}</p> }.into_any()
        }}
    }
    .into_any()
}

/// A result with where it is from; the same dataset at other portals is a link each.
#[component]
fn HitCard(run: Run, hit: Hit) -> impl IntoView {
    let app = run.app;
    let (portal, id) = (hit.portal, hit.dataset.id.clone());
    let address = run.portals.with_value(|portals| portals.get(portal).cloned()).unwrap_or_default();
    let from = move || title_of(run, portal, app.lang());
    let also = Memo::new(move |_| {
        run.federation.with(|all| {
            all.hits()
                .find(|hit| hit.portal == portal && hit.dataset.id == id)
                .map(|hit| hit.also.clone())
                .unwrap_or_default()
        })
    });
    view! {
        <ResultCard dataset=hit.dataset portal=address>
            <p class="small result-from">
                <Icon name=IconName::Portal class="small"/>
                <span>{from}</span>
                {move || also.get().into_iter().map(|(portal, dataset)| {
                    let portal_address = run.portals.with_value(|portals| portals.get(portal).cloned()).unwrap_or_default();
                    let at = At::Dataset { portal: portal_address, dataset };
                    view! {
                        <Link at class="result-also">{move || app.tf(words::ACROSS_ALSO, &[("portals", &title_of(run, portal, app.lang()))])}</Link>
                    }
                }).collect_view()}
            </p>
        </ResultCard>
    }
    .into_any()
}

/// The directory as the person has it, for the names of portals.
fn titles() -> Memo<Vec<Entry>> {
    let portals = use_portals();
    Memo::new(move |_| portals.list.with(merged))
}

/// The words of a search, for people.
pub(super) fn words_of(app: App, typed: &str) -> String {
    let typed = typed.trim();
    if typed.is_empty() { app.t(words::SAVED_ALL).to_owned() } else { typed.to_owned() }
}
