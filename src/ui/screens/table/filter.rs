//! The filter of one column: values to tick for words, limits for numbers and dates.

use leptos::prelude::*;

use super::{steps as edit, words};
use crate::base::lang::Lang;
use crate::base::number::{self, NumberStyle};
use crate::i18n::table as t;
use crate::query::{Scalar, Step, Test};
use crate::table::Reading;

/// Reads a number as a person types it in a language: both grammars are understood where they do not
/// contradict each other.
fn typed_number(text: &str, lang: Lang) -> Option<f64> {
    let style = match lang {
        Lang::Id => NumberStyle::Id,
        Lang::En => NumberStyle::En,
    };
    number::parse(text, style).or_else(|| number::parse(text, NumberStyle::Plain))
}

/// What the fields of the form hold.
#[derive(Clone, Default, PartialEq)]
struct Draft {
    values: Vec<String>,
    contains: String,
    from: String,
    to: String,
    missing: Option<bool>,
}

fn scalar_text(value: &Scalar, lang: Lang) -> String {
    match value {
        Scalar::Number(value) => number::format_number(*value, 6, lang),
        Scalar::Text(text) => text.clone(),
    }
}

fn draft(steps: &[Step], column: &str, lang: Lang) -> Draft {
    let mut draft = Draft::default();
    for condition in edit::conditions(steps).into_iter().filter(|condition| condition.column == column) {
        match condition.test {
            Test::OneOf(values) => draft.values = values.iter().map(|value| scalar_text(value, lang)).collect(),
            Test::Equals(value) => draft.values = vec![scalar_text(&value, lang)],
            Test::Contains(text) => draft.contains = text,
            Test::AtLeast(value) | Test::Above(value) => draft.from = scalar_text(&value, lang),
            Test::AtMost(value) | Test::Below(value) => draft.to = scalar_text(&value, lang),
            Test::Missing(missing) => draft.missing = Some(missing),
            Test::NotEquals(_) | Test::Odd(_) => {}
        }
    }
    draft
}

/// The tests that a draft means, or `None` when a number in it cannot be read.
fn tests(draft: &Draft, reading: Reading, lang: Lang) -> Option<Vec<Test>> {
    let limit = |text: &str| -> Option<Option<Scalar>> {
        let text = text.trim();
        if text.is_empty() {
            return Some(None);
        }
        match reading {
            Reading::Number(_) => typed_number(text, lang).map(|value| Some(Scalar::Number(value))),
            _ => Some(Some(Scalar::Text(text.to_owned()))),
        }
    };
    let mut tests = Vec::new();
    tests.extend(limit(&draft.from)?.map(Test::AtLeast));
    tests.extend(limit(&draft.to)?.map(Test::AtMost));
    if !draft.values.is_empty() {
        let value = |text: &String| match reading {
            Reading::Number(_) => typed_number(text, lang).map(Scalar::Number),
            _ => Some(Scalar::Text(text.clone())),
        };
        tests.push(Test::OneOf(draft.values.iter().map(value).collect::<Option<_>>()?));
    }
    if !draft.contains.trim().is_empty() {
        tests.push(Test::Contains(draft.contains.trim().to_owned()));
    }
    tests.extend(draft.missing.map(Test::Missing));
    Some(tests)
}

