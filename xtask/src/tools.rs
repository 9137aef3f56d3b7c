//! The build tools in their pinned versions: used where they are in the right version, otherwise
//! installed into a folder of the user's that other clones share.
//!
//! An installation is made beside its place and moved there when it is finished, so that one that
//! was broken off is never taken for a good one.

use crate::files;
use crate::process::{self, Outcome, Problem, Step};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Newer ones need a newer Rust than this project does.
const TRUNK: &str = "0.21.14";
/// Must equal the `wasm-bindgen` crate in Cargo.lock; a test compares them.
const WASM_BINDGEN: &str = "0.2.130";
/// Must equal the version in `xtask/cutter/Cargo.toml`; a test compares them.
const CUTTER: &str = "1.1.0";
/// The oldest Node.js that runs the packages of package.json.
const NODE_MAJOR: u32 = 20;
/// What the page and its worker are compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
const NETWORK: &str =
    "check the network connection (a proxy is read from HTTPS_PROXY), then run the same command again";

/// Folders to put before PATH.
#[derive(Default)]
pub(crate) struct Tools {
    folders: Vec<PathBuf>,
    /// The real wasm-bindgen, where the cutter stands in for it.
    pub(crate) wasm_bindgen: Option<PathBuf>,
}

impl Tools {
    /// What building the page needs; `optimise` adds what only release builds use.
    pub(crate) fn for_build(optimise: bool) -> Outcome<Self> {
        wasm_target()?;
        let mut tools = Self::default();
        tools.folders.extend(trunk()?);
        tools.folders.extend(wasm_bindgen()?);
        if optimise {
            tools.folders.extend(wasm_opt()?);
            tools.wasm_bindgen = Some(
                tools.program("wasm-bindgen").ok_or_else(|| Problem::new("wasm-bindgen is installed but not found"))?,
            );
            tools.folders.insert(0, cutter()?);
        }
        Ok(tools)
    }

    /// What the browser tests need beside a browser and its driver.
    pub(crate) fn for_web_tests() -> Outcome<Self> {
        wasm_target()?;
        Ok(Self { folders: wasm_bindgen()?.into_iter().collect(), wasm_bindgen: None })
    }

    /// A program in one of the folders, else on PATH.
    pub(crate) fn program(&self, name: &str) -> Option<PathBuf> {
        self.folders.iter().find_map(|folder| process::which_in(name, folder)).or_else(|| process::which(name))
    }

    /// PATH with the tools first.
    pub(crate) fn path(&self) -> Outcome<OsString> {
        let old = std::env::var_os("PATH").unwrap_or_default();
        std::env::join_paths(self.folders.iter().cloned().chain(std::env::split_paths(&old)))
            .map_err(|e| Problem::new(format!("PATH cannot be extended: {e}")))
    }
}

/// Installs everything and prints where it is.
pub(crate) fn print_all() -> Outcome {
    let tools = Tools::for_build(true)?;
    println!("cache: {}", cache()?.display());
    for folder in &tools.folders {
        println!("used:  {}", folder.display());
    }
    Ok(())
}

/// Where installed tools are kept, shared by all clones of this user.
fn cache() -> Outcome<PathBuf> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || from("HOME").or_else(|| from("USERPROFILE"));
    from("JELAJAH_TOOLS")
        .or_else(|| {
            from("XDG_CACHE_HOME")
                .or_else(|| if cfg!(windows) { from("LOCALAPPDATA") } else { None })
                .or_else(|| {
                    home().map(|home| home.join(if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" }))
                })
                .map(|caches| caches.join("jelajah").join("tools"))
        })
        .ok_or_else(|| Problem::new("no folder for tools: neither JELAJAH_TOOLS nor a home folder is set"))
}

/// The compiler's part for the browser, added when it is missing.
pub(crate) fn wasm_target() -> Outcome {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let libraries = process::answer(rustc, &["--print", "target-libdir", "--target", TARGET]);
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    if process::which("rustup").is_none() {
        return Err(Problem::new(format!(
            "this Rust has no {TARGET} target, and rustup, which could add it, is missing"
        ))
        .hint("install Rust by rustup (https://rustup.rs), or add the target by your package manager"));
    }
    let step = Step::start(&format!("Adding the compiler's {TARGET} target"));
    process::run(Command::new("rustup").args(["target", "add", TARGET])).map_err(|p| p.hint(NETWORK))?;
    step.done();
    Ok(())
}

/// Whether a program says that it is of this version.
fn is_version(program: &Path, version: &str) -> bool {
    process::answer(program, &["--version"]).is_some_and(|said| said.split_whitespace().any(|word| word == version))
}

/// A tool on PATH (then no folder is needed), in the cache, or newly installed.
fn ensure(
    name: &str,
    programs: &[&str],
    version: &str,
    minutes: &str,
    install: impl FnOnce(&Path, &Path) -> Command,
) -> Outcome<Option<PathBuf>> {
    if programs.iter().all(|program| process::which(program).is_some_and(|path| is_version(&path, version))) {
        return Ok(None);
    }
    let cache = cache()?;
    let place = cache.join(format!("{name}-{version}"));
    let complete = |bin: &Path| {
        programs
            .iter()
            .all(|program| is_version(&bin.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)), version))
    };
    if complete(&place.join("bin")) {
        return Ok(Some(place.join("bin")));
    }
    let step = Step::start(&format!("Installing {name} {version} into {} (once; about {minutes})", cache.display()));
    let making = cache.join(format!("{name}-{version}.part{}", std::process::id()));
    let building = cache.join(format!("{name}-{version}.build{}", std::process::id()));
    files::remove(&making)?;
    let outcome = process::run(&mut install(&making, &building));
    files::remove(&building)?;
    if let Err(problem) = outcome {
        files::remove(&making)?;
        return Err(problem.hint(NETWORK));
    }
    if !complete(&making.join("bin")) {
        files::remove(&making)?;
        return Err(Problem::new(format!("{name} was installed but does not say that it is {version}")));
    }
    // Another clone may have been quicker; then its copy is as good as ours.
    if complete(&place.join("bin")) {
        files::remove(&making)?;
    } else {
        files::replace(&making, &place)?;
    }
    step.done();
    Ok(Some(place.join("bin")))
}

