//! The filters of the catalogue: a list of boxes per facet.

use leptos::prelude::*;

use super::Search;
use crate::base::lang::Lang;
use crate::base::number::format_number;
use crate::i18n::{portal as portal_words, screens as words};
use crate::portal::CataloguePage;
use crate::ui::kit::{Button, ButtonLook, Checkbox, Disclosure};

/// Values of a facet that are shown before "show all".
const SHOWN: usize = 6;

/// A facet's name.
pub(super) fn field_words(field: &str, lang: Lang) -> String {
    let message = match field {
        "organization" => portal_words::FACET_ORGANIZATION,
        "groups" => portal_words::FACET_GROUPS,
        "tags" => portal_words::FACET_TAGS,
        "res_format" => portal_words::FACET_FORMAT,
        "license_id" => portal_words::FACET_LICENCE,
        other => return other.to_owned(),
    };
    message.text(lang).to_owned()
}

/// What a page of results calls a facet's value.
pub(super) fn value_label(page: &CataloguePage, field: &str, value: &str) -> String {
    page.facets
        .iter()
        .find(|facet| facet.field == field)
        .and_then(|facet| facet.values.iter().find(|known| known.value == value))
        .map(|known| known.label.trim())
        .filter(|label| !label.is_empty())
        .unwrap_or(value)
        .to_owned()
}

/// A facet's values with their counts; chosen ones that the portal left out are put first, or they
/// could not be taken back here.
fn values(search: Search, field: &str) -> Vec<(String, String, u64)> {
    let mut list: Vec<(String, String, u64)> = search.with_page(|page| {
        page.iter()
            .flat_map(|page| &page.facets)
            .filter(|facet| facet.field == field)
            .flat_map(|facet| &facet.values)
            .map(|value| {
                let label = if value.label.trim().is_empty() { &value.value } else { &value.label };
                (value.value.clone(), label.clone(), value.count)
            })
            .collect()
    });
    let missing: Vec<(String, String, u64)> = search.query.with(|query| {
        let chosen = query.facets.get(field).map(Vec::as_slice).unwrap_or_default();
        chosen
            .iter()
            .filter(|value| list.iter().all(|(known, ..)| known != *value))
            .map(|value| (value.clone(), value.clone(), 0))
            .collect()
    });
    list.splice(0..0, missing);
    list
}

/// All facets of the results.
#[component]
pub(super) fn Facets(search: Search) -> impl IntoView {
    let fields = Memo::new(move |_| {
        let mut fields: Vec<String> = search.with_page(|page| {
            page.iter()
                .flat_map(|page| &page.facets)
                .filter(|facet| !facet.values.is_empty())
                .map(|facet| facet.field.clone())
                .collect()
        });
        search.query.with(|query| {
            for field in query.facets.keys() {
                if !fields.contains(field) {
                    fields.push(field.clone());
                }
            }
        });
        fields
    });
    // Keyed, so that a box keeps the focus when the results after it change.
    view! {
        <div class="facets">
            <For each=move || fields.get() key=Clone::clone let:field>
                <FacetBox search field/>
            </For>
        </div>
    }
}

#[component]
fn FacetBox(search: Search, field: String) -> impl IntoView {
    let app = search.app;
    let all = RwSignal::new(false);
    let field = StoredValue::new(field);
    let list = Memo::new(move |_| field.with_value(|field| values(search, field)));
    let chosen =
        move || field.with_value(|field| search.query.with(|query| query.facets.get(field).map_or(0, Vec::len)));
    let open = untrack(chosen) > 0 || matches!(field.get_value().as_str(), "organization" | "groups" | "res_format");
    let shown = move || {
        let list = list.get();
        let limit = if all.get() { usize::MAX } else { SHOWN };
        let is_chosen = |value: &str| {
            field.with_value(|field| {
                search.query.with(|query| {
                    query.facets.get(field).is_some_and(|values| values.iter().any(|chosen| chosen == value))
                })
            })
        };
        list.into_iter()
            .enumerate()
            .filter(|(index, (value, ..))| *index < limit || is_chosen(value))
            .map(|(_, (value, label, _))| (value, label))
            .collect::<Vec<_>>()
    };
    view! {
        <Disclosure
            title=move || field.with_value(|field| field_words(field, app.lang()))
            open
            count=move || match chosen() {
                0 => String::new(),
                n => app.tf(words::CHOSEN, &[("n", &n.to_string())]),
            }
        >
            <For each=shown key=Clone::clone let:((value, label))>
                {
                    let value = StoredValue::new(value);
                    let checked = Signal::derive(move || field.with_value(|field| value.with_value(|value| {
                        search.query.with(|query| query.facets.get(field).is_some_and(|values| values.contains(value)))
                    })));
                    let count = move || {
                        let count = list.with(|list| value.with_value(|value| list.iter().find(|(known, ..)| known == value).map(|(.., count)| *count)));
                        count.filter(|count| *count > 0).map(|count| format_number(count as f64, 0, app.lang())).unwrap_or_default()
                    };
                    view! {
                        <Checkbox
                            label
                            checked
                            count
                            on_change=move |on| search.toggle(&field.get_value(), &value.get_value(), on)
                        />
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
}
