//! How a source is taken apart: its sheet, its columns as rows, its encoding and delimiter.

use leptos::prelude::*;

use super::words;
use crate::i18n::table as t;
use crate::ingest::Encoding;
use crate::story::{Command, Id};
use crate::table::{ALL_SHEETS, Form, TableInfo};
use crate::ui::kit::{Button, Choice, IconName, Notice, Select, Tone};
use crate::ui::state::{App, use_app};

/// What may stand between fields.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// How the document says that a source is taken apart.
fn form(app: App, id: Id) -> Form {
    app.desk.document.with(|document| {
        let source = document.sources.iter().find(|source| source.id == id);
        source.map(|source| source.form.clone()).unwrap_or_default()
    })
}

/// Takes the source apart another way.
fn change(app: App, id: Id, change: impl FnOnce(&mut Form)) {
    let mut form = untrack(|| form(app, id));
    change(&mut form);
    app.desk.end_gesture();
    app.desk.change(app, Command::SetForm { source: id, form });
}

/// Which sheet of a workbook, file of an archive or table of a page is shown, where there are several.
#[component]
pub(super) fn Sheets(id: Id, info: Signal<TableInfo>) -> impl IntoView {
    let app = use_app();
    let sheets = Memo::new(move |_| info.with(|info| info.sheets.clone()));
    move || {
        let names = sheets.get();
        (!names.is_empty()).then(|| {
            let options: Vec<Choice<usize>> = names
                .iter()
                .enumerate()
                .map(|(at, name)| {
                    // The engine gives a sheet without a name its number.
                    let name = match name.strip_prefix('#') {
                        Some(number) => app.tf(t::SHEET_NUMBER, &[("n", number)]),
                        None if name == ALL_SHEETS => app.t(t::ALL_SHEETS).to_owned(),
                        None => name.clone(),
                    };
                    Choice::new(at, name)
                })
                .collect();
            let value = Signal::derive(move || info.with(|info| info.sheet));
            let choose = move |at: usize| {
                if let Some(sheet) = names.get(at).cloned() {
                    change(app, id, |form| *form = Form { sheet: Some(sheet), ..Form::default() });
                }
            };
            view! { <Select label=t::SHEET options=options value=value on_choose=choose class="inline"/> }
        })
    }
}

/// Columns that are the values of a variable can become rows, and back.
#[component]
pub(super) fn Unfolding(id: Id, info: Signal<TableInfo>) -> impl IntoView {
    let app = use_app();
    let unfold = Memo::new(move |_| info.with(|info| info.unfold.clone()));
    let is_unfolded = Memo::new(move |_| form(app, id).unfold);
    move || {
        let unfold = unfold.get()?;
        let is_unfolded = is_unfolded.get();
        let lang = app.lang();
        let count = unfold.columns.len().to_string();
        let keys = unfold.keys.join(", ");
        let (title, text, button) = if is_unfolded {
            let args = [("n", count.as_str()), ("keys", &keys), ("values", &unfold.values.join(", "))];
            (t::UNFOLDED.with(lang, &args), t::UNFOLDED_TEXT.with(lang, &args), t::FOLD_BACK)
        } else {
            let [first, last] = [unfold.columns.first(), unfold.columns.last()]
                .map(|column| column.map(|column| column.name.clone()).unwrap_or_default());
            let args = [("n", count.as_str()), ("keys", &keys), ("first", &first), ("last", &last)];
            (t::UNFOLD_OFFER.with(lang, &args), t::UNFOLD_TEXT.with(lang, &args), t::UNFOLD)
        };
        Some(view! {
            <Notice title=title tone=Tone::Info>
                <p class="small">{text}</p>
                <div class="button-row">
                    <Button
                        label=button
                        icon=if is_unfolded { IconName::Undo } else { IconName::Table }
                        class="small"
                        on_press=move |_| change(app, id, |form| form.unfold = !is_unfolded)
                    />
                </div>
            </Notice>
        })
    }
}

/// The encoding and the delimiter of a text, where the person knows better.
#[component]
pub(super) fn Text(id: Id, info: Signal<TableInfo>) -> impl IntoView {
    let app = use_app();
    let is_text = Memo::new(move |_| info.with(|info| !info.delimiter.is_empty()));
    let form = Memo::new(move |_| form(app, id));
    let encodings = move || {
        let found = Choice::new(None, move || app.t(t::FOUND_OUT));
        let all = Encoding::ALL.map(|encoding| Choice::new(Some(encoding.label().to_owned()), encoding.label()));
        [found].into_iter().chain(all).collect::<Vec<Choice<Option<String>>>>()
    };
    let delimiters = move || {
        let found = Choice::new(None, move || app.t(t::FOUND_OUT));
        let all = DELIMITERS.map(|delimiter| {
            let words = move || words::delimiter(&delimiter.to_string(), app.lang()).to_owned();
            Choice::new(Some(delimiter), words)
        });
        [found].into_iter().chain(all).collect::<Vec<Choice<Option<char>>>>()
    };
    move || {
        is_text.get().then(|| {
            view! {
                <div class="row form-text">
                    <Select
                        label=t::ENCODING
                        options=encodings()
                        value=Signal::derive(move || form.with(|form| form.encoding.clone()))
                        on_choose=move |encoding| change(app, id, |form| form.encoding = encoding)
                        class="inline"
                    />
                    <Select
                        label=t::DELIMITER
                        options=delimiters()
                        value=Signal::derive(move || form.with(|form| form.delimiter))
                        on_choose=move |delimiter| change(app, id, |form| form.delimiter = delimiter)
                        class="inline"
                    />
                </div>
            }
        })
    }
}
