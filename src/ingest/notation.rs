//! Columns whose cells are numbers in other notations: stretches of time, degrees, figures with words of size.
//!
//! All of a column decides, as for its numbers and dates; what its cells leave open (a time of the day or a stretch of
//! time, `6 12 30`) its header decides, and otherwise it stays text with the other reading one tap away.

use crate::base::number::NumberStyle;
use crate::base::stretch::TimeUnit;
use crate::table::{Counts, Noted, Reading, reads_sizes, small_without_size, without_size};

use super::infer::{Verdict, most};
use super::names::{Hints, words};

/// Words of headers of stretches of time.
const STRETCH: &[&str] = &[
    "durasi", "duration", "lama", "lamanya", "selang", "jeda", "elapsed", "runtime", "tempuh", "interval", "waiting",
    "tunggu",
];

const DEGREES: Reading = Reading::Number(NumberStyle::Degrees);

/// Whether a header says that times below it are stretches of time.
pub(super) fn says_stretch(name: &str) -> bool {
    words(name).iter().any(|word| STRETCH.contains(&word.as_str()))
}

/// The unit of time that a header names.
pub(super) fn unit_of(name: &str) -> Option<TimeUnit> {
    words(name).iter().find_map(|word| TimeUnit::of_word(word, true))
}

/// The decision about a column of stretches of time or of degrees.
#[inline(never)]
pub(super) fn decide(name: &str, counts: &Counts, hints: Hints) -> Option<Verdict> {
    let noted = counts.noted.as_deref()?;
    degrees(counts, noted, hints).or_else(|| stretches(name, counts, noted))
}

fn degrees(counts: &Counts, noted: &Noted, hints: Hints) -> Option<Verdict> {
    let (angles, filled) = (noted.angles(), counts.filled());
    let sure = hints.coordinate || (noted.sure_angles.cells * 2 >= angles && angles * 2 >= filled);
    let all = angles > 0 && sure && most(counts.fitting(DEGREES), filled);
    all.then(|| Verdict { alternatives: vec![Reading::Text], ..Verdict::sure(DEGREES) })
}

fn stretches(name: &str, counts: &Counts, noted: &Noted) -> Option<Verdict> {
    let main = noted.main_unit()?;
    let cells = noted.stretches_of(main);
    // Times of the day are written like this, too.
    let open = noted.clocks.cells == cells;
    if !most(cells, counts.filled()) || (open && !says_stretch(name)) {
        return None;
    }
    let unit = unit_of(name).filter(|unit| unit.is_calendar() == main.is_calendar()).unwrap_or(main);
    let mut alternatives: Vec<Reading> = units(main).filter(|other| *other != unit).map(stretch).collect();
    alternatives.push(Reading::Text);
    Some(Verdict { alternatives, ..Verdict::sure(stretch(unit)) })
}

const fn stretch(unit: TimeUnit) -> Reading {
    Reading::Number(NumberStyle::Stretch(unit))
}

/// The units to choose from, of the family of one.
fn units(of: TimeUnit) -> impl Iterator<Item = TimeUnit> {
    TimeUnit::ALL.into_iter().filter(move |unit| unit.is_calendar() == of.is_calendar() && *unit != TimeUnit::Week)
}

/// Whether a column is one of figures with words of size; `settled` are its counts with the words left out.
pub(super) fn has_sizes(counts: &Counts, settled: &Counts, hints: Hints) -> bool {
    let Some(noted) = &counts.noted else { return false };
    let figures =
        [NumberStyle::Plain, NumberStyle::Id, NumberStyle::En].map(|style| settled.fitting(Reading::Number(style)));
    let all = most(figures.into_iter().max().unwrap_or(0), settled.filled());
    // Letters alone are no sizes: `5 M` is five metres as well.
    let letters = hints.measure && !hints.count && noted.sized() * 2 > counts.filled();
    all && noted.sized() > 0 && (noted.has_sure_size() || noted.has_currency() || letters)
}

/// Adds what words of size leave open: what figures without one count in, what a letter stands for. `counts` are
/// settled.
pub(super) fn question(verdict: &mut Verdict, counts: &Counts) {
    let (Reading::Number(style), Some(noted)) = (verdict.reading, &counts.noted) else { return };
    if without_size(counts, verdict.reading) > 0
        && let Some(size) = noted.main_size()
    {
        let other = if style == NumberStyle::Id { NumberStyle::IdIn(size) } else { NumberStyle::EnIn(size) };
        verdict.alternatives.insert(0, Reading::Number(other));
        verdict.ambiguous |= small_without_size(counts) > 0;
    }
    verdict.ambiguous |= !noted.has_sure_size() && !noted.has_currency();
}

/// Adds the other notations that most cells of a column of texts fit.
pub(super) fn alternatives(verdict: &mut Verdict, counts: &Counts) {
    let Some(noted) = counts.noted.as_deref().filter(|_| verdict.reading == Reading::Text) else { return };
    let most_cells = |cells: u32| cells * 2 > counts.filled();
    if let Some(unit) = noted.main_unit().filter(|unit| most_cells(noted.stretches_of(*unit))) {
        verdict.alternatives.push(stretch(unit));
    }
    if most_cells(noted.angles()) {
        verdict.alternatives.push(DEGREES);
    }
    if most_cells(noted.sized()) && reads_sizes(counts, Reading::Number(NumberStyle::Id)) {
        verdict.alternatives.push(Reading::Number(NumberStyle::Id));
    }
}
