//! Numbers that are written with more than figures: with words of size, as stretches of time, as degrees.
//!
//! Like the marks behind figures, one cell proves nothing (`5 M` may be metres, `01:45` a time of the day), so cells
//! of texts that look like these are counted beside their ordinary shapes, and a column is read so only where all of
//! it says so: see `ingest::infer`.

use crate::base::angle::{self, Axis};
use crate::base::note::{Note, NoteCode};
use crate::base::number::{self, NumberStyle};
use crate::base::size::{self, Size, WORD_COUNT, Word};
use crate::base::stretch::{self, Stretch, TimeUnit};
use crate::base::text::trim_bytes;

use super::Reading;
use super::marks;
use super::shape::{Counts, Kind, Shape, kinds_of};

/// What is left out of figures of a column to read them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Beside {
    /// The marks of provisional figures.
    pub(crate) marks: bool,
    /// Words of size.
    pub(crate) sizes: bool,
}

/// The number in a cell that is more than a figure, or not a figure at all.
#[cold]
#[inline(never)]
pub(crate) fn read(cell: &[u8], style: NumberStyle, beside: Beside) -> Option<f64> {
    let ordinary = matches!(style, NumberStyle::Plain | NumberStyle::Id | NumberStyle::En);
    if ordinary && beside == Beside::default() {
        return None;
    }
    let cell = trim_bytes(cell);
    let text = || std::str::from_utf8(cell).ok();
    let (figures, bare_in) = match style {
        NumberStyle::Degrees => return angle::angle(text()?).map(|(degrees, _)| degrees),
        NumberStyle::Stretch(unit) => return stretch::parse(text()?)?.of(unit),
        other => other.figures(),
    };
    let bare = |cell: &[u8]| {
        let numeral = number::scan(cell)?;
        match bare_in {
            Some(size) => numeral.times(figures, size.power()),
            None => numeral.value(figures),
        }
    };
    bare(cell)
        .or_else(|| if beside.marks { bare(marks::figure(cell)?.0.bare) } else { None })
        .or_else(|| if beside.sizes || bare_in.is_some() { size::amount(cell, figures) } else { None })
}

/// Cells of one notation: how many, and the first row of any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) cells: u32,
    first: u32,
}

impl Default for Tally {
    fn default() -> Self {
        Self { cells: 0, first: u32::MAX }
    }
}

impl Tally {
    fn add(&mut self, cells: u32, row: u32) {
        self.cells += cells;
        self.first = self.first.min(row);
    }

    fn remove(&mut self) {
        self.cells = self.cells.saturating_sub(1);
    }

    /// The first row with one.
    pub(crate) fn first(&self) -> Option<u32> {
        (self.cells > 0 && self.first != u32::MAX).then_some(self.first)
    }
}

/// What is known of a column's cells that are numbers in other notations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Noted {
    /// Figures by their word of size.
    pub(crate) sizes: [Tally; WORD_COUNT],
    /// The shapes of these figures without their words.
    bare: Counts,
    /// The shapes of these cells as they are written.
    given: Counts,
    /// Stretches of time by their longest unit.
    pub(crate) stretches: [Tally; TimeUnit::ALL.len()],
    /// Those among them that may be times of a day.
    pub(crate) clocks: Tally,
    /// Degrees that are hardly anything else, and those that may be.
    pub(crate) sure_angles: Tally,
    pub(crate) open_angles: Tally,
    /// Cells whose letters say north or south, east or west.
    pub(crate) northern: u32,
    pub(crate) eastern: u32,
}

/// What a text looks like in other notations.
pub(crate) struct Look {
    size: Option<(Word, Shape)>,
    stretch: Option<Stretch>,
    angle: Option<angle::Look>,
}

