//! Shapes of any kind, one a feature: points, lines and areas in flat arrays.

use super::{Bounds, Grid};

/// What a part of a shape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartKind {
    /// One or more single points.
    Points,
    /// An open line.
    Line,
    /// A ring of an area; an area is filled by the even-odd rule over its rings.
    Ring,
}

/// What a whole shape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeKind {
    /// Nothing.
    None,
    /// Points alone.
    Points,
    /// Lines alone.
    Lines,
    /// Areas alone.
    Areas,
    /// Parts of more than one kind.
    Mixed,
}

impl ShapeKind {
    /// The name that `GeoJSON` users know; empty for nothing.
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Points => "Point",
            Self::Lines => "LineString",
            Self::Areas => "Polygon",
            Self::Mixed => "GeometryCollection",
        }
    }
}

/// What the coordinates are counted in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Coordinates {
    /// Longitude and latitude in degrees (WGS 84 or a datum within a few metres of it).
    #[default]
    Degrees,
    /// Eastings and northings of a projection that was not undone. The text names it.
    Projected(String),
}

/// How many points, parts and shapes there were at a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    flat: usize,
    parts: usize,
    shapes: usize,
}

/// Shapes, one a feature, in the order of the file. Coordinates are pairs: x (longitude), y (latitude).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Features {
    /// What the coordinates are counted in.
    pub coordinates: Coordinates,
    /// Whether the format wants outer rings against the clock, as `GeoJSON` does.
    pub against_clock: bool,
    /// x and y of every point, one after the other.
    flat: Vec<f64>,
    /// Kind of every part and the index of the point behind its last.
    parts: Vec<(PartKind, u32)>,
    /// Of every shape, the index of the part behind its last.
    shapes: Vec<u32>,
}

impl Features {
    /// The number of shapes, empty ones counted.
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    /// Whether there is no shape.
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// The number of points of all shapes.
    pub fn points(&self) -> usize {
        self.flat.len() / 2
    }

    /// Adds a point to the part that is being made.
    pub fn push_point(&mut self, x: f64, y: f64) {
        self.flat.extend([x, y]);
    }

    /// Adds points to the part that is being made.
    pub fn push_points(&mut self, points: impl IntoIterator<Item = (f64, f64)>) {
        self.flat.extend(points.into_iter().flat_map(|(x, y)| [x, y]));
    }

    /// Ends the part that the last points are of; no part is made of none.
    pub fn end_part(&mut self, kind: PartKind) {
        let end = self.points() as u32;
        let start = self.parts.last().map_or(0, |(_, end)| *end);
        if end > start {
            self.parts.push((kind, end));
        }
    }

    /// Ends the shape that the last parts are of; a feature without geometry has none.
    pub fn end_shape(&mut self) {
        self.shapes.push(self.parts.len() as u32);
    }

    /// How far it is, to go back to.
    pub(crate) fn mark(&self) -> Mark {
        Mark { flat: self.flat.len(), parts: self.parts.len(), shapes: self.shapes.len() }
    }

    /// Forgets what was added after a mark.
    pub(crate) fn back_to(&mut self, mark: Mark) {
        self.flat.truncate(mark.flat);
        self.parts.truncate(mark.parts);
        self.shapes.truncate(mark.shapes);
    }

    /// The parts of a shape: their kind and their coordinates, x and y in turn.
    pub fn parts(&self, shape: usize) -> impl Iterator<Item = (PartKind, &[f64])> {
        let bound = |at: Option<usize>| at.and_then(|at| self.shapes.get(at)).map_or(0, |end| *end as usize);
        let (from, to) = (bound(shape.checked_sub(1)), bound(Some(shape)));
        (from..to.max(from)).filter_map(move |part| {
            let start = part.checked_sub(1).and_then(|before| self.parts.get(before)).map_or(0, |(_, end)| *end);
            let (kind, end) = self.parts.get(part)?;
            Some((*kind, self.flat.get(start as usize * 2..*end as usize * 2)?))
        })
    }

    /// What a shape is.
    pub fn kind(&self, shape: usize) -> ShapeKind {
        let mut kinds = self.parts(shape).map(|(kind, _)| kind);
        let Some(first) = kinds.next() else { return ShapeKind::None };
        if kinds.any(|kind| kind != first) {
            return ShapeKind::Mixed;
        }
        match first {
            PartKind::Points => ShapeKind::Points,
            PartKind::Line => ShapeKind::Lines,
            PartKind::Ring => ShapeKind::Areas,
        }
    }

