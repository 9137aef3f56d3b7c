//! Single questions about the rows of a `DataStore` table: `datastore_search` with filters, order, columns
//! and distinct rows, and `datastore_search_sql` where the portal allows it.
//!
//! A refusal is an answer here: whoever asks has other ways, and has to know whether this one is closed for
//! good or was only not possible for this question.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::envelope::{self, Fault, FaultKind};
use super::rows::{field_of, fields_of_records, read_list, read_object};
use crate::base::note::{Problem, ProblemCode};
use crate::portal::ask::{Ask, Fetch, Fetched, Turn};
use crate::portal::json::{self, Members};
use crate::portal::{Asked, Reply, TableQuestion};

/// No answer may be larger.
const MAX_BYTES: u64 = 64 << 20;
/// Longer addresses are refused by what stands before or around many portals: uWSGI and gunicorn stop at
/// 4,096 bytes of the request's first line unless told otherwise.
const LONGEST_URL: usize = 3_900;

/// One question.
pub(super) struct Question {
    api: String,
    host: String,
    asked: TableQuestion,
    /// Rows as lists are not understood here.
    plain: bool,
    done: bool,
}

impl Question {
    pub(super) fn new(portal: &crate::portal::Portal, asked: &TableQuestion) -> Self {
        Self { api: portal.api.clone(), host: super::host(portal), asked: asked.clone(), plain: false, done: false }
    }

    fn fetch(&self) -> Fetch {
        match &self.asked.asked {
            Asked::Sql(sql) => super::get(&self.api, "datastore_search_sql", &[("sql", sql)], MAX_BYTES),
            Asked::Rows { filters, sort, columns, distinct, limit, offset, count } => {
                let (limit, offset) = (limit.to_string(), offset.to_string());
                let filters: Map<String, Value> =
                    filters.iter().map(|(name, values)| (name.clone(), Value::Array(values.clone()))).collect();
                let filters = if filters.is_empty() { String::new() } else { Value::Object(filters).to_string() };
                let sort = sort.iter().map(|(name, descending)| order(name, *descending)).collect::<Vec<_>>().join(",");
                let columns = columns.join(",");
                let mut parameters =
                    vec![("resource_id", self.asked.resource.as_str()), ("limit", &limit), ("offset", &offset)];
                for (name, value) in [("filters", &filters), ("sort", &sort), ("fields", &columns)] {
                    if !value.is_empty() {
                        parameters.push((name, value));
                    }
                }
                if *distinct {
                    parameters.push(("distinct", "true"));
                }
                if !count && !self.plain {
                    parameters.push(("include_total", "false"));
                }
                if !self.plain && !distinct {
                    parameters.push(("records_format", "lists"));
                }
                super::get(&self.api, "datastore_search", &parameters, MAX_BYTES)
            }
        }
    }

    fn refused(&self, fault: &Fault) -> Turn<Reply> {
        let is_sql = matches!(self.asked.asked, Asked::Sql(_));
        match fault.kind {
            FaultKind::NoSuchAction | FaultKind::Forbidden | FaultKind::NotFound if is_sql => Turn::Done(Reply::Closed),
            FaultKind::NotUnderstood => Turn::Done(Reply::NotThis),
            // A statement that takes too long ends as an error of the server.
            FaultKind::Server if is_sql && !matches!(fault.status, 429 | 502 | 503 | 504) => Turn::Done(Reply::NotThis),
            FaultKind::NotFound | FaultKind::NoSuchAction => {
                Turn::Failed(fault.describe(Problem::new(ProblemCode::NoDataStore)))
            }
            FaultKind::Forbidden | FaultKind::Server | FaultKind::NotTheApi => {
                Turn::Failed(fault.problem(&self.host, &self.asked.resource))
            }
        }
    }
}

/// A column in an order. Names with a comma cannot be told apart from two columns; see [`can_name`].
fn order(name: &str, descending: bool) -> String {
    format!("\"{name}\"{}", if descending { " desc nulls last" } else { " asc nulls last" })
}

/// Whether `datastore_search` understands the name of a column in `fields` and `sort`: it cuts lists at
/// commas and takes white space and quotes away from the ends.
pub(super) fn can_name(name: &str) -> bool {
    !name.contains(',') && !name.contains('"') && name.trim() == name && !name.is_empty()
}

