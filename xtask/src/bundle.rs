//! From the sources to a page: Trunk builds it, then the names that Trunk leaves alone get a hash
//! of their content, so that a browser may keep every file for ever but the page itself.

use crate::files;
use crate::process::{self, Outcome, Problem, Step};
use crate::streets;
use crate::tools::{self, Tools};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::process::Command;

/// How the page is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Small and fast, slow to build.
    Release,
    /// Quick to build, with debug assertions.
    Dev,
}

/// The files of a page by their path, with `/` between the parts.
pub(crate) type Site = BTreeMap<String, Vec<u8>>;

/// Builds the page and returns its files under their final names.
pub(crate) fn build(mode: Mode) -> Outcome<Site> {
    let tools = Tools::for_build(mode == Mode::Release)?;
    let staging = files::target().join("site").join("trunk");
    files::remove(&staging)?;
    let step = Step::start(match mode {
        Mode::Release => "Building the page and its worker (release)",
        Mode::Dev => "Building the page and its worker (dev)",
    });
    let parts = files::target().join("site").join("parts");
    files::remove(&parts)?;
    let mut trunk = Command::new("trunk");
    trunk.arg("build");
    if let Some(wasm_bindgen) = &tools.wasm_bindgen {
        trunk
            .args(["--release", "--features", "split"])
            .env("JELAJAH_WASM_BINDGEN", wasm_bindgen)
            .env("JELAJAH_PARTS", &parts);
    }
    trunk
        .arg("--dist")
        .arg(&staging)
        .env("PATH", tools.path()?)
        // Trunk takes only "true" and "false" for it, and stops at the usual "1".
        .env_remove("NO_COLOR");
    process::run(&mut trunk)?;
    let site = read(&staging)?;
    let cut = |stem: &str| match &tools.wasm_bindgen {
        Some(_) => further_parts(&tools, &parts.join(stem)),
        None => Ok(None),
    };
    let mut site = finish(site, cut)?;
    streets::add(&mut site, &tools::node_packages()?)?;
    step.done();
    Ok(site)
}

/// The script that loads a module's further parts, as wasm-bindgen's glue imports it.
const LINK: &str = "__wasm_split.js";
/// A host that sends a module under another type than its own would stop it from being compiled while
/// it arrives; wasm-bindgen's glue copes with such hosts as well.
const STREAM: (&str, &str) = (
    "WebAssembly.instantiateStreaming(src, imports)",
    "WebAssembly.instantiateStreaming(src.then((r) => r.ok ? new Response(r.body, \
     { headers: { \"Content-Type\": \"application/wasm\" } }) : Promise.reject(new Error(`HTTP ${r.status}`))), imports)",
);
/// The features of the compiler's target, which the cut leaves unnamed.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// A function with one caller is put into it only when it is small, as for the first parts (`index.html`). A
/// browser compiles a hot function whole: with everything put into the one that calls it, one loop of the
/// reader took 0.3 s to compile, and the parts were larger (ADR 4).
const CALLED_ONCE: &str = "--one-caller-inline-max-function-size=50";

/// What was cut off a module.
#[derive(Default)]
struct Parts {
    /// The script that loads them.
    link: String,
    /// The modules by the name that the script gives them.
    modules: Vec<(String, Vec<u8>)>,
}

/// Reads what was cut off a module and optimises it as Trunk does the first part; `None` where nothing was.
fn further_parts(tools: &Tools, folder: &Path) -> Outcome<Option<Parts>> {
    if !folder.join(LINK).is_file() {
        return Ok(None);
    }
    let optimiser = tools.program("wasm-opt").ok_or_else(|| Problem::new("wasm-opt is installed but not found"))?;
    let link = String::from_utf8_lossy(&files::read(&folder.join(LINK))?).into_owned();
    let mut modules = Vec::new();
    for name in files::list(folder)?.into_iter().filter(|name| link.contains(&format!("/{name}\""))) {
        let small = folder.join(&name).with_extension("small");
        process::run(
            Command::new(&optimiser)
                .args(["-Oz", CALLED_ONCE])
                .arg(folder.join(&name))
                .arg("-o")
                .arg(&small)
                .args(FEATURES),
        )?;
        modules.push((name, files::read(&small)?));
    }
    Ok(Some(Parts { link, modules }))
}

