//! What one cell says by itself, before the column and the row are looked at.

use super::code::{self, Code, Digits};
use super::gazetteer::Gazetteer;
use super::names::{self, Other, Said};
use super::provinces::by_iso;
use super::{Level, System};
use crate::base::text::trim;
use crate::table::name_without;

/// What one cell says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cell {
    /// The regions that the words name exactly.
    pub(super) hits: Vec<usize>,
    /// Regions of that name, but of another kind than the cell says.
    pub(super) other_kind: Vec<usize>,
    /// The word for its kind in the cell.
    pub(super) said: Said,
    /// Regions that the cell itself puts around the one it names: `Bandung, Jawa Barat`.
    pub(super) around: Vec<usize>,
    /// The code in the cell.
    pub(super) code: Option<Code>,
    /// A number beside the name that is too short for a code of that region: its place in a list, or the
    /// code of a province.
    pub(super) number: Option<u32>,
    /// What the cell is apart from a region.
    pub(super) note: Option<Aside>,
    /// The words without code and kind, for nearness.
    pub(super) core: String,
}

/// What a cell is apart from a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    /// A total over the country.
    Country,
    /// A total over an island group.
    Islands,
    /// A total over a province or a regency.
    Sum,
    /// A province of before 1999.
    Former,
    /// A region below those in the list.
    Smaller,
    /// Only the word for a kind: `Kota`.
    KindWord,
    /// Digits that are no code.
    Strange,
}

impl Cell {
    /// Whether the cell holds words.
    pub(super) fn has_words(&self) -> bool {
        !self.core.is_empty()
            || matches!(self.note, Some(Aside::Country | Aside::Islands | Aside::Sum)) && self.code.is_none()
    }
}

/// Longest cell that is looked at closely.
const LONGEST: usize = 200;
/// Most parts of a cell between commas and brackets.
const MOST_PARTS: usize = 6;

/// Reads one cell.
pub(super) fn read(list: &Gazetteer, text: &str) -> Cell {
    let text = name_without(trim(text)).trim_matches(['\'', '"', '`', '=', '\u{2019}', '*']).trim();
    if text.is_empty() {
        return Cell::default();
    }
    if text.len() > LONGEST {
        return Cell { core: "?".to_owned(), ..Cell::default() };
    }
    if text.chars().any(|c| c.is_ascii_digit()) {
        if let Some(cell) = number_alone(text) {
            return cell;
        }
    } else if let Some((head, letters)) = text.split_once(['-', '.'])
        && head.eq_ignore_ascii_case("id")
        && letters.len() == 2
    {
        let found = by_iso(letters).and_then(|province| list.by_digits(province.code, System::Kemendagri));
        return Cell { hits: found.into_iter().collect(), core: names::key(text), ..Cell::default() };
    }
    let whole = named(list, text);
    if !whole.hits.is_empty() || whole.note.is_some() {
        return whole;
    }
    if let Some((number, name)) = code::beside(text) {
        let cell = with_number(list, number, name);
        if !cell.hits.is_empty() || cell.code.is_some() {
            return cell;
        }
    }
    if let Some(cell) = parts(list, text) {
        return cell;
    }
    before_kind_words(list, text).and_then(|text| parts(list, &text)).unwrap_or(whole)
}

/// The cell of a code put together from parts.
pub(super) fn plain_code(digits: &str) -> Cell {
    number_alone(digits).unwrap_or_default()
}

/// A cell of digits alone.
fn number_alone(text: &str) -> Option<Cell> {
    let mut cell = Cell::default();
    match code::read(text)? {
        Digits::Code(code) => cell.code = Some(code),
        Digits::Country => cell.note = Some(Aside::Country),
        Digits::Village => cell.note = Some(Aside::Smaller),
        Digits::Strange => cell.note = Some(Aside::Strange),
    }
    Some(cell)
}

