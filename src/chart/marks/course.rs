//! Courses over time beside plain lines: slopes between two times, ranks, and stacked areas.

use crate::base::color::{Rgba, readable};
use crate::base::date::DatePart;
use crate::base::note::{Note, NoteCode, Problem};
use crate::base::text::fold;
use crate::chart::axis::{
    Base, Frame, Framing, Label, TEXT_PX, area, disc, extent, names_beside, on_day, polyline, spot, target, wide_bold,
};
use crate::chart::calendar::part_label;
use crate::chart::data::{Series, last, lines};
use crate::chart::grid::{COLORED, colors, grid, missing, stack};
use crate::chart::reading::sentence;
use crate::chart::scale::Linear;
use crate::chart::voice::{Voice, percent};
use crate::chart::{Figure, Sheet, marks, speech, twin};
use crate::i18n::{chart as words, kinds as t};
use crate::scene::width::ellipsis;
use crate::scene::{Anchor, Lettering, Scene, Stroke, Weight};
use crate::table::{ResultColumn, ResultTable, Values};

/// The part that times of a spec are shown by.
pub(super) fn part_of(sheet: &Sheet<'_>) -> DatePart {
    sheet.lowered.spec.x_part.unwrap_or(DatePart::Year)
}

/// What a series is called.
pub(super) fn name_of(series: &Series, sheet: &Sheet<'_>) -> String {
    series.name.clone().unwrap_or_else(|| words::UNNAMED_SERIES.text(sheet.lang).to_owned())
}

/// Whether a series is the highlighted one.
pub(super) fn wanted(series: &Series, sheet: &Sheet<'_>) -> bool {
    let highlight = sheet.lowered.spec.highlight.as_deref().map(fold);
    highlight.is_some() && series.name.as_deref().map(fold) == highlight
}

/// The colours of series: the highlighted one in accent and the rest grey, else told apart where they are few.
fn series_colors(all: &[Series], sheet: &Sheet<'_>) -> Vec<Rgba> {
    let theme = sheet.theme;
    if all.iter().any(|series| wanted(series, sheet)) {
        return all.iter().map(|series| if wanted(series, sheet) { theme.accent } else { theme.context }).collect();
    }
    if all.len() > COLORED { vec![theme.context; all.len()] } else { colors(all.len(), false, sheet) }
}

