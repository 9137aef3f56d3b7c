//! A look into a file before it is opened: its first rows, and what its bytes really are.

use leptos::prelude::*;

use crate::base::number::format_number;
use crate::engine::Peeked;
use crate::engine::protocol::{Look, Output};
use crate::i18n::dataset as words;
use crate::portal::{Format, Resource};
use crate::ui::kit::{Button, JobProgress, Notice, ProblemNotice, SkeletonLines, Tone, size_words};
use crate::ui::screens::catalogue::asking::{Asked, Asking};
use crate::ui::screens::table::opening::PreviewTable;
use crate::ui::state::use_app;

/// What is seen in a resource; asked for as soon as it is shown.
#[component]
pub(super) fn Peek(
    /// The portal's address as given.
    address: String,
    /// The resource.
    resource: Resource,
) -> impl IntoView {
    let app = use_app();
    let asking: Asking<Peeked> = Asking::new(app);
    let (address, resource) = (StoredValue::new(address), StoredValue::new(resource));
    let ask = move || {
        asking.ask(
            app,
            address.get_value(),
            move |portal| Look::Peek { portal, resource: resource.get_value() }.into(),
            |output| match output {
                Output::Told(told) => told.read().ok(),
                _ => None,
            },
        );
    };
    ask();
    let said = move || resource.with_value(|resource| resource.label.clone());
    view! {
        <div class="peek" aria-live="polite">
            {move || match asking.state.get() {
                Asked::Asking => view! {
                    <JobProgress progress=asking.progress on_cancel=move |()| asking.cancel(app)/>
                    <SkeletonLines lines=4/>
                }.into_any(),
                Asked::Failed(problem) => view! {
                    <ProblemNotice problem>
                        <Button class="small" label=crate::i18n::common::TRY_AGAIN on_press=move |_| ask()/>
                    </ProblemNotice>
                }.into_any(),
                Asked::Here(peeked) => view! { <Seen peeked said=said()/> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

/// Whether the portal calls a format by a name that means another one.
fn contradicts(said: &str, format: Option<Format>) -> bool {
    let named = Format::guess("", "", "", said);
    match format {
        None => false,
        // Both are text in columns, and a list of places is JSON as well.
        Some(Format::Csv) => !matches!(named, Format::Csv | Format::Tsv | Format::Other),
        Some(Format::GeoJson) => !matches!(named, Format::Json | Format::GeoJson | Format::Other),
        Some(format) => named != Format::Other && named != format,
    }
}

/// What has been seen.
#[component]
fn Seen(peeked: Peeked, said: String) -> impl IntoView {
    let app = use_app();
    let Peeked { format, label, size, rows, total } = peeked;
    let wrong = contradicts(&said, format);
    let (shown, has_rows) = (rows.rows(), rows.rows() > 0);
    let is_table = has_rows || format.is_none_or(Format::opens);
    let facts = {
        let label = label.clone();
        move || {
            let lang = app.lang();
            let whole = |count: u64| format_number(count as f64, 0, lang);
            let form = if format.is_some() { label.clone() } else { app.t(words::PEEK_ROWS).to_owned() };
            let rows = match total {
                Some(total) if has_rows => {
                    Some(app.tf(words::PEEK_OF, &[("n", &whole(shown as u64)), ("total", &whole(total))]))
                }
                None if has_rows => Some(app.tf(words::PEEK_FIRST, &[("n", &whole(shown as u64))])),
                _ => None,
            };
            [Some(form), size.map(|size| size_words(size, lang)), rows]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · ")
        }
    };
    view! {
        <p class="small soft tabular">{facts}</p>
        {wrong.then(|| view! {
            <Notice tone=Tone::Warn title=move || app.tf(words::PEEK_OTHER, &[("label", &said), ("format", &label)])>
                <p>{move || app.t(if is_table { words::PEEK_OTHER_TABLE } else { words::PEEK_OTHER_NOT })}</p>
            </Notice>
        })}
        {if has_rows {
            view! { <PreviewTable rows/> }.into_any()
        } else if is_table {
            view! { <p class="medium">{move || app.t(words::PEEK_WHOLE)}</p> }.into_any()
        } else if wrong {
            ().into_any()
        } else {
            view! { <p class="medium">{move || app.t(words::PEEK_NO_TABLE)}</p> }.into_any()
        }}
    }
    .into_any()
}
