//! Opening a source: a file's bytes or a portal's rows become a table. What cannot be had one way is
//! tried the other.

use std::collections::VecDeque;

use super::asking::{Driven, status_problem};
use super::late::{Finish, Given, Part};
use super::protocol::{Event, OpenSource, Output, Phase};
use super::{Desk, Effect, Input, Turn, is_sample, too_large};
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::ingest::book::{Format, Limits, recognise};
use crate::ingest::{Options, Reader, RecordBuilder};
use crate::portal::{self, Portal, Resource, RowPage};
use crate::table::{Reading, ResultColumn, ResultTable, Values};

/// Rows of a preview.
const PREVIEW_ROWS: usize = 1_000;
/// With fewer rows than a full preview, the first ones are shown after this long.
const PREVIEW_AFTER_MS: f64 = 400.0;
/// A chunk may reach over the reader's limit by less than this.
const SLACK_BYTES: u64 = 1 << 26;
/// By how many first bytes a file's format is told.
const HEAD_BYTES: usize = 4096;
/// Bytes of pasted text that are read per step.
const TEXT_BYTES: usize = 1 << 16;

/// A source being opened.
pub(super) struct Opening {
    readings: Vec<(String, Reading)>,
    /// The sheet or the archive's file that the person chose.
    sheet: Option<String>,
    /// The sheets there are, and which of them is read.
    sheets: (Vec<String>, usize),
    /// The ways that were not tried yet.
    ways: VecDeque<Way>,
    /// Why the first way failed: of all reasons it is the one to tell.
    first_problem: Option<Problem>,
    stage: Stage,
    previewed: bool,
    notes: Vec<Note>,
}

enum Way {
    Address(String),
    Rows(Box<(Portal, Resource)>),
    File(String),
    Text(String),
}

enum Stage {
    /// The next way is to be tried.
    Start,
    Bytes(Box<Bytes>),
    Rows(Box<Rows>),
    /// A file that is no delimited text is here as a whole.
    Whole(Whole),
    /// Delimited text or rows have ended.
    Ended(Box<Ended>),
    Finishing(Box<dyn Finish>),
}

/// A whole file, to be opened as sheets.
struct Whole {
    bytes: Vec<u8>,
    name: Option<String>,
    /// Whether it came out of an archive; archives in archives are not opened.
    inner: bool,
}

/// What is left to be finished.
enum Ended {
    Text(Reader),
    Rows(RecordBuilder),
}

/// A file being read.
struct Bytes {
    feed: Feed,
    into: Into,
    name: Option<String>,
    received: u64,
    of: Option<u64>,
}

/// What the bytes go into.
enum Into {
    /// Too few came to tell the format.
    Head(Vec<u8>),
    Text(Box<Reader>),
    /// A format that is read when it is here as a whole.
    Whole(Vec<u8>),
}

/// Where bytes come from.
enum Feed {
    /// From outside, by [`Input`]; the address, or nothing for a person's file.
    Outside(Option<String>),
    Sample(Box<dyn Iterator<Item = Vec<u8>>>),
    Text {
        text: String,
        at: usize,
    },
}

/// `DataStore` rows being read.
struct Rows {
    pages: Driven<portal::Rows>,
    builder: Option<RecordBuilder>,
    received: u64,
    total: Option<u64>,
}

impl Opening {
    pub(super) fn new(source: OpenSource, readings: Vec<(String, Reading)>, sheet: Option<String>) -> Self {
        Self {
            readings,
            sheet,
            sheets: (Vec::new(), 0),
            ways: ways(source),
            first_problem: None,
            stage: Stage::Start,
            previewed: false,
            notes: Vec::new(),
        }
    }

    /// Whether [`Opening::step`] has something to do.
    pub(super) fn is_ready(&self, given: Given) -> bool {
        match &self.stage {
            Stage::Start | Stage::Finishing(_) => true,
            Stage::Whole(_) | Stage::Ended(_) => self.awaits().iter().all(|part| given.has(*part)),
            Stage::Bytes(bytes) => !matches!(bytes.feed, Feed::Outside(_)),
            Stage::Rows(rows) => rows.pages.is_ready(),
        }
    }

