//! The encodings of pages (parquet-format, `Encodings.md`).

use crate::ingest::book::bytes::{u8_at, u32_at};

/// Numbers in runs and packed bits, at most `count` of them.
pub(super) fn hybrid(bytes: &[u8], width: u32, count: usize) -> Vec<u32> {
    let mut out = Vec::new();
    if width > 32 {
        return out;
    }
    if width == 0 {
        out.resize(count, 0);
        return out;
    }
    let mut at = 0;
    while out.len() < count {
        let Some(head) = varint(bytes, &mut at) else { break };
        if head & 1 == 0 {
            let size = width.div_ceil(8) as usize;
            let Some(raw) = bytes.get(at..at + size) else { break };
            let value = raw.iter().rev().fold(0_u32, |value, byte| (value << 8) | u32::from(*byte));
            at += size;
            let run = usize::try_from(head >> 1).unwrap_or(usize::MAX).min(count - out.len());
            out.resize(out.len() + run, value);
        } else {
            let size = usize::try_from(head >> 1).unwrap_or(usize::MAX).saturating_mul(width as usize);
            let rest = bytes.get(at..).unwrap_or_default();
            let packed = rest.get(..size).unwrap_or(rest);
            if packed.is_empty() {
                break;
            }
            at = at.saturating_add(size);
            let mut bits = Bits { bytes: packed, at: 0 };
            while out.len() < count
                && let Some(value) = bits.take(width)
            {
                out.push(value as u32);
            }
        }
    }
    out
}

/// Bits, the lowest of each byte first.
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

/// Whole numbers as differences, and the place behind them.
pub(super) fn deltas(bytes: &[u8], limit: usize) -> Option<(Vec<i64>, usize)> {
    let mut at = 0;
    let block = usize::try_from(varint(bytes, &mut at)?).ok()?;
    let parts = usize::try_from(varint(bytes, &mut at)?).ok().filter(|parts| (1..=512).contains(parts))?;
    let count = usize::try_from(varint(bytes, &mut at)?).ok()?.min(limit);
    let mut value = zigzag(bytes, &mut at)?;
    let per_part = block / parts;
    if per_part == 0 || !per_part.is_multiple_of(8) || block > 1 << 20 {
        return None;
    }
    let mut out = Vec::new();
    if count > 0 {
        out.push(value);
    }
    while out.len() < count {
        let least = zigzag(bytes, &mut at)?;
        let widths = bytes.get(at..at + parts)?;
        at += parts;
        for width in widths.iter().map(|width| u32::from(*width)) {
            if out.len() >= count {
                break;
            }
            if width > 64 {
                return None;
            }
            let size = per_part / 8 * width as usize;
            let mut bits = Bits { bytes: bytes.get(at..at + size)?, at: 0 };
            at += size;
            for _ in 0..per_part {
                let step = bits.take(width)?.cast_signed();
                value = value.wrapping_add(least).wrapping_add(step);
                if out.len() < count {
                    out.push(value);
                }
            }
        }
    }
    Some((out, at))
}

/// Texts with all lengths before them; `None` for one that is not there.
pub(super) fn delta_lengths(bytes: &[u8], limit: usize) -> Option<impl Iterator<Item = Option<&[u8]>>> {
    let (lengths, mut at) = deltas(bytes, limit)?;
    Some(lengths.into_iter().map(move |length| {
        let end = at.checked_add(usize::try_from(length).ok()?)?;
        let text = bytes.get(at..end)?;
        at = end;
        Some(text)
    }))
}

/// Texts that share their beginnings, one by one, at most `room` bytes of them together.
pub(super) fn delta_texts(bytes: &[u8], limit: usize, room: usize, each: &mut dyn FnMut(&[u8])) -> Option<()> {
    let (shared, at) = deltas(bytes, limit)?;
    let ends = delta_lengths(bytes.get(at..)?, limit)?;
    let mut text: Vec<u8> = Vec::new();
    let mut used = 0_usize;
    for (shared, end) in shared.into_iter().zip(ends) {
        let shared = usize::try_from(shared).ok().filter(|shared| *shared <= text.len())?;
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
pub(super) fn packed(bytes: &[u8], width: u32, count: usize) -> Vec<u32> {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| u32::from(byte >> (7 - at % 8) & 1));
    let value = |at: usize| (0..width as usize).fold(0, |value, place| value << 1 | bit(at * width as usize + place));
    (0..count).map(value).collect()
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
        assert_eq!(hybrid(&[8, 5, 3, 0x88, 0xC6, 0xFA], 3, 12), [5, 5, 5, 5, 0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(hybrid(&[0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 1], 1, 3), [1, 1, 1]);
        assert_eq!(hybrid(&[], 0, 2), [0, 0]);
        assert_eq!(hybrid(&[3], 8, 2), Vec::<u32>::new());
    }

    #[test]
    fn differences() {
        // The example of the specification: 1, 2, 3, 4, 5 in a block of 128.
        let bytes = [0x80, 1, 4, 5, 2, 2, 0, 0, 0, 0];
        assert_eq!(deltas(&bytes, 100), Some((vec![1, 2, 3, 4, 5], 10)));
        assert_eq!(deltas(&bytes, 2).map(|(out, _)| out), Some(vec![1, 2]));
        assert_eq!(deltas(&[1], 100), None);
    }
}
