//! A folder of links: a page that lists files, or a plain list of their addresses.

use super::shape;
use super::shelf::{Part, Shelf};
use crate::portal::address::{absolute, decode, host_of};
use crate::portal::format::extension_format;
use crate::portal::{Dataset, PortalKind, Resource, json, plain};

/// Links of one page that are looked at.
const MAX_LINKS: usize = 5_000;
/// Bytes of a page that are looked at.
const MAX_PAGE: usize = 8 << 20;

/// The kind; the last to be offered an address, because any page may hold a link.
pub(super) static KIND: Shelf = Shelf {
    kind: PortalKind::Links,
    hosts: &[],
    places: &[""],
    endings: &["/urls.txt", "/links.txt", "/files.json"],
    title: "",
    read,
    rows: None,
};

fn read(url: &str, body: &[u8]) -> Option<Part> {
    let text = String::from_utf8_lossy(body.get(..MAX_PAGE.min(body.len())).unwrap_or_default());
    let found = if let Some(list) = listed(body) {
        list
    } else if text.contains('<') {
        anchors(&text)
    } else {
        let addresses = text.lines().map(str::trim).filter(|line| line.starts_with("http")).take(MAX_LINKS);
        addresses.map(|line| (line.to_owned(), String::new())).collect()
    };
    let folder = folder_of(url);
    let mut resources: Vec<Resource> = Vec::new();
    for (reference, name) in found {
        let Some(url) = absolute(&folder, &reference) else { continue };
        let path = decode(url.split(['?', '#']).next().unwrap_or(""));
        let file = path.rsplit('/').next().unwrap_or("");
        let Some(format) = extension_format(file).filter(|format| format.is_data()) else { continue };
        if resources.iter().any(|resource| resource.url.as_deref() == Some(url.as_str())) {
            continue;
        }
        let end = file.rsplit('.').next().unwrap_or("").to_ascii_uppercase();
        let name = if name.is_empty() || extension_format(&name).is_some() { plain::line(file) } else { name };
        resources.push(Resource {
            id: plain::line(file),
            name,
            label: end,
            format,
            url: Some(url),
            ..Resource::default()
        });
    }
    if resources.is_empty() {
        return None;
    }
    // Names may be double in different folders.
    for at in 1..resources.len() {
        let (before, rest) = resources.split_at_mut(at);
        if let Some(resource) = rest.first_mut().filter(|own| before.iter().any(|other| other.id == own.id)) {
            resource.id = format!("{}-{at}", resource.id);
        }
    }
    let title = title_of(&text).unwrap_or_else(|| host_of(url));
    let dataset = Dataset {
        id: "berkas".to_owned(),
        title: title.clone(),
        page: Some(url.to_owned()),
        resources,
        ..Dataset::default()
    };
    Some(Part { title, datasets: vec![dataset], ..Part::default() })
}

/// The folder that relative links start from.
fn folder_of(url: &str) -> String {
    let bare = url.split(['?', '#']).next().unwrap_or(url);
    match bare.rsplit_once('/') {
        Some((folder, last)) if extension_format(last).is_some() || last.to_ascii_lowercase().ends_with(".txt") => {
            folder.to_owned()
        }
        _ => bare.trim_end_matches('/').to_owned(),
    }
}

/// A list in JSON: of addresses, or of objects with one.
fn listed(body: &[u8]) -> Option<Vec<(String, String)>> {
    let value = json::with_root(body, &mut json::value).flatten()?;
    let items = value.as_array().or_else(|| value.get("files").and_then(|files| files.as_array()))?;
    let link = |item: &serde_json::Value| {
        let url =
            if item.is_string() { shape::plain_text(item) } else { shape::text(item, "url|href|download_url|path") };
        (url, plain::line(&shape::text(item, "title|name")))
    };
    Some(items.iter().take(MAX_LINKS).map(link).collect())
}

/// The links of a page, with their texts.
fn anchors(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = find_ignoring_case(rest, "href") {
        rest = rest.get(at + 4..).unwrap_or("");
        let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else { continue };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, end) = match quote {
            Some(quote) => (value.get(1..).unwrap_or(""), value.get(1..).and_then(|value| value.find(quote))),
            None => (value, value.find(|c: char| c.is_whitespace() || c == '>')),
        };
        let Some(end) = end.filter(|end| *end <= 8_000) else { continue };
        let (reference, after) = value.split_at(end);
        let near = after.get(..after.floor_char_boundary(2_000)).unwrap_or("");
        let inside = near.find('>').and_then(|at| near.get(at + 1..)).unwrap_or("");
        let label = find_ignoring_case(inside, "</a").and_then(|end| inside.get(..end)).unwrap_or("");
        found.push((plain::line(reference), plain::line(label)));
        rest = after;
        if found.len() >= MAX_LINKS {
            break;
        }
    }
    found
}

fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    text.as_bytes().windows(word.len()).position(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// The title of a page.
fn title_of(page: &str) -> Option<String> {
    let head = page.get(..page.floor_char_boundary(20_000))?;
    let from = head.get(find_ignoring_case(head, "<title")?..)?;
    let text = from.get(from.find('>')? + 1..)?;
    let title = plain::line(text.get(..find_ignoring_case(text, "</title")?)?);
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(url: &str, body: &str) -> Vec<String> {
        let part = read(url, body.as_bytes()).unwrap_or_default();
        part.datasets.into_iter().flat_map(|d| d.resources).filter_map(|resource| resource.url).collect()
    }

    #[test]
    fn files_are_found_in_pages_and_lists() {
        let page = r#"<html><title>Index of /data &amp; x</title><a href="../">up</a><A HREF='a.csv'>a.csv</A> <a href=b%20c.xlsx>Buku</a>
            <a href="//y.id/d.json?x=1&amp;y=2">d</a><a href="javascript:alert(1).csv">x</a><a href="a.csv">lagi</a><a href="gambar.png">g</a><a href="tak tertutup"#;
        assert_eq!(
            urls("https://x.id/data/", page),
            ["https://x.id/data/a.csv", "https://x.id/data/b%20c.xlsx", "https://y.id/d.json?x=1&y=2"]
        );
        assert_eq!(
            urls("https://x.id/urls.txt", "https://x.id/a.csv\n# b\nhttps://x.id/b.txt\n"),
            ["https://x.id/a.csv"]
        );
        assert_eq!(
            urls("https://x.id/files.json", r#"["a.csv",{"url":"/b.csv","name":"B"},7]"#),
            ["https://x.id/a.csv", "https://x.id/b.csv"]
        );
        assert!(urls("https://x.id/", "<html>tak ada</html>").is_empty());
        assert_eq!(read("https://x.id/data", page.as_bytes()).unwrap().title, "Index of /data & x");
        let many = "<a href=".repeat(200_000);
        assert!(urls("https://x.id/", &many).is_empty());
    }
}
