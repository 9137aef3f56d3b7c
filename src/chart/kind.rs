//! What a kind of chart is: its name, its needs, what it is good for, and how it is drawn. Its entry in
//! `registry` is all that lowering, pickers, proposals, the check and the tests know of it.

use super::registry::MARKS;
use super::{Figure, Mark, Sheet};
use crate::base::note::Problem;
use crate::i18n::{Message, kinds as t};

/// What a person wants to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// How something changes over time.
    Time,
    /// Who is first.
    Ranking,
    /// Parts of a whole.
    Parts,
    /// How values are spread.
    Spread,
    /// Whether two values go together.
    Link,
    /// How far values are from a reference.
    Deviation,
    /// How much there is.
    Size,
    /// Where.
    Place,
    /// What comes and goes.
    Flow,
}

impl Relation {
    /// Every relation, in the order in which they are asked for.
    pub const ALL: [Self; 9] = [
        Self::Time,
        Self::Ranking,
        Self::Size,
        Self::Parts,
        Self::Spread,
        Self::Link,
        Self::Deviation,
        Self::Place,
        Self::Flow,
    ];

    /// What it is called.
    pub const fn name(self) -> Message {
        match self {
            Self::Time => t::RELATION_TIME,
            Self::Ranking => t::RELATION_RANKING,
            Self::Parts => t::RELATION_PARTS,
            Self::Spread => t::RELATION_SPREAD,
            Self::Link => t::RELATION_LINK,
            Self::Deviation => t::RELATION_DEVIATION,
            Self::Size => t::RELATION_SIZE,
            Self::Place => t::RELATION_PLACE,
            Self::Flow => t::RELATION_FLOW,
        }
    }
}

/// What a kind wants of the column `x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum X {
    /// Categories; times only where there is nothing else.
    Names,
    /// Categories or times.
    Groups,
    /// Times.
    Time,
    /// Times where there are any, else nothing.
    MaybeTime,
    /// Categories where a person chose some, else nothing.
    MaybeNames,
    /// Numbers.
    Number,
    /// Nothing.
    Nothing,
}

/// Whether a kind uses a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// It has no use for it.
    No,
    /// It can.
    May,
    /// It cannot be drawn without.
    Must,
}

/// What a kind is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Data {
    /// One value for each group.
    Groups,
    /// Lowest, middle and highest value of each group.
    Range,
    /// One value for each day, whatever part the days are shown by.
    Days,
    /// Each row as it is, in the table's order.
    Rows,
    /// Each row as a point.
    Points,
    /// Each row's value.
    Values,
}

/// A kind of chart.
#[derive(Clone, Copy, Debug)]
pub struct MarkKind {
    /// The mark.
    pub mark: Mark,
    /// What it is called.
    pub name: Message,
    /// Which columns it needs and what it is good for.
    pub needs: Message,
    /// Where it stands in the picker.
    pub relation: Relation,
    /// A sketch of it: the data of a path in a square of 24 units, drawn with a stroke.
    pub sketch: &'static str,
    /// What stands on its axis of groups, times or numbers.
    pub(crate) x: X,
    /// Whether it is split into series.
    pub(crate) series: Use,
    /// Whether it has a second column of values, and what that is called.
    pub(crate) second: Option<(Use, Message)>,
    /// What it is drawn from.
    pub(crate) data: Data,
    /// Whether its groups can be sorted and cut off.
    pub(crate) sorted: bool,
    /// Whether it shows values as parts of a whole, which must be amounts that can be added up.
    pub(crate) whole: bool,
    /// Whether its value axis can be other than linear.
    pub(crate) scaled: bool,
    /// How it is drawn.
    pub(crate) draw: fn(&Sheet<'_>) -> Result<Figure, Problem>,
}

/// What stands on the axis that holds no values, for pickers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Categories or times.
    Groups,
    /// Times.
    Times,
    /// Numbers.
    Numbers,
    /// There is none.
    Nothing,
}

impl MarkKind {
    /// What stands on the axis that holds no values.
    pub fn axis(&self) -> Axis {
        match self.x {
            X::Names | X::Groups | X::MaybeNames => Axis::Groups,
            X::Time | X::MaybeTime => Axis::Times,
            X::Number => Axis::Numbers,
            X::Nothing => Axis::Nothing,
        }
    }

    /// Whether values can be split into series.
    pub fn has_series(&self) -> bool {
        self.series != Use::No && self.mark != Mark::Number
    }

    /// Whether one of its groups, series or points can be highlighted.
    pub fn has_highlight(&self) -> bool {
        matches!(self.data, Data::Groups | Data::Rows | Data::Points) && self.mark != Mark::Number
    }

    /// Whether groups can be sorted and cut off.
    pub fn is_sorted(&self) -> bool {
        self.sorted
    }

    /// Whether values of a group are summed up to one.
    pub fn is_summed(&self) -> bool {
        matches!(self.data, Data::Groups | Data::Days)
    }

    /// Whether the axis of values can be other than linear.
    pub fn is_scaled(&self) -> bool {
        self.scaled
    }

    /// What its second column of values is called, if it has one.
    pub fn second_name(&self) -> Option<Message> {
        self.second.map(|(_, name)| name)
    }
}

/// The kind of a mark.
pub fn kind(mark: Mark) -> &'static MarkKind {
    MARKS.iter().find(|kind| kind.mark == mark).unwrap_or(&MARKS[0])
}
