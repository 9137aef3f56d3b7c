//! `JSON` to sheets: wherever the list of records is, and however it is wrapped.
//!
//! A first walk finds every list that could be a table; the largest one is the first sheet, the
//! others follow. Understood are lists of records, lists of lists (with `fields`, `columns` or
//! `header` beside them), records keyed by their number or name, columns as lists, one record a line,
//! the answers and dumps of a `DataStore`, and `GeoJSON` features.

use std::borrow::Cow;

use super::collection::{self, Collection};
use super::geojson;
use super::grid::Cell;
use super::recognise::Format;
use super::records::{Builder, cell};
use super::scan::{Kind, Raw, values};
use super::sheet::{Budget, Column, Sheet};
use super::topojson;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::geo::Features;

/// Of an object with more members than this, the members are not searched for lists.
const SEARCHED: usize = 256;
/// Most sheets made beside the largest list.
const OTHERS: usize = 63;
/// Names that lists of records usually have; a list of that name is preferred over one up to eight
/// times as long.
const USUAL: [&str; 14] = [
    "records", "data", "rows", "result", "results", "items", "values", "features", "list", "content", "aaData", "isi",
    "datas", "table",
];
/// Names of lists that name the columns of the list beside them.
const HEADS: [&str; 9] = ["fields", "columns", "header", "headers", "schema", "cols", "kolom", "judul", "labels"];
/// Members by which a column tells its name.
const NAME: [&str; 7] = ["id", "name", "field", "key", "nama", "title", "label"];

/// Reads every list of records of a text.
pub(super) fn read(text: &str, budget: &mut Budget) -> Result<(Format, Vec<Sheet>), Problem> {
    if let Some(sheet) = features(text, budget) {
        return Ok((Format::GeoJson, vec![sheet]));
    }
    read_generally(text, budget)
}

/// The features of a collection, where there is nothing else in the file that could be a table.
fn features(text: &str, budget: &mut Budget) -> Option<Sheet> {
    let mut spent = budget.clone();
    let sheet = only_features(collection::read(text, &mut spent)?, &spent)?;
    *budget = spent;
    Some(sheet)
}

/// The features of a collection that was read, where there is nothing else in the file that could be a table.
pub(super) fn only_features(collection: Collection<'_>, budget: &Budget) -> Option<Sheet> {
    let mut finds = Vec::new();
    for (name, value) in &collection.members {
        survey(*value, &format!("$.{name}"), name, budget.limits.depth.saturating_sub(1), &mut finds);
    }
    let has_other =
        finds.iter().any(|find| find.count > 1 && find.shape != Shape::Values || find.rank() > (1, collection.count));
    (!has_other).then_some(collection.sheet)
}

/// Reads every list of records of any text.
pub(super) fn read_generally(text: &str, budget: &mut Budget) -> Result<(Format, Vec<Sheet>), Problem> {
    let mut finds = Vec::new();
    let mut top = values(text);
    let broken = || Problem::new(ProblemCode::BrokenFile).arg("JSON");
    let first = top.next().ok_or_else(broken)?;
    if first.member_text("type").as_deref() == Some("Topology") {
        let sheets = topojson::read(first, budget);
        return if sheets.is_empty() { Err(broken()) } else { Ok((Format::TopoJson, sheets)) };
    }
    if matches!(top.next().map(Raw::kind), Some(Kind::Object | Kind::List)) {
        // By lines, so that one broken line does not swallow the others; a text of records over
        // several lines each is walked through in one go.
        let by_line = text
            .lines()
            .find(|line| !line.trim().is_empty())
            .is_some_and(|line| values(line).next().is_some_and(Raw::is_whole));
        let source = if by_line { Source::Lines(text) } else { Source::Stream(text) };
        let sample: Vec<Raw<'_>> = source.records().take(20).map(|(_, raw)| raw).collect();
        let shape = if sample.iter().any(|raw| is_feature(*raw)) {
            Shape::Features
        } else if sample.first().is_some_and(|raw| raw.kind() == Kind::List) {
            Shape::Rows
        } else {
            Shape::Objects
        };
        finds.push(Find { path: "$[*]".into(), key: String::new(), source, shape, count: 2, names: None });
    } else {
        if !first.is_whole() {
            budget.note(Note::once(NoteCode::CutShort, []));
        }
        survey(first, "$", "", budget.limits.depth, &mut finds);
        if finds.is_empty() {
            lookups(first, "$", "", budget.limits.depth, &mut finds);
        }
        if finds.is_empty() && first.kind() == Kind::Object && first.members().next().is_some() {
            let source = Source::One(first);
            finds.push(Find {
                path: "$".into(),
                key: String::new(),
                source,
                shape: Shape::Objects,
                count: 1,
                names: None,
            });
        }
    }
    let inner: Vec<Find<'_>> = finds.iter().filter_map(Find::inner).collect();
    let best = finds.iter().enumerate().max_by_key(|(at, find)| (find.rank(), std::cmp::Reverse(*at)));
    let Some(best) = best.map(|(at, _)| at) else { return Err(Problem::new(ProblemCode::NoRows)) };
    let best = finds.remove(best);
    let format = if best.shape == Shape::Features { Format::GeoJson } else { Format::Json };
    let mut sheets = vec![best.sheet(budget)];
    let others = finds.into_iter().chain(inner).filter(|find| find.count > 1 && find.shape != Shape::Values);
    sheets.extend(others.take(OTHERS).map(|find| find.sheet(budget)));
    if sheets.len() > 1 {
        sheets.retain(|sheet| !sheet.rows.is_empty());
    }
    if format == Format::GeoJson
        && let Some(shapes) = sheets.first_mut().and_then(|sheet| sheet.shapes.as_mut())
    {
        shapes.set_reference(&geojson::reference(first.member("crs"), first.member("spatialReference")));
    }
    Ok((format, sheets))
}

