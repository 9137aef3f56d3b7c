//! Boundary packs that were put into the build (`packs/`), and the outlines that ship with it.

use gloo_net::http::Request;
use serde::Deserialize;

use super::dom;

/// `packs/index.json`; empty in a build without packs.
#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    packs: Vec<Pack>,
}

#[derive(Deserialize)]
struct Pack {
    id: String,
    path: String,
    #[serde(default)]
    attribution: String,
}

/// The pack of today's provinces.
const PROVINCES: &str = "batas-prov-38";
/// The outlines that every build has.
const SHIPPED: &str = "assets/maps/provinces.json";

async fn bytes(path: &str) -> Option<Vec<u8>> {
    let answer = Request::get(&dom::absolute(path)).send().await.ok()?;
    if answer.ok() { answer.binary().await.ok() } else { None }
}

/// The bytes of the best province outlines of this build, and the line that names their source; no
/// line for the outlines that ship with every build, whose line is in the message catalogue.
pub async fn provinces() -> Option<(Vec<u8>, Option<String>)> {
    let manifest = bytes("packs/index.json").await.and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    let pack = manifest.and_then(|manifest| manifest.packs.into_iter().find(|pack| pack.id == PROVINCES));
    if let Some(pack) = pack
        && let Some(bytes) = bytes(&format!("packs/{}", pack.path)).await
    {
        return Some((bytes, Some(pack.attribution)));
    }
    bytes(SHIPPED).await.map(|shapes| (shapes, None))
}
