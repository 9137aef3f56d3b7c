//! The filters of a search across portals: merged values, chosen by their labels.

use leptos::prelude::*;

use super::run::Run;
use crate::base::number::format_number;
use crate::i18n::screens as words;
use crate::portal::federate::{MergedFacet, label_of, same_value};
use crate::ui::kit::{Button, ButtonLook, Checkbox, Chip, Disclosure};
use crate::ui::screens::catalogue::facets::field_words;
use crate::ui::state::use_app;

/// Values of a facet that are shown before "show all".
const SHOWN: usize = 6;

/// Whether a value is chosen; tracked.
fn is_chosen(run: Run, field: &str, label: &str) -> bool {
    let same = |chosen: &String| same_value(field, chosen, label);
    run.query.with(|query| query.facets.get(field).is_some_and(|labels| labels.iter().any(same)))
}

/// Chooses a value or takes it back.
fn toggle(run: Run, field: &str, label: &str, on: bool) {
    run.go(|query| {
        let labels = query.facets.entry(field.to_owned()).or_default();
        labels.retain(|known| !same_value(field, known, label));
        if on {
            labels.push(label.to_owned());
        }
    });
}

/// How many values are chosen; tracked.
pub(super) fn chosen(run: Run) -> usize {
    run.query.with(|query| query.facets.values().map(Vec::len).sum())
}

/// All facets of the answers so far.
#[component]
pub(super) fn MergedFacets(run: Run, merged: Memo<Vec<MergedFacet>>) -> impl IntoView {
    let fields = Memo::new(move |_| {
        let mut fields: Vec<String> = merged.with(|merged| merged.iter().map(|facet| facet.field.clone()).collect());
        run.query.with(|query| {
            for field in query.facets.keys() {
                if !fields.contains(field) {
                    fields.push(field.clone());
                }
            }
        });
        fields
    });
    view! {
        <div class="facets">
            <For each=move || fields.get() key=Clone::clone let:field>
                <MergedBox run merged field/>
            </For>
        </div>
    }
    .into_any()
}

#[component]
fn MergedBox(run: Run, merged: Memo<Vec<MergedFacet>>, field: String) -> impl IntoView {
    let app = use_app();
    let all = RwSignal::new(false);
    let field = StoredValue::new(field);
    // Label and count; chosen values that no portal names any more come first, or they could not be taken back.
    let list = Memo::new(move |_| {
        let field = field.get_value();
        let mut list: Vec<(String, u64)> = merged.with(|merged| {
            let values = merged.iter().filter(|facet| facet.field == field).flat_map(|facet| &facet.values);
            values.map(|value| (value.label.clone(), value.count)).collect()
        });
        let missing: Vec<(String, u64)> = run.query.with(|query| {
            let chosen = query.facets.get(&field).into_iter().flatten();
            chosen
                .filter(|chosen| list.iter().all(|(label, _)| !same_value(&field, label, chosen)))
                .map(|chosen| (chosen.clone(), 0))
                .collect()
        });
        list.splice(0..0, missing);
        list
    });
    let count = move || field.with_value(|field| run.query.with(|query| query.facets.get(field).map_or(0, Vec::len)));
    let open = untrack(count) > 0 || matches!(field.get_value().as_str(), "organization" | "res_format");
    let shown = move || {
        let limit = if all.get() { usize::MAX } else { SHOWN };
        let field = field.get_value();
        let list = list.get().into_iter().enumerate();
        list.filter(|(at, (label, _))| *at < limit || is_chosen(run, &field, label))
            .map(|(_, (label, _))| label)
            .collect::<Vec<_>>()
    };
    view! {
        <Disclosure
            title=move || field.with_value(|field| field_words(field, app.lang()))
            open
            count=move || match count() {
                0 => String::new(),
                n => app.tf(words::CHOSEN, &[("n", &n.to_string())]),
            }
        >
            <For each=shown key=Clone::clone let:label>
                {
                    let own = StoredValue::new(label.clone());
                    let checked = Signal::derive(move || field.with_value(|field| own.with_value(|label| is_chosen(run, field, label))));
                    let count = move || {
                        let count = list.with(|list| own.with_value(|own| list.iter().find(|(label, _)| label == own).map(|(_, count)| *count)));
                        count.filter(|count| *count > 0).map(|count| format_number(count as f64, 0, app.lang())).unwrap_or_default()
                    };
                    view! {
                        <Checkbox label checked count on_change=move |on| toggle(run, &field.get_value(), &own.get_value(), on)/>
                    }
                }
            </For>
            {move || {
                let hidden = list.with(Vec::len).saturating_sub(SHOWN);
                (hidden > 0).then(|| view! {
                    <Button
                        look=ButtonLook::Quiet
                        class="small"
                        label=move || if all.get() { app.t(words::SHOW_FEWER).to_owned() } else { app.tf(words::SHOW_MORE, &[("n", &hidden.to_string())]) }
                        on_press=move |_| all.update(|all| *all = !*all)
                    />
                })
            }}
        </Disclosure>
    }
    .into_any()
}

/// A chip for each filter in force.
#[component]
pub(super) fn ChosenFacets(run: Run, merged: Memo<Vec<MergedFacet>>) -> impl IntoView {
    let app = use_app();
    move || {
        let chosen: Vec<(String, String)> = run.query.with(|query| {
            let facets = query.facets.iter();
            facets.flat_map(|(field, labels)| labels.iter().map(|label| (field.clone(), label.clone()))).collect()
        });
        (!chosen.is_empty()).then(|| {
            view! {
                <ul class="chips" role="list" aria-label=move || app.t(words::FILTERS_ACTIVE)>
                    {chosen.into_iter().map(|(field, chosen)| {
                        let label = merged.with(|merged| label_of(merged, &field, &chosen).to_owned());
                        let label = format!("{}: {label}", field_words(&field, app.lang()));
                        let remove = app.tf(words::REMOVE_FILTER, &[("filter", &label)]);
                        view! {
                            <li><Chip label remove_label=remove on_remove=move |()| toggle(run, &field, &chosen, false)/></li>
                        }
                    }).collect_view()}
                </ul>
            }
        })
    }
}
