//! Budgets: what a first visit loads, and what the first opened file adds.

use crate::bundle;
use crate::files;
use crate::process::{Outcome, Problem};
use crate::streets;
use std::collections::BTreeSet;
use std::path::Path;

/// Everything until the search field answers: page, style, code and fonts, as sent with brotli.
const PAGE: u64 = 350_000;
/// The worker that reads files and answers questions, as sent with brotli.
const WORKER: u64 = 226_000;
/// Streets below a map, fetched when somebody switches them on.
const STREETS: u64 = 400_000;
/// Each further part of the page or of the worker, fetched while nothing else is, by how its name begins.
const PARTS: &[(&str, u64)] = &[
    ("main-late-", 480_000),
    // The screens that draw; and what they share with the part before.
    ("main-drawing-", 660_000),
    ("main-chunk-", 400_000),
    ("worker-late-", 526_000),
    // Spreadsheets and their kin; Parquet with what its pages are compressed with; and what these parts share.
    ("worker-books-", 220_000),
    ("worker-parquet-", 90_000),
    ("worker-chunk-", 20_000),
];

/// Prints all tables; fails when one is over its budget.
pub(crate) fn run(folder: &Path) -> Outcome {
    let page = String::from_utf8_lossy(&files::read(&folder.join("index.html"))?).into_owned();
    let names = files::list(folder)?;
    let first = first_load(&page);
    let worker = worker(&page, &names, |name| files::read(&folder.join(name)))?;
    let further: BTreeSet<String> = names
        .iter()
        .filter(|name| name.ends_with("_bg.wasm") && !first.contains(*name) && !worker.contains(*name))
        .cloned()
        .collect();
    let mut over = Vec::new();
    let mut print = |what: &str, names: &BTreeSet<String>, budget: u64| {
        println!("{what}");
        let mut total = 0;
        for name in names {
            let sent = sent(folder, name);
            total += sent;
            println!("{sent:>10}  {name}");
        }
        println!("{total:>10}  of {budget} bytes\n");
        if total > budget {
            over.push(format!("{what}: {} bytes over its budget", total - budget));
        }
    };
    print("first load", &first, PAGE);
    print("first worker", &worker, WORKER);
    for name in further {
        let (start, budget) = PARTS
            .iter()
            .find(|(start, _)| name.starts_with(start))
            .ok_or_else(|| Problem::new(format!("{name} has no budget")).hint("give it one in xtask/src/size.rs"))?;
        print(&format!("further part {}", start.trim_end_matches('-')), &BTreeSet::from([name]), *budget);
    }
    print("streets below a map", &names.iter().filter(|name| streets::is_part(name)).cloned().collect(), STREETS);
    if over.is_empty() { Ok(()) } else { Err(Problem::new(over.join("; "))) }
}

/// Bytes of a file as it is sent to a browser that takes brotli.
fn sent(folder: &Path, name: &str) -> u64 {
    let bytes = |name: &str| std::fs::metadata(folder.join(name)).ok().map(|meta| meta.len());
    bytes(&format!("{name}.br")).or_else(|| bytes(name)).unwrap_or_default()
}

/// The page and every file of ours that its head names.
fn first_load(page: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::from(["index.html".to_owned()]);
    for tag in bundle::tags(page) {
        if matches!(tag.name.as_str(), "link" | "script") {
            names.extend(["href", "src", "data-js", "data-wasm"].iter().filter_map(|name| tag.local(name)));
        }
    }
    names
}

/// The script that the page's `<meta name="worker">` names, and the script and module that it names.
fn worker(page: &str, names: &[String], read: impl Fn(&str) -> Outcome<Vec<u8>>) -> Outcome<BTreeSet<String>> {
    let script = bundle::tags(page)
        .into_iter()
        .find(|tag| tag.name == "meta" && tag.value("name") == Some("worker"))
        .and_then(|tag| tag.local("content"))
        .ok_or_else(|| Problem::new("the page names no worker"))?;
    let code = String::from_utf8_lossy(&read(&script)?).into_owned();
    let is_code = |name: &str| bundle::is_hashed(name) && code.contains(name);
    let mut found: BTreeSet<String> = names.iter().filter(|name| is_code(name)).cloned().collect();
    if !found.iter().any(|name| name.ends_with("_bg.wasm")) {
        return Err(Problem::new(format!("{script} names no module")));
    }
    found.insert(script);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_head_names_is_counted_once() {
        let page = "<link rel=stylesheet href=./style-1.css><link rel=modulepreload href=./main.js>\
            <link rel=canonical href=https://example.org/><meta name=worker content=worker-1.js>\
            <script type=module src=./boot.js data-js=./main.js data-wasm=./main_bg.wasm></script>";
        assert_eq!(
            first_load(page).into_iter().collect::<Vec<_>>(),
            ["boot.js", "index.html", "main.js", "main_bg.wasm", "style-1.css"]
        );
        let names = ["main_bg.wasm", "worker-12345678_bg.wasm", "worker-parts-12345678.js"].map(str::to_owned);
        let code = b"import './worker-parts-12345678.js'; new URL('worker-12345678_bg.wasm')";
        let found = worker(page, &names, |_| Ok(code.to_vec())).unwrap();
        assert_eq!(
            found.into_iter().collect::<Vec<_>>(),
            ["worker-1.js", "worker-12345678_bg.wasm", "worker-parts-12345678.js"]
        );
        assert!(worker(page, &names, |_| Ok(Vec::new())).is_err());
        assert!(worker("<p>", &names, |_| Ok(Vec::new())).is_err());
    }
}
