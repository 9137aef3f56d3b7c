//! A tolerant walk over XML and HTML: elements, text, entities; nothing else.
//!
//! It never fails and keeps no stack. Comments, declarations and document types are stepped over, so
//! that no entity a file defines is ever expanded.

use std::borrow::Cow;

/// What the walk meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// An element ends: its name without prefix.
    Close(&'a str),
    /// Text as it is written.
    Text(&'a str),
    /// Text in which nothing is escaped.
    Plain(&'a str),
}

/// The beginning of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name without prefix.
    pub(super) name: &'a str,
    attributes: &'a str,
    /// Whether it ends at once.
    pub(super) closed: bool,
}

impl<'a> Tag<'a> {
    /// Whether its name is this one, whatever the letter case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// An attribute as it is written, by its name without prefix; letter case does not count.
    pub(super) fn raw(&self, name: &str) -> Option<&'a str> {
        attributes(self.attributes).find(|(own, _)| local(own).eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Every attribute: its name without prefix and its value as written. Declarations of namespaces
    /// and what only validators read are left out.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let said = |name: &str| !(name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xsi:"));
        attributes(self.attributes).filter(move |(name, _)| said(name)).map(|(name, value)| (local(name), value))
    }

    /// An attribute with its entities resolved.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        self.raw(name).map(unescape)
    }

    /// An attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.raw(name)?.trim().parse().ok()
    }

    /// Whether an attribute says yes.
    pub(super) fn is_on(&self, name: &str) -> bool {
        matches!(self.raw(name), Some("1" | "true" | "True" | "on"))
    }
}

/// The name behind its prefix.
pub(super) fn local(name: &str) -> &str {
    let behind = name.bytes().rposition(|byte| byte == b':').map_or(0, |at| at + 1);
    name.get(behind..).unwrap_or(name)
}

/// The attributes of a tag: name and value as written.
fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    // By bytes: this is run over for every cell of a spreadsheet.
    let until = move |from: usize, stop: fn(u8) -> bool| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| stop(*byte)).unwrap_or(rest.len())
    };
    std::iter::from_fn(move || {
        at = until(at, |byte| !(byte.is_ascii_whitespace() || matches!(byte, b'/' | b',' | b'"' | b'\'')));
        if at >= bytes.len() {
            return None;
        }
        let end = until(at, |byte| byte == b'=' || byte.is_ascii_whitespace());
        let name = text.get(at..end)?;
        at = until(end, |byte| !byte.is_ascii_whitespace());
        if bytes.get(at) != Some(&b'=') {
            return Some((name, ""));
        }
        let start = until(at + 1, |byte| !byte.is_ascii_whitespace());
        let (from, end) = match bytes.get(start) {
            Some(b'"') => (start + 1, until(start + 1, |byte| byte == b'"')),
            Some(b'\'') => (start + 1, until(start + 1, |byte| byte == b'\'')),
            _ => (start, until(start, |byte| byte.is_ascii_whitespace())),
        };
        at = end + usize::from(from > start);
        Some((name, text.get(from..end)?))
    })
}

