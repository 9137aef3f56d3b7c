//! From the values of pages to cells.

use super::schema::{Kind, Leaf};
use crate::base::date;
use crate::ingest::book::bytes::{f64_at, u32_at, u64_at};
use crate::ingest::book::grid::Cell;

/// Days from the start of the Julian calendar's count to 1 January 1970.
const JULIAN: i64 = 2_440_588;
/// Days before or behind 1970 that are dates.
const DAYS: i32 = 3_000_000;
/// Bytes of a value that is no text that are shown.
const SHOWN: usize = 64;

/// A value as pages hold it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Bool(bool),
    Int(i64),
    Single(f32),
    Double(f64),
    /// A day since 1970, and nanoseconds of it.
    Moment(i64, u64),
    Bytes(&'a [u8]),
}

/// A value of a column whose values have all the same size.
pub(super) fn fixed<'a>(bytes: &'a [u8], leaf: &Leaf) -> Option<Value<'a>> {
    Some(match leaf.physical {
        1 => Value::Int(i64::from(u32_at(bytes, 0)?.cast_signed())),
        2 => Value::Int(u64_at(bytes, 0)?.cast_signed()),
        3 => Value::Moment(i64::from(u32_at(bytes, 8)?) - JULIAN, u64_at(bytes, 0)?),
        4 => Value::Single(f32::from_bits(u32_at(bytes, 0)?)),
        5 => Value::Double(f64_at(bytes, 0)?),
        _ => Value::Bytes(bytes),
    })
}

/// A whole number that was made of differences, which go round at the end of its type.
pub(super) const fn wrapped(value: i64, leaf: &Leaf) -> Value<'static> {
    Value::Int(if leaf.physical == 1 { value as i32 as i64 } else { value })
}

/// The text that stands in the sheet for a value as it is, for most are no other than that.
pub(super) fn text<'a>(value: Value<'a>, leaf: &Leaf) -> Option<&'a str> {
    match (value, leaf.kind) {
        (Value::Bytes(bytes), Kind::Text) if !bytes.is_empty() => std::str::from_utf8(bytes).ok(),
        _ => None,
    }
}

/// What stands in the sheet for a value.
pub(super) fn cell(value: Value<'_>, leaf: &Leaf) -> Cell {
    match value {
        Value::Bool(value) => Cell::Bool(value),
        Value::Int(value) => match leaf.kind {
            Kind::Unsigned if leaf.physical == 1 => whole(i64::from(value as u32), leaf.kind),
            kind => whole(value, kind),
        },
        // Through its shortest text: 0.1 in four bytes is meant as 0.1.
        Value::Single(value) => value.to_string().parse().map_or(Cell::Empty, real),
        Value::Double(value) => real(value),
        Value::Moment(day, nanos) => {
            let units = 1_000_000_000;
            let seconds = day.saturating_mul(86_400).saturating_add((nanos / units).cast_signed());
            moment(seconds, &fraction((nanos % units).cast_signed(), 9), false)
        }
        Value::Bytes(bytes) => of_bytes(bytes, leaf.kind),
    }
}

/// Numbers that are none are missing; those without an end are told as they are.
fn real(value: f64) -> Cell {
    match value {
        value if value.is_nan() => Cell::Empty,
        value if value.is_infinite() => Cell::text(value.to_string()),
        value => Cell::Number(value),
    }
}

