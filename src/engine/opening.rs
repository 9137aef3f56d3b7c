//! Opening a source: a file's bytes or a portal's rows become a table. What cannot be had one way is
//! tried the other.

use std::collections::VecDeque;

use super::asking::{Driven, status_problem};
use super::late::{Books, Finish, Given, Late, Part};
use super::protocol::{Event, OpenSource, Output, Phase};
use super::registry::Sheets;
use super::uniting::Several;
use super::ways::{Way, another_way_helps, file_name, ways};
use super::{Desk, Effect, Input, Turn, is_sample, too_large};
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::ingest::book::{Book, Format, Limits, recognise};
use crate::ingest::{Encoding, Options, Reader, RecordBuilder};
use crate::portal::ladder::{Step as Rung, Trouble};
use crate::portal::{self, RowPage};
use crate::table::{ALL_SHEETS, Form, Reading, ResultColumn, ResultTable, Table, Values};

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
    wishes: Wishes,
    /// The name by which the columns' roles are told, once it is known.
    title: Option<String>,
    /// Whether columns became rows already.
    unfolded: bool,
    /// The sheets there are, and which of them is read.
    sheets: Sheets,
    /// The ways that were not tried yet.
    ways: VecDeque<Way>,
    /// Why the first way failed: of all reasons it is the one to tell.
    first_problem: Option<Problem>,
    /// The way that is tried now.
    rung: Rung,
    /// The ways tried before, with what stood in them.
    tried: Vec<(Rung, Trouble)>,
    /// Whether it is told which way led to the table: there is a choice for a portal's resource alone.
    tells_way: bool,
    stage: Stage,
    previewed: bool,
    notes: Vec<Note>,
}

/// How the person wants it read.
struct Wishes {
    readings: Vec<(String, Reading)>,
    form: Form,
}

impl Wishes {
    /// Rows that are taken at most.
    fn max_rows(&self) -> u64 {
        let most = Options::default().max_rows;
        self.form.part.map_or(most, |rows| rows.clamp(1, most))
    }

    /// What the reader is told.
    fn options(&self, name: Option<String>) -> Options {
        Options {
            name,
            readings: self.first_readings(),
            max_rows: self.max_rows(),
            encoding: self.form.encoding.as_deref().and_then(Encoding::of_label),
            delimiter: self.form.delimiter.and_then(|delimiter| u8::try_from(delimiter).ok()).filter(u8::is_ascii),
            ..Options::default()
        }
    }

    /// The readings of the source's own columns: none where they are those of the columns that it will have.
    fn first_readings(&self) -> Vec<(String, Reading)> {
        if self.form.unfold { Vec::new() } else { self.readings.clone() }
    }
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
    sink: Sink,
    name: Option<String>,
    received: u64,
    of: Option<u64>,
}

/// What the bytes go into.
enum Sink {
    /// Too few came to tell the format.
    Head(Vec<u8>),
    Text(Box<Reader>),
    /// A format that is read when it is here as a whole.
    Whole(Vec<u8>),
}

