//! The overview of a portal: its catalogue counted page by page, as charts that fill while it goes on, and as
//! a report for the walidata.

mod download;
mod part;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::download::Downloads;
use self::part::PartCard;
use super::catalogue::trouble::PortalTrouble;
use super::catalogue::{date_words, use_portals};
use super::dataset::portal_title;
use super::home::intent;
use crate::base::lang::Lang;
use crate::base::note::{Problem, ProblemCode};
use crate::base::number::format_number;
use crate::engine::Swept;
use crate::engine::protocol::{Look, Output};
use crate::i18n::{Message, common, overview as words, portal as portal_words};
use crate::place::At;
use crate::portal::Portal;
use crate::story::report::{By, parts};
use crate::ui::kit::{
    Button, ButtonLook, EmptyState, Icon, IconName, Link, NoteList, Notice, ProblemNotice, ProgressBar, ScreenTitle,
    SkeletonLines, Tone, use_announcer,
};
use crate::ui::state::{App, unexpected, use_app};
use crate::web::clock;
use crate::web::worker_client::JobUpdate;

/// The most datasets that are counted: a hundred requests to the portal.
const MOST: u64 = 20_000;
/// Overviews that are kept for the visit.
const KEPT: usize = 4;

/// What was counted of a portal, and on which day.
#[derive(Clone, Debug, PartialEq)]
struct Counted {
    portal: Portal,
    swept: Swept,
    /// ISO date.
    date: String,
}

/// The overviews of this visit, so that one who follows a count to its datasets can come back to it.
#[derive(Clone, Copy)]
struct Memory(StoredValue<Vec<(String, Counted)>>);

/// Gives every overview of this visit the same memory.
pub fn provide_memory() {
    provide_context(Memory(StoredValue::new(Vec::new())));
}

impl Memory {
    fn find(self, address: &str) -> Option<Counted> {
        self.0.with_value(|kept| kept.iter().find(|(known, _)| known == address).map(|(_, counted)| counted.clone()))
    }

    fn keep(self, address: String, counted: Counted) {
        self.0.update_value(|kept| {
            kept.retain(|(known, _)| *known != address);
            if kept.len() >= KEPT {
                kept.remove(0);
            }
            kept.push((address, counted));
        });
    }
}

/// How the counting stands.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    Going,
    Done,
    Failed(Problem),
}

/// The counting; ends with the screen.
#[derive(Clone, Copy)]
struct Sweeping {
    app: App,
    address: StoredValue<String>,
    portal: RwSignal<Option<Portal>>,
    counted: RwSignal<Option<Counted>>,
    stage: RwSignal<Stage>,
    turn: StoredValue<u32>,
    job: StoredValue<Option<u32>>,
    memory: Option<Memory>,
}

impl Sweeping {
    fn new(app: App, address: String) -> Self {
        let sweeping = Self {
            app,
            address: StoredValue::new(address),
            portal: RwSignal::new(None),
            counted: RwSignal::new(None),
            stage: RwSignal::new(Stage::Going),
            turn: StoredValue::new(0),
            job: StoredValue::new(None),
            memory: use_context::<Memory>(),
        };
        on_cleanup(move || sweeping.call_off());
        sweeping
    }

    /// Shows what is remembered, or counts.
    fn begin(self) {
        let known = self.memory.and_then(|memory| memory.find(&self.address.get_value()));
        match known {
            Some(counted) => {
                self.portal.set(Some(counted.portal.clone()));
                self.counted.set(Some(counted));
                self.stage.set(Stage::Done);
            }
            None => self.count(),
        }
    }

    fn count(self) {
        self.call_off();
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        self.counted.set(None);
        self.stage.set(Stage::Going);
        spawn_local(async move {
            let outcome = self.run(turn).await;
            if !self.is_turn(turn) {
                return;
            }
            self.job.set_value(None);
            match outcome {
                Ok(()) => {
                    if let (Some(memory), Some(counted)) = (self.memory, self.counted.get_untracked()) {
                        memory.keep(self.address.get_value(), counted);
                    }
                    self.stage.set(Stage::Done);
                }
                Err(problem) => self.stage.set(Stage::Failed(problem)),
            }
        });
    }

