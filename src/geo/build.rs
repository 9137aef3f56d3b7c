//! From single shapes to areas that share their borders: equal stretches of two outlines become one arc.
//!
//! After Bostock's description of topologies (*How to infer topology*, 2013): points are put on a grid,
//! outlines are cut where their neighbours part, and a stretch that was met before is not kept again.
//! Thinning works on arcs, so that no gap opens between neighbours. Lines and single points keep their shape
//! beside the areas; lines are thinned alike.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::thin::thinned;
use super::{Area, Features, PartKind, Topology};

/// Steps of the grid along the longer side: about six metres for the whole country.
const STEPS: f64 = 1_000_000.0;

impl Topology {
    /// The areas of some shapes with their properties, in their order; shapes without a ring have no area.
    /// Of far more points than `most_points` the least telling are left out.
    pub fn build(features: &Features, properties: Vec<Map<String, Value>>, most_points: usize) -> Self {
        let mut topology = Self { arc_starts: vec![0], ring_starts: vec![0], ..Self::default() };
        let Some(bounds) = features.bounds() else { return topology };
        let step = ((bounds.east - bounds.west).max(bounds.north - bounds.south) / STEPS).max(1e-7);
        // Nothing lies west or south of the bounds: cutting off after adding a half is rounding, and the compiler
        // for the browser has no instruction for rounding.
        let on_grid = |x: f64, y: f64| -> (u32, u32) {
            (((x - bounds.west) / step + 0.5) as u32, ((y - bounds.south) / step + 0.5) as u32)
        };
        let degrees = |x: u32, y: u32| (bounds.west + f64::from(x) * step, bounds.south + f64::from(y) * step);
        let mut places = Places::of(features.points());
        // Every ring as the numbers of its points, the first not repeated; every line with all of its own.
        let mut rings: Vec<Vec<u32>> = Vec::new();
        let mut arcs = Arcs::default();
        let mut ends = Vec::with_capacity(features.len());
        for (shape, properties) in
            (0..features.len()).zip(properties.into_iter().chain(std::iter::repeat_with(Map::new)))
        {
            let mut area = Area { properties, ..Area::default() };
            for (kind, flat) in features.parts(shape) {
                let on_grid = flat.chunks_exact(2).filter_map(|pair| Some(on_grid(*pair.first()?, *pair.last()?)));
                if kind == PartKind::Points {
                    area.points.extend(on_grid.map(|(x, y)| degrees(x, y)));
                    continue;
                }
                let mut part: Vec<u32> = Vec::with_capacity(flat.len() / 2);
                for place in on_grid {
                    let number = places.number(place, part.last().copied());
                    if part.last() != Some(&number) {
                        part.push(number);
                    }
                }
                if kind == PartKind::Line {
                    if part.len() > 1 {
                        area.lines.push(arcs.all.len() as u32);
                        arcs.all.push(part);
                    }
                    continue;
                }
                while part.len() > 1 && part.first() == part.last() {
                    part.pop();
                }
                if part.len() >= 3 {
                    rings.push(part);
                }
            }
            topology.areas.push(area);
            ends.push(rings.len());
        }
        let is_cut = cuts(&rings, places.all.len());
        let mut first = 0;
        for (area, end) in topology.areas.iter_mut().zip(ends) {
            let ring = topology.ring_starts.len() as u32 - 1;
            for points in rings.get(first..end).unwrap_or_default() {
                arcs.add_ring(points, &is_cut, &mut topology.ring_arcs);
                topology.ring_starts.push(topology.ring_arcs.len() as u32);
            }
            area.rings = (ring, topology.ring_starts.len() as u32 - 1);
            first = end;
        }
        let place = |at: &u32| places.all.get(*at as usize).copied().unwrap_or_default();
        let lines: Vec<Vec<(u32, u32)>> = arcs.all.iter().map(|arc| arc.iter().map(place).collect()).collect();
        for line in thinned(lines, most_points) {
            for (x, y) in line {
                let (lon, lat) = degrees(x, y);
                topology.coordinates.extend([lon, lat]);
            }
            topology.arc_starts.push(topology.points() as u32);
        }
        topology
    }
}