/// Where records come from.
#[derive(Clone, Copy, Debug)]
enum Source<'a> {
    /// The elements of a list.
    List(Raw<'a>),
    /// The values of an object; `true` when the keys say something.
    Keyed(Raw<'a>, bool),
    /// One record a line.
    Lines(&'a str),
    /// One record after the other.
    Stream(&'a str),
    /// A single record.
    One(Raw<'a>),
    /// The records in a member of the records of a list.
    Inner(Raw<'a>, &'a str),
}

impl<'a> Source<'a> {
    fn records(self) -> Box<dyn Iterator<Item = (Option<Cow<'a, str>>, Raw<'a>)> + 'a> {
        match self {
            Self::List(raw) => Box::new(raw.elements().map(|raw| (None, raw))),
            Self::Keyed(raw, named) => Box::new(raw.members().map(move |(key, raw)| (named.then_some(key), raw))),
            Self::Lines(text) => {
                let lines = text.lines().map(|line| line.trim_start_matches('\u{1E}').trim());
                // A line that is none is kept as the text it is.
                Box::new(
                    lines.filter(|line| !line.is_empty()).map(|line| (None, values(line).next().unwrap_or(Raw(line)))),
                )
            }
            Self::Stream(text) => {
                let mut walk = values(text);
                Box::new(std::iter::from_fn(move || {
                    loop {
                        if let Some(raw) = walk.next() {
                            return Some((None, raw));
                        }
                        if walk.rest().trim().is_empty() {
                            return None;
                        }
                        walk.skip_line();
                    }
                }))
            }
            Self::One(raw) => Box::new(std::iter::once((None, raw))),
            Self::Inner(raw, _) => Box::new(raw.elements().map(|raw| (None, raw))),
        }
    }
}

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Objects,
    Rows,
    Features,
    /// An object whose members are the columns.
    Columns,
    /// A list of plain values.
    Values,
}

/// A list that could be a table.
#[derive(Debug)]
struct Find<'a> {
    path: String,
    /// The name of the member that holds it.
    key: String,
    source: Source<'a>,
    shape: Shape,
    count: usize,
    names: Option<Vec<Column>>,
}

impl Find<'_> {
    fn rank(&self) -> (u8, usize) {
        let usual = USUAL.iter().any(|name| name.eq_ignore_ascii_case(&self.key));
        (u8::from(self.shape != Shape::Values), self.count.saturating_mul(if usual { 8 } else { 1 }))
    }

    /// The records in a member of these records, which are a table of their own.
    fn inner(&self) -> Option<Self> {
        let Source::List(list) = self.source else { return None };
        if self.shape != Shape::Objects || self.count < 2 {
            return None;
        }
        let records = |value: Raw<'_>| value.elements().next().is_some_and(|first| first.kind() == Kind::Object);
        let first = list.elements().take(20).find_map(|record| record.members().find(|(_, value)| records(*value)));
        // A name with an escape in it is left alone.
        let Cow::Borrowed(key) = first?.0 else { return None };
        let count = list.elements().filter_map(|record| record.member(key)).map(|inner| inner.elements().count()).sum();
        Some(Find {
            path: format!("{}.{key}[*]", self.path),
            key: key.to_owned(),
            source: Source::Inner(list, key),
            shape: Shape::Objects,
            count,
            names: None,
        })
    }

    fn sheet(self, budget: &mut Budget) -> Sheet {
        let mut table = Builder::new(self.names.clone().unwrap_or_default());
        let mut shapes = (self.shape == Shape::Features).then(Features::default);
        let mut bare = self.names.is_none();
        match self.shape {
            Shape::Columns => {
                bare = false;
                if let Source::One(raw) = self.source {
                    table.columns(raw, budget);
                }
            }
            _ if matches!(self.source, Source::Inner(..)) => {
                bare = false;
                if let Source::Inner(list, key) = self.source {
                    table.inner(list, key, budget);
                }
            }
            _ => {
                for (key, raw) in self.source.records() {
                    if !budget.take_row() {
                        break;
                    }
                    table.begin();
                    if let Some(key) = key {
                        table.put("key", Cell::text(key.as_ref()), budget);
                    }
                    match (&mut shapes, self.shape) {
                        (Some(shapes), _) => feature(&mut table, shapes, raw, budget),
                        (None, Shape::Rows) if raw.kind() == Kind::List => {
                            for (at, value) in raw.elements().enumerate() {
                                budget.put(&mut table.rows, table.row, at as u32, cell(value));
                            }
                        }
                        (None, Shape::Rows) => budget.put(&mut table.rows, table.row, 0, cell(raw)),
                        (None, _) => {
                            bare = false;
                            table.record(raw, budget);
                        }
                    }
                }
            }
        }
        let columns = (!bare || shapes.is_some()).then_some(table.columns);
        Sheet { name: self.key, rows: table.rows, columns, records_path: Some(self.path), shapes, ..Sheet::default() }
    }
}

