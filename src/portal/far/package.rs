//! Data Package: `datapackage.json` with its files beside it.

use serde_json::{Map, Value};

use super::shape::{self, ResourceShape, Shape};
use super::shelf::{Part, Shelf};
use crate::portal::{PortalKind, json};

/// Files of one package that are listed.
const MAX_FILES: usize = 2_000;

/// The kind.
pub(super) static KIND: Shelf = Shelf {
    kind: PortalKind::DataPackage,
    hosts: &[],
    places: &["/datapackage.json"],
    endings: &["/datapackage.json"],
    title: "",
    read,
    rows: None,
};

const SHAPE: Shape = Shape {
    id: "name|id",
    title: "title|name",
    publisher: "contributors.0.title|author.name|author",
    licence: "licenses.0.title|licenses.0.name|license",
    licence_url: "licenses.0.path|licenses.0.url",
    tags: "keywords",
    created: "created",
    modified: "updated|last_updated|created",
    contact: "contributors.0.title|author.name",
    mail: "contributors.0.email|author.email",
    page: "homepage",
    resources: "resources",
    resource: ResourceShape { id: "id", url: "path|url", size: "bytes", media: "mediatype", ..ResourceShape::EMPTY },
    ..Shape::EMPTY
};

fn read(url: &str, body: &[u8]) -> Option<Part> {
    let mut record = json::with_root(body, &mut json::value).flatten()?;
    let resources = record.get("resources")?.as_array()?.clone();
    // A table in several files is as many resources.
    let files = resources.iter().filter_map(Value::as_object).flat_map(files_of).take(MAX_FILES).collect();
    record.as_object_mut()?.insert("resources".to_owned(), Value::Array(files));
    let folder = url.split(['?', '#']).next().unwrap_or(url).rsplit_once('/').map_or(url, |(folder, _)| folder);
    let mut dataset = shape::dataset(&SHAPE, folder, &record)?;
    for resource in &mut dataset.resources {
        if resource.modified.is_none() {
            resource.modified.clone_from(&dataset.modified);
        }
    }
    Some(Part { title: dataset.title.clone(), datasets: vec![dataset], ..Part::default() })
}

fn files_of(resource: &Map<String, Value>) -> Vec<Value> {
    let Some(Value::Array(paths)) = resource.get("path") else { return vec![Value::Object(resource.clone())] };
    let one = |path: &Value| {
        let mut file = resource.clone();
        file.remove("name");
        file.insert("path".to_owned(), path.clone());
        Value::Object(file)
    };
    paths.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::fed;
    use crate::portal::{ALL, Format, SearchQuery};

    #[test]
    fn a_package_is_one_dataset() {
        let body = r#"{"name":"harga","title":"Harga","licenses":[{"name":"CC-BY-4.0","path":"https://creativecommons.org/licenses/by/4.0/"}],"contributors":[{"title":"Ani","email":"a@x.id"}],
            "resources":[{"name":"a","path":"data/a.csv","bytes":12},{"name":"b","path":["b1.csv","https://y.id/b2.csv"]},{"name":"c","data":[1]},{"name":"d","path":"javascript:alert(1)"}]}"#;
        let portal = fed(&mut ALL.connect("https://x.id/p/datapackage.json").unwrap(), body);
        let page = fed(&mut ALL.search(&portal, &SearchQuery { rows: 5, ..SearchQuery::default() }), body);
        let dataset = &page.datasets[0];
        let urls: Vec<_> = dataset.resources.iter().map(|resource| resource.url.as_deref().unwrap_or("-")).collect();
        assert_eq!(urls, ["https://x.id/p/data/a.csv", "https://x.id/p/b1.csv", "https://y.id/b2.csv", "-", "-"]);
        assert_eq!((dataset.resources[0].format, dataset.resources[0].size), (Format::Csv, Some(12)));
        assert_eq!(dataset.contact.as_deref(), Some("Ani (a@x.id)"));
    }
}
