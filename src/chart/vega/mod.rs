//! Charts as Vega-Lite: the part of its grammar that says the same as a [`ChartSpec`].
//!
//! Written for Vega-Lite 6 (<https://vega.github.io/schema/vega-lite/v6.json>); what is written and read
//! means the same in version 5. What one side says and the other cannot is named, never dropped in silence.

mod read;
mod write;

use super::Mark;
use crate::query::Op;

pub use read::{LARGEST, Taken, read};
pub use write::{Written, write};

/// The schema that a written spec names.
const SCHEMA: &str = "https://vega.github.io/schema/vega-lite/v6.json";

/// How a kind of chart is said in Vega-Lite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `bar` with values to the right (`flat`) or upwards, series as [`Split`] says.
    Bars { flat: bool, split: Split },
    /// A mark with values upwards over groups, with series by colour: `line`, `area`.
    Course { mark: &'static str, interpolate: Option<&'static str>, split: Split },
    /// `point` on an axis of values, one for each category.
    Dots,
    /// `rect` of two groups, coloured by value.
    Cells,
    /// `point` between two axes of numbers.
    Points,
    /// `point` and a `regression` over them.
    Regression,
    /// `bar` over bins.
    Bins,
    /// `boxplot` or `tick` of all values.
    Values { mark: &'static str },
    /// A `density` of all values as `area`.
    Density,
    /// `arc`, hollow or not.
    Arcs { hollow: bool },
    /// `line` in facets.
    Facets,
}

/// What becomes of series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Split {
    /// There are none.
    None,
    /// Side by side, or over each other.
    Beside,
    /// One on top of the other.
    Stacked,
    /// As shares of their sum.
    Share,
}

/// The kinds that Vega-Lite has a form for.
const FORMS: &[(Mark, Form)] = &[
    (Mark::Bar, Form::Bars { flat: true, split: Split::None }),
    (Mark::BarGrouped, Form::Bars { flat: true, split: Split::Beside }),
    (Mark::BarStacked, Form::Bars { flat: true, split: Split::Stacked }),
    (Mark::BarShare, Form::Bars { flat: true, split: Split::Share }),
    (Mark::Column, Form::Bars { flat: false, split: Split::Beside }),
    (Mark::ColumnStacked, Form::Bars { flat: false, split: Split::Stacked }),
    (Mark::ColumnShare, Form::Bars { flat: false, split: Split::Share }),
    (Mark::Line, Form::Course { mark: "line", interpolate: None, split: Split::Beside }),
    (Mark::LineStep, Form::Course { mark: "line", interpolate: Some("step-after"), split: Split::Beside }),
    (Mark::Area, Form::Course { mark: "area", interpolate: None, split: Split::Stacked }),
    (Mark::AreaShare, Form::Course { mark: "area", interpolate: None, split: Split::Share }),
    (Mark::Dot, Form::Dots),
    (Mark::Heat, Form::Cells),
    (Mark::Scatter, Form::Points),
    (Mark::Bubble, Form::Points),
    (Mark::Regression, Form::Regression),
    (Mark::Histogram, Form::Bins),
    (Mark::Box, Form::Values { mark: "boxplot" }),
    (Mark::Strip, Form::Values { mark: "tick" }),
    (Mark::Density, Form::Density),
    (Mark::Pie, Form::Arcs { hollow: false }),
    (Mark::Donut, Form::Arcs { hollow: true }),
    (Mark::Multiples, Form::Facets),
];

/// The form of a kind.
fn form(mark: Mark) -> Option<Form> {
    FORMS.iter().find(|(kind, _)| *kind == mark).map(|(_, form)| *form)
}

/// Whether Vega-Lite has a form for a kind.
pub fn maps(mark: Mark) -> bool {
    form(mark).is_some()
}

/// Operations and what Vega-Lite calls them; those that count are written as sums of what was counted.
const OPS: &[(Op, &str)] =
    &[(Op::Sum, "sum"), (Op::Mean, "mean"), (Op::Median, "median"), (Op::Min, "min"), (Op::Max, "max")];
