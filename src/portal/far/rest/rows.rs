//! Rows of such a portal, page by page.

use serde_json::Value;
use serde_json::value::RawValue;

use super::{MAX_ROWS, RowsOf, descend, number, problem};
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::portal::ask::{Ask, Fetch, Fetched, RowPage, Turn};
use crate::portal::ckan::{cell, fingerprint};
use crate::portal::far::shape;
use crate::portal::json::{self, Members};
use crate::portal::{Portal, Resource};

/// No page of rows may be larger.
const ROW_BYTES: u64 = 64 << 20;
/// A page is never asked to be smaller than this.
const LEAST_ROWS: u64 = 10;
/// Columns of a table are found in this many rows of the first page.
const COLUMN_ROWS: usize = 1_000;
/// No table has more columns.
const MAX_COLUMNS: usize = 4_000;

/// Asks for the rows of a resource, page by page.
pub(in crate::portal::far) struct Rows {
    of: Option<&'static RowsOf>,
    portal: Portal,
    resource: Resource,
    fields: Option<Vec<(String, String)>>,
    /// Whether the columns have been asked for.
    described: bool,
    offset: u64,
    limit: u64,
    /// How many rows the last page had, and what it looked like, to notice a portal that repeats itself.
    last: (u64, u64),
    finished: bool,
}

impl Rows {
    pub(in crate::portal::far) fn new(of: Option<&'static RowsOf>, portal: &Portal, resource: &Resource) -> Self {
        Self {
            of,
            portal: portal.clone(),
            resource: resource.clone(),
            fields: None,
            described: of.is_none_or(|of| of.schema.is_none()),
            offset: 0,
            limit: of.map_or(0, |of| of.limits.0),
            last: (0, 0),
            finished: false,
        }
    }

    fn turn(&self) -> Turn<RowPage> {
        let fetch = self.of.and_then(|of| {
            let fetch = if self.described {
                (of.fetch)(&self.portal, &self.resource, self.offset, self.limit.min(of.reach - self.offset))
            } else {
                of.schema.and_then(|schema| schema(&self.portal, &self.resource))
            };
            fetch.map(|fetch| Fetch { max_bytes: ROW_BYTES, ..fetch })
        });
        fetch.map_or_else(|| Turn::Failed(Problem::new(ProblemCode::NoDataStore)), Turn::Fetch)
    }

    fn page(&mut self, of: &RowsOf, root: &RawValue) -> Option<RowPage> {
        let listed = descend(root, of.items)?;
        let items = json::items(listed)?;
        let whole = of.member.is_empty();
        let rows: Vec<Option<Members<'_>>> = items
            .iter()
            .map(|raw| if whole { Members::of(raw) } else { Members::of(Members::of(raw)?.get(of.member)?) })
            .collect();
        let named = if self.fields.is_none() { columns(of, root) } else { None };
        let found = || {
            let mut fields = named.unwrap_or_else(|| columns_of(of, &rows));
            fields.extend(of.around.iter().map(|(_, name)| ((*name).to_owned(), String::new())));
            fields
        };
        let fields = self.fields.get_or_insert_with(found).clone();
        let around: Vec<(&str, Option<String>)> =
            of.around.iter().map(|(path, name)| (*name, descend(root, path).and_then(cell))).collect();
        let mut page = RowPage { total: number(root, of.total), fields, ..RowPage::default() };
        let print = fingerprint(listed.get());
        let repeats = self.offset > 0 && !items.is_empty() && print == self.last.1;
        let mut unread: (u64, Vec<u64>) = (0, Vec::new());
        let mut surplus: Vec<String> = Vec::new();
        for (index, row) in rows.iter().enumerate().take(if repeats { 0 } else { rows.len() }) {
            let Some(row) = row else {
                unread.0 += 1;
                if unread.1.len() < 5 {
                    unread.1.push(self.offset + index as u64 + 1);
                }
                continue;
            };
            let cell_of = |(name, kind): &(String, String)| {
                let around = || around.iter().find(|(column, _)| column == name).and_then(|(_, value)| value.clone());
                (of.tidy)(kind, row.get(name).and_then(cell).or_else(around)?)
            };
            page.records.push(page.fields.iter().map(cell_of).collect());
            for (name, _) in &row.0 {
                let known = of.hidden.contains(&name.as_str()) || page.fields.iter().any(|(id, _)| id == name);
                if !known && surplus.len() < 20 && !surplus.contains(name) {
                    surplus.push(name.clone());
                }
            }
        }
        if unread.0 > 0 {
            let note =
                Note { code: NoteCode::SkippedRecord, count: unread.0, rows: unread.1, args: vec!["JSON".to_owned()] };
            page.notes.push(note);
        }
        if !surplus.is_empty() {
            // Columns that only later rows have cannot be added to a table that is already open.
            let count = surplus.len() as u64;
            page.notes.push(Note {
                code: NoteCode::SkippedRecord,
                count,
                rows: Vec::new(),
                args: vec![surplus.join(", ")],
            });
        }
        let last_page = number(root, of.pages).is_some_and(|pages| self.offset / self.limit.max(1) + 1 >= pages);
        self.advance(of, &mut page, items.len() as u64, repeats, last_page);
        self.last = (items.len() as u64, print);
        Some(page)
    }

