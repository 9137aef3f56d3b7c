//! Columns of numbers, which take one to four bytes each where they can.
//!
//! Most published numbers are whole or have a few decimals. Such a column keeps whole numbers below 2³¹ and the one
//! power of ten that all of them are divided by: both are exact, so that the quotient is the double next to the decimal
//! (W. D. Clinger, "How to Read Floating Point Numbers Accurately", 1990), which is the number that was read. Every
//! number is compared bit by bit before it is kept so; the few that differ are kept beside, and a column where they are
//! many is one of doubles.

use super::codes::{Block, CodeList, Codes};
use super::column::{MISSING_CODE, shrink};

/// The code of a number that is kept beside. That of a missing one is [`MISSING_CODE`]; those between are of whole
/// numbers, of small ones above and below nought in turn: see [`code_of`].
const BESIDE: u32 = 0;

/// The powers of ten by their decimals. Each more leaves a tenth of the room for what stands before the point, and
/// numbers of more decimals, as coordinates are, are long texts beside which eight bytes are few.
const POWERS: [f64; 5] = [1e0, 1e1, 1e2, 1e3, 1e4];

/// So many numbers are kept beside in any column; beyond that, a quarter of the column may be.
const FEW: usize = 64;

/// A column of doubles of which more than seven in eight are missing is made short again once it has so many of these;
/// then twice the rows that made it one are there at least, so that no row is moved again and again.
const MANY_MISSING: usize = 4096;

/// The numbers of a column; a missing one is NaN, all others are finite.
#[derive(Debug)]
pub struct NumberColumn(Form);

#[derive(Debug)]
enum Form {
    Short(Short),
    /// Doubles; and how many of them were not there.
    Long(Vec<f64>, usize),
}

/// Whole numbers over a power of ten.
#[derive(Debug, Default)]
struct Short {
    codes: CodeList,
    /// Decimals of all numbers: the place of their divisor in [`POWERS`].
    decimals: usize,
    /// More decimals would leave too little room before the point.
    settled: bool,
    /// Numbers that are not written so, by their rows in ascending order.
    beside: Vec<(u32, f64)>,
}

/// The numbers of a column, borrowed.
#[derive(Clone, Copy, Debug)]
pub struct Numbers<'a>(Borrowed<'a>);

#[derive(Clone, Copy, Debug)]
enum Borrowed<'a> {
    Short { codes: Codes<'a>, power: f64, beside: &'a [(u32, f64)] },
    Long(&'a [f64]),
}

impl<'a> From<&'a [f64]> for Numbers<'a> {
    fn from(values: &'a [f64]) -> Self {
        Self(Borrowed::Long(values))
    }
}