/// A name with a number beside it.
fn with_number(list: &Gazetteer, number: &str, name: &str) -> Cell {
    let mut cell = named(list, name);
    if cell.hits.is_empty() && cell.note.is_none() {
        cell = parts(list, name).unwrap_or(cell);
    }
    let short = number.bytes().all(|b| b.is_ascii_digit()) && number.len() < 4;
    if short {
        cell.number = number.parse().ok();
    } else if let Some(Digits::Code(code)) = code::read(number) {
        // `3200 Jawa Barat` is a number of a province as `32` is.
        match code.digits.as_slice() {
            [digits] if digits.len() == 2 => cell.number = digits.parse().ok(),
            _ => cell.code = Some(code),
        }
    }
    cell
}

/// A name as a whole.
fn named(list: &Gazetteer, text: &str) -> Cell {
    let words = names::words(text);
    let mut cell = Cell::default();
    if let Some(said) = names::kind_words(&words) {
        cell.said = said;
        cell.note = Some(Aside::KindWord);
        // Two kecamatan are called Kota; only their surroundings can say that they are meant.
        cell.hits = list.called(&words.concat()).iter().map(|entry| entry.region).collect();
        return cell;
    }
    let readings = names::readings(&words);
    cell.core = readings
        .iter()
        .find(|(said, _)| *said != Said::Nothing)
        .or(readings.first())
        .map(|(_, key)| key.clone())
        .unwrap_or_default();
    cell.said = readings.iter().map(|(said, _)| *said).find(|said| *said != Said::Nothing).unwrap_or_default();
    for level in [Level::Province, Level::Kabkota, Level::Kecamatan] {
        // The first reading that names a region of a level is what the cell says at that level.
        for (said, key) in &readings {
            let of_level = list.called(key).iter().filter(|entry| list.level(entry.region) == level);
            let mut found = false;
            for entry in of_level {
                if !said.allows(list.kind(entry.region)) {
                    if said.allows_level(level) && !cell.other_kind.contains(&entry.region) {
                        cell.other_kind.push(entry.region);
                    }
                } else if !entry.only_with_kind || *said != Said::Nothing {
                    found = true;
                    cell.hits.push(entry.region);
                    if *said == Said::Nothing {
                        cell.said = Said::Nothing;
                    }
                }
            }
            if found {
                break;
            }
        }
    }
    if cell.hits.is_empty() {
        cell.note = aside(list, &words, cell.said);
    }
    if cell.note.is_some_and(|note| note != Aside::Smaller) {
        cell.other_kind.clear();
    }
    cell
}

/// What words without a region are.
fn aside(list: &Gazetteer, words: &[String], said: Said) -> Option<Aside> {
    match names::other(words) {
        Some(Other::Country) => return Some(Aside::Country),
        Some(Other::Islands) => return Some(Aside::Islands),
        Some(Other::Former) => return Some(Aside::Former),
        None => {}
    }
    if let Some(rest) = names::added_up(words)
        && names::readings(rest).iter().any(|(_, key)| !list.called(key).is_empty())
    {
        return Some(Aside::Sum);
    }
    let below = match said {
        Said::Nothing | Said::Province => false,
        Said::Kabupaten | Said::Kota | Said::Either => list.deepest() < Level::Kabkota,
        Said::Kecamatan => list.deepest() < Level::Kecamatan,
        Said::Village => true,
    };
    let jakarta = list.deepest() < Level::Kabkota && names::JAKARTA_CITIES.contains(&names::key_of(words).as_str());
    (below || jakarta).then_some(Aside::Smaller)
}

/// The text with a comma before each word for a kind inside it: `Kab. Bandung Prov. Jawa Barat`. `None`
/// when there is none, or when the word may belong to the name before it (`Kec. Sorong Kota`).
fn before_kind_words(list: &Gazetteer, text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 8);
    let mut part = String::new();
    let mut before_is_kind = true;
    let mut cut = false;
    for word in text.split_whitespace() {
        let folded = names::words(word);
        let is_kind = matches!(folded.as_slice(), [only] if names::kind_word(only).is_some());
        if is_kind && !part.is_empty() {
            if before_is_kind || !named(list, &format!("{part} {word}")).hits.is_empty() {
                return None;
            }
            out.push_str(", ");
            part.clear();
            cut = true;
        } else if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        part.push(' ');
        part.push_str(word);
        before_is_kind = is_kind;
    }
    (cut && !before_is_kind).then_some(out)
}

