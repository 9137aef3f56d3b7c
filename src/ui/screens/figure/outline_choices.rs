//! Which outlines a map is drawn with: those of the page, a pack at a public address, or a file that the person
//! gives, read by the worker in any geographic format.

use std::sync::Arc;

use leptos::prelude::*;

use super::FigureEdit;
use super::choice::{Entry, Pick};
use super::data::{self, Stage};
use super::spec;
use crate::base::number::format_number;
use crate::engine::Shaped;
use crate::engine::protocol::{How, Job, Look, OpenSource, Output};
use crate::geo::Trouble;
use crate::i18n::{Message, common, outlines as t};
use crate::map::{Foreign, Layer, OwnOutlines};
use crate::region::Level;
use crate::story::Figure;
use crate::table::TableId;
use crate::ui::kit::{Button, ButtonLook, Disclosure, IconButton, IconName, TextInput};
use crate::ui::screens::table::grids;
use crate::ui::state::{App, use_app};
use crate::web::packs::{self, Kept};

/// A file that was read and is not used yet.
#[derive(Clone)]
struct Draft {
    table: TableId,
    name: String,
    shaped: Arc<Shaped>,
    /// Its areas; none while its coordinates are no degrees.
    foreign: Option<Arc<Foreign>>,
    level: Level,
}

/// What is said of a fault.
pub(super) fn trouble(app: App, trouble: Trouble, count: u64) -> Option<String> {
    let message = match trouble {
        Trouble::Swapped => t::TROUBLE_SWAPPED,
        Trouble::WebMercator => t::TROUBLE_MERCATOR,
        Trouble::OpenRing => t::TROUBLE_OPEN,
        Trouble::Flat => t::TROUBLE_FLAT,
        Trouble::Crossing => t::TROUBLE_CROSSING,
        Trouble::Winding => t::TROUBLE_WINDING,
        Trouble::Nowhere => t::TROUBLE_NOWHERE,
        // It is asked about.
        Trouble::Projected => return None,
    };
    Some(app.tf(message, &[("n", &format_number(count as f64, 0, app.lang()))]))
}

/// Why a file could not be used.
type Refused = Message;

/// Reads a file in the worker.
async fn open(app: App, file: &web_sys::File, level: Level) -> Result<Draft, Refused> {
    let job = Job::Open { source: OpenSource::File { name: file.name() }, how: How::default() };
    let running = app.engine.start(job, Some(file), |_| {});
    let Ok(Ok((Output::Table(info), _))) = running.answer.await else { return Err(t::NOT_OUTLINES) };
    let draft = if info.shapes { shape(app, info.table, file.name(), None, level).await } else { Err(t::NOT_OUTLINES) };
    if draft.is_err() {
        close(app, info.table);
    }
    draft
}

/// Asks for the outlines of an open table.
async fn shape(app: App, table: TableId, name: String, grid: Option<u32>, level: Level) -> Result<Draft, Refused> {
    let Ok(Output::Told(told)) = app.engine.ask(Look::Shapes { table, grid, bare: false }.into()).await else {
        return Err(t::NOT_OUTLINES);
    };
    let shaped: Shaped = told.read().or(Err(t::NOT_OUTLINES))?;
    if shaped.counts.first() == Some(&0) {
        return Err(t::NOT_OUTLINES);
    }
    let foreign = if shaped.projected.is_none() {
        let foreign = Foreign::read(shaped.outlines.as_bytes(), &app.outlines.known(), level);
        Some(Arc::new(foreign.or(Err(t::GRID_WRONG))?))
    } else {
        None
    };
    Ok(Draft { table, name, shaped: Arc::new(shaped), foreign, level })
}

/// The worker need not hold the file any longer.
fn close(app: App, table: TableId) {
    leptos::task::spawn_local(async move {
        // A table that is gone already is what we want.
        app.engine.ask(Job::Close { table }).await.ok();
    });
}

