//! Numbers and texts at places of a byte string that may end anywhere.

/// The byte at a place.
pub(super) fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

/// Two bytes, the lower one first.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Four bytes, the lowest one first.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Eight bytes, the lowest one first.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// A double.
pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    u64_at(bytes, at).map(f64::from_bits)
}

/// The text of UTF-16 units, the lower byte first.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16_at(pair, 0).unwrap_or(0));
    char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{FFFD}')).collect()
}

/// A number in the short form that spreadsheets have for whole numbers and hundredths
/// (MS-XLS 2.5.217).
pub(super) fn rk(bits: u32) -> f64 {
    let value = if bits & 2 != 0 {
        f64::from(bits.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(bits & 0xFFFF_FFFC) << 32)
    };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

/// What an error code of a cell is called (MS-XLS 2.5.10).
pub(super) const fn error_name(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2B => "#GETTING_DATA",
        _ => "#N/A",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_numbers() {
        let check = |bits: u32, want: f64| assert!((rk(bits) - want).abs() < 1e-12, "{bits:x}");
        check((5 << 2) | 2, 5.0);
        check((12_345 << 2) | 3, 123.45);
        check(((-7_i32 << 2) | 2).cast_unsigned(), -7.0);
        check(0x3FF0_0000, 1.0);
        check(0x4059_0001, 1.0);
    }

    #[test]
    fn nothing_is_behind_the_end() {
        assert_eq!((u8_at(&[1], 1), u16_at(&[1], 0), u32_at(&[1; 4], usize::MAX)), (None, None, None));
        assert_eq!(utf16(&[0x41, 0, 0x3C, 0xD8, 0x36, 0xDF, 7]), "A🌶");
    }
}
