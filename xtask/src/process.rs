//! Running other programs, and saying what goes on.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What went wrong, and what a person can do about it.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) what: String,
    pub(crate) hint: Option<String>,
}

/// The result of a task.
pub(crate) type Outcome<T = ()> = Result<T, Problem>;

impl Problem {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), hint: None }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A file or folder that could not be used.
    pub(crate) fn file(doing: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::new(format!("{doing} {}: {error}", path.display()))
    }
}

/// A named step whose beginning and duration are printed.
pub(crate) struct Step(Instant);

impl Step {
    pub(crate) fn start(name: &str) -> Self {
        eprintln!("==> {name}");
        Self(Instant::now())
    }

    pub(crate) fn done(self) {
        eprintln!("    done in {}", seconds(self.0));
    }
}

/// Time since `start`, for people.
pub(crate) fn seconds(start: Instant) -> String {
    let elapsed = start.elapsed().as_secs_f64();
    if elapsed < 60.0 {
        format!("{elapsed:.1} s")
    } else {
        format!("{} min {:02} s", elapsed as u64 / 60, elapsed as u64 % 60)
    }
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end, with the output going to the terminal.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|e| cannot_start(command, &e))?;
    if status.success() { Ok(()) } else { Err(failed(command, status)) }
}

/// As [`run`], handing each line of standard output on to `look` and to the terminal.
pub(crate) fn run_watched(command: &mut Command, mut look: impl FnMut(&str)) -> Outcome {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|e| cannot_start(command, &e))?;
    if let Some(output) = child.stdout.take() {
        let mut reader = BufReader::new(output);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
            let text = String::from_utf8_lossy(&line);
            print!("{text}");
            look(text.trim_end());
            line.clear();
        }
    }
    let status = child.wait().map_err(|e| cannot_start(command, &e))?;
    if status.success() { Ok(()) } else { Err(failed(command, status)) }
}

/// Standard output of a quick question, `None` when the program is missing or refuses.
pub(crate) fn answer(program: impl AsRef<OsStr>, args: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program is on PATH.
pub(crate) fn which(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).find_map(|folder| which_in(name, &folder))
}

/// A program in a folder, under the endings that the system gives programs.
pub(crate) fn which_in(name: &str, folder: &Path) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    endings.iter().map(|ending| folder.join(format!("{name}{ending}"))).find(|path| path.is_file())
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|arg| arg.to_string_lossy().into_owned()));
    words.join(" ")
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Problem {
    Problem::new(format!("cannot run `{}`: {error}", shown(command)))
}

fn failed(command: &Command, status: std::process::ExitStatus) -> Problem {
    Problem::new(format!("`{}` failed ({status})", shown(command)))
}