impl<'a> Numbers<'a> {
    /// How many rows.
    pub fn len(self) -> usize {
        match self.0 {
            Borrowed::Short { codes, .. } => codes.len(),
            Borrowed::Long(values) => values.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The number of a row, NaN when it is missing; `None` when there is no such row.
    pub fn get(self, row: usize) -> Option<f64> {
        match self.0 {
            Borrowed::Short { codes, power, beside } => {
                (row < codes.len()).then(|| number_of(codes.get(row), power, beside, row))
            }
            Borrowed::Long(values) => values.get(row).copied(),
        }
    }

    /// The numbers of some rows, as [`Self::get`] gives them; NaN where there is no such row.
    #[inline(never)]
    pub(crate) fn pick(self, block: &Block<'_>, out: &mut [f64; Block::MOST]) {
        match self.0 {
            Borrowed::Short { codes, power, beside } => {
                let mut picked = [0; Block::MOST];
                codes.pick(block, &mut picked);
                for ((out, row), code) in out.iter_mut().zip(block.rows).zip(&picked) {
                    *out = number_of(*code, power, beside, *row as usize);
                }
            }
            Borrowed::Long(values) => {
                for (out, row) in out.iter_mut().zip(block.rows) {
                    *out = values.get(*row as usize).copied().unwrap_or(f64::NAN);
                }
            }
        }
    }

    /// The number of a row that has one.
    #[inline]
    pub fn present(self, row: usize) -> Option<f64> {
        self.get(row).filter(|value| value.is_finite())
    }

    /// The numbers of all rows, NaN for the missing ones.
    pub fn iter(self) -> impl Iterator<Item = f64> + 'a {
        (0..self.len()).map(move |row| self.get(row).unwrap_or(f64::NAN))
    }
}

/// The number of a code.
#[inline]
fn number_of(code: u32, power: f64, beside: &[(u32, f64)], row: usize) -> f64 {
    match code {
        MISSING_CODE => f64::NAN,
        BESIDE => find(beside, row),
        code => f64::from(whole_of(code)) / power,
    }
}

/// The number of a row among those kept beside.
#[cold]
fn find(beside: &[(u32, f64)], row: usize) -> f64 {
    let place = beside.binary_search_by_key(&row, |(row, _)| *row as usize);
    place.ok().and_then(|place| beside.get(place)).map_or(f64::NAN, |(_, value)| *value)
}

/// The code of a whole number: 1 for 0, 2 for -1, 3 for 1 …
#[inline]
const fn code_of(whole: i32) -> u32 {
    (whole << 1 ^ whole >> 31).cast_unsigned().wrapping_add(1)
}

/// The whole number of a code that is one's.
#[inline]
const fn whole_of(code: u32) -> i32 {
    let folded = code.wrapping_sub(1);
    (folded >> 1).cast_signed() ^ -(folded & 1).cast_signed()
}

/// Whether the code of a whole number is its own.
#[inline]
const fn has_code(whole: i32) -> bool {
    whole != i32::MIN && whole != i32::MAX
}

/// The code of the whole number that is `value` when divided by `power`.
#[inline]
fn code_in(value: f64, power: f64) -> Option<u32> {
    // It is rounded by what cutting leaves; whether it was rounded to the right one is seen below.
    let whole = (value * power + 0.5_f64.copysign(value)) as i32;
    (has_code(whole) && (f64::from(whole) / power).to_bits() == value.to_bits()).then(|| code_of(whole))
}

impl Default for NumberColumn {
    fn default() -> Self {
        Self(Form::Short(Short::default()))
    }
}

impl NumberColumn {
    /// The numbers.
    #[inline]
    pub fn numbers(&self) -> Numbers<'_> {
        Numbers(match &self.0 {
            Form::Short(short) => {
                Borrowed::Short { codes: short.codes.codes(), power: short.power(), beside: &short.beside }
            }
            Form::Long(values, _) => Borrowed::Long(values),
        })
    }

    /// How many rows.
    #[inline]
    pub(super) fn len(&self) -> usize {
        match &self.0 {
            Form::Short(short) => short.codes.len(),
            Form::Long(values, _) => values.len(),
        }
    }

    /// The number of the last row.
    #[inline]
    pub(super) fn last(&self) -> Option<f64> {
        self.numbers().get(self.len().checked_sub(1)?)
    }

    /// Bytes allocated.
    pub(super) fn heap_bytes(&self) -> usize {
        match &self.0 {
            Form::Short(short) => short.codes.heap_bytes() + short.beside.capacity() * size_of::<(u32, f64)>(),
            Form::Long(values, _) => values.capacity() * size_of::<f64>(),
        }
    }

    /// What a row takes, in bytes.
    pub(super) const fn row_bytes(&self) -> usize {
        match &self.0 {
            Form::Short(short) => short.codes.row_bytes(),
            Form::Long(..) => size_of::<f64>(),
        }
    }

    /// Makes room for further rows, if there is any.
    pub(super) fn reserve(&mut self, rows: usize) {
        match &mut self.0 {
            Form::Short(short) => short.codes.reserve(rows),
            // Without it the rows find their room one by one.
            Form::Long(values, _) => drop(values.try_reserve_exact(rows)),
        }
    }

