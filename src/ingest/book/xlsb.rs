//! Workbooks with binary parts (MS-XLSB).

use super::archive::Archive;
use super::bytes::{error_name, f64_at, rk, u8_at, u16_at, u32_at, utf16};
use super::dates::{self, Shown};
use super::grid::Cell;
use super::sheet::{Budget, Merge, Shares, Sheet};
use super::xlsx::Relations;
use crate::base::note::{Problem, ProblemCode};

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Sheet>, Problem> {
    let archive = Archive::new(bytes);
    let broken = || Problem::new(ProblemCode::BrokenFile).arg("XLSB");
    let path = "xl/workbook.bin";
    let book = archive.read_named(path, budget)?.ok_or_else(broken)?;
    let relations = Relations::of(&archive, path, budget)?;
    let shown = styles(&archive.read_named("xl/styles.bin", budget)?.unwrap_or_default());
    let shared = archive.read_named("xl/sharedStrings.bin", budget)?.unwrap_or_default();
    let strings: Vec<String> =
        Records(&shared).filter(|(kind, _)| *kind == 19).map(|(_, body)| text(body, 1).0).collect();
    let mut from_1904 = false;
    let mut sheets = Vec::new();
    for (kind, body) in Records(&book) {
        match kind {
            153 => from_1904 = u32_at(body, 0).is_some_and(|flags| flags & 1 != 0),
            156 if sheets.len() < budget.limits.sheets as usize => {
                let hidden = u32_at(body, 0).is_some_and(|state| state != 0);
                let (id, behind) = text(body, 8);
                let (name, _) = text(body, behind);
                let Some(("worksheet", path)) = relations.by_id(&id) else { continue };
                let Some(bytes) = archive.read_named(path, budget)? else { continue };
                let mut sheet = Sheet { name, hidden, ..Sheet::default() };
                read_sheet(&bytes, &strings, &shown, from_1904, &mut sheet, budget);
                sheets.push(sheet);
            }
            _ => {}
        }
    }
    if sheets.is_empty() { Err(broken()) } else { Ok(sheets) }
}

/// The records of a part: kind and body.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let first = u8_at(self.0, 0)?;
        let mut at = 1;
        let mut kind = u16::from(first & 0x7F);
        if first & 0x80 != 0 {
            kind |= u16::from(u8_at(self.0, at)? & 0x7F) << 7;
            at += 1;
        }
        let mut length = 0_usize;
        for shift in [0, 7, 14, 21] {
            let byte = u8_at(self.0, at)?;
            at += 1;
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let rest = self.0.get(at..)?;
        let (body, behind) = rest.split_at(length.min(rest.len()));
        self.0 = behind;
        Some((kind, body))
    }
}

/// The text at a place, and the place behind it.
fn text(body: &[u8], at: usize) -> (String, usize) {
    // All ones mean no text.
    let length = u32_at(body, at).filter(|length| *length != u32::MAX).unwrap_or(0) as usize;
    let rest = body.get(at.saturating_add(4)..).unwrap_or_default();
    let letters = rest.get(..length.saturating_mul(2)).unwrap_or(rest);
    (utf16(letters), at.saturating_add(4).saturating_add(letters.len()))
}

/// What the cells of each style show.
fn styles(part: &[u8]) -> Vec<Shown> {
    let mut codes: Vec<(u16, Shown)> = Vec::new();
    let mut shown = Vec::new();
    let mut in_cells = false;
    for (kind, body) in Records(part) {
        match kind {
            44 => codes.push((u16_at(body, 0).unwrap_or(0), dates::of_code(&text(body, 2).0))),
            617 => in_cells = true,
            618 => in_cells = false,
            47 if in_cells => {
                let format = u16_at(body, 2).unwrap_or(0);
                let code = codes.iter().find(|(own, _)| *own == format).map(|(_, shown)| *shown);
                shown.push(code.unwrap_or_else(|| dates::built_in(u32::from(format))));
            }
            _ => {}
        }
    }
    shown
}