    async fn run(self, turn: u32) -> Result<(), Problem> {
        let address = self.address.get_value();
        if address != intent::SAMPLE && !self.app.online.get_untracked() {
            return Err(Problem::new(ProblemCode::Offline));
        }
        let begun = move |id| {
            if self.is_turn(turn) {
                self.job.set_value(Some(id));
            }
        };
        let portal = self.app.portal(address, begun).await?;
        if !self.is_turn(turn) {
            return Ok(());
        }
        self.portal.set(Some(portal.clone()));
        let show = move |swept: Swept| {
            if let (true, Some(portal)) = (self.is_turn(turn), self.portal.get_untracked()) {
                let date = clock::local_iso().get(..10).unwrap_or_default().to_owned();
                self.counted.set(Some(Counted { portal, swept, date }));
            }
        };
        let running = self.app.engine.start(Look::Sweep { portal, most: MOST }.into(), None, move |update| {
            if let JobUpdate::Part(told) = update
                && let Ok(swept) = told.read::<Swept>()
            {
                show(swept);
            }
        });
        begun(running.id);
        match running.answer.await {
            Ok(Ok((Output::Told(told), _))) => {
                show(told.read::<Swept>()?);
                Ok(())
            }
            Ok(Ok((other, _))) => Err(unexpected(&other)),
            Ok(Err(problem)) => Err(problem),
            Err(_) => Err(Problem::new(ProblemCode::WorkerStopped)),
        }
    }

    /// Stops and keeps what was counted, as the person wished.
    fn stop(self) {
        self.call_off();
        self.turn.update_value(|turn| *turn += 1);
        self.stage.set(Stage::Failed(Problem::new(ProblemCode::Cancelled)));
    }

    fn call_off(self) {
        if let Some(id) = self.job.try_get_value().flatten() {
            self.app.engine.cancel(id);
            self.job.set_value(None);
        }
    }

    /// False as well when the screen is gone.
    fn is_turn(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }
}

/// Gambaran of a portal.
#[component]
pub fn OverviewPage(
    /// The portal's address as given.
    portal: String,
) -> impl IntoView {
    let app = use_app();
    let announcer = use_announcer();
    let portals = use_portals();
    let sweeping = Sweeping::new(app, portal.clone());
    sweeping.begin();
    let address = StoredValue::new(portal);
    Effect::new(move |_| match sweeping.stage.get() {
        Stage::Done => {
            let counted = sweeping.counted.get_untracked();
            announcer.say(
                counted.map(|counted| counted_words(&counted, app.prefs.lang.get_untracked())).unwrap_or_default(),
            );
        }
        // What a portal that cannot be reached at all is, its catalogue remembers too.
        Stage::Failed(problem) if sweeping.portal.get_untracked().is_none() => {
            portals.remember(&address.get_value(), Some(&problem));
        }
        Stage::Failed(_) | Stage::Going => {}
    });
    Effect::new(move |_| {
        let offline = |stage: &Stage| matches!(stage, Stage::Failed(problem) if problem.code == ProblemCode::Offline);
        if app.online.get() && sweeping.stage.with_untracked(offline) {
            sweeping.count();
        }
    });
    let title = move || portal_title(app, sweeping.portal.get().as_ref(), &address.get_value());
    view! {
        <div class="overview">
            <header class="screen-head">
                <p class="crumbs">
                    <Link at=At::Home>{move || app.t(common::HOME)}</Link>
                    <Icon name=IconName::ChevronRight/>
                    <Link at=intent::catalogue(&address.get_value(), "")>{title}</Link>
                    <Icon name=IconName::ChevronRight/>
                    <span>{move || app.t(words::OVERVIEW_SHORT)}</span>
                </p>
                <ScreenTitle title=move || app.tf(words::OVERVIEW_OF, &[("title", &title())])/>
            </header>
            <Standing sweeping/>
            <Figures sweeping/>
        </div>
    }
    .into_any()
}

