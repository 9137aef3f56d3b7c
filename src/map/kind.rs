//! What a kind of map is: its name, what it is good for, and what of a table it needs. Its entry in
//! [`KINDS`] is all that lowering, the picker, the proposals and the tests know of it; how it is drawn lies
//! in its module under `marks`.

use serde::{Deserialize, Serialize};

use crate::i18n::{Message, map as t};

/// Kinds of maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Regions coloured by classes, as outlines or tiles.
    Choropleth,
    /// A circle a region, its surface the value.
    Symbols,
    /// Dots spread over each region, each for so many.
    Dots,
    /// Regions coloured by two values at once.
    Bivariate,
    /// A small map a period.
    Multiples,
    /// Lines from region to region.
    Flows,
    /// Places by latitude and longitude.
    Points,
    /// Places counted in hexagons.
    Hexbin,
    /// How close together places lie.
    Heat,
    /// The shapes of the table's own rows.
    Shapes,
}

/// What a kind is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Regions, named or coded in a column.
    Regions,
    /// Latitudes and longitudes.
    Places,
    /// The geometry of a geographic file, one shape a row.
    Rows,
}

/// A kind of map.
#[derive(Debug)]
pub struct MarkKind {
    /// Which.
    pub mark: Mark,
    /// What it is called.
    pub name: Message,
    /// What it shows well, and what not.
    pub good_for: Message,
    /// A sketch in a box of 24, as an SVG path.
    pub sketch: &'static str,
    /// What it is drawn from.
    pub basis: Basis,
    /// Whether it can be drawn on tiles.
    pub on_tiles: bool,
    /// Whether values are put into classes that a person can set.
    pub classed: bool,
}

/// Every kind, in the order of the picker.
pub const KINDS: [MarkKind; 10] = [
    MarkKind {
        mark: Mark::Choropleth,
        name: t::KIND_CHOROPLETH,
        good_for: t::KIND_CHOROPLETH_FOR,
        sketch: "M3 6l6-2 6 3 6-2v13l-6 2-6-3-6 2zM9 4v13M15 7v13",
        basis: Basis::Regions,
        on_tiles: true,
        classed: true,
    },
    MarkKind {
        mark: Mark::Symbols,
        name: t::KIND_SYMBOLS,
        good_for: t::KIND_SYMBOLS_FOR,
        sketch: "M8 14m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M17 7m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M19 18m-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0",
        basis: Basis::Regions,
        on_tiles: false,
        classed: false,
    },
    MarkKind {
        mark: Mark::Dots,
        name: t::KIND_DOTS,
        good_for: t::KIND_DOTS_FOR,
        sketch: "M5 8h.01M8 6h.01M7 11h.01M11 9h.01M9 14h.01M13 13h.01M17 7h.01M18 16h.01M15 17h.01M6 17h.01",
        basis: Basis::Regions,
        on_tiles: false,
        classed: false,
    },
    MarkKind {
        mark: Mark::Bivariate,
        name: t::KIND_BIVARIATE,
        good_for: t::KIND_BIVARIATE_FOR,
        sketch: "M4 4h5v5H4zM10 4h5v5h-5zM16 4h4v5h-4zM4 10h5v5H4zM10 10h5v5h-5zM4 16h5v4H4z",
        basis: Basis::Regions,
        on_tiles: true,
        classed: false,
    },
    MarkKind {
        mark: Mark::Multiples,
        name: t::KIND_MULTIPLES,
        good_for: t::KIND_MULTIPLES_FOR,
        sketch: "M3 5l3-1 3 1v5l-3-1-3 1zM14 5l3-1 3 1v5l-3-1-3 1zM3 15l3-1 3 1v5l-3-1-3 1zM14 15l3-1 3 1v5l-3-1-3 1z",
        basis: Basis::Regions,
        on_tiles: true,
        classed: true,
    },
    MarkKind {
        mark: Mark::Flows,
        name: t::KIND_FLOWS,
        good_for: t::KIND_FLOWS_FOR,
        sketch: "M4 18C6 8 13 5 20 6M4 18C9 17 14 16 19 17M17 3l3 3-3 3",
        basis: Basis::Regions,
        on_tiles: false,
        classed: false,
    },
    MarkKind {
        mark: Mark::Points,
        name: t::KIND_POINTS,
        good_for: t::KIND_POINTS_FOR,
        sketch: "M12 21c4-5 6-8 6-11a6 6 0 0 0-12 0c0 3 2 6 6 11zM12 12a2 2 0 1 0 0-4a2 2 0 0 0 0 4",
        basis: Basis::Places,
        on_tiles: false,
        classed: false,
    },
    MarkKind {
        mark: Mark::Hexbin,
        name: t::KIND_HEXBIN,
        good_for: t::KIND_HEXBIN_FOR,
        sketch: "M7 3l4 2v5l-4 2-4-2V5zM15 3l4 2v5l-4 2-4-2V5zM11 12l4 2v5l-4 2-4-2v-5z",
        basis: Basis::Places,
        on_tiles: false,
        classed: true,
    },
    MarkKind {
        mark: Mark::Heat,
        name: t::KIND_HEAT,
        good_for: t::KIND_HEAT_FOR,
        sketch: "M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8M12 11.5h.01",
        basis: Basis::Places,
        on_tiles: false,
        classed: false,
    },
    MarkKind {
        mark: Mark::Shapes,
        name: t::KIND_SHAPES,
        good_for: t::KIND_SHAPES_FOR,
        sketch: "M4 5l8-1 2 7-6 4-5-3zM16 14l5 2-3 5-5-3zM16 5l4 4",
        basis: Basis::Rows,
        on_tiles: false,
        classed: true,
    },
];

/// The entry of a kind.
pub fn kind(mark: Mark) -> &'static MarkKind {
    KINDS.iter().find(|kind| kind.mark == mark).unwrap_or(&KINDS[0])
}
