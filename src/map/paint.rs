//! What all layers need to paint: colours, labels, the order of the twin, and the legend.

use crate::base::color::Rgba;
use crate::base::lang::Lang;
use crate::i18n::{Message, map as say};
use crate::scene::width::{text_width, wrap};
use crate::scene::{Fill, Item, Lettering, Scene, Theme, Weight};

use super::Lowered;
use super::classes::Classes;
use super::join::Joined;
use super::ramp::{color_of, colors};
use super::words::{Scale, class_texts, exact};

/// How a region looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    /// It has a value and its class's colour.
    Value {
        /// The class's colour.
        color: Rgba,
        /// The value.
        value: f64,
    },
    /// It has no value.
    NoData,
    /// It has values that cannot be put together.
    Undecided,
}

/// Everything a layer needs.
pub(super) struct Painter<'a> {
    pub(super) lowered: &'a Lowered,
    pub(super) joined: &'a Joined,
    pub(super) classes: Classes,
    pub(super) theme: &'a Theme,
    pub(super) lang: Lang,
    /// Indices of all regions shown, in the twin's order: largest value first, those without a value last.
    pub(super) order: Vec<usize>,
    /// For every region its place in `order`.
    rows: Vec<usize>,
    /// How numbers are written, all alike.
    pub(super) scale: Scale,
    colors: Vec<Rgba>,
    /// Looks and words of every region that take the place of the classes'.
    own: Option<(Vec<Look>, Vec<String>)>,
}

impl<'a> Painter<'a> {
    pub(super) fn new(
        lowered: &'a Lowered,
        joined: &'a Joined,
        classes: Classes,
        theme: &'a Theme,
        lang: Lang,
    ) -> Self {
        let value = |index: &usize| joined.places.get(*index).and_then(|place| place.value);
        let mut order: Vec<usize> = joined.shown.clone();
        order.sort_by(|one, other| match (value(one), value(other)) {
            (Some(one), Some(other)) => other.total_cmp(&one),
            (one, other) => other.is_some().cmp(&one.is_some()),
        });
        let mut rows = vec![0; joined.regions.len()];
        for (row, index) in order.iter().enumerate() {
            if let Some(place) = rows.get_mut(*index) {
                *place = row;
            }
        }
        let mut colors = colors(&classes, theme);
        if lowered.on_streets {
            for color in &mut colors {
                *color = over_streets(*color);
            }
        }
        let scale = Scale::of(&classes, lowered);
        Self { lowered, joined, classes, theme, lang, order, rows, scale, colors, own: None }
    }

    /// The same with looks and words of its own.
    pub(super) fn with_own(self, looks: Vec<Look>, words: Vec<String>) -> Self {
        Self { own: Some((looks, words)), ..self }
    }

    /// How a region looks.
    pub(super) fn look(&self, index: usize) -> Look {
        if let Some((looks, _)) = &self.own {
            return looks.get(index).copied().unwrap_or(Look::NoData);
        }
        let Some(place) = self.joined.places.get(index) else {
            return Look::NoData;
        };
        match place.value {
            _ if place.undecided => Look::Undecided,
            Some(value) => {
                let color = color_of(value, &self.classes, &self.colors).unwrap_or(self.theme.context);
                Look::Value { color, value }
            }
            None => Look::NoData,
        }
    }

    /// Whether the data says anything of a region.
    pub(super) fn has_data(&self, index: usize) -> bool {
        self.look(index) != Look::NoData
    }

    /// The twin's row of a region.
    pub(super) fn row_of(&self, index: usize) -> usize {
        self.rows.get(index).copied().unwrap_or(0)
    }

    /// What the tooltip and the screen reader say of a region.
    pub(super) fn target_label(&self, index: usize) -> String {
        if let Some((_, words)) = &self.own {
            return words.get(index).cloned().unwrap_or_default();
        }
        let name = self.joined.regions.name(index).to_owned();
        match self.look(index) {
            Look::Value { value, .. } => {
                say::TARGET.with_list(self.lang, &[name, exact(value, self.lowered, self.lang)])
            }
            Look::NoData => say::TARGET_NO_DATA.with_list(self.lang, &[name]),
            Look::Undecided => say::TARGET_UNDECIDED.with_list(self.lang, &[name]),
        }
    }

