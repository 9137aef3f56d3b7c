//! Plans for a table that stays at its portal: which steps its database can do with the same outcome, in
//! which words, and what is left to be done here.
//!
//! Nothing is pushed whose answer would differ from ours: words in natural order, the smallest word,
//! pivots and joins stay here. Rows and counts come exactly; sums and means agree up to rounding.

pub mod sql;
mod value;

use self::sql::{Expr, From, Function, Operator, Select, Type};
use super::check::group_fields;
use super::{Condition, Group, Limit, Measure, Op, Scalar, SortKey, Step, Test};
use crate::base::date::DatePart;
use crate::base::number::NumberStyle;
use crate::table::{Evidence, Field, Reading};

/// The column of row numbers that every table of a `DataStore` has.
pub const ID: &str = "_id";

/// What a column is declared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whole numbers.
    Whole,
    /// Decimal numbers of any length.
    Decimal,
    /// Numbers as computers have them.
    Float,
    /// Words.
    Words,
    /// True or false.
    Truth,
    /// Days.
    Day,
    /// Days with a time.
    Moment,
    /// Anything else (JSON, lists, times): only looked at, never worked with.
    Other,
}

impl Kind {
    /// Of a type as the `DataStore` calls it.
    pub fn of(name: &str) -> Self {
        let name = name.trim().to_ascii_lowercase();
        let starts = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
        if name.starts_with('_') || name.ends_with("[]") || name.starts_with("interval") {
            Self::Other
        } else if starts(&["int", "bigint", "smallint", "serial"]) {
            Self::Whole
        } else if starts(&["numeric", "decimal"]) {
            Self::Decimal
        } else if starts(&["float", "double", "real"]) {
            Self::Float
        } else if starts(&["text", "varchar", "character"]) {
            Self::Words
        } else if starts(&["bool"]) {
            Self::Truth
        } else if starts(&["timestamp"]) {
            Self::Moment
        } else if name == "date" {
            Self::Day
        } else {
            Self::Other
        }
    }

    /// How its cells are read, where they alone decide nothing else.
    pub const fn reading(self) -> Reading {
        match self {
            Self::Whole | Self::Decimal | Self::Float => Reading::Number(NumberStyle::Plain),
            Self::Day | Self::Moment => Reading::Date(crate::base::date::DateStyle::Iso),
            Self::Words | Self::Truth | Self::Other => Reading::Text,
        }
    }
}

/// A column of a table at a portal.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name, also to the portal.
    pub name: String,
    /// What it is declared as.
    pub kind: Kind,
    /// How it is read: [`Kind::reading`], or as codes where whole numbers are (years, region codes).
    pub reading: Reading,
}

/// A table at a portal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RemoteTable {
    /// Its name to the portal.
    pub name: String,
    /// Its columns without the row numbers.
    pub columns: Vec<Column>,
}

/// Rows as `datastore_search` can be asked for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// Keep rows whose column has one of these values; all of them.
    pub filters: Vec<(String, Vec<Scalar>)>,
    /// Order; `true` for the largest first. Missing values come last, equal rows in the order of the table.
    pub sort: Vec<(String, bool)>,
    /// The columns wanted; all when empty.
    pub columns: Vec<String>,
    /// Every different row once.
    pub distinct: bool,
}

/// A plan of which the portal does the first part.
#[derive(Clone, Debug, PartialEq)]
pub struct Pushed {
    /// What the portal is asked. Its columns are named `c0`, `c1` …
    pub select: Select,
    /// The columns of its answer, in order.
    pub fields: Vec<Field>,
    /// What is left to do with the answer.
    pub rest: Vec<Step>,
    /// Where the first rows in an order are wanted: the order, and which of them.
    pub first: Option<(Vec<SortKey>, Limit)>,
}

impl RemoteTable {
    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Its columns as fields, to check plans by.
    pub fn fields(&self) -> Vec<Field> {
        self.columns.iter().map(Column::field).collect()
    }
}

impl Column {
    fn field(&self) -> Field {
        let whole = self.kind == Kind::Whole;
        Field { name: self.name.clone(), reading: self.reading, whole, evidence: Evidence::default() }
    }
}

