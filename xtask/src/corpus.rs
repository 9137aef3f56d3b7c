//! `cargo xtask corpus`: the reader over every file of a proof corpus, and its score.
//!
//! The reading is done by the example `corpus` of the main crate, so that this program need not be
//! built with the reader in it. The truth is handed to the scorer alone.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::files;
use crate::process::{self, Outcome, Problem, Step};

/// What to read and where to write.
pub(crate) struct Options {
    /// The folder of files; found beside the project when absent.
    pub(crate) files: Option<PathBuf>,
    /// The truth records; those beside the folder when absent.
    pub(crate) truth: Option<PathBuf>,
    /// Where the reader's answers go, one JSON line a file.
    pub(crate) out: Option<PathBuf>,
}

pub(crate) fn run(options: Options) -> Outcome {
    let folder = options.files.map_or_else(default_files, Ok)?;
    if !folder.is_dir() {
        return Err(Problem::new(format!("there is no folder {}", folder.display())));
    }
    let out = options.out.unwrap_or_else(|| files::target().join("corpus/reader.jsonl"));
    // Makes the folder above it, too.
    files::write(&out, "")?;
    let step = Step::start(&format!("reading {}", folder.display()));
    process::run(
        process::cargo()
            .args(["run", "--quiet", "--package", "jelajah", "--example", "corpus", "--"])
            .args([&folder, &out]),
    )?;
    step.done();
    println!("answers: {}", out.display());
    let truth = options.truth.or_else(|| Some(folder.parent()?.join("truth.jsonl")));
    score(truth.as_deref(), &out)
}

/// The corpus beside the project, or where `JELAJAH_SHARED` says.
fn default_files() -> Outcome<PathBuf> {
    let beside = files::root().parent().map(|above| above.join("shared"));
    let named = std::env::var_os("JELAJAH_SHARED").map(PathBuf::from);
    beside
        .into_iter()
        .chain(named)
        .map(|shared| shared.join("corpus/files"))
        .find(|folder| folder.is_dir())
        .ok_or_else(|| Problem::new("no corpus was found").hint("name its folder: cargo xtask corpus --files DIR"))
}

/// Runs the scorer that lies beside the truth; without either there is no score, which is said.
fn score(truth: Option<&Path>, answers: &Path) -> Outcome {
    let found = truth
        .filter(|truth| truth.is_file())
        .and_then(|truth| Some((truth, truth.parent()?.join("score.py"))))
        .filter(|(_, scorer)| scorer.is_file());
    let Some((truth, scorer)) = found else {
        println!("no score: there is no truth with a score.py beside it");
        return Ok(());
    };
    let Some(python) = process::which("python3") else {
        println!("no score: python3 is not installed");
        return Ok(());
    };
    let report = answers.with_extension("report.json");
    process::run(
        Command::new(python)
            .arg(scorer)
            .arg("--truth")
            .arg(truth)
            .arg("--reader")
            .arg(answers)
            .arg("--json")
            .arg(&report)
            .args(["--misses", "500"]),
    )?;
    println!("report: {}", report.display());
    Ok(())
}
