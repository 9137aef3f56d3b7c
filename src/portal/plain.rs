//! Portal texts made plain: HTML tags out, entities decoded, Markdown left as it is.
//!
//! The result is text for text nodes, never HTML, so this is about reading well and not about safety:
//! a tag that slips through is shown as the characters it consists of.

/// The longest one-line text that is kept.
const LINE_CHARS: usize = 2_000;
/// The longest description that is kept.
const BLOCK_CHARS: usize = 60_000;
/// How far quotes inside a tag are heeded.
const TAG_BYTES: usize = 1_000;
/// Elements whose content is no text.
const SILENT: [&str; 5] = ["script", "style", "noscript", "template", "iframe"];

/// A title, name or label: one line, white space collapsed.
pub(crate) fn line(text: &str) -> String {
    let plain = strip(head(text, 4 * LINE_CHARS));
    let mut out = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    clip(out, LINE_CHARS)
}

/// A description: lines kept, trailing spaces and runs of empty lines removed.
pub(crate) fn block(text: &str) -> String {
    let plain = strip(head(text, 8 * BLOCK_CHARS));
    let mut out = String::with_capacity(plain.len());
    let mut empty = 0;
    for row in plain.lines() {
        // Leading spaces are Markdown's; two trailing ones are its line break.
        let hard_break = row.ends_with("  ") && !row.trim().is_empty();
        let row = row.trim_end();
        if row.is_empty() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        out.push_str(row);
        if hard_break {
            out.push_str("  ");
        }
    }
    let trimmed = out.trim_end().len();
    out.truncate(trimmed);
    clip(out, BLOCK_CHARS)
}

/// The beginning of a text, at most so many bytes.
fn head(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}

/// Cuts at a number of characters, marking the cut.
pub(crate) fn clip(mut text: String, chars: usize) -> String {
    if text.len() > chars
        && let Some((at, _)) = text.char_indices().nth(chars)
    {
        text.truncate(at);
        text.push('…');
    }
    text
}

/// Removes tags, decodes entities, drops control characters and the marks that reverse the reading order.
fn strip(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut lost = Lost::default();
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        push_visible(&mut out, before);
        if from.starts_with('&') {
            let (decoded, length) = entity(from).unwrap_or(('&', 1));
            push_visible_char(&mut out, decoded);
            rest = from.get(length..).unwrap_or("");
        } else if let Some(tag) = Tag::read(from, &mut lost) {
            rest = from.get(tag.length..).unwrap_or("");
            tag.stand_in(&mut out);
            if let Some(end) = tag.swallows(rest, &mut lost) {
                rest = rest.get(end..).unwrap_or("");
            }
        } else {
            out.push('<');
            rest = from.get(1..).unwrap_or("");
        }
    }
    push_visible(&mut out, rest);
    out
}

fn push_visible(out: &mut String, text: &str) {
    text.chars().for_each(|c| push_visible_char(out, c));
}

fn push_visible_char(out: &mut String, c: char) {
    match c {
        '\n' | '\t' => out.push(c),
        '\u{2028}' | '\u{2029}' => out.push('\n'),
        '\u{a0}' => out.push(' '),
        // Embedding and override marks can show a name as another one.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
        c if c.is_control() => {}
        c => out.push(c),
    }
}

/// What is known not to come any more, so that a text of nothing but openings is not searched to its
/// end for each of them.
#[derive(Default)]
struct Lost {
    bracket: bool,
    ends: [bool; SILENT.len()],
}

/// A tag at the start of a text.
struct Tag {
    name: String,
    closing: bool,
    length: usize,
}

impl Tag {
    /// Reads a tag, comment or declaration. Only names that HTML knows count, so that `<5 tahun`,
    /// `<CSV>` and Markdown's `<https://…>` stay text.
    fn read(text: &str, lost: &mut Lost) -> Option<Self> {
        if text.starts_with("<!--") {
            let length = text.find("-->").map_or(text.len(), |at| at + 3);
            return Some(Self { name: String::new(), closing: false, length });
        }
        let window = text.as_bytes().get(..TAG_BYTES.min(text.len()))?;
        let closing = window.get(1) == Some(&b'/');
        let start = if closing { 2 } else { 1 };
        let name_end = start
            + window.get(start..)?.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'!')).count();
        let name = text.get(start..name_end)?.to_ascii_lowercase();
        if !matches!(window.get(name_end)?, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r') || !is_html_name(&name) {
            return None;
        }
        let mut quote = None;
        for (at, &byte) in window.iter().enumerate().skip(name_end) {
            match (quote, byte) {
                (None, b'>') => return Some(Self { name, closing, length: at + 1 }),
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), byte) if open == byte => quote = None,
                _ => {}
            }
        }
        // A quote that does not close, or closes far away (images written into the text): the tag ends at
        // the first bracket, as browsers recover.
        if lost.bracket {
            return None;
        }
        let at = text.find('>');
        lost.bracket = at.is_none();
        Some(Self { name, closing, length: at? + 1 })
    }

    /// What stands in the text in its place, so that words and lines do not run together.
    fn stand_in(&self, out: &mut String) {
        match self.name.as_str() {
            "li" if !self.closing => out.push_str("\n- "),
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "blockquote" | "pre" | "section"
            | "article" | "ul" | "ol" => out.push_str("\n\n"),
            "br" | "tr" | "dt" | "dd" | "hr" => out.push('\n'),
            "td" | "th" if !self.closing => out.push(' '),
            _ => {}
        }
    }

    /// For elements whose content is no text: where their end tag ends.
    fn swallows(&self, rest: &str, lost: &mut Lost) -> Option<usize> {
        let which = SILENT.iter().position(|name| !self.closing && *name == self.name)?;
        let lost = lost.ends.get_mut(which).filter(|lost| !**lost)?;
        let end = format!("</{}", self.name);
        let at = rest.as_bytes().windows(end.len()).position(|window| window.eq_ignore_ascii_case(end.as_bytes()));
        *lost = at.is_none();
        Some(rest.get(at?..)?.find('>').map_or(rest.len(), |bracket| at.unwrap_or(0) + bracket + 1))
    }
}

