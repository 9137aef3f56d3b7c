//! Stretches of time as people write them: `2 jam 30 menit`, `01:45:00`, `90 menit`, `3 hari`, `PT2H30M`.
//!
//! There are two families of units that do not mix: those of fixed length (seconds to weeks), and months with
//! years, whose lengths in days differ.

use serde::{Deserialize, Serialize};

/// A unit of time, from the shortest up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days of 24 hours.
    Day,
    /// Weeks of seven days.
    Week,
    /// Months.
    Month,
    /// Years of twelve months.
    Year,
}

impl TimeUnit {
    /// All of them, from the shortest up.
    pub const ALL: [Self; 7] = [Self::Second, Self::Minute, Self::Hour, Self::Day, Self::Week, Self::Month, Self::Year];

    /// The serialised name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The unit of a serialised name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }

    /// Whether its length in days differs: months and years.
    pub const fn is_calendar(self) -> bool {
        matches!(self, Self::Month | Self::Year)
    }

    /// Seconds, or months for the units of the calendar.
    const fn size(self) -> f64 {
        match self {
            Self::Second | Self::Month => 1.0,
            Self::Minute => 60.0,
            Self::Hour => 3_600.0,
            Self::Day => 86_400.0,
            Self::Week => 604_800.0,
            Self::Year => 12.0,
        }
    }

    /// The unit that a word names, in Indonesian or English. Letters alone are units only beside others (`2h30m`):
    /// `5 m` may be metres.
    pub fn of_word(word: &str, alone: bool) -> Option<Self> {
        Some(match word {
            "detik" | "dtk" | "sec" | "secs" | "second" | "seconds" => Self::Second,
            "menit" | "mnt" | "min" | "mins" | "minute" | "minutes" => Self::Minute,
            "jam" | "hour" | "hours" | "hrs" => Self::Hour,
            "hari" | "day" | "days" => Self::Day,
            "minggu" | "pekan" | "week" | "weeks" => Self::Week,
            "bulan" | "bln" | "month" | "months" => Self::Month,
            "tahun" | "thn" | "year" | "years" | "yr" | "yrs" => Self::Year,
            "s" if !alone => Self::Second,
            "m" if !alone => Self::Minute,
            "h" | "j" if !alone => Self::Hour,
            "d" if !alone => Self::Day,
            _ => return None,
        })
    }
}

/// A stretch of time as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Seconds, or months where [`Self::lead`] is a unit of the calendar.
    amount: f64,
    /// The longest unit that it names; hours for clocks.
    pub lead: TimeUnit,
    /// Written as on a clock (`01:45`), which may be a time of the day.
    pub clock: bool,
}

impl Stretch {
    /// How many of a unit it is; `None` for units of the other family.
    pub fn of(self, unit: TimeUnit) -> Option<f64> {
        (self.lead.is_calendar() == unit.is_calendar()).then(|| self.amount / unit.size())
    }

    /// Whether no day has so late a time.
    pub fn beyond_a_day(self) -> bool {
        self.amount >= TimeUnit::Day.size()
    }
}

/// Longest text that is looked at, in bytes.
const LONGEST: usize = 48;

/// The stretch of time that a text says, if it is one and nothing else.
pub fn parse(text: &str) -> Option<Stretch> {
    let text = text.trim();
    // Most texts end here: none of these begins or ends otherwise.
    if text.len() < 3 || text.len() > LONGEST || !text.is_ascii() {
        return None;
    }
    let (first, last) = (*text.as_bytes().first()?, *text.as_bytes().last()?);
    match first {
        b'P' | b'p' => iso(text.get(1..)?),
        b'0'..=b'9' if last.is_ascii_digit() => clock(text),
        b'0'..=b'9' if last.is_ascii_alphabetic() => words(text),
        _ => None,
    }
}

/// A number of units: digits with one decimal mark at most. Three digits behind the mark may be thousands, which
/// one cell does not decide.
fn amount(text: &str) -> Option<f64> {
    let mark = text.find(['.', ',']);
    let decimals = mark.map_or(0, |at| text.len() - at - 1);
    if mark.is_some() && (decimals == 0 || decimals == 3) {
        return None;
    }
    let digits = |part: &str| !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    match mark.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?))) {
        None => digits(text).then(|| text.parse().ok()).flatten(),
        Some((whole, rest)) => {
            (digits(whole) && digits(rest)).then(|| format!("{whole}.{rest}").parse().ok()).flatten()
        }
    }
}

/// Parts added up, each of a shorter unit than the one before and of its family.
#[derive(Default)]
struct Sum {
    amount: f64,
    lead: Option<TimeUnit>,
    last: Option<TimeUnit>,
}

impl Sum {
    fn add(&mut self, number: f64, unit: TimeUnit) -> Option<()> {
        if self.last.is_some_and(|last| unit >= last || unit.is_calendar() != last.is_calendar()) {
            return None;
        }
        self.amount += number * unit.size();
        self.lead = self.lead.or(Some(unit));
        self.last = Some(unit);
        Some(())
    }

    fn end(self) -> Option<Stretch> {
        Some(Stretch { amount: self.amount, lead: self.lead?, clock: false })
    }
}

