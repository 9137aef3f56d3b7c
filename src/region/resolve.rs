//! Resolving a column's distinct values to provinces, deciding the code system for the whole column.

use super::names::{Meaning, meaning, nearest};
use super::provinces::{PROVINCES, Province, by_bps, by_code, by_iso};
use super::{Hint, MatchReport, System, Why};
use crate::base::text::fold;

/// Matches a column's distinct values with the provinces. `aliases` are matches that a person
/// accepted: (value as written, Kemendagri code).
pub fn resolve(values: &[&str], aliases: &[(String, String)]) -> MatchReport {
    resolve_with(values, aliases, Hint::default())
}

/// As [`resolve`], with what the column's header says.
///
/// The system of two-digit codes is decided once for the column, by what cannot be doubted: a code
/// that only one system has (93 Kemendagri, 97 BPS), a code with its name beside it, the header, or an
/// accepted match of one such code. Where that is missing or contradicts itself, the five codes with
/// two meanings are ambiguous; all other codes are the same in both systems.
pub fn resolve_with(values: &[&str], aliases: &[(String, String)], hint: Hint) -> MatchReport {
    let mut distinct: Vec<&str> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for &value in values {
        if !value.trim().is_empty() && seen.insert(value) {
            distinct.push(value);
        }
    }
    let spoken: Vec<Spoken> = distinct.iter().map(|value| listen(value)).collect();
    let accepted: Vec<Option<&str>> = distinct.iter().map(|value| alias(value, aliases)).collect();

    let system = decide(&spoken, &accepted, hint);
    let numbered = spoken.iter().any(|one| matches!(one, Spoken::Both(number, _) if *number < 11));
    let provinces_likely = hint.provinces || mostly_provinces(&spoken);

    let mut report = MatchReport { system: system.ok().flatten(), ..MatchReport::default() };
    for ((&value, one), alias) in distinct.iter().zip(&spoken).zip(&accepted) {
        let verdict = match alias {
            Some(code) => by_code(code).map_or(Verdict::Not(Why::BadAlias, None), Verdict::Is),
            None => judge(value, *one, system, numbered, provinces_likely),
        };
        let written = value.to_owned();
        match verdict {
            Verdict::Is(province) => report.matched.push((written, province.code.to_owned())),
            Verdict::Maybe(why, codes) => {
                report.why.push((written.clone(), why));
                report.ambiguous.push((written, codes));
            }
            Verdict::Total(why) => {
                report.why.push((written.clone(), why));
                report.totals.push(written);
            }
            Verdict::Not(why, near) => {
                report.why.push((written.clone(), why));
                report.unmatched.push((written, near.map(str::to_owned)));
            }
        }
    }
    for province in &PROVINCES {
        let same: Vec<String> =
            report.matched.iter().filter(|(_, code)| code == province.code).map(|(value, _)| value.clone()).collect();
        if same.len() > 1 {
            report.duplicated.push((province.code.to_owned(), same));
        }
    }
    report
}

/// What a value says by itself, before the column is looked at as a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Spoken {
    /// A two-digit code of an unsaid system.
    Code(u32),
    /// A number and words that mean a province: its code, or only the place in a numbered list.
    Both(u32, &'static Province),
    /// One province without doubt of the system (ISO letters, a P-code).
    One(&'static Province),
    /// Words.
    Words(Meaning),
    /// A code of a regency or below.
    SmallerCode,
    /// A code of the whole country.
    CountryCode,
    /// A code that neither system has.
    StrangeCode,
}

/// What becomes of a value.
enum Verdict {
    Is(&'static Province),
    Maybe(Why, Vec<String>),
    Total(Why),
    Not(Why, Option<&'static str>),
}

/// The accepted code for a value: by its exact text first, then by its folded text.
fn alias<'a>(value: &str, aliases: &'a [(String, String)]) -> Option<&'a str> {
    aliases
        .iter()
        .find(|(written, _)| written == value)
        .or_else(|| aliases.iter().find(|(written, _)| fold(written) == fold(value)))
        .map(|(_, code)| code.as_str())
}

/// Reads one value.
fn listen(value: &str) -> Spoken {
    let text = value.trim().trim_matches(['\'', '"', '`', '=', '\u{2019}']).trim();
    if text.chars().any(|c| c.is_ascii_digit()) {
        if let Some(code) = code_only(text) {
            return code;
        }
        if let Some(both) = code_and_name(text) {
            return both;
        }
    } else if let Some(letters) = iso_letters(text) {
        return by_iso(letters).map_or(Spoken::StrangeCode, Spoken::One);
    }
    Spoken::Words(meaning(text))
}

/// `JB` of `ID-JB`.
fn iso_letters(text: &str) -> Option<&str> {
    let (head, tail) = text.split_once(['-', '.'])?;
    (head.eq_ignore_ascii_case("id") && tail.len() == 2 && tail.bytes().all(|b| b.is_ascii_alphabetic()))
        .then_some(tail)
}

/// A value that is a code and nothing else: `32`, `32.0`, `3200`, `3273`, `32.73`, `32.73.01`, `ID32`.
fn code_only(text: &str) -> Option<Spoken> {
    // Humanitarian P-codes are BPS codes behind the country's letters.
    if let Some(tail) = text.strip_prefix("ID").or_else(|| text.strip_prefix("id"))
        && tail.bytes().all(|b| b.is_ascii_digit())
    {
        return Some(match tail.len() {
            2 => by_bps(tail).map_or(Spoken::StrangeCode, Spoken::One),
            4 | 7 | 10 => Spoken::SmallerCode,
            _ => Spoken::StrangeCode,
        });
    }
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        return None;
    }
    let parts: Vec<&str> = text.split(['.', ',']).collect();
    let zeros = |part: &str| part.bytes().all(|b| b == b'0');
    Some(match parts.as_slice() {
        [whole] => whole_code(whole),
        // A float of a whole code (`32.0`, `3273.0`, also the Kemendagri way to write a province, `32.00`).
        [whole, fraction] if !fraction.is_empty() && zeros(fraction) => whole_code(whole),
        // `32.73` and what a spreadsheet makes of `32.70`.
        [province, rest] if province.len() == 2 && matches!(rest.len(), 1 | 2) && known(province) => {
            Spoken::SmallerCode
        }
        [province, regency, ..] if province.len() == 2 && regency.len() == 2 && parts.len() <= 4 && known(province) => {
            Spoken::SmallerCode
        }
        _ => Spoken::StrangeCode,
    })
}

