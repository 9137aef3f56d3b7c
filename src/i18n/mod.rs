//! The message catalogue: every word a person sees, in Indonesian and in English.
//!
//! A message is a constant with both texts, so a missing translation does not compile. Placeholders
//! are `{name}`; `{name:one|other}` picks a form by whether the argument is "1" (Indonesian needs no
//! plural, English two forms). One file per room of the page.

use crate::base::lang::Lang;

pub mod chart;
pub mod checks;
pub mod common;
pub mod dataset;
pub mod export;
pub mod extent;
pub mod figure;
pub mod finding;
pub mod kinds;
pub mod layers;
pub mod map;
pub mod narrative;
pub mod notation;
pub mod notes;
pub mod outlines;
pub mod overview;
pub mod places;
pub mod portal;
pub mod poster;
pub mod problems;
pub mod proposals;
pub mod quality;
pub mod remarks;
pub mod screens;
pub mod story;
pub mod streets;
pub mod style;
pub mod table;
pub mod ways;

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    /// Indonesian.
    pub id: &'static str,
    /// English.
    pub en: &'static str,
}

impl Message {
    /// The text in a language, placeholders unfilled.
    pub const fn text(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Id => self.id,
            Lang::En => self.en,
        }
    }

    /// The text with its placeholders filled; an unknown placeholder stays as written.
    pub fn with(self, lang: Lang, args: &[(&str, &str)]) -> String {
        fill(self.text(lang), |name| args.iter().find(|(key, _)| *key == name).map(|(_, value)| *value))
    }

    /// The text with `{0}`, `{1}` … filled from a list.
    pub fn with_list(self, lang: Lang, args: &[String]) -> String {
        fill(self.text(lang), |name| name.parse::<usize>().ok().and_then(|index| args.get(index)).map(String::as_str))
    }
}

/// Fills the placeholders of one text.
fn fill<'a>(text: &str, lookup: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((inside, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let (name, forms) = inside.split_once(':').map_or((inside, None), |(name, forms)| (name, Some(forms)));
        match (lookup(name), forms.and_then(|forms| forms.split_once('|'))) {
            (Some(value), Some((one, other))) => out.push_str(if value == "1" { one } else { other }),
            (Some(value), None) => out.push_str(value),
            (None, _) => {
                out.push('{');
                out.push_str(inside);
                out.push('}');
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Declares messages: `NAME: "Indonesian" / "English";` becomes a public constant, and `ALL` lists
/// them for the tests.
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident: $id:literal / $en:literal;)*) => {
        $(
            $(#[$doc])*
            #[doc = concat!("\"", $en, "\"")]
            pub const $name: $crate::i18n::Message = $crate::i18n::Message { id: $id, en: $en };
        )*
        /// Every message of this file with its name.
        pub const ALL: &[(&str, $crate::i18n::Message)] = &[$((stringify!($name), $name)),*];
    };
}
pub(crate) use messages;

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(text: &str) -> Vec<String> {
        let mut found: Vec<String> = text
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(inside, _)| inside.to_owned())
            // Which of two forms a word takes is one language's own business.
            .filter(|inside| !inside.contains(':'))
            .collect();
        found.sort();
        found.dedup();
        found
    }

    #[test]
    fn every_message_has_the_same_placeholders_in_both_languages() {
        let all = [
            chart::ALL,
            checks::ALL,
            common::ALL,
            dataset::ALL,
            extent::ALL,
            map::ALL,
            notes::ALL,
            overview::ALL,
            portal::ALL,
            problems::ALL,
            quality::ALL,
            proposals::ALL,
            screens::ALL,
            story::ALL,
            table::ALL,
            ways::ALL,
            figure::ALL,
            finding::ALL,
            kinds::ALL,
            narrative::ALL,
        ];
        for (name, message) in all.into_iter().flatten() {
            assert!(!message.id.trim().is_empty() && !message.en.trim().is_empty(), "{name} is empty");
            assert_eq!(placeholders(message.id), placeholders(message.en), "{name}");
        }
    }

    #[test]
    fn placeholders_are_filled_and_plural_forms_picked() {
        let rows = Message { id: "{n} baris", en: "{n} {n:row|rows}" };
        assert_eq!(rows.with(Lang::En, &[("n", "1")]), "1 row");
        assert_eq!(rows.with(Lang::En, &[("n", "2")]), "2 rows");
        assert_eq!(rows.with(Lang::Id, &[("n", "2")]), "2 baris");
        assert_eq!(rows.with(Lang::Id, &[]), "{n} baris");
    }
}
