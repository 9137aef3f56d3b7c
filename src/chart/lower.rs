//! From a spec with gaps to a spec without: every default with its reason, and the plan that yields
//! the figure's data.

use super::column::{Role, inline, is_number, split_unit, unit_of_reading};
use super::kind::{Data, MarkKind, Use, X, kind};
use super::{ChartSpec, Lowered, Mark, Order};
use crate::base::date::DatePart;
use crate::base::lang::Lang;
use crate::base::note::{Problem, ProblemCode};
use crate::i18n::{Message, chart as words, kinds as t};
use crate::query::{Group, Key, Limit, Measure, Op, SortKey, Step};
use crate::table::{Field, Reading};

/// Categories shown when nothing else is said.
pub const DEFAULT_TOP: u32 = 20;
/// Categories that a chart shows at most.
pub const MAX_TOP: u32 = 200;

/// Times and steps that a chart shows at most.
const UNSORTED_TOP: u32 = 100_000;

/// Which columns fit which part of a chart, in the table's order, the likely ones first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Columns of categories or times.
    pub x: Vec<String>,
    /// Columns of values.
    pub y: Vec<String>,
    /// Columns that split values.
    pub series: Vec<String>,
    /// Columns of numbers, for axes of numbers and second values.
    pub numbers: Vec<String>,
    /// Columns of times.
    pub times: Vec<String>,
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
    let numbers = y.clone();
    let times = pick(&[Role::Date, Role::Year], &[]);
    Choices { x, y, numbers, times, series: pick(&[Role::Words, Role::Code], &[Role::Year, Role::Remark]) }
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
    let chosen_x = named(&spec.x)?;
    let (chosen_y, chosen_series, chosen_second) = (named(&spec.y)?, named(&spec.series)?, named(&spec.second)?);
    let wanted = spec.mark.map(kind);
    let mut layers = Vec::new();
    for (at, name) in super::layers::columns(spec) {
        layers.extend(named(&Some(name.clone()))?.filter(|field| is_number(field)).map(|field| (at, field)));
    }

    // A kind that these columns do not allow becomes bars, with the reason.
    let instead = |mut reasons: Reasons, wanted: &MarkKind, x: Option<&Field>| {
        match x.filter(|_| wanted.mark == Mark::Line) {
            Some(x) => reasons.say(words::REASON_MARK_NO_TIME, &[("x", &x.name)]),
            None => {
                reasons.say(t::REASON_NEEDS, &[("mark", wanted.name.text(lang)), ("needs", wanted.needs.text(lang))]);
            }
        }
        let bars = lower(&ChartSpec { mark: Some(Mark::Bar), ..spec.clone() }, fields, lang)?;
        reasons.sentences.extend(bars.reasons);
        Ok(Lowered { reasons: reasons.sentences, ..bars })
    };
    let x = match (chosen_x, wanted.map(|wanted| wanted.x)) {
        (_, Some(X::Nothing)) | (None, Some(X::MaybeNames)) => None,
        (Some(field), _) => Some(field),
        (None, Some(X::MaybeTime)) => {
            fields.iter().find(|field| Role::of(field).is_time() && Some(&field.name) != spec.y.as_ref())
        }
        (None, Some(X::Number)) => derive_number(spec, fields, None, &mut reasons),
        (None, _) => {
            Some(derive_x(spec, fields, &mut reasons).ok_or_else(|| Problem::new(ProblemCode::NothingToDraw))?)
        }
    };
    let time = x.is_some_and(|x| Role::of(x).is_time());
    let mark = match (wanted, x) {
        (Some(wanted), x) => {
            let fits = match wanted.x {
                X::Time => time,
                X::MaybeTime => time || x.is_none(),
                X::Number => x.is_some_and(is_number),
                X::Names | X::Groups | X::MaybeNames | X::Nothing => true,
            };
            if !fits {
                return instead(reasons, wanted, x);
            }
            wanted.mark
        }
        (None, Some(x)) => {
            let (mark, message) =
                if time { (Mark::Line, words::REASON_MARK_LINE) } else { (Mark::Bar, words::REASON_MARK_BAR) };
            reasons.say(message, &[("x", &x.name)]);
            mark
        }
        (None, None) => Mark::Bar,
    };
    let kind = kind(mark);
    let by_value = matches!(kind.data, Data::Points | Data::Values);
    let x_part = match x.map(|x| x.reading) {
        Some(Reading::Date(_)) if mark == Mark::Calendar => Some(DatePart::Day),
        Some(Reading::Date(_)) if !by_value => Some(spec.x_part.unwrap_or_else(|| {
            reasons.say(words::REASON_PART_MONTH, &[]);
            DatePart::Month
        })),
        _ => None,
    };
    let x_name = x.map_or("", |x| x.name.as_str());
    let (y, op) = derive_y(spec, chosen_y, x_name, fields, &mut reasons);
    // A kind that shows every value, or their range, needs values to show.
    if (by_value || matches!(kind.data, Data::Range | Data::Days | Data::Rows))
        && (y.is_none_or(|y| !is_number(y)) || y.is_some_and(|y| y.name == x_name))
    {
        return instead(reasons, kind, None);
    }
    if (kind.data == Data::Days || mark == Mark::Calendar) && x_part.is_none() {
        return instead(reasons, kind, None);
    }
    let y_name = y.map_or("", |y| y.name.as_str());
    let unit = spec.unit.clone().or_else(|| {
        let y = y.filter(|_| !counts(op))?;
        if let (_, Some(unit)) = split_unit(&y.name) {
            reasons.say(words::REASON_UNIT, &[("unit", unit)]);
            return Some(unit.to_owned());
        }
        // Stretches of time are read to a unit, whatever their cells say.
        let unit = unit_of_reading(y, lang)?;
        reasons.say(words::REASON_UNIT_READ, &[("unit", unit)]);
        Some(unit.to_owned())
    });
    let series = match (kind.series, chosen_series) {
        (Use::No, Some(_)) => {
            reasons.say(words::REASON_NO_SERIES, &[]);
            None
        }
        (Use::No, None) => None,
        (_, Some(field)) if field.name == x_name => {
            reasons.say(words::REASON_SAME_SERIES, &[("series", &inline(&field.name))]);
            None
        }
        (_, Some(field)) => Some(field),
        (Use::May, None) => {
            // Points are named after the rows they stand for.
            let words = || fields.iter().find(|field| Role::of(field) == Role::Words && field.name != x_name);
            if kind.data == Data::Points {
                words()
            } else if mark == Mark::Number {
                // Totals among the rows of a sum can only be told by their names.
                words().filter(|_| x.is_none() && op == Op::Sum)
            } else {
                if mark == Mark::Line
                    && let Some(field) = fields.iter().find(|field| Role::of(field) == Role::Words)
                {
                    reasons.say(words::REASON_ALL_SERIES, &[("series", &inline(&field.name))]);
                }
                None
            }
        }
        // Two columns of values take the place of two series.
        (Use::Must, None) if chosen_second.is_some() && kind.second.is_some() => None,
        (Use::Must, None) => {
            let free = |role: Role| {
                fields.iter().find(|field| Role::of(field) == role && field.name != x_name && field.name != y_name)
            };
            let found = if time {
                free(Role::Words).or_else(|| free(Role::Code))
            } else {
                free(Role::Year).or_else(|| free(Role::Words))
            };
            if let Some(field) = found {
                reasons.say(t::REASON_SERIES, &[("series", &field.name)]);
            }
            found
        }
    };
    let second = match kind.second {
        None => None,
        Some((need, _)) => match chosen_second.filter(|field| is_number(field)) {
            Some(field) => Some(field),
            None if need == Use::Must => {
                let free = |role: Role| {
                    fields.iter().find(|field| Role::of(field) == role && field.name != x_name && field.name != y_name)
                };
                let found = free(Role::Amount).or_else(|| free(Role::Rate));
                if let Some(field) = found {
                    reasons.say(t::REASON_SECOND, &[("second", &field.name)]);
                }
                found
            }
            None => None,
        },
    };
    let lacks_series = kind.series == Use::Must && series.is_none() && second.is_none();
    if lacks_series || (kind.second.is_some_and(|(need, _)| need == Use::Must) && second.is_none()) {
        return instead(reasons, kind, None);
    }
    if !by_value
        && kind.data == Data::Groups
        && !time
        && op == Op::Sum
        && let Some(field) = fields.iter().find(|field| {
            Role::of(field).is_time() && field.name != x_name && series.is_none_or(|series| series.name != field.name)
        })
    {
        reasons.say(words::REASON_ALL_TIMES, &[("time", &inline(&field.name))]);
    }
    let order = spec.order.unwrap_or_else(|| {
        if !kind.sorted {
            return Order::Table;
        }
        let (order, message) = if time || mark == Mark::Line {
            (Order::Table, words::REASON_ORDER_TIME)
        } else {
            (Order::Descending, words::REASON_ORDER_VALUE)
        };
        reasons.say(message, &[]);
        order
    });
    let top = spec.top.unwrap_or_else(|| {
        if !kind.sorted || (time && kind.x == X::Groups) {
            return UNSORTED_TOP;
        }
        if mark != Mark::Line {
            reasons.say(words::REASON_TOP, &[("n", &DEFAULT_TOP.to_string())]);
        }
        DEFAULT_TOP
    });

    // What has no place for layers needs no values for them.
    layers.retain(|_| super::layers::suits(mark) && series.is_none());
    let plan = Plan { kind, x, x_part, series, y, second, op, layers };
    let steps = plan.steps(sorting(kind, order, time));
    let spec = ChartSpec {
        mark: Some(mark),
        x: x.map(|x| x.name.clone()),
        x_part,
        y: y.map(|field| field.name.clone()),
        op: Some(op),
        series: series.map(|field| field.name.clone()),
        second: second.map(|field| field.name.clone()),
        order: Some(order),
        top: Some(top.clamp(1, if kind.sorted && !time { MAX_TOP } else { UNSORTED_TOP })),
        highlight: spec.highlight.clone(),
        unit: unit.filter(|unit| !unit.trim().is_empty()),
        scale: spec.scale.filter(|_| kind.scaled),
        remarks: spec.remarks.clone(),
        events: spec.events.clone(),
        hidden: spec.hidden.clone(),
        layers: spec.layers.clone(),
        free: spec.free,
        classes: spec.classes.clone(),
        window: spec.window.clone(),
        refused: spec.refused.clone(),
    };
    Ok(Lowered { spec, reasons: reasons.sentences, steps })
}

