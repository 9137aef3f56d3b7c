//! A single number with its course, and a calendar of days.

use crate::base::date::{DatePart, month_short};
use crate::base::note::{Note, NoteCode, Problem};
use crate::chart::axis::{TEXT_PX, block, disc, extent, polyline, target, title, wide};
use crate::chart::calendar::{civil, days, part_label};
use crate::chart::column::is_total;
use crate::chart::data::{Counts, Point, Series, cell, last, lines, name_of, nothing};
use crate::chart::grid::missing;
use crate::chart::reading::sentence;
use crate::chart::rhythm::Rhythm;
use crate::chart::scale::{Linear, class};
use crate::chart::voice::{Change, Voice};
use crate::chart::{Figure, Sheet, twin};
use crate::i18n::{chart as words, kinds as t};
use crate::query::Op;
use crate::scene::width::{text_width, wrap};
use crate::scene::{Anchor, Lettering, Scene, Stroke, Weight};
use crate::table::{ResultColumn, ResultTable, Values};

/// Draws the latest value, how it changed, and its course; the only value where there are no times.
pub(crate) fn number(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (spec, lang, theme, width_px) = (&sheet.lowered.spec, sheet.lang, sheet.theme, sheet.width_px);
    let part = spec.x_part.unwrap_or(DatePart::Year);
    let timed = spec.x.is_some();
    let mut notes = Vec::new();
    let (series, counts) = if timed {
        let (mut all, counts) = lines(sheet.lowered, sheet.data, lang)?;
        (all.swap_remove(0), counts)
    } else {
        let (value, counts, totals) = whole(sheet)?;
        if totals > 0 {
            notes.push(Note { count: totals, ..Note::once(NoteCode::TotalRows, []) });
        }
        (Series { name: None, points: vec![Point { day: 0, value: Some(value) }] }, counts)
    };
    let voice = Voice::new(spec, counts.single, lang);
    let Some((day, value)) = last(&series).and_then(|point| Some((point.day, point.value?))) else {
        return Err(nothing(spec));
    };
    let mut scene = Scene { width_px, ..Scene::default() };
    let top = title(&mut scene, &voice.value_name, theme);
    let mut said = voice.full(value);
    let fits = |text: &str| text_width(text, 48.0, Weight::Bold) <= width_px;
    if !fits(&said) {
        said = voice.dressed_brief(value);
    }
    let size = if fits(&said) { 48.0 } else { 30.0 };
    scene.text((0.0, top + 52.0), said.clone(), Lettering::new(size, theme.ink).bold());
    let when = if timed { part_label(day, part, lang) } else { String::new() };
    let mut y = top + 78.0;
    let before = series.points.iter().rev().skip_while(|point| point.day >= day).find(|point| point.value.is_some());
    let mut line = when.clone();
    if let Some((then, old)) = before.and_then(|point| Some((point.day, point.value?))) {
        let change = match voice.change(old, value) {
            Change::Said(said) if value < old => format!("▼ {said}"),
            Change::Said(said) => format!("▲ {said}"),
            Change::Negligible => format!("= {}", voice.full(old)),
            Change::Meaningless => voice.signed(value - old),
        };
        let since = t::SINCE.with(lang, &[("change", &change), ("when", &part_label(then, part, lang))]);
        line = format!("{when} · {since}");
    }
    for text in wrap(&line, 15.0, Weight::Regular, width_px, 2) {
        scene.text((0.0, y), text, Lettering::new(15.0, theme.soft));
        y += 21.0;
    }
    let told = if timed {
        words::TARGET.with(lang, &[("what", &when), ("value", &voice.full(value))])
    } else {
        voice.full(value)
    };
    let (twin, rows) = if timed {
        twin::of_lines(&voice, std::slice::from_ref(&series), part)
    } else {
        let columns = vec![ResultColumn { name: voice.axis_title(), values: Values::Number(vec![Some(value)]) }];
        (ResultTable { columns }, vec![vec![0]])
    };
    let last_row = rows
        .first()
        .and_then(|rows| series.points.iter().zip(rows).find(|(point, _)| point.day == day))
        .map_or(0, |(_, row)| *row);
    target(&mut scene, (0.0, top, width_px, y - top - 8.0), told, last_row);
    let points: Vec<(Point, f64)> = series.points.iter().filter_map(|point| Some((*point, point.value?))).collect();
    if points.len() > 2 {
        let (low, high) = extent(points.iter().map(|(_, value)| *value));
        let span = (points.first().map_or(0, |(point, _)| point.day), day);
        let x = Linear::new((f64::from(span.0), f64::from(span.1)), (3.0, width_px - 6.0));
        let scale = Linear::new((low, high), (y + 56.0, y + 4.0));
        let rhythm = Rhythm::of(std::slice::from_ref(&series), part);
        let mut run: Vec<(f64, f64)> = Vec::new();
        let mut earlier: Option<Point> = None;
        for (point, value) in &points {
            if earlier.is_some_and(|earlier| rhythm.breaks(earlier, *point)) {
                polyline(&mut scene, std::mem::take(&mut run), Stroke::solid(theme.accent, 2.0));
            }
            run.push((x.at(f64::from(point.day)), scale.at(*value)));
            earlier = Some(*point);
        }
        if let Some(end) = run.last() {
            disc(&mut scene, *end, 3.5, theme.accent, None);
        }
        polyline(&mut scene, run, Stroke::solid(theme.accent, 2.0));
        let soft = Lettering::new(TEXT_PX, theme.soft);
        scene.text((0.0, y + 76.0), part_label(span.0, part, lang), soft);
        scene.text((width_px, y + 76.0), when, soft.anchored(Anchor::End));
        y += 84.0;
    }
    scene.height_px = y;
    let sentence = if timed {
        sentence(std::slice::from_ref(&series), part, &voice)
    } else {
        words::BARS_ONE.with(lang, &[("what", &voice.value_name), ("value", &voice.full(value))])
    };
    scene.title = if timed { voice.title() } else { voice.value_name.clone() };
    scene.description.clone_from(&sentence);
    notes.extend(missing(sheet, counts));
    Ok(Figure { scene, twin, sentence, notes })
}

