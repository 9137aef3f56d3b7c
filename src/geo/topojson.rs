//! `TopoJSON` (specification 1.0): quantised or plain arcs, polygons and multipolygons.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{Area, Topology};
use crate::base::note::{Problem, ProblemCode};

/// Largest file read, in bytes.
const MAX_BYTES: usize = 64 << 20;
/// Most points, arcs and areas read; far above any province or regency layer.
const MAX_POINTS: usize = 4_000_000;
const MAX_AREAS: usize = 100_000;

/// The file as written.
#[derive(Deserialize)]
struct File {
    #[serde(rename = "type")]
    kind: String,
    transform: Option<Transform>,
    arcs: Option<Arcs>,
    objects: Option<BTreeMap<String, Object>>,
}

/// From grid steps to degrees.
#[derive(Clone, Copy, Deserialize)]
struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

/// A geometry or a collection of them.
#[derive(Deserialize)]
struct Object {
    #[serde(rename = "type")]
    kind: Option<String>,
    geometries: Option<Vec<Object>>,
    arcs: Option<Value>,
    coordinates: Option<Value>,
    id: Option<Value>,
    properties: Option<Map<String, Value>>,
}

/// Two numbers; any further ones (heights) are ignored.
struct Position(f64, f64);

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Numbers;
        impl<'de> Visitor<'de> for Numbers {
            type Value = Position;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a position")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Position, A::Error> {
                let missing = || serde::de::Error::custom("a position needs two numbers");
                let x = list.next_element()?.ok_or_else(missing)?;
                let y = list.next_element()?.ok_or_else(missing)?;
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Position(x, y))
            }
        }
        deserializer.deserialize_seq(Numbers)
    }
}

/// All borders, one behind the other: most of a file, so that there is no list for each.
#[derive(Default)]
struct Arcs {
    /// Longitude and latitude in turns, or steps of the grid from the point before.
    numbers: Vec<f64>,
    /// For each border how many numbers there are up to its end.
    ends: Vec<usize>,
}

impl<'de> Deserialize<'de> for Arcs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// One border, which is written behind the others.
        struct Arc<'a>(&'a mut Vec<f64>);
        impl<'de> DeserializeSeed<'de> for Arc<'_> {
            type Value = ();
            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
                deserializer.deserialize_seq(self)
            }
        }
        impl<'de> Visitor<'de> for Arc<'_> {
            type Value = ();
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a list of positions")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
                while let Some(Position(x, y)) = list.next_element()? {
                    self.0.extend([x, y]);
                }
                Ok(())
            }
        }
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Arcs;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a list of arcs")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Arcs, A::Error> {
                let mut arcs = Arcs::default();
                while list.next_element_seed(Arc(&mut arcs.numbers))?.is_some() {
                    arcs.ends.push(arcs.numbers.len());
                }
                Ok(arcs)
            }
        }
        deserializer.deserialize_seq(All)
    }
}

/// Decodes the areas of one object of a `TopoJSON` file: the named one, or the first by name when there is
/// none of that name. Geometries that are not areas are left out.
pub fn decode(bytes: &[u8], object: &str) -> Result<Topology, Problem> {
    read(bytes, object, false)
}

/// The same with every geometry, also lines, points and none at all: one area each, in their order.
pub fn decode_shapes(bytes: &[u8], object: &str) -> Result<Topology, Problem> {
    read(bytes, object, true)
}

fn read(bytes: &[u8], object: &str, all: bool) -> Result<Topology, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(Problem::new(ProblemCode::TooLarge).arg(format!("{} MB", MAX_BYTES >> 20)));
    }
    let file: File = serde_json::from_slice(bytes).map_err(|error| bad(error.to_string()))?;
    if file.kind != "Topology" {
        return Err(Problem::new(ProblemCode::UnsupportedFormat).arg(file.kind.chars().take(40).collect::<String>()));
    }
    let mut topology = Topology { arc_starts: vec![0], ring_starts: vec![0], ..Topology::default() };
    add_arcs(&mut topology, file.arcs.unwrap_or_default(), file.transform)?;
    let mut objects = file.objects.unwrap_or_default();
    let name = if objects.contains_key(object) { Some(object.to_owned()) } else { objects.keys().next().cloned() };
    let chosen = name.and_then(|name| objects.remove(&name)).ok_or_else(|| bad("no object"))?;
    for geometry in chosen.geometries.unwrap_or_else(|| vec![Object { geometries: None, ..chosen }]) {
        let is_area = matches!(geometry.kind.as_deref(), Some("Polygon" | "MultiPolygon"));
        if is_area || all {
            add_area(&mut topology, geometry, file.transform)?;
        }
    }
    if topology.areas.is_empty() {
        return Err(bad("no areas"));
    }
    Ok(topology)
}

