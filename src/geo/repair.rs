//! What is wrong with a stranger's geometry, and the best that can be made of it.
//!
//! Filling by the even-odd rule makes most faults harmless for a picture: which way round a ring is
//! written does not matter to it, and a ring that is not closed is closed by its filling. They are
//! counted and told all the same, because other programs are less patient. Swapped coordinates and those
//! of Web Mercator without a word of it are put right where the numbers leave no doubt.

use serde::{Deserialize, Serialize};

use super::{Coordinates, Features, Grid, PartKind};

/// A fault of geometry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Latitudes stood where longitudes belong; they were exchanged. Counts points.
    Swapped,
    /// Metres of Web Mercator without a word of it; they were undone. Counts points.
    WebMercator,
    /// Eastings and northings of a projection that the file does not name, or that is not known. Counts points.
    Projected,
    /// A ring whose last point is not its first; it was closed. Counts rings.
    OpenRing,
    /// A ring with fewer than three different points; it shows nothing. Counts rings.
    Flat,
    /// A ring that crosses itself; what it encloses twice counts as outside. Counts rings.
    Crossing,
    /// An outer ring written with the clock, where the format wants it against. Counts rings.
    Winding,
    /// A feature without geometry; it is not on the map. Counts features.
    Nowhere,
}

/// Comparisons of sides that looking for crossings may take.
const COMPARISONS: usize = 20_000_000;
/// Metres from the middle of the projection's map to its edge.
const MERCATOR_EDGE: f64 = 20_037_508.4;

impl Features {
    /// Puts right what can be, and tells what is wrong, with counts.
    pub fn mend(&mut self) -> Vec<(Trouble, u64)> {
        let mut found: Vec<(Trouble, u64)> = self.set_right().into_iter().collect();
        found.extend(self.faults());
        found
    }

    /// Puts coordinates right that stand the wrong way round or are metres of Web Mercator; which of the two was
    /// done, with the number of points, or that they are of a projection that is not known.
    pub fn set_right(&mut self) -> Option<(Trouble, u64)> {
        let mut done = None;
        if self.coordinates == Coordinates::Projected(String::new()) {
            if self.each(|x, y| x.abs() <= 90.0 && y.abs() <= 180.0) {
                self.map(|x, y| (y, x));
                self.coordinates = Coordinates::Degrees;
                done = Some(Trouble::Swapped);
            } else if self.is_mercator() {
                self.map(|x, y| Grid::WebMercator.degrees(x, y));
                self.coordinates = Coordinates::Degrees;
                done = Some(Trouble::WebMercator);
            }
        }
        if let Coordinates::Projected(_) = self.coordinates {
            done = Some(Trouble::Projected);
        }
        let points = self.points() as u64;
        done.filter(|_| points > 0).map(|trouble| (trouble, points))
    }

    /// What is wrong with rings and features, with counts; what it is about stays as it is.
    pub fn faults(&self) -> Vec<(Trouble, u64)> {
        let mut found = Vec::new();
        let mut tell = |trouble: Trouble, count: usize| {
            if count > 0 {
                found.push((trouble, count as u64));
            }
        };
        let (mut open, mut flat, mut crossing, mut wound) = (0, 0, 0, 0);
        let mut left = COMPARISONS;
        for shape in 0..self.len() {
            let mut outer = true;
            for (kind, points) in self.parts(shape) {
                if kind != PartKind::Ring {
                    continue;
                }
                let mut ring: Vec<(f64, f64)> =
                    points.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect();
                open += usize::from(ring.len() > 1 && ring.first() != ring.last());
                ring.dedup();
                while ring.len() > 1 && ring.first() == ring.last() {
                    ring.pop();
                }
                flat += usize::from(ring.len() < 3);
                crossing += usize::from(crosses_itself(&ring, &mut left));
                let next = ring.iter().cycle().skip(1);
                let area: f64 = ring.iter().zip(next).map(|((x, y), (u, v))| x * v - u * y).sum();
                // The first ring of a polygon is its outer one; of those behind it this does not tell.
                wound += usize::from(outer && area < 0.0);
                outer = false;
            }
        }
        tell(Trouble::OpenRing, open);
        tell(Trouble::Flat, flat);
        tell(Trouble::Crossing, crossing);
        tell(Trouble::Winding, if self.against_clock { wound } else { 0 });
        tell(Trouble::Nowhere, (0..self.len()).filter(|shape| self.parts(*shape).next().is_none()).count());
        found
    }

    /// Undoes a grid that a person names for coordinates that are not degrees; whether they are now.
    pub fn undo(&mut self, grid: Grid) -> bool {
        if self.coordinates == Coordinates::Degrees {
            return false;
        }
        self.map(|x, y| grid.degrees(x, y));
        self.coordinates = self.by_size();
        self.coordinates == Coordinates::Degrees
    }

    /// Whether all points are metres of Web Mercator around Indonesia, where no zone of UTM and no TM-3 has
    /// eastings.
    fn is_mercator(&self) -> bool {
        self.each(|x, y| (10_300_000.0..16_100_000.0).contains(&x) && y.abs() < 2_000_000.0)
            || self.each(|x, y| x.abs() <= MERCATOR_EDGE && y.abs() <= MERCATOR_EDGE)
                && self.bounds().is_some_and(|bounds| bounds.east - bounds.west > 2_500_000.0)
    }
}

/// The direction that sides are swept along, as a cosine and a sine. Borders drawn by people run north or east
/// for long stretches; along neither of them many sides would be open at once.
const SWEEP: (f64, f64) = (0.794_654, 0.607_062);

