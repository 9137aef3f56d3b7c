//! How each kind of map is drawn, one module a kind. Those of places are called from `points`, the others from
//! here.

use crate::i18n::map as say;
use crate::region::Gazetteer;
use crate::scene::{Item, Scene};
use crate::table::ResultTable;

use super::Window;
use super::join::Joined;
use super::kind::Mark;
use super::paint::{Painter, swatches};
use super::shapes::Outlines;

mod bivariate;
mod choropleth;
mod dots;
mod flows;
pub(super) mod heat;
pub(super) mod hexbin;
mod multiples;
pub(super) mod places;
mod symbols;

/// Everything that a kind is drawn from.
pub(super) struct Board<'a> {
    pub(super) painter: &'a Painter<'a>,
    /// The outlines, where the map has any.
    pub(super) outlines: Option<&'a Outlines>,
    pub(super) data: &'a ResultTable,
    pub(super) list: &'a Gazetteer,
    /// The outcome of every period joined; of all rows where there are no periods.
    pub(super) all: &'a [Joined],
    /// Their names.
    pub(super) periods: &'a [String],
}

impl Board<'_> {
    /// Whether the data says nothing of an area's region.
    fn lacks(&self, area: usize) -> bool {
        let own = self.outlines.and_then(|outlines| outlines.covers.get(area)).map(|(own, _)| *own);
        own.and_then(|own| self.painter.joined.places.get(own)).is_none_or(|place| place.value.is_none())
    }

    /// Draws what hatching means below `top`, where a region lacks data, and gives the height it takes.
    fn lacking(&self, scene: &mut Scene, top: f64) -> f64 {
        let joined = self.painter.joined;
        let value = |index: &usize| joined.places.get(*index).is_some_and(|place| place.value.is_some());
        let count = joined.shown.iter().filter(|index| !value(index)).count();
        if count == 0 {
            return 0.0;
        }
        let words = say::NO_DATA.text(self.painter.lang).to_owned();
        swatches(scene, top, vec![(self.painter.hatch(), words, format!("({count})"))], self.painter.theme) + 6.0
    }
}

/// What drawing came to.
#[derive(Default)]
pub(super) struct Done {
    /// Height of map and legend.
    pub(super) height_px: f64,
    /// Small print.
    pub(super) print: Vec<String>,
    /// What the map is seen through, where it can be moved.
    pub(super) window: Option<Window>,
    /// A table twin and a sentence in place of those of the values.
    pub(super) twin: Option<ResultTable>,
    pub(super) sentence: Option<String>,
}

/// Draws map and legend below `top`.
pub(super) fn draw(mark: Mark, board: &Board<'_>, scene: &mut Scene, top: f64) -> Done {
    match (mark, board.outlines) {
        (Mark::Symbols, Some(outlines)) => symbols::draw(board, outlines, scene, top),
        (Mark::Dots, Some(outlines)) => dots::draw(board, outlines, scene, top),
        (Mark::Flows, Some(outlines)) => flows::draw(board, outlines, scene, top),
        (Mark::Bivariate, _) => bivariate::draw(board, scene, top),
        (Mark::Multiples, _) if board.all.len() > 1 => multiples::draw(board, scene, top),
        // Without outlines to lie on, and where nothing is to be set side by side, values are coloured.
        _ => choropleth::draw(board, scene, top),
    }
}

/// Moves an item.
pub(super) fn shift(item: &mut Item, (dx, dy): (f64, f64)) {
    match item {
        Item::Rect { x, y, .. } | Item::Disc { x, y, .. } | Item::Text { x, y, .. } => {
            *x += dx;
            *y += dy;
        }
        Item::Path { rings, .. } => {
            for (x, y) in rings.iter_mut().flatten() {
                *x += dx;
                *y += dy;
            }
        }
        Item::Discs { places, .. } => {
            for (x, y) in places {
                *x += dx;
                *y += dy;
            }
        }
    }
}
