//! What every column is about: one decision per column from its header, its cells and the columns
//! beside it, with the reasons kept.
//!
//! The order of the questions is the order of certainty: an empty column, coordinates, codes whose
//! form leaves no doubt, time, row numbers, names of regions; then what numbers measure (their unit
//! beside, their header, the title of the table) and whether texts repeat. Cells overrule words: a
//! header that promises years over cells that are none is not believed.

mod codes;
mod measures;
mod places;
mod profile;
#[cfg(test)]
mod tests;
mod texts;
mod truth;
mod vocabulary;

use crate::base::date;
use crate::base::note::{Note, NoteCode};
use crate::base::number::NumberStyle;
use crate::base::stretch::TimeUnit;
use crate::table::{Arena, Building, ColumnBuilder, Counts, Kind, Reading, Role, RoleVerdict};

pub(super) use places::is_above;
use profile::Profile;
use vocabulary::{Header, Level, Measure, System};

const DEGREES: Reading = Reading::Number(NumberStyle::Degrees);

/// How many columns of words are looked at for the names of codes.
const NEIGHBOURS: usize = 20;

/// A column that is asked about.
pub(super) struct Subject<'a> {
    pub(super) name: &'a str,
    /// The name is one that the reader made up.
    pub(super) nameless: bool,
    pub(super) reading: Reading,
    /// The file shows its numbers as percentages.
    pub(super) share: bool,
    pub(super) builder: &'a ColumnBuilder,
}

/// A column with what is known of it before any decision.
struct Column<'a> {
    header: Header,
    nameless: bool,
    reading: Reading,
    share: bool,
    builder: &'a ColumnBuilder,
    counts: &'a Counts,
    profile: Profile,
    /// What the header says that numbers measure, with the word.
    measure: Option<(Measure, String)>,
    /// The level of regions that the header names.
    level: Option<Level>,
    /// The header speaks of names of that level, not of their areas or heads.
    of_names: bool,
}

impl Column<'_> {
    fn is_number(&self) -> bool {
        matches!(self.reading, Reading::Number(_))
    }

    /// Whether at least nine tenths of the distinct texts have a property.
    fn mostly(&self, property: impl Fn(&str) -> bool) -> bool {
        self.profile.share(property) >= 0.9
    }

    /// Whether at least 95 % of the filled cells are among a count.
    fn nearly_all(&self, cells: u32) -> bool {
        u64::from(cells) * 20 >= u64::from(self.profile.filled) * 19
    }

    /// The reason that cells look like it.
    fn cells(&self, cells: u32) -> Note {
        Note { count: u64::from(cells), ..Note::once(NoteCode::RoleCells, [self.profile.filled.to_string()]) }
    }
}

/// The reason that a header says it.
#[inline(never)]
fn header_says(word: &str) -> Note {
    Note::once(NoteCode::RoleHeader, [word.to_owned()])
}

/// All columns of a table, and what is said about them beside.
struct Sheet<'a> {
    columns: Vec<Column<'a>>,
    arena: &'a Arena,
    /// What titles above the table and the name of its file say that numbers measure, with the word.
    context: Vec<(Measure, String)>,
    /// Rows are different indicators, so that no column has one unit.
    mixed: bool,
    /// Rows are foods by name, and nothing is weighed or counted.
    prices: bool,
    /// English words for levels that headers use.
    english: English,
    /// Half of the columns of numbers or more are large amounts of money; the name of the first.
    money: Option<String>,
}

/// Which words for levels the headers of a table use.
#[derive(Clone, Copy, Debug, Default)]
struct English {
    city: bool,
    district: bool,
    subdistrict: bool,
}

