//! Areas as files that other programs open: `GeoJSON` (RFC 7946) and `TopoJSON` (specification 1.0).

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::{Area, Bounds, Topology};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Every outline by itself.
    GeoJson,
    /// Shared borders once; about a third of the size.
    TopoJson,
}

impl Form {
    /// The ending of the file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::TopoJson => "topojson",
        }
    }

    /// Its media type.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::GeoJson => "application/geo+json;charset=utf-8",
            Self::TopoJson => "application/json;charset=utf-8",
        }
    }
}

/// What goes into a file.
#[derive(Debug)]
pub struct File<'a> {
    /// The areas' borders.
    pub topology: &'a Topology,
    /// The areas that go in: their place in the topology, their identifier and their properties.
    pub features: Vec<(usize, Option<String>, Map<String, Value>)>,
    /// What is said of the whole: title, source, attribution. Foreign members at the top of the file.
    pub about: Map<String, Value>,
}

/// Degrees to a step of a `TopoJSON` file's grid, about ten centimetres.
const STEP: f64 = 1e-6;

/// A number of degrees with at most six digits behind the point.
fn degrees(out: &mut String, value: f64) {
    let rounded = (value / STEP).round() * STEP;
    let text = format!("{rounded:.6}");
    out.push_str(text.trim_end_matches('0').trim_end_matches('.'));
}

/// A whole number; hundreds of thousands of them are most of a file.
fn whole(out: &mut String, value: i64) {
    if value < 0 {
        out.push('-');
    }
    let mut rest = value.unsigned_abs();
    if rest < 10 {
        out.push(char::from(b'0' + rest as u8));
        return;
    }
    let mut digits = [0_u8; 20];
    let mut count = 0;
    for digit in &mut digits {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        count += 1;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits.iter().take(count).rev().map(|digit| char::from(*digit)));
}

/// A place of a `GeoJSON` file.
fn position(out: &mut String, (x, y): (f64, f64)) {
    out.push('[');
    degrees(out, x);
    out.push(',');
    degrees(out, y);
    out.push(']');
}

/// The single points of an area as a geometry without its brackets, each written by `write`.
fn points(area: &Area, mut write: impl FnMut(&mut String, (f64, f64))) -> Option<String> {
    let (first, rest) = area.points().split_first()?;
    let mut out = String::from("\"type\":\"");
    if rest.is_empty() {
        out.push_str("Point\",\"coordinates\":");
        write(&mut out, *first);
    } else {
        out.push_str("MultiPoint\",\"coordinates\":[");
        list(&mut out, area.points().iter().copied(), write);
        out.push(']');
    }
    Some(out)
}

fn text(value: &impl serde::Serialize) -> String {
    // Maps of texts and numbers; what cannot be written would be null.
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

/// Comma-separated parts.
fn list<T>(out: &mut String, parts: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut String, T)) {
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(out, part);
    }
}

