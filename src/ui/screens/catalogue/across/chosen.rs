//! Which portals are searched: the person's choice, remembered on this device, and the dialog to change it.

use leptos::prelude::*;

use crate::i18n::finding as words;
use crate::place::{At, MAX_PORTALS};
use crate::portal::SearchQuery;
use crate::portal::directory::{self, Choice, Entry, Met, same};
use crate::ui::kit::{Button, ButtonLook, Checkbox, Dialog, IconName, TextInput};
use crate::ui::screens::catalogue::directory::{Portals, stored, use_portals};
use crate::ui::screens::home::intent;
use crate::ui::state::use_app;
use crate::web::dom;

/// Where the choice is kept, as a JSON list of addresses.
const CHOSEN: &str = "jelajah.across";
/// Bytes of it that are read back.
const MAX_CHOSEN_BYTES: usize = 32 << 10;

/// The person's own choice, if there is one.
fn remembered() -> Option<Vec<String>> {
    let text = dom::storage().and_then(|storage| storage.get_item(CHOSEN).ok().flatten())?;
    let mut chosen: Vec<String> =
        serde_json::from_str(Some(text).filter(|text| text.len() <= MAX_CHOSEN_BYTES)?.as_str()).ok()?;
    chosen.truncate(MAX_PORTALS);
    Some(chosen).filter(|chosen| chosen.len() > 1)
}

pub(super) fn remember(chosen: &[String]) {
    if let Some(storage) = dom::storage() {
        // A browser without storage starts with the usual choice next time.
        storage.set_item(CHOSEN, &serde_json::to_string(chosen).unwrap_or_default()).ok();
    }
}

/// The choice for people who have made none.
fn usual(portals: Portals) -> Vec<String> {
    let met = |address: &str| match portals.visit(address) {
        None => Met::Not,
        Some(visit) if visit.trouble.is_none() => Met::Read,
        Some(_) => Met::Barred,
    };
    untrack(|| directory::searched(&portals.list.with(directory::merged), met))
}

/// The portals that are searched when the person asks for many.
fn chosen_portals() -> Vec<String> {
    remembered().unwrap_or_else(|| usual(stored()))
}

/// The place of a search in the chosen portals, and in one more where it is not among them.
pub(in crate::ui::screens) fn across(and: Option<&str>, query: SearchQuery) -> At {
    let mut portals = chosen_portals();
    if let Some(and) = and
        && portals.iter().all(|portal| !same(portal, and))
    {
        portals.truncate(MAX_PORTALS - 1);
        portals.insert(0, and.to_owned());
    }
    match portals.as_slice() {
        [one] => At::Catalogue { portal: one.clone(), query },
        _ => At::Across { portals, query },
    }
}

/// The list to choose from: the directory, and those of the address that are not in it.
fn candidates(portals: Portals, here: &[String]) -> Vec<(String, Entry)> {
    let entries = portals.list.with(directory::merged);
    let listed = directory::find(&entries, &Choice::default());
    let mut list: Vec<(String, Entry)> = Vec::new();
    for address in here {
        let known = entries.iter().find(|entry| same(&entry.address, address));
        if let Some(entry) = known.cloned().or_else(|| super::unlisted(address)) {
            list.push((address.clone(), entry));
        }
    }
    let others = listed.into_iter().filter(|entry| here.iter().all(|address| !same(address, &entry.address)));
    list.extend(others.map(|entry| (entry.address.clone(), entry.clone())));
    list
}

/// The dialog to choose portals.
#[component]
pub(super) fn Chooser(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The portals of the address.
    here: Vec<String>,
    /// Goes on with the choice.
    done: Callback<Vec<String>>,
) -> impl IntoView {
    let portals = use_portals();
    let here = StoredValue::new(here);
    let chosen = RwSignal::new(here.get_value());
    Effect::new(move |_| {
        if open.get() {
            chosen.set(here.get_value());
        }
    });
    let app = use_app();
    let foot = move || {
        view! {
            <Button
                look=ButtonLook::Primary
                icon=IconName::Search
                label=move || app.tf(words::CHOOSE_SEARCH, &[("n", &chosen.with(Vec::len).to_string())])
                disabled=Signal::derive(move || chosen.with(Vec::len) < 2)
                on_press=move |_| {
                    open.set(false);
                    done.run(chosen.get_untracked());
                }
            />
            <Button label=words::CHOOSE_USUAL on_press=move |_| chosen.set(usual(portals))/>
            <Button look=ButtonLook::Quiet label=words::CHOOSE_NONE on_press=move |_| chosen.set(Vec::new())/>
        }
    };
    view! {
        <Dialog open title=words::CHOOSE foot>
            <Candidates here chosen/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Candidates(here: StoredValue<Vec<String>>, chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let app = use_app();
    let portals = use_portals();
    let typed = RwSignal::new(String::new());
    let list = Memo::new(move |_| here.with_value(|here| candidates(portals, here)));
    let found = Memo::new(move |_| {
        let choice = Choice { words: typed.get(), with_hidden: true, ..Choice::default() };
        list.with(|list| {
            let entries: Vec<Entry> = list.iter().map(|(_, entry)| entry.clone()).collect();
            let fitting = directory::find(&entries, &choice);
            let fits = |entry: &Entry| fitting.iter().any(|other| other.address == entry.address);
            list.iter().filter(|(_, entry)| fits(entry)).cloned().collect::<Vec<_>>()
        })
    });
    let full = Memo::new(move |_| chosen.with(Vec::len) >= MAX_PORTALS);
    let count = move || {
        let n = chosen.with(Vec::len);
        if n < 2 {
            return app.t(words::CHOOSE_TWO).to_owned();
        }
        app.tf(words::CHOOSE_COUNT, &[("n", &n.to_string()), ("most", &MAX_PORTALS.to_string())])
    };
    view! {
        <div class="stack choose">
            <p class="soft medium measure">{move || app.t(words::CHOOSE_TEXT)}</p>
            <TextInput label=words::CHOOSE_FILTER kind="search" value=typed on_input=move |text| typed.set(text)/>
            <div class="row apart">
                <p class="soft small" role="status">{count}</p>
                <Button class="small" label=words::CHOOSE_SHOWN disabled=full on_press=move |_| chosen.update(|chosen| {
                    for (address, _) in found.get_untracked() {
                        if chosen.len() < MAX_PORTALS && !chosen.contains(&address) {
                            chosen.push(address);
                        }
                    }
                })/>
            </div>
            <ul class="choose-list" role="list">
                <For each=move || found.get() key=|(address, entry)| (address.clone(), entry.title.clone()) let:((address, entry))>
                    {
                        let address = StoredValue::new(address);
                        let is_chosen = move || chosen.with(|chosen| address.with_value(|address| chosen.contains(address)));
                        let facts = entry.clone();
                        let place = move || {
                            let region = facts.region_in(app.lang());
                            if region.is_empty() { intent::short_address(&facts.address).to_owned() } else { region.to_owned() }
                        };
                        view! {
                            <li>
                                <Checkbox
                                    label=move || entry.title_in(app.lang()).to_owned()
                                    checked=Signal::derive(is_chosen)
                                    on_change=move |on| chosen.update(|chosen| {
                                        let address = address.get_value();
                                        chosen.retain(|other| *other != address);
                                        if on && !full.get_untracked() {
                                            chosen.push(address);
                                        }
                                    })
                                    count=place
                                />
                            </li>
                        }
                    }
                </For>
            </ul>
        </div>
    }
    .into_any()
}
