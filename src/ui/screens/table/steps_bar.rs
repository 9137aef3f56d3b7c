//! The chips of the filters and the order in force, and the way to undo them.

use leptos::prelude::*;

use super::{steps as edit, words};
use crate::base::lang::Lang;
use crate::i18n::table as t;
use crate::query::Step;
use crate::table::TableInfo;
use crate::ui::state::use_app;

/// One chip per condition and sort key, each removable, and a column picker that works without a mouse.
#[component]
pub(super) fn StepsBar(
    steps: Memo<Vec<Step>>,
    set_steps: Callback<Vec<Step>>,
    info: Signal<TableInfo>,
    selected: RwSignal<Option<String>>,
) -> impl IntoView {
    let app = use_app();
    let chip = move |text: String, without: Vec<Step>, lang: Lang| {
        let label = t::REMOVE_STEP.with(lang, &[("step", &text)]);
        view! {
            <li>
                <button type="button" class="chip" aria-label=label on:click=move |_| set_steps.run(without.clone())>
                    <span>{text}</span>
                    <span aria-hidden="true">"×"</span>
                </button>
            </li>
        }
    };
    let chips = move || {
        let (steps, lang) = (steps.get(), app.lang());
        let conditions = edit::conditions(&steps)
            .iter()
            .enumerate()
            .map(|(index, condition)| {
                chip(words::condition(condition, lang), edit::without_condition(&steps, index), lang)
            })
            .collect_view();
        let keys = edit::sort_keys(&steps)
            .iter()
            .map(|key| chip(words::sort(key, lang), edit::with_sort(&steps, None), lang))
            .collect_view();
        (conditions, keys)
    };
    let pick = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        selected.set((!name.is_empty()).then_some(name));
    };
    view! {
        <div class="steps-bar">
            <label class="steps-pick">
                <span class="hidden-visually">{move || app.t(t::PICK_COLUMN)}</span>
                <select class="select" on:change=pick prop:value=move || selected.get().unwrap_or_default()>
                    <option value="">{move || app.t(t::PICK_COLUMN)}</option>
                    {move || info.with(|info| info.fields.iter().map(|field| {
                        let name = field.name.clone();
                        let (is, key) = (name.clone(), name.clone());
                        view! {
                            <option value=key selected=move || selected.with(|selected| selected.as_deref() == Some(is.as_str()))>
                                {name}
                            </option>
                        }
                    }).collect_view())}
                </select>
            </label>
            <ul class="chips" aria-label=move || app.t(t::STEPS)>{chips}</ul>
            <Show when=move || !steps.with(Vec::is_empty)>
                <button type="button" class="button quiet" on:click=move |_| set_steps.run(Vec::new())>
                    {move || app.t(t::CLEAR_STEPS)}
                </button>
            </Show>
        </div>
    }
}