/// The panel's part about outlines.
#[component]
pub(super) fn OutlineChoices(
    figure: Memo<Option<Figure>>,
    stage: RwSignal<Stage>,
    change: Callback<FigureEdit>,
) -> impl IntoView {
    let app = use_app();
    app.outlines.look_for_kept();
    let spec = spec::of_map(figure);
    let level = Memo::new(move |_| data::report(app, stage).map_or(Level::Province, |(_, level)| level));
    let edit = spec::map_editor(spec, change);
    let set = move |outlines: Option<OwnOutlines>| {
        edit(&|spec| {
            if outlines.is_some() {
                spec.layer = Some(Layer::Shapes);
            }
            spec.outlines.clone_from(&outlines);
        });
    };
    let own_name = move |name: &str, column: &str| app.tf(t::OWN, &[("name", name), ("column", column)]);
    let entries = Signal::derive(move || {
        let mut entries: Vec<Entry> = vec![(String::new(), app.t(t::BUILT_IN).to_owned())];
        app.outlines.kept.with(|kept| {
            let fitting = kept.iter().filter(|kept| kept.level == level.get());
            entries.extend(fitting.map(|kept| (kept.id.clone(), own_name(&kept.name, &kept.column))));
        });
        if let Some(own) = spec.with(|spec| spec.outlines.clone())
            && !entries.iter().any(|(id, _)| *id == own.id)
        {
            entries.push((own.id, own_name(&own.name, &own.column)));
        }
        entries
    });
    let chosen =
        Signal::derive(move || spec.with(|spec| spec.outlines.as_ref().map(|own| own.id.clone())).unwrap_or_default());
    let choose = move |id: String| {
        let kept = app.outlines.kept.with_untracked(|kept| kept.iter().find(|kept| kept.id == id).cloned());
        match kept {
            Some(kept) => set(Some(OwnOutlines { id, name: kept.name, column: kept.column })),
            None if id.is_empty() => set(None),
            None => {}
        }
    };

    // Made here: it is called when the file's own part of the panel is gone.
    let set_own = Callback::new(move |own: OwnOutlines| set(Some(own)));
    let draft: RwSignal<Option<Draft>> = RwSignal::new(None);
    let refused: RwSignal<Option<Refused>> = RwSignal::new(None);
    let reading: RwSignal<Option<String>> = RwSignal::new(None);
    let drop_draft = move || {
        if let Some(old) = draft.try_update(Option::take).flatten() {
            close(app, old.table);
        }
    };
    on_cleanup(drop_draft);
    let take = move |event: leptos::ev::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        let Some(list) = input.files() else { return };
        let files: Vec<web_sys::File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
        // The same file can be chosen again.
        input.set_value("");
        drop_draft();
        refused.set(None);
        let level = level.get_untracked();
        leptos::task::spawn_local(async move {
            let Some(file) = packs::together(files).await else { return };
            reading.try_set(Some(file.name()));
            match open(app, &file, level).await {
                Ok(read) => drop(draft.try_set(Some(read))),
                Err(why) => drop(refused.try_set(Some(why))),
            }
            reading.try_set(None);
        });
    };
    let lost = move || {
        let own = spec.with(|spec| spec.outlines.clone())?;
        let text = app.tf(t::LOST, &[("name", &own.name), ("column", &own.column)]);
        app.outlines.lost(&own.id).then(|| view! { <p class="notice warn small" role="status">{text}</p> })
    };
    let kept = move || {
        let kept = app.outlines.kept.get();
        (!kept.is_empty()).then(|| {
            let rows = kept
                .into_iter()
                .map(|kept| {
                    let args = [
                        ("name", kept.name.as_str()),
                        ("column", kept.column.as_str()),
                        ("n", &kept.regions.to_string()),
                    ];
                    let words = app.tf(t::KEPT_ENTRY, &args);
                    let label = app.tf(t::FORGET, &[("name", &kept.name)]);
                    view! {
                        <li class="row apart">
                            <span class="any-break small">{words}</span>
                            <IconButton icon=IconName::Trash label=label on_press=move |_| {
                                app.outlines.forget(kept.id.clone());
                            }/>
                        </li>
                    }
                })
                .collect_view();
            view! { <Disclosure title=t::KEPT class="slim"><ul class="plain-list">{rows}</ul></Disclosure> }
        })
    };
    view! {
        <Disclosure title=t::TITLE class="slim">
            <div class="stack">
                <Pick id="map-outlines" label=t::WHICH entries=entries chosen=chosen on_choose=Callback::new(choose)/>
                {lost}
                <Remote level/>
                <label class="button small pack-file">
                    {move || app.t(t::OPEN)}
                    <input id="outline-file" type="file" class="hidden-visually" multiple=true aria-describedby="outline-file-hint"
                        accept=".geojson,.json,.topojson,.kml,.kmz,.zip,.shp,.dbf,.prj,.cpg,.shx" on:change=take/>
                </label>
                <p id="outline-file-hint" class="field-hint">{move || app.t(t::OPEN_HINT)}</p>
                {move || reading.get().map(|name| view! { <p role="status">{app.tf(t::READING, &[("name", &name)])}</p> })}
                {move || refused.get().map(|why| view! { <p class="notice warn small" role="alert">{app.t(why)}</p> })}
                {move || draft.get().map(|now| view! { <DraftView now draft refused set=set_own/> })}
                {kept}
            </div>
        </Disclosure>
    }
}

