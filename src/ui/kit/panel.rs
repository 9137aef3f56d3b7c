//! Details beside the data: at the right on a desktop, from below on a phone.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::{IconButton, IconName, Words, dialog, unique_id};
use crate::i18n::common;
use crate::ui::state::use_app;
use crate::web::dom;

/// How far a sheet must be dragged down to close, in CSS pixels.
const CLOSING_DRAG_PX: i32 = 80;

/// A panel. On a desktop it stands in the right column of its `.with-panel` parent and covers
/// nothing; on a phone it is a sheet from below. Closed by its button, Escape or dragging the sheet
/// down; the focus returns to where it was.
#[component]
pub fn Panel(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: Words,
    /// Buttons at the bottom.
    #[prop(optional, into)]
    foot: Option<ViewFn>,
    /// The content, made anew at each opening.
    children: ChildrenFn,
) -> impl IntoView {
    let app = use_app();
    move || {
        let (title, foot, children) = (title.clone(), foot.clone(), children.clone());
        if app.wide.get() {
            view! { <Side open title foot children/> }.into_any()
        } else {
            view! { <Sheet open title foot children/> }.into_any()
        }
    }
}

#[component]
fn Side(open: RwSignal<bool>, title: Words, foot: Option<ViewFn>, children: ChildrenFn) -> impl IntoView {
    let heading = unique_id("panel");
    let from: StoredValue<Option<web_sys::HtmlElement>, LocalStorage> = StoredValue::new_local(None);
    let focus_id = heading.clone();
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        match (before, now) {
            // Opened by the person just now; a panel that stands open from the start takes no focus.
            (Some(false), true) => {
                let active = dom::document().and_then(|document| document.active_element());
                from.set_value(active.and_then(|element| element.dyn_into().ok()));
                let focus_id = focus_id.clone();
                request_animation_frame(move || dom::focus(&focus_id));
            }
            (Some(true), false) => {
                if let Some(element) = from.try_update_value(Option::take).flatten()
                    && element.is_connected()
                {
                    element.focus().ok();
                }
            }
            _ => {}
        }
        now
    });
    move || {
        open.get().then(|| {
            view! {
                <aside
                    class="panel"
                    aria-labelledby=heading.clone()
                    on:keydown=move |event| {
                        if event.key() == "Escape" && !event.default_prevented() {
                            event.prevent_default();
                            open.set(false);
                        }
                    }
                >
                    <div class="panel-head">
                        <h2 id=heading.clone() tabindex="-1">{title.reader()}</h2>
                        <IconButton icon=IconName::Close label=common::CLOSE on_press=move |_| open.set(false)/>
                    </div>
                    <div class="panel-body">{children()}</div>
                    {foot.clone().map(|foot| view! { <div class="panel-foot">{foot.run()}</div> })}
                </aside>
            }
        })
    }
}

#[component]
fn Sheet(open: RwSignal<bool>, title: Words, foot: Option<ViewFn>, children: ChildrenFn) -> impl IntoView {
    let sheet: NodeRef<html::Dialog> = NodeRef::new();
    let heading = unique_id("sheet");
    let start: RwSignal<Option<i32>> = RwSignal::new(None);
    let moved = RwSignal::new(0);
    dialog::follow(sheet, open);
    let end = move || {
        if start.get_untracked().is_some() && moved.get_untracked() > CLOSING_DRAG_PX {
            open.set(false);
        }
        start.set(None);
        moved.set(0);
    };
    view! {
        <dialog
            class="sheet"
            node_ref=sheet
            aria-labelledby=heading.clone()
            style:transform=move || match moved.get() {
                0 => String::new(),
                moved => format!("translateY({moved}px)"),
            }
            on:close=move |_| open.set(false)
            on:click=move |event| {
                // A press on the backdrop has the dialog itself as its target.
                let on_backdrop = event.target().is_some_and(|target| {
                    sheet.get_untracked().is_some_and(|sheet| target == *sheet.unchecked_ref::<web_sys::EventTarget>())
                });
                if on_backdrop {
                    open.set(false);
                }
            }
        >
            <div
                class="sheet-grip"
                aria-hidden="true"
                on:pointerdown=move |event: web_sys::PointerEvent| {
                    if let Some(grip) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
                        grip.set_pointer_capture(event.pointer_id()).ok();
                    }
                    start.set(Some(event.client_y()));
                }
                on:pointermove=move |event: web_sys::PointerEvent| {
                    if let Some(start) = start.get_untracked() {
                        moved.set((event.client_y() - start).max(0));
                    }
                }
                on:pointerup=move |_| end()
                on:pointercancel=move |_| {
                    moved.set(0);
                    start.set(None);
                }
            ></div>
            <div class="panel-head">
                <h2 id=heading.clone()>{title.reader()}</h2>
                <IconButton icon=IconName::Close label=common::CLOSE on_press=move |_| open.set(false)/>
            </div>
            <div class="panel-body">{move || open.get().then(|| children())}</div>
            {foot.map(|foot| view! { <div class="panel-foot">{move || open.get().then(|| foot.run())}</div> })}
        </dialog>
    }
}
