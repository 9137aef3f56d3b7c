//! From an address to a source of the document.

use crate::base::note::{Problem, ProblemCode};
use crate::engine::protocol::{Job, Look, Output};
use crate::place::At;
use crate::portal::{Dataset, Portal, Resource};
use crate::story::address::is_web;
use crate::story::{Citation, Id, Origin};
use crate::ui::state::App;
use crate::web::clock;

/// The source that an address of the workbench means, added to the document when it is new. `begun` hears
/// the numbers of the jobs that are needed for it, one after the other.
pub(super) async fn resolve(app: App, at: At, begun: impl Fn(u32)) -> Result<Id, Problem> {
    match at {
        At::Source { id } => {
            app.desk.source(Id(id)).map(|source| source.id).ok_or_else(|| Problem::new(ProblemCode::TableGone))
        }
        At::Data { url } if !is_web(&url) => Err(Problem::new(ProblemCode::BadAddress).arg(url)),
        At::Data { url } => {
            let origin = Origin::Url(url.clone());
            let name = file_name(&url);
            let place = host(&url);
            let citation = Citation {
                place: Some(place),
                url: Some(url),
                accessed: Some(clock::local_iso()),
                ..Citation::default()
            };
            Ok(app.desk.ensure_source(origin, name, citation))
        }
        At::Resource { portal, dataset, resource } => {
            if let Some(id) = known(app, &portal, &dataset, &resource) {
                return Ok(id);
            }
            let asked = portal;
            let portal = app.portal(asked, &begun).await?;
            let job = Job::from(Look::Dataset { portal: portal.clone(), id: dataset.clone() });
            let found = match app.engine.ask_as(job, &begun).await? {
                Output::Dataset(found) => *found,
                _ => return Err(Problem::new(ProblemCode::WorkerStopped)),
            };
            let resource = found
                .resources
                .iter()
                .find(|candidate| candidate.id == resource)
                .cloned()
                .ok_or_else(|| Problem::new(ProblemCode::NotFound).arg(resource))?;
            let citation = citation(&portal, &found, &resource);
            let title = title(&found, &resource);
            Ok(app.desk.ensure_source(Origin::Resource { portal, dataset, resource }, title, citation))
        }
        _ => Err(Problem::new(ProblemCode::TableGone)),
    }
}

fn known(app: App, asked: &str, dataset: &str, resource: &str) -> Option<Id> {
    use leptos::prelude::*;
    app.desk.document.with_untracked(|document| {
        document.sources.iter().find_map(|source| match &source.origin {
            Origin::Resource { portal, dataset: known, resource: found }
                if portal.address.trim_end_matches('/') == asked.trim_end_matches('/')
                    && known == dataset
                    && found.id == resource =>
            {
                Some(source.id)
            }
            _ => None,
        })
    })
}

/// The dataset's title, with the resource's name where the dataset has several.
fn title(dataset: &Dataset, resource: &Resource) -> String {
    if dataset.resources.len() > 1 && !resource.name.is_empty() && resource.name != dataset.title {
        format!("{} · {}", dataset.title, resource.name)
    } else {
        dataset.title.clone()
    }
}

fn citation(portal: &Portal, dataset: &Dataset, resource: &Resource) -> Citation {
    Citation {
        publisher: dataset.publisher.clone(),
        dataset: Some(dataset.title.clone()),
        place: Some(if portal.address.contains("://") { host(&portal.address) } else { portal.title.clone() }),
        licence: dataset
            .licence
            .as_ref()
            .map(|licence| if licence.title.is_empty() { licence.id.clone() } else { licence.title.clone() }),
        url: dataset.page.clone().or_else(|| resource.url.clone()).filter(|url| url.starts_with("http")),
        modified: resource.modified.clone().or_else(|| dataset.modified.clone()),
        accessed: Some(clock::local_iso()),
    }
}

/// The host of an address, or the address itself.
fn host(url: &str) -> String {
    url.split_once("://").map_or(url, |(_, rest)| rest).split(['/', '?', '#']).next().unwrap_or(url).to_owned()
}

/// The last part of an address's path.
fn file_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(path).to_owned()
}