/// The problem of a file that does not hold what it promises.
fn bad(why: impl Into<String>) -> Problem {
    Problem::new(ProblemCode::BadAnswer).arg("TopoJSON").detail(why)
}

fn add_arcs(topology: &mut Topology, arcs: Arcs, transform: Option<Transform>) -> Result<(), Problem> {
    let Arcs { mut numbers, ends } = arcs;
    if numbers.len() > 2 * MAX_POINTS {
        return Err(Problem::new(ProblemCode::TooLarge).arg(MAX_POINTS.to_string()));
    }
    let mut start = 0;
    for end in ends {
        let (mut x, mut y) = (0.0, 0.0);
        for place in numbers.get_mut(start..end).unwrap_or_default().chunks_exact_mut(2) {
            let [lon, lat] = place else { continue };
            if let Some(Transform { scale, translate }) = transform {
                x += *lon;
                y += *lat;
                (*lon, *lat) = (x * scale.0 + translate.0, y * scale.1 + translate.1);
            }
            // A little over the edge is rounding; far over it the numbers are not degrees.
            if !(lon.abs() <= 361.0 && lat.abs() <= 90.5) {
                return Err(bad("coordinates are not degrees"));
            }
        }
        start = end;
        topology.arc_starts.push((end / 2) as u32);
    }
    topology.coordinates = numbers;
    Ok(())
}

/// A geometry's parts.
#[derive(Default)]
struct Parts {
    polygons: Vec<Vec<Vec<i32>>>,
    lines: Vec<Vec<i32>>,
    points: Vec<(f64, f64)>,
}

impl Parts {
    /// Adds those of a geometry; of a collection those of its members, which hold no collections themselves.
    fn add(&mut self, geometry: &mut Object, is_inner: bool) -> Result<(), Problem> {
        let wrong = |error: serde_json::Error| bad(error.to_string());
        let arcs = geometry.arcs.take().unwrap_or(Value::Null);
        let coordinates = geometry.coordinates.take().unwrap_or(Value::Null);
        let point = |Position(x, y)| (x, y);
        match geometry.kind.as_deref() {
            Some("Polygon") => self.polygons.push(serde_json::from_value(arcs).map_err(wrong)?),
            Some("MultiPolygon") => {
                self.polygons.append(&mut serde_json::from_value(arcs).map_err(wrong)?);
            }
            Some("LineString") => self.lines.push(serde_json::from_value(arcs).map_err(wrong)?),
            Some("MultiLineString") => self.lines.append(&mut serde_json::from_value(arcs).map_err(wrong)?),
            Some("Point") => self.points.push(point(serde_json::from_value(coordinates).map_err(wrong)?)),
            Some("MultiPoint") => {
                let list: Vec<Position> = serde_json::from_value(coordinates).map_err(wrong)?;
                self.points.extend(list.into_iter().map(point));
            }
            Some("GeometryCollection") if !is_inner => {
                for inner in geometry.geometries.iter_mut().flatten() {
                    self.add(inner, true)?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

fn add_area(topology: &mut Topology, mut geometry: Object, transform: Option<Transform>) -> Result<(), Problem> {
    let mut parts = Parts::default();
    parts.add(&mut geometry, false)?;
    let Parts { polygons, lines, mut points } = parts;
    if let Some(Transform { scale, translate }) = transform {
        for (x, y) in &mut points {
            (*x, *y) = (*x * scale.0 + translate.0, *y * scale.1 + translate.1);
        }
    }
    if points.iter().any(|(lon, lat)| !(lon.abs() <= 361.0 && lat.abs() <= 90.5)) {
        return Err(bad("coordinates are not degrees"));
    }
    let lines: Vec<u32> = lines.into_iter().flatten().map(|arc| if arc < 0 { !arc } else { arc } as u32).collect();
    if let Some(arc) = lines.iter().find(|arc| **arc as usize >= topology.arcs()) {
        return Err(bad(format!("arc {arc} does not exist")));
    }
    if topology.areas.len() >= MAX_AREAS {
        return Err(Problem::new(ProblemCode::TooLarge).arg(MAX_AREAS.to_string()));
    }
    let first = topology.ring_starts.len() - 1;
    for ring in polygons.into_iter().flatten() {
        for arc in ring {
            let index = if arc < 0 { !arc } else { arc } as usize;
            if index >= topology.arcs() {
                return Err(bad(format!("arc {index} does not exist")));
            }
            topology.ring_arcs.push(arc);
        }
        topology.ring_starts.push(topology.ring_arcs.len() as u32);
    }
    let last = topology.ring_starts.len() - 1;
    let id = match geometry.id {
        Some(Value::String(text)) => Some(text),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    topology.areas.push(Area {
        id,
        properties: geometry.properties.unwrap_or_default(),
        rings: (first as u32, last as u32),
        lines,
        points,
    });
    Ok(())
}
