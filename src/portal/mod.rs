//! Portals: recognising addresses, asking catalogues, reading their answers. Sans-IO: a client says
//! which address to fetch and is fed bytes.
//!
//! A kind of portal is one file (or folder) with one line in the registry of [`kind`]. A client is an
//! [`Ask`]; whoever drives it fetches `http:` and `https:` addresses from the network and answers
//! `contoh:` ones with [`sample_answer`] and [`sample_file`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod address;
mod ask;
pub mod cite;
mod ckan;
pub mod directory;
mod far;
pub mod federate;
mod format;
pub mod freshness;
mod json;
pub mod kept;
mod kind;
pub mod ladder;
mod licence;
mod local;
pub mod overview;
mod patient;
mod plain;
pub mod polite;
pub mod quality;
mod question;
mod recognise;
pub mod related;
mod sample;
mod shelves;
mod sweep;
mod words;

pub use ask::{Ask, Fetch, Fetched, RowPage, Turn};
pub use far::ALL;
pub use kind::{
    Abilities, AskTable, Connect, LoadCatalogue, NEAR, Registry, Rows, Search, ShowDataset, connect, dataset, host,
    rows, search,
};
pub use licence::{LicenceKind, describe_licence};
pub use local::Catalogue;
pub use patient::PatientSearch;
pub use question::{Asked, Reply, TableQuestion};
pub use recognise::{Recognised, recognise};
pub use sample::{EXERCISES, sample_answer, sample_file};
pub use shelves::Shelves;
pub use sweep::Sweep;
pub use words::{second_try, stems, title_key, words_of};

use crate::base::note::Problem;
use crate::i18n::{Message, portal as messages};
use crate::table::Extent;

/// The bytes of a file of the sample portal, piece by piece.
pub type Chunks = Box<dyn Iterator<Item = Vec<u8>>>;

/// Everything that portals can be asked, as one value: whoever works with portals through it alone can
/// be compiled without them and be given them when they are first needed.
#[derive(Clone, Copy, Debug)]
pub struct Portals {
    /// [`Registry::connect`]
    pub connect: fn(&str) -> Result<Connect, Problem>,
    /// [`Registry::search_kept`]
    pub search: fn(&Shelves, &Portal, &SearchQuery, f64) -> Search,
    /// [`Registry::dataset_kept`]
    pub dataset: fn(&Shelves, &Portal, &str, f64) -> ShowDataset,
    /// [`Registry::rows`]
    pub rows: fn(&Portal, &Resource, &Extent) -> Rows,
    /// [`Registry::sweep`]
    pub sweep: fn(&Portal, u64) -> Sweep,
    /// [`ladder::resource_proxy`]
    pub resource_proxy: fn(&Portal, &Resource) -> Option<String>,
    /// [`Registry::question`]
    pub question: fn(&Portal, &TableQuestion) -> Option<AskTable>,
    /// [`sample_answer`]
    pub sample_answer: fn(&str) -> Option<Vec<u8>>,
    /// [`sample_file`]
    pub sample_file: fn(&str) -> Option<Chunks>,
}

impl Portals {
    /// All of them.
    pub fn here() -> Self {
        Self {
            connect: |address| ALL.connect(address),
            search: |shelves, portal, query, now_ms| ALL.search_kept(shelves, portal, query, now_ms),
            dataset: |shelves, portal, id, now_ms| ALL.dataset_kept(shelves, portal, id, now_ms),
            rows: |portal, resource, extent| ALL.rows_of(portal, resource, extent),
            question: |portal, question| ALL.question(portal, question),
            sweep: |portal, most| ALL.sweep(portal, &SearchQuery::default(), most),
            resource_proxy: ladder::resource_proxy,
            sample_answer,
            sample_file,
        }
    }
}

/// What stands in the place of a key where an address is shown.
pub const KEY_SHOWN: &str = "…";

/// A text as it stands in an address.
pub fn encoded(text: &str) -> String {
    address::encode(text)
}

/// The address of the sample portal inside the page.
pub const SAMPLE_ADDRESS: &str = "contoh";

/// A portal that answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portal {
    /// The address to show and to put into `?portal=`, without a trailing slash. `contoh` for the sample portal.
    pub address: String,
    /// The root of the action API, e.g. `https://data.example.go.id/api/3/action`.
    pub api: String,
    /// The site's title, or its host.
    pub title: String,
    /// What system answers.
    pub kind: PortalKind,
    /// Its version, where it says so.
    #[serde(default)]
    pub version: Option<String>,
    /// Whether `DataStore` rows can be asked for; `None` when the portal does not say.
    #[serde(default)]
    pub datastore: Option<bool>,
}

