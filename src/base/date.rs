//! Calendar dates as days since 1970-01-01: parsing, parts, formatting per language.
//!
//! As with numbers, [`scan`] says what a cell could mean and a column decides which order it writes.
//! Years 1 to 9999 of the Gregorian calendar; a time of day behind the date is read over.

use serde::{Deserialize, Serialize};

use super::lang::Lang;
use super::text::trim_bytes;

/// The order in which a column writes its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateStyle {
    /// `2024-12-31`, also with a time part, which is dropped with a note of its own kind.
    Iso,
    /// `31/12/2024`, `31-12-2024`, `31.12.2024`, `31 Desember 2024`.
    DayFirst,
    /// `12/31/2024`.
    MonthFirst,
}

/// A part of a date to group by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatePart {
    /// The first day of the year.
    Year,
    /// The first day of the quarter.
    Quarter,
    /// The first day of the month.
    Month,
    /// The Monday of the ISO week.
    Week,
    /// The day itself.
    Day,
}

/// A year, a month (1 to 12) and a day (1 to 31).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

impl Civil {
    /// The calendar day of days since 1970-01-01.
    ///
    /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    pub fn from_days(days: i32) -> Self {
        let shifted = i64::from(days) + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { year: year as i32, month: month as u8, day: day as u8 }
    }

    /// Days since 1970-01-01, or `None` when there is no such day.
    ///
    /// Howard Hinnant, `days_from_civil`.
    #[inline]
    pub fn days(self) -> Option<i32> {
        let Self { year, month, day } = self;
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 || day > month_length(year, month) {
            return None;
        }
        let shifted = year - i32::from(month <= 2);
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let month_index = (i32::from(month) + 9) % 12;
        let of_year = (153 * month_index + 2) / 5 + i32::from(day) - 1;
        let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
        Some(era * 146_097 + of_era - 719_468)
    }
}

/// How many days a month has.
fn month_length(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// What a cell could mean as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Written year first, which leaves no doubt.
    pub iso: bool,
    /// A month without a day, understood as its first day.
    pub month: bool,
    /// Its meaning where the day comes first.
    pub day_first: Option<i32>,
    /// Its meaning where the month comes first.
    pub month_first: Option<i32>,
}

impl Written {
    const fn sure(days: i32, iso: bool) -> Self {
        Self { iso, month: false, day_first: Some(days), month_first: Some(days) }
    }

    const fn month(days: i32, iso: bool) -> Self {
        Self { month: true, ..Self::sure(days, iso) }
    }

    /// The date under an order, or `None` when that order does not write it so. A date written year
    /// first, or with the month's name, is understood in a day-first and a month-first column too.
    #[inline]
    pub fn value(self, style: DateStyle) -> Option<i32> {
        match style {
            DateStyle::Iso => self.day_first.filter(|_| self.iso),
            DateStyle::DayFirst => self.day_first,
            DateStyle::MonthFirst => self.month_first,
        }
    }
}

/// The date in a text under an order, or `None`.
pub fn parse(text: &str, style: DateStyle) -> Option<i32> {
    scan(text.as_bytes())?.value(style)
}

/// The year and month of a cell that is a month without a day: `Februari 2026`, `2026-02`, `Feb-26`,
/// `202602`.
pub fn year_month(cell: &[u8]) -> Option<(i32, u8)> {
    let cell = trim_bytes(cell);
    if cell.len() == 6 && cell.iter().all(u8::is_ascii_digit) {
        let number = cell.iter().fold(0, |value, byte| value * 10 + i32::from(byte - b'0'));
        let (year, month) = (number / 100, number % 100);
        return (plausible(year) && (1..=12).contains(&month)).then_some((year, month as u8));
    }
    let written = scan(cell)?;
    let Civil { year, month, .. } = Civil::from_days(written.day_first.filter(|_| written.month)?);
    Some((year, month))
}

/// Days since 1970-01-01 of an ISO date, or `None`.
pub fn parse_iso(text: &str) -> Option<i32> {
    parse(text, DateStyle::Iso)
}

