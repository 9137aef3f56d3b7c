//! `data.json`, DCAT-US 1.1: the whole catalogue in one file. Aceh publishes it, as do DKAN, Socrata,
//! `ArcGIS` Hub and many CKAN portals.

use serde_json::Value;

use super::rest::{RowsOf, entries, with_query};
use super::shape::{self, ResourceShape, Shape};
use super::shelf::{Part, Shelf};
use crate::portal::address::{encode, host_of};
use crate::portal::ask::Fetch;
use crate::portal::json::{self, Members};
use crate::portal::{Dataset, Format, PortalKind, Resource, plain};

/// Aceh's portal, the one whose rows can be asked for beside its `data.json`.
const ACEH: &str = "satudata.acehprov.go.id";

/// The kind.
pub(super) static KIND: Shelf = Shelf {
    kind: PortalKind::DataJson,
    hosts: &[ACEH],
    places: &["/data.json"],
    endings: &["/data.json"],
    title: "",
    read,
    rows: Some(RowsOf {
        fetch: |portal, resource, offset, limit| {
            let (dataset, year) = resource.id.strip_prefix("baris/")?.split_once('/')?;
            let page = (offset / limit.max(1)).to_string();
            let url = format!("{}/api/datasets/{}/datasources/json", portal.address, encode(dataset));
            let parameters = [("tahun", year), ("limit", &*limit.to_string()), ("page", &page)];
            Some(Fetch::get(with_query(&url, &parameters), 0))
        },
        items: "data.rows",
        total: "data.total|data.count",
        limits: (500, 500),
        ..RowsOf::EMPTY
    }),
};

/// A record of DCAT-US, and of DKAN.
pub(super) const SHAPE: Shape = Shape {
    id: "identifier|@id|landingPage",
    publisher: "publisher.name|publisher",
    licence: "license",
    tags: "keyword",
    groups: "theme|kategori",
    created: "issued",
    modified: "modified",
    contact: "contactPoint.fn",
    mail: "contactPoint.hasEmail",
    page: "landingPage",
    resources: "distribution",
    resource: ResourceShape {
        id: "identifier",
        url: "downloadURL|accessURL",
        size: "byteSize",
        modified: "modified",
        ..ResourceShape::EMPTY
    },
    ..Shape::EMPTY
};

fn read(url: &str, body: &[u8]) -> Option<Part> {
    json::with_root(body, &mut |root| {
        let members = Members::of(root);
        // Version 1.0 was a bare list.
        let list = match &members {
            Some(members) => members.get("dataset")?,
            None => root,
        };
        if !list.get().starts_with('[') {
            return None;
        }
        let title = members.as_ref().and_then(|members| members.get("title")).and_then(json::value).unwrap_or_default();
        let mut part = Part { title: plain::line(&shape::plain_text(&title)), ..Part::default() };
        for raw in entries(list)? {
            let record = json::value(raw);
            match record.as_ref().and_then(|record| shape::dataset(&SHAPE, url, record).zip(Some(record))) {
                Some((mut dataset, record)) => {
                    finish(record, &mut dataset);
                    if host_of(url) == ACEH {
                        let rows = rows_of(&dataset);
                        dataset.resources.extend(rows);
                    }
                    part.datasets.push(dataset);
                }
                None => part.skipped += 1,
            }
        }
        Some(part)
    })
    .flatten()
}

/// What paths cannot say: the contact object is shown as the contact, not once more as metadata.
pub(super) fn finish(record: &Value, dataset: &mut Dataset) {
    let shown = |key: &str| matches!(key, "contactPoint" | "publisher" | "type");
    dataset.extras.retain(|(key, _)| !shown(key));
    // The covered period of `2020-01-01/2020-12-31` and the like stays as it was written.
    if let Some(place) = shape::find(record, "spatial").filter(|place| place.is_object()) {
        dataset.extras.retain(|(key, _)| key != "spatial");
        dataset.extras.push(("spatial".to_owned(), plain::clip(place.to_string(), 4_000)));
    }
}

/// The rows of an Aceh dataset: they are asked for by year, which only the texts tell ("tahun 2025",
/// "2018-2022").
fn rows_of(dataset: &Dataset) -> Vec<Resource> {
    let years = years_of(&format!("{} {}", dataset.title, dataset.notes));
    let one = |year: Option<&u16>| Resource {
        id: format!("baris/{}/{}", dataset.id, year.map(u16::to_string).unwrap_or_default()),
        name: year.map_or_else(|| dataset.title.clone(), |year| format!("{} ({year})", dataset.title)),
        label: "JSON".to_owned(),
        format: Format::Json,
        datastore: true,
        ..Resource::default()
    };
    if years.is_empty() { vec![one(None)] } else { years.iter().rev().map(|year| one(Some(year))).collect() }
}