impl File<'_> {
    /// The file's text.
    pub fn text(&self, form: Form) -> String {
        match form {
            Form::GeoJson => self.geojson(),
            Form::TopoJson => self.topojson(),
        }
    }

    /// What is said of the whole, as members that follow others.
    fn about(&self, out: &mut String) {
        for (name, value) in &self.about {
            let _infallible = write!(out, ",{}:{}", text(name), text(value));
        }
    }

    fn areas(&self) -> impl Iterator<Item = (&Area, &Option<String>, &Map<String, Value>)> {
        self.features.iter().filter_map(|(at, id, own)| Some((self.topology.areas().get(*at)?, id, own)))
    }

    fn geojson(&self) -> String {
        let mut out = String::from("{\"type\":\"FeatureCollection\"");
        self.about(&mut out);
        out.push_str(",\"features\":[");
        list(&mut out, self.areas(), |out, (area, id, own)| {
            out.push_str("\n{\"type\":\"Feature\",");
            if let Some(id) = id {
                let _infallible = write!(out, "\"id\":{},", text(id));
            }
            let _infallible = write!(out, "\"properties\":{},\"geometry\":", text(own));
            let polygons = polygons(self.topology, area);
            let mut parts = Vec::new();
            if !polygons.is_empty() {
                let mut out = String::from("{\"type\":\"MultiPolygon\",\"coordinates\":[");
                list(&mut out, &polygons, |out, polygon| {
                    out.push('[');
                    list(out, polygon, |out, ring| {
                        out.push('[');
                        list(out, ring.points.iter().chain(ring.points.first()).copied(), position);
                        out.push(']');
                    });
                    out.push(']');
                });
                parts.push(out + "]}");
            }
            if !area.lines().is_empty() {
                let mut out = String::from("{\"type\":\"MultiLineString\",\"coordinates\":[");
                list(&mut out, area.lines(), |out, arc| {
                    out.push('[');
                    list(out, self.topology.arc(*arc as usize), position);
                    out.push(']');
                });
                parts.push(out + "]}");
            }
            parts.extend(points(area, position).map(|points| format!("{{{points}}}")));
            match parts.as_slice() {
                [] => out.push_str("null"),
                [only] => out.push_str(only),
                all => {
                    let all = all.join(",");
                    let _infallible = write!(out, "{{\"type\":\"GeometryCollection\",\"geometries\":[{all}]}}");
                }
            }
            out.push('}');
        });
        out.push_str("\n]}\n");
        out
    }

    fn topojson(&self) -> String {
        let bounds = self.topology.bounds().unwrap_or(Bounds { west: 0.0, south: 0.0, east: 0.0, north: 0.0 });
        // Only arcs of the areas that go in; the others' numbers are closed up.
        let mut numbers: Vec<Option<i32>> = vec![None; self.topology.arcs()];
        let mut used: Vec<usize> = Vec::new();
        for (area, ..) in self.areas() {
            let lines = area.lines().iter().map(|arc| *arc as i32);
            for arc in self.topology.rings(area).flatten().copied().chain(lines) {
                let arc = &arc;
                let index = if *arc < 0 { !*arc } else { *arc } as usize;
                if let Some(number @ None) = numbers.get_mut(index) {
                    *number = Some(used.len() as i32);
                    used.push(index);
                }
            }
        }
        let steps = |(x, y): (f64, f64)| {
            (((x - bounds.west) / STEP).round() as i64, ((y - bounds.south) / STEP).round() as i64)
        };
        let number = |arc: i32| {
            let own = numbers.get(if arc < 0 { !arc } else { arc } as usize).copied().flatten().unwrap_or_default();
            if arc < 0 { !own } else { own }
        };
        let mut out = String::from("{\"type\":\"Topology\"");
        self.about(&mut out);
        let transform = json!({"scale": [STEP, STEP], "translate": [bounds.west, bounds.south]});
        let _infallible = write!(
            out,
            ",\"transform\":{transform},\"objects\":{{\"data\":{{\"type\":\"GeometryCollection\",\"geometries\":["
        );
        list(&mut out, self.areas(), |out, (area, id, own)| {
            let mut parts = Vec::new();
            let polygons = polygons(self.topology, area);
            if !polygons.is_empty() || area.lines().is_empty() && area.points().is_empty() {
                let mut out = String::from("\"type\":\"MultiPolygon\",\"arcs\":[");
                list(&mut out, &polygons, |out, polygon| {
                    out.push('[');
                    list(out, polygon, |out, ring| {
                        let arcs: Vec<i32> = if ring.turned {
                            ring.arcs.iter().rev().map(|arc| number(!*arc)).collect()
                        } else {
                            ring.arcs.iter().map(|arc| number(*arc)).collect()
                        };
                        out.push_str(&text(&arcs));
                    });
                    out.push(']');
                });
                parts.push(out + "]");
            }
            if !area.lines().is_empty() {
                let arcs: Vec<[i32; 1]> = area.lines().iter().map(|arc| [number(*arc as i32)]).collect();
                parts.push(format!("\"type\":\"MultiLineString\",\"arcs\":{}", text(&arcs)));
            }
            parts.extend(points(area, |out, place| {
                let (x, y) = steps(place);
                let _infallible = write!(out, "[{x},{y}]");
            }));
            out.push_str("\n{");
            if let Some(id) = id {
                let _infallible = write!(out, "\"id\":{},", text(id));
            }
            let _infallible = write!(out, "\"properties\":{},", text(own));
            match parts.as_slice() {
                [only] => out.push_str(only),
                all => {
                    let all: Vec<String> = all.iter().map(|part| format!("{{{part}}}")).collect();
                    let _infallible = write!(out, "\"type\":\"GeometryCollection\",\"geometries\":[{}]", all.join(","));
                }
            }
            out.push('}');
        });
        out.push_str("\n]}},\"arcs\":[");
        list(&mut out, used, |out, index| {
            out.push('[');
            let mut before = (0_i64, 0_i64);
            list(out, self.topology.arc(index), |out, place| {
                let now = steps(place);
                out.push('[');
                whole(out, now.0 - before.0);
                out.push(',');
                whole(out, now.1 - before.1);
                out.push(']');
                before = now;
            });
            out.push(']');
        });
        out.push_str("]}\n");
        out
    }
}

