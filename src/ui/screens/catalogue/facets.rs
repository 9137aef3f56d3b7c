//! The filters of the catalogue: a list of boxes per facet.

use leptos::prelude::*;

use super::Search;
use crate::base::lang::Lang;
use crate::base::number::format_number;
use crate::i18n::{portal as portal_words, screens as words};
use crate::portal::{CataloguePage, SearchQuery};
use crate::ui::kit::{Button, ButtonLook, Checkbox, Disclosure};
use crate::ui::state::use_app;

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

/// A value of a facet, as its box shows it.
#[derive(Clone, PartialEq)]
pub(super) struct Entry {
    /// What is filtered by.
    pub(super) value: String,
    /// What is shown.
    pub(super) label: String,
    /// How many datasets have it; 0 where nobody says.
    pub(super) count: u64,
    /// Whether it is chosen.
    pub(super) chosen: bool,
}

impl Entry {
    /// A chosen value that no answer names any more.
    pub(super) fn missing(value: &str) -> Self {
        Self { value: value.to_owned(), label: value.to_owned(), count: 0, chosen: true }
    }
}

/// A facet's values with their counts; chosen ones that the portal left out are put first, or they
/// could not be taken back here.
fn values(search: Search, field: &str) -> Vec<Entry> {
    search.query.with(|query| {
        let chosen = query.facets.get(field).map(Vec::as_slice).unwrap_or_default();
        let mut list: Vec<Entry> = search.with_page(|page| {
            let facets = page.iter().flat_map(|page| &page.facets).filter(|facet| facet.field == field);
            let values = facets.flat_map(|facet| &facet.values);
            values
                .map(|known| {
                    let label = if known.label.trim().is_empty() { &known.value } else { &known.label };
                    let (value, label) = (known.value.clone(), label.clone());
                    Entry { chosen: chosen.contains(&value), value, label, count: known.count }
                })
                .collect()
        });
        let missing = chosen.iter().filter(|value| list.iter().all(|known| known.value != **value));
        let missing: Vec<Entry> = missing.map(|value| Entry::missing(value)).collect();
        list.splice(0..0, missing);
        list
    })
}

/// The facets of answers, and those that are filtered by though no answer has them.
pub(super) fn with_chosen(mut fields: Vec<String>, query: &SearchQuery) -> Vec<String> {
    for field in query.facets.keys() {
        if !fields.contains(field) {
            fields.push(field.clone());
        }
    }
    fields
}

/// All facets of the results.
#[component]
pub(super) fn Facets(search: Search) -> impl IntoView {
    let fields = Memo::new(move |_| {
        let fields = search.with_page(|page| {
            let facets = page.iter().flat_map(|page| &page.facets).filter(|facet| !facet.values.is_empty());
            facets.map(|facet| facet.field.clone()).collect()
        });
        search.query.with(|query| with_chosen(fields, query))
    });
    // Keyed, so that a box keeps the focus when the results after it change.
    view! {
        <div class="facets">
            <For each=move || fields.get() key=Clone::clone let:field>
                {
                    let (own, toggled) = (field.clone(), field.clone());
                    let list = Memo::new(move |_| values(search, &own));
                    let opens = matches!(field.as_str(), "organization" | "groups" | "res_format");
                    let toggle = Callback::new(move |(value, on): (String, bool)| search.toggle(&toggled, &value, on));
                    view! { <FacetBox field list opens toggle/> }
                }
            </For>
        </div>
    }
}

/// One facet: its values as boxes, the most frequent ones first shown alone.
#[component]
pub(super) fn FacetBox(
    field: String,
    list: Memo<Vec<Entry>>,
    /// Whether it is unfolded though nothing of it is chosen.
    opens: bool,
    /// Chooses a value or takes it back.
    toggle: Callback<(String, bool)>,
) -> impl IntoView {
    let app = use_app();
    let all = RwSignal::new(false);
    let chosen = move || list.with(|list| list.iter().filter(|value| value.chosen).count());
    let open = opens || untrack(chosen) > 0;
    let shown = move || {
        let limit = if all.get() { usize::MAX } else { SHOWN };
        let list = list.get().into_iter().enumerate();
        let list = list.filter(|(index, value)| *index < limit || value.chosen);
        list.map(|(_, Entry { value, label, .. })| (value, label)).collect::<Vec<_>>()
    };
    view! {
        <Disclosure
            title=move || field_words(&field, app.lang())
            open
            count=move || match chosen() {
                0 => String::new(),
                n => app.tf(words::CHOSEN, &[("n", &n.to_string())]),
            }
        >
            <For each=shown key=Clone::clone let:((value, label))>
                {
                    let value = StoredValue::new(value);
                    let own = Memo::new(move |_| {
                        list.with(|list| value.with_value(|value| list.iter().find(|known| known.value == *value).cloned()))
                    });
                    let checked = Signal::derive(move || own.with(|own| own.as_ref().is_some_and(|own| own.chosen)));
                    let count = move || {
                        let count = own.with(|own| own.as_ref().map_or(0, |own| own.count));
                        if count > 0 { format_number(count as f64, 0, app.lang()) } else { String::new() }
                    };
                    view! { <Checkbox label checked count on_change=move |on| toggle.run((value.get_value(), on))/> }
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
