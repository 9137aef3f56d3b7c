//! Hatching as plain geometry: the lines `x + y = k * SPACING_PX` cut to an area, so that every
//! painter shows the same lines without needing to clip.

/// Distance between two hatch lines along either axis, in CSS pixels.
pub const SPACING_PX: f64 = 8.0;
/// Width of a hatch line in CSS pixels.
pub const STROKE_PX: f64 = 1.5;
/// More lines than this are not painted; such an area lies far outside any picture.
const MAX_LINES: i64 = 10_000;

/// A line from a point to a point.
pub type Segment = [(f64, f64); 2];

/// The hatch lines inside an area of rings filled by the even-odd rule.
pub fn segments(rings: &[Vec<(f64, f64)>]) -> Vec<Segment> {
    let sums = || rings.iter().flatten().map(|(x, y)| x + y).filter(|sum| sum.is_finite());
    let (low, high) = (sums().fold(f64::INFINITY, f64::min), sums().fold(f64::NEG_INFINITY, f64::max));
    if low > high {
        return Vec::new();
    }
    let (first, last) = (libm::ceil(low / SPACING_PX) as i64, libm::floor(high / SPACING_PX) as i64);
    if last.saturating_sub(first) > MAX_LINES {
        return Vec::new();
    }
    // Where each line meets an edge: the line is x + y = level, a place on it is told by x alone.
    let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); usize::try_from(last - first + 1).unwrap_or(0)];
    for ring in rings {
        let Some(&end) = ring.last() else { continue };
        let mut from = end;
        for &to in ring {
            cross(from, to, first, &mut crossings);
            from = to;
        }
    }
    let mut out = Vec::new();
    for (index, mut places) in crossings.into_iter().enumerate() {
        let level = (first + index as i64) as f64 * SPACING_PX;
        places.sort_by(f64::total_cmp);
        for pair in places.chunks_exact(2) {
            if let [enter, leave] = *pair
                && leave - enter > 0.05
            {
                out.push([(enter, level - enter), (leave, level - leave)]);
            }
        }
    }
    out
}

/// Notes where an edge crosses the hatch lines; its lower end belongs to it, its upper end does not,
/// so that a corner is counted once.
fn cross(from: (f64, f64), to: (f64, f64), first: i64, crossings: &mut [Vec<f64>]) {
    let (start, end) = (from.0 + from.1, to.0 + to.1);
    if !start.is_finite() || !end.is_finite() {
        return;
    }
    let (low, high) = (start.min(end), start.max(end));
    let mut index = libm::ceil(low / SPACING_PX) as i64;
    while (index as f64) * SPACING_PX < high {
        let level = index as f64 * SPACING_PX;
        let share = (level - start) / (end - start);
        let slot = usize::try_from(index - first).ok().and_then(|at| crossings.get_mut(at));
        if let Some(places) = slot {
            places.push(from.0 + (to.0 - from.0) * share);
        }
        index += 1;
    }
}

/// The dashes of a line: `on` pixels drawn, `off` pixels left out, starting at its first point.
pub fn dashes(points: &[(f64, f64)], on: f64, off: f64) -> Vec<Vec<(f64, f64)>> {
    let whole = || vec![points.to_vec()];
    if !(on > 0.0 && off > 0.0 && (on + off).is_finite()) {
        return whole();
    }
    let length: f64 = points.windows(2).map(|pair| distance(pair[0], pair[1])).sum();
    if !length.is_finite() || length / (on + off) > 100_000.0 {
        return whole();
    }
    let mut out = Vec::new();
    let (mut drawing, mut left) = (true, on);
    let mut dash: Vec<(f64, f64)> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        loop {
            let rest = distance(from, to);
            if rest <= left {
                left -= rest;
                if drawing {
                    dash.push(to);
                }
                break;
            }
            let share = left / rest;
            from = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
            if drawing {
                dash.push(from);
                out.push(std::mem::take(&mut dash));
            } else {
                dash = vec![from];
            }
            drawing = !drawing;
            left = if drawing { on } else { off };
        }
    }
    if drawing && dash.len() > 1 {
        out.push(dash);
    }
    out
}

/// Distance between two points.
fn distance(from: (f64, f64), to: (f64, f64)) -> f64 {
    libm::hypot(to.0 - from.0, to.1 - from.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(left: f64, top: f64, side: f64) -> Vec<(f64, f64)> {
        vec![(left, top), (left + side, top), (left + side, top + side), (left, top + side)]
    }

    #[test]
    fn lines_stay_inside_and_leave_holes_free() {
        let lines = segments(&[square(0.0, 0.0, 40.0), square(10.0, 10.0, 20.0)]);
        assert!(!lines.is_empty());
        for [from, to] in lines {
            assert!(((from.0 + from.1) / SPACING_PX).fract().abs() < 1e-9);
            let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
            let inside = |low: f64, high: f64| (low..=high).contains(&middle.0) && (low..=high).contains(&middle.1);
            assert!(inside(0.0, 40.0), "{middle:?}");
            assert!(!inside(10.1, 29.9), "{middle:?}");
        }
    }

    #[test]
    fn odd_areas_give_no_lines() {
        for rings in [
            vec![],
            vec![vec![]],
            vec![vec![(1.0, 1.0)]],
            vec![vec![(f64::NAN, 0.0), (1.0, f64::INFINITY)]],
            vec![vec![(0.0, 0.0), (1e12, 0.0), (0.0, 1e12)]],
        ] {
            assert!(segments(&rings).is_empty(), "{rings:?}");
        }
    }

    #[test]
    fn dashes_cover_their_share_across_corners() {
        let line = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)];
        let parts = dashes(&line, 4.0, 2.0);
        let drawn: f64 = parts.iter().flat_map(|part| part.windows(2)).map(|pair| distance(pair[0], pair[1])).sum();
        assert!((drawn - 14.0).abs() < 1e-9, "{drawn} {parts:?}");
        assert_eq!(dashes(&line, 0.0, 2.0), vec![line.to_vec()]);
    }
}
