//! A poster: up to six pictures with their words under one heading, above one source line.

use super::frame::{Caption, MARGIN_PX, frame};
use super::width::wrap;
use super::{Fill, Item, Lettering, Scene, Theme, Weight};

/// Most pictures of a poster.
pub const MOST: usize = 6;
/// Width of a poster in CSS pixels.
pub const WIDTH_PX: f64 = 1240.0;
/// Space around everything and between pictures.
const GAP_PX: f64 = 24.0;

/// How many stand side by side.
pub const fn columns(count: usize) -> usize {
    if count <= 1 { 1 } else { 2 }
}

/// The width that the plot of one of `count` pictures has, in CSS pixels.
pub fn plot_px(count: usize) -> f64 {
    cell_px(count) - 2.0 * MARGIN_PX
}

fn cell_px(count: usize) -> f64 {
    let columns = columns(count) as f64;
    libm::floor((WIDTH_PX - GAP_PX * (columns + 1.0)) / columns)
}

/// Composes a poster; the captions' own sources are not shown: `source` names all of them.
pub fn poster(title: &str, panels: &[(Scene, Caption)], source: &str, theme: &Theme) -> Scene {
    let panels = panels.get(..panels.len().min(MOST)).unwrap_or_default();
    let columns = columns(panels.len());
    let cell_px = cell_px(panels.len());
    let mut scene = Scene { width_px: WIDTH_PX, title: title.to_owned(), ..Scene::default() };
    let descriptions: Vec<&str> = panels.iter().map(|(plot, _)| plot.description.as_str()).collect();
    scene.description = descriptions.join(" ");
    let paper = Some(Fill::Solid(theme.paper));
    scene.push(Item::Rect { x: 0.0, y: 0.0, width: WIDTH_PX, height: 0.0, fill: paper, stroke: None });
    let mut top = GAP_PX;
    top = lines(&mut scene, title, (34.0, 42.0), Lettering::new(34.0, theme.ink).bold(), top);
    for row in panels.chunks(columns) {
        top += 12.0;
        let mut bottom = top;
        for (index, (plot, caption)) in row.iter().enumerate() {
            let caption = Caption { source: String::new(), ..caption.clone() };
            let cell = frame(plot, &caption, cell_px, theme);
            let left = GAP_PX + index as f64 * (cell_px + GAP_PX);
            // The cell's first item is its paper, which the poster has already.
            scene.items.extend(cell.items.iter().skip(1).map(|item| super::frame::moved(item, (left, top))));
            bottom = bottom.max(top + cell.height_px);
        }
        top = bottom;
    }
    top = lines(&mut scene, source, (13.0, 19.0), Lettering::new(13.0, theme.soft), top + 12.0);
    scene.height_px = libm::ceil(top + GAP_PX);
    let height_px = scene.height_px;
    if let Some(Item::Rect { height, .. }) = scene.items.first_mut() {
        *height = height_px;
    }
    scene
}

/// Sets a text over the whole width and gives where it ends.
fn lines(scene: &mut Scene, text: &str, (size_px, leading_px): (f64, f64), style: Lettering, top: f64) -> f64 {
    let weight: Weight = style.weight;
    let left = GAP_PX + MARGIN_PX;
    let lines = wrap(text, size_px, weight, WIDTH_PX - 2.0 * left, 12);
    for (index, line) in lines.iter().enumerate() {
        scene.text((left, libm::round(top + size_px + index as f64 * leading_px)), line.clone(), style);
    }
    top + lines.len() as f64 * leading_px
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_has_its_place_and_the_source_stands_once() {
        for count in 1..=8 {
            let panel = |index: usize| {
                let mut plot = Scene { width_px: plot_px(count.min(MOST)), height_px: 300.0, ..Scene::default() };
                plot.text((0.0, 20.0), format!("plot {index}"), Lettering::new(13.0, Theme::LIGHT.ink));
                (plot, Caption { title: format!("Temuan {index}"), source: "Sumber: A".into(), ..Caption::default() })
            };
            let panels: Vec<_> = (0..count).map(panel).collect();
            let scene = poster("Harga pangan", &panels, "Sumber: A; B", &Theme::LIGHT);
            let texts: Vec<(&str, f64, f64)> = scene
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Text { text, x, y, .. } => Some((text.as_str(), *x, *y)),
                    _ => None,
                })
                .collect();
            assert_eq!(texts.iter().filter(|(text, ..)| text.starts_with("plot")).count(), count.min(MOST));
            assert_eq!(texts.iter().filter(|(text, ..)| text.starts_with("Sumber")).count(), 1);
            for (text, x, y) in &texts {
                assert!(*x >= GAP_PX && *x < WIDTH_PX && *y > GAP_PX && *y < scene.height_px, "{text} at {x}, {y}");
            }
            let mut places: Vec<(i64, i64)> = texts
                .iter()
                .filter(|(text, ..)| text.starts_with("plot"))
                .map(|(_, x, y)| (*x as i64, *y as i64))
                .collect();
            places.sort_unstable();
            places.dedup();
            assert_eq!(places.len(), count.min(MOST), "two pictures in one place");
        }
    }
}
