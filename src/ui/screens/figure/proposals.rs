//! "What do you want to show?": nine relations, and for the chosen one three charts with what speaks for and
//! against each.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::FigureEdit;
use crate::chart::{self, ChartSpec, Offer, Proposal, Relation};
use crate::engine::protocol::{Job, Output};
use crate::i18n::figure as t;
use crate::map::{self, MapSpec, Mark};
use crate::query::Profile;
use crate::story::{Figure, FigureKind};
use crate::table::{Field, TableId};
use crate::ui::kit::{Disclosure, SkeletonLines, ToggleChip};
use crate::ui::state::{TableStatus, use_app};

/// Most columns whose profiles are asked for.
const MOST_PROFILES: usize = 5;

/// The question and its answers.
#[component]
pub(super) fn Proposals(
    figure: Memo<Option<Figure>>,
    fields: Memo<Option<Vec<Field>>>,
    has_shapes: Memo<bool>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let asked = RwSignal::new(None::<Relation>);
    let profiles = RwSignal::new(BTreeMap::<String, Profile>::new());
    let table = move || -> Option<TableId> {
        let source = figure.with_untracked(|figure| figure.as_ref().map(|figure| figure.source))?;
        match app.tables.get(source)?.status.get_untracked() {
            TableStatus::Ready(info) => Some(info.table),
            _ => None,
        }
    };
    // Whether what is proposed rests on all that can be known, and will stay in its order.
    let settled = RwSignal::new(false);
    // Profiles of the columns that could be categories.
    let fetch = move || {
        if settled.get_untracked() {
            return;
        }
        let Some(table) = table() else {
            settled.set(true);
            return;
        };
        let steps =
            figure.with_untracked(|figure| figure.as_ref().map(|figure| figure.steps.clone()).unwrap_or_default());
        let columns = fields.with_untracked(|fields| fields.as_deref().map(chart::options).unwrap_or_default()).series;
        leptos::task::spawn_local(async move {
            let mut found = BTreeMap::new();
            for column in columns.into_iter().take(MOST_PROFILES) {
                let job = Job::Profile { table, column: column.clone(), steps: steps.clone().into() };
                if let Ok(Output::Profile(profile)) = app.engine.ask(job).await {
                    found.insert(column, profile);
                }
            }
            // The screen may be gone by now.
            profiles.try_set(found);
            settled.try_set(true);
        });
    };
    let offers = Memo::new(move |_| -> Vec<Proposal> {
        let (Some(relation), true) = (asked.get(), settled.get()) else { return Vec::new() };
        let spec = figure.with(|figure| match figure.as_ref().map(|figure| &figure.kind) {
            // Only what is measured is kept: the rest answers another question.
            Some(FigureKind::Chart(spec)) => {
                ChartSpec { y: spec.y.clone(), op: spec.op, unit: spec.unit.clone(), ..ChartSpec::default() }
            }
            _ => ChartSpec::default(),
        });
        fields.with(|fields| {
            let fields = fields.as_deref().unwrap_or_default();
            profiles.with(|profiles| chart::propose(relation, &spec, fields, profiles, app.lang()))
        })
    });
    // Kinds of maps that the columns allow besides the usual one.
    let maps = Memo::new(move |_| -> Vec<Mark> {
        let wanted: &[Mark] = match asked.get() {
            Some(Relation::Place) => &[Mark::Shapes, Mark::Points, Mark::Hexbin, Mark::Symbols],
            Some(Relation::Flow) => &[Mark::Flows],
            Some(Relation::Link) => &[Mark::Bivariate],
            _ => return Vec::new(),
        };
        let Some(list) = app.outlines.list() else { return Vec::new() };
        let shapes = has_shapes.get();
        let fitting = fields.with(|fields| map::fitting(fields.as_deref().unwrap_or_default(), &list, shapes));
        wanted.iter().copied().filter(|mark| fitting.contains(mark)).take(2).collect()
    });
    let take = move |offer: &Offer| {
        app.desk.end_gesture();
        change.run(FigureEdit::Kind(match offer {
            Offer::Chart(spec) => FigureKind::Chart((**spec).clone()),
            Offer::Map => FigureKind::Map(MapSpec::default()),
        }));
    };
    let chips = Relation::ALL.map(|relation| {
        view! {
            <ToggleChip
                label=relation.name()
                pressed=Signal::derive(move || asked.get() == Some(relation))
                on_change=move |pressed: bool| {
                    asked.set(pressed.then_some(relation));
                    fetch();
                }
            />
        }
    });
    let cards = move || {
        let lang = app.lang();
        // A card that changes its place is not the one that a finger comes down on.
        if asked.get().is_some() && !settled.get() {
            return view! { <SkeletonLines lines=3/> }.into_any();
        }
        let offers = offers.get();
        let maps = maps.get();
        if offers.is_empty() && maps.is_empty() && asked.get().is_some() {
            return view! { <p class="field-hint">{t::NO_PROPOSALS.text(lang)}</p> }.into_any();
        }
        let maps = maps
            .into_iter()
            .map(|mark| {
                let kind = map::kind(mark);
                let choose = move |_| {
                    app.desk.end_gesture();
                    change.run(FigureEdit::Kind(FigureKind::Map(MapSpec { mark: Some(mark), ..MapSpec::default() })));
                };
                view! {
                    <button type="button" class="proposal" on:click=choose>
                        <svg class="sketch" viewBox="0 0 24 24" aria-hidden="true"><path d=kind.sketch></path></svg>
                        <span class="proposal-words">
                            <strong>{kind.name.text(lang)}</strong>
                            <span>{kind.good_for.text(lang)}</span>
                        </span>
                    </button>
                }
            })
            .collect_view();
        let charts = offers
            .into_iter()
            .map(|proposal| {
                let (name, sketch) = match &proposal.offer {
                    Offer::Chart(spec) => {
                        let kind = chart::kind(spec.mark.unwrap_or(chart::Mark::Bar));
                        (kind.name, kind.sketch)
                    }
                    Offer::Map => (t::MAP, MAP_SKETCH),
                };
                let offer = proposal.offer;
                view! {
                    <button type="button" class="proposal" on:click=move |_| take(&offer)>
                        <svg class="sketch" viewBox="0 0 24 24" aria-hidden="true"><path d=sketch></path></svg>
                        <span class="proposal-words">
                            <strong>{name.text(lang)}</strong>
                            <span>{proposal.reason}</span>
                            <span class="soft">{format!("{} {}", t::BUT.text(lang), proposal.against)}</span>
                        </span>
                    </button>
                }
            })
            .collect_view();
        (charts, maps).into_any()
    };
    view! {
        <Disclosure title=t::INTENT class="slim intent">
            <div class="chips">{chips}</div>
            <div class="proposals" aria-live="polite">{cards}</div>
        </Disclosure>
    }
}

/// A sketch of a map.
const MAP_SKETCH: &str = "M3 6l6-2 6 3 6-2v13l-6 2-6-3-6 2zM9 4v13M15 7v13";
