//! When provinces and kabupaten were made out of others, by which law: what a series of years has to be read with.
//!
//! Laws are those of the state gazette (Lembaran Negara); a law's date is the day on which the president enacted it,
//! for kabupaten as the cabinet secretariat told it at the time. Governors and regents took office later, and
//! statistics often follow a year later still. Kabupaten are those since 2012; none was made after 2014.

/// A province or kabupaten that was made out of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Kemendagri code of the new one.
    pub code: &'static str,
    /// Kemendagri code of the one that it was part of until then.
    pub from: &'static str,
    /// The law, without the words "Undang-Undang Nomor": number and year.
    pub law: (u16, i32),
    /// Its date: year, month, day.
    pub date: (i32, u8, u8),
}

const fn split(code: &'static str, from: &'static str, law: (u16, i32), date: (i32, u8, u8)) -> Split {
    Split { code, from, law, date }
}

/// All provinces made since 1999 and all kabupaten made since 2012, the first one first.
pub const SPLITS: [Split; 29] = [
    split("82", "81", (46, 1999), (1999, 10, 4)),
    split("92", "91", (45, 1999), (1999, 10, 4)),
    split("36", "32", (23, 2000), (2000, 10, 17)),
    split("19", "16", (27, 2000), (2000, 12, 4)),
    split("75", "71", (38, 2000), (2000, 12, 22)),
    split("21", "14", (25, 2002), (2002, 10, 25)),
    split("76", "73", (26, 2004), (2004, 10, 5)),
    split("65", "64", (20, 2012), (2012, 11, 16)),
    split("32.18", "32.07", (21, 2012), (2012, 11, 16)),
    split("18.13", "18.04", (22, 2012), (2012, 11, 16)),
    split("92.11", "92.02", (23, 2012), (2012, 11, 16)),
    split("92.12", "92.02", (24, 2012), (2012, 11, 16)),
    split("64.11", "64.07", (2, 2013), (2013, 1, 11)),
    split("53.21", "53.04", (3, 2013), (2013, 1, 11)),
    split("76.06", "76.02", (4, 2013), (2013, 1, 11)),
    split("72.11", "72.07", (5, 2013), (2013, 1, 11)),
    split("82.08", "82.05", (6, 2013), (2013, 1, 11)),
    split("16.12", "16.03", (7, 2013), (2013, 1, 11)),
    split("74.11", "74.01", (8, 2013), (2013, 1, 11)),
    split("72.12", "72.06", (12, 2013), (2013, 5, 11)),
    split("74.12", "74.02", (13, 2013), (2013, 5, 11)),
    split("16.13", "16.05", (16, 2013), (2013, 7, 10)),
    split("74.13", "74.03", (14, 2014), (2014, 7, 23)),
    split("74.14", "74.04", (15, 2014), (2014, 7, 23)),
    split("74.15", "74.04", (16, 2014), (2014, 7, 23)),
    split("93", "91", (14, 2022), (2022, 7, 25)),
    split("94", "91", (15, 2022), (2022, 7, 25)),
    split("95", "91", (16, 2022), (2022, 7, 25)),
    split("96", "92", (29, 2022), (2022, 12, 8)),
];

/// The divisions that a series of years goes across: made in its years, of regions that it has.
pub fn splits_within(first: i32, last: i32, has: impl Fn(&str) -> bool) -> Vec<Split> {
    let within = |split: &&Split| first < last && (first..=last).contains(&split.date.0);
    SPLITS.iter().filter(within).filter(|split| has(split.code) || has(split.from)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::region::{Gazetteer, System, among_34};

    #[test]
    fn every_division_is_of_regions_that_there_are() {
        let list = Gazetteer::parse(include_bytes!("../../assets/regions/kabkota.txt")).unwrap();
        for split in SPLITS {
            let find = |code: &str| list.by_code(code, System::Kemendagri).unwrap();
            let (new, old) = (find(split.code), find(split.from));
            assert_eq!(split.law.1, split.date.0, "{}", new.name);
            assert_eq!(new.kind.level(), old.kind.level(), "{}", new.name);
            // Kabupaten are divided within their province.
            assert_eq!(new.parent, old.parent, "{}", new.name);
            // Those of 2022 are the ones that the list of 34 puts back.
            assert_eq!(among_34(split.code) == Some(split.from), split.date.0 == 2022, "{}", new.name);
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
        check(2010, 2024, &["32.07", "32.18", "74.04"], &["32.18", "74.14", "74.15"]);
        check(2014, 2024, &["32.07", "32.18"], &[]);
    }
}
