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
use super::join::{Joined, join};
use super::paint::{Look, Painter, paragraph};
use super::warnings::warnings;
use super::words::{class_texts, heading, of, sentence, small_print, some_of};
use super::{DEFAULT_CLASSES, Layer, Lowered, Method, Shapes, bars, shapes, tiles};

/// Draws a lowered spec over the outcome of its plan.
pub(super) fn draw(
    lowered: &Lowered,
    data: &ResultTable,
    list: &Gazetteer,
    shapes: Option<&Shapes>,
    width_px: f64,
    theme: &Theme,
    lang: Lang,
) -> Result<Figure, Problem> {
    let joined = join(lowered, data, list);
    let level = joined.regions.level;
    let values: Vec<f64> = joined.shown.iter().filter_map(|index| joined.places.get(*index)?.value).collect();
    let count = usize::from(lowered.spec.classes.unwrap_or(DEFAULT_CLASSES).clamp(3, 7));
    let method = lowered.spec.method.unwrap_or(Method::Quantile);
    let Some(classes) = Classes::of(&values, count, method, &lowered.spec.breaks) else {
        let column = lowered.spec.value.as_ref().or(lowered.spec.region.as_ref()).cloned().unwrap_or_default();
        return Err(Problem::new(ProblemCode::NothingToDraw).arg(column));
    };
    let painter = Painter::new(lowered, &joined, classes, theme, lang);
    let heading = heading(lowered, &joined, lang);
    let sentence = sentence(lowered, &joined, lang);
    let twin = twin(&painter, &heading);
    let mut notes = notes(lowered, &joined, lang);
    if level == Level::Kabkota && shapes.is_none() {
        return bars::draw(&painter, (heading, sentence), (twin, notes), width_px);
    }
    let together =
        shapes.filter(|_| before::is_on(lowered, level)).and_then(|shapes| before::outlines(shapes, &joined.regions));
    let shapes = together.as_ref().or(shapes);
    let mut scene = Scene {
        width_px: if width_px.is_finite() { width_px.clamp(200.0, 2400.0) } else { 640.0 },
        title: of(level, say::MAP_TITLE, say::MAP_TITLE_KABKOTA).with_list(lang, std::slice::from_ref(&heading)),
        ..Scene::default()
    };

    let mut print = small_print(lowered, &joined, lang);
    print.extend(before::small_print(lowered, &joined, lang));
    let mut y = paragraph(&mut scene, 0.0, &heading, Lettering::new(13.0, theme.ink).bold()) + 10.0;
    let outlines = shapes
        .map(|shapes| &shapes.outlines)
        .filter(|_| level == Level::Kabkota || lowered.spec.layer == Some(Layer::Shapes));
    let hatched = if let Some(outlines) = outlines {
        let drawing = shapes::draw(&painter, outlines, &mut scene, y);
        y += drawing.height_px;
        print.extend(drawing.note);
        drawing.hatched
    } else {
        if lowered.spec.layer == Some(Layer::Shapes) {
            print.push(say::NO_OUTLINES.text(lang).to_owned());
        }
        y += tiles::draw(&painter, &mut scene, y);
        let without = joined.shown.len() - values.len();
        (without > 0).then_some((say::NO_DATA, without))
    };
    y += 16.0;
    y += painter.legend(&mut scene, y, hatched) + 4.0;
    let small = Lettering::new(12.0, theme.soft);
    for line in &print {
        y += 8.0;
        y += paragraph(&mut scene, y, line, small);
    }
    if let Some(shapes) = shapes.filter(|shapes| outlines.is_some() && !shapes.attribution.is_empty()) {
        y += 8.0;
        y += paragraph(&mut scene, y, &shapes.attribution, small);
    }
    scene.height_px = (y + 4.0).ceil();
    scene.description =
        std::iter::once(sentence.as_str()).chain(print.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");

    notes.extend(warnings(&painter.classes, count, lowered, &joined));
    Ok(Figure { scene, twin, sentence, notes })
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
