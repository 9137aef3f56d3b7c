//! ZIP and GZIP: what is inside, and one file of it at a time, expanded within limits.
//!
//! ZIP as of PKWARE's APPNOTE 6.3: the table of contents at the end, with the 64-bit sizes; where it
//! is missing (a download that broke off) the local headers are walked. Stored and deflated entries
//! are read. GZIP as of RFC 1952.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use super::Limits;
use super::bytes::{u16_at, u32_at, u64_at};
use super::recognise::{Format, recognise};
use super::sheet::Budget;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};

/// A file inside an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name with its folders, as the archive gives it; a GZIP file may give none.
    pub name: String,
    /// Its size in bytes when expanded, as the archive claims.
    pub size: u64,
    /// What its first bytes are.
    pub format: Format,
    /// Which entry of the archive it is: what [`extract`] asks for.
    pub index: usize,
}

/// Most entries listed of an archive.
const ENTRIES: usize = 20_000;
/// Bytes expanded to recognise an entry.
const HEAD: usize = 4096;
/// The end of the table of contents is looked for in this many last bytes.
const TAIL: usize = 70_000;

/// The files of an archive that a person could want; folders and what operating systems leave
/// behind are not among them.
pub fn list(bytes: &[u8], limits: &Limits) -> Vec<Entry> {
    let mut entries = Vec::new();
    let archive = Archive::new(bytes);
    for (index, part) in archive.parts.iter().enumerate() {
        let file = part.name.rsplit('/').next().unwrap_or_default();
        // A file that is compressed alone need not have a name.
        if (file.is_empty() && !archive.gzip)
            || file.starts_with('.')
            || part.name.starts_with("__MACOSX/")
            || file == "Thumbs.db"
        {
            continue;
        }
        let head = part.data(bytes).map(|data| part.head(data)).unwrap_or_default();
        // The limits bound what is listed as well: every entry costs an expansion of its head.
        if entries.len() >= ENTRIES.min(limits.cells as usize) {
            break;
        }
        entries.push(Entry { name: part.name.clone(), size: part.size, format: recognise(&head), index });
    }
    entries
}

/// The bytes of an entry, by its [`Entry::index`]; `notes` gets what is wrong with them.
pub fn extract(bytes: &[u8], index: usize, limits: &Limits, notes: &mut Vec<Note>) -> Result<Vec<u8>, Problem> {
    let mut budget = Budget::new(limits, bytes.len());
    let out = Archive::new(bytes).read(index, &mut budget)?;
    notes.append(&mut budget.into_notes());
    Ok(out)
}

/// A part of an archive, as its table of contents says.
#[derive(Clone, Debug)]
struct Part {
    name: String,
    /// Size when expanded, as claimed.
    size: u64,
    /// Place of the local header, or of the data where `local` is false.
    at: u64,
    compressed: u64,
    method: u16,
    /// The CRC-32 of its expanded bytes; zero where it is not told.
    sum: u32,
    encrypted: bool,
    local: bool,
}

/// What came out of an expansion.
#[derive(Debug, Default)]
struct Expanded {
    bytes: Vec<u8>,
    /// Whether there are more than the limit.
    cut: bool,
    /// Whether the stream ended as it should.
    whole: bool,
    /// Where in the bytes a stream ends, and the sum that is told of it.
    ends: Vec<(usize, u32)>,
    /// Whether the stream makes no sense from some place on, so that what was before may make none either.
    damaged: bool,
}

/// An archive and its parts.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    parts: Vec<Part>,
    gzip: bool,
}

