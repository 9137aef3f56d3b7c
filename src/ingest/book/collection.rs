//! A `GeoJSON` `FeatureCollection` in a single walk over its text: coordinates become numbers where they stand.
//!
//! Files of outlines are nearly all coordinates. The walk of [`scan`](super::scan) finds the end of a value before
//! it looks inside, which for lists in lists in lists means reading the text many times. Whatever looks unusual
//! is left to it: then nothing is read here.

use std::borrow::Cow;

use super::geojson;
use super::records::{Builder, cell};
use super::scan::{Kind, Raw, Walk};
use super::sheet::{Budget, Sheet};
use crate::geo::{Features, PartKind};

/// The features as a sheet.
pub(super) struct Collection<'a> {
    pub(super) sheet: Sheet,
    pub(super) count: usize,
    /// The other members of the file.
    pub(super) members: Vec<(Cow<'a, str>, Raw<'a>)>,
}

/// Reads a whole `FeatureCollection`; `None` for anything else, and for one that something is unusual about.
/// The budget is spent only where it is read.
pub(super) fn read<'a>(text: &'a str, budget: &mut Budget) -> Option<Collection<'a>> {
    let mut walk = Walk::of(text);
    walk.skip_gap();
    walk.step(b'{')?;
    let mut spent = budget.clone();
    let mut members = Vec::new();
    let mut sheet = None;
    while let Some(key) = walk.key()? {
        if key == "features" && sheet.is_none() && walk.peek() == Some(b'[') {
            sheet = Some(features(&mut walk, &mut spent)?);
        } else {
            members.push((key, walk.value()?));
        }
    }
    walk.skip_gap();
    let is_collection = members.iter().any(|(key, value)| key == "type" && value.text() == "FeatureCollection");
    let mut sheet = sheet.filter(|sheet| is_collection && walk.peek().is_none() && !sheet.rows.is_empty())?;
    let member = |name: &str| members.iter().find(|(key, _)| key == name).map(|(_, value)| *value);
    if let Some(shapes) = &mut sheet.shapes {
        shapes.set_reference(&geojson::reference(member("crs"), member("spatialReference")));
    }
    *budget = spent;
    Some(Collection { count: sheet.rows.len(), sheet, members })
}

fn features(walk: &mut Walk<'_>, budget: &mut Budget) -> Option<Sheet> {
    walk.step(b'[')?;
    let mut table = Builder::new(Vec::new());
    let mut shapes = Features::default();
    loop {
        walk.skip_gap();
        if walk.step(b']').is_some() {
            break;
        }
        if !budget.take_row() {
            return None;
        }
        table.begin();
        feature(walk, &mut table, &mut shapes, budget)?;
        shapes.end_shape();
    }
    Some(Sheet {
        name: "features".to_owned(),
        rows: table.rows,
        columns: Some(table.columns),
        records_path: Some("$.features[*].properties".to_owned()),
        shapes: Some(shapes),
        ..Sheet::default()
    })
}

/// A feature: its properties into the row, its geometry aside.
fn feature(walk: &mut Walk<'_>, table: &mut Builder, shapes: &mut Features, budget: &mut Budget) -> Option<()> {
    walk.step(b'{')?;
    let (mut is_feature, mut id, mut properties, mut has_geometry) = (false, None, None, false);
    while let Some(key) = walk.key()? {
        if key == "geometry" && !has_geometry && walk.peek() == Some(b'{') {
            has_geometry = true;
            geometry(walk, shapes, budget)?;
            continue;
        }
        let value = walk.value()?;
        match key.as_ref() {
            "type" => is_feature |= value.text() == "Feature",
            "id" => id = id.or(Some(value)),
            "properties" => properties = properties.or(Some(value)),
            _ => {}
        }
    }
    if !is_feature {
        return None;
    }
    let properties = properties.filter(|value| value.kind() == Kind::Object);
    if let Some(id) = id.filter(|_| properties.is_none_or(|own| own.member("id").is_none())) {
        table.put("id", cell(id), budget);
    }
    if let Some(properties) = properties {
        table.record(properties, budget);
    }
    Some(())
}

fn geometry(walk: &mut Walk<'_>, shapes: &mut Features, budget: &mut Budget) -> Option<()> {
    let start = walk.place();
    walk.step(b'{')?;
    let mut kind = None;
    let mut is_read = false;
    while let Some(key) = walk.key()? {
        match (key.as_ref(), kind, walk.peek()) {
            ("coordinates", Some((part, depth)), Some(b'[')) if !is_read => {
                is_read = true;
                list(walk, part, depth, shapes, budget)?;
            }
            _ => {
                let value = walk.value()?;
                if key == "type" && kind.is_none() {
                    kind = match value.text().as_ref() {
                        "Point" => Some((PartKind::Points, 1)),
                        "MultiPoint" => Some((PartKind::Points, 2)),
                        "LineString" => Some((PartKind::Line, 2)),
                        "MultiLineString" => Some((PartKind::Line, 3)),
                        "Polygon" => Some((PartKind::Ring, 3)),
                        "MultiPolygon" => Some((PartKind::Ring, 4)),
                        _ => None,
                    };
                }
            }
        }
    }
    if !is_read {
        // A collection, or one whose type stands behind its coordinates.
        let whole = walk.since(start)?;
        if whole.member("type").is_some() {
            geojson::geometry(whole, shapes, budget, 0);
        } else {
            geojson::esri(whole, shapes, budget);
        }
    }
    Some(())
}

