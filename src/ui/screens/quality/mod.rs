//! The quality card: a score of the metadata and one of the data, never one of both, each with what it lost
//! and who can mend it. Here is what the two halves share, and the data half; the metadata half is the
//! dataset screen's.

mod findings;

use leptos::prelude::*;

use crate::i18n::{Message, quality as rules, screens as words};
use crate::portal::Dataset;
use crate::portal::quality::data::{self, DataCard, DataEvidence, DataItem, assess_data};
use crate::portal::quality::{Principle, Rating, Who};
use crate::story::{Id, Origin};
use crate::table::TableInfo;
use crate::ui::kit::{Disclosure, StatusWord, Tone};
use crate::ui::state::{App, TableStatus, use_app};
use crate::web::clock;

const fn rating_tone(rating: Rating) -> Tone {
    match rating {
        Rating::Poor => Tone::Bad,
        Rating::Sufficient => Tone::Warn,
        Rating::Good | Rating::Excellent => Tone::Good,
    }
}

/// A score: its rating in a word, its points, a bar.
#[component]
pub(in crate::ui::screens) fn Score(rating: Rating, points: u16, achievable: u16) -> impl IntoView {
    let app = use_app();
    view! {
        <dd class="quality-word"><StatusWord tone=rating_tone(rating) label=rating.message()/></dd>
        <dd class="soft small tabular">{move || points_of(app, points.into(), achievable.into())}</dd>
        <dd><Bar won=points.into() of=achievable.into()/></dd>
    }
}

/// "82 dari 91 poin"
pub(in crate::ui::screens) fn points_of(app: App, won: usize, of: usize) -> String {
    app.tf(words::QUALITY_POINTS, &[("points", &won.to_string()), ("achievable", &of.to_string())])
}

/// A share as a bar; its numbers stand beside it.
#[component]
fn Bar(won: usize, of: usize) -> impl IntoView {
    (of > 0).then(|| view! { <progress aria-hidden="true" max=of.to_string() value=won.to_string()></progress> })
}

/// Parts of a score under a heading: each with what it won of what could be assessed.
#[component]
pub(in crate::ui::screens) fn ScoreList(
    title: Message,
    lines: Vec<(Message, usize, usize)>,
    /// The words of a line's numbers.
    numbers: fn(App, usize, usize) -> String,
) -> impl IntoView {
    let app = use_app();
    view! {
        <h3>{move || app.t(title)}</h3>
        <dl class="quality-list">
            {lines.into_iter().map(|(name, won, of)| view! {
                <div>
                    <dt>{move || app.t(name)}</dt>
                    <dd class="tabular">{move || match of {
                        0 => app.t(words::QUALITY_NOT_YET).to_owned(),
                        of => numbers(app, won, of),
                    }}</dd>
                    <dd class="quality-bar"><Bar won of/></dd>
                </div>
            }).collect_view()}
        </dl>
    }
}

/// How much of each principle of Satu Data is met.
#[component]
pub(in crate::ui::screens) fn Principles(principles: [(Principle, usize, usize); 4]) -> impl IntoView {
    let lines = principles.map(|(principle, met, of)| (principle.message(), met, of)).to_vec();
    let numbers = |app: App, met: usize, of: usize| {
        app.tf(words::PRINCIPLE_MET, &[("met", &met.to_string()), ("of", &of.to_string())])
    };
    view! { <ScoreList title=words::QUALITY_PRINCIPLES lines numbers/> }
}

/// The stars, in words for those who do not see them.
#[component]
pub(in crate::ui::screens) fn Stars(stars: u8) -> impl IntoView {
    let app = use_app();
    view! {
        <p class="row medium">
            <span class="stars" aria-hidden="true">{(1..=5).map(|at| if at <= stars { '★' } else { '☆' }).collect::<String>()}</span>
            <span>{move || app.tf(words::STARS_OF, &[("n", &stars.to_string())])}</span>
        </p>
    }
}

/// What lost points: what it is, how many, what was found, how it is mended and by whom.
#[component]
pub(in crate::ui::screens) fn Repair(
    name: Message,
    lost: u16,
    how: Message,
    who: Who,
    #[prop(optional)] found: Option<DataItem>,
) -> impl IntoView {
    let app = use_app();
    let meanwhile = found.as_ref().and_then(|item| item.check.meanwhile());
    view! {
        <li class="repair">
            <span class="repair-name">{move || app.t(name)}</span>
            <span class="repair-points soft small tabular">
                {move || if lost > 0 { app.tf(words::QUALITY_LOSES, &[("n", &lost.to_string())]) } else { String::new() }}
            </span>
            {found.map(|item| view! { <span class="repair-how medium any-break">{move || item.sentence(app.lang())}</span> })}
            <span class="repair-how medium">
                {move || app.t(how)}
                " " <span class="soft">{move || app.tf(words::QUALITY_BY, &[("who", app.t(who.message()))])}</span>
            </span>
            {meanwhile.map(|now| view! {
                <span class="repair-how medium">{move || app.t(now)}</span>
            })}
        </li>
    }
    .into_any()
}

