//! Outlines from any file: its areas matched with the regions of a level by one of its columns.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::base::note::{Problem, ProblemCode};
use crate::geo::{Area, Topology, decode_shapes};
use crate::region::{Column, Gazetteer, Level, MatchReport, Options};

use super::Shapes;
use super::header::options_of;
use super::places::Regions;
use super::shapes::Outlines;

/// Columns that are looked at for names and codes of regions.
const MOST_COLUMNS: usize = 40;
/// Columns beside the key that may decide between regions of one name.
const MOST_BESIDE: usize = 6;

/// A file of areas, before it is known which column names its regions.
#[derive(Clone, Debug)]
pub struct Foreign {
    topology: Topology,
    /// Its columns with how many regions of the level each names by itself, the best first; those that name
    /// none are last.
    pub columns: Vec<(String, usize)>,
}

/// What a property says, as text.
fn text(area: &Area, column: &str) -> String {
    match area.properties.get(column) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(value) => value.to_string(),
    }
}

impl Foreign {
    /// Reads `TopoJSON` as the worker makes it of any file, and looks which columns name regions of a level.
    pub fn read(outlines: &[u8], list: &Gazetteer, level: Level) -> Result<Self, Problem> {
        let topology = decode_shapes(outlines, "data")?;
        let mut names: Vec<String> = Vec::new();
        for name in topology.areas().iter().take(100).flat_map(|area| area.properties.keys()) {
            if !names.contains(name) && names.len() < MOST_COLUMNS {
                names.push(name.clone());
            }
        }
        let mut own = Self { topology, columns: Vec::new() };
        let mut columns: Vec<(String, usize)> = names
            .into_iter()
            .map(|name| {
                let matched = own.resolve(&[&name], list, level).0.regions();
                (name, matched)
            })
            .collect();
        // The sort is stable: among equals the file's order stays.
        columns.sort_by_key(|(_, matched)| std::cmp::Reverse(*matched));
        own.columns = columns;
        Ok(own)
    }

    /// How many areas there are.
    pub fn areas(&self) -> usize {
        self.topology.areas().len()
    }

    fn resolve(&self, columns: &[&str], list: &Gazetteer, level: Level) -> (MatchReport, Vec<Option<usize>>) {
        let cells: Vec<Vec<String>> = columns
            .iter()
            .map(|column| self.topology.areas().iter().map(|area| text(area, column)).collect())
            .collect();
        let columns: Vec<Column<'_>> = columns
            .iter()
            .zip(&cells)
            .map(|(header, cells)| Column { header, cells: cells.iter().map(String::as_str).collect() })
            .collect();
        let key = columns.first().map_or("", |column| column.header);
        let said = options_of(key);
        let options = Options { level: said.level.filter(|said| *said == level), ..said };
        list.resolve_rows(&columns, &options, level)
    }

    /// The outlines of the regions that a column names, with what matched. Several areas of one region are put
    /// together; areas of none are left out.
    pub fn outlines(
        &self,
        key: &str,
        attribution: &str,
        list: &Gazetteer,
        level: Level,
    ) -> Result<(Shapes, MatchReport), Problem> {
        let mut columns = vec![key];
        columns
            .extend(self.columns.iter().map(|(name, _)| name.as_str()).filter(|name| *name != key).take(MOST_BESIDE));
        let together = self.resolve(&columns, list, level);
        // What is beside decides between regions of one name; where it takes more than it gives, the key alone is used.
        let alone = self.resolve(&[key], list, level);
        let (report, positions) = if together.0.regions() >= alone.0.regions() { together } else { alone };
        let regions = Regions::of(list, level);
        let places: Vec<Option<usize>> =
            positions.iter().map(|position| position.and_then(|position| regions.index(position))).collect();
        let own: Vec<usize> = places.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
        if own.is_empty() {
            return Err(Problem::new(ProblemCode::NothingToDraw).arg(key));
        }
        let group_of: Vec<Option<usize>> =
            places.iter().map(|place| place.and_then(|place| own.binary_search(&place).ok())).collect();
        let topology = self.topology.dissolve(&group_of, own.iter().map(|_| Map::new()).collect());
        let covers = own.into_iter().map(|place| (place, vec![place])).collect();
        Ok((Shapes::new(attribution, Outlines::new(topology, covers, &regions)), report))
    }
}