/// The spec with another kind, without the choices that this kind could not use.
pub fn with_mark(spec: &ChartSpec, mark: Option<Mark>, fields: &[Field]) -> ChartSpec {
    let Some(wanted) = mark.map(kind) else { return ChartSpec { mark, ..spec.clone() } };
    let role = |name: &Option<String>| {
        name.as_ref()
            .and_then(|name| fields.iter().find(|field| field.name == *name))
            .map(|field| (Role::of(field), is_number(field)))
    };
    let keeps_x = role(&spec.x).is_some_and(|(role, number)| match wanted.x {
        X::Time | X::MaybeTime => role.is_time(),
        X::Number => number,
        X::Names | X::MaybeNames => !role.is_time() && !matches!(role, Role::Amount | Role::Rate),
        X::Groups => !matches!(role, Role::Amount | Role::Rate),
        X::Nothing => false,
    });
    ChartSpec {
        mark,
        x: spec.x.clone().filter(|_| keeps_x),
        series: spec.series.clone().filter(|_| wanted.series != Use::No),
        second: spec.second.clone().filter(|_| wanted.second.is_some()),
        order: spec.order.filter(|_| wanted.sorted),
        top: spec.top.filter(|_| wanted.sorted),
        scale: spec.scale.filter(|_| wanted.scaled),
        window: spec.window.clone().filter(|_| keeps_x),
        ..spec.clone()
    }
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
    let wanted = spec.mark.map(|mark| kind(mark).x);
    let times_first = !matches!(wanted, Some(X::Names));
    let times = [(Role::Date, words::REASON_X_DATE), (Role::Year, words::REASON_X_YEAR)];
    let names = [(Role::Words, words::REASON_X_TEXT), (Role::Code, words::REASON_X_CODE)];
    // Years beside categories are usually a single year of a table by region, so a date wins over
    // words, but words win over years unless lines are asked for.
    let order: Vec<(Role, Message)> = match (times_first, wanted) {
        (true, Some(X::Time)) => times.into_iter().chain(names).collect(),
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

/// The first column of numbers that stands for nothing else yet, for an axis of numbers.
fn derive_number<'a>(
    spec: &ChartSpec,
    fields: &'a [Field],
    not: Option<&str>,
    reasons: &mut Reasons,
) -> Option<&'a Field> {
    let free = |role: Role| {
        fields.iter().find(|field| {
            Role::of(field) == role && Some(&field.name) != spec.y.as_ref() && Some(field.name.as_str()) != not
        })
    };
    let found = free(Role::Amount).or_else(|| free(Role::Rate))?;
    reasons.say(t::REASON_X_NUMBER, &[("x", &found.name)]);
    Some(found)
}

