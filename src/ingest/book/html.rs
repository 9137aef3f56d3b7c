//! Tables of HTML pages, among them the many pages that are saved with the ending `.xls`.
//!
//! Rows and cells are taken as browsers do: ends may be left out, cells span rows and columns. The
//! text of a table inside a cell is its own, not the cell's. The tables of BPS come in four parts
//! (header and body of the left and of the right side) that are put together again.

use super::grid::Cell;
use super::markup::{Tag, Token, Walk, unescape};
use super::sheet::{Budget, Merge, Sheet};
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};

/// The parts of a table of BPS: left header, left body, right header, right body.
const PARTS: [&str; 4] = ["tableLeftUp", "tableLeftBottom", "tableRightUp", "tableRightBottom"];
/// Tables inside tables deeper than this are not read.
const DEPTH: usize = 24;
/// A cell spans at most this many rows, as in the standard, and columns.
const SPAN: (u32, u32) = (65_534, 1_000);

/// Reads every table, the largest one first.
pub(super) fn read(text: &str, budget: &mut Budget) -> Result<Vec<Sheet>, Problem> {
    let mut page = Page { budget, done: Vec::new(), open: Vec::new(), password: false, for_reading: false };
    page.walk(text);
    let Page { done, password, for_reading, budget, .. } = page;
    let mut tables = join_parts(done, budget);
    // A table that only arranges others, and one that arranges a form, holds no data.
    let least = if password { 8 } else { 1 };
    tables.retain(|table| table.sheet.rows.len() >= least);
    tables.retain(|table| table.filled() > 1);
    if tables.is_empty() {
        return Err(Problem::new(ProblemCode::HtmlInsteadOfData));
    }
    if for_reading {
        budget.note(Note::once(NoteCode::WebPage, []));
    }
    tables.sort_by_key(|table| std::cmp::Reverse(table.filled()));
    tables.truncate(budget.limits.sheets as usize);
    Ok(tables.into_iter().map(|table| table.sheet).collect())
}

/// A table as far as it has been read.
#[derive(Debug, Default)]
struct Table {
    id: String,
    sheet: Sheet,
    /// The row that is being filled; rows are counted from 0.
    row: u32,
    /// Whether a row has been opened.
    begun: bool,
    column: u32,
    /// For each column, the row up to which a cell above reaches into it, one past the last.
    taken: Vec<u32>,
    cell: Option<Open>,
    in_caption: bool,
}

/// A cell that is being read.
#[derive(Debug)]
struct Open {
    text: String,
    /// The number that a spreadsheet program left beside the text.
    number: Option<f64>,
    rows: u32,
    columns: u32,
}

impl Table {
    fn filled(&self) -> usize {
        self.sheet.rows.filled()
    }

    /// Puts the open cell where it belongs.
    fn end_cell(&mut self, budget: &mut Budget) {
        let Some(open) = self.cell.take() else { return };
        while self.taken.get(self.column as usize).is_some_and(|until| *until > self.row) {
            self.column += 1;
        }
        let (row, first) = (self.row, self.column);
        let behind = first.saturating_add(open.columns).min(budget.limits.columns);
        self.column = behind.max(first.saturating_add(1));
        if open.rows > 1 {
            if self.taken.len() < behind as usize {
                self.taken.resize(behind as usize, 0);
            }
            for until in self.taken.get_mut(first as usize..behind as usize).unwrap_or_default() {
                *until = row.saturating_add(open.rows);
            }
        }
        let last_row = row.saturating_add(open.rows - 1);
        let merge = Merge { first_row: row, first_column: first, last_row, last_column: behind.saturating_sub(1) };
        budget.merge(&mut self.sheet.merges, merge);
        let text = open.text.trim_matches(|c: char| c.is_whitespace());
        let cell = match open.number {
            Some(number) if !text.is_empty() => Cell::Number(number),
            _ => Cell::text(text),
        };
        budget.put(&mut self.sheet.rows, row, first, cell);
    }

    /// Begins a row.
    fn row(&mut self, budget: &mut Budget) {
        self.end_cell(budget);
        if self.begun {
            self.row = self.row.saturating_add(1);
        }
        self.begun = true;
        self.column = 0;
    }

    fn cell(&mut self, tag: &Tag<'_>, budget: &mut Budget) {
        self.end_cell(budget);
        if !self.begun {
            self.row(budget);
        }
        let span = |name: &str, most: u32| tag.number(name).unwrap_or(1).clamp(1, most);
        let number = tag.raw("num").and_then(|text| text.trim().parse().ok()).filter(|number: &f64| number.is_finite());
        self.cell =
            Some(Open { text: String::new(), number, rows: span("rowspan", SPAN.0), columns: span("colspan", SPAN.1) });
    }