/// A ring of a polygon, turned the way the formats want it.
struct Ring<'a> {
    arcs: &'a [i32],
    /// Whether its arcs run the other way.
    turned: bool,
    /// Its points, the first not repeated.
    points: Vec<(f64, f64)>,
}

/// The rings of an area as polygons: an outer ring against the clock, its holes with it.
fn polygons<'a>(topology: &'a Topology, area: &Area) -> Vec<Vec<Ring<'a>>> {
    struct Found<'a> {
        arcs: &'a [i32],
        points: Vec<(f64, f64)>,
        bounds: Bounds,
        area: f64,
    }
    let rings = topology.rings(area).filter_map(|arcs| {
        let mut points: Vec<(f64, f64)> = Vec::new();
        for &arc in arcs {
            let mut part: Vec<(f64, f64)> = topology.arc(if arc < 0 { !arc } else { arc } as usize).collect();
            if arc < 0 {
                part.reverse();
            }
            points.extend(part);
        }
        points.dedup();
        while points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        let area = points.iter().zip(points.iter().cycle().skip(1)).map(|((x, y), (u, v))| x * v - u * y).sum();
        let bounds = Bounds::around(points.iter().copied())?;
        (points.len() >= 3).then_some(Found { arcs, points, bounds, area })
    });
    let rings: Vec<Found<'_>> = rings.collect();
    // How many larger rings are around each, and the smallest of them.
    let around: Vec<(usize, Option<usize>)> = rings
        .iter()
        .map(|ring| {
            let Some(first) = ring.points.first() else { return (0, None) };
            let outside = rings.iter().enumerate().filter(|(_, other)| {
                other.area.abs() > ring.area.abs() && other.bounds.holds(*first) && surrounds(&other.points, *first)
            });
            let outside: Vec<(usize, &Found<'_>)> = outside.collect();
            let nearest = outside.iter().min_by(|one, other| one.1.area.abs().total_cmp(&other.1.area.abs()));
            (outside.len(), nearest.map(|(at, _)| *at))
        })
        .collect();
    let mut polygons: Vec<Vec<Ring<'a>>> = Vec::new();
    let mut place: Vec<Option<usize>> = vec![None; rings.len()];
    let mut holes = Vec::new();
    for (at, (ring, (depth, nearest))) in rings.into_iter().zip(&around).enumerate() {
        let outer = depth % 2 == 0;
        let turned = (ring.area > 0.0) != outer;
        let mut points = ring.points;
        if turned {
            points.reverse();
        }
        let ring = Ring { arcs: ring.arcs, turned, points };
        if outer {
            if let Some(place) = place.get_mut(at) {
                *place = Some(polygons.len());
            }
            polygons.push(vec![ring]);
        } else {
            holes.push((*nearest, ring));
        }
    }
    for (nearest, hole) in holes {
        let polygon = nearest.and_then(|at| place.get(at).copied().flatten()).and_then(|at| polygons.get_mut(at));
        if let Some(polygon) = polygon {
            polygon.push(hole);
        }
    }
    polygons
}

