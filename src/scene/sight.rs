//! A picture as others see it: three kinds of colour vision and none, and how far its colours are apart.
//!
//! The matrices are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation
//! of Color Vision Deficiency", IEEE TVCG 15 (6), 2009, for severity 1.0, applied to linear light. The
//! difference of two colours is their distance in `OKLab` times 100 (ΔE of CSS Color 4, there without the
//! factor): about 2 is just seen side by side.

use super::{Fill, Item, Rgba, Scene, Theme};

/// How a picture is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sight {
    /// As most people do.
    #[default]
    Normal,
    /// Without the cones for long waves (red).
    Protan,
    /// Without the cones for middle waves (green).
    Deutan,
    /// Without the cones for short waves (blue).
    Tritan,
    /// Without colours: on a black and white printer.
    Grey,
}

const PROTAN: [[f64; 3]; 3] =
    [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]];
const DEUTAN: [[f64; 3]; 3] =
    [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]];
const TRITAN: [[f64; 3]; 3] =
    [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]];
/// Luminance of sRGB in each channel.
const GREY: [[f64; 3]; 3] = [[0.2126, 0.7152, 0.0722]; 3];

/// Colours that are less apart than this are hard to tell apart.
pub const LEAST_DIFFERENCE: f64 = 6.0;
/// Most colours that are compared; more are a ramp without classes.
const MOST_COLORS: usize = 40;

impl Sight {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Normal, Self::Protan, Self::Deutan, Self::Tritan, Self::Grey];

    /// A colour as it is seen.
    pub fn seen(self, color: Rgba) -> Rgba {
        let matrix = match self {
            Self::Normal => return color,
            Self::Protan => PROTAN,
            Self::Deutan => DEUTAN,
            Self::Tritan => TRITAN,
            Self::Grey => GREY,
        };
        let light = color.linear();
        let seen = matrix.map(|row| row.iter().zip(light).map(|(share, light)| share * light).sum());
        let Rgba(r, g, b, _) = Rgba::from_linear(seen);
        Rgba(r, g, b, color.3)
    }

    /// A picture as it is seen.
    #[must_use]
    pub fn scene(self, scene: &Scene) -> Scene {
        let mut scene = scene.clone();
        if self != Self::Normal {
            for item in &mut scene.items {
                for color in colors_mut(item) {
                    *color = self.seen(*color);
                }
            }
        }
        scene
    }
}

/// How far two colours are apart.
pub fn difference(one: Rgba, other: Rgba) -> f64 {
    let square: f64 = one.oklab().iter().zip(other.oklab()).map(|(a, b)| (a - b) * (a - b)).sum();
    100.0 * square.sqrt()
}

/// The two colours of a picture's marks that are the least apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closest {
    /// The colours as they are in the picture.
    pub colors: [Rgba; 2],
    /// How far they are apart as they are seen.
    pub difference: f64,
}

/// Looks at the colours of the marks, not at paper, lines and letters; `None` where there are less than two.
pub fn closest(scene: &Scene, theme: &Theme, sight: Sight) -> Option<Closest> {
    let around = [theme.paper, theme.ink, theme.soft, theme.line, theme.context];
    let mut marks: Vec<Rgba> = Vec::new();
    for item in &scene.items {
        if matches!(item, Item::Text { .. }) {
            continue;
        }
        for color in colors(item) {
            if color.3 == 255 && !around.contains(&color) && !marks.contains(&color) && marks.len() < MOST_COLORS {
                marks.push(color);
            }
        }
    }
    let mut found: Option<Closest> = None;
    for (index, one) in marks.iter().enumerate() {
        for other in marks.get(..index).unwrap_or_default() {
            let off = difference(sight.seen(*one), sight.seen(*other));
            if found.is_none_or(|found| off < found.difference) {
                found = Some(Closest { colors: [*other, *one], difference: off });
            }
        }
    }
    found
}

/// The colours of an item.
fn colors(item: &Item) -> Vec<Rgba> {
    match item {
        Item::Rect { fill, stroke, .. } | Item::Path { fill, stroke, .. } | Item::Disc { fill, stroke, .. } => {
            let fill = match fill {
                Some(Fill::Solid(color)) => [Some(*color), None],
                Some(Fill::Hatch(line, ground)) => [Some(*line), Some(*ground)],
                None => [None, None],
            };
            fill.into_iter().flatten().chain(stroke.map(|stroke| stroke.color)).collect()
        }
        Item::Discs { inks, .. } => inks.clone(),
        Item::Text { color, .. } => vec![*color],
    }
}

/// The same, to be changed.
fn colors_mut(item: &mut Item) -> Vec<&mut Rgba> {
    match item {
        Item::Rect { fill, stroke, .. } | Item::Path { fill, stroke, .. } | Item::Disc { fill, stroke, .. } => {
            let mut out: Vec<&mut Rgba> = Vec::with_capacity(3);
            match fill {
                Some(Fill::Solid(color)) => out.push(color),
                Some(Fill::Hatch(line, ground)) => out.extend([line, ground]),
                None => {}
            }
            out.extend(stroke.as_mut().map(|stroke| &mut stroke.color));
            out
        }
        Item::Discs { inks, .. } => inks.iter_mut().collect(),
        Item::Text { color, .. } => vec![color],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: Rgba = Rgba(0xD6, 0x27, 0x28, 255);
    const GREEN: Rgba = Rgba(0x2C, 0x8A, 0x2C, 255);

    #[test]
    fn greys_stay_grey_for_everybody() {
        for sight in Sight::ALL {
            for level in [0_u8, 60, 128, 255] {
                let Rgba(r, g, b, alpha) = sight.seen(Rgba(level, level, level, 200));
                for channel in [r, g, b] {
                    assert!(channel.abs_diff(level) <= 1, "{sight:?} of {level}: {r} {g} {b}");
                }
                assert_eq!(alpha, 200);
            }
        }
    }

    #[test]
    fn red_and_green_are_alike_without_the_cones_for_them() {
        let apart = |sight: Sight| difference(sight.seen(RED), sight.seen(GREEN));
        assert!(apart(Sight::Normal) > 25.0, "{}", apart(Sight::Normal));
        assert!(apart(Sight::Deutan) < 0.5 * apart(Sight::Normal), "{}", apart(Sight::Deutan));
        assert!(apart(Sight::Tritan) > 20.0, "{}", apart(Sight::Tritan));
        assert!(apart(Sight::Grey) < apart(Sight::Normal));
    }

    #[test]
    fn the_closest_marks_of_a_picture_are_found() {
        let theme = Theme::LIGHT;
        let mut scene = Scene::default();
        let block = |color| Item::Rect {
            x: 0.0,
            y: 0.0,
            width: 1.0,
            height: 1.0,
            fill: Some(Fill::Solid(color)),
            stroke: None,
        };
        scene.push(block(theme.paper));
        scene.push(block(RED));
        assert_eq!(closest(&scene, &theme, Sight::Normal), None);
        scene.push(block(GREEN));
        scene.push(block(Rgba(0xD8, 0x29, 0x2A, 255)));
        scene.text((0.0, 0.0), "x", super::super::Lettering::new(13.0, Rgba(1, 2, 3, 255)));
        let found = closest(&scene, &theme, Sight::Normal).unwrap();
        assert_eq!(found.colors, [RED, Rgba(0xD8, 0x29, 0x2A, 255)]);
        assert!(found.difference < 1.0);
        let seen = Sight::Grey.scene(&scene);
        assert!(
            matches!(&seen.items[1], Item::Rect { fill: Some(Fill::Solid(Rgba(r, g, b, 255))), .. } if r == g && g == b)
        );
    }
}
