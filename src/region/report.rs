//! The match report of one column's distinct values: what a person sees before the map.

use super::gazetteer::Gazetteer;
use super::{Column, Hint, Level, MatchReport, Options, Verdict, Why, judge};

/// Matches a column's distinct values with the provinces. `aliases` are matches that a person
/// accepted: (value as written, Kemendagri code).
pub fn resolve(values: &[&str], aliases: &[(String, String)]) -> MatchReport {
    resolve_with(values, aliases, Hint::default())
}

/// As [`resolve`], with what the column's header says.
pub fn resolve_with(values: &[&str], aliases: &[(String, String)], hint: Hint) -> MatchReport {
    report(Gazetteer::provinces(), values, aliases, hint, Level::Province)
}

impl Gazetteer {
    /// Matches a column's distinct values with the regions of one level. Regions of a coarser level
    /// are totals (a province among its kabupaten), those of a finer one do not match.
    pub fn resolve(&self, values: &[&str], aliases: &[(String, String)], hint: Hint, level: Level) -> MatchReport {
        report(self, values, aliases, hint, level)
    }
}

fn report(list: &Gazetteer, values: &[&str], aliases: &[(String, String)], hint: Hint, level: Level) -> MatchReport {
    let mut seen = std::collections::BTreeSet::new();
    let distinct: Vec<&str> =
        values.iter().copied().filter(|value| !value.trim().is_empty() && seen.insert(*value)).collect();
    let columns = [Column { header: "", cells: distinct.clone() }];
    let options = Options { level: hint.level, system: hint.system, aliases };
    let table = judge::table(list, &columns, &options);

    let code = |at: usize| list.region(at).map(|region| region.code.clone());
    let mut report = MatchReport { system: table.system, ..MatchReport::default() };
    let mut spellings: Vec<(usize, Vec<String>)> = Vec::new();
    for (value, verdict) in distinct.into_iter().zip(table.verdicts) {
        let written = value.to_owned();
        let (why, near) = match verdict {
            Verdict::Matched(at) if list.level(at) == level => {
                report.matched.push((written.clone(), code(at).unwrap_or_default()));
                match spellings.iter_mut().find(|(region, _)| *region == at) {
                    Some((_, same)) => same.push(written),
                    None => spellings.push((at, vec![written])),
                }
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
    spellings.retain(|(_, same)| same.len() > 1);
    spellings.sort_by_key(|(at, _)| *at);
    report.duplicated = spellings.into_iter().filter_map(|(at, same)| code(at).map(|code| (code, same))).collect();
    report
}