/// The one value of an outcome without times; a sum leaves out the totals among its parts and counts them.
fn whole(sheet: &Sheet<'_>) -> Result<(f64, Counts, u64), Problem> {
    let spec = &sheet.lowered.spec;
    let Some(Values::Number(values)) = sheet.data.column("y").map(|column| &column.values) else {
        return Err(nothing(spec));
    };
    let names = sheet.data.column("series").map(|column| &column.values).filter(|_| spec.series.is_some());
    let is_total =
        |row: usize| names.and_then(|names| name_of(names, row, sheet.lang)).is_some_and(|name| is_total(&name));
    let all_totals = (0..values.len()).all(is_total);
    let mut counts = Counts { single: values.len() == 1, ..Counts::default() };
    let (mut sum, mut totals) = (None, 0);
    for (row, value) in values.iter().enumerate() {
        if !all_totals && is_total(row) {
            totals += 1;
            continue;
        }
        let (rows, present) = (cell(sheet.data, "rows", row), cell(sheet.data, "present", row));
        counts.single &= rows == Some(1);
        counts.missing += rows.unwrap_or(0).saturating_sub(present.or(rows).unwrap_or(0));
        if let Some(value) = value.filter(|value| value.is_finite() && present != Some(0)) {
            sum = Some(sum.unwrap_or(0.0) + value);
            // Values that are not sums are not added up: there is one.
            if spec.op != Some(Op::Sum) {
                break;
            }
        }
    }
    let value = sum.filter(|sum: &f64| sum.is_finite()).ok_or_else(|| nothing(spec))?;
    Ok((value, counts, totals))
}

/// Steps of colour in a calendar.
const STEPS: usize = 6;
/// Most years of a calendar.
const MOST_YEARS: usize = 12;

