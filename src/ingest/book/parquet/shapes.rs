//! The column of shapes: which one it is (`GeoParquet` 1.1), and shapes in well-known binary (OGC 06-103r4, with the
//! marks that `PostGIS` puts into the type for heights and measures).

use super::chunk::{Entry, Sink};
use super::schema::Leaf;
use super::thrift::Fields;
use super::value::Value;
use crate::geo::{Features, PartKind};
use crate::ingest::book::scan::Raw;
use crate::ingest::book::sheet::Budget;

/// Collections in collections deeper than this are not read.
const DEPTH: u32 = 8;

/// Which column holds shapes, and what their coordinates are counted in.
pub(super) fn column(file: &Fields<'_>, leaves: &[Leaf]) -> Option<(usize, String)> {
    let said = file.structures(5).find(|own| own.bytes(1) == Some(b"geo")).and_then(|own| own.bytes(2));
    let Some(said) = said.and_then(|said| std::str::from_utf8(said).ok()).map(Raw) else {
        let at = leaves.iter().position(|leaf| leaf.is_geometry && leaf.max_repetition == 0)?;
        return Some((at, String::new()));
    };
    let name = said.member_text("primary_column")?;
    let own = said.member("columns")?.member(&name)?;
    if !own.member_text("encoding")?.eq_ignore_ascii_case("WKB") {
        return None;
    }
    let at = leaves.iter().position(|leaf| leaf.name == name && leaf.max_repetition == 0)?;
    let crs = own.member("crs");
    let id = crs.and_then(|crs| crs.member("id"));
    let reference = match id.and_then(|id| id.member_text("authority").zip(id.member("code"))) {
        Some((authority, code)) => format!("{authority}:{}", code.0.trim_matches('"')),
        None => crs.and_then(|crs| crs.member_text("name")).unwrap_or_default().into_owned(),
    };
    Some((at, reference))
}

/// Takes shapes, one a row.
pub(super) struct Shapes<'a> {
    /// The rows of the groups before.
    pub(super) before: usize,
    /// The rows of the group, as their columns count them.
    pub(super) widths: &'a mut Vec<u32>,
    pub(super) features: &'a mut Features,
}

impl Sink for Shapes<'_> {
    fn take(&mut self, entry: &Entry<'_>, budget: &mut Budget) {
        if self.features.len() >= self.before + self.widths.len() {
            if !budget.take_row() {
                return;
            }
            self.widths.push(0);
        }
        if let Some(Value::Bytes(bytes)) = entry.value {
            // What is damaged has the parts before the damage.
            Walk { bytes, at: 0 }.shape(self.features, budget, DEPTH);
            self.features.end_part(PartKind::Points);
        }
        self.features.end_shape();
    }

    fn end(&mut self, _budget: &mut Budget) {}
}

