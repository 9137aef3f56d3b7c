//! `ArcGIS` Hub: its search (OGC API Records) and the layers behind its items.

use serde_json::Value;

use super::rest::{CATALOGUE_BYTES, Rest, RowsOf, chosen, with_query};
use super::shape::{self, Shape};
use crate::base::date::{Civil, iso};
use crate::portal::address::{Address, encode};
use crate::portal::ask::Fetch;
use crate::portal::{Dataset, Format, Portal, PortalKind, Resource, SearchQuery, SearchSort};

/// The kind.
pub(super) static KIND: Rest = Rest {
    kind: PortalKind::ArcGisHub,
    hosts: &[".hub.arcgis.com", "hub.arcgis.com"],
    choices: &["tags"],
    api: |root| format!("{root}/api/search/v1"),
    probe: |api| Fetch::get(format!("{api}/collections/dataset/items?limit=1"), 8 << 20),
    sign: "numberMatched&features",
    search,
    items: "features",
    total: "numberMatched",
    show: |portal, id| Fetch::get(format!("{}/collections/dataset/items/{}", portal.api, encode(id)), 16 << 20),
    shape: Shape {
        id: "id|properties.id",
        title: "properties.title|properties.name",
        notes: "properties.description|properties.snippet",
        publisher: "properties.source|properties.orgName|properties.owner",
        licence: "properties.license",
        licence_url: "properties.licenseInfo",
        tags: "properties.tags",
        groups: "properties.categories",
        created: "properties.created",
        modified: "properties.modified",
        page_template: "/datasets/{id}",
        others: &["properties"],
        ..Shape::EMPTY
    },
    finish,
    rows: Some(RowsOf {
        fetch: |_, resource, offset, limit| {
            let layer = resource.id.split_once('|').map(|(_, layer)| layer).filter(|layer| is_layer(layer))?;
            // Parsed and written anew, so that nothing in it is more than an address.
            let layer = Address::parse(layer)?.text();
            let parameters = [
                ("where", "1=1"),
                ("outFields", "*"),
                ("returnGeometry", "false"),
                ("f", "json"),
                ("resultOffset", &*offset.to_string()),
                ("resultRecordCount", &limit.to_string()),
            ];
            Some(Fetch::get(with_query(&format!("{layer}/query"), &parameters), 0))
        },
        items: "features",
        member: "attributes",
        columns: "fields",
        limits: (1_000, 2_000),
        hidden: &["Shape__Area", "Shape__Length", "Shape"],
        tidy: |kind, text| Some(if kind == "esriFieldTypeDate" { day_and_time(&text).unwrap_or(text) } else { text }),
        ..RowsOf::EMPTY
    }),
    ..Rest::EMPTY
};

fn search(portal: &Portal, query: &SearchQuery) -> Fetch {
    let order = match query.sort {
        SearchSort::Relevance => "",
        SearchSort::Newest => "-properties.modified",
        SearchSort::Title => "properties.title",
    };
    let start = query.start / query.rows * query.rows + 1;
    let parameters = [
        ("q", query.words.trim()),
        ("tags", chosen(query, "tags")),
        ("limit", &*query.rows.to_string()),
        ("startindex", &start.to_string()),
        ("sortBy", order),
    ];
    Fetch::get(with_query(&format!("{}/collections/dataset/items", portal.api), &parameters), CATALOGUE_BYTES)
}

/// Whether an address is the one of a layer that can be asked for rows.
fn is_layer(url: &str) -> bool {
    let numbered = |url: &str| {
        url.rsplit('/').next().is_some_and(|last| !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()))
    };
    Address::parse(url).is_some() && (url.contains("/FeatureServer") || url.contains("/MapServer")) && numbered(url)
}

fn finish(_: &Portal, record: &Value, dataset: &mut Dataset) {
    let url = shape::text(record, "properties.url");
    let Some(address) = Address::parse(&url) else { return };
    let service = address.text();
    let bare = service.split('?').next().unwrap_or("").to_owned();
    if !(bare.contains("/FeatureServer") || bare.contains("/MapServer")) {
        dataset.resources.extend(shape::resource(&shape::ResourceShape::EMPTY, &bare, &Value::from(service), 0));
        return;
    }
    // A service without a layer's number means its first one.
    let layer = if is_layer(&bare) { bare } else { format!("{bare}/0") };
    dataset.resources = vec![
        Resource {
            id: format!("tabel|{layer}"),
            name: dataset.title.clone(),
            label: "API".to_owned(),
            format: Format::Service,
            url: None,
            datastore: true,
            ..Resource::default()
        },
        Resource {
            id: "geojson".to_owned(),
            name: format!("{} (GeoJSON)", dataset.title),
            label: "GEOJSON".to_owned(),
            format: Format::GeoJson,
            url: Some(format!("{layer}/query?where=1%3D1&outFields=*&f=geojson")),
            ..Resource::default()
        },
    ];
}

/// Milliseconds since 1970 as a date, or as date and time where there is a time.
fn day_and_time(text: &str) -> Option<String> {
    let milliseconds: i64 = text.parse().ok()?;
    let days = i32::try_from(milliseconds.div_euclid(86_400_000)).ok()?;
    let seconds = milliseconds.rem_euclid(86_400_000) / 1_000;
    if !(0..=9_999).contains(&Civil::from_days(days).year) {
        return None;
    }
    let day = iso(days);
    Some(match seconds {
        0 => day,
        _ => format!("{day} {:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{done, portal_at, table};
    use super::*;

    #[test]
    fn layers_give_rows_with_readable_dates() {
        let portal = portal_at(
            &KIND,
            "https://x.hub.arcgis.com",
            r#"{"type":"FeatureCollection","features":[],"numberMatched":0}"#,
        );
        let page = done(
            crate::portal::ALL.search(&portal, &SearchQuery { rows: 9, ..SearchQuery::default() }),
            r#"{"features":[{"id":"abc","type":"Feature","properties":{"title":"Jalan","snippet":"s","type":"Feature Service","url":"https://s.arcgis.com/a/FeatureServer","tags":["x"],"modified":1714521600000}}],"numberMatched":1}"#,
        );
        let dataset = &page.datasets[0];
        assert_eq!(dataset.modified.as_deref(), Some("2024-05-01"));
        let mut ask = crate::portal::ALL.rows(&portal, &dataset.resources[0]);
        assert!(
            super::super::testing::asked(&mut ask)
                .starts_with("https://s.arcgis.com/a/FeatureServer/0/query?where=1%3D1")
        );
        let rows = super::super::testing::fed(
            &mut ask,
            r#"{"fields":[{"name":"OBJECTID","type":"esriFieldTypeOID"},{"name":"tgl","type":"esriFieldTypeDate"}],"features":[{"attributes":{"OBJECTID":1,"tgl":1714521600000}},{"attributes":{"OBJECTID":2,"tgl":1714525261000}},{"attributes":{"OBJECTID":3,"tgl":null}}],"exceededTransferLimit":false}"#,
        );
        assert_eq!(table(&rows), "OBJECTID,tgl\n1,2024-05-01\n2,2024-05-01 01:01:01\n3,∅\n");
    }
}
