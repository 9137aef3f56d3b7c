//! Splitting delimited text into records and fields, resumable at any byte.
//!
//! The grammar is RFC 4180 as files really have it, and the same as that of the `csv-core` crate
//! (which the tests hold against it): a quote opens a quoted field only as its first character, a
//! doubled quote inside is one quote, text after the closing quote belongs to the field, and a line
//! feed, a carriage return or both end a record. Unlike `csv-core` this splitter counts blank
//! records, says where each field lies instead of copying it, and gives up on a quote that never
//! closes so that its caller can read the record without quotes.

use std::borrow::Cow;

/// A quoted cell longer than this, in bytes, is taken for a quote that was never closed.
pub(crate) const MAX_QUOTED: usize = 1 << 20;

/// More fields than this in one record are counted and not located.
pub(crate) const MAX_FIELDS: usize = 4096;

/// The marker in [`Span::end`] of a field whose text differs from its bytes.
const ESCAPED: u32 = 1 << 31;

/// Where a field lies in its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A field that is not in the record, for its column gives it back.
    pub(crate) const GIVEN: Self = Self { start: u32::MAX, end: u32::MAX };

    /// A field that is the text between two places of the record.
    pub(super) const fn plainly(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The bytes of the field between its quotes, as `(start, end)`, or `None` when the text must be
    /// unescaped first.
    #[inline]
    pub(crate) fn plain(self) -> Option<(usize, usize)> {
        (self.end & ESCAPED == 0).then_some((self.start as usize, self.end as usize))
    }

    /// The text of the field.
    pub(crate) fn text(self, record: &str) -> Cow<'_, str> {
        match self.plain() {
            Some((start, end)) => Cow::Borrowed(record.get(start..end).unwrap_or_default()),
            None => Cow::Owned(unescape(
                record.get(self.start as usize..(self.end & !ESCAPED) as usize).unwrap_or_default(),
            )),
        }
    }

    /// A field that is the whole record.
    #[cfg(test)]
    pub(crate) fn whole(record: &str) -> Self {
        Self::plainly(0, record.len())
    }

    /// Whether the field has no characters at all.
    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// The text of a field that starts with a quote and is not simply quoted.
fn unescape(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut rest = field.strip_prefix('"').unwrap_or(field);
    while let Some((before, after)) = rest.split_once('"') {
        out.push_str(before);
        let Some(after) = after.strip_prefix('"') else {
            out.push_str(after);
            return out;
        };
        out.push('"');
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether there is a line break in a text.
#[inline]
pub(super) fn breaks_line(text: &[u8]) -> bool {
    memchr::memchr2(b'\n', b'\r', text).is_some()
}

/// Whether a byte ends a field without quotes.
#[inline]
const fn ends_bare(byte: u8, delimiter: u8) -> bool {
    byte == delimiter || byte == b'\n' || byte == b'\r'
}

/// Where the field without quotes that `bytes` hold at `at` ends: the place of the byte behind it, or the end
/// of what is known.
#[cfg(not(target_arch = "wasm32"))]
#[inline]
fn bare_end(bytes: &[u8], at: usize, delimiter: u8) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| ends_bare(*byte, delimiter)).unwrap_or(rest.len())
}

/// Where the field without quotes that `bytes` hold at `at` ends: the place of the byte behind it, or the end
/// of what is known. Sixteen bytes are looked at in one go, which most cells are shorter than.
#[cfg(target_arch = "wasm32")]
#[inline]
#[target_feature(enable = "simd128")]
fn bare_end(bytes: &[u8], mut at: usize, delimiter: u8) -> usize {
    use std::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, u64x2, v128_or};
    let word = |half: &[u8]| half.try_into().map_or(0, u64::from_le_bytes);
    let (wanted, feed, back) = (u8x16_splat(delimiter), u8x16_splat(b'\n'), u8x16_splat(b'\r'));
    while let Some(block) = bytes.get(at..at + 16) {
        let (low, high) = block.split_at(8);
        let block = u64x2(word(low), word(high));
        let ends = v128_or(u8x16_eq(block, wanted), v128_or(u8x16_eq(block, feed), u8x16_eq(block, back)));
        let ends = u8x16_bitmask(ends);
        if ends != 0 {
            return at + ends.trailing_zeros() as usize;
        }
        at += 16;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| ends_bare(*byte, delimiter)).unwrap_or(rest.len())
}

/// What the splitter is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before the first character of a field.
    Start,
    /// In a field without quotes.
    Bare,
    /// Between quotes.
    Quoted,
    /// Behind a quote in a quoted field, which closes it unless another follows.
    Closing,
    /// In text behind the closing quote.
    After,
}

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A record ends before this offset (its line end included).
    Record {
        /// Bytes of the record with its line end.
        length: usize,
        /// The record ended with a carriage return and the next byte is not known yet.
        lone_return: bool,
    },
    /// The bytes ended inside the record.
    More,
    /// A quote was opened and not closed; split the record again with [`Splitter::without_quotes`].
    Unclosed,
}

