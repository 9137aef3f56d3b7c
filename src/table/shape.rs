//! The shape of a cell, and how often each shape occurs in a column.
//!
//! A shape is what a cell looks like before anyone decides what it means. All decisions about a
//! column are made from these counts, so they are made from every cell of it, and counting the cells
//! one by one or the distinct texts with their frequencies gives the same answer.

use crate::base::date::{self, DateStyle, Written};
use crate::base::number::{self, Marks, NumberStyle, Numeral};
use crate::base::text::{trim, trim_bytes};

use super::Reading;
use super::marks::{self, MarkCounts};
use super::notation::{self, Noted};

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Empty or a missing marker.
    Missing,
    /// Digits alone.
    Int,
    /// Digits alone with a leading zero.
    ZeroInt,
    /// [`Marks::DotThree`].
    DotThree,
    /// [`Marks::CommaThree`].
    CommaThree,
    /// [`Marks::Point`].
    Point,
    /// [`Marks::Comma`].
    Comma,
    /// [`Marks::DotGroups`].
    DotGroups,
    /// [`Marks::CommaGroups`].
    CommaGroups,
    /// [`Marks::DotGroupsComma`].
    DotGroupsComma,
    /// [`Marks::CommaGroupsPoint`].
    CommaGroupsPoint,
    /// A date written year first.
    DateIso,
    /// A date that only a day-first reading understands.
    DateDay,
    /// A date that only a month-first reading understands.
    DateMonth,
    /// A date that means two different days.
    DateEither,
    /// A date that means one day however it is read.
    DateSame,
    /// Groups of digits with dots that are no number: `32.73.01`.
    Dotted,
    /// A telephone number: `+62 812…`, `0812-3456-7890`.
    Phone,
    /// One short word with a digit in it, as identifiers are: `A-01`.
    Word,
    /// Anything else.
    Text,
}

/// How many kinds there are.
pub(crate) const KINDS: usize = 20;

/// A cell's kind and the details that decisions need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one cell, not a state")]
pub(crate) struct Shape {
    pub(crate) kind: Kind,
    /// Digits of an [`Kind::Int`] or [`Kind::ZeroInt`].
    digits: u8,
    /// A year between 1900 and 2100, also as `2013.0`.
    year: bool,
    /// A whole number written with `.0`, as careless exports do.
    point_zero: bool,
    /// Two digits, a dot, two digits, as region codes are: `32.73`.
    two_two: bool,
    currency: bool,
    percent: bool,
    /// A whole number from 1 to 12.
    month: bool,
    /// A date that is a month without a day.
    monthly: bool,
}

impl Shape {
    const fn of(kind: Kind) -> Self {
        Self {
            kind,
            digits: 0,
            year: false,
            point_zero: false,
            two_two: false,
            currency: false,
            percent: false,
            month: false,
            monthly: false,
        }
    }

    /// The shape of a missing cell.
    pub(crate) const MISSING: Self = Self::of(Kind::Missing);

    /// Whether the cell is neither missing nor a number, a date or a code.
    pub(crate) fn is_words(self) -> bool {
        matches!(self.kind, Kind::Text | Kind::Word)
    }

    /// Whether the cell is a number in some style.
    pub(crate) fn is_number(self) -> bool {
        use Kind::{Comma, CommaGroups, CommaGroupsPoint, CommaThree, DotGroups, DotGroupsComma, DotThree, Int, Point};
        matches!(
            self.kind,
            Int | DotThree
                | CommaThree
                | Point
                | Comma
                | DotGroups
                | CommaGroups
                | DotGroupsComma
                | CommaGroupsPoint
                | Kind::ZeroInt
        )
    }

