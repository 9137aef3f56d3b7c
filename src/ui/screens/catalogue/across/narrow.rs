//! The filters of a search across portals: merged values, chosen by their labels.

use leptos::prelude::*;

use super::run::Run;
use crate::i18n::screens as words;
use crate::portal::federate::{MergedFacet, label_of, same_value};
use crate::ui::kit::Chip;
use crate::ui::screens::catalogue::facets::{Entry, FacetBox, field_words, with_chosen};
use crate::ui::state::use_app;

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

/// A facet's values; chosen ones that no portal names any more come first, or they could not be taken back.
fn values(run: Run, merged: Memo<Vec<MergedFacet>>, field: &str) -> Vec<Entry> {
    run.query.with(|query| {
        let chosen = query.facets.get(field).map(Vec::as_slice).unwrap_or_default();
        let is_chosen = |label: &str| chosen.iter().any(|chosen| same_value(field, chosen, label));
        let mut list: Vec<Entry> = merged.with(|merged| {
            let values = merged.iter().filter(|facet| facet.field == field).flat_map(|facet| &facet.values);
            values
                .map(|known| {
                    let (value, label) = (known.label.clone(), known.label.clone());
                    Entry { chosen: is_chosen(&label), value, label, count: known.count }
                })
                .collect()
        });
        let missing = chosen.iter().filter(|chosen| list.iter().all(|known| !same_value(field, &known.value, chosen)));
        let missing: Vec<Entry> = missing.map(|value| Entry::missing(value)).collect();
        list.splice(0..0, missing);
        list
    })
}

/// All facets of the answers so far.
#[component]
pub(super) fn MergedFacets(run: Run, merged: Memo<Vec<MergedFacet>>) -> impl IntoView {
    let fields = Memo::new(move |_| {
        let fields = merged.with(|merged| merged.iter().map(|facet| facet.field.clone()).collect());
        run.query.with(|query| with_chosen(fields, query))
    });
    view! {
        <div class="facets">
            <For each=move || fields.get() key=Clone::clone let:field>
                {
                    let (own, toggled) = (field.clone(), field.clone());
                    let list = Memo::new(move |_| values(run, merged, &own));
                    let opens = matches!(field.as_str(), "organization" | "res_format");
                    let toggle = Callback::new(move |(value, on): (String, bool)| toggle(run, &toggled, &value, on));
                    view! { <FacetBox field list opens toggle/> }
                }
            </For>
        </div>
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
