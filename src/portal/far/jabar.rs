//! West Java: the three portals of one `api-backend`. Not CKAN.
//!
//! Numbers come as floats (`3201010.0`), also codes and years, and are written here as the whole numbers
//! that they are. A dataset's rows hang on `{office}/{table}`, which the resource's identifier carries.

use serde_json::Value;

use super::rest::{CATALOGUE_BYTES, Rest, RowsOf, path_of, with_query};
use super::shape::{self, Shape};
use crate::portal::ask::Fetch;
use crate::portal::{Dataset, Format, Portal, PortalKind, Resource, SearchQuery, SearchSort};

/// The kind.
pub(super) static KIND: Rest = Rest {
    kind: PortalKind::Jabar,
    hosts: &["opendata.jabarprov.go.id", "data.jabarprov.go.id", "satudata.jabarprov.go.id"],
    only_known: true,
    title: "Open Data Jabar",
    api: |root| format!("{root}/api-backend"),
    probe: |api| Fetch::get(format!("{api}/dataset/list?limit=1&skip=0"), CATALOGUE_BYTES),
    sign: "data",
    search,
    total: "meta.total_record|meta.total|total",
    show: |portal, id| {
        let named = if id.bytes().all(|byte| byte.is_ascii_digit()) { "id" } else { "slug" };
        let place = serde_json::json!([format!("{named}={id}")]).to_string();
        Fetch::get(
            with_query(&format!("{}/dataset/list", portal.api), &[("where", &place), ("limit", "1")]),
            CATALOGUE_BYTES,
        )
    },
    shown: "data.0",
    shape: Shape {
        id: "slug|id",
        title: "name|title",
        notes: "description|deskripsi",
        publisher: "nama_skpd|nama_opd|organization_name",
        tags: "tag|tags",
        groups: "sektoral_name|topik_name|topic",
        created: "cdate",
        modified: "mdate",
        page_template: "/id/dataset/{id}",
        ..Shape::EMPTY
    },
    finish,
    rows: Some(RowsOf {
        fetch: |portal, resource, offset, limit| {
            let url = format!("{}/bigdata/{}", portal.api, path_of(&resource.id));
            let sort = r#"["id:asc"]"#;
            Some(Fetch::get(
                with_query(&url, &[("limit", &limit.to_string()), ("skip", &offset.to_string()), ("sort", sort)]),
                0,
            ))
        },
        items: "data|rows",
        total: "meta.total_record|meta.total|row_count",
        limits: (1_000, 5_000),
        tidy: |_, text| Some(whole(text)),
        ..RowsOf::EMPTY
    }),
    ..Rest::EMPTY
};

fn search(portal: &Portal, query: &SearchQuery) -> Fetch {
    let sort = match query.sort {
        SearchSort::Title => r#"["name:asc"]"#,
        SearchSort::Newest | SearchSort::Relevance => r#"["mdate:desc"]"#,
    };
    let parameters = [
        ("search", query.words.trim()),
        ("sort", sort),
        ("limit", &query.rows.to_string()),
        ("skip", &(query.start / query.rows * query.rows).to_string()),
        // Open data only; the interface takes conditions as texts.
        ("where", r#"["dataset_class_id=3"]"#),
    ];
    Fetch::get(with_query(&format!("{}/dataset/list", portal.api), &parameters), CATALOGUE_BYTES)
}

/// The table of the dataset, as rows and as CSV.
fn finish(portal: &Portal, record: &Value, dataset: &mut Dataset) {
    let (schema, table) = (shape::text(record, "schema|schema_name"), shape::text(record, "table|table_name"));
    if let Some(resource) = table_of(&format!("{}/bigdata", portal.api), &schema, &table, &dataset.title) {
        dataset.resources.push(resource);
    }
}

/// A resource whose rows are at `{root}/{schema}/{table}`; `None` where either is no plain name.
pub(super) fn table_of(root: &str, schema: &str, table: &str, title: &str) -> Option<Resource> {
    let plain =
        |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    (plain(schema) && plain(table)).then(|| Resource {
        id: format!("{schema}/{table}"),
        name: title.to_owned(),
        label: "CSV".to_owned(),
        format: Format::Csv,
        url: Some(format!("{root}/{schema}/{table}?download=csv")),
        datastore: true,
        ..Resource::default()
    })
}

/// A number without the `.0` of a float that is a whole number.
pub(super) fn whole(text: String) -> String {
    match text.strip_suffix(".0") {
        Some(digits) if digits.strip_prefix('-').unwrap_or(digits).bytes().all(|b| b.is_ascii_digit()) => {
            digits.to_owned()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{done, portal_at, table};
    use super::*;

    #[test]
    fn floats_that_are_whole_are_written_so() {
        for (text, expected) in [
            ("32.0", "32"),
            ("3201010.0", "3201010"),
            ("-5.0", "-5"),
            ("1.50", "1.50"),
            ("v1.0", "v1.0"),
            ("32.01.21", "32.01.21"),
        ] {
            assert_eq!(whole(text.to_owned()), expected);
        }
    }

    #[test]
    fn a_dataset_leads_to_its_rows() {
        let portal = portal_at(&KIND, "https://opendata.jabarprov.go.id", r#"{"error":0,"data":[]}"#);
        assert_eq!(portal.api, "https://opendata.jabarprov.go.id/api-backend");
        let page = done(
            crate::portal::ALL.search(
                &portal,
                &SearchQuery { words: "miskin & \"x\"".to_owned(), rows: 5, ..SearchQuery::default() },
            ),
            r#"{"error":0,"data":[{"id":7,"slug":"miskin","name":"Penduduk miskin","nama_skpd":"BPS","schema":"bps","table":"od_15049_x","mdate":"2024-01-02T03:04:05"},
               {"id":8,"name":"Tanpa tabel","schema":"../x","table":"y"}],"meta":{"total_record":2}}"#,
        );
        assert_eq!((page.total, page.datasets.len()), (2, 2));
        assert!(page.datasets[1].resources.is_empty());
        let resource = &page.datasets[0].resources[0];
        assert_eq!(resource.id, "bps/od_15049_x");
        let rows = done(
            crate::portal::ALL.rows(&portal, resource),
            r#"{"error":0,"data":[{"kode":3201.0,"nama":"BOGOR","x":null,"kec":"32.01.21"}],"meta":{"total_record":1}}"#,
        );
        assert_eq!(table(&rows), "kode,nama,x,kec\n3201,BOGOR,∅,32.01.21\n");
        assert!(rows.done);
    }
}
