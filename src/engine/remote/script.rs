//! A job as a script: written as one that asks and waits, driven step by step like every other job.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::super::asking::Driven;
use super::super::late::Compute;
use super::super::patience::{Patience, may_pass};
use super::super::protocol::{Event, Output, Phase, Work, WorkPlace};
use super::super::registry::Far;
use super::super::{Desk, Effect, Input, Turn};
use crate::base::note::{Note, Problem, ProblemCode};
use crate::portal::{AskTable, Asked, Portal, Reply, TableQuestion};
use crate::query::{Running, Step, Tables};
use crate::table::{Table, TableInfo};

/// The first addresses that are shown.
const SHOWN_REQUESTS: usize = 12;
/// The largest file that is handed to the page as one text.
const MAX_EXPORT_BYTES: usize = 256 << 20;

/// What a script ends with.
pub(super) enum Outcome {
    /// An answer.
    Done(Box<Output>),
    /// A table that stays at its portal.
    Opened(Rc<dyn Far>, Box<TableInfo>),
    /// Rows that are here, and the steps that are left; with `csv` for a file.
    Here { table: Rc<Table>, steps: Vec<Step>, csv: bool },
}

/// A script's body.
type Body = Pin<Box<dyn Future<Output = Result<Outcome, Problem>>>>;

/// The line between a script and its driver.
#[derive(Clone)]
pub(super) struct Line(Rc<RefCell<Exchange>>);

#[derive(Default)]
struct Exchange {
    asked: Option<Asked>,
    reply: Option<Result<Reply, Problem>>,
    breathed: bool,
    /// Rows that came, of so many, to report.
    progress: Option<(u64, Option<u64>)>,
    work: Work,
}

impl Line {
    /// Asks the portal.
    pub(super) async fn ask(&self, asked: Asked) -> Result<Reply, Problem> {
        if let Asked::Sql(sql) = &asked {
            self.0.borrow_mut().work.sql = Some(sql.clone());
        }
        self.0.borrow_mut().asked = Some(asked);
        poll_fn(|_| self.0.borrow_mut().reply.take().map_or(Poll::Pending, Poll::Ready)).await
    }

