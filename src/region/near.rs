//! Names near to an unknown one: only ever to be proposed.

use super::gazetteer::Gazetteer;
use super::names;

/// How near a name must be for a suggestion: Jaro-Winkler similarity, 0 to 1.
const NEAR: f64 = 0.88;
/// How much less near than the nearest one a second suggestion may be.
const AS_NEAR: f64 = 0.03;
/// Most suggestions.
const MOST: usize = 3;
/// Words that a misspelled first word may stand for.
const KIND_WORDS: &[&str] = &["kabupaten", "kota", "provinsi", "kecamatan", "kotamadya"];

/// The regions with the names nearest to a key, the nearest first, among those that `fits` lets through.
/// `words` are those of the cell: a misspelled word for a kind in front is looked past.
pub(super) fn nearest(list: &Gazetteer, key: &str, words: &[String], fits: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut wanted = vec![key.to_owned()];
    if let [first, rest @ ..] = words
        && !rest.is_empty()
        && KIND_WORDS.iter().any(|word| strsim::jaro_winkler(first, word) >= NEAR)
    {
        wanted.push(names::key_of(rest));
    }
    wanted.retain(|key| key.chars().count() >= 4);
    // The order of the keys does not matter: what is found is sorted.
    let mut found: Vec<(f64, usize)> = list
        .keys()
        .filter(|(key, entries)| {
            wanted.iter().any(|one| can_be_near(one, key)) && entries.iter().any(|entry| fits(entry.region))
        })
        .flat_map(|(candidate, entries)| {
            let near = wanted.iter().map(|key| strsim::jaro_winkler(key, candidate)).fold(0.0, f64::max);
            let entries = if near < NEAR { &[] } else { entries };
            entries.iter().map(move |entry| (near, entry.region))
        })
        .filter(|(_, region)| fits(*region))
        .collect();
    found.sort_by(|(one, first), (other, second)| other.total_cmp(one).then(first.cmp(second)));
    let best = found.first().map_or(0.0, |(score, _)| *score);
    let mut out: Vec<usize> = Vec::new();
    for (score, region) in found {
        if score >= best - AS_NEAR && out.len() < MOST && !out.contains(&region) {
            out.push(region);
        }
    }
    out
}

/// Whether two keys share enough letters to be [`NEAR`] at all: quickly told for the many that do not.
///
/// Jaro's similarity is a mean of three shares, of which the third is at most 1; Winkler's prefix takes away
/// at most four tenths of what it lacks.
fn can_be_near(one: &str, other: &str) -> bool {
    let mut letters = [0_i16; 256];
    for byte in one.bytes() {
        letters[usize::from(byte)] += 1;
    }
    let mut shared = 0_usize;
    for byte in other.bytes() {
        let left = &mut letters[usize::from(byte)];
        shared += usize::from(*left > 0);
        *left -= 1;
    }
    let least_jaro = 1.0 - (1.0 - NEAR) / 0.6;
    let shared = shared as f64;
    shared / one.len().max(1) as f64 + shared / other.len().max(1) as f64 >= 3.0 * least_jaro - 1.0 - 1e-9
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_near_is_never_ruled_out(one in "[a-e]{1,12}", other in "[a-e]{1,12}") {
            prop_assert!(can_be_near(&one, &other) || strsim::jaro_winkler(&one, &other) < NEAR);
        }
    }
}
