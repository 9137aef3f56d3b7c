//! Dates on charts: which part of the calendar a day lies in, how a part is called, where the ticks
//! of a time axis stand.

use crate::base::date::{Civil, DatePart, format_month, format_part, month_short};
use crate::base::lang::Lang;
use crate::i18n::{Message, chart as words};

/// Year, month (1 to 12) and day of days since 1970-01-01; `None` outside the years 1 to 9999.
pub(crate) fn civil(days: i32) -> Option<(i16, i8, i8)> {
    let date = Civil::from_days(days);
    let year = i16::try_from(date.year).ok().filter(|year| (1..=9_999).contains(year))?;
    Some((year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?))
}

/// Days since 1970-01-01 of a date; `None` when there is no such day.
pub(crate) fn days(year: i16, month: i8, day: i8) -> Option<i32> {
    let date = Civil { year: year.into(), month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? };
    date.days()
}

/// The running number of the part that a day lies in: neighbours differ by one.
pub(crate) fn part_index(day: i32, part: DatePart) -> i64 {
    if part == DatePart::Day {
        return i64::from(day);
    }
    let (year, month) = civil(day).map_or((0, 1), |(year, month, _)| (i64::from(year), i64::from(month)));
    match part {
        DatePart::Year => year,
        DatePart::Quarter => year * 4 + (month - 1) / 3,
        DatePart::Month => year * 12 + month - 1,
        // 1970-01-01 was a Thursday; weeks start on Monday.
        DatePart::Week => (i64::from(day) + 3).div_euclid(7),
        DatePart::Day => i64::from(day),
    }
}

/// The first day of the part with this running number; `None` outside the years 1 to 9999.
pub(crate) fn part_start(index: i64, part: DatePart) -> Option<i32> {
    let month = |year: i64, month: i64| days(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1);
    match part {
        DatePart::Year => month(index, 1),
        DatePart::Quarter => month(index.div_euclid(4), index.rem_euclid(4) * 3 + 1),
        DatePart::Month => month(index.div_euclid(12), index.rem_euclid(12) + 1),
        DatePart::Week => i32::try_from(index * 7 - 3).ok(),
        DatePart::Day => i32::try_from(index).ok(),
    }
}

/// What a part is called in general: `bulan` / `month`.
pub(crate) fn part_name(part: DatePart) -> Message {
    match part {
        DatePart::Year => words::PART_YEAR,
        DatePart::Quarter => words::PART_QUARTER,
        DatePart::Month => words::PART_MONTH,
        DatePart::Week => words::PART_WEEK,
        DatePart::Day => words::PART_DAY,
    }
}

/// What the part that a day lies in is called: `2024`, `Triwulan I 2024`, `Jan 2024`, `Minggu 1 Jan 2024`.
pub(crate) fn part_label(day: i32, part: DatePart, lang: Lang) -> String {
    let label = format_part(day, part, lang);
    match part {
        DatePart::Week => words::WEEK_OF.with(lang, &[("date", &label)]),
        _ => label,
    }
}

/// A tick of a time axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimeTick {
    /// Where it stands, days since 1970-01-01.
    pub(crate) day: i32,
    /// The upper line: `2024`, `Jan`, `5`.
    pub(crate) label: String,
    /// The lower line, where it changes: `2024` below months, `Jan 2024` below days.
    pub(crate) below: Option<String>,
}

/// Ticks between two days, at most `count` of them, on round places of the calendar and never finer
/// than the parts that the data is summed up by.
pub(crate) fn time_ticks(first: i32, last: i32, count: usize, part: DatePart, lang: Lang) -> Vec<TimeTick> {
    let count = count.max(1) as i64;
    let (Some((first_year, first_month, _)), Some((last_year, last_month, _))) = (civil(first), civil(last)) else {
        return Vec::new();
    };
    if part == DatePart::Day || part == DatePart::Week {
        // The days of a round distance, counted from a Monday for weeks.
        for step in [1, 2, 7, 14] {
            if (i64::from(last) - i64::from(first)) / step < count && (part == DatePart::Day || step >= 7) {
                return day_ticks(first, last, step, lang);
            }
        }
    }
    let months = (
        i64::from(first_year) * 12 + i64::from(first_month) - 1,
        i64::from(last_year) * 12 + i64::from(last_month) - 1,
    );
    let finest = match part {
        DatePart::Year => 12,
        DatePart::Quarter => 3,
        DatePart::Month | DatePart::Week | DatePart::Day => 1,
    };
    let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000];
    let fits = |step: i64| months.1.div_euclid(step) - (months.0 + step - 1).div_euclid(step) < count;
    let step = steps.into_iter().find(|step| *step >= finest && fits(*step)).unwrap_or(120_000);
    let mut ticks: Vec<TimeTick> = Vec::new();
    let mut shown = None;
    let mut month = months.0.div_euclid(step) * step;
    while month <= months.1 {
        let (year, of_year) = (month.div_euclid(12), month.rem_euclid(12));
        let day = i16::try_from(year).ok().and_then(|year| days(year, i8::try_from(of_year + 1).ok()?, 1));
        if let Some(day) = day.filter(|day| (first..=last).contains(day)) {
            if step >= 12 {
                ticks.push(TimeTick { day, label: year.to_string(), below: None });
            } else {
                let label = month_short(u8::try_from(of_year + 1).unwrap_or_default(), lang).to_owned();
                let below = (shown != Some(year)).then(|| year.to_string());
                shown = Some(year);
                ticks.push(TimeTick { day, label, below });
            }
        }
        month += step;
    }
    ticks
}

