//! The worker's table: raw text of every cell, typed columns, and what is known of both.
//!
//! Memory: the raw text once (in the [`Arena`]), or of cells that were no text to begin with what the
//! columns do not say of them (see [`super::kept`]), 4 bytes a row for where it starts, and the columns
//! as described in [`super::column`]. A file of 1,000,000 rows and 10 columns of 100 MB takes about
//! 160 MB.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::base::date;
use crate::base::note::{Note, NoteCode};
use crate::base::text::trim;

use super::arena::Arena;
use super::column::{Building, Column, ColumnBuilder, canonical_code, read_number, shrink};
use super::kept::{self, GiveBack, Source};
use super::marks::{MarkCounts, explained};
use super::notation::{self, Beside};
use super::shape::{Counts, Kind, Shape, kinds_of};
use super::split::{Outcome, Splitter};
use super::{Evidence, Field, Reading, Sample, Unfold};

/// Where the rows lie and what their record numbers are.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// The address of each row's record.
    starts: Vec<u32>,
    /// Rows from which on the record number is no longer the one before plus one.
    jumps: Vec<(u32, u64)>,
    /// Rows whose quotes are ordinary characters, in order.
    bare: Vec<u32>,
    next: u64,
    /// Records hold only those cells that their columns do not give back: see [`kept`].
    kept: bool,
}

impl Rows {
    /// Rows whose records hold only what is to be kept of them.
    pub(crate) fn of_kept() -> Self {
        Self { kept: true, ..Self::default() }
    }

    /// Whether records hold only what is to be kept of them.
    #[inline]
    pub(crate) const fn are_kept(&self) -> bool {
        self.kept
    }

    /// The address of a row's record.
    pub(super) fn address(&self, row: usize) -> u32 {
        self.starts.get(row).copied().unwrap_or(0)
    }

    /// What a row takes, in bytes.
    pub(crate) const ROW_BYTES: usize = size_of::<u32>();

    /// Makes room for further rows, if there is any.
    pub(crate) fn reserve(&mut self, rows: usize) {
        // Without it the rows find their room one by one.
        self.starts.try_reserve_exact(rows).ok();
    }

    /// Adds a row: its address, its 1-based record number, whether its quotes are ordinary.
    #[inline]
    pub(crate) fn push(&mut self, address: u32, record: u64, bare: bool) {
        let row = self.starts.len() as u32;
        if record != self.next {
            self.jumps.push((row, record));
        }
        self.next = record + 1;
        if bare {
            self.bare.push(row);
        }
        self.starts.push(address);
    }

    /// Takes the last row away.
    pub(crate) fn pop(&mut self) {
        self.starts.pop();
        let rows = self.starts.len() as u32;
        self.jumps.retain(|(row, _)| *row < rows);
        self.bare.retain(|row| *row < rows);
        self.next = rows.checked_sub(1).map_or(0, |last| self.record(last as usize) + 1);
    }

    /// How many rows.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The 1-based record number of a row.
    pub(crate) fn record(&self, row: usize) -> u64 {
        let at = self.jumps.partition_point(|(from, _)| *from as usize <= row);
        match at.checked_sub(1).and_then(|at| self.jumps.get(at)) {
            Some((from, record)) => record + (row - *from as usize) as u64,
            None => row as u64 + 1,
        }
    }

    fn shrink(&mut self) {
        shrink(&mut self.starts);
        shrink(&mut self.jumps);
    }
}

/// A table that the worker owns. The page never sees it.
#[derive(Debug)]
pub struct Table {
    fields: Vec<Field>,
    columns: Columns,
    notes: Vec<Note>,
    arena: Arc<Arena>,
    rows: Rows,
    pub(super) about: About,
    /// Reused for re-splitting; a clone is cheap beside splitting a row.
    pub(super) splitter: Splitter,
}

/// Columns and what they give back.
#[derive(Debug)]
struct Columns {
    now: Vec<Column>,
    /// Columns that are read another way by now, as they were read first: what records leave out of them they give
    /// back.
    first: Vec<(usize, Column)>,
}

impl GiveBack for Columns {
    fn width(&self) -> usize {
        self.now.len()
    }

    fn give_back<'a>(&'a self, _: &'a Arena, row: usize, column: usize) -> Cow<'a, str> {
        kept::first_of(&self.first, column)
            .or_else(|| self.now.get(column))
            .map(|column| column.raw(row))
            .unwrap_or_default()
    }
}

