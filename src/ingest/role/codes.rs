//! Codes of regions: what they look like, of which level they are, and in which of the two official
//! systems.
//!
//! Kemendagri writes `PP.KK.CC.DDDD`, with or without its dots; BPS writes `PPKKCCCDDD`, never with
//! dots. Below the regency the lengths tell the systems apart (six digits against seven, and in ten
//! digits where the zeros are). Above it most codes are the same; the youngest provinces of Papua
//! are not, and only the set of codes or the names beside them decide.

use crate::region;

use super::vocabulary::{Level, System};

/// A text taken as a code of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Code {
    pub(super) level: Level,
    pub(super) dotted: bool,
    /// Digits written, dots not counted.
    digits: usize,
}

/// The code that a text is, or `None`.
pub(super) fn parse(text: &str) -> Option<Code> {
    let clean: String = text.chars().filter(|char| *char != ' ').collect();
    // `ID3273` in maps from abroad.
    let clean = clean.strip_prefix("ID").unwrap_or(&clean);
    if clean.len() > 13 || !clean.is_ascii() {
        return None;
    }
    let parts: Vec<&str> = clean.split('.').collect();
    if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let dotted = parts.len() > 1;
    let digits: String = parts.concat();
    if !is_province(digits.get(..2)?) {
        return None;
    }
    let zeros = |from: usize| digits.get(from..).is_some_and(|rest| rest.bytes().all(|byte| byte == b'0'));
    if dotted {
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        // `11.1` is what an export makes of `11.10`.
        let level = match lengths.as_slice() {
            [2, 1 | 2] => Level::Kabkota,
            [2, 2, 2] => Level::Kecamatan,
            [2, 2, 2, 4] => Level::Desa,
            _ => return None,
        };
        let level = match level {
            _ if zeros(2) => Level::Province,
            Level::Desa | Level::Kecamatan if zeros(4) => Level::Kabkota,
            Level::Desa if zeros(6) => Level::Kecamatan,
            level => level,
        };
        return Some(Code { level, dotted, digits: digits.len() });
    }
    let level = match digits.len() {
        2 => Level::Province,
        4 | 6 | 7 | 10 if zeros(2) => Level::Province,
        4 => Level::Kabkota,
        6 | 7 | 10 if zeros(4) => Level::Kabkota,
        6 | 7 => Level::Kecamatan,
        10 if zeros(7) => Level::Kecamatan,
        10 => Level::Desa,
        _ => return None,
    };
    Some(Code { level, dotted, digits: digits.len() })
}

/// Whether two digits are a province in either system.
pub(super) fn is_province(code: &str) -> bool {
    region::by_code(code).is_some() || region::by_bps(code).is_some()
}

/// The level of most codes among texts, the lowest when they are mixed, and their share of the texts.
#[inline(never)]
pub(super) fn level(texts: &[String]) -> Option<(Level, f64)> {
    let codes: Vec<Code> = texts.iter().filter_map(|text| parse(text)).collect();
    let lowest = [Level::Desa, Level::Kecamatan, Level::Kabkota, Level::Province]
        .into_iter()
        .max_by_key(|level| codes.iter().filter(|code| code.level == *level).count())
        .filter(|_| !codes.is_empty())?;
    Some((lowest, codes.len() as f64 / texts.len().max(1) as f64))
}

/// What a set of codes says about its system: the system, a code that shows it, and whether it shows
/// it by its look or by being there at all.
#[inline(never)]
pub(super) fn system(texts: &[String]) -> Option<(System, String, bool)> {
    let codes: Vec<(&str, Code)> = texts.iter().filter_map(|text| Some((text.as_str(), parse(text)?))).collect();
    let half = codes.len().div_ceil(2).max(1);
    let shown = |holds: &dyn Fn(&str, Code) -> bool| {
        let mut found = codes.iter().filter(|(text, code)| holds(text, *code));
        let first = found.next()?.0.to_owned();
        (found.count() + 1 >= half).then_some(first)
    };
    // The rest of a code behind its level's digits is noughts, as only BPS writes them.
    let filled_up = |text: &str, code: Code| {
        !code.dotted && code.digits >= 4 && code.digits != 6 && text.ends_with("00") && code.level < Level::Desa
    };
    let tenth = |text: &str, code: Code, zero: bool| {
        !code.dotted && code.digits == 10 && (text.as_bytes().get(6) == Some(&b'0')) == zero
    };
    if let Some(text) = shown(&|_, code| code.dotted) {
        return Some((System::Kemendagri, text, true));
    }
    if let Some(text) = shown(&filled_up).or_else(|| shown(&|_, code| code.digits == 7)) {
        return Some((System::Bps, text, true));
    }
    if let Some(text) = shown(&|_, code| code.digits == 6) {
        return Some((System::Kemendagri, text, true));
    }
    if codes.iter().any(|(_, code)| code.digits == 10) {
        if let Some(text) = shown(&|text, code| tenth(text, code, true)) {
            return Some((System::Bps, text, true));
        }
        if let Some(text) = shown(&|text, code| tenth(text, code, false)) {
            return Some((System::Kemendagri, text, true));
        }
    }
    // Some provinces have codes that the other system does not know.
    [System::Bps, System::Kemendagri].into_iter().find_map(|system| {
        let (text, _) = codes.iter().find(|(text, _)| text.get(..2).and_then(only_in) == Some(system))?;
        Some((system, (*text).to_owned(), false))
    })
}

