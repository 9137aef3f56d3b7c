//! The directory of portals: found by typing, in groups, each with what is known of it. On Beranda and,
//! to switch portals, in Katalog.

mod manage;
mod own;
mod row;

use leptos::prelude::*;

pub(super) use self::own::stored;
pub use self::own::{Portals, use_portals};

use self::manage::Manage;
use self::row::PortalRow;
use crate::base::number::format_number;
use crate::i18n::{Message, portal as portal_words, screens as words};
use crate::portal::PortalKind;
use crate::portal::directory::{self, Choice, Entry, Level};
use crate::ui::kit::{Button, ButtonLook, EmptyState, Icon, IconName, unique_id};
use crate::ui::state::{App, use_app};

/// Portals of a group that are shown before "show more".
const SHOWN: usize = 6;

/// Id of the heading on Beranda.
pub const HEADING: &str = crate::ui::screens::home::PORTALS;

/// The groups that a person sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Group {
    Own,
    Home,
    Abroad,
}

impl Group {
    const ALL: [Self; 3] = [Self::Own, Self::Home, Self::Abroad];

    const fn of(level: Level) -> Self {
        match level {
            Level::Own => Self::Own,
            Level::National | Level::Province | Level::Local => Self::Home,
            Level::Foreign => Self::Abroad,
        }
    }

    const fn message(self) -> Message {
        match self {
            Self::Own => portal_words::LEVEL_OWN,
            Self::Home => words::PORTALS_HOME,
            Self::Abroad => portal_words::LEVEL_FOREIGN,
        }
    }
}

/// Whether portals of a kind ask for a key of the person's own.
const fn asks_for_key(kind: Option<PortalKind>) -> bool {
    matches!(kind, Some(PortalKind::Bps))
}

/// Whether the directory, as the person has it, has a portal; tracked.
pub(super) fn lists(portals: Portals, address: &str) -> bool {
    portals.list.with(directory::merged).iter().any(|entry| directory::same(&entry.address, address))
}

/// Adds a portal to the person's own list and says so.
pub(super) fn keep(app: App, portals: Portals, address: &str, title: &str) -> bool {
    let added = portals.change(|list| list.add(address, title));
    let Some(added) = added else { return false };
    let title = if title.is_empty() { super::super::home::intent::short_address(&added) } else { title };
    app.say(words::OWN_ADDED.with(app.prefs.lang.get_untracked(), &[("title", title)]));
    true
}

/// The section of Beranda.
#[component]
pub fn PortalSection() -> impl IntoView {
    let app = use_app();
    let all = directory::built_in();
    let abroad = all.iter().filter(|entry| entry.level == Level::Foreign).count();
    let (home, abroad) = ((all.len() - abroad).to_string(), abroad.to_string());
    view! {
        <section class="stack tight" aria-labelledby=HEADING>
            <h2 id=HEADING class="portals-heading" tabindex="-1">{move || app.t(words::PORTALS)}</h2>
            <p class="soft medium measure">{move || app.tf(words::PORTALS_TEXT, &[("home", &home), ("abroad", &abroad)])}</p>
            <Directory/>
        </section>
    }
    .into_any()
}

/// The list with its filter.
#[component]
pub(super) fn Directory(
    /// The portal that is open, if one is.
    #[prop(optional, into)]
    here: String,
) -> impl IntoView {
    let app = use_app();
    let portals = use_portals();
    let typed = RwSignal::new(String::new());
    let with_hidden = RwSignal::new(false);
    let here = StoredValue::new(here);
    let entries = Memo::new(move |_| portals.list.with(directory::merged));
    let found = Memo::new(move |_| {
        let choice = Choice { words: typed.get(), with_hidden: with_hidden.get(), ..Choice::default() };
        entries.with(|entries| {
            let mut found: Vec<Entry> = directory::find(entries, &choice).into_iter().cloned().collect();
            // Those that do not open at once come last in their group; within that the order stands.
            found.sort_by_key(|entry| asks_for_key(entry.kind) && !app.engine.has_key());
            found
        })
    });
    let count = move || {
        let n = format_number(found.with(Vec::len) as f64, 0, app.lang());
        app.tf(words::PORTALS_SHOWN, &[("n", &n)])
    };
    let field = unique_id("portals");
    view! {
        <div class="directory stack">
            <div class="field">
                <label class="hidden-visually" for=field.clone()>{move || app.t(words::PORTALS_FILTER)}</label>
                <div class="search-box">
                    <Icon name=IconName::Search/>
                    <input
                        id=field
                        class="input"
                        type="search"
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        placeholder=move || app.t(words::PORTALS_FILTER)
                        prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </div>
                <p class="field-hint" role="status">
                    {move || if typed.with(|typed| typed.trim().is_empty()) { String::new() } else { count() }}
                </p>
            </div>
            {move || found.with(Vec::is_empty).then(|| view! {
                <EmptyState icon=IconName::Portal title=words::PORTALS_NONE text=words::PORTALS_NONE_TEXT/>
            })}
            {Group::ALL.map(|group| view! { <GroupList group found typed here/> })}
            <p class="soft small measure">{move || app.t(words::PORTALS_ABOUT)}</p>
            <Manage entries with_hidden/>
        </div>
    }
    .into_any()
}

/// A group with the portals that fit; nothing where none do.
#[component]
fn GroupList(
    group: Group,
    found: Memo<Vec<Entry>>,
    typed: RwSignal<String>,
    here: StoredValue<String>,
) -> impl IntoView {
    let app = use_app();
    let all = RwSignal::new(false);
    // Own additions are few and wanted; whoever types wants to see what fits.
    let whole = move || all.get() || group == Group::Own || typed.with(|typed| !typed.trim().is_empty());
    let count =
        Memo::new(move |_| found.with(|found| found.iter().filter(|entry| Group::of(entry.level) == group).count()));
    let shown = move || {
        let limit = if whole() { usize::MAX } else { SHOWN };
        found.with(|found| {
            found.iter().filter(|entry| Group::of(entry.level) == group).take(limit).cloned().collect::<Vec<_>>()
        })
    };
    let heading = unique_id("group");
    view! {
        <Show when=move || count.get() != 0>
            <section class="stack tight" aria-labelledby=heading.clone()>
                <h3 id=heading.clone() class="portals-group">
                    {move || app.t(group.message())}" "<span class="soft tabular">{move || count.get()}</span>
                </h3>
                <ul class="portals" role="list">
                    <For
                        each=shown
                        key=|entry| (entry.address.clone(), entry.title.clone(), entry.hidden)
                        let:entry
                    >
                        <PortalRow entry here/>
                    </For>
                </ul>
                {move || (count.get() > SHOWN && group != Group::Own && typed.with(|typed| typed.trim().is_empty())).then(|| {
                    let hidden = count.get() - SHOWN;
                    view! {
                        <div><Button
                            look=ButtonLook::Quiet
                            class="small"
                            label=move || if all.get() { app.t(words::SHOW_FEWER).to_owned() } else { app.tf(words::SHOW_MORE, &[("n", &hidden.to_string())]) }
                            on_press=move |_| all.update(|all| *all = !*all)
                        /></div>
                    }
                })}
            </section>
        </Show>
    }
}
