//! Fields to write into.

use leptos::html;
use leptos::prelude::*;

use super::{Icon, IconName, Words, unique_id};

/// A label, a control, a hint and a problem, tied together for screen readers. The control's `id`
/// must be `control` and it should carry `aria-describedby="{control}-hint"`.
#[component]
pub fn Field(
    /// The label.
    #[prop(into)]
    label: Words,
    /// Id of the control.
    #[prop(into)]
    control: String,
    /// Explains the control.
    #[prop(optional, into)]
    hint: Option<Words>,
    /// What is wrong with what was entered.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// More classes: `inline`.
    #[prop(optional)]
    class: &'static str,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    hide_label: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let below = format!("{control}-hint");
    view! {
        <div class=format!("field {class}")>
            <label for=control class=if hide_label { "hidden-visually" } else { "" }>{label.reader()}</label>
            {children()}
            <div id=below>
                {hint.map(|hint| view! { <p class="field-hint">{hint.reader()}</p> })}
                {move || problem.get().map(|problem| view! {
                    <p class="field-problem" role="alert"><Icon name=IconName::Bad class="small"/>{problem}</p>
                })}
            </div>
        </div>
    }
}

/// One line of text.
#[component]
pub fn TextInput(
    /// The label.
    #[prop(into)]
    label: Words,
    /// The text now.
    #[prop(into)]
    value: Signal<String>,
    /// Called at each key.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// Called when the field is left or Enter is pressed.
    #[prop(optional, into)]
    on_commit: Option<Callback<String>>,
    /// The element's type: `text`, `url`, `date` …
    #[prop(default = "text")]
    kind: &'static str,
    /// The keyboard that a phone shows: `decimal`, `url` …
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// An example.
    #[prop(optional, into)]
    placeholder: Option<Words>,
    /// Explains the field.
    #[prop(optional, into)]
    hint: Option<Words>,
    /// What is wrong.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    hide_label: bool,
    /// Id of the control.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| unique_id("text"));
    let hint_id = format!("{id}-hint");
    let field = view! {
        <input
            id=id.clone()
            class="input"
            type=kind
            inputmode=inputmode
            autocomplete="off"
            placeholder=placeholder.map(|placeholder| placeholder.reader())
            aria-describedby=hint_id
            aria-invalid=move || problem.with(Option::is_some).then_some("true")
            prop:value=move || value.get()
            on:input=move |event| {
                if let Some(callback) = on_input {
                    callback.run(event_target_value(&event));
                }
            }
            on:change=move |event| {
                if let Some(callback) = on_commit {
                    callback.run(event_target_value(&event));
                }
            }
        />
    };
    view! {
        {match hint {
            Some(hint) => view! { <Field label control=id problem hide_label hint>{field}</Field> }.into_any(),
            None => view! { <Field label control=id problem hide_label>{field}</Field> }.into_any(),
        }}
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The label.
    #[prop(into)]
    label: Words,
    /// The text now.
    #[prop(into)]
    value: Signal<String>,
    /// Called at each key.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// Called when the field is left.
    #[prop(optional, into)]
    on_commit: Option<Callback<String>>,
    /// Lines shown.
    #[prop(default = 4)]
    rows: u32,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    hide_label: bool,
    /// Id of the control.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| unique_id("area"));
    let hint_id = format!("{id}-hint");
    view! {
        <Field label control=id.clone() hide_label>
            <textarea
                id=id
                class="input"
                rows=rows
                aria-describedby=hint_id
                prop:value=move || value.get()
                on:input=move |event| {
                    if let Some(callback) = on_input {
                        callback.run(event_target_value(&event));
                    }
                }
                on:change=move |event| {
                    if let Some(callback) = on_commit {
                        callback.run(event_target_value(&event));
                    }
                }
            ></textarea>
        </Field>
    }
}

/// A field for search words with its button; Enter and the button submit.
#[component]
pub fn SearchField(
    /// The label, for screen readers.
    #[prop(into)]
    label: Words,
    /// The words that count now; the field takes them over when they change.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the trimmed words.
    #[prop(into)]
    on_submit: Callback<String>,
    /// The button's words.
    #[prop(into)]
    action: Words,
    /// An example.
    #[prop(optional, into)]
    placeholder: Option<Words>,
    /// Id of the input.
    #[prop(optional, into)]
    id: Option<String>,
    /// Whether something is done with the words.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| unique_id("search"));
    let input: NodeRef<html::Input> = NodeRef::new();
    let submit = move || {
        if let Some(input) = input.get_untracked() {
            on_submit.run(input.value().trim().to_owned());
        }
    };
    view! {
        <form class="search" role="search" on:submit=move |event| {
            event.prevent_default();
            submit();
        }>
            <label class="hidden-visually" for=id.clone()>{label.reader()}</label>
            <div class="search-box">
                <Icon name=IconName::Search/>
                <input
                    id=id
                    node_ref=input
                    class="input"
                    type="search"
                    enterkeyhint="search"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    placeholder=placeholder.map(|placeholder| placeholder.reader())
                    prop:value=move || value.get()
                />
            </div>
            <button type="submit" class="button primary" aria-busy=move || busy.get().then_some("true")>
                {action.reader()}
            </button>
        </form>
    }
}
