//! The ways to a portal that refuses: what was tried, what is left, and the consent that some of them need.

mod line;
mod proxy;

use leptos::prelude::*;

pub(in crate::ui::screens) use self::line::{TableWayLine, WayLine};

use self::proxy::ProxyBox;
use crate::i18n::{Message, ways as words};
use crate::portal::ladder::{How, Rung, Situation, Step, Trouble, Want, rungs};
use crate::portal::{Portal, Resource};
use crate::ui::kit::{Button, ButtonLook, Card, StatusWord, Tone};
use crate::ui::state::{Ways, use_app};
use crate::web::clock;

/// What became of a way that was tried.
const fn outcome(trouble: Trouble) -> Message {
    match trouble {
        Trouble::Refused => words::REFUSED,
        Trouble::Down => words::DOWN,
        Trouble::Mixed => words::MIXED,
        Trouble::Forbidden => words::FORBIDDEN,
        Trouble::Missing => words::MISSING,
        Trouble::Other | Trouble::Stopped => words::FAILED,
    }
}

/// What a way that is left needs.
const fn need(rung: Rung) -> (Tone, Message) {
    match (rung.step, rung.how) {
        (Step::Letter, _) => (Tone::Info, words::LETTER_BELOW),
        (Step::OwnProxy, How::ByHand) => (Tone::Info, words::WITH_PROXY),
        (_, How::AskFirst) => (Tone::Info, words::WITH_CONSENT),
        _ => (Tone::Good, words::WORKS),
    }
}

/// The ladder at a portal or a file that could not be read.
#[component]
pub(in crate::ui::screens) fn Ladder(
    /// What was asked; what the person agrees to counts for its origin.
    address: String,
    /// The portal, as far as it is known.
    #[prop(optional_no_strip)]
    portal: Option<Portal>,
    /// The resource, where one was wanted.
    #[prop(optional_no_strip)]
    resource: Option<Resource>,
    /// What was wanted.
    want: Want,
    /// What was tried, in order.
    tried: Vec<(Step, Trouble)>,
    /// Asks again.
    retry: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let portal_address = portal.as_ref().map_or_else(|| address.clone(), |portal| portal.address.clone());
    let address = StoredValue::new(address);
    let known = StoredValue::new((portal, resource, tried.clone()));
    let left = Memo::new(move |_| {
        let memory = app.ways.memory(&address.get_value());
        known.with_value(|(portal, resource, tried)| {
            let situation = Situation {
                portal: portal.as_ref(),
                resource: resource.as_ref(),
                want,
                secure_page: Ways::secure_page(),
                has_proxy: app.ways.proxy_host().is_some(),
            };
            let left = rungs(&situation, tried, &memory, clock::today().unwrap_or_default());
            // What is tried without asking has been tried.
            left.into_iter().filter(|rung| rung.how != How::Now).collect::<Vec<Rung>>()
        })
    });
    let has = move |step: Step| left.with(|left| left.iter().any(|rung| rung.step == step));
    let allow = move |_| {
        app.ways.learn(&portal_address, Want::Catalogue, Step::Direct, Some(Trouble::Refused));
        app.ways.allow_frame(&portal_address, true);
        retry.run(());
    };
    let text = if want == Want::File { words::FRAME_ROWS_TEXT } else { words::FRAME_TEXT };
    view! {
        <section class="ladder stack">
            {has(Step::Jsonp).then(|| view! {
                <Card class="ladder-frame stack tight">
                    <h2>{move || app.t(words::FRAME)}</h2>
                    <p class="medium measure">{move || app.t(text)}</p>
                    <div class="button-row">
                        <Button look=ButtonLook::Primary label=words::FRAME_ALLOW on_press=allow/>
                    </div>
                </Card>
            })}
            <h3>{move || app.t(words::WAYS)}</h3>
            <ul class="ways measure" role="list">
                {tried.into_iter().map(|(step, trouble)| view! {
                    <li>
                        <span>{move || app.t(step.message())}</span>
                        <StatusWord tone=Tone::Bad label=outcome(trouble)/>
                    </li>
                }).collect_view()}
                {move || left.get().into_iter().map(|rung| {
                    let (tone, label) = need(rung);
                    view! {
                        <li>
                            <span>{move || app.t(rung.step.message())}</span>
                            <StatusWord tone label/>
                        </li>
                    }
                }).collect_view()}
            </ul>
            {has(Step::OwnProxy).then(|| view! { <ProxyBox address=address.get_value() retry/> })}
        </section>
    }
    .into_any()
}
