//! The person's own list as a whole: adding to it, sharing it as a file, taking a shared one in.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

use super::super::kept::KeptAmount;
use super::own::{Portals, use_portals};
use crate::i18n::screens as words;
use crate::portal::directory::{Entry, ImportFault};
use crate::ui::kit::{Button, Checkbox, Disclosure, Icon, IconName, TextInput};
use crate::ui::state::{App, use_app};
use crate::web::{dom, download, files};

/// Bytes of a shared list.
const MAX_LIST_BYTES: f64 = 256.0 * 1024.0;

/// Name of the file that is shared.
const FILE: &str = "portal-saya.json";

/// Folded: the list's own tools.
#[component]
pub(super) fn Manage(
    /// The whole directory, hidden portals included.
    entries: Memo<Vec<Entry>>,
    /// Whether hidden ones are shown.
    with_hidden: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let portals = use_portals();
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let hidden = Memo::new(move |_| entries.with(|entries| entries.iter().filter(|entry| entry.hidden).count()));
    let empty = Signal::derive(move || portals.list.with(|list| list.portals.is_empty()));
    let asked: StoredValue<Option<(web_sys::HtmlInputElement, Change)>, LocalStorage> = StoredValue::new_local(None);
    view! {
        <Disclosure title=words::OWN_LIST>
            <div class="stack">
                <p class="soft medium measure">{move || app.t(words::OWN_LIST_TEXT)}</p>
                <form class="own-add" on:submit=move |event| {
                    event.prevent_default();
                    if super::keep(app, portals, &typed.get_untracked(), "") {
                        typed.set(String::new());
                        problem.set(None);
                    } else {
                        problem.set(Some(words::OWN_BAD_ADDRESS.text(app.prefs.lang.get_untracked()).to_owned()));
                    }
                }>
                    <TextInput
                        label=words::OWN_ADDRESS
                        inputmode="url"
                        value=typed
                        problem
                        on_input=move |text| {
                            typed.set(text);
                            problem.set(None);
                        }
                    />
                    <button type="submit" class="button"><Icon name=IconName::Plus/><span>{move || app.t(words::OWN_ADD)}</span></button>
                </form>
                <div class="button-row">
                    <Button label=words::OWN_EXPORT icon=IconName::Download disabled=empty on_press=move |_| {
                        let text = portals.list.with_untracked(crate::portal::directory::MyPortals::export);
                        download::text(FILE, "application/json;charset=utf-8", &text);
                        app.say(words::OWN_EXPORTED.text(app.prefs.lang.get_untracked()));
                    }/>
                    <Button label=words::OWN_IMPORT icon=IconName::Upload on_press=move |_| {
                        asked.set_value(ask_for_file(move |file| take(app, portals, file)));
                    }/>
                </div>
                {move || (hidden.get() > 0).then(|| view! {
                    <Checkbox
                        label=words::OWN_HIDDEN
                        checked=with_hidden
                        on_change=move |on| with_hidden.set(on)
                        count=hidden.get().to_string()
                    />
                })}
                <KeptAmount/>
            </div>
        </Disclosure>
    }
    .into_any()
}

/// What listens to a file picker.
type Change = Closure<dyn FnMut()>;

/// Opens the browser's file picker for a list. What is returned must live until the file has come. The page's
/// own picker is for data.
fn ask_for_file(take: impl Fn(web_sys::File) + 'static) -> Option<(web_sys::HtmlInputElement, Change)> {
    let input: web_sys::HtmlInputElement =
        dom::document()?.create_element("input").ok()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    input.set_type("file");
    input.set_accept(".json,application/json");
    let picked = input.clone();
    let change = Change::new(move || {
        if let Some(file) = picked.files().and_then(|files| files.get(0)) {
            take(file);
        }
    });
    input.set_onchange(Some(change.as_ref().unchecked_ref()));
    input.click();
    Some((input, change))
}

/// Takes a shared list in and says what came of it.
fn take(app: App, portals: Portals, file: web_sys::File) {
    spawn_local(async move {
        let text = files::whole_text(&file, MAX_LIST_BYTES).await;
        let lang = app.prefs.lang.get_untracked();
        let done =
            text.ok_or(ImportFault::TooLarge).and_then(|text| portals.change(|list| list.import(text.as_bytes())));
        app.say(match done {
            Ok(done) if done.left_out == 0 => words::OWN_IMPORTED.with(lang, &[("n", &done.taken.to_string())]),
            Ok(done) => words::OWN_IMPORTED_PART
                .with(lang, &[("n", &done.taken.to_string()), ("left", &done.left_out.to_string())]),
            Err(ImportFault::TooLarge) => words::OWN_TOO_LARGE.text(lang).to_owned(),
            Err(ImportFault::NotAList) => words::OWN_NOT_A_LIST.text(lang).to_owned(),
        });
    });
}
