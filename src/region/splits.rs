//! When provinces were made out of others, by which law: what a series of years has to be read with.
//!
//! Laws and dates are those of the state gazette (Lembaran Negara): a law's date is the day on which it was enacted and
//! promulgated. Governors took office later, and statistics often follow a year later still.

/// A province that was made out of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Kemendagri code of the new province.
    pub code: &'static str,
    /// Kemendagri code of the province that it was part of until then.
    pub from: &'static str,
    /// The law, without the words "Undang-Undang Nomor": number and year.
    pub law: (u16, i32),
    /// Its date: year, month, day.
    pub date: (i32, u8, u8),
}

const fn split(code: &'static str, from: &'static str, law: (u16, i32), date: (i32, u8, u8)) -> Split {
    Split { code, from, law, date }
}

/// All provinces made since 1999, the first one first.
pub const SPLITS: [Split; 12] = [
    split("82", "81", (46, 1999), (1999, 10, 4)),
    split("92", "91", (45, 1999), (1999, 10, 4)),
    split("36", "32", (23, 2000), (2000, 10, 17)),
    split("19", "16", (27, 2000), (2000, 12, 4)),
    split("75", "71", (38, 2000), (2000, 12, 22)),
    split("21", "14", (25, 2002), (2002, 10, 25)),
    split("76", "73", (26, 2004), (2004, 10, 5)),
    split("65", "64", (20, 2012), (2012, 11, 16)),
    split("93", "91", (14, 2022), (2022, 7, 25)),
    split("94", "91", (15, 2022), (2022, 7, 25)),
    split("95", "91", (16, 2022), (2022, 7, 25)),
    split("96", "92", (29, 2022), (2022, 12, 8)),
];

/// The divisions that a series of years goes across: made in its years, of provinces that it has.
pub fn splits_within(first: i32, last: i32, has: impl Fn(&str) -> bool) -> Vec<Split> {
    let within = |split: &&Split| first < last && (first..=last).contains(&split.date.0);
    SPLITS.iter().filter(within).filter(|split| has(split.code) || has(split.from)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::region::{among_34, by_code};

    #[test]
    fn every_division_is_of_provinces_that_there_are() {
        for split in SPLITS {
            let (new, old) = (by_code(split.code).unwrap(), by_code(split.from).unwrap());
            assert_eq!(split.law.1, split.date.0, "{}", new.name);
            // Those of 2022 are the ones that the list of 34 puts back.
            assert_eq!(among_34(new.code) == Some(old.code), split.date.0 == 2022, "{}", new.name);
        }
        assert!(SPLITS.is_sorted_by_key(|split| split.date));
    }

    #[test]
    fn a_series_is_told_the_divisions_that_it_goes_across() {
        let check = |first: i32, last: i32, codes: &[&str], expected: &[&str]| {
            let found = splits_within(first, last, |code| codes.contains(&code));
            assert_eq!(found.iter().map(|split| split.code).collect::<Vec<_>>(), expected, "{first} {last} {codes:?}");
        };
        check(2015, 2024, &["91", "92", "32"], &["93", "94", "95", "96"]);
        check(2015, 2022, &["92"], &["96"]);
        check(2015, 2021, &["91", "92"], &[]);
        check(2023, 2024, &["91", "93"], &[]);
        check(2022, 2022, &["91", "93"], &[]);
        check(2000, 2013, &["32", "64", "11"], &["36", "65"]);
        check(1990, 2005, &["76"], &["76"]);
    }
}
