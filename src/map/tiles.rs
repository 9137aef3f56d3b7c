//! The tile map: 38 equal tiles, placed roughly as the provinces lie.
//!
//! The layout is drawn by hand for this project: islands keep their place and shape as far as thirteen
//! columns allow, which is what a telephone can show with letters that can be read.

use crate::region::{PROVINCES, Province};
use crate::scene::width::text_width;
use crate::scene::{Anchor, Fill, Item, Lettering, Scene, Target, Weight};

use super::paint::{Look, Painter};
use super::ramp::letters_on;

/// Columns and rows of the layout.
pub(super) const COLUMNS: usize = 13;
pub(super) const ROWS: usize = 7;

/// Kemendagri code, column, row.
pub(super) const LAYOUT: [(&str, usize, usize); 38] = [
    ("11", 0, 0),
    // Sumatra
    ("12", 0, 1),
    ("14", 1, 1),
    ("21", 2, 1),
    ("13", 0, 2),
    ("15", 1, 2),
    ("17", 0, 3),
    ("16", 1, 3),
    ("19", 2, 3),
    ("18", 1, 4),
    // Java and the lesser Sunda islands
    ("36", 1, 5),
    ("31", 2, 5),
    ("33", 3, 5),
    ("35", 4, 5),
    ("32", 2, 6),
    ("34", 3, 6),
    ("51", 5, 6),
    ("52", 6, 6),
    ("53", 7, 6),
    // Kalimantan
    ("65", 5, 1),
    ("61", 3, 2),
    ("62", 4, 2),
    ("64", 5, 2),
    ("63", 4, 3),
    // Sulawesi
    ("75", 7, 1),
    ("71", 8, 1),
    ("72", 7, 2),
    ("76", 6, 3),
    ("74", 7, 3),
    ("73", 6, 4),
    // Maluku
    ("82", 9, 2),
    ("81", 9, 4),
    // Papua
    ("96", 10, 3),
    ("92", 11, 3),
    ("91", 12, 3),
    ("94", 11, 4),
    ("95", 12, 4),
    ("93", 12, 5),
];

/// Widest tile in CSS pixels; beyond it the map is centred.
const MAX_PITCH_PX: f64 = 76.0;

/// Draws the tiles below `top` and gives the height they take.
pub(super) fn draw(painter: &Painter<'_>, scene: &mut Scene, top: f64) -> f64 {
    let pitch = (scene.width_px / COLUMNS as f64).min(MAX_PITCH_PX);
    let gap = (pitch * 0.07).clamp(1.5, 4.0);
    let side = pitch - gap;
    let left = f64::midpoint(scene.width_px - pitch * COLUMNS as f64, gap);
    let names = Names::fitting(side - 3.0);
    let mut targets: Vec<(usize, Target)> = Vec::new();
    for (index, province) in PROVINCES.iter().enumerate().filter(|(index, _)| painter.joined.shown.contains(index)) {
        let Some((_, column, row)) = LAYOUT.iter().find(|(code, ..)| *code == province.code) else {
            continue;
        };
        let (x, y) = (left + *column as f64 * pitch, top + *row as f64 * pitch);
        let look = painter.look(index);
        let fill = match look {
            Look::Value { color, .. } => Fill::Solid(color),
            Look::NoData | Look::Undecided => painter.hatch(),
        };
        let item = scene.push(Item::Rect { x, y, width: side, height: side, fill: Some(fill), stroke: None });
        letter(painter, scene, names.of(province), look, (x, y, side));
        let row = painter.row_of(index);
        targets.push((
            row,
            Target { bounds: (x, y, side, side), item: Some(item), label: painter.target_label(index), row },
        ));
    }
    targets.sort_by_key(|(row, _)| *row);
    scene.targets.extend(targets.into_iter().map(|(_, target)| target));
    pitch * ROWS as f64 - gap
}

/// How tiles are named: all in one size.
#[derive(Clone, Copy)]
struct Names {
    size: f64,
    room: f64,
    /// Whether everyday names are used where they fit, or letters throughout.
    nicks: bool,
}

impl Names {
    /// Everyday names where nearly all of them fit, letters else, as large as all fit.
    fn fitting(room: f64) -> Self {
        let fits = |text: &str, size: f64| text_width(text, size, Weight::Bold) <= room;
        let nicks =
            |size: &f64| PROVINCES.iter().filter(|province| fits(province.nick, *size)).count() + 5 >= PROVINCES.len();
        let letters = |size: &f64| PROVINCES.iter().all(|province| fits(province.letters, *size));
        if let Some(size) = [13.0, 12.0, 11.0].into_iter().find(nicks) {
            return Self { size, room, nicks: true };
        }
        let size = [13.0, 12.0, 11.0, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5].into_iter().find(letters).unwrap_or(7.0);
        Self { size, room, nicks: false }
    }

    /// The name of a tile and its size.
    fn of(self, province: &'static Province) -> (&'static str, f64) {
        let nick = self.nicks && text_width(province.nick, self.size, Weight::Bold) <= self.room;
        (if nick { province.nick } else { province.letters }, self.size)
    }
}

/// Writes a tile's name and, where there is room, its value.
fn letter(
    painter: &Painter<'_>,
    scene: &mut Scene,
    (name, size): (&str, f64),
    look: Look,
    (left, top, edge): (f64, f64, f64),
) {
    let middle = left + edge / 2.0;
    let centre = top + edge / 2.0;
    let (color, number) = match look {
        Look::Value { color, value } => (letters_on(color), Some(painter.scale.text(value, painter.lang))),
        Look::NoData | Look::Undecided => (painter.theme.soft, None),
    };
    // Hatching runs behind letters; a patch of paper keeps them readable.
    if matches!(look, Look::NoData | Look::Undecided) {
        let width = (text_width(name, size, Weight::Bold) + 4.0).min(edge);
        scene.push(Item::Rect {
            x: middle - width / 2.0,
            y: centre - size * 0.62,
            width,
            height: size * 1.24,
            fill: Some(Fill::Solid(painter.theme.paper)),
            stroke: None,
        });
    }
    let style = Lettering::new(size, color).bold().anchored(Anchor::Middle);
    let value_size = if edge >= 60.0 { 12.0 } else { 11.0 };
    let fits = |text: &String| edge >= 34.0 && text_width(text, value_size, Weight::Regular) <= edge - 3.0;
    if let Some(text) = number.filter(fits) {
        scene.text((middle, centre - size * 0.18), name, style);
        let style = Lettering::new(value_size, color).anchored(Anchor::Middle);
        scene.text((middle, centre + value_size * 1.05), text, style);
    } else {
        scene.text((middle, centre + size * 0.36), name, style);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_province_has_a_tile_of_its_own() {
        let codes: BTreeSet<&str> = LAYOUT.iter().map(|(code, ..)| *code).collect();
        let cells: BTreeSet<(usize, usize)> = LAYOUT.iter().map(|(_, column, row)| (*column, *row)).collect();
        assert_eq!(codes, PROVINCES.iter().map(|province| province.code).collect());
        assert_eq!(cells.len(), PROVINCES.len());
        assert!(LAYOUT.iter().all(|(_, column, row)| *column < COLUMNS && *row < ROWS));
    }
}
