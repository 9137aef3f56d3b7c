//! The stack of Bandung city and of East Java: `/api/datasets` with a table per dataset. Not CKAN.
//!
//! Table names are stripped of their vowels, so they are never shown.

use serde_json::Value;

use super::jabar::{table_of, whole};
use super::rest::{CATALOGUE_BYTES, Rest, RowsOf, chosen, page_number, path_of, with_query};
use super::shape::{self, Shape};
use crate::portal::ask::Fetch;
use crate::portal::{Dataset, Portal, PortalKind, SearchQuery, SearchSort};

/// The kind.
pub(super) static KIND: Rest = Rest {
    kind: PortalKind::Bandung,
    hosts: &["opendata.bandung.go.id", "opendata.jatimprov.go.id"],
    only_known: true,
    choices: &["organization"],
    api: |root| format!("{root}/api"),
    probe: |api| Fetch::get(format!("{api}/datasets?page=1&per_page=1"), CATALOGUE_BYTES),
    sign: "data.0.organisasi_name|data.0.slug&pagination|data&pagination.per_page",
    search,
    total: "pagination.total|pagination.total_record|pagination.total_data|pagination.count",
    pages: "pagination.total_page",
    show: |portal, id| Fetch::get(format!("{}/datasets/{}", portal.api, crate::portal::address::encode(id)), 16 << 20),
    shown: "data|",
    shape: Shape {
        id: "slug|id",
        title: "name",
        notes: "deskripsi|description",
        publisher: "organisasi_name",
        organization: "organisasi_id",
        groups: "topik_name",
        created: "cdate",
        modified: "mdate",
        page_template: "/dataset/{id}",
        ..Shape::EMPTY
    },
    finish,
    rows: Some(RowsOf {
        fetch: |portal, resource, offset, limit| {
            let url = format!("{}/{}/{}", portal.api, rows_path(portal), path_of(&resource.id));
            let page = (offset / limit.max(1) + 1).to_string();
            let parameters = [("sort", "id:asc"), ("page", &*page), ("per_page", &limit.to_string())];
            Some(Fetch::get(with_query(&url, &parameters), 0))
        },
        items: "data",
        total: "pagination.total|pagination.total_record|pagination.total_data|pagination.count",
        pages: "pagination.total_page",
        // Pages have numbers, so every page has the same size.
        limits: (300, 300),
        tidy: |_, text| Some(whole(text)),
        ..RowsOf::EMPTY
    }),
    ..Rest::EMPTY
};

/// East Java keeps its rows under another name.
fn rows_path(portal: &Portal) -> &'static str {
    if portal.api.contains("jatimprov") { "cleaned-bigdata" } else { "bigdata" }
}

fn search(portal: &Portal, query: &SearchQuery) -> Fetch {
    let mut place = serde_json::json!({"is_active": true, "is_deleted": false});
    let office = chosen(query, "organization");
    if !office.is_empty()
        && let Some(map) = place.as_object_mut()
    {
        let value = office.parse::<u64>().map_or_else(|_| Value::from(office), Value::from);
        map.insert("organisasi_id".to_owned(), value);
    }
    let sort = match query.sort {
        SearchSort::Title => "name:asc",
        SearchSort::Newest | SearchSort::Relevance => "mdate:desc",
    };
    let parameters = [
        ("search", query.words.trim()),
        ("sort", sort),
        ("page", &page_number(query).to_string()),
        ("per_page", &query.rows.to_string()),
        ("where", &place.to_string()),
    ];
    Fetch::get(with_query(&format!("{}/datasets", portal.api), &parameters), CATALOGUE_BYTES)
}

fn finish(portal: &Portal, record: &Value, dataset: &mut Dataset) {
    let (schema, table) = (shape::text(record, "schema"), shape::text(record, "table"));
    let root = format!("{}/{}", portal.api, rows_path(portal));
    dataset.resources.extend(table_of(&root, &schema, &table, &dataset.title));
    for resource in &mut dataset.resources {
        // These have no download of their own, only pages of rows.
        resource.url = None;
    }
    dataset.extras.retain(|(key, _)| !matches!(key.as_str(), "table" | "schema" | "topik_image"));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{done, portal_at, table};
    use super::*;

    #[test]
    fn a_catalogue_and_its_rows_are_read() {
        let portal =
            portal_at(&KIND, "https://opendata.bandung.go.id", r#"{"data":[],"pagination":{"page":1,"per_page":1}}"#);
        let page = done(
            crate::portal::ALL.search(&portal, &SearchQuery { rows: 12, start: 12, ..SearchQuery::default() }),
            r#"{"data":[{"id":1,"name":"Jumlah Pohon","slug":"jumlah-pohon","deskripsi":"<p>Data</p>","organisasi_id":3,"organisasi_name":"DPKP","topik_name":"Lingkungan","schema":"dpkp","table":"jmlh_phn","mdate":"2024-05-06"}],"pagination":{"page":2,"per_page":12,"total_page":2,"has_next":false}}"#,
        );
        assert_eq!((page.total, page.start), (13, 12));
        let dataset = &page.datasets[0];
        assert_eq!((dataset.notes.as_str(), dataset.organization.as_deref()), ("Data", Some("3")));
        assert!(!format!("{:?} {}", dataset.extras, dataset.resources[0].name).contains("jmlh"));
        let one = SearchQuery { rows: 1, ..SearchQuery::default() };
        let body =
            r#"{"data":[{"name":"x","slug":"x"}],"pagination":{"page":1,"per_page":1,"total_page":7,"has_next":true}}"#;
        assert_eq!(done(crate::portal::ALL.search(&portal, &one), body).total, 7);
        let mut ask = crate::portal::ALL.rows(&portal, &dataset.resources[0]);
        let rows = super::super::testing::fed(
            &mut ask,
            r#"{"message":"ok","data":[{"id":1,"kode":3273141001,"tahun":2018}],"pagination":{"page":1,"per_page":300,"total_page":1}}"#,
        );
        assert_eq!(table(&rows), "id,kode,tahun\n1,3273141001,2018\n");
        assert!(rows.done && rows.notes.is_empty());
        // A portal that lowers the size of its pages is asked for the pages it has; beyond the last there is nothing.
        let mut ask = crate::portal::ALL.rows(&portal, &dataset.resources[0]);
        let items: Vec<String> = (0..100).map(|id| format!("{{\"id\":{id}}}")).collect();
        let body = format!(r#"{{"data":[{}]}}"#, items.join(","));
        assert!(!super::super::testing::fed(&mut ask, &body).done);
        assert!(super::super::testing::asked(&mut ask).contains("page=2&per_page=100"));
        let end = super::super::testing::answer(&mut ask, 404, "{}");
        assert!(matches!(end, crate::portal::Turn::Done(page) if page.done && page.records.is_empty()));
    }
}