    /// The parts of the engine without which it does not go on.
    pub(super) fn awaits(&self) -> &'static [Part] {
        match &self.stage {
            Stage::Whole(_) => &[Part::Books, Part::Late],
            Stage::Ended(_) => &[Part::Late],
            Stage::Start | Stage::Bytes(_) | Stage::Rows(_) | Stage::Finishing(_) => &[],
        }
    }

    /// Asks for the parts that it awaits and that are not here.
    fn ask_for_parts(&self, desk: &mut Desk<'_>) {
        for part in self.awaits() {
            if !desk.given.has(*part) {
                desk.effect(Effect::Need(*part));
            }
        }
    }

    /// Whether bytes are awaited from outside.
    pub(super) fn is_fetching(&self) -> bool {
        match &self.stage {
            Stage::Start | Stage::Whole(_) | Stage::Ended(_) | Stage::Finishing(_) => false,
            Stage::Bytes(bytes) => matches!(bytes.feed, Feed::Outside(_)),
            Stage::Rows(rows) => rows.pages.is_fetching(),
        }
    }

    /// Takes what came in from outside.
    pub(super) fn input(&mut self, input: Input<'_>, desk: &mut Desk<'_>) -> Turn {
        match &mut self.stage {
            Stage::Start | Stage::Whole(_) | Stage::Ended(_) | Stage::Finishing(_) => Turn::Again,
            Stage::Rows(rows) => {
                rows.pages.input(input, desk);
                desk.progress(Phase::Reading, rows.received, rows.total, rows.received);
                Turn::Again
            }
            Stage::Bytes(bytes) => {
                let Feed::Outside(address) = &bytes.feed else { return Turn::Again };
                match input {
                    Input::Head { status, length, .. } => {
                        bytes.of = length.filter(|length| *length > 0);
                        match address.as_ref().and_then(|address| status_problem(status, address)) {
                            Some(problem) => {
                                desk.effect(Effect::Abort { id: desk.id });
                                self.fail(problem)
                            }
                            None => Turn::Again,
                        }
                    }
                    Input::Chunk(chunk) => match self.read(chunk, desk) {
                        Ok(()) if self.is_full() => {
                            desk.effect(Effect::Abort { id: desk.id });
                            self.end_of_bytes(desk)
                        }
                        Ok(()) => Turn::Again,
                        Err(problem) => {
                            desk.effect(Effect::Abort { id: desk.id });
                            self.fail(problem)
                        }
                    },
                    Input::End => self.end_of_bytes(desk),
                    Input::Failed(problem) => self.fail(problem),
                }
            }
        }
    }

    /// Goes on with what does not come from outside.
    pub(super) fn step(&mut self, budget_cells: usize, desk: &mut Desk<'_>) -> Turn {
        match &mut self.stage {
            Stage::Start => self.start(desk),
            Stage::Finishing(finishing) => {
                desk.progress(Phase::Inferring, 0, None, 0);
                match finishing.step(budget_cells) {
                    None => Turn::Again,
                    Some(Ok(table)) => {
                        let (notes, sheets) = (std::mem::take(&mut self.notes), std::mem::take(&mut self.sheets));
                        Turn::Done(Ok(Output::Table(desk.tables.insert(table, notes, sheets))))
                    }
                    Some(Err(problem)) => self.fail(problem),
                }
            }
            Stage::Whole(_) => self.open_whole(desk),
            Stage::Ended(_) => self.finish(desk),
            Stage::Bytes(bytes) => match &mut bytes.feed {
                Feed::Outside(_) => Turn::Again,
                Feed::Sample(chunks) => match chunks.next() {
                    Some(chunk) => self.read_or_fail(&chunk, desk),
                    None => self.end_of_bytes(desk),
                },
                Feed::Text { text, at } => {
                    let end = at.saturating_add(TEXT_BYTES).min(text.len());
                    // A chunk may end within a character; readers must bear that anyway.
                    let chunk = text.as_bytes().get(*at..end).unwrap_or_default().to_vec();
                    *at = end;
                    if chunk.is_empty() { self.end_of_bytes(desk) } else { self.read_or_fail(&chunk, desk) }
                }
            },
            Stage::Rows(rows) => match rows.pages.step(desk) {
                None => Turn::Again,
                Some(Ok(page)) => self.page(page, desk),
                Some(Err(problem)) => self.fail(problem),
            },
        }
    }

    /// Tries the next way.
    fn start(&mut self, desk: &mut Desk<'_>) -> Turn {
        let Some(way) = self.ways.pop_front() else {
            let problem = self.first_problem.take().unwrap_or_else(|| Problem::new(ProblemCode::NoDataStore));
            return Turn::Done(Err(problem));
        };
        desk.progress(Phase::Connecting, 0, None, 0);
        let (feed, name) = match way {
            Way::Rows(of) => {
                let Some(late) = desk.given.late else { return self.fail(Problem::new(ProblemCode::NoDataStore)) };
                let pages = Driven::new((late.portals.rows)(&of.0, &of.1));
                self.stage = Stage::Rows(Box::new(Rows { pages, builder: None, received: 0, total: None }));
                return Turn::Again;
            }
            Way::Address(url) if is_sample(&url) => {
                match desk.given.late.and_then(|late| (late.portals.sample_file)(&url)) {
                    Some(chunks) => (Feed::Sample(chunks), file_name(&url)),
                    None => return self.fail(Problem::new(ProblemCode::NotFound).arg(url)),
                }
            }
            Way::Address(url) => {
                if !url.starts_with("https://") && !url.starts_with("http://") {
                    return self.fail(Problem::new(ProblemCode::BadAddress).arg(url));
                }
                let name = file_name(&url);
                // The reader stops at its own limit and keeps what it has read.
                let max_bytes = Options::default().max_bytes.saturating_add(SLACK_BYTES);
                desk.effect(Effect::Fetch { id: desk.id, url: url.clone(), max_bytes, post: None });
                (Feed::Outside(Some(url)), name)
            }
            Way::File(name) => {
                desk.effect(Effect::ReadFile { id: desk.id });
                (Feed::Outside(None), Some(name))
            }
            Way::Text(text) => (Feed::Text { text, at: 0 }, None),
        };
        let of = if let Feed::Text { text, .. } = &feed { Some(text.len() as u64) } else { None };
        self.stage = Stage::Bytes(Box::new(Bytes { feed, into: Into::Head(Vec::new()), name, received: 0, of }));
        Turn::Again
    }

    fn read_or_fail(&mut self, chunk: &[u8], desk: &mut Desk<'_>) -> Turn {
        match self.read(chunk, desk) {
            Ok(()) if self.is_full() => self.end_of_bytes(desk),
            Ok(()) => Turn::Again,
            Err(problem) => self.fail(problem),
        }
    }

    /// Whether the reader has reached its limit and takes no more.
    fn is_full(&self) -> bool {
        match &self.stage {
            Stage::Bytes(bytes) => matches!(&bytes.into, Into::Text(reader) if reader.is_full()),
            _ => false,
        }
    }

    fn options(&self, name: Option<String>) -> Options {
        Options { name, readings: self.readings.clone(), ..Options::default() }
    }

    fn read(&mut self, chunk: &[u8], desk: &mut Desk<'_>) -> Result<(), Problem> {
        let options = |name: &Option<String>| Options {
            name: name.clone(),
            readings: self.readings.clone(),
            ..Options::default()
        };
        let Stage::Bytes(bytes) = &mut self.stage else { return Ok(()) };
        bytes.received += chunk.len() as u64;
        // A compressed answer announces fewer bytes than it has.
        let of = bytes.of.filter(|of| bytes.received <= *of);
        match &mut bytes.into {
            Into::Head(head) => {
                head.extend_from_slice(chunk);
                if head.len() >= HEAD_BYTES {
                    let head = std::mem::take(head);
                    bytes.into = begin(head, options(&bytes.name))?;
                }
            }
            Into::Whole(whole) => {
                let limit = Limits::default().bytes;
                if bytes.received > limit {
                    return Err(too_large(limit));
                }
                whole.extend_from_slice(chunk);
            }
            Into::Text(reader) => reader.feed(chunk)?,
        }
        let rows = match &bytes.into {
            Into::Text(reader) => {
                let rows = reader.rows_so_far();
                let enough = rows >= PREVIEW_ROWS as u64 || (rows > 0 && desk.elapsed_ms() >= PREVIEW_AFTER_MS);
                if !self.previewed
                    && enough
                    && let Some(rows) = reader.preview(PREVIEW_ROWS)
                {
                    self.previewed = true;
                    desk.effect(Effect::Post(Event::Preview { id: desk.id, rows }));
                }
                rows
            }
            Into::Head(_) | Into::Whole(_) => 0,
        };
        desk.progress(Phase::Reading, bytes.received, of, rows);
        Ok(())
    }

    fn end_of_bytes(&mut self, desk: &mut Desk<'_>) -> Turn {
        let Stage::Bytes(bytes) = std::mem::replace(&mut self.stage, Stage::Start) else { return Turn::Again };
        let Bytes { into, name, received, .. } = *bytes;
        let into = match into {
            Into::Head(head) => match begin(head, self.options(name.clone())) {
                Ok(into) => into,
                Err(problem) => return self.fail(problem),
            },
            into => into,
        };
        match into {
            Into::Text(reader) => {
                desk.progress(Phase::Inferring, received, Some(received), reader.rows_so_far());
                self.stage = Stage::Ended(Box::new(Ended::Text(*reader)));
            }
            Into::Head(bytes) | Into::Whole(bytes) => {
                desk.progress(Phase::Inferring, received, Some(received), 0);
                self.stage = Stage::Whole(Whole { bytes, name, inner: false });
            }
        }
        self.ask_for_parts(desk);
        Turn::Again
    }

    /// Opens a file that is here as a whole: one of its sheets, or one of an archive's files.
    fn open_whole(&mut self, desk: &mut Desk<'_>) -> Turn {
        let (Some(books), Some(late)) = (desk.given.books, desk.given.late) else { return Turn::Again };
        let Stage::Whole(Whole { bytes, name, inner }) = std::mem::replace(&mut self.stage, Stage::Start) else {
            return Turn::Again;
        };
        let book = match (books.open)(&bytes) {
            Ok(book) => book,
            Err(problem) => return self.fail(problem),
        };
        let names = if book.sheets.is_empty() {
            told_apart(book.entries.iter().map(|entry| entry.name.as_str()))
        } else {
            told_apart(book.sheets.iter().map(|sheet| sheet.name.as_str()))
        };
        let wanted = self.sheet.as_ref().and_then(|wanted| names.iter().position(|name| name == wanted));
        if book.sheets.is_empty() {
            // The first file that looks like data; never a document or a picture beside it.
            let data = |format: Format| !matches!(format, Format::Pdf | Format::Image | Format::Zip | Format::Gzip);
            let first = book.entries.iter().position(|entry| data(entry.format));
            let Some(entry) = wanted.or(first).and_then(|at| book.entries.get(at).map(|entry| (at, entry.index)))
            else {
                return self.fail(Problem::new(ProblemCode::NoRows));
            };
            if inner {
                return self.fail(Problem::new(ProblemCode::UnsupportedFormat));
            }
            let bytes = match (books.extract)(&bytes, entry.1) {
                Ok(bytes) => bytes,
                Err(problem) => return self.fail(problem),
            };
            let name = names.get(entry.0).cloned().or(name);
            if names.len() > 1 {
                self.sheets = (names, entry.0);
            }
            self.notes.extend(book.notes);
            return self.open_entry(bytes, name);
        }
        let at = wanted.unwrap_or_else(|| (books.choose)(&book));
        let Some(sheet) = book.sheets.get(at) else { return self.fail(Problem::new(ProblemCode::NoRows)) };
        if self.sheets.0.is_empty() && names.len() > 1 {
            self.sheets = (names, at);
        }
        self.notes.extend(book.notes);
        match (late.read_sheet)(sheet, bytes.len() as u64, self.options(name)) {
            Ok(finishing) => {
                self.stage = Stage::Finishing(finishing);
                Turn::Again
            }
            Err(problem) => self.fail(problem),
        }
    }

    /// Goes on with a file out of an archive.
    fn open_entry(&mut self, bytes: Vec<u8>, name: Option<String>) -> Turn {
        match begin(bytes, self.options(name.clone())) {
            Ok(Into::Text(reader)) => {
                self.stage = Stage::Ended(Box::new(Ended::Text(*reader)));
            }
            Ok(Into::Head(bytes) | Into::Whole(bytes)) => self.stage = Stage::Whole(Whole { bytes, name, inner: true }),
            Err(problem) => return self.fail(problem),
        }
        Turn::Again
    }

    /// Begins to finish what has ended.
    fn finish(&mut self, desk: &mut Desk<'_>) -> Turn {
        let Some(late) = desk.given.late else { return Turn::Again };
        let Stage::Ended(ended) = std::mem::replace(&mut self.stage, Stage::Start) else { return Turn::Again };
        let finishing = match *ended {
            Ended::Text(reader) => Ok((late.finish)(reader)),
            Ended::Rows(rows) => (late.finish_rows)(rows, self.readings.clone()),
        };
        match finishing {
            Ok(finishing) => {
                self.stage = Stage::Finishing(finishing);
                Turn::Again
            }
            Err(problem) => self.fail(problem),
        }
    }

    fn page(&mut self, page: RowPage, desk: &mut Desk<'_>) -> Turn {
        let Stage::Rows(rows) = &mut self.stage else { return Turn::Again };
        let first = rows.builder.is_none();
        if first && !page.done && !self.previewed && !page.records.is_empty() {
            self.previewed = true;
            desk.effect(Effect::Post(Event::Preview { id: desk.id, rows: preview(&page) }));
        }
        let builder = rows.builder.get_or_insert_with(|| RecordBuilder::new(&page.fields));
        rows.received += page.records.len() as u64;
        rows.total = page.total.or(rows.total);
        for note in page.notes {
            merge_note(&mut self.notes, note);
        }
        builder.push(page.records);
        desk.progress(Phase::Reading, rows.received, rows.total, rows.received);
        let limit = Options::default().max_rows;
        let is_full = rows.received >= limit;
        if !page.done && !is_full {
            return Turn::Again;
        }
        // The client says itself when a portal gave fewer rows than it announced; that reading stops
        // here it cannot know.
        if !page.done {
            self.notes.push(Note::once(NoteCode::Truncated, [limit.to_string()]));
        }
        desk.progress(Phase::Inferring, rows.received, Some(rows.received), rows.received);
        let Some(builder) = rows.builder.take() else { return Turn::Again };
        self.stage = Stage::Ended(Box::new(Ended::Rows(builder)));
        self.ask_for_parts(desk);
        Turn::Again
    }

    /// Goes over to the next way, where another way can help, or gives up.
    fn fail(&mut self, problem: Problem) -> Turn {
        let is_final = self.ways.is_empty() || !another_way_helps(problem.code);
        let first = self.first_problem.take().unwrap_or(problem);
        if is_final {
            return Turn::Done(Err(first));
        }
        self.first_problem = Some(first);
        self.notes.clear();
        self.sheets = (Vec::new(), 0);
        self.stage = Stage::Start;
        Turn::Again
    }
}

