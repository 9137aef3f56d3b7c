//! The check of a chart under its picture: what could mislead, with the change that mends it.

use leptos::prelude::*;

use super::FigureEdit;
use super::data::{Drawn, Lowered, Stage};
use crate::base::note::Problem;
use crate::chart::{self, Check, Facts, Finding, Questions, Repair};
use crate::engine::protocol::{Job, Output};
use crate::i18n::figure as t;
use crate::story::{Figure, FigureKind, Origin};
use crate::table::TableId;
use crate::ui::kit::Disclosure;
use crate::ui::state::{TableStatus, use_app};

/// What the check finds; nothing where it finds nothing.
#[component]
pub(super) fn Checks(
    figure: Memo<Option<Figure>>,
    stage: RwSignal<Stage>,
    picture: Memo<Option<Result<Drawn, Problem>>>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let facts = facts(figure, stage);
    let findings = Memo::new(move |_| -> Vec<Finding> {
        let Some(figure) = figure.get() else { return Vec::new() };
        let FigureKind::Chart(spec) = &figure.kind else { return Vec::new() };
        let info = app.tables.get(figure.source).and_then(|table| match table.status.get() {
            TableStatus::Ready(info) => Some(info),
            _ => None,
        });
        let Some(info) = info else { return Vec::new() };
        let source = app.desk.source(figure.source);
        let named = |name: &Option<String>| name.as_ref().is_some_and(|name| !name.trim().is_empty());
        let published = source
            .is_some_and(|source| named(&source.citation.publisher) || !matches!(source.origin, Origin::File { .. }));
        let theme = figure.style.theme(app.prefs.dark.get());
        stage.with(|stage| {
            picture.with(|picture| match (stage, picture) {
                (Stage::Ready { lowered: Lowered::Chart(lowered), data, .. }, Some(Ok(drawn))) => chart::lint(&Check {
                    title: &figure.title,
                    description: &figure.description,
                    published,
                    style: &figure.style,
                    theme: &theme,
                    facts: &facts.get(),
                    steps: &figure.steps,
                    spec,
                    lowered,
                    data,
                    figure: &drawn.figure,
                    fields: &info.fields,
                    notes: &info.notes,
                    lang: app.lang(),
                }),
                _ => Vec::new(),
            })
        })
    });
    let count = Memo::new(move |_| findings.with(Vec::len));
    let list = move || {
        let lang = app.lang();
        findings
            .get()
            .into_iter()
            .map(|finding| {
                let repair = finding.repair.map(|(label, repair)| {
                    let mend = move |_| {
                        app.desk.end_gesture();
                        change.run(match repair.clone() {
                            Repair::Spec(spec) => FigureEdit::Kind(FigureKind::Chart(*spec)),
                            Repair::Headline(title) => FigureEdit::Title(title),
                            Repair::Steps(steps) => FigureEdit::Steps(steps),
                            Repair::Description(words) => FigureEdit::Description(words),
                            Repair::Style(style) => FigureEdit::Style(*style),
                        });
                    };
                    view! { <button type="button" class="button small" on:click=mend>{label.text(lang)}</button> }
                });
                view! { <li class="finding"><span>{finding.words}</span>{repair}</li> }
            })
            .collect_view()
    };
    view! {
        <Show when=move || count.get() != 0>
            <Disclosure title=t::CHECKS class="slim checks" open=true count=move || count.get().to_string()>
                <ul class="plain-list findings">{list}</ul>
            </Disclosure>
        </Show>
    }
}

/// Asks what stands in the rows behind the chart, whenever its data or filters change.
fn facts(figure: Memo<Option<Figure>>, stage: RwSignal<Stage>) -> RwSignal<Facts> {
    let app = use_app();
    let facts = RwSignal::new(Facts::default());
    let asked = Memo::new(move |_| -> Option<(TableId, Questions)> {
        let figure = figure.get()?;
        let TableStatus::Ready(info) = app.tables.get(figure.source)?.status.get() else { return None };
        stage.with(|stage| match stage {
            Stage::Ready { lowered: Lowered::Chart(lowered), kept: false, .. } => {
                Some((info.table, chart::questions(lowered, &figure.steps, &info.fields, &info.notes)))
            }
            _ => None,
        })
    });
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let asked = asked.get();
        let now = turn.get_value() + 1;
        turn.set_value(now);
        let Some((table, questions)) = asked else { return facts.set(Facts::default()) };
        leptos::task::spawn_local(async move {
            // A portal that cannot answer leaves the question open.
            let ask = async |steps: Option<Vec<crate::query::Step>>| match app
                .engine
                .ask(Job::Run { table, steps: steps?.into() })
                .await
            {
                Ok(Output::Result(answer)) => Some(answer),
                _ => None,
            };
            let mut found = Facts::default();
            if let Some(answer) = ask(questions.totals).await {
                found.take_totals(&answer);
            }
            if let Some(answer) = ask(questions.units).await {
                found.take_units(&answer);
            }
            if turn.try_get_value() == Some(now) {
                facts.set(found);
            }
        });
    });
    facts
}
