//! The portals that were asked, each with how far it is.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::chosen;
use super::run::Run;
use super::title_of;
use crate::base::lang::Lang;
use crate::base::note::{Problem, ProblemCode};
use crate::base::number::format_number;
use crate::i18n::{Message, finding as words};
use crate::place::At;
use crate::portal::SearchQuery;
use crate::portal::federate::Answered;
use crate::portal::ladder::Trouble;
use crate::ui::kit::{Button, ButtonLook, IconButton, IconName, Link, StatusWord, Tone};
use crate::ui::screens::catalogue::kept::age_words;
use crate::ui::state::use_app;

/// What is said of a portal.
#[derive(Clone, Debug, PartialEq)]
struct State {
    tone: Tone,
    words: String,
    /// Whether asking again may help.
    again: bool,
}

/// Why a portal has no answer, in a few words.
pub(super) const fn why(problem: &Problem) -> Message {
    match (problem.code, Trouble::of(problem)) {
        (ProblemCode::Offline, _) => words::ANSWER_OFFLINE,
        (ProblemCode::NeedsKey, _) => words::ANSWER_KEY,
        (ProblemCode::HttpStatus, _) => words::ANSWER_SICK,
        (_, Trouble::Refused) => words::ANSWER_REFUSED,
        (_, Trouble::Down) => words::ANSWER_DOWN,
        (_, Trouble::Mixed) => words::ANSWER_MIXED,
        (_, Trouble::Forbidden) => words::ANSWER_FORBIDDEN,
        _ => words::ANSWER_TROUBLE,
    }
}

fn state(run: Run, portal: usize, lang: Lang) -> State {
    let aged = run.known.with(|known| known.get(portal).and_then(|known| known.aged));
    run.federation.with(|all| match all.portals().get(portal) {
        None | Some(Answered::Waiting) => {
            State { tone: Tone::Info, words: words::ANSWER_WAITING.text(lang).to_owned(), again: false }
        }
        Some(Answered::Failed(problem)) => {
            let again = !matches!(problem.code, ProblemCode::MixedContent | ProblemCode::BadAddress);
            State { tone: Tone::Warn, words: why(problem).text(lang).to_owned(), again }
        }
        Some(Answered::Came { total, instead }) => {
            let n = format_number(*total as f64, 0, lang);
            let stopped = all.read(portal).1.is_some();
            let said = [
                Some(words::ANSWER_CAME.with(lang, &[("n", &n)])),
                instead.as_ref().map(|instead| words::ANSWER_INSTEAD.with(lang, &[("words", instead)])),
                aged.map(|at_ms| words::ANSWER_KEPT.with(lang, &[("age", &age_words(at_ms, lang))])),
                stopped.then(|| words::ANSWER_STOPPED.text(lang).to_owned()),
            ];
            let said = said.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let tone = if stopped || aged.is_some() { Tone::Warn } else { Tone::Good };
            State { tone, words: said, again: stopped }
        }
    })
}

/// "7 dari 10 portal menjawab · menunggu 1 · 2 tidak terbaca"
pub(super) fn progress_words(run: Run, lang: Lang) -> String {
    let (mut came, mut waiting, mut failed) = (0, 0, 0);
    run.federation.with(|all| {
        for state in all.portals() {
            match state {
                Answered::Waiting => waiting += 1,
                Answered::Came { .. } => came += 1,
                Answered::Failed(_) => failed += 1,
            }
        }
    });
    let n = |n: usize| n.to_string();
    let parts = [
        Some(words::ACROSS_PROGRESS.with(lang, &[("came", &n(came)), ("n", &n(came + waiting + failed))])),
        (waiting > 0).then(|| words::ACROSS_WAITING.with(lang, &[("n", &n(waiting))])),
        (failed > 0).then(|| words::ACROSS_FAILED.with(lang, &[("n", &n(failed))])),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The portals, in the order of the address.
#[component]
pub(super) fn PortalStates(run: Run) -> impl IntoView {
    let app = use_app();
    let count = run.portals.with_value(Vec::len);
    let failed = Memo::new(move |_| run.failed());
    let leave_out = move |_| {
        let failed = failed.get_untracked();
        let rest: Vec<String> = run.portals.with_value(|portals| {
            let here = portals.iter().enumerate();
            here.filter(|(at, _)| !failed.contains(at)).map(|(_, portal)| portal.clone()).collect()
        });
        chosen::remember(&rest);
        let query = run.query.get_untracked();
        app.go(match rest.as_slice() {
            [one] => At::Catalogue { portal: one.clone(), query: SearchQuery { facets: BTreeMap::new(), ..query } },
            _ => At::Across { portals: rest, query },
        });
    };
    view! {
        <ul class="asked" role="list">
            {(0..count).map(|portal| view! { <PortalState run portal/> }).collect_view()}
        </ul>
        {move || {
            let failed = failed.with(Vec::len);
            (failed > 1).then(|| view! {
                <div class="button-row">
                    <Button class="small" label=words::ACROSS_RETRY_ALL icon=IconName::Refresh on_press=move |_| {
                        for portal in run.failed() {
                            run.retry(portal);
                        }
                    }/>
                </div>
            })
        }}
        {move || {
            let failed = failed.with(Vec::len);
            (failed > 0 && failed < count).then(|| view! {
                <div class="button-row">
                    <Button class="small" look=ButtonLook::Quiet label=words::ACROSS_LEAVE_OUT on_press=leave_out/>
                </div>
            })
        }}
    }
    .into_any()
}

#[component]
fn PortalState(run: Run, portal: usize) -> impl IntoView {
    let app = use_app();
    let state = Memo::new(move |_| state(run, portal, app.lang()));
    let title = move || title_of(run, portal, app.lang());
    let at = move || {
        let portal = run.portals.with_value(|portals| portals.get(portal).cloned()).unwrap_or_default();
        let query = run.query.get();
        // The labels that are chosen here are not what the portal calls them.
        At::Catalogue { portal, query: SearchQuery { facets: BTreeMap::new(), ..query } }
    };
    view! {
        <li>
            <div class="asked-words">
                <p class="medium any-break"><Link at=Signal::derive(at)>{title}</Link></p>
                <p class="small">{move || {
                    let State { tone, words, .. } = state.get();
                    view! { <StatusWord tone label=words/> }
                }}</p>
            </div>
            {move || state.with(|state| state.again).then(|| view! {
                <IconButton
                    icon=IconName::Refresh
                    label=move || app.tf(words::ACROSS_RETRY_ONE, &[("portal", &title_of(run, portal, app.lang()))])
                    on_press=move |_| run.retry(portal)
                />
            })}
        </li>
    }
    .into_any()
}
