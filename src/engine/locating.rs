//! Columns from where rows are: the place in degrees, what a row's shape measures, the region that it lies in.
//! The outcome is a CSV file of the table with further columns; the page opens it as a table of its own.

use serde::{Deserialize, Serialize};

use super::late::Compute;
use super::protocol::{Output, Phase, Told};
use super::shaping::in_degrees;
use super::{Desk, Turn};
use crate::base::note::{Problem, ProblemCode};
use crate::base::number;
use crate::geo::{Coordinates, Features, Finder, Grid, angle, decode, pair};
use crate::table::{Reading, Table, TableId};

/// Rows that are looked at, and bytes of the file that comes out.
const MOST_ROWS: usize = 2_000_000;
const MOST_BYTES: usize = 400 << 20;
/// Rows that first tell whether latitudes stand where longitudes belong.
const SAMPLE: usize = 1_000;
/// Rows of a turn.
const TURN_ROWS: usize = 500;

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

/// What is asked of a table's places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Locate {
    /// The table.
    pub table: TableId,
    /// Where its rows are.
    pub places: Whereabouts,
    /// The EPSG code of the grid that the coordinates are of; degrees without one.
    pub grid: Option<u32>,
    /// Whether areas and lengths of shapes become columns.
    pub measures: bool,
    /// Outlines as `TopoJSON` (object `data`) whose properties become columns of the rows that lie in them;
    /// empty for none.
    pub areas: String,
}

/// What became of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located {
    /// The table with its further columns.
    pub csv: String,
    /// Rows with a place.
    pub placed: u64,
    /// Rows whose coordinates could not be read, or are not on the globe.
    pub unread: u64,
    /// Rows in one of the areas.
    pub inside: u64,
    /// Rows with a place that lie in none of the areas; they have the nearest one, with its distance.
    pub outside: u64,
    /// Latitudes stood where longitudes belong, in all rows; they were exchanged.
    pub swapped: bool,
}

/// The job.
pub(super) struct Locating {
    wish: Locate,
    work: Option<Work>,
}

/// What the job works with.
struct Work {
    shapes: Option<Features>,
    /// The areas, and what each row in them gets.
    areas: Option<(Features, Vec<Vec<String>>)>,
    grid: Option<Grid>,
    columns: Vec<usize>,
    measures: [bool; 2],
    at: usize,
    writer: csv::Writer<Vec<u8>>,
    located: Located,
}

impl Locating {
    pub(super) const fn new(wish: Locate) -> Self {
        Self { wish, work: None }
    }

    fn begin(&self, desk: &Desk<'_>) -> Result<Work, Problem> {
        let table = &desk.tables.get(self.wish.table)?.table;
        if table.rows() > MOST_ROWS {
            return Err(Problem::new(ProblemCode::TooLarge).arg(MOST_ROWS.to_string()));
        }
        let column = |name: &String| {
            table.column_index(name).ok_or_else(|| Problem::new(ProblemCode::NoSuchColumn).arg(name.clone()))
        };
        let columns = match &self.wish.places {
            Whereabouts::Shape => Vec::new(),
            Whereabouts::Columns(x, y) => vec![column(x)?, column(y)?],
            Whereabouts::Pair(both) => vec![column(both)?],
        };
        let shapes = if self.wish.places == Whereabouts::Shape || self.wish.measures {
            let (shapes, _) = in_degrees(desk, self.wish.table, self.wish.grid)?;
            if let Coordinates::Projected(name) = &shapes.coordinates {
                return Err(Problem::new(ProblemCode::BadAnswer).arg("geometry").detail(name.clone()));
            }
            Some(shapes.into_owned())
        } else {
            None
        };
        let areas = if self.wish.areas.is_empty() { None } else { Some(decode(self.wish.areas.as_bytes(), "data")?) };
        let names: Vec<String> = areas
            .iter()
            .flat_map(|areas| areas.areas().iter().take(1))
            .flat_map(|area| area.properties.keys().cloned())
            .collect();
        let measures = shapes.as_ref().filter(|_| self.wish.measures).map_or([false; 2], |shapes| {
            let any = |of: &dyn Fn(usize) -> Option<f64>| (0..shapes.len()).any(|shape| of(shape).is_some());
            [any(&|shape| shapes.area_km2(shape)), any(&|shape| shapes.length_km(shape))]
        });
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut header: Vec<String> = table.fields().iter().map(|field| field.name.clone()).collect();
        let mut added: Vec<String> = ["luas_km2", "panjang_km"]
            .into_iter()
            .zip(measures)
            .filter(|(_, on)| *on)
            .map(|(name, _)| name.to_owned())
            .collect();
        added.extend(["bujur", "lintang"].map(str::to_owned));
        if areas.is_some() {
            added.extend(names.iter().map(|name| format!("{name}_lokasi")));
            added.extend(["letak", "jarak_km"].map(str::to_owned));
        }
        for mut name in added {
            while header.contains(&name) {
                name.push_str("_hitung");
            }
            header.push(name);
        }
        writer.write_record(&header).map_err(|error| unwritable(&error))?;
        let areas = areas.map(|topology| {
            let cells = |area: &crate::geo::Area| {
                let text =
                    |name: &String| area.properties.get(name).and_then(|value| value.as_str()).unwrap_or_default();
                names.iter().map(|name| text(name).to_owned()).collect()
            };
            let rows = topology.areas().iter().map(cells).collect();
            (topology.features(), rows)
        });
        let grid = self.wish.grid.and_then(Grid::from_epsg);
        let mut work = Work { shapes, areas, grid, columns, measures, at: 0, writer, located: Located::default() };
        work.located.swapped = work.is_swapped(table);
        Ok(work)
    }
}

