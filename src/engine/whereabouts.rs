//! Where the rows of a table are: read from its columns, or the middles of its shapes.

use serde::{Deserialize, Serialize};

use super::Desk;
use super::shaping::in_degrees;
use crate::base::note::{Problem, ProblemCode};
use crate::base::number;
use crate::geo::{Coordinates, Features, Grid, angle, pair};
use crate::table::{Reading, Table, TableId};

/// Rows that first tell whether latitudes stand where longitudes belong.
const SAMPLE: usize = 1_000;

/// Where a row is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whereabouts {
    /// Its shape's middle.
    Shape,
    /// Two columns: eastward (longitude, easting), northward (latitude, northing).
    Columns(String, String),
    /// One column that holds both.
    Pair(String),
}

/// Reads where the rows of a table are.
pub(super) struct Places {
    pub(super) shapes: Option<Features>,
    grid: Option<Grid>,
    columns: Vec<usize>,
    /// Latitudes stand where longitudes belong, in all rows of a sample: they are exchanged.
    pub(super) swapped: bool,
}

impl Places {
    /// For a table whose rows are at `places`, written in the grid of an EPSG code or in degrees. Its shapes are there
    /// where the places are theirs, or `shapes` wants them.
    pub(super) fn new(
        desk: &Desk<'_>,
        id: TableId,
        places: &Whereabouts,
        grid: Option<u32>,
        shapes: bool,
    ) -> Result<Self, Problem> {
        let table = &desk.tables.get(id)?.table;
        let column = |name: &String| {
            table.column_index(name).ok_or_else(|| Problem::new(ProblemCode::NoSuchColumn).arg(name.clone()))
        };
        let columns = match places {
            Whereabouts::Shape => Vec::new(),
            Whereabouts::Columns(x, y) => vec![column(x)?, column(y)?],
            Whereabouts::Pair(both) => vec![column(both)?],
        };
        let shapes = if *places == Whereabouts::Shape || shapes {
            let (shapes, _) = in_degrees(desk, id, grid)?;
            if let Coordinates::Projected(name) = &shapes.coordinates {
                return Err(Problem::new(ProblemCode::BadAnswer).arg("geometry").detail(name.clone()));
            }
            Some(shapes.into_owned())
        } else {
            None
        };
        let mut read = Self { shapes, grid: grid.and_then(Grid::from_epsg), columns, swapped: false };
        read.swapped = read.is_swapped(table);
        Ok(read)
    }

    /// The two numbers of a row as written, eastward first, not yet taken through the grid.
    fn written(&self, table: &Table, row: usize) -> Option<(f64, f64)> {
        let number = |column: usize| {
            let raw = table.raw(row, column);
            match table.fields().get(column)?.reading {
                Reading::Number(style) => number::parse(&raw, style),
                _ => None,
            }
            .or_else(|| angle(&raw).map(|(value, _)| value))
            .or_else(|| raw.trim().replace(',', ".").parse().ok())
            .filter(|value: &f64| value.is_finite())
        };
        match self.columns.as_slice() {
            [both] => pair(&table.raw(row, *both)),
            [x, y] => Some((number(*x)?, number(*y)?)),
            _ => self.shapes.as_ref()?.centroid(row),
        }
    }

    /// Whether no row of a sample can be longitude and latitude, and every one could be the other way round.
    fn is_swapped(&self, table: &Table) -> bool {
        if self.grid.is_some() || self.columns.len() != 2 {
            return false;
        }
        let mut seen = false;
        for (x, y) in (0..table.rows().min(SAMPLE)).filter_map(|row| self.written(table, row)) {
            if y.abs() <= 90.0 || y.abs() > 180.0 || x.abs() > 90.0 {
                return false;
            }
            seen = true;
        }
        seen
    }

    /// Where a row is: longitude and latitude in degrees; `None` where that could not be read or is not on the globe.
    pub(super) fn place(&self, table: &Table, row: usize) -> Option<(f64, f64)> {
        let (x, y) = self.written(table, row)?;
        let (lon, lat) = match self.grid.filter(|_| self.columns.len() == 2) {
            Some(grid) => grid.degrees(x, y),
            None if self.swapped => (y, x),
            None => (x, y),
        };
        (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some((lon, lat))
    }
}
