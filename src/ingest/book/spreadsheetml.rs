//! XML Spreadsheet 2003: what many exports write into a file that ends in `.xls`.

use super::grid::Cell;
use super::markup::{Tag, Token, Walk};
use super::sheet::{Budget, Merge, Sheet};

/// Reads every worksheet.
pub(super) fn read(text: &str, budget: &mut Budget) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let (mut row, mut next_row, mut column) = (0_u32, 0_u32, 0_u32);
    let mut walk = Walk::new(text);
    while let Some(token) = walk.next() {
        if budget.is_full() {
            break;
        }
        let Token::Open(tag) = token else { continue };
        match tag.name {
            "Worksheet" if sheets.len() < budget.limits.sheets as usize => {
                let name = tag.get("Name").unwrap_or_default().into_owned();
                sheets.push(Sheet { name, ..Sheet::default() });
                next_row = 0;
            }
            "Row" => {
                // Places may be left out: then a row follows the row before.
                row = place(&tag).unwrap_or(next_row);
                next_row = row.saturating_add(1);
                column = 0;
            }
            "Cell" => {
                let Some(sheet) = sheets.last_mut() else { continue };
                column = place(&tag).unwrap_or(column);
                let across = tag.number("MergeAcross").unwrap_or(0);
                let down = tag.number("MergeDown").unwrap_or(0);
                let (last_row, last_column) = (row.saturating_add(down), column.saturating_add(across));
                let merge = Merge { first_row: row, first_column: column, last_row, last_column };
                budget.merge(&mut sheet.merges, merge);
                if !tag.closed {
                    let cell = cell(&mut walk);
                    if row < 1 << 20 {
                        budget.put(&mut sheet.rows, row, column, cell);
                    }
                }
                column = last_column.saturating_add(1);
            }
            "Visible" => {
                if let Some(sheet) = sheets.last_mut() {
                    sheet.hidden = walk.text_of(&tag).trim() != "SheetVisible";
                }
            }
            _ => {}
        }
    }
    sheets
}

/// A place counted from 1, as one from 0.
fn place(tag: &Tag<'_>) -> Option<u32> {
    tag.number("Index")?.checked_sub(1)
}

/// A cell, up to its end.
fn cell(walk: &mut Walk<'_>) -> Cell {
    let mut cell = Cell::Empty;
    while let Some(token) = walk.next() {
        match token {
            Token::Open(tag) if tag.name == "Data" => {
                let kind = tag.raw("Type").unwrap_or_default();
                let text = walk.text_of(&tag);
                cell = match kind {
                    "Number" => match text.trim().parse::<f64>() {
                        Ok(number) if number.is_finite() => Cell::Number(number),
                        _ => Cell::text(text),
                    },
                    "Boolean" => Cell::Bool(text.trim() == "1"),
                    "Error" => Cell::Error(text),
                    "DateTime" => {
                        let date = text.trim().trim_end_matches(".000").trim_end_matches("T00:00:00");
                        Cell::Date(date.to_owned())
                    }
                    _ => Cell::text(text),
                };
            }
            Token::Open(tag) if tag.name == "Comment" => walk.leave(&tag),
            Token::Close("Cell" | "Row") => break,
            _ => {}
        }
    }
    cell
}

#[cfg(test)]
pub(super) mod tests {
    use crate::ingest::book::{Format, Limits, Merge, open};

    pub(in crate::ingest::book) const BOOK: &str = "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>
        <Workbook xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet ss:Name='Harga'><Table>
        <Row><Cell ss:MergeAcross='1'><Data ss:Type='String'>Kota &amp; x</Data><Comment><Data>no</Data></Comment></Cell><Cell><Data ss:Type='String'>c</Data></Cell></Row>
        <Row ss:Index='3'><Cell><Data ss:Type='Number'>1.5</Data></Cell><Cell ss:Index='3'><Data ss:Type='DateTime'>2024-12-31T00:00:00.000</Data></Cell>
        <Cell><Data ss:Type='Boolean'>1</Data></Cell><Cell/><Cell><Data ss:Type='Error'>#N/A</Data></Cell></Row></Table></Worksheet></Workbook>";

    #[test]
    fn cells_of_every_kind_are_read() {
        let book = open(BOOK.as_bytes(), &Limits::default()).unwrap();
        let sheet = &book.sheets[0];
        assert_eq!((book.format, sheet.name.as_str()), (Format::XmlSpreadsheet, "Harga"));
        let rows = sheet.rows.lines();
        assert_eq!(rows, ["Kota & x||c", "", "1.5||2024-12-31|true||#N/A"]);
        assert_eq!(sheet.merges, [Merge { first_row: 0, first_column: 0, last_row: 0, last_column: 1 }]);
    }
}
