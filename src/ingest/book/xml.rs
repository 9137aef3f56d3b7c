//! XML of no known kind: the element that holds most becomes the rows.
//!
//! Dumps of a `DataStore` (`<row _id="1"><nama>…`) and the feeds of weather and earthquake services
//! are such lists. Attributes and inner elements become columns, nested ones with dotted names; the
//! attributes of the elements around a record are columns too, for they say what it is about.

use rustc_hash::FxHashMap;

use super::grid::Cell;
use super::markup::{Tag, Token, Walk, unescape};
use super::records::Builder;
use super::sheet::{Budget, Sheet};

/// Elements nested deeper than this are not looked into.
const DEPTH: usize = 32;
/// Most different paths of elements counted.
const PATHS: usize = 4_000;

/// Reads the largest list of records.
pub(super) fn read(text: &str, budget: &mut Budget) -> Vec<Sheet> {
    let Some(path) = fullest(text) else { return Vec::new() };
    let mut table = Builder::default();
    let mut open: Vec<Tag<'_>> = Vec::new();
    let mut walk = Walk::new(text);
    while let Some(token) = walk.next() {
        match token {
            Token::Open(tag) => {
                let above = open.iter().map(|tag| tag.name);
                if !above.chain([tag.name]).eq(path.iter().copied()) {
                    if !tag.closed {
                        open.push(tag);
                    }
                    continue;
                }
                if !budget.take_row() {
                    break;
                }
                table.begin();
                for around in &open {
                    for (name, value) in around.all() {
                        let cell = Cell::text(unescape(value).trim());
                        table.put(&format!("{}.{name}", around.name), cell, budget);
                    }
                }
                record(&mut walk, &tag, &mut table, budget);
            }
            Token::Close(name) => {
                if let Some(at) = open.iter().rposition(|own| own.name == name) {
                    open.truncate(at);
                }
            }
            _ => {}
        }
    }
    let name = path.last().map(|name| (*name).to_owned()).unwrap_or_default();
    let records_path = Some(format!("/{}", path.join("/")));
    let sheet = Sheet { name, rows: table.rows, columns: Some(table.columns), records_path, ..Sheet::default() };
    if sheet.width() == 0 { Vec::new() } else { vec![sheet] }
}

/// Leaves an element, and with it those that were never ended.
fn close(open: &mut Vec<&str>, name: &str) {
    if let Some(at) = open.iter().rposition(|own| *own == name) {
        open.truncate(at);
    }
}

/// The path of the element that holds most values, all its occurrences together: an inner element or
/// an attribute is a value.
fn fullest(text: &str) -> Option<Vec<&str>> {
    let mut counts: FxHashMap<Vec<&str>, (usize, usize)> = FxHashMap::default();
    let mut open: Vec<&str> = Vec::new();
    let mut order = 0;
    for token in Walk::new(text) {
        match token {
            Token::Open(tag) => {
                if open.len() >= DEPTH {
                    continue;
                }
                if !open.is_empty() {
                    count(&mut counts, open.clone(), &mut order);
                }
                if tag.all().next().is_some() {
                    let path: Vec<&str> = open.iter().copied().chain([tag.name]).collect();
                    count(&mut counts, path, &mut order);
                }
                if !tag.closed {
                    open.push(tag.name);
                }
            }
            Token::Close(name) => close(&mut open, name),
            _ => {}
        }
    }
    // Of two that hold as much the outer one, then the first.
    let rank = |path: &Vec<&str>, (count, order): (usize, usize)| (count, std::cmp::Reverse((path.len(), order)));
    counts.into_iter().max_by_key(|(path, found)| rank(path, *found)).map(|(path, _)| path)
}

fn count<'a>(counts: &mut FxHashMap<Vec<&'a str>, (usize, usize)>, path: Vec<&'a str>, order: &mut usize) {
    if counts.len() < PATHS || counts.contains_key(&path) {
        *order += 1;
        counts.entry(path).or_insert((0, *order)).0 += 1;
    }
}

/// The values of a record, up to its end.
fn record(walk: &mut Walk<'_>, own: &Tag<'_>, table: &mut Builder, budget: &mut Budget) {
    for (name, value) in own.all() {
        table.put(name, Cell::text(unescape(value).trim()), budget);
    }
    if own.closed {
        return;
    }
    let mut open: Vec<&str> = Vec::new();
    let mut text = String::new();
    for token in walk.by_ref() {
        match token {
            Token::Open(tag) => {
                text.clear();
                if open.len() >= DEPTH {
                    continue;
                }
                for (name, value) in tag.all() {
                    let path = open.iter().copied().chain([tag.name, name]).collect::<Vec<_>>().join(".");
                    table.put(&path, Cell::text(unescape(value).trim()), budget);
                }
                if !tag.closed {
                    open.push(tag.name);
                }
            }
            Token::Text(raw) => text.push_str(&unescape(raw)),
            Token::Plain(raw) => text.push_str(raw),
            Token::Close(name) => {
                let value = text.trim();
                if !value.is_empty() {
                    let path = if open.is_empty() { own.name.to_owned() } else { open.join(".") };
                    table.put(&path, Cell::text(value), budget);
                }
                text.clear();
                if open.is_empty() || (!open.contains(&name) && name == own.name) {
                    return;
                }
                close(&mut open, name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::book::Limits;

    fn check(text: &str, want: &str) {
        let sheets = read(text, &mut Budget::new(&Limits::default(), text.len()));
        let said = sheets.first().map(|sheet| {
            let names: Vec<&str> = sheet.columns.iter().flatten().map(|column| column.name.as_str()).collect();
            let rows = sheet.rows.lines();
            format!("{}: {} / {}", sheet.records_path.as_deref().unwrap_or(""), names.join(","), rows.join(" / "))
        });
        assert_eq!(said.unwrap_or_default(), want, "{text}");
    }

    #[test]
    fn the_fullest_element_is_the_record() {
        check(
            "<?xml version='1.0'?><data xmlns:xsi='x'><row _id='1'><nama>A &amp; B</nama><n>5</n></row>
             <row _id='2'><nama xsi:nil='true'/><n>6</n></row></data>",
            "/data/row: _id,nama,n / 1|A & B|5 / 2||6",
        );
        check(
            "<Infogempa><gempa><Tanggal>1</Tanggal><point><coordinates>1,2</coordinates></point></gempa>
             <gempa><Tanggal>2</Tanggal></gempa></Infogempa>",
            "/Infogempa/gempa: Tanggal,point.coordinates / 1|1,2 / 2",
        );
        check(
            "<f><area id='1' kota='X'><t jam='6'><v>20</v></t><t jam='12'><v>21</v></t></area><area id='2' kota='Y'><t jam='6'><v>3</v></t></area></f>",
            "/f/area/t: area.id,area.kota,jam,v / 1|X|6|20 / 1|X|12|21 / 2|Y|6|3",
        );
        check("<a>x</a>", "");
        check("<a><b>", "");
    }
}
