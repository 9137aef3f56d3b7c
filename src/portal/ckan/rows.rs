//! `datastore_search`: the rows of a table, page by page.
//!
//! Rows are asked for as lists, which are a third of the size of objects and cannot lose a column that
//! shares its name with something inside CKAN; portals older than 2.7 do not know that and are asked
//! plainly. The number of rows that came decides where the next page starts, never `_links` and never
//! the limit that was asked for: portals lower it without a word.

use serde_json::Value;
use serde_json::value::RawValue;

use super::envelope::{self, Fault, FaultKind};
use super::push::can_name;
use crate::base::note::{Note, NoteCode, Problem, ProblemCode};
use crate::portal::ask::{Ask, Fetch, Fetched, RowPage, Turn};
use crate::portal::json::{self, Members};
use crate::portal::{Portal, Resource};
use crate::table::Extent;

/// Few at first, so that something is on the screen soon.
const FIRST_PAGE: u64 = 1_000;
/// Below every cap that portals set, large enough to keep the number of requests small.
const NEXT_PAGES: u64 = 10_000;
/// No answer may be larger.
const MAX_BYTES: u64 = 64 << 20;
/// Where reading stops, whatever the portal goes on to say.
const MAX_ROWS: u64 = 5_000_000;

/// Ways to ask, from the best to the one that every version understands.
const WAYS: [&[(&str, &str)]; 3] = [&[("records_format", "lists"), ("sort", "_id")], &[("sort", "_id")], &[]];

/// Asks for the rows of a resource.
pub(super) struct Rows {
    api: String,
    host: String,
    resource: String,
    way: usize,
    limit: u64,
    /// Rows that came so far, skipped ones included.
    offset: u64,
    /// The columns of the first page.
    fields: Option<Vec<(String, String)>>,
    /// What the last page looked like, to notice a portal that repeats itself.
    last: u64,
    finished: bool,
    /// The columns wanted; all when empty.
    columns: Vec<String>,
    sample: Option<Sample>,
}

/// A sample of a table: stretches of rows at even distances, from its beginning to its end.
struct Sample {
    /// Rows wanted.
    rows: u64,
    /// Where the stretches begin; known once the portal has said how many rows there are.
    starts: Option<Vec<u64>>,
    /// Stretches that came.
    came: usize,
    /// Rows that came.
    received: u64,
}

/// Into how many stretches a sample is cut.
const STRETCHES: u64 = 20;

impl Sample {
    /// Rows of one stretch.
    const fn stretch(&self) -> u64 {
        let rows = self.rows.div_ceil(STRETCHES);
        if rows == 0 { 1 } else { rows }
    }
}

/// A page as the portal sent it.
struct Page {
    fields: Vec<(String, String)>,
    records: Vec<Vec<Option<String>>>,
    /// Records that came, readable or not.
    received: u64,
    /// 1-based positions of unreadable records on this page, the first few.
    skipped: (u64, Vec<u64>),
    total: Option<u64>,
    limit: Option<u64>,
    fingerprint: Option<u64>,
}

impl Rows {
    pub(super) fn new(portal: &Portal, resource: &Resource, extent: &Extent) -> Self {
        let sample = match extent {
            Extent::Sample(rows) => Some(Sample { rows: *rows, starts: None, came: 0, received: 0 }),
            _ => None,
        };
        Self {
            api: portal.api.clone(),
            host: super::host(portal),
            resource: resource.id.clone(),
            way: 0,
            limit: sample.as_ref().map_or(FIRST_PAGE, Sample::stretch),
            offset: 0,
            fields: None,
            last: 0,
            finished: false,
            columns: if let Extent::Columns(names) = extent { names.clone() } else { Vec::new() },
            sample,
        }
    }

