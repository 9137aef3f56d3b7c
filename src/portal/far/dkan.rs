//! DKAN 2: DCAT-US records behind a search, and a datastore by dataset and index.

use serde_json::Value;
use serde_json::value::RawValue;

use super::rest::{CATALOGUE_BYTES, Rest, RowsOf, descend, page_number, path_of, with_query};
use super::shape::{self, Shape};
use crate::portal::address::encode;
use crate::portal::ask::Fetch;
use crate::portal::{Dataset, Facet, FacetValue, Portal, PortalKind, SearchQuery, SearchSort, json, plain};

/// Facets by the names of the page, and of the interface.
const FACETS: &[(&str, &str)] = &[("organization", "publisher__name"), ("groups", "theme"), ("tags", "keyword")];

/// The kind.
pub(super) static KIND: Rest = Rest {
    kind: PortalKind::Dkan,
    choices: &["organization", "groups", "tags"],
    api: |root| format!("{root}/api/1"),
    probe: |api| Fetch::get(format!("{api}/search?page=1&page-size=1"), 8 << 20),
    sign: "total&results&facets",
    search,
    items: "results",
    facets,
    show: |portal, id| {
        Fetch::get(
            format!("{}/metastore/schemas/dataset/items/{}?show-reference-ids", portal.api, encode(id)),
            16 << 20,
        )
    },
    shape: Shape { page_template: "/dataset/{id}", ..super::data_json::SHAPE },
    finish,
    rows: Some(RowsOf {
        fetch: |portal, resource, offset, limit| {
            let url = format!("{}/datastore/query/{}?limit={limit}&offset={offset}", portal.api, path_of(&resource.id));
            Some(Fetch::get(url, 0))
        },
        items: "results",
        total: "count",
        limits: (500, 500),
        hidden: &["record_number"],
        ..RowsOf::EMPTY
    }),
    ..Rest::EMPTY
};

fn search(portal: &Portal, query: &SearchQuery) -> Fetch {
    let (order, direction) = match query.sort {
        SearchSort::Relevance => ("", ""),
        SearchSort::Newest => ("modified", "desc"),
        SearchSort::Title => ("title", "asc"),
    };
    let mut url = with_query(
        &format!("{}/search", portal.api),
        &[
            ("fulltext", query.words.trim()),
            ("page", &page_number(query).to_string()),
            ("page-size", &query.rows.to_string()),
            ("sort", order),
            ("sort-order", direction),
        ],
    );
    for (facet, name) in FACETS {
        let values: Vec<&str> = query.facets.get(*facet).into_iter().flatten().map(String::as_str).collect();
        url = with_query(&url, &[(name, &values.join(","))]);
    }
    Fetch::get(url, CATALOGUE_BYTES)
}

fn facets(root: &RawValue) -> Vec<Facet> {
    let all = descend(root, "facets").and_then(json::value).unwrap_or_default();
    let found = FACETS.iter().map(|(field, name)| {
        let items = all.as_array().into_iter().flatten().filter(|item| shape::text(item, "type") == *name);
        let values = items.filter_map(|item| {
            let value = shape::text(item, "name");
            let count = item.get("total").and_then(|total| json::scalar(total).parse().ok())?;
            (!value.is_empty() && count > 0).then(|| FacetValue { label: plain::line(&value), value, count })
        });
        Facet { field: (*field).to_owned(), values: values.collect() }
    });
    found.filter(|facet| !facet.values.is_empty()).collect()
}

fn finish(_: &Portal, record: &Value, dataset: &mut Dataset) {
    super::data_json::finish(record, dataset);
    // Tables are asked for by the dataset and the place of the file in it.
    for (index, resource) in dataset.resources.iter_mut().enumerate() {
        resource.datastore = resource.format.opens();
        resource.id = format!("{}/{index}", dataset.id);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{done, portal_at, table};
    use super::*;

    #[test]
    fn results_by_name_and_rows_by_index() {
        let portal = portal_at(&KIND, "https://x.gov", r#"{"total":0,"results":[],"facets":[]}"#);
        let page = done(
            crate::portal::ALL.search(&portal, &SearchQuery { rows: 9, ..SearchQuery::default() }),
            r#"{"total":"1","results":{"dkan_dataset/u-1":{"identifier":"u-1","title":"T","keyword":["k"],"publisher":{"name":"P"},"distribution":[{"title":"f","downloadURL":"https://x.gov/f.csv","mediaType":"text/csv"}]}},
              "facets":[{"type":"keyword","name":"k","total":"3"},{"type":"theme","name":"","total":1}]}"#,
        );
        assert_eq!((page.total, page.facets.len()), (1, 1));
        let resource = &page.datasets[0].resources[0];
        assert_eq!((resource.id.as_str(), resource.datastore), ("u-1/0", true));
        let rows = done(
            crate::portal::ALL.rows(&portal, resource),
            r#"{"results":[{"record_number":"1","a":"x","b":""}],"count":1,"schema":{},"query":{}}"#,
        );
        assert_eq!(table(&rows), "a,b\nx,\n");
    }
}
