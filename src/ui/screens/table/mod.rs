//! Meja, the workbench: a source's table with its reading proof, filters and order.

mod actions;
mod extent;
mod filter;
mod grid;
mod opening;
mod panel;
mod resolve;
mod steps;
mod steps_bar;
mod words;

use leptos::prelude::*;

use self::actions::Actions;
use self::grid::Grid;
use self::opening::{Failed, Opening};
use self::panel::ColumnPanel;
use self::steps_bar::StepsBar;
use crate::base::note::Problem;
use crate::engine::protocol::{Job, Output};
use crate::i18n::{notes, table as t};
use crate::query::Step;
use crate::story::{Id, source_line_of};
use crate::table::{Offer, TableInfo};
use crate::ui::kit::{Choice, Disclosure, SCREEN_TITLE_ID, ScreenTitle, Select};
use crate::ui::state::{TableStatus, use_app};
use crate::web::dom;

/// Meja: opens what the address means and shows it.
#[component]
pub fn Workbench() -> impl IntoView {
    let app = use_app();
    let at = Memo::new(move |_| app.place.get().at);
    // What finds the source out, to call it off.
    let job = StoredValue::new(None::<u32>);
    let cancel = move || {
        if let Some(id) = job.try_get_value().flatten() {
            app.engine.cancel(id);
        }
    };
    on_cleanup(cancel);
    let source = LocalResource::new(move || {
        let (at, loaded, _) = (at.get(), app.desk.loaded.get(), app.engine.stops.get());
        async move {
            if !loaded {
                return None;
            }
            let begun = move |id| {
                job.try_update_value(|job| *job = Some(id));
            };
            let found = resolve::resolve(app, at, begun).await;
            job.try_update_value(|job| *job = None);
            if let Ok(id) = found
                && let Some(source) = app.desk.source(id)
            {
                let file = app.desk.file(id).await;
                app.tables.open(&source, file);
            }
            Some(found)
        }
    });
    let stands = StoredValue::new(false);
    move || {
        let found = source.get().flatten();
        keep_on_heading(stands);
        match found {
        None => view! { <ScreenTitle title=t::TABLE/> <Opening progress=None preview=None on_cancel=Some(Callback::new(move |()| cancel()))/> }.into_any(),
        Some(Err(problem)) => view! { <ScreenTitle title=t::TABLE/> <Failed problem source=None retry=Callback::new(move |()| source.refetch())/> }.into_any(),
        Some(Ok(id)) => view! { <SourceTable id stands retry=Callback::new(move |()| source.refetch())/> }.into_any(),
    }
    }
}

/// The heading is made anew at every stage of the opening; who stands on it with the keyboard stays
/// there.
fn keep_on_heading(stands: StoredValue<bool>) {
    let there = dom::has_focus(SCREEN_TITLE_ID) || (stands.get_value() && dom::focus_is_lost());
    stands.set_value(there);
    if there {
        request_animation_frame(|| dom::focus(SCREEN_TITLE_ID));
    }
}