/// A list of repairs under its heading.
#[component]
pub(in crate::ui::screens) fn Repairs(none: bool, children: Children) -> impl IntoView {
    let app = use_app();
    view! {
        <div class="stack tight">
            <h3>{move || app.t(words::QUALITY_REPAIRS)}</h3>
            {if none {
                view! { <p class="medium">{move || app.t(words::QUALITY_NO_REPAIRS)}</p> }.into_any()
            } else {
                view! { <ul class="repairs" role="list">{children()}</ul> }.into_any()
            }}
        </div>
    }
}

/// What the rules say of a source's table, once it is open. Tracked.
pub(in crate::ui::screens) fn card_of(
    app: App,
    source: Memo<Option<Id>>,
    dataset: Signal<Option<Dataset>>,
) -> Memo<Option<DataCard>> {
    let info = Memo::new(move |_| {
        let status = app.tables.get(source.get()?)?.status.get();
        if let TableStatus::Ready(info) = status { Some::<TableInfo>(info) } else { None }
    });
    let found = findings::follow(app, info);
    Memo::new(move |_| {
        let (id, info) = (source.get()?, info.get()?);
        let found = found.get().unwrap_or_default();
        let origin = app.desk.document.with(|document| document.source(id).map(|source| source.origin.clone()));
        let resource = match origin {
            Some(Origin::Resource { resource, .. }) => Some(resource),
            _ => None,
        };
        Some(dataset.with(|dataset| {
            assess_data(DataEvidence {
                info: &info,
                dataset: dataset.as_ref(),
                resource: resource.as_ref(),
                duplicates: found.duplicates,
                codes: found.codes,
                latest: found.latest,
                today: clock::today().unwrap_or_default(),
            })
        }))
    })
}

/// What lies behind the score of the data.
#[component]
pub(in crate::ui::screens) fn DataDetails(card: DataCard) -> impl IntoView {
    let app = use_app();
    let unseen = data::ALL_POINTS.saturating_sub(card.achievable);
    let repairs: Vec<DataItem> = card.repairs().into_iter().cloned().collect();
    let (principles, stars) = (card.principles(), card.stars);
    view! {
        <div class="stack">
            <Repairs none=repairs.is_empty()>
                {repairs.into_iter().map(|item| view! {
                    <Repair name=item.check.message() lost=item.weight - item.won how=item.repair() who=item.who found=item/>
                }).collect_view()}
            </Repairs>
            <div class="quality-tables">
                <div class="stack tight"><Principles principles/></div>
                <div class="stack tight">
                    <h3>{move || app.t(words::QUALITY_STARS)}</h3>
                    <Stars stars/>
                    <p class="medium soft">{move || app.t(rules::STARS_OF_BYTES)}</p>
                </div>
            </div>
            <p class="soft small measure">{move || app.tf(rules::RULES_METHOD, &[
                ("all", &data::ALL_POINTS.to_string()),
                ("unseen", &unseen.to_string()),
            ])}</p>
        </div>
    }
    .into_any()
}

/// Which rows the score of the data is about, where it is not all of them. Tracked.
pub(in crate::ui::screens) fn part_words(app: App, source: Option<Id>) -> Option<String> {
    let part = app.desk.document.with(|document| document.source(source?)?.extent.first_rows())?;
    let rows = crate::base::number::format_number(part as f64, 0, app.lang());
    Some(app.tf(rules::OF_A_PART, &[("n", &rows)]))
}

/// The data half beside an open table, folded behind its score.
#[component]
pub(in crate::ui::screens) fn TableQuality(id: Id) -> impl IntoView {
    let app = use_app();
    let card = card_of(app, Memo::new(move |_| Some(id)), Signal::stored(None));
    let score = move || {
        card.with(|card| {
            card.as_ref()
                .map(|card| {
                    let rating = app.t(card.rating().message());
                    format!("{rating} · {}", points_of(app, card.points.into(), card.achievable.into()))
                })
                .unwrap_or_default()
        })
    };
    view! {
        <Disclosure title=rules::TABLE_QUALITY count=score class="slim table-quality">
            <div class="quality">
                {move || part_words(app, Some(id)).map(|words| view! { <p class="soft small">{words}</p> })}
                {move || card.get().map(|card| view! { <DataDetails card/> })}
            </div>
        </Disclosure>
    }
    .into_any()
}