/// The systems a portal can run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PortalKind {
    /// CKAN action API.
    Ckan,
    /// The sample portal inside the page.
    Sample,
    /// data.go.id: CKAN's answers behind one POST address.
    DataGoId,
    /// West Java's `api-backend`.
    Jabar,
    /// The stack of Bandung and East Java.
    Bandung,
    /// Satu Data Jakarta.
    Jakarta,
    /// `data.json`, DCAT-US.
    DataJson,
    /// DCAT-AP as JSON-LD.
    Dcat,
    /// BPS `WebAPI`.
    Bps,
    /// SP2KP, food prices of the Ministry of Trade.
    Sp2kp,
    /// PIHPS, food prices of Bank Indonesia.
    Pihps,
    /// `OpenDataSoft` Explore 2.1.
    OpenDataSoft,
    /// Socrata.
    Socrata,
    /// `ArcGIS` Hub.
    ArcGisHub,
    /// DKAN 2.
    Dkan,
    /// uData.
    UData,
    /// Data Package.
    DataPackage,
    /// A folder of links.
    Links,
}

impl PortalKind {
    /// All kinds.
    pub const ALL: [Self; 18] = [
        Self::Ckan,
        Self::Sample,
        Self::DataGoId,
        Self::Jabar,
        Self::Bandung,
        Self::Jakarta,
        Self::DataJson,
        Self::Dcat,
        Self::Bps,
        Self::Sp2kp,
        Self::Pihps,
        Self::OpenDataSoft,
        Self::Socrata,
        Self::ArcGisHub,
        Self::Dkan,
        Self::UData,
        Self::DataPackage,
        Self::Links,
    ];

    /// Its name for people.
    pub const fn message(self) -> Message {
        match self {
            Self::Ckan => messages::KIND_CKAN,
            Self::Sample => messages::SAMPLE_TITLE,
            Self::DataGoId => messages::KIND_DATA_GO_ID,
            Self::Jabar => messages::KIND_JABAR,
            Self::Bandung => messages::KIND_BANDUNG,
            Self::Jakarta => messages::KIND_JAKARTA,
            Self::DataJson => messages::KIND_DATA_JSON,
            Self::Dcat => messages::KIND_DCAT,
            Self::Bps => messages::KIND_BPS,
            Self::Sp2kp => messages::KIND_SP2KP,
            Self::Pihps => messages::KIND_PIHPS,
            Self::OpenDataSoft => messages::KIND_OPEN_DATA_SOFT,
            Self::Socrata => messages::KIND_SOCRATA,
            Self::ArcGisHub => messages::KIND_ARC_GIS_HUB,
            Self::Dkan => messages::KIND_DKAN,
            Self::UData => messages::KIND_U_DATA,
            Self::DataPackage => messages::KIND_DATA_PACKAGE,
            Self::Links => messages::KIND_LINKS,
        }
    }
}

/// What a person searches for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchQuery {
    /// Words as typed; escaped by the client.
    #[serde(default)]
    pub words: String,
    /// Chosen facet values by facet (`organization`, `groups`, `tags`, `res_format`, `license_id`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facets: BTreeMap<String, Vec<String>>,
    /// First result, from 0.
    #[serde(default)]
    pub start: u64,
    /// How many results.
    #[serde(default)]
    pub rows: u64,
    /// Order.
    #[serde(default)]
    pub sort: SearchSort,
}

/// Orders of search results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SearchSort {
    /// Best match first.
    #[default]
    Relevance,
    /// Last changed first.
    Newest,
    /// By title.
    Title,
}

/// One page of search results.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CataloguePage {
    /// All matching datasets.
    pub total: u64,
    /// The first result's index.
    pub start: u64,
    /// The results.
    pub datasets: Vec<Dataset>,
    /// Facets in display order.
    pub facets: Vec<Facet>,
    /// Records that were not understood, and the like.
    #[serde(default)]
    pub notes: Vec<crate::base::note::Note>,
    /// The words that were searched for instead of the ones typed, which found nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
}

/// A facet with its values, most frequent first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// The field, e.g. `organization`.
    pub field: String,
    /// The values.
    pub values: Vec<FacetValue>,
}

/// A facet's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// What to filter by.
    pub value: String,
    /// What to show.
    pub label: String,
    /// How many datasets.
    pub count: u64,
}

