//! The check of a chart under its picture: what could mislead, with the change that mends it.

use leptos::prelude::*;

use super::FigureEdit;
use super::data::{Drawn, Lowered, Stage};
use crate::base::note::Problem;
use crate::chart::{self, Check, Finding, Repair};
use crate::i18n::figure as t;
use crate::story::{Figure, FigureKind};
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
    let findings = Memo::new(move |_| -> Vec<Finding> {
        let Some(figure) = figure.get() else { return Vec::new() };
        let FigureKind::Chart(spec) = &figure.kind else { return Vec::new() };
        let info = app.tables.get(figure.source).and_then(|table| match table.status.get() {
            TableStatus::Ready(info) => Some(info),
            _ => None,
        });
        let Some(info) = info else { return Vec::new() };
        stage.with(|stage| {
            picture.with(|picture| match (stage, picture) {
                (Stage::Ready { lowered: Lowered::Chart(lowered), data, .. }, Some(Ok(drawn))) => chart::lint(&Check {
                    title: &figure.title,
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
                            Repair::AllTimes(steps) => FigureEdit::Steps(steps),
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