/// What is known of a table's source.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    pub(crate) bytes: u64,
    pub(crate) encoding: String,
    /// As shown; empty for rows that were never delimited text.
    pub(crate) delimiter: String,
    pub(crate) header: Range<u64>,
    pub(crate) footer: Range<u64>,
    pub(crate) totals: Vec<u32>,
    /// Columns that the header names.
    pub(crate) width: usize,
    pub(crate) unfold: Option<Unfold>,
    /// What stands above and below the table, which may explain its marks.
    pub(crate) lines: Vec<String>,
}

impl Table {
    /// Puts a table together. The columns must be as many as the fields and as long as the rows.
    #[inline(never)]
    pub(crate) fn assemble(parts: Parts) -> Self {
        let Parts { mut arena, mut rows, fields, builders, first, notes, about, delimiter } = parts;
        arena.close();
        rows.shrink();
        let arena = Arc::new(arena);
        let columns = Columns {
            now: builders.into_iter().map(|builder| builder.building.finish(&arena)).collect(),
            first: first.into_iter().map(|(column, first)| (column, first.finish(&arena))).collect(),
        };
        Self { fields, columns, notes, arena, rows, about, splitter: Splitter::new(delimiter) }
    }

    /// The columns' names and readings, in file order.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// How many rows of data.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Oddities met while reading.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The index of the column of a name.
    pub fn column_index(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// The values of a column.
    ///
    /// # Panics
    ///
    /// When there is no such column, as indexing a slice does; take indices from
    /// [`Self::column_index`] or [`Self::fields`].
    pub fn column(&self, index: usize) -> &Column {
        &self.columns.now[index]
    }

    /// Bytes of the source.
    pub fn bytes(&self) -> u64 {
        self.about.bytes
    }

    /// The encoding found, such as `UTF-8`.
    pub fn encoding(&self) -> &str {
        &self.about.encoding
    }

    /// The delimiter found, such as `,`; empty for rows of a `DataStore`.
    pub fn delimiter(&self) -> &str {
        &self.about.delimiter
    }

    /// The 0-based records that make up the header; empty when there is none.
    pub fn header_records(&self) -> Range<u64> {
        self.about.header.clone()
    }

    /// The 0-based records that were set aside below the data; empty when there are none.
    pub fn footer_records(&self) -> Range<u64> {
        self.about.footer.clone()
    }

    /// Rows that look like totals among the parts, in order.
    pub fn total_rows(&self) -> &[u32] {
        &self.about.totals
    }

    /// How columns can become rows, or became them.
    pub const fn unfold(&self) -> Option<&Unfold> {
        self.about.unfold.as_ref()
    }

    /// What stands above and below the rows in the source, as far as it may explain marks.
    pub(crate) fn lines(&self) -> &[String] {
        &self.about.lines
    }

    /// Adds what was odd on the way to the table.
    pub fn add_note(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// Says how columns became rows.
    pub(crate) fn set_unfold(&mut self, unfold: Option<Unfold>) {
        self.about.unfold = unfold;
    }

    /// The columns' names and readings, to say more of them.
    pub(crate) fn fields_mut(&mut self) -> &mut [Field] {
        &mut self.fields
    }

    /// The 1-based record number of a row in the source, header and title records counted.
    pub fn source_record(&self, row: usize) -> u64 {
        self.rows.record(row)
    }

    /// The raw text of a cell, exactly as in the source; empty when there is no such cell.
    pub fn raw(&self, row: usize, column: usize) -> String {
        self.source().cell(row, column, &mut self.splitter.clone())
    }

    /// The raw texts of a row, one for each column.
    pub fn raw_row(&self, row: usize) -> Vec<String> {
        let mut splitter = self.splitter.clone();
        let raw = self.source().row(row, &mut splitter);
        (0..self.fields.len()).map(|column| raw.get(column).into_owned()).collect()
    }

    /// Where the raw cells are found.
    pub(super) fn source(&self) -> Source<'_> {
        Source { arena: &self.arena, rows: &self.rows, columns: &self.columns }
    }

    /// Reads a column another way, from its raw text. Its evidence and notes are made anew.
    pub fn reread(&mut self, column: usize, reading: Reading) {
        let Some(before) = self.fields.get(column).cloned() else {
            return;
        };
        let mut counts = self.shapes(column);
        // Who says that they are numbers says that their marks are marks.
        let marks = matches!(reading, Reading::Number(_)) || !before.evidence.marks.is_empty();
        let marked = counts.settle(marks).filter(|_| marks && reading != Reading::Text);
        let sizes = notation::reads_sizes(&counts, reading);
        if sizes {
            counts.settle_sizes();
        }
        let mut builder = ColumnBuilder::new(reading).without(Beside { marks, sizes });
        let mut splitter = self.splitter.clone();
        for row in 0..self.rows.len() {
            self.source().push(row, &mut splitter, [(column, &mut builder)]);
        }
        if reading == Reading::Code {
            builder.make_canonical(&self.arena, strips_point_zero(&counts));
        }
        let mut alternatives: Vec<Reading> = Vec::new();
        let known = [before.reading].into_iter().chain(before.evidence.alternatives.iter().copied());
        for other in known.filter(|other| *other != reading) {
            if !alternatives.contains(&other) {
                alternatives.push(other);
            }
        }
        let evidence = Evidence {
            alternatives,
            // What the column is about does not change with how it is read, if it can be read so at all.
            role: before.evidence.role.clone().filter(|verdict| verdict.role.fits(reading)),
            marks: self.marks(&before, marked.as_deref(), &builder),
            notation: notation::notes(&before.name, &counts, reading),
            ..evidence(
                &counts,
                reading,
                marked.as_deref(),
                |row| self.raw(row as usize, column),
                self.rows.len() as u32,
            )
        };
        self.notes.retain(|note| {
            let of_cells = matches!(
                note.code,
                NoteCode::UnreadCells
                    | NoteCode::AmbiguousNumbers
                    | NoteCode::AmbiguousDates
                    | NoteCode::MarkedFigures
                    | NoteCode::SizeWords
                    | NoteCode::SizeMissing
            );
            !(of_cells && note.args.first() == Some(&before.name))
        });
        let of_cells = evidence.marks.iter().filter(|note| note.code == NoteCode::MarkedFigures);
        self.notes.extend(of_cells.cloned());
        self.notes.extend(evidence.notation.iter().filter(|note| note.code == NoteCode::SizeMissing).cloned());
        if builder.unread > 0 {
            self.notes.push(unread_note(&before.name, &builder, &self.rows));
        }
        let whole = builder.whole && matches!(reading, Reading::Number(_));
        if let Some(slot) = self.columns.now.get_mut(column) {
            let before = std::mem::replace(slot, builder.building.finish(&self.arena));
            if self.rows.kept && kept::first_of(&self.columns.first, column).is_none() {
                self.columns.first.push((column, before));
            }
        }
        if let Some(field) = self.fields.get_mut(column) {
            *field = Field { name: before.name, reading, whole, evidence };
        }
    }

    /// The shapes of a column's raw cells.
    fn shapes(&self, column: usize) -> Counts {
        let mut counts = Counts::default();
        let mut splitter = self.splitter.clone();
        for row in 0..self.rows.len() {
            let cell = self.source().row(row, &mut splitter).get(column);
            counts.add_cell(trim(&cell).as_bytes(), 1, row as u32);
        }
        counts
    }

    /// The marks of a column's figures, and what is known of its header's.
    fn marks(&self, before: &Field, counts: Option<&MarkCounts>, builder: &ColumnBuilder) -> Vec<Note> {
        let of_header = before.evidence.marks.iter().filter(|note| note.code == NoteCode::MarkedHeader).cloned();
        let of_cells = counts.map(|counts| marked_notes(&before.name, counts, &self.about.lines, builder, &self.rows));
        of_cells.unwrap_or_default().into_iter().chain(of_header).collect()
    }

    /// Bytes of memory that the table takes.
    pub fn heap_bytes(&self) -> usize {
        self.arena.heap_bytes()
            + self.rows.starts.capacity() * 4
            + self.rows.jumps.capacity() * 16
            + self.columns.now.iter().map(Column::heap_bytes).sum::<usize>()
            + self.columns.first.iter().map(|(_, first)| first.heap_bytes()).sum::<usize>()
            + self.fields.iter().map(|field| size_of::<Field>() + field.name.capacity()).sum::<usize>()
    }
}

/// What a table is put together from.
pub(crate) struct Parts {
    pub(crate) arena: Arena,
    pub(crate) rows: Rows,
    pub(crate) fields: Vec<Field>,
    pub(crate) builders: Vec<ColumnBuilder>,
    /// Columns as they were read first, where records are kept in part and a column was read again.
    pub(crate) first: Vec<(usize, Building)>,
    pub(crate) notes: Vec<Note>,
    pub(crate) about: About,
    pub(crate) delimiter: u8,
}

/// Splits the record of a row into the splitter's fields and answers its text.
pub(super) fn split_row<'a>(arena: &'a Arena, rows: &Rows, row: usize, splitter: &mut Splitter) -> &'a str {
    splitter.reset();
    let Some(&address) = rows.starts.get(row) else {
        return "";
    };
    let text = arena.from(address);
    if rows.kept {
        kept::find(text, &mut splitter.fields);
        return text;
    }
    if rows.bare.binary_search(&(row as u32)).is_ok() {
        splitter.without_quotes();
    }
    match splitter.run(text.as_bytes(), true) {
        Outcome::Record { .. } => text,
        // It was split before with the same outcome, so this does not happen.
        Outcome::More | Outcome::Unclosed => {
            splitter.reset();
            ""
        }
    }
}

