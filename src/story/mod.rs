//! Stories: the document a person makes, and the commands that change it.
//!
//! This module owns the document's shape; [`command`] changes it, [`check`] guards it, [`history`]
//! undoes, [`store`] keeps it, [`share`] and [`html`] hand it on, [`markdown`] and [`cite`] read its
//! texts.

use serde::{Deserialize, Serialize};

use crate::chart::ChartSpec;
use crate::map::MapSpec;
use crate::portal::{Portal, Resource};
use crate::query::{Step, Test};
use crate::scene::style::Style;
use crate::table::{Extent, Form, Reading, ResultTable, Role};

pub mod address;
pub mod check;
pub mod cite;
pub mod command;
pub mod history;
pub mod html;
pub mod markdown;
mod personal;
pub mod piece;
pub mod report;
pub mod share;
pub mod store;
mod together;

#[cfg(test)]
mod laws;

pub use check::validate;
pub use cite::{source_line, source_line_of};
pub use command::{apply, with_snapshot};
pub use personal::personal_data_of;
pub use together::are_together;

/// Everything a person made: sources, figures and the story's blocks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The story's title.
    #[serde(default)]
    pub title: String,
    /// Tables that were opened, with what was done to them.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Charts, maps and tables.
    #[serde(default)]
    pub figures: Vec<Figure>,
    /// The story, top to bottom.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// The next free number for ids.
    #[serde(default)]
    pub next: u32,
}

/// A number that names a source, figure or block for the life of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub u32);

/// A table that was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Id.
    pub id: Id,
    /// What to call it.
    pub title: String,
    /// Where it came from.
    pub origin: Origin,
    /// What the source line says.
    #[serde(default)]
    pub citation: Citation,
    /// Filter and sort steps on the workbench.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// Readings that the person chose.
    #[serde(default)]
    pub readings: Vec<(String, Reading)>,
    /// What the person says that columns are about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<(String, Role)>,
    /// How the person chose to have it taken apart.
    #[serde(flatten)]
    pub form: Form,
    /// How much of it the person chose to read.
    #[serde(default, skip_serializing_if = "Extent::is_usual")]
    pub extent: Extent,
}

/// Where a table came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    not(target_arch = "wasm32"),
    expect(clippy::large_enum_variant, reason = "a document has few sources, and most are resources")
)]
pub enum Origin {
    /// A resource of a portal.
    Resource {
        /// The portal.
        portal: Portal,
        /// The dataset.
        dataset: String,
        /// The resource.
        resource: Resource,
    },
    /// A file at an address.
    Url(String),
    /// A file that the person gave; kept in the browser's storage under the source's id.
    File {
        /// Its name.
        name: String,
    },
}

/// What the source line says; a source line cannot be lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Publisher.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Title of the dataset.
    #[serde(default)]
    pub dataset: Option<String>,
    /// Host of the portal, or the file's name.
    #[serde(default)]
    pub place: Option<String>,
    /// Licence.
    #[serde(default)]
    pub licence: Option<String>,
    /// Address of the dataset's page or the file.
    #[serde(default)]
    pub url: Option<String>,
    /// When the data was last changed, ISO date.
    #[serde(default)]
    pub modified: Option<String>,
    /// When it was read, ISO date and time with offset, from the browser's clock.
    #[serde(default)]
    pub accessed: Option<String>,
}

/// A chart, map or table over a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Id.
    pub id: Id,
    /// The source.
    pub source: Id,
    /// Filter steps taken from the workbench when the figure was made.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// What is drawn.
    pub kind: FigureKind,
    /// The headline.
    #[serde(default)]
    pub title: String,
    /// The line below the headline: what, unit, period.
    #[serde(default)]
    pub description: String,
    /// Its colours.
    #[serde(default, skip_serializing_if = "Style::is_usual")]
    pub style: Style,
    /// The data it was last drawn from, so that the figure outlives its portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<ResultTable>,
}