/// Draws what changed between the first and the last time, as slopes.
pub(crate) fn slope(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (mut all, counts) = lines(sheet.lowered, sheet.data, sheet.lang)?;
    let (spec, lang, theme, width_px) = (&sheet.lowered.spec, sheet.lang, sheet.theme, sheet.width_px);
    let voice = Voice::new(spec, counts.single, lang);
    let mut notes = missing(sheet, counts);
    let days =
        || all.iter().flat_map(|series| &series.points).filter(|point| point.value.is_some()).map(|point| point.day);
    let (from, to) = (days().min().unwrap_or_default(), days().max().unwrap_or_default());
    if from == to {
        return marks::bar::dot(sheet);
    }
    let totals = leave_totals(&mut all);
    notes.extend(totals);
    let value_at = |series: &Series, day: i32| series.points.iter().find(|point| point.day == day)?.value;
    let ends: Vec<(String, Option<f64>, Option<f64>)> =
        all.iter().map(|series| (name_of(series, sheet), value_at(series, from), value_at(series, to))).collect();
    let names = [part_label(from, part_of(sheet), lang), part_label(to, part_of(sheet), lang)];
    let mut scene = Scene { width_px, ..Scene::default() };
    let palette = series_colors(&all, sheet);
    let say = |value: f64| voice.brief(value);
    let texts: Vec<String> = ends.iter().filter_map(|(_, first, _)| first.map(say)).collect();
    let left_px = texts.iter().map(|text| wide_bold(text)).fold(wide_bold(&names[0]) / 2.0, f64::max);
    let room = 0.42 * width_px;
    let label_of = |name: &str, value: f64| ellipsis(&format!("{} {name}", say(value)), TEXT_PX, Weight::Bold, room);
    let right_px = ends
        .iter()
        .filter_map(|(name, _, last)| Some(wide_bold(&label_of(name, (*last)?))))
        .fold(wide_bold(&names[1]) / 2.0, f64::max);
    let framing = Framing {
        title: voice.axis_title(),
        legend: &[],
        extent: extent(ends.iter().flat_map(|(_, first, last)| [*first, *last]).flatten()),
        base: Base::Near,
        right_px: right_px + 16.0,
        share: if all.len() > 8 { 0.8 } else { 0.6 },
        above_px: 16.0,
    };
    let frame = Frame::new(&mut scene, sheet, &voice, framing);
    let (left, right) = (frame.left + left_px + 12.0, frame.right);
    for (x, name) in [(left, &names[0]), (right, &names[1])] {
        scene.line((x, frame.top), (x, frame.bottom), Stroke::solid(theme.soft, 1.0));
        let half = wide_bold(name) / 2.0;
        let x = x.min(width_px - half);
        let style = Lettering::new(TEXT_PX, theme.ink).bold().anchored(Anchor::Middle);
        scene.text((x, frame.top - 8.0), name.clone(), style);
    }
    let (mut labels, mut starts) = (Vec::new(), Vec::new());
    for (row, ((name, first, last), color)) in ends.iter().zip(&palette).enumerate() {
        let main = all.get(row).is_some_and(|series| wanted(series, sheet));
        let ink = if *color == theme.context { theme.soft } else { readable(*color, theme.paper, theme.ink, 4.5) };
        let width = if main { 3.0 } else { 2.0 };
        if let (Some(first), Some(last)) = (first, last) {
            scene.line((left, frame.y.at(*first)), (right, frame.y.at(*last)), Stroke::solid(*color, width));
        }
        if let Some(value) = first {
            let y = frame.y.at(*value);
            disc(&mut scene, (left, y), 4.0, *color, None);
            starts.push((y, say(*value), ink));
        }
        if let Some(value) = last {
            let y = frame.y.at(*value);
            disc(&mut scene, (right, y), 4.0, *color, None);
            let lines = vec![label_of(name, *value)];
            labels.push(Label { lines, end: (right, y), middle: y, color: ink, bold: main });
        }
        let said =
            |value: &Option<f64>| value.map_or_else(|| words::NO_DATA.text(lang).to_owned(), |value| voice.full(value));
        let change = match (first, last) {
            (Some(first), Some(last)) => format!(" ({})", voice.signed(last - first)),
            _ => String::new(),
        };
        let label = format!("{name}. {}: {}, {}: {}{change}", names[0], said(first), names[1], said(last));
        let y = last.or(*first).map_or(frame.top, |value| frame.y.at(value));
        target(&mut scene, (right - 10.0, y - 8.0, 20.0, 16.0), label, row);
    }
    // At the left the numbers alone; those that would lie upon each other are left to the table.
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = f64::NEG_INFINITY;
    for (y, text, color) in starts {
        if y - 6.0 >= free {
            scene.text((left - 8.0, y + 4.7), text, Lettering::new(TEXT_PX, color).anchored(Anchor::End));
            free = y + 7.0;
        }
    }
    names_beside(&mut scene, labels, (frame.top, frame.bottom), right, theme);
    let lowest = scene.items.iter().filter_map(|item| match item {
        crate::scene::Item::Text { y, .. } => Some(*y + 4.0),
        _ => None,
    });
    scene.height_px = lowest.fold(frame.bottom + 8.0, f64::max);
    let said = speech::changes(&ends, &names[0], &names[1], true, &voice_of_series(&voice));
    scene.title = title_of(&voice);
    scene.description.clone_from(&said);
    let heading = crate::chart::column::capital(&voice.series_name);
    let column =
        |name: &str, values: Vec<Option<f64>>| ResultColumn { name: name.to_owned(), values: Values::Number(values) };
    let columns = vec![
        ResultColumn {
            name: heading,
            values: Values::Text(ends.iter().map(|(name, _, _)| Some(name.clone())).collect()),
        },
        column(&names[0], ends.iter().map(|(_, first, _)| *first).collect()),
        column(&names[1], ends.iter().map(|(_, _, last)| *last).collect()),
        column(t::DIFFERENCE.text(lang), ends.iter().map(|(_, first, last)| Some((*last)? - (*first)?)).collect()),
    ];
    Ok(Figure { scene, twin: ResultTable { columns }, sentence: said, notes })
}

/// The voice that speaks of series instead of times.
fn voice_of_series(voice: &Voice) -> Voice {
    let mut of_series = voice.clone();
    of_series.x_name.clone_from(&voice.series_name);
    of_series
}

