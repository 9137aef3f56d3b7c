//! Typed columns and how they are built cell by cell.
//!
//! Memory beside the raw text: a number takes 1 to 8 bytes, a date 4, a text or code 1 to 4 plus 8 for each
//! distinct text of the column. The texts themselves are mostly not copied: a dictionary entry points
//! into the table's [`Arena`], except for the first 256 KB of a column's distinct texts and for cells
//! that had to be unescaped.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use crate::base::date::{self, DateStyle};
use crate::base::number::{self, NumberStyle};
use crate::base::text::trim_bytes;

use super::Reading;
use super::arena::Arena;
use super::codes::{CodeList, Codes};
use super::kept;
use super::marks;
use super::notation::{self, Beside};
use super::numbers::NumberColumn;
use super::shape::{Counts, Kind, Shape, is_missing};
use super::split::Span;

/// The code of a missing text.
pub const MISSING_CODE: u32 = u32::MAX;

/// A date that is missing or was not understood.
pub const MISSING_DATE: i32 = i32::MIN;

/// The values of a column.
#[derive(Debug)]
pub enum Column {
    /// Numbers; one that was not understood is missing.
    Number(NumberColumn),
    /// Days since 1970-01-01; a missing or unread one is [`MISSING_DATE`].
    Date(Vec<i32>),
    /// Words and codes.
    Text(TextColumn),
}

impl Column {
    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Number(values) => values.len(),
            Self::Date(values) => values.len(),
            Self::Text(values) => values.codes.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The raw text of a cell, if it is the one that the value is written as: see [`Building::raw`].
    pub(super) fn raw(&self, row: usize) -> Cow<'_, str> {
        match self {
            Self::Number(values) => kept::number_at(values.numbers(), row),
            Self::Date(values) => kept::day_at(values, row),
            Self::Text(values) => values.get(row).unwrap_or_default().into(),
        }
    }

    /// Bytes allocated.
    pub(crate) fn heap_bytes(&self) -> usize {
        match self {
            Self::Number(values) => values.heap_bytes(),
            Self::Date(values) => values.capacity() * 4,
            Self::Text(values) => values.codes.heap_bytes() + values.entries.capacity() * 8 + values.extra.capacity(),
        }
    }
}

/// Texts by dictionary: a code for every row, and each distinct text once.
#[derive(Debug)]
pub struct TextColumn {
    codes: CodeList,
    entries: Vec<Entry>,
    /// Texts that do not lie in the arena as they are.
    extra: String,
    arena: Arc<Arena>,
    distinct: usize,
}

impl TextColumn {
    /// The text of a row without the white space around it, or `None` when it is missing.
    #[inline]
    pub fn get(&self, row: usize) -> Option<&str> {
        let code = self.code(row);
        (code != MISSING_CODE).then(|| self.text_of(code))
    }

    /// The code of a row's text, the same for equal texts of this column and for no others;
    /// [`MISSING_CODE`] when it is missing or there is no such row. Codes rise in the order in which
    /// the texts were met, and some below [`Self::code_limit`] may be in use by no row.
    #[inline]
    pub fn code(&self, row: usize) -> u32 {
        self.codes.codes().get(row)
    }

    /// The codes of all rows.
    pub fn codes(&self) -> Codes<'_> {
        self.codes.codes()
    }

    /// How many different texts the column holds; always known.
    pub fn distinct_hint(&self) -> Option<usize> {
        Some(self.distinct)
    }

    /// All codes other than [`MISSING_CODE`] are below this; the length of a table indexed by code.
    pub fn code_limit(&self) -> usize {
        self.entries.len()
    }

    /// The text of a code; empty for a code that no row has.
    #[inline]
    pub fn text_of(&self, code: u32) -> &str {
        self.entries.get(code as usize).map_or("", |entry| entry.text(&self.arena, &self.extra))
    }
}

/// Where a distinct text lies.
#[derive(Clone, Copy, Debug)]
struct Entry {
    address: u32,
    length: u32,
}

/// The text lies in the column's own `extra`.
const OWN: u32 = 1 << 31;
/// The text is a missing marker.
const MARKER: u32 = 1 << 30;
/// What is left for the length of a text: more than a record may have.
const LENGTH: u32 = MARKER - 1;

