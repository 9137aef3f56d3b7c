//! The ways to a source, and when another one helps.

use std::collections::VecDeque;
use std::rc::Rc;

use super::protocol::OpenSource;
use crate::base::note::ProblemCode;
use crate::portal::ladder::Step as Rung;
use crate::portal::{Portal, Resource};

/// One way to a source.
pub(super) enum Way {
    /// A file at an address.
    Address(String),
    /// `DataStore` rows.
    Rows(Rc<(Portal, Resource)>),
    /// The same file, passed on by the portal itself.
    PassedOn(Rc<(Portal, Resource)>),
    /// A person's file, by its name.
    File(String),
    /// Pasted text.
    Text(String),
}

/// The ways to a source, the best first.
pub(super) fn ways(source: OpenSource) -> VecDeque<Way> {
    let mut ways = VecDeque::new();
    match source {
        OpenSource::Url(url) => ways.push_back(Way::Address(url.trim().to_owned())),
        OpenSource::File { name } => ways.push_back(Way::File(name)),
        OpenSource::Text(text) => ways.push_back(Way::Text(text)),
        OpenSource::Resource { portal, resource, prefer_rows } => {
            let url = resource.url.clone();
            // Rows are also the first choice for a file that is no delimited text (they are its table without
            // titles and notes), and for one that the portal writes from the rows: it has lost their types and
            // has `_id` as a column.
            let is_dump = url.as_deref().is_some_and(|url| url.contains("/datastore/dump/"));
            let rows_first =
                prefer_rows || url.is_none() || (resource.datastore && (is_dump || !resource.format.is_text()));
            let has_rows = prefer_rows || url.is_none() || resource.datastore;
            let of = Rc::new((portal, resource));
            ways.extend(url.map(Way::Address));
            if has_rows {
                let rows = Way::Rows(Rc::clone(&of));
                if rows_first {
                    ways.push_front(rows);
                } else {
                    ways.push_back(rows);
                }
            }
            ways.push_back(Way::PassedOn(of));
        }
    }
    ways
}

impl Way {
    /// The rung of the ladder that it is.
    pub(super) const fn rung(&self) -> Rung {
        match self {
            Self::Address(_) | Self::File(_) | Self::Text(_) => Rung::Direct,
            Self::Rows(_) => Rung::DataStore,
            Self::PassedOn(_) => Rung::ResourceProxy,
        }
    }
}

/// Whether a problem of one way leaves hope for the other: not when the person is offline or has
/// cancelled, and not when the data are there but too large.
pub(super) const fn another_way_helps(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::Refused
            | ProblemCode::Unreachable
            | ProblemCode::MixedContent
            | ProblemCode::Timeout
            | ProblemCode::BrokenOff
            | ProblemCode::HttpStatus
            | ProblemCode::NotFound
            | ProblemCode::Forbidden
            | ProblemCode::BadAddress
            | ProblemCode::BadQuery
            | ProblemCode::BadAnswer
            | ProblemCode::NoDataStore
            | ProblemCode::EmptyFile
            | ProblemCode::NoRows
            | ProblemCode::HtmlInsteadOfData
            | ProblemCode::UnsupportedFormat
            | ProblemCode::PdfFile
            | ProblemCode::PictureFile
            | ProblemCode::BrokenFile
            | ProblemCode::ProtectedFile
            | ProblemCode::NotText
            | ProblemCode::FrameSilent
    )
}

/// The file name that an address ends with.
pub(super) fn file_name(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path.rsplit('/').next().unwrap_or_default();
    Some(name.to_owned()).filter(|name| !name.is_empty())
}
