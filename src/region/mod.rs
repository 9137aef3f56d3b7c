//! Indonesian regions: codes and names of provinces, kabupaten and kota, and kecamatan, and resolving the
//! rows of a table to them.
//!
//! The resolver never guesses: a row is matched by an exact name (after folding and spelling out usual
//! abbreviations) or a code whose system is certain; otherwise it is reported as ambiguous or unmatched,
//! with a reason and, where a name is near, a proposal that a person may accept as an alias.
//!
//! [`Gazetteer`] is the list compared with. [`Gazetteer::resolve_table`] judges whole rows (names, codes, kinds,
//! what the region lies in), one [`Verdict`] each; a [`MatchReport`] tells those verdicts value by value, as a
//! person sees them before a map ([`Gazetteer::resolve`], [`Gazetteer::resolve_rows`]).

use serde::{Deserialize, Serialize};

mod aliases;
mod cell;
mod code;
mod columns;
mod gazetteer;
mod judge;
mod known;
mod names;
mod near;
mod provinces;
mod report;
mod splits;
mod systems;

#[cfg(test)]
mod tests;

pub use aliases::{Accepted, read_aliases, write_aliases};
pub use columns::Role;
pub use gazetteer::{Gazetteer, Kind, Region};
pub use known::known_codes;
pub use provinces::{PROVINCES, Province, among_34, by_bps, by_code, by_iso};
pub use report::resolve;
pub use splits::{SPLITS, Split, splits_within};

/// How fine a division of the country is, the coarsest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The 38 provinces.
    Province,
    /// The 514 kabupaten and kota.
    Kabkota,
    /// The 7,285 kecamatan.
    Kecamatan,
}

/// A column of a table, as written.
#[derive(Clone, Debug, Default)]
pub struct Column<'a> {
    /// Its name; empty when unknown.
    pub header: &'a str,
    /// Its cells, one per row.
    pub cells: Vec<&'a str>,
}

/// What is known of the regions beside the table, by its headers or by a person.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The level of the regions.
    pub level: Option<Level>,
    /// The system of the codes.
    pub system: Option<System>,
    /// Matches that a person accepted: (value as written, Kemendagri code).
    pub aliases: &'a [(String, String)],
}

/// What became of one row; regions are positions in [`Gazetteer::regions`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The row names no region.
    Empty,
    /// One region, without doubt.
    Matched(usize),
    /// Several regions, or evidence that contradicts itself; to be asked.
    Ambiguous {
        /// Why it is not decided.
        why: Why,
        /// What it can be.
        candidates: Vec<usize>,
    },
    /// No region, but something near; to be confirmed.
    Proposed {
        /// Why it is not matched.
        why: Why,
        /// What is near, the nearest first.
        candidates: Vec<usize>,
    },
    /// No region.
    Unmatched(Why),
    /// A total, set aside.
    Total(Why),
}

/// What became of a table's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableMatch {
    /// One verdict for each row.
    pub verdicts: Vec<Verdict>,
    /// The system of the regions' codes, where it mattered and was decided.
    pub system: Option<System>,
    /// What each column is.
    pub roles: Vec<Role>,
}

impl TableMatch {
    /// Regions that have several rows with the same other key (a year, say; none when the slice is short):
    /// positions of the region and of its rows, in the order of the regions and then of the first row.
    pub fn duplicated(&self, keys: &[&str]) -> Vec<(usize, Vec<usize>)> {
        let mut rows: std::collections::BTreeMap<(usize, &str), Vec<usize>> = std::collections::BTreeMap::new();
        for (row, verdict) in self.verdicts.iter().enumerate() {
            if let Verdict::Matched(region) = verdict {
                rows.entry((*region, keys.get(row).copied().unwrap_or_default())).or_default().push(row);
            }
        }
        let mut out: Vec<(usize, Vec<usize>)> =
            rows.into_iter().filter(|(_, rows)| rows.len() > 1).map(|((region, _), rows)| (region, rows)).collect();
        out.sort();
        out
    }

