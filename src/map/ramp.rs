//! Colours of classes.

use crate::base::color::{Rgba, contrast, mix};
use crate::scene::Theme;

use super::classes::{AroundZero, Classes};

/// The colour of every class: one hue from little to much, or two hues away from zero.
pub(super) fn colors(classes: &Classes, theme: &Theme) -> Vec<Rgba> {
    let Some(AroundZero { zero, steps }) = classes.around_zero else {
        return theme.steps(classes.len());
    };
    let [brown, sand, teal] = theme.around;
    (0..classes.len())
        .map(|class| {
            // Steps away from zero, so that equal strength means equal distance on both sides.
            let (far, away) = if class < zero { (brown, zero - class) } else { (teal, class - zero + 1) };
            let share = away as f64 / steps.max(1) as f64;
            // The weakest step keeps enough of its hue to tell the sides apart.
            mix(sand, far, 0.12 + 0.88 * share)
        })
        .collect()
}

/// The colour of a value: that of its class, or, without classes, between the colours of the two classes
/// whose middles it lies between.
pub(super) fn color_of(value: f64, classes: &Classes, colors: &[Rgba]) -> Option<Rgba> {
    let class = classes.class(value);
    let own = *colors.get(class)?;
    if !classes.continuous {
        return Some(own);
    }
    let middle = |class: usize| Some(f64::midpoint(*classes.limits.get(class)?, *classes.limits.get(class + 1)?));
    let here = middle(class)?;
    let other = if value < here { class.checked_sub(1) } else { Some(class + 1) };
    let Some((there, color)) = other.and_then(|other| Some((middle(other)?, *colors.get(other)?))) else {
        return Some(own);
    };
    Some(mix(own, color, ((value - here) / (there - here)).clamp(0.0, 1.0)))
}

/// Dark or light letters that read on a colour: the ink, white, or on the colours half-way between, where
/// neither has 4.5:1, black.
pub(super) fn letters_on(color: Rgba) -> Rgba {
    const INK: Rgba = Rgba(0x1C, 0x1B, 0x19, 255);
    const WHITE: Rgba = Rgba(255, 255, 255, 255);
    const BLACK: Rgba = Rgba(0, 0, 0, 255);
    [INK, WHITE].into_iter().find(|letters| contrast(*letters, color) >= 4.5).unwrap_or(BLACK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Method;

    #[test]
    fn letters_read_on_every_class_of_every_ramp() {
        let sets: [&[f64]; 3] = [&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], &[-3.0, -2.0, -1.0, 1.0, 2.0, 3.0], &[5.0]];
        for theme in [Theme::LIGHT, Theme::DARK] {
            for values in sets {
                for count in 3..=7 {
                    let classes = Classes::of(values, count, Method::Quantile, &[]).unwrap();
                    let colors = colors(&classes, &theme);
                    assert_eq!(colors.len(), classes.len());
                    for color in &colors {
                        assert!(contrast(letters_on(*color), *color) >= 4.5, "{color:?}");
                    }
                    assert!(colors.windows(2).all(|pair| pair[0] != pair[1]));
                }
            }
        }
    }

    #[test]
    fn equal_distance_from_zero_is_equal_strength() {
        let classes = Classes::of(&[-1.0, 10.0, 20.0, 30.0], 5, Method::Quantile, &[]).unwrap();
        let all = colors(&classes, &Theme::LIGHT);
        let lightness: Vec<f64> = all.iter().map(|color| color.lightness()).collect();
        assert!(lightness[0] > lightness[all.len() - 1], "a small loss is paler than a large gain");
    }
}