/// A code of digits alone.
fn whole_code(digits: &str) -> Spoken {
    let Some(head) = digits.get(..2) else {
        return if digits == "0" { Spoken::CountryCode } else { Spoken::StrangeCode };
    };
    let rest_is_zero = digits.bytes().skip(2).all(|b| b == b'0');
    let number: u32 = head.parse().unwrap_or(0);
    match digits.len() {
        // BPS writes the country as 0000 or 9999, a province as 3200.
        2 | 4 if number == 0 && rest_is_zero => Spoken::CountryCode,
        4 if digits == "9999" => Spoken::CountryCode,
        2 => Spoken::Code(number),
        4 | 7 | 10 if rest_is_zero => Spoken::Code(number),
        4 | 6 | 7 | 10 if known(head) => Spoken::SmallerCode,
        _ => Spoken::StrangeCode,
    }
}

/// Whether a system has the province code.
fn known(code: &str) -> bool {
    by_code(code).is_some() || by_bps(code).is_some()
}

/// `32 Jawa Barat`, `[32] Jawa Barat`, `32. Jawa Barat`, `Jawa Barat (32)`; names that hold digits by
/// themselves ("38 Provinsi") are left to [`meaning`].
fn code_and_name(text: &str) -> Option<Spoken> {
    let bare = |c: char| !c.is_alphanumeric();
    let digit = |c: char| c.is_ascii_digit();
    let front = text.trim_start_matches(bare);
    let (number, name) = front.split_at(front.len() - front.trim_start_matches(digit).len());
    let (number, name) = if number.is_empty() {
        let back = text.trim_end_matches(bare);
        let (name, number) = back.split_at(back.trim_end_matches(digit).len());
        (number, name)
    } else {
        (number, name)
    };
    let number: u32 = match number.len() {
        1 | 2 => number.parse().ok()?,
        4 if number.ends_with("00") => number.parse::<u32>().ok()? / 100,
        _ => return None,
    };
    match meaning(name) {
        Meaning::Province(index) | Meaning::Twin(index) => {
            PROVINCES.get(index).map(|province| Spoken::Both(number, province))
        }
        _ => None,
    }
}

/// The province of a number under a system.
fn under(number: u32, system: System) -> Option<&'static Province> {
    let code = format!("{number:02}");
    match system {
        System::Kemendagri => by_code(&code),
        System::Bps => by_bps(&code),
    }
}

/// The one system under which a number means a province; `None` when both or neither fit.
fn only_system(number: u32, province: &Province) -> Option<System> {
    let fits = |system| under(number, system).is_some_and(|found| found.code == province.code);
    match (fits(System::Kemendagri), fits(System::Bps)) {
        (true, false) => Some(System::Kemendagri),
        (false, true) => Some(System::Bps),
        _ => None,
    }
}

/// The evidence contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Contradiction;

