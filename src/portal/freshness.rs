//! How often a dataset promises to be renewed, and whether it keeps that.

use super::Dataset;
use crate::base::date::parse_iso;
use crate::base::text::fold;
use crate::i18n::{Message, portal as messages};

/// Whether a dataset is as new as it promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Renewed within its promised span, and half of it more.
    Fresh,
    /// Later than that.
    Late,
    /// More than two and a half spans old.
    Stale,
    /// No promise is stated, but it was changed within two years.
    Unstated,
    /// No promise is stated, and it was not changed for two years.
    UnstatedOld,
    /// When it was last changed is not known.
    Unknown,
}

impl Freshness {
    /// What it means, in plain words.
    pub const fn message(self) -> Message {
        match self {
            Self::Fresh => messages::FRESH,
            Self::Late => messages::FRESH_LATE,
            Self::Stale => messages::FRESH_STALE,
            Self::Unstated => messages::FRESH_UNSTATED,
            Self::UnstatedOld => messages::FRESH_UNSTATED_OLD,
            Self::Unknown => messages::FRESH_UNKNOWN,
        }
    }

    /// Whether it counts as stale in an overview.
    pub const fn is_stale(self) -> bool {
        matches!(self, Self::Stale | Self::UnstatedOld)
    }
}

/// Keys under which portals state a frequency, folded.
const KEYS: &[&str] = &[
    "frekuensi",
    "frequency",
    "accrualperiodicity",
    "update frequency",
    "update_frequency",
    "frekuensi pembaruan",
    "frekuensi_pembaruan",
    "frekuensi penerbitan",
    "frekuensi_penerbitan",
    "frekuensi pemutakhiran",
    "data_update_frequency",
    "periode pembaruan",
    "jadwal pemutakhiran",
    "data update frequency",
];

/// Names of spans in days. The longer names come first: a half-year is also a year.
const SPANS: &[(&str, u16)] = &[
    ("lima tahun", 1_827),
    ("5 tahun", 1_827),
    ("quinquennial", 1_827),
    ("10 tahun", 3_653),
    ("sepuluh tahun", 3_653),
    ("decennial", 3_653),
    ("tiga tahun", 1_096),
    ("triennial", 1_096),
    ("dua tahun", 731),
    ("2 tahun", 731),
    ("biennial", 731),
    ("semester", 183),
    ("enam bulan", 183),
    ("6 bulan", 183),
    ("semiannual", 183),
    ("annual_2", 183),
    ("biannual", 183),
    ("tengah tahun", 183),
    ("caturwulan", 122),
    ("annual_3", 122),
    ("empat bulan", 122),
    ("triwulan", 92),
    ("tiga bulan", 92),
    ("3 bulan", 92),
    ("kuartal", 92),
    ("quarter", 92),
    ("dua bulan", 61),
    ("bimonthly", 61),
    ("dua minggu", 14),
    ("biweekly", 14),
    ("bulan", 31),
    ("month", 31),
    ("minggu", 7),
    ("week", 7),
    ("harian", 1),
    ("setiap hari", 1),
    ("tiap hari", 1),
    ("daily", 1),
    ("hourly", 1),
    ("real time", 1),
    ("realtime", 1),
    ("real-time", 1),
    ("terus menerus", 1),
    ("continuous", 1),
    ("tahun", 366),
    ("annual", 366),
    ("year", 366),
];

/// The span of days between two renewals that a text promises; `None` where it promises none. Understood are
/// Indonesian and English words, ISO 8601 durations, the EU's frequency codes and days as a number (as HDX
/// writes them).
pub fn span_of(text: &str) -> Option<u16> {
    let folded = fold(text);
    // Codes come as addresses, with their name at the end.
    let code = folded.rsplit(['/', '#']).next().unwrap_or(&folded).trim();
    let iso = code.strip_prefix("r/").unwrap_or(code);
    if let Some(days) = duration(iso) {
        return Some(days);
    }
    if let Ok(days) = code.parse::<u16>() {
        return (1..=3_660).contains(&days).then_some(days);
    }
    if code == "cont" {
        return Some(1);
    }
    SPANS.iter().find(|(name, _)| code.contains(name)).map(|(_, days)| *days)
}

