//! Files that a person gives: by picking, or by dropping or pasting them anywhere on the page.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::{Button, ButtonLook, Icon, IconName, Words};
use crate::i18n::common;
use crate::ui::state::{App, use_app};
use crate::web::{dom, files};

/// Where files go, wherever they come from; cheap to copy. Provided by the shell.
#[derive(Clone, Copy)]
pub struct FileIntake {
    picker: NodeRef<html::Input>,
    /// Who takes files instead of the document, while a screen waits for a certain file.
    waiting: StoredValue<Option<(u32, Callback<web_sys::File>)>>,
}

impl Default for FileIntake {
    fn default() -> Self {
        Self { picker: NodeRef::new(), waiting: StoredValue::new(None) }
    }
}

impl FileIntake {
    /// Opens the browser's file picker; only while a key or button is being pressed.
    pub fn pick(self) {
        if let Some(picker) = self.picker.get_untracked() {
            picker.click();
        }
    }

    /// Hands every file to a screen that waits for a certain one, until that screen is left.
    pub fn hand_to(self, taker: Callback<web_sys::File>) {
        let ticket = self.waiting.with_value(|waiting| waiting.map_or(0, |(ticket, _)| ticket)) + 1;
        self.waiting.set_value(Some((ticket, taker)));
        on_cleanup(move || {
            // The next screen may have asked already; then it keeps its turn.
            self.waiting.try_update_value(|waiting| {
                if waiting.is_some_and(|(held, _)| held == ticket) {
                    *waiting = None;
                }
            });
        });
    }

    /// Takes files in: the first for the screen that waits for one, else to open them together and to go
    /// where they open.
    pub fn take(self, app: App, files: Vec<web_sys::File>) {
        if let Some((_, taker)) = self.waiting.get_value() {
            files.into_iter().take(1).for_each(|file| taker.run(file));
        } else if !files.is_empty() {
            app.late.then(app, move |late| (late.take)(app, files));
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
) -> impl IntoView {
    let intake = use_file_intake();
    view! { <Button label look class icon=IconName::Open on_press=move |_| intake.pick()/> }
}

/// The files of a browser's list.
fn listed(files: Option<web_sys::FileList>) -> Vec<web_sys::File> {
    files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect()).unwrap_or_default()
}

/// What was pasted, where it is files or a table; anything else is left to the browser.
fn pasted(event: &web_sys::Event, app: App) -> Option<Vec<web_sys::File>> {
    let data = event.dyn_ref::<web_sys::ClipboardEvent>()?.clipboard_data()?;
    let target = event.target();
    let is_long_text = target.as_ref().is_some_and(|target| target.dyn_ref::<web_sys::HtmlTextAreaElement>().is_some());
    if is_long_text {
        return None;
    }
    let files = listed(data.files());
    if !files.is_empty() {
        return Some(files);
    }
    let text = data.get_data("text/plain").unwrap_or_default();
    let lines = text.trim_end().lines().take(2).count();
    let name = |extension: &str| format!("{}.{extension}", app.t(common::PASTED));
    // Spreadsheets put tabs between cells. A page's table has them, too, but its own markup says more.
    if lines > 1 && text.contains('\t') {
        return Some(vec![files::of_text(&text, &name("tsv"), "text/tab-separated-values")?]);
    }
    let html = data.get_data("text/html").unwrap_or_default();
    if html.contains("<table") {
        return Some(vec![files::of_text(&html, &name("html"), "text/html")?]);
    }
    // Several lines are nothing for a field of one line.
    let looks_delimited = text.lines().take(2).all(|line| line.contains([',', ';', '|']));
    (lines > 1 && looks_delimited)
        .then(|| files::of_text(&text, &name("csv"), "text/csv"))
        .flatten()
        .map(|file| vec![file])
}

/// Takes files dropped or pasted anywhere on the page, says so while one hovers, and holds the browser's file
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
            intake.take(app, listed(data.files()));
        }
    });
    dom::on_window("paste", move |event| {
        if let Some(files) = pasted(&event, app) {
            event.prevent_default();
            intake.take(app, files);
        }
    });
    view! {
        <input
            type="file"
            multiple=true
            class="hidden-visually"
            tabindex="-1"
            aria-hidden="true"
            node_ref=intake.picker
            on:change=move |_| {
                let Some(input) = intake.picker.get_untracked() else { return };
                intake.take(app, listed(input.files()));
                // The same file picked again must be a change again.
                input.set_value("");
            }
        />
        {move || hovering.get().then(|| view! {
            <div class="drop-overlay">
                <div><Icon name=IconName::Upload class="large"/>{move || app.t(common::DROP_HERE)}</div>
            </div>
        })}
    }
}
