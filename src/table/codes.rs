//! Codes of the rows of a column, in as few bytes as the largest of them needs: most columns of words have few words,
//! most numbers are small, and where cells are missing nine in ten, what they take is what the table takes.

use super::column::{MISSING_CODE, shrink};

/// Codes that grow row by row.
#[derive(Debug)]
pub(crate) enum CodeList {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

/// The codes of a column, borrowed; the largest of each width stands for [`MISSING_CODE`].
#[derive(Clone, Copy, Debug)]
pub enum Codes<'a> {
    /// Codes of which all are below 255.
    One(&'a [u8]),
    /// Codes of which all are below 65,535.
    Two(&'a [u16]),
    /// Codes of any size.
    Four(&'a [u32]),
}

/// Rows whose values are taken out of their few bytes together: finding out the width of each would take longer than
/// the rest.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block<'a> {
    /// At most [`Self::MOST`] rows.
    pub(crate) rows: &'a [u32],
    /// Whether each is the one behind the row before it.
    pub(crate) are_neighbours: bool,
}

impl Block<'_> {
    /// How many rows there may be.
    pub(crate) const MOST: usize = 1024;

    /// What is there of the rows, if they lie side by side.
    fn of_neighbours<'v, T>(&self, values: &'v [T]) -> Option<&'v [T]> {
        let first = *self.rows.first().filter(|_| self.are_neighbours)? as usize;
        values.get(first..first + self.rows.len())
    }
}

/// A code of any width.
trait Width: Copy + Into<u32> + PartialEq {
    /// Stands for [`MISSING_CODE`].
    const MISSING: Self;

    #[inline]
    fn widen(self) -> u32 {
        if self == Self::MISSING { MISSING_CODE } else { self.into() }
    }
}

impl Width for u8 {
    const MISSING: Self = Self::MAX;
}

impl Width for u16 {
    const MISSING: Self = Self::MAX;
}

impl Width for u32 {
    const MISSING: Self = Self::MAX;
}

fn pick<W: Width>(values: &[W], block: &Block<'_>, out: &mut [u32]) {
    if let Some(values) = block.of_neighbours(values) {
        out.iter_mut().zip(values).for_each(|(out, code)| *out = code.widen());
        return;
    }
    for (out, row) in out.iter_mut().zip(block.rows) {
        *out = values.get(*row as usize).map_or(MISSING_CODE, |code| code.widen());
    }
}

impl Default for CodeList {
    fn default() -> Self {
        Self::One(Vec::new())
    }
}

/// Does the same with the codes of each width.
macro_rules! each_width {
    ($kind:ident, $list:expr, $values:ident => $does:expr) => {
        match $list {
            $kind::One($values) => $does,
            $kind::Two($values) => $does,
            $kind::Four($values) => $does,
        }
    };
}

impl CodeList {
    /// The codes.
    #[inline]
    pub(crate) fn codes(&self) -> Codes<'_> {
        match self {
            Self::One(values) => Codes::One(values),
            Self::Two(values) => Codes::Two(values),
            Self::Four(values) => Codes::Four(values),
        }
    }

    /// How many rows.
    #[inline]
    pub(super) fn len(&self) -> usize {
        each_width!(CodeList, self, values => values.len())
    }

    /// The code of the last row; [`MISSING_CODE`] without rows.
    #[inline]
    pub(super) fn last(&self) -> u32 {
        self.codes().get(self.len().wrapping_sub(1))
    }

    /// What a row takes, in bytes.
    pub(super) const fn row_bytes(&self) -> usize {
        match self {
            Self::One(_) => size_of::<u8>(),
            Self::Two(_) => size_of::<u16>(),
            Self::Four(_) => size_of::<u32>(),
        }
    }

    /// Rows that there is room for.
    pub(super) fn capacity(&self) -> usize {
        each_width!(CodeList, self, values => values.capacity())
    }

    /// Bytes allocated.
    pub(super) fn heap_bytes(&self) -> usize {
        self.capacity() * self.row_bytes()
    }

    /// Makes room for further rows, if there is any.
    #[inline(never)]
    pub(super) fn reserve(&mut self, rows: usize) {
        // Without it the rows find their room one by one.
        each_width!(CodeList, self, values => values.try_reserve_exact(rows)).ok();
    }

    /// Gives spare room back.
    pub(super) fn shrink(&mut self) {
        each_width!(CodeList, self, values => shrink(values));
    }

    /// Adds a code.
    #[inline]
    pub(super) fn push(&mut self, code: u32) {
        match self {
            Self::One(values) if is_below(code, u8::MAX.into()) => values.push(code as u8),
            Self::Two(values) if is_below(code, u16::MAX.into()) => values.push(code as u16),
            Self::Four(values) => values.push(code),
            Self::One(_) | Self::Two(_) => {
                self.widen(code);
                self.push(code);
            }
        }
    }

    /// Adds rows whose code is missing.
    #[inline(never)]
    pub(super) fn push_missing(&mut self, rows: usize) {
        let all = self.len() + rows;
        match self {
            Self::One(values) => values.resize(all, u8::MAX),
            Self::Two(values) => values.resize(all, u16::MAX),
            Self::Four(values) => values.resize(all, u32::MAX),
        }
    }

    /// Takes the last code back.
    #[inline(never)]
    pub(super) fn pop(&mut self) -> Option<u32> {
        let last = (self.len() > 0).then(|| self.last());
        each_width!(CodeList, self, values => values.truncate(values.len().saturating_sub(1)));
        last
    }

    /// Makes the list wide enough for a code.
    #[inline(never)]
    fn widen(&mut self, code: u32) {
        let rows = self.capacity().max(self.len() + 1);
        *self = if is_below(code, u16::MAX.into()) {
            let mut values = Vec::with_capacity(rows);
            values.extend(self.codes().iter().map(|code| code as u16));
            Self::Two(values)
        } else {
            let mut values = Vec::with_capacity(rows);
            values.extend(self.codes().iter());
            Self::Four(values)
        };
    }
}

