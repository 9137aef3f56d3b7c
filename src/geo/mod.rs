//! Shapes: flat geometry with shared borders, `TopoJSON` decoding, projection.
//!
//! Areas are kept as they come from a topology: every border once, as an arc, and rings as lists of
//! arcs. Arcs are projected and thinned once, so that two neighbours always have the same border and
//! no sliver can open between them.

mod build;
mod coordinate;
mod dissolve;
mod features;
mod grid;
mod measure;
mod nearest;
mod packed;
mod project;
mod projection;
mod repair;
mod thin;
mod topojson;
mod write;

#[cfg(test)]
mod tests;

pub use coordinate::{Axis, angle, pair};
pub use features::{Coordinates, Features, PartKind, ShapeKind};
pub use grid::Grid;
pub use measure::{Finder, distance_km};
pub use nearest::Nearest;
pub use project::{Fit, Picture};
pub use projection::{EqualArea, Projection};
pub use repair::Trouble;
pub use topojson::{decode, decode_shapes};
pub use write::{File, Form};

/// Areas that share borders. Coordinates are longitude and latitude in degrees (WGS 84).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topology {
    /// Longitude and latitude of every point, one after the other.
    coordinates: Vec<f64>,
    /// Index of the first point of every arc, and after the last arc the number of points.
    arc_starts: Vec<u32>,
    /// Arcs of every ring: `i` forwards, `!i` backwards.
    ring_arcs: Vec<i32>,
    /// Index into `ring_arcs` of the first arc of every ring, and after the last ring their number.
    ring_starts: Vec<u32>,
    /// The areas; lines and points of a geographic file, too.
    areas: Vec<Area>,
}

/// One area of a [`Topology`]: rings that are filled by the even-odd rule. Rows of a geographic file can have
/// lines and points, too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    /// The identifier, as text.
    pub id: Option<String>,
    /// What the file says of the area.
    pub properties: serde_json::Map<String, serde_json::Value>,
    /// Its rings: the first and one past the last.
    rings: (u32, u32),
    /// Its open lines: numbers of arcs.
    lines: Vec<u32>,
    /// Its single points: longitude and latitude.
    points: Vec<(f64, f64)>,
}

impl Area {
    /// The arcs of its open lines, for shapes that have any.
    pub fn lines(&self) -> &[u32] {
        &self.lines
    }

    /// Its single points, for shapes that have any: longitude and latitude.
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// Whether it has a ring.
    pub const fn has_rings(&self) -> bool {
        self.rings.1 > self.rings.0
    }
}

/// A rectangle of longitudes and latitudes in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

impl Bounds {
    /// The rectangle around points of x (longitude) and y (latitude); `None` without any.
    fn around(mut points: impl Iterator<Item = (f64, f64)>) -> Option<Self> {
        let (lon, lat) = points.next()?;
        let first = Self { west: lon, south: lat, east: lon, north: lat };
        Some(
            points.fold(first, |bounds, (lon, lat)| bounds.with(Self { west: lon, south: lat, east: lon, north: lat })),
        )
    }

    /// Whether a point lies in it.
    pub fn holds(self, (lon, lat): (f64, f64)) -> bool {
        (self.west..=self.east).contains(&lon) && (self.south..=self.north).contains(&lat)
    }

    /// The rectangle around this and another.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }
}

impl Topology {
    /// The areas in the order of the file.
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// How many points all borders have.
    pub fn points(&self) -> usize {
        self.coordinates.len() / 2
    }

    /// The rectangle around everything; `None` when there is no point.
    pub fn bounds(&self) -> Option<Bounds> {
        let arcs = self.coordinates.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
        Bounds::around(arcs.chain(self.areas.iter().flat_map(|area| area.points.iter().copied())))
    }

    /// The rectangle around one area; `None` when it has no point.
    pub fn bounds_of(&self, area: &Area) -> Option<Bounds> {
        let arcs = self.rings(area).flatten().map(|&arc| if arc < 0 { !arc } else { arc } as usize);
        let arcs = arcs.chain(area.lines.iter().map(|arc| *arc as usize));
        Bounds::around(arcs.flat_map(|arc| self.arc(arc)).chain(area.points.iter().copied()))
    }

    /// The areas as single shapes, each with the points of its rings.
    pub fn features(&self) -> Features {
        let mut features = Features::default();
        for area in &self.areas {
            for arcs in self.rings(area) {
                for &arc in arcs {
                    let mut points: Vec<(f64, f64)> = self.arc(if arc < 0 { !arc } else { arc } as usize).collect();
                    if arc < 0 {
                        points.reverse();
                    }
                    features.push_points(points);
                }
                features.end_part(PartKind::Ring);
            }
            features.end_shape();
        }
        features
    }

    /// The number of arcs.
    fn arcs(&self) -> usize {
        self.arc_starts.len().saturating_sub(1)
    }

    /// The points of an arc.
    fn arc(&self, index: usize) -> impl Iterator<Item = (f64, f64)> {
        let bound = |at: usize| self.arc_starts.get(at).map_or(0, |start| *start as usize * 2);
        let flat = self.coordinates.get(bound(index)..bound(index + 1)).unwrap_or_default();
        flat.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
    }

    /// The arcs of each ring of an area.
    fn rings(&self, area: &Area) -> impl Iterator<Item = &[i32]> {
        (area.rings.0 as usize..area.rings.1 as usize).map(|ring| {
            let bound = |at: usize| self.ring_starts.get(at).map_or(0, |start| *start as usize);
            self.ring_arcs.get(bound(ring)..bound(ring + 1)).unwrap_or_default()
        })
    }
}
