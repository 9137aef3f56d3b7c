//! How good a dataset is: the metadata now, the data once a file is open. Two scores, never one, with what
//! is missing and who can mend it folded behind them.

use leptos::prelude::*;

use super::coverage::frequency_words;
use crate::i18n::{Message, quality as rules, screens as words};
use crate::portal::Dataset;
use crate::portal::freshness::{Freshness, freshness};
use crate::portal::quality::{ALL_POINTS, Evidence, QualityCard, assess};
use crate::story::{Id, Origin, Source};
use crate::ui::kit::{Disclosure, StatusWord, Tone};
use crate::ui::screens::catalogue::date_words;
use crate::ui::screens::quality::{
    DataDetails, Principles, Repair, Repairs, Score, ScoreList, Stars, card_of, part_words, points_of,
};
use crate::ui::state::{App, TableStatus, use_app};
use crate::web::clock;

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

/// The source of a dataset's resource that is open now, the last one opened; tracked.
fn open_source(app: App, address: &str, dataset: &str) -> Option<Id> {
    let of = |source: &Source| match &source.origin {
        Origin::Resource { portal, dataset: known, .. } => {
            portal.address.trim_end_matches('/') == address.trim_end_matches('/') && known == dataset
        }
        _ => false,
    };
    let ids: Vec<Id> = app
        .desk
        .document
        .with(|document| document.sources.iter().filter(|source| of(source)).map(|source| source.id).collect());
    let is_ready =
        |id: &Id| app.tables.get(*id).is_some_and(|table| matches!(table.status.get(), TableStatus::Ready(_)));
    ids.into_iter().rev().find(is_ready)
}

/// The card.
#[component]
pub(super) fn QualityBox(
    dataset: Dataset,
    /// The portal's own address, as its sources have it.
    address: String,
) -> impl IntoView {
    let app = use_app();
    let source = {
        let dataset = dataset.id.clone();
        Memo::new(move |_| open_source(app, &address, &dataset))
    };
    let data = card_of(app, source, Signal::stored(Some(dataset.clone())));
    let columns = Memo::new(move |_| {
        let status = app.tables.get(source.get()?)?.status.get();
        match status {
            TableStatus::Ready(info) => Some(info.fields.into_iter().map(|field| field.name).collect::<Vec<_>>()),
            _ => None,
        }
    });
    let today = clock::today().unwrap_or_default();
    let (frequency, modified) = (frequency_words(&dataset), dataset.modified.clone());
    let freshness = freshness(&dataset, today);
    // A table that is open shows whether it has codes.
    let metadata = Memo::new(move |_| {
        let columns = columns.get();
        assess(&dataset, Evidence { columns: columns.as_deref(), ..Evidence::default() }, today)
    });
    let age = move || {
        let lang = app.lang();
        let said =
            frequency.as_ref().map(|frequency| app.tf(words::QUALITY_STATED, &[("frequency", &frequency(lang))]));
        let changed = modified
            .as_deref()
            .map(|modified| app.tf(words::QUALITY_CHANGED, &[("date", &date_words(modified, lang))]));
        [said, changed].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let lost =
        move |n: usize| if n == 0 { String::new() } else { app.tf(words::QUALITY_LOST, &[("n", &n.to_string())]) };
    let of_table = move || {
        let title = app
            .desk
            .document
            .with(|document| source.get().and_then(|id| document.source(id)).map(|source| source.title.clone()));
        let table = title.map(|title| app.tf(rules::OF_TABLE, &[("title", &title)]));
        part_words(app, source.get()).or(table)
    };
    view! {
        <section class="stack tight">
            <h2>{move || app.t(words::QUALITY)}</h2>
            <div class="quality card">
                <dl class="quality-scores">
                    <div>
                        <dt>{move || app.t(words::QUALITY_METADATA)}</dt>
                        {move || {
                            let card = metadata.get();
                            view! { <Score rating=card.rating() points=card.points achievable=card.achievable/> }
                        }}
                    </div>
                    <div>
                        <dt>{move || app.t(words::QUALITY_DATA)}</dt>
                        {move || match data.get() {
                            Some(card) => view! {
                                <Score rating=card.rating() points=card.points achievable=card.achievable/>
                                <dd class="soft small any-break">{of_table}</dd>
                            }.into_any(),
                            None => view! {
                                <dd class="quality-word"><StatusWord label=words::QUALITY_NOT_YET/></dd>
                                <dd class="soft small">{move || app.t(words::QUALITY_NOT_YET_TEXT)}</dd>
                            }.into_any(),
                        }}
                    </div>
                </dl>
                <p class="quality-fresh row small">
                    <StatusWord tone=freshness_tone(freshness) label=freshness.message()/>
                    <span class="soft">{age}</span>
                </p>
                <Disclosure title=rules::METADATA_MORE count=move || lost(metadata.with(|card| card.repairs().len()))>
                    {move || view! { <Details card=metadata.get()/> }}
                </Disclosure>
                <Show when=move || data.with(Option::is_some)>
                    <Disclosure
                        title=rules::DATA_MORE
                        count=move || lost(data.with(|card| card.as_ref().map_or(0, |card| card.repairs().len())))
                    >
                        {move || data.get().map(|card| view! { <DataDetails card/> })}
                    </Disclosure>
                </Show>
            </div>
        </section>
    }
    .into_any()
}

/// What lies behind the score of the metadata.
#[component]
fn Details(card: QualityCard) -> impl IntoView {
    let app = use_app();
    let unseen = ALL_POINTS.saturating_sub(card.achievable);
    let repairs = card.repairs();
    let dimensions =
        card.dimensions().map(|(dimension, won, of)| (dimension.message(), won.into(), of.into())).to_vec();
    let (stars, with_licence) = (card.stars, card.stars_with_licence);
    view! {
        <div class="stack">
            <Repairs none=repairs.is_empty()>
                {repairs.into_iter().map(|item| view! {
                    <Repair name=item.check.message() lost=item.weight how=item.check.repair() who=item.who/>
                }).collect_view()}
            </Repairs>
            <div class="quality-tables">
                <div class="stack tight">
                    <ScoreList title=words::QUALITY_DIMENSIONS lines=dimensions numbers=points_of/>
                </div>
                <div class="stack tight">
                    <Principles principles=card.principles()/>
                    <h3>{move || app.t(words::QUALITY_STARS)}</h3>
                    <Stars stars/>
                    <p class="medium soft">
                        {move || app.t(star_words(stars))}
                        {move || (with_licence > stars).then(|| format!(" {}", app.tf(words::STARS_LICENCE, &[("n", &with_licence.to_string())])))}
                    </p>
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
