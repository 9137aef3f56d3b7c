//! From a spec with gaps to a spec without: every default with its reason, and the plan that yields
//! the figure's data.

use super::column::{Role, inline, is_number, split_unit};
use super::{ChartSpec, Lowered, Mark, Order};
use crate::base::date::DatePart;
use crate::base::lang::Lang;
use crate::base::note::{Problem, ProblemCode};
use crate::i18n::{Message, chart as words};
use crate::query::{Group, Key, Measure, Op, SortKey, Step};
use crate::table::{Field, Reading};

/// Categories shown when nothing else is said.
pub const DEFAULT_TOP: u32 = 20;
/// Categories that a chart shows at most.
pub const MAX_TOP: u32 = 200;

/// Which columns fit which part of a chart, in the table's order, the likely ones first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Columns of categories or times.
    pub x: Vec<String>,
    /// Columns of values.
    pub y: Vec<String>,
    /// Columns that split lines.
    pub series: Vec<String>,
}

/// Lists which columns fit x, y and series.
pub fn options(fields: &[Field]) -> Choices {
    let pick = |likely: &[Role], unlikely: &[Role]| -> Vec<String> {
        let of = |roles: &[Role]| -> Vec<String> {
            fields.iter().filter(|field| roles.contains(&Role::of(field))).map(|field| field.name.clone()).collect()
        };
        let mut names = of(likely);
        names.extend(of(unlikely));
        names
    };
    let mut x = pick(&[Role::Date, Role::Year, Role::Words, Role::Code], &[Role::Remark]);
    if x.is_empty() {
        x = fields.iter().map(|field| field.name.clone()).collect();
    }
    let mut y = pick(&[Role::Amount, Role::Rate], &[Role::Year, Role::Label]);
    y.retain(|name| fields.iter().any(|field| field.name == *name && is_number(field)));
    Choices { x, y, series: pick(&[Role::Words, Role::Code], &[Role::Year, Role::Remark]) }
}

/// Collects reasons in one language.
struct Reasons {
    lang: Lang,
    sentences: Vec<String>,
}

impl Reasons {
    fn say(&mut self, message: Message, args: &[(&str, &str)]) {
        self.sentences.push(message.with(self.lang, args));
    }
}

/// Fills the gaps of a spec from the table's columns.
pub fn lower(spec: &ChartSpec, fields: &[Field], lang: Lang) -> Result<Lowered, Problem> {
    let mut reasons = Reasons { lang, sentences: Vec::new() };
    let named = |name: &Option<String>| -> Result<Option<&Field>, Problem> {
        let Some(name) = name else { return Ok(None) };
        let missing = || Problem::new(ProblemCode::FigureNeedsColumn).arg(name.clone());
        fields.iter().find(|field| field.name == *name).ok_or_else(missing).map(Some)
    };
    let (chosen_x, chosen_y, chosen_series) = (named(&spec.x)?, named(&spec.y)?, named(&spec.series)?);

    let x = match chosen_x {
        Some(field) => field,
        None => derive_x(spec, fields, &mut reasons).ok_or_else(|| Problem::new(ProblemCode::NothingToDraw))?,
    };
    let time = Role::of(x).is_time();
    let mark = match spec.mark {
        Some(Mark::Line) if !time => {
            reasons.say(words::REASON_MARK_NO_TIME, &[("x", &x.name)]);
            Mark::Bar
        }
        Some(mark) => mark,
        None => {
            let (mark, message) =
                if time { (Mark::Line, words::REASON_MARK_LINE) } else { (Mark::Bar, words::REASON_MARK_BAR) };
            reasons.say(message, &[("x", &x.name)]);
            mark
        }
    };
    let x_part = match x.reading {
        Reading::Date(_) => Some(spec.x_part.unwrap_or_else(|| {
            reasons.say(words::REASON_PART_MONTH, &[]);
            DatePart::Month
        })),
        _ => None,
    };
    let (y, op) = derive_y(spec, chosen_y, x, fields, &mut reasons);
    let unit = spec.unit.clone().or_else(|| {
        let (_, unit) = split_unit(&y.filter(|_| !counts(op))?.name);
        reasons.say(words::REASON_UNIT, &[("unit", unit?)]);
        unit.map(str::to_owned)
    });
    let series = match (chosen_series, mark) {
        (Some(_), Mark::Bar) => {
            reasons.say(words::REASON_NO_SERIES, &[]);
            None
        }
        (Some(field), Mark::Line) if field.name == x.name => {
            reasons.say(words::REASON_SAME_SERIES, &[("series", &inline(&field.name))]);
            None
        }
        (Some(field), Mark::Line) => Some(field),
        (None, Mark::Line) => {
            if let Some(field) = fields.iter().find(|field| Role::of(field) == Role::Words) {
                reasons.say(words::REASON_ALL_SERIES, &[("series", &inline(&field.name))]);
            }
            None
        }
        (None, Mark::Bar) => None,
    };
    if mark == Mark::Bar
        && op == Op::Sum
        && let Some(field) = fields.iter().find(|field| Role::of(field).is_time() && field.name != x.name)
    {
        reasons.say(words::REASON_ALL_TIMES, &[("time", &inline(&field.name))]);
    }
    let order = spec.order.unwrap_or_else(|| {
        let (order, message) = match (mark, time) {
            (Mark::Line, _) | (Mark::Bar, true) => (Order::Table, words::REASON_ORDER_TIME),
            (Mark::Bar, false) => (Order::Descending, words::REASON_ORDER_VALUE),
        };
        reasons.say(message, &[]);
        order
    });
    let top = spec.top.unwrap_or_else(|| {
        if mark == Mark::Bar {
            reasons.say(words::REASON_TOP, &[("n", &DEFAULT_TOP.to_string())]);
        }
        DEFAULT_TOP
    });

    let steps = plan(x, x_part, series, y, op, sorting(mark, order, time));
    let spec = ChartSpec {
        mark: Some(mark),
        x: Some(x.name.clone()),
        x_part,
        y: y.map(|field| field.name.clone()),
        op: Some(op),
        series: series.map(|field| field.name.clone()),
        order: Some(order),
        top: Some(top.clamp(1, MAX_TOP)),
        highlight: spec.highlight.clone(),
        unit: unit.filter(|unit| !unit.trim().is_empty()),
    };
    Ok(Lowered { spec, reasons: reasons.sentences, steps })
}

