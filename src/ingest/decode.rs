//! Text from bytes, as they come: UTF-8, UTF-16 and Windows-1252.
//!
//! Public files are UTF-8 nine times in ten and Windows-1252 the tenth, often with the first telling
//! byte megabytes into the file. So there is no moment of decision: whatever is valid UTF-8 is read
//! as UTF-8 and every other byte as Windows-1252, and the name of the encoding is settled at the end
//! by which of the two was met. Text that is already decoded never turns out wrong.

use crate::base::note::{Note, NoteCode};

/// An encoding that the reader knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, the superset of Latin 1.
    Windows1252,
}

impl Encoding {
    /// All of them, in the order of a menu.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Windows1252, Self::Utf16Le, Self::Utf16Be];

    /// The encoding of a name, as [`Self::label`] gives it.
    pub fn of_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.label() == label)
    }

    /// The name in the WHATWG Encoding Standard.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// How the bytes are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// UTF-8 where valid, Windows-1252 elsewhere.
    Mixed,
    Utf16 {
        big: bool,
    },
    Windows1252,
}

/// Decodes a stream.
#[derive(Debug)]
pub(crate) struct Decoder {
    mode: Mode,
    /// Bytes of a character that is not complete yet.
    carry: Vec<u8>,
    /// A high surrogate that waits for its partner.
    surrogate: Option<u16>,
    marked: bool,
    forced: bool,
    /// Characters of more than one byte that were valid UTF-8.
    multi: u64,
    /// Bytes, or UTF-16 units, that were not valid.
    odd: u64,
    scratch: String,
}

impl Decoder {
    /// A decoder for a stream that begins with `head`, and how many bytes of a mark to leave out.
    pub(crate) fn new(head: &[u8], choice: Option<Encoding>) -> (Self, usize) {
        let (mode, skip) = match head {
            [0xEF, 0xBB, 0xBF, ..] => (Mode::Mixed, 3),
            [0xFF, 0xFE, ..] => (Mode::Utf16 { big: false }, 2),
            [0xFE, 0xFF, ..] => (Mode::Utf16 { big: true }, 2),
            _ => (unmarked(head), 0),
        };
        let chosen = choice.map(|choice| match choice {
            Encoding::Utf8 => Mode::Mixed,
            Encoding::Utf16Le => Mode::Utf16 { big: false },
            Encoding::Utf16Be => Mode::Utf16 { big: true },
            Encoding::Windows1252 => Mode::Windows1252,
        });
        // A mark of another encoding than the chosen one is data.
        let skip = if chosen.is_none_or(|chosen| chosen == mode) { skip } else { 0 };
        let decoder = Self {
            mode: chosen.unwrap_or(mode),
            carry: Vec::new(),
            surrogate: None,
            marked: skip > 0,
            forced: chosen.is_some(),
            multi: 0,
            odd: 0,
            scratch: String::new(),
        };
        (decoder, skip)
    }

    /// Decodes more bytes; `last` says that none follow. The text comes in one or more pieces.
    pub(crate) fn decode(&mut self, bytes: &[u8], last: bool, sink: &mut impl FnMut(&str)) {
        match self.mode {
            Mode::Mixed => {
                let mut bytes = bytes;
                // Complete a character that the bytes before began.
                while !self.carry.is_empty() && !bytes.is_empty() {
                    let (next, rest) = bytes.split_at(1);
                    self.carry.extend_from_slice(next);
                    bytes = rest;
                    match std::str::from_utf8(&self.carry) {
                        Ok(text) => {
                            self.multi += 1;
                            sink(text);
                            self.carry.clear();
                        }
                        Err(error) if error.error_len().is_none() => {}
                        Err(_) => self.shed(sink),
                    }
                }
                self.mixed(bytes, sink);
                while last && !self.carry.is_empty() {
                    self.shed(sink);
                }
            }
            Mode::Utf16 { big } => self.utf16(bytes, big, last, sink),
            Mode::Windows1252 => {
                let mut text = std::mem::take(&mut self.scratch);
                text.clear();
                text.extend(bytes.iter().map(|&byte| windows_1252(byte)));
                sink(&text);
                self.scratch = text;
            }
        }
    }

    /// Takes the first carried byte as Windows-1252 and tries the others again.
    fn shed(&mut self, sink: &mut impl FnMut(&str)) {
        let carried = std::mem::take(&mut self.carry);
        if let Some((first, rest)) = carried.split_first() {
            self.odd += 1;
            sink(windows_1252(*first).encode_utf8(&mut [0; 4]));
            self.mixed(rest, sink);
        }
    }

