//! The outline map.

use crate::base::note::{Problem, ProblemCode};
use crate::geo::{Area, Bounds, Topology, decode};
use crate::i18n::{Message, map as say};
use crate::region::{Gazetteer, Level};
use crate::scene::hit::encloses;
use crate::scene::width::text_width;
use crate::scene::{Anchor, Fill, Item, Lettering, Scene, Stroke, Target, Weight};

use super::ground::{Ground, Kept, Rings};
use super::join::Joined;
use super::paint::{Look, Painter};
use super::places::Regions;
use super::words::{of, some_of};
use super::{Lowered, Shapes};

/// Outlines with what they stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Outlines {
    pub(super) topology: Topology,
    /// For every area of the topology: the index of its region and of every region of today that the
    /// outline covers, itself included.
    pub(super) covers: Vec<(usize, Vec<usize>)>,
    /// The rectangle around each area.
    pub(super) bounds: Vec<Option<Bounds>>,
    /// A place inside each area, for marks and names: longitude and latitude.
    pub(super) centres: Vec<Option<(f64, f64)>>,
    /// The name of each area's region.
    pub(super) names: Vec<String>,
    /// Surface of each area in square kilometres, as the pack says or from its outline.
    pub(super) km2: Vec<f64>,
    /// Whether the pack says the surfaces.
    pub(super) says_km2: bool,
    pub(super) kept: Kept,
}

impl Outlines {
    /// Outlines of a topology, with what each of its areas stands for.
    pub(super) fn new(topology: Topology, covers: Vec<(usize, Vec<usize>)>, regions: &Regions) -> Self {
        let areas = topology.areas();
        let bounds = areas.iter().map(|area| topology.bounds_of(area)).collect();
        let number = |area: &Area, name: &str| area.properties.get(name).and_then(serde_json::Value::as_f64);
        let centres = areas.iter().map(|area| match (number(area, "lon"), number(area, "lat")) {
            (Some(lon), Some(lat)) if lon.abs() <= 180.0 && lat.abs() <= 90.0 => Some((lon, lat)),
            _ => topology.centre(area),
        });
        let centres = centres.collect();
        let said: Vec<f64> =
            areas.iter().filter_map(|area| number(area, "luas_km2")).filter(|km2| *km2 > 0.0).collect();
        let says_km2 = said.len() == areas.len();
        let km2 = if says_km2 { said } else { areas.iter().map(|area| topology.area_km2(area)).collect() };
        let names = covers.iter().map(|(own, _)| regions.name(*own).to_owned()).collect();
        Self { topology, covers, bounds, centres, names, km2, says_km2, kept: Kept::default() }
    }

    /// The area of a region's own outline.
    pub(super) fn area_of(&self, region: usize) -> Option<usize> {
        self.covers.iter().position(|(own, _)| *own == region)
    }

    /// For every area, whether a map shows it.
    pub(super) fn shown(&self, joined: &Joined) -> Vec<bool> {
        let mut regions = vec![false; joined.regions.len()];
        for index in &joined.shown {
            if let Some(flag) = regions.get_mut(*index) {
                *flag = true;
            }
        }
        self.covers.iter().map(|(own, _)| regions.get(*own) == Some(&true)).collect()
    }

    /// The ground of a map of some regions.
    pub(super) fn ground(&self, joined: &Joined, (width, top): (f64, f64), lowered: &Lowered) -> Option<Ground<'_>> {
        let shown = self.shown(joined);
        let bounds = self
            .bounds
            .iter()
            .zip(&shown)
            .filter(|(_, shown)| **shown)
            .filter_map(|(bounds, _)| *bounds)
            .reduce(Bounds::with)?;
        Some(Ground::new(self, bounds, shown, (width, top), lowered.spec.view, lowered.on_streets))
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
    Ok(Shapes::new(attribution, Outlines::new(topology, covers, &regions)))
}
/// Regions whose drawn size in pixels is below this get a disc, so that they can be seen and pointed at.
const SMALL_PX: f64 = 7.0;
const DISC_PX: f64 = 4.0;
/// The same among all 514 kabupaten and kota, where discs must leave room for their neighbours.
const SMALL_AMONG_MANY_PX: f64 = 3.5;
const DISC_AMONG_MANY_PX: f64 = 2.0;

/// What drawing the outlines came to.
#[derive(Default)]
pub(super) struct Drawing {
    /// Small print they need.
    pub(super) note: Option<String>,
    /// What hatching means on this map, and how many outlines carry it.
    pub(super) hatched: Option<(Message, usize)>,
}

/// Draws the outlines of a ground.
pub(super) fn draw(painter: &Painter<'_>, ground: &Ground<'_>, scene: &mut Scene, names: bool) -> Drawing {
    let outlines = ground.outlines;
    let regions = &painter.joined.regions;
    let many = painter.joined.shown.len() > 100 && ground.window.view.zoom < 6.0;
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
    let mut inside: Vec<Inside> = Vec::new();

    for (area, (own, covered)) in outlines.covers.iter().enumerate() {
        if !ground.shows(area) {
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
        let rings = ground.rings(area);
        if rings.is_empty() {
            continue;
        }
        let bounds = around(&rings);
        if let (true, Fill::Solid(color), Some(at)) = (names && !ground.on_streets, fill, ground.centre(area)) {
            inside.extend(Inside::of(regions.name(*own), at, &rings, color));
        }
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
    for name in inside {
        name.write(scene);
    }

    let mut wanted = vec![false; regions.len()];
    for index in &painter.joined.shown {
        if let Some(flag) = wanted.get_mut(*index) {
            *flag = true;
        }
    }
    let missing: Vec<&str> = regions
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            wanted.get(*index) == Some(&true)
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
    Drawing { note, hatched: (hatched > 0).then_some((meaning, hatched)) }
}

/// The name of an area that lies wholly inside it; so names never touch one another or a border.
struct Inside {
    text: String,
    at: (f64, f64),
    color: crate::base::color::Rgba,
}

impl Inside {
    const SIZE: f64 = 11.0;

    /// The name without the word for its kind, where it fits around the middle of the area.
    fn of(name: &str, (x, y): (f64, f64), rings: &Rings, color: crate::base::color::Rgba) -> Option<Self> {
        let text = name.strip_prefix("Kabupaten ").unwrap_or(name);
        let half = text_width(text, Self::SIZE, Weight::Regular) / 2.0 + 2.0;
        let corners = [-1.0, -0.5, 0.0, 0.5, 1.0].into_iter().flat_map(|across| [(across, -1.0), (across, 1.0)]);
        let fits = corners
            .map(|(across, down)| (x + across * half, y + down * Self::SIZE * 0.6))
            .all(|(x, y)| encloses(rings, x, y));
        fits.then(|| Self { text: text.to_owned(), at: (x, y), color: super::ramp::letters_on(color) })
    }

    fn write(self, scene: &mut Scene) {
        let style = Lettering::new(Self::SIZE, self.color).anchored(Anchor::Middle);
        scene.text((self.at.0, self.at.1 + Self::SIZE * 0.36), self.text, style);
    }
}

/// The rectangle around rings: left, top, width, height.
pub(super) fn around(rings: &[Vec<(f64, f64)>]) -> (f64, f64, f64, f64) {
    let mut points = rings.iter().flatten().copied();
    let Some((x, y)) = points.next() else {
        return (0.0, 0.0, 0.0, 0.0);
    };
    let (left, upper, right, lower) = points.fold((x, y, x, y), |(left, upper, right, lower), (x, y)| {
        (left.min(x), upper.min(y), right.max(x), lower.max(y))
    });
    (left, upper, right - left, lower - upper)
}
