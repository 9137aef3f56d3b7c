//! A question to many portals: every portal is asked by itself, answers are merged as they come, and none waits
//! for another.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::base::note::{Problem, ProblemCode};
use crate::engine::protocol::{Job, Look, Output};
use crate::place::{At, RESULTS_PER_PAGE};
use crate::portal::directory::Entry;
use crate::portal::federate::{Answered, Federation, narrowed};
use crate::portal::kept::key_of_search;
use crate::portal::{CataloguePage, Facet, Portal, SearchQuery};
use crate::ui::screens::catalogue::directory::{Portals, use_portals};
use crate::ui::screens::catalogue::kept;
use crate::ui::screens::home::intent;
use crate::ui::state::{App, unexpected};
use crate::web::{clock, dom};

/// Runs that are remembered, so that Back shows their results at once.
const REMEMBERED: usize = 4;
/// How long they are remembered, in milliseconds.
const REMEMBERED_MS: f64 = 10.0 * 60.0 * 1000.0;
/// What a result is on the screen.
const CARDS: &str = ".across .results > li";

/// What is known of a portal beside its answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// The name it gives itself.
    pub(super) title: Option<String>,
    /// When its answer came, where it is one that this device keeps.
    pub(super) aged: Option<u64>,
    /// The words its first answer is for, and the facets of that answer without any of them chosen.
    base: Option<(String, Vec<Facet>)>,
}

/// A page with when it came where it is a kept one; `None` when nobody waits for it any more.
type Answer = Result<Option<(CataloguePage, Option<u64>)>, Problem>;

/// A run as it was left.
#[derive(Clone)]
struct Left {
    portals: Vec<String>,
    query: SearchQuery,
    federation: Federation,
    known: Vec<Known>,
    limit: usize,
    at_ms: f64,
}

/// The runs of this visit.
#[derive(Clone, Copy)]
pub(super) struct Memory(StoredValue<Vec<Left>>);

impl Memory {
    pub(super) fn provide() {
        provide_context(Self(StoredValue::new(Vec::new())));
    }

    fn find(self, portals: &[String], query: &SearchQuery) -> Option<Left> {
        let now = clock::now_ms();
        let fits = |left: &&Left| left.portals == portals && left.query == *query && now - left.at_ms < REMEMBERED_MS;
        self.0.with_value(|all| all.iter().find(fits).cloned())
    }

    fn keep(self, left: Left) {
        self.0.update_value(|all| {
            all.retain(|other| other.portals != left.portals || other.query != left.query);
            if all.len() >= REMEMBERED {
                all.remove(0);
            }
            all.push(left);
        });
    }
}

/// A question to many portals; cheap to copy, ends with its screen.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub(super) app: App,
    pub(super) portals: StoredValue<Vec<String>>,
    /// What is asked.
    pub(super) query: Memo<SearchQuery>,
    /// The answers.
    pub(super) federation: RwSignal<Federation>,
    /// What else is known of the portals, in their order.
    pub(super) known: RwSignal<Vec<Known>>,
    /// The directory, for the portals' names.
    pub(super) titles: Memo<Vec<Entry>>,
    /// How many results are wanted on the screen.
    pub(super) limit: RwSignal<usize>,
    /// The question that the answers are for.
    asked: StoredValue<Option<SearchQuery>>,
    visits: Portals,
    memory: Option<Memory>,
    turn: StoredValue<u32>,
    jobs: StoredValue<Vec<u32>>,
}