    /// Adds text, with every run of blanks as one.
    fn text(&mut self, text: &str) {
        let into = match &mut self.cell {
            Some(cell) => &mut cell.text,
            None if self.in_caption => &mut self.sheet.name,
            None => return,
        };
        for letter in text.chars() {
            if letter.is_whitespace() && letter != '\u{A0}' {
                if !into.is_empty() && !into.ends_with([' ', '\n']) {
                    into.push(' ');
                }
            } else {
                into.push(if letter == '\u{A0}' { ' ' } else { letter });
            }
        }
    }

    fn line_break(&mut self) {
        if let Some(cell) = &mut self.cell {
            cell.text.truncate(cell.text.trim_end().len());
            if !cell.text.is_empty() {
                cell.text.push('\n');
            }
        }
    }
}

/// A page as far as it has been read.
struct Page<'a> {
    budget: &'a mut Budget,
    done: Vec<Table>,
    /// The tables that are open, the innermost one last.
    open: Vec<Table>,
    password: bool,
    /// Whether there is more than tables: what only pages for reading have.
    for_reading: bool,
}

impl Page<'_> {
    fn walk(&mut self, text: &str) {
        let mut walk = Walk::new(text);
        while let Some(token) = walk.next() {
            if self.budget.is_full() {
                break;
            }
            match token {
                Token::Open(tag) => self.begin(&tag, &mut walk),
                Token::Close(name) => self.end(name),
                Token::Text(raw) => {
                    if let Some(table) = self.open.last_mut() {
                        table.text(&unescape(raw));
                    }
                }
                Token::Plain(_) => {}
            }
        }
        while !self.open.is_empty() {
            self.end("table");
        }
    }

    fn begin(&mut self, tag: &Tag<'_>, walk: &mut Walk<'_>) {
        if (tag.is("script") || tag.is("style")) && !tag.closed {
            walk.skip_raw(tag.name);
            return;
        }
        if tag.is("input") && tag.raw("type").is_some_and(|kind| kind.eq_ignore_ascii_case("password")) {
            self.password = true;
        }
        self.for_reading |= ["nav", "form", "footer", "iframe"].iter().any(|name| tag.is(name));
        if tag.is("table") {
            if self.open.len() < DEPTH {
                let id = tag.get("id").unwrap_or_default().into_owned();
                self.open.push(Table { id, ..Table::default() });
            }
            return;
        }
        let Some(table) = self.open.last_mut() else { return };
        match tag.name {
            name if name.eq_ignore_ascii_case("tr") => table.row(self.budget),
            name if name.eq_ignore_ascii_case("td") || name.eq_ignore_ascii_case("th") => {
                table.cell(tag, self.budget);
            }
            name if name.eq_ignore_ascii_case("caption") => table.in_caption = true,
            name if name.eq_ignore_ascii_case("br") => table.line_break(),
            name if ["p", "div", "li"].iter().any(|block| name.eq_ignore_ascii_case(block)) => table.text(" "),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if name.eq_ignore_ascii_case("table") {
            if let Some(mut table) = self.open.pop() {
                table.end_cell(self.budget);
                table.sheet.name.truncate(table.sheet.name.trim_end().len());
                self.done.push(table);
            }
            return;
        }
        let Some(table) = self.open.last_mut() else { return };
        if name.eq_ignore_ascii_case("td") || name.eq_ignore_ascii_case("th") || name.eq_ignore_ascii_case("tr") {
            table.end_cell(self.budget);
        } else if name.eq_ignore_ascii_case("caption") {
            table.in_caption = false;
        }
    }
}

/// Puts the four parts of a table together wherever they occur.
fn join_parts(tables: Vec<Table>, budget: &mut Budget) -> Vec<Table> {
    let mut joined = Vec::new();
    let mut parts: [Option<Table>; 4] = Default::default();
    for table in tables {
        let part = PARTS.iter().position(|name| *name == table.id);
        match part.and_then(|part| parts.get_mut(part)) {
            Some(place) if place.is_none() => *place = Some(table),
            _ => joined.push(table),
        }
        if parts.iter().all(Option::is_some)
            && let [Some(corner), Some(names), Some(head), Some(body)] = std::mem::take(&mut parts)
        {
            joined.push(join([corner, names, head, body], budget));
        }
    }
    joined.extend(parts.into_iter().flatten());
    joined
}

