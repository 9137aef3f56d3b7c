//! Numbers, labels and sentences of a map.

use crate::base::lang::Lang;
use crate::base::number::{format_number, format_short};
use crate::base::text::fold;
use crate::i18n::{Message, map as say};
use crate::query::Op;
use crate::region::{Level, PROVINCES};

use super::classes::Classes;
use super::join::{Joined, Place};
use super::{Lowered, Per};

/// The message of a level: of provinces, or of kabupaten and kota.
pub(super) const fn of(level: Level, provinces: Message, finer: Message) -> Message {
    match level {
        Level::Province => provinces,
        Level::Kabkota | Level::Kecamatan => finer,
    }
}

/// A header as a phrase: `jumlah_penduduk` as `Jumlah penduduk`.
pub(super) fn phrase(header: &str) -> String {
    let spaced = header.replace('_', " ");
    let spaced = spaced.trim();
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What the colours mean, without the unit.
fn label(lowered: &Lowered, joined: &Joined, lang: Lang) -> String {
    let Some(column) = lowered.spec.value.as_deref() else {
        return say::ROWS.text(lang).to_owned();
    };
    let op = lowered.spec.op.unwrap_or(Op::Sum);
    let mut name = phrase(column);
    if let Some(unit) = &lowered.spec.unit {
        // The unit stands once, at the end.
        let without = name.trim_end_matches(&format!("({unit})")).trim_end().len();
        name.truncate(without);
    }
    let several = joined.places.iter().any(|place| place.rows > 1);
    let message = match op {
        Op::Rows => return say::ROWS.text(lang).to_owned(),
        Op::Count => say::LABEL_COUNT,
        Op::Distinct => say::LABEL_DISTINCT,
        // With one row each, the sum, the mean and the others are the value itself.
        _ if !several => return name,
        Op::Sum => say::LABEL_SUM,
        Op::Mean => say::LABEL_MEAN,
        Op::Median => say::LABEL_MEDIAN,
        Op::Min => say::LABEL_MIN,
        Op::Max => say::LABEL_MAX,
    };
    message.with_list(lang, &[name])
}

/// What the colours mean, with the unit.
pub(super) fn heading(lowered: &Lowered, joined: &Joined, lang: Lang) -> String {
    let label = label(lowered, joined, lang);
    let label = match &lowered.spec.per {
        None => label,
        Some(Per::Km2) => say::LABEL_PER_KM2.with_list(lang, &[label]),
        Some(Per::Thousand(column)) => {
            say::LABEL_PER_THOUSAND.with_list(lang, &[label, column.replace('_', " ").to_lowercase()])
        }
    };
    match unit(lowered) {
        Some(unit) => say::LABEL_UNIT.with_list(lang, &[label, unit.to_owned()]),
        None => label,
    }
}

/// The unit where it belongs to the values: counts have none of the column's.
fn unit(lowered: &Lowered) -> Option<&str> {
    let counted = matches!(lowered.spec.op, Some(Op::Rows | Op::Count | Op::Distinct));
    lowered.spec.unit.as_deref().map(str::trim).filter(|unit| !unit.is_empty() && !counted)
}

/// A value in full, with its unit: `1.234 orang`, `Rp 12.500`, `12,5%`.
pub(super) fn exact(value: f64, lowered: &Lowered, lang: Lang) -> String {
    let number = format_number(value, places(value), lang);
    match unit(lowered) {
        None => number,
        Some("%" | "persen" | "percent") => format!("{number}%"),
        Some(unit @ ("Rp" | "IDR" | "US$" | "$" | "USD" | "€")) => format!("{unit} {number}"),
        Some(unit) => format!("{number} {unit}"),
    }
}

/// Decimal places that say enough of a value of its size: none for whole or large numbers, three digits else.
fn places(value: f64) -> usize {
    let size = value.abs();
    if value.fract() == 0.0 || size >= 1000.0 {
        0
    } else if size >= 100.0 {
        1
    } else if size >= 1.0 {
        2
    } else {
        // 0,0123: three digits after the leading zeros.
        (2 - libm::floor(libm::log10(size)) as i32).clamp(3, 9) as usize
    }
}

/// How the numbers of one map are written, all alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// In full, with this many decimal places.
    Full(usize),
    /// In thousands, millions and so on.
    Short,
}

impl Scale {
    /// The scale for values up to a size: full below a million, and always full when the unit itself
    /// counts in thousands or millions, where "50,3 rb ribu jiwa" would mislead.
    pub(super) fn of(classes: &Classes, lowered: &Lowered) -> Self {
        let size = classes.limits.iter().map(|limit| limit.abs()).fold(0.0, f64::max);
        let unit = lowered.spec.unit.as_deref().map(fold).unwrap_or_default();
        let column = lowered.spec.value.as_deref().map(fold).unwrap_or_default();
        let scaled = unit
            .split_whitespace()
            .chain(column.split(|c: char| !c.is_alphanumeric()))
            .any(|word| SCALE_WORDS.contains(&word));
        if size >= 1e6 && !scaled {
            return Self::Short;
        }
        let whole = classes.limits.iter().all(|limit| limit.fract() == 0.0);
        Self::Full(if whole || size >= 1000.0 {
            0
        } else if size >= 10.0 {
            1
        } else if size >= 1.0 {
            2
        } else {
            (2 - libm::floor(libm::log10(size.max(1e-9))) as i32).clamp(2, 9) as usize
        })
    }

