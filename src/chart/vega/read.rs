//! A Vega-Lite spec as a chart. The text is untrusted; what has no counterpart here is named.

use serde_json::{Map, Value};

use super::{FORMS, Form, OPS, Split};
use crate::base::date::DatePart;
use crate::base::note::{Problem, ProblemCode};
use crate::chart::{ChartSpec, Mark, Order, Refused, ScaleKind};
use crate::query::Op;

/// Most bytes of a spec that is read; its data is not used.
pub const LARGEST: usize = 16 * 1024 * 1024;
/// Most names that are listed as left out.
const MOST_NAMES: usize = 40;

/// What was taken from a spec.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// The chart.
    pub spec: ChartSpec,
    /// Its headline.
    pub title: String,
    /// The line below.
    pub description: String,
    /// What has no counterpart here, by its path in the spec: `encoding.opacity`.
    pub left_out: Vec<String>,
}

/// Reads a spec of one view, or the two layers of a regression. Columns are named, not looked up.
pub fn read(text: &str) -> Result<Taken, Problem> {
    let refused = |why: &str| Problem::new(ProblemCode::BadDocument).arg("foreign").detail(why.to_owned());
    if text.len() > LARGEST {
        return Err(Problem::new(ProblemCode::BadDocument).arg("too_large"));
    }
    let value: Value = serde_json::from_str(text)
        .map_err(|error| Problem::new(ProblemCode::BadDocument).arg("damaged").detail(error.to_string()))?;
    let Value::Object(root) = value else { return Err(refused("no object")) };
    let mut reader = Reader { taken: Taken::default() };
    reader.words(root.get("title"));
    let meta = root.get("usermeta").and_then(|meta| meta.get("jelajah")).cloned();
    reader.keep(
        &root,
        "",
        &[
            "$schema",
            "title",
            "data",
            "width",
            "height",
            "mark",
            "encoding",
            "layer",
            "transform",
            "usermeta",
            "config",
            "autosize",
            "background",
            "padding",
            "name",
            "description",
        ],
    );
    match (root.get("layer"), root.get("mark")) {
        (Some(Value::Array(layers)), None) => {
            reader.layers(layers, root.get("encoding"))?;
            let scales = root.get("resolve").and_then(|resolve| resolve.get("scale"));
            if let Some(axis) = ["y", "x"]
                .into_iter()
                .find(|axis| scales.and_then(|scales| scales.get(axis)).is_some_and(|scale| scale == "independent"))
            {
                reader.second_axis(layers, axis);
            }
        }
        (None, Some(mark)) => {
            let transforms = root.get("transform").and_then(Value::as_array);
            reader.view(mark, &object(root.get("encoding")), transforms.map_or(&[], Vec::as_slice));
        }
        _ => return Err(refused("no single view")),
    }
    let mut taken = reader.taken;
    if let Some(op) = meta.as_ref().and_then(|meta| serde_json::from_value::<Op>(meta.get("op")?.clone()).ok()) {
        taken.spec.op = Some(op);
        taken.spec.y = meta.and_then(|meta| meta.get("y")?.as_str().map(str::to_owned));
    }
    if taken.spec.mark.is_none() {
        return Err(refused(&taken.left_out.join(", ")));
    }
    taken.left_out.dedup();
    taken.left_out.truncate(MOST_NAMES);
    Ok(taken)
}

fn object(value: Option<&Value>) -> Map<String, Value> {
    value.and_then(Value::as_object).cloned().unwrap_or_default()
}

/// The text of a name in which dots and brackets were escaped.
fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut letters = name.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(letters.next()),
            other => out.push(other),
        }
    }
    out
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str)
}

/// A field of a channel.
fn field(channel: &Map<String, Value>) -> Option<String> {
    text(channel, "field").map(plain)
}

struct Reader {
    taken: Taken,
}

impl Reader {
    fn leave(&mut self, path: impl Into<String>) {
        self.taken.left_out.push(path.into());
    }

    /// Names what an object says beyond what is understood.
    fn keep(&mut self, object: &Map<String, Value>, path: &str, known: &[&str]) {
        for name in object.keys().filter(|name| !known.contains(&name.as_str())) {
            self.leave(if path.is_empty() { name.clone() } else { format!("{path}.{name}") });
        }
    }

