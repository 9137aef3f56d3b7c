//! The sentence that reads lines: where one goes, or who leads where several end.

#![expect(clippy::float_cmp, reason = "values are compared with each other as they came, none is computed")]

use super::calendar::part_label;
use super::data::{Point, Series, first, last};
use super::voice::{Change, Voice};
use crate::base::date::DatePart;
use crate::base::number::format_number;
use crate::i18n::chart as words;

/// One sentence that reads the lines.
pub(crate) fn sentence(all: &[Series], part: DatePart, voice: &Voice) -> String {
    match all {
        [only] => one_line(only, part, voice),
        _ => many_lines(all, part, voice),
    }
}

/// From where to where a line went, and its peak or low in between.
fn one_line(series: &Series, part: DatePart, voice: &Voice) -> String {
    let lang = voice.lang;
    let (Some(from), Some(to)) = (first(series), last(series)) else {
        return String::new();
    };
    let (Some(start), Some(end)) = (from.value, to.value) else {
        return String::new();
    };
    let when = |point: Point| part_label(point.day, part, lang);
    let (start_said, end_said) = (voice.full(start), voice.full(end));
    let (from_said, to_said) = (when(from), when(to));
    let mut args = vec![
        ("what", voice.value_name.as_str()),
        ("first", &start_said),
        ("last", &end_said),
        ("from", &from_said),
        ("to", &to_said),
    ];
    if from.day == to.day {
        return words::LINE_ONE.with(lang, &args);
    }
    let change = voice.change(start, end);
    let message = match &change {
        _ if start == end => words::LINE_SAME,
        Change::Negligible => words::LINE_ALMOST,
        Change::Said(change) => {
            args.push(("change", change));
            if end > start { words::LINE_UP_BY } else { words::LINE_DOWN_BY }
        }
        Change::Meaningless if end > start => words::LINE_UP,
        Change::Meaningless => words::LINE_DOWN,
    };
    let mut said = message.with(lang, &args);
    let valued = || series.points.iter().filter_map(|point| Some((*point, point.value?)));
    let peak = valued().max_by(|a, b| a.1.total_cmp(&b.1));
    let low = valued().min_by(|a, b| a.1.total_cmp(&b.1));
    for (extreme, message) in [(peak, words::LINE_PEAK), (low, words::LINE_LOW)] {
        // An extreme at an end is in the sentence already.
        if let Some((point, value)) = extreme
            && value != start
            && value != end
        {
            said.push(' ');
            said.push_str(&message.with(lang, &[("value", &voice.full(value)), ("when", &when(point))]));
        }
    }
    said
}

/// Who is highest and lowest at the end, and whose value changed most.
fn many_lines(all: &[Series], part: DatePart, voice: &Voice) -> String {
    let lang = voice.lang;
    let name = |series: &Series| series.name.clone().unwrap_or_else(|| words::UNNAMED_SERIES.text(lang).to_owned());
    let Some(end) = all.iter().filter_map(last).map(|point| point.day).max() else {
        return String::new();
    };
    let mut there: Vec<(&Series, f64)> =
        all.iter().filter_map(|series| Some((series, last(series).filter(|point| point.day == end)?.value?))).collect();
    there.sort_by(|a, b| b.1.total_cmp(&a.1));
    let ([(top, max), ..], [.., (bottom, min)]) = (there.as_slice(), there.as_slice()) else {
        return String::new();
    };
    let n = format_number(there.len() as f64, 0, lang);
    let (top_name, bottom_name) = (name(top), name(bottom));
    let (max_said, min_said) = (voice.full(*max), voice.full(*min));
    let when = part_label(end, part, lang);
    let args = [
        ("when", when.as_str()),
        ("top", &top_name),
        ("bottom", &bottom_name),
        ("max", &max_said),
        ("min", &min_said),
        ("n", &n),
        ("what", &voice.series_name),
    ];
    let mut said = if there.len() == 1 {
        words::LINES_LAST_ONE.with(lang, &args)
    } else if max == min {
        words::LINES_LAST_EQUAL.with(lang, &args)
    } else {
        words::LINES_LAST.with(lang, &args)
    };
    // Changes are compared only between series that begin and end together.
    let Some(start) = all.iter().filter_map(first).map(|point| point.day).min().filter(|start| *start < end) else {
        return said;
    };
    let change = |series: &Series, last: f64| {
        let first = first(series).filter(|point| point.day == start)?.value?;
        (first > 0.0 && last >= 0.0).then_some((first, last))
    };
    let most = there
        .iter()
        .filter_map(|(series, last)| Some((*series, change(series, *last)?)))
        .max_by(|(_, a), (_, b)| (a.1 / a.0 - 1.0).abs().total_cmp(&(b.1 / b.0 - 1.0).abs()));
    if let Some((series, (first, last))) = most
        && let Change::Said(change) = voice.change(first, last)
    {
        let message = if last > first { words::LINES_UP } else { words::LINES_DOWN };
        let from = part_label(start, part, lang);
        said.push(' ');
        said.push_str(&message.with(lang, &[("from", &from), ("name", &name(series)), ("change", &change)]));
    }
    said
}
