//! Socrata: the catalogue of a host and its tables.
//!
//! Numbers are strings and empty cells are absent keys, so the columns are asked for before the rows.

use serde_json::Value;

use super::rest::{CATALOGUE_BYTES, Rest, RowsOf, chosen, path_of, with_query};
use super::shape::Shape;
use crate::portal::address::host_of;
use crate::portal::ask::Fetch;
use crate::portal::{Dataset, Format, Portal, PortalKind, Resource, SearchQuery, SearchSort};

/// The kind.
pub(super) static KIND: Rest = Rest {
    kind: PortalKind::Socrata,
    hosts: &[
        "data.cityofnewyork.us",
        "data.cityofchicago.org",
        "data.sfgov.org",
        "data.ny.gov",
        "data.wa.gov",
        "data.texas.gov",
    ],
    choices: &["groups", "tags"],
    api: |root| format!("{root}/api/catalog/v1"),
    probe: |api| Fetch::get(format!("{api}?limit=1&only=dataset"), 8 << 20),
    sign: "resultSetSize&results",
    search,
    items: "results",
    total: "resultSetSize",
    show: |portal, id| {
        Fetch::get(with_query(&portal.api, &[("domains", &host_of(&portal.address)), ("ids", id)]), 16 << 20)
    },
    shown: "results.0",
    shape: Shape {
        id: "resource.id",
        title: "resource.name",
        notes: "resource.description",
        publisher: "resource.attribution|owner.display_name",
        licence: "metadata.license",
        tags: "classification.domain_tags|classification.tags",
        groups: "classification.domain_category|classification.categories",
        created: "resource.createdAt",
        modified: "resource.data_updated_at|resource.updatedAt",
        mail: "resource.contact_email",
        page: "permalink|link",
        others: &["resource"],
        ..Shape::EMPTY
    },
    finish,
    rows: Some(RowsOf {
        fetch: |portal, resource, offset, limit| {
            let url = format!(
                "{}/resource/{}.json?$limit={limit}&$offset={offset}&$order=:id",
                portal.address,
                path_of(&resource.id)
            );
            Some(Fetch::get(url, 0))
        },
        schema: Some(|portal, resource| {
            Some(Fetch::get(format!("{}/api/views/{}.json", portal.address, path_of(&resource.id)), 16 << 20))
        }),
        columns: "columns",
        column_name: "fieldName",
        column_type: "dataTypeName",
        limits: (1_000, 10_000),
        ..RowsOf::EMPTY
    }),
    ..Rest::EMPTY
};

fn search(portal: &Portal, query: &SearchQuery) -> Fetch {
    let order = match query.sort {
        SearchSort::Relevance => "",
        SearchSort::Newest => "updatedAt",
        SearchSort::Title => "name",
    };
    let start = query.start / query.rows * query.rows;
    let parameters = [
        ("domains", &*host_of(&portal.address)),
        ("only", "dataset"),
        ("q", query.words.trim()),
        ("categories", chosen(query, "groups")),
        ("tags", chosen(query, "tags")),
        ("order", order),
        ("limit", &query.rows.to_string()),
        ("offset", &start.to_string()),
    ];
    Fetch::get(with_query(&portal.api, &parameters), CATALOGUE_BYTES)
}

fn finish(portal: &Portal, _: &Value, dataset: &mut Dataset) {
    // Identifiers are two groups of four; anything else could not stand in an address.
    if dataset.id.len() != 9 || !dataset.id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return;
    }
    dataset
        .extras
        .retain(|(key, _)| !key.starts_with("columns_") && !matches!(key.as_str(), "page_views" | "download_count"));
    dataset.resources = vec![Resource {
        id: dataset.id.clone(),
        name: dataset.title.clone(),
        label: "CSV".to_owned(),
        format: Format::Csv,
        url: Some(format!("{}/api/views/{}/rows.csv?accessType=DOWNLOAD", portal.address, dataset.id)),
        datastore: true,
        modified: dataset.modified.clone(),
        ..Resource::default()
    }];
}

#[cfg(test)]
mod tests {
    use super::super::testing::{answer, asked, done, fed, portal_at, table};
    use super::*;

    #[test]
    fn absent_cells_are_empty_and_columns_come_first() {
        let portal = portal_at(&KIND, "https://data.x.gov", r#"{"results":[],"resultSetSize":0}"#);
        let page = done(
            crate::portal::ALL.search(&portal, &SearchQuery { rows: 9, ..SearchQuery::default() }),
            r#"{"results":[{"resource":{"id":"ab12-cd34","name":"Taxi","description":"d","updatedAt":"2024-01-02T00:00:00.000Z","columns_name":["A"]},"classification":{"domain_category":"Transport","domain_tags":["x"]},"metadata":{"domain":"data.x.gov"},"permalink":"https://data.x.gov/d/ab12-cd34"},
               {"resource":{"id":"../evil","name":"E"}}],"resultSetSize":2}"#,
        );
        assert_eq!(page.datasets[0].groups, ["Transport"]);
        assert!(page.datasets[1].resources.is_empty());
        let mut ask = crate::portal::ALL.rows(&portal, &page.datasets[0].resources[0]);
        assert_eq!(asked(&mut ask), "https://data.x.gov/api/views/ab12-cd34.json");
        answer(
            &mut ask,
            200,
            r#"{"columns":[{"fieldName":"a","dataTypeName":"number"},{"fieldName":"b","dataTypeName":"text"}]}"#,
        );
        let rows = fed(&mut ask, r#"[{"a":"1.50"},{"b":"x","a":"2"}]"#);
        assert_eq!(table(&rows), "a,b\n1.50,∅\n2,x\n");
        // Without a total only an empty page is an end.
        assert!(!rows.done);
        assert!(asked(&mut ask).contains("$offset=2"));
        assert!(fed(&mut ask, "[]").done);
    }
}
