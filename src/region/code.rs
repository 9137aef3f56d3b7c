//! Region codes as people and spreadsheets write them.
//!
//! Kemendagri writes `32`, `32.73`, `32.73.01`, `32.73.01.1001`; BPS writes `32`, `3273`, `3273010`,
//! `3273010001`. A kecamatan has two digits to Kemendagri and three to BPS, so six digits are Kemendagri's
//! and seven are BPS's; four or two digits belong to either. Spreadsheets make `3273.0`, `3.273` and, of
//! `32.10`, `32.1`.

use super::System;

/// A code whose digits are certain, or can be one of two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Code {
    /// Possible digits, without dots: 2, 4, 6 or 7 of them.
    pub(super) digits: Vec<String>,
    /// The system, where the cell names it.
    pub(super) system: Option<System>,
    /// Written in groups, as only Kemendagri does.
    pub(super) dotted: bool,
    /// What the dots say of zeros that a spreadsheet or a person leaves off.
    pub(super) zeros: Zeros,
}

/// What became of the zeros of a dotted code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Zeros {
    /// Nothing can be said.
    #[default]
    Unsaid,
    /// `32.01`: leading zeros are kept.
    LeadingKept,
    /// `32.10`: trailing zeros are kept.
    TrailingKept,
    /// `32.1`: one of the two is lost; the digits are those with the trailing zero, then with the leading.
    Lost,
}

/// What a cell of digits says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    /// A code of a region.
    Code(Code),
    /// The whole country.
    Country,
    /// A village.
    Village,
    /// Digits that are no code.
    Strange,
}

/// Words that may stand in front of a code.
const CODE_WORDS: &[&str] =
    &["kode", "kd", "code", "kabupaten", "kab", "kota", "kec", "kecamatan", "provinsi", "prov", "wilayah", "no"];

/// Reads a cell that is a code and nothing else; `None` when it holds other words.
pub(super) fn read(text: &str) -> Option<Digits> {
    let text = text.trim().trim_matches(['\'', '"', '`', '=', '\u{2019}', '[', ']', '(', ')', '#']).trim();
    let mut system = None;
    let mut rest = text;
    // `ID3273`, `BPS 3273`, `kode: 32.73`.
    while let Some(end) = rest.find(|c: char| !c.is_ascii_alphabetic())
        && end > 0
    {
        let (word, tail) = rest.split_at(end);
        match word.to_ascii_lowercase().as_str() {
            "bps" => system = Some(System::Bps),
            "kemendagri" | "permendagri" | "kepmendagri" | "mendagri" | "dagri" => system = Some(System::Kemendagri),
            // Humanitarian P-codes are BPS codes behind the country's letters.
            "id" => {
                if tail.starts_with(|c: char| c.is_ascii_digit()) {
                    system = Some(System::Bps);
                }
            }
            word if CODE_WORDS.contains(&word) => {}
            _ => return None,
        }
        rest = tail.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    }
    if let Some(whole) = scientific(rest) {
        return Some(whole_code(&whole, system, false));
    }
    let rest = rest.trim_end_matches(['.', ',', '-', ':', ';', ' ', '\u{a0}']);
    if rest.is_empty()
        || rest.len() > 24
        || !rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/' | '_' | ' ' | '\u{a0}'))
    {
        return None;
    }
    let parts: Vec<&str> = rest.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    Some(grouped(&parts, system))
}

/// `3.273E+03` as a spreadsheet writes 3273.
fn scientific(text: &str) -> Option<String> {
    if !text.contains(['e', 'E']) || text.len() > 24 {
        return None;
    }
    let number: f64 = text.replace(',', ".").parse().ok()?;
    (number.fract() == 0.0 && (0.0..1e11).contains(&number)).then(|| format!("{number}"))
}

fn grouped(parts: &[&str], system: Option<System>) -> Digits {
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let joined = parts.concat();
    let zeros = |part: &str| part.bytes().all(|b| b == b'0');
    match (lengths.as_slice(), parts) {
        // A float of a whole code (`3273.0`), and the Kemendagri way to write a province (`32.00`).
        ([_, _], [whole, fraction]) if zeros(fraction) => whole_code(whole, system, false),
        // Digits alone; `3.273` with the mark of thousands; `3.273.010`, `327.301`.
        ([_] | [1 | 3, 3] | [1, 3, 3], _) => whole_code(&joined, system, false),
        // `32.1`, `32.73.1`, `3273.1`.
        ([2 | 4, 1] | [2, 2, 1], [head @ .., last]) => {
            let head = head.concat();
            let digits = vec![format!("{head}{last}0"), format!("{head}0{last}")];
            Digits::Code(Code { digits, system, dotted: true, zeros: Zeros::Lost })
        }
        // `32.730`: a float with three decimals.
        ([2, 3], _) if joined.ends_with('0') => whole_code(joined.get(..4).unwrap_or_default(), system, true),
        ([2, 2] | [2, 2, 2 | 3] | [2, 2, 2 | 3, _] | [4, 2 | 3], _) => whole_code(&joined, system, true),
        _ => Digits::Strange,
    }
}