/// Decides the roles of all columns. `context` are the titles above the table and the file's name.
#[inline(never)]
pub(super) fn decide(subjects: Vec<Subject<'_>>, arena: &Arena, context: &[String]) -> Vec<RoleVerdict> {
    let columns = subjects
        .into_iter()
        .map(|subject| {
            let header = if subject.nameless { Header::default() } else { Header::of(subject.name) };
            let measure = vocabulary::header_measure(&header).map(|(measure, word)| (measure, word.to_owned()));
            Column {
                level: vocabulary::level(&header).map(|(level, _)| level),
                of_names: vocabulary::is_of_names(&header),
                header,
                nameless: subject.nameless,
                reading: subject.reading,
                share: subject.share,
                profile: Profile::of(subject.builder, arena),
                builder: subject.builder,
                counts: &subject.builder.counts,
                measure,
            }
        })
        .collect();
    let sheet = Sheet::new(columns, arena, context);
    let codes = sheet.codes();
    let east = |header: &dyn Fn(&Header) -> bool| {
        sheet.columns.iter().any(|column| {
            header(&column.header) && column.profile.range().is_some_and(|(low, high)| low >= 90.0 && high <= 145.0)
        })
    };
    let known = Known {
        swapped: east(&|header| header.word(vocabulary::LATITUDE).is_some() || header.only("y")),
        east: east(&|header| header.word(vocabulary::LONGITUDE).is_some() || header.only("x")),
    };
    let verdicts: Vec<Option<RoleVerdict>> = sheet
        .columns
        .iter()
        .zip(&codes)
        .enumerate()
        .map(|(at, (column, code))| {
            empty(column)
                .or_else(|| coordinate(column, known))
                .or_else(|| stretch(column))
                .or_else(|| truth::decide(column))
                .or_else(|| unit(column))
                .or_else(|| code.clone().map(|code| code.verdict))
                .or_else(|| time(column))
                .or_else(|| row_number(column))
                .or_else(|| sheet.region_name(at, &codes))
        })
        .collect();
    // Numbers need the units beside them, and texts the numbers.
    let units: Vec<usize> = (0..verdicts.len())
        .filter(|at| verdicts[*at].as_ref().is_some_and(|verdict| verdict.role == Role::Unit))
        .collect();
    let rest = |at: usize| sheet.number(at, &units).unwrap_or_else(|| sheet.text(at));
    verdicts.into_iter().enumerate().map(|(at, verdict)| verdict.unwrap_or_else(|| rest(at))).collect()
}

fn empty(column: &Column<'_>) -> Option<RoleVerdict> {
    (column.profile.filled == 0).then(|| RoleVerdict::new(Role::Empty, Note::once(NoteCode::RoleEmpty, [])))
}

/// What the columns of a table together say about degrees.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// A column that should be of degrees north has degrees east.
    swapped: bool,
    /// A column of degrees east has them.
    east: bool,
}

/// Degrees north or east. The range of the values decides which, where the header has them the wrong
/// way round.
#[inline(never)]
fn coordinate(column: &Column<'_>, known: Known) -> Option<RoleVerdict> {
    let header = &column.header;
    if let Some(verdict) = hemisphere(column) {
        return Some(verdict);
    }
    // Alone or behind a word that says what it is: `koordinat_x`.
    let axis = |word: &str| header.leaf.last().is_some_and(|leaf| leaf == word) && header.leaf.len() <= 2;
    let named = header.word(vocabulary::COORDINATE).is_some();
    let single = |word: &str| axis(word) && (named || header.leaf.len() == 1);
    let (north, word) = if let Some(word) = header.word(vocabulary::LATITUDE) {
        (true, word)
    } else if let Some(word) = header.word(vocabulary::LONGITUDE) {
        (false, word)
    } else if single("x") || single("y") {
        (single("y"), if single("y") { "y" } else { "x" })
    } else {
        return None;
    };
    if !column.is_number() {
        return None;
    }
    let (low, high) = column.profile.range()?;
    // Indonesia lies between 11° S and 6° N, 95° and 141° E; a little more on both sides.
    let (is_north, is_east) = (low >= -15.0 && high <= 15.0, low >= 90.0 && high <= 145.0);
    let role = match (is_north, is_east) {
        // Small numbers below `x` and `y` may be anything, unless degrees east stand beside them.
        (true, _) if word.len() > 1 && (north || known.swapped) => Role::Latitude,
        (true, _) if single("x") && known.swapped || single("y") && (known.east || named) => Role::Latitude,
        (_, true) => Role::Longitude,
        _ if word.len() > 1 && north && low >= -90.0 && high <= 90.0 => Role::Latitude,
        _ if word.len() > 1 && !north && low >= -180.0 && high <= 180.0 => Role::Longitude,
        _ => return None,
    };
    let range = Note::once(NoteCode::RoleRange, [low.to_string(), high.to_string()]);
    Some(RoleVerdict::new(role, header_says(word)).because(range))
}

