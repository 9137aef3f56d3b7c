//! The registry of portal kinds: one line each, everything else in the kind's own file.

use std::collections::VecDeque;
use std::marker::PhantomData;

use super::address::Address;
use super::ask::{Ask, Fetched, Turn};
use super::ckan::Ckan;
use super::local::Catalogue;
use super::sample::Sample;
use super::{
    CataloguePage, Dataset, Portal, PortalKind, Recognised, Reply, Resource, RowPage, SearchQuery, TableQuestion,
    plain, recognise,
};
use crate::base::note::{Problem, ProblemCode};
use crate::table::Extent;

/// What the portals of a kind can do.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// The facets that can be chosen in a search.
    pub facets: &'static [&'static str],
    /// Whether rows can be asked for at all.
    pub rows: bool,
    /// Whether the catalogue is loaded as a whole ([`Registry::catalogue`]), so that a search costs nothing.
    pub whole: bool,
    /// Whether the person's own key is needed.
    pub key: bool,
    /// Whether requests are POSTs, before which the browser asks for permission.
    pub post: bool,
}

impl Abilities {
    /// What CKAN can do.
    pub(super) const CKAN: Self =
        Self { facets: &super::ckan::FACET_FIELDS, rows: true, whole: false, key: false, post: false };
}

/// What a kind of portal can be asked.
pub(super) trait Kind: Sync {
    /// Which kind it is.
    fn kind(&self) -> PortalKind;
    /// What it can do.
    fn abilities(&self) -> Abilities {
        Abilities::CKAN
    }
    /// Whether a host is known to run this kind, so that nothing else needs to be tried there.
    fn knows(&self, _host: &str) -> bool {
        false
    }
    /// Looks for a portal of this kind at an address; `None` where it cannot be one.
    fn connect(&'static self, address: &str) -> Option<Box<dyn Ask<Answer = Portal>>>;
    /// Searches its catalogue.
    fn search(&'static self, portal: &Portal, query: &SearchQuery) -> Box<dyn Ask<Answer = CataloguePage>>;
    /// Shows a dataset.
    fn dataset(&'static self, portal: &Portal, id: &str) -> Box<dyn Ask<Answer = Dataset>>;
    /// Reads rows that the portal keeps in a database.
    fn rows(&'static self, portal: &Portal, resource: &Resource) -> Box<dyn Ask<Answer = RowPage>>;
    /// Reads a part of those rows: some columns, or a sample spread over the table; all of them where the
    /// kind knows no parts.
    fn rows_of(
        &'static self,
        portal: &Portal,
        resource: &Resource,
        _extent: &Extent,
    ) -> Box<dyn Ask<Answer = RowPage>> {
        self.rows(portal, resource)
    }
    /// Asks a question about a table that stays where it is; `None` where the kind takes none.
    fn question(&'static self, _portal: &Portal, _question: &TableQuestion) -> Option<Box<dyn Ask<Answer = Reply>>> {
        None
    }
    /// Whether a file's address and bytes are a catalogue of this kind.
    fn is_catalogue(&self, _url: &str, _body: &[u8]) -> bool {
        false
    }
    /// The whole catalogue, of portals that publish it in one piece.
    fn catalogue(&'static self, _portal: &Portal) -> Option<Box<dyn Ask<Answer = Catalogue>>> {
        None
    }
}

/// A set of kinds: what one worker can speak.
pub struct Registry {
    /// The kinds, in the order in which an address is offered to them.
    kinds: &'static [&'static dyn Kind],
}

/// The kinds that are needed at once: CKAN and the sample portal.
pub static NEAR: Registry = Registry::new(&[&Sample, &Ckan]);

impl Registry {
    pub(super) const fn new(kinds: &'static [&'static dyn Kind]) -> Self {
        Self { kinds }
    }

    /// Whether portals of a kind are spoken to here.
    pub fn has(&self, kind: PortalKind) -> bool {
        self.kinds.iter().any(|entry| entry.kind() == kind)
    }

    /// What a portal can do.
    pub fn abilities(&self, portal: &Portal) -> Abilities {
        self.kind_of(portal).abilities()
    }

    /// The dataset that a typed address is about, once its portal is known: `/dataset/NAME`, `/datasets/NAME`,
    /// `/explore/dataset/NAME`, `/d/ab12-cd34`, `?page_url=NAME`.
    pub fn dataset_in(&self, portal: &Portal, typed: &str) -> Option<String> {
        let address = Address::parse(typed.trim())?;
        let own = address.host == super::address::host_of(&portal.address)
            || self.kinds.iter().any(|kind| kind.kind() == portal.kind && kind.knows(&address.host));
        let segments = address.segments();
        let place = segments.iter().position(|segment| matches!(segment.as_str(), "dataset" | "datasets" | "d"));
        let named = place.and_then(|at| segments.get(at + 1)).filter(|name| name.len() <= 500).cloned();
        named.or_else(|| address.parameter("page_url")).filter(|_| own)
    }

    /// The kind of a portal; one that this set does not have answers every question with a problem.
    fn kind_of(&self, portal: &Portal) -> &'static dyn Kind {
        self.kinds.iter().find(|entry| entry.kind() == portal.kind).map_or(&Stranger as &dyn Kind, |entry| *entry)
    }

    /// Finds the portal at an address that a person typed: its front page, a dataset's page, its API.
    pub fn connect(&self, address: &str) -> Result<Connect, Problem> {
        let shown = || plain::clip(plain::line(address), 200);
        let host = match recognise(address) {
            Recognised::Portal { address, .. } => super::address::host_of(&address),
            Recognised::FileUrl(_) => String::new(),
            Recognised::Words(_) => return Err(Problem::new(ProblemCode::BadAddress).arg(shown())),
            Recognised::Share(_) => return Err(Problem::new(ProblemCode::NotAPortal).arg(shown())),
        };
        // Where a host is known, only its own kind is asked for.
        let known = self.kinds.iter().any(|kind| kind.knows(&host));
        let asks: VecDeque<_> = self
            .kinds
            .iter()
            .filter(|kind| !known || kind.knows(&host))
            .filter_map(|kind| kind.connect(address))
            .collect();
        if asks.is_empty() {
            let is_file = matches!(recognise(address), Recognised::FileUrl(_));
            let code = if is_file { ProblemCode::NotAPortal } else { ProblemCode::BadAddress };
            return Err(Problem::new(code).arg(shown()));
        }
        Ok(Connect(Box::new(Chain { asks, first: None })))
    }

    /// The kind of portal whose catalogue a file is, for files that turn out not to be tables. Its address is
    /// then one to connect to.
    pub fn catalogue_kind(&self, url: &str, body: &[u8]) -> Option<PortalKind> {
        self.kinds.iter().find(|kind| kind.is_catalogue(url, body)).map(|kind| kind.kind())
    }

    /// Searches a portal's catalogue.
    pub fn search(&self, portal: &Portal, query: &SearchQuery) -> Search {
        Search(self.kind_of(portal).search(portal, query))
    }

    /// Loads the whole catalogue of a portal that publishes it in one piece, so that further searches
    /// need no request; `None` for all others.
    pub fn catalogue(&self, portal: &Portal) -> Option<LoadCatalogue> {
        self.kind_of(portal).catalogue(portal).map(LoadCatalogue)
    }

    /// Shows a dataset by its name or id.
    pub fn dataset(&self, portal: &Portal, id: &str) -> ShowDataset {
        ShowDataset(self.kind_of(portal).dataset(portal, id))
    }

    /// Reads the rows of a resource that the portal keeps in a database.
    pub fn rows(&self, portal: &Portal, resource: &Resource) -> Rows {
        Rows(self.kind_of(portal).rows(portal, resource))
    }

    /// Reads so much of the rows of a resource, where its kind of portal can be asked for parts.
    pub fn rows_of(&self, portal: &Portal, resource: &Resource, extent: &Extent) -> Rows {
        Rows(self.kind_of(portal).rows_of(portal, resource, extent))
    }

    /// Asks about a table that stays at its portal; `None` where that kind of portal takes no questions.
    pub fn question(&self, portal: &Portal, question: &TableQuestion) -> Option<AskTable> {
        self.kind_of(portal).question(portal, question).map(AskTable)
    }
}

/// Stands for the kinds that a set does not have, so that a portal of another kind is never asked in the wrong
/// language.
struct Stranger;

impl Stranger {
    fn no<T: 'static>(portal: &Portal) -> Box<dyn Ask<Answer = T>> {
        Box::new(No(Problem::new(ProblemCode::NotAPortal).arg(portal.address.as_str()), PhantomData))
    }
}

