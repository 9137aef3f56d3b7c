//! A column of a group of rows, page by page (parquet-format, `Encodings.md`).

use std::borrow::Cow;

use super::schema::Leaf;
use super::thrift::Fields;
use super::value::{Value, fixed, wrapped};
use super::{broken, codec, page};
use crate::base::note::{Problem, ProblemCode};
use crate::ingest::book::bytes::u32_at;
use crate::ingest::book::sheet::Budget;

/// What stands at one place of a column: a value, or nothing.
pub(super) struct Entry<'a> {
    pub(super) value: Option<Value<'a>>,
    pub(super) repetition: u32,
    pub(super) definition: u32,
}

/// Where the entries of a column go.
pub(super) trait Sink {
    /// Takes the next one.
    fn take(&mut self, entry: &Entry<'_>, budget: &mut Budget);
    /// There are no more.
    fn end(&mut self, budget: &mut Budget);
}

/// A page with its header.
struct Page<'a> {
    header: Fields<'a>,
    body: &'a [u8],
    /// The place behind it.
    end: usize,
}

impl<'a> Page<'a> {
    fn at(bytes: &'a [u8], at: usize) -> Result<Self, Problem> {
        let (header, used) = bytes.get(at..).and_then(Fields::read).ok_or_else(broken)?;
        let size = header.int(3).and_then(|size| usize::try_from(size).ok()).ok_or_else(broken)?;
        let start = at + used;
        let end = start.checked_add(size).ok_or_else(broken)?;
        Ok(Self { header, body: bytes.get(start..end).ok_or_else(broken)?, end })
    }

    /// The number of its values, at most `most`.
    fn count(own: &Fields<'_>, most: u64) -> usize {
        own.int(1).and_then(|count| u64::try_from(count).ok()).unwrap_or(0).min(most) as usize
    }

    /// Expands what is compressed of it.
    fn expand(&self, codec: i64, bytes: &'a [u8], budget: &mut Budget) -> Result<Cow<'a, [u8]>, Problem> {
        let most = usize::try_from(budget.expanded).unwrap_or(usize::MAX);
        let claimed = self.header.int(2).and_then(|size| usize::try_from(size).ok()).unwrap_or(0);
        let out = codec::expand(codec, bytes, claimed.min(most)).ok_or_else(|| {
            if claimed > most {
                Problem::new(ProblemCode::ExpandsTooFar).arg(format!("{} MB", most >> 20))
            } else {
                broken()
            }
        })?;
        if let Cow::Owned(out) = &out {
            budget.expanded = budget.expanded.saturating_sub(out.len() as u64);
        }
        Ok(out)
    }
}

/// Reads the pages of a column.
pub(super) fn read(
    bytes: &[u8],
    chunk: &Fields<'_>,
    leaf: &Leaf,
    sink: &mut dyn Sink,
    budget: &mut Budget,
) -> Result<(), Problem> {
    let place = |id: i16| chunk.int(id).and_then(|at| usize::try_from(at).ok()).filter(|at| *at > 0);
    let mut left = chunk.int(5).and_then(|count| u64::try_from(count).ok()).unwrap_or(0).min(budget.limits.cells);
    if left == 0 {
        return Ok(());
    }
    let codec = chunk.int(4).unwrap_or(0);
    let data = place(9).ok_or_else(broken)?;
    let mut at = place(11).filter(|at| *at < data).unwrap_or(data);
    let held = Page::at(bytes, at)?;
    let expanded;
    let mut dictionary = Dictionary::default();
    if let (Some(2), Some(own)) = (held.header.int(1), held.header.structure(7)) {
        expanded = held.expand(codec, held.body, budget)?;
        dictionary = Dictionary::new(&expanded, leaf, Page::count(own, budget.limits.cells));
        at = held.end;
    }
    while left > 0 && !budget.is_full() {
        let page = Page::at(bytes, at)?;
        at = page.end;
        match page.header.int(1) {
            Some(kind @ (0 | 3)) => {
                let own = page.header.structure(if kind == 0 { 5 } else { 8 }).ok_or_else(broken)?;
                let count = Page::count(own, left);
                if count == 0 && page.body.is_empty() {
                    return Err(broken());
                }
                read_page(&page, own, (kind == 3, codec, count), leaf, &dictionary, sink, budget)?;
                left -= count as u64;
            }
            // Pages of an index hold no values.
            _ if page.body.is_empty() => return Err(broken()),
            _ => {}
        }
    }
    sink.end(budget);
    Ok(())
}

/// The values that a column's pages refer to by their number.
#[derive(Default)]
struct Dictionary<'a> {
    count: usize,
    bytes: &'a [u8],
    /// The values, where they differ in size: all others are found by it.
    others: Vec<Value<'a>>,
}