/// Names of sheets by which each can be asked for again: those without a name, and those with one that
/// another has, get their number.
fn told_apart<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for (at, name) in names.enumerate() {
        let name = name.trim();
        let number = format!("#{}", at + 1);
        told.push(match name {
            "" => number,
            name if told.iter().any(|other| other == name) => format!("{name} {number}"),
            name => name.to_owned(),
        });
    }
    told
}

/// What a file's bytes go into, by its first ones.
fn begin(head: Vec<u8>, options: Options) -> Result<Into, Problem> {
    if recognise(&head) == Format::Csv {
        let mut reader = Reader::new(options);
        reader.feed(&head)?;
        return Ok(Into::Text(Box::new(reader)));
    }
    Ok(Into::Whole(head))
}

/// The ways to a source, the best first.
fn ways(source: OpenSource) -> VecDeque<Way> {
    let mut ways = VecDeque::new();
    match source {
        OpenSource::Url(url) => ways.push_back(Way::Address(url.trim().to_owned())),
        OpenSource::File { name } => ways.push_back(Way::File(name)),
        OpenSource::Text(text) => ways.push_back(Way::Text(text)),
        OpenSource::Resource { portal, resource, prefer_rows } => {
            let url = resource.url.clone();
            // Rows are also the first choice for a file that is no delimited text (they are its table without
            // titles and notes), and for one that the portal writes from the rows: it has lost their types and
            // has `_id` as a column.
            let is_dump = url.as_deref().is_some_and(|url| url.contains("/datastore/dump/"));
            let rows_first =
                prefer_rows || url.is_none() || (resource.datastore && (is_dump || !resource.format.is_text()));
            let has_rows = prefer_rows || url.is_none() || resource.datastore;
            ways.extend(url.map(Way::Address));
            if has_rows {
                let rows = Way::Rows(Box::new((portal, resource)));
                if rows_first {
                    ways.push_front(rows);
                } else {
                    ways.push_back(rows);
                }
            }
        }
    }
    ways
}

