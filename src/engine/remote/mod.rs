//! Tables that stay at their portal: each job is a script of questions to the portal, and what the portal
//! cannot do is finished here on as many rows as can be fetched. Nothing is ever left out in silence: where
//! the rows are too many for that, the job fails and says what can be done.

mod jobs;
mod script;

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use self::script::{Line, Outcome, Script};
use super::late::Compute;
use super::protocol::{Job, Output};
use super::registry::Far;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::ingest::RecordBuilder;
use crate::portal::{Asked, Portal, Reply, Resource};
use crate::query::push::{Column, ID, Kind, RemoteTable};
use crate::query::{Condition, SortKey};
use crate::table::{Field, Reading, Table, TableInfo};

/// Rows that are looked at to know the columns.
const SAMPLE_ROWS: u64 = 1_000;
/// Pages of a view that are kept.
const PAGES: usize = 40;
/// How many fetched tables are kept, for the questions that follow on the same rows.
const FETCHED: usize = 2;

/// A cell as a portal gives it.
type Cell = Option<String>;

/// A table at a portal.
struct Remote {
    portal: Portal,
    resource: Resource,
    table: RemoteTable,
    /// The columns with their evidence, of the first rows.
    fields: Vec<Field>,
    total: u64,
    /// Bytes of text of a row, on average.
    row_bytes: u64,
    /// The most bytes of text that are fetched to do here what the portal cannot do.
    most_bytes: u64,
    known: RefCell<Known>,
}

/// What has been found out meanwhile.
#[derive(Default)]
struct Known {
    /// Whether the portal takes SQL; `None` until it was asked.
    sql: Option<bool>,
    view: Option<View>,
    /// Pages of the view, by first row and count.
    pages: VecDeque<((u64, u32), Page)>,
    /// Rows that were fetched to be worked with here, by what was asked.
    fetched: VecDeque<(String, Rc<Fetched>)>,
    /// The different cells of columns, where they are few.
    words: BTreeMap<String, Option<Rc<Vec<Cell>>>>,
}

/// The rows that are shown.
#[derive(Clone)]
struct View {
    number: u32,
    rows: u64,
    how: Rc<Selected>,
    keys: Vec<SortKey>,
}

/// Rows with their numbers.
#[derive(Clone, Default)]
struct Page {
    numbers: Vec<u64>,
    records: Vec<Vec<Cell>>,
}

/// Rows that were fetched, with their numbers.
struct Fetched {
    table: Rc<Table>,
    numbers: Vec<u64>,
}

/// How rows that meet conditions are had.
enum Selected {
    /// By the filters of a plain search.
    Search(Vec<(String, Vec<serde_json::Value>)>),
    /// By SQL.
    Sql(Vec<Condition>),
    /// They were fetched, more than these perhaps, and these of them are shown, in this order.
    Here(Rc<Fetched>, Vec<u32>),
    /// There are none.
    Nothing,
}

/// Opens a table that stays at its portal, on a device that may hold so many bytes of text.
pub(super) fn open(portal: Portal, resource: Resource, budget: Option<u64>) -> Box<dyn Compute> {
    // Two of them are kept at a time. Less than the least would make nothing possible.
    let most_bytes = (budget.unwrap_or(u64::MAX) / 2).clamp(16 << 20, 64 << 20);
    Script::start(portal.clone(), resource.id.clone(), move |line| Box::pin(opened(line, portal, resource, most_bytes)))
}

impl Far for Remote {
    fn work(self: Rc<Self>, job: Job, view: u32) -> Box<dyn Compute> {
        let (portal, resource) = (self.portal.clone(), self.resource.id.clone());
        Script::start(portal, resource, move |line| Box::pin(async move { jobs::run(&line, &self, job, view).await }))
    }
}

/// Names and types of columns, rows, and how many there are in all.
type Rows = (Vec<(String, String)>, Vec<Vec<Cell>>, Option<u64>);

/// The rows of a reply; the portal is to be able to answer the question.
fn rows_of(reply: Reply) -> Result<Rows, Problem> {
    match reply {
        Reply::Rows { fields, records, total, .. } => Ok((fields, records, total)),
        Reply::Closed | Reply::NotThis => Err(Problem::new(ProblemCode::NoDataStore)),
    }
}

