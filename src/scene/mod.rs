//! Scenes: complete display lists. A painter decides nothing; screen, SVG, PNG and hit test come
//! from the same scene.

pub mod face;
pub mod frame;
pub mod hatch;
pub mod hit;
pub mod letters;
mod metrics;
pub mod paint;
pub mod plane;
pub mod png;
pub mod poster;
pub mod sight;
pub mod sized;
pub mod specks;
pub mod style;
pub mod svg;
pub mod width;

use crate::base::color::{Ground, indigo, ramp, series};

pub use crate::base::color::Rgba;
pub use face::Face;
pub use frame::{Caption, frame};
pub use plane::{Plane, ScaleKind};
pub use svg::Provenance;

/// A complete picture in CSS pixels, origin at the top left, y downwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width in CSS pixels.
    pub width_px: f64,
    /// Height in CSS pixels.
    pub height_px: f64,
    /// Short accessible name: what the picture shows.
    pub title: String,
    /// Longer accessible description: the reading in one or two sentences.
    pub description: String,
    /// The items in painting order.
    pub items: Vec<Item>,
    /// What can be pointed at or walked to by keyboard, in reading order.
    pub targets: Vec<Target>,
    /// The coordinates of the plot, where it has any.
    pub plane: Option<Plane>,
    /// The face that its words are set in.
    pub face: Face,
}

impl Scene {
    /// Adds an item on top of the others and gives its index.
    pub fn push(&mut self, item: Item) -> usize {
        self.items.push(item);
        self.items.len() - 1
    }

    /// Adds a straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) -> usize {
        self.push(Item::Path { rings: vec![vec![from, to]], closed: false, fill: None, stroke: Some(stroke) })
    }

    /// Adds a line of text at a baseline point.
    pub fn text(&mut self, (x, y): (f64, f64), text: impl Into<String>, style: Lettering) -> usize {
        let Lettering { size_px, weight, color, anchor } = style;
        self.push(Item::Text { x, y, text: text.into(), size_px, weight, color, anchor, angle: 0.0 })
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lettering {
    /// Size in CSS pixels.
    pub size_px: f64,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub color: Rgba,
    /// Horizontal anchor.
    pub anchor: Anchor,
}

impl Lettering {
    /// Regular text that starts at its anchor.
    pub const fn new(size_px: f64, color: Rgba) -> Self {
        Self { size_px, weight: Weight::Regular, color, anchor: Anchor::Start }
    }

    /// The same with another anchor.
    #[must_use]
    pub const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The same in bold.
    #[must_use]
    pub const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }
}

impl Stroke {
    /// A solid stroke.
    pub const fn solid(color: Rgba, width_px: f64) -> Self {
        Self { color, width_px, dash: None }
    }
}

/// A stroke. Corners and ends of lines are round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Rgba,
    /// Width in CSS pixels.
    pub width_px: f64,
    /// Dash pattern: pixels on, pixels off; `None` is solid.
    pub dash: Option<(f64, f64)>,
}

/// A fill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    /// One colour.
    Solid(Rgba),
    /// Diagonal hatching, 45°, for "no data": line colour over background colour. All hatching of a
    /// scene lies on one grid ([`hatch::SPACING_PX`]), so that neighbours join without a seam.
    Hatch(Rgba, Rgba),
}

