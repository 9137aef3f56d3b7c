//! Driving a portal client: fetch what it asks for, collect the answer, hand it over.

use super::late::Compute;
use super::protocol::Output;
use super::{Desk, Effect, Input};
use crate::base::note::{Problem, ProblemCode};
use crate::portal::{Ask, Fetched, Turn};

/// The largest part of a body that is reserved before it has come.
const RESERVE_BYTES: u64 = 1 << 20;

/// A portal client with the answer that is on its way to it.
pub(super) struct Driven<A> {
    ask: A,
    state: State,
    status: u16,
    body: Vec<u8>,
    max_bytes: u64,
}

enum State {
    /// The client has to say what it wants.
    Start,
    /// Its answer is being fetched.
    Waiting,
    /// The answer is complete.
    Came,
    /// There is none.
    Failed(Problem),
}

impl<A: Ask> Driven<A> {
    pub(super) const fn new(ask: A) -> Self {
        Self { ask, state: State::Start, status: 0, body: Vec::new(), max_bytes: 0 }
    }

    /// The client.
    pub(super) const fn asked(&self) -> &A {
        &self.ask
    }

    /// Whether [`Driven::step`] has something to do.
    pub(super) const fn is_ready(&self) -> bool {
        !matches!(self.state, State::Waiting)
    }

    /// Bytes of the answer so far.
    pub(super) fn received(&self) -> u64 {
        self.body.len() as u64
    }

    /// Takes what came in.
    pub(super) fn input(&mut self, input: Input<'_>, desk: &mut Desk<'_>) {
        if !matches!(self.state, State::Waiting) {
            return;
        }
        match input {
            Input::Head { status, length, .. } => {
                self.status = status;
                self.body.reserve(length.unwrap_or(0).min(RESERVE_BYTES) as usize);
            }
            Input::Chunk(bytes) => {
                if self.received() + bytes.len() as u64 > self.max_bytes {
                    desk.effect(Effect::Abort { id: desk.id });
                    self.state = State::Failed(super::too_large(self.max_bytes));
                } else {
                    self.body.extend_from_slice(bytes);
                }
            }
            Input::Version(_) | Input::Waited => {}
            Input::End => self.state = State::Came,
            Input::Failed(problem) => self.state = State::Failed(problem),
        }
    }

    /// Goes on; `None` while an answer is awaited. After an answer it can be called again, for clients
    /// that answer page by page.
    pub(super) fn step(&mut self, desk: &mut Desk<'_>) -> Option<Result<A::Answer, Problem>> {
        let body = std::mem::take(&mut self.body);
        let fetched = match std::mem::replace(&mut self.state, State::Start) {
            State::Start => None,
            State::Waiting => {
                self.body = body;
                self.state = State::Waiting;
                return None;
            }
            State::Came => Some(Fetched::Answer { status: self.status, body: &body }),
            State::Failed(problem) => Some(Fetched::Failed(problem)),
        };
        match self.ask.next(fetched) {
            Turn::Fetch(fetch) => {
                self.max_bytes = fetch.max_bytes;
                if super::is_sample(&fetch.url) {
                    // The sample portal answers at once, in the place of a server.
                    match desk.given.late.and_then(|late| (late.portals.sample_answer)(&fetch.url)) {
                        Some(answer) => (self.status, self.body) = (200, answer),
                        None => self.status = 404,
                    }
                    self.state = State::Came;
                } else {
                    let Some(url) = fetch.filled(desk.key, desk.today) else {
                        let code = if desk.key.is_none() { ProblemCode::NeedsKey } else { ProblemCode::Forbidden };
                        return Some(Err(Problem::new(code).arg(super::host(&fetch.url))));
                    };
                    self.state = State::Waiting;
                    desk.effect(Effect::Fetch { id: desk.id, url, max_bytes: fetch.max_bytes, post: fetch.post });
                }
                None
            }
            Turn::Done(answer) => Some(Ok(answer)),
            Turn::Failed(problem) => Some(Err(problem)),
        }
    }

    /// Whether a fetch is under way.
    pub(super) const fn is_fetching(&self) -> bool {
        matches!(self.state, State::Waiting)
    }
}

/// A question to a portal, as a job.
pub(super) struct Question<A: Ask> {
    driven: Driven<A>,
    output: fn(A::Answer) -> Output,
}

impl<A: Ask + 'static> Question<A> {
    /// Asks it; `output` makes the job's answer of the portal's.
    pub(super) fn boxed(ask: A, output: fn(A::Answer) -> Output) -> Box<dyn Compute> {
        Box::new(Self { driven: Driven::new(ask), output })
    }
}

impl<A: Ask> Compute for Question<A> {
    fn is_ready(&self) -> bool {
        self.driven.is_ready()
    }

    fn is_fetching(&self) -> bool {
        self.driven.is_fetching()
    }

    fn input(&mut self, input: Input<'_>, desk: &mut Desk<'_>) {
        self.driven.input(input, desk);
    }

    fn step(&mut self, _budget_cells: usize, desk: &mut Desk<'_>) -> super::Turn {
        let answer = self.driven.step(desk);
        answer.map_or(super::Turn::Again, |answer| super::Turn::Done(answer.map(self.output)))
    }
}

/// The problem of an HTTP status, if it is one.
pub(super) fn status_problem(status: u16, url: &str) -> Option<Problem> {
    let host = super::host(url);
    Some(match status {
        0..=399 => return None,
        401 | 403 => Problem::new(ProblemCode::Forbidden).arg(host),
        404 | 410 => Problem::new(ProblemCode::NotFound).arg(url),
        _ => Problem::new(ProblemCode::HttpStatus).arg(host).arg(status.to_string()),
    })
    .map(|problem| problem.detail(format!("HTTP {status} {url}")))
}
