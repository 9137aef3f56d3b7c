//! The last words of a visit: what was changed just before the tab was closed or reloaded. The
//! database answers too late for a page that is going away; `localStorage` takes them at once, and the
//! next visit puts them where they belong.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::desk::Project;
use crate::web::dom;
use crate::web::shelf::{self, Shelf};

const KEY: &str = "jelajah.unsaved";

/// A project as it was when the page went away.
#[derive(Serialize, Deserialize)]
pub(super) struct Unsaved {
    /// Its entry in the list of projects.
    pub(super) project: Project,
    /// The document with its history, as it is kept on the shelf.
    pub(super) document: String,
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

    /// Brings what the visit before left behind onto the shelf; answers its entry.
    pub(super) async fn bring_home() -> Option<Project> {
        let found = Self::found()?;
        shelf::put(Shelf::Documents, &found.project.id, &JsValue::from_str(&found.document)).await.ok()?;
        Some(found.project)
    }

    /// Forgets it: it is on the shelf now.
    pub(super) fn forget() {
        if let Some(storage) = dom::storage() {
            storage.remove_item(KEY).ok();
        }
    }
}
