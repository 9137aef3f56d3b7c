//! Searches that a person saved: saving one, and the list on Beranda.

use leptos::prelude::*;

use super::across::words_of;
use crate::base::date;
use crate::base::number::format_number;
use crate::i18n::finding as words;
use crate::place::At;
use crate::place::saved::{Saved, SavedSearches, Since};
use crate::ui::kit::{Button, ButtonLook, Icon, IconButton, IconName, Link, StatusWord, Tone};
use crate::ui::screens::home::intent;
use crate::ui::state::use_app;
use crate::web::{clock, dom};

/// Where they are kept.
const SEARCHES: &str = "jelajah.searches";

/// The saved searches; cheap to copy, the same for every screen of this visit.
#[derive(Clone, Copy)]
struct Searches(RwSignal<SavedSearches>);

fn stored() -> Option<SavedSearches> {
    let text = dom::storage().and_then(|storage| storage.get_item(SEARCHES).ok().flatten())?;
    Some(SavedSearches::read(&text))
}

/// Reads what is kept, and gives it to every screen.
pub(super) fn provide_memory() {
    provide_context(Searches(RwSignal::new(stored().unwrap_or_default())));
}

fn use_searches() -> Searches {
    use_context::<Searches>().unwrap_or_else(|| Searches(RwSignal::new(SavedSearches::default())))
}

impl Searches {
    /// Changes the list. Another tab may have changed it meanwhile, so what is stored counts.
    fn change<R>(self, with: impl FnOnce(&mut SavedSearches) -> R) -> R {
        let mut list = stored().unwrap_or_else(|| self.0.get_untracked());
        let before = list.clone();
        let result = with(&mut list);
        if list != before {
            if let Some(storage) = dom::storage() {
                // A browser without storage keeps the list for this visit.
                storage.set_item(SEARCHES, &list.write()).ok();
            }
            self.0.set(list);
        }
        result
    }
}

/// Saves the search on the screen or forgets it, and says what has changed since the last look.
#[component]
pub(super) fn SaveSearch(
    /// The search.
    #[prop(into)]
    at: Signal<At>,
    /// How many datasets there are, once that is certain.
    #[prop(into)]
    total: Signal<Option<u64>>,
) -> impl IntoView {
    let app = use_app();
    let searches = use_searches();
    let saved = Memo::new(move |_| searches.0.with(|list| at.with(|at| list.find(at).is_some())));
    let since: RwSignal<Option<(At, Since)>> = RwSignal::new(None);
    Effect::new(move |_| {
        let (at, Some(total), Some(today)) = (at.get(), total.get(), clock::today()) else { return };
        let changed = untrack(|| searches.change(|list| list.look(&at, total, today)));
        if let Some(changed) = changed {
            since.set(Some((at, changed)));
        }
    });
    let since_words = move || {
        let lang = app.lang();
        let (_, changed) = since.get().filter(|(seen, _)| at.with(|at| at == seen))?;
        let message = if changed.more > 0 { words::SAVED_NEW } else { words::SAVED_FEWER };
        let n = format_number(changed.more.unsigned_abs() as f64, 0, lang);
        Some(message.with(lang, &[("n", &n), ("date", &date::format_short(changed.day, lang))]))
    };
    view! {
        {move || if saved.get() {
            view! {
                <Button class="small" look=ButtonLook::Quiet icon=IconName::Check label=words::SEARCH_SAVED on_press=move |_| {
                    searches.change(|list| list.forget(&at.get_untracked()));
                    app.say(words::SAVED_REMOVED.text(app.prefs.lang.get_untracked()));
                }/>
            }.into_any()
        } else {
            view! {
                <Button class="small" look=ButtonLook::Quiet icon=IconName::Plus label=words::SAVE_SEARCH on_press=move |_| {
                    let Some(today) = clock::today() else { return };
                    searches.change(|list| list.keep(&at.get_untracked(), total.get_untracked(), today));
                    app.say(words::SAVED_KEPT.text(app.prefs.lang.get_untracked()));
                }/>
            }.into_any()
        }}
        {move || since_words().map(|label| view! { <StatusWord tone=Tone::Good label/> })}
    }
    .into_any()
}

/// The saved searches; nothing where there are none.
#[component]
pub fn SavedList() -> impl IntoView {
    let app = use_app();
    let searches = use_searches();
    move || {
        let list: Vec<(At, Saved)> =
            searches.0.with(|list| list.all().iter().filter_map(|saved| Some((saved.at()?, saved.clone()))).collect());
        (!list.is_empty()).then(|| {
            view! {
                <section class="stack tight saved-searches">
                    <h2>{move || app.t(words::SAVED)}</h2>
                    <ul class="recent" role="list">
                        {list.into_iter().map(|(at, saved)| view! { <SavedRow at saved/> }).collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

#[component]
fn SavedRow(at: At, saved: Saved) -> impl IntoView {
    let app = use_app();
    let searches = use_searches();
    let (typed, filters, portals) = match &at {
        At::Catalogue { portal, query } => (query.words.clone(), query.facets.clone(), vec![portal.clone()]),
        At::Across { portals, query } => (query.words.clone(), query.facets.clone(), portals.clone()),
        _ => Default::default(),
    };
    let title = StoredValue::new(typed);
    let title = move || title.with_value(|typed| words_of(app, typed));
    let narrowed = filters.into_values().flatten().collect::<Vec<_>>();
    let from = move || {
        let lang = app.lang();
        let place = match portals.as_slice() {
            [one] if one == intent::SAMPLE => {
                words::SAVED_IN.with(lang, &[("portal", crate::i18n::portal::SAMPLE_TITLE.text(lang))])
            }
            [one] => words::SAVED_IN.with(lang, &[("portal", intent::short_address(one))]),
            many => words::SAVED_IN_MANY.with(lang, &[("n", &many.len().to_string())]),
        };
        let looked = saved.total.map(|total| {
            let n = format_number(total as f64, 0, lang);
            words::SAVED_TOTAL.with(lang, &[("n", &n), ("date", &date::format_short(saved.day, lang))])
        });
        narrowed.iter().cloned().chain([place]).chain(looked).collect::<Vec<_>>().join(" · ")
    };
    let own = StoredValue::new(at.clone());
    view! {
        <li class="saved-search">
            <Link at class="recent-link">
                <Icon name=IconName::Search/>
                <span class="grow">
                    <span class="recent-title one-line">{title}</span>
                    <span class="soft small one-line">{from}</span>
                </span>
                <Icon name=IconName::ChevronRight class="small"/>
            </Link>
            <IconButton
                icon=IconName::Trash
                label=move || app.tf(words::SAVED_REMOVE, &[("title", &title())])
                on_press=move |_| {
                    searches.change(|list| list.forget(&own.get_value()));
                    app.say(words::SAVED_REMOVED.text(app.prefs.lang.get_untracked()));
                }
            />
        </li>
    }
    .into_any()
}