fn read_sheet(
    part: &[u8],
    strings: &[String],
    shown: &[Shown],
    from_1904: bool,
    sheet: &mut Sheet,
    budget: &mut Budget,
) {
    let mut row = 0;
    let mut shares = Shares::default();
    for (kind, body) in Records(part) {
        let column = u32_at(body, 0).unwrap_or(u32::MAX);
        let style = u32_at(body, 4).unwrap_or(0) & 0x00FF_FFFF;
        let mut number = |value: Option<f64>| {
            let Some(value) = value.filter(|value| value.is_finite()) else { return Cell::Empty };
            let shown = shown.get(style as usize).copied().unwrap_or_default();
            shares.count(column, shown == Shown::Percent, budget.limits.columns);
            dates::of_serial(value, shown, from_1904).map_or(Cell::Number(value), Cell::Date)
        };
        let cell = match kind {
            0 => {
                row = column.min((1 << 20) - 1);
                continue;
            }
            2 => number(u32_at(body, 8).map(rk)),
            3 | 11 => u8_at(body, 8).map_or(Cell::Empty, |code| Cell::Error(error_name(code).to_owned())),
            4 | 10 => u8_at(body, 8).map_or(Cell::Empty, |value| Cell::Bool(value != 0)),
            5 | 9 => number(f64_at(body, 8)),
            6 | 8 => Cell::text(text(body, 8).0),
            62 => Cell::text(text(body, 9).0),
            7 => u32_at(body, 8).and_then(|index| strings.get(index as usize)).map_or(Cell::Empty, Cell::text),
            176 => {
                let word = |at: usize| u32_at(body, at).unwrap_or(0);
                let merge =
                    Merge { first_row: word(0), last_row: word(4), first_column: word(8), last_column: word(12) };
                budget.merge(&mut sheet.merges, merge);
                continue;
            }
            _ => continue,
        };
        budget.put(&mut sheet.rows, row, column, cell);
        if budget.is_full() {
            break;
        }
    }
    sheet.percents = shares.columns();
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::ingest::book::Limits;
    use crate::ingest::book::archive::tests::zip;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        if kind < 0x80 {
            out.push(kind as u8);
        } else {
            out.extend([(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8]);
        }
        out.extend([(body.len() & 0x7F) as u8 | 0x80, (body.len() >> 7) as u8]);
        out.extend(body);
        out
    }

    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    fn text(text: &str) -> Vec<u8> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut out = words(&[units.len() as u32]);
        out.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
        out
    }

    /// A workbook of one sheet with a cell of every kind.
    pub(in crate::ingest::book) fn workbook() -> Vec<u8> {
        let book = record(156, &[words(&[0, 1]), text("rId1"), text("Harga")].concat());
        let styles =
            [record(617, &[]), record(47, &[0; 16]), record(47, &[0, 0, 14, 0, 0, 0, 0, 0]), record(618, &[])].concat();
        let shared = record(19, &[vec![0], text("Kabupaten é")].concat());
        let cell = |kind: u16, column: u32, style: u32, value: &[u8]| {
            record(kind, &[words(&[column, style]), value.to_vec()].concat())
        };
        let sheet = [
            record(0, &words(&[0, 0])),
            cell(7, 0, 0, &words(&[0])),
            cell(6, 1, 0, &text("Tanggal")),
            record(0, &words(&[2, 0])),
            cell(5, 0, 0, &1.5_f64.to_le_bytes()),
            cell(2, 1, 1, &words(&[(45_657 << 2) | 2])),
            cell(4, 2, 0, &[1]),
            cell(3, 3, 0, &[0x2A]),
            record(176, &words(&[0, 1, 0, 0])),
        ]
        .concat();
        let relations =
            "<Relationships><Relationship Id='rId1' Type='x/worksheet' Target='worksheets/s.bin'/></Relationships>";
        zip(&[
            ("xl/workbook.bin", &book),
            ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
            ("xl/styles.bin", &styles),
            ("xl/sharedStrings.bin", &shared),
            ("xl/worksheets/s.bin", &sheet),
        ])
    }

    #[test]
    fn cells_of_every_kind_are_read() {
        let mut budget = Budget::new(&Limits::default(), 1000);
        let sheets = read(&workbook(), &mut budget).unwrap();
        let rows = sheets[0].rows.lines();
        assert_eq!(sheets[0].name, "Harga");
        assert_eq!(rows, ["Kabupaten é|Tanggal", "", "1.5|2024-12-31|true|#N/A"]);
        assert_eq!(sheets[0].merges, [Merge { first_row: 0, first_column: 0, last_row: 1, last_column: 0 }]);
    }
}
