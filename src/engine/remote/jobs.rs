//! The jobs on a table that stays at its portal. Each asks in the way that answers exactly what was meant:
//! a plain search where its filters say it, SQL where the portal takes it, the filters again with the column's
//! different values looked up first; and where none of these can, rows are fetched and the work is done here.

use std::rc::Rc;

use serde_json::Value;

use super::script::{Line, Outcome};
use super::{Cell, FETCHED, Fetched, Known, PAGES, Page, Remote, Selected, View, built, rows_of};
use crate::base::date;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::engine::protocol::{Job, Output, Plan, Profile};
use crate::engine::{MAX_PAGE_ROWS, too_large};
use crate::portal::{Asked, Reply};
use crate::query::push::sql::Select;
use crate::query::push::{self, ID, Kind, Pushed};
use crate::query::{self, Condition, Scalar, SortKey, Step, check};
use crate::table::{Field, Reading, ResultColumn, ResultTable, Values};

/// The most rows that are fetched to do here what a portal cannot do.
const MOST_FETCHED: u64 = 500_000;
/// Rows per request; portals lower it as they like.
const FETCH_ROWS: u64 = 16_000;
/// Groups per request: below the limit that CKAN sets to its answers.
const GROUP_ROWS: u64 = 30_000;
/// The most groups.
const MOST_GROUPS: usize = 300_000;
/// The most different values of a column that are looked up.
const MOST_WORDS: u64 = 5_000;
/// Bytes of an address that are left to filters of rows that are filtered here once more.
const FILTER_BYTES: usize = 2_000;
/// Bins of a profile's histogram, and the values that it lists.
const BINS: usize = 20;
const TOP: u64 = 50;
/// Rows per request of an export.
const EXPORT_ROWS: u64 = 10_000;
/// The largest file that is handed to the page as one text.
const MAX_EXPORT_BYTES: u64 = 256 << 20;

/// Does a job.
pub(super) async fn run(line: &Line, remote: &Remote, job: Job, number: u32) -> Result<Outcome, Problem> {
    match job {
        Job::View { steps, .. } => view(line, remote, &steps, number).await,
        Job::Rows { view, start, count, .. } => rows(line, remote, view, start, count).await,
        Job::Profile { column, steps, .. } => profile(line, remote, &column, &steps).await,
        Job::Run { steps, .. } => plan(line, remote, steps.steps()?, false).await,
        Job::ExportCsv { steps, .. } => export(line, remote, steps.steps()?).await,
        Job::Reread { column, .. } => Err(Problem::new(ProblemCode::BadStep).arg(column).arg("reread")),
        _ => Err(Problem::new(ProblemCode::TableGone)),
    }
}

/// Filter and sort steps as one list of conditions and one order: a later sort comes first.
fn filtered_and_sorted(steps: &[Step]) -> (Vec<Condition>, Vec<SortKey>) {
    let sorts = steps.iter().rev().filter_map(|step| if let Step::Sort(keys) = step { Some(keys) } else { None });
    (push::conditions(steps), sorts.flatten().cloned().collect())
}

fn text(scalar: &Scalar) -> Value {
    match scalar {
        Scalar::Number(number) => Value::from(*number),
        Scalar::Text(text) => Value::from(text.as_str()),
    }
}

impl Remote {
    fn takes_sql(&self) -> bool {
        self.known.borrow().sql != Some(false)
    }

    /// Asks in SQL; `None` where the portal does not answer this.
    async fn sql(&self, line: &Line, select: &Select) -> Result<Option<Vec<Vec<Cell>>>, Problem> {
        let Some(sql) = select.text().filter(|_| self.takes_sql()) else { return Ok(None) };
        match line.ask(Asked::Sql(sql)).await? {
            Reply::Rows { records, cut: false, .. } => {
                self.known.borrow_mut().sql = Some(true);
                Ok(Some(records))
            }
            Reply::Rows { .. } | Reply::NotThis => Ok(None),
            Reply::Closed => {
                self.known.borrow_mut().sql = Some(false);
                Ok(None)
            }
        }
    }