impl Sink {
    /// The stage behind the last byte.
    fn ended(self, name: Option<String>, inner: bool) -> Stage {
        match self {
            Self::Text(reader) => Stage::Ended(Box::new(Ended::Text(*reader))),
            Self::Head(bytes) | Self::Whole(bytes) => Stage::Whole(Whole { bytes, name, inner }),
        }
    }
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
    pub(super) fn new(source: OpenSource, readings: Vec<(String, Reading)>, form: Form) -> Self {
        let tells_way = matches!(source, OpenSource::Resource { .. });
        Self {
            wishes: Wishes { readings, form },
            title: None,
            unfolded: false,
            sheets: Sheets::default(),
            ways: ways(source),
            first_problem: None,
            rung: Rung::Direct,
            tried: Vec::new(),
            tells_way,
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
        let turn = self.take(input, desk);
        self.told(turn, desk)
    }

    /// Goes on with what does not come from outside.
    pub(super) fn step(&mut self, budget_cells: usize, desk: &mut Desk<'_>) -> Turn {
        let turn = self.go_on(budget_cells, desk);
        self.told(turn, desk)
    }

    /// Tells by which way the table came, or that none led to it, when it is over.
    fn told(&mut self, turn: Turn, desk: &mut Desk<'_>) -> Turn {
        if let Turn::Done(outcome) = &turn
            && self.tells_way
        {
            let (used, tried) = (outcome.is_ok().then_some(self.rung), std::mem::take(&mut self.tried));
            desk.effect(Effect::Post(Event::Way { id: desk.id, used, tried }));
        }
        turn
    }

    /// The address at which the portal itself passes the file on, where that can help: not for a file that was
    /// read and found wanting.
    fn passed_on(&self, of: &(portal::Portal, portal::Resource), late: Option<Late>) -> Option<String> {
        let is_closed = self.tried.iter().any(|(rung, trouble)| {
            *rung == Rung::Direct && matches!(trouble, Trouble::Refused | Trouble::Mixed | Trouble::Down)
        });
        late.filter(|_| is_closed).and_then(|late| (late.portals.resource_proxy)(&of.0, &of.1))
    }

    fn take(&mut self, input: Input<'_>, desk: &mut Desk<'_>) -> Turn {
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

    fn go_on(&mut self, budget_cells: usize, desk: &mut Desk<'_>) -> Turn {
        match &mut self.stage {
            Stage::Start => self.start(desk),
            Stage::Finishing(finishing) => {
                desk.progress(Phase::Inferring, 0, None, 0);
                match finishing.step(budget_cells) {
                    None => Turn::Again,
                    Some(Ok(table)) if self.is_to_be_unfolded(&table) => self.unfold(table, desk),
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
        self.rung = way.rung();
        let mut known_name = None;
        let way = match way {
            Way::PassedOn(of) => {
                let Some(url) = self.passed_on(&of, desk.given.late) else { return Turn::Again };
                known_name = of.1.url.as_deref().and_then(file_name);
                Way::Address(url)
            }
            way => way,
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
                let name = known_name.or_else(|| file_name(&url));
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
            // It has become an address above.
            Way::PassedOn(_) => return Turn::Again,
        };
        let of = if let Feed::Text { text, .. } = &feed { Some(text.len() as u64) } else { None };
        self.stage = Stage::Bytes(Box::new(Bytes { feed, sink: Sink::Head(Vec::new()), name, received: 0, of }));
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
            Stage::Bytes(bytes) => matches!(&bytes.sink, Sink::Text(reader) if reader.is_full()),
            _ => false,
        }
    }

    fn read(&mut self, chunk: &[u8], desk: &mut Desk<'_>) -> Result<(), Problem> {
        let Stage::Bytes(bytes) = &mut self.stage else { return Ok(()) };
        bytes.received += chunk.len() as u64;
        // A compressed answer announces fewer bytes than it has.
        let of = bytes.of.filter(|of| bytes.received <= *of);
        match &mut bytes.sink {
            Sink::Head(head) => {
                head.extend_from_slice(chunk);
                if head.len() >= HEAD_BYTES {
                    let head = std::mem::take(head);
                    bytes.sink = begin(head, self.wishes.options(bytes.name.clone()))?;
                }
            }
            Sink::Whole(whole) => {
                let limit = Limits::default().bytes;
                if bytes.received > limit {
                    return Err(too_large(limit));
                }
                whole.extend_from_slice(chunk);
            }
            Sink::Text(reader) => reader.feed(chunk)?,
        }
        let rows = match &bytes.sink {
            Sink::Text(reader) => {
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
            Sink::Head(_) | Sink::Whole(_) => 0,
        };
        desk.progress(Phase::Reading, bytes.received, of, rows);
        Ok(())
    }

    fn end_of_bytes(&mut self, desk: &mut Desk<'_>) -> Turn {
        let Stage::Bytes(bytes) = std::mem::replace(&mut self.stage, Stage::Start) else { return Turn::Again };
        let Bytes { sink, name, received, .. } = *bytes;
        self.title.clone_from(&name);
        let sink = match sink {
            Sink::Head(head) => begin(head, self.wishes.options(name.clone())),
            sink => Ok(sink),
        };
        match sink {
            Ok(sink) => {
                let rows = if let Sink::Text(reader) = &sink { reader.rows_so_far() } else { 0 };
                desk.progress(Phase::Inferring, received, Some(received), rows);
                self.stage = sink.ended(name, false);
                self.ask_for_parts(desk);
                Turn::Again
            }
            Err(problem) => self.fail(problem),
        }
    }

    /// Goes on with the next stage, or gives this way up.
    fn enter(&mut self, stage: Result<Stage, Problem>) -> Turn {
        match stage {
            Ok(stage) => {
                self.stage = stage;
                Turn::Again
            }
            Err(problem) => self.fail(problem),
        }
    }

    /// Opens a file that is here as a whole.
    fn open_whole(&mut self, desk: &mut Desk<'_>) -> Turn {
        let (Some(books), Some(late)) = (desk.given.books, desk.given.late) else { return Turn::Again };
        let Stage::Whole(whole) = std::mem::replace(&mut self.stage, Stage::Start) else { return Turn::Again };
        let opened = (books.open)(&whole.bytes).and_then(|mut book| {
            self.notes.append(&mut book.notes);
            if book.sheets.is_empty() {
                self.entry(&book, whole, books, late)
            } else {
                self.sheet(&book, whole, books, late)
            }
        });
        self.enter(opened)
    }

    /// One of a book's sheets.
    fn sheet(&mut self, book: &Book, whole: Whole, books: Books, late: Late) -> Result<Stage, Problem> {
        let names = told_apart(book.sheets.iter().map(|sheet| sheet.name.as_str()));
        if self.wants_all() && names.len() > 1 {
            return Ok(self.unite(book, names, &whole, books, late));
        }
        let at = self.choice(&names).unwrap_or_else(|| (books.choose)(book));
        let sheet = book.sheets.get(at).ok_or_else(|| Problem::new(ProblemCode::NoRows))?;
        self.offer(names, at);
        let options = self.wishes.options(whole.name);
        (late.read_sheet)(sheet, whole.bytes.len() as u64, options).map(Stage::Finishing)
    }

    /// One of an archive's files.
    fn entry(&mut self, book: &Book, whole: Whole, books: Books, late: Late) -> Result<Stage, Problem> {
        if whole.inner {
            return Err(Problem::new(ProblemCode::UnsupportedFormat).arg(book.format.label()));
        }
        let names = told_apart(book.entries.iter().map(|entry| entry.name.as_str()));
        if self.wants_all() && names.len() > 1 {
            return Ok(self.unite(book, names, &whole, books, late));
        }
        let at = self.choice(&names).or_else(|| book.entries.iter().position(|entry| entry.format.is_data()));
        let (at, entry) =
            at.and_then(|at| Some((at, book.entries.get(at)?))).ok_or_else(|| Problem::new(ProblemCode::NoRows))?;
        let bytes = (books.extract)(&whole.bytes, entry.index)?;
        let name = names.get(at).cloned().or(whole.name);
        self.title.clone_from(&name);
        self.offer(names, at);
        Ok(begin(bytes, self.wishes.options(name.clone()))?.ended(name, true))
    }

    /// Whether the person wants all sheets, or all files, as one table.
    fn wants_all(&self) -> bool {
        self.wishes.form.sheet.as_deref() == Some(ALL_SHEETS)
    }

    /// All of a book's sheets, or of an archive's files, as one table.
    fn unite(&mut self, book: &Book, names: Vec<String>, whole: &Whole, books: Books, late: Late) -> Stage {
        let options = self.wishes.options(whole.name.clone());
        let uniting = (late.gather)(Several { book, names: &names, bytes: &whole.bytes }, options, books, late);
        self.offer(names, usize::MAX);
        Stage::Finishing(uniting)
    }

    /// The place of what the person chose, if it is there.
    fn choice(&self, names: &[String]) -> Option<usize> {
        self.wishes.form.sheet.as_ref().and_then(|wanted| names.iter().position(|name| name == wanted))
    }

    /// Tells what there is to choose from: each of them, or all. Of a workbook in an archive it is the
    /// archive's files.
    fn offer(&mut self, mut names: Vec<String>, chosen: usize) {
        if self.sheets.names.is_empty() && names.len() > 1 {
            let chosen = chosen.min(names.len());
            names.push(ALL_SHEETS.to_owned());
            self.sheets = Sheets { names, chosen };
        }
    }

    /// Begins to finish what has ended.
    fn finish(&mut self, desk: &mut Desk<'_>) -> Turn {
        let Some(late) = desk.given.late else { return Turn::Again };
        let Stage::Ended(ended) = std::mem::replace(&mut self.stage, Stage::Start) else { return Turn::Again };
        let finishing = match *ended {
            Ended::Text(reader) => Ok((late.finish)(reader)),
            Ended::Rows(rows) => (late.finish_rows)(rows, self.wishes.first_readings()),
        };
        self.enter(finishing.map(Stage::Finishing))
    }

    fn page(&mut self, page: RowPage, desk: &mut Desk<'_>) -> Turn {
        let Stage::Rows(rows) = &mut self.stage else { return Turn::Again };
        let first = rows.builder.is_none();
        if first && !page.done && !self.previewed && !page.records.is_empty() {
            self.previewed = true;
            desk.effect(Effect::Post(Event::Preview { id: desk.id, rows: preview(&page) }));
        }
        let builder = rows.builder.get_or_insert_with(|| RecordBuilder::new(&page.fields));
        let limit = self.wishes.max_rows();
        let mut records = page.records;
        let surplus = (rows.received + records.len() as u64).saturating_sub(limit);
        records.truncate(records.len().saturating_sub(surplus as usize));
        rows.received += records.len() as u64;
        rows.total = page.total.or(rows.total);
        for note in page.notes {
            merge_note(&mut self.notes, note);
        }
        builder.push(records);
        desk.progress(Phase::Reading, rows.received, rows.total, rows.received);
        let is_full = rows.received >= limit;
        if !page.done && !is_full {
            return Turn::Again;
        }
        // The client says itself when a portal gave fewer rows than it announced; that reading stops
        // here it cannot know.
        if !page.done || surplus > 0 {
            self.notes.push(Note::once(NoteCode::Truncated, [limit.to_string()]));
        }
        desk.progress(Phase::Inferring, rows.received, Some(rows.received), rows.received);
        let Some(builder) = rows.builder.take() else { return Turn::Again };
        self.stage = Stage::Ended(Box::new(Ended::Rows(builder)));
        self.ask_for_parts(desk);
        Turn::Again
    }

    /// Whether the person wants its columns as rows.
    fn is_to_be_unfolded(&self, table: &Table) -> bool {
        self.wishes.form.unfold && !self.unfolded && table.unfold().is_some()
    }

    /// Makes its columns rows.
    fn unfold(&mut self, table: Table, desk: &Desk<'_>) -> Turn {
        let Some(late) = desk.given.late else { return Turn::Again };
        self.unfolded = true;
        let options = Options { name: self.title.take(), readings: self.wishes.readings.clone(), ..Options::default() };
        self.enter((late.unfold)(table, options).map(Stage::Finishing))
    }

    /// Goes over to the next way, where another way can help, or gives up.
    fn fail(&mut self, problem: Problem) -> Turn {
        self.tried.push((self.rung, Trouble::of(&problem)));
        let is_final = self.ways.is_empty() || !another_way_helps(problem.code);
        let first = self.first_problem.take().unwrap_or(problem);
        if is_final {
            return Turn::Done(Err(first));
        }
        self.first_problem = Some(first);
        self.notes.clear();
        self.sheets = Sheets::default();
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
fn begin(head: Vec<u8>, options: Options) -> Result<Sink, Problem> {
    if recognise(&head) == Format::Csv {
        let mut reader = Reader::new(options);
        reader.feed(&head)?;
        return Ok(Sink::Text(Box::new(reader)));
    }
    Ok(Sink::Whole(head))
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
