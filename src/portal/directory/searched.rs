//! Which portals of the directory are searched at once where the person has not chosen yet.

use super::{Entry, Level, Seen};
use crate::portal::PortalKind;

/// So many are searched unless the person says otherwise.
pub const SEARCHED: usize = 12;

/// How a portal met this device lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// It was read.
    Read,
    /// Something stood in the way.
    Barred,
    /// It was not asked.
    Not,
}

/// The portals to search: the person's own, those that were read here, then the largest Indonesian ones that
/// answered when they were checked. Left out are those that are hidden, that cannot be read or that ask for a key.
pub fn searched(entries: &[Entry], met: impl Fn(&str) -> Met) -> Vec<String> {
    let mut found: Vec<(u8, &Entry)> = entries
        .iter()
        .filter(|entry| !entry.hidden && !matches!(entry.kind, Some(PortalKind::Bps)))
        .filter_map(|entry| {
            let rank = match (met(&entry.address), entry.level) {
                (Met::Barred, _) | (_, Level::Foreign) => return None,
                (_, Level::Own) => 0,
                (Met::Read, _) => 1,
                (Met::Not, _) => 2,
            };
            // A page on https can read no http; what was never seen to answer is no good start.
            let likely = entry.seen == Seen::Answering
                && entry.cors != Some(false)
                && entry.address.starts_with("https://")
                && entry.datasets.is_some();
            (rank < 2 || likely).then_some((rank, entry))
        })
        .collect();
    found.sort_by_key(|(rank, entry)| (*rank, std::cmp::Reverse(entry.datasets.unwrap_or(0))));
    found.into_iter().take(SEARCHED).map(|(_, entry)| entry.address.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::directory::{MyPortals, built_in, merged};

    #[test]
    fn a_good_start_is_live_and_readable() {
        let fresh = searched(&built_in(), |_| Met::Not);
        assert_eq!(fresh.len(), SEARCHED);
        let all = built_in();
        for address in &fresh {
            let entry = all.iter().find(|entry| entry.address == *address).unwrap();
            assert!(entry.level != Level::Foreign && entry.seen == Seen::Answering, "{address}");
            assert!(address.starts_with("https://") && entry.kind != Some(PortalKind::Bps), "{address}");
        }
        assert_eq!(fresh.first().map(String::as_str), Some("https://data.go.id"));
    }

    #[test]
    fn what_happened_here_counts() {
        let mut mine = MyPortals::default();
        mine.add("https://data.sendiri.go.id", "Kami").unwrap();
        mine.hide("https://data.malangkota.go.id", true);
        let met = |address: &str| match address {
            "https://data.go.id" => Met::Barred,
            "https://data.kamparkab.go.id" | "https://data.gov.au/data" => Met::Read,
            _ => Met::Not,
        };
        let found = searched(&merged(&mine), met);
        assert_eq!(found[..2], ["https://data.sendiri.go.id", "https://data.kamparkab.go.id"]);
        for gone in ["https://data.go.id", "https://data.malangkota.go.id", "https://data.gov.au/data"] {
            assert!(found.iter().all(|address| address != gone), "{gone}");
        }
        assert!(searched(&[], |_| Met::Not).is_empty());
    }
}
