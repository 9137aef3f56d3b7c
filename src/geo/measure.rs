//! Areas, lengths and distances on the globe, and what lies in what.
//!
//! **Areas** are those on the ellipsoid WGS 84: latitudes become authalic ones (Snyder 1987, equations
//! 3-11 and 3-12), with which a cylindrical equal-area map of the sphere keeps the ellipsoid's areas
//! exactly, and the area of an outline is the shoelace sum on that map; sides are straight there.
//! **Lengths** are great-circle distances with Lambert's correction for the ellipsoid (good to some ten
//! metres in thousands of kilometres).

use super::{Bounds, Features, PartKind};

/// Half the greater axis of WGS 84 in kilometres, its flattening and its squared eccentricity.
pub(super) const AXIS_KM: f64 = 6_378.137;
const FLATTENING: f64 = 1.0 / 298.257_223_563;
pub(super) const SQUARED: f64 = FLATTENING * (2.0 - FLATTENING);

/// Snyder's q: twice the area from the equator to a latitude, in units of the axis.
fn q(latitude: f64) -> f64 {
    let e = libm::sqrt(SQUARED);
    let sine = libm::sin(latitude.to_radians());
    let es = e * sine;
    (1.0 - SQUARED) * (sine / (1.0 - es * es) - libm::log((1.0 - es) / (1.0 + es)) / (2.0 * e))
}

/// The point of a flat list.
fn pairs(flat: &[f64]) -> impl Iterator<Item = (f64, f64)> {
    flat.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
}

/// The signed area of a ring in square kilometres: positive against the clock.
fn ring_km2(flat: &[f64]) -> f64 {
    let Some(first) = pairs(flat).next() else { return 0.0 };
    let mut sum = 0.0;
    let mut before = (first.0.to_radians(), q(first.1));
    let start = before;
    for (lon, lat) in pairs(flat).skip(1) {
        let now = (lon.to_radians(), q(lat));
        sum += (before.0 - start.0) * now.1 - (now.0 - start.0) * before.1;
        before = now;
    }
    sum += (before.0 - start.0) * start.1;
    sum * AXIS_KM * AXIS_KM / 4.0
}

/// The distance of two places in kilometres.
pub fn distance_km((lon1, lat1): (f64, f64), (lon2, lat2): (f64, f64)) -> f64 {
    let reduced =
        |lat: f64| libm::atan((1.0 - FLATTENING) * libm::tan(lat.clamp(-89.999_999, 89.999_999).to_radians()));
    let (b1, b2) = (reduced(lat1), reduced(lat2));
    let half = libm::sin((b2 - b1) / 2.0);
    let across = libm::sin((lon2 - lon1).to_radians() / 2.0);
    let haversine = (half * half + libm::cos(b1) * libm::cos(b2) * across * across).clamp(0.0, 1.0);
    let angle = 2.0 * libm::asin(libm::sqrt(haversine));
    // Lambert's formula divides by what is nothing for equal and for opposite points.
    if !(1e-12..=std::f64::consts::PI - 1e-6).contains(&angle) {
        return AXIS_KM * angle;
    }
    let (sum, difference) = (f64::midpoint(b1, b2), (b2 - b1) / 2.0);
    let (sin_p, cos_p) = (libm::sin(sum), libm::cos(sum));
    let (sin_q, cos_q) = (libm::sin(difference), libm::cos(difference));
    let (sin_half, cos_half) = (libm::sin(angle / 2.0), libm::cos(angle / 2.0));
    let x = (angle - libm::sin(angle)) * (sin_p * cos_q / cos_half) * (sin_p * cos_q / cos_half);
    let y = (angle + libm::sin(angle)) * (cos_p * sin_q / sin_half) * (cos_p * sin_q / sin_half);
    AXIS_KM * (angle - FLATTENING / 2.0 * (x + y))
}

/// Whether a ring is around a point (even and odd crossings).
fn around(flat: &[f64], (x, y): (f64, f64)) -> bool {
    let mut inside = false;
    let mut before = pairs(flat).last();
    for (x2, y2) in pairs(flat) {
        if let Some((x1, y1)) = before
            && (y1 > y) != (y2 > y)
            && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        {
            inside = !inside;
        }
        before = Some((x2, y2));
    }
    inside
}

