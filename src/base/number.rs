//! Numbers as people write them: parsing per style, formatting per language.
//!
//! Parsing has two halves. [`scan`] looks at one cell and says which separators it shows and what
//! its digits are, without deciding what a dot means; [`Numeral::value`] then gives the number under
//! one style. Deciding the style is the work of a whole column, never of a cell.

use serde::{Deserialize, Serialize};

use super::lang::Lang;
use super::size::Size;
use super::stretch::TimeUnit;
use super::text::trim_bytes;

/// How a column writes its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberStyle {
    /// No groups, decimal point: `1234.56`.
    #[default]
    Plain,
    /// Indonesian: dot groups, decimal comma: `1.234,56`.
    Id,
    /// English: comma groups, decimal point: `1,234.56`.
    En,
    /// As [`Self::Id`] with words of size (`1,5 juta`), where a number without one counts in this size, too.
    IdIn(Size),
    /// The same for [`Self::En`], which reads plain numbers as well.
    EnIn(Size),
    /// Degrees, also with minutes and seconds and a hemisphere: `6°12'30" LS` is -6.208…
    Degrees,
    /// Stretches of time (`2 jam 30 menit`, `01:45:00`) in a unit.
    Stretch(TimeUnit),
}

impl NumberStyle {
    /// How the figures themselves are written, and what those without a word of size count in.
    pub const fn figures(self) -> (Self, Option<Size>) {
        match self {
            Self::IdIn(size) => (Self::Id, Some(size)),
            Self::EnIn(size) => (Self::En, Some(size)),
            other => (other, None),
        }
    }
}

/// The separators that a written number shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// `1234`.
    None,
    /// `12.508`: one dot that could be a group or a decimal point.
    DotThree,
    /// `12,508`: one comma that could be a group or a decimal comma.
    CommaThree,
    /// `12.5`, `0.125`, `1234.567`: one dot that can only be a decimal point.
    Point,
    /// `12,5`: one comma that can only be a decimal comma.
    Comma,
    /// `1.234.567`.
    DotGroups,
    /// `1,234,567`.
    CommaGroups,
    /// `1.234,5`.
    DotGroupsComma,
    /// `1,234.5`.
    CommaGroupsPoint,
}

/// A cell that is written as a number in at least one style.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one cell, not a state")]
pub struct Numeral {
    /// Which separators it shows.
    pub marks: Marks,
    /// How many digits it has.
    pub digits: u8,
    /// Written with a leading zero and no separator, as codes are: `007`.
    pub leading_zero: bool,
    /// Written with `Rp` or `IDR`.
    pub currency: bool,
    /// Written with `%`; the number is taken as written (`12,5%` is 12.5).
    pub percent: bool,
    negative: bool,
    /// All digits as one whole number.
    mantissa: u64,
    /// Digits after the last separator, less the exponent.
    scale: i32,
    /// Both readings when the digits do not fit `mantissa` or have an exponent: (whole, with decimals).
    wide: Option<(f64, f64)>,
}

const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

impl Numeral {
    /// The number under a style, or `None` when the style does not write it so. Styles in which a number alone is not
    /// all that is written ([`NumberStyle::Degrees`] and what follows) are not for this function.
    #[inline]
    pub fn value(&self, style: NumberStyle) -> Option<f64> {
        let decimals = self.has_decimals(style)?;
        let size = match self.wide {
            Some((whole, with_decimals)) => {
                if decimals {
                    with_decimals
                } else {
                    whole
                }
            }
            // Both factors are exact, so one division rounds once: the result is the nearest double
            // (Clinger's fast path). `scan` sends everything else to `wide`.
            None if decimals => self.mantissa as f64 / POWERS.get(self.scale as usize)?,
            None => self.mantissa as f64,
        };
        let value = if self.negative && size != 0.0 { -size } else { size };
        value.is_finite().then_some(value)
    }