impl<'a> Dictionary<'a> {
    fn new(bytes: &'a [u8], leaf: &Leaf, count: usize) -> Self {
        let mut others = Vec::new();
        if leaf.size().is_none() && leaf.physical != 0 {
            plain(bytes, leaf, count, &mut |value| others.push(value));
        }
        Self { count, bytes, others }
    }

    #[inline]
    fn get(&self, at: usize, leaf: &Leaf) -> Option<Value<'a>> {
        if at >= self.count {
            return None;
        }
        match (leaf.physical, leaf.size()) {
            (0, _) => Some(Value::Bool(self.bytes.get(at / 8)? >> (at % 8) & 1 == 1)),
            (_, Some(size)) => {
                let start = at.checked_mul(size)?;
                fixed(self.bytes.get(start..start.checked_add(size)?)?, leaf)
            }
            _ => self.others.get(at).copied(),
        }
    }
}

/// Reads a page of the older or of the newer kind.
fn read_page(
    page: &Page<'_>,
    own: &Fields<'_>,
    (is_newer, codec, count): (bool, i64, usize),
    leaf: &Leaf,
    dictionary: &Dictionary<'_>,
    sink: &mut dyn Sink,
    budget: &mut Budget,
) -> Result<(), Problem> {
    let encoding = own.int(if is_newer { 4 } else { 2 }).unwrap_or(0);
    let body;
    let (repetitions, definitions, values);
    if is_newer {
        // Their levels stand before what is compressed.
        let length = |id: i16| usize::try_from(own.int(id).unwrap_or(0)).unwrap_or(usize::MAX);
        let (first, rest) = page.body.split_at_checked(length(6)).ok_or_else(broken)?;
        let (second, rest) = rest.split_at_checked(length(5)).ok_or_else(broken)?;
        repetitions = Levels::Runs(page::hybrid(first, width(leaf.max_repetition), count));
        definitions = Levels::Runs(page::hybrid(second, width(leaf.max_definition), count));
        body = if own.flag(7) == Some(false) { Cow::Borrowed(rest) } else { page.expand(codec, rest, budget)? };
        values = &*body;
    } else {
        body = page.expand(codec, page.body, budget)?;
        let mut rest = &*body;
        repetitions = levels(&mut rest, leaf.max_repetition, own.int(4), count).ok_or_else(broken)?;
        definitions = levels(&mut rest, leaf.max_definition, own.int(3), count).ok_or_else(broken)?;
        values = rest;
    }
    let most = leaf.max_definition;
    let present = if most == 0 { count } else { definitions.clone().filter(|level| *level == most).count() };
    let room = usize::try_from(budget.expanded).unwrap_or(usize::MAX);
    let (mut next, mut repetitions, mut definitions) = (0, repetitions, definitions.peekable());
    // Puts what is missing before the next value, then the value: `false` where there is no place for one.
    let mut place = |value: Option<Value<'_>>| {
        while next < count {
            let definition = definitions.peek().copied().unwrap_or(0);
            let is_value = definition == most;
            if is_value && value.is_none() {
                return false;
            }
            definitions.next();
            let repetition = repetitions.next().unwrap_or(0);
            next += 1;
            let entry = Entry { value: value.filter(|_| is_value), repetition, definition };
            sink.take(&entry, budget);
            if is_value {
                return true;
            }
        }
        value.is_none()
    };
    let written = Written { bytes: values, encoding, leaf, count: present, dictionary, room };
    decode(&written, &mut |value| {
        place(Some(value));
    })
    .ok_or_else(broken)?;
    // Where values are missing the page is damaged.
    if place(None) { Ok(()) } else { Err(broken()) }
}

