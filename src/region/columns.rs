//! Which columns of a table say what: the names and codes of its regions, their kind, and what they lie in.
//!
//! Found by what the cells hold; headers only help. A column of numbers is one of codes only when its
//! header says so or when the names beside it agree.

use std::collections::BTreeMap;

use super::cell::{self, Aside, Cell};
use super::gazetteer::Gazetteer;
use super::names::{self, Said};
use super::near;
use super::{Column, Level, Options, System};
use crate::base::text::trim;

/// Most unknown words of a column that are compared with every name to know the column.
const SAMPLE: usize = 60;

/// What a column is to the regions of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Names the region of the row, or gives its code.
    Region,
    /// Says whether it is a kabupaten or a kota.
    Kind,
    /// Names or numbers what the region lies in.
    Around,
    /// Says nothing about regions.
    Other,
}

/// What a header says that its cells are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    /// Villages, which are in no list, or half of a code without the other half.
    Excluded,
    /// Codes.
    Code,
    /// Places, or nothing at all.
    Place,
    /// Numbers that count rows, or dates.
    Counter,
    /// Something else.
    Else,
}

/// A column, read.
#[derive(Clone, Debug)]
pub(super) struct Read {
    /// The different cells.
    pub(super) cells: Vec<Cell>,
    /// Position in `cells` for every row.
    pub(super) rows: Vec<usize>,
    /// What the header says of the level.
    pub(super) header_level: Option<Level>,
    /// The level of what it holds.
    pub(super) level: Level,
    /// What the header says of the codes.
    pub(super) header_system: Option<System>,
    /// What the header says the cells are.
    topic: Topic,
    /// What it is.
    pub(super) role: Role,
}

impl Read {
    /// The cell of a row.
    pub(super) fn cell(&self, row: usize) -> Option<&Cell> {
        self.rows.get(row).and_then(|at| self.cells.get(*at))
    }
}

/// Reads every column and finds what each is.
pub(super) fn read(list: &Gazetteer, columns: &[Column<'_>], options: &Options<'_>) -> Vec<Read> {
    let mut read: Vec<Read> = columns.iter().map(|column| read_one(list, column)).collect();
    join_split_codes(columns, &mut read);
    find_roles(list, &mut read);
    for column in read.iter_mut().filter(|column| column.role == Role::Region) {
        column.header_level = options.level.or(column.header_level);
        column.header_system = options.system.or(column.header_system);
    }
    read
}

/// Codes in two columns, `32` and `73` or `4`: the second is put behind the first. Where there is no
/// first, the second says nothing, least of all a province.
fn join_split_codes(columns: &[Column<'_>], read: &mut [Read]) {
    let digits = |column: &Column<'_>, row: usize| {
        let cell = trim(column.cells.get(row).copied().unwrap_or_default());
        let cell = cell.strip_suffix(".0").unwrap_or(cell);
        (matches!(cell.len(), 1 | 2) && cell.bytes().all(|b| b.is_ascii_digit())).then(|| format!("{cell:0>2}"))
    };
    let short = |column: &Column<'_>| {
        let mut filled = (0..column.cells.len())
            .filter(|row| column.cells.get(*row).is_some_and(|cell| !trim(cell).is_empty()))
            .peekable();
        filled.peek().is_some() && filled.all(|row| digits(column, row).is_some())
    };
    let first = (0..columns.len()).find(|at| {
        read.get(*at).is_some_and(|read| read.header_level == Some(Level::Province))
            && columns.get(*at).is_some_and(short)
    });
    for (column, part) in columns.iter().zip(read.iter_mut()) {
        if part.header_level.is_none_or(|level| level == Level::Province) || part.topic != Topic::Code || !short(column)
        {
            continue;
        }
        let head = first.and_then(|at| columns.get(at)).filter(|_| part.header_level == Some(Level::Kabkota));
        let Some(head) = head else {
            part.topic = Topic::Excluded;
            part.header_level = None;
            continue;
        };
        part.cells = Vec::new();
        part.rows = (0..column.cells.len()).collect();
        for row in 0..column.cells.len() {
            let code = digits(head, row).zip(digits(column, row)).map(|(head, tail)| format!("{head}{tail}"));
            let code = code.filter(|code| !code.ends_with("00"));
            part.cells.push(code.map_or_else(Cell::default, |code| cell::plain_code(&code)));
        }
    }
}

