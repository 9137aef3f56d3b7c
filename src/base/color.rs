//! Colours and palettes, and the contrast between them.
//!
//! Perceptual steps are taken in `OKLab` (Björn Ottosson, 2020, <https://bottosson.github.io/posts/oklab/>),
//! contrast is that of WCAG 2.2. Categorical colours are those of Okabe and Ito (2008,
//! <https://jfly.uni-koeln.de/color/>), darkened or lightened along their own hue where the original
//! has less than 3:1 contrast with the paper.

/// An sRGB colour with alpha, each 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgba(pub u8, pub u8, pub u8, pub u8);

/// What colours are seen against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Light paper: more is darker.
    #[default]
    Light,
    /// Dark paper: more is lighter.
    Dark,
}

impl Ground {
    /// The ground that a paper colour makes.
    pub fn of(paper: Rgba) -> Self {
        if paper.luminance() < 0.18 { Self::Dark } else { Self::Light }
    }
}

impl Rgba {
    /// An opaque colour from `#RGB` or `#RRGGBB`, or one with alpha from `#RRGGBBAA`; the `#` may be absent.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let nibbles: Vec<u8> = digits
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
            .collect::<Option<_>>()?;
        match *nibbles.as_slice() {
            [r, g, b] => Some(Self(r * 17, g * 17, b * 17, 255)),
            [r1, r0, g1, g0, b1, b0] => Some(Self(r1 * 16 + r0, g1 * 16 + g0, b1 * 16 + b0, 255)),
            [r1, r0, g1, g0, b1, b0, a1, a0] => Some(Self(r1 * 16 + r0, g1 * 16 + g0, b1 * 16 + b0, a1 * 16 + a0)),
            _ => None,
        }
    }

    /// `#rrggbb`; alpha is not written.
    pub fn hex(self) -> String {
        let Self(r, g, b, _) = self;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// Relative luminance of WCAG 2.2, 0 (black) to 1 (white); alpha is not regarded.
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Perceived lightness (the L of `OKLab`), 0 (black) to 1 (white).
    pub fn lightness(self) -> f64 {
        self.oklab()[0]
    }

    /// The linear light of the three channels, each 0 to 1.
    pub(crate) fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
        })
    }

    /// The opaque colour of linear light, clipped to what sRGB can show.
    pub(crate) fn from_linear(linear: [f64; 3]) -> Self {
        let [r, g, b] = linear.map(|value| {
            let value = value.clamp(0.0, 1.0);
            let encoded =
                if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * libm::pow(value, 1.0 / 2.4) - 0.055 };
            libm::round(encoded * 255.0).clamp(0.0, 255.0) as u8
        });
        Self(r, g, b, 255)
    }

    /// Lightness, green to red, blue to yellow.
    #[expect(clippy::many_single_char_names, reason = "the names of the published formulas")]
    pub(crate) fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.linear();
        let l = libm::cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
        let m = libm::cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
        let s = libm::cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    /// The opaque colour of `OKLab` coordinates, clipped to what sRGB can show.
    #[expect(clippy::many_single_char_names, reason = "the names of the published formulas")]
    fn from_oklab([lightness, a, b]: [f64; 3]) -> Self {
        let cube = |value: f64| value * value * value;
        let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
        let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
        let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
        Self::from_linear([
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ])
    }
}

/// Contrast ratio of WCAG 2.2, from 1 (same) to 21 (black on white).
pub fn contrast(one: Rgba, other: Rgba) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The colour a share of the way (0 to 1) from one to another, in equal perceived steps (`OKLab`).
pub fn mix(from: Rgba, to: Rgba, share: f64) -> Rgba {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let (start, end) = (from.oklab(), to.oklab());
    let mut between = [0.0; 3];
    for ((slot, start), end) in between.iter_mut().zip(start).zip(end) {
        *slot = start + (end - start) * share;
    }
    let alpha = f64::from(from.3) + (f64::from(to.3) - f64::from(from.3)) * share;
    let Rgba(r, g, b, _) = Rgba::from_oklab(between);
    Rgba(r, g, b, libm::round(alpha) as u8)
}

