//! Citations of a dataset for literature lists and for machines: APA, BibTeX, JSON-LD. The plain source line
//! is `story::cite`'s.

use serde_json::{Map, Value, json};

use super::address::Address;
use super::{Dataset, Portal, PortalKind, plain};
use crate::base::date;
use crate::base::lang::Lang;
use crate::i18n::portal as messages;

/// The address to cite: the dataset's page, else the portal.
fn address<'a>(dataset: &'a Dataset, portal: &'a Portal) -> Option<&'a str> {
    dataset.page.as_deref().or_else(|| (portal.kind != PortalKind::Sample).then_some(portal.address.as_str()))
}

fn year(dataset: &Dataset) -> Option<&str> {
    let date = dataset.modified.as_deref().or(dataset.created.as_deref())?;
    date.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// "Dinas Perdagangan. (2026). Harga harian [Kumpulan data]. Portal Data Bandung. Diakses 21 Nov 2026, dari
/// https://…" as the seventh edition of the APA manual has it (section 10.9), without italics. `accessed` is in
/// days since 1970-01-01.
pub fn apa(dataset: &Dataset, portal: &Portal, accessed: Option<i32>, lang: Lang) -> String {
    let year = year(dataset).unwrap_or(messages::CITE_NO_YEAR.text(lang));
    let title = format!("{} [{}]", ended(&dataset.title), messages::CITE_DATASET.text(lang));
    let host = ended(&portal.title);
    // Without a publisher the title stands first.
    let mut parts = match dataset.publisher.as_deref().map(ended).filter(|publisher| !publisher.is_empty()) {
        Some(publisher) => vec![publisher, format!("({year})"), title],
        None => vec![title, format!("({year})")],
    };
    // Publisher and portal of one name are named once.
    if !host.is_empty() && !parts.contains(&host) {
        parts.push(host);
    }
    let mut text = parts.join(". ") + ".";
    if let Some(url) = address(dataset, portal) {
        let from = accessed.map(|day| messages::CITE_RETRIEVED.with(lang, &[("date", &date::format_long(day, lang))]));
        text.push(' ');
        text.push_str(&from.map_or_else(String::new, |from| format!("{from} ")));
        text.push_str(url);
    }
    text
}

/// A text as a part of a sentence: one line, without its own full stop.
fn ended(text: &str) -> String {
    plain::line(text).trim_end_matches('.').to_owned()
}

/// A BibTeX entry of type `misc`, with double braces so that capitals stay.
pub fn bibtex(dataset: &Dataset, portal: &Portal, accessed: Option<i32>) -> String {
    let key: String = dataset.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(60).collect();
    let mut fields: Vec<(&str, String)> = Vec::new();
    fields.extend(dataset.publisher.as_deref().map(|publisher| ("author", format!("{{{}}}", tex(publisher)))));
    fields.push(("title", format!("{{{}}}", tex(&dataset.title))));
    fields.extend(year(dataset).map(|year| ("year", year.to_owned())));
    fields.push(("publisher", tex(&portal.title)));
    // In a url field only the braces and the backslash would break the entry.
    let url = address(dataset, portal).map(|url| url.replace(['{', '}', '\\'], ""));
    fields.extend(url.map(|url| ("url", url)));
    fields.extend(accessed.map(|day| ("urldate", date::iso(day))));
    fields.extend(dataset.licence.as_ref().map(|licence| ("note", tex(&licence.title))));
    let lines: Vec<String> = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
    format!("@misc{{{},\n{}\n}}", if key.is_empty() { "dataset" } else { &key }, lines.join(",\n"))
}

/// A text with TeX's own signs made harmless.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in plain::line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// The dataset in the words of schema.org, as JSON-LD that may stand inside a page: `<` is written as an
/// escape.
pub fn json_ld(dataset: &Dataset, portal: &Portal) -> String {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        let empty = value.is_null() || value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            out.insert(key.to_owned(), value);
        }
    };
    put("@context", json!("https://schema.org/"));
    put("@type", json!("Dataset"));
    put("name", json!(dataset.title));
    put("description", json!(plain::clip(dataset.notes.clone(), 5_000)));
    put("url", json!(address(dataset, portal)));
    put("identifier", json!(dataset.id));
    put("keywords", json!(dataset.tags));
    put("datePublished", json!(dataset.created));
    put("dateModified", json!(dataset.modified));
    let publisher = dataset.publisher.as_ref().map(|name| json!({"@type": "Organization", "name": name}));
    put("creator", json!(publisher));
    put(
        "license",
        json!(dataset.licence.as_ref().map(|licence| licence.url.clone().unwrap_or_else(|| licence.title.clone()))),
    );
    let catalogue = Address::parse(&portal.address)
        .map(|_| json!({"@type": "DataCatalog", "name": portal.title, "url": portal.address}));
    put("includedInDataCatalog", json!(catalogue));
    let files = dataset.resources.iter().filter_map(|resource| {
        let url = resource.url.as_ref().filter(|url| url.starts_with("http"))?;
        let mut file = json!({"@type": "DataDownload", "name": resource.name, "contentUrl": url});
        if let Some(fields) = file.as_object_mut() {
            if !resource.label.is_empty() {
                fields.insert("encodingFormat".to_owned(), json!(resource.label));
            }
            if let Some(size) = resource.size {
                fields.insert("contentSize".to_owned(), json!(format!("{size} B")));
            }
        }
        Some(file)
    });
    put("distribution", Value::Array(files.collect()));
    format!("{:#}", Value::Object(out)).replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::{Licence, Resource};

    fn example() -> (Dataset, Portal) {
        let dataset = Dataset {
            id: "harga-harian".to_owned(),
            title: "Harga & pasar_100%.".to_owned(),
            notes: "</script><script>alert(1)</script>".to_owned(),
            publisher: Some("Dinas {X}".to_owned()),
            licence: Some(Licence { id: "cc-by".to_owned(), title: "CC BY".to_owned(), url: None }),
            tags: vec!["a".to_owned()],
            modified: Some("2026-10-01".to_owned()),
            page: Some("https://x.go.id/dataset/harga-harian".to_owned()),
            resources: vec![
                Resource {
                    url: Some("https://x.go.id/a.csv".to_owned()),
                    label: "CSV".to_owned(),
                    size: Some(5),
                    ..Resource::default()
                },
                Resource::default(),
            ],
            ..Dataset::default()
        };
        let portal = Portal {
            address: "https://x.go.id".to_owned(),
            api: String::new(),
            title: "Data X".to_owned(),
            kind: PortalKind::Ckan,
            version: None,
            datastore: None,
        };
        (dataset, portal)
    }

    #[test]
    fn citations_are_complete_and_harmless() {
        let (dataset, portal) = example();
        assert_eq!(
            apa(&dataset, &portal, Some(20_779), Lang::Id),
            "Dinas {X}. (2026). Harga & pasar_100% [Kumpulan data]. Data X. Diakses pada 22 November 2026, dari https://x.go.id/dataset/harga-harian"
        );
        assert_eq!(
            bibtex(&dataset, &portal, Some(20_779)),
            "@misc{harga-harian,\n  author = {{Dinas \\{X\\}}},\n  title = {{Harga \\& pasar\\_100\\%.}},\n  year = {2026},\n  publisher = {Data X},\n  url = {https://x.go.id/dataset/harga-harian},\n  urldate = {2026-11-22},\n  note = {CC BY}\n}"
        );
        let text = json_ld(&dataset, &portal);
        assert!(!text.contains('<'));
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["description"], dataset.notes);
        assert_eq!(value["distribution"].as_array().unwrap().len(), 1);
        assert_eq!(value["distribution"][0]["contentSize"], "5 B");
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let (_, portal) = example();
        let bare = Dataset { title: "T".to_owned(), ..Dataset::default() };
        assert_eq!(apa(&bare, &portal, None, Lang::En), "T [Data set]. (n.d.). Data X. https://x.go.id");
        assert!(bibtex(&bare, &portal, None).starts_with("@misc{dataset,\n  title = {{T}},\n  publisher"));
        let value: Value = serde_json::from_str(&json_ld(&bare, &portal)).unwrap();
        assert!(
            value.get("license").is_none()
                && value.get("dateModified").is_none()
                && value.get("distribution").is_none()
        );
    }
}
