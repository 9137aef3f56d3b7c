//! The ground of a map with outlines: where places lie in the picture, what of the outlines is seen, the
//! scale bar, the little map that says where one is, and lines of longitude and latitude.
//!
//! Outlines are projected and thinned for a few fixed sizes only and kept; moving the map and small steps
//! of zooming then only shift and stretch what is kept. Thinning works on shared borders ([`Picture`]), so
//! that no sliver opens between neighbours at any size.

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::geo::{Bounds, Fit, Picture, Projection};
use crate::scene::{Fill, Item, Lettering, Scene, Stroke, Theme};

use super::shapes::Outlines;

/// Rings of one area, in pixels.
pub(super) type Rings = Vec<Vec<(f64, f64)>>;

/// A part of a map: its middle in degrees, and how many times larger than the whole map it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Longitude of the middle.
    pub lon: f64,
    /// Latitude of the middle.
    pub lat: f64,
    /// Enlargement, 1 to [`View::MOST_ZOOM`].
    pub zoom: f64,
}

impl View {
    /// The largest enlargement: at it Jakarta fills the picture.
    pub const MOST_ZOOM: f64 = 64.0;

    /// Finite and within bounds, enlarged `most` times at most; `None` for the whole map.
    fn checked(self, most: f64) -> Option<Self> {
        let fine = self.lon.is_finite() && self.lat.is_finite() && self.zoom.is_finite();
        let zoom = self.zoom.clamp(1.0, most);
        (fine && zoom > 1.0).then(|| Self {
            lon: self.lon.clamp(-180.0, 180.0),
            lat: self.lat.clamp(-85.0, 85.0),
            zoom,
        })
    }
}

/// The window that a map is seen through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Its place in the scene: left, top, width, height in CSS pixels.
    pub frame: (f64, f64, f64, f64),
    /// What it shows.
    pub view: View,
    /// The whole map at its own size, and the rectangle it was fitted to.
    fit: Fit,
}

/// The closest that a map over streets comes, in the zoom levels of tiles: house by house.
const MOST_STREETS: f64 = 19.0;

/// How many pixels the globe is wide at a zoom level of tiles, which have 512 pixels here.
fn globe_px(level: f64) -> f64 {
    512.0 * libm::exp2(level)
}

/// The largest enlargement of a map that fills its picture at this size: down to streets where they lie below.
fn most_zoom(fit: &Fit) -> f64 {
    if fit.projection() == Projection::Mercator {
        let globe = 2.0 * std::f64::consts::PI * fit.px_per_radius();
        (globe_px(MOST_STREETS) / globe).max(View::MOST_ZOOM)
    } else {
        View::MOST_ZOOM
    }
}

impl Window {
    /// The zoom level at which street tiles lie exactly below what the window shows, with the globe 512 pixels
    /// wide at level 0; `None` for a map in another projection than theirs.
    pub fn street_level(&self) -> Option<f64> {
        let globe = 2.0 * std::f64::consts::PI * self.fit.px_per_radius() * self.view.zoom;
        (self.fit.projection() == Projection::Mercator).then(|| libm::log2(globe / globe_px(0.0)))
    }

    /// Where a place lies in the scene.
    pub fn at(&self, lon: f64, lat: f64) -> (f64, f64) {
        let fit = self.fit.times(self.view.zoom);
        let ((x, y), (left, top)) = (fit.at(lon, lat), self.origin());
        (x + left, y + top)
    }

