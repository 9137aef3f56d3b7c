//! The shapes of a geographic file: its outlines for the page to draw, and what they measure as columns.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::late::Compute;
use super::protocol::{Output, Told};
use super::{Desk, Turn};
use crate::base::note::{Problem, ProblemCode};
use crate::geo::{Coordinates, Features, File, Form, Grid, ShapeKind, Topology, Trouble};
use crate::table::{Table, TableId};

/// Points of outlines that go to the page: enough for a sharp screen, few enough for a telephone.
const MOST_POINTS: usize = 250_000;
/// Areas that go to the page.
const MOST_AREAS: usize = 20_000;
/// Columns and letters of a cell that go with them.
const MOST_COLUMNS: usize = 40;
const MOST_LETTERS: usize = 120;
/// Rows that are measured.
const MOST_ROWS: usize = 1_000_000;

/// The outlines of a table's areas.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shaped {
    /// `TopoJSON` with the object `data`: one geometry for every row, with the row's cells as properties.
    pub outlines: String,
    /// The names of the columns that are properties.
    pub columns: Vec<String>,
    /// Features with areas, with lines, with points; others have several kinds or none.
    pub counts: [u64; 3],
    /// What was wrong with the geometry, with counts.
    pub troubles: Vec<(Trouble, u64)>,
    /// Coordinates that are no degrees: the projection's name, empty where the file does not say it. Then there
    /// are no outlines until the grid is named.
    pub projected: Option<String>,
}

/// What is wanted of the shapes.
pub(super) enum Want {
    /// [`Shaped`]
    Outlines,
    /// A CSV file of the table with columns of what its shapes measure.
    Measures,
}

/// The job.
pub(super) struct Shaping {
    pub(super) table: TableId,
    /// The EPSG code of the grid that a person names.
    pub(super) grid: Option<u32>,
    pub(super) want: Want,
}

impl Compute for Shaping {
    fn step(&mut self, _budget_cells: usize, desk: &mut Desk<'_>) -> Turn {
        let held = match desk.tables.get(self.table) {
            Ok(held) => held,
            Err(problem) => return Turn::Done(Err(problem)),
        };
        let Some(shapes) = held.shapes() else {
            return Turn::Done(Err(Problem::new(ProblemCode::NothingToDraw).arg("geometry")));
        };
        let mut shapes = shapes.clone();
        let mut troubles = shapes.mend();
        if let Some(grid) = self.grid.and_then(Grid::from_epsg)
            && shapes.undo(grid)
        {
            troubles.retain(|(trouble, _)| *trouble != Trouble::Projected);
        }
        Turn::Done(match self.want {
            Want::Outlines => Ok(Output::Told(Told::of(&shaped(&held.table, &shapes, troubles)))),
            Want::Measures => measured(&held.table, &shapes).map(Output::File),
        })
    }
}

fn shaped(table: &Table, shapes: &Features, troubles: Vec<(Trouble, u64)>) -> Shaped {
    let mut counts = [0_u64; 3];
    for shape in 0..shapes.len() {
        let place = match shapes.kind(shape) {
            ShapeKind::Areas => 0,
            ShapeKind::Lines => 1,
            ShapeKind::Points => 2,
            ShapeKind::None | ShapeKind::Mixed => continue,
        };
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    let columns: Vec<String> = table.fields().iter().take(MOST_COLUMNS).map(|field| field.name.clone()).collect();
    let mut out = Shaped { columns: columns.clone(), counts, troubles, ..Shaped::default() };
    if let Coordinates::Projected(name) = &shapes.coordinates {
        out.projected = Some(name.clone());
        return out;
    }
    let rows = shapes.len().min(MOST_AREAS);
    let properties: Vec<Map<String, Value>> = (0..rows)
        .map(|row| {
            let cells = table.raw_row(row);
            let cut = |cell: String| Value::String(cell.chars().take(MOST_LETTERS).collect());
            columns.iter().cloned().zip(cells.into_iter().map(cut)).collect()
        })
        .collect();
    let topology = Topology::build(shapes, properties, MOST_POINTS);
    let areas = topology.areas().iter().enumerate().take(rows);
    let features = areas.map(|(at, area)| (at, None, area.properties.clone())).collect();
    out.outlines = File { topology: &topology, features, about: Map::new() }.text(Form::TopoJson);
    out
}

/// The table with the columns that its shapes give: area, length, the middle.
fn measured(table: &Table, shapes: &Features) -> Result<String, Problem> {
    if table.rows() > MOST_ROWS {
        return Err(Problem::new(ProblemCode::TooLarge).arg(MOST_ROWS.to_string()));
    }
    if let Coordinates::Projected(name) = &shapes.coordinates {
        return Err(Problem::new(ProblemCode::BadAnswer).arg("geometry").detail(name.clone()));
    }
    let of = |measure: &dyn Fn(usize) -> Option<f64>, places: usize| -> Option<Vec<String>> {
        let values: Vec<Option<f64>> = (0..table.rows()).map(measure).collect();
        let any = values.iter().any(Option::is_some);
        any.then(|| {
            values.into_iter().map(|value| value.map_or_else(String::new, |v| format!("{v:.places$}"))).collect()
        })
    };
    let middle = |shape: usize| shapes.centroid(shape);
    // The names say the unit; how they are measured is said where they are offered.
    let columns: Vec<(&str, Vec<String>)> = [
        ("luas_km2", of(&|shape| shapes.area_km2(shape), 6)),
        ("panjang_km", of(&|shape| shapes.length_km(shape), 6)),
        ("bujur_titik_tengah", of(&|shape| middle(shape).map(|(x, _)| x), 6)),
        ("lintang_titik_tengah", of(&|shape| middle(shape).map(|(_, y)| y), 6)),
    ]
    .into_iter()
    .filter_map(|(name, values)| Some((name, values?)))
    .collect();
    let taken = |name: &str| table.column_index(name).is_some();
    let failed = |error: &dyn std::fmt::Display| Problem::new(ProblemCode::Storage).detail(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let names = table.fields().iter().map(|field| field.name.clone());
    let added =
        columns.iter().map(|(name, _)| if taken(name) { format!("{name}_geometri") } else { (*name).to_owned() });
    writer.write_record(names.chain(added)).map_err(|error| failed(&error))?;
    for row in 0..table.rows() {
        let mut cells = table.raw_row(row);
        cells.extend(columns.iter().map(|(_, values)| values.get(row).cloned().unwrap_or_default()));
        writer.write_record(cells).map_err(|error| failed(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.error()))?;
    String::from_utf8(bytes).map_err(|error| failed(&error))
}
