//! Rows of cells, packed one behind the other.
//!
//! A cell of its own takes 24 bytes and a text one allocation more, which for narrow columns is many times what
//! the file takes. Packed, a cell is a byte or a few before its text or number, and a blank stretch is one number;
//! a cell that is met again and again lies apart, and is a number, too.
//! Cells lie in chunks that never move, so that nothing is copied when a sheet grows, and whoever reads the rows
//! for the last time gives the chunks back one by one.

use std::borrow::Cow;
use std::fmt;
use std::hash::Hasher as _;

use rustc_hash::{FxHashMap, FxHasher};

/// Bytes of a chunk, unless a row or a cell is longer.
const CHUNK: usize = 1 << 16;

/// The place of every so-manieth row is kept.
const STRIDE: usize = 64;

/// A cell as the file holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, trimmed by nobody.
    Text(String),
    /// A number in the file's own number type.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A date `YYYY-MM-DD`, a time `hh:mm:ss`, or both with `T` between them.
    Date(String),
    /// A formula's error, such as `#DIV/0!`.
    Error(String),
}

impl Cell {
    /// Text, or nothing when it is empty.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Bytes of its text.
    pub(super) fn text_len(&self) -> usize {
        self.as_ref().text_len()
    }

    /// Whether there is nothing in it.
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The cell as text: numbers in their shortest decimal form, empty for nothing.
    pub fn raw(&self) -> Cow<'_, str> {
        self.as_ref().raw()
    }

    /// The cell, borrowed.
    pub fn as_ref(&self) -> CellRef<'_> {
        match self {
            Self::Empty => CellRef::Empty,
            Self::Text(text) => CellRef::Text(text),
            Self::Number(number) => CellRef::Number(*number),
            Self::Bool(value) => CellRef::Bool(*value),
            Self::Date(text) => CellRef::Date(text),
            Self::Error(text) => CellRef::Error(text),
        }
    }
}

/// A [`Cell`] whose text lies elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellRef<'a> {
    /// Nothing.
    Empty,
    /// Text.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A date, a time, or both.
    Date(&'a str),
    /// A formula's error.
    Error(&'a str),
}

impl<'a> CellRef<'a> {
    /// Bytes of its text.
    pub(super) const fn text_len(self) -> usize {
        match self {
            Self::Text(text) | Self::Date(text) | Self::Error(text) => text.len(),
            Self::Empty | Self::Number(_) | Self::Bool(_) => 0,
        }
    }

    /// Whether there is nothing in it.
    pub const fn is_empty(self) -> bool {
        matches!(self, Self::Empty)
    }

    /// As [`Cell::raw`].
    pub fn raw(self) -> Cow<'a, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Date(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Bool(true) => Cow::Borrowed("true"),
            Self::Bool(false) => Cow::Borrowed("false"),
        }
    }

    /// A cell of its own.
    pub fn to_cell(self) -> Cell {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::Text(text.to_owned()),
            Self::Number(number) => Cell::Number(number),
            Self::Bool(value) => Cell::Bool(value),
            Self::Date(text) => Cell::Date(text.to_owned()),
            Self::Error(text) => Cell::Error(text.to_owned()),
        }
    }
}

// What is packed begins with a byte: three bits of what it is, five bits of a number below `FURTHER`, or
// `FURTHER` with the rest of the number behind it.

/// So many empty cells.
const BLANK: u8 = 0;
/// Texts with their length.
const TEXT: u8 = 1;
const DATE: u8 = 2;
const ERROR: u8 = 3;
/// Whole numbers up to 2^48, and the same below zero.
const WHOLE: u8 = 4;
const BELOW: u8 = 5;
/// 0 and 1 are false and true; any other number is [`EIGHT`] and its eight bytes.
const OTHER: u8 = 6;
const EIGHT: u64 = 2;
/// The number of a cell that lies apart: see [`Repeats`].
const APART: u8 = 7;
const FURTHER: u64 = 31;

/// Bytes of a packed cell beside its text, at most.
const HEAD: usize = 11;

fn head(out: &mut Vec<u8>, kind: u8, number: u64) {
    if number < FURTHER {
        out.push(kind | (number as u8) << 3);
    } else {
        out.push(kind | (FURTHER as u8) << 3);
        varint(out, number - FURTHER);
    }
}

