//! The colours and the face that a person chose for a figure, and the theme they make.
//!
//! Colours of series come from published sets that are told apart with every kind of colour vision, moved
//! towards the ink where they have less than 3:1 contrast with the paper; colours that a person chose stay
//! as they are, and [`super::sight`] says in numbers how they are seen.

use serde::{Deserialize, Serialize};

use super::{Face, Rgba, Theme};
use crate::base::color::{Ground, indigo, readable};

/// Least contrast of a mark with its paper (WCAG 2.2, 1.4.11).
pub const LEAST_CONTRAST: f64 = 3.0;
/// Most colours that a person chooses.
pub const MOST_OWN: usize = 7;

/// Colours of series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Palette {
    /// Ours: indigo for one, seven for many.
    #[default]
    Newsroom,
    /// Okabe and Ito, *Color Universal Design*, 2008, <https://jfly.uni-koeln.de/color/>.
    OkabeIto,
    /// The bright set of Paul Tol, *Colour Schemes*, 2021, <https://sronpersonalpages.nl/~pault/>.
    Tol,
    /// Those of [`Style::own`].
    Own,
}

impl Palette {
    /// All palettes, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Newsroom, Self::OkabeIto, Self::Tol, Self::Own];
}

/// A ramp for amounts, and the one around zero that goes with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ramp {
    /// Indigo; brown and teal around zero.
    #[default]
    Indigo,
    /// Teal; brown and teal around zero.
    Teal,
    /// Rust; blue and rust around zero.
    Rust,
    /// Grey; blue and rust around zero.
    Grey,
}

impl Ramp {
    /// All ramps, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Indigo, Self::Teal, Self::Rust, Self::Grey];

    /// Stops from the least to the most.
    const fn stops(self, ground: Ground) -> [Rgba; 3] {
        match (self, ground) {
            (Self::Indigo, _) => indigo(ground),
            (Self::Teal, Ground::Light) => [rgb(0xDA, 0xED, 0xEA), rgb(0x4F, 0xA3, 0x9C), rgb(0x06, 0x40, 0x40)],
            (Self::Teal, Ground::Dark) => [rgb(0x1F, 0x4A, 0x48), rgb(0x3F, 0x9A, 0x92), rgb(0xC4, 0xF2, 0xEC)],
            (Self::Rust, Ground::Light) => [rgb(0xF7, 0xE4, 0xD8), rgb(0xCF, 0x81, 0x55), rgb(0x6B, 0x25, 0x0A)],
            (Self::Rust, Ground::Dark) => [rgb(0x5A, 0x30, 0x1C), rgb(0xBE, 0x72, 0x47), rgb(0xFF, 0xDC, 0xC8)],
            (Self::Grey, Ground::Light) => [rgb(0xE6, 0xE4, 0xDF), rgb(0x94, 0x90, 0x87), rgb(0x2B, 0x29, 0x25)],
            (Self::Grey, Ground::Dark) => [rgb(0x45, 0x43, 0x3E), rgb(0x88, 0x84, 0x7B), rgb(0xEC, 0xEA, 0xE4)],
        }
    }

    /// Stops around zero.
    const fn around(self, ground: Ground) -> [Rgba; 3] {
        match (self, ground) {
            (Self::Indigo | Self::Teal, Ground::Light) => Theme::LIGHT.around,
            (Self::Indigo | Self::Teal, Ground::Dark) => Theme::DARK.around,
            (_, Ground::Light) => [rgb(0x1B, 0x4F, 0x82), rgb(0xF1, 0xEC, 0xE2), rgb(0x8C, 0x36, 0x0E)],
            (_, Ground::Dark) => [rgb(0x8A, 0xBD, 0xEC), rgb(0x45, 0x43, 0x3E), rgb(0xF0, 0x9C, 0x6C)],
        }
    }
}

const fn rgb(r: u8, g: u8, b: u8) -> Rgba {
    Rgba(r, g, b, 255)
}

/// Okabe and Ito's colours in their order, black last: it is the ink's.
const OKABE_ITO: [Rgba; 7] = [
    rgb(0x00, 0x72, 0xB2),
    rgb(0xE6, 0x9F, 0x00),
    rgb(0x00, 0x9E, 0x73),
    rgb(0xCC, 0x79, 0xA7),
    rgb(0x56, 0xB4, 0xE9),
    rgb(0xD5, 0x5E, 0x00),
    rgb(0x00, 0x00, 0x00),
];
/// Tol's bright colours; in place of his grey, which is that of context here, the ink.
const TOL: [Rgba; 7] = [
    rgb(0x44, 0x77, 0xAA),
    rgb(0xEE, 0x66, 0x77),
    rgb(0x22, 0x88, 0x33),
    rgb(0xCC, 0xBB, 0x44),
    rgb(0x66, 0xCC, 0xEE),
    rgb(0xAA, 0x33, 0x77),
    rgb(0x00, 0x00, 0x00),
];

