//! Buttons.

use leptos::prelude::*;

use super::{Icon, IconName, Words};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonLook {
    /// Outlined.
    #[default]
    Plain,
    /// Filled; one on a screen.
    Primary,
    /// Text alone.
    Quiet,
    /// Takes something away.
    Danger,
}

impl ButtonLook {
    /// The class that carries the look.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Primary => "primary",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

/// A button with words.
#[component]
pub fn Button(
    /// What it does, a verb.
    #[prop(into)]
    label: Words,
    /// What happens.
    #[prop(into)]
    on_press: Callback<web_sys::MouseEvent>,
    /// Its look.
    #[prop(optional)]
    look: ButtonLook,
    /// An icon before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// More classes: `small`, `wide`.
    #[prop(optional)]
    class: &'static str,
    /// Whether it works; presses do nothing meanwhile and the focus stays.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether it cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// A longer description on hover and for screen readers.
    #[prop(optional, into)]
    hint: Option<Words>,
    /// Id of the element.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            id=id
            class=format!("button {} {class}", look.class())
            disabled=move || disabled.get()
            aria-disabled=move || busy.get().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            title=hint.map(|hint| hint.reader())
            on:click=move |event| {
                if !busy.get_untracked() {
                    on_press.run(event);
                }
            }
        >
            {move || {
                if busy.get() {
                    view! { <span class="spinner" aria-hidden="true"></span> }.into_any()
                } else {
                    icon.map(|name| view! { <Icon name/> }).into_any()
                }
            }}
            <span>{label.reader()}</span>
        </button>
    }
}

/// A button with an icon alone; its label is read out and shown on hover.
#[component]
pub fn IconButton(
    /// The icon.
    #[prop(into)]
    icon: Signal<IconName>,
    /// What it does.
    #[prop(into)]
    label: Words,
    /// What happens.
    #[prop(into)]
    on_press: Callback<web_sys::MouseEvent>,
    /// For a switch: whether it is on.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// For what it opens: whether that is open.
    #[prop(optional, into)]
    expanded: Option<Signal<bool>>,
    /// Whether it cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=format!("icon-button {class}")
            aria-label=label.reader()
            title=label.reader()
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            aria-expanded=move || expanded.map(|expanded| expanded.get().to_string())
            disabled=move || disabled.get()
            on:click=move |event| on_press.run(event)
        >
            <Icon name=icon/>
        </button>
    }
}