/// Whether a code column's whole numbers were spoiled to `32.0` by an export, all or nearly all of them.
pub(crate) fn strips_point_zero(counts: &Counts) -> bool {
    let numbers = counts.sum(&[Kind::Int, Kind::ZeroInt]) + counts.point_zero;
    counts.point_zero > 0 && numbers == counts.filled()
}

/// The note about cells of a column that do not fit its reading.
pub(crate) fn unread_note(name: &str, builder: &ColumnBuilder, rows: &Rows) -> Note {
    Note {
        code: NoteCode::UnreadCells,
        count: builder.unread,
        rows: builder.unread_rows.iter().take(5).map(|row| rows.record(*row as usize)).collect(),
        args: vec![name.to_owned()],
    }
}

/// The notes about a column's figures that are read without their marks: one for each mark, with the line that
/// explains it.
#[inline(never)]
pub(crate) fn marked_notes(
    name: &str,
    counts: &MarkCounts,
    lines: &[String],
    builder: &ColumnBuilder,
    rows: &Rows,
) -> Vec<Note> {
    let mut places = builder.marked_rows.clone();
    if places.is_empty() {
        places.extend(counts.first);
    }
    // Which of several marks a row has is not kept.
    if counts.marks().count() > 1 {
        places.clear();
    }
    let note = |(mark, count): (&str, u32)| Note {
        code: NoteCode::MarkedFigures,
        count: u64::from(count),
        rows: places.iter().take(5).map(|row| rows.record(*row as usize)).collect(),
        args: vec![name.to_owned(), mark.to_owned(), says(mark, lines)],
    };
    counts.marks().map(note).collect()
}