impl Entry {
    #[inline]
    fn bytes<'a>(self, arena: &'a Arena, extra: &'a str) -> &'a [u8] {
        let length = self.length & LENGTH;
        if self.length & OWN == 0 {
            arena.text(self.address, length).as_bytes()
        } else {
            extra.as_bytes().get(self.address as usize..(self.address + length) as usize).unwrap_or_default()
        }
    }

    #[inline]
    fn text<'a>(self, arena: &'a Arena, extra: &'a str) -> &'a str {
        let length = self.length & LENGTH;
        if self.length & OWN == 0 {
            arena.text(self.address, length)
        } else {
            extra.get(self.address as usize..(self.address + length) as usize).unwrap_or_default()
        }
    }
}

/// A record whose cells are taken in: its address, its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'a> {
    pub(crate) arena: &'a Arena,
    /// Where the text lies, or so far before a cell's own place as the cell is from the text's beginning.
    pub(crate) address: u32,
    pub(crate) text: &'a str,
}

/// Texts on the way to a [`TextColumn`].
#[derive(Debug, Default)]
pub(crate) struct TextBuilder {
    codes: CodeList,
    entries: Vec<Entry>,
    extra: String,
    /// Hash and code + 1 of each entry, open addressing; zero is free. None as long as each new text is greater than
    /// the one before, as running numbers are: then it cannot be one of the others.
    slots: Vec<(u32, u32)>,
    /// The heads of the first entries, which mostly decide whether a cell is one of them.
    heads: Vec<Head>,
}

/// The eight bytes of a text from `at` on as one number.
#[inline]
fn word(text: &[u8], at: usize) -> u64 {
    text.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
}

/// The first eight bytes of a text as one number, or all of a shorter one: texts of one length below
/// nine have the same number only if they are equal.
#[inline]
fn head(text: &[u8]) -> u64 {
    let half = |at: usize| text.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes);
    match *text {
        [] => 0,
        [first] => u64::from(first),
        [first, .., last] if text.len() < 4 => {
            u64::from(first) | u64::from(text.get(1).copied().unwrap_or(0)) << 8 | u64::from(last) << 16
        }
        _ if text.len() < 8 => u64::from(half(0)) | u64::from(half(text.len() - 4)) << 32,
        _ => word(text, 0),
    }
}

/// The first sixteen bytes of a text as two numbers, with zeros behind its end: texts of one length below
/// seventeen have the same numbers only if they are equal.
type Head = [u64; 2];

/// What remains of sixteen bytes for a text of each length.
static MASKS: [Head; 17] = {
    let mut masks = [[u64::MAX; 2]; 17];
    let mut length = 0;
    while length < 16 {
        let (word, bits) = (length / 8, length % 8 * 8);
        masks[length][word] = (1 << bits) - 1;
        if word == 0 {
            masks[length][1] = 0;
        }
        length += 1;
    }
    masks
};

/// The head of the cell that lies in `text` from `at` on. What stands behind the cell is read with it and cut
/// off, for cells differ in length and a jump that depends on it is dearer than all the rest.
#[inline]
fn head_at(text: &[u8], at: usize, length: usize) -> Head {
    let mut block = [0; 16];
    if let Some(bytes) = text.get(at..at + 16) {
        block.copy_from_slice(bytes);
    } else {
        for (place, byte) in block.iter_mut().zip(text.get(at..).unwrap_or_default()) {
            *place = *byte;
        }
    }
    let [low, high] = MASKS.get(length).copied().unwrap_or([u64::MAX; 2]);
    [word(&block, 0) & low, word(&block, 8) & high]
}

/// A hash of a text with its head: multiply and fold, eight bytes at a time. It need not resist an attack,
/// for equal hashes are followed by a comparison and a column has at most a few million texts.
#[inline]
fn hash(text: &[u8], [first, second]: Head) -> u32 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mix = |hash: u64, word: u64| {
        let product = (hash ^ word).wrapping_mul(FACTOR);
        product ^ product >> 32
    };
    let mut hash = mix(mix(text.len() as u64, first), second);
    let mut at = 16;
    while at < text.len() {
        // The last word overlaps the one before, so that it is a whole one.
        hash = mix(hash, word(text, at.min(text.len() - 8)));
        at += 8;
    }
    hash as u32
}