/// The offer of a pack at a public address.
#[component]
fn Remote(level: Memo<Level>) -> impl IntoView {
    let app = use_app();
    let failed = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let fetch = move |_| {
        busy.set(true);
        failed.set(false);
        leptos::task::spawn_local(async move {
            let taken = app.outlines.accept(level.get_untracked()).await;
            busy.try_set(false);
            failed.try_set(taken.is_err());
        });
    };
    move || {
        let pack = app.outlines.offer(level.get())?;
        let size = format_number(pack.bytes as f64 / 1000.0, 0, app.lang());
        let host = pack.host().to_owned();
        let args = [("title", pack.title.as_str()), ("host", &host), ("size", &size), ("licence", &pack.licence)];
        let label = app.tf(t::FETCH, &[("host", &host)]);
        Some(view! {
            <div class="stack tight">
                <p class="small">{app.tf(t::REMOTE, &args)}</p>
                <Button label=label class="small" busy=busy on_press=fetch/>
                <Show when=move || failed.get()><p role="alert">{move || app.t(t::FETCH_FAILED)}</p></Show>
            </div>
        })
    }
}

/// A file that was read: which column names its regions, in which system its coordinates are, whose it is.
#[component]
fn DraftView(
    now: Draft,
    draft: RwSignal<Option<Draft>>,
    refused: RwSignal<Option<Refused>>,
    set: Callback<OwnOutlines>,
) -> impl IntoView {
    let app = use_app();
    let lang = app.lang();
    let Draft { table, name, shaped, foreign, level } = now;
    let heading = app.tf(t::AREAS, &[("name", &name), ("n", &format_number(shaped.counts[0] as f64, 0, lang))]);
    let troubles = shaped
        .troubles
        .iter()
        .filter_map(|(kind, count)| trouble(app, *kind, *count))
        .map(|text| view! { <li>{text}</li> })
        .collect_view();
    let cancel = move || {
        close(app, table);
        refused.set(None);
        draft.set(None);
    };
    let body = match foreign {
        None => {
            let named = shaped.projected.clone().unwrap_or_default();
            let asked = if named.is_empty() {
                app.t(t::GRID_ASKED).to_owned()
            } else {
                app.tf(t::GRID_UNKNOWN, &[("name", &named)])
            };
            let choose = move |code: String| {
                let (Ok(code), name) = (code.parse::<u32>(), name.clone()) else { return };
                refused.set(None);
                leptos::task::spawn_local(async move {
                    match shape(app, table, name, Some(code), level).await {
                        // Still no degrees: that system cannot be the one.
                        Ok(read) if read.foreign.is_none() => drop(refused.try_set(Some(t::GRID_WRONG))),
                        Ok(read) => drop(draft.try_set(Some(read))),
                        Err(why) => drop(refused.try_set(Some(why))),
                    }
                });
            };
            view! {
                <p class="small">{asked}</p>
                <Pick id="outline-grid" label=t::GRID entries=Signal::derive(move || grids(app, t::GRID_NONE))
                    chosen=Signal::derive(String::new) on_choose=Callback::new(choose)/>
            }
            .into_any()
        }
        Some(foreign) if foreign.columns.first().is_none_or(|(_, matched)| *matched == 0) => {
            view! { <p class="notice warn small">{app.t(t::NO_KEY)}</p> }.into_any()
        }
        Some(foreign) => {
            let first = foreign.columns.first().map(|(column, _)| column.clone()).unwrap_or_default();
            let key = RwSignal::new(first.clone());
            let credit = RwSignal::new(app.tf(t::CREDIT_START, &[("name", &name)]));
            let columns: Vec<Entry> = foreign
                .columns
                .iter()
                .map(|(column, matched)| {
                    (column.clone(), app.tf(t::KEY_ENTRY, &[("column", column), ("n", &matched.to_string())]))
                })
                .collect();
            let matched = {
                let foreign = foreign.clone();
                Memo::new(move |_| {
                    let list = app.outlines.known();
                    let all = list.regions().iter().filter(|region| region.kind.level() == level).count();
                    let found = foreign.outlines(&key.get(), "", &list, level).ok();
                    found.map(|(shapes, report)| {
                        let left: Vec<String> = report.unmatched.iter().map(|(value, _)| value.clone()).collect();
                        let asked = report.ambiguous.iter().map(|(value, _)| value.clone());
                        (shapes.regions(), all, left.into_iter().chain(asked).collect::<Vec<_>>())
                    })
                })
            };
            let summary = move || {
                let (regions, all, left) = matched.get()?;
                let text = app.tf(t::SUMMARY, &[("n", &regions.to_string()), ("all", &all.to_string())]);
                let more = if left.len() > MOST_LEFT { ", …" } else { "" };
                let names = left.iter().take(MOST_LEFT).cloned().collect::<Vec<_>>().join(", ") + more;
                let left = (!left.is_empty()).then(|| app.tf(t::SUMMARY_LEFT, &[("names", &names)]));
                Some(view! { <p class="small">{text} " " {left}</p> })
            };
            let outlines = shaped.clone();
            let take = move |_| {
                let list = app.outlines.known();
                let (column, attribution) = (key.get_untracked(), credit.get_untracked().trim().to_owned());
                let Ok((shapes, _)) = foreign.outlines(&column, &attribution, &list, level) else { return };
                let (name, outlines) = (name.clone(), outlines.clone());
                close(app, table);
                draft.set(None);
                leptos::task::spawn_local(async move {
                    let id = packs::id_of(&outlines.outlines, &column).await;
                    let regions = shapes.regions();
                    let bytes = outlines.outlines.len();
                    let kept = Kept {
                        id: id.clone(),
                        name: name.clone(),
                        level,
                        column: column.clone(),
                        attribution,
                        regions,
                        bytes,
                    };
                    let taken = app.outlines.take(kept, &outlines.outlines, shapes).await;
                    refused.try_set(taken.is_err().then_some(t::NOT_KEPT));
                    set.try_run(OwnOutlines { id, name, column });
                });
            };
            view! {
                <Pick id="outline-key" label=t::KEY entries=Signal::stored(columns) chosen=key on_choose=Callback::new(move |column| key.set(column))/>
                {move || (key.get() == first).then(|| view! { <p class="field-hint">{app.tf(t::KEY_CHOSEN, &[("column", &first)])}</p> })}
                {summary}
                <TextInput id="outline-credit" label=t::CREDIT value=credit hint=t::CREDIT_HINT on_input=Callback::new(move |text| credit.set(text))/>
                <Button label=t::USE look=ButtonLook::Primary class="small" disabled=Signal::derive(move || matched.get().is_none()) on_press=take/>
            }
            .into_any()
        }
    };
    view! {
        <div class="outline-draft stack">
            <p><strong class="any-break">{heading}</strong></p>
            <ul class="plain-list small">{troubles}</ul>
            {body}
            <Button label=common::CANCEL look=ButtonLook::Quiet class="small" on_press=move |_| cancel()/>
        </div>
    }
}

/// Values without a region that are named.
const MOST_LEFT: usize = 8;