/// A number in groups of seven bits, the lowest first.
fn varint(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7F {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn take_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Packs a cell that is not empty.
fn pack(out: &mut Vec<u8>, cell: CellRef<'_>) {
    let mut text = |kind: u8, text: &str| {
        head(out, kind, text.len() as u64);
        out.extend_from_slice(text.as_bytes());
    };
    match cell {
        CellRef::Empty => {}
        CellRef::Text(own) => text(TEXT, own),
        CellRef::Date(own) => text(DATE, own),
        CellRef::Error(own) => text(ERROR, own),
        CellRef::Bool(value) => head(out, OTHER, u64::from(value)),
        CellRef::Number(number) => {
            let size = number.abs();
            // By bits, for there is a zero below zero. Larger numbers are shorter as they are.
            if size <= (1_u64 << 48) as f64 && ((size as u64) as f64).to_bits() == size.to_bits() {
                let below = number.is_sign_negative();
                head(out, if below { BELOW } else { WHOLE }, size as u64);
            } else {
                head(out, OTHER, EIGHT);
                out.extend_from_slice(&number.to_le_bytes());
            }
        }
    }
}

/// What is packed next: a cell, or so many empty ones.
enum Packed<'a> {
    Cell(CellRef<'a>),
    Blank(u64),
}

/// Cells that are met again and again: they lie here, and where they are met is their number.
///
/// A cell is known from its second time on if it is not forgotten until then: a place remembers the cell that was
/// met there last, until one is known. So a cell met once costs a look, and those of another place are left alone.
#[derive(Clone, Debug)]
struct Repeats {
    /// So many of the next cells are packed without a look.
    unseen: usize,
    /// How many were looked for since then, and how many of them found.
    looked: usize,
    found: usize,
    /// By hash: what else there is to the hash of a cell, and its number + 1 once it is known.
    places: Vec<(u32, u32)>,
    cells: Vec<Box<[u8]>>,
}

impl Default for Repeats {
    fn default() -> Self {
        Self { unseen: Self::FEW, looked: 0, found: 0, places: Vec::new(), cells: Vec::new() }
    }
}

impl Repeats {
    /// So many cells are packed without a look at first, for there may be many small sheets.
    const FEW: usize = if cfg!(test) { 32 } else { 1 << 14 };
    /// So many are looked for; where less than a sixteenth is found, twice as many as at first are left alone.
    const SAMPLE: usize = if cfg!(test) { 16 } else { 1 << 13 };
    /// How many places there are.
    const PLACES: usize = 1 << 14;
    /// How many cells may lie apart: as many places are left to find further ones, and none is looked for in vain.
    const MOST: usize = Self::PLACES / 2;
    /// The bytes of cells that are worth it.
    const SIZES: std::ops::Range<usize> = 3..256;

    /// Packs a cell that is not empty.
    fn pack(&mut self, out: &mut Vec<u8>, cell: CellRef<'_>) {
        let at = out.len();
        pack(out, cell);
        self.lay_apart(out, at);
    }

    /// Lets the cell that is packed at this place lie apart, if it is met again and again.
    fn lay_apart(&mut self, out: &mut Vec<u8>, at: usize) {
        let packed = out.get(at..).unwrap_or_default();
        if !Self::SIZES.contains(&packed.len()) {
            return;
        }
        if self.unseen > 0 {
            self.unseen -= 1;
            return;
        }
        if self.looked == Self::SAMPLE {
            self.unseen = if self.found < Self::SAMPLE / 16 { 2 * Self::FEW } else { 0 };
            (self.looked, self.found) = (0, 0);
        }
        self.looked += 1;
        let mut hasher = FxHasher::default();
        hasher.write(packed);
        let (place, own_mark) = Self::place(hasher.finish());
        self.places.resize(Self::PLACES, (0, 0));
        let Some((mark, number)) = self.places.get_mut(place) else { return };
        if *mark != own_mark {
            if *number == 0 {
                *mark = own_mark;
            }
            return;
        }
        if *number == 0 {
            if self.cells.len() == Self::MOST {
                return;
            }
            self.cells.push(packed.into());
            *number = self.cells.len() as u32;
        }
        let number = u64::from(*number - 1);
        // Another cell may have the same hash.
        if self.get(number) == Some(packed) {
            out.truncate(at);
            head(out, APART, number);
            self.found += 1;
        }
    }

    /// The place of a hash, and what else there is to it. In the browser a hash has no more than 32 bits.
    fn place(hash: u64) -> (usize, u32) {
        let spread = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((spread >> 48) as usize % Self::PLACES, (spread >> 16) as u32)
    }

    /// A cell by its number.
    fn get(&self, number: u64) -> Option<&[u8]> {
        self.cells.get(number as usize).map(|cell| &**cell)
    }
}

/// Takes what is packed next from the front of some bytes: all of it, what it is, its number, and what is behind that;
/// `None` at their end.
fn split<'a>(bytes: &mut &'a [u8]) -> Option<(&'a [u8], u8, u64, &'a [u8])> {
    let all = *bytes;
    let (first, mut rest) = all.split_first()?;
    let mut number = u64::from(first >> 3);
    if number == FURTHER {
        number += take_varint(&mut rest)?;
    }
    let kind = first & 7;
    let length = match kind {
        TEXT | DATE | ERROR => number as usize,
        OTHER if number == EIGHT => 8,
        _ => 0,
    };
    let (own, rest) = rest.split_at_checked(length)?;
    *bytes = rest;
    Some((all.get(..all.len() - rest.len())?, kind, number, own))
}

/// Takes what is packed next from the front of some bytes; `None` at their end.
fn unpack<'a>(bytes: &mut &'a [u8], repeats: &'a Repeats) -> Option<Packed<'a>> {
    let (_, kind, number, own) = split(bytes)?;
    let text = || std::str::from_utf8(own).unwrap_or_default();
    Some(Packed::Cell(match kind {
        BLANK => return Some(Packed::Blank(number)),
        TEXT => CellRef::Text(text()),
        DATE => CellRef::Date(text()),
        ERROR => CellRef::Error(text()),
        WHOLE => CellRef::Number(number as f64),
        BELOW => CellRef::Number(-(number as f64)),
        APART => {
            let mut apart = repeats.get(number)?;
            return unpack(&mut apart, repeats);
        }
        _ if number < EIGHT => CellRef::Bool(number == 1),
        _ => CellRef::Number(f64::from_le_bytes(own.try_into().ok()?)),
    }))
}

/// Bytes in chunks that never move. What is written in one go lies in one chunk.
#[derive(Clone, Default)]
struct Chunks(Vec<Vec<u8>>);

impl Chunks {
    /// A chunk with room for so many bytes.
    fn room(&mut self, bytes: usize) -> &mut Vec<u8> {
        if self.0.last().is_none_or(|chunk| chunk.len() + bytes > CHUNK.max(chunk.capacity())) {
            // Small sheets, of which there may be many, find their room bit by bit.
            let room = if self.0.is_empty() { bytes } else { bytes.max(CHUNK) };
            self.0.push(Vec::with_capacity(room));
        }
        let last = self.0.len() - 1;
        &mut self.0[last]
    }
}

/// Chunks that are read for the last time: each is given back when the next one is begun.
#[derive(Default)]
struct Passing {
    waiting: std::vec::IntoIter<Vec<u8>>,
    chunk: Vec<u8>,
    at: usize,
    repeats: Repeats,
}

impl Passing {
    fn new(chunks: Chunks, repeats: Repeats) -> Self {
        Self { waiting: chunks.0.into_iter(), repeats, ..Self::default() }
    }

    /// Goes to the next chunk where this one is at its end.
    fn fill(&mut self) {
        while self.at >= self.chunk.len() {
            let Some(next) = self.waiting.next() else { return };
            (self.chunk, self.at) = (next, 0);
        }
    }

    /// The bytes from here to the end of the chunk.
    fn rest(&self) -> &[u8] {
        self.chunk.get(self.at..).unwrap_or_default()
    }
}

/// A column of cells that is written from the first to the last and then read once, as rows are made of columns.
#[derive(Default)]
pub(super) struct Strip {
    chunks: Chunks,
    repeats: Repeats,
    /// Empty cells behind the last filled one.
    blank: u64,
}

impl Strip {
    /// Adds a cell.
    pub(super) fn push(&mut self, cell: CellRef<'_>) {
        if cell.is_empty() {
            self.blank += 1;
            return;
        }
        let out = self.chunks.room(cell.text_len() + 2 * HEAD);
        if self.blank > 0 {
            head(out, BLANK, std::mem::take(&mut self.blank));
        }
        self.repeats.pack(out, cell);
    }

    /// The cells, to be taken one by one.
    pub(super) fn pass(self) -> PassingStrip {
        PassingStrip { passing: Passing::new(self.chunks, self.repeats), blank: 0 }
    }
}

/// A column that is read.
pub(super) struct PassingStrip {
    passing: Passing,
    /// Empty cells before the next filled one.
    blank: u64,
}

impl PassingStrip {
    /// The next cell as it is packed, and whether it lay apart; `None` for an empty one, which those behind the last
    /// one are.
    fn take(&mut self) -> Option<(&[u8], bool)> {
        self.passing.fill();
        let mut rest = self.passing.rest();
        if self.blank == 0
            && rest.first().is_some_and(|first| first & 7 == BLANK)
            && let Some((packed, _, count, _)) = split(&mut rest)
        {
            let length = packed.len();
            self.passing.at += length;
            self.blank = count;
        }
        if self.blank > 0 {
            self.blank -= 1;
            return None;
        }
        self.passing.fill();
        let Passing { chunk, at, repeats, .. } = &mut self.passing;
        let (packed, kind, number, _) = split(&mut chunk.get(*at..).unwrap_or_default())?;
        *at += packed.len();
        Some(if kind == APART { (repeats.get(number)?, true) } else { (packed, false) })
    }
}

/// A row: its cells, one by one, up to the last filled one.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    /// What is packed of it, and the cells that lie apart, or
    packed: &'a [u8],
    repeats: Option<&'a Repeats>,
    /// empty cells before the rest of it, or
    blank: u64,
    /// the cells of a row that may still change.
    open: &'a [Cell],
}

