//! The question before something that looks like personal data is handed out.

use leptos::prelude::*;

use crate::i18n::{common, notes};
use crate::ui::kit::{Button, ButtonLook, Dialog};
use crate::ui::state::use_app;

/// Lists what was found; the person decides.
#[component]
pub(super) fn Guard() -> impl IntoView {
    let app = use_app();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if app.handing.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            app.handing.set(None);
        }
    });
    let found = move || {
        let lang = app.lang();
        let item = |note: &crate::base::note::Note| view! { <li>{notes::sentence(note, lang)}</li> };
        app.handing.with(|handing| handing.as_ref().map(|handing| handing.found.iter().map(item).collect_view()))
    };
    let go_on = move |_| {
        let handing = app.handing.get_untracked();
        open.set(false);
        if let Some(handing) = handing {
            (handing.go_on)();
        }
    };
    let foot = move || {
        view! {
            <div class="button-row">
                <Button label=common::CANCEL look=ButtonLook::Primary on_press=move |_| open.set(false)/>
                <Button label=common::HAND_OUT on_press=go_on/>
            </div>
        }
    };
    view! {
        <Dialog open title=common::PERSONAL_TITLE foot>
            <div class="stack tight">
            <ul class="reasons">{found}</ul>
            <p>{move || app.t(common::PERSONAL_TEXT)}</p>
            </div>
        </Dialog>
    }
}