    /// The place at a point of the scene: longitude and latitude.
    pub fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let (left, top) = self.origin();
        self.fit.times(self.view.zoom).place(x - left, y - top)
    }

    /// Whether a point of the scene lies in the window.
    pub fn holds(&self, x: f64, y: f64) -> bool {
        let (left, top, width, height) = self.frame;
        (left..=left + width).contains(&x) && (top..=top + height).contains(&y)
    }

    /// Where the north-west corner of the whole map lies in the scene.
    fn origin(&self) -> (f64, f64) {
        let (left, top, width, height) = self.frame;
        let (x, y) = self.fit.times(self.view.zoom).at(self.view.lon, self.view.lat);
        (left + width / 2.0 - x, top + height / 2.0 - y)
    }

    /// The view after the map was moved by some pixels.
    #[must_use]
    pub fn moved(&self, dx: f64, dy: f64) -> View {
        let (left, top, width, height) = self.frame;
        let (lon, lat) = self.place(left + width / 2.0 - dx, top + height / 2.0 - dy);
        self.kept(View { lon, lat, ..self.view })
    }

    /// The view after zooming by a factor; the place at the point of the scene stays where it is.
    #[must_use]
    pub fn zoomed(&self, factor: f64, (x, y): (f64, f64)) -> View {
        let zoom = (self.view.zoom * factor).clamp(1.0, most_zoom(&self.fit));
        let (lon, lat) = self.place(x, y);
        let after = Self { view: View { zoom, ..self.view }, ..*self };
        let (now_x, now_y) = after.at(lon, lat);
        after.moved(x - now_x, y - now_y)
    }

    /// The view that shows a rectangle of degrees (west, south, east, north) with some room around it.
    #[must_use]
    pub fn around(&self, (west, south, east, north): (f64, f64, f64, f64)) -> View {
        let (x0, y0, x1, y1) = self.fit.around(Bounds { west, south, east, north });
        let (_, _, width, height) = self.frame;
        let zoom = (width / (x1 - x0).abs().max(1e-6)).min(height / (y1 - y0).abs().max(1e-6)) * 0.8;
        let (lon, lat) = self.fit.place(f64::midpoint(x0, x1), f64::midpoint(y0, y1));
        self.kept(View { lon, lat, zoom: zoom.clamp(1.0, View::MOST_ZOOM / 2.0) })
    }

    /// Whether a rectangle of degrees (west, south, east, north) is a part of the map that is seen better from
    /// close up.
    pub fn is_part(&self, (west, south, east, north): (f64, f64, f64, f64)) -> bool {
        let (x0, y0, x1, y1) = self.fit.around(Bounds { west, south, east, north });
        let (_, _, width, height) = self.frame;
        let (x, y) = (f64::midpoint(x0, x1), f64::midpoint(y0, y1));
        let is_inside = (0.0..=width).contains(&x) && (0.0..=self.fit.height_px.max(height)).contains(&y);
        is_inside && (x1 - x0).abs() < width * 0.8
    }

    /// The view, kept over the map.
    fn kept(&self, view: View) -> View {
        let (_, _, width, height) = self.frame;
        let fit = self.fit.times(view.zoom);
        let (x, y) = fit.at(view.lon, view.lat);
        let within = |at: f64, half: f64, whole: f64| {
            if whole <= 2.0 * half { whole / 2.0 } else { at.clamp(half, whole - half) }
        };
        let x = within(x, width / 2.0, width * view.zoom);
        let y = within(y, height / 2.0, fit.height_px.max(height * view.zoom));
        let (lon, lat) = fit.place(x, y);
        View { lon, lat, ..view }
    }
}

/// An area projected and thinned: its rings and its open lines.
#[derive(Default)]
pub(super) struct Thinned {
    rings: Rings,
    lines: Rings,
}

/// What was projected and thinned before, by its size.
#[derive(Default)]
pub(super) struct Kept(Mutex<Vec<(Fit, Arc<Vec<Thinned>>)>>);

/// Sizes that are kept at a time: the map, the little map, the two sizes around a step of zooming.
const MOST_KEPT: usize = 4;

impl Kept {
    /// The rings of all areas at a size.
    fn rings(&self, outlines: &Outlines, fit: &Fit) -> Arc<Vec<Thinned>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(|(known, _)| known == fit) {
            let found = kept.remove(at);
            let rings = Arc::clone(&found.1);
            kept.push(found);
            return rings;
        }
        let picture = Picture::new(&outlines.topology, fit);
        let thinned = |area| Thinned { rings: picture.rings(area), lines: picture.lines(area) };
        let rings: Vec<Thinned> = outlines.topology.areas().iter().map(thinned).collect();
        let rings = Arc::new(rings);
        if kept.len() >= MOST_KEPT {
            kept.remove(0);
        }
        kept.push((*fit, Arc::clone(&rings)));
        rings
    }
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Kept")
    }
}