/// The system that alone has a province of these two digits.
fn only_in(code: &str) -> Option<System> {
    match (region::by_bps(code), region::by_code(code)) {
        (Some(_), None) => Some(System::Bps),
        (None, Some(_)) => Some(System::Kemendagri),
        _ => None,
    }
}

/// Whether most names are those of the provinces with the codes beside them, in either system.
pub(super) fn are_of_names(pairs: &[(String, &str)]) -> bool {
    let agree = pairs.iter().filter(|(code, name)| {
        let own = [region::by_bps(code), region::by_code(code)];
        super::places::province(name)
            .is_some_and(|found| own.into_iter().flatten().any(|province| province.code == found))
    });
    agree.count() * 5 >= pairs.len() * 4 && !pairs.is_empty()
}

/// What the names beside the codes of provinces say about their system.
#[inline(never)]
pub(super) fn system_by_names(pairs: &[(String, &str)]) -> Option<(System, String)> {
    pairs.iter().find_map(|(code, name)| {
        let (bps, kemendagri) = (region::by_bps(code)?, region::by_code(code)?);
        if bps.code == kemendagri.code {
            return None;
        }
        let found = super::places::province(name)?;
        let system = if found == bps.code {
            System::Bps
        } else if found == kemendagri.code {
            System::Kemendagri
        } else {
            return None;
        };
        Some((system, format!("{code} = {name}")))
    })
}

/// What the digits of parts of codes (`kdkec` 010) say about their system.
pub(super) fn system_of_parts(level: Level, texts: &[String]) -> Option<System> {
    let longest = texts.iter().map(String::len).max()?;
    match (level, longest) {
        (Level::Kecamatan | Level::Desa, 3) => Some(System::Bps),
        (Level::Kecamatan, 2) if texts.iter().any(|text| text.starts_with('0')) => Some(System::Kemendagri),
        (Level::Desa, 4) => Some(System::Kemendagri),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], want_level: Level, want: Option<System>) {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(level(&texts).map(|(level, _)| level), Some(want_level), "{texts:?}");
        assert_eq!(system(&texts).map(|(system, ..)| system), want, "{texts:?}");
    }

    #[test]
    fn sets_of_codes() {
        use System::{Bps, Kemendagri};
        check(&["11", "12", "32"], Level::Province, None);
        check(&["11", "97"], Level::Province, Some(Bps));
        check(&["11", "93"], Level::Province, Some(Kemendagri));
        check(&["1100", "6400"], Level::Province, Some(Bps));
        check(&["3201", "3271"], Level::Kabkota, None);
        check(&["32.01", "32.71"], Level::Kabkota, Some(Kemendagri));
        check(&["32. 04. 05", "32. 04. 06"], Level::Kecamatan, Some(Kemendagri));
        check(&["327301", "327321"], Level::Kecamatan, Some(Kemendagri));
        check(&["3273010", "3273160"], Level::Kecamatan, Some(Bps));
        check(&["3273010001", "3273160006"], Level::Desa, Some(Bps));
        check(&["3204252001", "3204252009"], Level::Desa, Some(Kemendagri));
        check(&["11.00.00.0000", "63.00.00.0000"], Level::Province, Some(Kemendagri));
    }

    #[test]
    fn no_codes() {
        for text in ["1", "99", "2013", "10.5", "3", "40115", "abc", "", "1.234.567"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn names_decide() {
        let pairs = [("11".to_owned(), "Aceh"), ("94".to_owned(), "PAPUA")];
        assert_eq!(system_by_names(&pairs).map(|(system, _)| system), Some(System::Bps));
        let pairs = [("94".to_owned(), "Papua Tengah")];
        assert_eq!(system_by_names(&pairs).map(|(system, _)| system), Some(System::Kemendagri));
    }
}
