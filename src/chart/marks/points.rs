//! Points between two axes of numbers: scattered, as bubbles, joined in order of time, with a straight line
//! through them.

use crate::base::color::Rgba;
use crate::base::note::Problem;
use crate::base::number::format_number;
use crate::base::text::{fold, natural_cmp};
use crate::chart::axis::{
    Base, Frame, Framing, TEXT_PX, TO_BASELINE_PX, area, disc, extent, polyline, spot, target, wide,
};
use crate::chart::column::readable;
use crate::chart::grid::{COLORED, colors, missing};
use crate::chart::samples::{Dot, dots};
use crate::chart::voice::Voice;
use crate::chart::{Figure, Sheet, speech, twin};
use crate::i18n::kinds as t;
use crate::scene::plane::Coord;
use crate::scene::width::ellipsis;
use crate::scene::{Anchor, Item, Lettering, Scene, Stroke, Weight};
use crate::table::{ResultColumn, ResultTable, Values};

/// What is drawn beside the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Plain,
    Bubbles,
    Joined,
    Fitted,
}

/// The words of more points than this are not written in advance.
const WALKED: usize = 2000;
/// More points than this have no edges, which would hide what lies below them.
const EDGED: usize = 300;
/// Largest radius of a bubble.
const LARGEST_PX: f64 = 26.0;

/// Draws points.
pub(crate) fn scatter(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    draw(sheet, Look::Plain)
}

/// Draws discs whose area says the second value.
pub(crate) fn bubble(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    draw(sheet, Look::Bubbles)
}

/// Draws points joined in the order of their names, which are times.
pub(crate) fn connected(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    draw(sheet, Look::Joined)
}

/// Draws points with the straight line that fits them best and where it lies with 95 % confidence.
pub(crate) fn regression(sheet: &Sheet<'_>) -> Result<Figure, Problem> {
    draw(sheet, Look::Fitted)
}

