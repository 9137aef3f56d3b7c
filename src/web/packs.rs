//! Boundary packs that were put into the build (`packs/`), the outlines that ship with it, and the list
//! of kabupaten and kota.

use gloo_net::http::Request;
use serde::Deserialize;
use wasm_bindgen::JsCast;

use super::dom;
use crate::region::Level;

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
    #[serde(default)]
    sha256: String,
}

/// The pack of a level's regions of today.
const fn id(level: Level) -> &'static str {
    match level {
        Level::Province => "batas-prov-38",
        Level::Kabkota | Level::Kecamatan => "batas-kab-514",
    }
}

/// The outlines that every build has.
const SHIPPED: &str = "assets/maps/provinces.json";
/// The list of kabupaten and kota that every build has.
const KABKOTA: &str = "assets/regions/kabkota.txt";

async fn bytes(path: &str) -> Option<Vec<u8>> {
    let answer = Request::get(&dom::absolute(path)).send().await.ok()?;
    if answer.ok() { answer.binary().await.ok() } else { None }
}

/// A style sheet that holds the text face itself, for pictures that shall open with it anywhere; `None` where
/// it does not come. The page's preload names the file.
pub async fn face_css() -> Option<String> {
    let link = dom::document()?.query_selector("link[rel=preload][as=font][href*='fonts/text-']").ok().flatten()?;
    let face = bytes(&link.get_attribute("href")?).await?;
    let data = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, face);
    Some(format!(
        "@font-face{{font-family:Inter;font-weight:400 600;src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    ))
}

/// The SHA-256 of some bytes in hexadecimal digits; `None` where the page was not loaded in a way that lets
/// it compute one (plain HTTP on another machine).
async fn sha256(bytes: &[u8]) -> Option<String> {
    let window = dom::window()?;
    if !window.is_secure_context() {
        return None;
    }
    let promise = window.crypto().ok()?.subtle().digest_with_str_and_u8_array("SHA-256", bytes).ok()?;
    let digest = wasm_bindgen_futures::JsFuture::from(promise).await.ok()?;
    let digest = js_sys::Uint8Array::new(digest.dyn_ref::<js_sys::ArrayBuffer>()?).to_vec();
    Some(digest.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")))
}

/// A pack's bytes, unless they are not those that the manifest speaks of.
async fn fetch(pack: &Pack) -> Option<Vec<u8>> {
    let bytes = bytes(&format!("packs/{}", pack.path)).await?;
    let hash = sha256(&bytes).await;
    let same = pack.sha256.is_empty() || hash.is_none_or(|hash| hash.eq_ignore_ascii_case(&pack.sha256));
    same.then_some(bytes)
}

/// The bytes of the best outlines of a level in this build, and the line that names their source; no
/// line for the provinces that ship with every build, whose line is in the message catalogue. A build
/// without packs has no outlines of kabupaten and kota.
pub async fn outlines(level: Level) -> Option<(Vec<u8>, Option<String>)> {
    let manifest = bytes("packs/index.json").await.and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    let pack = manifest.and_then(|manifest| manifest.packs.into_iter().find(|pack| pack.id == id(level)));
    if let Some(pack) = pack
        && let Some(bytes) = fetch(&pack).await
    {
        return Some((bytes, Some(pack.attribution)));
    }
    if level == Level::Province { bytes(SHIPPED).await.map(|shapes| (shapes, None)) } else { None }
}

/// The list of kabupaten and kota.
pub async fn kabkota() -> Option<Vec<u8>> {
    bytes(KABKOTA).await
}
