//! Lines that stand in quotes as a whole: `"1,""Bogor, Kota"",5"`.
//!
//! A spreadsheet that parts cells by another character than a file does shows every line of it as one cell, and when it
//! saves the file writes that cell in quotes: each of them, or only those that hold quotes themselves.

use std::borrow::Cow;

use crate::base::text::trim;

use super::dialect;

/// How many lines are looked at.
const SAMPLE: usize = 400;

/// Longer lines are left as they are: the end of one is looked for in the text that is not taken in yet.
const LONGEST: usize = 1 << 20;

/// Takes the quotes off such lines, as text comes in.
#[derive(Debug)]
pub(super) struct Wrapped {
    delimiter: u8,
    /// Only lines with quoted fields are wrapped.
    only_quoted: bool,
    /// A line whose end is not there yet.
    open: String,
    /// How many lines were unwrapped.
    pub(super) lines: u64,
}

impl Wrapped {
    /// Looks whether the lines of a text of which the beginning is known are wrapped. `delimiter` is the one that was
    /// chosen by hand.
    ///
    /// They are where the first line has several fields, as it is or unwrapped, and nearly all of the others have as
    /// many, all of them unwrapped or those with quoted fields. So a single column of texts with commas stays one.
    #[inline(never)]
    pub(super) fn find(text: &str, complete: bool, delimiter: Option<u8>) -> Option<Self> {
        let end = if complete { text.len() } else { text.rfind('\n')? };
        let lines: Vec<&str> = text.get(..end)?.lines().filter(|line| !trim(line).is_empty()).take(SAMPLE).collect();
        let (first, others) = lines.split_first()?;
        if !others.iter().any(|line| unwrap(line).is_some()) {
            return None;
        }
        let only_quoted = others.iter().any(|line| unwrap(line).is_none());
        let chosen = delimiter.as_slice();
        let candidates = if chosen.is_empty() { &dialect::CANDIDATES } else { chosen };
        candidates.iter().find_map(|&delimiter| {
            let found = Self { delimiter, only_quoted, open: String::new(), lines: 0 };
            let width = |line: &str| dialect::sample(line, delimiter, true).first().map_or(0, Vec::len);
            let all = width(&unwrap(first).unwrap_or(Cow::Borrowed(first)));
            let is_even = |line: &&&str| width(&found.unwrapped(line).unwrap_or(Cow::Borrowed(line))) == all;
            let wraps = others.iter().any(|line| found.unwrapped(line).is_some());
            (all > 1 && wraps && others.iter().filter(is_even).count() * 10 >= others.len() * 9).then_some(found)
        })
    }

    /// A line without its quotes, if it is wrapped.
    fn unwrapped<'a>(&self, line: &'a str) -> Option<Cow<'a, str>> {
        let inner = unwrap(line)?;
        let is_quote = |at: usize| inner.as_bytes().get(at) == Some(&b'"');
        // A quote that begins a field, not one within a sentence.
        let is_quoted =
            || is_quote(0) || inner.bytes().enumerate().any(|(at, byte)| byte == self.delimiter && is_quote(at + 1));
        (!self.only_quoted || is_quoted()).then_some(inner)
    }

    /// Takes text; answers the lines that are whole by now, without their quotes.
    pub(super) fn take(&mut self, text: &str) -> String {
        self.open.push_str(text);
        let open = std::mem::take(&mut self.open);
        let mut out = String::with_capacity(open.len());
        let mut rest = open.as_str();
        while let Some((line, behind)) = rest.split_once('\n') {
            self.put(line, &mut out);
            out.push('\n');
            rest = behind;
        }
        if rest.len() > LONGEST {
            out.push_str(rest);
        } else {
            rest.clone_into(&mut self.open);
        }
        out
    }

    /// The last line, which no line end is behind.
    pub(super) fn end(&mut self) -> String {
        let mut out = String::new();
        let last = std::mem::take(&mut self.open);
        self.put(&last, &mut out);
        out
    }

    fn put(&mut self, line: &str, out: &mut String) {
        let text = line.strip_suffix('\r').unwrap_or(line);
        if let Some(inner) = self.unwrapped(text) {
            self.lines += 1;
            out.push_str(&inner);
            out.push_str(line.get(text.len()..).unwrap_or_default());
        } else {
            out.push_str(line);
        }
    }
}

/// What a line holds that is one quoted field: quotes in it are doubled.
fn unwrap(line: &str) -> Option<Cow<'_, str>> {
    let inner = line.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains('"') {
        return Some(Cow::Borrowed(inner));
    }
    // Nothing but pairs is left when each is taken for one.
    let pairs = inner.replace("\"\"", "");
    (!pairs.contains('"')).then(|| Cow::Owned(inner.replace("\"\"", "\"")))
}

#[cfg(test)]
mod tests {
    use crate::base::note::NoteCode;
    use crate::ingest::{Options, Reader, read_all};