/// The column of the values and how they are summed up.
fn derive_y<'a>(
    spec: &ChartSpec,
    chosen: Option<&'a Field>,
    x: &str,
    fields: &'a [Field],
    reasons: &mut Reasons,
) -> (Option<&'a Field>, Op) {
    let y = match (chosen, spec.op) {
        (Some(field), _) => Some(field),
        // Counting rows needs no column; every other operation does.
        (None, Some(Op::Rows)) => None,
        (None, _) => {
            let first = |role: Role| fields.iter().find(|field| Role::of(field) == role && field.name != x);
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
fn sorting(kind: &MarkKind, order: Order, time: bool) -> Option<SortKey> {
    let key = |column: &str, descending| Some(SortKey { column: column.to_owned(), descending });
    match (kind.data, order) {
        (Data::Points | Data::Values | Data::Rows, _) => None,
        (Data::Groups, Order::Descending) if kind.sorted => key("y", true),
        (Data::Groups, Order::Ascending) if kind.sorted => key("y", false),
        (_, Order::Name) => key("x", false),
        _ if time => key("x", false),
        _ => None,
    }
}

/// What a plan is made from.
struct Plan<'a> {
    kind: &'a MarkKind,
    x: Option<&'a Field>,
    x_part: Option<DatePart>,
    series: Option<&'a Field>,
    y: Option<&'a Field>,
    second: Option<&'a Field>,
    op: Op,
    /// Columns of values drawn over the marks, by their place among the layers.
    layers: Vec<(usize, &'a Field)>,
}

impl Plan<'_> {
    /// The steps that yield the columns of [`Lowered::steps`].
    fn steps(&self, sort: Option<SortKey>) -> Vec<Step> {
        let key = |field: &Field, part: Option<DatePart>, name: &str| Key {
            column: field.name.clone(),
            part,
            name: Some(name.to_owned()),
        };
        let measure = |op: Op, column: Option<&Field>, name: &str| Measure {
            op,
            column: column.map(|field| field.name.clone()),
            name: name.to_owned(),
        };
        let part = if self.kind.data == Data::Days { self.x_part.map(|_| DatePart::Day) } else { self.x_part };
        if self.kind.data == Data::Rows {
            let columns = [self.x, self.y].into_iter().flatten().map(|field| field.name.clone());
            let rows = u64::from(MAX_TOP);
            return vec![Step::Select(columns.collect()), Step::Limit(Limit { rows, offset: 0 })];
        }
        let mut by: Vec<Key> = self.x.map(|x| key(x, part, "x")).into_iter().collect();
        by.extend(self.series.map(|field| key(field, None, "series")));
        let mut measures = Vec::new();
        match self.kind.data {
            Data::Points | Data::Values => {
                by.extend(self.y.map(|field| key(field, None, "y")));
                by.extend(self.second.map(|field| key(field, None, "second")));
                measures.push(measure(Op::Rows, None, "rows"));
            }
            Data::Groups | Data::Days => {
                measures.push(measure(self.op, self.y.filter(|_| self.op != Op::Rows), "y"));
                if let Some(field) = self.y.filter(|_| !counts(self.op)) {
                    measures.push(measure(Op::Rows, None, "rows"));
                    measures.push(measure(Op::Count, Some(field), "present"));
                }
                let op = if counts(self.op) { Op::Mean } else { self.op };
                measures.extend(self.second.map(|field| measure(op, Some(field), "second")));
                for (at, field) in &self.layers {
                    measures.push(measure(op, Some(field), &super::layers::column(*at)));
                }
            }
            Data::Rows => {}
            Data::Range => {
                for (op, name) in [(Op::Median, "y"), (Op::Min, "low"), (Op::Max, "high")] {
                    measures.push(measure(op, self.y, name));
                }
                measures.push(measure(Op::Rows, None, "rows"));
                measures.push(measure(Op::Count, self.y, "present"));
            }
        }
        let mut steps = vec![Step::Group(Group { by, measures })];
        steps.extend(sort.map(|key| Step::Sort(vec![key])));
        steps
    }
}