    fn field(&self, name: &str) -> Result<&Field, Problem> {
        let found = self.fields.iter().find(|field| field.name == name);
        found.ok_or_else(|| Problem::new(ProblemCode::NoSuchColumn).arg(name))
    }

    /// The different cells of a column; `None` where they are many, or where that cannot be asked.
    async fn words(&self, line: &Line, column: &str) -> Result<Option<Rc<Vec<Cell>>>, Problem> {
        if let Some(known) = self.known.borrow().words.get(column) {
            return Ok(known.clone());
        }
        let asked = Asked::Rows {
            filters: Vec::new(),
            sort: Vec::new(),
            columns: vec![column.to_owned()],
            distinct: true,
            limit: MOST_WORDS,
            offset: 0,
            count: true,
        };
        let found = match line.ask(asked).await? {
            // Only where their number agrees were they really all, and each once.
            Reply::Rows { records, total, .. } if total == Some(records.len() as u64) => {
                Some(Rc::new(records.into_iter().filter_map(|record| record.into_iter().next()).collect::<Vec<_>>()))
            }
            _ => None,
        };
        self.known.borrow_mut().words.insert(column.to_owned(), found.clone());
        Ok(found)
    }

    /// The cells of a column that meet a condition, as values to filter by; `None` where that cannot be said so.
    async fn looked_up(&self, line: &Line, condition: &Condition) -> Result<Option<Vec<Value>>, Problem> {
        let field = self.field(&condition.column)?.clone();
        let Some(words) = self.words(line, &field.name).await? else { return Ok(None) };
        let records = words.iter().map(|cell| vec![cell.clone()]).collect();
        let table = built(line, &[field], records).await?;
        let kept = query::view(&table, &[Step::Filter(vec![condition.clone()])])?;
        let cells = kept.iter().map(|row| words.get(*row as usize).cloned().flatten());
        // Cells without a value cannot be asked for by value.
        Ok(cells.map(|cell| cell.map(Value::from)).collect())
    }

    /// How the rows that meet conditions are had; `None` where the portal cannot tell.
    async fn selected(
        &self,
        line: &Line,
        conditions: &[Condition],
    ) -> Result<Option<(Selected, Option<u64>)>, Problem> {
        let mut filters: Vec<(String, Vec<Value>)> = Vec::new();
        let mut left = Vec::new();
        for condition in conditions {
            // Two filters on one column cannot be written.
            let taken = filters.iter().any(|(name, _)| *name == condition.column);
            match push::direct(condition, &self.table).filter(|_| !taken) {
                Some(values) => filters.push((condition.column.clone(), values.iter().map(text).collect())),
                None => left.push(condition),
            }
        }
        if left.is_empty() {
            return Ok(Some((Selected::Search(filters), None)));
        }
        if let Some(count) = push::count(conditions, &self.table)
            && let Some(records) = self.sql(line, &count).await?
            && let Some(rows) = number_in(&records, 0, 0)
        {
            return Ok(Some((Selected::Sql(conditions.to_vec()), Some(rows as u64))));
        }
        for condition in left {
            let Some(values) = self.looked_up(line, condition).await? else { return Ok(None) };
            if values.is_empty() {
                return Ok(Some((Selected::Nothing, Some(0))));
            }
            match filters.iter_mut().find(|(name, _)| *name == condition.column) {
                Some((_, own)) => {
                    // Values that came from the conditions themselves are no cells to compare with.
                    if own.iter().any(|value| !value.is_string()) {
                        return Ok(None);
                    }
                    own.retain(|value| values.contains(value));
                    if own.is_empty() {
                        return Ok(Some((Selected::Nothing, Some(0))));
                    }
                }
                None => filters.push((condition.column.clone(), values)),
            }
        }
        Ok(Some((Selected::Search(filters), None)))
    }

