//! Scenes onto any plotters backend, by calling its drawing methods directly.
//!
//! Plotters' own drawing areas clamp points to their edges and measure text through the page; a scene
//! needs neither. What plotters cannot express is turned into what it can: holes become bridges
//! between rings, hatching and dashes become lines. Only text is less exact: a backend knows no
//! semi-bold and anchors by the line's box instead of the baseline, so a painter that can do better
//! paints [`Item::Text`] itself and leaves the other items to [`paint_item`].

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform,
};

use super::hatch::{STROKE_PX, dashes, segments};
use super::width::text_width;
use super::{Anchor, Fill, Item, Rgba, Scene, Stroke, Weight, metrics};

/// Share of the text size that a line of the shipped face reaches below its baseline.
const DESCENT: f64 = -(metrics::DESCENT as f64) / metrics::UNITS_PER_EM as f64;
/// Farther out than this many backend units nothing is seen, and integers are safe.
const FAR: f64 = 1e8;

/// What a backend answers.
pub type Painted<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

/// Paints a scene; `grid` is how many backend units make a CSS pixel.
pub fn paint<B: DrawingBackend>(scene: &Scene, backend: &mut B, grid: f64) -> Painted<B> {
    backend.ensure_prepared()?;
    for item in &scene.items {
        paint_item(item, backend, grid)?;
    }
    backend.present()
}

/// Paints one item.
pub fn paint_item<B: DrawingBackend>(item: &Item, backend: &mut B, grid: f64) -> Painted<B> {
    match item {
        Item::Rect { x, y, width, height, fill, stroke } => {
            let (near, far) = ((*x, *y), (x + width.max(0.0), y + height.max(0.0)));
            match fill {
                None => {}
                Some(Fill::Solid(color)) => {
                    backend.draw_rect(unit(near, grid), unit(far, grid), &backend_color(*color), true)?;
                }
                Some(Fill::Hatch(line, ground)) => {
                    backend.draw_rect(unit(near, grid), unit(far, grid), &backend_color(*ground), true)?;
                    let corners = vec![near, (far.0, near.1), far, (near.0, far.1)];
                    hatch(&[corners], *line, backend, grid)?;
                }
            }
            match stroke {
                None => Ok(()),
                Some(Stroke { color, width_px, dash: None }) => {
                    backend.draw_rect(unit(near, grid), unit(far, grid), &Pen::new(*color, *width_px, grid), false)
                }
                Some(stroke) => line(&[near, (far.0, near.1), far, (near.0, far.1), near], stroke, backend, grid),
            }
        }
        Item::Path { rings, closed, fill, stroke } => {
            if let Some(fill) = fill.as_ref().filter(|_| *closed) {
                fill_rings(rings, fill, backend, grid)?;
            }
            if let Some(stroke) = stroke {
                for ring in rings {
                    if *closed {
                        let around: Vec<_> = ring.iter().chain(ring.first()).copied().collect();
                        line(&around, stroke, backend, grid)?;
                    } else {
                        line(ring, stroke, backend, grid)?;
                    }
                }
            }
            Ok(())
        }
        Item::Disc { x, y, radius, fill, stroke } => {
            let (center, size) = (unit((*x, *y), grid), length(*radius, grid));
            match fill {
                None => {}
                Some(Fill::Solid(color) | Fill::Hatch(color, _)) => {
                    backend.draw_circle(center, size, &backend_color(*color), true)?;
                }
            }
            match stroke {
                None => Ok(()),
                Some(stroke) => {
                    backend.draw_circle(center, size, &Pen::new(stroke.color, stroke.width_px, grid), false)
                }
            }
        }
        Item::Discs { radius, places, inks } => places.iter().zip(inks).try_for_each(|(place, ink)| {
            backend.draw_circle(unit(*place, grid), length(*radius, grid), &backend_color(*ink), true)
        }),
        Item::Text { x, y, text, size_px, weight, color, anchor, angle } => {
            let style =
                Letters { color: *color, size: size_px * grid, weight: *weight, anchor: *anchor, angle: *angle };
            // The anchor is the bottom of the line's box, which lies below the baseline in the text's own direction.
            let (dx, dy) = match style.transform() {
                FontTransform::None => (0.0, DESCENT * size_px),
                FontTransform::Rotate90 => (-DESCENT * size_px, 0.0),
                FontTransform::Rotate180 => (0.0, -DESCENT * size_px),
                FontTransform::Rotate270 => (DESCENT * size_px, 0.0),
            };
            backend.draw_text(text, &style, unit((x + dx, y + dy), grid))
        }
    }
}

/// Fills an area of rings by the even-odd rule.
fn fill_rings<B: DrawingBackend>(rings: &[Vec<(f64, f64)>], fill: &Fill, backend: &mut B, grid: f64) -> Painted<B> {
    let ground = match fill {
        Fill::Solid(color) | Fill::Hatch(_, color) => *color,
    };
    let outline = bridged(rings).into_iter().map(|point| unit(point, grid));
    backend.fill_polygon(outline, &backend_color(ground))?;
    match fill {
        Fill::Solid(_) => Ok(()),
        Fill::Hatch(lines, _) => hatch(rings, *lines, backend, grid),
    }
}

