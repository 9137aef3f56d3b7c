//! What a plan works on between two steps: columns over physical rows, and which of these rows are
//! kept, in which order. Columns of open tables are named, not copied.

use rustc_hash::FxHashMap;

use crate::base::date;
use crate::base::note::{Problem, ProblemCode};
use crate::table::{Block, Codes, Column, Field, Numbers, ResultColumn, ResultTable, Table, TextColumn, Values};

/// The code of a missing text, as in [`TextColumn::code`].
pub(crate) const NONE: u32 = u32::MAX;
/// A missing date, as in [`Column::Date`].
pub(crate) const NO_DATE: i32 = i32::MIN;

/// The tables that a plan may read: the one it runs on, and those it joins by their handle.
#[derive(Clone, Copy)]
pub struct Tables<'a> {
    /// The table that the plan runs on.
    pub base: &'a Table,
    /// Other open tables by their handle.
    pub others: &'a dyn Fn(u32) -> Option<&'a Table>,
}

impl std::fmt::Debug for Tables<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Tables").field("base_rows", &self.base.rows()).finish_non_exhaustive()
    }
}

impl<'a> Tables<'a> {
    /// Another open table, or the problem that it is not open any more.
    pub(crate) fn other(&self, table: u32) -> Result<&'a Table, Problem> {
        (self.others)(table).ok_or_else(|| Problem::new(ProblemCode::TableGone))
    }
}

/// Where a column's values are.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// A column of the plan's table.
    Base(usize),
    /// Numbers, `NaN` missing.
    Number(Vec<f64>),
    /// Days, [`NO_DATE`] missing.
    Date(Vec<i32>),
    /// Codes into these words, [`NONE`] missing.
    Text { codes: Vec<u32>, words: Vec<String> },
    /// Codes into the dictionary of another table's text column, [`NONE`] missing.
    Joined { codes: Vec<u32>, table: u32, column: usize },
}

/// A column's values, borrowed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum View<'a> {
    Number(Numbers<'a>),
    Date(&'a [i32]),
    Text(Words<'a>),
}

/// A text column: a code per row and the words of the codes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'a> {
    pub(crate) codes: Codes<'a>,
    dictionary: Dictionary<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Dictionary<'a> {
    Column(&'a TextColumn),
    Owned(&'a [String]),
}

impl<'a> Words<'a> {
    pub(crate) fn of_column(column: &'a TextColumn) -> Self {
        Self { codes: column.codes(), dictionary: Dictionary::Column(column) }
    }

    /// The word of a code that occurs in the column.
    pub(crate) fn text(&self, code: u32) -> &'a str {
        match self.dictionary {
            Dictionary::Column(column) => column.text_of(code),
            Dictionary::Owned(words) => words.get(code as usize).map_or("", String::as_str),
        }
    }

    /// The word of a row; `None` is missing.
    pub(crate) fn at(&self, row: usize) -> Option<&'a str> {
        let code = self.codes.get(row);
        (code != NONE).then(|| self.text(code))
    }

    /// One more than the largest code in use.
    pub(crate) fn code_bound(&self) -> usize {
        self.codes.bound()
    }
}

/// Columns, and the rows that are kept.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    /// Names and readings.
    pub(crate) fields: Vec<Field>,
    /// Values by physical row, in the order of `fields`.
    pub(crate) columns: Vec<Source>,
    /// Physical rows.
    pub(crate) physical: usize,
    /// The physical rows kept, in order; `None` for all as they are.
    pub(crate) rows: Option<Vec<u32>>,
}

impl Relation {
    /// All of a table.
    pub(crate) fn of(table: &Table) -> Self {
        Self {
            fields: table.fields().to_vec(),
            columns: (0..table.fields().len()).map(Source::Base).collect(),
            physical: table.rows(),
            rows: None,
        }
    }

    /// Rows kept.
    pub(crate) fn len(&self) -> usize {
        self.rows.as_ref().map_or(self.physical, Vec::len)
    }

