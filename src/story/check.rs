//! What makes a document valid. Every command and every reader ends here, so that whatever the page
//! holds is bounded, refers only to what exists and carries no address that could run something.

use std::collections::BTreeSet;
use std::io;

use serde::Serialize;

use crate::base::note::{Problem, ProblemCode};
use crate::portal::PortalKind;
use crate::query::{Condition, Scalar, Step, Test};
use crate::table::{Extent, ResultTable, Values};

use super::address::{LONGEST, is_sample, is_web};
use super::{Content, Document, Figure, FigureKind, Id, Origin, Source};

/// Most sources.
pub const SOURCES: usize = 100;
/// Most figures.
pub const FIGURES: usize = 200;
/// Most blocks.
pub const BLOCKS: usize = 500;
/// Longest text of one block, in bytes.
pub const TEXT_BYTES: usize = 100_000;
/// Longest title, in bytes.
pub const TITLE_BYTES: usize = 1_000;
/// Longest description of a figure, in bytes.
pub const DESCRIPTION_BYTES: usize = 5_000;
/// Largest source, and figure without its snapshot, in bytes of JSON.
pub const PART_BYTES: usize = 256 * 1024;
/// Most steps in one list.
pub const STEPS: usize = 100;
/// Most rows that a table figure shows.
pub const TABLE_ROWS: u32 = 100;
/// Most rows of a snapshot; a daily line over ten years with a dozen series fits.
pub const SNAPSHOT_ROWS: usize = 50_000;
/// Most columns of a snapshot.
pub const SNAPSHOT_COLUMNS: usize = 500;
/// Largest snapshot, in bytes of JSON, estimated.
pub const SNAPSHOT_BYTES: usize = 2 * 1024 * 1024;
/// Largest document with its snapshots, in bytes of JSON, estimated; escapes can make it some times longer.
pub const DOCUMENT_BYTES: usize = 8 * 1024 * 1024;

/// Why a document is not valid, or a change to it refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// More parts than this.
    Full(usize),
    /// A text longer than this many bytes.
    TooLong(usize),
    /// The whole, or one part, is larger than allowed.
    TooLarge,
    /// A change names a part that is not there.
    Gone,
    /// A source is used by a figure; its title.
    SourceInUse(String),
    /// An address that is not a web address.
    Address(String),
    /// Anything else that cannot be; for the folded detail.
    Invalid(&'static str),
}

impl Fault {
    /// The problem when a document is read.
    pub(super) fn of_reading(self) -> Problem {
        let problem = Problem::new(ProblemCode::BadDocument);
        match self {
            Self::Full(_) | Self::TooLong(_) | Self::TooLarge => problem.arg("too_large"),
            Self::Address(address) => problem.arg("address").detail(shortened(&address)),
            Self::Invalid(why) => problem.arg("invalid").detail(why),
            Self::Gone | Self::SourceInUse(_) => problem.arg("invalid"),
        }
    }

    /// The problem when a document is changed.
    pub(super) fn of_editing(self) -> Problem {
        let problem = Problem::new(ProblemCode::EditRefused);
        match self {
            Self::Full(limit) => problem.arg("full").arg(limit.to_string()),
            Self::TooLong(limit) => problem.arg("too_long").arg(limit.to_string()),
            Self::TooLarge => problem.arg("too_large"),
            Self::Gone => problem.arg("gone"),
            Self::SourceInUse(title) => problem.arg("source_in_use").arg(title),
            Self::Address(address) => problem.arg("invalid").detail(shortened(&address)),
            Self::Invalid(why) => problem.arg("invalid").detail(why),
        }
    }
}

/// Whether the document may be held, kept and shared.
pub fn validate(document: &Document) -> Result<(), Problem> {
    faultless(document).map_err(Fault::of_reading)
}

