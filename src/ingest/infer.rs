//! How a column is read: one decision for the whole column, from the shapes of all its cells and the
//! hints of its name, with the evidence kept.
//!
//! A column is a column of numbers or dates when at least 95 % of its filled cells fit one style; the
//! others are counted, located and treated as missing. What the cells alone do not decide (`12.508`
//! in every cell) is decided by the column's role and by how the other columns of the file write
//! their numbers, and is marked as ambiguous.

use crate::base::date::DateStyle;
use crate::base::number::NumberStyle;
use crate::table::{Beside, Counts, Kind, Reading};

use super::names::{Hints, hints};
use super::notation;

/// What a source other than the cells says of a column: the type that a `DataStore` declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Declared {
    /// A number, written with a decimal point.
    Number,
    /// A number that the file shows as a percentage: 0.05 as 5 %.
    Share,
    /// A date or a timestamp, year first.
    Date,
}

/// How the file's other columns write decimals: counts of columns that leave no doubt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Votes {
    point: u32,
    comma: u32,
}

/// A decision about a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) reading: Reading,
    pub(crate) alternatives: Vec<Reading>,
    pub(crate) ambiguous: bool,
    /// What looks like figures with marks or words of size is.
    pub(crate) beside: Beside,
}

impl Verdict {
    pub(super) fn sure(reading: Reading) -> Self {
        Self { reading, alternatives: Vec::new(), ambiguous: false, beside: Beside::default() }
    }
}

const PLAIN: Reading = Reading::Number(NumberStyle::Plain);
const ID: Reading = Reading::Number(NumberStyle::Id);
const EN: Reading = Reading::Number(NumberStyle::En);
const ISO: Reading = Reading::Date(DateStyle::Iso);
const DAY: Reading = Reading::Date(DateStyle::DayFirst);
const MONTH: Reading = Reading::Date(DateStyle::MonthFirst);

/// Whether a part is at least 95 % of a whole.
pub(super) fn most(part: u32, whole: u32) -> bool {
    u64::from(part) * 20 >= u64::from(whole) * 19
}

/// Whether the cells of a column that look like figures with marks (`1.234*`, `12r`) are such: nearly all cells are
/// figures then, and where the ending could be something else a line of the source explains it, or no more figures
/// have it than are without.
#[inline(never)]
fn has_marks(counts: &Counts, hints: Hints, lines: &[&str]) -> bool {
    let Some(marked) = &counts.marked else { return false };
    let settled = counts.settled(true);
    let figures = [PLAIN, ID, EN].into_iter().map(|reading| settled.fitting(reading)).max().unwrap_or(0);
    let open = marked.open(lines);
    most(figures, settled.filled()) && (open == 0 || (!hints.code && open * 2 <= figures))
}

/// Decides all columns of a file. `lines` are those above and below the table, which explain its marks.
#[inline(never)]
pub(crate) fn decide(columns: &[(&str, &Counts, Option<Declared>)], lines: &[&str]) -> Vec<Verdict> {
    if columns.iter().all(|(_, counts, _)| counts.marked.is_none() && counts.noted.is_none()) {
        return decide_settled(columns);
    }
    let settled: Vec<(Counts, Beside)> = columns.iter().map(|(name, counts, _)| settle(name, counts, lines)).collect();
    let columns: Vec<(&str, &Counts, Option<Declared>)> =
        columns.iter().zip(&settled).map(|((name, _, declared), (counts, _))| (*name, counts, *declared)).collect();
    let mut verdicts = decide_settled(&columns);
    for (verdict, (counts, beside)) in verdicts.iter_mut().zip(&settled) {
        verdict.beside = *beside;
        if beside.sizes {
            notation::question(verdict, counts);
        } else {
            notation::alternatives(verdict, counts);
        }
    }
    verdicts
}

/// A column's counts with what looks like figures with something beside them counted as what it is.
fn settle(name: &str, counts: &Counts, lines: &[&str]) -> (Counts, Beside) {
    let hints = hints(name);
    let marks = has_marks(counts, hints, lines);
    let given = counts.settled(marks);
    let mut counts = given.clone();
    counts.settle_sizes();
    let sizes = notation::has_sizes(&given, &counts, hints);
    (if sizes { counts } else { given }, Beside { marks, sizes })
}

