//! The offer beside a map of totals: to divide them by people or by surface, each with one tap.

use leptos::prelude::*;

use super::FigureEdit;
use super::data::Drawn;
use super::spec;
use crate::base::note::{NoteCode, Problem};
use crate::i18n::figure as t;
use crate::map::{self, Per};
use crate::story::Figure;
use crate::table::Field;
use crate::ui::state::use_app;

/// Columns of people that are offered at most.
const MOST: usize = 3;

/// What a total can be divided by; nothing where the map shows none.
#[component]
pub(super) fn RateOffer(
    figure: Memo<Option<Figure>>,
    fields: Memo<Option<Vec<Field>>>,
    picture: Memo<Option<Result<Drawn, Problem>>>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let spec = spec::of_map(figure);
    let set = spec::map_editor(spec, change);
    let totals = Memo::new(move |_| {
        picture.with(|picture| match picture {
            Some(Ok(drawn)) => drawn.figure.notes.iter().any(|note| note.code == NoteCode::TotalsMapped),
            _ => false,
        })
    });
    let offers = move || {
        let value = spec.with(|spec| spec.value.clone());
        let people = fields.with(|fields| map::people(fields.as_deref().unwrap_or_default(), value.as_deref()));
        let people = people
            .into_iter()
            .take(MOST)
            .map(|name| (app.tf(t::PER_THOUSAND, &[("name", &name)]), Per::Thousand(name)));
        people
            .chain([(app.t(t::PER_KM2).to_owned(), Per::Km2)])
            .map(|(words, per)| {
                let choose = move |_| set(&|spec| spec.per = Some(per.clone()));
                view! { <button type="button" class="button" on:click=choose>{words}</button> }
            })
            .collect_view()
    };
    view! {
        <Show when=move || totals.get()>
            <div class="plot-bar" role="group" aria-label=move || app.t(t::RATE_OFFER)>
                <p>{move || app.t(t::RATE_OFFER)}</p>
                {offers}
            </div>
        </Show>
    }
}