impl<'a> Archive<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let gzip = bytes.starts_with(b"\x1F\x8B");
        let parts = if gzip {
            gzip_part(bytes).into_iter().collect()
        } else {
            contents(bytes).filter(|parts| !parts.is_empty()).unwrap_or_else(|| walk(bytes))
        };
        Self { bytes, parts, gzip }
    }

    /// The names of the parts.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| part.name.as_str())
    }

    /// The part of that name; letter case, a leading slash and the kind of slash do not count.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        let same = |part: &Part| {
            let own = part.name.trim_start_matches('/');
            own.len() == name.len()
                && own
                    .bytes()
                    .zip(name.bytes())
                    .all(|(own, want)| own.eq_ignore_ascii_case(&want) || (own == b'\\' && want == b'/'))
        };
        self.parts.iter().position(same)
    }

    /// The bytes of a part that may be missing.
    pub(super) fn read_named(&self, name: &str, budget: &mut Budget) -> Result<Option<Vec<u8>>, Problem> {
        self.find(name).map(|index| self.read(index, budget)).transpose()
    }

    fn broken(&self) -> Problem {
        Problem::new(ProblemCode::BrokenFile).arg(if self.gzip { "GZ" } else { "ZIP" })
    }

    /// A part with its compressed bytes.
    fn part(&self, index: usize) -> Result<(&Part, &'a [u8]), Problem> {
        let part = self.parts.get(index).ok_or_else(|| self.broken())?;
        if part.encrypted {
            return Err(Problem::new(ProblemCode::ProtectedFile).arg("ZIP"));
        }
        if !matches!(part.method, 0 | 8) {
            return Err(Problem::new(ProblemCode::UnsupportedFormat).arg(format!("ZIP ({})", part.method)));
        }
        Ok((part, part.data(self.bytes).ok_or_else(|| self.broken())?))
    }

    /// A part of a ZIP that may be missing, to be expanded piece by piece.
    pub(super) fn pieces(&self, name: &str, budget: &Budget) -> Result<Option<Pieces<'a>>, Problem> {
        let Some(index) = self.find(name) else { return Ok(None) };
        let (part, data) = self.part(index)?;
        let stored = part.method == 0;
        let stage = if stored { Stage::Stored } else { Stage::Deflated };
        Ok(Some(Pieces {
            data,
            stage,
            cut_short: stored && data.len() as u64 != part.size,
            complete: data.len() as u64 == part.compressed,
            told: part.sum,
            sum: crc32fast::Hasher::new(),
            state: Box::default(),
            window: if stored { Vec::new() } else { vec![0; PIECE] },
            at: 0,
            any: false,
            limit: budget.expanded,
        }))
    }

    /// The bytes of a part.
    pub(super) fn read(&self, index: usize, budget: &mut Budget) -> Result<Vec<u8>, Problem> {
        let (part, data) = self.part(index)?;
        let limit = usize::try_from(budget.expanded).unwrap_or(usize::MAX);
        let mut out = part.expand(data, limit);
        if !self.gzip && out.whole {
            out.ends.push((out.bytes.len(), part.sum));
        }
        let mut from = 0;
        for (end, sum) in out.ends {
            out.damaged |= !is_sum(sum, crc32fast::hash(out.bytes.get(from..end).unwrap_or_default()));
            from = end;
        }
        if out.cut {
            return Err(Problem::new(ProblemCode::ExpandsTooFar).arg(format!("{} MB", limit >> 20)));
        }
        if !out.whole && out.bytes.is_empty() {
            return Err(self.broken());
        }
        let complete = !self.gzip && data.len() as u64 == part.compressed;
        tell(out.damaged || complete && !out.whole, !out.whole, budget);
        budget.expanded = budget.expanded.saturating_sub(out.bytes.len() as u64);
        Ok(out.bytes)
    }
}

/// Whether a CRC-32 is the one that an archive tells; some programs tell none.
const fn is_sum(told: u32, own: u32) -> bool {
    told == 0 || told == own
}

/// Tells that a part is damaged, or else that its end is missing.
fn tell(damaged: bool, cut_short: bool, budget: &mut Budget) {
    if damaged || cut_short {
        let code = if damaged { NoteCode::Damaged } else { NoteCode::CutShort };
        budget.note(Note::once(code, []));
    }
}

/// Bytes of a piece: a power of two, and no less than what deflated bytes refer back to.
const PIECE: usize = 1 << 16;