/// Whether a record is a feature of `GeoJSON` or of a service of `ArcGIS`.
fn is_feature(raw: Raw<'_>) -> bool {
    raw.member_text("type").as_deref() == Some("Feature")
        || (raw.member("attributes").is_some_and(|own| own.kind() == Kind::Object) && raw.member("geometry").is_some())
}

/// A feature: its properties into the row, its geometry aside.
fn feature(table: &mut Builder, shapes: &mut Features, raw: Raw<'_>, budget: &mut Budget) {
    let named = raw.member("properties").or_else(|| raw.member("attributes"));
    let properties = named.filter(|value| value.kind() == Kind::Object);
    if let Some(id) = raw.member("id").filter(|_| properties.is_none_or(|own| own.member("id").is_none())) {
        table.put("id", cell(id), budget);
    }
    if let Some(properties) = properties {
        table.record(properties, budget);
    }
    if let Some(geometry) = raw.member("geometry") {
        if geometry.member("type").is_some() {
            geojson::geometry(geometry, shapes, budget, 0);
        } else {
            geojson::esri(geometry, shapes, budget);
        }
    }
    shapes.end_shape();
}

/// Finds the lists that could be tables.
fn survey<'a>(raw: Raw<'a>, path: &str, key: &str, depth: u32, finds: &mut Vec<Find<'a>>) {
    if depth == 0 || finds.len() > 1_000 {
        return;
    }
    let mut found = |path: String, source, shape, count, names| {
        finds.push(Find { path, key: key.to_owned(), source, shape, count, names });
    };
    match raw.kind() {
        Kind::List => {
            let (mut objects, mut lists, mut plain, mut features) = (0_usize, 0_usize, 0_usize, 0_usize);
            let mut nested = false;
            for (at, element) in raw.elements().enumerate() {
                match element.kind() {
                    Kind::Object => {
                        objects += 1;
                        features += usize::from(at < 20 && is_feature(element));
                    }
                    Kind::List => {
                        lists += 1;
                        nested |= at < 20 && element.elements().any(|inner| inner.kind() == Kind::List);
                    }
                    _ => plain += 1,
                }
            }
            let count = objects + lists + plain;
            if features > 0 {
                let esri = raw.elements().next().is_some_and(|first| first.member("attributes").is_some());
                let own = if esri { "attributes" } else { "properties" };
                found(format!("{path}[*].{own}"), Source::List(raw), Shape::Features, count, None);
                return;
            }
            let mixed = objects > 0 && lists > 0;
            if objects > 0 && !mixed {
                found(format!("{path}[*]"), Source::List(raw), Shape::Objects, count, None);
            } else if lists > 0 && !mixed && !nested {
                found(format!("{path}[*]"), Source::List(raw), Shape::Rows, count, None);
            } else if plain > 0 && !mixed && !nested {
                found(format!("{path}[*]"), Source::List(raw), Shape::Values, count, None);
            }
            // The records of a list stay records; a wrapper of one or of unlike parts is looked into.
            if (mixed && count <= 16) || (objects == 1 && count == 1) {
                for (at, element) in raw.elements().enumerate() {
                    survey(element, &format!("{path}[{at}]"), key, depth - 1, finds);
                }
            }
        }
        Kind::Object => {
            let members: Vec<(Cow<'a, str>, Raw<'a>)> = raw.members().collect();
            if let Some(source) = columns(raw, &members) {
                let rows = members.first().map_or(0, |(_, column)| match column.kind() {
                    Kind::Object => column.members().count(),
                    _ => column.elements().count(),
                });
                found(path.to_owned(), source, Shape::Columns, rows, None);
                return;
            }
            if members.len() > 1 && alike(&members) {
                let numbered = members.iter().all(|(key, _)| key.parse::<u32>().is_ok())
                    && members.first().is_some_and(|(key, _)| matches!(key.as_ref(), "0" | "1"));
                found(format!("{path}.*"), Source::Keyed(raw, !numbered), Shape::Objects, members.len(), None);
            }
            if members.len() > SEARCHED {
                return;
            }
            let names = names(&members);
            for (at, (name, value)) in members.iter().enumerate() {
                if names.as_ref().is_some_and(|(head, _)| *head == at) {
                    continue;
                }
                let first_find = finds.len();
                survey(*value, &format!("{path}.{name}"), name, depth - 1, finds);
                let direct = value.kind() == Kind::List;
                if let (Some((_, names)), true, Some(find)) = (&names, direct, finds.get_mut(first_find))
                    && matches!(find.shape, Shape::Objects | Shape::Rows)
                {
                    find.names = Some(names.clone());
                }
            }
        }
        _ => {}
    }
}

