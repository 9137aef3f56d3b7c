//! Opening a source: a file's bytes or a portal's rows become a table. What cannot be had one way is
//! tried the other.

use std::collections::VecDeque;

use super::asking::status_problem;
use super::fetching::{Fetching, RowsTurn, Wish};
use super::late::{Arriving, Finish, Given, Late, Part};
use super::patience::{Patience, may_pass};
use super::protocol::{Event, How, OpenSource, Output, Phase};
use super::registry::Sheets;
use super::resume::Resume;
use super::uniting::Several;
use super::ways::{Way, another_way_helps, file_name, ways};
use super::{Desk, Effect, Input, Turn, is_sample, too_large};
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::geo::Features;
use crate::ingest::book::archive::Entry;
use crate::ingest::book::{Book, Format, Limits, recognise};
use crate::ingest::{Encoding, Options, Reader};
use crate::portal::ladder::{Step as Rung, Trouble};
use crate::portal::{self, Portal, Resource};
use crate::table::{ALL_SHEETS, Extent, Offer, Reading, Table};

/// Rows of a preview.
const PREVIEW_ROWS: usize = 1_000;
/// With fewer rows than a full preview, the first ones are shown after this long.
const PREVIEW_AFTER_MS: f64 = 400.0;
/// A chunk may reach over the reader's limit by less than this.
const SLACK_BYTES: u64 = 1 << 26;
/// By how many first bytes a file's format is told.
const HEAD_BYTES: usize = 4096;
/// Room that is made at once for the bytes of a file that says how many come.
const MOST_EXPECTED: u64 = 1 << 26;
/// Bytes of pasted text that are read per step.
const TEXT_BYTES: usize = 1 << 16;

/// A source being opened.
pub(super) struct Opening {
    how: How,
    /// The name by which the columns' roles are told, once it is known.
    title: Option<String>,
    /// Whether columns became rows already.
    unfolded: bool,
    /// The rows that stand for the source, where its portal has them: they can be had in part.
    rows: Option<Box<(Portal, Resource)>>,
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
    /// What can be offered of a file that is too large, while its rows are asked for what they can offer.
    offered: Option<Offer>,
    stage: Stage,
    previewed: bool,
    notes: Vec<Note>,
    /// The shapes of the sheet's rows.
    shapes: Option<Features>,
}

impl How {
    /// Rows that are taken at most.
    fn max_rows(&self) -> u64 {
        let most = Options::default().max_rows;
        match self.extent {
            Extent::Sample(rows) | Extent::First(rows) => rows.clamp(1, most),
            _ => most,
        }
    }

    /// What the reader is told.
    fn options(&self, name: Option<String>, announced: Option<u64>) -> Options {
        Options {
            name,
            announced,
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
    Rows(Box<dyn Fetching>),
    /// A file that is no delimited text is here as a whole.
    Whole(Whole),
    /// Delimited text has ended.
    Ended(Box<Reader>),
    Finishing(Box<dyn Finish>),
}

/// A whole file, to be opened as sheets.
struct Whole {
    bytes: Vec<u8>,
    /// What was made of the bytes as they came.
    arriving: Option<Box<dyn Arriving>>,
    name: Option<String>,
    /// Whether it came out of an archive; archives in archives are not opened.
    inner: bool,
    /// The parts of the engine that open it.
    awaits: &'static [Part],
}

/// The parts that open a file of that format, which is not delimited text.
const fn openers(format: Format) -> &'static [Part] {
    match Part::reading(format) {
        Part::Parquet => &[Part::Parquet, Part::Late],
        _ => &[Part::Books, Part::Late],
    }
}

/// The parts that open every file of an archive.
const EVERY_OPENER: &[Part] = &[Part::Books, Part::Parquet, Part::Late];

/// A file being read.
struct Bytes {
    feed: Feed,
    sink: Sink,
    name: Option<String>,
    received: u64,
    of: Option<u64>,
    resume: Resume,
    patience: Patience,
    /// The most bytes that ever came, also before the file was begun anew.
    furthest: u64,
    /// What the person said after a break: whether what came is enough.
    told: Option<bool>,
}

/// What the bytes go into.
enum Sink {
    /// Too few came to tell the format.
    Head(Vec<u8>),
    Text(Box<Reader>),
    /// A format that is read when it is here as a whole, and what can be made of it before.
    Whole(Vec<u8>, Option<Box<dyn Arriving>>),
}

impl Sink {
    /// The stage behind the last byte.
    fn ended(self, name: Option<String>, inner: bool) -> Stage {
        match self {
            Self::Text(reader) => Stage::Ended(reader),
            Self::Head(bytes) => Self::Whole(bytes, None).ended(name, inner),
            Self::Whole(bytes, arriving) => {
                let awaits = openers(recognise(&bytes));
                Stage::Whole(Whole { bytes, arriving, name, inner, awaits })
            }
        }
    }
}

impl Bytes {
    /// Asks for the rest of the file.
    fn go_on(&mut self, id: u32) -> Option<Effect> {
        let Feed::Outside(Some(url)) = &self.feed else { return None };
        let from = self.resume.ask(self.received);
        let max_bytes = Options::default().max_bytes.saturating_add(SLACK_BYTES).saturating_sub(from);
        Some(Effect::Continue { id, url: url.clone(), from, max_bytes })
    }