    /// The shape of a cell that is a number in some style.
    #[inline]
    pub(crate) fn of_numeral(numeral: &Numeral, cell: &[u8]) -> Self {
        let kind = match numeral.marks {
            Marks::None if numeral.leading_zero => Kind::ZeroInt,
            Marks::None => Kind::Int,
            Marks::DotThree => Kind::DotThree,
            Marks::CommaThree => Kind::CommaThree,
            Marks::Point => Kind::Point,
            Marks::Comma => Kind::Comma,
            Marks::DotGroups => Kind::DotGroups,
            Marks::CommaGroups => Kind::CommaGroups,
            Marks::DotGroupsComma => Kind::DotGroupsComma,
            Marks::CommaGroupsPoint => Kind::CommaGroupsPoint,
        };
        let mut shape = Self { currency: numeral.currency, percent: numeral.percent, ..Self::of(kind) };
        match kind {
            Kind::Int | Kind::ZeroInt => {
                shape.digits = numeral.digits;
                if let Some(value) = numeral.integer() {
                    shape.year = numeral.digits == 4 && (1900..=2100).contains(&value);
                    shape.month = numeral.digits <= 2 && (1..=12).contains(&value);
                }
            }
            Kind::Point => {
                shape.point_zero = numeral.decimals() == 1 && cell.ends_with(b".0");
                shape.two_two = numeral.digits == 4 && numeral.decimals() == 2;
                if shape.point_zero
                    && let Some(value) = numeral.integer()
                {
                    shape.year = (19_000..=21_000).contains(&value);
                    shape.month = (10..=120).contains(&value);
                }
            }
            _ => {}
        }
        shape
    }

    /// The shape of a cell that is a date in some order. No date is a number or a missing marker.
    #[inline]
    pub(crate) fn of_date(written: Written) -> Self {
        let kind = match (written.iso, written.day_first, written.month_first) {
            (true, ..) => Kind::DateIso,
            (_, Some(day), Some(month)) if day == month => Kind::DateSame,
            (_, Some(_), Some(_)) => Kind::DateEither,
            (_, Some(_), None) => Kind::DateDay,
            _ => Kind::DateMonth,
        };
        Self { monthly: written.month, ..Self::of(kind) }
    }

    /// The shape of any cell. `cell` must be trimmed.
    pub(crate) fn of_cell(cell: &[u8]) -> Self {
        if is_missing(cell) {
            return Self::MISSING;
        }
        // Most words start with a letter; only a currency, a month or a weekday may start otherwise
        // interesting ones, and those have a digit in them.
        let digit = cell.iter().take(64).any(u8::is_ascii_digit);
        if !digit {
            return Self::of(Kind::Text);
        }
        if let Some(numeral) = number::scan(cell) {
            return Self::of_numeral(&numeral, cell);
        }
        if let Some(written) = date::scan(cell) {
            return Self::of_date(written);
        }
        Self::of(code_kind(cell))
    }

    /// The shape of any cell without the mark of a provisional or revised figure, if it looks like one.
    pub(crate) fn of_unmarked(cell: &[u8]) -> Self {
        let shape = Self::of_cell(cell);
        if shape.is_words() { marks::figure(cell).map_or(shape, |(_, bare)| bare) } else { shape }
    }
}

/// The mark of a cell of some shape and the shape of the figure without it, if it looks like a figure with a mark.
fn marked(cell: &[u8], shape: Shape) -> Option<(marks::Split<'_>, Shape)> {
    shape.is_words().then(|| marks::figure(cell)).flatten()
}

/// The kind of a cell with a digit in it that is neither number nor date.
fn code_kind(cell: &[u8]) -> Kind {
    let digits = cell.iter().filter(|byte| byte.is_ascii_digit()).count();
    // `32. 04. 05` is a code, too.
    if cell.len() <= 24
        && cell.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b' '))
        && cell.contains(&b'.')
        && cell.split(|byte| *byte == b'.').all(|part| {
            let part = trim_bytes(part);
            !part.is_empty() && part.iter().all(u8::is_ascii_digit)
        })
    {
        return Kind::Dotted;
    }
    if (8..=16).contains(&digits)
        && cell.len() <= 24
        && cell.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b' ' | b'(' | b')'))
        && matches!(cell.first(), Some(b'+' | b'0' | b'('))
    {
        return Kind::Phone;
    }
    if cell.len() <= 36
        && cell.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/' | b'.'))
    {
        return Kind::Word;
    }
    Kind::Text
}