/// Finds the objects that are tables of two columns, as `{"11": "Aceh", "12": "Sumatera Utara"}` is: plain values of
/// one kind below numbers or dates, or very many of them. Only asked where there is no list of records.
fn lookups<'a>(raw: Raw<'a>, path: &str, key: &str, depth: u32, finds: &mut Vec<Find<'a>>) {
    /// A record has fewer members.
    const MANY: usize = 64;
    if depth == 0 || raw.kind() != Kind::Object {
        return;
    }
    let members: Vec<(Cow<'a, str>, Raw<'a>)> = raw.members().collect();
    let mut kinds = members.iter().filter(|(_, value)| value.0.trim() != "null").map(|(_, value)| value.kind());
    let first = kinds.next();
    let alike = matches!(first, Some(Kind::Text | Kind::Word)) && kinds.all(|kind| Some(kind) == first);
    let is_number = |name: &str| {
        name.bytes().any(|byte| byte.is_ascii_digit())
            && name.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'/' | b':' | b' '))
    };
    let numbered = members.len() >= 3 && members.iter().all(|(name, _)| is_number(name));
    if alike && (numbered || members.len() >= MANY) {
        finds.push(Find {
            path: format!("{path}.*"),
            key: key.to_owned(),
            source: Source::Keyed(raw, true),
            shape: Shape::Objects,
            count: members.len(),
            names: None,
        });
        return;
    }
    for (name, value) in members.iter().take(SEARCHED) {
        lookups(*value, &format!("{path}.{name}"), name, depth - 1, finds);
    }
}

