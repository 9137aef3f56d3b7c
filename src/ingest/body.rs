//! The body of a table while its text comes in: records, rows and columns in the making.

pub(super) mod below;

use std::borrow::Cow;

use crate::base::date::DateStyle;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::base::number::NumberStyle;
use crate::base::text::trim;
use crate::table::{
    About, Arena, Building, ColumnBuilder, Counts, GiveBack, Keeper, Outcome, Reading, Record, ResultColumn,
    ResultTable, Rows, SLOT, Shape, Source, Span, Splitter, Values, first_of,
};

use below::Second;

use super::book::Merge;
use super::header::{self, Header, Unique};
use super::infer::{self, Declared};
use super::names::nameless;
use super::wrapped::Wrapped;
use super::{MAX_COLUMNS, Options, dialect, sniff};

/// How much decoded text is looked at before the header and the first guesses are made.
const WARM_UP: usize = 1 << 16;

/// How much text is read before room is made for what is announced: smaller files do without.
const FIRST_PART: usize = 1 << 20;

/// How many rows of a sheet are read before room is made for the others: smaller sheets do without.
const FIRST_ROWS: usize = 20_000;

/// Room is made for the rows of a sheet for so many times the bytes of its file at most.
const ROOM_SHARE: u64 = 4;

/// Or for so many times the bytes of the packed rows, where a number takes one at least.
const ROOM_PACKED: u64 = 10;

/// The most room made beforehand, in bytes. A file that announces more than it has costs no more than this.
const MOST_ROOM: u64 = 256 << 20;

/// A record longer than this is no record of a table.
const MAX_RECORD: usize = 8 << 20;

/// How many rows a note names.
pub(super) const NOTED_ROWS: usize = 5;

/// The text read so far and the columns built from it.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each with its own reader")]
pub(super) struct Body {
    pub(super) arena: Arena,
    /// Text of our own making, of which only what the columns do not give back goes to the arena.
    own: Option<Own>,
    /// Lines that stand in quotes as a whole.
    pub(super) wrapped: Option<Wrapped>,
    /// Where the unfinished record starts in the arena's last chunk, or in the text of our own.
    start: usize,
    pub(super) splitter: Splitter,
    /// The line feed of a pair whose carriage return ended the record before.
    skip_feed: bool,
    /// Quotes are ordinary characters in the unfinished record.
    bare: bool,
    pub(super) delimiter: Option<u8>,
    pub(super) header: Header,
    /// Records so far, blank ones included.
    records: u64,
    pub(super) rows: Rows,
    pub(super) names: Vec<String>,
    unique: Unique,
    /// Columns of the header, before any were added for longer records.
    pub(super) width: usize,
    pub(super) builders: Vec<ColumnBuilder>,
    /// Columns that are read another way by now, as they were read first, where they give back cells.
    pub(super) first: Vec<(usize, Building)>,
    full: bool,
    blank: Blank,
    /// Bytes of a file that is not read as text.
    file: u64,
    /// Bytes that a row takes at most beside its text.
    row_bytes: u64,
    /// Columns from this one on may lack cells of rows that are there: short records leave them out, and they are
    /// made when the column gets its next cell, all at once. Otherwise a thousand columns would grow by doubling.
    behind: usize,
    /// Room for what is announced was made, or need not be.
    roomy: bool,
    /// Records without any text are rows, not blank lines.
    keep_blank: bool,
    pub(super) short: Tally,
    pub(super) long: Tally,
    pub(super) breaks: Tally,
    pub(super) unclosed: Tally,
    pub(super) notes: Vec<Note>,
    pub(super) about: About,
    pub(super) declared: Vec<Option<Declared>>,
    /// Merged cells of a sheet, for the names of its columns.
    merges: Vec<Merge>,
    /// The first column that the header names, and its label there.
    label: Option<(usize, String)>,
    /// The record before was blank.
    after_blank: bool,
    /// Records that repeat the header, as printed tables do on every page.
    pub(super) repeated: Tally,
    /// What stands below the table and belongs to another one.
    second: Option<Second>,
}

