//! The check of a chart: what could mislead, in plain words, and the change that mends it.
//!
//! Some faults cannot be drawn at all: what has a length begins at zero, no chart has two value axes, a pie has at
//! most five slices. Who asked for one, or pasted a chart of another program that had it, is told so and what shows
//! the same without it. What stands in the rows behind a chart is asked for by
//! [`questions`].

mod rows;
#[cfg(test)]
#[path = "lint/tests.rs"]
mod rule_tests;

use super::choose::adds;
use super::column::{Role, is_number};
use super::data::{cell, lines, name_of};
use super::kind::{Data, Relation, X, kind};
use super::marks::parts::MOST_SLICES;
use super::rhythm::Rhythm;
use super::samples::samples;
use super::{ChartSpec, Figure, Layer, Lowered, Mark, Order, Refused, ScaleKind, Sheet, has_layers, with_mark};
use crate::base::date::DatePart;
use crate::base::lang::Lang;
use crate::base::note::{Note, NoteCode};
use crate::base::number::format_number;
use crate::i18n::{Message, checks as t};
use crate::query::{Op, Step, Test};
use crate::scene::Theme;
use crate::scene::sight::{LEAST_DIFFERENCE, Sight, closest};
use crate::scene::style::{Palette, Style};
use crate::table::{Field, ResultTable, Values};
pub use rows::{Facts, Questions, questions};

/// Everything that is checked.
#[derive(Clone, Copy)]
pub struct Check<'a> {
    /// The figure's headline.
    pub title: &'a str,
    /// The figure's description.
    pub description: &'a str,
    /// Whether its source line names who published the data.
    pub published: bool,
    /// The figure's colours.
    pub style: &'a Style,
    /// The same as they are drawn.
    pub theme: &'a Theme,
    /// What was found in the rows behind the chart.
    pub facts: &'a Facts,
    /// The filter steps before the chart's own plan.
    pub steps: &'a [Step],
    /// The spec as a person chose it.
    pub spec: &'a ChartSpec,
    /// The same with every gap filled.
    pub lowered: &'a Lowered,
    /// The outcome of its plan.
    pub data: &'a ResultTable,
    /// What was drawn.
    pub figure: &'a Figure,
    /// The table's columns.
    pub fields: &'a [Field],
    /// What reading the table noted.
    pub notes: &'a [Note],
    /// The language.
    pub lang: Lang,
}

/// How a finding is mended.
#[derive(Clone, Debug, PartialEq)]
pub enum Repair {
    /// By another spec.
    Spec(Box<ChartSpec>),
    /// By a headline from the data.
    Headline(String),
    /// By other filter steps.
    Steps(Vec<Step>),
    /// By a description that says it.
    Description(String),
    /// By other colours.
    Style(Box<Style>),
}

/// What could mislead.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The fault in plain words.
    pub words: String,
    /// What the repair does, and the repair.
    pub repair: Option<(Message, Repair)>,
}

/// Groups of fewer values than this make a mean or a median that changes easily.
const FEW: u64 = 5;
/// Values of which a curve or a box says little.
const FEW_VALUES: u64 = 20;
/// Series that can be told apart.
const MOST_SERIES: usize = 7;

