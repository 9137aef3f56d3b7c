//! From eastings and northings back to longitude and latitude: the grids that Indonesian files use.
//!
//! Transverse Mercator (UTM, and TM-3 of the land office) by the Krüger series to the fourth order of
//! the third flattening (Karney 2011, equations 12 to 36), which is good to a millimetre within a
//! zone; Web Mercator on its sphere.

/// A grid whose eastings and northings can be undone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Grid {
    /// Transverse Mercator with latitude of origin 0.
    TransverseMercator {
        /// Half the greater axis in metres.
        axis: f64,
        /// Flattening of the ellipsoid.
        flattening: f64,
        /// Central meridian in degrees.
        meridian: f64,
        /// Scale on the central meridian.
        scale: f64,
        /// Easting of the central meridian in metres.
        easting: f64,
        /// Northing of the equator in metres.
        northing: f64,
    },
    /// Web Mercator (EPSG:3857).
    WebMercator,
}

/// WGS 84: half the greater axis and the flattening. DGN95 and SRGI2013 agree with it to a metre or so.
const WGS84: (f64, f64) = (6_378_137.0, 1.0 / 298.257_223_563);

impl Grid {
    /// A UTM zone.
    fn utm(zone: u32, south: bool) -> Self {
        Self::TransverseMercator {
            axis: WGS84.0,
            flattening: WGS84.1,
            meridian: f64::from(zone) * 6.0 - 183.0,
            scale: 0.9996,
            easting: 500_000.0,
            northing: if south { 10_000_000.0 } else { 0.0 },
        }
    }

    /// The grid of an EPSG code: UTM on WGS 84 and DGN95, TM-3 on DGN95, Web Mercator.
    pub fn from_epsg(code: u32) -> Option<Self> {
        match code {
            32_601..=32_660 => Some(Self::utm(code - 32_600, false)),
            32_701..=32_760 => Some(Self::utm(code - 32_700, true)),
            23_866..=23_872 => Some(Self::utm(code - 23_820, false)),
            23_877..=23_884 => Some(Self::utm(code - 23_830, true)),
            // Zones 46.2 to 54.1, three degrees each.
            23_830..=23_845 => Some(Self::TransverseMercator {
                axis: WGS84.0,
                flattening: WGS84.1,
                meridian: 94.5 + 3.0 * f64::from(code - 23_830),
                scale: 0.9999,
                easting: 200_000.0,
                northing: 1_500_000.0,
            }),
            3857 | 900_913 | 102_100 => Some(Self::WebMercator),
            _ => None,
        }
    }

    /// The grid that a well-known text (`PROJCS[…]`, as in `.prj` files) describes.
    pub fn from_wkt(text: &str) -> Option<Self> {
        let folded = text.to_ascii_lowercase();
        let projection = between(&folded, "projection[\"")?;
        let value = |name: &str| -> Option<f64> {
            let rest = folded.split(&format!("parameter[\"{name}\"")).nth(1)?;
            rest.trim_start_matches([',', ' ']).split([']', ',']).next()?.trim().parse().ok()
        };
        // The sphere of Web Mercator comes with an ellipsoid that it does not use.
        if projection.starts_with("mercator_auxiliary_sphere") || folded.contains("pseudo-mercator") {
            return Some(Self::WebMercator);
        }
        if projection != "transverse_mercator" && projection != "gauss_kruger" {
            return None;
        }
        let metre =
            folded.rsplit("unit[").next().and_then(|rest| rest.split([',', ']']).nth(1)?.trim().parse::<f64>().ok());
        if metre.is_some_and(|metre| (metre - 1.0).abs() > 1e-9) || value("latitude_of_origin").unwrap_or(0.0) != 0.0 {
            return None;
        }
        let mut spheroid = folded.split("spheroid[").nth(1)?.split(']').next()?.split(',').skip(1);
        let axis = spheroid.next()?.trim().parse().ok().filter(|axis| (6.3e6..6.5e6).contains(axis))?;
        let inverse: f64 = spheroid.next()?.trim().parse().ok()?;
        Some(Self::TransverseMercator {
            axis,
            flattening: if inverse > 100.0 { 1.0 / inverse } else { 0.0 },
            meridian: value("central_meridian")?,
            scale: value("scale_factor").unwrap_or(1.0),
            easting: value("false_easting").unwrap_or(0.0),
            northing: value("false_northing").unwrap_or(0.0),
        })
    }

