//! The source line: who published what, where, under which licence, as of when, read when.

use crate::base::date::{Civil, format_short};
use crate::base::lang::Lang;
use crate::base::number::format_number;
use crate::i18n::story as words;
use crate::table::Extent;

use super::address::is_web;
use super::{Citation, Origin, Source};

/// "Sumber: Dinas Perdagangan Kota Bandung, 'Harga Harian', data.bandung.go.id, CC BY 4.0 · data
/// s.d. 20 Nov 2026 · diakses 21 Nov 2026 14.05 WIB"; what is not known is left out.
pub fn source_line(citation: &Citation, lang: Lang) -> String {
    let title = citation.dataset.as_deref().and_then(said).map(|title| format!("'{title}'"));
    let parts: Vec<String> = [
        citation.publisher.as_deref().and_then(said),
        title,
        citation.place.as_deref().and_then(said),
        citation.licence.as_deref().and_then(said),
    ]
    .into_iter()
    .flatten()
    .collect();
    let who = if parts.is_empty() { words::SOURCE_UNKNOWN.text(lang).to_owned() } else { parts.join(", ") };
    let mut line = words::SOURCE.with(lang, &[("parts", &who)]);
    // A date that is not ISO is shown as the portal wrote it: a strange date is better than none.
    if let Some(modified) = citation.modified.as_deref().and_then(said) {
        let date = day_of(&modified).map_or_else(|| modified.clone(), |days| format_short(days, lang));
        line.push_str(" · ");
        line.push_str(&words::SOURCE_MODIFIED.with(lang, &[("date", &date)]));
    }
    if let Some(accessed) = citation.accessed.as_deref().and_then(said) {
        line.push_str(" · ");
        line.push_str(&words::SOURCE_ACCESSED.with(lang, &[("time", &moment(&accessed, lang))]));
    }
    line
}

/// The source line of a source. What its citation does not say is filled in from where it came from:
/// every source has at least a place.
pub fn source_line_of(source: &Source, lang: Lang) -> String {
    let mut citation = source.citation.clone();
    if citation.place.as_deref().and_then(said).is_none() {
        citation.place = match &source.origin {
            Origin::Resource { portal, .. } => host(&portal.address).or_else(|| said(&portal.title)),
            Origin::Url(url) => host(url),
            Origin::File { name } => said(name),
        };
    }
    if citation.dataset.as_deref().and_then(said).is_none() && citation.place.as_ref() != Some(&source.title) {
        citation.dataset = said(&source.title);
    }
    let mut line = source_line(&citation, lang);
    // Whoever reads a figure of a sample has to know that it is one.
    let extent = match &source.extent {
        Extent::Sample(rows) => {
            Some(words::SOURCE_SAMPLE.with(lang, &[("rows", &format_number(*rows as f64, 0, lang))]))
        }
        Extent::First(rows) => Some(words::SOURCE_PART.with(lang, &[("n", &format_number(*rows as f64, 0, lang))])),
        Extent::Portal => Some(words::SOURCE_AT_PORTAL.text(lang).to_owned()),
        Extent::Fitting | Extent::All | Extent::Columns(_) => None,
    };
    if let Some(part) = extent {
        line.push_str(" · ");
        line.push_str(&part);
    }
    line
}

/// The host of a web address.
fn host(address: &str) -> Option<String> {
    if !is_web(address) {
        return None;
    }
    let (_, rest) = address.split_once("://")?;
    rest.split(['/', '?', '#']).next().and_then(said)
}

/// "21 Nov 2026 14.05 WIB" of `2026-11-21T14:05:09+07:00`: the wall clock of the offset it was
/// written with, so that it means the same to every reader. Seconds are dropped; text that is not an
/// ISO date is returned as it is.
pub fn moment(iso: &str, lang: Lang) -> String {
    let Some(days) = day_of(iso) else { return iso.to_owned() };
    let date = format_short(days, lang);
    let Some((hour, minute, rest)) = iso.get(10..).and_then(clock) else { return date };
    let mark = match lang {
        Lang::Id => '.',
        Lang::En => ':',
    };
    let zone = zone(rest);
    let gap = if zone.is_empty() { "" } else { " " };
    format!("{date} {hour:02}{mark}{minute:02}{gap}{zone}")
}

/// One line of text without surplus white space, or `None` when there is nothing to say.
fn said(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// Days since 1970-01-01 of the date that an ISO date or date and time starts with.
fn day_of(iso: &str) -> Option<i32> {
    let date = iso.get(..10)?;
    if !matches!(iso.as_bytes().get(10), None | Some(b'T' | b't' | b' ')) {
        return None;
    }
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) || !date.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return None;
    }
    Civil { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? }.days()
}