/// Whether two texts are equal. Most are a few bytes long, for which a call to `memcmp` is dear.
#[inline]
fn same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() || head(left) != head(right) {
        return false;
    }
    let mut at = 8;
    while at < left.len() {
        let from = at.min(left.len() - 8);
        if word(left, from) != word(right, from) {
            return false;
        }
        at += 8;
    }
    true
}

/// Texts of a column are copied next to each other up to this many bytes; the dictionary of a column
/// of repetitive words then stays in the processor's nearest cache. The texts of others stay where
/// they are in the arena.
const NEAR: usize = 1 << 18;

/// So many slots are made anew from the texts when they get too few, which takes less memory and more time.
const MANY_SLOTS: usize = if cfg!(test) { 128 } else { 1 << 19 };

/// The heads of so many distinct texts are kept.
const HEADS: usize = 1 << 16;

impl TextBuilder {
    fn push(&mut self, record: Record<'_>, span: Span) {
        let own;
        let (cell, head, address) = if let Some((start, end)) = span.plain() {
            let text = record.text.as_bytes();
            let field = text.get(start..end).unwrap_or_default();
            let cell = trim_bytes(field);
            // A trimmed cell is a part of its field; how much was cut at the front is where it starts.
            let from = start + field.len() - trim_start(field).len();
            (cell, head_at(text, from, cell.len()), Some(record.address.wrapping_add(from as u32)))
        } else {
            own = span.text(record.text);
            let cell = trim_bytes(own.as_bytes());
            (cell, head_at(cell, 0, cell.len()), None)
        };
        let code = if cell.is_empty() { MISSING_CODE } else { self.intern(record.arena, cell, head, address) };
        self.codes.push(code);
    }

    /// The code of a text, new or known; [`MISSING_CODE`] for a missing marker.
    #[inline]
    fn intern(&mut self, arena: &Arena, cell: &[u8], head: Head, address: Option<u32>) -> u32 {
        if self.slots.is_empty() {
            match self.beside_last(arena, cell) {
                Ordering::Less => self.index(arena),
                Ordering::Equal => return self.code_of(self.entries.len() - 1),
                Ordering::Greater => return self.add(arena, cell, None, head, address),
            }
        }
        let hash = hash(cell, head);
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        while let Some(&(known, code)) = self.slots.get(at) {
            if code == 0 {
                break;
            }
            let code = code - 1;
            if known == hash && self.is_entry(arena, code, cell, head) {
                return self.code_of(code as usize);
            }
            at = (at + 1) & mask;
        }
        self.add(arena, cell, Some(hash), head, address)
    }

    /// The code of an entry; [`MISSING_CODE`] for a missing marker.
    #[inline]
    fn code_of(&self, entry: usize) -> u32 {
        let is_marker = self.entries.get(entry).is_none_or(|entry| entry.length & MARKER != 0);
        if is_marker { MISSING_CODE } else { entry as u32 }
    }

    /// How a text is to the one added last: the longer one is the greater one, so that running numbers rise.
    #[inline]
    fn beside_last(&self, arena: &Arena, cell: &[u8]) -> Ordering {
        self.entries.last().map_or(Ordering::Greater, |last| {
            let last = last.bytes(arena, &self.extra);
            cell.len().cmp(&last.len()).then_with(|| cell.cmp(last))
        })
    }

    /// Whether an entry is this text.
    #[inline]
    fn is_entry(&self, arena: &Arena, code: u32, cell: &[u8], head: Head) -> bool {
        match (self.heads.get(code as usize), self.entries.get(code as usize)) {
            (Some(known), Some(entry)) if cell.len() <= 16 => {
                *known == head && (entry.length & LENGTH) as usize == cell.len()
            }
            _ => self.is_long_entry(arena, code, cell),
        }
    }

    /// The same for a text whose head does not say it. Apart from its caller, which hardly ever comes here.
    #[inline(never)]
    fn is_long_entry(&self, arena: &Arena, code: u32, cell: &[u8]) -> bool {
        self.entries.get(code as usize).is_some_and(|entry| same(entry.bytes(arena, &self.extra), cell))
    }