/// A part of a ZIP that is expanded piece by piece, so that no more than a piece of it is in memory.
pub(super) struct Pieces<'a> {
    /// Compressed bytes that are left.
    data: &'a [u8],
    stage: Stage,
    /// Whether bytes are missing at its end.
    cut_short: bool,
    /// Whether all of its compressed bytes are there: a stream without an end is no broken download then.
    complete: bool,
    /// The sum that its bytes should have, and that of those so far.
    told: u32,
    sum: crc32fast::Hasher,
    state: Box<DecompressorOxide>,
    /// The bytes expanded last, round and round.
    window: Vec<u8>,
    /// Where the next ones come in it.
    at: usize,
    /// Whether there were any bytes.
    any: bool,
    /// Bytes that it may have, as told where it has more.
    limit: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Stored,
    Deflated,
    End,
}

impl Pieces<'_> {
    /// The next piece; empty at the end.
    pub(super) fn next(&mut self, budget: &mut Budget) -> Result<&[u8], Problem> {
        let was_end = self.stage == Stage::End;
        let mut damaged = false;
        let piece = match self.stage {
            Stage::Stored => {
                let (piece, rest) = self.data.split_at(self.data.len().min(PIECE));
                self.data = rest;
                if rest.is_empty() {
                    self.stage = Stage::End;
                }
                piece
            }
            Stage::Deflated => {
                let from = self.at;
                let (status, used, made) = decompress(&mut self.state, self.data, &mut self.window, from, 0);
                self.data = self.data.get(used..).unwrap_or_default();
                self.at = (from + made) % PIECE;
                if status != TINFLStatus::HasMoreOutput {
                    self.stage = Stage::End;
                    self.cut_short = status != TINFLStatus::Done;
                    damaged = self.cut_short && (self.complete || status == TINFLStatus::Failed);
                }
                self.window.get(from..from + made).unwrap_or_default()
            }
            Stage::End => &[],
        };
        let size = piece.len() as u64;
        if size > budget.expanded {
            return Err(Problem::new(ProblemCode::ExpandsTooFar).arg(format!("{} MB", self.limit >> 20)));
        }
        budget.expanded -= size;
        self.any |= size > 0;
        self.sum.update(piece);
        if self.stage == Stage::End && !was_end {
            if self.cut_short && !self.any {
                return Err(Problem::new(ProblemCode::BrokenFile).arg("ZIP"));
            }
            damaged |= !self.cut_short && !is_sum(self.told, self.sum.clone().finalize());
            tell(damaged, self.cut_short, budget);
        }
        Ok(piece)
    }
}

impl Part {
    /// Its compressed bytes; those that are left where the file ends before.
    fn data<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let mut start = usize::try_from(self.at).ok()?;
        if self.local {
            if bytes.get(start..start + 4)? != b"PK\x03\x04" {
                return None;
            }
            start += 30 + usize::from(u16_at(bytes, start + 26)?) + usize::from(u16_at(bytes, start + 28)?);
        }
        let rest = bytes.get(start..)?;
        let length = usize::try_from(self.compressed).unwrap_or(usize::MAX);
        Some(rest.get(..length).unwrap_or(rest))
    }

    /// Its first bytes, expanded.
    fn head(&self, data: &[u8]) -> Vec<u8> {
        if self.method == 0 {
            return data.get(..data.len().min(HEAD)).unwrap_or_default().to_vec();
        }
        if self.method != 8 || self.encrypted {
            return Vec::new();
        }
        let mut head = vec![0; HEAD];
        let (_, _, made) = decompress(&mut Box::default(), data, &mut head, 0, WHOLE);
        head.truncate(made);
        head
    }

    /// Expands all of it, if that is no more than `limit` bytes.
    fn expand(&self, data: &[u8], limit: usize) -> Expanded {
        if self.method == 0 {
            let cut = data.len() > limit;
            let bytes = if cut { Vec::new() } else { data.to_vec() };
            return Expanded { bytes, cut, whole: data.len() as u64 == self.size, ..Expanded::default() };
        }
        inflate(data, !self.local, usize::try_from(self.size).unwrap_or(usize::MAX), limit)
    }
}

/// Expands a GZIP file to at most `limit` bytes; `None` where it is damaged or larger.
pub(super) fn inflate_gzip(bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    let part = gzip_part(bytes)?;
    let out = part.expand(part.data(bytes)?, limit);
    (out.whole && !out.cut).then_some(out.bytes)
}