    /// Forgets what came, since the file is another one now or comes from its beginning only.
    fn begin_anew(&mut self) {
        self.resume.begin_anew();
        self.sink = Sink::Head(Vec::new());
        (self.received, self.of) = (0, None);
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

impl Opening {
    pub(super) fn new(source: OpenSource, how: How) -> Self {
        let rows = match &source {
            OpenSource::Resource { portal, resource, .. } if resource.datastore || resource.url.is_none() => {
                Some(Box::new((portal.clone(), resource.clone())))
            }
            _ => None,
        };
        // A part of a table is asked for where its rows are; a file comes from its beginning.
        let in_part = matches!(how.extent, Extent::Columns(_) | Extent::Sample(_));
        let source = match source {
            OpenSource::Resource { portal, resource, .. } if in_part && rows.is_some() => {
                OpenSource::Resource { portal, resource, prefer_rows: true }
            }
            source => source,
        };
        let tells_way = matches!(source, OpenSource::Resource { .. });
        Self {
            how,
            title: None,
            unfolded: false,
            rung: Rung::Direct,
            tried: Vec::new(),
            tells_way,
            rows,
            sheets: Sheets::default(),
            ways: ways(source),
            first_problem: None,
            offered: None,
            stage: Stage::Start,
            previewed: false,
            notes: Vec::new(),
            shapes: None,
        }
    }

    /// Whether [`Opening::step`] has something to do.
    pub(super) fn is_ready(&self, given: Given) -> bool {
        match &self.stage {
            Stage::Start | Stage::Finishing(_) => true,
            Stage::Whole(_) | Stage::Ended(_) => self.awaits().iter().all(|part| given.has(*part)),
            Stage::Bytes(bytes) => bytes.told.is_some() || !matches!(bytes.feed, Feed::Outside(_)),
            Stage::Rows(rows) => rows.is_ready(),
        }
    }

    /// The parts of the engine without which it does not go on.
    pub(super) fn awaits(&self) -> &'static [Part] {
        match &self.stage {
            Stage::Whole(whole) => whole.awaits,
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
            Stage::Rows(rows) => rows.is_fetching(),
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
                rows.input(input, desk);
                Turn::Again
            }
            Stage::Bytes(bytes) => {
                let Feed::Outside(address) = &bytes.feed else { return Turn::Again };
                match input {
                    Input::Version(version) => {
                        bytes.resume.version(version);
                        Turn::Again
                    }
                    Input::Waited => {
                        bytes.patience.go_on();
                        if let Some(effect) = bytes.go_on(desk.id) {
                            desk.effect(effect);
                        }
                        Turn::Again
                    }
                    Input::Head { status, length, .. } => {
                        let problem = address.as_ref().and_then(|address| status_problem(status, address));
                        let goes_on = bytes.resume.is_going_on();
                        if let Some(problem) = problem {
                            desk.effect(Effect::Abort { id: desk.id });
                            return if goes_on { self.broke(problem, desk) } else { self.fail(problem) };
                        }
                        if goes_on && bytes.resume.fits(status, length, bytes.received, bytes.of) {
                            return Turn::Again;
                        }
                        if goes_on {
                            bytes.begin_anew();
                            if status == 206 {
                                return self.fetch_anew(desk);
                            }
                        }
                        if let Stage::Bytes(bytes) = &mut self.stage {
                            bytes.of = length.filter(|length| *length > 0);
                        }
                        Turn::Again
                    }
                    Input::Chunk(chunk) => {
                        let Some(new) = bytes.resume.take(chunk) else {
                            bytes.begin_anew();
                            return self.fetch_anew(desk);
                        };
                        // A file that breaks off at the same place each time is not tried for ever.
                        let reach = bytes.received + new.len() as u64;
                        if reach > bytes.furthest {
                            bytes.furthest = reach;
                            bytes.patience.flows();
                        }
                        match self.read(new, desk) {
                            Ok(()) if self.is_too_large() => self.let_choose(desk),
                            Ok(()) if self.is_full() => {
                                desk.effect(Effect::Abort { id: desk.id });
                                self.end_of_bytes(desk)
                            }
                            Ok(()) => Turn::Again,
                            Err(problem) => {
                                desk.effect(Effect::Abort { id: desk.id });
                                self.fail(problem)
                            }
                        }
                    }
                    Input::End => self.end_of_bytes(desk),
                    Input::Failed(problem) => self.broke(problem, desk),
                }
            }
        }
    }

