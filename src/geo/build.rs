//! From single shapes to areas that share their borders: equal stretches of two outlines become one arc.
//!
//! After Bostock's description of topologies (*How to infer topology*, 2013): points are put on a grid,
//! outlines are cut where their neighbours part, and a stretch that was met before is not kept again.
//! Thinning works on arcs, so that no gap opens between neighbours.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::project::thin;
use super::{Area, Features, PartKind, Topology};

/// Steps of the grid along the longer side: about six metres for the whole country.
const STEPS: f64 = 1_000_000.0;
/// Times that the tolerance is doubled at most, to come down to the wished number of points.
const ROUNDS: u32 = 16;

impl Topology {
    /// The areas of some shapes with their properties, in their order; shapes without a ring have no area.
    /// Of far more points than `most_points` the least telling are left out.
    pub fn build(features: &Features, properties: Vec<Map<String, Value>>, most_points: usize) -> Self {
        let mut topology = Self { arc_starts: vec![0], ring_starts: vec![0], ..Self::default() };
        let Some(bounds) = features.bounds() else { return topology };
        let step = ((bounds.east - bounds.west).max(bounds.north - bounds.south) / STEPS).max(1e-7);
        let on_grid = |x: f64, y: f64| -> (u32, u32) {
            (((x - bounds.west) / step).round() as u32, ((y - bounds.south) / step).round() as u32)
        };
        // Every ring as the numbers of its points, the first not repeated.
        let rings: Vec<Vec<Vec<(u32, u32)>>> = (0..features.len())
            .map(|shape| {
                let rings = features.parts(shape).filter(|(kind, _)| *kind == PartKind::Ring);
                let on_grid = |pair: &[f64]| Some(on_grid(*pair.first()?, *pair.last()?));
                let rings = rings.map(|(_, flat)| {
                    let mut ring: Vec<(u32, u32)> = flat.chunks_exact(2).filter_map(on_grid).collect();
                    ring.dedup();
                    while ring.len() > 1 && ring.first() == ring.last() {
                        ring.pop();
                    }
                    ring
                });
                rings.filter(|ring| ring.len() >= 3).collect()
            })
            .collect();
        let mut places: Vec<(u32, u32)> = rings.iter().flatten().flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        let number = |place: &(u32, u32)| places.binary_search(place).unwrap_or(0) as u32;
        let rings: Vec<Vec<Vec<u32>>> =
            rings.iter().map(|shape| shape.iter().map(|ring| ring.iter().map(number).collect()).collect()).collect();
        let is_cut = cuts(&rings, places.len());

        let mut arcs = Arcs::default();
        for (shape, properties) in rings.iter().zip(properties.into_iter().chain(std::iter::repeat_with(Map::new))) {
            let first = topology.ring_starts.len() as u32 - 1;
            for ring in shape {
                arcs.add_ring(ring, &is_cut, &mut topology.ring_arcs);
                topology.ring_starts.push(topology.ring_arcs.len() as u32);
            }
            let rings = (first, topology.ring_starts.len() as u32 - 1);
            topology.areas.push(Area { id: None, properties, rings });
        }
        let place = |at: &u32| {
            let (x, y) = places.get(*at as usize).copied().unwrap_or_default();
            (f64::from(x), f64::from(y))
        };
        let mut lines: Vec<Vec<(f64, f64)>> = arcs.all.iter().map(|arc| arc.iter().map(place).collect()).collect();
        let mut tolerance = 1.0;
        for _ in 0..ROUNDS {
            if lines.iter().map(Vec::len).sum::<usize>() <= most_points {
                break;
            }
            tolerance *= 2.0;
            for line in &mut lines {
                // A ring that is one arc keeps a triangle at least, so that a small island stays.
                let thinned = thin(line, tolerance);
                if thinned.len() >= 4 || line.first() != line.last() {
                    *line = thinned;
                }
            }
        }
        for line in lines {
            for (x, y) in line {
                topology.coordinates.extend([bounds.west + x * step, bounds.south + y * step]);
            }
            topology.arc_starts.push(topology.points() as u32);
        }
        topology
    }
}

/// Whether outlines are cut at a point: where it has other neighbours in one ring than in another.
fn cuts(rings: &[Vec<Vec<u32>>], points: usize) -> Vec<bool> {
    let mut is_cut = vec![false; points];
    let mut neighbours: Vec<Option<(u32, u32)>> = vec![None; points];
    for ring in rings.iter().flatten() {
        let before = ring.iter().cycle().skip(ring.len() - 1);
        let after = ring.iter().cycle().skip(1);
        for ((at, before), after) in ring.iter().zip(before).zip(after) {
            let own = (*before.min(after), *before.max(after));
            let (Some(known), Some(cut)) = (neighbours.get_mut(*at as usize), is_cut.get_mut(*at as usize)) else {
                continue;
            };
            *cut |= known.is_some_and(|known| known != own);
            *known = Some(own);
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
        let mut arc: Vec<u32> = Vec::new();
        // A ring that meets no other starts at its least point, wherever the file starts it.
        for point in ring.iter().cycle().skip(start.unwrap_or_else(least)).take(ring.len() + 1) {
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
}
