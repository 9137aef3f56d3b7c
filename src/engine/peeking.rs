//! Looking into a resource without reading all of it: its first rows, and what format its bytes are in.
//!
//! A file's transfer is broken off after its first bytes instead of asking for a range of them: a request
//! with a `Range` header makes some browsers ask for permission first, which most portals answer badly.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::asking::{Driven, status_problem};
use super::late::{Compute, Given, Part};
use super::protocol::{OpenSource, Output, Phase, Told};
use super::ways::{Way, another_way_helps, file_name, ways};
use super::{Desk, Effect, Input, Turn, is_sample};
use crate::base::note::{Problem, ProblemCode};
use crate::ingest::book::{Format, recognise};
use crate::ingest::{Options, Reader, read_sheet};
use crate::portal::{self, Portal, Resource};
use crate::table::Extent;
use crate::table::{ResultColumn, ResultTable, Table, Values};

/// Bytes that are looked at.
const HEAD_BYTES: usize = 64 << 10;
/// Rows that are shown.
const ROWS: usize = 20;
/// Columns that are shown.
const COLUMNS: usize = 30;
/// Letters of a cell that are shown.
const LETTERS: usize = 80;
/// Where the transfer would be broken off at the latest.
const MAX_BYTES: u64 = 16 << 20;

/// What a look into a resource has shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Peeked {
    /// The format of its bytes; `None` for rows from the portal's database.
    pub format: Option<portal::Format>,
    /// That format's usual name.
    pub label: String,
    /// Bytes of the whole, where the server says.
    pub size: Option<u64>,
    /// Its first rows as raw text; none where the format has to be here as a whole first.
    pub rows: ResultTable,
    /// How many rows there are, where that is known.
    pub total: Option<u64>,
}

/// The job.
pub(super) struct Peeking {
    ways: VecDeque<Way>,
    first_problem: Option<Problem>,
    stage: Stage,
}

enum Stage {
    /// The next way is to be tried.
    Start,
    /// The first bytes are on their way.
    Bytes(Bytes),
    /// They are here.
    Head(Head),
    Rows(Box<Driven<portal::Rows>>),
    Failed(Problem),
}

struct Bytes {
    url: String,
    head: Vec<u8>,
    size: Option<u64>,
}

/// The beginning of a file.
struct Head {
    name: Option<String>,
    bytes: Vec<u8>,
    size: Option<u64>,
    /// Whether it is all of it.
    whole: bool,
    /// The part that reads its format, where it waits for it.
    waits: &'static [Part],
}

impl Peeking {
    pub(super) fn new(portal: Portal, resource: Resource) -> Self {
        let ways = ways(OpenSource::Resource { portal, resource, prefer_rows: false });
        Self { ways, first_problem: None, stage: Stage::Start }
    }

    /// Tries the next way, or says why the first one failed.
    fn start(&mut self, desk: &mut Desk<'_>) -> Turn {
        let problem = || Problem::new(ProblemCode::NoDataStore);
        let Some(way) = self.ways.pop_front() else {
            return Turn::Done(Err(self.first_problem.take().unwrap_or_else(problem)));
        };
        desk.progress(Phase::Connecting, 0, None, 0);
        // What the portal passes on lies at an address of its own.
        let way = match way {
            Way::PassedOn(of) => desk
                .given
                .late
                .and_then(|late| (late.portals.resource_proxy)(&of.0, &of.1))
                .map_or(Way::PassedOn(of), Way::Address),
            other => other,
        };
        self.stage = match way {
            Way::Rows(of) => match desk.given.late {
                Some(late) => Stage::Rows(Box::new(Driven::new((late.portals.rows)(&of.0, &of.1, &Extent::default())))),
                None => Stage::Failed(problem()),
            },
            Way::Address(url) if is_sample(&url) => {
                match desk.given.late.and_then(|late| (late.portals.sample_file)(&url)) {
                    Some(chunks) => {
                        let mut bytes: Vec<u8> = Vec::new();
                        for chunk in chunks {
                            if bytes.len() > HEAD_BYTES {
                                break;
                            }
                            bytes.extend_from_slice(&chunk);
                        }
                        Stage::Head(Head::of(file_name(&url), bytes, None))
                    }
                    None => Stage::Failed(Problem::new(ProblemCode::NotFound).arg(url)),
                }
            }
            Way::Address(url) if url.starts_with("https://") || url.starts_with("http://") => {
                desk.effect(Effect::Fetch { id: desk.id, url: url.clone(), max_bytes: MAX_BYTES, post: None });
                Stage::Bytes(Bytes { url, head: Vec::new(), size: None })
            }
            Way::Address(url) => Stage::Failed(Problem::new(ProblemCode::BadAddress).arg(url)),
            // Resources of portals come neither way, and not every portal passes files on.
            Way::File(_) | Way::Text(_) | Way::PassedOn(_) => Stage::Failed(problem()),
        };
        Turn::Again
    }

