//! The marks that statistical offices put behind figures: `1.234*`, `1.234 r`, `1.234 1)`.
//!
//! BPS prints them so in its publications: `*` and `x` for provisional figures, `**` and `xx` for very provisional
//! ones, `r` for revised and `e` for estimated ones, and numbers for remarks below the table. One cell proves
//! nothing (`12e` may be the number of a house), so a mark is read as one only where its whole column says so:
//! [`Counts::settle`](super::shape::Counts::settle).

use super::shape::{Counts, Shape};
use crate::base::note::{Note, NoteCode};
use crate::base::number;
use crate::base::text::{trim, trim_bytes};

/// The closed list of marks, as they are shown.
pub const MARKS: [&str; 17] =
    ["*", "**", "***", "x", "xx", "xxx", "e", "r", "1)", "2)", "3)", "4)", "5)", "6)", "7)", "8)", "9)"];

/// How many marks there are.
pub(crate) const MARK_COUNT: usize = MARKS.len();

/// Where the remarks with numbers begin in [`MARKS`].
const NUMBERED: usize = 8;

/// What a mark says of its figure, by the custom of BPS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Provisional.
    Provisional,
    /// Very provisional.
    VeryProvisional,
    /// Estimated.
    Estimated,
    /// Revised: better than the figure before.
    Revised,
    /// What a remark below the table says.
    Remark,
}

impl Meaning {
    /// The custom of a mark of [`MARKS`].
    pub fn of(mark: &str) -> Self {
        match mark {
            "*" | "x" => Self::Provisional,
            "**" | "***" | "xx" | "xxx" => Self::VeryProvisional,
            "e" => Self::Estimated,
            "r" => Self::Revised,
            _ => Self::Remark,
        }
    }

    /// Whether the figure may still change.
    pub const fn is_unsettled(self) -> bool {
        matches!(self, Self::Provisional | Self::VeryProvisional | Self::Estimated)
    }
}

/// Whether the figures that a note of [`NoteCode::MarkedFigures`] or [`NoteCode::MarkedHeader`] is about may still
/// change: as the source explains the mark, or else by the custom of BPS.
pub fn is_unsettled(note: &Note) -> bool {
    const WORDS: [&str; 7] =
        ["sementara", "perkiraan", "estima", "provisional", "preliminary", "projection", "proyeksi"];
    if !matches!(note.code, NoteCode::MarkedFigures | NoteCode::MarkedHeader) {
        return false;
    }
    let arg = |at: usize| note.args.get(at).map_or("", String::as_str);
    let (custom, line) = (Meaning::of(arg(1)).is_unsettled(), arg(2).to_lowercase());
    let says = |words: &[&str]| words.iter().any(|word| line.contains(word));
    // A line that explains several marks says of this one what custom says.
    if line.is_empty() || (says(&WORDS) && says(&["diperbaiki", "revisi", "revised"])) { custom } else { says(&WORDS) }
}

/// A text that ends in a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Split<'a> {
    /// What stands before the mark, without white space at its ends.
    pub(crate) bare: &'a [u8],
    /// Which of [`MARKS`].
    pub(crate) mark: usize,
    /// Hardly anything else is written so, whatever the column.
    pub(crate) sure: bool,
}

