//! Columns of another open table, found by equal keys: a left join on the first match.

use rustc_hash::FxHashMap;

use super::Join;
use super::relation::{
    Ids, NO_DATE, NONE, Relation, Source, Tables, View, Words, free_name, number_bits, number_text, place, view_of,
};
use crate::base::date;
use crate::base::note::Problem;
use crate::table::Field;

/// The fields after a join.
pub(crate) fn fields(join: &Join, here: &[Field], there: &[Field]) -> Result<Vec<Field>, Problem> {
    for (ours, theirs) in &join.on {
        place(here, ours)?;
        place(there, theirs)?;
    }
    let mut fields = here.to_vec();
    for name in &join.columns {
        let mut field = place(there, name).map(|at| there.get(at).cloned().unwrap_or_else(unnamed))?;
        field.name = free_name(name, &fields);
        fields.push(field);
    }
    Ok(fields)
}

fn unnamed() -> Field {
    Field {
        name: String::new(),
        reading: crate::table::Reading::Text,
        whole: false,
        evidence: crate::table::Evidence::default(),
    }
}

/// Adds the columns.
pub(crate) fn run(join: &Join, relation: &mut Relation, tables: Tables<'_>) -> Result<(), Problem> {
    let there = tables.other(join.table)?;
    let fields = fields(join, &relation.fields, there.fields())?;
    let matched = matches(join, relation, tables)?;
    let pick = |row: usize| matched.get(row).copied().unwrap_or(NONE) as usize;
    for name in &join.columns {
        let column = place(there.fields(), name)?;
        let source = match view_of(there, column) {
            View::Number(values) => Source::Number(
                (0..relation.physical).map(|row| values.get(pick(row)).copied().unwrap_or(f64::NAN)).collect(),
            ),
            View::Date(values) => Source::Date(
                (0..relation.physical).map(|row| values.get(pick(row)).copied().unwrap_or(NO_DATE)).collect(),
            ),
            View::Text(words) => Source::Joined {
                codes: (0..relation.physical).map(|row| words.codes.get(pick(row)).copied().unwrap_or(NONE)).collect(),
                table: join.table,
                column,
            },
        };
        relation.columns.push(source);
    }
    relation.fields = fields;
    Ok(())
}

/// By physical row here: the first row there whose keys are all equal; [`NONE`] without one.
fn matches(join: &Join, relation: &Relation, tables: Tables<'_>) -> Result<Vec<u32>, Problem> {
    let there = tables.other(join.table)?;
    let mut ours: Vec<u32> = vec![0; relation.physical];
    let mut theirs: Vec<u32> = vec![0; there.rows()];
    for (here_name, there_name) in &join.on {
        let here_view = relation.named(here_name, tables)?;
        let there_view = view_of(there, place(there.fields(), there_name)?);
        let (here_ids, there_ids) = common_ids(here_view, there_view);
        if join.on.len() == 1 {
            (ours, theirs) = (here_ids, there_ids);
            break;
        }
        // Combinations that occur there get a number; a combination here has it or has no match.
        let mut pairs: Ids<(u32, u32)> = Ids::default();
        for (before, id) in theirs.iter_mut().zip(there_ids) {
            if *before != NONE {
                let next = pairs.len() as u32;
                *before = if id == NONE { NONE } else { *pairs.entry((*before, id)).or_insert(next) };
            }
        }
        for (before, id) in ours.iter_mut().zip(here_ids) {
            *before = pairs.get(&(*before, id)).copied().unwrap_or(NONE);
        }
    }
    let mut first: Vec<u32> = Vec::new();
    for (row, id) in theirs.iter().enumerate() {
        if *id == NONE {
            continue;
        }
        let at = *id as usize;
        if first.len() <= at {
            first.resize(at + 1, NONE);
        }
        if let Some(slot) = first.get_mut(at)
            && *slot == NONE
        {
            *slot = row as u32;
        }
    }
    Ok(ours.into_iter().map(|id| first.get(id as usize).copied().unwrap_or(NONE)).collect())
}

