//! Bands over time: from the lowest to the highest value with the median, and candles.

use super::course::part_of;
use crate::base::color::Rgba;
use crate::base::date::DatePart;
use crate::base::note::{Note, Problem};
use crate::chart::axis::{Base, Frame, Framing, area, block, extent, on_day, polyline, spot, target};
use crate::chart::calendar::{part_index, part_label, part_start};
use crate::chart::data::{Series, lines};
use crate::chart::grid::{colors, missing};
use crate::chart::scale::Linear;
use crate::chart::voice::Voice;
use crate::chart::{Figure, Sheet};
use crate::i18n::kinds as t;
use crate::scene::{Scene, Stroke};
use crate::table::{ResultColumn, ResultTable, Values};

/// Low, middle and high of a time, or open, close, low and high of a candle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Span {
    pub(crate) day: i32,
    pub(crate) first: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) last: f64,
}

/// Draws the band from the lowest to the highest value of each time, and the median in it.
pub(crate) fn ribbon(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (all, counts) = lines(sheet.lowered, sheet.data, sheet.lang)?;
    let mut bounds: Vec<Vec<Series>> = Vec::new();
    for column in ["low", "high"] {
        let mut data = sheet.data.clone();
        let values = data.column(column).map(|column| column.values.clone());
        if let (Some(values), Some(y)) = (values, data.columns.iter_mut().find(|column| column.name == "y")) {
            y.values = values;
        }
        bounds.push(lines(sheet.lowered, &data, sheet.lang)?.0);
    }
    let at = |which: usize, day: i32| {
        let points = bounds.get(which).and_then(|all| all.first()).map(|series| &series.points)?;
        points.iter().find(|point| point.day == day)?.value
    };
    let spans: Vec<Span> = all
        .first()
        .map(|series| &series.points)
        .into_iter()
        .flatten()
        .filter_map(|point| {
            let middle = point.value?;
            let (low, high) = (at(0, point.day)?, at(1, point.day)?);
            Some(Span { day: point.day, first: middle, low, high, last: middle })
        })
        .collect();
    banded(sheet, &spans, part_of(sheet), false, missing(sheet, counts))
}

/// Draws for each month, week or year its first, lowest, highest and last day.
pub(crate) fn candles(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (all, counts) = lines(sheet.lowered, sheet.data, sheet.lang)?;
    let part = match sheet.lowered.spec.x_part {
        Some(DatePart::Day) | None => DatePart::Week,
        Some(part) => part,
    };
    let points = all.first().map(|series| series.points.as_slice()).unwrap_or_default();
    let spans = candle_spans(points.iter().filter_map(|point| Some((point.day, point.value?))), part);
    banded(sheet, &spans, part, true, missing(sheet, counts))
}

/// Days in order of time put together by a part of the calendar.
pub(crate) fn candle_spans(days: impl Iterator<Item = (i32, f64)>, part: DatePart) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (day, value) in days {
        let start = part_start(part_index(day, part), part).unwrap_or(day);
        match spans.last_mut().filter(|span| span.day == start) {
            Some(span) => {
                span.low = span.low.min(value);
                span.high = span.high.max(value);
                span.last = value;
            }
            None => spans.push(Span { day: start, first: value, low: value, high: value, last: value }),
        }
    }
    spans
}

/// A column of the twin: its name, and where its values are.
type Part = (crate::i18n::Message, fn(&Span) -> f64);

