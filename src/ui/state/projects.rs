//! The projects in storage. Several tabs of one browser write there, so that the list is read anew before each
//! change, and every saved document has a revision by which a tab knows whether another saved it meanwhile.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use crate::base::note::{Problem, ProblemCode};
use crate::web::dom;
use crate::web::shelf::{self, Shelf};

/// Projects remembered; the oldest is forgotten with its files.
const MOST: usize = 30;
/// Names of the list and of the project that the next visit opens.
const LIST: &str = "projects";
const CURRENT: &str = "current";

/// A project in storage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Its key.
    pub id: String,
    /// The story's title, else the first source's; may be empty.
    pub title: String,
    /// When it was last saved, ISO date and time.
    pub saved: String,
    /// Another with every save.
    #[serde(default)]
    pub revision: String,
}

/// A key that no other has: the moment it was made. Two tabs in the same millisecond are told apart by chance.
pub(super) fn new_key() -> String {
    format!("p{:.0}-{:04}", js_sys::Date::now(), (js_sys::Math::random() * 10_000.0) as u32)
}

/// All of them, last saved first. A list that could not be read is a problem, and never an empty one: it would be
/// written over.
pub(super) async fn stored() -> Result<Vec<Project>, Problem> {
    Ok(read(LIST).await?.unwrap_or_default())
}

/// Puts a project in front of the others, and forgets those that are too many. Answers the list.
pub(super) async fn keep(project: Project) -> Result<Vec<Project>, Problem> {
    let mut all = stored().await?;
    all.retain(|known| known.id != project.id);
    all.insert(0, project);
    let forgotten = all.split_off(all.len().min(MOST));
    write(LIST, &all).await?;
    for project in forgotten {
        // What cannot be removed now is removed by the browser's own clean-up.
        shelf::remove(Shelf::Documents, &project.id).await.ok();
        shelf::remove_under(Shelf::Files, &format!("{}/", project.id)).await.ok();
    }
    Ok(all)
}

/// The project that this tab had open before it was loaded again, else the one that was open last.
pub(super) async fn current() -> Option<String> {
    let here = dom::tab_storage().and_then(|storage| storage.get_item(CURRENT).ok().flatten());
    match here {
        Some(id) => Some(id),
        None => read(CURRENT).await.ok().flatten(),
    }
}

/// Says which project is open.
pub(super) async fn set_current(id: &str) -> Result<(), Problem> {
    if let Some(storage) = dom::tab_storage() {
        // Without it another tab's project may be found after a reload; nothing is lost.
        storage.set_item(CURRENT, id).ok();
    }
    write(CURRENT, &id).await
}

async fn read<T: serde::de::DeserializeOwned>(name: &str) -> Result<Option<T>, Problem> {
    let text = shelf::get(Shelf::Prefs, name).await?.and_then(|value| value.as_string());
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

async fn write<T: Serialize>(name: &str, value: &T) -> Result<(), Problem> {
    let text =
        serde_json::to_string(value).map_err(|error| Problem::new(ProblemCode::Storage).detail(error.to_string()))?;
    shelf::put(Shelf::Prefs, name, &JsValue::from_str(&text)).await
}
