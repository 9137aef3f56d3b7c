//! Shapefiles (Esri white paper of July 1998): geometry, its table and its projection, from a ZIP.

use super::archive::Archive;
use super::bytes::{f64_at, u32_at};
use super::dbf::{self, Dbf};
use super::sheet::{Budget, Sheet};
use crate::base::note::{Problem, ProblemCode};
use crate::geo::{Features, PartKind};

/// Reads every shapefile of an archive, a sheet each.
pub(super) fn zipped(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Sheet>, Problem> {
    let archive = Archive::new(bytes);
    let stems: Vec<String> = archive
        .names()
        .filter(|name| !name.starts_with("__MACOSX/"))
        .filter_map(|name| name.len().checked_sub(4).and_then(|at| Some((name.get(..at)?, name.get(at..)?))))
        .filter(|(_, ending)| ending.eq_ignore_ascii_case(".shp"))
        .map(|(stem, _)| stem.to_owned())
        .take(budget.limits.sheets as usize)
        .collect();
    let mut sheets = Vec::new();
    for stem in stems {
        let mut part = |ending: &str| archive.read_named(&format!("{stem}.{ending}"), budget);
        let shapes = part("shp")?.unwrap_or_default();
        let table = part("dbf")?;
        let projection = part("prj")?.unwrap_or_default();
        let encoding = part("cpg")?.and_then(|bytes| String::from_utf8(bytes).ok());
        let table = table.and_then(|bytes| dbf::read(&bytes, encoding.as_deref(), budget)).unwrap_or_default();
        let name = stem.rsplit('/').next().unwrap_or(&stem).to_owned();
        sheets.push(sheet(name, &shapes, table, &String::from_utf8_lossy(&projection), budget));
    }
    sheets.retain(|sheet| !sheet.rows.is_empty() || sheet.shapes.as_ref().is_some_and(|shapes| !shapes.is_empty()));
    if sheets.is_empty() { Err(Problem::new(ProblemCode::BrokenFile).arg("Shapefile")) } else { Ok(sheets) }
}

/// Reads geometry that came alone.
pub(super) fn bare(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Sheet>, Problem> {
    let sheet = sheet(String::new(), bytes, Dbf::default(), "", budget);
    if sheet.rows.is_empty() { Err(Problem::new(ProblemCode::BrokenFile).arg("Shapefile")) } else { Ok(vec![sheet]) }
}

fn sheet(name: String, bytes: &[u8], mut table: Dbf, projection: &str, budget: &mut Budget) -> Sheet {
    let mut shapes = Features::default();
    let mut at = 100;
    let mut record = 0;
    while let (Some(words), Some(kind)) = (big(bytes, at + 4), u32_at(bytes, at + 8)) {
        let body = at + 8;
        let end = body.saturating_add((words as usize).saturating_mul(2));
        let kept = table.kept.get(record).copied().unwrap_or(true);
        if kept {
            if shapes.len() >= table.rows.len() {
                // Geometry without a record still is a row.
                if !budget.take_row() {
                    break;
                }
                table.rows.begin();
            }
            shape(bytes.get(body..end.min(bytes.len())).unwrap_or_default(), kind, &mut shapes, budget);
            shapes.end_shape();
        }
        record += 1;
        at = end.max(body + 4);
    }
    // Records without geometry have an empty shape.
    while shapes.len() < table.rows.len() {
        shapes.end_shape();
    }
    shapes.set_reference(projection);
    let columns = (!table.columns.is_empty()).then_some(table.columns);
    Sheet {
        name,
        rows: table.rows,
        columns: Some(columns.unwrap_or_default()),
        shapes: Some(shapes),
        ..Sheet::default()
    }
}

fn big(bytes: &[u8], at: usize) -> Option<u32> {
    u32_at(bytes, at).map(u32::swap_bytes)
}

/// Adds the parts of one record; heights and measures behind the points are left out.
fn shape(body: &[u8], kind: u32, shapes: &mut Features, budget: &mut Budget) {
    let point = |at: usize| Some((f64_at(body, at)?, f64_at(body, at + 8)?));
    let mut add = |at: usize, shapes: &mut Features| {
        // Numbers below -1e38 stand for none.
        if let Some((x, y)) = point(at).filter(|(x, y)| x.abs() < 1e38 && y.abs() < 1e38)
            && budget.take_point()
        {
            shapes.push_point(x, y);
        }
    };
    match kind {
        1 | 11 | 21 => {
            add(4, shapes);
            shapes.end_part(PartKind::Points);
        }
        8 | 18 | 28 => {
            let count = (u32_at(body, 36).unwrap_or(0) as usize).min(body.len() / 16);
            (0..count).for_each(|at| add(40 + at * 16, shapes));
            shapes.end_part(PartKind::Points);
        }
        3 | 5 | 13 | 15 | 23 | 25 => {
            let part_kind = if matches!(kind, 3 | 13 | 23) { PartKind::Line } else { PartKind::Ring };
            let parts = (u32_at(body, 36).unwrap_or(0) as usize).min(body.len() / 4);
            let points = (u32_at(body, 40).unwrap_or(0) as usize).min(body.len() / 16);
            let first = 44 + parts * 4;
            let start = |part: usize| {
                if part < parts { (u32_at(body, 44 + part * 4).unwrap_or(0) as usize).min(points) } else { points }
            };
            for part in 0..parts {
                for at in start(part)..start(part + 1) {
                    add(first + at * 16, shapes);
                }
                shapes.end_part(part_kind);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::geo::{Coordinates, ShapeKind};
    use crate::ingest::book::archive::tests::zip;
    use crate::ingest::book::{Format, Limits, open};

    /// Three records: a square, nothing, a square with nothing known of it.
    pub(in crate::ingest::book) fn shapes() -> Vec<u8> {
        let mut out = vec![0, 0, 0x27, 0x0A];
        out.resize(100, 0);
        let mut add = |number: u32, body: &[u8]| {
            out.extend(number.to_be_bytes());
            out.extend((body.len() as u32 / 2).to_be_bytes());
            out.extend(body);
        };
        let square: Vec<u8> = {
            let mut body = 5_u32.to_le_bytes().to_vec();
            body.extend([0; 32]);
            body.extend([1, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0]);
            let points: [(f64, f64); 5] = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)];
            body.extend(points.iter().flat_map(|(x, y)| [x.to_le_bytes(), y.to_le_bytes()]).flatten());
            body
        };
        add(1, &square);
        add(2, &square);
        add(3, &[0; 4]);
        add(4, &square);
        out
    }

    #[test]
    fn geometry_and_table_belong_together() {
        let table = crate::ingest::book::dbf::tests::table();
        let bytes =
            zip(&[("batas/A.shp", &shapes()), ("batas/a.DBF", &table), ("batas/A.prj", b"GEOGCS[\"GCS_WGS_1984\"]")]);
        let book = open(&bytes, &Limits::default()).unwrap();
        assert_eq!(book.format, Format::Shapefile);
        let sheet = &book.sheets[0];
        // The second record is deleted, and the last geometry has no record.
        assert_eq!((sheet.name.as_str(), sheet.rows.len(), sheet.width()), ("A", 3, 4));
        let features = sheet.shapes.as_ref().unwrap();
        assert_eq!([0, 1, 2].map(|at| features.kind(at)), [ShapeKind::Areas, ShapeKind::None, ShapeKind::Areas]);
        assert_eq!(features.centroid(0), Some((1.0, 1.0)));
        assert_eq!(features.coordinates, Coordinates::Degrees);
        let bare = open(&shapes(), &Limits::default()).unwrap();
        assert_eq!(bare.sheets[0].rows.len(), 4);
        let table = open(&table, &Limits::default()).unwrap();
        assert_eq!((table.format, table.sheets[0].rows.len()), (Format::Dbf, 2));
    }

    #[test]
    fn an_unknown_projection_is_named() {
        let bytes = zip(&[("a.shp", &shapes()), ("a.prj", b"PROJCS[\"Polyconic_X\",PROJECTION[\"Polyconic\"]]")]);
        let book = open(&bytes, &Limits::default()).unwrap();
        let features = book.sheets[0].shapes.as_ref().unwrap();
        assert_eq!(features.coordinates, Coordinates::Projected("Polyconic_X".to_owned()));
    }
}
