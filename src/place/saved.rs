//! Searches that a person saved: their addresses, with how much was found at the last look.

use serde::{Deserialize, Serialize};

use super::{At, Place};

/// Searches that are kept.
const MAX_SAVED: usize = 60;
/// Bytes of a list that is read.
const MAX_BYTES: usize = 512 << 10;

/// A saved search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Its address, as a query string.
    pub address: String,
    /// How many datasets there were at the last look, where that was known.
    #[serde(default)]
    pub total: Option<u64>,
    /// When that was, in days since 1970-01-01.
    pub day: i32,
}

impl Saved {
    /// Where it leads; `None` where it is no search.
    pub fn at(&self) -> Option<At> {
        Some(Place::parse(&self.address).at).filter(is_search)
    }
}

/// What has changed since the last look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    /// So many datasets more; fewer where negative.
    pub more: i64,
    /// When the last look was, in days since 1970-01-01.
    pub day: i32,
}

/// All saved searches, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearches {
    #[serde(default)]
    searches: Vec<Saved>,
}

impl SavedSearches {
    /// Reads what was written; what is no search is left out.
    pub fn read(text: &str) -> Self {
        if text.len() > MAX_BYTES {
            return Self::default();
        }
        let mut list: Self = serde_json::from_str(text).unwrap_or_default();
        list.searches.retain(|saved| saved.at().is_some());
        list.searches.truncate(MAX_SAVED);
        list
    }

    /// The list as text.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The searches, the newest first.
    pub fn all(&self) -> &[Saved] {
        &self.searches
    }

    /// The saved search at a place.
    pub fn find(&self, at: &At) -> Option<&Saved> {
        let address = address(at)?;
        self.searches.iter().find(|saved| saved.address == address)
    }

    /// Saves a search; one more than there is room for takes the place of the oldest.
    pub fn keep(&mut self, at: &At, total: Option<u64>, day: i32) {
        let Some(address) = address(at) else { return };
        self.searches.retain(|saved| saved.address != address);
        self.searches.insert(0, Saved { address, total, day });
        self.searches.truncate(MAX_SAVED);
    }

    /// Forgets a search.
    pub fn forget(&mut self, at: &At) {
        let address = address(at);
        self.searches.retain(|saved| Some(&saved.address) != address.as_ref());
    }

    /// Takes note of a look at a search that is saved, and says what has changed since the one before.
    pub fn look(&mut self, at: &At, total: u64, day: i32) -> Option<Since> {
        let address = address(at)?;
        let saved = self.searches.iter_mut().find(|saved| saved.address == address)?;
        let before = (saved.total.replace(total), std::mem::replace(&mut saved.day, day));
        let more = i64::try_from(total).ok()?.checked_sub(i64::try_from(before.0?).ok()?)?;
        (more != 0).then_some(Since { more, day: before.1 })
    }
}

fn is_search(at: &At) -> bool {
    matches!(at, At::Catalogue { .. } | At::Across { .. })
}

/// The address of a search, always its first page.
fn address(at: &At) -> Option<String> {
    let mut at = at.clone();
    if let At::Catalogue { query, .. } | At::Across { query, .. } = &mut at {
        query.start = 0;
    }
    is_search(&at).then(|| Place::new(at).to_query())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(query: &str) -> At {
        Place::parse(query).at
    }

    #[test]
    fn a_search_is_kept_looked_at_and_forgotten() {
        let mut list = SavedSearches::default();
        let (one, many) = (at("portal=contoh&q=beras&page=3"), at("portal=a&portal=b&q=beras"));
        list.keep(&one, Some(10), 100);
        list.keep(&many, None, 101);
        list.keep(&At::Home, Some(1), 101);
        assert_eq!(list.all().len(), 2);
        assert_eq!(list.find(&at("portal=contoh&q=beras")).and_then(|saved| saved.total), Some(10));
        assert_eq!(list.look(&one, 12, 105), Some(Since { more: 2, day: 100 }));
        assert_eq!(list.look(&one, 12, 106), None);
        assert_eq!(list.look(&one, 9, 107), Some(Since { more: -3, day: 106 }));
        // Nothing was known before.
        assert_eq!(list.look(&many, 50, 107), None);
        assert_eq!(list.look(&at("portal=x"), 50, 107), None);
        assert_eq!(SavedSearches::read(&list.write()), list);
        list.forget(&one);
        assert_eq!(list.all().iter().filter_map(Saved::at).collect::<Vec<_>>(), [many]);
    }

    #[test]
    fn what_is_read_is_bounded_and_checked() {
        let check = |text: &str, expected: usize| assert_eq!(SavedSearches::read(text).all().len(), expected, "{text}");
        check("", 0);
        check("{\"searches\":[{\"address\":\"?portal=a\",\"day\":1},{\"address\":\"?figure=1\",\"day\":1}]}", 1);
        check("[1]", 0);
        let mut list = SavedSearches::default();
        for number in 0..99 {
            list.keep(&at(&format!("portal=a&q={number}")), None, number);
        }
        assert_eq!(list.all().len(), MAX_SAVED);
        assert_eq!(list.all().first().map(|saved| saved.day), Some(98));
    }
}