/// Degrees whose cells say which way they count.
#[inline(never)]
fn hemisphere(column: &Column<'_>) -> Option<RoleVerdict> {
    let noted = column.counts.noted.as_deref().filter(|_| column.reading == DEGREES)?;
    let (role, cells) = match (noted.northern, noted.eastern) {
        (0, 0) => return None,
        (cells, 0) => (Role::Latitude, cells),
        (0, cells) => (Role::Longitude, cells),
        // Both in one column: it is neither.
        _ => return None,
    };
    let (low, high) = column.profile.range()?;
    let most = if role == Role::Latitude { 90.0 } else { 180.0 };
    if low < -most || high > most {
        return None;
    }
    let why =
        Note { count: u64::from(cells), ..Note::once(NoteCode::RoleHemisphere, [column.profile.filled.to_string()]) };
    Some(RoleVerdict::new(role, why).because(Note::once(NoteCode::RoleRange, [low.to_string(), high.to_string()])))
}

/// Stretches of time: as the cells say it, or plain numbers below a header that says so and names the unit.
#[inline(never)]
fn stretch(column: &Column<'_>) -> Option<RoleVerdict> {
    let why = |unit: TimeUnit| Note::once(NoteCode::RoleStretch, [unit.name().to_owned()]);
    match column.reading {
        Reading::Number(NumberStyle::Stretch(unit)) => Some(RoleVerdict::new(Role::Duration, why(unit))),
        Reading::Number(NumberStyle::Degrees) => None,
        Reading::Number(_) => {
            let word = column.header.word(vocabulary::STRETCH)?;
            let unit = column.header.leaf.iter().find_map(|word| TimeUnit::of_word(word, true))?;
            let verdict = RoleVerdict::new(Role::Duration, header_says(word)).because(why(unit));
            Some(verdict.or(if column.builder.whole { Role::Integer } else { Role::Decimal }))
        }
        _ => None,
    }
}

fn unit(column: &Column<'_>) -> Option<RoleVerdict> {
    let word = column.header.word(vocabulary::UNIT)?;
    // `Unit Kerja` is an office.
    if word.starts_with("unit") && column.header.leaf.len() > 1 && column.header.word("measure ukur satuan").is_none() {
        return None;
    }
    let words = column.reading == Reading::Text && column.profile.mean_length() <= 40.0;
    words.then(|| RoleVerdict::new(Role::Unit, header_says(word)))
}

