//! Columns that are the values of a variable, and how they become rows: years, months and quarters in
//! the header, or the leaves of a header of several levels.
//!
//! Hadley Wickham, "Tidy Data", Journal of Statistical Software 59 (2014), section 3.1. Nothing is
//! taken apart unasked: [`find`] proposes, a person decides.

use std::collections::BTreeSet;

use crate::base::date::{self, month_of};
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::base::text::fold;
use crate::table::{Field, Reading, Role, Table, Unfold, Unfolded, header_mark};

use super::Options;
use super::body::shorten;
use super::names::{is_total, spaced, words};
use super::rewrite::{Origin, Rewriting};

/// What stands between the levels of a joined header.
const LEVEL: &str = " / ";
/// What the column of the cells is called where the headers do not say it.
const VALUE: &str = "Nilai";
/// What the column of the leaves is called where several groups share them.
const LEAVES: &str = "Rincian";

/// The moment that a header names, as far as it names one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Moment {
    /// A year, or a school year as written.
    year: Option<String>,
    /// A month, quarter or semester: its kind, and its number.
    part: Option<(Part, u8)>,
    /// A week of the month, as price tables count them: `Apr 2025 (II)`.
    week: Option<u8>,
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Month,
    Quarter,
    Semester,
}

/// Which parts a moment has.
type Kind = (bool, Option<Part>, bool);

impl Moment {
    /// Which columns moments of this kind take.
    fn keys(&self) -> Vec<String> {
        let names: &[&str] = match (&self.year, self.part.map(|(part, _)| part)) {
            (Some(_), None) => &["Tahun"],
            // A month of a year is one date.
            (Some(_) | None, Some(Part::Month)) => &["Bulan"],
            (Some(_), Some(Part::Quarter)) => &["Tahun", "Triwulan"],
            (Some(_), Some(Part::Semester)) => &["Tahun", "Semester"],
            (None, Some(Part::Quarter)) => &["Triwulan"],
            (None, Some(Part::Semester)) => &["Semester"],
            (None, None) => &[],
        };
        let week = self.week.map(|_| "Minggu");
        names.iter().copied().chain(week).map(str::to_owned).collect()
    }

    /// What the rows have in those columns.
    fn values(&self) -> Vec<String> {
        let part = self.part.map(|(part, number)| match (part, &self.year) {
            (Part::Month, Some(year)) => format!("{year}-{number:02}"),
            (Part::Month, None) => date::month_name(number, crate::base::lang::Lang::Id).to_owned(),
            (Part::Quarter | Part::Semester, _) => number.to_string(),
        });
        let year = self.year.clone().filter(|_| !matches!(self.part, Some((Part::Month, _))));
        year.into_iter().chain(part).chain(self.week.map(|week| week.to_string())).collect()
    }

    /// Moments of one kind are the values of one variable.
    fn kind(&self) -> Kind {
        (self.year.is_some(), self.part.map(|(part, _)| part), self.week.is_some())
    }
}

/// The number of a quarter or semester: `1` to `4`, `I` to `IV`.
fn ordinal(word: &str) -> Option<u8> {
    word.parse().ok().or_else(|| roman(word)).filter(|number| (1..=4).contains(number))
}

/// `i` to `v`.
fn roman(word: &str) -> Option<u8> {
    ["i", "ii", "iii", "iv", "v"].iter().position(|numeral| *numeral == word).map(|at| at as u8 + 1)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) && ("1900"..="2100").contains(&word)
}

/// The moment that a header names, and what else it says. In a header of several levels the levels that
/// say nothing else name the moment, and years within the others (`2018=100`) are no matter of it.
fn moment(name: &str) -> Option<(String, Moment)> {
    // The marks of provisional and revised figures are no part of the name.
    let unmarked = header_mark(name);
    let name = unmarked.as_ref().map_or(name, |(bare, _)| bare.as_str());
    let levels: Vec<&str> = name.split(LEVEL).collect();
    let (mut named, mut others) = (Vec::new(), Vec::new());
    for level in &levels {
        match whole(level) {
            Some((rest, moment)) if rest.is_empty() => named.push(moment),
            _ => others.push(*level),
        }
    }
    if named.is_empty() {
        return whole(name);
    }
    let mut found = Moment::default();
    for moment in named {
        if (moment.year.is_some() && found.year.is_some()) || (moment.part.is_some() && found.part.is_some()) {
            return None;
        }
        found = Moment {
            year: found.year.or(moment.year),
            part: found.part.or(moment.part),
            week: found.week.or(moment.week),
        };
    }
    Some((others.join(LEVEL), found))
}