    /// Headline and the line below.
    fn words(&mut self, title: Option<&Value>) {
        let joined = |value: &Value| match value {
            Value::String(text) => text.clone(),
            Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
            _ => String::new(),
        };
        match title {
            Some(Value::Object(title)) => {
                self.taken.title = title.get("text").map(joined).unwrap_or_default();
                self.taken.description = title.get("subtitle").map(joined).unwrap_or_default();
            }
            Some(other) => self.taken.title = joined(other),
            None => {}
        }
    }

    /// Two layers are points and the line through them; of any others the first is taken.
    fn layers(&mut self, layers: &[Value], shared: Option<&Value>) -> Result<(), Problem> {
        let none = || Problem::new(ProblemCode::BadDocument).arg("foreign").detail("no layer".to_owned());
        let first = object(layers.first());
        let mark = first.get("mark").ok_or_else(none)?;
        let mut encoding = object(shared);
        encoding.extend(object(first.get("encoding")));
        let transforms = first.get("transform").and_then(Value::as_array);
        self.view(mark, &encoding, transforms.map_or(&[], Vec::as_slice));
        let is_line = |layer: &Value| {
            layer
                .get("transform")
                .and_then(Value::as_array)
                .is_some_and(|all| all.iter().any(|one| one.get("regression").is_some()))
        };
        for (at, layer) in layers.iter().enumerate().skip(1) {
            if self.taken.spec.mark == Some(Mark::Scatter) && is_line(layer) {
                self.taken.spec.mark = Some(Mark::Regression);
            } else {
                self.leave(format!("layer[{at}]"));
            }
        }
        Ok(())
    }

    /// Layers with an axis of values of their own: of another column, or it would be one measure twice.
    fn second_axis(&mut self, layers: &[Value], axis: &str) {
        let columns = layers.iter().filter_map(|layer| field(&object(layer.get("encoding")?.get(axis))));
        for column in columns.skip(1) {
            let refused = Refused::SecondAxis(column);
            if !self.taken.spec.refused.contains(&refused) && self.taken.spec.refused.len() < MOST_NAMES {
                self.taken.spec.refused.push(refused);
            }
        }
    }

    /// Lengths that do not begin at zero.
    fn cut_axis(&mut self, values: &Map<String, Value>) {
        let Some(scale) = values.get("scale").and_then(Value::as_object) else { return };
        let ends = scale.get("domain").and_then(Value::as_array).into_iter().flatten();
        let ends: Vec<f64> = ends.chain(scale.get("domainMin")).filter_map(Value::as_f64).collect();
        let beyond = !ends.is_empty() && (ends.iter().all(|end| *end > 0.0) || ends.iter().all(|end| *end < 0.0));
        let logarithm = text(scale, "type") == Some("log");
        if (beyond || scale.get("zero") == Some(&Value::Bool(false))) && !logarithm {
            self.taken.spec.refused.push(Refused::CutAxis);
        }
    }

