//! Dot density: dots spread at random inside each region, each standing for so many.
//!
//! Chance is seeded by the region's code, and places are drawn from the region's own outline in degrees, so
//! that the same data gives the same dots at any size of the picture.

use crate::base::number::format_number;
use crate::i18n::map as say;
use crate::scene::hit::encloses;
use crate::scene::{Fill, Item, Lettering, Scene, Target};

use super::super::shapes::Outlines;
use super::{Board, Done};

/// About as many dots as a map shows.
const ABOUT: f64 = 900.0;
/// Most trials a dot: islands can fill a small part of the rectangle around them.
const TRIALS: usize = 400;

/// Numbers between 0 and 1 from a seed (`SplitMix64`, Steele and others 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// The round number that one dot stands for: 1, 2 or 5 times a power of ten.
fn each(total: f64) -> f64 {
    let wanted = (total / ABOUT).max(f64::MIN_POSITIVE);
    let power = libm::pow(10.0, libm::floor(libm::log10(wanted)));
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power).find(|step| *step >= wanted);
    // Nothing is counted in parts of one where all are whole.
    step.unwrap_or(wanted)
}

pub(super) fn draw(board: &Board<'_>, outlines: &Outlines, scene: &mut Scene, top: f64) -> Done {
    let painter = board.painter;
    let (theme, lang) = (painter.theme, painter.lang);
    let spec = &painter.lowered.spec;
    let Some(ground) = outlines.ground(painter.joined, (scene.width_px, top), painter.lowered) else {
        return Done::default();
    };
    ground.base(scene, theme, &|area| board.lacks(area));
    if spec.graticule {
        ground.graticule(scene, theme);
    }
    let value = |index: usize| painter.joined.places.get(index).and_then(|place| place.value);
    let present: Vec<(usize, f64)> = painter
        .order
        .iter()
        .filter_map(|index| Some((*index, value(*index)?)))
        .filter(|(_, value)| *value > 0.0)
        .collect();
    let total: f64 = present.iter().map(|(_, value)| value).sum();
    let each = each(total);
    let (color, _) = super::super::paint::fills(theme);
    let (mut dots, mut rounded_away) = (0_usize, Vec::new());
    let mut targets = Vec::new();
    for (index, value) in &present {
        let Some(area) = outlines.area_of(*index) else { continue };
        let wanted = (value / each).round() as usize;
        if wanted == 0 {
            rounded_away.push(painter.joined.regions.name(*index));
        }
        let seed = painter.joined.regions.get(*index).map_or(0, |region| {
            region
                .code
                .bytes()
                .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
        });
        let mut chance = Chance(seed);
        let rings =
            outlines.topology.areas().get(area).map(|area| outlines.topology.ring_points(area)).unwrap_or_default();
        let Some(bounds) = outlines.bounds.get(area).copied().flatten() else { continue };
        // Equally likely on the globe: even in longitude and in the sine of latitude.
        let (low, high) = (libm::sin(bounds.south.to_radians()), libm::sin(bounds.north.to_radians()));
        for _ in 0..wanted {
            let found = (0..TRIALS).find_map(|_| {
                let lon = bounds.west + (bounds.east - bounds.west) * chance.next();
                let lat = libm::asin(low + (high - low) * chance.next()).to_degrees();
                encloses(&rings, lon, lat).then_some((lon, lat))
            });
            let Some((x, y)) = found.map(|(lon, lat)| ground.at(lon, lat)).or_else(|| ground.centre(area)) else {
                continue;
            };
            dots += 1;
            if !ground.zoomed || ground.window.holds(x, y) {
                let fill = Some(Fill::Solid(color));
                scene.push(Item::Disc { x, y, radius: 1.4, fill, stroke: None });
            }
        }
        let (x, y) = ground.centre(area).unwrap_or_default();
        let row = painter.row_of(*index);
        if !ground.zoomed || ground.window.holds(x, y) {
            let label = painter.target_label(*index);
            targets.push((row, Target { bounds: (x - 8.0, y - 8.0, 16.0, 16.0), item: None, label, row }));
        }
    }
    targets.sort_by_key(|(row, _)| *row);
    scene.targets.extend(targets.into_iter().map(|(_, target)| target));
    let mut height = ground.finish(scene, theme, lang);
    let y = top + height + 18.0;
    scene.push(Item::Disc { x: 4.0, y: y - 4.0, radius: 2.2, fill: Some(Fill::Solid(color)), stroke: None });
    let places = if each.fract() == 0.0 { 0 } else { 2 };
    let legend =
        say::DOTS_LEGEND.with_list(lang, &[format_number(each, places, lang), format_number(dots as f64, 0, lang)]);
    scene.text((12.0, y), legend, Lettering::new(12.0, theme.ink));
    height += 24.0;
    height += board.lacking(scene, top + height + 4.0);
    let mut print = vec![say::DOTS_PRINT.text(lang).to_owned()];
    if !rounded_away.is_empty() {
        print.push(say::DOTS_TOO_FEW.with_list(lang, &[super::super::words::some_of(&rounded_away, lang)]));
    }
    Done { height_px: height, print, window: Some(ground.window), ..Done::default() }
}
