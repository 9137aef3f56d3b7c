//! The encodings of pages (parquet-format, `Encodings.md`).

use crate::ingest::book::bytes::{u8_at, u32_at};

/// Numbers in runs and packed bits, one by one: a few bytes may stand for millions of them.
#[derive(Clone, Default)]
pub(super) struct Hybrid<'a> {
    bytes: &'a [u8],
    at: usize,
    width: u32,
    /// How many there may still be.
    left: usize,
    /// The number of the run and how often it is still to come.
    run: (u32, usize),
    bits: Bits<'a>,
}

/// Numbers in runs and packed bits, at most `count` of them.
pub(super) fn hybrid(bytes: &[u8], width: u32, count: usize) -> Hybrid<'_> {
    let left = if width > 32 { 0 } else { count };
    let run = if width == 0 { (0, count) } else { (0, 0) };
    Hybrid { bytes, at: 0, width, left, run, bits: Bits::default() }
}

impl Hybrid<'_> {
    /// Goes on to the next run or the next packed bits; `None` where there are none.
    fn go_on(&mut self) -> Option<()> {
        let head = varint(self.bytes, &mut self.at)?;
        let many = usize::try_from(head >> 1).unwrap_or(usize::MAX);
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if head & 1 == 0 {
            let raw = rest.get(..self.width.div_ceil(8) as usize)?;
            self.at += raw.len();
            self.run = (raw.iter().rev().fold(0, |value, byte| (value << 8) | u32::from(*byte)), many);
        } else {
            let packed = rest.get(..many.saturating_mul(self.width as usize)).unwrap_or(rest);
            if packed.is_empty() {
                return None;
            }
            self.at += packed.len();
            self.bits = Bits { bytes: packed, at: 0 };
        }
        Some(())
    }
}

impl Iterator for Hybrid<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        while self.left > 0 {
            if self.run.1 > 0 {
                (self.run.1, self.left) = (self.run.1 - 1, self.left - 1);
                return Some(self.run.0);
            }
            if let Some(value) = self.bits.take(self.width) {
                self.left -= 1;
                return Some(value as u32);
            }
            if self.go_on().is_none() {
                self.left = 0;
            }
        }
        None
    }
}

/// Bits, the lowest of each byte first.
#[derive(Clone, Default)]
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, width: u32) -> Option<u64> {
        if self.at + width as usize > self.bytes.len() * 8 {
            return None;
        }
        let (mut value, mut have) = (0_u64, 0);
        while have < width {
            let byte = u64::from(u8_at(self.bytes, self.at / 8)?);
            let skip = (self.at % 8) as u32;
            let step = (8 - skip).min(width - have);
            value |= ((byte >> skip) & ((1 << step) - 1)) << have;
            have += step;
            self.at += step as usize;
        }
        Some(value)
    }
}

fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let byte = u8_at(bytes, *at)?;
        *at += 1;
        value |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn zigzag(bytes: &[u8], at: &mut usize) -> Option<i64> {
    let value = varint(bytes, at)?;
    Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
}

/// Whole numbers as differences, one by one; `None` for one that is not there, which is the last.
#[derive(Clone)]
pub(super) struct Deltas<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Parts of a block, and numbers of a part.
    parts: usize,
    per_part: usize,
    /// How many there are still to come.
    left: usize,
    value: i64,
    is_first: bool,
    /// The least difference of the block, the widths of its parts that are still to come.
    least: i64,
    widths: &'a [u8],
    /// The part: its bits, their width, its numbers that are still to come.
    bits: Bits<'a>,
    width: u32,
    in_part: usize,
}

/// Whole numbers as differences, at most `limit` of them.
pub(super) fn deltas(bytes: &[u8], limit: usize) -> Option<Deltas<'_>> {
    let mut at = 0;
    let block = usize::try_from(varint(bytes, &mut at)?).ok()?;
    let parts = usize::try_from(varint(bytes, &mut at)?).ok().filter(|parts| (1..=512).contains(parts))?;
    let left = usize::try_from(varint(bytes, &mut at)?).ok()?.min(limit);
    let value = zigzag(bytes, &mut at)?;
    let per_part = block / parts;
    if per_part == 0 || !per_part.is_multiple_of(8) || block > 1 << 20 {
        return None;
    }
    let (bits, widths) = (Bits::default(), Default::default());
    Some(Deltas {
        bytes,
        at,
        parts,
        per_part,
        left,
        value,
        is_first: true,
        least: 0,
        widths,
        bits,
        width: 0,
        in_part: 0,
    })
}

