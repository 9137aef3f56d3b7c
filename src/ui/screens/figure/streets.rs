//! Streets below a map: switched on by a person, from the address they choose.
//!
//! Nothing is asked for before that, and no document remembers it: a map from somebody's link never fetches
//! what its author looked at. While streets are on the map is drawn in their projection, above them, by the
//! same means as ever, so that its marks, keys, words and table stay what they are.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::map_hands::Hands;
use crate::i18n::{Message, common, streets as t};
use crate::map::streets::{BadAddress, OPEN_STREET_MAP_CREDIT, Streets};
use crate::ui::kit::{Choice, ExternalLink, Notice, Segmented, TextInput, Tone};
use crate::ui::state::use_app;
use crate::web::streets::{self, Below, Camera, Outcome};

/// Where streets stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Stand {
    /// Nobody asked for them.
    #[default]
    Off,
    /// Asked for, and not there yet.
    Coming(Streets),
    /// There.
    On(Streets),
    /// They did not come, and why.
    Failed(Streets, Outcome),
}

impl Stand {
    /// The streets that are on or on their way.
    fn chosen(&self) -> Option<&Streets> {
        match self {
            Self::Coming(own) | Self::On(own) => Some(own),
            Self::Off | Self::Failed(..) => None,
        }
    }
}

/// The map's part of the picture: its place in it, in per cent, and what it shows.
fn camera(hands: Hands) -> Option<((f64, f64, f64, f64), Camera)> {
    let window = hands.window()?;
    let level = window.street_level()?;
    let camera = Camera { lon: window.view.lon, lat: window.view.lat, level, width_px: window.frame.2 };
    Some((window.frame, camera))
}

/// What lies below a picture: nothing, or streets and whose they are.
#[component]
pub fn StreetsBelow(
    /// The map.
    hands: Hands,
    /// Width and height of the whole picture, in CSS pixels.
    size: Memo<(f64, f64)>,
) -> impl IntoView {
    let app = use_app();
    let stand = hands.streets;
    let chosen = Memo::new(move |_| stand.with(|stand| stand.chosen().cloned()));
    let place = NodeRef::<html::Div>::new();
    let below = StoredValue::new_local(None::<Below>);
    let dark = app.prefs.dark;
    let look = move || {
        let now = camera(hands);
        below.with_value(|below| {
            if let (Some(below), Some((_, camera))) = (below, now) {
                below.look(camera);
            }
        });
    };
    // Opened anew for another address, another theme, and where the picture was built anew.
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (chosen, place, dark) = (chosen.get(), place.get(), dark.get());
        turn.update_value(|turn| *turn += 1);
        below.set_value(None);
        let (Some(streets), Some(place)) = (chosen, place) else { return };
        let this = turn.get_value();
        let report = move |outcome: Outcome| {
            if turn.try_get_value() != Some(this) {
                return;
            }
            if let Some(own) = stand.with_untracked(|stand| stand.chosen().cloned()) {
                if outcome == Outcome::Ready {
                    stand.set(Stand::On(own));
                } else {
                    hands.set_on_streets(false);
                    stand.set(Stand::Failed(own, outcome));
                }
            }
        };
        spawn_local(async move {
            let opened = Below::open((*place).clone().into(), streets, dark, report).await;
            if turn.try_get_value() != Some(this) {
                return;
            }
            if opened.is_none() {
                report(Outcome::Missing);
            }
            below.set_value(opened);
            untrack(look);
        });
    });
    Effect::new(move |_| look());
    on_cleanup(move || {
        turn.update_value(|turn| *turn += 1);
        below.set_value(None);
    });
    let frame = Memo::new(move |_| camera(hands).map(|(frame, _)| frame));
    let percent = |part: f64, whole: f64| format!("{:.3}%", if whole > 0.0 { part / whole * 100.0 } else { 0.0 });
    let at = move |of: fn((f64, f64, f64, f64)) -> f64, wide: bool| {
        let (width, height) = size.get();
        frame.get().map(|frame| percent(of(frame), if wide { width } else { height }))
    };
    let credit = move || {
        let own = chosen.get()?;
        Some(if own.is_open_street_map() {
            let words = move || app.t(t::OSM_CREDIT);
            view! { <ExternalLink href=OPEN_STREET_MAP_CREDIT.to_owned()>{words}</ExternalLink> }.into_any()
        } else {
            view! { <span>{own.credit}</span> }.into_any()
        })
    };
    view! {
        <Show when=move || chosen.with(Option::is_some) && frame.with(Option::is_some)>
            <div
                node_ref=place
                class="plot-streets"
                aria-hidden="true"
                style:left=move || at(|frame| frame.0, true)
                style:top=move || at(|frame| frame.1, false)
                style:width=move || at(|frame| frame.2, true)
                style:height=move || at(|frame| frame.3, false)
            ></div>
            <div
                class="plot-credit-frame"
                style:left=move || at(|frame| frame.0, true)
                style:top=move || at(|frame| frame.1, false)
                style:width=move || at(|frame| frame.2, true)
                style:height=move || at(|frame| frame.3, false)
            >
                <p class="plot-credit">{credit}</p>
            </div>
        </Show>
    }
}

