//! Waiting: bars with numbers and a way out, and the shape of what is to come.

use leptos::prelude::*;

use super::{Button, Words};
use crate::base::lang::Lang;
use crate::base::number::format_number;
use crate::engine::protocol::Phase;
use crate::i18n::common;
use crate::ui::state::use_app;
use crate::web::worker_client::Progress;

/// A bar with words. It becomes visible after 300 ms, so that what is quick does not flicker.
#[component]
pub fn ProgressBar(
    /// What is waited for: "Membaca berkas".
    #[prop(into)]
    label: Words,
    /// The part that is done, 0 to 1; `None` when unknown.
    #[prop(optional, into)]
    value: Signal<Option<f64>>,
    /// Numbers beside the label: "12.000 baris".
    #[prop(optional, into)]
    text: Option<Words>,
    /// Stops it.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <div class="progress">
            <div class="grow">
                <span>{label.reader()}</span>
                {text.map(|text| view! { " " <span class="progress-text">{text.reader()}</span> })}
            </div>
            {on_cancel.map(|cancel| view! {
                <Button label=common::CANCEL class="small" on_press=move |_| cancel.run(())/>
            })}
            <progress aria-label=label.reader() max="1" value=move || value.get().map(|value| value.clamp(0.0, 1.0).to_string())></progress>
        </div>
    }
}

/// The bar of a worker's job.
#[component]
pub fn JobProgress(
    /// What the job said last.
    #[prop(into)]
    progress: Signal<Option<Progress>>,
    /// Stops it.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let app = use_app();
    let label = move || match progress.get().map(|progress| progress.phase) {
        None | Some(Phase::Connecting | Phase::Retrying) => app.t(common::CONNECTING).to_owned(),
        Some(Phase::Reading) => app.t(common::READING).to_owned(),
        Some(Phase::Inferring) => app.t(common::INFERRING).to_owned(),
        Some(Phase::Computing) => app.t(common::COMPUTING).to_owned(),
        Some(Phase::Waiting) => waiting_words(progress.get().and_then(|progress| progress.of), app.lang()),
    };
    let value = move || {
        let counts = |progress: &Progress| progress.phase != Phase::Waiting;
        progress
            .get()
            .filter(counts)
            .and_then(|progress| progress.of.filter(|of| *of > 0).map(|of| progress.done as f64 / of as f64))
    };
    let text = move || progress.get().map(|progress| progress_words(progress, app.lang())).unwrap_or_default();
    match on_cancel {
        Some(on_cancel) => view! { <ProgressBar label value text on_cancel/> }.into_any(),
        None => view! { <ProgressBar label value text/> }.into_any(),
    }
}

/// For how many seconds a busy portal is left alone.
pub fn waiting_words(seconds: Option<u64>, lang: Lang) -> String {
    common::WAITING.with(lang, &[("n", &format_number(seconds.unwrap_or(1) as f64, 0, lang))])
}

/// The numbers of a job: "12.000 baris · 3,4 dari 10 MB".
pub fn progress_words(progress: Progress, lang: Lang) -> String {
    let mut parts = Vec::new();
    if progress.rows > 0 {
        let rows = format_number(progress.rows as f64, 0, lang);
        parts.push(common::ROWS.with(lang, &[("n", &rows)]));
    }
    if progress.phase == Phase::Reading && progress.done > 0 {
        let done = size_words(progress.done, lang);
        parts.push(match progress.of {
            Some(of) => common::OF_SIZE.with(lang, &[("done", &done), ("of", &size_words(of, lang))]),
            None => done,
        });
    }
    parts.join(" · ")
}

/// Bytes for people, in decimal units as portals and phones count them: `3,4 MB`.
pub fn size_words(bytes: u64, lang: Lang) -> String {
    const UNITS: [&str; 5] = ["byte", "kB", "MB", "GB", "TB"];
    let mut value = bytes as f64;
    let mut unit = 0;
    // 999.95 would be written as 1,000.
    while value >= 999.95 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    let decimals = usize::from(unit > 0 && value < 100.0);
    format!("{} {}", format_number(value, decimals, lang), UNITS.get(unit).copied().unwrap_or_default())
}

/// One grey line of what is to come.
#[component]
pub fn Skeleton(
    /// Its shape: `title`, `short`, `block`; a line of text when empty.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! { <span class=format!("skeleton {class}") aria-hidden="true"></span> }
}

/// A heading and a few lines of what is to come.
#[component]
pub fn SkeletonLines(
    /// How many lines.
    #[prop(default = 3)]
    lines: usize,
) -> impl IntoView {
    view! {
        <div class="stack tight" aria-hidden="true">
            <Skeleton class="title"/>
            {(1..lines).map(|_| view! { <Skeleton/> }).collect_view()}
            <Skeleton class="short"/>
        </div>
    }
}