/// Two outlines are the same whatever of them was drawn before.
impl PartialEq for Kept {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Clone for Kept {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// Highest picture of outlines as a share of its width, so that map and legend fit a screen together …
const TALLEST: f64 = 0.55;
/// … and what a telephone always has room for, in CSS pixels.
const TALL_ENOUGH_PX: f64 = 300.0;

/// Outlines at their place in a scene.
pub(super) struct Ground<'a> {
    pub(super) outlines: &'a Outlines,
    pub(super) window: Window,
    /// Only a part of the outlines is shown: what lies outside the window is cut off.
    pub(super) zoomed: bool,
    bounds: Bounds,
    rings: Arc<Vec<Thinned>>,
    /// From the kept rings to the scene: a factor and a shift.
    factor: f64,
    origin: (f64, f64),
    /// Areas outside are not drawn even where they would be seen.
    shown: Vec<bool>,
    /// Whether streets lie below.
    pub(super) on_streets: bool,
}

impl<'a> Ground<'a> {
    /// Fits a rectangle of degrees into a width, below `top`. `shown` are the areas that are drawn.
    pub(super) fn new(
        outlines: &'a Outlines,
        bounds: Bounds,
        shown: Vec<bool>,
        (width, top): (f64, f64),
        view: Option<View>,
        on_streets: bool,
    ) -> Self {
        let room = width - 2.0;
        let projection = if on_streets { Projection::Mercator } else { Projection::for_bounds(bounds) };
        let mut fit = Fit::with(projection, bounds, room);
        let tallest = (room * TALLEST).max(TALL_ENOUGH_PX);
        let mut wide = room;
        if fit.height_px > tallest {
            wide = room * tallest / fit.height_px;
            fit = Fit::with(projection, bounds, wide);
        }
        let left = 1.0 + (room - wide) / 2.0;
        let whole = (left, top, wide, fit.height_px);
        let middle = fit.place(wide / 2.0, fit.height_px / 2.0);
        let view = view.and_then(|view| view.checked(most_zoom(&fit)));
        let zoomed = view.is_some();
        // A part of the map uses all the width there is.
        let frame = if zoomed { (1.0, top, room, fit.height_px) } else { whole };
        let view = view.unwrap_or(View { lon: middle.0, lat: middle.1, zoom: 1.0 });
        let window = Window { frame, view, fit };
        // A size up to a half larger than wanted is kept, so that steps of zooming share it.
        let level = if zoomed { libm::exp2((libm::log2(view.zoom) * 2.0).ceil() / 2.0) } else { 1.0 };
        let rings = outlines.kept.rings(outlines, &fit.times(level));
        let origin = if zoomed { window.origin() } else { (left, top) };
        Self { outlines, window, zoomed, bounds, rings, factor: view.zoom / level, origin, shown, on_streets }
    }

    /// The same where the rectangle is a part of what the outlines show.
    pub(super) fn cut(mut self) -> Self {
        let all = self.outlines.bounds.iter().flatten().copied().reduce(Bounds::with);
        let inside = |around: Bounds| {
            around.west < self.bounds.west - 1.0
                || around.east > self.bounds.east + 1.0
                || around.south < self.bounds.south - 1.0
                || around.north > self.bounds.north + 1.0
        };
        self.zoomed |= all.is_some_and(inside);
        if let Some(all) = all {
            self.bounds = all;
        }
        self
    }

    /// How many kilometres a pixel is from west to east.
    pub(super) fn km_per_px(&self) -> f64 {
        self.window.fit.times(self.window.view.zoom).km_per_px(self.window.view.lat)
    }

    /// Whether an area is drawn at all.
    pub(super) fn shows(&self, area: usize) -> bool {
        self.shown.get(area) == Some(&true)
    }

    /// Where a place lies in the scene.
    pub(super) fn at(&self, lon: f64, lat: f64) -> (f64, f64) {
        let (x, y) = self.window.fit.times(self.window.view.zoom).at(lon, lat);
        (x + self.origin.0, y + self.origin.1)
    }

    /// The middle of an area in the scene.
    pub(super) fn centre(&self, area: usize) -> Option<(f64, f64)> {
        self.outlines.centres.get(area).copied().flatten().map(|(lon, lat)| self.at(lon, lat))
    }

