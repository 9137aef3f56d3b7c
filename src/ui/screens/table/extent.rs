//! How much of a table is read, and where it is worked on: the choice for a table that is too large, and the
//! line that says what was chosen.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::words;
use crate::base::note::Problem;
use crate::engine::protocol::{Work, WorkPlace};
use crate::i18n::{Message, extent as t, notes, problems};
use crate::story::{Command, Id};
use crate::table::{Extent, Offer};
use crate::ui::kit::{Button, ButtonLook, Checkbox, Disclosure, Notice, Tone, size_words};
use crate::ui::state::{App, OpenTable, use_app};

/// Reads a source as far as was chosen; the open table follows the document.
pub(super) fn choose(app: App, source: Id, extent: Extent) {
    app.desk.end_gesture();
    app.desk.change(app, Command::SetExtent { source, extent });
}

/// How much of a source is read; tracked.
pub(super) fn of(app: App, source: Id) -> Extent {
    app.desk.document.with(|document| document.source(source).map(|source| source.extent.clone()).unwrap_or_default())
}

/// One way to open the table, with what it means.
#[component]
fn Way(
    title: Signal<String>,
    text: Message,
    #[prop(optional)] primary: bool,
    #[prop(into)] on_choose: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let look = if primary { ButtonLook::Primary } else { ButtonLook::Plain };
    view! {
        <li class="extent-way">
            <Button label=move || title.get() look=look on_press=move |_| on_choose.run(())/>
            <p class="soft small">{move || app.t(text)}</p>
        </li>
    }
}

/// The choice for a table that is larger than the device may hold.
#[component]
pub(super) fn Choose(id: Id, offer: Offer) -> impl IntoView {
    let app = use_app();
    let choose = move |extent: Extent| choose(app, id, extent);
    let Offer { rows, bytes, more, budget, columns, sample, spread, portal, all } = offer;
    let size = move || {
        let size = size_words(bytes, app.lang());
        match rows {
            Some(rows) => app.tf(t::SIZE_ROWS, &[("rows", &words::count(rows, app.lang())), ("bytes", &size)]),
            None => app.tf(if more { t::SIZE_MORE } else { t::SIZE }, &[("bytes", &size)]),
        }
    };
    let room = move || app.tf(t::BUDGET, &[("budget", &size_words(budget, app.lang()))]);
    let title = move |message: Message| Signal::derive(move || app.t(message).to_owned());
    let sample_title = Signal::derive(move || app.tf(t::SAMPLE, &[("rows", &words::count(sample, app.lang()))]));
    let at_portal = portal.then(|| {
        view! { <Way title=title(t::AT_PORTAL) text=t::AT_PORTAL_TEXT primary=true on_choose=move |()| choose(Extent::Portal)/> }
    });
    let sample_text = if spread { t::SAMPLE_SPREAD } else { t::SAMPLE_FIRST };
    let everything = all.then(|| {
        view! { <Way title=title(t::EVERYTHING) text=t::EVERYTHING_TEXT on_choose=move |()| choose(Extent::All)/> }
    });
    view! {
        <section class="extent" aria-labelledby="extent-title">
            <h2 id="extent-title">{move || app.t(t::TOO_LARGE)}</h2>
            <p class="measure">{size} " " {room}</p>
            <ul class="plain-list extent-ways">
                {at_portal}
                {(!columns.is_empty()).then(|| view! {
                    <li class="extent-way"><Columns columns budget on_choose=choose/></li>
                })}
                <Way title=sample_title text=sample_text primary=!portal on_choose=move |()| choose(Extent::Sample(sample))/>
                {everything}
            </ul>
        </section>
    }
}