/// The name of a chart of series over time.
pub(super) fn title_of(voice: &Voice) -> String {
    if voice.series_name.is_empty() {
        return voice.title();
    }
    let args = [("value", voice.value_name.as_str()), ("what", &voice.x_name), ("series", &voice.series_name)];
    t::TITLE_SPLIT.with(voice.lang, &args)
}

/// Takes totals out of several series, with a note.
pub(super) fn leave_totals(all: &mut Vec<Series>) -> Option<Note> {
    let is_total = |series: &Series| series.name.as_deref().is_some_and(crate::chart::column::is_total);
    let totals = all.iter().filter(|series| is_total(series)).count();
    if totals == 0 || totals == all.len() {
        return None;
    }
    all.retain(|series| !is_total(series));
    Some(Note { count: totals as u64, ..Note::once(NoteCode::TotalRows, []) })
}

/// Most places of a ranking.
const MOST_RANKS: usize = 12;

/// Draws the rank of each series at each time.
pub(crate) fn bump(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (mut all, counts) = lines(sheet.lowered, sheet.data, sheet.lang)?;
    let (spec, lang, theme, width_px) = (&sheet.lowered.spec, sheet.lang, sheet.theme, sheet.width_px);
    let voice = Voice::new(spec, counts.single, lang);
    let mut notes = missing(sheet, counts);
    notes.extend(leave_totals(&mut all));
    // Who leads at the end, and whom the picture is about, is drawn.
    all.sort_by(|a, b| {
        let key = |series: &Series| {
            (wanted(series, sheet), last(series).and_then(|point| point.value).unwrap_or(f64::NEG_INFINITY))
        };
        let ((a_wanted, a), (b_wanted, b)) = (key(a), key(b));
        b_wanted.cmp(&a_wanted).then(b.total_cmp(&a))
    });
    if all.len() > MOST_RANKS {
        let hidden = (all.len() - MOST_RANKS).to_string();
        notes.push(Note::once(NoteCode::CategoriesNotShown, [MOST_RANKS.to_string(), hidden]));
    }
    let ranks = ranks(&all);
    let shown = all.len().min(MOST_RANKS);
    let mut scene = Scene { width_px, ..Scene::default() };
    let heading = t::RANK_OF.with(lang, &[("value", &voice.axis_title())]);
    let top = crate::chart::axis::title(&mut scene, &heading, theme) + 16.0;
    let deepest = ranks.iter().take(shown).flatten().map(|(_, rank)| *rank).max().unwrap_or(1) as f64;
    let step = if deepest > 20.0 { (520.0 / deepest).max(6.0) } else { 28.0 };
    let bottom = top + deepest * step;
    let names: Vec<String> = all.iter().take(shown).map(|series| name_of(series, sheet)).collect();
    let room = names.iter().map(|name| wide_bold(name)).fold(0.0, f64::max).min(0.36 * width_px) + 34.0;
    let (left, right) = (24.0, (width_px - room).max(90.0));
    let days = || all.iter().flat_map(|series| &series.points).map(|point| point.day);
    let (first_day, last_day) = (days().min().unwrap_or_default(), days().max().unwrap_or_default());
    let x = Linear::new((f64::from(first_day), f64::from(last_day)), (left, right - 12.0));
    let y = |rank: usize| top + (rank as f64 - 0.5) * step;
    let scale = crate::chart::scale::Scale::new(crate::chart::ScaleKind::Linear, (0.0, 1.0), (bottom, top));
    let frame = Frame { left, right, top, bottom, y: scale };
    let below = frame.times(&mut scene, &x, (first_day, last_day), part_of(sheet), sheet);
    scene.height_px = bottom + below;
    let palette = series_colors(all.get(..shown).unwrap_or_default(), sheet);
    let mut labels = Vec::new();
    for (row, (series, ranks)) in all.iter().zip(&ranks).take(shown).enumerate().rev() {
        let color = palette.get(row).copied().unwrap_or(theme.context);
        let main = wanted(series, sheet);
        let places: Vec<(f64, f64)> = ranks.iter().map(|(day, rank)| (x.at(f64::from(*day)), y(*rank))).collect();
        polyline(&mut scene, places.clone(), Stroke::solid(color, if main { 4.0 } else { 2.5 }));
        for place in &places {
            disc(&mut scene, *place, 4.0, color, None);
        }
        if let (Some((px, py)), Some((_, rank))) = (places.last(), ranks.last()) {
            let ink = if color == theme.context { theme.soft } else { readable(color, theme.paper, theme.ink, 4.5) };
            let text = ellipsis(&format!("{rank} {}", names[row]), TEXT_PX, Weight::Bold, room - 14.0);
            labels.push(Label { lines: vec![text], end: (*px, *py), middle: *py, color: ink, bold: main });
        }
        for (place, (day, rank)) in places.iter().zip(ranks) {
            let value = series.points.iter().find(|point| point.day == *day).and_then(|point| point.value);
            let args = [
                ("series", names[row].as_str()),
                ("what", &part_label(*day, part_of(sheet), lang)),
                ("rank", &rank.to_string()),
                ("value", &value.map(|value| voice.full(value)).unwrap_or_default()),
            ];
            let bounds = (place.0 - 8.0, place.1 - 8.0, 16.0, 16.0);
            target(&mut scene, bounds, t::RANK_SAID.with(lang, &args), row);
        }
    }
    names_beside(&mut scene, labels, (top, bottom), right - 4.0, theme);
    let said = sentence(&all, part_of(sheet), &voice);
    scene.title = title_of(&voice);
    scene.description.clone_from(&said);
    let mut columns = vec![ResultColumn {
        name: crate::chart::column::capital(&voice.series_name),
        values: Values::Text(names.into_iter().map(Some).collect()),
    }];
    let mut times: Vec<i32> = days().collect();
    times.sort_unstable();
    times.dedup();
    for day in times {
        let at =
            |ranks: &Vec<(i32, usize)>| ranks.iter().find(|(other, _)| *other == day).map(|(_, rank)| *rank as f64);
        let values = Values::Number(ranks.iter().take(shown).map(at).collect());
        columns.push(twin::column(&columns, &part_label(day, part_of(sheet), lang), values));
    }
    Ok(Figure { scene, twin: ResultTable { columns }, sentence: said, notes })
}