/// The colour itself, or the nearest step towards the ink that has the wanted contrast with the paper.
pub fn readable(color: Rgba, paper: Rgba, ink: Rgba, ratio: f64) -> Rgba {
    (0..=20)
        .map(|step| mix(color, ink, f64::from(step) / 20.0))
        .find(|candidate| contrast(*candidate, paper) >= ratio)
        .unwrap_or(ink)
}

/// Indigo from the least to the most, on light paper.
const INDIGO_LIGHT: [Rgba; 3] = [Rgba(0xDF, 0xE3, 0xF6, 255), Rgba(0x7F, 0x8B, 0xD0, 255), Rgba(0x1E, 0x2A, 0x6B, 255)];
/// Indigo from the least to the most, on dark paper.
const INDIGO_DARK: [Rgba; 3] = [Rgba(0x3A, 0x40, 0x72, 255), Rgba(0x6F, 0x7B, 0xC4, 255), Rgba(0xCD, 0xD4, 0xFF, 255)];

/// The stops of the usual ramp of one hue, from the least to the most: light to dark on light paper, dark
/// to light on dark paper.
pub const fn indigo(ground: Ground) -> [Rgba; 3] {
    match ground {
        Ground::Light => INDIGO_LIGHT,
        Ground::Dark => INDIGO_DARK,
    }
}

/// The usual ramp of one hue, in equal perceived steps.
pub fn sequential(count: usize, ground: Ground) -> Vec<Rgba> {
    ramp(count, indigo(ground))
}

/// A ramp through three stops, from the least to the most, in equal perceived steps.
pub fn ramp(count: usize, stops: [Rgba; 3]) -> Vec<Rgba> {
    (0..count)
        .map(|index| {
            // A single class takes the middle, which is seen against both ends of the paper.
            let share = if count == 1 { 0.5 } else { index as f64 / (count - 1) as f64 };
            if share <= 0.5 { mix(stops[0], stops[1], share * 2.0) } else { mix(stops[1], stops[2], share * 2.0 - 1.0) }
        })
        .collect()
}

/// Colours of up to seven series on light paper, in order of use.
const SERIES_LIGHT: [Rgba; 7] = [
    Rgba(0x00, 0x72, 0xB2, 255),
    Rgba(0xD5, 0x5E, 0x00, 255),
    Rgba(0x00, 0x96, 0x6D, 255),
    Rgba(0xC0, 0x69, 0x9A, 255),
    Rgba(0x1C, 0x1B, 0x19, 255),
    Rgba(0x93, 0x85, 0x00, 255),
    Rgba(0x36, 0x97, 0xCA, 255),
];
/// Colours of up to seven series on dark paper, in order of use.
const SERIES_DARK: [Rgba; 7] = [
    Rgba(0x56, 0xB4, 0xE9, 255),
    Rgba(0xE6, 0x9F, 0x00, 255),
    Rgba(0x2B, 0xB9, 0x8B, 255),
    Rgba(0xDB, 0x8D, 0xBA, 255),
    Rgba(0xED, 0xEA, 0xE3, 255),
    Rgba(0xF0, 0xE4, 0x42, 255),
    Rgba(0xEA, 0x77, 0x33, 255),
];

