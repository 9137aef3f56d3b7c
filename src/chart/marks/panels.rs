//! Series beside each other: small charts on one scale, and a table of small courses.

use super::course::{leave_totals, name_of, part_of, title_of, wanted};
use crate::base::note::{Note, NoteCode, Problem};
use crate::base::number::format_number;
use crate::chart::axis::{Base, TEXT_PX, disc, extent, polyline, target, wide_bold};
use crate::chart::calendar::part_label;
use crate::chart::data::{Point, Series, first, last, lines};
use crate::chart::grid::missing;
use crate::chart::reading::sentence;
use crate::chart::rhythm::Rhythm;
use crate::chart::scale::Linear;
use crate::chart::voice::Voice;
use crate::chart::{Figure, Sheet, twin};
use crate::i18n::{chart as words, kinds as t, layers as layer_words};
use crate::scene::width::{ellipsis, wrap};
use crate::scene::{Anchor, Lettering, Scene, Stroke, Weight};
use crate::table::{ResultColumn, ResultTable, Values};

/// Most panels of small multiples.
const MOST_PANELS: usize = 24;

/// The unbroken pieces of a line.
fn runs(series: &Series, rhythm: Rhythm, place: &dyn Fn(Point) -> Option<(f64, f64)>) -> Vec<Vec<(f64, f64)>> {
    let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut before: Option<Point> = None;
    for point in &series.points {
        if let Some(at) = place(*point) {
            match runs.last_mut() {
                Some(run) if before.is_some_and(|before| !rhythm.breaks(before, *point)) => run.push(at),
                _ => runs.push(vec![at]),
            }
        }
        before = point.value.map(|_| *point);
    }
    runs
}