impl Run {
    pub(super) fn new(app: App, portals: Vec<String>, query: Memo<SearchQuery>) -> Self {
        let run = Self {
            app,
            query,
            federation: RwSignal::new(Federation::new("", query.get_untracked().sort, portals.len())),
            known: RwSignal::new(vec![Known::default(); portals.len()]),
            titles: super::titles(),
            limit: RwSignal::new(RESULTS_PER_PAGE as usize),
            portals: StoredValue::new(portals),
            asked: StoredValue::new(None),
            visits: use_portals(),
            memory: use_context::<Memory>(),
            turn: StoredValue::new(0),
            jobs: StoredValue::new(Vec::new()),
        };
        on_cleanup(move || run.leave());
        Effect::new(move |_| {
            query.track();
            untrack(|| run.start(true));
        });
        // More is fetched when more is wanted than there is.
        Effect::new(move |_| {
            let wanted = run.limit.get();
            let short = run.federation.with(|all| wanted > all.ready() && all.has_more() && !all.is_reading());
            if short {
                untrack(|| run.fetch_more());
            }
        });
        // What has been on the screen stays where it was.
        let seen = window_event_listener(leptos::ev::scroll, move |_| run.settle());
        on_cleanup(move || seen.remove());
        run
    }

    /// The place of this screen with another question.
    pub(super) fn at(self, query: SearchQuery) -> At {
        At::Across { portals: self.portals.get_value(), query }
    }

