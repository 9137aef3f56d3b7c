//! The sentences that read charts: every number in them is computed from the data.

#![expect(clippy::float_cmp, reason = "values are compared with each other as they came, none is computed")]

use super::choose::{Kind, Row, adds, compares, name};
use super::column::small;
use super::data::Category;
use super::grid::{Grid, Line, added};
use super::samples::Samples;
use super::voice::{Voice, percent};
use super::{ChartSpec, Sheet};
use crate::base::lang::Lang;
use crate::base::number::format_number;
use crate::i18n::{chart as words, kinds as t};

/// One sentence that reads the bars: highest, lowest, how far apart, of how many.
pub(crate) fn bars(spec: &ChartSpec, all: &[Category], voice: &Voice) -> String {
    let lang = voice.lang;
    let mut compared: Vec<(&Category, f64)> = all
        .iter()
        .filter(|category| compares(category))
        .filter_map(|category| Some((category, category.value?)))
        .collect();
    if compared.is_empty() {
        // Only totals or nameless rows have values: they are all there is to read.
        compared = all.iter().filter_map(|category| Some((category, category.value?))).collect();
    }
    let Some((first, value)) = compared.first().copied() else {
        return String::new();
    };
    let max = compared.iter().map(|(_, value)| *value).fold(f64::NEG_INFINITY, f64::max);
    let min = compared.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min);
    let of = |wanted: f64| -> Vec<String> {
        compared.iter().filter(|(_, value)| *value == wanted).map(|(category, _)| name(category, spec, lang)).collect()
    };
    let (top, bottom) = (of(max), of(min));
    let count = |count: usize| format_number(count as f64, 0, lang);
    let n = count(compared.len());
    let (top_names, bottom_names) = (joined(&top, lang), joined(&bottom, lang));
    let (max_said, min_said) = (voice.full(max), voice.full(min));
    let mut said = if compared.len() == 1 {
        words::BARS_ONE.with(lang, &[("what", &name(first, spec, lang)), ("value", &voice.full(value))])
    } else if max == min {
        words::BARS_EQUAL.with(lang, &[("n", &n), ("what", &voice.x_name), ("value", &max_said)])
    } else {
        let (k, m) = (count(top.len()), count(bottom.len()));
        let args = [
            ("top", top_names.as_str()),
            ("bottom", &bottom_names),
            ("k", &k),
            ("m", &m),
            ("max", &max_said),
            ("min", &min_said),
            ("n", &n),
            ("what", &voice.x_name),
        ];
        match voice.times(max, min).filter(|_| bottom.len() == 1) {
            Some(ratio) => {
                let mut args = args.to_vec();
                args.push(("ratio", &ratio));
                words::BARS_RATIO.with(lang, &args)
            }
            None => words::BARS_RANGE.with(lang, &args),
        }
    };
    let absent = all.iter().filter(|category| category.value.is_none() && compares(category)).count();
    if absent > 0 {
        said.push(' ');
        said.push_str(&words::BARS_MISSING.with(lang, &[("n", &count(absent))]));
    }
    said
}

/// Names in a sentence: one, two, or the first and how many others.
pub(crate) fn joined(names: &[String], lang: Lang) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => words::AND.with(lang, &[("one", one), ("other", other)]),
        [one, rest @ ..] => {
            let n = format_number(rest.len() as f64, 0, lang);
            words::AND_OTHERS.with(lang, &[("one", one), ("n", &n)])
        }
    }
}

/// One sentence that reads deviations: who is farthest above and below the middle.
pub(crate) fn deviation(rows: &[Row], above: usize, middle: f64, voice: &Voice) -> String {
    let lang = voice.lang;
    let valued = || rows.iter().filter(|row| row.kind != Kind::Sum).filter_map(|row| Some((row, row.value?)));
    let (Some((top, most)), Some((bottom, least))) =
        (valued().max_by(|a, b| a.1.total_cmp(&b.1)), valued().min_by(|a, b| a.1.total_cmp(&b.1)))
    else {
        return t::MEDIAN_IS.with(lang, &[("median", &voice.full(middle))]);
    };
    t::DEVIATION.with(
        lang,
        &[
            ("top", &top.label),
            ("more", &voice.full(most.abs())),
            ("bottom", &bottom.label),
            ("less", &voice.full(least.abs())),
            ("median", &voice.full(middle)),
            ("n", &format_number(above as f64, 0, lang)),
            ("what", &voice.x_name),
        ],
    )
}