impl Default for Body {
    fn default() -> Self {
        Self {
            arena: Arena::default(),
            own: None,
            wrapped: None,
            start: 0,
            splitter: Splitter::new(b','),
            skip_feed: false,
            bare: false,
            delimiter: None,
            header: Header::default(),
            records: 0,
            rows: Rows::default(),
            names: Vec::new(),
            unique: Unique::default(),
            width: 0,
            builders: Vec::new(),
            first: Vec::new(),
            full: false,
            blank: Blank::default(),
            file: 0,
            row_bytes: 0,
            behind: usize::MAX,
            roomy: false,
            keep_blank: false,
            short: Tally::default(),
            long: Tally::default(),
            breaks: Tally::default(),
            unclosed: Tally::default(),
            notes: Vec::new(),
            about: About::default(),
            declared: Vec::new(),
            merges: Vec::new(),
            label: None,
            after_blank: false,
            repeated: Tally::default(),
            second: None,
        }
    }
}

/// Text of our own making on its way into the table.
#[derive(Debug, Default)]
struct Own {
    /// What is not yet taken in.
    text: String,
    keeper: Keeper,
}

/// The text that is not yet taken in, from a place on.
#[inline]
fn open<'a>(arena: &'a Arena, own: Option<&'a Own>, from: usize) -> &'a str {
    match own {
        None => arena.open_from(from),
        Some(own) => own.text.get(from..).unwrap_or_default(),
    }
}

impl GiveBack for Body {
    fn width(&self) -> usize {
        self.builders.len()
    }

    fn give_back<'a>(&'a self, arena: &'a Arena, row: usize, column: usize) -> Cow<'a, str> {
        let building = first_of(&self.first, column).or_else(|| Some(&self.builders.get(column)?.building));
        building.map(|building| building.raw(arena, row)).unwrap_or_default()
    }
}

/// Cells that are there only because other records have them. A few bytes could ask for gigabytes of them: one
/// long record among a million short ones.
#[derive(Debug, Default)]
struct Blank {
    /// How many there are.
    cells: u64,
    /// Bytes that they take.
    bytes: u64,
}

impl Blank {
    /// Bytes that they may take in any table.
    const FREE: u64 = 24 << 20;
    /// Where they take more, a table may take so many times the bytes that it is read from, and those.
    const TIMES: u64 = 6;
    /// A cell that is written takes so many bytes at least in a file that is not compressed.
    const WRITTEN: u64 = 5;
    /// Bytes of a cell of a column that is added for a longer record.
    const ADDED: u64 = size_of::<u32>() as u64;

    /// Bytes that a table which is read from so many may take.
    const fn most(source: u64) -> u64 {
        Self::FREE.saturating_add(Self::TIMES.saturating_mul(source))
    }

    /// Whether so many more may be made in a table of so many bytes that is read from so many; counts them then.
    const fn allow(&mut self, cells: u64, bytes: u64, table: u64, source: u64) -> bool {
        let fits = self.bytes + bytes <= Self::FREE || table + bytes <= Self::most(source);
        if fits {
            self.cells += cells;
            self.bytes += bytes;
        }
        fits
    }
}

/// Makes the cells that columns lack of rows that are there.
#[inline(never)]
fn catch_up(builders: &mut [ColumnBuilder], from: usize, end: usize, rows: usize) {
    for builder in builders.iter_mut().take(end).skip(from) {
        builder.push_missing(rows - builder.len());
    }
}

/// A count of records with the first few of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    count: u64,
    rows: Vec<u64>,
}

impl Tally {
    fn add(&mut self, record: u64) {
        self.count += 1;
        if self.rows.len() < NOTED_ROWS {
            self.rows.push(record);
        }
    }