/// "Dihitung dari 812 dari 1.044 dataset, 22 Nov 2026. …"
fn counted_words(counted: &Counted, lang: Lang) -> String {
    let swept = &counted.swept;
    let total = swept.total.max(swept.overview.datasets);
    let whole = |count: u64| format_number(count as f64, 0, lang);
    let message = if swept.overview.datasets >= total { words::COUNTED_ALL } else { words::COUNTED_SOME };
    let args = [
        ("seen", &*whole(swept.overview.datasets)),
        ("total", &whole(total)),
        ("date", &date_words(&counted.date, lang)),
    ];
    message.with(lang, &args)
}

/// How far the counting is, or why it ended early.
#[component]
fn Standing(sweeping: Sweeping) -> impl IntoView {
    let app = sweeping.app;
    let seen = move || {
        sweeping
            .counted
            .with(|counted| counted.as_ref().map(|counted| (counted.swept.overview.datasets, counted.swept.total)))
    };
    let value = Signal::derive(move || {
        seen().filter(|(_, total)| *total > 0).map(|(seen, total)| seen as f64 / total.clamp(1, MOST) as f64)
    });
    let numbers = move || {
        let whole = |count: u64| format_number(count as f64, 0, app.lang());
        seen()
            .map(|(seen, total)| app.tf(words::SEEN_OF, &[("seen", &whole(seen)), ("total", &whole(total))]))
            .unwrap_or_default()
    };
    let stage = Memo::new(move |_| sweeping.stage.get());
    let again = move || {
        view! {
            <div class="button-row">
                <Button class="small" icon=IconName::Refresh label=words::COUNT_AGAIN on_press=move |_| sweeping.count()/>
            </div>
        }
    };
    move || match stage.get() {
        Stage::Going => view! {
            <ProgressBar label=words::COUNTING value text=numbers on_cancel=move |()| sweeping.stop()/>
        }
        .into_any(),
        Stage::Done => ().into_any(),
        Stage::Failed(problem) if problem.code == ProblemCode::Cancelled => view! {
            <Notice title=words::STOPPED alert=true>{again()}</Notice>
        }
        .into_any(),
        Stage::Failed(problem) if sweeping.counted.with_untracked(Option::is_some) => view! {
            <Notice title=words::NOT_FINISHED tone=Tone::Warn/>
            <ProblemNotice problem>{again()}</ProblemNotice>
        }
        .into_any(),
        Stage::Failed(problem) => view! {
            <PortalTrouble
                problem
                address=sweeping.address.get_value()
                portal=sweeping.portal.get_untracked()
                retry=Callback::new(move |()| sweeping.count())
            />
        }
        .into_any(),
    }
}