    /// Adds a text that is not known; answers its code, or [`MISSING_CODE`] for a missing marker.
    #[inline(never)]
    fn add(&mut self, arena: &Arena, cell: &[u8], hash: Option<u32>, head: Head, address: Option<u32>) -> u32 {
        if hash.is_some() && self.slots.len() < self.wanted() {
            self.grow(arena);
        }
        let marker = if is_missing(cell) { MARKER } else { 0 };
        let length = cell.len() as u32 & LENGTH;
        let entry = match address {
            Some(address) if self.extra.len() >= NEAR => Entry { address, length: length | marker },
            _ => {
                let address = self.extra.len() as u32;
                if self.extra.capacity() - self.extra.len() < cell.len() && self.extra.len() >= NEAR {
                    self.extra.reserve_exact(self.extra.len() / 8 + cell.len());
                }
                // The cell is trimmed of whole characters, so it is text still.
                self.extra.push_str(std::str::from_utf8(cell).unwrap_or_default());
                Entry { address, length: length | marker | OWN }
            }
        };
        if self.heads.len() == self.entries.len() && self.heads.len() < HEADS {
            self.heads.push(head);
        }
        if self.entries.len() == self.entries.capacity() && self.entries.len() >= NEAR {
            // Twice the room of so many is more than they will need.
            self.entries.reserve_exact(self.entries.len() / 8);
        }
        self.entries.push(entry);
        let code = self.entries.len() as u32;
        if let Some(hash) = hash {
            self.set_slot(hash, code);
        }
        if marker == 0 { code - 1 } else { MISSING_CODE }
    }

    /// Puts a code into the first free slot for its hash.
    fn set_slot(&mut self, hash: u32, code: u32) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        while self.slots.get(at).is_some_and(|(_, code)| *code != 0) {
            at = (at + 1) & mask;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = (hash, code);
        }
    }

    /// How many slots there are to be for one text more.
    fn wanted(&self) -> usize {
        // Few texts have room to lie apart; a second look is dear beside one.
        let spare = if self.entries.len() < HEADS { self.entries.len() * 2 } else { 0 };
        ((self.entries.len() + 1 + spare) * 3).div_ceil(2).next_power_of_two().max(64)
    }

    fn grow(&mut self, arena: &Arena) {
        if self.slots.len() >= MANY_SLOTS {
            return self.index(arena);
        }
        let size = self.wanted();
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
        for (hash, code) in old.into_iter().filter(|(_, code)| *code != 0) {
            self.set_slot(hash, code);
        }
    }

    /// Makes the slots anew from the texts.
    #[inline(never)]
    fn index(&mut self, arena: &Arena) {
        // One after the other, for both take as much as all else there is of the column.
        self.slots = Vec::new();
        self.slots = vec![(0, 0); self.wanted()];
        for code in 0..self.entries.len() {
            let text = self.entries.get(code).map(|entry| entry.bytes(arena, &self.extra)).unwrap_or_default();
            let hash = hash(text, head_at(text, 0, text.len()));
            self.set_slot(hash, code as u32 + 1);
        }
    }

    /// Gives back what only further cells would need.
    pub(crate) fn end(&mut self) {
        (self.slots, self.heads) = (Vec::new(), Vec::new());
    }

    /// How many distinct texts there are, missing markers included.
    pub(crate) fn entries(&self) -> usize {
        self.entries.len()
    }

    /// The codes so far.
    pub(crate) fn codes(&self) -> Codes<'_> {
        self.codes.codes()
    }

    /// The text of a code and whether it is a missing marker.
    pub(crate) fn entry<'a>(&'a self, arena: &'a Arena, code: usize) -> (&'a str, bool) {
        self.entries.get(code).map_or(("", true), |entry| (entry.text(arena, &self.extra), entry.length & MARKER != 0))
    }
}

/// A text without the white space at its start.
#[inline]
fn trim_start(field: &[u8]) -> &[u8] {
    match field {
        [first, ..] if *first > b' ' && *first < 0x80 => field,
        [] => field,
        _ => {
            // `trim_bytes` cuts both ends; cutting a copy that cannot lose its end keeps one rule.
            let cut = trim_bytes(field).len();
            if cut == 0 {
                return &[];
            }
            let mut from = 0;
            while from < field.len() {
                let rest = field.get(from..).unwrap_or_default();
                let step = match rest {
                    [b' ' | b'\t' | b'\r' | b'\n' | 0x0B | 0x0C, ..] => 1,
                    [0xC2, 0xA0, ..] => 2,
                    [0xE2, 0x80, 0xAF, ..] | [0xEF, 0xBB, 0xBF, ..] => 3,
                    _ => return rest,
                };
                from += step;
            }
            &[]
        }
    }
}

