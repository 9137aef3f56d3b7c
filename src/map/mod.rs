//! Maps of provinces, of kabupaten and kota, and of places: what each kind of mark needs and how it is drawn.
//!
//! [`lower`] fills a spec's gaps and gives the plan; [`settle`] finds the level of its outcome's regions;
//! [`report`] says what the outcome matched; [`draw`] makes the figure. One row of the outcome is one
//! *spelling* of a region, with what stood beside it: spellings of one region are put together only where that
//! is exact (sums, counts of rows, smallest, largest, and means weighed by how many values stand behind them).
//! Medians and counts of different values are left uncoloured and said so.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use crate::base::lang::Lang;
use crate::base::note::{Problem, ProblemCode};
use crate::chart::Figure;
use crate::query::{Op, Step};
use crate::region::{Gazetteer, Level, MatchReport};
use crate::scene::Theme;
use crate::table::{Field, ResultTable};

mod bars;
mod before;
mod classes;
mod draw;
mod foreign;
mod ground;
mod header;
mod join;
mod joined;
mod kind;
mod level;
mod lower;
mod marks;
mod paint;
mod periods;
mod places;
mod points;
mod ramp;
mod rows;
mod shapes;
pub mod streets;
mod tilegrid;
mod tiles;
mod warnings;
mod why;
mod words;

pub use draw::draw as draw_in_window;
pub use foreign::Foreign;
pub use ground::{View, Window};
pub use joined::{areas_file, joined_file};
pub use kind::{Basis, KINDS, Mark, MarkKind, kind};
pub use periods::{periods, years};
pub use why::why;

/// Columns of the plan's outcome: the region as written, and its value.
const REGION: &str = "region";
const VALUE: &str = "value";
/// How many present values stand behind a value.
const N: &str = "n";
/// How many rows stand behind a value.
const ROWS: &str = "rows";
/// The second value, where a kind has one.
const SECOND: &str = "second";
/// How many present values stand behind a second value.
const SECOND_N: &str = "second_n";
/// The region that something goes to.
const TO: &str = "to";
/// The period.
const TIME: &str = "time";
/// What a total is divided by.
const PER: &str = "per";
/// The outcome's column of what the rows weigh in a mean.
const WEIGHT: &str = "weight";
/// Latitude, longitude and name of a place.
const LAT: &str = "lat";
const LON: &str = "lon";
const LABEL: &str = "label";
/// [`MapSpec::focus`] on the whole country.
pub const EVERYWHERE: &str = "all";

/// The outcome's column of what stood beside the region, by its place in [`MapSpec::beside`].
fn beside(at: usize) -> String {
    format!("beside{at}")
}

/// Classes when the person chose none.
const DEFAULT_CLASSES: u8 = 5;

/// What a person chose; every field is optional.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MapSpec {
    /// The column of region names or codes; derived when absent.
    pub region: Option<String>,
    /// The level of the regions; found from the column's values when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Columns that tell regions of one name apart, such as the province or the code of a kabupaten.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<String>,
    /// The province that a map of kabupaten and kota shows (Kemendagri code), or [`EVERYWHERE`]; the few
    /// provinces that the data is about when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub focus: Option<String>,
    /// The column of the values; absent counts rows.
    pub value: Option<String>,
    /// How several rows of one region are summed up.
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
    /// The kind of map; the one that the columns call for when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// The column of a second value, for [`Mark::Bivariate`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<String>,
    /// The column of the regions that something goes to, for [`Mark::Flows`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The columns of latitude and longitude in degrees, for maps of places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<String>,
    /// See `lat`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<String>,
    /// The column that names the places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The column of periods, one map each with the same classes; [`NO_TIME`] to put all periods together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The period that is shown; the last one when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// What a total is divided by before it is mapped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
    /// The part of the map that is shown; all of it when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<View>,
    /// Lines of longitude and latitude.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub graticule: bool,
    /// The unit of the values.
    pub unit: Option<String>,
    /// Matches that the person accepted: (value as written, Kemendagri code).
    pub aliases: Vec<(String, String)>,
    /// Whether provinces are put back together as they were before November 2022.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub before_2022: bool,
    /// The column by which means weigh that are put back together; [`ALIKE`] where all provinces weigh the same.
    /// Without it they are not put together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<String>,
    /// Outlines that the person gave, in place of those that the page has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlines: Option<OwnOutlines>,
    /// The EPSG code of the grid that the table's own coordinates are of, where its file does not say it; for
    /// [`Mark::Shapes`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grid: Option<u32>,
}