    /// A question for rows by plain filters.
    fn search(
        filters: &[(String, Vec<Value>)],
        keys: &[SortKey],
        columns: &[String],
        window: (u64, u64),
        count: bool,
    ) -> Asked {
        let keys = keys.iter().map(|key| (key.column.clone(), key.descending));
        Asked::Rows {
            filters: filters.to_vec(),
            sort: keys.chain([(ID.to_owned(), false)]).collect(),
            columns: columns.to_vec(),
            distinct: false,
            limit: window.0,
            offset: window.1,
            count,
        }
    }

    /// The row numbers and these columns, as they are asked for.
    fn with_numbers(columns: &[String]) -> Vec<String> {
        std::iter::once(ID.to_owned()).chain(columns.iter().cloned()).collect()
    }

    fn names(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.name.clone()).collect()
    }

    /// Fetches all rows that filters leave, with these columns, where they are not too many; with their
    /// numbers.
    async fn fetched(
        &self,
        line: &Line,
        filters: &[(String, Vec<Value>)],
        columns: &[String],
    ) -> Result<Rc<Fetched>, Problem> {
        let key = serde_json::to_string(&(filters, columns)).unwrap_or_default();
        let known = self.known.borrow().fetched.iter().find(|(own, _)| *own == key).map(|(_, kept)| kept.clone());
        if let Some(kept) = known {
            line.finishes_here();
            line.note(Note::once(NoteCode::FinishedHere, [kept.numbers.len().to_string()]));
            return Ok(kept);
        }
        let mut wanted = Self::with_numbers(columns);
        let share = (columns.len() as u64).max(1) * self.row_bytes / (self.fields.len() as u64).max(1);
        let most = (self.most_bytes / share.max(1)).min(MOST_FETCHED);
        let (mut numbers, mut records, mut total) = (Vec::new(), Vec::new(), None);
        loop {
            let first = total.is_none();
            let asked = Self::search(filters, &[], &wanted, (FETCH_ROWS, numbers.len() as u64), first);
            let (names, page, of) = match line.ask(asked).await? {
                // A name that cannot be listed: all columns come, and those that are not wanted go.
                Reply::Closed | Reply::NotThis if first && !wanted.is_empty() => {
                    wanted.clear();
                    continue;
                }
                Reply::Closed | Reply::NotThis => return Err(too_many(self.total, most)),
                reply @ Reply::Rows { .. } => rows_of(reply)?,
            };
            let page = if wanted.is_empty() { picked(page, &names, &Self::with_numbers(columns))? } else { page };
            let all = *total.get_or_insert(of.unwrap_or(self.total));
            if all > most {
                return Err(too_many(all, most));
            }
            let came = page.len();
            split(page, &mut numbers, &mut records);
            line.came(numbers.len() as u64, Some(all));
            if numbers.len() as u64 >= all {
                break;
            }
            if came == 0 {
                // The rest did not come: a part of the rows is no answer.
                return Err(Problem::new(ProblemCode::BadAnswer).arg(crate::portal::host(&self.portal)));
            }
        }
        let fields: Vec<Field> = columns.iter().map(|name| self.field(name).cloned()).collect::<Result<_, _>>()?;
        let table = Rc::new(built(line, &fields, records).await?);
        line.finishes_here();
        line.note(Note::once(NoteCode::FinishedHere, [numbers.len().to_string()]));
        let fetched = Rc::new(Fetched { table, numbers });
        let mut known = self.known.borrow_mut();
        known.fetched.push_back((key, fetched.clone()));
        if known.fetched.len() > FETCHED {
            known.fetched.pop_front();
        }
        Ok(fetched)
    }

    /// Says where the portal puts cells that are no number before the largest one.
    fn note_numbers(&self, line: &Line, keys: &[SortKey], first: &Page) {
        for key in keys.iter().filter(|key| key.descending) {
            let Some(at) = self.table.columns.iter().position(|column| column.name == key.column) else { continue };
            let kind = self.table.columns.get(at).map(|column| column.kind);
            let mut cells = first.records.iter().filter_map(|record| record.get(at)?.as_ref());
            let is_odd = |cell: &String| !cell.parse::<f64>().is_ok_and(f64::is_finite);
            if matches!(kind, Some(Kind::Decimal | Kind::Float)) && cells.any(is_odd) {
                line.note(Note::once(NoteCode::PortalNumbers, [key.column.clone()]));
            }
        }
    }

    /// The filters of those conditions that a plain search answers exactly, for rows that are filtered here
    /// once more.
    async fn coarse(
        &self,
        line: &Line,
        conditions: &[Condition],
    ) -> Result<Option<Vec<(String, Vec<Value>)>>, Problem> {
        let mut filters: Vec<(String, Vec<Value>)> = Vec::new();
        let mut room = FILTER_BYTES;
        for condition in conditions {
            if filters.iter().any(|(name, _)| *name == condition.column) {
                continue;
            }
            let values = match push::direct(condition, &self.table) {
                Some(values) => Some(values.iter().map(text).collect()),
                None => self.looked_up(line, condition).await?,
            };
            match values {
                Some(values) if values.is_empty() => return Ok(None),
                // A list that is too long for an address leaves the rows unfiltered.
                Some(values) => {
                    let bytes = values.iter().map(|value: &Value| value.to_string().len() * 2 + 6).sum::<usize>();
                    if bytes <= room {
                        room -= bytes;
                        filters.push((condition.column.clone(), values));
                    }
                }
                None => {}
            }
        }
        Ok(Some(filters))
    }
}