/// A code without what spoils it for comparison: the `.0` of a whole number where an export turned
/// all codes of the column into decimals, the blanks in `32. 04. 05`, and the marks of `2023*`.
pub(crate) fn canonical_code(cell: &str, strip_point_zero: bool, strip_marks: bool) -> Cow<'_, str> {
    let cell = if strip_marks { marks::without(cell) } else { cell };
    if strip_point_zero && let Some(whole) = cell.strip_suffix(".0") {
        return Cow::Borrowed(whole);
    }
    if cell.contains(' ') && cell.contains('.') && Shape::of_cell(cell.as_bytes()).kind == Kind::Dotted {
        return Cow::Owned(cell.chars().filter(|char| *char != ' ').collect());
    }
    Cow::Borrowed(cell)
}

/// Values in the making.
#[derive(Debug)]
pub(crate) enum Building {
    Number(NumberStyle, NumberColumn),
    Date(DateStyle, Vec<i32>),
    Text(TextBuilder),
}

/// How many rows of unread cells are remembered.
pub(crate) const UNREAD_ROWS: usize = 8;

/// A column in the making: its values under one reading, and the shapes of all its cells.
#[derive(Debug)]
pub(crate) struct ColumnBuilder {
    pub(crate) building: Building,
    /// Shapes of the cells; for texts filled in from the dictionary when the column is complete.
    pub(crate) counts: Counts,
    /// Filled cells that do not fit the reading.
    pub(crate) unread: u64,
    /// The first few rows of them.
    pub(crate) unread_rows: Vec<u32>,
    /// Whether every number is whole.
    pub(crate) whole: bool,
    /// What is left out of figures to read them.
    pub(crate) beside: Beside,
    /// The first few rows of those that have marks.
    pub(crate) marked_rows: Vec<u32>,
    /// The date read last: tables are mostly in the order of their dates, and one stands in many rows on end.
    last_date: Option<LastDate>,
}

/// A cell that is a date, and what it says.
#[derive(Debug)]
struct LastDate {
    cell: Vec<u8>,
    shape: Shape,
    days: i32,
}

impl ColumnBuilder {
    /// A builder for a reading.
    pub(crate) fn new(reading: Reading) -> Self {
        let building = match reading {
            Reading::Number(style) => Building::Number(style, NumberColumn::default()),
            Reading::Date(style) => Building::Date(style, Vec::new()),
            Reading::Text | Reading::Code => Building::Text(TextBuilder::default()),
        };
        Self {
            building,
            counts: Counts::default(),
            unread: 0,
            unread_rows: Vec::new(),
            whole: true,
            beside: Beside::default(),
            marked_rows: Vec::new(),
            last_date: None,
        }
    }

    /// The same, with some things left out of figures.
    #[must_use]
    pub(crate) fn without(self, beside: Beside) -> Self {
        Self { beside, ..self }
    }

    /// Whether the values need no second pass under a reading.
    pub(crate) fn serves(&self, reading: Reading, beside: Beside) -> bool {
        match (&self.building, reading) {
            (Building::Number(style, _), Reading::Number(wanted)) => *style == wanted && self.beside == beside,
            (Building::Date(style, _), Reading::Date(wanted)) => *style == wanted,
            (Building::Text(_), Reading::Text | Reading::Code) => true,
            _ => false,
        }
    }

