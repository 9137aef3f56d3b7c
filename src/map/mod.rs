//! Maps: province choropleth and tile grid.

use serde::{Deserialize, Serialize};

use crate::base::lang::Lang;
use crate::base::note::Problem;
use crate::chart::Figure;
use crate::query::{Op, Step};
use crate::region::MatchReport;
use crate::scene::Theme;
use crate::table::{Field, ResultTable};

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
}

/// The spec with every gap filled, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Lowered {
    /// Nothing absent but `unit` and `value`.
    pub spec: MapSpec,
    /// Why each derived choice was made.
    pub reasons: Vec<String>,
    /// The plan that yields the map's table: columns `region` and `value`.
    pub steps: Vec<Step>,
}

/// Fills the gaps of a spec from the table's columns.
pub fn lower(spec: &MapSpec, fields: &[Field], lang: Lang) -> Result<Lowered, Problem> {
    let _ = (spec, fields, lang);
    Err(Problem::new(crate::base::note::ProblemCode::NothingToDraw))
}

/// The match report of a lowered spec over the outcome of its plan.
pub fn report(lowered: &Lowered, data: &ResultTable) -> MatchReport {
    let _ = (lowered, data);
    MatchReport::default()
}

/// Outlines that a map is drawn with; decoded once from a boundary pack's bytes.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    /// The line that names the outlines' source and licence.
    pub attribution: String,
}

/// Reads a province boundary pack (TopoJSON as in the packs folder, or the shipped outlines).
pub fn read_shapes(bytes: &[u8], attribution: &str) -> Result<Shapes, Problem> {
    let _ = bytes;
    Ok(Shapes { attribution: attribution.to_owned() })
}

/// Draws a lowered spec over the outcome of its plan; `shapes` is needed for [`Layer::Shapes`] and
/// falls back to tiles, with a reason, when absent.
pub fn draw(
    lowered: &Lowered,
    data: &ResultTable,
    shapes: Option<&Shapes>,
    width_px: f64,
    theme: &Theme,
    lang: Lang,
) -> Result<Figure, Problem> {
    let _ = (lowered, data, shapes, width_px, theme, lang);
    Err(Problem::new(crate::base::note::ProblemCode::NothingToDraw))
}
