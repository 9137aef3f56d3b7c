//! Keeps the rooms apart: what the compiler does not check in one crate, this reads in the sources.
//!
//! The table of `ARCHITECTURE.md` is `LAYERS` here. Comments and the insides of strings do not
//! count, so documentation may name whatever it likes.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its sources fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every room with its layer. A room imports lower layers freely, never a higher one.
const LAYERS: &[(&str, u8)] = &[
    ("base", 0),
    ("i18n", 0),
    ("geo", 1),
    ("table", 1),
    ("ingest", 2),
    ("portal", 2),
    ("query", 2),
    ("region", 2),
    ("chart", 3),
    ("map", 3),
    ("scene", 3),
    ("trend", 3),
    ("engine", 4),
    ("place", 4),
    ("story", 4),
    ("web", 5),
    ("ui", 6),
];

/// Imports inside a layer, each a decision.
const NEIGHBOURS: &[(&str, &str)] = &[
    ("base", "i18n"),     // a note carries its message
    ("i18n", "base"),     // the language, and numbers inside messages
    ("geo", "table"),     // shapes have columns
    ("ingest", "region"), // codes of regions are read as text
    ("chart", "scene"),
    ("map", "scene"),
    ("map", "chart"), // a map shares titles, sources and formats of figures
    ("trend", "chart"),
    ("trend", "scene"),
];

/// The first layer that knows a browser.
const BROWSER: u8 = 5;

/// Nowhere: each hides a fault or opens a hole.
const FORBIDDEN: &[(&str, &str)] = &[
    ("inner_html", "untrusted text becomes markup"),
    ("set_outer_html", "untrusted text becomes markup"),
    ("insert_adjacent_html", "untrusted text becomes markup"),
    ("todo!", "unfinished code"),
    ("unimplemented!", "unfinished code"),
    ("#[ignore", "a test that does not run"),
    ("#[should_panic", "a test that any panic satisfies"),
];

/// Not below the browser's layers: no input or output, no clock, no browser, no chance.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::io::stdin",
    "std::io::stdout",
    "Instant::now",
    "SystemTime",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo_",
    "leptos",
    "idb::",
    "rand::",
    "getrandom",
    "println!",
    "eprintln!",
];

/// A source file.
struct Source {
    /// Address for messages, with `/`.
    name: String,
    /// Module path below the crate's root: `["chart", "scale"]`.
    module: Vec<String>,
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let inner = path.strip_prefix(root().join(folder)).unwrap().with_extension("");
            let mut module: Vec<String> = inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            if module.last().is_some_and(|name| name == "mod") {
                module.pop();
            }
            Source {
                name: format!("{folder}/{}.rs", inner.to_string_lossy().replace('\\', "/")),
                module,
                text: fs::read_to_string(&path).unwrap(),
            }
        })
        .collect()
}

fn layer(room: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == room).map(|(_, layer)| *layer)
}