/// Cells that say that there is no value, beside empty ones and those of nothing but dashes or dots; upper
/// and lower case of plain letters do not count.
pub const MISSING_MARKERS: &[&str] = &[
    "–",
    "—",
    "…",
    "−",
    "n/a",
    "na",
    "nan",
    "null",
    "none",
    "nil",
    "#n/a",
    "#na",
    "#div/0!",
    "#value!",
    "#ref!",
    "#name?",
    "#num!",
    "#null!",
    "tad",
    "t.a.d.",
    "t.a.d",
    "td",
    "n.a.",
    "n.a",
    "belum ada data",
    "belum tersedia",
    "tidak ada data",
    "tidak tersedia",
    "(null)",
    "<na>",
    "\\n",
    "- -",
];

/// Whether a text, white space around it aside, says that there is no value.
pub fn says_missing(text: &str) -> bool {
    is_missing(trim(text).as_bytes())
}

/// Whether a trimmed cell says that there is no value.
#[inline]
pub(crate) fn is_missing(cell: &[u8]) -> bool {
    match cell {
        [] | [b'-' | b'.'] => return true,
        // Nearly every cell ends here: no marker begins like this.
        [b'0'..=b'9' | b'(' | b'+', ..] => return false,
        _ if cell.len() > 16 => return false,
        _ => {}
    }
    let dashes = cell.iter().all(|byte| *byte == b'-') || cell.iter().all(|byte| *byte == b'.');
    dashes || MISSING_MARKERS.iter().any(|marker| cell.eq_ignore_ascii_case(marker.as_bytes()))
}

/// How often each shape occurs in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counts {
    kinds: [u32; KINDS],
    /// The first row that showed each kind.
    first: [u32; KINDS],
    /// Cells of digits alone by how many digits they have; the last for all longer ones.
    lengths: [u32; 24],
    pub(crate) years: u32,
    pub(crate) months: u32,
    /// Dates that are months without a day.
    pub(crate) monthly: u32,
    pub(crate) point_zero: u32,
    pub(crate) two_two: u32,
    pub(crate) currency: u32,
    pub(crate) percent: u32,
    /// Cells that look like figures with a mark, counted nowhere else until [`Counts::settle`].
    pub(crate) marked: Option<Box<MarkCounts>>,
    /// Cells that are numbers in other notations, counted as the texts that they are, too.
    pub(crate) noted: Option<Box<Noted>>,
}

impl Default for Counts {
    fn default() -> Self {
        Self {
            kinds: [0; KINDS],
            first: [u32::MAX; KINDS],
            lengths: [0; 24],
            years: 0,
            months: 0,
            monthly: 0,
            point_zero: 0,
            two_two: 0,
            currency: 0,
            percent: 0,
            marked: None,
            noted: None,
        }
    }
}

impl Counts {
    /// Counts cells of one text, the first of them in a row, and answers its shape. `cell` must be trimmed.
    pub(crate) fn add_cell(&mut self, cell: &[u8], cells: u32, row: u32) -> Shape {
        let shape = Shape::of_cell(cell);
        if let Some((split, bare)) = marked(cell, shape) {
            self.marked.get_or_insert_default().add(split, bare, shape, cells, row);
            return shape;
        }
        self.add(shape, cells, row);
        if shape.is_words()
            && let Some(look) = notation::look(cell)
        {
            self.noted.get_or_insert_default().add(&look, shape, cells, row);
        }
        shape
    }

    /// Takes back one cell, which was counted before. `cell` must be trimmed.
    pub(crate) fn remove_cell(&mut self, cell: &[u8]) -> Shape {
        let shape = Shape::of_cell(cell);
        if let (Some((split, bare)), Some(counts)) = (marked(cell, shape), &mut self.marked) {
            counts.remove(split, bare, shape);
            if counts.count() == 0 {
                self.marked = None;
            }
            return shape;
        }
        self.remove(shape);
        if let Some(noted) = &mut self.noted
            && shape.is_words()
            && let Some(look) = notation::look(cell)
        {
            noted.remove(&look, shape);
        }
        shape
    }

    /// Counts figures with marks as figures, or as the texts that they are, and answers what is known of them.
    pub(crate) fn settle(&mut self, as_figures: bool) -> Option<Box<MarkCounts>> {
        let marked = self.marked.take()?;
        self.absorb(if as_figures { &marked.bare } else { &marked.given });
        Some(marked)
    }

