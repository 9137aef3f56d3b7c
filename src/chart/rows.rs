//! Rows below each other: their names beside or above them, the axis over them, the lines through them.

use super::axis::{LEADING_PX, TEXT_PX, TO_BASELINE_PX, wide, widest};
use super::choose::Kind;
use super::scale::{Scale, Ticks};
use super::voice::Voice;
use crate::base::color::Rgba;
use crate::scene::plane::{Along, Plane, Slot};
use crate::scene::width::wrap;
use crate::scene::{Anchor, Item, Lettering, Scene, Stroke, Theme, Weight};

/// Empty space below a bar, to the next row.
const BELOW_BAR_PX: f64 = 4.0;
/// Thickness of what stands in a row where nothing else is said.
pub(crate) const BAR_PX: f64 = 20.0;

/// Where the names stand.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Names {
    /// In a column of this width before the plot.
    Beside(f64),
    /// On lines of their own above each row.
    Above,
}

/// Rows with their names.
pub(crate) struct Rows {
    names: Names,
    lines: Vec<Vec<String>>,
    tops: Vec<f64>,
    pitch_px: f64,
    /// Thickness of what stands in a row.
    pub(crate) bar_px: f64,
    /// Where the plot begins.
    pub(crate) start: f64,
    /// Where the last row ends.
    pub(crate) bottom: f64,
    /// The bands that lines run through: all rows at once, or only the bars where names are in between.
    bands: Vec<(f64, f64)>,
}