/// All of it lies in the place that it is expanded to.
const WHOLE: u32 = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;

/// Room is made for so many times the size of a stream at first.
const ROOM: usize = 8;

/// The size that a stream is told to have is believed up to so many times its own; beyond that it is counted.
const BELIEVED: usize = 32;

/// Expands a deflated stream that is told to have so many bytes, if it has no more than `limit`. A GZIP file may be
/// several streams, one behind the other, each with its sum behind it.
///
/// What expands to far more than itself is counted before there is any room for it: bombs take none.
fn inflate(data: &[u8], gzip: bool, told: usize, limit: usize) -> Expanded {
    let believed = if told <= limit.min(data.len().saturating_mul(BELIEVED)) { told } else { 0 };
    // A byte more than there should be, so that the end is met.
    let first = believed.min(data.len().saturating_mul(ROOM)) + 1;
    let mut out = Expanded { bytes: vec![0; first], ..Expanded::default() };
    let mut state = Box::<DecompressorOxide>::default();
    // What is left of the streams, and how many bytes were made.
    let (mut rest, mut made) = (data, 0);
    loop {
        let (status, used, more) = decompress(&mut state, rest, &mut out.bytes, made, WHOLE);
        rest = rest.get(used..).unwrap_or_default();
        made += more;
        match status {
            TINFLStatus::HasMoreOutput => {
                let room = out.bytes.len();
                let all = if room <= believed { believed.min(room * 2) } else { counted(data, gzip, limit) };
                if (room..=limit).contains(&all) {
                    out.bytes.reserve_exact(all + 1 - room);
                    out.bytes.resize(all + 1, 0);
                    continue;
                }
                out.cut = true;
            }
            _ if made > limit => out.cut = true,
            TINFLStatus::Done if gzip => {
                out.ends.push((made, u32_at(rest, 0).unwrap_or(0)));
                if let Some(next) = next_stream(rest) {
                    (rest, state) = (next, Box::default());
                    continue;
                }
                out.whole = true;
            }
            TINFLStatus::Done => out.whole = true,
            TINFLStatus::Failed => out.damaged = true,
            _ => {}
        }
        out.bytes.truncate(made);
        return out;
    }
}

/// How many bytes a deflated stream and those behind it expand to, of which none is kept; some more than `limit` at most.
fn counted(data: &[u8], gzip: bool, limit: usize) -> usize {
    let mut window = vec![0; PIECE];
    let mut state = Box::<DecompressorOxide>::default();
    let (mut rest, mut made) = (data, 0);
    loop {
        let (status, used, more) = decompress(&mut state, rest, &mut window, made % PIECE, 0);
        rest = rest.get(used..).unwrap_or_default();
        made += more;
        let next = if gzip && status == TINFLStatus::Done { next_stream(rest) } else { None };
        if let Some(next) = next {
            (rest, state) = (next, Box::default());
        } else if status != TINFLStatus::HasMoreOutput || made > limit {
            return made;
        }
    }
}

/// The next stream of a GZIP file, from the end of the one before on, which its sum and its size are behind.
fn next_stream(bytes: &[u8]) -> Option<&[u8]> {
    let rest = bytes.get(8..)?;
    gzip_part(rest)?.data(rest)
}

