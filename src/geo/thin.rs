//! Lines with fewer points: what is left of outlines that have far more of them than a picture can show.
//!
//! One walk along each line (Zhao and Saalfeld, *Linear-time sleeve-fitting polyline simplification algorithms*,
//! 1997): from a point that is kept, the next one is the last for which all between lie within the tolerance of the
//! segment. It keeps somewhat more points than the method of Douglas and Peucker, and looks at each of them once.

use super::project::weights;

/// The least tolerance, in steps of the grid.
const FINEST: f64 = 2.0;
/// Tolerances that are tried at most, each twice the one before, to come down to the wished number of points.
const ROUNDS: u32 = 16;
/// Points by which a tolerance is chosen.
const SAMPLE: usize = 40_000;

/// A point of the grid.
type Place = (u32, u32);

/// Lines without their least telling points, where they have more than `most_points` together. Their ends stay.
pub(super) fn thinned(lines: Vec<Vec<Place>>, most_points: usize) -> Vec<Vec<Place>> {
    let all: usize = lines.iter().map(Vec::len).sum();
    if all <= most_points {
        return lines;
    }
    let mut tolerance = chosen(&lines, all, most_points);
    loop {
        let out: Vec<Vec<Place>> = lines.iter().map(|line| kept(line, tolerance)).collect();
        // The sample may have told too little of the others.
        if out.iter().map(Vec::len).sum::<usize>() <= most_points || tolerance >= greatest() {
            return out;
        }
        tolerance *= 2.0;
    }
}

/// The greatest tolerance.
fn greatest() -> f64 {
    FINEST * f64::from(1_u32 << (ROUNDS - 1))
}

/// The least tolerance with which a part of the lines comes down to its share of the points.
fn chosen(lines: &[Vec<Place>], all: usize, most_points: usize) -> f64 {
    // Every so manieth line, so that the sample is of all parts of the file.
    let apart = (all / SAMPLE).clamp(1, lines.len().max(1));
    let sample = || lines.iter().step_by(apart);
    let share = sample().map(Vec::len).sum::<usize>() as f64 / all as f64 * most_points as f64;
    let mut tolerance = FINEST;
    while tolerance < greatest() && sample().map(|line| sleeve(line, tolerance).count()).sum::<usize>() as f64 > share {
        tolerance *= 2.0;
    }
    tolerance
}

/// What is kept of a line.
fn kept(line: &[Place], tolerance: f64) -> Vec<Place> {
    let out: Vec<Place> = sleeve(line, tolerance).collect();
    // A ring that is one line keeps a triangle at least, so that a small island stays.
    if out.len() > 4 || line.first() != line.last() || line.len() <= 4 {
        return out;
    }
    let points: Vec<(f64, f64)> = line.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).collect();
    let weights = weights(&points, 0.0);
    let weight = |at: &usize| weights.get(*at).copied().unwrap_or_default();
    let mut order: Vec<usize> = (0..line.len()).collect();
    order.sort_unstable_by(|one, other| weight(other).total_cmp(&weight(one)).then(one.cmp(other)));
    order.truncate(4);
    order.sort_unstable();
    order.into_iter().filter_map(|at| line.get(at).copied()).collect()
}

/// The points of a line that stay with a tolerance: the ends, and so many between that none of the others is
/// farther than the tolerance from the segment that takes its place.
fn sleeve(line: &[Place], tolerance: f64) -> impl Iterator<Item = Place> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let point = *line.get(at)?;
        at = next(line, at, tolerance);
        Some(point)
    })
}

