//! The person's own proxy: set, used for one portal, forgotten.

use leptos::prelude::*;

use crate::i18n::ways as words;
use crate::ui::kit::{Button, ButtonLook, Disclosure, TextInput};
use crate::ui::state::use_app;

/// The proxy, folded.
#[component]
pub(super) fn ProxyBox(
    /// What is to be asked through it.
    address: String,
    /// Asks again.
    retry: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let address = StoredValue::new(address);
    let typed = RwSignal::new(String::new());
    let bad = RwSignal::new(false);
    let start = move || {
        app.ways.use_proxy(&address.get_value(), true);
        retry.run(());
    };
    let set = move || {
        let sound = app.ways.set_proxy(Some(&typed.get_untracked()));
        bad.set(!sound);
        if sound {
            start();
        }
    };
    let problem = Signal::derive(move || bad.get().then(|| app.t(words::PROXY_BAD).to_owned()));
    view! {
        <Disclosure title=words::PROXY>
            <div class="stack">
                <p class="medium measure">{move || app.t(words::PROXY_TEXT)}</p>
                {move || match app.ways.proxy_host() {
                    Some(host) => {
                        let label = move || app.tf(words::PROXY_USE_KNOWN, &[("host", &host)]);
                        view! {
                            <div class="button-row">
                                <Button look=ButtonLook::Primary label on_press=move |_| start()/>
                                <Button look=ButtonLook::Quiet label=words::PROXY_FORGET on_press=move |_| {
                                    app.ways.set_proxy(None);
                                }/>
                            </div>
                        }.into_any()
                    }
                    None => view! {
                        <form class="stack" on:submit=move |event| {
                            event.prevent_default();
                            set();
                        }>
                            <TextInput
                                label=words::PROXY_FIELD
                                hint=words::PROXY_HINT
                                kind="url"
                                placeholder="https://proxy.example.org/?url={url}"
                                problem
                                value=typed
                                on_input=move |text| {
                                    bad.set(false);
                                    typed.set(text);
                                }
                            />
                            <div class="button-row"><Button label=words::PROXY_USE on_press=move |_| set()/></div>
                        </form>
                    }.into_any(),
                }}
            </div>
        </Disclosure>
    }
    .into_any()
}
