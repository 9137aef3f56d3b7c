//! How many of a column's codes exist.

use super::{Gazetteer, Level, System};

/// Of the different codes of a column: how many exist in a system, and how many there are. Codes of kecamatan
/// and villages are judged by the kabupaten or kota in them. `None` where the column holds only a part of the
/// codes, such as the two digits of a kabupaten within its province.
pub fn known_codes<'a>(list: &Gazetteer, codes: impl Iterator<Item = &'a str>, system: System) -> Option<(u64, u64)> {
    let (mut known, mut all) = (0, 0);
    for code in codes {
        let code = code.trim();
        let code = code.strip_suffix(".0").unwrap_or(code);
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let strange = code.chars().any(|c| !c.is_ascii_digit() && !matches!(c, '.' | ' '));
        // One or three digits are no code, but may be a part of one.
        if !strange && matches!(digits.len(), 1 | 3) {
            return None;
        }
        all += 1;
        let wanted = if digits.len() >= 4 && list.deepest() > Level::Province { 4 } else { 2 };
        let found = digits.get(..wanted).is_some_and(|head| list.position(head, system).is_some());
        known += u64::from(!strange && found);
    }
    // When most are unknown, they are not codes of whole regions.
    (all > 0 && known * 2 >= all).then_some((known, all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_or_not() {
        let check = |codes: &[&str], expected: Option<(u64, u64)>| {
            let found = known_codes(Gazetteer::provinces(), codes.iter().copied(), System::Kemendagri);
            assert_eq!(found, expected, "{codes:?}");
        };
        check(&["32", "33", "31"], Some((3, 3)));
        check(&["32", "33", "99"], Some((2, 3)));
        check(&["32.73", "33.01.02.2001", "32.0"], Some((3, 3)));
        check(&["3273", "9973"], Some((1, 2)));
        check(&["32", "33", "Jumlah"], Some((2, 3)));
        // Parts of codes.
        check(&["01", "02", "71"], None);
        check(&["1", "2"], None);
        check(&[], None);
    }
}
