//! The document on the desk: commands, undo, autosave, the files that belong to it, other projects.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast as _, JsValue};

use super::App;
use super::projects::{self, Project, new_key};
use super::unsaved::Unsaved;
use crate::base::note::Problem;
use crate::i18n::problems;
use crate::place::At;
use crate::story::history::History;
use crate::story::{self, Citation, Command, Document, Id, Origin, Source, share, store};
use crate::table::{ALL_SHEETS, Extent, Form, ResultTable};
use crate::web::shelf::{self, Shelf};
use crate::web::{clock, dom, files, history as address};

/// A pause in typing after which the document is saved.
const SAVE_AFTER_MS: i32 = 400;
/// How often a save looks whether the one before is done.
const SAVE_AGAIN_MS: i32 = 10;
/// Most bytes of a saved story that is opened.
const MAX_STORY_BYTES: f64 = 40_000_000.0;
/// Where a saved story says that it is one.
const STORY_MARK: &str = "jelajah-document";

/// What became of a file that a person gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenedFile {
    /// It became a source of the document.
    Source(Id),
    /// It was a story that Jelajah had written; it is open now.
    Story,
}

/// A project as it was kept.
struct Stored {
    id: String,
    revision: String,
    document: Document,
    history: History,
}

/// The document and its history; cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The document now; read it, change it with [`Desk::dispatch`].
    pub document: RwSignal<Document>,
    /// Whether the document was read from storage; screens that need it wait for this.
    pub loaded: RwSignal<bool>,
    /// Projects in storage, last saved first, the open one among them.
    pub projects: RwSignal<Vec<Project>>,
    /// Whether everything is in storage.
    pub saved: RwSignal<bool>,
    /// Why saving failed, until it succeeds again.
    pub save_problem: RwSignal<Option<Problem>>,
    /// Set when another tab had saved the project meanwhile, and what was made here became one of its own.
    pub parted: RwSignal<bool>,
    project: RwSignal<String>,
    /// The revision of the project in storage that the document goes on from.
    revision: StoredValue<String>,
    saving: StoredValue<bool>,
    /// What tells this tab from others.
    tab: StoredValue<String>,
    history: RwSignal<History>,
    /// Edits of one gesture (a run of typing) become one step to undo.
    gesture: StoredValue<u64>,
    turn: StoredValue<u32>,
}

impl Desk {
    /// An empty desk; [`Desk::wake`] reads the storage.
    pub(super) fn new() -> Self {
        Self {
            document: RwSignal::new(Document::default()),
            loaded: RwSignal::new(false),
            projects: RwSignal::new(Vec::new()),
            saved: RwSignal::new(true),
            save_problem: RwSignal::new(None),
            parted: RwSignal::new(false),
            project: RwSignal::new(new_key()),
            revision: StoredValue::new(String::new()),
            saving: StoredValue::new(false),
            tab: StoredValue::new(new_key()),
            history: RwSignal::new(History::default()),
            gesture: StoredValue::new(0),
            turn: StoredValue::new(0),
        }
    }

    /// Reads the document from storage and begins to save.
    pub(super) fn wake(self, app: App) {
        let desk = self;
        spawn_local(async move {
            let unsaved = Unsaved::bring_home().await;
            let current = match unsaved {
                Some(id) => Some(id),
                None => projects::current().await,
            };
            let known = projects::stored().await.unwrap_or_default();
            if let Some(id) = current.filter(|id| known.iter().any(|project| project.id == *id))
                && desk.load(&id).await
            {
                desk.remember_current().await;
            }
            desk.projects.set(known);
            desk.loaded.set(true);
        });
        // The last words must not be lost to a closing tab.
        dom::on_window("pagehide", move |_| {
            if !desk.saved.get_untracked() {
                Unsaved { project: desk.entry(), document: desk.written(), tab: desk.tab.get_value() }.write_down();
            }
            desk.save_now();
        });
        dom::on_document("visibilitychange", move |_| desk.save_now());
        // What was made in another tab is here, too, as soon as one comes back.
        dom::on_window("focus", move |_| spawn_local(desk.catch_up(app)));
        dom::on_document("visibilitychange", move |_| spawn_local(desk.catch_up(app)));
    }

