//! The data half of the quality card: rules about the content of a table, once it is open. A score of its
//! own, never added to that of the metadata.
//!
//! What cannot be judged ("not assessed") is neither won nor lost, as on the metadata half. Every rule says
//! what was found in numbers, how that is mended and by whom, and what a reader can do until then.

mod names;

use super::{Outcome, Principle, Rating, Who, extra, is_free};
use crate::base::date;
use crate::base::note::NoteCode;
use crate::base::text::fold;
use crate::portal::freshness::{span_of, stated_frequency};
use crate::portal::{Dataset, Format, Resource};
use crate::table::{Field, Reading, Role, TableInfo};

/// All points there are.
pub const ALL_POINTS: u16 = 100;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataCheck {
    /// Cells that hold something.
    Filled,
    /// Columns whose cells are all of one kind.
    Typed,
    /// Column names that say something.
    Headers,
    /// Numbers with a unit.
    Units,
    /// Reference codes that exist.
    Codes,
    /// Dates that are written alike.
    Dates,
    /// Numbers that can be read in one way only.
    Numbers,
    /// Rows that occur once.
    Duplicates,
    /// Nothing but one table.
    OneTable,
    /// No totals among the rows.
    Totals,
    /// Rows with as many cells as there are columns.
    Records,
    /// Text in UTF-8.
    Encoding,
    /// A format that programs read.
    MachineReadable,
    /// The format that the portal says.
    TrueLabel,
    /// Data as new as promised.
    UpToDate,
}

/// Every rule with its weight, its principle of Satu Data and who can mend it, in the order of the card.
const CHECKS: &[(DataCheck, u16, Principle, Who)] = &[
    (DataCheck::Filled, 12, Principle::Standard, Who::Producer),
    (DataCheck::Typed, 10, Principle::Standard, Who::Producer),
    (DataCheck::Headers, 8, Principle::Standard, Who::Producer),
    (DataCheck::Units, 8, Principle::Standard, Who::Producer),
    (DataCheck::Dates, 6, Principle::Standard, Who::Producer),
    (DataCheck::Numbers, 4, Principle::Standard, Who::Producer),
    (DataCheck::Duplicates, 7, Principle::Standard, Who::Producer),
    (DataCheck::UpToDate, 7, Principle::Metadata, Who::Producer),
    (DataCheck::TrueLabel, 2, Principle::Metadata, Who::Steward),
    (DataCheck::OneTable, 8, Principle::Interoperability, Who::Producer),
    (DataCheck::Totals, 7, Principle::Interoperability, Who::Producer),
    (DataCheck::Records, 4, Principle::Interoperability, Who::Steward),
    (DataCheck::Encoding, 3, Principle::Interoperability, Who::Steward),
    (DataCheck::MachineReadable, 4, Principle::Interoperability, Who::Producer),
    (DataCheck::Codes, 10, Principle::Codes, Who::Producer),
];

/// What is known of a table; what was not found out is `None`.
#[derive(Clone, Copy, Debug)]
pub struct DataEvidence<'a> {
    /// The table as the reader described it.
    pub info: &'a TableInfo,
    /// The dataset that it belongs to.
    pub dataset: Option<&'a Dataset>,
    /// The resource that it was read from.
    pub resource: Option<&'a Resource>,
    /// Rows that repeat another one in every cell.
    pub duplicates: Option<u64>,
    /// Of the different region codes: how many exist, and how many there are.
    pub codes: Option<(u64, u64)>,
    /// The last day that the data speak of, in days since 1970-01-01.
    pub latest: Option<i32>,
    /// Today, in days since 1970-01-01.
    pub today: i32,
}

/// One line of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataItem {
    /// What was looked at.
    pub check: DataCheck,
    /// What came of it: missed as soon as a point is lost.
    pub outcome: Outcome,
    /// Points won.
    pub won: u16,
    /// What it weighs.
    pub weight: u16,
    /// Where it belongs in Satu Data.
    pub principle: Principle,
    /// Who can mend it.
    pub who: Who,
    /// Numbers and names for the sentence that says what was found, by placeholder.
    pub found: Vec<(&'static str, String)>,
}

/// The data half of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataCard {
    /// Every rule, in the order of the card.
    pub items: Vec<DataItem>,
    /// Points won.
    pub points: u16,
    /// Points that could be won with what was assessed.
    pub achievable: u16,
    /// Stars of open data that the form of the bytes earns, 0 to 3, whatever the licence.
    pub stars: u8,
}

