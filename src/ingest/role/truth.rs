//! Yes and no: pairs of words, ticks, and the numbers 0 and 1 where a header asks a question.

use crate::base::note::{Note, NoteCode};
use crate::base::text::trim;
use crate::table::{Reading, Role, RoleVerdict};

use super::vocabulary::has;
use super::{Column, header_says};

/// Words for yes and the words for no that stand beside them, in small letters.
const PAIRS: &[(&[&str], &[&str])] = &[
    (&["ya", "y", "iya"], &["tidak", "t", "tdk", "bukan", "tak", "belum", "n"]),
    (&["yes", "y"], &["no", "n"]),
    (&["true", "t"], &["false", "f"]),
    (&["benar", "betul"], &["salah"]),
    (&["ada", "tersedia"], &["tidak ada", "tdk ada", "tak ada", "tidak", "belum ada", "tidak tersedia"]),
    (&["aktif", "active"], &["nonaktif", "non aktif", "non-aktif", "tidak aktif", "tdk aktif", "inactive", "pasif"]),
    (&["sudah"], &["belum"]),
    (&["v", "✓", "✔", "√", "☑", "✅"], &["x", "✗", "✘", "×", "☒", "❌"]),
];

/// Signs that are nothing but ticks.
const TICKS: &[&str] = &["✓", "✔", "√", "☑", "✅"];

/// First words of headers that ask a question, and words that stand in such headers.
const ASKS: &str = "is has apakah ada punya memiliki mempunyai berizin";
const STATES: &str = "aktif active flag boolean bool tersedia available terdaftar registered lulus passed valid verified terverifikasi layak";

/// The role of a column whose cells are only yes and no.
#[inline(never)]
pub(super) fn decide(column: &Column<'_>) -> Option<RoleVerdict> {
    if column.is_number() || matches!(column.reading, Reading::Date(_)) {
        return zero_one(column).then(|| asks(column)).flatten().map(|word| {
            RoleVerdict::new(Role::Boolean, header_says(word))
                .because(Note::once(NoteCode::RoleZeroOne, []))
                .or(Role::Integer)
        });
    }
    let texts: Vec<String> = column.profile.texts.iter().map(|text| trim(text).to_lowercase()).collect();
    if texts.is_empty() || texts.len() > 6 {
        return None;
    }
    if let [tick] = texts.as_slice() {
        // A tick and nothing: what an empty cell means is not ours to say.
        let shown = column.profile.texts.first()?.clone();
        return TICKS
            .contains(&tick.as_str())
            .then(|| RoleVerdict::new(Role::Boolean, Note::once(NoteCode::RoleTick, [shown])).or(Role::Category));
    }
    let is_in = |list: &[&str], text: &String| list.contains(&text.as_str());
    let (yes, no) = PAIRS.iter().find_map(|(yes, no)| {
        let all = texts.iter().all(|text| is_in(yes, text) || is_in(no, text));
        let first = |list: &[&str], other: &[&str]| {
            let at = texts.iter().position(|text| is_in(list, text) && !is_in(other, text))?;
            column.profile.texts.get(at).cloned()
        };
        if all { first(yes, no).zip(first(no, yes)) } else { None }
    })?;
    Some(RoleVerdict::new(Role::Boolean, Note::once(NoteCode::RoleTruth, [yes, no])).or(Role::Category))
}

/// Whether all numbers are 0 or 1, and both occur.
pub(super) fn zero_one(column: &Column<'_>) -> bool {
    let is_of = |value: &f64, of: f64| value.to_bits() == of.to_bits();
    column.is_number()
        && column.profile.distinct == 2
        && column.profile.filled >= 3
        && column.builder.whole
        && column.profile.numbers.iter().all(|value| is_of(value, 0.0) || is_of(value, 1.0))
}

/// The word of a header that asks a question, which 0 and 1 answer.
fn asks<'a>(column: &'a Column<'_>) -> Option<&'a str> {
    if column.measure.is_some() {
        return None;
    }
    let first = column.header.leaf.first().filter(|word| has(ASKS, word)).map(String::as_str);
    first.or_else(|| column.header.word(STATES))
}
