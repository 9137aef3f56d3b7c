//! Workbooks of Excel 5 to 2003 (MS-XLS; the older ones by the `OpenOffice` description of BIFF5).

use super::bytes::{error_name, f64_at, rk, u8_at, u16_at, u32_at, utf16};
use super::container::Container;
use super::dates::{self, Shown};
use super::grid::Cell;
use super::sheet::{Budget, Merge, Shares, Sheet};
use crate::base::note::{Problem, ProblemCode};

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Sheet>, Problem> {
    let broken = || Problem::new(ProblemCode::BrokenFile).arg("XLS");
    if !bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(Problem::new(ProblemCode::UnsupportedFormat).arg("XLS 2–4"));
    }
    let container = Container::new(bytes).ok_or_else(broken)?;
    let stream = container.stream("Workbook").or_else(|| container.stream("Book"));
    let Some(stream) = stream else {
        return Err(if container.stream("EncryptedPackage").is_some() {
            Problem::new(ProblemCode::ProtectedFile).arg("XLSX")
        } else if container.stream("WordDocument").is_some() || container.stream("PowerPoint Document").is_some() {
            Problem::new(ProblemCode::UnsupportedFormat).arg("DOC")
        } else {
            broken()
        });
    };
    let book = Globals::read(&stream)?;
    let mut sheets = Vec::new();
    for (name, hidden, place) in book.sheets.iter().take(budget.limits.sheets as usize) {
        let mut sheet = Sheet { name: name.clone(), hidden: *hidden, ..Sheet::default() };
        read_sheet(&book, stream.get(*place as usize..).unwrap_or_default(), &mut sheet, budget);
        sheets.push(sheet);
    }
    if sheets.is_empty() { Err(broken()) } else { Ok(sheets) }
}

/// The records of a stream: kind and body.
#[derive(Clone, Debug)]
struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    /// The bodies that continue the record just read.
    fn continued(&mut self) -> Vec<&'a [u8]> {
        let mut parts = Vec::new();
        while u16_at(self.0, 0) == Some(0x3C)
            && let Some((_, body)) = self.next()
        {
            parts.push(body);
        }
        parts
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (u16_at(self.0, 0)?, usize::from(u16_at(self.0, 2)?));
        let rest = self.0.get(4..)?;
        let (body, behind) = rest.split_at(length.min(rest.len()));
        self.0 = behind;
        Some((kind, body))
    }
}

/// What all sheets share.
#[derive(Debug, Default)]
struct Globals {
    /// Whether texts are in Unicode (Excel 97 and later).
    wide: bool,
    from_1904: bool,
    strings: Vec<String>,
    shown: Vec<Shown>,
    /// Name, whether it is hidden, place in the stream.
    sheets: Vec<(String, bool, u32)>,
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Self, Problem> {
        let mut own = Self::default();
        let mut records = Records(stream);
        let mut codes: Vec<(u16, Shown)> = Vec::new();
        let mut styles: Vec<u16> = Vec::new();
        let mut first = true;
        while let Some((kind, body)) = records.next() {
            match kind {
                0x809 if first => own.wide = u16_at(body, 0).is_none_or(|version| version >= 0x600),
                0x2F => return Err(Problem::new(ProblemCode::ProtectedFile).arg("XLS")),
                0x22 => own.from_1904 = u16_at(body, 0) == Some(1),
                0x41E => {
                    let code = if own.wide { long_text(body, 2, true) } else { short_text(body, 2, false) };
                    codes.push((u16_at(body, 0).unwrap_or(0), dates::of_code(&code)));
                }
                0xE0 => styles.push(u16_at(body, 2).unwrap_or(0)),
                // Sheets of other kinds are charts and macros.
                0x85 if u8_at(body, 5) == Some(0) => {
                    let hidden = u8_at(body, 4).is_some_and(|state| state & 3 != 0);
                    own.sheets.push((short_text(body, 6, own.wide), hidden, u32_at(body, 0).unwrap_or(0)));
                }
                0xFC => {
                    let mut parts = vec![body];
                    parts.extend(records.continued());
                    own.strings = shared_strings(parts);
                }
                0x0A => break,
                _ => {}
            }
            first = false;
        }
        own.shown = styles
            .into_iter()
            .map(|format| {
                let code = codes.iter().rfind(|(own, _)| *own == format).map(|(_, shown)| *shown);
                code.unwrap_or_else(|| dates::built_in(u32::from(format)))
            })
            .collect();
        Ok(own)
    }

