//! The overview as files: a report that opens anywhere, a summary in Markdown, the counts as CSV.

use leptos::prelude::*;

use super::Counted;
use crate::i18n::overview as words;
use crate::portal::Portal;
use crate::portal::overview::report;
use crate::story::report as story_report;
use crate::ui::kit::{IconName, Menu, MenuItem};
use crate::ui::screens::catalogue::date_words;
use crate::ui::screens::dataset::portal_title;
use crate::ui::screens::file_name;
use crate::ui::state::{App, use_app};
use crate::web::download;

/// A form of the report.
#[derive(Clone, Copy)]
enum Form {
    Html,
    Markdown,
    Csv,
}

/// The menu of downloads.
#[component]
pub(super) fn Downloads(counted: RwSignal<Option<Counted>>) -> impl IntoView {
    let app = use_app();
    let save = move |form: Form| {
        if let Some(counted) = counted.get_untracked() {
            save(app, counted, form);
        }
    };
    view! {
        <Menu label=words::REPORT icon=IconName::Download show_label=true>
            <MenuItem label=words::REPORT_HTML on_press=move |()| save(Form::Html)/>
            <MenuItem label=words::REPORT_MARKDOWN on_press=move |()| save(Form::Markdown)/>
            <MenuItem label=words::REPORT_CSV on_press=move |()| save(Form::Csv)/>
        </Menu>
    }
}

fn save(app: App, counted: Counted, form: Form) {
    let lang = app.prefs.lang.get_untracked();
    let Counted { portal, swept, date } = counted;
    let title = untrack(|| portal_title(app, Some(&portal), &portal.address));
    let portal = Portal { title, ..portal };
    let date = date_words(&date, lang);
    let name = file_name(&words::OVERVIEW_OF.with(lang, &[("title", &portal.title)]), "jelajah");
    let overview = &swept.overview;
    let (ending, media_type, text) = match form {
        Form::Html => {
            ("html", "text/html;charset=utf-8", story_report::file(overview, &portal, swept.total, &date, lang))
        }
        Form::Markdown => ("md", "text/markdown;charset=utf-8", report(overview, &portal, swept.total, &date, lang)),
        Form::Csv => ("csv", "text/csv;charset=utf-8", story_report::csv(overview, lang)),
    };
    download::text(&format!("{name}.{ending}"), media_type, &text);
    app.say(words::REPORT_SAVED.text(lang));
}
