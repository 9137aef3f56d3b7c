//! Many equal discs as pixels: a cloud of a hundred thousand points is stamped into one picture, which a painter
//! lays over the rest, instead of being drawn disc by disc.
//!
//! A disc's place is rounded to an eighth of a device pixel; each of the 64 places within a pixel has a stamp
//! whose edge is as soft as a canvas would make it. Discs lie over each other in their order, as everywhere.

use super::Rgba;

/// Fewer discs than this are drawn one by one.
const FEWEST: usize = 400;
/// Places within a pixel, in each direction.
const STEPS: usize = 8;
/// Samples of a pixel at the edge of a disc, in each direction.
const SAMPLES: usize = 8;
/// Larger discs, in device pixels, are not worth a stamp.
const LARGEST_PX: f64 = 12.0;
/// Largest picture in pixels.
const MOST_PIXELS: usize = 8_000_000;
/// Most colours that have stamps.
const MOST_COLORS: usize = 64;

/// A picture of discs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Specks {
    /// Where it lies, in device pixels from the left; may be outside.
    pub left: i32,
    /// Where it lies, in device pixels from the top; may be outside.
    pub top: i32,
    /// Width in device pixels.
    pub width: usize,
    /// Its pixels row by row: red in the lowest byte, then green, blue and alpha, not multiplied.
    pub pixels: Vec<u32>,
}

/// Stamps discs for a screen of a size in device pixels, `scale` of them in a CSS pixel; `None` where that is not
/// possible and they must be drawn one by one.
pub fn stamped(
    (radius, places, inks): (f64, &[(f64, f64)], &[Rgba]),
    scale: f64,
    (width, height): (u32, u32),
) -> Option<Specks> {
    let radius = radius * scale;
    if places.len() < FEWEST || !(radius > 0.0 && radius <= LARGEST_PX) {
        return None;
    }
    let reach = libm::ceil(radius) as i32;
    let side = 2 * reach as usize + 1;
    let (width, height) = (i32::try_from(width).ok()?, i32::try_from(height).ok()?);
    let steps = STEPS as i32;
    let ends = |length: i32| (-reach * steps, length.saturating_add(reach).saturating_mul(steps));
    let grid = Grid { scale: scale * STEPS as f64, across: ends(width), down: ends(height) };
    let places: Vec<Option<(i32, i32)>> = places.iter().map(|place| grid.place(*place)).collect();
    let (mut left, mut top, mut right, mut bottom) = (i32::MAX, i32::MAX, i32::MIN, i32::MIN);
    for (x, y) in places.iter().flatten() {
        (left, right) = (left.min(*x), right.max(*x));
        (top, bottom) = (top.min(*y), bottom.max(*y));
    }
    if left > right {
        return Some(Specks { left: 0, top: 0, width: 0, pixels: Vec::new() });
    }
    let (left, top) = (left.div_euclid(steps) - reach, top.div_euclid(steps) - reach);
    let columns = usize::try_from(right.div_euclid(steps) + reach + 1 - left).ok()?;
    let rows = usize::try_from(bottom.div_euclid(steps) + reach + 1 - top).ok()?;
    if columns.saturating_mul(rows) > MOST_PIXELS {
        return None;
    }
    let mut pixels = vec![0_u32; columns * rows];
    let masks: Vec<Vec<u8>> = (0..STEPS * STEPS).map(|at| mask(radius, at % STEPS, at / STEPS, side)).collect();
    let mut stamps: Vec<(Rgba, Vec<Vec<u32>>)> = Vec::new();
    let mut now = 0;
    for (place, color) in places.iter().zip(inks) {
        let Some((x, y)) = *place else { continue };
        if stamps.get(now).is_none_or(|(known, _)| known != color) {
            now = match stamps.iter().position(|(known, _)| known == color) {
                Some(known) => known,
                None if stamps.len() == MOST_COLORS => return None,
                None => {
                    stamps.push((*color, masks.iter().map(|mask| inked(mask, *color)).collect()));
                    stamps.len() - 1
                }
            };
        }
        let within = (y.rem_euclid(steps) * steps + x.rem_euclid(steps)) as usize;
        let Some(stamp) = stamps.get(now).and_then(|(_, stamps)| stamps.get(within)) else { continue };
        // Both are at least `reach` from the edges of the picture.
        let (column, row) = (x.div_euclid(steps) - reach - left, y.div_euclid(steps) - reach - top);
        press(&mut pixels, columns, (column as usize, row as usize), stamp, side);
    }
    for line in pixels.chunks_exact_mut(columns) {
        unmultiply(line);
    }
    Some(Specks { left, top, width: columns, pixels })
}

