//! Conditions: compiled against a column once, then tested row by row. Words are tested once per
//! dictionary entry.

use std::cmp::Ordering;

use super::order::{Keyed, LAST, day_key, number_key};
use super::relation::{Relation, Source, Tables, View, Words, number_text};
use super::{Condition, Scalar, Test};
use crate::base::date;
use crate::base::note::{Problem, ProblemCode};
use crate::base::text::{fold, natural_cmp};
use crate::table::{Field, Oddity, Reading};

/// Whether a condition's value fits the column's reading.
pub(crate) fn check(condition: &Condition, field: &Field) -> Result<(), Problem> {
    let bad = || Problem::new(ProblemCode::BadStep).arg(&condition.column).arg("filter");
    let scalars: &[Scalar] = match &condition.test {
        Test::Equals(value)
        | Test::NotEquals(value)
        | Test::Above(value)
        | Test::AtLeast(value)
        | Test::Below(value)
        | Test::AtMost(value) => std::slice::from_ref(value),
        Test::OneOf(values) => values,
        Test::Contains(_) => {
            return match field.reading {
                Reading::Text | Reading::Code => Ok(()),
                Reading::Number(_) | Reading::Date(_) => Err(bad().detail("contains needs a column of words")),
            };
        }
        Test::Missing(_) | Test::Odd(_) => &[],
    };
    for scalar in scalars {
        match (field.reading, scalar) {
            (Reading::Number(_), Scalar::Number(number)) if number.is_finite() => {}
            (Reading::Number(_), _) => return Err(bad().detail("the column holds numbers, the condition does not")),
            (Reading::Date(_), scalar) if day_of(scalar).is_some() => {}
            (Reading::Date(_), _) => return Err(bad().detail("the column holds dates, write 2024-12-31")),
            (Reading::Text | Reading::Code, _) => {}
        }
    }
    Ok(())
}

/// The words of a scalar; a number is written plainly, so that `3201` finds the code 3201.
fn words_of(scalar: &Scalar) -> String {
    match scalar {
        Scalar::Text(text) => text.clone(),
        Scalar::Number(number) => number_text(*number),
    }
}

/// The day of a scalar: exactly `2024-12-31`, nothing that could be meant otherwise.
fn day_of(scalar: &Scalar) -> Option<i32> {
    match scalar {
        Scalar::Text(text) => date::parse_iso(text).filter(|day| date::iso(*day) == *text),
        Scalar::Number(_) => None,
    }
}

/// Which sort keys pass: those in a range, or with `others` those in none.
struct Ranges {
    within: Vec<(u64, u64)>,
    others: bool,
    missing: bool,
}

impl Ranges {
    /// Of a test, with the key of a scalar in the column; a scalar without one is never met.
    fn of(test: &Test, key: impl Fn(&Scalar) -> Option<u64>) -> Self {
        let one = |scalar: &Scalar| key(scalar).map(|key| (key, key));
        let (within, others, missing) = match test {
            Test::Equals(scalar) => (one(scalar).into_iter().collect(), false, false),
            Test::NotEquals(scalar) => (one(scalar).into_iter().collect(), true, true),
            Test::OneOf(scalars) => (scalars.iter().filter_map(one).collect(), false, false),
            Test::Above(scalar) => (key(scalar).map(|key| (key + 1, LAST)).into_iter().collect(), false, false),
            Test::AtLeast(scalar) => (key(scalar).map(|key| (key, LAST)).into_iter().collect(), false, false),
            Test::Below(scalar) => (key(scalar).map(|key| (0, key - 1)).into_iter().collect(), false, false),
            Test::AtMost(scalar) => (key(scalar).map(|key| (0, key)).into_iter().collect(), false, false),
            Test::Missing(missing) => (Vec::new(), !missing, *missing),
            // `check` refuses it for anything but words, and what is odd is asked of the table.
            Test::Contains(_) | Test::Odd(_) => (Vec::new(), false, false),
        };
        Self { within, others, missing }
    }

    #[inline]
    fn hold(&self, key: u64) -> bool {
        if key == LAST {
            return self.missing;
        }
        self.within.iter().any(|(low, high)| *low <= key && key <= *high) != self.others
    }
}

/// The kept rows that meet a condition.
pub(crate) fn keep(relation: &Relation, condition: &Condition, tables: Tables<'_>) -> Result<Vec<u32>, Problem> {
    let place = relation.place(&condition.column)?;
    relation.fields.get(place).map_or(Ok(()), |field| check(condition, field))?;
    if let Test::Odd(oddity) = condition.test {
        return keep_odd(relation, place, oddity, tables);
    }
    let view = relation.view(place, tables)?;
    let ranges = match view {
        View::Text(words) => return Ok(keep_words(relation, words, &condition.test)),
        View::Number(_) => Ranges::of(&condition.test, |scalar| match scalar {
            Scalar::Number(number) => Some(number_key(*number)),
            Scalar::Text(_) => None,
        }),
        View::Date(_) => Ranges::of(&condition.test, |scalar| day_of(scalar).map(day_key)),
    };
    let keyed = Keyed::new(view, relation, false);
    let mut kept = Vec::new();
    keyed.each(relation, &mut |rows, keys| {
        kept.extend(rows.iter().zip(keys).filter(|(_, key)| ranges.hold(**key)).map(|(row, _)| *row));
    });
    Ok(kept)
}