fn join([corner, names, head, body]: [Table; 4], budget: &mut Budget) -> Table {
    let left = corner.sheet.width().max(names.sheet.width()).max(1) as u32;
    let header = (corner.sheet.rows.len().max(head.sheet.rows.len())).max(1) as u32;
    let mut sheet = Sheet::default();
    for (parts, down) in [([corner, head], 0), ([names, body], header)] {
        for (part, right) in parts.iter().zip([0, left]) {
            for merge in &part.sheet.merges {
                // The label of the corner reaches over the whole header, whatever its own part says.
                let last_row = if right == 0 && down == 0 { merge.last_row.min(header - 1) } else { merge.last_row };
                budget.merge(
                    &mut sheet.merges,
                    Merge {
                        first_row: merge.first_row + down,
                        first_column: merge.first_column + right,
                        last_row: last_row.saturating_add(down),
                        last_column: merge.last_column + right,
                    },
                );
            }
        }
        let rows = parts.iter().map(|part| part.sheet.rows.len()).max().unwrap_or(0);
        let mut parts = parts.map(|part| part.sheet.rows.pass());
        for row in 0..rows as u32 {
            for (part, right) in parts.iter_mut().zip([0, left]) {
                for (column, cell) in part.take().into_iter().flatten().enumerate() {
                    budget.put(&mut sheet.rows, row + down, column as u32 + right, cell.to_cell());
                }
            }
        }
    }
    Table { sheet, ..Table::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::book::Limits;

    fn check(text: &str, want: &[&str]) {
        let mut budget = Budget::new(&Limits::default(), text.len());
        let sheets = read(text, &mut budget).unwrap_or_default();
        let said: Vec<String> = sheets
            .iter()
            .map(|sheet| {
                let rows = sheet.rows.lines();
                let merges = sheet.merges.iter().map(|merge| {
                    format!(" [{},{}-{},{}]", merge.first_row, merge.first_column, merge.last_row, merge.last_column)
                });
                format!("{}: {}{}", sheet.name, rows.join(" / "), merges.collect::<String>())
            })
            .collect();
        assert_eq!(said, want, "{text}");
    }

    #[test]
    fn tables_are_read_as_browsers_do() {
        check(
            "<table><caption>Harga</caption><tr><th>a<th>b<tr><td>1 <b>x</b>\n y<td>&nbsp;2<br>3</table>",
            &["Harga: a|b / 1 x y|2\n3"],
        );
        check(
            "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
            &[": a|b / |c|d [0,0-1,0] [0,1-0,2]"],
        );
        check("<TABLE><TR><TD x:num=\"1234.5\">1.234,50</TD><TD>x</TD></TR></TABLE>", &[": 1234.5|x"]);
        check(
            "<table><tr><td><table><tr><td>1<td>2</table></td></tr></table><table><tr><td>a<td>b<td>c</table>",
            &[": a|b|c", ": 1|2"],
        );
        check("<table><tr><td>a<td>b<script>'<td>'</script><tr><!-- <td>x --><td>c", &[": a|b / c"]);
        check("<p>Silakan masuk</p>", &[]);
        check("<table><tr><td>Sandi<td><input type=password><tr><td>Masuk<td>x</table>", &[]);
    }

    #[test]
    fn a_page_is_told_from_a_table() {
        let codes = |text: &str| {
            let mut budget = Budget::new(&Limits::default(), text.len());
            read(text, &mut budget).unwrap();
            budget.into_notes().iter().map(|note| note.code).collect::<Vec<_>>()
        };
        let table = "<table><tr><td>a<td>b</table>";
        assert_eq!(codes(table), []);
        assert_eq!(codes(&format!("<nav>x</nav>{table}")), [NoteCode::WebPage]);
    }

    #[test]
    fn four_parts_become_one_table() {
        check(
            "<table><tr><td><table id=tableLeftUp><tr><th rowspan=2>Wilayah</table>
             <table id=tableLeftBottom><tr><td>Aceh<tr><td>Bali</table></td><td>
             <table id=tableRightUp><tr><th colspan=2>Jiwa<tr><th>2019<th>2020</table>
             <table id=tableRightBottom><tr><td>1<td>2<tr><td>3<td>4</table></td></tr></table>",
            &[": Wilayah|Jiwa / |2019|2020 / Aceh|1|2 / Bali|3|4 [0,0-1,0] [0,1-0,2]"],
        );
    }

    #[test]
    fn spans_claim_no_memory() {
        let text = "<table><tr><td colspan=999999999 rowspan=999999999>a</td></tr><tr><td>b</td></tr></table>";
        let mut budget = Budget::new(&Limits::default(), text.len());
        let sheets = read(text, &mut budget).unwrap();
        assert_eq!((sheets[0].rows.len(), sheets[0].width()), (2, 1001));
        let merge = sheets[0].merges[0];
        assert_eq!((merge.last_row, merge.last_column), (65_533, 999));
    }
}