impl Row<'_> {
    /// How many of its cells are filled.
    pub fn filled(self) -> usize {
        self.filter(|cell| !cell.is_empty()).count()
    }
}

impl<'a> Iterator for Row<'a> {
    type Item = CellRef<'a>;

    #[inline]
    fn next(&mut self) -> Option<CellRef<'a>> {
        loop {
            if self.blank > 0 {
                self.blank -= 1;
                return Some(CellRef::Empty);
            }
            if self.packed.is_empty() {
                let (first, rest) = self.open.split_first()?;
                self.open = rest;
                return Some(first.as_ref());
            }
            match unpack(&mut self.packed, self.repeats?)? {
                Packed::Cell(cell) => return Some(cell),
                Packed::Blank(count) => self.blank = count,
            }
        }
    }
}

/// The rows of a sheet.
///
/// The last row is open: cells are put into it as they come. Rows before it are packed; one that gets a cell later
/// is unpacked for good, so that many such cells cost what one does.
#[derive(Clone, Default)]
pub struct Grid {
    chunks: Chunks,
    repeats: Repeats,
    /// How many rows are packed.
    packed: usize,
    /// Chunk and offset of every so-manieth packed row.
    places: Vec<(u32, u32)>,
    /// The last row, where it is not packed.
    last: Option<Vec<Cell>>,
    /// Packed rows that were changed.
    changed: FxHashMap<usize, Vec<Cell>>,
    /// What is being packed.
    scratch: Vec<u8>,
}