/// Numbers the values of two columns so that equal values have equal numbers; [`NONE`] for missing
/// values and for those that the other table does not have. Columns of different kinds are compared by
/// their plain text, so that a code read as a number there still meets a code read as words here.
fn common_ids(here: View<'_>, there: View<'_>) -> (Vec<u32>, Vec<u32>) {
    match (here, there) {
        (View::Number(here), View::Number(there)) => {
            by_key(here.iter().copied().map(number_of), there.iter().copied().map(number_of))
        }
        (View::Date(here), View::Date(there)) => {
            by_key(here.iter().copied().map(day_of), there.iter().copied().map(day_of))
        }
        (View::Text(here), View::Text(there)) => {
            let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
            let there_ids = by_word(there, |word| {
                let next = ids.len() as u32;
                Some(*ids.entry(word).or_insert(next))
            });
            let here_ids = by_word(here, |word| ids.get(word).copied());
            let plain = |ids: Vec<Option<u32>>| ids.into_iter().map(|id| id.unwrap_or(NONE)).collect();
            (plain(here_ids), plain(there_ids))
        }
        (View::Number(here), View::Text(there)) => {
            by_key(here.iter().copied().map(number_of), by_word(there, number_of_word).into_iter())
        }
        (View::Text(here), View::Number(there)) => {
            by_key(by_word(here, number_of_word).into_iter(), there.iter().copied().map(number_of))
        }
        (View::Date(here), View::Text(there)) => {
            by_key(here.iter().copied().map(day_of), by_word(there, day_of_word).into_iter())
        }
        (View::Text(here), View::Date(there)) => {
            by_key(by_word(here, day_of_word).into_iter(), there.iter().copied().map(day_of))
        }
        // No number is written like a date.
        (View::Number(here), View::Date(there)) => (vec![NONE; here.len()], vec![NONE; there.len()]),
        (View::Date(here), View::Number(there)) => (vec![NONE; here.len()], vec![NONE; there.len()]),
    }
}

fn number_of(value: f64) -> Option<u64> {
    if value.is_nan() { None } else { Some(number_bits(value)) }
}

fn day_of(day: i32) -> Option<i32> {
    Some(day).filter(|day| *day != NO_DATE)
}

/// The number that is plainly written like the word; `01` and `1.0` are not how 1 is written.
fn number_of_word(word: &str) -> Option<u64> {
    let value: f64 = word.parse().ok()?;
    (number_text(value) == word).then(|| number_bits(value))
}

fn day_of_word(word: &str) -> Option<i32> {
    date::parse_iso(word).filter(|day| date::iso(*day) == word)
}

fn by_key<K: std::hash::Hash + Eq>(
    here: impl Iterator<Item = Option<K>>,
    there: impl Iterator<Item = Option<K>>,
) -> (Vec<u32>, Vec<u32>) {
    let mut ids: Ids<K> = Ids::default();
    let there: Vec<u32> = there
        .map(|key| {
            let next = ids.len() as u32;
            key.map_or(NONE, |key| *ids.entry(key).or_insert(next))
        })
        .collect();
    let here = here.map(|key| key.and_then(|key| ids.get(&key).copied()).unwrap_or(NONE)).collect();
    (here, there)
}

/// Asks once per word in use.
fn by_word<'a, T: Copy>(words: Words<'a>, mut ask: impl FnMut(&'a str) -> Option<T>) -> Vec<Option<T>> {
    // The outer option says whether the word was asked for.
    let mut known: Vec<Option<Option<T>>> = vec![None; words.code_bound()];
    words
        .codes
        .iter()
        .map(|code| {
            let answer = known.get_mut(*code as usize)?;
            *answer.get_or_insert_with(|| ask(words.text(*code)))
        })
        .collect()
}
