//! A picture with its words: headline, description, notes and source line around a plot, as one
//! scene for files that leave the page.

use super::face::shrink;
use super::width::wrap;
use super::{Fill, Item, Lettering, Scene, Theme};

/// The words around a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// What the picture finds.
    pub title: String,
    /// What is shown, in which unit, over which period.
    pub description: String,
    /// What was folded or left out, one sentence each.
    pub notes: Vec<String>,
    /// Publisher, dataset, place, licence, dates.
    pub source: String,
}

/// Empty space around everything, in CSS pixels.
pub const MARGIN_PX: f64 = 16.0;

/// A kind of text in the frame.
struct Block<'a> {
    text: &'a str,
    style: Lettering,
    /// Distance between baselines.
    leading_px: f64,
    /// Space before it.
    gap_px: f64,
}

/// Composes words and plot into one picture of the given width, on paper. The plot keeps its size: draw
/// it for `width_px` less twice [`MARGIN_PX`].
pub fn frame(plot: &Scene, caption: &Caption, width_px: f64, theme: &Theme) -> Scene {
    framed(plot, caption, width_px, 0.0, theme)
}

/// The same in a picture that is at least `height_px` high: the plot stands in the middle of its room, notes
/// and source at the bottom.
pub fn frame_in(plot: &Scene, caption: &Caption, (width_px, height_px): (f64, f64), theme: &Theme) -> Scene {
    let natural = framed(plot, caption, width_px, 0.0, theme);
    let spare_px = height_px - natural.height_px;
    if spare_px.is_finite() && spare_px > 0.0 { framed(plot, caption, width_px, spare_px, theme) } else { natural }
}

fn framed(plot: &Scene, caption: &Caption, width_px: f64, spare_px: f64, theme: &Theme) -> Scene {
    let least = plot.width_px + 2.0 * MARGIN_PX;
    let width_px = if width_px.is_finite() { width_px.max(least) } else { least };
    let mut scene = Scene {
        width_px,
        height_px: 0.0,
        title: if caption.title.trim().is_empty() { plot.title.clone() } else { caption.title.clone() },
        description: plot.description.clone(),
        items: Vec::with_capacity(plot.items.len() + 16),
        targets: Vec::with_capacity(plot.targets.len()),
        plane: None,
        face: theme.face,
    };
    let paper = Some(Fill::Solid(theme.paper));
    scene.push(Item::Rect { x: 0.0, y: 0.0, width: width_px, height: 0.0, fill: paper, stroke: None });

    let small = Lettering::new(13.0, theme.soft);
    let headline = Lettering::new(20.0, theme.ink).bold();
    let above = [
        Block { text: &caption.title, style: headline, leading_px: 25.0, gap_px: 0.0 },
        Block { text: &caption.description, style: Lettering::new(15.0, theme.soft), leading_px: 21.0, gap_px: 4.0 },
    ];
    let mut top = MARGIN_PX;
    for block in &above {
        top = set(&mut scene, block, top);
    }
    if top > MARGIN_PX {
        top += 12.0;
    }
    let shift = (MARGIN_PX, libm::round(top + spare_px / 2.0));
    let before = scene.items.len();
    scene.items.extend(plot.items.iter().map(|item| moved(item, shift)));
    scene.targets.extend(plot.targets.iter().map(|target| {
        let mut target = target.clone();
        target.bounds.0 += shift.0;
        target.bounds.1 += shift.1;
        target.item = target.item.map(|index| index + before);
        target
    }));
    top = shift.1 + plot.height_px + spare_px - libm::floor(spare_px / 2.0);
    for (index, note) in caption.notes.iter().enumerate() {
        let gap_px = if index == 0 { 8.0 } else { 2.0 };
        top = set(&mut scene, &Block { text: note, style: small, leading_px: 18.0, gap_px }, top);
    }
    top = set(&mut scene, &Block { text: &caption.source, style: small, leading_px: 18.0, gap_px: 8.0 }, top);
    // The plot's own words have their size already.
    let after = before + plot.items.len();
    let own = scene.items.iter_mut().enumerate().filter(|(index, _)| *index < before || *index >= after);
    shrink(own.map(|(_, item)| item), theme.face);
    scene.height_px = libm::ceil(top + MARGIN_PX - 1e-6);
    let height_px = scene.height_px;
    if let Some(Item::Rect { height, .. }) = scene.items.first_mut() {
        *height = height_px;
    }
    scene
}