    fn shown(&self, style: Option<u16>) -> Shown {
        style.and_then(|style| self.shown.get(usize::from(style))).copied().unwrap_or_default()
    }

    fn number(&self, value: f64, style: Option<u16>) -> Cell {
        if !value.is_finite() {
            return Cell::Empty;
        }
        let shown = self.shown(style);
        dates::of_serial(value, shown, self.from_1904).map_or(Cell::Number(value), Cell::Date)
    }

    /// The text at a place with its length before it in two bytes.
    fn text(&self, body: &[u8], at: usize) -> String {
        long_text(body, at, self.wide)
    }
}

/// Text whose length is in one byte.
fn short_text(body: &[u8], at: usize, wide: bool) -> String {
    let length = usize::from(u8_at(body, at).unwrap_or(0));
    letters(body, at + 1, length, wide)
}

/// Text whose length is in two bytes.
fn long_text(body: &[u8], at: usize, wide: bool) -> String {
    let length = usize::from(u16_at(body, at).unwrap_or(0));
    letters(body, at + 2, length, wide)
}

/// Letters behind their length; in Unicode a byte before them says how wide they are.
fn letters(body: &[u8], at: usize, length: usize, wide: bool) -> String {
    if !wide {
        let rest = body.get(at..).unwrap_or_default();
        return narrow(rest.get(..length).unwrap_or(rest));
    }
    let rest = body.get(at + 1..).unwrap_or_default();
    if u8_at(body, at).unwrap_or(0) & 1 != 0 {
        utf16(rest.get(..length * 2).unwrap_or(rest))
    } else {
        rest.iter().take(length).map(|byte| char::from(*byte)).collect()
    }
}

/// Text of the years before Unicode, taken for Windows-1252.
fn narrow(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut decoder, _) = crate::ingest::decode::Decoder::new(&[], Some(crate::ingest::decode::Encoding::Windows1252));
    decoder.decode(bytes, true, &mut |piece| text.push_str(piece));
    text
}

/// Walks over a record and those that continue it.
struct Parts<'a> {
    bodies: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl<'a> Parts<'a> {
    /// What is left of the part; the next part when nothing is. `None` at the end.
    fn rest(&mut self) -> Option<(&'a [u8], bool)> {
        let mut fresh = false;
        loop {
            let rest = self.bodies.get(self.part)?.get(self.at..).unwrap_or_default();
            if !rest.is_empty() {
                return Some((rest, fresh));
            }
            self.part += 1;
            self.at = 0;
            fresh = true;
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let (rest, _) = self.rest()?;
        self.at += 1;
        rest.first().copied()
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | (u32::from(self.u16()?) << 16))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let (rest, _) = self.rest()?;
            let step = rest.len().min(count);
            self.at += step;
            count -= step;
        }
        Some(())
    }

    /// Letters; where they go on in the next part, a byte says anew how wide they are.
    fn letters(&mut self, mut count: usize, mut wide: bool) -> Option<String> {
        let mut text = String::new();
        let mut units = Vec::new();
        while count > 0 {
            let (mut rest, fresh) = self.rest()?;
            if fresh {
                wide = rest.first()? & 1 != 0;
                self.at += 1;
                rest = rest.get(1..)?;
                if rest.is_empty() {
                    continue;
                }
            }
            let size = if wide { 2 } else { 1 };
            let step = (rest.len() / size).min(count);
            if step == 0 {
                // Half a letter at the end of a part.
                self.at += rest.len();
                continue;
            }
            let taken = rest.get(..step * size)?;
            if wide {
                units.extend(taken.chunks_exact(2).filter_map(|pair| u16_at(pair, 0)));
            } else {
                units.extend(taken.iter().map(|byte| u16::from(*byte)));
            }
            self.at += step * size;
            count -= step;
        }
        text.extend(char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{FFFD}')));
        Some(text)
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) * 4 } else { 0 };
        let more = if flags & 4 != 0 { self.u32()? as usize } else { 0 };
        let text = self.letters(length, flags & 1 != 0)?;
        self.skip(runs.saturating_add(more));
        Some(text)
    }
}

