//! Apache Parquet (parquet-format 2.10): flat columns, nested records with dotted names, lists as text.
//!
//! Read are all encodings that common writers use, pages plain or compressed with Snappy, GZIP or
//! LZ4. A column compressed otherwise stops the reading with a word about it.

mod codec;
mod page;
mod thrift;

use super::bytes::{f64_at, u32_at, u64_at};
use super::sheet::{Budget, Cell, Column, Sheet};
use crate::base::date;
use crate::base::note::{Problem, ProblemCode};
use thrift::Fields;

/// Columns inside columns deeper than this are not read.
const DEPTH: usize = 16;
/// Days from the start of the Julian calendar's count to 1 January 1970.
const JULIAN: i64 = 2_440_588;

/// Reads the table of a file.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Sheet>, Problem> {
    let broken = || Problem::new(ProblemCode::BrokenFile).arg("Parquet");
    if bytes.ends_with(b"PARE") {
        return Err(Problem::new(ProblemCode::ProtectedFile).arg("Parquet"));
    }
    let tail = bytes.len().checked_sub(8).ok_or_else(broken)?;
    let length = u32_at(bytes, tail).ok_or_else(broken)? as usize;
    let start = tail.checked_sub(length).filter(|_| bytes.ends_with(b"PAR1")).ok_or_else(broken)?;
    let (file, _) = Fields::read(bytes.get(start..tail).unwrap_or_default()).ok_or_else(broken)?;
    let leaves = leaves(&file);
    let mut sheet = Sheet::default();
    let mut first_row = 0_usize;
    for group in file.structures(4) {
        for (at, (leaf, chunk)) in leaves.iter().zip(group.structures(1)).enumerate() {
            let Some(chunk) = chunk.structure(3) else { continue };
            if let Some(name) = codec::unread(chunk.int(4).unwrap_or(0)) {
                return Err(Problem::new(ProblemCode::UnsupportedFormat).arg(format!("Parquet ({name})")));
            }
            let mut sink = Sink { rows: &mut sheet.rows, row: first_row, column: at as u32, open: None };
            read_chunk(bytes, chunk, leaf, &mut sink, budget)?;
        }
        let rows = usize::try_from(group.int(3).unwrap_or(0)).unwrap_or(0);
        first_row = first_row.saturating_add(rows);
        // Rows of nothing but nulls are rows.
        while sheet.rows.len() < first_row && budget.take_repeated() {
            sheet.rows.push(Vec::new());
        }
        if budget.is_full() {
            break;
        }
    }
    sheet.columns = Some(
        leaves
            .into_iter()
            .take(budget.limits.columns as usize)
            .map(|leaf| Column { name: leaf.name, declared: Some(leaf.kind.declared().to_owned()) })
            .collect(),
    );
    Ok(vec![sheet])
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Bool,
    Int,
    Unsigned,
    Real,
    Text,
    /// A whole number with so many digits behind the point.
    Decimal(u32),
    Day,
    /// Units of a second, so many.
    Moment(i64),
    /// Time of day in units of a second, so many.
    Clock(i64),
}

impl Kind {
    const fn declared(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Int | Self::Unsigned => "int",
            Self::Real => "double",
            Self::Text => "text",
            Self::Decimal(_) => "decimal",
            Self::Day => "date",
            Self::Moment(_) => "timestamp",
            Self::Clock(_) => "time",
        }
    }
}

/// A column that holds values.
#[derive(Clone, Debug)]
struct Leaf {
    name: String,
    /// Physical type by its number in the format.
    physical: i64,
    /// Length of values that have a fixed one.
    fixed: usize,
    kind: Kind,
    max_definition: u32,
    max_repetition: u32,
}