    /// Whether the digits after the last separator are decimals under a style; `None` when it does not write so.
    #[inline]
    fn has_decimals(&self, style: NumberStyle) -> Option<bool> {
        use NumberStyle::{En, Id, Plain};
        match (self.marks, style) {
            (Marks::None, Plain | Id | En)
            | (Marks::DotThree | Marks::DotGroups, Id)
            | (Marks::CommaThree | Marks::CommaGroups, En) => Some(false),
            (Marks::DotThree | Marks::Point, Plain | En)
            | (Marks::CommaThree | Marks::Comma | Marks::DotGroupsComma, Id)
            | (Marks::CommaGroupsPoint, En) => Some(true),
            _ => None,
        }
    }

    /// The number times a power of ten under a style: what `1,5 juta` is. Rounded once.
    pub fn times(&self, style: NumberStyle, power: u8) -> Option<f64> {
        let scale = if self.has_decimals(style)? { self.scale } else { 0 };
        let factor = |power: i32| POWERS.get(usize::try_from(power).ok()?).copied();
        let by = i32::from(power) - scale;
        let value = if self.wide.is_some() {
            self.value(style)? * factor(i32::from(power))?
        } else {
            let size = self.mantissa as f64;
            let size = if by >= 0 { size * factor(by)? } else { size / factor(-by)? };
            if self.negative && size != 0.0 { -size } else { size }
        };
        value.is_finite().then_some(value)
    }

    /// The digits as one whole number, where they fit.
    pub fn integer(&self) -> Option<u64> {
        (self.wide.is_none()).then_some(self.mantissa)
    }

    /// Digits after the last separator.
    pub fn decimals(&self) -> i32 {
        if self.marks == Marks::None { 0 } else { self.scale }
    }
}

/// The number in a text under a style, or `None`.
pub fn parse(text: &str, style: NumberStyle) -> Option<f64> {
    scan(text.as_bytes())?.value(style)
}

/// Reads a cell as a number, without deciding what a single dot or comma means.
///
/// Accepted: a sign (`-`, `+`, `−`, `–`), parentheses for negative, `Rp`, `Rp.` or `IDR` before,
/// `,-` or `%` after, a decimal mark without a zero before it (`.37`), and exponents as spreadsheets
/// write them (`1.5E+09`). Groups are of three digits, always; blanks and apostrophes may part them, too. The marks of
/// provisional figures are not accepted: whether they are such is for a whole column to say.
#[inline]
pub fn scan(cell: &[u8]) -> Option<Numeral> {
    // The commonest cell of all: a few digits and nothing else.
    let mut mantissa = 0_u64;
    if cell.len() <= 18 {
        let mut at = 0;
        while let Some(digit) = cell.get(at).map(|byte| byte.wrapping_sub(b'0'))
            && digit < 10
        {
            mantissa = mantissa * 10 + u64::from(digit);
            at += 1;
        }
        // The whole reading stays exact only below 2^53.
        if at == cell.len() && at > 0 && mantissa < 1 << 53 {
            return Some(Numeral {
                marks: Marks::None,
                digits: at as u8,
                leading_zero: at > 1 && cell.first() == Some(&b'0'),
                currency: false,
                percent: false,
                negative: false,
                mantissa,
                scale: 0,
                wide: None,
            });
        }
        // `12.5`: the commonest other one. Anything but digits after the point goes the long way.
        if at < cell.len() && at > 0 && at < 10 && cell.get(at) == Some(&b'.') && cell.len() <= 15 {
            let first = at;
            at += 1;
            while let Some(digit) = cell.get(at).map(|byte| byte.wrapping_sub(b'0'))
                && digit < 10
            {
                mantissa = mantissa * 10 + u64::from(digit);
                at += 1;
            }
            let after = at - first - 1;
            if at == cell.len() && after > 0 {
                let group = after == 3 && first <= 3 && cell.first() != Some(&b'0');
                return Some(Numeral {
                    marks: if group { Marks::DotThree } else { Marks::Point },
                    digits: (at - 1) as u8,
                    leading_zero: false,
                    currency: false,
                    percent: false,
                    negative: false,
                    mantissa,
                    scale: after as i32,
                    wide: None,
                });
            }
        }
    }
    scan_any(cell)
}