    /// The place of a column.
    pub(crate) fn place(&self, name: &str) -> Result<usize, Problem> {
        place(&self.fields, name)
    }

    /// The values of a column.
    pub(crate) fn view<'v, 't: 'v>(&'v self, place: usize, tables: Tables<'t>) -> Result<View<'v>, Problem> {
        let gone = || Problem::new(ProblemCode::TableGone);
        Ok(match self.columns.get(place).ok_or_else(gone)? {
            Source::Base(column) => {
                if *column >= tables.base.fields().len() || self.physical != tables.base.rows() {
                    return Err(gone());
                }
                view_of(tables.base, *column)
            }
            Source::Number(values) => View::Number(Numbers::from(values.as_slice())),
            Source::Date(values) => View::Date(values),
            Source::Text { codes, words } => {
                View::Text(Words { codes: codes.as_slice().into(), dictionary: Dictionary::Owned(words) })
            }
            Source::Joined { codes, table, column } => {
                let other = tables.other(*table)?;
                if *column >= other.fields().len() {
                    return Err(gone());
                }
                match other.column(*column) {
                    Column::Text(text) => {
                        View::Text(Words { codes: codes.as_slice().into(), dictionary: Dictionary::Column(text) })
                    }
                    Column::Number(_) | Column::Date(_) => return Err(gone()),
                }
            }
        })
    }

    /// The values of a named column.
    pub(crate) fn named<'v, 't: 'v>(&'v self, name: &str, tables: Tables<'t>) -> Result<View<'v>, Problem> {
        self.view(self.place(name)?, tables)
    }

    /// Calls with the physical rows that are kept, in order, some at a time.
    pub(crate) fn each_block(&self, visit: &mut dyn FnMut(&Block<'_>)) {
        let Some(rows) = &self.rows else {
            let mut block = [0; Block::MOST];
            for start in (0..self.physical).step_by(Block::MOST) {
                let rows = block.get_mut(..(self.physical - start).min(Block::MOST)).unwrap_or_default();
                rows.iter_mut().zip(start as u32..).for_each(|(row, at)| *row = at);
                visit(&Block { rows, are_neighbours: true });
            }
            return;
        };
        rows.chunks(Block::MOST).for_each(|rows| visit(&Block { rows, are_neighbours: false }));
    }

    /// Calls with the physical row of every kept row, in order.
    pub(crate) fn each(&self, mut visit: impl FnMut(usize)) {
        self.each_block(&mut |block| block.rows.iter().for_each(|row| visit(*row as usize)));
    }

    /// Calls with the physical rows that are kept and their codes, in order, some at a time.
    pub(crate) fn each_codes(&self, codes: Codes<'_>, visit: &mut dyn FnMut(&[u32], &[u32])) {
        let mut picked = [0; Block::MOST];
        self.each_block(&mut |block| {
            codes.pick(block, &mut picked);
            visit(block.rows, picked.get(..block.rows.len()).unwrap_or_default());
        });
    }

    /// The same with their numbers, NaN for the missing ones.
    pub(crate) fn each_numbers(&self, numbers: Numbers<'_>, visit: &mut dyn FnMut(&[u32], &[f64])) {
        let mut picked = [0.0; Block::MOST];
        self.each_block(&mut |block| {
            numbers.pick(block, &mut picked);
            visit(block.rows, picked.get(..block.rows.len()).unwrap_or_default());
        });
    }

    /// The kept rows as a list.
    pub(crate) fn row_list(&self) -> Vec<u32> {
        self.rows.clone().unwrap_or_else(|| (0..self.physical as u32).collect())
    }

    /// A copy of the kept values of all columns.
    pub(crate) fn result(&self, tables: Tables<'_>) -> Result<ResultTable, Problem> {
        let cells = self.len().saturating_mul(self.columns.len());
        if cells > super::MAX_CELLS {
            return Err(Problem::new(ProblemCode::TooLarge)
                .arg(super::MAX_CELLS.to_string())
                .detail(format!("the outcome has {cells} cells; group, filter or limit it")));
        }
        let mut columns = Vec::with_capacity(self.columns.len());
        for (place, field) in self.fields.iter().enumerate() {
            let values = self.values(self.view(place, tables)?);
            columns.push(ResultColumn { name: field.name.clone(), values });
        }
        Ok(ResultTable { columns })
    }

    fn values(&self, view: View<'_>) -> Values {
        let mut at = Gather { relation: self };
        match view {
            View::Number(values) => Values::Number(at.collect(|row| values.present(row))),
            View::Date(values) => {
                Values::Date(at.collect(|row| values.get(row).copied().filter(|day| *day != NO_DATE)))
            }
            View::Text(words) => Values::Text(at.collect(|row| words.at(row).map(str::to_owned))),
        }
    }
}

/// Collects over the kept rows of a relation.
struct Gather<'a> {
    relation: &'a Relation,
}

