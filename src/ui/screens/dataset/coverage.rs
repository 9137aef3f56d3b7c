//! What a dataset says it covers, in words: which area, which period, how often it is renewed.

use crate::base::date;
use crate::base::lang::Lang;
use crate::i18n::screens as words;
use crate::portal::Dataset;
use crate::portal::freshness::{span_of, stated_frequency};
use crate::portal::quality;

/// Letters of a value that are shown; the whole stands among the other metadata.
const SHOWN: usize = 160;

/// A text that follows the language.
type Said = Box<dyn Fn(Lang) -> String + Send + Sync>;

fn clipped(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The area; a shape drawn as `GeoJSON` is not written out.
pub(super) fn area_words(dataset: &Dataset) -> Option<Said> {
    let area = quality::area(dataset)?.trim();
    if area.starts_with('{') {
        return Some(Box::new(|lang| words::AREA_SHAPE.text(lang).to_owned()));
    }
    let area = clipped(area);
    Some(Box::new(move |_| area.clone()))
}

/// The period. Dates are written as people write them; what is no date stays as it is.
pub(super) fn period_words(dataset: &Dataset) -> Option<Said> {
    let (start, end) = quality::period(dataset)?;
    let bare = start.trim().trim_start_matches('[').trim_end_matches(']');
    // `[2020-01-01T00:00:00 TO 2020-12-31]`, `2020-01-01/2020-12-31`, `2020-01-01 sampai 2020-12-31`
    let parts = [" TO ", "/", " sampai ", " s.d. ", " s/d ", " hingga ", " to "]
        .into_iter()
        .find_map(|between| bare.split_once(between))
        .filter(|(from, to)| day(from).is_some() && (day(to).is_some() || *to == "*" || to.is_empty()));
    let (from, to) = match (parts, end) {
        (Some((from, to)), _) => (from, Some(to).filter(|to| day(to).is_some())),
        (None, end) => (bare, end.map(str::trim)),
    };
    let (from, to) = (clipped(from), to.map(clipped));
    Some(Box::new(move |lang| {
        let write = |text: &str| day(text).map_or_else(|| text.to_owned(), |day| date::format_short(day, lang));
        match &to {
            Some(to) => format!("{} – {}", write(&from), write(to)),
            None => write(&from),
        }
    }))
}

/// A whole date at the beginning of a text.
fn day(text: &str) -> Option<i32> {
    text.trim().get(..10).and_then(date::parse_iso)
}

/// How often it is renewed; codes and numbers of days become words.
pub(super) fn frequency_words(dataset: &Dataset) -> Option<Said> {
    let stated = stated_frequency(dataset)?;
    let span = span_of(stated)?;
    let code = stated.contains('/') || !stated.chars().any(char::is_lowercase);
    if !code {
        let stated = clipped(stated);
        return Some(Box::new(move |_| stated.clone()));
    }
    Some(Box::new(move |lang| {
        let message = match span {
            1 => words::EVERY_DAY,
            7 => words::EVERY_WEEK,
            30 | 31 => words::EVERY_MONTH,
            90..=92 => words::EVERY_QUARTER,
            180..=184 => words::EVERY_HALF_YEAR,
            365 | 366 => words::EVERY_YEAR,
            days => return words::EVERY_DAYS.with(lang, &[("n", &days.to_string())]),
        };
        message.text(lang).to_owned()
    }))
}