/// The names of columns that stand beside a list, and which member holds them.
fn names(members: &[(Cow<'_, str>, Raw<'_>)]) -> Option<(usize, Vec<Column>)> {
    let (at, (_, head)) = members.iter().enumerate().find(|(_, (name, value))| {
        value.kind() == Kind::List && HEADS.iter().any(|head| head.eq_ignore_ascii_case(name))
    })?;
    let beside = |(other, (_, value)): (usize, &(Cow<'_, str>, Raw<'_>))| {
        other != at
            && value.kind() == Kind::List
            && value.elements().next().is_none_or(|first| matches!(first.kind(), Kind::List | Kind::Object))
    };
    members.iter().enumerate().any(beside).then_some(())?;
    let columns: Option<Vec<Column>> = head
        .elements()
        .map(|raw| match raw.kind() {
            Kind::Text => Some(Column { name: raw.text().into_owned(), declared: None }),
            Kind::Object => {
                let name = NAME.iter().find_map(|name| raw.member_text(name))?;
                let declared = raw.member_text("type").map(Cow::into_owned);
                Some(Column { name: name.into_owned(), declared })
            }
            _ => None,
        })
        .collect();
    Some((at, columns.filter(|columns| !columns.is_empty())?))
}

/// Whether the members of an object are records of one kind.
fn alike(members: &[(Cow<'_, str>, Raw<'_>)]) -> bool {
    if members.iter().any(|(_, value)| value.kind() != Kind::Object) {
        return false;
    }
    let Some((_, first)) = members.first() else { return false };
    let keys: Vec<Cow<'_, str>> = first.members().map(|(key, _)| key).take(200).collect();
    !keys.is_empty()
        && members.iter().skip(1).take(20).all(|(_, value)| {
            let shared = value.members().filter(|(key, _)| keys.contains(key)).count();
            shared * 2 >= keys.len()
        })
}

