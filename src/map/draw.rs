//! Putting a map's figure together: heading, layer, legend, small print, twin, sentence and notes.

use crate::base::lang::Lang;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::chart::Figure;
use crate::i18n::map as say;
use crate::query::Op;
use crate::region::{Gazetteer, Level};
use crate::scene::{Lettering, Scene, Theme};
use crate::table::{ResultColumn, ResultTable, Values};

use super::before;
use super::classes::Classes;
use super::join::{Joined, join, level_of};
use super::kind::{Basis, Mark, kind};
use super::marks::{self, Board};
use super::paint::{Look, Painter, paragraph};
use super::periods::Periods;
use super::shapes::Outlines;
use super::warnings::warnings;
use super::words::{class_texts, heading, of, sentence, small_print, some_of};
use super::{DEFAULT_CLASSES, Layer, Lowered, Method, Per, Shapes, Window, bars, points, rows};

/// [`super::draw`], and the window that the map is seen through, for moving it; maps of tiles have none.
pub fn draw(
    lowered: &Lowered,
    data: &ResultTable,
    list: &Gazetteer,
    shapes: Option<&Shapes>,
    width_px: f64,
    theme: &Theme,
    lang: Lang,
) -> Result<(Figure, Option<Window>), Problem> {
    let no_surfaces = lowered.spec.per == Some(Per::Km2) && shapes.is_none();
    let whole;
    let lowered = if no_surfaces {
        // Without outlines there are no surfaces; then nothing may say that values were divided by them.
        whole = Lowered { spec: super::MapSpec { per: None, ..lowered.spec.clone() }, ..lowered.clone() };
        &whole
    } else {
        lowered
    };
    let width_px = if width_px.is_finite() { width_px.clamp(200.0, 2400.0) } else { 640.0 };
    let mark = lowered.spec.mark.unwrap_or(Mark::Choropleth);
    let attribution = shapes.map(|shapes| shapes.attribution.as_str()).unwrap_or_default();
    if kind(mark).basis == Basis::Places {
        return points::draw(lowered, data, shapes, width_px, (theme, lang));
    }
    if kind(mark).basis == Basis::Rows {
        return rows::draw(lowered, data, shapes, width_px, (theme, lang));
    }
    let level = level_of(lowered, list);
    // Before anything is divided by a surface, which is that of the whole.
    let shapes = shapes.map(|shapes| if before::is_on(lowered, level) { shapes.before_2022(list) } else { shapes });
    let periods = Periods::of(data, lang);
    let shown = periods.shown(lowered);
    let period = shown.and_then(|shown| periods.names.get(shown));
    let join_of = |period: Option<usize>| {
        let keep = period.map(|period| periods.rows_of(period));
        let mut joined = join(lowered, data, list, keep.as_deref());
        if let (Some(Per::Km2), Some(shapes)) = (&lowered.spec.per, shapes) {
            by_surface(&mut joined, &shapes.outlines);
        }
        joined
    };
    let values_of = |joined: &Joined| -> Vec<f64> {
        joined.shown.iter().filter_map(|index| joined.places.get(*index)?.value).collect()
    };
    // All periods share their classes: a colour means the same in each.
    let all: Vec<Joined> = match periods.names.len() {
        0 => vec![join_of(None)],
        several => (0..several).map(|period| join_of(Some(period))).collect(),
    };
    let nothing = || {
        let column = lowered.spec.value.as_ref().or(lowered.spec.region.as_ref()).cloned().unwrap_or_default();
        Problem::new(ProblemCode::NothingToDraw).arg(column)
    };
    let joined = all.get(shown.unwrap_or(0)).ok_or_else(nothing)?;
    let values = values_of(joined);
    let every: Vec<f64> = all.iter().flat_map(values_of).collect();
    let count = usize::from(lowered.spec.classes.unwrap_or(DEFAULT_CLASSES).clamp(3, 7));
    let method = lowered.spec.method.unwrap_or(Method::Quantile);
    let classes = Classes::of(&every, count, method, &lowered.spec.breaks).ok_or_else(nothing)?;
    let painter = Painter::new(lowered, joined, classes.counting(&values), theme, lang);
    let plain_heading = heading(lowered, joined, lang);
    let single = period.filter(|_| mark != Mark::Multiples);
    let heading = match single {
        Some(period) => say::HEADING_PERIOD.with_list(lang, &[plain_heading.clone(), period.clone()]),
        None => plain_heading.clone(),
    };
    let mut sentence = sentence(lowered, joined, lang);
    if let Some(period) = single {
        sentence = say::SENTENCE_PERIOD.with_list(lang, &[period.clone(), sentence]);
    }
    let mut twin = twin(&painter, &plain_heading);
    let mut notes = notes(lowered, joined, lang);
    if level == Level::Kabkota && shapes.is_none() {
        return bars::draw(&painter, (heading, sentence), (twin, notes), width_px).map(|figure| (figure, None));
    }
    let mut scene = Scene {
        width_px,
        title: of(level, say::MAP_TITLE, say::MAP_TITLE_KABKOTA).with_list(lang, std::slice::from_ref(&heading)),
        ..Scene::default()
    };

    let mut print = small_print(lowered, joined, lang);
    print.extend(before::small_print(lowered, joined, lang));
    let mut y = paragraph(&mut scene, 0.0, &heading, Lettering::new(13.0, theme.ink).bold()) + 10.0;
    let outlines = shapes
        .map(|shapes| &shapes.outlines)
        .filter(|_| level == Level::Kabkota || lowered.spec.layer == Some(Layer::Shapes));
    if lowered.spec.layer == Some(Layer::Shapes) && outlines.is_none() {
        print.push(say::NO_OUTLINES.text(lang).to_owned());
    }
    if no_surfaces {
        print.push(say::KM2_UNKNOWN.text(lang).to_owned());
    } else if let (Some(Per::Km2), Some(shapes)) = (&lowered.spec.per, shapes) {
        let said = if shapes.outlines.says_km2 { say::KM2_FROM_PACK } else { say::KM2_FROM_OUTLINES };
        print.push(said.text(lang).to_owned());
    }
    let board = Board { painter: &painter, outlines, data, list, all: &all, periods: &periods.names };
    let done = marks::draw(mark, &board, &mut scene, y);
    y += done.height_px + 4.0;
    print.extend(done.print);
    if let Some(own) = done.twin {
        twin = own;
    }
    if let Some(own) = done.sentence {
        sentence = own;
    }
    let small = Lettering::new(12.0, theme.soft);
    for line in &print {
        y += 8.0;
        y += paragraph(&mut scene, y, line, small);
    }
    if outlines.is_some() && !attribution.is_empty() {
        y += 8.0;
        y += paragraph(&mut scene, y, attribution, small);
    }
    scene.height_px = (y + 4.0).ceil();
    scene.description =
        std::iter::once(sentence.as_str()).chain(print.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");

    if kind(mark).classed {
        notes.extend(warnings(&painter.classes, count, lowered, joined));
    }
    Ok((Figure { scene, twin, sentence, notes }, done.window))
}

/// Divides every value by the surface of its region.
fn by_surface(joined: &mut Joined, outlines: &Outlines) {
    for (index, place) in joined.places.iter_mut().enumerate() {
        let km2 = outlines.area_of(index).and_then(|area| outlines.km2.get(area)).copied().filter(|km2| *km2 > 0.0);
        place.value = place.value.and_then(|value| Some(value / km2?));
    }
}

/// The table twin: all regions shown, largest value first.
fn twin(painter: &Painter<'_>, heading: &str) -> ResultTable {
    let lang = painter.lang;
    let texts = class_texts(&painter.classes, painter.scale, lang);
    let each =
        |say: &dyn Fn(usize) -> Option<String>| Values::Text(painter.order.iter().map(|index| say(*index)).collect());
    let regions = &painter.joined.regions;
    let name_of = each(&|index| regions.get(index).map(|region| region.name.clone()));
    let code = each(&|index| regions.get(index).map(|region| region.code.clone()));
    let class = each(&|index| {
        Some(match painter.look(index) {
            Look::Value { value, .. } => texts.get(painter.classes.class(value)).cloned().unwrap_or_default(),
            Look::NoData => say::NO_DATA.text(lang).to_owned(),
            Look::Undecided => "?".to_owned(),
        })
    });
    let value =
        painter.order.iter().map(|index| painter.joined.places.get(*index).and_then(|place| place.value)).collect();
    let region = of(regions.level, say::COLUMN_PROVINCE, say::COLUMN_KABKOTA);
    let others = [region, say::COLUMN_CODE, say::COLUMN_CLASS].map(|message| message.text(lang));
    let name = if others.contains(&heading) {
        say::COLUMN_VALUE.with_list(lang, &[heading.to_owned()])
    } else {
        heading.to_owned()
    };
    let column = |name: &str, values: Values| ResultColumn { name: name.to_owned(), values };
    let [first, second, last] = others;
    ResultTable {
        columns: vec![
            column(first, name_of),
            column(second, code),
            column(&name, Values::Number(value)),
            column(last, class),
        ],
    }
}

/// What was left out, counted in rows.
fn notes(lowered: &Lowered, joined: &Joined, lang: Lang) -> Vec<Note> {
    let mut notes = Vec::new();
    let lost: Vec<&str> = joined
        .report
        .unmatched
        .iter()
        .map(|(value, _)| value.as_str())
        .chain(joined.report.ambiguous.iter().map(|(value, _)| value.as_str()))
        .collect();
    if !lost.is_empty() {
        let mut note = Note::once(NoteCode::UnmatchedRegions, [some_of(&lost, lang)]);
        note.count = joined.lost_rows.max(lost.len() as u64);
        notes.push(note);
    }
    let mut missing = |column: Option<&String>, count: u64| {
        if let Some(column) = column.filter(|_| count > 0) {
            let mut note = Note::once(NoteCode::MissingLeftOut, [column.clone()]);
            note.count = count;
            notes.push(note);
        }
    };
    missing(lowered.spec.region.as_ref(), joined.nowhere_rows);
    if lowered.spec.op != Some(Op::Rows) {
        missing(lowered.spec.value.as_ref(), joined.empty_rows);
    }
    notes
}
