//! The match report of one column's distinct values: what a person sees before the map.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::Role;
use super::gazetteer::Gazetteer;
use super::{Column, Level, MatchReport, Options, TableMatch, Verdict, Why};

/// Matches a column's distinct values with the provinces. `aliases` are matches that a person
/// accepted: (value as written, Kemendagri code).
pub fn resolve(values: &[&str], aliases: &[(String, String)]) -> MatchReport {
    Gazetteer::provinces().resolve(values, &Options { aliases, ..Options::default() }, Level::Province)
}

impl Gazetteer {
    /// Matches a column's distinct values with the regions of one level. Regions of a coarser level
    /// are totals (a province among its kabupaten), those of a finer one do not match.
    pub fn resolve(&self, values: &[&str], options: &Options<'_>, level: Level) -> MatchReport {
        let mut seen = BTreeSet::new();
        let distinct: Vec<&str> =
            values.iter().copied().filter(|value| !value.trim().is_empty() && seen.insert(*value)).collect();
        self.resolve_rows(&[Column { header: "", cells: distinct }], options, level).0
    }

    /// As [`Gazetteer::resolve`], row by row, with the columns beside as evidence: a province decides
    /// between regions of one name, a code between a kota and a kabupaten. The first column is the one
    /// reported on; with the report comes the position of every row's region, `None` where it has none.
    pub fn resolve_rows(
        &self,
        columns: &[Column<'_>],
        options: &Options<'_>,
        level: Level,
    ) -> (MatchReport, Vec<Option<usize>>) {
        let mut table = self.resolve_table(columns, options);
        let about = table.roles.first().is_some_and(|role| *role == Role::Region);
        if let (Some(first), true) = (columns.first(), columns.len() > 1 && !about) {
            // What is beside takes the column for something else; it then speaks for itself.
            let alone = [Column { header: "", cells: first.cells.clone() }];
            table = self.resolve_table(&alone, options);
        }
        let values = columns.first().map(|column| column.cells.as_slice()).unwrap_or_default();
        let places = table.verdicts.iter().map(|verdict| match verdict {
            Verdict::Matched(at) if self.level(*at) == level => Some(*at),
            _ => None,
        });
        let places = places.collect();
        (told(self, values, table, level), places)
    }
}

/// What became of each value; a value with two outcomes, by what stood beside it, is listed with both.
fn told(list: &Gazetteer, values: &[&str], table: TableMatch, level: Level) -> MatchReport {
    let code = |at: usize| list.region(at).map(|region| region.code.clone());
    let mut report = MatchReport { system: table.system, ..MatchReport::default() };
    let mut spellings: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut known: BTreeMap<&str, Vec<Verdict>> = BTreeMap::new();
    for (value, verdict) in values.iter().copied().zip(table.verdicts) {
        let before = known.entry(value).or_default();
        if value.trim().is_empty() || before.contains(&verdict) {
            continue;
        }
        before.push(verdict.clone());
        let written = value.to_owned();
        let (why, near) = match verdict {
            Verdict::Matched(at) if list.level(at) == level => {
                report.matched.push((written.clone(), code(at).unwrap_or_default()));
                spellings.entry(at).or_default().push(written);
                continue;
            }
            Verdict::Matched(at) if list.level(at) < level => {
                report.why.push((written.clone(), Why::LargerRegion));
                report.totals.push(written);
                continue;
            }
            Verdict::Total(why) => {
                report.why.push((written.clone(), why));
                report.totals.push(written);
                continue;
            }
            Verdict::Ambiguous { why, candidates } => {
                report.why.push((written.clone(), why));
                report.ambiguous.push((written, candidates.into_iter().filter_map(code).collect()));
                continue;
            }
            Verdict::Proposed { why, candidates } => (why, candidates.into_iter().find(|at| list.level(*at) == level)),
            Verdict::Matched(_) => (Why::SmallerRegion, None),
            Verdict::Unmatched(why) => (why, None),
            Verdict::Empty => (Why::UnknownName, None),
        };
        report.why.push((written.clone(), why));
        report.unmatched.push((written, near.and_then(|at| list.region(at)).map(super::Region::title)));
    }
    spellings.retain(|_, same| same.len() > 1);
    report.duplicated = spellings.into_iter().filter_map(|(at, same)| code(at).map(|code| (code, same))).collect();
    report
}
