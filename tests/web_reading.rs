//! Cells of every length, wherever they lie in sixteen bytes: what the browser's build splits in blocks comes
//! out whole.
#![cfg(target_arch = "wasm32")]

use jelajah::ingest::{Options, Reader};
use jelajah::table::Column;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A word of a length that holds bytes near those that are looked for, and characters of two bytes.
fn word(length: usize, salt: usize) -> String {
    let letters = ['a', '+', '-', 'ë', 'z', '.', 'M', '9'];
    std::iter::once('w')
        .chain((1..length).filter_map(|at| letters.get((at * 7 + salt) % letters.len()).copied()))
        .collect()
}

#[wasm_bindgen_test]
fn cells_of_every_length_come_out_whole() {
    for (delimiter, line_end) in [(',', "\n"), (';', "\r\n"), ('\t', "\r")] {
        let rows: Vec<[String; 3]> = (0..200)
            .map(|row| [word(1 + row % 41, row), word(1 + row % 37, row + 3), word(1 + row % 17, row + 5)])
            .collect();
        let mut text = ["satu", "dua", "tiga"].join(&delimiter.to_string()) + line_end;
        for row in &rows {
            text += &(row.join(&delimiter.to_string()) + line_end);
        }
        for chunk in [1, 7, 16, 1 << 16] {
            let mut reader = Reader::new(Options::default());
            for bytes in text.as_bytes().chunks(chunk) {
                reader.feed(bytes).expect("plain text");
            }
            let table = reader.finish().run().expect("a table");
            assert_eq!(table.rows(), rows.len(), "rows, {delimiter:?}, {chunk}");
            for (row, cells) in rows.iter().enumerate() {
                for (at, cell) in cells.iter().enumerate() {
                    let Column::Text(column) = table.column(at) else { panic!("column {at} is no text") };
                    assert_eq!(column.get(row), Some(cell.as_str()), "{delimiter:?}, {chunk}, row {row}");
                }
            }
        }
    }
}
