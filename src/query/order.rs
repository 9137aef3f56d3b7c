//! The order of values: numbers by size, dates by day, words in natural folded order, missing last.
//! Sorts are stable least-significant-digit radix sorts over one 64-bit key per row.

use super::relation::{NO_DATE, NONE, Relation, View, Words};
use crate::base::text::natural_key;
use crate::table::{Block, Numbers};

/// The key of a missing value, above every other in both directions.
pub(crate) const LAST: u64 = u64::MAX;

/// Natural keys of many texts in one allocation.
#[derive(Default)]
struct KeyArena {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl KeyArena {
    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(&natural_key(text));
        self.ends.push(self.bytes.len());
    }

    fn get(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.bytes.get(start..end).unwrap_or_default()
    }
}

/// The first eight bytes as a number that orders like them.
fn prefix(key: &[u8]) -> u64 {
    let mut first = [0; 8];
    for (to, from) in first.iter_mut().zip(key) {
        *to = *from;
    }
    u64::from_be_bytes(first)
}

/// The different words of a column in natural order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranks {
    /// By code: the word's rank from 0; [`NONE`] for codes that do not occur.
    pub(crate) of_code: Vec<u32>,
    /// By rank: a code of the word.
    pub(crate) code: Vec<u32>,
}

impl Ranks {
    /// Of the words in the kept rows. Two codes of the same word get the same rank.
    pub(crate) fn of(words: Words<'_>, relation: &Relation) -> Self {
        let bound = words.code_bound();
        let mut used = vec![false; bound];
        relation.each_codes(words.codes, &mut |_, codes| {
            for code in codes {
                if let Some(slot) = used.get_mut(*code as usize) {
                    *slot = true;
                }
            }
        });
        let codes: Vec<u32> = (0..bound as u32).filter(|code| used.get(*code as usize) == Some(&true)).collect();
        let mut arena = KeyArena::default();
        arena.ends.reserve(codes.len());
        for code in &codes {
            arena.push(words.text(*code));
        }
        let mut order: Vec<(u64, u32)> = (0..codes.len()).map(|at| (prefix(arena.get(at)), at as u32)).collect();
        let code_at = |at: u32| codes.get(at as usize).copied().unwrap_or(NONE);
        order.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0)
                .then_with(|| arena.get(a.1 as usize).cmp(arena.get(b.1 as usize)))
                .then_with(|| words.text(code_at(a.1)).cmp(words.text(code_at(b.1))))
                .then_with(|| a.1.cmp(&b.1))
        });
        let mut ranks = Self { of_code: vec![NONE; bound], code: Vec::new() };
        let mut before: Option<&str> = None;
        for (_, at) in order {
            let code = code_at(at);
            let word = words.text(code);
            if before != Some(word) {
                ranks.code.push(code);
                before = Some(word);
            }
            if let Some(rank) = ranks.of_code.get_mut(code as usize) {
                *rank = ranks.code.len() as u32 - 1;
            }
        }
        ranks
    }

    /// The rank of a code; [`NONE`] when missing.
    #[inline]
    pub(crate) fn rank(&self, code: u32) -> u32 {
        self.of_code.get(code as usize).copied().unwrap_or(NONE)
    }
}