/// A condition that `datastore_search` answers exactly as it stands: the values that the column may have.
pub fn direct(condition: &Condition, table: &RemoteTable) -> Option<Vec<Scalar>> {
    let column = table.column(&condition.column)?;
    let values = match &condition.test {
        Test::Equals(value) => std::slice::from_ref(value),
        Test::OneOf(values) => values.as_slice(),
        _ => return None,
    };
    let exact = |value: &Scalar| match (column.kind, column.reading, value) {
        (Kind::Whole | Kind::Decimal | Kind::Float, Reading::Number(_), Scalar::Number(number)) => number.is_finite(),
        (Kind::Day, Reading::Date(_), Scalar::Text(_)) => true,
        // A whole number is written in one way only.
        (Kind::Whole, Reading::Code | Reading::Text, Scalar::Text(text)) => {
            text.parse::<i64>().is_ok_and(|number| number.to_string() == *text)
        }
        _ => false,
    };
    // A list without values would mean "any" to some versions.
    (!values.is_empty() && values.iter().all(exact)).then(|| values.to_vec())
}

/// Whether `datastore_search` sorts a column as we do. Words follow the rules of its database, and `NaN` is
/// its largest number.
pub fn sorts_alike(key: &SortKey, table: &RemoteTable) -> bool {
    table.column(&key.column).is_some_and(|column| match column.kind {
        Kind::Whole | Kind::Day | Kind::Moment => true,
        Kind::Decimal | Kind::Float => !key.descending,
        Kind::Words | Kind::Truth | Kind::Other => false,
    })
}

/// Conditions in SQL; `None` where one of them has no equal there.
fn filter(conditions: &[Condition], table: &RemoteTable) -> Option<Vec<Expr>> {
    conditions.iter().map(|condition| value::condition(condition, table.column(&condition.column)?)).collect()
}

/// All conditions of filter steps.
pub fn conditions(steps: &[Step]) -> Vec<Condition> {
    let of = |step: &Step| if let Step::Filter(conditions) = step { conditions.clone() } else { Vec::new() };
    steps.iter().flat_map(of).collect()
}

fn all(parts: Vec<Expr>) -> Option<Expr> {
    if parts.is_empty() { None } else { Some(Expr::All(parts)) }
}

fn of(table: &RemoteTable) -> From {
    From::Table(table.name.clone())
}

/// The name of an answer's column.
pub fn alias(at: usize) -> String {
    format!("c{at}")
}

/// How many rows meet the conditions.
pub fn count(conditions: &[Condition], table: &RemoteTable) -> Option<Select> {
    Some(Select {
        columns: vec![(Expr::Rows, alias(0))],
        from: of(table),
        filter: all(filter(conditions, table)?),
        group: Vec::new(),
        order: Vec::new(),
        window: None,
    })
}

/// Rows that meet the conditions, in order: these columns, or without any all of them with the row numbers.
/// Words are in the order of the portal's database.
pub fn rows(conditions: &[Condition], keys: &[SortKey], table: &RemoteTable, columns: &[String]) -> Option<Select> {
    let mut order = Vec::with_capacity(keys.len() + 1);
    for key in keys {
        let column = table.column(&key.column)?;
        let value = value::value(column).unwrap_or_else(|| Expr::column(&column.name).cast(Type::Text));
        order.push((value, key.descending));
    }
    order.push((Expr::column(ID), false));
    // Numbers as text keep every digit, and CKAN has no answer with a `NaN` that is a number.
    let cell = |name: &String| match table.column(name).map(|column| column.kind) {
        Some(Kind::Decimal | Kind::Float) => Expr::column(name).cast(Type::Text),
        _ => Expr::column(name),
    };
    Some(Select {
        columns: columns.iter().enumerate().map(|(at, name)| (cell(name), alias(at))).collect(),
        from: of(table),
        filter: all(filter(conditions, table)?),
        group: Vec::new(),
        order,
        window: None,
    })
}

/// The columns that a plan reads; `None` where its outcome has all of them.
pub fn needed(steps: &[Step]) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for step in steps {
        let (columns, is_last): (Vec<&String>, bool) = match step {
            Step::Filter(conditions) => (conditions.iter().map(|condition| &condition.column).collect(), false),
            Step::Sort(keys) => (keys.iter().map(|key| &key.column).collect(), false),
            Step::Limit(_) => (Vec::new(), false),
            Step::Join(join) => (join.on.iter().map(|(here, _)| here).collect(), false),
            Step::Select(kept) => (kept.iter().collect(), true),
            Step::Group(group) => {
                let measured = group.measures.iter().filter_map(|measure| measure.column.as_ref());
                (group.by.iter().map(|key| &key.column).chain(measured).collect(), true)
            }
            Step::Pivot(pivot) => {
                let others = [&pivot.columns].into_iter().chain(&pivot.measure.column);
                (pivot.by.iter().map(|key| &key.column).chain(others).collect(), true)
            }
        };
        for name in columns {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        // What comes after works on what this step gives.
        if is_last {
            return Some(names);
        }
    }
    None
}