/// Whether a ring is around a point.
fn surrounds(ring: &[(f64, f64)], (x, y): (f64, f64)) -> bool {
    let sides = ring.iter().zip(ring.iter().cycle().skip(1));
    let crossed =
        sides.filter(|((x1, y1), (x2, y2))| (*y1 > y) != (*y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1);
    crossed.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{Features, PartKind, decode};

    fn topology() -> Topology {
        let mut features = Features::default();
        let mut ring = |points: &[(f64, f64)], end: bool| {
            features.push_points(points.iter().copied());
            features.end_part(PartKind::Ring);
            if end {
                features.end_shape();
            }
        };
        // With the clock, with a hole against it, an island inside the hole, and a neighbour.
        ring(&[(100.0, 0.0), (100.0, 4.0), (104.0, 4.0), (104.0, 0.0), (100.0, 0.0)], false);
        ring(&[(101.0, 1.0), (103.0, 1.0), (103.0, 3.0), (101.0, 3.0), (101.0, 1.0)], false);
        ring(&[(101.5, 1.5), (102.0, 1.5), (102.0, 2.0), (101.5, 1.5)], true);
        ring(&[(104.0, 0.0), (104.0, 4.0), (105.0, 4.0), (105.0, 0.0), (104.0, 0.0)], true);
        Topology::build(&features, Vec::new(), 1_000)
    }

    fn file(topology: &Topology) -> File<'_> {
        let properties = |name: &str| Map::from_iter([("nama".to_owned(), Value::from(name))]);
        File {
            topology,
            features: vec![(0, Some("11".to_owned()), properties("A \"b\"")), (1, None, properties("B"))],
            about: Map::from_iter([("sumber".to_owned(), Value::from("uji"))]),
        }
    }

    /// Twice the signed area of a ring of a `GeoJSON` text.
    fn twice(ring: &Value) -> f64 {
        let points: Vec<(f64, f64)> =
            ring.as_array().unwrap().iter().map(|p| (p[0].as_f64().unwrap(), p[1].as_f64().unwrap())).collect();
        assert_eq!(points.first(), points.last());
        points.iter().zip(&points[1..]).map(|((x, y), (u, v))| x * v - u * y).sum()
    }

    #[test]
    fn geojson_has_closed_rings_turned_as_the_standard_wants() {
        let topology = topology();
        let text = file(&topology).text(Form::GeoJson);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&value["sumber"], &value["features"][0]["id"]), (&json!("uji"), &json!("11")));
        assert_eq!(value["features"][0]["properties"]["nama"], "A \"b\"");
        let polygons = value["features"][0]["geometry"]["coordinates"].as_array().unwrap();
        let areas: Vec<Vec<f64>> =
            polygons.iter().map(|polygon| polygon.as_array().unwrap().iter().map(twice).collect()).collect();
        let rounded: Vec<Vec<f64>> =
            areas.iter().map(|rings| rings.iter().map(|area| (area * 100.0).round() / 100.0).collect()).collect();
        assert_eq!(rounded, [vec![32.0, -8.0], vec![0.25]]);
    }

    #[test]
    fn topojson_is_read_again_with_shared_borders() {
        let topology = topology();
        let written = file(&topology);
        let text = written.text(Form::TopoJson);
        let again = decode(text.as_bytes(), "data").unwrap();
        assert_eq!((again.areas().len(), again.arcs()), (2, topology.arcs()));
        assert_eq!(again.areas()[0].properties["nama"], "A \"b\"");
        for (one, other) in again.areas().iter().zip(topology.areas()) {
            let (one, other) = (again.bounds_of(one).unwrap(), topology.bounds_of(other).unwrap());
            for (one, other) in [(one.west, other.west), (one.south, other.south), (one.east, other.east)] {
                assert!((one - other).abs() < 2e-6, "{one} {other}");
            }
        }
        // One area alone takes its own arcs with it.
        let alone = File { features: vec![(1, None, Map::new())], ..file(&topology) };
        let again = decode(alone.text(Form::TopoJson).as_bytes(), "data").unwrap();
        assert_eq!((again.areas().len(), again.arcs()), (1, 2));
        let both = file(&topology);
        assert!(both.text(Form::TopoJson).len() < both.text(Form::GeoJson).len() + 200);
    }

    #[test]
    fn lines_and_points_come_back() {
        let mut features = Features::default();
        features.push_points([(100.0, 0.0), (104.0, 0.0), (104.0, 4.0), (100.0, 0.0)]);
        features.end_part(PartKind::Ring);
        features.push_points([(101.0, 1.0), (102.5, 1.25)]);
        features.end_part(PartKind::Line);
        features.end_shape();
        features.end_shape();
        features.push_points([(103.0, 2.0), (103.5, 2.5)]);
        features.end_part(PartKind::Points);
        features.end_shape();
        features.push_points([(99.5, -1.5)]);
        features.end_part(PartKind::Points);
        features.end_shape();
        let topology = Topology::build(&features, Vec::new(), 1_000);
        let file = File {
            topology: &topology,
            features: (0..topology.areas().len()).map(|at| (at, None, Map::new())).collect(),
            about: Map::new(),
        };
        let value: Value = serde_json::from_str(&file.text(Form::GeoJson)).unwrap();
        let kinds: Vec<&str> =
            (0..4).map(|at| value["features"][at]["geometry"]["type"].as_str().unwrap_or_default()).collect();
        assert_eq!(kinds, ["GeometryCollection", "", "MultiPoint", "Point"]);
        assert_eq!(value["features"][3]["geometry"]["coordinates"], json!([99.5, -1.5]));
        let text = file.text(Form::TopoJson);
        let again = super::super::decode_shapes(text.as_bytes(), "data").unwrap();
        let parts: Vec<(usize, usize, usize)> = again
            .areas()
            .iter()
            .map(|area| (again.rings(area).count(), area.lines().len(), area.points().len()))
            .collect();
        assert_eq!(parts, [(1, 1, 0), (0, 0, 0), (0, 0, 2), (0, 0, 1)]);
        let (x, y) = again.areas()[3].points()[0];
        assert!((x - 99.5).abs() < 1e-5 && (y + 1.5).abs() < 1e-5, "{x} {y}");
    }
}