    /// The rectangle around everything; `None` when there is no point.
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.flat.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))))
    }

    /// Says what the coordinates are counted in: an EPSG name (`urn:ogc:def:crs:EPSG::32748`) or a
    /// well-known text. Eastings and northings of a known grid become degrees.
    pub fn set_reference(&mut self, reference: &str) {
        let reference = reference.trim();
        let geographic = reference.starts_with("GEOGCS") || reference.starts_with("GEOGCRS");
        let code = reference.rsplit(':').next().and_then(|code| code.parse::<u32>().ok());
        let degrees = reference.is_empty()
            || geographic
            || reference.ends_with("CRS84")
            || code.is_some_and(|code| matches!(code, 4326 | 4755 | 4979 | 9470 | 4269));
        let grid = code.map_or_else(|| Grid::from_wkt(reference), Grid::from_epsg);
        if let Some(grid) = grid.filter(|_| !degrees) {
            self.map(|x, y| grid.degrees(x, y));
            self.coordinates = Coordinates::Degrees;
        } else if degrees {
            self.coordinates = self.by_size();
        } else {
            let name = reference.split('"').nth(1).unwrap_or(reference);
            self.coordinates = Coordinates::Projected(name.chars().take(80).collect());
        }
    }

    /// Changes every point.
    pub(super) fn map(&mut self, change: impl Fn(f64, f64) -> (f64, f64)) {
        for pair in self.flat.chunks_exact_mut(2) {
            if let [x, y] = pair {
                (*x, *y) = change(*x, *y);
            }
        }
    }

    /// Whether something holds of every point.
    pub(super) fn each(&self, holds: impl Fn(f64, f64) -> bool) -> bool {
        self.flat.chunks_exact(2).all(|pair| matches!(pair, [x, y] if holds(*x, *y)))
    }

    /// What the coordinates seem to be counted in: numbers too large for degrees are none.
    pub(super) fn by_size(&self) -> Coordinates {
        let degrees = self.bounds().is_none_or(|bounds| {
            bounds.west >= -361.0 && bounds.east <= 361.0 && bounds.south >= -90.5 && bounds.north <= 90.5
        });
        if degrees { Coordinates::Degrees } else { Coordinates::Projected(String::new()) }
    }

    /// The middle of a shape: of its areas the centre of mass, otherwise the mean of its points.
    pub fn centroid(&self, shape: usize) -> Option<(f64, f64)> {
        let (mut twice_area, mut area_x, mut area_y) = (0.0, 0.0, 0.0);
        let (mut count, mut sum_x, mut sum_y) = (0.0_f64, 0.0, 0.0);
        // Sums are taken from the first point on: far from 0 small areas lose their digits.
        let (_, first) = self.parts(shape).next()?;
        let (x0, y0) = (*first.first()?, *first.get(1)?);
        for (kind, flat) in self.parts(shape) {
            let points = || flat.chunks_exact(2).filter_map(|pair| Some((*pair.first()? - x0, *pair.last()? - y0)));
            for (x, y) in points() {
                count += 1.0;
                sum_x += x;
                sum_y += y;
            }
            if kind == PartKind::Ring {
                let next = points().skip(1).chain(points().take(1));
                for ((x, y), (next_x, next_y)) in points().zip(next) {
                    let cross = x * next_y - next_x * y;
                    twice_area += cross;
                    area_x += (x + next_x) * cross;
                    area_y += (y + next_y) * cross;
                }
            }
        }
        let (x, y) = if twice_area.abs() > 1e-15 {
            (area_x / (3.0 * twice_area), area_y / (3.0 * twice_area))
        } else {
            (sum_x / count.max(1.0), sum_y / count.max(1.0))
        };
        Some((x0 + x, y0 + y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_know_their_parts_and_middles() {
        let mut features = Features::default();
        for (x, y) in [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)] {
            features.push_point(x, y);
        }
        features.end_part(PartKind::Ring);
        features.end_shape();
        features.end_shape();
        features.push_point(107.0, -6.0);
        features.end_part(PartKind::Points);
        features.push_point(107.0, -6.0);
        features.push_point(108.0, -7.0);
        features.end_part(PartKind::Line);
        features.end_part(PartKind::Line);
        features.end_shape();
        assert_eq!((features.len(), features.points()), (3, 8));
        assert_eq!(
            [0, 1, 2, 9].map(|shape| features.kind(shape)),
            [ShapeKind::Areas, ShapeKind::None, ShapeKind::Mixed, ShapeKind::None]
        );
        assert_eq!(features.centroid(0), Some((1.0, 1.0)));
        assert_eq!(features.centroid(1), None);
        assert_eq!(
            features.parts(2).map(|(kind, flat)| (kind, flat.len())).collect::<Vec<_>>(),
            [(PartKind::Points, 2), (PartKind::Line, 4)]
        );
        assert_eq!(features.bounds(), Some(Bounds { west: 0.0, south: -7.0, east: 108.0, north: 2.0 }));
    }
}
