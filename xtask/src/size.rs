//! Budgets: what a first visit loads, and what the first opened file adds.

use crate::bundle;
use crate::files;
use crate::process::{Outcome, Problem};
use std::collections::BTreeSet;
use std::path::Path;

/// A budget: what is held today, and what is aimed at. The first fails the build, so that nothing
/// grows unseen; the second is printed until it is reached (docs/adr/0004-download-size.md).
struct Budget {
    held: u64,
    aim: u64,
}

/// Everything until the search field answers: page, style, code and fonts, as sent with brotli.
const PAGE: Budget = Budget { held: 790_000, aim: 350_000 };
/// The worker that reads files and answers questions, as sent with brotli.
const WORKER: Budget = Budget { held: 270_000, aim: 200_000 };

/// Prints both tables; fails when one is over its budget.
pub(crate) fn run(folder: &Path) -> Outcome {
    let page = String::from_utf8_lossy(&files::read(&folder.join("index.html"))?).into_owned();
    let names = files::list(folder)?;
    let first = first_load(&page);
    let worker = worker(&page, &names, |name| files::read(&folder.join(name)))?;
    let over: Vec<String> = [("first load", first, PAGE), ("first worker", worker, WORKER)]
        .into_iter()
        .filter_map(|(what, names, budget)| {
            println!("{what}");
            let mut total = 0;
            for name in &names {
                let sent = sent(folder, name);
                total += sent;
                println!("{sent:>10}  {name}");
            }
            println!("{total:>10}  of {} bytes held, {} aimed at\n", budget.held, budget.aim);
            if total > budget.aim {
                println!("            {} bytes ABOVE THE AIM\n", total - budget.aim);
            }
            (total > budget.held).then(|| format!("{what}: {} bytes over its budget", total - budget.held))
        })
        .collect();
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

/// The script that the page's `<meta name="worker">` names, and the module that it names.
fn worker(page: &str, names: &[String], read: impl Fn(&str) -> Outcome<Vec<u8>>) -> Outcome<BTreeSet<String>> {
    let script = bundle::tags(page)
        .into_iter()
        .find(|tag| tag.name == "meta" && tag.value("name") == Some("worker"))
        .and_then(|tag| tag.local("content"))
        .ok_or_else(|| Problem::new("the page names no worker"))?;
    let code = String::from_utf8_lossy(&read(&script)?).into_owned();
    let mut found: BTreeSet<String> =
        names.iter().filter(|name| name.ends_with("_bg.wasm") && code.contains(name.as_str())).cloned().collect();
    if found.is_empty() {
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
        let names = ["main_bg.wasm".to_owned(), "worker-1_bg.wasm".to_owned()];
        let found = worker(page, &names, |_| Ok(b"new URL('worker-1_bg.wasm')".to_vec())).unwrap();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["worker-1.js", "worker-1_bg.wasm"]);
        assert!(worker(page, &names, |_| Ok(Vec::new())).is_err());
        assert!(worker("<p>", &names, |_| Ok(Vec::new())).is_err());
    }
}
