//! What a pointer means: the target under it, else the nearest within reach, found by a grid over the picture,
//! so that a hundred thousand points answer as fast as ten.

use super::{Item, Scene, Target};

/// Farthest distance at which a pointer still means a small mark, in CSS pixels.
const NEAR_PX: f64 = 24.0;
/// Most cells in one direction.
const MOST_CELLS: usize = 256;

/// The targets of a scene by place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    cell_px: f64,
    columns: usize,
    rows: usize,
    /// The targets whose rectangle touches a cell, row by row.
    cells: Vec<Vec<u32>>,
}

impl Hits {
    /// Sorts the targets of a scene into cells.
    pub fn new(scene: &Scene) -> Self {
        let largest = scene.width_px.max(scene.height_px);
        let cell_px = NEAR_PX.max(largest / MOST_CELLS as f64);
        let count = |length: f64| ((length / cell_px).max(0.0) as usize + 1).min(MOST_CELLS + 1);
        let (columns, rows) = (count(scene.width_px), count(scene.height_px));
        let mut hits = Self { cell_px, columns, rows, cells: vec![Vec::new(); columns * rows] };
        for (index, target) in scene.targets.iter().enumerate() {
            let (left, top, width, height) = target.bounds;
            for cell in hits.cells_of((left, top, left + width, top + height)) {
                if let Some(cell) = hits.cells.get_mut(cell) {
                    cell.push(index as u32);
                }
            }
        }
        hits
    }

    /// The cells that a rectangle touches.
    fn cells_of(&self, (left, top, right, bottom): (f64, f64, f64, f64)) -> impl Iterator<Item = usize> + use<> {
        let place = |at: f64, count: usize| ((at / self.cell_px).max(0.0) as usize).min(count.saturating_sub(1));
        let (from, to) = (place(left, self.columns), place(right, self.columns));
        let columns = self.columns;
        (place(top, self.rows)..=place(bottom, self.rows))
            .flat_map(move |row| (from..=to).map(move |column| row * columns + column))
    }

    /// The target at a point of the scene these were made from. Rectangles are asked first; only where the point
    /// lies in those of several targets does the outline decide.
    pub fn at(&self, scene: &Scene, x: f64, y: f64) -> Option<usize> {
        let distance = |target: &Target| {
            let (left, top, width, height) = target.bounds;
            let across = (left - x).max(x - left - width).max(0.0);
            let down = (top - y).max(y - top - height).max(0.0);
            across * across + down * down
        };
        let center = |target: &Target| {
            let (left, top, width, height) = target.bounds;
            let (dx, dy) = (left + width / 2.0 - x, top + height / 2.0 - y);
            dx * dx + dy * dy
        };
        // Distance, size, distance of the middle: among targets at one distance the smallest comes first, an
        // island inside another's box, and among equal ones the nearest.
        let mut near: Vec<(u32, [f64; 3])> = self
            .cells_of((x - NEAR_PX, y - NEAR_PX, x + NEAR_PX, y + NEAR_PX))
            .filter_map(|cell| self.cells.get(cell))
            .flatten()
            .filter_map(|index| {
                let target = scene.targets.get(*index as usize)?;
                let away = distance(target);
                let size = target.bounds.2 * target.bounds.3;
                (away <= NEAR_PX * NEAR_PX).then(|| (*index, [away, size, center(target)]))
            })
            .collect();
        let order = |one: &(u32, [f64; 3]), other: &(u32, [f64; 3])| {
            let by = |at: usize| one.1[at].total_cmp(&other.1[at]);
            by(0).then(by(1)).then(by(2)).then(one.0.cmp(&other.0))
        };
        let inside = |(index, [away, ..]): &(u32, [f64; 3])| {
            let target = scene.targets.get(*index as usize);
            *away <= 0.0 && target.is_some_and(|target| covers(scene, target, x, y))
        };
        // The first in order is almost always the answer; only where its outline leaves the point out are all
        // put in order.
        let first = near.iter().min_by(|one, other| order(one, other))?;
        if inside(first) {
            return Some(first.0 as usize);
        }
        let otherwise = first.0;
        near.sort_by(order);
        Some(near.iter().find(|found| inside(found)).map_or(otherwise, |found| found.0) as usize)
    }
}

/// Whether a target's own item, and not only its rectangle, covers a point.
fn covers(scene: &Scene, target: &Target, x: f64, y: f64) -> bool {
    match target.item.and_then(|item| scene.items.get(item)) {
        Some(Item::Path { rings, closed: true, .. }) => encloses(rings, x, y),
        // Whatever has no outline of its own is its rectangle.
        _ => true,
    }
}

/// Whether a point lies in an area of rings, by the even-odd rule.
pub fn encloses(rings: &[Vec<(f64, f64)>], x: f64, y: f64) -> bool {
    let crossings = |ring: &Vec<(f64, f64)>| {
        ring.iter()
            .zip(ring.iter().cycle().skip(1))
            .filter(|((_, y1), (_, y2))| (*y1 > y) != (*y2 > y))
            .filter(|((x1, y1), (x2, y2))| x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
            .count()
    };
    rings.iter().map(crossings).sum::<usize>() % 2 == 1
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn scene(bounds: impl Iterator<Item = (f64, f64, f64, f64)>) -> Scene {
        let target = |(row, bounds)| Target { bounds, item: None, label: String::new(), row };
        Scene {
            width_px: 900.0,
            height_px: 500.0,
            targets: bounds.enumerate().map(target).collect(),
            ..Scene::default()
        }
    }

    #[test]
    fn the_nearest_small_target_is_meant() {
        let scene =
            scene([(0.0, 0.0, 900.0, 500.0), (100.0, 100.0, 10.0, 10.0), (112.0, 100.0, 10.0, 10.0)].into_iter());
        let hits = Hits::new(&scene);
        for ((x, y), expected) in
            [((104.0, 104.0), Some(1)), ((118.0, 104.0), Some(2)), ((300.0, 300.0), Some(0)), ((-100.0, -100.0), None)]
        {
            assert_eq!(hits.at(&scene, x, y), expected, "{x} {y}");
        }
    }

    #[test]
    fn a_hundred_thousand_points_answer_like_a_search_through_all() {
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as f64 / f64::from(1_u32 << 31)
        };
        let points: Vec<(f64, f64)> = (0..100_000).map(|_| (next() * 900.0, next() * 500.0)).collect();
        let scene = scene(points.iter().map(|(x, y)| (x - 6.0, y - 6.0, 12.0, 12.0)));
        let began = Instant::now();
        let hits = Hits::new(&scene);
        let built = began.elapsed();
        let asked: Vec<(f64, f64)> = (0..200).map(|_| (next() * 900.0, next() * 500.0)).collect();
        let began = Instant::now();
        let found: Vec<Option<usize>> = asked.iter().map(|(x, y)| hits.at(&scene, *x, *y)).collect();
        let each = began.elapsed() / 200;
        eprintln!("100,000 points: grid in {built:?}, an answer in {each:?}");
        for ((x, y), found) in asked.iter().zip(found) {
            let away = |(px, py): (f64, f64)| (px - x) * (px - x) + (py - y) * (py - y);
            let best = points.iter().map(|point| away(*point)).fold(f64::INFINITY, f64::min);
            let got = found.and_then(|index| points.get(index)).map_or(f64::INFINITY, |point| away(*point));
            assert!((got - best).abs() < 1e-9, "{x} {y}: {got} instead of {best}");
        }
    }
}
