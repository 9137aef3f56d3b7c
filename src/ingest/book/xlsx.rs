//! Office Open XML workbooks (ECMA-376 part 1, chapter 18), written by Excel and by everything else.

use std::borrow::Cow;

use super::archive::Archive;
use super::dates::{self, Shown};
use super::grid::Cell;
use super::markup::{Tag, Token, Walk, unescape};
use super::pieces::{in_pieces, xml};
use super::sheet::{Budget, Merge, Shares, Sheet};
use super::text;
use crate::base::note::{Problem, ProblemCode};

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Sheet>, Problem> {
    let archive = Archive::new(bytes);
    let book_path = Relations::of(&archive, "", budget)?
        .by_kind("officeDocument")
        .filter(|path| archive.find(path).is_some())
        .unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let broken = || Problem::new(ProblemCode::BrokenFile).arg("XLSX");
    let book = archive.read_named(&book_path, budget)?.ok_or_else(broken)?;
    let relations = Relations::of(&archive, &book_path, budget)?;
    let path = relations.by_kind("styles").unwrap_or_else(|| "xl/styles.xml".to_owned());
    let styles = archive.read_named(&path, budget)?.unwrap_or_default();
    let shown = styles_of(&text::decode(&styles, budget));
    let mut shared = Vec::new();
    let path = relations.by_kind("sharedStrings").unwrap_or_else(|| "xl/sharedStrings.xml".to_owned());
    in_pieces(&archive, &path, "si", budget, |text, _| {
        shared_strings(text, &mut shared);
        true
    })?;
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    let mut listed = Vec::new();
    for token in Walk::new(&text::decode(&book, budget)) {
        let Token::Open(tag) = token else { continue };
        match tag.name {
            "workbookPr" => from_1904 = tag.is_on("date1904"),
            "sheet" if listed.len() < budget.limits.sheets as usize => {
                let name = tag.get("name").unwrap_or_default().into_owned();
                let hidden = tag.raw("state").is_some_and(|state| state != "visible");
                listed.push((name, hidden, tag.get("id").unwrap_or_default().into_owned()));
            }
            _ => {}
        }
    }
    for (at, (name, hidden, id)) in listed.into_iter().enumerate() {
        let path = match relations.by_id(&id) {
            // Charts and dialogues are sheets too, without cells.
            Some(("worksheet", path)) => path.to_owned(),
            Some(_) => continue,
            None => format!("xl/worksheets/sheet{}.xml", at + 1),
        };
        let mut sheet = Sheet { name, hidden, ..Sheet::default() };
        let mut reader = Reader { shared: &shared, shown: &shown, from_1904, ..Reader::default() };
        if in_pieces(&archive, &path, "row", budget, |text, budget| reader.read(text, &mut sheet, budget))? {
            sheet.percents = reader.shares.columns();
            sheets.push(sheet);
        }
    }
    if sheets.is_empty() { Err(broken()) } else { Ok(sheets) }
}

/// What a part points to.
#[derive(Debug, Default)]
pub(super) struct Relations(Vec<(String, String, String)>);

impl Relations {
    /// The relations of a part, or of the whole package for an empty path.
    pub(super) fn of(archive: &Archive<'_>, part: &str, budget: &mut Budget) -> Result<Self, Problem> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let path = format!("{folder}{slash}_rels/{name}.rels");
        let bytes = archive.read_named(&path, budget)?.unwrap_or_default();
        let mut found = Vec::new();
        for token in Walk::new(&xml(&bytes)) {
            let Token::Open(tag) = token else { continue };
            let (Some(id), Some(target)) = (tag.get("Id"), tag.get("Target")) else { continue };
            let kind = tag.raw("Type").unwrap_or_default().rsplit('/').next().unwrap_or_default();
            found.push((id.into_owned(), kind.to_owned(), resolve(folder, &target)));
        }
        Ok(Self(found))
    }

