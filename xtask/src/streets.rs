//! What draws streets below a map: `MapLibre GL JS` and the reader of `PMTiles`, from the packages that
//! package-lock.json pins. They lie in the page's folder and are fetched when somebody switches streets on.

use crate::bundle::{Site, hashed, is_hashed};
use crate::files;
use crate::process::{Outcome, Problem};
use std::path::Path;

/// The script of our own that names the others; `index.html` names it in a `<meta>`.
const SCRIPT: &str = "streets.js";
/// Each further script: its name in [`SCRIPT`], the file of its package.
const SCRIPTS: &[(&str, &str)] = &[
    ("streets-maplibre.js", "maplibre-gl/dist/maplibre-gl.mjs"),
    ("streets-worker.js", "maplibre-gl/dist/maplibre-gl-worker.mjs"),
    ("streets-archive.js", "pmtiles/dist/pmtiles.js"),
];
/// Licences that must lie beside what is copied, one after the other. The package pmtiles has none in it:
/// its text is in the sources.
const LICENCES: &[&str] =
    &["node_modules/maplibre-gl/LICENSE.txt", "assets/streets/PMTILES.txt", "node_modules/fflate/LICENSE"];
const LICENCE: &str = "assets/streets/LICENSE.txt";

/// Adds the scripts under names that hold a hash, each told the names of the others.
pub(crate) fn add(site: &mut Site, modules: &Path) -> Outcome {
    let script = site.remove(SCRIPT).ok_or_else(|| Problem::new(format!("the build made no {SCRIPT}")))?;
    let mut script = String::from_utf8(script).map_err(|e| Problem::new(format!("{SCRIPT}: {e}")))?;
    for (name, path) in SCRIPTS {
        let code = module(name, &String::from_utf8_lossy(&files::read(&modules.join(path))?));
        let new = hashed(name.trim_end_matches(".js"), code.as_bytes(), ".js");
        if !script.contains(name) {
            return Err(Problem::new(format!("{SCRIPT} does not name {name}")));
        }
        script = script.replace(name, &new);
        site.insert(new, code.into_bytes());
    }
    let name = hashed("streets", script.as_bytes(), ".js");
    let page = site.get_mut("index.html").ok_or_else(|| Problem::new("the build made no index.html"))?;
    let text = String::from_utf8_lossy(page).into_owned();
    if !text.contains(SCRIPT) {
        return Err(Problem::new(format!("index.html does not name {SCRIPT} in a <meta>")));
    }
    *page = text.replace(SCRIPT, &name).into_bytes();
    site.insert(name, script.into_bytes());
    let mut licences = Vec::new();
    for path in LICENCES {
        let file =
            path.strip_prefix("node_modules/").map_or_else(|| files::root().join(path), |path| modules.join(path));
        licences.extend_from_slice(format!("{path}\n\n", path = path.trim_start_matches("node_modules/")).as_bytes());
        licences.extend(files::read(&file)?);
        licences.extend_from_slice(b"\n\n");
    }
    site.remove("assets/streets/PMTILES.txt");
    site.insert(LICENCE.to_owned(), licences);
    Ok(())
}

/// A package's script as a module of its own; without the name of a map of its sources, which is not shipped.
fn module(name: &str, code: &str) -> String {
    let mut code: String =
        code.lines().filter(|line| !line.starts_with("//# sourceMappingURL=")).flat_map(|line| [line, "\n"]).collect();
    if name == "streets-archive.js" {
        // It comes as a classic script that makes a global name.
        code.push_str("export default pmtiles;\n");
    }
    code
}

/// Whether a file is one of these.
pub(crate) fn is_part(name: &str) -> bool {
    name.starts_with("streets-") && is_hashed(name) && Path::new(name).extension().is_some_and(|ending| ending == "js")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_become_modules_under_hashed_names() {
        let modules = files::target().join("streets-test");
        for (_, path) in SCRIPTS {
            files::write(&modules.join(path), "var pmtiles = 1;\n//# sourceMappingURL=x.map\n").unwrap();
        }
        for path in ["maplibre-gl/LICENSE.txt", "fflate/LICENSE"] {
            files::write(&modules.join(path), "terms").unwrap();
        }
        let mut site = Site::new();
        site.insert(
            SCRIPT.to_owned(),
            b"import('./streets-maplibre.js'); './streets-worker.js'; import('./streets-archive.js')".to_vec(),
        );
        site.insert("index.html".to_owned(), b"<meta name=streets content=streets.js>".to_vec());
        add(&mut site, &modules).unwrap();
        let names: Vec<&String> = site.keys().filter(|name| is_part(name)).collect();
        assert_eq!(names.len(), 4, "{names:?}");
        let text = |name: &str| String::from_utf8(site[name].clone()).unwrap();
        let own = names.iter().find(|name| text(name).contains("import('./streets-maplibre-")).unwrap();
        assert_eq!(text("index.html"), format!("<meta name=streets content={own}>"));
        assert!(
            names.iter().filter(|name| *name != own).all(|name| text(own).contains(name.as_str())),
            "{}",
            text(own)
        );
        assert!(names.iter().any(|name| text(name) == "var pmtiles = 1;\nexport default pmtiles;\n"));
        assert!(text(LICENCE).contains("Protomaps LLC"));
        assert!(add(&mut Site::new(), &modules).is_err());
    }
}