/// How many bits a level takes.
const fn width(most: u32) -> u32 {
    u32::BITS - most.leading_zeros()
}

/// Levels one by one.
#[derive(Clone)]
enum Levels<'a, P> {
    Runs(page::Hybrid<'a>),
    Packed(P),
}

impl<P: Iterator<Item = u32>> Iterator for Levels<'_, P> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        match self {
            Self::Runs(runs) => runs.next(),
            Self::Packed(packed) => packed.next(),
        }
    }
}

/// Levels behind their length; nought alone where there is only one.
fn levels<'a>(
    rest: &mut &'a [u8],
    most: u32,
    encoding: Option<i64>,
    count: usize,
) -> Option<Levels<'a, impl Iterator<Item = u32> + Clone + use<'a>>> {
    if most == 0 {
        return Some(Levels::Runs(page::hybrid(&[], 0, count)));
    }
    if encoding == Some(4) {
        // The oldest files have packed bits alone, the highest of each byte first.
        let (packed, behind) = rest.split_at_checked((count * width(most) as usize).div_ceil(8))?;
        *rest = behind;
        return Some(Levels::Packed(page::packed(packed, width(most), count)));
    }
    let length = u32_at(rest, 0)? as usize;
    let body = rest.get(4..length.checked_add(4)?)?;
    *rest = rest.get(4 + length..)?;
    Some(Levels::Runs(page::hybrid(body, width(most), count)))
}

/// The values of a page as they are written.
struct Written<'a> {
    bytes: &'a [u8],
    encoding: i64,
    leaf: &'a Leaf,
    count: usize,
    dictionary: &'a Dictionary<'a>,
    /// Bytes that texts may have together.
    room: usize,
}

/// Hands out the values of a page one by one; `None` where they are damaged.
fn decode(written: &Written<'_>, each: &mut dyn FnMut(Value<'_>)) -> Option<()> {
    let Written { bytes, encoding, leaf, count, dictionary, room } = *written;
    match encoding {
        0 => plain(bytes, leaf, count, each),
        2 | 8 => {
            let (width, rest) = bytes.split_first().map_or((0, bytes), |(width, rest)| (u32::from(*width), rest));
            for at in page::hybrid(rest, width, count) {
                each(dictionary.get(at as usize, leaf)?);
            }
        }
        3 => {
            for bit in page::hybrid(bytes.get(4..)?, 1, count) {
                each(Value::Bool(bit == 1));
            }
        }
        5 => {
            for value in page::deltas(bytes, count)? {
                each(wrapped(value?, leaf));
            }
        }
        6 => {
            for text in page::delta_lengths(bytes, count)? {
                each(Value::Bytes(text?));
            }
        }
        7 => page::delta_texts(bytes, count, room, &mut |text| each(Value::Bytes(text)))?,
        9 => {
            // The first bytes of all values, then the second ones.
            let size = leaf.size()?;
            let all = bytes.len() / size;
            let mut value = vec![0; size];
            for at in 0..count.min(all) {
                for (byte, place) in value.iter_mut().enumerate() {
                    *place = *bytes.get(byte * all + at)?;
                }
                each(fixed(&value, leaf)?);
            }
        }
        _ => return None,
    }
    Some(())
}

/// Values one after the other, at most `count`.
fn plain<'a>(bytes: &'a [u8], leaf: &Leaf, count: usize, each: &mut dyn FnMut(Value<'a>)) {
    match (leaf.physical, leaf.size()) {
        (0, _) => {
            let bits = bytes.iter().flat_map(|byte| (0..8).map(move |bit| Value::Bool(byte >> bit & 1 == 1)));
            bits.take(count).for_each(each);
        }
        (_, Some(size)) => bytes.chunks_exact(size).take(count).filter_map(|value| fixed(value, leaf)).for_each(each),
        _ => page::texts(bytes).take(count).map(Value::Bytes).for_each(each),
    }
}