/// One sentence that reads values beside targets: how many reach theirs.
pub(crate) fn reached(rows: &[Row], targets: &[Option<f64>], target: &str, voice: &Voice) -> String {
    let lang = voice.lang;
    let pairs: Vec<(f64, f64)> =
        rows.iter().zip(targets).filter_map(|(row, target)| Some((row.value?, (*target)?))).collect();
    let reached = pairs.iter().filter(|(value, target)| value >= target).count();
    let count = |count: usize| format_number(count as f64, 0, lang);
    t::REACHED.with(
        lang,
        &[("n", &count(reached)), ("all", &count(pairs.len())), ("what", &voice.x_name), ("target", &small(target))],
    )
}

/// One sentence that reads a grid: its highest and its lowest cell.
pub(crate) fn cells(grid: &Grid) -> String {
    let (voice, lang) = (&grid.voice, grid.voice.lang);
    let mut low: Option<(String, f64)> = None;
    let mut high: Option<(String, f64)> = None;
    let mut count = 0_usize;
    let named = grid.rows.iter().any(|row| row.kind != Kind::Sum && row.cells.iter().any(Option::is_some));
    for row in grid.rows.iter().filter(|row| !named || row.kind != Kind::Sum) {
        for (series, cell) in row.cells.iter().enumerate() {
            let Some(value) = *cell else { continue };
            count += 1;
            if high.as_ref().is_none_or(|(_, most)| value > *most) {
                high = Some((grid.cell_name(row, series), value));
            }
            if low.as_ref().is_none_or(|(_, least)| value < *least) {
                low = Some((grid.cell_name(row, series), value));
            }
        }
    }
    let (Some((top, max)), Some((bottom, min))) = (high, low) else { return words::NO_DATA.text(lang).to_owned() };
    let (max_said, min_said) = (voice.full(max), voice.full(min));
    if max == min {
        return words::BARS_ONE.with(lang, &[("what", &top), ("value", &max_said)]);
    }
    t::CELLS.with(
        lang,
        &[
            ("top", &top),
            ("max", &max_said),
            ("bottom", &bottom),
            ("min", &min_said),
            ("n", &format_number(count as f64, 0, lang)),
        ],
    )
}

/// One sentence that reads parts of a whole: the largest with its share, how many there are.
pub(crate) fn parts(parts: &[(String, f64)], what: &str, voice: &Voice) -> String {
    let lang = voice.lang;
    let total: f64 = parts.iter().map(|(_, value)| value).sum();
    let Some((top, most)) = parts.iter().reduce(|a, b| if b.1 > a.1 { b } else { a }) else {
        return String::new();
    };
    let share = percent(most / total * 100.0, lang);
    if !total.is_normal() || total < 0.0 || parts.iter().any(|(_, value)| *value < 0.0) {
        return words::BARS_ONE.with(lang, &[("what", top), ("value", &voice.full(*most))]);
    }
    t::PARTS.with(
        lang,
        &[
            ("top", top),
            ("value", &voice.full(*most)),
            ("share", &share),
            ("total", &voice.full(total)),
            ("n", &format_number(parts.len() as f64, 0, lang)),
            ("what", what),
        ],
    )
}

/// The parts that the series of a grid are; its cells where their values cannot be added up.
pub(crate) fn parts_of_series(grid: &Grid, sheet: &Sheet<'_>) -> String {
    if grid.series.len() < 2 || grid.negative() || !adds(sheet.lowered.spec.op) {
        return cells(grid);
    }
    // What is there at one time is not added up over times.
    if grid.in_time()
        && let Some(last) = grid.rows.iter().rev().find(|row| row.sum().is_some())
    {
        let there = grid.series.iter().zip(&last.cells).filter_map(|(name, cell)| Some((name.clone(), (*cell)?)));
        let said = parts(&there.collect::<Vec<_>>(), &grid.voice.series_name, &grid.voice);
        return t::AT.with(sheet.lang, &[("when", &last.label), ("said", &said)]);
    }
    let sums = grid.series.iter().enumerate().filter_map(|(at, name)| {
        Some((name.clone(), added(grid.rows.iter().map(|row| row.cells.get(at).copied().flatten()))?))
    });
    parts(&sums.collect::<Vec<_>>(), &grid.voice.series_name, &grid.voice)
}