    /// Takes over what another tab saved of the project, unless something here is not saved yet.
    async fn catch_up(self, app: App) {
        if !(self.loaded.get_untracked() && self.saved.get_untracked()) || self.saving.get_value() {
            return;
        }
        let Ok(all) = projects::stored().await else { return };
        let id = self.project.get_untracked();
        let is_newer = all.iter().any(|project| project.id == id && project.revision != self.revision.get_value());
        self.projects.set(all);
        let newer = if is_newer { Self::read(&id).await } else { None };
        // What was changed here in the meantime is not given up for it.
        let is_idle = || self.saved.get_untracked() && !self.saving.get_value() && self.project.get_untracked() == id;
        let Some(Ok(newer)) = newer.filter(|_| is_idle()) else { return };
        let before = self.document.get_untracked();
        self.take(newer);
        // The same number may stand for another source now.
        let origin = |document: &Document, id: Id| {
            document.sources.iter().find(|source| source.id == id).map(|source| source.origin.clone())
        };
        let other = |id: &Id| self.document.with_untracked(|now| origin(now, *id) != origin(&before, *id));
        before.sources.iter().map(|source| source.id).filter(other).for_each(|id| app.tables.forget(id));
    }

    /// A project as it is in storage; `None` where it is not. What cannot be read is left there untouched.
    async fn read(id: &str) -> Option<Result<Stored, Problem>> {
        // Before the document: of one that is saved between the two, nothing is overwritten then.
        let project = projects::stored().await.ok()?.into_iter().find(|project| project.id == id);
        let revision = project.map(|project| project.revision).unwrap_or_default();
        let json = shelf::get(Shelf::Documents, id).await.ok().flatten()?.as_string()?;
        let read = store::read_with_history(&json);
        Some(read.map(|(document, history)| Stored { id: id.to_owned(), revision, document, history }))
    }

    fn take(self, stored: Stored) {
        self.project.set(stored.id);
        self.revision.set_value(stored.revision);
        self.history.set(stored.history);
        self.document.set(stored.document);
    }

    async fn load(self, id: &str) -> bool {
        match Self::read(id).await {
            Some(Ok(stored)) => {
                self.take(stored);
                true
            }
            // The person starts on a clean desk.
            Some(Err(problem)) => {
                self.save_problem.set(Some(problem));
                false
            }
            None => false,
        }
    }

    /// Changes the document by a command, with a step to undo.
    pub fn dispatch(self, command: &Command) -> Result<(), Problem> {
        let before = self.document.get_untracked();
        let after = story::apply(&before, command)?;
        if after == before {
            return Ok(());
        }
        let gesture = self.gesture.get_value();
        self.history.update(|history| history.push(&before, &after, command, gesture));
        self.document.set(after);
        self.save_soon();
        Ok(())
    }

    /// Changes the document and says what stood in the way, if anything; true when it changed.
    pub fn change(self, app: App, command: Command) -> bool {
        match self.dispatch(&command) {
            Ok(()) => true,
            Err(problem) => {
                app.say(problems::sentence(&problem, app.prefs.lang.get_untracked()));
                false
            }
        }
    }

    /// Changes the document without a step to undo: for opening, not for editing.
    fn apply_quietly(self, command: &Command) -> Result<(), Problem> {
        let after = story::apply(&self.document.get_untracked(), command)?;
        self.document.set(after);
        self.save_soon();
        Ok(())
    }

    /// Ends a gesture: the next edit is a step of its own.
    pub fn end_gesture(self) {
        self.gesture.update_value(|gesture| *gesture += 1);
    }