    /// Brings the codes of a column of codes into the form in which they can be compared: see
    /// [`canonical_code`]. Answers the texts as they were where that changes any.
    pub(crate) fn make_canonical(&mut self, arena: &Arena, strip_point_zero: bool) -> Option<TextBuilder> {
        let strip_marks = self.beside.marks;
        let Building::Text(text) = &mut self.building else {
            return None;
        };
        let changes = |cell: &str| {
            let canonical = canonical_code(cell, strip_point_zero, strip_marks);
            matches!(canonical, Cow::Owned(_)) || canonical.len() < cell.len()
        };
        if !(0..text.entries.len()).any(|code| changes(text.entry(arena, code).0)) {
            return None;
        }
        let mut fresh = TextBuilder::default();
        let mut new_codes = Vec::with_capacity(text.entries.len());
        for (code, entry) in text.entries.iter().enumerate() {
            let (cell, _) = text.entry(arena, code);
            let canonical = canonical_code(cell, strip_point_zero, strip_marks);
            // A shortened text still lies where it lay; a rewritten one, or one of our own, does not.
            let address = match &canonical {
                Cow::Borrowed(_) if entry.length & OWN == 0 => Some(entry.address),
                _ => None,
            };
            let bytes = canonical.as_bytes();
            new_codes.push(fresh.intern(arena, bytes, head_at(bytes, 0, bytes.len()), address));
        }
        fresh.codes =
            text.codes().iter().map(|code| new_codes.get(code as usize).copied().unwrap_or(MISSING_CODE)).collect();
        Some(std::mem::replace(text, fresh))
    }

    /// What a row takes by now, in bytes; the distinct texts come on top.
    pub(crate) fn row_bytes(&self) -> usize {
        match &self.building {
            Building::Number(_, values) => values.row_bytes(),
            Building::Date(..) => size_of::<i32>(),
            Building::Text(values) => values.codes.row_bytes(),
        }
    }

    /// The same at most, whatever cells are still to come.
    pub(crate) fn most_row_bytes(&self) -> usize {
        match &self.building {
            Building::Number(..) => size_of::<f64>(),
            Building::Date(..) => size_of::<i32>(),
            Building::Text(_) => size_of::<u32>(),
        }
    }

    /// Makes room for further cells, if there is any.
    pub(crate) fn reserve(&mut self, cells: usize) {
        match &mut self.building {
            Building::Number(_, values) => values.reserve(cells),
            // Without it the cells find their room one by one.
            Building::Date(_, values) => drop(values.try_reserve_exact(cells)),
            Building::Text(values) => values.codes.reserve(cells),
        }
    }

    /// How many cells were taken in.
    pub(crate) fn len(&self) -> usize {
        match &self.building {
            Building::Number(_, values) => values.len(),
            Building::Date(_, values) => values.len(),
            Building::Text(values) => values.codes.len(),
        }
    }

    /// Takes in a cell.
    #[inline]
    pub(crate) fn push(&mut self, record: Record<'_>, span: Span) {
        if let Building::Text(text) = &mut self.building {
            text.push(record, span);
            return;
        }
        match span.plain() {
            Some((start, end)) => {
                self.push_value(record.text.as_bytes().get(start..end).unwrap_or_default());
            }
            None => self.push_value(span.text(record.text).as_bytes()),
        }
    }

    #[inline]
    fn push_value(&mut self, cell: &[u8]) {
        match &mut self.building {
            Building::Number(style, values) => {
                let row = values.len() as u32;
                if cell.is_empty() {
                    self.counts.add(Shape::MISSING, 1, row);
                    values.push_missing(1);
                    return;
                }
                if let Some(numeral) = number::scan(cell) {
                    self.counts.add(Shape::of_numeral(&numeral, trim_bytes(cell)), 1, row);
                    if let Some(value) = numeral.value(*style) {
                        // Compared by bits, for the number is whole exactly when cutting changes nothing.
                        self.whole = self.whole && value.trunc().to_bits() == value.to_bits();
                        values.push(value);
                        return;
                    }
                    // What the style writes otherwise: degrees, figures that count in millions.
                    let value = notation::read(cell, *style, self.beside);
                    values.push_rare(value.unwrap_or(f64::NAN));
                    if let Some(value) = value {
                        self.whole = self.whole && value.trunc().to_bits() == value.to_bits();
                        return;
                    }
                } else {
                    let cell = trim_bytes(cell);
                    let shape = self.counts.add_cell(cell, 1, row);
                    let value = notation::read(cell, *style, self.beside);
                    values.push_rare(value.unwrap_or(f64::NAN));
                    if shape.kind == Kind::Missing {
                        return;
                    }
                    if let Some(value) = value {
                        self.whole = self.whole && value.trunc().to_bits() == value.to_bits();
                        if self.beside.marks && self.marked_rows.len() < UNREAD_ROWS && marks::figure(cell).is_some() {
                            self.marked_rows.push(row);
                        }
                        return;
                    }
                }
                note_unread(&mut self.unread, &mut self.unread_rows, row);
            }
            Building::Date(style, values) => {
                let row = values.len() as u32;
                let cell = trim_bytes(cell);
                if let Some(last) = &self.last_date
                    && same(&last.cell, cell)
                {
                    self.counts.add(last.shape, 1, row);
                    values.push(last.days);
                    return;
                }
                if let Some(written) = date::scan(cell) {
                    let shape = Shape::of_date(written);
                    self.counts.add(shape, 1, row);
                    if let Some(days) = written.value(*style) {
                        values.push(days);
                        let mut kept = self.last_date.take().map(|last| last.cell).unwrap_or_default();
                        kept.clear();
                        kept.extend_from_slice(cell);
                        self.last_date = Some(LastDate { cell: kept, shape, days });
                        return;
                    }
                    values.push(MISSING_DATE);
                } else {
                    let shape = self.counts.add_cell(cell, 1, row);
                    values.push(MISSING_DATE);
                    if shape.kind == Kind::Missing {
                        return;
                    }
                }
                note_unread(&mut self.unread, &mut self.unread_rows, row);
            }
            Building::Text(_) => {}
        }
    }

