//! Provinces put back together as they were among the 34 of 2012 to 2022, so that years before and after
//! the four divisions of 2022 can be compared.

use std::collections::BTreeSet;

use serde_json::Map;

use crate::base::lang::Lang;
use crate::i18n::map as say;
use crate::query::Op;
use crate::region::{Gazetteer, Level, PROVINCES, among_34};

use super::join::Joined;
use super::places::Regions;
use super::shapes::Outlines;
use super::words::some_of;
use super::{ALIKE, Lowered, MapSpec, Shapes};

/// Whether a map puts provinces back together.
pub(super) fn is_on(lowered: &Lowered, level: Level) -> bool {
    lowered.spec.before_2022 && level == Level::Province
}

/// The province that another was part of, itself where it was of none.
pub(super) fn home(regions: &Regions, index: usize) -> usize {
    let code = regions.get(index).and_then(|region| among_34(&region.code));
    code.and_then(|code| regions.by_code(code)).unwrap_or(index)
}

/// Whether values of several provinces of today give the value of the whole: sums and counts do, the least and
/// the greatest do, means and others would need to know how much each weighs.
pub(super) const fn adds_up(op: Op) -> bool {
    matches!(op, Op::Sum | Op::Rows | Op::Count | Op::Min | Op::Max)
}

/// By what column the means of provinces that are put together weigh; [`ALIKE`] for none, and `None` where it was not
/// said, or means are not what is put together.
pub(super) fn weighs(spec: &MapSpec, op: Op) -> Option<&str> {
    spec.weight.as_deref().filter(|_| spec.before_2022 && op == Op::Mean)
}

/// The outlines of the 34, put together from those of today; `None` where they are those already.
pub(super) fn dissolved(shapes: &Shapes, list: &Gazetteer) -> Option<Shapes> {
    let regions = &Regions::of(list, Level::Province);
    let of_today = &shapes.outlines;
    let homes: Vec<usize> = of_today.covers.iter().map(|(own, _)| home(regions, *own)).collect();
    if homes.iter().zip(&of_today.covers).all(|(home, (own, _))| home == own) {
        return None;
    }
    let groups: Vec<usize> = homes.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let group_of: Vec<Option<usize>> = homes.iter().map(|home| groups.binary_search(home).ok()).collect();
    let topology = of_today.topology.dissolve(&group_of, groups.iter().map(|_| Map::new()).collect());
    let covers = groups.into_iter().map(|own| (own, vec![own])).collect();
    Some(Shapes::new(&shapes.attribution, Outlines::new(topology, covers, regions)))
}

/// What the small print says: which provinces were put together, and which could not be.
pub(super) fn small_print(lowered: &Lowered, joined: &Joined, lang: Lang) -> Vec<String> {
    let level = joined.regions.level;
    if !is_on(lowered, level) {
        return Vec::new();
    }
    let of = |parent: &str| -> Vec<&str> {
        let young = PROVINCES.iter().filter(|province| province.parent == Some(parent));
        young.map(|province| province.name).collect()
    };
    let mut lines = vec![say::BEFORE_2022.with_list(lang, &[some_of(&of("91"), lang), some_of(&of("92"), lang)])];
    match weighs(&lowered.spec, lowered.spec.op.unwrap_or(Op::Sum)) {
        Some(ALIKE) => lines.push(say::BEFORE_2022_ALIKE.text(lang).to_owned()),
        Some(column) => lines.push(say::BEFORE_2022_WEIGHED.with_list(lang, &[column.to_owned()])),
        None => {}
    }
    let undecided: Vec<&str> = joined
        .merged
        .iter()
        .filter(|index| joined.places.get(**index).is_some_and(|place| place.undecided))
        .map(|index| joined.regions.name(*index))
        .collect();
    if !undecided.is_empty() {
        lines.push(say::BEFORE_2022_UNDECIDED.with_list(lang, &[some_of(&undecided, lang)]));
    }
    lines
}
