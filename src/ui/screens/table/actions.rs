//! What a person does next with a table: a chart, a map, a table in the story, a file.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::places::Places;
use super::{extent, steps as edit};
use crate::base::note::Note;
use crate::chart::ChartSpec;
use crate::engine::protocol::{Job, Output};
use crate::i18n::{extent as words, places, problems, table as t};
use crate::map::MapSpec;
use crate::place::At;
use crate::portal::PortalKind;
use crate::scene::style::Style;
use crate::story::{Command, Content, Figure, FigureKind, Id, Origin};
use crate::table::{Extent, TableInfo};
use crate::ui::kit::{IconName, Menu, MenuItem};
use crate::ui::state::use_app;
use crate::web::download;

/// Rows of a table that is put into a story.
const STORY_ROWS: u32 = 20;

/// The buttons.
#[component]
pub(super) fn Actions(id: Id, info: Signal<TableInfo>) -> impl IntoView {
    let app = use_app();
    let add_figure = move |kind: FigureKind| -> Option<Id> {
        let source = app.desk.source(id)?;
        let new = app.desk.next_id();
        // A table keeps its order in the story; charts and maps order for themselves.
        let steps = if matches!(kind, FigureKind::Table { .. }) { source.steps } else { edit::filters(&source.steps) };
        let figure = Figure {
            id: new,
            source: id,
            steps,
            kind,
            title: String::new(),
            description: String::new(),
            style: Style::default(),
            snapshot: None,
        };
        app.desk.change(app, Command::AddFigure(Box::new(figure))).then_some(new)
    };
    let make_chart = move |_| {
        if let Some(id) = add_figure(FigureKind::Chart(ChartSpec::default())) {
            app.go(At::Figure { id: id.0 });
        }
    };
    let make_map = move |_| {
        if let Some(id) = add_figure(FigureKind::Map(MapSpec::default())) {
            app.go(At::Figure { id: id.0 });
        }
    };
    let add_table = move |()| {
        if let Some(figure) = add_figure(FigureKind::Table { columns: Vec::new(), rows: STORY_ROWS }) {
            let at = app.desk.document.with_untracked(|document| document.blocks.len());
            if app.desk.change(app, Command::AddBlock { at, content: Content::Figure(figure) }) {
                app.say(t::TABLE_ADDED.text(app.prefs.lang.get_untracked()));
            }
        }
    };
    // Rows that a CKAN has in its database can stay there.
    let can_stay = move || {
        app.desk.document.with(|document| {
            document.source(id).is_some_and(|source| match &source.origin {
                Origin::Resource { portal, resource, .. } => {
                    portal.kind == PortalKind::Ckan && resource.datastore && source.extent != Extent::Portal
                }
                Origin::Url(_) | Origin::File { .. } => false,
            })
        })
    };
    let locating = RwSignal::new(false);
    let saving = RwSignal::new(false);
    let download = move || {
        let Some(source) = app.desk.source(id) else { return };
        let table = info.with_untracked(|info| info.table);
        saving.set(true);
        spawn_local(async move {
            match app.engine.ask(Job::ExportCsv { table, steps: source.steps.into() }).await {
                Ok(Output::File(text)) => download::text(
                    &format!("{}.csv", crate::ui::screens::file_name(&source.title, "data")),
                    "text/csv;charset=utf-8",
                    &text,
                ),
                Ok(other) => {
                    app.say(problems::sentence(&crate::ui::state::unexpected(&other), app.prefs.lang.get_untracked()));
                }
                Err(problem) => app.say(problems::sentence(&problem, app.prefs.lang.get_untracked())),
            }
            saving.set(false);
        });
    };
    let save = move |()| {
        let personal = |note: &&Note| note.code.is_personal();
        app.hand_out(info.with_untracked(|info| info.notes.iter().filter(personal).cloned().collect()), download);
    };
    view! {
        <div class="bench-actions">
            <button type="button" class="button primary" on:click=make_chart>{move || app.t(t::MAKE_CHART)}</button>
            <button type="button" class="button" on:click=make_map>{move || app.t(t::MAKE_MAP)}</button>
            <Menu label=t::MORE icon=IconName::More>
                <MenuItem label=t::ADD_TABLE icon=IconName::Story on_press=add_table/>
                <Show when=can_stay>
                    <MenuItem label=words::AT_PORTAL icon=IconName::Portal on_press=move |()| extent::choose(app, id, Extent::Portal)/>
                </Show>
                <MenuItem label=places::TITLE icon=IconName::Map on_press=move |()| locating.set(true)/>
                <MenuItem label=t::DOWNLOAD_CSV icon=IconName::Download disabled=saving on_press=save/>
            </Menu>
        </div>
        <Places id info open=locating/>
    }
}
