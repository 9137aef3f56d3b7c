//! Boundary packs: shapes of provinces, regencies and districts that are put into the build from a
//! folder, whose `index.json` says what each is, where it is from and under which licence.
//!
//! The build always holds `packs/index.json`, empty without a folder, so that asking for it is
//! never an error.

use crate::bundle::Site;
use crate::files;
use crate::process::{Outcome, Problem};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What the manifest keeps of a pack's entry.
const KEPT: &[&str] =
    &["id", "title", "level", "object", "format", "feature_count", "valid_year", "licence", "attribution"];

/// Adds the packs under `boundaries/` of a folder, and their manifest.
pub(crate) fn add(site: &mut Site, folder: Option<&Path>) -> Outcome {
    let mut packs = Vec::new();
    if let Some(folder) = folder {
        for entry in entries(folder)? {
            let path = entry["path"].as_str().unwrap_or_default().to_owned();
            if let Some(name) = path.strip_prefix("boundaries/") {
                let data = files::read(&folder.join("boundaries").join(name))?;
                packs.push(pack(site, &entry, name, data)?);
            }
        }
    }
    let manifest = json!({ "version": 1, "packs": packs });
    site.insert("packs/index.json".to_owned(), manifest.to_string().into_bytes());
    Ok(())
}

fn pack(site: &mut Site, entry: &Value, name: &str, data: Vec<u8>) -> Outcome<Value> {
    let broken = |what: &str| Problem::new(format!("the pack {name}: {what}"));
    let hash = files::sha256(&data);
    if entry["sha256"].as_str() != Some(hash.as_str()) {
        return Err(broken("its SHA-256 is not the one in index.json"));
    }
    for key in ["id", "licence", "attribution"] {
        if entry[key].as_str().is_none_or(str::is_empty) {
            return Err(broken(&format!("index.json does not state its {key}")));
        }
    }
    if name.contains("..") || name.contains(['\\', ':']) {
        return Err(broken("its path leaves the folder"));
    }
    let (stem, extension) = name.split_once('.').unwrap_or((name, "json"));
    let path = format!("boundaries/{stem}-{}.{extension}", hash.get(..16).unwrap_or(&hash));
    let mut kept: serde_json::Map<String, Value> =
        KEPT.iter().filter_map(|key| entry.get(key).map(|value| ((*key).to_owned(), value.clone()))).collect();
    kept.insert("path".to_owned(), json!(path));
    kept.insert("bytes".to_owned(), json!(data.len()));
    kept.insert("sha256".to_owned(), json!(hash));
    site.insert(format!("packs/{path}"), data);
    Ok(Value::Object(kept))
}

fn entries(folder: &Path) -> Outcome<Vec<Value>> {
    let path = folder.join("index.json");
    let index: Value =
        serde_json::from_slice(&files::read(&path)?).map_err(|e| Problem::new(format!("{}: {e}", path.display())))?;
    match index.get("packs") {
        Some(Value::Array(packs)) => Ok(packs.clone()),
        _ => Err(Problem::new(format!("{} has no list \"packs\"", path.display()))),
    }
}

/// The folder that tests use when none is named, if it is there: `$JELAJAH_SHARED/packs`, or
/// `shared/packs` beside the project.
pub(crate) fn beside() -> Option<PathBuf> {
    let shared =
        std::env::var_os("JELAJAH_SHARED").map_or_else(|| files::root().join("..").join("shared"), PathBuf::from);
    Some(shared.join("packs")).filter(|folder| folder.join("index.json").is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_folder_gives_an_empty_manifest() {
        let mut site = Site::new();
        add(&mut site, None).unwrap();
        assert_eq!(site["packs/index.json"], br#"{"packs":[],"version":1}"#);
    }

    #[test]
    fn packs_are_copied_and_checked() {
        let folder = std::env::temp_dir().join(format!("jelajah-packs-{}", std::process::id()));
        let data = br#"{"type":"Topology"}"#;
        let entry = |hash: &str| {
            json!({"packs": [
                {"id": "batas-prov-38", "path": "boundaries/prov-38.topo.json", "sha256": hash,
                 "licence": "MIT", "attribution": "Batas: contoh", "sources": ["dropped"]},
                {"id": "kode", "path": "codes/kode.csv", "sha256": "unused"},
            ]})
            .to_string()
        };
        files::write(&folder.join("boundaries/prov-38.topo.json"), data).unwrap();
        files::write(&folder.join("index.json"), entry(&files::sha256(data))).unwrap();
        let mut site = Site::new();
        add(&mut site, Some(&folder)).unwrap();
        let manifest: Value = serde_json::from_slice(&site["packs/index.json"]).unwrap();
        let pack = &manifest["packs"][0];
        assert_eq!(manifest["packs"].as_array().unwrap().len(), 1);
        assert_eq!(pack["bytes"], data.len());
        assert_eq!(pack["attribution"], "Batas: contoh");
        assert!(pack.get("sources").is_none());
        assert_eq!(site[&format!("packs/{}", pack["path"].as_str().unwrap())], data);

        files::write(&folder.join("index.json"), entry("0000")).unwrap();
        assert!(add(&mut Site::new(), Some(&folder)).unwrap_err().what.contains("SHA-256"));
        files::remove(&folder).unwrap();
    }
}
