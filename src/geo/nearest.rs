//! Which of many places is nearest to a point.
//!
//! A tree over places in space (Bentley, *Multidimensional binary search trees used for associative searching*, 1975),
//! kept in the order of one list: its middle parts the list along the first axis, the middles of both halves along the
//! second, and so on. Places are on the ellipsoid WGS 84 and compared along straight lines through the globe. Those
//! grow with the distances on the ellipsoid: only among places that differ by less than a thousandth of a per cent
//! within some hundred kilometres could the other one be nearer. Neither the date line nor the poles are special.

use super::measure::{AXIS_KM, SQUARED, distance_km};

/// Places to look among.
#[derive(Clone, Debug, Default)]
pub struct Nearest {
    /// In the order of the tree.
    places: Vec<Place>,
}

/// A place in space, in kilometres from the middle of the globe, and on it.
#[derive(Clone, Copy, Debug)]
struct Place {
    at: [f64; 3],
    lon: f64,
    lat: f64,
    row: u32,
}

impl Place {
    fn of(lon: f64, lat: f64, row: u32) -> Self {
        let (sine, cosine) = (libm::sin(lat.to_radians()), libm::cos(lat.to_radians()));
        let across = AXIS_KM / (1.0 - SQUARED * sine * sine).sqrt();
        let at = [
            across * cosine * libm::cos(lon.to_radians()),
            across * cosine * libm::sin(lon.to_radians()),
            across * (1.0 - SQUARED) * sine,
        ];
        Self { at, lon, lat, row }
    }

    /// The coordinate along the axis that parts the places at a depth of the tree.
    fn along(&self, depth: usize) -> f64 {
        self.at.get(depth % 3).copied().unwrap_or_default()
    }
}

/// The best so far: the square of the distance in space, and the place's index.
type Best = Option<(f64, usize)>;

impl Nearest {
    /// Looks among places of longitude, latitude (degrees) and a number of their own.
    pub fn new(places: impl IntoIterator<Item = (f64, f64, u32)>) -> Self {
        let mut places: Vec<Place> = places.into_iter().map(|(lon, lat, row)| Place::of(lon, lat, row)).collect();
        part(&mut places, 0);
        Self { places }
    }

    /// The number of the place that is nearest to a point (longitude, latitude), and the distance on the ellipsoid
    /// in kilometres; of places at the same point the one of the least number. `None` without any place.
    pub fn find(&self, (lon, lat): (f64, f64)) -> Option<(u32, f64)> {
        let point = Place::of(lon, lat, 0);
        let mut best = None;
        self.look(&point, 0, self.places.len(), 0, &mut best);
        let place = self.places.get(best?.1)?;
        Some((place.row, distance_km((lon, lat), (place.lon, place.lat))))
    }

    /// Looks among the places from one index to before another, the deeper ones of the tree at their middle.
    fn look(&self, point: &Place, from: usize, to: usize, depth: usize, best: &mut Best) {
        let middle = usize::midpoint(from, to);
        let Some(place) = self.places.get(middle).filter(|_| from < to) else { return };
        let square = place.at.iter().zip(point.at).map(|(one, other)| (one - other) * (one - other)).sum::<f64>();
        let row = |index: usize| self.places.get(index).map(|place| place.row);
        if best.is_none_or(|(known, at)| square < known || square <= known && Some(place.row) < row(at)) {
            *best = Some((square, middle));
        }
        let beyond = point.along(depth) - place.along(depth);
        let (near, far) =
            if beyond < 0.0 { ((from, middle), (middle + 1, to)) } else { ((middle + 1, to), (from, middle)) };
        self.look(point, near.0, near.1, depth + 1, best);
        if best.is_none_or(|(known, _)| beyond * beyond <= known) {
            self.look(point, far.0, far.1, depth + 1, best);
        }
    }
}

/// Puts places into the order of the tree.
fn part(places: &mut [Place], depth: usize) {
    if places.len() < 2 {
        return;
    }
    let middle = places.len() / 2;
    let along =
        |one: &Place, other: &Place| one.along(depth).total_cmp(&other.along(depth)).then(one.row.cmp(&other.row));
    let (before, _, behind) = places.select_nth_unstable_by(middle, along);
    part(before, depth + 1);
    part(behind, depth + 1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_the_one_that_looking_at_each_finds() {
        let mut state = 7_u64;
        let mut random = |least: f64, most: f64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            least + (most - least) * ((state >> 33) as f64 / f64::from(1_u32 << 31))
        };
        // Over the country, over a town, over the globe.
        for (west, east, south, north) in
            [(95.0, 141.0, -11.0, 6.0), (106.7, 106.9, -6.3, -6.1), (-180.0, 180.0, -90.0, 90.0)]
        {
            let places: Vec<(f64, f64, u32)> =
                (0..500).map(|row| (random(west, east), random(south, north), row)).collect();
            let nearest = Nearest::new(places.iter().copied());
            for _ in 0..300 {
                let point = (random(west, east), random(south, north));
                let least =
                    places.iter().map(|(lon, lat, _)| distance_km(point, (*lon, *lat))).fold(f64::MAX, f64::min);
                let (row, km) = nearest.find(point).unwrap();
                let (lon, lat, _) = places[row as usize];
                assert!((km - distance_km(point, (lon, lat))).abs() < 1e-9, "{row}");
                // Far away straight lines and the ellipsoid differ a little.
                assert!(km - least <= least * 2e-3, "{point:?}: {km} instead of {least}");
                assert!(least > 500.0 || km - least <= least * 1e-5, "{point:?}: {km} instead of {least}");
            }
        }
    }

    #[test]
    fn places_at_one_point_the_date_line_and_nothing() {
        assert!(Nearest::default().find((0.0, 0.0)).is_none());
        let check = |places: &[(f64, f64, u32)], point: (f64, f64), row: u32, km: f64| {
            let (got, far) = Nearest::new(places.iter().copied()).find(point).unwrap();
            assert!(got == row && (far - km).abs() < 0.001, "{places:?} {point:?}: {got} {far}");
        };
        check(&[(107.0, -6.0, 4), (107.0, -6.0, 2), (107.0, -6.0, 3)], (107.0, -6.0), 2, 0.0);
        check(&[(179.0, 0.0, 0), (-179.9, 0.0, 1)], (179.9, 0.0), 1, 22.264);
        check(&[(0.0, 89.0, 0), (180.0, 89.5, 1)], (0.0, 90.0), 1, 55.847);
        check(&[(106.827, -6.175, 0), (107.619, -6.902, 1)], (107.0, -6.5), 0, 40.720);
    }
}