/// Cuts a plan into what the portal's database does and what is left; `None` where there is nothing for the
/// database beyond filtering.
pub fn plan(steps: &[Step], table: &RemoteTable) -> Option<Pushed> {
    let filters = steps.iter().take_while(|step| matches!(step, Step::Filter(_))).count();
    let (before, after) = steps.split_at(filters);
    let conditions = conditions(before);
    match after {
        [Step::Group(of), rest @ ..] => group(of, rest, &conditions, table),
        // A selection between does not change which rows come first.
        [Step::Sort(keys), Step::Select(names), Step::Limit(limit), rest @ ..] => {
            first(&conditions, keys, *limit, Some(names), rest, table)
        }
        [Step::Sort(keys), Step::Limit(limit), rest @ ..] => first(&conditions, keys, *limit, None, rest, table),
        [Step::Select(names), Step::Limit(limit), rest @ ..] => {
            first(&conditions, &[], *limit, Some(names), rest, table)
        }
        [Step::Limit(limit), rest @ ..] => first(&conditions, &[], *limit, None, rest, table),
        _ => None,
    }
}

/// The first rows in an order that is the same there and here.
fn first(
    conditions: &[Condition],
    keys: &[SortKey],
    limit: Limit,
    names: Option<&Vec<String>>,
    rest: &[Step],
    table: &RemoteTable,
) -> Option<Pushed> {
    let ordered = |key: &SortKey| match table.column(&key.column).map(|column| column.reading) {
        Some(Reading::Number(_) | Reading::Date(_)) => true,
        Some(Reading::Text | Reading::Code) | None => false,
    };
    if !keys.iter().all(ordered) {
        return None;
    }
    let mut left: Vec<Step> = names.map(|names| Step::Select(names.clone())).into_iter().collect();
    left.extend_from_slice(rest);
    let wanted = needed(&left);
    let columns: Vec<&Column> = match &wanted {
        // A plan that counts rows needs a column all the same.
        Some(names) if !names.is_empty() => names.iter().map(|name| table.column(name)).collect::<Option<_>>()?,
        _ => table.columns.iter().collect(),
    };
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let mut select = rows(conditions, keys, table, &names)?;
    select.window = Some((limit.rows, limit.offset));
    Some(Pushed {
        select,
        fields: columns.into_iter().map(Column::field).collect(),
        rest: left,
        first: Some((keys.to_vec(), limit)),
    })
}

/// Groups with their measures.
fn group(group: &Group, rest: &[Step], conditions: &[Condition], table: &RemoteTable) -> Option<Pushed> {
    let fields = group_fields(group, &table.fields()).ok()?;
    let mut inner = Vec::new();
    let mut columns = Vec::new();
    let mut names = Vec::new();
    for (at, key) in group.by.iter().enumerate() {
        let column = table.column(&key.column)?;
        let name = format!("k{at}");
        let value = match key.part {
            Some(part) => part_of(column, part)?,
            None => value::value(column)?,
        };
        let is_day = matches!(column.reading, Reading::Date(_));
        inner.push((value, name.clone()));
        columns.push(if is_day { Expr::column(&name).cast(Type::Text) } else { Expr::column(&name) });
        names.push(name);
    }
    for (at, measure) in group.measures.iter().enumerate() {
        let name = format!("v{at}");
        if let Some(value) = measured(measure, table)? {
            inner.push((value, name.clone()));
        }
        columns.push(outcome(measure, &name, table)?);
    }
    if inner.is_empty() {
        inner.push((Expr::column(ID), "k".to_owned()));
    }
    let inner = Select {
        columns: inner,
        from: of(table),
        filter: all(filter(conditions, table)?),
        group: Vec::new(),
        order: Vec::new(),
        window: None,
    };
    let order = names.iter().map(|name| (Expr::column(name), false)).collect();
    let select = Select {
        columns: columns.into_iter().enumerate().map(|(at, expr)| (expr, alias(at))).collect(),
        from: From::Answer(Box::new(inner)),
        filter: None,
        group: names,
        // Only so that pages of the answer fit together; the order that counts is made here.
        order,
        window: None,
    };
    let mut left = Vec::with_capacity(rest.len() + 1);
    let keys: Vec<SortKey> = fields
        .iter()
        .take(group.by.len())
        .map(|field| SortKey { column: field.name.clone(), descending: false })
        .collect();
    if !keys.is_empty() {
        left.push(Step::Sort(keys));
    }
    left.extend_from_slice(rest);
    Some(Pushed { select, fields, rest: left, first: None })
}

