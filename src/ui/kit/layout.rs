//! Pieces of a screen: cards, folded parts, empty places, pages of a list.

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Icon, IconName, Link, Words};
use crate::i18n::common;
use crate::place::At;
use crate::ui::state::use_app;
use crate::web::dom;

/// Id of the heading that the shell focuses when a person arrives at a screen.
pub const SCREEN_TITLE_ID: &str = "screen-title";

/// The one `<h1>` of a screen; the window's title follows it.
#[component]
pub fn ScreenTitle(
    /// The words.
    #[prop(into)]
    title: Words,
    /// What the window's title says instead, where the heading is a sentence.
    #[prop(optional, into)]
    window: Option<Words>,
    /// Classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let app = use_app();
    let named = window.unwrap_or_else(|| title.clone());
    Effect::new(move |_| {
        let (name, brand) = (named.get(), app.t(common::JELAJAH));
        let title = if name.is_empty() || name == brand { brand.to_owned() } else { format!("{name} · {brand}") };
        dom::set_title_and_lang(&title, app.lang().tag());
    });
    view! { <h1 id=SCREEN_TITLE_ID class=class tabindex="-1">{title.reader()}</h1> }
}

/// Keeps a width for a picture, in CSS pixels, in step with the frame around it; `inner` makes it of the frame's.
pub fn follow_width<E>(frame: NodeRef<E>, width_px: RwSignal<f64>, inner: impl Fn(f64) -> f64 + Copy + 'static)
where
    E: ElementType,
    E::Output: AsRef<web_sys::Element> + JsCast + Clone + 'static,
{
    let app = use_app();
    let measure = move || {
        if let Some(frame) = frame.get_untracked() {
            let width = inner(f64::from(AsRef::<web_sys::Element>::as_ref(&frame).client_width()));
            if (width - width_px.get_untracked()).abs() >= 1.0 {
                width_px.set(width);
            }
        }
    };
    Effect::new(move |_| {
        frame.track();
        app.wide.track();
        measure();
    });
    let resize = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resize.remove());
}

/// A surface with a border.
#[component]
pub fn Card(
    /// More classes.
    #[prop(optional)]
    class: &'static str,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! { <div class=format!("card {class}")>{children()}</div> }
}

/// A part that can be unfolded.
#[component]
pub fn Disclosure(
    /// Its heading.
    #[prop(into)]
    title: Words,
    /// Whether it stands open at first.
    #[prop(optional)]
    open: bool,
    /// More classes: `slim`.
    #[prop(optional)]
    class: &'static str,
    /// Soft words at the end of the heading.
    #[prop(optional, into)]
    count: Option<Words>,
    /// Told whether it stands open, for content that is built only then.
    #[prop(optional)]
    stands_open: Option<RwSignal<bool>>,
    /// The content.
    children: Children,
) -> impl IntoView {
    let toggled = move |event: leptos::ev::Event| {
        if let Some(stands_open) = stands_open {
            stands_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
        }
    };
    view! {
        <details class=format!("disclosure {class}") open=open on:toggle=toggled>
            <summary>
                <Icon name=IconName::ChevronRight class="small"/>
                <span>{title.reader()}</span>
                {count.map(|count| view! { <span class="count">{count.reader()}</span> })}
            </summary>
            <div class="disclosure-body">{children()}</div>
        </details>
    }
}

/// A place where nothing is yet: what it is for, and one action.
#[component]
pub fn EmptyState(
    /// An icon.
    #[prop(default = IconName::Info)]
    icon: IconName,
    /// What is not there.
    #[prop(into)]
    title: Words,
    /// What the place is for, or what to do.
    #[prop(into)]
    text: Words,
    /// The action.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon class="large"/>
            <h2>{title.reader()}</h2>
            <p>{text.reader()}</p>
            {children.map(|children| view! { <div class="button-row">{children()}</div> })}
        </div>
    }
}

/// Earlier and later pages of a list, as links; nothing when there is only one page.
#[component]
pub fn Pagination(
    /// The page now, from 1.
    page: u64,
    /// How many there are.
    pages: u64,
    /// Where a page is.
    at: impl Fn(u64) -> At + 'static,
) -> impl IntoView {
    let app = use_app();
    if pages < 2 {
        return ().into_any();
    }
    let (now, all) = (page.to_string(), pages.to_string());
    view! {
        <nav class="pagination" aria-label=move || app.t(common::PAGES)>
            {(page > 1).then(|| view! {
                <Link at=at(page - 1) class="button"><Icon name=IconName::Back/>{move || app.t(common::PREVIOUS)}</Link>
            })}
            <span class="pagination-where">{move || app.tf(common::PAGE_OF, &[("page", &now), ("pages", &all)])}</span>
            {(page < pages).then(|| view! {
                <Link at=at(page + 1) class="button">{move || app.t(common::NEXT)}<Icon name=IconName::Forward/></Link>
            })}
        </nav>
    }
    .into_any()
}