/// Rows with only these columns, in this order.
fn picked(records: Vec<Vec<Cell>>, names: &[(String, String)], wanted: &[String]) -> Result<Vec<Vec<Cell>>, Problem> {
    let place = |name: &String| names.iter().position(|(own, _)| own == name);
    let places: Option<Vec<usize>> = wanted.iter().map(place).collect();
    let places = places.ok_or_else(|| Problem::new(ProblemCode::NoDataStore))?;
    let pick = |mut record: Vec<Cell>| places.iter().map(|at| record.get_mut(*at).and_then(Option::take)).collect();
    Ok(records.into_iter().map(pick).collect())
}

/// Splits rows into their numbers and their cells.
fn split(records: Vec<Vec<Cell>>, numbers: &mut Vec<u64>, cells: &mut Vec<Vec<Cell>>) {
    for record in records {
        let mut record = record.into_iter();
        let number = record.next().flatten().and_then(|number| number.parse().ok());
        numbers.push(number.unwrap_or(numbers.len() as u64 + 1));
        cells.push(record.collect());
    }
}

fn number_in(records: &[Vec<Cell>], row: usize, column: usize) -> Option<f64> {
    let cell = records.get(row)?.get(column)?.as_ref()?;
    cell.parse::<f64>().ok().filter(|value| value.is_finite())
}

/// The problem of rows that the portal cannot work with and that are too many to be fetched.
fn too_many(rows: u64, most: u64) -> Problem {
    Problem::new(ProblemCode::NotAtPortal).arg(rows.to_string()).arg(most.to_string())
}

fn gone() -> Problem {
    Problem::new(ProblemCode::TableGone)
}