impl Features {
    /// The rings of a shape.
    fn rings(&self, shape: usize) -> impl Iterator<Item = &[f64]> {
        self.parts(shape).filter(|(kind, _)| *kind == PartKind::Ring).map(|(_, flat)| flat)
    }

    /// The area of a shape in square kilometres; `None` where it has no ring. Holes are known by lying
    /// inside another ring, whichever way round they are written.
    pub fn area_km2(&self, shape: usize) -> Option<f64> {
        let rings: Vec<(&[f64], f64)> = self.rings(shape).map(|flat| (flat, ring_km2(flat).abs())).collect();
        if rings.is_empty() {
            return None;
        }
        let boxes: Vec<Option<Bounds>> = rings.iter().map(|(flat, _)| Bounds::around(pairs(flat))).collect();
        let mut sum = 0.0;
        for (at, (flat, area)) in rings.iter().enumerate() {
            let Some(first) = pairs(flat).next() else { continue };
            let holders = rings.iter().zip(&boxes).enumerate().filter(|(other, ((ring, size), bounds))| {
                *other != at && size > area && bounds.is_some_and(|bounds| bounds.holds(first)) && around(ring, first)
            });
            sum += if holders.count() % 2 == 1 { -area } else { *area };
        }
        Some(sum)
    }

    /// The length of a shape's lines in kilometres; `None` where it has none.
    pub fn length_km(&self, shape: usize) -> Option<f64> {
        let mut lines = self.parts(shape).filter(|(kind, _)| *kind == PartKind::Line).peekable();
        lines.peek()?;
        Some(
            lines
                .map(|(_, flat)| pairs(flat).zip(pairs(flat).skip(1)).map(|(a, b)| distance_km(a, b)).sum::<f64>())
                .sum(),
        )
    }

    /// The rectangle around one shape.
    pub fn bounds_of(&self, shape: usize) -> Option<Bounds> {
        Bounds::around(self.parts(shape).flat_map(|(_, flat)| pairs(flat)))
    }

    /// Whether a point lies in a shape's areas; on the border it may be either.
    pub fn holds(&self, shape: usize, point: (f64, f64)) -> bool {
        self.rings(shape).filter(|flat| around(flat, point)).count() % 2 == 1
    }
}

/// Finds what points lie in, among many shapes.
#[derive(Debug)]
pub struct Finder<'a> {
    features: &'a Features,
    boxes: Vec<(Bounds, usize)>,
}

impl<'a> Finder<'a> {
    /// For the areas of some shapes.
    pub fn new(features: &'a Features) -> Self {
        let boxes = (0..features.len())
            .filter(|shape| features.rings(*shape).next().is_some())
            .filter_map(|shape| Some((features.bounds_of(shape)?, shape)));
        Self { features, boxes: boxes.collect() }
    }

    /// The first shape that a point lies in.
    pub fn find(&self, point: (f64, f64)) -> Option<usize> {
        let near = self.boxes.iter().filter(|(bounds, _)| bounds.holds(point));
        near.map(|(_, shape)| *shape).find(|shape| self.features.holds(*shape, point))
    }