/// The parts by the table of contents.
fn contents(bytes: &[u8]) -> Option<Vec<Part>> {
    let tail = bytes.len().saturating_sub(TAIL);
    let end = tail + memchr::memmem::rfind(bytes.get(tail..)?, b"PK\x05\x06")?;
    let (mut size, mut start) = (u64::from(u32_at(bytes, end + 12)?), u64::from(u32_at(bytes, end + 16)?));
    let mut behind = end as u64;
    if (start == 0xFFFF_FFFF || size == 0xFFFF_FFFF)
        && let Some(locator) = end.checked_sub(20).filter(|at| bytes.get(*at..*at + 4) == Some(b"PK\x06\x07"))
    {
        let wide = usize::try_from(u64_at(bytes, locator + 8)?).ok()?;
        (size, start) = (u64_at(bytes, wide.checked_add(40)?)?, u64_at(bytes, wide.checked_add(48)?)?);
        behind = wide as u64;
    }
    // Something may stand before the archive; then every place is off by its length.
    let shift = behind.checked_sub(size)?.checked_sub(start)?;
    let mut at = usize::try_from(start + shift).ok()?;
    let mut parts = Vec::new();
    while bytes.get(at..at + 4) == Some(b"PK\x01\x02") && parts.len() < ENTRIES {
        let flags = u16_at(bytes, at + 8)?;
        let (name_length, extra_length, comment_length) =
            (u16_at(bytes, at + 28)?, u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?);
        let name_end = at + 46 + usize::from(name_length);
        let extra_end = name_end + usize::from(extra_length);
        let mut part = Part {
            name: name(bytes.get(at + 46..name_end)?),
            size: u64::from(u32_at(bytes, at + 24)?),
            at: u64::from(u32_at(bytes, at + 42)?),
            compressed: u64::from(u32_at(bytes, at + 20)?),
            method: u16_at(bytes, at + 10)?,
            sum: u32_at(bytes, at + 16)?,
            encrypted: flags & 1 != 0,
            local: true,
        };
        widen(&mut part, bytes.get(name_end..extra_end)?);
        part.at = part.at.saturating_add(shift);
        parts.push(part);
        at = extra_end + usize::from(comment_length);
    }
    Some(parts)
}

/// Takes sizes that need 64 bits from the extra field.
fn widen(part: &mut Part, extra: &[u8]) {
    let mut rest = extra;
    while let (Some(kind), Some(length)) = (u16_at(rest, 0), u16_at(rest, 2)) {
        let body = rest.get(4..4 + usize::from(length)).unwrap_or_default();
        if kind == 1 {
            let mut at = 0;
            for field in [&mut part.size, &mut part.compressed, &mut part.at] {
                if *field == 0xFFFF_FFFF
                    && let Some(value) = u64_at(body, at)
                {
                    *field = value;
                    at += 8;
                }
            }
        }
        rest = rest.get(4 + usize::from(length)..).unwrap_or_default();
    }
}

/// The parts by their local headers, for an archive without its table of contents.
fn walk(bytes: &[u8]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memmem::find(rest, b"PK\x03\x04")) {
        at += found;
        let Some(part) = local(bytes, at) else { break };
        let head = 30 + part.name.len();
        // Where the size is told behind the data only, the next header is looked for.
        let known = if part.compressed == u64::MAX { 0 } else { usize::try_from(part.compressed).unwrap_or(0) };
        at = at.saturating_add(head).saturating_add(known);
        parts.push(part);
        if parts.len() >= ENTRIES {
            break;
        }
    }
    parts
}

fn local(bytes: &[u8], at: usize) -> Option<Part> {
    let flags = u16_at(bytes, at + 6)?;
    let behind = flags & 8 != 0;
    let compressed = u64::from(u32_at(bytes, at + 18)?);
    let name_length = usize::from(u16_at(bytes, at + 26)?);
    Some(Part {
        name: name(bytes.get(at + 30..at + 30 + name_length)?),
        size: u64::from(u32_at(bytes, at + 22)?),
        at: at as u64,
        compressed: if behind && compressed == 0 { u64::MAX } else { compressed },
        method: u16_at(bytes, at + 8)?,
        sum: if behind { 0 } else { u32_at(bytes, at + 14)? },
        encrypted: flags & 1 != 0,
        local: true,
    })
}

