//! A table made of records whose columns turn up one by one.

use rustc_hash::FxHashMap;

use super::grid::{Cell, Grid};
use super::scan::{Kind, Raw};
use super::sheet::{Budget, Column};

/// Records nested deeper than this inside a record stay text.
const FLATTEN: u32 = 8;

/// A table whose columns turn up one by one, each with its name.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) rows: Grid,
    pub(super) row: u32,
    pub(super) columns: Vec<Column>,
    index: FxHashMap<String, u32>,
    /// The column used last: the next member is mostly the next column.
    last: usize,
    path: String,
}

impl Builder {
    pub(super) fn new(columns: Vec<Column>) -> Self {
        let index = columns.iter().enumerate().map(|(at, column)| (column.name.clone(), at as u32)).collect();
        Self { columns, index, ..Self::default() }
    }

    pub(super) fn begin(&mut self) {
        self.row = self.rows.len() as u32;
        self.rows.begin();
        self.last = usize::MAX;
    }

    /// The column of a name, a new one where there is room; `u32::MAX` where there is none.
    fn find(&mut self, name: &str, limit: u32) -> u32 {
        let next = self.last.wrapping_add(1);
        if self.columns.get(next).is_some_and(|column| column.name == name) {
            self.last = next;
            return next as u32;
        }
        let at = match self.index.get(name) {
            Some(at) => *at,
            None if self.columns.len() >= limit as usize => return u32::MAX,
            None => {
                let at = self.columns.len() as u32;
                self.columns.push(Column { name: name.to_owned(), declared: None });
                self.index.insert(name.to_owned(), at);
                at
            }
        };
        self.last = at as usize;
        at
    }

    pub(super) fn put(&mut self, name: &str, cell: Cell, budget: &mut Budget) {
        let column = self.find(name, budget.limits.columns);
        budget.put(&mut self.rows, self.row, column, cell);
    }

    pub(super) fn record(&mut self, raw: Raw<'_>, budget: &mut Budget) {
        if raw.kind() == Kind::Object {
            self.flatten(raw, 0, budget);
        } else {
            // A plain value among records is kept.
            self.put("value", cell(raw), budget);
        }
    }

    fn flatten(&mut self, raw: Raw<'_>, depth: u32, budget: &mut Budget) {
        for (key, value) in raw.members() {
            if depth == 0 && (value.kind() != Kind::Object || is_blank(value)) {
                self.put(&key, cell(value), budget);
                continue;
            }
            let length = self.path.len();
            if length > 0 {
                self.path.push('.');
            }
            self.path.push_str(&key);
            if value.kind() == Kind::Object && depth < FLATTEN && !is_blank(value) {
                self.flatten(value, depth + 1, budget);
            } else {
                let path = std::mem::take(&mut self.path);
                self.put(&path, cell(value), budget);
                self.path = path;
            }
            self.path.truncate(length);
        }
    }

    /// The records inside records: each a row, with the plain values of the record around it.
    pub(super) fn inner(&mut self, list: Raw<'_>, key: &str, budget: &mut Budget) {
        for outer in list.elements() {
            let around: Vec<_> =
                outer.members().filter(|(_, value)| matches!(value.kind(), Kind::Text | Kind::Word)).collect();
            for record in outer.member(key).into_iter().flat_map(Raw::elements) {
                if !budget.take_row() {
                    return;
                }
                self.begin();
                for (name, value) in &around {
                    if !budget.take_repeated() {
                        return;
                    }
                    self.put(name, cell(*value), budget);
                }
                key.clone_into(&mut self.path);
                self.flatten(record, 1, budget);
                self.path.clear();
            }
        }
    }

    /// Whole columns, the members of an object: each the elements of a list or the values of an object.
    pub(super) fn columns(&mut self, raw: Raw<'_>, budget: &mut Budget) {
        let limit = budget.limits.columns;
        let mut columns = Vec::new();
        for (name, column) in raw.members() {
            let values: Box<dyn Iterator<Item = Raw<'_>>> = match column.kind() {
                Kind::Object => Box::new(column.members().map(|(_, value)| value)),
                _ => Box::new(column.elements()),
            };
            match self.find(&name, limit) {
                // There is no place for it, which is told with the number of its cells.
                u32::MAX => values.for_each(|value| budget.put(&mut self.rows, 0, u32::MAX, cell(value))),
                at => columns.push((at, values)),
            }
        }
        // Row by row, for a row that is begun anew for every column would stay unpacked.
        loop {
            let mut is_row = false;
            for (at, values) in &mut columns {
                let Some(value) = values.next() else { continue };
                if !is_row {
                    if !budget.take_row() {
                        return;
                    }
                    self.begin();
                    is_row = true;
                }
                budget.put(&mut self.rows, self.row, *at, cell(value));
            }
            if !is_row {
                return;
            }
        }
    }
}

fn is_blank(raw: Raw<'_>) -> bool {
    raw.members().next().is_none()
}

/// The cell of a value. Lists and records inside stay the text they are; a number that a double
/// cannot hold stays text too.
pub(super) fn cell(raw: Raw<'_>) -> Cell {
    match raw.kind() {
        Kind::Text => Cell::text(raw.text()),
        Kind::Object if is_blank(raw) => Cell::Empty,
        Kind::List if raw.elements().next().is_none() => Cell::Empty,
        Kind::Object | Kind::List => Cell::text(raw.0),
        Kind::Word => match raw.0 {
            "null" | "NaN" | "nan" | "None" | "undefined" | "NULL" => Cell::Empty,
            "true" | "True" => Cell::Bool(true),
            "false" | "False" => Cell::Bool(false),
            word => number(word).map_or_else(|| Cell::text(word), Cell::Number),
        },
    }
}

/// A number that comes back as it was written.
fn number(word: &str) -> Option<f64> {
    if !word.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.')) {
        return None;
    }
    let value: f64 = word.parse().ok().filter(|value: &f64| value.is_finite())?;
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let whole = !word.contains(['.', 'e', 'E']);
    (digits <= 15 || !whole || value.to_string() == word).then_some(value)
}