/// Reads a cell as a date, without deciding whether the day or the month comes first.
///
/// Accepted: `2024-12-31` (also `/` and `.`), `2024-12`, `31/12/2024` (also `-` and `.`),
/// `31/12/24` (also `-`), `12/2024`, and with month names in Indonesian or English: `31 Desember
/// 2024`, `31-Des-24`, `Dec 31, 2024`, `Des 2024`, each with a weekday before or a time behind.
/// A month without a day is its first day.
#[inline]
pub fn scan(cell: &[u8]) -> Option<Written> {
    if let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = cell {
        let [y0, y1, y2, y3, m0, m1, d0, d1] = [y0, y1, y2, y3, m0, m1, d0, d1].map(|byte| byte.wrapping_sub(b'0'));
        if [y0, y1, y2, y3, m0, m1, d0, d1].iter().all(|&digit| digit < 10) {
            let year = i32::from(y0) * 1000 + i32::from(y1) * 100 + i32::from(y2) * 10 + i32::from(y3);
            let days = Civil { year, month: m0 * 10 + m1, day: d0 * 10 + d1 }.days()?;
            return Some(Written::sure(days, true));
        }
    }
    // Shortest: `Mei 24`; longest: a weekday, a long month name, a time with fractions and a zone.
    let cell = trim_bytes(cell);
    if !(6..=48).contains(&cell.len()) || !cell.iter().any(u8::is_ascii_digit) {
        return None;
    }
    if cell.first().is_some_and(u8::is_ascii_digit) {
        let (numbers, mark, rest) = numeric(cell)?;
        if let Some(written) = from_numbers(&numbers, mark) {
            return is_time(rest).then_some(written);
        }
    }
    named(cell)
}

/// A run of digits: its value and how many digits it has.
type Run = (i32, usize);

/// Up to three runs of digits with one separator between them.
type Runs = [Option<Run>; 3];

/// The digits that a cell begins with, their separator (zero for none), and what follows.
fn numeric(cell: &[u8]) -> Option<(Runs, u8, &[u8])> {
    let mut numbers = [None; 3];
    let mut mark = 0;
    let mut rest = cell;
    for slot in &mut numbers {
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length == 0 || length > 4 {
            return if slot.is_none() && mark != 0 { Some((numbers, 0, rest)) } else { None };
        }
        let (run, after) = rest.split_at(length);
        *slot = Some((run.iter().fold(0, |value, byte| value * 10 + i32::from(byte - b'0')), length));
        rest = after;
        match rest {
            [byte @ (b'-' | b'/' | b'.'), after @ ..] if mark == 0 || *byte == mark => {
                // A separator that leads to no digit belongs to what follows.
                if !after.first().is_some_and(u8::is_ascii_digit) {
                    break;
                }
                mark = *byte;
                rest = after;
            }
            _ => break,
        }
    }
    Some((numbers, mark, rest))
}

/// The meaning of digit runs.
fn from_numbers(numbers: &[Option<Run>; 3], mark: u8) -> Option<Written> {
    let small = |value: i32| u8::try_from(value).ok();
    match *numbers {
        [Some((year, 4)), Some((month, 1..=2)), Some((day, 1..=2))] => {
            let days = Civil { year, month: small(month)?, day: small(day)? }.days()?;
            Some(Written::sure(days, true))
        }
        [Some((left, 1..=2)), Some((right, 1..=2)), Some((year, length @ (2 | 4)))] => {
            // `11.01.05` is a region code far more often than a date.
            if length == 2 && mark == b'.' {
                return None;
            }
            let year = if length == 2 { century(year) } else { year };
            let (left, right) = (small(left)?, small(right)?);
            let day_first = Civil { year, month: right, day: left }.days();
            // Nobody writes the month first with dots.
            let month_first = if mark == b'.' { None } else { Civil { year, month: left, day: right }.days() };
            (day_first.is_some() || month_first.is_some()).then_some(Written {
                iso: false,
                month: false,
                day_first,
                month_first,
            })
        }
        // `2024-12`, `12/2024`; with a dot it is a number.
        [Some((year, 4)), Some((month, 2)), None] if mark == b'-' || mark == b'/' => {
            plausible(year).then_some(())?;
            Some(Written::month(Civil { year, month: small(month)?, day: 1 }.days()?, true))
        }
        [Some((month, 1..=2)), Some((year, 4)), None] if mark == b'-' || mark == b'/' => {
            plausible(year).then_some(())?;
            Some(Written::month(Civil { year, month: small(month)?, day: 1 }.days()?, false))
        }
        _ => None,
    }
}

