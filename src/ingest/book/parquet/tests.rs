//! A file written out by hand, and the values of every kind.

use crate::ingest::book::{Format, Limits, open};

/// Bytes of a structure: fields in order, each a number, a text, or bytes as they are.
fn int(out: &mut Vec<u8>, delta: u8, value: i64) {
    out.push(delta << 4 | 6);
    varint(out, (value << 1 ^ value >> 63).cast_unsigned());
}

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7F {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn text(out: &mut Vec<u8>, delta: u8, value: &str) {
    out.push(delta << 4 | 8);
    varint(out, value.len() as u64);
    out.extend(value.as_bytes());
}

/// A file of two columns and three rows: a name, which may be missing, and a number.
pub(in crate::ingest::book) fn file() -> Vec<u8> {
    let mut out = b"PAR1".to_vec();
    let mut page = |body: &[u8]| -> (usize, usize) {
        let start = out.len();
        let mut header = Vec::new();
        int(&mut header, 1, 0);
        int(&mut header, 1, body.len() as i64);
        int(&mut header, 1, body.len() as i64);
        header.push(0x2C);
        int(&mut header, 1, 3);
        int(&mut header, 1, 0);
        int(&mut header, 1, 3);
        int(&mut header, 1, 3);
        header.extend([0, 0]);
        out.extend(&header);
        out.extend(body);
        (start, header.len() + body.len())
    };
    // Levels 1, 0, 1 in packed bits, then two texts.
    let names = page(b"\x02\0\0\0\x03\x05\x03\0\0\0Ac\xC3\x04\0\0\0Bali".as_slice());
    let numbers = page(&[1.5_f64, -2.0, 0.25].map(f64::to_le_bytes).concat());
    let mut meta = Vec::new();
    int(&mut meta, 1, 1);
    meta.extend([0x19, 0x3C]);
    text(&mut meta, 4, "root");
    int(&mut meta, 1, 2);
    meta.push(0);
    for (name, kind, repetition) in [("nama", 6, 1), ("nilai", 5, 0)] {
        int(&mut meta, 1, kind);
        int(&mut meta, 2, repetition);
        text(&mut meta, 1, name);
        meta.push(0);
    }
    int(&mut meta, 1, 3);
    meta.extend([0x19, 0x1C, 0x19, 0x2C]);
    for (start, size) in [names, numbers] {
        // A chunk is a structure whose third field is its metadata.
        meta.push(0x3C);
        int(&mut meta, 4, 0);
        int(&mut meta, 1, 3);
        int(&mut meta, 1, size as i64);
        int(&mut meta, 1, size as i64);
        int(&mut meta, 2, start as i64);
        meta.extend([0, 0]);
    }
    int(&mut meta, 2, 3);
    meta.extend([0, 0]);
    out.extend(&meta);
    out.extend((meta.len() as u32).to_le_bytes());
    out.extend(b"PAR1");
    out
}

#[test]
fn a_file_is_read() {
    let book = open(&file(), &Limits::default()).unwrap();
    assert_eq!(book.format, Format::Parquet);
    let sheet = &book.sheets[0];
    let names: Vec<&str> = sheet.columns.iter().flatten().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["nama", "nilai"]);
    let rows = sheet.rows.lines();
    assert_eq!(rows, ["Ac\u{FFFD}|1.5", "|-2", "Bali|0.25"]);
}
