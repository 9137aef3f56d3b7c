//! Indonesian regions: codes and names of the 38 provinces, and resolving a column to them.
//!
//! The resolver never guesses: a value is matched by an exact name (after folding and spelling out
//! usual abbreviations) or a code whose system is certain; otherwise it is reported as ambiguous or
//! unmatched, with a reason and, where a name is near, a proposal that a person may accept as an alias.

use serde::{Deserialize, Serialize};

mod names;
mod provinces;
mod resolve;

#[cfg(test)]
mod tests;

pub use provinces::{PROVINCES, Province, by_bps, by_code, by_iso};
pub use resolve::{resolve, resolve_with};

/// What became of a column's values when matched with the provinces.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MatchReport {
    /// Distinct values that matched: (value, Kemendagri province code).
    pub matched: Vec<(String, String)>,
    /// Distinct values that did not match, with the nearest official name if one is near.
    pub unmatched: Vec<(String, Option<String>)>,
    /// Values that could be several provinces, or a province and a city: (value, candidate codes).
    pub ambiguous: Vec<(String, Vec<String>)>,
    /// Several values that matched the same province: (code, values).
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

    /// How many different provinces matched.
    pub fn provinces(&self) -> usize {
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

/// Why a value did not match a province.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Why {
    /// Nothing by that name.
    UnknownName,
    /// A code that neither system has.
    UnknownCode,
    /// A regency, city, district or village, not a province.
    SmallerRegion,
    /// A code that means different provinces in the two systems, and nothing in the column decides.
    TwoSystems,
    /// The code and the name beside it mean different provinces.
    CodeAgainstName,
    /// The name of a province and of a city, and nothing in the column decides.
    ProvinceOrCity,
    /// The whole country.
    Country,
    /// An island group.
    IslandGroup,
    /// A province that is no longer part of Indonesia (Timor Timur).
    FormerProvince,
    /// The accepted match names a province that does not exist.
    BadAlias,
}

/// What is known of a column beside its values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// The header says that the column holds provinces.
    pub provinces: bool,
    /// The header names the system of the codes.
    pub system: Option<System>,
}