impl Rows {
    /// Rows of these names on a picture of a width, each `bar_px` thick.
    pub(crate) fn new<'a>(names: impl Iterator<Item = &'a str> + Clone, width_px: f64, bar_px: f64) -> Self {
        let widest = widest(names.clone());
        let place = if width_px < 480.0 && widest > 0.45 * width_px {
            Names::Above
        } else {
            Names::Beside(libm::ceil(widest.min(0.4 * width_px).max(24.0)))
        };
        let (room, start) = match place {
            Names::Above => (width_px, 0.0),
            Names::Beside(room) => (room, room + 10.0),
        };
        let lines: Vec<Vec<String>> = names.map(|name| wrap(name, TEXT_PX, Weight::Bold, room, 2)).collect();
        let wrapped = lines.iter().any(|lines| lines.len() > 1);
        let plain = (bar_px - BAR_PX).abs() < 0.5;
        let (bar_px, pitch_px) = match place {
            Names::Above if plain => (16.0, 46.0),
            Names::Above => (bar_px, bar_px + 30.0),
            Names::Beside(_) if wrapped && plain => (24.0, 40.0),
            Names::Beside(_) if wrapped => (bar_px, (bar_px + 10.0).max(40.0)),
            Names::Beside(_) if plain => (20.0, 28.0),
            Names::Beside(_) => (bar_px, (bar_px + 10.0).max(22.0)),
        };
        Self { names: place, lines, tops: Vec::new(), pitch_px, bar_px, start, bottom: 0.0, bands: Vec::new() }
    }

    /// Puts the rows below `top`.
    pub(crate) fn place(&mut self, top: f64) {
        self.bottom = top;
        for lines in &self.lines {
            self.tops.push(self.bottom);
            self.bottom += match self.names {
                Names::Above => self.pitch_px + lines.len().saturating_sub(1) as f64 * LEADING_PX,
                Names::Beside(_) => self.pitch_px,
            };
        }
        self.bands = match self.names {
            Names::Beside(_) => vec![(top - 2.0, self.bottom)],
            Names::Above => {
                let ends = self.tops.iter().skip(1).chain([&self.bottom]);
                ends.map(|end| (end - self.bar_px - 12.0, end - 8.0)).collect()
            }
        };
    }

    fn row_top(&self, index: usize) -> f64 {
        self.tops.get(index).copied().unwrap_or_default()
    }

    /// Where what stands in a row begins.
    pub(crate) fn bar_top(&self, index: usize) -> f64 {
        let top = self.row_top(index);
        match self.names {
            Names::Above => {
                let lines = self.lines.get(index).map_or(0, Vec::len);
                top + 4.0 + lines.max(1) as f64 * LEADING_PX
            }
            Names::Beside(_) => top + (self.pitch_px - self.bar_px) / 2.0,
        }
    }

    /// The middle of a row.
    pub(crate) fn middle(&self, index: usize) -> f64 {
        self.bar_top(index) + self.bar_px / 2.0
    }

    /// What can be pointed at for a whole row.
    pub(crate) fn bounds(&self, index: usize, width_px: f64) -> (f64, f64, f64, f64) {
        let top = self.row_top(index);
        (0.0, top, width_px, self.bar_top(index) + self.bar_px - top + BELOW_BAR_PX)
    }

    /// Draws the ticks of the axis above the rows, `top` being where these begin, and the lines below them.
    pub(crate) fn axis(&self, scene: &mut Scene, scale: &Scale, ticks: &Ticks, voice: &Voice, top: f64, theme: &Theme) {
        let soft = Lettering::new(TEXT_PX, theme.soft);
        let mut free = f64::NEG_INFINITY;
        for (value, label) in ticks.values.iter().zip(voice.ticks(ticks)) {
            let x = libm::floor(scale.at(*value)) + 0.5;
            self.rule(scene, x, theme.line);
            let half = wide(&label) / 2.0;
            let center = x.clamp(half, (scene.width_px - half).max(half));
            if center - half > free {
                scene.text((center, top - 8.0), label, soft.anchored(Anchor::Middle));
                free = center + half + 8.0;
            }
        }
    }

    /// Tells the scene its coordinates: names from top to bottom, values across.
    pub(crate) fn plane<'a>(
        &self,
        scene: &mut Scene,
        names: impl Iterator<Item = &'a str>,
        values: Along,
        ends: (f64, f64),
    ) {
        let slot = |(index, name): (usize, &str)| {
            let from = self.bar_top(index);
            Slot { name: name.to_owned(), day: None, from, to: from + self.bar_px }
        };
        let top = self.tops.first().copied().unwrap_or_default();
        let bounds = (ends.0, top, ends.1, self.bottom);
        let names = Along::Slots(names.enumerate().map(slot).collect());
        scene.plane = Some(Plane::new(bounds, names, values, scene.items.len()).lying());
    }

    /// A vertical line through the rows.
    pub(crate) fn rule(&self, scene: &mut Scene, x: f64, color: Rgba) {
        let rings = self.bands.iter().map(|(top, bottom)| vec![(x, *top), (x, *bottom)]).collect();
        scene.push(Item::Path { rings, closed: false, fill: None, stroke: Some(Stroke::solid(color, 1.0)) });
    }

    /// Sets the name of a row and gives how it is set.
    pub(crate) fn name(&self, scene: &mut Scene, index: usize, kind: Kind, theme: &Theme) -> Lettering {
        let style = Lettering::new(TEXT_PX, if kind == Kind::Sum { theme.soft } else { theme.ink });
        let style = if kind == Kind::Highlight { style.bold() } else { style };
        let lines = self.lines.get(index).map(Vec::as_slice).unwrap_or_default();
        match self.names {
            Names::Above => {
                for (number, line) in lines.iter().enumerate() {
                    scene.text((0.0, self.row_top(index) + 13.0 + number as f64 * LEADING_PX), line.clone(), style);
                }
            }
            Names::Beside(room) => {
                let first = self.middle(index) - (lines.len() as f64 - 1.0) * LEADING_PX / 2.0 + TO_BASELINE_PX;
                for (number, line) in lines.iter().enumerate() {
                    let at = (room, first + number as f64 * LEADING_PX);
                    scene.text(at, line.clone(), style.anchored(Anchor::End));
                }
            }
        }
        style
    }
}