fn banded(
    sheet: &Sheet<'_>,
    spans: &[Span],
    part: DatePart,
    candles: bool,
    notes: Vec<Note>,
) -> Result<Figure, Problem> {
    let (lang, theme) = (sheet.lang, sheet.theme);
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        return Err(crate::chart::data::nothing(&sheet.lowered.spec));
    };
    let voice = Voice::single(sheet).spoken_in(part);
    let mut scene = Scene { width_px: sheet.width_px, ..Scene::default() };
    let heading = if candles { t::CANDLES_OF } else { t::RANGE_OF };
    let framing = Framing {
        title: heading.with(lang, &[("value", &voice.axis_title())]),
        legend: &[],
        extent: extent(spans.iter().flat_map(|span| [span.low, span.high, span.first, span.last])),
        base: Base::Near,
        right_px: 12.0,
        share: 0.5,
        above_px: 0.0,
    };
    let frame = Frame::new(&mut scene, sheet, &voice, framing);
    let inset = if candles { 10.0 } else { 4.0 };
    let days = (f64::from(first.day), f64::from(last.day));
    let x = Linear::new(days, (frame.left + inset, frame.right - inset));
    let below = frame.times(&mut scene, &x, (first.day, last.day), part, sheet);
    scene.height_px = frame.bottom + below;
    frame.plane(&mut scene, crate::scene::plane::Along::Days(x));
    let at = |span: &Span| x.at(f64::from(span.day));
    let half = ((frame.right - frame.left) / spans.len() as f64 * 0.35).clamp(1.0, 9.0);
    let down = colors(2, false, sheet)[1];
    if !candles {
        let upper = spans.iter().map(|span| (at(span), frame.y.at(span.high)));
        let lower = spans.iter().rev().map(|span| (at(span), frame.y.at(span.low)));
        let Rgba(r, g, b, _) = theme.accent;
        area(&mut scene, upper.chain(lower).collect(), Rgba(r, g, b, 60));
        let line = spans.iter().map(|span| (at(span), frame.y.at(span.last))).collect();
        polyline(&mut scene, line, Stroke::solid(theme.accent, 2.0));
    }
    for (row, span) in spans.iter().enumerate() {
        let (px, high, low) = (at(span), frame.y.at(span.high), frame.y.at(span.low));
        if candles {
            let color = if span.last < span.first { down } else { theme.accent };
            scene.line((px, high), (px, low), Stroke::solid(color, 1.25));
            let (open, close) = (frame.y.at(span.first), frame.y.at(span.last));
            block(&mut scene, (px - half, open.min(close), 2.0 * half, (open - close).abs().max(1.5)), color);
        }
        let what = part_label(span.day, part, lang);
        let (low_said, high_said) = (voice.full(span.low), voice.full(span.high));
        let (first_said, last_said) = (voice.full(span.first), voice.full(span.last));
        let args = [
            ("what", what.as_str()),
            ("low", &low_said),
            ("high", &high_said),
            ("median", &first_said),
            ("first", &first_said),
            ("last", &last_said),
        ];
        let message = if candles { t::CANDLE_SAID } else { t::RANGE_SAID };
        let wide = half.max(5.0);
        spot(&mut scene, || on_day(span.day), None, (px, frame.y.at(span.last)));
        target(
            &mut scene,
            (px - wide, high.min(low - 8.0), 2.0 * wide, (low - high).max(8.0)),
            message.with(lang, &args),
            row,
        );
    }
    let when = part_label(last.day, part, lang);
    let said = t::RANGE_LAST.with(
        lang,
        &[
            ("when", &when),
            ("what", &voice.value_name),
            ("low", &voice.full(last.low)),
            ("high", &voice.full(last.high)),
            ("lowest", &voice.full(spans.iter().map(|span| span.low).fold(f64::INFINITY, f64::min))),
            ("highest", &voice.full(spans.iter().map(|span| span.high).fold(f64::NEG_INFINITY, f64::max))),
        ],
    );
    scene.title = voice.title();
    scene.description.clone_from(&said);
    let names = spans.iter().map(|span| Some(part_label(span.day, part, lang))).collect();
    let mut columns = vec![ResultColumn { name: voice.x_heading.clone(), values: Values::Text(names) }];
    let parts: &[Part] = if candles {
        &[
            (t::OPENING, |span| span.first),
            (t::LOWEST, |span| span.low),
            (t::HIGHEST, |span| span.high),
            (t::CLOSING, |span| span.last),
        ]
    } else {
        &[(t::LOWEST, |span| span.low), (t::MEDIAN, |span| span.last), (t::HIGHEST, |span| span.high)]
    };
    for (name, of) in parts {
        let values = Values::Number(spans.iter().map(|span| Some(of(span))).collect());
        columns.push(ResultColumn { name: name.text(lang).to_owned(), values });
    }
    Ok(Figure { scene, twin: ResultTable { columns }, sentence: said, notes })
}