    /// The rows that did not match and are no totals, with their verdicts.
    pub fn open(&self) -> impl Iterator<Item = (usize, &Verdict)> {
        let is_open = |verdict: &Verdict| {
            matches!(verdict, Verdict::Ambiguous { .. } | Verdict::Proposed { .. } | Verdict::Unmatched(_))
        };
        self.verdicts.iter().enumerate().filter(move |(_, verdict)| is_open(verdict))
    }
}

impl Gazetteer {
    /// Resolves every row of a table, whichever of its columns name regions.
    ///
    /// The system of codes is decided once for a column, by what cannot be doubted: a code that only one
    /// system has (93 Kemendagri, 97 BPS), a code with its name beside it, the header, or an accepted
    /// match of one such code. Where that is missing or contradicts itself, codes that mean different
    /// regions in the two systems are ambiguous; all others are certain.
    pub fn resolve_table(&self, columns: &[Column<'_>], options: &Options<'_>) -> TableMatch {
        judge::table(self, columns, options)
    }
}

/// What became of a column's values when matched with the regions of one level.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MatchReport {
    /// Distinct values that matched: (value, Kemendagri code).
    pub matched: Vec<(String, String)>,
    /// Distinct values that did not match, with the nearest official name if one is near.
    pub unmatched: Vec<(String, Option<String>)>,
    /// Values that could be several regions: (value, candidate codes).
    pub ambiguous: Vec<(String, Vec<String>)>,
    /// Several values that matched the same region: (code, values).
    pub duplicated: Vec<(String, Vec<String>)>,
    /// Values that are totals (Indonesia, Jumlah, an island group) and were set aside.
    pub totals: Vec<String>,
    /// Why each value that did not match was set aside, in the order of the column.
    #[serde(default)]
    pub why: Vec<(String, Why)>,
    /// The system of the codes, where it mattered and was decided.
    #[serde(default)]
    pub system: Option<System>,
}

impl MatchReport {
    /// The Kemendagri code that a value matched.
    pub fn code_of(&self, value: &str) -> Option<&str> {
        self.matched.iter().find(|(written, _)| written == value).map(|(_, code)| code.as_str())
    }

    /// Why a value did not match.
    pub fn why_of(&self, value: &str) -> Option<Why> {
        self.why.iter().find(|(written, _)| written == value).map(|(_, why)| *why)
    }

    /// How many different regions matched.
    pub fn regions(&self) -> usize {
        let mut codes: Vec<&str> = self.matched.iter().map(|(_, code)| code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.len()
    }
}

/// The two official systems of region codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum System {
    /// Ministry of Home Affairs.
    Kemendagri,
    /// Statistics Indonesia.
    Bps,
}

/// Why a value did not match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Why {
    /// Nothing by that name.
    UnknownName,
    /// A code that neither system has.
    UnknownCode,
    /// A region of a finer level than those asked for.
    SmallerRegion,
    /// A code that means different regions in the two systems, and nothing in the column decides.
    TwoSystems,
    /// The code and the name beside it mean different regions.
    CodeAgainstName,
    /// The name of a province and of a city, and nothing in the column decides.
    ProvinceOrCity,
    /// The whole country.
    Country,
    /// An island group.
    IslandGroup,
    /// A province that is no longer part of Indonesia (Timor Timur).
    FormerProvince,
    /// The accepted match names a region that does not exist.
    BadAlias,
    /// Several regions have this name.
    SeveralRegions,
    /// The name is that of a kabupaten, the word beside it says kota, or the reverse.
    KindAgainstName,
    /// The region does not lie in what the row says is around it.
    AroundAgainstName,
    /// A code that a spreadsheet took a zero from.
    LostZero,
    /// The name of a region of another level than the rest of the column.
    OtherLevel,
    /// A region of a coarser level among the others, as subtotals are.
    LargerRegion,
    /// A total over a region.
    Sum,
    /// A heading between rows.
    Heading,
}
