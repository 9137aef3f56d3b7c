//! The line that says by which way a portal or a table is read, and why; nothing where it is the usual one.

use leptos::prelude::*;

use crate::base::date::format_short;
use crate::i18n::ways as words;
use crate::portal::ladder::{Step, Trouble, Want};
use crate::story::{Id, Origin};
use crate::ui::kit::{Button, ButtonLook};
use crate::ui::state::{App, TableWay, use_app};
use crate::web::clock;

/// How a portal is asked, with a way to stop it.
#[component]
pub(in crate::ui::screens) fn WayLine(
    /// The portal's address.
    address: String,
) -> impl IntoView {
    let app = use_app();
    let address = StoredValue::new(address);
    let way = Memo::new(move |_| address.with_value(|address| app.ways.way(address)));
    move || {
        let text = move || match way.get() {
            Step::Jsonp => {
                let memory = address.with_value(|address| app.ways.memory(address));
                let refused =
                    memory.lessons.iter().find(|lesson| (lesson.want, lesson.step) == (Want::Catalogue, Step::Direct));
                let date = refused.map(|lesson| format_short(lesson.day, app.lang())).unwrap_or_default();
                app.tf(words::BY_FRAME, &[("date", &date)])
            }
            _ => app.tf(words::BY_PROXY, &[("host", &app.ways.proxy_host().unwrap_or_default())]),
        };
        let stop = move |_| {
            let address = address.get_value();
            if way.get_untracked() == Step::Jsonp {
                app.ways.allow_frame(&address, false);
                app.say(words::STOPPED_FRAME.text(app.prefs.lang.get_untracked()));
            } else {
                app.ways.use_proxy(&address, false);
                app.say(words::STOPPED_PROXY.text(app.prefs.lang.get_untracked()));
            }
        };
        (way.get() != Step::Direct).then(|| {
            view! {
                <p class="way-line small">
                    <span>{text}</span>
                    <Button class="small" look=ButtonLook::Quiet label=words::STOP on_press=stop/>
                </p>
            }
        })
    }
}

/// How a table was read: by the person's proxy, or by another way than its file.
#[component]
pub(in crate::ui::screens) fn TableWayLine(
    /// The source.
    id: Id,
) -> impl IntoView {
    let app = use_app();
    let proxied = Memo::new(move |_| {
        let addresses = match app.desk.source(id)?.origin {
            Origin::Resource { portal, resource, .. } => vec![resource.url.unwrap_or_default(), portal.address],
            Origin::Url(url) => vec![url],
            Origin::File { .. } => Vec::new(),
        };
        addresses.into_iter().find(|address| app.ways.way(address) == Step::OwnProxy)
    });
    let by_proxy = move || proxied.get().map(|address| view! { <WayLine address/> });
    let otherwise = move || {
        let way = app.tables.get(id)?.way.get()?;
        let portal = app.desk.source(id).and_then(|source| match source.origin {
            Origin::Resource { portal, .. } => Some(portal.address),
            Origin::Url(_) | Origin::File { .. } => None,
        })?;
        let by_frame = way.used == Some(Step::DataStore) && app.ways.way(&portal) == Step::Jsonp;
        let line = sentence(app, &way, &portal, by_frame)?;
        Some(view! {
            <p class="way-line small">
                <span>{line}</span>
                {by_frame.then(|| view! { <span class="soft">{move || app.t(words::NUMBERS)}</span> })}
            </p>
        })
    };
    view! { {by_proxy} {otherwise} }
}

/// The way and its reason; nothing for an ordinary one.
fn sentence(app: App, way: &TableWay, portal: &str, by_frame: bool) -> Option<String> {
    let which = app.t(match way.used? {
        Step::DataStore if by_frame => words::ROWS_BY_FRAME,
        Step::DataStore => words::ROWS,
        Step::ResourceProxy => words::PASSED_ON,
        _ => return None,
    });
    // What refused lately is not asked first again; the reason is still that.
    let lately = || {
        let memory = app.ways.memory(portal);
        memory.lesson(Want::File, Step::Direct, clock::today()?).and_then(|lesson| lesson.trouble)
    };
    let direct = way.tried.iter().find(|(step, _)| *step == Step::Direct).map(|(_, trouble)| *trouble).or_else(lately);
    Some(match direct {
        None => format!("{which}."),
        Some(trouble) => {
            let because = match trouble {
                Trouble::Refused => words::BECAUSE_REFUSED,
                Trouble::Down => words::BECAUSE_DOWN,
                Trouble::Mixed => words::BECAUSE_MIXED,
                _ => words::BECAUSE_FAILED,
            };
            app.tf(because, &[("way", which)])
        }
    })
}