    /// The rings of an area in the scene, what lies outside the window cut off; none when nothing is seen.
    pub(super) fn rings(&self, area: usize) -> Rings {
        let Some(rings) = self.rings.get(area).filter(|_| self.shows(area)).map(|drawn| &drawn.rings) else {
            return Rings::new();
        };
        let (dx, dy) = self.origin;
        if !self.zoomed {
            return rings.iter().map(|ring| ring.iter().map(|(x, y)| (x + dx, y + dy)).collect()).collect();
        }
        let (left, top, width, height) = self.window.frame;
        let (right, bottom) = (left + width, top + height);
        let fit = self.window.fit.times(self.window.view.zoom);
        let seen = self.outlines.bounds.get(area).copied().flatten().is_some_and(|bounds| {
            let (x0, y0, x1, y1) = fit.around(bounds);
            x1 + dx >= left && x0 + dx <= right && y1 + dy >= top && y0 + dy <= bottom
        });
        if !seen {
            return Rings::new();
        }
        let moved =
            |ring: &Vec<(f64, f64)>| ring.iter().map(|(x, y)| (x * self.factor + dx, y * self.factor + dy)).collect();
        rings.iter().map(moved).map(|ring| clip(ring, self.window.frame)).filter(|ring| ring.len() > 2).collect()
    }

    /// The lines of an area in the scene, what lies outside the window cut off.
    pub(super) fn lines(&self, area: usize) -> Rings {
        let Some(lines) = self.rings.get(area).filter(|_| self.shows(area)).map(|drawn| &drawn.lines) else {
            return Rings::new();
        };
        let (dx, dy) = self.origin;
        let moved = lines
            .iter()
            .map(|line| line.iter().map(|(x, y)| (x * self.factor + dx, y * self.factor + dy)).collect::<Vec<_>>());
        if self.zoomed { moved.flat_map(|line| cut_line(&line, self.window.frame)).collect() } else { moved.collect() }
    }

    /// The same with room at both sides, for marks that reach beyond the outlines.
    pub(super) fn inset(mut self, room: f64) -> Self {
        self.origin.0 += room;
        self.window.frame.0 += room;
        self
    }

    /// All outlines as a pale surface, for marks that lie on it; areas that lack data are hatched. Streets are
    /// a surface already.
    pub(super) fn base(&self, scene: &mut Scene, theme: &Theme, lacks: &dyn Fn(usize) -> bool) {
        if self.on_streets {
            return;
        }
        let land = crate::base::color::mix(theme.paper, theme.context, 0.32);
        let stroke = Stroke::solid(theme.paper, (scene.width_px / 1000.0).clamp(0.4, 0.8));
        // One path an area: rings of neighbours would cut each other out by the even-odd rule.
        for area in 0..self.outlines.covers.len() {
            let rings = self.rings(area);
            if !rings.is_empty() {
                let fill = if lacks(area) { Fill::Hatch(theme.context, theme.paper) } else { Fill::Solid(land) };
                scene.push(Item::Path { rings, closed: true, fill: Some(fill), stroke: Some(stroke) });
            }
        }
    }

    /// Lines every few degrees, if wanted.
    pub(super) fn graticule(&self, scene: &mut Scene, theme: &Theme) {
        let (left, top, width, height) = self.window.frame;
        let (west, north) = self.window.place(left, top);
        let (east, south) = self.window.place(left + width, top + height);
        let span = east - west;
        let step = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0]
            .into_iter()
            .find(|step| span / step <= 10.0)
            .unwrap_or(60.0);
        let stroke = Stroke::solid(theme.line, 0.5);
        let mut rings = Rings::new();
        let lines = |from: f64, to: f64| {
            let first = (from / step).ceil();
            (0..40).map(move |at| (first + f64::from(at)) * step).take_while(move |degree| *degree <= to)
        };
        if self.window.fit.projection().is_straight() {
            for lon in lines(west, east) {
                let x = self.at(lon, south).0;
                rings.push(vec![(x, top), (x, top + height)]);
            }
            for lat in lines(south, north) {
                let y = self.at(west, lat).1;
                rings.push(vec![(left, y), (left + width, y)]);
            }
        } else {
            // Where meridians bend, the corners of the window may lie beside the globe.
            let within = |(x, y): (f64, f64)| (x.clamp(left, left + width), y.clamp(top, top + height));
            let along = |from: f64, to: f64| (0..=60).map(move |at| from + (to - from) * f64::from(at) / 60.0);
            let seen = |(x, y): &(f64, f64)| self.window.holds(*x, *y);
            for lon in lines(west.max(-180.0), east.min(180.0)) {
                rings.push(along(south, north).map(|lat| self.at(lon, lat)).filter(seen).collect());
            }
            for lat in lines(south, north) {
                rings.push([self.at(west.max(-180.0), lat), self.at(east.min(180.0), lat)].map(within).to_vec());
            }
            rings.retain(|ring: &Vec<(f64, f64)>| ring.len() > 1);
        }
        scene.push(Item::Path { rings, closed: false, fill: None, stroke: Some(stroke) });
    }