/// Why an address is not taken, in words.
const fn words_of(why: BadAddress) -> Message {
    match why {
        BadAddress::NoAddress => t::BAD_ADDRESS,
        BadAddress::NotSecure => t::NOT_SECURE,
        BadAddress::Secret => t::SECRET,
        BadAddress::NoPlaces => t::NO_PLACES,
    }
}

/// The button beside those that move a map.
#[component]
pub fn StreetsSwitch(
    /// The map.
    hands: Hands,
) -> impl IntoView {
    let app = use_app();
    let on = Memo::new(move |_| hands.streets.with(|stand| stand.chosen().is_some()));
    let press = move |_| {
        if on.get_untracked() {
            hands.set_streets(None);
        } else {
            hands.choosing.update(|choosing| *choosing = !*choosing);
        }
    };
    view! {
        <button
            type="button"
            class="button"
            aria-expanded=move || (!on.get()).then(|| hands.choosing.get().to_string())
            on:click=press
        >
            {move || app.t(if on.get() { t::SWITCH_OFF } else { t::SWITCH })}
        </button>
    }
}

/// What stands below the buttons: the choice of an address, what is coming, what failed.
#[component]
pub fn StreetsChoice(
    /// The map.
    hands: Hands,
) -> impl IntoView {
    let app = use_app();
    let stand = hands.streets;
    let trouble = move || {
        let Stand::Failed(own, outcome) = stand.get() else { return None };
        let (title, next, detail) = match outcome {
            Outcome::NoWebGl => (app.t(t::NO_WEBGL).to_owned(), t::NO_WEBGL_NEXT, String::new()),
            Outcome::Missing => (app.t(t::MISSING).to_owned(), t::MISSING_NEXT, String::new()),
            Outcome::Failed(detail) => (app.tf(t::FAILED, &[("host", own.host())]), t::FAILED_NEXT, detail),
            Outcome::Ready => return None,
        };
        let again = move |_| hands.set_streets(Some(own.clone()));
        let change = move |_| {
            stand.set(Stand::Off);
            hands.choosing.set(true);
        };
        let detail = (!detail.is_empty()).then(|| view! { <p class="soft small any-break">{detail}</p> });
        Some(view! {
            <Notice title tone=Tone::Warn alert=true>
                <p>{app.t(next)}</p>
                {detail}
                <div class="button-row">
                    <button type="button" class="button" on:click=again>{app.t(common::TRY_AGAIN)}</button>
                    <button type="button" class="button" on:click=change>{app.t(t::CHANGE)}</button>
                </div>
            </Notice>
        })
    };
    let coming = move || match stand.get() {
        Stand::Coming(own) => app.tf(t::LOADING, &[("host", own.host())]),
        _ => String::new(),
    };
    view! {
        <p class="soft map-streets-coming" role="status">{coming}</p>
        {trouble}
        <Show when=move || hands.choosing.get()><Chooser hands/></Show>
    }
}

/// Where streets come from.
#[component]
fn Chooser(hands: Hands) -> impl IntoView {
    let app = use_app();
    let kept = streets::remembered().filter(|kept| !kept.is_open_street_map());
    let own = RwSignal::new(kept.is_some());
    let (address, credit) = kept.map(|kept| (kept.address, kept.credit)).unwrap_or_default();
    let (address, credit) = (RwSignal::new(address), RwSignal::new(credit));
    let bad = RwSignal::new(None::<BadAddress>);
    let read = move || {
        if own.get() {
            Streets::read(&address.get(), &credit.get())
        } else {
            Ok(Streets::open_street_map(app.t(t::OSM_CREDIT)))
        }
    };
    let promise = move || {
        let host = read().map_or_else(|_| app.t(t::YOUR_HOST).to_owned(), |streets| streets.host().to_owned());
        app.tf(t::PROMISE, &[("host", &host)])
    };
    let show = move |_| match untrack(read) {
        Ok(chosen) => {
            streets::remember(&chosen);
            hands.choosing.set(false);
            hands.set_streets(Some(chosen));
        }
        Err(why) => bad.set(Some(why)),
    };
    let options = vec![Choice::new(false, t::OSM), Choice::new(true, t::OWN)];
    view! {
        <div class="map-streets" role="group" aria-label=move || app.t(t::SWITCH)>
            <p class="map-streets-from">{move || app.t(t::FROM)}</p>
            <Segmented label=t::FROM options value=own on_choose=move |chosen| own.set(chosen)/>
            <Show when=move || own.get()>
                <TextInput label=t::ADDRESS value=address kind="url" inputmode="url" hint=t::ADDRESS_HINT
                    problem=Signal::derive(move || bad.get().map(|why| app.t(words_of(why)).to_owned()))
                    on_input=Callback::new(move |typed| { bad.set(None); address.set(typed); })/>
                <TextInput label=t::CREDIT value=credit hint=t::CREDIT_HINT
                    on_input=Callback::new(move |typed| credit.set(typed))/>
            </Show>
            <p class="soft small">{promise}</p>
            <div class="button-row">
                <button type="button" class="button primary" on:click=show>{move || app.t(t::SHOW)}</button>
                <button type="button" class="button quiet" on:click=move |_| hands.choosing.set(false)>{move || app.t(common::CANCEL)}</button>
            </div>
        </div>
    }
}