/// The glue with its imports of [`LINK`] (one for each further part) under another name. The key that the
/// module itself asks for, beside them in the glue, stays what it is.
fn with_link(glue: &str, name: &str) -> Outcome<String> {
    let mut changed = glue.to_owned();
    for (space, quote) in [(" ", '"'), ("", '"'), (" ", '\''), ("", '\'')] {
        let import = |name: &str| format!("from{space}{quote}./{name}{quote}");
        changed = changed.replace(&import(LINK), &import(name));
    }
    if changed == glue { renamed(glue, [("import of the parts", "")]) } else { Ok(changed) }
}

/// A script with names in it replaced, each of which must be there.
fn renamed<'a>(code: &str, names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Outcome<String> {
    names.into_iter().try_fold(code.to_owned(), |code, (old, new)| {
        if code.contains(old) {
            Ok(code.replace(old, new))
        } else {
            Err(Problem::new(format!("a script of the build does not name {old}")).hint(
                "wasm-bindgen, or what cuts modules, writes its scripts differently now: see xtask/src/bundle.rs",
            ))
        }
    })
}

/// Puts a module's glue, its first part and its further ones under names that hold one hash of it all,
/// since they name each other. Answers the name of the glue and that of the script that loads the further
/// parts.
fn name_module(
    site: &mut Site,
    stem: &str,
    (glue_name, glue): (&str, &str),
    (module_name, module): (&str, Vec<u8>),
    parts: Option<Parts>,
) -> Outcome<(String, Option<String>)> {
    let mut everything = [glue.as_bytes(), &module].concat();
    if let Some(parts) = &parts {
        everything.extend_from_slice(parts.link.as_bytes());
        parts.modules.iter().for_each(|(_, module)| everything.extend_from_slice(module));
    }
    let name = |part: &str, ending: &str| hashed(&format!("{stem}{part}"), &everything, ending);
    let own = name("", ".js");
    // Trunk renames the main module and tells the page, not the glue, which is given the address.
    let mut glue = glue.replace(module_name, &name("", "_bg.wasm"));
    site.insert(name("", "_bg.wasm"), module);
    let mut loader = None;
    if let Some(parts) = parts {
        let link_name = name("-parts", ".js");
        glue = with_link(&glue, &link_name)?;
        let mut link = renamed(&parts.link, [(glue_name, own.as_str())])?.replace(STREAM.0, STREAM.1);
        for (old, module) in parts.modules {
            let part = old.trim_start_matches("split_").trim_end_matches(".wasm").replace('_', "-");
            let new = name(&format!("-{part}"), "_bg.wasm");
            link = renamed(&link, [(old.as_str(), new.as_str())])?;
            site.insert(new, module);
        }
        site.insert(link_name.clone(), link.into_bytes());
        loader = Some(link_name);
    }
    site.insert(own.clone(), glue.into_bytes());
    Ok((own, loader))
}

fn read(folder: &Path) -> Outcome<Site> {
    files::list(folder)?.into_iter().map(|name| Ok((name.clone(), files::read(&folder.join(&name))?))).collect()
}

/// Everything done to what Trunk made; `parts` reads what was cut off a module.
fn finish(mut site: Site, parts: impl Fn(&str) -> Outcome<Option<Parts>>) -> Outcome<Site> {
    let mut page = text(&mut site, "index.html")?;
    page = merge_styles(&mut site, &page)?;
    page = hash_boot(&mut site, &page)?;
    page = name_main(&mut site, page, parts("main")?)?;
    page = name_workers(&mut site, &page, parts)?;
    // Left over from Trunk's own instructions; it means nothing to a browser.
    for quoted in [" data-integrity=\"none\"", " data-integrity=none"] {
        page = page.replace(quoted, "");
    }
    site.insert("index.html".to_owned(), page.into_bytes());
    Ok(site)
}