/// Outlines that a person gave: the browser keeps them, a document names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnOutlines {
    /// What stands for them in the browser.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// The column that names its regions.
    pub column: String,
}

/// [`MapSpec::weight`] of a map whose means are put together without weights, each province counting the same.
pub const ALIKE: &str = "";

/// [`MapSpec::time`] of a map that puts all periods together.
pub const NO_TIME: &str = "";

/// What a total is divided by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A thousand of what this column counts, such as people.
    Thousand(String),
    /// A square kilometre of the region's surface.
    Km2,
}

/// What a province looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// 38 equal tiles.
    Tiles,
    /// Outlines.
    Shapes,
    /// The kabupaten and kota of a province as equal tiles, placed by where they lie.
    Grid,
}

/// Ways to find class limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Equally many regions in each class.
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
    /// Nothing absent but `unit`, `value`, `focus`, what the kind has no use for and, before [`settle`], `level`.
    pub spec: MapSpec,
    /// Why each derived choice was made.
    pub reasons: Vec<String>,
    /// The plan that yields the map's table: columns `region` and `value`, `beside0` … for each of
    /// [`MapSpec::beside`], and, unless rows are counted, `n` (present values behind each value) and `rows`.
    pub steps: Vec<Step>,
    /// How the second value of several rows is summed up.
    second_op: Op,
    /// What the outcome matched, once [`settle`] has seen it.
    matched: Option<Arc<join::Matched>>,
    /// The shapes of the table's rows, which a map of them cannot be drawn without; given to it before
    /// [`draw`].
    pub own: Option<Shared>,
    /// Whether streets lie below the map: it is drawn in their projection, and they shine through. No part of
    /// the spec: a document never makes a reader's browser ask anybody for streets.
    pub on_streets: bool,
}

/// Outlines that several share; equal to themselves alone.
#[derive(Clone, Debug)]
pub struct Shared(pub Arc<Shapes>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Shared {
    type Target = Shapes;

    fn deref(&self) -> &Shapes {
        &self.0
    }
}

/// Whether a map draws the shapes of the table's own rows.
pub fn is_of_rows(spec: &MapSpec) -> bool {
    spec.mark.is_some_and(|mark| kind(mark).basis == Basis::Rows)
}

/// Fills the gaps of a spec from the table's columns. A spec without value and with [`Op::Rows`]
/// counts rows; a spec without either gets the likeliest column of numbers. `list` says which regions
/// there are: kabupaten and kota are known only to one that holds them.
pub fn lower(spec: &MapSpec, fields: &[Field], list: &Gazetteer, lang: Lang) -> Result<Lowered, Problem> {
    lower::lower(spec, fields, list, lang)
}

/// The same for a table whose rows have shapes where it says so: they are drawn where no column names regions or
/// places.
pub fn lower_with_shapes(
    spec: &MapSpec,
    fields: &[Field],
    list: &Gazetteer,
    has_shapes: bool,
    lang: Lang,
) -> Result<Lowered, Problem> {
    match lower(spec, fields, list, lang) {
        Err(problem) if has_shapes && spec.mark.is_none() && problem.code == ProblemCode::FigureNeedsColumn => {
            rows::lower(spec, fields, vec![crate::i18n::map::MARK_IS_SHAPES.text(lang).to_owned()], lang)
        }
        outcome => outcome,
    }
}

/// The kinds of maps that the columns of a table allow, and its shapes where its rows have any.
pub fn fitting(fields: &[Field], list: &Gazetteer, has_shapes: bool) -> Vec<Mark> {
    let mut fitting = lower::fitting(fields, list);
    fitting.extend(has_shapes.then_some(Mark::Shapes));
    fitting
}

/// The columns that count people, by a thousand of whom a total can be mapped.
pub fn people(fields: &[Field], value: Option<&str>) -> Vec<String> {
    lower::people(fields, value)
}

/// Fills in the level, the one at which the outcome's values match more regions, and keeps what they
/// matched, so that [`report`] and [`draw`] need not look again; both must then be given the same outcome.
pub fn settle(lowered: &mut Lowered, data: &ResultTable, list: &Gazetteer, lang: Lang) {
    level::settle(lowered, data, list, lang);
}

/// A better lowering of a spec that leaves the region open, where the outcome is about a single province
/// and another column names its kabupaten and kota.
pub fn finer(
    spec: &MapSpec,
    lowered: &Lowered,
    data: &ResultTable,
    fields: &[Field],
    list: &Gazetteer,
    lang: Lang,
) -> Option<Lowered> {
    level::finer(spec, lowered, data, fields, list, lang)
}

/// The match report of a settled spec over the outcome of its plan.
pub fn report(lowered: &Lowered, data: &ResultTable, list: &Gazetteer) -> Arc<MatchReport> {
    join::report(lowered, data, list)
}

/// Outlines that a map is drawn with; decoded once from a boundary pack's bytes.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    /// The line that names the outlines' source and licence.
    pub attribution: String,
    /// The outlines and the regions they stand for.
    outlines: shapes::Outlines,
    /// The same with provinces put together as before 2022, once that was asked for; `None` where they are so.
    before: OnceLock<Option<Box<Self>>>,
}

