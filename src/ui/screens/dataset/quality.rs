//! How good a dataset is: the metadata now, the data once a file is open. Two scores, never one, with what
//! is missing and who can mend it folded behind them.

use leptos::prelude::*;

use super::coverage::frequency_words;
use crate::i18n::{Message, screens as words};
use crate::portal::Dataset;
use crate::portal::freshness::Freshness;
use crate::portal::quality::{ALL_POINTS, Evidence, Item, QualityCard, Rating, assess};
use crate::ui::kit::{Disclosure, StatusWord, Tone};
use crate::ui::screens::catalogue::date_words;
use crate::ui::state::use_app;
use crate::web::clock;

const fn rating_tone(rating: Rating) -> Tone {
    match rating {
        Rating::Poor => Tone::Bad,
        Rating::Sufficient => Tone::Warn,
        Rating::Good | Rating::Excellent => Tone::Good,
    }
}

const fn freshness_tone(freshness: Freshness) -> Tone {
    match freshness {
        Freshness::Fresh => Tone::Good,
        Freshness::Late | Freshness::UnstatedOld => Tone::Warn,
        Freshness::Stale => Tone::Bad,
        Freshness::Unstated | Freshness::Unknown => Tone::Info,
    }
}

const fn star_words(stars: u8) -> Message {
    match stars {
        0 => words::STARS_0,
        1 => words::STARS_1,
        2 => words::STARS_2,
        3 => words::STARS_3,
        _ => words::STARS_4,
    }
}