/// Decides all columns of a file, of which it is known what the marks behind figures are.
#[inline(never)]
fn decide_settled(columns: &[(&str, &Counts, Option<Declared>)]) -> Vec<Verdict> {
    let hints: Vec<Hints> = columns.iter().map(|(name, ..)| hints(name)).collect();
    let other: Vec<Option<Verdict>> =
        columns.iter().zip(&hints).map(|((name, counts, _), hints)| notation::decide(name, counts, *hints)).collect();
    let mut votes = Votes::default();
    for (((_, counts, declared), hints), other) in columns.iter().zip(&hints).zip(&other) {
        let verdict = column(counts, *hints, Votes::default(), *declared);
        // Coordinates have points in every country.
        if verdict.ambiguous || hints.coordinate || other.is_some() {
            continue;
        }
        match verdict.reading {
            Reading::Number(NumberStyle::Id) if counts.telling(ID) > 0 => votes.comma += 1,
            Reading::Number(NumberStyle::En) => votes.point += 1,
            Reading::Number(NumberStyle::Plain) if counts.of(Kind::Point) > 0 => votes.point += 1,
            _ => {}
        }
    }
    let columns = columns.iter().zip(hints).zip(other);
    columns
        .map(|(((_, counts, declared), hints), other)| other.unwrap_or_else(|| column(counts, hints, votes, *declared)))
        .collect()
}

/// Decides one column.
#[inline(never)]
fn column(counts: &Counts, hints: Hints, votes: Votes, declared: Option<Declared>) -> Verdict {
    let filled = counts.filled();
    if filled == 0 {
        return Verdict::sure(Reading::Text);
    }
    let mut verdict = if is_code(counts, hints, filled) {
        Verdict::sure(Reading::Code)
    } else {
        number(counts, hints, votes, declared)
            .or_else(|| date(counts, filled))
            .unwrap_or_else(|| Verdict::sure(Reading::Text))
    };
    // Whatever else more than half of the cells fit is an alternative.
    for other in [PLAIN, ID, EN, ISO, DAY, MONTH] {
        let fits = counts.fitting(other);
        if other == verdict.reading || verdict.alternatives.contains(&other) || fits * 2 <= filled {
            continue;
        }
        // Another style that reads every cell the same is no alternative.
        let same_as_plain = other == EN
            && verdict.alternatives.contains(&PLAIN)
            && !differs(counts, NumberStyle::Plain, NumberStyle::En);
        let differs = match (verdict.reading, other) {
            (Reading::Number(own), Reading::Number(other)) => differs(counts, own, other),
            (Reading::Date(_), Reading::Date(_)) => {
                counts.of(Kind::DateEither) > 0 || fits > counts.fitting(verdict.reading)
            }
            (Reading::Text | Reading::Code, Reading::Number(style)) => {
                fits > counts.fitting(PLAIN) || style == NumberStyle::Plain
            }
            (Reading::Text | Reading::Code, Reading::Date(style)) => {
                style != DateStyle::MonthFirst || fits > counts.fitting(DAY)
            }
            _ => false,
        };
        if differs && !same_as_plain {
            verdict.alternatives.push(other);
        }
    }
    for other in [Reading::Code, Reading::Text] {
        let able = other == Reading::Text || matches!(verdict.reading, Reading::Number(_));
        if other != verdict.reading && able && verdict.reading != Reading::Text {
            verdict.alternatives.push(other);
        }
    }
    verdict
}

/// Whether two number styles read some cell of a column differently.
fn differs(counts: &Counts, left: NumberStyle, right: NumberStyle) -> bool {
    let id = (left == NumberStyle::Id) != (right == NumberStyle::Id);
    let grouped = counts.sum(&[Kind::CommaThree, Kind::CommaGroups, Kind::CommaGroupsPoint]);
    if id { counts.sum(&[Kind::DotThree, Kind::CommaThree]) > 0 } else { grouped > 0 }
}