/// The form.
#[component]
pub(super) fn Filter(
    column: String,
    reading: Reading,
    /// The numbers of the column are few that stand for something, and are chosen like words.
    few: bool,
    /// The most frequent values with their counts, and how many different ones there are. Its change
    /// must not rebuild the form, or the box that was just ticked would lose the focus.
    top: Signal<(Vec<(String, u64)>, u64)>,
    lang: Lang,
    steps: Memo<Vec<Step>>,
    set_steps: Callback<Vec<Step>>,
) -> impl IntoView {
    let form = RwSignal::new(draft(&steps.get_untracked(), &column, lang));
    let wrong = RwSignal::new(false);
    let column = StoredValue::new(column);
    // Undo and the chips above the table change the filter too.
    Effect::new(move |before: Option<Draft>| {
        let now = column.with_value(|column| draft(&steps.get(), column, lang));
        if before.is_some_and(|before| before != now) && form.with_untracked(|form| *form != now) {
            form.set(now.clone());
        }
        now
    });
    let apply = move || match tests(&form.get_untracked(), reading, lang) {
        Some(tests) => {
            wrong.set(false);
            set_steps.run(column.with_value(|column| edit::with_conditions(&steps.get_untracked(), column, tests)));
        }
        None => wrong.set(true),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        apply();
    };
    let is_set = move || {
        column.with_value(|column| edit::conditions(&steps.get()).iter().any(|condition| condition.column == *column))
    };
    let words_part = matches!(reading, Reading::Text | Reading::Code);
    // A value that is asked for can always be taken back, however rare it is.
    let values = Memo::new(move |_| {
        let mut values = top.with(|(values, _)| values.clone());
        form.with(|form| {
            for chosen in &form.values {
                if !values.iter().any(|(value, _)| value == chosen) {
                    values.push((chosen.clone(), 0));
                }
            }
        });
        values
    });
    let more = move || top.with(|(values, distinct)| distinct.saturating_sub(values.len() as u64));
    let checks = (words_part || few).then(|| {
        let value_box = move |(value, count): (String, u64)| {
            let key = value.clone();
            let toggled = value.clone();
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || form.with(|form| form.values.contains(&key))
                        on:change=move |event| {
                            let on = event_target_checked(&event);
                            form.update(|form| {
                                form.values.retain(|other| *other != toggled);
                                if on {
                                    form.values.push(toggled.clone());
                                }
                            });
                            apply();
                        }
                    />
                    <span class="grow one-line">{value}</span>
                    <span class="count">{(count > 0).then(|| words::count(count, lang))}</span>
                </label>
            }
        };
        view! {
            <fieldset class="choices is-scrolling">
                <legend>{t::FILTER_VALUES.text(lang)}</legend>
                <For each=move || values.get() key=Clone::clone children=value_box/>
            </fieldset>
            {move || (more() > 0).then(|| view! { <p class="soft">{t::MORE_VALUES.with(lang, &[("n", &words::count(more(), lang))])}</p> })}
            {words_part.then(|| view! {
                <label class="field">
                    <span class="field-label">{t::FILTER_CONTAINS.text(lang)}</span>
                    <input
                        class="input"
                        type="text"
                        maxlength="200"
                        prop:value=move || form.with(|form| form.contains.clone())
                        on:input=move |event| form.update(|form| form.contains = event_target_value(&event))
                    />
                </label>
            })}
        }
    });
    let kind = if matches!(reading, Reading::Date(_)) { "date" } else { "text" };
    let keyboard = if matches!(reading, Reading::Number(_)) { "decimal" } else { "text" };
    let limits = (!words_part && !few).then(|| {
        view! {
            <div class="field-pair">
                <label class="field">
                    <span class="field-label">{t::FILTER_FROM.text(lang)}</span>
                    <input
                        class="input"
                        type=kind
                        inputmode=keyboard
                        prop:value=move || form.with(|form| form.from.clone())
                        on:input=move |event| form.update(|form| form.from = event_target_value(&event))
                    />
                </label>
                <label class="field">
                    <span class="field-label">{t::FILTER_TO.text(lang)}</span>
                    <input
                        class="input"
                        type=kind
                        inputmode=keyboard
                        prop:value=move || form.with(|form| form.to.clone())
                        on:input=move |event| form.update(|form| form.to = event_target_value(&event))
                    />
                </label>
            </div>
            <p role="alert" class="field-problem">{move || wrong.get().then_some(t::NOT_A_NUMBER.text(lang))}</p>
        }
    });
    let presence = [(t::FILTER_ANY, None), (t::FILTER_PRESENT, Some(false)), (t::FILTER_MISSING, Some(true))]
        .into_iter()
        .map(|(message, choice)| {
            view! {
                <label class="check">
                    <input
                        type="radio"
                        name="presence"
                        prop:checked=move || form.with(|form| form.missing == choice)
                        on:change=move |_| {
                            form.update(|form| form.missing = choice);
                            apply();
                        }
                    />
                    <span>{message.text(lang)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <section class="panel-section">
            <h3>{t::FILTER.text(lang)}</h3>
            <form on:submit=submit>
                {checks}
                {limits}
                <fieldset class="choices">{presence}</fieldset>
                <div class="button-row">
                    <button type="submit" class="button primary">{t::APPLY.text(lang)}</button>
                    <Show when=is_set>
                        <button
                            type="button"
                            class="button"
                            on:click=move |_| {
                                form.set(Draft::default());
                                set_steps.run(column.with_value(|column| edit::with_conditions(&steps.get_untracked(), column, Vec::new())));
                            }
                        >
                            {t::CLEAR_FILTER.text(lang)}
                        </button>
                    </Show>
                </div>
            </form>
        </section>
    }
}