/// Checks a chart; the gravest first.
pub fn lint(check: &Check<'_>) -> Vec<Finding> {
    let rules: &[fn(&Check<'_>) -> Option<Finding>] = &[
        sum_of_rates,
        rows::totals_mixed,
        means_as_parts,
        percent_not_whole,
        rows::mixed_units,
        few_rows,
        few_values,
        cut_axis,
        second_axis,
        many_slices,
        many_series,
        unsorted,
        uneven,
        scale,
        start,
        counts_of_regions,
        rows::provisional,
        colors_close,
        source_missing,
        headline_missing,
    ];
    rules.iter().filter_map(|rule| rule(check)).collect()
}

impl Check<'_> {
    fn finding(&self, words: Message, args: &[(&str, &str)]) -> Finding {
        Finding { words: words.with(self.lang, args), repair: None }
    }

    fn mended(&self, words: Message, args: &[(&str, &str)], label: Message, spec: ChartSpec) -> Finding {
        let repair = Some((label, Repair::Spec(Box::new(spec))));
        Finding { repair, ..self.finding(words, args) }
    }

    /// A fault that the description may tell of: nothing where it does, else the repair that says it there.
    fn told(&self, finding: Finding, said: Message, args: &[(&str, &str)]) -> Option<Finding> {
        // Who has changed the language since has said it, too.
        if Lang::ALL.into_iter().any(|lang| self.description.contains(&said.with(lang, args))) {
            return None;
        }
        let sentence = said.with(self.lang, args);
        let before = self.description.trim_end();
        let description = if before.is_empty() { sentence } else { format!("{before} {sentence}") };
        Some(Finding { repair: Some((t::SAY_SO, Repair::Description(description))), ..finding })
    }

    fn field(&self, name: Option<&String>) -> Option<&Field> {
        self.fields.iter().find(|field| Some(&field.name) == name)
    }

    fn y(&self) -> Option<&Field> {
        self.field(self.lowered.spec.y.as_ref())
    }

    fn mark(&self) -> Mark {
        self.lowered.spec.mark.unwrap_or(Mark::Bar)
    }

    fn names(&self, column: &str) -> Vec<String> {
        let Some(column) = self.data.column(column) else { return Vec::new() };
        let mut names: Vec<String> =
            (0..column.values.len()).filter_map(|row| name_of(&column.values, row, self.lang)).collect();
        names.sort();
        names.dedup();
        names
    }

    fn count(&self, count: u64) -> String {
        format_number(count as f64, 0, self.lang)
    }

    /// How many rows the largest group puts together.
    fn most_rows(&self) -> u64 {
        (0..self.data.rows()).filter_map(|row| cell(self.data, "rows", row)).max().unwrap_or(0)
    }
}

/// Prices, shares and indices that are added up.
fn sum_of_rates(check: &Check<'_>) -> Option<Finding> {
    let y = check.y().filter(|y| is_number(y) && Role::of(y) == Role::Rate)?;
    let adds_up = check.lowered.spec.op == Some(Op::Sum) && check.most_rows() > 1;
    let grouped = matches!(kind(check.mark()).data, Data::Groups | Data::Days);
    if !adds_up || !grouped {
        return None;
    }
    let spec = ChartSpec { op: Some(Op::Mean), ..check.spec.clone() };
    Some(check.mended(t::SUM_OF_RATES, &[("y", &y.name)], t::USE_MEAN, spec))
}

/// Averages shown as parts of a whole.
fn means_as_parts(check: &Check<'_>) -> Option<Finding> {
    let several = check.most_rows() > 1;
    if !kind(check.mark()).whole || adds(check.lowered.spec.op) || !several {
        return None;
    }
    let spec = ChartSpec { mark: Some(Mark::Bar), ..check.spec.clone() };
    Some(check.mended(t::MEANS_AS_PARTS, &[], t::USE_BARS, spec))
}

/// Percentages shown as a whole that do not add up to one.
fn percent_not_whole(check: &Check<'_>) -> Option<Finding> {
    let spec = &check.lowered.spec;
    if !kind(check.mark()).whole || spec.unit.as_deref() != Some("%") || spec.series.is_some() {
        return None;
    }
    let Values::Number(values) = &check.data.column("y")?.values else { return None };
    let total: f64 = values.iter().copied().flatten().filter(|value| value.is_finite()).sum();
    if (total - 100.0).abs() <= 1.0 {
        return None;
    }
    let said = format_number(total, 1, check.lang);
    let repaired = ChartSpec { mark: Some(Mark::Bar), ..check.spec.clone() };
    Some(check.mended(t::PERCENT_NOT_WHOLE, &[("total", &said)], t::USE_BARS, repaired))
}

/// Means and medians of very few values.
fn few_rows(check: &Check<'_>) -> Option<Finding> {
    if !matches!(check.lowered.spec.op, Some(Op::Mean | Op::Median)) || check.most_rows() < FEW {
        return None;
    }
    let few = (0..check.data.rows())
        .filter_map(|row| cell(check.data, "present", row))
        .filter(|present| (1..FEW).contains(present))
        .count() as u64;
    if few == 0 {
        return None;
    }
    let (count, limit) = (check.count(few), check.count(FEW));
    let args = [("n", count.as_str()), ("few", limit.as_str())];
    check.told(check.finding(t::FEW_ROWS, &args), t::FEW_ROWS_SAID, &args)
}

