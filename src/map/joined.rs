//! A map's outcome joined with its outlines, as a file for other programs.

use serde_json::{Map, Number, Value, json};

use super::Shapes;
use super::places::{Region, Regions};
use crate::base::date;
use crate::geo::{File, Form};
use crate::region::{Gazetteer, Level, PROVINCES};
use crate::table::{ResultTable, Values};

/// `GeoJSON` or `TopoJSON` of the regions of a map's table twin, whose second column holds their codes: every
/// region with its codes in both systems, its name, its province and all columns of the twin, as far as it has
/// an outline. `about` is what is said of the whole, such as title and source; the outlines' attribution is
/// added.
pub fn joined_file(
    shapes: &Shapes,
    list: &Gazetteer,
    level: Level,
    twin: &ResultTable,
    about: &[(&str, String)],
    form: Form,
) -> String {
    let regions = Regions::of(list, level);
    let codes = match twin.columns.get(1).map(|column| &column.values) {
        Some(Values::Text(codes)) => codes.as_slice(),
        _ => &[],
    };
    let mut rows: Vec<Option<usize>> = vec![None; regions.len()];
    for (row, code) in codes.iter().enumerate() {
        let place = code.as_deref().and_then(|code| regions.by_code(code)).and_then(|place| rows.get_mut(place));
        if let Some(place) = place {
            *place = Some(row);
        }
    }
    let features = shapes.outlines.covers.iter().enumerate().filter_map(|(at, (own, _))| {
        let region = regions.get(*own)?;
        let row = rows.get(*own).copied().flatten()?;
        let mut properties = of_region(region, list, level);
        for (index, column) in twin.columns.iter().enumerate() {
            // Name and code are there already, under names that do not change with the language.
            if index > 1 {
                properties.insert(column.name.clone(), cell(&column.values, row));
            }
        }
        Some((at, Some(region.code.clone()), properties))
    });
    let mut said: Map<String, Value> = about
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| ((*name).to_owned(), json!(text)))
        .collect();
    if !shapes.attribution.is_empty() {
        said.insert("attribution".to_owned(), json!(shapes.attribution));
    }
    File { topology: &shapes.outlines.topology, features: features.collect(), about: said }.text(form)
}

/// What is said of a region: its codes, its name, its province.
fn of_region(region: &Region, list: &Gazetteer, level: Level) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut put = |name: &str, value: &str| {
        properties.insert(name.to_owned(), Value::from(value));
    };
    put("kode_kemendagri", &region.code);
    let known = list.regions().iter().find(|known| known.code == region.code);
    if let Some(bps) = known.and_then(|known| known.bps.as_deref()) {
        put("kode_bps", bps);
    }
    put("nama", &region.name);
    if level != Level::Province
        && let Some(province) = PROVINCES.get(region.province)
    {
        put("provinsi", province.name);
    }
    properties
}

/// The outlines of a level as `TopoJSON`, each with its codes, its name and its province.
pub fn areas_file(shapes: &Shapes, list: &Gazetteer, level: Level) -> String {
    let regions = Regions::of(list, level);
    let features = shapes.outlines.covers.iter().enumerate().filter_map(|(at, (own, _))| {
        let region = regions.get(*own)?;
        Some((at, Some(region.code.clone()), of_region(region, list, level)))
    });
    File { topology: &shapes.outlines.topology, features: features.collect(), about: Map::new() }.text(Form::TopoJson)
}

pub(super) fn cell(values: &Values, row: usize) -> Value {
    match values {
        Values::Text(values) => values.get(row).cloned().flatten().map_or(Value::Null, Value::from),
        Values::Number(values) => {
            values.get(row).copied().flatten().and_then(Number::from_f64).map_or(Value::Null, Value::Number)
        }
        Values::Date(values) => {
            values.get(row).copied().flatten().map_or(Value::Null, |days| Value::from(date::iso(days)))
        }
    }
}