/// The place in a line of the point that is kept behind the one at `from`; one past the line behind its last.
fn next(line: &[Place], from: usize, tolerance: f64) -> usize {
    let Some(anchor) = line.get(from) else { return line.len() };
    let square = tolerance * tolerance;
    // The farthest distance so far, and the directions, right and left, between which a ray from the anchor passes
    // all points within the tolerance.
    let mut farthest = 0.0_f64;
    let mut between: Option<((f64, f64), (f64, f64))> = None;
    let cross = |a: (f64, f64), b: (f64, f64)| a.0 * b.1 - a.1 * b.0;
    for (at, place) in line.iter().enumerate().skip(from + 1) {
        let to = (f64::from(place.0) - f64::from(anchor.0), f64::from(place.1) - f64::from(anchor.1));
        let far = to.0 * to.0 + to.1 * to.1;
        let away = far.sqrt();
        // A line that turns back would lose its tip.
        let turns = away < farthest - tolerance;
        let leaves = between.is_some_and(|(right, left)| cross(right, to) < 0.0 || cross(to, left) < 0.0);
        if turns || leaves {
            return (at - 1).max(from + 1);
        }
        farthest = farthest.max(away);
        if far <= square {
            continue;
        }
        // The tangents from the anchor to the circle of the tolerance around the point.
        let along = (far - square).sqrt();
        let own_right = (to.0 * along + to.1 * tolerance, to.1 * along - to.0 * tolerance);
        let own_left = (to.0 * along - to.1 * tolerance, to.1 * along + to.0 * tolerance);
        between = Some(match between {
            None => (own_right, own_left),
            Some((right, left)) => (
                if cross(right, own_right) > 0.0 { own_right } else { right },
                if cross(own_left, left) > 0.0 { own_left } else { left },
            ),
        });
    }
    let last = line.len() - 1;
    if from == last { line.len() } else { last }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How far a point is from a segment.
    fn off(point: Place, (a, b): (Place, Place)) -> f64 {
        let at = |place: Place| (f64::from(place.0), f64::from(place.1));
        let ((x, y), (ax, ay), (bx, by)) = (at(point), at(a), at(b));
        let (dx, dy) = (bx - ax, by - ay);
        let length = dx * dx + dy * dy;
        let along = if length > 0.0 { (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
        libm::hypot(x - ax - along * dx, y - ay - along * dy)
    }

    /// A wandering line; the same for the same seed.
    fn wander(seed: u64, count: usize) -> Vec<Place> {
        let mut state = seed;
        let mut step = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % 61) as i64 - 28
        };
        let (mut x, mut y) = (100_000_i64, 100_000_i64);
        let mut out = Vec::new();
        for _ in 0..count {
            (x, y) = ((x + step()).max(0), (y + step()).max(0));
            out.push((x as u32, y as u32));
        }
        out
    }

    #[test]
    fn what_is_left_out_lies_beside_what_is_kept() {
        for (seed, tolerance) in [(1, 2.0), (2, 8.0), (3, 40.0), (4, 200.0)] {
            let line = wander(seed, 3_000);
            let out = kept(&line, tolerance);
            assert_eq!((out.first(), out.last()), (line.first(), line.last()));
            assert!(out.len() < line.len(), "{tolerance}: {}", out.len());
            let mut at = 0;
            for pair in out.windows(2) {
                let [a, b] = pair else { continue };
                let until = at + line[at..].iter().skip(1).position(|place| place == b).unwrap() + 1;
                for point in &line[at..until] {
                    let far = off(*point, (*a, *b));
                    assert!(far <= 1.5 * tolerance, "{tolerance}: {point:?} is {far} off {a:?} {b:?}");
                }
                at = until;
            }
        }
    }

    #[test]
    fn straight_stretches_lose_all_between_and_tips_stay() {
        let check = |line: &[Place], expected: &[Place]| assert_eq!(kept(line, 2.0), expected, "{line:?}");
        check(&[], &[]);
        check(&[(5, 5)], &[(5, 5)]);
        check(&[(0, 0), (10, 0), (20, 1), (30, 0)], &[(0, 0), (30, 0)]);
        check(&[(0, 0), (100, 0), (0, 0), (0, 50)], &[(0, 0), (100, 0), (0, 0), (0, 50)]);
        // Out along a line and back on it.
        check(&[(0, 0), (50, 0), (100, 0), (50, 0), (20, 0)], &[(0, 0), (100, 0), (20, 0)]);
        check(&[(0, 0), (100, 0), (100, 100)], &[(0, 0), (100, 0), (100, 100)]);
        // An island smaller than the tolerance.
        check(&[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)], &[(0, 0), (1, 0), (1, 1), (0, 0)]);
    }

    #[test]
    fn lines_come_down_to_a_number_of_points() {
        let lines: Vec<Vec<Place>> = (0..50).map(|seed| wander(seed, 2_000)).collect();
        for most in [50_000, 10_000, 1_000] {
            let out = thinned(lines.clone(), most);
            let points: usize = out.iter().map(Vec::len).sum();
            assert!(points <= most && points > most / 20, "{most}: {points}");
        }
        assert_eq!(thinned(lines.clone(), 100_000), lines);
    }
}
