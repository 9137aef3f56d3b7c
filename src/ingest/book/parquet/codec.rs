//! What pages are compressed with: Snappy and LZ4, each in its raw form, and GZIP.

use crate::ingest::book::archive::inflate_gzip;
use crate::ingest::book::bytes::{u8_at, u16_at, u32_at};

/// Expands a page to at most `limit` bytes; `None` when it is damaged or of another kind.
pub(super) fn expand(codec: i64, bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    match codec {
        0 => Some(bytes.to_vec()),
        1 => snappy(bytes, limit),
        2 => inflate_gzip(bytes, limit),
        7 => lz4(bytes, limit),
        _ => None,
    }
}

/// What a codec that is not read is called.
pub(super) const fn unread(codec: i64) -> Option<&'static str> {
    match codec {
        0 | 1 | 2 | 7 => None,
        4 => Some("Brotli"),
        5 => Some("LZ4"),
        6 => Some("Zstandard"),
        _ => Some("?"),
    }
}

/// Repeats what is already there: `length` bytes from `back` bytes before the end.
fn repeat(out: &mut Vec<u8>, back: usize, length: usize, limit: usize) -> Option<()> {
    if back == 0 || back > out.len() || out.len() + length > limit {
        return None;
    }
    let start = out.len() - back;
    if back >= length {
        out.extend_from_within(start..start + length);
    } else {
        // The copy reaches into itself.
        for at in start..start + length {
            let byte = *out.get(at)?;
            out.push(byte);
        }
    }
    Some(())
}

fn literal(out: &mut Vec<u8>, bytes: &[u8], at: usize, length: usize, limit: usize) -> Option<()> {
    if length > limit.saturating_sub(out.len()) {
        return None;
    }
    out.extend_from_slice(bytes.get(at..at.checked_add(length)?)?);
    Some(())
}

/// Snappy without framing (google/snappy, `format_description.txt`).
fn snappy(bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut at = 0;
    let mut size = 0_u64;
    for shift in (0..35).step_by(7) {
        let byte = u8_at(bytes, at)?;
        at += 1;
        size |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    let limit = limit.min(usize::try_from(size).ok()?);
    let mut out = Vec::with_capacity(limit.min(bytes.len().saturating_mul(8)));
    while let Some(tag) = u8_at(bytes, at) {
        at += 1;
        let high = usize::from(tag >> 2);
        match tag & 3 {
            0 => {
                let mut length = high + 1;
                if high >= 60 {
                    let width = high - 59;
                    length = 1;
                    for place in 0..width {
                        length += usize::from(u8_at(bytes, at + place)?) << (8 * place);
                    }
                    at += width;
                }
                literal(&mut out, bytes, at, length, limit)?;
                at += length;
            }
            1 => {
                let back = (usize::from(tag >> 5) << 8) | usize::from(u8_at(bytes, at)?);
                at += 1;
                repeat(&mut out, back, (high & 7) + 4, limit)?;
            }
            2 => {
                repeat(&mut out, usize::from(u16_at(bytes, at)?), high + 1, limit)?;
                at += 2;
            }
            _ => {
                repeat(&mut out, u32_at(bytes, at)? as usize, high + 1, limit)?;
                at += 4;
            }
        }
    }
    Some(out)
}

/// One LZ4 block (lz4, `lz4_Block_format.md`).
fn lz4(bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(limit.min(bytes.len().saturating_mul(8)));
    let mut at = 0;
    let more = |at: &mut usize, base: usize| {
        let mut length = base;
        if base == 15 {
            loop {
                let byte = u8_at(bytes, *at)?;
                *at += 1;
                length += usize::from(byte);
                if byte != 255 {
                    break;
                }
            }
        }
        Some(length)
    };
    while let Some(token) = u8_at(bytes, at) {
        at += 1;
        let length = more(&mut at, usize::from(token >> 4))?;
        literal(&mut out, bytes, at, length, limit)?;
        at += length;
        if at >= bytes.len() {
            break;
        }
        let back = usize::from(u16_at(bytes, at)?);
        at += 2;
        let length = more(&mut at, usize::from(token & 15))? + 4;
        repeat(&mut out, back, length, limit)?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_and_literals() {
        // "abc", then nine bytes from three back, then "X".
        let bytes = [13, 2 << 2, b'a', b'b', b'c', 1 | (5 << 2), 3, 0, b'X'];
        assert_eq!(snappy(&bytes, 100).as_deref(), Some(b"abcabcabcabcX".as_slice()));
        assert_eq!(snappy(&bytes, 5), None);
        assert_eq!(snappy(&[9, 1, 7], 100), None);
        let block = [0x35, b'a', b'b', b'c', 3, 0, 0x10, b'X'];
        assert_eq!(lz4(&block, 100).as_deref(), Some(b"abcabcabcabcX".as_slice()));
        assert_eq!(lz4(&block, 5), None);
    }
}