/// Lists of positions, so many deep.
fn list(walk: &mut Walk<'_>, kind: PartKind, depth: u32, shapes: &mut Features, budget: &mut Budget) -> Option<()> {
    if depth == 1 {
        position(walk, shapes, budget)?;
        if kind == PartKind::Points {
            shapes.end_part(kind);
        }
        return Some(());
    }
    walk.step(b'[')?;
    loop {
        walk.skip_gap();
        match walk.peek()? {
            b']' => break,
            b'[' if depth == 2 => position(walk, shapes, budget)?,
            b'[' => list(walk, kind, depth - 1, shapes, budget)?,
            _ => drop(walk.value()?),
        }
    }
    walk.step(b']')?;
    if depth == 2 {
        shapes.end_part(kind);
    }
    Some(())
}

/// The first two numbers of a list; a position without them is none.
fn position(walk: &mut Walk<'_>, shapes: &mut Features, budget: &mut Budget) -> Option<()> {
    walk.step(b'[')?;
    let (mut place, mut count, mut is_broken) = ([0.0; 2], 0, false);
    loop {
        walk.skip_gap();
        if walk.step(b']').is_some() {
            break;
        }
        let number = match walk.number() {
            Some(number) => Some(number),
            None => walk.value()?.0.parse::<f64>().ok().filter(|number| number.is_finite()),
        };
        match (number, place.get_mut(count)) {
            (Some(number), Some(slot)) if !is_broken => {
                *slot = number;
                count += 1;
            }
            (None, _) => is_broken = true,
            _ => {}
        }
    }
    if count == 2 && budget.take_point() {
        let [x, y] = place;
        shapes.push_point(x, y);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::super::Limits;
    use super::super::json;
    use super::*;

    fn sheet(text: &str) -> Option<Sheet> {
        read(text, &mut Budget::new(&Limits::default(), text.len())).map(|collection| collection.sheet)
    }

    /// What the general reader makes of the same text.
    fn generally(text: &str) -> Sheet {
        let mut budget = Budget::new(&Limits::default(), text.len());
        json::read_generally(text, &mut budget).unwrap().1.remove(0)
    }

    #[test]
    fn a_collection_is_read_as_the_general_reader_reads_it() {
        for text in [
            r#"{"type":"FeatureCollection","features":[
                {"type":"Feature","id":7,"properties":{"a":"x","b":{"c":1.5}},"geometry":{"type":"Point","coordinates":[107.5,-6.25,12]}},
                {"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,2],[3.000,4e1],[-5,6]]},"properties":{"a":"y"}},
                {"type":"Feature","properties":null,"geometry":null}]}"#,
            r#"{"features":[{"geometry":{"coordinates":[[[0,0],[1,0],[1,1],[0,0]],[[0.2,0.1],[0.3,0.1],[0.3,0.2]]],"type":"Polygon"},
                "type":"Feature","properties":{"id":3}}],"type":"FeatureCollection","crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::32748"}}}"#,
            r#" {"type":"FeatureCollection","name":"batas","bbox":[1,2,3,4],"features":[{"type":"Feature","properties":{},"geometry":
                {"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2]]],[[[5,5],[6,5],[6,6],[5,5]]]]}},
                {"type":"Feature","properties":{"n":1},"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[9,9]}]}},
                {"type":"Feature","properties":{"n":2},"geometry":{"type":"MultiPoint","coordinates":[[1,1],[2,"x"],null,[3,3]]}},
                {"type":"Feature","properties":{"n":3},"geometry":{"type":"Polygon","coordinates":[]}},
                {"type":"Feature","properties":{"n":4},"geometry":{"type":"Polygon","coordinates":[[[1e999,0],[NaN,1],[1,1]]]}}]} "#,
            r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"v":1},"geometry":{"type":"Point",
                "coordinates":[118.12345678901234567890,-0.000000000000000000000000123]}}]}"#,
        ] {
            let fast = sheet(text).unwrap_or_else(|| panic!("not read: {text}"));
            assert_eq!(fast, generally(text), "{text}");
        }
    }

    #[test]
    fn what_is_unusual_is_left_to_the_general_reader() {
        for text in [
            "",
            "[]",
            r#"{"type":"FeatureCollection","features":[]}"#,
            r#"{"type":"Topology","features":[{"type":"Feature","properties":{}}]}"#,
            r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,"#,
            r#"{"type":"FeatureCollection","features":[{"attributes":{"a":1},"geometry":{"x":1,"y":2}}]}"#,
            r#"{"type":"FeatureCollection","features":[3]}"#,
            r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1}}]} {"more":1}"#,
        ] {
            assert_eq!(sheet(text), None, "{text}");
        }
    }

    #[test]
    fn a_spent_budget_is_given_back_where_nothing_is_read() {
        let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}},3]}"#;
        let limits = Limits { points: 1, ..Limits::default() };
        let mut budget = Budget::new(&limits, text.len());
        assert!(read(text, &mut budget).is_none());
        assert!(budget.take_point(), "the point is still there");
    }
}
