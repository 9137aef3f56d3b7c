//! A figure's table: what the picture shows as rows, put in order by pressing a heading.

use std::cmp::Ordering;

use leptos::prelude::*;

use crate::base::date;
use crate::base::lang::Lang;
use crate::base::number::format_number;
use crate::base::text::natural_cmp;
use crate::i18n::figure as t;
use crate::table::{ResultColumn, ResultTable, Values};

/// Most rows of a table twin: all kabupaten and kota.
const MOST_ROWS: usize = 520;

/// The column that rows stand in order of, and whether its largest value comes first; the picture's own order
/// where there is none.
pub type Order = Option<(usize, bool)>;

/// What pressing a heading does: numbers begin with the largest, words and days with the first; a second press
/// turns them over, a third brings the picture's own order back.
fn pressed(now: Order, column: usize, numeric: bool) -> Order {
    match now {
        Some((known, down)) if known == column => (down == numeric).then_some((column, !numeric)),
        _ => Some((column, numeric)),
    }
}

/// Two cells in order, and whether either is empty: then it is last whichever way the rows run.
fn compare(values: &Values, one: usize, other: usize) -> (Ordering, bool) {
    fn both<T>(values: &[Option<T>], one: usize, other: usize, by: impl Fn(&T, &T) -> Ordering) -> (Ordering, bool) {
        let at = |index: usize| values.get(index).and_then(Option::as_ref);
        match (at(one), at(other)) {
            (Some(one), Some(other)) => (by(one, other), false),
            (one, other) => (other.is_some().cmp(&one.is_some()), true),
        }
    }
    match values {
        Values::Text(values) => both(values, one, other, |one, other| natural_cmp(one, other)),
        Values::Number(values) => both(values, one, other, f64::total_cmp),
        Values::Date(values) => both(values, one, other, Ord::cmp),
    }
}

/// The rows in their order; rows that are equal stay in the picture's.
fn sorted(table: &ResultTable, order: Order) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..table.rows()).collect();
    if let Some((column, down)) = order
        && let Some(column) = table.columns.get(column)
    {
        rows.sort_by(|one, other| match compare(&column.values, *one, *other) {
            (order, false) if down => order.reverse(),
            (order, _) => order,
        });
    }
    rows
}

/// The same with the place of each row among the others by its first column of numbers, the largest first; equal
/// values share a place.
fn with_ranks(mut table: ResultTable, name: &str) -> ResultTable {
    let Some(values) = table.columns.iter().find_map(|column| match &column.values {
        Values::Number(values) => Some(values),
        Values::Text(_) | Values::Date(_) => None,
    }) else {
        return table;
    };
    let mut all: Vec<f64> = values.iter().copied().flatten().collect();
    all.sort_by(|one, other| other.total_cmp(one));
    let rank = |value: f64| (all.partition_point(|other| *other > value) + 1) as f64;
    let ranks = values.iter().map(|value| value.map(rank)).collect();
    table.columns.push(ResultColumn { name: name.to_owned(), values: Values::Number(ranks) });
    table
}

/// A cell in the person's style.
fn cell(values: &Values, row: usize, lang: Lang) -> Option<String> {
    match values {
        Values::Text(values) => values.get(row).cloned().flatten(),
        Values::Number(values) => values.get(row).copied().flatten().map(|value| format_number(value, 2, lang)),
        Values::Date(values) => values.get(row).copied().flatten().map(|days| date::format_short(days, lang)),
    }
}

/// A small table, numbers in the person's style.
#[component]
pub fn Twin(
    /// The table.
    table: ResultTable,
    /// The language of its numbers and dates.
    lang: Lang,
    /// The order of its rows, kept while the picture changes.
    order: RwSignal<Order>,
    /// Whether each row has a rank, as regions have.
    #[prop(optional)]
    ranked: bool,
) -> impl IntoView {
    let table = if ranked { with_ranks(table, t::RANK.text(lang)) } else { table };
    // Rows that are not shown are told, never dropped in silence.
    let cut = (table.rows() > MOST_ROWS).then(|| {
        let count = |rows: usize| format_number(rows as f64, 0, lang);
        t::TWIN_CUT.with(lang, &[("n", &count(MOST_ROWS)), ("all", &count(table.rows()))])
    });
    let head = table
        .columns
        .iter()
        .enumerate()
        .map(|(column, field)| {
            let numeric = matches!(field.values, Values::Number(_));
            let sort = move || {
                order.get().filter(|(known, _)| *known == column).map(|(_, down)| if down { "descending" } else { "ascending" })
            };
            let press = move |_| order.update(|now| *now = pressed(*now, column, numeric));
            view! {
                <th scope="col" class:is-numeric=numeric aria-sort=sort>
                    <button type="button" class="twin-sort" title=t::TWIN_SORT.text(lang) on:click=press>{field.name.clone()}</button>
                </th>
            }
        })
        .collect_view();
    let body = move || {
        sorted(&table, order.get())
            .into_iter()
            .take(MOST_ROWS)
            .map(|row| {
                let cells = table
                    .columns
                    .iter()
                    .map(|column| {
                        let numeric = matches!(column.values, Values::Number(_));
                        view! { <td class:is-numeric=numeric>{cell(&column.values, row, lang)}</td> }
                    })
                    .collect_view();
                view! { <tr>{cells}</tr> }
            })
            .collect_view()
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t::TWIN.text(lang)>
            <table class="plain-table">
                <thead><tr>{head}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        {cut.map(|cut| view! { <p class="soft small">{cut}</p> })}
    }
}
