//! Keys: the different values of a column as dense numbers in ascending order, and combinations of
//! several such columns. Ascending by value, missing last, so that no order comes from a hash map.

use super::order::{Ranks, day_key, number_key, places_by_key};
use super::relation::{Ids, NO_DATE, NONE, Relation, Source, View, number_bits};
use crate::base::date::{self, DatePart};
use crate::table::Numbers;

/// The widest range of whole numbers or days that is numbered by a plain table instead of a hash map.
const TABLE_LIMIT: i64 = 1 << 20;

/// A column's values as dense numbers.
#[derive(Clone, Debug)]
pub(crate) struct Dense {
    /// By kept row: the number of its value, from 0 in ascending order; `count` when missing.
    pub(crate) ids: Vec<u32>,
    /// How many different values are present.
    pub(crate) count: u32,
    /// The value of each number.
    pub(crate) values: Source,
}

impl Dense {
    /// Numbers the kept values of a column; dates by a part of them.
    pub(crate) fn of(view: View<'_>, relation: &Relation, part: Option<DatePart>) -> Self {
        match view {
            View::Number(values) => of_numbers(values, relation),
            View::Date(values) => of_dates(values, relation, part.unwrap_or(DatePart::Day)),
            View::Text(words) => {
                let ranks = Ranks::of(words, relation);
                let count = ranks.code.len() as u32;
                let mut ids = Vec::with_capacity(relation.len());
                relation.each_codes(words.codes, &mut |_, codes| {
                    // A missing code has the rank `NONE`, which is above every count.
                    ids.extend(codes.iter().map(|code| ranks.rank(*code).min(count)));
                });
                let texts = ranks.code.iter().map(|code| words.text(*code).to_owned()).collect();
                Self { ids, count, values: Source::Text { codes: (0..count).collect(), words: texts } }
            }
        }
    }
}

impl Dense {
    /// The kept rows themselves, by their numbers from 1.
    pub(crate) fn of_rows(relation: &Relation) -> Self {
        let rows = relation.row_list();
        let mut number = vec![NONE; relation.physical];
        for row in &rows {
            if let Some(number) = number.get_mut(*row as usize) {
                *number = 0;
            }
        }
        let mut values = Vec::with_capacity(rows.len());
        for (row, number) in number.iter_mut().enumerate().filter(|(_, number)| **number == 0) {
            *number = values.len() as u32;
            values.push((row + 1) as f64);
        }
        let count = values.len() as u32;
        let ids = rows.iter().map(|row| number.get(*row as usize).copied().unwrap_or(count)).collect();
        Self { ids, count, values: Source::Number(values) }
    }
}

/// A column's values as numbers in no order.
#[derive(Clone, Debug)]
pub(crate) struct Unordered {
    /// By kept row: the same number for equal values, `missing` for missing ones.
    pub(crate) ids: Vec<u32>,
    /// Above every number of a value.
    pub(crate) missing: u32,
}

impl Dense {
    /// Numbers the kept values of a column without looking at the order of words.
    pub(crate) fn unordered(view: View<'_>, relation: &Relation) -> Unordered {
        if let View::Text(words) = view {
            let mut ids = Vec::with_capacity(relation.len());
            relation.each_codes(words.codes, &mut |_, codes| ids.extend_from_slice(codes));
            return Unordered { ids, missing: NONE };
        }
        let dense = Self::of(view, relation, None);
        Unordered { ids: dense.ids, missing: dense.count }
    }
}

fn of_numbers(values: Numbers<'_>, relation: &Relation) -> Dense {
    let value = |row: usize| values.get(row).unwrap_or(f64::NAN);
    let (mut low, mut high, mut whole) = (f64::INFINITY, f64::NEG_INFINITY, true);
    relation.each_numbers(values, &mut |_, values| {
        for value in values.iter().filter(|value| !value.is_nan()) {
            low = low.min(*value);
            high = high.max(*value);
            whole &= value.fract() == 0.0;
        }
    });
    if whole && low <= high && high - low < TABLE_LIMIT as f64 && low.abs() < 9e15 && high.abs() < 9e15 {
        let base = low as i64;
        let slot = |row: usize| {
            let value = value(row);
            if value.is_nan() { None } else { Some((value as i64 - base) as usize) }
        };
        let (ids, present) = number_slots(relation, (high as i64 - base) as usize + 1, slot, |slot| slot as i64);
        let values = present.iter().map(|slot| (base + slot) as f64).collect();
        return Dense { ids, count: present.len() as u32, values: Source::Number(values) };
    }
    let (ids, present) = number_hashed(
        relation,
        |row| Some(value(row)).filter(|value| !value.is_nan()),
        |value| number_bits(*value),
        |value| number_key(*value),
    );
    Dense { ids, count: present.len() as u32, values: Source::Number(present) }
}

fn of_dates(values: &[i32], relation: &Relation, part: DatePart) -> Dense {
    let day = |row: usize| values.get(row).copied().filter(|day| *day != NO_DATE);
    let (mut low, mut high) = (i32::MAX, i32::MIN);
    relation.each(|row| {
        if let Some(day) = day(row) {
            low = low.min(day);
            high = high.max(day);
        }
    });
    let range = i64::from(high) - i64::from(low);
    if (0..TABLE_LIMIT).contains(&range) {
        // The start of a part never decreases from day to day, so equal starts are neighbours.
        let (ids, present) = number_slots(
            relation,
            range as usize + 1,
            |row| day(row).map(|day| (day - low) as usize),
            |slot| i64::from(date::part_start(low + slot as i32, part)),
        );
        let values = present.iter().map(|start| *start as i32).collect();
        return Dense { ids, count: present.len() as u32, values: Source::Date(values) };
    }
    let (ids, present) = number_hashed(
        relation,
        |row| day(row).map(|day| date::part_start(day, part)),
        |start| *start as u32,
        |start| day_key(*start),
    );
    Dense { ids, count: present.len() as u32, values: Source::Date(present) }
}