    /// Counts figures with words of size as figures.
    pub(crate) fn settle_sizes(&mut self) {
        let Some(noted) = self.noted.take() else { return };
        let (bare, given) = noted.shapes_of_sized();
        for (count, less) in self.kinds.iter_mut().zip(given.kinds) {
            *count = count.saturating_sub(less);
        }
        self.absorb(bare);
        self.noted = Some(noted);
    }

    /// Adds the counts of other cells of the column.
    fn absorb(&mut self, from: &Self) {
        for (count, more) in self.kinds.iter_mut().zip(from.kinds) {
            *count += more;
        }
        for (first, other) in self.first.iter_mut().zip(from.first) {
            *first = (*first).min(other);
        }
        for (count, more) in self.lengths.iter_mut().zip(from.lengths) {
            *count += more;
        }
        self.years += from.years;
        self.months += from.months;
        self.monthly += from.monthly;
        self.point_zero += from.point_zero;
        self.two_two += from.two_two;
        self.currency += from.currency;
        self.percent += from.percent;
    }

    /// The same with its marks settled.
    pub(crate) fn settled(&self, as_figures: bool) -> Self {
        let mut counts = self.clone();
        counts.settle(as_figures);
        counts
    }

    /// Counts cells of a shape, the first of them in a row.
    #[inline]
    pub(crate) fn add(&mut self, shape: Shape, cells: u32, row: u32) {
        let kind = shape.kind as usize;
        // The arrays have one place per kind.
        self.kinds[kind] += cells;
        if row < self.first[kind] {
            self.first[kind] = row;
        }
        if matches!(shape.kind, Kind::Int | Kind::ZeroInt) {
            self.lengths[usize::from(shape.digits).min(23)] += cells;
        }
        self.years += u32::from(shape.year) * cells;
        self.months += u32::from(shape.month) * cells;
        self.monthly += u32::from(shape.monthly) * cells;
        self.point_zero += u32::from(shape.point_zero) * cells;
        self.two_two += u32::from(shape.two_two) * cells;
        self.currency += u32::from(shape.currency) * cells;
        self.percent += u32::from(shape.percent) * cells;
    }

    /// Takes back one cell of a shape, which was counted before.
    pub(crate) fn remove(&mut self, shape: Shape) {
        let kind = shape.kind as usize;
        self.kinds[kind] = self.kinds[kind].saturating_sub(1);
        if matches!(shape.kind, Kind::Int | Kind::ZeroInt) {
            let length = usize::from(shape.digits).min(23);
            self.lengths[length] = self.lengths[length].saturating_sub(1);
        }
        for (count, counted) in [
            (&mut self.years, shape.year),
            (&mut self.months, shape.month),
            (&mut self.monthly, shape.monthly),
            (&mut self.point_zero, shape.point_zero),
            (&mut self.two_two, shape.two_two),
            (&mut self.currency, shape.currency),
            (&mut self.percent, shape.percent),
        ] {
            *count = count.saturating_sub(u32::from(counted));
        }
    }

    /// Cells of a kind.
    pub(crate) fn of(&self, kind: Kind) -> u32 {
        self.kinds[kind as usize]
    }

    /// Cells of some kinds.
    pub(crate) fn sum(&self, kinds: &[Kind]) -> u32 {
        kinds.iter().map(|&kind| self.of(kind)).sum()
    }

    /// The first row with a kind, among the rows below a limit.
    pub(crate) fn first(&self, kind: Kind) -> Option<u32> {
        let row = self.first[kind as usize];
        (row != u32::MAX && self.of(kind) > 0).then_some(row)
    }

    /// Cells that are not missing.
    pub(crate) fn filled(&self) -> u32 {
        self.kinds.iter().sum::<u32>() - self.of(Kind::Missing)
    }

    /// The one count of digits that all cells of digits alone share.
    pub(crate) fn equal_length(&self) -> Option<usize> {
        let mut lengths = self.lengths.iter().enumerate().filter(|(_, count)| **count > 0);
        let (length, _) = lengths.next()?;
        (lengths.next().is_none() && length < 23).then_some(length)
    }

