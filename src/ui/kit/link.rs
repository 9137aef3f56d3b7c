//! Links: within the page without loading it anew, and out of it.

use leptos::prelude::*;

use super::{Icon, IconName};
use crate::i18n::common;
use crate::place::At;
use crate::ui::state::use_app;

/// A link to a screen. A plain click goes there without loading the page anew; a click with a
/// modifier or another button is the browser's.
#[component]
pub fn Link(
    /// Where to.
    #[prop(into)]
    at: Signal<At>,
    /// Classes.
    #[prop(optional, into)]
    class: Signal<String>,
    /// Whether it points to what is on show.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let app = use_app();
    view! {
        <a
            href=move || app.href(at.get())
            class=move || class.get()
            aria-current=move || current.get().then_some("page")
            on:click=move |event: web_sys::MouseEvent| {
                let plain = event.button() == 0
                    && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
                if plain && !event.default_prevented() {
                    event.prevent_default();
                    app.go(at.get_untracked());
                }
            }
        >
            {children()}
        </a>
    }
}

/// A link out of the page, in a new tab, without telling where from. The address must be one that
/// was checked to be `http:` or `https:`; any other makes plain text of it.
#[component]
pub fn ExternalLink(
    /// The address.
    #[prop(into)]
    href: String,
    /// Classes.
    #[prop(optional)]
    class: &'static str,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let app = use_app();
    if !(href.starts_with("https://") || href.starts_with("http://")) {
        return view! { <span>{children()}</span> }.into_any();
    }
    view! {
        <a href=href class=format!("external {class}") target="_blank" rel="noopener noreferrer">
            {children()}
            <Icon name=IconName::External class="small"/>
            <span class="hidden-visually">{move || format!(" ({})", app.t(common::NEW_TAB))}</span>
        </a>
    }
    .into_any()
}
