//! A figure as a file of its own.

use leptos::prelude::*;

use super::data::{self, Drawn, Stage};
use super::view::source_of;
use crate::base::note::Note;
use crate::i18n::{figure as t, notes};
use crate::scene::frame::{Caption, MARGIN_PX, frame};
use crate::scene::{Scene, Theme, svg};
use crate::story::Figure;
use crate::table;
use crate::ui::state::App;
use crate::web::{canvas, download};

/// Width of an exported picture in CSS pixels.
const WIDTH_PX: f64 = 800.0;
/// Bitmap pixels per CSS pixel of an exported PNG.
const PNG_SCALE: f64 = 2.0;

/// The picture with headline, description, notes and source line, on white paper.
pub fn framed(app: App, figure: &Figure, drawn: &Drawn) -> Scene {
    let lang = app.prefs.lang.get_untracked();
    let caption = Caption {
        title: figure.title.clone(),
        description: figure.description.clone(),
        notes: drawn.figure.notes.iter().map(|note| notes::sentence(note, lang)).collect(),
        source: untrack(|| source_of(app, figure, drawn.attribution.as_deref())),
    };
    frame(&drawn.figure.scene, &caption, WIDTH_PX, &Theme::LIGHT)
}

/// Draws a ready figure for export, on light paper.
pub fn draw_for_export(app: App, stage: &Stage, width_px: f64) -> Option<Drawn> {
    let Stage::Ready { lowered, data, .. } = stage else { return None };
    untrack(|| data::draw(app, lowered, data, width_px, &Theme::LIGHT)).and_then(Result::ok)
}

/// What in a figure's data looks like personal data.
pub fn personal_data(stage: RwSignal<Stage>) -> Vec<Note> {
    stage.with_untracked(|stage| match stage {
        Stage::Ready { data, .. } => table::personal_data(data),
        _ => Vec::new(),
    })
}

/// Offers a figure as PNG or SVG.
pub fn save(app: App, figure: &Figure, stage: RwSignal<Stage>, png: bool) {
    let lang = app.prefs.lang.get_untracked();
    let Some(drawn) = stage.with_untracked(|stage| draw_for_export(app, stage, WIDTH_PX - 2.0 * MARGIN_PX)) else {
        return;
    };
    let scene = framed(app, figure, &drawn);
    let name = crate::ui::screens::file_name(&figure.title, "jelajah");
    if !png {
        download::text(&format!("{name}.svg"), "image/svg+xml;charset=utf-8", &svg::document(&scene));
        app.say(t::EXPORTED.text(lang));
        return;
    }
    leptos::task::spawn_local(async move {
        match canvas::png(&scene, PNG_SCALE).await {
            Ok(blob) => {
                download::blob(&format!("{name}.png"), &blob);
                app.say(t::EXPORTED.text(lang));
            }
            Err(_) => app.say(t::EXPORT_FAILED.text(lang)),
        }
    });
}
