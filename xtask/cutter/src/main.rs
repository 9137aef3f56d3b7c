//! `wasm-bindgen`, with a cut before it.
//!
//! - `JELAJAH_WASM_BINDGEN`: the real command; without it only the version is said.
//! - `JELAJAH_PARTS`: the folder that the second part and the script that loads it are put into.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use wasm_split_cli_support::{Options, transform};

/// In the name of every function where a module is cut.
const MARK: &[u8] = b"__wasm_split_00";

fn main() -> ExitCode {
    let Some(real) = std::env::var_os("JELAJAH_WASM_BINDGEN") else {
        println!("jelajah-cutter {}", env!("CARGO_PKG_VERSION"));
        return ExitCode::SUCCESS;
    };
    let mut args: Vec<OsString> = std::env::args_os().skip(1).collect();
    let outcome = cut(&mut args).and_then(|()| {
        Command::new(real).args(&args).status().map_err(|error| format!("wasm-bindgen does not start: {error}"))
    });
    match outcome {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Cuts the module that the arguments name, if it is to be cut, and names its first part instead.
fn cut(args: &mut Vec<OsString>) -> Result<(), String> {
    let Some(parts) = std::env::var_os("JELAJAH_PARTS").map(PathBuf::from) else { return Ok(()) };
    let Some(input) = args.iter_mut().find(|arg| Path::new(arg).extension().is_some_and(|end| end == "wasm")) else {
        return Ok(());
    };
    let module = std::fs::read(&*input).map_err(|error| format!("{}: {error}", input.to_string_lossy()))?;
    if !module.windows(MARK.len()).any(|window| window == MARK) {
        return Ok(());
    }
    let first = parts.join("first.wasm");
    let mut options = Options::new(&module);
    options.output_dir = &parts;
    options.main_out_path = &first;
    transform(options).map_err(|error| format!("the module cannot be cut: {error:#}"))?;
    *input = first.into_os_string();
    // The second part takes the first one's memory, table and functions from its exports.
    args.push("--keep-lld-exports".into());
    Ok(())
}