/// Whether a problem of one way leaves hope for the other: not when the person is offline or has
/// cancelled, and not when the data are there but too large.
const fn another_way_helps(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::Refused
            | ProblemCode::Unreachable
            | ProblemCode::MixedContent
            | ProblemCode::Timeout
            | ProblemCode::BrokenOff
            | ProblemCode::HttpStatus
            | ProblemCode::NotFound
            | ProblemCode::Forbidden
            | ProblemCode::BadAddress
            | ProblemCode::BadQuery
            | ProblemCode::BadAnswer
            | ProblemCode::NoDataStore
            | ProblemCode::EmptyFile
            | ProblemCode::NoRows
            | ProblemCode::HtmlInsteadOfData
            | ProblemCode::UnsupportedFormat
            | ProblemCode::PdfFile
            | ProblemCode::PictureFile
            | ProblemCode::BrokenFile
            | ProblemCode::ProtectedFile
            | ProblemCode::NotText
    )
}

/// The file name that an address ends with.
fn file_name(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path.rsplit('/').next().unwrap_or_default();
    Some(name.to_owned()).filter(|name| !name.is_empty())
}

/// The first rows of a page as raw text.
fn preview(page: &RowPage) -> ResultTable {
    let columns = page.fields.iter().enumerate().map(|(at, (name, _))| ResultColumn {
        name: name.clone(),
        values: Values::Text(
            page.records.iter().take(PREVIEW_ROWS).map(|record| record.get(at).cloned().flatten()).collect(),
        ),
    });
    ResultTable { columns: columns.collect() }
}

/// Adds a note to those of the same kind about the same thing.
fn merge_note(notes: &mut Vec<Note>, note: Note) {
    match notes.iter_mut().find(|own| own.code == note.code && own.args == note.args) {
        Some(own) => {
            own.count += note.count;
            own.rows.extend(note.rows);
            own.rows.truncate(5);
        }
        None => notes.push(note),
    }
}