/// The columns that hold values, in the order of the file.
fn leaves(file: &Fields<'_>) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    // For every open element: how many children it still has, its name, its levels.
    let mut open: Vec<(i64, String, u32, u32)> = Vec::new();
    for (at, element) in file.structures(2).enumerate() {
        while open.last().is_some_and(|(left, ..)| *left == 0) {
            open.pop();
        }
        let name = String::from_utf8_lossy(element.bytes(4).unwrap_or_default()).into_owned();
        let (mut definition, mut repetition) = open.last().map_or((0, 0), |(_, _, own, other)| (*own, *other));
        if let Some((left, ..)) = open.last_mut() {
            *left -= 1;
        }
        if at > 0 {
            definition += u32::from(element.int(3) != Some(0));
            repetition += u32::from(element.int(3) == Some(2));
        }
        match element.int(5).filter(|children| *children > 0) {
            Some(children) if open.len() < DEPTH => {
                // The root has a name of its own, and lists two that nobody gave.
                let own = if at == 0 || element.int(3) == Some(2) { String::new() } else { name };
                open.push((children, own, definition, repetition));
            }
            _ => {
                let in_list = open.last().is_some_and(|(_, name, ..)| name.is_empty()) && open.len() > 1;
                let own =
                    if in_list && matches!(name.as_str(), "element" | "item" | "array") { String::new() } else { name };
                let path: Vec<&str> = open
                    .iter()
                    .map(|(_, name, ..)| name.as_str())
                    .chain([own.as_str()])
                    .filter(|name| !name.is_empty())
                    .collect();
                leaves.push(Leaf {
                    name: path.join("."),
                    physical: element.int(1).unwrap_or(-1),
                    fixed: usize::try_from(element.int(2).unwrap_or(0)).unwrap_or(0),
                    kind: kind(element),
                    max_definition: definition,
                    max_repetition: repetition,
                });
            }
        }
    }
    leaves
}

fn kind(element: &Fields<'_>) -> Kind {
    let physical = element.int(1).unwrap_or(-1);
    let scale = |scale: Option<i64>| u32::try_from(scale.unwrap_or(0)).unwrap_or(0).min(30);
    if let Some(logical) = element.structure(10) {
        let units = |own: &Fields<'_>| match own.structure(2) {
            Some(unit) if unit.structure(1).is_some() => 1_000,
            Some(unit) if unit.structure(2).is_some() => 1_000_000,
            _ => 1_000_000_000,
        };
        if let Some(own) = logical.structure(5) {
            return Kind::Decimal(scale(own.int(1)));
        }
        if logical.structure(6).is_some() {
            return Kind::Day;
        }
        if let Some(own) = logical.structure(7) {
            return Kind::Clock(units(own));
        }
        if let Some(own) = logical.structure(8) {
            return Kind::Moment(units(own));
        }
        if logical.structure(10).is_some_and(|own| own.flag(2) == Some(false)) {
            return Kind::Unsigned;
        }
    }
    match (element.int(6), physical) {
        (Some(5), _) => Kind::Decimal(scale(element.int(7))),
        (Some(6), _) => Kind::Day,
        (Some(7), _) => Kind::Clock(1_000),
        (Some(8), _) => Kind::Clock(1_000_000),
        (Some(9), _) => Kind::Moment(1_000),
        (Some(10), _) => Kind::Moment(1_000_000),
        (Some(11..=14), _) => Kind::Unsigned,
        (_, 0) => Kind::Bool,
        (_, 1 | 2) => Kind::Int,
        (_, 3) => Kind::Moment(1_000_000_000),
        (_, 4 | 5) => Kind::Real,
        _ => Kind::Text,
    }
}

/// Where the values of a column go.
struct Sink<'a> {
    rows: &'a mut Vec<Vec<Cell>>,
    row: usize,
    column: u32,
    /// The elements of the list that is being read.
    open: Option<Vec<String>>,
}

