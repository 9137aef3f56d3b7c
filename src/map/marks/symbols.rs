//! Proportional symbols: a circle a region, its surface in proportion to the value.
//!
//! Surfaces are true and not enlarged as Flannery (1971) has it: the legend's circles are read against, and
//! a true surface is what a reader can check.

use crate::i18n::map as say;
use crate::scene::width::text_width;
use crate::scene::{Fill, Item, Lettering, Scene, Stroke, Target, Weight};

use super::super::classes::roundest;
use super::super::paint::fills;
use super::super::shapes::Outlines;
use super::{Board, Done};

/// Radius of the smallest circle that is seen, in CSS pixels.
const LEAST_PX: f64 = 1.5;

pub(super) fn draw(board: &Board<'_>, outlines: &Outlines, scene: &mut Scene, top: f64) -> Done {
    let painter = board.painter;
    let (theme, lang) = (painter.theme, painter.lang);
    let spec = &painter.lowered.spec;
    let value = |index: usize| painter.joined.places.get(index).and_then(|place| place.value);
    let most = painter.order.iter().filter_map(|index| value(*index)).map(f64::abs).fold(0.0, f64::max);
    let many = painter.joined.shown.len() > 100;
    let largest = (scene.width_px / if many { 40.0 } else { 24.0 }).clamp(12.0, 34.0);
    // A circle at the edge of the map must not reach out of the picture.
    let Some(ground) = outlines.ground(painter.joined, (scene.width_px - 2.0 * largest, top), painter.lowered) else {
        return Done::default();
    };
    let ground = ground.inset(largest);
    ground.base(scene, theme, &|area| board.lacks(area));
    if spec.graticule {
        ground.graticule(scene, theme);
    }
    let radius = |value: f64| if most > 0.0 { (value.abs() / most).sqrt() * largest } else { 0.0 };
    let (above, below) = fills(theme);
    let edge = Stroke::solid(theme.paper, 0.75);
    let mut circles: Vec<(usize, f64, (f64, f64))> = Vec::new();
    let mut lost = Vec::new();
    for index in &painter.order {
        let Some(value) = value(*index) else { continue };
        match outlines.area_of(*index).and_then(|area| ground.centre(area)) {
            Some(at) => circles.push((*index, value, at)),
            None => lost.push(painter.joined.regions.name(*index)),
        }
    }
    // Large ones first, so that small ones lie on top.
    circles.sort_by(|one, other| other.1.abs().total_cmp(&one.1.abs()));
    let mut targets = Vec::new();
    for (index, value, (x, y)) in circles {
        let size = radius(value).max(if value == 0.0 { 0.0 } else { LEAST_PX });
        if ground.zoomed && !ground.window.holds(x, y) {
            continue;
        }
        let row = painter.row_of(index);
        let color = if value < 0.0 { below } else { above };
        let item = scene.push(Item::Disc { x, y, radius: size, fill: Some(Fill::Solid(color)), stroke: Some(edge) });
        let bounds = (x - size, y - size, 2.0 * size, 2.0 * size);
        targets.push((row, Target { bounds, item: Some(item), label: painter.target_label(index), row }));
    }
    targets.sort_by_key(|(row, _)| *row);
    scene.targets.extend(targets.into_iter().map(|(_, target)| target));
    let mut height = ground.finish(scene, theme, lang);

    // The legend: three round values, the circles standing on one line.
    let y = top + height + 14.0;
    let steps: Vec<f64> = [1.0, 0.4, 0.1]
        .into_iter()
        .map(|share| roundest(most * share * 0.75, most * share))
        .filter(|value| *value > 0.0)
        .collect();
    let tallest = steps.iter().map(|value| radius(*value)).fold(LEAST_PX, f64::max);
    let line = y + 2.0 * tallest;
    let mut x = 0.0;
    for value in steps {
        let size = radius(value).max(LEAST_PX);
        let fill = Some(Fill::Solid(above));
        scene.push(Item::Disc { x: x + size, y: line - size, radius: size, fill, stroke: Some(edge) });
        let text = painter.scale.text(value, lang);
        scene.text((x + 2.0 * size + 6.0, line - 1.0), text.clone(), Lettering::new(12.0, theme.ink));
        x += 2.0 * size + 6.0 + text_width(&text, 12.0, Weight::Regular) + 18.0;
    }
    height += 14.0 + 2.0 * tallest + 4.0;
    height += board.lacking(scene, top + height + 6.0);
    let mut print = vec![say::SYMBOLS_PRINT.text(lang).to_owned()];
    if painter.order.iter().filter_map(|index| value(*index)).any(|value| value < 0.0) {
        print.push(say::SYMBOLS_NEGATIVE.text(lang).to_owned());
    }
    if !lost.is_empty() {
        print.push(say::NO_PLACE.with_list(lang, &[super::super::words::some_of(&lost, lang)]));
    }
    Done { height_px: height, print, window: Some(ground.window), ..Done::default() }
}
