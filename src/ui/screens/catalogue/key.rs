//! The person's own key for a portal that asks for one: entering it, and taking it back.

use leptos::prelude::*;

use crate::base::note::{Problem, ProblemCode};
use crate::i18n::finding as words;
use crate::portal::{Portal, PortalKind};
use crate::ui::kit::{Button, ButtonLook, ExternalLink, Icon, IconName, Notice, TextInput, Tone};
use crate::ui::state::use_app;

/// Where a key is had.
const DEVELOPER: &str = "https://webapi.bps.go.id/developer/";

/// Whether a key of the person's own is what is missing, or what the portal did not take.
pub(in crate::ui::screens) fn asks_for_key(problem: &Problem) -> bool {
    let bps = || problem.args.first().is_some_and(|host| host == "bps.go.id" || host.ends_with(".bps.go.id"));
    problem.code == ProblemCode::NeedsKey || (problem.code == ProblemCode::Forbidden && bps())
}

/// Asks for the key.
#[component]
pub(in crate::ui::screens) fn KeyBox(
    /// Goes on with it.
    done: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    view! {
        <form class="key-box card stack" on:submit=move |event| {
            event.prevent_default();
            let key = typed.get_untracked();
            if key.trim().is_empty() {
                problem.set(Some(words::KEY_EMPTY.text(app.prefs.lang.get_untracked()).to_owned()));
                return;
            }
            app.engine.set_key(Some(&key));
            typed.set(String::new());
            done.run(());
        }>
            <h2>{move || app.t(words::KEY)}</h2>
            {move || app.engine.has_key().then(|| view! { <Notice tone=Tone::Warn title=words::KEY_NOT_TAKEN/> })}
            <p class="measure">{move || app.t(words::KEY_TEXT)}</p>
            <TextInput
                label=words::KEY_LABEL
                kind="password"
                value=typed
                problem
                on_input=move |text| {
                    typed.set(text);
                    problem.set(None);
                }
            />
            <p class="soft small measure">{move || app.t(words::KEY_KEPT)}</p>
            <div class="button-row">
                <button type="submit" class="button primary"><Icon name=IconName::Check/><span>{move || app.t(words::KEY_USE)}</span></button>
                <ExternalLink class="button" href=DEVELOPER>{move || app.t(words::KEY_GET)}</ExternalLink>
            </div>
        </form>
    }
    .into_any()
}

/// That a key is used here, and the way to take it back; nothing for portals that ask for none.
#[component]
pub(super) fn KeyInUse(
    /// The portal, once it is known.
    #[prop(into)]
    portal: Signal<Option<Portal>>,
    /// Asks again, now without the key.
    done: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let used = Memo::new(move |_| {
        portal.with(|portal| portal.as_ref().is_some_and(|portal| portal.kind == PortalKind::Bps))
            && app.engine.has_key()
    });
    move || {
        used.get().then(|| view! {
            <Button class="small" look=ButtonLook::Quiet icon=IconName::Trash label=words::KEY_REMOVE on_press=move |_| {
                app.engine.set_key(None);
                app.say(words::KEY_REMOVED.text(app.prefs.lang.get_untracked()));
                done.run(());
            }/>
        })
    }
}