/// A year that a month without a day may have.
fn plausible(year: i32) -> bool {
    (1800..=2200).contains(&year)
}

/// The year of two digits, as POSIX reads it: 69 to 99 are the 1900s.
fn century(year: i32) -> i32 {
    if year >= 69 { 1900 + year } else { 2000 + year }
}

/// Whether what follows a date is nothing or a time of day (`T10:30:00.000+07:00`, ` 10.30 WIB`).
fn is_time(rest: &[u8]) -> bool {
    let time = match rest {
        [] => return true,
        [b'T' | b't' | b' ' | b',', time @ ..] => trim_bytes(time),
        _ => return false,
    };
    let time = time.strip_prefix(b"pukul").map_or(time, trim_bytes);
    let hour = time.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=2).contains(&hour) || !matches!(time.get(hour), Some(b':' | b'.')) {
        return false;
    }
    let end = time.iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b',')).count();
    let (_, zone) = time.split_at(end);
    let zone = trim_bytes(zone);
    match zone {
        [] => true,
        [b'+' | b'-', offset @ ..] => {
            offset.len() <= 5 && !offset.is_empty() && offset.iter().all(|byte| byte.is_ascii_digit() || *byte == b':')
        }
        word => [&b"Z"[..], b"AM", b"PM", b"WIB", b"WITA", b"WIT", b"UTC", b"GMT"]
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known)),
    }
}

/// A date with the month's name.
fn named(cell: &[u8]) -> Option<Written> {
    let mut day: Option<i32> = None;
    let mut month: Option<u8> = None;
    let mut year: Option<i32> = None;
    let mut numbers: [Option<(i32, usize)>; 2] = [None; 2];
    let mut rest = cell;
    let mut weekday = false;
    let mut name_first = false;
    loop {
        while let [b' ' | b'-' | b'/' | b'.' | b',' | b'\'', after @ ..] = rest {
            rest = after;
        }
        if let [0xC2, 0xA0, after @ ..] = rest {
            rest = after;
            continue;
        }
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if letters > 0 {
            let (word, after) = rest.split_at(letters);
            if let Some(found) = month_of(word) {
                if month.replace(found).is_some() {
                    return None;
                }
                name_first = numbers == [None; 2];
            } else if month.is_none() && numbers == [None; 2] && !weekday && is_weekday(word) {
                weekday = true;
            } else {
                return None;
            }
            rest = after;
        } else if digits > 0 {
            if digits > 4 {
                return None;
            }
            let (run, after) = rest.split_at(digits);
            let value = run.iter().fold(0, |value, byte| value * 10 + i32::from(byte - b'0'));
            let slot = numbers.iter_mut().find(|slot| slot.is_none())?;
            *slot = Some((value, digits));
            rest = after;
        } else {
            break;
        }
        let complete = month.is_some() && numbers.iter().flatten().any(|(_, digits)| *digits == 4);
        if complete && (numbers.iter().all(Option::is_some) || rest.is_empty()) {
            break;
        }
    }
    let month = month?;
    match numbers {
        [Some((value, 4)), None] => {
            plausible(value).then_some(())?;
            year = Some(value);
            day = Some(1);
        }
        [Some((value, 2)), None] if name_first => {
            // `Jan-24`, `Mei 24`: a month; `24 Mei` is a day without a year.
            year = Some(century(value));
            day = Some(1);
        }
        [Some((first, 1..=2)), Some((second, length @ (2 | 4)))] => {
            day = Some(first);
            year = Some(if length == 2 { century(second) } else { second });
        }
        [Some((first, 4)), Some((second, 1..=2))] => {
            year = Some(first);
            day = Some(second);
        }
        _ => {}
    }
    if !is_time(rest) {
        return None;
    }
    let days = Civil { year: year?, month, day: u8::try_from(day?).ok()? }.days()?;
    Some(if matches!(numbers, [Some(_), None]) { Written::month(days, false) } else { Written::sure(days, false) })
}