    pub(super) fn note(self, code: NoteCode) -> Option<Note> {
        (self.count > 0).then_some(Note { code, count: self.count, rows: self.rows, args: Vec::new() })
    }
}

impl Body {
    /// A body whose columns are known beforehand, for rows that come one by one.
    pub(super) fn of_fields(fields: Vec<(String, Option<Declared>)>) -> Self {
        let mut body = Self { delimiter: Some(b','), keep_blank: true, ..Self::default() };
        for (name, declared) in fields.into_iter().take(MAX_COLUMNS) {
            let reading = match declared {
                Some(Declared::Number | Declared::Share) => Reading::Number(NumberStyle::Plain),
                Some(Declared::Date) => Reading::Date(DateStyle::Iso),
                None => Reading::Text,
            };
            let name = body.unique.name(name);
            body.names.push(name);
            body.builders.push(ColumnBuilder::new(reading));
            body.declared.push(declared);
        }
        body.width = body.names.len();
        body.weigh();
        body
    }

    /// A body for the cells of a sheet, whose header is yet to be found. `declared` says which columns
    /// hold numbers of the file's own.
    pub(super) fn of_grid(declared: Vec<Option<Declared>>, merges: Vec<Merge>) -> Self {
        Self { declared, merges, ..Self::default() }
    }

    /// The same, for cells that were no text before, of a file of so many bytes: only what the columns do not give
    /// back is kept of them.
    #[must_use]
    pub(super) fn kept_in_part(self, file: u64) -> Self {
        Self { own: Some(Own::default()), rows: Rows::of_kept(), file, ..self }
    }

    /// Says what delimiter the source has, where the text is of our own making.
    pub(super) fn set_delimiter(&mut self, delimiter: &str) {
        delimiter.clone_into(&mut self.about.delimiter);
    }