/// Splits one record after the other.
#[derive(Clone, Debug)]
pub(crate) struct Splitter {
    delimiter: u8,
    quotes: bool,
    state: State,
    at: usize,
    field: usize,
    escaped: bool,
    /// The fields of the record, valid after [`Outcome::Record`].
    pub(crate) fields: Vec<Span>,
    /// Fields beyond [`MAX_FIELDS`].
    pub(crate) surplus: usize,
    /// Whether a quoted field holds a line break.
    pub(crate) breaks: bool,
}

impl Splitter {
    /// A splitter for a delimiter.
    pub(crate) fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            quotes: true,
            state: State::Start,
            at: 0,
            field: 0,
            escaped: false,
            fields: Vec::new(),
            surplus: 0,
            breaks: false,
        }
    }

    /// Forgets the record and starts the next.
    #[inline]
    pub(crate) fn reset(&mut self) {
        self.quotes = true;
        self.restart();
    }

    /// Starts the same record anew, with quotes as ordinary characters.
    pub(crate) fn without_quotes(&mut self) {
        self.quotes = false;
        self.restart();
    }

    #[inline]
    fn restart(&mut self) {
        self.state = State::Start;
        self.at = 0;
        self.field = 0;
        self.escaped = false;
        self.surplus = 0;
        self.breaks = false;
        self.fields.clear();
    }

    /// How many bytes of the record have been looked at.
    pub(crate) fn seen(&self) -> usize {
        self.at
    }

    #[inline]
    fn push(&mut self, start: usize, end: usize, mark: u32) {
        if self.fields.len() < MAX_FIELDS {
            self.fields.push(Span { start: start as u32, end: end as u32 | mark });
        } else {
            self.surplus += 1;
        }
    }

    /// Goes on with a record whose bytes from its start on are `bytes`; `last` says that no more come.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub(crate) fn run(&mut self, bytes: &[u8], last: bool) -> Outcome {
        let mut at = self.at;
        loop {
            match self.state {
                State::Start => match bytes.get(at) {
                    Some(b'"') if self.quotes => {
                        self.state = State::Quoted;
                        self.escaped = false;
                        at += 1;
                    }
                    Some(_) => self.state = State::Bare,
                    None => break,
                },
                State::Bare => {
                    at = bare_end(bytes, at, self.delimiter);
                    let Some(&byte) = bytes.get(at) else { break };
                    self.push(self.field, at, 0);
                    if byte != self.delimiter {
                        return self.end(bytes, at, last);
                    }
                    at += 1;
                    self.field = at;
                    self.state = State::Start;
                }
                State::Quoted => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    let Some(length) = memchr::memchr(b'"', rest) else {
                        self.breaks = self.breaks || breaks_line(rest);
                        at = bytes.len();
                        if at - self.field > MAX_QUOTED {
                            return Outcome::Unclosed;
                        }
                        break;
                    };
                    if !self.breaks {
                        self.breaks = breaks_line(rest.get(..length).unwrap_or_default());
                    }
                    at += length + 1;
                    if at - self.field > MAX_QUOTED {
                        return Outcome::Unclosed;
                    }
                    self.state = State::Closing;
                }
                State::Closing => {
                    let Some(&byte) = bytes.get(at) else { break };
                    if byte == b'"' {
                        self.escaped = true;
                        self.state = State::Quoted;
                        at += 1;
                    } else if ends_bare(byte, self.delimiter) {
                        self.quoted(at);
                        if byte != self.delimiter {
                            return self.end(bytes, at, last);
                        }
                        at += 1;
                        self.field = at;
                        self.state = State::Start;
                    } else {
                        self.state = State::After;
                    }
                }
                State::After => {
                    at = bare_end(bytes, at, self.delimiter);
                    let Some(&byte) = bytes.get(at) else { break };
                    self.push(self.field, at, ESCAPED);
                    if byte != self.delimiter {
                        return self.end(bytes, at, last);
                    }
                    at += 1;
                    self.field = at;
                    self.state = State::Start;
                }
            }
        }
        self.at = at;
        if !last {
            return Outcome::More;
        }
        match self.state {
            State::Quoted => return Outcome::Unclosed,
            State::Start | State::Bare => self.push(self.field, at, 0),
            State::Closing => self.quoted(at),
            State::After => self.push(self.field, at, ESCAPED),
        }
        Outcome::Record { length: at, lone_return: false }
    }

    /// Notes a quoted field whose closing quote is the byte before `at`.
    #[inline]
    fn quoted(&mut self, at: usize) {
        if self.escaped {
            self.push(self.field, at, ESCAPED);
        } else {
            self.push(self.field + 1, at - 1, 0);
        }
    }

    /// Ends the record at the line end that begins at `at`.
    #[inline]
    fn end(&mut self, bytes: &[u8], at: usize, last: bool) -> Outcome {
        let pair = bytes.get(at) == Some(&b'\r');
        let length = at + 1 + usize::from(pair && bytes.get(at + 1) == Some(&b'\n'));
        self.at = length;
        Outcome::Record { length, lone_return: pair && length == bytes.len() && length == at + 1 && !last }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All records of a text fed in pieces of a size, blank ones included.
    fn split(text: &str, delimiter: u8, piece: usize) -> Vec<Vec<String>> {
        let mut splitter = Splitter::new(delimiter);
        let mut records = Vec::new();
        let bytes = text.as_bytes();
        let (mut start, mut end, mut skip) = (0, 0, false);
        loop {
            end = (end + piece).min(bytes.len());
            let last = end == bytes.len();
            if skip && start < end {
                start += usize::from(bytes[start] == b'\n');
                skip = false;
            }
            while start < end {
                match splitter.run(&bytes[start..end], last) {
                    Outcome::Record { length, lone_return } => {
                        let record = &text[start..start + length];
                        records.push(splitter.fields.iter().map(|span| span.text(record).into_owned()).collect());
                        splitter.reset();
                        start += length;
                        skip = lone_return;
                    }
                    Outcome::More => break,
                    Outcome::Unclosed => splitter.without_quotes(),
                }
            }
            if last {
                return records;
            }
        }
    }

    fn check(text: &str, want: &[&[&str]]) {
        for piece in [1, 2, 3, 7, 1000] {
            let got = split(text, b',', piece);
            let want: Vec<Vec<String>> =
                want.iter().map(|record| record.iter().map(|field| (*field).to_owned()).collect()).collect();
            assert_eq!(got, want, "{text:?} in pieces of {piece}");
        }
    }

    #[test]
    fn records_and_fields() {
        check("", &[]);
        check("a,b\nc,d", &[&["a", "b"], &["c", "d"]]);
        check("a,b\r\nc,d\r\n", &[&["a", "b"], &["c", "d"]]);
        check("a\rb\r", &[&["a"], &["b"]]);
        check("a\r\r\nb", &[&["a"], &[""], &["b"]]);
        check("a\n\nb", &[&["a"], &[""], &["b"]]);
        check(",\n,", &[&["", ""], &["", ""]]);
        check("a,", &[&["a", ""]]);
    }

    #[test]
    fn quotes() {
        check("\"a,b\",c", &[&["a,b", "c"]]);
        check("\"a\nb\",c\n", &[&["a\nb", "c"]]);
        check("\"a\"\"b\",c", &[&["a\"b", "c"]]);
        check("\"\",\"\"\"\"", &[&["", "\""]]);
        check("a\"b\",c", &[&["a\"b\"", "c"]]);
        check("\"a\"b\"c\",d", &[&["ab\"c\"", "d"]]);
        check(" \"a\",b", &[&[" \"a\"", "b"]]);
    }

    #[test]
    fn a_quote_that_never_closes_is_an_ordinary_character() {
        check("a,\"b\nc,d\n", &[&["a", "\"b"], &["c", "d"]]);
        check("\"", &[&["\""]]);
        // Far from the end of the file, too.
        let text = format!("a,\"b\n{}", "c,d\n".repeat(MAX_QUOTED / 4 + 10));
        let records = split(&text, b',', 1 << 16);
        assert_eq!(records.len(), MAX_QUOTED / 4 + 11);
        assert_eq!(records[0], ["a", "\"b"]);
    }

    #[test]
    fn ten_million_fields_do_not_fill_the_memory() {
        let text = ",".repeat(10_000_000);
        let mut splitter = Splitter::new(b',');
        assert!(matches!(splitter.run(text.as_bytes(), true), Outcome::Record { .. }));
        assert_eq!(splitter.fields.len() + splitter.surplus, 10_000_001);
        assert_eq!(splitter.fields.len(), MAX_FIELDS);
    }

    /// What `csv-core` makes of it, by way of the `csv` crate; it leaves out blank records.
    fn with_csv_core(text: &str) -> Vec<Vec<String>> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes())
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    proptest! {
        #[test]
        fn pieces_do_not_matter(text in "[a,\"\n\r é]{0,40}", piece in 1_usize..12) {
            prop_assert_eq!(split(&text, b',', piece), split(&text, b',', 1000));
        }

        #[test]
        fn the_grammar_is_that_of_csv_core(text in "([a\"]{0,3}|\"[a,\n]{0,3}(\"\"[b\r]?)?\")([,\n]([a\"]{0,3}|\"[a,\n]{0,3}(\"\"[b\r]?)?\")){0,6}") {
            // Blank records and unclosed quotes are the two differences; the first are left out here
            // and the second cannot be compared.
            let mut quotes = Splitter::new(b',');
            let mut start = 0;
            while start < text.len() {
                match quotes.run(&text.as_bytes()[start..], true) {
                    Outcome::Record { length, .. } => { start += length; quotes.reset(); }
                    _ => return Ok(()),
                }
            }
            let full = format!("{text}\n");
            let ours: Vec<_> = split(&full, b',', 1000);
            let theirs = with_csv_core(&full);
            // A record that is one empty quoted field is no blank line to either of us, but looks like one.
            let filled = |records: Vec<Vec<String>>| -> Vec<Vec<String>> {
                records.into_iter().filter(|record| *record != [String::new()]).collect()
            };
            prop_assert_eq!(filled(ours), filled(theirs));
        }
    }
}