/// As [`validate`], with the fault itself.
pub(super) fn faultless(document: &Document) -> Result<(), Fault> {
    at_most(document.sources.len(), SOURCES)?;
    at_most(document.figures.len(), FIGURES)?;
    at_most(document.blocks.len(), BLOCKS)?;
    no_longer(&document.title, TITLE_BYTES)?;

    let mut ids = Ids { seen: BTreeSet::new(), next: document.next };
    let mut weight = document.title.len();
    for source in &document.sources {
        ids.claim(source.id)?;
        weight += check_source(source)?;
    }
    for figure in &document.figures {
        ids.claim(figure.id)?;
        if document.source(figure.source).is_none() {
            return Err(Fault::Invalid("a figure's source is not in the document"));
        }
        weight += check_figure(figure)?;
    }
    for block in &document.blocks {
        ids.claim(block.id)?;
        weight += 32;
        match &block.content {
            Content::Text(text) => {
                no_longer(text, TEXT_BYTES)?;
                weight += text.len();
            }
            Content::Figure(id) => {
                if document.figure(*id).is_none() {
                    return Err(Fault::Invalid("a block's figure is not in the document"));
                }
            }
        }
    }
    if weight > DOCUMENT_BYTES { Err(Fault::TooLarge) } else { Ok(()) }
}

/// Ids met so far; every id is its own and below the next free one.
struct Ids {
    seen: BTreeSet<Id>,
    next: u32,
}

impl Ids {
    fn claim(&mut self, id: Id) -> Result<(), Fault> {
        if id.0 >= self.next {
            return Err(Fault::Invalid("an id is not below the next free one"));
        }
        if !self.seen.insert(id) {
            return Err(Fault::Invalid("two parts share an id"));
        }
        Ok(())
    }
}

fn check_source(source: &Source) -> Result<usize, Fault> {
    no_longer(&source.title, TITLE_BYTES)?;
    check_steps(&source.steps)?;
    no_longer(source.form.sheet.as_deref().unwrap_or_default(), TITLE_BYTES)?;
    if let Extent::Columns(names) = &source.extent {
        no_longer(&names.concat(), TITLE_BYTES * 100)?;
    }
    let mut columns = BTreeSet::new();
    if !source.readings.iter().all(|(column, _)| columns.insert(column.as_str())) {
        return Err(Fault::Invalid("a column has two readings"));
    }
    let mut columns = BTreeSet::new();
    if !source.roles.iter().all(|(column, _)| columns.insert(column.as_str())) {
        return Err(Fault::Invalid("a column has two roles"));
    }
    let sample = match &source.origin {
        Origin::Resource { portal, dataset, resource } => {
            let sample = portal.kind == PortalKind::Sample;
            check_address(&portal.address, sample)?;
            check_address(&portal.api, sample)?;
            no_longer(dataset, TITLE_BYTES)?;
            no_longer(&resource.id, TITLE_BYTES)?;
            if let Some(url) = &resource.url {
                check_address(url, sample)?;
            }
            sample
        }
        Origin::Url(url) => {
            let sample = url.starts_with("contoh:");
            check_address(url, sample)?;
            sample
        }
        Origin::File { name } => {
            no_longer(name, TITLE_BYTES)?;
            false
        }
    };
    if let Some(url) = &source.citation.url {
        check_address(url, sample)?;
    }
    json_bytes(source, PART_BYTES)
}

fn check_figure(figure: &Figure) -> Result<usize, Fault> {
    no_longer(&figure.title, TITLE_BYTES)?;
    no_longer(&figure.description, DESCRIPTION_BYTES)?;
    check_steps(&figure.steps)?;
    if let FigureKind::Table { rows, .. } = figure.kind
        && (rows == 0 || rows > TABLE_ROWS)
    {
        return Err(Fault::Invalid("a table figure shows no row or too many"));
    }
    let spec = json_bytes(&figure.kind, PART_BYTES)? + json_bytes(&figure.steps, PART_BYTES)?;
    let snapshot = figure.snapshot.as_ref().map_or(Ok(0), check_snapshot)?;
    Ok(spec + snapshot + figure.title.len() + figure.description.len() + 64)
}