/// The years that a text names, in order; two with a hyphen between them are a span.
fn years_of(text: &str) -> Vec<u16> {
    let mut years: Vec<u16> = Vec::new();
    let mut last: Option<(u16, usize)> = None;
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = piece.trim_end_matches(|c: char| !c.is_ascii_digit());
        let year = digits.parse().ok().filter(|year| digits.len() == 4 && (1900..2100).contains(year));
        if let Some(year) = year {
            let span = last.filter(|(from, end)| {
                let between = text.get(*end..at).unwrap_or("x").trim();
                *from < year && year - *from <= 30 && ["-", "–", "s.d.", "sampai", "hingga"].contains(&between)
            });
            years.extend(span.map_or(year, |(from, _)| from)..=year);
            last = Some((year, at + digits.len()));
        }
        at += piece.len();
    }
    years.sort_unstable();
    years.dedup();
    years.truncate(60);
    years
}

#[cfg(test)]
mod tests {
    use super::super::testing::{asked, fed, table};
    use super::*;
    use crate::portal::{ALL, SearchQuery};

    #[test]
    fn a_catalogue_is_known_by_its_answer() {
        let check = |url: &str, body: &str, kind: Option<PortalKind>| {
            assert_eq!(ALL.catalogue_kind(url, body.as_bytes()), kind, "{body}");
        };
        check("https://x.id/feed.json", r#"{"dataset":[{"title":"a","identifier":"1"}]}"#, Some(PortalKind::DataJson));
        check("https://x.id/p.json", r#"{"name":"a","resources":[{"path":"a.csv"}]}"#, Some(PortalKind::DataPackage));
        check(
            "https://x.id/c.json",
            r#"{"@graph":[{"@id":"d","@type":"dcat:Dataset","title":"x"}]}"#,
            Some(PortalKind::Dcat),
        );
        check("https://x.id/rows.json", r#"[{"a":1},{"a":2}]"#, None);
        check("https://x.id/a.html", r#"<a href="a.csv">a</a>"#, None);
        check("https://x.id/feed.json", "", None);
        // And can then be connected to.
        let portal =
            fed(&mut ALL.connect("https://x.id/feed.json").unwrap(), r#"{"dataset":[{"title":"a","identifier":"1"}]}"#);
        assert_eq!((portal.kind, portal.api.as_str()), (PortalKind::DataJson, "https://x.id/feed.json"));
    }

    #[test]
    fn years_are_read_from_texts() {
        for (text, years) in [
            ("data tahun 2025", vec![2025]),
            ("periode 2018-2020 dan 2022", vec![2018, 2019, 2020, 2022]),
            ("2019 – 2021", vec![2019, 2020, 2021]),
            ("2021 2019", vec![2019, 2021]),
            ("nomor 20254612 dan 1234", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(years_of(text), years, "{text}");
        }
    }

    #[test]
    fn aceh_is_searched_here_and_asked_for_rows() {
        let body = r#"{"conformsTo":"https://project-open-data.cio.gov/v1.1/schema","dataset":[
            {"title":"kualitas air laut ","identifier":"e-1","description":"data tahun 2025\n","keyword":["Laut"],"publisher":{"@type":"org:Organization","name":"DLH"},
             "contactPoint":{"fn":"Diskominfo","hasEmail":"mailto:a@b.id"},"license":"https://creativecommons.org/licenses/by/4.0/","kategori":"Lingkungan","prioritas_tahun":"2025",
             "distribution":[{"accessURL":"https://satudata.acehprov.go.id/datasets/e-1","mediaType":"text/html","format":"html"}],"modified":"2026-05-18T08:46:37.000Z"},
            {"title":"<script>alert(1)</script>Sawah","identifier":"e-2"}, 5, {}]}"#;
        let mut ask = ALL.connect("satudata.acehprov.go.id").unwrap();
        assert_eq!(asked(&mut ask), "https://satudata.acehprov.go.id/data.json");
        let portal = fed(&mut ask, body);
        assert_eq!((portal.address.as_str(), portal.kind), ("https://satudata.acehprov.go.id", PortalKind::DataJson));
        let query = SearchQuery { words: "kelautan".to_owned(), rows: 9, ..SearchQuery::default() };
        let page = fed(&mut ALL.search(&portal, &query), body);
        assert_eq!((page.total, page.notes[0].count), (1, 2));
        let dataset = &page.datasets[0];
        assert_eq!(dataset.contact.as_deref(), Some("Diskominfo (a@b.id)"));
        assert_eq!((dataset.groups[0].as_str(), dataset.extras.len()), ("Lingkungan", 1), "{:?}", dataset.extras);
        assert_eq!(dataset.resources[0].format, Format::Html);
        let mut ask = ALL.rows(&portal, &dataset.resources[1]);
        assert!(asked(&mut ask).ends_with("/api/datasets/e-1/datasources/json?tahun=2025&limit=500&page=0"));
        assert_eq!(table(&fed(&mut ask, r#"{"data":{"rows":[{"a":"1"}],"total":1}}"#)), "a\n1\n");
        let shown = fed(&mut ALL.dataset(&portal, "e-2"), body);
        assert_eq!(shown.title, "Sawah");
    }
}
