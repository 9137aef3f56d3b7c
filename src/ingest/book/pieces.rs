//! Markup in an archive, read piece by piece: that of a sheet is many times what it says, and need not be in memory
//! at once.

use std::borrow::Cow;

use super::archive::Archive;
use super::sheet::Budget;
use crate::base::note::{Note, NoteCode, Problem};

/// The text of a part: nearly always UTF-8.
pub(super) fn xml(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Bytes of the name of an element at most, where its end is looked for.
const NAME: usize = 64;

/// Bytes of an element at most: a row of all its cells, each of them long, is no larger.
const MOST: usize = 4 << 20;

/// Reads a part piece by piece, each up to the end of an element of that name, as long as `each` wants more; whether
/// there is such a part. The markup of a sheet is many times what it says, and need not be in memory at once.
pub(super) fn in_pieces(
    archive: &Archive<'_>,
    path: &str,
    element: &str,
    budget: &mut Budget,
    mut each: impl FnMut(&str, &mut Budget) -> bool,
) -> Result<bool, Problem> {
    let Some(mut pieces) = archive.pieces(path, budget)? else { return Ok(false) };
    let mut text = Vec::new();
    loop {
        let from = text.len();
        let piece = pieces.next(budget)?;
        let is_end = piece.is_empty();
        text.extend_from_slice(piece);
        let end = if is_end { text.len() } else { behind_last(&text, from, element.as_bytes()) };
        if end == 0 && text.len() > MOST {
            budget.note(Note::once(NoteCode::Damaged, []));
            return Ok(true);
        }
        if !each(&xml(text.get(..end).unwrap_or_default()), budget) || is_end {
            return Ok(true);
        }
        text.drain(..end);
    }
}

/// The place behind the last end of an element of that name in what came from a place on; 0 where there is none.
fn behind_last(text: &[u8], from: usize, element: &[u8]) -> usize {
    // The end may have been cut by the piece before.
    let least = from.saturating_sub(NAME);
    let mut before = text.len();
    while let Some(at) = text.get(least..before).and_then(|text| memchr::memmem::rfind(text, b"</")) {
        before = least + at;
        let name = text.get(before + 2..text.len().min(before + NAME)).unwrap_or_default();
        if let Some(length) = memchr::memchr(b'>', name)
            && let Some(prefix) = name.get(..length).and_then(|name| name.strip_suffix(element))
            && (prefix.is_empty() || prefix.ends_with(b":"))
        {
            return before + 2 + length + 1;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_end_behind_elements() {
        let check = |text: &str, from: usize, want: &str| {
            assert_eq!(&text[..behind_last(text.as_bytes(), from, b"row")], want, "{text}");
        };
        check("<row><c/></row><row><c>", 0, "<row><c/></row>");
        check("<x:row></x:row><x:row></x:c>", 0, "<x:row></x:row>");
        check("<row></row> row></arrow></a:brow>", 0, "<row></row>");
        check("<row></row><row/></ro", 0, "<row></row>");
        check("<row></row>", 8, "<row></row>");
        check("<row>", 0, "");
        check("", 0, "");
    }
}
