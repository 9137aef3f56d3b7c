//! The choices of a chart.

use leptos::prelude::*;

use super::FigureEdit;
use super::choice::{Entry, Pick};
use super::data::{Lowered, Stage};
use super::shape::Shape;
use super::spec;
use crate::base::date::DatePart;
use crate::chart::{self, Axis, ChartSpec, MARKS, Mark, MarkKind, Order, Relation, ScaleKind};
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
const SCALES: [ScaleKind; 4] = [ScaleKind::Linear, ScaleKind::Log, ScaleKind::Symlog, ScaleKind::Sqrt];

const fn scale_name(scale: ScaleKind) -> Message {
    match scale {
        ScaleKind::Linear => t::SCALE_LINEAR,
        ScaleKind::Log => t::SCALE_LOG,
        ScaleKind::Symlog => t::SCALE_SYMLOG,
        ScaleKind::Sqrt => t::SCALE_SQRT,
    }
}

/// The panel.
#[component]
pub(super) fn ChartChoices(
    figure: Memo<Option<Figure>>,
    fields: Memo<Option<Vec<Field>>>,
    stage: RwSignal<Stage>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    let spec = spec::of_chart(figure);
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
    // The kind that is drawn decides which settings there are.
    let kind = Memo::new(move |_| full.with(|full| full.as_ref().and_then(|full| full.mark)).unwrap_or(Mark::Bar));
    let uses = move |has: fn(&MarkKind) -> bool| Memo::new(move |_| has(chart::kind(kind.get())));
    let (has_x, has_series, is_sorted) =
        (uses(|kind| kind.axis() != Axis::Nothing), uses(MarkKind::has_series), uses(MarkKind::is_sorted));
    let has_highlight = uses(MarkKind::has_highlight);
    let (is_summed, is_scaled, has_second) =
        (uses(MarkKind::is_summed), uses(MarkKind::is_scaled), uses(|kind| kind.second_name().is_some()));
    let has_dates = Memo::new(move |_| full.with(|full| full.as_ref().is_some_and(|full| full.x_part.is_some())));

    let xs = Signal::derive(move || {
        let mut entries = vec![automatic(full.with(|full| full.as_ref().and_then(|full| full.x.clone())))];
        let columns = columns.get();
        entries.extend(named(match chart::kind(kind.get()).axis() {
            Axis::Numbers => columns.numbers,
            Axis::Times => columns.times,
            Axis::Groups | Axis::Nothing => columns.x,
        }));
        entries
    });
    let seconds = Signal::derive(move || {
        let mut entries = vec![automatic(full.with(|full| full.as_ref().and_then(|full| full.second.clone())))];
        entries.extend(named(columns.get().numbers));
        entries
    });
    let scales = Signal::derive(move || {
        let named = |(index, scale): (usize, &ScaleKind)| (index.to_string(), app.t(scale_name(*scale)).to_owned());
        SCALES.iter().enumerate().map(named).collect::<Vec<_>>()
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
        <KindPick now=kind
            chosen=Signal::derive(move || spec.with(|spec| spec.mark))
            on_choose=Callback::new(move |mark: Option<Mark>| set(&|spec| {
                *spec = fields.with_untracked(|fields| chart::with_mark(spec, mark, fields.as_deref().unwrap_or_default()));
            }))/>
        <Show when=move || has_x.get()>
            <Pick id="chart-x" label=t::X entries=xs
                chosen=Signal::derive(move || spec.get().x.unwrap_or_default())
                on_choose=Callback::new(move |chosen: String| set(&|spec| {
                    spec.x = (!chosen.is_empty()).then(|| chosen.clone());
                    spec.highlight = None;
                }))/>
        </Show>
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
        <Show when=move || !counts_rows() && is_summed.get()>
            <Pick id="chart-op" label=t::OP entries=ops
                chosen=Signal::derive(move || key(&OPS, spec.get().op.as_ref()))
                on_choose=Callback::new(move |chosen: String| set(&|spec| spec.op = value(&OPS, &chosen)))/>
        </Show>
        <Show when=move || has_series.get()>
            <Pick id="chart-series" label=t::SERIES entries=series
                chosen=Signal::derive(move || spec.get().series.unwrap_or_default())
                on_choose=Callback::new(move |chosen: String| set(&|spec| {
                    spec.series = (!chosen.is_empty()).then(|| chosen.clone());
                    spec.highlight = None;
                }))/>
        </Show>
        <Show when=move || has_second.get()>
            {move || chart::kind(kind.get()).second_name().map(|name| view! {
                <Pick id="chart-second" label=name entries=seconds
                    chosen=Signal::derive(move || spec.get().second.unwrap_or_default())
                    on_choose=Callback::new(move |chosen: String| set(&|spec| spec.second = (!chosen.is_empty()).then(|| chosen.clone())))/>
            })}
        </Show>
        <Show when=move || is_scaled.get()>
            <Pick id="chart-scale" label=t::SCALE entries=scales
                chosen=Signal::derive(move || key(&SCALES, spec.get().scale.or(Some(ScaleKind::Linear)).as_ref()))
                on_choose=Callback::new(move |chosen: String| set(&|spec| {
                    spec.scale = value(&SCALES, &chosen).filter(|scale| *scale != ScaleKind::Linear);
                }))/>
        </Show>
        <Shape spec full columns on_set=Callback::new(move |next: ChartSpec| set(&|spec| spec.clone_from(&next)))/>
        <Show when=move || is_sorted.get()>
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
        <Show when=move || has_highlight.get()>
            <Pick id="chart-highlight" label=t::HIGHLIGHT entries=highlights
                chosen=Signal::derive(move || spec.get().highlight.unwrap_or_default())
                on_choose=Callback::new(move |chosen: String| set(&|spec| spec.highlight = (!chosen.is_empty()).then(|| chosen.clone())))/>
        </Show>
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

/// The kinds of charts in a list, grouped by what they show, with a sketch of the one that is drawn.
#[component]
fn KindPick(
    /// What is drawn.
    now: Memo<Mark>,
    /// What was chosen; `None` leaves it to the columns.
    #[prop(into)]
    chosen: Signal<Option<Mark>>,
    on_choose: Callback<Option<Mark>>,
) -> impl IntoView {
    let app = use_app();
    let groups = move || {
        let lang = app.lang();
        let of = |relation: Relation| {
            let options = MARKS.iter().enumerate().filter(move |(_, kind)| kind.relation == relation).map(|(index, kind)| {
                let mark = kind.mark;
                view! { <option value=index.to_string() prop:selected=move || chosen.get() == Some(mark)>{kind.name.text(lang)}</option> }
            });
            options.collect_view()
        };
        Relation::ALL
            .into_iter()
            .filter(|relation| MARKS.iter().any(|kind| kind.relation == *relation))
            .map(|relation| view! { <optgroup label=relation.name().text(lang)>{of(relation)}</optgroup> })
            .collect_view()
    };
    let automatic = move || {
        let name = chart::kind(now.get()).name.text(app.lang());
        app.tf(t::AUTOMATIC, &[("value", name)])
    };
    view! {
        <div class="field">
            <label for="chart-mark">{move || app.t(t::KIND)}</label>
            <div class="kind-pick">
                <svg class="sketch" viewBox="0 0 24 24" aria-hidden="true"><path d=move || chart::kind(now.get()).sketch></path></svg>
                <select
                    id="chart-mark"
                    class="select"
                    aria-describedby="chart-mark-hint"
                    on:change=move |event| {
                        let index = event_target_value(&event).parse::<usize>().ok();
                        on_choose.run(index.and_then(|index| MARKS.get(index)).map(|kind| kind.mark));
                    }
                >
                    <option value="" prop:selected=move || chosen.get().is_none()>{automatic}</option>
                    {groups}
                </select>
            </div>
            <p id="chart-mark-hint" class="field-hint">{move || chart::kind(now.get()).needs.text(app.lang())}</p>
        </div>
    }
}