    /// What belongs to a map besides its marks: a frame and a little map where only a part is shown, and a
    /// scale bar below. Gives the height below `top` that all of it takes.
    pub(super) fn finish(&self, scene: &mut Scene, theme: &Theme, lang: crate::base::lang::Lang) -> f64 {
        let (left, top, width, height) = self.window.frame;
        if self.zoomed {
            let stroke = Some(Stroke::solid(theme.line, 1.0));
            scene.push(Item::Rect { x: left, y: top, width, height, fill: None, stroke });
            self.locator(scene, theme);
        }
        let per_px = self.km_per_px();
        let most = width * 0.2 * per_px;
        let mut km = libm::pow(10.0, libm::floor(libm::log10(most.max(1e-3))));
        for times in [5.0, 2.0] {
            if km * times <= most {
                km *= times;
                break;
            }
        }
        let (y, end) = (top + height + 9.0, km / per_px);
        let stroke = Stroke::solid(theme.soft, 1.0);
        let bar = vec![(left, y - 4.0), (left, y), (left + end, y), (left + end, y - 4.0)];
        scene.push(Item::Path { rings: vec![bar], closed: false, fill: None, stroke: Some(stroke) });
        let places = usize::from(km < 1.0);
        let words = format!("{} km", crate::base::number::format_number(km, places, lang));
        scene.text((left + end + 6.0, y + 1.0), words, Lettering::new(11.0, theme.soft));
        height + 12.0
    }

    /// The little map in a corner: all outlines, and the part that is shown.
    fn locator(&self, scene: &mut Scene, theme: &Theme) {
        let (left, top, width, _) = self.window.frame;
        let wide = (width * 0.2).clamp(64.0, 120.0);
        let mut fit = Fit::width(self.bounds, wide);
        if fit.height_px > wide {
            fit = Fit::width(self.bounds, wide * wide / fit.height_px);
        }
        let (x0, y0) = (left + width - wide - 6.0, top + 6.0);
        scene.push(Item::Rect {
            x: x0 - 3.0,
            y: y0 - 3.0,
            width: wide + 6.0,
            height: fit.height_px.min(wide) + 6.0,
            fill: Some(Fill::Solid(theme.paper)),
            stroke: Some(Stroke::solid(theme.line, 1.0)),
        });
        let all = self.outlines.kept.rings(self.outlines, &fit);
        for (area, rings) in all.iter().enumerate() {
            if self.shows(area) {
                let rings = rings.rings.iter().filter(|ring| ring.len() > 2);
                let rings: Rings = rings.map(|ring| ring.iter().map(|(x, y)| (x + x0, y + y0)).collect()).collect();
                if !rings.is_empty() {
                    let fill = Some(Fill::Solid(theme.context));
                    scene.push(Item::Path { rings, closed: true, fill, stroke: None });
                }
            }
        }
        let (frame_left, frame_top, frame_width, frame_height) = self.window.frame;
        let (west, north) = self.window.place(frame_left, frame_top);
        let (east, south) = self.window.place(frame_left + frame_width, frame_top + frame_height);
        let ((x, y), (x1, y1)) = (fit.at(west, north), fit.at(east, south));
        let (x, y) = (x.max(0.0), y.max(0.0));
        scene.push(Item::Rect {
            x: x + x0,
            y: y + y0,
            width: (x1.min(wide) - x).max(3.0),
            height: (y1.min(fit.height_px) - y).max(3.0),
            fill: None,
            stroke: Some(Stroke::solid(theme.accent, 1.5)),
        });
    }
}