/// Whether HTML (or Word's HTML) has an element of this name.
fn is_html_name(name: &str) -> bool {
    const NAMES: &str = " a abbr address area article aside audio b base big blockquote body br button caption center cite code \
        col colgroup dd del details div dl dt em embed fieldset figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 head \
        header hr html i iframe img input ins kbd label legend li link main map mark meta nav noscript object ol option p param \
        path picture pre q s samp script section select small source span strike strong style sub summary sup svg table tbody td \
        template textarea tfoot th thead title tr tt u ul var video ";
    let office = name.split_once(':').is_some_and(|(prefix, _)| matches!(prefix, "o" | "w" | "v" | "st1" | "m"));
    office || name == "!doctype" || (!name.is_empty() && NAMES.contains(&format!(" {name} ")))
}

/// The character of an entity at the start of a text and how many bytes it takes.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let c = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code)?
    } else {
        ENTITIES.iter().find(|(known, _)| *known == name)?.1
    };
    Some((c, end + 1))
}

/// The entities that editors really produce.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("sbquo", '‚'),
    ("bdquo", '„'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("times", '×'),
    ("frac12", '½'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("rarr", '→'),
    ("le", '≤'),
    ("ge", '≥'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("ccedil", 'ç'),
    ("uuml", 'ü'),
    ("ouml", 'ö'),
    ("auml", 'ä'),
    ("szlig", 'ß'),
    ("ntilde", 'ñ'),
    ("shy", '\u{ad}'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_one_plain_line() {
        let check = |text: &str, expected: &str| assert_eq!(line(text), expected, "{text:?}");
        check("Catatan dengan <b>HTML</b> & <script>alert('judul')</script>", "Catatan dengan HTML &");
        check("  Jumlah\n penduduk\t2023 ", "Jumlah penduduk 2023");
        check("Balita <5 tahun dan >2 tahun", "Balita <5 tahun dan >2 tahun");
        check("a < b > c", "a < b > c");
        check("Format <CSV>", "Format <CSV>");
        check("R&amp;D &lt;b&gt; &#x41;&#66; &tidak; &", "R&D <b> AB &tidak; &");
        check("&amp;lt;", "&lt;");
        check("Kontrol\u{7} dan\ttab \u{202e}sv", "Kontrol dan tab sv");
        check("<p class=\"a > b\">x</p>", "x");
        check("<img src=x onerror=\"alert(1)\">x", "x");
        check("<b title='tak tertutup>x</b>", "x");
        check("<!-- catatan --> x <!-- tak tertutup", "x");
        check("<script>tak tertutup", "tak tertutup");
        check(&format!("<img src=\"data:image/png;base64,{}\">x", "A".repeat(1_500)), "x");
        check("<a", "<a");
        check("<", "<");
    }

    #[test]
    fn descriptions_keep_lines_and_markdown() {
        let check = |text: &str, expected: &str| assert_eq!(block(text), expected, "{text:?}");
        check("<p>Satu <strong>dua</strong></p><p>tiga</p>", "Satu dua\n\ntiga");
        check("<ul><li>a</li><li>b</li></ul>", "- a\n- b");
        check("baris<br/>baru", "baris\nbaru");
        check(
            "# Judul\n\n* a\n* b\n\n\n\n[tautan](https://x.id) <https://y.id>",
            "# Judul\n\n* a\n* b\n\n[tautan](https://x.id) <https://y.id>",
        );
        check("\r\n a\r\n\r\nb \r\n", " a\n\nb");
        check("baris  \nbaru", "baris  \nbaru");
        check("<td>a</td><td>b</td>", " a b");
    }

    #[test]
    fn long_texts_are_cut_visibly() {
        assert_eq!(line(&"é".repeat(3_000)).chars().count(), LINE_CHARS + 1);
        assert!(line(&"é".repeat(3_000)).ends_with('…'));
        assert_eq!(clip("abc".to_owned(), 3), "abc");
    }
}
