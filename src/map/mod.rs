//! Maps: province choropleth and tile grid.
//!
//! [`lower`] fills a spec's gaps and gives the plan; [`report`] says what the plan's outcome matched;
//! [`draw`] makes the figure. One row of the outcome is one *spelling* of a region: spellings of one
//! province are put together only where that is exact (sums, counts of rows, smallest, largest, and
//! means weighed by how many values stand behind them). Medians and counts of different values are left
//! uncoloured and said so.

use serde::{Deserialize, Serialize};

use crate::base::lang::Lang;
use crate::base::note::Problem;
use crate::chart::Figure;
use crate::query::{Op, Step};
use crate::region::MatchReport;
use crate::scene::Theme;
use crate::table::{Field, ResultTable};

mod classes;
mod draw;
mod join;
mod lower;
mod paint;
mod ramp;
mod shapes;
mod tiles;
mod warnings;
mod why;
mod words;

pub use why::why;

/// Columns of the plan's outcome: the region as written, and its value.
const REGION: &str = "region";
const VALUE: &str = "value";
/// How many present values stand behind a value.
const N: &str = "n";
/// How many rows stand behind a value.
const ROWS: &str = "rows";
/// Classes when the person chose none.
const DEFAULT_CLASSES: u8 = 5;

/// What a person chose; every field is optional.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MapSpec {
    /// The column of province names or codes; derived when absent.
    pub region: Option<String>,
    /// The column of the values; absent counts rows.
    pub value: Option<String>,
    /// How several rows of one province are summed up.
    pub op: Option<Op>,
    /// Shapes or tiles; tiles when absent.
    pub layer: Option<Layer>,
    /// Number of classes, 3 to 7; 5 when absent.
    pub classes: Option<u8>,
    /// How class limits are found.
    pub method: Option<Method>,
    /// The limits between classes for [`Method::Manual`]: typed, or those of all years, so that the years
    /// of a series share them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<f64>,
    /// The unit of the values.
    pub unit: Option<String>,
    /// Matches that the person accepted: (value as written, Kemendagri code).
    pub aliases: Vec<(String, String)>,
}

/// What a province looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// 38 equal tiles.
    Tiles,
    /// Outlines.
    Shapes,
}

/// Ways to find class limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Equally many provinces in each class.
    Quantile,
    /// Equally wide classes.
    EqualInterval,
    /// The classes whose values differ least (Jenks' natural breaks, found exactly).
    Natural,
    /// Each class above the mean of what is left, for values with a long tail.
    HeadTail,
    /// Steps of a standard deviation around the mean.
    Deviation,
    /// Limits that are multiples of 1, 2 or 5 times a power of ten, about as many as wanted.
    Pretty,
    /// The limits of [`MapSpec::breaks`].
    Manual,
    /// Colours that change with the value, without steps.
    Unclassed,
}

/// The limits between classes of values, without the two outer ones. Taken over all years of a series
/// and put into [`MapSpec::breaks`], they make its years comparable.
pub fn class_breaks(values: &[f64], classes: u8, method: Method) -> Vec<f64> {
    let found = classes::Classes::of(values, usize::from(classes.clamp(2, 9)), method, &[]);
    found.map(|classes| classes.inner().to_vec()).unwrap_or_default()
}

/// The spec with every gap filled, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Lowered {
    /// Nothing absent but `unit` and `value`.
    pub spec: MapSpec,
    /// Why each derived choice was made.
    pub reasons: Vec<String>,
    /// The plan that yields the map's table: columns `region` and `value`, and, unless rows are counted,
    /// `n` (present values behind each value) and `rows`.
    pub steps: Vec<Step>,
}

/// Fills the gaps of a spec from the table's columns. A spec without value and with [`Op::Rows`]
/// counts rows; a spec without either gets the likeliest column of numbers.
pub fn lower(spec: &MapSpec, fields: &[Field], lang: Lang) -> Result<Lowered, Problem> {
    lower::lower(spec, fields, lang)
}

/// The match report of a lowered spec over the outcome of its plan.
pub fn report(lowered: &Lowered, data: &ResultTable) -> MatchReport {
    join::report(lowered, data)
}

/// Outlines that a map is drawn with; decoded once from a boundary pack's bytes.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    /// The line that names the outlines' source and licence.
    pub attribution: String,
    /// The outlines and the provinces they stand for.
    outlines: shapes::Outlines,
}

impl Shapes {
    /// How many provinces have an outline of their own.
    pub fn provinces(&self) -> usize {
        self.outlines.covers.len()
    }
}

/// Reads a province boundary pack (`TopoJSON` as in the packs folder, or the shipped outlines).
pub fn read_shapes(bytes: &[u8], attribution: &str) -> Result<Shapes, Problem> {
    shapes::read(bytes, attribution)
}

/// Draws a lowered spec over the outcome of its plan; `shapes` is needed for [`Layer::Shapes`] and
/// falls back to tiles, with a line of small print, when absent.
pub fn draw(
    lowered: &Lowered,
    data: &ResultTable,
    shapes: Option<&Shapes>,
    width_px: f64,
    theme: &Theme,
    lang: Lang,
) -> Result<Figure, Problem> {
    draw::draw(lowered, data, shapes, width_px, theme, lang)
}
