//! Records of which only those cells are kept that their columns do not give back.
//!
//! The cells of a workbook, of JSON or of Parquet were numbers, days and texts before they were written out as
//! delimited text of our own making, and the columns that are made of them mostly say the raw text as well as a
//! record would: `12.5`, `2024-12-31`, a text of the dictionary. What they do not say (` 12,50`, `n.a.`, a text that
//! the dictionary finds here) is kept: for each such cell how many are given back before it, its length and its
//! text. Numbers are written in groups of six bits, the lowest first, so that a record remains text.

use std::borrow::Cow;
use std::fmt;

use crate::base::date::{self, Civil};

use super::arena::{Arena, LEAST};
use super::column::{ColumnBuilder, MISSING_DATE, Record};
use super::numbers::Numbers;
use super::split::{MAX_FIELDS, Span, Splitter, breaks_line};
use super::store::{Rows, split_row};

/// Ends a record; no cell begins with it.
const END: usize = 0;

/// Bytes beside the text of a kept cell, at most.
const HEAD: usize = 8;

fn write(out: &mut String, mut number: usize) {
    while number > 0x3F {
        out.push(char::from(number as u8 & 0x3F | 0x40));
        number >>= 6;
    }
    out.push(char::from(number as u8));
}

/// How many bytes a number takes.
const fn size(number: usize) -> usize {
    match number {
        0..64 => 1,
        64..4_096 => 2,
        4_096..262_144 => 3,
        // No record is longer than this allows.
        _ => 4,
    }
}

fn take(record: &[u8], at: &mut usize) -> Option<usize> {
    let mut number = 0;
    for shift in (0..usize::BITS).step_by(6) {
        let byte = *record.get(*at)?;
        *at += 1;
        number |= usize::from(byte & 0x3F) << shift;
        if byte & 0x40 == 0 {
            break;
        }
    }
    Some(number)
}

/// Finds the kept cells of the record that `text` begins with; those between them are [`Span::GIVEN`].
pub(super) fn find(text: &str, fields: &mut Vec<Span>) {
    let (record, mut at) = (text.as_bytes(), 0);
    while let Some(place) = take(record, &mut at).filter(|place| *place != END) {
        let Some(length) = take(record, &mut at) else { return };
        fields.resize((fields.len() + place - 1).min(MAX_FIELDS), Span::GIVEN);
        fields.push(Span::plainly(at, at + length));
        at += length;
    }
}

/// Takes records in and keeps what is to be kept of them.
#[derive(Debug, Default)]
pub(crate) struct Keeper {
    /// What is to be kept of the record.
    record: String,
}

impl Keeper {
    /// Takes in the record that `fields` say where to find in `text`. Answers the address of what is kept of it, or
    /// `None`, doing nothing, when addresses are used up.
    pub(crate) fn take(
        &mut self,
        arena: &mut Arena,
        builders: &mut [ColumnBuilder],
        fields: &[Span],
        text: &str,
    ) -> Option<u32> {
        let open = arena.open_from(0).len();
        if open > 0 && arena.room() < text.len() + fields.len() * HEAD && !arena.rotate(open, LEAST) {
            return None;
        }
        let address = arena.open_address(arena.open_from(0).len());
        self.record.clear();
        let mut given = 0;
        for (builder, &span) in builders.iter_mut().zip(fields) {
            // Nothing is always given back, and many sheets are mostly that.
            if span.is_empty() {
                builder.push(Record { arena, address, text }, span);
                given += 1;
                continue;
            }
            let raw = span.text(text);
            // A new text of the column lies where its cell is going to be kept.
            let start = span.plain().map_or(0, |(start, _)| start) as u32;
            let place = self.record.len() + size(given + 1) + size(raw.len());
            let place = (address + place as u32).wrapping_sub(start);
            builder.push(Record { arena, address: place, text }, span);
            if builder.gives_back(&raw, address) {
                given += 1;
                continue;
            }
            write(&mut self.record, given + 1);
            write(&mut self.record, raw.len());
            self.record.push_str(&raw);
            given = 0;
        }
        write(&mut self.record, END);
        arena.push(&self.record);
        Some(address)
    }
}

/// Columns that give back the raw cells which records leave out.
pub(crate) trait GiveBack {
    /// How many columns there are.
    fn width(&self) -> usize;

    /// The raw text of a cell that its record leaves out.
    fn give_back<'a>(&'a self, arena: &'a Arena, row: usize, column: usize) -> Cow<'a, str>;
}

/// Where the raw cells of a table are found.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) arena: &'a Arena,
    pub(crate) rows: &'a Rows,
    pub(crate) columns: &'a dyn GiveBack,
}

