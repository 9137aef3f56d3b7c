//! Meja, the workbench: a source's table with its reading proof, filters and order.

mod actions;
mod budget;
mod extent;
mod filter;
mod form;
mod grid;
pub(in crate::ui::screens) mod opening;
mod panel;
mod places;
mod resolve;
pub(in crate::ui::screens) mod steps;
mod steps_bar;
pub(in crate::ui::screens) mod words;

pub(in crate::ui::screens) use self::places::grids;

use leptos::prelude::*;

use self::actions::Actions;
use self::budget::{CutNotice, PartNotice};
use self::grid::Grid;
use self::opening::{Failed, Opening};
use self::panel::ColumnPanel;
use self::steps as edit;
use self::steps_bar::StepsBar;
use crate::base::note::{Note, Problem};
use crate::engine::protocol::{Job, Output};
use crate::i18n::{Message, notes, table as t};
use crate::query::Step;
use crate::story::{Id, source_line_of};
use crate::table::{Oddity, Offer, TableInfo};
use crate::ui::kit::{Button, ButtonLook, Disclosure, SCREEN_TITLE_ID, ScreenTitle};
use crate::ui::screens::ladder::TableWayLine;
use crate::ui::screens::quality::TableQuality;
use crate::ui::state::{TableStatus, use_app};
use crate::web::dom;

/// Meja: opens what the address means and shows it.
#[component]
pub fn Workbench() -> impl IntoView {
    let app = use_app();
    // Who opens a table is likely to draw it next.
    app.drawing.want(app);
    let at = Memo::new(move |_| app.place.get().at);
    // What finds the source out, to call it off.
    let job = StoredValue::new(None::<u32>);
    let cancel = move || {
        if let Some(id) = job.try_get_value().flatten() {
            app.engine.cancel(id);
        }
    };
    on_cleanup(cancel);
    // What may be fetched although the connection is dear.
    let agreed = StoredValue::new(None::<Id>);
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
            let Some(source) = found.as_ref().ok().and_then(|id| app.desk.source(*id)) else {
                return Some(found.map(Found::Open));
            };
            let asked = budget::asks(app, &source).filter(|_| agreed.try_get_value().flatten() != Some(source.id));
            if let Some(size) = asked {
                return Some(Ok(Found::Choose { id: source.id, size }));
            }
            let file = app.desk.file(source.id).await;
            app.tables.open(&source, file);
            Some(found.map(Found::Open))
        }
    });
    let stands = StoredValue::new(false);
    move || {
        let found = source.get().flatten();
        keep_on_heading(stands);
        match found {
        None => view! { <ScreenTitle title=t::TABLE/> <Opening progress=None preview=None on_cancel=Some(Callback::new(move |()| cancel()))/> }.into_any(),
        Some(Err(problem)) => view! { <ScreenTitle title=t::TABLE/> <Failed problem source=None asked=at.get_untracked() retry=Callback::new(move |()| source.refetch())/> }.into_any(),
        Some(Ok(Found::Choose { id, size })) => {
            let on_choose = Callback::new(move |extent| {
                app.desk.open_extent(id, extent);
                agreed.set_value(Some(id));
                source.refetch();
            });
            view! { <div class="stack"><Title id/> <budget::Choose id size on_choose/></div> }.into_any()
        }
        Some(Ok(Found::Open(id))) => view! { <SourceTable id stands retry=Callback::new(move |()| source.refetch())/> }.into_any(),
    }
    }
}

/// What an address of the workbench means.
#[derive(Clone, Copy)]
enum Found {
    /// A source whose table is opened.
    Open(Id),
    /// A source that is opened once the person has said how much of it.
    Choose {
        id: Id,
        /// Bytes of the whole.
        size: u64,
    },
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
            Some(Stage::Failed(problem)) => {
                view! { <Title id/> <Failed problem source=Some(id) asked=app.place.get_untracked().at retry/> }
                    .into_any()
            }
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
            <TableWayLine id/>
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
                <PartNotice id info/>
                <CutNotice id info/>
                <extent::Place id work/>
                <form::Sheets id info/>
                <form::Unfolding id info/>
                <StepsBar steps set_steps info selected/>
                {move || failed.get().map(|problem| view! { <crate::ui::kit::ProblemNotice problem/> })}
                <Show
                    when=move || view_of.get().is_none_or(|(_, rows)| rows > 0)
                    fallback=move || view! { <p class="soft">{move || app.t(t::NO_MATCH)}</p> }
                >
                    <Grid info view=view_of selected/>
                </Show>
                <ReadingNotes id info steps set_steps/>
                <TableQuality id/>
            </div>
            <ColumnPanel id info selected steps set_steps/>
        </div>
    }
}

/// How the file was read and what was odd about it.
#[component]
fn ReadingNotes(
    id: Id,
    info: Signal<TableInfo>,
    steps: Memo<Vec<Step>>,
    set_steps: Callback<Vec<Step>>,
) -> impl IntoView {
    let app = use_app();
    let source = move || {
        app.desk.document.with(|document| {
            document.sources.iter().find(|source| source.id == id).map(|source| source_line_of(source, app.lang()))
        })
    };
    let how = move || {
        info.with(|info| {
            let lang = app.lang();
            let bytes = words::bytes(info.bytes, lang);
            // Rows of a DataStore are text without a delimiter, cells of a file are neither.
            match (info.encoding.as_str(), info.delimiter.as_str()) {
                ("", "") => app.tf(t::READ_INFO_CELLS, &[("bytes", &bytes)]),
                (_, "") => app.t(t::READ_INFO_ROWS).to_owned(),
                (encoding, delimiter) => {
                    let delimiter = words::delimiter(delimiter, lang);
                    app.tf(t::READ_INFO, &[("encoding", encoding), ("delimiter", delimiter), ("bytes", &bytes)])
                }
            }
        })
    };
    // Where a note is about rows of the table, they can be looked at; totals also left out.
    let ways = move |note: &Note| {
        let oddity = Oddity::of_note(note.code)?;
        let first = info.with(|info| info.fields.first().map(|field| field.name.clone()));
        let column = if oddity.is_of_column() { note.args.first().cloned() } else { first }?;
        let way = move |label: Message, oddity: Oddity| {
            let column = column.clone();
            let show = move |_| {
                set_steps.run(edit::with_odd(&steps.get_untracked(), &column, oddity));
                dom::focus(SCREEN_TITLE_ID);
            };
            view! { <Button label=label look=ButtonLook::Quiet class="small" on_press=show/> }
        };
        let hide = (oddity == Oddity::Total).then(|| way(t::HIDE_TOTALS, Oddity::NoTotal));
        Some(view! { <div class="button-row">{way(t::SHOW_ROWS, oddity)}{hide}</div> })
    };
    let list = move || {
        let lang = app.lang();
        let item = |note: &Note| view! { <li>{notes::sentence(note, lang)}{ways(note)}</li> };
        info.with(|info| info.notes.clone()).iter().map(item).collect_view()
    };
    view! {
        <Disclosure
            title=move || app.tf(t::READ_NOTES, &[("n", &info.with(|info| info.notes.len()).to_string())])
            class="slim"
        >
            <p class="source-line">{source}</p>
            <p class="soft small">{how}</p>
            <form::Text id info/>
            <ul class="reasons">{list}</ul>
        </Disclosure>
    }
}