    /// Takes in a cell that lies in no record.
    pub(crate) fn push_text(&mut self, arena: &Arena, cell: &str) {
        if let Building::Text(text) = &mut self.building {
            let cell = trim_bytes(cell.as_bytes());
            let code = match cell {
                [] => MISSING_CODE,
                _ => text.intern(arena, cell, head_at(cell, 0, cell.len()), None),
            };
            text.codes.push(code);
        } else {
            self.push_value(cell.as_bytes());
        }
    }

    /// Whether the column gives back the raw text of the cell taken in last: see [`Building::raw`]. It does not where
    /// it finds the text itself at this address or behind it.
    pub(crate) fn gives_back(&self, raw: &str, from: u32) -> bool {
        match &self.building {
            Building::Number(_, values) => values.last().is_some_and(|value| kept::is_number(raw, value)),
            Building::Date(_, values) => values.last().is_some_and(|days| kept::is_day(raw, *days)),
            Building::Text(text) => {
                text.entries.get(text.codes.last() as usize).is_some_and(|entry| {
                    let is_here = entry.length & OWN == 0 && entry.address >= from;
                    // Nothing but white space is cut off.
                    !is_here && (entry.length & LENGTH) as usize == raw.len()
                })
            }
        }
    }

    /// Takes in cells that are not there.
    pub(crate) fn push_missing(&mut self, cells: usize) {
        let row = self.len();
        match &mut self.building {
            Building::Number(_, values) => values.push_missing(cells),
            Building::Date(_, values) => values.resize(row + cells, MISSING_DATE),
            Building::Text(values) => {
                values.codes.push_missing(cells);
                return;
            }
        }
        self.counts.add(Shape::MISSING, cells as u32, row as u32);
    }

    /// Gives the last cell back, whose raw text is `cell`.
    pub(crate) fn pop(&mut self, cell: &str) {
        match &mut self.building {
            Building::Number(style, values) => {
                let shape = self.counts.remove_cell(trim_bytes(cell.as_bytes()));
                if shape.kind != Kind::Missing && read_number(cell, *style, self.beside).is_none() {
                    self.unread = self.unread.saturating_sub(1);
                }
                values.pop();
            }
            Building::Date(style, values) => {
                let shape = self.counts.remove_cell(trim_bytes(cell.as_bytes()));
                if shape.kind != Kind::Missing && date::parse(cell, *style).is_none() {
                    self.unread = self.unread.saturating_sub(1);
                }
                values.pop();
            }
            Building::Text(values) => {
                values.codes.pop();
            }
        }
        let rows = self.len() as u32;
        self.unread_rows.retain(|row| *row < rows);
        self.marked_rows.retain(|row| *row < rows);
    }
}

impl Building {
    /// The raw text of a cell, if it is the one that the value is written as: the shortest decimal form of a number,
    /// a day as `YYYY-MM-DD`, a text of the dictionary, nothing where nothing is.
    pub(crate) fn raw<'a>(&'a self, arena: &'a Arena, row: usize) -> Cow<'a, str> {
        match self {
            Self::Number(_, values) => kept::number_at(values.numbers(), row),
            Self::Date(_, values) => kept::day_at(values, row),
            Self::Text(text) => text
                .entries
                .get(text.codes().get(row) as usize)
                .map_or("", |entry| entry.text(arena, &text.extra))
                .into(),
        }
    }

