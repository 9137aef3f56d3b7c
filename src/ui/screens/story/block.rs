//! One block of the story with the tools to change, move and remove it.

use leptos::html;
use leptos::prelude::*;

use super::text::Prose;
use super::{Shown, TOOL};
use crate::i18n::narrative as t;
use crate::place::At;
use crate::story::{Command, Content, Id};
use crate::ui::kit::{Button, IconButton, IconName};
use crate::ui::screens::figure::{data, view};
use crate::ui::state::use_app;

/// A block.
#[component]
pub(super) fn BlockView(
    id: Id,
    block: Shown,
    at: Signal<usize>,
    last: Signal<usize>,
    writing: RwSignal<Option<Id>>,
) -> impl IntoView {
    let app = use_app();
    let figure = Memo::new(move |_| {
        block.with(|block| match block.as_ref().map(|block| &block.content) {
            Some(Content::Figure(figure)) => Some(*figure),
            _ => None,
        })
    });
    let text = Memo::new(move |_| {
        block.with(|block| match block.as_ref().map(|block| &block.content) {
            Some(Content::Text(text)) => text.clone(),
            _ => String::new(),
        })
    });
    let body = move || match figure.get() {
        Some(figure) => view! { <FigureBlock id=figure/> }.into_any(),
        None => view! { <TextBlock id text writing/> }.into_any(),
    };
    let move_to = move |to: usize| {
        app.desk.end_gesture();
        app.desk.change(app, Command::MoveBlock { id, to });
    };
    let remove = move || {
        app.desk.end_gesture();
        if app.desk.change(app, Command::RemoveBlock(id)) {
            app.say_undo(t::REMOVED.text(app.prefs.lang.get_untracked()));
        }
    };
    let edit = move || {
        match figure.get() {
        Some(figure) => view! {
            <Button label=t::EDIT_FIGURE look=TOOL class="small" icon=IconName::Edit on_press=move |_| app.go(At::Figure { id: figure.0 })/>
        }
        .into_any(),
        None if writing.get() == Some(id) => view! {
            <Button label=t::DONE_TEXT look=TOOL class="small" icon=IconName::Check on_press=move |_| {
                app.desk.end_gesture();
                writing.set(None);
            }/>
        }
        .into_any(),
        None => view! {
            <Button label=t::EDIT_TEXT look=TOOL class="small" icon=IconName::Edit on_press=move |_| writing.set(Some(id))/>
        }
        .into_any(),
    }
    };
    view! {
        <section
            class="block"
            class:is-figure=move || figure.get().is_some()
            aria-label=move || app.tf(t::BLOCK_TOOLS, &[("n", &(at.get() + 1).to_string())])
        >
            {body}
            <div class="block-tools no-print">
                {edit}
                <span class="grow"></span>
                <IconButton icon=IconName::Up label=t::MOVE_UP disabled=Signal::derive(move || at.get() == 0) on_press=move |_| move_to(at.get_untracked().saturating_sub(1))/>
                <IconButton icon=IconName::Down label=t::MOVE_DOWN disabled=Signal::derive(move || at.get() >= last.get()) on_press=move |_| move_to(at.get_untracked() + 1)/>
                <IconButton icon=IconName::Trash label=t::REMOVE on_press=move |_| remove()/>
            </div>
        </section>
    }
}

/// A text, as it reads or as it is written.
#[component]
fn TextBlock(id: Id, text: Memo<String>, writing: RwSignal<Option<Id>>) -> impl IntoView {
    let app = use_app();
    let field = NodeRef::<html::Textarea>::new();
    // A text that was opened for writing is written at once.
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            field.focus().ok();
        }
    });
    let hint = format!("text-hint-{}", id.0);
    move || {
        if writing.get() == Some(id) {
            view! {
                <div class="field">
                    <textarea
                        class="input text-edit"
                        rows="6"
                        node_ref=field
                        aria-label=move || app.t(t::TEXT)
                        aria-describedby=hint.clone()
                        prop:value=text
                        on:input=move |event| {
                            app.desk.change(app, Command::SetBlock { id, content: Content::Text(event_target_value(&event)) });
                        }
                        on:keydown=move |event| {
                            if event.key() == "Escape" {
                                writing.set(None);
                            }
                        }
                        on:blur=move |_| app.desk.end_gesture()
                    ></textarea>
                    <p id=hint.clone() class="field-hint">{move || app.t(t::TEXT_HINT)}</p>
                </div>
            }
            .into_any()
        } else if text.with(|text| text.trim().is_empty()) {
            view! { <p class="soft">{move || app.t(t::TEXT_EMPTY)}</p> }.into_any()
        } else {
            view! { <Prose text/> }.into_any()
        }
    }
}

/// A figure of the document.
#[component]
fn FigureBlock(id: Id) -> impl IntoView {
    let app = use_app();
    let figure = Memo::new(move |_| {
        app.desk.document.with(|document| document.figures.iter().find(|figure| figure.id == id).cloned())
    });
    let width_px = RwSignal::new(if app.wide.get_untracked() { 680.0 } else { 328.0 });
    let stage = data::follow(app, figure);
    let picture = view::drawn(app, figure, stage, width_px.into());
    view! { <view::FigureView figure stage picture width_px/> }
}