/// Key figures, charts and downloads of what has been counted.
#[component]
fn Figures(sweeping: Sweeping) -> impl IntoView {
    let app = sweeping.app;
    let counted = sweeping.counted;
    let standing = Memo::new(move |_| {
        let nothing =
            counted.with(|counted| counted.as_ref().is_none_or(|counted| counted.swept.overview.datasets == 0));
        match (sweeping.stage.get(), nothing) {
            (_, false) => Shown::Figures,
            (Stage::Going, true) => Shown::Waiting,
            (Stage::Done, true) => Shown::Nothing,
            (Stage::Failed(_), true) => Shown::Blank,
        }
    });
    // The cards are made anew only when there are others; counts change within them.
    let shown = Memo::new(move |_| {
        counted.with(|counted| {
            counted
                .iter()
                .flat_map(|counted| parts(&counted.swept.overview, app.lang()))
                .map(|part| part.by)
                .collect::<Vec<_>>()
        })
    });
    let notes = Memo::new(move |_| {
        counted.with(|counted| counted.as_ref().map(|counted| counted.swept.notes.clone()).unwrap_or_default())
    });
    let line = move || counted.with(|counted| counted.as_ref().map(|counted| counted_words(counted, app.lang())));
    move || {
        match standing.get() {
        Shown::Blank => ().into_any(),
        Shown::Waiting => view! {
            <div class="overview-parts">
                {(0..4).map(|_| view! { <div class="card"><SkeletonLines lines=5/></div> }).collect_view()}
            </div>
        }
        .into_any(),
        Shown::Nothing => view! {
            <EmptyState icon=IconName::Portal title=words::EMPTY text=words::EMPTY_TEXT>
                <Button label=words::COUNT_AGAIN on_press=move |_| sweeping.count()/>
            </EmptyState>
        }
        .into_any(),
        Shown::Figures => view! {
            <div class="row apart overview-line">
                <p class="soft medium">{line}</p>
                <div class="button-row">
                    <Show when=move || sweeping.stage.get() == Stage::Done>
                        <Button class="small" look=ButtonLook::Quiet icon=IconName::Refresh label=words::COUNT_AGAIN on_press=move |_| sweeping.count()/>
                    </Show>
                    <Downloads counted/>
                </div>
            </div>
            <KeyFigures counted/>
            <div class="overview-parts">
                {move || {
                    let card = |by| view! { <PartCard counted by address=sweeping.address.get_value()/> };
                    shown.get().into_iter().map(card).collect_view()
                }}
            </div>
            {move || view! { <NoteList notes=notes.get()/> }}
        }
        .into_any(),
    }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Waiting,
    Blank,
    Nothing,
    Figures,
}

/// Reads a count.
type Read = fn(&Swept) -> u64;

/// The numbers that matter most, with what they are shares of.
#[component]
fn KeyFigures(counted: RwSignal<Option<Counted>>) -> impl IntoView {
    let app = use_app();
    let lines: [(Message, Read); 5] = [
        (portal_words::REPORT_MACHINE_READABLE, |swept| swept.overview.machine_readable),
        (portal_words::REPORT_STALE, |swept| swept.overview.stale),
        (portal_words::REPORT_NO_LICENCE, |swept| swept.overview.without_licence),
        (portal_words::REPORT_NO_PUBLISHER, |swept| swept.overview.without_publisher),
        (portal_words::REPORT_NO_FILES, |swept| swept.overview.without_resources),
    ];
    let of = move |read: Read| counted.with(|counted| counted.as_ref().map_or(0, |counted| read(&counted.swept)));
    let whole = move |count: u64| format_number(count as f64, 0, app.lang());
    let percent = move |permille: u64| format!("{}%", format_number(permille as f64 / 10.0, 1, app.lang()));
    let share = move |read: Read| {
        let all = of(|swept| swept.overview.datasets).max(1);
        percent(of(read) * 1_000 / all)
    };
    view! {
        <dl class="overview-keys" aria-label=move || app.t(words::KEY_FIGURES)>
            <div>
                <dt>{move || app.t(words::KEY_DATASETS)}</dt>
                <dd class="overview-number">{move || whole(of(|swept| swept.overview.datasets))}</dd>
                <dd class="soft small">{move || app.tf(words::KEY_FILES, &[("n", &whole(of(|swept| swept.overview.resources)))])}</dd>
            </div>
            {lines.map(|(label, read)| view! {
                <div>
                    <dt>{move || app.t(label)}</dt>
                    <dd class="overview-number">{move || share(read)}</dd>
                    <dd class="soft small">{move || app.tf(words::KEY_OF, &[("n", &whole(of(read)))])}</dd>
                </div>
            })}
            <div>
                <dt>{move || app.t(words::KEY_METADATA)}</dt>
                <dd class="overview-number">{move || percent(of(|swept| swept.overview.metadata_permille))}</dd>
                <dd class="soft small">{move || app.t(words::KEY_METADATA_TEXT)}</dd>
            </div>
        </dl>
    }
}

/// A part of the overview as far as it is counted.
fn part_of(counted: RwSignal<Option<Counted>>, by: By, lang: Lang) -> Option<crate::story::report::Part> {
    counted.with(|counted| {
        counted.iter().flat_map(|counted| parts(&counted.swept.overview, lang)).find(|part| part.by == by)
    })
}