/// What gives a row its sort key in one column.
pub(crate) enum Keyed<'a> {
    Number(Numbers<'a>, bool),
    Date(&'a [i32], bool),
    Text(Words<'a>, Ranks, bool),
}

impl<'a> Keyed<'a> {
    pub(crate) fn new(view: View<'a>, relation: &Relation, descending: bool) -> Self {
        match view {
            View::Number(values) => Self::Number(values, descending),
            View::Date(values) => Self::Date(values, descending),
            View::Text(words) => Self::Text(words, Ranks::of(words, relation), descending),
        }
    }

    /// Calls with the kept rows and their keys, in order, some at a time.
    pub(crate) fn each(&self, relation: &Relation, visit: &mut dyn FnMut(&[u32], &[u64])) {
        let mut keys = [0; Block::MOST];
        relation.each_block(&mut |block| {
            self.pick(block, &mut keys);
            visit(block.rows, keys.get(..block.rows.len()).unwrap_or_default());
        });
    }

    /// The keys of some rows.
    fn pick(&self, block: &Block<'_>, keys: &mut [u64; Block::MOST]) {
        match self {
            Self::Number(values, descending) => {
                let mut picked = [0.0; Block::MOST];
                values.pick(block, &mut picked);
                keys.iter_mut().zip(&picked).for_each(|(key, value)| *key = key_of_number(*value, *descending));
            }
            Self::Date(..) => keys.iter_mut().zip(block.rows).for_each(|(key, row)| *key = self.key(*row as usize)),
            Self::Text(words, ranks, descending) => {
                let mut picked = [0; Block::MOST];
                words.codes.pick(block, &mut picked);
                keys.iter_mut().zip(&picked).for_each(|(key, code)| *key = key_of_rank(ranks.rank(*code), *descending));
            }
        }
    }

    /// The key of a physical row: smaller comes first, [`LAST`] is missing.
    pub(crate) fn key(&self, row: usize) -> u64 {
        match self {
            Self::Number(values, descending) => key_of_number(values.get(row).unwrap_or(f64::NAN), *descending),
            Self::Date(values, descending) => match values.get(row) {
                Some(day) if *day != NO_DATE => turned(day_key(*day), *descending),
                _ => LAST,
            },
            Self::Text(words, ranks, descending) => key_of_rank(ranks.rank(words.codes.get(row)), *descending),
        }
    }
}

#[inline]
fn key_of_number(value: f64, descending: bool) -> u64 {
    if value.is_nan() { LAST } else { turned(number_key(value), descending) }
}

#[inline]
fn key_of_rank(rank: u32, descending: bool) -> u64 {
    if rank == NONE { LAST } else { turned(u64::from(rank) + 1, descending) }
}

/// Bits that order like the numbers, never 0 or [`LAST`].
#[inline]
pub(crate) fn number_key(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

/// A number that orders like the days, never 0 or [`LAST`] for a day that is there.
#[inline]
pub(crate) fn day_key(day: i32) -> u64 {
    (i64::from(day) - i64::from(i32::MIN)) as u64
}

/// Turns the order around; keys are above 0, so that none becomes [`LAST`].
#[inline]
const fn turned(key: u64, descending: bool) -> u64 {
    if descending { !key } else { key }
}

const DIGIT_BITS: u32 = 11;

/// Sorts rows by one key, keeping the order of equal ones.
pub(crate) fn sort_by_key(rows: &mut Vec<u32>, key: impl Fn(usize) -> u64) {
    let mut present: Vec<(u64, u32)> = Vec::with_capacity(rows.len());
    let mut missing = Vec::new();
    // All keys ored and anded show which bits differ at all; missing rows would make all of them differ.
    let (mut any, mut all) = (0_u64, u64::MAX);
    for &row in rows.iter() {
        let key = key(row as usize);
        if key == LAST {
            missing.push(row);
        } else {
            any |= key;
            all &= key;
            present.push((key, row));
        }
    }
    let present = sort_pairs(present, any ^ all);
    rows.clear();
    rows.extend(present.into_iter().map(|pair| pair.1));
    rows.append(&mut missing);
}

/// Places of keys in ascending order of the keys, equal ones in their order.
pub(crate) fn places_by_key(keys: impl Iterator<Item = u64>) -> Vec<u32> {
    let (mut any, mut all) = (0_u64, u64::MAX);
    let pairs = keys
        .enumerate()
        .map(|(at, key)| {
            any |= key;
            all &= key;
            (key, at as u32)
        })
        .collect();
    sort_pairs(pairs, any ^ all).into_iter().map(|pair| pair.1).collect()
}

/// Sorts by the first of each pair, keeping the order of equal ones; only the bits in `differing` differ.
fn sort_pairs(mut pairs: Vec<(u64, u32)>, differing: u64) -> Vec<(u64, u32)> {
    let mut spare = vec![(0, 0); pairs.len()];
    let mut shift = 0;
    while shift < u64::BITS && pairs.len() > 1 {
        if (differing >> shift) & ((1 << DIGIT_BITS) - 1) != 0 {
            distribute(&pairs, &mut spare, shift);
            std::mem::swap(&mut pairs, &mut spare);
        }
        shift += DIGIT_BITS;
    }
    pairs
}

/// One pass of the radix sort: by the digit at `shift`.
fn distribute(from: &[(u64, u32)], to: &mut [(u64, u32)], shift: u32) {
    let digit = |key: u64| (key >> shift) as usize & ((1 << DIGIT_BITS) - 1);
    let mut starts = [0_u32; 1 << DIGIT_BITS];
    for (key, _) in from {
        if let Some(count) = starts.get_mut(digit(*key)) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += std::mem::replace(start, sum);
    }
    for pair in from {
        if let Some(start) = starts.get_mut(digit(pair.0)) {
            if let Some(slot) = to.get_mut(*start as usize) {
                *slot = *pair;
            }
            *start += 1;
        }
    }
}

/// The first `count` rows in the order of a stable sort by several keys.
pub(crate) fn first_by_keys(relation: &Relation, keys: &[Keyed<'_>], count: usize) -> Vec<u32> {
    let Some((first, others)) = keys.split_first() else {
        let mut rows = relation.row_list();
        rows.truncate(count);
        return rows;
    };
    if count == 0 {
        return Vec::new();
    }
    // A candidate is its first key, its place before the sort and its row; the place makes the sort stable.
    let compare = |a: &(u64, u32, u32), b: &(u64, u32, u32)| {
        a.0.cmp(&b.0)
            .then_with(|| {
                others
                    .iter()
                    .map(|key| key.key(a.2 as usize).cmp(&key.key(b.2 as usize)))
                    .find(|order| order.is_ne())
                    .unwrap_or(std::cmp::Ordering::Equal)
            })
            .then_with(|| a.1.cmp(&b.1))
    };
    let room = count.saturating_mul(2).max(1024);
    let mut candidates: Vec<(u64, u32, u32)> = Vec::with_capacity(room.min(relation.len()));
    let mut worst = LAST;
    let mut position = 0;
    first.each(relation, &mut |rows, keys| {
        for (row, key) in rows.iter().zip(keys) {
            if *key <= worst {
                candidates.push((*key, position, *row));
                if candidates.len() >= room {
                    candidates.select_nth_unstable_by(count - 1, compare);
                    candidates.truncate(count);
                    worst = candidates.last().map_or(LAST, |last| last.0);
                }
            }
            position += 1;
        }
    });
    candidates.sort_unstable_by(compare);
    candidates.truncate(count);
    candidates.into_iter().map(|candidate| candidate.2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_keys_order_like_numbers() {
        let values = [f64::MIN, -2.5, -1.0, -f64::MIN_POSITIVE, 0.0, f64::MIN_POSITIVE, 1.0, 2.5, f64::MAX];
        for pair in values.windows(2) {
            assert!(number_key(pair[0]) < number_key(pair[1]), "{pair:?}");
        }
        assert_eq!(number_key(-0.0), number_key(0.0));
        assert!(number_key(f64::MAX) < LAST && turned(number_key(f64::MIN), true) < LAST);
    }

    #[test]
    fn the_radix_sort_is_stable_and_puts_missing_last() {
        let keys: Vec<u64> = (0..10_000_u64)
            .map(|at| if at % 97 == 0 { LAST } else { ((at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) % 500) << 20 })
            .collect();
        let mut rows: Vec<u32> = (0..keys.len() as u32).collect();
        let mut expected = rows.clone();
        sort_by_key(&mut rows, |row| keys[row]);
        expected.sort_by_key(|row| keys[*row as usize]);
        assert_eq!(rows, expected);
    }
}
