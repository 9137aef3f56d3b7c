//! What is told beside a map's choices: divisions of regions that its years go across, faults in the geometry of a
//! file whose own shapes it draws.

use leptos::prelude::*;

use super::data::{self, Stage};
use super::outline_choices::trouble;
use super::spec;
use crate::base::date::{Civil, format_long};
use crate::engine::protocol::{Look, Output};
use crate::geo::Trouble;
use crate::i18n::outlines as t;
use crate::region::{Region, Split, System};
use crate::story::Figure;
use crate::ui::kit::Disclosure;
use crate::ui::state::{TableStatus, use_app};

/// Which provinces or kabupaten were divided within the years of the map, when and by which law.
#[component]
pub(super) fn Splits(stage: RwSignal<Stage>) -> impl IntoView {
    let app = use_app();
    let splits = Memo::new(move |_| data::splits(app, stage));
    let line = move |split: &Split| {
        let list = app.outlines.known();
        let name = |code: &str| list.by_code(code, System::Kemendagri).map(Region::title).unwrap_or_default();
        let (new, old) = (name(split.code), name(split.from));
        let (year, month, day) = split.date;
        let date = Civil { year, month, day }.days().map(|days| format_long(days, app.lang())).unwrap_or_default();
        let law = format!("{}/{}", split.law.0, split.law.1);
        let words = [("new", new.as_str()), ("old", &old), ("date", &date), ("law", &law)];
        view! { <li>{app.tf(t::SPLIT_OF, &words)}</li> }
    };
    view! {
        <Show when=move || splits.with(|splits| !splits.is_empty())>
            <div id="map-splits">
                <Disclosure title=t::SPLITS class="slim">
                    <ul class="plain-list small">{move || splits.with(|splits| splits.iter().map(line).collect_view())}</ul>
                    <p class="field-hint">{move || app.t(t::SPLITS_HINT)}</p>
                </Disclosure>
            </div>
        </Show>
    }
}

/// The faults in the shapes of the table; looked for once the map is drawn, as it takes about as long.
#[component]
pub(super) fn Faults(figure: Memo<Option<Figure>>, stage: RwSignal<Stage>) -> impl IntoView {
    let app = use_app();
    let spec = spec::of_map(figure);
    let of = Memo::new(move |_| {
        let is_drawn = stage.with(|stage| matches!(stage, Stage::Ready { kept: false, .. }));
        let source = figure.with(|figure| figure.as_ref().map(|figure| figure.source)).filter(|_| is_drawn)?;
        match app.tables.get(source)?.status.get() {
            TableStatus::Ready(info) => Some((info.table, spec.with(|spec| spec.grid))),
            _ => None,
        }
    });
    let faults: RwSignal<Vec<(Trouble, u64)>> = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        let Some((table, grid)) = of.get() else { return };
        leptos::task::spawn_local(async move {
            let told = match app.engine.ask(Look::Faults { table, grid }.into()).await {
                Ok(Output::Told(told)) => told.read().unwrap_or_default(),
                // A map that is drawn needs no word of why this could not be told.
                _ => Vec::new(),
            };
            if of.try_get_untracked() == Some(Some((table, grid))) {
                faults.set(told);
            }
        });
    });
    let lines = move || {
        let lines = faults.get().into_iter().filter_map(|(kind, count)| trouble(app, kind, count));
        lines.map(|text| view! { <li>{text}</li> }).collect_view()
    };
    view! {
        <Show when=move || faults.with(|faults| !faults.is_empty())>
            <div id="map-faults">
                <Disclosure title=t::FAULTS class="slim" open=true>
                    <ul class="plain-list small">{lines}</ul>
                </Disclosure>
            </div>
        </Show>
    }
}