impl Ask for Question {
    type Answer = Reply;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Reply> {
        if let Asked::Rows { sort, columns, .. } = &self.asked.asked
            && !(sort.iter().all(|(name, _)| can_name(name)) && columns.iter().all(|name| can_name(name)))
        {
            return Turn::Done(Reply::NotThis);
        }
        match fetched {
            None if self.done => Turn::Done(Reply::NotThis),
            None => {
                let fetch = self.fetch();
                if fetch.url.len() > LONGEST_URL { Turn::Done(Reply::NotThis) } else { Turn::Fetch(fetch) }
            }
            // Too much at once is no failure: a smaller question may be answered.
            Some(Fetched::Failed(problem)) if problem.code == ProblemCode::TooLarge => Turn::Done(Reply::NotThis),
            Some(Fetched::Failed(problem)) => Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => {
                let wanted = match &self.asked.asked {
                    Asked::Rows { columns, .. } => columns.as_slice(),
                    Asked::Sql(_) => &[],
                };
                match envelope::read(status, body, |result| read(result, wanted)) {
                    Ok(reply) => {
                        self.done = true;
                        Turn::Done(reply)
                    }
                    Err(fault)
                        if fault.kind == FaultKind::NotUnderstood
                            && !self.plain
                            && matches!(&self.asked.asked, Asked::Rows { distinct: false, .. }) =>
                    {
                        self.plain = true;
                        Turn::Fetch(self.fetch())
                    }
                    Err(fault) => self.refused(&fault),
                }
            }
        }
    }
}