fn text(site: &mut Site, name: &str) -> Outcome<String> {
    let data = site.remove(name).ok_or_else(|| Problem::new(format!("the build made no {name}")))?;
    String::from_utf8(data).map_err(|e| Problem::new(format!("{name}: {e}")))
}

pub(crate) fn hashed(stem: &str, data: &[u8], extension: &str) -> String {
    let hash = files::sha256(data);
    format!("{stem}-{}{extension}", hash.get(..16).unwrap_or(&hash))
}

/// Whether the content of a file of this name can never change: its name holds a hash.
pub(crate) fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() >= 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()) && hash.bytes().any(|b| b.is_ascii_digit())
    })
}

/// One style sheet in the place of several: each request costs a phone a round trip. The head's, for
/// which the first paint waits, and the body's, for which it does not, stay apart.
fn merge_styles(site: &mut Site, page: &str) -> Outcome<String> {
    let tags = tags(page);
    let body = tags.iter().find(|tag| tag.name == "body").map_or(page.len(), |tag| tag.range.start);
    let is_sheet = |tag: &&Tag| tag.name == "link" && tag.value("rel") == Some("stylesheet");
    let (head, rest): (Vec<&Tag>, Vec<&Tag>) = tags.iter().filter(is_sheet).partition(|tag| tag.range.start < body);
    let mut out = String::new();
    let mut at = 0;
    for (stem, group) in [("start", head), ("style", rest)] {
        let mut sheet = String::new();
        for tag in &group {
            let name = tag.local("href").unwrap_or_default();
            sheet.push_str(text(site, &name)?.trim());
            sheet.push('\n');
        }
        let name = hashed(stem, sheet.as_bytes(), ".css");
        let mut link = format!("<link rel=\"stylesheet\" href=\"./{name}\">");
        if !group.is_empty() {
            site.insert(name, sheet.into_bytes());
        }
        for tag in group {
            out.push_str(page.get(at..tag.range.start).unwrap_or_default());
            out.push_str(&std::mem::take(&mut link));
            at = tag.range.end;
        }
    }
    out.push_str(page.get(at..).unwrap_or_default());
    Ok(out)
}

fn hash_boot(site: &mut Site, page: &str) -> Outcome<String> {
    let code = text(site, "boot.js")?;
    let name = hashed("boot", code.as_bytes(), ".js");
    site.insert(name.clone(), code.into_bytes());
    Ok(page.replace("./boot.js", &format!("./{name}")))
}

/// The page's own module, which Trunk calls `main-HASH.js` and `main-HASH_bg.wasm`.
fn name_main(site: &mut Site, page: String, parts: Option<Parts>) -> Outcome<String> {
    let glue_name = site
        .keys()
        .filter_map(|name| name.strip_suffix(".js"))
        .find(|stem| stem.starts_with("main-"))
        .map(|stem| format!("{stem}.js"));
    // A page without a module of its own is none of ours, but for the tests.
    let Some(glue_name) = glue_name else { return Ok(page) };
    let module_name = glue_name.replace(".js", "_bg.wasm");
    let glue = text(site, &glue_name)?;
    let module = site.remove(&module_name).ok_or_else(|| Problem::new(format!("the build made no {module_name}")))?;
    let (own, loader) = name_module(site, "main", ("main.js", &glue), (&module_name, module), parts)?;
    let page = page.replace(&module_name, &own.replace(".js", "_bg.wasm")).replace(&glue_name, &own);
    let Some(loader) = loader else { return Ok(page) };
    // The glue imports the script that loads the further parts: without this a round trip later.
    let preload = tags(&page)
        .into_iter()
        .find(|tag| tag.value("rel") == Some("modulepreload"))
        .ok_or_else(|| Problem::new("index.html preloads no module"))?;
    let (before, after) = page.split_at(preload.range.end);
    Ok(format!("{before}<link rel=\"modulepreload\" fetchpriority=\"low\" href=\"./{loader}\">{after}"))
}