/// The moment in one level of a header, and the words around it as written.
fn whole(name: &str) -> Option<(String, Moment)> {
    let mut found = Moment::default();
    let mut rest: Vec<String> = Vec::new();
    let spaced = spaced(name);
    let words: Vec<(&str, String)> = spaced.split_whitespace().map(|word| (word, fold(word))).collect();
    let mut at = 0;
    while let Some((written, word)) = words.get(at) {
        at += 1;
        let next = words.get(at).map(|(_, word)| word.as_str());
        let kind = match word.as_str() {
            "triwulan" | "tw" | "kuartal" | "kw" | "quarter" | "q" => Some(Part::Quarter),
            "semester" | "smt" | "sem" => Some(Part::Semester),
            _ => None,
        };
        if is_year(word) {
            if found.year.is_some() {
                return None;
            }
            // A school year, or a year that ends in the next one.
            let second = next.filter(|next| {
                is_year(next) && next.parse::<u16>().ok() == word.parse::<u16>().ok().map(|year| year + 1)
            });
            found.year = Some(second.map_or_else(|| word.clone(), |next| format!("{word}/{next}")));
            at += usize::from(second.is_some());
        } else if let Some(kind) = kind
            && let Some(number) = next.and_then(ordinal).filter(|number| kind != Part::Semester || *number <= 2)
        {
            if found.part.replace((kind, number)).is_some() {
                return None;
            }
            at += 1;
        } else if let Some(month) = month_of(word.as_bytes()) {
            if found.part.replace((Part::Month, month)).is_some() {
                return None;
            }
        } else if !matches!(word.as_str(), "tahun" | "thn" | "th" | "bulan" | "bln") {
            rest.push((*written).to_owned());
        }
    }
    // A month beside a school year is a month of nobody knows which year.
    let school = found.year.as_ref().is_some_and(|year| year.contains('/'));
    if found == Moment::default() || (school && found.part.is_some()) {
        return None;
    }
    if let ([week], Some((Part::Month, _))) = (rest.as_slice(), found.part)
        && let Some(week) = roman(&fold(week))
    {
        found.week = Some(week);
        rest.clear();
    }
    Some((rest.join(if name.contains('_') { "_" } else { " " }), found))
}

/// Whether the cells of a column are measures.
fn is_measured(field: &Field) -> bool {
    matches!(field.reading, Reading::Number(_)) && field.role().is_measure()
}

/// Looks for columns that are the values of a variable.
///
/// `subject` is what the whole table is about: the name of its values where no header names them.
#[inline(never)]
pub(super) fn find(fields: &[Field], subject: Option<&str>) -> Option<Unfold> {
    let subject = subject.unwrap_or(VALUE);
    of_moments(fields, subject).or_else(|| of_levels(fields, subject))
}

/// What a table is about by the titles above its header, or else by the name of its file.
#[inline(never)]
pub(super) fn subject<'a>(titles: impl Iterator<Item = &'a str>, file: Option<&str>) -> Option<String> {
    /// Longer texts are no headers.
    const LONGEST: usize = 120;
    // `Tabel 3.1` alone says nothing, nor does the name that a download gets when nobody names it.
    const EMPTY: &[&str] = &[
        "data", "dataset", "export", "unduhan", "download", "file", "tabel", "table", "sheet", "lembar", "copy",
        "salinan",
    ];
    let says = |text: &str| {
        let words = words(text);
        // Identifiers of portals are letters and digits in turn.
        let mixed = words.iter().filter(|word| word.bytes().any(|byte| byte.is_ascii_digit())).count();
        text.len() <= LONGEST
            && mixed * 2 <= words.len()
            && words
                .iter()
                .any(|word| word.len() >= 3 && word.chars().all(char::is_alphabetic) && !EMPTY.contains(&word.as_str()))
    };
    let stem = file.map(|file| file.rsplit_once('.').map_or(file, |(stem, _)| stem).replace(['_', '-'], " "));
    titles
        .map(str::to_owned)
        .chain(stem)
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .find(|text| says(text))
}

