//! One part of the overview: a chart, what it says in a sentence, and its counts with the way to their datasets.

use leptos::html;
use leptos::prelude::*;

use super::{Counted, part_of};
use crate::base::lang::Lang;
use crate::base::number::format_number;
use crate::i18n::{notes, overview as words};
use crate::story::report::{By, Row};
use crate::ui::kit::{Disclosure, Link, follow_width, unique_id};
use crate::ui::screens::dataset::narrowed;
use crate::ui::screens::figure::plot::{Plot, theme};
use crate::ui::state::use_app;

/// Narrowest and widest picture, in CSS pixels.
const WIDTHS_PX: (f64, f64) = (260.0, 720.0);
/// Values of a list; the file with all counts holds the rest.
const MOST_ROWS: usize = 200;

/// A part.
#[component]
pub(super) fn PartCard(
    /// What was counted.
    counted: RwSignal<Option<Counted>>,
    /// Which part.
    by: By,
    /// The portal's address as given.
    address: String,
) -> impl IntoView {
    let app = use_app();
    let frame = NodeRef::<html::Div>::new();
    let width_px = RwSignal::new(WIDTHS_PX.0);
    follow_width(frame, width_px, |width| width.clamp(WIDTHS_PX.0, WIDTHS_PX.1));
    let part = Memo::new(move |_| part_of(counted, by, app.lang()));
    let figure = Memo::new(move |_| {
        let (width, theme, lang) = (width_px.get(), theme(app.prefs.dark.get()), app.lang());
        part.with(|part| part.as_ref().and_then(|part| part.figure(width, theme, lang).ok()))
    });
    let scene = Signal::derive(move || {
        figure.with(|figure| figure.as_ref().map(|figure| figure.scene.clone())).unwrap_or_default()
    });
    let remarks = move || {
        let lang = app.lang();
        figure.with(|figure| {
            figure
                .iter()
                .flat_map(|figure| &figure.notes)
                .map(|note| view! { <p>{notes::sentence(note, lang)}</p> })
                .collect_view()
        })
    };
    let address = StoredValue::new(address);
    let heading = unique_id("part");
    let named = heading.clone();
    let list = if by.facet().is_some() { words::LIST } else { words::LIST_PLAIN };
    let region = move || app.tf(words::LIST_OF, &[("title", app.t(by.title()))]);
    view! {
        <section class="figure overview-part" aria-labelledby=heading>
            <h2 id=named class="figure-title">{move || app.t(by.title())}</h2>
            {by.about().map(|about| view! { <p class="figure-description">{move || app.t(about)}</p> })}
            <div node_ref=frame><Plot scene/></div>
            <p class="figure-sentence">{move || figure.with(|figure| figure.as_ref().map(|figure| figure.sentence.clone()))}</p>
            <div class="figure-notes">{remarks}</div>
            <Disclosure title=list class="slim">
                <div class="table-scroll" tabindex="0" role="region" aria-label=region>
                    <table class="plain-table">
                        <thead><tr>
                            <th scope="col">{move || app.t(by.what())}</th>
                            <th scope="col" class="is-numeric">{move || app.t(words::LIST_COUNT)}</th>
                            <th scope="col" class="is-numeric">{move || app.t(words::LIST_SHARE)}</th>
                        </tr></thead>
                        <tbody>
                            {move || {
                                let lang = app.lang();
                                let all = counted.with(|counted| counted.as_ref().map_or(0, |counted| counted.swept.overview.datasets));
                                part.with(|part| {
                                    let rows = part.iter().flat_map(|part| &part.rows).take(MOST_ROWS);
                                    rows.map(|row| line(row, by, &address.get_value(), all, lang)).collect_view()
                                })
                            }}
                        </tbody>
                    </table>
                </div>
            </Disclosure>
        </section>
    }
    .into_any()
}

/// A value, its count and its share; the value leads to its datasets where the portal can narrow to them.
fn line(row: &Row, by: By, address: &str, all: u64, lang: Lang) -> AnyView {
    let label = row.label.clone();
    let value = match by.facet() {
        Some(facet) if !row.filter.is_empty() => {
            let at = narrowed(address, facet, row.filter.clone());
            view! { <Link at>{label}</Link> }.into_any()
        }
        _ => label.into_any(),
    };
    let share = row.count.saturating_mul(1_000).checked_div(all).unwrap_or(0);
    view! {
        <tr>
            <th scope="row">{value}</th>
            <td class="is-numeric">{format_number(row.count as f64, 0, lang)}</td>
            <td class="is-numeric">{format!("{}%", format_number(share as f64 / 10.0, 1, lang))}</td>
        </tr>
    }
    .into_any()
}