    /// A value on a tile.
    pub(super) fn text(self, value: f64, lang: Lang) -> String {
        match self {
            Self::Full(places) => format_number(value, places, lang),
            Self::Short => format_short(value, lang),
        }
    }
}

/// Words of a unit or header that already count in thousands or more.
const SCALE_WORDS: &[&str] = &[
    "ribu",
    "rb",
    "ribuan",
    "juta",
    "jt",
    "jutaan",
    "miliar",
    "milyar",
    "triliun",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "trillion",
];

/// Texts of class limits. The inner limits decide which class a value belongs to, so they are written
/// exactly; the ends are the least and the largest value and may be rounded. Different limits never
/// look the same.
fn limit_texts(limits: &[f64], scale: Scale, lang: Lang) -> Vec<String> {
    let inner = limits.get(1..limits.len().saturating_sub(1)).unwrap_or_default();
    let distinct = |texts: &[String]| {
        limits
            .windows(2)
            .zip(texts.windows(2))
            .all(|(values, texts)| values.first() == values.last() || texts.first() != texts.last())
    };
    let full =
        |places: usize| -> Vec<String> { limits.iter().map(|limit| format_number(*limit, places, lang)).collect() };
    let exact_in = |limit: f64, unit: f64| {
        let steps = limit / unit;
        (steps - steps.round()).abs() <= 1e-9 * steps.abs().max(1.0)
    };
    let first = match scale {
        Scale::Short => {
            // One decimal place of the unit that a short number is written in.
            let fine = |limit: f64| match limit.abs() {
                size if size >= 1e12 => 1e11,
                size if size >= 1e9 => 1e8,
                size if size >= 1e6 => 1e5,
                size if size >= 1e4 => 1e2,
                _ => 0.1,
            };
            let short: Vec<String> = limits.iter().map(|limit| format_short(*limit, lang)).collect();
            if inner.iter().all(|limit| exact_in(*limit, fine(*limit))) && distinct(&short) {
                return short;
            }
            0
        }
        Scale::Full(places) => places,
    };
    (first..10)
        .filter(|places| inner.iter().all(|limit| exact_in(*limit, libm::pow(10.0, -(*places as f64)))))
        .map(full)
        .find(|texts| distinct(texts))
        .unwrap_or_else(|| full(9))
}

/// The text of each class: `10 – < 20`, the last one `80 – 95`.
pub(super) fn class_texts(classes: &Classes, scale: Scale, lang: Lang) -> Vec<String> {
    let texts = limit_texts(&classes.limits, scale, lang);
    let last = classes.len().saturating_sub(1);
    texts
        .windows(2)
        .enumerate()
        .map(|(class, pair)| match pair {
            [low, high] if low == high => low.clone(),
            [low, high] => {
                let message = if class == last { say::CLASS_RANGE_LAST } else { say::CLASS_RANGE };
                message.with_list(lang, &[low.clone(), high.clone()])
            }
            _ => String::new(),
        })
        .collect()
}

/// Names in a row: one, two, or two and how many others.
pub(super) fn names(list: &[&str], lang: Lang) -> String {
    match list {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => say::LIST_TWO.with_list(lang, &[(*one).to_owned(), (*two).to_owned()]),
        [one, two, rest @ ..] => say::LIST_MORE.with(lang, &[("0", one), ("1", two), ("n", &rest.len().to_string())]),
    }
}

/// As many names as fit a line of small print, then how many others.
pub(super) fn some_of(list: &[&str], lang: Lang) -> String {
    const SHOWN: usize = 6;
    match list.get(..SHOWN) {
        Some(shown) if list.len() > SHOWN => {
            say::LIST_REST.with(lang, &[("0", &shown.join(", ")), ("n", &(list.len() - SHOWN).to_string())])
        }
        _ => list.join(", "),
    }
}