/// The code with comments and the insides of strings blanked; line breaks stay where they are.
fn code(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let mut out = String::with_capacity(text.len());
    let blank = |out: &mut String, c: char| out.push(if c == '\n' { '\n' } else { ' ' });
    let mut i = 0;
    while i < chars.len() {
        let word_before = i > 0 && (at(i - 1).is_alphanumeric() || at(i - 1) == '_');
        match at(i) {
            '/' if at(i + 1) == '/' => {
                while i < chars.len() && at(i) != '\n' {
                    i += 1;
                }
            }
            '/' if at(i + 1) == '*' => {
                let mut depth = 0;
                while i < chars.len() {
                    if at(i) == '/' && at(i + 1) == '*' {
                        depth += 1;
                        i += 2;
                    } else if at(i) == '*' && at(i + 1) == '/' {
                        depth -= 1;
                        i += 2;
                        if depth == 0 {
                            break;
                        }
                    } else {
                        blank(&mut out, at(i));
                        i += 1;
                    }
                }
            }
            'r' if !word_before && (at(i + 1) == '"' || (at(i + 1) == '#' && matches!(at(i + 2), '"' | '#'))) => {
                let hashes = (i + 1..chars.len()).take_while(|&j| at(j) == '#').count();
                i += 2 + hashes;
                out.push('"');
                while i < chars.len() && !(at(i) == '"' && (1..=hashes).all(|j| at(i + j) == '#')) {
                    blank(&mut out, at(i));
                    i += 1;
                }
                out.push('"');
                i += 1 + hashes;
            }
            '"' => {
                out.push('"');
                i += 1;
                while i < chars.len() && at(i) != '"' {
                    if at(i) == '\\' {
                        out.push(' ');
                        i += 1;
                    }
                    blank(&mut out, at(i));
                    i += 1;
                }
                out.push('"');
                i += 1;
            }
            // A character, not a lifetime.
            '\'' if at(i + 1) == '\\' || at(i + 2) == '\'' => {
                i += if at(i + 1) == '\\' { 3 } else { 2 };
                while i < chars.len() && at(i) != '\'' {
                    i += 1;
                }
                out.push_str("' '");
                i += 1;
            }
            c => {
                out.push(c);
                i += 1;
            }
        }
    }
    out
}

/// Names of the crate's top level that a file's code uses, each with its line.
fn rooms_used(module: &[String], code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for marker in ["crate::".to_owned(), "super::".repeat(module.len().max(1))] {
        for (at, _) in code.match_indices(&marker) {
            let before = code[..at].chars().next_back();
            let more = code[at + marker.len()..].trim_start();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '$')
                || more.starts_with("super")
            {
                continue;
            }
            let line = code[..at].matches('\n').count() + 1;
            found.extend(heads(more).into_iter().map(|name| (line, name)));
        }
    }
    found
}

/// First names of a path or of a group of paths: `a::b` gives a, `{a::{b, c}, d}` gives a and d.
fn heads(path: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    if !path.starts_with('{') {
        return vec![name(path)];
    }
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for c in path.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => parts.push(String::new()),
            _ if depth == 1 => parts.last_mut().unwrap().push(c),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    parts.iter().map(|part| name(part.trim())).filter(|part| !part.is_empty()).collect()
}

/// The code before its test module.
fn without_tests(code: &str) -> &str {
    code.find("#[cfg(test)]").map_or(code, |at| &code[..at])
}

fn lines_with<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.lines().enumerate().filter_map(move |(number, line)| {
        let hit = line.match_indices(word).any(|(at, _)| {
            let joined = |c: char| c.is_alphanumeric() || c == '_';
            !(word.starts_with(joined) && line[..at].chars().next_back().is_some_and(joined))
        });
        hit.then_some(number + 1)
    })
}