/// Writing into memory does not fail; should it, the job says so.
fn unwritable(error: &dyn std::fmt::Display) -> Problem {
    Problem::new(ProblemCode::Storage).detail(error.to_string())
}

impl Work {
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

    fn place(&self, table: &Table, row: usize) -> Option<(f64, f64)> {
        let (x, y) = self.written(table, row)?;
        let (lon, lat) = match self.grid.filter(|_| self.columns.len() == 2) {
            Some(grid) => grid.degrees(x, y),
            None if self.located.swapped => (y, x),
            None => (x, y),
        };
        (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some((lon, lat))
    }

    /// Writes some rows; whether all are written.
    fn go_on(&mut self, table: &Table) -> Result<bool, Problem> {
        let finder = self.areas.as_ref().map(|(features, _)| Finder::new(features));
        let end = (self.at + TURN_ROWS).min(table.rows());
        for row in self.at..end {
            let mut cells = table.raw_row(row);
            let write = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.6}"));
            if let Some(shapes) = &self.shapes {
                let [areas, lengths] = self.measures;
                if areas {
                    cells.push(write(shapes.area_km2(row)));
                }
                if lengths {
                    cells.push(write(shapes.length_km(row)));
                }
            }
            let place = self.place(table, row);
            cells.extend([write(place.map(|(lon, _)| lon)), write(place.map(|(_, lat)| lat))]);
            self.located.placed += u64::from(place.is_some());
            self.located.unread += u64::from(place.is_none());
            if let (Some(finder), Some((_, rows))) = (&finder, &self.areas) {
                let blank = || vec![String::new(); rows.first().map_or(0, Vec::len)];
                let within = place.and_then(|place| finder.find(place));
                let (at, said, far) = match (place, within) {
                    (None, _) => (None, "", None),
                    (_, Some(at)) => (Some(at), "di dalam", Some(0.0)),
                    (Some(place), None) => match finder.nearest(place) {
                        Some((at, km)) => (Some(at), "terdekat", Some(km)),
                        None => (None, "di luar", None),
                    },
                };
                self.located.inside += u64::from(within.is_some());
                self.located.outside += u64::from(place.is_some() && within.is_none());
                cells.extend(at.and_then(|at| rows.get(at).cloned()).unwrap_or_else(blank));
                cells.push(said.to_owned());
                cells.push(far.map_or_else(String::new, |km| format!("{km:.3}")));
            }
            self.writer.write_record(&cells).map_err(|error| unwritable(&error))?;
        }
        self.at = end;
        if self.writer.get_ref().len() > MOST_BYTES {
            return Err(Problem::new(ProblemCode::TooLarge).arg(format!("{} MB", MOST_BYTES >> 20)));
        }
        Ok(end >= table.rows())
    }
}

impl Compute for Locating {
    fn step(&mut self, _budget_cells: usize, desk: &mut Desk<'_>) -> Turn {
        let Some(work) = &mut self.work else {
            return match self.begin(desk) {
                Ok(work) => {
                    self.work = Some(work);
                    Turn::Again
                }
                Err(problem) => Turn::Done(Err(problem)),
            };
        };
        let table = match desk.tables.get(self.wish.table) {
            Ok(held) => &held.table,
            Err(problem) => return Turn::Done(Err(problem)),
        };
        match work.go_on(table) {
            Ok(false) => {
                let (done, of) = (work.at as u64, table.rows() as u64);
                desk.progress(Phase::Computing, done, Some(of), done);
                Turn::Again
            }
            Err(problem) => Turn::Done(Err(problem)),
            Ok(true) => {
                let Some(work) = self.work.take() else { return Turn::Again };
                let mut located = work.located;
                let text = work.writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok());
                located.csv = text.unwrap_or_default();
                Turn::Done(Ok(Output::Told(Told::of(&located))))
            }
        }
    }
}
