//! A chart with its data as a Vega-Lite spec.

use serde_json::{Map, Value, json};

use super::{Form, OPS, SCHEMA, Split, form};
use crate::base::date::{self, DatePart};
use crate::chart::{ChartSpec, Lowered, Mark, Order, ScaleKind, kind};
use crate::table::{ResultTable, Values};

/// The column of what was counted.
const COUNTED: &str = "rows";
/// Most values that are written out.
const MOST_VALUES: usize = 100_000;

/// A spec that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The spec as JSON.
    pub json: String,
    /// What it could not say, by the names of our fields.
    pub left_out: Vec<&'static str>,
}

/// Writes a chart over the outcome of its plan; `None` where Vega-Lite has no form for its kind, or its data
/// has too many rows for a file.
pub fn write(lowered: &Lowered, data: &ResultTable, title: &str, description: &str) -> Option<Written> {
    let spec = &lowered.spec;
    let form = form(spec.mark?)?;
    let mut writer = Writer { spec, data, left_out: Vec::new() };
    let unsaid = [
        ("remarks", !spec.remarks.is_empty()),
        ("events", !spec.events.is_empty()),
        ("hidden", !spec.hidden.is_empty()),
        ("layers", !spec.layers.is_empty()),
        ("free", spec.free),
        ("classes", spec.classes.is_some()),
        ("window", spec.window.is_some()),
    ];
    writer.left_out.extend(unsaid.into_iter().filter(|(_, is_set)| *is_set).map(|(name, _)| name));
    let values = writer.values(form)?;
    let mut out = Map::new();
    out.insert("$schema".to_owned(), json!(SCHEMA));
    if !title.trim().is_empty() || !description.trim().is_empty() {
        out.insert("title".to_owned(), json!({ "text": title, "subtitle": description }));
    }
    out.insert("data".to_owned(), json!({ "values": values }));
    out.insert("width".to_owned(), if form == Form::Facets { json!(160) } else { json!("container") });
    writer.picture(form, &mut out);
    // What has no word in Vega-Lite but is needed to come back as it was.
    let mut ours = Map::new();
    if let Some(op) = spec.op.filter(|op| super::super::lower::counts(*op)) {
        ours.insert("op".to_owned(), json!(op));
        if let Some(y) = &spec.y {
            ours.insert("y".to_owned(), json!(y));
        }
    }
    if !ours.is_empty() {
        out.insert("usermeta".to_owned(), json!({ "jelajah": ours }));
    }
    let json = serde_json::to_string_pretty(&Value::Object(out)).ok()?;
    Some(Written { json, left_out: writer.left_out })
}

struct Writer<'a> {
    spec: &'a ChartSpec,
    data: &'a ResultTable,
    left_out: Vec<&'static str>,
}

