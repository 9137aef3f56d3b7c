//! A portal of the directory: its name, what is known of it, and what the person can do with its entry.

use leptos::prelude::*;

use super::asks_for_key;
use super::own::{Portals, use_portals};
use crate::base::date;
use crate::base::lang::Lang;
use crate::base::number::format_number;
use crate::i18n::{Message, common, screens as words};
use crate::portal::directory::{Entry, Level, Seen};
use crate::portal::ladder::Trouble;
use crate::ui::kit::{Button, ButtonLook, Icon, IconName, Link, Menu, MenuItem, StatusWord, TextInput, Tone};
use crate::ui::screens::home::intent;
use crate::ui::state::use_app;

/// What was last known of a portal: what happened on this device counts more than what is in the list.
fn state(portals: Portals, entry: &Entry, has_key: bool, lang: Lang) -> (Tone, String) {
    if asks_for_key(entry.kind) && !has_key {
        return (Tone::Info, words::PORTAL_NEEDS_KEY.text(lang).to_owned());
    }
    if let Some(visit) = portals.visit(&entry.address) {
        let (tone, message) = match visit.trouble {
            None => (Tone::Good, words::SEEN_READ),
            Some(Trouble::Down) => (Tone::Warn, words::SEEN_DOWN),
            Some(Trouble::Forbidden) => (Tone::Warn, words::SEEN_FORBIDDEN),
            Some(_) => (Tone::Warn, words::SEEN_REFUSED),
        };
        return (tone, message.with(lang, &[("date", &date::format_short(visit.day, lang))]));
    }
    let month = entry.checked.as_ref().and_then(|month| date::parse_iso(&format!("{month}-01")));
    let when = |tone: Tone, message: Message| {
        month.map(|day| (tone, message.with(lang, &[("month", &date::format_month(day, lang))])))
    };
    let known = match (entry.cors, entry.seen) {
        (Some(false), _) => when(Tone::Warn, words::PORTAL_REFUSES),
        (Some(true), _) => Some((Tone::Good, words::PORTAL_LETS_READ.text(lang).to_owned())),
        (None, Seen::Guarded) => when(Tone::Warn, words::PORTAL_GUARDED),
        (None, Seen::Answering) => when(Tone::Info, words::PORTAL_ANSWERED),
        (None, Seen::Unknown) => None,
    };
    known.unwrap_or_else(|| (Tone::Info, words::PORTAL_UNKNOWN.text(lang).to_owned()))
}

/// "Jawa Timur · CKAN · ± 82.005 dataset"
fn facts(entry: &Entry, lang: Lang) -> String {
    let region = entry.region_in(lang);
    // An own addition has no region; its address tells which portal it is.
    let place = if region.is_empty() { intent::short_address(&entry.address) } else { region };
    let size =
        entry.datasets.map(|count| words::PORTAL_SIZE.with(lang, &[("n", &format_number(count as f64, 0, lang))]));
    [
        Some(place.to_owned()),
        entry.kind.map(|kind| kind.message().text(lang).to_owned()),
        size,
        entry.rows.then(|| words::PORTAL_ROWS.text(lang).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ")
}

/// One entry.
#[component]
pub(super) fn PortalRow(
    /// The portal.
    entry: Entry,
    /// The portal that is open.
    here: StoredValue<String>,
) -> impl IntoView {
    let app = use_app();
    let portals = use_portals();
    let renaming = RwSignal::new(false);
    let is_here = here.with_value(|here| !here.is_empty() && crate::portal::directory::same(here, &entry.address));
    let hidden = entry.hidden;
    let entry = StoredValue::new(entry);
    let title = move || entry.with_value(|entry| entry.title_in(app.lang()).to_owned());
    let name = {
        let address = entry.with_value(|entry| entry.address.clone());
        if is_here {
            view! { <span>{title}</span> }.into_any()
        } else {
            let at = intent::catalogue(&address, "");
            view! { <Link at class="stretch">{title}</Link> }.into_any()
        }
    };
    let status = move || {
        let (tone, label) = entry.with_value(|entry| state(portals, entry, app.engine.has_key(), app.lang()));
        view! { <StatusWord tone label/> }
    };
    view! {
        <li class="portal press" class:is-hidden=hidden>
            <div class="portal-words">
                <p class="portal-name any-break">{name}</p>
                <p class="soft small">{move || entry.with_value(|entry| facts(entry, app.lang()))}</p>
                <p class="row small">
                    {is_here.then(|| view! { <StatusWord tone=Tone::Good label=words::PORTAL_HERE/> })}
                    {hidden.then(|| view! { <StatusWord label=words::PORTAL_HIDDEN/> })}
                    {status}
                </p>
            </div>
            <div class="portal-menu"><RowMenu entry renaming/></div>
            {move || renaming.get().then(|| view! { <Rename entry renaming/> })}
        </li>
    }
    .into_any()
}

#[component]
fn RowMenu(entry: StoredValue<Entry>, renaming: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let portals = use_portals();
    let title = move || entry.with_value(|entry| entry.title_in(app.lang()).to_owned());
    let (address, hidden, own) =
        entry.with_value(|entry| (entry.address.clone(), entry.hidden, entry.level == Level::Own));
    let address = StoredValue::new(address);
    view! {
        <Menu label=move || app.tf(words::PORTAL_ACTIONS, &[("title", &title())])>
            <MenuItem label=words::PORTAL_RENAME icon=IconName::Edit on_press=move |()| renaming.set(true)/>
            <MenuItem
                label=if hidden { words::PORTAL_SHOW } else { words::PORTAL_HIDE }
                icon=IconName::Eye
                on_press=move |()| {
                    portals.change(|list| list.hide(&address.get_value(), !hidden));
                    if !hidden {
                        let lang = app.prefs.lang.get_untracked();
                        let title = entry.with_value(|entry| entry.title_in(lang).to_owned());
                        app.say(words::PORTAL_HID.with(lang, &[("title", &title)]));
                    }
                }
            />
            {own.then(|| view! {
                <MenuItem label=words::PORTAL_FORGET icon=IconName::Trash on_press=move |()| {
                    portals.change(|list| list.forget(&address.get_value()));
                }/>
            })}
        </Menu>
    }
}

/// The field for another name, in the row itself.
#[component]
fn Rename(entry: StoredValue<Entry>, renaming: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let portals = use_portals();
    let lang = app.prefs.lang.get_untracked();
    let name = RwSignal::new(entry.with_value(|entry| entry.title_in(lang).to_owned()));
    let id = crate::ui::kit::unique_id("rename");
    let focus = id.clone();
    // The menu gives the focus back to its button first.
    request_animation_frame(move || crate::web::dom::focus(&focus));
    let title = move || entry.with_value(|entry| entry.title_in(app.lang()).to_owned());
    view! {
        <form class="portal-rename" on:submit=move |event| {
            event.prevent_default();
            let (address, old) = entry.with_value(|entry| (entry.address.clone(), entry.title_in(lang).to_owned()));
            let name = name.get_untracked();
            renaming.set(false);
            if name.trim() != old {
                portals.change(|list| list.rename(&address, &name));
            }
        }>
            <TextInput
                id
                label=move || app.tf(words::PORTAL_NAME, &[("title", &title())])
                hint=words::PORTAL_NAME_HINT
                value=name
                on_input=move |text| name.set(text)
            />
            <div class="button-row">
                <button type="submit" class="button primary"><Icon name=IconName::Check/><span>{move || app.t(common::SAVE)}</span></button>
                <Button look=ButtonLook::Quiet label=common::CANCEL on_press=move |_| renaming.set(false)/>
            </div>
        </form>
    }
    .into_any()
}
