//! A table on its way, or one that did not arrive.

use leptos::prelude::*;

use super::words;
use crate::base::note::{Problem, ProblemCode};
use crate::engine::protocol::Phase;
use crate::i18n::{extent, problems, table as t};
use crate::place::At;
use crate::portal::ladder::{Step, Trouble, Unreadable, Want, Wish, origin_of};
use crate::portal::{Portal, PortalKind, Resource, host};
use crate::story::{Id, Origin, Source};
use crate::table::{ResultTable, Values};
use crate::ui::kit::{FilePicker, Link, Notice, ProblemNotice, ProgressBar, use_file_intake, waiting_words};
use crate::ui::screens::catalogue::key::{KeyBox, asks_for_key};
use crate::ui::screens::catalogue::letter::{LetterBox, TableLetterBox};
use crate::ui::screens::catalogue::trouble::known_or_presumed;
use crate::ui::screens::ladder::Ladder;
use crate::ui::state::{App, use_app};
use crate::web::worker_client::Progress;

/// How far the reading is, with the first rows as soon as they are here, and a way to stop.
#[component]
pub(super) fn Opening(
    progress: Option<Signal<Option<Progress>>>,
    preview: Option<Signal<Option<ResultTable>>>,
    on_cancel: Option<Callback<()>>,
    /// Whether it broke off and waits for the person.
    #[prop(optional, into)]
    stands: Signal<bool>,
) -> impl IntoView {
    let app = use_app();
    let now = move || progress.and_then(|progress| progress.get());
    let label = move || {
        let lang = app.lang();
        match now() {
            _ if stands.get() => app.t(extent::STANDING).to_owned(),
            None if progress.is_none() => app.t(t::FINDING).to_owned(),
            None | Some(Progress { phase: Phase::Connecting, .. }) => app.t(t::CONNECTING).to_owned(),
            Some(Progress { phase: Phase::Waiting, of, .. }) => waiting_words(of, lang),
            Some(Progress { phase: Phase::Inferring, .. }) => app.t(t::INFERRING).to_owned(),
            Some(Progress { phase: Phase::Computing, .. }) => app.t(t::COMPUTING).to_owned(),
            Some(Progress { phase: Phase::Retrying, rows, .. }) => {
                app.tf(extent::RETRYING, &[("rows", &words::count(rows, lang))])
            }
            // Rows of a portal are counted in rows; no row of a file has a single byte.
            Some(Progress { phase: Phase::Reading, done, of: Some(of), rows }) if rows > 0 && done == rows => {
                app.tf(extent::ROWS_OF, &[("rows", &words::count(rows, lang)), ("of", &words::count(of, lang))])
            }
            Some(Progress { phase: Phase::Reading, done, of, rows }) => {
                let rows = app.tf(t::READING_ROWS, &[("rows", &words::count(rows, lang))]);
                let bytes = match of {
                    Some(of) => {
                        app.tf(t::BYTES_OF, &[("done", &words::bytes(done, lang)), ("of", &words::bytes(of, lang))])
                    }
                    None => words::bytes(done, lang),
                };
                format!("{rows} · {bytes}")
            }
        }
    };
    let value = Signal::derive(move || {
        now().and_then(|progress| match progress {
            Progress { phase: Phase::Reading, done, of: Some(of), .. } if of > 0 => {
                Some((done as f64 / of as f64).min(1.0))
            }
            _ => None,
        })
    });
    let rows =
        move || preview.and_then(|preview| preview.get()).map(|rows| view! { <PreviewTable rows reading=true/> });
    view! {
        <div class="opening">
            {match on_cancel {
                Some(on_cancel) => view! { <ProgressBar label=label value=value on_cancel=on_cancel/> }.into_any(),
                None => view! { <ProgressBar label=label value=value/> }.into_any(),
            }}
            {rows}
        </div>
    }
}

/// Rows of a preview that are built at once, and with every scroll to their end.
const ROWS_AT_ONCE: usize = 30;
/// Columns of a preview.
const PREVIEW_COLUMNS: usize = 40;

