//! How much of a table this device may be asked to hold.

/// What is assumed of a device that does not tell its memory, in GiB: most browsers keep it to
/// themselves, and the smallest phones that people read data with have this much.
const UNTOLD_GIB: f64 = 2.0;
/// The share of a device's memory that a page may take without others being thrown out.
const SHARE: f64 = 0.25;
/// What a table takes for each byte of its text: the text itself, a place for every row, the typed
/// columns, and what is needed while they are being decided.
const MEMORY_PER_TEXT: f64 = 2.5;
/// Text that any device holds; below this nobody is asked anything.
const LEAST: f64 = 1_048_576.0;
/// More than this is never read into one table.
const MOST: f64 = 1_073_741_824.0;

/// Bytes of text that a table may have on a device of so much memory in GiB (as
/// `navigator.deviceMemory` tells it, or `None`).
pub fn text_bytes(memory_gib: Option<f64>) -> u64 {
    let gib = memory_gib.filter(|gib| gib.is_finite() && *gib > 0.0).unwrap_or(UNTOLD_GIB);
    (gib * 1_073_741_824.0 * SHARE / MEMORY_PER_TEXT).clamp(LEAST, MOST) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_follows_the_memory_within_bounds() {
        let check = |memory: Option<f64>, megabytes: u64| assert_eq!(text_bytes(memory) >> 20, megabytes, "{memory:?}");
        check(Some(8.0), 819);
        check(Some(4.0), 409);
        check(Some(2.0), 204);
        check(None, 204);
        check(Some(0.25), 25);
        check(Some(0.0), 204);
        check(Some(f64::NAN), 204);
        check(Some(0.000_1), 1);
        check(Some(512.0), 1024);
    }
}