/// Prepares a view.
async fn view(line: &Line, remote: &Remote, steps: &Plan, number: u32) -> Result<Outcome, Problem> {
    let steps = steps.steps()?;
    query::rows_only(&steps)?;
    check(&steps, &remote.fields)?;
    let (how, keys, rows, first) = shown(line, remote, &steps).await?;
    if !matches!(how, Selected::Here(..) | Selected::Nothing) {
        for key in &keys {
            let is_words = matches!(remote.field(&key.column)?.reading, Reading::Text | Reading::Code);
            let is_whole = remote.table.column(&key.column).is_some_and(|column| column.kind == Kind::Whole);
            if is_words && !is_whole {
                line.note(Note::once(NoteCode::PortalOrder, [key.column.clone()]));
            }
        }
    }
    let mut known = remote.known.borrow_mut();
    if known.view.as_ref().is_none_or(|view| view.number < number) {
        known.pages.clear();
        known.view = Some(View { number, rows, how: Rc::new(how), keys });
        if let Some(page) = first {
            let count = page.numbers.len() as u32;
            known.pages.push_back(((0, count), page));
        }
    }
    Ok(Output::View { view: number, rows }.into())
}

/// How the rows of filter and sort steps are had, in which order, how many they are, and the first of them.
async fn shown(
    line: &Line,
    remote: &Remote,
    steps: &[Step],
) -> Result<(Selected, Vec<SortKey>, u64, Option<Page>), Problem> {
    let (conditions, keys) = filtered_and_sorted(steps);
    let wanted = Remote::with_numbers(&remote.names());
    match remote.selected(line, &conditions).await? {
        Some((Selected::Search(filters), _)) => {
            let asked = Remote::search(&filters, &keys, &[], (100, 0), true);
            if let Reply::Rows { fields, records, total: Some(total), .. } = line.ask(asked).await? {
                let records = picked(records, &fields, &wanted)?;
                let mut page = Page::default();
                split(records, &mut page.numbers, &mut page.records);
                remote.note_numbers(line, &keys, &page);
                return Ok((Selected::Search(filters), keys, total, Some(page)));
            }
            if let Some(count) = push::count(&conditions, &remote.table)
                && let Some(records) = remote.sql(line, &count).await?
                && let Some(rows) = number_in(&records, 0, 0)
            {
                return Ok((Selected::Sql(conditions), keys, rows as u64, None));
            }
        }
        Some((how, Some(rows))) => return Ok((how, keys, rows, None)),
        _ => {}
    }
    // What the portal cannot tell is found out here.
    let Some(filters) = remote.coarse(line, &conditions).await? else { return Ok((Selected::Nothing, keys, 0, None)) };
    let fetched = remote.fetched(line, &filters, &remote.names()).await?;
    let kept = query::view(&fetched.table, steps)?;
    let rows = kept.len() as u64;
    Ok((Selected::Here(fetched, kept), Vec::new(), rows, None))
}

/// Rows of a view.
async fn page(line: &Line, remote: &Remote, view: &View, start: u64, count: u64) -> Result<Page, Problem> {
    let mut page = Page::default();
    match &*view.how {
        Selected::Nothing => {}
        Selected::Search(filters) => {
            let asked = Remote::search(filters, &view.keys, &[], (count, start), false);
            let (names, records, _) = rows_of(line.ask(asked).await?)?;
            let records = picked(records, &names, &Remote::with_numbers(&remote.names()))?;
            split(records, &mut page.numbers, &mut page.records);
        }
        Selected::Sql(conditions) => {
            let mut records = None;
            // The names of many columns are too long for an address; then all of them come as they are.
            for columns in [Remote::with_numbers(&remote.names()), Vec::new()] {
                if records.is_none()
                    && let Some(select) = push::rows(conditions, &view.keys, &remote.table, &columns)
                {
                    records = remote.sql(line, &Select { window: Some((count, start)), ..select }).await?;
                }
            }
            let records =
                records.ok_or_else(|| Problem::new(ProblemCode::BadAnswer).arg(crate::portal::host(&remote.portal)))?;
            split(records, &mut page.numbers, &mut page.records);
        }
        Selected::Here(fetched, kept) => {
            let Fetched { table, numbers } = &**fetched;
            let end = start.saturating_add(count).min(view.rows);
            for at in start..end {
                let row = kept.get(at as usize).map(|row| *row as usize);
                let Some(row) = row else { break };
                page.numbers.push(numbers.get(row).copied().unwrap_or(at + 1));
                page.records.push(table.raw_row(row).into_iter().map(Some).collect());
            }
        }
    }
    Ok(page)
}

