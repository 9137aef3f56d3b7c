//! A file that is read while its bytes come in: what can be made of its beginning is made while the rest is awaited.
//!
//! Only `GeoJSON` collections are read so: of all formats they are the largest, and of each feature they say all in
//! one place. Whatever else the bytes are, and whatever is unusual about a collection, is left to [`open`](super::open),
//! which looks at all bytes again.

use super::collection::Reading;
use super::recognise::Format;
use super::sheet::Budget;
use super::{Book, Limits, json};

/// Bytes that are waited for before it is looked at them: a feature that is cut by their end is read again.
const PIECE_BYTES: usize = 1 << 18;

/// A file whose bytes are coming in.
#[derive(Debug)]
pub struct Incoming {
    reading: Reading,
    budget: Budget,
    /// It is looked at the bytes again when there are so many.
    next: usize,
}

impl Incoming {
    /// A file of about so many bytes, of which none is here yet.
    pub fn new(limits: &Limits, bytes: usize) -> Self {
        Self { reading: Reading::default(), budget: Budget::new(limits, bytes), next: PIECE_BYTES }
    }

    /// Takes note of more bytes: of all of them, from the first one on.
    pub fn more(&mut self, bytes: &[u8]) {
        if bytes.len() >= self.next {
            self.go_on(bytes);
            // A feature that is not whole, or what is no collection, is looked at again when there is twice as much
            // of it, which bounds the work.
            self.next = bytes.len() + (bytes.len() - self.reading.done()).max(PIECE_BYTES);
        }
    }

    fn go_on(&mut self, bytes: &[u8]) {
        let rest = bytes.get(self.reading.done()..).unwrap_or_default();
        // The last letter may be cut.
        let text = match std::str::from_utf8(rest) {
            Ok(text) => text,
            Err(error) => {
                let valid = rest.get(..error.valid_up_to()).unwrap_or_default();
                std::str::from_utf8(valid).unwrap_or_default()
            }
        };
        self.reading.go_on(text, &mut self.budget);
    }

    /// The file, all of whose bytes are these, where it could be read on the way.
    pub fn end(mut self, bytes: &[u8]) -> Option<Book> {
        self.go_on(bytes);
        let text = |range: std::ops::Range<usize>| std::str::from_utf8(bytes.get(range)?).ok();
        let collection = self.reading.end(text, bytes.len())?;
        let sheet = json::only_features(collection, &self.budget)?;
        let notes = self.budget.into_notes();
        // What had to be left out is told best by who sees all of it.
        notes.is_empty().then(|| Book { format: Format::GeoJson, sheets: vec![sheet], notes, ..Book::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::book::open;

    /// So many triangles with names, and something behind them.
    fn collection(count: usize, behind: &str) -> Vec<u8> {
        let features: Vec<String> = (0..count)
            .map(|at| {
                format!(
                    r#"{{"type":"Feature","properties":{{"nama":"Désa {at}","n":{at}}},"geometry":{{"type":"Polygon","coordinates":[[[{at}.5,1],[2,0],[2,2],[{at}.5,1]]]}}}}"#
                )
            })
            .collect();
        format!(r#"{{"type":"FeatureCollection","features":[{}]{behind}}}"#, features.join(",\n")).into_bytes()
    }

    /// What is made of bytes that come in pieces.
    fn in_pieces(bytes: &[u8], piece: usize) -> Option<Book> {
        let mut incoming = Incoming::new(&Limits::default(), bytes.len());
        for end in (piece..bytes.len()).step_by(piece) {
            incoming.more(&bytes[..end]);
        }
        incoming.end(bytes)
    }

    #[test]
    fn a_collection_in_pieces_is_the_whole_collection() {
        let bytes = collection(9_000, "");
        assert!(bytes.len() > 4 * PIECE_BYTES, "{}", bytes.len());
        let whole = open(&bytes, &Limits::default()).unwrap();
        for piece in [10_001, 300_000, bytes.len()] {
            assert_eq!(in_pieces(&bytes, piece).as_ref(), Some(&whole), "{piece}");
        }
    }

    #[test]
    fn all_else_is_left_to_the_reader_of_whole_files() {
        let mut cut = collection(9_000, "");
        cut.truncate(cut.len() - 3);
        let mut other = collection(9_000, "");
        let middle = other.len() / 2;
        other[middle] = 0xFF;
        let marked: Vec<u8> = [&b"\xEF\xBB\xBF"[..], &collection(3, "")].concat();
        for (bytes, why) in [
            (cut, "cut short"),
            (other, "no UTF-8"),
            (marked, "a byte order mark"),
            (collection(3, r#","records":[{"a":1},{"a":2},{"a":3},{"a":4}]"#), "another table"),
            (b"[{\"a\":1},{\"a\":2}]".to_vec(), "no collection"),
            (b"PK\x03\x04".to_vec(), "no text"),
            (Vec::new(), "nothing"),
        ] {
            assert_eq!(in_pieces(&bytes, 100_000), None, "{why}");
        }
    }
}
