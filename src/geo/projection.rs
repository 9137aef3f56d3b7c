//! From degrees to a plane, in radii of the globe.

use super::Bounds;

/// Lambert's cylindrical equal-area projection: every region has the size it has on the globe, which a
/// map of coloured areas needs. Around the equator it hardly bends shapes, so it suits Indonesia.
/// (Snyder, *Map Projections: A Working Manual*, 1987, section 10, with a standard parallel.)
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EqualArea {
    /// Cosine of the standard parallel, where shapes are true.
    cos_parallel: f64,
}

impl EqualArea {
    /// The projection that is truest in the middle of some bounds.
    pub fn for_bounds(bounds: Bounds) -> Self {
        // Half-way between the equator and the far edge keeps the bend equal on both.
        let far = bounds.north.abs().max(bounds.south.abs()).min(80.0);
        let middle = if bounds.south < 0.0 && bounds.north > 0.0 {
            far / 2.0
        } else {
            f64::midpoint(bounds.north, bounds.south)
        };
        Self { cos_parallel: libm::cos(middle.abs().min(80.0).to_radians()) }
    }

    /// Easting and northing in radii of the globe.
    pub fn project(self, lon: f64, lat: f64) -> (f64, f64) {
        (lon.to_radians() * self.cos_parallel, libm::sin(lat.to_radians()) / self.cos_parallel)
    }

    /// Longitude and latitude in degrees of an easting and a northing.
    fn unproject(self, x: f64, y: f64) -> (f64, f64) {
        ((x / self.cos_parallel).to_degrees(), libm::asin((y * self.cos_parallel).clamp(-1.0, 1.0)).to_degrees())
    }
}

/// A way to lay the globe flat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Projection {
    /// Sizes are true; for a part of the globe.
    EqualArea(EqualArea),
    /// Equal Earth: sizes are true and continents look as people know them; for the whole globe, around a
    /// meridian. (Šavrič, Patterson and Jenny, "The Equal Earth map projection", 2018.)
    EqualEarth(f64),
    /// Web Mercator, which street tiles are made in: shapes and directions are true, sizes are not.
    Mercator,
}

/// A map that shows more degrees of longitude than this is one of the whole globe.
const GLOBE: f64 = 180.0;
/// The latitude where web Mercator ends, so that the globe is a square.
const MERCATOR_END: f64 = 85.051_128_779_806_6;
/// The polynomial of Equal Earth.
const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
const HALF_ROOT_3: f64 = 0.866_025_403_784_438_6;

/// Northing of Equal Earth by its parametric latitude, and how fast it grows.
fn equal_earth(theta: f64) -> (f64, f64) {
    let square = theta * theta;
    let sixth = square * square * square;
    (
        theta * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square)),
        A[0] + 3.0 * A[1] * square + sixth * (7.0 * A[2] + 9.0 * A[3] * square),
    )
}

impl Projection {
    /// The equal-area projection that suits some bounds.
    pub fn for_bounds(bounds: Bounds) -> Self {
        if bounds.east - bounds.west > GLOBE {
            Self::EqualEarth(f64::midpoint(bounds.west, bounds.east))
        } else {
            Self::EqualArea(EqualArea::for_bounds(bounds))
        }
    }

    /// Easting and northing in radii of the globe.
    pub fn project(self, lon: f64, lat: f64) -> (f64, f64) {
        match self {
            Self::EqualArea(own) => own.project(lon, lat),
            Self::EqualEarth(middle) => {
                let theta = libm::asin(HALF_ROOT_3 * libm::sin(lat.to_radians()));
                let (y, slope) = equal_earth(theta);
                ((lon - middle).to_radians() * libm::cos(theta) / (HALF_ROOT_3 * slope), y)
            }
            Self::Mercator => {
                let lat = lat.clamp(-MERCATOR_END, MERCATOR_END).to_radians();
                (lon.to_radians(), libm::atanh(libm::sin(lat)))
            }
        }
    }

    /// Longitude and latitude in degrees of an easting and a northing.
    pub fn unproject(self, x: f64, y: f64) -> (f64, f64) {
        match self {
            Self::EqualArea(own) => own.unproject(x, y),
            Self::EqualEarth(middle) => {
                // Newton's method; the polynomial is nearly straight.
                let mut theta = y / A[0];
                for _ in 0..8 {
                    let (at, slope) = equal_earth(theta);
                    theta = (theta - (at - y) / slope).clamp(-1.05, 1.05);
                }
                let (_, slope) = equal_earth(theta);
                let lon = x * HALF_ROOT_3 * slope / libm::cos(theta);
                let lat = libm::asin((libm::sin(theta) / HALF_ROOT_3).clamp(-1.0, 1.0));
                ((middle + lon.to_degrees()).clamp(-540.0, 540.0), lat.to_degrees())
            }
            Self::Mercator => (x.to_degrees(), libm::atan(libm::sinh(y)).to_degrees()),
        }
    }

