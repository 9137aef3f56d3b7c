//! Choosing: one of a few, one of many, on or off.

use leptos::prelude::*;

use super::{Field, Icon, IconName, Words, unique_id};

/// One of the values that can be chosen.
#[derive(Clone, Debug)]
pub struct Choice<T> {
    /// The value.
    pub value: T,
    /// Its words.
    pub words: Words,
    /// An icon before the words.
    pub icon: Option<IconName>,
    /// Whether it cannot be chosen now.
    pub disabled: bool,
}

impl<T> Choice<T> {
    /// A value and its words.
    pub fn new(value: T, words: impl Into<Words>) -> Self {
        Self { value, words: words.into(), icon: None, disabled: false }
    }

    /// The same with an icon; only [`Segmented`] shows it.
    #[must_use]
    pub fn icon(mut self, icon: IconName) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The same, shown but not to be chosen.
    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }
}

/// One of two to five, all in sight: tabs and view switches. A radio group, so arrow keys work.
#[component]
pub fn Segmented<T>(
    /// What is chosen, for screen readers.
    #[prop(into)]
    label: Words,
    /// The choices.
    options: Vec<Choice<T>>,
    /// The chosen one.
    #[prop(into)]
    value: Signal<T>,
    /// Called with the new choice.
    #[prop(into)]
    on_choose: Callback<T>,
    /// More classes: `wide`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let name = unique_id("choice");
    let options = options
        .into_iter()
        .map(|option| {
            let Choice { value: this, words, icon, disabled } = option;
            let chosen = this.clone();
            view! {
                <label>
                    <input
                        type="radio"
                        name=name.clone()
                        disabled=disabled
                        prop:checked=move || value.with(|value| *value == chosen)
                        on:change=move |_| on_choose.run(this.clone())
                    />
                    {icon.map(|name| view! { <Icon name/> })}
                    <span>{words.reader()}</span>
                </label>
            }
        })
        .collect_view();
    view! { <div class=format!("segmented {class}") role="radiogroup" aria-label=label.reader()>{options}</div> }
}

/// One of many, in a native list.
#[component]
pub fn Select<T>(
    /// The label.
    #[prop(into)]
    label: Words,
    /// The choices; may change.
    #[prop(into)]
    options: Signal<Vec<Choice<T>>>,
    /// The chosen one.
    #[prop(into)]
    value: Signal<T>,
    /// Called with the new choice.
    #[prop(into)]
    on_choose: Callback<T>,
    /// Explains the choice.
    #[prop(optional, into)]
    hint: Option<Words>,
    /// More classes of the field: `inline`.
    #[prop(optional)]
    class: &'static str,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    hide_label: bool,
    /// Id of the control.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let id = id.unwrap_or_else(|| unique_id("select"));
    let hint_id = format!("{id}-hint");
    let list = move || {
        options
            .get()
            .into_iter()
            .enumerate()
            .map(|(index, option)| {
                let this = option.value;
                view! {
                    <option
                        value=index.to_string()
                        disabled=option.disabled
                        prop:selected=move || value.with(|value| *value == this)
                    >
                        {option.words.reader()}
                    </option>
                }
            })
            .collect_view()
    };
    let select = view! {
        <select
            id=id.clone()
            class="select"
            aria-describedby=hint_id
            on:change=move |event| {
                let chosen = event_target_value(&event)
                    .parse::<usize>()
                    .ok()
                    .and_then(|index| options.with_untracked(|options| options.get(index).map(|option| option.value.clone())));
                if let Some(chosen) = chosen {
                    on_choose.run(chosen);
                }
            }
        >
            {list}
        </select>
    };
    match hint {
        Some(hint) => view! { <Field label control=id class hide_label hint>{select}</Field> }.into_any(),
        None => view! { <Field label control=id class hide_label>{select}</Field> }.into_any(),
    }
}

/// On or off, with words and an optional count at the end.
#[component]
pub fn Checkbox(
    /// The words.
    #[prop(into)]
    label: Words,
    /// Whether it is on.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// A number at the end of the line.
    #[prop(optional, into)]
    count: Option<Words>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || checked.get()
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <span class="any-break">{label.reader()}</span>
            {count.map(|count| view! { <span class="count">{count.reader()}</span> })}
        </label>
    }
}

/// A filter or step in force, with a button to take it away.
#[component]
pub fn Chip(
    /// What is in force: "Penerbit: Dinas Perdagangan".
    #[prop(into)]
    label: Words,
    /// What the button says to screen readers: "Hapus saringan …".
    #[prop(into)]
    remove_label: Words,
    /// Takes it away.
    #[prop(into)]
    on_remove: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="chip on" aria-label=remove_label.reader() title=remove_label.reader() on:click=move |_| on_remove.run(())>
            <span>{label.reader()}</span>
            <Icon name=IconName::Close/>
        </button>
    }
}

/// A chip that is on or off.
#[component]
pub fn ToggleChip(
    /// The words.
    #[prop(into)]
    label: Words,
    /// Whether it is on.
    #[prop(into)]
    pressed: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || pressed.get().to_string()
            on:click=move |_| on_change.run(!pressed.get_untracked())
        >
            <span>{label.reader()}</span>
            {move || pressed.get().then(|| view! { <Icon name=IconName::Check/> })}
        </button>
    }
}