/// Sets a block of text below `top` and gives where it ends.
fn set(scene: &mut Scene, block: &Block<'_>, top: f64) -> f64 {
    let room = scene.width_px - 2.0 * MARGIN_PX;
    let Lettering { size_px, weight, .. } = block.style;
    // A source line is never cut: twelve lines hold more than any that is sensible.
    let lines = wrap(block.text, size_px, weight, room, 12);
    if lines.is_empty() {
        return top;
    }
    let start = top + block.gap_px;
    for (index, line) in lines.iter().enumerate() {
        // The face's letters stand about three quarters of its size above the baseline.
        let baseline = start + f64::midpoint(block.leading_px, 0.72 * size_px) + index as f64 * block.leading_px;
        scene.text((MARGIN_PX, libm::round(baseline)), line.clone(), block.style);
    }
    start + lines.len() as f64 * block.leading_px
}

/// An item at another place.
pub(super) fn moved(item: &Item, (dx, dy): (f64, f64)) -> Item {
    let mut item = item.clone();
    match &mut item {
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
    item
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Target;

    #[test]
    fn words_stand_around_the_plot_and_targets_move_with_it() {
        let mut plot = Scene { width_px: 300.0, height_px: 100.0, title: "plot".to_owned(), ..Scene::default() };
        let item = plot.text((0.0, 10.0), "mark", Lettering::new(13.0, Theme::LIGHT.ink));
        plot.targets.push(Target {
            bounds: (0.0, 0.0, 10.0, 10.0),
            item: Some(item),
            label: "mark".to_owned(),
            row: 0,
        });
        let caption = Caption {
            title: "Harga beras naik di semua kecamatan sejak awal tahun 2024".to_owned(),
            description: "Rp per kg".to_owned(),
            notes: vec!["3 baris tidak ikut.".to_owned()],
            source: "Sumber: Dinas Perdagangan Kota Bandung".to_owned(),
        };
        let scene = frame(&plot, &caption, 332.0, &Theme::LIGHT);
        let texts: Vec<(&str, f64)> = scene
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Text { text, y, .. } => Some((text.as_str(), *y)),
                _ => None,
            })
            .collect();
        assert!(texts.windows(2).all(|pair| pair[0].1 < pair[1].1), "{texts:?}");
        assert_eq!(texts.iter().filter(|(text, _)| *text == "mark").count(), 1);
        assert!(texts.last().is_some_and(|(text, y)| text.starts_with("Sumber") && *y < scene.height_px));
        let target = &scene.targets[0];
        assert!(matches!(&scene.items[target.item.unwrap()], Item::Text { text, .. } if text == "mark"));
        assert!((target.bounds.0 - MARGIN_PX).abs() < 1e-9 && target.bounds.1 > 60.0);
        assert!(matches!(scene.items[0], Item::Rect { height, .. } if (height - scene.height_px).abs() < 1e-9));
    }

    #[test]
    fn a_plot_without_words_keeps_its_own_name() {
        let plot = Scene { width_px: 300.0, height_px: 100.0, title: "plot".to_owned(), ..Scene::default() };
        let scene = frame(&plot, &Caption::default(), f64::NAN, &Theme::DARK);
        assert_eq!(scene.title, "plot");
        assert!((scene.width_px - 332.0).abs() < 1e-9 && (scene.height_px - 132.0).abs() < 1e-9);
    }
}