    /// The rectangle around some bounds on the plane: west, south, east, north.
    pub fn around(self, bounds: Bounds) -> (f64, f64, f64, f64) {
        let (_, south) = self.project(bounds.west, bounds.south);
        let (_, north) = self.project(bounds.east, bounds.north);
        // A meridian is farthest out where it comes nearest to the equator.
        let nearest = 0.0_f64.clamp(bounds.south.min(bounds.north), bounds.north.max(bounds.south));
        let ends = |lon: f64| [bounds.south, nearest, bounds.north].map(|lat| self.project(lon, lat).0);
        let west = ends(bounds.west).into_iter().fold(f64::INFINITY, f64::min);
        let east = ends(bounds.east).into_iter().fold(f64::NEG_INFINITY, f64::max);
        (west, south, east, north)
    }

    /// Whether meridians are straight and parallel, and parallels as well.
    pub const fn is_straight(self) -> bool {
        !matches!(self, Self::EqualEarth(_))
    }

    /// How much longer than on the globe a short way from west to east is at a latitude.
    pub fn stretch(self, lat: f64) -> f64 {
        let middle = if let Self::EqualEarth(middle) = self { middle } else { 0.0 };
        let one = self.project(middle + 1.0, lat).0 - self.project(middle, lat).0;
        one.to_degrees() / libm::cos(lat.to_radians()).max(1e-9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: Bounds = Bounds { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };

    fn close(one: f64, other: f64, within: f64) -> bool {
        (one - other).abs() <= within
    }

    #[test]
    fn the_whole_globe_is_drawn_with_equal_earth() {
        assert_eq!(Projection::for_bounds(WORLD), Projection::EqualEarth(0.0));
        let indonesia = Bounds { west: 95.0, south: -11.0, east: 141.0, north: 6.0 };
        assert!(matches!(Projection::for_bounds(indonesia), Projection::EqualArea(_)));
    }

    /// The paper gives an equator 2.05458 times as long as the meridian, and poles 0.59247 of the equator;
    /// PROJ's tests of `eqearth` give metres on WGS 84, whose authalic radius this is.
    #[test]
    fn equal_earth_is_what_was_published() {
        const METRES: f64 = 6_371_007.180_918;
        let own = Projection::EqualEarth(0.0);
        for (lon, lat, x, y) in [
            (0.0, 0.0, 0.0, 0.0),
            (180.0, 0.0, 17_243_959.06, 0.0),
            (0.0, 90.0, 0.0, 8_392_927.60),
            (-180.0, -90.0, -10_216_474.79, -8_392_927.60),
        ] {
            let (east, north) = own.project(lon, lat);
            assert!(close(east * METRES, x, 0.01) && close(north * METRES, y, 0.01), "{lon} {lat}: {east} {north}");
        }
        let (west, south, east, north) = own.around(WORLD);
        assert!(close((east - west) / (north - south), 2.054_58, 5e-6), "{}", (east - west) / (north - south));
        // The globe's surface is kept as a whole: 4π.
        let strips = 20_000;
        let surface: f64 = (0..strips)
            .map(|at| {
                let lat = |at: f64| -90.0 + 180.0 * at / f64::from(strips);
                let (from, to, middle) = (lat(f64::from(at)), lat(f64::from(at) + 1.0), lat(f64::from(at) + 0.5));
                2.0 * own.project(180.0, middle).0 * (own.project(0.0, to).1 - own.project(0.0, from).1)
            })
            .sum();
        assert!(close(surface, 4.0 * std::f64::consts::PI, 1e-5), "{surface}");
    }

    #[test]
    fn places_come_back() {
        for projection in [
            Projection::for_bounds(Bounds { west: 95.0, south: -11.0, east: 141.0, north: 6.0 }),
            Projection::EqualEarth(0.0),
            Projection::EqualEarth(118.0),
            Projection::Mercator,
        ] {
            for (lon, lat) in [(106.8, -6.2), (-179.0, 84.0), (0.0, 0.0), (141.0, -8.9), (20.0, -84.0)] {
                let (x, y) = projection.project(lon, lat);
                let (back_lon, back_lat) = projection.unproject(x, y);
                assert!(close(back_lon, lon, 1e-7) && close(back_lat, lat, 1e-7), "{projection:?} {lon} {lat}");
            }
        }
    }

    #[test]
    fn web_mercator_is_that_of_tiles() {
        // The world is a square …
        let (_, south, east, north) = Projection::Mercator.around(WORLD);
        assert!(close(north, std::f64::consts::PI, 1e-9) && close(south, -north, 1e-12) && close(east, north, 1e-12));
        // … and Jakarta's Monas lies in tile 10/815/529 of OpenStreetMap's scheme.
        let (x, y) = Projection::Mercator.project(106.8272, -6.1754);
        let tile = |at: f64| (at / (2.0 * std::f64::consts::PI) + 0.5) * 1024.0;
        assert_eq!((tile(x).floor(), tile(-y).floor()), (815.0, 529.0));
        assert!(close(Projection::Mercator.stretch(60.0), 2.0, 1e-9));
    }
}
