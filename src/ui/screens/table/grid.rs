//! The virtual grid: scrolls any number of rows and columns and keeps only what is on screen.
//!
//! Rows come from the worker in pages as raw text. Browsers cannot lay out an element of 36 million
//! pixels, so beyond [`MAX_SCROLL_PX`] the scroll bar is a scaled picture of the rows; the arrow keys
//! still reach every one.

use std::collections::BTreeMap;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::words;
use crate::base::lang::Lang;
use crate::base::number::format_number;
use crate::engine::protocol::{Job, Output};
use crate::i18n::table as t;
use crate::table::{Reading, ResultTable, TableInfo, Values};
use crate::ui::state::use_app;

/// Height of a row in CSS pixels.
const ROW_PX: f64 = 36.0;
/// Height of the header in CSS pixels; a touch target.
const HEAD_PX: f64 = 48.0;
/// Least width of the column of row numbers.
const NUMBER_PX: f64 = 76.0;

/// Width of the column of row numbers: that of the largest, with its thousands marks.
fn number_px(rows: u64) -> f64 {
    let letters = format_number(rows as f64, 0, Lang::Id).len();
    (letters as f64 * 8.0 + 28.0).max(NUMBER_PX)
}
/// Browsers stop laying out between 17 and 33 million pixels; this is safely below.
const MAX_SCROLL_PX: f64 = 15_000_000.0;
/// Rows asked for at once.
const PAGE_ROWS: u64 = 200;
/// Pages kept.
const MAX_PAGES: usize = 40;

/// A page of rows as it came.
struct Page {
    numbers: Vec<u64>,
    columns: Vec<Vec<Option<String>>>,
}

fn texts(rows: ResultTable) -> Vec<Vec<Option<String>>> {
    rows.columns
        .into_iter()
        .map(|column| match column.values {
            Values::Text(values) => values,
            Values::Number(values) => values.into_iter().map(|value| value.map(|value| value.to_string())).collect(),
            Values::Date(values) => values.into_iter().map(|value| value.map(crate::base::date::iso)).collect(),
        })
        .collect()
}

/// Width of a digit in a cell in CSS pixels: they are all as wide as the widest, so that codes and numbers stand below
/// each other.
const DIGIT_PX: f64 = 8.5;

/// About the width of a text in a cell in CSS pixels, rather more than less.
fn text_px(text: &str) -> f64 {
    text.chars().map(|letter| if letter.is_ascii_digit() { DIGIT_PX } else { 8.0 }).sum()
}

/// Column edges in CSS pixels from the left: one more than columns.
fn edges(info: &TableInfo, sample: Option<&ResultTable>) -> Vec<f64> {
    let mut edge = number_px(info.rows);
    let mut edges = vec![edge];
    for (index, field) in info.fields.iter().enumerate() {
        let header = field.name.chars().count() as f64 * 8.2 + 44.0;
        let widest = sample.and_then(|sample| sample.columns.get(index)).map_or(0.0, |column| match &column.values {
            Values::Text(values) => values.iter().take(100).flatten().map(|text| text_px(text)).fold(0.0, f64::max),
            Values::Number(_) | Values::Date(_) => 12.0 * DIGIT_PX,
        });
        edge += header.min(220.0).max(widest + 28.0).clamp(88.0, 320.0);
        edges.push(edge);
    }
    edges
}