impl Gather<'_> {
    fn collect<T>(&mut self, mut value: impl FnMut(usize) -> T) -> Vec<T> {
        let mut out = Vec::with_capacity(self.relation.len());
        self.relation.each(|row| out.push(value(row)));
        out
    }
}

/// The place of a field.
pub(crate) fn place(fields: &[Field], name: &str) -> Result<usize, Problem> {
    fields.iter().position(|field| field.name == name).ok_or_else(|| Problem::new(ProblemCode::NoSuchColumn).arg(name))
}

/// The values of a table's column.
pub(crate) fn view_of(table: &Table, column: usize) -> View<'_> {
    match table.column(column) {
        Column::Number(values) => View::Number(values.numbers()),
        Column::Date(values) => View::Date(values),
        Column::Text(text) => View::Text(Words::of_column(text)),
    }
}

/// A number as plain text: shortest digits that read back the same, decimal point, no groups.
pub(crate) fn number_text(value: f64) -> String {
    // Adding zero turns a negative zero into a plain one.
    format!("{}", value + 0.0)
}

/// The text of a row's value in a view, as exported and as pivot columns are named; `None` is missing.
pub(crate) fn value_text(view: View<'_>, row: usize) -> Option<String> {
    match view {
        View::Number(values) => values.present(row).map(number_text),
        View::Date(values) => values.get(row).filter(|day| **day != NO_DATE).map(|day| date::iso(*day)),
        View::Text(words) => words.at(row).map(str::to_owned),
    }
}

/// Picks values by index; an index out of range gives a missing value.
pub(crate) fn take(source: &Source, indices: &[u32]) -> Source {
    match source {
        Source::Number(values) => {
            Source::Number(indices.iter().map(|&at| values.get(at as usize).copied().unwrap_or(f64::NAN)).collect())
        }
        Source::Date(values) => {
            Source::Date(indices.iter().map(|&at| values.get(at as usize).copied().unwrap_or(NO_DATE)).collect())
        }
        Source::Text { codes, words } => Source::Text {
            codes: indices.iter().map(|&at| codes.get(at as usize).copied().unwrap_or(NONE)).collect(),
            words: words.clone(),
        },
        Source::Base(_) | Source::Joined { .. } => source.clone(),
    }
}

/// Makes a name that none of `taken` has, by appending ` (2)`, ` (3)` …
pub(crate) fn free_name(name: &str, taken: &[Field]) -> String {
    let is_taken = |candidate: &str| taken.iter().any(|field| field.name == candidate);
    if !is_taken(name) {
        return name.to_owned();
    }
    let mut number = 2_u64;
    loop {
        let candidate = format!("{name} ({number})");
        if !is_taken(&candidate) {
            return candidate;
        }
        number += 1;
    }
}

/// Gives equal numbers equal keys: both zeros are one value.
#[inline]
pub(crate) fn number_bits(value: f64) -> u64 {
    (value + 0.0).to_bits()
}

/// A map from an exact key to a small number.
pub(crate) type Ids<K> = FxHashMap<K, u32>;
