//! The columns of a file: their names, what their values are, and how deep they lie (parquet-format,
//! `LogicalTypes.md`).

use super::thrift::Fields;

/// Columns inside columns deeper than this are not read.
const DEPTH: usize = 16;

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Bool,
    Int,
    Unsigned,
    Real,
    /// Two bytes of a real number.
    Half,
    Text,
    /// Bytes of which nothing is said: text, mostly.
    Bytes,
    Uuid,
    /// Months, days and thousandths of a second.
    Interval,
    /// A whole number with so many digits behind the point.
    Decimal(u32),
    Day,
    /// Time since 1970 in so many units a second, and whether it is said to be UTC.
    Moment {
        units: i64,
        utc: bool,
    },
    /// Time of day in so many units a second.
    Clock(i64),
}

impl Kind {
    /// Its name among the types of databases.
    pub(super) const fn declared(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Int | Self::Unsigned => "int",
            Self::Real | Self::Half => "double",
            Self::Text | Self::Bytes | Self::Uuid | Self::Interval => "text",
            Self::Decimal(_) => "decimal",
            Self::Day => "date",
            Self::Moment { .. } => "timestamp",
            Self::Clock(_) => "time",
        }
    }
}

/// A column that holds values.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) name: String,
    /// Physical type by its number in the format.
    pub(super) physical: i64,
    /// Length of values that have a fixed one.
    pub(super) fixed: usize,
    pub(super) kind: Kind,
    pub(super) max_definition: u32,
    pub(super) max_repetition: u32,
    /// The definition from which on there is an element of the innermost list, be it null.
    pub(super) element: u32,
    /// Whether the format says that it holds shapes.
    pub(super) is_geometry: bool,
}

impl Leaf {
    /// The size of a value in bytes, where all have the same.
    pub(super) const fn size(&self) -> Option<usize> {
        match self.physical {
            1 | 4 => Some(4),
            2 | 5 => Some(8),
            3 => Some(12),
            7 if self.fixed > 0 => Some(self.fixed),
            _ => None,
        }
    }
}

/// An element that is still open: how many children it has left, and what they take over from it.
#[derive(Clone, Debug, Default)]
struct Open {
    left: i64,
    /// Empty for the root, which has a name of its own, and for lists, which have names that nobody gave.
    name: String,
    is_list: bool,
    definition: u32,
    repetition: u32,
    element: u32,
}

/// The columns that hold values, in the order of the file.
pub(super) fn leaves(file: &Fields<'_>) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for (at, element) in file.structures(2).enumerate() {
        while open.last().is_some_and(|parent| parent.left == 0) {
            open.pop();
        }
        let mut own = open.last().cloned().unwrap_or_default();
        if let Some(parent) = open.last_mut() {
            parent.left -= 1;
        }
        let repeated = at > 0 && element.int(3) == Some(2);
        if at > 0 {
            own.definition += u32::from(element.int(3) != Some(0));
            own.repetition += u32::from(repeated);
            if repeated {
                own.element = own.definition;
            }
        }
        let name = String::from_utf8_lossy(element.bytes(4).unwrap_or_default()).into_owned();
        match element.int(5).filter(|children| *children > 0) {
            Some(children) if open.len() < DEPTH => {
                let is_list =
                    element.int(6) == Some(3) || element.structure(10).is_some_and(|own| own.structure(3).is_some());
                let name = if at == 0 || repeated { String::new() } else { name };
                open.push(Open { left: children, name, is_list, ..own });
            }
            _ => {
                let in_list = open.len() > 1 && open.last().is_some_and(|parent| parent.name.is_empty());
                let nameless = in_list && matches!(name.as_str(), "element" | "item" | "array" | "array_element");
                // Older lists have two levels only.
                let nameless = nameless || repeated && open.last().is_some_and(|parent| parent.is_list);
                let path: Vec<&str> = open
                    .iter()
                    .map(|parent| parent.name.as_str())
                    .chain([if nameless { "" } else { name.as_str() }])
                    .filter(|name| !name.is_empty())
                    .collect();
                leaves.push(Leaf {
                    name: path.join("."),
                    physical: element.int(1).unwrap_or(-1),
                    fixed: usize::try_from(element.int(2).unwrap_or(0)).unwrap_or(0),
                    kind: kind(element),
                    max_definition: own.definition,
                    max_repetition: own.repetition,
                    element: own.element,
                    is_geometry: element
                        .structure(10)
                        .is_some_and(|own| own.structure(17).or_else(|| own.structure(18)).is_some()),
                });
            }
        }
    }
    leaves
}

fn kind(element: &Fields<'_>) -> Kind {
    let physical = element.int(1).unwrap_or(-1);
    let scale = |scale: Option<i64>| u32::try_from(scale.unwrap_or(0)).unwrap_or(0).min(38);
    if let Some(logical) = element.structure(10) {
        let units = |own: &Fields<'_>| match own.structure(2) {
            Some(unit) if unit.structure(1).is_some() => 1_000,
            Some(unit) if unit.structure(2).is_some() => 1_000_000,
            _ => 1_000_000_000,
        };
        if let Some(own) = logical.structure(5) {
            return Kind::Decimal(scale(own.int(1)));
        }
        if logical.structure(6).is_some() {
            return Kind::Day;
        }
        if let Some(own) = logical.structure(7) {
            return Kind::Clock(units(own));
        }
        if let Some(own) = logical.structure(8) {
            return Kind::Moment { units: units(own), utc: own.flag(1) == Some(true) };
        }
        if logical.structure(10).is_some_and(|own| own.flag(2) == Some(false)) {
            return Kind::Unsigned;
        }
        if logical.structure(14).is_some() {
            return Kind::Uuid;
        }
        if logical.structure(15).is_some() {
            return Kind::Half;
        }
    }
    match (element.int(6), physical) {
        // Texts, names of a list, JSON.
        (Some(0 | 4 | 19), _) => Kind::Text,
        (Some(5), _) => Kind::Decimal(scale(element.int(7))),
        (Some(6), _) => Kind::Day,
        (Some(7), _) => Kind::Clock(1_000),
        (Some(8), _) => Kind::Clock(1_000_000),
        (Some(9), _) => Kind::Moment { units: 1_000, utc: false },
        (Some(10), _) => Kind::Moment { units: 1_000_000, utc: false },
        (Some(11..=14), _) => Kind::Unsigned,
        (Some(21), 7) => Kind::Interval,
        (_, 0) => Kind::Bool,
        (_, 1 | 2) => Kind::Int,
        (_, 3) => Kind::Moment { units: 1_000_000_000, utc: false },
        (_, 4 | 5) => Kind::Real,
        _ => Kind::Bytes,
    }
}
