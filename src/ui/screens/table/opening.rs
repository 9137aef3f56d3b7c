//! A table on its way, or one that did not arrive.

use leptos::prelude::*;

use super::words;
use crate::base::note::{Problem, ProblemCode};
use crate::engine::protocol::Phase;
use crate::i18n::{extent, problems, table as t};
use crate::place::At;
use crate::portal::Resource;
use crate::story::{Id, Origin};
use crate::table::{ResultTable, Values};
use crate::ui::kit::{FilePicker, Link, Notice, ProblemNotice, ProgressBar, use_file_intake};
use crate::ui::state::use_app;
use crate::web::worker_client::Progress;

/// How far the reading is, with the first rows as soon as they are here, and a way to stop.
#[component]
pub(super) fn Opening(
    progress: Option<Signal<Option<Progress>>>,
    preview: Option<Signal<Option<ResultTable>>>,
    on_cancel: Option<Callback<()>>,
    /// Whether it broke off and waits for the person.
    #[prop(optional, into)]
    stands: Signal<bool>,
) -> impl IntoView {
    let app = use_app();
    let now = move || progress.and_then(|progress| progress.get());
    let label = move || {
        let lang = app.lang();
        match now() {
            _ if stands.get() => app.t(extent::STANDING).to_owned(),
            None if progress.is_none() => app.t(t::FINDING).to_owned(),
            None | Some(Progress { phase: Phase::Connecting, .. }) => app.t(t::CONNECTING).to_owned(),
            Some(Progress { phase: Phase::Inferring, .. }) => app.t(t::INFERRING).to_owned(),
            Some(Progress { phase: Phase::Computing, .. }) => app.t(t::COMPUTING).to_owned(),
            Some(Progress { phase: Phase::Retrying, rows, .. }) => {
                app.tf(extent::RETRYING, &[("rows", &words::count(rows, lang))])
            }
            // Rows of a portal are counted in rows; no row of a file has a single byte.
            Some(Progress { phase: Phase::Reading, done, of: Some(of), rows }) if rows > 0 && done == rows => {
                app.tf(extent::ROWS_OF, &[("rows", &words::count(rows, lang)), ("of", &words::count(of, lang))])
            }
            Some(Progress { phase: Phase::Reading, done, of, rows }) => {
                let rows = app.tf(t::READING_ROWS, &[("rows", &words::count(rows, lang))]);
                let bytes = match of {
                    Some(of) => {
                        app.tf(t::BYTES_OF, &[("done", &words::bytes(done, lang)), ("of", &words::bytes(of, lang))])
                    }
                    None => words::bytes(done, lang),
                };
                format!("{rows} · {bytes}")
            }
        }
    };
    let value = Signal::derive(move || {
        now().and_then(|progress| match progress {
            Progress { phase: Phase::Reading, done, of: Some(of), .. } if of > 0 => {
                Some((done as f64 / of as f64).min(1.0))
            }
            _ => None,
        })
    });
    let rows = move || preview.and_then(|preview| preview.get()).map(|rows| view! { <PreviewTable rows/> });
    view! {
        <div class="opening">
            {match on_cancel {
                Some(on_cancel) => view! { <ProgressBar label=label value=value on_cancel=on_cancel/> }.into_any(),
                None => view! { <ProgressBar label=label value=value/> }.into_any(),
            }}
            {rows}
        </div>
    }
}

/// The first rows, as written.
#[component]
fn PreviewTable(rows: ResultTable) -> impl IntoView {
    let app = use_app();
    let shown = rows.rows().min(30);
    let columns: Vec<(String, Vec<Option<String>>)> = rows
        .columns
        .into_iter()
        .take(12)
        .map(|column| {
            let values = match column.values {
                Values::Text(values) => values,
                Values::Number(_) | Values::Date(_) => Vec::new(),
            };
            (column.name, values)
        })
        .collect();
    let head = columns.iter().map(|(name, _)| view! { <th scope="col">{name.clone()}</th> }).collect_view();
    let body = (0..shown)
        .map(|row| {
            let cells = columns
                .iter()
                .map(|(_, values)| view! { <td>{values.get(row).cloned().flatten()}</td> })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=move || app.t(t::FIRST_ROWS)>
            <table class="plain-table">
                <caption>{move || app.t(t::FIRST_ROWS)}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
}

/// Why the table did not arrive, and every way on: again, the file's own link, the file by hand.
#[component]
pub(super) fn Failed(problem: Problem, source: Option<Id>, retry: Callback<()>) -> impl IntoView {
    let app = use_app();
    let known = source.and_then(|id| app.desk.source(id));
    let link = known.as_ref().and_then(|source| match &source.origin {
        Origin::Resource { resource: Resource { url, .. }, .. } => url.clone().filter(|url| url.starts_with("http")),
        Origin::Url(url) => Some(url.clone()).filter(|url| url.starts_with("http")),
        Origin::File { .. } => None,
    });
    let dataset = known.as_ref().and_then(|source| match &source.origin {
        Origin::Resource { portal, dataset, .. } => {
            Some(At::Dataset { portal: portal.address.clone(), dataset: dataset.clone() })
        }
        _ => None,
    });
    let gone = known.as_ref().and_then(|source| match &source.origin {
        Origin::File { name } if problem.code == ProblemCode::TableGone => Some(name.clone()),
        _ => None,
    });
    let give = move |file: web_sys::File| {
        let Some(id) = source else { return };
        leptos::task::spawn_local(async move {
            match app.desk.attach_file(id, file).await {
                Ok(()) => {
                    app.tables.forget(id);
                    app.go(At::Source { id: id.0 });
                    if let (Some(source), file) = (app.desk.source(id), app.desk.file(id).await) {
                        app.tables.open(&source, file);
                    }
                }
                Err(problem) => app.say(problems::sentence(&problem, app.prefs.lang.get_untracked())),
            }
        });
    };
    // Stopping is what the person wanted: nothing is wrong, and there is no file to fetch by hand.
    let cancelled = problem.code == ProblemCode::Cancelled;
    let can_give = source.is_some() && !cancelled;
    if can_give {
        // A file dropped anywhere now is the one that could not be fetched.
        use_file_intake().hand_to(Callback::new(give));
    }
    view! {
        <section class="failed">
            {match gone {
                Some(name) => view! { <p class="notice warn">{move || app.tf(t::FILE_GONE, &[("name", &name)])}</p> }.into_any(),
                None if cancelled => {
                    let next = problem.clone();
                    view! {
                        <Notice alert=true title=move || problems::sentence(&problem, app.lang())>
                            <p>{move || problems::next_step(&next, app.lang())}</p>
                        </Notice>
                    }
                    .into_any()
                }
                None => view! { <ProblemNotice problem/> }.into_any(),
            }}
            <div class="actions">
                <button type="button" class="button" on:click=move |_| retry.run(())>{move || app.t(t::TRY_AGAIN)}</button>
                {link.filter(|_| !cancelled).map(|url| view! {
                    <a class="button" href=url target="_blank" rel="noopener noreferrer">{move || app.t(t::OPEN_LINK)}</a>
                })}
                {can_give.then(|| view! { <FilePicker label=t::GIVE_FILE/> })}
                {dataset.map(|at| view! { <Link at=at>{move || app.t(t::BACK_TO_DATASET)}</Link> })}
            </div>
            {can_give.then(|| view! { <p class="soft">{move || app.t(t::GIVE_FILE_HELP)}</p> })}
        </section>
    }
}
