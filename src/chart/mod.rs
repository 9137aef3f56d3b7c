//! Charts: a spec says what a person chose, the rest is derived with a reason.

use serde::{Deserialize, Serialize};

use crate::base::date::DatePart;
use crate::base::lang::Lang;
use crate::base::note::{Note, Problem};
use crate::query::{Op, Step};
use crate::scene::{Scene, Theme};
use crate::table::{Field, ResultTable};

/// What a person chose; every field is optional, any prefix renders.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChartSpec {
    /// The mark; derived from the columns when absent.
    pub mark: Option<Mark>,
    /// The column of the categories or dates.
    pub x: Option<String>,
    /// For dates: the part to sum up by; derived from the span when absent.
    pub x_part: Option<DatePart>,
    /// The column of the values; absent counts rows.
    pub y: Option<String>,
    /// How values of one category are summed up; derived when absent.
    pub op: Option<Op>,
    /// The column that splits lines into series.
    pub series: Option<String>,
    /// Order of bars; by value when absent.
    pub order: Option<Order>,
    /// Show this many categories; 20 when absent.
    pub top: Option<u32>,
    /// A category or series to show in the accent colour, the rest in grey.
    pub highlight: Option<String>,
    /// The unit of the values, e.g. `Rp` or `orang`.
    pub unit: Option<String>,
}

/// Chart marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Horizontal bars.
    Bar,
    /// Lines over time.
    Line,
}

/// Order of bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Largest first.
    Descending,
    /// Smallest first.
    Ascending,
    /// As in the table.
    Table,
    /// By name, natural order.
    Name,
}

/// The spec with every gap filled, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Lowered {
    /// Nothing absent but `series`, `highlight`, `unit` and `y` (which then counts rows).
    pub spec: ChartSpec,
    /// Why each derived choice was made, as plain sentences in the language asked for.
    pub reasons: Vec<String>,
    /// The plan that yields the figure's table: columns `x`, `y` and, if split, `series`.
    pub steps: Vec<Step>,
}

/// Fills the gaps of a spec from the table's columns.
pub fn lower(spec: &ChartSpec, fields: &[Field], lang: Lang) -> Result<Lowered, Problem> {
    let _ = (spec, fields, lang);
    Err(Problem::new(crate::base::note::ProblemCode::NothingToDraw))
}

/// A figure ready for every use.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The picture.
    pub scene: Scene,
    /// The table twin, headed as people read it, rows in the picture's order.
    pub twin: ResultTable,
    /// One sentence that says what the picture says, every number computed from the data.
    pub sentence: String,
    /// What was folded or left out.
    pub notes: Vec<Note>,
}

/// Draws a lowered spec over the outcome of its plan, for a width in CSS pixels.
pub fn draw(lowered: &Lowered, data: &ResultTable, width_px: f64, theme: &Theme, lang: Lang) -> Result<Figure, Problem> {
    let _ = (lowered, data, width_px, theme, lang);
    Err(Problem::new(crate::base::note::ProblemCode::NothingToDraw))
}
