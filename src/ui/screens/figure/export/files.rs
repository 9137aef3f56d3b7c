//! The files of a figure that are not pictures. A kind of file is one entry of [`ALL`].

use leptos::prelude::GetUntracked as _;

use super::{File, FileKind, Parcel, caption_of};
use crate::base::lang::Lang;
use crate::base::note::Problem;
use crate::i18n::export as t;
use crate::scene::sized::Size;
use crate::scene::svg;
use crate::story::html::{Piece, RenderedFigure, page};
use crate::story::{Figure, piece};
use crate::ui::screens::figure::data;
use crate::ui::screens::figure::plot::theme;

/// All kinds, in the order in which they are offered.
pub(super) static ALL: &[FileKind] = &[
    FileKind { label: t::CSV, suits: |_| true, make: csv },
    FileKind { label: t::HTML, suits: |_| true, make: html },
    FileKind { label: t::SPEC, suits: |_| true, make: spec },
];

/// The numbers as the table twin has them.
#[expect(clippy::unnecessary_wraps, reason = "the form of every kind of file")]
fn csv(parcel: &Parcel<'_>) -> Option<File> {
    let text = piece::csv(&parcel.drawn.figure.twin);
    Some(File { ending: "csv", media_type: "text/csv;charset=utf-8", text })
}

/// What is drawn and how, to be used again.
#[expect(clippy::unnecessary_wraps, reason = "the form of every kind of file")]
fn spec(parcel: &Parcel<'_>) -> Option<File> {
    Some(File { ending: "json", media_type: "application/json", text: piece::write(parcel.figure) })
}

/// One page that needs nothing else, with a second drawing for narrow places.
#[expect(clippy::unnecessary_wraps, reason = "the form of every kind of file")]
fn html(parcel: &Parcel<'_>) -> Option<File> {
    let Parcel { app, figure, lowered, data, drawn } = *parcel;
    let caption = caption_of(app, figure, drawn);
    let scene = &drawn.figure.scene;
    let title = if caption.title.trim().is_empty() { scene.title.clone() } else { caption.title };
    let narrow_px = Size::Phone.width_px().unwrap_or(400.0) - 72.0;
    let narrow = data::draw(app, lowered, data, narrow_px, theme(false))
        .and_then(Result::ok)
        .filter(|drawn| !drawn.figure.scene.items.is_empty())
        .map(|drawn| svg::document(&drawn.figure.scene));
    let rendered = RenderedFigure {
        id: figure.id,
        svg: if scene.items.is_empty() { String::new() } else { svg::document(scene) },
        // The page's heading says it.
        title: String::new(),
        description: caption.description,
        sentence: drawn.figure.sentence.clone(),
        notes: caption.notes,
        source_line: caption.source,
        twin: drawn.figure.twin.clone(),
    };
    let text = page(&title, &[Piece::Figure(&rendered, narrow.as_deref())], app.prefs.lang.get_untracked());
    Some(File { ending: "html", media_type: "text/html;charset=utf-8", text })
}

/// The figure as pasted settings say, with remarks on what could not be taken over.
pub(super) fn take(text: &str, figure: &Figure, _lang: Lang) -> Result<(Figure, Vec<String>), Problem> {
    piece::read(text, figure).map(|figure| (figure, Vec::new()))
}