impl Kind for Stranger {
    fn kind(&self) -> PortalKind {
        PortalKind::Links
    }

    fn abilities(&self) -> Abilities {
        Abilities { facets: &[], rows: false, ..Abilities::CKAN }
    }

    fn connect(&'static self, _: &str) -> Option<Box<dyn Ask<Answer = Portal>>> {
        None
    }

    fn search(&'static self, portal: &Portal, _: &SearchQuery) -> Box<dyn Ask<Answer = CataloguePage>> {
        Self::no(portal)
    }

    fn dataset(&'static self, portal: &Portal, _: &str) -> Box<dyn Ask<Answer = Dataset>> {
        Self::no(portal)
    }

    fn rows(&'static self, portal: &Portal, _: &Resource) -> Box<dyn Ask<Answer = RowPage>> {
        Self::no(portal)
    }
}

/// Has no answer but its problem.
struct No<T>(Problem, PhantomData<T>);

impl<T> Ask for No<T> {
    type Answer = T;

    fn next(&mut self, _: Option<Fetched<'_>>) -> Turn<T> {
        Turn::Failed(self.0.clone())
    }
}

/// Looks for one kind after the other.
struct Chain {
    asks: VecDeque<Box<dyn Ask<Answer = Portal>>>,
    /// What the first kind said; the others only say that they are not there either.
    first: Option<Problem>,
}

