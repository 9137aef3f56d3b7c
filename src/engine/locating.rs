//! Columns from where rows are: the place in degrees, what a row's shape measures, the region that it lies in, the
//! nearest place of another table.
//! The outcome is a CSV file of the table with further columns; the page opens it as a table of its own.

use serde::{Deserialize, Serialize};

use super::late::Compute;
use super::protocol::{Output, Phase, Told};
use super::whereabouts::{Places, Whereabouts};
use super::{Desk, Turn};
use crate::base::note::{Problem, ProblemCode};
use crate::geo::{Features, Finder, Nearest, decode};
use crate::table::{Table, TableId};

/// Rows that are looked at, and bytes of the file that comes out.
const MOST_ROWS: usize = 2_000_000;
const MOST_BYTES: usize = 400 << 20;
/// Places of another table that the nearest is looked for among.
const MOST_OTHERS: usize = 1_000_000;
/// Rows of a turn.
const TURN_ROWS: usize = 500;

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
    /// Another table, of whose places the nearest to each row is told.
    #[serde(default)]
    pub nearest: Option<Other>,
}

/// The places of another table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Other {
    /// The table.
    pub table: TableId,
    /// Where its rows are.
    pub places: Whereabouts,
    /// The EPSG code of the grid that their coordinates are of; degrees without one.
    pub grid: Option<u32>,
    /// The column that names them.
    pub label: String,
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
    /// Rows of the other table with a place, and those whose place could not be read: none of them is ever nearest.
    pub others: (u64, u64),
}

/// The job.
pub(super) struct Locating {
    wish: Locate,
    work: Option<Work>,
}

/// What the job works with.
struct Work {
    places: Places,
    /// The areas, and what each row in them gets.
    areas: Option<(Features, Vec<Vec<String>>)>,
    /// The places of the other table, and its column of names.
    others: Option<(Nearest, TableId, usize)>,
    measures: [bool; 2],
    at: usize,
    writer: csv::Writer<Vec<u8>>,
    located: Located,
}

/// The other table's places, and where its names are.
fn others(desk: &Desk<'_>, other: &Other, located: &mut Located) -> Result<(Nearest, TableId, usize), Problem> {
    let table = &desk.tables.get(other.table)?.table;
    if table.rows() > MOST_OTHERS {
        return Err(Problem::new(ProblemCode::TooLarge).arg(MOST_OTHERS.to_string()));
    }
    let label = table.column_index(&other.label);
    let label = label.ok_or_else(|| Problem::new(ProblemCode::NoSuchColumn).arg(other.label.clone()))?;
    let places = Places::new(desk, other.table, &other.places, other.grid, false)?;
    let on_globe = |row: usize| {
        let (lon, lat) = places.place(table, row)?;
        Some((lon, lat, row as u32))
    };
    let found: Vec<(f64, f64, u32)> = (0..table.rows()).filter_map(on_globe).collect();
    located.others = (found.len() as u64, (table.rows() - found.len()) as u64);
    Ok((Nearest::new(found), other.table, label))
}

impl Locating {
    pub(super) const fn new(wish: Locate) -> Self {
        Self { wish, work: None }
    }

    fn begin(&self, desk: &Desk<'_>) -> Result<Work, Problem> {
        let Locate { table, places, grid, measures, areas, nearest } = &self.wish;
        let rows = desk.tables.get(*table)?.table.rows();
        if rows > MOST_ROWS {
            return Err(Problem::new(ProblemCode::TooLarge).arg(MOST_ROWS.to_string()));
        }
        let places = Places::new(desk, *table, places, *grid, *measures)?;
        let table = &desk.tables.get(*table)?.table;
        let mut located = Located { swapped: places.swapped, ..Located::default() };
        let others = nearest.as_ref().map(|other| others(desk, other, &mut located)).transpose()?;
        let areas = if areas.is_empty() { None } else { Some(decode(areas.as_bytes(), "data")?) };
        let names: Vec<String> = areas
            .iter()
            .flat_map(|areas| areas.areas().iter().take(1))
            .flat_map(|area| area.properties.keys().cloned())
            .collect();
        let measures = places.shapes.as_ref().filter(|_| *measures).map_or([false; 2], |shapes| {
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
        if let Some(other) = nearest {
            added.extend([format!("{}_terdekat", other.label), "jarak_terdekat_km".to_owned()]);
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
        Ok(Work { places, areas, others, measures, at: 0, writer, located })
    }
}

/// Writing into memory does not fail; should it, the job says so.
fn unwritable(error: &dyn std::fmt::Display) -> Problem {
    Problem::new(ProblemCode::Storage).detail(error.to_string())
}

impl Work {
    /// Writes some rows; whether all are written.
    fn go_on(&mut self, table: &Table, desk: &Desk<'_>) -> Result<bool, Problem> {
        let names = match &self.others {
            Some((_, id, label)) => Some((&desk.tables.get(*id)?.table, *label)),
            None => None,
        };
        let finder = self.areas.as_ref().map(|(features, _)| Finder::new(features));
        let end = (self.at + TURN_ROWS).min(table.rows());
        for row in self.at..end {
            let mut cells = table.raw_row(row);
            let write = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.6}"));
            if let Some(shapes) = &self.places.shapes {
                let [areas, lengths] = self.measures;
                if areas {
                    cells.push(write(shapes.area_km2(row)));
                }
                if lengths {
                    cells.push(write(shapes.length_km(row)));
                }
            }
            let place = self.places.place(table, row);
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
                cells.push(far.map_or_else(String::new, |km| format!("{km:.4}")));
            }
            if let (Some((nearest, ..)), Some((other, label))) = (&self.others, names) {
                let found = place.and_then(|place| nearest.find(place));
                cells.push(found.map_or_else(String::new, |(row, _)| other.raw(row as usize, label)));
                cells.push(found.map_or_else(String::new, |(_, km)| format!("{km:.4}")));
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
        match work.go_on(table, desk) {
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
