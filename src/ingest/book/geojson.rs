//! Geometries of `GeoJSON` (RFC 7946, and the `crs` member of its forerunner).

use super::scan::{Kind, Raw};
use super::sheet::Budget;
use crate::geo::{Features, PartKind};

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

/// The name of the reference system that a file gives in its members `crs` and `spatialReference`; empty
/// without one.
pub(super) fn reference(crs: Option<Raw<'_>>, spatial: Option<Raw<'_>>) -> String {
    let own = crs.and_then(|crs| crs.member("properties")).and_then(|own| own.member_text("name"));
    // Services of ArcGIS give a number instead.
    let number = || {
        let system = spatial?;
        let code = system.member("latestWkid").or_else(|| system.member("wkid"))?;
        Some(format!("EPSG:{}", code.0))
    };
    own.map(std::borrow::Cow::into_owned).or_else(number).unwrap_or_default()
}

/// Adds the parts of a geometry as services of `ArcGIS` write it.
pub(super) fn esri(raw: Raw<'_>, shapes: &mut Features, budget: &mut Budget) {
    let number = |name: &str| raw.member(name).and_then(|raw| raw.0.parse::<f64>().ok()).filter(|n| n.is_finite());
    if let (Some(x), Some(y)) = (number("x"), number("y")) {
        if budget.take_point() {
            shapes.push_point(x, y);
        }
        shapes.end_part(PartKind::Points);
    } else if let Some(points) = raw.member("points") {
        line(points, shapes, budget, PartKind::Points);
    }
    for (name, kind) in [("rings", PartKind::Ring), ("paths", PartKind::Line)] {
        if let Some(parts) = raw.member(name) {
            parts.elements().for_each(|part| line(part, shapes, budget, kind));
        }
    }
}