/// Ticks every few days.
fn day_ticks(first: i32, last: i32, step: i64, lang: Lang) -> Vec<TimeTick> {
    // Day 4 (1970-01-05) was a Monday.
    let offset = 4;
    let mut day = (i64::from(first) - offset).div_euclid(step) * step + offset;
    let mut ticks = Vec::new();
    let mut shown = None;
    while day <= i64::from(last) {
        if let Some(at) = i32::try_from(day).ok().filter(|at| *at >= first)
            && let Some((year, month, of_month)) = civil(at)
        {
            let below = (shown != Some((year, month))).then(|| format_month(at, lang));
            shown = Some((year, month));
            ticks.push(TimeTick { day: at, label: of_month.to_string(), below });
        }
        day += step;
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        for (day, expected) in [
            (0, Some((1970, 1, 1))),
            (-1, Some((1969, 12, 31))),
            (19_723, Some((2024, 1, 1))),
            (19_782, Some((2024, 2, 29))),
            (i32::MAX, None),
            (i32::MIN, None),
        ] {
            assert_eq!(civil(day), expected, "{day}");
            if let Some((year, month, of_month)) = expected {
                assert_eq!(days(year, month, of_month), Some(day));
            }
        }
        assert_eq!(days(2023, 2, 29), None);
    }

    #[test]
    fn neighbouring_parts_differ_by_one() {
        let at = |year, month, day| days(year, month, day).unwrap();
        for (part, one, next) in [
            (DatePart::Year, at(2023, 12, 31), at(2024, 1, 1)),
            (DatePart::Quarter, at(2023, 12, 31), at(2024, 1, 1)),
            (DatePart::Month, at(2023, 12, 1), at(2024, 1, 1)),
            (DatePart::Week, at(2024, 1, 7), at(2024, 1, 8)),
            (DatePart::Day, at(2024, 2, 29), at(2024, 3, 1)),
        ] {
            assert_eq!(part_index(next, part) - part_index(one, part), 1, "{part:?}");
            let start = part_start(part_index(next, part), part).unwrap();
            assert!(start <= next && part_index(start, part) == part_index(next, part), "{part:?}");
            assert!(part_index(start - 1, part) < part_index(start, part), "{part:?}");
        }
        assert_eq!(part_index(at(2024, 1, 1), DatePart::Week), part_index(at(2024, 1, 7), DatePart::Week));
    }

    #[test]
    fn ticks_stand_on_round_places_and_are_few() {
        let at = |year, month, day| days(year, month, day).unwrap();
        let check = |first, last, count, part, expected: &[&str]| {
            let ticks = time_ticks(first, last, count, part, Lang::Id);
            let labels: Vec<&str> = ticks.iter().map(|tick| tick.label.as_str()).collect();
            assert_eq!(labels, expected);
        };
        check(at(2019, 1, 1), at(2024, 1, 1), 6, DatePart::Year, &["2019", "2020", "2021", "2022", "2023", "2024"]);
        check(at(2019, 1, 1), at(2024, 1, 1), 3, DatePart::Year, &["2020", "2022", "2024"]);
        check(at(1950, 3, 1), at(2024, 1, 1), 5, DatePart::Month, &["1960", "1980", "2000", "2020"]);
        assert_eq!(time_ticks(at(2024, 1, 1), at(2024, 12, 1), 6, DatePart::Month, Lang::Id).len(), 6);
        assert_eq!(time_ticks(at(2024, 1, 1), at(2024, 1, 1), 6, DatePart::Month, Lang::Id).len(), 1);
        assert_eq!(time_ticks(at(2024, 1, 5), at(2024, 1, 8), 6, DatePart::Day, Lang::Id).len(), 4);
        assert!(time_ticks(i32::MIN, i32::MAX, 6, DatePart::Day, Lang::Id).is_empty());
        for days_long in [1, 3, 10, 40, 100, 400, 4000, 40_000, 400_000] {
            let ticks = time_ticks(0, days_long, 6, DatePart::Day, Lang::En);
            assert!((1..=6).contains(&ticks.len()), "{days_long} days: {ticks:?}");
        }
    }
}