/// Draws a square for each day, a column for each week, a block for each year.
pub(crate) fn calendar(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    let (all, counts) = lines(sheet.lowered, sheet.data, sheet.lang)?;
    let (lang, theme, width_px) = (sheet.lang, sheet.theme, sheet.width_px);
    let voice = Voice::new(&sheet.lowered.spec, counts.single, lang);
    let Some(series) = all.first() else { return Err(nothing(&sheet.lowered.spec)) };
    let mut notes = missing(sheet, counts);
    let points: Vec<(i32, f64)> = series.points.iter().filter_map(|point| Some((point.day, point.value?))).collect();
    let year = |day: i32| civil(day).map_or(0, |(year, _, _)| year);
    let mut years: Vec<i16> = points.iter().map(|(day, _)| year(*day)).collect();
    years.dedup();
    let hidden = years.len().saturating_sub(MOST_YEARS);
    if hidden > 0 {
        notes.push(Note::once(NoteCode::CategoriesNotShown, [MOST_YEARS.to_string(), hidden.to_string()]));
        years.drain(..hidden);
    }
    let bounds = extent(points.iter().map(|(_, value)| *value));
    let ramp = theme.steps(STEPS);
    let mut scene = Scene { width_px, ..Scene::default() };
    let soft = Lettering::new(TEXT_PX, theme.soft);
    let below = title(&mut scene, &voice.axis_title(), theme);
    let ends = (voice.brief(bounds.0), voice.brief(bounds.1));
    let start = wide(&ends.0) + 6.0;
    scene.text((0.0, below + 14.0), ends.0, soft);
    for (index, color) in ramp.iter().enumerate() {
        block(&mut scene, (start + index as f64 * 22.0, below + 4.0, 22.0, 12.0), *color);
    }
    scene.text((start + STEPS as f64 * 22.0 + 6.0, below + 14.0), ends.1, soft);
    // On a phone a year is two rows of half years: squares stay large enough to touch.
    let halves: i16 = if width_px < 480.0 { 2 } else { 1 };
    // The most weeks that one row can touch: a leap year or a second half that starts on a Sunday.
    let weeks = if halves == 2 { 28.0 } else { 54.0 };
    let size = ((width_px - 2.0) / weeks).min(18.0);
    let mut y = below + 30.0;
    let (twin, rows) = twin::of_lines(&voice, std::slice::from_ref(series), DatePart::Day);
    for year in years {
        scene.text((0.0, y + 13.0), year.to_string(), Lettering::new(TEXT_PX, theme.ink).bold());
        y += 22.0;
        for half in 0..halves {
            let months = 12 / halves;
            let first_month = half * months + 1;
            let month_start =
                |month: i16| if month > 12 { days(year + 1, 1, 1) } else { days(year, i8::try_from(month).ok()?, 1) };
            let (Some(from), Some(to)) = (month_start(first_month), month_start(first_month + months)) else {
                continue;
            };
            // Weeks start on Monday; 1970-01-01 was a Thursday.
            let weekday = |day: i32| (i64::from(day) + 3).rem_euclid(7);
            let column = |day: i32| (i64::from(day - from) + weekday(from)).div_euclid(7);
            let inside = |day: i32| (from..to).contains(&day);
            // Half years before the first and after the last day are not shown.
            let range = (points.first().map_or(0, |(day, _)| *day), points.last().map_or(0, |(day, _)| *day));
            if range.1 < from || range.0 >= to {
                continue;
            }
            for month in first_month..first_month + months {
                let Some(day) = month_start(month) else { continue };
                let name = month_short(u8::try_from(month).unwrap_or(1), lang);
                let shift = if weekday(day) > 0 { size } else { 0.0 };
                scene.text((column(day) as f64 * size + shift, y + 12.0), name, soft);
            }
            y += 18.0;
            for day in from..to {
                let (x, top) = (column(day) as f64 * size, y + weekday(day) as f64 * size);
                block(&mut scene, (x, top, size - 1.5, size - 1.5), theme.line);
            }
            for (day, value) in points.iter().filter(|(day, _)| inside(*day)) {
                let (x, top) = (column(*day) as f64 * size, y + weekday(*day) as f64 * size);
                let color = ramp[class(*value, bounds, STEPS)];
                block(&mut scene, (x, top, size - 1.5, size - 1.5), color);
                let label = words::TARGET
                    .with(lang, &[("what", &part_label(*day, DatePart::Day, lang)), ("value", &voice.full(*value))]);
                let row =
                    rows.first().and_then(|rows| series.points.iter().zip(rows).find(|(point, _)| point.day == *day));
                target(&mut scene, (x, top, size, size), label, row.map_or(0, |(_, row)| *row));
            }
            y += 7.0 * size + 6.0;
        }
        y += 6.0;
    }
    scene.height_px = y;
    let sentence = sentence(&all, DatePart::Day, &voice);
    scene.title = voice.title();
    scene.description.clone_from(&sentence);
    Ok(Figure { scene, twin, sentence, notes })
}
