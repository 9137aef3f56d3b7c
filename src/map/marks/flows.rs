//! Flow lines: an arc from region to region, thin at its start and as wide as its value at its end.

use std::collections::BTreeMap;

use crate::base::number::format_number;
use crate::i18n::map as say;
use crate::scene::width::text_width;
use crate::scene::{Fill, Item, Lettering, Scene, Stroke, Target, Weight};
use crate::table::{ResultColumn, ResultTable, Values};

use super::super::classes::roundest;
use super::super::join::{column_numbers, destinations, origins};
use super::super::periods::Periods;
use super::super::shapes::Outlines;
use super::super::words::{exact, some_of};
use super::super::{ROWS, VALUE};
use super::{Board, Done};

/// Most arcs drawn; the others stay in the table.
const MOST: usize = 80;
/// Points of an arc on each side.
const STEPS: usize = 14;

/// From, to, value, rows.
type Flow = (usize, usize, f64);

pub(super) fn draw(board: &Board<'_>, outlines: &Outlines, scene: &mut Scene, top: f64) -> Done {
    let painter = board.painter;
    let (theme, lang, joined) = (painter.theme, painter.lang, painter.joined);
    let spec = &painter.lowered.spec;
    let Some(ground) = outlines.ground(joined, (scene.width_px, top), painter.lowered) else {
        return Done::default();
    };
    let (report, to) = destinations(painter.lowered, board.data, board.list);
    let from = origins(painter.lowered, board.data, board.list);
    let values = column_numbers(board.data, VALUE);
    let rows = column_numbers(board.data, ROWS);
    let periods = Periods::of(board.data, lang);
    let keep = periods.shown(painter.lowered).map(|period| periods.rows_of(period));
    let mut sums: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let (mut within, mut lost) = (0.0, 0.0);
    for (at, value) in values.iter().enumerate() {
        if keep.as_ref().is_some_and(|keep| keep.get(at) != Some(&true)) {
            continue;
        }
        let many = rows.get(at).copied().flatten().unwrap_or(1.0);
        match (from.get(at).copied().flatten(), to.get(at).copied().flatten(), value) {
            (Some(from), Some(to), Some(value)) if from != to => *sums.entry((from, to)).or_default() += value,
            (Some(_), Some(_), Some(value)) => within += value,
            (Some(_), None, _) => lost += many,
            // Rows without a known origin are counted with the regions.
            _ => {}
        }
    }
    let mut flows: Vec<Flow> = sums.into_iter().map(|((from, to), value)| (from, to, value)).collect();
    flows.sort_by(|one, other| other.2.total_cmp(&one.2).then((one.0, one.1).cmp(&(other.0, other.1))));

    ground.base(scene, theme, &|_| false);
    if spec.graticule {
        ground.graticule(scene, theme);
    }
    let most = flows.first().map_or(0.0, |flow| flow.2);
    let widest = (scene.width_px / 70.0).clamp(5.0, 12.0);
    let width = |value: f64| if most > 0.0 { (value / most * widest).max(0.8) } else { 0.8 };
    let (color, _) = super::super::paint::fills(theme);
    let fill = Some(Fill::Solid(crate::base::color::Rgba(color.0, color.1, color.2, 150)));
    let name = |index: usize| joined.regions.name(index);
    let place = |index: usize| outlines.area_of(index).and_then(|area| ground.centre(area));
    // The largest lie on top and come first in the walk.
    for (row, (from, to, value)) in flows.iter().enumerate().take(MOST).rev() {
        let (Some(start), Some(end)) = (place(*from), place(*to)) else { continue };
        if *value <= 0.0
            || ground.zoomed && !ground.window.holds(start.0, start.1) && !ground.window.holds(end.0, end.1)
        {
            continue;
        }
        let mut ring = arc(start, end, width(*value));
        if ground.zoomed {
            ring = super::super::ground::clip(ring, ground.window.frame);
        }
        let item = scene.push(Item::Path { rings: vec![ring], closed: true, fill, stroke: None });
        let label = say::TARGET_FLOW
            .with_list(lang, &[name(*from).to_owned(), name(*to).to_owned(), exact(*value, painter.lowered, lang)]);
        // What is pointed at is the wide end.
        let bounds = (end.0 - 8.0, end.1 - 8.0, 16.0, 16.0);
        scene.targets.push(Target { bounds, item: Some(item), label, row });
    }
    scene.targets.reverse();
    let dots: std::collections::BTreeSet<usize> =
        flows.iter().take(MOST).flat_map(|(from, to, _)| [*from, *to]).collect();
    for (x, y) in dots.into_iter().filter_map(place) {
        if !ground.zoomed || ground.window.holds(x, y) {
            let stroke = Some(Stroke::solid(theme.paper, 0.75));
            scene.push(Item::Disc { x, y, radius: 2.5, fill: Some(Fill::Solid(theme.ink)), stroke });
        }
    }
    let mut height = ground.finish(scene, theme, lang);
    let y = top + height + 24.0;
    let mut x = 0.0;
    for share in [1.0, 0.4, 0.1] {
        let value = roundest(most * share * 0.75, most * share);
        if value <= 0.0 {
            continue;
        }
        let (start, end) = ((x, y - 4.0), (x + 44.0, y - 4.0));
        let half = width(value) / 2.0;
        let ring = vec![start, (end.0, end.1 - half), (end.0, end.1 + half)];
        scene.push(Item::Path { rings: vec![ring], closed: true, fill, stroke: None });
        let text = painter.scale.text(value, lang);
        scene.text((end.0 + 6.0, y), text.clone(), Lettering::new(12.0, theme.ink));
        x = end.0 + 6.0 + text_width(&text, 12.0, Weight::Regular) + 18.0;
    }
    height += 32.0;
    let mut print = vec![say::FLOWS_PRINT.text(lang).to_owned()];
    if flows.len() > MOST {
        print.push(say::FLOWS_REST.with_list(lang, &[MOST.to_string(), flows.len().to_string()]));
    }
    if within > 0.0 {
        print.push(say::FLOWS_WITHIN.with_list(lang, &[exact(within, painter.lowered, lang)]));
    }
    let unknown: Vec<&str> = report
        .unmatched
        .iter()
        .map(|(value, _)| value.as_str())
        .chain(report.ambiguous.iter().map(|(value, _)| value.as_str()))
        .collect();
    if lost > 0.0 && !unknown.is_empty() {
        print.push(say::FLOWS_LOST.with_list(lang, &[format_number(lost, 0, lang), some_of(&unknown, lang)]));
    }
    let sentence = flows.first().map_or_else(
        || say::FLOWS_NONE.text(lang).to_owned(),
        |(from, to, value)| {
            say::FLOWS_SENTENCE.with_list(
                lang,
                &[
                    name(*from).to_owned(),
                    name(*to).to_owned(),
                    exact(*value, painter.lowered, lang),
                    flows.len().to_string(),
                ],
            )
        },
    );
    let text = |of: &dyn Fn(&Flow) -> String| Values::Text(flows.iter().map(|flow| Some(of(flow))).collect());
    let column = |name: String, values: Values| ResultColumn { name, values };
    let twin = ResultTable {
        columns: vec![
            column(say::COLUMN_FROM.text(lang).to_owned(), text(&|flow| name(flow.0).to_owned())),
            column(say::COLUMN_TO.text(lang).to_owned(), text(&|flow| name(flow.1).to_owned())),
            column(
                super::super::words::heading(painter.lowered, joined, lang),
                Values::Number(flows.iter().map(|flow| Some(flow.2)).collect()),
            ),
        ],
    };
    Done { height_px: height, print, window: Some(ground.window), twin: Some(twin), sentence: Some(sentence) }
}