    /// The shape whose border is nearest to a point outside of all, with the distance in kilometres. Sides are
    /// taken as straight on a map around the point, which is good to a per cent within some hundred kilometres.
    pub fn nearest(&self, point: (f64, f64)) -> Option<(usize, f64)> {
        let (lon, lat) = point;
        let narrow = libm::cos(lat.clamp(-89.0, 89.0).to_radians());
        let flat = |x: f64, y: f64| ((x - lon) * narrow, y - lat);
        // A rectangle is as far as its nearest edge; those farther than the best so far are passed over.
        let to_box = |bounds: &Bounds| {
            let x = (bounds.west - lon).max(lon - bounds.east).max(0.0) * narrow;
            let y = (bounds.south - lat).max(lat - bounds.north).max(0.0);
            libm::hypot(x, y)
        };
        let mut order: Vec<(f64, usize)> = self.boxes.iter().map(|(bounds, shape)| (to_box(bounds), *shape)).collect();
        order.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut best: Option<(f64, usize, (f64, f64))> = None;
        for (least, shape) in order {
            if best.is_some_and(|(far, ..)| least >= far) {
                break;
            }
            for ring in self.features.rings(shape) {
                let next = pairs(ring).skip(1).chain(pairs(ring).take(1));
                for (a, b) in pairs(ring).zip(next) {
                    let ((ax, ay), (bx, by)) = (flat(a.0, a.1), flat(b.0, b.1));
                    let (dx, dy) = (bx - ax, by - ay);
                    let length = dx * dx + dy * dy;
                    let along = if length > 0.0 { (-(ax * dx + ay * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
                    let far = libm::hypot(ax + along * dx, ay + along * dy);
                    if best.is_none_or(|(known, ..)| far < known) {
                        best = Some((far, shape, (a.0 + along * (b.0 - a.0), a.1 + along * (b.1 - a.1))));
                    }
                }
            }
        }
        best.map(|(_, shape, at)| (shape, distance_km(point, at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(features: &mut Features, points: &[(f64, f64)]) {
        features.push_points(points.iter().copied());
        features.end_part(PartKind::Ring);
    }

    #[test]
    fn areas_are_those_of_the_ellipsoid() {
        let mut features = Features::default();
        // A degree by a degree at the equator, between parallels (by numerical integration of the ellipsoid).
        ring(&mut features, &[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]);
        features.end_shape();
        // The whole globe but its date line.
        ring(&mut features, &[(-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0)]);
        features.end_shape();
        // A square with a hole, both written the same way round, and an island in the hole.
        ring(&mut features, &[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]);
        ring(&mut features, &[(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8), (0.2, 0.2)]);
        ring(&mut features, &[(0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6), (0.4, 0.4)]);
        features.end_shape();
        let area = |shape| features.area_km2(shape).unwrap();
        assert!((area(0) - 12_308.464).abs() < 0.01, "{}", area(0));
        assert!((area(1) - 510_065_621.7).abs() < 10.0, "{}", area(1));
        assert!((area(2) - 12_308.464 * (1.0 - 0.36 + 0.04)).abs() < 1.0, "{}", area(2));
        assert!(features.holds(2, (0.1, 0.1)) && !features.holds(2, (0.3, 0.3)) && features.holds(2, (0.5, 0.5)));
        assert_eq!(features.area_km2(9), None);
        let finder = Finder::new(&features);
        assert_eq!(finder.find((0.5, 0.5)), Some(0));
        let (shape, km) = Finder { boxes: finder.boxes.into_iter().take(1).collect(), features: &features }
            .nearest((2.0, 0.5))
            .unwrap();
        assert!(shape == 0 && (km - 111.3).abs() < 0.1, "{shape} {km}");
    }

    #[test]
    fn distances_are_those_of_the_ellipsoid() {
        // A degree of longitude on the equator, a degree of latitude from it, a quarter of a meridian.
        for (from, to, km, slack) in [
            ((0.0, 0.0), (1.0, 0.0), 111.3195, 0.001),
            ((0.0, 0.0), (0.0, 1.0), 110.5744, 0.001),
            ((0.0, 0.0), (0.0, 90.0), 10_001.966, 0.1),
            ((5.0, 5.0), (5.0, 5.0), 0.0, 0.0),
        ] {
            let got = distance_km(from, to);
            assert!((got - km).abs() <= slack, "{from:?} {to:?}: {got}");
        }
        assert!(distance_km((0.0, 0.0), (180.0, 0.0)).is_finite());
        let mut features = Features::default();
        features.push_points([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]);
        features.end_part(PartKind::Line);
        features.end_shape();
        assert!((features.length_km(0).unwrap() - 221.894).abs() < 0.01);
        assert_eq!((features.area_km2(0), Finder::new(&features).find((1.0, 0.5))), (None, None));
    }
}