/// A worker comes as `X_loader.js` → `X.js` → `X_bg.wasm`, none of them hashed. The loader's one
/// line is put at the end of `X.js`, which spares a round trip, and the page is told the new name.
fn name_workers(site: &mut Site, page: &str, parts: impl Fn(&str) -> Outcome<Option<Parts>>) -> Outcome<String> {
    let loaders: Vec<String> =
        site.keys().filter_map(|name| name.strip_suffix("_loader.js")).map(str::to_owned).collect();
    let mut page = page.to_owned();
    for stem in loaders {
        let loader = format!("{stem}_loader.js");
        let (glue_name, module_name) = (format!("{stem}.js"), format!("{stem}_bg.wasm"));
        site.remove(&loader);
        let module =
            site.remove(&module_name).ok_or_else(|| Problem::new(format!("the build made no {module_name}")))?;
        let glue = text(site, &glue_name)?;
        let init = default_export(&glue).ok_or_else(|| {
            Problem::new(format!("{glue_name} has no default export"))
                .hint("wasm-bindgen writes its glue differently now: see xtask/src/bundle.rs")
        })?;
        let glue = format!("{}\nawait {init}();\n", glue.trim_end());
        let (own, _) = name_module(site, &stem, (&glue_name, &glue), (&module_name, module), parts(&stem)?)?;
        if !page.contains(&loader) {
            return Err(Problem::new(format!("index.html does not name {loader} in a <meta>")));
        }
        page = page.replace(&loader, &own);
    }
    Ok(page)
}

/// The local name behind `export { …, NAME as default }`.
fn default_export(code: &str) -> Option<String> {
    let before = code.get(..code.rfind(" as default")?)?;
    let start = before.rfind(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).map_or(0, |at| at + 1);
    before.get(start..).filter(|name| !name.is_empty()).map(str::to_owned)
}

/// The content security policy that the page states.
pub(crate) fn policy(page: &str) -> Option<String> {
    tags(page)
        .into_iter()
        .find(|tag| tag.value("http-equiv").is_some_and(|v| v.eq_ignore_ascii_case("content-security-policy")))
        .and_then(|tag| tag.value("content").map(|v| v.replace("&#39;", "'").replace("&apos;", "'")))
}

/// The page that runs a portal's script, away from everything else.
pub(crate) const FRAME: &str = "assets/frame.html";

/// The policy of [`FRAME`] as a header: what it says in itself, and that it has no origin even when somebody
/// opens it by its own address.
pub(crate) fn frame_header(frame: &str) -> Option<String> {
    policy_header(frame).map(|policy| format!("sandbox allow-scripts; {policy}"))
}

/// The policy as a header: a page cannot say in itself who may frame it.
pub(crate) fn policy_header(page: &str) -> Option<String> {
    policy(page).map(|policy| format!("{}; frame-ancestors 'self'", policy.trim_end_matches([';', ' '])))
}

/// A start tag.
pub(crate) struct Tag {
    range: Range<usize>,
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The attribute's address, if it is one of the page's own files.
    pub(crate) fn local(&self, name: &str) -> Option<String> {
        let address = self.value(name)?;
        let path = address.strip_prefix("./").unwrap_or(address);
        (!path.is_empty() && !path.contains(':') && !path.starts_with(['/', '#'])).then(|| path.to_owned())
    }
}

/// The start tags of a page of our own: no scripts with `<` in them, no entities that matter.
pub(crate) fn tags(page: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = page.get(at..).and_then(|rest| rest.find('<')).map(|offset| at + offset) {
        let rest = page.get(start..).unwrap_or_default();
        if rest.starts_with("<!--") {
            at = start + rest.find("-->").map_or(rest.len(), |end| end + 3);
            continue;
        }
        let mut quote = None;
        let end = rest.char_indices().find(|&(_, c)| match quote {
            Some(open) => {
                if c == open {
                    quote = None;
                }
                false
            }
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                false
            }
            None => c == '>',
        });
        let Some((end, _)) = end else { break };
        let inner = rest.get(1..end).unwrap_or_default().trim_end_matches('/');
        let name: String = inner.chars().take_while(char::is_ascii_alphanumeric).collect();
        if !name.is_empty() {
            let attributes = attributes(inner.get(name.len()..).unwrap_or_default());
            found.push(Tag { range: start..start + end + 1, name: name.to_ascii_lowercase(), attributes });
        }
        at = start + end + 1;
    }
    found
}

fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, tail) = rest.split_at(end);
        if name.is_empty() {
            return found;
        }
        let mut value = "";
        rest = tail;
        if let Some(tail) = tail.strip_prefix('=') {
            let quote = tail.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (open, close) = match quote {
                Some(quote) => (1, tail.get(1..).and_then(|t| t.find(quote)).map_or(tail.len(), |e| e + 1)),
                None => (0, tail.find(char::is_whitespace).unwrap_or(tail.len())),
            };
            value = tail.get(open..close).unwrap_or_default();
            rest = tail.get(close + open..).unwrap_or_default();
        }
        found.push((name.to_ascii_lowercase(), value.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        files.iter().map(|(name, data)| ((*name).to_owned(), data.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_page_is_finished() {
        let page = "<head><!-- <link rel=stylesheet href=no.css> -->\
            <meta name=worker content=worker_loader.js>\
            <link rel=\"stylesheet\" href=\"./a-1.css\" data-integrity=\"none\"/><title>x</title>\
            <link data-integrity=none href=./b-2.css rel=stylesheet>\
            <script type=module src=./boot.js data-js=./main.js></script></head>\
            <body><p>x</p><link rel=stylesheet href=./c-3.css></body>";
        let done = finish(
            site(&[
                ("index.html", page),
                ("a-1.css", "a{}\n"),
                ("b-2.css", "b{}"),
                ("c-3.css", "c{}"),
                ("boot.js", "start()"),
                ("worker.js", "new URL('worker_bg.wasm', u);\nexport { initSync, __wbg_init as default };\n"),
                ("worker_bg.wasm", "\0asm"),
                ("worker_loader.js", "import init from './worker.js';await init();"),
            ]),
            |_| Ok(None),
        )
        .unwrap();
        let names: Vec<&str> = done.keys().map(String::as_str).collect();
        assert_eq!(names.len(), 6, "{names:?}");
        assert!(names.iter().all(|name| *name == "index.html" || is_hashed(name)), "{names:?}");
        let find = |start: &str, end: &str| {
            names.iter().find(|name| name.starts_with(start) && name.ends_with(end)).copied().unwrap()
        };
        let (start, style, boot, worker, wasm) = (
            find("start-", ".css"),
            find("style-", ".css"),
            find("boot-", ".js"),
            find("worker-", ".js"),
            find("worker-", "_bg.wasm"),
        );
        let page = String::from_utf8(done["index.html"].clone()).unwrap();
        assert_eq!(
            page,
            format!(
                "<head><!-- <link rel=stylesheet href=no.css> --><meta name=worker content={worker}>\
                 <link rel=\"stylesheet\" href=\"./{start}\"><title>x</title>\
                 <script type=module src=./{boot} data-js=./main.js></script></head>\
                 <body><p>x</p><link rel=\"stylesheet\" href=\"./{style}\"></body>"
            )
        );
        assert_eq!(done[start], b"a{}\nb{}\n");
        assert_eq!(done[style], b"c{}\n");
        assert_eq!(
            String::from_utf8(done[worker].clone()).unwrap(),
            format!("new URL('{wasm}', u);\nexport {{ initSync, __wbg_init as default }};\nawait __wbg_init();\n")
        );
    }

    #[test]
    fn a_build_without_its_parts_is_refused() {
        assert!(finish(site(&[("boot.js", "")]), |_| Ok(None)).is_err());
        assert!(
            finish(site(&[("index.html", "<link rel=stylesheet href=gone.css>"), ("boot.js", "")]), |_| Ok(None))
                .is_err()
        );
    }

    #[test]
    fn the_parts_of_a_module_name_each_other() {
        let page =
            "<link rel=\"modulepreload\" href=\"./main-12ab34cd.js\"><link rel=preload href=./main-12ab34cd_bg.wasm>";
        let parts = |stem: &str| {
            let (part, glue) = if stem == "main" { ("late", "main.js") } else { ("portals", "worker.js") };
            Ok(Some(Parts {
                link: format!("import {{ initSync }} from \"./{glue}\"; fetch(\"./split_{part}.wasm\"); {}", STREAM.0),
                modules: vec![(format!("split_{part}.wasm"), part.as_bytes().to_vec())],
            }))
        };
        let build = |module: &str| {
            let files = [
                ("index.html", format!("{page}<meta name=worker content=worker_loader.js>")),
                ("boot.js", String::new()),
                (
                    "main-12ab34cd.js",
                    "import * as a from\"./__wasm_split.js\"; ({\"./__wasm_split.js\": a})".to_owned(),
                ),
                ("main-12ab34cd_bg.wasm", module.to_owned()),
                (
                    "worker.js",
                    "import * as a from './__wasm_split.js'\nimport * as b from './__wasm_split.js'; export { i as default };"
                        .to_owned(),
                ),
                ("worker_bg.wasm", "w".to_owned()),
                ("worker_loader.js", String::new()),
            ];
            let files: Vec<(&str, &str)> = files.iter().map(|(name, data)| (*name, data.as_str())).collect();
            finish(site(&files), parts).unwrap()
        };
        let done = build("first");
        let names = |done: &Site| done.keys().cloned().collect::<Vec<_>>();
        let found = names(&done);
        assert!(found.iter().all(|name| name == "index.html" || is_hashed(name)), "{found:?}");
        let find = |start: &str, end: &str| {
            let hash = |name: &str| name.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)).map(str::to_owned);
            found.iter().find(|name| hash(name).is_some_and(|hash| hash.len() == 16)).unwrap().clone()
        };
        let text = |name: &str| String::from_utf8(done[name].clone()).unwrap();
        let (main, link, late) = (find("main-", ".js"), find("main-parts-", ".js"), find("main-late-", "_bg.wasm"));
        // The key that the module asks for stays what it was.
        assert_eq!(text(&main), format!("import * as a from\"./{link}\"; ({{\"./__wasm_split.js\": a}})"));
        assert!(text(&link).starts_with(&format!("import {{ initSync }} from \"./{main}\"; fetch(\"./{late}\");")));
        assert!(text(&link).contains(STREAM.1));
        assert_eq!(text(&late), "late");
        assert!(text("index.html").contains(&format!(
            "href=\"./{main}\"><link rel=\"modulepreload\" fetchpriority=\"low\" href=\"./{link}\">"
        )));
        assert!(text(&find("worker-parts-", ".js")).contains(&find("worker-portals-", "_bg.wasm")));
        assert!(!text(&find("worker-", ".js")).contains(LINK));
        // A change of one part renames them all: no browser keeps half of an older page.
        assert!(
            names(&build("other")).iter().filter(|name| name.starts_with("main-")).all(|name| !found.contains(name))
        );
    }

    #[test]
    fn hashes_in_names_are_seen() {
        for name in ["main-76682cabe21dced5_bg.wasm", "fonts/text-8650f181.woff2", "a-0123456789abcdef.topo.json"] {
            assert!(is_hashed(name), "{name}");
        }
        for name in ["index.html", "boot.js", "worker_bg.wasm", "prov-38.topo.json", "a-deadbeef.js", "x-12345.js"] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn the_policy_is_read_from_the_page() {
        let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; font-src 'self'\">";
        assert_eq!(policy(page).unwrap(), "default-src 'none'; font-src 'self'");
        assert_eq!(policy_header(page).unwrap(), "default-src 'none'; font-src 'self'; frame-ancestors 'self'");
        assert!(policy("<meta charset=utf-8>").is_none());
    }
}
