//! A `GeoJSON` `FeatureCollection` in a single walk over its text: coordinates become numbers where they stand.
//!
//! Files of outlines are nearly all coordinates. The walk of [`scan`](super::scan) finds the end of a value before
//! it looks inside, which for lists in lists in lists means reading the text many times. Whatever looks unusual
//! is left to it: then nothing is read here. The walk is taken feature by feature, so that it can follow a text
//! whose end is not here yet.

use std::ops::Range;

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
    pub(super) members: Vec<(String, Raw<'a>)>,
}

/// Reads a whole `FeatureCollection`; `None` for anything else, and for one that something is unusual about.
/// The budget is spent only where it is read.
pub(super) fn read<'a>(text: &'a str, budget: &mut Budget) -> Option<Collection<'a>> {
    let mut spent = budget.clone();
    let mut reading = Reading::default();
    reading.go_on(text, &mut spent);
    let collection = reading.end(|range| text.get(range), text.len())?;
    *budget = spent;
    Some(collection)
}

/// A collection that is being read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    table: Builder,
    shapes: Features,
    /// The other members, and where their values stand.
    members: Vec<(String, Range<usize>)>,
    stage: Stage,
    /// Whether the features were met.
    met: bool,
    /// How many bytes of the text were walked over.
    done: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    /// Before the first bracket.
    #[default]
    Start,
    /// Between the members of the file.
    Members,
    /// Between features.
    Features,
    /// Behind the last bracket.
    End,
}

impl Reading {
    /// How many bytes of the text were walked over; it goes on behind them.
    pub(super) const fn done(&self) -> usize {
        self.done
    }

    /// Walks on over the text behind what is done, as far as it is here and nothing is unusual.
    pub(super) fn go_on(&mut self, text: &str, budget: &mut Budget) {
        let before = self.done;
        let mut walk = Walk::of(text);
        while self.stage != Stage::End {
            let (mark, spent) = (self.shapes.mark(), budget.clone());
            if self.unit(&mut walk, before, budget).is_none() {
                // Half a feature leaves nothing behind.
                self.shapes.back_to(mark);
                *budget = spent;
                return;
            }
            self.done = before + walk.place();
        }
    }

    /// Walks over a bracket, a member or a feature.
    fn unit(&mut self, walk: &mut Walk<'_>, before: usize, budget: &mut Budget) -> Option<()> {
        walk.skip_gap();
        match self.stage {
            Stage::Start => {
                walk.step(b'{')?;
                self.stage = Stage::Members;
            }
            Stage::Members => match walk.key()? {
                None => self.stage = Stage::End,
                Some(key) if key == "features" && !self.met && walk.peek() == Some(b'[') => {
                    walk.step(b'[')?;
                    (self.met, self.stage) = (true, Stage::Features);
                }
                Some(key) => {
                    let start = before + walk.place();
                    walk.value()?;
                    // A value that the text ends with may go on.
                    walk.peek()?;
                    self.members.push((key.into_owned(), start..before + walk.place()));
                }
            },
            Stage::Features if walk.step(b']').is_some() => self.stage = Stage::Members,
            Stage::Features => {
                if !budget.take_row() {
                    return None;
                }
                feature(walk, &mut self.table, &mut self.shapes, budget)?;
                self.shapes.end_shape();
            }
            Stage::End => {}
        }
        Some(())
    }

    /// The collection, where the text of so many bytes is at its end; `text` gives parts of it.
    pub(super) fn end<'a>(
        self,
        text: impl Fn(Range<usize>) -> Option<&'a str>,
        length: usize,
    ) -> Option<Collection<'a>> {
        let Self { table, mut shapes, members, stage, done, .. } = self;
        let mut rest = Walk::of(text(done..length)?);
        rest.skip_gap();
        let members: Vec<(String, Raw<'a>)> =
            members.into_iter().map(|(key, range)| Some((key, Raw(text(range)?)))).collect::<Option<_>>()?;
        let is_collection = members.iter().any(|(key, value)| key == "type" && value.text() == "FeatureCollection");
        if stage != Stage::End || rest.peek().is_some() || !is_collection || table.rows.is_empty() {
            return None;
        }
        let member = |name: &str| members.iter().find(|(key, _)| key == name).map(|(_, value)| *value);
        shapes.set_reference(&geojson::reference(member("crs"), member("spatialReference")));
        let sheet = Sheet {
            name: "features".to_owned(),
            rows: table.rows,
            columns: Some(table.columns),
            records_path: Some("$.features[*].properties".to_owned()),
            shapes: Some(shapes),
            ..Sheet::default()
        };
        Some(Collection { count: sheet.rows.len(), sheet, members })
    }
}

/// A feature: its properties into a row, its geometry aside.
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
    table.begin();
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
    fn a_text_that_comes_in_pieces_is_read_alike() {
        let text = r#" {"type":"FeatureCollection","n":12,"features":[{"type":"Feature","properties":{"a":"x{]"},"geometry":
            {"type":"Polygon","coordinates":[[[0.5,0],[2,0],[2,2]],[[5,5],[6,5],[6,6]]]}} ,
            {"type":"Feature","id":5,"properties":{"b":2.25},"geometry":{"type":"Point","coordinates":[-1,12.75]}}],"crs":null} "#;
        let limits = Limits::default();
        for piece in [1, 2, 7, 50, 1_000] {
            let mut budget = Budget::new(&limits, text.len());
            let mut reading = Reading::default();
            for end in (0..text.len()).step_by(piece).chain([text.len()]) {
                reading.go_on(&text[reading.done()..end], &mut budget);
            }
            let collection = reading.end(|range| text.get(range), text.len()).unwrap();
            assert_eq!(collection.sheet, generally(text), "{piece}");
            assert_eq!(collection.members[1], ("n".to_owned(), Raw("12")), "{piece}");
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
