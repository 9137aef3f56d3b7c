//! What is said beside the data: problems with their next step, notes, states in a word.

use leptos::prelude::*;

use super::{Disclosure, Icon, IconName, Words};
use crate::base::note::{Note, Problem};
use crate::i18n::{common, notes, problems};
use crate::ui::state::use_app;

/// What a notice or a word means; each has its own icon and word, never colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Info,
    /// Done, or works.
    Good,
    /// Look at this.
    Warn,
    /// Did not work.
    Bad,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Info => IconName::Info,
            Self::Good => IconName::Good,
            Self::Warn => IconName::Warn,
            Self::Bad => IconName::Bad,
        }
    }
}

/// A box with an icon, a word and whatever belongs to it.
#[component]
pub fn Notice(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// The word or short sentence in bold.
    #[prop(into)]
    title: Words,
    /// Whether a screen reader is told at once; for what appears after the person acted.
    #[prop(optional)]
    alert: bool,
    /// Sentences, details, buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=format!("notice {}", tone.class()) role=alert.then_some("alert")>
            <Icon name=tone.icon()/>
            <div>
                <p class="notice-word">{title.reader()}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
}

/// Why something could not be done and what to do next, with the technical detail folded. Children
/// are its buttons.
#[component]
pub fn ProblemNotice(
    /// The problem.
    problem: Problem,
    /// What to do next, where a screen knows better than the problem itself.
    #[prop(optional, into)]
    next: Option<Words>,
    /// Buttons: try again, open elsewhere.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let app = use_app();
    let detail = problem.detail.clone();
    let known = problem.clone();
    let next = move || next.as_ref().map_or_else(|| problems::next_step(&known, app.lang()), Words::get);
    view! {
        <Notice tone=Tone::Bad title=move || problems::sentence(&problem, app.lang()) alert=true>
            <p>{next}</p>
            {children.map(|children| view! { <div class="button-row">{children()}</div> })}
            {detail.map(|detail| view! {
                <Disclosure title=common::DETAILS class="slim"><pre>{detail.clone()}</pre></Disclosure>
            })}
        </Notice>
    }
    .into_any()
}

/// Notes of a reading or a search, folded behind their number; nothing when there are none.
#[component]
pub fn NoteList(
    /// The notes.
    notes: Vec<Note>,
    /// Whether they stand unfolded.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let app = use_app();
    if notes.is_empty() {
        return ().into_any();
    }
    let count = notes.len().to_string();
    view! {
        <Disclosure title=move || app.tf(common::NOTES, &[("n", &count)]) open>
            <ul class="stack tight medium">
                {notes.iter().cloned().map(|note| view! { <li>{move || notes::sentence(&note, app.lang())}</li> }).collect_view()}
            </ul>
        </Disclosure>
    }
    .into_any()
}

/// A state in a word with its icon.
#[component]
pub fn StatusWord(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    #[prop(into)]
    label: Words,
) -> impl IntoView {
    let class = if tone == Tone::Info { "calm" } else { tone.class() };
    view! { <span class=format!("status {class}")><Icon name=tone.icon()/><span>{label.reader()}</span></span> }
}