/// Where the middles of discs may lie, in eighths of a device pixel.
struct Grid {
    /// Eighths in a CSS pixel.
    scale: f64,
    across: (i32, i32),
    down: (i32, i32),
}

impl Grid {
    /// A place in eighths; `None` where a disc would not be seen.
    #[inline(never)]
    fn place(&self, (x, y): (f64, f64)) -> Option<(i32, i32)> {
        let (x, y) = (libm::floor(x * self.scale + 0.5), libm::floor(y * self.scale + 0.5));
        let inside = |at: f64, ends: (i32, i32)| at > f64::from(ends.0) && at < f64::from(ends.1);
        (inside(x, self.across) && inside(y, self.down)).then_some((x as i32, y as i32))
    }
}

/// How much of each pixel a disc covers, 0 to 255, in a square of `side` pixels; its middle lies in the middle
/// pixel, `across` and `down` eighths from that pixel's corner.
#[inline(never)]
fn mask(radius: f64, across: usize, down: usize, side: usize) -> Vec<u8> {
    let middle = (side / 2) as f64;
    let (x, y) = (middle + across as f64 / STEPS as f64, middle + down as f64 / STEPS as f64);
    let mut out = Vec::with_capacity(side * side);
    for row in 0..side {
        for column in 0..side {
            let mut covered = 0;
            for sample in 0..SAMPLES * SAMPLES {
                let at = |index: usize| (index as f64 + 0.5) / SAMPLES as f64;
                let dx = column as f64 + at(sample % SAMPLES) - x;
                let dy = row as f64 + at(sample / SAMPLES) - y;
                covered += usize::from(dx * dx + dy * dy <= radius * radius);
            }
            out.push((covered * 255 / (SAMPLES * SAMPLES)) as u8);
        }
    }
    out
}

/// A mask in a colour, its channels multiplied with alpha.
fn inked(mask: &[u8], Rgba(r, g, b, alpha): Rgba) -> Vec<u32> {
    let share = |value: u32, of: u32| (value * of + 127) / 255;
    let pixel = |covered: &u8| {
        let alpha = share(u32::from(*covered), u32::from(alpha));
        let [r, g, b] = [r, g, b].map(|channel| share(u32::from(channel), alpha));
        r | g << 8 | b << 16 | alpha << 24
    };
    mask.iter().map(pixel).collect()
}

/// Lays a stamp over the pixels. Its own function, so that an engine soon sees that it is worth its best code.
#[inline(never)]
fn press(pixels: &mut [u32], columns: usize, (column, row): (usize, usize), stamp: &[u32], side: usize) {
    let lines = pixels.get_mut(row * columns..).unwrap_or_default().chunks_exact_mut(columns);
    for (line, stamp) in lines.zip(stamp.chunks_exact(side)) {
        let Some(line) = line.get_mut(column..column + side) else { continue };
        for (below, above) in line.iter_mut().zip(stamp) {
            let rest = 255 - (above >> 24);
            if rest == 255 {
                continue;
            }
            // Two channels at a time; exact division by 255, rounded.
            let half = |channels: u32| {
                let product = channels * rest + 0x0080_0080;
                (product + ((product >> 8) & 0x00FF_00FF)) >> 8 & 0x00FF_00FF
            };
            *below = above + (half(*below & 0x00FF_00FF) | half(*below >> 8 & 0x00FF_00FF) << 8);
        }
    }
}