    /// Longitude and latitude in degrees of an easting and a northing in metres.
    pub fn degrees(self, x: f64, y: f64) -> (f64, f64) {
        match self {
            Self::WebMercator => {
                let latitude = 2.0 * libm::atan(libm::exp(y / WGS84.0)) - std::f64::consts::FRAC_PI_2;
                ((x / WGS84.0).to_degrees(), latitude.to_degrees())
            }
            Self::TransverseMercator { axis, flattening, meridian, scale, easting, northing } => {
                let n = flattening / (2.0 - flattening);
                let (n2, n3, n4) = (n * n, n * n * n, n * n * n * n);
                let radius = axis / (1.0 + n) * (1.0 + n2 / 4.0 + n4 / 64.0) * scale;
                let beta = [
                    n / 2.0 - 2.0 / 3.0 * n2 + 37.0 / 96.0 * n3 - n4 / 360.0,
                    n2 / 48.0 + n3 / 15.0 - 437.0 / 1440.0 * n4,
                    17.0 / 480.0 * n3 - 37.0 / 840.0 * n4,
                    4397.0 / 161_280.0 * n4,
                ];
                let (xi, eta) = ((y - northing) / radius, (x - easting) / radius);
                let (mut north, mut east) = (xi, eta);
                for (at, beta) in beta.iter().enumerate() {
                    let k = 2.0 * (at as f64 + 1.0);
                    north -= beta * libm::sin(k * xi) * libm::cosh(k * eta);
                    east -= beta * libm::cos(k * xi) * libm::sinh(k * eta);
                }
                let conformal = libm::sin(north) / libm::cosh(east);
                let longitude = libm::atan2(libm::sinh(east), libm::cos(north));
                // From the conformal to the geographic latitude: Newton's method on its tangent.
                let eccentricity = libm::sqrt(flattening * (2.0 - flattening));
                let target = conformal / libm::sqrt((1.0 - conformal * conformal).max(1e-30));
                let mut tangent = target;
                for _ in 0..6 {
                    let root = libm::sqrt(1.0 + tangent * tangent);
                    let sigma = libm::sinh(eccentricity * libm::atanh(eccentricity * tangent / root));
                    let own = tangent * libm::sqrt(1.0 + sigma * sigma) - sigma * root;
                    let e2 = eccentricity * eccentricity;
                    tangent += (target - own) / libm::sqrt(1.0 + own * own) * (1.0 + (1.0 - e2) * tangent * tangent)
                        / ((1.0 - e2) * root);
                }
                (meridian + longitude.to_degrees(), libm::atan(tangent).to_degrees())
            }
        }
    }
}

fn between<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.split(start).nth(1)?.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(grid: Option<Grid>, (x, y): (f64, f64), (lon, lat): (f64, f64)) {
        let got = grid.unwrap().degrees(x, y);
        assert!((got.0 - lon).abs() < 1e-7 && (got.1 - lat).abs() < 1e-7, "{got:?}, not {lon} {lat}");
    }

    #[test]
    fn grids_are_undone() {
        // On the central meridian and the equator everything is known by definition.
        check(Grid::from_epsg(32_748), (500_000.0, 10_000_000.0), (105.0, 0.0));
        check(Grid::from_epsg(23_834), (200_000.0, 1_500_000.0), (106.5, 0.0));
        check(Grid::from_epsg(3857), (0.0, 0.0), (0.0, 0.0));
        check(Grid::from_epsg(3857), (20_037_508.342_789_244, 0.0), (180.0, 0.0));
        // A quarter of the meridian is 10 001 965.729 m long.
        check(Grid::from_epsg(32_631), (500_000.0, 0.9996 * 10_001_965.729_312), (3.0, 90.0 - 1e-9));
        assert_eq!(Grid::from_epsg(4326), None);
    }

    #[test]
    fn well_known_texts_describe_grids() {
        let utm = r#"PROJCS["WGS_1984_UTM_Zone_48S",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",
            SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],
            PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",10000000.0],
            PARAMETER["Central_Meridian",105.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
        assert_eq!(Grid::from_wkt(utm), Grid::from_epsg(32_748));
        assert_eq!(Grid::from_wkt(&utm.replace("Transverse_Mercator", "Polyconic")), None);
        assert_eq!(Grid::from_wkt(&utm.replace("UNIT[\"Meter\",1.0]", "UNIT[\"Foot\",0.3048]")), None);
        assert_eq!(Grid::from_wkt("GEOGCS[\"GCS_WGS_1984\"]"), None);
        assert_eq!(
            Grid::from_wkt(&utm.replace("Transverse_Mercator", "Mercator_Auxiliary_Sphere")),
            Some(Grid::WebMercator)
        );
    }
}