fn of_bytes(bytes: &[u8], kind: Kind) -> Cell {
    match (kind, bytes.len()) {
        (Kind::Decimal(scale), 0..=16) => {
            let sign = if bytes.first().is_some_and(|byte| byte & 0x80 != 0) { -1_i128 } else { 0 };
            let value = bytes.iter().fold(sign, |value, byte| (value << 8) | i128::from(*byte));
            decimal(value, scale)
        }
        (Kind::Half, 2) => real(half(bytes)),
        (Kind::Uuid, 16) => {
            let digits = hex(bytes);
            let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
            Cell::Text([part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-"))
        }
        (Kind::Interval, 12) => {
            let [months, days, millis] = [0, 4, 8].map(|at| u32_at(bytes, at).unwrap_or(0));
            Cell::Text(format!("P{months}M{days}DT{}{}S", millis / 1_000, fraction(i64::from(millis % 1_000), 3)))
        }
        (Kind::Text, _) => Cell::text(String::from_utf8_lossy(bytes)),
        // Nothing is said of them: they are shown as text where they seem to be some.
        (Kind::Bytes, _) if !bytes.iter().any(|byte| *byte < 9 || (14..32).contains(byte)) => {
            Cell::text(String::from_utf8_lossy(bytes))
        }
        (_, 0) => Cell::Empty,
        (_, length) => {
            let more = if length > SHOWN { "…" } else { "" };
            Cell::Text(format!("0x{}{more}", hex(bytes.get(..SHOWN).unwrap_or(bytes))))
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// A real number of two bytes (IEEE 754, binary16).
fn half(bytes: &[u8]) -> f64 {
    let bits = bytes.iter().rev().fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte));
    let (exponent, part) = (bits >> 10 & 31, f64::from(bits & 1023) / 1024.0);
    let size = match exponent {
        0 => part * f64::from(f32::from_bits(113 << 23)),
        31 if part > 0.0 => f64::NAN,
        31 => f64::INFINITY,
        _ => (1.0 + part) * f64::from(f32::from_bits((exponent + 112) << 23)),
    };
    if bits & 0x8000 == 0 { size } else { -size }
}

fn decimal(value: i128, scale: u32) -> Cell {
    // By way of its digits, so that 12.30 is the double nearest to 12.30.
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale as usize + 1);
    let (whole, part) = digits.split_at(digits.len() - scale as usize);
    let point = if part.is_empty() { "" } else { "." };
    let text = format!("{}{whole}{point}{part}", if value < 0 { "-" } else { "" });
    // A double cannot hold every longer number: with a point fifteen digits, without one a little more.
    if value.unsigned_abs() > if scale == 0 { 1 << 53 } else { 1_000_000_000_000_000 } {
        return Cell::Text(text);
    }
    text.parse().map_or_else(|_| Cell::text(text), Cell::Number)
}

/// A whole number as what it stands for.
fn whole(value: i64, kind: Kind) -> Cell {
    match kind {
        Kind::Decimal(scale) => decimal(i128::from(value), scale),
        Kind::Day => day(value).map_or(Cell::Empty, Cell::Date),
        Kind::Moment { units, utc } => {
            moment(value.div_euclid(units), &fraction(value.rem_euclid(units), places(units)), utc)
        }
        Kind::Clock(units) => {
            let second = value.div_euclid(units).rem_euclid(86_400);
            Cell::Date(format!("{}{}", clock(second), fraction(value.rem_euclid(units), places(units))))
        }
        Kind::Unsigned if value < 0 => decimal(i128::from(value.cast_unsigned()), 0),
        // A double cannot hold every larger number.
        _ if value.unsigned_abs() > 1 << 53 => decimal(i128::from(value), 0),
        _ => Cell::Number(value as f64),
    }
}

/// A date, unless it is thousands of years away.
fn day(days: i64) -> Option<String> {
    i32::try_from(days).ok().filter(|day| day.unsigned_abs() < DAYS.unsigned_abs()).map(date::iso)
}

/// A time with its fraction, which is left out like the time of a midnight.
fn moment(seconds: i64, fraction: &str, utc: bool) -> Cell {
    let Some(day) = day(seconds.div_euclid(86_400)) else { return Cell::Empty };
    let second = seconds.rem_euclid(86_400);
    if second == 0 && fraction.is_empty() {
        return Cell::Date(day);
    }
    Cell::Date(format!("{day}T{}{fraction}{}", clock(second), if utc { "Z" } else { "" }))
}

fn clock(second: i64) -> String {
    format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
}

/// The decimal places of a unit.
const fn places(units: i64) -> usize {
    match units {
        1_000 => 3,
        1_000_000 => 6,
        _ => 9,
    }
}

/// What stands behind the second: nothing where there is nothing.
fn fraction(part: i64, places: usize) -> String {
    if part == 0 {
        return String::new();
    }
    format!(".{part:0places$}").trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_stand_for_many_things() {
        let check = |value: i64, kind: Kind, want: &str| assert_eq!(whole(value, kind).raw(), want, "{value} {kind:?}");
        let moment = |units: i64| Kind::Moment { units, utc: false };
        check(1230, Kind::Decimal(2), "12.3");
        check(-5, Kind::Decimal(2), "-0.05");
        check(7, Kind::Decimal(0), "7");
        check(8_659_190_320_837_619, Kind::Decimal(4), "865919032083.7619");
        check(1_234_567_890_123_456_789, Kind::Decimal(4), "123456789012345.6789");
        check(20_088, Kind::Day, "2024-12-31");
        check(20_088 * 86_400_000, moment(1_000), "2024-12-31");
        check(-1_000, moment(1_000), "1969-12-31T23:59:59");
        check(-1, moment(1_000), "1969-12-31T23:59:59.999");
        check(1_500_000, Kind::Moment { units: 1_000_000, utc: true }, "1970-01-01T00:00:01.5Z");
        check(120_000_000, moment(1_000_000_000), "1970-01-01T00:00:00.12");
        check(45_296_000_000, Kind::Clock(1_000_000), "12:34:56");
        check(45_296_007, Kind::Clock(1_000), "12:34:56.007");
        check(i64::MAX, Kind::Int, "9223372036854775807");
        check(-1, Kind::Unsigned, "18446744073709551615");
        check(i64::MAX, Kind::Day, "");
        check(i64::MIN, moment(1_000), "");
    }

    #[test]
    fn bytes_stand_for_many_things() {
        let check = |bytes: &[u8], kind: Kind, want: &str| assert_eq!(of_bytes(bytes, kind).raw(), want, "{bytes:?}");
        check(&[0xFF, 0x38], Kind::Decimal(1), "-20");
        check(&[0x7F; 16], Kind::Decimal(38), "1.69473963133173273960190490760135540607");
        check(&[1; 17], Kind::Decimal(0), &format!("0x{}", "01".repeat(17)));
        check(b"Ac\xC3\xA9", Kind::Text, "Acé");
        check(b"Ac\xC3", Kind::Bytes, "Ac\u{FFFD}");
        check(&[1, 0, 0xAB], Kind::Bytes, "0x0100ab");
        check(&[0; 80], Kind::Bytes, &format!("0x{}…", "00".repeat(64)));
        check(&(0..16).collect::<Vec<u8>>(), Kind::Uuid, "00010203-0405-0607-0809-0a0b0c0d0e0f");
        check(&[1, 0, 0, 0, 2, 0, 0, 0, 0xDC, 5, 0, 0], Kind::Interval, "P1M2DT1.5S");
        check(&[0, 0x3C], Kind::Half, "1");
        check(&[0x33, 0xB6], Kind::Half, "-0.387451171875");
        check(&[1, 0], Kind::Half, "0.00000005960464477539063");
        check(&[0, 0x7E], Kind::Half, "");
        check(&[0, 0xFC], Kind::Half, "-inf");
    }
}