impl Ask for Chain {
    type Answer = Portal;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Portal> {
        let mut fetched = fetched;
        while let Some(ask) = self.asks.front_mut() {
            let problem = match ask.next(fetched.take()) {
                Turn::Failed(problem) => problem,
                turn => return turn,
            };
            // Nothing at the host will answer another question either.
            let over = matches!(problem.code, ProblemCode::Cancelled | ProblemCode::Offline | ProblemCode::Unreachable);
            // A server over its limits must not be asked by a dozen kinds.
            let limited = problem.code == ProblemCode::HttpStatus && problem.args.iter().any(|arg| arg == "429");
            // The last kind stays, so that asking again asks the same.
            if over || limited || self.asks.len() == 1 {
                let first = self.first.take().filter(|first| !over && first.code != ProblemCode::NotAPortal);
                return Turn::Failed(first.unwrap_or(problem));
            }
            self.first.get_or_insert(problem);
            self.asks.pop_front();
        }
        Turn::Failed(self.first.take().unwrap_or_else(|| Problem::new(ProblemCode::NotAPortal)))
    }
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
    /// Loads a whole catalogue, to be kept and searched again and again.
    LoadCatalogue -> Catalogue
}
machine! {
    /// Searches a portal's catalogue.
    Search -> CataloguePage
}

impl Search {
    /// A search that another one carries out.
    pub(super) fn by(ask: impl Ask<Answer = CataloguePage> + 'static) -> Self {
        Self(Box::new(ask))
    }
}
machine! {
    /// Shows one dataset.
    ShowDataset -> Dataset
}

impl ShowDataset {
    /// A dataset that another machine finds.
    pub(super) fn by(ask: impl Ask<Answer = Dataset> + 'static) -> Self {
        Self(Box::new(ask))
    }
}
machine! {
    /// Asks one question about a table at its portal.
    AskTable -> Reply
}
machine! {
    /// Reads rows page by page: after each `Done` whose page is not the last, call `next(None)` for the
    /// following one. After a failure `next(None)` asks for the same page again.
    Rows -> RowPage
}

/// [`Registry::connect`] of the kinds that are needed at once.
pub fn connect(address: &str) -> Result<Connect, Problem> {
    NEAR.connect(address)
}

/// [`Registry::search`] of the kinds that are needed at once.
pub fn search(portal: &Portal, query: &SearchQuery) -> Search {
    NEAR.search(portal, query)
}

/// [`Registry::dataset`] of the kinds that are needed at once.
pub fn dataset(portal: &Portal, id: &str) -> ShowDataset {
    NEAR.dataset(portal, id)
}

/// [`Registry::rows`] of the kinds that are needed at once.
pub fn rows(portal: &Portal, resource: &Resource) -> Rows {
    NEAR.rows(portal, resource)
}

/// The host of a portal, to name it in messages; the sample portal's own name.
pub fn host(portal: &Portal) -> String {
    Address::parse(&portal.address).map_or_else(|| portal.address.clone(), |address| address.host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_are_not_asked() {
        let portal = Portal {
            address: "https://webapi.bps.go.id".to_owned(),
            api: "https://webapi.bps.go.id/v1/api".to_owned(),
            title: String::new(),
            kind: PortalKind::Bps,
            version: None,
            datastore: None,
        };
        assert!(!NEAR.has(PortalKind::Bps));
        let query = SearchQuery::default();
        assert!(
            matches!(search(&portal, &query).next(None), Turn::Failed(problem) if problem.code == ProblemCode::NotAPortal)
        );
        assert!(matches!(dataset(&portal, "x").next(None), Turn::Failed(_)));
        assert!(matches!(rows(&portal, &Resource::default()).next(None), Turn::Failed(_)));
    }
}