impl<'a> Source<'a> {
    /// The raw cells of a row, for which the splitter is reused.
    pub(crate) fn row<'b>(self, row: usize, splitter: &'b mut Splitter) -> RawRow<'b>
    where
        'a: 'b,
    {
        let record = split_row(self.arena, self.rows, row, splitter);
        RawRow { source: self, row, record, splitter }
    }

    /// A raw cell, exactly as in the source; empty when there is no such cell.
    pub(crate) fn cell(self, row: usize, column: usize, splitter: &mut Splitter) -> String {
        self.row(row, splitter).get(column).into_owned()
    }

    /// Feeds a row's cells to builders of some columns.
    pub(crate) fn push<'b>(
        self,
        row: usize,
        splitter: &mut Splitter,
        builders: impl IntoIterator<Item = (usize, &'b mut ColumnBuilder)>,
    ) {
        let raw = self.row(row, splitter);
        if self.rows.are_kept() {
            for (column, builder) in builders {
                builder.push_text(self.arena, &raw.get(column));
            }
            return;
        }
        let record = Record { arena: self.arena, address: self.rows.address(row), text: raw.record };
        for (column, builder) in builders {
            match raw.splitter.fields.get(column) {
                Some(&span) => builder.push(record, span),
                None => builder.push_missing(1),
            }
        }
    }
}

/// The raw cells of a row.
#[derive(Clone, Copy)]
pub(crate) struct RawRow<'a> {
    source: Source<'a>,
    row: usize,
    record: &'a str,
    splitter: &'a Splitter,
}

impl<'a> RawRow<'a> {
    /// How many cells the record has.
    pub(crate) fn len(self) -> usize {
        if self.source.rows.are_kept() { self.source.columns.width() } else { self.splitter.fields.len() }
    }

    /// How many cells more it has than can be located.
    pub(crate) fn surplus(self) -> usize {
        self.splitter.surplus
    }

    /// Whether a cell holds a line break between quotes.
    pub(crate) fn breaks(self) -> bool {
        if self.source.rows.are_kept() {
            self.cells().any(|cell| breaks_line(cell.as_bytes()))
        } else {
            self.splitter.breaks
        }
    }

    /// The cell of a column; empty where the record has none.
    pub(crate) fn get(self, column: usize) -> Cow<'a, str> {
        match self.splitter.fields.get(column) {
            Some(&span) if span != Span::GIVEN => span.text(self.record),
            _ if self.source.rows.are_kept() => self.source.columns.give_back(self.source.arena, self.row, column),
            _ => Cow::Borrowed(""),
        }
    }

    /// The cells that the record has.
    pub(crate) fn cells(self) -> impl Iterator<Item = Cow<'a, str>> {
        (0..self.len()).map(move |column| self.get(column))
    }
}

/// The column among those that were read another way first, if it is one of them.
pub(crate) fn first_of<C>(first: &[(usize, C)], column: usize) -> Option<&C> {
    first.iter().find(|(index, _)| *index == column).map(|(_, first)| first)
}

/// A number of a column as it is given back: in its shortest decimal form, empty for none.
pub(super) fn number_at(values: Numbers<'_>, row: usize) -> Cow<'static, str> {
    let mut out = String::new();
    // A text takes all that is written to it.
    values.get(row).map(|value| write_number(&mut out, value)).and_then(Result::ok);
    out.into()
}

/// Whether a text is what [`write_number`] writes.
pub(super) fn is_number(raw: &str, number: f64) -> bool {
    let mut rest = Rest(raw);
    is_short(raw, number) || (write_number(&mut rest, number).is_ok() && rest.0.is_empty())
}

/// A day of a column as it is given back: as `YYYY-MM-DD`, empty for none.
pub(super) fn day_at(values: &[i32], row: usize) -> Cow<'static, str> {
    let days = values.get(row).filter(|days| **days != MISSING_DATE);
    days.map(|days| date::iso(*days)).unwrap_or_default().into()
}

/// Whether a text is what [`day_at`] gives for a day.
pub(super) fn is_day(raw: &str, days: i32) -> bool {
    if days == MISSING_DATE { raw.is_empty() } else { is_iso(raw, days) }
}

/// Writes a number in its shortest decimal form, nothing for none.
pub(crate) fn write_number(out: &mut impl fmt::Write, number: f64) -> fmt::Result {
    let whole = number as i64;
    // Whole numbers are written faster as such; those beyond this have zeros behind their sixteenth digit. By bits,
    // for there is a zero below zero.
    if whole.unsigned_abs() < 1 << 53 && (whole as f64).to_bits() == number.to_bits() {
        write!(out, "{whole}")
    } else if number.is_nan() {
        Ok(())
    } else {
        write!(out, "{number}")
    }
}

