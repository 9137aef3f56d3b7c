//! A map's values joined with its outlines, as `GeoJSON` or `TopoJSON`.

use leptos::prelude::*;

use super::data::{Lowered, Stage};
use super::export::draw_for_export;
use super::view::source_of;
use crate::geo::Form;
use crate::i18n::{export, outlines as t};
use crate::map;
use crate::region::Level;
use crate::story::Figure;
use crate::ui::state::App;
use crate::web::download;

/// Any width; the file holds no picture.
const WIDTH_PX: f64 = 800.0;

/// Offers a ready map as a file; fetches the outlines first where the map is one of tiles.
pub fn save(app: App, figure: &Figure, stage: RwSignal<Stage>, form: Form) {
    let lang = app.prefs.lang.get_untracked();
    let Some(drawn) = stage.with_untracked(|stage| draw_for_export(app, figure, stage, WIDTH_PX)) else { return };
    let of_rows = stage.with_untracked(|stage| match stage {
        Stage::Ready { lowered: Lowered::Map(lowered), .. } => lowered.own.clone(),
        _ => None,
    });
    let (own, before_2022) = stage.with_untracked(|stage| match stage {
        Stage::Ready { lowered: Lowered::Map(lowered), .. } => {
            (lowered.spec.outlines.clone(), lowered.spec.before_2022)
        }
        _ => (None, false),
    });
    let level = drawn.level.unwrap_or(Level::Province);
    let name = crate::ui::screens::file_name(&figure.title, "jelajah");
    let (title, description) = (figure.title.clone(), figure.description.clone());
    // The file has a member of its own for whose outlines these are, where they are not those of every build.
    let source = untrack(|| source_of(app, figure, drawn.unnamed()));
    leptos::task::spawn_local(async move {
        let about = [("title", title), ("description", description), ("source", source)];
        let write = |text: &str| {
            download::text(&format!("{name}.{}", form.ending()), form.mime(), text);
            app.say(export::SAVED.text(lang));
        };
        if let Some(of_rows) = of_rows {
            write(&map::rows_file(&of_rows, &drawn.figure.twin, &about, form));
            return;
        }
        let own = own.and_then(|own| untrack(|| app.outlines.own(&own.id)));
        let shapes = match own {
            Some(own) => Some(own),
            None => app.outlines.wait_for(level).await,
        };
        let Some(shapes) = shapes else {
            app.say(t::EXPORT_NEEDS.text(lang));
            return;
        };
        let list = app.outlines.known();
        let together = before_2022 && level == Level::Province;
        let shapes = if together { shapes.before_2022(&list) } else { &*shapes };
        let text = map::joined_file(shapes, &list, level, &drawn.figure.twin, &about, form);
        write(&text);
    });
}