/// The walk.
#[derive(Clone, Debug)]
pub(super) struct Walk<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Walk<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes on behind the next occurrence of a word; to the end where there is none.
    fn behind(&mut self, word: &[u8]) {
        let rest = self.rest();
        self.at += memchr::memmem::find(rest.as_bytes(), word).map_or(rest.len(), |at| at + word.len());
    }

    /// Goes on behind the end of the element just opened, whatever is in it.
    pub(super) fn leave(&mut self, tag: &Tag<'_>) {
        let mut depth = u32::from(!tag.closed);
        while depth > 0 {
            match self.next() {
                Some(Token::Open(inner)) if !inner.closed && inner.name == tag.name => depth += 1,
                Some(Token::Close(name)) if name == tag.name => depth -= 1,
                None => return,
                Some(_) => {}
            }
        }
    }

    /// The text up to the end of the element just opened, entities resolved.
    pub(super) fn text_of(&mut self, tag: &Tag<'_>) -> String {
        let mut text = String::new();
        if tag.closed {
            return text;
        }
        for token in self.by_ref() {
            match token {
                Token::Text(raw) => text.push_str(&unescape(raw)),
                Token::Plain(raw) => text.push_str(raw),
                Token::Close(name) if name == tag.name => break,
                _ => {}
            }
        }
        text
    }

    /// Goes on behind the end tag of an element whose content is no markup (`script`, `style`).
    pub(super) fn skip_raw(&mut self, name: &str) {
        loop {
            self.behind(b"</");
            let rest = self.rest();
            if rest.is_empty() || rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
                self.behind(b">");
                return;
            }
        }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            let bytes = rest.as_bytes();
            if *bytes.first()? != b'<' {
                let end = memchr::memchr(b'<', bytes).unwrap_or(rest.len());
                self.at += end;
                return Some(Token::Text(rest.get(..end)?));
            }
            match bytes.get(1).copied() {
                Some(b'/') if bytes.get(2).is_some_and(|byte| starts_name(*byte)) => {
                    let end = memchr::memchr(b'>', bytes).unwrap_or(rest.len());
                    self.at += (end + 1).min(rest.len());
                    return Some(Token::Close(local(rest.get(2..end)?.trim_ascii_end())));
                }
                Some(byte) if starts_name(byte) => {
                    let end = tag_end(bytes);
                    self.at += (end + 1).min(rest.len());
                    let inner = rest.get(1..end)?;
                    let (inner, closed) = inner.strip_suffix('/').map_or((inner, false), |inner| (inner, true));
                    let name_end = inner.bytes().position(|byte| byte.is_ascii_whitespace() || byte == b'/');
                    let (name, attributes) = inner.split_at_checked(name_end.unwrap_or(inner.len()))?;
                    return Some(Token::Open(Tag { name: local(name), attributes, closed }));
                }
                Some(b'!') if bytes.starts_with(b"<!--") => {
                    self.at += 4;
                    self.behind(b"-->");
                }
                Some(b'!') if bytes.starts_with(b"<![CDATA[") => {
                    let inner = rest.get(9..)?;
                    let end = memchr::memmem::find(inner.as_bytes(), b"]]>");
                    self.at += end.map_or(rest.len(), |end| end + 12);
                    return Some(Token::Plain(inner.get(..end.unwrap_or(inner.len()))?));
                }
                Some(b'!') => self.declaration(),
                Some(b'?') => self.behind(b">"),
                _ => {
                    // A `<` that begins nothing is text.
                    let end = memchr::memchr(b'<', bytes.get(1..).unwrap_or_default()).map_or(rest.len(), |at| at + 1);
                    self.at += end;
                    return Some(Token::Text(rest.get(..end)?));
                }
            }
        }
    }
}

impl Walk<'_> {
    /// Steps over `<!DOCTYPE …>`, its inner part included.
    fn declaration(&mut self) {
        let bytes = self.rest().as_bytes();
        let end = memchr::memchr2(b'>', b'[', bytes);
        match end.and_then(|at| bytes.get(at).map(|byte| (at, *byte))) {
            Some((at, b'[')) => {
                self.at += at;
                self.behind(b"]");
                self.behind(b">");
            }
            Some((at, _)) => self.at += at + 1,
            None => self.at = self.text.len(),
        }
    }
}

/// Whether a name can begin with a byte.
const fn starts_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

/// The place of the `>` that ends a tag; a `>` inside quotes does not.
fn tag_end(bytes: &[u8]) -> usize {
    let mut at = 1;
    let stops = |byte: &u8| matches!(byte, b'>' | b'"' | b'\'');
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(stops)) {
        at += found;
        let Some(quote) = bytes.get(at).copied().filter(|byte| *byte != b'>') else { return at };
        // A quote that is never closed is a slip of the pen: the tag ends at the next `>`.
        match bytes.get(at + 1..).and_then(|rest| rest.iter().position(|byte| *byte == quote)) {
            Some(end) => at += end + 2,
            None => at += 1,
        }
    }
    bytes.len()
}

