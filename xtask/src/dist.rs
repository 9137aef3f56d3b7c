//! The deployable folder: the page under final names, boundary packs, headers for static hosts,
//! and everything packed beforehand.

use crate::bundle::{self, Mode, Site};
use crate::process::{self, Outcome, Step};
use crate::{compress, files, pack};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What to make, and where.
pub(crate) struct Plan {
    pub(crate) out: PathBuf,
    pub(crate) packs: Option<PathBuf>,
    pub(crate) mode: Mode,
}

/// Where the folder is made when nothing else is said.
pub(crate) fn default_out() -> PathBuf {
    files::root().join("dist")
}

/// What the page is made of. A change in any of it makes a new build.
const SOURCES: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "assets",
    "boot.js",
    "index.html",
    "package-lock.json",
    "rust-toolchain.toml",
    "src",
    "streets.js",
    "style",
    "xtask/src",
];

/// Makes the folder, unless it is there and nothing has changed since; returns the list of files.
pub(crate) fn run(plan: &Plan) -> Outcome<String> {
    let stamp = files::target()
        .join("site")
        .join(format!("{}.stamp", files::sha256(plan.out.to_string_lossy().as_bytes()).get(..16).unwrap_or("out")));
    let state = state(plan)?;
    if plan.out.join("index.html").is_file() && std::fs::read_to_string(&stamp).is_ok_and(|old| old == state) {
        eprintln!("==> {} is up to date", plan.out.display());
        return listing(&plan.out);
    }
    let mut site = bundle::build(plan.mode)?;
    pack::add(&mut site, plan.packs.as_deref())?;
    let headers = headers(&site);
    site.insert("_headers".to_owned(), headers.into_bytes());

    let step = Step::start("Writing and packing the files");
    let making = files::target().join("site").join("making");
    files::remove(&making)?;
    for (name, data) in &site {
        files::write(&making.join(name), data)?;
    }
    if plan.mode == Mode::Release {
        compress::folder(&making)?;
    }
    files::replace_across(&making, &plan.out)?;
    files::write(&stamp, state)?;
    step.done();
    listing(&plan.out)
}

/// One hash over everything that goes into the folder.
fn state(plan: &Plan) -> Outcome<String> {
    let mut paths: Vec<PathBuf> = SOURCES.iter().map(PathBuf::from).collect();
    if let Some(packs) = &plan.packs {
        paths.push(packs.join("index.json"));
        paths.push(packs.join("boundaries"));
    }
    let compiler = process::answer("rustc", &["--version"]).unwrap_or_default();
    Ok(format!("{:?} {compiler} {}", plan.mode, files::fingerprint(&paths)?))
}

/// Headers in the form that several static hosts read.
fn headers(site: &Site) -> String {
    let page = site.get("index.html").map(|data| String::from_utf8_lossy(data)).unwrap_or_default();
    let frame = site.get(bundle::FRAME).map(|data| String::from_utf8_lossy(data)).unwrap_or_default();
    let mut out = String::from("/*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n");
    // Where several rules fit, hosts send all they say, and a browser keeps to every policy it is sent: the
    // page's must not reach the frame. It goes to the page and, as workers have their own, to scripts.
    let policy = bundle::policy_header(&page).map(|policy| format!("  Content-Security-Policy: {policy}\n"));
    if let Some(policy) = &policy {
        let _infallible = write!(out, "/\n{policy}/index.html\n{policy}");
    }
    if let Some(policy) = bundle::frame_header(&frame) {
        let _infallible = writeln!(out, "/{}\n  Content-Security-Policy: {policy}", bundle::FRAME);
    }
    for name in site.keys().filter(|name| bundle::is_hashed(name)) {
        let _infallible = writeln!(out, "/{name}\n  Cache-Control: public, max-age=31536000, immutable");
        if let Some(policy) = policy.as_ref().filter(|_| Path::new(name).extension().is_some_and(|end| end == "js")) {
            out.push_str(policy);
        }
    }
    out
}

/// A table of the files with their sizes.
fn listing(folder: &Path) -> Outcome<String> {
    let names = files::list(folder)?;
    let bytes = |name: &str| std::fs::metadata(folder.join(name)).map_or(0, |meta| meta.len());
    let packed = |name: &str, suffix: &str| match bytes(&format!("{name}.{suffix}")) {
        0 => "-".to_owned(),
        size => size.to_string(),
    };
    let mut out = format!("{:>10} {:>10} {:>10}  {}\n", "bytes", "br", "gz", folder.display());
    let mut total = 0;
    for name in &names {
        let twin = name.strip_suffix(".br").or_else(|| name.strip_suffix(".gz"));
        if twin.is_some_and(|plain| names.binary_search_by(|n| n.as_str().cmp(plain)).is_ok()) {
            continue;
        }
        total += bytes(name);
        let _infallible =
            writeln!(out, "{:>10} {:>10} {:>10}  {name}", bytes(name), packed(name, "br"), packed(name, "gz"));
    }
    let _infallible = writeln!(out, "{total:>10} {:>10} {:>10}  in all", "", "");
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_gets_its_headers() {
        let mut site = Site::new();
        site.insert(
            "index.html".to_owned(),
            b"<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">".to_vec(),
        );
        site.insert("main-0123456789abcdef_bg.wasm".to_owned(), Vec::new());
        site.insert("worker-0123456789abcdef.js".to_owned(), Vec::new());
        site.insert(
            bundle::FRAME.to_owned(),
            b"<meta http-equiv=Content-Security-Policy content=\"script-src https:\">".to_vec(),
        );
        let headers = headers(&site);
        let (kept, page) = (
            "  Cache-Control: public, max-age=31536000, immutable\n",
            "  Content-Security-Policy: default-src 'none'; frame-ancestors 'self'\n",
        );
        assert_eq!(
            headers,
            format!(
                "/*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n/\n{page}/index.html\n{page}\
                 /assets/frame.html\n  Content-Security-Policy: sandbox allow-scripts; script-src https:; frame-ancestors 'self'\n\
                 /main-0123456789abcdef_bg.wasm\n{kept}/worker-0123456789abcdef.js\n{kept}{page}"
            )
        );
    }
}