impl Sink<'_> {
    /// Takes a value, or nothing, that begins a row or goes on with its list.
    fn take(&mut self, value: Option<Cell>, repetition: u32, is_list: bool, budget: &mut Budget) {
        if !is_list {
            if let Some(value) = value {
                budget.put(self.rows, self.row as u32, self.column, value);
            }
            self.row += 1;
            return;
        }
        if repetition == 0 {
            self.end_list(budget);
            self.open = Some(Vec::new());
        }
        if let (Some(open), Some(value)) = (&mut self.open, value) {
            open.push(value.raw().into_owned());
        }
    }

    fn end_list(&mut self, budget: &mut Budget) {
        if let Some(list) = self.open.take() {
            budget.put(self.rows, self.row as u32, self.column, Cell::text(list.join(", ")));
            self.row += 1;
        }
    }
}

/// Reads the pages of a column.
fn read_chunk(
    bytes: &[u8],
    chunk: &Fields<'_>,
    leaf: &Leaf,
    sink: &mut Sink<'_>,
    budget: &mut Budget,
) -> Result<(), Problem> {
    let broken = || Problem::new(ProblemCode::BrokenFile).arg("Parquet");
    let place = |id: i16| chunk.int(id).and_then(|at| usize::try_from(at).ok()).filter(|at| *at > 0);
    let data = place(9).ok_or_else(broken)?;
    let mut at = place(11).filter(|at| *at < data).unwrap_or(data);
    let mut left = usize::try_from(chunk.int(5).unwrap_or(0)).unwrap_or(0).min(budget.limits.cells as usize);
    let mut dictionary: Vec<Cell> = Vec::new();
    let codec = chunk.int(4).unwrap_or(0);
    while left > 0 && !budget.is_full() {
        let (header, used) = bytes.get(at..).and_then(Fields::read).ok_or_else(broken)?;
        let size = usize::try_from(header.int(3).unwrap_or(0)).map_err(|_negative| broken())?;
        let body_at = at + used;
        let body = body_at.checked_add(size).and_then(|end| bytes.get(body_at..end)).ok_or_else(broken)?;
        at = body_at + size;
        let limit = usize::try_from(header.int(2).unwrap_or(0)).unwrap_or(0).min(budget.expanded as usize);
        let expand = |body: &[u8], budget: &mut Budget| -> Result<Vec<u8>, Problem> {
            let out = codec::expand(codec, body, limit).ok_or_else(broken)?;
            budget.expanded = budget.expanded.saturating_sub(out.len() as u64);
            Ok(out)
        };
        match header.int(1) {
            Some(2) => {
                let own = header.structure(7).ok_or_else(broken)?;
                let count = usize::try_from(own.int(1).unwrap_or(0)).unwrap_or(0).min(budget.limits.cells as usize);
                dictionary = plain(&expand(body, budget)?, leaf, count);
            }
            Some(kind @ (0 | 3)) => {
                let own = header.structure(if kind == 0 { 5 } else { 8 }).ok_or_else(broken)?;
                let count = usize::try_from(own.int(1).unwrap_or(0)).unwrap_or(0).min(left);
                if count == 0 {
                    return Err(broken());
                }
                let encoding = own.int(if kind == 0 { 2 } else { 4 }).unwrap_or(0);
                let (repetitions, definitions, values);
                if kind == 0 {
                    let page = expand(body, budget)?;
                    let mut rest = page.as_slice();
                    repetitions = levels(&mut rest, leaf.max_repetition, count).ok_or_else(broken)?;
                    definitions = levels(&mut rest, leaf.max_definition, count).ok_or_else(broken)?;
                    values = rest.to_vec();
                } else {
                    // The levels of newer pages stand before what is compressed.
                    let length = |id: i16| usize::try_from(own.int(id).unwrap_or(0)).unwrap_or(usize::MAX);
                    let (before, between) = (length(6), length(5));
                    let (first, rest) = body.split_at_checked(before).ok_or_else(broken)?;
                    let (second, rest) = rest.split_at_checked(between).ok_or_else(broken)?;
                    let read = |bytes: &[u8], most: u32| {
                        if most == 0 { Vec::new() } else { page::hybrid(bytes, width(most), count) }
                    };
                    repetitions = read(first, leaf.max_repetition);
                    definitions = read(second, leaf.max_definition);
                    values = if own.flag(7) == Some(false) { rest.to_vec() } else { expand(rest, budget)? };
                }
                let present = match leaf.max_definition {
                    0 => count,
                    most => definitions.iter().filter(|level| **level == most).count(),
                };
                let mut cells =
                    decode(&values, encoding, leaf, present, &dictionary, budget).ok_or_else(broken)?.into_iter();
                for number in 0..count {
                    let defined = leaf.max_definition == 0 || definitions.get(number) == Some(&leaf.max_definition);
                    let value = if defined { cells.next() } else { None };
                    let repetition = repetitions.get(number).copied().unwrap_or(0);
                    sink.take(value, repetition, leaf.max_repetition > 0, budget);
                }
                left -= count;
            }
            // Pages of an index hold no values.
            _ if size == 0 => return Err(broken()),
            _ => {}
        }
    }
    sink.end_list(budget);
    Ok(())
}

