//! The project's own commands: `cargo xtask help` lists them.
//!
//! One file per task; this one only reads the command line.

mod args;
mod bundle;
mod compress;
mod corpus;
mod dist;
mod files;
mod pack;
mod process;
mod regions;
mod serve;
mod size;
mod streets;
mod system;
mod test;
mod tools;

use args::Args;
use process::{Outcome, Problem};
use std::path::PathBuf;

const HELP: &str = "\
Usage: cargo xtask COMMAND

  serve [--port N] [--base /path/] [--packs DIR] [--dev]
        install what is missing, build the page, serve it on this machine and print its address
  dist [--out DIR] [--packs DIR]        (also: build)
        make the deployable folder: hashed names, .br and .gz beside every file, sizes listed
  test [--only STAGE[,STAGE…]] [--packs DIR]
        run everything; stages: fmt clippy clippy-wasm unit web dist size e2e
  e2e [--packs DIR] [-- FILTER…]
        run the end-to-end journeys alone, or those whose name holds a filter
  size
        compare what a first visit loads with its budget
  bench [-- ARGS…]
        run the benchmarks
  regions --in FILE.csv --out FILE.csv
        resolve every row to a region: kode_kemendagri, kode_bps, verdict (matched, ambiguous, proposed,
        unmatched) and why, then the columns of the input. Columns of names, codes, kinds and provinces are
        found by what they hold. Codes are filled for matched rows alone; the candidates of the others are in why
  corpus [--files DIR] [--truth FILE] [--out FILE]
        read every file of a proof corpus and print the reader's score with every miss
  tools
        install the build tools and print where they are

Tools are kept in $JELAJAH_TOOLS, or else in the user's cache folder.
";

fn main() -> std::process::ExitCode {
    match run() {
        Ok(true) => std::process::ExitCode::SUCCESS,
        // The summary has said it all, and its last line is to stay the last.
        Ok(false) => std::process::ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("\nerror: {}", problem.what);
            if let Some(hint) = problem.hint {
                eprintln!("  what to do: {hint}");
            }
            std::process::ExitCode::FAILURE
        }
    }
}

/// Whether all went well; a problem that has yet to be told is an error.
fn run() -> Outcome<bool> {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_else(|| "help".to_owned());
    let mut args = Args::new(words);
    std::env::set_current_dir(files::root())
        .map_err(|e| Problem::new(format!("the project folder cannot be entered: {e}")))?;
    match command.as_str() {
        "serve" => {
            let options = serve::Options {
                port: args.number("--port")?,
                base: args.value("--base")?.unwrap_or_else(|| "/".to_owned()),
                packs: args.path("--packs")?,
                mode: if args.flag("--dev") { bundle::Mode::Dev } else { bundle::Mode::Release },
            };
            args.finish()?;
            serve::run(&options)
        }
        "dist" | "build" => {
            let plan = dist::Plan {
                out: args.path("--out")?.unwrap_or_else(dist::default_out),
                packs: args.path("--packs")?,
                mode: bundle::Mode::Release,
            };
            args.finish()?;
            dist::run(&plan).map(|listing| print!("{listing}"))
        }
        "test" => {
            let only = args.value("--only")?;
            let packs = args.path("--packs")?;
            args.finish()?;
            return test::run(only.as_deref(), packs);
        }
        "e2e" => {
            let packs = args.path("--packs")?;
            let filters = args.rest()?;
            test::e2e_alone(packs, &filters)
        }
        "size" => {
            args.finish()?;
            size::run(&dist::default_out())
        }
        "bench" => {
            let rest = args.rest()?;
            process::run(process::cargo().arg("bench").arg("--workspace").arg("--").args(rest))
        }
        "regions" => {
            let need =
                |value: Option<PathBuf>, name: &str| value.ok_or_else(|| Problem::new(format!("{name} needs a file")));
            let input = need(args.path("--in")?, "--in")?;
            let output = need(args.path("--out")?, "--out")?;
            args.finish()?;
            regions::run(&input, &output)
        }
        "corpus" => {
            let options = corpus::Options {
                files: args.path("--files")?,
                truth: args.path("--truth")?,
                out: args.path("--out")?,
            };
            args.finish()?;
            corpus::run(options)
        }
        "tools" => {
            args.finish()?;
            tools::print_all()
        }
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => {
            Err(Problem::new(format!("there is no command \"{other}\"")).hint("cargo xtask help lists the commands"))
        }
    }?;
    Ok(true)
}