/// The card.
#[component]
pub(super) fn QualityBox(dataset: Dataset) -> impl IntoView {
    let app = use_app();
    let card = assess(&dataset, Evidence::default(), clock::today().unwrap_or_default());
    let rating = card.rating();
    let (points, achievable, freshness) = (card.points, card.achievable, card.freshness);
    let (frequency, modified) = (frequency_words(&dataset), dataset.modified.clone());
    let age = move || {
        let lang = app.lang();
        let said =
            frequency.as_ref().map(|frequency| app.tf(words::QUALITY_STATED, &[("frequency", &frequency(lang))]));
        let changed = modified
            .as_deref()
            .map(|modified| app.tf(words::QUALITY_CHANGED, &[("date", &date_words(modified, lang))]));
        [said, changed].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let lost = card.repairs().len();
    view! {
        <section class="stack tight">
            <h2>{move || app.t(words::QUALITY)}</h2>
            <div class="quality card">
                <dl class="quality-scores">
                    <div>
                        <dt>{move || app.t(words::QUALITY_METADATA)}</dt>
                        <dd class="quality-word"><StatusWord tone=rating_tone(rating) label=rating.message()/></dd>
                        <dd class="soft small tabular">{move || app.tf(words::QUALITY_POINTS, &[
                            ("points", &points.to_string()),
                            ("achievable", &achievable.to_string()),
                        ])}</dd>
                        <dd><Bar won=points of=achievable/></dd>
                    </div>
                    <div>
                        <dt>{move || app.t(words::QUALITY_DATA)}</dt>
                        <dd class="quality-word"><StatusWord label=words::QUALITY_NOT_YET/></dd>
                        <dd class="soft small">{move || app.t(words::QUALITY_NOT_YET_TEXT)}</dd>
                    </div>
                </dl>
                <p class="quality-fresh row small">
                    <StatusWord tone=freshness_tone(freshness) label=freshness.message()/>
                    <span class="soft">{age}</span>
                </p>
                <Disclosure
                    title=words::QUALITY_MORE
                    count=move || if lost == 0 { String::new() } else { app.tf(words::QUALITY_LOST, &[("n", &lost.to_string())]) }
                >
                    <Details card/>
                </Disclosure>
            </div>
        </section>
    }
    .into_any()
}

/// A share as a bar; its numbers stand beside it.
#[component]
fn Bar(won: u16, of: u16) -> impl IntoView {
    (of > 0).then(|| view! { <progress aria-hidden="true" max=of.to_string() value=won.to_string()></progress> })
}

/// What lies behind the scores.
#[component]
fn Details(card: QualityCard) -> impl IntoView {
    let app = use_app();
    let unseen = ALL_POINTS.saturating_sub(card.achievable);
    let repairs = card.repairs();
    let (dimensions, principles) = (card.dimensions(), card.principles());
    view! {
        <div class="stack">
            <div class="stack tight">
                <h3>{move || app.t(words::QUALITY_REPAIRS)}</h3>
                {if repairs.is_empty() {
                    view! { <p class="medium">{move || app.t(words::QUALITY_NO_REPAIRS)}</p> }.into_any()
                } else {
                    view! {
                        <ul class="repairs" role="list">
                            {repairs.into_iter().map(|item| view! { <Repair item/> }).collect_view()}
                        </ul>
                    }.into_any()
                }}
            </div>
            <div class="quality-tables">
                <div class="stack tight">
                    <h3>{move || app.t(words::QUALITY_DIMENSIONS)}</h3>
                    <dl class="quality-list">
                        {dimensions.map(|(dimension, won, of)| view! {
                            <div>
                                <dt>{move || app.t(dimension.message())}</dt>
                                <dd class="tabular">{move || if of == 0 {
                                    app.t(words::QUALITY_NOT_YET).to_owned()
                                } else {
                                    app.tf(words::QUALITY_POINTS, &[("points", &won.to_string()), ("achievable", &of.to_string())])
                                }}</dd>
                                <dd class="quality-bar"><Bar won of/></dd>
                            </div>
                        })}
                    </dl>
                </div>
                <div class="stack tight">
                    <h3>{move || app.t(words::QUALITY_PRINCIPLES)}</h3>
                    <dl class="quality-list">
                        {principles.map(|(principle, met, of)| view! {
                            <div>
                                <dt>{move || app.t(principle.message())}</dt>
                                <dd class="tabular">{move || if of == 0 {
                                    app.t(words::QUALITY_NOT_YET).to_owned()
                                } else {
                                    app.tf(words::PRINCIPLE_MET, &[("met", &met.to_string()), ("of", &of.to_string())])
                                }}</dd>
                                <dd class="quality-bar"><Bar won=met as u16 of=of as u16/></dd>
                            </div>
                        })}
                    </dl>
                    <h3>{move || app.t(words::QUALITY_STARS)}</h3>
                    <Stars stars=card.stars with_licence=card.stars_with_licence/>
                </div>
            </div>
            <p class="soft small measure">
                {move || app.tf(words::QUALITY_UNSEEN, &[("all", &ALL_POINTS.to_string()), ("unseen", &unseen.to_string())])}
                " " {move || app.t(words::QUALITY_METHOD)}
            </p>
        </div>
    }
    .into_any()
}

/// What is missing, how it is mended, by whom, and what that is worth.
#[component]
fn Repair(item: Item) -> impl IntoView {
    let app = use_app();
    view! {
        <li class="repair">
            <span class="repair-name">{move || app.t(item.check.message())}</span>
            <span class="repair-points soft small tabular">
                {move || if item.weight > 0 { app.tf(words::QUALITY_LOSES, &[("n", &item.weight.to_string())]) } else { String::new() }}
            </span>
            <span class="repair-how medium">
                {move || app.t(item.check.repair())}
                " " <span class="soft">{move || app.tf(words::QUALITY_BY, &[("who", app.t(item.who.message()))])}</span>
            </span>
        </li>
    }
}

/// The stars, in words for those who do not see them.
#[component]
fn Stars(stars: u8, with_licence: u8) -> impl IntoView {
    let app = use_app();
    view! {
        <p class="row medium">
            <span class="stars" aria-hidden="true">{(1..=5).map(|at| if at <= stars { '★' } else { '☆' }).collect::<String>()}</span>
            <span>{move || app.tf(words::STARS_OF, &[("n", &stars.to_string())])}</span>
        </p>
        <p class="medium soft">
            {move || app.t(star_words(stars))}
            {move || (with_licence > stars).then(|| format!(" {}", app.tf(words::STARS_LICENCE, &[("n", &with_licence.to_string())])))}
        </p>
    }
}
