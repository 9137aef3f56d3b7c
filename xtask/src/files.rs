//! Files and folders: walking, hashing, replacing a folder at once.

use crate::process::{Outcome, Problem};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The top of the project.
pub(crate) fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or(here.clone(), Path::to_path_buf)
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|e| Problem::file("cannot read", path, &e))
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, data: impl AsRef<[u8]>) -> Outcome {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| Problem::file("cannot make", folder, &e))?;
    }
    fs::write(path, data).map_err(|e| Problem::file("cannot write", path, &e))
}

/// Removes a folder with all it holds; a missing one is fine.
pub(crate) fn remove(path: &Path) -> Outcome {
    match fs::remove_dir_all(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(Problem::file("cannot remove", path, &e)),
        _ => Ok(()),
    }
}

/// Every file under a folder, relative to it, with `/` between the parts, sorted.
pub(crate) fn list(folder: &Path) -> Outcome<Vec<String>> {
    fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                walk(&entry.path(), &format!("{name}/"), found)?;
            } else {
                found.push(name);
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(folder, "", &mut found).map_err(|e| Problem::file("cannot list", folder, &e))?;
    found.sort();
    Ok(found)
}

/// Puts a finished folder in the place of another, so that no half-made one is ever seen there.
pub(crate) fn replace(finished: &Path, place: &Path) -> Outcome {
    remove(place)?;
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(|e| Problem::file("cannot make", folder, &e))?;
    }
    fs::rename(finished, place).map_err(|e| Problem::file("cannot put in place", place, &e))
}

/// As [`replace`], where the two may be on different disks: copied beside its place, then renamed.
pub(crate) fn replace_across(finished: &Path, place: &Path) -> Outcome {
    let mut beside = place.as_os_str().to_owned();
    beside.push(format!(".part{}", std::process::id()));
    let beside = PathBuf::from(beside);
    remove(&beside)?;
    for name in list(finished)? {
        write(&beside.join(&name), read(&finished.join(&name))?)?;
    }
    replace(&beside, place)?;
    remove(finished)
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(data: &[u8]) -> String {
    Sha256::digest(data).iter().fold(String::new(), |mut text, byte| {
        use std::fmt::Write as _;
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

/// One hash over the names and contents of files and folders; missing ones count as empty.
pub(crate) fn fingerprint(paths: &[PathBuf]) -> Outcome<String> {
    let mut all = Sha256::new();
    for path in paths {
        let files = if path.is_dir() {
            list(path)?.into_iter().map(|name| path.join(name)).collect()
        } else if path.is_file() {
            vec![path.clone()]
        } else {
            Vec::new()
        };
        for file in files {
            all.update(file.to_string_lossy().as_bytes());
            all.update([0]);
            all.update(Sha256::digest(read(&file)?));
        }
        all.update([1]);
    }
    Ok(sha256(&all.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_sha256() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_fingerprint_follows_names_and_contents() {
        let folder = std::env::temp_dir().join(format!("jelajah-files-{}", std::process::id()));
        write(&folder.join("a/one.txt"), "1").unwrap();
        write(&folder.join("two.txt"), "2").unwrap();
        assert_eq!(list(&folder).unwrap(), ["a/one.txt", "two.txt"]);
        let before = fingerprint(&[folder.clone(), folder.join("absent")]).unwrap();
        assert_eq!(before, fingerprint(&[folder.clone(), folder.join("absent")]).unwrap());
        write(&folder.join("two.txt"), "3").unwrap();
        assert_ne!(before, fingerprint(&[folder.clone(), folder.join("absent")]).unwrap());
        remove(&folder).unwrap();
        remove(&folder).unwrap();
    }
}