/// Asks the table itself, which knows how its rows were written.
fn keep_odd(relation: &Relation, place: usize, oddity: Oddity, tables: Tables<'_>) -> Result<Vec<u32>, Problem> {
    let column = match relation.columns.get(place) {
        Some(Source::Base(column)) if relation.physical == tables.base.rows() => *column,
        _ => return Err(Problem::new(ProblemCode::BadStep).arg("odd").arg("filter")),
    };
    let mut is_odd = tables.base.is_odd(column, oddity);
    let mut kept = Vec::new();
    relation.each(|row| {
        if is_odd(row) {
            kept.push(row as u32);
        }
    });
    Ok(kept)
}

/// Tests every word once, however many rows have it.
fn keep_words(relation: &Relation, words: Words<'_>, test: &Test) -> Vec<u32> {
    let (scalars, part): (&[Scalar], &str) = match test {
        Test::OneOf(scalars) => (scalars, ""),
        Test::Equals(scalar)
        | Test::NotEquals(scalar)
        | Test::Above(scalar)
        | Test::AtLeast(scalar)
        | Test::Below(scalar)
        | Test::AtMost(scalar) => (std::slice::from_ref(scalar), ""),
        Test::Contains(part) => (&[], part),
        Test::Missing(_) | Test::Odd(_) => (&[], ""),
    };
    let wanted: Vec<String> = scalars.iter().map(words_of).collect();
    let is_wanted = |word: &str| wanted.iter().any(|one| one == word);
    let order = |word: &str| wanted.first().map_or(Ordering::Equal, |limit| natural_cmp(word, limit));
    let mut finder = Finder::new(part);
    let mut holds = |word: &str| match test {
        Test::Equals(_) | Test::OneOf(_) => is_wanted(word),
        Test::NotEquals(_) => !is_wanted(word),
        Test::Contains(_) => finder.found_in(word),
        Test::Above(_) => order(word).is_gt(),
        Test::AtLeast(_) => order(word).is_ge(),
        Test::Below(_) => order(word).is_lt(),
        Test::AtMost(_) => order(word).is_le(),
        Test::Missing(missing) => !missing,
        Test::Odd(_) => false,
    };
    let missing = matches!(test, Test::NotEquals(_) | Test::Missing(true));
    // 0 not tested, 1 fails, 2 passes. Words are tested when first met, so that a filter after a
    // narrower one does not look at the whole dictionary.
    let mut known = vec![0_u8; words.code_bound()];
    let mut kept = Vec::new();
    let mut passes = |code: u32| match known.get_mut(code as usize) {
        None => missing,
        Some(state) => {
            if *state == 0 {
                *state = if holds(words.text(code)) { 2 } else { 1 };
            }
            *state == 2
        }
    };
    relation.each_codes(words.codes, &mut |rows, codes| {
        kept.extend(rows.iter().zip(codes).filter(|(_, code)| passes(**code)).map(|(row, _)| *row));
    });
    kept
}

/// Finds folded words in folded text.
struct Finder {
    part: String,
    search: memchr::memmem::Finder<'static>,
    lower: Vec<u8>,
}

impl Finder {
    fn new(part: &str) -> Self {
        let part = fold(part);
        let search = memchr::memmem::Finder::new(part.as_bytes()).into_owned();
        Self { part, search, lower: Vec::new() }
    }

    fn found_in(&mut self, text: &str) -> bool {
        if self.part.is_empty() {
            return true;
        }
        // Folding plain ASCII without runs of white space only lowers its letters; this saves the
        // allocation for the bulk of all words.
        if text.is_ascii() && !has_unusual_space(text.as_bytes()) {
            self.lower.clear();
            self.lower.extend(text.bytes().map(|byte| byte.to_ascii_lowercase()));
            self.search.find(&self.lower).is_some()
        } else {
            self.search.find(fold(text).as_bytes()).is_some()
        }
    }
}

/// Whether folding would change the white space inside.
fn has_unusual_space(text: &[u8]) -> bool {
    text.windows(2).any(|pair| pair == b"  ") || text.iter().any(|byte| *byte < b' ' || *byte == 0x7f)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_fast_path_finds_what_folding_finds(text in "[ a-cA-C\t\né.,]{0,12}", part in "[ a-cA-Cé]{1,3}") {
            let slow = fold(&text).contains(&fold(&part));
            prop_assert_eq!(Finder::new(&part).found_in(&text), slow);
        }
    }
}