/// The texts that cells share.
fn shared_strings(parts: Vec<&[u8]>) -> Vec<String> {
    let mut parts = Parts { bodies: parts, part: 0, at: 8 };
    std::iter::from_fn(|| parts.text()).collect()
}

fn read_sheet(book: &Globals, stream: &[u8], sheet: &mut Sheet, budget: &mut Budget) {
    let mut records = Records(stream);
    let mut depth = 0_u32;
    // The cell whose formula gave a text: it follows in a record of its own.
    let mut waiting: Option<(u32, u32)> = None;
    let mut shares = Shares::default();
    let columns = budget.limits.columns;
    while let Some((kind, body)) = records.next() {
        match kind {
            // Charts inside the sheet have a beginning and an end of their own.
            0x809 => depth += 1,
            0x0A => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            _ if depth > 1 => {}
            0xE5 => {
                for range in body.get(2..).unwrap_or_default().chunks_exact(8) {
                    let word = |at: usize| u32::from(u16_at(range, at).unwrap_or(0));
                    let merge =
                        Merge { first_row: word(0), last_row: word(2), first_column: word(4), last_column: word(6) };
                    budget.merge(&mut sheet.merges, merge);
                }
            }
            0x207 => {
                let mut whole = body.to_vec();
                for part in records.continued() {
                    whole.extend_from_slice(part.get(usize::from(book.wide)..).unwrap_or_default());
                }
                if let Some((row, column)) = waiting.take() {
                    budget.put(&mut sheet.rows, row, column, Cell::text(book.text(&whole, 0)));
                }
            }
            _ => {
                let (Some(row), Some(column)) = (u16_at(body, 0), u16_at(body, 2)) else { continue };
                let (row, column) = (u32::from(row), u32::from(column));
                let style = u16_at(body, 4);
                let cell = match kind {
                    0xFD => u32_at(body, 6)
                        .and_then(|index| book.strings.get(index as usize))
                        .map_or(Cell::Empty, Cell::text),
                    0x203 => f64_at(body, 6).map_or(Cell::Empty, |value| book.number(value, style)),
                    0x27E => u32_at(body, 6).map_or(Cell::Empty, |bits| book.number(rk(bits), style)),
                    0xBD => {
                        let cells = body.get(4..body.len().saturating_sub(2)).unwrap_or_default();
                        for (at, cell) in cells.chunks_exact(6).enumerate() {
                            let value = book.number(rk(u32_at(cell, 2).unwrap_or(0)), u16_at(cell, 0));
                            let is_share = book.shown(u16_at(cell, 0)) == Shown::Percent;
                            shares.count(column + at as u32, is_share, columns);
                            budget.put(&mut sheet.rows, row, column + at as u32, value);
                        }
                        continue;
                    }
                    0x204 | 0xD6 => Cell::text(book.text(body, 6)),
                    0x205 => plain(u8_at(body, 6), u8_at(body, 7) == Some(1)),
                    0x06 | 0x206 | 0x406 => {
                        if u16_at(body, 12) == Some(0xFFFF) {
                            match u8_at(body, 6) {
                                Some(0) => {
                                    waiting = Some((row, column));
                                    continue;
                                }
                                Some(1) => plain(u8_at(body, 8), false),
                                Some(2) => plain(u8_at(body, 8), true),
                                _ => Cell::Empty,
                            }
                        } else {
                            f64_at(body, 6).map_or(Cell::Empty, |value| book.number(value, style))
                        }
                    }
                    _ => continue,
                };
                if matches!(cell, Cell::Number(_)) {
                    shares.count(column, book.shown(style) == Shown::Percent, columns);
                }
                budget.put(&mut sheet.rows, row, column, cell);
            }
        }
        if budget.is_full() {
            break;
        }
    }
    sheet.percents = shares.columns();
}

