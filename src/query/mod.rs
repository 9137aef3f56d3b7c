//! Plans: what to do with a table, as data. The JSON form is a stable, documented contract.
//!
//! A plan is a list of steps, each applied to the outcome of the one before:
//! `[{"filter":[{"column":"komoditas","equals":"Beras"}]},{"group":{"by":[{"column":"kecamatan"}],
//! "measures":[{"op":"mean","column":"harga","as":"rata"}]}},{"sort":[{"column":"rata","descending":true}]},{"limit":{"rows":10}}]`

mod check;
mod filter;
mod group;
mod join;
mod keys;
mod measure;
mod order;
mod profile;
pub mod push;
mod relation;
mod running;

use serde::{Deserialize, Serialize};

use crate::base::date::DatePart;
use crate::base::note::Problem;
use crate::table::{Oddity, ResultTable, Table};

pub use check::{check, check_joined};
pub use profile::{Profile, Profiling};
pub use relation::Tables;
pub use running::{Running, rows_only};

/// The most cells an outcome may have: it travels to the page as JSON.
pub const MAX_CELLS: usize = 2_000_000;

/// The column of a [`Key`] that stands for the rows themselves: the number of each, from 1, in the table or in the
/// outcome of the last step that made new rows.
pub const ROW: &str = "\u{0}row";

/// One step of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Keep rows that meet every condition.
    Filter(Vec<Condition>),
    /// One row per combination of keys.
    Group(Group),
    /// Order rows; the sort is stable, missing values come last in both directions.
    Sort(Vec<SortKey>),
    /// Keep a window of rows.
    Limit(Limit),
    /// Keep these columns, in this order.
    Select(Vec<String>),
    /// Add the columns of another open table by a key (left join on the first match).
    Join(Join),
    /// Spread one column's values into columns.
    Pivot(Pivot),
}

/// A condition on one column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// The column.
    pub column: String,
    /// What must hold of its value.
    #[serde(flatten)]
    pub test: Test,
}

/// What must hold of a value. Numbers compare as numbers, dates as ISO text, words exactly unless said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// Equal.
    Equals(Scalar),
    /// Not equal (missing values are not equal to anything and stay).
    NotEquals(Scalar),
    /// One of these.
    OneOf(Vec<Scalar>),
    /// The folded text contains the folded words.
    Contains(String),
    /// Greater.
    Above(Scalar),
    /// Greater or equal.
    AtLeast(Scalar),
    /// Less.
    Below(Scalar),
    /// Less or equal.
    AtMost(Scalar),
    /// Missing (`true`) or present (`false`).
    Missing(bool),
    /// Odd in the way the row was read; only for the rows of a table itself. The column counts for what
    /// is about a column.
    Odd(Oddity),
}

/// A value in a condition: a number, or text (a date is ISO text).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Scalar {
    /// A number.
    Number(f64),
    /// Words, a code, or a date as `2024-12-31`.
    Text(String),
}

/// Grouping: keys and measures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The keys; none gives one row for the whole.
    #[serde(default)]
    pub by: Vec<Key>,
    /// The measures.
    #[serde(default)]
    pub measures: Vec<Measure>,
}

/// A key to group by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Key {
    /// The column.
    pub column: String,
    /// For dates: group by this part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<DatePart>,
    /// Name of the outcome; the column's name when absent.
    #[serde(default, rename = "as", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A measure of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// How to measure.
    pub op: Op,
    /// Of which column; only [`Op::Rows`] needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Name of the outcome.
    #[serde(rename = "as")]
    pub name: String,
}

/// Ways to measure a group; missing values are left out of all but `rows`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Number of rows.
    Rows,
    /// Number of present values.
    Count,
    /// Number of different values.
    Distinct,
    /// Sum.
    Sum,
    /// Arithmetic mean.
    Mean,
    /// Median.
    Median,
    /// Smallest.
    Min,
    /// Largest.
    Max,
}

/// A column to order by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SortKey {
    /// The column.
    pub column: String,
    /// Largest first.
    #[serde(default)]
    pub descending: bool,
}

/// A window of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// At most this many.
    pub rows: u64,
    /// After leaving out this many.
    #[serde(default)]
    pub offset: u64,
}

/// Columns of another open table, found by equal keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Join {
    /// The other table's handle.
    pub table: u32,
    /// Pairs of (column here, column there) that must be equal.
    pub on: Vec<(String, String)>,
    /// The columns to add.
    pub columns: Vec<String>,
}

/// Spreads a column's values into columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pivot {
    /// The keys of the rows.
    pub by: Vec<Key>,
    /// The column whose values become columns (at most 500).
    pub columns: String,
    /// What stands in each cell; its `as` is not used.
    pub measure: Measure,
}

/// Runs a plan on a table; `others` finds the tables that it joins.
pub fn run<'a>(
    table: &'a Table,
    steps: &[Step],
    others: &'a dyn Fn(u32) -> Option<&'a Table>,
) -> Result<ResultTable, Problem> {
    let tables = Tables { base: table, others };
    Running::new(steps, tables)?.finish(tables)?.result(tables)
}

/// The rows of a table that filter and sort steps leave, in order.
pub fn view(table: &Table, steps: &[Step]) -> Result<Vec<u32>, Problem> {
    rows_only(steps)?;
    let tables = Tables { base: table, others: &|_| None };
    let rows = Running::new(steps, tables)?.finish(tables)?.into_table_rows();
    Ok(rows.unwrap_or_else(|| (0..table.rows() as u32).collect()))
}

/// The summary of a column over the rows that filter steps leave.
pub fn profile(table: &Table, column: &str, steps: &[Step]) -> Result<Profile, Problem> {
    let tables = Tables { base: table, others: &|_| None };
    let mut profiling = Profiling::new(column, steps, tables)?;
    loop {
        if let Some(profile) = profiling.advance(tables)? {
            return Ok(profile);
        }
    }
}