/// Years, months, days, and stretches between.
#[inline(never)]
fn time(column: &Column<'_>) -> Option<RoleVerdict> {
    let (header, counts) = (&column.header, column.counts);
    let filled = column.profile.filled;
    if let Reading::Date(_) = column.reading {
        let monthly = counts.monthly * 2 > filled;
        let role = if monthly { Role::Period } else { Role::Date };
        return Some(RoleVerdict::new(role, column.cells(counts.fitting(column.reading))));
    }
    let period = header.word(vocabulary::PERIOD);
    let measured = column.measure.is_some();
    if column.nearly_all(counts.years) {
        if let Some(word) = period {
            return Some(
                RoleVerdict::new(Role::Period, header_says(word)).because(column.cells(counts.years)).or(Role::Year),
            );
        }
        if let Some(word) = header.word(vocabulary::YEAR) {
            return Some(RoleVerdict::new(Role::Year, header_says(word)).because(column.cells(counts.years)));
        }
        // Other numbers may lie there by chance, but not many of them and all.
        if !measured && !is_year_name(header) && filled >= 3 && column.profile.distinct <= 150 {
            return Some(RoleVerdict::new(Role::Year, column.cells(counts.years)).or(Role::Integer));
        }
    }
    // A total may stand below the months.
    let least = if header.word(vocabulary::MONTH).is_some() { 0.6 } else { 0.9 };
    let month_names = column.reading == Reading::Text
        && column.profile.share(|text| date::month_of(text.as_bytes()).is_some()) >= least;
    if month_names {
        return Some(RoleVerdict::new(Role::Month, column.cells(filled)));
    }
    if let Some(word) = header.word(vocabulary::MONTH)
        && column.nearly_all(counts.months)
        && !measured
    {
        return Some(RoleVerdict::new(Role::Month, header_says(word)).because(column.cells(counts.months)));
    }
    let temporal = period.or_else(|| header.word(vocabulary::MONTH)).or_else(|| header.word(vocabulary::YEAR));
    // `202602`.
    if let Some(word) = temporal
        && column.mostly(|text| text.len() == 6 && date::year_month(text.as_bytes()).is_some())
    {
        return Some(RoleVerdict::new(Role::Period, header_says(word)).because(column.cells(filled)));
    }
    if column.reading == Reading::Text && column.mostly(is_period) {
        return Some(RoleVerdict::new(Role::Period, column.cells(filled)));
    }
    if let Some(word) = period
        && !measured
    {
        let small = column.profile.range().is_some_and(|(low, high)| low >= 0.0 && high <= 60.0);
        let short = column.reading == Reading::Text && column.profile.mean_length() <= 30.0;
        if short || (small && column.profile.whole_share() >= 1.0) {
            return Some(RoleVerdict::new(Role::Period, header_says(word)));
        }
    }
    None
}

/// Whether a header is itself a year, as in tables with a column for every year.
fn is_year_name(header: &Header) -> bool {
    header.leaf.iter().any(|word| is_year(word))
}

/// Whether a text is a year of four digits.
fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u32| (1900..=2100).contains(&year))
}

/// Whether a text is a stretch of time: `Q1`, `TW II 2024`, `Semester 1`, `2023/2024`.
fn is_period(text: &str) -> bool {
    let folded = crate::base::text::fold(text);
    if let Some((from, to)) = folded.split_once(['/', '-', '–']) {
        return is_year(from.trim())
            && (is_year(to.trim()) || (to.trim().len() == 2 && to.trim().parse::<u8>().is_ok()));
    }
    let number = |text: &str| matches!(text, "1" | "2" | "3" | "4" | "i" | "ii" | "iii" | "iv");
    let mut words = folded.split([' ', '-', '.']).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let rest: Vec<&str> = words.collect();
    let kind = ["triwulan", "tw", "kuartal", "semester", "quarter", "caturwulan", "smt", "q"];
    if kind.contains(&first) {
        return rest.first().is_some_and(|word| number(word) || is_year(word));
    }
    let short = ["q", "tw"].into_iter().any(|start| first.strip_prefix(start).is_some_and(number));
    (short && rest.iter().all(|word| is_year(word)))
        || (is_year(first) && rest.first().is_some_and(|word| word.starts_with('q')))
}

/// Whether a text says of what kind a settlement is and no more: `Perkotaan`, `Kota + Desa`.
fn is_settlement(text: &str) -> bool {
    let folded = crate::base::text::fold(text);
    let mut words = folded.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| vocabulary::has(vocabulary::SETTLEMENTS, word))
}

/// Row numbers: a header that says so over whole numbers, or a column without a name that counts.
#[inline(never)]
fn row_number(column: &Column<'_>) -> Option<RoleVerdict> {
    let whole = column.counts.sum(&[Kind::Int, Kind::ZeroInt]) + column.counts.point_zero;
    // A feature's `id` may be 91-D.
    let unique = column.profile.distinct as u32 == column.profile.filled && column.reading == Reading::Code;
    if unique && column.header.only("id") {
        return Some(RoleVerdict::new(Role::Id, header_says("id")));
    }
    // `1.`, `2.`
    let dotted = |text: &str| text.strip_suffix(['.', ')']).is_some_and(|number| number.parse::<u32>().is_ok());
    if column.header.only(vocabulary::ROW_NUMBER) && !column.is_number() && column.mostly(dotted) {
        return Some(RoleVerdict::new(Role::Id, header_says(column.header.leaf.first()?)));
    }
    if !column.nearly_all(whole) {
        return None;
    }
    let run = Note::once(NoteCode::RoleSequence, []);
    if column.nameless || column.header.leaf.is_empty() {
        return column.profile.run.then(|| RoleVerdict::new(Role::Id, run));
    }
    if !column.header.only(vocabulary::ROW_NUMBER) {
        return None;
    }
    let differ = column.profile.distinct >= 2 || column.profile.filled == 1;
    let word = column.header.leaf.first()?;
    let verdict = RoleVerdict::new(Role::Id, header_says(word));
    differ.then(|| if column.profile.run { verdict.because(run) } else { verdict })
}