    /// Fetches a file from its beginning, because it does not go on with what came before.
    fn fetch_anew(&mut self, desk: &mut Desk<'_>) -> Turn {
        let Stage::Bytes(bytes) = &self.stage else { return Turn::Again };
        let Feed::Outside(Some(url)) = &bytes.feed else { return Turn::Again };
        let max_bytes = Options::default().max_bytes.saturating_add(SLACK_BYTES);
        desk.effect(Effect::Abort { id: desk.id });
        desk.effect(Effect::Fetch { id: desk.id, url: url.clone(), max_bytes, post: None });
        Turn::Again
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
                        Turn::Done(Ok(Output::Table(desk.tables.insert(table, notes, sheets, self.shapes.take()))))
                    }
                    Some(Err(problem)) => self.fail(problem),
                }
            }
            Stage::Whole(_) => self.open_whole(desk),
            Stage::Ended(_) => self.finish(desk),
            Stage::Bytes(bytes) => match &mut bytes.feed {
                Feed::Outside(_) => match bytes.told.take() {
                    Some(enough) => self.follow(enough, desk),
                    None => Turn::Again,
                },
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
            Stage::Rows(rows) => match rows.step(&self.how.first_readings(), desk) {
                RowsTurn::Again => Turn::Again,
                RowsTurn::Failed(problem) => match self.offered.take() {
                    // The file is too large and its rows are not there: there is less to choose from.
                    Some(offer) => Turn::Done(Ok(Output::Offer(offer))),
                    None => self.fail(problem),
                },
                RowsTurn::Offered(offer) => Turn::Done(Ok(Output::Offer(offer))),
                RowsTurn::Ended(begun, mut notes) => {
                    self.notes.append(&mut notes);
                    self.enter(begun.map(Stage::Finishing))
                }
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
                self.fetch_rows(&of, None, late);
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
        self.stage = Stage::Bytes(Box::new(Bytes {
            feed,
            sink: Sink::Head(Vec::new()),
            name,
            received: 0,
            of,
            resume: Resume::default(),
            patience: Patience::default(),
            furthest: 0,
            told: None,
        }));
        Turn::Again
    }

    /// Fetches rows, or only what can be offered of them when the file they stand for is too large.
    fn fetch_rows(&mut self, of: &(Portal, Resource), too_large: Option<u64>, late: Late) {
        let wish = Wish {
            extent: self.how.extent.clone(),
            budget: self.how.budget,
            too_large,
            previewed: std::mem::replace(&mut self.previewed, true),
        };
        self.stage = Stage::Rows((late.rows)(&late.portals, of, wish));
    }

    /// Whether the text being read is more than the device may hold and nobody chose how much of it is wanted.
    fn is_too_large(&self) -> bool {
        let (Stage::Bytes(bytes), Some(budget)) = (&self.stage, self.how.budget) else { return false };
        let is_known = matches!(&bytes.sink, Sink::Text(reader) if reader.rows_so_far() > 0);
        self.how.extent == Extent::Fitting && is_known && bytes.received.max(bytes.of.unwrap_or(0)) > budget
    }

    /// Stops reading and lets the person choose.
    fn let_choose(&mut self, desk: &mut Desk<'_>) -> Turn {
        let Stage::Bytes(bytes) = std::mem::replace(&mut self.stage, Stage::Start) else { return Turn::Again };
        if matches!(bytes.feed, Feed::Outside(_)) {
            desk.effect(Effect::Abort { id: desk.id });
        }
        let rows = if let Sink::Text(reader) = &bytes.sink { reader.rows_so_far() } else { 0 };
        let (all, budget) = (bytes.received.max(bytes.of.unwrap_or(0)), self.how.budget.unwrap_or(0));
        let offer = Offer {
            bytes: all,
            more: all == bytes.received,
            budget,
            sample: Offer::sample_rows(bytes.received / rows.max(1), budget),
            all: all <= Options::default().max_bytes,
            ..Offer::default()
        };
        match (self.rows.take(), desk.given.late) {
            (Some(of), Some(late)) => {
                self.offered = Some(offer);
                self.fetch_rows(&of, Some(all), late);
                Turn::Again
            }
            _ => Turn::Done(Ok(Output::Offer(offer))),
        }
    }

    /// Goes on after a break, or with `enough` makes a table of what came.
    pub(super) fn resume(&mut self, enough: bool) {
        match &mut self.stage {
            Stage::Rows(rows) => rows.resume(enough),
            Stage::Bytes(bytes) if bytes.patience.waits_for_person() => bytes.told = Some(enough),
            _ => {}
        }
    }

    /// Does what the person said after a break.
    fn follow(&mut self, enough: bool, desk: &mut Desk<'_>) -> Turn {
        let Stage::Bytes(bytes) = &mut self.stage else { return Turn::Again };
        bytes.patience.go_on();
        if enough {
            let rows = if let Sink::Text(reader) = &bytes.sink { reader.rows_so_far() } else { 0 };
            self.notes.push(Note::once(NoteCode::CutShort, [rows.to_string()]));
            return self.end_of_bytes(desk);
        }
        if let Some(effect) = bytes.go_on(desk.id) {
            desk.effect(effect);
        }
        Turn::Again
    }

    /// The transfer of a file broke off: it goes on where it can.
    fn broke(&mut self, problem: Problem, desk: &mut Desk<'_>) -> Turn {
        let Stage::Bytes(bytes) = &mut self.stage else { return Turn::Again };
        let rows = if let Sink::Text(reader) = &bytes.sink { reader.rows_so_far() } else { 0 };
        // Of less than a head nothing is worth keeping: who asks again loses nothing.
        let little = bytes.received < HEAD_BYTES as u64;
        if little || !may_pass(&problem) || !matches!(&bytes.feed, Feed::Outside(Some(_))) {
            return self.fail(problem);
        }
        bytes.patience.broke(problem, (bytes.received, bytes.of, rows), desk);
        Turn::Again
    }

    fn read_or_fail(&mut self, chunk: &[u8], desk: &mut Desk<'_>) -> Turn {
        match self.read(chunk, desk) {
            Ok(()) if self.is_too_large() => self.let_choose(desk),
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
                    bytes.sink = begin(head, self.how.options(bytes.name.clone(), of))?;
                    if let Sink::Whole(head, _) = &bytes.sink
                        && let part = Part::reading(recognise(head))
                        && !desk.given.has(part)
                    {
                        // It will be needed: it is fetched while the bytes come.
                        desk.effect(Effect::Need(part));
                    }
                }
            }
            Sink::Whole(whole, arriving) => {
                let limit = Limits::default().bytes;
                if bytes.received > limit {
                    return Err(too_large(limit));
                }
                let expected = of.unwrap_or_default().min(MOST_EXPECTED) as usize;
                if whole.capacity() < expected {
                    whole.reserve_exact(expected - whole.len());
                }
                whole.extend_from_slice(chunk);
                if let Some(books) = desk.given.books {
                    arriving.get_or_insert_with(|| (books.incoming)(expected)).more(whole);
                }
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
            Sink::Head(_) | Sink::Whole(..) => 0,
        };
        desk.progress(Phase::Reading, bytes.received, of, rows);
        Ok(())
    }

    fn end_of_bytes(&mut self, desk: &mut Desk<'_>) -> Turn {
        let Stage::Bytes(bytes) = std::mem::replace(&mut self.stage, Stage::Start) else { return Turn::Again };
        let Bytes { sink, name, received, .. } = *bytes;
        self.title.clone_from(&name);
        let sink = match sink {
            Sink::Head(head) => begin(head, self.how.options(name.clone(), None)),
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
        let Stage::Whole(mut whole) = std::mem::replace(&mut self.stage, Stage::Start) else { return Turn::Again };
        let Some((open, late)) = desk.given.reader(recognise(&whole.bytes)).zip(desk.given.late) else {
            self.stage = Stage::Whole(whole);
            return Turn::Again;
        };
        let arrived = whole.arriving.take().and_then(|arriving| arriving.end(&whole.bytes));
        let opened = arrived.map_or_else(|| open(&whole.bytes), Ok).and_then(|mut book| {
            self.notes.append(&mut book.notes);
            if book.sheets.is_empty() {
                self.entry(book, whole, desk.given, late)
            } else {
                self.sheet(book, whole, desk.given, late)
            }
        });
        let turn = self.enter(opened);
        // A file of an archive may be of a format whose part is not here.
        self.ask_for_parts(desk);
        turn
    }

    /// One of a book's sheets.
    fn sheet(&mut self, mut book: Book, whole: Whole, given: Given, late: Late) -> Result<Stage, Problem> {
        let names = told_apart(book.sheets.iter().map(|sheet| sheet.name.as_str()));
        if self.wants_all() && names.len() > 1 {
            return Ok(self.unite(book, names, whole, given, late));
        }
        let at = self.choice(&names).unwrap_or_else(|| given.choose(&book));
        let mut sheet = book.sheets.get_mut(at).map(std::mem::take).ok_or_else(|| Problem::new(ProblemCode::NoRows))?;
        self.offer(names, at);
        self.shapes = sheet.shapes.take();
        if let Some(shapes) = &mut self.shapes {
            shapes.against_clock = book.format == Format::GeoJson;
        }
        let Whole { name, bytes, .. } = whole;
        let size = bytes.len() as u64;
        // Its sheets are all that is needed of it: the table is made with less in memory.
        drop(bytes);
        (late.read_sheet)(sheet, size, self.how.options(name, None)).map(Stage::Finishing)
    }

    /// One of an archive's files.
    fn entry(&mut self, book: Book, whole: Whole, given: Given, late: Late) -> Result<Stage, Problem> {
        if whole.inner {
            return Err(Problem::new(ProblemCode::UnsupportedFormat).arg(book.format.label()));
        }
        let names = told_apart(book.entries.iter().map(|entry| entry.name.as_str()));
        if self.wants_all() && names.len() > 1 {
            return Ok(self.unite(book, names, whole, given, late));
        }
        let at = self.choice(&names).or_else(|| book.entries.iter().position(|entry| entry.format.is_data()));
        let (at, entry) =
            at.and_then(|at| Some((at, book.entries.get(at)?))).ok_or_else(|| Problem::new(ProblemCode::NoRows))?;
        let bytes = given.extract(&whole.bytes, entry.index, &mut self.notes)?;
        let name = names.get(at).cloned().or(whole.name);
        self.title.clone_from(&name);
        self.offer(names, at);
        Ok(begin(bytes, self.how.options(name.clone(), None))?.ended(name, true))
    }

    /// Whether the person wants all sheets, or all files, as one table.
    fn wants_all(&self) -> bool {
        self.how.form.sheet.as_deref() == Some(ALL_SHEETS)
    }

    /// All of a book's sheets, or of an archive's files, as one table.
    fn unite(&mut self, book: Book, names: Vec<String>, whole: Whole, given: Given, late: Late) -> Stage {
        let is_lacking = |entry: &Entry| entry.format.is_data() && given.reader(entry.format).is_none();
        if book.entries.iter().any(is_lacking) {
            return Stage::Whole(Whole { awaits: EVERY_OPENER, ..whole });
        }
        let options = self.how.options(whole.name, None);
        let several = Several { book, names: &names, bytes: &whole.bytes };
        let uniting = (late.gather)(several, options, given, late);
        self.offer(names, usize::MAX);
        Stage::Finishing(uniting)
    }

    /// The place of what the person chose, if it is there.
    fn choice(&self, names: &[String]) -> Option<usize> {
        self.how.form.sheet.as_ref().and_then(|wanted| names.iter().position(|name| name == wanted))
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
        self.stage = Stage::Finishing((late.finish)(*ended));
        Turn::Again
    }

    /// Whether the person wants its columns as rows.
    fn is_to_be_unfolded(&self, table: &Table) -> bool {
        self.how.form.unfold && !self.unfolded && table.unfold().is_some()
    }

    /// Makes its columns rows.
    fn unfold(&mut self, table: Table, desk: &Desk<'_>) -> Turn {
        let Some(late) = desk.given.late else { return Turn::Again };
        self.unfolded = true;
        let options = Options { name: self.title.take(), readings: self.how.readings.clone(), ..Options::default() };
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
    Ok(Sink::Whole(head, None))
}
