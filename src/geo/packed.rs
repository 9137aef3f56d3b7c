//! Borders as they travel from the worker to the page: points and numbers alone, as bytes, written in base64.
//!
//! A screen's outlines have some hundred thousand points. As `TopoJSON` they are three times as long, and reading
//! them takes the page longer than drawing them. Nothing of this is ever stored: page and worker are of one build.
//!
//! All numbers are whole ones of as many bytes as they need (LEB128), those that may be negative folded (0, -1, 1,
//! -2 ...). In order: the number of arcs; of each the number of its points and their steps from the point before, in
//! millionths of a degree; the number of areas; of each its rings, its lines and its points, each with their number.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;

use super::{Area, Topology};
use crate::base::note::{Problem, ProblemCode};

/// Degrees to a step, about ten centimetres.
const STEP: f64 = 1e-6;
/// Bytes of the longest number.
const LONGEST: u32 = 5;

impl Topology {
    /// Borders and the first so many areas, without names and properties, as a text.
    pub fn packed(&self, most_areas: usize) -> String {
        let mut out = Vec::with_capacity(self.points() * 4 + self.areas.len() * 8);
        let mut before = (0, 0);
        count(&mut out, self.arcs());
        for arc in 0..self.arcs() {
            count(&mut out, self.arc(arc).count());
            self.arc(arc).for_each(|place| step(&mut out, &mut before, place));
        }
        let areas = self.areas.get(..most_areas).unwrap_or(&self.areas);
        count(&mut out, areas.len());
        for area in areas {
            count(&mut out, (area.rings.1 - area.rings.0) as usize);
            for ring in self.rings(area) {
                count(&mut out, ring.len());
                for arc in ring {
                    folded(&mut out, *arc);
                }
            }
            count(&mut out, area.lines.len());
            for arc in &area.lines {
                count(&mut out, *arc as usize);
            }
            count(&mut out, area.points.len());
            for place in &area.points {
                step(&mut out, &mut before, *place);
            }
        }
        BASE64.encode(out)
    }

    /// The borders and areas of such a text.
    pub fn unpacked(text: &str) -> Result<Self, Problem> {
        let bytes = BASE64.decode(text).map_err(|error| bad(&error))?;
        read(&mut Bytes(&bytes)).ok_or_else(|| bad(&"packed outlines break off"))
    }
}

fn bad(why: &dyn std::fmt::Display) -> Problem {
    // Page and worker are then of different builds.
    Problem::new(ProblemCode::WorkerStopped).detail(why.to_string())
}

