//! Maps of a table's own shapes: areas, lines and points of the file that it was read from, one a row, coloured
//! by a column of the same table.
//!
//! The plan's outcome has one row for each row of the table that the figure's steps left; its number says which
//! shape is meant, so nothing is matched and nothing can be mismatched. Classes, legend, twin and sentence are
//! those of coloured regions.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::base::lang::Lang;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::chart::Figure;
use crate::geo::{Bounds, File, Form, Topology};
use crate::i18n::map as say;
use crate::query::{Group, Key, Limit, Measure, Op, ROW, Step};
use crate::scene::{Fill, Item, Lettering, Scene, Stroke, Target, Theme};
use crate::table::{Field, Reading, ResultColumn, ResultTable, Values};

use super::classes::Classes;
use super::ground::Ground;
use super::header::{LABEL_WORDS, any, words};
use super::join::{Joined, Place, column_numbers, column_texts};
use super::lower::{op_of, unit_in, value_field};
use super::paint::{Look, Painter, paragraph};
use super::places::Regions;
use super::shapes::{self, Outlines};
use super::warnings::warnings;
use super::words::{class_texts, heading, sentence};
use super::{DEFAULT_CLASSES, LABEL, Layer, Lowered, MapSpec, Mark, Method, N, PER, Per, ROWS, Shapes, VALUE, Window};

/// The outcome's column of row numbers.
const NUMBER: &str = "row";
/// Most shapes that are drawn; the worker sends as many.
pub(super) const MOST: usize = 20_000;
/// Width of a line in CSS pixels.
const LINE_PX: f64 = 2.2;
/// Radius of a point in CSS pixels, and among many.
const POINT_PX: (f64, f64) = (4.5, 3.0);

/// Reads the shapes of a table as the worker sends them: packed, one area a row.
pub(super) fn read(outlines: &str) -> Result<Shapes, Problem> {
    let topology = Topology::unpacked(outlines)?;
    let covers = (0..topology.areas().len()).map(|row| (row, vec![row])).collect();
    Ok(Shapes::new("", Outlines::new(topology, covers, &Regions::of_rows(Vec::new()))))
}

/// Fills the gaps of a spec of own shapes.
pub(super) fn lower(
    spec: &MapSpec,
    fields: &[Field],
    mut reasons: Vec<String>,
    lang: Lang,
) -> Result<Lowered, Problem> {
    let find = |name: &str| {
        fields.iter().find(|field| field.name == name).ok_or_else(|| Problem::new(ProblemCode::NoSuchColumn).arg(name))
    };
    let value = match &spec.value {
        Some(name) => Some(find(name)?),
        None if spec.op == Some(Op::Rows) => None,
        None => {
            let found = value_field(fields, &[]);
            reasons.extend(found.map(|field| say::VALUE_CHOSEN.with_list(lang, std::slice::from_ref(&field.name))));
            found
        }
    };
    let op = op_of(spec.op.filter(|_| value.is_some()), value, &mut reasons, lang)?;
    // One row a shape: whatever is done with several rows leaves one as it is, and needs no reason.
    reasons.retain(|reason| reason != say::OP_SUM.text(lang));
    let label = if let Some(name) = &spec.label {
        Some(find(name)?)
    } else {
        let mut texts = fields.iter().filter(|field| field.reading == Reading::Text);
        texts.clone().find(|field| any(&words(&field.name), LABEL_WORDS)).or_else(|| texts.next())
    };
    let per = spec.per.clone().filter(|per| match per {
        Per::Thousand(name) => fields.iter().any(|field| field.name == *name),
        Per::Km2 => true,
    });
    let key = |column: &str, name: &str| Key { column: column.to_owned(), part: None, name: Some(name.to_owned()) };
    let mut by = vec![key(ROW, NUMBER)];
    by.extend(label.map(|label| key(&label.name, LABEL)));
    let mut measures = vec![Measure { op: Op::Rows, column: None, name: ROWS.to_owned() }];
    if let Some(value) = value {
        measures.push(Measure { op, column: Some(value.name.clone()), name: VALUE.to_owned() });
        measures.push(Measure { op: Op::Count, column: Some(value.name.clone()), name: N.to_owned() });
    }
    if let Some(Per::Thousand(name)) = &per {
        measures.push(Measure { op: Op::Sum, column: Some(name.clone()), name: PER.to_owned() });
    }
    Ok(Lowered {
        spec: MapSpec {
            mark: Some(Mark::Shapes),
            label: label.map(|label| label.name.clone()),
            value: value.map(|field| field.name.clone()),
            op: Some(op),
            layer: Some(Layer::Shapes),
            classes: Some(spec.classes.unwrap_or(DEFAULT_CLASSES).clamp(3, 7)),
            method: Some(spec.method.unwrap_or(Method::Quantile)),
            unit: spec.unit.clone().or_else(|| value.and_then(|field| unit_in(&field.name))),
            per,
            ..spec.clone()
        },
        reasons,
        steps: vec![Step::Group(Group { by, measures }), Step::Limit(Limit { rows: MOST as u64, offset: 0 })],
        second_op: Op::Sum,
        matched: None,
        own: None,
        on_streets: false,
    })
}

