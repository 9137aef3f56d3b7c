//! From degrees to pixels.

use super::{Area, Bounds, Projection, Topology};

/// Radius in kilometres of the sphere with the surface of the Earth (WGS 84).
const RADIUS_KM: f64 = 6_371.007_2;

/// A projection scaled and moved into a picture: x to the right, y downwards, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    projection: Projection,
    scale: f64,
    left: f64,
    top: f64,
    /// Height that the bounds take in CSS pixels.
    pub height_px: f64,
}

impl Fit {
    /// Fits bounds into a width, at (0, 0), with sizes as on the globe.
    pub fn width(bounds: Bounds, width_px: f64) -> Self {
        Self::with(Projection::for_bounds(bounds), bounds, width_px)
    }

    /// Fits bounds into a width, at (0, 0), by a projection.
    pub fn with(projection: Projection, bounds: Bounds, width_px: f64) -> Self {
        let (west, south, east, north) = projection.around(bounds);
        let span = east - west;
        let scale = if span > 0.0 { width_px / span } else { 1.0 };
        Self { projection, scale, left: west, top: north, height_px: (north - south) * scale }
    }

    /// The same, this many times as large.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { scale: self.scale * factor, height_px: self.height_px * factor, ..self }
    }

    /// The place of a pixel: longitude and latitude in degrees.
    pub fn place(&self, x: f64, y: f64) -> (f64, f64) {
        self.projection.unproject(x / self.scale + self.left, self.top - y / self.scale)
    }

    /// How many kilometres a pixel is from west to east at a latitude.
    pub fn km_per_px(&self, lat: f64) -> f64 {
        RADIUS_KM / (self.scale * self.projection.stretch(lat))
    }

    /// The projection that it scales.
    pub const fn projection(&self) -> Projection {
        self.projection
    }

    /// How many pixels a radius of the globe is.
    pub const fn px_per_radius(&self) -> f64 {
        self.scale
    }

    /// The rectangle around some bounds: left, top, right, bottom.
    pub fn around(&self, bounds: Bounds) -> (f64, f64, f64, f64) {
        let (west, south, east, north) = self.projection.around(bounds);
        let (x, y) = (|x: f64| (x - self.left) * self.scale, |y: f64| (self.top - y) * self.scale);
        (x(west), y(north), x(east), y(south))
    }

    /// The pixel of a place.
    pub fn at(&self, lon: f64, lat: f64) -> (f64, f64) {
        let (x, y) = self.projection.project(lon, lat);
        ((x - self.left) * self.scale, (self.top - y) * self.scale)
    }
}

/// The fineness of the picture's grid in CSS pixels.
const GRID_PX: f64 = 0.1;
/// Points nearer than this to the line without them are left out, in CSS pixels: half a pixel of a sharp
/// screen.
const THIN_PX: f64 = 0.25;

/// A topology in pixels, thinned to what can be seen, every border once.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture<'a> {
    topology: &'a Topology,
    arcs: Vec<Vec<(f64, f64)>>,
}

impl<'a> Picture<'a> {
    /// Projects all borders, moves their points to a fine grid and leaves out what cannot be seen, border
    /// by border, so that both sides of a border stay the same line.
    pub fn new(topology: &'a Topology, fit: &Fit) -> Self {
        let snap = |value: f64| (value / GRID_PX).round() * GRID_PX;
        let arcs = (0..topology.arcs())
            .map(|index| {
                let mut points: Vec<(f64, f64)> = topology
                    .arc(index)
                    .map(|(lon, lat)| {
                        let (x, y) = fit.at(lon, lat);
                        (snap(x), snap(y))
                    })
                    .collect();
                points.dedup();
                thin(&points, THIN_PX)
            })
            .collect();
        Self { topology, arcs }
    }

    /// The rings of an area. Rings too small to show an area are left out, except the largest.
    pub fn rings(&self, area: &Area) -> Vec<Vec<(f64, f64)>> {
        let mut rings: Vec<Vec<(f64, f64)>> = self.topology.rings(area).map(|arcs| self.ring(arcs)).collect();
        let largest =
            rings.iter().map(|ring| ring_area(ring).abs()).enumerate().max_by(|one, other| one.1.total_cmp(&other.1));
        let mut index = 0;
        rings.retain(|ring| {
            let keep = ring.len() >= 3 || largest.is_some_and(|(at, _)| at == index);
            index += 1;
            keep && !ring.is_empty()
        });
        rings
    }

    /// The open lines of an area.
    pub fn lines(&self, area: &Area) -> Vec<Vec<(f64, f64)>> {
        area.lines().iter().filter_map(|arc| self.arcs.get(*arc as usize).cloned()).collect()
    }

    /// The points of a ring, the first not repeated at the end.
    fn ring(&self, arcs: &[i32]) -> Vec<(f64, f64)> {
        let mut ring: Vec<(f64, f64)> = Vec::new();
        let mut add = |point: &(f64, f64)| {
            if ring.last() != Some(point) {
                ring.push(*point);
            }
        };
        for &arc in arcs {
            let index = if arc < 0 { !arc } else { arc } as usize;
            let points = self.arcs.get(index).map(Vec::as_slice).unwrap_or_default();
            if arc < 0 {
                points.iter().rev().for_each(&mut add);
            } else {
                points.iter().for_each(&mut add);
            }
        }
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        ring
    }
}