/// Places by their numbers, in the order in which they were met.
struct Places {
    all: Vec<(u32, u32)>,
    /// Numbers plus one where their hash puts them, or behind; 0 is free. Its length is a power of two.
    slots: Vec<u32>,
}

impl Places {
    /// Room for at most so many places.
    fn of(most: usize) -> Self {
        Self { all: Vec::with_capacity(most), slots: vec![0; (most * 2).next_power_of_two().max(16)] }
    }

    /// The number of a place, where an outline comes from the one of another number.
    fn number(&mut self, place: (u32, u32), from: Option<u32>) -> u32 {
        // A border that was met before is walked along, mostly backwards: its next place is looked at first, as it
        // lies close by in memory.
        if let Some(from) = from {
            for near in [from.wrapping_sub(1), from.wrapping_add(1), from] {
                if self.all.get(near as usize) == Some(&place) {
                    return near;
                }
            }
        }
        let key = u64::from(place.0) << 32 | u64::from(place.1);
        // Fibonacci hashing (Knuth, *The Art of Computer Programming* 3, 6.4).
        let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 32) as usize & mask;
        // There are twice as many slots as places: a free one comes.
        while let Some(slot) = self.slots.get_mut(at) {
            match slot.checked_sub(1) {
                None => {
                    self.all.push(place);
                    *slot = self.all.len() as u32;
                    return *slot - 1;
                }
                Some(number) if self.all.get(number as usize) == Some(&place) => return number,
                Some(_) => at = (at + 1) & mask,
            }
        }
        0
    }
}

/// Whether outlines are cut at a point: where it has other neighbours in one ring than in another.
fn cuts(rings: &[Vec<u32>], points: usize) -> Vec<bool> {
    let mut is_cut = vec![false; points];
    let mut neighbours: Vec<(u32, u32)> = vec![(u32::MAX, u32::MAX); points];
    for ring in rings {
        let Some(&last) = ring.last() else { continue };
        let after = ring.iter().skip(1).chain(ring.first());
        let mut before = last;
        for (at, after) in ring.iter().zip(after) {
            let own = (before.min(*after), before.max(*after));
            before = *at;
            let (Some(known), Some(cut)) = (neighbours.get_mut(*at as usize), is_cut.get_mut(*at as usize)) else {
                continue;
            };
            *cut |= known.0 != u32::MAX && *known != own;
            *known = own;
        }
    }
    is_cut
}

/// The arcs so far.
#[derive(Default)]
struct Arcs {
    all: Vec<Vec<u32>>,
    /// Arcs by their ends, the second point and their length.
    known: BTreeMap<(u32, u32, u32, usize), Vec<u32>>,
}

impl Arcs {
    /// Cuts a ring into arcs and writes their numbers.
    fn add_ring(&mut self, ring: &[u32], is_cut: &[bool], out: &mut Vec<i32>) {
        let cut = |at: &u32| is_cut.get(*at as usize) == Some(&true);
        let start = ring.iter().position(cut);
        let least = || ring.iter().enumerate().min_by_key(|(_, point)| **point).map_or(0, |(at, _)| at);
        // A ring that meets no other starts at its least point, wherever the file starts it.
        let (before, behind) = ring.split_at(start.unwrap_or_else(least));
        let mut arc: Vec<u32> = Vec::with_capacity(if start.is_none() { ring.len() + 1 } else { 16 });
        for point in behind.iter().chain(before).chain(behind.first()) {
            arc.push(*point);
            if arc.len() > 1 && (cut(point) || (start.is_none() && arc.len() > ring.len())) {
                out.push(self.add(std::mem::replace(&mut arc, vec![*point])));
            }
        }
    }