    /// The fill that says "no data".
    pub(super) fn hatch(&self) -> Fill {
        if self.lowered.on_streets {
            return Fill::Hatch(self.theme.context, over_streets(self.theme.paper));
        }
        Fill::Hatch(self.theme.context, self.theme.paper)
    }

    /// Draws the legend below `top` and gives the height it takes: a swatch, a range and a count per
    /// class, and the hatching if the layer shows any.
    pub(super) fn legend(&self, scene: &mut Scene, top: f64, hatched: Option<(Message, usize)>) -> f64 {
        let mut entries: Vec<Swatch> = class_texts(&self.classes, self.scale, self.lang)
            .into_iter()
            .zip(&self.classes.counts)
            .zip(&self.colors)
            .map(|((text, count), color)| (Fill::Solid(*color), text, format!("({count})")))
            .collect();
        if let Some((message, count)) = hatched {
            entries.push((self.hatch(), message.text(self.lang).to_owned(), format!("({count})")));
        }
        // The first count says what is counted.
        if let (Some((.., text)), Some(count)) = (entries.first_mut(), self.classes.counts.first()) {
            let message =
                self.joined.regions.message(say::CLASS_COUNT, say::CLASS_COUNT_KABKOTA, say::CLASS_COUNT_ROWS);
            *text = message.with(self.lang, &[("n", &count.to_string())]);
        }
        swatches(scene, top, entries, self.theme)
    }
}

/// A colour that streets shine through.
const fn over_streets(Rgba(r, g, b, _): Rgba) -> Rgba {
    Rgba(r, g, b, 175)
}

/// Colours of marks that lie on a pale ground, for values above and below zero; what lies below shines through.
pub(super) const fn fills(theme: &Theme) -> (Rgba, Rgba) {
    let Rgba(r, g, b, _) = theme.accent;
    (Rgba(r, g, b, 190), Rgba(0xB0, 0x5A, 0x1E, 190))
}

/// An entry of a legend: its fill, what it means and how many there are.
pub(super) type Swatch = (Fill, String, String);

/// Draws the entries of a legend below `top` in as many columns as fit, and gives the height they take.
pub(super) fn swatches(scene: &mut Scene, top: f64, entries: Vec<Swatch>, theme: &Theme) -> f64 {
    const SWATCH: (f64, f64) = (20.0, 14.0);
    const SIZE: f64 = 12.0;
    const LINE: f64 = 22.0;
    const GAP: f64 = 20.0;
    let wide = |(_, text, count): &Swatch| {
        SWATCH.0 + 6.0 + text_width(text, SIZE, Weight::Regular) + 5.0 + text_width(count, SIZE, Weight::Regular)
    };
    let widest = entries.iter().map(wide).fold(0.0, f64::max);
    let columns = (((scene.width_px + GAP) / (widest + GAP)) as usize).clamp(1, entries.len().max(1));
    let lines = entries.len().div_ceil(columns);
    for (at, (fill, text, count)) in entries.into_iter().enumerate() {
        // Down first, so that neighbouring classes stand together.
        let (column, line) = (at / lines, at % lines);
        let x = column as f64 * (widest + GAP);
        let y = top + line as f64 * LINE;
        let outline = crate::scene::Stroke::solid(theme.line, 1.0);
        scene.push(Item::Rect {
            x: x + 0.5,
            y: y + 0.5,
            width: SWATCH.0 - 1.0,
            height: SWATCH.1 - 1.0,
            fill: Some(fill),
            stroke: Some(outline),
        });
        let start = x + SWATCH.0 + 6.0;
        let baseline = y + 11.5;
        let after = start + text_width(&text, SIZE, Weight::Regular) + 5.0;
        scene.text((start, baseline), text, Lettering::new(SIZE, theme.ink));
        if !count.is_empty() {
            scene.text((after, baseline), count, Lettering::new(SIZE, theme.soft));
        }
    }
    lines as f64 * LINE - (LINE - SWATCH.1)
}

/// Writes wrapped lines below `top` and gives the height they take.
pub(super) fn paragraph(scene: &mut Scene, top: f64, text: &str, style: Lettering) -> f64 {
    let leading = style.size_px * 1.4;
    let lines = wrap(text, style.size_px, style.weight, scene.width_px, 6);
    let height = lines.len() as f64 * leading;
    for (at, line) in lines.into_iter().enumerate() {
        scene.text((0.0, top + at as f64 * leading + style.size_px), line, style);
    }
    height
}