    /// Reads a text at once and byte by byte: the cells of the table and how many lines were unwrapped.
    fn check(text: &str, want: &[&[&str]], lines: u64) {
        let whole = read_all(text.as_bytes(), Options::default()).unwrap();
        let mut reader = Reader::new(Options::default());
        text.as_bytes().iter().for_each(|byte| reader.feed(&[*byte]).unwrap());
        for table in [whole, reader.finish().run().unwrap()] {
            let names: Vec<&str> = table.fields().iter().map(|field| field.name.as_str()).collect();
            assert_eq!(names, want[0], "{text}");
            assert_eq!(table.rows(), want.len() - 1, "{text}");
            for (row, want) in want[1..].iter().enumerate() {
                assert_eq!(table.raw_row(row), *want, "{text}");
            }
            let note = table.notes().iter().find(|note| note.code == NoteCode::WrappedLines);
            assert_eq!(note.map_or(0, |note| note.count), lines, "{text}");
        }
    }

    #[test]
    fn lines_in_quotes_are_unwrapped() {
        let want: &[&[&str]] = &[&["No", "Wilayah", "Nilai"], &["1", "Kota Depok", "5"], &["2", "Kab. Bogor", "7,5"]];
        check("\"No;Wilayah;Nilai\"\r\n\"1;Kota Depok;5\"\r\n\"2;Kab. Bogor;7,5\"", want, 3);
        check("\"No\tWilayah\tNilai\"\n\"1\tKota Depok\t5\"\n\n\"2\tKab. Bogor\t7,5\"\n", want, 3);
        check("\"No,Wilayah,Nilai\"\n\"1,\"\"Kota Depok\"\",5\"\n\"2,Kab. Bogor,\"\"7,5\"\"\"\n", want, 3);
        // The header is no line of quotes, or only lines with quotes are.
        check("No,Wilayah,Nilai\n\"1,Kota Depok,5\"\n\"2,Kab. Bogor,\"\"7,5\"\"\"\n", want, 2);
        check("No,Wilayah,Nilai\n1,Kota Depok,5\n\"2,Kab. Bogor,\"\"7,5\"\"\"\n", want, 1);
    }

    #[test]
    fn quotes_within_fields_of_such_lines_are_kept() {
        let file =
            std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/files/wrapped-lines.csv")).unwrap();
        let table = read_all(&file, Options::default()).unwrap();
        assert_eq!(table.raw_row(1), ["2", "Pasar Induk \"Caringin\"", "Beras medium", "13.250"]);
        assert_eq!(table.raw_row(2), ["3", "Pasar Kosambi; Lantai 2", "Cabai rawit", "62.500,50"]);
        assert_eq!((table.rows(), table.fields().len()), (5, 4));
    }

    #[test]
    fn texts_with_commas_stay_as_they_are() {
        check("alamat\n\"Jl. A, Depok\"\n\"Jl. B, Bogor\"\n", &[&["alamat"], &["Jl. A, Depok"], &["Jl. B, Bogor"]], 0);
        check("a,b\n\"1\",\"2\"\n\"3\",\"4\"\n", &[&["a", "b"], &["1", "2"], &["3", "4"]], 0);
        // A source below a table of two columns.
        let rows = "Depok,1\n".repeat(20);
        for source in ["\"Sumber: BPS, diolah\"", "\"Sumber: \"\"BPS\"\", diolah\""] {
            let table = read_all(format!("kota,nilai\n{rows}{source}\n").as_bytes(), Options::default()).unwrap();
            assert_eq!(table.rows(), 20, "{source}");
        }
        // The delimiter that is chosen by hand decides.
        let text = "\"lat,lon\"\n\"-6.2,106.8\"\n\"-6.3,106.9\"\n";
        check(text, &[&["lat", "lon"], &["-6.2", "106.8"], &["-6.3", "106.9"]], 3);
        let options = Options { delimiter: Some(b';'), ..Options::default() };
        assert_eq!(read_all(text.as_bytes(), options).unwrap().raw_row(0), ["-6.2,106.8"]);
    }

    #[test]
    fn long_files_are_unwrapped_to_their_end() {
        let row = |at: usize| format!("\"{at},\"\"Kota, {at}\"\",{}\"\r\n", at * 7);
        let text = format!("\"No,Wilayah,Nilai\"\r\n{}", (0..40_000).map(row).collect::<String>());
        for size in [700, 70_000, usize::MAX] {
            let mut reader = Reader::new(Options::default());
            text.as_bytes().chunks(size).for_each(|piece| reader.feed(piece).unwrap());
            let table = reader.finish().run().unwrap();
            assert_eq!((table.rows(), table.fields().len()), (40_000, 3));
            assert_eq!(table.raw_row(39_999), ["39999", "Kota, 39999", "279993"]);
            assert!(table.notes().iter().any(|note| note.code == NoteCode::WrappedLines && note.count == 40_001));
        }
    }
}