/// How many bits a level takes.
const fn width(most: u32) -> u32 {
    u32::BITS - most.leading_zeros()
}

/// Levels behind their length; none where there is only one.
fn levels(rest: &mut &[u8], most: u32, count: usize) -> Option<Vec<u32>> {
    if most == 0 {
        return Some(Vec::new());
    }
    let length = u32_at(rest, 0)? as usize;
    let body = rest.get(4..length.checked_add(4)?)?;
    *rest = rest.get(4 + length..)?;
    Some(page::hybrid(body, width(most), count))
}

/// The values of a page.
fn decode(
    bytes: &[u8],
    encoding: i64,
    leaf: &Leaf,
    count: usize,
    dictionary: &[Cell],
    budget: &Budget,
) -> Option<Vec<Cell>> {
    Some(match encoding {
        0 => plain(bytes, leaf, count),
        2 | 8 => {
            let (width, rest) = bytes.split_first().map_or((0, bytes), |(width, rest)| (u32::from(*width), rest));
            let indices = page::hybrid(rest, width, count);
            indices.into_iter().map(|at| dictionary.get(at as usize).cloned().unwrap_or_default()).collect()
        }
        3 => page::hybrid(bytes.get(4..)?, 1, count).into_iter().map(|bit| Cell::Bool(bit == 1)).collect(),
        5 => page::deltas(bytes, count)?.0.into_iter().map(|value| whole(value, leaf.kind)).collect(),
        6 => page::delta_lengths(bytes, count)?.into_iter().map(|text| raw(text, leaf)).collect(),
        7 => {
            let room = usize::try_from(budget.expanded).unwrap_or(usize::MAX);
            page::delta_texts(bytes, count, room)?.iter().map(|text| raw(text, leaf)).collect()
        }
        9 => {
            // The first bytes of all values, then the second ones.
            let size = size(leaf)?;
            let count = count.min(bytes.len() / size.max(1));
            let value = |at: usize| -> Vec<u8> {
                (0..size).filter_map(|byte| bytes.get(byte * (bytes.len() / size) + at).copied()).collect()
            };
            (0..count).map(|at| fixed(&value(at), leaf)).collect()
        }
        _ => return None,
    })
}

/// The size of a value in bytes, where all have the same.
const fn size(leaf: &Leaf) -> Option<usize> {
    match leaf.physical {
        1 | 4 => Some(4),
        2 | 5 => Some(8),
        3 => Some(12),
        7 if leaf.fixed > 0 => Some(leaf.fixed),
        _ => None,
    }
}