/// The look of a text with a digit in it.
pub(crate) fn look(cell: &[u8]) -> Option<Look> {
    // Most texts end here. A figure, a currency, an ISO stretch or the letter of a hemisphere begins one of these.
    let plausible = cell.len() <= 64
        && match cell.first()? {
            b'0'..=b'9' | b'-' | b'+' | b'(' | b'.' | 0xE2 => true,
            letter => {
                b"RrIiPpSsNnUuEeTtBbWwLl".contains(letter) && cell.get(1..)?.iter().take(4).any(u8::is_ascii_digit)
            }
        };
    if !plausible {
        return None;
    }
    let size = size::split(cell).and_then(|(figure, word)| {
        let numeral = number::scan(figure)?;
        (!numeral.leading_zero && !numeral.percent).then(|| (word, Shape::of_numeral(&numeral, figure)))
    });
    let text = std::str::from_utf8(cell).ok()?;
    let look = Look { size, stretch: stretch::parse(text), angle: angle::look(text) };
    (look.size.is_some() || look.stretch.is_some() || look.angle.is_some()).then_some(look)
}

impl Noted {
    /// Counts cells of a look, the first of them in a row; `given` is their shape as texts.
    pub(crate) fn add(&mut self, look: &Look, given: Shape, cells: u32, row: u32) {
        if let Some((word, bare)) = look.size {
            self.sizes[word.place()].add(cells, row);
            self.bare.add(bare, cells, row);
            self.given.add(given, cells, row);
        }
        if let Some(stretch) = look.stretch {
            self.stretches[stretch.lead as usize].add(cells, row);
            if stretch.clock && !stretch.beyond_a_day() {
                self.clocks.add(cells, row);
            }
        }
        if let Some(look) = look.angle {
            if look.sure { &mut self.sure_angles } else { &mut self.open_angles }.add(cells, row);
            self.northern += if look.axis == Some(Axis::Latitude) { cells } else { 0 };
            self.eastern += if look.axis == Some(Axis::Longitude) { cells } else { 0 };
        }
    }

    /// Takes back one cell, which was counted before.
    pub(crate) fn remove(&mut self, look: &Look, given: Shape) {
        if let Some((word, bare)) = look.size {
            self.sizes[word.place()].remove();
            self.bare.remove(bare);
            self.given.remove(given);
        }
        if let Some(stretch) = look.stretch {
            self.stretches[stretch.lead as usize].remove();
            if stretch.clock && !stretch.beyond_a_day() {
                self.clocks.remove();
            }
        }
        if let Some(look) = look.angle {
            if look.sure { &mut self.sure_angles } else { &mut self.open_angles }.remove();
            self.northern = self.northern.saturating_sub(u32::from(look.axis == Some(Axis::Latitude)));
            self.eastern = self.eastern.saturating_sub(u32::from(look.axis == Some(Axis::Longitude)));
        }
    }

    /// The words of size that occur, with how often.
    pub(crate) fn words(&self) -> impl Iterator<Item = (Word, Tally)> + '_ {
        Word::all().map(|word| (word, self.sizes[word.place()])).filter(|(_, tally)| tally.cells > 0)
    }

    /// Figures with a word of size.
    pub(crate) fn sized(&self) -> u32 {
        self.sizes.iter().map(|tally| tally.cells).sum()
    }

    /// Whether a word occurs that is nothing but a size.
    pub(crate) fn has_sure_size(&self) -> bool {
        self.words().any(|(word, _)| word.is_sure())
    }

    /// Whether a figure with a word of size has a currency before it.
    pub(crate) const fn has_currency(&self) -> bool {
        self.bare.currency > 0
    }

    /// The size of the commonest word.
    pub(crate) fn main_size(&self) -> Option<Size> {
        self.words().max_by_key(|(_, tally)| tally.cells).map(|(word, _)| word.size())
    }

    /// Stretches of time of the family of a unit.
    pub(crate) fn stretches_of(&self, unit: TimeUnit) -> u32 {
        let family = TimeUnit::ALL.into_iter().filter(|other| other.is_calendar() == unit.is_calendar());
        family.map(|other| self.stretches[other as usize].cells).sum()
    }

    /// The unit that most stretches of time name first; of several the shortest.
    pub(crate) fn main_unit(&self) -> Option<TimeUnit> {
        let units = TimeUnit::ALL.into_iter().rev();
        units.max_by_key(|unit| self.stretches[*unit as usize].cells).filter(|unit| self.stretches_of(*unit) > 0)
    }

    /// Degrees in other notations than plain numbers.
    pub(crate) fn angles(&self) -> u32 {
        self.sure_angles.cells + self.open_angles.cells
    }

    /// The shapes of the figures with words of size, without the words and as they are written.
    pub(super) const fn shapes_of_sized(&self) -> (&Counts, &Counts) {
        (&self.bare, &self.given)
    }

    /// Rows that show a style's own notation, different ones first.
    pub(super) fn rows(&self, style: NumberStyle) -> Vec<u32> {
        let mut rows: Vec<u32> = match style {
            NumberStyle::Degrees => [self.sure_angles, self.open_angles].iter().filter_map(Tally::first).collect(),
            NumberStyle::Stretch(_) => {
                let mut clock: Vec<u32> = self.clocks.first().into_iter().collect();
                clock.extend(self.stretches.iter().rev().filter_map(Tally::first));
                clock
            }
            _ => self.sizes.iter().filter_map(Tally::first).collect(),
        };
        rows.dedup();
        rows
    }

    /// Cells in a style's own notation.
    pub(super) fn fitting(&self, style: NumberStyle) -> u32 {
        match style {
            NumberStyle::Degrees => self.angles(),
            NumberStyle::Stretch(unit) => self.stretches_of(unit),
            _ => 0,
        }
    }
}

