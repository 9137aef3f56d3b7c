//! `OpenDocument` spreadsheets (`OpenDocument` 1.3 part 3, chapter 9).

use super::archive::Archive;
use super::grid::Cell;
use super::markup::{Tag, Token, Walk, unescape};
use super::pieces::in_pieces;
use super::sheet::{Budget, Merge, Shares, Sheet};
use crate::base::note::{Problem, ProblemCode};

/// Reads every table.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Sheet>, Problem> {
    let archive = Archive::new(bytes);
    let broken = || Problem::new(ProblemCode::BrokenFile).arg("ODS");
    let manifest = archive.read_named("META-INF/manifest.xml", budget)?.unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(Problem::new(ProblemCode::ProtectedFile).arg("ODS"));
    }
    let kind = archive.read_named("mimetype", budget)?.unwrap_or_default();
    if kind.starts_with(b"application/vnd.oasis.opendocument.") && !kind.ends_with(b"spreadsheet") {
        return Err(Problem::new(ProblemCode::UnsupportedFormat).arg("ODT"));
    }
    let mut tables = Tables { repeat: 1, ..Tables::default() };
    in_pieces(&archive, "content.xml", "table-row", budget, |text, budget| tables.read(text, budget))?;
    if tables.sheets.is_empty() { Err(broken()) } else { Ok(tables.sheets) }
}

/// The tables so far.
#[derive(Default)]
struct Tables {
    sheets: Vec<Sheet>,
    hidden_styles: Vec<String>,
    style: String,
    row: u32,
    /// How many times the row is to be repeated.
    repeat: u32,
    column: u32,
    /// The cells of a row that is repeated, to be put once for every repetition.
    filled: Vec<(u32, Cell)>,
    shares: Shares,
}

impl Tables {
    /// Reads on; whether there is room for more.
    fn read(&mut self, text: &str, budget: &mut Budget) -> bool {
        let mut walk = Walk::new(text);
        while let Some(token) = walk.next() {
            if budget.is_full() {
                return false;
            }
            match token {
                Token::Open(tag) => match tag.name {
                    "style" => self.style = tag.get("name").unwrap_or_default().into_owned(),
                    "table-properties" if tag.raw("display") == Some("false") => {
                        self.hidden_styles.push(self.style.clone());
                    }
                    "table" if self.sheets.len() < budget.limits.sheets as usize => {
                        let hidden =
                            tag.get("style-name").is_some_and(|name| self.hidden_styles.iter().any(|own| *own == name));
                        let name = tag.get("name").unwrap_or_default().into_owned();
                        self.sheets.push(Sheet { name, hidden, ..Sheet::default() });
                        self.row = 0;
                    }
                    // Who changed what is a table too, but none of the person's.
                    "tracked-changes" | "annotation" | "shapes" => walk.leave(&tag),
                    "table-row" => {
                        self.repeat = tag.number("number-rows-repeated").unwrap_or(1).max(1);
                        self.column = 0;
                        self.filled.clear();
                        if tag.closed {
                            self.row = self.row.saturating_add(self.repeat);
                        }
                    }
                    "table-cell" | "covered-table-cell" => {
                        let Some(sheet) = self.sheets.last_mut() else { continue };
                        let times = tag.number("number-columns-repeated").unwrap_or(1).max(1);
                        let (rows, columns) = (
                            tag.number("number-rows-spanned").unwrap_or(1),
                            tag.number("number-columns-spanned").unwrap_or(1),
                        );
                        let merge = Merge {
                            first_row: self.row,
                            first_column: self.column,
                            last_row: self.row.saturating_add(rows.max(1) - 1),
                            last_column: self.column.saturating_add(columns.max(1) - 1),
                        };
                        budget.merge(&mut sheet.merges, merge);
                        let cell = cell(&mut walk, &tag);
                        if matches!(cell, Cell::Number(_)) {
                            let share = tag.raw("value-type") == Some("percentage");
                            self.shares.count(self.column, share, budget.limits.columns);
                        }
                        if !cell.is_empty() {
                            // A cell that is repeated to the edge of the sheet fills nobody's table.
                            let most = times.min(budget.limits.columns.saturating_sub(self.column).saturating_add(1));
                            for at in 0..most {
                                if at > 0 && !budget.take_repeated() {
                                    break;
                                }
                                budget.put(&mut sheet.rows, self.row, self.column.saturating_add(at), cell.clone());
                                if self.repeat > 1 {
                                    self.filled.push((self.column.saturating_add(at), cell.clone()));
                                }
                            }
                        }
                        self.column = self.column.saturating_add(times);
                    }
                    _ => {}
                },
                Token::Close("table") => {
                    if let Some(sheet) = self.sheets.last_mut() {
                        sheet.percents = std::mem::take(&mut self.shares).columns();
                    }
                }
                Token::Close("table-row") => {
                    if let Some(sheet) = self.sheets.last_mut()
                        && !self.filled.is_empty()
                    {
                        'rows: for again in 1..self.repeat {
                            for (column, cell) in &self.filled {
                                if !budget.take_repeated() {
                                    break 'rows;
                                }
                                budget.put(&mut sheet.rows, self.row.saturating_add(again), *column, cell.clone());
                            }
                        }
                    }
                    self.row = self.row.saturating_add(self.repeat);
                }
                _ => {}
            }
        }
        true
    }
}