/// Resolves entities, and makes every end of line one letter; an unknown entity stays as it is written.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr2(b'&', b'\r', text.as_bytes()) else { return Cow::Borrowed(text) };
    if text.contains("\r\n") {
        return Cow::Owned(unescape(&text.replace("\r\n", "\n")).into_owned());
    }
    let mut out = String::with_capacity(text.len());
    out.push_str(text.get(..first).unwrap_or_default());
    let mut rest = text.get(first..).unwrap_or_default();
    while !rest.is_empty() {
        let behind = rest.get(1..).unwrap_or_default();
        let end = behind.bytes().take(10).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#');
        let name = behind.get(..end.unwrap_or(behind.len().min(10))).unwrap_or_default();
        if let Some(letter) = entity(name) {
            out.push(letter);
            let behind = behind.get(name.len()..).unwrap_or_default();
            rest = behind.strip_prefix(';').unwrap_or(behind);
        } else {
            out.push('&');
            rest = behind;
        }
        let next = memchr::memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        out.push_str(rest.get(..next).unwrap_or_default());
        rest = rest.get(next..).unwrap_or_default();
    }
    Cow::Owned(out)
}

/// The letters of the numbers 128 to 159, which are written by programs that mean Windows-1252.
const WINDOWS: [u16; 32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
    0x17E, 0x178,
];

/// The letter of an entity: numbers, and the names met in tables.
fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        let code = code.checked_sub(0x80).and_then(|at| WINDOWS.get(at as usize)).map_or(code, |code| u32::from(*code));
        return char::from_u32(code).filter(|letter| *letter != '\0');
    }
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "ndash" => '–',
        "mdash" => '—',
        "minus" => '−',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "bull" => '•',
        "middot" => '·',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "deg" => '°',
        "plusmn" => '±',
        "times" => '×',
        "divide" => '÷',
        "sup1" => '¹',
        "sup2" => '²',
        "sup3" => '³',
        "frac12" => '½',
        "frac14" => '¼',
        "frac34" => '¾',
        "micro" => 'µ',
        "permil" => '‰',
        "le" => '≤',
        "ge" => '≥',
        "ne" => '≠',
        "asymp" => '≈',
        "euro" => '€',
        "pound" => '£',
        "yen" => '¥',
        "cent" => '¢',
        "dagger" => '†',
        "Dagger" => '‡',
        "sect" => '§',
        "para" => '¶',
        "shy" => '\u{AD}',
        "ensp" => '\u{2002}',
        "emsp" => '\u{2003}',
        "thinsp" => '\u{2009}',
        "zwnj" => '\u{200C}',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "aacute" => 'á',
        "iacute" => 'í',
        "oacute" => 'ó',
        "uacute" => 'ú',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "auml" => 'ä',
        "ccedil" => 'ç',
        "ntilde" => 'ñ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_walked_over_even_when_it_is_broken() {
        let check = |text: &str, want: &[&str]| {
            let said: Vec<String> = Walk::new(text)
                .map(|token| match token {
                    Token::Open(tag) => format!("<{}{}", tag.name, if tag.closed { "/" } else { "" }),
                    Token::Close(name) => format!("/{name}"),
                    Token::Text(text) => format!("'{}", unescape(text)),
                    Token::Plain(text) => format!("={text}"),
                })
                .collect();
            assert_eq!(said, want, "{text}");
        };
        check("<a:b c='>'>x &lt; y</a:b><d/>", &["<b", "'x < y", "/b", "<d/"]);
        check("<!-- <x> --><?xml ?><!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>", &["<r", "'&a;", "/r"]);
        check("<![CDATA[<1>]]>", &["=<1>"]);
        check("a < b <5 <p", &["'a ", "'< b ", "'<5 ", "<p"]);
        check("<p a=\"x>y</p>", &["<p", "'y", "/p"]);
        check("<", &["'<"]);
        check("", &[]);
    }

    #[test]
    fn attributes_and_entities() {
        let Some(Token::Open(tag)) = Walk::new("<td x:colspan=2 ROWSPAN='3' t=\"a&amp;b\" nowrap>").next() else {
            panic!("no tag")
        };
        assert_eq!((tag.number("colspan"), tag.number("rowspan")), (Some(2), Some(3)));
        assert_eq!((tag.get("t").as_deref(), tag.raw("nowrap"), tag.raw("z")), (Some("a&b"), Some(""), None));
        let check = |text: &str, want: &str| assert_eq!(unescape(text), want, "{text}");
        check("a&nbsp;b&#8217;&#x41;&#146;", "a\u{A0}b’A’");
        check("R&D &unknown; & &#0; &#99999999; &", "R&D &unknown; & &#0; &#99999999; &");
        check("&ampx&amp", "&ampx&");
    }
}