/// ISO 8601 behind its `P`: `3D`, `T2H30M`, `1Y6M`.
fn iso(text: &str) -> Option<Stretch> {
    let mut sum = Sum::default();
    let (mut from, mut of_day) = (0, false);
    for (at, byte) in text.bytes().enumerate() {
        let unit = match (byte.to_ascii_uppercase(), of_day) {
            (b'0'..=b'9' | b'.' | b',', _) => continue,
            (b'T', false) if from == at => {
                of_day = true;
                from = at + 1;
                continue;
            }
            (b'Y', false) => TimeUnit::Year,
            (b'M', false) => TimeUnit::Month,
            (b'W', false) => TimeUnit::Week,
            (b'D', false) => TimeUnit::Day,
            (b'H', true) => TimeUnit::Hour,
            (b'M', true) => TimeUnit::Minute,
            (b'S', true) => TimeUnit::Second,
            _ => return None,
        };
        sum.add(amount(text.get(from..at)?)?, unit)?;
        from = at + 1;
    }
    if from == text.len() { sum.end() } else { None }
}

/// `1:45`, `01:45:00`: hours and minutes, and seconds.
fn clock(text: &str) -> Option<Stretch> {
    let mut parts = text.split(':');
    let hours = parts.next()?;
    let minutes = parts.next()?;
    let seconds = parts.next();
    let two = |part: &str| -> Option<f64> {
        let value: u8 =
            (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())??;
        (value < 60).then(|| f64::from(value))
    };
    if parts.next().is_some() || hours.len() > 5 || !hours.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hours: f64 = hours.parse().ok()?;
    let amount = hours * 3_600.0 + two(minutes)? * 60.0 + seconds.map_or(Some(0.0), two)?;
    Some(Stretch { amount, lead: TimeUnit::Hour, clock: true })
}

/// `2 jam 30 menit`, `1,5 hari`, `2h30m`, `1 hour and 20 minutes`.
fn words(text: &str) -> Option<Stretch> {
    let lower = text.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut sum = Sum::default();
    let mut alone = true;
    while !rest.is_empty() {
        let digits = rest.find(|char: char| !char.is_ascii_digit() && char != '.' && char != ',').unwrap_or(rest.len());
        let (number, behind) = rest.split_at(digits);
        let behind = behind.trim_start();
        let letters = behind.find(|char: char| !char.is_ascii_alphabetic()).unwrap_or(behind.len());
        let (word, behind) = behind.split_at(letters);
        let behind = behind.trim_start_matches([' ', ',']);
        let behind = behind.strip_prefix("dan ").or_else(|| behind.strip_prefix("and ")).unwrap_or(behind).trim_start();
        alone = alone && behind.is_empty();
        sum.add(amount(number)?, TimeUnit::of_word(word, alone)?)?;
        rest = behind;
        alone = false;
    }
    sum.end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use TimeUnit::{Day, Hour, Minute, Month, Second, Week, Year};

    fn check(text: &str, want: Option<(f64, TimeUnit)>) {
        let got = parse(text);
        let alike = match (got, want) {
            (Some(got), Some((amount, unit))) => {
                got.lead == unit && got.of(unit).is_some_and(|value| (value - amount).abs() < 1e-9)
            }
            (None, None) => true,
            _ => false,
        };
        assert!(alike, "{text:?}: {got:?}, not {want:?}");
    }

    #[test]
    fn stretches_are_read_as_people_write_them() {
        check("2 jam 30 menit", Some((2.5, Hour)));
        check("2 Jam, 30 Menit", Some((2.5, Hour)));
        check("90 menit", Some((90.0, Minute)));
        check("1,5 jam", Some((1.5, Hour)));
        check("1.5 hours", Some((1.5, Hour)));
        check("3 hari", Some((3.0, Day)));
        check("1 hari 12 jam", Some((1.5, Day)));
        check("2 minggu", Some((2.0, Week)));
        check("45 detik", Some((45.0, Second)));
        check("1 hour and 15 minutes", Some((1.25, Hour)));
        check("1 jam dan 15 menit", Some((1.25, Hour)));
        check("2h30m", Some((2.5, Hour)));
        check("2j 30m", Some((2.5, Hour)));
        check("2 tahun 6 bulan", Some((2.5, Year)));
        check("18 bulan", Some((18.0, Month)));
        check("01:45:00", Some((1.75, Hour)));
        check("1:45", Some((1.75, Hour)));
        check("125:30", Some((125.5, Hour)));
        check("PT2H30M", Some((2.5, Hour)));
        check("P1DT12H", Some((1.5, Day)));
        check("P3W", Some((3.0, Week)));
        check("P1Y6M", Some((1.5, Year)));
        check("PT0.5H", Some((0.5, Hour)));
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "",
            "12",
            "5 m",
            "2h",
            "30 menit 2 jam",
            "2 jam 3 jam",
            "1 tahun 10 hari",
            "P",
            "PT",
            "P2",
            "PT2M3H",
            "2D",
            "P1H",
            "1:5",
            "01:75",
            "1:45:99",
            "1:45:00:00",
            "1.500 jam",
            "jam 7",
            "2 jam lebih",
            "0-4 tahun",
            "12 meter",
            "10 hari kerja",
            "Pasar",
            "12,",
            "½ jam",
            "999999999999 hari",
            ":30",
            "2 jam 30",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn the_families_do_not_mix() {
        let months = parse("18 bulan").expect("months are a stretch");
        assert_eq!(months.of(Year), Some(1.5));
        assert_eq!(months.of(Day), None);
        let days = parse("3 hari").expect("days are a stretch");
        assert_eq!(days.of(Hour), Some(72.0));
        assert_eq!(days.of(Month), None);
        assert!(days.beyond_a_day());
    }
}
