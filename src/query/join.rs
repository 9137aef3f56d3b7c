//! Columns of another open table, found by equal keys: a left join on the first match.

use rustc_hash::FxHashMap;

use super::Join;
use super::order::day_key;
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
            View::Number(values) => {
                let values: Vec<f64> = values.iter().collect();
                let picked = (0..relation.physical).map(|row| values.get(pick(row)).copied().unwrap_or(f64::NAN));
                Source::Number(picked.collect())
            }
            View::Date(values) => Source::Date(
                (0..relation.physical).map(|row| values.get(pick(row)).copied().unwrap_or(NO_DATE)).collect(),
            ),
            View::Text(words) => {
                let codes = words.codes.to_vec();
                let picked = (0..relation.physical).map(|row| codes.get(pick(row)).copied().unwrap_or(NONE));
                Source::Joined { codes: picked.collect(), table: join.table, column }
            }
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
    let (here, there) = match (here, there) {
        (View::Text(here), View::Text(there)) => return common_words(here, there),
        // A word counts as the number or day that is plainly written like it.
        (View::Number(_), View::Text(words)) => (keys(here), keys_of_words(words, number_of_word)),
        (View::Text(words), View::Number(_)) => (keys_of_words(words, number_of_word), keys(there)),
        (View::Date(_), View::Text(words)) => (keys(here), keys_of_words(words, day_of_word)),
        (View::Text(words), View::Date(_)) => (keys_of_words(words, day_of_word), keys(there)),
        // No number is written like a date.
        (View::Number(values), View::Date(days)) => return (vec![NONE; values.len()], vec![NONE; days.len()]),
        (View::Date(days), View::Number(values)) => return (vec![NONE; days.len()], vec![NONE; values.len()]),
        (here, there) => (keys(here), keys(there)),
    };
    let mut ids: Ids<u64> = Ids::default();
    let there = there
        .into_iter()
        .map(|key| {
            let next = ids.len() as u32;
            if key == NO_KEY { NONE } else { *ids.entry(key).or_insert(next) }
        })
        .collect();
    // The missing key is never in the map.
    let here = here.into_iter().map(|key| ids.get(&key).copied().unwrap_or(NONE)).collect();
    (here, there)
}

/// The key of a missing value: as a number it is no number, as a day it is too large.
const NO_KEY: u64 = u64::MAX;

/// Keys that are equal for equal numbers or days.
fn keys(view: View<'_>) -> Vec<u64> {
    match view {
        View::Number(values) => {
            values.iter().map(|value| if value.is_nan() { NO_KEY } else { number_bits(value) }).collect()
        }
        View::Date(days) => days.iter().map(|day| if *day == NO_DATE { NO_KEY } else { day_key(*day) }).collect(),
        View::Text(words) => keys_of_words(words, |_| None),
    }
}

/// The number that is plainly written like the word; `01` and `1.0` are not how 1 is written.
fn number_of_word(word: &str) -> Option<u64> {
    let value: f64 = word.parse().ok()?;
    (number_text(value) == word).then(|| number_bits(value))
}

fn day_of_word(word: &str) -> Option<u64> {
    date::parse_iso(word).filter(|day| date::iso(*day) == word).map(day_key)
}

/// Keys of words, each asked for once.
fn keys_of_words(words: Words<'_>, key: impl Fn(&str) -> Option<u64>) -> Vec<u64> {
    let mut known: Vec<Option<u64>> = vec![None; words.code_bound()];
    let ask = |code: u32| match known.get_mut(code as usize) {
        None => NO_KEY,
        Some(known) => *known.get_or_insert_with(|| key(words.text(code)).unwrap_or(NO_KEY)),
    };
    words.codes.to_vec().into_iter().map(ask).collect()
}

/// [`common_ids`] of two columns of words.
fn common_words(here: Words<'_>, there: Words<'_>) -> (Vec<u32>, Vec<u32>) {
    // The codes there serve as the numbers; a code that occurs here is looked up once.
    let mut code_there: FxHashMap<&str, u32> = FxHashMap::default();
    let mut seen = vec![false; there.code_bound()];
    for code in there.codes.iter() {
        if let Some(seen) = seen.get_mut(code as usize)
            && !std::mem::replace(seen, true)
        {
            code_there.insert(there.text(code), code);
        }
    }
    let mut known: Vec<Option<u32>> = vec![None; here.code_bound()];
    let ask = |code: u32| match known.get_mut(code as usize) {
        None => NONE,
        Some(known) => *known.get_or_insert_with(|| code_there.get(here.text(code)).copied().unwrap_or(NONE)),
    };
    (here.codes.to_vec().into_iter().map(ask).collect(), there.codes.to_vec())
}