/// Curves and boxes of very few values.
fn few_values(check: &Check<'_>) -> Option<Finding> {
    if !matches!(check.mark(), Mark::Density | Mark::Box | Mark::Violin | Mark::Histogram) {
        return None;
    }
    let sheet = Sheet {
        lowered: check.lowered,
        data: check.data,
        width_px: 640.0,
        stretch_px: 0.0,
        theme: &Theme::LIGHT,
        lang: check.lang,
    };
    let (all, _) = samples(&sheet).ok()?;
    let least = all.iter().map(super::samples::Samples::count).min()?;
    if least >= FEW_VALUES {
        return None;
    }
    let spec = ChartSpec { mark: Some(Mark::Strip), ..check.spec.clone() };
    Some(check.mended(t::FEW_VALUES, &[("n", &check.count(least))], t::USE_STRIP, spec))
}

/// Lengths that a pasted chart began elsewhere than at zero. Dots and lines show small differences honestly.
fn cut_axis(check: &Check<'_>) -> Option<Finding> {
    let mark = check.mark();
    let without = matches!(mark, Mark::Dot | Mark::Line | Mark::LineStep | Mark::Scatter | Mark::Multiples);
    if !check.spec.refused.contains(&Refused::CutAxis) || without {
        return None;
    }
    let timed = check.field(check.lowered.spec.x.as_ref()).is_some_and(|x| Role::of(x).is_time());
    let (instead, label) = if timed { (Mark::Line, t::USE_LINES) } else { (Mark::Dot, t::USE_DOTS) };
    let mut spec = with_mark(check.spec, Some(instead), check.fields);
    spec.refused.retain(|refused| *refused != Refused::CutAxis);
    Some(check.mended(t::CUT_AXIS, &[], label, spec))
}

/// A second axis of values that a pasted chart had: what runs together there depends on where the axes begin.
fn second_axis(check: &Check<'_>) -> Option<Finding> {
    let asked = check.spec.refused.iter().find_map(|refused| match refused {
        Refused::SecondAxis(name) => Some(name),
        Refused::CutAxis => None,
    });
    let name = &check.field(asked)?.name;
    let layer = Layer::Column(name.clone());
    if check.spec.layers.contains(&layer) {
        return None;
    }
    let timed = check.field(check.lowered.spec.x.as_ref()).is_some_and(|x| Role::of(x).is_time());
    let mark = match check.mark() {
        mark if has_layers(mark) => check.spec.mark,
        _ if timed => Some(Mark::Line),
        _ => Some(Mark::Column),
    };
    let mut spec = ChartSpec { series: None, ..with_mark(check.spec, mark, check.fields) };
    spec.refused.retain(|refused| *refused != Refused::SecondAxis(name.clone()));
    spec.layers.push(layer);
    Some(check.mended(t::SECOND_AXIS, &[("y", name)], t::USE_ONE_AXIS, spec))
}

/// A pie of more parts than can be compared, of which the smallest are put together.
fn many_slices(check: &Check<'_>) -> Option<Finding> {
    if !matches!(check.mark(), Mark::Pie | Mark::Donut) {
        return None;
    }
    let count = check.names("x").len();
    if count <= MOST_SLICES {
        return None;
    }
    let spec = with_mark(check.spec, Some(Mark::Bar), check.fields);
    let (count, most) = (check.count(count as u64), check.count(MOST_SLICES as u64));
    Some(check.mended(t::MANY_SLICES, &[("n", &count), ("most", &most)], t::USE_BARS, spec))
}

/// More series than can be told apart.
fn many_series(check: &Check<'_>) -> Option<Finding> {
    let spec = &check.lowered.spec;
    let mark = check.mark();
    if spec.series.is_none() || spec.highlight.is_some() {
        return None;
    }
    if matches!(mark, Mark::Multiples | Mark::Sparks | Mark::Heat) || kind(mark).data != Data::Groups {
        return None;
    }
    let count = check.names("series").len();
    if count <= MOST_SERIES {
        return None;
    }
    let instead = if kind(mark).x == X::Time { Mark::Multiples } else { Mark::Heat };
    let label = if instead == Mark::Heat { t::USE_HEAT } else { t::USE_MULTIPLES };
    let repaired = ChartSpec { mark: Some(instead), ..check.spec.clone() };
    Some(check.mended(t::MANY_SERIES, &[("n", &check.count(count as u64))], label, repaired))
}