/// The one part of a GZIP file.
fn gzip_part(bytes: &[u8]) -> Option<Part> {
    if !bytes.starts_with(b"\x1F\x8B\x08") {
        return None;
    }
    let flags = *bytes.get(3)?;
    let mut at = 10;
    let mut inner = String::new();
    if flags & 4 != 0 {
        at += 2 + usize::from(u16_at(bytes, at)?);
    }
    if flags & 8 != 0 {
        let end = memchr::memchr(0, bytes.get(at..)?)?;
        inner = name(bytes.get(at..at + end)?);
        at += end + 1;
    }
    if flags & 16 != 0 {
        at += memchr::memchr(0, bytes.get(at..)?)? + 1;
    }
    if flags & 2 != 0 {
        at += 2;
    }
    let size = bytes.len().checked_sub(4).and_then(|at| u32_at(bytes, at)).unwrap_or(0);
    Some(Part {
        name: inner,
        size: u64::from(size),
        at: at as u64,
        compressed: u64::MAX,
        method: 8,
        sum: 0,
        encrypted: false,
        local: false,
    })
}

/// A name in UTF-8, otherwise letter by letter.
fn name(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// What a ZIP is by the names of its parts.
pub(super) fn kind(bytes: &[u8]) -> Format {
    let archive = Archive::new(bytes);
    let has = |name: &str| archive.find(name).is_some();
    let starts = |folder: &str| archive.names().any(|name| name.trim_start_matches('/').starts_with(folder));
    let ends = |ending: &str| {
        archive.names().filter(|name| !name.starts_with("__MACOSX/")).any(|name| {
            name.len() >= ending.len()
                && name
                    .as_bytes()
                    .get(name.len() - ending.len()..)
                    .is_some_and(|end| end.eq_ignore_ascii_case(ending.as_bytes()))
        })
    };
    if has("xl/workbook.bin") {
        Format::Xlsb
    } else if has("xl/workbook.xml") || (has("[Content_Types].xml") && starts("xl/")) {
        Format::Xlsx
    } else if starts("word/") || starts("ppt/") {
        Format::Document
    } else if has("content.xml") && (has("mimetype") || starts("META-INF/")) {
        Format::Ods
    } else if has("doc.kml") || (ends(".kml") && !ends(".csv")) {
        Format::Kmz
    } else if ends(".shp") {
        Format::Shapefile
    } else {
        Format::Zip
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The bytes of an entry and what is wrong with them.
    fn extract(bytes: &[u8], index: usize, limits: &Limits) -> Result<(Vec<u8>, Vec<Note>), Problem> {
        let mut notes = Vec::new();
        super::extract(bytes, index, limits, &mut notes).map(|bytes| (bytes, notes))
    }

    /// A ZIP of files, each deflated unless it is short.
    pub(in crate::ingest::book) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut out, mut table) = (Vec::new(), Vec::new());
        for (name, bytes) in files {
            let deflated = bytes.len() > 40;
            let data = if deflated { miniz_oxide::deflate::compress_to_vec(bytes, 6) } else { bytes.to_vec() };
            let mut header = Vec::new();
            header.extend(20_u16.to_le_bytes());
            header.extend(0_u16.to_le_bytes());
            header.extend(if deflated { 8_u16 } else { 0 }.to_le_bytes());
            header.extend([0; 8]);
            header.extend((data.len() as u32).to_le_bytes());
            header.extend((bytes.len() as u32).to_le_bytes());
            header.extend((name.len() as u16).to_le_bytes());
            header.extend(0_u16.to_le_bytes());
            let at = out.len() as u32;
            out.extend(b"PK\x03\x04");
            out.extend(&header);
            out.extend(name.as_bytes());
            out.extend(&data);
            table.extend(b"PK\x01\x02\x14\x00");
            table.extend(&header);
            table.extend([0; 10]);
            table.extend(at.to_le_bytes());
            table.extend(name.as_bytes());
        }
        let start = out.len() as u32;
        out.extend(&table);
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend((files.len() as u16).to_le_bytes());
        out.extend((files.len() as u16).to_le_bytes());
        out.extend((table.len() as u32).to_le_bytes());
        out.extend(start.to_le_bytes());
        out.extend([0, 0]);
        out
    }

    /// A GZIP file.
    pub(in crate::ingest::book) fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = b"\x1F\x8B\x08\x08\0\0\0\0\0\x03a.csv\0".to_vec();
        out.extend(miniz_oxide::deflate::compress_to_vec(bytes, 6));
        out.extend([0; 4]);
        out.extend((bytes.len() as u32).to_le_bytes());
        out
    }

    #[test]
    fn entries_are_listed_and_expanded() {
        let long = "tahun,jumlah\n2024,5\n".repeat(100);
        let bytes = zip(&[
            ("data/", b""),
            ("data/a.csv", long.as_bytes()),
            ("b.json", b"[{}]"),
            (".DS_Store", b"x"),
            ("__MACOSX/b.json", b"x"),
        ]);
        let limits = Limits::default();
        let entries = list(&bytes, &limits);
        let said: Vec<_> =
            entries.iter().map(|entry| (entry.name.as_str(), entry.size, entry.format, entry.index)).collect();
        assert_eq!(said, [("data/a.csv", 2000, Format::Csv, 1), ("b.json", 4, Format::Json, 2)]);
        assert_eq!(extract(&bytes, 1, &limits).unwrap().0, long.as_bytes());
        assert_eq!(extract(&bytes, 9, &limits).map_err(|problem| problem.code), Err(ProblemCode::BrokenFile));
        // The same without the table of contents, and with something before it.
        let cut = &bytes[..bytes.len() - 30];
        assert_eq!(list(cut, &limits).len(), 2);
        assert_eq!(extract(cut, 1, &limits).unwrap().0, long.as_bytes());
        let shifted = [b"#!/bin/sh\n".as_slice(), &bytes].concat();
        assert_eq!(extract(&shifted, 1, &limits).unwrap().0, long.as_bytes());
    }

    /// All pieces of a part as one, or why there are none.
    fn in_pieces(bytes: &[u8], name: &str, limits: &Limits) -> Result<(Vec<u8>, Vec<Note>), Problem> {
        let mut budget = Budget::new(limits, bytes.len());
        let mut pieces = Archive::new(bytes).pieces(name, &budget)?.unwrap();
        let mut all = Vec::new();
        loop {
            let piece = pieces.next(&mut budget)?;
            if piece.is_empty() {
                return Ok((all, budget.into_notes()));
            }
            assert!(piece.len() <= PIECE);
            all.extend_from_slice(piece);
        }
    }

    #[test]
    fn pieces_are_the_whole() {
        let long: Vec<u8> = (0..300_000_u32).flat_map(|at| (at.wrapping_mul(at) % 9_973).to_le_bytes()).collect();
        let bytes = zip(&[("long", &long), ("short", b"kota"), ("none", b"")]);
        for (name, want) in [("long", long.as_slice()), ("short", b"kota"), ("none", b"")] {
            assert_eq!(in_pieces(&bytes, name, &Limits::default()), Ok((want.to_vec(), Vec::new())), "{name}");
        }
        // As with a part that is expanded at once: what is there of a damaged one is read, and bombs are bounded.
        let (some, notes) = in_pieces(&bytes[..bytes.len() / 2], "long", &Limits::default()).unwrap();
        assert!(long.starts_with(&some) && some.len() > PIECE);
        assert_eq!(notes, [Note::once(NoteCode::CutShort, [])]);
        let bomb = zip(&[("bomb", &vec![0; 40 << 20])]);
        let limits = Limits { ratio: 1, ..Limits::default() };
        assert_eq!(in_pieces(&bomb, "bomb", &limits).map_err(|problem| problem.code), Err(ProblemCode::ExpandsTooFar));
    }

    #[test]
    fn gzip_is_expanded_also_in_several_parts() {
        let bytes = [gzip(b"a,b\n1,2\n"), gzip(b"3,4\n")].concat();
        let limits = Limits::default();
        assert_eq!(list(&bytes, &limits)[0].name, "a.csv");
        assert_eq!(extract(&bytes, 0, &limits).unwrap(), (b"a,b\n1,2\n3,4\n".to_vec(), Vec::new()));
    }

    #[test]
    fn what_is_told_of_a_size_changes_nothing() {
        // Hardly compressed, compressed to a tenth, and to a thousandth.
        let noise: Vec<u8> = (0..5_000_u32).flat_map(|at| at.wrapping_mul(0x9E37_79B9).to_be_bytes()).collect();
        let lines: Vec<u8> =
            (0..20_000).flat_map(|at| [b"Kabupaten,", [b'0' + at as u8 % 40, b'\n'].as_slice()].concat()).collect();
        let blanks = vec![b' '; 300_000];
        for data in [noise.as_slice(), &lines, &blanks, b"", b"a"] {
            for told in
                [0, 1, data.len() - data.len() / 2, data.len(), data.len() + 1, data.len() * 3, u32::MAX as usize]
            {
                let mut once = gzip(data);
                let end = once.len() - 4;
                once[end..].copy_from_slice(&(told as u32).to_le_bytes());
                let several = [once.clone(), gzip(b"1"), once.clone()].concat();
                let want = [data, b"1", data].concat();
                for (bytes, want) in [(&once, data), (&several, &want)] {
                    let exact = Limits { expanded: want.len() as u64, ..Limits::default() };
                    assert_eq!(extract(bytes, 0, &exact), Ok((want.to_vec(), Vec::new())), "{told}");
                    let less = Limits { expanded: (want.len() as u64).saturating_sub(1), ..Limits::default() };
                    let code = extract(bytes, 0, &less).map_err(|problem| problem.code);
                    assert!(want.is_empty() || code == Err(ProblemCode::ExpandsTooFar), "{told}: {code:?}");
                }
            }
        }
    }

    /// A ZIP with one file as it is or deflated, and with its sum.
    fn with_sum(data: &[u8], deflated: bool) -> Vec<u8> {
        let mut bytes = zip(&[("a", data)]);
        let (sum, table) = (crc32fast::hash(data).to_le_bytes(), memchr::memmem::rfind(&bytes, b"PK\x01\x02").unwrap());
        assert_eq!(u16_at(&bytes, 8), Some(if deflated { 8 } else { 0 }));
        bytes[table + 16..table + 20].copy_from_slice(&sum);
        bytes
    }

    #[test]
    fn a_changed_byte_is_told() {
        let damaged = [Note::once(NoteCode::Damaged, [])];
        let limits = Limits::default();
        let long: Vec<u8> = (0..60_000_u32).flat_map(|at| (at.wrapping_mul(at) % 9_973).to_le_bytes()).collect();
        for (data, deflated) in [(b"kota,harga\nBogor,12500\n".as_slice(), false), (&long, true)] {
            let mut bytes = with_sum(data, deflated);
            assert_eq!(extract(&bytes, 0, &limits), Ok((data.to_vec(), Vec::new())));
            assert_eq!(in_pieces(&bytes, "a", &limits), Ok((data.to_vec(), Vec::new())));
            // Behind the header of 31 bytes, in the middle of the file.
            let at = if deflated { 100_000 } else { 31 + 17 };
            bytes[at] ^= 1;
            let (all, notes) = extract(&bytes, 0, &limits).unwrap();
            assert!(all != data && notes.contains(&damaged[0]), "{notes:?}");
            let (all, notes) = in_pieces(&bytes, "a", &limits).unwrap();
            assert!(all != data && notes.contains(&damaged[0]), "{notes:?}");
        }
        let mut bytes = [gzip(b"a,b\n1,2\n"), gzip(b"3,4\n")].concat();
        let last = bytes.len() - 8;
        bytes[last] ^= 1;
        assert_eq!(extract(&bytes, 0, &limits), Ok((b"a,b\n1,2\n3,4\n".to_vec(), damaged.to_vec())));
    }

    #[test]
    fn bombs_do_not_go_off() {
        let bytes = zip(&[("a.csv", &vec![0; 50 << 20])]);
        assert!(bytes.len() < 100_000);
        let code =
            |limits: Limits| extract(&bytes, 0, &limits).map(|(bytes, _)| bytes.len()).map_err(|problem| problem.code);
        assert_eq!(code(Limits::default()), Err(ProblemCode::ExpandsTooFar));
        assert_eq!(code(Limits { ratio: 2000, ..Limits::default() }), Ok(50 << 20));
        assert_eq!(
            code(Limits { ratio: 2000, expanded: 1 << 20, ..Limits::default() }),
            Err(ProblemCode::ExpandsTooFar)
        );
    }
}
