//! The choices of a chart.

use leptos::prelude::*;

use super::FigureEdit;
use super::choice::{Entry, Pick};
use super::data::{Lowered, Stage};
use crate::base::date::DatePart;
use crate::chart::{self, ChartSpec, Mark, Order};
use crate::i18n::{Message, figure as t};
use crate::query::Op;
use crate::story::{Figure, FigureKind};
use crate::table::{Field, Values};
use crate::ui::state::use_app;

/// Most values offered for highlighting.
const MAX_HIGHLIGHTS: usize = 200;
/// Key of "count the rows" among the value columns; no column has an empty name with this mark.
const ROWS: &str = "\u{0}rows";

/// What an operation is called.
pub(super) const fn op_name(op: Op) -> Message {
    match op {
        Op::Rows => t::OP_ROWS,
        Op::Count => t::OP_COUNT,
        Op::Distinct => t::OP_DISTINCT,
        Op::Sum => t::OP_SUM,
        Op::Mean => t::OP_MEAN,
        Op::Median => t::OP_MEDIAN,
        Op::Min => t::OP_MIN,
        Op::Max => t::OP_MAX,
    }
}

/// The operations offered for a column of values.
pub(super) const OPS: [Op; 5] = [Op::Sum, Op::Mean, Op::Median, Op::Min, Op::Max];

const fn mark_name(mark: Mark) -> Message {
    match mark {
        Mark::Bar => t::MARK_BAR,
        Mark::Line => t::MARK_LINE,
    }
}

const fn order_name(order: Order) -> Message {
    match order {
        Order::Descending => t::ORDER_DESCENDING,
        Order::Ascending => t::ORDER_ASCENDING,
        Order::Table => t::ORDER_TABLE,
        Order::Name => t::ORDER_NAME,
    }
}

const fn part_name(part: DatePart) -> Message {
    match part {
        DatePart::Year => t::PART_YEAR,
        DatePart::Quarter => t::PART_QUARTER,
        DatePart::Month => t::PART_MONTH,
        DatePart::Week => t::PART_WEEK,
        DatePart::Day => t::PART_DAY,
    }
}

/// The key of a choice in its list: its place among all of them.
fn key<T: PartialEq>(all: &[T], value: Option<&T>) -> String {
    value
        .and_then(|value| all.iter().position(|other| other == value))
        .map(|index| index.to_string())
        .unwrap_or_default()
}

fn value<T: Copy>(all: &[T], key: &str) -> Option<T> {
    key.parse::<usize>().ok().and_then(|index| all.get(index)).copied()
}

const ORDERS: [Order; 4] = [Order::Descending, Order::Ascending, Order::Name, Order::Table];
const PARTS: [DatePart; 5] = [DatePart::Year, DatePart::Quarter, DatePart::Month, DatePart::Week, DatePart::Day];
const MARKS: [Mark; 2] = [Mark::Bar, Mark::Line];