/// The first rows, as written.
#[component]
pub(in crate::ui::screens) fn PreviewTable(
    rows: ResultTable,
    /// Whether the rows behind them are on their way.
    #[prop(optional)]
    reading: bool,
) -> impl IntoView {
    let app = use_app();
    let (all_rows, all_columns) = (rows.rows(), rows.columns.len());
    let columns: Vec<(String, Vec<Option<String>>)> = rows
        .columns
        .into_iter()
        .take(PREVIEW_COLUMNS)
        .map(|column| {
            let values = match column.values {
                Values::Text(values) => values,
                Values::Number(_) | Values::Date(_) => Vec::new(),
            };
            (column.name, values)
        })
        .collect();
    let said = move || {
        let message = if reading { t::FIRST_ROWS } else { t::PREVIEW_ROWS };
        app.tf(message, &[("n", &all_rows.to_string()), ("rows", &words::count(all_rows as u64, app.lang()))])
    };
    let cut = move || {
        let counts = [("n", PREVIEW_COLUMNS.to_string()), ("all", all_columns.to_string())];
        (all_columns > PREVIEW_COLUMNS)
            .then(|| app.tf(t::PREVIEW_COLUMNS, &counts.each_ref().map(|(name, count)| (*name, count.as_str()))))
    };
    // Where nothing more comes, how many rows there are stands above the table already.
    let caption = move || {
        let words: Vec<String> = reading.then(said).into_iter().chain(cut()).collect();
        (!words.is_empty()).then(|| view! { <caption>{words.join(" · ")}</caption> })
    };
    let head = columns.iter().map(|(name, _)| view! { <th scope="col">{name.clone()}</th> }).collect_view();
    let built = RwSignal::new(ROWS_AT_ONCE.min(all_rows));
    let scrolled = move |event: leptos::ev::Event| {
        let frame = event_target::<web_sys::Element>(&event);
        let below = frame.scroll_height() - frame.scroll_top() - frame.client_height();
        if below < frame.client_height() && built.get_untracked() < all_rows {
            built.update(|built| *built = (*built + ROWS_AT_ONCE).min(all_rows));
        }
    };
    let row = move |row: usize| {
        let cell = |values: &Vec<Option<String>>| view! { <td>{values.get(row).cloned().flatten()}</td> };
        let cells = columns.iter().map(|(_, values)| cell(values)).collect_view();
        view! { <tr>{cells}</tr> }
    };
    view! {
        <div class="table-scroll preview" tabindex="0" role="region" aria-label=said on:scroll=scrolled>
            <table class="plain-table">
                {caption}
                <thead><tr>{head}</tr></thead>
                <tbody><For each=move || 0..built.get() key=|row| *row children=row/></tbody>
            </table>
        </div>
    }
}

/// What stands before the ways to a source that refuses.
struct Closed {
    address: String,
    portal: Option<Portal>,
    resource: Option<Resource>,
    want: Want,
    tried: Vec<(Step, Trouble)>,
    /// What a letter would ask for, and the hosts that the files lie on.
    letter: Option<(Wish, Vec<String>)>,
}

impl Closed {
    /// `None` where no other way would help.
    fn of(app: App, problem: &Problem, known: Option<&Source>, source: Option<Id>, asked: &At) -> Option<Self> {
        let trouble = Trouble::of(problem);
        if !matches!(trouble, Trouble::Refused | Trouble::Mixed | Trouble::Down) {
            return None;
        }
        let wish = |open_api: bool| match trouble {
            Trouble::Refused => Some(Wish { open_api, open_files: !open_api, ..Wish::default() }),
            Trouble::Mixed => Some(Wish { https: true, ..Wish::default() }),
            _ => None,
        };
        Some(match (known.map(|source| &source.origin), asked) {
            (Some(Origin::Resource { portal, resource, .. }), _) => {
                let way = source.and_then(|id| app.tables.get(id)).and_then(|table| table.way.get_untracked());
                let tried = way.map(|way| way.tried).filter(|tried| !tried.is_empty());
                let url = resource.url.clone().unwrap_or_else(|| portal.address.clone());
                let hosts = host_name(&url).into_iter().collect();
                Self {
                    address: url,
                    portal: Some(portal.clone()),
                    resource: Some(resource.clone()),
                    want: Want::File,
                    tried: tried.unwrap_or_else(|| vec![(Step::Direct, trouble)]),
                    letter: wish(false).map(|wish| (wish, hosts)),
                }
            }
            (Some(Origin::Url(url)), _) => {
                // Nothing is known of the host but that it keeps a file.
                let portal = origin_of(url)
                    .and_then(|origin| Some(Portal { kind: PortalKind::Links, ..known_or_presumed(&origin)? }));
                Self {
                    address: url.clone(),
                    portal,
                    resource: Some(Resource { url: Some(url.clone()), ..Resource::default() }),
                    want: Want::File,
                    tried: vec![(untrack(|| app.ways.way(url)), trouble)],
                    letter: wish(false).map(|wish| (wish, Vec::new())),
                }
            }
            // The portal itself refused, so that its resource was not even found.
            (None, At::Resource { portal, .. }) => Self {
                address: portal.clone(),
                portal: known_or_presumed(portal),
                resource: None,
                want: Want::Catalogue,
                tried: vec![(untrack(|| app.ways.way(portal)), trouble)],
                letter: wish(true).map(|wish| (wish, Vec::new())),
            },
            _ => return None,
        })
    }
}