    /// Kind and path by the identifier.
    pub(super) fn by_id(&self, id: &str) -> Option<(&str, &str)> {
        self.0.iter().find(|(own, ..)| own == id).map(|(_, kind, path)| (kind.as_str(), path.as_str()))
    }

    /// The first path of a kind.
    pub(super) fn by_kind(&self, kind: &str) -> Option<String> {
        self.0.iter().find(|(_, own, _)| own == kind).map(|(_, _, path)| path.clone())
    }
}

/// A path beside a folder.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// What the cells of each style show.
fn styles_of(text: &str) -> Vec<Shown> {
    let mut codes: Vec<(u32, Shown)> = Vec::new();
    let mut shown = Vec::new();
    let mut in_cells = false;
    for token in Walk::new(text) {
        match token {
            Token::Open(tag) if tag.name == "numFmt" => {
                if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.get("formatCode")) {
                    codes.push((id, dates::of_code(&code)));
                }
            }
            Token::Open(tag) if tag.name == "cellXfs" => in_cells = true,
            Token::Close("cellXfs") => in_cells = false,
            Token::Open(tag) if tag.name == "xf" && in_cells && shown.len() < 100_000 => {
                let id = tag.number("numFmtId").unwrap_or(0);
                let own = codes.iter().find(|(own, _)| *own == id).map(|(_, shown)| *shown);
                shown.push(own.unwrap_or_else(|| dates::built_in(id)));
            }
            _ => {}
        }
    }
    shown
}

/// The texts that cells share.
fn shared_strings(text: &str, strings: &mut Vec<String>) {
    let mut walk = Walk::new(text);
    while let Some(token) = walk.next() {
        if let Token::Open(tag) = token
            && tag.name == "si"
        {
            strings.push(rich_text(&mut walk, &tag));
        }
    }
}

/// The text of an element with runs in it; how it is pronounced is left out.
fn rich_text(walk: &mut Walk<'_>, tag: &Tag<'_>) -> String {
    let mut text = String::new();
    if tag.closed {
        return text;
    }
    let mut inside = false;
    while let Some(token) = walk.next() {
        match token {
            Token::Open(inner) if inner.name == "t" => inside = !inner.closed,
            Token::Open(inner) if inner.name == "rPh" => walk.leave(&inner),
            Token::Close("t") => inside = false,
            Token::Close(name) if name == tag.name => break,
            Token::Text(raw) if inside => text.push_str(&unescape(raw)),
            Token::Plain(raw) if inside => text.push_str(raw),
            _ => {}
        }
    }
    if text.contains("_x") { unescape_units(&text) } else { text }
}