/// A cell of several parts: `Kota Bandung, Jawa Barat`, `Bandung (Kota)`, `Jawa Barat / Kota Bandung`.
/// `None` when a part is not understood.
fn parts(list: &Gazetteer, text: &str) -> Option<Cell> {
    let spaced = text.replace(" - ", ",").replace(['\u{2013}', '\u{2014}'], ",");
    let parts: Vec<&str> = spaced
        .split([',', ';', '|', '(', ')', '[', ']', '/', ':', '>', '\\'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() < 2 || parts.len() > MOST_PARTS {
        return None;
    }
    let mut cell = Cell::default();
    let mut places: Vec<Cell> = Vec::new();
    for part in parts {
        if let Some(read) = code::read(part) {
            if let Digits::Code(code) = read {
                cell.code = Some(code);
            }
            continue;
        }
        let one = named(list, part);
        match one.note {
            Some(Aside::KindWord) => cell.said = one.said,
            Some(Aside::Country) => {}
            None if !one.hits.is_empty() => places.push(one),
            _ => return None,
        }
    }
    let depth = |place: &Cell| place.hits.iter().map(|hit| list.level(*hit)).min();
    let allowed = |place: &Cell, hit: usize| place.said != Said::Nothing || cell.said.allows(list.kind(hit));
    // A part is the region where every other part names something around it.
    let mut inside: Vec<(usize, usize)> = Vec::new();
    for (at, place) in places.iter().enumerate().filter(|_| places.len() > 1) {
        for &hit in place.hits.iter().filter(|hit| allowed(place, **hit)) {
            let above: Vec<usize> = list.lineage(hit).skip(1).collect();
            let mut others = places.iter().enumerate().filter(|(other, _)| *other != at);
            if others.all(|(_, other)| other.hits.iter().any(|hit| above.contains(hit))) {
                inside.push((at, hit));
            }
        }
    }
    // Two names of one region: `Makassar (Ujung Pandang)`.
    let twice = |hit: &usize| list.level(*hit) > Level::Province && places.iter().all(|place| place.hits.contains(hit));
    if let [first, rest @ ..] = places.as_slice()
        && rest.iter().any(|place| place.core != first.core)
        && let Some(&hit) = first.hits.iter().find(|hit| twice(hit))
        && allowed(first, hit)
    {
        return Some(Cell { hits: vec![hit], core: first.core.clone(), said: first.said, ..cell });
    }
    let finest = places.iter().filter_map(depth).max()?;
    let subject = match inside.first() {
        Some((at, _)) => *at,
        None => places.iter().position(|place| depth(place) == Some(finest))?,
    };
    let place = places.get(subject)?.clone();
    cell.core.clone_from(&place.core);
    if inside.is_empty() {
        for other in places.iter().enumerate().filter(|(at, _)| *at != subject).map(|(_, other)| other) {
            if depth(other) == Some(finest) && finest != Level::Province {
                // Two regions of one level in one cell: both are candidates.
                for hit in other.hits.iter().filter(|hit| !place.hits.contains(hit)) {
                    cell.hits.push(*hit);
                }
            } else {
                cell.around.extend(&other.hits);
            }
        }
        let (fits, off): (Vec<usize>, Vec<usize>) = place.hits.iter().partition(|hit| allowed(&place, **hit));
        cell.hits.extend(fits);
        cell.other_kind = off;
    } else {
        for (_, hit) in inside {
            if !cell.hits.contains(&hit) {
                cell.hits.push(hit);
            }
        }
        for (_, other) in places.iter().enumerate().filter(|(at, _)| *at != subject) {
            cell.around.extend(&other.hits);
        }
    }
    cell.said = if place.said == Said::Nothing { cell.said } else { place.said };
    Some(cell)
}

impl Said {
    /// Whether regions of a level can be of the kind said, right or wrong.
    pub(super) const fn allows_level(self, level: Level) -> bool {
        match self {
            Self::Nothing => true,
            Self::Province => matches!(level, Level::Province),
            Self::Kabupaten | Self::Kota | Self::Either => matches!(level, Level::Kabkota),
            Self::Kecamatan => matches!(level, Level::Kecamatan),
            Self::Village => false,
        }
    }
}