impl FromIterator<u32> for CodeList {
    fn from_iter<I: IntoIterator<Item = u32>>(codes: I) -> Self {
        let codes = codes.into_iter();
        let mut list = Self::default();
        list.reserve(codes.size_hint().0);
        for code in codes {
            list.push(code);
        }
        list
    }
}

/// Whether a code fits a width of which `most` stands for [`MISSING_CODE`], as that one does.
#[inline]
const fn is_below(code: u32, most: u32) -> bool {
    code < most || code == MISSING_CODE
}

impl<'a> From<&'a [u32]> for Codes<'a> {
    fn from(codes: &'a [u32]) -> Self {
        Self::Four(codes)
    }
}

impl<'a> Codes<'a> {
    /// How many rows.
    pub fn len(self) -> usize {
        each_width!(Codes, self, values => values.len())
    }

    /// Whether there are no rows.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The code of a row; [`MISSING_CODE`] when it is missing or there is no such row.
    pub fn get(self, row: usize) -> u32 {
        each_width!(Codes, self, values => values.get(row).map_or(MISSING_CODE, |code| code.widen()))
    }

    /// The codes of some rows, as [`Self::get`] gives them.
    #[inline(never)]
    pub(crate) fn pick(self, block: &Block<'_>, out: &mut [u32; Block::MOST]) {
        each_width!(Codes, self, values => pick(values, block, out));
    }

    /// The codes of all rows as a list.
    #[inline(never)]
    pub(crate) fn to_vec(self) -> Vec<u32> {
        each_width!(Codes, self, values => values.iter().map(|code| code.widen()).collect())
    }

    /// The codes of all rows.
    pub fn iter(self) -> impl Iterator<Item = u32> + 'a {
        (0..self.len()).map(move |row| self.get(row))
    }

    /// One more than the largest code in use; [`MISSING_CODE`] is none.
    #[inline(never)]
    pub fn bound(self) -> usize {
        // `MISSING_CODE + 1` wraps to nought.
        let behind = each_width!(Codes, self, values => values.iter().map(|code| code.widen().wrapping_add(1)).max());
        behind.unwrap_or(0) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code() -> impl Strategy<Value = u32> {
        prop_oneof![
            8 => 0_u32..300,
            2 => Just(MISSING_CODE),
            1 => 60_000_u32..70_000,
            1 => any::<u32>(),
            1 => prop::sample::select(vec![254, 255, 256, 65_534, 65_535, 65_536, MISSING_CODE - 1]),
        ]
    }

    proptest! {
        #[test]
        fn what_is_put_in_comes_out(
            codes in proptest::collection::vec(code(), 0..50),
            missing in 0_usize..3,
            taken in 0_usize..3,
            room in 0_usize..100,
        ) {
            let mut codes = codes;
            let mut list: CodeList = codes.iter().copied().collect();
            list.reserve(room);
            list.push_missing(missing);
            codes.resize(codes.len() + missing, MISSING_CODE);
            for _ in 0..taken {
                prop_assert_eq!(list.pop(), codes.pop());
            }
            list.shrink();
            prop_assert_eq!(list.codes().iter().collect::<Vec<_>>(), codes.clone());
            prop_assert_eq!(list.last(), codes.last().copied().unwrap_or(MISSING_CODE));
            prop_assert_eq!(list.codes().get(codes.len()), MISSING_CODE);
            prop_assert_eq!(list.codes().bound(), Codes::from(codes.as_slice()).bound());
        }
    }

    #[test]
    fn codes_take_as_few_bytes_as_the_largest_needs() {
        for (code, bytes) in [(0, 1), (254, 1), (255, 2), (65_534, 2), (65_535, 4), (MISSING_CODE - 1, 4)] {
            let list: CodeList = [MISSING_CODE, 7, code].into_iter().collect();
            assert_eq!(list.row_bytes(), bytes, "{code}");
        }
    }
}
