//! Portals' answers that are kept for a time without them: what is kept under which name, and what goes when
//! there is too much. The bytes themselves are elsewhere.

use serde::{Deserialize, Serialize};

use super::{Portal, SearchQuery};

/// Bytes of all answers together.
const MAX_BYTES: u64 = 32 << 20;
/// Bytes of one answer.
const MAX_ONE: u64 = 4 << 20;
/// Answers.
const MAX_ANSWERS: usize = 400;
/// An older answer is of no use.
const MAX_AGE_MS: u64 = 180 * 86_400_000;

/// An answer with where and when it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept<T> {
    /// The form of what follows; another one is not read.
    pub v: u32,
    /// When it came, in milliseconds since 1970.
    pub at_ms: u64,
    /// The portal that answered.
    pub portal: Portal,
    /// What it said.
    pub answer: T,
}

/// The form that is written now.
pub const FORM: u32 = 1;

/// The name of a search's answer.
pub fn key_of_search(address: &str, query: &SearchQuery) -> String {
    format!("search {address} {}", serde_json::to_string(query).unwrap_or_default())
}

/// The name of a dataset.
pub fn key_of_dataset(address: &str, id: &str) -> String {
    format!("dataset {address} {id}")
}

/// What is kept: names, sizes and times, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    #[serde(default)]
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    key: String,
    bytes: u64,
    at_ms: u64,
}

impl Ledger {
    /// Takes an answer in and names those that have to go for it; `None` where it is too large to be kept.
    pub fn take(&mut self, key: &str, bytes: u64, at_ms: u64) -> Option<Vec<String>> {
        if bytes > MAX_ONE {
            return None;
        }
        self.lines.retain(|line| line.key != key);
        self.lines.push(Line { key: key.to_owned(), bytes, at_ms });
        let mut gone = Vec::new();
        // A clock that was set back makes nothing old.
        while let Some(oldest) = self.lines.first() {
            let old = at_ms.saturating_sub(oldest.at_ms) > MAX_AGE_MS;
            if !old && self.lines.len() <= MAX_ANSWERS && self.bytes() <= MAX_BYTES {
                break;
            }
            gone.push(self.lines.remove(0).key);
        }
        Some(gone)
    }

    /// Bytes of all that is kept.
    pub fn bytes(&self) -> u64 {
        self.lines.iter().map(|line| line.bytes).fold(0, u64::saturating_add)
    }

    /// How many answers are kept.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_go_first() {
        let mut ledger = Ledger::default();
        assert_eq!(ledger.take("huge", MAX_ONE + 1, 0), None);
        for at in 0..MAX_ANSWERS as u64 {
            assert_eq!(ledger.take(&format!("a{at}"), 10, at), Some(vec![]));
        }
        // What comes again is the newest.
        assert_eq!(ledger.take("a0", 20, 500), Some(vec![]));
        assert_eq!(ledger.take("b", 10, 501), Some(vec!["a1".to_owned()]));
        assert_eq!((ledger.len(), ledger.bytes()), (MAX_ANSWERS, 10 * MAX_ANSWERS as u64 + 10));
        let gone: usize =
            (0..8).filter_map(|at| ledger.take(&format!("c{at}"), MAX_ONE, 600)).map(|gone| gone.len()).sum();
        assert!(gone > 300 && ledger.bytes() <= MAX_BYTES && !ledger.is_empty(), "{gone} {}", ledger.bytes());
        assert_eq!(ledger.take("d", 1, 700 + MAX_AGE_MS).unwrap().len(), 8);
        let text = serde_json::to_string(&ledger).unwrap();
        assert_eq!(serde_json::from_str::<Ledger>(&text).unwrap(), ledger);
    }

    #[test]
    fn names_tell_questions_apart() {
        let query = SearchQuery { words: "beras".to_owned(), ..SearchQuery::default() };
        assert_ne!(key_of_search("a", &query), key_of_search("a", &SearchQuery { start: 20, ..query.clone() }));
        assert_ne!(key_of_search("a", &query), key_of_search("b", &query));
        assert_ne!(key_of_dataset("a", "b"), key_of_dataset("a", "c"));
    }
}