fn draw(sheet: &Sheet<'_>, look: Look) -> Result<Figure, Problem> {
    let (mut dots, counts) = dots(sheet)?;
    let spec = &sheet.lowered.spec;
    let lang = sheet.lang;
    let y_voice = Voice::single(sheet);
    let x_voice = Voice::of_column(spec, spec.x.as_deref().unwrap_or_default(), lang);
    let size_voice = Voice::second(sheet);
    if look == Look::Joined {
        dots.sort_by(|a, b| natural_cmp(a.name.as_deref().unwrap_or_default(), b.name.as_deref().unwrap_or_default()));
    } else if look == Look::Bubbles {
        // The large ones lie below the small ones.
        dots.sort_by(|a, b| b.second.unwrap_or(0.0).total_cmp(&a.second.unwrap_or(0.0)));
    }
    let theme = sheet.theme;
    let mut scene = Scene { width_px: sheet.width_px, ..Scene::default() };

    // Few names are groups with a colour, many are names of points.
    let mut groups: Vec<&str> = Vec::new();
    for name in dots.iter().filter_map(|dot| dot.name.as_deref()) {
        if groups.len() > COLORED {
            break;
        }
        if !groups.contains(&name) {
            groups.push(name);
        }
    }
    let grouped = groups.len() <= COLORED && groups.len() < dots.len() && groups.len() > 1 && look != Look::Joined;
    let palette = colors(groups.len(), false, sheet);
    let legend: Vec<(&str, Rgba)> =
        if grouped { groups.iter().copied().zip(palette.iter().copied()).collect() } else { Vec::new() };
    let mut heading = y_voice.axis_title();
    if look == Look::Bubbles {
        heading = t::WITH_SIZE.with(lang, &[("value", &heading), ("size", &size_voice.axis_title())]);
    }
    let framing = Framing {
        title: heading,
        legend: &legend,
        extent: extent(dots.iter().map(|dot| dot.y)),
        base: Base::Near,
        right_px: 6.0,
        share: 0.62,
        above_px: 0.0,
    };
    let frame = Frame::new(&mut scene, sheet, &y_voice, framing);
    let (x, below) = frame.numbers(
        &mut scene,
        extent(dots.iter().map(|dot| dot.x)),
        Some(Base::Near),
        &x_voice,
        &x_voice.axis_title(),
        sheet,
    );
    scene.height_px = frame.bottom + below;
    frame.plane(&mut scene, crate::scene::plane::Along::Numbers(x));

    let fit = Fit::of(&dots);
    if let (Look::Fitted, Some(fit)) = (look, &fit) {
        fitted(&mut scene, fit, &dots, &|dx, dy| (x.at(dx), frame.y.at(dy)), (&frame, theme));
    }
    if look == Look::Joined && dots.len() > 1 {
        let line = dots.iter().map(|dot| (x.at(dot.x), frame.y.at(dot.y))).collect();
        polyline(&mut scene, line, Stroke::solid(theme.context, 1.5));
    }
    let largest = extent(dots.iter().filter_map(|dot| dot.second)).1.max(f64::MIN_POSITIVE);
    let wanted = spec.highlight.as_deref().map(fold);
    let is_wanted = |dot: &Dot<'_>| wanted.is_some() && dot.name.as_deref().map(fold) == wanted;
    let any_wanted = dots.iter().any(is_wanted);
    let radius_of = |dot: &Dot<'_>| match look {
        Look::Bubbles => {
            let share = (dot.second.unwrap_or(0.0) / largest).max(0.0);
            (LARGEST_PX * libm::sqrt(share)).max(2.0)
        }
        _ if dots.len() > 2000 => 1.75,
        _ if dots.len() > EDGED => 2.5,
        _ => 4.5,
    };
    let solid = |color: Rgba| {
        if dots.len() > 60 || look == Look::Bubbles { Rgba(color.0, color.1, color.2, 170) } else { color }
    };
    let places: Vec<(f64, f64)> = dots.iter().map(|dot| (x.at(dot.x), frame.y.at(dot.y))).collect();
    let inks: Vec<Rgba> = groups.iter().zip(&palette).map(|(_, color)| solid(*color)).collect();
    let (context, accent) = (solid(theme.context), solid(theme.accent));
    let ink = |dot: &Dot<'_>| match dot.name.as_deref().filter(|_| grouped) {
        _ if any_wanted && !is_wanted(dot) => context,
        Some(name) => groups.iter().zip(&inks).find(|(group, _)| **group == name).map_or(accent, |(_, ink)| *ink),
        None => accent,
    };
    if dots.len() > EDGED && look != Look::Bubbles {
        let radius = dots.first().map_or(0.0, radius_of);
        scene.push(Item::Discs { radius, inks: dots.iter().map(ink).collect(), places: places.clone() });
    } else {
        for (dot, place) in dots.iter().zip(&places) {
            let edge = (dots.len() <= EDGED).then_some(theme.paper);
            disc(&mut scene, *place, radius_of(dot), ink(dot), edge);
        }
    }
    // Names of the points that stand out, where there is room.
    let mut named: Vec<&Dot<'_>> = dots.iter().filter(|dot| is_wanted(dot)).collect();
    if look == Look::Joined {
        named.extend(dots.first());
        named.extend(dots.last());
        let every = (dots.len() / 6).max(1);
        named.extend(dots.iter().step_by(every));
    } else if !grouped {
        named.extend(dots.iter().max_by(|a, b| a.y.total_cmp(&b.y)));
        named.extend(dots.iter().max_by(|a, b| a.x.total_cmp(&b.x)));
        named.extend(dots.iter().min_by(|a, b| a.y.total_cmp(&b.y)));
        named.extend(dots.iter().min_by(|a, b| a.x.total_cmp(&b.x)));
    }
    let mut taken: Vec<(f64, f64, f64, f64)> = Vec::new();
    for dot in named {
        let Some(name) = dot.name.as_deref() else { continue };
        let name = ellipsis(name, TEXT_PX, Weight::Regular, 150.0);
        let (px, py, gap) = (x.at(dot.x), frame.y.at(dot.y), radius_of(dot) + 4.0);
        let width = wide(&name);
        // Beside, above or below: the first place that hides no other point and no other name.
        let places = [
            (px + gap, py),
            (px - gap - width, py),
            (px - width / 2.0, py - gap - 8.0),
            (px - width / 2.0, py + gap + 8.0),
        ];
        let inside = |left: f64, middle: f64| {
            left > frame.left
                && left + width < scene.width_px - 2.0
                && middle - 8.0 > frame.top
                && middle + 8.0 < frame.bottom
        };
        let found = places.into_iter().find(|(left, middle)| {
            let bounds = (left - 2.0, middle - 8.0, left + width + 2.0, middle + 8.0);
            let clear = |one: &(f64, f64, f64, f64)| {
                one.2 <= bounds.0 || bounds.2 <= one.0 || one.3 <= bounds.1 || bounds.3 <= one.1
            };
            let hides = |other: &Dot<'_>| {
                let (x, y, r) = (x.at(other.x), frame.y.at(other.y), radius_of(other).min(6.0));
                !clear(&(x - r, y - r, x + r, y + r))
            };
            inside(*left, *middle) && taken.iter().all(clear) && !dots.iter().any(hides)
        });
        if let Some((left, middle)) = found {
            taken.push((left - 2.0, middle - 8.0, left + width + 2.0, middle + 8.0));
            let style = Lettering::new(TEXT_PX, theme.ink).anchored(Anchor::Start);
            scene.text((left, middle + TO_BASELINE_PX), name, style);
        }
    }
    scene.targets.reserve_exact(dots.len());
    for (row, (dot, (px, py))) in dots.iter().zip(&places).enumerate() {
        let (px, py, radius) = (*px, *py, radius_of(dot).max(6.0));
        let top = (py - radius).max(0.0);
        let bounds = (px - radius, top, 2.0 * radius, 2.0 * radius);
        // What so many points say is read from the table twin when somebody asks.
        if dots.len() > WALKED {
            target(&mut scene, bounds, String::new(), row);
            continue;
        }
        let mut label = t::POINT.with(
            lang,
            &[
                ("x", &x_voice.value_name),
                ("left", &x_voice.full(dot.x)),
                ("y", &y_voice.value_name),
                ("right", &y_voice.full(dot.y)),
            ],
        );
        if let Some(name) = &dot.name {
            label = format!("{name}. {label}");
        }
        if let Some(second) = dot.second {
            label = format!("{label}, {}: {}", size_voice.value_name, size_voice.full(second));
        }
        if dot.weight > 1 {
            let n = format_number(dot.weight as f64, 0, lang);
            label = format!("{label} ({})", t::ROWS_HERE.with(lang, &[("n", &n)]));
        }
        spot(&mut scene, || Coord::Number(dot.x), dot.name.as_deref(), (px, py));
        target(&mut scene, bounds, label, row);
    }
    let sentence = match &fit {
        Some(fit) => speech::link(fit.correlation, fit.count, &x_voice.value_name, &y_voice.value_name, lang),
        None => t::FEW_POINTS.with(lang, &[("n", &format_number(dots.len() as f64, 0, lang))]),
    };
    scene.title = t::TITLE_LINK.with(lang, &[("y", &y_voice.value_name), ("x", &x_voice.value_name)]);
    scene.description.clone_from(&sentence);
    let twin = twin_of(&dots, &x_voice, &y_voice, &size_voice, sheet);
    Ok(Figure { scene, twin, sentence, notes: missing(sheet, counts) })
}

