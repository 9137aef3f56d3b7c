//! dBASE tables (III to 7, as shapefiles carry them).

use super::bytes::{f64_at, u8_at, u16_at, u32_at};
use super::grid::{Cell, Grid};
use super::sheet::{Budget, Column};
use crate::base::date::parse_iso;
use crate::ingest::decode::{Decoder, Encoding};

/// A table and which of its records are marked as deleted.
#[derive(Debug, Default)]
pub(super) struct Dbf {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Grid,
    /// For every record of the file, whether it is in `rows`.
    pub(super) kept: Vec<bool>,
}

/// Whether bytes begin as a table does.
pub(super) fn is_dbf(bytes: &[u8]) -> bool {
    let kind =
        u8_at(bytes, 0).is_some_and(|kind| matches!(kind, 0x02 | 0x03 | 0x30..=0x32 | 0x43 | 0x83 | 0x8B | 0xF5));
    let date = u8_at(bytes, 2).is_some_and(|month| month <= 12) && u8_at(bytes, 3).is_some_and(|day| day <= 31);
    let end = u16_at(bytes, 8).map_or(0, usize::from);
    let marked = (0..2).any(|back| end > 32 && u8_at(bytes, end - 1 - back) == Some(0x0D));
    kind && date && marked && u16_at(bytes, 10).is_some_and(|length| length > 1)
}

/// Reads a table. `encoding` is what a `.cpg` file beside it says.
pub(super) fn read(bytes: &[u8], encoding: Option<&str>, budget: &mut Budget) -> Option<Dbf> {
    let count = u32_at(bytes, 4)? as usize;
    let start = usize::from(u16_at(bytes, 8)?);
    let length = usize::from(u16_at(bytes, 10)?);
    let mut fields = Vec::new();
    let mut at = 32;
    while at + 32 <= start && fields.len() < budget.limits.columns as usize {
        let field = bytes.get(at..at + 32)?;
        if field.first() == Some(&0x0D) {
            break;
        }
        let kind = *field.get(11)?;
        // A long text has its length in both bytes.
        let size = match kind {
            b'C' => usize::from(u16_at(field, 16)?),
            _ => usize::from(u8_at(field, 16)?),
        };
        fields.push((field.get(..11)?, kind, size));
        at += 32;
    }
    let body = bytes.get(start..)?;
    let text = Texts::new(bytes.get(32..start)?, body, encoding);
    let mut own = Dbf::default();
    for (name, kind, _) in &fields {
        let end = name.iter().position(|byte| *byte == 0).unwrap_or(name.len());
        let name = text.decode(name.get(..end)?).trim().to_owned();
        own.columns.push(Column { name, declared: Some(char::from(*kind).to_string()) });
    }
    for record in body.chunks(length.max(1)).take(count) {
        if record.len() < 2 || !budget.take_row() {
            break;
        }
        let kept = record.first() != Some(&b'*');
        own.kept.push(kept);
        if !kept {
            continue;
        }
        let row = own.rows.len() as u32;
        own.rows.begin();
        let mut at = 1;
        for (column, (_, kind, size)) in fields.iter().enumerate() {
            let value = record.get(at..at + size).unwrap_or_default();
            at += size;
            budget.put(&mut own.rows, row, column as u32, cell(*kind, value, text));
        }
    }
    Some(own)
}

fn cell(kind: u8, value: &[u8], text: Texts) -> Cell {
    let plain = || text.decode(value).trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned();
    match kind {
        b'N' | b'F' => {
            let said = plain();
            // A field full of asterisks is a number that did not fit.
            if said.starts_with('*') {
                return Cell::Empty;
            }
            said.parse::<f64>().ok().filter(|n| n.is_finite()).map_or_else(|| Cell::text(said), Cell::Number)
        }
        b'D' => {
            let said = plain();
            let iso = match (said.get(..4), said.get(4..6), said.get(6..8)) {
                (Some(year), Some(month), Some(day)) if said.len() == 8 => format!("{year}-{month}-{day}"),
                _ => String::new(),
            };
            if parse_iso(&iso).is_some() { Cell::Date(iso) } else { Cell::text(said.trim_matches('0')) }
        }
        b'L' => match value.first() {
            Some(b'T' | b't' | b'Y' | b'y') => Cell::Bool(true),
            Some(b'F' | b'f' | b'N' | b'n') => Cell::Bool(false),
            _ => Cell::Empty,
        },
        b'I' | b'+' => u32_at(value, 0).map_or(Cell::Empty, |bits| Cell::Number(f64::from(bits.cast_signed()))),
        b'B' | b'O' if value.len() == 8 => f64_at(value, 0).filter(|n| n.is_finite()).map_or(Cell::Empty, Cell::Number),
        // Texts kept in a file of their own are not there.
        b'M' | b'G' | b'P' | b'0' => Cell::Empty,
        _ => Cell::text(plain()),
    }
}

/// The encoding of a table's texts.
#[derive(Clone, Copy, Debug)]
struct Texts(Encoding);

impl Texts {
    fn new(head: &[u8], body: &[u8], said: Option<&str>) -> Self {
        let said = said.map(|said| said.trim().to_ascii_lowercase().replace(['-', ' ', '_'], ""));
        let utf8 = match said.as_deref() {
            Some("utf8" | "65001" | "cp65001") => true,
            // What is valid UTF-8 is nothing else, whatever the file beside it says.
            _ => std::str::from_utf8(head).is_ok() && std::str::from_utf8(body).is_ok(),
        };
        Self(if utf8 { Encoding::Utf8 } else { Encoding::Windows1252 })
    }

    fn decode(self, bytes: &[u8]) -> String {
        let mut text = String::new();
        let (mut decoder, _) = Decoder::new(&[], Some(self.0));
        decoder.decode(bytes, true, &mut |piece| text.push_str(piece));
        text
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::ingest::book::Limits;

    /// A table with a field of every common kind; the second record is deleted.
    pub(in crate::ingest::book) fn table() -> Vec<u8> {
        let fields: [(&str, u8, u8); 4] =
            [("NAMA", b'C', 6), ("JUMLAH", b'N', 5), ("TGL", b'D', 8), ("AKTIF", b'L', 1)];
        let mut out = vec![3, 124, 12, 31, 3, 0, 0, 0];
        out.extend((32 + 32 * fields.len() as u16 + 1).to_le_bytes());
        out.extend(21_u16.to_le_bytes());
        out.resize(32, 0);
        for (name, kind, size) in fields {
            let mut field = [0; 32];
            field[..name.len()].copy_from_slice(name.as_bytes());
            field[11] = kind;
            field[16] = size;
            out.extend(field);
        }
        out.push(0x0D);
        out.extend(b" Kab \xE9  12.520241231T");
        out.extend(b"*Kota      7        F");
        out.extend(b" Kota  *****00000000?");
        out.push(0x1A);
        out
    }

    #[test]
    fn fields_of_every_kind_are_read() {
        let bytes = table();
        assert!(is_dbf(&bytes));
        assert!(!is_dbf(b"\x03abc"));
        let dbf = read(&bytes, None, &mut Budget::new(&Limits::default(), bytes.len())).unwrap();
        let names: Vec<&str> = dbf.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!((names, dbf.kept), (vec!["NAMA", "JUMLAH", "TGL", "AKTIF"], vec![true, false, true]));
        let rows = dbf.rows.lines();
        assert_eq!(rows, ["Kab é|12.5|2024-12-31|true", "Kota"]);
    }
}