/// The column's code system: none needed or decidable is `Ok(None)`.
fn decide(spoken: &[Spoken], accepted: &[Option<&str>], hint: Hint) -> Result<Option<System>, Contradiction> {
    let mut kemendagri = hint.system == Some(System::Kemendagri);
    let mut bps = hint.system == Some(System::Bps);
    for (one, alias) in spoken.iter().zip(accepted) {
        let evidence = match (one, alias.and_then(by_code)) {
            (Spoken::Code(number), Some(province)) => only_system(*number, province),
            (Spoken::Both(number, province), None) => only_system(*number, province),
            (Spoken::Code(number), None) => match (under(*number, System::Kemendagri), under(*number, System::Bps)) {
                (Some(_), None) => Some(System::Kemendagri),
                (None, Some(_)) => Some(System::Bps),
                _ => None,
            },
            _ => None,
        };
        kemendagri |= evidence == Some(System::Kemendagri);
        bps |= evidence == Some(System::Bps);
    }
    match (kemendagri, bps) {
        (true, true) => Err(Contradiction),
        (true, false) => Ok(Some(System::Kemendagri)),
        (false, true) => Ok(Some(System::Bps)),
        (false, false) => Ok(None),
    }
}

/// Whether the values that leave no doubt are mostly provinces, so that "Jambi" is the province.
fn mostly_provinces(spoken: &[Spoken]) -> bool {
    let mut provinces = 0_usize;
    let mut others = 0_usize;
    for one in spoken {
        match one {
            Spoken::Code(_) | Spoken::Both(..) | Spoken::One(_) | Spoken::Words(Meaning::Province(_)) => provinces += 1,
            Spoken::Words(Meaning::Twin(_) | Meaning::Country | Meaning::Islands) | Spoken::CountryCode => {}
            Spoken::Words(_) | Spoken::SmallerCode | Spoken::StrangeCode => others += 1,
        }
    }
    provinces > others
}

/// The verdict on one value in the light of the column.
fn judge(
    value: &str,
    spoken: Spoken,
    system: Result<Option<System>, Contradiction>,
    numbered: bool,
    provinces_likely: bool,
) -> Verdict {
    match spoken {
        Spoken::One(province) => Verdict::Is(province),
        Spoken::StrangeCode => Verdict::Not(Why::UnknownCode, None),
        Spoken::Code(number) => judge_code(number, system),
        Spoken::Both(number, province) => {
            let fits = [System::Kemendagri, System::Bps]
                .into_iter()
                .any(|one| under(number, one).is_some_and(|found| found.code == province.code));
            if numbered || fits {
                return Verdict::Is(province);
            }
            let mut codes = vec![province.code.to_owned()];
            codes.extend(candidates(number).into_iter().filter(|code| *code != province.code).map(str::to_owned));
            Verdict::Maybe(Why::CodeAgainstName, codes)
        }
        Spoken::Words(Meaning::Province(index)) => province_at(index),
        Spoken::Words(Meaning::Twin(index)) if provinces_likely => province_at(index),
        Spoken::Words(Meaning::Twin(index)) => {
            let codes = PROVINCES.get(index).map(|province| province.code.to_owned()).into_iter().collect();
            Verdict::Maybe(Why::ProvinceOrCity, codes)
        }
        Spoken::CountryCode | Spoken::Words(Meaning::Country) => Verdict::Total(Why::Country),
        Spoken::Words(Meaning::Islands) => Verdict::Total(Why::IslandGroup),
        Spoken::SmallerCode | Spoken::Words(Meaning::Smaller) => Verdict::Not(Why::SmallerRegion, None),
        Spoken::Words(Meaning::Former) => Verdict::Not(Why::FormerProvince, None),
        Spoken::Words(Meaning::Unknown) => Verdict::Not(Why::UnknownName, nearest(value)),
    }
}

fn province_at(index: usize) -> Verdict {
    PROVINCES.get(index).map_or(Verdict::Not(Why::UnknownName, None), Verdict::Is)
}

/// The different provinces that a number can mean, Kemendagri first.
fn candidates(number: u32) -> Vec<&'static str> {
    let mut codes: Vec<&str> = [System::Kemendagri, System::Bps]
        .into_iter()
        .filter_map(|system| under(number, system))
        .map(|found| found.code)
        .collect();
    codes.dedup();
    codes
}

fn judge_code(number: u32, system: Result<Option<System>, Contradiction>) -> Verdict {
    let codes = candidates(number);
    let (kemendagri, bps) = (under(number, System::Kemendagri), under(number, System::Bps));
    match (kemendagri, bps) {
        (None, None) => Verdict::Not(Why::UnknownCode, None),
        (Some(one), Some(other)) if one.code == other.code => Verdict::Is(one),
        _ => {
            let decided = match system {
                Ok(Some(System::Kemendagri)) => kemendagri,
                Ok(Some(System::Bps)) => bps,
                Ok(None) | Err(Contradiction) => None,
            };
            decided.map_or_else(
                || Verdict::Maybe(Why::TwoSystems, codes.into_iter().map(str::to_owned).collect()),
                Verdict::Is,
            )
        }
    }
}
