//! Outlines: those that ship with the page, boundary packs that were put into the build (`packs/`), packs at a
//! public address, and those that a person gave and this browser keeps. With them the list of kabupaten and
//! kota.
//!
//! A pack is looked for in the build, then in this browser, then at its public address: there it is fetched only
//! when the person asks for it, and taken only when its SHA-256 is the one in the manifest.

use gloo_net::http::Request;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use super::shelf::{self, Shelf};
use super::{dom, files};
use crate::base::note::{Problem, ProblemCode};
use crate::region::Level;
use crate::scene::Face;
use crate::scene::letters::Letters;

/// `packs/index.json`; empty in a build without packs.
#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    packs: Vec<Pack>,
}

/// A pack of the manifest.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Pack {
    id: String,
    /// Where it lies in the build; empty where it does not.
    path: String,
    /// What to call it.
    pub title: String,
    /// Its licence.
    pub licence: String,
    /// The line that names its source.
    pub attribution: String,
    /// Its size.
    pub bytes: u64,
    sha256: String,
    /// Public addresses of exactly these bytes.
    addresses: Vec<String>,
}

impl Pack {
    /// The host of its public address.
    pub fn host(&self) -> &str {
        let address = self.addresses.first().map_or("", String::as_str);
        address.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default()
    }

    fn key(&self) -> String {
        format!("pack/{}", self.sha256)
    }
}

