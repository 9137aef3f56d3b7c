//! Conditions: compiled against a column once, then tested row by row. Words are tested once per
//! dictionary entry.

use std::cmp::Ordering;

use super::relation::{NO_DATE, NONE, Relation, Tables, View, Words, number_bits, number_text};
use super::{Condition, Scalar, Test};
use crate::base::date;
use crate::base::note::{Problem, ProblemCode};
use crate::base::text::{fold, natural_cmp};
use crate::table::{Field, Reading};

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
        Test::Missing(_) => &[],
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

/// A range of allowed orderings against one limit.
#[derive(Clone, Copy)]
enum Side {
    Above,
    AtLeast,
    Below,
    AtMost,
}

impl Side {
    #[inline]
    const fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Above => order.is_gt(),
            Self::AtLeast => order.is_ge(),
            Self::Below => order.is_lt(),
            Self::AtMost => order.is_le(),
        }
    }
}

const fn side(test: &Test) -> Option<(Side, &Scalar)> {
    match test {
        Test::Above(value) => Some((Side::Above, value)),
        Test::AtLeast(value) => Some((Side::AtLeast, value)),
        Test::Below(value) => Some((Side::Below, value)),
        Test::AtMost(value) => Some((Side::AtMost, value)),
        _ => None,
    }
}

/// The kept rows that meet a condition.
pub(crate) fn keep(relation: &Relation, condition: &Condition, tables: Tables<'_>) -> Result<Vec<u32>, Problem> {
    let place = relation.place(&condition.column)?;
    relation.fields.get(place).map_or(Ok(()), |field| check(condition, field))?;
    Ok(match relation.view(place, tables)? {
        View::Number(values) => {
            let value = |row: usize| values.get(row).copied().unwrap_or(f64::NAN);
            let bits = |scalar: &Scalar| match scalar {
                Scalar::Number(number) => Some(number_bits(*number)),
                Scalar::Text(_) => None,
            };
            match &condition.test {
                Test::Equals(wanted) => {
                    let wanted = bits(wanted);
                    select(relation, |row| wanted == Some(number_bits(value(row))))
                }
                Test::NotEquals(wanted) => {
                    let wanted = bits(wanted);
                    select(relation, |row| wanted != Some(number_bits(value(row))))
                }
                Test::OneOf(wanted) => {
                    let wanted: Vec<u64> = wanted.iter().filter_map(bits).collect();
                    select(relation, |row| wanted.contains(&number_bits(value(row))))
                }
                Test::Missing(missing) => select(relation, |row| value(row).is_nan() == *missing),
                Test::Contains(_) => Vec::new(),
                test => match side(test) {
                    Some((side, Scalar::Number(limit))) => {
                        select(relation, |row| value(row).partial_cmp(limit).is_some_and(|order| side.holds(order)))
                    }
                    _ => Vec::new(),
                },
            }
        }
        View::Date(values) => {
            let value = |row: usize| values.get(row).copied().unwrap_or(NO_DATE);
            match &condition.test {
                Test::Equals(wanted) => {
                    let wanted = day_of(wanted);
                    select(relation, |row| wanted == Some(value(row)))
                }
                Test::NotEquals(wanted) => {
                    let wanted = day_of(wanted);
                    select(relation, |row| wanted != Some(value(row)))
                }
                Test::OneOf(wanted) => {
                    let wanted: Vec<i32> = wanted.iter().filter_map(day_of).collect();
                    select(relation, |row| wanted.contains(&value(row)))
                }
                Test::Missing(missing) => select(relation, |row| (value(row) == NO_DATE) == *missing),
                Test::Contains(_) => Vec::new(),
                test => match side(test).and_then(|(side, limit)| Some((side, day_of(limit)?))) {
                    Some((side, limit)) => {
                        select(relation, |row| value(row) != NO_DATE && side.holds(value(row).cmp(&limit)))
                    }
                    None => Vec::new(),
                },
            }
        }
        View::Text(words) => match &condition.test {
            Test::Equals(wanted) => {
                let wanted = words_of(wanted);
                select_words(relation, words, false, |word| word == wanted)
            }
            Test::NotEquals(wanted) => {
                let wanted = words_of(wanted);
                select_words(relation, words, true, |word| word != wanted)
            }
            Test::OneOf(wanted) => {
                let wanted: Vec<String> = wanted.iter().map(words_of).collect();
                select_words(relation, words, false, |word| wanted.iter().any(|one| one == word))
            }
            Test::Contains(part) => {
                let mut finder = Finder::new(part);
                select_words(relation, words, false, |word| finder.found_in(word))
            }
            Test::Missing(missing) => {
                select(relation, |row| (words.codes.get(row).copied().unwrap_or(NONE) == NONE) == *missing)
            }
            test => match side(test) {
                Some((side, limit)) => {
                    let limit = words_of(limit);
                    select_words(relation, words, false, |word| side.holds(natural_cmp(word, &limit)))
                }
                None => Vec::new(),
            },
        },
    })
}

fn select(relation: &Relation, mut test: impl FnMut(usize) -> bool) -> Vec<u32> {
    let mut kept = Vec::new();
    relation.each(|row| {
        if test(row) {
            kept.push(row as u32);
        }
    });
    kept
}

/// Tests every word once, however many rows have it; missing values pass when `missing` says so.
fn select_words(relation: &Relation, words: Words<'_>, missing: bool, mut test: impl FnMut(&str) -> bool) -> Vec<u32> {
    // 0 not tested, 1 fails, 2 passes. Words are tested when first met, so that a filter after a
    // narrower one does not look at the whole dictionary.
    let mut known = vec![0_u8; words.code_bound()];
    select(relation, |row| {
        let code = words.codes.get(row).copied().unwrap_or(NONE);
        match known.get_mut(code as usize) {
            None => missing,
            Some(state) => {
                if *state == 0 {
                    *state = if test(words.text(code)) { 2 } else { 1 };
                }
                *state == 2
            }
        }
    })
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