/// Whether an operation counts cells or rows instead of measuring values.
pub(crate) fn counts(op: Op) -> bool {
    matches!(op, Op::Rows | Op::Count | Op::Distinct)
}

/// The first column that categories or times can be taken from.
fn derive_x<'a>(spec: &ChartSpec, fields: &'a [Field], reasons: &mut Reasons) -> Option<&'a Field> {
    let taken = |field: &Field| Some(&field.name) == spec.y.as_ref() || Some(&field.name) == spec.series.as_ref();
    let first = |role: Role| fields.iter().find(|field| Role::of(field) == role && !taken(field));
    // A person who asks for bars means categories; for lines, times.
    let times_first = spec.mark != Some(Mark::Bar);
    let times = [(Role::Date, words::REASON_X_DATE), (Role::Year, words::REASON_X_YEAR)];
    let names = [(Role::Words, words::REASON_X_TEXT), (Role::Code, words::REASON_X_CODE)];
    // Years beside categories are usually a single year of a table by region, so a date wins over
    // words, but words win over years unless lines are asked for.
    let order: Vec<(Role, Message)> = match (times_first, spec.mark) {
        (true, Some(Mark::Line)) => times.into_iter().chain(names).collect(),
        (true, _) => vec![times[0], names[0], times[1], names[1]],
        (false, _) => names.into_iter().chain(times).collect(),
    };
    for (role, message) in order {
        if let Some(field) = first(role) {
            reasons.say(message, &[("x", &field.name)]);
            return Some(field);
        }
    }
    let only = fields.iter().find(|field| !taken(field)).or(fields.first())?;
    reasons.say(words::REASON_X_ONLY, &[("x", &only.name)]);
    Some(only)
}

/// The column of the values and how they are summed up.
fn derive_y<'a>(
    spec: &ChartSpec,
    chosen: Option<&'a Field>,
    x: &Field,
    fields: &'a [Field],
    reasons: &mut Reasons,
) -> (Option<&'a Field>, Op) {
    let y = match (chosen, spec.op) {
        (Some(field), _) => Some(field),
        // Counting rows needs no column; every other operation does.
        (None, Some(Op::Rows)) => None,
        (None, _) => {
            let first = |role: Role| fields.iter().find(|field| Role::of(field) == role && field.name != x.name);
            let found = first(Role::Amount).or_else(|| first(Role::Rate));
            match found {
                Some(field) => reasons.say(words::REASON_Y, &[("y", &field.name)]),
                None => reasons.say(words::REASON_Y_ROWS, &[]),
            }
            found
        }
    };
    let Some(field) = y else {
        if spec.op.is_some_and(|op| op != Op::Rows) {
            reasons.say(words::REASON_OP_ROWS, &[]);
        }
        return (None, Op::Rows);
    };
    let name = [("y", field.name.as_str())];
    let op = match spec.op {
        Some(op) if counts(op) || is_number(field) => op,
        _ if !is_number(field) => {
            reasons.say(words::REASON_OP_COUNT, &name);
            Op::Count
        }
        _ if Role::of(field) == Role::Amount => {
            reasons.say(words::REASON_OP_SUM, &name);
            Op::Sum
        }
        _ => {
            reasons.say(words::REASON_OP_MEAN, &name);
            Op::Mean
        }
    };
    (Some(field), op)
}

/// The order that the plan gives its rows.
fn sorting(mark: Mark, order: Order, time: bool) -> Option<SortKey> {
    let key = |column: &str, descending| Some(SortKey { column: column.to_owned(), descending });
    match (mark, order) {
        (Mark::Line, _) | (_, Order::Name) => key("x", false),
        (_, Order::Table) => {
            if time {
                key("x", false)
            } else {
                None
            }
        }
        (_, Order::Descending) => key("y", true),
        (_, Order::Ascending) => key("y", false),
    }
}

/// The plan: columns `x`, `series` if split, `y`, and where values can be missing `rows` and
/// `present`, so that the figure can say how many rows it leaves out.
fn plan(
    x: &Field,
    part: Option<DatePart>,
    series: Option<&Field>,
    y: Option<&Field>,
    op: Op,
    sort: Option<SortKey>,
) -> Vec<Step> {
    let mut by = vec![Key { column: x.name.clone(), part, name: Some("x".to_owned()) }];
    by.extend(series.map(|field| Key { column: field.name.clone(), part: None, name: Some("series".to_owned()) }));
    let measure = |op: Op, column: Option<&Field>, name: &str| Measure {
        op,
        column: column.map(|field| field.name.clone()),
        name: name.to_owned(),
    };
    let mut measures = vec![measure(op, y.filter(|_| op != Op::Rows), "y")];
    if let Some(field) = y.filter(|_| !counts(op)) {
        measures.push(measure(Op::Rows, None, "rows"));
        measures.push(measure(Op::Count, Some(field), "present"));
    }
    let mut steps = vec![Step::Group(Group { by, measures })];
    steps.extend(sort.map(|key| Step::Sort(vec![key])));
    steps
}
