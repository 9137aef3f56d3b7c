//! The rarer kinds of portals: everything that may be loaded later than CKAN. Nothing outside refers to
//! this folder but through [`ALL`], its one entry.

mod arcgis;
mod bandung;
mod bps;
mod data_json;
mod datagoid;
mod dcat;
mod dkan;
mod jabar;
mod jakarta;
mod links;
mod opendatasoft;
mod package;
mod prices;
mod rest;
mod shape;
mod shelf;
mod socrata;
#[cfg(test)]
mod testing;
mod udata;

use super::address::Address;
use super::ask::{Ask, Fetched, Turn};
use super::ckan::Ckan;
use super::kind::Registry;
use super::sample::Sample;
use super::{Recognised, recognise};
use crate::base::note::{Problem, ProblemCode};

/// Every kind, in the order in which an address is offered to them: those that know their hosts, CKAN,
/// those whose interface is told by its answers, catalogues in one file, and any page with links last.
pub static ALL: Registry = Registry::new(&[
    &Sample,
    &datagoid::DataGoId,
    &jabar::KIND,
    &jakarta::KIND,
    &bps::Bps,
    &prices::Sp2kp,
    &prices::Pihps,
    &Ckan,
    &bandung::KIND,
    &opendatasoft::KIND,
    &dkan::KIND,
    &udata::KIND,
    &arcgis::KIND,
    &socrata::KIND,
    &data_json::KIND,
    &dcat::KIND,
    &package::KIND,
    &links::KIND,
]);

/// The root of the portal that an address belongs to.
fn root_of(typed: &str) -> Option<Address> {
    match recognise(typed) {
        Recognised::Portal { address, .. } => Address::parse(&address),
        _ => None,
    }
}

/// An answer that is known without asking.
struct Known<T>(Result<T, Problem>);

impl<T: Clone> Ask for Known<T> {
    type Answer = T;

    fn next(&mut self, _: Option<Fetched<'_>>) -> Turn<T> {
        match &self.0 {
            Ok(answer) => Turn::Done(answer.clone()),
            Err(problem) => Turn::Failed(problem.clone()),
        }
    }
}

/// What such a portal does not have.
struct Never(ProblemCode);

impl Ask for Never {
    type Answer = super::RowPage;

    fn next(&mut self, _: Option<Fetched<'_>>) -> Turn<super::RowPage> {
        Turn::Failed(Problem::new(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::PortalKind;

    #[test]
    fn links_to_datasets_are_understood() {
        let portal = |kind: PortalKind, address: &str| crate::portal::Portal {
            address: address.to_owned(),
            api: String::new(),
            title: String::new(),
            kind,
            version: None,
            datastore: None,
        };
        let check = |kind: PortalKind, address: &str, typed: &str, expected: Option<&str>| {
            assert_eq!(ALL.dataset_in(&portal(kind, address), typed).as_deref(), expected, "{typed}");
        };
        let jabar = "https://opendata.jabarprov.go.id";
        check(
            PortalKind::Jabar,
            jabar,
            "https://data.jabarprov.go.id/id/dataset/penduduk-miskin",
            Some("penduduk-miskin"),
        );
        check(PortalKind::Jabar, jabar, "https://lain.id/id/dataset/penduduk-miskin", None);
        let jakarta = "https://satudata.jakarta.go.id";
        check(
            PortalKind::Jakarta,
            jakarta,
            "https://satudata.jakarta.go.id/open-data/detail?kategori=dataset&page_url=a-b&data_no=1",
            Some("a-b"),
        );
        check(PortalKind::OpenDataSoft, "https://x.fr", "https://x.fr/explore/dataset/eau/table/", Some("eau"));
        check(PortalKind::UData, "https://x.fr", "https://x.fr/fr/datasets/eau/", Some("eau"));
        check(PortalKind::Socrata, "https://x.us", "https://x.us/d/ab12-cd34", Some("ab12-cd34"));
        check(PortalKind::Ckan, "https://x.id", "https://x.id/", None);
    }

    #[test]
    fn every_kind_has_one_line() {
        for kind in PortalKind::ALL {
            assert!(ALL.has(kind), "{kind:?}");
        }
        assert!(crate::portal::NEAR.has(PortalKind::Ckan) && !crate::portal::NEAR.has(PortalKind::Bps));
    }
}