/// The rank of each series at each of its times, 1 for the largest; equal values share the better rank.
pub(crate) fn ranks(all: &[Series]) -> Vec<Vec<(i32, usize)>> {
    let mut by_day: std::collections::BTreeMap<i32, Vec<f64>> = std::collections::BTreeMap::new();
    for point in all.iter().flat_map(|series| &series.points) {
        if let Some(value) = point.value {
            by_day.entry(point.day).or_default().push(value);
        }
    }
    all.iter()
        .map(|series| {
            let rank = |day: i32, value: f64| {
                by_day.get(&day).map_or(1, |values| 1 + values.iter().filter(|other| **other > value).count())
            };
            series.points.iter().filter_map(|point| Some((point.day, rank(point.day, point.value?)))).collect()
        })
        .collect()
}

/// Draws areas on top of each other.
pub(crate) fn areas(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    stacked(sheet, false)
}

/// Draws areas as shares of their sum.
pub(crate) fn area_shares(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    stacked(sheet, true)
}

fn stacked(sheet: &Sheet<'_>, share: bool) -> Result<Figure, Problem> {
    let mut grid = grid(sheet, COLORED)?;
    if grid.negative() || grid.rows.len() < 2 || !grid.in_time() {
        let mut figure =
            if grid.series.len() > 1 { marks::column::stacked(sheet)? } else { marks::column::plain(sheet)? };
        if grid.negative() {
            figure.notes.push(Note::once(NoteCode::NegativeParts, []));
        }
        return Ok(figure);
    }
    grid.rows.sort_by_key(|row| row.day);
    let (theme, lang) = (sheet.theme, sheet.lang);
    grid.fill_times(sheet);
    // A part that is missing at a time has no height there, which must be said.
    let filled = grid.rows.iter().filter(|row| row.sum().is_some());
    let holes = filled.flat_map(|row| &row.cells).filter(|cell| cell.is_none()).count();
    if holes > 0 {
        grid.notes.push(Note { count: holes as u64, ..Note::once(NoteCode::StackedAsZero, []) });
    }
    let palette = grid.colors(sheet);
    let tops: Vec<Vec<(f64, f64)>> = grid
        .rows
        .iter()
        .map(|row| {
            let whole = if share { row.sum().filter(|sum| *sum > 0.0).unwrap_or(f64::INFINITY) / 100.0 } else { 1.0 };
            stack(&row.cells).into_iter().map(|(from, to)| (from / whole, to / whole)).collect()
        })
        .collect();
    let mut scene = Scene { width_px: sheet.width_px, ..Scene::default() };
    let legend = grid.legend(&palette);
    let percent_voice = Voice::percent(sheet);
    let framing = Framing {
        title: if share {
            t::IN_SHARES.with(lang, &[("value", &grid.voice.value_name)])
        } else {
            grid.voice.axis_title()
        },
        legend: &legend,
        extent: if share { (0.0, 100.0) } else { extent(tops.iter().flatten().map(|(_, to)| *to)) },
        base: Base::Zero,
        right_px: 12.0,
        share: 0.48,
        above_px: 0.0,
    };
    let frame = Frame::new(&mut scene, sheet, if share { &percent_voice } else { &grid.voice }, framing);
    let days: Vec<i32> = grid.rows.iter().filter_map(|row| row.day).collect();
    let (first_day, last_day) = (days.first().copied().unwrap_or_default(), days.last().copied().unwrap_or_default());
    let x = Linear::new((f64::from(first_day), f64::from(last_day)), (frame.left + 4.0, frame.right - 4.0));
    let below = frame.times(&mut scene, &x, (first_day, last_day), part_of(sheet), sheet);
    scene.height_px = frame.bottom + below;
    frame.plane(&mut scene, crate::scene::plane::Along::Days(x));
    let at = |day: &i32| x.at(f64::from(*day));
    // Areas end where a time is missing.
    let mut runs: Vec<Vec<usize>> = vec![Vec::new()];
    for (index, row) in grid.rows.iter().enumerate() {
        match runs.last_mut().filter(|_| row.sum().is_some()) {
            Some(run) => run.push(index),
            None => runs.push(Vec::new()),
        }
    }
    for (series, color) in palette.iter().enumerate() {
        for run in runs.iter().filter(|run| !run.is_empty()) {
            let edge = |pick: fn(&(f64, f64)) -> f64| -> Vec<(f64, f64)> {
                let place = |index: &usize| {
                    let value = tops.get(*index).and_then(|parts| parts.get(series)).map_or(0.0, pick);
                    Some((at(days.get(*index)?), frame.y.at(value)))
                };
                run.iter().filter_map(place).collect()
            };
            let line = edge(|part| part.1);
            let mut ring = line.clone();
            ring.extend(edge(|part| part.0).into_iter().rev());
            let single = palette.len() == 1;
            let Rgba(r, g, b, _) = *color;
            area(&mut scene, ring, if single { Rgba(r, g, b, 70) } else { *color });
            let (ink, width) = if single { (*color, 2.0) } else { (theme.paper, 1.0) };
            polyline(&mut scene, line, Stroke::solid(ink, width));
        }
    }
    for (index, row) in grid.rows.iter().enumerate() {
        let sum = row.sum().filter(|_| row.cells.len() > 1);
        for series in 0..row.cells.len() {
            if row.cells[series].is_none() {
                continue;
            }
            let Some((from, to)) = tops.get(index).and_then(|parts| parts.get(series)) else { continue };
            let (high, low) = (frame.y.at(*to), frame.y.at(*from));
            let of = row.cells[series].zip(sum).map(|(value, sum)| value / sum * 100.0).filter(|of| of.is_finite());
            let more = of.map(|of| percent(of, lang)).unwrap_or_default();
            let left = row.day.map_or(frame.left, |day| at(&day)) - 6.0;
            if let Some(day) = row.day {
                let name = grid.series.get(series).map(String::as_str).filter(|_| row.cells.len() > 1);
                spot(&mut scene, || on_day(day), name, (at(&day), high));
            }
            let bounds = (left, high.min(frame.bottom - 6.0), 12.0, (low - high).max(6.0));
            target(&mut scene, bounds, grid.say(row, series, &more), index);
        }
    }
    scene.title = grid.title();
    let said = if grid.series.len() > 1 {
        speech::parts_of_series(&grid, sheet)
    } else {
        let (all, _) = lines(sheet.lowered, sheet.data, lang)?;
        sentence(&all, part_of(sheet), &grid.voice)
    };
    scene.description.clone_from(&said);
    let twin = if share { grid.twin_of_shares(sheet) } else { grid.twin(sheet) };
    Ok(Figure { scene, twin, sentence: said, notes: grid.notes })
}