/// A cell, up to its end.
fn cell(walk: &mut Walk<'_>, tag: &Tag<'_>) -> Cell {
    let text = paragraphs(walk, tag);
    let kind = tag.raw("value-type").unwrap_or_default();
    let number =
        || tag.raw("value").and_then(|value| value.trim().parse::<f64>().ok()).filter(|value| value.is_finite());
    match kind {
        "float" | "percentage" | "currency" => number().map_or_else(|| Cell::text(text), Cell::Number),
        "date" => {
            tag.raw("date-value").map_or(Cell::Empty, |date| Cell::Date(date.trim_end_matches("T00:00:00").to_owned()))
        }
        "time" => tag.raw("time-value").and_then(time).map_or_else(|| Cell::text(text), Cell::Date),
        "boolean" => Cell::Bool(tag.raw("boolean-value") == Some("true")),
        "error" => Cell::Error(text),
        _ if text.is_empty() => Cell::text(tag.get("string-value").unwrap_or_default()),
        _ if text.starts_with('#') && tag.raw("formula").is_some() => Cell::Error(text),
        _ => Cell::text(text),
    }
}

/// `PT12H30M00S` as `12:30:00`.
fn time(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
    let number = |text: &str| text.parse::<u32>().ok();
    Some(format!("{:02}:{:02}:{:02}", number(hours)?, number(minutes)?, number(seconds)?))
}

/// The paragraphs of a cell, each on a line of its own.
fn paragraphs(walk: &mut Walk<'_>, tag: &Tag<'_>) -> String {
    let mut text = String::new();
    if tag.closed {
        return text;
    }
    let mut depth = 0_u32;
    while let Some(token) = walk.next() {
        match token {
            Token::Open(inner) => match inner.name {
                // Remarks and pictures are not the cell's text; a table inside would be another cell's.
                "annotation" | "shape" | "frame" | "g" => walk.leave(&inner),
                "p" | "h" => {
                    if !text.is_empty() {
                        text.push('\n');
                    }
                    depth += u32::from(!inner.closed);
                }
                "s" => {
                    let count = inner.number("c").unwrap_or(1).min(1_000);
                    text.extend(std::iter::repeat_n(' ', count as usize));
                }
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                _ => {}
            },
            Token::Close("p" | "h") => depth = depth.saturating_sub(1),
            Token::Close("table-cell" | "covered-table-cell" | "table-row") => break,
            Token::Text(raw) if depth > 0 => text.push_str(&unescape(raw)),
            Token::Plain(raw) if depth > 0 => text.push_str(raw),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::ingest::book::Limits;
    use crate::ingest::book::archive::tests::zip;

    /// A workbook with these rows.
    pub(in crate::ingest::book) fn workbook(rows: &str) -> Vec<u8> {
        let content = format!(
            "<office:document-content><office:automatic-styles>
             <style:style style:name='ta2'><style:table-properties table:display='false'/></style:style>
             </office:automatic-styles><office:body><office:spreadsheet>
             <table:table table:name='Harga &amp; upah'><table:table-column/>{rows}</table:table>
             <table:table table:name='x' table:style-name='ta2'/></office:spreadsheet></office:body>"
        );
        zip(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content.as_bytes()),
            ("META-INF/manifest.xml", b"<manifest/>"),
        ])
    }

    pub(in crate::ingest::book) const ROWS: &str = "<table:table-row><table:table-cell table:number-columns-spanned='2'>
        <text:p>Kota<text:s text:c='2'/>A</text:p><text:p>b</text:p></table:table-cell><table:covered-table-cell/>
        <table:table-cell><office:annotation><text:p>x</text:p></office:annotation><text:p>c</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated='2'><table:table-cell/></table:table-row>
        <table:table-row table:number-rows-repeated='2'><table:table-cell office:value-type='float' office:value='1.5' table:number-columns-repeated='2'><text:p>1,5</text:p></table:table-cell>
        <table:table-cell office:value-type='date' office:date-value='2024-12-31'/><table:table-cell office:value-type='time' office:time-value='PT07H05M00S'/>
        <table:table-cell office:value-type='boolean' office:boolean-value='true'/></table:table-row>
        <table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>";

    #[test]
    fn cells_of_every_kind_are_read() {
        let mut budget = Budget::new(&Limits::default(), 1000);
        let sheets = read(&workbook(ROWS), &mut budget).unwrap();
        let sheet = &sheets[0];
        let rows = sheet.rows.lines();
        assert_eq!(sheet.name, "Harga & upah");
        assert_eq!(
            rows,
            ["Kota  A\nb||c", "", "", "1.5|1.5|2024-12-31|07:05:00|true", "1.5|1.5|2024-12-31|07:05:00|true"]
        );
        assert_eq!(sheet.merges, [Merge { first_row: 0, first_column: 0, last_row: 0, last_column: 1 }]);
        assert_eq!(sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn a_table_of_many_pieces_is_read_whole() {
        let row = |at: usize| {
            format!(
                "<table:table-row><table:table-cell office:value-type='string'><text:p>Désa {at}</text:p></table:table-cell><table:table-cell office:value-type='float' office:value='{at}'/></table:table-row>"
            )
        };
        let rows: Vec<String> = (0..4_000).map(row).collect();
        let bytes = workbook(&rows.concat());
        let sheets = read(&bytes, &mut Budget::new(&Limits::default(), bytes.len())).unwrap();
        assert!((0..4_000).map(|at| format!("Désa {at}|{at}")).eq(sheets[0].rows.lines()));
        assert_eq!((sheets.len(), sheets[1].hidden), (2, true));
    }

    #[test]
    fn repetitions_are_bounded() {
        let rows = "<table:table-row table:number-rows-repeated='1000000'>
            <table:table-cell table:number-columns-repeated='16384'><text:p>x</text:p></table:table-cell></table:table-row>";
        let bytes = workbook(&rows.repeat(9));
        let mut budget = Budget::new(&Limits::default(), bytes.len());
        let sheets = read(&bytes, &mut budget).unwrap();
        assert!(sheets[0].rows.iter().map(Iterator::count).sum::<usize>() < 3_000_000);
        assert!(!budget.into_notes().is_empty());
    }
}
