//! The verdict on every row: from what its cells say, and what the columns as a whole decide.
//!
//! The law is that a region is matched by an exact name or a certain code, or not at all. Every piece of
//! evidence in a row (name, kind, code, what lies around) narrows the candidates; a match is what is left
//! when one is left. Evidence that leaves none contradicts itself, and is shown.

use std::collections::BTreeMap;

use super::cell::{Aside, Cell};
use super::code::{Code, Zeros};
use super::columns::{self, Read, Role};
use super::gazetteer::{Gazetteer, Kind};
use super::names::{self, Said};
use super::near::nearest;
use super::provinces::by_code;
use super::systems::Decision;
use super::{Column, Level, Options, System, TableMatch, Verdict, Why};
use crate::base::text::fold;

/// How many times the names of one level only must outnumber those of another for the column to have it.
const LEVEL_MAJORITY: usize = 5;
/// Fewest names below the headings of each kind that must agree with them.
const NAMES_BELOW_A_HEADING: usize = 2;
/// Most candidates that are told.
const MOST_CANDIDATES: usize = 12;
/// Most different rows for which near names are looked for: each one is compared with every name.
const MOST_NEARNESS: usize = 3000;

/// What one row says.
pub(super) struct Row<'a> {
    pub(super) name: Option<&'a Cell>,
    name_text: &'a str,
    codes: Vec<(&'a Code, usize)>,
    kind: Said,
    /// The kind is that of a heading above, which a province below it is free of.
    headed: bool,
    /// For every column around the region, what it can be.
    pub(super) around: Vec<Vec<usize>>,
    strange: bool,
    /// The level that the headers of the region's columns say.
    level: Option<Level>,
    pub(super) accepted: Option<&'a str>,
}

pub(super) struct Judge<'a> {
    pub(super) list: &'a Gazetteer,
    columns: &'a [Column<'a>],
    pub(super) read: Vec<Read>,
    options: &'a Options<'a>,
    pub(super) decisions: Vec<Decision>,
    /// Different names of one level only, coarse to fine.
    only: [usize; 3],
    /// Different names of a province, a kabupaten or a kota, whether of a kecamatan too or not.
    coarse: usize,
    /// Different names that mean nothing, or a smaller region than the list has.
    unknown: usize,
    smaller: usize,
    /// Numbers beside the names count the rows.
    pub(super) numbered: bool,
    /// Regions that a cell with the word for their kind names.
    said_with_kind: Vec<usize>,
    nearness_left: std::cell::Cell<usize>,
}

/// Judges every row of a table.
pub(super) fn table(list: &Gazetteer, columns: &[Column<'_>], options: &Options<'_>) -> TableMatch {
    let read = columns::read(list, columns, options);
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    let mut judge = Judge {
        list,
        columns,
        decisions: vec![Decision::default(); read.len()],
        read,
        options,
        only: [0; 3],
        coarse: 0,
        unknown: 0,
        smaller: 0,
        numbered: false,
        said_with_kind: Vec::new(),
        nearness_left: std::cell::Cell::new(MOST_NEARNESS),
    };
    judge.survey();
    judge.decide(rows);
    // Equal rows have equal verdicts: a table of many years says the same many times.
    let mut known: BTreeMap<Vec<usize>, Verdict> = BTreeMap::new();
    let headings = judge.headings(rows);
    let mut heading = Said::Nothing;
    let mut verdicts = Vec::with_capacity(rows);
    for at in 0..rows {
        let mut row = judge.row(at);
        if let Some(said) = row.heading().filter(|_| headings) {
            heading = said;
            verdicts.push(Verdict::Unmatched(Why::Heading));
            continue;
        }
        if row.kind == Said::Nothing {
            row.kind = heading;
            row.headed = heading != Said::Nothing;
        }
        let mut what: Vec<usize> = judge
            .read
            .iter()
            .filter(|column| column.role != Role::Other)
            .map(|column| column.rows.get(at).copied().unwrap_or(usize::MAX))
            .collect();
        what.push(row.kind as usize);
        let verdict = known.entry(what).or_insert_with(|| judge.judge(&row)).clone();
        verdicts.push(verdict);
    }
    let system = judge
        .read
        .iter()
        .zip(&judge.decisions)
        .filter(|(column, _)| column.role == Role::Region)
        .find_map(|(_, decision)| decision.plain);
    TableMatch { verdicts, system, roles: judge.read.iter().map(|column| column.role).collect() }
}

impl Row<'_> {
    /// What the row says of those below it: `Kabupaten` and nothing else.
    fn heading(&self) -> Option<Said> {
        self.name.filter(|_| self.codes.is_empty()).and_then(columns::kind_alone)
    }
}