    /// Goes over to the next way where that helps.
    fn fail(&mut self, problem: Problem) -> Turn {
        let is_final = self.ways.is_empty() || !another_way_helps(problem.code);
        let first = self.first_problem.take().unwrap_or(problem);
        if is_final {
            return Turn::Done(Err(first));
        }
        self.first_problem = Some(first);
        self.stage = Stage::Start;
        Turn::Again
    }
}

impl Compute for Peeking {
    fn is_ready(&self) -> bool {
        match &self.stage {
            Stage::Bytes(_) => false,
            Stage::Rows(rows) => rows.is_ready(),
            Stage::Start | Stage::Head(_) | Stage::Failed(_) => true,
        }
    }

    fn awaits(&self) -> &'static [Part] {
        match &self.stage {
            Stage::Head(head) => head.waits,
            _ => &[],
        }
    }

    fn is_fetching(&self) -> bool {
        match &self.stage {
            Stage::Bytes(_) => true,
            Stage::Rows(rows) => rows.is_fetching(),
            Stage::Start | Stage::Head(_) | Stage::Failed(_) => false,
        }
    }

    fn input(&mut self, input: Input<'_>, desk: &mut Desk<'_>) {
        let bytes = match &mut self.stage {
            Stage::Rows(rows) => return rows.input(input, desk),
            Stage::Bytes(bytes) => bytes,
            Stage::Start | Stage::Head(_) | Stage::Failed(_) => return,
        };
        let mut ended = false;
        match input {
            Input::Head { status, length, .. } => {
                bytes.size = length.filter(|length| *length > 0);
                if let Some(problem) = status_problem(status, &bytes.url) {
                    desk.effect(Effect::Abort { id: desk.id });
                    self.stage = Stage::Failed(problem);
                }
                return;
            }
            Input::Version(_) | Input::Waited => return,
            Input::Chunk(chunk) => bytes.head.extend_from_slice(chunk),
            Input::End => ended = true,
            Input::Failed(problem) => {
                self.stage = Stage::Failed(problem);
                return;
            }
        }
        if ended || bytes.head.len() > HEAD_BYTES {
            if !ended {
                desk.effect(Effect::Abort { id: desk.id });
            }
            // A compressed answer announces fewer bytes than it has.
            let size = bytes.size.filter(|size| *size >= bytes.head.len() as u64);
            let name = file_name(&bytes.url);
            self.stage = Stage::Head(Head::of(name, std::mem::take(&mut bytes.head), size));
        }
    }

    fn step(&mut self, _budget_cells: usize, desk: &mut Desk<'_>) -> Turn {
        match std::mem::replace(&mut self.stage, Stage::Start) {
            Stage::Start => self.start(desk),
            Stage::Failed(problem) => self.fail(problem),
            Stage::Bytes(bytes) => {
                self.stage = Stage::Bytes(bytes);
                Turn::Again
            }
            Stage::Rows(mut rows) => match rows.step(desk) {
                None => {
                    self.stage = Stage::Rows(rows);
                    Turn::Again
                }
                Some(Err(problem)) => self.fail(problem),
                Some(Ok(page)) => {
                    let total = page.total.or_else(|| page.done.then_some(page.records.len() as u64));
                    let records: Vec<_> = page.records.into_iter().take(ROWS).collect();
                    let rows = clipped(page.fields.into_iter().map(|(name, _)| name).collect(), &records);
                    Turn::Done(Ok(Output::Told(Told::of(&Peeked { rows, total, ..Peeked::default() }))))
                }
            },
            Stage::Head(mut head) => {
                let format = recognise(&head.bytes);
                if format != Format::Csv && head.worth_opening(format) && desk.given.reader(format).is_none() {
                    let part = Part::reading(format);
                    head.waits = if part == Part::Parquet { &[Part::Parquet] } else { &[Part::Books] };
                    desk.effect(Effect::Need(part));
                    self.stage = Stage::Head(head);
                    return Turn::Again;
                }
                match head.look(format, desk.given) {
                    Ok(peeked) => Turn::Done(Ok(Output::Told(Told::of(&peeked)))),
                    Err(problem) => self.fail(problem),
                }
            }
        }
    }
}

