//! What happens when a transfer breaks off in the middle: what came is kept, the rest is asked for again
//! after a pause, and after some attempts the person is asked to say when.

use super::protocol::{Event, Phase};
use super::{Desk, Effect};
use crate::base::note::{Problem, ProblemCode};

/// The pauses before each new attempt, in milliseconds.
const PAUSES_MS: [u32; 3] = [700, 2_500, 6_000];

/// How often it was tried again since something last came, and what is waited for.
#[derive(Debug, Default)]
pub(super) struct Patience {
    attempts: usize,
    rest: Rest,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Rest {
    /// Nothing: data flows.
    #[default]
    No,
    /// A pause to end.
    Pause,
    /// The person.
    Person,
}

impl Patience {
    /// Whether nothing is to be done until somebody says so.
    pub(super) fn rests(&self) -> bool {
        self.rest != Rest::No
    }

    /// Whether the person is waited for.
    pub(super) fn waits_for_person(&self) -> bool {
        self.rest == Rest::Person
    }

    /// Whether nothing but the person would be waited for any more.
    pub(super) fn is_exhausted(&self, problem: &Problem) -> bool {
        problem.code == ProblemCode::Offline || self.attempts >= PAUSES_MS.len()
    }

    /// Something came: the next break begins with the shortest pause again.
    pub(super) fn flows(&mut self) {
        *self = Self::default();
    }

    /// The pause is over, or the person said to go on.
    pub(super) fn go_on(&mut self) {
        if self.rest == Rest::Person {
            self.attempts = 0;
        }
        self.rest = Rest::No;
    }

    /// The transfer broke off for a reason that may pass, with so much done, of so much, and so many rows.
    pub(super) fn broke(&mut self, problem: Problem, (done, of, rows): (u64, Option<u64>, u64), desk: &mut Desk<'_>) {
        // Without a network only the person, or the network's return, makes sense.
        let pause = PAUSES_MS.get(self.attempts).filter(|_| problem.code != ProblemCode::Offline);
        if let Some(ms) = pause {
            self.attempts += 1;
            self.rest = Rest::Pause;
            desk.effect(Effect::Wait { id: desk.id, ms: *ms });
            desk.progress(Phase::Retrying, done, of, rows);
        } else {
            self.rest = Rest::Person;
            desk.effect(Effect::Post(Event::Paused { id: desk.id, problem, rows }));
        }
    }
}

/// Whether a transfer that breaks off for this reason may go on later. A server in trouble often answers
/// without the leave to read it, which looks like a refusal.
pub(super) fn may_pass(problem: &Problem) -> bool {
    match problem.code {
        ProblemCode::BrokenOff
        | ProblemCode::Timeout
        | ProblemCode::Unreachable
        | ProblemCode::Offline
        | ProblemCode::Refused => true,
        ProblemCode::HttpStatus => {
            problem.args.get(1).is_some_and(|status| matches!(status.as_str(), "429" | "500" | "502" | "503" | "504"))
        }
        _ => false,
    }
}