    /// Gives spare room back.
    pub(super) fn shrink(&mut self) {
        match &mut self.0 {
            Form::Short(short) => {
                short.codes.shrink();
                shrink(&mut short.beside);
            }
            Form::Long(values, _) => shrink(values),
        }
    }

    /// Adds a number, or NaN for a missing one.
    #[inline]
    pub(super) fn push(&mut self, value: f64) {
        match &mut self.0 {
            Form::Short(short) => match code_in(value, short.power()) {
                Some(code) => short.codes.push(code),
                None => self.push_other(value),
            },
            Form::Long(values, _) => values.push(value),
        }
    }

    /// The same, where it is not worth the room to do it in place.
    #[inline(never)]
    pub(super) fn push_rare(&mut self, value: f64) {
        self.push(value);
    }

    /// Adds what is not written as the numbers before it.
    #[inline(never)]
    fn push_other(&mut self, value: f64) {
        let Form::Short(short) = &mut self.0 else { return };
        if value.is_nan() {
            short.codes.push(MISSING_CODE);
        } else if let Some(code) = short.with_decimals_of(value) {
            short.codes.push(code);
        } else if short.beside.len() < FEW + short.codes.len() / 4 {
            short.beside.push((short.codes.len() as u32, value));
            short.codes.push(BESIDE);
        } else {
            let mut values = Vec::with_capacity(short.codes.capacity());
            values.extend(self.numbers().iter());
            values.push(value);
            let missing = values.iter().filter(|value| value.is_nan()).count();
            self.0 = Form::Long(values, missing);
        }
    }

    /// Adds rows without a number.
    #[inline(never)]
    pub(super) fn push_missing(&mut self, rows: usize) {
        match &mut self.0 {
            Form::Short(short) => short.codes.push_missing(rows),
            Form::Long(values, missing) => {
                values.resize(values.len() + rows, f64::NAN);
                *missing += rows;
                if *missing > MANY_MISSING && *missing > values.len() / 8 * 7 {
                    self.0 = Form::Short(Short::of(values, values.capacity()));
                }
            }
        }
    }

    /// Takes the last row back.
    pub(super) fn pop(&mut self) {
        match &mut self.0 {
            Form::Short(short) => {
                if short.codes.pop() == Some(BESIDE) {
                    short.beside.pop();
                }
            }
            Form::Long(values, _) => {
                values.pop();
            }
        }
    }
}

impl Short {
    /// Of numbers of which most are missing, with room for so many rows.
    fn of(values: &[f64], room: usize) -> Self {
        let mut short = Self { settled: true, ..Self::default() };
        short.codes.reserve(room);
        for (row, value) in values.iter().enumerate() {
            let code = if value.is_nan() { Some(MISSING_CODE) } else { code_in(*value, short.power()) };
            if code.is_none() {
                short.beside.push((row as u32, *value));
            }
            short.codes.push(code.unwrap_or(BESIDE));
        }
        short
    }

    #[inline]
    fn power(&self) -> f64 {
        POWERS.get(self.decimals).copied().unwrap_or(1.0)
    }