    /// Cells of exactly three digits.
    pub(crate) fn hundreds(&self) -> u32 {
        self.lengths[3]
    }

    /// Cells of up to three digits.
    pub(crate) fn short_ints(&self) -> u32 {
        self.lengths.iter().take(4).sum()
    }

    /// Cells of four and more digits without any group.
    pub(crate) fn long_ints(&self) -> u32 {
        self.lengths.iter().skip(4).sum()
    }

    /// Dates in a column that is otherwise one of numbers with decimals, and the first row of one: a spreadsheet has made
    /// them of numbers like `19.6`, it seems.
    pub(crate) fn dates_among_numbers(&self) -> Option<(u32, u32)> {
        use Kind::{Comma, DateDay, DateEither, DateIso, DateMonth, DateSame, Int, Point};
        const DATES: [Kind; 5] = [DateIso, DateDay, DateMonth, DateEither, DateSame];
        let (dates, numbers, filled) = (self.sum(&DATES), self.sum(&[Int, Point, Comma]), self.filled());
        let decimals = self.sum(&[Point, Comma]);
        let both = dates * 20 >= filled && numbers * 20 >= filled && decimals > 0;
        let first = DATES.into_iter().filter_map(|kind| self.first(kind)).min()?;
        (both && u64::from(dates + numbers) * 20 >= u64::from(filled) * 19).then_some((dates, first))
    }

    /// Cells that fit a reading. Every filled cell fits text and codes.
    pub(crate) fn fitting(&self, reading: Reading) -> u32 {
        match reading {
            Reading::Text | Reading::Code => self.filled(),
            Reading::Number(style) => {
                self.sum(kinds_of(reading)) + self.noted.as_ref().map_or(0, |noted| noted.fitting(style))
            }
            Reading::Date(_) => self.sum(kinds_of(reading)),
        }
    }

    /// Cells that show the reading's own mark, which other readings of the same family lack.
    pub(crate) fn telling(&self, reading: Reading) -> u32 {
        use Kind::{
            Comma, CommaGroups, CommaGroupsPoint, DateDay, DateIso, DateMonth, DotGroups, DotGroupsComma, Dotted,
            Phone, Point, ZeroInt,
        };
        match reading {
            Reading::Text => 0,
            Reading::Code => self.sum(&[ZeroInt, Dotted, Phone]),
            Reading::Number(NumberStyle::Plain) => self.of(Point),
            Reading::Number(NumberStyle::Id | NumberStyle::IdIn(_)) => self.sum(&[Comma, DotGroups, DotGroupsComma]),
            Reading::Number(NumberStyle::En | NumberStyle::EnIn(_)) => self.sum(&[CommaGroups, CommaGroupsPoint]),
            Reading::Number(style @ (NumberStyle::Degrees | NumberStyle::Stretch(_))) => {
                self.noted.as_ref().map_or(0, |noted| noted.fitting(style))
            }
            Reading::Date(DateStyle::Iso) => self.of(DateIso),
            Reading::Date(DateStyle::DayFirst) => self.of(DateDay),
            Reading::Date(DateStyle::MonthFirst) => self.of(DateMonth),
        }
    }
}