/// Resolves `_x000D_`, which is how a letter that XML has no place for is written.
fn unescape_units(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let unit = rest.get(2..6).filter(|_| rest.as_bytes().get(6) == Some(&b'_'));
        let letter = unit.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        if let Some(letter) = letter {
            // A carriage return before a line feed says nothing.
            if letter != '\r' {
                out.push(letter);
            }
            rest = rest.get(7..).unwrap_or_default();
        } else {
            out.push_str("_x");
            rest = rest.get(2..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

/// A place such as `AB12`: row and column from 0.
fn place(text: &str) -> Option<(u32, u32)> {
    let (mut column, mut row) = (0_u32, 0_u32);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' if row == 0 => column = column.checked_mul(26)?.checked_add(u32::from(byte - b'A') + 1)?,
            b'a'..=b'z' if row == 0 => column = column.checked_mul(26)?.checked_add(u32::from(byte - b'a') + 1)?,
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            b'$' => {}
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// Rows of a sheet as its format allows.
const ROWS: u32 = 1 << 20;

/// The reader of one worksheet.
#[derive(Default)]
struct Reader<'a> {
    shared: &'a [String],
    shown: &'a [Shown],
    from_1904: bool,
    shares: Shares,
    /// Places may be left out: then a row follows the row before, a cell the cell before.
    next_row: u32,
    row: u32,
    column: u32,
}

impl Reader<'_> {
    /// Reads on; whether there is room for more.
    fn read(&mut self, text: &str, sheet: &mut Sheet, budget: &mut Budget) -> bool {
        let mut walk = Walk::new(text);
        while let Some(token) = walk.next() {
            let Token::Open(tag) = token else { continue };
            match tag.name {
                "row" => {
                    self.row = tag.number("r").and_then(|row| row.checked_sub(1)).unwrap_or(self.next_row);
                    self.next_row = self.row.saturating_add(1);
                    self.column = 0;
                }
                "c" => {
                    if let Some((row, column)) = tag.raw("r").and_then(place) {
                        (self.row, self.column) = (row, column);
                        self.next_row = row.saturating_add(1);
                    }
                    if !tag.closed {
                        let cell = self.cell(&mut walk, &tag, budget.limits.columns);
                        if self.row < ROWS {
                            budget.put(&mut sheet.rows, self.row, self.column, cell);
                        }
                        if budget.is_full() {
                            return false;
                        }
                    }
                    self.column = self.column.saturating_add(1);
                }
                "mergeCell" => {
                    let corners = tag.raw("ref").and_then(|range| range.split_once(':'));
                    if let Some(((first_row, first_column), (last_row, last_column))) =
                        corners.and_then(|(from, to)| Some((place(from)?, place(to)?)))
                    {
                        let merge = Merge { first_row, first_column, last_row, last_column };
                        budget.merge(&mut sheet.merges, merge);
                    }
                }
                _ => {}
            }
        }
        true
    }

    /// A cell, up to its end.
    fn cell(&mut self, walk: &mut Walk<'_>, tag: &Tag<'_>, columns: u32) -> Cell {
        let kind = tag.raw("t").unwrap_or("n");
        let mut value = Cow::Borrowed("");
        let mut inline = None;
        let mut inside = false;
        while let Some(token) = walk.next() {
            match token {
                Token::Open(inner) if inner.name == "v" => inside = !inner.closed,
                Token::Close("v") => inside = false,
                Token::Text(raw) if inside => append(&mut value, unescape(raw)),
                Token::Plain(raw) if inside => append(&mut value, Cow::Borrowed(raw)),
                Token::Open(inner) if inner.name == "is" => inline = Some(rich_text(walk, &inner)),
                Token::Close("c") => break,
                _ => {}
            }
        }
        if let Some(text) = inline {
            return Cell::text(text);
        }
        match kind {
            "s" => {
                let index = value.trim().parse::<usize>().ok();
                Cell::text(index.and_then(|index| self.shared.get(index)).cloned().unwrap_or_default())
            }
            "str" | "inlineStr" => {
                Cell::text(if value.contains("_x") { unescape_units(&value) } else { value.into_owned() })
            }
            "b" => Cell::Bool(matches!(value.trim(), "1" | "true")),
            "e" => Cell::Error(value.into_owned()),
            "d" => Cell::Date(value.trim().trim_end_matches("T00:00:00").to_owned()),
            _ => self.number(tag, &value, columns),
        }
    }

    fn number(&mut self, tag: &Tag<'_>, value: &str, columns: u32) -> Cell {
        let value = value.trim();
        let Ok(number) = value.parse::<f64>() else { return Cell::text(value) };
        if !number.is_finite() {
            return Cell::text(value);
        }
        let shown = tag.number("s").and_then(|style| self.shown.get(style as usize)).copied().unwrap_or_default();
        self.shares.count(self.column, shown == Shown::Percent, columns);
        dates::of_serial(number, shown, self.from_1904).map_or(Cell::Number(number), Cell::Date)
    }
}

fn append<'a>(value: &mut Cow<'a, str>, more: Cow<'a, str>) {
    if value.is_empty() {
        *value = more;
    } else {
        value.to_mut().push_str(&more);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::ingest::book::Limits;
    use crate::ingest::book::archive::tests::zip;

    /// A workbook of one sheet with a cell of every kind.
    pub(in crate::ingest::book) fn workbook() -> Vec<u8> {
        let book = "<workbook><workbookPr date1904='0'/><sheets><sheet name='Data' state='hidden' r:id='rId1'/></sheets></workbook>";
        let relations = "<Relationships><Relationship Id='rId1' Type='x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>";
        let styles = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='10'/></cellXfs></styleSheet>";
        let shared =
            "<sst><si><t>Kota &amp; x_x000D_</t></si><si><r><t>a</t></r><rPh><t>no</t></rPh><r><t>b</t></r></si></sst>";
        let sheet = "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c></row>
            <row r='3'><c r='A3' s='1'><v>45657</v></c><c s='2'><v>0.05</v></c><c t='b'><v>1</v></c><c t='e'><v>#REF!</v></c>
            <c t='inlineStr'><is><t>x</t></is></c><c t='str'><f>A1</f><v>y</v></c></row></sheetData>
            <mergeCells><mergeCell ref='A1:B1'/></mergeCells></worksheet>";
        zip(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
            ("xl/styles.xml", styles.as_bytes()),
            ("xl/sharedStrings.xml", shared.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ])
    }

    #[test]
    fn cells_of_every_kind_are_read() {
        let mut budget = Budget::new(&Limits::default(), 1000);
        let sheets = read(&workbook(), &mut budget).unwrap();
        let sheet = &sheets[0];
        let rows = sheet.rows.lines();
        assert_eq!((sheet.name.as_str(), sheet.hidden), ("Data", true));
        assert_eq!(rows, ["Kota & x||ab", "", "2024-12-31|0.05|true|#REF!|x|y"]);
        assert_eq!(sheet.merges, [Merge { first_row: 0, first_column: 0, last_row: 0, last_column: 1 }]);
        assert_eq!(sheet.percents, [1]);
    }

    #[test]
    fn a_sheet_of_many_pieces_is_read_whole() {
        let rows = 30_000;
        let row = |at: usize| format!("<row><c t='s'><v>{}</v></c><c t='str'><v>Désa {at}</v></c></row>", at % 9_000);
        let sheet: Vec<String> = (0..rows).map(row).collect();
        let shared: Vec<String> = (0..9_000).map(|at| format!("<si><t>Kota {at} é</t></si>")).collect();
        let bytes = zip(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.xml", b"<workbook><sheets><sheet name='a'/></sheets></workbook>"),
            ("xl/sharedStrings.xml", format!("<sst>{}</sst>", shared.concat()).as_bytes()),
            (
                "xl/worksheets/sheet1.xml",
                format!("<worksheet><sheetData>{}</sheetData><mergeCell ref='A1:B1'/></worksheet>", sheet.concat())
                    .as_bytes(),
            ),
        ]);
        let sheets = read(&bytes, &mut Budget::new(&Limits::default(), bytes.len())).unwrap();
        let lines = sheets[0].rows.lines();
        assert!((0..rows).map(|at| format!("Kota {} é|Désa {at}", at % 9_000)).eq(lines));
        assert_eq!(sheets[0].merges.len(), 1);
    }

    #[test]
    fn places_and_paths_are_resolved() {
        let check = |text: &str, want: Option<(u32, u32)>| assert_eq!(place(text), want, "{text}");
        check("A1", Some((0, 0)));
        check("$AB$12", Some((11, 27)));
        check("XFD1048576", Some((1_048_575, 16_383)));
        check("A", None);
        check("1", None);
        check("A0", None);
        check("A1:B2", None);
        check("AAAAAAAAAAAAAAA1", None);
        check("A99999999999", None);
        assert_eq!(resolve("xl", "worksheets/a.xml"), "xl/worksheets/a.xml");
        assert_eq!(resolve("xl/x", "../../docProps/a.xml"), "docProps/a.xml");
        assert_eq!(resolve("xl", "/xl/a.xml"), "xl/a.xml");
        assert_eq!(unescape_units("a_x000D_\n_x0041__x_xZZZZ_"), "a\nA_x_xZZZZ_");
    }
}
