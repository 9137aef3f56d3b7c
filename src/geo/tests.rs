//! Decoding and projecting, against small files written out and laws.

use proptest::prelude::*;

use super::*;
use crate::base::note::ProblemCode;

/// Two unit squares side by side: arc 0 is their common border.
const SQUARES: &str = r#"{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[100,0]},
  "objects":{"other":{"type":"GeometryCollection","geometries":[]},
    "prov":{"type":"GeometryCollection","geometries":[
      {"type":"Polygon","id":"a","arcs":[[0,1]],"properties":{"nama":"A"}},
      {"type":"MultiPolygon","id":7,"arcs":[[[-1,2]]]},
      {"type":"Point","coordinates":[1,1]}]}},
  "arcs":[[[2,0],[0,2]],[[2,2],[-2,0],[0,-2],[2,0]],[[2,0,9],[2,0,9],[0,2,9],[-2,0,9]]]}"#;

#[test]
fn arcs_rings_and_properties_are_decoded() {
    let topology = decode(SQUARES.as_bytes(), "prov").unwrap();
    assert_eq!(topology.bounds(), Some(Bounds { west: 100.0, south: 0.0, east: 102.0, north: 1.0 }));
    let areas = topology.areas();
    assert_eq!(areas.len(), 2, "the point is not an area");
    assert_eq!(areas[0].id.as_deref(), Some("a"));
    assert_eq!(areas[1].id.as_deref(), Some("7"));
    assert_eq!(areas[0].properties.get("nama").and_then(|name| name.as_str()), Some("A"));
    let fit = Fit::width(topology.bounds().unwrap(), 200.0);
    let picture = Picture::new(&topology, &fit);
    let bottom = (fit.height_px / 0.1).round() * 0.1;
    let left = picture.rings(&areas[0]);
    assert_eq!(left, [vec![(100.0, bottom), (100.0, 0.0), (0.0, 0.0), (0.0, bottom)]]);
    let right = picture.rings(&areas[1]);
    assert_eq!(right, [vec![(100.0, 0.0), (100.0, bottom), (200.0, bottom), (200.0, 0.0)]]);
}

#[test]
fn broken_files_are_refused_with_a_reason() {
    for (text, code) in [
        ("", ProblemCode::BadAnswer),
        ("[]", ProblemCode::BadAnswer),
        ("<html>", ProblemCode::BadAnswer),
        (r#"{"type":"FeatureCollection","features":[]}"#, ProblemCode::UnsupportedFormat),
        (r#"{"type":"Topology"}"#, ProblemCode::BadAnswer),
        (r#"{"type":"Topology","arcs":[],"objects":{}}"#, ProblemCode::BadAnswer),
        (r#"{"type":"Topology","arcs":[],"objects":{"a":{"type":"Polygon","arcs":[[0]]}}}"#, ProblemCode::BadAnswer),
        (
            r#"{"type":"Topology","arcs":[[[0,0]]],"objects":{"a":{"type":"Polygon","arcs":[[-9]]}}}"#,
            ProblemCode::BadAnswer,
        ),
        (
            r#"{"type":"Topology","arcs":[[[0]]],"objects":{"a":{"type":"Polygon","arcs":[[0]]}}}"#,
            ProblemCode::BadAnswer,
        ),
        (
            r#"{"type":"Topology","arcs":[[[500000,9200000]]],"objects":{"a":{"type":"Polygon","arcs":[[0]]}}}"#,
            ProblemCode::BadAnswer,
        ),
        (r#"{"type":"Topology","arcs":[],"objects":{"a":{"type":"Polygon","arcs":[["x"]]}}}"#, ProblemCode::BadAnswer),
    ] {
        assert_eq!(decode(text.as_bytes(), "prov").map_err(|problem| problem.code), Err(code), "{text}");
    }
}

#[test]
fn a_file_without_the_named_object_gives_its_first() {
    let text =
        r#"{"type":"Topology","arcs":[[[0,0],[1,0],[1,1],[0,0]]],"objects":{"x":{"type":"Polygon","arcs":[[0]]}}}"#;
    assert_eq!(decode(text.as_bytes(), "prov").unwrap().areas().len(), 1);
}

proptest! {
    #[test]
    fn equal_areas_stay_equal(lat in -60.0_f64..60.0, lon in -170.0_f64..170.0, size in 0.01_f64..1.0) {
        // A small cell's size on the globe is proportional to the difference of the sines of its edges.
        let projection = EqualArea::for_bounds(Bounds { west: 95.0, south: -11.0, east: 141.0, north: 6.0 });
        let (x0, y0) = projection.project(lon, lat);
        let (x1, y1) = projection.project(lon + size, lat + size);
        let globe = size.to_radians() * (libm::sin((lat + size).to_radians()) - libm::sin(lat.to_radians()));
        prop_assert!(((x1 - x0) * (y1 - y0) / globe - 1.0).abs() < 1e-9);
    }

    #[test]
    fn any_bytes_are_answered(text in "[ -~]{0,80}", at in 0..SQUARES.len(), byte in 32_u8..127) {
        let _unused = decode(text.as_bytes(), "prov");
        let mut changed = SQUARES.as_bytes().to_vec();
        changed[at] = byte;
        if let Ok(topology) = decode(&changed, "prov") && let Some(bounds) = topology.bounds() {
            let fit = Fit::width(bounds, 300.0);
            let picture = Picture::new(&topology, &fit);
            for area in topology.areas() {
                prop_assert!(picture.rings(area).iter().flatten().all(|(x, y)| x.is_finite() && y.is_finite()));
            }
        }
    }
}