    fn fetch(&self) -> Fetch {
        let (limit, offset) = (self.limit.to_string(), self.offset.to_string());
        let mut parameters = vec![("resource_id", self.resource.as_str()), ("limit", &limit), ("offset", &offset)];
        parameters.extend_from_slice(WAYS.get(self.way).copied().unwrap_or(&[]));
        // With the row numbers, by which a portal that repeats itself is noticed. Columns whose names cannot
        // be listed come with all the others and are left out here.
        let listed = format!("_id,{}", self.columns.join(","));
        if !self.columns.is_empty() && self.columns.iter().all(|name| can_name(name)) {
            parameters.push(("fields", &listed));
        }
        super::get(&self.api, "datastore_search", &parameters, MAX_BYTES)
    }

    fn failed(&mut self, problem: Problem) -> Turn<RowPage> {
        if problem.code == ProblemCode::TooLarge && self.limit > 50 {
            self.limit /= 5;
            return Turn::Fetch(self.fetch());
        }
        Turn::Failed(problem)
    }

    fn refused(&mut self, fault: &Fault) -> Turn<RowPage> {
        if fault.kind == FaultKind::NotUnderstood && self.offset == 0 && self.way + 1 < WAYS.len() {
            self.way += 1;
            return Turn::Fetch(self.fetch());
        }
        Turn::Failed(match fault.kind {
            FaultKind::NotFound | FaultKind::NoSuchAction => fault.describe(Problem::new(ProblemCode::NoDataStore)),
            _ => fault.problem(&self.host, &self.resource),
        })
    }

    fn page(&mut self, page: Page) -> RowPage {
        let mut notes = Vec::new();
        let (skipped, places) = page.skipped;
        if skipped > 0 {
            let rows = places.into_iter().map(|place| place + self.offset).collect();
            notes.push(Note { code: NoteCode::SkippedRecord, count: skipped, rows, args: vec!["JSON".to_owned()] });
        }
        let repeats = page.fingerprint.is_some_and(|print| self.offset > 0 && print == self.last);
        self.last = page.fingerprint.unwrap_or(0);
        let wanted = |(id, _): &&(String, String)| self.columns.is_empty() || self.columns.contains(id);
        let kept: Vec<(String, String)> = page.fields.iter().filter(wanted).cloned().collect();
        let fields = self.fields.get_or_insert(kept).clone();
        let mut records = if repeats { Vec::new() } else { page.records };
        if fields != page.fields {
            arrange(&mut records, &page.fields, &fields);
        }
        if !repeats {
            self.offset += page.received;
        }
        if self.sample.is_some() {
            self.after_stretch(page.received, page.total, &mut notes);
            return RowPage { fields, records, total: self.sampled(page.total), done: self.finished, notes };
        }
        let reached = page.total.is_some_and(|total| self.offset >= total);
        let full = self.offset >= MAX_ROWS;
        self.finished = page.received == 0 || repeats || reached || full;
        if full && !reached {
            notes.push(Note::once(NoteCode::Truncated, [MAX_ROWS.to_string()]));
        } else if self.finished
            && let Some(total) = page.total.filter(|total| *total > self.offset)
        {
            notes.push(Note::once(NoteCode::FewerRows, [self.offset.to_string(), total.to_string()]));
        }
        // What the portal echoes is what it really gives.
        self.limit = match page.limit {
            Some(limit) if limit > 0 && limit < self.limit => limit,
            _ if self.limit == FIRST_PAGE => NEXT_PAGES,
            _ => self.limit,
        };
        RowPage { fields, records, total: page.total, done: self.finished, notes }
    }
}

impl Rows {
    /// How many rows a sample will have.
    fn sampled(&self, total: Option<u64>) -> Option<u64> {
        let wanted = self.sample.as_ref().map(|sample| sample.rows)?;
        Some(total.map_or(wanted, |total| total.min(wanted)))
    }