/// The mark that a text ends in, if there is something before it.
pub(crate) fn split(text: &[u8]) -> Option<Split<'_>> {
    let text = trim_bytes(text);
    let (inner, closed) = match text.strip_suffix(b")").or_else(|| text.strip_suffix("⁾".as_bytes())) {
        Some(inner) => (trim_bytes(inner), true),
        None => (text, false),
    };
    // Nearly every text ends here.
    let last = *inner.last()?;
    let (mark, before, sure) = if last == b'*' {
        let stars = inner.iter().rev().take_while(|byte| **byte == b'*').count();
        (stars - 1, inner.len() - stars, true)
    } else if last == b'x' {
        let signs = inner.iter().rev().take_while(|byte| **byte == b'x').count();
        (signs + 2, inner.len() - signs, closed)
    } else if last == b'e' || last == b'r' {
        (if last == b'e' { 6 } else { 7 }, inner.len() - 1, closed)
    } else if closed && (b'1'..=b'9').contains(&last) {
        let before = inner.len() - 1;
        // `1.234 1)`: the number of the remark stands apart. Without the blank it is seldom something else.
        let apart = inner.get(..before).is_some_and(|rest| trim_bytes(rest).len() < rest.len());
        (NUMBERED + usize::from(last - b'1'), before, apart)
    } else {
        let (number, length) = raised(inner)?;
        (NUMBERED + number - 1, inner.len() - length, closed)
    };
    if mark >= MARK_COUNT || (last == b'*' && mark > 2) || (last == b'x' && mark > 5) {
        return None;
    }
    let bare = trim_bytes(inner.get(..before)?);
    let bare = bare.strip_suffix("⁽".as_bytes()).map_or(bare, trim_bytes);
    (!bare.is_empty()).then_some(Split { bare, mark, sure })
}

/// The small raised digit that a text ends in, and how many bytes it takes.
fn raised(text: &[u8]) -> Option<(usize, usize)> {
    const RAISED: [&str; 9] = ["¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    let last = *text.last()?;
    if last.is_ascii() {
        return None;
    }
    RAISED.iter().position(|digit| text.ends_with(digit.as_bytes())).map(|at| (at + 1, RAISED[at].len()))
}

/// A figure that ends in a mark: the mark, and what the figure without it looks like.
pub(crate) fn figure(cell: &[u8]) -> Option<(Split<'_>, Shape)> {
    let split = split(cell)?;
    let numeral = number::scan(split.bare)?;
    // Numbers do not begin with a zero; codes do.
    (!numeral.leading_zero).then(|| (split, Shape::of_numeral(&numeral, split.bare)))
}

/// A cell without the mark of its figure, where it has one.
pub(crate) fn without(cell: &str) -> &str {
    figure(cell.as_bytes()).and_then(|(split, _)| std::str::from_utf8(split.bare).ok()).unwrap_or(cell)
}

/// A name without the asterisks or the number of a remark behind it: `Papua*`, `Papua Selatan1)`. A letter behind a
/// name is a part of it.
pub(crate) fn name_without(name: &str) -> &str {
    let Some(split) = split(name.as_bytes()) else { return name };
    let letter = (3..NUMBERED).contains(&split.mark);
    match std::str::from_utf8(split.bare) {
        // `Bogor (1)` has its number in brackets of its own.
        Ok(bare) if !letter && !bare.ends_with('(') => bare,
        _ => name,
    }
}

/// A header whose years carry marks, such as `2023*` or `Penduduk 2023 r)`: without the marks, and the first mark.
pub fn header(name: &str) -> Option<(String, &'static str)> {
    let is_year = |word: &str| word.len() == 4 && word.parse().is_ok_and(|year: u16| (1900..=2100).contains(&year));
    let mut found = None;
    let mut after_year = false;
    let mut kept: Vec<&str> = Vec::new();
    for word in name.split_whitespace() {
        // A mark that stands apart is split off a year that is put before it.
        let apart = after_year.then(|| format!("2000 {word}"));
        if let Some(split) = apart.as_deref().and_then(|text| split(text.as_bytes()))
            && split.bare == b"2000"
        {
            found = found.or(Some(MARKS[split.mark]));
            after_year = false;
            continue;
        }
        let marked = split(word.as_bytes()).and_then(|split| Some((std::str::from_utf8(split.bare).ok()?, split.mark)));
        let bare = match marked {
            // `pengeluaran_2023*` has its year behind a line.
            Some((bare, mark)) if bare.rsplit(['_', '-', '(']).next().is_some_and(is_year) => {
                found = found.or(Some(MARKS[mark]));
                bare
            }
            _ => word,
        };
        after_year = is_year(bare);
        kept.push(bare);
    }
    found.map(|mark| (kept.join(" "), mark))
}

/// The line that explains a mark among those below or above a table.
pub(crate) fn explained<'a>(mark: &str, lines: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    lines.into_iter().find(|line| explains(line, mark))
}

