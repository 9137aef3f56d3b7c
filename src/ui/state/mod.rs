//! What the page knows: a few single-purpose stores, gathered in [`App`].

mod desk;
mod engine;
mod outlines;
mod prefs;
mod projects;
mod tables;
mod unsaved;
mod ways;

pub use desk::{Desk, OpenedFile};
pub use engine::Engine;
pub(crate) use engine::unexpected;
pub use outlines::Outlines;
pub use prefs::{Prefs, ThemeChoice};
pub use projects::Project;
pub use tables::{OpenTable, TableStatus, TableWay, Tables};
pub use ways::Ways;

use std::sync::Arc;

use leptos::prelude::*;

use crate::base::lang::Lang;
use crate::base::note::{Note, Problem};
use crate::engine::protocol::{Job, Look, Output};
use crate::i18n::{Message, common};
use crate::place::{At, Place};
use crate::portal::Portal;
use crate::portal::ladder::Want;
use crate::scene::Face;
use crate::ui::late::{Drawing, Late};
use crate::ui::part::{Loaders, Part};
use crate::web::{canvas, connection, dom, history};

/// How long the page is left in peace before what it may need next is fetched.
const IDLE: std::time::Duration = std::time::Duration::from_millis(500);

/// A short confirmation at the edge of the screen, with an optional way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// Whether "Undo" is offered.
    pub undo: bool,
}

/// Something that leaves the browser: a file, a link, a picture.
#[derive(Clone)]
pub struct HandingOut {
    /// What in it looks like personal data.
    pub found: Vec<Note>,
    /// Hands it out. No callback of the menu or screen that asked: that may be gone by then.
    pub go_on: Arc<dyn Fn() + Send + Sync>,
}

/// Everything a screen needs; cheap to copy, taken from the context with [`use_app`].
#[derive(Clone, Copy)]
pub struct App {
    /// Language, theme.
    pub prefs: Prefs,
    /// Where the person is; change it with [`App::go`].
    pub place: RwSignal<Place>,
    /// Whether the browser is online.
    pub online: RwSignal<bool>,
    /// Whether the window is at least 1,024 px wide.
    pub wide: RwSignal<bool>,
    /// Whether the text face for pictures has arrived.
    pub face: RwSignal<bool>,
    /// The worker.
    pub engine: Engine,
    /// The document and its history.
    pub desk: Desk,
    /// The tables open in the worker.
    pub tables: Tables,
    /// The provinces' outlines.
    pub outlines: Outlines,
    /// The ways to portals.
    pub ways: Ways,
    /// Portals that answered, by the address asked.
    portals: RwSignal<Vec<(String, Portal)>>,
    /// The confirmation on show.
    pub toast: RwSignal<Option<Toast>>,
    /// Whether the command palette is open.
    pub palette: RwSignal<bool>,
    /// What waits for a yes before it is handed out.
    pub handing: RwSignal<Option<HandingOut>>,
    /// The second part of the page.
    pub late: Part<Late>,
    /// The third part, which draws.
    pub drawing: Part<Drawing>,
    /// Why something outside the screens failed (a shared link, a dropped file); shown above the screen.
    pub trouble: RwSignal<Option<Problem>>,
}

/// The page's state, from any component.
pub fn use_app() -> App {
    expect_context::<App>()
}

impl App {
    /// Reads address and preferences, and listens to the window; `loaders` fetch the page's further parts.
    pub fn start(loaders: Loaders) -> Self {
        let place = RwSignal::new(Place::parse(&history::query()));
        let engine = Engine::new();
        let ways = Ways::new(engine);
        let app = Self {
            prefs: Prefs::start(place.get_untracked().lang),
            place,
            online: RwSignal::new(dom::online()),
            wide: RwSignal::new(dom::media("(min-width: 1024px)")),
            face: RwSignal::new(false),
            engine,
            desk: Desk::new(),
            tables: Tables::start(engine, ways),
            outlines: Outlines::new(),
            ways,
            portals: RwSignal::new(Vec::new()),
            toast: RwSignal::new(None),
            palette: RwSignal::new(false),
            handing: RwSignal::new(None),
            late: Part::new(loaders.late, |late, app| (late.wake)(app)),
            drawing: Part::new(loaders.drawing, |drawing, app| (drawing.wake)(app)),
            trouble: RwSignal::new(None),
        };
        dom::on_media("(min-width: 1024px)", move |wide| app.wide.set(wide));
        dom::on_window("online", move |_| app.online.set(true));
        dom::on_window("offline", move |_| app.online.set(false));
        dom::on_window("popstate", move |_| app.place.set(Place::parse(&history::query())));
        app
    }