/// The file that only people can read, where that is what is wrong.
fn unreadable(problem: &Problem, known: Option<&Source>) -> Option<Unreadable> {
    let is_picture = problem.code == ProblemCode::PictureFile;
    if !is_picture && problem.code != ProblemCode::PdfFile {
        return None;
    }
    let source = known?;
    let (publisher, address) = match &source.origin {
        Origin::Resource { portal, resource, .. } => (Some(portal.title.clone()), resource.url.clone()),
        Origin::Url(url) => (host_name(url), Some(url.clone())),
        Origin::File { .. } => (None, None),
    };
    let name = source.title.clone();
    Some(Unreadable { publisher, address: address.unwrap_or_else(|| name.clone()), name, is_picture })
}

/// The host of a web address.
fn host_name(url: &str) -> Option<String> {
    known_or_presumed(&origin_of(url)?).map(|portal| host(&portal))
}

/// Why the table did not arrive, and every way on: again, the file's own link, the file by hand.
#[component]
pub(super) fn Failed(
    problem: Problem,
    source: Option<Id>,
    /// The address of the screen, for what is no source yet.
    asked: At,
    retry: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let known = source.and_then(|id| app.desk.source(id));
    let closed = Closed::of(app, &problem, known.as_ref(), source, &asked);
    let unreadable = unreadable(&problem, known.as_ref());
    let link = known.as_ref().and_then(|source| match &source.origin {
        Origin::Resource { resource: Resource { url, .. }, .. } => url.clone().filter(|url| url.starts_with("http")),
        Origin::Url(url) => Some(url.clone()).filter(|url| url.starts_with("http")),
        Origin::File { .. } => None,
    });
    let dataset = known.as_ref().and_then(|source| match &source.origin {
        Origin::Resource { portal, dataset, .. } => {
            Some(At::Dataset { portal: portal.address.clone(), dataset: dataset.clone() })
        }
        _ => None,
    });
    let gone = known.as_ref().and_then(|source| match &source.origin {
        Origin::File { name } if problem.code == ProblemCode::TableGone => Some(name.clone()),
        _ => None,
    });
    let give = move |file: web_sys::File| {
        let Some(id) = source else { return };
        leptos::task::spawn_local(async move {
            match app.desk.attach_file(id, file).await {
                Ok(()) => {
                    app.tables.forget(id);
                    app.go(At::Source { id: id.0 });
                    if let (Some(source), file) = (app.desk.source(id), app.desk.file(id).await) {
                        app.tables.open(&source, file);
                    }
                }
                Err(problem) => app.say(problems::sentence(&problem, app.prefs.lang.get_untracked())),
            }
        });
    };
    // Stopping is what the person wanted: nothing is wrong, and there is no file to fetch by hand.
    let cancelled = problem.code == ProblemCode::Cancelled;
    let key = asks_for_key(&problem);
    let can_give = source.is_some() && !cancelled;
    if can_give {
        // A file dropped anywhere now is the one that could not be fetched.
        use_file_intake().hand_to(Callback::new(give));
    }
    view! {
        <section class="failed">
            {match gone {
                Some(name) => view! { <p class="notice warn">{move || app.tf(t::FILE_GONE, &[("name", &name)])}</p> }.into_any(),
                None if cancelled => {
                    let next = problem.clone();
                    view! {
                        <Notice alert=true title=move || problems::sentence(&problem, app.lang())>
                            <p>{move || problems::next_step(&next, app.lang())}</p>
                        </Notice>
                    }
                    .into_any()
                }
                None => view! { <ProblemNotice problem/> }.into_any(),
            }}
            {key.then(|| view! { <KeyBox done=retry/> })}
            <div class="actions">
                <button type="button" class="button" on:click=move |_| retry.run(())>{move || app.t(t::TRY_AGAIN)}</button>
                {link.filter(|_| !cancelled).map(|url| view! {
                    <a class="button" href=url target="_blank" rel="noopener noreferrer">{move || app.t(t::OPEN_LINK)}</a>
                })}
                {can_give.then(|| view! { <FilePicker label=t::GIVE_FILE/> })}
                {dataset.map(|at| view! { <Link at=at>{move || app.t(t::BACK_TO_DATASET)}</Link> })}
            </div>
            {can_give.then(|| view! { <p class="soft">{move || app.t(t::GIVE_FILE_HELP)}</p> })}
            {unreadable.map(|file| view! { <TableLetterBox file/> })}
            {closed.map(|closed| {
                let Closed { address, portal, resource, want, tried, letter } = closed;
                view! {
                    <Ladder address portal=portal.clone() resource want tried retry/>
                    {portal.zip(letter).map(|(portal, (wish, file_hosts))| view! { <LetterBox portal wish file_hosts/> })}
                }
            })}
        </section>
    }
}
