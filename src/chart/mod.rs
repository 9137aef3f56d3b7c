//! Charts: a spec says what a person chose, the rest is derived with a reason.

mod annotate;
mod axis;
mod calendar;
mod choose;
mod column;
mod data;
mod events;
mod grid;
mod kind;
#[cfg(test)]
mod kind_tests;
mod layers;
mod lint;
mod lower;
mod marks;
mod propose;
mod reading;
mod registry;
mod remark;
#[cfg(test)]
mod remark_tests;
mod rhythm;
mod rows;
mod samples;
mod scale;
mod speech;
#[cfg(test)]
mod tests;
mod twin;
pub mod vega;
mod voice;
mod window;

use serde::{Deserialize, Serialize};

use crate::base::date::DatePart;
use crate::base::lang::Lang;
use crate::base::note::{Note, NoteCode, Problem};
use crate::i18n::chart as words;
use crate::query::{Op, Step};
pub use crate::scene::ScaleKind;
use crate::scene::plane::Coord;
use crate::scene::{Scene, Theme};
use crate::table::{ResultColumn, ResultTable, Values};

use kind::Data;
pub use kind::{Axis, MarkKind, Relation, kind};
pub use layers::{layer_columns, suits as has_layers};
pub use lint::{Check, Facts, Finding, Questions, Repair, headline, lint, questions};
pub use lower::{Choices, DEFAULT_TOP, MAX_TOP, lower, options, with_mark};
pub use propose::{Offer, Proposal, likely, propose};
pub use registry::MARKS;
pub use remark::{EventList, Form, Remark, Side};
pub use twin::told;
use voice::Voice;
pub use window::last_day;

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
    /// The column that splits values into series.
    pub series: Option<String>,
    /// A second column of values: the size of a bubble, the other end of a dumbbell, a target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<String>,
    /// Order of bars; by value when absent.
    pub order: Option<Order>,
    /// Show this many categories; 20 when absent.
    pub top: Option<u32>,
    /// A category or series to show in the accent colour, the rest in grey.
    pub highlight: Option<String>,
    /// The unit of the values, e.g. `Rp` or `orang`.
    pub unit: Option<String>,
    /// The scale of the values; linear when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<ScaleKind>,
    /// What a person says about values of the chart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// Lists of dates to mark on an axis of time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventList>,
    /// Series that are not drawn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<String>,
    /// What is drawn over the marks on the same axes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<Layer>,
    /// Whether each of several panels has a scale of its own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub free: bool,
    /// How values become steps of colour; equal distances when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classes: Option<Classes>,
    /// The stretch of times or numbers that is drawn; all of them when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<(Coord, Coord)>,
    /// What a pasted chart showed in a way that misleads and is drawn otherwise here; the check says so until the
    /// person has decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Refused>,
}

/// Something that no chart of ours shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// Lengths on an axis that does not begin at zero.
    CutAxis,
    /// A column of values on a second axis of values.
    SecondAxis(String),
}

/// Chart marks; each has its entry in [`MARKS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Horizontal bars.
    Bar,
    /// Lines over time.
    Line,
    /// Discs on thin lines from zero.
    Lollipop,
    /// Discs on an axis.
    Dot,
    /// Bars to both sides of zero or of the median.
    Diverging,
    /// Bars with a mark at a target.
    Bullet,
    /// A column of numbers and bars.
    TableBars,
    /// Bars side by side.
    BarGrouped,
    /// Bars one after the other.
    BarStacked,
    /// Shares of each row.
    BarShare,
    /// Bars to both sides of the names.
    Pyramid,
    /// Standing bars.
    Column,
    /// Standing bars on top of each other.
    ColumnStacked,
    /// Shares of each standing bar.
    ColumnShare,
    /// Steps from a start to an end.
    Waterfall,
    /// Two discs and a line between.
    Dumbbell,
    /// Lowest, median and highest.
    Range,
    /// Coloured cells.
    Heat,
    /// Points between two axes.
    Scatter,
    /// Points whose area is a third value.
    Bubble,
    /// Points joined in order of time.
    Connected,
    /// Points and the straight line through them.
    Regression,
    /// Counts in classes of equal width.
    Histogram,
    /// A smooth curve of how often values occur.
    Density,
    /// Quartiles and what is far from them.
    Box,
    /// A density to both sides of its row.
    Violin,
    /// Every value as a dot.
    Strip,
    /// Lines whose values hold until the next.
    LineStep,
    /// Areas on top of each other.
    Area,
    /// Areas as shares of their sum.
    AreaShare,
    /// The first and the last time, joined.
    Slope,
    /// Ranks over time.
    Bump,
    /// From the lowest to the highest over time.
    Ribbon,
    /// First, lowest, highest, last.
    Candles,
    /// A small chart for each series.
    Multiples,
    /// A row with a small line for each series.
    Sparks,
    /// Slices of a disc.
    Pie,
    /// A ring.
    Donut,
    /// A hundred squares.
    Waffle,
    /// Rectangles by area.
    Treemap,
    /// Rows as thick as their sums.
    Marimekko,
    /// A single number.
    Number,
    /// A square for each day.
    Calendar,
}

