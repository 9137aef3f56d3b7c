//! A modal dialog, on the native element: Escape, focus trap and the return of the focus are its own.

use leptos::html;
use leptos::prelude::*;

use super::{IconButton, IconName, Words, unique_id};
use crate::i18n::common;

/// Keeps a native dialog open while a signal says so. `close()` gives the focus back by itself.
pub fn follow(dialog: NodeRef<html::Dialog>, open: RwSignal<bool>) {
    Effect::new(move |_| {
        let open = open.get();
        let Some(dialog) = dialog.get() else { return };
        if open && !dialog.open() {
            // Refused only for an element that is not in the document; then nothing is on show.
            dialog.show_modal().ok();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
}

/// A question or a short task that must be finished first. Prefer a [`Panel`](super::Panel).
#[component]
pub fn Dialog(
    /// Whether it is open; set to false when closed by Escape or button.
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
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let heading = unique_id("dialog");
    follow(dialog, open);
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby=heading.clone() on:close=move |_| open.set(false)>
            <div class="dialog-head">
                <h2 id=heading.clone()>{title.reader()}</h2>
                <IconButton icon=IconName::Close label=common::CLOSE on_press=move |_| open.set(false)/>
            </div>
            <div class="dialog-body">{move || open.get().then(|| children())}</div>
            {foot.map(|foot| view! { <div class="dialog-foot">{move || open.get().then(|| foot.run())}</div> })}
        </dialog>
    }
}
