//! The files of a figure that are not pictures. A kind of file is one entry of [`ALL`].

use leptos::prelude::GetUntracked as _;

use super::{File, FileKind, Make, Parcel, caption_of};
use crate::base::lang::Lang;
use crate::base::note::{Problem, ProblemCode};
use crate::chart::vega;
use crate::geo::Form;
use crate::i18n::{export as t, figure as words, outlines};
use crate::map;
use crate::scene::sized::Size;
use crate::scene::svg;
use crate::story::html::{Piece, RenderedFigure, page};
use crate::story::{Figure, FigureKind, piece};
use crate::ui::screens::figure::data::{self, Lowered};

/// All kinds, in the order in which they are offered.
pub(super) static ALL: &[FileKind] = &[
    FileKind { label: t::CSV, suits: |_| true, make: Make::Here(csv) },
    FileKind { label: t::HTML, suits: |_| true, make: Make::Here(html) },
    FileKind { label: outlines::EXPORT_GEOJSON, suits: has_outlines, make: Make::Joined(Form::GeoJson) },
    FileKind { label: outlines::EXPORT_TOPOJSON, suits: has_outlines, make: Make::Joined(Form::TopoJson) },
    FileKind { label: t::SPEC, suits: |_| true, make: Make::Here(spec) },
    FileKind { label: t::VEGA, suits: maps, make: Make::Here(vega_lite) },
];

/// Whether a figure is a map of regions or of its rows' own shapes, which can go with its values.
fn has_outlines(lowered: &Lowered) -> bool {
    matches!(lowered, Lowered::Map(lowered) if lowered.spec.region.is_some() || map::is_of_rows(&lowered.spec))
}

/// Whether Vega-Lite has a form for a figure.
fn maps(lowered: &Lowered) -> bool {
    matches!(lowered, Lowered::Chart(lowered) if lowered.spec.mark.is_some_and(vega::maps))
}

/// What a kind of chart is called that Vega-Lite has no form for.
pub(super) fn not_in_vega(lowered: &Lowered, lang: Lang) -> Option<&'static str> {
    match lowered {
        Lowered::Chart(chart) if !maps(lowered) => chart.spec.mark.map(|mark| crate::chart::kind(mark).name.text(lang)),
        _ => None,
    }
}

/// The chart with its numbers as Vega-Lite says it.
fn vega_lite(parcel: &Parcel<'_>) -> Option<File> {
    let Lowered::Chart(lowered) = parcel.lowered else { return None };
    let Figure { title, description, .. } = parcel.figure;
    let written = vega::write(lowered, parcel.data, title, description)?;
    let lang = parcel.app.prefs.lang.get_untracked();
    let left_out: Vec<&str> = written
        .left_out
        .iter()
        .map(|name| match *name {
            "highlight" => words::HIGHLIGHT.text(lang),
            "top" => words::TOP.text(lang),
            "interval" => t::VEGA_INTERVAL.text(lang),
            "remarks" | "events" => t::VEGA_REMARKS.text(lang),
            "hidden" => t::VEGA_HIDDEN.text(lang),
            "layers" => t::VEGA_LAYERS.text(lang),
            "free" => t::VEGA_FREE.text(lang),
            "classes" => t::VEGA_CLASSES.text(lang),
            "window" => t::VEGA_WINDOW.text(lang),
            _ => t::VEGA_OTHERS.text(lang),
        })
        .collect();
    let remark = (!left_out.is_empty()).then(|| t::VEGA_LEFT_OUT.with(lang, &[("list", &left_out.join(", "))]));
    Some(File { ending: "vl.json", media_type: "application/json", text: written.json, remark })
}

/// The numbers as the table twin has them.
#[expect(clippy::unnecessary_wraps, reason = "the form of every kind of file")]
fn csv(parcel: &Parcel<'_>) -> Option<File> {
    let text = piece::csv(&parcel.drawn.figure.twin);
    Some(File { ending: "csv", media_type: "text/csv;charset=utf-8", text, remark: None })
}

/// What is drawn and how, to be used again.
#[expect(clippy::unnecessary_wraps, reason = "the form of every kind of file")]
fn spec(parcel: &Parcel<'_>) -> Option<File> {
    Some(File { ending: "json", media_type: "application/json", text: piece::write(parcel.figure), remark: None })
}

/// One page that needs nothing else, with a second drawing for narrow places.
#[expect(clippy::unnecessary_wraps, reason = "the form of every kind of file")]
fn html(parcel: &Parcel<'_>) -> Option<File> {
    let Parcel { app, figure, lowered, data, drawn } = *parcel;
    let caption = caption_of(app, figure, drawn);
    let scene = &drawn.figure.scene;
    let title = if caption.title.trim().is_empty() { scene.title.clone() } else { caption.title };
    let narrow_px = Size::Phone.width_px().unwrap_or(400.0) - 72.0;
    let narrow = data::draw(app, lowered, data, narrow_px, &figure.style.theme(false))
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
    Some(File { ending: "html", media_type: "text/html;charset=utf-8", text, remark: None })
}

/// The figure as pasted settings say, ours or Vega-Lite's, with a remark on what could not be taken over.
pub(super) fn take(text: &str, figure: &Figure, lang: Lang) -> Result<(Figure, Option<String>), Problem> {
    let ours = piece::read(text, figure);
    if ours.is_ok() || !matches!(figure.kind, FigureKind::Chart(_)) {
        let ours = ours?;
        // A map's settings would leave a chart's screen without its choices, and the other way round.
        let same = std::mem::discriminant(&ours.kind) == std::mem::discriminant(&figure.kind);
        return if same { Ok((ours, None)) } else { Err(Problem::new(ProblemCode::BadDocument).arg("foreign")) };
    }
    let taken = vega::read(text)?;
    let or = |said: String, before: &str| if said.trim().is_empty() { before.to_owned() } else { said };
    let remark =
        (!taken.left_out.is_empty()).then(|| t::VEGA_NOT_TAKEN.with(lang, &[("list", &taken.left_out.join(", "))]));
    let taken = Figure {
        kind: FigureKind::Chart(taken.spec),
        title: or(taken.title, &figure.title),
        description: or(taken.description, &figure.description),
        snapshot: None,
        ..figure.clone()
    };
    Ok((taken, remark))
}