/// A column's name where dots and brackets would mean a path.
fn escaped(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in name.chars() {
        if matches!(letter, '.' | '[' | ']' | '\\' | '\'' | '"') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

impl Writer<'_> {
    fn counts(&self) -> bool {
        self.spec.op.is_some_and(super::super::lower::counts)
    }

    /// What the values' column is called in the file.
    fn y_name(&self) -> String {
        match &self.spec.y {
            Some(name) if !self.counts() => name.clone(),
            _ => COUNTED.to_owned(),
        }
    }

    /// The rows of the file. Rows that stand for several are repeated where each one counts.
    fn values(&self, form: Form) -> Option<Vec<Value>> {
        let spec = self.spec;
        let y_name = self.y_name();
        let names: [(&str, Option<&str>); 4] = [
            ("x", spec.x.as_deref()),
            ("y", Some(&y_name)),
            ("series", spec.series.as_deref()),
            ("second", spec.second.as_deref()),
        ];
        let columns: Vec<(&str, &Values)> =
            names.into_iter().filter_map(|(role, name)| Some((name?, &self.data.column(role)?.values))).collect();
        let each = matches!(form, Form::Bins | Form::Values { .. } | Form::Density | Form::Points | Form::Regression);
        let times = self.data.column("rows").filter(|_| each).map(|column| &column.values);
        let mut out = Vec::new();
        for row in 0..self.data.rows() {
            let mut object = Map::new();
            for (name, values) in &columns {
                let value = match values {
                    Values::Text(values) => values.get(row).map(|value| json!(value)),
                    Values::Number(values) => values.get(row).map(|value| json!(value)),
                    Values::Date(values) => values.get(row).map(|value| json!(value.map(date::iso))),
                };
                object.insert((*name).to_owned(), value.unwrap_or(Value::Null));
            }
            let count = match times {
                Some(Values::Number(counts)) => counts.get(row).copied().flatten().unwrap_or(1.0).max(1.0) as usize,
                _ => 1,
            };
            if out.len().saturating_add(count) > MOST_VALUES {
                return None;
            }
            out.extend(std::iter::repeat_n(Value::Object(object), count));
        }
        Some(out)
    }

    /// Whether x holds dates, and its part.
    fn time_unit(&self) -> Option<&'static str> {
        match self.data.column("x").map(|column| &column.values) {
            Some(Values::Date(_)) => Some(match self.spec.x_part {
                Some(DatePart::Year) => "utcyear",
                Some(DatePart::Quarter) => "utcyearquarter",
                Some(DatePart::Week) => "utcyearweek",
                Some(DatePart::Day) => "utcyearmonthdate",
                Some(DatePart::Month) | None => "utcyearmonth",
            }),
            _ => None,
        }
    }

    /// The channel of groups or times; `toward` is the channel of values that sorts it.
    fn groups(&self, toward: &str) -> Value {
        let name = escaped(self.spec.x.as_deref().unwrap_or_default());
        if let Some(unit) = self.time_unit() {
            return json!({ "field": name, "timeUnit": unit, "type": "temporal", "scale": { "type": "utc" } });
        }
        let sort = match self.spec.order.unwrap_or(Order::Table) {
            Order::Descending => json!(format!("-{toward}")),
            Order::Ascending => json!(toward),
            Order::Table => Value::Null,
            Order::Name => json!("ascending"),
        };
        json!({ "field": name, "type": "nominal", "sort": sort })
    }

    /// The channel of values.
    fn amount(&self, summed: bool) -> Value {
        let name = self.y_name();
        let mut out = Map::new();
        out.insert("field".to_owned(), json!(escaped(&name)));
        out.insert("type".to_owned(), json!("quantitative"));
        if summed {
            let op = OPS.iter().find(|(op, _)| Some(*op) == self.spec.op).map_or("sum", |(_, name)| *name);
            out.insert("aggregate".to_owned(), json!(op));
        }
        if let Some(unit) = self.spec.unit.as_deref() {
            out.insert("title".to_owned(), json!(format!("{name} ({unit})")));
        }
        if let Some(scale) = self.scale() {
            out.insert("scale".to_owned(), scale);
        }
        Value::Object(out)
    }

    fn scale(&self) -> Option<Value> {
        Some(match self.spec.scale? {
            ScaleKind::Linear => return None,
            ScaleKind::Log => json!({ "type": "log" }),
            ScaleKind::Symlog => json!({ "type": "symlog" }),
            ScaleKind::Sqrt => json!({ "type": "sqrt" }),
        })
    }

    /// A column of numbers on an axis of its own.
    fn number(&self, name: Option<&str>) -> Value {
        let mut out = json!({ "field": escaped(name.unwrap_or_default()), "type": "quantitative" });
        if let (Some(scale), Some(object)) = (self.scale(), out.as_object_mut()) {
            object.insert("scale".to_owned(), scale);
        }
        out
    }

    /// The channel of series.
    fn series(&self) -> Option<Value> {
        Some(json!({ "field": escaped(self.spec.series.as_deref()?), "type": "nominal", "sort": null }))
    }

    /// The colour channel: series, or the one that is highlighted.
    fn color(&mut self, by: &'static str) -> Option<Value> {
        let highlighted = self.spec.highlight.as_deref();
        let series = self.series();
        if series.is_some() && highlighted.is_some() {
            self.left_out.push("highlight");
        }
        if series.is_some() {
            return series;
        }
        let name = if by == "x" { self.spec.x.as_deref() } else { None };
        match (highlighted, name) {
            (Some(value), Some(name)) => Some(json!({
                "condition": { "test": { "field": escaped(name), "equal": value }, "value": "#2b3a8c" },
                "value": "#b8b3a8",
            })),
            (Some(_), None) => {
                self.left_out.push("highlight");
                None
            }
            _ => None,
        }
    }

    /// Only the largest, where there are more than are shown; the rest is not combined there as it is here.
    fn top(&mut self, out: &mut Map<String, Value>) {
        let top = self.spec.top.unwrap_or(u32::MAX) as usize;
        let sorted = self.spec.mark.is_some_and(|mark| kind(mark).sorted);
        if sorted && self.data.rows() > top && self.time_unit().is_none() {
            let order = if self.spec.order == Some(Order::Ascending) { "ascending" } else { "descending" };
            if self.spec.series.is_some() || !matches!(self.spec.order, Some(Order::Ascending | Order::Descending)) {
                self.left_out.push("top");
                return;
            }
            out.insert(
                "transform".to_owned(),
                json!([
                    { "window": [{ "op": "row_number", "as": "place" }], "sort": [{ "field": escaped(&self.y_name()), "order": order }] },
                    { "filter": { "field": "place", "lte": top } },
                ]),
            );
        }
    }

    fn picture(&mut self, form: Form, out: &mut Map<String, Value>) {
        let stack = |split: Split| match split {
            Split::Stacked => json!("zero"),
            Split::Share => json!("normalize"),
            Split::None | Split::Beside => Value::Null,
        };
        let spec = self.spec;
        let mut encoding = Map::new();
        let mut put = |channel: &str, value: Option<Value>| {
            if let Some(value) = value {
                encoding.insert(channel.to_owned(), value);
            }
        };
        let mark = match form {
            Form::Bars { flat, split } => {
                let (groups, values) = if flat { ("y", "x") } else { ("x", "y") };
                self.top(out);
                let mut amount = self.amount(true);
                if let Some(amount) = amount.as_object_mut() {
                    amount.insert("stack".to_owned(), stack(split));
                }
                put(groups, Some(self.groups(values)));
                put(values, Some(amount));
                put("color", self.color("x"));
                if split == Split::Beside {
                    put(if flat { "yOffset" } else { "xOffset" }, self.series());
                }
                json!("bar")
            }
            Form::Course { mark, interpolate, split } => {
                let mut amount = self.amount(true);
                if let (Some(amount), "area") = (amount.as_object_mut(), mark) {
                    amount.insert("stack".to_owned(), stack(split));
                }
                put("x", Some(self.groups("y")));
                put("y", Some(amount));
                put("color", self.color("series"));
                match interpolate {
                    Some(interpolate) => json!({ "type": mark, "interpolate": interpolate }),
                    None => json!(mark),
                }
            }
            Form::Dots => {
                self.top(out);
                put("y", Some(self.groups("x")));
                put("x", Some(self.amount(true)));
                put("color", self.color("x"));
                json!({ "type": "point", "filled": true })
            }
            Form::Cells => {
                put("y", Some(self.groups("color")));
                put("x", self.series());
                put("color", Some(self.amount(true)));
                if spec.highlight.is_some() {
                    self.left_out.push("highlight");
                }
                json!("rect")
            }
            Form::Points | Form::Regression => {
                put("x", Some(self.number(spec.x.as_deref())));
                put("y", Some(self.amount(false)));
                put("color", self.color("series"));
                if let Some(second) = spec.second.as_deref() {
                    put("size", Some(json!({ "field": escaped(second), "type": "quantitative" })));
                }
                json!("point")
            }
            Form::Bins => {
                let mut bins = self.amount(false);
                if let Some(bins) = bins.as_object_mut() {
                    bins.insert("bin".to_owned(), json!(true));
                }
                put("x", Some(bins));
                put("y", Some(json!({ "aggregate": "count", "type": "quantitative" })));
                json!("bar")
            }
            Form::Values { mark } => {
                put("y", spec.x.as_ref().map(|_| self.groups("x")));
                put("x", Some(self.amount(false)));
                json!(mark)
            }
            Form::Density => {
                out.insert("transform".to_owned(), json!([{ "density": escaped(&self.y_name()) }]));
                let title =
                    spec.unit.as_ref().map_or_else(|| self.y_name(), |unit| format!("{} ({unit})", self.y_name()));
                put("x", Some(json!({ "field": "value", "type": "quantitative", "title": title })));
                put("y", Some(json!({ "field": "density", "type": "quantitative" })));
                json!("area")
            }
            Form::Arcs { hollow } => {
                put("theta", Some(self.amount(true)));
                let mut color = self.groups("theta");
                if let Some(color) = color.as_object_mut() {
                    // Arcs cannot be sorted by another channel.
                    color.remove("sort");
                }
                put("color", Some(color));
                if self.data.rows() > 5 {
                    self.left_out.push("others");
                }
                if spec.highlight.is_some() {
                    self.left_out.push("highlight");
                }
                if hollow { json!({ "type": "arc", "innerRadius": 60 }) } else { json!("arc") }
            }
            Form::Facets => {
                put("x", Some(self.groups("y")));
                put("y", Some(self.amount(true)));
                let mut facet = self.series().unwrap_or(Value::Null);
                if let Some(facet) = facet.as_object_mut() {
                    facet.insert("columns".to_owned(), json!(3));
                }
                put("facet", Some(facet));
                if spec.highlight.is_some() {
                    self.left_out.push("highlight");
                }
                json!("line")
            }
        };
        if form != Form::Regression {
            out.insert("mark".to_owned(), mark);
            out.insert("encoding".to_owned(), Value::Object(encoding));
            return;
        }
        self.left_out.push("interval");
        let (on, over) = (escaped(spec.x.as_deref().unwrap_or_default()), escaped(&self.y_name()));
        let axes: Map<String, Value> = encoding
            .iter()
            .filter(|(channel, _)| matches!(channel.as_str(), "x" | "y"))
            .map(|(c, v)| (c.clone(), v.clone()))
            .collect();
        out.insert(
            "layer".to_owned(),
            json!([
                { "mark": mark, "encoding": encoding },
                { "mark": "line", "transform": [{ "regression": over, "on": on }], "encoding": axes },
            ]),
        );
        debug_assert_eq!(spec.mark, Some(Mark::Regression), "the one kind of two layers");
    }
}