/// A line without the points that lie within a tolerance of it; the ends stay.
fn thin(points: &[(f64, f64)], tolerance: f64) -> Vec<(f64, f64)> {
    let weights = weights(points, tolerance);
    points.iter().zip(weights).filter(|(_, weight)| *weight > tolerance).map(|(point, _)| *point).collect()
}

/// Squares of distances that differ by less than this share are compared as distances, exactly.
const CLOSE: f64 = 1e-9;

/// For every point of a line the largest tolerance below which it stays when the line is thinned; the ends
/// always do. Points that do not outlast `finest` weigh nothing.
/// (Douglas and Peucker, "Algorithms for the reduction of the number of points", 1973; with a stack.)
pub(super) fn weights(points: &[(f64, f64)], finest: f64) -> Vec<f64> {
    let mut weights = vec![0.0; points.len()];
    let Some(last) = points.len().checked_sub(1) else { return weights };
    let mut spans = vec![(0, last, f64::INFINITY)];
    for at in [0, last] {
        if let Some(weight) = weights.get_mut(at) {
            *weight = f64::INFINITY;
        }
    }
    while let Some((from, to, above)) = spans.pop() {
        let (Some(&start), Some(&end)) = (points.get(from), points.get(to)) else { continue };
        let (dx, dy) = (end.0 - start.0, end.1 - start.1);
        let length = dx * dx + dy * dy;
        let inverse = if length > 0.0 { 1.0 / length } else { 0.0 };
        // What a point is off the segment by.
        let off = |point: (f64, f64)| {
            let (x, y) = (point.0 - start.0, point.1 - start.1);
            let along = if length > 0.0 { ((x * dx + y * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
            (x - along * dx, y - along * dy)
        };
        let distance = |point: (f64, f64)| {
            let (x, y) = off(point);
            libm::hypot(x, y)
        };
        let (mut far, mut close, mut middle, mut farthest) = (-1.0, -1.0, from, start);
        for (at, &point) in points.get(from + 1..to).unwrap_or_default().iter().enumerate() {
            // The square of the same, without a division for each point.
            let (x, y) = (point.0 - start.0, point.1 - start.1);
            let along = x * dx + y * dy;
            let square = if along <= 0.0 {
                x * x + y * y
            } else if along >= length {
                (x - dx) * (x - dx) + (y - dy) * (y - dy)
            } else {
                let across = x * dy - y * dx;
                across * across * inverse
            };
            if square >= close && (square > far * (1.0 + CLOSE) || distance(point) >= distance(farthest)) {
                (far, close, middle, farthest) = (square, square * (1.0 - CLOSE), from + 1 + at, point);
            }
        }
        if far > finest * finest
            && let Some(weight) = weights.get_mut(middle)
        {
            let own = distance(farthest).min(above);
            *weight = own;
            spans.extend([(from, middle, own), (middle, to, own)]);
        }
    }
    weights
}

impl Topology {
    /// The surface of an area in square kilometres, on the sphere with the surface of the Earth; holes must
    /// run the other way round than what is around them.
    pub fn area_km2(&self, area: &Area) -> f64 {
        let rings = self.rings(area).map(|arcs| {
            let points: Vec<(f64, f64)> = arcs
                .iter()
                .flat_map(|&arc| self.directed(arc))
                .map(|(lon, lat)| (lon.to_radians(), libm::sin(lat.to_radians())))
                .collect();
            ring_area(&points)
        });
        rings.sum::<f64>().abs() * RADIUS_KM * RADIUS_KM
    }

    /// The points of each ring of an area, in degrees.
    pub fn ring_points(&self, area: &Area) -> Vec<Vec<(f64, f64)>> {
        self.rings(area).map(|arcs| arcs.iter().flat_map(|&arc| self.directed(arc)).collect()).collect()
    }

    /// The centre of mass of the largest ring of an area, in degrees.
    pub fn centre(&self, area: &Area) -> Option<(f64, f64)> {
        let largest = self
            .ring_points(area)
            .into_iter()
            .max_by(|one, other| ring_area(one).abs().total_cmp(&ring_area(other).abs()))?;
        let (x0, y0) = *largest.first()?;
        let (mut twice, mut x, mut y) = (0.0, 0.0, 0.0);
        for ((ax, ay), (bx, by)) in largest.iter().zip(largest.iter().cycle().skip(1)) {
            let (ax, ay, bx, by) = (ax - x0, ay - y0, bx - x0, by - y0);
            let cross = ax * by - bx * ay;
            twice += cross;
            x += (ax + bx) * cross;
            y += (ay + by) * cross;
        }
        Some(if twice.abs() > 1e-12 { (x0 + x / (3.0 * twice), y0 + y / (3.0 * twice)) } else { (x0, y0) })
    }

    /// The points of an arc in the direction of its number.
    fn directed(&self, arc: i32) -> Vec<(f64, f64)> {
        let mut points: Vec<(f64, f64)> = self.arc(if arc < 0 { !arc } else { arc } as usize).collect();
        if arc < 0 {
            points.reverse();
        }
        points
    }
}

/// The signed area of a ring (the shoelace formula), in square pixels.
fn ring_area(ring: &[(f64, f64)]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|((x, y), (u, v))| x * v - u * y).sum::<f64>() / 2.0
}