/// One source: its table, or how far it is read, or why not.
#[component]
fn SourceTable(id: Id, stands: StoredValue<bool>, retry: Callback<()>) -> impl IntoView {
    let app = use_app();
    // Only the stage matters here; progress within a stage must not rebuild the screen.
    let stage = Memo::new(move |_| {
        app.tables.get(id).map(|table| match table.status.get() {
            TableStatus::Opening { .. } => Stage::Opening,
            TableStatus::Offered(offer) => Stage::Offered(offer),
            TableStatus::Ready(info) => Stage::Ready(info.table.0),
            TableStatus::Failed(problem) => Stage::Failed(problem),
        })
    });
    move || {
        let Some(table) = app.tables.get(id) else { return ().into_any() };
        let stage = stage.get();
        keep_on_heading(stands);
        match stage {
            None => ().into_any(),
            Some(Stage::Opening) => {
                let progress = Signal::derive(move || match table.status.get() {
                    TableStatus::Opening { progress, .. } => progress,
                    _ => None,
                });
                let preview = Memo::new(move |_| match table.status.get() {
                    TableStatus::Opening { preview, .. } => preview,
                    _ => None,
                });
                let paused = Memo::new(move |_| match table.status.get() {
                    TableStatus::Opening { paused, .. } => paused,
                    _ => None,
                });
                view! {
                    <Title id/>
                    {move || paused.get().map(|(problem, rows)| view! { <extent::Paused table problem rows/> })}
                    <Opening
                        progress=Some(progress)
                        preview=Some(preview.into())
                        on_cancel=Some(Callback::new(move |()| app.tables.cancel(table)))
                        stands=Signal::derive(move || paused.with(Option::is_some))
                    />
                }
                .into_any()
            }
            Some(Stage::Offered(offer)) => view! { <Title id/> <extent::Choose id offer/> }.into_any(),
            Some(Stage::Failed(problem)) => view! { <Title id/> <Failed problem source=Some(id) retry/> }.into_any(),
            Some(Stage::Ready(_)) => {
                let TableStatus::Ready(first) = table.status.get_untracked() else { return ().into_any() };
                let info = Memo::new(move |before: Option<&TableInfo>| match table.status.get() {
                    TableStatus::Ready(info) => info,
                    // The screen is about to change; until then it keeps what it shows.
                    _ => before.cloned().unwrap_or_else(|| first.clone()),
                });
                view! { <Ready id info=info.into()/> }.into_any()
            }
        }
    }
}

#[derive(Clone, PartialEq)]
enum Stage {
    Opening,
    Offered(Offer),
    Ready(u32),
    Failed(Problem),
}

/// The source's title, with its source line.
#[component]
fn Title(id: Id) -> impl IntoView {
    let app = use_app();
    let source = Memo::new(move |_| {
        app.desk.document.with(|document| document.sources.iter().find(|source| source.id == id).cloned())
    });
    view! {
        <header class="bench-title">
            <ScreenTitle title=move || source.get().map(|source| source.title).unwrap_or_default()/>
            <p class="source-line">{move || source.get().map(|source| source_line_of(&source, app.lang()))}</p>
        </header>
    }
}

/// A table that is open.
#[component]
fn Ready(id: Id, info: Signal<TableInfo>) -> impl IntoView {
    let app = use_app();
    let selected = RwSignal::new(None::<String>);
    let view_of = RwSignal::new(None::<(u32, u64)>);
    let failed = RwSignal::new(None::<Problem>);
    let work = RwSignal::new(None);
    let steps = Memo::new(move |_| {
        app.desk.document.with(|document| {
            document
                .sources
                .iter()
                .find(|source| source.id == id)
                .map(|source| source.steps.clone())
                .unwrap_or_default()
        })
    });
    let table = Memo::new(move |_| info.with(|info| info.table));
    // A column read another way can change what its filter keeps and how it sorts.
    let readings =
        Memo::new(move |_| info.with(|info| info.fields.iter().map(|field| field.reading).collect::<Vec<_>>()));
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (table, steps) = (table.get(), steps.get());
        readings.track();
        let turn = asked.get_value() + 1;
        asked.set_value(turn);
        leptos::task::spawn_local(async move {
            let heard = StoredValue::new(None);
            let answer = app
                .engine
                .ask_hearing(Job::View { table, steps: steps.into() }, move |of| heard.set_value(Some(of)))
                .await;
            // Only the newest question's answer counts.
            if asked.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(Output::View { view, rows }) => {
                    failed.set(None);
                    work.set(heard.get_value());
                    view_of.set(Some((view, rows)));
                }
                Ok(other) => failed.set(Some(crate::ui::state::unexpected(&other))),
                Err(problem) => failed.set(Some(problem)),
            }
        });
    });
    let set_steps = Callback::new(move |steps: Vec<Step>| {
        app.desk.end_gesture();
        app.desk.change(app, crate::story::Command::SetSteps { source: id, steps });
    });
    let rows_line = move || {
        let all = info.with(|info| info.rows);
        let lang = app.lang();
        match view_of.get() {
            Some((_, rows)) if rows != all => {
                app.tf(t::ROWS_MATCH, &[("rows", &words::count(rows, lang)), ("all", &words::count(all, lang))])
            }
            _ => app.tf(t::ROWS_TOTAL, &[("rows", &words::count(all, lang)), ("n", &all.to_string())]),
        }
    };
    view! {
        <div class="bench with-panel">
            <div class="bench-main">
                <Title id/>
                <div class="bench-bar">
                    <p class="bench-rows" role="status">{rows_line}</p>
                    <Actions id info/>
                </div>
                <extent::Place id work/>
                <Sheets id info/>
                <StepsBar steps set_steps info selected/>
                {move || failed.get().map(|problem| view! { <crate::ui::kit::ProblemNotice problem/> })}
                <Show
                    when=move || view_of.get().is_none_or(|(_, rows)| rows > 0)
                    fallback=move || view! { <p class="soft">{move || app.t(t::NO_MATCH)}</p> }
                >
                    <Grid info view=view_of selected/>
                </Show>
                <ReadingNotes id info/>
            </div>
            <ColumnPanel id info selected steps set_steps/>
        </div>
    }
}