/// A ring without what lies outside a rectangle (Sutherland and Hodgman, "Reentrant polygon clipping", 1974).
pub(super) fn clip(ring: Vec<(f64, f64)>, (left, top, width, height): (f64, f64, f64, f64)) -> Vec<(f64, f64)> {
    let (right, bottom) = (left + width, top + height);
    if ring.iter().all(|(x, y)| (left..=right).contains(x) && (top..=bottom).contains(y)) {
        return ring;
    }
    // Each side as how far a point is inside it.
    let sides: [&dyn Fn((f64, f64)) -> f64; 4] =
        [&|(x, _)| x - left, &|(x, _)| right - x, &|(_, y)| y - top, &|(_, y)| bottom - y];
    let mut ring = ring;
    for side in sides {
        let mut kept = Vec::with_capacity(ring.len() + 4);
        for (at, &point) in ring.iter().enumerate() {
            let before = ring[(at + ring.len() - 1) % ring.len()];
            let (here, there) = (side(point), side(before));
            if (here >= 0.0) != (there >= 0.0) {
                let share = there / (there - here);
                kept.push((before.0 + (point.0 - before.0) * share, before.1 + (point.1 - before.1) * share));
            }
            if here >= 0.0 {
                kept.push(point);
            }
        }
        ring = kept;
    }
    ring
}

