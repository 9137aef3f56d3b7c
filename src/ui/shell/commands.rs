//! The closed list of commands: the palette, the menu and the shortcuts all come from it.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::base::lang::Lang;
use crate::i18n::common;
use crate::place::At;
use crate::story::{Document, Figure, FigureKind, Id};
use crate::ui::kit::{FileIntake, IconName};
use crate::ui::screens::home::intent;
use crate::ui::state::{App, Project, ThemeChoice};
use crate::web::{dom, history};

/// What can be done from anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Go to Beranda.
    Home,
    /// Search the sample portal.
    Sample,
    /// Go to the newest table.
    Desk,
    /// Go to the story.
    Story,
    /// Pick a file of the device.
    OpenFile,
    /// Take the last step back.
    Undo,
    /// Make it again.
    Redo,
    /// Speak this language.
    Language(Lang),
    /// Wear this theme.
    Theme(ThemeChoice),
    /// Start with an empty desk.
    NewProject,
    /// Open a source's table.
    Source(Id),
    /// Open a chart, a map or a table.
    Figure(Id),
    /// Another project, by its key.
    Project(String),
    /// Open or search what was typed.
    Find(String),
}

/// A command as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) command: Command,
    pub(super) words: String,
    pub(super) icon: IconName,
    pub(super) keys: Option<String>,
}

/// Every command that works now, tracked: what is in the project first changes with it.
pub(super) fn entries(app: App) -> Vec<Entry> {
    let entry = |command, words: String, icon| Entry { command, words, icon, keys: None };
    let say = |message| app.t(message).to_owned();
    let mut list = vec![
        entry(Command::Home, say(common::GO_HOME), IconName::Home),
        entry(Command::Sample, say(common::GO_SAMPLE), IconName::Sample),
        entry(Command::OpenFile, say(common::OPEN_FILE), IconName::Open),
    ];
    app.desk.document.with(|document| {
        if !document.sources.is_empty() {
            list.push(entry(Command::Desk, say(common::GO_DESK), IconName::Table));
        }
        list.push(entry(Command::Story, say(common::GO_STORY), IconName::Story));
        for source in document.sources.iter().rev() {
            let words = app.tf(common::OPEN_SOURCE, &[("title", &source.title)]);
            list.push(entry(Command::Source(source.id), words, IconName::Table));
        }
        for figure in document.figures.iter().rev() {
            let message = match figure.kind {
                FigureKind::Chart(_) => common::OPEN_CHART,
                FigureKind::Map(_) => common::OPEN_MAP,
                FigureKind::Table { .. } => common::OPEN_TABLE_FIGURE,
            };
            let words = app.tf(message, &[("title", &figure_title(app, figure))]);
            list.push(entry(Command::Figure(figure.id), words, figure_icon(figure)));
        }
        if *document != Document::default() {
            list.push(entry(Command::NewProject, say(common::NEW_PROJECT), IconName::New));
        }
    });
    for project in other_projects(app) {
        let words = app.tf(common::OPEN_PROJECT, &[("title", &project_title(app, &project))]);
        list.push(entry(Command::Project(project.id), words, IconName::Clock));
    }
    if app.desk.can_undo() {
        list.push(Entry { keys: Some(keys("Z")), ..entry(Command::Undo, say(common::UNDO), IconName::Undo) });
    }
    if app.desk.can_redo() {
        list.push(Entry { keys: Some(keys("⇧ Z")), ..entry(Command::Redo, say(common::REDO), IconName::Redo) });
    }
    list.push(match app.lang() {
        Lang::Id => entry(Command::Language(Lang::En), say(common::SWITCH_TO_ENGLISH), IconName::Language),
        Lang::En => entry(Command::Language(Lang::Id), say(common::SWITCH_TO_INDONESIAN), IconName::Language),
    });
    let themes = [
        (ThemeChoice::Light, common::USE_LIGHT, IconName::Sun),
        (ThemeChoice::Dark, common::USE_DARK, IconName::Moon),
        (ThemeChoice::System, common::USE_SYSTEM, IconName::Contrast),
    ];
    let now = app.prefs.theme.get();
    list.extend(
        themes
            .into_iter()
            .filter(|(theme, ..)| *theme != now)
            .map(|(theme, message, icon)| entry(Command::Theme(theme), say(message), icon)),
    );
    list
}

/// Does a command. What changes nothing but the frame is done at once, the rest by the page's second
/// part.
pub(super) fn run(app: App, intake: FileIntake, command: Command) {
    match command {
        Command::OpenFile => intake.pick(),
        Command::Theme(theme) => app.prefs.choose_theme(theme),
        command => app.late.then(app, move |late| (late.run)(app, intake, command)),
    }
}

