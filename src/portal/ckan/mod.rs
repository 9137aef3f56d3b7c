//! CKAN 2.2 to 2.12: the action API, read with patience.
//!
//! Only simple GETs with the parameters every version knows; an unknown parameter is an error in CKAN.

mod connect;
mod envelope;
mod push;
mod record;
mod rows;
mod search;

use super::address::encode;
use super::ask::{Ask, Fetch, Fetched, Turn};
use super::kind::Kind;
use super::{CataloguePage, Dataset, Portal, PortalKind, Reply, Resource, RowPage, SearchQuery, TableQuestion};
use crate::base::note::{Problem, ProblemCode};
use crate::table::Extent;

pub(super) use record::language_text;
pub(super) use rows::{cell, fingerprint};
pub(super) use search::FACET_FIELDS;

/// The CKAN kind.
pub(super) struct Ckan;

impl Kind for Ckan {
    fn kind(&self) -> PortalKind {
        PortalKind::Ckan
    }

    fn connect(&'static self, address: &str) -> Option<Box<dyn Ask<Answer = Portal>>> {
        Some(Box::new(connect::Connect::new(address)?))
    }

    fn search(&'static self, portal: &Portal, query: &SearchQuery) -> Box<dyn Ask<Answer = CataloguePage>> {
        Box::new(search::Search::new(portal, query))
    }

    fn dataset(&'static self, portal: &Portal, id: &str) -> Box<dyn Ask<Answer = Dataset>> {
        Box::new(ShowDataset { portal: portal.clone(), id: id.to_owned() })
    }

    fn rows(&'static self, portal: &Portal, resource: &Resource) -> Box<dyn Ask<Answer = RowPage>> {
        Box::new(rows::Rows::new(portal, resource, &Extent::All))
    }

    fn rows_of(&'static self, portal: &Portal, resource: &Resource, extent: &Extent) -> Box<dyn Ask<Answer = RowPage>> {
        Box::new(rows::Rows::new(portal, resource, extent))
    }

    fn question(&'static self, portal: &Portal, question: &TableQuestion) -> Option<Box<dyn Ask<Answer = Reply>>> {
        Some(Box::new(push::Question::new(portal, question)))
    }
}

/// Asks for one dataset.
struct ShowDataset {
    portal: Portal,
    id: String,
}

impl Ask for ShowDataset {
    type Answer = Dataset;

    fn next(&mut self, fetched: Option<Fetched<'_>>) -> Turn<Dataset> {
        let (status, body) = match fetched {
            None => return Turn::Fetch(get(&self.portal.api, "package_show", &[("id", &self.id)], 16 << 20)),
            Some(Fetched::Failed(problem)) => return Turn::Failed(problem),
            Some(Fetched::Answer { status, body }) => (status, body),
        };
        match envelope::read(status, body, |result| {
            // DKAN 1, which imitates this interface, puts a list around the record.
            let listed = super::json::items(result).and_then(|items| items.first().copied());
            record::dataset(&self.portal, listed.unwrap_or(result)).ok()
        }) {
            Ok(read) => Turn::Done(read.dataset),
            // A dataset's id that CKAN cannot accept is one that does not exist.
            Err(fault) if fault.kind == envelope::FaultKind::NotUnderstood => {
                Turn::Failed(fault.describe(Problem::new(ProblemCode::NotFound).arg(self.id.as_str())))
            }
            Err(fault) => Turn::Failed(fault.problem(&host(&self.portal), &self.id)),
        }
    }
}

/// A call of an action.
fn get(api: &str, action: &str, parameters: &[(&str, &str)], max_bytes: u64) -> Fetch {
    let mut url = format!("{api}/{action}");
    for (index, (name, value)) in parameters.iter().enumerate() {
        url.push(if index == 0 { '?' } else { '&' });
        url.push_str(name);
        url.push('=');
        url.push_str(&encode(value));
    }
    Fetch::get(url, max_bytes)
}

/// The host to name in problems.
fn host(portal: &Portal) -> String {
    super::address::host_of(&portal.address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_around_a_record_is_opened() {
        let portal = Portal {
            address: "https://x.gov".to_owned(),
            api: "https://x.gov/api/3/action".to_owned(),
            title: String::new(),
            kind: PortalKind::Ckan,
            version: None,
            datastore: None,
        };
        let check = |result: &str, found: bool| {
            let mut ask = Kind::dataset(&Ckan, &portal, "a");
            let body = format!(r#"{{"success":true,"result":{result}}}"#);
            let turn = ask.next(Some(Fetched::Answer { status: 200, body: body.as_bytes() }));
            assert_eq!(matches!(turn, Turn::Done(Dataset { id, .. }) if id == "a"), found, "{result}");
        };
        check(r#"{"name":"a"}"#, true);
        check(r#"[{"name":"a"}]"#, true);
        check("[]", false);
        check("null", false);
    }
}
