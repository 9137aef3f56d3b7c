//! Dates that explain courses in Indonesian data: Lebaran, and national elections.
//!
//! Lebaran is the first of Syawal as the government set it (sidang isbat and the yearly joint decree on public
//! holidays), 2005 to 2026. Elections are the voting days that the election commission (KPU) held: of parliament
//! and president since 1999, of governors, regents and mayors since they are held on one day.

use super::remark::EventList;
use crate::i18n::{Message, remarks as t};

/// A date: year, month, day.
pub(crate) type Date = (i16, i8, i8);

/// First days of Idulfitri.
const LEBARAN: [Date; 22] = [
    (2005, 11, 3),
    (2006, 10, 24),
    (2007, 10, 13),
    (2008, 10, 1),
    (2009, 9, 20),
    (2010, 9, 10),
    (2011, 8, 31),
    (2012, 8, 19),
    (2013, 8, 8),
    (2014, 7, 28),
    (2015, 7, 17),
    (2016, 7, 6),
    (2017, 6, 25),
    (2018, 6, 15),
    (2019, 6, 5),
    (2020, 5, 24),
    (2021, 5, 13),
    (2022, 5, 2),
    (2023, 4, 22),
    (2024, 4, 10),
    (2025, 3, 31),
    (2026, 3, 21),
];

/// Voting days.
const ELECTIONS: [(Date, Message); 15] = [
    ((1999, 6, 7), t::ELECTION),
    ((2004, 4, 5), t::ELECTION),
    ((2004, 7, 5), t::ELECTION_PRESIDENT),
    ((2004, 9, 20), t::ELECTION_PRESIDENT),
    ((2009, 4, 9), t::ELECTION),
    ((2009, 7, 8), t::ELECTION_PRESIDENT),
    ((2014, 4, 9), t::ELECTION),
    ((2014, 7, 9), t::ELECTION_PRESIDENT),
    ((2015, 12, 9), t::ELECTION_REGIONS),
    ((2017, 2, 15), t::ELECTION_REGIONS),
    ((2018, 6, 27), t::ELECTION_REGIONS),
    ((2019, 4, 17), t::ELECTION),
    ((2020, 12, 9), t::ELECTION_REGIONS),
    ((2024, 2, 14), t::ELECTION),
    ((2024, 11, 27), t::ELECTION_REGIONS),
];

impl EventList {
    /// What the list is called.
    pub const fn name(self) -> Message {
        match self {
            Self::Lebaran => t::LEBARAN,
            Self::Elections => t::ELECTIONS,
        }
    }

    /// Who set the dates.
    pub const fn source(self) -> Message {
        match self {
            Self::Lebaran => t::LEBARAN_SOURCE,
            Self::Elections => t::ELECTIONS_SOURCE,
        }
    }

    /// The dates in order, with their names.
    pub(crate) fn dates(self) -> Vec<(Date, Message)> {
        match self {
            Self::Lebaran => LEBARAN.iter().map(|date| (*date, t::LEBARAN)).collect(),
            Self::Elections => ELECTIONS.to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::calendar::days;

    #[test]
    fn dates_exist_and_are_in_order() {
        for list in EventList::ALL {
            let found: Vec<i32> =
                list.dates().iter().map(|((year, month, day), _)| days(*year, *month, *day).expect("a date")).collect();
            assert!(found.windows(2).all(|pair| pair[0] < pair[1]), "{list:?}");
        }
        // A lunar year has 354 or 355 days, so each Lebaran is that long after the one before, or a day off
        // where a month was seen early or late.
        let lebaran: Vec<i32> =
            LEBARAN.iter().map(|(year, month, day)| days(*year, *month, *day).expect("a date")).collect();
        assert!(lebaran.windows(2).all(|pair| (353..=356).contains(&(pair[1] - pair[0]))), "{lebaran:?}");
    }
}