/// The sentence of bars for a grid of one series.
pub(crate) fn one_each(grid: &Grid, spec: &ChartSpec) -> String {
    let category = |row: &Line| Category {
        name: Some(row.label.clone()).filter(|_| row.kind != Kind::Sum),
        day: row.day,
        value: row.cells.first().copied().flatten(),
        total: row.kind == Kind::Sum,
    };
    bars(spec, &grid.rows.iter().map(category).collect::<Vec<_>>(), &grid.voice)
}

/// One sentence that reads a waterfall: how much came, how much went, what is left.
pub(crate) fn steps(grid: &Grid) -> String {
    let values = || grid.rows.iter().filter_map(|row| row.cells.first().copied().flatten());
    let (up, down) =
        values().fold((0.0, 0.0), |(up, down): (f64, f64), value| (up + value.max(0.0), down + value.min(0.0)));
    let voice = &grid.voice;
    t::STEPS.with(
        voice.lang,
        &[("up", &voice.full(up)), ("down", &voice.full(down.abs())), ("end", &voice.full(up + down))],
    )
}

/// One sentence that reads changes from one time or group to another: how many rise and fall, and by how much
/// at most.
pub(crate) fn changes(
    all: &[(String, Option<f64>, Option<f64>)],
    from: &str,
    to: &str,
    timed: bool,
    voice: &Voice,
) -> String {
    let lang = voice.lang;
    let what = voice.x_name.as_str();
    let both: Vec<(&str, f64, f64)> =
        all.iter().filter_map(|(name, first, last)| Some((name.as_str(), (*first)?, (*last)?))).collect();
    let up = both.iter().filter(|(_, first, last)| last > first).count();
    let down = both.iter().filter(|(_, first, last)| last < first).count();
    let most = both.iter().max_by(|a, b| (a.2 - a.1).abs().total_cmp(&(b.2 - b.1).abs()));
    let Some((name, first, last)) = most else { return t::NO_PAIRS.with(lang, &[("from", from), ("to", to)]) };
    let count = |count: usize| format_number(count as f64, 0, lang);
    let message = if timed { t::CHANGES } else { t::GAPS };
    message.with(
        lang,
        &[
            ("from", from),
            ("to", to),
            ("up", &count(up)),
            ("down", &count(down)),
            ("what", what),
            ("name", name),
            ("first", &voice.full(*first)),
            ("last", &voice.full(*last)),
        ],
    )
}

/// One sentence that reads a correlation, without making a cause of it.
pub(crate) fn link(correlation: f64, count: u64, x: &str, y: &str, lang: Lang) -> String {
    let size = correlation.abs();
    let r = format_number(correlation, 2, lang);
    let n = format_number(count as f64, 0, lang);
    let strength = if size >= 0.7 {
        t::STRONG
    } else if size >= 0.4 {
        t::MODERATE
    } else {
        t::WEAK
    };
    let message = if size < 0.2 {
        t::LINK_NONE
    } else if correlation > 0.0 {
        t::LINK_UP
    } else {
        t::LINK_DOWN
    };
    message.with(lang, &[("x", &small(x)), ("y", &small(y)), ("strength", strength.text(lang)), ("r", &r), ("n", &n)])
}

/// One sentence that reads a spread: where the middle half lies, the median, of how many.
pub(crate) fn spread(samples: &Samples, voice: &Voice) -> String {
    let say = |share: f64| voice.full(samples.quantile(share));
    let args = [
        ("low", &*say(0.25)),
        ("high", &*say(0.75)),
        ("median", &*say(0.5)),
        ("n", &*format_number(samples.count() as f64, 0, voice.lang)),
    ];
    t::SPREAD.with(voice.lang, &args)
}

/// One sentence that compares spreads by their medians.
pub(crate) fn spreads(all: &[Samples], voice: &Voice) -> String {
    if let [only] = all {
        return spread(only, voice);
    }
    let medians: Vec<(&str, f64)> = all.iter().map(|samples| (samples.name.as_str(), samples.quantile(0.5))).collect();
    let (Some(top), Some(bottom)) =
        (medians.iter().max_by(|a, b| a.1.total_cmp(&b.1)), medians.iter().min_by(|a, b| a.1.total_cmp(&b.1)))
    else {
        return String::new();
    };
    t::SPREADS.with(
        voice.lang,
        &[
            ("top", top.0),
            ("max", &voice.full(top.1)),
            ("bottom", bottom.0),
            ("min", &voice.full(bottom.1)),
            ("n", &format_number(all.len() as f64, 0, voice.lang)),
            ("what", &voice.x_name),
        ],
    )
}