/// The month (1 to 12) of a name or abbreviation in Indonesian or English, any case.
pub fn month_of(word: &[u8]) -> Option<u8> {
    const NAMES: [&[&str]; 12] = [
        &["januari", "january", "jan"],
        &["februari", "february", "pebruari", "feb", "peb"],
        &["maret", "march", "mar", "mrt"],
        &["april", "apr"],
        &["mei", "may"],
        &["juni", "june", "jun"],
        &["juli", "july", "jul"],
        &["agustus", "august", "agu", "agt", "ags", "agst", "aug", "agus"],
        &["september", "sept", "sep"],
        &["oktober", "october", "okt", "oct"],
        &["november", "nopember", "nov", "nop"],
        &["desember", "december", "des", "dec"],
    ];
    if !(3..=9).contains(&word.len()) {
        return None;
    }
    let at = NAMES.iter().position(|names| names.iter().any(|name| word.eq_ignore_ascii_case(name.as_bytes())))?;
    Some(at as u8 + 1)
}

/// Whether a word is a weekday in Indonesian or English.
fn is_weekday(word: &[u8]) -> bool {
    [
        "senin",
        "selasa",
        "rabu",
        "kamis",
        "jumat",
        "sabtu",
        "minggu",
        "ahad",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "sen",
        "sel",
        "rab",
        "kam",
        "jum",
        "sab",
        "min",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ]
    .iter()
    .any(|name| word.eq_ignore_ascii_case(name.as_bytes()))
}