/// Draws a small chart for each series, all on one scale.
pub(crate) fn multiples(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (mut all, counts) = lines(sheet.lowered, sheet.data, sheet.lang)?;
    let (spec, lang, theme, width_px) = (&sheet.lowered.spec, sheet.lang, sheet.theme, sheet.width_px);
    let voice = Voice::new(spec, counts.single, lang);
    let mut notes = missing(sheet, counts);
    notes.extend(leave_totals(&mut all));
    let (twin, rows) = twin::of_lines(&voice, &all, part_of(sheet));
    let said = sentence(&all, part_of(sheet), &voice);
    if all.len() > MOST_PANELS {
        let hidden = (all.len() - MOST_PANELS).to_string();
        notes.push(Note::once(NoteCode::CategoriesNotShown, [MOST_PANELS.to_string(), hidden]));
    }
    let shown = all.get(..all.len().min(MOST_PANELS)).unwrap_or_default();
    let mut scene = Scene { width_px, ..Scene::default() };
    let values = || shown.iter().flat_map(|series| &series.points).filter_map(|point| point.value);
    let (low, high) = crate::chart::axis::opened(extent(values()), Base::Near);
    let ((low, high), _) = crate::chart::scale::Ticks::widened(low, high, 3);
    let free = spec.free;
    let mut heading = t::SAME_SCALE
        .with(lang, &[("value", &voice.axis_title()), ("low", &voice.brief(low)), ("high", &voice.brief(high))]);
    if free {
        heading = layer_words::OWN_SCALES.with(lang, &[("value", &voice.axis_title())]);
    } else if low > 0.0 || high < 0.0 {
        heading = format!("{heading} · {}", words::AXIS_CUT.text(lang));
    }
    let top = crate::chart::axis::title(&mut scene, &heading, theme) + 8.0;
    let across = libm::floor(width_px / 170.0).clamp(1.0, 6.0).max(if width_px >= 300.0 { 2.0 } else { 1.0 });
    let (gap, plot_px) = (18.0, 84.0);
    let panel = (width_px - gap * (across - 1.0)) / across;
    let days = || shown.iter().flat_map(|series| &series.points).map(|point| point.day);
    let (first_day, last_day) = (days().min().unwrap_or_default(), days().max().unwrap_or_default());
    let ends = [part_label(first_day, part_of(sheet), lang), part_label(last_day, part_of(sheet), lang)];
    let rhythm = Rhythm::of(shown, part_of(sheet));
    let soft = Lettering::new(TEXT_PX, theme.soft);
    let any_wanted = shown.iter().any(|series| wanted(series, sheet));
    let mut y_top = top;
    for (index, series) in shown.iter().enumerate() {
        let column = index % across as usize;
        if index > 0 && column == 0 {
            y_top += plot_px + 58.0;
        }
        let left = column as f64 * (panel + gap);
        let (plot_top, bottom) = (y_top + 26.0, y_top + 26.0 + plot_px);
        let (low, high) = if free {
            let own = extent(series.points.iter().filter_map(|point| point.value));
            let (low, high) = crate::chart::axis::opened(own, Base::Near);
            crate::chart::scale::Ticks::widened(low, high, 3).0
        } else {
            (low, high)
        };
        // A scale of its own is told beside each name.
        let own = if free { format!("{}–{}", voice.brief(low), voice.brief(high)) } else { String::new() };
        if free {
            scene.text((left + panel, y_top + 14.0), own.clone(), soft.anchored(Anchor::End));
        }
        let room = (panel - if free { wide_bold(&own) + 8.0 } else { 0.0 }).max(24.0);
        let name = ellipsis(&name_of(series, sheet), TEXT_PX, Weight::Bold, room);
        scene.text((left, y_top + 14.0), name, Lettering::new(TEXT_PX, theme.ink).bold());
        let y = crate::chart::scale::Scale::new(crate::chart::ScaleKind::Linear, (low, high), (bottom, plot_top));
        let x = Linear::new((f64::from(first_day), f64::from(last_day)), (left + 2.0, left + panel - 6.0));
        for value in [low, high] {
            let line = libm::floor(y.at(value)) + 0.5;
            scene.line(
                (left, line),
                (left + panel, line),
                Stroke::solid(if value == 0.0 { theme.ink } else { theme.line }, 1.0),
            );
        }
        if low < 0.0 && high > 0.0 {
            let zero = libm::floor(y.at(0.0)) + 0.5;
            scene.line((left, zero), (left + panel, zero), Stroke::solid(theme.ink, 1.0));
        }
        let color = if any_wanted && !wanted(series, sheet) { theme.context } else { theme.accent };
        let place = |point: Point| Some((x.at(f64::from(point.day)), y.at(point.value?)));
        for run in runs(series, rhythm, &place) {
            polyline(&mut scene, run, Stroke::solid(color, 2.0));
        }
        if let Some(value) = last(series).and_then(|point| Some((point.day, point.value?))) {
            let place = (x.at(f64::from(value.0)), y.at(value.1));
            disc(&mut scene, place, 3.0, color, None);
            // The last value stands where the line leaves room.
            let text = voice.brief(value.1);
            let above = place.1 - 7.0 > plot_top + 9.0;
            let at = (left + panel - 2.0, if above { place.1 - 7.0 } else { place.1 + 16.0 });
            scene.text(at, text, Lettering::new(TEXT_PX, theme.ink).anchored(Anchor::End));
        }
        scene.text((left, bottom + 16.0), ends[0].clone(), soft);
        if wide_bold(&ends[0]) + wide_bold(&ends[1]) + 8.0 < panel {
            scene.text((left + panel, bottom + 16.0), ends[1].clone(), soft.anchored(Anchor::End));
        }
        for (point, row) in series.points.iter().zip(rows.get(index).into_iter().flatten()) {
            let Some(value) = point.value else { continue };
            let args = [
                ("series", name_of(series, sheet)),
                ("what", part_label(point.day, part_of(sheet), lang)),
                ("value", voice.full(value)),
            ];
            let args: Vec<(&str, &str)> = args.iter().map(|(key, value)| (*key, value.as_str())).collect();
            let (px, py) = (x.at(f64::from(point.day)), y.at(value));
            target(
                &mut scene,
                ((px - 5.0).max(0.0), py - 8.0, 10.0, 16.0),
                words::TARGET_SERIES.with(lang, &args),
                *row,
            );
        }
    }
    scene.height_px = y_top + 26.0 + plot_px + 24.0;
    scene.title = title_of(&voice);
    scene.description.clone_from(&said);
    Ok(Figure { scene, twin, sentence: said, notes })
}