async fn rows(line: &Line, remote: &Remote, number: u32, start: u64, count: u32) -> Result<Outcome, Problem> {
    let count = count.min(MAX_PAGE_ROWS as u32);
    let (view, kept) = {
        let Known { view, pages, .. } = &*remote.known.borrow();
        let view = view.clone().filter(|view| view.number == number).ok_or_else(gone)?;
        let fits = |(from, many): (u64, u32), page: &Page| {
            from == start && (many >= count || from + page.numbers.len() as u64 >= view.rows)
        };
        let kept = pages.iter().find(|(key, page)| fits(*key, page)).map(|(_, page)| page.clone());
        (view, kept)
    };
    let page = if let Some(page) = kept {
        page
    } else {
        let page = page(line, remote, &view, start, u64::from(count)).await?;
        let mut known = remote.known.borrow_mut();
        if known.view.as_ref().is_some_and(|view| view.number == number) {
            known.pages.push_back(((start, count), page.clone()));
            if known.pages.len() > PAGES {
                known.pages.pop_front();
            }
        }
        page
    };
    let shown = page.numbers.len().min(count as usize);
    let columns = remote.fields.iter().enumerate().map(|(at, field)| ResultColumn {
        name: field.name.clone(),
        values: Values::Text(page.records.iter().take(shown).map(|record| record.get(at).cloned().flatten()).collect()),
    });
    let columns = columns.collect();
    let numbers = page.numbers.into_iter().take(shown).collect();
    Ok(Output::Rows { start, numbers, rows: ResultTable { columns } }.into())
}

/// The summary of a column.
async fn profile(line: &Line, remote: &Remote, column: &str, steps: &Plan) -> Result<Outcome, Problem> {
    let steps = steps.steps()?;
    query::rows_only(&steps)?;
    check(&steps, &remote.fields)?;
    let field = remote.field(column)?;
    let conditions = push::conditions(&steps);
    if let Some(profile) = profile_there(line, remote, field, &conditions).await? {
        return Ok(Output::Profile(profile).into());
    }
    let mut columns = vec![column.to_owned()];
    for condition in &conditions {
        if !columns.contains(&condition.column) {
            columns.push(condition.column.clone());
        }
    }
    let Some(filters) = remote.coarse(line, &conditions).await? else {
        return Ok(Output::Profile(Profile::default()).into());
    };
    let fetched = remote.fetched(line, &filters, &columns).await?;
    Ok(Output::Profile(query::profile(&fetched.table, column, &steps)?).into())
}

