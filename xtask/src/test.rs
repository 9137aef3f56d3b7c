//! Everything that must hold, stage by stage. All stages run even when one fails, and the last
//! line counts: single tests where a stage has such, otherwise the stage itself.

use crate::bundle::Mode;
use crate::process::{self, Outcome, Problem, cargo};
use crate::{dist, files, pack, size, system, tools};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// Seconds that the browser tests of one file may take, on a slow and busy machine.
const WEB_TEST_SECONDS: &str = "300";

/// What a stage counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: u32,
    failed: u32,
    skipped: u32,
}

impl Count {
    /// Adds what a line of a test runner's output says, if it is a summary.
    fn look(&mut self, line: &str) {
        let line = line.trim();
        let summary = line.strip_prefix("test result:").map(|rest| rest.split_once('.').map_or(rest, |(_, rest)| rest));
        let Some(parts) = summary.or_else(|| line.strip_prefix("journeys:")) else {
            return;
        };
        for part in parts.split([';', ',']) {
            let mut words = part.split_whitespace();
            let (Some(Ok(number)), Some(word)) = (words.next().map(str::parse::<u32>), words.next()) else {
                continue;
            };
            match word {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" | "skipped" => self.skipped += number,
                _ => {}
            }
        }
    }

    /// The count as it enters the sum: a stage without single tests counts as one, and one that
    /// failed without a failed test (it did not compile, say) as one failure.
    fn settled(mut self, ok: bool) -> Self {
        if !ok && self.failed == 0 {
            self.failed = 1;
        } else if ok && self.passed == 0 && self.failed == 0 {
            self.passed = 1;
        }
        self
    }
}

/// Paths and choices that stages share.
struct Context {
    packs: Option<PathBuf>,
}

type Run = fn(&Context, &mut Count) -> Outcome;

struct Stage {
    name: &'static str,
    what: &'static str,
    run: Run,
}

const STAGES: &[Stage] = &[
    Stage { name: "fmt", what: "formatting", run: fmt },
    Stage { name: "clippy", what: "lints, native", run: clippy },
    Stage { name: "clippy-wasm", what: "lints, browser", run: clippy_wasm },
    Stage { name: "unit", what: "native tests", run: unit },
    Stage { name: "web", what: "tests in the browser", run: web },
    Stage { name: "dist", what: "the deployable folder", run: dist_folder },
    Stage { name: "size", what: "size budgets", run: |_, _| size::run(&dist::default_out()) },
    Stage { name: "e2e", what: "end-to-end journeys", run: |context, count| e2e(context, &[], count) },
];

/// Runs the stages named, or all; returns whether everything passed.
pub(crate) fn run(only: Option<&str>, packs: Option<PathBuf>) -> Outcome<bool> {
    let chosen: Vec<&str> = only.map(|list| list.split(',').map(str::trim).collect()).unwrap_or_default();
    if let Some(unknown) = chosen.iter().find(|name| !STAGES.iter().any(|stage| stage.name == **name)) {
        let names: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
        return Err(
            Problem::new(format!("there is no stage \"{unknown}\"")).hint(format!("one of {}", names.join(", ")))
        );
    }
    let context = Context { packs: packs.or_else(pack::beside) };
    let start = Instant::now();
    let mut rows = Vec::new();
    let mut sum = Count::default();
    for stage in STAGES.iter().filter(|stage| chosen.is_empty() || chosen.contains(&stage.name)) {
        println!("\n==> {} ({})", stage.name, stage.what);
        let begun = Instant::now();
        let mut count = Count::default();
        let outcome = (stage.run)(&context, &mut count);
        let count = count.settled(outcome.is_ok());
        if let Err(problem) = &outcome {
            println!("{} FAILED: {}", stage.name, problem.what);
            if let Some(hint) = &problem.hint {
                println!("  what to do: {hint}");
            }
        }
        sum.passed += count.passed;
        sum.failed += count.failed;
        sum.skipped += count.skipped;
        rows.push((stage.name, outcome.is_ok(), count, process::seconds(begun)));
    }
    println!("\n{:<12} {:<7} {:>7} {:>7} {:>8}  time", "stage", "", "passed", "failed", "skipped");
    for (name, ok, count, time) in &rows {
        let word = if *ok { "ok" } else { "FAILED" };
        println!("{name:<12} {word:<7} {:>7} {:>7} {:>8}  {time}", count.passed, count.failed, count.skipped);
    }
    println!("all stages: {}", process::seconds(start));
    println!("{} passed, {} failed", sum.passed, sum.failed);
    Ok(rows.iter().all(|(_, ok, count, _)| *ok && count.failed == 0))
}

