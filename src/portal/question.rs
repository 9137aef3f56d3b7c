//! Questions about the rows of a table that stays at its portal, and what a portal says to them.

use serde_json::Value;

/// A question about one table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableQuestion {
    /// The resource whose table it is.
    pub resource: String,
    /// What is asked.
    pub asked: Asked,
}

/// What is asked of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// Rows by plain parameters, which every `DataStore` takes.
    Rows {
        /// Rows whose column has one of these values; all of them must hold.
        filters: Vec<(String, Vec<Value>)>,
        /// Order; `true` for the largest first. Missing values come last.
        sort: Vec<(String, bool)>,
        /// The columns wanted, in order; all, with the row numbers `_id`, when empty.
        columns: Vec<String>,
        /// Every different row once.
        distinct: bool,
        /// At most so many.
        limit: u64,
        /// After so many others.
        offset: u64,
        /// Whether the portal should count them all.
        count: bool,
    },
    /// A statement in SQL.
    Sql(String),
}

/// What a portal says to a question. That it cannot answer is something to go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Rows.
    Rows {
        /// The columns as (name, type as the portal calls it).
        fields: Vec<(String, String)>,
        /// Raw text per column; `None` for null.
        records: Vec<Vec<Option<String>>>,
        /// All rows of the question, where the portal counted them.
        total: Option<u64>,
        /// Whether the portal left rows out because they were too many.
        cut: bool,
    },
    /// It does not answer questions of this kind.
    Closed,
    /// It does not answer this one: it is too long, took too long, or was not understood.
    NotThis,
}