impl Grid {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.packed + usize::from(self.last.is_some())
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Begins a row.
    pub(super) fn begin(&mut self) {
        let cells = match self.last.take() {
            Some(mut cells) => {
                self.pack(cells.iter().map(Cell::as_ref));
                cells.clear();
                cells
            }
            None => Vec::new(),
        };
        self.last = Some(cells);
    }

    /// Adds a whole row; empty cells at its end are left out.
    pub(super) fn push<'a>(&mut self, cells: impl IntoIterator<Item = CellRef<'a>>) {
        self.close();
        self.pack(cells);
    }

    /// Packs the open row.
    fn close(&mut self) {
        if let Some(last) = self.last.take() {
            self.pack(last.iter().map(Cell::as_ref));
        }
    }

    /// Adds a row of the next cells of columns.
    pub(super) fn push_columns(&mut self, columns: &mut [PassingStrip]) {
        self.close();
        self.scratch.clear();
        let mut blank = 0;
        for column in columns {
            let Some((packed, lay_apart)) = column.take() else {
                blank += 1;
                continue;
            };
            if blank > 0 {
                head(&mut self.scratch, BLANK, std::mem::take(&mut blank));
            }
            let at = self.scratch.len();
            self.scratch.extend_from_slice(packed);
            if lay_apart {
                self.repeats.lay_apart(&mut self.scratch, at);
            }
        }
        self.end_row();
    }

    fn pack<'a>(&mut self, cells: impl IntoIterator<Item = CellRef<'a>>) {
        self.scratch.clear();
        let mut blank = 0;
        for cell in cells {
            if cell.is_empty() {
                blank += 1;
                continue;
            }
            if blank > 0 {
                head(&mut self.scratch, BLANK, std::mem::take(&mut blank));
            }
            self.repeats.pack(&mut self.scratch, cell);
        }
        self.end_row();
    }

    /// Puts the row that was packed last to the others.
    fn end_row(&mut self) {
        let out = self.chunks.room(self.scratch.len() + HEAD);
        let at = out.len();
        varint(out, self.scratch.len() as u64);
        out.extend_from_slice(&self.scratch);
        if self.packed.is_multiple_of(STRIDE) {
            self.places.push((self.chunks.0.len() as u32 - 1, at as u32));
        }
        self.packed += 1;
        // One row of long texts is no reason to keep room for another.
        self.scratch.shrink_to(CHUNK);
    }

    /// The cells of a row, to be changed; `None` where there is no such row.
    pub(super) fn row_mut(&mut self, row: usize) -> Option<&mut Vec<Cell>> {
        if row >= self.packed {
            return self.last.as_mut().filter(|_| row == self.packed);
        }
        if !self.changed.contains_key(&row) {
            let cells = self.row(row)?.map(CellRef::to_cell).collect();
            self.changed.insert(row, cells);
        }
        self.changed.get_mut(&row)
    }

    /// A row; `None` behind the last one.
    pub fn row(&self, row: usize) -> Option<Row<'_>> {
        if let Some(cells) = self.changed.get(&row) {
            return Some(Row { open: cells, ..Row::default() });
        }
        if row >= self.packed {
            let cells = self.last.as_ref().filter(|_| row == self.packed)?;
            return Some(Row { open: cells, ..Row::default() });
        }
        let &(chunk, at) = self.places.get(row / STRIDE)?;
        let (mut chunk, mut at) = (chunk as usize, at as usize);
        let mut packed = row_at(&self.chunks.0, &mut chunk, &mut at)?;
        for _ in 0..row % STRIDE {
            packed = row_at(&self.chunks.0, &mut chunk, &mut at)?;
        }
        Some(Row { packed, repeats: Some(&self.repeats), ..Row::default() })
    }

    /// The rows from the first to the last.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        let (mut chunk, mut at) = (0, 0);
        (0..self.len()).map(move |row| {
            let packed = if row < self.packed { row_at(&self.chunks.0, &mut chunk, &mut at) } else { None };
            match self.changed.get(&row).or(self.last.as_ref().filter(|_| row == self.packed)) {
                Some(cells) => Row { open: cells, ..Row::default() },
                None => Row { packed: packed.unwrap_or_default(), repeats: Some(&self.repeats), ..Row::default() },
            }
        })
    }

    /// Bytes of the packed rows.
    pub fn bytes(&self) -> usize {
        self.chunks.0.iter().map(Vec::len).sum()
    }

    /// How many cells are filled.
    pub fn filled(&self) -> usize {
        self.iter().map(Row::filled).sum()
    }

    /// The rows, to be read for the last time: they give back their memory bit by bit.
    pub fn pass(mut self) -> PassingGrid {
        let passing = Passing::new(std::mem::take(&mut self.chunks), std::mem::take(&mut self.repeats));
        PassingGrid { passing, row: 0, rest: self }
    }
}

