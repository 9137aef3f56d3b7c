//! Places as they are: those that lie on one another are one circle with their number; with a value, circles
//! whose surface is in proportion to it.

use crate::base::color::Rgba;
use crate::base::number::{format_number, format_short};
use crate::i18n::map as say;
use crate::scene::{Anchor, Fill, Item, Lettering, Scene, Stroke, Target};

use super::super::points::{Scatter, clusters, label_of};
use super::super::ramp::letters_on;

/// Draws the places and gives the height of the map.
pub(in super::super) fn draw(board: &Scatter<'_>, scene: &mut Scene, print: &mut Vec<String>) -> f64 {
    let Scatter { theme, lang, .. } = *board;
    let (accent, below) = super::super::paint::fills(theme);
    let valued = board.lowered.spec.value.is_some();
    let edge = Some(Stroke::solid(theme.paper, 0.75));
    if valued {
        let sizes = board.spots.all.iter().filter_map(|spot| spot.value);
        let most = sizes.map(f64::abs).fold(0.0, f64::max);
        let largest = (scene.width_px / 30.0).clamp(10.0, 24.0);
        for (row, spot) in board.spots.all.iter().enumerate() {
            let (x, y) = board.ground.at(spot.lon, spot.lat);
            let Some(value) = spot.value.filter(|_| board.ground.window.holds(x, y)) else { continue };
            let radius = if most > 0.0 { ((value.abs() / most).sqrt() * largest).max(1.5) } else { 1.5 };
            let color = if value < 0.0 { below } else { accent };
            let item = scene.push(Item::Disc { x, y, radius, fill: Some(Fill::Solid(color)), stroke: edge });
            let bounds = (x - radius, y - radius, 2.0 * radius, 2.0 * radius);
            scene.targets.push(Target { bounds, item: Some(item), label: label_of(board, row), row });
        }
        let height = board.ground.finish(scene, theme, lang);
        print.push(say::POINTS_SIZED.text(lang).to_owned());
        return height;
    }
    let clusters = clusters(board);
    let mut together = 0.0;
    // Single places first, so that counts lie on top; in the walk the largest come first.
    for (at, cluster) in clusters.iter().enumerate().rev() {
        let (x, y) = cluster.at;
        let alone = cluster.rows <= 1.0;
        let radius = if alone { 4.0 } else { (6.0 + 2.2 * libm::log2(cluster.rows)).min(17.0) };
        let item = scene.push(Item::Disc { x, y, radius, fill: Some(Fill::Solid(accent)), stroke: edge });
        let row = cluster.members.first().copied().unwrap_or(at);
        let label = if alone {
            label_of(board, row)
        } else {
            together += cluster.rows;
            let count = format_number(cluster.rows, 0, lang);
            let style = Lettering::new(10.5, letters_on(opaque(accent))).anchored(Anchor::Middle);
            let short = if cluster.rows >= 10_000.0 { format_short(cluster.rows, lang) } else { count.clone() };
            scene.text((x, y + 3.8), short, style);
            let names: Vec<&str> =
                cluster.members.iter().filter_map(|index| board.spots.all.get(*index)?.label.as_deref()).collect();
            match names.as_slice() {
                [] => say::TARGET_CLUSTER.with_list(lang, &[count]),
                names => say::TARGET_CLUSTER_NAMED.with_list(lang, &[count, super::super::words::some_of(names, lang)]),
            }
        };
        let bounds = (x - radius, y - radius, 2.0 * radius, 2.0 * radius);
        scene.targets.push(Target { bounds, item: Some(item), label, row });
    }
    scene.targets.reverse();
    let height = board.ground.finish(scene, theme, lang);
    if together > 0.0 {
        print.push(say::POINTS_TOGETHER.with_list(lang, &[format_number(together, 0, lang)]));
    }
    height
}

/// A colour without what shines through.
const fn opaque(Rgba(r, g, b, _): Rgba) -> Rgba {
    Rgba(r, g, b, 255)
}