impl Judge<'_> {
    /// Whether rows of nothing but `Kabupaten` and `Kota` head those below them: both are there, and every
    /// name below them that can be only one of the two is the one that its heading says.
    fn headings(&self, rows: usize) -> bool {
        let mut below = [0_usize; 2];
        let mut heading = Said::Nothing;
        for at in 0..rows {
            let row = self.row(at);
            if let Some(said) = row.heading() {
                heading = said;
                continue;
            }
            let hits = row.name.map_or(&[][..], |name| &name.hits);
            let kinds: Vec<Kind> =
                hits.iter().map(|at| self.list.kind(*at)).filter(|kind| kind.level() == Level::Kabkota).collect();
            let [kind] = kinds.as_slice() else {
                continue;
            };
            match heading {
                Said::Kabupaten | Said::Kota if !heading.allows(*kind) => return false,
                Said::Kabupaten => below[0] += 1,
                Said::Kota => below[1] += 1,
                _ => {}
            }
        }
        below.iter().all(|count| *count >= NAMES_BELOW_A_HEADING)
    }

    fn regions(&self) -> impl Iterator<Item = (usize, &Read)> {
        self.read.iter().enumerate().filter(|(_, column)| column.role == Role::Region)
    }

    /// What the names as a whole tell.
    fn survey(&mut self) {
        let mut only = [0; 3];
        let (mut coarse, mut unknown, mut smaller, mut numbered) = (0, 0, 0, false);
        let mut with_kind = Vec::new();
        for (_, column) in self.regions() {
            for cell in &column.cells {
                let levels: Vec<Level> = cell.hits.iter().map(|hit| self.list.level(*hit)).collect();
                if let (Some(first), None) = (levels.first(), cell.note) {
                    let twin = self.list.deepest() == Level::Province && names::TWINS.contains(&cell.core.as_str());
                    let one = levels.iter().all(|level| level == first) && !(twin && cell.said == Said::Nothing);
                    coarse += usize::from(levels.iter().any(|level| *level < Level::Kecamatan));
                    // `Kec. Coblong` says nothing of what names without the word mean.
                    let one = one && cell.said != Said::Kecamatan;
                    if let Some(count) = only.get_mut(*first as usize).filter(|_| one) {
                        *count += 1;
                    }
                    if cell.said != Said::Nothing {
                        with_kind.extend(cell.hits.iter().copied());
                    }
                    numbered |= cell.number.is_some_and(|number| number < 11);
                }
                smaller += usize::from(cell.note == Some(Aside::Smaller) || !cell.other_kind.is_empty());
                unknown += usize::from(
                    cell.note.is_none() && cell.has_words() && cell.hits.is_empty() && cell.other_kind.is_empty(),
                );
                // A code of one level counts as a name of it, and one below the list as a smaller region.
                if let Some(code) = cell.code.as_ref().filter(|_| cell.hits.is_empty()) {
                    if code.digits.iter().all(|digits| digits.len() == 2) {
                        only[0] += 1;
                    } else {
                        smaller += usize::from(self.list.deepest() == Level::Province);
                    }
                }
            }
        }
        with_kind.sort_unstable();
        with_kind.dedup();
        self.only = only;
        self.coarse = coarse;
        self.unknown = unknown;
        self.smaller = smaller;
        self.numbered = numbered;
        self.said_with_kind = with_kind;
    }

    /// What a row says.
    pub(super) fn row(&self, at: usize) -> Row<'_> {
        let mut row = Row {
            name: None,
            name_text: "",
            codes: Vec::new(),
            kind: Said::Nothing,
            headed: false,
            around: Vec::new(),
            strange: false,
            accepted: None,
            level: None,
        };
        // Where the columns of the region are empty, the row is of the finest region around: a subtotal.
        let filled = |role: Role| {
            self.read
                .iter()
                .filter(move |column| column.role == role)
                .filter(|column| column.cell(at).is_some_and(|cell| *cell != Cell::default()))
        };
        let stand_in = if filled(Role::Region).next().is_some() {
            None
        } else {
            filled(Role::Around).map(|column| column.level).max()
        };
        for (index, column) in self.read.iter().enumerate() {
            let Some(cell) = column.cell(at).filter(|cell| **cell != Cell::default()) else {
                continue;
            };
            let text = self.columns.get(index).and_then(|column| column.cells.get(at)).copied().unwrap_or_default();
            let role =
                if column.role == Role::Around && stand_in == Some(column.level) { Role::Region } else { column.role };
            match role {
                Role::Other => {}
                Role::Kind => row.kind = columns::kind_alone(cell).unwrap_or(row.kind),
                Role::Around => {
                    let mut places = cell.hits.clone();
                    if let Some(code) = cell.code.as_ref().filter(|_| places.is_empty()) {
                        places = self.possible(code, index);
                    }
                    if let (true, Some(number)) = (places.is_empty(), cell.number) {
                        places = self.numbered(number);
                    }
                    if !places.is_empty() {
                        row.around.push(places);
                    }
                }
                Role::Region => {
                    row.level = row.level.or(column.header_level);
                    if row.accepted.is_none() {
                        row.accepted = alias(text, self.options.aliases);
                    }
                    if let Some(code) = &cell.code {
                        row.codes.push((code, index));
                    }
                    row.strange |= cell.note == Some(Aside::Strange);
                    let words = cell.has_words() || cell.note == Some(Aside::KindWord);
                    if (words || cell.note.is_some_and(|note| note != Aside::Strange)) && row.name.is_none() {
                        row.name = Some(cell);
                        row.name_text = text;
                    }
                    if !cell.around.is_empty() {
                        row.around.push(cell.around.clone());
                    }
                }
            }
        }
        row
    }

    /// Whether a region is one of those, lies in one, or, where `formerly`, lay in one.
    pub(super) fn lies_in(&self, region: usize, around: &[usize], formerly: bool) -> bool {
        self.list.lineage(region).any(|at| around.contains(&at))
            || formerly
                && self.list.lineage(region).last().and_then(|at| self.list.region(at)).is_some_and(|province| {
                    around
                        .iter()
                        .filter_map(|at| self.list.region(*at))
                        .any(|before| before.kind == Kind::Province && was_in(&province.code, &before.code))
                })
    }

    fn judge(&self, row: &Row<'_>) -> Verdict {
        if let Some(code) = row.accepted {
            return self
                .list
                .position(code, System::Kemendagri)
                .map_or(Verdict::Unmatched(Why::BadAlias), Verdict::Matched);
        }
        if let Some(cell) = row.name {
            match cell.note {
                Some(Aside::Country) => return Verdict::Total(Why::Country),
                Some(Aside::Islands) => return Verdict::Total(Why::IslandGroup),
                Some(Aside::Sum) => return Verdict::Total(Why::Sum),
                Some(Aside::Former) => return Verdict::Unmatched(Why::FormerProvince),
                Some(Aside::Smaller) => return Verdict::Unmatched(Why::SmallerRegion),
                Some(Aside::KindWord) => {
                    let may_be_name = row.level == Some(Level::Kecamatan) || !row.codes.is_empty();
                    if cell.hits.is_empty() || !may_be_name {
                        return if row.codes.is_empty() { Verdict::Unmatched(Why::Heading) } else { self.by_code(row) };
                    }
                }
                Some(Aside::Strange) | None => {}
            }
            if !cell.hits.is_empty() {
                return self.by_name(row, cell);
            }
            if !cell.other_kind.is_empty() {
                let candidates = self.within(&cell.other_kind, row);
                return Verdict::Proposed { why: Why::KindAgainstName, candidates };
            }
            return self.by_unknown_name(row, cell);
        }
        if row.codes.is_empty() {
            return if row.strange { Verdict::Unmatched(Why::UnknownCode) } else { Verdict::Empty };
        }
        self.by_code(row)
    }

    /// The candidates that lie in what the row says is around them, or all when none does.
    fn within(&self, candidates: &[usize], row: &Row<'_>) -> Vec<usize> {
        let inside: Vec<usize> = candidates
            .iter()
            .copied()
            .filter(|region| row.around.iter().all(|around| self.lies_in(*region, around, true)))
            .collect();
        let mut out = if inside.is_empty() { candidates.to_vec() } else { inside };
        out.truncate(MOST_CANDIDATES);
        out
    }

    fn by_name(&self, row: &Row<'_>, cell: &Cell) -> Verdict {
        let mut set = cell.hits.clone();
        // Kind.
        if row.kind != Said::Nothing {
            let fitting: Vec<usize> =
                set.iter().copied().filter(|region| row.kind.allows(self.list.kind(*region))).collect();
            if !fitting.is_empty() {
                set = fitting;
            } else if !row.headed {
                return ambiguous(Why::KindAgainstName, set);
            }
        }
        // Around.
        for formerly in [false, true] {
            let fitting: Vec<usize> = set
                .iter()
                .copied()
                .filter(|region| row.around.iter().all(|around| self.lies_in(*region, around, formerly)))
                .collect();
            if !fitting.is_empty() {
                // What a province was part of does not tell twins apart.
                if formerly && fitting.len() < set.len() && set.len() > 1 {
                    return ambiguous(Why::AroundAgainstName, set);
                }
                set = fitting;
                break;
            }
            if formerly {
                return ambiguous(Why::AroundAgainstName, set);
            }
        }
        // Codes.
        if row.strange && row.codes.is_empty() && row.name.is_some_and(|name| name.note != Some(Aside::Strange)) {
            return ambiguous(Why::CodeAgainstName, set);
        }
        for (code, column) in &row.codes {
            let coded = self.possible(code, *column);
            let mut fitting: Vec<usize> = set.iter().copied().filter(|region| coded.contains(region)).collect();
            if fitting.is_empty() {
                // The other system, where the name is there: the name and the code agree on it.
                let meant = self.meant(code, *column);
                let decided = !code.dotted && self.system_of(code, *column).is_some();
                let other = union(meant.kemendagri, meant.bps);
                fitting = set.iter().copied().filter(|region| !decided && other.contains(region)).collect();
            }
            if fitting.is_empty() {
                return ambiguous(Why::CodeAgainstName, union(set, coded));
            }
            set = fitting;
        }
        // A number beside a province's name is its code, unless the numbers count the rows.
        if let Some(number) = cell.number.filter(|_| set.iter().all(|at| self.list.level(*at) == Level::Province)) {
            if !self.numbered {
                let provinces = self.numbered(number);
                let fitting: Vec<usize> = set.iter().copied().filter(|at| provinces.contains(at)).collect();
                if fitting.is_empty() {
                    return ambiguous(Why::CodeAgainstName, union(set, provinces));
                }
                set = fitting;
            }
            if let [only] = set.as_slice() {
                return Verdict::Matched(*only);
            }
        }
        self.of_level(row, cell, &set)
    }

    /// The one candidate of the level that the column or the row has.
    fn of_level(&self, row: &Row<'_>, cell: &Cell, set: &[usize]) -> Verdict {
        let level = row.level;
        let of = |level: Level| -> Vec<usize> {
            set.iter().copied().filter(|region| self.list.level(*region) == level).collect()
        };
        let (provinces, kabkota, kecamatan) = (of(Level::Province), of(Level::Kabkota), of(Level::Kecamatan));
        let [only_p, only_k, only_c] = self.only;
        let said = cell.said != Said::Nothing || !row.codes.is_empty() || row.kind != Said::Nothing;
        let around = row.around.iter().filter_map(|around| around.iter().map(|at| self.list.level(*at)).min()).max();

        // A kecamatan beside a coarser region of the same name.
        let mut coarse = union(provinces.clone(), kabkota.clone());
        if !kecamatan.is_empty() {
            let chosen = said && coarse.is_empty()
                || level == Some(Level::Kecamatan)
                || level.is_none() && around == Some(Level::Kabkota)
                || level.is_none() && only_c > 0 && only_c >= LEVEL_MAJORITY * self.coarse;
            let coarser = level.is_some_and(|level| level < Level::Kecamatan) || self.coarse >= LEVEL_MAJORITY * only_c;
            if chosen {
                return one_of(Why::SeveralRegions, kecamatan);
            }
            if coarse.is_empty() {
                return if coarser {
                    ambiguous(Why::OtherLevel, kecamatan)
                } else {
                    one_of(Why::SeveralRegions, kecamatan)
                };
            }
            if !coarser {
                return ambiguous(Why::OtherLevel, union(coarse, kecamatan));
            }
        }
        if !provinces.is_empty() && !said {
            let twin = !kabkota.is_empty()
                || self.list.deepest() == Level::Province && names::TWINS.contains(&cell.core.as_str());
            if twin {
                let spelled = kabkota.iter().any(|region| self.said_with_kind.contains(region));
                let all_provinces = only_p > self.unknown + 4 * (only_k + only_c + self.smaller) && !spelled;
                if level == Some(Level::Province) || level.is_none() && all_provinces {
                    return one_of(Why::ProvinceOrCity, provinces);
                }
                // Inside the province of its name, in a column without provinces, it is the city.
                if around == Some(Level::Province) && only_p == 0 && only_k > 0 && !spelled {
                    return one_of(Why::SeveralRegions, kabkota);
                }
                return ambiguous(Why::ProvinceOrCity, coarse);
            }
        }
        if coarse.len() > 1 && provinces.len() == 1 && level == Some(Level::Province) {
            coarse = provinces;
        }
        if let ([only], Said::Nothing) = (coarse.as_slice(), cell.said)
            && row.codes.is_empty()
            && row.kind == Said::Nothing
            && self.list.level(*only) == Level::Kabkota
            && self.said_with_kind.contains(only)
            && self.list.called(&cell.core).iter().any(|entry| entry.only_with_kind)
        {
            // `Pontianak` beside `Kota Pontianak`: before it was renamed, Mempawah was called that.
            let all = self.list.called(&cell.core).iter().map(|entry| entry.region).collect();
            return ambiguous(Why::SeveralRegions, all);
        }
        one_of(Why::SeveralRegions, coarse)
    }

    fn by_unknown_name(&self, row: &Row<'_>, cell: &Cell) -> Verdict {
        // In a column of kecamatan, `Kota` is part of the name.
        let whole = row.level == Some(Level::Kecamatan) && cell.said != Said::Kecamatan;
        let core = if whole { names::key(row.name_text) } else { cell.core.clone() };
        let said = match row.kind {
            Said::Nothing if whole => Said::Nothing,
            Said::Nothing => cell.said,
            kind => kind,
        };
        let left = self.nearness_left.get();
        let level = row.level;
        let [only_p, only_k, only_c] = self.only;
        let with_kecamatan = said == Said::Kecamatan || level == Some(Level::Kecamatan) || only_c > only_p + only_k;
        let fits = |region: usize| {
            said.allows(self.list.kind(region))
                && (with_kecamatan || self.list.level(region) < Level::Kecamatan)
                && row.around.iter().all(|around| self.lies_in(region, around, true))
        };
        let near = if left == 0 {
            Vec::new()
        } else {
            self.nearness_left.set(left - 1);
            nearest(self.list, &core, &names::words(row.name_text), &fits)
        };
        if !row.codes.is_empty() {
            let verdict = self.by_code(row);
            return match verdict {
                // The code is certain, and the misspelled name comes nearest to the same region.
                Verdict::Matched(region) if self.named_alike(region, &near) && said.allows(self.list.kind(region)) => {
                    Verdict::Matched(region)
                }
                Verdict::Matched(region) => {
                    Verdict::Proposed { why: Why::CodeAgainstName, candidates: union(vec![region], near) }
                }
                Verdict::Ambiguous { why, candidates } => Verdict::Ambiguous { why, candidates },
                _ if near.is_empty() => Verdict::Unmatched(Why::UnknownName),
                _ => Verdict::Proposed { why: Why::UnknownName, candidates: near },
            };
        }
        if near.is_empty() {
            Verdict::Unmatched(Why::UnknownName)
        } else {
            Verdict::Proposed { why: Why::UnknownName, candidates: near }
        }
    }

    /// Whether a region is the nearest one, or its namesake.
    fn named_alike(&self, region: usize, near: &[usize]) -> bool {
        let name = |at: usize| self.list.region(at).map(|region| &region.name);
        near.contains(&region) && near.first().is_some_and(|first| name(*first) == name(region))
    }

    fn by_code(&self, row: &Row<'_>) -> Verdict {
        let mut set: Option<Vec<usize>> = None;
        let mut certain = false;
        for (code, column) in &row.codes {
            let (coded, sure) = self.candidates(code, *column);
            if coded.is_empty() {
                let known = code.digits.iter().any(|digits| {
                    let above = |length: usize| digits.get(..length).unwrap_or_default();
                    let deepest = self.list.deepest();
                    [System::Kemendagri, System::Bps].into_iter().any(|system| {
                        digits.len() > 2
                            && deepest == Level::Province
                            && self.list.by_digits(above(2), system).is_some()
                            || digits.len() > 4
                                && deepest == Level::Kabkota
                                && self.list.by_digits(above(4), system).is_some()
                    })
                });
                return Verdict::Unmatched(if known { Why::SmallerRegion } else { Why::UnknownCode });
            }
            certain |= sure;
            set = Some(match set {
                None => coded,
                Some(before) => {
                    let both: Vec<usize> = before.iter().copied().filter(|region| coded.contains(region)).collect();
                    if both.is_empty() {
                        return ambiguous(Why::TwoSystems, union(before, coded));
                    }
                    // Two codes that agree on one region leave no doubt of the system.
                    certain |= both.len() == 1;
                    both
                }
            });
        }
        let mut set = set.unwrap_or_default();
        if !row.around.is_empty() || row.kind != Said::Nothing {
            let fitting: Vec<usize> = set
                .iter()
                .copied()
                .filter(|region| {
                    row.around.iter().all(|around| self.lies_in(*region, around, true))
                        && row.kind.allows(self.list.kind(*region))
                })
                .collect();
            if fitting.is_empty() {
                return ambiguous(Why::AroundAgainstName, set);
            }
            certain |= fitting.len() < set.len();
            set = fitting;
        }
        match set.as_slice() {
            [only] if certain => Verdict::Matched(*only),
            _ => {
                let lost = row.codes.iter().any(|(code, _)| code.zeros == Zeros::Lost);
                ambiguous(if lost { Why::LostZero } else { Why::TwoSystems }, set)
            }
        }
    }
}