    /// Goes on to the next stretch of a sample, and says in the end what the sample is.
    fn after_stretch(&mut self, received: u64, total: Option<u64>, notes: &mut Vec<Note>) {
        let Some(sample) = &mut self.sample else { return };
        let stretch = sample.stretch();
        sample.came += 1;
        sample.received += received;
        // In a table that is hardly larger the stretches would meet: its first rows are the sample.
        let spread = total.filter(|total| *total > sample.rows.saturating_mul(2));
        if sample.starts.is_none()
            && let Some(total) = spread
        {
            let far = u128::from(total - stretch);
            let start = |at: u64| (far * u128::from(at) / u128::from(STRETCHES - 1)) as u64;
            sample.starts = Some((0..STRETCHES).map(start).collect());
        }
        let rows = sample.received.to_string();
        if let Some(starts) = &sample.starts {
            match starts.get(sample.came) {
                Some(start) if received > 0 => self.offset = *start,
                _ => {
                    self.finished = true;
                    let total = total.map(|total| total.to_string()).unwrap_or_default();
                    notes.push(Note::once(NoteCode::SpreadSample, [rows, total, sample.came.to_string()]));
                }
            }
            return;
        }
        let all = total.is_some_and(|total| self.offset >= total);
        self.finished = received == 0 || all || sample.received >= sample.rows;
        self.limit = (sample.rows.saturating_sub(sample.received)).clamp(1, NEXT_PAGES);
        if self.finished && !all {
            notes.push(Note::once(NoteCode::FirstRows, [rows]));
        }
    }
}

impl Ask for Rows {
    type Answer = RowPage;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<RowPage> {
        match fetched {
            None if self.finished => {
                let fields = self.fields.clone().unwrap_or_default();
                Turn::Done(RowPage { fields, done: true, ..RowPage::default() })
            }
            None => Turn::Fetch(self.fetch()),
            Some(Fetched::Failed(problem)) => self.failed(problem),
            Some(Fetched::Answer { status, body }) => match envelope::read(status, body, read) {
                Ok(page) => Turn::Done(self.page(page)),
                Err(fault) => self.refused(&fault),
            },
        }
    }
}

/// Brings the cells of a page into the order of the first one, by name.
fn arrange(records: &mut [Vec<Option<String>>], from: &[(String, String)], to: &[(String, String)]) {
    let places: Vec<Option<usize>> = to.iter().map(|(id, _)| from.iter().position(|(other, _)| other == id)).collect();
    for record in records {
        *record = places.iter().map(|place| place.and_then(|at| record.get_mut(at)).and_then(Option::take)).collect();
    }
}

/// Reads the result of a call.
fn read(result: &RawValue) -> Option<Page> {
    let members = Members::of(result)?;
    let records = members.get("records")?;
    let number = |key: &str| match members.get(key).and_then(json::value) {
        Some(Value::Number(number)) => number.as_u64(),
        Some(Value::String(text)) => text.parse().ok(),
        _ => None,
    };
    let estimated = members.get("total_was_estimated").and_then(json::value) == Some(Value::Bool(true));
    let rows = if records.get().starts_with('"') { None } else { Some(json::items(records)?) };
    let all = match members.get("fields").and_then(json::items) {
        Some(fields) => fields.iter().filter_map(|field| field_of(field)).collect(),
        None => rows.as_deref().map(fields_of_records).unwrap_or_default(),
    };
    // A search by words adds its rank as a column; a column that is really called so stays.
    let ranked = members.get("q").and_then(json::value).is_some_and(|q| !matches!(&q, Value::Null) && q != "");
    let hidden = |id: &str| matches!(id, "_id" | "_full_text") || (ranked && (id == "rank" || id.starts_with("rank ")));
    let kept: Vec<usize> =
        (0..all.len()).filter(|at| all.get(*at).is_some_and(|(id, _): &(String, String)| !hidden(id))).collect();
    let mut page = Page {
        fields: kept.iter().filter_map(|at| all.get(*at).cloned()).collect(),
        records: Vec::new(),
        received: 0,
        skipped: (0, Vec::new()),
        total: number("total").filter(|_| !estimated),
        limit: number("limit"),
        // Only with row numbers two equal pages cannot both be right.
        fingerprint: all.iter().any(|(id, _)| id == "_id").then(|| fingerprint(records.get())),
    };
    match rows {
        None => {
            let text = json::string(records)?;
            let format = members.get("records_format").and_then(json::string).unwrap_or_default();
            read_text(&mut page, &text, if format == "tsv" { b'\t' } else { b',' }, &kept, all.len());
        }
        Some(rows) => {
            for raw in rows {
                let cells = read_list(raw, &kept, all.len()).or_else(|| read_object(raw, &page.fields));
                page.push(cells);
            }
        }
    }
    Some(page)
}