/// Headers that name moments.
#[inline(never)]
fn of_moments(fields: &[Field], subject: &str) -> Option<Unfold> {
    let named: Vec<(&Field, String, Moment)> = fields
        .iter()
        // A year of which there are no figures yet is a year.
        .filter(|field| is_measured(field) || field.role() == Role::Empty)
        .filter_map(|field| {
            let (stem, moment) = moment(&field.name)?;
            Some((field, stem, moment))
        })
        .collect();
    // The kind of moment that most headers name, at a tie the first.
    let mut kinds: Vec<(Kind, usize)> = Vec::new();
    for (_, _, moment) in &named {
        match kinds.iter_mut().find(|(kind, _)| *kind == moment.kind()) {
            Some((_, count)) => *count += 1,
            None => kinds.push((moment.kind(), 1)),
        }
    }
    let most = kinds.iter().map(|(_, count)| *count).max()?;
    let kind = kinds.into_iter().find(|(_, count)| *count == most)?.0;
    let of_kind: Vec<&(&Field, String, Moment)> = named.iter().filter(|(_, _, moment)| moment.kind() == kind).collect();
    // A measure that is there for one moment alone is no series.
    let series: Vec<&(&Field, String, Moment)> = of_kind
        .iter()
        .filter(|(_, stem, moment)| of_kind.iter().any(|(_, other, at)| other == stem && at != moment))
        .copied()
        .collect();
    let mut stems: Vec<&str> = Vec::new();
    for (_, stem, _) in &series {
        if !stems.contains(&stem.as_str()) {
            stems.push(stem);
        }
    }
    // The same measure twice for one moment: what tells them apart is not understood.
    let unique: BTreeSet<(&str, &Moment)> = series.iter().map(|(_, stem, moment)| (stem.as_str(), moment)).collect();
    if unique.len() != series.len() {
        return None;
    }
    let keys = series.first()?.2.keys();
    let columns = series
        .iter()
        .map(|(field, stem, moment)| Unfolded {
            name: field.name.clone(),
            keys: moment.values(),
            value: stems.iter().position(|known| known == stem).unwrap_or(0),
        })
        .collect();
    let values = stems.iter().map(|stem| if stem.is_empty() { subject } else { *stem }.to_owned()).collect();
    Some(finished(fields, Unfold { keys, values, columns, left_out: Vec::new() }))
}

/// Headers of several levels.
#[inline(never)]
fn of_levels(fields: &[Field], subject: &str) -> Option<Unfold> {
    let split: Vec<(&Field, &str, &str)> = fields
        .iter()
        .filter(|field| is_measured(field) || field.role() == Role::Empty)
        .filter_map(|field| field.name.rsplit_once(LEVEL).map(|(upper, leaf)| (field, upper, leaf)))
        .collect();
    let leaves_of = |upper: &str| -> Vec<&str> {
        split.iter().filter(|(_, other, _)| *other == upper).map(|(_, _, leaf)| *leaf).collect()
    };
    let mut uppers: Vec<&str> = Vec::new();
    for (_, upper, _) in &split {
        if !uppers.contains(upper) {
            uppers.push(upper);
        }
    }
    let leaves = leaves_of(uppers.first()?);
    let distinct: BTreeSet<&str> = leaves.iter().copied().collect();
    // Groups with leaves of their own are several variables side by side, and rows of one of them would
    // repeat the others.
    if distinct.len() < 2 || distinct.len() != leaves.len() || uppers.iter().any(|upper| leaves_of(upper) != leaves) {
        return None;
    }
    let (keys, values) = match uppers.as_slice() {
        [only] => (vec![(*only).to_owned()], vec![subject.to_owned()]),
        several => (vec![LEAVES.to_owned()], several.iter().map(|upper| (*upper).to_owned()).collect()),
    };
    let columns = split
        .iter()
        .map(|(field, upper, leaf)| Unfolded {
            name: field.name.clone(),
            keys: vec![(*leaf).to_owned()],
            value: if uppers.len() == 1 { 0 } else { uppers.iter().position(|known| known == upper).unwrap_or(0) },
        })
        .collect();
    Some(finished(fields, Unfold { keys, values, columns, left_out: Vec::new() }))
}

