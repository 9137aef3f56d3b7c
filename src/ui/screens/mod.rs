//! One file or folder per screen.

pub mod catalogue;
pub mod dataset;
pub mod figure;
pub mod home;
pub mod story;
pub mod table;

/// A safe file name of a title, without its ending.
pub fn file_name(title: &str, otherwise: &str) -> String {
    let safe: String =
        title.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).take(60).collect();
    let name = safe.to_lowercase().split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if name.is_empty() { otherwise.to_owned() } else { name }
}