    /// Reads the storage and starts what works on the document: part of what comes late.
    pub(super) fn wake(self) {
        self.ways.wake();
        self.desk.wake(self);
        self.tables_follow_document();
        Effect::new(move |_| {
            if self.desk.parted.get() {
                self.say(common::PARTED.text(self.prefs.lang.get_untracked()));
                self.desk.parted.set(false);
            }
        });
        dom::on_window("hashchange", move |_| self.open_shared());
        leptos::task::spawn_local(async move {
            canvas::load_face(Face::Inter).await;
            self.face.set(true);
        });
        self.open_shared();
        if self.place.get_untracked().bench {
            self.engine.expose_bench();
            self.drawing.want(self);
        }
        // The reader of data comes when the page itself is done, so that the first table opens at once
        // and the sample portal works without a network; so does what draws, unless bytes are dear.
        set_timeout(
            move || {
                self.engine.warm();
                if !connection::is_dear() {
                    self.drawing.want(self);
                }
            },
            IDLE,
        );
    }

    /// The language now, tracked.
    pub fn lang(self) -> Lang {
        self.prefs.lang.get()
    }

    /// A message in the person's language, tracked.
    pub fn t(self, message: Message) -> &'static str {
        message.text(self.lang())
    }

    /// A message with its placeholders filled, tracked.
    pub fn tf(self, message: Message, args: &[(&str, &str)]) -> String {
        message.with(self.lang(), args)
    }

    /// Goes to a screen, with a new entry in the browser's history.
    pub fn go(self, at: At) {
        let place = Place { at, ..self.place.get_untracked() };
        if place != self.place.get_untracked() {
            history::push(&place.to_query());
            self.place.set(place);
        }
        if let Some(window) = dom::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    /// Corrects the address without a new entry (a search while typing, a page of results).
    pub fn settle(self, at: At) {
        let place = Place { at, ..self.place.get_untracked() };
        history::replace(&place.to_query());
        self.place.set(place);
    }

    /// The address of a screen, for a link's `href`; use with [`kit::Link`](crate::ui::kit::Link),
    /// which goes there without loading the page anew.
    pub fn href(self, at: At) -> String {
        let query = Place { at, ..self.place.get() }.to_query();
        if query.is_empty() { "./".to_owned() } else { query }
    }

    /// Says something at the edge of the screen.
    pub fn say(self, text: impl Into<String>) {
        self.toast.set(Some(Toast { text: text.into(), undo: false }));
    }

    /// Opens the story in the address's `#s1.…` fragment, if there is one.
    fn open_shared(self) {
        let fragment = history::fragment();
        if fragment.starts_with("s1.") {
            self.desk.open_shared(self, fragment);
        }
    }

    /// Hands something out: at once, or after a question where something in it looks like personal data.
    pub fn hand_out(self, found: Vec<Note>, go_on: impl Fn() + Send + Sync + 'static) {
        if found.is_empty() {
            go_on();
        } else {
            self.handing.set(Some(HandingOut { found, go_on: Arc::new(go_on) }));
        }
    }

    /// The portal at an address, asked once per visit; `begun` hears the numbers of the jobs that ask it. A
    /// portal that refuses is asked once more where the person agreed to another way before.
    pub async fn portal(self, address: String, begun: impl Fn(u32)) -> Result<Portal, Problem> {
        let known = self.portals.with_untracked(|portals| {
            portals.iter().find(|(asked, _)| *asked == address).map(|(_, portal)| portal.clone())
        });
        if let Some(portal) = known {
            return Ok(portal);
        }
        let connect = || self.engine.ask_as(Job::from(Look::Connect { address: address.clone() }), &begun);
        let mut answer = connect().await;
        if self.ways.heard(&address, Want::Catalogue, answer.as_ref().err()) {
            answer = connect().await;
            self.ways.heard(&address, Want::Catalogue, answer.as_ref().err());
        }
        match answer? {
            Output::Portal(portal) => {
                self.portals.update(|portals| portals.push((address, portal.clone())));
                Ok(portal)
            }
            other => Err(engine::unexpected(&other)),
        }
    }
}