/// A truth value or an error.
fn plain(value: Option<u8>, error: bool) -> Cell {
    let value = value.unwrap_or(0);
    if error { Cell::Error(error_name(value).to_owned()) } else { Cell::Bool(value != 0) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::ingest::book::Limits;
    use crate::ingest::book::container::tests::container;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let mut out = kind.to_le_bytes().to_vec();
        out.extend((body.len() as u16).to_le_bytes());
        out.extend(body);
        out
    }

    fn words(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    /// A workbook of one sheet with a cell of every kind.
    pub(in crate::ingest::book) fn workbook() -> Vec<u8> {
        let mut globals = record(0x809, &words(&[0x600, 5, 0, 0]));
        globals.extend(record(0x41E, b"\xA4\x00\x0A\x00\x00dd/mm/yyyy"));
        for format in [0, 0xA4] {
            globals.extend(record(0xE0, &words(&[0, format, 0, 0, 0, 0, 0, 0, 0, 0])));
        }
        let name = b"\x05\x00Kota1";
        let place_at = globals.len() + 4;
        globals.extend(record(0x85, &[&[0, 0, 0, 0, 1, 0], name.as_slice()].concat()));
        // Two texts; the second is cut by the end of its record and goes on with wide letters.
        let mut strings = words(&[2, 0, 2, 0]);
        strings.extend(b"\x05\x00\x00Nama!");
        strings.extend(b"\x06\x00\x08\x01\x00Kab");
        globals.extend(record(0xFC, &strings));
        globals.extend(record(0x3C, b"\x01.\0 \0\xE9\0abcd"));
        globals.extend(record(0x0A, &[]));
        let place = (globals.len() as u32).to_le_bytes();
        globals[place_at..place_at + 4].copy_from_slice(&place);
        let mut sheet = record(0x809, &words(&[0x600, 0x10, 0, 0]));
        sheet.extend(record(0xFD, &words(&[0, 0, 0, 0, 0])));
        sheet.extend(record(0xFD, &words(&[0, 1, 0, 1, 0])));
        sheet.extend(record(0x203, &[words(&[1, 0, 0]), 1.5_f64.to_le_bytes().to_vec()].concat()));
        sheet.extend(record(0x27E, &[words(&[1, 1, 1]), ((45_657_u32 << 2) | 2).to_le_bytes().to_vec()].concat()));
        sheet.extend(record(0xBD, &words(&[2, 0, 0, 22, 0, 0, 30, 0, 1])));
        sheet.extend(record(0x205, &[words(&[3, 0, 0]), vec![1, 0]].concat()));
        sheet.extend(record(0x205, &[words(&[3, 1, 0]), vec![7, 1]].concat()));
        sheet.extend(record(0x06, &[words(&[3, 2, 0, 0, 0, 0, 0xFFFF]), vec![0; 8]].concat()));
        sheet.extend(record(0x207, b"\x02\x00\x00Ya"));
        sheet.extend(record(0xE5, &words(&[1, 0, 0, 0, 1])));
        // A chart in between.
        sheet.extend(record(0x809, &words(&[0x600, 0x20, 0, 0])));
        sheet.extend(record(0x203, &[words(&[9, 9, 0]), 9.0_f64.to_le_bytes().to_vec()].concat()));
        sheet.extend(record(0x0A, &[]));
        sheet.extend(record(0x204, b"\x04\x00\x00\x00\x00\x00\x03\x00\x00end"));
        sheet.extend(record(0x0A, &[]));
        globals.extend(sheet);
        container("Workbook", &globals)
    }

    #[test]
    fn cells_of_every_kind_are_read() {
        let mut budget = Budget::new(&Limits::default(), 0);
        let sheets = read(&workbook(), &mut budget).unwrap();
        let sheet = &sheets[0];
        assert_eq!((sheet.name.as_str(), sheet.hidden), ("Kota1", true));
        let rows = sheet.rows.lines();
        assert_eq!(rows, ["Nama!|Kab. é", "1.5|2024-12-31", "5|7", "true|#DIV/0!|Ya", "end"]);
        assert_eq!(sheet.merges, [Merge { first_row: 0, first_column: 0, last_row: 0, last_column: 1 }]);
    }

    #[test]
    fn a_locked_book_says_so() {
        let locked = [record(0x809, &words(&[0x600, 5, 0, 0])), record(0x2F, &[0; 6])].concat();
        let code = |name: &str, stream: &[u8]| {
            read(&container(name, stream), &mut Budget::new(&Limits::default(), 0)).map(|_| ()).map_err(|p| p.code)
        };
        assert_eq!(code("Workbook", &locked), Err(ProblemCode::ProtectedFile));
        assert_eq!(code("EncryptedPackage", b"x"), Err(ProblemCode::ProtectedFile));
        assert_eq!(code("WordDocument", b"x"), Err(ProblemCode::UnsupportedFormat));
        assert_eq!(code("Book", b"x"), Err(ProblemCode::BrokenFile));
    }
}