    /// Keeps the data that a figure was drawn from, so that it outlives its portal.
    pub fn keep_snapshot(self, figure: Id, data: ResultTable) {
        let before = self.document.get_untracked();
        let known =
            before.figures.iter().find(|candidate| candidate.id == figure).and_then(|figure| figure.snapshot.as_ref());
        if known == Some(&data) {
            return;
        }
        self.document.set(story::with_snapshot(&before, figure, data));
        self.save_soon();
    }

    /// Whether there is a step to undo; tracked.
    pub fn can_undo(self) -> bool {
        self.history.with(History::can_undo)
    }

    /// Whether there is a step to redo; tracked.
    pub fn can_redo(self) -> bool {
        self.history.with(History::can_redo)
    }

    /// Takes the last step back.
    pub fn undo(self) {
        self.travel(History::undo);
    }

    /// Makes the last step that was taken back again.
    pub fn redo(self) {
        self.travel(History::redo);
    }

    fn travel(self, step: impl FnOnce(&mut History, &Document) -> Option<Document>) {
        let current = self.document.get_untracked();
        let mut there = None;
        self.history.update(|history| there = step(history, &current));
        if let Some(document) = there {
            self.document.set(document);
            self.end_gesture();
            self.save_soon();
        }
    }

    /// A source of the document, untracked.
    pub fn source(self, id: Id) -> Option<Source> {
        self.document.with_untracked(|document| document.sources.iter().find(|source| source.id == id).cloned())
    }

    /// The id that the next source, figure or block gets.
    pub fn next_id(self) -> Id {
        self.document.with_untracked(|document| Id(document.next))
    }

    /// The source of an origin, added to the document when it is new. Not a step to undo: opening is
    /// not editing.
    pub fn ensure_source(self, origin: Origin, title: String, citation: Citation) -> Id {
        let known = self.document.with_untracked(|document| {
            document.sources.iter().find(|source| same_origin(&source.origin, &origin)).map(|source| source.id)
        });
        known.unwrap_or_else(|| self.add_source(origin, title, citation, Form::default()))
    }

    fn add_source(self, origin: Origin, title: String, citation: Citation, form: Form) -> Id {
        let id = self.next_id();
        let source = Source {
            id,
            title,
            origin,
            citation,
            steps: Vec::new(),
            readings: Vec::new(),
            roles: Vec::new(),
            form,
            extent: Extent::default(),
        };
        if let Err(problem) = self.apply_quietly(&Command::AddSource(Box::new(source))) {
            self.save_problem.set(Some(problem));
        }
        id
    }

    /// Says how much of a source is read. Not a step to undo: it belongs to opening.
    pub fn open_extent(self, source: Id, extent: Extent) {
        if let Err(problem) = self.apply_quietly(&Command::SetExtent { source, extent }) {
            self.save_problem.set(Some(problem));
        }
    }

    /// Takes a file that a person gave: a saved story is opened, anything else becomes a source.
    pub async fn take_file(self, file: web_sys::File) -> Result<OpenedFile, Problem> {
        if files::head_text(&file, 4_000).await.trim_start().to_ascii_lowercase().starts_with("<!doctype html")
            && let Some(text) = files::whole_text(&file, MAX_STORY_BYTES).await
            && text.contains(STORY_MARK)
        {
            let document = story::html::read(text.as_bytes())?;
            self.open_document(document).await;
            return Ok(OpenedFile::Story);
        }
        self.add_file(&file, file.name(), Form::default()).await
    }

    /// Takes files that a person gave together: they become one source.
    pub async fn take_several(self, several: &[web_sys::File], name: &str) -> Result<OpenedFile, Problem> {
        let packed = files::pack(several, &format!("{name}.zip")).await?;
        let names: Vec<String> = several.iter().map(web_sys::File::name).collect();
        let form = Form { sheet: Some(ALL_SHEETS.to_owned()), ..Form::default() };
        self.add_file(&packed, names.join(", "), form).await
    }