/// Whether a text is [`write_number`] of a number, as far as that is seen at a glance: no two decimals of up to fifteen
/// digits are one number (`f64::DIGITS`), so that such a text is the shortest one of its number.
fn is_short(raw: &str, number: f64) -> bool {
    const TENS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let figure = raw.strip_prefix('-').unwrap_or(raw);
    let (whole, part) = figure.split_once('.').unwrap_or((figure, ""));
    let is_plain = match whole.as_bytes() {
        [b'0'] | [b'1'..=b'9', ..] => part.len() + whole.len() == figure.len() || !part.is_empty(),
        _ => false,
    };
    let digits = || whole.bytes().chain(part.bytes());
    if !is_plain
        || part.ends_with('0')
        || figure.len() > f64::DIGITS as usize
        || !digits().all(|digit| digit.is_ascii_digit())
    {
        return false;
    }
    let all = digits().fold(0, |all, digit| all * 10 + i64::from(digit - b'0'));
    // Both are exact, so that their quotient is the number next to the decimal.
    let size = TENS.get(part.len()).map_or(f64::NAN, |tens| all as f64 / tens);
    let read = if figure.len() < raw.len() { -size } else { size };
    read.to_bits() == number.to_bits()
}

/// What is left of a text behind what is written to it; whatever else is written is an error.
struct Rest<'a>(&'a str);

impl fmt::Write for Rest<'_> {
    fn write_str(&mut self, written: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(written).ok_or(fmt::Error)?;
        Ok(())
    }
}

/// Whether a text is [`date::iso`] of a day.
fn is_iso(raw: &str, days: i32) -> bool {
    let Civil { year, month, day } = Civil::from_days(days);
    if !(0..10_000).contains(&year) {
        return false;
    }
    let digit = |number: i32, place: i32| b'0' + (number / place % 10) as u8;
    let (month, day) = (i32::from(month), i32::from(day));
    let year_digits = [1_000, 100, 10, 1].map(|place| digit(year, place));
    let [[m, mm], [d, dd]] = [month, day].map(|number| [digit(number, 10), digit(number, 1)]);
    raw.as_bytes().strip_prefix(&year_digits).is_some_and(|rest| rest == [b'-', m, mm, b'-', d, dd])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text_of(number: f64) -> Cow<'static, str> {
        number_at(Numbers::from(&[number][..]), 0)
    }

    #[test]
    fn days_and_numbers_are_known_at_a_glance() {
        for days in [-719_529, -719_528, -1, 0, 59, 19_782, 2_932_896, 2_932_897] {
            let iso = date::iso(days);
            assert_eq!(
                is_iso(&iso, days),
                iso.starts_with(|first: char| first.is_ascii_digit()) && iso.len() == 10,
                "{iso}"
            );
            assert!(!is_iso(&iso, days + 1) && !is_iso(&format!("{iso} "), days));
        }
        assert!(!is_iso("2024-2-1", 19_754) && !is_iso("01/02/2024", 19_754));
        for (raw, number, want) in [
            ("0", 0.0, true),
            ("-0", -0.0, true),
            ("7", 7.0, true),
            ("-120", -120.0, true),
            ("999999999999999", 999_999_999_999_999.0, true),
            ("0.1", 0.1, true),
            ("-12345.678", -12_345.678, true),
            ("0.0000000000001", 1e-13, true),
            ("-0", 0.0, false),
            ("007", 7.0, false),
            ("7.0", 7.0, false),
            ("7.", 7.0, false),
            (".5", 0.5, false),
            ("0.50", 0.5, false),
            ("00.5", 0.5, false),
            ("0.5.5", 0.5, false),
            ("1.234", 1_234.0, false),
            ("+7", 7.0, false),
            ("--7", 7.0, false),
            ("7", -7.0, false),
            ("70", 7.0, false),
            ("0.1", 0.100_000_000_000_000_02, false),
            ("", f64::NAN, false),
            ("NaN", f64::NAN, false),
        ] {
            assert_eq!(is_short(raw, number), want, "{raw}");
            assert!(!want || text_of(number) == raw, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn what_is_seen_at_a_glance_is_so(raw in "-?[0-9]{1,9}(\\.[0-9]{0,9})?", whole in any::<i32>(), tens in 0_i32..12) {
            let number: f64 = raw.parse().unwrap();
            prop_assert_eq!(is_number(&raw, number), text_of(number) == raw);
            let number = f64::from(whole) / 10_f64.powi(tens);
            let raw = text_of(number);
            prop_assert!(is_number(&raw, number) && !is_number(&raw, number.next_up()));
        }
    }

    #[test]
    fn numbers_of_a_record_come_back() {
        for number in [0, 1, 63, 64, 4_095, 4_096, 262_143, 262_144, 16_777_215] {
            let mut record = String::new();
            write(&mut record, number);
            assert_eq!(record.len(), size(number));
            let mut at = 0;
            assert_eq!((take(record.as_bytes(), &mut at), at), (Some(number), record.len()));
        }
    }
}
