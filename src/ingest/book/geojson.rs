//! Geometries of `GeoJSON` (RFC 7946, and the `crs` member of its forerunner).

use super::scan::{Kind, Raw};
use super::sheet::Budget;
use crate::geo::{Coordinates, Features, PartKind};

/// Geometry collections inside collections deeper than this are left out.
const DEPTH: u32 = 8;

/// Adds the parts of a geometry to the shape that is being made.
pub(super) fn geometry(raw: Raw<'_>, shapes: &mut Features, budget: &mut Budget, depth: u32) {
    let Some(kind) = raw.member_text("type") else { return };
    if kind == "GeometryCollection" {
        if depth < DEPTH
            && let Some(list) = raw.member("geometries")
        {
            for inner in list.elements() {
                geometry(inner, shapes, budget, depth + 1);
            }
        }
        return;
    }
    let Some(list) = raw.member("coordinates").filter(|value| value.kind() == Kind::List) else { return };
    match kind.as_ref() {
        "Point" => {
            position(list, shapes, budget);
            shapes.end_part(PartKind::Points);
        }
        "MultiPoint" => line(list, shapes, budget, PartKind::Points),
        "LineString" => line(list, shapes, budget, PartKind::Line),
        "MultiLineString" => list.elements().for_each(|part| line(part, shapes, budget, PartKind::Line)),
        "Polygon" => list.elements().for_each(|ring| line(ring, shapes, budget, PartKind::Ring)),
        "MultiPolygon" => {
            for polygon in list.elements() {
                polygon.elements().for_each(|ring| line(ring, shapes, budget, PartKind::Ring));
            }
        }
        _ => {}
    }
}

fn line(list: Raw<'_>, shapes: &mut Features, budget: &mut Budget, kind: PartKind) {
    for point in list.elements() {
        position(point, shapes, budget);
    }
    shapes.end_part(kind);
}

fn position(list: Raw<'_>, shapes: &mut Features, budget: &mut Budget) {
    let mut numbers = list.elements().map_while(|raw| raw.0.parse::<f64>().ok().filter(|number| number.is_finite()));
    if let (Some(x), Some(y)) = (numbers.next(), numbers.next())
        && budget.take_point()
    {
        shapes.push_point(x, y);
    }
}

/// What the coordinates are counted in, by the file's own word and by their size.
pub(super) fn coordinates(file: Raw<'_>, shapes: &Features) -> Coordinates {
    let name = file
        .member("crs")
        .and_then(|crs| crs.member("properties"))
        .and_then(|properties| properties.member_text("name"))
        .filter(|name| !(name.ends_with("CRS84") || name.ends_with(":4326") || name.ends_with(":4979")));
    match name {
        Some(name) => Coordinates::Projected(name.into_owned()),
        None => shapes.by_size(),
    }
}