/// Numbers values that lie in `slots` places; neighbouring places of equal `value` share a number.
fn number_slots(
    relation: &Relation,
    slots: usize,
    slot: impl Fn(usize) -> Option<usize>,
    value: impl Fn(usize) -> i64,
) -> (Vec<u32>, Vec<i64>) {
    let mut number = vec![NONE; slots];
    let mut ids = Vec::with_capacity(relation.len());
    relation.each(|row| {
        let at = slot(row).filter(|at| *at < slots);
        if let Some(seen) = at.and_then(|at| number.get_mut(at)) {
            *seen = 0;
        }
        ids.push(at.map_or(NONE, |at| at as u32));
    });
    let mut present: Vec<i64> = Vec::new();
    for (at, number) in number.iter_mut().enumerate() {
        if *number == 0 {
            let value = value(at);
            if present.last() != Some(&value) {
                present.push(value);
            }
            *number = present.len() as u32 - 1;
        }
    }
    let count = present.len() as u32;
    for id in &mut ids {
        *id = number.get(*id as usize).copied().unwrap_or(count);
    }
    (ids, present)
}

/// Numbers values by a hash map, then puts the numbers into the order of `rank`.
fn number_hashed<T: Copy, K: std::hash::Hash + Eq>(
    relation: &Relation,
    value: impl Fn(usize) -> Option<T>,
    key: impl Fn(&T) -> K,
    rank: impl Fn(&T) -> u64,
) -> (Vec<u32>, Vec<T>) {
    let mut seen: Ids<K> = Ids::default();
    let mut first_seen: Vec<T> = Vec::new();
    let mut ids = Vec::with_capacity(relation.len());
    relation.each(|row| {
        ids.push(match value(row) {
            None => NONE,
            Some(value) => *seen.entry(key(&value)).or_insert_with(|| {
                first_seen.push(value);
                first_seen.len() as u32 - 1
            }),
        });
    });
    let order = places_by_key(first_seen.iter().map(rank));
    let mut number = vec![0; first_seen.len()];
    let mut present = Vec::with_capacity(first_seen.len());
    for (new, old) in order.into_iter().enumerate() {
        if let (Some(value), Some(slot)) = (first_seen.get(old as usize), number.get_mut(old as usize)) {
            present.push(*value);
            *slot = new as u32;
        }
    }
    let count = present.len() as u32;
    for id in &mut ids {
        *id = number.get(*id as usize).copied().unwrap_or(count);
    }
    (ids, present)
}

/// Combinations of keys as dense numbers, ascending by the first key, then by the second …
#[derive(Clone, Debug)]
pub(crate) struct Combined {
    /// By kept row: the number of its combination.
    pub(crate) ids: Vec<u32>,
    /// How many combinations occur.
    pub(crate) count: usize,
    /// By key, then by combination: the number of the key's value; its `count` when missing.
    pub(crate) parts: Vec<Vec<u32>>,
}

impl Combined {
    /// One combination for all `rows` rows.
    pub(crate) fn whole(rows: usize) -> Self {
        Self { ids: vec![0; rows], count: 1, parts: Vec::new() }
    }

    /// Adds a key.
    pub(crate) fn with(self, key: Vec<u32>, key_count: u32) -> Self {
        let width = u64::from(key_count) + 1;
        let space = (self.count as u64).saturating_mul(width);
        let packed = |before: u32, id: u32| u64::from(before) * width + u64::from(id.min(key_count));
        let (ids, present) = if space <= (4 * key.len() as u64).clamp(1 << 16, u64::from(u32::MAX)) {
            // Small enough for a table: mark, number, translate.
            let mut ids = key;
            let mut number = vec![NONE; space as usize];
            for (id, before) in ids.iter_mut().zip(&self.ids) {
                let at = packed(*before, *id);
                *id = at as u32;
                if let Some(slot) = number.get_mut(at as usize) {
                    *slot = 0;
                }
            }
            let mut present = Vec::new();
            for (at, slot) in number.iter_mut().enumerate() {
                if *slot == 0 {
                    *slot = present.len() as u32;
                    present.push(at as u64);
                }
            }
            for id in &mut ids {
                *id = number.get(*id as usize).copied().unwrap_or(0);
            }
            (ids, present)
        } else {
            let mut seen: Ids<u64> = Ids::default();
            let mut first_seen: Vec<u64> = Vec::new();
            let mut ids = key;
            for (id, before) in ids.iter_mut().zip(&self.ids) {
                let at = packed(*before, *id);
                *id = *seen.entry(at).or_insert_with(|| {
                    first_seen.push(at);
                    first_seen.len() as u32 - 1
                });
            }
            let mut number = vec![0; first_seen.len()];
            let mut present = Vec::with_capacity(first_seen.len());
            for old in places_by_key(first_seen.iter().copied()) {
                if let (Some(at), Some(slot)) = (first_seen.get(old as usize), number.get_mut(old as usize)) {
                    *slot = present.len() as u32;
                    present.push(*at);
                }
            }
            for id in &mut ids {
                *id = number.get(*id as usize).copied().unwrap_or(0);
            }
            (ids, present)
        };
        let mut parts: Vec<Vec<u32>> = self
            .parts
            .iter()
            .map(|part| present.iter().filter_map(|at| part.get((at / width) as usize).copied()).collect())
            .collect();
        parts.push(present.iter().map(|at| (at % width) as u32).collect());
        Self { ids, count: present.len(), parts }
    }
}