/// A walk through well-known binary.
struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Walk<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let own = self.bytes.get(self.at..self.at.checked_add(N)?)?.try_into().ok()?;
        self.at += N;
        Some(own)
    }

    fn count(&mut self, is_little: bool) -> Option<u32> {
        let bytes = self.take()?;
        Some(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn number(&mut self, is_little: bool) -> Option<f64> {
        let bytes = self.take()?;
        Some(if is_little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    /// Adds a shape and those in it.
    fn shape(&mut self, shapes: &mut Features, budget: &mut Budget, depth: u32) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        let [order] = self.take()?;
        let is_little = order == 1;
        let kind = self.count(is_little)?;
        if kind & 0x2000_0000 != 0 {
            // The number of its reference system.
            self.count(is_little)?;
        }
        let (marks, thousands) = (kind >> 30, (kind & 0xFFFF) / 1_000);
        let further = marks.count_ones().max(if thousands == 3 { 2 } else { u32::from(thousands > 0) });
        let mut line = |walk: &mut Self, part: Option<PartKind>| {
            let points = if part.is_some() { walk.count(is_little)? } else { 1 };
            for _ in 0..points {
                let (x, y) = (walk.number(is_little)?, walk.number(is_little)?);
                for _ in 0..further {
                    walk.number(is_little)?;
                }
                // A point without a place has no numbers for it.
                if x.is_finite() && y.is_finite() && budget.take_point() {
                    shapes.push_point(x, y);
                }
            }
            if let Some(part) = part {
                shapes.end_part(part);
            }
            Some(())
        };
        match (kind & 0xFFFF) % 1_000 {
            1 => line(self, None)?,
            2 => line(self, Some(PartKind::Line))?,
            3 => {
                for _ in 0..self.count(is_little)? {
                    line(self, Some(PartKind::Ring))?;
                }
            }
            kind @ 4..=7 => {
                for _ in 0..self.count(is_little)? {
                    self.shape(shapes, budget, depth)?;
                    if kind == 7 {
                        shapes.end_part(PartKind::Points);
                    }
                }
            }
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::ShapeKind;
    use crate::ingest::book::Limits;

    fn bytes(parts: &[&[u8]]) -> Vec<u8> {
        parts.concat()
    }

    /// A point: its type, then its numbers.
    fn point(kind: u32, numbers: &[f64]) -> Vec<u8> {
        let numbers: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        bytes(&[&[1], &kind.to_le_bytes(), &numbers])
    }

    #[test]
    fn shapes_are_read() {
        let check = |wkb: &[u8], kind: ShapeKind, points: usize, middle: Option<(f64, f64)>| {
            let (mut widths, mut shapes) = (Vec::new(), Features::default());
            let mut budget = Budget::new(&Limits::default(), wkb.len());
            let entry = Entry { value: Some(Value::Bytes(wkb)), repetition: 0, definition: 1 };
            Shapes { before: 0, widths: &mut widths, features: &mut shapes }.take(&entry, &mut budget);
            assert_eq!((widths.len(), shapes.len(), shapes.kind(0), shapes.points()), (1, 1, kind, points), "{wkb:?}");
            assert_eq!(shapes.centroid(0), middle, "{wkb:?}");
        };
        let at = Some((107.5, -6.25));
        check(&point(1, &[107.5, -6.25]), ShapeKind::Points, 1, at);
        // With heights, by either mark; with the number of a reference system.
        check(&point(1_001, &[107.5, -6.25, 700.0]), ShapeKind::Points, 1, at);
        check(&point(0x8000_0001, &[107.5, -6.25, 700.0]), ShapeKind::Points, 1, at);
        check(&point(3_001, &[107.5, -6.25, 700.0, 1.0]), ShapeKind::Points, 1, at);
        let marked =
            bytes(&[&[1], &0x2000_0001_u32.to_le_bytes(), &4326_u32.to_le_bytes(), &point(1, &[107.5, -6.25])[5..]]);
        check(&marked, ShapeKind::Points, 1, at);
        check(&point(1, &[f64::NAN, f64::NAN]), ShapeKind::None, 0, None);
        let two = bytes(&[&[1, 4, 0, 0, 0, 2, 0, 0, 0], &point(1, &[1.0, 2.0]), &point(1, &[3.0, 4.0])]);
        check(&two, ShapeKind::Points, 2, Some((2.0, 3.0)));
        // A square, the highest byte first, alone and in a shape of several.
        let corners: Vec<u8> = [0.0, 0.0, 2.0, 0.0, 2.0, 2.0, 0.0, 2.0, 0.0, 0.0]
            .iter()
            .flat_map(|number: &f64| number.to_be_bytes())
            .collect();
        let square = bytes(&[&[0, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 5], &corners]);
        check(&square, ShapeKind::Areas, 5, Some((1.0, 1.0)));
        check(&bytes(&[&[1, 6, 0, 0, 0, 1, 0, 0, 0], &square]), ShapeKind::Areas, 5, Some((1.0, 1.0)));
        check(
            &bytes(&[&[1, 7, 0, 0, 0, 2, 0, 0, 0], &point(1, &[5.0, 5.0]), &square]),
            ShapeKind::Mixed,
            6,
            Some((1.0, 1.0)),
        );
        // What is damaged, and what claims more than it has.
        check(&square[..40], ShapeKind::Points, 1, Some((0.0, 0.0)));
        check(&[1, 3, 0, 0, 0, 255, 255, 255, 255], ShapeKind::None, 0, None);
        check(&bytes(&[&[1, 7, 0, 0, 0, 1, 0, 0, 0].repeat(50), &point(1, &[1.0, 1.0])]), ShapeKind::None, 0, None);
        check(b"Bandung", ShapeKind::None, 0, None);
    }
}