/// What a figure draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// A chart.
    Chart(ChartSpec),
    /// A map.
    Map(MapSpec),
    /// The first rows of the filtered table.
    Table {
        /// Columns to show; all when empty.
        #[serde(default)]
        columns: Vec<String>,
        /// How many rows, at most 100.
        rows: u32,
    },
}

/// A block of the story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Id.
    pub id: Id,
    /// What it is.
    pub content: Content,
}

/// What a block holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Text in a Markdown subset.
    Text(String),
    /// A figure.
    Figure(Id),
}

/// Every way to change a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Rename the story.
    SetTitle(String),
    /// Add a source; its `id` is given by [`Document::next`].
    AddSource(Box<Source>),
    /// Change the workbench steps of a source.
    SetSteps {
        /// The source.
        source: Id,
        /// The steps.
        steps: Vec<Step>,
    },
    /// Filter everything that is made of a source by one column: its table and all its figures. No tests take
    /// the filter away.
    FilterAll {
        /// The source.
        source: Id,
        /// The column.
        column: String,
        /// What its values must be.
        tests: Vec<Test>,
    },
    /// Say that a source comes from elsewhere: a file given by hand in place of an address that refuses.
    /// What is cited stays.
    SetOrigin {
        /// The source.
        source: Id,
        /// Where it comes from now.
        origin: Box<Origin>,
    },
    /// Choose a reading for a column.
    SetReading {
        /// The source.
        source: Id,
        /// The column.
        column: String,
        /// The reading.
        reading: Reading,
    },
    /// Say what a column is about; `None` takes it back.
    SetRole {
        /// The source.
        source: Id,
        /// The column.
        column: String,
        /// What it is about.
        role: Option<Role>,
    },
    /// Take a source apart another way: another sheet, another encoding, columns as rows. What was filtered
    /// and read another way before is forgotten: the columns are others.
    SetForm {
        /// The source.
        source: Id,
        /// How.
        form: Form,
    },
    /// Read more or less of a source, or leave its rows at their portal. What was filtered and read another way
    /// is forgotten where columns may be gone or have other types.
    SetExtent {
        /// The source.
        source: Id,
        /// How much.
        extent: Extent,
    },
    /// Forget a source that no figure uses.
    RemoveSource(Id),
    /// Add a figure; its `id` is given by [`Document::next`].
    AddFigure(Box<Figure>),
    /// Replace what a figure draws.
    SetFigure(Box<Figure>),
    /// Remove a figure and its blocks.
    RemoveFigure(Id),
    /// Put a block at a place (clamped); its `id` is given by [`Document::next`].
    AddBlock {
        /// Index among the blocks.
        at: usize,
        /// What it holds.
        content: Content,
    },
    /// Change a block's content.
    SetBlock {
        /// The block.
        id: Id,
        /// What it holds.
        content: Content,
    },
    /// Move a block to a place (clamped).
    MoveBlock {
        /// The block.
        id: Id,
        /// Index among the blocks after removal.
        to: usize,
    },
    /// Remove a block.
    RemoveBlock(Id),
    /// Replace everything (opening a shared story, a file, a new project); ids given from now on are
    /// new to both.
    Replace(Box<Document>),
}

impl Document {
    /// The source of an id.
    pub fn source(&self, id: Id) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The figure of an id.
    pub fn figure(&self, id: Id) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// The block of an id.
    pub fn block(&self, id: Id) -> Option<&Block> {
        self.blocks.iter().find(|block| block.id == id)
    }

    /// Whether there is nothing in it that could be lost.
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.sources.is_empty() && self.figures.is_empty() && self.blocks.is_empty()
    }
}

impl Figure {
    /// Whether it asks the same of the same data as another: only then do they share a snapshot.
    pub fn draws_as(&self, other: &Self) -> bool {
        self.source == other.source && self.steps == other.steps && self.kind == other.kind
    }
}

impl Origin {
    /// Whether the table can be fetched again from where it came from, by anyone.
    pub const fn refetches(&self) -> bool {
        match self {
            Self::Resource { .. } | Self::Url(_) => true,
            Self::File { .. } => false,
        }
    }
}
