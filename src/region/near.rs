//! Names near to an unknown one: only ever to be proposed.

use super::gazetteer::Gazetteer;

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
        wanted.push(super::names::key_of(rest));
    }
    wanted.retain(|key| key.chars().count() >= 4);
    let mut found: Vec<(f64, usize)> = Vec::new();
    for (candidate, entries) in list.keys() {
        let near = wanted.iter().map(|key| strsim::jaro_winkler(key, candidate)).fold(0.0, f64::max);
        if near < NEAR {
            continue;
        }
        for entry in entries.iter().filter(|entry| fits(entry.region)) {
            match found.iter_mut().find(|(_, region)| *region == entry.region) {
                Some((score, _)) => *score = score.max(near),
                None => found.push((near, entry.region)),
            }
        }
    }
    found.sort_by(|(one, first), (other, second)| other.total_cmp(one).then(first.cmp(second)));
    let best = found.first().map_or(0.0, |(score, _)| *score);
    found.retain(|(score, _)| *score >= best - AS_NEAR);
    found.into_iter().take(MOST).map(|(_, region)| region).collect()
}
