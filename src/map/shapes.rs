//! The outline map.

use crate::base::note::{Problem, ProblemCode};
use crate::geo::{Area, Fit, Picture, Topology, decode};
use crate::i18n::{Message, map as say};
use crate::region::{PROVINCES, by_code};
use crate::scene::{Fill, Item, Scene, Stroke, Target};

use super::Shapes;
use super::paint::{Look, Painter};
use super::words::some_of;

/// Outlines with what they stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Outlines {
    pub(super) topology: Topology,
    /// For every area of the topology: the index of its province in [`PROVINCES`] and of every province
    /// of today that the outline covers, itself included.
    pub(super) covers: Vec<(usize, Vec<usize>)>,
}

/// Reads a boundary pack: `TopoJSON` with the object `prov` and the property `kode_kemendagri`; an
/// outline from before a province was divided lists today's codes in `meliputi`.
pub(super) fn read(bytes: &[u8], attribution: &str) -> Result<Shapes, Problem> {
    let topology = decode(bytes, "prov")?;
    let index =
        |code: &str| by_code(code).and_then(|found| PROVINCES.iter().position(|province| province.code == found.code));
    let mut covers = Vec::with_capacity(topology.areas().len());
    for area in topology.areas() {
        let text = |name: &str| area.properties.get(name).and_then(|value| value.as_str());
        let code = text("kode_kemendagri").or(area.id.as_deref()).unwrap_or_default();
        let own = index(code).ok_or_else(|| {
            Problem::new(ProblemCode::BadAnswer).arg("TopoJSON").detail(format!("no province {code:?}"))
        })?;
        // The packs call it `kode_38`, the shipped outlines `meliputi`.
        let listed = ["meliputi", "kode_38"].into_iter().find_map(|name| area.properties.get(name));
        let mut covered: Vec<usize> = listed
            .and_then(|list| list.as_array())
            .map(|list| list.iter().filter_map(|code| index(code.as_str()?)).collect())
            .unwrap_or_default();
        if !covered.contains(&own) {
            covered.push(own);
        }
        covers.push((own, covered));
    }
    Ok(Shapes { attribution: attribution.to_owned(), outlines: Outlines { topology, covers } })
}

/// Provinces whose drawn size in pixels is below this get a disc, so that they can be seen and pointed at.
const SMALL_PX: f64 = 7.0;
const DISC_PX: f64 = 4.0;

/// What drawing the outlines came to.
#[derive(Default)]
pub(super) struct Drawing {
    /// Height they take.
    pub(super) height_px: f64,
    /// Small print they need.
    pub(super) note: Option<String>,
    /// What hatching means on this map, and how many outlines carry it.
    pub(super) hatched: Option<(Message, usize)>,
}

/// Draws the outlines below `top`.
pub(super) fn draw(painter: &Painter<'_>, outlines: &Outlines, scene: &mut Scene, top: f64) -> Drawing {
    let Some(bounds) = outlines.topology.bounds() else {
        return Drawing::default();
    };
    let fit = Fit::width(bounds, scene.width_px - 2.0);
    let picture = Picture::new(&outlines.topology, &fit);
    let border = Stroke::solid(painter.theme.paper, (scene.width_px / 1000.0).clamp(0.5, 1.0));
    // Hatching alone does not show where an area ends.
    let edge = Stroke::solid(painter.theme.context, 0.75);
    let mut hatched = 0;
    let mut any_outdated = false;
    let mut drawn = vec![false; PROVINCES.len()];
    let mut discs: Vec<(usize, (f64, f64), Fill)> = Vec::new();
    let mut targets: Vec<(usize, Target)> = Vec::new();

    for (area, (own, covered)) in outlines.topology.areas().iter().zip(&outlines.covers) {
        // An outline from before a division stands for its province only while no part of it has a value of its own.
        let outdated = covered.iter().any(|index| index != own && painter.has_data(*index));
        let fill = match painter.look(*own) {
            Look::Value { color, .. } if !outdated => {
                if let Some(flag) = drawn.get_mut(*own) {
                    *flag = true;
                }
                Fill::Solid(color)
            }
            _ => painter.hatch(),
        };
        let plain = matches!(fill, Fill::Solid(_));
        hatched += usize::from(!plain);
        any_outdated |= outdated;
        let stroke = if plain { border } else { edge };
        let rings = placed(&picture, area, top);
        let bounds = around(&rings);
        let item = scene.push(Item::Path { rings, closed: true, fill: Some(fill), stroke: Some(stroke) });
        let (x, y, width, height) = bounds;
        let small = width.max(height) < SMALL_PX;
        if small {
            discs.push((targets.len(), (x + width / 2.0, y + height / 2.0), fill));
        }
        let name = PROVINCES.get(*own).map_or("", |province| province.name);
        let label = if outdated {
            say::TARGET_NOT_DRAWN.with_list(painter.lang, &[name.to_owned()])
        } else {
            painter.target_label(*own)
        };
        let row = painter.row_of(*own);
        targets.push((row, Target { bounds, item: Some(item), label, row }));
    }
    // Discs lie on top of their neighbours.
    for (at, (x, y), fill) in discs {
        let item = scene.push(Item::Disc { x, y, radius: DISC_PX, fill: Some(fill), stroke: Some(border) });
        if let Some((_, target)) = targets.get_mut(at) {
            target.item = Some(item);
            target.bounds = (x - DISC_PX, y - DISC_PX, 2.0 * DISC_PX, 2.0 * DISC_PX);
        }
    }
    targets.sort_by_key(|(row, _)| *row);
    scene.targets.extend(targets.into_iter().map(|(_, target)| target));

    let missing: Vec<&str> = PROVINCES
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            painter.has_data(*index) && drawn.get(*index) != Some(&true) && painter.look(*index) != Look::Undecided
        })
        .map(|(_, province)| province.name)
        .collect();
    let note = (!missing.is_empty()).then(|| {
        say::OUTLINE_TOO_OLD
            .with_list(painter.lang, &[outlines.covers.len().to_string(), some_of(&missing, painter.lang)])
    });
    let meaning = if any_outdated { say::NO_DATA_OR_OUTLINE } else { say::NO_DATA };
    Drawing { height_px: fit.height_px, note, hatched: (hatched > 0).then_some((meaning, hatched)) }
}

/// The rings of an area, moved into the scene.
fn placed(picture: &Picture<'_>, area: &Area, top: f64) -> Vec<Vec<(f64, f64)>> {
    let mut rings = picture.rings(area);
    for (x, y) in rings.iter_mut().flatten() {
        *x += 1.0;
        *y += top;
    }
    rings
}

/// The rectangle around rings: left, top, width, height.
fn around(rings: &[Vec<(f64, f64)>]) -> (f64, f64, f64, f64) {
    let mut points = rings.iter().flatten().copied();
    let Some((x, y)) = points.next() else {
        return (0.0, 0.0, 0.0, 0.0);
    };
    let (left, upper, right, lower) = points.fold((x, y, x, y), |(left, upper, right, lower), (x, y)| {
        (left.min(x), upper.min(y), right.max(x), lower.max(y))
    });
    (left, upper, right - left, lower - upper)
}