impl Head {
    fn of(name: Option<String>, mut bytes: Vec<u8>, size: Option<u64>) -> Self {
        let whole = bytes.len() <= HEAD_BYTES;
        bytes.truncate(HEAD_BYTES);
        let size = if whole { Some(bytes.len() as u64) } else { size };
        Self { name, bytes, size, whole, waits: &[] }
    }

    /// Whether a table can be had of these bytes alone.
    const fn worth_opening(&self, format: Format) -> bool {
        // A list of records is read as far as it goes; everything else is of a piece.
        self.whole || matches!(format, Format::Json | Format::GeoJson)
    }

    fn look(self, format: Format, given: Given) -> Result<Peeked, Problem> {
        let mut peeked = Peeked {
            format: Some(known_as(format)),
            label: format.label().to_owned(),
            size: self.size,
            ..Peeked::default()
        };
        let table = if format == Format::Csv { Some(self.text()?) } else { self.sheet(format, given) };
        if let Some(table) = table {
            peeked.total = self.whole.then_some(table.rows() as u64);
            peeked.rows = first_rows(&table);
        }
        Ok(peeked)
    }

    fn text(&self) -> Result<Table, Problem> {
        // A record that is cut in the middle would look like a short one.
        let end = if self.whole { None } else { memchr::memrchr(b'\n', &self.bytes) };
        let bytes = self.bytes.get(..end.unwrap_or(self.bytes.len())).unwrap_or_default();
        let mut reader = Reader::new(Options { name: self.name.clone(), ..Options::default() });
        reader.feed(bytes)?;
        reader.finish().run()
    }

    /// What cannot be opened from its beginning shows no rows, and that is no fault of the file.
    fn sheet(&self, format: Format, given: Given) -> Option<Table> {
        let open = given.reader(format).filter(|_| self.worth_opening(format))?;
        let mut book = open(&self.bytes).ok()?;
        let at = given.choose(&book);
        let sheet = book.sheets.get_mut(at).map(std::mem::take)?;
        let options = Options { name: self.name.clone(), ..Options::default() };
        read_sheet(sheet, self.bytes.len() as u64, options).ok()?.run().ok()
    }
}

/// The first rows of a table as raw text.
fn first_rows(table: &Table) -> ResultTable {
    let cell = |text: String| Some(text).filter(|text| !text.is_empty());
    let row = |row: usize| table.raw_row(row).into_iter().map(cell).collect();
    let names = table.fields().iter().map(|field| field.name.clone()).collect();
    clipped(names, &(0..table.rows().min(ROWS)).map(row).collect::<Vec<_>>())
}

/// Some columns of some rows, their texts not too long.
fn clipped(names: Vec<String>, rows: &[Vec<Option<String>>]) -> ResultTable {
    let short = |text: String| match text.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    };
    let column = |(at, name): (usize, String)| ResultColumn {
        name: short(name),
        values: Values::Text(rows.iter().map(|row| row.get(at).cloned().flatten().map(short)).collect()),
    };
    ResultTable { columns: names.into_iter().take(COLUMNS).enumerate().map(column).collect() }
}

/// What a catalogue calls a format that bytes have shown.
const fn known_as(format: Format) -> portal::Format {
    match format {
        Format::Csv => portal::Format::Csv,
        Format::Json | Format::TopoJson => portal::Format::Json,
        Format::GeoJson => portal::Format::GeoJson,
        Format::Html => portal::Format::Html,
        Format::Xlsx | Format::Xlsb | Format::Xls | Format::XmlSpreadsheet => portal::Format::Excel,
        Format::Ods => portal::Format::Ods,
        Format::Kml | Format::Kmz => portal::Format::Kml,
        Format::Shapefile | Format::Zip | Format::Gzip | Format::Parquet => portal::Format::Zip,
        Format::Pdf => portal::Format::Pdf,
        Format::Image => portal::Format::Image,
        _ => portal::Format::Other,
    }
}
