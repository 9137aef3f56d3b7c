//! The quiet confirmation at the edge of the screen.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Button, ButtonLook, IconButton, IconName};
use crate::i18n::common;
use crate::ui::state::use_app;
use crate::web::clock;

/// How long a confirmation stays, in milliseconds; long enough to read it and to reach "Undo".
const STAYS_MS: i32 = 8_000;

/// Shows [`App::toast`](crate::ui::state::App::toast). The region is always there, so that screen
/// readers notice what is put into it.
#[component]
pub fn ToastArea() -> impl IntoView {
    let app = use_app();
    let shown = StoredValue::new(0_u32);
    Effect::new(move |_| {
        if app.toast.with(Option::is_none) {
            return;
        }
        shown.update_value(|shown| *shown += 1);
        let this = shown.get_value();
        spawn_local(async move {
            clock::sleep_ms(STAYS_MS).await;
            if shown.try_get_value() == Some(this) {
                app.toast.set(None);
            }
        });
    });
    view! {
        <div role="status" aria-live="polite">
            {move || app.toast.get().map(|toast| view! {
                <div class="toast">
                    <span>{toast.text}</span>
                    {toast.undo.then(|| view! {
                        <Button label=common::UNDO look=ButtonLook::Quiet on_press=move |_| {
                            app.desk.undo();
                            app.toast.set(None);
                        }/>
                    })}
                    <IconButton icon=IconName::Close label=common::CLOSE on_press=move |_| app.toast.set(None)/>
                </div>
            })}
        </div>
    }
}