/// The weight of a snapshot in bytes of JSON, estimated, or why it may not be kept.
pub(super) fn check_snapshot(table: &ResultTable) -> Result<usize, Fault> {
    if table.columns.len() > SNAPSHOT_COLUMNS || table.rows() > SNAPSHOT_ROWS {
        return Err(Fault::TooLarge);
    }
    let rows = table.rows();
    let mut names = BTreeSet::new();
    let mut weight = 32;
    for column in &table.columns {
        if column.values.len() != rows {
            return Err(Fault::Invalid("a snapshot's columns are not of one length"));
        }
        if !names.insert(column.name.as_str()) {
            return Err(Fault::Invalid("a snapshot has two columns of one name"));
        }
        weight += column.name.len() + 40;
        weight += match &column.values {
            // Quotes inside are rare: two bytes of quotes, one of comma and one to spare.
            Values::Text(values) => values.iter().map(|value| value.as_ref().map_or(5, |text| text.len() + 4)).sum(),
            Values::Number(values) => {
                if !values.iter().flatten().all(|value| value.is_finite()) {
                    return Err(Fault::Invalid("a snapshot's number is not finite"));
                }
                values.len() * 16
            }
            Values::Date(values) => values.len() * 8,
        };
        if weight > SNAPSHOT_BYTES {
            return Err(Fault::TooLarge);
        }
    }
    Ok(weight)
}

fn check_steps(steps: &[Step]) -> Result<(), Fault> {
    at_most(steps.len(), STEPS)?;
    let mut conditions = steps.iter().filter_map(|step| match step {
        Step::Filter(conditions) => Some(conditions.as_slice()),
        _ => None,
    });
    // JSON knows no other numbers: they would come back as something else.
    if conditions.all(|list| list.iter().all(is_finite)) {
        Ok(())
    } else {
        Err(Fault::Invalid("a step's number is not finite"))
    }
}

fn is_finite(condition: &Condition) -> bool {
    let finite = |value: &Scalar| match value {
        Scalar::Number(number) => number.is_finite(),
        Scalar::Text(_) => true,
    };
    match &condition.test {
        Test::Equals(value)
        | Test::NotEquals(value)
        | Test::Above(value)
        | Test::AtLeast(value)
        | Test::Below(value)
        | Test::AtMost(value) => finite(value),
        Test::OneOf(values) => values.iter().all(finite),
        Test::Contains(_) | Test::Missing(_) | Test::Odd(_) => true,
    }
}

fn check_address(address: &str, sample: bool) -> Result<(), Fault> {
    let fits = if sample { is_sample(address) } else { is_web(address) };
    if fits { Ok(()) } else { Err(Fault::Address(address.to_owned())) }
}

fn at_most(count: usize, limit: usize) -> Result<(), Fault> {
    if count > limit { Err(Fault::Full(limit)) } else { Ok(()) }
}

fn no_longer(text: &str, limit: usize) -> Result<(), Fault> {
    if text.len() > limit { Err(Fault::TooLong(limit)) } else { Ok(()) }
}

/// The start of an address, for a detail.
fn shortened(address: &str) -> String {
    address.chars().take(LONGEST.min(200)).collect()
}

/// How many bytes a value takes as JSON, or that it takes more than `limit`.
pub(super) fn json_bytes(value: &impl Serialize, limit: usize) -> Result<usize, Fault> {
    let mut count = Count { bytes: 0, limit };
    match serde_json::to_writer(&mut count, value) {
        Ok(()) => Ok(count.bytes),
        Err(_) => Err(Fault::TooLarge),
    }
}

/// A writer that only counts, and stops at its limit.
struct Count {
    bytes: usize,
    limit: usize,
}

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len();
        if self.bytes > self.limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
