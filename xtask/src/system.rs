//! The browser for the tests and its driver, by the system's own package manager.

use crate::process::{self, Outcome, Problem, Step};
use std::path::PathBuf;
use std::process::Command;

/// A browser and the driver of the same version.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// How a package manager is asked for Chromium and its driver.
struct Manager {
    program: &'static str,
    /// Lists to bring up to date first, if any.
    refresh: &'static [&'static str],
    /// The first that works counts: names differ between systems.
    install: &'static [&'static [&'static str]],
    needs_root: bool,
}

const MANAGERS: &[Manager] = &[
    Manager {
        program: "apt-get",
        refresh: &["update"],
        install: &[
            &["install", "-y", "--no-install-recommends", "chromium", "chromium-driver"],
            &["install", "-y", "--no-install-recommends", "chromium-browser", "chromium-chromedriver"],
        ],
        needs_root: true,
    },
    Manager {
        program: "dnf",
        refresh: &[],
        install: &[&["install", "-y", "chromium", "chromedriver"]],
        needs_root: true,
    },
    Manager {
        program: "pacman",
        refresh: &[],
        install: &[&["-S", "--noconfirm", "--needed", "chromium"]],
        needs_root: true,
    },
    Manager {
        program: "zypper",
        refresh: &[],
        install: &[&["--non-interactive", "install", "chromium", "chromedriver"]],
        needs_root: true,
    },
    Manager {
        program: "apk",
        refresh: &[],
        install: &[&["add", "chromium", "chromium-chromedriver"]],
        needs_root: true,
    },
    Manager {
        program: "brew",
        refresh: &[],
        install: &[&["install", "--cask", "chromium", "chromedriver"]],
        needs_root: false,
    },
];

const BY_HAND: &str = "install Chromium (or Chrome) and the ChromeDriver of the same version, or name them in the environment variables CHROMIUM and CHROMEDRIVER";

/// Finds the browser, installing it where that is possible and allowed.
pub(crate) fn browser() -> Outcome<Browser> {
    let found = if let Some(found) = find() {
        found
    } else {
        install()?;
        find().ok_or_else(|| {
            Problem::new("Chromium or its driver is still not found after the installation").hint(BY_HAND)
        })?
    };
    let major = |program: &PathBuf| {
        process::answer(program, &["--version"])
            .and_then(|said| said.split(|c: char| !c.is_ascii_digit()).find_map(|part| part.parse::<u32>().ok()))
    };
    match (major(&found.chromium), major(&found.driver)) {
        (Some(browser), Some(driver)) if browser != driver => Err(Problem::new(format!(
            "{} is version {browser}, but {} is for version {driver}",
            found.chromium.display(),
            found.driver.display()
        ))
        .hint(BY_HAND)),
        _ => Ok(found),
    }
}

fn find() -> Option<Browser> {
    let named = |variable: &str| std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    let apps = [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    let chromium = named("CHROMIUM")
        .or_else(|| {
            ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"]
                .iter()
                .find_map(|name| process::which(name))
        })
        .or_else(|| apps.iter().map(PathBuf::from).find(|path| path.is_file()))?;
    let driver = named("CHROMEDRIVER").or_else(|| process::which("chromedriver"))?;
    Some(Browser { chromium, driver })
}

fn install() -> Outcome {
    let missing = || Problem::new("the tests need Chromium and its driver, which are not installed");
    let Some(manager) = MANAGERS.iter().find(|manager| process::which(manager.program).is_some()) else {
        return Err(missing().hint(BY_HAND));
    };
    let sudo = if !manager.needs_root || is_root() {
        false
    } else if process::answer("sudo", &["-n", "true"]).is_some() {
        true
    } else {
        let words = manager.install.first().map(|words| words.join(" ")).unwrap_or_default();
        return Err(missing().hint(format!("run: sudo {} {words}", manager.program)));
    };
    let call = |words: &[&str]| {
        let mut command = if sudo { Command::new("sudo") } else { Command::new(manager.program) };
        if sudo {
            command.args(["-n", manager.program]);
        }
        process::run(command.args(words).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    let step = Step::start(&format!("Installing Chromium and its driver by {}", manager.program));
    if !manager.refresh.is_empty()
        && let Err(problem) = call(manager.refresh)
    {
        eprintln!("    {} (going on with the lists that are there)", problem.what);
    }
    let mut outcome = Err(missing());
    for words in manager.install {
        outcome = call(words);
        if outcome.is_ok() {
            break;
        }
    }
    outcome.map_err(|problem| problem.hint(BY_HAND))?;
    step.done();
    Ok(())
}

fn is_root() -> bool {
    process::answer("id", &["-u"]).is_some_and(|said| said == "0")
}