/// `cargo install` that is not bent by the environment of the build around it.
fn cargo_install(making: &Path, building: &Path) -> Command {
    let mut command = process::cargo();
    command
        .args(["install", "--locked", "--root"])
        .arg(making)
        .env("CARGO_TARGET_DIR", building)
        .env_remove("CARGO_BUILD_TARGET")
        .env_remove("RUSTFLAGS")
        .current_dir(std::env::temp_dir());
    command
}

fn trunk() -> Outcome<Option<PathBuf>> {
    ensure("trunk", &["trunk"], TRUNK, "4 minutes on two cores", |making, building| {
        let mut command = cargo_install(making, building);
        // Its release profile takes three times as long, and it only calls other programs.
        command
            .args(["trunk", "--version", TRUNK, "--no-default-features", "--debug"])
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        command
    })
}

fn wasm_bindgen() -> Outcome<Option<PathBuf>> {
    let programs = ["wasm-bindgen", "wasm-bindgen-test-runner"];
    ensure("wasm-bindgen", &programs, WASM_BINDGEN, "2 minutes on two cores", |making, building| {
        let mut command = cargo_install(making, building);
        command.arg("--path").arg(files::root().join("xtask").join("tools"));
        command
    })
}

/// What cuts the page's module in two; see `xtask/cutter`.
fn cutter() -> Outcome<PathBuf> {
    let found = ensure("cutter", &["wasm-bindgen"], CUTTER, "a minute on two cores", |making, building| {
        let mut command = cargo_install(making, building);
        // Unoptimised, it needs a second for the page.
        command.arg("--debug").arg("--path").arg(files::root().join("xtask").join("cutter"));
        command.env("CARGO_PROFILE_DEV_DEBUG", "0");
        command
    })?;
    // Nothing else on PATH calls itself by this name and version.
    found.ok_or_else(|| Problem::new(format!("a wasm-bindgen on PATH says that it is {CUTTER}")))
}

/// wasm-opt from the npm package binaryen, one of package.json's development dependencies.
fn wasm_opt() -> Outcome<Option<PathBuf>> {
    node_packages().map(|modules| Some(modules.join(".bin")))
}

/// Installs package-lock.json's packages, unless they are there; returns `node_modules`.
pub(crate) fn node_packages() -> Outcome<PathBuf> {
    let wanted =
        "install Node.js 20 or newer (https://nodejs.org, or your package manager), then run the same command again";
    let version = process::answer("node", &["--version"])
        .ok_or_else(|| Problem::new("Node.js is missing (`node` is not on PATH)").hint(wanted))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|text| text.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE_MAJOR) {
        return Err(Problem::new(format!("Node.js {version} is too old")).hint(wanted));
    }
    let modules = files::root().join("node_modules");
    let stamp = modules.join(".installed-from");
    let lock = files::sha256(&files::read(&files::root().join("package-lock.json"))?);
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == lock) {
        return Ok(modules);
    }
    let step = Step::start("Installing the packages of package-lock.json");
    let npm = process::which("npm").ok_or_else(|| Problem::new("npm is missing beside Node.js").hint(wanted))?;
    process::run(Command::new(npm).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))
        .map_err(|p| p.hint(NETWORK))?;
    files::write(&stamp, lock)?;
    step.done();
    Ok(modules)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_whole_words() {
        // `rustc --version` is a program that is surely there.
        let said = process::answer("rustc", &["--version"]).unwrap();
        let version = said.split_whitespace().nth(1).unwrap();
        assert!(is_version(Path::new("rustc"), version));
        assert!(!is_version(Path::new("rustc"), &version[..version.len() - 1]));
    }

    #[test]
    fn the_pinned_versions_agree() {
        let text = |path: &str| std::fs::read_to_string(files::root().join(path)).unwrap();
        let pinned = format!("name = \"wasm-bindgen\"\nversion = \"{WASM_BINDGEN}\"");
        assert!(text("Cargo.lock").replace('\r', "").contains(&pinned));
        assert!(text("xtask/tools/Cargo.toml").contains(&format!("\"={WASM_BINDGEN}\"")));
        assert!(text("xtask/cutter/Cargo.toml").contains(&format!("version = \"{CUTTER}\"")));
        assert!(text("Trunk.toml").contains(&format!("wasm_bindgen = \"{WASM_BINDGEN}\"")));
        assert!(text("Trunk.toml").contains(&format!("trunk-version = \"={TRUNK}\"")));
    }

    /// Lock files must not tie the project to one machine's registry.
    #[test]
    fn lock_files_name_no_other_registry() {
        for path in ["Cargo.lock", "xtask/cutter/Cargo.lock", "xtask/tools/Cargo.lock"] {
            let text = std::fs::read_to_string(files::root().join(path)).unwrap();
            for line in text.lines().filter(|line| line.starts_with("source = ")) {
                assert_eq!(line, "source = \"registry+https://github.com/rust-lang/crates.io-index\"", "{path}");
            }
        }
        let text = std::fs::read_to_string(files::root().join("package-lock.json")).unwrap();
        assert!(!text.contains("\"resolved\""), "package-lock.json records download addresses");
    }
}