/// `2024-12-31` for days since 1970-01-01.
pub fn iso(days: i32) -> String {
    let Civil { year, month, day } = Civil::from_days(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `31 Desember 2024` / `31 December 2024`.
pub fn format_long(days: i32, lang: Lang) -> String {
    let Civil { year, month, day } = Civil::from_days(days);
    format!("{day} {} {year}", month_name(month, lang))
}

/// `31 Des 2024` / `31 Dec 2024`.
pub fn format_short(days: i32, lang: Lang) -> String {
    let Civil { year, month, day } = Civil::from_days(days);
    format!("{day} {} {year}", month_short(month, lang))
}

/// `Des 2024` / `Dec 2024`, the month that a day lies in.
pub fn format_month(days: i32, lang: Lang) -> String {
    let Civil { year, month, .. } = Civil::from_days(days);
    format!("{} {year}", month_short(month, lang))
}

/// How a part of a date is written on axes and in cells: `2024`, `Triwulan IV 2024` / `Q4 2024`,
/// `Des 2024`, and for weeks and days [`format_short`].
pub fn format_part(days: i32, part: DatePart, lang: Lang) -> String {
    let Civil { year, month, .. } = Civil::from_days(days);
    match part {
        DatePart::Year => year.to_string(),
        DatePart::Quarter => {
            let quarter = usize::from(month.saturating_sub(1) / 3);
            match lang {
                Lang::Id => {
                    format!("Triwulan {} {year}", ["I", "II", "III", "IV"].get(quarter).copied().unwrap_or_default())
                }
                Lang::En => format!("Q{} {year}", quarter + 1),
            }
        }
        DatePart::Month => format_month(days, lang),
        DatePart::Week | DatePart::Day => format_short(days, lang),
    }
}

/// The name of a month (1 to 12), empty for any other number.
pub fn month_name(month: u8, lang: Lang) -> &'static str {
    const ID: [&str; 12] = [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let names = match lang {
        Lang::Id => ID,
        Lang::En => EN,
    };
    usize::from(month).checked_sub(1).and_then(|at| names.get(at)).copied().unwrap_or_default()
}

/// The name of a month (1 to 12) in three letters, empty for any other number.
pub fn month_short(month: u8, lang: Lang) -> &'static str {
    match (lang, month) {
        // Agus and Ags are both in use; the dictionary of Badan Bahasa shortens Agustus to Agt, CLDR to Agu.
        (Lang::Id, 8) => "Agu",
        _ => month_name(month, lang).get(..3).unwrap_or_default(),
    }
}

/// The first day of the part that a day lies in.
pub fn part_start(days: i32, part: DatePart) -> i32 {
    let Civil { year, month, .. } = Civil::from_days(days);
    let first = |month: u8| Civil { year, month, day: 1 }.days().unwrap_or(days);
    match part {
        DatePart::Year => first(1),
        DatePart::Quarter => first((month - 1) / 3 * 3 + 1),
        DatePart::Month => first(month),
        // 1970-01-01 was a Thursday, three days after a Monday.
        DatePart::Week => days.saturating_sub(days.saturating_add(3).rem_euclid(7)),
        DatePart::Day => days,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, style: DateStyle, want: Option<&str>) {
        assert_eq!(parse(text, style).map(iso).as_deref(), want, "{text:?} {style:?}");
    }

    #[test]
    fn year_first() {
        for text in [
            "2024-12-31",
            " 2024-12-31 ",
            "2024/12/31",
            "2024.12.31",
            "2024-12-31T00:00:00",
            "2024-12-31 10:30",
            "2024-12-31T10:30:00.000+07:00",
            "2024-12-31 10:30:00+07",
            "2024-12-31T10:30:00Z",
        ] {
            check(text, DateStyle::Iso, Some("2024-12-31"));
            check(text, DateStyle::DayFirst, Some("2024-12-31"));
            check(text, DateStyle::MonthFirst, Some("2024-12-31"));
        }
        check("2024-2-3", DateStyle::Iso, Some("2024-02-03"));
        check("2024-12", DateStyle::Iso, Some("2024-12-01"));
        check("1969-12-31", DateStyle::Iso, Some("1969-12-31"));
        for text in [
            "2024-13-01",
            "2023-02-29",
            "2024-00-10",
            "2024-01-32",
            "2024-1-1-1",
            "2010-13",
            "2024-12-31x",
            "0000-01-01",
        ] {
            check(text, DateStyle::Iso, None);
        }
        check("31/12/2024", DateStyle::Iso, None);
    }

    #[test]
    fn day_or_month_first() {
        check("31/12/2024", DateStyle::DayFirst, Some("2024-12-31"));
        check("31-12-2024", DateStyle::DayFirst, Some("2024-12-31"));
        check("31.12.2024", DateStyle::DayFirst, Some("2024-12-31"));
        check("1/2/2024", DateStyle::DayFirst, Some("2024-02-01"));
        check("1/2/2024", DateStyle::MonthFirst, Some("2024-01-02"));
        check("31/12/24", DateStyle::DayFirst, Some("2024-12-31"));
        check("31-12-98", DateStyle::DayFirst, Some("1998-12-31"));
        check("31/12/2024", DateStyle::MonthFirst, None);
        check("12/31/2024", DateStyle::MonthFirst, Some("2024-12-31"));
        check("12/31/2024", DateStyle::DayFirst, None);
        check("31/12/2024 10:30", DateStyle::DayFirst, Some("2024-12-31"));
        check("12/2024", DateStyle::DayFirst, Some("2024-12-01"));
        // Region codes, numbers, school years and fractions are no dates.
        for text in
            ["11.01.05", "32.73.01", "12.2024", "2023/2024", "1/2", "11.10", "1.234.567", "32.73.01.1001", "31-12/2024"]
        {
            check(text, DateStyle::DayFirst, None);
            check(text, DateStyle::MonthFirst, None);
        }
    }

    #[test]
    fn month_names() {
        for text in [
            "31 Desember 2024",
            "31 desember 2024",
            "31 DES 2024",
            "31-Des-2024",
            "31-Des-24",
            "31 December 2024",
            "31/Dec/2024",
            "Selasa, 31 Desember 2024",
            "Dec 31, 2024",
            "December 31 2024",
            "31 Des. 2024",
            "31 Desember 2024 10:30 WIB",
            "31\u{a0}Desember\u{a0}2024",
            "2024-Dec-31",
        ] {
            check(text, DateStyle::DayFirst, Some("2024-12-31"));
            check(text, DateStyle::MonthFirst, Some("2024-12-31"));
            check(text, DateStyle::Iso, None);
        }
        for (text, want) in [
            ("Februari 2026", "2026-02-01"),
            ("Pebruari 2026", "2026-02-01"),
            ("Jan-24", "2024-01-01"),
            ("Mei 2024", "2024-05-01"),
            ("Agt 2024", "2024-08-01"),
            ("Ags 2024", "2024-08-01"),
            ("Nop-2024", "2024-11-01"),
            ("2024 Sept", "2024-09-01"),
        ] {
            check(text, DateStyle::DayFirst, Some(want));
        }
        for text in [
            "Desember",
            "31 Desember",
            "30 Februari 2024",
            "Maret Mei 2024",
            "Mei 1",
            "Kec. Mei 2024",
            "31 Desember 2024 lalu",
            "Jan 99999",
        ] {
            check(text, DateStyle::DayFirst, None);
        }
    }

    #[test]
    fn dates_are_written_for_people() {
        let days = parse_iso("2024-12-31").unwrap();
        assert_eq!(format_long(days, Lang::Id), "31 Desember 2024");
        assert_eq!(format_long(days, Lang::En), "31 December 2024");
        assert_eq!(format_short(days, Lang::Id), "31 Des 2024");
        assert_eq!(format_short(days, Lang::En), "31 Dec 2024");
        assert_eq!(format_month(days, Lang::Id), "Des 2024");
        assert_eq!(format_part(days, DatePart::Quarter, Lang::Id), "Triwulan IV 2024");
        assert_eq!(format_part(days, DatePart::Quarter, Lang::En), "Q4 2024");
        assert_eq!(format_part(days, DatePart::Year, Lang::En), "2024");
        assert_eq!(format_month(parse_iso("2024-08-01").unwrap(), Lang::Id), "Agu 2024");
        assert_eq!(format_month(parse_iso("2024-08-01").unwrap(), Lang::En), "Aug 2024");
    }

    #[test]
    fn parts() {
        let check = |text: &str, part: DatePart, want: &str| {
            assert_eq!(iso(part_start(parse_iso(text).unwrap(), part)), want);
        };
        check("2024-12-31", DatePart::Year, "2024-01-01");
        check("2024-12-31", DatePart::Quarter, "2024-10-01");
        check("2024-12-31", DatePart::Month, "2024-12-01");
        check("2024-12-31", DatePart::Week, "2024-12-30");
        check("2024-12-30", DatePart::Week, "2024-12-30");
        check("2024-12-29", DatePart::Week, "2024-12-23");
        check("1969-12-31", DatePart::Week, "1969-12-29");
        check("2024-12-31", DatePart::Day, "2024-12-31");
    }

    proptest! {
        #[test]
        fn the_calendar_agrees_with_jiff(days in -719_162_i32..=2_932_896) {
            let day = jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(days);
            prop_assert_eq!(iso(days), day.to_string());
            prop_assert_eq!(parse_iso(&day.to_string()), Some(days));
            let want = jiff::civil::date(day.year(), day.month(), 1);
            prop_assert_eq!(iso(part_start(days, DatePart::Month)), want.to_string());
        }

        #[test]
        fn what_is_written_is_read_back(days in -60_000_i32..90_000) {
            for lang in Lang::ALL {
                prop_assert_eq!(parse(&format_long(days, lang), DateStyle::DayFirst), Some(days));
                prop_assert_eq!(parse(&format_short(days, lang), DateStyle::DayFirst), Some(days));
            }
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let _ = scan(&bytes);
        }

        #[test]
        fn no_date_like_text_panics(text in "[0-9]{0,4}[-/. ,T:]?[A-Za-z0-9]{0,9}[-/. ]?[0-9]{0,5}[ T]?[0-9:.]{0,8}") {
            let _ = scan(text.as_bytes());
        }
    }
}