/// Everything [`scan`] accepts, without the fast paths.
fn scan_any(cell: &[u8]) -> Option<Numeral> {
    let mut rest = trim_bytes(cell);
    // Longest sensible cell: a sign, a currency, thirty-odd digits with groups, a mark.
    if rest.is_empty() || rest.len() > 64 {
        return None;
    }
    let mut negative = false;
    let mut signed = false;
    let mut currency = false;
    let mut open = false;
    loop {
        match rest {
            [b'(', tail @ ..] if !open && !signed => {
                open = true;
                negative = true;
                rest = trim_bytes(tail);
            }
            [b'-', tail @ ..] | [0xE2, 0x88, 0x92, tail @ ..] | [0xE2, 0x80, 0x93, tail @ ..] if !signed && !open => {
                signed = true;
                negative = true;
                rest = trim_bytes(tail);
            }
            [b'+', tail @ ..] if !signed && !open => {
                signed = true;
                rest = trim_bytes(tail);
            }
            [b'R' | b'r', b'P' | b'p', tail @ ..] if !currency => {
                currency = true;
                rest = trim_bytes(tail.strip_prefix(b".").unwrap_or(tail));
            }
            [b'I' | b'i', b'D' | b'd', b'R' | b'r', tail @ ..] if !currency => {
                currency = true;
                rest = trim_bytes(tail);
            }
            _ => break,
        }
    }

    let mut digits = 0_usize;
    let mut mantissa = 0_u64;
    let mut overflow = false;
    let mut first: Option<u8> = None;
    let mut first_len = 0_usize;
    let mut seps = 0_usize;
    let mut second = false;
    let mut run = 0_usize;
    let mut end = 0_usize;
    for (at, &byte) in rest.iter().enumerate() {
        if byte.is_ascii_digit() {
            // Eighteen digits always fit; checking every multiplication costs a 128-bit one in wasm.
            if mantissa < 10_u64.pow(17) {
                mantissa = mantissa * 10 + u64::from(byte - b'0');
            } else {
                overflow = true;
            }
            digits += 1;
            run += 1;
        } else if byte == b'.' || byte == b',' {
            // `1.500,-`: the comma belongs to the ending, not to the number.
            if !rest.get(at + 1).is_some_and(u8::is_ascii_digit) {
                break;
            }
            match first {
                None => {
                    first = Some(byte);
                    first_len = run;
                    seps = 1;
                }
                Some(_) if second || run != 3 => return None,
                Some(kind) if kind == byte => seps += 1,
                Some(_) => second = true,
            }
            run = 0;
        } else {
            break;
        }
        end = at + 1;
    }
    if digits == 0 || digits > 40 {
        return None;
    }
    let body = rest.get(..end)?;
    let mut tail = rest.get(end..)?;
    // Groups are whole: one to three digits first, and never a zero before the first separator.
    let groups = (1..=3).contains(&first_len) && body.first() != Some(&b'0');

    let mut exponent = 0_i32;
    if let [b'e' | b'E', sign @ (b'+' | b'-'), power @ ..] = tail {
        let length = power.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=3).contains(&length) || seps > 1 || second {
            return None;
        }
        for byte in power.iter().take(length) {
            exponent = exponent * 10 + i32::from(byte - b'0');
        }
        if *sign == b'-' {
            exponent = -exponent;
        }
        tail = power.get(length..)?;
        if exponent.abs() > 308 {
            return None;
        }
    }
    let scientific = exponent != 0;

    let marks = match (first, seps, second) {
        (None, ..) => Marks::None,
        (Some(b'.'), 1, false) if run == 3 && groups && !scientific => Marks::DotThree,
        (Some(_), 1, false) if run == 3 && groups && !scientific => Marks::CommaThree,
        (Some(b'.'), 1, false) => Marks::Point,
        (Some(_), 1, false) => Marks::Comma,
        (Some(b'.'), _, true) if groups => Marks::DotGroupsComma,
        (Some(_), _, true) if groups => Marks::CommaGroupsPoint,
        (Some(b'.'), _, false) if groups && run == 3 => Marks::DotGroups,
        (Some(_), _, false) if groups && run == 3 => Marks::CommaGroups,
        _ => return None,
    };
    let decimals = if first.is_some() { run } else { 0 };

    // What may stand after the digits.
    let mut percent = false;
    tail = trim_bytes(tail);
    if let Some(after) = tail.strip_prefix(b",-").or_else(|| tail.strip_prefix(b".-")) {
        tail = trim_bytes(after.strip_prefix(b"-").unwrap_or(after));
    }
    if let Some(after) = tail.strip_prefix(b"%") {
        percent = true;
        tail = trim_bytes(after);
    }
    if open {
        let Some(after) = tail.strip_prefix(b")") else { return spaced(cell) };
        tail = trim_bytes(after);
        if let Some(after) = tail.strip_prefix(b"%") {
            percent = true;
            tail = trim_bytes(after);
        }
    }
    if let Some(&next) = tail.first() {
        // Only digits behind a blank, an apostrophe or a thin space may be a group more.
        return if matches!(next, b'0'..=b'9' | b'\'' | 0xE2) { spaced(cell) } else { None };
    }

    let exact = !overflow && !scientific && mantissa < 1 << 53 && decimals < POWERS.len();
    let wide = if exact { None } else { Some(widen(body, decimals, exponent)?) };
    Some(Numeral {
        marks,
        digits: digits as u8,
        leading_zero: marks == Marks::None && digits > 1 && body.first() == Some(&b'0'),
        currency,
        percent,
        negative,
        mantissa,
        scale: decimals as i32,
        wide,
    })
}