/// Categories in an order that says nothing.
fn unsorted(check: &Check<'_>) -> Option<Finding> {
    let spec = &check.lowered.spec;
    let x = check.field(spec.x.as_ref())?;
    let by_choice = matches!(check.spec.order, Some(Order::Table | Order::Name));
    // Names that begin with numbers, such as ages, have an order of their own.
    let numbered =
        check.names("x").iter().filter(|name| name.starts_with(|first: char| first.is_ascii_digit())).count();
    let words = numbered * 2 < check.data.rows();
    if !kind(check.mark()).sorted || !by_choice || Role::of(x).is_time() || !words || check.data.rows() < 4 {
        return None;
    }
    let repaired = ChartSpec { order: None, ..check.spec.clone() };
    Some(check.mended(t::UNSORTED, &[], t::SORT, repaired))
}

/// Times at uneven distances.
fn uneven(check: &Check<'_>) -> Option<Finding> {
    if kind(check.mark()).x != X::Time {
        return None;
    }
    let (all, _) = lines(check.lowered, check.data, check.lang).ok()?;
    let part = check.lowered.spec.x_part.unwrap_or(DatePart::Year);
    let several = all.iter().any(|series| series.points.len() > 3);
    if !several || Rhythm::of(&all, part).step.is_some() {
        return None;
    }
    check.told(check.finding(t::UNEVEN, &[]), t::UNEVEN_SAID, &[])
}

/// A scale that most readers do not expect.
fn scale(check: &Check<'_>) -> Option<Finding> {
    let scaled = check.lowered.spec.scale.filter(|scale| *scale != ScaleKind::Linear)?;
    let repaired = ChartSpec { scale: None, ..check.spec.clone() };
    let words = if scaled == ScaleKind::Sqrt { t::SCALE_SQRT } else { t::SCALE_LOG };
    Some(check.mended(words, &[], t::USE_LINEAR, repaired))
}

/// A course that begins where somebody chose.
fn start(check: &Check<'_>) -> Option<Finding> {
    let x = check.field(check.lowered.spec.x.as_ref()).filter(|x| Role::of(x).is_time())?;
    let cuts = |test: &Test| matches!(test, Test::AtLeast(_) | Test::Above(_));
    let mut found = false;
    let steps: Vec<Step> = check
        .steps
        .iter()
        .filter_map(|step| {
            let Step::Filter(conditions) = step else { return Some(step.clone()) };
            let kept: Vec<_> = conditions
                .iter()
                .filter(|condition| condition.column != x.name || !cuts(&condition.test))
                .cloned()
                .collect();
            found |= kept.len() < conditions.len();
            (!kept.is_empty()).then_some(Step::Filter(kept))
        })
        .collect();
    if !found || kind(check.mark()).relation != Relation::Time {
        return None;
    }
    let repair = Some((t::ALL_TIMES, Repair::Steps(steps)));
    Some(Finding { repair, ..check.finding(t::CUT_START, &[("x", &x.name)]) })
}

/// Amounts of regions, which follow how many people live there.
fn counts_of_regions(check: &Check<'_>) -> Option<Finding> {
    let x = check.field(check.lowered.spec.x.as_ref()).filter(|x| x.role().is_region())?;
    let amounts = check.lowered.spec.op == Some(Op::Sum) || check.lowered.spec.op == Some(Op::Rows);
    let whole = kind(check.mark()).whole;
    if !amounts || whole || kind(check.mark()).data != Data::Groups {
        return None;
    }
    let finding = check.finding(t::COUNTS_OF_REGIONS, &[("x", &super::column::inline(&x.name))]);
    check.told(finding, t::COUNTS_OF_REGIONS_SAID, &[])
}

