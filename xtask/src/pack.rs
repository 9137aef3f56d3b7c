//! Boundary packs: shapes of provinces, regencies and districts that are put into the build from a
//! folder, whose `index.json` says what each is, where it is from and under which licence. A pack whose file is
//! not in the folder but at public `addresses` is put into the manifest alone: the page then offers to fetch it.
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
    &["id", "title", "level", "object", "format", "feature_count", "valid_year", "licence", "attribution", "addresses"];

/// Adds the packs under `boundaries/` of a folder, and their manifest.
pub(crate) fn add(site: &mut Site, folder: Option<&Path>) -> Outcome {
    let mut packs = Vec::new();
    if let Some(folder) = folder {
        for entry in entries(folder)? {
            let path = entry["path"].as_str().unwrap_or_default().to_owned();
            if let Some(name) = path.strip_prefix("boundaries/") {
                let file = folder.join("boundaries").join(name);
                if file.is_file() {
                    packs.push(pack(site, &entry, name, files::read(&file)?)?);
                } else {
                    packs.push(elsewhere(&entry, name)?);
                }
            }
        }
    }
    let manifest = json!({ "version": 1, "packs": packs });
    site.insert("packs/index.json".to_owned(), manifest.to_string().into_bytes());
    Ok(())
}

/// What the manifest says of a pack, which must say where it is from.
fn kept(entry: &Value, name: &str) -> Outcome<serde_json::Map<String, Value>> {
    for key in ["id", "licence", "attribution"] {
        if entry[key].as_str().is_none_or(str::is_empty) {
            return Err(Problem::new(format!("the pack {name}: index.json does not state its {key}")));
        }
    }
    Ok(KEPT.iter().filter_map(|key| entry.get(key).map(|value| ((*key).to_owned(), value.clone()))).collect())
}

/// A pack that the page may fetch from a public address: over HTTPS, and checked by a SHA-256.
fn elsewhere(entry: &Value, name: &str) -> Outcome<Value> {
    let broken = |what: &str| Problem::new(format!("the pack {name}: {what}"));
    let mut kept = kept(entry, name)?;
    let addresses = entry["addresses"].as_array().cloned().unwrap_or_default();
    if addresses.is_empty() {
        return Err(broken("its file is not in the folder, and index.json gives no addresses for it"));
    }
    if !addresses.iter().all(|address| address.as_str().is_some_and(|address| address.starts_with("https://"))) {
        return Err(broken("an address does not start with https://"));
    }
    let hash = entry["sha256"].as_str().unwrap_or_default();
    if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(broken("without its file it needs a SHA-256"));
    }
    kept.insert("sha256".to_owned(), json!(hash));
    if let Some(bytes) = entry.get("bytes") {
        kept.insert("bytes".to_owned(), bytes.clone());
    }
    Ok(Value::Object(kept))
}

fn pack(site: &mut Site, entry: &Value, name: &str, data: Vec<u8>) -> Outcome<Value> {
    let broken = |what: &str| Problem::new(format!("the pack {name}: {what}"));
    let hash = files::sha256(&data);
    if entry["sha256"].as_str() != Some(hash.as_str()) {
        return Err(broken("its SHA-256 is not the one in index.json"));
    }
    let mut kept = kept(entry, name)?;
    if name.contains("..") || name.contains(['\\', ':']) {
        return Err(broken("its path leaves the folder"));
    }
    let (stem, extension) = name.split_once('.').unwrap_or((name, "json"));
    let path = format!("boundaries/{stem}-{}.{extension}", hash.get(..16).unwrap_or(&hash));
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
    fn a_pack_elsewhere_is_listed_with_its_addresses() {
        let folder = std::env::temp_dir().join(format!("jelajah-packs-elsewhere-{}", std::process::id()));
        let check = |addresses: Value, hash: &str| {
            let index = json!({"packs": [{
                "id": "batas-kab-514", "path": "boundaries/kab.topo.json", "sha256": hash, "bytes": 7,
                "licence": "MIT", "attribution": "Batas: contoh", "addresses": addresses,
            }]});
            files::write(&folder.join("index.json"), index.to_string()).unwrap();
            let mut site = Site::new();
            add(&mut site, Some(&folder)).map(|()| site)
        };
        let hash = "ab".repeat(32);
        let site = check(json!(["https://files.example.org/kab.json"]), &hash).unwrap();
        let manifest: Value = serde_json::from_slice(&site["packs/index.json"]).unwrap();
        assert_eq!(manifest["packs"][0]["addresses"][0], "https://files.example.org/kab.json");
        assert_eq!((&manifest["packs"][0]["sha256"], &manifest["packs"][0]["bytes"]), (&json!(hash), &json!(7)));
        assert!(manifest["packs"][0].get("path").is_none());
        for (addresses, hash) in [
            (json!([]), hash.as_str()),
            (json!(["http://files.example.org/kab.json"]), hash.as_str()),
            (json!(["https://files.example.org/kab.json"]), "ab"),
        ] {
            assert!(check(addresses, hash).is_err());
        }
        files::remove(&folder).unwrap();
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