/// The columns to choose from, with what they take together.
#[component]
fn Columns(columns: Vec<(String, u64)>, budget: u64, #[prop(into)] on_choose: Callback<Extent>) -> impl IntoView {
    let app = use_app();
    let chosen = RwSignal::new(BTreeSet::<usize>::new());
    let columns = StoredValue::new(columns);
    let sum = Memo::new(move |_| {
        chosen.with(|chosen| {
            columns.with_value(|columns| {
                chosen.iter().filter_map(|at| columns.get(*at)).map(|(_, bytes)| bytes).sum::<u64>()
            })
        })
    });
    let count = move || chosen.with(BTreeSet::len);
    let fits = move || count() > 0 && sum.get() <= budget;
    let says = move || {
        let (n, bytes) = (count(), size_words(sum.get(), app.lang()));
        let message = match n {
            0 => return app.t(t::COLUMNS_NONE).to_owned(),
            _ if sum.get() <= budget => t::COLUMNS_FIT,
            _ => t::COLUMNS_OVER,
        };
        app.tf(message, &[("n", &n.to_string()), ("bytes", &bytes)])
    };
    let list = columns.with_value(|columns| {
        columns
            .iter()
            .enumerate()
            .map(|(at, (name, bytes))| {
                let bytes = *bytes;
                view! {
                    <Checkbox
                        label=name.clone()
                        checked=Signal::derive(move || chosen.with(|chosen| chosen.contains(&at)))
                        count=move || size_words(bytes, app.lang())
                        on_change=move |on: bool| chosen.update(|chosen| {
                            if on { chosen.insert(at); } else { chosen.remove(&at); }
                        })
                    />
                }
            })
            .collect_view()
    });
    let load = move |_| {
        let names = columns.with_value(|columns| {
            chosen.with_untracked(|chosen| {
                chosen.iter().filter_map(|at| columns.get(*at)).map(|(name, _)| name.clone()).collect::<Vec<_>>()
            })
        });
        on_choose.run(Extent::Columns(names));
    };
    view! {
        <Disclosure title=t::COLUMNS>
            <p class="soft small">{move || app.t(t::COLUMNS_TEXT)}</p>
            <fieldset class="choices is-scrolling">
                <legend class="hidden-visually">{move || app.t(t::COLUMNS)}</legend>
                {list}
            </fieldset>
            <p role="status" class="small">{says}</p>
            <Button label=t::COLUMNS_LOAD disabled=Signal::derive(move || !fits()) on_press=load/>
        </Disclosure>
    }
}

/// Where the table is worked on and how much of it is here, with the requests for those who want to see them,
/// and the way to another choice. Nothing for a table that is here as a whole, as usual.
#[component]
pub(super) fn Place(id: Id, work: RwSignal<Option<Work>>) -> impl IntoView {
    let app = use_app();
    let extent = Memo::new(move |_| of(app, id));
    let is_both = Memo::new(move |_| work.with(|work| work.as_ref().is_some_and(|work| work.place == WorkPlace::Both)));
    let says = move || {
        app.t(match extent.get() {
            Extent::Portal if is_both.get() => t::PLACE_BOTH,
            Extent::Portal => t::PLACE_PORTAL,
            Extent::Sample(_) => t::PLACE_SAMPLE,
            Extent::Columns(_) => t::PLACE_COLUMNS,
            // Of its first rows a notice of their own tells.
            Extent::All | Extent::Fitting | Extent::First(_) => t::PLACE_ALL,
        })
    };
    let remarks = move || {
        let lang = app.lang();
        let notes = work.with(|work| work.as_ref().map(|work| work.notes.clone()).unwrap_or_default());
        (!notes.is_empty()).then(|| {
            let list = notes.iter().map(|note| view! { <li>{notes::sentence(note, lang)}</li> }).collect_view();
            view! { <ul class="reasons">{list}</ul> }
        })
    };
    let requests = move || {
        let work = work.get().filter(|work| !work.requests.is_empty())?;
        let list =
            work.requests.into_iter().map(|url| view! { <li><code class="any-break">{url}</code></li> }).collect_view();
        let statement = work.sql.map(|sql| {
            view! {
                <p class="small">{move || app.t(t::STATEMENT)}</p>
                <pre class="statement" tabindex="0">{sql}</pre>
            }
        });
        Some(view! {
            <Disclosure title=t::REQUESTS class="slim">
                <ul class="plain-list requests">{list}</ul>
                {statement}
            </Disclosure>
        })
    };
    view! {
        <Show when=move || !matches!(extent.get(), Extent::Fitting | Extent::First(_))>
            <div class="work-place">
                <p class="work-line">
                    <strong>{says}</strong>
                    <button type="button" class="button quiet small" on:click=move |_| choose(app, id, Extent::Fitting)>
                        {move || app.t(t::CHANGE)}
                    </button>
                </p>
                {remarks}
                {requests}
            </div>
        </Show>
    }
}

/// A transfer that broke off and waits: what came is kept.
#[component]
pub(super) fn Paused(table: OpenTable, problem: Problem, rows: u64) -> impl IntoView {
    let app = use_app();
    let count = move || words::count(rows, app.lang());
    let next = problem.clone();
    view! {
        <div class="paused">
        <Notice tone=Tone::Warn alert=true title=move || app.tf(t::PAUSED, &[("rows", &count())])>
            <p>{move || problems::sentence(&problem, app.lang())} " " {move || problems::next_step(&next, app.lang())}</p>
            <div class="button-row">
                <Button label=t::CONTINUE look=ButtonLook::Primary on_press=move |_| app.tables.resume(table, false)/>
                {(rows > 0).then(|| view! {
                    <Button label=move || app.tf(t::ENOUGH, &[("rows", &count())]) on_press=move |_| app.tables.resume(table, true)/>
                })}
            </div>
        </Notice>
        </div>
    }
}
