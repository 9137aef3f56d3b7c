//! What the rules about data need to have computed in the worker: repeated rows, codes, the last date.

use std::sync::Arc;

use leptos::prelude::*;

use crate::base::date::{Civil, year_month};
use crate::engine::protocol::{Job, Output};
use crate::query::{Condition, Group, Key, Limit, Measure, Op, Scalar, SortKey, Step, Test};
use crate::region::{Gazetteer, System, known_codes};
use crate::table::{Field, Reading, ResultTable, Role, TableInfo, Values};
use crate::ui::state::App;

/// Beyond this many cells repeated rows are not looked for: it would keep the worker from what a person waits for.
const MOST_CELLS: u64 = 1_500_000;
/// Columns beyond which repeated rows are not looked for.
const MOST_COLUMNS: usize = 80;
/// Different codes that are looked at.
const MOST_CODES: u64 = 20_000;

/// What was computed; what could not be is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Findings {
    pub(super) duplicates: Option<u64>,
    pub(super) codes: Option<(u64, u64)>,
    pub(super) latest: Option<i32>,
}

/// Computes them.
pub(super) async fn find(app: App, info: &TableInfo, list: &Gazetteer) -> Findings {
    Findings {
        duplicates: duplicates(app, info).await,
        codes: codes(app, info, list).await,
        latest: latest(app, info).await,
    }
}

async fn run(app: App, info: &TableInfo, steps: Vec<Step>) -> Option<ResultTable> {
    match app.engine.ask(Job::Run { table: info.table, steps: steps.into() }).await {
        Ok(Output::Result(table)) => Some(table),
        // A rule that cannot be computed is not assessed; the table itself is not the worse for it.
        Ok(_) | Err(_) => None,
    }
}

/// Rows that repeat another one; row numbers do not make them different.
async fn duplicates(app: App, info: &TableInfo) -> Option<u64> {
    let columns: Vec<&Field> = info.fields.iter().filter(|field| field.role() != Role::Id).collect();
    if info.rows < 2 || columns.len() > MOST_COLUMNS || info.rows * columns.len() as u64 > MOST_CELLS {
        return None;
    }
    let mut rows = "n".to_owned();
    while info.fields.iter().any(|field| field.name == rows) {
        rows.push('_');
    }
    let key = |field: &&Field| Key { column: field.name.clone(), part: None, name: None };
    let measure =
        |op: Op, column: Option<&String>, name: &str| Measure { op, column: column.cloned(), name: name.to_owned() };
    let group = |by: Vec<Key>, measures: Vec<Measure>| Step::Group(Group { by, measures });
    let steps = vec![
        group(columns.iter().map(key).collect(), vec![measure(Op::Rows, None, &rows)]),
        Step::Filter(vec![Condition { column: rows.clone(), test: Test::Above(Scalar::Number(1.0)) }]),
        group(Vec::new(), vec![measure(Op::Rows, None, "groups"), measure(Op::Sum, Some(&rows), "rows")]),
    ];
    let table = run(app, info, steps).await?;
    let number = |name: &str| match &table.column(name)?.values {
        Values::Number(values) => Some(values.first().copied().flatten().unwrap_or(0.0)),
        _ => None,
    };
    let surplus = number("rows")? - number("groups")?;
    Some(surplus.max(0.0) as u64)
}

/// How many of the region codes exist.
async fn codes(app: App, info: &TableInfo, list: &Gazetteer) -> Option<(u64, u64)> {
    let (field, system) = info.fields.iter().find_map(|field| match field.role() {
        Role::CodeRegionBps => Some((field, System::Bps)),
        Role::CodeRegionKemendagri => Some((field, System::Kemendagri)),
        _ => None,
    })?;
    let by = vec![Key { column: field.name.clone(), part: None, name: Some("x".to_owned()) }];
    let steps =
        vec![Step::Group(Group { by, measures: Vec::new() }), Step::Limit(Limit { rows: MOST_CODES, offset: 0 })];
    let table = run(app, info, steps).await?;
    let texts: Vec<String> = match &table.column("x")?.values {
        Values::Text(values) => values.iter().flatten().cloned().collect(),
        Values::Number(values) => values.iter().flatten().map(|value| format!("{value:.0}")).collect(),
        Values::Date(_) => return None,
    };
    known_codes(list, texts.iter().map(String::as_str), system)
}

/// The last day that the first column of dates, months or years speaks of.
async fn latest(app: App, info: &TableInfo) -> Option<i32> {
    let field = info
        .fields
        .iter()
        .find(|field| matches!(field.reading, Reading::Date(_)) || matches!(field.role(), Role::Year | Role::Period))?;
    let column = field.name.clone();
    // A table has far fewer dates than rows.
    let by = vec![Key { column: column.clone(), part: None, name: None }];
    let steps = vec![
        Step::Group(Group { by, measures: Vec::new() }),
        Step::Sort(vec![SortKey { column: column.clone(), descending: true }]),
        Step::Limit(Limit { rows: 1, offset: 0 }),
    ];
    let table = run(app, info, steps).await?;
    let end_of = |year: i32, month: u8| Civil { year, month, day: 28 }.days();
    match &table.column(&column)?.values {
        Values::Date(values) => values.first().copied().flatten(),
        Values::Number(values) => {
            let year = values.first().copied().flatten().filter(|year| (1900.0..2200.0).contains(year))?;
            end_of(year as i32, 12)
        }
        // Texts sort as words, which puts the latest last only where the year comes first.
        Values::Text(values) => {
            let text = values.first()?.as_deref()?;
            let starts = text.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
            match year_month(text.as_bytes()) {
                Some((year, month)) => end_of(year, month),
                None => end_of(starts.parse().ok()?, 12),
            }
        }
    }
}

/// What was found in a table, once it is; computed anew when a column is read another way. Tracked.
pub(super) fn follow(app: App, info: Memo<Option<TableInfo>>) -> Memo<Option<Findings>> {
    let found = RwSignal::new(None::<Findings>);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let Some(info) = info.get() else { return };
        // The list of regions is fetched for tables with codes alone.
        let has_codes =
            info.fields.iter().any(|field| matches!(field.role(), Role::CodeRegionBps | Role::CodeRegionKemendagri));
        let list = if has_codes { app.outlines.list() } else { Some(Arc::new(Gazetteer::provinces().clone())) };
        let Some(list) = list else { return };
        let now = turn.get_value() + 1;
        turn.set_value(now);
        leptos::task::spawn_local(async move {
            let findings = find(app, &info, &list).await;
            if turn.try_get_value() == Some(now) {
                found.try_set(Some(findings));
            }
        });
    });
    Memo::new(move |_| found.get())
}
