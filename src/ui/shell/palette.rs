//! The command palette: type to filter, arrows and Enter, Escape.

use leptos::html;
use leptos::prelude::*;

use super::commands::{self, Command, Entry};
use crate::base::text::fold;
use crate::i18n::{common, screens as words};
use crate::ui::kit::{Icon, IconName, use_file_intake};
use crate::ui::state::use_app;
use crate::web::dom;

/// Entries shown at once.
const SHOWN: usize = 50;

const LIST: &str = "palette-list";

fn option_id(index: usize) -> String {
    format!("palette-option-{index}")
}

/// Entries whose words hold every typed word, in their own order.
fn matching(entries: Vec<Entry>, typed: &str) -> Vec<Entry> {
    let typed = fold(typed);
    let wanted: Vec<&str> = typed.split_whitespace().collect();
    entries
        .into_iter()
        .filter(|entry| {
            let words = fold(&entry.words);
            wanted.iter().all(|wanted| words.contains(wanted))
        })
        .take(SHOWN)
        .collect()
}

/// Scrolls the list just far enough to show an option.
fn reveal(id: &str) {
    let Some(document) = dom::document() else { return };
    let (Some(option), Some(list)) = (document.get_element_by_id(id), document.get_element_by_id(LIST)) else { return };
    let (option, frame) = (option.get_bounding_client_rect(), list.get_bounding_client_rect());
    let beyond = (option.bottom() - frame.bottom()).max(0.0) + (option.top() - frame.top()).min(0.0);
    list.set_scroll_top(list.scroll_top() + beyond.round() as i32);
}

/// The palette; open while [`App::palette`](crate::ui::state::App::palette) says so.
#[component]
pub(super) fn Palette() -> impl IntoView {
    let app = use_app();
    let intake = use_file_intake();
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    crate::ui::kit::dialog::follow(dialog, app.palette);
    Effect::new(move |_| {
        if app.palette.get() {
            typed.set(String::new());
            chosen.set(0);
        }
    });
    let found = Memo::new(move |_| {
        if !app.palette.get() {
            return Vec::new();
        }
        let typed = typed.get();
        let mut found = matching(commands::entries(app), &typed);
        let text = typed.trim();
        if !text.is_empty() {
            found.push(Entry {
                command: Command::Find(text.to_owned()),
                words: app.tf(words::FIND_TEXT, &[("text", text)]),
                icon: IconName::Search,
                keys: None,
            });
        }
        found
    });
    let run = move |command: Command| {
        app.palette.set(false);
        commands::run_here(app, intake, command);
    };
    let step = move |by: isize| {
        let count = found.with_untracked(Vec::len);
        if count > 0 {
            chosen.update(|chosen| {
                *chosen = (*chosen).min(count - 1).wrapping_add_signed(by).wrapping_add(count) % count;
            });
            let id = option_id(chosen.get_untracked());
            request_animation_frame(move || reveal(&id));
        }
    };
    let keys = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => {
            event.prevent_default();
            step(1);
        }
        "ArrowUp" => {
            event.prevent_default();
            step(-1);
        }
        "Enter" if !event.is_composing() => {
            event.prevent_default();
            let entry = found.with_untracked(|found| found.get(chosen.get_untracked()).cloned());
            if let Some(entry) = entry {
                run(entry.command);
            }
        }
        _ => {}
    };
    let options = move || {
        found
            .get()
            .into_iter()
            .enumerate()
            .map(|(index, entry)| {
                let command = entry.command;
                view! {
                    <li
                        id=option_id(index)
                        class="palette-option"
                        role="option"
                        aria-selected=move || (chosen.get() == index).to_string()
                        // The field keeps the focus, so that typing goes on.
                        on:mousedown=|event| event.prevent_default()
                        on:click=move |_| run(command.clone())
                    >
                        <Icon name=entry.icon/>
                        <span class="grow one-line">{entry.words}</span>
                        {entry.keys.map(|keys| view! { <kbd>{keys}</kbd> })}
                    </li>
                }
            })
            .collect_view()
    };
    let content = move || {
        app.palette.get().then(|| {
            view! {
                <div class="palette-field">
                    <Icon name=IconName::Search/>
                    <input
                        type="text"
                        class="palette-input"
                        role="combobox"
                        aria-expanded="true"
                        aria-autocomplete="list"
                        aria-controls=LIST
                        aria-label=move || app.t(common::PALETTE)
                        aria-activedescendant=move || (!found.with(Vec::is_empty)).then(|| option_id(chosen.get()))
                        placeholder=move || app.t(common::PALETTE_HINT)
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        autofocus
                        prop:value=move || typed.get()
                        on:input=move |event| {
                            typed.set(event_target_value(&event));
                            chosen.set(0);
                        }
                        on:keydown=keys
                    />
                    <button type="button" class="button quiet small" on:click=move |_| app.palette.set(false)>{move || app.t(common::CLOSE)}</button>
                </div>
                <ul id=LIST class="palette-list" role="listbox" aria-label=move || app.t(common::PALETTE_OPEN)>{options}</ul>
                <p class="hidden-visually" role="status">
                    {move || app.tf(common::PALETTE_COUNT, &[("n", &found.with(Vec::len).to_string())])}
                </p>
            }
        })
    };
    view! {
        <dialog
            class="palette"
            node_ref=dialog
            aria-label=move || app.t(common::PALETTE)
            on:close=move |_| app.palette.set(false)
            on:click=move |event| {
                let on_backdrop = event.target().is_some_and(|target| {
                    dialog.get_untracked().is_some_and(|dialog| {
                        wasm_bindgen::JsCast::unchecked_ref::<web_sys::EventTarget>(&*dialog) == &target
                    })
                });
                if on_backdrop {
                    app.palette.set(false);
                }
            }
        >
            {content}
        </dialog>
    }
}