/// The first day of a part of the calendar, as a day.
fn part_of(column: &Column, part: DatePart) -> Option<Expr> {
    let day = value::day(column)?;
    let name = match part {
        DatePart::Year => "year",
        DatePart::Quarter => "quarter",
        DatePart::Month => "month",
        DatePart::Week => "week",
        DatePart::Day => return Some(day),
    };
    let moment = day.cast(Type::Timestamp);
    Some(Expr::Call(Function::DateTrunc, vec![Expr::words(name), moment]).cast(Type::Date))
}

/// What a measure looks at; the inner `None` where that is nothing but rows.
#[expect(clippy::option_option, reason = "outside: whether the portal can do it; inside: whether it needs a column")]
fn measured(measure: &Measure, table: &RemoteTable) -> Option<Option<Expr>> {
    if measure.op == Op::Rows {
        return Some(None);
    }
    let column = table.column(measure.column.as_deref()?)?;
    Some(Some(match measure.op {
        Op::Sum | Op::Mean => value::number(column)?,
        _ => value::value(column)?,
    }))
}

/// A measure over what the inner question gives under a name.
fn outcome(measure: &Measure, name: &str, table: &RemoteTable) -> Option<Expr> {
    let of = Expr::column(name);
    let reading = measure.column.as_deref().and_then(|column| table.column(column)).map(|column| column.reading);
    let extreme = |function: Function, of: Expr| match reading {
        Some(Reading::Number(_)) => Some(Expr::call(function, of).cast(Type::Double)),
        Some(Reading::Date(_)) => Some(Expr::call(function, of).cast(Type::Text)),
        // Words are in natural order here.
        Some(Reading::Text | Reading::Code) | None => None,
    };
    let is_number = matches!(reading, Some(Reading::Number(_)));
    match measure.op {
        Op::Rows => Some(Expr::Rows),
        Op::Count => Some(Expr::call(Function::Count, of)),
        Op::Distinct => Some(Expr::Distinct(Box::new(of))),
        Op::Sum if is_number => Some(Expr::call(Function::Sum, of).cast(Type::Double)),
        Op::Mean if is_number => Some(Expr::call(Function::Avg, of).cast(Type::Double)),
        Op::Median if is_number => Some(Expr::Median(Box::new(of))),
        Op::Min => extreme(Function::Min, of),
        Op::Max => extreme(Function::Max, of),
        Op::Sum | Op::Mean | Op::Median => None,
    }
}

/// A column's value for a profile: numbers, days since 1970-01-01, or words.
fn profiled(column: &Column) -> Option<Expr> {
    match column.reading {
        Reading::Date(_) => {
            let epoch = Expr::words("1970-01-01").cast(Type::Date);
            Some(value::day(column)?.with(Operator::Minus, epoch).cast(Type::Double))
        }
        _ => value::value(column),
    }
}

/// The values of a column in the rows that meet the conditions, under the name `v`, with row numbers as `i`.
fn values(column: &Column, conditions: &[Condition], table: &RemoteTable) -> Option<Select> {
    Some(Select {
        columns: vec![(profiled(column)?, "v".to_owned()), (Expr::column(ID), "i".to_owned())],
        from: of(table),
        filter: all(filter(conditions, table)?),
        group: Vec::new(),
        order: Vec::new(),
        window: None,
    })
}