/// The days of an ISO 8601 duration such as `p1y`, `p3m`, `p1w`, `pt1h`.
fn duration(text: &str) -> Option<u16> {
    let rest = text.strip_prefix('p')?;
    if rest.starts_with('t') {
        return Some(1);
    }
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = rest.split_at(end);
    let days = match unit {
        "y" => 366.0,
        "m" => 30.6,
        "w" => 7.0,
        "d" => 1.0,
        _ => return None,
    };
    let days = number.parse::<f32>().ok()? * days;
    (days > 0.0 && days < 4_000.0).then(|| days.ceil() as u16)
}

/// The frequency that a dataset states, as it was written.
pub fn stated_frequency(dataset: &Dataset) -> Option<&str> {
    let is_key = |key: &str| KEYS.contains(&fold(key).as_str());
    dataset.extras.iter().find(|(key, value)| is_key(key) && span_of(value).is_some()).map(|(_, value)| value.as_str())
}

/// Whether a dataset is as new as it promises, on a day (days since 1970-01-01).
pub fn freshness(dataset: &Dataset, today: i32) -> Freshness {
    // A file that was changed later counts: some portals do not touch the dataset's own date.
    let resources = dataset.resources.iter().filter_map(|resource| resource.modified.as_deref());
    let dates = dataset.modified.as_deref().into_iter().chain(resources);
    let Some(changed) = dates.filter_map(parse_iso).max() else { return Freshness::Unknown };
    let age = today.saturating_sub(changed);
    match stated_frequency(dataset).and_then(span_of).map(i32::from) {
        // A day of grace, for time zones.
        Some(span) if age * 2 <= span * 3 + 2 => Freshness::Fresh,
        Some(span) if age * 2 <= span * 5 + 2 => Freshness::Late,
        Some(_) => Freshness::Stale,
        None if age <= 731 => Freshness::Unstated,
        None => Freshness::UnstatedOld,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequencies_are_understood() {
        for (text, days) in [
            ("Tahunan", Some(366)),
            ("1 Tahun Sekali", Some(366)),
            ("Semesteran", Some(183)),
            ("Triwulanan", Some(92)),
            ("setiap bulan", Some(31)),
            ("Mingguan", Some(7)),
            ("Harian", Some(1)),
            ("R/P1Y", Some(366)),
            ("R/P3M", Some(92)),
            ("R/PT1S", Some(1)),
            ("http://publications.europa.eu/resource/authority/frequency/ANNUAL", Some(366)),
            ("http://publications.europa.eu/resource/authority/frequency/ANNUAL_2", Some(183)),
            ("http://purl.org/cld/freq/quarterly", Some(92)),
            ("365", Some(365)),
            ("-1", None),
            ("0", None),
            ("Tidak tentu", None),
            ("irregular", None),
            ("", None),
            ("p", None),
        ] {
            assert_eq!(span_of(text), days, "{text}");
        }
    }

    #[test]
    fn promises_are_compared_with_the_day() {
        let check = |frequency: &str, modified: Option<&str>, expected: Freshness| {
            let dataset = Dataset {
                modified: modified.map(str::to_owned),
                extras: vec![("Frekuensi Penerbitan".to_owned(), frequency.to_owned())],
                ..Dataset::default()
            };
            let today = parse_iso("2026-11-22").unwrap();
            assert_eq!(freshness(&dataset, today), expected, "{frequency} {modified:?}");
        };
        check("Tahunan", Some("2026-01-01"), Freshness::Fresh);
        check("Tahunan", Some("2025-01-01"), Freshness::Late);
        check("Tahunan", Some("2023-01-01"), Freshness::Stale);
        check("Harian", Some("2026-11-22"), Freshness::Fresh);
        check("Harian", Some("2026-11-01"), Freshness::Stale);
        check("entah", Some("2026-01-01"), Freshness::Unstated);
        check("", Some("2020-01-01"), Freshness::UnstatedOld);
        check("Tahunan", None, Freshness::Unknown);
        check("Tahunan", Some("bukan tanggal"), Freshness::Unknown);
        check("Tahunan", Some("2030-01-01"), Freshness::Fresh);
    }
}
