//! How a portal client is driven: it names one address at a time and is fed what came back.

use crate::base::note::{Note, Problem};

/// One HTTP GET to make. There are no headers on purpose: a custom header would make the browser ask
/// for permission first (a preflight), and most portals answer that badly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch {
    /// The address; `http:`, `https:`, or `contoh:` for the sample portal.
    pub url: String,
    /// The most bytes to read of the answer; a longer one is a `TooLarge` problem.
    pub max_bytes: u64,
}

/// What came back of a [`Fetch`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched<'a> {
    /// The server answered, with whatever status.
    Answer {
        /// The HTTP status.
        status: u16,
        /// The whole body.
        body: &'a [u8],
    },
    /// No readable answer; the adapter has already told the reasons apart.
    Failed(Problem),
}

/// What a client wants next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn<T> {
    /// Make this request and come back with the outcome.
    Fetch(Fetch),
    /// The answer.
    Done(T),
    /// There will be no answer.
    Failed(Problem),
}

impl<T> Turn<T> {
    /// The same turn with another answer.
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Turn<U> {
        match self {
            Self::Fetch(fetch) => Turn::Fetch(fetch),
            Self::Done(answer) => Turn::Done(with(answer)),
            Self::Failed(problem) => Turn::Failed(problem),
        }
    }
}

/// A question to a portal, as a machine without input or output.
pub trait Ask {
    /// What it finds out.
    type Answer;

    /// Goes on. Call first with `None`, then with what came back of the fetch it asked for. Calling
    /// with `None` again while a fetch is due, or after a failure, asks for the same fetch again.
    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Self::Answer>;
}

/// A page of `DataStore` rows. The bookkeeping columns (`_id`, `_full_text`, search rank) are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowPage {
    /// The columns as (name, type as the `DataStore` calls it). The same on every page.
    pub fields: Vec<(String, String)>,
    /// The rows: raw text per column, numbers exactly as the portal wrote them, `None` for null.
    pub records: Vec<Vec<Option<String>>>,
    /// All rows of the table, where the portal counts them (an estimate is not passed on).
    pub total: Option<u64>,
    /// Whether this was the last page.
    pub done: bool,
    /// What was odd on this page.
    pub notes: Vec<Note>,
}
