//! The outline map.

use crate::base::note::{Problem, ProblemCode};
use crate::geo::{Area, Bounds, Fit, Picture, Topology, decode};
use crate::i18n::{Message, map as say};
use crate::region::{Gazetteer, Level};
use crate::scene::{Fill, Item, Scene, Stroke, Target};

use super::Shapes;
use super::paint::{Look, Painter};
use super::places::Regions;
use super::words::{of, some_of};

/// Outlines with what they stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Outlines {
    pub(super) topology: Topology,
    /// For every area of the topology: the index of its region and of every region of today that the
    /// outline covers, itself included.
    pub(super) covers: Vec<(usize, Vec<usize>)>,
    /// The rectangle around each area.
    bounds: Vec<Option<Bounds>>,
}

impl Outlines {
    /// Outlines of a topology, with what each of its areas stands for.
    pub(super) fn new(topology: Topology, covers: Vec<(usize, Vec<usize>)>) -> Self {
        let bounds = topology.areas().iter().map(|area| topology.bounds_of(area)).collect();
        Self { topology, covers, bounds }
    }
}

/// Reads a boundary pack: `TopoJSON` with the object `prov` or `kab` and the property `kode_kemendagri`;
/// an outline from before a province was divided lists today's codes in `meliputi`.
pub(super) fn read(bytes: &[u8], attribution: &str, list: &Gazetteer, level: Level) -> Result<Shapes, Problem> {
    let topology = decode(bytes, if level == Level::Province { "prov" } else { "kab" })?;
    let regions = Regions::of(list, level);
    let mut covers = Vec::with_capacity(topology.areas().len());
    for area in topology.areas() {
        let text = |name: &str| area.properties.get(name).and_then(|value| value.as_str());
        let code = text("kode_kemendagri").or(area.id.as_deref()).unwrap_or_default();
        let own = regions.by_code(code).ok_or_else(|| {
            Problem::new(ProblemCode::BadAnswer).arg("TopoJSON").detail(format!("no region {code:?}"))
        })?;
        // The packs call it `kode_38`, the shipped outlines `meliputi`.
        let listed = ["meliputi", "kode_38"].into_iter().find_map(|name| area.properties.get(name));
        let mut covered: Vec<usize> = listed
            .and_then(|list| list.as_array())
            .map(|list| list.iter().filter_map(|code| regions.by_code(code.as_str()?)).collect())
            .unwrap_or_default();
        if !covered.contains(&own) {
            covered.push(own);
        }
        covers.push((own, covered));
    }
    Ok(Shapes { attribution: attribution.to_owned(), outlines: Outlines::new(topology, covers) })
}

/// Highest picture of outlines as a share of its width, so that map and legend fit a screen together …
const TALLEST: f64 = 0.55;
/// … and what a telephone always has room for, in CSS pixels.
const TALL_ENOUGH_PX: f64 = 300.0;
/// Regions whose drawn size in pixels is below this get a disc, so that they can be seen and pointed at.
const SMALL_PX: f64 = 7.0;
const DISC_PX: f64 = 4.0;
/// The same among all 514 kabupaten and kota, where discs must leave room for their neighbours.
const SMALL_AMONG_MANY_PX: f64 = 3.5;
const DISC_AMONG_MANY_PX: f64 = 2.0;

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
    let regions = &painter.joined.regions;
    let mut shown = vec![false; regions.len()];
    for index in &painter.joined.shown {
        if let Some(flag) = shown.get_mut(*index) {
            *flag = true;
        }
    }
    let is_shown = |own: usize| shown.get(own) == Some(&true);
    let around_all = outlines
        .covers
        .iter()
        .zip(&outlines.bounds)
        .filter(|((own, _), _)| is_shown(*own))
        .filter_map(|(_, bounds)| *bounds)
        .reduce(Bounds::with);
    let Some(bounds) = around_all else {
        return Drawing::default();
    };
    let width = scene.width_px - 2.0;
    let mut fit = Fit::width(bounds, width);
    let mut left = 1.0;
    let tallest = (width * TALLEST).max(TALL_ENOUGH_PX);
    if fit.height_px > tallest {
        let narrow = width * tallest / fit.height_px;
        fit = Fit::width(bounds, narrow);
        left += (width - narrow) / 2.0;
    }
    let picture = Picture::new(&outlines.topology, &fit);
    let many = painter.joined.shown.len() > 100;
    let (small_px, disc_px) = if many { (SMALL_AMONG_MANY_PX, DISC_AMONG_MANY_PX) } else { (SMALL_PX, DISC_PX) };
    let finest = if many { 0.25 } else { 0.5 };
    let border =
        Stroke::solid(painter.theme.paper, (scene.width_px / if many { 2000.0 } else { 1000.0 }).clamp(finest, 1.0));
    // Hatching alone does not show where an area ends.
    let edge = Stroke::solid(painter.theme.context, if many { 0.4 } else { 0.75 });
    let mut hatched = 0;
    let mut any_outdated = false;
    let mut drawn = vec![false; regions.len()];
    let mut discs: Vec<(usize, (f64, f64), Fill)> = Vec::new();
    let mut targets: Vec<(usize, Target)> = Vec::new();

    for (area, (own, covered)) in outlines.topology.areas().iter().zip(&outlines.covers) {
        if !is_shown(*own) {
            continue;
        }
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
        let rings = placed(&picture, area, (left, top));
        let bounds = around(&rings);
        let item = scene.push(Item::Path { rings, closed: true, fill: Some(fill), stroke: Some(stroke) });
        let (x, y, width, height) = bounds;
        let small = width.max(height) < small_px;
        if small {
            discs.push((targets.len(), (x + width / 2.0, y + height / 2.0), fill));
        }
        let name = regions.name(*own);
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
        let item = scene.push(Item::Disc { x, y, radius: disc_px, fill: Some(fill), stroke: Some(border) });
        if let Some((_, target)) = targets.get_mut(at) {
            target.item = Some(item);
            target.bounds = (x - disc_px, y - disc_px, 2.0 * disc_px, 2.0 * disc_px);
        }
    }
    targets.sort_by_key(|(row, _)| *row);
    scene.targets.extend(targets.into_iter().map(|(_, target)| target));

    let missing: Vec<&str> = regions
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            is_shown(*index)
                && painter.has_data(*index)
                && drawn.get(*index) != Some(&true)
                && painter.look(*index) != Look::Undecided
        })
        .map(|(_, region)| region.name.as_str())
        .collect();
    let note = (!missing.is_empty()).then(|| {
        of(regions.level, say::OUTLINE_TOO_OLD, say::OUTLINE_TOO_OLD_KABKOTA)
            .with_list(painter.lang, &[outlines.covers.len().to_string(), some_of(&missing, painter.lang)])
    });
    let meaning = if any_outdated { say::NO_DATA_OR_OUTLINE } else { say::NO_DATA };
    Drawing { height_px: fit.height_px, note, hatched: (hatched > 0).then_some((meaning, hatched)) }
}

/// The rings of an area, moved into the scene.
fn placed(picture: &Picture<'_>, area: &Area, (left, top): (f64, f64)) -> Vec<Vec<(f64, f64)>> {
    let mut rings = picture.rings(area);
    for (x, y) in rings.iter_mut().flatten() {
        *x += left;
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
