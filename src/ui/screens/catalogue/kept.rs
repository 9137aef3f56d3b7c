//! Answers that this device keeps, and saying so where one is shown.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::key::asks_for_key;
use super::trouble::ways_past;
use crate::base::lang::Lang;
use crate::base::note::{Problem, ProblemCode};
use crate::i18n::{finding as words, problems};
use crate::portal::kept::{FORM, Kept};
use crate::portal::{Portal, PortalKind};
use crate::ui::kit::{Button, Disclosure, IconName, Notice, Tone, size_words};
use crate::ui::state::{App, use_app};
use crate::web::{answers, clock};

/// How old an answer is that is shown in place of a new one, and why there is no new one.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::screens) struct Aged {
    /// When it came, in milliseconds since 1970.
    pub(in crate::ui::screens) at_ms: u64,
    /// Why there is no newer one.
    pub(in crate::ui::screens) problem: Problem,
}

/// Whether an older answer is better than none. Not where the person stopped the question, where the portal has
/// understood it and said no, or where the person can do something about it.
pub(in crate::ui::screens) fn helps(problem: &Problem) -> bool {
    let final_word = matches!(
        problem.code,
        ProblemCode::Cancelled | ProblemCode::BadQuery | ProblemCode::BadAddress | ProblemCode::NotFound
    );
    !final_word && !asks_for_key(problem)
}

/// Keeps an answer, when the page has a moment. The sample portal is always here.
pub(in crate::ui::screens) fn keep<T: Serialize + Send + Sync + 'static>(key: String, portal: Portal, answer: T) {
    if portal.kind == PortalKind::Sample {
        return;
    }
    let at_ms = clock::epoch_ms();
    spawn_local(async move {
        clock::sleep_ms(300).await;
        if let Ok(text) = serde_json::to_string(&Kept { v: FORM, at_ms, portal, answer }) {
            answers::keep(&key, &text, at_ms).await;
        }
    });
}

/// The answer that is kept under a name, if this program can read it.
pub(in crate::ui::screens) async fn recall<T: DeserializeOwned>(key: &str) -> Option<Kept<T>> {
    let text = answers::find(key).await?;
    serde_json::from_str::<Kept<T>>(&text).ok().filter(|kept| kept.v == FORM)
}

/// "3 hari lalu"
pub(in crate::ui::screens) fn age_words(at_ms: u64, lang: Lang) -> String {
    let minutes = clock::epoch_ms().saturating_sub(at_ms) / 60_000;
    let (message, n) = match minutes {
        0 => return words::AGE_NOW.text(lang).to_owned(),
        n @ 1..60 => (words::AGE_MINUTES, n),
        n @ 60..1_440 => (words::AGE_HOURS, n / 60),
        n => (words::AGE_DAYS, n / 1_440),
    };
    message.with(lang, &[("n", &n.to_string())])
}

/// That what is on show was kept, how old it is, why, and the way to a new one.
#[component]
pub(in crate::ui::screens) fn KeptNotice(
    /// What is on show.
    aged: Aged,
    /// What was asked.
    address: String,
    /// The portal that gave the kept answer.
    #[prop(optional_no_strip)]
    portal: Option<Portal>,
    /// Whether a dataset of the portal was asked for, not the portal itself.
    #[prop(optional)]
    is_dataset: bool,
    /// Asks the portal again.
    retry: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let Aged { at_ms, problem } = aged;
    let title = move || kept_words(app, at_ms);
    // An old answer must not hide the ways to a new one.
    let past = ways_past(app, &problem, portal.as_ref(), &address, is_dataset, retry);
    view! {
        <Notice tone=Tone::Warn title>
            <p>{move || problems::sentence(&problem, app.lang())}" "{move || app.t(words::KEPT_TEXT)}</p>
            <div class="button-row">
                <Button label=words::KEPT_REFRESH icon=IconName::Refresh on_press=move |_| retry.run(())/>
            </div>
            {past.map(|past| view! { <Disclosure title=words::KEPT_WAYS class="slim">{past}</Disclosure> })}
        </Notice>
    }
    .into_any()
}

fn kept_words(app: App, at_ms: u64) -> String {
    let lang = app.lang();
    words::KEPT.with(lang, &[("age", &age_words(at_ms, lang))])
}

/// How much is kept, and the way to be rid of it; nothing where nothing is kept.
#[component]
pub(super) fn KeptAmount() -> impl IntoView {
    let app = use_app();
    let amount = RwSignal::new((0_usize, 0_u64));
    let look = move || {
        spawn_local(async move {
            let now = answers::amount().await;
            // The screen may be gone by now.
            amount.try_set(now);
        });
    };
    look();
    let text = move || {
        let (n, bytes) = amount.get();
        app.tf(words::KEPT_AMOUNT, &[("n", &n.to_string()), ("size", &size_words(bytes, app.lang()))])
    };
    view! {
        {move || (amount.get().0 > 0).then(|| view! {
            <p class="soft medium measure">{text}</p>
            <div class="button-row">
                <Button label=words::KEPT_FORGET icon=IconName::Trash on_press=move |_| {
                    spawn_local(async move {
                        if answers::forget().await {
                            app.say(words::KEPT_FORGOTTEN.text(app.prefs.lang.get_untracked()));
                        }
                        look();
                    });
                }/>
            </div>
        })}
    }
    .into_any()
}
