//! Sparing a slow or dear connection: a large table is opened in part first, if the person wants, and what is
//! only a part says so.

use leptos::prelude::*;

use super::extent;
use crate::base::note::NoteCode;
use crate::base::number::format_number;
use crate::i18n::{dataset as t, notes};
use crate::story::{Id, Origin, Source};
use crate::table::{Extent, TableInfo};
use crate::ui::kit::{Button, ButtonLook, Link, Notice, Tone, size_words};
use crate::ui::state::{App, use_app};
use crate::web::connection;

/// From this size on, in bytes, a person is asked.
const LARGE: u64 = 1_000_000;
/// The parts that are offered, in rows.
const PARTS: [u64; 2] = [100, 1_000];

/// The size of a source's file where the person should be asked before it is fetched: it is large, the
/// connection is dear, and nothing of it was chosen or opened yet.
pub(super) fn asks(app: App, source: &Source) -> Option<u64> {
    let is_open = app.tables.is_open(source.id);
    let size = match &source.origin {
        Origin::Resource { resource, .. } => resource.size,
        Origin::Url(_) | Origin::File { .. } => None,
    };
    size.filter(|size| *size >= LARGE && !is_open && source.extent == Extent::Fitting && connection::is_dear())
}

/// Whether a part can be had without the whole: delimited text, and rows from a portal's database.
fn comes_in_rows(source: &Source) -> bool {
    matches!(&source.origin, Origin::Resource { resource, .. } if resource.datastore || resource.format.is_text())
}

/// The choice between a part and all.
#[component]
pub(super) fn Choose(
    id: Id,
    /// Bytes of the whole.
    size: u64,
    /// What opens, with its first rows or all of them.
    on_choose: Callback<Extent>,
) -> impl IntoView {
    let app = use_app();
    let source = app.desk.source(id);
    let in_rows = source.as_ref().is_some_and(comes_in_rows);
    let back = source.and_then(|source| match source.origin {
        Origin::Resource { portal, dataset, .. } => Some(crate::place::At::Dataset { portal: portal.address, dataset }),
        _ => None,
    });
    let whole = move || size_words(size, app.lang());
    let text = if in_rows { t::BUDGET_TEXT } else { t::BUDGET_WHOLE_TEXT };
    view! {
        <Notice title=move || app.tf(t::BUDGET, &[("size", &whole())])>
            <p>{move || app.t(text)}</p>
            <div class="button-row">
                {in_rows.then(|| PARTS.map(|rows| view! {
                    <Button
                        look=if rows == 100 { ButtonLook::Primary } else { ButtonLook::Plain }
                        label=move || app.tf(t::BUDGET_ROWS, &[("n", &format_number(rows as f64, 0, app.lang()))])
                        on_press=move |_| on_choose.run(Extent::First(rows))
                    />
                }))}
                <Button label=move || app.tf(t::BUDGET_ALL, &[("size", &whole())]) on_press=move |_| on_choose.run(Extent::Fitting)/>
                {back.map(|at| view! {
                    <Link at class="button quiet">{move || app.t(crate::i18n::table::BACK_TO_DATASET)}</Link>
                })}
            </div>
        </Notice>
    }
    .into_any()
}

/// Whether reading stopped before the end.
fn is_cut(info: &TableInfo) -> bool {
    info.notes.iter().any(|note| note.code == NoteCode::Truncated)
}

/// That a table is only a part, and the way to all of it.
#[component]
pub(super) fn PartNotice(id: Id, info: Signal<TableInfo>) -> impl IntoView {
    let app = use_app();
    let part = Memo::new(move |_| extent::of(app, id).first_rows());
    // A table that is shorter than the part is here as a whole.
    Effect::new(move |_| {
        if part.get().is_some_and(|rows| info.with(|info| info.rows < rows || !is_cut(info))) {
            app.desk.open_extent(id, Extent::Fitting);
        }
    });
    let take_all = move |_| extent::choose(app, id, Extent::Fitting);
    move || {
        part.get().map(|rows| {
            let title = move || app.tf(t::PART, &[("n", &format_number(rows as f64, 0, app.lang()))]);
            view! {
                <Notice title>
                    <p>{move || app.t(t::PART_TEXT)}</p>
                    <div class="button-row"><Button class="small" label=t::PART_ALL on_press=take_all/></div>
                </Notice>
            }
        })
    }
}

/// What says that some of the data of a table is missing or not as it was.
const CUTS: [NoteCode; 6] = [
    NoteCode::Truncated,
    NoteCode::TooManyCells,
    NoteCode::TooManyColumns,
    NoteCode::CutShort,
    NoteCode::Damaged,
    NoteCode::FewerRows,
];

/// That a table lacks some of its data without having been asked for a part, or that its file is damaged.
#[component]
pub(super) fn CutNotice(id: Id, info: Signal<TableInfo>) -> impl IntoView {
    let app = use_app();
    let cuts = Memo::new(move |_| {
        let asked = extent::of(app, id).first_rows().is_some();
        info.with(|info| {
            // Whoever asked for the first rows knows that reading stopped behind them.
            let is_expected = |code: NoteCode| asked && code == NoteCode::Truncated;
            let cuts = info.notes.iter().filter(|note| CUTS.contains(&note.code) && !is_expected(note.code));
            cuts.cloned().collect::<Vec<_>>()
        })
    });
    move || {
        let lines = cuts.get();
        (!lines.is_empty()).then(|| {
            view! {
                <Notice tone=Tone::Warn title=t::CUT>
                    {lines.into_iter().map(|note| view! { <p>{move || notes::sentence(&note, app.lang())}</p> }).collect_view()}
                    <p>{move || app.t(t::CUT_TEXT)}</p>
                </Notice>
            }
        })
    }
}