/// Does any command: part of what comes late.
pub fn run_here(app: App, intake: FileIntake, command: Command) {
    match command {
        Command::Home => app.go(At::Home),
        Command::Sample => app.go(intent::catalogue(intent::SAMPLE, "")),
        Command::Desk => app.go(desk(app).unwrap_or_default()),
        Command::Story => app.go(At::Story),
        Command::OpenFile => intake.pick(),
        Command::Undo => undo(app),
        Command::Redo => redo(app),
        Command::Language(lang) => choose_lang(app, lang),
        Command::Theme(theme) => app.prefs.choose_theme(theme),
        Command::NewProject => new_project(app),
        Command::Source(id) => app.go(At::Source { id: id.0 }),
        Command::Figure(id) => app.go(At::Figure { id: id.0 }),
        Command::Project(id) => app.open_project(id),
        Command::Find(text) => intent::open(app, &text),
    }
}

/// The newest source of the document, untracked.
fn desk(app: App) -> Option<At> {
    app.desk.document.with_untracked(|document| document.sources.last().map(|source| At::Source { id: source.id.0 }))
}

fn undo(app: App) {
    if untrack(|| app.desk.can_undo()) {
        app.desk.undo();
        app.say(common::UNDONE.text(app.prefs.lang.get_untracked()));
    }
}

fn redo(app: App) {
    if untrack(|| app.desk.can_redo()) {
        app.desk.redo();
        app.say(common::REDONE.text(app.prefs.lang.get_untracked()));
    }
}

/// Starts with an empty desk; the project before stays in storage.
pub fn new_project(app: App) {
    app.new_project();
    app.say(common::NEW_PROJECT_DONE.text(app.prefs.lang.get_untracked()));
}

/// The other projects in storage, last saved first; tracked.
pub fn other_projects(app: App) -> Vec<Project> {
    let open = app.desk.project_id();
    app.desk.projects.with(|projects| projects.iter().filter(|project| project.id != open).cloned().collect())
}

/// A project's title, or that it has none; tracked.
pub fn project_title(app: App, project: &Project) -> String {
    if project.title.trim().is_empty() { app.t(common::UNTITLED).to_owned() } else { project.title.clone() }
}

/// Chooses a language; an address that asks for one asks for the new one from now on, or a reload
/// would take the choice back.
pub(super) fn choose_lang(app: App, lang: Lang) {
    app.prefs.choose_lang(lang);
    if app.place.with_untracked(|place| place.lang.is_some()) {
        app.place.update(|place| place.lang = Some(lang));
        history::replace(&app.place.with_untracked(crate::place::Place::to_query));
    }
}

/// A figure's headline, or what it is when it has none; tracked.
pub(super) fn figure_title(app: App, figure: &Figure) -> String {
    if !figure.title.trim().is_empty() {
        return figure.title.clone();
    }
    app.t(match figure.kind {
        FigureKind::Chart(_) => common::UNTITLED_CHART,
        FigureKind::Map(_) => common::UNTITLED_MAP,
        FigureKind::Table { .. } => common::UNTITLED_TABLE,
    })
    .to_owned()
}

/// The icon of a figure's kind.
pub(super) const fn figure_icon(figure: &Figure) -> IconName {
    match figure.kind {
        FigureKind::Chart(_) => IconName::Bars,
        FigureKind::Map(_) => IconName::Map,
        FigureKind::Table { .. } => IconName::Table,
    }
}

/// A shortcut as the keyboard of the device writes it: `Ctrl Z`, `⌘ Z`.
pub(super) fn keys(key: &str) -> String {
    let platform = dom::window().and_then(|window| window.navigator().platform().ok()).unwrap_or_default();
    let apple = platform.starts_with("Mac") || platform.starts_with("iP");
    format!("{} {key}", if apple { "⌘" } else { "Ctrl" })
}

/// Listens for the shortcuts: Ctrl or ⌘ with K anywhere, with Z and ⇧Z (or Y) outside of text.
pub fn listen(app: App) {
    dom::on_window("keydown", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
        if event.default_prevented() || event.alt_key() || !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        let key = event.key().to_lowercase();
        match key.as_str() {
            "k" if !event.shift_key() => {
                event.prevent_default();
                app.palette.update(|open| *open = !*open);
            }
            // A text field has an undo of its own.
            "z" | "y" if !writes(event) => {
                event.prevent_default();
                if key == "y" || event.shift_key() {
                    redo(app);
                } else {
                    undo(app);
                }
            }
            _ => {}
        }
    });
}

/// Whether the key was pressed in something that takes text.
fn writes(event: &web_sys::KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return false;
    };
    element
        .closest("textarea, select, [contenteditable=''], [contenteditable=true], input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=range])")
        .ok()
        .flatten()
        .is_some()
}
