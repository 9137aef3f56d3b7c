//! One choice of a spec: a label and a list, with "automatic" first where the spec may leave a gap.

use leptos::prelude::*;

/// An entry of a list: its key and its words.
pub(super) type Entry = (String, String);

/// A labelled list; the key of the chosen entry is handed on, empty for "automatic".
#[component]
pub(super) fn Choice(
    /// Unique on the screen.
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] entries: Signal<Vec<Entry>>,
    #[prop(into)] chosen: Signal<String>,
    on_choose: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select
                id=id
                class="select"
                prop:value=move || {
                    // The list must be in place before its value can be set.
                    entries.track();
                    chosen.get()
                }
                on:change=move |event| on_choose.run(event_target_value(&event))
            >
                {move || {
                    let now = chosen.get();
                    entries.get().into_iter().map(|(key, words)| {
                        let selected = key == now;
                        view! { <option value=key selected=selected>{words}</option> }
                    }).collect_view()
                }}
            </select>
        </div>
    }
}