    /// Where the next page starts, and whether there is one.
    fn advance(&mut self, of: &RowsOf, page: &mut RowPage, received: u64, repeats: bool, last_page: bool) {
        if !repeats {
            self.offset += received;
        }
        // A portal may lower the limit without a word, so a page smaller than asked for is no end; one
        // smaller than the page before is, where there is neither a total nor a number of pages.
        let reached = page.total.map_or(last_page || received < self.last.0, |total| self.offset >= total);
        let full = self.offset >= of.reach.min(MAX_ROWS);
        self.finished = received == 0 || repeats || reached || full;
        // A handful of rows that comes again is a small table at a portal that numbers its pages.
        let stuck = repeats && page.total.is_none() && received > LEAST_ROWS;
        if (full && !reached) || stuck {
            page.notes.push(Note::once(NoteCode::Truncated, [self.offset.to_string()]));
        } else if self.finished
            && let Some(total) = page.total.filter(|total| *total > self.offset)
        {
            page.notes.push(Note::once(NoteCode::FewerRows, [self.offset.to_string(), total.to_string()]));
        }
        page.done = self.finished;
        // What came is what the portal really gives; pages that are numbered must keep their size.
        if received > 0 && received < self.limit {
            self.limit = received.max(LEAST_ROWS);
        } else if self.limit == of.limits.0 {
            self.limit = of.limits.1;
        }
    }
}

/// The columns that an answer names.
fn columns(of: &RowsOf, root: &RawValue) -> Option<Vec<(String, String)>> {
    if of.columns.is_empty() {
        return None;
    }
    let named = json::value(descend(root, of.columns)?)?;
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut push = |name: String, kind: String| {
        let new = !name.is_empty() && !of.hidden.contains(&name.as_str()) && !fields.iter().any(|(id, _)| *id == name);
        if new && fields.len() < MAX_COLUMNS {
            fields.push((name, kind));
        }
    };
    match &named {
        Value::Array(items) => {
            for item in items {
                let name = if item.is_string() { shape::plain_text(item) } else { shape::text(item, of.column_name) };
                push(name, shape::text(item, of.column_type));
            }
        }
        Value::Object(map) => map.iter().for_each(|(name, item)| push(name.clone(), shape::text(item, of.column_type))),
        _ => {}
    }
    (!fields.is_empty()).then_some(fields)
}

/// Where the portal does not name its columns: the keys of the rows, in the order they first occur.
fn columns_of(of: &RowsOf, rows: &[Option<Members<'_>>]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for (key, _) in rows.iter().take(COLUMN_ROWS).flatten().flat_map(|row| &row.0) {
        let new = !of.hidden.contains(&key.as_str()) && !fields.iter().any(|(id, _)| id == key);
        if new && fields.len() < MAX_COLUMNS {
            fields.push((key.clone(), String::new()));
        }
    }
    fields
}

impl Ask for Rows {
    type Answer = RowPage;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<RowPage> {
        let (status, body) = match fetched {
            None if self.finished => {
                let fields = self.fields.clone().unwrap_or_default();
                return Turn::Done(RowPage { fields, done: true, ..RowPage::default() });
            }
            None => return self.turn(),
            Some(Fetched::Failed(problem)) if problem.code == ProblemCode::TooLarge && self.limit > 50 => {
                self.limit /= 5;
                return self.turn();
            }
            Some(Fetched::Failed(problem)) => return Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => (status, body),
        };
        let Some(of) = self.of else { return self.turn() };
        if !self.described {
            // Without a description the rows themselves have to do.
            self.described = true;
            self.fields = json::with_root(body, &mut |root| columns(of, root)).flatten().filter(|_| status < 400);
            return self.turn();
        }
        let page = (status < 400).then(|| json::with_root(body, &mut |root| self.page(of, root)).flatten()).flatten();
        match page {
            Some(page) => Turn::Done(page),
            // Beyond the last page of some portals there is nothing, not even an empty page.
            None if matches!(status, 404 | 410) && self.offset > 0 => {
                self.finished = true;
                let fields = self.fields.clone().unwrap_or_default();
                Turn::Done(RowPage { fields, done: true, ..RowPage::default() })
            }
            None if matches!(status, 404 | 410) => Turn::Failed(Problem::new(ProblemCode::NoDataStore)),
            None => Turn::Failed(problem(status, body, &self.portal.address, &self.resource.id)),
        }
    }
}
