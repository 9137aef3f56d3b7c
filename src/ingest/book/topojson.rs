//! `TopoJSON` (specification 1.0): every object a sheet, its borders put together to shapes.
//!
//! The map's own outlines keep their shared borders ([`crate::geo::decode`]); here any file is read.

use super::records::{Builder, cell};
use super::scan::{Kind, Raw};
use super::sheet::{Budget, Sheet};
use crate::geo::{Features, PartKind};

/// Geometry collections inside collections deeper than this are left out.
const DEPTH: u32 = 8;

/// Reads every object.
pub(super) fn read(file: Raw<'_>, budget: &mut Budget) -> Vec<Sheet> {
    let arcs = Arcs::new(file, budget);
    let Some(objects) = file.member("objects") else { return Vec::new() };
    let mut sheets = Vec::new();
    for (name, object) in objects.members().take(budget.limits.sheets as usize) {
        let mut table = Builder::default();
        let mut shapes = Features::default();
        let collection = object.member("geometries").filter(|list| list.kind() == Kind::List);
        let path = if collection.is_some() { ".geometries[*]" } else { "" };
        let list: Box<dyn Iterator<Item = Raw<'_>>> = match collection {
            Some(list) => Box::new(list.elements()),
            None => Box::new(std::iter::once(object)),
        };
        for geometry in list {
            if !budget.take_row() {
                break;
            }
            table.begin();
            if let Some(id) = geometry.member("id") {
                table.put("id", cell(id), budget);
            }
            if let Some(properties) = geometry.member("properties").filter(|own| own.kind() == Kind::Object) {
                table.record(properties, budget);
            }
            arcs.geometry(geometry, &mut shapes, budget, 0);
            shapes.end_shape();
        }
        shapes.set_reference("");
        sheets.push(Sheet {
            records_path: Some(format!("$.objects.{name}{path}.properties")),
            name: name.into_owned(),
            rows: table.rows,
            columns: Some(table.columns),
            shapes: Some(shapes),
            ..Sheet::default()
        });
    }
    sheets
}

/// The borders of a file.
#[derive(Debug, Default)]
struct Arcs {
    points: Vec<(f64, f64)>,
    /// For every arc the place behind its last point.
    ends: Vec<usize>,
    /// Scale and shift from grid steps to degrees.
    transform: Option<[f64; 4]>,
}

impl Arcs {
    fn new(file: Raw<'_>, budget: &mut Budget) -> Self {
        let transform = file.member("transform").and_then(|transform| {
            let (scale_x, scale_y) = pair(transform.member("scale")?)?;
            let (shift_x, shift_y) = pair(transform.member("translate")?)?;
            Some([scale_x, scale_y, shift_x, shift_y])
        });
        let mut own = Self { transform, ..Self::default() };
        for arc in file.member("arcs").into_iter().flat_map(Raw::elements) {
            let (mut x, mut y) = (0.0, 0.0);
            for point in arc.elements().filter_map(pair) {
                if !budget.take_point() {
                    break;
                }
                // Where there is a grid, every point is told as steps from the one before.
                (x, y) = if transform.is_some() { (x + point.0, y + point.1) } else { point };
                own.points.push(own.place(x, y));
            }
            own.ends.push(own.points.len());
        }
        own
    }

    fn place(&self, x: f64, y: f64) -> (f64, f64) {
        self.transform
            .map_or((x, y), |[scale_x, scale_y, shift_x, shift_y]| (x * scale_x + shift_x, y * scale_y + shift_y))
    }