impl Page {
    /// Takes a record, or counts one that was not understood.
    fn push(&mut self, cells: Option<Vec<Option<String>>>) {
        self.received += 1;
        if let Some(cells) = cells {
            self.records.push(cells);
            return;
        }
        self.skipped.0 += 1;
        if self.skipped.1.len() < 5 {
            self.skipped.1.push(self.received);
        }
    }
}

pub(super) fn field_of(raw: &RawValue) -> Option<(String, String)> {
    let members = Members::of(raw)?;
    let kind = members.get("type").and_then(json::string).unwrap_or_default();
    Some((json::string(members.get("id")?)?, kind))
}

/// Where the portal does not name its columns: the keys of the records, in the order they first occur.
pub(super) fn fields_of_records(rows: &[&RawValue]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for row in rows.iter().take(100) {
        for (key, _) in Members::of(row).map(|members| members.0).unwrap_or_default() {
            if !fields.iter().any(|(id, _)| *id == key) {
                fields.push((key, String::new()));
            }
        }
    }
    fields
}

/// A record as a list, as long as there are columns.
pub(super) fn read_list(raw: &RawValue, kept: &[usize], columns: usize) -> Option<Vec<Option<String>>> {
    if !raw.get().starts_with('[') {
        return None;
    }
    let cells = json::items(raw).filter(|cells| cells.len() == columns)?;
    Some(kept.iter().map(|at| cells.get(*at).and_then(|raw| cell(raw))).collect())
}

/// A record as an object; columns that it does not mention are empty.
pub(super) fn read_object(raw: &RawValue, fields: &[(String, String)]) -> Option<Vec<Option<String>>> {
    if !raw.get().starts_with('{') {
        return None;
    }
    let members = Members::of(raw)?;
    Some(fields.iter().map(|(id, _)| members.get(id).and_then(cell)).collect())
}

/// Records as one text without a header. It does not tell an empty text from a missing one.
fn read_text(page: &mut Page, text: &str, delimiter: u8, kept: &[usize], columns: usize) {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    for record in reader.records() {
        let cells = record.ok().filter(|record| record.len() == columns).map(|record| {
            let cell = |at: &usize| record.get(*at).filter(|text| !text.is_empty()).map(str::to_owned);
            kept.iter().map(cell).collect()
        });
        page.push(cells);
    }
}

/// The raw text of a cell: strings without their quotes, everything else exactly as it was written.
pub(in crate::portal) fn cell(raw: &RawValue) -> Option<String> {
    match raw.get() {
        "null" => None,
        text if text.starts_with('"') => json::string(raw),
        text => Some(text.to_owned()),
    }
}