/// A second mark over the same axes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// The mean of so many values up to each.
    Rolling(u32),
    /// Another column of values, on the same axis.
    Column(String),
}

/// How values become steps of colour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Classes {
    /// Steps that hold equally many values.
    Quantile,
    /// Steps between chosen values.
    Threshold(Vec<f64>),
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
    /// Nothing absent but what the kind has no use for, `series`, `highlight`, `unit`, `scale`, `x_part`
    /// where x holds no dates, and `y` (which then counts rows).
    pub spec: ChartSpec,
    /// Why each derived choice was made, as plain sentences in the language asked for.
    pub reasons: Vec<String>,
    /// The plan that yields the figure's table: columns `x`, `y` and, if split, `series`, `second` where
    /// the kind uses it, `low` and `high` around `y` where it shows a range; for measured values also `rows`
    /// and `present`, how many rows a group has and how many of them hold a value. Kinds that show every row
    /// get one row for each different combination, `rows` says how often it occurs.
    pub steps: Vec<Step>,
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

/// What a mark is drawn from.
#[derive(Clone, Copy)]
pub(crate) struct Sheet<'a> {
    /// The spec with every gap filled.
    pub(crate) lowered: &'a Lowered,
    /// The outcome of its plan.
    pub(crate) data: &'a ResultTable,
    /// Width in CSS pixels.
    pub(crate) width_px: f64,
    /// How much higher than by itself a plot with an axis upwards shall be, in CSS pixels; negative for lower.
    pub(crate) stretch_px: f64,
    /// The colours around.
    pub(crate) theme: &'a Theme,
    /// The language.
    pub(crate) lang: Lang,
}

/// Narrowest and widest picture in CSS pixels.
const WIDTHS_PX: (f64, f64) = (200.0, 4000.0);

/// Draws a lowered spec over the outcome of its plan, for a width in CSS pixels.
pub fn draw(
    lowered: &Lowered,
    data: &ResultTable,
    width_px: f64,
    theme: &Theme,
    lang: Lang,
) -> Result<Figure, Problem> {
    draw_taller(lowered, data, (width_px, 0.0), theme, lang)
}

/// The same for a picture that shall be higher or lower than it would be by itself, in CSS pixels: kinds with
/// an axis upwards are laid out anew, the others stay as they are.
pub fn draw_taller(
    lowered: &Lowered,
    data: &ResultTable,
    (width_px, stretch_px): (f64, f64),
    theme: &Theme,
    lang: Lang,
) -> Result<Figure, Problem> {
    let stretch_px = if stretch_px.is_finite() { libm::round(stretch_px) } else { 0.0 };
    let width_px = if width_px.is_finite() { libm::floor(width_px).clamp(WIDTHS_PX.0, WIDTHS_PX.1) } else { 640.0 };
    let mark = kind(lowered.spec.mark.unwrap_or(Mark::Bar));
    let named;
    let data = if mark.data == Data::Rows && data.column("x").is_none() {
        named = named_rows(&lowered.spec, data);
        &named
    } else {
        data
    };
    let sheet = Sheet { lowered, data, width_px, stretch_px, theme, lang };
    let (part, left_out) = window::shown(&sheet, mark);
    let sheet = part.as_ref().map_or(sheet, |data| Sheet { data, ..sheet });
    let mut figure = (mark.draw)(&sheet)?;
    figure.notes.splice(0..0, left_out);
    if figure.sentence.is_empty() {
        let name = Voice::new(&lowered.spec, false, lang).value_name;
        figure.sentence = words::NOTHING_TO_READ.with(lang, &[("what", &name)]);
        figure.scene.description.clone_from(&figure.sentence);
    }
    if !lowered.spec.layers.is_empty() {
        layers::draw(&mut figure, &sheet)?;
    }
    figure.notes.extend(not_positive(&sheet));
    annotate::annotate(&mut figure, &sheet);
    Ok(figure)
}

/// Values that a logarithm has no place for, where one was asked for: the scale goes to both sides then.
fn not_positive(sheet: &Sheet<'_>) -> Option<Note> {
    if sheet.lowered.spec.scale != Some(ScaleKind::Log) {
        return None;
    }
    let numbers = matches!(kind(sheet.lowered.spec.mark?).data, Data::Points);
    let columns = if numbers { &["x", "y"][..] } else { &["y"] };
    let below = |name: &&str| match &sheet.data.column(name)?.values {
        Values::Number(values) => Some(values.iter().flatten().filter(|value| **value <= 0.0).count() as u64),
        _ => None,
    };
    let count: u64 = columns.iter().filter_map(below).sum();
    (count > 0).then(|| Note { count, ..Note::once(NoteCode::NotPositive, []) })
}

/// Rows that were taken as they are, their columns called as those of groups are.
fn named_rows(spec: &ChartSpec, data: &ResultTable) -> ResultTable {
    let ones = || Values::Number(vec![Some(1.0); data.rows()]);
    let mut columns = vec![ResultColumn { name: "rows".to_owned(), values: ones() }];
    for (name, role) in [(&spec.x, "x"), (&spec.y, "y")] {
        let column = name.as_deref().and_then(|name| data.column(name));
        columns.extend(column.map(|column| ResultColumn { name: role.to_owned(), values: column.values.clone() }));
    }
    ResultTable { columns }
}
