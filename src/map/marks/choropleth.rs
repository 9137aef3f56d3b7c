//! Coloured regions: outlines or tiles, and the classes below.

use crate::i18n::{Message, map as say};
use crate::scene::Scene;

use super::super::paint::Painter;
use super::super::{Layer, Window, shapes, tilegrid, tiles};
use super::{Board, Done};

/// Coloured regions without a legend.
#[derive(Default)]
pub(super) struct Regions {
    pub(super) height_px: f64,
    pub(super) window: Option<Window>,
    pub(super) note: Option<String>,
    /// What hatching means here, and how many regions carry it.
    pub(super) hatched: Option<(Message, usize)>,
}

/// Draws the regions below `top` as a painter has them.
pub(super) fn regions(board: &Board<'_>, painter: &Painter<'_>, scene: &mut Scene, top: f64, names: bool) -> Regions {
    let Some(outlines) = board.outlines else {
        let height_px = tiles::draw(painter, scene, top);
        let without = painter.joined.shown.iter().filter(|index| !painter.has_data(**index)).count();
        return Regions { height_px, hatched: (without > 0).then_some((say::NO_DATA, without)), ..Regions::default() };
    };
    let spec = &painter.lowered.spec;
    if spec.layer == Some(Layer::Grid) && painter.joined.shown.len() <= tilegrid::MOST {
        let (height_px, without) = tilegrid::draw(painter, outlines, scene, top);
        return Regions { height_px, hatched: (without > 0).then_some((say::NO_DATA, without)), ..Regions::default() };
    }
    let Some(ground) = outlines.ground(painter.joined, (scene.width_px, top), painter.lowered) else {
        return Regions::default();
    };
    let drawing = shapes::draw(painter, &ground, scene, names);
    if spec.graticule {
        ground.graticule(scene, painter.theme);
    }
    let height_px = if names { ground.finish(scene, painter.theme, painter.lang) } else { ground.window.frame.3 };
    Regions { height_px, window: Some(ground.window), note: drawing.note, hatched: drawing.hatched }
}

pub(super) fn draw(board: &Board<'_>, scene: &mut Scene, top: f64) -> Done {
    let drawn = regions(board, board.painter, scene, top, true);
    let legend = board.painter.legend(scene, top + drawn.height_px + 16.0, drawn.hatched);
    Done {
        height_px: drawn.height_px + 16.0 + legend,
        print: drawn.note.into_iter().collect(),
        window: drawn.window,
        ..Done::default()
    }
}