/// Whether a line says what a mark means: `*) Angka sementara`, `Keterangan: r = angka diperbaiki`.
fn explains(line: &str, mark: &str) -> bool {
    const SAYS: &[&str] = &[
        "angka",
        "data",
        "sementara",
        "sangat",
        "diperbaiki",
        "perbaikan",
        "revisi",
        "direvisi",
        "perkiraan",
        "estimasi",
        "figure",
        "figures",
        "provisional",
        "preliminary",
        "very",
        "revised",
        "estimated",
        "estimate",
        "estimates",
    ];
    let sign = mark.trim_end_matches(')');
    let raised = ["¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    let other = sign.parse::<usize>().ok().and_then(|number| raised.get(number.checked_sub(1)?));
    let signs = [Some(sign), other.copied()];
    signs.into_iter().flatten().any(|sign| {
        line.match_indices(sign).any(|(at, _)| {
            let before = line.get(..at).and_then(|text| text.chars().next_back());
            let after = line.get(at + sign.len()..).unwrap_or_default();
            let joined = |char: Option<char>| char.is_some_and(|char| char.is_alphanumeric() || char == '*');
            let stars = sign.starts_with('*');
            if joined(before) || (if stars { after.starts_with('*') } else { joined(after.chars().next()) }) {
                return false;
            }
            let rest = after.trim_start_matches(|char: char| !char.is_alphanumeric() && char != '*');
            let numbered = sign.parse::<u8>().is_ok();
            if numbered {
                // A number is a mark only before a bracket, or raised.
                return after.starts_with(')') && !rest.is_empty();
            }
            if raised.contains(&sign) {
                return !rest.is_empty();
            }
            let word: String =
                rest.chars().take_while(|char| char.is_alphabetic()).flat_map(char::to_lowercase).collect();
            SAYS.contains(&word.as_str())
        })
    })
}

/// What is known of a column's marked figures while it is not decided whether they are such.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MarkCounts {
    /// Cells by mark.
    pub(crate) of: [u32; MARK_COUNT],
    /// Cells by mark whose ending could be something else.
    pub(crate) unsure: [u32; MARK_COUNT],
    /// The first row of any.
    pub(crate) first: Option<u32>,
    /// The shapes of the cells without their marks.
    pub(crate) bare: Counts,
    /// The shapes of the cells as they are written.
    pub(crate) given: Counts,
}

impl MarkCounts {
    /// Counts cells of a figure with its mark, the first of them in a row.
    pub(crate) fn add(&mut self, split: Split<'_>, bare: Shape, given: Shape, cells: u32, row: u32) {
        if let (Some(of), Some(unsure)) = (self.of.get_mut(split.mark), self.unsure.get_mut(split.mark)) {
            *of += cells;
            *unsure += if split.sure { 0 } else { cells };
        }
        self.first = Some(self.first.map_or(row, |first| first.min(row)));
        self.bare.add(bare, cells, row);
        self.given.add(given, cells, row);
    }

    /// Takes back one cell, which was counted before.
    pub(crate) fn remove(&mut self, split: Split<'_>, bare: Shape, given: Shape) {
        if let (Some(of), Some(unsure)) = (self.of.get_mut(split.mark), self.unsure.get_mut(split.mark)) {
            *of = of.saturating_sub(1);
            *unsure = unsure.saturating_sub(u32::from(!split.sure));
        }
        self.bare.remove(bare);
        self.given.remove(given);
    }

    /// All marked cells.
    pub(crate) fn count(&self) -> u32 {
        self.of.iter().sum()
    }