/// Everything wrong with one file of `src/`.
fn faults(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    let name = &source.name;
    let code = code(&source.text);
    if !source.text.trim_start().starts_with("//!") {
        faults.push(format!("{name}: does not begin with a `//!` header saying what it owns"));
    }
    for (word, why) in FORBIDDEN {
        faults.extend(lines_with(&code, word).map(|line| format!("{name}:{line}: `{word}`: {why}")));
    }
    let top = source.module.first().map_or("", String::as_str);
    if matches!(top, "lib" | "main" | "bin") {
        return faults;
    }
    let Some(own) = layer(top) else {
        faults.push(format!(
            "{name}: the room `{top}` is in no layer: add it to tests/architecture.rs and ARCHITECTURE.md"
        ));
        return faults;
    };
    for (line, used) in rooms_used(&source.module, &code) {
        let Some(other) = layer(&used) else { continue };
        let neighbours = NEIGHBOURS.contains(&(top, used.as_str()));
        if used != top && (other > own || (other == own && !neighbours)) {
            faults.push(format!("{name}:{line}: `{top}` (layer {own}) imports `{used}` (layer {other})"));
        }
    }
    if own < BROWSER {
        let is_test = source.module.iter().skip(1).any(|part| part == "tests" || part.ends_with("_tests"));
        let pure = if is_test { "" } else { without_tests(&code) };
        for word in IMPURE {
            faults.extend(lines_with(pure, word).map(|line| {
                format!("{name}:{line}: `{word}`: rooms below `web` do no input or output, read no clock and know no browser")
            }));
        }
    } else {
        for word in [" style=", "attr:style="] {
            let hit = |line: &usize| !code.lines().nth(line - 1).unwrap_or_default().contains("let style");
            faults.extend(lines_with(&code, word).filter(hit).map(|line| {
                format!("{name}:{line}: a `style` attribute is blocked by the content security policy: use a class, or `style:name=`")
            }));
        }
    }
    faults
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_sources_keep_to_the_rooms() {
    let all = sources("src");
    assert!(all.len() > 10, "the sources were not found");
    assert_none(&all.iter().flat_map(faults).collect::<Vec<_>>());
}

#[test]
fn tests_run_and_say_what_they_check() {
    let own = "tests/architecture.rs";
    let mut found = Vec::new();
    for source in sources("tests").iter().chain(&sources("xtask/src")).chain(&sources("benches")) {
        if !source.text.trim_start().starts_with("//!") {
            found.push(format!("{}: does not begin with a `//!` header", source.name));
        }
        let code = code(&source.text);
        for (word, why) in FORBIDDEN.iter().filter(|_| source.name != own) {
            found.extend(lines_with(&code, word).map(|line| format!("{}:{line}: `{word}`: {why}", source.name)));
        }
    }
    assert_none(&found);
}

#[test]
fn the_map_of_the_rooms_lists_every_room() {
    let Ok(map) = fs::read_to_string(root().join("ARCHITECTURE.md")) else {
        eprintln!("SKIPPED: there is no ARCHITECTURE.md yet");
        return;
    };
    let rooms: BTreeSet<String> = sources("src")
        .iter()
        .filter_map(|source| source.module.first().cloned())
        .filter(|room| layer(room).is_some())
        .collect();
    let missing: Vec<String> = rooms
        .iter()
        .filter(|room| !map.contains(&format!("`{room}`")) && !map.contains(&format!("`{room}/`")))
        .map(|room| format!("ARCHITECTURE.md does not name `{room}`"))
        .collect();
    assert_none(&missing);
}

/// The browser's bans are the shared ones and more.
#[test]
fn both_clippy_configurations_agree() {
    let bans = |path: &str| -> BTreeSet<String> {
        let text = fs::read_to_string(root().join(path)).unwrap();
        text.split("path = \"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    let (shared, browser) = (bans("clippy.toml"), bans("clippy/wasm/clippy.toml"));
    assert!(!shared.is_empty());
    assert_none(
        &shared.difference(&browser).map(|path| format!("clippy/wasm/clippy.toml lacks {path}")).collect::<Vec<_>>(),
    );
}

/// Addresses in a style sheet that are not our own files: a picture inside the sheet is.
fn strangers(sheet: &str) -> Vec<String> {
    let addresses = sheet.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
    let outside = addresses.filter(|address| {
        !address.starts_with("data:") && {
            let end = address.find(['"', '\'', ')']).unwrap_or(address.len());
            address[..end].contains("//")
        }
    });
    let imports = sheet.match_indices("@import").map(|(at, _)| &sheet[at..]);
    outside.chain(imports).map(|text| text.chars().take(40).collect()).collect()
}

/// The style sheets keep to the policy too: nothing from another origin, and no chains of imports,
/// each of which costs a round trip.
#[test]
fn styles_load_nothing_from_elsewhere() {
    for entry in fs::read_dir(root().join("style")).unwrap().flatten() {
        let found = strangers(&fs::read_to_string(entry.path()).unwrap());
        assert!(found.is_empty(), "{}: {found:?}", entry.path().display());
    }
    assert_eq!(
        strangers("a{background:url(https://example.org/x.png)} b{mask:url('//x/y')} @import 'z.css';").len(),
        3
    );
    assert!(
        strangers("a{mask:url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\")} b{src:url(x.woff2)}")
            .is_empty()
    );
}

// The checker itself, fed with bad examples.

fn check(file: &str, text: &str, expected: &[&str]) {
    let module = file.trim_end_matches(".rs").trim_end_matches("/mod").split('/').map(str::to_owned).collect();
    let source = Source { name: file.to_owned(), module, text: format!("//! A room.\n{text}") };
    let found = faults(&source);
    assert_eq!(found.len(), expected.len(), "{file}: {text}\n{found:#?}");
    for (fault, words) in found.iter().zip(expected) {
        assert!(fault.contains(words), "{fault} does not say {words}");
    }
}

#[test]
fn higher_rooms_are_seen_however_they_are_named() {
    check("query/run.rs", "use crate::chart::Spec;", &["query/run.rs:2: `query` (layer 2) imports `chart` (layer 3)"]);
    check("query/run.rs", "use crate::{\n base::note::{Note, Notes},\n chart::{self, Spec},\n};", &["imports `chart`"]);
    check("query/mod.rs", "fn f() -> super::ui::App { loop {} }", &["imports `ui`"]);
    check("query/run/fast.rs", "use super::super::super::engine::Job;", &["imports `engine`"]);
    check("query/run.rs", "pub(in crate::story) fn f() {}", &["imports `story`"]);
    check("query/run.rs", "use crate::region::Codes;", &["(layer 2) imports `region` (layer 2)"]);
    check("map/layer.rs", "use crate::scene::Scene;", &[]);
    check("query/run.rs", "use super::engine::Plan;", &[]);
    check("query/run.rs", "use crate::base::{note::Note, text};\nuse crate::table::Table;", &[]);
    check(
        "query/run.rs",
        "// crate::ui\n/* crate::web */\nconst A: &str = \"crate::ui\";\nconst B: &str = r#\"crate::\"ui\"#;",
        &[],
    );
    check(
        "query/run.rs",
        "fn f<'a>(c: char) -> bool { c == '\"' || c == '\\'' }\nuse crate::ui::App;",
        &["run.rs:3: `query`"],
    );
    check("attic/mod.rs", "", &["`attic` is in no layer"]);
}

#[test]
fn forbidden_words_are_seen() {
    check("base/a.rs", "fn f() { todo!() }", &["unfinished"]);
    check("base/a.rs", "fn f() { unimplemented!() }", &["unfinished"]);
    check("ui/a.rs", "view! { <p inner_html=x/> }", &["markup"]);
    check("ui/a.rs", "view! { <p style=\"color:red\"/> }", &["content security policy"]);
    check("ui/a.rs", "view! { <p style:color=\"red\" class:style=true/> }", &[]);
    check("base/a.rs", "#[ignore = \"slow\"]\n#[should_panic(expected = \"x\")]", &["does not run", "any panic"]);
    check("base/a.rs", "// todo!\nfn undo_todo() { let inner = html(\"todo!()\"); }", &[]);
}

#[test]
fn impure_rooms_are_seen() {
    check("ingest/a.rs", "use std::fs;", &["no clock"]);
    check("story/a.rs", "let t = std::time::Instant::now();", &["no clock"]);
    check("engine/a.rs", "use web_sys::Blob;", &["no browser"]);
    check("web/a.rs", "use web_sys::Blob;", &[]);
    check("ingest/a.rs", "use std::time::Duration;\n#[cfg(test)]\nmod tests { use std::fs; }", &[]);
    check("ingest/tests.rs", "use std::fs;", &[]);
}

#[test]
fn headers_are_asked_for() {
    let source = Source {
        name: "base/a.rs".to_owned(),
        module: vec!["base".to_owned()],
        text: "/// Not a header.\n".to_owned(),
    };
    assert_eq!(faults(&source).len(), 1);
}