/// Reads the answer of either action. The columns that were asked for come in the order asked.
fn read(result: &RawValue, wanted: &[String]) -> Option<Reply> {
    let members = Members::of(result)?;
    let rows = json::items(members.get("records")?)?;
    let flag = |key: &str| members.get(key).and_then(json::value) == Some(Value::Bool(true));
    let all: Vec<(String, String)> = match members.get("fields").and_then(json::items) {
        Some(fields) => fields.iter().filter_map(|field| field_of(field)).collect(),
        None => fields_of_records(&rows),
    };
    let kept: Vec<usize> = if wanted.is_empty() {
        (0..all.len()).filter(|at| all.get(*at).is_some_and(|(id, _)| id != "_full_text")).collect()
    } else {
        let place = |name: &String| all.iter().position(|(id, _)| id == name);
        wanted.iter().map(place).collect::<Option<Vec<_>>>()?
    };
    let fields: Vec<(String, String)> = kept.iter().filter_map(|at| all.get(*at).cloned()).collect();
    let mut records = Vec::with_capacity(rows.len());
    for row in rows {
        records.push(read_list(row, &kept, all.len()).or_else(|| read_object(row, &fields))?);
    }
    let number = |key: &str| match members.get(key).and_then(json::value) {
        Some(Value::Number(number)) => number.as_u64(),
        _ => None,
    };
    let total = number("total").filter(|_| !flag("total_was_estimated"));
    Some(Reply::Rows { fields, records, total, cut: flag("records_truncated") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::{Portal, PortalKind};

    fn question(asked: Asked) -> Question {
        let portal = Portal {
            address: "https://x.go.id".to_owned(),
            api: "https://x.go.id/api/3/action".to_owned(),
            title: "x".to_owned(),
            kind: PortalKind::Ckan,
            version: None,
            datastore: None,
        };
        Question::new(&portal, &TableQuestion { resource: "r".to_owned(), asked })
    }

    fn rows(columns: &[&str]) -> Asked {
        Asked::Rows {
            filters: Vec::new(),
            sort: Vec::new(),
            columns: columns.iter().map(|name| (*name).to_owned()).collect(),
            distinct: false,
            limit: 10,
            offset: 0,
            count: true,
        }
    }

    fn url(turn: Turn<Reply>) -> String {
        match turn {
            Turn::Fetch(fetch) => fetch.url,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn questions_become_addresses() {
        let check = |asked: Asked, expected: &str| {
            let url = url(question(asked).next(None));
            assert_eq!(
                crate::portal::address::decode(url.strip_prefix("https://x.go.id/api/3/action/").unwrap()),
                expected
            );
        };
        check(
            rows(&["_id", "a b"]),
            "datastore_search?resource_id=r&limit=10&offset=0&fields=_id,a b&records_format=lists",
        );
        check(
            Asked::Rows {
                filters: vec![("kota".to_owned(), vec![Value::from("A & B"), Value::from(3)])],
                sort: vec![("harga".to_owned(), true), ("_id".to_owned(), false)],
                columns: Vec::new(),
                distinct: false,
                limit: 100,
                offset: 200,
                count: false,
            },
            "datastore_search?resource_id=r&limit=100&offset=200&filters={\"kota\":[\"A & B\",3]}&sort=\"harga\" desc nulls \
             last,\"_id\" asc nulls last&include_total=false&records_format=lists",
        );
        check(Asked::Sql("SELECT 1".to_owned()), "datastore_search_sql?sql=SELECT 1");
        for odd in ["a,b", " a", "a\"b", ""] {
            assert!(matches!(question(rows(&[odd])).next(None), Turn::Done(Reply::NotThis)), "{odd}");
        }
        let long = Asked::Sql("x".repeat(8_000));
        assert!(matches!(question(long).next(None), Turn::Done(Reply::NotThis)));
    }

    #[test]
    fn answers_and_refusals_are_told_apart() {
        let check = |asked: Asked, status: u16, body: &str, expected: Result<Reply, ProblemCode>| {
            let mut ask = question(asked);
            ask.next(None);
            let mut turn = ask.next(Some(Fetched::Answer { status, body: body.as_bytes() }));
            // Asked again more plainly, it says the same.
            if matches!(turn, Turn::Fetch(_)) {
                turn = ask.next(Some(Fetched::Answer { status, body: body.as_bytes() }));
            }
            let found = match turn {
                Turn::Done(reply) => Ok(reply),
                Turn::Failed(problem) => Err(problem.code),
                Turn::Fetch(fetch) => panic!("{fetch:?}"),
            };
            assert_eq!(found, expected, "{status} {body}");
        };
        let sql = || Asked::Sql("x".to_owned());
        let cell = |text: &str| Some(text.to_owned());
        check(
            rows(&["b", "_id"]),
            200,
            r#"{"success":true,"result":{"fields":[{"id":"_id","type":"int"},{"id":"b","type":"text"}],"total":7,
                "records":[[1,"x"],[2,null]]}}"#,
            Ok(Reply::Rows {
                fields: vec![("b".to_owned(), "text".to_owned()), ("_id".to_owned(), "int".to_owned())],
                records: vec![vec![cell("x"), cell("1")], vec![None, cell("2")]],
                total: Some(7),
                cut: false,
            }),
        );
        check(
            sql(),
            200,
            r#"{"success":true,"result":{"records_truncated":true,"fields":[{"id":"c0","type":"numeric"}],"records":[{"c0":"1.50"}]}}"#,
            Ok(Reply::Rows {
                fields: vec![("c0".to_owned(), "numeric".to_owned())],
                records: vec![vec![cell("1.50")]],
                total: None,
                cut: true,
            }),
        );
        check(sql(), 400, r#""Bad request - Action name not known: datastore_search_sql""#, Ok(Reply::Closed));
        check(sql(), 403, r#"{"success":false,"error":{"__type":"Authorization Error"}}"#, Ok(Reply::Closed));
        check(sql(), 409, r#"{"success":false,"error":{"__type":"Validation Error"}}"#, Ok(Reply::NotThis));
        check(sql(), 500, "<html>", Ok(Reply::NotThis));
        check(sql(), 503, "<html>", Err(ProblemCode::HttpStatus));
        check(rows(&[]), 409, r#"{"success":false,"error":{"__type":"Validation Error"}}"#, Ok(Reply::NotThis));
        check(
            rows(&[]),
            404,
            r#"{"success":false,"error":{"__type":"Not Found Error"}}"#,
            Err(ProblemCode::NoDataStore),
        );
        // A column that did not come, or a record that is none, is no answer to build on.
        check(
            rows(&["z"]),
            200,
            r#"{"success":true,"result":{"fields":[{"id":"a"}],"records":[]}}"#,
            Err(ProblemCode::BadAnswer),
        );
        check(
            rows(&[]),
            200,
            r#"{"success":true,"result":{"fields":[{"id":"a"}],"records":[7]}}"#,
            Err(ProblemCode::BadAnswer),
        );
    }
}
