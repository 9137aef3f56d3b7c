//! Files that a person gives: by picking, or by dropping them anywhere on the page.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::{Button, ButtonLook, Icon, IconName, Words};
use crate::i18n::common;
use crate::ui::state::use_app;
use crate::web::dom;

/// Where files come in; cheap to copy. Provided by the shell.
#[derive(Clone, Copy)]
pub struct FileIntake {
    picker: NodeRef<html::Input>,
    /// Who asked for the file that is being picked.
    taker: StoredValue<Option<Callback<web_sys::File>>>,
}

impl Default for FileIntake {
    fn default() -> Self {
        Self { picker: NodeRef::new(), taker: StoredValue::new(None) }
    }
}

impl FileIntake {
    /// Opens the browser's file picker; only while a key or button is being pressed. The file goes
    /// to `on_file`, or is opened.
    pub fn pick(self, on_file: Option<Callback<web_sys::File>>) {
        self.taker.set_value(on_file);
        if let Some(picker) = self.picker.get_untracked() {
            picker.click();
        }
    }
}

/// The page's intake, from any component.
pub fn use_file_intake() -> FileIntake {
    use_context::<FileIntake>().unwrap_or_default()
}

/// A button that opens the browser's file picker.
#[component]
pub fn FilePicker(
    /// The button's words.
    #[prop(into)]
    label: Words,
    /// The button's look.
    #[prop(optional)]
    look: ButtonLook,
    /// More classes of the button.
    #[prop(optional)]
    class: &'static str,
    /// Takes the file instead of opening it.
    #[prop(optional, into)]
    on_file: Option<Callback<web_sys::File>>,
) -> impl IntoView {
    let intake = use_file_intake();
    view! { <Button label look class icon=IconName::Open on_press=move |_| intake.pick(on_file)/> }
}

/// Takes files dropped anywhere on the page, says so while one hovers, and holds the browser's file
/// picker. The shell has the only one.
#[component]
pub fn DropZone() -> impl IntoView {
    let app = use_app();
    let intake = use_file_intake();
    let hovering = RwSignal::new(false);
    let with_file = |event: &web_sys::Event| {
        event
            .dyn_ref::<web_sys::DragEvent>()
            .and_then(web_sys::DragEvent::data_transfer)
            .filter(|data| data.types().includes(&"Files".into(), 0))
    };
    dom::on_window("dragover", move |event| {
        if with_file(&event).is_some() {
            // Without this the browser would leave the page and show the file.
            event.prevent_default();
            if !hovering.get_untracked() {
                hovering.set(true);
            }
        }
    });
    dom::on_window("dragleave", move |event| {
        // Leaving the window has no element to go to; leaving an element for another has.
        let gone = event.dyn_ref::<web_sys::DragEvent>().is_some_and(|event| event.related_target().is_none());
        if gone {
            hovering.set(false);
        }
    });
    dom::on_window("drop", move |event| {
        hovering.set(false);
        if let Some(data) = with_file(&event) {
            event.prevent_default();
            if let Some(file) = data.files().and_then(|files| files.get(0)) {
                app.open_file(file);
            }
        }
    });
    view! {
        <input
            type="file"
            class="hidden-visually"
            tabindex="-1"
            aria-hidden="true"
            node_ref=intake.picker
            on:change=move |_| {
                let Some(input) = intake.picker.get_untracked() else { return };
                if let Some(file) = input.files().and_then(|files| files.get(0)) {
                    match intake.taker.get_value() {
                        Some(taker) => taker.run(file),
                        None => app.open_file(file),
                    }
                }
                // The same file picked again must be a change again.
                input.set_value("");
            }
        />
        {move || hovering.get().then(|| view! {
            <div class="drop-overlay">
                <div><Icon name=IconName::Upload class="large"/>{app.t(common::DROP_HERE)}</div>
            </div>
        })}
    }
}
