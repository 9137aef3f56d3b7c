//! The shapes of a geographic file as outlines for the page to draw.

use std::borrow::Cow;

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

/// The outlines of a table's areas.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shaped {
    /// `TopoJSON` with the object `data`: one geometry for every row, with the row's cells as properties. Without
    /// these it is the packed form of [`Topology::packed`].
    pub outlines: String,
    /// The names of the columns that are properties.
    pub columns: Vec<String>,
    /// Features with areas, with lines, with points; others have several kinds or none.
    pub counts: [u64; 3],
    /// What was wrong with the geometry, with counts; without the rows' cells only what was put right, since looking
    /// for the rest takes as long as all else ([`Look::Faults`](super::protocol::Look::Faults) tells it).
    pub troubles: Vec<(Trouble, u64)>,
    /// Coordinates that are no degrees: the projection's name, empty where the file does not say it. Then there
    /// are no outlines until the grid is named.
    pub projected: Option<String>,
}

/// The job.
pub(super) struct Shaping {
    pub(super) table: TableId,
    /// The EPSG code of the grid that a person names.
    pub(super) grid: Option<u32>,
    /// Whether the rows' cells stay here.
    pub(super) bare: bool,
}

/// Shapes, and what was done to have them in degrees, with the number of points.
type InDegrees<'a> = (Cow<'a, Features>, Vec<(Trouble, u64)>);

/// The shapes of a table, in degrees where that is possible, with what was done for it.
pub(super) fn in_degrees<'a>(desk: &'a Desk<'_>, table: TableId, grid: Option<u32>) -> Result<InDegrees<'a>, Problem> {
    let held = desk.tables.get(table)?;
    let shapes = held.shapes().ok_or_else(|| Problem::new(ProblemCode::NothingToDraw).arg("geometry"))?;
    // Outlines can be large: they are copied where something has to change.
    if shapes.coordinates == Coordinates::Degrees {
        return Ok((Cow::Borrowed(shapes), Vec::new()));
    }
    let mut shapes = shapes.clone();
    let mut troubles: Vec<(Trouble, u64)> = shapes.set_right().into_iter().collect();
    if let Some(grid) = grid.and_then(Grid::from_epsg)
        && shapes.undo(grid)
    {
        troubles.clear();
    }
    Ok((Cow::Owned(shapes), troubles))
}

impl Compute for Shaping {
    fn step(&mut self, _budget_cells: usize, desk: &mut Desk<'_>) -> Turn {
        let told = in_degrees(desk, self.table, self.grid).and_then(|(shapes, mut troubles)| {
            if !self.bare {
                troubles.extend(shapes.faults());
            }
            Ok(Told::of(&shaped(&desk.tables.get(self.table)?.table, &shapes, troubles, self.bare)))
        });
        Turn::Done(told.map(Output::Told))
    }
}

/// The job that looks for faults.
pub(super) struct LookingForFaults {
    pub(super) table: TableId,
    pub(super) grid: Option<u32>,
}

impl Compute for LookingForFaults {
    fn step(&mut self, _budget_cells: usize, desk: &mut Desk<'_>) -> Turn {
        let told = in_degrees(desk, self.table, self.grid).map(|(shapes, mut troubles)| {
            troubles.extend(shapes.faults());
            Told::of(&troubles)
        });
        Turn::Done(told.map(Output::Told))
    }
}

fn shaped(table: &Table, shapes: &Features, troubles: Vec<(Trouble, u64)>, bare: bool) -> Shaped {
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
    let most_columns = if bare { 0 } else { MOST_COLUMNS };
    let columns: Vec<String> = table.fields().iter().take(most_columns).map(|field| field.name.clone()).collect();
    let mut out = Shaped { columns: columns.clone(), counts, troubles, ..Shaped::default() };
    if let Coordinates::Projected(name) = &shapes.coordinates {
        out.projected = Some(name.clone());
        return out;
    }
    if bare {
        out.outlines = Topology::build(shapes, Vec::new(), MOST_POINTS).packed(MOST_AREAS);
        return out;
    }
    let rows = shapes.len().min(MOST_AREAS);
    let properties: Vec<Map<String, Value>> = (0..rows)
        .map(|row| {
            let cut = |cell: String| Value::String(cell.chars().take(MOST_LETTERS).collect());
            columns.iter().cloned().zip(table.raw_row(row).into_iter().map(cut)).collect()
        })
        .collect();
    let topology = Topology::build(shapes, properties, MOST_POINTS);
    let areas = topology.areas().iter().enumerate().take(rows);
    let features = areas.map(|(at, area)| (at, None, area.properties.clone())).collect();
    out.outlines = File { topology: &topology, features, about: Map::new() }.text(Form::TopoJson);
    out
}