/// With the totals that would be repeated on every row left out.
#[inline(never)]
fn finished(fields: &[Field], unfold: Unfold) -> Unfold {
    let taken: BTreeSet<&str> = unfold.columns.iter().map(|column| column.name.as_str()).collect();
    let left_out = fields
        .iter()
        .filter(|field| !taken.contains(field.name.as_str()) && is_measured(field))
        .filter(|field| field.name.split(LEVEL).any(is_total))
        .map(|field| field.name.clone())
        .collect();
    Unfold { left_out, ..unfold }
}

/// A table whose columns become rows, in slices.
#[derive(Debug)]
pub struct Unfolding {
    table: Table,
    unfold: Unfold,
    /// The columns of the table that every row repeats.
    kept: Vec<usize>,
    /// For every combination of keys: its cells' columns, one for each value.
    groups: Vec<(Vec<String>, Vec<Option<usize>>)>,
    row: usize,
    rewriting: Rewriting,
}

impl Unfolding {
    /// Takes a table apart as its own proposal says; a table without one is `NoRows`.
    pub fn new(table: Table, options: Options) -> Result<Self, Problem> {
        let unfold = table.unfold().cloned().ok_or_else(|| Problem::new(ProblemCode::NoRows))?;
        let at = |name: &str| table.column_index(name);
        let mut groups: Vec<(Vec<String>, Vec<Option<usize>>)> = Vec::new();
        for column in &unfold.columns {
            let place = groups.iter().position(|(keys, _)| *keys == column.keys).unwrap_or_else(|| {
                groups.push((column.keys.clone(), vec![None; unfold.values.len()]));
                groups.len() - 1
            });
            if let Some(cell) = groups.get_mut(place).and_then(|(_, cells)| cells.get_mut(column.value)) {
                *cell = at(&column.name);
            }
        }
        let gone = |name: &str| {
            unfold.columns.iter().any(|column| column.name == name) || unfold.left_out.iter().any(|left| left == name)
        };
        let kept: Vec<usize> = (0..table.fields().len()).filter(|index| !gone(&table.fields()[*index].name)).collect();
        let names = kept.iter().map(|index| table.fields()[*index].name.clone());
        let columns = names.chain(unfold.keys.iter().cloned()).chain(unfold.values.iter().cloned());
        let rewriting = Rewriting::new(columns, options);
        Ok(Self { table, unfold, kept, groups, row: 0, rewriting })
    }

    /// Goes on for about this many cells; `None` when there is more to do.
    pub fn step(&mut self, budget_cells: usize) -> Option<Result<Table, Problem>> {
        let Rewriting::Rows(rows) = &mut self.rewriting else {
            let mut finished = self.rewriting.step(budget_cells)?;
            if let Ok(table) = &mut finished {
                self.annotate(table);
            }
            return Some(finished);
        };
        let width = self.kept.len() + self.unfold.keys.len() + self.unfold.values.len();
        let share = (budget_cells / (width * self.groups.len()).max(1)).max(1);
        let end = self.table.rows().min(self.row.saturating_add(share));
        for row in self.row..end {
            let cells = self.table.raw_row(row);
            let cell = |index: usize| cells.get(index).map_or("", String::as_str);
            let record = self.table.source_record(row);
            let is_total = self.table.total_rows().binary_search(&(row as u32)).is_ok();
            for (keys, values) in &self.groups {
                let kept = self.kept.iter().map(|index| cell(*index));
                let values = values.iter().map(|index| index.map_or("", cell));
                // They all come from the same record of the source.
                if let Err(problem) =
                    rows.push(record, is_total, kept.chain(keys.iter().map(String::as_str)).chain(values))
                {
                    self.rewriting = Rewriting::Failed(problem);
                    return None;
                }
            }
        }
        self.row = end;
        if end == self.table.rows() {
            let count = rows.len();
            self.finish(count);
        }
        None
    }