/// The packed row at a place, which moves on behind it.
fn row_at<'a>(chunks: &'a [Vec<u8>], chunk: &mut usize, at: &mut usize) -> Option<&'a [u8]> {
    if *at >= chunks.get(*chunk)?.len() {
        (*chunk, *at) = (*chunk + 1, 0);
    }
    let all = chunks.get(*chunk)?;
    let mut rest = all.get(*at..)?;
    let length = take_varint(&mut rest)? as usize;
    *at = all.len() - rest.len() + length;
    rest.get(..length)
}

/// The rows of a [`Grid`] that is read for the last time.
pub struct PassingGrid {
    passing: Passing,
    row: usize,
    /// What is not packed of it.
    rest: Grid,
}

impl PassingGrid {
    /// The next row.
    pub fn take(&mut self) -> Option<Row<'_>> {
        let row = self.row;
        self.row += 1;
        if row >= self.rest.packed {
            let cells = self.rest.last.as_ref().filter(|_| row == self.rest.packed)?;
            return Some(Row { open: cells, ..Row::default() });
        }
        self.passing.fill();
        let mut rest = self.passing.rest();
        let length = take_varint(&mut rest)? as usize;
        let start = self.passing.chunk.len() - rest.len();
        self.passing.at = start + length;
        if let Some(cells) = self.rest.changed.get(&row) {
            return Some(Row { open: cells, ..Row::default() });
        }
        let packed = self.passing.chunk.get(start..start + length)?;
        Some(Row { packed, repeats: Some(&self.passing.repeats), ..Row::default() })
    }
}

