//! Areas put together: borders between members go, what is around them stays.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Area, Topology};

/// A point by its exact digits; arcs that meet share them.
type Place = (u64, u64);

impl Topology {
    /// Puts areas of one group together: `group_of` gives each area's group, `None` leaves it out. One area
    /// comes out per group, in their order, empty where nothing is of it.
    #[must_use]
    pub fn dissolve(&self, group_of: &[Option<usize>], groups: Vec<Map<String, Value>>) -> Self {
        let mut out = Self {
            coordinates: self.coordinates.clone(),
            arc_starts: self.arc_starts.clone(),
            ring_starts: vec![0],
            ..Self::default()
        };
        let mut members: Vec<Vec<&Area>> = groups.iter().map(|_| Vec::new()).collect();
        for (area, group) in self.areas.iter().zip(group_of) {
            if let Some(members) = group.and_then(|group| members.get_mut(group)) {
                members.push(area);
            }
        }
        for (members, properties) in members.into_iter().zip(groups) {
            let first = out.ring_starts.len() as u32 - 1;
            if let [only] = members.as_slice() {
                for arcs in self.rings(only) {
                    out.ring_arcs.extend(arcs);
                    out.ring_starts.push(out.ring_arcs.len() as u32);
                }
            } else {
                for ring in self.outside(&members) {
                    out.ring_arcs.extend(ring);
                    out.ring_starts.push(out.ring_arcs.len() as u32);
                }
            }
            let last = out.ring_starts.len() as u32 - 1;
            out.areas.push(Area { properties, rings: (first, last), ..Area::default() });
        }
        out
    }

    /// The rings around some areas: the arcs that an odd number of their rings have, joined end to end.
    fn outside(&self, members: &[&Area]) -> Vec<Vec<i32>> {
        let mut times: BTreeMap<i32, (usize, i32)> = BTreeMap::new();
        for arc in members.iter().flat_map(|area| self.rings(area)).flatten() {
            let entry = times.entry(if *arc < 0 { !*arc } else { *arc }).or_insert((0, *arc));
            entry.0 += 1;
        }
        let mut left: Vec<Option<i32>> =
            times.into_values().filter(|(times, _)| times % 2 == 1).map(|(_, arc)| Some(arc)).collect();
        // Arcs by either end; which way round a file writes its rings is not to be relied on.
        let mut ends: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for (at, arc) in left.iter().enumerate() {
            let Some((start, end)) = arc.and_then(|arc| self.ends(arc)) else { continue };
            ends.entry(start).or_default().push(at);
            ends.entry(end).or_default().push(at);
        }
        let mut rings = Vec::new();
        for at in 0..left.len() {
            let Some(first) = left.get_mut(at).and_then(Option::take) else { continue };
            let Some((home, mut tip)) = self.ends(first) else { continue };
            let mut ring = vec![first];
            while tip != home {
                let next = ends.get(&tip).into_iter().flatten().copied().find_map(|at| left.get_mut(at)?.take());
                let Some((arc, (start, end))) = next.and_then(|arc| Some((arc, self.ends(arc)?))) else { break };
                if start == tip {
                    ring.push(arc);
                    tip = end;
                } else {
                    ring.push(!arc);
                    tip = start;
                }
            }
            rings.push(ring);
        }
        rings
    }

    /// The first and the last point of an arc, in the direction it is meant.
    fn ends(&self, arc: i32) -> Option<(Place, Place)> {
        let mut points = self.arc(if arc < 0 { !arc } else { arc } as usize).map(|(x, y)| (x.to_bits(), y.to_bits()));
        let first = points.next()?;
        let last = points.last().unwrap_or(first);
        Some(if arc < 0 { (last, first) } else { (first, last) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{Features, Fit, PartKind, Picture};

    #[test]
    fn borders_between_members_go() {
        let mut features = Features::default();
        // Two rows of three squares, every other one written the other way round.
        for at in 0..6_i32 {
            let (x, y) = (f64::from(at % 3), f64::from(at / 3));
            let mut square = [(x, y), (x + 1.0, y), (x + 1.0, y + 1.0), (x, y + 1.0), (x, y)];
            if at % 2 == 1 {
                square.reverse();
            }
            features.push_points(square);
            features.end_part(PartKind::Ring);
            features.end_shape();
        }
        let topology = Topology::build(&features, Vec::new(), 1_000);
        let groups = [Some(0), Some(0), None, Some(0), Some(0), Some(1)];
        let names = ["A", "B", "C"].map(|name| Map::from_iter([("n".to_owned(), Value::from(name))]));
        let dissolved = topology.dissolve(&groups, names.to_vec());
        let picture = Picture::new(&dissolved, &Fit::width(topology.bounds().unwrap(), 300.0));
        let rings: Vec<Vec<usize>> =
            dissolved.areas().iter().map(|area| picture.rings(area).iter().map(Vec::len).collect()).collect();
        // Four squares together are one ring without its middle; points in the middle of a side may stay.
        assert_eq!(rings.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 0], "{rings:?}");
        assert!((4..=8).contains(&rings[0][0]), "{rings:?}");
        let bounds = dissolved.bounds_of(&dissolved.areas()[0]).unwrap();
        assert!((bounds.east - 2.0).abs() < 1e-5 && (bounds.north - 2.0).abs() < 1e-5, "{bounds:?}");
        assert_eq!(dissolved.areas()[2].properties["n"], "C");
    }
}