fn read_one(list: &Gazetteer, column: &Column<'_>) -> Read {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut cells: Vec<Cell> = Vec::new();
    let rows = column
        .cells
        .iter()
        .map(|text| {
            *known.entry(text).or_insert_with(|| {
                cells.push(cell::read(list, text));
                cells.len() - 1
            })
        })
        .collect();
    let words = header_words(column.header);
    let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let mut levels: Vec<Level> = Vec::new();
    for (level, list) in [
        (Level::Province, &["provinsi", "propinsi", "prov", "province", "prop"][..]),
        (
            Level::Kabkota,
            &["kabupaten", "kab", "kota", "kabkota", "kabkot", "kabupatenkota", "regency", "city", "municipality"],
        ),
        (Level::Kecamatan, &["kecamatan", "kec", "distrik", "district", "subdistrict", "kapanewon"]),
    ] {
        if says(list) {
            levels.push(level);
        }
    }
    // `jumlah_kecamatan` counts kecamatan, it does not number them.
    if says(&["jumlah", "jml", "banyak", "banyaknya", "count", "total", "number", "persen", "persentase", "luas"]) {
        levels.clear();
    }
    let topic = if levels.is_empty() && says(&["desa", "kelurahan", "kel", "village"]) {
        Topic::Excluded
    } else if says(&["kode", "kd", "code", "pcode", "kodewilayah", "bps", "kemendagri"])
        || says(&["id"]) && !levels.is_empty()
    {
        Topic::Code
    } else if levels.is_empty() && says(&["no", "nomor", "tahun", "year", "tanggal", "date"]) {
        Topic::Counter
    } else if words.is_empty()
        || says(&["nama", "name", "wilayah", "daerah", "lokasi", "tempat", "region", "area", "location"])
    {
        Topic::Place
    } else {
        Topic::Else
    };
    Read {
        cells,
        rows,
        header_level: if let [level] = levels.as_slice() { Some(*level) } else { None },
        level: Level::Kabkota,
        header_system: header_system(&words),
        topic,
        role: Role::Other,
    }
}

/// The words of a header, those that are written together apart: `kdkab`, `nmprov`, `kodekec`.
fn header_words(header: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in names::words(header) {
        let parts = ["kode", "kd", "id", "nama", "nm"].into_iter().find_map(|front| {
            let tail = word.strip_prefix(front)?;
            ["prov", "prop", "kab", "kota", "kec", "desa", "kel", "wil"]
                .into_iter()
                .any(|unit| tail.starts_with(unit))
                .then(|| (front, tail.to_owned()))
        });
        match parts {
            Some((front, tail)) => out.extend([if front == "kd" { "kode" } else { front }.to_owned(), tail]),
            None => out.push(word),
        }
    }
    out
}

/// The code system that a header names.
pub(super) fn header_system(words: &[String]) -> Option<System> {
    let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    match (says(&["bps"]), says(&["kemendagri", "mendagri", "dagri", "permendagri", "kepmendagri"])) {
        (true, false) => Some(System::Bps),
        (false, true) => Some(System::Kemendagri),
        _ => None,
    }
}

/// How the different cells of a column divide.
#[derive(Clone, Debug, Default)]
struct Profile {
    filled: usize,
    words: usize,
    hits: usize,
    codes: usize,
    kinds: usize,
    /// Cells with a word for a kind beside a name that is not known.
    named: usize,
    /// Cells of one certain level, coarse to fine.
    levels: [usize; 3],
}

