//! Walking over `JSON` text without building a tree.
//!
//! A value is the piece of text it is written in. Nothing is copied until a cell is made of it, and
//! what `JSON` forbids but programs write all the same (`NaN`, a comma too many, a file that breaks
//! off) is stepped over: the walk ends where nothing more can be made of the text.

use std::borrow::Cow;

/// What a value is, by its first character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    List,
    Text,
    /// A number, `true`, `null`, or anything else without a bracket.
    Word,
}

/// The piece of text that a value is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Raw<'a>(pub(super) &'a str);

impl<'a> Raw<'a> {
    pub(super) fn kind(self) -> Kind {
        match self.0.as_bytes().first() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::List,
            Some(b'"') => Kind::Text,
            _ => Kind::Word,
        }
    }

    /// Whether its closing bracket or quote is there.
    pub(super) fn is_whole(self) -> bool {
        let bytes = self.0.as_bytes();
        match self.kind() {
            Kind::Object => bytes.len() > 1 && bytes.ends_with(b"}"),
            Kind::List => bytes.len() > 1 && bytes.ends_with(b"]"),
            Kind::Text => bytes.len() > 1 && bytes.ends_with(b"\""),
            Kind::Word => !bytes.is_empty(),
        }
    }

    /// The text of a text value, its escapes resolved.
    pub(super) fn text(self) -> Cow<'a, str> {
        let inner = self.0.strip_prefix('"').unwrap_or(self.0);
        unescape(inner.strip_suffix('"').unwrap_or(inner))
    }

    /// The members of an object; none of anything else.
    pub(super) fn members(self) -> Members<'a> {
        Members(Walk::inside(self, b'{'))
    }

    /// The elements of a list; none of anything else.
    pub(super) fn elements(self) -> Elements<'a> {
        Elements(Walk::inside(self, b'['))
    }

    /// The first member of that name.
    pub(super) fn member(self, name: &str) -> Option<Raw<'a>> {
        self.members().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The text of the member of that name.
    pub(super) fn member_text(self, name: &str) -> Option<Cow<'a, str>> {
        self.member(name).filter(|value| value.kind() == Kind::Text).map(Raw::text)
    }
}

/// The values that stand one after the other in a text: one, or many where every line is a record.
pub(super) fn values(text: &str) -> Elements<'_> {
    Elements(Walk::of(text))
}

/// A place in a text.
#[derive(Clone, Debug)]
pub(super) struct Walk<'a> {
    text: &'a str,
    at: usize,
}

/// Powers of ten that a double holds exactly.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

impl<'a> Walk<'a> {
    /// The start of a text.
    pub(super) const fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Where it is.
    pub(super) const fn place(&self) -> usize {
        self.at
    }