    /// Says which record of the source the next one is, 1-based.
    pub(super) const fn set_record(&mut self, number: u64) {
        self.records = number.saturating_sub(1);
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Whether a limit was reached.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Says what the text was decoded from.
    pub(super) fn describe(&mut self, bytes: u64, encoding: &str, mut notes: Vec<Note>) {
        self.about.bytes = bytes;
        encoding.clone_into(&mut self.about.encoding);
        notes.append(&mut self.notes);
        self.notes = notes;
    }

    fn truncate(&mut self, limit: String) {
        if !self.full {
            self.full = true;
            self.notes.push(Note::once(NoteCode::Truncated, [limit]));
        }
    }

    /// Makes so many cells beside those that a record spells out, or ends the table with a note.
    pub(super) fn allow_blank(&mut self, cells: u64) -> bool {
        // A cell as the others are: which columns it is for is not asked.
        let bytes = cells * self.row_bytes / (self.builders.len() as u64).max(1);
        self.allow_blank_bytes(cells, bytes)
    }

    #[inline(never)]
    fn allow_blank_bytes(&mut self, cells: u64, bytes: u64) -> bool {
        let (rows, columns) = (self.rows.len() as u64, self.builders.len() as u64);
        let source = if self.own.is_some() {
            self.file.max((rows * columns).saturating_sub(self.blank.cells) * Blank::WRITTEN)
        } else {
            u64::from(self.arena.open_address(self.start))
        };
        let fits = self.blank.allow(cells, bytes, rows * self.row_bytes, source);
        if !fits {
            self.full = true;
            self.notes.push(Note::once(NoteCode::TooManyCells, [(rows * columns).to_string()]));
        }
        fits
    }

    /// Finds what a row takes at most beside its text.
    fn weigh(&mut self) {
        let columns = self.builders.iter().map(ColumnBuilder::most_row_bytes).sum::<usize>();
        self.row_bytes = (columns + Rows::ROW_BYTES) as u64;
    }

    /// Takes decoded text.
    pub(super) fn append(&mut self, text: &str, options: &Options) -> Result<(), Problem> {
        if self.own.is_some() {
            return self.append_own(text, options);
        }
        match &mut self.wrapped {
            None => self.append_lines(text, options),
            Some(wrapped) => {
                let text = wrapped.take(text);
                self.append_lines(&text, options)
            }
        }
    }

    /// Takes decoded text whose lines are not wrapped, or no longer.
    fn append_lines(&mut self, mut text: &str, options: &Options) -> Result<(), Problem> {
        // Below this a chunk counts as full. Larger than any character.
        const LEAST_ROOM: usize = 4096;
        while !text.is_empty() && !self.full {
            // A full chunk ends where its unfinished record starts, and that record moves on. One that
            // is longer than a chunk makes its chunk longer.
            if self.arena.room() < LEAST_ROOM && self.start > 0 && self.delimiter.is_some() {
                if !self.arena.rotate(self.start, SLOT) {
                    self.truncate("4 GB".to_owned());
                    return Ok(());
                }
                self.start = 0;
            }
            let room = self.arena.room();
            let (piece, rest) = text.split_at(floor_boundary(text, if room < LEAST_ROOM { SLOT } else { room }));
            self.arena.push(piece);
            text = rest;
            if self.delimiter.is_none() && self.arena.open_from(0).len() >= WARM_UP {
                self.begin(false, options)?;
                if self.wrapped.is_some() {
                    self.scan(false, options)?;
                    return self.append(text, options);
                }
            }
            if self.delimiter.is_some() {
                self.scan(false, options)?;
            }
            if !self.roomy && self.start >= FIRST_PART {
                self.roomy = true;
                self.make_announced_room(options);
            }
        }
        Ok(())
    }

    /// Takes text of our own making.
    #[inline(never)]
    fn append_own(&mut self, text: &str, options: &Options) -> Result<(), Problem> {
        let Some(own) = &mut self.own else { return Ok(()) };
        if text.len() > MAX_RECORD {
            return Err(Problem::new(ProblemCode::TooLarge).arg(format!("{} MB", MAX_RECORD >> 20)));
        }
        own.text.push_str(text);
        if self.delimiter.is_none() {
            if own.text.len() < WARM_UP {
                return Ok(());
            }
            self.begin(false, options)?;
        }
        self.scan(false, options)?;
        if let Some(own) = &mut self.own {
            own.text.drain(..self.start);
            self.start = 0;
        }
        Ok(())
    }

    /// Makes room for the rows that are still to come, going by those of the first part. Columns that grow
    /// bit by bit are copied again and again, and the browser's memory grows in as many steps.
    fn make_announced_room(&mut self, options: &Options) {
        let (read, rows) = (self.start as u64, self.rows.len() as u64);
        let announced = options.announced.unwrap_or(0).min(options.max_bytes);
        let mut expected = (rows.saturating_mul(announced) / read.max(1)).min(options.max_rows);
        if self.blank.cells > 0 {
            expected = expected.min(self.most_rows(announced));
        }
        // A fiftieth more, for the first part is no average.
        let coming = (expected + expected / 50).saturating_sub(rows);
        let row = self.builders.iter().map(ColumnBuilder::row_bytes).sum::<usize>() + Rows::ROW_BYTES;
        let room = announced.saturating_sub(read) + coming.saturating_mul(row as u64);
        if coming == 0 || room > MOST_ROOM {
            return;
        }
        // Taken once and given back, so that the memory grows once; the compiler must not see through it.
        let mut all = Vec::<u8>::new();
        let is_there = all.try_reserve_exact(room as usize).is_ok();
        drop(std::hint::black_box(all));
        if is_there {
            self.make_room(coming as usize);
        }
    }

    /// How many rows a table may have that is read from so many bytes, if they are made of cells that nobody wrote.
    fn most_rows(&self, source: u64) -> u64 {
        Blank::most(source) / self.row_bytes.max(1)
    }

    /// Makes room for the rows of a sheet that are still to come, after the first ones: `all` are said to be there. Their
    /// cells took so many bytes; files that are damaged claim rows that they do not have.
    pub(super) fn make_sheet_room(&mut self, all: usize, packed: u64) {
        let rows = self.rows.len();
        if self.roomy || rows < FIRST_ROWS && rows as u64 * self.row_bytes < FIRST_PART as u64 {
            return;
        }
        self.roomy = true;
        let coming = all.saturating_sub(rows);
        let most = self.file.saturating_mul(ROOM_SHARE).max(packed.saturating_mul(ROOM_PACKED));
        let fits = (coming as u64).saturating_mul(self.row_bytes) <= most;
        let most_rows = usize::try_from(self.most_rows(self.file)).unwrap_or(usize::MAX);
        self.make_room(if fits { coming } else { coming.min(most_rows.saturating_sub(rows)) });
    }

    /// Makes room for so many further rows.
    fn make_room(&mut self, rows: usize) {
        self.rows.reserve(rows);
        let all = self.rows.len() + rows;
        for builder in &mut self.builders {
            builder.reserve(all.saturating_sub(builder.len()));
        }
    }

    /// Ends the text at the limit of bytes. The record that the limit cuts is left out, for a number
    /// of which the last digits are missing is a wrong number.
    pub(super) fn cut(&mut self, options: &Options) -> Result<(), Problem> {
        if self.delimiter.is_none() {
            self.begin(false, options)?;
            self.scan(false, options)?;
        }
        self.truncate(format!("{} MB", options.max_bytes / 1_000_000));
        Ok(())
    }

    /// Ends the text.
    pub(super) fn end(&mut self, options: &Options) -> Result<(), Problem> {
        if self.delimiter.is_none() {
            self.begin(true, options)?;
        }
        let last = self.wrapped.as_mut().map(Wrapped::end).unwrap_or_default();
        self.append_lines(&last, options)?;
        if !self.full {
            self.scan(true, options)?;
        }
        catch_up(&mut self.builders, self.behind, usize::MAX, self.rows.len());
        if self.rows.len() == 0 {
            let blank = self.names.is_empty();
            return Err(Problem::new(if blank { ProblemCode::EmptyFile } else { ProblemCode::NoRows }));
        }
        // Records of a format that names its columns have nothing below them.
        if !self.keep_blank {
            self.set_footer_aside();
        }
        self.tell_second();
        Ok(())
    }

    /// Takes the quotes off lines that stand in them as a whole, in what is known of the text.
    fn unwrap(&mut self, complete: bool, options: &Options) {
        let text = self.arena.open_from(0);
        let Some(mut wrapped) = Wrapped::find(text, complete, options.delimiter) else { return };
        let mut lines = wrapped.take(text);
        if complete {
            lines.push_str(&wrapped.end());
        }
        self.arena.replace_open(lines);
        self.wrapped = Some(wrapped);
    }

    /// Finds delimiter, header and first guesses in what is known of the text.
    fn begin(&mut self, complete: bool, options: &Options) -> Result<(), Problem> {
        if self.own.is_none() {
            self.unwrap(complete, options);
        }
        let all = open(&self.arena, self.own.as_ref(), 0);
        let text = all.get(..floor_boundary(all, WARM_UP)).unwrap_or(all);
        let complete = complete && text.len() == all.len();
        if sniff::is_binary(text) {
            return Err(Problem::new(ProblemCode::NotText));
        }
        let delimiter = options.delimiter.unwrap_or_else(|| dialect::delimiter(text, complete));
        let mut sample = dialect::sample(text, delimiter, complete);
        // The hint line of spreadsheets is no record of the table.
        if text.starts_with("sep=")
            && let Some(first) = sample.first_mut()
        {
            first.clear();
        }
        if sample.iter().map(Vec::len).max().unwrap_or(0) > MAX_COLUMNS {
            return Err(Problem::new(ProblemCode::TooLarge).arg(MAX_COLUMNS.to_string()));
        }
        let header = header::find(&sample, &self.merges);
        let names = header.names.clone();
        self.declared.resize(names.len(), None);

        let mut counts = vec![Counts::default(); names.len()];
        for record in sample.iter().skip(header.data) {
            for (field, counts) in record.iter().zip(&mut counts) {
                counts.add_cell(trim(field).as_bytes(), 1, 0);
            }
        }
        let columns: Vec<(&str, &Counts, Option<Declared>)> = names
            .iter()
            .zip(&counts)
            .zip(&self.declared)
            .map(|((name, counts), declared)| (name.as_str(), counts, *declared))
            .collect();
        let verdicts = infer::decide(&columns, &[]);
        self.builders = names
            .iter()
            .zip(verdicts)
            .map(|(name, verdict)| match chosen(&options.readings, name) {
                Some(reading) => ColumnBuilder::new(reading).without(verdict.beside),
                None => ColumnBuilder::new(verdict.reading).without(verdict.beside),
            })
            .collect();
        self.weigh();
        self.width = names.len();
        // They are unique already; this is for those that longer records may add.
        self.names = names.into_iter().map(|name| self.unique.name(name)).collect();
        self.splitter = Splitter::new(delimiter);
        self.delimiter = Some(delimiter);
        self.about.delimiter = char::from(delimiter).to_string();
        self.about.header = header.first as u64..header.end as u64;
        self.label = sample.get(header.first).filter(|_| header.end > header.first).and_then(|record| {
            let filled = record.iter().enumerate().map(|(at, field)| (at, trim(field)));
            let (at, label) = filled.into_iter().find(|(_, label)| !label.is_empty())?;
            // A year at the head of a column may stand in its cells, too.
            Shape::of_cell(label.as_bytes()).is_words().then(|| (at, label.to_owned()))
        });
        self.header = header;
        Ok(())
    }

    /// Splits what is known into records and takes them in.
    fn scan(&mut self, last: bool, options: &Options) -> Result<(), Problem> {
        while !self.full {
            let text = open(&self.arena, self.own.as_ref(), self.start);
            if self.skip_feed && !text.is_empty() {
                self.skip_feed = false;
                if text.starts_with('\n') {
                    self.start += 1;
                    continue;
                }
            }
            if text.is_empty() {
                return Ok(());
            }
            match self.splitter.run(text.as_bytes(), last) {
                Outcome::Record { length, lone_return } => {
                    let record = self.records;
                    self.records += 1;
                    if record >= self.header.data as u64 {
                        if self.rows.len() as u64 >= options.max_rows {
                            if !is_blank(text, &self.splitter) {
                                self.truncate(options.max_rows.to_string());
                            }
                        } else {
                            self.take(record + 1);
                        }
                    }
                    self.start += length;
                    self.skip_feed = lone_return;
                    self.bare = false;
                    self.splitter.reset();
                }
                Outcome::More => {
                    if self.splitter.seen() > MAX_RECORD {
                        return Err(Problem::new(ProblemCode::TooLarge).arg(format!("{} MB", MAX_RECORD >> 20)));
                    }
                    return Ok(());
                }
                Outcome::Unclosed => {
                    self.unclosed.add(self.records + 1);
                    self.bare = true;
                    self.splitter.without_quotes();
                }
            }
        }
        Ok(())
    }

    /// Takes in the record that the splitter has just split; `number` is its 1-based number.
    fn take(&mut self, number: u64) {
        let text = open(&self.arena, self.own.as_ref(), self.start);
        if !self.keep_blank && is_blank(text, &self.splitter) {
            self.after_blank = true;
            return;
        }
        let after_blank = std::mem::take(&mut self.after_blank);
        if let Some(second) = &mut self.second {
            second.add(number, text, &self.splitter);
            return;
        }
        if self.is_header_again(text) {
            if self.repeats_header(text) {
                self.repeated.add(number);
                return;
            }
            if after_blank && self.rows.len() > 0 {
                self.second = Some(Second { first: number, count: 1, remarks: Vec::new() });
                return;
            }
        }
        let (before, columns) = (self.rows.len(), self.builders.len());
        let mut end = self.splitter.fields.len();
        if end > columns {
            // Empty fields beyond the last column are only careless.
            let filled = |span: &Span| !trim(&span.text(text)).is_empty();
            end = self.splitter.fields.iter().rposition(filled).map_or(0, |at| at + 1).clamp(columns, MAX_COLUMNS);
        }
        let added = (end.saturating_sub(columns) * before) as u64;
        if end < columns && !self.allow_blank((columns - end) as u64)
            || added > 0 && !self.allow_blank_bytes(added, added * Blank::ADDED)
        {
            return;
        }
        if self.behind < end {
            catch_up(&mut self.builders, self.behind, end, before);
            self.behind = usize::MAX;
        }
        for index in columns..end {
            let name = self.unique.name(nameless(index));
            let mut builder = ColumnBuilder::new(Reading::Text);
            builder.push_missing(before);
            self.names.push(name);
            self.builders.push(builder);
            self.declared.push(None);
        }
        if end > columns {
            self.weigh();
        }
        let address = if let Some(Own { text, keeper }) = &mut self.own {
            let text = text.get(self.start..).unwrap_or_default();
            let Some(address) = keeper.take(&mut self.arena, &mut self.builders, &self.splitter.fields, text) else {
                self.truncate("4 GB".to_owned());
                return;
            };
            address
        } else {
            let address = self.arena.open_address(self.start);
            let record = Record { arena: &self.arena, address, text: self.arena.open_from(self.start) };
            for (builder, &span) in self.builders.iter_mut().zip(&self.splitter.fields) {
                builder.push(record, span);
            }
            address
        };
        self.rows.push(address, number, self.bare);
        if self.splitter.breaks {
            self.breaks.add(number);
        }
        if end > columns || self.splitter.surplus > 0 {
            self.long.add(number);
        }
        if end < columns {
            // A format that names its columns need not spell out those at the end.
            if end < self.width && !self.keep_blank {
                self.short.add(number);
            }
            self.behind = end;
        }
    }

    /// Where the raw cells are found.
    pub(super) fn source(&self) -> Source<'_> {
        Source { arena: &self.arena, rows: &self.rows, columns: self }
    }