/// A 64-bit FNV-1a hash.
pub(in crate::portal) fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::PortalKind;

    fn rows_of(extent: &Extent) -> Rows {
        let portal = Portal {
            address: "https://x.go.id".to_owned(),
            api: "https://x.go.id/api/3/action".to_owned(),
            title: "x".to_owned(),
            kind: PortalKind::Ckan,
            version: None,
            datastore: None,
        };
        Rows::new(&portal, &Resource { id: "r".to_owned(), ..Resource::default() }, extent)
    }

    fn rows() -> Rows {
        rows_of(&Extent::All)
    }

    fn feed(rows: &mut Rows, status: u16, result: &str) -> Turn<RowPage> {
        let body = if status == 200 { format!("{{\"success\":true,\"result\":{result}}}") } else { result.to_owned() };
        rows.next(Some(Fetched::Answer { status, body: body.as_bytes() }))
    }

    fn done(turn: Turn<RowPage>) -> RowPage {
        match turn {
            Turn::Done(page) => page,
            other => panic!("{other:?}"),
        }
    }

    fn url(turn: Turn<RowPage>) -> String {
        match turn {
            Turn::Fetch(fetch) => fetch.url,
            other => panic!("{other:?}"),
        }
    }

    const FIELDS: &str = r#""fields":[{"id":"_id","type":"int"},{"id":"a","type":"numeric"},{"id":"b","type":"text"}]"#;

    #[test]
    fn cells_keep_their_raw_text_in_every_format() {
        let check = |result: &str, expected: &[&[Option<&str>]]| {
            let page = done(feed(&mut rows(), 200, result));
            let seen: Vec<Vec<Option<&str>>> =
                page.records.iter().map(|r| r.iter().map(Option::as_deref).collect()).collect();
            assert_eq!(seen, expected, "{result}");
            assert_eq!(page.fields, [("a".to_owned(), "numeric".to_owned()), ("b".to_owned(), "text".to_owned())]);
        };
        let with = |records: &str| format!("{{{FIELDS},\"records\":{records}}}");
        check(
            &with(r#"[[1,12345678901234567890.123456789,"x"],[2,"NaN",null]]"#),
            &[&[Some("12345678901234567890.123456789"), Some("x")], &[Some("NaN"), None]],
        );
        check(
            &with(r#"[{"_id":1,"b":"","a":1e+308},{"a":0.10,"a":0.20},{"b":[1, {"a": null}],"z":1}]"#),
            &[&[Some("1e+308"), Some("")], &[Some("0.20"), None], &[None, Some(r#"[1, {"a": null}]"#)]],
        );
        check(&with(r"[[1,NaN,true]]"), &[&[Some("NaN"), Some("true")]]);
        check(
            &with(r#""1,2.50,\"baris\nbaru, \"\"kutip\"\"\"\n2,,\n""#),
            &[&[Some("2.50"), Some("baris\nbaru, \"kutip\"")], &[None, None]],
        );
        let tsv = with(r#""1\t2\tx, y\n""#).replace("\"records\"", "\"records_format\":\"tsv\",\"records\"");
        check(&tsv, &[&[Some("2"), Some("x, y")]]);
    }

    #[test]
    fn bookkeeping_columns_go_and_real_ones_stay() {
        let check = |result: &str, expected: &[&str]| {
            let page = done(feed(&mut rows(), 200, result));
            assert_eq!(page.fields.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), expected, "{result}");
        };
        let fields =
            r#""fields":[{"id":"_id"},{"id":"_full_text"},{"id":"rank"},{"id":"rank a"},{"id":"a"}],"records":[]"#;
        check(&format!("{{{fields}}}"), &["rank", "rank a", "a"]);
        check(&format!("{{{fields},\"q\":\"x\"}}"), &["a"]);
        check(&format!("{{{fields},\"q\":\"\"}}"), &["rank", "rank a", "a"]);
        check(r#"{"records":[{"b":1,"_id":1},{"a":1,"b":2}]}"#, &["b", "a"]);
    }

    #[test]
    fn pages_follow_what_came() {
        let mut ask = rows();
        assert!(url(ask.next(None)).ends_with("?resource_id=r&limit=1000&offset=0&records_format=lists&sort=_id"));
        let page = done(feed(
            &mut ask,
            200,
            &format!(r#"{{{FIELDS},"limit":2,"total":5,"records":[[1,1,"x"],[2,2,"y"]],"_links":{{"next":"/evil"}}}}"#),
        ));
        assert_eq!((page.records.len(), page.total, page.done), (2, Some(5), false));
        // The echoed limit is the truth, the offset is what came.
        assert!(url(ask.next(None)).contains("limit=2&offset=2"));
        assert!(url(ask.next(None)).contains("limit=2&offset=2"));
        let page = done(feed(&mut ask, 200, &format!(r#"{{{FIELDS},"limit":2,"total":5,"records":[[3,3,"z"],5]}}"#)));
        assert_eq!((page.records.len(), page.done), (1, false));
        assert_eq!(
            page.notes,
            [Note { code: NoteCode::SkippedRecord, count: 1, rows: vec![4], args: vec!["JSON".to_owned()] }]
        );
        assert!(url(ask.next(None)).contains("offset=4"));
        let page = done(feed(&mut ask, 200, &format!(r#"{{{FIELDS},"limit":2,"total":5,"records":[[5,5,"w"]]}}"#)));
        assert!(page.done && page.notes.is_empty());
        let after = done(ask.next(None));
        assert!(after.done && after.records.is_empty() && after.fields.len() == 2);
    }

    #[test]
    fn chosen_columns_are_asked_for_and_others_left_out() {
        let names = |names: &[&str]| Extent::Columns(names.iter().map(|name| (*name).to_owned()).collect());
        let mut ask = rows_of(&names(&["b"]));
        assert!(url(ask.next(None)).ends_with("sort=_id&fields=_id%2Cb"));
        let page = done(feed(&mut ask, 200, r#"{"fields":[{"id":"_id"},{"id":"b"}],"records":[[1,"x"]]}"#));
        assert_eq!((page.fields.len(), page.records), (1, vec![vec![Some("x".to_owned())]]));
        // A name with a comma cannot be listed; all columns come, and one stays.
        let mut ask = rows_of(&names(&["b, c"]));
        assert!(!url(ask.next(None)).contains("fields"));
        let page = done(feed(&mut ask, 200, r#"{"fields":[{"id":"a"},{"id":"b, c"}],"records":[[1,"x"],[2,"y"]]}"#));
        assert_eq!(page.fields, [("b, c".to_owned(), String::new())]);
        assert_eq!(page.records, [[Some("x".to_owned())], [Some("y".to_owned())]]);
    }

    #[test]
    fn samples_are_spread_over_the_table() {
        let mut ask = rows_of(&Extent::Sample(40));
        let mut asked = Vec::new();
        let mut last = RowPage::default();
        for _ in 0..STRETCHES {
            let url = url(ask.next(None));
            let part = |name: &str| crate::portal::address::parameter(url.split_once('?').unwrap().1, name).unwrap();
            asked.push((part("offset"), part("limit")));
            let at: u64 = part("offset").parse().unwrap();
            let page = format!(r#"{{{FIELDS},"limit":2,"total":1000,"records":[[{at},1,"x"],[{},2,"y"]]}}"#, at + 1);
            last = done(feed(&mut ask, 200, &page));
        }
        assert_eq!(asked.first().map(|(start, rows)| (start.as_str(), rows.as_str())), Some(("0", "2")));
        assert_eq!(asked.last().map(|(start, _)| start.as_str()), Some("998"));
        let expected = ["40", "1000", "20"].map(str::to_owned).to_vec();
        assert_eq!(
            last.notes.iter().map(|n| (n.code, n.args.clone())).collect::<Vec<_>>(),
            [(NoteCode::SpreadSample, expected)]
        );
        assert!(last.done);
        // Where nobody counts the rows, the first ones are the sample; where they are few, all of them are.
        let check = |total: &str, rows: u64, expected: Option<NoteCode>| {
            let mut ask = rows_of(&Extent::Sample(rows));
            for at in 0..rows.max(3) {
                let page =
                    done(feed(&mut ask, 200, &format!(r#"{{{FIELDS},"limit":1{total},"records":[[{at},1,"x"]]}}"#)));
                if page.done {
                    assert_eq!(page.notes.first().map(|note| note.code), expected, "{total} {rows}");
                    return;
                }
            }
            panic!("no end: {total} {rows}");
        };
        check("", 5, Some(NoteCode::FirstRows));
        check(r#","total":3"#, 5, None);
    }

    #[test]
    fn an_empty_or_repeated_page_ends_it() {
        let mut ask = rows();
        let first = format!(r#"{{{FIELDS},"total":9,"records":[[1,1,"x"]]}}"#);
        assert!(!done(feed(&mut ask, 200, &first)).done);
        assert!(url(ask.next(None)).contains("limit=10000&offset=1"));
        let fewer = |page: &RowPage| page.notes.iter().map(|n| (n.code, n.args.clone())).collect::<Vec<_>>();
        let expected = [(NoteCode::FewerRows, vec!["1".to_owned(), "9".to_owned()])];
        let page = done(feed(&mut ask, 200, &first));
        assert!(page.done && page.records.is_empty());
        assert_eq!(fewer(&page), expected);

        let mut ask = rows();
        feed(&mut ask, 200, &first);
        let page = done(feed(&mut ask, 200, &format!(r#"{{{FIELDS},"total":9,"records":[]}}"#)));
        assert!(page.done);
        assert_eq!(fewer(&page), expected);

        // Without a total, or with an estimated one, an empty page is the only end.
        let mut ask = rows();
        let page = done(feed(
            &mut ask,
            200,
            &format!(r#"{{{FIELDS},"total":1,"total_was_estimated":true,"records":[[1,1,"x"]]}}"#),
        ));
        assert_eq!((page.done, page.total), (false, None));
    }

    #[test]
    fn columns_in_another_order_are_arranged() {
        let mut ask = rows();
        feed(&mut ask, 200, &format!(r#"{{{FIELDS},"records":[[1,1,"x"]]}}"#));
        let page =
            done(feed(&mut ask, 200, r#"{"fields":[{"id":"b"},{"id":"new"},{"id":"a"}],"records":[["y","n",2]]}"#));
        assert_eq!(page.records, [vec![Some("2".to_owned()), Some("y".to_owned())]]);
        assert_eq!(page.fields[0].0, "a");
    }

    #[test]
    fn older_portals_are_asked_more_plainly() {
        let mut ask = rows();
        let refusal = r#"{"success":false,"error":{"__type":"Validation Error","__junk":["x"]}}"#;
        assert!(url(feed(&mut ask, 409, refusal)).ends_with("offset=0&sort=_id"));
        assert!(url(feed(&mut ask, 409, refusal)).ends_with("offset=0"));
        match feed(&mut ask, 409, refusal) {
            Turn::Failed(problem) => assert_eq!(problem.code, ProblemCode::BadAnswer),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn failures_are_told_apart_and_can_be_resumed() {
        let check = |status: u16, body: &str, code: ProblemCode| match feed(&mut rows(), status, body) {
            Turn::Failed(problem) => assert_eq!(problem.code, code, "{status} {body}"),
            other => panic!("{other:?}"),
        };
        check(404, r#"{"success":false,"error":{"__type":"Not Found Error"}}"#, ProblemCode::NoDataStore);
        check(400, r#""Bad request: Action name not known: datastore_search""#, ProblemCode::NoDataStore);
        check(403, r#"{"success":false,"error":{"__type":"Authorization Error"}}"#, ProblemCode::Forbidden);
        check(500, "<html>", ProblemCode::HttpStatus);
        check(200, r#"{"records":7}"#, ProblemCode::BadAnswer);
        let mut ask = rows();
        feed(&mut ask, 200, &format!(r#"{{{FIELDS},"total":9,"records":[[1,1,"x"]]}}"#));
        assert!(matches!(ask.next(Some(Fetched::Failed(Problem::new(ProblemCode::Timeout)))), Turn::Failed(_)));
        assert!(url(ask.next(None)).contains("limit=10000&offset=1"));
        let smaller = ask.next(Some(Fetched::Failed(Problem::new(ProblemCode::TooLarge))));
        assert!(url(smaller).contains("limit=2000&offset=1"));
    }
}