    /// Lets others have a turn.
    pub(super) async fn breathe(&self) {
        self.0.borrow_mut().breathed = false;
        poll_fn(|_| {
            let mut exchange = self.0.borrow_mut();
            if std::mem::replace(&mut exchange.breathed, true) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }

    /// Reports how many rows came.
    pub(super) fn came(&self, rows: u64, of: Option<u64>) {
        self.0.borrow_mut().progress = Some((rows, of));
    }

    /// Says that a part of the work is done here.
    pub(super) fn finishes_here(&self) {
        self.0.borrow_mut().work.place = WorkPlace::Both;
    }

    /// Says something about the answer.
    pub(super) fn note(&self, note: Note) {
        let notes = &mut self.0.borrow_mut().work.notes;
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
}

/// A script under way.
pub(super) struct Script {
    portal: Portal,
    resource: String,
    line: Line,
    future: Option<Body>,
    driven: Option<Driven<AskTable>>,
    patience: Patience,
    /// What is left to do here: the rows, the plan, and whether a file is wanted.
    rest: Option<(Rc<Table>, Box<Running>, bool)>,
}

impl Script {
    /// A script about a table.
    pub(super) fn start(portal: Portal, resource: String, script: impl FnOnce(Line) -> Body) -> Box<dyn Compute> {
        let line = Line(Rc::default());
        let future = Some(script(line.clone()));
        Box::new(Self { portal, resource, line, future, driven: None, patience: Patience::default(), rest: None })
    }

    fn begin(&mut self, asked: Asked, desk: &Desk<'_>) -> Result<(), Problem> {
        let question = TableQuestion { resource: self.resource.clone(), asked };
        let ask = desk.given.late.and_then(|late| (late.portals.question)(&self.portal, &question));
        self.driven = Some(Driven::new(ask.ok_or_else(|| Problem::new(ProblemCode::NoDataStore))?));
        Ok(())
    }

    fn drive(&mut self, desk: &mut Desk<'_>) -> bool {
        let Some(driven) = &mut self.driven else { return true };
        let before = desk.effects.len();
        let answer = driven.step(desk);
        for effect in desk.effects.get(before..).unwrap_or_default() {
            if let Effect::Fetch { url, .. } = effect {
                let requests = &mut self.line.0.borrow_mut().work.requests;
                if requests.len() < SHOWN_REQUESTS && !requests.contains(url) {
                    requests.push(url.clone());
                }
            }
        }
        match answer {
            None => return false,
            Some(Err(problem)) if may_pass(&problem) && !self.patience.is_exhausted(&problem) => {
                let (rows, of) = self.line.0.borrow().progress.unwrap_or((0, None));
                self.patience.broke(problem, (rows, of, rows), desk);
                return false;
            }
            Some(answer) => {
                self.patience.flows();
                self.driven = None;
                self.line.0.borrow_mut().reply = Some(answer);
            }
        }
        true
    }

    /// What a script ended with becomes the job's answer, or the work that is left.
    fn end(&mut self, outcome: Outcome, desk: &mut Desk<'_>) -> Result<Option<Output>, Problem> {
        match outcome {
            Outcome::Done(output) => Ok(Some(*output)),
            Outcome::Opened(far, info) => {
                let table = desk.tables.insert_far(far);
                Ok(Some(Output::Table(TableInfo { table, ..*info })))
            }
            Outcome::Here { table, steps, csv } => {
                let others = |id: u32| desk.tables.table(id);
                let running = Running::new(&steps, Tables { base: &table, others: &others })?;
                self.rest = Some((table, Box::new(running), csv));
                Ok(None)
            }
        }
    }

    /// Goes on with what is done here.
    fn finish(&mut self, desk: &Desk<'_>) -> Result<Option<Output>, Problem> {
        let Some((table, running, csv)) = &mut self.rest else { return Ok(None) };
        let others = |id: u32| desk.tables.table(id);
        let tables = Tables { base: table, others: &others };
        if !running.advance(tables)? {
            return Ok(None);
        }
        if *csv {
            Ok(Some(Output::File(written(running, tables)?)))
        } else {
            running.result(tables).map(|result| Some(Output::Result(result)))
        }
    }

    fn try_step(&mut self, desk: &mut Desk<'_>) -> Result<Option<Output>, Problem> {
        if self.rest.is_some() {
            desk.progress(Phase::Computing, 0, None, 0);
            return self.finish(desk);
        }
        if !self.drive(desk) {
            return Ok(None);
        }
        let Some(future) = &mut self.future else { return Err(Problem::new(ProblemCode::TableGone)) };
        let polled = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        if let Poll::Ready(outcome) = polled {
            self.future = None;
            return self.end(outcome?, desk);
        }
        let (asked, progress) = {
            let mut exchange = self.line.0.borrow_mut();
            (exchange.asked.take(), exchange.progress)
        };
        match progress {
            Some((rows, of)) => desk.progress(Phase::Reading, rows, of, rows),
            None => desk.progress(Phase::Connecting, 0, None, 0),
        }
        if let Some(asked) = asked {
            self.begin(asked, desk)?;
        }
        Ok(None)
    }
}

impl Compute for Script {
    fn step(&mut self, _: usize, desk: &mut Desk<'_>) -> Turn {
        let outcome = match self.try_step(desk) {
            Ok(None) => return Turn::Again,
            Ok(Some(output)) => Ok(output),
            Err(problem) => Err(problem),
        };
        let work = std::mem::take(&mut self.line.0.borrow_mut().work);
        if !work.requests.is_empty() {
            desk.effect(Effect::Post(Event::Worked { id: desk.id, work }));
        }
        Turn::Done(outcome)
    }

    fn is_ready(&self) -> bool {
        !self.patience.rests() && self.driven.as_ref().is_none_or(Driven::is_ready)
    }

    fn is_fetching(&self) -> bool {
        self.patience.rests() || self.driven.as_ref().is_some_and(Driven::is_fetching)
    }

    fn input(&mut self, input: Input<'_>, desk: &mut Desk<'_>) {
        match (input, &mut self.driven) {
            (Input::Waited, _) => self.patience.go_on(),
            (input, Some(driven)) => driven.input(input, desk),
            (_, None) => {}
        }
    }
}

/// An outcome as a CSV file.
fn written(running: &Running, tables: Tables<'_>) -> Result<String, Problem> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let unwritable = |error: &dyn std::fmt::Display| Problem::new(ProblemCode::Storage).detail(error.to_string());
    writer.write_record(running.names()).map_err(|error| unwritable(&error))?;
    running.texts(0..running.rows(), tables, |cells| writer.write_record(cells).map_err(|error| unwritable(&error)))?;
    let bytes = writer.into_inner().map_err(|error| unwritable(error.error()))?;
    if bytes.len() > MAX_EXPORT_BYTES {
        return Err(super::super::too_large(MAX_EXPORT_BYTES as u64));
    }
    String::from_utf8(bytes).map_err(|error| unwritable(&error))
}