/// The journeys alone, on a folder that is made when it is not up to date.
pub(crate) fn e2e_alone(packs: Option<PathBuf>, filters: &[String]) -> Outcome {
    let context = Context { packs: packs.or_else(pack::beside) };
    dist_folder(&context, &mut Count::default())?;
    e2e(&context, filters, &mut Count::default())
}

fn fmt(_: &Context, _: &mut Count) -> Outcome {
    process::run(cargo().args(["fmt", "--all", "--check"])).map_err(|p| p.hint("cargo fmt --all"))
}

fn clippy(_: &Context, _: &mut Count) -> Outcome {
    process::run(cargo().args(["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn clippy_wasm(_: &Context, _: &mut Count) -> Outcome {
    tools::wasm_target()?;
    process::run(
        cargo()
            .args(["clippy", "--locked", "--target", tools::TARGET, "--lib", "--bins", "--", "-D", "warnings"])
            .env("CLIPPY_CONF_DIR", files::root().join("clippy").join("wasm")),
    )
}

fn unit(_: &Context, count: &mut Count) -> Outcome {
    process::run_watched(cargo().args(["test", "--locked", "--workspace"]), |line| {
        count.look(line);
    })
}

/// The files `tests/web_*.rs`, each in a browser of its own.
fn web(_: &Context, count: &mut Count) -> Outcome {
    let files: Vec<String> = files::list(&files::root().join("tests"))?
        .into_iter()
        .filter_map(|name| name.strip_suffix(".rs").filter(|stem| stem.starts_with("web_")).map(str::to_owned))
        .collect();
    if files.is_empty() {
        println!("SKIPPED: there is no tests/web_*.rs");
        count.skipped += 1;
        return Ok(());
    }
    let tools = tools::Tools::for_web_tests()?;
    let browser = system::browser()?;
    let mut command = cargo();
    command
        .args(["test", "--locked", "--target", tools::TARGET, "--no-fail-fast"])
        .args(files.iter().flat_map(|name| ["--test", name.as_str()]))
        .env("PATH", tools.path()?)
        .env("CHROMEDRIVER", browser.driver);
    if std::env::var_os("WASM_BINDGEN_TEST_TIMEOUT").is_none() {
        command.env("WASM_BINDGEN_TEST_TIMEOUT", WEB_TEST_SECONDS);
    }
    process::run_watched(&mut command, |line| count.look(line))
}

fn dist_folder(context: &Context, _: &mut Count) -> Outcome {
    let plan = dist::Plan { out: dist::default_out(), packs: context.packs.clone(), mode: Mode::Release };
    dist::run(&plan).map(|listing| print!("{listing}"))
}

fn e2e(_: &Context, filters: &[String], count: &mut Count) -> Outcome {
    let folder = dist::default_out();
    if !folder.join("index.html").is_file() {
        return Err(Problem::new("there is no built page to test").hint("cargo xtask dist"));
    }
    tools::node_packages()?;
    let browser = system::browser()?;
    let mut command = Command::new("node");
    command
        .arg(files::root().join("tests").join("e2e").join("run.mjs"))
        .args(filters)
        .env("JELAJAH_DIST", folder)
        .env("CHROMIUM", browser.chromium);
    process::run_watched(&mut command, |line| count.look(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(lines: &str) -> (u32, u32, u32) {
        let mut count = Count::default();
        lines.lines().for_each(|line| count.look(line));
        (count.passed, count.failed, count.skipped)
    }

    #[test]
    fn summaries_are_counted() {
        assert_eq!(
            counted(
                "running 3 tests\ntest a ... ok\n\
                 test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                 test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\n\
                 journeys: 8 passed, 1 failed, 3 skipped\n\
                 I say 99 passed"
            ),
            (21, 3, 4)
        );
    }

    #[test]
    fn a_failure_is_never_counted_away() {
        let none = Count::default();
        assert_eq!(none.settled(false), Count { failed: 1, ..none });
        assert_eq!(none.settled(true), Count { passed: 1, ..none });
        let some = Count { passed: 3, failed: 2, skipped: 0 };
        assert_eq!(some.settled(false), some);
    }
}
