//! The rarer kinds of portals: everything the second worker brings along. Nothing in the first worker
//! refers to this folder; [`ALL`] is its one entry.

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
    fn every_kind_has_one_line() {
        for kind in PortalKind::ALL {
            assert!(ALL.has(kind), "{kind:?}");
        }
        assert!(crate::portal::NEAR.has(PortalKind::Ckan) && !crate::portal::NEAR.has(PortalKind::Bps));
    }
}
