//! The story as one HTML file: every figure drawn anew for paper, with its table twin.

use leptos::prelude::*;

use crate::i18n::{narrative as t, notes};
use crate::scene::svg;
use crate::story::html::{ExportInput, RenderedFigure, export_with};
use crate::story::{Content, Figure, Id};
use crate::ui::screens::figure::data::{self, Stage};
use crate::ui::screens::figure::export::draw_for_export;
use crate::ui::screens::figure::view::source_of;
use crate::ui::state::App;
use crate::web::{clock, download, history};

/// Width of a picture in the file, in CSS pixels, and of its second drawing for phones.
const WIDTH_PX: f64 = 720.0;
const NARROW_PX: f64 = 320.0;
/// Longest wait for figures that are still being computed.
const MAX_WAIT_MS: f64 = 60_000.0;

/// Follows some figures until each is ready or has failed; they are followed as long as the owner lives.
pub(super) async fn ready(app: App, figures: &[Figure]) -> (Owner, Vec<RwSignal<Stage>>) {
    // The figures of the story are on the page, but the file must not depend on what is in sight:
    // each is followed for itself until it is ready or has failed.
    let owner = Owner::new();
    let stages: Vec<RwSignal<Stage>> = owner.with(|| {
        figures
            .iter()
            .map(|figure| {
                let id = figure.id;
                let figure = Memo::new(move |_| {
                    app.desk.document.with(|document| document.figures.iter().find(|figure| figure.id == id).cloned())
                });
                data::follow(app, figure)
            })
            .collect()
    });
    let start = clock::now_ms();
    loop {
        let waiting =
            stages.iter().filter(|stage| stage.with_untracked(|stage| matches!(stage, Stage::Waiting))).count();
        if waiting == 0 || clock::now_ms() - start > MAX_WAIT_MS {
            break;
        }
        clock::sleep_ms(50).await;
    }
    (owner, stages)
}

/// Draws every figure of the story and offers the file.
pub(super) async fn save(app: App) {
    let lang = app.prefs.lang.get_untracked();
    let document = app.desk.document.get_untracked();
    let figures: Vec<Figure> = document
        .blocks
        .iter()
        .filter_map(|block| match block.content {
            Content::Figure(id) => document.figures.iter().find(|figure| figure.id == id).cloned(),
            Content::Text(_) => None,
        })
        .collect();
    let (owner, stages) = ready(app, &figures).await;
    let rendered: Vec<RenderedFigure> = figures
        .iter()
        .zip(&stages)
        .filter_map(|(figure, stage)| {
            let drawn = stage.with_untracked(|stage| draw_for_export(app, figure, stage, WIDTH_PX))?;
            let picture =
                if drawn.figure.scene.items.is_empty() { String::new() } else { svg::document(&drawn.figure.scene) };
            let source_line = untrack(|| source_of(app, figure, drawn.unnamed()));
            Some(RenderedFigure {
                id: figure.id,
                svg: picture,
                title: figure.title.clone(),
                description: figure.description.clone(),
                sentence: drawn.figure.sentence,
                notes: drawn.figure.notes.iter().map(|note| notes::sentence(note, lang)).collect(),
                source_line,
                twin: drawn.figure.twin,
            })
        })
        .collect();
    let narrow: Vec<(Id, String)> = figures
        .iter()
        .zip(&stages)
        .filter_map(|(figure, stage)| {
            let drawn = stage.with_untracked(|stage| draw_for_export(app, figure, stage, NARROW_PX))?;
            (!drawn.figure.scene.items.is_empty()).then(|| (figure.id, svg::document(&drawn.figure.scene)))
        })
        .collect();
    drop(owner);
    let document = app.desk.document.get_untracked();
    let page = history::page_address();
    let html = export_with(
        &ExportInput {
            document: &document,
            figures: &rendered,
            app_version: env!("CARGO_PKG_VERSION"),
            exported_at: &clock::local_iso(),
            open_in: page.starts_with("http").then_some(page.as_str()),
        },
        &narrow,
        lang,
    );
    let name = crate::ui::screens::file_name(&document.title, "cerita");
    download::text(&format!("{name}.html"), "text/html;charset=utf-8", &html);
    app.say(t::HTML_SAVED.text(lang));
}