/// A column of codes of regions.
#[derive(Clone)]
struct CodeColumn {
    level: Level,
    verdict: RoleVerdict,
}

/// A column that may hold codes of regions, before its system is known.
struct Candidate {
    level: Level,
    /// The codes are the digits of one level only: `kdkec` 010.
    part: bool,
    system: Option<(System, Note)>,
    why: Note,
}

impl Sheet<'_> {
    /// The columns of codes of regions with their systems. What one column leaves open another of
    /// the same table decides.
    #[inline(never)]
    fn codes(&self) -> Vec<Option<CodeColumn>> {
        let mut candidates: Vec<Option<Candidate>> = (0..self.columns.len()).map(|at| self.candidate(at)).collect();
        // Parts of codes belong to regions only where the whole is one.
        let whole = candidates.iter().flatten().any(|candidate| !candidate.part);
        let odd = self.columns.iter().any(|column| {
            column.level == Some(Level::Province)
                && vocabulary::code_word(&column.header).is_some()
                && column.profile.filled > 0
                && codes::level(&column.profile.texts).is_none_or(|(_, share)| share < 0.9)
        });
        let padded = |at: usize| self.columns[at].counts.of(Kind::ZeroInt) > 0;
        for (at, candidate) in candidates.iter_mut().enumerate() {
            candidate.take_if(|candidate| candidate.part && (odd || !(whole || padded(at))));
        }
        let decided: Vec<(usize, System)> = candidates
            .iter()
            .enumerate()
            .filter_map(|(at, candidate)| Some((at, candidate.as_ref()?.system.as_ref()?.0)))
            .collect();
        let first = decided.first().copied();
        let agreed = first.filter(|(_, system)| decided.iter().all(|(_, other)| other == system));
        candidates
            .into_iter()
            .map(|candidate| {
                let candidate = candidate?;
                let both = [Role::CodeRegionBps, Role::CodeRegionKemendagri];
                let role = |system| if system == System::Bps { both[0] } else { both[1] };
                let other = |system| if system == System::Bps { both[1] } else { both[0] };
                let verdict = match (candidate.system, agreed) {
                    (Some((system, why)), _) => RoleVerdict::new(role(system), candidate.why).because(why),
                    (None, Some((at, system))) => {
                        let name = self.columns[at].header.all.join(" ");
                        RoleVerdict::new(role(system), candidate.why)
                            .because(Note::once(NoteCode::RoleNeighbour, [name]))
                            .or(other(system))
                    }
                    (None, None) => RoleVerdict::new(role(System::Bps), candidate.why)
                        .because(Note::once(NoteCode::RoleCodeOpen, []))
                        .or(other(System::Bps)),
                };
                Some(CodeColumn { level: candidate.level, verdict })
            })
            .collect()
    }

    /// Whether a column may hold codes of regions.
    #[inline(never)]
    fn candidate(&self, at: usize) -> Option<Candidate> {
        let column = &self.columns[at];
        let texts = &column.profile.texts;
        if column.profile.filled == 0 || matches!(column.reading, Reading::Date(_)) {
            return None;
        }
        let header = &column.header;
        let word = vocabulary::code_word(header);
        let named = vocabulary::level(header);
        if !column.of_names && word.is_none() {
            return None;
        }
        let found = codes::level(texts).filter(|(level, share)| {
            // `id` 11 to 97 may be anything, unless the names beside agree.
            *share >= 0.95
                && (*level > Level::Province || !header.only(vocabulary::ROW_NUMBER) || self.names_agree(column))
        });
        let (level, part, why) = match (word, named, found) {
            // `kdkab` 73 is a part, though 73 is a province, too.
            (Some(word), Some((level, _)), Some((seen, _))) if seen < level => {
                (level, column.profile.share(|text| text.len() <= 2) >= 0.9, header_says(word))
            }
            (Some(word), _, Some((seen, _))) if vocabulary::is_region_code(header) => (seen, false, header_says(word)),
            // Two digits below `Kecamatan` count districts, unless those of the provinces stand beside them.
            (None, Some((named, word)), Some((seen, _)))
                if column.reading != Reading::Text && (seen >= named || self.has_province_numbers()) =>
            {
                (seen, false, header_says(word))
            }
            // Numbers may look like codes by chance; twenty different ones of four digits do not.
            (None, None, Some((seen, _)))
                if column.nameless && seen > Level::Province && column.profile.distinct >= 20 =>
            {
                (seen, false, column.cells(column.profile.filled))
            }
            (Some(word), Some((level, _)), None)
                if level > Level::Province && column.mostly(|text| text.len() <= 4 && text.parse::<u32>().is_ok()) =>
            {
                (level, true, header_says(word))
            }
            _ => return None,
        };
        Some(Candidate { level, part, system: self.system(at, level, part), why })
    }

    /// Whether a column has the numbers of provinces below their name.
    fn has_province_numbers(&self) -> bool {
        self.columns.iter().any(|column| {
            column.level == Some(Level::Province)
                && column.reading != Reading::Text
                && codes::level(&column.profile.texts).is_some_and(|(_, share)| share >= 0.95)
        })
    }

    /// Whether the names in another column are those of the provinces with these codes.
    fn names_agree(&self, column: &Column<'_>) -> bool {
        let words = self.columns.iter().filter(|other| other.reading == Reading::Text);
        words
            .take(NEIGHBOURS)
            .any(|other| codes::are_of_names(&profile::pairs(column.builder, other.builder, self.arena)))
    }

    /// The system of a column's codes, as far as the column alone tells.
    #[inline(never)]
    fn system(&self, at: usize, level: Level, part: bool) -> Option<(System, Note)> {
        let column = &self.columns[at];
        if let Some((system, word)) = vocabulary::system(&column.header) {
            return Some((system, header_says(word)));
        }
        let shape = |system: System, text: String| {
            (system, Note::once(NoteCode::RoleCodeForm, [system.label().to_owned(), text]))
        };
        let texts = &column.profile.texts;
        if part {
            return codes::system_of_parts(level, texts)
                .map(|system| shape(system, texts.first().cloned().unwrap_or_default()));
        }
        if let Some((system, text, look)) = codes::system(texts)
            && look
        {
            return Some(shape(system, text));
        }
        // Names beside leave no doubt, sets of codes hardly any.
        if level == Level::Province {
            for other in self.columns.iter().filter(|other| other.reading == Reading::Text).take(NEIGHBOURS) {
                let pairs = profile::pairs(column.builder, other.builder, self.arena);
                if let Some((system, pair)) = codes::system_by_names(&pairs) {
                    return Some((system, Note::once(NoteCode::RoleCodeName, [system.label().to_owned(), pair])));
                }
            }
        }
        codes::system(texts)
            .map(|(system, text, _)| (system, Note::once(NoteCode::RoleCodeSet, [system.label().to_owned(), text])))
    }

    /// Names of regions, by the header or by the names.
    #[inline(never)]
    fn region_name(&self, at: usize, codes: &[Option<CodeColumn>]) -> Option<RoleVerdict> {
        let column = &self.columns[at];
        if column.reading != Reading::Text || !matches!(column.builder.building, Building::Text(_)) {
            return None;
        }
        let role = |level: Level| match level {
            Level::Province => Role::NameProvince,
            Level::Kabkota => Role::NameKabkota,
            Level::Kecamatan => Role::NameKecamatan,
            Level::Desa => Role::NameDesa,
        };
        let short = column.profile.mean_length() <= 40.0;
        if column.profile.share(is_settlement) >= 1.0 {
            return None;
        }
        if let Some((level, word)) = vocabulary::level(&column.header)
            && column.of_names
            && vocabulary::code_word(&column.header).is_none()
            && short
        {
            return Some(RoleVerdict::new(role(self.english(&column.header, level)), header_says(word)));
        }
        // `name` beside `code`.
        let any = column.nameless || vocabulary::is_any_name(&column.header);
        let unclear = column.measure.is_none() && column.header.word(vocabulary::FREE_TEXT).is_none();
        if any
            && short
            && !column.nameless
            && let Some((code, of)) = self.partner(at, codes)
        {
            let why = Note::once(NoteCode::RoleNeighbour, [self.columns[of].header.all.join(" ")]);
            return Some(RoleVerdict::new(role(code.level), why));
        }
        if !short || !unclear {
            return None;
        }
        let census = places::Census::of(&column.profile.texts);
        let note = |count: usize| {
            let sample = column.profile.texts.first().cloned().unwrap_or_default();
            Note {
                count: count as u64,
                ..Note::once(NoteCode::RolePlaces, [column.profile.texts.len().to_string(), sample])
            }
        };
        if let Some((level, count)) = census.level(if any { 0.6 } else { 0.8 }) {
            return Some(RoleVerdict::new(role(level), note(count)));
        }
        let below = vocabulary::is_region(&column.header) && census.below_one_province();
        if below || (any && census.bare_regencies()) {
            return Some(RoleVerdict::new(Role::NameKabkota, note(column.profile.texts.len())));
        }
        // "Wilayah" beside a column of kecamatan is the level above them.
        if !vocabulary::is_region(&column.header) {
            return None;
        }
        let named =
            |level: Level| self.columns.iter().position(|column| column.level == Some(level) && column.of_names);
        let above =
            [(Level::Kabkota, Level::Province), (Level::Kecamatan, Level::Kabkota), (Level::Desa, Level::Kecamatan)]
                .into_iter()
                .find_map(|(below, above)| Some((named(below)?, above)))?;
        let why = Note::once(NoteCode::RoleNeighbour, [self.columns[above.0].header.all.join(" ")]);
        Some(RoleVerdict::new(role(above.1), why))
    }

    /// The column of codes that belongs to a column of names: the one named alike, or the one left of
    /// it, or the only one.
    fn partner<'c>(&self, at: usize, codes: &'c [Option<CodeColumn>]) -> Option<(&'c CodeColumn, usize)> {
        // A code has one name, so far more names than codes are of something else.
        let names = self.columns[at].profile.distinct;
        // Of numbers only a sample was looked at.
        let fits = |of: &usize| {
            let code = &self.columns[*of];
            code.is_number() || names <= code.profile.distinct.saturating_mul(2).max(2)
        };
        // Names that a header says to be of that level leave none for others.
        let is_claimed = |level: Level| {
            let of_level =
                |other: &Column<'_>| other.reading == Reading::Text && other.of_names && other.level == Some(level);
            self.columns.iter().any(of_level)
        };
        let all = || {
            let codes = codes.iter().enumerate().filter_map(|(of, code)| Some((code.as_ref()?, of)));
            codes.filter(|(code, of)| fits(of) && !is_claimed(code.level))
        };
        let name = &self.columns[at].header;
        all()
            .find(|(_, of)| vocabulary::are_partners(name, &self.columns[*of].header))
            .or_else(|| all().find(|(_, of)| of + 1 == at))
            .or_else(|| all().next().filter(|_| all().count() == 1))
    }

    /// English tables call the same level by different words: beside cities, a district is a
    /// kecamatan and a subdistrict a kelurahan; without them they are one level higher.
    fn english(&self, header: &Header, level: Level) -> Level {
        let sub = header.leaf.windows(2).any(|pair| pair == ["sub", "district"]);
        if sub || header.word("subdistrict subdistricts").is_some() {
            return if self.english.city && self.english.district { Level::Desa } else { Level::Kecamatan };
        }
        if header.word("district districts").is_some() && !self.english.city && self.english.subdistrict {
            return Level::Kabkota;
        }
        level
    }
}