/// Writes a number that is not negative.
fn count(out: &mut Vec<u8>, number: usize) {
    let mut rest = number as u32;
    while rest > 0x7F {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// Writes a number that may be negative.
fn folded(out: &mut Vec<u8>, number: i32) {
    count(out, (number << 1 ^ number >> 31) as u32 as usize);
}

/// Writes a place as steps from the one before.
fn step(out: &mut Vec<u8>, before: &mut (i32, i32), (lon, lat): (f64, f64)) {
    // Degrees are a few hundred at most; what is not would stop at the edge of the numbers.
    let on_grid = |degrees: f64| (degrees / STEP).round() as i32;
    let here = (on_grid(lon), on_grid(lat));
    folded(out, here.0.wrapping_sub(before.0));
    folded(out, here.1.wrapping_sub(before.1));
    *before = here;
}

/// What is not read yet.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn count(&mut self) -> Option<u32> {
        let mut number = 0;
        for at in 0..LONGEST {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7F) << (7 * at);
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A number of things, each of which takes a byte at least.
    fn length(&mut self) -> Option<usize> {
        let length = self.count()? as usize;
        (length <= self.0.len()).then_some(length)
    }

    fn folded(&mut self) -> Option<i32> {
        let number = self.count()?;
        Some((number >> 1) as i32 ^ -((number & 1) as i32))
    }

    fn place(&mut self, before: &mut (i32, i32)) -> Option<(f64, f64)> {
        *before = (before.0.wrapping_add(self.folded()?), before.1.wrapping_add(self.folded()?));
        Some((f64::from(before.0) * STEP, f64::from(before.1) * STEP))
    }
}

fn read(bytes: &mut Bytes<'_>) -> Option<Topology> {
    let mut topology = Topology { arc_starts: vec![0], ring_starts: vec![0], ..Topology::default() };
    let mut before = (0, 0);
    topology.coordinates.reserve(bytes.0.len() / 2);
    for _ in 0..bytes.length()? {
        for _ in 0..bytes.length()? {
            let (lon, lat) = bytes.place(&mut before)?;
            topology.coordinates.push(lon);
            topology.coordinates.push(lat);
        }
        topology.arc_starts.push(topology.points() as u32);
    }
    let arcs = topology.arcs();
    for _ in 0..bytes.length()? {
        let mut area = Area::default();
        let first = topology.ring_starts.len() as u32 - 1;
        let rings = bytes.length()?;
        for _ in 0..rings {
            for _ in 0..bytes.length()? {
                let arc = bytes.folded()?;
                topology.ring_arcs.push(arc);
                ((if arc < 0 { !arc } else { arc } as usize) < arcs).then_some(())?;
            }
            topology.ring_starts.push(topology.ring_arcs.len() as u32);
        }
        area.rings = (first, first + rings as u32);
        for _ in 0..bytes.length()? {
            let arc = bytes.count()?;
            area.lines.push(arc);
            ((arc as usize) < arcs).then_some(())?;
        }
        for _ in 0..bytes.length()? {
            area.points.push(bytes.place(&mut before)?);
        }
        topology.areas.push(area);
    }
    bytes.0.is_empty().then_some(topology)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{Features, PartKind};

    fn mixed() -> Topology {
        let mut features = Features::default();
        for x in [110.0, 111.0] {
            features.push_points([(x, -7.0), (x + 1.0, -7.0), (x + 1.0, -6.0), (x, -6.0), (x, -7.0)]);
            features.end_part(PartKind::Ring);
            features.end_shape();
        }
        features.end_shape();
        features.push_points([(95.5, 5.25), (141.0, -11.0)]);
        features.end_part(PartKind::Line);
        features.push_points([(-179.5, 0.000_001), (179.5, 0.0)]);
        features.end_part(PartKind::Points);
        features.end_shape();
        Topology::build(&features, Vec::new(), 1_000)
    }

    #[test]
    fn borders_come_back() {
        let topology = mixed();
        let back = Topology::unpacked(&topology.packed(9)).unwrap();
        assert_eq!(back.areas, topology.areas.iter().map(rounded).collect::<Vec<_>>());
        assert_eq!((&back.arc_starts, &back.ring_arcs), (&topology.arc_starts, &topology.ring_arcs));
        let apart = back.coordinates.iter().zip(&topology.coordinates).map(|(one, other)| (one - other).abs());
        assert!(apart.fold(0.0, f64::max) <= STEP, "within a step of the grid");
        assert_eq!(Topology::unpacked(&topology.packed(2)).unwrap().areas(), &back.areas[..2]);
        assert_eq!(Topology::unpacked(&Topology::default().packed(9)).unwrap().areas(), []);
    }

    /// An area with its points on the grid.
    fn rounded(area: &Area) -> Area {
        let on_grid = |degrees: f64| f64::from((degrees / STEP).round() as i32) * STEP;
        let points = area.points.iter().map(|(lon, lat)| (on_grid(*lon), on_grid(*lat))).collect();
        Area { points, ..area.clone() }
    }

    #[test]
    fn what_breaks_off_is_refused() {
        let whole = BASE64.decode(mixed().packed(9)).unwrap();
        for end in 0..whole.len() {
            assert!(Topology::unpacked(&BASE64.encode(&whole[..end])).is_err(), "{end}");
        }
        for (bytes, why) in [
            (&[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01][..], "a number without an end"),
            (&[0xFF, 0xFF, 0x03][..], "more arcs than bytes"),
            (&[0, 1, 1, 1, 0, 0, 0][..], "an arc that is not there"),
            (&[0, 1, 0, 1, 7, 0][..], "a line that is not there"),
            (&[0, 0, 0][..], "bytes behind the end"),
        ] {
            assert!(Topology::unpacked(&BASE64.encode(bytes)).is_err(), "{why}");
        }
        assert!(Topology::unpacked("{}").is_err());
    }
}