    /// One mark and its channels.
    fn view(&mut self, mark: &Value, encoding: &Map<String, Value>, transforms: &[Value]) {
        let (name, looks) = match mark {
            Value::String(name) => (name.as_str(), Map::new()),
            Value::Object(looks) => (text(looks, "type").unwrap_or_default(), looks.clone()),
            _ => ("", Map::new()),
        };
        self.keep(&looks, "mark", &["type", "filled", "interpolate", "innerRadius", "point"]);
        self.keep(
            encoding,
            "encoding",
            &["x", "y", "color", "size", "theta", "facet", "xOffset", "yOffset", "tooltip", "row", "column", "detail"],
        );
        let channel = |name: &str| object(encoding.get(name));
        let (x, y) = (channel("x"), channel("y"));
        let (color, size, theta) = (channel("color"), channel("size"), channel("theta"));
        let facet = ["facet", "row", "column"].into_iter().map(channel).find(|facet| !facet.is_empty());
        for (name, channel) in [("x", &x), ("y", &y), ("color", &color), ("size", &size), ("theta", &theta)] {
            let path = format!("encoding.{name}");
            self.keep(
                channel,
                &path,
                &[
                    "field",
                    "type",
                    "aggregate",
                    "timeUnit",
                    "sort",
                    "stack",
                    "scale",
                    "bin",
                    "title",
                    "axis",
                    "legend",
                    "condition",
                    "value",
                ],
            );
        }
        let density = self.transforms(transforms);
        let measures = |channel: &Map<String, Value>| {
            channel.get("bin").is_none_or(|bin| bin == false)
                && channel.get("timeUnit").is_none()
                && (channel.contains_key("aggregate") || text(channel, "type") == Some("quantitative"))
        };
        let binned = |channel: &Map<String, Value>| channel.get("bin").is_some_and(|bin| bin != false);
        let series = field(&color).filter(|_| !measures(&color));
        // Bars and dots lie where their values run along x and their groups along y.
        let flat = measures(&x) && !(measures(&y) && field(&x).is_some() && text(&x, "aggregate").is_none());
        let (groups, values) = if flat { (&y, &x) } else { (&x, &y) };
        let offset = encoding.contains_key("xOffset") || encoding.contains_key("yOffset");
        let split = match values.get("stack") {
            Some(Value::String(stack)) if stack == "normalize" => Split::Share,
            _ if series.is_none() || series == field(groups) => Split::None,
            Some(Value::Null | Value::Bool(false)) => Split::Beside,
            _ if offset => Split::Beside,
            _ => Split::Stacked,
        };
        let stepped = text(&looks, "interpolate").is_some_and(|how| how.starts_with("step"));
        let wanted = match name {
            "bar" if binned(&x) || binned(&y) => Some(Form::Bins),
            "bar" => Some(Form::Bars { flat, split }),
            "line" | "trail" if facet.is_some() => Some(Form::Facets),
            "line" | "trail" => {
                Some(Form::Course { mark: "line", interpolate: stepped.then_some("step-after"), split: Split::Beside })
            }
            "area" if density.is_some() => Some(Form::Density),
            "area" => {
                let split = if split == Split::Share { split } else { Split::Stacked };
                Some(Form::Course { mark: "area", interpolate: None, split })
            }
            "point" | "circle" | "square" if measures(&x) && measures(&y) => Some(Form::Points),
            "point" | "circle" | "square" => Some(Form::Dots),
            "rect" => Some(Form::Cells),
            "boxplot" => Some(Form::Values { mark: "boxplot" }),
            "tick" => Some(Form::Values { mark: "tick" }),
            "arc" => {
                Some(Form::Arcs { hollow: looks.get("innerRadius").and_then(Value::as_f64).is_some_and(|r| r > 0.0) })
            }
            _ => None,
        };
        let Some(form) = wanted else {
            self.leave(format!("mark: {name}"));
            return;
        };
        if facet.is_some() && form != Form::Facets {
            self.leave("encoding.facet");
        }
        let mark = match form {
            // The one column that is split beside also stands for the one that is not.
            Form::Bars { flat: false, split: Split::None } => Some(Mark::Column),
            Form::Points if field(&size).is_some() => Some(Mark::Bubble),
            _ => FORMS.iter().find(|(_, known)| *known == form).map(|(mark, _)| *mark),
        };
        self.taken.spec.mark = mark;
        let spec = &mut self.taken.spec;
        match form {
            Form::Bars { .. } | Form::Course { .. } | Form::Dots | Form::Facets => {
                spec.x = field(groups);
                spec.series = match form {
                    Form::Facets => facet.as_ref().and_then(field),
                    _ => series.filter(|series| Some(series) != spec.x.as_ref()),
                };
                self.groups(groups);
                self.amount(values, true);
                self.highlight(&color);
                if matches!(form, Form::Bars { .. } | Form::Course { mark: "area", .. }) {
                    self.cut_axis(values);
                }
            }
            Form::Cells => {
                spec.x = field(&y);
                spec.series = field(&x);
                self.groups(&y);
                self.amount(&color, true);
            }
            Form::Points | Form::Regression => {
                spec.x = field(&x);
                spec.series = series;
                spec.second = field(&size);
                self.amount(&y, false);
                self.scale(&x);
            }
            Form::Bins => {
                let bins = if binned(&x) { &x } else { &y };
                self.amount(bins, false);
            }
            Form::Values { .. } => {
                let across = measures(&x);
                spec.x = field(if across { &y } else { &x });
                self.amount(if across { &x } else { &y }, false);
            }
            Form::Density => {
                self.amount(&x, false);
                self.taken.spec.y = density;
                let unit = text(&x, "title")
                    .and_then(|title| title.strip_suffix(')')?.rsplit_once(" ("))
                    .map(|(_, unit)| unit.to_owned());
                self.taken.spec.unit = unit;
            }
            Form::Arcs { .. } => {
                spec.x = field(&color);
                self.amount(&theta, true);
            }
        }
    }