    /// Gives the numbers as many decimals as this one has, if all of them have room for it; answers its code.
    fn with_decimals_of(&mut self, value: f64) -> Option<u32> {
        if self.settled {
            return None;
        }
        let mut more = POWERS.iter().enumerate().skip(self.decimals + 1);
        let (decimals, code) = more.find_map(|(at, power)| Some((at, code_in(value, *power)?)))?;
        let factor = 10_i32.pow((decimals - self.decimals) as u32);
        let raised = |code: u32| match code {
            MISSING_CODE | BESIDE => Some(code),
            _ => whole_of(code).checked_mul(factor).filter(|whole| has_code(*whole)).map(code_of),
        };
        if self.codes.codes().iter().any(|code| raised(code).is_none()) {
            self.settled = true;
            return None;
        }
        let mut codes = CodeList::default();
        codes.reserve(self.codes.capacity());
        for code in self.codes.codes().iter().filter_map(raised) {
            codes.push(code);
        }
        self.codes = codes;
        self.decimals = decimals;
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn column(values: &[f64]) -> NumberColumn {
        let mut column = NumberColumn::default();
        for value in values {
            column.push(*value);
        }
        column
    }

    fn bits(numbers: Numbers<'_>) -> Vec<u64> {
        numbers.iter().map(f64::to_bits).collect()
    }

    /// Numbers as files have them: whole ones, decimals, missing ones, and some of any size.
    fn written() -> impl Strategy<Value = f64> {
        prop_oneof![
            8 => (-100_000_i32..100_000).prop_map(f64::from),
            4 => (any::<i32>(), 0_i32..7).prop_map(|(code, tens)| f64::from(code) / 10_f64.powi(tens)),
            2 => Just(f64::NAN),
            1 => any::<f64>().prop_filter("finite", |value| value.is_finite()),
        ]
    }

    proptest! {
        #[test]
        fn what_is_put_in_comes_out_bit_by_bit(
            values in proptest::collection::vec(written(), 0..600),
            missing in 0_usize..4,
            taken in 0_usize..4,
        ) {
            let mut values = values;
            let mut column = column(&values);
            column.push_missing(missing);
            values.resize(values.len() + missing, f64::NAN);
            for _ in 0..taken {
                column.pop();
                values.pop();
            }
            column.push(0.125);
            values.push(0.125);
            column.shrink();
            prop_assert_eq!(bits(column.numbers()), bits(Numbers::from(values.as_slice())));
            prop_assert_eq!(column.last().map(f64::to_bits), Some(0.125_f64.to_bits()));
            prop_assert_eq!(column.numbers().get(values.len()), None);
        }
    }

    #[test]
    fn whole_numbers_and_decimals_take_four_bytes_at_most() {
        let whole: Vec<f64> = (0..1_000).map(f64::from).collect();
        let prices: Vec<f64> = (0..1_000).map(|row| f64::from(row * 997) / 100.0).collect();
        // A sum below them is larger than they are.
        let with_sum: Vec<f64> = whole.iter().copied().chain([9e12]).collect();
        for values in [&whole, &prices, &with_sum] {
            assert!(column(values).row_bytes() <= 4, "{:?}", values.last());
        }
        let rates: Vec<f64> = (1..1_000).map(|row| 1.0 / f64::from(row)).collect();
        assert_eq!(column(&rates).row_bytes(), 8);
    }

    #[test]
    fn a_column_that_goes_on_without_numbers_takes_few_bytes_again() {
        let mut values: Vec<f64> = (1..1_000).map(|row| 1.0 / f64::from(row)).collect();
        let mut column = column(&values);
        assert_eq!(column.row_bytes(), 8);
        for _ in 0..10_000 {
            column.push_missing(1);
        }
        values.resize(values.len() + 10_000, f64::NAN);
        for value in [0.5, 7.0, 1e300] {
            column.push(value);
            values.push(value);
        }
        assert_eq!(column.row_bytes(), 1);
        assert_eq!(bits(column.numbers()), bits(Numbers::from(values.as_slice())));
    }

    #[test]
    fn the_ends_of_the_range_and_a_zero_below_zero_are_kept() {
        let limits = [f64::from(i32::MIN), f64::from(i32::MIN + 1), f64::from(i32::MAX), 2_147_483_648.0, -0.0, 0.5];
        for values in [&limits[..], &[0.5, 214_748_364.7, 214_748_364.8, -214_748_364.8], &[f64::MAX, f64::MIN, 1e-300]]
        {
            assert_eq!(bits(column(values).numbers()), bits(Numbers::from(values)));
        }
    }
}