/// Makes channels of pixels what they were before they were multiplied with alpha.
#[inline(never)]
fn unmultiply(line: &mut [u32]) {
    for pixel in line {
        let alpha = *pixel >> 24;
        if alpha == 0 || alpha == 255 {
            continue;
        }
        let channel = |shift: u32| (((*pixel >> shift & 255) * 255 + alpha / 2) / alpha).min(255) << shift;
        *pixel = channel(0) | channel(8) | channel(16) | alpha << 24;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    const RED: Rgba = Rgba(200, 30, 10, 255);
    const BLUE: Rgba = Rgba(20, 40, 220, 170);

    /// The same with enough discs outside of the picture.
    fn stamp(discs: &[(f64, f64, Rgba)], radius: f64, scale: f64, size: (u32, u32)) -> Option<Specks> {
        let outside = std::iter::repeat_n((-900.0, 0.0, RED), FEWEST);
        let (places, inks): (Vec<(f64, f64)>, Vec<Rgba>) =
            outside.chain(discs.iter().copied()).map(|(x, y, ink)| ((x, y), ink)).unzip();
        stamped((radius, &places, &inks), scale, size)
    }

    #[test]
    fn a_disc_covers_its_area_wherever_it_lies() {
        for (radius, scale) in [(1.75, 1.0), (2.5, 1.0), (1.75, 2.0), (4.0, 1.5), (0.4, 1.0)] {
            for at in 0..16 {
                let (x, y) = (20.0 + f64::from(at) / 16.0, 20.0 + f64::from(at * 5 % 16) / 16.0);
                let specks = stamp(&[(x, y, Rgba(0, 0, 0, 255))], radius, scale, (100, 100)).unwrap();
                let covered: f64 = specks.pixels.iter().map(|pixel| f64::from(pixel >> 24) / 255.0).sum();
                let area = std::f64::consts::PI * (radius * scale) * (radius * scale);
                assert!((covered - area).abs() < 0.05 * area + 0.06, "{radius} at {x} {y}: {covered} of {area}");
                if radius < 1.0 {
                    continue; // A disc within one pixel cannot say where in it.
                }
                // Its weight lies in its middle.
                let weight = |of: fn(usize, usize) -> usize| {
                    let sum = specks.pixels.iter().enumerate();
                    let sum = sum.map(|(at, pixel)| (of(at, specks.width) as f64 + 0.5) * f64::from(pixel >> 24));
                    sum.sum::<f64>() / 255.0 / covered
                };
                let (column, row) = (weight(|at, width| at % width), weight(|at, width| at / width));
                assert!((f64::from(specks.left) + column - x * scale).abs() < 0.14, "{radius} at {x} {y}");
                assert!((f64::from(specks.top) + row - y * scale).abs() < 0.14, "{radius} at {x} {y}");
            }
        }
    }

    #[test]
    fn later_discs_lie_over_earlier_ones() {
        let at = |discs: &[(f64, f64, Rgba)], x: i32, y: i32| {
            let specks = stamp(discs, 4.0, 1.0, (60, 60)).unwrap();
            let index = (y - specks.top) as usize * specks.width + (x - specks.left) as usize;
            specks.pixels[index].to_le_bytes()
        };
        let near = |found: [u8; 4], expected: [u8; 4]| {
            assert!(found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 1), "{found:?} instead of {expected:?}");
        };
        let (red, blue) = ((20.0, 20.0, RED), (21.0, 20.0, BLUE));
        near(at(&[blue, red], 20, 20), [200, 30, 10, 255]);
        // 170 of 255 blue over red, by hand.
        near(at(&[red, blue], 20, 20), [80, 37, 150, 255]);
        near(at(&[blue], 20, 20), [20, 40, 220, 170]);
    }

    #[test]
    fn what_is_outside_is_passed_over_and_what_is_too_much_refused() {
        let far = [(-500.0, 20.0, RED), (f64::NAN, 1e300, RED)];
        assert!(stamp(&far, 2.0, 1.0, (60, 60)).unwrap().pixels.is_empty());
        let edge = stamp(&[(0.0, 0.0, RED), (60.0, 60.0, RED)], 2.0, 1.0, (60, 60)).unwrap();
        assert_eq!((edge.left, edge.top, edge.width), (-2, -2, 65));
        assert_eq!(stamp(&[(1.0, 1.0, RED)], 20.0, 1.0, (60, 60)), None);
        assert_eq!(stamp(&[(0.0, 0.0, RED), (3999.0, 3999.0, RED)], 2.0, 1.0, (4000, 4000)), None);
        assert_eq!(stamped((2.0, &[(1.0, 1.0)], &[RED]), 1.0, (60, 60)), None, "few are drawn one by one");
    }
}