    /// The number of an arc, `!number` when it is known the other way round.
    fn add(&mut self, mut arc: Vec<u32>) -> i32 {
        let turned = arc.iter().rev().lt(arc.iter());
        if turned {
            arc.reverse();
        }
        let at = |index: usize| arc.get(index).copied().unwrap_or_default();
        let key = (at(0), at(1), at(arc.len().saturating_sub(1)), arc.len());
        let alike = self.known.entry(key).or_default();
        let known = alike.iter().copied().find(|known| self.all.get(*known as usize) == Some(&arc));
        let number = known.unwrap_or_else(|| {
            alike.push(self.all.len() as u32);
            self.all.push(arc);
            self.all.len() as u32 - 1
        }) as i32;
        if turned { !number } else { number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::Fit;
    use crate::geo::Picture;

    fn features(shapes: &[&[&[(f64, f64)]]]) -> Features {
        let mut features = Features::default();
        for shape in shapes {
            for ring in *shape {
                features.push_points(ring.iter().copied());
                features.end_part(PartKind::Ring);
            }
            features.end_shape();
        }
        features
    }

    #[test]
    fn neighbours_share_their_border() {
        let one: &[(f64, f64)] = &[(0.0, 0.0), (1.0, 0.0), (1.1, 0.5), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];
        // The other way round, and started elsewhere.
        let two: &[(f64, f64)] = &[(1.1, 0.5), (1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.1, 0.5)];
        let island: &[(f64, f64)] = &[(5.0, 5.0), (5.1, 5.0), (5.1, 5.1), (5.0, 5.0)];
        let topology = Topology::build(&features(&[&[one], &[two, island], &[]]), Vec::new(), 1_000);
        assert_eq!(topology.areas().len(), 3);
        // Each has a side of its own, they share one, the island has one.
        assert_eq!(topology.arcs(), 4);
        let shared: Vec<i32> =
            topology.areas().iter().flat_map(|area| topology.rings(area)).flatten().copied().collect();
        assert!(shared.iter().any(|arc| *arc >= 0 && shared.contains(&!*arc)), "{shared:?}");
        let bounds = topology.bounds().unwrap();
        assert!((bounds.east - 5.1).abs() < 1e-5 && bounds.west.abs() < 1e-5, "{bounds:?}");
        let picture = Picture::new(&topology, &Fit::width(bounds, 500.0));
        assert_eq!(topology.areas().iter().map(|area| picture.rings(area).len()).collect::<Vec<_>>(), [1, 2, 0]);
    }

    #[test]
    fn many_points_come_down_to_few_and_islands_stay() {
        let circle = |x: f64, y: f64, r: f64, n: usize| -> Vec<(f64, f64)> {
            (0..=n)
                .map(|at| {
                    let turn = std::f64::consts::TAU * (at % n) as f64 / n as f64;
                    (x + r * libm::cos(turn), y + r * libm::sin(turn))
                })
                .collect()
        };
        let (large, small) = (circle(110.0, -5.0, 3.0, 20_000), circle(120.0, -2.0, 0.001, 50));
        let topology = Topology::build(&features(&[&[&large], &[&small]]), Vec::new(), 500);
        assert!(topology.points() <= 600, "{}", topology.points());
        assert!(topology.areas().iter().all(|area| topology.rings(area).count() == 1));
        assert!(topology.bounds_of(&topology.areas()[1]).is_some());
    }

    #[test]
    fn lines_and_points_stay_beside_the_areas() {
        let mut features = features(&[&[&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]]]);
        features.push_points((0..=3_000).map(|at| (f64::from(at) / 1_000.0, 2.0)));
        features.end_part(PartKind::Line);
        features.end_shape();
        features.push_points([(5.0, 5.0), (6.0, 6.0)]);
        features.end_part(PartKind::Points);
        features.end_shape();
        let topology = Topology::build(&features, Vec::new(), 100);
        let [area, line, points] = topology.areas() else { panic!("{:?}", topology.areas()) };
        assert_eq!((area.lines().len(), line.lines().len(), points.points().len()), (0, 1, 2));
        // A straight line needs its ends alone.
        let picture = Picture::new(&topology, &Fit::width(topology.bounds().unwrap(), 600.0));
        assert_eq!(picture.lines(line).iter().map(Vec::len).collect::<Vec<_>>(), [2]);
        let bounds = topology.bounds_of(points).unwrap();
        assert!((bounds.west - 5.0).abs() < 1e-4 && (bounds.north - 6.0).abs() < 1e-4, "{bounds:?}");
        assert!((topology.bounds().unwrap().east - 6.0).abs() < 1e-4);
    }
}