/// Paints the hatch lines of an area.
pub fn hatch<B: DrawingBackend>(rings: &[Vec<(f64, f64)>], color: Rgba, backend: &mut B, grid: f64) -> Painted<B> {
    let pen = Pen::new(color, STROKE_PX, grid);
    for segment in segments(rings) {
        backend.draw_path(segment.map(|point| unit(point, grid)), &pen)?;
    }
    Ok(())
}

/// Paints a line, dashed where asked.
fn line<B: DrawingBackend>(points: &[(f64, f64)], stroke: &Stroke, backend: &mut B, grid: f64) -> Painted<B> {
    let pen = Pen::new(stroke.color, stroke.width_px, grid);
    match stroke.dash {
        None => backend.draw_path(points.iter().map(|point| unit(*point, grid)), &pen),
        Some((on, off)) => {
            for part in dashes(points, on, off) {
                backend.draw_path(part.into_iter().map(|point| unit(point, grid)), &pen)?;
            }
            Ok(())
        }
    }
}

/// One outline for rings: each ring is walked and left again through its own start and the start of
/// the first ring, and rings inside an odd number of others run the other way round, so that the
/// even-odd and the non-zero rule both leave the holes free.
fn bridged(rings: &[Vec<(f64, f64)>]) -> Vec<(f64, f64)> {
    let rings: Vec<&Vec<(f64, f64)>> = rings.iter().filter(|ring| ring.len() > 2).collect();
    let Some(&home) = rings.first().and_then(|ring| ring.first()) else {
        return Vec::new();
    };
    let mut out = Vec::with_capacity(rings.iter().map(|ring| ring.len() + 2).sum());
    for (index, ring) in rings.iter().enumerate() {
        let start = ring[0];
        let others = rings.iter().enumerate().filter(|(other, _)| *other != index);
        let depth = others.filter(|(_, other)| inside(start, other)).count();
        if (signed_area(ring) > 0.0) == depth.is_multiple_of(2) {
            out.extend(ring.iter().copied());
        } else {
            out.push(start);
            out.extend(ring.iter().skip(1).rev().copied());
        }
        out.push(start);
        out.push(home);
    }
    out
}