impl Profile {
    fn of(list: &Gazetteer, read: &Read) -> Self {
        let mut profile = Self::default();
        for cell in &read.cells {
            if *cell == Cell::default() {
                continue;
            }
            profile.filled += 1;
            profile.kinds += usize::from(kind_alone(cell).is_some_and(|said| said != Said::Village));
            profile.words += usize::from(cell.has_words());
            profile.hits += usize::from(!cell.hits.is_empty() && cell.note != Some(Aside::KindWord));
            profile.named += usize::from(cell.hits.is_empty() && cell.said != Said::Nothing && cell.note.is_none());
            let mut levels: Vec<Level> = if cell.note == Some(Aside::KindWord) {
                Vec::new()
            } else {
                cell.hits.iter().map(|hit| list.level(*hit)).collect()
            };
            if let Some(code) = &cell.code {
                let known = code.digits.iter().any(|digits| {
                    list.by_digits(digits, System::Kemendagri).or_else(|| list.by_digits(digits, System::Bps)).is_some()
                });
                profile.codes += usize::from(known);
                if known && levels.is_empty() {
                    levels.push(match code.digits.first().map_or(0, String::len) {
                        0..=2 => Level::Province,
                        3..=4 => Level::Kabkota,
                        _ => Level::Kecamatan,
                    });
                }
            }
            levels.dedup();
            if let ([level], Some(count)) =
                (levels.as_slice(), levels.first().and_then(|level| profile.levels.get_mut(*level as usize)))
            {
                let _ = level;
                *count += 1;
            }
        }
        profile
    }

    /// The finest level that a good part of the column has.
    fn level(&self) -> Option<Level> {
        let all: usize = self.levels.iter().sum();
        [Level::Kecamatan, Level::Kabkota, Level::Province]
            .into_iter()
            .find(|level| self.levels.get(*level as usize).is_some_and(|count| *count > 0 && count * 5 >= all))
    }
}

fn find_roles(list: &Gazetteer, columns: &mut [Read]) {
    let profiles: Vec<Profile> = columns.iter().map(|column| Profile::of(list, column)).collect();
    let alone = columns.len() == 1;
    // (column, level, it holds codes and no names)
    let mut found: Vec<(usize, Level, bool)> = Vec::new();
    for (at, (column, profile)) in columns.iter_mut().zip(&profiles).enumerate() {
        if profile.filled == 0 || (column.topic == Topic::Excluded && !alone) {
            continue;
        }
        if profile.kinds * 5 >= profile.filled * 4 && !alone {
            column.role = Role::Kind;
            continue;
        }
        let level = column.header_level.or_else(|| profile.level()).unwrap_or(Level::Kabkota);
        let is_text = profile.words * 2 >= profile.filled;
        if column.topic == Topic::Counter && !is_text && !alone {
            continue;
        }
        let fits = if is_text {
            column.header_level.is_some()
                || (profile.hits + profile.named) * 10 >= profile.filled * 3
                || column.topic == Topic::Place && misspelled(list, column, profile)
        } else {
            let said = column.topic == Topic::Code || column.header_level.is_some();
            profile.codes * 10 >= profile.filled * if said { 3 } else { 9 }
        };
        if fits || alone {
            found.push((at, level, !is_text));
        }
    }
    if !found.iter().any(|(_, _, codes)| !codes)
        && let Some(at) = likeliest_text(&profiles, columns)
    {
        // Every name misspelled: still a column of names where nothing else is one.
        found.push((at, profiles.get(at).and_then(Profile::level).unwrap_or(Level::Kabkota), false));
    }
    drop_numbers_that_disagree(list, columns, &mut found);
    // Beside a column that says "code", other numbers are codes only when names bear them out.
    let says_code =
        |at: usize| columns.get(at).is_some_and(|column| column.topic == Topic::Code || column.header_level.is_some());
    if found.iter().all(|(_, _, codes)| *codes) && found.iter().any(|(at, ..)| says_code(*at)) {
        found.retain(|(at, ..)| says_code(*at));
    }
    let Some(finest) = found.iter().map(|(_, level, _)| *level).max() else {
        return;
    };
    let mut named = false;
    for (at, level, codes) in found {
        let Some(column) = columns.get_mut(at) else {
            continue;
        };
        column.level = level;
        column.role = if level < finest {
            Role::Around
        } else if codes {
            Role::Region
        } else if named {
            Role::Other
        } else {
            named = true;
            Role::Region
        };
    }
}