    /// The marks that occur, in the order of [`MARKS`].
    pub(crate) fn marks(&self) -> impl Iterator<Item = (&'static str, u32)> + '_ {
        MARKS.into_iter().zip(self.of).filter(|(_, count)| *count > 0)
    }

    /// Cells whose ending could be something else and that none of the lines of the source explains.
    pub(crate) fn open(&self, lines: &[&str]) -> u32 {
        let open = MARKS.iter().zip(self.unsure).filter(|(_, count)| *count > 0);
        open.filter(|(mark, _)| explained(mark, lines.iter().copied()).is_none()).map(|(_, count)| count).sum()
    }
}

/// Whether a raw cell is a figure with a mark of the closed list.
pub(crate) fn is_marked(raw: &str) -> bool {
    figure(trim(raw).as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_with_marks() {
        for (cell, bare, mark, sure) in [
            ("1.234*", "1.234", "*", true),
            ("1.234 **)", "1.234", "**", true),
            ("12,5 r)", "12,5", "r", true),
            ("12,5r", "12,5", "r", false),
            ("12 x", "12", "x", false),
            ("12xx)", "12", "xx", true),
            ("12e", "12", "e", false),
            ("1.234 1)", "1.234", "1)", true),
            ("1.2341)", "1.234", "1)", false),
            ("1.234¹)", "1.234", "1)", true),
            ("1.234²", "1.234", "2)", false),
            ("1.234⁽²⁾", "1.234", "2)", true),
            ("(1.234)*", "(1.234)", "*", true),
            ("12,5%*", "12,5%", "*", true),
        ] {
            let (split, _) = figure(cell.as_bytes()).unwrap_or_else(|| panic!("{cell} is a figure with a mark"));
            assert_eq!((split.bare, MARKS[split.mark], split.sure), (bare.as_bytes(), mark, sure), "{cell}");
            assert_eq!(without(cell), bare);
        }
        for cell in [
            "", "*", "r", "1)", "12", "1e5", "1.5E+09", "(1.234)", "A12r", "012r", "12 m²", "****", "5****", "12xxxx",
            "Box",
        ] {
            assert_eq!(figure(cell.as_bytes()), None, "{cell}");
        }
    }

    #[test]
    fn names_with_marks() {
        for (name, bare) in [
            ("Papua*", "Papua"),
            ("Papua Barat **)", "Papua Barat"),
            ("Papua Selatan1)", "Papua Selatan"),
            ("Papua Selatan 2)", "Papua Selatan"),
            ("Papua¹", "Papua"),
            ("Bogor (1)", "Bogor (1)"),
            ("Bogor", "Bogor"),
            ("Ende", "Ende"),
            ("Kaur", "Kaur"),
            ("Kota 1", "Kota 1"),
        ] {
            assert_eq!(name_without(name), bare, "{name}");
        }
    }

    #[test]
    fn headers_with_marks() {
        for (name, bare, mark) in [
            ("2023*", "2023", "*"),
            ("2023 *)", "2023", "*"),
            ("2023r", "2023", "r"),
            ("Penduduk / 2023 r)", "Penduduk / 2023", "r"),
            ("2023¹⁾", "2023", "1)"),
            ("2023 1)", "2023", "1)"),
            ("pdrb_2023**", "pdrb_2023", "**"),
            ("Tahun 2023 x", "Tahun 2023", "x"),
        ] {
            assert_eq!(header(name), Some((bare.to_owned(), mark)), "{name}");
        }
        for name in ["2023", "Jumlah*", "Harga (Rp)", "Kelas 1)", "12e", "Tahun 2023 dan 2024"] {
            assert_eq!(header(name), None, "{name}");
        }
    }

    #[test]
    fn lines_explain_marks() {
        for (line, mark) in [
            ("* Angka sementara", "*"),
            ("*) Angka sementara / Provisional figures", "*"),
            ("Keterangan: *Angka Sementara **Angka Sangat Sementara", "**"),
            ("Catatan/Note: r Angka diperbaiki", "r"),
            ("x = Angka sementara; xx = angka sangat sementara", "xx"),
            ("e) Estimated figures", "e"),
            ("1) Tidak termasuk Papua", "1)"),
            ("¹ Tidak termasuk Papua", "1)"),
        ] {
            assert!(explains(line, mark), "{line} explains {mark}");
        }
        for (line, mark) in [
            ("** Angka sangat sementara", "*"),
            ("Sumber: BPS", "r"),
            ("xx Angka sangat sementara", "x"),
            ("Kelompok e lainnya", "e"),
            ("21) Bukan", "1)"),
            ("Tabel 1 Penduduk", "1)"),
        ] {
            assert!(!explains(line, mark), "{line} does not explain {mark}");
        }
    }
}