    /// What comes before the picture: the column of a density is given back, a cut to the first is taken.
    fn transforms(&mut self, transforms: &[Value]) -> Option<String> {
        let mut density = None;
        for (at, one) in transforms.iter().enumerate() {
            let limit = one.get("filter").and_then(|filter| filter.get("lte")).and_then(Value::as_u64);
            let ranked = transforms.first().is_some_and(|first| first.get("window").is_some());
            if let Some(column) = one.get("density").and_then(Value::as_str) {
                density = Some(plain(column));
            } else if let (Some(limit), true) = (limit, ranked) {
                self.taken.spec.top = u32::try_from(limit).ok();
            } else if !(one.get("window").is_some() && transforms.len() == 2 && at == 0) {
                let name = one.as_object().and_then(|object| object.keys().next().cloned()).unwrap_or_default();
                self.leave(format!("transform[{at}]: {name}"));
            }
        }
        density
    }

    /// The channel of groups or times: part and order.
    fn groups(&mut self, channel: &Map<String, Value>) {
        if let Some(unit) = text(channel, "timeUnit") {
            let unit = unit.strip_prefix("utc").unwrap_or(unit);
            self.taken.spec.x_part = match unit {
                "year" => Some(DatePart::Year),
                "yearquarter" => Some(DatePart::Quarter),
                "yearmonth" => Some(DatePart::Month),
                "yearweek" => Some(DatePart::Week),
                "yearmonthdate" => Some(DatePart::Day),
                other => {
                    self.leave(format!("timeUnit: {other}"));
                    None
                }
            };
            return;
        }
        if text(channel, "type") == Some("temporal") {
            return;
        }
        let order = match channel.get("sort") {
            Some(Value::Null) => Some(Order::Table),
            Some(Value::String(sort)) if sort.starts_with('-') => Some(Order::Descending),
            Some(Value::String(sort)) if matches!(sort.as_str(), "x" | "y" | "color" | "theta") => {
                Some(Order::Ascending)
            }
            Some(Value::String(sort)) if sort == "ascending" => Some(Order::Name),
            None if field(channel).is_some() => Some(Order::Name),
            None => None,
            Some(_) => {
                self.leave("sort");
                None
            }
        };
        self.taken.spec.order = order;
    }

    /// The channel of values: column, operation, unit, scale.
    fn amount(&mut self, channel: &Map<String, Value>, summed: bool) {
        let column = field(channel);
        let op = match text(channel, "aggregate") {
            None => None,
            Some("average") => Some(Op::Mean),
            Some("count") => Some(Op::Rows),
            Some("distinct") => Some(Op::Distinct),
            Some("valid") => Some(Op::Count),
            Some(name) => {
                let known = OPS.iter().find(|(_, known)| *known == name).map(|(op, _)| *op);
                if known.is_none() {
                    self.leave(format!("aggregate: {name}"));
                }
                known
            }
        };
        self.taken.spec.op = op.filter(|_| summed);
        let unit = column.as_deref().and_then(|column| {
            text(channel, "title")?.strip_prefix(column)?.strip_prefix(" (")?.strip_suffix(')').map(str::to_owned)
        });
        if unit.is_some() {
            self.taken.spec.unit = unit;
        }
        self.taken.spec.y = column;
        self.scale(channel);
    }

    fn scale(&mut self, channel: &Map<String, Value>) {
        let Some(scale) = channel.get("scale").and_then(Value::as_object) else { return };
        self.taken.spec.scale = match text(scale, "type") {
            Some("log") => Some(ScaleKind::Log),
            Some("symlog") => Some(ScaleKind::Symlog),
            Some("sqrt") => Some(ScaleKind::Sqrt),
            Some("linear" | "utc" | "time" | "band" | "point") | None => self.taken.spec.scale,
            Some(other) => {
                let other = other.to_owned();
                self.leave(format!("scale.type: {other}"));
                self.taken.spec.scale
            }
        };
        self.keep(scale, "scale", &["type"]);
    }

    /// One group in a colour of its own.
    fn highlight(&mut self, color: &Map<String, Value>) {
        let Some(condition) = color.get("condition") else { return };
        let equal = condition.get("test").and_then(|test| test.get("equal")).and_then(Value::as_str);
        match equal {
            Some(value) => self.taken.spec.highlight = Some(value.to_owned()),
            None => self.leave("encoding.color.condition"),
        }
    }
}