/// For every row of the outcome its shape and what it is called.
fn rows(data: &ResultTable, lang: Lang) -> Vec<(usize, String)> {
    let labels = column_texts(data, LABEL);
    let name = |at: usize, row: usize| {
        let label = labels.get(at).cloned().flatten().filter(|label| !label.trim().is_empty());
        label.unwrap_or_else(|| say::ROW_NAME.with(lang, &[("n", &(row + 1).to_string())]))
    };
    column_numbers(data, NUMBER)
        .into_iter()
        .enumerate()
        .filter_map(|(at, number)| {
            let row = number.filter(|number| *number >= 1.0)? as usize - 1;
            Some((row, name(at, row)))
        })
        .collect()
}

/// The names of all shapes that are drawn and where they lie: west, south, east, north in degrees.
pub(super) fn named(lowered: &Lowered, data: &ResultTable, lang: Lang) -> Vec<(String, (f64, f64, f64, f64))> {
    let Some(own) = &lowered.own else { return Vec::new() };
    let bounds = |row: usize| own.outlines.bounds.get(row).copied().flatten();
    rows(data, lang)
        .into_iter()
        .filter_map(|(row, name)| bounds(row).map(|own| (name, (own.west, own.south, own.east, own.north))))
        .collect()
}

/// The outcome joined with the shapes. Rows without a shape are counted aside.
fn join(lowered: &Lowered, data: &ResultTable, outlines: &Outlines, lang: Lang) -> Joined {
    let count = outlines.covers.len();
    let (values, rows_of) = (column_numbers(data, VALUE), column_numbers(data, ROWS));
    let below = column_numbers(data, PER);
    let mut names = vec![String::new(); count];
    let mut places = vec![Place::default(); count];
    let mut shown = Vec::new();
    let (mut nowhere_rows, mut empty_rows) = (0, 0);
    for (at, (row, name)) in rows(data, lang).into_iter().enumerate() {
        let there = rows_of.get(at).copied().flatten().unwrap_or(1.0).max(0.0) as u64;
        let is_there = outlines.bounds.get(row).copied().flatten().is_some();
        let (Some(place), Some(slot), true) = (places.get_mut(row), names.get_mut(row), is_there) else {
            nowhere_rows += there;
            continue;
        };
        *slot = name;
        shown.push(row);
        place.rows = there;
        place.value = values.get(at).copied().flatten();
        empty_rows += if place.value.is_none() && lowered.spec.value.is_some() { there } else { 0 };
        match &lowered.spec.per {
            // Without what it is divided by, a total has no rate.
            Some(Per::Thousand(_)) => {
                place.below = below.get(at).copied().flatten().unwrap_or(0.0);
                let below = place.below;
                place.value = place.value.filter(|_| below > 0.0).map(|value| value / below * 1000.0);
            }
            Some(Per::Km2) => {
                let km2 = outlines.km2.get(row).copied().filter(|km2| *km2 > 0.0);
                place.value = place.value.and_then(|value| Some(value / km2?));
            }
            None => {}
        }
    }
    Joined {
        regions: Regions::of_rows(names).into(),
        shown,
        provinces: Vec::new(),
        report: Arc::default(),
        places,
        merged: Vec::new(),
        lost_rows: 0,
        empty_rows,
        nowhere_rows,
    }
}