/// The kinds of cells that a number or date reading understands.
pub(crate) fn kinds_of(reading: Reading) -> &'static [Kind] {
    use Kind::{
        Comma, CommaGroups, CommaGroupsPoint, CommaThree, DateDay, DateEither, DateIso, DateMonth, DateSame, DotGroups,
        DotGroupsComma, DotThree, Int, Point, ZeroInt,
    };
    match reading {
        Reading::Text | Reading::Code | Reading::Number(NumberStyle::Stretch(_)) => &[],
        Reading::Number(NumberStyle::Plain) => &[Int, ZeroInt, DotThree, Point],
        Reading::Number(NumberStyle::Degrees) => &[Int, ZeroInt, DotThree, Point, CommaThree, Comma],
        Reading::Number(NumberStyle::Id | NumberStyle::IdIn(_)) => {
            &[Int, ZeroInt, DotThree, CommaThree, Comma, DotGroups, DotGroupsComma]
        }
        Reading::Number(NumberStyle::En | NumberStyle::EnIn(_)) => {
            &[Int, ZeroInt, DotThree, Point, CommaThree, CommaGroups, CommaGroupsPoint]
        }
        Reading::Date(DateStyle::Iso) => &[DateIso],
        Reading::Date(DateStyle::DayFirst) => &[DateIso, DateDay, DateEither, DateSame],
        Reading::Date(DateStyle::MonthFirst) => &[DateIso, DateMonth, DateEither, DateSame],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (cell, kind) in [
            ("", Kind::Missing),
            ("-", Kind::Missing),
            ("---", Kind::Missing),
            ("–", Kind::Missing),
            ("...", Kind::Missing),
            ("…", Kind::Missing),
            ("N/A", Kind::Missing),
            ("#DIV/0!", Kind::Missing),
            ("TAD", Kind::Missing),
            ("Belum ada data", Kind::Missing),
            ("12", Kind::Int),
            ("012", Kind::ZeroInt),
            ("12.508", Kind::DotThree),
            ("12,508", Kind::CommaThree),
            ("12.5", Kind::Point),
            ("12,5", Kind::Comma),
            ("1.234.567", Kind::DotGroups),
            ("1,234,567", Kind::CommaGroups),
            ("1.234,5", Kind::DotGroupsComma),
            ("1,234.5", Kind::CommaGroupsPoint),
            ("2024-12-31", Kind::DateIso),
            ("31/12/2024", Kind::DateDay),
            ("12/31/2024", Kind::DateMonth),
            ("1/2/2024", Kind::DateEither),
            ("2/2/2024", Kind::DateSame),
            ("31 Des 2024", Kind::DateSame),
            ("32.73.01", Kind::Dotted),
            ("32. 04. 05", Kind::Dotted),
            ("32.73.01.1001", Kind::Dotted),
            ("+62 812 3456 7890", Kind::Phone),
            ("0812-3456-7890", Kind::Phone),
            ("A-01", Kind::Word),
            ("Kecamatan 1", Kind::Text),
            ("Serpong", Kind::Text),
            ("NAD", Kind::Text),
        ] {
            assert_eq!(Shape::of_cell(cell.as_bytes()).kind, kind, "{cell:?}");
        }
    }

    #[test]
    fn what_fits_a_reading_is_what_its_parser_reads() {
        let cells = [
            "12",
            "012",
            "12.508",
            "12,508",
            "12.5",
            "12,5",
            "1.234.567",
            "1,234,567",
            "1.234,5",
            "1,234.5",
            "2024-12-31",
            "31/12/2024",
            "12/31/2024",
            "1/2/2024",
            "2/2/2024",
            "32.73.01",
            "A-01",
            "x",
        ];
        for cell in cells {
            let kind = Shape::of_cell(cell.as_bytes()).kind;
            for style in [NumberStyle::Plain, NumberStyle::Id, NumberStyle::En] {
                assert_eq!(
                    kinds_of(Reading::Number(style)).contains(&kind),
                    number::parse(cell, style).is_some(),
                    "{cell} {style:?}"
                );
            }
            for style in [DateStyle::Iso, DateStyle::DayFirst, DateStyle::MonthFirst] {
                assert_eq!(
                    kinds_of(Reading::Date(style)).contains(&kind),
                    date::parse(cell, style).is_some(),
                    "{cell} {style:?}"
                );
            }
        }
    }

    #[test]
    fn removing_undoes_adding() {
        let mut counts = Counts::default();
        let shapes: Vec<Shape> = ["12", "2013", "2013.0", "32.73", "12%", "Rp 5", "x", ""]
            .iter()
            .map(|cell| Shape::of_cell(cell.as_bytes()))
            .collect();
        for shape in &shapes {
            counts.add(*shape, 1, 0);
        }
        for shape in &shapes {
            counts.remove(*shape);
        }
        let empty = Counts::default();
        assert_eq!((counts.kinds, counts.lengths, counts.years), (empty.kinds, empty.lengths, empty.years));
        assert_eq!((counts.point_zero, counts.two_two, counts.currency, counts.percent), (0, 0, 0, 0));
    }
}
