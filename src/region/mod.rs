//! Indonesian regions: codes and names of the 38 provinces, and resolving a column to them.

use serde::{Deserialize, Serialize};

/// What became of a column's values when matched with the provinces.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MatchReport {
    /// Distinct values that matched: (value, Kemendagri province code).
    pub matched: Vec<(String, String)>,
    /// Distinct values that did not match, with the nearest official name if one is near.
    pub unmatched: Vec<(String, Option<String>)>,
    /// Values that could be several provinces: (value, candidate codes).
    pub ambiguous: Vec<(String, Vec<String>)>,
    /// Several values that matched the same province: (code, values).
    pub duplicated: Vec<(String, Vec<String>)>,
    /// Values that are totals (Indonesia, Jumlah) and were set aside.
    pub totals: Vec<String>,
}