/// Whether a column holds identifiers.
#[inline(never)]
fn is_code(counts: &Counts, hints: Hints, filled: u32) -> bool {
    use Kind::{DotGroups, DotThree, Dotted, Int, Phone, Point, Word, ZeroInt};
    let digits = counts.sum(&[Int, ZeroInt]);
    let dotted = counts.of(Dotted);
    let equal = counts.equal_length();
    if hints.code && most(counts.sum(&[Int, ZeroInt, Point, DotThree, DotGroups, Dotted, Phone, Word]), filled) {
        return true;
    }
    if hints.year && most(counts.years, filled) {
        return true;
    }
    if hints.period && most(counts.months, filled) {
        return true;
    }
    // `202312`.
    if (hints.period || hints.year) && equal == Some(6) && most(digits, filled) {
        return true;
    }
    // Numbers never begin with a zero.
    let zeros = counts.of(ZeroInt);
    if zeros > 0 && most(digits + dotted, filled) && (equal.is_some() || zeros * 20 >= filled) && !hints.measure {
        return true;
    }
    // `32.73` stands above `32.73.01`.
    if dotted * 2 >= filled && most(dotted + digits + counts.sum(&[Point, DotThree, DotGroups]), filled) {
        return true;
    }
    // A double holds 15 digits; NIK has 16.
    if equal.is_some_and(|length| length >= 15) && most(digits, filled) && !hints.measure {
        return true;
    }
    if counts.of(Phone) * 2 >= filled && most(counts.of(Phone) + digits, filled) {
        return true;
    }
    // Without a name there is only the look: one length of four and more digits throughout.
    hints.made_up && equal.is_some_and(|length| length >= 4) && filled >= 20 && most(digits, filled)
}

/// The number style of a column, if it is one of numbers.
#[inline(never)]
fn number(counts: &Counts, hints: Hints, votes: Votes, declared: Option<Declared>) -> Option<Verdict> {
    use Kind::{CommaThree, DotThree, Int, Point};
    let filled = counts.filled();
    let (plain, id, en) = (counts.fitting(PLAIN), counts.fitting(ID), counts.fitting(EN));
    if matches!(declared, Some(Declared::Number | Declared::Share)) && most(plain, filled) {
        return Some(Verdict::sure(PLAIN));
    }
    let best = plain.max(id).max(en);
    if !most(best, filled) {
        return None;
    }
    let dots = counts.of(DotThree);
    let commas = counts.of(CommaThree);
    let points = counts.of(Point);
    let id_marks = counts.telling(ID);
    let en_marks = counts.telling(EN);

    // Both a dot as a group and a dot as a decimal mark explain nearly all cells.
    if dots > 0 && most(plain.max(en), filled) && most(id, filled) {
        let dotted = if en > plain { EN } else { PLAIN };
        let (reading, ambiguous) = match (id_marks > 0, points + en_marks > 0) {
            (true, false) => (ID, false),
            // A few strays of the other kind: a column of thousands with one `12.50` in it.
            (true, true) => (if id_marks >= points + en_marks { ID } else { dotted }, true),
            (false, true)
                if !hints.coordinate
                    && hints.measure
                    && !hints.ratio
                    && u64::from(points + en_marks) * 20 < u64::from(dots) =>
            {
                (ID, true)
            }
            (false, true) => (dotted, false),
            (false, false) => (by_role(counts, hints, votes, dotted), true),
        };
        let other = if reading == ID { dotted } else { ID };
        let alternatives = if ambiguous { vec![other] } else { Vec::new() };
        return Some(Verdict { alternatives, ambiguous, ..Verdict::sure(reading) });
    }
    // `16,200` alone: English groups or Indonesian decimals.
    if commas > 0 && most(en, filled) && most(id, filled) {
        let (reading, ambiguous) = match (id_marks > 0, en_marks + points > 0) {
            (true, false) => (ID, false),
            (false, true) => (EN, false),
            (true, true) => (if id_marks > en_marks + points { ID } else { EN }, true),
            (false, false) => (commas_by_role(counts, hints, votes), true),
        };
        let other = if reading == ID { EN } else { ID };
        let alternatives = if ambiguous { vec![other] } else { Vec::new() };
        return Some(Verdict { alternatives, ambiguous, ..Verdict::sure(reading) });
    }
    let reading = if plain == best {
        PLAIN
    } else if id == best {
        ID
    } else {
        EN
    };
    // Thousands whose trailing zeros an export has cut off look like decimals of uneven length:
    // `167.228`, `50.36`. The cells read as decimals, but a count of people hardly has any.
    let spoiled = reading == PLAIN && hints.measure && !hints.ratio && dots * 2 > filled && counts.of(Int) * 4 < filled;
    Some(Verdict { ambiguous: spoiled, ..Verdict::sure(reading) })
}

/// What `12.508` is, by the column's role, by the other columns, and by long numbers without groups.
fn by_role(counts: &Counts, hints: Hints, votes: Votes, dotted: Reading) -> Reading {
    if hints.coordinate || (hints.ratio && !groups_beside_hundreds(counts)) {
        dotted
    } else if counts.currency > 0 || hints.count {
        // `Rp 12.500`, `12.508` people: neither has three decimals.
        ID
    } else if votes.comma != votes.point {
        if votes.comma > votes.point { ID } else { dotted }
    } else if !hints.measure && counts.long_ints() > 0 {
        // Who groups `12.508` would group `1508`, too.
        dotted
    } else {
        ID
    }
}

