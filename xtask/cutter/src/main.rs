//! `wasm-bindgen`, with a cut before it.
//!
//! - `JELAJAH_WASM_BINDGEN`: the real command; without it only the version is said.
//! - `JELAJAH_PARTS`: the folder that gets a folder for each module cut: its further parts and the script
//!   that loads them.

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
    let is_module = |arg: &OsString| Path::new(arg).extension().is_some_and(|end| end == "wasm");
    let Some(at) = args.iter().position(is_module) else { return Ok(()) };
    let input = &args[at];
    let module = std::fs::read(input).map_err(|error| format!("{}: {error}", input.to_string_lossy()))?;
    if !module.windows(MARK.len()).any(|window| window == MARK) {
        return Ok(());
    }
    let name = args
        .iter()
        .find_map(|arg| arg.to_str()?.strip_prefix("--out-name="))
        .ok_or("a module that is to be cut needs --out-name=…")?
        .to_owned();
    let folder = parts.join(&name);
    let first = folder.join("first.wasm");
    let glue = format!("./{name}.js");
    let mut options = Options::new(&module);
    options.output_dir = &folder;
    options.main_out_path = &first;
    options.main_module = &glue;
    transform(options).map_err(|error| format!("the module cannot be cut: {error:#}"))?;
    args[at] = first.into_os_string();
    // The further parts take the first one's memory, table and functions from its exports.
    args.push("--keep-lld-exports".into());
    Ok(())
}
