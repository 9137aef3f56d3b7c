//! The faces that a picture can be set in. Everything is laid out with the widths of the usual one; a picture in
//! another face has its letters so much smaller that no line of words is wider than it was laid out for.

use serde::{Deserialize, Serialize};

use super::width::text_width_in;
use super::{Item, Scene};

/// A face that ships with the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// Inter.
    #[default]
    Inter,
    /// Plus Jakarta Sans, which the page's headings are set in.
    Jakarta,
}

/// Letters are never made smaller than this part of their size.
const LEAST: f64 = 0.85;

impl Face {
    /// All faces, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Inter, Self::Jakarta];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inter => "Inter",
            Self::Jakarta => "Plus Jakarta Sans",
        }
    }

    /// The family that style sheets know it by.
    pub const fn family(self) -> &'static str {
        match self {
            Self::Inter => "Inter",
            Self::Jakarta => "Plus Jakarta Sans Text",
        }
    }

    /// Whether it is the one that everything is laid out with.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// Sets a picture in a face.
pub fn set(scene: &mut Scene, face: Face) {
    scene.face = face;
    shrink(scene.items.iter_mut(), face);
}

/// Makes the words among some items as much smaller as the face needs, all alike.
pub(super) fn shrink<'a>(items: impl Iterator<Item = &'a mut Item>, face: Face) {
    if face.is_usual() {
        return;
    }
    let mut sizes = Vec::new();
    let mut most = 1.0_f64;
    for item in items {
        if let Item::Text { text, size_px, weight, .. } = item {
            let wide = |face| text_width_in(face, text, *size_px, *weight);
            // A pixel more is seen by nobody, and would make the words of a whole picture smaller for one figure.
            most = most.max(wide(face) / (wide(Face::Inter) + 1.0));
            sizes.push(size_px);
        }
    }
    let scale = (1.0 / most).max(LEAST);
    for size_px in sizes {
        // Quarters of a pixel, so that equal sizes stay equal in every file.
        *size_px = libm::floor(*size_px * scale * 4.0) / 4.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Lettering, Rgba, Weight};

    #[test]
    fn no_line_of_words_gets_wider_and_all_shrink_alike() {
        let ink = Rgba(0, 0, 0, 255);
        let mut scene = Scene::default();
        let words = ["Harga cabai rawit merah", "1.234.567,8", "Kabupaten Tolikara", "≥ 40 → 60", "Wamena"];
        for text in words {
            scene.text((0.0, 0.0), text, Lettering::new(13.0, ink));
            scene.text((0.0, 0.0), text, Lettering::new(20.0, ink).bold());
        }
        let before = scene.clone();
        set(&mut scene, Face::Inter);
        assert_eq!(scene, before, "the usual face is what was laid out");
        set(&mut scene, Face::Jakarta);
        assert_eq!(scene.face, Face::Jakarta);
        let widths = |scene: &Scene| -> Vec<(f64, Weight, f64)> {
            let items = scene.items.iter().filter_map(|item| match item {
                Item::Text { text, size_px, weight, .. } => {
                    Some((*size_px, *weight, text_width_in(scene.face, text, *size_px, *weight)))
                }
                _ => None,
            });
            items.collect()
        };
        for ((size, weight, was), (now, _, is)) in widths(&before).into_iter().zip(widths(&scene)) {
            assert!(is <= was + 1.01, "{is} px, laid out for {was}");
            assert!(now <= size && now >= size * LEAST - 0.25, "{size} became {now}");
            let alike = if weight == Weight::Bold { 20.0 } else { 13.0 };
            assert!((size - alike).abs() < 1e-9);
        }
        let regular: Vec<f64> = widths(&scene).iter().step_by(2).map(|found| found.0).collect();
        assert!(regular.windows(2).all(|pair| pair[0].to_bits() == pair[1].to_bits()), "{regular:?}");
    }
}
