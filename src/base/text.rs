//! Folding and ordering of text, the same natively and in the browser.

use std::cmp::Ordering;

/// Bytes without white space at both ends: ASCII blanks, the no-break space and the byte order mark.
#[inline]
pub fn trim_bytes(bytes: &[u8]) -> &[u8] {
    // Nearly every cell begins and ends with a visible ASCII character.
    if let (Some(b'!'..=b'~'), Some(b'!'..=b'~')) = (bytes.first(), bytes.last()) {
        return bytes;
    }
    trim_bytes_any(bytes)
}

fn trim_bytes_any(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t' | b'\r' | b'\n' | 0x0B | 0x0C, rest @ ..]
    | [0xC2, 0xA0, rest @ ..]
    | [0xE2, 0x80, 0xAF, rest @ ..]
    | [0xEF, 0xBB, 0xBF, rest @ ..] = bytes
    {
        bytes = rest;
    }
    loop {
        match bytes {
            [rest @ .., b' ' | b'\t' | b'\r' | b'\n' | 0x0B | 0x0C]
            | [rest @ .., 0xC2, 0xA0]
            | [rest @ .., 0xE2, 0x80, 0xAF]
            | [rest @ .., 0xEF, 0xBB, 0xBF] => bytes = rest,
            _ => return bytes,
        }
    }
}

/// A text without the white space that [`trim_bytes`] takes away.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|char: char| {
        matches!(char, ' ' | '\t' | '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{a0}' | '\u{202f}' | '\u{feff}')
    })
}

/// Folds for comparison: lower case, accents of Latin letters removed, white space collapsed and trimmed.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for char in text.chars() {
        if char.is_whitespace() || char == '\u{feff}' {
            blank = !out.is_empty();
            continue;
        }
        if ('\u{300}'..='\u{36f}').contains(&char) {
            continue;
        }
        if blank {
            out.push(' ');
            blank = false;
        }
        if char.is_ascii() {
            out.push(char.to_ascii_lowercase());
            continue;
        }
        for lower in char.to_lowercase() {
            // `İ` lowers to an i with a combining dot.
            if !('\u{300}'..='\u{36f}').contains(&lower) {
                match base_letter(lower) {
                    Some(base) => out.push_str(base),
                    None => out.push(lower),
                }
            }
        }
    }
    out
}

/// The plain letters of an accented lower-case Latin letter (Latin-1 and Latin Extended-A).
fn base_letter(char: char) -> Option<&'static str> {
    Some(match char {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// A key whose byte order is the natural order of the text: folded, and runs of digits by size
/// (`Kec. 2` before `Kec. 10`).
pub fn natural_key(text: &str) -> Vec<u8> {
    let folded = fold(text);
    let mut key = Vec::with_capacity(folded.len() + 8);
    let mut rest = folded.as_bytes();
    while let Some(&byte) = rest.first() {
        if !byte.is_ascii_digit() {
            key.push(byte);
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (run, after) = rest.split_at(length);
        rest = after;
        let zeros = run.iter().take_while(|&&byte| byte == b'0').count();
        let significant = run.get(zeros..).unwrap_or_default();
        // The digit zero keeps numbers between punctuation and letters; then the count of digits
        // (two bytes, so that no run overflows it) decides before the digits themselves do.
        key.push(b'0');
        let count = significant.len().min(usize::from(u16::MAX)) as u16;
        key.extend_from_slice(&count.to_be_bytes());
        key.extend_from_slice(significant);
    }
    key
}

/// Compares in natural order; texts that fold to the same are ordered as written.
pub fn natural_cmp(left: &str, right: &str) -> Ordering {
    natural_key(left).cmp(&natural_key(right)).then_with(|| left.cmp(right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding() {
        for (text, folded) in [
            ("  KAB.   Bogor\t", "kab. bogor"),
            ("Café", "cafe"),
            ("Cafe\u{301}", "cafe"),
            ("ÅNGSTRÖM Straße", "angstrom strasse"),
            ("İstanbul", "istanbul"),
            ("\u{a0}P\u{a0}A P U A", "p a p u a"),
            ("", ""),
            ("数据", "数据"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn natural_order() {
        let mut names =
            ["Kec. 10", "kec. 2", "Kec. 02a", "Ámbon", "ambon", "Zulu", "10", "9", "009", "-", "Triwulan II"];
        names.sort_by(|left, right| natural_cmp(left, right));
        assert_eq!(
            names,
            ["-", "009", "9", "10", "ambon", "Ámbon", "kec. 2", "Kec. 02a", "Kec. 10", "Triwulan II", "Zulu"]
        );
    }

    #[test]
    fn trimming() {
        assert_eq!(trim("\u{feff} \u{a0}a b\u{202f}\r\n"), "a b");
        assert_eq!(trim_bytes("\u{feff} \u{a0}a b\u{202f}\r\n".as_bytes()), b"a b");
    }

    proptest! {
        #[test]
        fn both_trims_agree(text in "[ \t\u{a0}\u{202f}\u{feff}aé]{0,8}") {
            prop_assert_eq!(trim(&text).as_bytes(), trim_bytes(text.as_bytes()));
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,20}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
        }

        #[test]
        fn whole_numbers_sort_by_size(left in 0_u64.., right in 0_u64..) {
            prop_assert_eq!(natural_key(&left.to_string()).cmp(&natural_key(&right.to_string())), left.cmp(&right));
        }
    }
}