/// Which sheet of a workbook, file of an archive or table of a page is shown, where there are several.
#[component]
fn Sheets(id: Id, info: Signal<TableInfo>) -> impl IntoView {
    let app = use_app();
    let sheets = Memo::new(move |_| info.with(|info| info.sheets.clone()));
    move || {
        let names = sheets.get();
        (!names.is_empty()).then(|| {
            let options: Vec<Choice<usize>> = names
                .iter()
                .enumerate()
                .map(|(at, name)| {
                    // The engine gives a sheet without a name its number.
                    let name = match name.strip_prefix('#') {
                        Some(number) => app.tf(t::SHEET_NUMBER, &[("n", number)]),
                        None => name.clone(),
                    };
                    Choice::new(at, name)
                })
                .collect();
            let value = Signal::derive(move || info.with(|info| info.sheet));
            let choose = move |at: usize| {
                if let Some(sheet) = names.get(at).cloned() {
                    app.desk.end_gesture();
                    app.desk.change(app, crate::story::Command::SetSheet { source: id, sheet });
                }
            };
            view! { <Select label=t::SHEET options=options value=value on_choose=choose class="inline"/> }
        })
    }
}

/// How the file was read and what was odd about it.
#[component]
fn ReadingNotes(id: Id, info: Signal<TableInfo>) -> impl IntoView {
    let app = use_app();
    let source = move || {
        app.desk.document.with(|document| {
            document.sources.iter().find(|source| source.id == id).map(|source| source_line_of(source, app.lang()))
        })
    };
    let how = move || {
        info.with(|info| {
            let lang = app.lang();
            if info.delimiter.is_empty() {
                app.t(t::READ_INFO_ROWS).to_owned()
            } else {
                let delimiter = match info.delimiter.as_str() {
                    "\t" => app.t(t::DELIMITER_TAB),
                    "," => app.t(t::DELIMITER_COMMA),
                    ";" => app.t(t::DELIMITER_SEMICOLON),
                    "|" => app.t(t::DELIMITER_PIPE),
                    other => other,
                };
                app.tf(
                    t::READ_INFO,
                    &[
                        ("encoding", &info.encoding),
                        ("delimiter", delimiter),
                        ("bytes", &words::bytes(info.bytes, lang)),
                    ],
                )
            }
        })
    };
    let list = move || {
        let lang = app.lang();
        info.with(|info| info.notes.iter().map(|note| view! { <li>{notes::sentence(note, lang)}</li> }).collect_view())
    };
    view! {
        <Disclosure
            title=move || app.tf(t::READ_NOTES, &[("n", &info.with(|info| info.notes.len()).to_string())])
            class="slim"
        >
            <p class="source-line">{source}</p>
            <p class="soft small">{how}</p>
            <ul class="reasons">{list}</ul>
        </Disclosure>
    }
}