/// What the map says, in one or two sentences.
pub(super) fn sentence(lowered: &Lowered, joined: &Joined, lang: Lang) -> String {
    let regions = &joined.regions;
    let valued: Vec<(&str, f64)> = joined
        .shown
        .iter()
        .filter_map(|index| Some((joined.regions.name(*index), joined.places.get(*index)?.value?)))
        .collect();
    let mut args = vec![valued.len().to_string(), joined.shown.len().to_string()];
    let coverage = if joined.provinces.is_empty() {
        let message =
            regions.message(say::SENTENCE_COVERAGE, say::SENTENCE_COVERAGE_KABKOTA, say::SENTENCE_COVERAGE_ROWS);
        message.with_list(lang, &args)
    } else {
        let around: Vec<&str> =
            joined.provinces.iter().filter_map(|at| PROVINCES.get(*at)).map(|province| province.name).collect();
        args.push(names(&around, lang));
        say::SENTENCE_COVERAGE_IN.with_list(lang, &args)
    };
    let most = valued.iter().map(|(_, value)| *value).fold(f64::NEG_INFINITY, f64::max);
    let least = valued.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min);
    #[expect(clippy::float_cmp, reason = "the extremes are members of the list, equal to the bit")]
    let at = |wanted: f64| -> String {
        let list: Vec<&str> = valued.iter().filter(|(_, value)| *value == wanted).map(|(name, _)| *name).collect();
        names(&list, lang)
    };
    match valued.as_slice() {
        [] => coverage,
        [(name, value)] => say::SENTENCE_ONE.with_list(lang, &[(*name).to_owned(), exact(*value, lowered, lang)]),
        _ if least >= most => regions
            .message(say::SENTENCE_ALL_SAME, say::SENTENCE_ALL_SAME_KABKOTA, say::SENTENCE_ALL_SAME_ROWS)
            .with_list(lang, &[exact(most, lowered, lang), coverage]),
        _ => say::SENTENCE
            .with_list(lang, &[at(most), exact(most, lowered, lang), at(least), exact(least, lowered, lang), coverage]),
    }
}

/// The small print that every layer shares: what was added up, set aside or left undecided.
pub(super) fn small_print(lowered: &Lowered, joined: &Joined, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let op = lowered.spec.op.unwrap_or(Op::Sum);
    let valued = |code: &str| {
        PROVINCES.iter().zip(&joined.places).any(|(province, place)| province.code == code && place.value.is_some())
    };
    let most_rows = joined.places.iter().map(|place| place.rows).max().unwrap_or(0);
    if op == Op::Sum && most_rows > 1 {
        let message = of(joined.regions.level, say::SEVERAL_ROWS, say::SEVERAL_ROWS_KABKOTA);
        lines.push(message.with_list(lang, &[format_number(most_rows as f64, 0, lang)]));
    }
    if !joined.report.totals.is_empty() {
        let totals: Vec<&str> = joined.report.totals.iter().map(String::as_str).collect();
        lines.push(say::TOTALS_LEFT_OUT.with_list(lang, &[some_of(&totals, lang)]));
    }
    let spelled = |undecided: bool| -> Vec<&str> {
        // Provinces that were put back together have a line of their own.
        let wanted = |at: usize, place: &Place| {
            place.undecided == undecided && place.spellings.len() > 1 && !joined.merged.contains(&at)
        };
        joined
            .regions
            .iter()
            .zip(&joined.places)
            .enumerate()
            .filter(|(at, (_, place))| wanted(*at, place))
            .map(|(_, (region, _))| region.name.as_str())
            .collect()
    };
    let combined = spelled(false);
    if !combined.is_empty() {
        lines.push(say::SPELLINGS_COMBINED.with_list(lang, &[some_of(&combined, lang)]));
    }
    let undecided = spelled(true);
    if !undecided.is_empty() {
        let word = match op {
            Op::Median => say::WORD_MEDIAN,
            Op::Distinct => say::WORD_DISTINCT,
            _ => say::WORD_MEAN,
        };
        lines.push(say::SPELLINGS_UNDECIDED.with_list(lang, &[word.text(lang).to_owned(), some_of(&undecided, lang)]));
    }
    let named = |code: &str| joined.report.matched.iter().any(|(_, matched)| matched == code);
    let young = PROVINCES.iter().filter(|province| province.parent.is_some());
    let together = lowered.spec.before_2022;
    if joined.regions.level == Level::Province && !together && young.clone().all(|province| !named(province.code)) {
        let parents: Vec<&str> = PROVINCES
            .iter()
            .filter(|province| valued(province.code) && young.clone().any(|one| one.parent == Some(province.code)))
            .map(|province| province.name)
            .collect();
        if !parents.is_empty() {
            lines.push(say::OLD_PAPUA.with_list(lang, &[names(&parents, lang)]));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_written_exactly_and_never_alike() {
        for (limits, scale, expected) in [
            (vec![542.0, 1472.0, 2750.0, 50_345.0], Scale::Full(0), ["542", "1.472", "2.750", "50.345"]),
            (vec![0.1, 0.25, 0.5, 0.9], Scale::Full(1), ["0,1", "0,25", "0,5", "0,9"]),
            (vec![1_234_567.0, 2e6, 3.5e6, 5e6], Scale::Short, ["1,2 jt", "2 jt", "3,5 jt", "5 jt"]),
            (
                vec![1_234_567.0, 2_250_000.0, 3.5e6, 5e6],
                Scale::Short,
                ["1.234.567", "2.250.000", "3.500.000", "5.000.000"],
            ),
            (vec![12.0, 12.04, 12.5, 12.0625], Scale::Full(1), ["12", "12,04", "12,5", "12,06"]),
        ] {
            assert_eq!(limit_texts(&limits, scale, Lang::Id), expected, "{limits:?}");
        }
    }
}