/// The look of a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Style {
    /// Colours of series.
    pub palette: Palette,
    /// Colours that the person chose, as `#rrggbb`, at most [`MOST_OWN`]; kept while another palette is in use.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<String>,
    /// Colours of amounts.
    pub ramp: Ramp,
    /// The face of its words.
    #[serde(skip_serializing_if = "Face::is_usual")]
    pub face: Face,
}

impl Style {
    /// Whether nothing was chosen.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// The theme on light or dark paper.
    pub fn theme(&self, dark: bool) -> Theme {
        let (base, ground) = if dark { (Theme::DARK, Ground::Dark) } else { (Theme::LIGHT, Ground::Light) };
        let base = Theme { ramp: self.ramp.stops(ground), around: self.ramp.around(ground), face: self.face, ..base };
        let adapted = |colors: [Rgba; 7]| {
            let series = colors.map(|color| {
                if color == rgb(0, 0, 0) { base.ink } else { readable(color, base.paper, base.ink, LEAST_CONTRAST) }
            });
            Theme { series, accent: series[0], ..base }
        };
        match self.palette {
            Palette::Newsroom => base,
            Palette::OkabeIto => adapted(OKABE_ITO),
            Palette::Tol => adapted(TOL),
            Palette::Own => {
                let mut series = base.series;
                let own = self.own.iter().filter_map(|text| Rgba::from_hex(text));
                let mut accent = base.accent;
                for (index, (slot, Rgba(r, g, b, _))) in series.iter_mut().zip(own).enumerate() {
                    *slot = rgb(r, g, b);
                    if index == 0 {
                        accent = *slot;
                    }
                }
                Theme { accent, series, ..base }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::color::{contrast, ramp};
    use crate::scene::sight::{Sight, difference};

    fn themes() -> Vec<(String, Theme)> {
        let mut out = Vec::new();
        for palette in [Palette::Newsroom, Palette::OkabeIto, Palette::Tol] {
            for ramp in Ramp::ALL {
                for dark in [false, true] {
                    let style = Style { palette, ramp, ..Style::default() };
                    out.push((format!("{palette:?} {ramp:?} dark: {dark}"), style.theme(dark)));
                }
            }
        }
        out
    }

    #[test]
    fn every_palette_stands_out_from_its_paper_and_its_colours_from_each_other() {
        for (name, theme) in themes() {
            for color in theme.series.iter().chain([&theme.accent]) {
                let ratio = contrast(*color, theme.paper);
                assert!(ratio >= LEAST_CONTRAST - 0.01, "{name}: {} has {ratio:.2}:1", color.hex());
            }
            for (index, color) in theme.series.iter().enumerate() {
                for other in &theme.series[..index] {
                    let off = difference(*color, *other);
                    assert!(off > 6.0, "{name}: {} and {} are {off:.1} apart", color.hex(), other.hex());
                }
            }
        }
    }

    #[test]
    fn every_ramp_goes_one_way_for_everybody() {
        for (name, theme) in themes() {
            assert!(contrast(theme.ramp[2], theme.paper) >= 7.0, "{name}: the most is pale");
            for sight in Sight::ALL {
                let steps: Vec<f64> =
                    ramp(7, theme.ramp).iter().map(|color| contrast(sight.seen(*color), theme.paper)).collect();
                assert!(steps.windows(2).all(|pair| pair[0] < pair[1]), "{name} as {sight:?}: {steps:?}");
            }
            for end in [theme.around[0], theme.around[2]] {
                assert!(contrast(end, theme.paper) >= LEAST_CONTRAST, "{name}: {}", end.hex());
            }
            for sight in [Sight::Normal, Sight::Protan, Sight::Deutan, Sight::Tritan] {
                let [below, _, above] = theme.around.map(|color| sight.seen(color));
                assert!(difference(below, above) > 8.0, "{name} as {sight:?}: both sides look the same");
            }
        }
    }

    #[test]
    fn own_colours_are_taken_as_they_are_and_what_is_none_is_passed_over() {
        let own = vec!["#ff0000".to_owned(), "merah".to_owned(), "0f0".to_owned()];
        let theme = Style { palette: Palette::Own, own, ..Style::default() }.theme(false);
        assert_eq!(theme.accent, rgb(255, 0, 0));
        assert_eq!(theme.series[..2], [rgb(255, 0, 0), rgb(0, 255, 0)]);
        assert_eq!(theme.series[2..], Theme::LIGHT.series[2..]);
    }

    #[test]
    fn the_usual_style_is_the_usual_theme() {
        assert_eq!(Style::default().theme(false), Theme::LIGHT);
        assert_eq!(Style::default().theme(true), Theme::DARK);
        assert_eq!(serde_json::from_str::<Style>("{}").unwrap(), Style::default());
    }
}
