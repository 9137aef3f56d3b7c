//! The command line: options with values, flags, and what follows `--`.

use crate::process::{Outcome, Problem};
use std::path::PathBuf;

/// The words after the command, taken out one option at a time.
pub(crate) struct Args {
    words: Vec<String>,
    rest: Vec<String>,
    /// Where the person stands: relative paths begin there.
    here: PathBuf,
}

impl Args {
    pub(crate) fn new(words: impl Iterator<Item = String>) -> Self {
        let mut words: Vec<String> = words.collect();
        let rest = match words.iter().position(|word| word == "--") {
            Some(at) => words.drain(at..).skip(1).collect(),
            None => Vec::new(),
        };
        Self { words, rest, here: std::env::current_dir().unwrap_or_default() }
    }

    /// Whether the flag was given.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < before
    }

    /// The value of `--name value` or `--name=value`.
    pub(crate) fn value(&mut self, name: &str) -> Outcome<Option<String>> {
        let Some(at) = self
            .words
            .iter()
            .position(|word| word == name || word.strip_prefix(name).is_some_and(|tail| tail.starts_with('=')))
        else {
            return Ok(None);
        };
        let word = self.words.remove(at);
        if let Some((_, value)) = word.split_once('=') {
            return Ok(Some(value.to_owned()));
        }
        if at < self.words.len() {
            return Ok(Some(self.words.remove(at)));
        }
        Err(Problem::new(format!("{name} needs a value")))
    }

    pub(crate) fn path(&mut self, name: &str) -> Outcome<Option<PathBuf>> {
        Ok(self.value(name)?.map(|value| self.here.join(value)))
    }

    pub(crate) fn number(&mut self, name: &str) -> Outcome<Option<u16>> {
        self.value(name)?
            .map(|value| value.parse().map_err(|e| Problem::new(format!("{name} {value} is not a port number: {e}"))))
            .transpose()
    }

    /// Fails when a word was left over.
    pub(crate) fn finish(self) -> Outcome {
        self.rest().and_then(|rest| match rest.first() {
            None => Ok(()),
            Some(word) => Err(Problem::new(format!("\"{word}\" is not understood here"))),
        })
    }

    /// What followed `--`; fails when a word before it was left over.
    pub(crate) fn rest(self) -> Outcome<Vec<String>> {
        match self.words.first() {
            None => Ok(self.rest),
            Some(word) => {
                Err(Problem::new(format!("\"{word}\" is not understood here"))
                    .hint("cargo xtask help lists the options"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn values_flags_and_rest() {
        let mut given = args("--port 8080 --dev --base=/a/ -- search map");
        assert_eq!(given.number("--port").unwrap(), Some(8080));
        assert_eq!(given.value("--base").unwrap().as_deref(), Some("/a/"));
        assert!(given.flag("--dev"));
        assert!(!given.flag("--dev"));
        assert_eq!(given.rest().unwrap(), ["search", "map"]);
    }

    #[test]
    fn mistakes_are_told() {
        assert!(args("--port").number("--port").is_err());
        assert!(args("--port many").number("--port").is_err());
        assert!(args("--prot 1").finish().is_err());
        assert!(args("-- left").finish().is_err());
    }
}