impl Shapes {
    fn new(attribution: &str, outlines: shapes::Outlines) -> Self {
        Self { attribution: attribution.to_owned(), outlines, before: OnceLock::new() }
    }

    /// These with provinces put together as before November 2022; themselves where they are so already.
    pub fn before_2022(&self, list: &Gazetteer) -> &Self {
        self.before.get_or_init(|| before::dissolved(self, list).map(Box::new)).as_deref().unwrap_or(self)
    }

    /// Whether there is any area among them, and not lines and points alone.
    pub fn has_areas(&self) -> bool {
        self.outlines.topology.areas().iter().any(crate::geo::Area::has_rings)
    }

    /// How many regions have an outline of their own.
    pub fn regions(&self) -> usize {
        self.outlines.covers.len()
    }

    /// The names of the regions that have an outline, and the rectangles around these: west, south, east, north in
    /// degrees.
    pub fn places(&self) -> impl Iterator<Item = (&str, (f64, f64, f64, f64))> {
        let around = |bounds: &Option<crate::geo::Bounds>| bounds.map(|b| (b.west, b.south, b.east, b.north));
        let named = self.outlines.names.iter().zip(&self.outlines.bounds);
        named.filter_map(move |(name, bounds)| Some((name.as_str(), around(bounds)?)))
    }
}

/// Reads a boundary pack of a level (`TopoJSON` as in the packs folder, or the shipped outlines of the
/// provinces).
pub fn read_shapes(bytes: &[u8], attribution: &str, list: &Gazetteer, level: Level) -> Result<Shapes, Problem> {
    shapes::read(bytes, attribution, list, level)
}

/// Reads the shapes of a table's rows (packed as the worker sends them, one area a row).
pub fn read_rows(outlines: &str) -> Result<Shapes, Problem> {
    rows::read(outlines)
}

/// The names of the shapes of a map of rows, and the rectangles around them: west, south, east, north in degrees.
pub fn named_rows(lowered: &Lowered, data: &ResultTable, lang: Lang) -> Vec<(String, (f64, f64, f64, f64))> {
    rows::named(lowered, data, lang)
}

/// `GeoJSON` or `TopoJSON` of the shapes of a map of rows with all columns of its table twin.
pub fn rows_file(own: &Shapes, twin: &ResultTable, about: &[(&str, String)], form: crate::geo::Form) -> String {
    rows::file(own, twin, about, form)
}

/// Draws a settled spec over the outcome of its plan. `shapes` are those of its level: a map of provinces
/// needs them for [`Layer::Shapes`] and falls back to tiles, with a line of small print; kabupaten and kota
/// without shapes are drawn as bars, since no coarser map would be true of them ([`is_map`]).
pub fn draw(
    lowered: &Lowered,
    data: &ResultTable,
    list: &Gazetteer,
    shapes: Option<&Shapes>,
    width_px: f64,
    theme: &Theme,
    lang: Lang,
) -> Result<Figure, Problem> {
    draw::draw(lowered, data, list, shapes, width_px, theme, lang).map(|(figure, _)| figure)
}

/// Whether [`draw`] gives a map rather than bars in its place.
pub fn is_map(lowered: &Lowered, list: &Gazetteer, shapes: Option<&Shapes>) -> bool {
    join::level_of(lowered, list) == Level::Province || shapes.is_some()
}