    /// The column.
    pub(crate) fn finish(self, arena: &Arc<Arena>) -> Column {
        match self {
            Self::Number(_, mut values) => {
                values.shrink();
                Column::Number(values)
            }
            Self::Date(_, mut values) => {
                shrink(&mut values);
                Column::Date(values)
            }
            Self::Text(mut values) => {
                values.codes.shrink();
                let mut used = vec![false; values.entries.len()];
                for code in values.codes().iter() {
                    if let Some(used) = used.get_mut(code as usize) {
                        *used = true;
                    }
                }
                Column::Text(TextColumn {
                    distinct: used.iter().filter(|used| **used).count(),
                    codes: values.codes,
                    entries: values.entries,
                    extra: values.extra,
                    arena: Arc::clone(arena),
                })
            }
        }
    }
}

/// The number in a cell under a style, with some things left out of it.
pub(crate) fn read_number(cell: &str, style: NumberStyle, beside: Beside) -> Option<f64> {
    number::parse(cell, style).or_else(|| notation::read(cell.as_bytes(), style, beside))
}

fn note_unread(unread: &mut u64, rows: &mut Vec<u32>, row: u32) {
    *unread += 1;
    if rows.len() < UNREAD_ROWS {
        rows.push(row);
    }
}

/// Gives spare room back where it is worth a copy.
pub(super) fn shrink<T>(values: &mut Vec<T>) {
    if values.capacity() > values.len() + values.len() / 4 {
        values.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_may_be_nothing_but_what_is_stripped() {
        let arena = Arena::default();
        let mut builder = ColumnBuilder::new(Reading::Code);
        for cell in [".0", "32.0", ".0"] {
            builder.push_text(&arena, cell);
        }
        assert!(builder.make_canonical(&arena, true).is_some());
        let Column::Text(column) = builder.building.finish(&Arc::new(arena)) else { panic!("texts") };
        assert_eq!([0, 1, 2].map(|row| column.get(row)), [None, Some("32"), None]);
    }

    proptest! {
        #[test]
        fn equality_is_equality(left in "[ab]{0,20}", right in "[ab]{0,20}") {
            prop_assert_eq!(same(left.as_bytes(), right.as_bytes()), left == right);
            let hash = |text: &str| hash(text.as_bytes(), head_at(text.as_bytes(), 0, text.len()));
            prop_assert!(left != right || hash(&left) == hash(&right));
        }

        #[test]
        fn what_stands_around_a_cell_is_not_in_its_head(before in "[a-é]{0,20}", cell in "[a-é]{0,20}", behind in "[a-é]{0,20}") {
            let text = format!("{before}{cell}{behind}");
            prop_assert_eq!(
                head_at(text.as_bytes(), before.len(), cell.len()),
                head_at(cell.as_bytes(), 0, cell.len())
            );
        }

        #[test]
        fn equal_texts_have_one_code_and_others_have_others(
            mut texts in proptest::collection::vec("[ab -]{0,3}|[ab]{14,18}", 0..200),
            rising in 0_usize..200,
        ) {
            // Rising ones are known to be new without a look at the others.
            let rising = rising.min(texts.len());
            texts[..rising].sort_by_key(|text| (text.len(), text.clone()));
            let arena = Arena::default();
            let mut builder = TextBuilder::default();
            for text in &texts {
                builder.push(Record { arena: &arena, address: 0, text }, Span::whole(text));
            }
            let column = ColumnBuilder { building: Building::Text(builder), ..ColumnBuilder::new(Reading::Text) };
            let Column::Text(column) = column.building.finish(&Arc::new(arena)) else { return Ok(()) };
            for (row, text) in texts.iter().enumerate() {
                let cell = crate::base::text::trim(text);
                let want = (!is_missing(cell.as_bytes())).then_some(cell);
                prop_assert_eq!(column.get(row), want);
                for (other, code) in column.codes().iter().enumerate() {
                    prop_assert_eq!(code == column.code(row), column.get(other) == want);
                }
            }
        }
    }
}