/// The figures of a column: rows, present values, different ones; for numbers and days also the smallest,
/// the largest, the mean, the median and the sum.
pub fn profile(name: &str, conditions: &[Condition], table: &RemoteTable) -> Option<Select> {
    let column = table.column(name)?;
    let value = || Expr::column("v");
    let mut figures = vec![Expr::Rows, Expr::call(Function::Count, value()), Expr::Distinct(Box::new(value()))];
    if !matches!(column.reading, Reading::Text | Reading::Code) {
        let of = |function: Function| Expr::call(function, value());
        figures.extend([of(Function::Min), of(Function::Max), of(Function::Avg)]);
        figures.extend([Expr::Median(Box::new(value())), of(Function::Sum)]);
    }
    Some(Select {
        columns: figures.into_iter().enumerate().map(|(at, expr)| (expr, alias(at))).collect(),
        from: From::Answer(Box::new(values(column, conditions, table)?)),
        filter: None,
        group: Vec::new(),
        order: Vec::new(),
        window: None,
    })
}

/// The most frequent values of a column with how often they occur: of equally frequent ones the smaller
/// number or day first, of words the one that the table has first.
pub fn most_frequent(name: &str, conditions: &[Condition], table: &RemoteTable, many: u64) -> Option<Select> {
    let column = table.column(name)?;
    let is_words = matches!(column.reading, Reading::Text | Reading::Code);
    let tie = if is_words { Expr::call(Function::Min, Expr::column("i")) } else { Expr::column("v") };
    Some(Select {
        columns: vec![(Expr::column("v"), alias(0)), (Expr::Rows, alias(1))],
        from: From::Answer(Box::new(values(column, conditions, table)?)),
        filter: Some(Expr::NotNull(Box::new(Expr::column("v")))),
        group: vec!["v".to_owned()],
        order: vec![(Expr::Rows, true), (tie, false)],
        window: Some((many, 0)),
    })
}

