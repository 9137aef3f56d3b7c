//! `OpenDataSoft`, Explore API 2.1.
//!
//! The records interface reaches 10,000 rows; the exports beside it give the whole table as a file.

use serde_json::Value;

use super::rest::{CATALOGUE_BYTES, Rest, RowsOf, quoted_words, with_query};
use super::shape::{self, Shape};
use crate::portal::address::encode;
use crate::portal::ask::Fetch;
use crate::portal::{Dataset, Format, Portal, PortalKind, Resource, SearchQuery, SearchSort};

/// Facets by the names of the page, and of the interface.
const FACETS: &[(&str, &str)] =
    &[("organization", "publisher"), ("groups", "theme"), ("tags", "keyword"), ("license_id", "license")];

/// The kind.
pub(super) static KIND: Rest = Rest {
    kind: PortalKind::OpenDataSoft,
    hosts: &[".opendatasoft.com", "opendata.paris.fr", "data.economie.gouv.fr"],
    choices: &["organization", "groups", "tags", "license_id"],
    api: |root| format!("{root}/api/explore/v2.1"),
    probe: |api| Fetch::get(format!("{api}/catalog/datasets?limit=1"), 8 << 20),
    sign: "total_count&results",
    search,
    items: "results",
    total: "total_count",
    show: |portal, id| Fetch::get(format!("{}/catalog/datasets/{}", portal.api, encode(id)), 16 << 20),
    shape: Shape {
        id: "dataset_id",
        title: "metas.default.title",
        notes: "metas.default.description",
        publisher: "metas.default.publisher",
        licence: "metas.default.license",
        licence_url: "metas.default.license_url",
        tags: "metas.default.keyword",
        groups: "metas.default.theme",
        created: "metas.dcat.created|metas.default.created",
        modified: "metas.default.modified",
        contact: "metas.dcat.contact_name|metas.default.attributions",
        mail: "metas.dcat.contact_email",
        page_template: "/explore/dataset/{id}/",
        resources: "attachments",
        others: &["metas.default", "metas.dcat"],
        ..Shape::EMPTY
    },
    finish,
    rows: Some(RowsOf {
        fetch: |portal, resource, offset, limit| {
            let id = encode(&resource.id);
            let url = format!("{}/catalog/datasets/{id}/records?limit={limit}&offset={offset}", portal.api);
            Some(Fetch::get(url, 0))
        },
        items: "results",
        total: "total_count",
        schema: Some(|portal, resource| {
            Some(Fetch::get(format!("{}/catalog/datasets/{}", portal.api, encode(&resource.id)), 16 << 20))
        }),
        columns: "fields",
        limits: (100, 100),
        reach: 10_000,
        ..RowsOf::EMPTY
    }),
    ..Rest::EMPTY
};

fn search(portal: &Portal, query: &SearchQuery) -> Fetch {
    let words = quoted_words(&query.words);
    let place = if words.is_empty() { String::new() } else { format!("search(\"{words}\")") };
    let order = match query.sort {
        SearchSort::Relevance if !words.is_empty() => "",
        SearchSort::Title => "title",
        SearchSort::Newest | SearchSort::Relevance => "modified desc",
    };
    let start = query.start / query.rows * query.rows;
    let mut url = with_query(
        &format!("{}/catalog/datasets", portal.api),
        &[("limit", &query.rows.to_string()), ("offset", &start.to_string()), ("where", &place), ("order_by", order)],
    );
    for (facet, name) in FACETS {
        for value in query.facets.get(*facet).into_iter().flatten().filter(|value| !value.is_empty()) {
            url = with_query(&url, &[("refine", &format!("{name}:\"{}\"", quoted_words(value)))]);
        }
    }
    Fetch::get(url, CATALOGUE_BYTES)
}

/// The table, as rows and as the files it is exported to.
fn finish(portal: &Portal, record: &Value, dataset: &mut Dataset) {
    if matches!(shape::find(record, "has_records"), Some(Value::Bool(false))) {
        return;
    }
    let root = format!("{}/catalog/datasets/{}/exports", portal.api, encode(&dataset.id));
    let places = shape::list(record, "fields").iter().any(|field| shape::text(field, "type").starts_with("geo_"));
    // Semicolons are its habit; a comma is asked for, so that nobody has to guess.
    let mut exports =
        vec![("CSV", Format::Csv, "csv?limit=-1&delimiter=%2C"), ("XLSX", Format::Excel, "xlsx?limit=-1")];
    if places {
        exports.push(("GEOJSON", Format::GeoJson, "geojson?limit=-1"));
    }
    let table = exports.into_iter().map(|(label, format, end)| Resource {
        id: dataset.id.clone(),
        name: format!("{} ({label})", dataset.title),
        label: label.to_owned(),
        format,
        url: Some(format!("{root}/{end}")),
        datastore: label == "CSV",
        modified: dataset.modified.clone(),
        ..Resource::default()
    });
    let mut table: Vec<Resource> = table.collect();
    for (index, resource) in table.iter_mut().enumerate().skip(1) {
        resource.id = format!("{}-{}", resource.id, index + 1);
    }
    dataset.resources.splice(0..0, table);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{asked, fed, portal_at, table};
    use super::*;

    #[test]
    fn a_dataset_with_its_table() {
        let portal = portal_at(&KIND, "https://x.opendatasoft.com", r#"{"total_count":0,"results":[]}"#);
        let mut query = SearchQuery { words: "eau \"x\" OR 1".to_owned(), rows: 500, ..SearchQuery::default() };
        query.facets.insert("groups".to_owned(), vec!["Air & eau".to_owned()]);
        let mut ask = crate::portal::ALL.search(&portal, &query);
        assert_eq!(
            asked(&mut ask),
            "https://x.opendatasoft.com/api/explore/v2.1/catalog/datasets?limit=100&offset=0&where=search%28%22eau%20x%20OR%201%22%29&refine=theme%3A%22Air%20%26%20eau%22"
        );
        let page = fed(
            &mut ask,
            r#"{"total_count":1,"results":[{"dataset_id":"eau","has_records":true,"fields":[{"name":"a","type":"int"},{"name":"p","type":"geo_point_2d"}],"metas":{"default":{"title":"Eau","description":"<p>d</p>","theme":["Air"],"keyword":["x"],"modified":"2024-01-02T00:00:00+00:00","publisher":"P","license":"CC BY 4.0","records_count":3}}}]}"#,
        );
        let dataset = &page.datasets[0];
        assert_eq!((dataset.resources.len(), dataset.extras.len()), (3, 1), "{dataset:?}");
        let mut ask = crate::portal::ALL.rows(&portal, &dataset.resources[0]);
        assert!(asked(&mut ask).ends_with("/catalog/datasets/eau"));
        let next = super::super::testing::answer(
            &mut ask,
            200,
            r#"{"fields":[{"name":"a","type":"int"},{"name":"p","type":"geo_point_2d"}]}"#,
        );
        assert!(matches!(next, crate::portal::Turn::Fetch(_)));
        let rows = fed(&mut ask, r#"{"total_count":1,"results":[{"a":10000000000000000001,"p":{"lon":1,"lat":2}}]}"#);
        assert_eq!(table(&rows), "a,p\n10000000000000000001,{\"lon\":1,\"lat\":2}\n");
    }
}