    pub(super) fn preview(&self, rows: usize) -> Option<ResultTable> {
        self.delimiter?;
        let mut splitter = self.splitter.clone();
        let mut columns: Vec<Vec<Option<String>>> = vec![Vec::new(); self.names.len()];
        for row in 0..self.rows.len().min(rows) {
            let raw = self.source().row(row, &mut splitter);
            for (index, column) in columns.iter_mut().enumerate() {
                column.push(Some(raw.get(index).into_owned()).filter(|cell| !cell.is_empty()));
            }
        }
        let columns = self
            .names
            .iter()
            .zip(columns)
            .map(|(name, values)| ResultColumn { name: name.clone(), values: Values::Text(values) })
            .collect();
        Some(ResultTable { columns })
    }
}

/// The reading that the person chose for a column.
pub(super) fn chosen(readings: &[(String, Reading)], name: &str) -> Option<Reading> {
    readings.iter().find(|(chosen, _)| chosen == name).map(|(_, reading)| *reading)
}

/// Whether every field of the record just split is empty.
#[inline]
fn is_blank(text: &str, splitter: &Splitter) -> bool {
    splitter.fields.iter().all(|span| span.is_empty() || trim(&span.text(text)).is_empty())
}

/// The largest length up to a limit at which a text may be cut.
fn floor_boundary(text: &str, limit: usize) -> usize {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// A text for a note, not too long.
pub(super) fn shorten(text: &str) -> String {
    const LONGEST: usize = 160;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
