//! The tile map: 38 equal tiles, placed roughly as the provinces lie.
//!
//! The layout is drawn by hand for this project: islands keep their place and shape as far as thirteen
//! columns allow, which is what a telephone can show with letters that can be read.

use crate::base::number::format_short;
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
    let left = (scene.width_px - pitch * COLUMNS as f64 + gap) / 2.0;
    let mut targets: Vec<(usize, Target)> = Vec::new();
    for (index, province) in PROVINCES.iter().enumerate() {
        let Some((_, column, row)) = LAYOUT.iter().find(|(code, ..)| *code == province.code) else { continue };
        let (x, y) = (left + *column as f64 * pitch, top + *row as f64 * pitch);
        let look = painter.look(index);
        let fill = match look {
            Look::Value { color, .. } => Fill::Solid(color),
            Look::NoData | Look::Undecided => painter.hatch(),
        };
        let item = scene.push(Item::Rect { x, y, width: side, height: side, fill: Some(fill), stroke: None });
        letter(painter, scene, province, look, (x, y, side));
        let row = painter.row_of(index);
        targets.push((row, Target { bounds: (x, y, side, side), item: Some(item), label: painter.target_label(index), row }));
    }
    targets.sort_by_key(|(row, _)| *row);
    scene.targets.extend(targets.into_iter().map(|(_, target)| target));
    pitch * ROWS as f64 - gap
}

/// Writes a tile's name and, where there is room, its value.
fn letter(painter: &Painter<'_>, scene: &mut Scene, province: &Province, look: Look, (x, y, side): (f64, f64, f64)) {
    let room = side - 3.0;
    let middle = x + side / 2.0;
    let fits = |text: &str, sizes: &[f64], weight: Weight| -> Option<f64> {
        sizes.iter().copied().find(|size| text_width(text, *size, weight) <= room)
    };
    let (color, number) = match look {
        Look::Value { color, value } => (letters_on(color), Some(format_short(value, painter.lang))),
        Look::NoData | Look::Undecided => (painter.theme.soft, None),
    };
    let nick = fits(province.nick, &[13.0, 12.0, 11.0], Weight::Bold).map(|size| (province.nick, size));
    let (name, size) = nick.unwrap_or_else(|| {
        let size = fits(province.letters, &[13.0, 12.0, 11.0, 10.0, 9.0, 8.0], Weight::Bold).unwrap_or(7.0);
        (province.letters, size)
    });
    // Hatching runs behind letters; a patch of paper keeps them readable.
    if matches!(look, Look::NoData | Look::Undecided) {
        let width = (text_width(name, size, Weight::Bold) + 4.0).min(side);
        scene.push(Item::Rect {
            x: middle - width / 2.0,
            y: y + side / 2.0 - size * 0.62,
            width,
            height: size * 1.24,
            fill: Some(Fill::Solid(painter.theme.paper)),
            stroke: None,
        });
    }
    let style = Lettering::new(size, color).bold().anchored(Anchor::Middle);
    let value = number.filter(|_| side >= 34.0).and_then(|text| Some((fits(&text, &[12.0, 11.0], Weight::Regular)?, text)));
    if let Some((value_size, text)) = value {
        scene.text((middle, y + side / 2.0 - size * 0.18), name, style);
        let style = Lettering::new(value_size, color).anchored(Anchor::Middle);
        scene.text((middle, y + side / 2.0 + value_size * 1.05), text, style);
    } else {
        scene.text((middle, y + side / 2.0 + size * 0.36), name, style);
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