/// Whether most of a sample of unknown words are near to names of kabupaten and kota.
fn misspelled(list: &Gazetteer, column: &Read, profile: &Profile) -> bool {
    let fits = |region: usize| list.level(region) <= Level::Kabkota;
    let unknown: Vec<&Cell> =
        column.cells.iter().filter(|cell| cell.hits.is_empty() && cell.has_words() && cell.note.is_none()).collect();
    let step = (unknown.len() / SAMPLE).max(1);
    let sample: Vec<&&Cell> = unknown.iter().step_by(step).collect();
    let near = sample.iter().filter(|cell| !near::nearest(list, &cell.core, &[], &fits).is_empty()).count();
    let near = near * unknown.len() / sample.len().max(1);
    unknown.len() > 1 && (near + profile.hits) * 2 >= profile.filled
}

/// The column of words with the most regions, totals or nothing against it.
fn likeliest_text(profiles: &[Profile], columns: &[Read]) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (at, profile) in profiles.iter().enumerate() {
        let free = columns.get(at).is_some_and(|column| column.topic != Topic::Excluded && column.role == Role::Other);
        if free && profile.words * 2 >= profile.filled.max(1) && best.is_none_or(|(_, hits)| profile.hits > hits) {
            best = Some((at, profile.hits));
        }
    }
    best.map(|(at, _)| at)
}

/// Numbers are no codes of these regions when the names beside them disagree.
fn drop_numbers_that_disagree(list: &Gazetteer, columns: &[Read], found: &mut Vec<(usize, Level, bool)>) {
    let names: Vec<usize> = found.iter().filter(|(_, _, codes)| !codes).map(|(at, ..)| *at).collect();
    found.retain(|&(at, _, codes)| {
        let Some(column) = columns.get(at).filter(|_| codes) else {
            return true;
        };
        let (mut agree, mut checked) = (0, 0);
        for row in 0..column.rows.len() {
            let Some(code) = column.cell(row).and_then(|cell| cell.code.as_ref()) else {
                continue;
            };
            for name in names.iter().filter_map(|at| columns.get(*at)).filter_map(|column| column.cell(row)) {
                if name.hits.is_empty() {
                    continue;
                }
                checked += 1;
                let coded: Vec<usize> = code
                    .digits
                    .iter()
                    .flat_map(|digits| {
                        [list.by_digits(digits, System::Kemendagri), list.by_digits(digits, System::Bps)]
                    })
                    .flatten()
                    .collect();
                let related = |one: usize, other: usize| {
                    list.lineage(one).any(|at| at == other) || list.lineage(other).any(|at| at == one)
                };
                agree += usize::from(name.hits.iter().any(|hit| coded.iter().any(|code| related(*hit, *code))));
            }
        }
        // A header that says "code" is believed until hardly any row bears it out.
        checked == 0
            || if column.topic == Topic::Code { checked < 4 || agree * 4 >= checked } else { agree * 10 >= checked * 9 }
    });
}

/// Whether a cell's word for a kind stands alone, as a column of kinds or a heading between rows has it.
pub(super) fn kind_alone(cell: &Cell) -> Option<Said> {
    (cell.note == Some(Aside::KindWord)).then_some(cell.said)
}
