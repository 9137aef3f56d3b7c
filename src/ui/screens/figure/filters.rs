//! The filters of a chart below its picture. One that its table and other figures have too is one filter to a person:
//! who takes it away is asked where.

use leptos::html;
use leptos::prelude::*;

use super::FigureEdit;
use crate::i18n::{remarks as t, table as table_words};
use crate::query::{Condition, Step, Test};
use crate::story::{Command, Figure, are_together};
use crate::ui::screens::table::{steps as edit, words};
use crate::ui::state::use_app;
use crate::web::dom;

/// The chips, each of which takes its filter away, and the way to have the table filtered alike.
#[component]
pub(super) fn Filters(figure: Memo<Option<Figure>>, change: Callback<FigureEdit>) -> impl IntoView {
    let app = use_app();
    let steps = Memo::new(move |_| {
        figure.with(|figure| figure.as_ref().map(|figure| figure.steps.clone()).unwrap_or_default())
    });
    let source = Memo::new(move |_| figure.with(|figure| figure.as_ref().map(|figure| figure.source)));
    let of_table = Memo::new(move |_| {
        let id = source.get()?;
        app.desk.document.with(|document| document.source(id).map(|source| source.steps.clone()))
    });
    let differs = move || {
        let filters = edit::conditions(&steps.get());
        of_table.with(|of| of.as_ref().is_some_and(|of| edit::conditions(of) != filters))
    };
    let to_table = move |_| {
        let Some(figure) = figure.get_untracked() else { return };
        let Some(source) = app.desk.source(figure.source) else { return };
        app.desk.end_gesture();
        // The order of the table stays as it is.
        let mut all = edit::filters(&figure.steps);
        all.extend(source.steps.iter().filter(|step| matches!(step, Step::Sort(_))).cloned());
        if app.desk.change(app, Command::SetSteps { source: figure.source, steps: all }) {
            app.say_undo(t::TO_TABLE_DONE.text(app.prefs.lang.get_untracked()));
        }
    };
    // The filter that somebody took hold of, while it is asked where it is to go.
    let asking = RwSignal::new(None::<usize>);
    Effect::new(move |_| {
        steps.track();
        asking.set(None);
    });
    let remove = move |index: usize| {
        app.desk.end_gesture();
        asking.set(None);
        change.run(FigureEdit::Steps(edit::without_condition(&steps.get_untracked(), index)));
    };
    // The column of a filter, and the tests on it that stay without this one. What is odd about a row is no
    // filter for all.
    let rest = move |index: usize| -> Option<(String, Vec<Test>)> {
        let conditions = edit::conditions(&steps.get_untracked());
        let odd = |condition: &Condition| matches!(condition.test, Test::Odd(_));
        let column = conditions.get(index).filter(|condition| !odd(condition))?.column.clone();
        let others = conditions.into_iter().enumerate().filter(|(at, _)| *at != index).map(|(_, other)| other);
        let tests = others.filter(|other| other.column == column && !odd(other)).map(|other| other.test).collect();
        Some((column, tests))
    };
    // Who lets it stay comes back to its chip.
    let keep = move |index: usize| {
        asking.set(None);
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            dom::focus(&format!("filter-{index}"));
        });
    };
    let remove_all = move |index: usize| {
        let (Some(source), Some((column, tests))) = (source.get_untracked(), rest(index)) else { return };
        app.desk.end_gesture();
        asking.set(None);
        if app.desk.change(app, Command::FilterAll { source, column, tests }) {
            app.say_undo(t::REMOVED_ALL.text(app.prefs.lang.get_untracked()));
        }
    };
    let press = move |index: usize| {
        let linked = figure.with_untracked(|figure| {
            let (figure, (column, _)) = (figure.as_ref()?, rest(index)?);
            app.desk.document.with_untracked(|document| are_together(document, figure, &column).then_some(()))
        });
        if linked.is_some() {
            asking.set(Some(index));
        } else {
            remove(index);
        }
    };
    let all = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(all) = all.get() {
            // Who cannot be given the focus finds the buttons in the place of the chip.
            all.focus().ok();
        }
    });
    move || {
        let (steps, lang) = (steps.get(), app.lang());
        let conditions = edit::conditions(&steps);
        (!conditions.is_empty()).then(|| {
            let chips = conditions
                .iter()
                .enumerate()
                .map(|(index, condition)| {
                    let text = words::condition(condition, lang);
                    let label = table_words::REMOVE_STEP.with(lang, &[("step", &text)]);
                    if asking.get() == Some(index) {
                        let question = t::REMOVE_WHERE.with(lang, &[("filter", &text)]);
                        return view! {
                            <div class="plot-bar filter-where" role="group" aria-label=question.clone()>
                                <p>{question.clone()}</p>
                                <button node_ref=all type="button" class="button" on:click=move |_| remove_all(index)>{t::REMOVE_ALL.text(lang)}</button>
                                <button type="button" class="button" on:click=move |_| remove(index)>{t::REMOVE_HERE.text(lang)}</button>
                                <button type="button" class="button quiet" on:click=move |_| keep(index)>{t::REMOVE_NOT.text(lang)}</button>
                            </div>
                        }
                        .into_any();
                    }
                    view! {
                        <button type="button" class="chip" id=format!("filter-{index}") aria-label=label on:click=move |_| press(index)>
                            <span>{text}</span>
                            <span aria-hidden="true">"×"</span>
                        </button>
                    }
                    .into_any()
                })
                .collect_view();
            view! {
                <div class="plot-bar" role="group" aria-label=t::FILTERS.text(lang)>
                    <p class="soft">{t::FILTERS.text(lang)}</p>
                    {chips}
                    <Show when=differs>
                        <button type="button" class="button quiet small" on:click=to_table>{move || app.t(t::TO_TABLE)}</button>
                    </Show>
                </div>
            }
        })
    }
}