    pub(super) fn go(self, change: impl FnOnce(&mut SearchQuery)) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        query.facets.retain(|_, values| !values.is_empty());
        self.app.go(self.at(query));
    }

    /// How many results are on the screen; tracked.
    pub(super) fn shown(self) -> usize {
        self.federation.with(Federation::ready).min(self.limit.get())
    }

    /// Asks all portals anew, or shows what is remembered of the same question.
    pub(super) fn start(self, remembered: bool) {
        self.leave();
        let turn = self.next_turn();
        let (query, portals) = (self.query.get_untracked(), self.portals.get_value());
        let left = self.memory.filter(|_| remembered).and_then(|memory| memory.find(&portals, &query));
        self.asked.set_value(Some(query.clone()));
        if let Some(left) = left {
            self.known.set(left.known);
            self.limit.set(left.limit);
            self.federation.set(left.federation);
        } else {
            self.known.update(|known| known.iter_mut().for_each(|known| known.aged = None));
            self.limit.set(RESULTS_PER_PAGE as usize);
            self.federation.set(Federation::new(&query.words, query.sort, portals.len()));
        }
        let waiting: Vec<usize> = self.federation.with_untracked(|all| {
            let states = all.portals().iter().enumerate();
            states.filter(|(_, state)| **state == Answered::Waiting).map(|(at, _)| at).collect()
        });
        for portal in waiting {
            self.ask_first(turn, portal);
        }
    }

    /// Asks a portal again that could not be read.
    pub(super) fn retry(self, portal: usize) {
        let asks = self.federation.try_update(|all| all.again(portal)).unwrap_or(false);
        if asks {
            self.ask_first(self.turn.get_value(), portal);
        }
    }

    /// The portals that could not be read; tracked.
    pub(super) fn failed(self) -> Vec<usize> {
        self.federation.with(|all| {
            let states = all.portals().iter().enumerate();
            states.filter(|(_, state)| matches!(state, Answered::Failed(_))).map(|(at, _)| at).collect()
        })
    }

    /// Whether something is missing because there was no network.
    pub(super) fn was_offline(self) -> bool {
        let offline = |state: &Answered| matches!(state, Answered::Failed(why) if why.code == ProblemCode::Offline);
        self.federation.with_untracked(|all| all.portals().iter().any(offline))
            || self.known.with_untracked(|known| known.iter().any(|known| known.aged.is_some()))
    }

    /// Keeps what is on the screen, or above it, where it is.
    fn settle(self) {
        let from = self.federation.with_untracked(Federation::settled);
        let seen = dom::seen_of(CARDS, from);
        if seen > from {
            self.federation.update_untracked(|all| all.settle(seen));
        }
    }

    fn ask_first(self, turn: u32, portal: usize) {
        let query = SearchQuery { start: 0, rows: RESULTS_PER_PAGE, ..self.query.get_untracked() };
        spawn_local(async move {
            let outcome = self.first(turn, portal, query).await;
            if !self.is_turn(turn) {
                return;
            }
            let address = self.address(portal);
            match outcome {
                Ok(Some((page, aged))) => {
                    if aged.is_none() {
                        self.visits.remember(&address, None);
                    }
                    self.known.update(|known| {
                        if let Some(known) = known.get_mut(portal) {
                            known.aged = aged;
                        }
                    });
                    self.settle();
                    self.federation.update(|all| all.answer(portal, page));
                }
                Ok(None) => {}
                Err(problem) => {
                    self.visits.remember(&address, Some(&problem));
                    self.federation.update(|all| all.failed(portal, problem));
                }
            }
        });
    }

    /// The first page of a portal, with when it came where it is a kept one.
    async fn first(self, turn: u32, portal: usize, query: SearchQuery) -> Answer {
        let narrow = self.narrow(turn, portal, &query).await?;
        if !self.is_turn(turn) {
            return Ok(None);
        }
        let Some(narrow) = narrow else { return Ok(Some((CataloguePage::default(), None))) };
        let answer = self.ask(turn, portal, narrow).await?;
        if query.facets.is_empty()
            && let Some((page, _)) = &answer
        {
            self.learn_base(portal, &query.words, page);
        }
        Ok(answer)
    }

    /// The question as the portal has to be asked it; `None` where it has nothing of what was chosen.
    async fn narrow(self, turn: u32, portal: usize, query: &SearchQuery) -> Result<Option<SearchQuery>, Problem> {
        if query.facets.is_empty() {
            return Ok(Some(query.clone()));
        }
        if !self.is_turn(turn) {
            return Ok(None);
        }
        let known = |known: &Vec<Known>| known.get(portal).and_then(|known| known.base.clone());
        let base = self.known.with_untracked(known).filter(|(words, _)| *words == query.words);
        let facets = if let Some((_, facets)) = base {
            facets
        } else {
            let plain = SearchQuery { facets: BTreeMap::new(), start: 0, ..query.clone() };
            let Some((page, _)) = self.ask(turn, portal, plain).await? else { return Ok(None) };
            self.learn_base(portal, &query.words, &page);
            page.facets
        };
        Ok(narrowed(&facets, &query.facets).map(|facets| SearchQuery { facets, ..query.clone() }))
    }

    fn learn_base(self, portal: usize, words: &str, page: &CataloguePage) {
        self.known.update_untracked(|known| {
            if let Some(known) = known.get_mut(portal) {
                known.base = Some((words.to_owned(), page.facets.clone()));
            }
        });
    }

    /// Fetches the pages that the next results are on.
    fn fetch_more(self) {
        let turn = self.turn.get_value();
        let pages = self.federation.try_update(Federation::more).unwrap_or_default();
        for (portal, start) in pages {
            let query = SearchQuery { start, rows: RESULTS_PER_PAGE, ..self.query.get_untracked() };
            spawn_local(async move {
                let outcome = self.further(turn, portal, query).await;
                if !self.is_turn(turn) {
                    return;
                }
                self.settle();
                match outcome {
                    Ok(Some((page, _))) => {
                        // Some kinds of portals count in pages of their own.
                        let page = CataloguePage { start, ..page };
                        self.federation.update(|all| all.answer(portal, page));
                    }
                    Ok(None) => {}
                    Err(problem) => self.federation.update(|all| all.failed(portal, problem)),
                }
            });
        }
    }

    async fn further(self, turn: u32, portal: usize, mut query: SearchQuery) -> Answer {
        let narrow = self.narrow(turn, portal, &query).await?;
        if !self.is_turn(turn) {
            return Ok(None);
        }
        let Some(narrow) = narrow else { return Ok(Some((CataloguePage::default(), None))) };
        query.facets = narrow.facets;
        // Where the first page was for other words, so is the next.
        let instead = self.federation.with_untracked(|all| match all.portals().get(portal) {
            Some(Answered::Came { instead, .. }) => instead.clone(),
            _ => None,
        });
        query.words = instead.unwrap_or(query.words);
        self.ask(turn, portal, query).await
    }

    /// Asks one portal, and takes what this device keeps where it does not answer. `Ok(None)` when nobody waits
    /// any more.
    async fn ask(self, turn: u32, portal: usize, query: SearchQuery) -> Answer {
        let answer = self.ask_or_recall(turn, portal, query).await;
        if self.is_turn(turn) { answer } else { Ok(None) }
    }

    async fn ask_or_recall(self, turn: u32, portal: usize, query: SearchQuery) -> Answer {
        if !self.is_turn(turn) {
            return Ok(None);
        }
        let address = self.address(portal);
        let key = key_of_search(&address, &query);
        match self.network(turn, portal, address, query.clone()).await {
            Ok(Some((answered, page))) => {
                kept::keep(key, answered, (query, page.clone()));
                Ok(Some((page, None)))
            }
            Ok(None) => Ok(None),
            Err(problem) if kept::helps(&problem) => match kept::recall::<(SearchQuery, CataloguePage)>(&key).await {
                Some(kept) => {
                    if self.is_turn(turn) {
                        self.learn_title(portal, &kept.portal);
                    }
                    Ok(Some((kept.answer.1, Some(kept.at_ms))))
                }
                None => Err(problem),
            },
            Err(problem) => Err(problem),
        }
    }

    async fn network(
        self,
        turn: u32,
        portal: usize,
        address: String,
        query: SearchQuery,
    ) -> Result<Option<(Portal, CataloguePage)>, Problem> {
        if address != intent::SAMPLE && !self.app.online.get_untracked() {
            return Err(Problem::new(ProblemCode::Offline));
        }
        let begun = move |id: u32| {
            if self.is_turn(turn) {
                self.jobs.update_value(|jobs| jobs.push(id));
            }
        };
        let answered = self.app.portal(address, begun).await?;
        if !self.is_turn(turn) {
            return Ok(None);
        }
        self.learn_title(portal, &answered);
        match self.app.engine.ask_as(Job::from(Look::Search { portal: answered.clone(), query }), begun).await? {
            Output::Catalogue(page) => Ok(Some((answered, page))),
            other => Err(unexpected(&other)),
        }
    }

    fn learn_title(self, portal: usize, answered: &Portal) {
        let new = self.known.with_untracked(|known| {
            known.get(portal).is_some_and(|known| known.title.as_deref() != Some(answered.title.as_str()))
        });
        if new {
            self.known.update(|known| {
                if let Some(known) = known.get_mut(portal) {
                    known.title = Some(answered.title.clone());
                }
            });
        }
    }

    fn address(self, portal: usize) -> String {
        self.portals.with_value(|portals| portals.get(portal).cloned()).unwrap_or_default()
    }

    /// Remembers the run as it is, and calls off what is under way.
    fn leave(self) {
        let Some(query) = self.asked.try_update_value(Option::take).flatten() else { return };
        for id in self.jobs.try_update_value(std::mem::take).unwrap_or_default() {
            self.app.engine.cancel(id);
        }
        let left = || {
            let mut federation = self.federation.try_get_untracked()?;
            federation.call_off();
            let (portals, known) = (self.portals.try_get_value()?, self.known.try_get_untracked()?);
            let limit = self.limit.try_get_untracked()?;
            Some(Left { portals, query, federation, known, limit, at_ms: clock::now_ms() })
        };
        if let (Some(memory), Some(left)) = (self.memory, left()) {
            memory.keep(left);
        }
    }

    fn next_turn(self) -> u32 {
        self.turn.update_value(|turn| *turn += 1);
        self.turn.get_value()
    }

    /// False as well when the screen is gone.
    fn is_turn(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }
}