/// Whether words of size are read in a column of a reading: wherever it is one of figures and has some. Letters alone
/// are sizes only beside words or a currency, or where most cells have one.
pub(crate) fn reads_sizes(counts: &Counts, reading: Reading) -> bool {
    let figures = match reading {
        Reading::Number(style) => !matches!(style, NumberStyle::Degrees | NumberStyle::Stretch(_)),
        _ => false,
    };
    let is_size = |noted: &Noted| {
        let sized = noted.sized();
        sized > 0 && (noted.has_sure_size() || noted.has_currency() || sized * 2 > counts.filled())
    };
    figures && counts.noted.as_deref().is_some_and(is_size)
}

/// Figures without a word of size in a column where others have one, whose counts are settled.
pub(crate) fn without_size(counts: &Counts, reading: Reading) -> u32 {
    let sized = counts.noted.as_ref().map_or(0, |noted| noted.sized());
    counts.sum(kinds_of(reading)).saturating_sub(sized)
}

/// Those among them that are so small that they may be counted in what the others name; the counts are settled.
pub(crate) fn small_without_size(counts: &Counts) -> u32 {
    let small = |counts: &Counts| counts.short_ints() + counts.sum(&[Kind::Point, Kind::Comma]);
    let sized = counts.noted.as_deref().map_or(0, |noted| small(&noted.bare));
    small(counts).saturating_sub(sized)
}

/// How a column's cells in other notations were read, as notes for its evidence; the counts are settled.
#[inline(never)]
pub(crate) fn notes(name: &str, counts: &Counts, reading: Reading) -> Vec<Note> {
    let (Reading::Number(style), Some(noted)) = (reading, counts.noted.as_deref()) else { return Vec::new() };
    let note = |code: NoteCode, cells: u32, args: &[&str]| Note {
        code,
        count: u64::from(cells),
        rows: Vec::new(),
        args: std::iter::once(name).chain(args.iter().copied()).map(str::to_owned).collect(),
    };
    match style {
        NumberStyle::Degrees => vec![note(NoteCode::DegreeCells, noted.angles(), &[])],
        NumberStyle::Stretch(unit) => {
            let unit = unit.name();
            let mut said = vec![note(NoteCode::StretchCells, counts.fitting(reading), &[unit])];
            if noted.clocks.cells > 0 {
                said.push(note(NoteCode::ClockCells, noted.clocks.cells, &[unit]));
            }
            said
        }
        _ if reads_sizes(counts, reading) => {
            let mut said: Vec<Note> = noted
                .words()
                .map(|(word, tally)| {
                    let ones = format!("1e{}", word.size().power());
                    note(NoteCode::SizeWords, tally.cells, &[&word.text(), &ones])
                })
                .collect();
            let bare = without_size(counts, reading);
            if bare > 0 {
                let (_, bare_in) = style.figures();
                let power = bare_in.map_or(0, Size::power);
                said.push(note(NoteCode::SizeMissing, bare, &[&power.to_string()]));
            }
            said
        }
        _ => Vec::new(),
    }
}