/// How many bytes the mark between two groups takes that a text begins with: a blank of some width or an
/// apostrophe before a group of three digits and no more. Nought where there is none.
fn space(text: &[u8]) -> usize {
    let length = match text {
        [b' ' | b'\'', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        // Thin and narrow no-break spaces, the typographer's apostrophe.
        [0xE2, 0x80, 0x89 | 0xAF | 0x99, ..] => 3,
        _ => return 0,
    };
    let digits = text.iter().skip(length).take(4).take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 3 { length } else { 0 }
}

/// A number whose groups are parted by blanks or apostrophes, as BPS prints them (`5 371 532`, `57 956,04`): a dot
/// or comma in it stands before decimals.
#[cold]
#[inline(never)]
fn spaced(cell: &[u8]) -> Option<Numeral> {
    let start = cell.iter().position(u8::is_ascii_digit)?;
    let run = cell.get(start..)?.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let first = start + run;
    let mark = cell.get(first..first + space(cell.get(first..)?))?;
    // `12 345` has a group; `+62 812 345 678` is a telephone, and `012 345` a code.
    if mark.is_empty() || run > 3 || cell.get(start) == Some(&b'0') || cell.contains(&b'+') {
        return None;
    }
    let mut end = first;
    while cell.get(end..)?.starts_with(mark) && space(cell.get(end..)?) > 0 {
        end += mark.len() + 3;
    }
    let (groups, rest) = cell.split_at_checked(end)?;
    // Written with the group mark that goes with its decimals, it reads as any other.
    let group: &[u8] = match rest {
        [b',', b'0'..=b'9', ..] => b".",
        [b'.', b'0'..=b'9', ..] => b",",
        [b'0'..=b'9', ..] => return None,
        _ => b"",
    };
    let mut plain = Vec::with_capacity(cell.len());
    plain.extend_from_slice(groups.get(..first)?);
    for digits in groups.get(first..)?.chunks(mark.len() + 3) {
        plain.extend_from_slice(group);
        plain.extend_from_slice(digits.get(mark.len()..)?);
    }
    plain.extend_from_slice(rest);
    scan_any(&plain)
}

/// Both readings of digits that need the full algorithm of the standard library.
fn widen(body: &[u8], decimals: usize, exponent: i32) -> Option<(f64, f64)> {
    let mut clean: String = body.iter().filter(|byte| byte.is_ascii_digit()).map(|&byte| char::from(byte)).collect();
    clean.push('e');
    let mark = clean.len();
    clean.push_str(&exponent.to_string());
    let whole = clean.parse().ok()?;
    clean.truncate(mark);
    clean.push_str(&(exponent - decimals as i32).to_string());
    Some((whole, clean.parse().ok()?))
}

/// Formats for people: groups and decimal mark of the language, at most `decimals` places, trailing
/// zeros dropped, true minus sign (U+2212) never used so that copies stay numbers.
///
/// Halves of the shortest decimal form are rounded away from zero, as a person does on paper:
/// `2.5` is `3` and `1.005` is `1.01`. What is not a number is an en dash.
pub fn format_number(value: f64, decimals: usize, lang: Lang) -> String {
    let Some((negative, whole, fraction)) = round(value, decimals) else {
        return "–".to_owned();
    };
    let (group, mark) = match lang {
        Lang::Id => ('.', ','),
        Lang::En => (',', '.'),
    };
    let mut out = String::with_capacity(whole.len() + whole.len() / 3 + fraction.len() + 2);
    if negative {
        out.push('-');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(mark);
        out.push_str(&fraction);
    }
    out
}

/// Formats short, for axes and labels: `1,2 jt`, `3,4 M` (miliar), `1.2M`, `3.4B`; below 10,000 as
/// [`format_number`] with three significant digits or one decimal, whichever says more.
pub fn format_short(value: f64, lang: Lang) -> String {
    const STEPS: [(f64, &str, &str); 4] = [(1e3, " rb", "K"), (1e6, " jt", "M"), (1e9, " M", "B"), (1e12, " T", "T")];
    let size = value.abs();
    if !value.is_finite() || rounds_below(size, 10_000.0) {
        let decimals = match size {
            size if size >= 100.0 => 1,
            size if size >= 1.0 => 2,
            size if size > 0.0 => (2 - libm::floor(libm::log10(size)) as i32).clamp(1, 12) as usize,
            _ => 0,
        };
        return format_number(value, decimals, lang);
    }
    let mut step = STEPS[0];
    for next in STEPS {
        // A value that would round up to 1,000 of a unit is one of the next.
        if !rounds_below(size / next.0, 1.0) {
            step = next;
        }
    }
    let mut out = format_number(value / step.0, 1, lang);
    out.push_str(match lang {
        Lang::Id => step.1,
        Lang::En => step.2,
    });
    out
}

/// Whether a size stays below a limit after rounding it to what [`format_short`] shows of it.
fn rounds_below(size: f64, limit: f64) -> bool {
    // One decimal place of the smaller unit: 999.95 thousand is already one million.
    size < limit * (1.0 - 0.000_05)
}

/// Sign, whole digits and fraction digits of a value rounded half away from zero.
fn round(value: f64, decimals: usize) -> Option<(bool, String, String)> {
    if !value.is_finite() {
        return None;
    }
    // The shortest text that reads back as the same number; never in exponent form.
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes().take(decimals)).collect();
    if fraction.as_bytes().get(decimals).is_some_and(|&next| next >= b'5') {
        let mut carried = true;
        for digit in digits.iter_mut().rev() {
            if *digit == b'9' {
                *digit = b'0';
            } else {
                *digit += 1;
                carried = false;
                break;
            }
        }
        if carried {
            digits.insert(0, b'1');
        }
    }
    let kept = fraction.len().min(decimals);
    let digits: String = digits.into_iter().map(char::from).collect();
    let (whole, fraction) = digits.split_at(digits.len() - kept);
    let fraction = fraction.trim_end_matches('0');
    let zero = fraction.is_empty() && whole.bytes().all(|digit| digit == b'0');
    Some((value < 0.0 && !zero, whole.to_owned(), fraction.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, plain: Option<f64>, id: Option<f64>, en: Option<f64>) {
        assert_eq!(parse(text, NumberStyle::Plain), plain, "plain {text:?}");
        assert_eq!(parse(text, NumberStyle::Id), id, "id {text:?}");
        assert_eq!(parse(text, NumberStyle::En), en, "en {text:?}");
    }

    fn same(text: &str, value: f64) {
        check(text, Some(value), Some(value), Some(value));
    }

    #[test]
    fn digits_alone_are_the_same_in_every_style() {
        same("0", 0.0);
        same("1234", 1234.0);
        same(" 1234 ", 1234.0);
        same("\u{a0}1234\u{a0}", 1234.0);
        same("-7", -7.0);
        same("+7", 7.0);
        same("\u{2212}7", -7.0);
        same("\u{2013}7", -7.0);
        same("007", 7.0);
        same("9007199254740993", 9_007_199_254_740_992.0);
        same("123456789012345678901234567890", 123_456_789_012_345_680_000_000_000_000.0);
        same("-0", 0.0);
        assert!(parse("-0", NumberStyle::Plain).is_some_and(f64::is_sign_positive));
    }

    #[test]
    fn a_single_separator_before_three_digits_has_two_meanings() {
        check("12.508", Some(12.508), Some(12508.0), Some(12.508));
        check("12,508", None, Some(12.508), Some(12508.0));
        check("-6.914", Some(-6.914), Some(-6914.0), Some(-6.914));
    }

    #[test]
    fn other_separators_have_one() {
        check("12.5", Some(12.5), None, Some(12.5));
        check("0.123", Some(0.123), None, Some(0.123));
        check("1234.567", Some(1234.567), None, Some(1234.567));
        check("12,5", None, Some(12.5), None);
        check("0,123", None, Some(0.123), None);
        check("1.234.567", None, Some(1_234_567.0), None);
        check("1,234,567", None, None, Some(1_234_567.0));
        check("1.234,56", None, Some(1234.56), None);
        check("1,234.56", None, None, Some(1234.56));
        check("1.234.567,8", None, Some(1_234_567.8), None);
        check(".37", Some(0.37), None, Some(0.37));
        check(",37", None, Some(0.37), None);
        check("-.5", Some(-0.5), None, Some(-0.5));
        check("101.4686123456789", Some(101.468_612_345_678_9), None, Some(101.468_612_345_678_9));
        check("0.1", Some(0.1), None, Some(0.1));
    }

    #[test]
    fn groups_are_of_three() {
        for text in
            ["1.23.456", "12.34.56", "1234.567.890", "1.234.56", "1,23,456", "0.123.456", "1.234,567,8", "32.73.01"]
        {
            check(text, None, None, None);
        }
    }

    #[test]
    fn blanks_and_apostrophes_part_groups() {
        same("5 371 532", 5_371_532.0);
        same("5\u{a0}371\u{a0}532", 5_371_532.0);
        same("12\u{2009}345", 12_345.0);
        same("5'371'532", 5_371_532.0);
        same("5\u{2019}371", 5_371.0);
        same("(12 500)", -12_500.0);
        same("Rp 1 250 000,-", 1_250_000.0);
        same("9 007 199 254 740 993", 9_007_199_254_740_992.0);
        check("57 956,04", None, Some(57_956.04), None);
        check("- 57 956,045", None, Some(-57_956.045), None);
        check("1\u{a0}234,5 %", None, Some(1_234.5), None);
        check("1'200.55", None, None, Some(1_200.55));
        for text in [
            "5 37",
            "5 3715",
            "1234 567",
            "012 345",
            "+62 812 345 678",
            "0812 345 678",
            "1 234 5678",
            "1 234.567.890",
            "1.234 567",
            "1 234'567",
            "12  345",
            "2024 Januari",
            "3 173 a",
            "1 234,567 890",
        ] {
            check(text, None, None, None);
        }
    }

    #[test]
    fn currency_percent_and_endings() {
        check("Rp 1.234.567,-", None, Some(1_234_567.0), None);
        check("Rp. 12.500,00", None, Some(12500.0), None);
        check("Rp12.500,50", None, Some(12500.5), None);
        check("IDR 1,234.50", None, None, Some(1234.5));
        same("rp\u{a0}500", 500.0);
        same("-Rp 500", -500.0);
        same("Rp -500", -500.0);
        same("(500)", -500.0);
        check("(1.234,5)", None, Some(-1234.5), None);
        same("90%", 90.0);
        check("12,5 %", None, Some(12.5), None);
        same("100,-", 100.0);
    }

    #[test]
    fn exponents_of_spreadsheets() {
        check("1.5E+09", Some(1.5e9), None, Some(1.5e9));
        check("1,5E+09", None, Some(1.5e9), None);
        same("1e-05", 1e-5);
        check("1.234E+03", Some(1234.0), None, Some(1234.0));
        same("12e+2", 1200.0);
        check("12E3", None, None, None);
        check("1e+999", None, None, None);
    }

    #[test]
    fn what_is_not_a_number() {
        for text in [
            "",
            " ",
            "-",
            "--",
            "Rp",
            "(",
            "()",
            "(5",
            "5)",
            "1 2",
            "abc",
            "12a",
            "a12",
            "1..2",
            "1.",
            "1,",
            ".",
            "%",
            "12:30",
            "2024-01-01",
            "1/2",
            "+-5",
            "((5))",
            "٣",
            "1e",
            "0x10",
            "NaN",
            "inf",
            "Rp Rp 5",
        ] {
            check(text, None, None, None);
        }
    }

    #[test]
    fn numbers_are_written_for_people() {
        let check = |value: f64, decimals: usize, id: &str, en: &str| {
            assert_eq!(format_number(value, decimals, Lang::Id), id);
            assert_eq!(format_number(value, decimals, Lang::En), en);
        };
        check(0.0, 2, "0", "0");
        check(-0.0, 2, "0", "0");
        check(-0.001, 2, "0", "0");
        check(1_234_567.891, 2, "1.234.567,89", "1,234,567.89");
        check(12500.0, 2, "12.500", "12,500");
        check(2.5, 0, "3", "3");
        check(-2.5, 0, "-3", "-3");
        check(1.005, 2, "1,01", "1.01");
        check(999.999, 2, "1.000", "1,000");
        check(0.1 + 0.2, 15, "0,3", "0.3");
        check(f64::NAN, 2, "–", "–");
        check(1e21, 0, "1.000.000.000.000.000.000.000", "1,000,000,000,000,000,000,000");
    }

    #[test]
    fn short_numbers_know_that_m_is_miliar() {
        let check = |value: f64, id: &str, en: &str| {
            assert_eq!(format_short(value, Lang::Id), id);
            assert_eq!(format_short(value, Lang::En), en);
        };
        check(0.0, "0", "0");
        check(0.0372, "0,0372", "0.0372");
        check(9.876, "9,88", "9.88");
        check(1234.56, "1.234,6", "1,234.6");
        check(9999.0, "9.999", "9,999");
        check(9999.99, "10 rb", "10K");
        check(12_500.0, "12,5 rb", "12.5K");
        check(999_949.0, "999,9 rb", "999.9K");
        check(999_960.0, "1 jt", "1M");
        check(1_234_567.0, "1,2 jt", "1.2M");
        check(-3.4e9, "-3,4 M", "-3.4B");
        check(2.5e12, "2,5 T", "2.5T");
        check(2.5e15, "2.500 T", "2,500T");
    }

    proptest! {
        #[test]
        fn whatever_is_formatted_is_read_back(units in -1_000_000_000_000_i64..1_000_000_000_000, places in 0_u32..6) {
            let value = units as f64 / 10_f64.powi(places as i32);
            let id = format_number(value, 6, Lang::Id);
            let en = format_number(value, 6, Lang::En);
            prop_assert_eq!(parse(&id, NumberStyle::Id), Some(value));
            prop_assert_eq!(parse(&en, NumberStyle::En), Some(value));
        }

        #[test]
        fn plain_numbers_agree_with_the_standard_library(text in "-?[0-9]{1,22}(\\.[0-9]{1,18})?") {
            let want: f64 = text.parse().unwrap();
            prop_assert_eq!(parse(&text, NumberStyle::Plain), Some(want));
        }

        #[test]
        fn the_fast_paths_change_nothing(text in "[ (]?[-+]?(Rp)?[0-9.,]{1,20}[%*]?") {
            prop_assert_eq!(scan(text.as_bytes()), scan_any(text.as_bytes()));
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            if let Some(numeral) = scan(&bytes) {
                for style in [NumberStyle::Plain, NumberStyle::Id, NumberStyle::En] {
                    prop_assert!(numeral.value(style).is_none_or(f64::is_finite));
                }
            }
        }
    }
}
