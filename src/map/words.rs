//! Numbers, labels and sentences of a map.

use crate::base::lang::Lang;
use crate::base::number::{format_number, format_short};
use crate::i18n::map as say;
use crate::query::Op;
use crate::region::{PROVINCES, Province};

use super::Lowered;
use super::classes::Classes;
use super::join::{Joined, Place};

/// A header as a phrase: `jumlah_penduduk` as `Jumlah penduduk`.
pub(super) fn phrase(header: &str) -> String {
    let spaced = header.replace('_', " ");
    let spaced = spaced.trim();
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What the colours mean, without the unit.
fn label(lowered: &Lowered, joined: &Joined, lang: Lang) -> String {
    let Some(column) = lowered.spec.value.as_deref() else { return say::ROWS.text(lang).to_owned() };
    let op = lowered.spec.op.unwrap_or(Op::Sum);
    let mut name = phrase(column);
    if let Some(unit) = &lowered.spec.unit {
        // The unit stands once, at the end.
        name = name.trim_end_matches(&format!("({unit})")).trim_end().to_owned();
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
        Some("%") => format!("{number}%"),
        Some("persen" | "percent") => format!("{number}%"),
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

/// Short texts of class limits, all different where the limits are.
pub(super) fn limit_texts(limits: &[f64], lang: Lang) -> Vec<String> {
    let distinct = |texts: &[String]| {
        limits
            .windows(2)
            .zip(texts.windows(2))
            .all(|(values, texts)| values.first() == values.last() || texts.first() != texts.last())
    };
    let short: Vec<String> = limits.iter().map(|limit| format_short(*limit, lang)).collect();
    if distinct(&short) {
        return short;
    }
    (0..10)
        .map(|places| limits.iter().map(|limit| format_number(*limit, places, lang)).collect::<Vec<_>>())
        .find(|texts| distinct(texts))
        .unwrap_or(short)
}

/// The text of each class: `10 – < 20`, the last one `80 – 95`.
pub(super) fn class_texts(classes: &Classes, lang: Lang) -> Vec<String> {
    let texts = limit_texts(&classes.limits, lang);
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
fn names(list: &[&str], lang: Lang) -> String {
    match list {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => say::LIST_TWO.with_list(lang, &[(*one).to_owned(), (*two).to_owned()]),
        [one, two, rest @ ..] => {
            say::LIST_MORE.with(lang, &[("0", one), ("1", two), ("n", &rest.len().to_string())])
        }
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
    let valued: Vec<(&Province, f64)> =
        PROVINCES.iter().zip(&joined.places).filter_map(|(province, place)| Some((province, place.value?))).collect();
    let coverage = say::SENTENCE_COVERAGE.with_list(lang, &[valued.len().to_string(), PROVINCES.len().to_string()]);
    let most = valued.iter().map(|(_, value)| *value).fold(f64::NEG_INFINITY, f64::max);
    let least = valued.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min);
    #[expect(clippy::float_cmp, reason = "the extremes are members of the list, equal to the bit")]
    let of = |wanted: f64| -> String {
        let list: Vec<&str> = valued.iter().filter(|(_, value)| *value == wanted).map(|(province, _)| province.name).collect();
        names(&list, lang)
    };
    match valued.as_slice() {
        [] => coverage,
        [(province, value)] => say::SENTENCE_ONE.with_list(lang, &[province.name.to_owned(), exact(*value, lowered, lang)]),
        _ if least >= most => say::SENTENCE_ALL_SAME.with_list(lang, &[exact(most, lowered, lang), coverage]),
        _ => say::SENTENCE.with_list(
            lang,
            &[of(most), exact(most, lowered, lang), of(least), exact(least, lowered, lang), coverage],
        ),
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
        lines.push(say::SEVERAL_ROWS.with_list(lang, &[format_number(most_rows as f64, 0, lang)]));
    }
    if !joined.report.totals.is_empty() {
        let totals: Vec<&str> = joined.report.totals.iter().map(String::as_str).collect();
        lines.push(say::TOTALS_LEFT_OUT.with_list(lang, &[some_of(&totals, lang)]));
    }
    let spelled = |undecided: bool| -> Vec<&str> {
        let wanted = |place: &Place| place.undecided == undecided && place.spellings.len() > 1;
        PROVINCES.iter().zip(&joined.places).filter(|(_, place)| wanted(place)).map(|(province, _)| province.name).collect()
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
    if young.clone().all(|province| !named(province.code)) {
        let parents: Vec<&str> = PROVINCES
            .iter()
            .filter(|province| valued(province.code) && young.clone().any(|one| one.parent == Some(province.code)))
            .map(|province| province.name)
            .collect();
        if !parents.is_empty() {
            let n = parents.len().to_string();
            lines.push(say::OLD_PAPUA.with(lang, &[("0", &names(&parents, lang)), ("n", &n)]));
        }
    }
    lines
}