/// The panel.
#[component]
pub(super) fn ChartChoices(
    figure: Memo<Option<Figure>>,
    fields: Memo<Option<Vec<Field>>>,
    stage: RwSignal<Stage>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let spec = Memo::new(move |_| {
        figure.with(|figure| match figure.as_ref().map(|figure| &figure.kind) {
            Some(FigureKind::Chart(spec)) => spec.clone(),
            _ => ChartSpec::default(),
        })
    });
    let full = Memo::new(move |_| {
        stage.with(|stage| match stage {
            Stage::Ready { lowered: Lowered::Chart(lowered), .. } => Some(lowered.spec.clone()),
            _ => None,
        })
    });
    let set = move |edit: &dyn Fn(&mut ChartSpec)| {
        let mut spec = spec.get_untracked();
        edit(&mut spec);
        app.desk.end_gesture();
        change.run(FigureEdit::Kind(FigureKind::Chart(spec)));
    };
    let columns = Memo::new(move |_| fields.with(|fields| fields.as_deref().map(chart::options).unwrap_or_default()));
    let automatic = move |now: Option<String>| -> Entry {
        (String::new(), app.tf(t::AUTOMATIC, &[("value", &now.unwrap_or_else(|| "…".to_owned()))]))
    };
    let named = |names: Vec<String>| names.into_iter().map(|name| (name.clone(), name));
    let full_text = move |pick: fn(&ChartSpec) -> Option<Message>| {
        full.with(|full| full.as_ref().and_then(pick)).map(|message| app.t(message).to_owned())
    };
    let is_line = Memo::new(move |_| full.with(|full| full.as_ref().is_some_and(|full| full.mark == Some(Mark::Line))));
    let has_dates = Memo::new(move |_| full.with(|full| full.as_ref().is_some_and(|full| full.x_part.is_some())));

    let marks = Signal::derive(move || {
        let mut entries = vec![automatic(full_text(|spec| spec.mark.map(mark_name)))];
        entries.extend(
            MARKS.iter().enumerate().map(|(index, mark)| (index.to_string(), app.t(mark_name(*mark)).to_owned())),
        );
        entries
    });
    let xs = Signal::derive(move || {
        let mut entries = vec![automatic(full.with(|full| full.as_ref().and_then(|full| full.x.clone())))];
        entries.extend(named(columns.get().x));
        entries
    });
    let ys = Signal::derive(move || {
        let now = full
            .with(|full| full.as_ref().map(|full| full.y.clone().unwrap_or_else(|| app.t(t::COUNT_ROWS).to_owned())));
        let mut entries = vec![automatic(now), (ROWS.to_owned(), app.t(t::COUNT_ROWS).to_owned())];
        entries.extend(named(columns.get().y));
        entries
    });
    let ops = Signal::derive(move || {
        let mut entries = vec![automatic(full_text(|spec| spec.op.map(op_name)))];
        entries.extend(OPS.iter().enumerate().map(|(index, op)| (index.to_string(), app.t(op_name(*op)).to_owned())));
        entries
    });
    let series = Signal::derive(move || {
        let mut entries = vec![(String::new(), app.t(t::NO_SERIES).to_owned())];
        entries.extend(named(columns.get().series));
        entries
    });
    let orders = Signal::derive(move || {
        let mut entries = vec![automatic(full_text(|spec| spec.order.map(order_name)))];
        entries.extend(
            ORDERS.iter().enumerate().map(|(index, order)| (index.to_string(), app.t(order_name(*order)).to_owned())),
        );
        entries
    });
    let parts = Signal::derive(move || {
        let mut entries = vec![automatic(full_text(|spec| spec.x_part.map(part_name)))];
        entries.extend(
            PARTS.iter().enumerate().map(|(index, part)| (index.to_string(), app.t(part_name(*part)).to_owned())),
        );
        entries
    });
    let highlights = Signal::derive(move || {
        let mut entries = vec![(String::new(), app.t(t::NO_HIGHLIGHT).to_owned())];
        stage.with(|stage| {
            if let Stage::Ready { data, .. } = stage {
                let role = if data.column("series").is_some() { "series" } else { "x" };
                if let Some(Values::Text(values)) = data.column(role).map(|column| &column.values) {
                    let mut seen: Vec<&String> = Vec::new();
                    for value in values.iter().flatten() {
                        if seen.len() < MAX_HIGHLIGHTS && !seen.contains(&value) {
                            seen.push(value);
                        }
                    }
                    entries.extend(seen.into_iter().map(|value| (value.clone(), value.clone())));
                }
            }
        });
        entries
    });
    let counts_rows = move || full.with(|full| full.as_ref().is_some_and(|full| full.y.is_none()));
    view! {
        <Pick id="chart-mark" label=t::KIND entries=marks
            chosen=Signal::derive(move || key(&MARKS, spec.get().mark.as_ref()))
            on_choose=Callback::new(move |chosen: String| set(&|spec| spec.mark = value(&MARKS, &chosen)))/>
        <Pick id="chart-x" label=t::X entries=xs
            chosen=Signal::derive(move || spec.get().x.unwrap_or_default())
            on_choose=Callback::new(move |chosen: String| set(&|spec| {
                spec.x = (!chosen.is_empty()).then(|| chosen.clone());
                spec.highlight = None;
            }))/>
        <Show when=move || has_dates.get()>
            <Pick id="chart-part" label=t::PART entries=parts
                chosen=Signal::derive(move || key(&PARTS, spec.get().x_part.as_ref()))
                on_choose=Callback::new(move |chosen: String| set(&|spec| spec.x_part = value(&PARTS, &chosen)))/>
        </Show>
        <Pick id="chart-y" label=t::Y entries=ys
            chosen=Signal::derive(move || {
                let spec = spec.get();
                if spec.y.is_none() && spec.op == Some(Op::Rows) { ROWS.to_owned() } else { spec.y.unwrap_or_default() }
            })
            on_choose=Callback::new(move |chosen: String| set(&|spec| {
                let rows = chosen == ROWS;
                spec.y = (!rows && !chosen.is_empty()).then(|| chosen.clone());
                spec.op = rows.then_some(Op::Rows);
            }))/>
        <Show when=move || !counts_rows()>
            <Pick id="chart-op" label=t::OP entries=ops
                chosen=Signal::derive(move || key(&OPS, spec.get().op.as_ref()))
                on_choose=Callback::new(move |chosen: String| set(&|spec| spec.op = value(&OPS, &chosen)))/>
        </Show>
        <Show when=move || is_line.get()>
            <Pick id="chart-series" label=t::SERIES entries=series
                chosen=Signal::derive(move || spec.get().series.unwrap_or_default())
                on_choose=Callback::new(move |chosen: String| set(&|spec| {
                    spec.series = (!chosen.is_empty()).then(|| chosen.clone());
                    spec.highlight = None;
                }))/>
        </Show>
        <Show when=move || !is_line.get()>
            <Pick id="chart-order" label=t::ORDER entries=orders
                chosen=Signal::derive(move || key(&ORDERS, spec.get().order.as_ref()))
                on_choose=Callback::new(move |chosen: String| set(&|spec| spec.order = value(&ORDERS, &chosen)))/>
            <div class="field">
                <label for="chart-top">{move || app.t(t::TOP)}</label>
                <input
                    id="chart-top"
                    class="input"
                    type="number"
                    min="1"
                    max="100"
                    placeholder=move || full.with(|full| full.as_ref().and_then(|full| full.top)).map(|top| top.to_string())
                    prop:value=move || spec.get().top.map(|top| top.to_string()).unwrap_or_default()
                    on:change=move |event| {
                        let top = event_target_value(&event).parse::<u32>().ok().map(|top| top.clamp(1, 100));
                        set(&|spec| spec.top = top);
                    }
                />
            </div>
        </Show>
        <Pick id="chart-highlight" label=t::HIGHLIGHT entries=highlights
            chosen=Signal::derive(move || spec.get().highlight.unwrap_or_default())
            on_choose=Callback::new(move |chosen: String| set(&|spec| spec.highlight = (!chosen.is_empty()).then(|| chosen.clone())))/>
        <div class="field">
            <label for="chart-unit">{move || app.t(t::UNIT)}</label>
            <input
                id="chart-unit"
                class="input"
                type="text"
                maxlength="40"
                placeholder=move || app.t(t::UNIT_HINT)
                prop:value=move || spec.get().unit.unwrap_or_default()
                on:change=move |event| {
                    let unit = event_target_value(&event).trim().to_owned();
                    set(&|spec| spec.unit = (!unit.is_empty()).then(|| unit.clone()));
                }
            />
        </div>
    }
}