/// Draws a row for each series: its course, its first and last value, and the change.
pub(crate) fn sparks(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (mut all, counts) = lines(sheet.lowered, sheet.data, sheet.lang)?;
    let (spec, lang, theme, width_px) = (&sheet.lowered.spec, sheet.lang, sheet.theme, sheet.width_px);
    let voice = Voice::new(spec, counts.single, lang);
    let mut notes = missing(sheet, counts);
    notes.extend(leave_totals(&mut all));
    let said = sentence(&all, part_of(sheet), &voice);
    let most = spec.top.unwrap_or(crate::chart::DEFAULT_TOP).max(1) as usize;
    let value = |point: Option<Point>| point.and_then(|point| point.value);
    all.sort_by(|a, b| {
        value(last(b)).unwrap_or(f64::NEG_INFINITY).total_cmp(&value(last(a)).unwrap_or(f64::NEG_INFINITY))
    });
    if all.len() > most {
        let hidden = (all.len() - most).to_string();
        notes.push(Note::once(NoteCode::CategoriesNotShown, [most.to_string(), hidden]));
        all.truncate(most);
    }
    let mut scene = Scene { width_px, ..Scene::default() };
    let heading = t::OWN_SCALE.with(lang, &[("value", &voice.axis_title())]);
    let top = crate::chart::axis::title(&mut scene, &heading, theme) + 8.0;
    let names: Vec<String> = all.iter().map(|series| name_of(series, sheet)).collect();
    let name_px = names.iter().map(|name| wide_bold(name)).fold(0.0, f64::max).min(0.32 * width_px) + 10.0;
    let shares: Vec<(String, String)> = all
        .iter()
        .map(|series| {
            let (from, to) = (value(first(series)), value(last(series)));
            let change = match from.zip(to) {
                Some((from, to)) => match voice.change(from, to) {
                    crate::chart::voice::Change::Said(said) if to > from => format!("+{said}"),
                    crate::chart::voice::Change::Said(said) => format!("-{said}"),
                    crate::chart::voice::Change::Negligible => format_number(0.0, 0, lang),
                    crate::chart::voice::Change::Meaningless => voice.signed(to - from),
                },
                None => String::new(),
            };
            (to.map(|to| voice.brief(to)).unwrap_or_default(), change)
        })
        .collect();
    let last_px = shares.iter().map(|(last, _)| wide_bold(last)).fold(0.0, f64::max) + 10.0;
    let change_px = shares.iter().map(|(_, change)| wide_bold(change)).fold(0.0, f64::max).min(0.24 * width_px);
    let right = width_px - last_px - change_px - 6.0;
    let days = || all.iter().flat_map(|series| &series.points).map(|point| point.day);
    let (first_day, last_day) = (days().min().unwrap_or_default(), days().max().unwrap_or_default());
    let x = Linear::new((f64::from(first_day), f64::from(last_day)), (name_px, right.max(name_px + 40.0)));
    let pitch = 36.0;
    let rhythm = Rhythm::of(&all, part_of(sheet));
    for (row, series) in all.iter().enumerate() {
        let (y_top, middle) = (top + row as f64 * pitch, top + row as f64 * pitch + pitch / 2.0);
        let bold = wanted(series, sheet);
        let style = Lettering::new(TEXT_PX, theme.ink);
        let style = if bold { style.bold() } else { style };
        let lines = wrap(&names[row], TEXT_PX, Weight::Bold, name_px - 10.0, 2);
        let start = middle - (lines.len() as f64 - 1.0) * 8.0 + 4.7;
        for (number, line) in lines.into_iter().enumerate() {
            scene.text((0.0, start + number as f64 * 16.0), line, style);
        }
        let (low, high) = extent(series.points.iter().filter_map(|point| point.value));
        let y = Linear::new((low, high), (y_top + pitch - 7.0, y_top + 7.0));
        let color = if bold || !all.iter().any(|series| wanted(series, sheet)) { theme.accent } else { theme.context };
        let place = |point: Point| Some((x.at(f64::from(point.day)), y.at(point.value?)));
        let runs = runs(series, rhythm, &place);
        if let Some(end) = runs.last().and_then(|run| run.last()) {
            disc(&mut scene, *end, 3.0, color, None);
        }
        for run in runs {
            polyline(&mut scene, run, Stroke::solid(color, 1.75));
        }
        let (last_said, change) = &shares[row];
        scene.text((width_px - change_px - 8.0, middle + 4.7), last_said.clone(), style.anchored(Anchor::End));
        let ink = Lettering::new(TEXT_PX, theme.soft).anchored(Anchor::End);
        let change = ellipsis(change, TEXT_PX, Weight::Regular, change_px + 4.0);
        scene.text((width_px, middle + 4.7), change.clone(), ink);
        scene.line((0.0, y_top + pitch - 0.5), (width_px, y_top + pitch - 0.5), Stroke::solid(theme.line, 1.0));
        let said = |point: Option<Point>| {
            point.and_then(|point| Some((part_label(point.day, part_of(sheet), lang), voice.full(point.value?))))
        };
        let parts: Vec<String> = [said(first(series)), said(last(series))]
            .into_iter()
            .flatten()
            .map(|(when, value)| format!("{when}: {value}"))
            .collect();
        target(
            &mut scene,
            (0.0, y_top, width_px, pitch),
            format!("{}. {} ({change})", names[row], parts.join(", ")),
            row,
        );
    }
    scene.height_px = top + all.len() as f64 * pitch + 4.0;
    scene.title = title_of(&voice);
    scene.description.clone_from(&said);
    let numbers = |pick: fn(&Series) -> Option<f64>| Values::Number(all.iter().map(pick).collect());
    let mut columns = vec![ResultColumn {
        name: crate::chart::column::capital(&voice.series_name),
        values: Values::Text(names.into_iter().map(Some).collect()),
    }];
    columns.push(twin::column(&columns, t::FIRST_VALUE.text(lang), numbers(|series| first(series)?.value)));
    columns.push(twin::column(&columns, t::LAST_VALUE.text(lang), numbers(|series| last(series)?.value)));
    let changes = shares.into_iter().map(|(_, change)| Some(change)).collect();
    columns.push(twin::column(&columns, t::CHANGE.text(lang), Values::Text(changes)));
    Ok(Figure { scene, twin: ResultTable { columns }, sentence: said, notes })
}
