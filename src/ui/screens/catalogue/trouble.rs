//! A portal that cannot be asked: why, and the ways that are still open.

use leptos::prelude::*;

use super::key::{KeyBox, asks_for_key};
use super::letter::LetterBox;
use crate::base::note::{Problem, ProblemCode};
use crate::i18n::{common, problems, screens as words};
use crate::portal::ladder::{Trouble, Want, Wish, presumed};
use crate::portal::{Portal, directory};
use crate::ui::kit::{Button, ButtonLook, ExternalLink, FilePicker, Icon, IconName, Link, ProblemNotice};
use crate::ui::screens::home::intent;
use crate::ui::screens::ladder::Ladder;
use crate::ui::state::{App, use_app};

/// What a letter to the operator would ask for; `None` where no setting of theirs would help.
fn wish(code: ProblemCode) -> Option<Wish> {
    match code {
        ProblemCode::Refused | ProblemCode::FrameSilent => Some(Wish { open_api: true, ..Wish::default() }),
        ProblemCode::MixedContent => Some(Wish { https: true, ..Wish::default() }),
        _ => None,
    }
}

/// The portal that has not said anything: of the kind and the name that the directory has, else CKAN.
pub(in crate::ui::screens) fn known_or_presumed(address: &str) -> Option<Portal> {
    let portal = presumed(address)?;
    let known = directory::built_in().into_iter().find(|entry| directory::same(&entry.address, &portal.address));
    Some(match known {
        Some(entry) => Portal { kind: entry.kind.unwrap_or(portal.kind), title: entry.title, ..portal },
        None => portal,
    })
}

/// The ladder at a portal that did not let itself be read, where a way past that may be left.
pub(super) fn ways_past(
    app: App,
    problem: &Problem,
    portal: Option<&Portal>,
    address: &str,
    is_dataset: bool,
    retry: Callback<()>,
) -> Option<AnyView> {
    let trouble = Trouble::of(problem);
    // A dataset of a portal that is read by the frame may just not be there.
    let silent = problem.code == ProblemCode::FrameSilent && !is_dataset;
    let climbs = silent || matches!(trouble, Trouble::Refused | Trouble::Mixed | Trouble::Down);
    let portal = portal.filter(|_| climbs && address != intent::SAMPLE).cloned()?;
    let tried = vec![(untrack(|| app.ways.way(address)), trouble)];
    let address = address.to_owned();
    Some(view! { <Ladder address portal=Some(portal) want=Want::Catalogue tried retry/> }.into_any())
}

/// The problem with the next steps that fit it.
#[component]
pub(in crate::ui::screens) fn PortalTrouble(
    /// What happened.
    problem: Problem,
    /// What was asked; its page is offered when it is a web address.
    address: String,
    /// The portal, where it answered before.
    #[prop(optional_no_strip)]
    portal: Option<Portal>,
    /// Asks again.
    retry: Callback<()>,
    /// Whether a dataset of the portal was asked for, not the portal itself.
    #[prop(optional)]
    is_dataset: bool,
) -> impl IntoView {
    let app = use_app();
    let code = problem.code;
    let again = !matches!(code, ProblemCode::BadAddress | ProblemCode::NotAPortal | ProblemCode::NotFound);
    // A dataset of a portal that is read by the frame may just not be there.
    let silent = code == ProblemCode::FrameSilent && !is_dataset;
    // The portal answers a visitor, just not this page: its own page is the way to the file.
    let closed = matches!(
        code,
        ProblemCode::Refused
            | ProblemCode::MixedContent
            | ProblemCode::Forbidden
            | ProblemCode::Timeout
            | ProblemCode::BadAnswer
    ) || silent;
    let wish = wish(code).filter(|_| address != intent::SAMPLE && (silent || code != ProblemCode::FrameSilent));
    let portal = portal.or_else(|| known_or_presumed(&address)).filter(|_| address != intent::SAMPLE);
    let past = ways_past(app, &problem, portal.as_ref(), &address, is_dataset, retry);
    let letter_to = portal.zip(wish);
    // Who was refused is hardly helped by asking the same again; the ways below are.
    let again_look = if code == ProblemCode::Refused { ButtonLook::Plain } else { ButtonLook::Primary };
    if asks_for_key(&problem) {
        return view! { <KeyBox done=retry/> }.into_any();
    }
    let lost = code == ProblemCode::NotFound && is_dataset;
    let web = address.starts_with("https://") || address.starts_with("http://");
    let elsewhere = address != intent::SAMPLE;
    let known = problem.clone();
    let next = move || match known.code {
        // A file from a portal's own page comes without the resource it belongs to.
        ProblemCode::Refused => app.t(words::REFUSED_PORTAL_NEXT).to_owned(),
        _ => problems::next_step(&known, app.lang()),
    };
    view! {
        <ProblemNotice problem next>
            {again.then(|| view! {
                <Button label=common::TRY_AGAIN icon=IconName::Refresh look=again_look on_press=move |_| retry.run(())/>
            })}
            {web.then(|| view! { <ExternalLink class="button" href=address.clone()>{move || app.t(words::OPEN_PORTAL_PAGE)}</ExternalLink> })}
            {lost.then(|| view! {
                <Link at=intent::catalogue(&address, "") class="button primary">
                    <Icon name=IconName::Search/><span>{move || app.t(words::SEARCH_HERE)}</span>
                </Link>
            })}
            {closed.then(|| view! { <FilePicker label=common::OPEN_FILE/> })}
            {elsewhere.then(|| view! {
                <Link at=intent::catalogue(intent::SAMPLE, "") class="button quiet">
                    <Icon name=IconName::Sample/><span>{move || app.t(words::DOOR_SAMPLE)}</span>
                </Link>
            })}
        </ProblemNotice>
        {past}
        {closed.then(|| view! {
            <div class="trouble-why">
                <h2>{move || app.t(words::WHY_CLOSED)}</h2>
                <p class="measure">{move || app.t(words::WHY_CLOSED_TEXT)}</p>
                <ol class="measure">
                    <li>{move || app.t(words::WHY_STEP_1)}</li>
                    <li>{move || app.t(words::WHY_STEP_2)}</li>
                    <li>{move || app.t(words::WHY_STEP_3)}</li>
                </ol>
            </div>
        })}
        {letter_to.map(|(portal, wish)| view! { <LetterBox portal wish/> })}
    }
    .into_any()
}