/// The outline of an arc that bends to the left of its way, so that there and back are told apart.
fn arc((x0, y0): (f64, f64), (x1, y1): (f64, f64), width: f64) -> Vec<(f64, f64)> {
    let (dx, dy) = (x1 - x0, y1 - y0);
    let length = libm::hypot(dx, dy).max(1e-9);
    let (middle_x, middle_y) = (f64::midpoint(x0, x1) + dy * 0.22, f64::midpoint(y0, y1) - dx * 0.22);
    let at = |t: f64| {
        let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        (a * x0 + b * middle_x + c * x1, a * y0 + b * middle_y + c * y1)
    };
    let across = |t: f64| {
        let (tx, ty) = (
            2.0 * (1.0 - t) * (middle_x - x0) + 2.0 * t * (x1 - middle_x),
            2.0 * (1.0 - t) * (middle_y - y0) + 2.0 * t * (y1 - middle_y),
        );
        let size = libm::hypot(tx, ty).max(length * 1e-6);
        (-ty / size, tx / size)
    };
    let side = |sign: f64| {
        (0..=STEPS).map(move |step| {
            let t = step as f64 / STEPS as f64;
            let ((x, y), (nx, ny)) = (at(t), across(t));
            let half = sign * width * (0.12 + 0.88 * t) / 2.0;
            (x + nx * half, y + ny * half)
        })
    };
    let mut ring: Vec<(f64, f64)> = side(1.0).collect();
    let mut back: Vec<(f64, f64)> = side(-1.0).collect();
    back.reverse();
    ring.extend(back);
    ring
}