/// What there is of a level's outlines.
pub enum Found {
    /// Their bytes, and the line that names their source; no line for the provinces that ship with every
    /// build, whose line is in the message catalogue.
    Here(Vec<u8>, Option<String>),
    /// Nothing here.
    Nowhere,
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
/// Bytes of a pack that are taken from a public address.
const LARGEST: usize = 64 << 20;

async fn bytes(path: &str) -> Option<Vec<u8>> {
    let answer = Request::get(&dom::absolute(path)).send().await.ok()?;
    if answer.ok() { answer.binary().await.ok() } else { None }
}

/// A style sheet that holds a face itself, for pictures that shall open with it anywhere; `None` where it does not
/// come. The page's preload names the file of the usual one.
pub async fn face_css(face: Face) -> Option<String> {
    let name = face.family();
    let face = match face {
        Face::Inter => usual_face().await?,
        Face::Jakarta => bytes("assets/fonts/jakarta.woff2").await?,
    };
    let data = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, face);
    Some(format!(
        "@font-face{{font-family:'{name}';font-weight:400 600;src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    ))
}

async fn usual_face() -> Option<Vec<u8>> {
    let link = dom::document()?.query_selector("link[rel=preload][as=font][href*='fonts/text-']").ok().flatten()?;
    bytes(&link.get_attribute("href")?).await
}

/// The letters of a face as lines; `None` where they do not come.
pub async fn letters(face: Face) -> Option<Letters> {
    let path = match face {
        Face::Inter => "assets/fonts/letters.json",
        Face::Jakarta => "assets/fonts/letters-jakarta.json",
    };
    Letters::read(&bytes(path).await?)
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

/// A pack's bytes from the build, unless they are not those that the manifest speaks of.
async fn from_build(pack: &Pack) -> Option<Vec<u8>> {
    if pack.path.is_empty() {
        return None;
    }
    let bytes = bytes(&format!("packs/{}", pack.path)).await?;
    let hash = sha256(&bytes).await;
    let same = pack.sha256.is_empty() || hash.is_none_or(|hash| hash.eq_ignore_ascii_case(&pack.sha256));
    same.then_some(bytes)
}

async fn kept_bytes(key: &str) -> Option<Vec<u8>> {
    let value = shelf::get(Shelf::Packs, key).await.ok().flatten()?;
    Some(js_sys::Uint8Array::new(value.dyn_ref::<js_sys::ArrayBuffer>()?).to_vec())
}

async fn keep_bytes(key: &str, bytes: &[u8]) -> Result<(), Problem> {
    shelf::put(Shelf::Packs, key, &js_sys::Uint8Array::from(bytes).buffer()).await
}

/// The best outlines of a level in this build and this browser, and what could be had from a public address
/// instead of what is here. A build without packs has no outlines of kabupaten and kota.
pub async fn outlines(level: Level) -> (Found, Option<Pack>) {
    let manifest = bytes("packs/index.json").await.and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    let pack = manifest.and_then(|manifest| manifest.packs.into_iter().find(|pack| pack.id == id(level)));
    if let Some(pack) = &pack {
        if let Some(bytes) = from_build(pack).await {
            return (Found::Here(bytes, Some(pack.attribution.clone())), None);
        }
        if let Some(bytes) = kept_bytes(&pack.key()).await {
            return (Found::Here(bytes, Some(pack.attribution.clone())), None);
        }
    }
    let offer = pack.filter(|pack| !pack.addresses.is_empty() && !pack.sha256.is_empty());
    let shipped = if level == Level::Province { bytes(SHIPPED).await } else { None };
    (shipped.map_or(Found::Nowhere, |shapes| Found::Here(shapes, None)), offer)
}

/// Fetches a pack from its public addresses, in their order, and keeps it in this browser. Bytes whose SHA-256
/// is another, or cannot be computed here, are not taken.
pub async fn from_address(pack: &Pack) -> Result<Vec<u8>, Problem> {
    let mut last = Problem::new(ProblemCode::Unreachable).arg(pack.host());
    for address in &pack.addresses {
        let Ok(answer) = Request::get(address).send().await else { continue };
        if !answer.ok() {
            last = Problem::new(ProblemCode::HttpStatus).arg(answer.status().to_string());
            continue;
        }
        let Ok(bytes) = answer.binary().await else { continue };
        let hash = if bytes.len() <= LARGEST { sha256(&bytes).await } else { None };
        if hash.is_some_and(|hash| hash.eq_ignore_ascii_case(&pack.sha256)) {
            // A browser without storage fetches it again another day.
            keep_bytes(&pack.key(), &bytes).await.ok();
            return Ok(bytes);
        }
        last = Problem::new(ProblemCode::BadAnswer).arg("SHA-256");
    }
    Err(last)
}

/// The list of kabupaten and kota.
pub async fn kabkota() -> Option<Vec<u8>> {
    bytes(KABKOTA).await
}

/// Outlines that a person gave, as this browser keeps them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// What stands for them in documents: the start of the file's SHA-256 and the column.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// The level of its regions.
    pub level: Level,
    /// The column that names its regions.
    pub column: String,
    /// The line that names its source.
    pub attribution: String,
    /// How many regions it has.
    pub regions: usize,
    /// Its size here.
    pub bytes: usize,
}

/// Files of outlines, and bytes of all of them, that are kept at most.
const MOST_KEPT: usize = 12;
const MOST_KEPT_BYTES: usize = 60 << 20;
/// Where the list of them is.
const INDEX: &str = "index";

/// What stands for outlines by one column of a file.
pub async fn id_of(outlines: &str, column: &str) -> String {
    let text = format!("{column}\n{outlines}");
    let hash = sha256(text.as_bytes()).await;
    // Where there is no hash the length tells files apart well enough for one person.
    hash.map_or_else(|| format!("b{}", text.len()), |hash| hash.chars().take(16).collect())
}

/// The outlines that this browser keeps.
pub async fn kept() -> Vec<Kept> {
    let index = shelf::get(Shelf::Packs, INDEX).await.ok().flatten().and_then(|value| value.as_string());
    index.and_then(|index| serde_json::from_str(&index).ok()).unwrap_or_default()
}

async fn write_index(all: &[Kept]) -> Result<(), Problem> {
    let index = serde_json::to_string(all).unwrap_or_default();
    shelf::put(Shelf::Packs, INDEX, &JsValue::from_str(&index)).await
}

/// Keeps outlines (`TopoJSON` as the worker makes it). Where there is no room they are not kept, which is no
/// reason not to use them: a problem then says so.
pub async fn keep(new: Kept, outlines: &str) -> Result<Vec<Kept>, Problem> {
    let mut all = kept().await;
    all.retain(|known| known.id != new.id);
    let sum = all.iter().map(|known| known.bytes).sum::<usize>() + outlines.len();
    if all.len() >= MOST_KEPT || sum > MOST_KEPT_BYTES {
        return Err(Problem::new(ProblemCode::Storage));
    }
    keep_bytes(&format!("own/{}", new.id), outlines.as_bytes()).await?;
    all.insert(0, new);
    write_index(&all).await?;
    Ok(all)
}

/// The outlines of an id.
pub async fn own(id: &str) -> Option<(Kept, Vec<u8>)> {
    let known = kept().await.into_iter().find(|known| known.id == id)?;
    Some((known, kept_bytes(&format!("own/{id}")).await?))
}

/// Forgets outlines.
pub async fn forget(id: &str) -> Vec<Kept> {
    let mut all = kept().await;
    all.retain(|known| known.id != id);
    // What cannot be forgotten is listed again the next time.
    shelf::remove(Shelf::Packs, &format!("own/{id}")).await.ok();
    write_index(&all).await.ok();
    all
}

/// Files of outlines as one: parts of a shapefile that were chosen together become an archive.
pub async fn together(chosen: Vec<web_sys::File>) -> Option<web_sys::File> {
    match chosen.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        [first, ..] => {
            let name = first.name();
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            files::pack(&chosen, &format!("{stem}.zip")).await.ok()
        }
    }
}