/// The line that explains a mark, or nothing.
pub(crate) fn says(mark: &str, lines: &[String]) -> String {
    explained(mark, lines.iter().map(String::as_str)).unwrap_or_default().to_owned()
}

/// Why a reading was chosen: counts, and samples that show its style; `marked` are the figures with marks that
/// are read without them.
#[inline(never)]
pub(crate) fn evidence(
    counts: &Counts,
    reading: Reading,
    marked: Option<&MarkCounts>,
    raw: impl Fn(u32) -> String,
    rows: u32,
) -> Evidence {
    use Kind::{
        Comma, CommaGroups, CommaGroupsPoint, CommaThree, DateDay, DateEither, DateIso, DateMonth, DateSame, DotGroups,
        DotGroupsComma, DotThree, Dotted, Int, Missing, Phone, Point, Text, Word, ZeroInt,
    };
    // The most telling first, within what fits; then what does not fit, then what is missing.
    const ORDER: [Kind; 20] = [
        DotGroupsComma,
        CommaGroupsPoint,
        DotGroups,
        CommaGroups,
        Comma,
        Point,
        DotThree,
        CommaThree,
        DateDay,
        DateMonth,
        DateEither,
        DateIso,
        DateSame,
        ZeroInt,
        Dotted,
        Phone,
        Word,
        Text,
        Int,
        Missing,
    ];
    let fits = kinds_of(reading);
    let words = matches!(reading, Reading::Text | Reading::Code);
    let mut chosen: Vec<u32> = marked.and_then(|marked| marked.first).into_iter().collect();
    if let (Reading::Number(style), Some(noted)) = (reading, &counts.noted) {
        chosen.extend(noted.rows(style));
    }
    chosen.retain(|row| *row < rows);
    chosen.truncate(2);
    let sizes = notation::reads_sizes(counts, reading);
    let mut choose = |kinds: &mut dyn Iterator<Item = Kind>, most: usize| {
        for kind in kinds {
            if chosen.len() < most
                && let Some(row) = counts.first(kind)
                && row < rows
                && !chosen.contains(&row)
            {
                chosen.push(row);
            }
        }
    };
    choose(&mut ORDER.into_iter().filter(|kind| fits.contains(kind) || (words && *kind != Missing)), 2);
    choose(&mut ORDER.into_iter().filter(|kind| !fits.contains(kind) && *kind != Missing), 3);
    choose(&mut ORDER.into_iter().filter(|kind| *kind != Missing), 3);
    choose(&mut [Missing].into_iter(), 3);
    let strip = reading == Reading::Code && strips_point_zero(counts);
    let samples = chosen
        .into_iter()
        .map(|row| {
            let raw = raw(row);
            let read = understand(&raw, reading, strip, Beside { marks: marked.is_some(), sizes });
            Sample { raw, read }
        })
        .collect();
    Evidence {
        filled: u64::from(counts.filled()),
        missing: u64::from(counts.of(Missing)),
        fitting: u64::from(counts.fitting(reading)),
        telling: u64::from(counts.telling(reading)),
        samples,
        alternatives: Vec::new(),
        ambiguous: false,
        role: None,
        marks: Vec::new(),
        notation: Vec::new(),
    }
}

