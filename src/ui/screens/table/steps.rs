//! The workbench's steps: at most one filter and one sort, edited column by column.

use crate::query::{Condition, SortKey, Step, Test};
use crate::table::Oddity;

/// All conditions.
pub(in crate::ui::screens) fn conditions(steps: &[Step]) -> Vec<Condition> {
    steps
        .iter()
        .flat_map(|step| if let Step::Filter(conditions) = step { conditions.clone() } else { Vec::new() })
        .collect()
}

/// All sort keys.
pub(in crate::ui::screens) fn sort_keys(steps: &[Step]) -> Vec<SortKey> {
    steps.iter().flat_map(|step| if let Step::Sort(keys) = step { keys.clone() } else { Vec::new() }).collect()
}

fn build(conditions: Vec<Condition>, keys: Vec<SortKey>) -> Vec<Step> {
    let mut steps = Vec::new();
    if !conditions.is_empty() {
        steps.push(Step::Filter(conditions));
    }
    if !keys.is_empty() {
        steps.push(Step::Sort(keys));
    }
    steps
}

/// The steps with the conditions on one column replaced.
pub(in crate::ui::screens) fn with_conditions(steps: &[Step], column: &str, tests: Vec<Test>) -> Vec<Step> {
    let mut all = conditions(steps);
    // What is odd about rows is no condition on the values of a column.
    all.retain(|condition| condition.column != column || matches!(condition.test, Test::Odd(_)));
    all.extend(tests.into_iter().map(|test| Condition { column: column.to_owned(), test }));
    build(all, sort_keys(steps))
}

/// The steps with rows that are odd in one way instead of any other.
pub(super) fn with_odd(steps: &[Step], column: &str, oddity: Oddity) -> Vec<Step> {
    let mut all = conditions(steps);
    all.retain(|condition| !matches!(condition.test, Test::Odd(_)));
    all.push(Condition { column: column.to_owned(), test: Test::Odd(oddity) });
    build(all, sort_keys(steps))
}

/// The steps without their condition of an index.
pub(in crate::ui::screens) fn without_condition(steps: &[Step], index: usize) -> Vec<Step> {
    let mut all = conditions(steps);
    if index < all.len() {
        all.remove(index);
    }
    build(all, sort_keys(steps))
}

/// The steps sorted by one column, or as in the file.
pub(super) fn with_sort(steps: &[Step], key: Option<SortKey>) -> Vec<Step> {
    build(conditions(steps), key.into_iter().collect())
}

/// The filter steps alone, for a figure or a profile.
pub(in crate::ui::screens) fn filters(steps: &[Step]) -> Vec<Step> {
    build(conditions(steps), Vec::new())
}