/// Whether a column has `323` beside `2.138` and nothing like `2138`: groups from the first thousand on.
/// Fractions of three places would be there throughout.
fn groups_beside_hundreds(counts: &Counts) -> bool {
    counts.hundreds() > 0 && counts.long_ints() == 0 && counts.sum(&[Kind::DotThree, Kind::CommaThree]) > 0
}

/// What `12,508` is.
fn commas_by_role(counts: &Counts, hints: Hints, votes: Votes) -> Reading {
    if hints.coordinate || (hints.ratio && !groups_beside_hundreds(counts)) {
        ID
    } else if counts.currency > 0 || hints.count {
        EN
    } else if votes.comma != votes.point {
        if votes.comma > votes.point { ID } else { EN }
    } else if !hints.measure && counts.long_ints() > 0 {
        ID
    } else {
        EN
    }
}

/// The date order of a column, if it is one of dates.
#[inline(never)]
fn date(counts: &Counts, filled: u32) -> Option<Verdict> {
    let (iso, day, month) = (counts.fitting(ISO), counts.fitting(DAY), counts.fitting(MONTH));
    let best = iso.max(day).max(month);
    if !most(best, filled) {
        return None;
    }
    if most(iso, filled) && iso == best {
        return Some(Verdict::sure(ISO));
    }
    if counts.of(Kind::DateEither) == 0 || day != month {
        return Some(Verdict::sure(if month > day { MONTH } else { DAY }));
    }
    Some(Verdict { alternatives: vec![MONTH], ambiguous: true, ..Verdict::sure(DAY) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(cells: &[&str]) -> Counts {
        let mut counts = Counts::default();
        for (row, cell) in cells.iter().enumerate() {
            counts.add_cell(cell.as_bytes(), 1, row as u32);
        }
        counts
    }

    fn check(name: &str, cells: &[&str], reading: Reading, ambiguous: bool) {
        let counts = counts(cells);
        let verdict = decide(&[(name, &counts, None)], &[]).remove(0);
        assert_eq!((verdict.reading, verdict.ambiguous), (reading, ambiguous), "{name} {cells:?}");
    }

    #[test]
    fn number_styles() {
        check("isi", &["1", "2", "300"], PLAIN, false);
        check("isi", &["1.5", "2", "300"], PLAIN, false);
        check("isi", &["1,5", "2", "300"], ID, false);
        check("isi", &["1.234,5", "2", "300"], ID, false);
        check("isi", &["1,234.5", "2", "300"], EN, false);
        check("isi", &["12.508", "1.234.567"], ID, false);
        check("isi", &["12,508", "1,234,567"], EN, false);
        check("isi", &["12.508", "1.5"], PLAIN, false);
        check("isi", &["12,508", "1,5"], ID, false);
        check("isi", &[".37", "12"], PLAIN, false);
        check("upah_minimum", &["3204551.0", "2376558.39"], PLAIN, false);
        check("persen", &["90.00%", "9.67%"], PLAIN, false);
        check("harga", &["Rp 12.500", "Rp 9.000"], ID, true);
        check("harga", &["Rp12.500,50", "Rp9.000,00"], ID, false);
    }

    #[test]
    fn a_dot_before_three_digits_is_decided_by_role() {
        let cells = &["12.508", "9.000", "15.250"];
        check("jumlah_penduduk", cells, ID, true);
        check("Harga", cells, ID, true);
        check("latitude", &["-6.914", "-7.250"], PLAIN, true);
        check("rasio", cells, PLAIN, true);
        check("isi", cells, ID, true);
        check("isi", &["12.508", "9.000", "1525"], PLAIN, true);
        check("rasio", &["2.138", "1.117", "323", "740"], ID, true);
        check("harga", &["16,200", "15,400"], EN, true);
        check("lintang", &["-6,914", "-7,250"], ID, true);
        let verdict = decide(&[("jumlah", &counts(cells), None)], &[]).remove(0);
        assert_eq!(verdict.alternatives, [PLAIN, Reading::Code, Reading::Text]);
    }

    #[test]
    fn other_columns_vote() {
        let (dots, comma, point) = (counts(&["12.508", "9.000"]), counts(&["1,5", "2,25"]), counts(&["1.5", "2.25"]));
        let verdicts = decide(&[("isi", &dots, None), ("lain", &point, None)], &[]);
        assert_eq!((verdicts[0].reading, verdicts[0].ambiguous), (PLAIN, true));
        let verdicts = decide(&[("isi", &dots, None), ("lain", &comma, None)], &[]);
        assert_eq!((verdicts[0].reading, verdicts[0].ambiguous), (ID, true));
        // A coordinate column says nothing about the others.
        let verdicts = decide(&[("jumlah", &dots, None), ("latitude", &point, None)], &[]);
        assert_eq!(verdicts[0].reading, ID);
        // People are whole, whatever the other columns do.
        let verdicts = decide(&[("penduduk", &dots, None), ("isi", &point, None)], &[]);
        assert_eq!(verdicts[0].reading, ID);
        let verdicts = decide(&[("island_count", &counts(&["2,028", "16"]), None), ("lain", &comma, None)], &[]);
        assert_eq!(verdicts[0].reading, EN);
    }

    #[test]
    fn dirt_does_not_flip_a_column() {
        let mut cells = vec!["12.508"; 99];
        cells.push("12.50");
        check("jumlah", &cells, ID, true);
        let mut cells = vec!["12.5"; 99];
        cells.push("1.234.567");
        check("jumlah", &cells, PLAIN, false);
        let mut cells = vec!["5"; 96];
        cells.extend(["lima"; 4]);
        check("jumlah", &cells, PLAIN, false);
        cells.extend(["lima"; 4]);
        check("jumlah", &cells, Reading::Text, false);
        // Cut-off zeros: read as written, with a warning.
        check("Jumlah penduduk", &["167.228", "106.373", "50.36", "103.148"], PLAIN, true);
    }

    #[test]
    fn codes() {
        check("kode_provinsi", &["11", "12"], Reading::Code, false);
        check("kode", &["32.0", "33.0"], Reading::Code, false);
        check("kode wilayah", &["11.10", "11.11"], Reading::Code, false);
        check("Kode Wilayah", &["32. 04. 05", "32. 04. 06"], Reading::Code, false);
        check("isi", &["32.73.01", "32.73.02"], Reading::Code, false);
        check("isi", &["32", "32.73", "32.73.01", "32.73.02"], Reading::Code, false);
        check("kdkec", &["010", "020"], Reading::Code, false);
        check("isi", &["010", "020"], Reading::Code, false);
        check("isi", &["3273010001001234", "3273010001001235"], Reading::Code, false);
        check("kontak", &["+62 812 3456 7890", "0812-3456-7890"], Reading::Code, false);
        check("tahun", &["2019", "2020"], Reading::Code, false);
        check("tahun", &["2013.0", "2014.0"], Reading::Code, false);
        check("bulan", &["1", "12"], Reading::Code, false);
        check("jumlah_penduduk_tahun", &["2019", "2020"], PLAIN, false);
        check("Rata-rata Lama Sekolah (Tahun)", &["10.1", "9.8"], PLAIN, false);
        check("kode", &["A-01", "B02"], Reading::Code, false);
        check("kode", &["panjang sekali", "dua kata"], Reading::Text, false);
    }

    #[test]
    fn dates() {
        check("tgl", &["2024-12-31", "2024-01-01T00:00:00"], ISO, false);
        check("tgl", &["31/12/2024", "01/02/2024"], DAY, false);
        check("tgl", &["12/31/2024", "01/02/2024"], MONTH, false);
        check("tgl", &["01/02/2024", "03/04/2024"], DAY, true);
        check("tgl", &["31 Desember 2024", "1 Mei 2024"], DAY, false);
        check("Bulan", &["Februari 2026", "Mei 2025"], DAY, false);
        check("Bulan", &["Januari", "September"], Reading::Text, false);
        check("tgl", &["2024-12-31", "31/12/2024"], DAY, false);
    }

    #[test]
    fn words_and_nothing() {
        check("nama", &["Bogor", "Depok"], Reading::Text, false);
        check("nama", &["", "-"], Reading::Text, false);
        check("tahun ajaran", &["2023/2024", "2024/2025"], Reading::Text, false);
        check("umur", &["0-4", "75+"], Reading::Text, false);
    }

    #[test]
    fn a_declared_number_has_a_decimal_point() {
        let verdict = decide(&[("jumlah", &counts(&["12.508", "9.001"]), Some(Declared::Number))], &[]).remove(0);
        assert_eq!((verdict.reading, verdict.ambiguous), (PLAIN, false));
    }
}