/// The points as a table.
fn twin_of(dots: &[Dot<'_>], x: &Voice, y: &Voice, size: &Voice, sheet: &Sheet<'_>) -> ResultTable {
    let spec = &sheet.lowered.spec;
    let mut columns: Vec<ResultColumn> = Vec::new();
    if let Some(series) = &spec.series {
        let names = dots.iter().map(|dot| dot.name.as_deref().map(str::to_owned)).collect();
        columns.push(ResultColumn { name: readable(series), values: Values::Text(names) });
    }
    let mut add = |name: String, value: &dyn Fn(&Dot<'_>) -> Option<f64>| {
        let values = Values::Number(dots.iter().map(value).collect());
        let column = twin::column(&columns, &name, values);
        columns.push(column);
    };
    add(x.axis_title(), &|dot| Some(dot.x));
    add(y.axis_title(), &|dot| Some(dot.y));
    if spec.second.is_some() {
        add(size.axis_title(), &|dot| dot.second);
    }
    if dots.iter().any(|dot| dot.weight > 1) {
        add(t::ROWS.text(sheet.lang).to_owned(), &|dot| Some(dot.weight as f64));
    }
    ResultTable { columns }
}

/// The straight line of least squares through points, each counted as often as it occurs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fit {
    count: u64,
    mean_x: f64,
    mean_y: f64,
    slope: f64,
    /// Pearson's correlation, -1 to 1.
    correlation: f64,
    /// Sum of squared distances from the mean of x.
    spread_x: f64,
    /// Standard error of a value around the line.
    error: f64,
}