/// How many values of a column lie in each of equally wide bins, by the bin's number from 0. The largest
/// value gets a bin of its own, one above the last.
pub fn histogram(
    name: &str,
    conditions: &[Condition],
    table: &RemoteTable,
    (low, high): (f64, f64),
    bins: usize,
) -> Option<Select> {
    let column = table.column(name)?;
    let mut inner = values(column, conditions, table)?;
    let (value, _) = inner.columns.first()?.clone();
    // Halves keep the width of the widest range within the numbers.
    let half = |expr: Expr| expr.with(Operator::Over, Expr::Number(2.0));
    let share = half(value)
        .with(Operator::Minus, Expr::Number(low / 2.0))
        .with(Operator::Over, Expr::Number(high / 2.0 - low / 2.0));
    let bin = Expr::call(Function::Floor, share.with(Operator::Times, Expr::Number(bins as f64)));
    inner.columns = vec![(bin, "v".to_owned())];
    Some(Select {
        columns: vec![(Expr::column("v"), alias(0)), (Expr::Rows, alias(1))],
        from: From::Answer(Box::new(inner)),
        filter: Some(Expr::NotNull(Box::new(Expr::column("v")))),
        group: vec!["v".to_owned()],
        order: vec![(Expr::column("v"), false)],
        window: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> RemoteTable {
        let column = |name: &str, kind: &str, reading: Option<Reading>| {
            let kind = Kind::of(kind);
            Column { name: name.to_owned(), kind, reading: reading.unwrap_or(kind.reading()) }
        };
        RemoteTable {
            name: "r".to_owned(),
            columns: vec![
                column("kota", "text", None),
                column("harga", "numeric", None),
                column("tahun", "int4", Some(Reading::Code)),
                column("tanggal", "timestamp", None),
                column("isi", "json", None),
            ],
        }
    }

    fn steps(json: &str) -> Vec<Step> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn types_give_the_readings() {
        let check = |name: &str, kind: Kind| assert_eq!(Kind::of(name), kind, "{name}");
        check("int4", Kind::Whole);
        check("BIGINT", Kind::Whole);
        check("interval", Kind::Other);
        check("_text", Kind::Other);
        check("text[]", Kind::Other);
        check("numeric(10,2)", Kind::Decimal);
        check("float8", Kind::Float);
        check("double precision", Kind::Float);
        check("timestamptz", Kind::Moment);
        check("date", Kind::Day);
        check("time", Kind::Other);
        check("jsonb", Kind::Other);
        check("", Kind::Other);
    }

    #[test]
    fn what_the_portal_does_is_cut_off() {
        let check = |plan_json: &str, expected: Option<(&str, usize)>| {
            let found =
                plan(&steps(plan_json), &table()).map(|pushed| (pushed.select.text().unwrap(), pushed.rest.len()));
            assert_eq!(found.as_ref().map(|(text, rest)| (text.as_str(), *rest)), expected, "{plan_json}");
        };
        check(
            r#"[{"filter":[{"column":"harga","above":10}]},{"group":{"by":[{"column":"tanggal","part":"month"}],
                "measures":[{"op":"sum","column":"harga","as":"jumlah"},{"op":"rows","as":"n"}]}},{"limit":{"rows":5}}]"#,
            Some((
                "SELECT CAST(\"k0\" AS text) AS \"c0\", CAST(sum(\"v0\") AS double precision) AS \"c1\", count(*) AS \"c2\" \
                 FROM (SELECT CAST(date_trunc('month', CAST(CAST(\"tanggal\" AS date) AS timestamp)) AS date) AS \"k0\", \
                 NULLIF(\"harga\", 'NaN') AS \"v0\" FROM \"r\" WHERE ((CAST(NULLIF(\"harga\", 'NaN') AS double precision) > \
                 CAST('1e1' AS double precision)))) AS \"t\" GROUP BY \"k0\" ORDER BY \"k0\" ASC NULLS LAST",
                2,
            )),
        );
        check(
            r#"[{"sort":[{"column":"harga","descending":true}]},{"select":["kota","harga"]},{"limit":{"rows":3}}]"#,
            Some((
                "SELECT \"kota\" AS \"c0\", CAST(\"harga\" AS text) AS \"c1\" FROM \"r\" ORDER BY CAST(NULLIF(\"harga\", 'NaN') AS double \
                 precision) DESC NULLS LAST, \"_id\" ASC NULLS LAST LIMIT 3 OFFSET 0",
                1,
            )),
        );
        // The order of words, the smallest word, unknown kinds and pivots stay here.
        for left in [
            r#"[{"sort":[{"column":"kota"}]},{"limit":{"rows":3}}]"#,
            r#"[{"group":{"measures":[{"op":"min","column":"kota","as":"x"}]}}]"#,
            r#"[{"group":{"by":[{"column":"isi"}]}}]"#,
            r#"[{"filter":[{"column":"kota","above":"B"}]},{"group":{"measures":[{"op":"rows","as":"x"}]}}]"#,
            r#"[{"pivot":{"by":[],"columns":"kota","measure":{"op":"rows","as":""}}}]"#,
            r#"[{"filter":[{"column":"harga","above":1}]}]"#,
            "[]",
        ] {
            check(left, None);
        }
    }

    #[test]
    fn plain_searches_take_what_they_answer_exactly() {
        let check = |condition: &str, expected: Option<usize>| {
            let condition: Condition = serde_json::from_str(condition).unwrap();
            assert_eq!(direct(&condition, &table()).map(|values| values.len()), expected, "{condition:?}");
        };
        check(r#"{"column":"harga","equals":12.5}"#, Some(1));
        check(r#"{"column":"harga","one_of":[1,2]}"#, Some(2));
        check(r#"{"column":"harga","one_of":[]}"#, None);
        check(r#"{"column":"harga","above":1}"#, None);
        check(r#"{"column":"tahun","equals":"2024"}"#, Some(1));
        check(r#"{"column":"tahun","equals":"02024"}"#, None);
        check(r#"{"column":"kota","equals":"Bogor"}"#, None);
        check(r#"{"column":"tanggal","equals":"2024-01-01"}"#, None);
        check(r#"{"column":"harga","missing":true}"#, None);
    }

    #[test]
    fn plans_tell_which_columns_they_read() {
        let check = |plan: &str, expected: Option<&[&str]>| {
            let found = needed(&steps(plan));
            let found: Option<Vec<&str>> = found.as_ref().map(|names| names.iter().map(String::as_str).collect());
            assert_eq!(found.as_deref(), expected, "{plan}");
        };
        check("[]", None);
        check(r#"[{"sort":[{"column":"a"}]}]"#, None);
        check(
            r#"[{"filter":[{"column":"a","missing":true}]},{"select":["b","a"]},{"sort":[{"column":"c"}]}]"#,
            Some(&["a", "b"]),
        );
        check(
            r#"[{"group":{"by":[{"column":"a"}],"measures":[{"op":"sum","column":"b","as":"x"}]}},{"sort":[{"column":"x"}]}]"#,
            Some(&["a", "b"]),
        );
    }
}