    /// What was walked over from a place to here.
    pub(super) fn since(&self, start: usize) -> Option<Raw<'a>> {
        self.text.get(start..self.at).map(Raw)
    }

    /// Steps over a byte; `None` where another one stands.
    pub(super) fn step(&mut self, byte: u8) -> Option<()> {
        (self.peek() == Some(byte)).then(|| self.at += 1)
    }

    /// The name of an object's next member, up to the value; `Some(None)` behind the last one, over the bracket;
    /// `None` where the text is broken.
    #[expect(clippy::option_option, reason = "broken, over, and a name are three things, and `?` takes the first")]
    pub(super) fn key(&mut self) -> Option<Option<Cow<'a, str>>> {
        self.skip_gap();
        if self.step(b'}').is_some() {
            return Some(None);
        }
        if self.peek() != Some(b'"') {
            return None;
        }
        let key = self.value()?.text();
        self.skip_gap();
        self.step(b':')?;
        self.skip_gap();
        Some(Some(key))
    }

    /// A plain number, the place behind it being the end of its word; `None`, and no step, for all that is not
    /// written with so few digits that the result is exact (Clinger, "How to read floating point numbers
    /// accurately", 1990).
    pub(super) fn number(&mut self) -> Option<f64> {
        let bytes = self.text.as_bytes().get(self.at..)?;
        let minus = bytes.first() == Some(&b'-');
        let (mut whole, mut digits, mut behind, mut is_behind) = (0_u64, 0_usize, 0_usize, false);
        let mut at = usize::from(minus);
        loop {
            match bytes.get(at).copied() {
                Some(byte @ b'0'..=b'9') => {
                    whole = whole.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                    digits += 1;
                    behind += usize::from(is_behind);
                }
                Some(b'.') if !is_behind && digits > 0 => is_behind = true,
                Some(b',' | b']' | b' ' | b'\n' | b'\r' | b'\t') => break,
                _ => return None,
            }
            at += 1;
        }
        // Fifteen digits are less than 2^53.
        if digits == 0 || digits > 15 {
            return None;
        }
        let value = whole as f64 / TENS.get(behind)?;
        self.at += at;
        Some(if minus { -value } else { value })
    }

    /// Behind the opening bracket of a value; at its end when it is of another kind.
    fn inside(raw: Raw<'a>, open: u8) -> Self {
        let text = raw.0;
        let at = if text.as_bytes().first() == Some(&open) { 1 } else { text.len() };
        Self { text, at }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over blanks and commas.
    pub(super) fn skip_gap(&mut self) {
        // 0x1E separates records in RFC 7464.
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n' | b',' | 0x1E)) {
            self.at += 1;
        }
    }

    /// The next value, and the place behind it.
    pub(super) fn value(&mut self) -> Option<Raw<'a>> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        match self.peek()? {
            b'"' => self.at = string_end(bytes, start),
            b'{' | b'[' => {
                let mut depth = 0_u32;
                while let Some(byte) = bytes.get(self.at) {
                    match byte {
                        b'"' => {
                            self.at = string_end(bytes, self.at);
                            continue;
                        }
                        b'{' | b'[' => depth += 1,
                        b'}' | b']' => depth -= 1,
                        _ => {}
                    }
                    self.at += 1;
                    if depth == 0 {
                        break;
                    }
                }
            }
            b'}' | b']' => return None,
            _ => {
                while self.peek().is_some_and(|byte| {
                    !matches!(byte, b',' | b':' | b'}' | b']' | b'{' | b'[' | b'"' | b' ' | b'\t' | b'\r' | b'\n')
                }) {
                    self.at += 1;
                }
                if self.at == start {
                    return None;
                }
            }
        }
        self.text.get(start..self.at).map(Raw)
    }
}

/// The place behind the quote that closes the string at `start`; the end of the text without one.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += found;
        if bytes.get(at) == Some(&b'"') {
            return at + 1;
        }
        at += 2;
    }
    bytes.len()
}

/// The elements of a list.
#[derive(Clone, Debug)]
pub(super) struct Elements<'a>(Walk<'a>);

impl<'a> Elements<'a> {
    /// The text that was not walked over.
    pub(super) fn rest(&self) -> &'a str {
        self.0.text.get(self.0.at..).unwrap_or_default()
    }

    /// Goes on behind the next end of line.
    pub(super) fn skip_line(&mut self) {
        let rest = self.rest();
        self.0.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = Raw<'a>;

    fn next(&mut self) -> Option<Raw<'a>> {
        self.0.skip_gap();
        self.0.value()
    }
}

/// The members of an object.
#[derive(Clone, Debug)]
pub(super) struct Members<'a>(Walk<'a>);

impl<'a> Iterator for Members<'a> {
    type Item = (Cow<'a, str>, Raw<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let walk = &mut self.0;
        walk.skip_gap();
        if walk.peek() != Some(b'"') {
            return None;
        }
        let key = walk.value()?.text();
        walk.skip_gap();
        if walk.peek() != Some(b':') {
            return None;
        }
        walk.at += 1;
        walk.skip_gap();
        Some((key, walk.value()?))
    }
}