/// Something to paint.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A rectangle.
    Rect {
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// Fill.
        fill: Option<Fill>,
        /// Stroke.
        stroke: Option<Stroke>,
    },
    /// Open lines (`closed` false) or an area of rings filled by the even-odd rule (`closed` true).
    Path {
        /// The lines or rings, as points.
        rings: Vec<Vec<(f64, f64)>>,
        /// Whether each ring is closed.
        closed: bool,
        /// Fill.
        fill: Option<Fill>,
        /// Stroke.
        stroke: Option<Stroke>,
    },
    /// A disc.
    Disc {
        /// Centre x.
        x: f64,
        /// Centre y.
        y: f64,
        /// Radius.
        radius: f64,
        /// Fill.
        fill: Option<Fill>,
        /// Stroke.
        stroke: Option<Stroke>,
    },
    /// Many discs of one size without edges, each as [`Item::Disc`] would be.
    Discs {
        /// Radius.
        radius: f64,
        /// Centres, in painting order.
        places: Vec<(f64, f64)>,
        /// The colour of each.
        inks: Vec<Rgba>,
    },
    /// One line of text in the shipped text face with tabular figures.
    Text {
        /// Anchor x.
        x: f64,
        /// Baseline y.
        y: f64,
        /// The words.
        text: String,
        /// Size in CSS pixels.
        size_px: f64,
        /// Weight: regular or bold.
        weight: Weight,
        /// Colour.
        color: Rgba,
        /// Horizontal anchor.
        anchor: Anchor,
        /// Clockwise rotation in degrees around the anchor.
        angle: f64,
    },
}

/// Text weights of the shipped face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600.
    Bold,
}

/// Horizontal anchor of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// The text starts here.
    #[default]
    Start,
    /// The text is centred here.
    Middle,
    /// The text ends here.
    End,
}

/// Something to point at: a bar, a point, a region.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Its bounding box: left, top, width, height.
    pub bounds: (f64, f64, f64, f64),
    /// What to point at exactly: an index into [`Scene::items`]; the box where absent.
    pub item: Option<usize>,
    /// What the tooltip and the screen reader say, e.g. "Antapani: Rp 12.500".
    pub label: String,
    /// Row of the figure's table twin.
    pub row: usize,
}

/// Colours of the surroundings a scene is painted on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Background.
    pub paper: Rgba,
    /// Text.
    pub ink: Rgba,
    /// Secondary text.
    pub soft: Rgba,
    /// Grid lines.
    pub line: Rgba,
    /// The one accent.
    pub accent: Rgba,
    /// Context marks (grey).
    pub context: Rgba,
    /// Colours of series, in order of use.
    pub series: [Rgba; 7],
    /// Stops of the ramp from the least to the most.
    pub ramp: [Rgba; 3],
    /// Stops of the ramp around zero: far below, at zero, far above.
    pub around: [Rgba; 3],
    /// The face of words; pictures are laid out with the usual one and set in it afterwards ([`face::set`]).
    pub face: Face,
}

impl Theme {
    /// On white paper, also for print and export.
    pub const LIGHT: Self = Self {
        paper: Rgba(255, 255, 255, 255),
        ink: Rgba(0x1C, 0x1B, 0x19, 255),
        soft: Rgba(0x57, 0x53, 0x4B, 255),
        line: Rgba(0xDE, 0xDA, 0xD0, 255),
        accent: Rgba(0x2B, 0x3A, 0x8C, 255),
        context: Rgba(0xB8, 0xB3, 0xA8, 255),
        series: series(Ground::Light),
        ramp: indigo(Ground::Light),
        around: [Rgba(0x7A, 0x45, 0x0F, 255), Rgba(0xF1, 0xE7, 0xCF, 255), Rgba(0x0B, 0x56, 0x55, 255)],
        face: Face::Inter,
    };
    /// On the dark surface.
    pub const DARK: Self = Self {
        paper: Rgba(0x1E, 0x1D, 0x1A, 255),
        ink: Rgba(0xED, 0xEA, 0xE3, 255),
        soft: Rgba(0xB9, 0xB3, 0xA6, 255),
        line: Rgba(0x3A, 0x37, 0x31, 255),
        accent: Rgba(0xA9, 0xB4, 0xFF, 255),
        context: Rgba(0x6B, 0x66, 0x5C, 255),
        series: series(Ground::Dark),
        ramp: indigo(Ground::Dark),
        around: [Rgba(0xE8, 0xA8, 0x5C, 255), Rgba(0x4A, 0x44, 0x38, 255), Rgba(0x6F, 0xD6, 0xCC, 255)],
        face: Face::Inter,
    };

    /// Steps of the ramp, from the least to the most.
    pub fn steps(&self, count: usize) -> Vec<Rgba> {
        ramp(count, self.ramp)
    }
}