/// The pieces of an open line inside a rectangle (Liang and Barsky, "A new concept and method for line clipping",
/// 1984, side by side).
fn cut_line(line: &[(f64, f64)], (left, top, width, height): (f64, f64, f64, f64)) -> Rings {
    let mut pieces = Rings::new();
    let mut piece: Vec<(f64, f64)> = Vec::new();
    for (from, to) in line.iter().zip(line.iter().skip(1)) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let sides =
            [(-dx, from.0 - left), (dx, left + width - from.0), (-dy, from.1 - top), (dy, top + height - from.1)];
        for (step, room) in sides {
            if step < 0.0 {
                enter = enter.max(room / step);
            } else if step > 0.0 {
                leave = leave.min(room / step);
            } else if room < 0.0 {
                leave = -1.0;
            }
        }
        if enter > leave {
            continue;
        }
        let at = |share: f64| (from.0 + dx * share, from.1 + dy * share);
        let start = if enter > 0.0 { at(enter) } else { *from };
        if piece.last() != Some(&start) {
            pieces.push(std::mem::replace(&mut piece, vec![start]));
        }
        piece.push(if leave < 1.0 { at(leave) } else { *to });
    }
    pieces.push(piece);
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_are_cut_at_the_frame() {
        let frame = (0.0, 0.0, 10.0, 10.0);
        for (line, expected) in [
            (vec![(1.0, 1.0), (9.0, 1.0)], vec![vec![(1.0, 1.0), (9.0, 1.0)]]),
            (vec![(-5.0, 5.0), (5.0, 5.0), (15.0, 5.0)], vec![vec![(0.0, 5.0), (5.0, 5.0), (10.0, 5.0)]]),
            // Out and in again is two pieces.
            (
                vec![(5.0, 5.0), (5.0, 15.0), (7.0, 15.0), (7.0, 5.0)],
                vec![vec![(5.0, 5.0), (5.0, 10.0)], vec![(7.0, 10.0), (7.0, 5.0)]],
            ),
            (vec![(20.0, 20.0), (30.0, 5.0)], vec![]),
        ] {
            assert_eq!(cut_line(&line, frame), expected, "{line:?}");
        }
    }

    use super::*;

    #[test]
    fn rings_are_cut_at_the_frame() {
        let frame = (0.0, 0.0, 10.0, 10.0);
        for (ring, expected) in [
            (vec![(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)], vec![(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)]),
            (vec![(20.0, 20.0), (30.0, 20.0), (30.0, 30.0)], vec![]),
            (
                vec![(5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0)],
                vec![(5.0, 5.0), (10.0, 5.0), (10.0, 8.0), (5.0, 8.0)],
            ),
        ] {
            assert_eq!(clip(ring.clone(), frame), expected, "{ring:?}");
        }
    }

    #[test]
    fn every_projection_keeps_the_place_under_the_pointer() {
        let bounds = Bounds { west: 95.0, south: -11.0, east: 141.0, north: 6.0 };
        let world = Bounds { west: -180.0, south: -85.0, east: 180.0, north: 85.0 };
        for (bounds, projection) in
            [(world, Projection::for_bounds(world)), (world, Projection::Mercator), (bounds, Projection::Mercator)]
        {
            let fit = Fit::with(projection, bounds, 800.0);
            let (lon, lat) = fit.place(400.0, fit.height_px / 2.0);
            let window = Window { frame: (1.0, 20.0, 800.0, fit.height_px), view: View { lon, lat, zoom: 1.0 }, fit };
            let (x, y) = (401.0, 20.0 + fit.height_px / 2.0);
            for ((dx, dy), factor) in [((-60.0, 20.0), 2.0), ((90.0, -30.0), 1.3), ((15.0, 5.0), 8.0)] {
                let point = (x + dx, y + dy);
                let before = window.place(point.0, point.1);
                let after = Window { view: window.zoomed(factor, point), ..window };
                let (now_x, now_y) = after.at(before.0, before.1);
                assert!((now_x - point.0).abs() < 1e-5 && (now_y - point.1).abs() < 1e-5, "{projection:?} {point:?}");
            }
        }
    }

    /// Tiles lie exactly below: the globe is as wide in both.
    #[test]
    fn streets_lie_where_the_map_says() {
        let bounds = Bounds { west: 107.5, south: -7.0, east: 107.7, north: -6.8 };
        let fit = Fit::with(Projection::Mercator, bounds, 600.0);
        let (lon, lat) = fit.place(300.0, fit.height_px / 2.0);
        let frame = (1.0, 20.0, 600.0, fit.height_px);
        for zoom in [1.0, 3.0, 64.0] {
            let window = Window { frame, view: View { lon, lat, zoom }, fit };
            let level = window.street_level().unwrap();
            let degree = window.at(lon + 0.1, lat).0 - window.at(lon, lat).0;
            assert!((degree * 3600.0 / globe_px(level) - 1.0).abs() < 1e-9, "{zoom}");
        }
        // A town is seen house by house, a country as well; without streets nothing is seen closer than before.
        for bounds in [bounds, Bounds { west: 95.0, south: -11.0, east: 141.0, north: 6.0 }] {
            let fit = Fit::with(Projection::Mercator, bounds, 600.0);
            let near = View { lon: 107.6, lat: -6.9, zoom: most_zoom(&fit) };
            let window = Window { frame: (1.0, 20.0, 600.0, fit.height_px), view: near, fit };
            assert!(window.street_level().unwrap() >= MOST_STREETS - 1e-9);
            assert!((most_zoom(&Fit::width(bounds, 600.0)) - View::MOST_ZOOM).abs() < 1e-9);
            assert_eq!(Window { fit: Fit::width(bounds, 600.0), ..window }.street_level(), None);
        }
    }

    #[test]
    fn the_window_keeps_the_place_under_the_pointer() {
        let bounds = Bounds { west: 95.0, south: -11.0, east: 141.0, north: 6.0 };
        let fit = Fit::width(bounds, 800.0);
        let (lon, lat) = fit.place(400.0, fit.height_px / 2.0);
        let window = Window { frame: (1.0, 20.0, 800.0, fit.height_px), view: View { lon, lat, zoom: 1.0 }, fit };
        for (point, factor) in [((300.0, 150.0), 2.0), ((500.0, 100.0), 1.3), ((420.0, 200.0), 8.0)] {
            let before = window.place(point.0, point.1);
            let after = Window { view: window.zoomed(factor, point), ..window };
            let (x, y) = after.at(before.0, before.1);
            assert!((x - point.0).abs() < 1e-6 && (y - point.1).abs() < 1e-6, "{point:?} {x} {y}");
            assert!((after.view.zoom - factor).abs() < 1e-12);
        }
        // Zoomed out, nothing is left to move; and a place flown to is seen.
        assert!(window.moved(50.0, 50.0).lon - lon < 1e-9);
        let java = window.around((105.0, -8.8, 114.6, -5.8));
        let there = Window { view: java, ..window };
        let (x, y) = there.at(110.0, -7.0);
        assert!(java.zoom > 2.0 && there.holds(x, y));
    }
}
