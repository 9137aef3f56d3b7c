//! How a portal client is driven: it names one address at a time and is fed what came back.

use crate::base::note::{Note, Problem};

/// Where a person's own key stands in an address until the driver fills it in. The key itself never
/// enters a portal, a document or a link.
pub(crate) const KEY_MARK: &str = "{key}";
/// The one host that a person's key is sent to, whatever a portal's record or a shared story says.
pub(crate) const KEY_ORIGIN: &str = "https://webapi.bps.go.id/";
/// Where today's date stands in an address until the driver fills it in.
pub(crate) const TODAY_MARK: &str = "{today}";
/// Where the date of a year before stands in an address until the driver fills it in.
pub(crate) const YEAR_AGO_MARK: &str = "{year-ago}";

/// One HTTP request to make. There are no headers on purpose: a custom header would make the browser
/// ask for permission first (a preflight), and most portals answer that badly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch {
    /// The address; `http:`, `https:`, or `contoh:` for the sample portal. It may hold marks that
    /// [`Fetch::filled`] replaces.
    pub url: String,
    /// The most bytes to read of the answer; a longer one is a `TooLarge` problem.
    pub max_bytes: u64,
    /// A JSON body to POST, for the few portals that answer to nothing else; `None` is a plain GET.
    pub post: Option<String>,
}

impl Fetch {
    /// A plain GET.
    pub fn get(url: impl Into<String>, max_bytes: u64) -> Self {
        Self { url: url.into(), max_bytes, post: None }
    }

    /// A POST of JSON.
    pub fn post(url: impl Into<String>, body: String, max_bytes: u64) -> Self {
        Self { url: url.into(), max_bytes, post: Some(body) }
    }

    /// Whether the person's own key is needed to make this request.
    pub fn needs_key(&self) -> bool {
        self.url.contains(KEY_MARK)
    }

    /// The address with its marks filled in: the person's key, and dates counted from `today` (days
    /// since 1970-01-01). `None` where a key is needed and there is none, or where it would go to any other
    /// host than the one it is for.
    pub fn filled(&self, key: Option<&str>, today: i32) -> Option<String> {
        if !self.url.contains('{') {
            return Some(self.url.clone());
        }
        let key = key.map(str::trim).filter(|key| !key.is_empty());
        if self.needs_key() && (key.is_none() || !self.url.starts_with(KEY_ORIGIN)) {
            return None;
        }
        let url = self
            .url
            .replace(TODAY_MARK, &crate::base::date::iso(today))
            .replace(YEAR_AGO_MARK, &crate::base::date::iso(today.saturating_sub(365)));
        Some(url.replace(KEY_MARK, &super::address::encode(key.unwrap_or(""))))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_filled_by_the_driver() {
        let check = |url: &str, key: Option<&str>, expected: Option<&str>| {
            assert_eq!(Fetch::get(url, 1).filled(key, 20_000).as_deref(), expected, "{url}");
        };
        check("https://x.id/a", None, Some("https://x.id/a"));
        check("https://webapi.bps.go.id/{key}/", None, None);
        check("https://webapi.bps.go.id/{key}/", Some(" "), None);
        check("https://webapi.bps.go.id/{key}/", Some("a/b"), Some("https://webapi.bps.go.id/a%2Fb/"));
        check("https://jahat.id/{key}/", Some("a"), None);
        check("https://webapi.bps.go.id.jahat.id/{key}/", Some("a"), None);
        check("https://x.id/?a={year-ago}&b={today}", None, Some("https://x.id/?a=2023-10-05&b=2024-10-04"));
    }
}