/// Whether two sides of a ring (its first point not repeated) cross in a point inside both. `left` bounds the
/// work over all rings; a ring for which it does not suffice is taken as good.
fn crosses_itself(ring: &[(f64, f64)], left: &mut usize) -> bool {
    let count = ring.len();
    if count < 4 {
        return false;
    }
    let side = |at: usize| Some((*ring.get(at)?, *ring.get(if at + 1 == count { 0 } else { at + 1 })?));
    let along = |(x, y): (f64, f64)| x * SWEEP.0 + y * SWEEP.1;
    // Where every side begins and ends along the sweep, and which it is.
    let mut order: Vec<(f64, f64, u32)> = ring
        .iter()
        .zip(ring.iter().cycle().skip(1))
        .zip(0..)
        .map(|((a, b), at)| (along(*a).min(along(*b)), along(*a).max(along(*b)), at))
        .collect();
    order.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.2.cmp(&other.2)));
    let mut open: Vec<(f64, u32)> = Vec::new();
    for (start, end, at) in order {
        let Some((a, b)) = side(at as usize) else { continue };
        open.retain(|(end, _)| *end >= start);
        if *left < open.len() {
            return false;
        }
        *left -= open.len();
        let beside = |other: u32| {
            let apart = other.abs_diff(at) as usize;
            apart == 1 || apart + 1 == count
        };
        let crossed = |other: u32| side(other as usize).is_some_and(|(c, d)| cross(a, b, c, d));
        if open.iter().any(|(_, other)| !beside(*other) && crossed(*other)) {
            return true;
        }
        open.push((end, at));
    }
    false
}

/// Whether two segments cross inside both.
fn cross(a: (f64, f64), b: (f64, f64), c: (f64, f64), d: (f64, f64)) -> bool {
    let turn = |p: (f64, f64), q: (f64, f64), r: (f64, f64)| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::ShapeKind;

    fn shapes(rings: &[&[(f64, f64)]]) -> Features {
        let mut features = Features::default();
        for ring in rings {
            features.push_points(ring.iter().copied());
            features.end_part(PartKind::Ring);
            features.end_shape();
        }
        features.set_reference("");
        features.against_clock = true;
        features
    }

    const SQUARE: [(f64, f64); 5] = [(107.0, -7.0), (108.0, -7.0), (108.0, -6.0), (107.0, -6.0), (107.0, -7.0)];

    #[test]
    fn faults_are_counted() {
        let check = |ring: &[(f64, f64)], expected: &[(Trouble, u64)]| {
            assert_eq!(shapes(&[ring]).mend(), expected, "{ring:?}");
        };
        check(&SQUARE, &[]);
        check(&SQUARE[..4], &[(Trouble::OpenRing, 1)]);
        let turned: Vec<(f64, f64)> = SQUARE.iter().rev().copied().collect();
        check(&turned, &[(Trouble::Winding, 1)]);
        check(&[(1.0, 1.0), (2.0, 2.0), (1.0, 1.0)], &[(Trouble::Flat, 1)]);
        // A bow tie.
        check(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)], &[(Trouble::Crossing, 1)]);
        check(&[], &[(Trouble::Nowhere, 1)]);
        let mut elsewhere = shapes(&[&turned]);
        elsewhere.against_clock = false;
        assert_eq!(elsewhere.mend(), []);
    }

    #[test]
    fn swapped_coordinates_and_metres_are_put_right_where_they_are_certain() {
        let swapped: Vec<(f64, f64)> = SQUARE.iter().map(|(x, y)| (*y, *x)).collect();
        let mut features = shapes(&[&swapped]);
        // Exchanged, the ring also runs the other way.
        assert_eq!(features.mend(), [(Trouble::Swapped, 5)]);
        assert_eq!(features.centroid(0), Some((107.5, -6.5)));
        assert_eq!((features.kind(0), &features.coordinates), (ShapeKind::Areas, &Coordinates::Degrees));

        let radius = 6_378_137.0;
        let metres: Vec<(f64, f64)> = SQUARE
            .iter()
            .map(|(x, y)| {
                let north = libm::log(libm::tan(std::f64::consts::FRAC_PI_4 + y.to_radians() / 2.0));
                (x.to_radians() * radius, north * radius)
            })
            .collect();
        let mut features = shapes(&[&metres]);
        assert_eq!(features.mend(), [(Trouble::WebMercator, 5)]);
        let (x, y) = features.centroid(0).unwrap();
        assert!((x - 107.5).abs() < 1e-6 && (y + 6.5).abs() < 1e-6, "{x} {y}");
    }

    #[test]
    fn a_grid_without_a_name_is_asked() {
        // Around Bandung: UTM 48 south.
        let utm = [(780_000.0, 9_230_000.0), (800_000.0, 9_230_000.0), (800_000.0, 9_250_000.0)];
        let mut features = shapes(&[&utm]);
        assert_eq!(features.mend(), [(Trouble::Projected, 3), (Trouble::OpenRing, 1)]);
        assert!(features.undo(Grid::from_epsg(32_748).unwrap()));
        let (x, y) = features.centroid(0).unwrap();
        assert!((107.0..108.5).contains(&x) && (-7.5..-6.5).contains(&y), "{x} {y}");
        assert!(!features.undo(Grid::from_epsg(32_748).unwrap()), "degrees stay");
    }

    #[test]
    fn large_rings_take_bounded_work() {
        // A comb whose sides all overlap from west to east, closed around the outside: the worst for a sweep.
        let mut comb: Vec<(f64, f64)> =
            (0..20_000).map(|at| (if at % 2 == 0 { 100.0 } else { 110.0 }, f64::from(at) / 4_000.0)).collect();
        comb.extend([(120.0, 5.1), (120.0, -1.0), (99.0, -1.0)]);
        let mut left = COMPARISONS;
        assert!(!crosses_itself(&comb, &mut left));
        assert!(left < COMPARISONS);
    }
}
