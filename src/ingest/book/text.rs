//! The text of a file whose bytes should be text: marks, UTF-8, UTF-16, otherwise Windows-1252.

use std::borrow::Cow;

use super::sheet::Budget;
use crate::ingest::decode::Decoder;

/// The bytes as text. What cannot be decoded is replaced and noted.
pub(super) fn decode<'a>(bytes: &'a [u8], budget: &mut Budget) -> Cow<'a, str> {
    let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let wide = bare.starts_with(b"\xFF\xFE") || bare.starts_with(b"\xFE\xFF");
    if !wide && let Ok(text) = std::str::from_utf8(bare) {
        return Cow::Borrowed(text);
    }
    let (mut decoder, skip) = Decoder::new(bytes, None);
    let mut text = String::with_capacity(bytes.len());
    decoder.decode(bytes.get(skip..).unwrap_or_default(), true, &mut |piece| text.push_str(piece));
    for note in decoder.notes() {
        budget.note(note);
    }
    Cow::Owned(text)
}
