//! Remarks on a chart as a document stores them: words at a value, lines, ranges, and lists of dates.

use serde::{Deserialize, Serialize};

use crate::scene::plane::Coord;

/// Something a person says about a chart, tied to its values. Every field is optional; what says too little to
/// have a place is left out of the picture and counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remark {
    /// What it looks like.
    pub form: Form,
    /// The words; a line without words says its value.
    pub text: String,
    /// For lines and ranges: the side whose values are meant.
    #[serde(skip_serializing_if = "is_x")]
    pub side: Side,
    /// Where it is, or begins: a category, a time or a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Coord>,
    /// Where a range ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Coord>,
    /// For words: the series whose value they belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// For words at no drawn value: the value beside `at`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// How far the words stand from their value, to the right and down in CSS pixels; where there is room when
    /// absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<(f64, f64)>,
    /// Words without an arrow.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub plain: bool,
}

/// What a remark looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Words with an arrow to their value.
    #[default]
    Text,
    /// A line across the plot.
    Line,
    /// A band across the plot.
    Range,
}

/// A side of a plot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The categories, times, or first numbers.
    #[default]
    X,
    /// The values.
    Y,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
fn is_x(side: &Side) -> bool {
    *side == Side::X
}

/// A list of dates that can be marked on an axis of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventList {
    /// The first day of Idulfitri.
    Lebaran,
    /// National elections.
    Elections,
}

impl EventList {
    /// All lists, in the order of the choices.
    pub const ALL: [Self; 2] = [Self::Lebaran, Self::Elections];
}