/// A table of an answer, whose columns are read as they are declared.
async fn built(line: &Line, fields: &[Field], records: Vec<Vec<Cell>>) -> Result<Table, Problem> {
    let types: Vec<(String, String)> = fields
        .iter()
        .map(|field| {
            let kind = match field.reading {
                Reading::Number(_) => "numeric",
                Reading::Date(_) => "date",
                Reading::Text | Reading::Code => "text",
            };
            (field.name.clone(), kind.to_owned())
        })
        .collect();
    let mut builder = RecordBuilder::new(&types);
    let mut records = records.into_iter();
    loop {
        let part: Vec<Vec<Cell>> = records.by_ref().take(2_000).collect();
        if part.is_empty() {
            break;
        }
        builder.push(part);
        line.breathe().await;
    }
    let readings = fields.iter().map(|field| (field.name.clone(), field.reading)).collect();
    let mut finishing = builder.finish_answer(readings);
    loop {
        if let Some(table) = finishing.step(50_000) {
            return table;
        }
        line.breathe().await;
    }
}

/// Looks at the table and its first rows.
async fn opened(line: Line, portal: Portal, resource: Resource, most_bytes: u64) -> Result<Outcome, Problem> {
    let first = Asked::Rows {
        filters: Vec::new(),
        sort: vec![(ID.to_owned(), false)],
        columns: Vec::new(),
        distinct: false,
        limit: SAMPLE_ROWS,
        offset: 0,
        count: true,
    };
    let (all, mut records, total) = rows_of(line.ask(first).await?)?;
    if records.is_empty() {
        return Err(Problem::new(ProblemCode::NoRows));
    }
    let total = total.ok_or_else(|| Problem::new(ProblemCode::NoDataStore).detail("the rows are not counted"))?;
    let id = all.iter().position(|(name, _)| name == ID);
    if let Some(at) = id {
        records.iter_mut().filter(|record| at < record.len()).for_each(|record| drop(record.remove(at)));
    }
    let bytes: u64 = records.iter().flatten().map(|cell| cell.as_ref().map_or(0, String::len) as u64 + 1).sum();
    let looked_at = records.len() as u64;
    let fields: Vec<(String, String)> = all.into_iter().filter(|(name, _)| name != ID).collect();
    let mut columns: Vec<Column> = fields
        .iter()
        .map(|(name, kind)| {
            let kind = Kind::of(kind);
            Column { name: name.clone(), kind, reading: kind.reading() }
        })
        .collect();
    // Whole numbers may be years or codes; that alone is left to be found out.
    let found = {
        let mut builder = RecordBuilder::new(&fields);
        builder.push(records.iter().cloned());
        builder.table(Vec::new())?
    };
    for column in columns.iter_mut().filter(|column| column.kind == Kind::Whole) {
        let reading = found.fields().iter().find(|field| field.name == column.name).map(|field| field.reading);
        if reading == Some(Reading::Code) {
            column.reading = Reading::Code;
        }
    }
    let table = {
        let mut builder = RecordBuilder::new(&fields);
        builder.push(records);
        builder.table(columns.iter().map(|column| (column.name.clone(), column.reading)).collect())?
    };
    let mut fields = table.fields().to_vec();
    for (field, column) in fields.iter_mut().zip(&columns) {
        // The portal has decided.
        field.evidence.alternatives.clear();
        field.evidence.ambiguous = false;
        field.whole = column.kind == Kind::Whole;
    }
    let info = TableInfo {
        fields: fields.clone(),
        rows: total,
        bytes: bytes * total / looked_at.max(1),
        encoding: "UTF-8".to_owned(),
        notes: vec![Note::once(NoteCode::KeptAtPortal, [looked_at.to_string()])],
        ..TableInfo::empty()
    };
    let remote = Remote {
        table: RemoteTable { name: resource.id.clone(), columns },
        portal,
        resource,
        fields,
        total,
        row_bytes: (bytes / looked_at.max(1)).max(1),
        most_bytes,
        known: RefCell::default(),
    };
    Ok(Outcome::Opened(Rc::new(remote), Box::new(info)))
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Self {
        Self::Done(Box::new(output))
    }
}