impl DataCard {
    /// How good the data are, as a share of what could be assessed.
    pub const fn rating(&self) -> Rating {
        let share = match self.achievable {
            0 => 0,
            achievable => self.points as u32 * 100 / achievable as u32,
        };
        match share {
            0..=49 => Rating::Poor,
            50..=69 => Rating::Sufficient,
            70..=89 => Rating::Good,
            _ => Rating::Excellent,
        }
    }

    /// What costs points, the most first.
    pub fn repairs(&self) -> Vec<&DataItem> {
        let mut missing: Vec<&DataItem> = self.items.iter().filter(|item| item.outcome == Outcome::Missed).collect();
        missing.sort_by_key(|item| (std::cmp::Reverse(item.weight - item.won), item.check));
        missing
    }

    /// For each principle of Satu Data: how many of its rules are met, and how many could be assessed.
    pub fn principles(&self) -> [(Principle, usize, usize); 4] {
        super::by_principle(self.items.iter().map(|item| (item.principle, item.outcome)))
    }
}

/// What a rule found: the share of the points that is won, in per mille, and the words for its sentence.
struct Found {
    permille: u64,
    words: Vec<(&'static str, String)>,
}

impl Found {
    fn share(good: u64, all: u64, words: Vec<(&'static str, String)>) -> Self {
        Self { permille: good.min(all).saturating_mul(1_000).checked_div(all).unwrap_or(1_000), words }
    }

    /// All or nothing.
    fn whether(good: bool, words: Vec<(&'static str, String)>) -> Self {
        Self { permille: if good { 1_000 } else { 0 }, words }
    }

    /// Columns that are as they should be; the others are named.
    fn columns(all: &[&Field], bad: &[&Field]) -> Option<Self> {
        let counted = [("n", bad.len().to_string()), ("all", all.len().to_string()), ("columns", named(bad))];
        (!all.is_empty()).then(|| Self::share((all.len() - bad.len()) as u64, all.len() as u64, counted.into()))
    }
}

/// Applies the rules.
pub fn assess_data(evidence: DataEvidence<'_>) -> DataCard {
    let items: Vec<DataItem> = CHECKS
        .iter()
        .map(|&(check, weight, principle, who)| match look(check, &evidence) {
            None => {
                DataItem { check, outcome: Outcome::NotAssessed, won: 0, weight, principle, who, found: Vec::new() }
            }
            Some(found) => {
                // Rounded down, so that a lost point shows as one.
                let won = (u64::from(weight) * found.permille.min(1_000) / 1_000) as u16;
                let outcome = if won == weight { Outcome::Met } else { Outcome::Missed };
                DataItem { check, outcome, won, weight, principle, who, found: found.words }
            }
        })
        .collect();
    let assessed = || items.iter().filter(|item| item.outcome != Outcome::NotAssessed);
    DataCard {
        points: assessed().map(|item| item.won).sum(),
        achievable: assessed().map(|item| item.weight).sum(),
        stars: stars(&evidence),
        items,
    }
}

/// How the bytes of a table came, as far as its description tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Delimited text.
    Text,
    /// Rows from the portal's database.
    Rows,
    /// A page for reading.
    Page,
    /// A workbook, JSON or another format of cells.
    Cells,
}

fn form(evidence: &DataEvidence<'_>) -> Form {
    let info = evidence.info;
    match (info.delimiter.is_empty(), info.encoding.is_empty()) {
        _ if count(evidence, NoteCode::WebPage) > 0 => Form::Page,
        (false, _) => Form::Text,
        (true, false) => Form::Rows,
        (true, true) => Form::Cells,
    }
}

fn stars(evidence: &DataEvidence<'_>) -> u8 {
    match (form(evidence), evidence.resource.map(|resource| resource.format)) {
        (Form::Page, _) => 1,
        (Form::Text | Form::Rows, _) => 3,
        (Form::Cells, Some(format)) if is_free(format) && !format.is_text() => 3,
        (Form::Cells, _) => 2,
    }
}

/// How often an oddity was met; 0 when it was not.
fn count(evidence: &DataEvidence<'_>, code: NoteCode) -> u64 {
    evidence.info.notes.iter().filter(|note| note.code == code).map(|note| note.count).sum()
}

/// The first few names of columns.
fn named(fields: &[&Field]) -> String {
    const SHOWN: usize = 3;
    let names: Vec<&str> = fields.iter().take(SHOWN).map(|field| field.name.as_str()).collect();
    let more = if fields.len() > SHOWN { ", …" } else { "" };
    names.join(", ") + more
}

fn look(check: DataCheck, evidence: &DataEvidence<'_>) -> Option<Found> {
    let info = evidence.info;
    let fields = || info.fields.iter();
    let met = |codes: &[NoteCode]| codes.iter().map(|code| count(evidence, *code)).sum::<u64>();
    let counted = |n: u64| vec![("n", n.to_string())];
    let counted_of = |n: u64, all: u64| vec![("n", n.to_string()), ("all", all.to_string())];
    match check {
        DataCheck::Filled => {
            let missing: u64 = fields().map(|field| field.evidence.missing).sum();
            let all = missing + fields().map(|field| field.evidence.filled).sum::<u64>();
            // A cell in fifty may be empty; with two in five nothing is left to win.
            let lost = (missing * 1_000).checked_div(all)?.saturating_sub(20) * 1_000 / 380;
            Some(Found { permille: 1_000_u64.saturating_sub(lost), words: counted_of(missing, all) })
        }
        DataCheck::Typed => {
            let typed = |field: &&Field| matches!(field.reading, Reading::Number(_) | Reading::Date(_));
            let is_almost = |field: &&Field| {
                let other = |reading: &Reading| matches!(reading, Reading::Number(_) | Reading::Date(_));
                field.reading == Reading::Text && field.evidence.alternatives.iter().any(other)
            };
            let all: Vec<&Field> = fields().filter(|field| typed(field) || is_almost(field)).collect();
            let mixed = |field: &&Field| is_almost(field) || field.evidence.fitting < field.evidence.filled;
            let bad: Vec<&Field> = all.iter().copied().filter(mixed).collect();
            Found::columns(&all, &bad)
        }
        DataCheck::Headers => {
            let renamed: Vec<&str> = info
                .notes
                .iter()
                .filter(|note| note.code == NoteCode::RenamedColumns)
                .flat_map(|note| note.args.iter().flat_map(|names| names.split(", ")))
                .collect();
            let all: Vec<&Field> = fields().collect();
            let bad: Vec<&Field> =
                fields().filter(|field| renamed.contains(&field.name.as_str()) || !is_clear(&field.name)).collect();
            Found::columns(&all, &bad)
        }
        DataCheck::Units => {
            let all: Vec<&Field> = fields().filter(|field| field.role().is_measure()).collect();
            let stated = fields().any(|field| field.role() == Role::Unit)
                || evidence.dataset.is_some_and(|dataset| extra(dataset, super::UNIT_KEYS).is_some());
            let bad: Vec<&Field> = all.iter().copied().filter(|field| !stated && !has_unit(field)).collect();
            Found::columns(&all, &bad)
        }
        DataCheck::Codes => {
            let has = |wanted: fn(Role) -> bool| fields().any(|field| wanted(field.role()));
            let is_code = |role| matches!(role, Role::CodeRegionBps | Role::CodeRegionKemendagri);
            match evidence.codes {
                Some((valid, all)) if all > 0 => Some(Found::share(valid, all, counted_of(all - valid.min(all), all))),
                _ if has(is_code) => None,
                // Names of regions alone cannot be joined safely.
                _ if has(Role::is_region) => Some(Found::whether(false, counted_of(0, 0))),
                _ => None,
            }
        }
        DataCheck::Dates => {
            let all: Vec<&Field> = fields().filter(|field| field.role().is_time()).collect();
            let bad = |field: &&Field| field.evidence.ambiguous || field.evidence.fitting < field.evidence.filled;
            let bad: Vec<&Field> = all.iter().copied().filter(bad).collect();
            Found::columns(&all, &bad)
        }
        DataCheck::Numbers => {
            let all: Vec<&Field> = fields().filter(|field| matches!(field.reading, Reading::Number(_))).collect();
            let bad: Vec<&Field> = all.iter().copied().filter(|field| field.evidence.ambiguous).collect();
            Found::columns(&all, &bad)
        }
        DataCheck::Duplicates => {
            let found = evidence.duplicates?;
            // A tenth of repeated rows leaves nothing to win.
            Some(Found::share(info.rows.saturating_sub(found * 10), info.rows, counted_of(found, info.rows)))
        }
        DataCheck::OneTable => {
            let rows = met(&[NoteCode::TitleRows, NoteCode::FooterRows, NoteCode::RepeatedHeader])
                + u64::from(has_unit_row(evidence));
            let other = met(&[NoteCode::SecondTable]);
            let permille = if other > 0 { 0 } else { 1_000_u64.saturating_sub(rows.min(3) * 250) };
            Some(Found { permille, words: counted(rows + other) })
        }
        DataCheck::Totals => {
            let rows = met(&[NoteCode::TotalRows]);
            Some(Found::whether(rows == 0, counted(rows)))
        }
        // Cells that never were text have neither.
        DataCheck::Records | DataCheck::Encoding if form(evidence) != Form::Text => None,
        DataCheck::Records => {
            let bad = met(&[NoteCode::ShortRows, NoteCode::LongRows, NoteCode::UnclosedQuote, NoteCode::CutShort]);
            let all = info.rows.max(bad);
            Some(Found::share(all.saturating_sub(bad * 10), all, counted(bad)))
        }
        DataCheck::Encoding => {
            let encoding = || vec![("encoding", info.encoding.clone())];
            let broken = met(&[NoteCode::BadBytes]) > 0;
            let permille = match fold(&info.encoding).as_str() {
                _ if broken => 0,
                "utf-8" | "ascii" | "us-ascii" => 1_000,
                _ => 500,
            };
            Some(Found { permille, words: encoding() })
        }
        DataCheck::MachineReadable => {
            let form = form(evidence);
            let permille = if form == Form::Page { 0 } else { 1_000 };
            Some(Found { permille, words: Vec::new() })
        }
        DataCheck::TrueLabel => {
            let resource = evidence.resource.filter(|resource| !resource.label.is_empty())?;
            let said = Format::guess("", "", "", &resource.label);
            let fits = match (form(evidence), said) {
                (Form::Rows, _) | (_, Format::Other | Format::Zip | Format::Service) => return None,
                (Form::Text, said) => said.is_text(),
                (Form::Page, said) => said == Format::Html,
                (Form::Cells, said) => !said.is_text() && said.opens(),
            };
            Some(Found::whether(fits, vec![("label", resource.label.clone())]))
        }
        DataCheck::UpToDate => {
            let span = i64::from(evidence.dataset.and_then(stated_frequency).and_then(span_of)?);
            let age = i64::from(evidence.today) - i64::from(evidence.latest?);
            // The data of a year are published in the year after it.
            let permille = match age {
                age if age * 2 <= span * 5 + 2 => 1_000,
                age if age <= span * 4 => 500,
                _ => 0,
            };
            Some(Found { permille, words: vec![("date", date::iso(evidence.latest?))] })
        }
    }
}

/// Whether a row of units (or of column numbers in words) stands between the names and the data: the first
/// cells that several columns could not read are all in one row.
fn has_unit_row(evidence: &DataEvidence<'_>) -> bool {
    let unread = |code| evidence.info.notes.iter().filter(move |note| note.code == code);
    let firsts: Vec<u64> = unread(NoteCode::UnreadCells).filter_map(|note| note.rows.first().copied()).collect();
    let Some(first) = firsts.iter().min() else { return false };
    let above = unread(NoteCode::TitleRows).map(|note| note.count).sum::<u64>();
    *first <= above + 3 && firsts.iter().filter(|row| *row == first).count() >= 2
}

/// Whether a column's name says something: more than one letter, more than digits, less than a sentence.
fn is_clear(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    // A year as a column's name is clear, however bad as a form of data.
    let year = name.trim().len() == 4 && name.trim().bytes().all(|byte| byte.is_ascii_digit());
    (letters > 1 || year || name.trim() == "%") && name.chars().count() <= 80 && !name.contains('\n')
}

/// Whether a column of amounts says in what they are measured.
fn has_unit(field: &Field) -> bool {
    const UNITS: &[&str] = &[
        "rp",
        "rupiah",
        "usd",
        "persen",
        "persentase",
        "percent",
        "kg",
        "ton",
        "kuintal",
        "ha",
        "hektar",
        "km",
        "km2",
        "m",
        "m2",
        "m3",
        "liter",
        "jiwa",
        "orang",
        "unit",
        "buah",
        "ekor",
        "hari",
        "jam",
        "menit",
        "tahun",
        "mm",
        "derajat",
        "celsius",
        "rasio",
        "indeks",
        "index",
        "skor",
        "juta",
        "ribu",
        "miliar",
    ];
    // What is counted is its own unit.
    const COUNTS: &[&str] = &["jumlah", "jml", "banyak", "banyaknya", "total", "number", "count", "frekuensi"];
    let role = field.role();
    if matches!(role, Role::Currency | Role::Percent) || field.name.contains(['(', '%']) {
        return true;
    }
    let folded = fold(&field.name);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.clone().next().unwrap_or_default();
    COUNTS.contains(&first) || words.any(|word| UNITS.contains(&word))
}

#[cfg(test)]
mod tests;