fn ambiguous(why: Why, mut candidates: Vec<usize>) -> Verdict {
    candidates.truncate(MOST_CANDIDATES);
    Verdict::Ambiguous { why, candidates }
}

fn one_of(why: Why, candidates: Vec<usize>) -> Verdict {
    match candidates.as_slice() {
        [only] => Verdict::Matched(*only),
        _ => ambiguous(why, candidates),
    }
}

pub(super) fn union(mut one: Vec<usize>, other: Vec<usize>) -> Vec<usize> {
    for region in other {
        if !one.contains(&region) {
            one.push(region);
        }
    }
    one
}

/// The accepted code for a value: by its exact text first, then by its folded text.
fn alias<'a>(value: &str, aliases: &'a [(String, String)]) -> Option<&'a str> {
    if aliases.is_empty() {
        return None;
    }
    aliases
        .iter()
        .find(|(written, _)| written == value)
        .or_else(|| aliases.iter().find(|(written, _)| fold(written) == fold(value)))
        .map(|(_, code)| code.as_str())
}

/// Provinces and those they were part of, within living memory (1950s to 2022).
const WAS_IN: &[(&str, &[&str])] = &[
    ("19", &["16"]),
    ("21", &["14"]),
    ("36", &["32"]),
    ("65", &["64"]),
    ("75", &["71"]),
    ("76", &["73"]),
    ("82", &["81"]),
    ("92", &["91"]),
    ("93", &["91"]),
    ("94", &["91"]),
    ("95", &["91"]),
    ("96", &["92", "91"]),
];

/// Whether a province was part of another.
fn was_in(province: &str, before: &str) -> bool {
    by_code(before).is_some() && WAS_IN.iter().any(|(now, then)| *now == province && then.contains(&before))
}