    async fn add_file(self, file: &web_sys::File, place: String, form: Form) -> Result<OpenedFile, Problem> {
        let citation = Citation { place: Some(place), accessed: Some(clock::local_iso()), ..Citation::default() };
        let title = file.name();
        let title = title.strip_suffix(".zip").filter(|_| form.sheet.is_some()).unwrap_or(&title).to_owned();
        let id = self.add_source(Origin::File { name: file.name() }, title, citation, form);
        self.keep_file(id, file).await?;
        Ok(OpenedFile::Source(id))
    }

    /// Gives a source the file that the page could not fetch; its citation stays.
    pub async fn attach_file(self, source: Id, file: web_sys::File) -> Result<(), Problem> {
        self.keep_file(source, &file).await?;
        self.apply_quietly(&Command::SetOrigin { source, origin: Box::new(Origin::File { name: file.name() }) })
    }

    async fn keep_file(self, source: Id, file: &web_sys::File) -> Result<(), Problem> {
        shelf::put(Shelf::Files, &self.file_key(source), file).await
    }

    fn file_key(self, source: Id) -> String {
        format!("{}/{}", self.project.get_untracked(), source.0)
    }

    /// The stored file of a source with [`Origin::File`], if the browser still has it.
    pub async fn file(self, source: Id) -> Option<web_sys::File> {
        let value = shelf::get(Shelf::Files, &self.file_key(source)).await.ok().flatten()?;
        value.dyn_into().ok()
    }

    /// Opens the story of an address's fragment as a project of its own.
    pub(super) fn open_shared(self, app: App, fragment: String) {
        spawn_local(async move {
            self.wait_until_loaded().await;
            match share::decode(&fragment) {
                Ok(document) => {
                    if !same_story(&document, &self.document.get_untracked()) {
                        app.tables.clear();
                        self.open_document(document).await;
                    }
                    app.settle(At::Story);
                }
                Err(problem) => {
                    app.settle(At::Home);
                    app.trouble.set(Some(problem));
                }
            }
        });
    }

    /// Resolves when the document was read from storage.
    pub async fn wait_until_loaded(self) {
        while !self.loaded.get_untracked() {
            clock::sleep_ms(20).await;
        }
    }

    /// Puts a document on the desk as a new project; the one before stays in storage.
    pub async fn open_document(self, document: Document) {
        self.save().await;
        self.project.set(new_key());
        self.revision.set_value(String::new());
        self.history.set(History::default());
        self.document.set(document);
        self.save().await;
    }

    /// Puts an empty desk in place; the project before stays in storage.
    pub async fn new_project(self) {
        self.open_document(Document::default()).await;
    }

    /// Opens a project from storage.
    pub async fn open_project(self, id: String) -> bool {
        self.save().await;
        let opened = self.load(&id).await;
        if opened {
            self.remember_current().await;
        }
        opened
    }

    /// The key of the open project; tracked.
    pub fn project_id(self) -> String {
        self.project.get()
    }

    fn save_soon(self) {
        self.saved.set(false);
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        spawn_local(async move {
            clock::sleep_ms(SAVE_AFTER_MS).await;
            if self.turn.get_value() == turn {
                self.save().await;
            }
        });
    }

    fn save_now(self) {
        if !self.saved.get_untracked() {
            spawn_local(self.save());
        }
    }

    /// The open project as the list of projects names it.
    fn entry(self) -> Project {
        let title = self.document.with_untracked(|document| {
            if document.title.trim().is_empty() {
                document.sources.first().map(|source| source.title.clone()).unwrap_or_default()
            } else {
                document.title.clone()
            }
        });
        let revision = self.revision.get_value();
        Project { id: self.project.get_untracked(), title, saved: clock::local_iso(), revision }
    }

    /// The document with its history, as it is kept.
    fn written(self) -> String {
        self.document.with_untracked(|document| {
            self.history.with_untracked(|history| store::write_with_history(document, history))
        })
    }