/// What a raw cell is read as: ISO date, plain number or text; `None` when missing or unread.
fn understand(raw: &str, reading: Reading, strip_point_zero: bool, beside: Beside) -> Option<String> {
    let cell = trim(raw);
    if Shape::of_cell(cell.as_bytes()).kind == Kind::Missing {
        return None;
    }
    match reading {
        Reading::Text => Some(cell.to_owned()),
        Reading::Code => Some(canonical_code(cell, strip_point_zero, beside.marks).into_owned()),
        Reading::Number(style) => read_number(cell, style, beside).map(|value| value.to_string()),
        Reading::Date(style) => date::parse(cell, style).map(date::iso),
    }
}

/// Fills in the shapes of a text column from its dictionary, entries `from..` as far as the budget
/// goes; answers where to go on, or `None` when done.
pub(crate) fn count_shapes(
    builder: &mut ColumnBuilder,
    arena: &Arena,
    frequencies: &Frequencies,
    from: usize,
    budget: usize,
) -> Option<usize> {
    let Building::Text(text) = &builder.building else {
        return None;
    };
    let end = text.entries().min(from.saturating_add(budget));
    for code in from..end {
        let (cell, missing) = text.entry(arena, code);
        let count = frequencies.counts.get(code).copied().unwrap_or(0);
        if !missing && count > 0 {
            let row = frequencies.firsts.get(code).copied().unwrap_or(0);
            builder.counts.add_cell(cell.as_bytes(), count, row);
        }
    }
    (end < text.entries()).then_some(end)
}

/// How often each code of a column occurs, and where first.
#[derive(Debug, Default)]
pub(crate) struct Frequencies {
    counts: Vec<u32>,
    firsts: Vec<u32>,
}

impl Frequencies {
    /// Counts the codes of a text column in the making and enters the missing cells into its shapes;
    /// for the other kinds it does nothing, for they were counted cell by cell.
    pub(crate) fn of(builder: &mut ColumnBuilder) -> Self {
        let Building::Text(text) = &mut builder.building else {
            return Self::default();
        };
        text.end();
        let mut counts = vec![0_u32; text.entries()];
        let mut firsts = vec![0_u32; text.entries()];
        let mut missing = 0;
        let mut first_missing = 0;
        for (row, code) in text.codes().iter().enumerate() {
            let Some(count) = counts.get_mut(code as usize) else {
                if missing == 0 {
                    first_missing = row as u32;
                }
                missing += 1;
                continue;
            };
            if *count == 0
                && let Some(first) = firsts.get_mut(code as usize)
            {
                *first = row as u32;
            }
            *count += 1;
        }
        builder.counts = Counts::default();
        if missing > 0 {
            builder.counts.add(Shape::MISSING, missing, first_missing);
        }
        Self { counts, firsts }
    }
}