    fn geometry(&self, raw: Raw<'_>, shapes: &mut Features, budget: &mut Budget, depth: u32) {
        let Some(kind) = raw.member_text("type") else { return };
        let arcs = raw.member("arcs");
        let arcs = || arcs.into_iter().flat_map(Raw::elements);
        match kind.as_ref() {
            "GeometryCollection" if depth < DEPTH => {
                for inner in raw.member("geometries").into_iter().flat_map(Raw::elements) {
                    self.geometry(inner, shapes, budget, depth + 1);
                }
            }
            "Point" => {
                if let Some((x, y)) = raw.member("coordinates").and_then(pair).map(|(x, y)| self.place(x, y))
                    && budget.take_point()
                {
                    shapes.push_point(x, y);
                }
                shapes.end_part(PartKind::Points);
            }
            "MultiPoint" => {
                for (x, y) in raw.member("coordinates").into_iter().flat_map(Raw::elements).filter_map(pair) {
                    let (x, y) = self.place(x, y);
                    if budget.take_point() {
                        shapes.push_point(x, y);
                    }
                }
                shapes.end_part(PartKind::Points);
            }
            "LineString" => {
                if let Some(line) = raw.member("arcs") {
                    self.line(line, shapes, budget, PartKind::Line);
                }
            }
            "MultiLineString" => arcs().for_each(|line| self.line(line, shapes, budget, PartKind::Line)),
            "Polygon" => arcs().for_each(|ring| self.line(ring, shapes, budget, PartKind::Ring)),
            "MultiPolygon" => {
                arcs().flat_map(Raw::elements).for_each(|ring| self.line(ring, shapes, budget, PartKind::Ring));
            }
            _ => {}
        }
    }

    /// Arcs one after the other: `i` forwards, `!i` backwards; where two meet, the point counts once.
    fn line(&self, raw: Raw<'_>, shapes: &mut Features, budget: &mut Budget, kind: PartKind) {
        let mut last = None;
        for index in raw.elements().filter_map(|raw| raw.0.parse::<i64>().ok()) {
            let at = usize::try_from(if index < 0 { !index } else { index }).unwrap_or(usize::MAX);
            let end = self.ends.get(at).copied().unwrap_or(0);
            let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
            let points = self.points.get(start..end).unwrap_or_default();
            let mut add = |point: (f64, f64)| {
                if last != Some(point) && budget.take_point() {
                    shapes.push_point(point.0, point.1);
                }
                last = Some(point);
            };
            if index < 0 {
                points.iter().rev().copied().for_each(&mut add);
            } else {
                points.iter().copied().for_each(&mut add);
            }
        }
        shapes.end_part(kind);
    }
}

/// The first two numbers of a list.
fn pair(raw: Raw<'_>) -> Option<(f64, f64)> {
    let mut numbers = raw.elements().map_while(|raw| raw.0.parse::<f64>().ok().filter(|number| number.is_finite()));
    Some((numbers.next()?, numbers.next()?))
}

#[cfg(test)]
mod tests {
    use crate::geo::ShapeKind;
    use crate::ingest::book::{Format, Limits, open};

    #[test]
    fn borders_become_shapes() {
        let text = r#"{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[100,0]},
          "objects":{"prov":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","id":"a","arcs":[[0,1]],"properties":{"nama":"A"}},
            {"type":"MultiPolygon","properties":{"nama":"B"},"arcs":[[[-1,2]]]},
            {"type":"Point","coordinates":[2,2]},{"type":null},{"type":"Polygon","arcs":[[99]]}]}},
          "arcs":[[[2,0],[0,2]],[[2,2],[-2,0],[0,-2],[2,0]],[[2,0],[2,0],[0,2],[-2,0]]]}"#;
        let book = open(text.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(book.format, Format::TopoJson);
        let sheet = &book.sheets[0];
        assert_eq!((sheet.name.as_str(), sheet.rows.len(), sheet.width()), ("prov", 5, 2));
        let shapes = sheet.shapes.as_ref().unwrap();
        let kinds = [0, 1, 2, 3, 4].map(|at| shapes.kind(at));
        assert_eq!(kinds, [ShapeKind::Areas, ShapeKind::Areas, ShapeKind::Points, ShapeKind::None, ShapeKind::None]);
        assert_eq!(shapes.centroid(0), Some((100.5, 0.5)));
        assert_eq!(shapes.centroid(1), Some((101.5, 0.5)));
        assert_eq!(shapes.centroid(2), Some((101.0, 1.0)));
        assert_eq!(shapes.parts(0).map(|(_, flat)| flat.len() / 2).collect::<Vec<_>>(), [5]);
    }
}