/// Values one after the other, at most `count`.
fn plain(bytes: &[u8], leaf: &Leaf, count: usize) -> Vec<Cell> {
    match (leaf.physical, size(leaf)) {
        (0, _) => {
            let bits = bytes.iter().flat_map(|byte| (0..8).map(move |bit| Cell::Bool(byte >> bit & 1 == 1)));
            bits.take(count).collect()
        }
        (_, Some(size)) => bytes.chunks_exact(size).take(count).map(|value| fixed(value, leaf)).collect(),
        _ => page::texts(bytes).take(count).map(|text| raw(text, leaf)).collect(),
    }
}

/// A value of fixed size.
fn fixed(bytes: &[u8], leaf: &Leaf) -> Cell {
    let cell = match leaf.physical {
        1 => u32_at(bytes, 0).map(|bits| match leaf.kind {
            Kind::Unsigned => whole(i64::from(bits), leaf.kind),
            kind => whole(i64::from(bits.cast_signed()), kind),
        }),
        2 => u64_at(bytes, 0).map(|bits| whole(bits.cast_signed(), leaf.kind)),
        // Nanoseconds of a day and the day.
        3 => u64_at(bytes, 0).zip(u32_at(bytes, 8)).map(|(nanos, day)| {
            let seconds = (i64::from(day) - JULIAN) * 86_400 + (nanos / 1_000_000_000).cast_signed();
            whole(seconds, Kind::Moment(1))
        }),
        // Through its shortest text: 0.1 in four bytes is meant as 0.1.
        4 => u32_at(bytes, 0).and_then(|bits| f32::from_bits(bits).to_string().parse().ok()).map(real),
        5 => f64_at(bytes, 0).map(real),
        _ => Some(raw(bytes, leaf)),
    };
    cell.unwrap_or_default()
}

fn real(value: f64) -> Cell {
    if value.is_finite() { Cell::Number(value) } else { Cell::Empty }
}

/// Text, or a decimal number in bytes, the highest first.
fn raw(bytes: &[u8], leaf: &Leaf) -> Cell {
    match leaf.kind {
        Kind::Decimal(scale) if bytes.len() <= 16 => {
            let sign = if bytes.first().is_some_and(|byte| byte & 0x80 != 0) { -1_i128 } else { 0 };
            let value = bytes.iter().fold(sign, |value, byte| (value << 8) | i128::from(*byte));
            decimal(value, scale)
        }
        _ => Cell::text(String::from_utf8_lossy(bytes)),
    }
}

fn decimal(value: i128, scale: u32) -> Cell {
    // By way of its digits, so that 12.30 is the double nearest to 12.30.
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale as usize + 1);
    let (whole, part) = digits.split_at(digits.len() - scale as usize);
    let text = format!("{}{whole}.{part}", if value < 0 { "-" } else { "" });
    text.parse().map_or_else(|_| Cell::text(text), Cell::Number)
}

/// A whole number as what it stands for.
fn whole(value: i64, kind: Kind) -> Cell {
    match kind {
        Kind::Decimal(scale) => decimal(i128::from(value), scale),
        Kind::Day => i32::try_from(value)
            .ok()
            .filter(|day| day.abs() < 3_000_000)
            .map_or(Cell::Empty, |day| Cell::Date(date::iso(day))),
        Kind::Moment(units) => {
            let seconds = value.div_euclid(units.max(1));
            let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
            let Some(day) = i32::try_from(days).ok().filter(|day| day.abs() < 3_000_000) else { return Cell::Empty };
            let day = date::iso(day);
            Cell::Date(if second == 0 { day } else { format!("{day}T{}", clock(second)) })
        }
        Kind::Clock(units) => Cell::Date(clock(value.div_euclid(units.max(1)).rem_euclid(86_400))),
        Kind::Unsigned if value < 0 => Cell::text(value.cast_unsigned().to_string()),
        // A double cannot hold every larger number.
        _ if value.unsigned_abs() > 1 << 53 => Cell::text(value.to_string()),
        _ => Cell::Number(value as f64),
    }
}

fn clock(second: i64) -> String {
    format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
}

#[cfg(test)]
pub(super) mod tests;
