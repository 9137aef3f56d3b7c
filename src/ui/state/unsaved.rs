//! The last words of a visit: what was changed just before the tab was closed or reloaded. The
//! database answers too late for a page that is going away; `localStorage` takes them at once, and the
//! next visit puts them where they belong.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::projects::{self, Project};
use crate::web::dom;
use crate::web::shelf::{self, Shelf};

const KEY: &str = "jelajah.unsaved";

/// A project as it was when the page went away.
#[derive(Serialize, Deserialize)]
pub(super) struct Unsaved {
    /// Its entry in the list of projects, with the revision that it goes on from.
    pub(super) project: Project,
    /// The document with its history, as it is kept on the shelf.
    pub(super) document: String,
    /// The tab that left it behind.
    #[serde(default)]
    pub(super) tab: String,
}

impl Unsaved {
    /// Writes it down at once.
    pub(super) fn write_down(&self) {
        if let (Some(storage), Ok(text)) = (dom::storage(), serde_json::to_string(self)) {
            // A document over the quota is left to the ordinary save, which may still come through.
            storage.set_item(KEY, &text).ok();
        }
    }

    /// What the visit before left behind.
    fn found() -> Option<Self> {
        let text = dom::storage()?.get_item(KEY).ok().flatten()?;
        serde_json::from_str(&text).ok()
    }

    /// Brings what the visit before left behind onto the shelf; answers the key of its project. What another tab
    /// saved meanwhile stays what it is: this then is a project of its own.
    pub(super) async fn bring_home() -> Option<String> {
        let Self { mut project, document, tab } = Self::found()?;
        let left = project.id.clone();
        let is_other = |known: &Project| known.id == left && known.revision != project.revision;
        let kept = shelf::get(Shelf::Documents, &left).await.ok().flatten().and_then(|value| value.as_string());
        // The last save of the tab itself may have come through after all.
        if kept.as_ref() != Some(&document) && projects::stored().await.ok()?.iter().any(is_other) {
            project.id = projects::new_key();
            shelf::copy(Shelf::Files, &format!("{left}/"), &format!("{}/", project.id)).await.ok()?;
        }
        project.revision = projects::new_key();
        let id = project.id.clone();
        shelf::put(Shelf::Documents, &id, &JsValue::from_str(&document)).await.ok()?;
        projects::keep(project).await.ok()?;
        Self::forget(&tab);
        Some(id)
    }

    /// Forgets what a tab wrote down: it is on the shelf now.
    pub(super) fn forget(tab: &str) {
        if let (Some(storage), Some(found)) = (dom::storage(), Self::found())
            && found.tab == tab
        {
            storage.remove_item(KEY).ok();
        }
    }
}