    async fn save(self) {
        // One after the other, so that each finds the revision of the one before.
        while self.saving.get_value() {
            clock::sleep_ms(SAVE_AGAIN_MS).await;
        }
        self.saving.set_value(true);
        let outcome = self.put_away().await;
        self.saving.set_value(false);
        self.save_problem.set(outcome.err());
    }

    async fn put_away(self) -> Result<(), Problem> {
        // An empty desk is not a project worth keeping.
        if self.document.with_untracked(|document| *document == Document::default()) {
            self.saved.set(true);
            return Ok(());
        }
        let id = self.project.get_untracked();
        let is_other = |known: &Project| known.id == id && known.revision != self.revision.get_value();
        if projects::stored().await?.iter().any(is_other) {
            self.part_from(&id).await?;
        }
        let turn = self.turn.get_value();
        let entry = Project { revision: new_key(), ..self.entry() };
        let (id, revision) = (entry.id.clone(), entry.revision.clone());
        shelf::put(Shelf::Documents, &id, &JsValue::from_str(&self.written())).await?;
        self.projects.set(projects::keep(entry).await?);
        self.revision.set_value(revision);
        projects::set_current(&id).await?;
        // Only now the next visit finds it by itself.
        if self.turn.get_value() == turn {
            self.saved.set(true);
            Unsaved::forget(&self.tab.get_value());
        }
        Ok(())
    }

    /// Makes what is on the desk a project of its own, with the files that the one before has.
    async fn part_from(self, id: &str) -> Result<(), Problem> {
        let own = new_key();
        shelf::copy(Shelf::Files, &format!("{id}/"), &format!("{own}/")).await?;
        self.project.set(own);
        self.revision.set_value(String::new());
        self.parted.set(true);
        Ok(())
    }

    async fn remember_current(self) {
        if let Err(problem) = projects::set_current(&self.project.get_untracked()).await {
            self.save_problem.set(Some(problem));
        }
    }
}

impl App {
    /// Says what happened, with "Undo" beside it.
    pub fn say_undo(self, text: impl Into<String>) {
        self.toast.set(Some(super::Toast { text: text.into(), undo: true }));
    }

    /// Starts with an empty desk.
    pub fn new_project(self) {
        spawn_local(async move {
            self.desk.new_project().await;
            self.tables.clear();
            self.go(At::Home);
        });
    }

    /// Opens a project from storage and goes to its story, or to its first table when the story is empty.
    pub fn open_project(self, id: String) {
        spawn_local(async move {
            if self.desk.open_project(id).await {
                self.tables.clear();
                let (blocks, source) = self.desk.document.with_untracked(|document| {
                    (document.blocks.len(), document.sources.last().map(|source| source.id))
                });
                self.go(match source {
                    Some(id) if blocks == 0 => At::Source { id: id.0 },
                    _ => At::Story,
                });
            }
        });
    }

    /// The address of the story as it is now, with the figures whose data does not travel in it.
    pub fn share_link(self) -> Result<(String, Vec<Id>, bool), Problem> {
        let shared = self.desk.document.with_untracked(share::encode)?;
        let long = shared.is_long();
        Ok((format!("{}#{}", address::page_address(), shared.fragment), shared.incomplete, long))
    }
}

fn same_origin(one: &Origin, other: &Origin) -> bool {
    match (one, other) {
        (Origin::Url(one), Origin::Url(other)) => one == other,
        (
            Origin::Resource { portal, dataset, resource },
            Origin::Resource { portal: other_portal, dataset: other_dataset, resource: other_resource },
        ) => portal.address == other_portal.address && dataset == other_dataset && resource.id == other_resource.id,
        _ => false,
    }
}

/// Whether two documents are the same story but for the snapshots, which do not travel in links.
fn same_story(one: &Document, other: &Document) -> bool {
    let bare = |document: &Document| {
        let mut bare = document.clone();
        for figure in &mut bare.figures {
            figure.snapshot = None;
        }
        bare
    };
    bare(one) == bare(other)
}