/// Colours of one's own that are hard to tell apart, also for those who see colours differently. Those of the other
/// palettes are checked by tests.
fn colors_close(check: &Check<'_>) -> Option<Finding> {
    if check.style.palette != Palette::Own {
        return None;
    }
    let found = Sight::ALL
        .into_iter()
        .filter(|sight| *sight != Sight::Grey)
        .filter_map(|sight| closest(&check.figure.scene, check.theme, sight))
        .min_by(|a, b| a.difference.total_cmp(&b.difference))?;
    if found.difference >= LEAST_DIFFERENCE {
        return None;
    }
    let [one, other] = found.colors.map(crate::scene::Rgba::hex);
    let style = Style { palette: Palette::OkabeIto, ..check.style.clone() };
    let repair = Some((t::USE_CHECKED_COLORS, Repair::Style(Box::new(style))));
    Some(Finding { repair, ..check.finding(t::COLORS_CLOSE, &[("one", &one), ("other", &other)]) })
}

/// Data that came as a file, of which nobody says who published it; the file itself may.
fn source_missing(check: &Check<'_>) -> Option<Finding> {
    let folded = check.description.to_lowercase();
    if check.published || folded.contains("sumber") || folded.contains("source") {
        return None;
    }
    let lines = check
        .notes
        .iter()
        .filter(|note| matches!(note.code, NoteCode::FooterRows | NoteCode::TitleRows))
        .filter_map(|note| note.args.first())
        .flat_map(|text| text.split(" · "));
    let named = lines.map(str::trim).find(|line| {
        let start = line.to_lowercase();
        (start.starts_with("sumber") || start.starts_with("source")) && line.contains(':')
    });
    match named {
        Some(line) => check.told(check.finding(t::SOURCE_IN_FILE, &[("line", line)]), t::AS_IT_IS, &[("line", line)]),
        None => Some(check.finding(t::SOURCE_MISSING, &[])),
    }
}

/// No headline, or one that finds nothing.
fn headline_missing(check: &Check<'_>) -> Option<Finding> {
    const FINDS: &[&str] = &[
        "naik",
        "turun",
        "tertinggi",
        "terendah",
        "terbesar",
        "terkecil",
        "lebih",
        "paling",
        "kali",
        "separuh",
        "hampir",
        "melampaui",
        "menjadi",
        "tumbuh",
        "berkurang",
        "bertambah",
        "rose",
        "fell",
        "highest",
        "lowest",
        "largest",
        "smallest",
        "more",
        "less",
        "most",
        "least",
        "than",
        "half",
        "times",
        "grew",
        "doubled",
        "is",
        "are",
        "mencapai",
    ];
    let title = check.title.to_lowercase();
    let finds = title.split(|c: char| !c.is_alphanumeric()).any(|word| FINDS.contains(&word));
    let percent = title.contains('%');
    if finds || percent || check.figure.sentence.is_empty() {
        return None;
    }
    let words = if title.trim().is_empty() { t::NO_HEADLINE } else { t::DULL_HEADLINE };
    let repair = Some((t::USE_HEADLINE, Repair::Headline(headline(&check.figure.sentence))));
    Some(Finding { repair, ..check.finding(words, &[]) })
}

/// A headline from the sentence that reads a chart: its first statement.
pub fn headline(sentence: &str) -> String {
    let mut end = sentence.len();
    for (at, _) in sentence.match_indices(". ") {
        // "Rp. 5" is no end: a statement ends before a capital letter.
        let follows = sentence.get(at + 2..).and_then(|rest| rest.chars().next());
        let long = sentence.get(..at).is_some_and(|said| said.chars().count() > 20);
        if long && follows.is_some_and(char::is_uppercase) {
            end = at;
            break;
        }
    }
    sentence.get(..end).unwrap_or(sentence).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_the_first_statement() {
        for (sentence, expected) in [
            ("Harga naik 12,3% dari Rp 100 (Jan 2024). Terendah Rp 90.", "Harga naik 12,3% dari Rp 100 (Jan 2024)"),
            ("A tertinggi dengan Rp. 5 dan B terendah.", "A tertinggi dengan Rp. 5 dan B terendah"),
            ("", ""),
        ] {
            assert_eq!(headline(sentence), expected);
        }
    }
}