impl PartialEq for Grid {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other.iter()).all(|(left, right)| left.eq(right))
    }
}

impl fmt::Debug for Grid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter().map(Vec::from_iter)).finish()
    }
}

impl FromIterator<Vec<Cell>> for Grid {
    fn from_iter<T: IntoIterator<Item = Vec<Cell>>>(rows: T) -> Self {
        let mut grid = Self::default();
        for row in rows {
            grid.push(row.iter().map(Cell::as_ref));
        }
        grid
    }
}

#[cfg(test)]
impl Grid {
    /// The rows as texts, with `|` between cells.
    pub(super) fn lines(&self) -> Vec<String> {
        self.iter().map(|row| row.map(CellRef::raw).collect::<Vec<_>>().join("|")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell() -> impl Strategy<Value = Cell> {
        prop_oneof![
            3 => Just(Cell::Empty),
            2 => "[a-zé]{0,40}".prop_map(Cell::text),
            1 => "[0-9T:-]{1,20}".prop_map(Cell::Date),
            1 => Just(Cell::Error("#N/A".to_owned())),
            1 => any::<bool>().prop_map(Cell::Bool),
            2 => any::<f64>().prop_filter("a number", |number| !number.is_nan()).prop_map(Cell::Number),
            2 => any::<i64>().prop_map(|number| Cell::Number(number as f64)),
            2 => (-100_000_i32..100_000).prop_map(|number| Cell::Number(f64::from(number))),
        ]
    }

    /// Rows as they are in a grid: without empty cells at the end.
    fn trimmed(mut cells: Vec<Cell>) -> Vec<Cell> {
        while cells.last().is_some_and(Cell::is_empty) {
            cells.pop();
        }
        cells
    }

    fn taken(cell: Option<(&[u8], bool)>) -> Cell {
        let unpacked = cell.and_then(|(mut packed, _)| {
            unpack(&mut packed, &Repeats::default()).map(|cell| match cell {
                Packed::Cell(cell) => cell.to_cell(),
                Packed::Blank(_) => Cell::Empty,
            })
        });
        unpacked.unwrap_or_default()
    }

    fn unpacked(row: Row<'_>) -> Vec<Cell> {
        row.map(CellRef::to_cell).collect()
    }

    /// A grid must be what a list of lists is, however it is read.
    fn check(grid: &Grid, rows: &[Vec<Cell>]) {
        assert_eq!(grid.len(), rows.len());
        assert!(grid.iter().map(unpacked).eq(rows.iter().cloned()));
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(grid.row(at).map(unpacked).as_ref(), Some(row), "row {at}");
        }
        assert!(grid.row(rows.len()).is_none());
        let mut passing = grid.clone().pass();
        for row in rows {
            assert_eq!(passing.take().map(unpacked).as_ref(), Some(row));
        }
        assert!(passing.take().is_none());
    }

    proptest! {
        #[test]
        fn rows_come_back_as_they_were(rows in proptest::collection::vec(proptest::collection::vec(cell(), 0..9), 0..200)) {
            let rows: Vec<Vec<Cell>> = rows.into_iter().map(trimmed).collect();
            check(&rows.iter().cloned().collect(), &rows);
        }

        #[test]
        fn cells_may_come_in_any_order(
            puts in proptest::collection::vec((0_usize..150, 0_usize..6, cell()), 0..200)
        ) {
            let (mut grid, mut rows) = (Grid::default(), Vec::<Vec<Cell>>::new());
            for (row, column, cell) in puts.into_iter().filter(|(_, _, cell)| !cell.is_empty()) {
                while grid.len() <= row {
                    grid.begin();
                    rows.push(Vec::new());
                }
                let want = &mut rows[row];
                want.resize(want.len().max(column + 1), Cell::Empty);
                want[column] = cell.clone();
                let cells = grid.row_mut(row).unwrap();
                cells.resize(cells.len().max(column + 1), Cell::Empty);
                cells[column] = cell;
            }
            check(&grid, &rows);
        }

        #[test]
        fn columns_come_back_as_they_were(cells in proptest::collection::vec(cell(), 0..300)) {
            let mut strip = Strip::default();
            for cell in &cells {
                strip.push(cell.as_ref());
            }
            let mut passing = strip.pass();
            for cell in &cells {
                prop_assert_eq!(&taken(passing.take()), cell);
            }
            prop_assert!(passing.take().is_none() && passing.take().is_none());
        }
    }

    #[test]
    fn long_texts_and_many_chunks() {
        let rows: Vec<Vec<Cell>> = (0..20_000_usize)
            .map(|at| {
                let length = if at % 5_000 == 1_234 { 3 * CHUNK } else { at % 40 };
                trimmed(vec![Cell::Number(at as f64), Cell::text("é".repeat(length / 2)), Cell::Number(-0.5)])
            })
            .collect();
        let grid: Grid = rows.iter().cloned().collect();
        assert!(grid.chunks.0.len() > 5, "{}", grid.chunks.0.len());
        check(&grid, &rows);
        let mut strip = Strip::default();
        for cell in rows.iter().flatten() {
            strip.push(cell.as_ref());
        }
        let mut passing = strip.pass();
        assert!(rows.iter().flatten().all(|cell| taken(passing.take()) == *cell));
    }

    #[test]
    fn cells_met_again_and_again_lie_apart() {
        let row = |row: usize| {
            let names = ["Kabupaten Bogor", "Kabupaten Bandung Barat", "Kota Surabaya"];
            vec![
                Cell::Text(names[row % 3].to_owned()),
                Cell::Number(0.1 + (row % 5) as f64),
                Cell::Date(format!("2024-01-{:02}", row / 100)),
                Cell::Text(format!("Pasar {row}")),
            ]
        };
        let rows: Vec<Vec<Cell>> = (0..3_000).map(row).collect();
        let grid: Grid = rows.iter().cloned().collect();
        check(&grid, &rows);
        // A text of its own of at most eleven bytes, a byte before it and one of the row, one for every other cell,
        // two for most days.
        assert!(grid.bytes() < rows.len() * 17, "{}", grid.bytes());
        let mut strip = Strip::default();
        let cells: Vec<&Cell> = rows.iter().flatten().collect();
        for cell in &cells {
            strip.push(cell.as_ref());
        }
        assert!(strip.chunks.0.iter().map(Vec::len).sum::<usize>() < rows.len() * 17);
        let mut passing = strip.pass();
        assert!(cells.iter().all(|cell| taken(passing.take()) == **cell));
    }

    #[test]
    fn hashes_of_the_browser_find_places_of_their_own() {
        for spread in [1_u32, 0x9E37_79B9] {
            let places: std::collections::HashSet<_> =
                (0..4_096_u32).map(|at| Repeats::place(at.wrapping_mul(spread).into()).0).collect();
            assert!(places.len() > 3_000, "{}", places.len());
        }
    }

    #[test]
    fn packed_cells_are_small() {
        let size = |cell: Cell| {
            let mut out = Vec::new();
            pack(&mut out, cell.as_ref());
            out.len()
        };
        for (cell, want) in [
            (Cell::Bool(true), 1),
            (Cell::Number(30.0), 1),
            (Cell::Number(-2_024.0), 3),
            (Cell::Number(2_147_483_648.0), 6),
            (Cell::Number(1.5), 9),
            (Cell::Number(1e300), 9),
            (Cell::Text("Bandung".into()), 8),
            (Cell::Date("2024-12-31".into()), 11),
            (Cell::Text("x".repeat(200)), 203),
        ] {
            assert_eq!(size(cell.clone()), want, "{cell:?}");
        }
    }
}
