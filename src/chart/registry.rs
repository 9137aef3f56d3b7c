//! Every kind of chart. A new kind is a module in `marks` that draws it, and an entry here.

use super::kind::{Data, MarkKind, Relation, Use, X};
use super::{Mark, marks};
use crate::i18n::{chart as words, kinds as t};

/// What most kinds are: sorted categories with one value each.
const ROWS: MarkKind = MarkKind {
    mark: Mark::Bar,
    name: words::MARK_BAR,
    needs: words::MARK_BAR_NEEDS,
    relation: Relation::Ranking,
    sketch: "M3 3v18M3 6h17M3 12h12M3 18h7",
    x: X::Names,
    series: Use::No,
    second: None,
    data: Data::Groups,
    sorted: true,
    whole: false,
    scaled: false,
    draw: marks::bar::draw,
};

/// Every kind of chart, in the order of the picker within its relation.
pub const MARKS: &[MarkKind] = &[
    ROWS,
    MarkKind {
        mark: Mark::Line,
        name: words::MARK_LINE,
        needs: words::MARK_LINE_NEEDS,
        relation: Relation::Time,
        sketch: "M3 3v18h18M5 17l5-6 4 3 6-9",
        x: X::Time,
        series: Use::May,
        sorted: false,
        scaled: true,
        draw: marks::line::draw,
        ..ROWS
    },
    MarkKind {
        mark: Mark::Lollipop,
        name: t::MARK_LOLLIPOP,
        needs: t::MARK_LOLLIPOP_NEEDS,
        sketch: "M3 3v18M3 6h13M3 12h9M3 18h5M18 6a1 1 0 1 0 .1 0M14 12a1 1 0 1 0 .1 0M10 18a1 1 0 1 0 .1 0",
        draw: marks::bar::lollipop,
        ..ROWS
    },
    MarkKind {
        mark: Mark::Dot,
        name: t::MARK_DOT,
        needs: t::MARK_DOT_NEEDS,
        sketch: "M3 6h18M3 12h18M3 18h18M18 5a1 1 0 1 0 .1 0M12 11a1 1 0 1 0 .1 0M8 17a1 1 0 1 0 .1 0",
        scaled: true,
        draw: marks::bar::dot,
        ..ROWS
    },
    MarkKind {
        mark: Mark::TableBars,
        name: t::MARK_TABLE_BARS,
        needs: t::MARK_TABLE_BARS_NEEDS,
        sketch: "M3 6h3M3 12h3M3 18h3M9 3v18M9 6h12M9 12h8M9 18h4",
        draw: marks::bar::table,
        ..ROWS
    },
    MarkKind {
        mark: Mark::Diverging,
        name: t::MARK_DIVERGING,
        needs: t::MARK_DIVERGING_NEEDS,
        relation: Relation::Deviation,
        sketch: "M12 3v18M12 6h8M12 12h4M12 18H5",
        draw: marks::bar::signed,
        ..ROWS
    },
    MarkKind {
        mark: Mark::Bullet,
        name: t::MARK_BULLET,
        needs: t::MARK_BULLET_NEEDS,
        relation: Relation::Deviation,
        sketch: "M3 3v18M3 7h12M18 4v6M3 17h9M10 14v6",
        second: Some((Use::Must, t::SECOND_TARGET)),
        draw: marks::bar::bullet,
        ..ROWS
    },
    MarkKind {
        mark: Mark::BarGrouped,
        name: t::MARK_GROUPED,
        needs: t::MARK_GROUPED_NEEDS,
        relation: Relation::Size,
        sketch: "M3 3v18M3 5h14M3 8h9M3 12h8M3 15h12M3 19h5",
        series: Use::Must,
        draw: marks::split::grouped,
        ..ROWS
    },
    MarkKind {
        mark: Mark::BarStacked,
        name: t::MARK_STACKED,
        needs: t::MARK_STACKED_NEEDS,
        relation: Relation::Parts,
        sketch: "M3 3v18M3 5h16v4H3M3 14h10v4H3M11 5v4M8 14v4",
        series: Use::Must,
        whole: true,
        draw: marks::split::stacked,
        ..ROWS
    },
    MarkKind {
        mark: Mark::BarShare,
        name: t::MARK_SHARE,
        needs: t::MARK_SHARE_NEEDS,
        relation: Relation::Parts,
        sketch: "M3 3v18M3 5h18v4H3M3 14h18v4H3M14 5v4M9 14v4",
        series: Use::Must,
        whole: true,
        draw: marks::split::share,
        ..ROWS
    },
    MarkKind {
        mark: Mark::Pyramid,
        name: t::MARK_PYRAMID,
        needs: t::MARK_PYRAMID_NEEDS,
        relation: Relation::Spread,
        sketch: "M11 5H9M11 10H6M11 15H3M13 5h2M13 10h5M13 15h8",
        series: Use::Must,
        sorted: false,
        draw: marks::split::pyramid,
        ..ROWS
    },
    MarkKind {
        mark: Mark::Column,
        name: t::MARK_COLUMN,
        needs: t::MARK_COLUMN_NEEDS,
        relation: Relation::Size,
        sketch: "M3 21h18M6 21V9M12 21V4M18 21v-9",
        x: X::Groups,
        series: Use::May,
        draw: marks::column::plain,
        ..ROWS
    },
    MarkKind {
        mark: Mark::ColumnStacked,
        name: t::MARK_COLUMN_STACKED,
        needs: t::MARK_COLUMN_STACKED_NEEDS,
        relation: Relation::Parts,
        sketch: "M3 21h18M5 21V9h5v12M14 21V4h5v17M5 15h5M14 12h5",
        x: X::Groups,
        series: Use::Must,
        whole: true,
        draw: marks::column::stacked,
        ..ROWS
    },
    MarkKind {
        mark: Mark::ColumnShare,
        name: t::MARK_COLUMN_SHARE,
        needs: t::MARK_COLUMN_SHARE_NEEDS,
        relation: Relation::Parts,
        sketch: "M3 21h18M5 21V3h5v18M14 21V3h5v18M5 14h5M14 9h5",
        x: X::Groups,
        series: Use::Must,
        whole: true,
        draw: marks::column::share,
        ..ROWS
    },
    MarkKind {
        mark: Mark::Waterfall,
        name: t::MARK_WATERFALL,
        needs: t::MARK_WATERFALL_NEEDS,
        relation: Relation::Flow,
        sketch: "M3 21h18M4 21v-7h4v7M8 14V7h4v7M12 7v5h4V7M16 21v-9h4v9",
        x: X::Groups,
        data: Data::Rows,
        sorted: false,
        draw: marks::column::waterfall,
        ..ROWS
    },
    MarkKind {
        mark: Mark::Dumbbell,
        name: t::MARK_DUMBBELL,
        needs: t::MARK_DUMBBELL_NEEDS,
        sketch: "M7 6h8M9 12h9M6 18h6M6 6a1 1 0 1 0 .1 0M16 6a1 1 0 1 0 .1 0M8 12a1 1 0 1 0 .1 0M19 12a1 1 0 1 0 .1 0M5 18a1 1 0 1 0 .1 0M13 18a1 1 0 1 0 .1 0",
        series: Use::Must,
        second: Some((Use::May, t::SECOND_END)),
        scaled: true,
        draw: marks::gap::dumbbell,
        ..ROWS
    },
    MarkKind {
        mark: Mark::Range,
        name: t::MARK_RANGE,
        needs: t::MARK_RANGE_NEEDS,
        relation: Relation::Spread,
        sketch: "M5 6h10M9 12h11M4 18h8M10 4v4M14 10v4M7 16v4",
        data: Data::Range,
        scaled: true,
        draw: marks::gap::range,
        ..ROWS
    },
    MarkKind {
        mark: Mark::Heat,
        name: t::MARK_HEAT,
        needs: t::MARK_HEAT_NEEDS,
        relation: Relation::Link,
        sketch: "M3 3h18v18H3zM3 9h18M3 15h18M9 3v18M15 3v18M10 10l4 4M4 16l4 4M16 4l4 4",
        series: Use::Must,
        draw: marks::gap::heat,
        ..ROWS
    },
    MarkKind {
        mark: Mark::Scatter,
        name: t::MARK_SCATTER,
        needs: t::MARK_SCATTER_NEEDS,
        sketch: "M3 3v18h18M8 16h.1M11 12h.1M9 8h.1M14 13h.1M16 7h.1M19 9h.1M14 9h.1",
        draw: marks::points::scatter,
        ..POINTS
    },
    MarkKind {
        mark: Mark::Bubble,
        name: t::MARK_BUBBLE,
        needs: t::MARK_BUBBLE_NEEDS,
        sketch: "M3 3v18h18M9 14a2 2 0 1 0 .1 0M16 5a4 4 0 1 0 .1 0M9 7a1 1 0 1 0 .1 0",
        second: Some((Use::Must, t::SECOND_SIZE)),
        draw: marks::points::bubble,
        ..POINTS
    },
    MarkKind {
        mark: Mark::Regression,
        name: t::MARK_REGRESSION,
        needs: t::MARK_REGRESSION_NEEDS,
        sketch: "M3 3v18h18M5 18L20 6M8 12h.1M12 15h.1M14 8h.1M17 12h.1",
        draw: marks::points::regression,
        ..POINTS
    },
    MarkKind {
        mark: Mark::Connected,
        name: t::MARK_CONNECTED,
        needs: t::MARK_CONNECTED_NEEDS,
        sketch: "M3 3v18h18M7 16l4-7 5 4 1-7M7 16h.1M11 9h.1M16 13h.1M17 6h.1",
        series: Use::Must,
        draw: marks::points::connected,
        ..POINTS
    },
    MarkKind {
        mark: Mark::Histogram,
        name: t::MARK_HISTOGRAM,
        needs: t::MARK_HISTOGRAM_NEEDS,
        sketch: "M3 21h18M4 21v-4h4v4M8 17V9h4v12M12 9V5h4v16M16 12h4v9",
        x: X::Nothing,
        scaled: false,
        draw: marks::spread::histogram,
        ..VALUES
    },
    MarkKind {
        mark: Mark::Density,
        name: t::MARK_DENSITY,
        needs: t::MARK_DENSITY_NEEDS,
        sketch: "M3 21h18M3 20c5 0 5-14 8-14s4 9 6 11 3 3 4 3",
        x: X::Nothing,
        scaled: false,
        draw: marks::spread::density,
        ..VALUES
    },
    MarkKind {
        mark: Mark::Box,
        name: t::MARK_BOX,
        needs: t::MARK_BOX_NEEDS,
        sketch: "M3 7h4M7 4h7v6H7zM10 4v6M14 7h7M3 17h7M10 14h6v6h-6zM14 14v6M16 17h3",
        draw: marks::spread::boxes,
        ..VALUES
    },
    MarkKind {
        mark: Mark::Violin,
        name: t::MARK_VIOLIN,
        needs: t::MARK_VIOLIN_NEEDS,
        sketch: "M3 12c4 0 4-7 8-7s5 7 10 7c-5 0-6 7-10 7s-4-7-8-7zM11 9v6",
        draw: marks::spread::violin,
        ..VALUES
    },
    MarkKind {
        mark: Mark::Strip,
        name: t::MARK_STRIP,
        needs: t::MARK_STRIP_NEEDS,
        sketch: "M4 7h.1M8 7h.1M10 7h.1M12 7h.1M17 7h.1M6 17h.1M11 17h.1M14 17h.1M15 17h.1M20 17h.1",
        draw: marks::spread::strip,
        ..VALUES
    },
    MarkKind {
        mark: Mark::LineStep,
        name: t::MARK_STEP,
        needs: t::MARK_STEP_NEEDS,
        sketch: "M3 3v18h18M5 17h5v-5h4V8h3V5h4",
        series: Use::May,
        scaled: true,
        draw: marks::line::draw,
        ..TIMES
    },
    MarkKind {
        mark: Mark::Area,
        name: t::MARK_AREA,
        needs: t::MARK_AREA_NEEDS,
        sketch: "M3 3v18h18V8l-5 5-5-6-5 7-3 2M3 19l8-4 5 3 5-5",
        series: Use::May,
        whole: true,
        draw: marks::course::areas,
        ..TIMES
    },
    MarkKind {
        mark: Mark::AreaShare,
        name: t::MARK_AREA_SHARE,
        needs: t::MARK_AREA_SHARE_NEEDS,
        relation: Relation::Parts,
        sketch: "M3 3h18v18H3zM3 15l6-3 6 4 6-6M3 9l7-3 5 3 6-4",
        whole: true,
        draw: marks::course::area_shares,
        ..TIMES
    },
    MarkKind {
        mark: Mark::Slope,
        name: t::MARK_SLOPE,
        needs: t::MARK_SLOPE_NEEDS,
        sketch: "M5 3v18M19 3v18M5 16L19 7M5 9l14 4",
        draw: marks::course::slope,
        ..TIMES
    },
    MarkKind {
        mark: Mark::Bump,
        name: t::MARK_BUMP,
        needs: t::MARK_BUMP_NEEDS,
        relation: Relation::Ranking,
        sketch: "M3 6h5l4 6h9M3 12h5l4-6h9M3 18h18",
        draw: marks::course::bump,
        ..TIMES
    },
    MarkKind {
        mark: Mark::Ribbon,
        name: t::MARK_RIBBON,
        needs: t::MARK_RIBBON_NEEDS,
        sketch: "M3 12c5-8 8-2 18-7v9c-9 5-12-1-18 5zM3 15c6-6 9 0 18-6",
        series: Use::No,
        data: Data::Range,
        scaled: true,
        draw: marks::band::ribbon,
        ..TIMES
    },
    MarkKind {
        mark: Mark::Candles,
        name: t::MARK_CANDLES,
        needs: t::MARK_CANDLES_NEEDS,
        sketch: "M6 4v3M4 7h4v8H4zM6 15v4M12 8v3M10 11h4v6h-4zM12 17v3M18 3v2M16 5h4v7h-4zM18 12v3",
        series: Use::No,
        data: Data::Days,
        draw: marks::band::candles,
        ..TIMES
    },
    MarkKind {
        mark: Mark::Multiples,
        name: t::MARK_MULTIPLES,
        needs: t::MARK_MULTIPLES_NEEDS,
        sketch: "M3 3v7h8M14 3v7h7M3 14v7h8M14 14v7h7M4 8l3-3 4 2M15 7l3-2 3 3M4 19l3-1 4-3M15 17l3 2 3-4",
        draw: marks::panels::multiples,
        ..TIMES
    },
    MarkKind {
        mark: Mark::Sparks,
        name: t::MARK_SPARKS,
        needs: t::MARK_SPARKS_NEEDS,
        sketch: "M3 6h4M10 7l3-3 3 3 2-2M21 6h.1M3 12h4M10 11l3 2 3-3 2 3M21 12h.1M3 18h4M10 19l3-2 3 1 2-2M21 18h.1",
        draw: marks::panels::sparks,
        ..TIMES
    },
    MarkKind {
        mark: Mark::Pie,
        name: t::MARK_PIE,
        needs: t::MARK_PIE_NEEDS,
        sketch: "M12 3a9 9 0 1 0 .1 0M12 3v9l7 5M12 12l-8-4",
        draw: marks::parts::pie,
        ..PARTS
    },
    MarkKind {
        mark: Mark::Donut,
        name: t::MARK_DONUT,
        needs: t::MARK_DONUT_NEEDS,
        sketch: "M12 3a9 9 0 1 0 .1 0M12 8a4 4 0 1 0 .1 0M12 3v5M15 15l4 3M8 11L4 9",
        draw: marks::parts::donut,
        ..PARTS
    },
    MarkKind {
        mark: Mark::Waffle,
        name: t::MARK_WAFFLE,
        needs: t::MARK_WAFFLE_NEEDS,
        sketch: "M4 4h3v3H4zM10 4h3v3h-3zM16 4h3v3h-3zM4 10h3v3H4zM10 10h3v3h-3zM16 10h3v3h-3zM4 16h3v3H4zM10 16h3v3h-3zM16 16h3v3h-3z",
        draw: marks::parts::waffle,
        ..PARTS
    },
    MarkKind {
        mark: Mark::Treemap,
        name: t::MARK_TREEMAP,
        needs: t::MARK_TREEMAP_NEEDS,
        sketch: "M3 3h18v18H3zM12 3v18M12 11h9M16 11v10M3 15h9",
        draw: marks::parts::treemap,
        ..PARTS
    },
    MarkKind {
        mark: Mark::Marimekko,
        name: t::MARK_MARIMEKKO,
        needs: t::MARK_MARIMEKKO_NEEDS,
        sketch: "M3 3h18v9H3zM3 14h18v4H3zM3 20h18M13 3v9M8 14v4M16 20v1",
        series: Use::Must,
        draw: marks::parts::marimekko,
        ..PARTS
    },
    MarkKind {
        mark: Mark::Number,
        name: t::MARK_NUMBER,
        needs: t::MARK_NUMBER_NEEDS,
        relation: Relation::Size,
        sketch: "M5 6l3-2v10M5 14h6M14 5h5l-3 4c4 0 4 5 0 5-1 0-2-1-2-1M3 20h18",
        x: X::MaybeTime,
        series: Use::May,
        sorted: false,
        draw: marks::lone::number,
        ..ROWS
    },
    MarkKind {
        mark: Mark::Calendar,
        name: t::MARK_CALENDAR,
        needs: t::MARK_CALENDAR_NEEDS,
        sketch: "M3 5h18v16H3zM3 10h18M8 3v4M16 3v4M7 14h2M11 14h2M15 14h2M7 18h2M11 18h2",
        series: Use::No,
        draw: marks::lone::calendar,
        ..TIMES
    },
];

/// What kinds of one whole have in common.
const PARTS: MarkKind = MarkKind { relation: Relation::Parts, whole: true, ..ROWS };

/// What kinds over time have in common.
const TIMES: MarkKind = MarkKind { relation: Relation::Time, x: X::Time, series: Use::Must, sorted: false, ..ROWS };

/// What kinds of points have in common.
const POINTS: MarkKind = MarkKind {
    relation: Relation::Link,
    x: X::Number,
    series: Use::May,
    data: Data::Points,
    sorted: false,
    scaled: true,
    ..ROWS
};

/// What kinds of single values have in common.
const VALUES: MarkKind =
    MarkKind { relation: Relation::Spread, x: X::MaybeNames, data: Data::Values, sorted: false, scaled: true, ..ROWS };