/// Resolves the escapes of a string; what is no escape stays as it is.
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.as_bytes().contains(&b'\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        let Some(letter) = rest.chars().next() else { break };
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        match letter {
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            't' => out.push('\t'),
            'b' => out.push('\u{8}'),
            'f' => out.push('\u{C}'),
            'u' => {
                let unit = |text: &str| text.get(..4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                let Some(high) = unit(rest) else {
                    out.push('\u{FFFD}');
                    continue;
                };
                rest = rest.get(4..).unwrap_or_default();
                let low = (0xD800..0xDC00).contains(&high).then(|| rest.strip_prefix("\\u").and_then(unit)).flatten();
                let letter = match low {
                    Some(low @ 0xDC00..0xE000) => {
                        rest = rest.get(6..).unwrap_or_default();
                        0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
                    }
                    _ => high,
                };
                out.push(char::from_u32(letter).unwrap_or('\u{FFFD}'));
            }
            other => out.push(other),
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_unescaped() {
        let check = |text: &str, want: &str| assert_eq!(Raw(text).text(), want, "{text}");
        check(r#""a""#, "a");
        check(r#""a\"b\\\/\n""#, "a\"b\\/\n");
        check(r#""\u00e9\ud83c\udf36""#, "é🌶");
        check(r#""\ud83cx""#, "\u{FFFD}x");
        check(r#""\ud83c\u0041""#, "\u{FFFD}A");
        check(r#""\uZZ""#, "\u{FFFD}ZZ");
        check(r#""broken off"#, "broken off");
        check(r#""\"#, "");
    }

    #[test]
    fn values_are_walked_over_even_when_they_are_broken() {
        let check = |text: &str, want: &[&str]| {
            assert_eq!(values(text).map(|raw| raw.0).collect::<Vec<_>>(), want, "{text}");
        };
        check(r#"{"a":[1,"]"]} [2]"#, &[r#"{"a":[1,"]"]}"#, "[2]"]);
        check("{\"a\":1}\n{\"a\":2}\n", &["{\"a\":1}", "{\"a\":2}"]);
        check("NaN", &["NaN"]);
        check("[1,", &["[1,"]);
        check("]", &[]);
        check(":", &[]);
        check(r#""\"#, &[r#""\"#]);
        let keys = |text| Raw(text).members().map(|(key, value)| format!("{key}={}", value.0)).collect::<Vec<_>>();
        assert_eq!(keys(r#"{"a":1,,"b" : [2] ,"c":NaN,}"#), ["a=1", "b=[2]", "c=NaN"]);
        assert_eq!(keys(r#"{"a":1,"b"#), ["a=1"]);
        assert_eq!(keys("[1]"), Vec::<String>::new());
        assert_eq!(Raw(r#"[1, "x" ,{}"#).elements().map(|raw| raw.0).collect::<Vec<_>>(), ["1", "\"x\"", "{}"]);
    }

    #[test]
    fn plain_numbers_are_read_exactly_and_others_left() {
        for (text, expected, rest) in [
            ("96.322,-10", Some(96.322), ",-10"),
            ("-10.400]", Some(-10.4), "]"),
            ("0 ", Some(0.0), " "),
            ("-0]", Some(-0.0), "]"),
            ("118.123456789012]", Some(118.123_456_789_012), "]"),
            ("5.]", Some(5.0), "]"),
            ("1e3]", None, "1e3]"),
            ("118.1234567890123456]", None, "118.1234567890123456]"),
            (".5]", None, ".5]"),
            ("-]", None, "-]"),
            ("12", None, "12"),
            ("1.2.3]", None, "1.2.3]"),
            ("null]", None, "null]"),
        ] {
            let mut walk = Walk::of(text);
            assert_eq!(walk.number().map(f64::to_bits), expected.map(f64::to_bits), "{text}");
            assert_eq!(text.get(walk.place()..), Some(rest), "{text}");
        }
    }
}