/// Hour, minute and what follows the seconds, of a text such as `T14:05:09.123+07:00`.
fn clock(text: &str) -> Option<(u8, u8, &str)> {
    let rest = text.strip_prefix(['T', 't', ' '])?;
    let (hour, minute) = (two(rest, 0)?, two(rest, 3)?);
    if hour > 23 || minute > 59 || rest.get(2..3)? != ":" {
        return None;
    }
    let rest = rest.get(5..)?;
    Some((hour, minute, rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.')))
}

fn two(text: &str, at: usize) -> Option<u8> {
    let digits = text.get(at..at + 2)?;
    if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// The name of an offset: Indonesia's three zones by theirs, all others as `UTC+05:30`; a text
/// without an offset has no zone.
fn zone(offset: &str) -> String {
    match offset {
        "Z" | "z" | "+00:00" | "-00:00" => "UTC".to_owned(),
        "+07:00" => "WIB".to_owned(),
        "+08:00" => "WITA".to_owned(),
        "+09:00" => "WIT".to_owned(),
        _ => {
            let sign = offset.get(..1).filter(|sign| ["+", "-"].contains(sign));
            match (sign, two(offset, 1), two(offset, 4), offset.len()) {
                (Some(sign), Some(hours), Some(0), 6) => format!("UTC{sign}{hours}"),
                (Some(sign), Some(hours), Some(minutes), 6) => format!("UTC{sign}{hours}:{minutes:02}"),
                _ => String::new(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::laws::{file_source, portal_source};
    use super::*;

    fn full() -> Citation {
        Citation {
            publisher: Some("Dinas Perdagangan Kota Bandung".into()),
            dataset: Some("Harga Harian".into()),
            place: Some("data.bandung.go.id".into()),
            licence: Some("CC BY 4.0".into()),
            url: None,
            modified: Some("2026-11-20T01:00:00".into()),
            accessed: Some("2026-11-21T14:05:09.120+07:00".into()),
        }
    }

    #[test]
    fn a_source_line_says_all_that_is_known() {
        assert_eq!(
            source_line(&full(), Lang::Id),
            "Sumber: Dinas Perdagangan Kota Bandung, 'Harga Harian', data.bandung.go.id, CC BY 4.0 · data s.d. 20 Nov 2026 · diakses 21 Nov 2026 14.05 WIB"
        );
        assert_eq!(
            source_line(&full(), Lang::En),
            "Source: Dinas Perdagangan Kota Bandung, 'Harga Harian', data.bandung.go.id, CC BY 4.0 · data up to 20 Nov 2026 · accessed 21 Nov 2026 14:05 WIB"
        );
        let mut some = full();
        some.publisher = Some("  ".into());
        some.licence = None;
        some.modified = Some("November 2026".into());
        some.accessed = None;
        assert_eq!(
            source_line(&some, Lang::En),
            "Source: 'Harga Harian', data.bandung.go.id · data up to November 2026"
        );
        assert_eq!(source_line(&Citation::default(), Lang::Id), "Sumber: tidak disebutkan");
    }

    #[test]
    fn every_source_has_at_least_a_place() {
        let bare = |origin| Source { origin, citation: Citation::default(), ..file_source("Harga") };
        let Source { origin: portal, .. } = portal_source("Harga");
        let cases = [
            (bare(Origin::File { name: "harga.csv".into() }), "Source: 'Harga', harga.csv"),
            (bare(Origin::Url("https://data.go.id/x.csv".into())), "Source: 'Harga', data.go.id"),
            (bare(portal), "Source: 'Harga', data.bandung.go.id"),
            (
                Source { citation: full(), ..file_source("lain") },
                "Source: Dinas Perdagangan Kota Bandung, 'Harga Harian',",
            ),
            (
                Source { title: "harga.csv".into(), ..bare(Origin::File { name: "harga.csv".into() }) },
                "Source: harga.csv",
            ),
        ];
        for (source, expected) in cases {
            let line = source_line_of(&source, Lang::En);
            assert!(line.starts_with(expected), "{line}");
        }
    }

    #[test]
    fn a_part_says_that_it_is_one() {
        let part = Source { extent: Extent::First(1_000), ..portal_source("Harga") };
        assert!(source_line_of(&part, Lang::Id).ends_with(" · hanya 1.000 baris pertama"));
        assert!(source_line_of(&part, Lang::En).ends_with(" · first 1,000 rows only"));
    }

    #[test]
    fn a_sample_is_called_one() {
        let check = |extent: Extent, expected: &str| {
            let source = Source { extent, ..file_source("harga") };
            let whole = source_line_of(&file_source("harga"), Lang::Id);
            assert_eq!(source_line_of(&source, Lang::Id), format!("{whole}{expected}"));
        };
        check(Extent::Sample(20_000), " · hanya sampel 20.000 baris");
        check(Extent::Portal, " · dihitung di portal");
        check(Extent::All, "");
        check(Extent::Columns(vec!["a".into()]), "");
    }

    #[test]
    fn the_wall_clock_of_the_writer_is_kept() {
        let day = |days: i32| format_short(days, Lang::Id);
        let cases = [
            ("1970-01-02T00:00:00+08:00", format!("{} 00.00 WITA", day(1))),
            ("1970-01-02T23:59+09:00", format!("{} 23.59 WIT", day(1))),
            ("1970-01-02 05:04:03Z", format!("{} 05.04 UTC", day(1))),
            ("1969-12-31T05:04:03+05:30", format!("{} 05.04 UTC+5:30", day(-1))),
            ("1970-01-02T05:04:03-03:00", format!("{} 05.04 UTC-3", day(1))),
            ("1970-01-02T05:04:03", format!("{} 05.04", day(1))),
            ("1970-01-02T99:04:03", day(1)),
            ("1970-01-02", day(1)),
            ("1970-02-30", "1970-02-30".to_owned()),
            ("1970-01-0é", "1970-01-0é".to_owned()),
            ("kemarin", "kemarin".to_owned()),
        ];
        for (text, expected) in cases {
            assert_eq!(moment(text, Lang::Id), expected, "{text}");
        }
        assert_eq!(moment("1970-01-02T14:05+07:00", Lang::En), format!("{} 14:05 WIB", format_short(1, Lang::En)));
    }
}
