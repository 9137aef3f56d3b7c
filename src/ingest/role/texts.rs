//! Words that are no names of regions: groups, free text, other codes.

use crate::base::note::{Note, NoteCode};
use crate::table::{Reading, Role, RoleVerdict};

use super::vocabulary;
use super::{Sheet, header_says};

/// Texts longer than this on average are sentences.
const SENTENCE: f64 = 60.0;

/// A table longer than this has no row labels but records.
const LABELLED: u32 = 120;

impl Sheet<'_> {
    /// The role of a column of words or codes.
    #[inline(never)]
    pub(super) fn text(&self, at: usize) -> RoleVerdict {
        let column = &self.columns[at];
        let profile = &column.profile;
        let distinct = |code: NoteCode| Note {
            count: u64::from(profile.filled),
            ..Note::once(code, [profile.distinct.to_string()])
        };
        let group = column.header.word(vocabulary::GROUP);
        let repeats = profile.distinct * 2 <= profile.filled as usize;
        if column.reading == Reading::Code {
            if let Some(word) = group
                && repeats
                && vocabulary::code_word(&column.header).is_none()
            {
                return RoleVerdict::new(Role::Category, header_says(word)).or(Role::CodeOther);
            }
            let why = match vocabulary::code_word(&column.header) {
                Some(word) => header_says(word),
                None => column.cells(profile.filled),
            };
            return RoleVerdict::new(Role::CodeOther, why);
        }
        let is_word = |text: &str| text.len() <= 20 && !text.contains(' ');
        if let Some(word) = column.header.word("kode code kd codes")
            && profile.share(is_word) >= 1.0
        {
            return RoleVerdict::new(Role::CodeOther, header_says(word)).or(Role::Category);
        }
        // The first word is what a name is about: the state of a road is none of its texts.
        let first = column.header.leaf.first().is_some_and(|word| vocabulary::has(vocabulary::GROUP, word));
        if let Some(word) = column.header.word(vocabulary::FREE_TEXT)
            && !(first && repeats)
        {
            return RoleVerdict::new(Role::Text, header_says(word)).or(Role::Category);
        }
        if let Some(word) = group
            && profile.mean_length() <= SENTENCE
        {
            return RoleVerdict::new(Role::Category, header_says(word)).or(Role::Text);
        }
        if repeats && profile.mean_length() <= SENTENCE {
            return RoleVerdict::new(Role::Category, distinct(NoteCode::RoleDistinct)).or(Role::Text);
        }
        let first_words =
            self.columns.iter().position(|other| other.reading == Reading::Text && other.profile.filled > 0);
        let numbers = self.columns.iter().filter(|other| other.is_number()).count();
        // A name beside numbers is one of a shop or a school.
        let label = !vocabulary::says_name(&column.header);
        if first_words == Some(at)
            && label
            && numbers > 0
            && profile.filled <= LABELLED
            && profile.mean_length() <= SENTENCE
        {
            return RoleVerdict::new(Role::Category, Note::once(NoteCode::RoleLabels, [])).or(Role::Text);
        }
        RoleVerdict::new(Role::Text, distinct(NoteCode::RoleManyTexts))
    }
}
