//! The sizes of pictures that leave the page. A picture is laid out anew for each: its text stays
//! readable, its plot takes the room there is.

use super::frame::{MARGIN_PX, frame, frame_in};
use super::{Caption, Scene, Theme};

/// What a picture is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// A web page: 800 CSS pixels wide, as high as it needs.
    #[default]
    Web,
    /// A phone: 400 CSS pixels wide.
    Phone,
    /// A column of a printed page: 600 CSS pixels wide.
    Print,
    /// A square of 1080 pixels.
    Square,
    /// A card for chats, 1080 by 1350 pixels.
    Card,
    /// A wide picture of 1600 by 900 pixels.
    Wide,
}

impl Size {
    /// All sizes in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Web, Self::Phone, Self::Print, Self::Square, Self::Card, Self::Wide];

    /// Width in CSS pixels where the height is free.
    pub const fn width_px(self) -> Option<f64> {
        match self {
            Self::Web => Some(800.0),
            Self::Phone => Some(400.0),
            Self::Print => Some(600.0),
            Self::Square | Self::Card | Self::Wide => None,
        }
    }

    /// Width and height in pixels of the bitmap where both are fixed.
    pub const fn pixels(self) -> Option<(u32, u32)> {
        match self {
            Self::Web | Self::Phone | Self::Print => None,
            Self::Square => Some((1080, 1080)),
            Self::Card => Some((1080, 1350)),
            Self::Wide => Some((1600, 900)),
        }
    }
}

/// A picture for a size.
#[derive(Clone, Debug, PartialEq)]
pub struct Sized {
    /// The picture with its words.
    pub scene: Scene,
    /// Bitmap pixels in a CSS pixel where the size says how large the bitmap is.
    pub scale: Option<f64>,
}

/// Bitmap pixels in a CSS pixel that are tried for fixed sizes, the most readable first. With the last the
/// text is as small as on the page; below it a picture is larger than its bitmap and is shrunk.
const SCALES: [f64; 14] = [3.0, 2.7, 2.4, 2.2, 2.0, 1.8, 1.6, 1.4, 1.2, 1.0, 0.8, 0.65, 0.5, 0.4];

/// Lays a picture out for a size. `draw` is given the width of the plot and by how much its height shall
/// differ from what it has by itself, both in CSS pixels, and gives the plot with its words; `None` from it
/// is handed on.
pub fn lay_out(size: Size, theme: &Theme, draw: &mut dyn FnMut(f64, f64) -> Option<(Scene, Caption)>) -> Option<Sized> {
    let Some((width, height)) = size.pixels() else {
        let width_px = size.width_px().unwrap_or(800.0);
        let (plot, caption) = draw(width_px - 2.0 * MARGIN_PX, 0.0)?;
        return Some(Sized { scene: frame(&plot, &caption, width_px, theme), scale: None });
    };
    let mut last = None;
    for scale in SCALES {
        // Both sides are whole numbers of CSS pixels only for some scales; the bitmap decides.
        let room = (f64::from(width) / scale, f64::from(height) / scale);
        if room.0 < 2.0 * MARGIN_PX + 200.0 {
            continue;
        }
        let plot_px = libm::floor(room.0 - 2.0 * MARGIN_PX);
        let (plot, caption) = draw(plot_px, 0.0)?;
        let natural = frame(&plot, &caption, room.0, theme);
        let (plot, caption) = match draw(plot_px, room.1 - natural.height_px) {
            Some((other, caption)) if frame(&other, &caption, room.0, theme).height_px <= room.1 => (other, caption),
            _ => (plot, caption),
        };
        let scene = frame_in(&plot, &caption, room, theme);
        let fits = scene.height_px <= room.1 + 1.0 && scene.width_px <= room.0 + 1.0;
        last = Some(Sized { scene, scale: Some(scale) });
        if fits {
            break;
        }
    }
    // The bitmap is exactly as large as asked for: what is more or less than that is paper.
    let mut sized = last?;
    let scale = sized.scale.unwrap_or(1.0);
    let whole =
        (sized.scene.width_px * scale / f64::from(width)).max(sized.scene.height_px * scale / f64::from(height));
    let scale = if whole > 1.002 { scale / whole } else { scale };
    sized.scale = Some(scale);
    sized.scene.width_px = f64::from(width) / scale;
    sized.scene.height_px = f64::from(height) / scale;
    let (width_px, height_px) = (sized.scene.width_px, sized.scene.height_px);
    if let Some(super::Item::Rect { width, height, .. }) = sized.scene.items.first_mut() {
        (*width, *height) = (width_px, height_px);
    }
    Some(sized)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Item, Lettering};

    /// A plot that can be stretched, or not, `by_itself` high at 300 px.
    fn plot(width_px: f64, stretch_px: f64, by_itself: f64, stretches: bool) -> Scene {
        let height_px = by_itself * (width_px / 300.0).min(1.5) + if stretches { stretch_px.max(-40.0) } else { 0.0 };
        let mut scene = Scene { width_px, height_px, ..Scene::default() };
        scene.text((0.0, 20.0), "atas", Lettering::new(13.0, Theme::LIGHT.ink));
        scene.text((0.0, height_px), "bawah", Lettering::new(13.0, Theme::LIGHT.ink));
        scene
    }

    #[test]
    fn fixed_sizes_are_exact_and_hold_everything() {
        for (by_itself, stretches) in [(120.0, true), (200.0, false), (600.0, false), (2600.0, false)] {
            for size in Size::ALL {
                let caption = Caption {
                    title: "Harga beras naik di semua kecamatan sejak awal tahun 2024".to_owned(),
                    source: "Sumber: Dinas Perdagangan Kota Bandung, CC BY 4.0".to_owned(),
                    ..Caption::default()
                };
                let sized = lay_out(size, &Theme::LIGHT, &mut |width, stretch| {
                    Some((plot(width, stretch, by_itself, stretches), caption.clone()))
                })
                .unwrap();
                let Sized { scene, scale } = sized;
                let name = format!("{size:?} of {by_itself}");
                if let Some((width, height)) = size.pixels() {
                    let scale = scale.unwrap();
                    assert!((scene.width_px * scale - f64::from(width)).abs() < 0.5, "{name}");
                    assert!((scene.height_px * scale - f64::from(height)).abs() < 0.5, "{name}");
                } else {
                    assert_eq!(Some(scene.width_px), size.width_px(), "{name}");
                }
                for item in &scene.items {
                    if let Item::Text { x, y, text, .. } = item {
                        let inside = *x >= 0.0 && *x < scene.width_px && *y > 0.0 && *y < scene.height_px;
                        assert!(inside, "{name}: {text} at {x}, {y} of {} x {}", scene.width_px, scene.height_px);
                    }
                }
                // The source is at the bottom, and a plot that stretches leaves no gap.
                let Some(Item::Text { y, .. }) = scene.items.last() else { panic!("{name}: no source") };
                if by_itself < 1000.0 {
                    assert!(scene.height_px - y < 60.0, "{name}: {y} of {}", scene.height_px);
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_drawn_gives_nothing() {
        for size in Size::ALL {
            assert_eq!(lay_out(size, &Theme::LIGHT, &mut |_, _| None), None);
        }
    }
}
