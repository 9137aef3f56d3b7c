//! From what a person wants to show to charts that show it: three proposals at most, each with what speaks
//! for it and against it, from columns and their profiles alone.

use std::collections::BTreeMap;

use super::column::{Role, is_number};
use super::kind::{Axis, Relation, kind};
use super::{ChartSpec, Mark, lower, with_mark};
use crate::base::lang::Lang;
use crate::i18n::{Message, proposals as t};
use crate::query::Profile;
use crate::table::Field;

/// Most proposals.
const MOST: usize = 3;

/// What is proposed.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// A chart.
    Chart(Box<ChartSpec>),
    /// A map, which is a figure of its own.
    Map,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What is proposed.
    pub offer: Offer,
    /// What speaks for it.
    pub reason: String,
    /// What speaks against it.
    pub against: String,
}

/// What the columns say about a chart.
struct Facts<'a> {
    fields: &'a [Field],
    profiles: &'a BTreeMap<String, Profile>,
}

/// How well a kind suits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Good,
    Fair,
    No,
}

impl Facts<'_> {
    /// How many different values a column has, where its profile is known.
    fn distinct(&self, name: Option<&String>) -> Option<u64> {
        self.profiles.get(name?).map(|profile| profile.distinct)
    }

    fn any(&self, role: Role) -> bool {
        self.fields.iter().any(|field| Role::of(field) == role)
    }

    fn times(&self) -> bool {
        self.any(Role::Date) || self.any(Role::Year)
    }

    /// Good where a column has at most so many different values or nobody knows, else fair.
    fn few(&self, name: Option<&String>, most: u64) -> Fit {
        if self.distinct(name).is_none_or(|distinct| distinct <= most) { Fit::Good } else { Fit::Fair }
    }

    /// How well a lowered spec suits its columns.
    fn fit(&self, spec: &ChartSpec) -> Fit {
        let (x, series) = (spec.x.as_ref(), spec.series.as_ref());
        let rows = self.profiles.values().map(|profile| profile.present + profile.missing).max();
        match spec.mark.unwrap_or(Mark::Bar) {
            Mark::Pie | Mark::Donut => self.few(x, 5),
            Mark::Waffle => self.few(x, 7),
            Mark::Column if spec.x_part.is_none() => self.few(x, 12),
            Mark::BarGrouped | Mark::BarStacked | Mark::BarShare | Mark::Marimekko | Mark::AreaShare => {
                self.few(series, 7)
            }
            Mark::Slope | Mark::Bump | Mark::Dumbbell => self.few(series, 12),
            Mark::Multiples | Mark::Sparks => self.few(series, 24),
            Mark::Line => self.few(series, 7),
            Mark::Heat => self.few(series, 30),
            Mark::Lollipop | Mark::TableBars | Mark::Dot => self.few(x, 40),
            // A spread of a handful of values says nothing.
            Mark::Histogram | Mark::Box | Mark::Violin | Mark::Density => {
                if rows.is_none_or(|rows| rows >= 30) {
                    Fit::Good
                } else {
                    Fit::Fair
                }
            }
            // Nothing but the header tells a target.
            Mark::Bullet => {
                let aims = spec.second.as_deref().is_some_and(|name| name.to_lowercase().contains("target"));
                if aims { Fit::Good } else { Fit::No }
            }
            Mark::Bubble => Fit::Fair,
            _ => Fit::Good,
        }
    }
}

