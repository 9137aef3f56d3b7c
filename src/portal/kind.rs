//! The registry of portal kinds: one line each, everything else in the kind's own file.

use super::address::Address;
use super::ask::{Ask, Fetched, Turn};
use super::ckan::Ckan;
use super::sample::Sample;
use super::{CataloguePage, Dataset, Portal, PortalKind, Recognised, Resource, RowPage, SearchQuery, plain, recognise};
use crate::base::note::{Problem, ProblemCode};

/// What a kind of portal can be asked.
pub(super) trait Kind: Sync {
    /// Looks for a portal of this kind at an address; `None` where it cannot be one.
    fn connect(&self, address: &str) -> Option<Box<dyn Ask<Answer = Portal>>>;
    /// Searches its catalogue.
    fn search(&self, portal: &Portal, query: &SearchQuery) -> Box<dyn Ask<Answer = CataloguePage>>;
    /// Shows a dataset.
    fn dataset(&self, portal: &Portal, id: &str) -> Box<dyn Ask<Answer = Dataset>>;
    /// Reads rows that the portal keeps in a database.
    fn rows(&self, portal: &Portal, resource: &Resource) -> Box<dyn Ask<Answer = RowPage>>;
}

/// All kinds, in the order in which an address is offered to them.
const KINDS: &[(PortalKind, &dyn Kind)] = &[(PortalKind::Sample, &Sample), (PortalKind::Ckan, &Ckan)];

fn kind_of(portal: &Portal) -> &'static dyn Kind {
    KINDS.iter().find(|(kind, _)| *kind == portal.kind).map_or(&Ckan as &dyn Kind, |(_, entry)| *entry)
}

/// Defines a public machine around a kind's own one.
macro_rules! machine {
    ($(#[$doc:meta])* $name:ident -> $answer:ty) => {
        $(#[$doc])*
        pub struct $name(Box<dyn Ask<Answer = $answer>>);

        impl Ask for $name {
            type Answer = $answer;

            fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<$answer> {
                self.0.next(fetched)
            }
        }
    };
}

machine! {
    /// Finds the portal at an address.
    Connect -> Portal
}
machine! {
    /// Searches a portal's catalogue.
    Search -> CataloguePage
}
machine! {
    /// Shows one dataset.
    ShowDataset -> Dataset
}
machine! {
    /// Reads rows page by page: after each `Done` whose page is not the last, call `next(None)` for the
    /// following one. After a failure `next(None)` asks for the same page again.
    Rows -> RowPage
}

/// Finds the portal at an address that a person typed: its front page, a dataset's page, its API.
pub fn connect(address: &str) -> Result<Connect, Problem> {
    let shown = || plain::clip(plain::line(address), 200);
    match recognise(address) {
        Recognised::Portal { .. } => {}
        Recognised::Words(_) => return Err(Problem::new(ProblemCode::BadAddress).arg(shown())),
        Recognised::FileUrl(_) | Recognised::Share(_) => return Err(Problem::new(ProblemCode::NotAPortal).arg(shown())),
    }
    let found = KINDS.iter().find_map(|(_, kind)| kind.connect(address));
    found.map(Connect).ok_or_else(|| Problem::new(ProblemCode::BadAddress).arg(shown()))
}

/// Searches a portal's catalogue.
pub fn search(portal: &Portal, query: &SearchQuery) -> Search {
    Search(kind_of(portal).search(portal, query))
}

/// Shows a dataset by its name or id.
pub fn dataset(portal: &Portal, id: &str) -> ShowDataset {
    ShowDataset(kind_of(portal).dataset(portal, id))
}

/// Reads the `DataStore` rows of a resource.
pub fn rows(portal: &Portal, resource: &Resource) -> Rows {
    Rows(kind_of(portal).rows(portal, resource))
}

/// The host of a portal, to name it in messages; the sample portal's own name.
pub fn host(portal: &Portal) -> String {
    Address::parse(&portal.address).map_or_else(|| portal.address.clone(), |address| address.host)
}
