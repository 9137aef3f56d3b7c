//! The two languages of the page.

use serde::{Deserialize, Serialize};

/// A language a person can read Jelajah in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Indonesian, the first language.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// Both, in the order of the language menu.
    pub const ALL: [Self; 2] = [Self::Id, Self::En];

    /// The BCP 47 tag, as in `<html lang>` and `?lang=`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// The language of a tag such as `id-ID` or `en`, or `None` for any other.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Self::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }
}
