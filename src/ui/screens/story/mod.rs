//! Cerita: blocks of text and figures, edited in place, shared as one link or one file.

mod block;
mod export;
mod poster;
mod share;
mod text;

use leptos::prelude::*;

use self::block::BlockView;
use self::share::Share;
use crate::i18n::narrative as t;
use crate::place::At;
use crate::story::{Block, Command, Content, Figure, Id};
use crate::ui::kit::{Button, ButtonLook, EmptyState, IconName, Menu, MenuItem, ScreenTitle, Skeleton};
use crate::ui::screens::figure;
use crate::ui::state::use_app;

pub use self::text::Prose;

/// Cerita.
#[component]
pub fn StoryScreen() -> impl IntoView {
    let app = use_app();
    move || {
        if app.desk.loaded.get() {
            view! { <Story/> }.into_any()
        } else {
            view! { <div class="story reading"><Skeleton class="title"/><Skeleton class="block"/></div> }.into_any()
        }
    }
}

#[component]
fn Story() -> impl IntoView {
    let app = use_app();
    let title = Memo::new(move |_| app.desk.document.with(|document| document.title.clone()));
    let blocks = Memo::new(move |_| app.desk.document.with(|document| document.blocks.clone()));
    let ids = Memo::new(move |_| blocks.with(|blocks| blocks.iter().map(|block| block.id).collect::<Vec<Id>>()));
    // The text block that is being written; a new one opens at once.
    let writing = RwSignal::new(None::<Id>);
    let add_text = move || {
        app.desk.end_gesture();
        let new = app.desk.next_id();
        let at = blocks.with_untracked(Vec::len);
        if app.desk.change(app, Command::AddBlock { at, content: Content::Text(String::new()) }) {
            writing.set(Some(new));
        }
    };
    // Figures that are not in the story yet.
    let idle = Memo::new(move |_| {
        app.desk.document.with(|document| {
            document
                .figures
                .iter()
                .filter(|figure| !document.blocks.iter().any(|block| block.content == Content::Figure(figure.id)))
                .cloned()
                .collect::<Vec<Figure>>()
        })
    });
    let add_figure = move |id: Id| {
        app.desk.end_gesture();
        let at = blocks.with_untracked(Vec::len);
        app.desk.change(app, Command::AddBlock { at, content: Content::Figure(id) });
    };
    let menu = move || {
        (!idle.with(Vec::is_empty)).then(|| {
            view! {
                <Menu label=t::ADD_FIGURE icon=IconName::Plus show_label=true class="start">
                    {move || idle.get().into_iter().map(|figure| {
                        let (id, name) = (figure.id, figure::name(app, &figure));
                        view! { <MenuItem label=name on_press=move |()| add_figure(id)/> }
                    }).collect_view()}
                </Menu>
            }
        })
    };
    let status = move || {
        if app.desk.save_problem.with(Option::is_some) {
            app.t(t::NOT_SAVED)
        } else if app.desk.saved.get() {
            app.t(t::SAVED)
        } else {
            app.t(t::SAVING)
        }
    };
    view! {
        <article class="story">
            <header class="story-head reading">
                <ScreenTitle
                    class="hidden-visually"
                    title=move || title.with(|title| if title.trim().is_empty() { app.t(t::STORY).to_owned() } else { title.clone() })
                />
                <textarea
                    id="story-title"
                    class="story-title"
                    rows="1"
                    maxlength="300"
                    aria-label=move || app.t(t::TITLE)
                    placeholder=move || app.t(t::TITLE_HINT)
                    prop:value=title
                    on:input=move |event| {
                        app.desk.change(app, Command::SetTitle(event_target_value(&event).replace('\n', " ")));
                    }
                    on:blur=move |_| app.desk.end_gesture()
                ></textarea>
                <p class="story-status soft small" role="status">{status}</p>
            </header>
            {move || app.desk.save_problem.get().map(|problem| view! { <div class="reading"><crate::ui::kit::ProblemNotice problem/></div> })}
            <Show when=move || ids.with(Vec::is_empty)>
                <EmptyState title=t::EMPTY text=t::EMPTY_NEXT>
                    <Button label=t::FIND_DATA on_press=move |_| app.go(At::Home)/>
                </EmptyState>
            </Show>
            <div class="story-blocks">
                <For each=move || ids.get() key=|id| *id let:id>
                    {
                        let block = Memo::new(move |_| blocks.with(|blocks| blocks.iter().find(|block| block.id == id).cloned()));
                        let at = Memo::new(move |_| ids.with(|ids| ids.iter().position(|other| *other == id).unwrap_or(0)));
                        let last = Memo::new(move |_| ids.with(Vec::len).saturating_sub(1));
                        view! { <BlockView id block=block.into() at=at.into() last=last.into() writing/> }
                    }
                </For>
            </div>
            <div class="story-add reading">
                <Button label=t::ADD_TEXT icon=IconName::Plus on_press=move |_| add_text()/>
                {menu}
            </div>
            <Show when=move || !ids.with(Vec::is_empty)>
                <Share/>
            </Show>
        </article>
    }
}

/// What the screen needs of a block; `None` while it is being taken away.
type Shown = Signal<Option<Block>>;

/// Look of the small buttons beside a block.
const TOOL: ButtonLook = ButtonLook::Quiet;
