//! What pages are compressed with: Snappy, LZ4 in its raw form and as Hadoop frames it, GZIP, Brotli and
//! Zstandard.
//!
//! Each makes room as its output grows, so that a page which claims gigabytes takes none, and stops at the limit.

use std::borrow::Cow;

use brotli_decompressor::{BrotliDecompressStream, BrotliResult, BrotliState, StandardAlloc};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::ingest::book::archive::inflate_gzip;
use crate::ingest::book::bytes::{u8_at, u16_at, u32_at};

/// The furthest back that Zstandard may refer: as far as its own program reads without being told to.
const WINDOW: u64 = 1 << 27;
/// Bytes of Zstandard that are expanded at a time.
const BLOCK: usize = 1 << 17;

/// Expands a page to at most `limit` bytes; `None` when it is damaged or of another kind.
pub(super) fn expand(codec: i64, bytes: &[u8], limit: usize) -> Option<Cow<'_, [u8]>> {
    match codec {
        0 => return Some(Cow::Borrowed(bytes)),
        // A page of nothing but nulls.
        _ if bytes.is_empty() => return Some(Cow::Borrowed(bytes)),
        1 => snappy(bytes, limit),
        2 => inflate_gzip(bytes, limit),
        4 => brotli(bytes, limit),
        // Some writers called raw blocks by this name.
        5 => hadoop(bytes, limit).or_else(|| lz4(bytes, limit)),
        6 => zstandard(bytes, limit),
        7 => lz4(bytes, limit),
        _ => None,
    }
    .map(Cow::Owned)
}

/// What a codec that is not read is called.
pub(super) const fn unread(codec: i64) -> Option<&'static str> {
    match codec {
        0..=2 | 4..=7 => None,
        3 => Some("LZO"),
        _ => Some("?"),
    }
}

/// A frame of Zstandard (RFC 8878).
fn zstandard(bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut decoder = FrameDecoder::new();
    decoder.set_max_window_size(WINDOW);
    let mut rest = bytes;
    decoder.init(&mut rest).ok()?;
    let mut out: Vec<u8> = Vec::new();
    // What was expanded, but for less than a block of it.
    let mut made = 0_usize;
    loop {
        let is_over = decoder.decode_blocks(&mut rest, BlockDecodingStrategy::UptoBytes(BLOCK)).ok()?;
        match decoder.collect() {
            Some(part) if out.is_empty() => out = part,
            Some(part) => out.extend_from_slice(&part),
            None => {}
        }
        if is_over {
            return (out.len() <= limit).then_some(out);
        }
        made += BLOCK;
        if made > limit {
            return None;
        }
    }
}

/// A stream of Brotli (RFC 7932), whose window is 16 MB at most.
fn brotli(bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    let alloc = StandardAlloc::default;
    let mut state = BrotliState::new_strict(alloc(), alloc(), alloc());
    let (mut left, mut read, mut written) = (bytes.len(), 0, 0);
    let mut out = vec![0; limit.min(bytes.len().saturating_mul(8))];
    loop {
        let (mut room, mut total) = (out.len() - written, 0);
        match BrotliDecompressStream(
            &mut left,
            &mut read,
            bytes,
            &mut room,
            &mut written,
            &mut out,
            &mut total,
            &mut state,
        ) {
            BrotliResult::ResultSuccess => {
                out.truncate(written);
                return Some(out);
            }
            BrotliResult::NeedsMoreOutput if out.len() < limit => {
                let more = out.len().saturating_mul(2).min(limit);
                out.resize(more, 0);
            }
            _ => return None,
        }
    }
}

/// LZ4 as Hadoop writes it: the size of what follows, expanded, then blocks of LZ4, each behind its size, until
/// there is so much; all sizes with the highest byte first (Hadoop, `BlockCompressorStream`).
fn hadoop(bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    let size = |at: usize| Some(u32_at(bytes, at)?.swap_bytes() as usize);
    let mut out: Vec<u8> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let until = out.len().checked_add(size(at)?).filter(|until| *until <= limit)?;
        at += 4;
        while out.len() < until {
            let start = at.checked_add(4)?;
            let end = start.checked_add(size(at)?)?;
            let part = lz4(bytes.get(start..end)?, until - out.len()).filter(|part| !part.is_empty())?;
            out.extend_from_slice(&part);
            at = end;
        }
    }
    Some(out)
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

    #[test]
    fn frames_of_hadoop() {
        let block = [0x35, b'a', b'b', b'c', 3, 0, 0x10, b'X'];
        let frame = |sizes: &[u8]| -> Vec<u8> {
            let one = |size: &u8| [&[0, 0, 0, *size, 0, 0, 0, 8], block.as_slice()].concat();
            sizes.iter().flat_map(one).collect()
        };
        let twice = [[0, 0, 0, 26], [0, 0, 0, 8]].concat();
        let check = |bytes: &[u8], want: Option<&[u8]>| assert_eq!(expand(5, bytes, 26).as_deref(), want, "{bytes:?}");
        check(&frame(&[13]), Some(b"abcabcabcabcX"));
        check(&frame(&[13, 13]), Some(b"abcabcabcabcXabcabcabcabcX"));
        // Two blocks in one frame.
        check(&[&twice, block.as_slice(), &[0, 0, 0, 8], &block].concat(), Some(b"abcabcabcabcXabcabcabcabcX"));
        // A raw block by the same name.
        check(&block, Some(b"abcabcabcabcX"));
        check(&frame(&[13, 13, 13]), None);
        check(&frame(&[13])[..12], None);
    }

    #[test]
    fn frames_of_zstandard() {
        // No checksum and no size; a window of 2 MB; blocks of one letter 131,072 times over.
        let frame = |window: u8, blocks: usize| -> Vec<u8> {
            let mut out = vec![0x28, 0xB5, 0x2F, 0xFD, 0, window];
            for block in 1..=blocks {
                out.extend([2 | u8::from(block == blocks), 0, 0x10, b'a']);
            }
            out
        };
        let check = |bytes: &[u8], limit: usize, want: Option<usize>| {
            assert_eq!(expand(6, bytes, limit).map(|out| out.len()), want, "{} bytes", bytes.len());
        };
        check(&frame(0x58, 1), 1 << 20, Some(1 << 17));
        check(&frame(0x58, 20), 20 << 17, Some(20 << 17));
        check(&frame(0x58, 20), (20 << 17) - 1, None);
        // Two gigabytes of 64 KB, and a window of two terabytes.
        check(&frame(0x58, 16_000), 1 << 20, None);
        check(&frame(0xF8, 1), 1 << 20, None);
        check(&frame(0x58, 2)[..9], 1 << 20, None);
    }

    #[test]
    fn streams_of_brotli() {
        let small = [27, 12, 0, 248, 165, 177, 194, 196, 198, 148, 34, 159, 4, 1, 109, 0];
        let check = |bytes: &[u8], limit: usize, want: Option<usize>| {
            assert_eq!(expand(4, bytes, limit).map(|out| out.len()), want, "{} bytes", bytes.len());
        };
        assert_eq!(expand(4, &small, 100).as_deref(), Some(b"abcabcabcabcX".as_slice()));
        check(&small, 12, None);
        check(&small[..9], 100, None);
        // The start of 64 MB of one letter.
        let bomb = [
            203, 255, 255, 63, 0, 36, 194, 226, 177, 64, 114, 239, 255, 248, 255, 255, 7, 128, 4, 64, 28, 22, 128, 238,
            253,
        ];
        check(&bomb, 1 << 20, None);
    }
}