/// A dataset with its resources. All texts are plain (HTML tags removed, entities decoded).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dataset {
    /// Identifier to put into `?dataset=`: the name (slug) where there is one, else the id.
    pub id: String,
    /// Title, in the best available language; the name when empty.
    pub title: String,
    /// Description as Markdown source with HTML removed.
    #[serde(default)]
    pub notes: String,
    /// Publisher: the organisation's title.
    #[serde(default)]
    pub publisher: Option<String>,
    /// The organisation's name, to filter by.
    #[serde(default)]
    pub organization: Option<String>,
    /// Licence as the portal names it.
    #[serde(default)]
    pub licence: Option<Licence>,
    /// Tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Groups (topics), titles.
    #[serde(default)]
    pub groups: Vec<String>,
    /// When created, ISO date.
    #[serde(default)]
    pub created: Option<String>,
    /// When last changed, ISO date.
    #[serde(default)]
    pub modified: Option<String>,
    /// Author or maintainer to write to.
    #[serde(default)]
    pub contact: Option<String>,
    /// The dataset's page on the portal.
    #[serde(default)]
    pub page: Option<String>,
    /// Other key-value metadata, as given.
    #[serde(default)]
    pub extras: Vec<(String, String)>,
    /// Its resources in portal order.
    #[serde(default)]
    pub resources: Vec<Resource>,
}

/// A licence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// Identifier, e.g. `cc-by`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Address of its text (http or https only).
    #[serde(default)]
    pub url: Option<String>,
}

/// A resource: a file or an API of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// Identifier to put into `?resource=`.
    pub id: String,
    /// Name; the file name when empty.
    pub name: String,
    /// Description.
    #[serde(default)]
    pub description: String,
    /// The format as the portal labels it, upper case (`CSV`), or empty.
    #[serde(default)]
    pub label: String,
    /// What the address, name, media type and label suggest, in this order of trust.
    pub format: Format,
    /// The file's absolute address (http or https; `contoh:` in the sample portal), if it has one that others can reach.
    #[serde(default)]
    pub url: Option<String>,
    /// Bytes, where the portal knows.
    #[serde(default)]
    pub size: Option<u64>,
    /// When last changed, ISO date.
    #[serde(default)]
    pub modified: Option<String>,
    /// Whether the portal says that its rows are in the `DataStore`.
    #[serde(default)]
    pub datastore: bool,
}

/// File formats as far as a catalogue can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Comma, semicolon or otherwise separated text.
    Csv,
    /// Tab separated text.
    Tsv,
    /// Excel, any generation.
    Excel,
    /// `OpenDocument` spreadsheet.
    Ods,
    /// JSON.
    Json,
    /// `GeoJSON`.
    GeoJson,
    /// Shapefile or another archive.
    Zip,
    /// KML.
    Kml,
    /// PDF.
    Pdf,
    /// An image.
    Image,
    /// A web page.
    Html,
    /// A service (WMS, WFS, API).
    Service,
    /// Anything else, or unknown.
    #[default]
    Other,
}

impl Format {
    /// Whether it opens as a table.
    pub const fn opens(self) -> bool {
        matches!(
            self,
            Self::Csv | Self::Tsv | Self::Excel | Self::Ods | Self::Json | Self::GeoJson | Self::Kml | Self::Zip
        )
    }

    /// Whether it is delimited text, which is read while it comes.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv)
    }

    /// Its name for people.
    pub const fn message(self) -> Message {
        match self {
            Self::Csv => messages::FORMAT_CSV,
            Self::Tsv => messages::FORMAT_TSV,
            Self::Excel => messages::FORMAT_EXCEL,
            Self::Ods => messages::FORMAT_ODS,
            Self::Json => messages::FORMAT_JSON,
            Self::GeoJson => messages::FORMAT_GEO_JSON,
            Self::Zip => messages::FORMAT_ZIP,
            Self::Kml => messages::FORMAT_KML,
            Self::Pdf => messages::FORMAT_PDF,
            Self::Image => messages::FORMAT_IMAGE,
            Self::Html => messages::FORMAT_HTML,
            Self::Service => messages::FORMAT_SERVICE,
            Self::Other => messages::FORMAT_OTHER,
        }
    }
}

impl SearchSort {
    /// All orders, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Relevance, Self::Newest, Self::Title];

    /// Its name for people.
    pub const fn message(self) -> Message {
        match self {
            Self::Relevance => messages::SORT_RELEVANCE,
            Self::Newest => messages::SORT_NEWEST,
            Self::Title => messages::SORT_TITLE,
        }
    }
}

impl Facet {
    /// Its name for people; `None` for a portal's own field.
    pub fn message(&self) -> Option<Message> {
        Some(match self.field.as_str() {
            "organization" => messages::FACET_ORGANIZATION,
            "groups" => messages::FACET_GROUPS,
            "tags" => messages::FACET_TAGS,
            "res_format" => messages::FACET_FORMAT,
            "license_id" => messages::FACET_LICENCE,
            _ => return None,
        })
    }
}
