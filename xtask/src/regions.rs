//! `cargo xtask regions`: resolves a CSV file to regions. The work is done by an example of the library,
//! so that the other commands need not compile it.

use std::path::Path;

use crate::process::{self, Outcome};

pub(crate) fn run(input: &Path, output: &Path) -> Outcome {
    process::run(
        process::cargo()
            .args(["run", "--quiet", "--package", "jelajah", "--example", "regions", "--"])
            .arg(input)
            .arg(output),
    )
}
