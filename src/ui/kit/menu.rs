//! A menu of actions behind a button, with the keyboard of the ARIA menu pattern.

use leptos::context::Provider;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::{Icon, IconName, Words, unique_id};

/// What the items of a menu share.
#[derive(Clone, Copy)]
struct MenuState {
    open: RwSignal<bool>,
    button: NodeRef<html::Button>,
}

impl MenuState {
    fn close_and_return(self) {
        self.open.set(false);
        if let Some(button) = self.button.get_untracked() {
            button.focus().ok();
        }
    }
}

/// A button that opens a menu of [`MenuItem`]s.
#[component]
pub fn Menu(
    /// What the menu is of.
    #[prop(into)]
    label: Words,
    /// The button's icon.
    #[prop(default = IconName::More)]
    icon: IconName,
    /// Whether the label is shown beside the icon.
    #[prop(optional)]
    show_label: bool,
    /// More classes of the list: `start` hangs it at the button's left edge.
    #[prop(optional)]
    class: &'static str,
    /// The items.
    children: ChildrenFn,
) -> impl IntoView {
    let state = MenuState { open: RwSignal::new(false), button: NodeRef::new() };
    let root: NodeRef<html::Div> = NodeRef::new();
    let list: NodeRef<html::Div> = NodeRef::new();
    let list_id = unique_id("menu");
    // The list is focused as soon as it is in the document; a microtask would be too early.
    let focus_item = move |step: Step| {
        request_animation_frame(move || {
            if let Some(list) = list.get_untracked() {
                move_focus(&list, step);
            }
        });
    };
    let button = {
        let list_id = list_id.clone();
        let words = label.clone();
        view! {
            <button
                type="button"
                node_ref=state.button
                class=if show_label { "button" } else { "icon-button" }
                aria-haspopup="menu"
                aria-expanded=move || state.open.get().to_string()
                aria-controls=list_id
                aria-label=label.reader()
                title=label.reader()
                on:click=move |_| {
                    state.open.update(|open| *open = !*open);
                    if state.open.get_untracked() {
                        focus_item(Step::First);
                    }
                }
                on:keydown=move |event| {
                    if matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") {
                        event.prevent_default();
                        state.open.set(true);
                        focus_item(if event.key() == "ArrowUp" { Step::Last } else { Step::First });
                    }
                }
            >
                <Icon name=icon/>
                {show_label.then(|| view! { <span>{words.reader()}</span> })}
            </button>
        }
    };
    let keys = move |event: web_sys::KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowDown" => Step::Next,
            "ArrowUp" => Step::Previous,
            "Home" => Step::First,
            "End" => Step::Last,
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                state.close_and_return();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(list) = list.get_untracked() {
            move_focus(&list, step);
        }
    };
    let left = move |event: web_sys::FocusEvent| {
        let inside = event
            .related_target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok())
            .is_some_and(|target| root.get_untracked().is_some_and(|root| root.contains(Some(&target))));
        if !inside {
            state.open.set(false);
        }
    };
    let items = move || {
        state.open.get().then(|| {
            let children = children.clone();
            view! {
                <div
                    id=list_id.clone()
                    class=format!("menu-list {class}")
                    role="menu"
                    tabindex="-1"
                    aria-label=label.reader()
                    node_ref=list
                    on:keydown=keys
                >
                    <Provider value=state>{children()}</Provider>
                </div>
            }
        })
    };
    view! { <div class="menu" node_ref=root on:focusout=left>{button}{items}</div> }
}

#[derive(Clone, Copy)]
enum Step {
    First,
    Last,
    Next,
    Previous,
}

/// Moves the focus among the items of a menu, wrapping around.
fn move_focus(list: &web_sys::HtmlDivElement, step: Step) {
    let Ok(items) = list.query_selector_all("[role^=menuitem]:not(:disabled)") else { return };
    let count = items.length();
    if count == 0 {
        return;
    }
    let active = web_sys::window().and_then(|window| window.document()).and_then(|document| document.active_element());
    let at = (0..count).find(|index| {
        items.get(*index).is_some_and(|item| active.as_ref().is_some_and(|active| item.is_same_node(Some(active))))
    });
    let next = match (step, at) {
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Last, _) | (Step::Previous, None) => count - 1,
        (Step::Next, Some(at)) => (at + 1) % count,
        (Step::Previous, Some(at)) => (at + count - 1) % count,
    };
    if let Some(item) = items.get(next).and_then(|item| item.dyn_into::<web_sys::HtmlElement>().ok()) {
        item.focus().ok();
    }
}

/// An action of a menu; pressing it closes the menu.
#[component]
pub fn MenuItem(
    /// What it does.
    #[prop(into)]
    label: Words,
    /// What happens.
    #[prop(into)]
    on_press: Callback<()>,
    /// Its icon.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Soft words at the end of the line, such as a shortcut.
    #[prop(optional, into)]
    end: Option<Words>,
    /// For one of several: whether it is the chosen one.
    #[prop(optional, into)]
    checked: Option<Signal<bool>>,
    /// Whether it cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let state = use_context::<MenuState>();
    view! {
        <button
            type="button"
            class="menu-item"
            role=if checked.is_some() { "menuitemradio" } else { "menuitem" }
            tabindex="-1"
            aria-checked=move || checked.map(|checked| checked.get().to_string())
            disabled=move || disabled.get()
            on:click=move |_| {
                if let Some(state) = state {
                    state.close_and_return();
                }
                on_press.run(());
            }
        >
            {icon.map(|name| view! { <Icon name/> })}
            <span>{label.reader()}</span>
            {end.map(|end| view! { <span class="end">{end.reader()}</span> })}
            {move || checked.is_some_and(|checked| checked.get()).then(|| view! { <span class="end"><Icon name=IconName::Check class="small"/></span> })}
        </button>
    }
}

/// A line between groups of items.
#[component]
pub fn MenuRule() -> impl IntoView {
    view! { <div class="menu-rule" role="separator"></div> }
}

/// A heading over a group of items.
#[component]
pub fn MenuTitle(
    /// The words.
    #[prop(into)]
    label: Words,
) -> impl IntoView {
    view! { <div class="menu-title" role="presentation">{label.reader()}</div> }
}
