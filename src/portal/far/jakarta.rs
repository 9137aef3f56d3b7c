//! Satu Data Jakarta: its own interface, POST with JSON.

use serde_json::{Value, json};

use super::rest::{CATALOGUE_BYTES, Rest, RowsOf, page_number};
use super::shape::Shape;
use crate::portal::ask::Fetch;
use crate::portal::{Dataset, Portal, PortalKind, Resource};

/// The kind.
pub(super) static KIND: Rest = Rest {
    kind: PortalKind::Jakarta,
    hosts: &["satudata.jakarta.go.id", "data.jakarta.go.id"],
    only_known: true,
    title: "Satu Data Jakarta",
    posts: true,
    // The old portal's host has moved there.
    api: |_| "https://satudata.jakarta.go.id/backend/api/v2/satudata".to_owned(),
    probe: |api| Fetch::post(format!("{api}/search"), question("", 1, 1), CATALOGUE_BYTES),
    sign: "data",
    search: |portal, query| {
        Fetch::post(
            format!("{}/search", portal.api),
            question(query.words.trim(), page_number(query), query.rows),
            CATALOGUE_BYTES,
        )
    },
    items: "data.data|data",
    total: "total_data|data.total_data|total",
    show: |portal, id| {
        let table = json!({"page": 1, "per_page": 10, "sort_field": null, "sort_order": "asc", "filters": {}});
        let body = json!({"kategori": "dataset", "page_url": id, "data_no": 1, "per_page": 10, "table_params": table});
        Fetch::post(format!("{}/detail", portal.api), body.to_string(), 16 << 20)
    },
    shown: "data.0|data|",
    shape: Shape {
        id: "page_url|url|id",
        notes: "description|desc",
        publisher: "sumber_data|organisasi|produsen_data",
        tags: "tag",
        groups: "category|topik",
        created: "date_created",
        modified: "updated_at",
        ..Shape::EMPTY
    },
    finish,
    rows: Some(RowsOf {
        fetch: |portal, resource, offset, limit| {
            let body = json!({"page_url": resource.id, "kategori": "dataset", "page": offset / limit.max(1) + 1,
                "per_page": limit, "sort_field": null, "sort_order": "asc", "filters": {}});
            Some(Fetch::post(format!("{}/get-table-data", portal.api), body.to_string(), 0))
        },
        items: "data.data|data",
        total: "data.total|total",
        // Pages have numbers, so every page has the same size.
        limits: (2_000, 2_000),
        hidden: &["tanggal_upload", "tanggal_update"],
        ..RowsOf::EMPTY
    }),
    ..Rest::EMPTY
};

fn question(words: &str, page: u64, rows: u64) -> String {
    json!({"q": words, "halaman": "all", "kategori": "dataset", "topik": "all", "organisasi": "all", "status": "all",
        "sort": "desc", "page_no": page.to_string(), "page_size": rows.to_string(), "keywords": [], "lang": "id"})
    .to_string()
}

fn finish(portal: &Portal, _: &Value, dataset: &mut Dataset) {
    // A slug may come as the whole address of its page.
    let slug = dataset.id.rsplit(['/', '=']).next().unwrap_or("").to_owned();
    if !slug.is_empty() {
        dataset.id = slug;
    }
    dataset.page = crate::portal::address::absolute(
        &portal.address,
        &format!(
            "/open-data/detail?kategori=dataset&page_url={}&data_no=1",
            crate::portal::address::encode(&dataset.id)
        ),
    );
    dataset.resources =
        vec![Resource { id: dataset.id.clone(), name: dataset.title.clone(), datastore: true, ..Resource::default() }];
}

#[cfg(test)]
mod tests {
    use super::super::testing::{done, portal_at, table};
    use super::*;
    use crate::portal::SearchQuery;

    #[test]
    fn both_shapes_of_a_list_are_read() {
        let portal = portal_at(&KIND, "https://satudata.jakarta.go.id", r#"{"data":[]}"#);
        for body in [
            r#"{"status":200,"data":[{"id":1,"title":"A","page_url":"a-b","tag":"[\"x\",\"y\"]","updated_at":"2024-01-02"}],"total_data":9}"#,
            r#"{"status":200,"data":{"data":[{"id":1,"title":"A","url":"https://satudata.jakarta.go.id/open-data/a-b","tag":"x, y"}],"total_data":9}}"#,
        ] {
            let page =
                done(crate::portal::ALL.search(&portal, &SearchQuery { rows: 1, ..SearchQuery::default() }), body);
            assert_eq!((page.total, page.datasets[0].id.as_str()), (9, "a-b"), "{body}");
            assert_eq!(page.datasets[0].tags, ["x", "y"]);
            let rows = done(
                crate::portal::ALL.rows(&portal, &page.datasets[0].resources[0]),
                r#"{"data":{"data":[{"periode_data":"2024","wilayah":"A","jumlah":5,"tanggal_upload":"x"}],"total":1}}"#,
            );
            assert_eq!(table(&rows), "periode_data,wilayah,jumlah\n2024,A,5\n");
        }
    }
}