/// The rows of a view, scrolled by pointer, touch and keyboard.
#[component]
pub(super) fn Grid(
    /// The table.
    #[prop(into)]
    info: Signal<TableInfo>,
    /// The view's number and rows; `None` while it is computed.
    #[prop(into)]
    view: Signal<Option<(u32, u64)>>,
    /// The column whose panel is open.
    selected: RwSignal<Option<String>>,
) -> impl IntoView {
    let app = use_app();
    let container = NodeRef::<html::Div>::new();
    let scroll = RwSignal::new((0.0_f64, 0.0_f64));
    let size = RwSignal::new((800.0_f64, 400.0_f64));
    let active = RwSignal::new((0_u64, 0_usize));
    // Keyed by view as well, so that rows of an older view are never shown under a newer one.
    let pages = StoredValue::new_local(BTreeMap::<(u32, u64), Option<Page>>::new());
    let arrived = RwSignal::new(0_u32);
    let sample = RwSignal::new(None::<ResultTable>);

    let table = Memo::new(move |_| info.with(|info| info.table));
    let edges = Memo::new(move |_| info.with(|info| sample.with(|sample| edges(info, sample.as_ref()))));
    // Until the first view is there the table itself can be walked: its rows are known.
    let rows = Memo::new(move |_| view.get().map_or_else(|| info.with(|info| info.rows), |(_, rows)| rows));

    Effect::new(move |before: Option<bool>| {
        let now = view.get();
        // The first view is the one a person may already have walked in; another one begins anew.
        if before == Some(true) {
            active.update(|active| active.0 = 0);
            if let Some(container) = container.get_untracked() {
                container.set_scroll_top(0);
            }
            scroll.update(|scroll| scroll.1 = 0.0);
        } else if let Some((_, rows)) = now {
            active.update(|active| active.0 = active.0.min(rows.saturating_sub(1)));
        }
        now.is_some()
    });

    let virtual_px = Memo::new(move |_| rows.get() as f64 * ROW_PX);
    let body_px = Memo::new(move |_| (size.get().1 - HEAD_PX).max(ROW_PX));
    // How many pixels of rows one pixel of the scroll bar stands for.
    let scale = Memo::new(move |_| {
        let track = (virtual_px.get().min(MAX_SCROLL_PX) - body_px.get()).max(1.0);
        ((virtual_px.get() - body_px.get()) / track).max(1.0)
    });
    let top_px = Memo::new(move |_| (scroll.get().1 * scale.get()).min((virtual_px.get() - body_px.get()).max(0.0)));
    let window = Memo::new(move |_| {
        let first = (top_px.get() / ROW_PX).floor().max(0.0) as u64;
        let count = (body_px.get() / ROW_PX).ceil() as u64 + 1;
        (first.min(rows.get()), (first + count).min(rows.get()))
    });
    let columns = Memo::new(move |_| {
        let (left, width) = (scroll.get().0, size.get().0);
        edges.with(|edges| {
            let columns = edges.len().saturating_sub(1);
            let first = edges.partition_point(|edge| *edge <= left).saturating_sub(1).min(columns);
            let last = edges.partition_point(|edge| *edge < left + width).min(columns);
            (first, last)
        })
    });

    // Ask for the pages on screen that are not here yet.
    Effect::new(move |_| {
        let Some((view, total)) = view.get() else { return };
        let (first, last) = window.get();
        if total == 0 || first >= last {
            return;
        }
        let table = table.get();
        for page in first / PAGE_ROWS..=(last - 1) / PAGE_ROWS {
            let key = (view, page);
            if pages.with_value(|pages| pages.contains_key(&key)) {
                continue;
            }
            pages.update_value(|pages| {
                if pages.len() >= MAX_PAGES {
                    let far = pages.keys().copied().max_by_key(|(of, at)| (of.abs_diff(view), at.abs_diff(page)));
                    if let Some(far) = far {
                        pages.remove(&far);
                    }
                }
                pages.insert(key, None);
            });
            spawn_local(async move {
                let job = Job::Rows { table, view, start: page * PAGE_ROWS, count: PAGE_ROWS as u32 };
                let answer = app.engine.ask(job).await;
                // The screen may have been left while the rows were on their way: hence `try_`.
                if let Ok(Output::Rows { numbers, rows, .. }) = answer {
                    if page == 0 {
                        sample.try_set(Some(rows.clone()));
                    }
                    pages.try_update_value(|pages| pages.insert(key, Some(Page { numbers, columns: texts(rows) })));
                } else {
                    pages.try_update_value(|pages| pages.remove(&key));
                }
                arrived.try_update(|arrived| *arrived += 1);
            });
        }
    });

    let reach = move |row: u64, column: usize| {
        let Some(container) = container.get_untracked() else { return };
        let top = row as f64 * ROW_PX;
        let (shown_top, shown_height) = (top_px.get_untracked(), body_px.get_untracked());
        let wanted = if top < shown_top {
            Some(top)
        } else if top + ROW_PX > shown_top + shown_height {
            Some(top + ROW_PX - shown_height)
        } else {
            None
        };
        if let Some(wanted) = wanted {
            container.set_scroll_top((wanted / scale.get_untracked()).ceil() as i32);
        }
        edges.with_untracked(|edges| {
            if let (Some(left), Some(right)) = (edges.get(column), edges.get(column + 1)) {
                let (shown_left, width) = (scroll.get_untracked().0, size.get_untracked().0);
                if *left < shown_left {
                    container.set_scroll_left(if column == 0 { 0 } else { *left as i32 });
                } else if *right > shown_left + width {
                    container.set_scroll_left((right - width).ceil() as i32);
                }
            }
        });
    };
    let measure = move || {
        let Some(container) = container.get_untracked() else { return };
        let (row, column) = active.get_untracked();
        let top = row as f64 * ROW_PX - top_px.get_untracked();
        let was_in_sight = top >= 0.0 && top + ROW_PX <= body_px.get_untracked();
        size.set((f64::from(container.client_width()), f64::from(container.client_height())));
        // Turning a phone or opening its keyboard must not hide the cell a person stands on.
        if was_in_sight {
            reach(row, column);
        }
    };
    Effect::new(move |_| {
        container.track();
        measure();
    });
    let resize = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resize.remove());

    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let last_row = rows.get_untracked().saturating_sub(1);
        let last_column = info.with_untracked(|info| info.fields.len().saturating_sub(1));
        let page = (body_px.get_untracked() / ROW_PX).floor().max(1.0) as u64;
        let (row, column) = active.get_untracked();
        let far = event.ctrl_key() || event.meta_key();
        let to = match event.key().as_str() {
            "ArrowDown" => ((row + 1).min(last_row), column),
            "ArrowUp" => (row.saturating_sub(1), column),
            "ArrowRight" => (row, (column + 1).min(last_column)),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "PageDown" => ((row + page).min(last_row), column),
            "PageUp" => (row.saturating_sub(page), column),
            "Home" => (if far { 0 } else { row }, 0),
            "End" => (if far { last_row } else { row }, last_column),
            "Enter" | " " => {
                event.prevent_default();
                selected.set(info.with_untracked(|info| info.fields.get(column).map(|field| field.name.clone())));
                return;
            }
            _ => return,
        };
        event.prevent_default();
        active.set(to);
        reach(to.0, to.1);
    };

    let numeric = move |column: usize| {
        info.with(|info| info.fields.get(column).is_some_and(|field| matches!(field.reading, Reading::Number(_))))
    };
    let head_cells = move || {
        let (first, last) = columns.get();
        (first..last)
            .filter_map(|column| {
                let field = info.with(|info| info.fields.get(column).map(|field| (field.name.clone(), (field.reading, field.role()), field.evidence.ambiguous)))?;
                let (left, right) = edges.with(|edges| Some((*edges.get(column)?, *edges.get(column + 1)?)))?;
                let (name, (reading, role), ambiguous) = field;
                let open = name.clone();
                let is_open = name.clone();
                Some(view! {
                    <div
                        class="grid-head-cell"
                        class:is-numeric=numeric(column)
                        role="columnheader"
                        aria-colindex=column + 2
                        style:left=format!("{left}px")
                        style:width=format!("{}px", right - left)
                    >
                        <button
                            type="button"
                            tabindex="-1"
                            class="grid-head-button"
                            class:is-open=move || selected.with(|selected| selected.as_deref() == Some(is_open.as_str()))
                            on:click=move |_| selected.set(Some(open.clone()))
                        >
                            <span class="grid-head-name">{name}</span>
                            <span class="grid-head-kind" class:is-ambiguous=ambiguous>
                                {move || words::kind(reading, role, app.lang())}
                                {ambiguous.then_some(" ?")}
                            </span>
                        </button>
                    </div>
                })
            })
            .collect_view()
    };
    let number_width = move || format!("{}px", edges.with(|edges| edges.first().copied().unwrap_or(NUMBER_PX)));
    let body_rows = move || {
        arrived.track();
        let Some((view, _)) = view.get() else { return ().into_any() };
        let (first, last) = window.get();
        let (first_column, last_column) = columns.get();
        // The rows hang from the header by the part of a row that is scrolled away.
        let offset = scroll.get().1 - (top_px.get() - first as f64 * ROW_PX);
        (first..last)
            .map(|row| {
                let top = offset + (row - first) as f64 * ROW_PX;
                let at = (row % PAGE_ROWS) as usize;
                let (number, cells) = pages.with_value(|pages| {
                    let page = pages.get(&(view, row / PAGE_ROWS)).and_then(Option::as_ref);
                    let number = page.and_then(|page| page.numbers.get(at).copied());
                    let cells: Vec<Option<String>> = (first_column..last_column)
                        .map(|column| page.and_then(|page| page.columns.get(column)).and_then(|values| values.get(at).cloned()).flatten())
                        .collect();
                    (number, cells)
                });
                let lang = app.lang();
                view! {
                    <div
                        class="grid-row"
                        class:is-waiting=number.is_none()
                        role="row"
                        aria-rowindex=row + 2
                        style:transform=format!("translateY({top}px)")
                    >
                        <div class="grid-cell grid-number" role="rowheader" aria-colindex="1" style:width=number_width>
                            {number.map(|number| format_number(number as f64, 0, lang))}
                        </div>
                        {cells
                            .into_iter()
                            .enumerate()
                            .filter_map(|(index, text)| {
                                let column = first_column + index;
                                let (left, right) = edges.with(|edges| Some((*edges.get(column)?, *edges.get(column + 1)?)))?;
                                let is_active = move || active.get() == (row, column);
                                Some(view! {
                                    <div
                                        class="grid-cell"
                                        class:is-numeric=numeric(column)
                                        class:is-active=is_active
                                        role="gridcell"
                                        id=move || is_active().then_some("grid-active")
                                        aria-colindex=column + 2
                                        style:left=format!("{left}px")
                                        style:width=format!("{}px", right - left)
                                        on:click=move |_| active.set((row, column))
                                    >
                                        {text}
                                    </div>
                                })
                            })
                            .collect_view()}
                    </div>
                }
            })
            .collect_view()
            .into_any()
    };
    let total_width = move || edges.with(|edges| edges.last().copied().unwrap_or(NUMBER_PX));
    view! {
        <div
            class="grid"
            role="grid"
            tabindex="0"
            node_ref=container
            aria-label=move || app.t(t::GRID_LABEL)
            aria-describedby="grid-help"
            aria-rowcount=move || rows.get() + 1
            aria-colcount=move || info.with(|info| info.fields.len() + 1)
            aria-activedescendant="grid-active"
            on:keydown=on_key
            on:scroll=move |_| {
                if let Some(container) = container.get_untracked() {
                    scroll.set((f64::from(container.scroll_left()), f64::from(container.scroll_top())));
                }
            }
        >
            <div class="grid-head" role="row" aria-rowindex="1" style:width=move || format!("{}px", total_width())>
                <div class="grid-head-cell grid-number" role="columnheader" aria-colindex="1" style:width=number_width>
                    {move || app.t(t::ROW_NUMBER)}
                </div>
                {head_cells}
            </div>
            <div
                class="grid-body"
                role="rowgroup"
                style:width=move || format!("{}px", total_width())
                style:height=move || format!("{}px", virtual_px.get().min(MAX_SCROLL_PX))
            >
                {body_rows}
            </div>
        </div>
        <p id="grid-help" class="hidden-visually">{move || app.t(t::GRID_HELP)}</p>
    }
}