/// Twice the area of a ring, its sign telling the way round.
fn signed_area(ring: &[(f64, f64)]) -> f64 {
    let next = ring.iter().skip(1).chain(ring.first());
    ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

/// Whether a point lies in a ring.
fn inside((x, y): (f64, f64), ring: &[(f64, f64)]) -> bool {
    let next = ring.iter().skip(1).chain(ring.first());
    let crossings = ring
        .iter()
        .zip(next)
        .filter(|(a, b)| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0)
        .count();
    !crossings.is_multiple_of(2)
}

/// A point on the backend's grid.
fn unit((x, y): (f64, f64), grid: f64) -> BackendCoord {
    let round = |value: f64| {
        if value.is_finite() { libm::round(value * grid).clamp(-FAR, FAR) as i32 } else { 0 }
    };
    (round(x), round(y))
}

/// A length on the backend's grid, at least 1.
fn length(px: f64, grid: f64) -> u32 {
    if px.is_finite() { libm::round(px * grid).clamp(1.0, FAR) as u32 } else { 1 }
}

/// A colour as backends take it.
fn backend_color(Rgba(r, g, b, alpha): Rgba) -> BackendColor {
    BackendColor { rgb: (r, g, b), alpha: f64::from(alpha) / 255.0 }
}

/// A stroke as backends take it.
struct Pen {
    color: BackendColor,
    width: u32,
}

impl Pen {
    fn new(color: Rgba, width_px: f64, grid: f64) -> Self {
        Self { color: backend_color(color), width: length(width_px, grid) }
    }
}

impl BackendStyle for Pen {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// A text style as backends take it.
struct Letters {
    color: Rgba,
    /// Size in backend units.
    size: f64,
    weight: Weight,
    anchor: Anchor,
    angle: f64,
}

impl BackendTextStyle for Letters {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        backend_color(self.color)
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn transform(&self) -> FontTransform {
        let turns = if self.angle.is_finite() { libm::round(self.angle / 90.0).rem_euclid(4.0) } else { 0.0 };
        match turns as u8 {
            1 => FontTransform::Rotate90,
            2 => FontTransform::Rotate180,
            3 => FontTransform::Rotate270,
            _ => FontTransform::None,
        }
    }

    fn style(&self) -> FontStyle {
        match self.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        }
    }

    fn anchor(&self) -> Pos {
        let h_pos = match self.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        Pos::new(h_pos, VPos::Bottom)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name("Inter")
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        let width = text_width(text, self.size, self.weight);
        Ok(((0, 0), (libm::ceil(width) as i32, libm::ceil(self.size) as i32)))
    }

    /// A backend that sets no text of its own gets none: the scene's texts are in its description too.
    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _pos: BackendCoord,
        _draw: DrawFunc,
    ) -> Result<Result<(), E>, Infallible> {
        Ok(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Lettering;

    /// A backend that paints pixels, one letter a colour, by plotters' own rasteriser.
    struct Pixels {
        width: u32,
        cells: Vec<u8>,
        texts: Vec<(String, BackendCoord)>,
    }

    impl Pixels {
        fn new(width: u32, height: u32) -> Self {
            Self { width, cells: vec![0; (width * height) as usize], texts: Vec::new() }
        }

        fn at(&self, x: u32, y: u32) -> u8 {
            self.cells[(y * self.width + x) as usize]
        }
    }

    impl DrawingBackend for Pixels {
        type ErrorType = std::io::Error;

        fn get_size(&self) -> (u32, u32) {
            (self.width, self.cells.len() as u32 / self.width)
        }

        fn ensure_prepared(&mut self) -> Painted<Self> {
            Ok(())
        }

        fn present(&mut self) -> Painted<Self> {
            Ok(())
        }

        fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Painted<Self> {
            let (width, height) = self.get_size();
            if let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y))
                && x < width
                && y < height
            {
                self.cells[(y * width + x) as usize] = color.rgb.0;
            }
            Ok(())
        }

        fn draw_text<S: BackendTextStyle>(&mut self, text: &str, _style: &S, pos: BackendCoord) -> Painted<Self> {
            self.texts.push((text.to_owned(), pos));
            Ok(())
        }
    }

    fn square(left: f64, top: f64, side: f64) -> Vec<(f64, f64)> {
        vec![(left, top), (left + side, top), (left + side, top + side), (left, top + side)]
    }

    fn color(red: u8) -> Rgba {
        Rgba(red, 0, 0, 255)
    }

    #[test]
    fn holes_stay_free_whichever_way_the_rings_run() {
        let mut reversed = square(5.0, 5.0, 20.0);
        reversed.reverse();
        for hole in [square(5.0, 5.0, 20.0), reversed] {
            let mut scene = Scene::default();
            scene.push(Item::Path {
                rings: vec![square(0.0, 0.0, 30.0), hole, square(10.0, 10.0, 8.0)],
                closed: true,
                fill: Some(Fill::Solid(color(9))),
                stroke: None,
            });
            let mut pixels = Pixels::new(60, 60);
            paint(&scene, &mut pixels, 2.0).unwrap();
            for ((x, y), expected) in [((6, 30), 9), ((54, 6), 9), ((14, 46), 0), ((46, 14), 0), ((28, 30), 9)] {
                assert_eq!(pixels.at(x, y), expected, "{x} {y}");
            }
        }
    }

    #[test]
    fn hatching_paints_ground_and_lines() {
        let mut scene = Scene::default();
        scene.push(Item::Rect {
            x: 0.0,
            y: 0.0,
            width: 20.0,
            height: 20.0,
            fill: Some(Fill::Hatch(color(7), color(3))),
            stroke: None,
        });
        let mut pixels = Pixels::new(80, 80);
        paint(&scene, &mut pixels, 4.0).unwrap();
        assert_eq!(pixels.at(4 * 4, 4 * 4), 7, "on the line x + y = 8");
        assert_eq!(pixels.at(2 * 4, 2 * 4), 3, "between two lines");
        assert_eq!(pixels.at(79, 79), 3);
    }

    #[test]
    fn texts_reach_the_backend_at_the_bottom_of_their_box() {
        let mut scene = Scene::default();
        scene.text((10.0, 20.0), "Cibiru", Lettering::new(10.0, color(1)));
        let mut pixels = Pixels::new(8, 8);
        paint(&scene, &mut pixels, 8.0).unwrap();
        assert_eq!(pixels.texts, vec![("Cibiru".to_owned(), (80, 179))]);
    }

    /// A backend that only looks at coordinates.
    struct Nothing;
    impl DrawingBackend for Nothing {
        type ErrorType = std::io::Error;
        fn get_size(&self) -> (u32, u32) {
            (1, 1)
        }
        fn ensure_prepared(&mut self) -> Painted<Self> {
            Ok(())
        }
        fn present(&mut self) -> Painted<Self> {
            Ok(())
        }
        fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Painted<Self> {
            Ok(())
        }
        fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
            &mut self,
            path: I,
            _: &S,
        ) -> Painted<Self> {
            for (x, y) in path {
                assert!(f64::from(x).abs() <= FAR && f64::from(y).abs() <= FAR);
            }
            Ok(())
        }
    }

    #[test]
    fn odd_numbers_do_no_harm() {
        let mut scene = Scene::default();
        for value in [f64::NAN, f64::INFINITY, -1e300, 1e300] {
            scene.push(Item::Path {
                rings: vec![vec![(value, 1.0), (2.0, value)], vec![]],
                closed: false,
                fill: None,
                stroke: Some(Stroke { color: color(1), width_px: value, dash: Some((value, 1.0)) }),
            });
        }
        paint(&scene, &mut Nothing, 8.0).unwrap();
    }
}