impl Deltas<'_> {
    /// Goes on to the next number.
    #[inline]
    fn go_on(&mut self) -> Option<i64> {
        if std::mem::take(&mut self.is_first) {
            return Some(self.value);
        }
        if self.in_part == 0 {
            self.next_part()?;
        }
        self.in_part -= 1;
        let step = self.bits.take(self.width)?.cast_signed();
        self.value = self.value.wrapping_add(self.least).wrapping_add(step);
        Some(self.value)
    }

    fn next_part(&mut self) -> Option<()> {
        if self.widths.is_empty() {
            self.least = zigzag(self.bytes, &mut self.at)?;
            self.widths = self.bytes.get(self.at..self.at + self.parts)?;
            self.at += self.parts;
        }
        let (width, widths) = self.widths.split_first()?;
        (self.width, self.widths) = (u32::from(*width), widths);
        if self.width > 64 {
            return None;
        }
        let size = self.per_part / 8 * self.width as usize;
        self.bits = Bits { bytes: self.bytes.get(self.at..self.at + size)?, at: 0 };
        self.at += size;
        self.in_part = self.per_part;
        Some(())
    }

    /// The place behind them.
    fn end(mut self) -> Option<usize> {
        for value in self.by_ref() {
            value?;
        }
        Some(self.at)
    }
}

impl Iterator for Deltas<'_> {
    type Item = Option<i64>;

    #[inline]
    fn next(&mut self) -> Option<Option<i64>> {
        self.left = self.left.checked_sub(1)?;
        let value = self.go_on();
        if value.is_none() {
            self.left = 0;
        }
        Some(value)
    }
}

/// Texts with all lengths before them; `None` for one that is not there.
pub(super) fn delta_lengths(bytes: &[u8], limit: usize) -> Option<impl Iterator<Item = Option<&[u8]>>> {
    let lengths = deltas(bytes, limit)?;
    let mut at = lengths.clone().end()?;
    Some(lengths.map(move |length| {
        let end = at.checked_add(usize::try_from(length?).ok()?)?;
        let text = bytes.get(at..end)?;
        at = end;
        Some(text)
    }))
}

/// Texts that share their beginnings, one by one, at most `room` bytes of them together.
pub(super) fn delta_texts(bytes: &[u8], limit: usize, room: usize, each: &mut dyn FnMut(&[u8])) -> Option<()> {
    let shared = deltas(bytes, limit)?;
    let ends = delta_lengths(bytes.get(shared.clone().end()?..)?, limit)?;
    let mut text: Vec<u8> = Vec::new();
    let mut used = 0_usize;
    for (shared, end) in shared.zip(ends) {
        let shared = usize::try_from(shared?).ok().filter(|shared| *shared <= text.len())?;
        text.truncate(shared);
        text.extend_from_slice(end?);
        used += text.len();
        if used > room {
            return None;
        }
        each(&text);
    }
    Some(())
}

/// Numbers in packed bits, the highest of each byte first.
pub(super) fn packed(bytes: &[u8], width: u32, count: usize) -> impl Iterator<Item = u32> + Clone {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| u32::from(byte >> (7 - at % 8) & 1));
    (0..count).map(move |at| (0..width as usize).fold(0, |value, place| value << 1 | bit(at * width as usize + place)))
}

/// Texts, each behind its length.
pub(super) fn texts(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + 4;
        let end = start + u32_at(bytes, at)? as usize;
        at = end;
        bytes.get(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_bits() {
        let hybrid = |bytes, width, count| hybrid(bytes, width, count).collect::<Vec<_>>();
        assert_eq!(hybrid(&[8, 5, 3, 0x88, 0xC6, 0xFA], 3, 12), [5, 5, 5, 5, 0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(hybrid(&[0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 1], 1, 3), [1, 1, 1]);
        assert_eq!(hybrid(&[], 0, 2), [0, 0]);
        assert_eq!(hybrid(&[3], 8, 2), [] as [u32; 0]);
    }

    #[test]
    fn differences() {
        // The example of the specification: 1, 2, 3, 4, 5 in a block of 128.
        let bytes = [0x80, 1, 4, 5, 2, 2, 0, 0, 0, 0];
        let read = |limit| deltas(&bytes, limit).unwrap().collect::<Option<Vec<_>>>();
        assert_eq!((read(100), deltas(&bytes, 100).unwrap().end()), (Some(vec![1, 2, 3, 4, 5]), Some(10)));
        assert_eq!(read(2), Some(vec![1, 2]));
        assert!(deltas(&[1], 100).is_none());
        // The block ends before its parts.
        let cut = deltas(&bytes[..7], 100).unwrap();
        assert_eq!((cut.clone().collect(), cut.end()), (vec![Some(1), None], None));
    }
}