/// A code of digits alone.
fn whole_code(digits: &str, system: Option<System>, dotted: bool) -> Digits {
    let zeros_from = |at: usize| digits.bytes().skip(at).all(|b| b == b'0');
    let code = |lengths: &[usize], system: Option<System>| {
        let digits: Vec<String> =
            lengths.iter().filter_map(|length| digits.get(..*length)).map(str::to_owned).collect();
        let zeros = match digits.first().map(String::as_bytes) {
            Some([_, _, b'0', _]) if dotted => Zeros::LeadingKept,
            Some([_, _, _, b'0']) if dotted => Zeros::TrailingKept,
            _ => Zeros::Unsaid,
        };
        Digits::Code(Code { digits, system, dotted: dotted && lengths.iter().all(|length| *length < 7), zeros })
    };
    match digits.len() {
        1 if digits == "0" => Digits::Country,
        // BPS writes the country as 0000 or 9999, a province as 3200.
        2 | 4 if zeros_from(0) => Digits::Country,
        4 if digits == "9999" => Digits::Country,
        // A zero in front, kept by a column three or five wide.
        3 | 5 if digits.starts_with('0') => whole_code(digits.get(1..).unwrap_or_default(), system, dotted),
        2 => code(&[2], system),
        4 | 6 | 7 | 10 if zeros_from(2) => code(&[2], system),
        4 => code(&[4], system),
        6 if zeros_from(4) => code(&[4], system),
        7 | 10 if zeros_from(4) => code(&[4], if digits.len() == 7 { Some(System::Bps) } else { system }),
        6 | 7 => code(&[digits.len()], system),
        10 if zeros_from(6) => code(&[6, 7], system),
        10 if zeros_from(7) => code(&[7], Some(System::Bps)),
        10 => Digits::Village,
        _ => Digits::Strange,
    }
}

/// A number at the front or the back of a name: `3273 Kota Bandung`, `[32.73] KOTA BANDUNG`,
/// `Kota Bandung (3273)`, `1. Aceh`. Gives the number and the words.
pub(super) fn beside(text: &str) -> Option<(&str, &str)> {
    let bare = |c: char| !c.is_alphanumeric();
    let numeric = |c: char| !c.is_alphabetic();
    let front = text.trim_start_matches(bare);
    if front.starts_with(|c: char| c.is_ascii_digit()) {
        let name = front.trim_start_matches(numeric);
        let number = front.get(..front.len() - name.len())?.trim_end_matches(bare);
        return (!name.is_empty()).then_some((number, name.trim_end_matches([' ', '.', ','])));
    }
    let back = text.trim_end_matches(bare);
    if back.ends_with(|c: char| c.is_ascii_digit()) {
        let name = back.trim_end_matches(numeric);
        let number = back.get(name.len()..)?.trim_start_matches(bare);
        return (!name.is_empty()).then_some((number, name));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        match read(text) {
            None => "words".to_owned(),
            Some(Digits::Country) => "country".to_owned(),
            Some(Digits::Village) => "village".to_owned(),
            Some(Digits::Strange) => "strange".to_owned(),
            Some(Digits::Code(code)) => {
                let system = match code.system {
                    Some(System::Bps) => " bps",
                    Some(System::Kemendagri) => " kemendagri",
                    None => "",
                };
                format!("{}{system}{}", code.digits.join("|"), if code.dotted { " dotted" } else { "" })
            }
        }
    }

    #[test]
    fn spellings() {
        for (text, expected) in [
            ("32", "32"),
            ("32.0", "32"),
            ("32.00", "32"),
            ("3200", "32"),
            ("3273", "3273"),
            ("3273.0", "3273"),
            ("3273,00", "3273"),
            ("3.273", "3273"),
            ("3,273", "3273"),
            ("3.273E+03", "3273"),
            ("32.73", "3273 dotted"),
            ("32,73", "3273 dotted"),
            ("32 73", "3273 dotted"),
            ("32-73", "3273 dotted"),
            ("32.730", "3273 dotted"),
            ("32.1", "3210|3201 dotted"),
            ("'3273", "3273"),
            ("ID3273", "3273 bps"),
            ("BPS 3273", "3273 bps"),
            ("Kemendagri: 32.73", "3273 kemendagri dotted"),
            ("kode 3273", "3273"),
            ("327301", "327301"),
            ("32.73.01", "327301 dotted"),
            ("3273010", "3273010"),
            ("3.273.010", "3273010"),
            ("3273000", "3273 bps"),
            ("3273000000", "3273"),
            ("3273010000", "327301|3273010"),
            ("3273012000", "3273012 bps"),
            ("3273010001", "village"),
            ("32.73.01.1001", "village"),
            ("03273", "3273"),
            ("0000", "country"),
            ("9999", "country"),
            ("5", "strange"),
            ("123", "strange"),
            ("Kota Bandung", "words"),
            ("32 Jawa Barat", "words"),
            ("", "words"),
        ] {
            assert_eq!(said(text), expected, "{text:?}");
        }
    }

    #[test]
    fn numbers_beside_names() {
        for (text, expected) in [
            ("3273 Kota Bandung", Some(("3273", "Kota Bandung"))),
            ("[32.73] KOTA BANDUNG", Some(("32.73", "KOTA BANDUNG"))),
            ("32.73. Kota Bandung", Some(("32.73", "Kota Bandung"))),
            ("Kota Bandung (3273)", Some(("3273", "Kota Bandung"))),
            ("1. Aceh", Some(("1", "Aceh"))),
            ("Kota Bandung", None),
            ("3273", None),
        ] {
            assert_eq!(beside(text), expected, "{text:?}");
        }
    }
}