/// An object of at least two columns: lists of plain values of one length, or objects with the same
/// row numbers.
fn columns<'a>(raw: Raw<'a>, members: &[(Cow<'a, str>, Raw<'a>)]) -> Option<Source<'a>> {
    let plain = |raw: Raw<'_>| matches!(raw.kind(), Kind::Text | Kind::Word);
    let length = |value: Raw<'_>| match value.kind() {
        Kind::List if value.elements().all(plain) => Some(value.elements().count()),
        Kind::Object => {
            let mut count = 0_usize;
            for (at, (key, value)) in value.members().enumerate() {
                if !plain(value) || key.parse() != Ok(at) {
                    return None;
                }
                count += 1;
            }
            Some(count)
        }
        _ => None,
    };
    let (_, first) = members.first()?;
    let rows = length(*first).filter(|rows| *rows > 1)?;
    let same = members.len() > 1 && members.iter().all(|(_, value)| length(*value) == Some(rows));
    same.then_some(Source::One(raw))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::book::Limits;

    /// Sheets as `path: name,name / cell|cell / …`, cells as their raw text.
    fn check(text: &str, want: &[&str]) {
        let mut budget = Budget::new(&Limits::default(), text.len());
        let sheets = read(text, &mut budget).map(|(_, sheets)| sheets).unwrap_or_default();
        let said: Vec<String> = sheets
            .iter()
            .map(|sheet| {
                let names = sheet.columns.as_ref().map_or_else(String::new, |columns| {
                    columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(",")
                });
                let rows = sheet.rows.lines();
                format!("{}: {names} / {}", sheet.records_path.as_deref().unwrap_or(""), rows.join(" / "))
            })
            .collect();
        assert_eq!(said, want, "{text}");
    }

    #[test]
    fn records_are_found_wherever_they_are() {
        check(r#"[{"a":1,"b":"x"},{"b":"y","c":null,"a":2.50}]"#, &["$[*]: a,b,c / 1|x / 2.5|y"]);
        check(r#"{"data":[{"a":1},{"a":2}],"meta":{"total":2}}"#, &["$.data[*]: a / 1 / 2"]);
        check(r#"{"status":"OK","data":[{"page":1},[{"a":1},{"a":2}]]}"#, &["$.data[1][*]: a / 1 / 2"]);
        check(r#"{"x":{"y":[{"a":{"b":1,"c":{"d":[1,2]}}},{"a":{}}]}}"#, &["$.x.y[*]: a.b,a.c.d,a / 1|[1,2] / "]);
        check(r#"[{"h":{"0":{"a":"I"},"1":{"a":"II"}}}]"#, &["$[0].h.*: a / I / II"]);
        check(r#"{"Aceh":{"n":1},"Bali":{"n":2}}"#, &["$.*: key,n / Aceh|1 / Bali|2"]);
        check(r#"{"a":[1,2],"b":["x","y"]}"#, &["$: a,b / 1|x / 2|y"]);
        check(r#"{"a":{"0":1,"1":2},"b":{"0":"x","1":"y"}}"#, &["$: a,b / 1|x / 2|y"]);
        check(r#"[["kode","n"],[11,5],[12,6]]"#, &["$[*]:  / kode|n / 11|5 / 12|6"]);
        check(r#"{"nama":"x","luas":{"km":2}}"#, &["$: nama,luas.km / x|2"]);
        check("[1,2]", &["$[*]: value / 1 / 2"]);
        // Numbers or dates with a value each are a table of two columns; the names of a record are not.
        check(r#"{"11":"Aceh","12":null,"13":"Riau"}"#, &["$.*: key,value / 11|Aceh / 12 / 13|Riau"]);
        check(
            r#"{"ok":true,"data":{"2024-01":1.5,"2024-02":2,"2024-03":3}}"#,
            &["$.data.*: key,value / 2024-01|1.5 / 2024-02|2 / 2024-03|3"],
        );
        check(r#"{"nama":"x","kode":"11","luas":"5"}"#, &["$: nama,kode,luas / x|11|5"]);
        check(r#"[{"a":1},7]"#, &["$[*]: a,value / 1 / |7"]);
        check(
            r#"{"kecil":[{"a":1},{"a":2}],"besar":[{"b":1},{"b":2},{"b":3}]}"#,
            &["$.besar[*]: b / 1 / 2 / 3", "$.kecil[*]: a / 1 / 2"],
        );
    }

    #[test]
    fn records_inside_records_are_a_sheet_more() {
        check(
            r#"[{"prov":"Aceh","kab":[{"n":"Pidie","k":{"x":1}},{"n":"Bireuen"}]},{"prov":"Bali","kab":[]},{"prov":"Riau","kab":[{"n":"Siak"}]}]"#,
            &[
                r#"$[*]: prov,kab / Aceh|[{"n":"Pidie","k":{"x":1}},{"n":"Bireuen"}] / Bali / Riau|[{"n":"Siak"}]"#,
                "$[*].kab[*]: prov,kab.n,kab.k.x / Aceh|Pidie|1 / Aceh|Bireuen / Riau|Siak",
            ],
        );
    }

    #[test]
    fn a_datastore_says_its_columns() {
        check(
            r#"{"success":true,"result":{"fields":[{"id":"_id","type":"int"},{"id":"nama","type":"text"},{"id":"z"}],
               "records":[{"nama":"x","_id":1}],"_links":{"start":"/","next":"/"}}}"#,
            &["$.result.records[*]: _id,nama,z / 1|x"],
        );
        check(
            r#"{"fields":[{"id":"_id","type":"int"},{"id":"nama","type":"text"}],"records":[[1,"x"],[2,null]]}"#,
            &["$.records[*]: _id,nama / 1|x / 2"],
        );
        check(r#"{"header":["a","b"],"data":[[1,2]]}"#, &["$.data[*]: a,b / 1|2"]);
    }

    #[test]
    fn one_record_a_line() {
        check("{\"a\":1}\n{\"a\":2}\n\n", &["$[*]: a / 1 / 2"]);
        check("{\"a\":1}\n{\"a\":\n{\"a\":3}\n", &["$[*]: a / 1 /  / 3"]);
        check("{\"a\":\n1}\n{\"a\":2}", &["$[*]: a / 1 / 2"]);
        check("[1,2]\n[3,4]\n", &["$[*]:  / 1|2 / 3|4"]);
    }

    #[test]
    fn numbers_that_a_double_cannot_hold_stay_text() {
        check(r#"[{"n":3201010101010001}]"#, &["$[*]: n / 3201010101010001"]);
        check(r#"[{"n":9201010101010001}]"#, &["$[*]: n / 9201010101010001"]);
        check(r#"[{"n":12345678901234567890}]"#, &["$[*]: n / 12345678901234567890"]);
        check(r#"[{"n":NaN,"m":1e2,"o":-0.5}]"#, &["$[*]: n,m,o / |100|-0.5"]);
    }

    #[test]
    fn what_breaks_off_is_read_up_to_there() {
        check(r#"{"data":[{"a":1},{"a":2},{"a""#, &["$.data[*]: a / 1 / 2 / "]);
        let mut budget = Budget::new(&Limits::default(), 0);
        assert!(read(r#"[{"a":1}"#, &mut budget).is_ok());
        assert_eq!(budget.into_notes().first().map(|note| note.code), Some(NoteCode::CutShort));
        assert_eq!(read("{}", &mut Budget::new(&Limits::default(), 0)).map_err(|p| p.code), Err(ProblemCode::NoRows));
    }
}