/// The summary as the portal's database works it out.
async fn profile_there(
    line: &Line,
    remote: &Remote,
    field: &Field,
    conditions: &[Condition],
) -> Result<Option<Profile>, Problem> {
    let (name, table) = (field.name.as_str(), &remote.table);
    let Some(select) = push::profile(name, conditions, table) else { return Ok(None) };
    let Some(figures) = remote.sql(line, &select).await? else { return Ok(None) };
    let figure = |at: usize| number_in(&figures, 0, at);
    let (Some(rows), Some(present), Some(distinct)) = (figure(0), figure(1), figure(2)) else { return Ok(None) };
    let Some(select) = push::most_frequent(name, conditions, table, TOP) else { return Ok(None) };
    let Some(top) = remote.sql(line, &select).await? else { return Ok(None) };
    let named = |record: &Vec<Cell>| -> Option<(String, u64)> {
        let value = record.first()?.clone()?;
        let value = match field.reading {
            Reading::Number(_) => format!("{}", value.parse::<f64>().ok()? + 0.0),
            Reading::Date(_) => date::iso(value.parse::<f64>().ok()? as i32),
            Reading::Text | Reading::Code => value,
        };
        Some((value, record.get(1)?.as_ref()?.parse().ok()?))
    };
    let mut profile = Profile {
        present: present as u64,
        missing: (rows - present).max(0.0) as u64,
        distinct: distinct as u64,
        top: top.iter().filter_map(named).collect(),
        ..Profile::default()
    };
    if let (Some(low), Some(high), Some(mean), Some(median)) = (figure(3), figure(4), figure(5), figure(6)) {
        profile.range = Some((low, high, mean, median));
        profile.sum = figure(7).filter(|_| matches!(field.reading, Reading::Number(_)));
        profile.histogram = vec![0; BINS];
        if high > low {
            let Some(select) = push::histogram(name, conditions, table, (low, high), BINS) else { return Ok(None) };
            let Some(bins) = remote.sql(line, &select).await? else { return Ok(None) };
            for at in 0..bins.len() {
                let bin = (number_in(&bins, at, 0).unwrap_or(0.0).max(0.0) as usize).min(BINS - 1);
                if let Some(count) = profile.histogram.get_mut(bin) {
                    *count += number_in(&bins, at, 1).unwrap_or(0.0) as u64;
                }
            }
        } else if let Some(first) = profile.histogram.first_mut() {
            *first = profile.present;
        }
    }
    Ok(Some(profile))
}

/// The outcome of a plan, as a table or as a file.
async fn plan(line: &Line, remote: &Remote, steps: Vec<Step>, csv: bool) -> Result<Outcome, Problem> {
    let joins = steps.iter().any(|step| matches!(step, Step::Join(_)));
    if !joins {
        check(&steps, &remote.fields)?;
    }
    if let Some(pushed) = push::plan(&steps, &remote.table) {
        if let Some(records) = pushed_by_sql(line, remote, &pushed).await? {
            let table = Rc::new(built(line, &pushed.fields, records).await?);
            return Ok(Outcome::Here { table, steps: pushed.rest, csv });
        }
        if let Some(records) = pushed_by_search(line, remote, &pushed, &steps).await? {
            let table = Rc::new(built(line, &pushed.fields, records).await?);
            return Ok(Outcome::Here { table, steps: pushed.rest, csv });
        }
    }
    // Only the different values of one column are wanted.
    if let [Step::Group(group), ..] = steps.as_slice()
        && let ([key], []) = (group.by.as_slice(), group.measures.as_slice())
        && let Some(words) = remote.words(line, &key.column).await?
    {
        let field = remote.field(&key.column)?.clone();
        let records = words.iter().map(|cell| vec![cell.clone()]).collect();
        let table = Rc::new(built(line, &[field], records).await?);
        return Ok(Outcome::Here { table, steps, csv });
    }
    let columns = match push::needed(&steps) {
        // Rows are counted by any column.
        Some(names) if names.is_empty() => remote.names().into_iter().take(1).collect(),
        Some(names) => names,
        None => remote.names(),
    };
    let before: Vec<Step> = steps.iter().take_while(|step| matches!(step, Step::Filter(_))).cloned().collect();
    let table = if let Some(filters) = remote.coarse(line, &push::conditions(&before)).await? {
        remote.fetched(line, &filters, &columns).await?.table.clone()
    } else {
        let fields: Vec<Field> = columns.iter().map(|name| remote.field(name).cloned()).collect::<Result<_, _>>()?;
        Rc::new(built(line, &fields, Vec::new()).await?)
    };
    Ok(Outcome::Here { table, steps, csv })
}