impl Fit {
    /// Fits; `None` for fewer than five rows or values that do not differ.
    pub(crate) fn of(dots: &[Dot<'_>]) -> Option<Self> {
        let count: u64 = dots.iter().map(|dot| dot.weight).sum();
        if count < 5 {
            return None;
        }
        let n = count as f64;
        // Plain loops: a cloud has many points, and the sums are taken once each.
        let (mut mean_x, mut mean_y) = (0.0, 0.0);
        for dot in dots {
            let weight = dot.weight as f64;
            mean_x += dot.x / n * weight;
            mean_y += dot.y / n * weight;
        }
        let (mut spread_x, mut spread_y, mut both) = (0.0, 0.0, 0.0);
        for dot in dots {
            let (x, y, weight) = (dot.x - mean_x, dot.y - mean_y, dot.weight as f64);
            spread_x += x * x * weight;
            spread_y += y * y * weight;
            both += x * y * weight;
        }
        let correlation = both / (libm::sqrt(spread_x) * libm::sqrt(spread_y));
        if !correlation.is_finite() || !spread_x.is_normal() || !spread_y.is_normal() {
            return None;
        }
        let slope = both / spread_x;
        let rest = (spread_y - slope * both).max(0.0);
        let correlation = correlation.clamp(-1.0, 1.0);
        Some(Self { count, mean_x, mean_y, slope, correlation, spread_x, error: libm::sqrt(rest / (n - 2.0)) })
    }

    /// The line's value, and how far from it the true line lies at most with 95 % confidence.
    pub(crate) fn at(&self, x: f64) -> (f64, f64) {
        let away = x - self.mean_x;
        let around = libm::sqrt(1.0 / self.count as f64 + away * away / self.spread_x);
        (self.mean_y + self.slope * away, student(self.count as f64 - 2.0) * self.error * around)
    }
}

/// The 97.5 % point of Student's distribution by the first terms of its expansion around the normal one
/// (Abramowitz and Stegun 1972, 26.7.5); within 1 % from three degrees of freedom on.
fn student(freedom: f64) -> f64 {
    1.959_964 + (2.372_2 + (2.822_4 + 2.555_7 / freedom) / freedom) / freedom
}

/// Draws the line and the band around it.
fn fitted(
    scene: &mut Scene,
    fit: &Fit,
    dots: &[Dot<'_>],
    place: &dyn Fn(f64, f64) -> (f64, f64),
    (frame, theme): (&Frame, &crate::scene::Theme),
) {
    let (low, high) = extent(dots.iter().map(|dot| dot.x));
    let inside = |(x, y): (f64, f64)| (x, y.clamp(frame.top, frame.bottom));
    let steps: Vec<f64> = (0..=40).map(|step| low + (high - low) * f64::from(step) / 40.0).collect();
    let upper = steps.iter().map(|x| {
        let (y, around) = fit.at(*x);
        inside(place(*x, y + around))
    });
    let lower = steps.iter().rev().map(|x| {
        let (y, around) = fit.at(*x);
        inside(place(*x, y - around))
    });
    let Rgba(r, g, b, _) = theme.context;
    area(scene, upper.chain(lower).collect(), Rgba(r, g, b, 90));
    let line = steps.iter().map(|x| inside(place(*x, fit.at(*x).0))).collect();
    polyline(scene, line, Stroke::solid(theme.ink, 2.0));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dots(points: &[(f64, f64, u64)]) -> Vec<Dot<'static>> {
        points.iter().map(|(x, y, weight)| Dot { x: *x, y: *y, second: None, name: None, weight: *weight }).collect()
    }

    #[test]
    fn lines_are_fitted_as_by_hand() {
        // By hand: mean (3, 4), sums of products 8, of x 10: slope 0.8, intercept 1.6, r = 8 / sqrt(10 * 10).
        let fit = Fit::of(&dots(&[(1.0, 2.0, 1), (2.0, 4.0, 1), (3.0, 3.0, 1), (4.0, 6.0, 1), (5.0, 5.0, 1)])).unwrap();
        assert!((fit.slope - 0.8).abs() < 1e-9 && (fit.at(0.0).0 - 1.6).abs() < 1e-9);
        assert!((fit.correlation - 0.8).abs() < 1e-9);
        // Rest 10 - 6.4 = 3.6 over 3: error 1.0954; at the mean 3.182 * 1.0954 / sqrt 5 = 1.559.
        assert!((fit.at(3.0).1 - 1.559).abs() < 0.02, "{}", fit.at(3.0).1);
        // A row that occurs twice counts twice.
        let twice = Fit::of(&dots(&[(1.0, 1.0, 2), (2.0, 2.0, 1), (4.0, 1.0, 2)])).unwrap();
        let each =
            Fit::of(&dots(&[(1.0, 1.0, 1), (1.0, 1.0, 1), (2.0, 2.0, 1), (4.0, 1.0, 1), (4.0, 1.0, 1)])).unwrap();
        assert!((twice.slope - each.slope).abs() < 1e-12 && (twice.correlation - each.correlation).abs() < 1e-12);
        assert!(Fit::of(&dots(&[(1.0, 1.0, 9), (1.0, 2.0, 9)])).is_none(), "x does not differ");
        assert!(Fit::of(&dots(&[(1.0, 1.0, 1), (2.0, 2.0, 1)])).is_none(), "too few");
    }

    #[test]
    fn students_points_are_close_to_the_table() {
        for (freedom, expected) in [(3.0, 3.182), (5.0, 2.571), (10.0, 2.228), (30.0, 2.042), (1000.0, 1.962)] {
            assert!((student(freedom) / expected - 1.0).abs() < 0.01, "{freedom}: {}", student(freedom));
        }
    }
}