/// The kinds that can show a relation, the first choice first, with what speaks for and against each.
fn candidates(relation: Relation) -> &'static [(Mark, Message, Message)] {
    match relation {
        Relation::Time => &[
            (Mark::Line, t::LINE, t::LINE_NOT),
            (Mark::Multiples, t::MULTIPLES, t::MULTIPLES_NOT),
            (Mark::Column, t::COLUMN, t::COLUMN_NOT),
            (Mark::Slope, t::SLOPE, t::SLOPE_NOT),
            (Mark::Calendar, t::CALENDAR, t::CALENDAR_NOT),
        ],
        Relation::Ranking => &[
            (Mark::Bar, t::BAR, t::BAR_NOT),
            (Mark::Bump, t::BUMP, t::BUMP_NOT),
            (Mark::TableBars, t::TABLE_BARS, t::TABLE_BARS_NOT),
            (Mark::Lollipop, t::LOLLIPOP, t::LOLLIPOP_NOT),
        ],
        Relation::Size => &[
            (Mark::Bar, t::BAR, t::BAR_NOT),
            (Mark::Number, t::NUMBER, t::NUMBER_NOT),
            (Mark::BarGrouped, t::GROUPED, t::GROUPED_NOT),
            (Mark::Column, t::COLUMN, t::COLUMN_NOT),
        ],
        Relation::Parts => &[
            (Mark::Pie, t::PIE, t::PIE_NOT),
            (Mark::BarShare, t::SHARE, t::SHARE_NOT),
            (Mark::Treemap, t::TREEMAP, t::TREEMAP_NOT),
            (Mark::Waffle, t::WAFFLE, t::WAFFLE_NOT),
        ],
        Relation::Spread => &[
            (Mark::Histogram, t::HISTOGRAM, t::HISTOGRAM_NOT),
            (Mark::Box, t::BOX, t::BOX_NOT),
            (Mark::Strip, t::STRIP, t::STRIP_NOT),
            (Mark::Range, t::RANGE, t::RANGE_NOT),
        ],
        Relation::Link => &[
            (Mark::Scatter, t::SCATTER, t::SCATTER_NOT),
            (Mark::Regression, t::REGRESSION, t::REGRESSION_NOT),
            (Mark::Heat, t::HEAT, t::HEAT_NOT),
            (Mark::Bubble, t::BUBBLE, t::BUBBLE_NOT),
        ],
        Relation::Deviation => &[
            (Mark::Diverging, t::DIVERGING, t::DIVERGING_NOT),
            (Mark::Bullet, t::BULLET, t::BULLET_NOT),
            (Mark::Dumbbell, t::DUMBBELL, t::DUMBBELL_NOT),
            (Mark::Dot, t::DOT, t::DOT_NOT),
        ],
        Relation::Place => &[(Mark::Bar, t::BAR, t::BAR_NOT), (Mark::Heat, t::HEAT, t::HEAT_NOT)],
        Relation::Flow => &[
            (Mark::Waterfall, t::WATERFALL, t::WATERFALL_NOT),
            (Mark::Area, t::AREA, t::AREA_NOT),
            (Mark::ColumnStacked, t::COLUMN_STACKED, t::COLUMN_STACKED_NOT),
        ],
    }
}

/// Proposes charts for a relation, the best first. Choices of `base` stay where a kind can use them; `profiles`
/// are those that are known, by column.
pub fn propose(
    relation: Relation,
    base: &ChartSpec,
    fields: &[Field],
    profiles: &BTreeMap<String, Profile>,
    lang: Lang,
) -> Vec<Proposal> {
    let facts = Facts { fields, profiles };
    let mut found: Vec<(Fit, Proposal)> = Vec::new();
    for (mark, reason, against) in candidates(relation) {
        let mut spec = with_mark(base, Some(*mark), fields);
        // A question about places is asked of their column.
        if relation == Relation::Place && spec.x.is_none() {
            spec.x = region(fields);
        }
        // One about change, of times.
        if relation == Relation::Time && spec.x.is_none() && kind(*mark).axis() == Axis::Groups {
            let Some(time) = fields.iter().find(|field| Role::of(field).is_time()) else { continue };
            spec.x = Some(time.name.clone());
        }
        let Ok(lowered) = lower(&spec, fields, lang) else { continue };
        if lowered.spec.mark != Some(*mark) {
            continue;
        }
        let kind = kind(*mark);
        // Averages and shares are no parts that could be put together.
        let y = lowered.spec.y.as_ref().and_then(|y| fields.iter().find(|field| field.name == *y));
        if kind.whole && y.is_some_and(|y| is_number(y) && Role::of(y) != Role::Amount) {
            continue;
        }
        let fit = facts.fit(&lowered.spec);
        if fit != Fit::No {
            let proposal = Proposal {
                offer: Offer::Chart(Box::new(spec)),
                reason: reason.text(lang).to_owned(),
                against: against.text(lang).to_owned(),
            };
            found.push((fit, proposal));
        }
    }
    if relation == Relation::Place && region(fields).is_some() {
        let (reason, against) = (t::MAP.text(lang).to_owned(), t::MAP_NOT.text(lang).to_owned());
        found.insert(0, (Fit::Good, Proposal { offer: Offer::Map, reason, against }));
    }
    found.sort_by_key(|(fit, _)| *fit);
    found.into_iter().map(|(_, proposal)| proposal).take(MOST).collect()
}

/// The first column of names of regions.
fn region(fields: &[Field]) -> Option<String> {
    let role = |field: &&Field| field.role().is_region() && Role::of(field) == Role::Words;
    fields
        .iter()
        .find(role)
        .or_else(|| fields.iter().find(|field| field.role().is_region()))
        .map(|field| field.name.clone())
}

/// The relation that a table is most likely opened for.
pub fn likely(fields: &[Field]) -> Relation {
    let facts = Facts { fields, profiles: &BTreeMap::new() };
    if facts.times() && !facts.any(Role::Words) { Relation::Time } else { Relation::Ranking }
}