/// Room around lines and points, which have no edge of their own.
fn padded(bounds: Bounds) -> Bounds {
    let (wide, high) = ((bounds.east - bounds.west).max(0.02), (bounds.north - bounds.south).max(0.01));
    Bounds {
        west: (bounds.west - wide * 0.04).max(-180.0),
        south: (bounds.south - high * 0.05).max(-89.0),
        east: (bounds.east + wide * 0.04).min(180.0),
        north: (bounds.north + high * 0.05).min(89.0),
    }
}

/// Draws a spec of own shapes over the outcome of its plan. `below` are outlines that lines and points lie on.
pub(super) fn draw(
    lowered: &Lowered,
    data: &ResultTable,
    below: Option<&Shapes>,
    width_px: f64,
    (theme, lang): (&Theme, Lang),
) -> Result<(Figure, Option<Window>), Problem> {
    let spec = &lowered.spec;
    let nothing = || Problem::new(ProblemCode::NothingToDraw).arg(say::SHAPE_WORD.text(lang));
    let own = lowered.own.as_ref().ok_or_else(nothing)?;
    let outlines = &own.outlines;
    let joined = join(lowered, data, outlines, lang);
    let values: Vec<f64> = joined.shown.iter().filter_map(|row| joined.places.get(*row)?.value).collect();
    let count = usize::from(spec.classes.unwrap_or(DEFAULT_CLASSES).clamp(3, 7));
    let found = Classes::of(&values, count, spec.method.unwrap_or(Method::Quantile), &spec.breaks);
    let is_valued = found.is_some();
    // Without values every shape looks the same.
    let classes = found.or_else(|| Classes::of(&[0.0], 1, Method::EqualInterval, &[])).ok_or_else(nothing)?;
    let painter = Painter::new(lowered, &joined, classes.counting(&values), theme, lang);
    let painter = if is_valued {
        painter
    } else {
        let looks = vec![Look::Value { color: theme.accent, value: 0.0 }; joined.regions.len()];
        painter.with_own(looks, joined.regions.iter().map(|region| region.name.clone()).collect())
    };
    let heading = if is_valued { heading(lowered, &joined, lang) } else { say::ROWS_HEADING.text(lang).to_owned() };
    let mut scene =
        Scene { width_px, title: say::ROWS_TITLE.with_list(lang, std::slice::from_ref(&heading)), ..Scene::default() };
    let mut y = paragraph(&mut scene, 0.0, &heading, Lettering::new(13.0, theme.ink).bold()) + 10.0;

    let areas = outlines.topology.areas();
    let around = joined.shown.iter().filter_map(|row| outlines.bounds.get(*row).copied().flatten());
    let bounds = around.reduce(Bounds::with).ok_or_else(nothing)?;
    let is_bare = |row: &usize| areas.get(*row).is_some_and(|area| !area.has_rings());
    let bounds = if joined.shown.iter().any(is_bare) { padded(bounds) } else { bounds };
    let below = below.filter(|_| joined.shown.iter().all(is_bare));
    if let Some(below) = below {
        let shown = vec![true; below.outlines.covers.len()];
        Ground::new(&below.outlines, bounds, shown, (width_px, y), spec.view, lowered.on_streets).cut().base(
            &mut scene,
            theme,
            &|_| false,
        );
    }
    let ground = Ground::new(outlines, bounds, outlines.shown(&joined), (width_px, y), spec.view, lowered.on_streets);
    let drawing = shapes::draw(&painter, &ground, &mut scene, true);
    let mut hatched = drawing.hatched.map_or(0, |(_, count)| count);
    hatched += bare(&painter, &ground, &mut scene);
    if spec.graticule {
        ground.graticule(&mut scene, theme);
    }
    y += ground.finish(&mut scene, theme, lang) + 4.0;
    if is_valued {
        y += 12.0;
        y += painter.legend(&mut scene, y, (hatched > 0).then_some((say::NO_DATA, hatched)));
    }
    let mut print = Vec::new();
    if spec.per == Some(Per::Km2) {
        print.push(say::KM2_FROM_OUTLINES.text(lang).to_owned());
    }
    if data.rows() >= MOST {
        print.push(say::ROWS_CUT.with(lang, &[("n", &crate::base::number::format_number(MOST as f64, 0, lang))]));
    }
    let small = Lettering::new(12.0, theme.soft);
    for line in print.iter().chain(below.map(|below| &below.attribution).filter(|line| !line.is_empty())) {
        y += 8.0;
        y += paragraph(&mut scene, y, line, small);
    }
    scene.height_px = (y + 4.0).ceil();
    let sentence = if is_valued {
        sentence(lowered, &joined, lang)
    } else {
        say::ROWS_SENTENCE.with(lang, &[("n", &joined.shown.len().to_string())])
    };
    scene.description =
        std::iter::once(sentence.as_str()).chain(print.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
    let mut notes = Vec::new();
    let mut set_aside = |column: &str, rows: u64| {
        if rows > 0 {
            notes.push(Note { count: rows, ..Note::once(NoteCode::MissingLeftOut, [column.to_owned()]) });
        }
    };
    set_aside(say::SHAPE_WORD.text(lang), joined.nowhere_rows);
    set_aside(spec.value.as_deref().unwrap_or_default(), joined.empty_rows);
    if is_valued {
        // Lines and points have no surface that could mislead.
        let misleads = |note: &Note| note.code != NoteCode::TotalsMapped || !joined.shown.iter().all(is_bare);
        notes.extend(warnings(&painter.classes, count, lowered, &joined).into_iter().filter(misleads));
    }
    let twin = twin(&painter, is_valued.then_some(heading.as_str()));
    Ok((Figure { scene, twin, sentence, notes }, Some(ground.window)))
}

/// Draws lines and points; gives how many of them lack a value.
fn bare(painter: &Painter<'_>, ground: &Ground<'_>, scene: &mut Scene) -> usize {
    let theme = painter.theme;
    let radius = if painter.order.len() > 300 { POINT_PX.1 } else { POINT_PX.0 };
    let mut lacking = 0;
    let mut targets = Vec::new();
    // Points lie on lines: small marks must not be covered.
    for is_point in [false, true] {
        for row in &painter.order {
            let Some(area) = ground.outlines.topology.areas().get(*row) else { continue };
            let color = if let Look::Value { color, .. } = painter.look(*row) { Some(color) } else { None };
            let mut target = |scene: &mut Scene, bounds: (f64, f64, f64, f64), item: Item| {
                let item = Some(scene.push(item));
                let place = painter.row_of(*row);
                targets.push(Target { bounds, item, label: painter.target_label(*row), row: place });
            };
            if is_point {
                for (lon, lat) in area.points() {
                    let (x, y) = ground.at(*lon, *lat);
                    if ground.window.holds(x, y) {
                        let fill = Some(color.map_or_else(|| painter.hatch(), Fill::Solid));
                        let stroke = Some(Stroke::solid(theme.paper, 0.75));
                        let bounds = (x - radius, y - radius, 2.0 * radius, 2.0 * radius);
                        target(scene, bounds, Item::Disc { x, y, radius, fill, stroke });
                    }
                }
            } else {
                let rings = ground.lines(*row);
                if !rings.is_empty() {
                    let stroke = Stroke::solid(color.unwrap_or(theme.context), LINE_PX);
                    let stroke = if color.is_some() { stroke } else { Stroke { dash: Some((4.0, 3.0)), ..stroke } };
                    let bounds = shapes::around(&rings);
                    target(scene, bounds, Item::Path { rings, closed: false, fill: None, stroke: Some(stroke) });
                }
            }
            let is_first = if is_point { area.lines().is_empty() } else { !area.lines().is_empty() };
            let has_any = !(area.lines().is_empty() && area.points().is_empty());
            lacking += usize::from(is_first && has_any && !area.has_rings() && color.is_none());
        }
    }
    scene.targets.extend(targets);
    scene.targets.sort_by_key(|target| target.row);
    lacking
}

/// The table twin: all shapes shown with the numbers of their rows, largest value first.
fn twin(painter: &Painter<'_>, heading: Option<&str>) -> ResultTable {
    let lang = painter.lang;
    let regions = &painter.joined.regions;
    let text =
        |say: &dyn Fn(usize) -> Option<String>| Values::Text(painter.order.iter().map(|row| say(*row)).collect());
    let label = painter.lowered.spec.label.clone().unwrap_or_else(|| say::SHAPE_WORD.text(lang).to_owned());
    let number = say::COLUMN_ROW.text(lang).to_owned();
    let mut columns = vec![
        ResultColumn { name: label, values: text(&|row| Some(regions.name(row).to_owned())) },
        ResultColumn {
            name: number,
            values: Values::Number(painter.order.iter().map(|row| Some((row + 1) as f64)).collect()),
        },
    ];
    if let Some(heading) = heading {
        let values = painter.order.iter().map(|row| painter.joined.places.get(*row).and_then(|place| place.value));
        let taken = columns.iter().any(|column| column.name == heading);
        let name = if taken { say::COLUMN_VALUE.with_list(lang, &[heading.to_owned()]) } else { heading.to_owned() };
        columns.push(ResultColumn { name, values: Values::Number(values.collect()) });
        let texts = class_texts(&painter.classes, painter.scale, lang);
        let class = text(&|row| {
            Some(match painter.look(row) {
                Look::Value { value, .. } => texts.get(painter.classes.class(value)).cloned().unwrap_or_default(),
                _ => say::NO_DATA.text(lang).to_owned(),
            })
        });
        columns.push(ResultColumn { name: say::COLUMN_CLASS.text(lang).to_owned(), values: class });
    }
    ResultTable { columns }
}

/// `GeoJSON` or `TopoJSON` of the shapes of a map's table twin, whose second column holds the rows' numbers.
pub(super) fn file(own: &Shapes, twin: &ResultTable, about: &[(&str, String)], form: Form) -> String {
    let numbers = match twin.columns.get(1).map(|column| &column.values) {
        Some(Values::Number(numbers)) => numbers.as_slice(),
        _ => &[],
    };
    let mut features: Vec<(usize, Option<String>, Map<String, Value>)> = numbers
        .iter()
        .enumerate()
        .filter_map(|(at, number)| {
            let row = number.filter(|number| *number >= 1.0)? as usize - 1;
            let cells =
                twin.columns.iter().map(|column| (column.name.clone(), super::joined::cell(&column.values, at)));
            Some((row, None, cells.collect()))
        })
        .collect();
    features.sort_by_key(|(row, ..)| *row);
    let said = about.iter().filter(|(_, text)| !text.is_empty());
    let about = said.map(|(name, text)| ((*name).to_owned(), json!(text))).collect();
    File { topology: &own.outlines.topology, features, about }.text(form)
}