    /// All rows are there: their columns are read as those of a file.
    fn finish(&mut self, rows: usize) {
        // What was odd about the columns that are gone is no longer there; the rest is.
        let gone = [
            NoteCode::UnreadCells,
            NoteCode::AmbiguousNumbers,
            NoteCode::AmbiguousDates,
            NoteCode::MarkedFigures,
            NoteCode::TotalRows,
        ];
        let mut notes: Vec<Note> = self
            .table
            .notes()
            .iter()
            .filter(|note| !gone.contains(&note.code) && !note.code.is_personal())
            .cloned()
            .collect();
        notes.push(Note {
            count: self.unfold.columns.len() as u64,
            ..Note::once(NoteCode::Unfolded, [self.table.rows().to_string(), rows.to_string()])
        });
        if !self.unfold.left_out.is_empty() {
            let names = shorten(&self.unfold.left_out.join(", "));
            let count = self.unfold.left_out.len() as u64;
            notes.push(Note { count, ..Note::once(NoteCode::UnfoldLeftOut, [names]) });
        }
        let origin = Origin {
            bytes: self.table.bytes(),
            encoding: self.table.encoding(),
            delimiter: self.table.delimiter(),
            lines: self.table.lines().to_vec(),
        };
        let readings = self.readings();
        self.rewriting.finish(&origin, notes, readings);
    }

    /// The columns of the table that feed each new one, by the new one's name: one for those that every
    /// row repeats, several for values.
    fn sources(&self) -> Vec<(String, Vec<&Field>)> {
        let fields = self.table.fields();
        let kept =
            self.kept.iter().filter_map(|index| fields.get(*index)).map(|field| (field.name.clone(), vec![field]));
        let values = self.unfold.values.iter().enumerate().map(|(value, name)| {
            let taken = self.unfold.columns.iter().filter(|column| column.value == value);
            let of = taken.filter_map(|column| fields.iter().find(|field| field.name == column.name));
            (name.clone(), of.filter(|field| field.role() != Role::Empty).collect())
        });
        kept.chain(values).collect()
    }

    /// How the new columns are read: as the old ones, where those were read in one way.
    fn readings(&self) -> Vec<(String, Reading)> {
        self.sources()
            .into_iter()
            .filter_map(|(name, of)| {
                let reading = of.first()?.reading;
                // A column that its cells alone do not decide may be decided by those of the others.
                let is_sure = of.iter().all(|field| field.reading == reading)
                    && !(of.len() > 1 && of.iter().any(|field| field.evidence.ambiguous));
                is_sure.then_some((name, reading))
            })
            .collect()
    }