/// The answer of a pushed plan in SQL, page by page.
async fn pushed_by_sql(line: &Line, remote: &Remote, pushed: &Pushed) -> Result<Option<Vec<Vec<Cell>>>, Problem> {
    let mut all: Vec<Vec<Cell>> = Vec::new();
    let (most, skipped) = pushed.select.window.unwrap_or((u64::MAX, 0));
    loop {
        let got = all.len() as u64;
        let count = GROUP_ROWS.min(most - got);
        let window = Some((count, skipped + got));
        let single = pushed.select.group.is_empty() && pushed.first.is_none();
        let select = Select { window: if single { None } else { window }, ..pushed.select.clone() };
        let Some(mut records) = remote.sql(line, &select).await? else { return Ok(None) };
        let came = records.len() as u64;
        all.append(&mut records);
        if single || came < count || all.len() as u64 >= most {
            return Ok(Some(all));
        }
        if all.len() > MOST_GROUPS {
            return Err(Problem::new(ProblemCode::TooLarge).arg(MOST_GROUPS.to_string()));
        }
        line.came(all.len() as u64, None);
    }
}

/// The first rows in an order, by a plain search; `None` where that would not be the same.
async fn pushed_by_search(
    line: &Line,
    remote: &Remote,
    pushed: &Pushed,
    steps: &[Step],
) -> Result<Option<Vec<Vec<Cell>>>, Problem> {
    let Some((keys, limit)) = &pushed.first else { return Ok(None) };
    if limit.rows > FETCH_ROWS || !keys.iter().all(|key| push::sorts_alike(key, &remote.table)) {
        return Ok(None);
    }
    let before: Vec<Step> = steps.iter().take_while(|step| matches!(step, Step::Filter(_))).cloned().collect();
    let filters = match remote.selected(line, &push::conditions(&before)).await? {
        Some((Selected::Search(filters), _)) => filters,
        Some((Selected::Nothing, _)) => return Ok(Some(Vec::new())),
        _ => return Ok(None),
    };
    let columns: Vec<String> = pushed.fields.iter().map(|field| field.name.clone()).collect();
    let asked = Remote::search(&filters, keys, &columns, (limit.rows, limit.offset), true);
    match line.ask(asked).await? {
        // Fewer than there are: the portal has a lower limit than it was asked for.
        Reply::Rows { records, total: Some(total), .. }
            if records.len() as u64 >= limit.rows.min(total.saturating_sub(limit.offset)) =>
        {
            Ok(Some(records))
        }
        _ => Ok(None),
    }
}

/// All rows of a plan as a file.
async fn export(line: &Line, remote: &Remote, steps: Vec<Step>) -> Result<Outcome, Problem> {
    if query::rows_only(&steps).is_err() {
        return plan(line, remote, steps, true).await;
    }
    check(&steps, &remote.fields)?;
    let (how, keys, rows, _) = shown(line, remote, &steps).await?;
    if rows.saturating_mul(remote.row_bytes) > MAX_EXPORT_BYTES {
        return Err(too_large(MAX_EXPORT_BYTES));
    }
    let view = View { number: 0, rows, how: Rc::new(how), keys };
    let unwritable = |error: &dyn std::fmt::Display| Problem::new(ProblemCode::Storage).detail(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(remote.names()).map_err(|error| unwritable(&error))?;
    let mut at = 0;
    while at < rows {
        let page = page(line, remote, &view, at, EXPORT_ROWS.min(rows - at)).await?;
        if page.numbers.is_empty() {
            return Err(Problem::new(ProblemCode::BadAnswer).arg(crate::portal::host(&remote.portal)));
        }
        at += page.numbers.len() as u64;
        for record in &page.records {
            let cells = record.iter().map(|cell| cell.as_deref().unwrap_or_default());
            writer.write_record(cells).map_err(|error| unwritable(&error))?;
        }
        line.came(at, Some(rows));
        line.breathe().await;
    }
    let bytes = writer.into_inner().map_err(|error| unwritable(error.error()))?;
    let text = String::from_utf8(bytes).map_err(|error| unwritable(&error))?;
    Ok(Output::File(text).into())
}
