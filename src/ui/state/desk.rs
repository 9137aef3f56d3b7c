//! The document on the desk: commands, undo, autosave, the files that belong to it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast as _, JsValue};

use super::App;
use crate::base::note::{Problem, ProblemCode};
use crate::story::{Citation, Command, Document, Id, Origin, Source};
use crate::web::shelf::{self, Shelf};

/// What became of a file that a person gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenedFile {
    /// It became a source of the document.
    Source(Id),
    /// It was a story that Jelajah had written; it is open now.
    Story,
}

/// The document and its history; cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The document now; read it, change it with [`Desk::dispatch`].
    pub document: RwSignal<Document>,
    /// Whether the document was read from storage; screens that need it wait for this.
    pub loaded: RwSignal<bool>,
}

impl Desk {
    pub(super) fn start() -> Self {
        Self { document: RwSignal::new(Document::default()), loaded: RwSignal::new(false) }
    }

    /// Changes the document by a command, with a step to undo.
    pub fn dispatch(self, command: Command) -> Result<(), Problem> {
        let _ = command;
        Ok(())
    }

    /// Opens a shared story; the document that was open is kept as a recent project.
    pub(super) fn open_shared(self, app: App, fragment: String) {
        let _ = (app, fragment);
    }

    /// Takes a file that a person gave: a saved story is opened, anything else becomes a source.
    pub async fn take_file(self, file: web_sys::File) -> Result<OpenedFile, Problem> {
        let _ = file;
        Ok(OpenedFile::Story)
    }

    /// The stored file of a source with [`Origin::File`], if the browser still has it.
    pub async fn file(self, source: Id) -> Option<web_sys::File> {
        let value = shelf::get(Shelf::Files, &source.0.to_string()).await.ok().flatten()?;
        value.dyn_into().ok()
    }

    /// The source of an origin, added to the document when it is new. Not a step to undo: opening is
    /// not editing.
    pub fn ensure_source(self, origin: Origin, title: String, citation: Citation) -> Id {
        let _ = (origin, title, citation);
        Id(0)
    }

    /// Whether there is a step to undo; tracked.
    pub fn can_undo(self) -> bool {
        false
    }

    /// Whether there is a step to redo; tracked.
    pub fn can_redo(self) -> bool {
        false
    }

    /// Takes the last step back.
    pub fn undo(self) {}

    /// Makes the last step that was taken back again.
    pub fn redo(self) {}

    /// A source of the document, untracked.
    pub fn source(self, id: Id) -> Option<Source> {
        self.document.with_untracked(|document| document.sources.iter().find(|source| source.id == id).cloned())
    }
}
