//! uData: data.gouv.fr and its kin.

use serde_json::Value;

use super::rest::{CATALOGUE_BYTES, Rest, RowsOf, chosen, page_number, with_query};
use super::shape::{ResourceShape, Shape};
use crate::portal::address::{encode, host_of};
use crate::portal::ask::Fetch;
use crate::portal::{Dataset, PortalKind, SearchSort};

/// The kind.
pub(super) static KIND: Rest = Rest {
    kind: PortalKind::UData,
    hosts: &["data.gouv.fr", "www.data.gouv.fr", "data.public.lu", "dados.gov.pt"],
    choices: &["organization", "tags", "res_format", "license_id"],
    api: |root| format!("{root}/api/1"),
    probe: |api| Fetch::get(format!("{api}/datasets/?page_size=1"), 8 << 20),
    sign: "data&page_size&next_page",
    search: |portal, query| {
        let order = match query.sort {
            SearchSort::Relevance if !query.words.trim().is_empty() => "",
            SearchSort::Title => "title",
            SearchSort::Newest | SearchSort::Relevance => "-last_update",
        };
        let parameters = [
            ("q", query.words.trim()),
            ("page", &*page_number(query).to_string()),
            ("page_size", &query.rows.to_string()),
            ("organization", chosen(query, "organization")),
            ("tag", chosen(query, "tags")),
            ("format", chosen(query, "res_format")),
            ("license", chosen(query, "license_id")),
            ("sort", order),
        ];
        Fetch::get(with_query(&format!("{}/datasets/", portal.api), &parameters), CATALOGUE_BYTES)
    },
    show: |portal, id| Fetch::get(format!("{}/datasets/{}/", portal.api, encode(id)), 16 << 20),
    shape: Shape {
        id: "slug|id",
        publisher: "organization.name|owner.name",
        organization: "organization.id",
        licence: "license",
        tags: "tags",
        created: "created_at",
        modified: "last_update|last_modified",
        page: "page",
        resources: "resources",
        resource: ResourceShape {
            url: "latest|url",
            size: "filesize",
            modified: "last_modified",
            ..ResourceShape::EMPTY
        },
        ..Shape::EMPTY
    },
    finish: |portal, _: &Value, dataset: &mut Dataset| {
        // Only data.gouv.fr keeps tables in a database.
        let tables = host_of(&portal.address).ends_with("data.gouv.fr");
        for resource in &mut dataset.resources {
            resource.datastore = tables && (resource.format.opens() || resource.label.starts_with("XLS"));
        }
    },
    rows: Some(RowsOf {
        fetch: |_, resource, offset, limit| {
            let page = offset / limit.max(1) + 1;
            let id = encode(&resource.id);
            Some(Fetch::get(
                format!("https://tabular-api.data.gouv.fr/api/resources/{id}/data/?page={page}&page_size={limit}"),
                0,
            ))
        },
        items: "data",
        total: "meta.total",
        limits: (50, 50),
        hidden: &["__id"],
        ..RowsOf::EMPTY
    }),
    ..Rest::EMPTY
};

#[cfg(test)]
mod tests {
    use super::super::testing::{done, portal_at, table};
    use super::*;
    use crate::portal::SearchQuery;

    #[test]
    fn datasets_and_rows_are_read() {
        let portal = portal_at(
            &KIND,
            "https://www.data.gouv.fr",
            r#"{"data":[],"next_page":null,"page":1,"page_size":1,"total":0}"#,
        );
        let page = done(
            crate::portal::ALL.search(&portal, &SearchQuery { rows: 20, ..SearchQuery::default() }),
            r##"{"data":[{"id":"5","slug":"eau","title":"Eau","description":"# d","last_modified":"2024-01-02T00:00:00","frequency":"annual","license":"lov2","organization":{"id":"9","name":"Org"},"tags":["a"],"resources":[{"id":"r","title":"f","format":"csv","mime":"text/csv","filesize":12,"url":"https://x.fr/f.csv","latest":"https://www.data.gouv.fr/r/r"}]}],"page":1,"page_size":20,"total":1,"next_page":null}"##,
        );
        let dataset = &page.datasets[0];
        assert_eq!((dataset.id.as_str(), dataset.organization.as_deref()), ("eau", Some("9")));
        assert_eq!(dataset.resources[0].size, Some(12));
        let rows = done(
            crate::portal::ALL.rows(&portal, &dataset.resources[0]),
            r#"{"data":[{"__id":1,"a":"x"}],"links":{"next":null},"meta":{"page":1,"page_size":50,"total":1}}"#,
        );
        assert_eq!(table(&rows), "a\nx\n");
    }
}
