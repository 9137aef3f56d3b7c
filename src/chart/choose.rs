//! Which categories are shown, in which order, and what is folded or left out.

use super::calendar::part_label;
use super::column::names_years;
use super::data::Category;
use super::voice::Voice;
use super::{ChartSpec, Order};
use crate::base::date::DatePart;
use crate::base::lang::Lang;
use crate::base::note::{Note, NoteCode};
use crate::base::number::format_number;
use crate::base::text::{fold, natural_cmp};
use crate::i18n::chart as words;
use crate::query::Op;

/// What a row of the picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A category.
    Category,
    /// The highlighted category.
    Highlight,
    /// The sum of the categories that are not shown, a total of the source, or rows without a name.
    Sum,
}

/// A row of the picture.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) value: Option<f64>,
    pub(crate) kind: Kind,
    /// The categories it stands for.
    pub(crate) of: Vec<usize>,
}

/// The name of a category as it is shown.
pub(crate) fn name(category: &Category, spec: &ChartSpec, lang: Lang) -> String {
    match (category.day, &category.name) {
        (Some(day), _) => part_label(day, spec.x_part.unwrap_or(DatePart::Day), lang),
        (None, Some(name)) => name.split_whitespace().collect::<Vec<_>>().join(" "),
        (None, None) => words::BLANK.text(lang).to_owned(),
    }
}

/// Whether a category stands for something that can be compared: it has a name and is no total.
pub(crate) fn compares(category: &Category) -> bool {
    category.day.is_some() || (category.name.is_some() && !category.total)
}

/// The year that a name is, if it is one.
pub(crate) fn year_of(name: &str) -> Option<i16> {
    let year = name.trim().parse().ok().filter(|year| (1500..2500).contains(year));
    year.filter(|_| name.trim().len() == 4)
}

/// Whether values of an operation can be added up.
pub(crate) fn adds(op: Option<Op>) -> bool {
    matches!(op, Some(Op::Sum | Op::Rows | Op::Count))
}

/// The rows of the picture in their order, and what was left out.
pub(crate) fn choose(spec: &ChartSpec, all: &[Category], voice: &Voice) -> (Vec<Row>, Vec<Note>) {
    let lang = voice.lang;
    let order = spec.order.unwrap_or(Order::Descending);
    let top = spec.top.map_or(20, |top| top as usize).max(1);
    let wanted = spec.highlight.as_deref().map(fold);
    let value = |category: &Category| category.value.unwrap_or(0.0);
    let mut notes = Vec::new();

    let places = |wanted: &dyn Fn(&Category) -> bool| -> Vec<usize> {
        all.iter().enumerate().filter(|(_, category)| wanted(category)).map(|(index, _)| index).collect()
    };
    let totals = places(&|category| category.value.is_some() && category.name.is_some() && !compares(category));
    let blanks = places(&|category| category.day.is_none() && category.name.is_none());
    let kept = places(&|category| category.value.is_some() && compares(category));
    let absent = places(&|category| category.value.is_none() && compares(category));
    let main: Vec<&Category> = kept.iter().map(|index| &all[*index]).collect();

    // The largest are kept, but for the smallest first the smallest, and for times the latest.
    let years = spec.x.as_deref().is_some_and(names_years);
    let dated = main.iter().all(|category| {
        category.day.is_some() || (years && category.name.as_deref().is_some_and(|name| year_of(name).is_some()))
    });
    let mut picked: Vec<usize> = (0..main.len()).collect();
    if order == Order::Ascending {
        picked.sort_by(|a, b| value(main[*a]).total_cmp(&value(main[*b])));
    } else if dated && order == Order::Table {
        picked.reverse();
    } else {
        picked.sort_by(|a, b| value(main[*b]).total_cmp(&value(main[*a])));
    }
    let highlighted = main.iter().position(|category| Some(fold(&name(category, spec, lang))) == wanted);
    let rest = picked.split_off(top.min(picked.len()));
    let folds = adds(spec.op) && !dated;
    let mut hidden: Vec<usize> = rest;
    if let Some(index) = highlighted
        && let Some(at) = hidden.iter().position(|hidden| *hidden == index)
    {
        // The one that the picture is about is never left out.
        hidden.remove(at);
        picked.push(index);
    }
    // A single category is shown rather than called "others (1)".
    if hidden.len() == 1 {
        picked.append(&mut hidden);
    }
    let others: Option<f64> = (folds && !hidden.is_empty())
        .then(|| hidden.iter().filter_map(|index| main.get(*index)).map(|category| value(category)).sum());
    let shown = picked.len();
    match others {
        Some(_) => notes.push(Note::once(NoteCode::OthersFolded, [hidden.len().to_string()])),
        None if !hidden.is_empty() => {
            notes.push(Note::once(NoteCode::CategoriesNotShown, [shown.to_string(), hidden.len().to_string()]));
        }
        None => {}
    }
    match order {
        Order::Table => picked.sort_unstable(),
        Order::Name => picked.sort_by(|a, b| {
            let (a, b) = (main[*a], main[*b]);
            a.day.cmp(&b.day).then_with(|| natural_cmp(&name(a, spec, lang), &name(b, spec, lang)))
        }),
        Order::Descending => picked.sort_by(|a, b| value(main[*b]).total_cmp(&value(main[*a]))),
        Order::Ascending => picked.sort_by(|a, b| value(main[*a]).total_cmp(&value(main[*b]))),
    }
    let row = |index: usize, kind: Kind| Row {
        label: name(&all[index], spec, lang),
        value: all[index].value,
        kind,
        of: vec![index],
    };
    let mut rows: Vec<Row> = picked
        .iter()
        .map(|index| row(kept[*index], if Some(*index) == highlighted { Kind::Highlight } else { Kind::Category }))
        .collect();
    if let Some(sum) = others {
        let label = words::OTHERS.with(lang, &[("n", &format_number(hidden.len() as f64, 0, lang))]);
        let of = hidden.iter().map(|index| kept[*index]).collect();
        rows.push(Row { label, value: Some(sum).filter(|sum| sum.is_finite()), kind: Kind::Sum, of });
    }
    rows.extend(blanks.iter().chain(&totals).map(|index| row(*index, Kind::Sum)));
    if !totals.is_empty() {
        notes.push(Note { count: totals.len() as u64, ..Note::once(NoteCode::TotalRows, []) });
    }
    // Categories without a value are named while there is room for them; the note counts their rows.
    if hidden.is_empty() && shown + absent.len() <= top {
        rows.extend(absent.iter().map(|index| row(*index, Kind::Category)));
    }
    (rows, notes)
}