/// The colours of series, in order of use; more than these cannot be told apart.
pub const fn series(ground: Ground) -> [Rgba; 7] {
    match ground {
        Ground::Light => SERIES_LIGHT,
        Ground::Dark => SERIES_DARK,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Rgba = Rgba(255, 255, 255, 255);
    const BLACK: Rgba = Rgba(0, 0, 0, 255);
    const PAPER: [(Ground, &[Rgba]); 2] = [
        (Ground::Light, &[WHITE, Rgba(0xFB, 0xFA, 0xF7, 255)]),
        (Ground::Dark, &[Rgba(0x1E, 0x1D, 0x1A, 255), Rgba(0x15, 0x14, 0x12, 255)]),
    ];

    #[test]
    fn hex_is_read_and_written() {
        for (text, expected) in [
            ("#2B3A8C", Some(Rgba(0x2B, 0x3A, 0x8C, 255))),
            ("2b3a8c", Some(Rgba(0x2B, 0x3A, 0x8C, 255))),
            ("#fff", Some(WHITE)),
            ("#00000080", Some(Rgba(0, 0, 0, 128))),
            ("#12", None),
            ("#ggg", None),
            ("", None),
            ("#é12", None),
        ] {
            assert_eq!(Rgba::from_hex(text), expected, "{text}");
        }
        assert_eq!(Rgba(0x2B, 0x3A, 0x8C, 128).hex(), "#2b3a8c");
    }

    #[test]
    fn contrast_agrees_with_known_pairs() {
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(WHITE, WHITE) - 1.0).abs() < 1e-9);
        // #767676 is the lightest grey that passes 4.5:1 on white.
        let grey = contrast(Rgba(0x76, 0x76, 0x76, 255), WHITE);
        assert!((4.5..4.6).contains(&grey), "{grey}");
    }

    #[test]
    fn mixing_keeps_the_ends_and_every_colour_survives_oklab() {
        for color in SERIES_LIGHT.into_iter().chain(SERIES_DARK).chain([WHITE, BLACK]) {
            assert_eq!(mix(color, BLACK, 0.0), color);
            assert_eq!(mix(WHITE, color, 1.0), color);
        }
        assert_eq!(mix(BLACK, WHITE, f64::NAN), BLACK);
        let half = mix(BLACK, WHITE, 0.5).lightness();
        assert!((half - 0.5).abs() < 0.01, "{half}");
    }

    #[test]
    fn series_stand_out_from_every_paper_and_from_each_other() {
        for (ground, papers) in PAPER {
            let colors = series(ground);
            for (index, color) in colors.iter().enumerate() {
                for paper in papers {
                    assert!(contrast(*color, *paper) >= 3.0, "{} on {}", color.hex(), paper.hex());
                }
                for other in &colors[..index] {
                    let (one, two) = (color.oklab(), other.oklab());
                    let square: f64 = one.iter().zip(two).map(|(a, b)| (a - b) * (a - b)).sum();
                    assert!(square.sqrt() > 0.08, "{} and {} are too close", color.hex(), other.hex());
                }
            }
        }
    }

    #[test]
    fn ramps_go_one_way_in_lightness_and_away_from_the_paper() {
        for (ground, papers) in PAPER {
            for count in 0..=9 {
                let ramp = sequential(count, ground);
                assert_eq!(ramp.len(), count);
                for pair in ramp.windows(2) {
                    let (less, more) = (contrast(pair[0], papers[0]), contrast(pair[1], papers[0]));
                    assert!(less < more, "{count} classes: {} then {}", pair[0].hex(), pair[1].hex());
                    let step = (pair[0].lightness() - pair[1].lightness()).abs();
                    assert!(step > 0.05, "{count} classes: {} and {}", pair[0].hex(), pair[1].hex());
                }
            }
        }
    }

    #[test]
    fn readable_colours_reach_the_contrast_asked_for() {
        let ink = Rgba(0x1C, 0x1B, 0x19, 255);
        for color in SERIES_LIGHT {
            assert!(contrast(readable(color, WHITE, ink, 4.5), WHITE) >= 4.5, "{}", color.hex());
        }
        assert_eq!(readable(BLACK, WHITE, ink, 4.5), BLACK);
    }

    #[test]
    fn the_ground_is_known_by_the_paper() {
        for (ground, papers) in PAPER {
            for paper in papers {
                assert_eq!(Ground::of(*paper), ground);
            }
        }
    }
}