    fn mixed(&mut self, mut bytes: &[u8], sink: &mut impl FnMut(&str)) {
        loop {
            // The fast check does not say where it failed; most files never ask.
            let checked = simdutf8::basic::from_utf8(bytes);
            let (valid, rest, incomplete) = match checked.or_else(|_| std::str::from_utf8(bytes)) {
                Ok(text) => (text, &[][..], true),
                Err(error) => {
                    let (valid, rest) = bytes.split_at(error.valid_up_to());
                    (std::str::from_utf8(valid).unwrap_or_default(), rest, error.error_len().is_none())
                }
            };
            if !valid.is_ascii() {
                self.multi += valid.bytes().filter(|byte| *byte >= 0xC0).count() as u64;
            }
            if !valid.is_empty() {
                sink(valid);
            }
            if incomplete {
                self.carry.extend_from_slice(rest);
                return;
            }
            let Some((first, rest)) = rest.split_first() else {
                return;
            };
            self.odd += 1;
            sink(windows_1252(*first).encode_utf8(&mut [0; 4]));
            bytes = rest;
        }
    }

    fn utf16(&mut self, bytes: &[u8], big: bool, last: bool, sink: &mut impl FnMut(&str)) {
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        let mut bytes = bytes.iter().copied();
        loop {
            let first = match self.carry.pop() {
                Some(byte) => byte,
                None => match bytes.next() {
                    Some(byte) => byte,
                    None => break,
                },
            };
            let Some(second) = bytes.next() else {
                self.carry.push(first);
                break;
            };
            let unit = if big { u16::from_be_bytes([first, second]) } else { u16::from_le_bytes([first, second]) };
            match (self.surrogate.take(), unit) {
                (Some(high), 0xDC00..=0xDFFF) => {
                    let code = 0x1_0000 + ((u32::from(high) - 0xD800) << 10) + (u32::from(unit) - 0xDC00);
                    text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                (before, unit) => {
                    if before.is_some() {
                        self.odd += 1;
                        text.push(char::REPLACEMENT_CHARACTER);
                    }
                    if (0xD800..=0xDBFF).contains(&unit) {
                        self.surrogate = Some(unit);
                    } else if let Some(char) = char::from_u32(u32::from(unit)) {
                        text.push(char);
                    } else {
                        self.odd += 1;
                        text.push(char::REPLACEMENT_CHARACTER);
                    }
                }
            }
        }
        if last && (self.surrogate.take().is_some() || !self.carry.is_empty()) {
            self.carry.clear();
            self.odd += 1;
            text.push(char::REPLACEMENT_CHARACTER);
        }
        sink(&text);
        self.scratch = text;
    }

    /// The encoding as far as it has shown itself.
    pub(crate) fn encoding(&self) -> Encoding {
        match self.mode {
            Mode::Utf16 { big: false } => Encoding::Utf16Le,
            Mode::Utf16 { big: true } => Encoding::Utf16Be,
            Mode::Windows1252 => Encoding::Windows1252,
            Mode::Mixed if self.odd > self.multi && !self.marked && !self.forced => Encoding::Windows1252,
            Mode::Mixed => Encoding::Utf8,
        }
    }

    /// What to say about the encoding.
    pub(crate) fn notes(&self) -> Vec<Note> {
        let encoding = self.encoding();
        let mut notes = Vec::new();
        if !self.forced && !self.marked && encoding != Encoding::Utf8 {
            notes.push(Note::once(NoteCode::EncodingGuessed, [encoding.label().to_owned()]));
        }
        // In text that is Windows-1252 by all signs, those bytes are its letters.
        let bad = match (self.mode, encoding) {
            (Mode::Mixed, Encoding::Windows1252) => self.multi,
            _ => self.odd,
        };
        if bad > 0 {
            notes.push(Note {
                code: NoteCode::BadBytes,
                count: bad,
                rows: Vec::new(),
                args: vec![encoding.label().to_owned()],
            });
        }
        notes
    }
}

/// The encoding of a stream without a mark: UTF-16 shows itself by a zero in every other byte.
fn unmarked(head: &[u8]) -> Mode {
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Latin text in UTF-16 is nearly all zeros at one parity and none at the other.
    let half = head.len() / 2;
    if half >= 2 && odd * 10 >= half * 7 && even * 10 <= half {
        Mode::Utf16 { big: false }
    } else if half >= 2 && even * 10 >= half * 7 && odd * 10 <= half {
        Mode::Utf16 { big: true }
    } else {
        Mode::Mixed
    }
}

/// A character of Windows-1252; the five bytes without one are control characters, as the WHATWG
/// Encoding Standard has it.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    byte.checked_sub(0x80).and_then(|at| HIGH.get(usize::from(at)).copied()).unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decode(bytes: &[u8], piece: usize, choice: Option<Encoding>) -> (String, Decoder) {
        let (mut decoder, skip) = Decoder::new(&bytes[..bytes.len().min(1024)], choice);
        let mut out = String::new();
        let bytes = &bytes[skip..];
        let mut pieces = bytes.chunks(piece).peekable();
        while let Some(piece) = pieces.next() {
            let last = pieces.peek().is_none();
            decoder.decode(piece, last, &mut |text| out.push_str(text));
        }
        (out, decoder)
    }

    fn check(bytes: &[u8], text: &str, encoding: Encoding, codes: &[NoteCode]) {
        for piece in [1, 2, 3, 5, 4096] {
            let (got, decoder) = decode(bytes, piece, None);
            assert_eq!(got, text, "in pieces of {piece}");
            assert_eq!(decoder.encoding(), encoding);
            let notes: Vec<NoteCode> = decoder.notes().iter().map(|note| note.code).collect();
            assert_eq!(notes, codes);
        }
    }

    #[test]
    fn encodings() {
        check(b"abc", "abc", Encoding::Utf8, &[]);
        check("\u{feff}é".as_bytes(), "é", Encoding::Utf8, &[]);
        check("café 数据 😀".as_bytes(), "café 数据 😀", Encoding::Utf8, &[]);
        check(b"caf\xE9 \x93x\x94 \x96", "café “x” –", Encoding::Windows1252, &[NoteCode::EncodingGuessed]);
        check(b"caf\xC3\xA9 caf\xC3\xA9 caf\xE9", "café café café", Encoding::Utf8, &[NoteCode::BadBytes]);
        // A file cut in the middle of a character.
        check(b"caf\xC3\xA9 caf\xC3", "café cafÃ", Encoding::Utf8, &[NoteCode::BadBytes]);
        check(b"\xFF\xFEa\x00\xE9\x00=\xD8\x00\xDE", "aé😀", Encoding::Utf16Le, &[]);
        check(b"\xFE\xFF\x00a\x00\xE9\xD8=\xDE\x00", "aé😀", Encoding::Utf16Be, &[]);
        check(b"a\x00,\x00b\x00\n\x00", "a,b\n", Encoding::Utf16Le, &[NoteCode::EncodingGuessed]);
        check(b"\x00a\x00,\x00b\x00\n", "a,b\n", Encoding::Utf16Be, &[NoteCode::EncodingGuessed]);
        check(b"\xFF\xFEa\x00\x00\xD8b\x00\x00", "a\u{fffd}b\u{fffd}", Encoding::Utf16Le, &[NoteCode::BadBytes]);
    }

    #[test]
    fn a_choice_wins() {
        assert_eq!(decode("é".as_bytes(), 1, Some(Encoding::Windows1252)).0, "Ã©");
        assert_eq!(decode(b"a\xE9", 1, Some(Encoding::Utf8)).0, "aé");
        assert_eq!(decode(b"\xFF\xFEa\x00", 1, Some(Encoding::Utf16Le)).0, "a");
    }

    #[test]
    fn a_late_odd_byte_spoils_nothing() {
        let mut bytes = b"a,b\n".repeat(50_000);
        bytes.push(0xE9);
        let (text, decoder) = decode(&bytes, 1000, None);
        assert!(text.ends_with("a,b\né"));
        assert_eq!(decoder.encoding(), Encoding::Windows1252);
    }

    proptest! {
        #[test]
        fn utf_8_is_read_as_it_is(text in "\\PC{0,40}", piece in 1_usize..9) {
            prop_assume!(!text.starts_with('\u{feff}') && !text.contains('\0'));
            let (got, decoder) = decode(text.as_bytes(), piece, Some(Encoding::Utf8));
            prop_assert_eq!(got, text);
            prop_assert!(decoder.notes().is_empty());
        }

        #[test]
        fn pieces_do_not_matter(bytes in proptest::collection::vec(any::<u8>(), 0..60), piece in 1_usize..9) {
            prop_assert_eq!(decode(&bytes, piece, None).0, decode(&bytes, 4096, None).0);
        }
    }
}