    /// What the new columns are about: the same as the old ones. Running numbers that every row repeats are
    /// still none to add up.
    fn annotate(&self, table: &mut Table) {
        let roles = self.sources().into_iter().filter_map(|(name, of)| {
            let verdict = of.first()?.evidence.role.clone()?;
            of.iter().all(|field| field.role() == verdict.role).then_some((name, verdict))
        });
        for (name, verdict) in roles {
            if let Some(field) = table.fields_mut().iter_mut().find(|field| field.name == name)
                && verdict.role.fits(field.reading)
            {
                field.evidence.role = Some(verdict);
            }
        }
        // A mark of a header goes for all rows that come from its column.
        let of_headers: Vec<(String, Vec<Note>)> = self
            .sources()
            .into_iter()
            .map(|(name, of)| {
                let marks = of
                    .iter()
                    .flat_map(|field| &field.evidence.marks)
                    .filter(|note| note.code == NoteCode::MarkedHeader);
                (name, marks.cloned().collect())
            })
            .collect();
        for (name, mut marks) in of_headers {
            if let Some(field) = table.fields_mut().iter_mut().find(|field| field.name == name) {
                field.evidence.marks.retain(|note| note.code != NoteCode::MarkedHeader);
                field.evidence.marks.append(&mut marks);
            }
        }
        table.set_unfold(Some(self.unfold.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_all;
    use super::*;

    fn read(text: &str) -> Table {
        read_all(text.as_bytes(), Options::default()).expect("a table")
    }

    fn unfolded(table: Table) -> Table {
        let mut unfolding = Unfolding::new(table, Options::default()).expect("a proposal");
        loop {
            // Two cells at a time, to stop wherever it can stop.
            if let Some(table) = unfolding.step(2) {
                return table.expect("a table");
            }
        }
    }

    /// The header and the rows as lines of fields with `|` between them.
    fn lines(table: &Table) -> Vec<String> {
        let names: Vec<&str> = table.fields().iter().map(|field| field.name.as_str()).collect();
        let rows = (0..table.rows()).map(|row| table.raw_row(row).join("|"));
        [names.join("|")].into_iter().chain(rows).collect()
    }

    fn check(text: &str, expected: &[&str]) -> Table {
        let table = unfolded(read(text));
        assert_eq!(lines(&table), expected);
        table
    }

    #[test]
    fn moments_of_headers() {
        let check = |name: &str, stem: &str, keys: &[&str], values: &[&str]| {
            let (rest, moment) = moment(name).unwrap_or_else(|| panic!("{name} names a moment"));
            assert_eq!(rest, stem, "{name}");
            assert_eq!(moment.keys(), keys, "{name}");
            assert_eq!(moment.values(), values, "{name}");
        };
        check("2019", "", &["Tahun"], &["2019"]);
        check("Tahun 2019", "", &["Tahun"], &["2019"]);
        check("2023*", "", &["Tahun"], &["2023"]);
        check("2023 r", "", &["Tahun"], &["2023"]);
        check("2023r", "", &["Tahun"], &["2023"]);
        check("Penduduk / 2023 1)", "Penduduk", &["Tahun"], &["2023"]);
        check("penduduk_2023**", "penduduk", &["Tahun"], &["2023"]);
        check("Jumlah Penduduk / 2015", "Jumlah Penduduk", &["Tahun"], &["2015"]);
        check("penduduk_2019", "penduduk", &["Tahun"], &["2019"]);
        check("2022/2023", "", &["Tahun"], &["2022/2023"]);
        check("2017 / Q1", "", &["Tahun", "Triwulan"], &["2017", "1"]);
        check("Triwulan IV 2020", "", &["Tahun", "Triwulan"], &["2020", "4"]);
        check("Semester 2 2020", "", &["Tahun", "Semester"], &["2020", "2"]);
        check("Januari 2023", "", &["Bulan"], &["2023-01"]);
        check("Apr 2025 (II)", "", &["Bulan", "Minggu"], &["2025-04", "2"]);
        check("Inflasi (2018=100) / Makanan / 2021 / Juli", "Inflasi (2018=100) / Makanan", &["Bulan"], &["2021-07"]);
        check("IKG 2021", "IKG", &["Tahun"], &["2021"]);
        check("pengeluaran_2023_rp", "pengeluaran_rp", &["Tahun"], &["2023"]);
        check("Agustus", "", &["Bulan"], &["Agustus"]);
        for name in ["Jumlah", "kode", "2019 sampai 2020 2021", "Januari Februari", "Q5", "x2019y3"] {
            assert_eq!(moment(name).filter(|(stem, _)| stem.is_empty()), None, "{name}");
        }
    }

    #[test]
    fn tables_are_about_their_title() {
        let of = |titles: &[&str], file: Option<&str>| subject(titles.iter().copied(), file);
        assert_eq!(of(&["Tabel 3.1", "Jumlah Penduduk"], Some("a.csv")).as_deref(), Some("Jumlah Penduduk"));
        assert_eq!(of(&[], Some("indeks_pembangunan-manusia.csv")).as_deref(), Some("indeks pembangunan manusia"));
        for name in ["data.csv", "export (3).xlsx", "0e3f5a1c-11b2-4c6d.csv", "2023.csv", ""] {
            assert_eq!(of(&[], Some(name)), None, "{name}");
        }
    }

    #[test]
    fn years_become_rows() {
        let text = "Kode,Provinsi,2019,2020,2021\n11,Aceh,\"1.234,5\",\"1.250,5\",-\n12,Sumatera Utara,\"2.000,25\",,\"2.222,75\"\n";
        let table = check(
            text,
            &[
                "Kode|Provinsi|Tahun|Nilai",
                "11|Aceh|2019|1.234,5",
                "11|Aceh|2020|1.250,5",
                "11|Aceh|2021|-",
                "12|Sumatera Utara|2019|2.000,25",
                "12|Sumatera Utara|2020|",
                "12|Sumatera Utara|2021|2.222,75",
            ],
        );
        assert_eq!(table.fields()[2].role(), Role::Year);
        assert_eq!(table.fields()[1].role(), Role::NameProvince);
        assert_eq!(table.source_record(0), 2);
        assert_eq!(table.source_record(5), 3);
        let crate::table::Column::Number(values) = table.column(3) else { panic!("numbers") };
        assert_eq!([0, 1, 2].map(|row| values.numbers().present(row)), [Some(1234.5), Some(1250.5), None]);
    }

    #[test]
    fn several_measures_become_several_columns() {
        check(
            "Kota,Target 2022,Realisasi 2022,Target 2023,Realisasi 2023,Luas\nBogor,10,9,20,21,5.5\nDepok,30,31,40,39,7.5\n",
            &[
                "Kota|Luas|Tahun|Target|Realisasi",
                "Bogor|5.5|2022|10|9",
                "Bogor|5.5|2023|20|21",
                "Depok|7.5|2022|30|31",
                "Depok|7.5|2023|40|39",
            ],
        );
    }

    #[test]
    fn totals_are_left_out_and_said() {
        let table = check(
            "Kecamatan,Januari,Februari,Jumlah\nUtara,1,2,3\nSelatan,4,5,9\nJumlah,5,7,12\n",
            &[
                "Kecamatan|Bulan|Nilai",
                "Utara|Januari|1",
                "Utara|Februari|2",
                "Selatan|Januari|4",
                "Selatan|Februari|5",
                "Jumlah|Januari|5",
                "Jumlah|Februari|7",
            ],
        );
        let note = table.notes().iter().find(|note| note.code == NoteCode::UnfoldLeftOut).expect("a note");
        assert_eq!(note.args, ["Jumlah"]);
        assert_eq!(table.total_rows(), [4, 5]);
    }

    #[test]
    fn leaves_become_rows() {
        let text = "Kota,Penduduk / Laki-laki,Penduduk / Perempuan\nBogor,10,11\nDepok,20,19\n";
        check(
            text,
            &[
                "Kota|Penduduk|Nilai",
                "Bogor|Laki-laki|10",
                "Bogor|Perempuan|11",
                "Depok|Laki-laki|20",
                "Depok|Perempuan|19",
            ],
        );
        let two = "Kota,Siswa / SD,Siswa / SMP,Guru / SD,Guru / SMP\nBogor,100,50,10,5\n";
        check(two, &["Kota|Rincian|Siswa|Guru", "Bogor|SD|100|10", "Bogor|SMP|50|5"]);
    }

    #[test]
    fn nothing_is_proposed_without_a_series() {
        for text in [
            "Kota,Penduduk 2020,IPM 2021\nBogor,10,70.5\nDepok,20,71.5\n",
            "Kota,2020\nBogor,10\nDepok,20\n",
            "Kota,Siswa / SD,Siswa / SMP,Guru / PNS,Guru / Honor\nBogor,100,50,10,5\n",
            "Tanggal,Harga\n2020-01-01,10\n2020-01-02,20\n",
            "Kota,Keterangan 2020,Keterangan 2021\nBogor,baik,buruk\nDepok,buruk,baik\n",
        ] {
            assert_eq!(read(text).unfold(), None, "{text}");
        }
    }

    #[test]
    fn running_numbers_stay_running_numbers() {
        let table = unfolded(read("No,Kota,2019,2020\n1,Bogor,10,11\n2,Depok,20,21\n3,Bekasi,30,31\n"));
        assert_eq!(table.fields()[0].role(), Role::Id);
        assert!(!table.fields()[0].role().is_measure());
    }
}
